package synth

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// plot lets one thing happen to the cast, and adds the clauses that act on it.
func (g *gen) plot(c cast) {
	switch n := g.IntN(100); {
	case n < 20:
		g.isBought(c)
	case n < 32:
		g.isBoughtByForm(c)
	case n < 52:
		g.comesIn(c)
	case n < 63:
		g.goesOut(c)
	case n < 78:
		g.sellsBusiness(c)
	case n < 91:
		g.licensorIsBought(c)
	case n < 96:
		g.basis(c)
	default:
		g.repriced(c)
	}
}

// repriced lets somebody change what a right costs, by notice, now and then for one licensee.
func (g *gen) repriced(c cast) {
	if c.room() == 0 {
		return
	}
	p := g.power(c.scene)
	p.Ends, p.Changes, p.Price = nil, []agreement.Name{c.grant.Clause.QName()}, g.price()
	g.aim(c.scene, spot{actor: c.licensee, days: g.exercise(c.scene, p)})
}

// isBought is a rule about the entity that is bought, whatever the form of the deal or for one form.
func (g *gen) isBought(c cast) {
	wide := g.withAffiliates(c)
	form := pick(g, agreement.StaysSeparate, agreement.NotSeparate)
	t := agreement.Trigger{Verb: agreement.IsAcquired, To: g.partOf(c, c.entity, c.grant.To), By: g.anybodyOr(c.buyer)}
	if g.chance(45) {
		t.Form = form
	}
	days := g.buys(c.scene, c.buyer, c.entity, form)
	if g.chance(20) { // and a second one, who may be a licensee as well
		if other := pick(g, c.licensee, c.below); other != "" && other != c.entity && other != c.buyer && !g.reaches(other, c.buyer) {
			sc := c.scene
			sc.on += when.Date(g.IntN(2) * 100)
			days = append(days, g.buys(sc, c.buyer, other, form)...)
			t.To = agreement.Role{Members: c.grant.To}
		}
	}
	effects := g.effects(c, &t)
	if wide && g.chance(60) {
		effects = append(effects[:1:1], agreement.Effect{
			Kind: agreement.RightsNotTo, Grants: effects[0].Grants, Who: pick(g, agreement.TheBuyer, agreement.BuyersAffiliates),
		})
	}
	g.ruleAbout(c, t, days, effects...)
}

// withAffiliates lets the grant be to affiliates of the entity as well, now and then: who buys it is one of them then, and
// so are those beside him.
func (g *gen) withAffiliates(c cast) bool {
	wide := g.chance(40)
	if wide {
		c.grant.To = []agreement.Member{{Org: c.licensee}, {Org: c.entity}, {Org: c.entity, Reach: true, Direction: agreement.Affiliates, Share: agreement.Over50}}
	}
	return wide
}

// isBoughtByForm is a rule for every deal, one for those that leave the entity separate, and one for those that do not.
func (g *gen) isBoughtByForm(c cast) {
	g.withAffiliates(c)
	form := pick(g, agreement.StaysSeparate, agreement.NotSeparate)
	days := g.buys(c.scene, c.buyer, c.entity, form)
	t := agreement.Trigger{Verb: agreement.IsAcquired, To: g.partOf(c, c.entity, c.grant.To)}
	of := []agreement.Name{c.grant.Clause.QName()}
	if g.chance(70) {
		g.ruleAbout(c, t, days, agreement.Effect{Kind: agreement.RightsNotTo, Grants: of, Who: agreement.TheBuyer},
			agreement.Effect{Kind: agreement.RightsNotTo, Grants: of, Who: agreement.BuyersAffiliates})
	}
	if t.Form = agreement.StaysSeparate; g.chance(85) {
		g.ruleAbout(c, t, days, agreement.Effect{Kind: pick(g, agreement.RightsContinue, agreement.RightsContinue, agreement.RightsEnd), Grants: of, Who: agreement.TheEntity})
	}
	t.Form = agreement.NotSeparate
	g.ruleAbout(c, t, days, agreement.Effect{Kind: pick(g, agreement.RightsPass, agreement.RightsPass, agreement.RightsExtend), Grants: of},
		agreement.Effect{Kind: agreement.RightsLimited, Grants: of, Who: agreement.TheBuyer, Limit: g.limit(c, &t)})
}

