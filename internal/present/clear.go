package present

import (
	"io"
	"strings"

	"github.com/crossgrant/crossgrant/internal/expect"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// Clear prints the answer to "May X do A with P in C on D under Y's patents?".
func Clear(w io.Writer, a rights.ClearAnswer, st Style) error {
	p := &page{st: st}
	p.line(clearHeadline(a, st))
	p.text(ask(a.Question.Use, a.Question.Under))
	if c := counting(a); c != "" {
		p.text(c)
	}
	p.gap()
	p.status(a)
	p.until(a)
	p.ends(a.Ends, a.Single)
	p.because(a.Because, a.Counts.Asked())
	p.open(a.Open)
	p.parts(a.Parts)
	p.price(a.Price)
	p.rests(a.RestsOn)
	if !a.Single {
		p.item("counts", countsLine(a.Counts), 0)
	}
	p.notes(a.Notes)
	p.asOf(a.Question.Use.On, a.Question.KnownAt, a.Question.WithoutPresumptions)
	return p.flush(w)
}

// clearHeadline is the first line: glyph, word, what it rests on, and the count that makes it so.
func clearHeadline(a rights.ClearAnswer, st Style) string {
	s := st.headline(a.Verdict)
	if r := resting(a.RestsOn); r != "" {
		s += " (" + r + ")"
	}
	if a.Single {
		if st.Discreet {
			return s + "  1 patent"
		}
		return s + "  " + Clean(a.Patent)
	}
	c := a.Counts
	inPlay := c.Licensed + c.Partly + c.NotLicensed + c.Depends
	of := " of " + count(inPlay, "patent")
	switch a.Verdict {
	case rights.Licensed:
		return s + "  " + thousands(c.Licensed) + of
	case rights.NotLicensed:
		return s + "  " + thousands(c.NotLicensed) + of
	case rights.Depends:
		return s + "  " + thousands(c.Depends) + of + " on " + count(len(a.Open), "open question") + "; " + thousands(c.Licensed) + " licensed, " + thousands(c.NotLicensed) + " not"
	case rights.Partly:
		parts := []string{thousands(c.Licensed) + " licensed"}
		if c.Partly > 0 {
			parts = append(parts, thousands(c.Partly)+" in part")
		}
		if c.NotLicensed > 0 {
			parts = append(parts, thousands(c.NotLicensed)+" not")
		}
		if c.Depends > 0 {
			parts = append(parts, thousands(c.Depends)+" open")
		}
		return s + "  " + strings.Join(parts, ", ") + of
	}
	return s + "  none of " + count(c.Asked(), "patent") + " asked about"
}

// counting says what the numbers of the headline count.
func counting(a rights.ClearAnswer) string {
	if a.Single {
		return ""
	}
	return "Counted: relevant " + a.Counted + " with effect in " + a.Question.Use.Country + " that are in force there on that day, or whose status is not known."
}

func (p *page) status(a rights.ClearAnswer) {
	put := p.section("status")
	for _, s := range a.Status {
		what := s.Status
		if !p.st.Discreet {
			what = s.Patent + " in " + s.Country + ": " + s.Status
		}
		if s.Why != "" && !(p.st.Discreet && strings.Contains(s.Why, s.Patent)) {
			what += " (" + s.Why + ")"
		}
		put(Clean(what), 0)
		for _, pr := range s.Presumed {
			if !p.st.Why {
				break // it stands among what the answer rests on
			}
			put("presumed: "+Clean(pr), 1)
		}
	}
	if a.Would != "" {
		put("the right it would have: "+Clean(a.Would), 0)
	}
}

func (p *page) until(a rights.ClearAnswer) {
	if a.Until == when.None {
		return
	}
	s := dayOrEnd(a.Until)
	if a.UntilWhy != "" {
		s += ": " + p.few(a.UntilWhy)
	}
	p.item("until", Clean(p.hush(s)), 0)
}

// few keeps the first three of several reasons unless all are wanted.
func (p *page) few(reasons string) string {
	const most = 3
	parts := strings.Split(reasons, "; ")
	if p.st.Why || len(parts) <= most+1 {
		return reasons
	}
	return strings.Join(parts[:most], "; ") + sprintf("; and %d more", len(parts)-most)
}

// hush keeps sentences that may carry patent numbers out of a discreet page: everything after the first colon.
func (p *page) hush(s string) string {
	if !p.st.Discreet {
		return s
	}
	head, _, _ := strings.Cut(s, ":")
	return head
}

func (p *page) parts(parts []rights.Part) {
	if len(parts) < 2 {
		return
	}
	put := p.section("parts")
	for _, x := range parts {
		label := x.Name
		if label == "" {
			label = x.Node[strings.LastIndexByte(x.Node, '/')+1:]
		}
		s := p.st.glyph(x.Verdict) + " " + Clean(label) + ": " + Word(x.Verdict)
		if n := x.Counts; n.Asked() > 1 && (n.Licensed > 0 || n.NotLicensed > 0 || n.Depends > 0) {
			s += sprintf(" (%s licensed, %s not, %s open)", thousands(n.Licensed), thousands(n.NotLicensed), thousands(n.Depends))
		}
		if why := firstWhy(x.Because, x.Verdict); why != "" {
			s += ", " + why
		}
		put(s, x.Depth)
		if p.st.Why {
			for _, r := range x.Because {
				put(Cite(r.Clause)+" "+expect.Did(r), x.Depth+1)
			}
		}
	}
}

// firstWhy cites the clause that best explains the verdict of a part.
func firstWhy(rs []rights.Reason, v rights.Verdict) string {
	want := []rights.Effect{rights.Grants, rights.Owns, rights.MayGrant}
	if v == rights.NotLicensed || v == rights.Partly {
		want = []rights.Effect{rights.TakesOut, rights.MayTakeOut, rights.Misses}
	}
	for _, e := range want {
		for _, r := range rs {
			if r.Effect == e {
				return Cite(r.Clause)
			}
		}
	}
	return ""
}

func (p *page) price(prices []rights.Price) {
	put := p.section("price")
	for _, x := range prices {
		s := x.Kind
		if x.Name != "" {
			s += " " + quoted(x.Name)
		}
		if x.Since != when.None {
			s += " since " + x.Since.String()
		}
		s += " under " + Cite(x.Clause) + ", " + count(x.Patents, "patent")
		if !x.Sure {
			s += "; it is not certain"
		}
		if x.Charged && len(prices) > 1 {
			s += " (charged: the lowest)"
		}
		put(Clean(s), 0)
	}
}

func (p *page) notes(notes []string) {
	if p.st.Discreet {
		return
	}
	put := p.section("note")
	for _, n := range notes {
		put(Clean(n), 0)
	}
}

// asOf closes every answer: the day of the use and the day of the record.
func (p *page) asOf(on, known when.Date, bare bool) {
	var parts []string
	if on != when.None {
		parts = append(parts, "as of "+on.String())
	}
	if known != when.None {
		parts = append(parts, "known at "+known.String())
	}
	if bare {
		parts = append(parts, "without presumptions")
	}
	p.gap()
	p.line(strings.Repeat(" ", margin) + p.st.faint(strings.Join(parts, " · ")))
}
