package check_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/check"
	"github.com/crossgrant/crossgrant/internal/syntax"
	"github.com/crossgrant/crossgrant/patent"
)

// FuzzCheck reads any two documents and any journal: no input panics, every problem says what it is about, and what
// is lowered can be said back.
func FuzzCheck(f *testing.F) {
	for _, pattern := range []string{filepath.Join("testdata", "*.txtar"), filepath.Join("..", "..", "docs", "problems", "*.txtar")} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, name := range files {
			b, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			var docs [2][]byte
			var journal []byte
			for _, file := range txtar.Parse(b).Files {
				switch {
				case filepath.Ext(file.Name) == ".facts":
					journal = append(journal, file.Data...)
				case filepath.Ext(file.Name) == ".md" && docs[0] == nil:
					docs[0] = file.Data
				case filepath.Ext(file.Name) == ".md":
					docs[1] = file.Data
				}
			}
			f.Add(docs[0], docs[1], journal)
		}
	}
	f.Fuzz(func(t *testing.T, one, two, journal []byte) {
		docs := []*syntax.Document{syntax.ParseDocument("one.md", one), syntax.ParseDocument("two.md", two)}
		w, problems := check.Check(docs, []*syntax.Journal{syntax.ParseJournal("x.facts", journal)}, check.Options{
			Today:    today,
			ReadFile: func(string) ([]byte, error) { return journal, errors.New("as broken as can be") },
			Patent:   func(id string) (patent.Record, bool) { return patent.Record{ID: id}, len(id)%2 == 0 },
		})
		for _, p := range problems {
			if p.Name == "" || p.Summary == "" || p.Subject.File == "" {
				t.Errorf("a problem without name, words or place: %+v", p)
			}
			if p.Subject.Start.Byte < 0 || p.Subject.End.Byte < p.Subject.Start.Byte {
				t.Errorf("a problem with an impossible place: %+v", p)
			}
		}
		for i := range w.Facts {
			if w.Facts[i].Body == nil || agreement.FactSentence(&w.Facts[i]) == "" {
				t.Errorf("a fact that says nothing: %+v", w.Facts[i])
			}
		}
		for _, a := range w.Agreements {
			_ = a.Sentence()
			for _, x := range a.Named {
				_ = x.Sentence()
			}
			for _, x := range a.Groups {
				_ = x.Sentence()
			}
			for _, x := range a.Patents {
				_ = x.Sentence()
			}
			for _, x := range a.Products {
				_ = x.Sentence()
			}
			for _, x := range a.Grants {
				_ = x.Sentence()
			}
			for _, x := range a.Exclusions {
				_ = x.Sentence()
			}
			for _, x := range a.Rules {
				if x.Clause.Name == "" || x.Sentence() == "" {
					t.Errorf("a rule without a name: %+v", x)
				}
			}
			for _, x := range a.Powers {
				_ = x.Sentence()
			}
			for _, x := range a.Survivals {
				_ = x.Sentence()
			}
			for _, x := range a.Extensions {
				_ = x.Sentence()
			}
			for _, x := range a.Readings {
				if x.Sentence() == "" || len(x.Options) < 2 || x.Says == "" {
					t.Errorf("a reading that offers no choice: %+v", x)
				}
				for _, o := range x.Options {
					n := 0
					for _, set := range []bool{o.Group != nil, o.Patents != nil, o.Products != nil, o.Grant != nil, o.Exclusion != nil} {
						if set {
							n++
						}
					}
					if n != 1 || o.Line == "" || o.Label == "" {
						t.Errorf("an option that is not one definition: %+v", o)
					}
				}
			}
			for _, x := range a.Expects {
				_ = x.Sentence()
			}
			for _, x := range a.Always {
				_ = x.Sentence()
			}
		}
	})
}
