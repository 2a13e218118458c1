package crossgrant

import (
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/docs/problemtest"
	"github.com/crossgrant/crossgrant/when"
)

// TestProblems holds the pages of the problems that only a whole workspace shows.
func TestProblems(t *testing.T) {
	problemtest.Run(t, []string{diag.BrokenInvariant}, func(files []txtar.File) diag.List {
		tree := fstest.MapFS{}
		for _, f := range files {
			tree[f.Name] = &fstest.MapFile{Data: f.Data}
		}
		w, err := OpenFS(tree, Options{Today: onTestDay})
		if err != nil {
			t.Fatal(err)
		}
		r, err := w.Check(CheckOptions{KnownAt: when.None})
		if err != nil {
			t.Fatal(err)
		}
		var out diag.List
		for _, p := range r.Problems {
			if p.Severity == diag.Error {
				out.Add(p)
			}
		}
		return out
	})
}
