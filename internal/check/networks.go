package check

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/syntax"
)

// This file lowers networks (docs/meaning.md §21): one text that members join, with a licence for each ordered pair of
// them.

// isNetwork reports whether the document is a network.
func (s *scope) isNetwork() bool { return s != nil && s.frame != nil && s.frame.Kind == "network" }

// network lowers how one leaves it. How one joins has one way.
func (x *ctx) network() *agreement.Network {
	n := &agreement.Network{}
	var said, found *syntax.Property
	for p := range x.block.All("left by") {
		first := &said
		switch v := p.Value.(type) {
		case *syntax.Leaving:
			if v.Notice != nil && said == nil {
				n.Notice, _ = x.delay(&syntax.Delay{Duration: v.Notice, At: v.At})
			}
		case *syntax.Condition:
			first = &found
		default:
			continue
		}
		if *first != nil {
			q := x.error(diag.NotYetSupported, p.At, "a second way to leave of the same kind cannot be computed yet", "One discontinues in one way. What is found of a member stands in one line, its alternatives joined by `, or`.")
			alsoAt(q, "the first", (*first).At)
			continue
		}
		*first = p
	}
	if found != nil && said == nil {
		x.error(diag.NotYetSupported, found.At, "a network that nobody can leave by himself cannot be computed yet", "Say how a member discontinues: left by discontinuation, at least 180 days after its announcement; or left by discontinuation, where it takes effect on the day it states.")
	}
	n.LeftIf = x.conditions("left by", ofMember)
	return n
}

// networkID reads the id of a network.
func (x *ctx) networkID(n syntax.Name) (string, bool) {
	s := x.scopeOf(n.Text)
	switch {
	case s == nil:
		x.unknown(diag.UnknownAgreement, n, "network", func() []string {
			var out []string
			for _, s := range x.scopes {
				if s.isNetwork() {
					out = append(out, s.id)
				}
			}
			return out
		}, "Name a network of this workspace by the id of its network block.")
		return "", false
	case !s.isNetwork():
		p := x.error(diag.WrongKind, n.At, quote(n.Text)+" is an agreement between parties, not a network", "Nobody joins or leaves it. Name a network by the id of its network block; who belongs to a party is said by a group.")
		alsoAt(p, "the agreement", s.nameAt())
		return "", false
	}
	return s.id, true
}

// fromItself reports somebody who accepts from himself.
func (x *ctx) fromItself(b *syntax.Occurred, e agreement.Event) bool {
	if e.Verb != agreement.Accepts || e.By != e.To || e.By == "" {
		return false
	}
	x.error(diag.IncompletePair, b.At, b.By.Text+" cannot accept from itself", "A licence of a network stands between two members. Name the licensor.")
	return true
}

// statesItsDay reports a discontinuation that does not say when it takes effect.
func (x *ctx) statesItsDay(st *syntax.Statement, e agreement.Event) bool {
	if e.Verb != agreement.Discontinues || st.Get("effective") != nil {
		return true
	}
	x.error(diag.MissingDay, st.Head, "a discontinuation states the day on which it takes effect", "The day in front is that of its announcement. Add a line: effective DATE.")
	return false
}

// inNetwork reports words that stand for one of a pair where there is none: outside of a network.
func (x *ctx) inNetwork(at diag.Range, who string) bool {
	if x.scope.isNetwork() {
		return true
	}
	x.error(diag.OutsideNetwork, at, quote(who)+" stands for nobody here", "A network has one licence for each pair of its members, and these words stand for one of the two. This document is an agreement: name the organisation or the group. If it is a text that many join, its frame is a network block.")
	return false
}

// pairKinds are the kinds of block that are read once for each pair.
var pairKinds = slices.Concat([]string{"patents", "power", "when"}, grantKinds)

// oneSide lowers one side of a pair.
func (x *ctx) oneSide(m *syntax.Member) (agreement.Member, bool) {
	who, out := "each licensor", agreement.Member{Each: agreement.EachLicensor}
	if m.Kind == syntax.MemberLicensee {
		who, out.Each = "each licensee", agreement.EachLicensee
	} else if m.The {
		who = "the licensor"
	}
	if !x.inNetwork(m.At, who) {
		return out, false
	}
	if !slices.Contains(pairKinds, x.block.Kind) {
		x.error(diag.OutsideNetwork, m.At, quote(who)+" stands for nobody in "+a(x.block.Kind), "A pair is looked at in a grant, in the patents it is under, and in the powers and rules that act on it. Name the group of all members here.")
		return out, false
	}
	if m.In != nil {
		d := x.mention(*m.In, diag.UnknownGroup, []string{"group"})
		if d == nil {
			return out, false
		}
		if !x.allMembers(d) {
			p := x.error(diag.IncompletePair, m.In.At, quote(d.name)+" is not the group of all members", "Who of a pair is meant is a member on the day of the acceptance, and nothing else is asked of him. Define the group by one line: is members of "+x.scope.id+".")
			alsoAt(p, "the group", d.at())
			return out, false
		}
	}
	return out, true
}

