package check_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/check"
)

// ourNames are the names registered for this package in diag/names.go.
func ourNames(t *testing.T) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", "..", "diag", "names.go"), nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, d := range f.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Doc == nil || !strings.Contains(g.Doc.Text(), "internal/check") {
			continue
		}
		for _, s := range g.Specs {
			for _, v := range s.(*ast.ValueSpec).Values {
				name, err := strconv.Unquote(v.(*ast.BasicLit).Value)
				if err != nil {
					t.Fatal(err)
				}
				out = append(out, name)
			}
		}
	}
	if len(out) < 30 {
		t.Fatalf("only %d names are registered for this package: the block of diag/names.go was not found", len(out))
	}
	return out
}

// TestProblemPages holds every page against what the program says about its example: the problem of the page, and no
// other that is as serious.
func TestProblemPages(t *testing.T) {
	for _, name := range ourNames(t) {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join("..", "..", "docs", "problems", name+".txtar")
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatalf("the problem has no page: %v", err)
			}
			a := txtar.Parse(b)
			w := load(t, a.Files)
			if name == diag.SelectorMatchesNothing {
				if len(w.world.Agreements) == 0 || len(w.world.Agreements[0].Patents) == 0 {
					t.Fatal("the example defines no patents")
				}
				w.problems.Add(check.MatchesNothing(w.world.Agreements[0].Patents[0].Clause, "no patent of the portfolio"))
			}
			ours := w.only(name)
			if len(ours) == 0 {
				t.Fatalf("the example does not give the problem; it gives:\n%s", w.text(w.problems))
			}
			for _, p := range w.problems {
				if p.Name != name && p.Severity <= ours[0].Severity {
					t.Errorf("the example also gives %s: %s", p.Name, p.Summary)
				}
			}
			for _, p := range ours {
				if p.Summary == "" || p.Detail == "" || !strings.HasSuffix(p.Detail, ".") && !strings.HasSuffix(p.Detail, "?") {
					t.Errorf("a problem says what is wrong and, in whole sentences, what to do; this one says %q, %q", p.Summary, p.Detail)
				}
			}
			if len(strings.Fields(string(a.Comment))) < 20 {
				t.Error("the page does not explain the problem")
			}
			golden(t, path, a, "want", w.text(ours))
		})
	}
}
