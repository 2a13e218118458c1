package present

import (
	"io"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/expect"
	"github.com/crossgrant/crossgrant/rights"
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
	p.line(summary(r))
	return p.flush(w)
}

func summary(r expect.Report) string {
	n := r.BySeverity()
	s := count(n[diag.Error], "error") + ", " + count(n[diag.Warning], "warning") + ", " + count(n[diag.Note], "note") + " in " + count(r.Files, "file")
	switch failed := r.Failed(); {
	case len(r.Expects) == 0:
	case failed == 0:
		s += "; " + plural(len(r.Expects), "the 1 expectation holds", "all "+thousands(len(r.Expects))+" expectations hold")
	default:
		s += "; " + thousands(failed) + " of " + count(len(r.Expects), "expectation") + plural(failed, " fails", " fail")
	}
	return s + "."
}

func (p *page) expectation(e expect.Result) {
	v, word := rights.Licensed, "holds"
	if !e.Pass {
		v, word = rights.NotLicensed, "fails"
	}
	x := e.Expect
	title := x.Title
	if title == "" {
		title = x.Clause.Name
	}
	where := strings.TrimSpace(x.Clause.Agreement + " " + x.Clause.Number + "  " + place(x.Clause))
	p.line(p.st.glyph(v) + " " + p.st.bold("expect "+quoted(title)+" "+word) + "  " + p.st.faint(Clean(where)))
	p.item("asked", Clean(asked(e)), 0)
	p.item("found", Clean(e.Found), 0)
	put := p.section("but")
	for _, d := range e.Differences {
		put(Clean(d), 0)
	}
	if !e.Pass {
		for _, a := range e.Clear {
			p.because(a.Because, a.Counts.Asked())
			p.open(a.Open)
		}
		p.because(e.Because, 1)
		p.open(e.Open)
	}
	p.gap()
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
	}
	var uses []string
	for _, u := range q.Uses {
		uses = append(uses, u.String())
	}
	return strings.Join(uses, "; ") + " under " + q.Under.String()
}

// CheckJSON is the document of format crossgrant.check/1.
func CheckJSON(r expect.Report, in Inputs) any {
	type expectation struct {
		Title       string       `json:"title"`
		Agreement   string       `json:"agreement"`
		Clause      string       `json:"clause,omitempty"`
		At          string       `json:"at"`
		Asked       string       `json:"asked"`
		Pass        bool         `json:"pass"`
		Found       string       `json:"found"`
		Differences []string     `json:"differences"`
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
			Asked: asked(e), Pass: e.Pass, Found: e.Found, Differences: some(e.Differences)}
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
		ReadBack []sentence    `json:"read_back,omitempty"`
		Inputs   Inputs        `json:"inputs"`
	}{FormatCheck, r.Files, n[diag.Error], n[diag.Warning], n[diag.Note], r.Failed(), problems, es, read, in}
}
