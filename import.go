package crossgrant

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest"
	"github.com/crossgrant/crossgrant/internal/ingest/table"
	"github.com/crossgrant/crossgrant/internal/merge"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// ImportOptions say how a file is taken into the portfolio.
type ImportOptions struct {
	// Recorded is the day the data became known; when.None: always known for the first layer of a workspace, today for
	// a later one.
	Recorded when.Date
	// Source is the day the data describes; no date in it lies later. when.None: today.
	Source when.Date
	// Name names the layer; empty: after the file.
	Name string
	// Format is the name of the format of all that is read; empty: it is found out.
	Format string
	// Mapping is a file that says what the columns of a list mean; empty: they are recognised.
	Mapping string
	// Restart throws away what an interrupted import of the same file left.
	Restart bool
}

// Imported says what became of the records of a file. Read = Kept + Repeated + Conflicting + Malformed.
type Imported struct {
	Name        string    // of the layer
	File        string    // in the workspace, where the data is kept
	Recorded    when.Date // when.Min: always known
	Source      when.Date
	Read        int
	Kept        int
	Repeated    int      // rows that say again what an earlier one said
	Conflicting int      // rows that say something else of a patent than an earlier one, which stands
	Malformed   int      // records that cannot be read
	Unresolved  int      // rows kept with an owner that no journal declares
	Unknown     []string // these owners, those with most rows first
	Problems    diag.List
	Omitted     int // problems beyond those listed

	// Of documents alone; a table has none of it.
	Formats []string       // of what was read
	Members []ingest.Ended // the files that were read, or were not, and why
	Broken  int            // of these, how many could not be read, or not to their end
	Resumed int            // records that an interrupted import had left
	Quality *merge.Quality // of the portfolio after the import
}

// Import takes a file, an archive or a folder of patent data into the portfolio as a layer of its own. Records that
// cannot be read are reported, counted and skipped. When Import fails the portfolio is what it was; what an interruption
// leaves is continued by the next import of the same file.
func (w *Workspace) Import(file string, opt ImportOptions) (Imported, error) {
	if w.dir == "" {
		return Imported{}, errReadOnly
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if opt.Source == when.None {
		opt.Source = w.Today()
	}
	if opt.Recorded == when.None {
		opt.Recorded = when.Min
		if len(w.patents.layers) > 0 {
			opt.Recorded = w.Today()
		}
	}
	if opt.Recorded > w.Today() {
		return Imported{}, fmt.Errorf("--recorded %s lies in the future: nothing can be on record from a day that has not come", opt.Recorded)
	}
	if opt.Name == "" {
		opt.Name = filepath.Base(file)
	}
	documents, err := w.openDocuments(file, opt)
	if err != nil {
		return Imported{}, err
	}
	if documents != nil {
		return w.importDocuments(documents, opt)
	}
	return w.importTable(file, opt)
}

// importTable keeps a table as it came.
func (w *Workspace) importTable(file string, opt ImportOptions) (Imported, error) {
	rep, err := w.readTable(file, opt.Source)
	if err != nil {
		return Imported{}, err
	}
	out := Imported{
		Recorded: opt.Recorded, Source: opt.Source, Read: rep.Read, Kept: rep.Kept, Repeated: rep.Repeated,
		Conflicting: rep.Conflicting, Malformed: rep.Malformed, Problems: rep.Problems, Omitted: rep.Omitted,
	}
	for _, o := range rep.Unresolved {
		out.Unresolved += o.Rows
		out.Unknown = append(out.Unknown, o.Name)
	}
	if rep.Kept == 0 {
		return out, &ProblemsError{What: fmt.Sprintf("%s holds %d rows", file, rep.Read), Problems: rep.Problems, err: errNoRows,
			Source: func(string) []byte { return nil }}
	}
	data, err := os.Open(file)
	if err != nil {
		return out, fmt.Errorf("the table cannot be read: %w", err)
	}
	defer data.Close()
	layer, err := portfolio.AddLayer(filepath.Join(w.dir, portfolioDir), portfolio.Layer{
		Name: opt.Name, Rows: rep.Kept, Recorded: opt.Recorded, Source: opt.Source, Origin: filepath.Base(file),
	}, data)
	if err != nil {
		return out, err
	}
	out.Name, out.File = layer.Name, portfolioDir+"/"+layer.File
	return out, w.reload()
}

// readTable reads the file once, to report on its rows before anything is kept.
func (w *Workspace) readTable(file string, source when.Date) (*table.Report, error) {
	rows := 0
	defer w.progress(Progress{Done: true})
	return table.ReadFile(file, table.Options{SourceDate: source, Resolve: w.patents.names.at(when.Max).ID}, func(patent.Record) bool {
		if rows++; rows%10_000 == 0 {
			w.progress(Progress{What: "reading " + filepath.Base(file), Rows: rows})
		}
		return true
	})
}
