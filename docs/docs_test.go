package docs_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/docs"
	"github.com/crossgrant/crossgrant/docs/problemtest"
)

// A problem has one page, a page one problem.
func TestEveryProblemHasAPage(t *testing.T) {
	pages := docs.Problems()
	names := map[string]bool{}
	for id, name := range problemtest.Registered(t) {
		names[name] = true
		if !slices.Contains(pages, name) {
			t.Errorf("diag.%s (%s) has no page docs/problems/%s.txtar", id, name, name)
		}
	}
	if len(names) < 30 {
		t.Fatalf("only %d names found in diag/names.go", len(names))
	}
	for _, page := range pages {
		if !names[page] {
			t.Errorf("docs/problems/%s.txtar is the page of no problem in diag/names.go", page)
		}
		p, ok := docs.Problem(page)
		if !ok || p.Want == "" || len(p.Example) == 0 || p.Explanation == "" {
			t.Errorf("docs/problems/%s.txtar lacks an explanation, an example or what the program says", page)
		}
		if md := p.Markdown(); !strings.Contains(md, strings.TrimRight(p.Want, "\n")) {
			t.Errorf("the page of %s does not show what the program says", page)
		}
	}
}

// A name is spelled in diag/names.go and nowhere else, so that none is made up on the spot.
func TestProblemNamesAreRegistered(t *testing.T) {
	root := problemtest.Root(t)
	made := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != root {
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
			return err
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return nil // the compiler says more about that
		}
		ast.Inspect(file, func(n ast.Node) bool {
			lit, ok := n.(*ast.CompositeLit)
			if !ok || !isProblem(lit.Type) {
				return true
			}
			made++
			for _, e := range lit.Elts {
				kv, ok := e.(*ast.KeyValueExpr)
				if !ok {
					t.Errorf("%s: a diag.Problem is made without field names", path)
					break
				}
				if key, ok := kv.Key.(*ast.Ident); ok && key.Name == "Name" {
					if v, ok := kv.Value.(*ast.BasicLit); ok {
						t.Errorf("%s: a problem is named by the literal %s; register it in diag/names.go", path, v.Value)
					}
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if made == 0 {
		t.Fatal("no diag.Problem is made anywhere: the test looks in the wrong place")
	}
}

func isProblem(e ast.Expr) bool {
	s, ok := e.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	x, ok := s.X.(*ast.Ident)
	return ok && x.Name == "diag" && s.Sel.Name == "Problem"
}

func TestPagesOfTheManual(t *testing.T) {
	for _, name := range []string{"language.md", "grammar.md", "grammar.ebnf", "meaning.md"} {
		if text, ok := docs.Text(name); !ok || len(text) < 500 {
			t.Errorf("docs/%s is missing or empty", name)
		}
	}
	if _, ok := docs.Problem("../meaning"); ok {
		t.Error("a page outside docs/problems was given out")
	}
	if _, ok := docs.Problem("no-such-problem"); ok {
		t.Error("a page was given out for a problem that does not exist")
	}
}
