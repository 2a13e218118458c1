package synth

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
)

// vary returns a copy of a definition with one line drawn anew; a number chooses the line.
func (g *gen) vary(d definition, line int) definition {
	c := d.copy()
	g.varyInPlace(c, line)
	return c
}

// varyInPlace draws one line of a definition anew. Lists are replaced, never written to.
func (g *gen) varyInPlace(d definition, line int) {
	switch {
	case d.group != nil:
		g.varyGroup(d.group, line)
	case d.patents != nil:
		g.varyPatents(d.patents, line)
	case d.products != nil:
		g.varyProducts(d.products, line)
	case d.grant != nil:
		g.varyGrant(d.grant, line)
	case d.exclusion != nil:
		g.varyExclusion(d.exclusion, line)
	case d.rule != nil:
		g.varyRule(d.rule, line)
	case d.power != nil:
		g.varyPower(d.power, line)
	case d.survival != nil:
		g.varySurvival(d.survival, line)
	case d.extension != nil:
		g.varyExtension(d.extension, line)
	}
}

func (g *gen) varyGroup(x *agreement.Group, line int) {
	switch line % 4 {
	case 0, 1:
		x.Membership, x.AsOf = pick(g, agreement.WhileControlled, agreement.AsOf, agreement.OnceIn, agreement.NowOrLater), g.day(3, 9)
	case 2: // another threshold, another way, or somebody more
		x.Is = slices.Clone(x.Is)
		for i := range x.Is {
			if m := &x.Is[i]; m.Reach && m.Org != "" {
				*m = g.reach(m.Org)
				return
			}
		}
		x.Is = append(x.Is, g.member())
	default:
		if x.Without != nil && g.chance(50) {
			x.Without = nil
		} else {
			x.Without = []agreement.Member{g.member()}
		}
	}
}

func (g *gen) varyPatents(x *agreement.PatentSet, line int) {
	switch line % 6 {
	case 0, 1: // another time of capture
		x.Add = slices.Clone(x.Add)
		for i := range x.Add {
			if len(x.Add[i].Listed) == 0 {
				x.Add[i].Held = g.held(false)
				return
			}
		}
		x.Where = []agreement.Condition{g.condition(g.patentTest)}
	case 2, 3:
		x.Where = slices.Clone(x.Where)
		if n := len(x.Where); n > 0 {
			x.Where[n-1] = g.condition(g.patentTest)
		} else {
			x.Where = []agreement.Condition{g.condition(g.patentTest)}
		}
	case 4:
		x.Family = some(g, 0, 3, patent.Continuation, patent.Divisional, patent.ContinuationInPart, patent.Reissue, patent.ForeignCounterpart)
	default:
		x.Except = []agreement.PatentItem{g.patentItem()}
	}
}

func (g *gen) varyProducts(x *agreement.ProductSet, line int) {
	switch line % 4 {
	case 0:
		x.Are = some(g, 1, 3, append(slices.Clone(categories), g.products...)...)
	case 1:
		if len(x.OnSale) == 0 {
			x.Are = some(g, 1, 2, append(slices.Clone(categories), g.products...)...)
			return
		}
		x.OnSale = slices.Clone(x.OnSale)
		x.OnSale[0].Held = g.held(true)
	case 2:
		x.Where = []agreement.Condition{g.condition(g.productTest)}
	default:
		x.Except = []agreement.ProductItem{g.productItem()}
	}
}

func (g *gen) varyGrant(x *agreement.Grant, line int) {
	if x.Clause.Agreement == networkID && (line%9 == 4 || line%9 == 8) { // between the two of a pair, always
		x.AsAccepted = len(x.Under) > 0 && !x.AsAccepted
		return
	}
	switch line % 9 {
	case 0:
		x.Acts = g.acts(1)
	case 1:
		x.In = g.territory()
	case 2, 3:
		x.During = g.term()
	case 4:
		x.To = []agreement.Member{g.member(), g.member()}
	case 5:
		if x.Anything = !x.Anything; x.Anything {
			x.For = nil
		} else {
			x.For = []agreement.ProductItem{g.productItem()}
		}
	case 6:
		x.Under = []agreement.PatentItem{g.patentItem()}
	case 7:
		x.Price = g.price()
	default:
		x.From = []agreement.Member{g.member(), g.member()}
	}
}

