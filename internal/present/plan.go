package present

import (
	"io"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// PlanPage is what a change does, ready to be printed: the answer, and what the workspace found beside it.
type PlanPage struct {
	rights.PlanAnswer
	Before, After  PlanSide
	Events         []PlanEvent // what was tried out; empty where texts are compared
	Counterfactual bool
	Words          []PlanWords // the words of the clause of each line, in the order of Lines
	Broken, Mended []PlanCheck
	Apart          []PlanCheck // cases that state the event, or what follows it, themselves
	Checked        int         // how many cases and invariants were tried
}

// PlanSide is one of the two things compared.
type PlanSide struct {
	Name   string // "the workspace", a file or a folder
	Inputs Inputs
	Ask    [2]string // what stands before and after a quoted use to put it to this side: "crossgrant -C deal clear", ""
	Flag   string    // what changes in that command to put it to this side instead of the other: "--draft x.md"; empty: nothing
}

// PlanEvent is one statement that was tried out.
type PlanEvent struct {
	Text           string
	Counterfactual bool // its day lies before the day of the record
	Names          bool // it may name a patent
}

// PlanWords are the words of a clause on both sides.
type PlanWords struct{ Before, After string }

// PlanCheck is a case or an invariant that holds on one side only.
type PlanCheck struct {
	Kind          string // expect, always
	Title         string
	Clause        agreement.Clause
	In            string // before, after, both: whose documents hold it
	Expected      string
	Before, After string
}

// The signs of a plan. Like the verdicts they are told apart by sign and word; colour only helps.
var planSigns = map[string]look{
	"gained":  {"+", "+", "34", "gained"},
	"lost":    {"−", "-", "33", "lost"},
	"shifted": {"~", "~", "36", "moved in time"},
	"money":   {"¤", "$", "35", "price"},
	"unclear": {"?", "?", "35", "not worked out"},
	"same":    {"≈", "=", "90", "words only"},
}

var classSigns = map[rights.Class]string{
	rights.Widens: "gained", rights.Narrows: "lost", rights.Shifts: "shifted", rights.Money: "money", rights.NoEffect: "same",
}

func (s Style) sign(what string) string {
	l := planSigns[what]
	if s.ASCII {
		return s.paint(l.colour, l.ascii)
	}
	return s.paint(l.colour, l.glyph)
}

// PlanLine prints a plan in one line.
func PlanLine(w io.Writer, a PlanPage, st Style) error {
	if st.Discreet {
		a = discreetPlan(a)
	}
	p := &page{st: st}
	p.line(planHeadline(a, st))
	return p.flush(w)
}

// Plan prints what a change does: a line for each clause, or, with all reasons, the words on both sides too.
func Plan(w io.Writer, a PlanPage, st Style) error {
	if st.Discreet {
		a = discreetPlan(a)
	}
	p := &page{st: st}
	p.line(planHeadline(a, st))
	if len(a.Events) == 0 {
		p.item("before", Clean(a.Before.Name), 0)
		p.item("after", Clean(a.After.Name), 0)
	}
	p.events(a.Events)
	if s := scopeWords(a.Scope); s != "" {
		p.item("looked at", Clean(s), 0)
	}
	if len(a.Lines) > 0 {
		p.gap()
		p.planLegend(a)
		p.planTable(a)
		p.gap()
	}
	switch {
	case st.Why:
		for i, l := range a.Lines {
			p.planFull(a, l, i)
		}
	default:
		p.conditions(a)
		p.tryOut(a)
	}
	p.moves(a)
	p.sameWords(a)
	p.checks("breaks", a.Broken)
	p.checks("mends", a.Mended)
	p.checks("apart", a.Apart)
	if n := len(a.Apart); n > 0 {
		p.item("", "not broken by the event: "+plural(n, "this case states it, or a later holding in the same company, itself", "these cases state it, or a later holding in the same company, themselves"), 1)
	}
	p.rests(a.RestsOn)
	p.notes(a.Notes)
	p.gap()
	foot := "known at " + a.KnownAt.String()
	if a.Checked > 0 {
		foot += " · " + thousands(a.Checked) + plural(a.Checked, " case", " cases") + " tried on both sides"
	}
	p.line(strings.Repeat(" ", margin) + st.faint(foot))
	return p.flush(w)
}

// planHeadline is class and totals.
func planHeadline(a PlanPage, st Style) string {
	sign := classSigns[a.Class]
	if sign == "" {
		sign = "unclear"
	}
	s := st.sign(sign) + " " + st.paint("1;"+planSigns[sign].colour, string(a.Class))
	var about []string
	if a.Class != rights.NoEffect && !a.Certain {
		about = append(about, "possible only")
	}
	if a.Counterfactual {
		about = append(about, "counterfactual")
	}
	if r := resting(a.RestsOn); r != "" {
		about = append(about, r)
	}
	if len(about) > 0 {
		s += " (" + strings.Join(about, "; ") + ")"
	}
	return s + "  " + planTotals(a)
}

func (p *page) events(es []PlanEvent) {
	put := p.section("event")
	for _, e := range es {
		s := e.Text
		if e.Counterfactual {
			s += " (counterfactual: the record knows that day, and knows nothing of this)"
		}
		put(Clean(s), 0)
	}
}

// scopeWords say what was looked at, where that is not everything.
func scopeWords(s rights.PlanScope) string {
	var parts []string
	add := func(label string, of []string) {
		if len(of) > 0 {
			parts = append(parts, label+" "+strings.Join(of, ", "))
		}
	}
	add("rights of", words(s.By))
	var acts []string
	for _, a := range s.Acts {
		acts = append(acts, a.Prose())
	}
	add("to", acts)
	add("for", s.Products)
	add("in", s.In)
	if s.Under.Org != "" || s.Under.Set != "" || len(s.Under.Patents) > 0 {
		parts = append(parts, "under "+s.Under.String())
	}
	if d := days(s.From, s.To); d != "" {
		parts = append(parts, d)
	}
	return strings.Join(parts, ", ")
}

// days writes the days between which something is so; empty: all days.
func days(from, to when.Date) string {
	switch {
	case from.Real() && to.Real() && from == to:
		return "on " + from.String()
	case from.Real() && to.Real():
		return from.String() + " .. " + to.String()
	case from.Real():
		return "from " + from.String()
	case to.Real():
		return "until " + to.String()
	}
	return ""
}

// legend explains the signs that the table uses, and no others.
func (p *page) planLegend(a PlanPage) {
	used := map[string]bool{"same": len(a.Same) > 0}
	perhaps, partly := false, false
	for _, l := range a.Lines {
		for _, x := range extents(l.Counts) {
			used[x.what] = true
			perhaps = perhaps || !l.Certain && x.what != "unclear"
			partly = partly || l.Certain && l.Possible && x.what != "unclear"
		}
	}
	var parts []string
	for _, what := range []string{"gained", "lost", "shifted", "money", "same"} {
		if used[what] {
			parts = append(parts, p.st.sign(what)+" "+planSigns[what].word)
		}
	}
	unclear := p.st.sign("unclear")
	var hangs []string
	if perhaps {
		hangs = append(hangs, unclear+" possible only")
	}
	if partly {
		hangs = append(hangs, "("+unclear+") possible only in part")
	}
	if len(hangs) > 0 {
		parts = append(parts, strings.Join(hangs, ", ")+": hangs on open questions")
	}
	if used["unclear"] {
		parts = append(parts, unclear+" alone: not worked out")
	}
	line := ""
	for _, x := range parts {
		if line != "" && margin+Columns(line)+3+Columns(x) > p.st.columns() {
			p.line(strings.Repeat(" ", margin) + line)
			line = ""
		}
		if line != "" {
			line += "   "
		}
		line += x
	}
	p.line(strings.Repeat(" ", margin) + line)
}

// extent is one direction of a line.
type extent struct {
	what string
	rights.Extent
}

// extents are the directions of a change that are not empty.
func extents(c rights.PlanCounts) []extent {
	var out []extent
	for _, x := range []extent{{"gained", c.Gained}, {"lost", c.Lost}, {"shifted", c.Shifted}, {"money", c.Money}, {"unclear", c.Unclear}} {
		if x.Rights > 0 {
			out = append(out, x)
		}
	}
	return out
}

// planTable is a row for each direction of each line.
func (p *page) planTable(a PlanPage) {
	one := oneAgreement(a.Lines)
	t := &table{}
	t.column("", "")
	t.column("clause", "e")
	t.column("what differs", "e")
	t.column("rights", "r")
	mixed := false
	for _, l := range a.Lines {
		for _, x := range extents(l.Counts) {
			mixed = mixed || x.Possibly > 0 && x.Possibly < x.Rights
		}
	}
	if mixed {
		t.column("possibly", "r")
	}
	t.column("patents", "r")
	wide := p.st.columns() >= 90 && !mixed || p.st.columns() >= 108
	if wide {
		t.column("where", "e")
	}
	t.column("days of use", "")
	for _, l := range a.Lines {
		for i, x := range extents(l.Counts) {
			sign := p.st.sign(x.what)
			switch {
			case x.what == "unclear":
			case !l.Certain:
				sign += p.st.sign("unclear")
			case l.Possible:
				sign += "(" + p.st.sign("unclear") + ")"
			}
			name, what := planClause(l, one), planWhat(l)
			if i > 0 {
				name, what = "", ""
			}
			between := days(l.From, l.To)
			if between == "" {
				between = "all"
			}
			if !wide {
				between = strings.Replace(between, " .. ", "..", 1)
				if ownership(l) && i == 0 {
					name = "ownership"
				}
			}
			row := []string{sign, name, Clean(what), thousands(x.Rights)}
			if mixed {
				possibly := ""
				if x.Possibly > 0 && x.what != "unclear" {
					possibly = thousands(x.Possibly)
				}
				row = append(row, possibly)
			}
			row = append(row, thousands(x.Patents))
			if wide {
				row = append(row, someOf(l.In, x.Countries))
			}
			t.row(append(row, between)...)
		}
	}
	t.write(&p.buf, p.st, margin)
}

// oneAgreement is the agreement of all lines; empty when there are several.
func oneAgreement(lines []rights.PlanLine) string {
	one := ""
	for _, l := range lines {
		switch a := l.Clause.Agreement; {
		case a == "" || a == one:
		case one == "":
			one = a
		default:
			return ""
		}
	}
	return one
}

// planClause names the clause of a line: number and name, and the agreement unless all lines are of that one.
func planClause(l rights.PlanLine, one string) string {
	c := l.Clause
	switch {
	case ownership(l):
		return "ownership of the patents"
	case one == fullName:
		return Clean(strings.TrimSpace(c.Agreement + " " + shortCite(c)))
	case c.Agreement != one:
		return Clean(strings.TrimSpace(strings.TrimSpace(c.Agreement+" "+c.Number) + " " + name(c)))
	}
	return Clean(strings.TrimSpace(c.Number + " " + name(c)))
}

// fullName asks planClause for the agreement and the kind, too.
const fullName = "*"

// planParts are the lines of a block as counsel would call what they state.
var planParts = map[string]string{
	"from": "licensors", "to": "licensees", "under": "patents", "for": "products", "in": "territory", "during": "term",
	"provided": "conditions", "owned by": "owners",
	"sublicence": "whom it reaches", "extension": "whom it reaches", "transfer": "whom it reaches", "survival": "what it keeps",
}

// planWhat says what of a clause differs.
func planWhat(l rights.PlanLine) string {
	switch {
	case l.Before == "" && l.After != "":
		return "new"
	case l.Before != "" && l.After == "":
		return "gone"
	case l.What == l.Clause.Kind && planParts[l.What] == "", l.What == "ownership" && ownership(l):
		return ""
	}
	parts := strings.Split(l.What, ", ")
	for i, x := range parts {
		if w, ok := planParts[x]; ok {
			parts[i] = w
		}
	}
	return list(parts)
}

// someOf lists the first few of n countries.
func someOf(in []string, n int) string {
	const most = 3
	if len(in) <= most {
		return strings.Join(in, " ")
	}
	return strings.Join(in[:most], " ") + " +" + thousands(max(n, len(in))-most)
}
