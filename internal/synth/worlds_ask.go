package synth

import (
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// late is a day on which everything in a random world has been recorded.
var late = when.Civil(2045, 1, 1)

// asks draws the questions of a world: uses that mostly meet something, under an organisation, patents or a set.
func (g *gen) asks() []Ask {
	var out []Ask
	for range g.count(4, 10) {
		q := Ask{Use: g.use(), Under: g.under(), KnownAt: late, WithoutPresumptions: g.chance(10)}
		if g.chance(35) {
			q.KnownAt = g.day(5, 13)
		}
		out = append(out, q)
	}
	return out
}

func (g *gen) use() agreement.UseOf {
	u := agreement.UseOf{
		Actor:   pick(g, g.orgs...),
		Act:     pick(g, agreement.Make, agreement.Make, agreement.Use, agreement.Sell, agreement.Sell, agreement.Import, agreement.Lease),
		Product: pick(g, g.products...),
		Country: pick(g, "US", "US", "US", "DE", "DE", "CN", "FR", "BD"),
		On:      g.day(6, 13),
	}
	if g.chance(25) {
		u.Product = pick(g, categories...)
	}
	if u.Act == agreement.Make && g.chance(60) {
		u.For = pick(g, g.orgs...)
	}
	if u.For == u.Actor {
		u.For = ""
	}
	if g.chance(10) {
		u.From = pick(g, g.orgs...)
	}
	if g.chance(70) { // the actor is one of a licensee's own
		x := pick(g, g.grants...)
		for _, m := range x.To {
			if m.Group != "" {
				u.Actor = g.oneOf(m.Group)
			}
		}
	}
	if g.chance(15) { // the day a grant begins or ends, or its neighbour
		s := pick(g, g.grants...).During.Span
		d := pick(g, s.From, s.Last()) + when.Date(g.IntN(3)-1)
		if d.Real() && d > when.Civil(2000, 1, 1) {
			u.On = d
		}
	}
	return u
}

// oneOf draws an organisation that a group names or reaches.
func (g *gen) oneOf(name agreement.Name) agreement.Org {
	for _, x := range g.groups {
		if x.Clause.QName() != name {
			continue
		}
		for _, m := range x.Is {
			if m.Org == "" {
				continue
			}
			near := []agreement.Org{m.Org}
			for i := range g.facts {
				if c, ok := g.facts[i].Body.(agreement.Control); ok && c.Holder == m.Org {
					near = append(near, c.Held)
				}
			}
			return pick(g, near...)
		}
	}
	return pick(g, g.orgs...)
}

func (g *gen) under() agreement.Under {
	switch n := g.IntN(10); {
	case n < 5:
		u := agreement.Under{Org: g.owner(), Share: agreement.Over50}
		if g.chance(20) {
			u.Share = agreement.Share{Millionths: 500_000}
		}
		return u
	case n < 6:
		return agreement.Under{Set: pick(g, g.sets...).Clause.QName()}
	case n < 7:
		var ids []string
		for i := range g.records {
			ids = append(ids, g.records[i].ID)
		}
		return agreement.Under{Patents: some(g, 2, 4, ids...)}
	}
	return agreement.Under{Patents: []string{g.records[g.IntN(len(g.records))].ID}}
}
