package synth

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// varyEntityRule draws one line of a rule about an entity anew.
func (g *gen) varyEntityRule(x *agreement.Rule, line int) {
	if len(g.grants) == 0 || len(x.Then) == 0 {
		return
	}
	c := g.anyCast(scene{grant: pick(g, g.grants...)})
	x.Then = slices.Clone(x.Then)
	e := &x.Then[g.IntN(len(x.Then))]
	switch line % 7 {
	case 0:
		x.On.Form = agreement.NoDeal
		if x.On.Verb == agreement.IsAcquired && g.chance(70) {
			x.On.Form = pick(g, agreement.StaysSeparate, agreement.NotSeparate)
		}
	case 1:
		if x.Undertaken != nil {
			x.Undertaken = nil
			return
		}
		w := g.delay(5)
		x.Undertaken = &agreement.Undertaking{By: agreement.TheEntity, Within: &w, Meanwhile: pick(g, agreement.Acts, agreement.ActsNot), Failing: agreement.ActsNot}
	case 2, 6: // somebody else plays a part
		who := agreement.Role{Members: []agreement.Member{{Org: pick(g, g.orgs...)}, g.member()}}
		switch {
		case len(x.On.To.Members) > 0:
			x.On.To = who
		case hasBuyer(&x.On):
			x.On.By = who
		}
	case 3:
		switch e.Kind {
		case agreement.RightsLimited:
			e.Limit = agreement.Limit{Of: agreement.TheEntity, Evolution: !e.Limit.Evolution}
		case agreement.RightsEnd:
			e.Who = agreement.TheEntity + agreement.Everybody - e.Who
		case agreement.PriceBecomes:
			e.Price = g.price()
		case agreement.RightsExtend:
			e.Kind = agreement.RightsPass
		case agreement.RightsPass:
			e.Kind = agreement.RightsExtend
		}
	case 4: // something more, or something less
		if len(x.Then) > 1 && g.chance(50) {
			x.Then = x.Then[1:]
		} else {
			of := e.Grants
			if e.Kind == agreement.EntityJoins {
				of = []agreement.Name{c.grant.Clause.QName()}
			}
			x.Then = append(x.Then, agreement.Effect{Kind: pick(g, agreement.RightsEnd, agreement.RightsNotTo), Grants: of, Who: agreement.TheEntity})
		}
	default:
		if e.Kind != agreement.EntityJoins {
			g.varyNames(&e.Grants)
		}
	}
}

// anyCast lets those who are in the world take part in what a clause says.
func (g *gen) anyCast(sc scene) cast {
	sc.licensee = g.oneIn(sc.grant.To)
	sc.licensor, sc.on = g.oneIn(sc.grant.From), g.dayFor(sc.grant)
	return cast{
		scene: sc, entity: sc.licensee, buyer: g.otherThan(sc.licensee), beside: pick(g, g.orgs...),
		old: pick(g, g.products...), other: pick(g, g.products...), next: pick(g, g.products...), rival: pick(g, g.products...),
	}
}

// addEntityRule adds a rule about an entity to the agreement of a scene; what it draws of facts is not kept.
func (g *gen) addEntityRule(sc scene) {
	c := g.anyCast(sc)
	t := agreement.Trigger{Verb: agreement.IsAcquired, To: g.partOf(c, c.entity, sc.grant.To)}
	if g.chance(30) {
		t = agreement.Trigger{Verb: agreement.AcquiresEntity, By: agreement.Role{Members: sc.grant.To}}
	}
	g.ruleAbout(c, t, []when.Date{c.on}, g.effects(c, &t)...)
}

// befalls lets something happen on which a rule about an entity acts.
func (g *gen) befalls(r *agreement.Rule) {
	t := &r.On
	if r.Undertaken != nil && g.chance(30) {
		g.happens(g.eventDay(), agreement.Event{Verb: agreement.Undertakes, By: g.involved(), Of: r.Clause.QName()})
		return
	}
	switch t.Verb {
	case agreement.TransfersBusiness:
		e := agreement.Event{Verb: t.Verb, By: g.oneIn(t.By.Members), Name: pick(g, businesses...)}
		if t.Business != "" && g.chance(80) {
			e.Name = t.Business
		}
		if e.To = g.oneIn(t.To.Members); e.To == e.By {
			e.To = g.otherThan(e.By)
		}
		g.happens(g.eventDay(), e)
	case agreement.LeavesGroup:
		g.ceasing()
	case agreement.JoinsGroup:
		g.takeover()
	default:
		g.takenOver(g.oneIn(t.By.Members), g.oneIn(t.To.Members))
	}
}

// takenOver states a deal; where it would close a ring, who is bought is the one who could be.
func (g *gen) takenOver(buyer, entity agreement.Org) {
	for buyer == entity || g.reaches(entity, buyer) {
		buyer, entity = g.orgs[0], pick(g, g.orgs[1:]...)
		if g.reaches(entity, buyer) {
			g.takeover()
			return
		}
	}
	b := agreement.Control{
		Holder: buyer, Held: entity, Millionths: pick(g, int64(whole), whole, 600_000, 500_000),
		Deal: pick(g, agreement.StaysSeparate, agreement.NotSeparate, agreement.UnknownForm),
	}
	g.fact(g.eventDay(), when.Max, true, agreement.FactText(b), b)
}

// involved draws somebody who bought or was bought, or took or gave a business; anybody, where nobody did.
func (g *gen) involved() agreement.Org {
	var out []agreement.Org
	for i := range g.facts {
		switch b := g.facts[i].Body.(type) {
		case agreement.Control:
			if b.Deal != agreement.NoDeal {
				out = append(out, b.Holder, b.Held)
			}
		case agreement.Event:
			if b.Verb == agreement.TransfersBusiness {
				out = append(out, b.By, b.To)
			}
		}
	}
	if len(out) == 0 {
		return pick(g, g.orgs...)
	}
	return pick(g, out...)
}
