package synth

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// scene is what surrounds one grant on which events bear: somebody has a right under it, and things happen to it.
type scene struct {
	in       *agreement.Agreement
	grant    *agreement.Grant
	licensor agreement.Org // who certainly grants; empty: nobody in particular
	licensee agreement.Org // mostly one of those in the grant's `to`
	on       when.Date     // about when it happens
	smooth   bool          // nothing goes wrong: events match, the right persons act, in time
}

// spot is where somebody's right hangs on what happens; questions are aimed at it.
type spot struct {
	scene
	actor   agreement.Org
	act     agreement.Act // zero: one of the grant's
	madeFor agreement.Org
	from    agreement.Org
	product string   // empty: any
	patents []string // nil: those that the licensor has
	bare    bool     // asked without presumptions, more often
	days    []when.Date
}

// aim lets questions be asked at a spot of a scene.
func (g *gen) aim(sc scene, s spot) {
	s.scene = sc
	g.spots = append(g.spots, s)
}

// room is how many more clauses that act on events the agreement of the scene may have.
func (sc scene) room() int {
	n := blocksEach - len(sc.in.Rules) - len(sc.in.Powers) - len(sc.in.Survivals) - len(sc.in.Extensions)
	return n + entityRules - entityRoom(sc.in) // rules about an entity have a budget of their own
}

// scene chooses a grant with room for clauses. The first scene of a grant often makes it wide enough for its right to be
// had, and draws who gives and who has it; a later one has the same.
func (g *gen) scene() (scene, bool) {
	var free []scene
	for _, a := range g.agreements {
		for _, x := range a.Grants {
			if sc := (scene{in: a, grant: x}); sc.room() > 0 {
				free = append(free, sc)
			}
		}
	}
	if len(free) == 0 {
		return scene{}, false
	}
	sc := pick(g, free...)
	for _, s := range g.spots {
		if s.grant == sc.grant {
			sc = s.scene
			sc.on, sc.smooth = g.dayFor(sc.grant), g.chance(58)
			return sc, true
		}
	}
	if g.chance(92) {
		g.widen(sc.grant)
	}
	sc.licensee, sc.on, sc.smooth = g.oneIn(sc.grant.To), g.dayFor(sc.grant), g.chance(58)
	owners := g.sureOwners(sc.on)
	if len(owners) == 0 {
		owners = g.sureOwners(late)
	}
	if len(owners) > 0 && g.chance(90) { // the plainest case: one to another
		sc.licensor = pick(g, owners...)
		for range 6 {
			if sc.licensee = g.otherThan(sc.licensor); !g.holds(sc.licensee, sc.licensor) {
				break
			}
		}
		h := g.before(sc.grant.Clause)
		sc.grant.From, sc.grant.To = h.around(sc.licensor), h.around(sc.licensee)
	}
	return sc, true
}

// around is a list of persons in which an organisation certainly is: with what it controls, or as one of a group.
func (g *gen) around(o agreement.Org) []agreement.Member {
	for _, x := range g.groups {
		if len(x.Without) == 0 && has(x.Is, agreement.Member{Org: o}) && g.chance(30) {
			return []agreement.Member{{Group: x.Clause.QName()}}
		}
	}
	return []agreement.Member{{Org: o}, g.reach(o)}
}

// slips reports whether something goes wrong in a scene, in some per cent of those that are not smooth.
func (g *gen) slips(sc scene, percent int) bool { return !sc.smooth && g.chance(percent) }

// entitled draws one of a list of persons, where nothing goes wrong the first who is named.
func (g *gen) entitled(sc scene, list []agreement.Member) agreement.Org {
	if sc.smooth && len(list) > 0 && list[0].Org != "" && !list[0].Reach {
		return list[0].Org
	}
	return g.oneIn(list)
}

// sureOwners lists the organisations that have a patent that is granted by a day; who has two stands there twice.
func (g *gen) sureOwners(by when.Date) []agreement.Org {
	var out []agreement.Org
	for i := range g.records {
		if r := &g.records[i]; g.surelyGranted(r, by) {
			out = append(out, agreement.Org(r.Owners[0]))
		}
	}
	return out
}

// surelyGranted reports whether a record is of a national patent granted by a day, of one owner, and never assigned.
func (g *gen) surelyGranted(r *patent.Record, by when.Date) bool {
	if r.IsGrant != patent.Yes || r.Grant.Latest > by || len(r.Owners) > 1 || !has(countries, r.Office) {
		return false
	}
	for i := range g.facts {
		if a, ok := g.facts[i].Body.(agreement.Assignment); ok && has(a.Patents, r.ID) {
			return false
		}
	}
	return true
}

// holds reports whether one organisation is ever said to hold half of another, or more.
func (g *gen) holds(holder, held agreement.Org) bool {
	for i := range g.facts {
		if c, ok := g.facts[i].Body.(agreement.Control); ok && c.Holder == holder && c.Held == held && c.Millionths >= 500_000 {
			return true
		}
	}
	return false
}

// widen makes a grant as wide as a cross-licence is, and takes it out of exclusions that cut others as well.
func (g *gen) widen(x *agreement.Grant) {
	x.Acts, x.In, x.Provided = g.acts(6), agreement.Territory{World: true}, nil
	x.During = agreement.Term{Span: when.Interval{From: g.day(2, 5), To: when.Max}, EndOf: "end of patent"}
	if g.chance(88) {
		x.Anything, x.For = true, nil
	}
	if g.chance(88) {
		x.Under = nil
	}
	for _, a := range g.agreements {
		for _, e := range a.Exclusions {
			if len(e.Cuts) > 1 {
				e.Cuts = slices.DeleteFunc(e.Cuts, func(n agreement.Name) bool { return n == x.Clause.QName() })
			}
		}
	}
}

// dayFor draws a day in the later half of the world, mostly one within the term of a grant.
func (g *gen) dayFor(x *agreement.Grant) when.Date {
	for range 6 {
		if d := g.day(6, 12); x.During.NotStated || x.During.Span.Contains(d) {
			return d
		}
	}
	return g.day(6, 12)
}

// outsider draws somebody who is neither licensee nor licensor.
func (g *gen) outsider(sc scene) agreement.Org {
	for {
		if o := g.otherThan(sc.licensee); o != sc.licensor {
			return o
		}
	}
}
