package synth

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// ruleAbout adds a rule about an entity, and what it hangs on: findings, an undertaking, an open passage, a precedence, a
// survival. It asks about those of the cast on the days on which something may change. Nil: the agreement has enough rules.
func (g *gen) ruleAbout(c cast, t agreement.Trigger, days []when.Date, effects ...agreement.Effect) *agreement.Rule {
	if entityRoom(c.in) == 0 {
		return nil
	}
	r := &agreement.Rule{Clause: g.newClause(c.in, "rule", "W"), On: t, Then: effects}
	if g.chance(20) || effects[0].Kind == agreement.EntityJoins && g.chance(45) {
		r.Provided = append(r.Provided, g.hanging(c, &t))
	}
	c.in.Rules = append(c.in.Rules, r)
	days = slices.Concat([]when.Date{days[0] - 1}, days, []when.Date{days[len(days)-1] + 300})
	if g.chance(30) {
		days = append(days, g.undertaking(c, r, days[1])...)
	}
	g.shadow(c.scene, r.Clause.QName())
	it := opposing{r.Clause, &r.Precedence}
	if g.chance(15) {
		g.precedence(it, opposing{c.grant.Clause, &c.grant.Precedence})
	}
	if ends := d(r).takesFrom(); len(ends) > 0 && c.room() > 0 && g.chance(15) {
		s := g.survival(c.scene, ends, r.Clause.QName())
		days = append(days, g.elect(c.scene, s)...)
	}
	g.aimAt(c, r, days)
	return r
}

// d is a rule as a definition.
func d(r *agreement.Rule) definition { return definition{rule: r} }

// hanging draws a line that a rule about an entity hangs on, and mostly settles it.
func (g *gen) hanging(c cast, t *agreement.Trigger) agreement.Condition {
	who, subject := c.entity, agreement.SubjectEntity
	switch {
	case g.chance(20):
		return g.finding(agreement.SubjectFixed)
	case hasBuyer(t) && g.chance(40):
		who, subject = c.buyer, agreement.SubjectBuyer
	}
	x := g.findingTest(agreement.Test{Not: g.chance(15)}, subject)
	if g.chance(70) {
		f := agreement.Finding{Term: x.Finding.Term, Of: string(who), Yes: g.chance(70) != x.Not}
		if g.slips(c.scene, 20) {
			f.Of = string(g.otherThan(who))
		}
		at := c.on - when.Date(g.IntN(60))
		if g.chance(25) { // settled only later
			at = c.on + when.Date(g.IntN(200))
		}
		g.fact(when.Exact(at), when.Max, true, agreement.FactText(f), f)
	}
	return agreement.Condition{x}
}

// hasBuyer reports whether a trigger is about an event with a buyer.
func hasBuyer(t *agreement.Trigger) bool {
	return t.Verb != agreement.LeavesGroup && t.Verb != agreement.JoinsGroup
}

// undertaking makes a rule hang on an undertaking, and lets it be given: before the event, in time, on the last day, a day
// late, by somebody else, or not at all. It says on which days something changes.
func (g *gen) undertaking(c cast, r *agreement.Rule, on when.Date) []when.Date {
	states := []agreement.State{agreement.ActsNot, agreement.ActsNot, agreement.Acts, agreement.Acts, agreement.StateNotStated}
	u := &agreement.Undertaking{By: agreement.TheEntity, Meanwhile: pick(g, states...), Failing: pick(g, states...)}
	by := c.entity
	if hasBuyer(&r.On) && g.chance(75) {
		u.By, by = agreement.TheBuyer, c.buyer
	}
	last := on + 200 // of one that may come at any time
	if g.chance(75) {
		w := g.delay(5)
		u.Within, last = &w, w.From(on)
	}
	r.Undertaken = u
	out := []when.Date{on, last, last + 1, last + 1, last + 90}
	if g.slips(c.scene, 20) {
		by = g.otherThan(by)
	}
	e := agreement.Event{Verb: agreement.Undertakes, By: by, Of: r.Clause.QName()}
	var given when.Date
	switch g.IntN(8) {
	case 0:
		return out
	case 1:
		given = on - when.Date(1+g.IntN(40))
	case 2, 3:
		given = last
	case 4, 5:
		given = last + 1
	default:
		given = on + when.Date(g.IntN(max(1, int(last-on))))
	}
	f := g.happened(given, e)
	return append(out, given-1, f.Begin.Earliest, f.Begin.Latest)
}

// partOf draws who plays a part: an organisation, mostly as one of some members, or somebody else.
func (g *gen) partOf(c cast, who agreement.Org, members []agreement.Member) agreement.Role {
	if g.slips(c.scene, 12) {
		return agreement.Role{Members: []agreement.Member{{Org: g.otherThan(who)}}}
	}
	switch g.IntN(8) {
	case 0, 1, 2:
		return agreement.Role{Members: []agreement.Member{{Org: who}}}
	case 3:
		return agreement.Role{}
	}
	return agreement.Role{Members: members}
}

// anybodyOr is the part of anybody, mostly, or of one.
func (g *gen) anybodyOr(who agreement.Org) agreement.Role {
	switch g.IntN(8) {
	case 0:
		return agreement.Role{Members: []agreement.Member{{Org: who}}}
	case 1:
		return agreement.Role{Members: []agreement.Member{g.member()}}
	}
	return agreement.Role{}
}

