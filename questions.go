package crossgrant

import (
	"fmt"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/internal/syntax"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// programKey is what a compiled world depends on beside the texts.
type programKey struct {
	knownAt             when.Date
	withoutPresumptions bool
}

// program is a compiled world and the portfolio it was compiled over.
type program struct {
	*rights.Program
	snap  *portfolio.Snapshot
	world *agreement.World
}

// maxPrograms is how many compiled worlds are kept; a questioner who walks through the years would otherwise fill the
// memory with them.
const maxPrograms = 16

// Program is the workspace compiled as known at a day. It fails with a [*ProblemsError] when the texts have errors.
func (w *Workspace) Program(knownAt when.Date, withoutPresumptions bool) (*rights.Program, error) {
	p, err := w.program(knownAt, withoutPresumptions)
	if err != nil {
		return nil, err
	}
	return p.Program, nil
}

func (w *Workspace) program(knownAt when.Date, withoutPresumptions bool) (*program, error) {
	key := programKey{knownAt, withoutPresumptions}
	w.mu.Lock()
	defer w.mu.Unlock()
	if p := w.programs[key]; p != nil {
		return p, nil
	}
	if errs := onlyErrors(w.problems); len(errs) > 0 {
		return nil, &ProblemsError{What: "The question cannot be answered", Problems: errs, Source: w.texts.source}
	}
	snap, err := w.patents.at(knownAt)
	if err != nil {
		return nil, err
	}
	c, err := w.compile(snap, rights.Options{KnownAt: knownAt, WithoutPresumptions: withoutPresumptions})
	if err != nil {
		return nil, err
	}
	if len(w.programs) >= maxPrograms {
		clear(w.programs)
	}
	p := &program{c, snap, w.world}
	w.programs[key] = p
	return p, nil
}

func onlyErrors(l diag.List) diag.List {
	var out diag.List
	for _, p := range l {
		if p.Severity == diag.Error {
			out = append(out, p)
		}
	}
	return out
}

// asked compiles the world for a question, which needs patents to be about.
func (w *Workspace) asked(knownAt when.Date, withoutPresumptions bool) (*rights.Program, error) {
	p, err := w.program(knownAt, withoutPresumptions)
	if err != nil {
		return nil, err
	}
	if p.snap.Len() == 0 && len(declaredPatents(w.World())) == 0 {
		return nil, &EmptyPortfolioError{Stray: w.patents.stray}
	}
	return p.Program, nil
}

// declaredPatents are the ids of the patents that journals declare or speak of.
func declaredPatents(w *agreement.World) []string {
	var out []string
	for i := range w.Facts {
		if p, ok := w.Facts[i].Body.(agreement.PatentFact); ok {
			out = append(out, p.Record.ID)
		}
	}
	return out
}

// Clear answers "May X do A with P in C on D under Y's patents?". A question without a day is asked for today, one
// without a day of the record as known today.
func (w *Workspace) Clear(q rights.ClearQuestion) (rights.ClearAnswer, error) {
	q = w.complete(q)
	p, err := w.asked(q.KnownAt, q.WithoutPresumptions)
	if err != nil {
		return rights.ClearAnswer{}, err
	}
	a, err := p.Clear(q)
	if err != nil {
		return a, err
	}
	a.Question = q
	whole, err := w.program(q.KnownAt, q.WithoutPresumptions)
	if err != nil {
		return a, err
	}
	return a, restOnRecords(whole, &a)
}

// complete fills in today where a question names no day.
func (w *Workspace) complete(q rights.ClearQuestion) rights.ClearQuestion {
	if q.Use.On == when.None {
		q.Use.On = w.Today()
	}
	if q.KnownAt == when.None {
		q.KnownAt = w.Today()
	}
	return q
}

// List returns every patent that a question asks about with its verdict.
func (w *Workspace) List(q rights.ClearQuestion) ([]rights.PatentVerdict, error) {
	q = w.complete(q)
	p, err := w.asked(q.KnownAt, q.WithoutPresumptions)
	if err != nil {
		return nil, err
	}
	return p.List(q)
}

// Holders answers "Who holds rights under this patent?".
func (w *Workspace) Holders(patent string, on, knownAt when.Date) (rights.HoldersAnswer, error) {
	p, err := w.asked(knownAt, false)
	if err != nil {
		return rights.HoldersAnswer{}, err
	}
	return p.Holders(w.PatentID(patent), on)
}

// Coverage answers "Where are we free?".
func (w *Workspace) Coverage(q rights.CoverageQuestion, knownAt when.Date) (rights.CoverageAnswer, error) {
	p, err := w.asked(knownAt, false)
	if err != nil {
		return rights.CoverageAnswer{}, err
	}
	return p.Coverage(q)
}

// Timeline answers "When does that change?" for the days from .. to, both included.
func (w *Workspace) Timeline(q rights.ClearQuestion, from, to when.Date) (rights.TimelineAnswer, error) {
	q = w.complete(q)
	p, err := w.asked(q.KnownAt, q.WithoutPresumptions)
	if err != nil {
		return rights.TimelineAnswer{}, err
	}
	a, err := p.Timeline(q, from, to)
	a.Question = q
	return a, err
}

// OpenQuestions lists what is unclear on a day, most patents first.
func (w *Workspace) OpenQuestions(on, knownAt when.Date) ([]rights.OpenLine, error) {
	p, err := w.program(knownAt, false)
	if err != nil {
		return nil, err
	}
	return p.Open(on)
}

// questionFile is the name under which problems speak of a question typed by hand.
const questionFile = "question"

// ParseUse reads a question in its one spelling: "xiaomi sells xiaomi-13 in DE on 2024-03-01 under patents of huawei".
// What is left out (the day, the country, the patents) is left empty: On is when.None. The error is a [*ProblemsError]
// that points into the text.
func (w *Workspace) ParseUse(text string) (rights.ClearQuestion, error) {
	u, problems := syntax.ParseUse(questionFile, text)
	if u == nil || problems.HasErrors() {
		return rights.ClearQuestion{}, questionError(text, problems)
	}
	act, ok := agreement.ParseAct(u.Act)
	if !ok {
		return rights.ClearQuestion{}, fmt.Errorf("there is no act %q", u.Act)
	}
	q := rights.ClearQuestion{KnownAt: when.None, Use: agreement.UseOf{
		Actor: agreement.Org(u.Actor.Text), Act: act, Product: u.Product.Text, On: when.None,
		Country: nameOr(u.Country), For: agreement.Org(nameOr(u.For)), From: agreement.Org(nameOr(u.From)),
	}}
	if u.On != nil {
		day, err := when.Parse(u.On.Text)
		if err != nil {
			return rights.ClearQuestion{}, fmt.Errorf("the day of the use is wrong: %s", strings.TrimPrefix(err.Error(), when.ErrDate.Error()+": "))
		}
		q.Use.On = day
	}
	if u.Under != nil {
		var err error
		if q.Under, err = w.under(u.Under); err != nil {
			return rights.ClearQuestion{}, err
		}
	}
	return q, nil
}

// ParseUnder reads what a question is asked under: an organisation, "patents of ORG", "patents of ORG (at least 50%)",
// a defined term in quotes, or patents.
func (w *Workspace) ParseUnder(text string) (agreement.Under, error) {
	if u, ok := w.bareUnder(text); ok {
		return u, nil
	}
	// The sentence is only a carrier for what follows `under`.
	u, problems := syntax.ParseUse(questionFile, "x sells x under "+text)
	if u == nil || u.Under == nil || problems.HasErrors() {
		return agreement.Under{}, questionError("x sells x under "+text, problems)
	}
	return w.under(u.Under)
}

// bareUnder reads a single word: the id of an organisation, else the name of one set of patents, else a patent.
func (w *Workspace) bareUnder(text string) (agreement.Under, bool) {
	text = strings.TrimSpace(text)
	if name, ok := w.setNamed(text); ok {
		return agreement.Under{Set: name}, true
	}
	if text == "" || strings.ContainsAny(text, " ,\"“”") {
		return agreement.Under{}, false
	}
	if p, ok := w.patentID(text); ok {
		return agreement.Under{Patents: []string{p}}, true
	}
	return agreement.Under{Org: agreement.Org(text), Share: agreement.Over50}, true
}

func (w *Workspace) under(u *syntax.Under) (agreement.Under, error) {
	switch {
	case u.Org != nil:
		out := agreement.Under{Org: agreement.Org(u.Org.Text), Share: agreement.Over50}
		if u.Share != nil {
			m, ok := u.Share.Percent.Millionths()
			if !ok {
				return out, fmt.Errorf("the share %s%% is not between 0%% and 100%%", u.Share.Percent.Text)
			}
			out.Share = agreement.Share{Millionths: m, Over: u.Share.Over}
		}
		return out, nil
	case u.Set != nil:
		name, ok := w.setNamed(u.Set.Text)
		if !ok {
			return agreement.Under{}, &rights.UnknownError{Kind: "patents", Word: u.Set.Text, Suggest: w.suggestSet(u.Set.Text)}
		}
		return agreement.Under{Set: name}, nil
	}
	var out agreement.Under
	for _, p := range u.Patents {
		out.Patents = append(out.Patents, w.PatentID(p.Text))
	}
	return out, nil
}

// setNamed finds a definition of patents by its full name, or by its own when only one agreement uses it.
func (w *Workspace) setNamed(text string) (agreement.Name, bool) {
	text = strings.Trim(text, `"“”`)
	var found []agreement.Name
	for _, a := range w.World().Agreements {
		for _, s := range a.Patents {
			name := s.Clause.QName()
			if string(name) == text || s.Clause.Name == text {
				found = append(found, name)
			}
		}
	}
	if len(found) != 1 {
		return "", false
	}
	return found[0], true
}

func (w *Workspace) suggestSet(text string) string {
	var known []string
	for _, a := range w.World().Agreements {
		for _, s := range a.Patents {
			known = append(known, s.Clause.Name, string(s.Clause.QName()))
		}
	}
	s, _ := diag.Suggest(text, known)
	return s
}

func nameOr(n *syntax.Name) string {
	if n == nil {
		return ""
	}
	return n.Text
}

func questionError(text string, problems diag.List) error {
	return &ProblemsError{What: "The question cannot be read", Problems: problems,
		Source: func(file string) []byte {
			if file == questionFile {
				return []byte(text)
			}
			return nil
		}}
}
