package rights

import (
	"fmt"
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// occasion is a day on which something in the world changes, and what.
type occasion struct {
	on  when.Date
	why string
}

// occasions lists the days on which clauses and facts that can bear on the use change, with the reason. A fact known
// only within bounds counts on its first day and on its last.
func (l *look) occasions() []occasion {
	p := l.p
	var out []occasion
	add := func(d when.Date, format string, args ...any) {
		if d.Real() {
			out = append(out, occasion{d, fmt.Sprintf(format, args...)})
		}
	}
	for _, g := range p.grants {
		if !l.concerns(g) {
			continue
		}
		for _, v := range g.each() {
			if !v.During.NotStated {
				add(v.During.Span.From, "%s begins", cite(g.Clause))
				add(v.During.Span.To, "%s ends", cite(g.Clause))
			}
		}
		if g.given != g.During.Span.From {
			add(g.given, "%s is given", cite(g.Clause))
		}
	}
	for _, s := range p.survivals {
		if s.During != nil && !s.During.NotStated {
			add(s.During.Span.From, "%s begins", cite(s.Clause))
			add(s.During.Span.To, "%s ends", cite(s.Clause))
		}
	}
	for _, x := range p.exclusions {
		if !slices.ContainsFunc(p.grants, func(g *grant) bool { return slices.Contains(g.cutters, x) && l.concerns(g) }) {
			continue
		}
		for _, o := range p.takesEffect(x) {
			add(o.on, "%s", o.why)
		}
		for _, v := range x.each() {
			if v.During != nil && !v.During.NotStated {
				add(v.During.Span.From, "%s begins", cite(x.Clause))
				add(v.During.Span.To, "%s ends", cite(x.Clause))
			}
		}
	}
	for _, r := range p.rules {
		if u := r.Undertaken; u != nil && u.Within != nil {
			for _, d := range p.daysOfRule(r) {
				add(d, "what %s waits for, or the time for it, may have come", cite(r.Clause))
			}
		}
	}
	for _, a := range p.networks {
		for _, h := range p.happened.byVerb[agreement.Discontinues] {
			if string(h.Of) == a.Clause.Name {
				add(h.Effective, "%s", p.factText(h.fact))
			}
		}
	}
	for _, g := range p.groups {
		for _, v := range g.each() {
			if v.Membership == agreement.AsOf {
				add(v.AsOf, "members of %s are fixed", cite(v.Clause))
			}
		}
	}
	for _, f := range p.known() {
		switch f.Body.(type) {
		case agreement.Control, agreement.Assignment, agreement.Finding, agreement.StatusFact, agreement.Event, agreement.Signature, agreement.Licensable:
			if f.Begin.Known() {
				add(f.Begin.Earliest, "%s", f.Text)
			} else {
				add(f.Begin.Earliest, "%s: from here on possible", f.Text)
				add(f.Begin.Latest, "%s: from here on certain", f.Text)
			}
			if f.End < when.Max {
				add(f.End, "%s: no longer", f.Text)
			}
		}
	}
	if l.looksAtLeastDeveloped() {
		add(patent.LeastDevelopedFrom, "the list of least developed countries begins")
		add(patent.LeastDevelopedTo+1, "the list of least developed countries ends")
	}
	slices.SortStableFunc(out, func(a, b occasion) int { return int(a.on) - int(b.on) })
	return out
}

// looksAtLeastDeveloped reports whether a clause that can bear on the use reaches the least developed countries.
func (l *look) looksAtLeastDeveloped() bool {
	return slices.ContainsFunc(l.p.grants, func(g *grant) bool {
		return l.concerns(g) && (some(g.each(), func(v *grant) bool { return v.In.LeastDeveloped }) ||
			slices.ContainsFunc(g.cutters, func(x *exclusion) bool {
				return some(x.each(), func(v *exclusion) bool { return v.In != nil && v.In.LeastDeveloped })
			}))
	})
}

// concerns reports whether a grant can ever give the use, by who acts and by the act.
func (l *look) concerns(g *grant) bool {
	return some(g.each(), func(g *grant) bool {
		ever := func(x org) bool {
			_, possible := g.to.during(x, when.Always)
			return x != noOrg && possible
		}
		return g.does(l.use.Act) && ever(l.actor) || l.use.Act == agreement.Make && g.does(agreement.HaveMade) && ever(l.madeFor)
	}) || slices.ContainsFunc(l.ways(g), func(w way) bool { return w.by != nil || w.rule != nil })
}

// statusDays lists the days on which the status of a patent can change.
func statusDays(s *subject) []occasion {
	r := s.rec
	var out []occasion
	add := func(b when.Bounds, after when.Date, what string) {
		for _, d := range []when.Date{b.Earliest, b.Latest} {
			if d.Real() {
				out = append(out, occasion{d + after, r.ID + " " + what})
			}
			if b.Known() {
				break
			}
		}
	}
	add(r.Filed, 0, "is filed")
	add(r.Published, 1, "is published")
	if r.IsGrant != patent.No {
		add(r.Grant, 0, "is granted")
		add(r.Grant, 1, "is granted")
	}
	add(r.Expires, 1, "is past its term")
	if r.IsGrant != patent.Yes && r.Filed.Latest.Real() {
		out = append(out, occasion{r.Filed.Latest.AddYears(20) + 1, r.ID + " is twenty years from filing"})
	}
	for _, e := range s.events {
		add(e.At, 0, "has a legal event")
		add(e.At, 1, "has a legal event")
	}
	return out
}

// Timeline returns every day of [from, to] on which the answer changes, and why. The first entry is the answer on from.
func (p *Program) Timeline(q ClearQuestion, from, to when.Date) (TimelineAnswer, error) {
	a := TimelineAnswer{Question: q, From: from, To: to}
	a.Question.KnownAt = p.opt.KnownAt
	l, err := p.lookAt(q.Use, q.Under)
	if err != nil {
		return a, err
	}
	days := l.occasions()
	if err := p.statusOccasions(l, &days); err != nil {
		return a, err
	}
	slices.SortStableFunc(days, func(a, b occasion) int { return int(a.on) - int(b.on) })
	last := -1
	rests := map[string]bool{}
	at := func(on when.Date, why []string) error {
		q.Use.On = on
		l, err := p.lookAt(q.Use, q.Under)
		if err != nil {
			return err
		}
		t, err := l.tally()
		if err != nil {
			return err
		}
		v := t.headline()
		if len(q.Under.Patents) == 1 {
			v = t.first
		}
		if last >= 0 && a.Changes[last].Verdict == v && a.Changes[last].Counts == t.counts {
			return nil
		}
		a.Changes = append(a.Changes, Change{on, v, t.counts, why})
		last = len(a.Changes) - 1
		var c ClearAnswer
		l.explain(&c, t)
		for _, r := range c.RestsOn {
			if r.Kind != "default" && !rests[r.Kind+r.Why] {
				rests[r.Kind+r.Why] = true
				r.Patents = 0 // it differs from day to day
				a.RestsOn = append(a.RestsOn, r)
			}
		}
		return nil
	}
	if err := at(from, []string{"the answer on this day"}); err != nil {
		return a, err
	}
	for i := 0; i < len(days); {
		j := i
		var why []string
		for ; j < len(days) && days[j].on == days[i].on; j++ {
			if !slices.Contains(why, days[j].why) {
				why = append(why, days[j].why)
			}
		}
		if d := days[i].on; d > from && d <= to {
			if err := at(d, why); err != nil {
				return a, err
			}
		}
		i = j
	}
	return a, nil
}

// statusOccasions adds the days on which the status of the patents asked about can change: those asked about on any day
// when something else changes.
func (p *Program) statusOccasions(l *look, days *[]occasion) error {
	if len(l.under.Patents) > 0 {
		for _, id := range l.under.Patents {
			s, err := p.named(id)
			if err != nil {
				return err
			}
			*days = append(*days, statusDays(s)...)
		}
		return nil
	}
	for o := range p.ownerOf {
		if !l.everAsked(p.ownerOf[o]) {
			continue
		}
		for k := range p.snap.RunsOf(uint32(o)) {
			run := &p.snap.RunsOf(uint32(o))[k]
			office := p.snap.Offices()[run.Office]
			if office != l.use.Country && !patent.IsRegional(office) {
				continue
			}
			for r := run.Start; r < run.End; r++ {
				if !p.odd(r) {
					*days = append(*days, statusDays(p.atRow(r))...)
				}
			}
		}
	}
	// Rows judged one by one may be asked about whoever their first owner and whatever their office is.
	for w, bits := range p.oddRows {
		for ; bits != 0; bits &= bits - 1 {
			if s := p.atRow(uint32(w<<6 + trailing(bits))); patent.Effect(s.rec, l.use.Country) {
				*days = append(*days, statusDays(s)...)
			}
		}
	}
	for _, id := range p.declaredOnly() {
		*days = append(*days, statusDays(p.special[id])...)
	}
	return nil
}

// everAsked reports whether patents of an owner can be asked about on some day.
func (l *look) everAsked(o org) bool {
	return l.of == noOrg || o == l.of || slices.Contains(l.p.control.above(o), l.of)
}

// Until is the last day on which the headline of an answer stays what it is, and what changes on the next one; when.Max
// when nothing recorded changes it. For a portfolio, days on which only the status of patents changes count when they
// change the headline.
func (p *Program) Until(q ClearQuestion, now Verdict) (when.Date, string, error) {
	single := len(q.Under.Patents) == 1
	l, err := p.lookAt(q.Use, q.Under)
	if err != nil {
		return when.None, "", err
	}
	days := l.occasions()
	if single {
		s, err := p.named(q.Under.Patents[0])
		if err != nil {
			return when.None, "", err
		}
		days = append(days, statusDays(s)...)
		slices.SortStableFunc(days, func(a, b occasion) int { return int(a.on) - int(b.on) })
	}
	on := q.Use.On
	for i, d := range days {
		if d.on <= on || i > 0 && days[i-1].on == d.on {
			continue
		}
		q.Use.On = d.on
		l, err := p.lookAt(q.Use, q.Under)
		if err != nil {
			return when.None, "", err
		}
		t, err := l.tally()
		if err != nil {
			return when.None, "", err
		}
		v := t.headline()
		if single {
			v = t.first
		}
		if v != now {
			why := d.why
			for _, e := range days[i+1:] {
				if e.on != d.on {
					break
				}
				if e.why != why {
					why += "; " + e.why
				}
			}
			return d.on - 1, why, nil
		}
	}
	return when.Max, "", nil
}
