package synth

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// askOfEvents puts questions about the scenes of a world in place of its last ones, or beside them where there are few.
func (g *gen) askOfEvents(asks []Ask) []Ask {
	if len(g.spots) == 0 {
		return asks
	}
	n := min(8, 3+2*len(g.spots))
	return append(asks[:min(len(asks), 10-n)], g.askAt(g.spots, n)...)
}

// askAt draws questions at spots, one after the other; none, where there are no spots.
func (g *gen) askAt(spots []spot, n int) []Ask {
	var out []Ask
	for i := range min(n, n*len(spots)) {
		s := spots[i%len(spots)]
		q := Ask{KnownAt: late, WithoutPresumptions: g.chance(5) || s.bare && g.chance(40)}
		q.Use, q.Under = g.at(s)
		if g.chance(18) {
			q.KnownAt = g.knowing(q.Use.On)
		}
		out = append(out, q)
	}
	return out
}

// at draws a use at a spot, and patents of the grant's licensor; each part of it may miss.
func (g *gen) at(s spot) (agreement.UseOf, agreement.Under) {
	u := g.use()
	u.Actor, u.Act, u.For, u.From = s.actor, s.act, s.madeFor, s.from
	if u.Act == 0 {
		u.Act = pick(g, s.grant.Acts...)
	}
	if u.Act == agreement.HaveMade {
		u.Act = agreement.Sell
	}
	switch g.IntN(24) {
	case 0:
		u.Actor = pick(g, g.orgs...)
	case 1:
		u.For, u.From = u.From, u.For
	case 2:
		u.Act = pick(g, agreement.Make, agreement.Use, agreement.Sell, agreement.Lease)
	case 3:
		u.For, u.From = g.otherThan(u.Actor), g.otherThan(u.Actor)
	}
	if u.For == u.Actor {
		u.For = ""
	}
	if u.From == u.Actor {
		u.From = ""
	}
	d := pick(g, s.days...)
	switch n := g.IntN(20); {
	case n < 3:
		d--
	case n < 5:
		d++
	case n < 7:
		d += when.Date(g.IntN(120))
	case n < 11: // when all is over
		d = slices.Max(s.days) + when.Date(g.IntN(200))
	case n < 16: // on one of the days that came last, and decide most
		d = pick(g, s.days[max(0, len(s.days)-3):]...)
	case n < 17:
		d = g.day(6, 13)
	}
	u.On = min(max(d, g.pool[3]), late)
	if s.product != "" {
		u.Product = s.product
	}
	if len(s.patents) > 0 && g.chance(85) {
		if u.Country = g.officeOf(s.patents[0]); g.chance(6) {
			u.Country = g.country()
		}
		return u, agreement.Under{Patents: some(g, 1, 3, s.patents...)}
	}
	if ids, country := g.granted(s.scene, u); len(ids) > 0 && g.chance(85) {
		if u.Country = country; g.chance(8) {
			u.Country = g.country()
		}
		return u, agreement.Under{Patents: some(g, 1, 3, ids...)}
	}
	return g.forGrant(s.grant, u)
}

// officeOf is the office of a patent.
func (g *gen) officeOf(id string) string {
	for i := range g.records {
		if g.records[i].ID == id {
			return g.records[i].Office
		}
	}
	return "US"
}

// granted lists patents of the licensor of a scene that are granted in a country on the day of a use, and the country.
func (g *gen) granted(sc scene, u agreement.UseOf) (ids []string, country string) {
	owner := sc.licensor
	if owner == "" {
		owner = g.ownerFor(sc.grant, u)
	}
	for i := range g.records {
		r := &g.records[i]
		if r.Owners[0] != string(owner) || !g.surelyGranted(r, u.On) {
			continue
		}
		if country == "" {
			country = r.Office
		}
		if r.Office == country {
			ids = append(ids, r.ID)
		}
	}
	return ids, country
}

// knowing draws a day from which one looks: about that of the use, or one on which facts become known or are taken back.
func (g *gen) knowing(use when.Date) when.Date {
	days := []when.Date{use, g.day(7, 13)}
	for i := range g.facts {
		f := &g.facts[i]
		if _, ok := f.Body.(agreement.Event); !ok {
			continue
		}
		for _, d := range []when.Date{f.Begin.Earliest, f.Recorded, f.Retracted} {
			if d.Real() {
				days = append(days, d)
			}
		}
	}
	return pick(g, days...) - when.Date(g.IntN(2))
}
