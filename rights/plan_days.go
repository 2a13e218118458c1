package rights

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// stages cuts the days of the scope where anything changes on which a right of the actor under patents of the group can
// hang, in one of the worlds.
func (c *comparison) stages(g *ownership, actor org) []stage {
	days := map[when.Date]bool{}
	add := func(ds ...when.Date) {
		for _, d := range ds {
			days[d] = true
		}
	}
	bounds := func(b when.Bounds) {
		add(b.Earliest)
		if !b.Known() {
			add(b.Latest, b.Latest+1)
		}
	}
	list := func(l *people) {
		for _, s := range l.segments {
			add(s.from)
		}
	}
	territory := func(t *agreement.Territory) {
		if t != nil && t.LeastDeveloped {
			add(patent.LeastDevelopedFrom, patent.LeastDevelopedTo+1)
		}
	}
	term := func(t *agreement.Term) {
		if t != nil && !t.NotStated {
			add(t.Span.From, t.Span.To)
		}
	}
	for p, h := range c.both(g) {
		for _, v := range h.each() {
			add(v.given)
			list(v.from)
			list(v.to)
			territory(&v.In)
			term(&v.During)
		}
		for _, x := range h.cutters {
			for _, v := range x.each() {
				territory(v.In)
				term(v.During)
			}
		}
		if h.eventful() { // days from which, or after which, events and delays tell
			for _, d := range p.clock.days {
				add(d, d+1)
			}
			for _, b := range p.clock.unsure {
				bounds(b)
			}
		}
		for _, s := range p.setsUnder([]*grant{h}) {
			c.daysOfSet(p, s, list, map[*patentSet]bool{})
		}
	}
	list(c.a.ownPeople(actor))
	list(c.b.ownPeople(c.toB[actor]))
	for _, p := range []*Program{c.a, c.b} {
		for _, js := range p.findings {
			for _, j := range js {
				add(j.from)
			}
		}
	}
	for _, b := range g.bundles {
		for _, m := range c.a.movesAbout(b.rep.a) {
			bounds(m.begin)
		}
		for _, m := range c.b.movesAbout(b.rep.b) {
			bounds(m.begin)
		}
		for _, x := range slices.Concat(c.a.licensing[b.rep.a.rec.ID], c.b.licensing[b.rep.b.rec.ID]) {
			bounds(x.begin)
			add(x.end)
		}
	}
	return c.cut(days)
}

// daysOfSet adds the days on which membership in a definition's lists of owners changes.
func (c *comparison) daysOfSet(p *Program, s *patentSet, list func(*people), seen map[*patentSet]bool) {
	if seen[s] {
		return
	}
	seen[s] = true
	for _, v := range s.each() {
		for _, who := range v.owned {
			if who != nil {
				list(who)
			}
		}
		for _, who := range v.licensors {
			if who != nil {
				list(who)
			}
		}
		for _, e := range p.withSets(nil, v.Except) {
			c.daysOfSet(p, e, list, seen)
		}
	}
}

// cut makes the stages between days.
func (c *comparison) cut(days map[when.Date]bool) []stage {
	from, last := c.scope.From, c.scope.To
	if from == when.None {
		from = when.Min
	}
	if last == when.None {
		last = when.Max
	}
	var at []when.Date
	for d := range days {
		if d.Real() && d > from && d <= last {
			at = append(at, d)
		}
	}
	slices.Sort(at)
	end := when.Max
	if last < when.Max {
		end = last + 1
	}
	var out []stage
	for i := -1; i < len(at); i++ {
		s := stage{days: when.Interval{From: from, To: end}}
		if i >= 0 {
			s.days.From = at[i]
		}
		if i+1 < len(at) {
			s.days.To = at[i+1]
		}
		if s.days.Empty() {
			continue
		}
		switch {
		case s.days.From > when.Min:
			s.on = s.days.From
		case s.days.To < when.Max:
			s.on = s.days.To - 1
		default:
			s.on = c.a.opt.KnownAt
		}
		out = append(out, s)
	}
	return out
}

// mayDiffer reports whether a right of the actor under unchanged patents of the group can differ on a day: one of the
// grants that differ is in term and may have the actor as licensee, or what the actor owns differs.
func (c *comparison) mayDiffer(g *ownership, actor org, act agreement.Act, on when.Date) bool {
	if c.differ.everything {
		return true
	}
	for i := range g.touched {
		x := actor
		if i == 1 {
			x = c.toB[actor]
		}
		for _, h := range g.touched[i] {
			if some(h.each(), func(v *grant) bool {
				_, to := v.to.has(x, on)
				return (v.During.NotStated || v.During.Span.Contains(on)) && (v.eventful() || to && v.does(act) || act == agreement.HaveMade && v.to.anybody && v.does(agreement.Make))
			}) {
				return true
			}
		}
	}
	return c.ownDiffers(actor, g)
}
