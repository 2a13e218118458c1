package rights

import (
	"cmp"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// cost is what a right costs, and since when where that was changed.
type cost struct {
	price agreement.Price
	since when.Date // when.None: it is the grant's own
}

// repriced reports whether some rule or power can change the price of a grant.
func (p *Program) repriced(g *grant) bool {
	return slices.ContainsFunc(g.entity, func(e entityEffect) bool { return e.effect.Kind == agreement.PriceBecomes }) ||
		slices.ContainsFunc(p.exclusions, func(x *exclusion) bool {
			return x.ends != nil && x.ends.power != nil && slices.Contains(x.ends.power.Changes, g.Clause.QName())
		})
}

// priceOf is what the right of a licensee under a grant costs on a day: as the last change of it says, of one day that
// which stands later, rules before powers (§20).
func (p *Program) priceOf(cs *cases, g *grant, licensee org, t when.Date) cost {
	out := cost{g.read(cs).Price, when.None}
	change := func(d when.Date, to agreement.Price) {
		if out.since == when.None || d >= out.since {
			out = cost{to, d}
		}
	}
	for _, e := range g.entity {
		if e.effect.Kind != agreement.PriceBecomes {
			continue
		}
		for _, m := range p.matches(cs, e.rule, t, noOrg) {
			if p.isOf(cs, m, e.effect.Who, licensee) && p.stands(cs, e.rule, m, t) {
				change(m.day, e.effect.Price)
			}
		}
	}
	for _, x := range p.exclusions {
		if x.ends == nil || x.ends.power == nil || !slices.Contains(x.ends.power.Changes, g.Clause.QName()) || !allYes(cs, x.opens) {
			continue
		}
		for _, d := range p.noticesInEffect(cs, x.ends, t, licensee) {
			change(d, x.ends.power.Price)
		}
	}
	return out
}

// prices says what the rights cost by which the answer is licensed.
func (ex *explainer) prices() []Price {
	var out []Price
	rank := map[string]int{"paid-up": 0, "FRAND": 1, "royalty": 2, "not stated": 3}
	kind := map[agreement.PriceKind]string{agreement.PricePaidUp: "paid-up", agreement.PriceRoyalty: "royalty", agreement.PriceFRAND: "FRAND"}
	for g, n := range ex.paid {
		x, sure := ex.priceNow(g)
		out = append(out, Price{Clause: g.Clause, Kind: cmp.Or(kind[x.price.Kind], "not stated"), Name: x.price.Name, Patents: n, Since: x.since, Sure: sure})
	}
	slices.SortFunc(out, func(a, b Price) int {
		return cmp.Or(rank[a.Kind]-rank[b.Kind], strings.Compare(a.Clause.Agreement+a.Clause.Name, b.Clause.Agreement+b.Clause.Name))
	})
	for i := range out {
		out[i].Charged = i == 0
	}
	return out
}

// priceNow is the price of a grant on the day, for all who have the use by it; where it is not the same for all or under
// every value, the grant's own, and not sure.
func (ex *explainer) priceNow(g *grant) (x cost, sure bool) {
	own := cost{g.Price, when.None}
	if !ex.p.repriced(g) {
		return own, g.reading == nil || !some(g.options, func(v *grant) bool { return v.Price != g.Price })
	}
	first := true
	for _, lg := range ex.grants {
		if lg.grant != g {
			continue
		}
		leaves, complete := run(ex.clock, func(cs *cases) cost {
			var out cost
			cs.in(lg.way.pair, func() bool { out = ex.p.priceOf(cs, g, lg.way.licensee, ex.day); return true })
			return out
		})
		if !complete {
			return own, false
		}
		for _, v := range leaves {
			if !first && v.value != x {
				return own, false
			}
			x, first = v.value, false
		}
	}
	if first {
		return own, false
	}
	return x, true
}
