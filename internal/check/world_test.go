package check_test

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/check"
	"github.com/crossgrant/crossgrant/internal/syntax"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// today is the day of every run in these tests.
var today = when.MustParse("2026-11-22")

// workspace is the files of an archive, read and checked.
type workspace struct {
	world    *agreement.World
	problems diag.List
	sources  map[string][]byte
	owners   map[string]bool // of the portfolio; nil when there is none
}

// load checks the documents, journals and portfolio of an archive.
func load(t *testing.T, files []txtar.File) workspace {
	t.Helper()
	w := workspace{sources: map[string][]byte{}}
	var docs []*syntax.Document
	var journals []*syntax.Journal
	opt := check.Options{Today: today, ReadFile: func(p string) ([]byte, error) {
		if b, ok := w.sources[p]; ok {
			return b, nil
		}
		return nil, fs.ErrNotExist
	}}
	for _, f := range files {
		w.sources[f.Name] = f.Data
		switch {
		case strings.HasSuffix(f.Name, ".md"):
			docs = append(docs, syntax.ParseDocument(f.Name, f.Data))
		case strings.HasSuffix(f.Name, ".facts"):
			journals = append(journals, syntax.ParseJournal(f.Name, f.Data))
		case strings.HasPrefix(f.Name, "portfolio/"):
			opt.Patent, w.owners = portfolio(t, f.Data)
		}
	}
	w.world, w.problems = check.Check(docs, journals, opt)
	return w
}

// portfolio reads a table of ids and owners as a portfolio. A number without its kind code finds its record.
func portfolio(t *testing.T, table []byte) (find func(string) (patent.Record, bool), owners map[string]bool) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(table)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	records := map[string]patent.Record{}
	owners = map[string]bool{}
	for _, row := range rows[1:] {
		r := patent.Record{ID: row[0], Owners: strings.Split(row[1], ";")}
		records[row[0]] = r
		for _, o := range r.Owners {
			owners[o] = true
		}
		if i := strings.LastIndexAny(row[0], "AB"); i > 2 {
			records[row[0][:i]] = r
		}
	}
	return func(id string) (patent.Record, bool) { r, ok := records[id]; return r, ok }, owners
}

// text prints problems as a person sees them.
func (w workspace) text(l diag.List) string {
	return diag.Printer{Source: func(f string) []byte { return w.sources[f] }}.Text(l)
}

// errors are the problems that stop the world from being used.
func (w workspace) errors() diag.List {
	var out diag.List
	for _, p := range w.problems {
		if p.Severity == diag.Error {
			out.Add(p)
		}
	}
	return out
}

// only are the problems of one name.
func (w workspace) only(name string) diag.List {
	var out diag.List
	for _, p := range w.problems {
		if p.Name == name {
			out.Add(p)
		}
	}
	return out
}

// golden holds got against the file of an archive, or writes it there with UPDATE=1.
func golden(t *testing.T, path string, a *txtar.Archive, name, got string) {
	t.Helper()
	for i := range a.Files {
		if a.Files[i].Name != name {
			continue
		}
		if want := string(a.Files[i].Data); got != want {
			if os.Getenv("UPDATE") == "1" {
				a.Files[i].Data = []byte(got)
				if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			t.Errorf("%s: %s differs (run with UPDATE=1 to write it)\n--- want\n%s--- got\n%s", filepath.Base(path), name, want, got)
		}
		return
	}
	t.Errorf("%s has no file %q", path, name)
}

// facts wraps one journal as the files of a workspace.
func facts(s string) []txtar.File { return []txtar.File{{Name: "x.facts", Data: []byte(s)}} }
