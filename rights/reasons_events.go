package rights

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// extended adds what stands behind an extension: the groups it names, what its author assumed.
func (ex *explainer) extended(e *extension, n int) {
	ex.assumed(e.Assumed)
	ex.uses(e.Uses, n)
	for _, m := range slices.Concat(e.By, e.To) {
		ex.member(m, n)
	}
}

// wayOf names the way in which a grant gives the right, where it is not by itself.
func (ex *explainer) wayOf(b because) string {
	if b.by != nil {
		return b.by.Clause.Kind
	}
	made := false
	for _, g := range ex.grants {
		if g.grant == b.grant && g.way.by == nil && g.way.kind != haveMade && !g.way.made {
			return ""
		}
		made = made || g.grant == b.grant && (g.way.kind == haveMade || g.way.made)
	}
	if made {
		return "have made"
	}
	return ""
}

// survivors lists the survivals that keep a grant at work: under some value that is looked at they defeat what would else
// take out of the way that then gives the right.
func (l *look) survivors(w *weighing, reasons []because) []because {
	if len(l.p.survivals) == 0 {
		return nil
	}
	var out []because
	for i := range w.hs {
		h := &w.hs[i]
		b := because{effect: Grants, grant: h.grant, by: h.way.by}
		if !slices.Contains(reasons, b) {
			continue
		}
		for _, x := range h.cutters {
			for _, t := range h.aims(x) {
				for _, s := range l.p.survivals {
					b := because{effect: Supports, grant: h.grant, by: h.way.by, keeps: s}
					if s.saves(x, t) && !slices.Contains(out, b) && decide(w.clock, func(cs *cases) bool {
						return (w.asked.certain || w.asked.test(cs)) && !(w.own.possible && w.own.test(cs)) &&
							slices.ContainsFunc(w.judged, func(n int) bool { return h.gives(cs, n) && l.wouldTake(cs, h.lookGrant, x, t, n) }) &&
							cs.in(h.way.pair, func() bool { return l.saved(cs, s, x, h.way.licensee) })
					}).possible {
						out = append(out, b)
					}
				}
			}
		}
	}
	return out
}

// handedOn lists the rules by which a right was kept or has passed: under some value that is looked at that way gives it.
func (l *look) handedOn(w *weighing, reasons []because) []because {
	var out []because
	for i := range w.hs {
		h := &w.hs[i]
		b := because{effect: Supports, grant: h.grant, rule: h.way.rule}
		if h.way.rule == nil || slices.Contains(out, b) || !slices.Contains(reasons, because{effect: Grants, grant: h.grant}) {
			continue
		}
		if slices.ContainsFunc(w.judged, func(n int) bool { // where nothing is open on a node, what is open on other ways does not count
			if w.sure[n] && w.asked.certain {
				return h.reach[n].certain && certain(h.conds) && !h.cutPossibly(n)
			}
			return decide(w.clock, func(cs *cases) bool {
				return (w.asked.certain || w.asked.test(cs)) && !(w.own.possible && w.own.test(cs)) && h.gives(cs, n)
			}).possible
		}) {
			out = append(out, b)
		}
	}
	return out
}

// supporting is the clause of a reason that supports.
func (b *because) supporting() agreement.Clause {
	if b.rule != nil {
		return b.rule.Clause
	}
	return b.keeps.Clause
}

// rule adds a rule about an entity, with what it uses.
func (ex *explainer) rule(r *entityRule, n int) {
	ex.add(Reason{Clause: r.Clause, Effect: Supports, Patents: n, Says: ex.p.says(r.Rule)})
	ex.assumed(r.Assumed)
	ex.uses(r.Uses, n)
}

// dealsAbout adds the rules about entities that bear on a grant, where a deal or the sale of a business that they speak of
// was about who acts, or about those for whom he acts, whether or not it changed anything: a reader looks for them.
func (ex *explainer) dealsAbout(g *grant, n int) {
	for _, e := range g.entity {
		if ex.concerned(e.rule, ex.actor) || ex.concerned(e.rule, ex.madeFor) {
			ex.rule(e.rule, n)
		}
	}
}

// concerned reports whether an event of the kind that a rule is about may have been, by the day, about x as its entity, a
// part of that, or its buyer.
func (ex *explainer) concerned(r *entityRule, x org) bool {
	if x < 0 {
		return false
	}
	p := ex.p
	above := p.control.above(x)
	about := func(entity, buyer org, b when.Bounds) bool {
		return b.Earliest <= ex.day && (buyer == x || slices.Contains(above, buyer) || slices.Contains(above, entity))
	}
	switch r.On.Verb {
	case agreement.IsAcquired, agreement.AcquiresEntity:
		return slices.ContainsFunc(p.deals, func(d deal) bool { return about(d.entity, d.buyer, d.begin) })
	case agreement.TransfersBusiness:
		return slices.ContainsFunc(p.happened.byVerb[agreement.TransfersBusiness], func(h *happening) bool { return about(h.by, h.to, h.begin) })
	}
	return decide(ex.clock, func(cs *cases) bool {
		return slices.ContainsFunc(p.matches(cs, r, ex.day, x), func(m match) bool { return p.partOf(cs, m, x) })
	}).possible
}

// wouldTake reports whether a rule or power takes a node out of a way of a grant, survivals left aside.
func (l *look) wouldTake(cs *cases, lg *lookGrant, x *exclusion, t aim, n int) bool {
	return cs.in(lg.way.pair, func() bool { return l.wouldTakeWithin(cs, lg, x, t, n) })
}

func (l *look) wouldTakeWithin(cs *cases, lg *lookGrant, x *exclusion, t aim, n int) bool {
	took := false
	if x.ends.entity != nil {
		took = l.takesNode(cs, lg, x.ends, n)
	} else {
		took = allYes(cs, x.opens) && l.p.finds(cs, x.Provided, l.day, x.Clause) && l.p.ended(cs, x.ends, l.day, lg.way.licensee)
	}
	return took && !slices.ContainsFunc(t.at, func(c agreement.Clause) bool { return !l.p.defeats(cs, x.Clause, c) })
}
