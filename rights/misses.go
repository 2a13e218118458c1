package rights

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
)

// misses lists the grants that come nearest to a use that none gives: those with the fewest failing conditions, three at
// most. Conditions are tried the cheap ones first, and a grant is dropped as soon as another came nearer. Grants that are
// neither to the actor nor from an owner fail in two conditions already, and are looked at only where no other is near.
func (ex *explainer) misses(s *subject, n int) []Reason {
	type miss struct {
		g       *grant
		failing []failure
	}
	l := ex.look
	var all []miss
	best := 1 << 30
	look := func(grants []*grant) {
		// Grants that fail by their term and by who acts are many and seldom the nearest: they come last.
		for plain := range 3 {
			if plain > best {
				break
			}
			for _, g := range grants {
				if l.plainFailures(g) != plain {
					continue
				}
				var failing []failure
				for _, c := range l.failures(g, s) {
					if c.fails() {
						if failing = append(failing, c); len(failing) > best {
							break
						}
					}
				}
				switch {
				case len(failing) == 0 || len(failing) > best:
					continue
				case len(failing) < best:
					best, all = len(failing), all[:0]
				}
				all = append(all, miss{g, failing})
			}
		}
	}
	near := l.p.relatedTo(s, l.actor, l.madeFor, l.source)
	look(near)
	if best > 2 {
		look(slices.DeleteFunc(slices.Clone(l.p.grants), func(g *grant) bool { return slices.Contains(near, g) }))
	}
	slices.SortFunc(all, func(a, b miss) int { return a.g.index - b.g.index })
	all = all[:min(len(all), 3)]
	out := make([]Reason, len(all))
	for i, m := range all {
		out[i] = Reason{Clause: m.g.Clause, Effect: Misses, Patents: n, Says: read(m.g.reading, l.p.says(m.g.Grant))}
		for _, f := range m.failing {
			out[i].Failing = append(out[i].Failing, f.says())
			if f.cites != nil {
				f.cites(ex, n)
			}
		}
	}
	return out
}

// relatedTo lists the grants that somebody who acts may ever have, and those that an owner of the patent may ever give.
func (p *Program) relatedTo(s *subject, actor org, others ...org) []*grant {
	var out []*grant
	if actor >= 0 {
		out = slices.Clone(p.grantsTo(actor, others...))
	}
	if s == nil {
		return p.grants
	}
	owners := p.dealers(s)
	mine := make(map[*grant]bool, len(out))
	for _, g := range out {
		mine[g] = true
	}
	for _, g := range p.grants {
		if !mine[g] && slices.ContainsFunc(owners, p.ever(g).from.has) {
			out = append(out, g)
		}
	}
	return out
}

// plainFailures counts how many of the first two conditions of failures fail, which takes no cases to tell.
func (l *look) plainFailures(g *grant) int {
	if g.reading != nil {
		least := 2
		for _, v := range g.options {
			least = min(least, l.plainFailures(v))
		}
		return least
	}
	n := 0
	if !g.During.NotStated && !g.During.Span.Contains(l.day) {
		n++
	}
	if !l.mayAct(g) {
		n++
	}
	return n
}

// mayAct reports whether the actor, or the one for whom something is made, is possibly a licensee for the act.
func (l *look) mayAct(g *grant) bool {
	if g.reading != nil {
		return some(g.options, l.mayAct)
	}
	if _, to := g.to.has(l.actor, l.day); to && g.does(l.use.Act) {
		return true
	}
	if l.use.Act == agreement.Make && l.madeFor != noOrg && g.does(agreement.HaveMade) {
		if _, to := g.to.has(l.madeFor, l.day); to || g.transfers {
			return true
		}
	}
	return l.mayByExtension(g)
}

// failure is a condition of a grant that may certainly fail, with how it is said and the definitions it hangs on.
type failure struct {
	fails func() bool
	says  func() string
	cites func(*explainer, int) // nil: none
}

