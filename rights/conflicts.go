package rights

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
)

// conflicts calls yield with every question which of two clauses prevails, and with every election that nobody is known
// to have made or declined, each with the clauses that hang on it.
func (p *Program) conflicts(yield func(q agreement.Question, names ...agreement.Name)) {
	seen := map[string]bool{}
	both := func(x, y agreement.Clause) {
		a, b := x.QName(), y.QName()
		if q := agreement.QPrecedence(x, y); p.prevails(a, b) && p.prevails(b, a) && !seen[q.ID()] {
			seen[q.ID()] = true
			yield(q, a, b)
		}
	}
	for _, g := range p.grants {
		for _, x := range g.cutters {
			if slices.Contains(x.Cuts, g.Clause.QName()) {
				both(x.Clause, g.Clause)
			}
			for _, e := range g.extensions {
				both(x.Clause, e.Clause)
			}
			for _, s := range p.survivals {
				if s.saves(x, aim{[]agreement.Clause{g.Clause}}) {
					both(s.Clause, x.Clause)
				}
			}
		}
	}
	for _, s := range p.survivals {
		if s.election != nil && !slices.ContainsFunc(slices.Concat(p.happened.byVerb[agreement.Elects], p.happened.byVerb[agreement.Declines]), func(h *happening) bool {
			return h.Of == s.Clause.QName()
		}) {
			yield(agreement.QElection(s.Survival), s.Clause.QName())
		}
	}
}
