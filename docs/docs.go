// Package docs holds the manual as the program shows it: the pages, the grammar, and one page for every problem.
//
// A page of a problem is a txtar archive, docs/problems/NAME.txtar. Its comment is the explanation in Markdown; its
// files are the smallest example; its file "want" is what the program prints about the example. The same archive is
// the test of the problem (package problemtest).
package docs

import (
	"embed"
	"io/fs"
	"path"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"
)

//go:embed *.md *.ebnf problems/*.txtar
var files embed.FS

// Page is the page of one problem.
type Page struct {
	Name        string       // of the problem: "unknown-country"
	Explanation string       // Markdown
	Example     []txtar.File // the files of the example, in order, without "want"
	Want        string       // what the program prints about the example
}

// Problem returns the page of a problem, and whether there is one.
func Problem(name string) (Page, bool) {
	if strings.ContainsAny(name, "/\\") {
		return Page{}, false
	}
	b, err := files.ReadFile("problems/" + name + ".txtar")
	if err != nil {
		return Page{}, false
	}
	a := txtar.Parse(b)
	p := Page{Name: name, Explanation: strings.TrimSpace(string(a.Comment))}
	for _, f := range a.Files {
		if f.Name == "want" {
			p.Want = string(f.Data)
			continue
		}
		p.Example = append(p.Example, f)
	}
	return p, true
}

// Problems returns the names of the problems that have a page, sorted.
func Problems() []string {
	entries, err := fs.ReadDir(files, "problems")
	if err != nil {
		return nil
	}
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), path.Ext(e.Name())))
	}
	return names
}

// Text returns a page of the manual by its file name ("language.md", "grammar.ebnf"), and whether there is one.
func Text(name string) (string, bool) {
	b, err := files.ReadFile(name)
	return string(b), err == nil
}

// Markdown prints the page as `crossgrant explain` shows it.
func (p Page) Markdown() string {
	var b strings.Builder
	b.WriteString("# " + p.Name + "\n\n" + p.Explanation + "\n")
	for _, f := range p.Example {
		fence := "~~~"
		b.WriteString("\nIn `" + f.Name + "`:\n\n" + fence + "\n" + strings.TrimRight(string(f.Data), "\n") + "\n" + fence + "\n")
	}
	b.WriteString("\nthe program says:\n\n~~~\n" + strings.TrimRight(p.Want, "\n") + "\n~~~\n")
	return b.String()
}