// failures are the conditions of a grant, the cheap ones first.
func (l *look) failures(g *grant, s *subject) []failure {
	p := l.p
	unless := func(ck *clock, says func() string, test func(*cases) bool) failure {
		return failure{fails: func() bool { return !decide(ck, test).possible }, says: says}
	}
	citing := func(f failure, cites func(ex *explainer, n int)) failure {
		f.cites = cites
		return f
	}
	members := func(of func(*grant) []agreement.Member) func(*explainer, int) {
		return func(ex *explainer, n int) {
			for _, m := range of(g) {
				ex.member(m, n)
			}
		}
	}
	out := []failure{
		{fails: func() bool {
			return !some(g.each(), func(g *grant) bool { return g.During.NotStated || g.During.Span.Contains(l.day) })
		}, says: func() string { return fmt.Sprintf("the grant covers acts %s, not %s", g.During.Span, l.day) }},
		citing(failure{fails: func() bool { return !l.mayAct(g) }, says: func() string { return l.actsWords(g) }}, func(ex *explainer, n int) {
			if g.does(l.use.Act) {
				members(func(g *grant) []agreement.Member { return g.To })(ex, n)
				ex.dealsAbout(g, n)
			}
		}),
		unless(l.clock, func() string { return "the grant reaches " + territoryWords(&g.In) + ", not " + l.use.Country },
			func(cs *cases) bool { return p.inTerritory(cs, &g.read(cs).In, l.use.Country, l.day, g.Clause) }),
	}
	if s != nil {
		ck := l.clockFor(s)
		out = append(out,
			citing(unless(ck, func() string { return l.capacityWords(s, g) }, func(cs *cases) bool { return p.given(cs, s, g, l.use.Country, l.day) }),
				members(func(g *grant) []agreement.Member { return g.From })),
			citing(unless(ck, func() string { return "the patent is not among " + patentWords(g.Under) }, func(cs *cases) bool {
				under := g.read(cs).Under
				return len(under) == 0 || p.inPatents(cs, s, under, l.day)
			}), func(ex *explainer, n int) {
				for _, it := range g.Under {
					ex.patentItem(it, n)
				}
			}))
	}
	return append(out, failure{fails: func() bool {
		return l.mayAct(g) && !decide(l.clock, func(cs *cases) bool {
			return slices.ContainsFunc(l.ways(g), func(w way) bool { return l.open(cs, g, w) })
		}).possible
	}, says: func() string { return l.actsWords(g) }, cites: func(ex *explainer, n int) {
		for _, e := range g.extensions {
			ex.add(Reason{Clause: e.Clause, Effect: Supports, Patents: n, Says: ex.p.says(e.Extension)})
		}
	}}, citing(unless(l.clock, func() string { return "the grant is for " + forWords(g) + ", not " + l.use.Product }, func(cs *cases) bool {
		g := g.read(cs)
		for n := range l.nodes {
			if g.Anything || l.reached(cs, n, g.For, nil) {
				return true
			}
		}
		return false
	}), func(ex *explainer, n int) {
		for _, it := range g.For {
			ex.productItem(it, n)
		}
	}), unless(l.clock, words("what the grant is subject to does not hold"), func(cs *cases) bool {
		v, ways := g.read(cs), l.ways(g)
		return len(ways) == 0 || slices.ContainsFunc(ways, func(w way) bool {
			lines := providedBy(w.lines(v))
			return l.provides(cs, lines.use, 0, "", g.Clause) && l.someNode(func(n int) bool { return l.provides(cs, lines.node, n, "", g.Clause) })
		})
	}))
}

// someNode reports whether a node of the product is as asked.
func (l *look) someNode(is func(n int) bool) bool {
	for n := range l.nodes {
		if is(n) {
			return true
		}
	}
	return false
}

func (l *look) capacityWords(s *subject, g *grant) string {
	var who []string
	c := &cases{clock: l.clockFor(s)}
	for _, o := range ownersOn(s.title.chain(c, s.rec.ID, l.p.factText), l.day) {
		who = append(who, l.p.orgs[o])
	}
	owner := "nobody on record"
	if len(who) > 0 {
		owner = strings.Join(who, " and ")
	}
	if given := max(l.day, g.given); given > l.day {
		return fmt.Sprintf("the right is given from %s", g.given)
	}
	return fmt.Sprintf("the patent is owned by %s, which is not one of the licensors (%s)", owner, agreement.MemberList(g.From))
}

func (l *look) actsWords(g *grant) string {
	if !g.does(l.use.Act) {
		return fmt.Sprintf("the grant does not cover the act %s", l.use.Act)
	}
	return fmt.Sprintf("%s is not one of the licensees (%s) on %s", l.p.orgs[l.actor], agreement.MemberList(g.To), l.day)
}

func territoryWords(t *agreement.Territory) string { return t.String() }

func forWords(g *grant) string {
	if g.Anything {
		return "anything"
	}
	var out []string
	for _, it := range g.For {
		if it.Set != "" {
			out = append(out, fmt.Sprintf("%q", it.Set.Local()))
		} else {
			out = append(out, it.Word)
		}
	}
	return strings.Join(out, ", ")
}

func patentWords(items []agreement.PatentItem) string {
	var out []string
	for _, it := range items {
		if it.Set != "" {
			out = append(out, fmt.Sprintf("%q", it.Set.Local()))
		} else {
			out = append(out, it.ID)
		}
	}
	return strings.Join(out, ", ")
}
