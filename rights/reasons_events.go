package rights

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
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
		if g.grant == b.grant && g.way.kind == itself {
			return ""
		}
		made = made || g.grant == b.grant && g.way.kind == haveMade
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
							slices.ContainsFunc(w.judged, func(n int) bool { return h.gives(cs, n) }) &&
							l.wouldTake(cs, x, t, h.way.licensee) && l.saved(cs, s, x, h.way.licensee)
					}).possible {
						out = append(out, b)
					}
				}
			}
		}
	}
	return out
}

// wouldTake reports whether a rule or power takes a way of a grant out, survivals left aside.
func (l *look) wouldTake(cs *cases, x *exclusion, t aim, licensee org) bool {
	return allYes(cs, x.opens) && l.p.finds(cs, x.Provided, l.day, x.Clause) && l.p.ended(cs, x.ends, l.day, licensee) &&
		!slices.ContainsFunc(t.at, func(c agreement.Clause) bool { return !l.p.defeats(cs, x.Clause, c) })
}
