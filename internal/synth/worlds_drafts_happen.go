package synth

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
)

// actsOnEvents reports whether clauses of an agreement act on events or extend its grants.
func actsOnEvents(a *agreement.Agreement) bool {
	return len(a.Rules)+len(a.Powers)+len(a.Survivals)+len(a.Extensions) > 0
}

// changeHappening makes one small change to what an agreement says of events: a clause more or less, or which of two
// prevails. Lines of these clauses change as those of others do.
func (g *gen) changeHappening(a *agreement.Agreement) {
	var all []definition
	for _, d := range definitions(a) {
		if !d.readable() {
			all = append(all, d)
		}
	}
	switch n := g.IntN(10); {
	case len(all) > 0 && n < 3:
		if d := pick(g, all...); !g.joins(d) {
			g.remove(a, d.clause().QName())
		}
	case len(all) > 0 && n < 5:
		d := pick(g, all...)
		g.varyInPlace(d, g.IntN(1000))
	case len(all) > 0 && n < 7:
		g.changePrecedence(a)
	case len(a.Grants) > 0 && n == 7:
		g.changeHaveMade(a)
	case len(a.Grants) > 0 && len(a.Groups) > 0 && a.Network == nil:
		g.addHappening(a)
	}
}

// addHappening adds a clause that acts on events, or an extension. The facts stay what they are: it acts on those that
// are there, where any are.
func (g *gen) addHappening(a *agreement.Agreement) {
	x := pick(g, a.Grants...)
	if len(x.To) == 0 || len(x.From) == 0 {
		return
	}
	h := *g // what it draws of facts is not kept
	h.facts = slices.Clone(g.facts)
	sc := scene{in: a, grant: x, licensee: h.oneIn(x.To), on: h.dayFor(x)}
	before := *x
	switch h.IntN(7) {
	case 0:
		h.rule(sc)
	case 6:
		h.addEntityRule(sc)
	case 1:
		h.power(sc)
	case 2:
		if len(a.Powers) > 0 {
			p := pick(&h, a.Powers...)
			h.survival(sc, p.Ends, p.Clause.QName())
		} else {
			h.survival(sc, []agreement.Name{x.Clause.QName()}, "")
		}
	case 3:
		h.sublicence(sc)
	case 4:
		h.chain(sc)
	default:
		h.transferable(sc)
	}
	after := *x
	*x = before
	g.everyReading(definition{grant: x}, func(d definition) { d.grant.Sublicence, d.grant.Transfer = after.Sublicence, after.Transfer })
	g.terms = h.terms
}

// changePrecedence takes away what a clause says of its precedence, or lets it prevail over one that it meets, or yield.
func (g *gen) changePrecedence(a *agreement.Agreement) {
	var says, takes []definition
	for _, d := range definitions(a) {
		if p := d.precedence(); p != nil && len(p.Over)+len(p.Under) > 0 {
			says = append(says, d)
		}
		if len(d.meets()) > 0 {
			takes = append(takes, d)
		}
	}
	switch {
	case len(says) > 0 && g.chance(50):
		g.everyReading(pick(g, says...), func(d definition) { *d.precedence() = agreement.Precedence{} })
	case len(takes) > 0:
		d := pick(g, takes...)
		n, yields := pick(g, d.meets()...), g.chance(60)
		g.everyReading(d, func(d definition) {
			if p := d.precedence(); yields {
				p.Under = append(slices.Clone(p.Under), n)
			} else {
				p.Over = append(slices.Clone(p.Over), n)
			}
		})
	}
}

// changeHaveMade makes having made under a grant subject to a finding, or to none.
func (g *gen) changeHaveMade(a *agreement.Agreement) {
	lines := []agreement.Condition{{g.findingTest(agreement.Test{}, pick(g, agreement.SubjectFixed, agreement.SubjectProduct))}}
	x := pick(g, a.Grants...)
	if len(x.HaveMadeIf) > 0 {
		lines = nil
	}
	g.everyReading(definition{grant: x}, func(d definition) { d.grant.HaveMadeIf = lines })
}

// joins reports whether patents join a set under a definition, a rule. It stays, then: a set whose only line is gone would
// be of all patents.
func (g *gen) joins(d definition) bool {
	for _, a := range g.agreements {
		for _, s := range a.Patents {
			for _, x := range s.Add {
				if has(x.Joined, d.clause().QName()) {
					return true
				}
			}
		}
	}
	return false
}

// remove takes a definition out of an agreement, with all that speaks of it and all that says nothing without it.
func (g *gen) remove(a *agreement.Agreement, n agreement.Name) {
	named := func(m agreement.Name) bool { return m == n }
	a.Grants = slices.DeleteFunc(a.Grants, func(x *agreement.Grant) bool { return named(x.Clause.QName()) })
	a.Exclusions = slices.DeleteFunc(a.Exclusions, func(x *agreement.Exclusion) bool { return named(x.Clause.QName()) })
	a.Rules = slices.DeleteFunc(a.Rules, func(x *agreement.Rule) bool { return named(x.Clause.QName()) })
	a.Powers = slices.DeleteFunc(a.Powers, func(x *agreement.Power) bool { return named(x.Clause.QName()) })
	a.Survivals = slices.DeleteFunc(a.Survivals, func(x *agreement.Survival) bool { return named(x.Clause.QName()) })
	a.Extensions = slices.DeleteFunc(a.Extensions, func(x *agreement.Extension) bool { return named(x.Clause.QName()) })
	g.grants = slices.DeleteFunc(g.grants, func(x *agreement.Grant) bool { return named(x.Clause.QName()) })
	for _, b := range g.agreements {
		b.Readings = slices.DeleteFunc(b.Readings, func(r *agreement.Reading) bool { return named(r.Affects) })
		for _, o := range b.Opens {
			o.Affects = slices.DeleteFunc(o.Affects, named)
		}
		b.Opens = slices.DeleteFunc(b.Opens, func(o *agreement.Open) bool { return len(o.Affects) == 0 })
		for _, d := range definitions(b) {
			stands := true
			g.everyReading(d, func(d definition) { stands = d.forget(named) && stands })
			if !stands && !g.joins(d) {
				g.remove(b, d.clause().QName())
			}
		}
	}
}
