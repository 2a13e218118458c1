package crossgrant

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/check"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/internal/syntax"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// Event is something tried out: one or more statements as a journal writes them, typed by hand or in a file.
type Event struct {
	Name string // how problems and inputs call it: "event", or the path of the file
	Text string
}

// ReadEvent takes an event as it is given on a command line: a statement, or @FILE for a file of them. Files are looked
// for on the disk and then in the workspace.
func (w *Workspace) ReadEvent(text string) (Event, error) {
	path, ok := strings.CutPrefix(text, "@")
	if !ok {
		return Event{Name: "event", Text: text}, nil
	}
	src, err := w.readBeside(path)
	if err != nil {
		return Event{}, err
	}
	return Event{Name: path, Text: string(src)}, nil
}

// readBeside reads a text that a person names: on the disk, else in the workspace.
func (w *Workspace) readBeside(path string) ([]byte, error) {
	src, err := readDisk(path)
	if !errors.Is(err, os.ErrNotExist) {
		return src, err
	}
	if inside, e := readLimited(w.files, strings.TrimPrefix(path, "./")); e == nil {
		return inside, nil
	}
	return nil, err
}

// readDisk reads a file, or as much of it as a text may be long.
func readDisk(path string) ([]byte, error) {
	dir, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case dir.IsDir():
		return nil, fmt.Errorf("%s is a folder; name a file", path)
	}
	return readLimited(os.DirFS(filepath.Dir(path)), filepath.Base(path))
}

// Suppose returns the workspace as it would be if the events had happened: every question can be put to it, and nothing
// is written. What is supposed is known on every day of the record, also where it bears a `recorded` line. An event that
// cannot be read or cannot be, that bears no day where it needs one, or that the journals already record is a
// [*ProblemsError] that points into the text of the event.
func (w *Workspace) Suppose(knownAt when.Date, events ...Event) (*Workspace, error) {
	base, err := w.sound("The event cannot be tried out")
	if err != nil {
		return nil, err
	}
	t := &texts{docs: base.texts.docs, journals: slices.Clone(base.texts.journals), src: maps.Clone(base.texts.src)}
	given := map[string]bool{}
	for i, e := range events {
		name := e.Name
		if name == "event" && len(events) > 1 {
			name = fmt.Sprintf("event %d", i+1)
		}
		for t.src[name] != nil {
			name = "event: " + name
		}
		src := []byte(strings.TrimRight(e.Text, "\n") + "\n")
		if !utf8.Valid(src) {
			return nil, fmt.Errorf("the %s is not valid UTF-8 text; save or paste it as UTF-8", name)
		}
		j := syntax.ParseJournal(name, src)
		if len(j.Statements) == 0 && !j.Problems.HasErrors() {
			return nil, fmt.Errorf("there is no statement in the %s; an event is a line of a journal such as: 2027-01-01 huawei controls honor 100%%", name)
		}
		given[name] = true
		t.src[name] = src
		t.journals = append(t.journals, j) // last, so that the facts on record keep their places (see alignFacts)
	}
	opt := base.triedOptions(func(path string) bool { return given[path] })
	world, problems := check.Check(t.docs, t.journals, opt)
	var supposed []agreement.Fact
	for i := range world.Facts {
		if f := world.Facts[i]; given[f.At.File] {
			supposed = append(supposed, f)
		}
	}
	fresh := freshProblems(base.problems, problems, func(file string) bool { return given[file] })
	if !fresh.HasErrors() {
		for _, stated := range statements(supposed) {
			fresh = append(fresh, undone(base.world.Facts, stated, knownAt)...)
		}
	}
	if fresh.HasErrors() {
		return nil, &ProblemsError{What: "The event cannot be tried out", Problems: onlyErrors(fresh), Source: t.source}
	}
	out := w.derive(base, t, world, problems)
	out.supposed = append(out.supposed, supposed...)
	for _, p := range fresh {
		if p.Severity == diag.Warning {
			out.doubts = append(out.doubts, p)
		}
	}
	return out, nil
}

// Supposed are the facts that were tried out, in the order in which they were given.
func (w *Workspace) Supposed() []agreement.Fact { return w.supposed }

// Supposition is what answers of the workspace rest on that is not on record: the events and the draft that were tried
// out. Nothing for a workspace as it was read.
func (w *Workspace) Supposition() []rights.RestsOn {
	var out []rights.RestsOn
	if w.draft != "" {
		out = append(out, rights.RestsOn{Kind: "supposed", Why: "the draft " + w.draft})
	}
	for _, stated := range statements(w.supposed) {
		f := &stated[0]
		_, control := f.Body.(agreement.Control)
		out = append(out, rights.RestsOn{Kind: "supposed", Why: eventText(f), Names: !control})
	}
	return out
}

// sound is the workspace as it is now, which later changes do not reach. It fails when the texts have errors.
func (w *Workspace) sound(what string) (*Workspace, error) {
	w.mu.RLock()
	defer w.mu.RUnlock()
	if errs := onlyErrors(w.problems); len(errs) > 0 {
		return nil, &ProblemsError{What: what, Problems: errs, Source: w.texts.source}
	}
	return &Workspace{dir: w.dir, files: w.files, opt: w.opt, texts: w.texts, world: w.world, problems: w.problems,
		patents: w.patents, derived: w.derived}, nil
}

// triedOptions are the options of check for texts of which some are tried out: those that were so already, and more.
func (w *Workspace) triedOptions(more func(path string) bool) check.Options {
	before := map[string]bool{}
	for i := range w.supposed {
		before[w.supposed[i].At.File] = true
	}
	opt := w.checkOptions(w.patents.latest())
	opt.Given = func(path string) bool { return before[path] || more != nil && more(path) }
	return opt
}

