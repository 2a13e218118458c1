package crossgrant

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// Plan answers "What does this change?": the rights that differ between two workspaces, and what its readers ask next,
// namely whether the cases that the agreements promise still hold.
type Plan struct {
	rights.PlanAnswer
	Before, After  PlanSide
	Events         []PlannedEvent // what was supposed to have happened; empty where texts are compared
	Counterfactual bool           // some event lies before the day of the record, which does not know it
	Words          []PlanWords    // the clause of each line, in the order of Lines
	Broken         []PlanCheck    // cases and invariants that hold before and not after
	Mended         []PlanCheck    // those that hold after and not before
	Apart          []PlanCheck    // cases that hold on one side only and state the event, or what follows it, themselves
	Checked        int            // how many were tried
}

// PlanSide is one of the two things compared.
type PlanSide struct {
	Name   string // "the workspace", the path of a draft or a folder
	Inputs Inputs
}

// PlannedEvent is one statement that was tried out.
type PlannedEvent struct {
	Text           string // as a journal would write it, with its day
	Counterfactual bool   // its day lies before the day of the record
	Names          bool   // it may name a patent
}

// PlanWords are the words of the clause that a line of a plan is about. Empty: the clause is not there, or has none.
type PlanWords struct{ Before, After string }

// PlanQuestion says how two workspaces are compared.
type PlanQuestion struct {
	KnownAt   when.Date // when.None: today
	Scope     rights.PlanScope
	Portfolio PortfolioChoice
}

// PortfolioChoice says over which portfolio two folders are compared.
type PortfolioChoice string

// The choices. Rights are compared patent by patent, so both sides are looked at over one portfolio.
const (
	SamePortfolio   PortfolioChoice = "" // that of both; an error when they differ
	BeforePortfolio PortfolioChoice = "before"
	AfterPortfolio  PortfolioChoice = "after"
)

// ComparePlan works out what changes from one workspace to another: the one that [Workspace.Suppose] or
// [Workspace.WithDraft] made of it, or another folder. Errors are [*ProblemsError], [*rights.UnknownError], or such as
// reading the portfolio gives.
func ComparePlan(before, after *Workspace, q PlanQuestion) (Plan, error) {
	if q.KnownAt == when.None {
		q.KnownAt = before.Today()
	}
	if err := bothSound(before, after); err != nil {
		return Plan{}, err
	}
	b, a, note, err := bothPrograms(before, after, q)
	if err != nil {
		return Plan{}, err
	}
	out := Plan{Before: before.side(q.KnownAt), After: after.side(q.KnownAt)}
	if out.PlanAnswer, err = rights.Compare(b, a, q.Scope); err != nil {
		return Plan{}, err
	}
	if note != "" {
		out.Notes = append(out.Notes, note)
	}
	for _, stated := range statements(after.supposed) {
		f := &stated[0]
		e := PlannedEvent{Text: eventText(f), Counterfactual: f.Dated && f.Begin.Latest.Real() && f.Begin.Latest < q.KnownAt}
		_, control := f.Body.(agreement.Control)
		e.Names = !control
		out.Events = append(out.Events, e)
		out.Counterfactual = out.Counterfactual || e.Counterfactual
		if f.Recorded != when.None {
			out.Notes = append(out.Notes, e.Text+": says that it was recorded on "+f.Recorded.String()+"; what is tried out is taken as known on every day.")
		}
	}
	for _, p := range after.doubts {
		out.Notes = append(out.Notes, firstUpper(p.Summary)+". "+p.Detail)
	}
	out.Words = planWords(before.world, after.world, out.Lines)
	return out, out.check(before, after, q.KnownAt)
}

// bothSound gives all errors of the texts of both at once.
func bothSound(before, after *Workspace) error {
	const what = "The change cannot be worked out"
	_, errB := before.sound(what)
	_, errA := after.sound(what)
	if before.patents != after.patents { // two folders, whose files may have the same names
		errB, errA = named(errB, before.dir), named(errA, after.dir)
	}
	return joinProblems(errB, errA)
}

// named puts the folder in front of the files of problems, where texts of two folders are spoken of.
func named(err error, dir string) error {
	p, ok := err.(*ProblemsError)
	if !ok || dir == "" {
		return err
	}
	prefix := strings.TrimSuffix(dir, "/") + "/"
	out := &ProblemsError{What: p.What, Source: func(file string) []byte { return p.Source(strings.TrimPrefix(file, prefix)) }}
	for _, x := range p.Problems {
		x.Subject.File = prefix + x.Subject.File
		x.Related = slices.Clone(x.Related)
		for i := range x.Related {
			x.Related[i].Range.File = prefix + x.Related[i].Range.File
		}
		out.Problems.Add(x)
	}
	return out
}

