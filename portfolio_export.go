package crossgrant

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/crossgrant/crossgrant/internal/ingest/sheet"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// exportFormat is what a document says that was written from a portfolio.
const exportFormat = "crossgrant-portfolio"

// ExportPortfolio writes the portfolio as known at a day to a Parquet file, one row for each right, and returns how many
// these are. The file appears whole or not at all. What journals say of patents is not in it.
func (w *Workspace) ExportPortfolio(file string, known when.Date) (rows int, err error) {
	if ext := filepath.Ext(file); !strings.EqualFold(ext, ".parquet") {
		return 0, fmt.Errorf("%s cannot be written: a portfolio is written as Parquet; give the file a name that ends in .parquet", file)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	snap, err := w.patents.at(known)
	if err != nil {
		return 0, err
	}
	if _, err := os.Stat(filepath.Dir(file)); err != nil {
		return 0, err
	}
	f, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+".*")
	if err != nil {
		return 0, fmt.Errorf("%s cannot be written: %w", file, err)
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
			err = fmt.Errorf("%s was left as it is: %w", file, err)
		}
	}()
	out := sheet.NewParquetWriter(f)
	for _, r := range snap.Records() {
		rows++
		if err := out.Write(documentOf(&r, rows)); err != nil {
			return 0, err
		}
	}
	if err := out.Close(); err != nil {
		return 0, err
	}
	if err := f.Chmod(0o666); err != nil {
		return 0, err
	}
	if err := f.Sync(); err != nil {
		return 0, err
	}
	if err := f.Close(); err != nil {
		return 0, err
	}
	return rows, os.Rename(f.Name(), file)
}

// documentOf says of a record what it holds, in the shape in which sources speak.
func documentOf(r *patent.Record, row int) source.Document {
	d := source.New(exportFormat)
	d.Place = source.Place{File: r.Source, Record: row}
	d.Office, d.Kind, d.Granted = r.Office, r.Kind, r.IsGrant
	for _, id := range append([]string{r.ID}, r.Also...) {
		n, ok := patent.ParseNumber(id, "").One()
		switch {
		case !ok:
			d.Publications = append(d.Publications, source.Publication{Number: source.Number{Text: id}, Date: when.Unknown})
		case n.Type == patent.Publication:
			d.Publications = append(d.Publications, source.Publication{Number: source.Number{Office: n.Country, Text: n.Serial, Kind: n.Kind}, Date: when.Unknown})
		default:
			d.Application = source.Number{Office: n.Country, Text: id}
		}
	}
	d.Priority, d.Filed, d.Published, d.Grant = r.Priority, r.Filed, r.Published, r.Grant
	if r.TermKind == patent.TermExact || r.TermKind == patent.TermUnknown {
		d.Term.Stated = r.Expires // an upper bound, or the length the statute starts from, is worked out again where it is read
	}
	d.Title, d.Family, d.States, d.CPC = r.Title, r.Family, r.States, r.Classes
	for _, o := range r.Owners {
		d.Parties = append(d.Parties, source.Party{Name: o, Role: source.Proprietor})
	}
	for _, s := range r.Standards {
		d.Declared = append(d.Declared, source.Declaration{Standard: s, Declared: when.Unknown})
	}
	return d
}