// comesIn lets the licensee buy somebody: who may join the group of licensees, and whose patents may join those of a grant
// back. Now and then another entity is bought as well, of which the rule does not speak.
func (g *gen) comesIn(c cast) {
	group := g.licensees(c)
	if x := c.in.Groups[len(c.in.Groups)-1]; x.Clause.QName() == group && len(x.Is) == 2 && g.chance(40) {
		if x.Is[1].Share = (agreement.Share{Millionths: 600_000, Over: true}); g.chance(60) {
			x.Is = x.Is[:1] // only who joins by a rule is one of them
		}
	}
	c.buyer, c.entity, c.below = c.licensee, g.newcomer(), ""
	if c.entity == c.buyer || g.reaches(c.entity, c.buyer) {
		return
	}
	if g.chance(35) {
		if c.below = g.newcomer(); c.below == c.buyer {
			c.below = ""
		} else {
			g.stake(c.entity, c.below, 0)
		}
	}
	owner := pick(g, c.entity, c.entity, c.below)
	if owner == "" {
		owner = c.entity
	}
	theirs := g.ownPatent(owner, c.on)
	t := agreement.Trigger{Verb: agreement.AcquiresEntity, By: g.partOf(c, c.buyer, c.grant.To)}
	if g.chance(20) {
		t = agreement.Trigger{Verb: agreement.JoinsGroup, Group: group}
	}
	effects := g.effects(c, &t)
	if t.Verb == agreement.AcquiresEntity && g.chance(75) {
		effects = append([]agreement.Effect{{Kind: agreement.EntityJoins, Group: group}}, effects[:g.IntN(len(effects))]...)
	}
	days := g.buys(c.scene, c.buyer, c.entity, pick(g, agreement.StaysSeparate, agreement.NotSeparate))
	r := g.ruleAbout(c, t, days, effects...)
	if g.chance(20) {
		other := g.newcomer()
		if other != c.buyer && !g.reaches(other, c.buyer) {
			g.buys(c.scene, c.buyer, other, agreement.StaysSeparate)
			g.aim(c.scene, spot{actor: other, days: days})
		}
	}
	if r != nil && g.chance(45) {
		g.joined(c, r, theirs, days)
	}
}

// joined puts patents of who was bought under a grant back, and asks about the licensor's use of them.
func (g *gen) joined(c cast, r *agreement.Rule, theirs []string, days []when.Date) {
	set := &agreement.PatentSet{Clause: g.newClause(c.in, "patents", "P"), Add: []agreement.Selector{{Joined: []agreement.Name{r.Clause.QName()}}}}
	if g.chance(25) {
		set.Add = append(set.Add, agreement.Selector{OwnedBy: []agreement.Member{{Org: c.licensee}}, Held: g.held(false)})
	}
	if g.chance(15) {
		set.Except = []agreement.PatentItem{{ID: pick(g, theirs...)}}
	}
	back := g.back(c)
	back.Under = []agreement.PatentItem{{Set: set.Clause.QName()}}
	c.in.Patents = append(c.in.Patents, set)
	g.sets = append(g.sets, set)
	sc := c.scene
	sc.grant = back
	for range 2 {
		g.aim(sc, spot{actor: c.licensor, days: days, patents: theirs, bare: true})
	}
}

// back adds a grant in return: from the licensee's side, and whom it controls, to the licensor's.
func (g *gen) back(c cast) *agreement.Grant {
	g.grant(c.in, unused(c.in, "L"))
	x := c.in.Grants[len(c.in.Grants)-1]
	g.widen(x)
	x.Kind, x.Anything, x.For = pick(g, agreement.Licence, agreement.Licence, agreement.Covenant), true, nil
	x.From = []agreement.Member{{Org: c.licensee}, {Org: c.licensee, Reach: true, Share: agreement.Over50}}
	x.To = g.before(x.Clause).around(c.licensor)
	return x
}

