package crossgrant

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/crossgrant/crossgrant/internal/ingest"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/merge"
	"github.com/crossgrant/crossgrant/internal/portfolio"
)

// TableFormat is the format of tables whose columns a person named, as an option of an import.
const TableFormat = "table"

// openDocuments opens what is imported as documents; nil: it is a table, which is kept as it came.
func (w *Workspace) openDocuments(file string, opt ImportOptions) (*ingest.Input, error) {
	if opt.Format == TableFormat {
		return nil, nil
	}
	if opt.Format != "" && opt.Mapping != "" {
		return nil, errors.New("a mapping says how the file is read; leave the format out")
	}
	defer w.progress(Progress{Done: true})
	w.progress(Progress{What: "looking at " + filepath.Base(file)})
	in, err := ingest.OpenInput(context.Background(), file, ingest.Limits{})
	if err != nil {
		return nil, err
	}
	if opt.Format != "" || opt.Mapping != "" {
		return in, nil
	}
	table, err := in.Table(ingest.Formats())
	if err != nil || table {
		return nil, err
	}
	return in, nil
}

// NothingError says that nothing of a file could be imported, and why for each file in it.
type NothingError struct {
	File    string
	Members []ingest.Ended
	Skipped int // records that were left out
}

// Error implements error.
func (e *NothingError) Error() string {
	if len(e.Members) == 1 {
		if m := e.Members[0]; m.Refused+m.Broken != "" {
			return fmt.Sprintf("%s: %s%s Nothing was imported.", m.Member, m.Refused, m.Broken)
		}
	}
	s := e.File + " holds no record that can be imported"
	if e.Skipped > 0 {
		s += fmt.Sprintf("; %d were left out", e.Skipped)
	}
	for _, m := range e.Members {
		if m.Refused+m.Broken != "" {
			s += fmt.Sprintf("; %s: %s%s", m.Member, m.Refused, m.Broken)
		}
	}
	return s
}

// importDocuments reads what is imported into a file beside the portfolio, which an interruption leaves to be continued,
// and moves it there when it is whole.
func (w *Workspace) importDocuments(in *ingest.Input, opt ImportOptions) (Imported, error) {
	out := Imported{Recorded: opt.Recorded, Source: opt.Source}
	formats, mapping, err := readFormats(opt)
	if err != nil {
		return out, err
	}
	derived := filepath.Join(w.dir, derivedDir)
	if err := os.MkdirAll(derived, 0o755); err != nil {
		return out, fmt.Errorf("the import cannot begin: %w", err)
	}
	path := filepath.Join(derived, partialName(in, opt, mapping))
	if opt.Restart {
		if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
			return out, err
		}
	}
	partial, err := ingest.OpenPartial(path)
	if err != nil {
		return out, fmt.Errorf("the import cannot begin: %w", err)
	}
	out.Resumed = partial.Had()
	defer w.progress(Progress{Done: true})
	err = ingest.Run(context.Background(), in, ingest.Options{Formats: formats, Format: opt.Format, Progress: func(member string, n int) {
		w.progress(Progress{What: "importing " + member, Rows: n, Bytes: in.Read(), Total: in.Size})
	}}, partial)
	if err != nil {
		return out, errors.Join(err, partial.Close())
	}
	if err := partial.Finish(); err != nil {
		return out, err
	}
	sum, err := summary(path)
	if err != nil {
		return out, err
	}
	out.Kept, out.Malformed, out.Read = sum.Documents, sum.Skipped-sum.Broken, sum.Documents+sum.Skipped-sum.Broken
	out.Formats, out.Members, out.Broken, out.Omitted = sum.Formats, sum.Members, sum.Broken, sum.Omitted
	for _, r := range sum.Reported {
		out.Problems.Add(ingest.Problem(r))
	}
	if sum.Documents == 0 {
		return out, errors.Join(&NothingError{in.Name, sum.Members, out.Malformed}, os.Remove(path))
	}
	layer, err := portfolio.AddDocuments(filepath.Join(w.dir, portfolioDir), portfolio.Layer{
		Name: opt.Name, Rows: sum.Documents, Recorded: opt.Recorded, Source: opt.Source, Origin: in.Name,
		Formats: sum.Formats, OriginSHA256: in.SHA256, Skipped: out.Malformed,
	}, path)
	if err != nil {
		return out, err
	}
	out.Name, out.File = layer.Name, portfolioDir+"/"+layer.File
	if err := w.reload(); err != nil {
		return out, err
	}
	out.Quality, err = w.quality()
	return out, err
}

// readFormats are the formats by which an import reads, and the mapping they come from.
func readFormats(opt ImportOptions) (formats []source.Format, mapping []byte, err error) {
	if opt.Mapping == "" {
		return ingest.Formats(), nil, nil
	}
	mapping, err = os.ReadFile(opt.Mapping)
	if err != nil {
		return nil, nil, fmt.Errorf("the mapping cannot be read: %w", err)
	}
	formats, err = ingest.Mapped(mapping, filepath.Base(opt.Mapping))
	return formats, mapping, err
}

// partialName names the file in which an import of the same content in the same way is continued.
func partialName(in *ingest.Input, opt ImportOptions, mapping []byte) string {
	key := sha256.Sum256([]byte(in.SHA256 + " " + opt.Format + "\n" + string(mapping)))
	return "import-" + hex.EncodeToString(key[:8]) + ".partial"
}

func summary(path string) (*ingest.Summary, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return ingest.Summarise(f)
}

// Quality is what the merging of all documents of the portfolio found; nil when it holds no documents.
func (w *Workspace) Quality() (*merge.Quality, error) {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return w.quality()
}

func (w *Workspace) quality() (*merge.Quality, error) {
	if w.patents.found == nil {
		return nil, nil
	}
	var q merge.Quality
	if err := json.Unmarshal(w.patents.found, &q); err != nil {
		return nil, fmt.Errorf("the quality report cannot be read: %w; remove %s and ask again", err, derivedDir)
	}
	return &q, nil
}

// Format is a kind of file that an import recognises.
type Format struct {
	Name    string `json:"name"`
	Says    string `json:"says"`
	Refused string `json:"refused,omitempty"` // why it holds no patent data, and what to import instead
}

// Formats lists the formats that can be imported, and those that are refused by name.
func Formats() []Format {
	out := []Format{{Name: TableFormat, Says: "tables with one publication a row (CSV, TSV)"}}
	for _, f := range ingest.Formats() {
		out = append(out, Format{f.Name, f.Says, f.Refuse})
	}
	return out
}
