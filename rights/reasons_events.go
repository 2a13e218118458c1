package rights

import "slices"

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

// survived adds the survivals that possibly defeat what would else possibly end the right.
func (ex *explainer) survived(b because, n int) {
	for _, g := range ex.grants {
		if g.grant != b.grant || g.way.by != b.by {
			continue
		}
		for _, x := range g.cutters {
			if x.ends == nil {
				continue
			}
			for _, t := range g.aims(x) {
				for _, s := range ex.p.survivals {
					if s.saves(x, t) && decide(ex.clock, func(cs *cases) bool {
						return ex.p.ended(cs, x.ends, ex.day, g.way.licensee) && ex.saved(cs, s, x, g.way.licensee)
					}).possible {
						ex.add(Reason{Clause: s.Clause, Effect: Supports, Patents: n, Says: ex.p.says(s.Survival)})
						ex.assumed(s.Assumed)
					}
				}
			}
		}
	}
}