// effects draws one to three things that a rule does for each event that its trigger matches. Who is new among the
// licensees is kept out, or limited, more often.
func (g *gen) effects(c cast, t *agreement.Trigger) []agreement.Effect {
	kinds := []agreement.EffectKind{
		agreement.RightsEnd, agreement.RightsContinue, agreement.RightsContinue, agreement.RightsNotTo, agreement.RightsLimited,
		agreement.PriceBecomes,
	}
	if hasBuyer(t) {
		kinds = append(kinds, agreement.RightsExtend, agreement.RightsPass, agreement.RightsExtend, agreement.RightsPass, agreement.RightsNotTo, agreement.RightsNotFor)
	}
	if t.Verb == agreement.JoinsGroup || t.Verb == agreement.AcquiresEntity {
		kinds = append(kinds, agreement.RightsNotTo, agreement.RightsLimited, agreement.RightsLimited)
	}
	var out []agreement.Effect
	for range 1 + g.IntN(3) {
		e := g.effect(c, t, pick(g, kinds...))
		if slices.ContainsFunc(out, func(x agreement.Effect) bool { return x.Kind == e.Kind && x.Who == e.Who }) {
			continue
		}
		out = append(out, e)
		passes := e.Kind == agreement.RightsExtend || e.Kind == agreement.RightsPass
		if passes && g.chance(50) { // what passes is limited, as a rule
			out = append(out, agreement.Effect{
				Kind: agreement.RightsLimited, Grants: e.Grants, Who: agreement.TheBuyer, Limit: g.limit(c, t),
			})
		}
		if passes && g.chance(35) {
			out = append(out, agreement.Effect{Kind: agreement.RightsNotFor, Grants: e.Grants})
		}
	}
	return out
}

// effect draws the lines of one.
func (g *gen) effect(c cast, t *agreement.Trigger, kind agreement.EffectKind) agreement.Effect {
	e := agreement.Effect{Kind: kind, Grants: []agreement.Name{c.grant.Clause.QName()}}
	for _, x := range c.in.Grants {
		if n := x.Clause.QName(); n != e.Grants[0] && g.chance(12) {
			e.Grants = append(e.Grants, n)
		}
	}
	involved := []agreement.Involved{agreement.TheEntity}
	if hasBuyer(t) {
		involved = append(involved, agreement.TheBuyer)
	}
	switch kind {
	case agreement.RightsEnd:
		e.Who = pick(g, agreement.TheEntity, agreement.TheEntity, agreement.Everybody)
	case agreement.RightsNotTo:
		if e.Who = pick(g, involved...); hasBuyer(t) && g.chance(35) {
			e.Who = agreement.BuyersAffiliates
		}
	case agreement.RightsLimited:
		e.Who, e.Limit = pick(g, involved...), g.limit(c, t)
	case agreement.PriceBecomes:
		e.Who, e.Price = pick(g, append(involved, agreement.Everybody)...), g.price()
	}
	if kind == agreement.RightsEnd || kind == agreement.RightsNotTo {
		for _, x := range c.in.Extensions {
			if g.chance(60) {
				e.Grants = append(e.Grants, x.Clause.QName())
			}
		}
	}
	return e
}

// limit draws the products that rights are limited to: a set, or what somebody had on sale before the event.
func (g *gen) limit(c cast, t *agreement.Trigger) agreement.Limit {
	if g.chance(30) {
		if g.chance(50) { // one that says something of the products here
			x := &agreement.ProductSet{Clause: g.newClause(c.in, "products", "Q"), Are: some(g, 1, 2, c.old, c.next, c.rival, categories[0])}
			c.in.Products = append(c.in.Products, x)
			g.goods = append(g.goods, x)
		}
		if n := len(c.in.Products); n > 0 {
			return agreement.Limit{Set: c.in.Products[n-1].Clause.QName()}
		}
	}
	x := agreement.Limit{Of: agreement.TheEntity, Evolution: g.chance(55)}
	if hasBuyer(t) && g.chance(20) {
		x.Of = agreement.TheBuyer
	}
	x.Business = t.Verb == agreement.TransfersBusiness && g.chance(70)
	return x
}

// aimAt lets questions be asked about those to whom a rule does something, with a product it may be about.
func (g *gen) aimAt(c cast, r *agreement.Rule, days []when.Date) {
	if len(c.patents) > 0 {
		for range 3 {
			g.aim(c.scene, spot{actor: c.licensee, days: days, patents: c.patents, bare: true})
		}
		return
	}
	whom := []agreement.Org{c.entity, c.entity}
	if c.below != "" {
		whom = append(whom, c.below)
	}
	if hasBuyer(&r.On) {
		whom = append(whom, c.buyer, c.buyer, c.beside)
	}
	for _, e := range r.Then {
		switch {
		case e.Kind == agreement.RightsExtend || e.Kind == agreement.RightsPass || e.Kind == agreement.RightsNotFor || e.Who == agreement.TheBuyer:
			whom = append(whom, c.buyer, c.buyer)
		case e.Who == agreement.BuyersAffiliates:
			whom = append(whom, c.beside, c.beside)
		case e.Who == agreement.Everybody:
			whom = append(whom, c.licensee)
		}
	}
	for i := range 3 {
		s := spot{actor: pick(g, whom...), days: days, product: pick(g, c.old, c.old, c.next, c.rival, "")}
		if r.On.Verb == agreement.TransfersBusiness && g.chance(35) {
			s.product = c.other
		}
		if i < len(r.Then) {
			switch e := r.Then[i]; {
			case e.Kind == agreement.RightsNotFor:
				s.actor, s.product = c.buyer, c.rival
			case e.Who == agreement.BuyersAffiliates:
				s.actor = c.beside
			}
		}
		if g.chance(70) {
			s.patents = c.sure
		}
		if g.chance(12) { // it has the product made
			s.madeFor, s.act, s.actor = s.actor, agreement.Make, g.otherThan(s.actor)
		}
		g.aim(c.scene, s)
	}
}