func (g *gen) varyExclusion(x *agreement.Exclusion, line int) {
	switch line % 7 {
	case 0, 1:
		x.Extent = pick(g, agreement.ThatComponent, agreement.WholeProduct)
	case 2, 3:
		x.Anything, x.For = false, []agreement.ProductItem{g.productItem()}
	case 4:
		if len(g.grants) == 0 {
			return
		}
		x.Cuts = nil
		for _, c := range some(g, 1, 2, g.grants...) {
			x.Cuts = append(x.Cuts, c.Clause.QName())
		}
	case 5:
		t := g.territory()
		x.In = &t
	default:
		x.Acts = g.acts(1)
	}
}

func (g *gen) varyRule(x *agreement.Rule, line int) {
	if x.On.Instances() {
		g.varyEntityRule(x, line)
		return
	}
	switch line % 6 {
	case 0:
		x.On.Agents, x.On.Exclusive, x.On.Controlled = g.chance(50), g.chance(50), g.chance(50)
	case 1:
		x.On.Offensive = x.On.Verb == agreement.Sues && !x.On.Offensive
	case 2: // somebody else plays a part
		part := &x.On.By
		if len(x.On.To.Members) > 0 && g.chance(50) {
			part = &x.On.To
		}
		if len(part.Members) > 0 {
			part.Members = []agreement.Member{{Org: pick(g, g.orgs...)}, g.member()}
		}
	case 3: // for that licensee only, where one plays a part
		x.ThatOne = (x.On.By.Licensee || x.On.To.Licensee) && !x.ThatOne
	case 4:
		if len(x.Provided) > 0 {
			x.Provided = nil
		} else {
			x.Provided = []agreement.Condition{{g.findingTest(agreement.Test{Not: g.chance(15)}, agreement.SubjectFixed)}}
		}
	default:
		g.varyNames(&x.Ends)
	}
}

func (g *gen) varyPower(x *agreement.Power, line int) {
	switch line % 7 {
	case 0, 1:
		x.Notice = g.delay(30)
	case 2:
		x.Of = []agreement.Member{g.member()}
	case 3:
		if x.Warning = nil; g.chance(50) {
			w := g.delay(10)
			x.Warning = &w
		}
	case 4:
		if x.Idle != nil {
			x.Idle = &agreement.Idle{Under: x.Idle.Under, Quarters: 1 + g.IntN(4)}
		} else {
			x.If = nil
		}
	case 5:
		x.ThatOne = !x.ThatOne
	default:
		if len(x.Changes) > 0 {
			x.Price = g.price()
		}
		g.varyNames(&x.Ends)
	}
}

// varyNames changes which grants a clause ends.
func (g *gen) varyNames(names *[]agreement.Name) {
	if len(*names) == 0 || len(g.grants) == 0 {
		return
	}
	if in, _ := (*names)[0].Split(); in == networkID { // clauses of a network speak of a pair
		return
	}
	*names = nil
	for _, x := range some(g, 1, 2, g.grants...) {
		*names = append(*names, x.Clause.QName())
	}
}

func (g *gen) varySurvival(x *agreement.Survival, line int) {
	switch line % 4 {
	case 0:
		if x.During = nil; g.chance(60) {
			t := g.term()
			x.During = &t
		}
	case 1:
		if x.To = nil; g.chance(60) {
			x.To = []agreement.Member{g.member()}
		}
	case 2:
		if len(x.Election) > 0 {
			x.Election = nil
		} else {
			x.Election = []agreement.Member{g.member()}
		}
	default:
		x.Against = nil
	}
}

func (g *gen) varyExtension(x *agreement.Extension, line int) {
	switch line % 4 {
	case 0:
		if x.Acts = nil; x.Kind != agreement.Transfer && g.chance(60) {
			x.Acts = some(g, 1, 4, agreement.Make, agreement.Use, agreement.Sell, agreement.Offer, agreement.Import)
		}
	case 1: // given by act, or by itself
		x.ByAct = x.Kind == agreement.Sublicence && x.Chain == agreement.NoChain && !x.ByAct
	case 2:
		switch {
		case len(x.To) > 0:
			x.To = []agreement.Member{g.member()}
		case x.Parties != nil:
			x.Parties = &agreement.Parties{With: x.Parties.With, Signed: g.span(4, 12)}
		case x.Chain == agreement.MakesFor:
			x.Chain = agreement.AcquiredFrom
		case x.Chain == agreement.AcquiredFrom:
			x.Chain = agreement.MakesFor
		}
	default:
		if x.By = nil; x.Kind == agreement.Sublicence && g.chance(50) {
			x.By = []agreement.Member{g.member()}
		}
	}
}
