package ingest

import (
	"slices"

	"github.com/crossgrant/crossgrant/internal/ingest/epo"
	"github.com/crossgrant/crossgrant/internal/ingest/isld"
	"github.com/crossgrant/crossgrant/internal/ingest/search"
	"github.com/crossgrant/crossgrant/internal/ingest/sheet"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/ingest/table"
	"github.com/crossgrant/crossgrant/internal/ingest/uspto"
)

// Formats are all formats there are, those that are refused by name among them.
func Formats() []source.Format {
	return slices.Concat([]source.Format{Kept()}, uspto.Formats(), epo.Formats(), search.Formats(), isld.Formats(), sheet.Formats(), []source.Format{list()})
}

// list is the format of lists whose columns are recognised and that stand in a folder or an archive. Such a list alone
// is a table, which is kept as it came: see [Input.Table].
func list() source.Format {
	d := sheet.Mapping{}.Decoder()
	return source.Format{
		Name: d.Format(), Says: "a list of patents with recognised columns (CSV, TSV); a file of its own is kept as a table", Decoder: d,
		Match: func(_ string, head []byte) int {
			if slices.ContainsFunc(table.HeaderOf(head), func(h string) bool {
				m, ok := table.MeaningOf(h)
				return ok && (m == "number" || m == "id")
			}) {
				return sure
			}
			return 0
		},
	}
}

// Mapped are the formats for a list whose columns a mapping file names: whatever is imported is read as the mapping says.
func Mapped(text []byte, name string) ([]source.Format, error) {
	m, err := sheet.ParseMapping(text, name)
	if err != nil {
		return nil, err
	}
	d := m.Decoder()
	return []source.Format{{Name: d.Format(), Says: "a list whose columns " + name + " names", Match: func(string, []byte) int { return 100 }, Decoder: d}}, nil
}
