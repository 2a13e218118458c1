package check

import (
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
)

// circles reports agreements each of which prevails, directly or through others, over itself.
func (c *checker) circles(os []order) {
	after := map[*scope][]order{}
	for _, o := range os {
		after[o.over] = append(after[o.over], o)
	}
	reported := map[*scope]bool{}
	for _, s := range c.scopes {
		if reported[s] {
			continue
		}
		path := wayBack(after, func(o order) *scope { return o.under }, s, s, map[*scope]bool{})
		if path == nil {
			continue
		}
		names := make([]string, len(path))
		for i, o := range path {
			reported[o.over] = true
			names[i] = o.over.id
		}
		last := path[len(path)-1]
		x := last.by.ctx(last.by.frame)
		p := x.error(diag.CircularPrecedence, last.at, "these agreements prevail over one another in a circle: "+strings.Join(names, ", "), "Which of them counts where they differ can never be said. Take one of these lines out.")
		for _, o := range path[:len(path)-1] {
			alsoAt(p, o.over.id+" prevails over "+o.under.id, o.at)
		}
	}
}

// clauseOrder is the precedence between two clauses as a line of one of them states it.
type clauseOrder struct {
	over, under *definition
	by          *ctx // whose line it is
	at          diag.Range
}

// circularClauses warns about three clauses or more that prevail over one another in a circle. Two that do are a conflict,
// which the answers know. Each pair of a larger circle can be told by itself, so answers are worked out; but no order of
// the clauses is what the text can mean.
func (c *checker) circularClauses() {
	stated := map[[2]*definition]clauseOrder{}
	var defs []*definition
	for _, s := range c.scopes {
		for _, d := range s.order {
			if slices.Contains(operative, d.kind) {
				defs = append(defs, d)
			}
			for _, cl := range d.claims {
				for _, n := range cl.names {
					o := clauseOrder{d, c.definitionOf(n), s.ctx(d.block), cl.at}
					if !cl.over {
						o.over, o.under = o.under, o.over
					}
					if pair := [2]*definition{o.over, o.under}; stated[pair].by == nil {
						stated[pair] = o
					}
				}
			}
		}
	}
	if len(stated) < 3 {
		return
	}
	after := map[*definition][]clauseOrder{}
	for _, d := range defs {
		for _, other := range defs {
			if o := stated[[2]*definition{d, other}]; o.by != nil && stated[[2]*definition{other, d}].by == nil {
				after[d] = append(after[d], o)
			}
		}
	}
	reported := map[*definition]bool{}
	for _, d := range defs {
		if reported[d] {
			continue
		}
		path := wayBack(after, func(o clauseOrder) *definition { return o.under }, d, d, map[*definition]bool{})
		if path == nil {
			continue
		}
		names := make([]string, len(path))
		for i, o := range path {
			reported[o.over] = true
			names[i] = place(o.over.clause)
		}
		last := path[len(path)-1]
		p := last.by.warn(diag.CircularPrecedence, last.at, "these clauses prevail over one another in a circle: "+strings.Join(names, ", "), "Each pair of them is told by what it says, but no order of the clauses can be meant. Take one of these lines out.")
		for _, o := range path[:len(path)-1] {
			alsoAt(p, place(o.over.clause)+" prevails over "+place(o.under.clause), o.at)
		}
	}
}

// wayBack is a way from one node over those it leads to, to another; nil when there is none.
func wayBack[N comparable, E any](after map[N][]E, end func(E) N, from, to N, seen map[N]bool) []E {
	for _, e := range after[from] {
		next := end(e)
		if next == to {
			return []E{e}
		}
		if seen[next] {
			continue
		}
		seen[next] = true
		if rest := wayBack(after, end, next, to, seen); rest != nil {
			return append([]E{e}, rest...)
		}
	}
	return nil
}
