package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/crossgrant/crossgrant"
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/present"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

type planCmd struct {
	Paths []string `arg:"" optional:"" name:"before-and-after" help:"Two drafts of one agreement or two folders; a draft alone is compared with the workspace."`
	Event []string `sep:"none" placeholder:"FACT" help:"What would this event change? A line as a journal writes it, or @FILE of such lines; may be repeated."`

	By        []string `placeholder:"ORG" help:"Only rights of these organisations."`
	Act       []string `placeholder:"ACT" help:"Only these acts."`
	Product   []string `placeholder:"ID" help:"Only for these products or categories."`
	In        []string `placeholder:"CC" help:"Only in these countries."`
	Under     string   `placeholder:"WHAT" help:"Only under these patents: of an organisation, of a defined term in quotes, or one patent."`
	From      string   `aliases:"since" placeholder:"DATE" help:"Only uses from this day on."`
	To        string   `aliases:"until" placeholder:"DATE" help:"Only uses up to this day."`
	Portfolio string   `placeholder:"SIDE" help:"Over which portfolio two folders are compared, where they differ: before or after."`
	OneLine   bool     `name:"one-line" help:"Print one line."`
	Why       bool     `aliases:"full" help:"Print everything behind each line: the words of the clause on both sides, who, where, and a use whose answer flips."`
	Discreet  bool     `help:"Classes, clauses and counts, but no patent numbers and no uses to try."`
}

// Run works out what changes; exit code 5 when a right changes, or may.
func (c *planCmd) Run(s *session) error {
	known, err := s.knownAt()
	if err != nil {
		return err
	}
	if err := c.checkFlags(s); err != nil {
		return err
	}
	before, after, err := c.sides(s, known)
	if err != nil {
		return err
	}
	q := crossgrant.PlanQuestion{KnownAt: known, Portfolio: crossgrant.PortfolioChoice(c.Portfolio)}
	if q.Scope, err = c.scope(before.w, after.w); err != nil {
		return err
	}
	p, err := crossgrant.ComparePlan(before.w, after.w, q)
	if err != nil {
		return err
	}
	page := planPage(p, before, after)
	s.style.Why, s.style.Discreet = c.Why, c.Discreet
	st := s.style
	err = s.print(func() any { return present.PlanJSON(page, st) }, func(w io.Writer, st present.Style) error {
		if c.OneLine {
			return present.PlanLine(w, page, st)
		}
		return present.Plan(w, page, st)
	})
	if err != nil {
		return err
	}
	if page.Changed() {
		return end(ExitChanges)
	}
	return nil
}

func (c *planCmd) checkFlags(s *session) error {
	switch {
	case len(c.Event) == 0 && len(c.Paths) == 0:
		return usage{message: `Say what changes: a draft (plan draft.md), two drafts or two folders (plan A B), or an event (plan --event "2027-01-01 huawei controls honor 100%").`}
	case len(c.Event) > 0 && len(c.Paths) > 0:
		return usage{message: "A plan is of drafts or of events, not of both at once. Plan one, then the other."}
	case len(c.Paths) > 2:
		return usage{message: "A plan compares two things: what is before, and what is after."}
	case c.OneLine && (c.Why || s.JSON):
		return usage{message: "--one-line goes with neither --why nor --json."}
	case s.AsOf != "":
		return usage{message: "A plan compares all days of use. --from and --to narrow them; --known-at is the day of the record."}
	}
	switch c.Portfolio {
	case "", string(crossgrant.BeforePortfolio), string(crossgrant.AfterPortfolio):
		return nil
	}
	return unknownWord("There is no side "+quote(c.Portfolio)+".", c.Portfolio, []string{"before", "after"}, "Sides are before and after.")
}

// planSide is a workspace and how one asks it on the command line.
type planSide struct {
	w    *crossgrant.Workspace
	ask  [2]string // before and after the quoted use
	flag string    // what to add to the command of the other side to ask this one
}

// sides opens what is compared.
func (c *planCmd) sides(s *session, known when.Date) (before, after planSide, err error) {
	if len(c.Event) == 0 {
		return c.textSides(s)
	}
	w, err := s.open()
	if err != nil {
		return before, after, err
	}
	then, err := suppose(w, known, c.Event)
	if err != nil {
		return before, after, err
	}
	flag := flags("--event", c.Event)
	return planSide{w: w, ask: s.asking("", "")}, planSide{w: then, ask: s.asking("", flag), flag: flag}, nil
}

