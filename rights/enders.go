package rights

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// A rule or a power that ends grants is compiled to an exclusion of everything, with an ender that says when it has
// come to that (§18).

// ender says when a rule or a power has ended the right of a licensee.
type ender struct {
	rule    *agreement.Rule
	power   *agreement.Power
	trigger *trigger // of the rule, or the event that is a ground of the power; nil: none is stated
	of      *people  // who may use the power
	entity  *entityRule
	effect  *agreement.Effect // of the rule about an entity
	thatOne bool              // only the right of the licensee who plays his part in it
}

// survival is a clause that keeps grants against rules and powers.
type survival struct {
	*agreement.Survival
	opens    []*agreement.Open
	to       *people // nil: whoever it is
	election *people // nil: none is needed
}

// saying is the clause behind an exclusion, as it is said back.
func (x *exclusion) saying() interface{ Sentence() string } {
	switch {
	case x.ends == nil:
		return x.Exclusion
	case x.ends.rule != nil:
		return x.ends.rule
	case x.ends.entity != nil:
		return x.ends.entity.Rule
	}
	return x.ends.power
}

func ruleAsExclusion(r *agreement.Rule) *agreement.Exclusion {
	return &agreement.Exclusion{Clause: r.Clause, Cuts: r.Ends, Anything: true, Extent: agreement.WholeProduct, Provided: r.Provided,
		Precedence: r.Precedence, Assumed: r.Assumed, Uses: r.Uses}
}

func powerAsExclusion(w *agreement.Power) *agreement.Exclusion {
	return &agreement.Exclusion{Clause: w.Clause, Cuts: w.Ends, Anything: true, Extent: agreement.WholeProduct,
		Precedence: w.Precedence, Assumed: w.Assumed, Uses: w.Uses}
}

// ended reports whether a rule's event has happened, or a power's notice has taken effect, by t.
func (p *Program) ended(cs *cases, e *ender, t when.Date, licensee org) bool {
	if e.rule != nil {
		return p.triggered(cs, e.trigger, t, licensee)
	}
	return len(p.noticesInEffect(cs, e, t, licensee)) > 0
}

// noticesInEffect lists the days on which notices under a power took effect, up to t.
func (p *Program) noticesInEffect(cs *cases, e *ender, t when.Date, licensee org) []when.Date {
	var out []when.Date
	for _, h := range p.happened.byVerb[agreement.GivesNotice] {
		if h.Of != e.power.Clause.QName() || e.thatOne && h.to != licensee {
			continue
		}
		n, ok := p.by(cs, h, t)
		if !ok {
			continue
		}
		if d := e.power.Notice.From(n); d <= t && p.inList(cs, h.by, e.of, n) && p.exercisable(cs, e, n, licensee) {
			out = append(out, d)
		}
	}
	return out
}

// exercisable reports whether every ground of a power holds on a day, and its warning has passed.
func (p *Program) exercisable(cs *cases, e *ender, d when.Date, licensee org) bool {
	w := e.power
	return (e.trigger == nil || p.triggered(cs, e.trigger, d, licensee)) &&
		(w.Idle == nil || p.idle(cs, w.Idle, d)) &&
		p.finds(cs, w.Provided, d, w.Clause) &&
		(w.Warning == nil || p.warned(cs, e, d, licensee))
}

// warned reports whether the time to cure after some warning is over on a day, and nothing was cured within it.
func (p *Program) warned(cs *cases, e *ender, d when.Date, licensee org) bool {
	name := e.power.Clause.QName()
	for _, h := range p.happened.byVerb[agreement.GivesWarning] {
		if h.Of != name || e.thatOne && h.to != licensee {
			continue
		}
		w, ok := p.by(cs, h, d)
		if !ok {
			continue
		}
		over := e.power.Warning.From(w)
		if over > d || !p.inList(cs, h.by, e.of, w) {
			continue
		}
		if !slices.ContainsFunc(p.happened.byVerb[agreement.Cures], func(c *happening) bool {
			if c.Of != name || e.thatOne && c.by != licensee {
				return false
			}
			day, ok := p.by(cs, c, d)
			return ok && w <= day && day < over
		}) {
			return true
		}
	}
	return false
}

// idle reports whether nothing was sold for so long on a day.
func (p *Program) idle(cs *cases, i *agreement.Idle, d when.Date) bool {
	last, sold := when.Min, false
	for _, h := range p.happened.byVerb[agreement.SoldUnder] {
		if h.Of != i.Under {
			continue
		}
		if day, ok := p.by(cs, h, d); ok && (!sold || day > last) {
			last, sold = day, true
		}
	}
	return sold && d >= idleFrom(last, i.Quarters)
}

// idleFrom is the first day after so many quarters in a row without a sale, the last sale being on a day.
func idleFrom(sale when.Date, quarters int) when.Date {
	y, m, _ := sale.YMD()
	q := y*4 + (m-1)/3 + 1 + quarters
	return when.Civil(q/4, q%4*3+1, 1)
}

// prevails says which of two clauses prevail over the other by their own words.
func (p *Program) prevails(a, b agreement.Name) bool { return p.over[[2]agreement.Name{a, b}] }

