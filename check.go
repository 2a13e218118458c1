package crossgrant

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/check"
	"github.com/crossgrant/crossgrant/internal/expect"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// Report is what a check found.
type Report = expect.Report

// CheckOptions say what a check reports.
type CheckOptions struct {
	Files    []string  // report on these files only, as paths in the workspace or on the disk; none: all
	ReadBack bool      // say every block back
	KnownAt  when.Date // the day of the record for expectations that name none; when.None: today
}

// Check finds every problem of the texts, those that only the portfolio shows included, and runs every expectation.
// Where the texts have errors no expectation can be run, and the report lists those that were not.
func (w *Workspace) Check(opt CheckOptions) (Report, error) {
	if opt.KnownAt == when.None {
		opt.KnownAt = w.Today()
	}
	w.mu.RLock()
	t, world, problems := w.texts, w.world, slices.Clone(w.problems)
	w.mu.RUnlock()
	wanted, err := w.wanted(t, opt.Files)
	if err != nil {
		return Report{}, err
	}
	r := Report{Files: len(wanted)}
	if !problems.HasErrors() {
		lints, err := w.dataLints(opt.KnownAt)
		if err != nil {
			return r, err
		}
		problems = append(problems, lints...)
		if r.Always, err = w.invariants(world, wanted, opt.KnownAt); err != nil {
			return r, err
		}
		for _, i := range r.Always {
			if i.Breach != nil {
				problems = append(problems, w.broken(i, opt.KnownAt))
			}
		}
		if r.Expects, err = w.runExpects(world, wanted, opt.KnownAt); err != nil {
			return r, err
		}
	} else {
		r.NotRun = casesOf(world, wanted)
	}
	for _, p := range problems {
		if p.Subject.File == "" || wanted[p.Subject.File] || len(opt.Files) == 0 {
			r.Problems.Add(p)
		}
	}
	r.Problems.Sort()
	if opt.ReadBack {
		r.ReadBack = readBack(world, wanted)
	}
	return r, nil
}

// wanted are the files to report on.
func (w *Workspace) wanted(t *texts, files []string) (map[string]bool, error) {
	out := map[string]bool{}
	if len(files) == 0 {
		for _, name := range t.names() {
			out[name] = true
		}
		return out, nil
	}
	for _, f := range files {
		name, ok := w.inside(t, f)
		if !ok {
			return nil, fmt.Errorf("%s is no text of this workspace; it holds %s", f, list(t.names()))
		}
		out[name] = true
	}
	return out, nil
}

// inside finds the text a path means: relative to the workspace, or on the disk.
func (w *Workspace) inside(t *texts, file string) (string, bool) {
	names := []string{filepath.ToSlash(filepath.Clean(file))}
	if w.dir != "" {
		if rel, err := filepath.Rel(w.dir, file); err == nil {
			names = append(names, filepath.ToSlash(rel))
		}
	}
	for _, n := range names {
		if t.src[n] != nil {
			return n, true
		}
	}
	return "", false
}

// dataLints are the warnings that need the portfolio: definitions of patents that no patent meets.
func (w *Workspace) dataLints(knownAt when.Date) (diag.List, error) {
	p, err := w.program(knownAt, false)
	if err != nil {
		return nil, err
	}
	declared := declaredPatents(w.World())
	if p.snap.Len() == 0 && len(declared) == 0 {
		return nil, nil // there is no patent yet: everything would match nothing
	}
	var out diag.List
	for _, a := range w.World().Agreements {
		for _, set := range a.Patents {
			empty, err := p.matchesNothing(set, declared, w.Today())
			if err != nil {
				return nil, err
			}
			if empty {
				out.Add(check.MatchesNothing(set.Clause, "no patent in portfolio or journals"))
			}
		}
	}
	return out, nil
}

// runExpects runs the expectations of the wanted files.
func (w *Workspace) runExpects(world *agreement.World, wanted map[string]bool, knownAt when.Date) ([]expect.Result, error) {
	var out []expect.Result
	for _, a := range world.Agreements {
		for _, e := range a.Expects {
			if f := e.Clause.At.File; f != "" && !wanted[f] {
				continue
			}
			known := knownAt
			if e.KnownAt != when.None {
				known = e.KnownAt
			}
			p, err := w.Program(known, e.WithoutPresumptions)
			if err != nil {
				return nil, err
			}
			if len(e.Given) > 0 {
				if p, err = p.With(e.Given); err != nil {
					out = append(out, expect.Unanswered(e, "with its given lines the world cannot be read: "+err.Error()))
					continue
				}
			}
			out = append(out, expect.Run(asker{p, e.Answer.Until != when.None}, e, known))
		}
	}
	return out, nil
}

// casesOf lists the places of the expectations and invariants of the wanted files.
func casesOf(world *agreement.World, wanted map[string]bool) []expect.Case {
	var out []expect.Case
	for _, a := range world.Agreements {
		for _, e := range a.Expects {
			out = append(out, expect.Case{Title: e.Title, Clause: e.Clause})
		}
		for _, x := range a.Always {
			out = append(out, expect.Case{Title: x.Title, Clause: x.Clause})
		}
	}
	return slices.DeleteFunc(out, func(c expect.Case) bool { return c.Clause.At.File != "" && !wanted[c.Clause.At.File] })
}

// asker puts the questions of expectations to a compiled world. Until when an answer holds is only worked out where it
// is expected.
type asker struct {
	*rights.Program
	until bool
}

// Clear answers with the day until which the answer holds.
func (a asker) Clear(q rights.ClearQuestion) (rights.ClearAnswer, error) {
	answer, err := a.Program.Clear(q)
	if err == nil && a.until {
		answer.Until, answer.UntilWhy, err = a.Until(q, answer.Verdict)
	}
	return answer, err
}

// matchesNothing reports whether no patent, of the portfolio or of a journal, can belong to the definition on the day.
func (p *program) matchesNothing(set *agreement.PatentSet, declared []string, on when.Date) (bool, error) {
	name := set.Clause.QName()
	none := func(id string) (bool, error) {
		s, err := p.Captured(id, name, on)
		var unknown *rights.UnknownError
		if errors.As(err, &unknown) {
			return true, nil // declared later than the day of the record, or the agreement was not yet known
		}
		return s.Answer == "no", err
	}
	for _, id := range declared {
		if empty, err := none(id); err != nil || !empty {
			return false, err
		}
	}
	for row := range portfolio.Row(p.snap.Len()) {
		if empty, err := none(p.snap.ID(row)); err != nil || !empty {
			return false, err
		}
	}
	return true, nil
}