// goesOut lets the entity leave the group of licensees: it is sold, or let go.
func (g *gen) goesOut(c cast) {
	if c.entity == c.licensee {
		if c.entity = g.newcomer(); c.entity == c.licensee || g.reaches(c.entity, c.licensee) {
			return
		}
		g.stake(c.licensee, c.entity, whole)
	}
	t := agreement.Trigger{Verb: agreement.LeavesGroup, Group: g.licensees(c)}
	var days []when.Date
	if g.chance(50) {
		days = g.buys(c.scene, c.buyer, c.entity, agreement.StaysSeparate)
	} else {
		n, b := len(g.facts), agreement.Control{Holder: c.licensee, Held: c.entity, Millionths: pick(g, int64(0), 0, 500_000)}
		at := when.Exact(c.on)
		if g.chance(20) {
			at.Latest++
		}
		g.fact(at, when.Max, true, agreement.FactText(b), b)
		g.affordable(n)
		days = []when.Date{at.Earliest, at.Latest}
	}
	g.ruleAbout(c, t, days, g.effects(c, &t)...)
}

// licensees makes the grant of a scene one to a group of the licensee and whom it controls, and names the group.
func (g *gen) licensees(c cast) agreement.Name {
	if len(c.grant.To) == 1 && c.grant.To[0].Group != "" && !c.grant.To[0].Reach && g.chance(80) {
		return c.grant.To[0].Group
	}
	x := &agreement.Group{
		Clause:     g.newClause(c.in, "group", "G"),
		Is:         []agreement.Member{{Org: c.licensee}, {Org: c.licensee, Reach: true, Share: agreement.Over50}},
		Membership: pick(g, agreement.WhileControlled, agreement.WhileControlled, agreement.WhileControlled, agreement.OnceIn, agreement.NowOrLater),
		AsOf:       when.None,
	}
	if g.chance(10) {
		x.Without = []agreement.Member{{Org: g.otherThan(c.licensee)}}
	}
	c.in.Groups = append(c.in.Groups, x)
	g.groups = append(g.groups, x)
	if g.chance(88) {
		c.grant.To = []agreement.Member{{Group: x.Clause.QName()}}
	}
	return x.Clause.QName()
}

// sellsBusiness lets the entity transfer a business to the buyer, now and then another than the rule speaks of.
func (g *gen) sellsBusiness(c cast) {
	t := agreement.Trigger{Verb: agreement.TransfersBusiness, By: g.partOf(c, c.entity, c.grant.To), To: g.anybodyOr(c.buyer)}
	if g.chance(40) {
		t.Business = businesses[0]
	}
	e := agreement.Event{Verb: agreement.TransfersBusiness, By: c.entity, To: c.buyer, Name: businesses[0]}
	switch {
	case g.slips(c.scene, 25) || t.Business != "" && g.chance(30):
		e.Name = businesses[1]
	case g.slips(c.scene, 25):
		e.By = g.otherThan(e.To)
	}
	f := g.happened(c.on, e)
	g.ruleAbout(c, t, []when.Date{f.Begin.Earliest, f.Begin.Latest}, g.effects(c, &t)...)
}

