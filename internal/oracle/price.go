package oracle

import (
	"maps"
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// Charge is what a right by a grant costs.
type Charge struct {
	Grant   agreement.Name
	Certain bool // it is the same under every value of the open questions; else nothing more is said
	Price   agreement.Price
	Since   when.Date // the day on which a change of the price took effect; when.None: it is as the grant has it
}

// cost is a price and the day on which a change made it so; when.None: none did.
type cost struct {
	agreement.Price
	since when.Date
}

// cost is what a right by a grant costs a licensee on the day (docs/meaning.md §20): as the last change has it, of changes of
// one day the one that stands later.
func (v *view) cost(g *granted, l agreement.Org) cost {
	out := cost{g.Price, when.None}
	change := func(d when.Date, p agreement.Price) {
		if d >= out.since {
			out = cost{p, d}
		}
	}
	for _, r := range v.aboutEntities() {
		for _, f := range effectsOn(r, g.Clause.QName(), agreement.PriceBecomes) {
			for _, m := range v.instances(r, v.day) {
				if v.involves(m, f.Who, l) && v.stands(m, v.day) {
					change(m.day, f.Price)
				}
			}
		}
	}
	for _, p := range v.priceChanging(g) {
		for _, d := range v.notices(p, l) {
			if d = p.Notice.From(d); d <= v.day && v.allYes(p.Clause.QName()) {
				change(d, p.Price)
			}
		}
	}
	return out
}

// priceChanging lists the powers to change the price of a grant.
func (w *known) priceChanging(g *granted) []*agreement.Power {
	var out []*agreement.Power
	for _, a := range w.agreements {
		for _, p := range a.Powers {
			if has(p.Changes, g.Clause.QName()) {
				out = append(out, p)
			}
		}
	}
	return out
}

// priceMayChange reports whether some rule or power may change the price of a grant.
func (w *known) priceMayChange(g *granted) bool {
	return len(w.priceChanging(g)) > 0 || slices.ContainsFunc(w.aboutEntities(), func(r *agreement.Rule) bool {
		return len(effectsOn(r, g.Clause.QName(), agreement.PriceBecomes)) > 0
	})
}

// Prices says what the right under one patent costs: by each grant that is cited for some licensed node, in the order of
// their names.
func (o *Oracle) Prices(question Question, id string) []Charge {
	q := o.inquiry(question)
	p := q.record(id)
	if p == nil {
		return nil
	}
	if a, asked := q.patent(p); !asked || a.Nodes == nil || a.BeyondLimit {
		return nil
	}
	f := q.footing(p, q.askedFor(p), q.judged(p))
	all := q.outcomes(p, f)
	var cited []*candidate
	for i, pr := range f.nodes {
		if verdict, _ := nodeOf(all, i); verdict != Licensed {
			continue
		}
		sources := sourcesOf(all, i)
		for _, c := range pr.live {
			if sources[c.source()] {
				cited = append(cited, c)
			}
		}
	}
	type costs map[agreement.Name]map[cost]bool
	found, complete := cases(q.known, func(v *view) costs {
		out := costs{}
		if !f.asked.Certain && !q.askedAbout(v, p) {
			return out
		}
		for _, c := range cited {
			v := v.bound(c.pair)
			g := v.grant(c.granted)
			if n := g.Clause.QName(); q.gives(v, c) {
				if out[n] == nil {
					out[n] = map[cost]bool{}
				}
				out[n][v.cost(g, c.licensee)] = true
			}
		}
		return out
	})
	together := costs{}
	for _, x := range found {
		for n, here := range x.result {
			if together[n] == nil {
				together[n] = map[cost]bool{}
			}
			maps.Copy(together[n], here)
		}
	}
	var out []Charge
	for _, n := range sortedKeys(together) {
		c := Charge{Grant: n, Since: when.None}
		if len(together[n]) == 1 && complete {
			for x := range together[n] {
				c.Certain, c.Price, c.Since = true, x.Price, x.since
			}
		}
		out = append(out, c)
	}
	return out
}
