package syntax_test

import (
	"path"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/docs/problemtest"
	"github.com/crossgrant/crossgrant/internal/syntax"
)

// The page of every problem that reading reports gives exactly that problem.
func TestProblems(t *testing.T) {
	problemtest.Run(t, problemtest.Reported(t, "."), func(files []txtar.File) diag.List {
		var l diag.List
		for _, f := range files {
			found := read(f.Name, f.Data)
			if last := len(found) - 1; last >= 0 && found[last].Name == diag.TooManyProblems {
				found = found[last:] // the thousand before it are another matter
			}
			l = append(l, found...)
		}
		return l
	})
}

func read(name string, src []byte) diag.List {
	if path.Ext(name) == ".facts" {
		return syntax.ParseJournal(name, src).Problems
	}
	return syntax.ParseDocument(name, src).Problems
}
