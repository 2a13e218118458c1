package oracle

import (
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// granted is a grant with the day on which its agreement begins; of a network, between one pair of members.
type granted struct {
	*agreement.Grant
	from when.Date // the first day on which its agreement gives rights; when.None: not stated
	pair *pair     // nil: it does not stand by pairs
}

// grants lists the grants of the agreements that are known.
func (w *known) grants() []*granted {
	var out []*granted
	for _, a := range w.agreements {
		for _, g := range a.Grants {
			if a.Network == nil || !w.grantSpeaks(g) {
				out = append(out, &granted{g, a.GivenFrom(), nil})
				continue
			}
			for _, p := range w.pairs(a) {
				out = append(out, &granted{g, a.GivenFrom(), p})
			}
		}
	}
	return out
}

// condition is one of the conditions 3 to 9 of docs/meaning.md §9, which are the same whichever way a right is had; 1 and
// 2 are [view.open].
type condition struct {
	holds    func(v *view, u agreement.UseOf, g *granted, p *patent.Record, n *node) bool
	ofPatent bool // it looks at the patent
	ofNode   bool // it looks at the node
}

var conditions = []condition{
	{holds: func(v *view, _ agreement.UseOf, g *granted, _ *patent.Record, _ *node) bool {
		return v.within(g.In, g.Clause, v.country)
	}},
	{holds: func(v *view, _ agreement.UseOf, g *granted, _ *patent.Record, _ *node) bool {
		return v.during(g.During, g.Clause)
	}},
	{ofNode: true, holds: func(v *view, _ agreement.UseOf, g *granted, _ *patent.Record, n *node) bool {
		return v.reaches(g, n)
	}},
	{ofPatent: true, ofNode: true, holds: func(v *view, _ agreement.UseOf, g *granted, p *patent.Record, n *node) bool {
		return v.holdAll(g.Provided, subject{patent: p, node: n, clause: g.Clause, on: v.day})
	}},
	{ofPatent: true, holds: func(v *view, _ agreement.UseOf, g *granted, p *patent.Record, _ *node) bool {
		return v.capturedBy(g, p)
	}},
	{ofPatent: true, holds: func(v *view, _ agreement.UseOf, g *granted, p *patent.Record, _ *node) bool {
		return v.givenByOneWhoCould(g, p, v.country)
	}},
	{holds: func(v *view, _ agreement.UseOf, g *granted, _ *patent.Record, _ *node) bool {
		return v.allYes(g.Clause.QName())
	}},
}

// capturedBy is condition 7.
func (v *view) capturedBy(g *granted, p *patent.Record) bool {
	return (len(g.Under) == 0 || v.underItems(g.Under, p)) && (!g.AsAccepted || v.asAccepted(p))
}

// under reports whether the condition holds for a grant as it is supposed to be read.
func (c condition) under(v *view, u agreement.UseOf, g *granted, p *patent.Record, n *node) bool {
	return c.holds(v, u, v.grant(g), p, n)
}

// within is condition 3 for a country.
func (v *view) within(t agreement.Territory, c agreement.Clause, country string) bool {
	switch {
	case t.NotStated:
		return v.yes(agreement.QMissing(c, "in"))
	case t.LeastDeveloped:
		switch patent.LeastDeveloped(country, v.day) {
		case patent.Yes:
			return true
		case patent.No:
			return false
		}
		return v.yes(agreement.QAttr("least developed", "yes", country))
	case t.World:
		return !has(t.Except, country)
	}
	return has(t.In, country)
}

// during is condition 4.
func (v *view) during(t agreement.Term, c agreement.Clause) bool {
	if t.NotStated {
		return v.yes(agreement.QMissing(c, "during"))
	}
	if t.Accepted {
		if d, is := v.accepted(); !is || v.day < d {
			return false
		}
	}
	return t.Span.Contains(v.day)
}

// reaches is condition 5: the node, or one above it, is in what the grant is for.
func (v *view) reaches(g *granted, n *node) bool {
	if g.Anything {
		return true
	}
	for m := n; m != nil; m = m.parent {
		if v.oneOf(g.For, m) {
			return true
		}
	}
	return false
}

// givenByOneWhoCould is condition 8: whoever gives the right holds the patent on the day, or held it on an earlier
// day since the agreement gives rights, and the right runs with the patent.
func (v *view) givenByOneWhoCould(g *granted, p *patent.Record, country string) bool {
	from := g.from
	if g.pair != nil {
		from, _ = v.accepted()
	}
	if from == when.None {
		from = when.Min
		if !g.During.NotStated {
			from = g.During.Span.From
		}
	}
	until := max(v.day, from)
	if v.couldGive(g, p, country, until) {
		return true
	}
	for _, s := range v.titleDays(p, when.Closed(from, until)) {
		if v.couldGive(g, p, country, s) {
			return v.runs(g, p)
		}
	}
	return false
}

// couldGive reports whether on day s an owner is one of those the grant is from, or somebody else who may license it; a
// co-owner who is not must not stand in the way of an owner.
func (v *view) couldGive(g *granted, p *patent.Record, country string, s when.Date) bool {
	if v.licensableBy(p, g.From, s) {
		return true
	}
	one, all := false, true
	for _, o := range v.owners(p, s) {
		if v.among(o, g.From, s) {
			one = true
		} else {
			all = false
		}
	}
	return one && (all || v.coOwners[country] || v.yes(agreement.QCoOwner(country)))
}

// runs reports whether the right a grant gives runs with a patent into other hands: what rules say of it comes first.
func (v *view) runs(g *granted, p *patent.Record) bool {
	for _, a := range v.agreements {
		for _, r := range a.Rules {
			if has(r.Runs, g.Clause.QName()) && v.allYes(r.Clause.QName()) && v.holdAll(r.Provided, subject{clause: r.Clause, on: v.day}) {
				return true
			}
		}
	}
	switch run, end := v.followed(g, p); {
	case run && end:
		return v.yes(agreement.QRuns(g.Kind))
	case run || end:
		return run
	}
	switch g.Kind {
	case agreement.Release:
		return true
	case agreement.Licence:
		if v.presumes(agreement.LicencesRun) {
			return true
		}
	case agreement.Covenant:
		if v.presumes(agreement.CovenantsRun) {
			return true
		}
	case agreement.Pledge:
		if v.presumes(agreement.PledgesRun) {
			return true
		}
	}
	return v.yes(agreement.QRuns(g.Kind))
}

// takesOut is condition 10 turned round: an exclusion takes the use of a node under a patent out of a way of a grant.
func (v *view) takesOut(u agreement.UseOf, x *agreement.Exclusion, w *way, p *patent.Record, n *node, tree []*node) bool {
	x = v.exclusion(x)
	return v.takesOutNode(x, n, tree) &&
		(len(x.Acts) == 0 || has(x.Acts, u.Act)) &&
		(x.In == nil || v.within(*x.In, x.Clause, v.country)) &&
		(x.During == nil || v.during(*x.During, x.Clause)) &&
		(len(x.Under) == 0 || v.underItems(x.Under, p)) &&
		v.holdAll(x.Provided, subject{patent: p, node: n, clause: x.Clause, on: v.day}) &&
		v.allYes(x.Clause.QName()) &&
		v.cuts(x, w)
}

// takesOutNode reports whether an exclusion concerns a node by its `for`, `except` and `extent`.
func (v *view) takesOutNode(x *agreement.Exclusion, n *node, tree []*node) bool {
	concerned := func(m *node) bool {
		return (x.Anything || len(x.For) == 0 || v.oneOf(x.For, m)) && !v.oneOf(x.Except, m)
	}
	if x.Extent == agreement.WholeProduct {
		for _, m := range tree {
			if concerned(m) {
				return true
			}
		}
		return false
	}
	for m := n; m != nil; m = m.parent {
		if concerned(m) {
			return true
		}
	}
	return false
}
