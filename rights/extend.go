package rights

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// ruleThatRuns is a rule by which rights run with the patent, with what it hangs on.
type ruleThatRuns struct {
	*agreement.Rule
	opens []*agreement.Open
}

// runsBy reports whether a rule lets rights run with the patent, for a use on day t.
func (p *Program) runsBy(cs *cases, r *ruleThatRuns, t when.Date) bool {
	return allYes(cs, r.opens) && p.finds(cs, r.Provided, t, r.Clause)
}

// eventful reports whether events can tell on a grant.
func (g *grant) eventful() bool {
	return g.paired || len(g.extensions) > 0 || len(g.entity) > 0 || slices.ContainsFunc(g.cutters, func(x *exclusion) bool { return x.ends != nil })
}

// extend compiles what extends, ends and keeps the grants of the agreements (§18).
func (p *Program) extend(known []*agreement.Agreement, opens map[agreement.Name][]*agreement.Open, byName map[agreement.Name]*grant) {
	p.over, p.extensions = map[[2]agreement.Name]bool{}, map[agreement.Name]*extension{}
	for _, a := range known {
		for _, e := range a.Extensions {
			x := p.newExtension(e, opens[e.Clause.QName()])
			p.extensions[x.name()] = x
			for _, n := range e.Of {
				if g := byName[n]; g != nil && !slices.Contains(g.extensions, x) {
					g.extensions = append(g.extensions, x)
					g.transfers = g.transfers || e.Kind == agreement.Transfer
				}
			}
		}
		for _, s := range a.Survivals {
			x := &survival{Survival: s, opens: opens[s.Clause.QName()]}
			if len(s.To) > 0 {
				x.to = p.peopleOf(s.To)
			}
			if len(s.Election) > 0 {
				x.election = p.peopleOf(s.Election)
			}
			p.survivals = append(p.survivals, x)
		}
		for _, r := range a.Rules {
			for _, n := range r.Runs {
				if g := byName[n]; g != nil {
					g.running = append(g.running, &ruleThatRuns{r, opens[r.Clause.QName()]})
				}
			}
		}
		for _, r := range p.rules {
			if r.Clause.Agreement != a.Clause.Agreement {
				continue
			}
			for i := range r.Then {
				e := &r.Then[i]
				for _, n := range e.Grants {
					if g := byName[n]; g != nil {
						g.entity = append(g.entity, entityEffect{r, e})
					}
				}
			}
		}
		p.precedence(a)
		p.allocated = append(p.allocated, a.Allocations...)
		p.encumbered = append(p.encumbered, a.Encumbrances...)
	}
	for _, x := range p.exclusions {
		if e := x.ends; e == nil || e.entity != nil {
			continue
		} else if e.rule != nil {
			e.trigger = p.newTrigger(&e.rule.On)
		} else {
			e.of = p.peopleOf(e.power.Of)
			if e.power.If != nil {
				e.trigger = p.newTrigger(e.power.If)
			}
		}
	}
}

// precedence notes which clauses of an agreement say that they prevail over others or yield to them.
func (p *Program) precedence(a *agreement.Agreement) {
	note := func(c agreement.Clause, x agreement.Precedence) {
		for _, n := range x.Over {
			p.over[[2]agreement.Name{c.QName(), n}] = true
		}
		for _, n := range x.Under {
			p.over[[2]agreement.Name{n, c.QName()}] = true
		}
	}
	for _, x := range a.Grants {
		note(x.Clause, x.Precedence)
	}
	for _, x := range a.Exclusions {
		note(x.Clause, x.Precedence)
	}
	for _, x := range a.Rules {
		note(x.Clause, x.Precedence)
	}
	for _, x := range a.Powers {
		note(x.Clause, x.Precedence)
	}
	for _, x := range a.Survivals {
		note(x.Clause, x.Precedence)
	}
	for _, x := range a.Extensions {
		note(x.Clause, x.Precedence)
	}
}