// bothPrograms compiles both sides over one portfolio, with their facts in the same places.
func bothPrograms(before, after *Workspace, q PlanQuestion) (b, a *rights.Program, note string, err error) {
	if before.patents == after.patents {
		if b, err = before.asked(q.KnownAt, false); err == nil {
			a, err = after.asked(q.KnownAt, false)
		}
		return b, a, "", err
	}
	snap, note, err := onePortfolio(before, after, q)
	if err != nil {
		return nil, nil, "", err
	}
	wb, wa := *before.world, *after.world
	wb.Facts, wa.Facts = alignFacts(wb.Facts, wa.Facts)
	opt := rights.Options{KnownAt: q.KnownAt}
	if b, err = rights.Compile(&wb, snap, opt); err != nil {
		return nil, nil, "", err
	}
	a, err = rights.Compile(&wa, snap, opt)
	return b, a, note, err
}

// onePortfolio is the portfolio over which two folders are compared.
func onePortfolio(before, after *Workspace, q PlanQuestion) (*portfolio.Snapshot, string, error) {
	x, err := before.patents.at(q.KnownAt)
	if err != nil {
		return nil, "", err
	}
	y, err := after.patents.at(q.KnownAt)
	switch {
	case err != nil:
		return nil, "", err
	case x.Len() == 0 && y.Len() == 0 && len(declaredPatents(before.world)) == 0 && len(declaredPatents(after.world)) == 0:
		return nil, "", &EmptyPortfolioError{Stray: before.patents.stray}
	case x.Hash() == y.Hash():
		return x, "", nil
	case q.Portfolio == BeforePortfolio:
		return x, "The two portfolios differ; both sides were looked at over that of " + before.name() + ".", nil
	case q.Portfolio == AfterPortfolio:
		return y, "The two portfolios differ; both sides were looked at over that of " + after.name() + ".", nil
	}
	return nil, "", planProblem(diag.PortfoliosDiffer, after.name(), "the two folders do not have the same portfolio",
		portfolioSays(before, x)+", "+portfolioSays(after, y)+". Rights are compared patent by patent, over one portfolio. Say which one counts: --portfolio before, or --portfolio after.")
}

func portfolioSays(w *Workspace, s *portfolio.Snapshot) string {
	var layers []string
	for _, l := range w.patents.layers {
		layers = append(layers, portfolioDir+"/"+l.Name)
	}
	says := fmt.Sprintf("%s has %d %s", w.name(), s.Len(), map[bool]string{true: "patent", false: "patents"}[s.Len() == 1])
	if len(layers) > 0 {
		says += " (" + list(layers) + ")"
	}
	return says
}

// name is how a plan calls the workspace.
func (w *Workspace) name() string {
	switch {
	case len(w.supposed) > 0:
		var events []string
		for _, stated := range statements(w.supposed) {
			events = append(events, eventText(&stated[0]))
		}
		return "with " + strings.Join(events, "; ")
	case w.draft != "":
		return w.draft
	case w.dir == "" || w.dir == ".":
		return "the workspace"
	}
	return w.dir
}

func (w *Workspace) side(knownAt when.Date) PlanSide {
	return PlanSide{Name: w.name(), Inputs: w.Inputs(knownAt)}
}

// eventText is a fact as a journal would write it, without what is said about it.
func eventText(f *agreement.Fact) string {
	if !f.Dated {
		return f.Text
	}
	day := f.Begin.String()
	switch {
	case f.End < when.Max:
		day = "before " + f.End.String()
	case f.Begin.Earliest <= when.Min:
		day = "before " + (f.Begin.Latest + 1).String()
	}
	return day + " " + f.Text
}

// planWords finds the prose of the clause of each line on both sides.
func planWords(before, after *agreement.World, lines []rights.PlanLine) []PlanWords {
	b, a := proseOf(before), proseOf(after)
	out := make([]PlanWords, len(lines))
	for i, l := range lines {
		if l.Clause.Agreement != "" {
			out[i] = PlanWords{b[l.Clause.QName()], a[l.Clause.QName()]}
		}
	}
	return out
}

// proseOf are the words above every definition, by its name.
func proseOf(w *agreement.World) map[agreement.Name]string {
	out := map[agreement.Name]string{}
	for _, a := range w.Agreements {
		for _, c := range clausesOf(a) {
			out[c.QName()] = c.Prose
		}
	}
	return out
}

// clausesOf are the clauses of everything that an agreement defines, its frame first.
func clausesOf(a *agreement.Agreement) []agreement.Clause {
	out := []agreement.Clause{a.Clause}
	for _, x := range a.Blocks() {
		out = append(out, x.Clause)
	}
	return out
}

func firstUpper(s string) string {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// Ask answers "what is the least that has to be found out to settle this?".
func (w *Workspace) Ask(q rights.ClearQuestion) (rights.AskAnswer, error) {
	q = w.complete(q)
	p, err := w.asked(q.KnownAt, q.WithoutPresumptions)
	if err != nil {
		return rights.AskAnswer{}, err
	}
	a, err := p.Ask(q)
	a.Question = q
	return a, err
}