// licensorIsBought lets somebody who grants be bought, or what it controls, and says what becomes of rights under its
// patents: they go on, they end, or both are said.
func (g *gen) licensorIsBought(c cast) {
	c.entity, c.below = g.newcomer(), ""
	if c.entity == c.licensor || g.reaches(c.entity, c.licensor) {
		return
	}
	n := len(g.facts)
	b := agreement.Control{Holder: c.licensor, Held: c.entity, Millionths: whole}
	if g.declare(agreement.FactText(b), b); !g.affordable(n) {
		return
	}
	c.grant.From = []agreement.Member{{Org: c.licensor}, {Org: c.licensor, Reach: true, Share: agreement.Over50}}
	c.patents = g.ownPatent(c.entity, c.on)
	t := agreement.Trigger{Verb: agreement.IsAcquired, To: g.partOf(c, c.entity, c.grant.From), By: g.anybodyOr(c.buyer)}
	days := g.buys(c.scene, c.buyer, c.entity, pick(g, agreement.StaysSeparate, agreement.NotSeparate))
	if g.chance(40) { // the patent itself goes on to somebody else
		a := agreement.Assignment{From: c.entity, Patents: c.patents, To: []agreement.Org{c.buyer}}
		d := c.on + when.Date(g.IntN(3)*40)
		g.fact(when.Exact(d), when.Max, true, agreement.FactText(a), a)
		days = append(days, d)
	}
	kinds := pick(g, []agreement.EffectKind{agreement.PatentsRun}, []agreement.EffectKind{agreement.PatentsFree},
		[]agreement.EffectKind{agreement.PatentsRun}, []agreement.EffectKind{agreement.PatentsRun, agreement.PatentsFree})
	of := []agreement.Name{c.grant.Clause.QName()}
	for _, k := range kinds {
		effects := []agreement.Effect{{Kind: k, Grants: of}}
		if g.chance(15) {
			effects = append(effects, agreement.Effect{Kind: agreement.RightsEnd, Grants: of, Who: agreement.Everybody})
		}
		g.ruleAbout(c, t, days, effects...)
	}
}

// basis narrows the grant to patents that come from applications, or from disclosures, which the licensor had at a moment,
// and asks about a patent whose days stand just before or after it.
func (g *gen) basis(c cast) {
	held := agreement.Held{Kind: agreement.HeldOn, Day: g.pool[4] + when.Date(g.IntN(3))}
	if g.chance(40) {
		held.Kind = agreement.HeldBefore
	}
	sel := agreement.Selector{Basis: pick(g, agreement.OfApplications, agreement.OfDisclosures), OwnedBy: c.grant.From, Held: held}
	set := &agreement.PatentSet{Clause: g.newClause(c.in, "patents", "P"), Add: []agreement.Selector{sel}}
	if g.chance(25) {
		set.Family = []patent.Relation{patent.Continuation}
	}
	var theirs []string
	for range 1 + g.IntN(2) {
		id := g.ownPatent(c.licensor, c.on)[0]
		r := &g.records[len(g.records)-1]
		r.Priority = when.Exact(held.Day + when.Date(g.IntN(4)-2))
		if g.chance(25) {
			r.Priority.Latest = r.Priority.Earliest + when.Date(g.IntN(3))
		}
		r.Filed = when.Exact(r.Priority.Latest + 30)
		r.Published, r.Grant = when.Exact(r.Filed.Latest+60), when.Exact(r.Filed.Latest+90)
		if sel.Basis == agreement.OfDisclosures && g.chance(85) {
			at := when.Exact(held.Day + when.Date(g.IntN(4)-2))
			if g.chance(25) {
				at.Latest = at.Earliest + when.Date(g.IntN(3))
			}
			b := agreement.Milestone{Patents: []string{id}, What: agreement.PatentDisclosed}
			g.fact(at, when.Max, true, agreement.FactText(b), b)
		}
		theirs = append(theirs, id)
	}
	c.in.Patents = append(c.in.Patents, set)
	g.sets = append(g.sets, set)
	c.grant.Under = []agreement.PatentItem{{Set: set.Clause.QName()}}
	for range 2 {
		g.aim(c.scene, spot{actor: c.licensee, days: []when.Date{c.on}, patents: theirs})
	}
}

// ownPatent adds a plain patent that an organisation owns and that is granted by a day, and gives its id.
func (g *gen) ownPatent(owner agreement.Org, by when.Date) []string {
	r := patent.Record{
		ID: numbered("n", len(g.records)), Office: pick(g, "US", "US", "DE"), Kind: patent.Invention, Owners: []string{string(owner)},
		Title: "synthetic", Source: "synthetic", IsGrant: patent.Yes,
		Priority: when.Exact(g.pool[1]), Filed: when.Exact(g.pool[1] + 200), Published: when.Exact(g.pool[1] + 400), Grant: when.Exact(min(by, g.pool[3])),
		Classes: []string{classes[0].symbol}, Fields: classes[0].fields,
	}
	r.Expires = when.Exact(r.Filed.Latest.AddYears(20))
	g.records = append(slices.Clone(g.records), r)
	return []string{r.ID}
}
