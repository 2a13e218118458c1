package crossgrant

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/check"
	"github.com/crossgrant/crossgrant/internal/syntax"
)

// Draft is an agreement document that is not, or not yet, part of the workspace.
type Draft struct {
	Path   string // as problems name it
	Source []byte
}

// ReadDraft reads a document: from the disk, else from the workspace.
func (w *Workspace) ReadDraft(path string) (Draft, error) {
	src, err := w.readBeside(path)
	if err != nil {
		return Draft{}, err
	}
	return Draft{Path: path, Source: src}, nil
}

// WithDraft returns the workspace with the draft in place of its own document of that agreement, or beside the others
// when none of them is of that agreement. Nothing is written. A draft that cannot be read, or that makes something else
// in the workspace wrong, is a [*ProblemsError] with all its problems.
func (w *Workspace) WithDraft(d Draft) (*Workspace, error) {
	const what = "The draft cannot be used"
	base, err := w.sound(what)
	if err != nil {
		return nil, err
	}
	doc := syntax.ParseDocument(d.Path, d.Source)
	t := &texts{journals: base.texts.journals, src: map[string][]byte{}}
	id, replaced := agreementID(doc), ""
	for _, own := range base.texts.docs {
		if id != "" && agreementID(own) == id && replaced == "" {
			replaced = own.Path
			t.docs = append(t.docs, doc)
			continue
		}
		t.docs = append(t.docs, own)
	}
	if replaced == "" {
		t.docs = append(t.docs, doc)
	}
	for name, src := range base.texts.src {
		if name != replaced {
			t.src[name] = src
		}
	}
	if t.src[d.Path] != nil { // the draft stands, by its path, where another text does
		doc = syntax.ParseDocument("draft: "+d.Path, d.Source)
		t.docs[slices.IndexFunc(t.docs, func(x *syntax.Document) bool { return x.Path == d.Path && agreementID(x) == id })] = doc
	}
	t.src[doc.Path] = d.Source
	world, problems := check.Check(t.docs, t.journals, base.triedOptions(nil))
	fresh := onlyErrors(freshProblems(base.problems, problems, func(file string) bool { return file == doc.Path }))
	if len(fresh) > 0 {
		return nil, &ProblemsError{What: what, Problems: fresh, Source: t.source}
	}
	out := w.derive(base, t, world, problems)
	out.draft = d.Path
	return out, nil
}

// agreementID is the id that a document gives its agreement; empty when it gives none.
func agreementID(d *syntax.Document) string {
	for _, b := range d.Blocks {
		if b.Frame() && b.Name != nil {
			return b.Name.Text
		}
	}
	return ""
}

// WithDrafts returns the workspace with one draft and with the other. They must be drafts of one agreement.
func (w *Workspace) WithDrafts(before, after Draft) (a, b *Workspace, err error) {
	x, y := agreementID(syntax.ParseDocument(before.Path, before.Source)), agreementID(syntax.ParseDocument(after.Path, after.Source))
	if x != "" && y != "" && x != y {
		return nil, nil, planProblem(diag.DraftsOfTwoAgreements, after.Path,
			fmt.Sprintf("%s is a draft of %q, and %s of %q", after.Path, y, before.Path, x),
			"Two drafts are compared clause by clause when they state the same agreement. Give both the same id, or compare each with the workspace: plan "+after.Path+".")
	}
	a, errA := w.WithDraft(before)
	b, errB := w.WithDraft(after)
	return a, b, joinProblems(errA, errB)
}

// joinProblems makes one error of two that may both report problems, so that none hides the other.
func joinProblems(a, b error) error {
	x, okA := a.(*ProblemsError)
	y, okB := b.(*ProblemsError)
	switch {
	case !okA || !okB:
		if a != nil {
			return a
		}
		return b
	}
	out := &ProblemsError{What: x.What, Problems: slices.Clone(x.Problems), Source: func(file string) []byte {
		if src := x.Source(file); src != nil {
			return src
		}
		return y.Source(file)
	}}
	for _, p := range y.Problems {
		if !slices.ContainsFunc(x.Problems, func(q diag.Problem) bool { return q.Name == p.Name && q.Subject == p.Subject && q.Summary == p.Summary }) {
			out.Problems.Add(p)
		}
	}
	return out
}

// planProblem is a single problem of what was asked to be compared.
func planProblem(name, file, summary, detail string) *ProblemsError {
	return &ProblemsError{What: "The change cannot be worked out", Source: func(string) []byte { return nil },
		Problems: diag.List{{Name: name, Severity: diag.Error, Summary: summary, Detail: detail, Subject: diag.Range{File: file}}}}
}

// Sides says what the two things are that somebody wants compared.
type Sides uint8

// What may be compared.
const (
	TwoDrafts Sides = iota // document files
	TwoFolders
)

// SidesOf looks at the paths of a plan: files are drafts, folders are workspaces. A file and a folder are not compared.
// Files are looked for on the disk and then in the workspace, which may be nil.
func SidesOf(w *Workspace, paths ...string) (Sides, error) {
	folders := 0
	for _, p := range paths {
		if info, err := os.Stat(p); err == nil && info.IsDir() {
			folders++
			continue
		} else if err != nil {
			if w == nil {
				return 0, err
			}
			if _, e := fs.Stat(w.files, filepath.ToSlash(filepath.Clean(p))); e != nil {
				return 0, err
			}
		}
	}
	switch folders {
	case 0:
		return TwoDrafts, nil
	case len(paths):
		return TwoFolders, nil
	}
	file, folder := paths[0], paths[1]
	if info, err := os.Stat(file); err == nil && info.IsDir() {
		file, folder = folder, file
	}
	return 0, planProblem(diag.DraftAndFolder, file, file+" is a document, and "+folder+" is a folder",
		"A draft is compared with another draft or with the workspace it belongs to, a folder with another folder. To see what this draft changes there: crossgrant -C "+folder+" plan "+file+".")
}