// noteEvents notes the days on which events can begin to tell: signatures where parties to agreements count, the ends of
// delays, the quarters of idle powers.
func (p *Program) noteEvents(known []*agreement.Agreement) {
	parties := false
	for _, a := range known {
		for _, e := range a.Extensions {
			if e.Parties != nil {
				parties = true
				p.clock.noteSpan(e.Parties.Signed)
			}
		}
		for _, s := range a.Survivals {
			if s.During != nil && !s.During.NotStated {
				p.clock.noteSpan(s.During.Span)
			}
		}
		for _, w := range a.Powers {
			p.noteDelays(w)
		}
	}
	for _, r := range p.rules {
		p.noteUndertakings(r)
	}
	if parties {
		for _, s := range p.happened.signed {
			p.clock.noteBounds(s.begin)
		}
	}
}

// noteDelays notes when the times that a power gives are over. Of an event whose day is not known every day counts where
// another such event hangs on it; else those days between which the end of its time passes another day.
func (p *Program) noteDelays(w *agreement.Power) {
	name := w.Clause.QName()
	var unsure []when.Bounds
	note := func(v agreement.Verb, x agreement.Delay) {
		for _, h := range p.happened.byVerb[v] {
			if h.Of != name {
				continue
			}
			p.clock.note(x.From(h.begin.Earliest), x.From(h.begin.Latest))
			if !h.begin.Known() {
				unsure = append(unsure, h.begin)
				p.clock.lags = append(p.clock.lags, lag{h.begin, x.From})
			}
		}
	}
	note(agreement.GivesNotice, w.Notice)
	if w.Warning != nil {
		note(agreement.GivesWarning, *w.Warning)
		for _, h := range p.happened.byVerb[agreement.Cures] {
			if h.Of == name && !h.begin.Known() {
				unsure = append(unsure, h.begin)
			}
		}
	}
	if w.Idle != nil {
		for _, h := range p.happened.byVerb[agreement.SoldUnder] {
			if h.Of == w.Idle.Under {
				from, to := idleFrom(h.begin.Earliest, w.Idle.Quarters), idleFrom(h.begin.Latest, w.Idle.Quarters)
				p.clock.note(from, to)
				if !h.begin.Known() {
					p.clock.lags = append(p.clock.lags, lag{h.begin, func(d when.Date) when.Date { return idleFrom(d, w.Idle.Quarters) }})
					unsure = append(unsure, h.begin)
				}
			}
		}
	}
	p.noteEvery(unsure)
}

// noteUndertakings notes the days on which the time for an undertaking is over, and those from which findings that a rule
// about an entity asks for count.
func (p *Program) noteUndertakings(r *entityRule) {
	for _, d := range p.daysOfRule(r) {
		p.clock.note(d)
	}
	if r.Undertaken == nil || r.Undertaken.Within == nil {
		return
	}
	over := func(d when.Date) when.Date { return r.Undertaken.Within.From(d) + 1 }
	var unsure []when.Bounds
	event := func(b when.Bounds) {
		p.clock.note(over(b.Earliest), over(b.Latest))
		if !b.Known() {
			p.clock.lags = append(p.clock.lags, lag{b, over})
			unsure = append(unsure, b)
		}
	}
	for i := range p.deals {
		event(p.deals[i].begin)
	}
	for _, h := range p.happened.byVerb[agreement.TransfersBusiness] {
		event(h.begin)
	}
	if r.On.Verb == agreement.LeavesGroup || r.On.Verb == agreement.JoinsGroup {
		for _, hs := range p.control.of {
			for _, h := range hs {
				event(h.begin)
				if h.end.Real() {
					p.clock.note(over(h.end))
				}
			}
		}
	}
	for _, h := range p.happened.byVerb[agreement.Undertakes] {
		if h.Of == r.Clause.QName() && !h.begin.Known() {
			unsure = append(unsure, h.begin)
		}
	}
	p.noteEvery(unsure)
}

// noteEvery notes every day of events of unknown days that hang on each other.
func (p *Program) noteEvery(unsure []when.Bounds) {
	if len(unsure) < 2 {
		return
	}
	for _, b := range unsure {
		for d := b.Earliest; d <= b.Latest && d < b.Earliest+longest; d++ {
			p.clock.note(d)
		}
	}
}

// longest is how many days of the bounds of an event are tried one by one at most.
const longest = 1000