// defeats reports whether a clause that opposes another defeats it, under the answers of the run.
func (p *Program) defeats(cs *cases, x, target agreement.Clause) bool {
	a, b := x.QName(), target.QName()
	switch {
	case !p.prevails(b, a):
		return true
	case !p.prevails(a, b):
		return false
	}
	first := cs.pick(agreement.QPrecedence(x, target), 2) == 0
	return first == (a < b)
}

// keeps reports whether a survival holds for a licensee on a day.
func (p *Program) keeps(cs *cases, s *survival, t when.Date, licensee org) bool {
	if !allYes(cs, s.opens) || s.During != nil && !p.inTerm(cs, s.During, t, s.Clause) || s.to != nil && !p.inList(cs, licensee, s.to, t) {
		return false
	}
	if !p.finds(cs, s.Provided, t, s.Clause) {
		return false
	}
	if s.election == nil {
		return true
	}
	made := func(v agreement.Verb) bool {
		return slices.ContainsFunc(p.happened.byVerb[v], func(h *happening) bool {
			if h.Of != s.Clause.QName() {
				return false
			}
			day, ok := p.by(cs, h, t)
			return ok && p.inList(cs, h.by, s.election, day)
		})
	}
	return made(agreement.Elects) || !made(agreement.Declines) && cs.yes(agreement.QElection(s.Survival))
}

// saves reports whether a survival is about a rule or power and one of the clauses that it is aimed at.
func (s *survival) saves(x *exclusion, t aim) bool {
	return x.ends != nil && (len(s.Against) == 0 || slices.Contains(s.Against, x.Clause.QName())) &&
		slices.ContainsFunc(t.at, func(c agreement.Clause) bool { return slices.Contains(s.Keeps, c.QName()) })
}

// aim is what an exclusion takes a way of a grant by: the grant, and with it the extension, or the extension alone.
// Whatever is aimed at may keep it from doing so.
type aim struct{ at []agreement.Clause }

// aims lists by what an exclusion takes a way of a grant.
func (g *lookGrant) aims(x *exclusion) []aim {
	var out []aim
	if slices.Contains(x.Cuts, g.Clause.QName()) {
		t := aim{[]agreement.Clause{g.Clause}}
		if g.way.by != nil {
			t.at = append(t.at, g.way.by.Clause)
		}
		out = append(out, t)
	}
	if g.way.by != nil && slices.Contains(x.Cuts, g.way.by.name()) {
		out = append(out, aim{[]agreement.Clause{g.way.by.Clause}})
	}
	return out
}

// stands adds what it takes for an exclusion to be about a way of a grant, and for nothing to defeat it; false: it is not.
func (l *look) stands(lg *lookGrant, x *exclusion, add func(func(*cases) bool)) bool {
	if x.reading != nil {
		add(func(cs *cases) bool { return l.undefeated(cs, lg, x) })
		return true
	}
	switch aims := lg.aims(x); len(aims) {
	case 0:
		return false
	case 1:
		for _, c := range aims[0].at {
			if l.p.prevails(c.QName(), x.Clause.QName()) {
				add(func(cs *cases) bool { return l.p.defeats(cs, x.Clause, c) })
			}
		}
		for _, s := range l.p.survivals {
			if s.saves(x, aims[0]) {
				add(func(cs *cases) bool { return !l.saved(cs, s, x, lg.way.licensee) })
			}
		}
	default:
		add(func(cs *cases) bool { return l.undefeated(cs, lg, x) })
	}
	return true
}

// undefeated reports whether an exclusion is about a way of a grant, and neither precedence nor a survival stands
// against it.
func (l *look) undefeated(cs *cases, lg *lookGrant, x *exclusion) bool {
	return slices.ContainsFunc(lg.aims(x.read(cs)), func(t aim) bool {
		return !slices.ContainsFunc(t.at, func(c agreement.Clause) bool { return !l.p.defeats(cs, x.Clause, c) }) &&
			!slices.ContainsFunc(l.p.survivals, func(s *survival) bool { return s.saves(x, t) && l.saved(cs, s, x, lg.way.licensee) })
	})
}

// saved reports whether a survival defeats a rule or power.
func (l *look) saved(cs *cases, s *survival, x *exclusion, licensee org) bool {
	return l.p.keeps(cs, s, l.day, licensee) && l.p.defeats(cs, s.Clause, x.Clause)
}

// takesEffect lists the days on which notices under a power take effect.
func (p *Program) takesEffect(x *exclusion) []occasion {
	if x.ends == nil || x.ends.power == nil || x.ends.power.Notice.N == 0 { // the notice itself is an occasion
		return nil
	}
	var out []occasion
	for _, h := range p.happened.byVerb[agreement.GivesNotice] {
		if h.Of != x.Clause.QName() {
			continue
		}
		text := p.factText(h.fact)
		if from := x.ends.power.Notice.From(h.begin.Earliest); h.begin.Known() {
			out = append(out, occasion{from, "the time of notice is over: " + text})
		} else {
			out = append(out, occasion{from, "the time of notice may be over: " + text},
				occasion{x.ends.power.Notice.From(h.begin.Latest), "the time of notice is certainly over: " + text})
		}
	}
	return out
}
