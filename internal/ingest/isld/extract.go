package isld

import (
	"context"
	"io"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/ingest/table"
	"github.com/crossgrant/crossgrant/patent"
)

// extract reads extracts that have left out the patent numbers. A row says that a right of an ETSI family at an office
// was declared; which right that is, only the export of the same family tells.
type extract struct{}

func (extract) Format() string { return extractName }

func (extract) Decode(ctx context.Context, r io.Reader, file string, limits source.Limits, sink source.Sink) error {
	rows := table.NewRows(r, "the table", limits.Record)
	if _, err := rows.Header(); err != nil {
		return err
	}
	return rows.Decode(ctx, extractName, file, sink, func(d *source.Draft) { extractRow(d, cells(rows.Cell)) })
}

func extractRow(d *source.Draft, cell func(string) string) {
	declared := declaration(d, cell)
	d.Office, _, _ = strings.Cut(cell("Country_Of_Registration"), " ")
	family := cell("DIPG_PATF_ID")
	if family == "" || !patent.IsOffice(d.Office) {
		d.Skip(diag.RecordNumber, "The row gives neither a patent number nor a family of ETSI at an office. It is left out.")
		return
	}
	d.Family = "etsi:" + family
	d.Party(source.Party{Name: declared.By, Role: source.Declarant})
	d.Declared = []source.Declaration{declared}
}