// textSides opens two drafts, a draft and the workspace, or two folders.
func (c *planCmd) textSides(s *session) (before, after planSide, err error) {
	w, err := s.open()
	if err != nil && len(c.Paths) == 1 {
		return before, after, err
	}
	kind, e := crossgrant.SidesOf(w, c.Paths...)
	switch {
	case e != nil:
		return before, after, e
	case kind == crossgrant.TwoFolders:
		return c.folderSides(s, w, err)
	case err != nil:
		return before, after, err
	}
	last := c.Paths[len(c.Paths)-1]
	to, err := w.ReadDraft(last)
	if err != nil {
		return before, after, err
	}
	flag := flags("--draft", []string{last})
	after = planSide{ask: s.asking("", flag), flag: flag}
	if len(c.Paths) == 1 {
		after.w, err = w.WithDraft(to)
		return planSide{w: w, ask: s.asking("", "")}, after, err
	}
	from, err := w.ReadDraft(c.Paths[0])
	if err != nil {
		return before, after, err
	}
	before.ask = s.asking("", flags("--draft", c.Paths[:1]))
	before.w, after.w, err = w.WithDrafts(from, to)
	return before, after, err
}

// folderSides opens two folders, of which the first may be the workspace itself.
func (c *planCmd) folderSides(s *session, w *crossgrant.Workspace, noWorkspace error) (before, after planSide, err error) {
	open := func(dir string) (planSide, error) {
		t := *s
		t.Dir, t.Sample = dir, false
		w, err := t.open()
		return planSide{w: w, ask: s.asking(dir, ""), flag: flags("-C", []string{dir})}, err
	}
	if after, err = open(c.Paths[len(c.Paths)-1]); err != nil {
		return before, after, err
	}
	if len(c.Paths) == 1 {
		return planSide{w: w, ask: s.asking("", "")}, after, noWorkspace
	}
	before, err = open(c.Paths[0])
	return before, after, err
}

// asking is the command that puts a use to a side: what stands before the use and behind it.
func (s *session) asking(dir, flag string) [2]string {
	words := []string{"crossgrant"}
	switch {
	case dir != "":
		words = append(words, "-C", dir)
	case s.Sample:
		words = append(words, "--sample")
	case s.Dir != ".":
		words = append(words, "-C", s.Dir)
	}
	if s.KnownAt != "" {
		words = append(words, "--known-at", s.KnownAt)
	}
	return [2]string{shellWords(append(words, "clear")), flag}
}

// flags writes a flag with each of its values.
func flags(name string, values []string) string {
	var words []string
	for _, v := range values {
		words = append(words, name, v)
	}
	return shellWords(words)
}

// scope reads the flags that narrow what is compared. A defined term may be of either side.
func (c *planCmd) scope(before, after *crossgrant.Workspace) (rights.PlanScope, error) {
	out := rights.PlanScope{Products: c.Product, From: when.Min, To: when.Max}
	for _, o := range c.By {
		out.By = append(out.By, agreement.Org(o))
	}
	for _, a := range c.Act {
		act, ok := agreement.ParseAct(a)
		if !ok {
			return out, unknownAct(a)
		}
		out.Acts = append(out.Acts, act)
	}
	for _, cc := range c.In {
		out.In = append(out.In, strings.ToUpper(cc))
	}
	if c.Under != "" {
		var err error
		if out.Under, err = before.ParseUnder(c.Under); err != nil {
			if other, e := after.ParseUnder(c.Under); e == nil {
				out.Under, err = other, nil
			}
		}
		if err != nil {
			return out, err
		}
	}
	for _, d := range []struct {
		flag, value string
		to          *when.Date
	}{{"from", c.From, &out.From}, {"to", c.To, &out.To}} {
		day, err := date(d.flag, d.value)
		if err != nil {
			return out, err
		}
		if day != when.None {
			*d.to = day
		}
	}
	if out.To < out.From {
		return out, usage{message: fmt.Sprintf("--to %s lies before --from %s.", out.To, out.From)}
	}
	return out, nil
}

// planPage makes the plan ready to be printed.
func planPage(p crossgrant.Plan, before, after planSide) present.PlanPage {
	side := func(x crossgrant.PlanSide, s planSide) present.PlanSide {
		return present.PlanSide{Name: x.Name, Inputs: present.Inputs(x.Inputs), Ask: s.ask, Flag: s.flag}
	}
	out := present.PlanPage{PlanAnswer: p.PlanAnswer, Before: side(p.Before, before), After: side(p.After, after),
		Counterfactual: p.Counterfactual, Checked: p.Checked}
	for _, e := range p.Events {
		out.Events = append(out.Events, present.PlanEvent(e))
	}
	for _, w := range p.Words {
		out.Words = append(out.Words, present.PlanWords(w))
	}
	for _, c := range p.Broken {
		out.Broken = append(out.Broken, present.PlanCheck(c))
	}
	for _, c := range p.Mended {
		out.Mended = append(out.Mended, present.PlanCheck(c))
	}
	for _, c := range p.Apart {
		out.Apart = append(out.Apart, present.PlanCheck(c))
	}
	return out
}
