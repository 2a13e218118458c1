package crossgrant

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/check"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/when"
)

// Options say how a workspace is opened.
type Options struct {
	Today    func() when.Date // the day on which "today" falls; nil: the clock
	Progress func(Progress)   // told about long work; nil: nobody is
}

// Progress is one report about long work.
type Progress struct {
	What string // "reading portfolio/telecom.csv"
	Rows int    // rows done so far; 0: not counted
	Done bool   // the work is over

	Bytes, Total int64 // of the file that is read; 0: not known
}

// String is the report as a line.
func (p Progress) String() string {
	if p.Rows == 0 {
		return p.What
	}
	what := "rows"
	if p.Total > 0 {
		what = "records"
	}
	return fmt.Sprintf("%s: %d %s", p.What, p.Rows, what)
}

// Workspace is a folder of agreements, journals and a portfolio, opened. It is safe for concurrent use.
type Workspace struct {
	dir   string // empty: read-only
	files fs.FS
	opt   Options

	mu       sync.RWMutex
	texts    *texts
	world    *agreement.World
	problems diag.List
	patents  *layered
	programs map[programKey]*program

	derived // how it differs from the workspace it was made of
}

// Open opens the workspace in a folder. That a text cannot be read is no error of Open: see [Workspace.Problems].
func Open(dir string, opt Options) (*Workspace, error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no folder %s; `crossgrant init %s` writes a workspace there", dir, dir)
	case err != nil:
		return nil, fmt.Errorf("the workspace %s cannot be opened: %w", dir, err)
	case !info.IsDir():
		return nil, fmt.Errorf("%s is a file; a workspace is a folder", dir)
	}
	return open(os.DirFS(dir), filepath.Clean(dir), opt)
}

// OpenFS opens a workspace that can only be read, such as one that a program carries within itself.
func OpenFS(files fs.FS, opt Options) (*Workspace, error) { return open(files, "", opt) }

func open(files fs.FS, dir string, opt Options) (*Workspace, error) {
	if opt.Today == nil {
		opt.Today = Today
	}
	w := &Workspace{dir: dir, files: files, opt: opt}
	if err := w.Reload(); err != nil {
		return nil, err
	}
	return w, nil
}

// Reload reads the folder again. When that fails the workspace stays as it was.
func (w *Workspace) Reload() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.reload()
}

func (w *Workspace) reload() error {
	if w.base != nil {
		return nil // it never was on the disk
	}
	t, err := readTexts(w.files)
	if err != nil {
		return err
	}
	if len(t.docs) == 0 && len(t.journals) == 0 {
		return &EmptyError{Dir: w.dir}
	}
	// Checked twice: the portfolio is read with the names and the corporate order that the journals declare, and then
	// the texts are checked against the patents in it.
	declared, _ := check.Check(t.docs, t.journals, w.checkOptions(nil))
	patents, err := w.loadLayers(declared)
	if err != nil {
		return err
	}
	world, problems := check.Check(t.docs, t.journals, w.checkOptions(patents.latest()))
	w.texts, w.world, w.problems, w.patents = t, world, problems, patents
	w.programs = map[programKey]*program{}
	return nil
}

func (w *Workspace) checkOptions(snap *portfolio.Snapshot) check.Options {
	return check.Options{
		Today:    w.Today(),
		ReadFile: func(path string) ([]byte, error) { return readLimited(w.files, path) },
		Patent:   finder(snap),
	}
}

// Today is the day on which the workspace is asked.
func (w *Workspace) Today() when.Date { return w.opt.Today() }

// Dir is the folder of the workspace; empty for one that can only be read.
func (w *Workspace) Dir() string { return w.dir }

// Problems are those of the texts: reading, names, types, days. What a portfolio and the expectations show beyond them
// is found by [Workspace.Check].
func (w *Workspace) Problems() diag.List {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return w.problems
}

// World is what the texts say. It must not be changed.
func (w *Workspace) World() *agreement.World {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return w.world
}

// Source returns the bytes of a text by the name that stands in the ranges of problems, or nil.
func (w *Workspace) Source(file string) []byte {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return w.texts.source(file)
}

// EmptyError says that a folder is no workspace.
type EmptyError struct{ Dir string }

// Error implements error.
func (e *EmptyError) Error() string {
	where := e.Dir
	if where == "" || where == "." {
		where = "this folder"
	}
	return "there is no agreement (agreements/*.md) and no journal (*.facts) in " + where +
		"; `crossgrant -C DIR …` asks in another folder, `crossgrant init` writes a skeleton, `crossgrant demo` shows a sample"
}

// ProblemsError says that a question cannot be answered because of errors in the texts it would be answered from.
type ProblemsError struct {
	What     string // what cannot be done: "The question cannot be answered"
	Problems diag.List
	Source   func(file string) []byte

	err error
}

// Unwrap is the reason beyond the problems, where there is one.
func (e *ProblemsError) Unwrap() error { return e.err }

// Error implements error.
func (e *ProblemsError) Error() string {
	n := e.Problems.Count(diag.Error)
	if e.err != nil {
		return e.What + ": " + e.err.Error() + "."
	}
	if n == 1 {
		return e.What + ": 1 error has to be mended first."
	}
	return fmt.Sprintf("%s: %d errors have to be mended first.", e.What, n)
}