// allMembers reports whether a group is that of all members of the network.
func (x *ctx) allMembers(d *definition) bool {
	p := d.block.Get("is")
	if p == nil || d.block.Get("without") != nil || d.block.Get("perhaps") != nil {
		return false
	}
	v, ok := p.Value.(*syntax.Members)
	return ok && len(v.Items) == 1 && v.Items[0].Kind == syntax.MemberNetwork && v.Items[0].Ref.Text == x.scope.id
}

// asAccepted reports whether a grant reaches only what was accepted.
func (x *ctx) asAccepted() bool {
	p := x.block.Get("under")
	if p == nil {
		return false
	}
	v, ok := p.Value.(*syntax.Names)
	return ok && v.AsAccepted && x.inNetwork(v.At, "as accepted")
}

// fromAcceptance reads a term that begins with the acceptance: the rest of it, and whether it does.
func (x *ctx) fromAcceptance(v *syntax.Period) (*syntax.Period, bool) {
	if v.First == nil || v.First.Kind != syntax.MomentAcceptance || !slices.Contains(grantKinds, x.block.Kind) {
		return v, false
	}
	if !x.inNetwork(v.First.At, "the acceptance") {
		return v, false
	}
	rest := *v
	rest.First = nil
	return &rest, true
}

// pair holds what a grant says of one side of a pair against what it says of the other.
func (x *ctx) pair(g *agreement.Grant) {
	side := func(ms []agreement.Member, e agreement.Each) bool {
		return slices.ContainsFunc(ms, func(m agreement.Member) bool { return m.Each == e })
	}
	b := x.block
	from, to := side(g.From, agreement.EachLicensor), side(g.To, agreement.EachLicensee)
	fail := func(key, says, todo string) {
		at := b.Head
		if p := b.Get(key); p != nil {
			at = p.At
		}
		x.error(diag.IncompletePair, at, says, todo)
	}
	switch {
	case side(g.From, agreement.EachLicensee), side(g.To, agreement.EachLicensor):
		fail("from", "a licensor grants, and a licensee is granted", "Write from each licensor and to each licensee.")
	case from && !to:
		fail("to", "the grant is of each licensor, and to no licensee of his", "A licence of a network stands for each pair of its members. Write: to each licensee in \"GROUP\" that accepted.")
	case to && !from:
		fail("from", "the grant is to each licensee, and of no licensor", "A licence of a network stands for each pair of its members. Write: from each licensor in \"GROUP\".")
	case !from && (g.AsAccepted || g.During.Accepted):
		fail("from", "nobody accepts this grant from anybody", "What is accepted, and when, is told of each pair. Write: from each licensor, and to each licensee that accepted.")
	case to:
		if v, ok := b.Get("to").Value.(*syntax.Members); ok && !slices.ContainsFunc(v.Items, func(m syntax.Member) bool { return m.Accepted }) {
			fail("to", "licensees who need not accept cannot be told", "A pair comes about by an acceptance. Write: to each licensee in \"GROUP\" that accepted.")
		}
	}
}

// pairs reports grants and powers that use what is said of one side of a pair, and stand for no pair themselves.
func (c *checker) pairs(w *agreement.World) {
	sets := map[agreement.Name]*agreement.PatentSet{}
	paired := map[agreement.Name]bool{}
	each := func(ms []agreement.Member) bool {
		return slices.ContainsFunc(ms, func(m agreement.Member) bool { return m.Each != 0 })
	}
	for _, m := range w.Agreements {
		for _, s := range m.Patents {
			sets[s.Clause.QName()] = s
		}
		for _, g := range m.Grants {
			paired[g.Clause.QName()] = each(g.From) || each(g.To) // one side alone has been reported
		}
	}
	ofPair := func(s *agreement.PatentSet) bool {
		return s != nil && (slices.ContainsFunc(s.Add, func(sel agreement.Selector) bool { return each(sel.OwnedBy) || each(sel.LicensableBy) }) ||
			slices.ContainsFunc(slices.Concat(s.Where, s.OnlyIf), func(l agreement.Condition) bool {
				return slices.ContainsFunc(l, func(t agreement.Test) bool { return t.ToLeft })
			}))
	}
	for _, m := range w.Agreements {
		for _, g := range m.Grants {
			for _, item := range g.Under {
				d := c.definitionOf(g.Clause.QName())
				if d == nil || paired[g.Clause.QName()] || !ofPair(sets[item.Set]) {
					continue
				}
				p := d.scope.ctx(d.block).error(diag.IncompletePair, d.block.Get("under").At, quote(item.Set.Local())+" is told of each licensor, and this grant is of no pair", "Whose patents are meant is known for each pair of members. Write the grant from each licensor to each licensee that accepted, or name another definition.")
				if set := c.definitionOf(item.Set); set != nil {
					alsoAt(p, "the definition", set.at())
				}
			}
		}
		for _, power := range m.Powers {
			d := c.definitionOf(power.Clause.QName())
			if d == nil || !each(power.Of) {
				continue
			}
			for _, n := range slices.Concat(power.Ends, power.Changes) {
				if g, isGrant := paired[n]; isGrant && !g {
					p := d.scope.ctx(d.block).error(diag.IncompletePair, d.block.Get("of").At, "the licensor is told of each pair, and "+quote(n.Local())+" is of no pair", "Name who grants it, or the group of those who hold the power.")
					if other := c.definitionOf(n); other != nil {
						alsoAt(p, "the grant", other.at())
					}
				}
			}
		}
	}
}
