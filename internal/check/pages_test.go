package check_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/docs/problemtest"
	"github.com/crossgrant/crossgrant/internal/check"
)

// TestProblems holds every page against what the program says about its example: the problem of the page, and no
// other that is as serious.
func TestProblems(t *testing.T) {
	names := problemtest.Reported(t, ".")
	if len(names) < 60 {
		t.Fatalf("only %d names of problems were found in this package", len(names))
	}
	problemtest.Run(t, names, func(files []txtar.File) diag.List {
		w := load(t, files)
		for _, p := range w.problems {
			if p.Detail == "" || !strings.HasSuffix(p.Detail, ".") {
				t.Errorf("%s: a problem says in whole sentences what to do; this one says %q", p.Name, p.Detail)
			}
		}
		for _, a := range w.world.Agreements {
			for _, s := range a.Patents {
				if w.owners != nil && ownedByNobody(s, w.owners) {
					w.problems.Add(check.MatchesNothing(s.Clause, "no patent of the portfolio"))
				}
			}
		}
		return mostSerious(w.problems)
	})
}

// mostSerious are the problems of the highest severity there is.
func mostSerious(l diag.List) diag.List {
	top := diag.Note
	for _, p := range l {
		top = min(top, p.Severity)
	}
	return slices.DeleteFunc(slices.Clone(l), func(p diag.Problem) bool { return p.Severity != top })
}

// ownedByNobody reports whether the organisations that a definition names own nothing in the portfolio.
func ownedByNobody(s *agreement.PatentSet, owners map[string]bool) bool {
	for _, a := range s.Add {
		for _, m := range a.OwnedBy {
			if owners[string(m.Org)] {
				return false
			}
		}
	}
	return len(s.Add) > 0
}
