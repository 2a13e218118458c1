package synth

import (
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// eventful lists the clauses that act on events, and the extensions, of all agreements.
func (g *gen) eventful() []definition {
	var out []definition
	for _, a := range g.agreements {
		for _, d := range definitions(a) {
			if !d.readable() {
				out = append(out, d)
			}
		}
	}
	return out
}

// occurrence lets something happen on which a clause acts, and reports whether there is such a thing.
func (g *gen) occurrence(d definition) bool {
	sc := g.sceneOf(d)
	switch {
	case d.rule != nil && d.rule.On.Instances():
		g.befalls(d.rule)
	case d.rule != nil && d.rule.On.Verb == agreement.AssignsPatent:
		g.transfer()
	case d.rule != nil && d.rule.On.Verb == agreement.CeasesToControl:
		b := agreement.Control{Holder: d.rule.On.Holder, Held: d.rule.On.Held}
		g.fact(g.eventDay(), when.Max, true, agreement.FactText(b), b)
	case d.rule != nil:
		g.happens(g.eventDay(), g.answering(sc, &d.rule.On))
	case d.power != nil:
		g.useOf(d.power, sc)
	case d.survival != nil && len(d.survival.Election) > 0:
		g.happens(g.eventDay(), agreement.Event{
			Verb: pick(g, agreement.Elects, agreement.Declines), By: g.oneIn(d.survival.Election), Of: d.survival.Clause.QName(),
		})
	case d.extension != nil && sc.grant != nil:
		return g.extending(d.extension, sc)
	default:
		return false
	}
	return true
}

// sceneOf is what surrounds a clause. Its grant is nil where the clause names none that is there.
func (g *gen) sceneOf(d definition) scene {
	names := d.meets()
	if d.extension != nil {
		names = d.extension.Of
	}
	sc := scene{licensee: pick(g, g.orgs...), smooth: g.chance(65)}
	for _, x := range g.grants {
		if has(names, x.Clause.QName()) {
			sc.grant, sc.licensee = x, g.oneIn(x.To)
		}
	}
	return sc
}

// useOf is a step of the use of a power: a ground, a warning, a cure, or a notice.
func (g *gen) useOf(p *agreement.Power, sc scene) {
	switch n := g.IntN(10); {
	case n < 2 && p.If != nil && p.If.Verb != agreement.CeasesToControl:
		g.happens(g.eventDay(), g.answering(sc, p.If))
	case n < 3 && p.Idle != nil:
		g.happens(g.eventDay(), agreement.Event{Verb: agreement.SoldUnder, By: sc.licensee, Of: p.Idle.Under})
	case n < 5 && p.Warning != nil:
		g.happens(g.eventDay(), g.message(sc, p, agreement.GivesWarning))
	case n < 7 && p.Warning != nil:
		g.happens(g.eventDay(), agreement.Event{Verb: agreement.Cures, By: sc.licensee, Of: p.Clause.QName()})
	default:
		g.happens(g.eventDay(), g.message(sc, p, agreement.GivesNotice))
	}
}

// extending lets somebody come under an extension, and reports whether that takes anything to happen.
func (g *gen) extending(x *agreement.Extension, sc scene) bool {
	who := g.oneIn(x.To)
	if who == sc.licensee {
		who = g.otherThan(who)
	}
	switch {
	case x.Kind == agreement.Transfer:
		g.happens(g.eventDay(), agreement.Event{
			Verb: agreement.AssignsAgreement, By: sc.licensee, To: who, Of: agreement.Name(sc.grant.Clause.Agreement), WithBusiness: g.chance(60),
		})
	case x.ByAct:
		g.happens(g.eventDay(), agreement.Event{Verb: agreement.Sublicenses, By: sc.licensee, To: who, Of: sc.grant.Clause.QName()})
	case x.Parties != nil:
		b := agreement.Signature{By: []agreement.Org{x.Parties.With, g.otherThan(x.Parties.With)}, Agreement: pick(g, sideDeals...)}
		g.fact(g.eventDay(), when.Max, true, agreement.FactText(b), b)
	default:
		return false
	}
	return true
}
