// Package problemtest runs the pages of problems (docs/problems/NAME.txtar) as tests, and holds the rule that every
// problem has a page and every page a problem.
//
// A package that reports problems writes one test:
//
//	func TestProblems(t *testing.T) {
//		problemtest.Run(t, problemtest.Reported(t, "."), func(files []txtar.File) diag.List { … })
//	}
//
// Run it with UPDATE=1 to write the file "want" of the pages anew.
//
// In an example, ⟨U+202E⟩ stands for a character that cannot be seen, ⟨byte FF⟩ for a byte, and ⟨70000 × text⟩ for so
// many repetitions, with ␤ for the end of a line; [Expand] replaces them.
package problemtest

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/crossgrant/crossgrant/diag"
)

// Root is the folder of the module.
func Root(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = up
	}
}

// Registered returns the names of diag/names.go by their Go identifier: UnknownKey → "unknown-key".
func Registered(t *testing.T) map[string]string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(Root(t), "diag", "names.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if !ok || len(v.Values) != 1 {
			return true
		}
		if lit, ok := v.Values[0].(*ast.BasicLit); ok && lit.Kind == token.STRING {
			names[v.Names[0].Name], _ = strconv.Unquote(lit.Value)
		}
		return true
	})
	return names
}

// Reported returns the registered names that the Go files of a folder mention, sorted; test files do not count.
func Reported(t *testing.T, folder string) []string {
	t.Helper()
	registered := Registered(t)
	paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no Go files in %s: %v", folder, err)
	}
	var names []string
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := s.X.(*ast.Ident); ok && x.Name == "diag" && registered[s.Sel.Name] != "" {
					names = append(names, registered[s.Sel.Name])
				}
			}
			return true
		})
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Run runs the page of each name as a subtest: stage is given the files of the example and returns the problems it
// finds; they must all have the name of the page, and print as the file "want" says.
func Run(t *testing.T, names []string, stage func(files []txtar.File) diag.List) {
	t.Helper()
	if len(names) == 0 {
		t.Fatal("no names of problems to test")
	}
	folder := filepath.Join(Root(t), "docs", "problems")
	for _, name := range names {
		t.Run(name, func(t *testing.T) { page(t, filepath.Join(folder, name+".txtar"), name, stage) })
	}
}

func page(t *testing.T, path, name string, stage func([]txtar.File) diag.List) {
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatalf("every problem needs a page with explanation and example: %v", err)
	}
	if len(strings.Fields(string(a.Comment))) < 8 {
		t.Errorf("the explanation in the comment section of %s is missing or too short", path)
	}
	written := slices.DeleteFunc(slices.Clone(a.Files), func(f txtar.File) bool { return f.Name == "want" })
	if len(written) == 0 {
		t.Fatal("the page has no example")
	}
	example := slices.Clone(written)
	for k := range example {
		example[k].Data = Expand(example[k].Data)
	}
	found := stage(example)
	for _, p := range found {
		if p.Name != name {
			t.Errorf("the example also gives %s at line %d: %s", p.Name, p.Subject.Start.Line, p.Summary)
		}
	}
	if len(found) == 0 {
		t.Fatal("the example does not give the problem")
	}
	printer := diag.Printer{Fix: "crossgrant fmt --fix", Source: func(file string) []byte {
		for _, f := range example {
			if f.Name == file {
				return f.Data
			}
		}
		return nil
	}}
	got := printer.Text(found)
	if os.Getenv("UPDATE") != "" {
		a.Files = append(written, txtar.File{Name: "want", Data: []byte(got)})
		if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want := ""
	for _, f := range a.Files {
		if f.Name == "want" {
			want = string(f.Data)
		}
	}
	if got != want {
		t.Errorf("the program prints\n%s\nand the page says\n%s\n(UPDATE=1 rewrites the page)", got, want)
	}
}

var abbreviation = regexp.MustCompile(`⟨(?:U\+([0-9A-F]{4,5})|byte ([0-9A-F]{2})|(\d{1,8}) × ([^⟩]+))⟩`)

// Expand replaces what stands between ⟨ and ⟩ by what it stands for.
func Expand(b []byte) []byte {
	return abbreviation.ReplaceAllFunc(b, func(m []byte) []byte {
		part := abbreviation.FindSubmatch(m)
		switch {
		case part[1] != nil:
			r, _ := strconv.ParseUint(string(part[1]), 16, 32)
			return []byte(string(rune(r)))
		case part[2] != nil:
			c, _ := strconv.ParseUint(string(part[2]), 16, 8)
			return []byte{byte(c)}
		}
		n, _ := strconv.Atoi(string(part[3]))
		return bytes.Repeat([]byte(strings.ReplaceAll(string(part[4]), "␤", "\n")), n)
	})
}
