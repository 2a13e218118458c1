package rights

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// holdings lists the ways in which an organisation may hold rights under a grant, between one pair where it stands by
// pairs, whatever it does.
func (p *Program) holdings(g *grant, x org, between *pair) []way {
	out := []way{{kind: itself, licensee: x}}
	for _, e := range g.entity {
		switch e.effect.Kind {
		case agreement.RightsContinue:
			out = append(out, way{kind: kept, licensee: x, part: x, rule: e.rule})
		case agreement.RightsExtend, agreement.RightsPass:
			out = append(out, way{kind: passed, licensee: x, part: x, rule: e.rule})
		}
	}
	for _, e := range g.extensions {
		switch {
		case e.Kind == agreement.Transfer:
			out = append(out, way{kind: transferee, by: e, licensee: x})
		case e.Chain != agreement.NoChain:
		case e.ByAct:
			for _, y := range p.sublicensors(g, x) {
				out = append(out, way{kind: sublicensed, by: e, licensee: y})
			}
		default:
			out = append(out, way{kind: member, by: e, licensee: x})
		}
	}
	for i := range out {
		out[i].pair = between
	}
	return out
}

// sublicensors lists those who, some event says, sublicensed x under a grant.
func (p *Program) sublicensors(g *grant, x org) []org {
	var out []org
	for _, h := range p.happened.byVerb[agreement.Sublicenses] {
		if h.to == x && h.Of == g.Clause.QName() && h.by != noOrg && !slices.Contains(out, h.by) {
			out = append(out, h.by)
		}
	}
	return out
}

// holds reports whether an organisation holds rights under a grant on a day, in some way that no rule or power has ended.
func (p *Program) holds(cs *cases, g *grant, x org, between *pair, on when.Date) bool {
	return slices.ContainsFunc(p.holdings(g, x, between), func(w way) bool { return p.holdsBy(cs, g, w, x, on) })
}

func (p *Program) holdsBy(cs *cases, g *grant, w way, x org, on when.Date) bool {
	return p.pairStands(cs, w, on) && cs.in(w.pair, func() bool { return p.holdsWithin(cs, g, w, x, on) })
}

func (p *Program) holdsWithin(cs *cases, g *grant, w way, x org, on when.Date) bool {
	if !p.reaches(cs, g, w, x, on) || w.by != nil && !p.finds(cs, notOfProducts(w.by.lines), on, w.by.Clause) {
		return false
	}
	l := &look{p: p, day: on}
	lg := &lookGrant{grant: g, way: w}
	return !slices.ContainsFunc(g.cutters, func(c *exclusion) bool {
		if c.ends == nil {
			return false
		}
		if e := c.ends.entity; e != nil {
			return p.endsWholly(cs, g, c.ends, w.licensee, on) && l.undefeated(cs, lg, c)
		}
		return allYes(cs, c.opens) && p.finds(cs, c.Provided, on, c.Clause) && p.ended(cs, c.ends, on, w.licensee) && l.undefeated(cs, lg, c)
	})
}

// holdersByWay splits what a grant gives by who holds it: the licensees themselves, and those whom each extension
// reaches. What nobody holds any more, because a rule or a power has ended it, is left out.
func (p *Program) holdersByWay(h Holder, g *grant, between *pair, on when.Date) []Holder {
	var out []Holder
	_, before, _ := p.licensees(g, on)
	for _, e := range append([]*extension{nil}, g.extensions...) {
		n := h
		if e != nil {
			n.Clause, n.Kind, n.Says, n.Group = e.Clause, e.Clause.Kind, p.says(e.Extension), e.whom()
		}
		members, perhaps, open := p.holdersBy(g, e, between, on)
		if len(members)+len(perhaps) == 0 && (e != nil || slices.ContainsFunc(before, func(w uint64) bool { return w != 0 })) {
			continue
		}
		if len(members) == 0 && len(perhaps) > 0 && len(open) > 0 {
			n.Sure, n.Open = false, append(slices.Clip(n.Open), open...)
		}
		if n.Members, n.Perhaps = members, perhaps; e != nil && e.Chain != agreement.NoChain {
			n.Members, n.Perhaps = nil, nil // a class that nobody has listed
		}
		out = append(out, n)
	}
	return out
}

// holdersBy lists those who certainly, and those who perhaps, hold rights under a grant by an extension, or (nil) by the
// grant itself, and the questions on which the latter hang; for a chain of supply, the licensees in whose chain it is.
func (p *Program) holdersBy(g *grant, e *extension, between *pair, on when.Date) (members, perhaps []agreement.Org, open []OpenQuestion) {
	ck := p.clock.at(on)
	var asked []agreement.Question
	for x := range p.ever(g).to.each {
		t := decide(ck, func(cs *cases) bool {
			if e != nil && e.Chain != agreement.NoChain {
				return p.holdsBy(cs, g, way{kind: supply, by: e, licensee: x, pair: between}, x, on)
			}
			return slices.ContainsFunc(p.holdings(g, x, between), func(w way) bool { return w.by == e && p.holdsBy(cs, g, w, x, on) })
		})
		switch {
		case t.certain:
			members = append(members, agreement.Org(p.orgs[x]))
		case t.possible:
			perhaps = append(perhaps, agreement.Org(p.orgs[x]))
			asked = append(asked, t.open...)
		}
	}
	for _, q := range distinct(asked) {
		open = append(open, OpenQuestion{Question: q, Patents: 1})
	}
	slices.Sort(members)
	slices.Sort(perhaps)
	return members, perhaps, open
}

// whom says whom an extension reaches, in words.
func (x *extension) whom() string {
	switch {
	case x.Parties != nil:
		return "parties to an agreement with " + string(x.Parties.With)
	case x.Chain == agreement.MakesFor:
		return "manufacturers and suppliers of a licensee"
	case x.Chain == agreement.AcquiredFrom:
		return "those who acquired the product from a licensee"
	case x.Business:
		return "the buyer of the business"
	}
	return agreement.MemberList(x.To)
}