// derived is how a workspace that was never on the disk differs from the one it was made of.
type derived struct {
	base     *Workspace       // nil: the workspace was read
	supposed []agreement.Fact // facts that were tried out
	doubts   diag.List        // warnings about them
	draft    string           // the document that was put in
}

// derive is the workspace, as it was found, with other texts over the same portfolio. It lives in memory only.
func (w *Workspace) derive(found *Workspace, t *texts, world *agreement.World, problems diag.List) *Workspace {
	d := found.derived
	d.base, d.supposed, d.doubts = w, slices.Clone(d.supposed), slices.Clone(d.doubts)
	return &Workspace{files: found.files, opt: found.opt, texts: t, world: world, problems: problems, patents: found.patents,
		programs: map[programKey]*program{}, derived: d}
}

// compile compiles the workspace's world. A draft differs from the workspace it was put into in its agreements only, so
// what facts and portfolio make up is taken over from there, unless that has been read anew.
func (w *Workspace) compile(snap *portfolio.Snapshot, opt rights.Options) (*rights.Program, error) {
	if w.base != nil && len(w.supposed) == len(w.base.supposed) {
		p, err := w.base.program(opt.KnownAt, opt.WithoutPresumptions)
		if err == nil && p.snap == snap && sameFacts(p.world.Facts, w.world.Facts) {
			return p.Replace(w.world.Agreements)
		}
	}
	return rights.Compile(withRecorded(w.world, snap), snap, opt)
}

// freshProblems are those that the old list has not. Those in texts that are new are all fresh. A fix of a text that was
// typed cannot be applied by a command, so only its words stay.
func freshProblems(old, now diag.List, isNew func(file string) bool) diag.List {
	key := func(p diag.Problem) string { return p.Name + "\n" + p.Summary + "\n" + p.Subject.File }
	known := map[string]int{}
	for _, p := range old {
		known[key(p)]++
	}
	var fresh diag.List
	for _, p := range now {
		k := key(p)
		switch {
		case isNew(p.Subject.File):
			if p.Fix != nil {
				p.Fix = &diag.Fix{Says: p.Fix.Says}
			}
		case known[k] > 0:
			known[k]--
			continue
		}
		fresh.Add(p)
	}
	return fresh
}

// undone are the problems of a statement that changes nothing: it bears no day, or all that it states is on record. A
// sale states two facts, of which one may be so already.
func undone(recorded []agreement.Fact, stated []agreement.Fact, knownAt when.Date) diag.List {
	f := &stated[0]
	if needsDay(f.Body) && !f.Dated {
		return diag.List{{
			Name: diag.EventWithoutDay, Severity: diag.Error, Subject: f.At,
			Summary: "the event does not say when it happens",
			Detail:  "What an event changes depends on its day. Write the day in front of it: " + exampleDay(knownAt) + " " + f.Text + ".",
		}}
	}
	var says string
	var at diag.Range
	for i := range stated {
		s, where, ok := onRecord(recorded, &stated[i], knownAt)
		if !ok {
			return nil
		}
		if says == "" || i == len(stated)-1 {
			says, at = s, where
		}
	}
	return diag.List{{
		Name: diag.EventAlreadyRecorded, Severity: diag.Error, Subject: f.At, Summary: says,
		Detail:  "So the event changes nothing. Try out another one, or ask with --known-at for a day before this was on record.",
		Related: []diag.Related{{Says: "on record here", Range: at}},
	}}
}

// onRecord reports whether a fact is among those known at a day, or states a holding that is so on its own day.
func onRecord(recorded []agreement.Fact, f *agreement.Fact, knownAt when.Date) (says string, at diag.Range, ok bool) {
	for i := range recorded {
		if g := &recorded[i]; g.KnownAt(knownAt) && sameStatement(f, g) {
			return "the journals already record this", g.At, true
		}
	}
	c, isControl := f.Body.(agreement.Control)
	if !isControl || !f.Begin.Known() || !f.Begin.Earliest.Real() {
		return "", at, false
	}
	share, by := check.Holding(recorded, c.Holder, c.Held, f.Begin.Earliest, knownAt)
	if share != c.Millionths || by < 0 {
		return "", at, false
	}
	return fmt.Sprintf("on that day it is so already: %s holds %s of %s", c.Holder, agreement.Percent(share), c.Held), recorded[by].At, true
}

// statements groups facts by the statement that makes them.
func statements(fs []agreement.Fact) [][]agreement.Fact {
	var out [][]agreement.Fact
	for i := 0; i < len(fs); {
		j := i + 1
		for j < len(fs) && fs[j].At == fs[i].At {
			j++
		}
		out = append(out, fs[i:j])
		i = j
	}
	return out
}

// needsDay reports whether a statement without a day would mean that it has been so since ever.
func needsDay(body agreement.FactBody) bool {
	switch body.(type) {
	case agreement.Control, agreement.Assignment, agreement.StatusFact, agreement.Signature:
		return true
	}
	return false
}

func exampleDay(knownAt when.Date) string {
	if !knownAt.Real() {
		return "2027-01-01"
	}
	return (knownAt + 1).String()
}

// sameStatement reports whether two facts state the same of the same days. Declarations that repeat one another are
// found by check.
func sameStatement(a, b *agreement.Fact) bool {
	return a.Text == b.Text && a.Dated == b.Dated && a.Begin == b.Begin && a.End == b.End && !declares(a.Body)
}

func declares(body agreement.FactBody) bool {
	switch body.(type) {
	case agreement.Organisation, agreement.Product, agreement.PatentFact:
		return true
	}
	return false
}
