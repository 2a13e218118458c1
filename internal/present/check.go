package present

import (
	"io"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/expect"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// Check prints the report. Problems are printed by print, which knows the sources; notes, of which there may be many,
// take a line each unless the style wants all.
func Check(w io.Writer, r expect.Report, print func(io.Writer, diag.List) error, st Style) error {
	full, notes := r.Problems, diag.List(nil)
	if !st.Why {
		full = nil
		for _, x := range r.Problems {
			if x.Severity == diag.Note {
				notes.Add(x)
			} else {
				full.Add(x)
			}
		}
	}
	if err := print(w, full); err != nil {
		return err
	}
	p := &page{st: st}
	if len(full) > 0 {
		p.gap()
	}
	for _, n := range notes {
		s := n.Subject.File
		if n.Subject.Start.Line > 0 {
			s += sprintf(":%d", n.Subject.Start.Line)
		}
		p.line(Cut(Clean(strings.TrimPrefix(s+": ", ": ")+"note "+n.Name+": "+n.Summary), st.columns()))
	}
	if len(notes) > 0 {
		p.gap()
	}
	for _, b := range r.ReadBack {
		p.line(st.bold(b.Clause) + st.faint("  "+b.Where))
		if b.Prose != "" {
			p.item("words", quoted(b.Prose), 0)
		}
		p.item("reads", Clean(b.Says), 0)
		p.gap()
	}
	for _, e := range r.Expects {
		if !e.Pass || st.Why {
			p.expectation(e)
		}
	}
	for _, i := range r.Always {
		if i.Untried != "" || st.Why { // one that a use breaks stands among the problems
			p.invariant(i)
		}
	}
	if slices.ContainsFunc(r.Expects, func(e expect.Result) bool { return !e.Pass }) {
		p.line(st.faint("- expected, + found; to hold: what would have to be otherwise"))
		p.gap()
	}
	p.line(summary(r))
	return p.flush(w)
}

func summary(r expect.Report) string {
	n := r.BySeverity()
	s := count(n[diag.Error], "error") + ", " + count(n[diag.Warning], "warning") + ", " + count(n[diag.Note], "note") + " in " + count(r.Files, "file")
	failed := 0
	for _, e := range r.Expects {
		if !e.Pass {
			failed++
		}
	}
	s += tally(failed, len(r.Expects), "expectation")
	s += tally(r.Failed()-failed, len(r.Always), "invariant")
	if n := len(r.NotRun); n > 0 {
		s += "; " + count(n, "case") + plural(n, " was", " were") + " not run because of the errors"
	}
	return s + "."
}

// tally says how many of some cases hold.
func tally(failed, all int, what string) string {
	switch {
	case all == 0:
		return ""
	case failed > 0:
		return "; " + thousands(failed) + " of " + count(all, what) + plural(failed, " fails", " fail")
	}
	return "; " + plural(all, "the 1 "+what+" holds", "all "+count(all, what)+" hold")
}

func (p *page) expectation(e expect.Result) {
	v, word := rights.Licensed, "holds"
	if !e.Pass {
		v, word = rights.NotLicensed, "fails"
	}
	x := e.Expect
	title := caseName(x.Title, x.Clause)
	where := strings.TrimSpace(x.Clause.Agreement + " " + x.Clause.Number + "  " + place(x.Clause))
	p.line(p.st.glyph(v) + " " + p.st.bold("expect "+quoted(title)+" "+word) + "  " + p.st.faint(Clean(where)))
	p.item("asked", Clean(asked(e)), 0)
	if e.Pass {
		p.item("found", Clean(e.Found), 0)
		p.gap()
		return
	}
	put := p.section("differs")
	for _, l := range planText(e) {
		put(l, 0)
	}
	put = p.section("to hold")
	for i, s := range e.ToHold {
		if i == mostOpen && !p.st.Why {
			put("and "+count(len(e.ToHold)-i, "further point")+" (--why lists all)", 0)
			break
		}
		put(Clean(s), 0)
	}
	if p.st.Why {
		for _, a := range e.Clear {
			p.because(a.Because, a.Counts.Asked())
			p.open(a.Open)
		}
		p.because(e.Because, 1)
		p.open(e.Open)
	}
	p.gap()
}

// planText writes the plan from what was expected to what was found, a line each, with the sign of its side. Where the
// plan is empty the differences stand as they are.
func planText(e expect.Result) []string {
	var out []string
	for _, l := range e.Plan {
		sign := "- "
		if l.Found {
			sign = "+ "
		}
		s := sign + l.What + ": " + l.Says
		if c := Cite(l.Clause); c != "" {
			s = sign + l.What + ": " + c + " " + l.Says
			if l.What != "because" {
				s = sign + l.What + ": " + l.Says + " (" + c + ")"
			}
		}
		if len(l.Why) > 0 {
			s += ", because " + strings.Join(l.Why, ", and ")
		}
		out = append(out, Clean(s))
	}
	if len(out) == 0 {
		for _, d := range e.Differences {
			out = append(out, Clean(d))
		}
	}
	return out
}

// invariant prints what came of an `always` block.
func (p *page) invariant(i expect.Invariant) {
	v, word := rights.Licensed, "holds"
	if !i.Pass() {
		v, word = rights.NotLicensed, "fails"
	}
	c := i.Always.Clause
	p.line(p.st.glyph(v) + " " + p.st.bold("always "+quoted(caseName(i.Always.Title, c))+" "+word) + "  " + p.st.faint(Clean(strings.TrimSpace(c.Agreement+" "+c.Number+"  "+place(c)))))
	switch {
	case i.Untried != "":
		p.item("found", "it could not be tried: "+Clean(i.Untried), 0)
	case i.Breach != nil:
		p.item("found", Clean(i.Breach.Sentence()), 0)
		p.item("witness", Clean(i.Witness()), 0)
		p.item("beside", Clean(i.Beside()), 0)
	default:
		p.item("found", "no use breaks it, on any day", 0)
	}
	p.gap()
}

// caseName is the title of a case, or the name of its block.
func caseName(title string, c agreement.Clause) string {
	switch {
	case title != "":
		return title
	case c.Name != "":
		return c.Name
	}
	return strings.TrimSpace("case " + c.Number)
}

// asked writes the question of an expectation in one line.
func asked(e expect.Result) string {
	q := e.Expect.Question
	switch {
	case q.Captured != nil:
		return q.Captured.Patent + " captured in " + string(q.Captured.Set)
	case q.Member != nil:
		return string(q.Member.Org) + " a member of " + string(q.Member.Group) + " on " + q.Member.On.String()
	case q.Holders != nil:
		return "holders of " + q.Holders.Patent + " on " + q.Holders.On.String()
	case q.Power != nil:
		s := "power " + string(q.Power.Power)
		if q.Power.For != "" {
			s += " for " + string(q.Power.For)
		}
		return s + onDay(q.Power.On)
	case q.May != nil:
		return "may " + string(q.May.By) + " sublicense " + string(q.May.To) + " under " + string(q.May.Grant) + onDay(q.May.On)
	case q.Date != nil:
		return "date " + q.Date.Says
	case q.Owners != nil:
		return "owner of " + q.Owners.Patent + " on " + q.Owners.On.String()
	case q.InNet != nil:
		return string(q.InNet.Org) + " a member of " + q.InNet.Network + " on " + q.InNet.On.String()
	case q.Sue != nil:
		return "right to sue on " + q.Sue.Patent + " for " + q.Sue.On.String()
	}
	var uses []string
	for _, u := range q.Uses {
		uses = append(uses, u.String())
	}
	return strings.Join(uses, "; ") + " under " + q.Under.String()
}

// onDay is the day of a question that may do without one: then it is about the day of the record.
func onDay(d when.Date) string {
	if d == when.None {
		return ""
	}
	return " on " + d.String()
}

// CheckJSON is the document of format crossgrant.check/1.
func CheckJSON(r expect.Report, in Inputs) any {
	type planLine struct {
		Sign   string   `json:"sign"` // "-": expected, "+": found
		What   string   `json:"what"`
		Says   string   `json:"says"`
		Clause string   `json:"clause,omitempty"`
		At     string   `json:"at,omitempty"`
		Why    []string `json:"why,omitempty"`
	}
	type invariant struct {
		Title     string `json:"title"`
		Agreement string `json:"agreement"`
		Clause    string `json:"clause,omitempty"`
		At        string `json:"at"`
		Says      string `json:"says"`
		Pass      bool   `json:"pass"`
		Untried   string `json:"untried,omitempty"`
		Found     string `json:"found,omitempty"`
		Witness   string `json:"witness,omitempty"`
		Beside    string `json:"beside,omitempty"`
	}
	type notRun struct {
		Title     string `json:"title"`
		Agreement string `json:"agreement"`
		Clause    string `json:"clause,omitempty"`
		At        string `json:"at"`
	}
	type expectation struct {
		Title       string       `json:"title"`
		Agreement   string       `json:"agreement"`
		Clause      string       `json:"clause,omitempty"`
		At          string       `json:"at"`
		Asked       string       `json:"asked"`
		Pass        bool         `json:"pass"`
		Found       string       `json:"found"`
		Differences []string     `json:"differences"`
		Plan        []planLine   `json:"plan"`
		ToHold      []string     `json:"to_hold,omitempty"`
		Because     []jsonReason `json:"because,omitempty"`
		Open        []jsonOpen   `json:"open,omitempty"`
	}
	type sentence struct {
		Where  string `json:"at"`
		Clause string `json:"clause"`
		Prose  string `json:"prose,omitempty"`
		Says   string `json:"says"`
	}
	es := make([]expectation, len(r.Expects))
	for i, e := range r.Expects {
		j := expectation{Title: e.Expect.Title, Agreement: e.Expect.Clause.Agreement, Clause: e.Expect.Clause.Number, At: place(e.Expect.Clause),
			Asked: asked(e), Pass: e.Pass, Found: e.Found, Differences: some(e.Differences), Plan: []planLine{}, ToHold: e.ToHold}
		for _, l := range e.Plan {
			x := planLine{"-", l.What, l.Says, Cite(l.Clause), place(l.Clause), l.Why}
			if l.Found {
				x.Sign = "+"
			}
			j.Plan = append(j.Plan, x)
		}
		if !e.Pass {
			for _, a := range e.Clear {
				j.Because = append(j.Because, reasons(a.Because)...)
				j.Open = append(j.Open, opens(a.Open)...)
			}
			j.Because = append(j.Because, reasons(e.Because)...)
			j.Open = append(j.Open, opens(e.Open)...)
		}
		es[i] = j
	}
	always := make([]invariant, len(r.Always))
	for i, x := range r.Always {
		c := x.Always.Clause
		always[i] = invariant{Title: x.Always.Title, Agreement: c.Agreement, Clause: c.Number, At: place(c), Says: x.Always.Sentence(), Pass: x.Pass(), Untried: x.Untried, Witness: x.Witness(), Beside: x.Beside()}
		if x.Breach != nil {
			always[i].Found = x.Breach.Sentence()
		}
	}
	missed := make([]notRun, len(r.NotRun))
	for i, x := range r.NotRun {
		missed[i] = notRun{x.Title, x.Clause.Agreement, x.Clause.Number, place(x.Clause)}
	}
	var read []sentence
	for _, b := range r.ReadBack {
		read = append(read, sentence(b))
	}
	n := r.BySeverity()
	problems := r.Problems
	if problems == nil {
		problems = diag.List{}
	}
	return struct {
		Format   string        `json:"format"`
		Files    int           `json:"files"`
		Errors   int           `json:"errors"`
		Warnings int           `json:"warnings"`
		Notes    int           `json:"notes"`
		Failed   int           `json:"failed"`
		Problems diag.List     `json:"problems"`
		Expects  []expectation `json:"expects"`
		Always   []invariant   `json:"always"`
		NotRun   []notRun      `json:"not_run"`
		ReadBack []sentence    `json:"read_back,omitempty"`
		Inputs   Inputs        `json:"inputs"`
	}{FormatCheck, r.Files, n[diag.Error], n[diag.Warning], n[diag.Note], r.Failed(), problems, es, always, missed, read, in}
}
