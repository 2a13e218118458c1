package synth

import (
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// late is a day on which everything in a random world has been recorded.
var late = when.Civil(2045, 1, 1)

// asks draws the questions of a world: under an organisation, under patents, under a set. Most are aimed at a grant,
// so that its conditions are met or just missed.
func (g *gen) asks() []Ask {
	var out []Ask
	for range g.count(4, 10) {
		q := Ask{KnownAt: late, WithoutPresumptions: g.chance(8)}
		if g.chance(88) {
			q.Use, q.Under = g.aimed(pick(g, g.grants...))
		} else {
			q.Use, q.Under = g.use(), g.under()
		}
		if g.chance(30) {
			q.KnownAt = g.day(7, 13)
		}
		out = append(out, q)
	}
	return out
}

// use draws a use at random.
func (g *gen) use() agreement.UseOf {
	u := agreement.UseOf{
		Actor:   pick(g, g.orgs...),
		Act:     pick(g, agreement.Make, agreement.Make, agreement.Use, agreement.Sell, agreement.Sell, agreement.Import, agreement.Lease),
		Product: g.product(),
		Country: g.country(),
		On:      g.day(6, 13),
	}
	if u.Act == agreement.Make && g.chance(40) {
		u.For = g.otherThan(u.Actor)
	}
	if g.chance(10) {
		u.From = g.otherThan(u.Actor)
	}
	return u
}

// aimed draws a use and patents that a grant is made for; each part of it may miss.
func (g *gen) aimed(x *agreement.Grant) (agreement.UseOf, agreement.Under) {
	u := g.use()
	if licensee := g.oneIn(x.To); g.chance(90) {
		u.Actor, u.For = licensee, ""
		if has(x.Acts, agreement.HaveMade) && g.chance(20) {
			u.Act, u.Actor, u.For = agreement.Make, g.otherThan(licensee), licensee
		} else if g.chance(90) {
			u.Act = pick(g, x.Acts...)
		}
	}
	if u.Act == agreement.HaveMade {
		u.Act = agreement.Sell
	}
	if d := g.dayIn(x.During); g.chance(75) && d != when.None {
		u.On = d
	}
	if d := g.happeningDay(); g.chance(25) && d != when.None {
		u.On = d
	}
	return g.forGrant(x, u)
}

// forGrant gives a use a product that a grant is for, and a country and patents of one who gives the grant.
func (g *gen) forGrant(x *agreement.Grant, u agreement.UseOf) (agreement.UseOf, agreement.Under) {
	if len(x.For) > 0 && x.For[0].Word != "" && g.chance(70) {
		u.Product = x.For[0].Word
	}
	owner := g.ownerFor(x, u)
	var theirs, where []string
	for i := range g.records {
		if r := &g.records[i]; r.Owners[0] == string(owner) {
			theirs = append(theirs, r.ID)
			if at := r.Office; at != "EP" && at != "WO" && len(r.States) == 0 {
				where = append(where, at)
			}
		}
	}
	if len(where) > 0 && g.chance(85) {
		u.Country = pick(g, where...)
	}
	if there := g.inCountry(theirs, u.Country); len(there) > 0 && g.chance(85) {
		theirs = there
	}
	switch {
	case g.chance(45) || len(theirs) == 0:
		return u, agreement.Under{Org: owner, Share: agreement.Over50}
	case len(x.Under) > 0 && x.Under[0].Set != "" && x.Clause.Agreement != networkID && g.chance(20):
		return u, agreement.Under{Set: x.Under[0].Set}
	}
	return u, agreement.Under{Patents: some(g, 1, 3, theirs...)}
}

// inCountry lists the patents that may well have effect in a country.
func (g *gen) inCountry(ids []string, country string) []string {
	var out []string
	for i := range g.records {
		r := &g.records[i]
		if has(ids, r.ID) && (has(r.States, country) || len(r.States) == 0 && (r.Office == country || r.Office == "EP" && country != "US" && country != "CN")) {
			out = append(out, r.ID)
		}
	}
	return out
}

// happeningDay draws a day on which something happens, or may happen, or the day before; when.None: nothing does.
func (g *gen) happeningDay() when.Date {
	var days []when.Date
	for i := range g.facts {
		f := &g.facts[i]
		switch f.Body.(type) {
		case agreement.Control, agreement.Assignment, agreement.Event, agreement.Signature:
			if b := f.Begin; b.Earliest.Real() {
				days = append(days, b.Earliest+when.Date(g.IntN(int(b.Latest-b.Earliest)+1)))
				if !b.Known() { // more often the uncertain ones
					days = append(days, b.Earliest, b.Latest-1)
				}
			}
			if f.End.Real() {
				days = append(days, f.End)
			}
		}
	}
	if len(days) == 0 {
		return when.None
	}
	return pick(g, days...) - when.Date(g.IntN(5)/4)
}

// ownerFor draws an organisation on the giving side of a grant, if possible one that is not the actor and has patents.
func (g *gen) ownerFor(x *agreement.Grant, u agreement.UseOf) agreement.Org {
	var o agreement.Org
	for range 6 {
		o = g.oneIn(x.From)
		if o == u.Actor || o == u.For {
			continue
		}
		for i := range g.records {
			if g.records[i].Owners[0] == string(o) {
				return o
			}
		}
	}
	return o
}

// dayIn draws a day on which a term covers acts, or one just beside it; when.None: the term has no real day.
func (g *gen) dayIn(t agreement.Term) when.Date {
	s := t.Span
	switch g.IntN(4) {
	case 0: // at its edges
		d := pick(g, s.From, s.Last()) + when.Date(g.IntN(3)-1)
		if t.NotStated || d < g.pool[0]-1 || d > g.pool[len(g.pool)-1]+1 { // an open end is not a day
			return when.None
		}
		return d
	case 1:
		return g.day(6, 13)
	}
	for range 10 {
		if d := g.day(8, 13); s.Contains(d) {
			return d
		}
	}
	return when.None
}

func (g *gen) product() string {
	switch {
	case g.chance(50):
		return g.products[0] // the one with most components
	case g.chance(25):
		return pick(g, categories...)
	}
	return pick(g, g.products...)
}

func (g *gen) country() string { return pick(g, "US", "US", "US", "DE", "DE", "DE", "CN", "FR", "BD") }

func (g *gen) otherThan(o agreement.Org) agreement.Org {
	for {
		if x := pick(g, g.orgs...); x != o {
			return x
		}
	}
}

// oneIn draws an organisation that a list of members names or reaches; any, where the list is empty.
func (g *gen) oneIn(list []agreement.Member) agreement.Org {
	if len(list) == 0 {
		return pick(g, g.orgs...)
	}
	m := pick(g, list...)
	var of agreement.Org
	switch {
	case m.Everyone:
		return pick(g, g.orgs...)
	case m.Group != "":
		for _, x := range g.groups {
			if x.Clause.QName() == m.Group && len(x.Is) > 0 {
				of = pick(g, x.Is...).Org
			}
		}
	default:
		of = m.Org
	}
	if of == "" {
		return pick(g, g.orgs...)
	}
	near := []agreement.Org{of, of, of, of}
	for i := range g.facts {
		if c, ok := g.facts[i].Body.(agreement.Control); ok && c.Holder == of {
			near = append(near, c.Held)
		}
	}
	return pick(g, near...)
}

// under draws whose or which patents a question is about.
func (g *gen) under() agreement.Under {
	switch n := g.IntN(10); {
	case n < 4:
		u := agreement.Under{Org: g.owner(), Share: agreement.Over50}
		if g.chance(30) {
			u.Share = agreement.Share{Millionths: 500_000}
		}
		return u
	case n < 6:
		return agreement.Under{Set: pick(g, g.sets...).Clause.QName()}
	}
	ids := make([]string, len(g.records))
	for i := range g.records {
		ids[i] = g.records[i].ID
	}
	return agreement.Under{Patents: some(g, 1, 4, ids...)}
}
