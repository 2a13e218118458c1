package rights

import (
	"fmt"
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// condition is one thing that must hold, decided as far as it can be.
type condition struct {
	what func() string // how it is named when it fails; nil: it is not
	tri
	test func(*cases) bool
}

// look is a question about one use, with everything that does not depend on the patent decided once.
type look struct {
	p       *Program
	use     agreement.UseOf
	actor   org
	madeFor org
	source  org // from whom the product was acquired
	day     when.Date
	clock   *clock
	nodes   []node
	grants  []*lookGrant // those that may give the use to some node
	under   agreement.Under
	of      org  // under patents of
	keep    bool // rulings keep what each case comes to
	anyone  bool // whether a grant could be given by its licensor is left aside
}

// lookGrant is a grant as it bears on one use, in one of its ways.
type lookGrant struct {
	*grant
	way   way
	conds []condition // on the use as a whole
	reach []condition // for each node
	cuts  []*lookCut

	provided map[*grant]provided // by option
}

// lookCut is an exclusion as it bears on one use.
type lookCut struct {
	*exclusion
	conds []condition
	takes []condition // for each node

	provided map[*exclusion]provided // by option
}

func possible(cs []condition) bool {
	for i := range cs {
		if !cs[i].possible {
			return false
		}
	}
	return true
}

func certain(cs []condition) bool {
	for i := range cs {
		if !cs[i].certain {
			return false
		}
	}
	return true
}

// hold tests conditions under the answers of a run; decided ones are not asked again.
func hold(cs *cases, conds []condition) bool {
	for i := range conds {
		if c := &conds[i]; !c.certain && (!c.possible || !c.test(cs)) {
			return false
		}
	}
	return true
}

// lookAt prepares a question. Errors are [*UnknownError].
func (p *Program) lookAt(use agreement.UseOf, under agreement.Under) (*look, error) {
	l := &look{p: p, use: use, day: use.On, under: under, madeFor: noOrg, source: noOrg, of: noOrg}
	var err error
	if l.actor, err = p.knownOrg(use.Actor); err != nil {
		return nil, err
	}
	if use.For != "" {
		if l.madeFor, err = p.knownOrg(use.For); err != nil {
			return nil, err
		}
	}
	if use.From != "" {
		if l.source, err = p.knownOrg(use.From); err != nil {
			return nil, err
		}
	}
	if under.Org != "" {
		if l.of, err = p.knownOrg(under.Org); err != nil {
			return nil, err
		}
		if l.under.Share.Millionths == 0 {
			l.under.Share = agreement.Over50
		}
	}
	if under.Set != "" && p.sets[under.Set] == nil {
		return nil, p.unknown("patents", string(under.Set))
	}
	if err := p.knownProduct(use.Product); err != nil {
		return nil, err
	}
	if use.Country != "" && !patent.IsCountry(use.Country) {
		return nil, p.unknown("country", use.Country)
	}
	l.prepare(p.grantsTo(l.actor, l.madeFor, l.source))
	return l, nil
}

// prepare decides what does not depend on the patent: the product's tree, and which of the grants may give the use.
func (l *look) prepare(grants []*grant) {
	l.clock = l.p.clock.at(l.day)
	l.nodes = l.p.tree(l.use.Product, l.actor)
	for _, g := range grants {
		if !l.near(g) {
			continue
		}
		for _, w := range l.ways(g) {
			lg := l.grant(g, w)
			if possible(lg.conds) && slices.ContainsFunc(lg.reach, func(c condition) bool { return c.possible }) {
				l.cut(lg)
				l.grants = append(l.grants, lg)
			}
		}
	}
}

// grantsTo lists the grants that one of the organisations may have on some day.
func (p *Program) grantsTo(a org, others ...org) []*grant {
	p.toWhom.once.Do(func() {
		p.toWhom.grants = make([][]*grant, len(p.orgs))
		for _, g := range p.grants {
			for x := range p.ever(g).to.each {
				p.toWhom.grants[x] = append(p.toWhom.grants[x], g)
			}
		}
	})
	out := p.toWhom.grants[a]
	for _, b := range others {
		if b == noOrg || b == a {
			continue
		}
		out = slices.Clone(out)
		for _, g := range p.toWhom.grants[b] {
			if !slices.Contains(out, g) {
				out = append(out, g)
			}
		}
		slices.SortFunc(out, func(x, y *grant) int { return x.index - y.index })
	}
	return out
}

// near turns away grants that plainly have nothing to do with the use, before their conditions are worked out.
func (l *look) near(g *grant) bool { return l.plainFailures(g) == 0 }

func (l *look) cond(what func() string, test func(*cases) bool) condition {
	return condition{what, decide(l.clock, test), test}
}

// grant decides the conditions of a grant in one of its ways that do not depend on the patent (§9.1-6, 9, §18).
func (l *look) grant(g *grant, w way) *lookGrant {
	p, lg := l.p, &lookGrant{grant: g, way: w}
	add := func(what func() string, test func(*cases) bool) {
		lg.conds = append(lg.conds, l.cond(what, w.bind(test)))
	}
	if w.pair != nil {
		add(words("neither offer nor acceptance stands"), func(cs *cases) bool { return p.pairStands(cs, w, l.day) })
	}
	add(func() string { return l.actsWords(g) }, func(cs *cases) bool { return l.open(cs, g, w) })
	add(func() string { return "the grant reaches " + territoryWords(&g.In) + ", not " + l.use.Country }, func(cs *cases) bool { return p.inTerritory(cs, &g.read(cs).In, l.use.Country, l.day, g.Clause) })
	add(func() string { return fmt.Sprintf("the grant covers acts %s, not %s", g.During.Span, l.day) }, func(cs *cases) bool { return p.inTerm(cs, &g.read(cs).During, l.day, g.Clause) })
	lg.provided = map[*grant]provided{}
	for _, v := range g.each() {
		lg.provided[v] = providedBy(w.lines(v))
	}
	if some(g.each(), func(v *grant) bool { return len(lg.provided[v].use) > 0 }) {
		add(words("what the grant is subject to does not hold"), func(cs *cases) bool { return l.provides(cs, lg.provided[g.read(cs)].use, 0, "", g.Clause) })
	}
	if len(g.opens) > 0 {
		add(words("what the text leaves open"), func(cs *cases) bool { return allYes(cs, g.opens) })
	}
	named := make([]condition, len(l.nodes))
	for n := range l.nodes {
		named[n] = l.cond(nil, w.bind(func(cs *cases) bool {
			g := g.read(cs)
			return g.Anything || p.inProducts(cs, &l.nodes[n], g.For, l.day)
		}))
	}
	for n := range l.nodes {
		c := l.anyOf(named, l.upward(n))
		c.what = func() string { return "the grant is for " + forWords(g) + ", not " + l.nodes[n].id }
		if some(g.each(), func(v *grant) bool { return len(lg.provided[v].node) > 0 }) {
			c = l.also(c, func(cs *cases) bool { return l.provides(cs, lg.provided[g.read(cs)].node, n, "", g.Clause) })
		}
		lg.reach = append(lg.reach, c)
	}
	return lg
}

func words(s string) func() string { return func() string { return s } }

// upward lists a node and those above it, the root first.
func (l *look) upward(n int) []int {
	var out []int
	for ; n >= 0; n = l.nodes[n].parent {
		out = append(out, n)
	}
	slices.Reverse(out)
	return out
}

// anyOf is the condition that one of the nodes meets its own. What one meets for certain is not asked of the others.
func (l *look) anyOf(of []condition, nodes []int) condition {
	var open []int
	for _, n := range nodes {
		if of[n].certain {
			return condition{tri: triYes, test: of[n].test}
		}
		if of[n].possible {
			open = append(open, n)
		}
	}
	if len(open) == 0 {
		return condition{tri: triNo, test: func(*cases) bool { return false }}
	}
	return l.cond(nil, func(cs *cases) bool {
		return slices.ContainsFunc(open, func(n int) bool { return of[n].test(cs) })
	})
}

// also is the condition that both hold.
func (l *look) also(c condition, test func(*cases) bool) condition {
	if !c.possible {
		return c
	}
	return l.cond(c.what, func(cs *cases) bool { return (c.certain || c.test(cs)) && test(cs) })
}

// provided is `provided` lines by what their findings are about: nothing or something fixed, the product, the patent.
type provided struct {
	use, node, patent []agreement.Condition
}

func providedBy(lines []agreement.Condition) provided {
	var out provided
	for _, line := range lines {
		about := func(s agreement.Subject) bool {
			return slices.ContainsFunc(line, func(t agreement.Test) bool { return t.Finding.Subject == s })
		}
		switch {
		case about(agreement.SubjectPatent):
			out.patent = append(out.patent, line)
		case about(agreement.SubjectProduct):
			out.node = append(out.node, line)
		default:
			out.use = append(out.use, line)
		}
	}
	return out
}

// provides tests `provided` lines for a node and a patent.
func (l *look) provides(cs *cases, lines []agreement.Condition, n int, patent string, c agreement.Clause) bool {
	return conditions(lines, func(x *agreement.Test) bool {
		of := x.Finding.Of
		switch x.Finding.Subject {
		case agreement.SubjectProduct:
			of = l.nodes[n].id
		case agreement.SubjectPatent:
			of = patent
		}
		return x.Attr == agreement.FindingTest && l.p.found(cs, &x.Finding, of, l.day, c)
	})
}

// reached reports whether the node, or one above it, is one of the items and none of the excepted ones.
func (l *look) reached(cs *cases, n int, items, except []agreement.ProductItem) bool {
	for ; n >= 0; n = l.nodes[n].parent {
		if l.p.inProducts(cs, &l.nodes[n], items, l.day) && !l.p.inProducts(cs, &l.nodes[n], except, l.day) {
			return true
		}
	}
	return false
}

// cut decides what the exclusions take from a grant, as far as it does not depend on the patent (§9.10).
func (l *look) cut(lg *lookGrant) {
	p := l.p
	for _, x := range lg.cutters {
		c := &lookCut{exclusion: x}
		add := func(test func(*cases) bool) { c.conds = append(c.conds, l.cond(nil, lg.way.bind(test))) }
		if !l.stands(lg, x, add) {
			continue
		}
		if x.ends != nil && x.ends.entity != nil {
			if l.cutByRule(lg, c); len(c.takes) > 0 {
				lg.cuts = append(lg.cuts, c)
			}
			continue
		}
		if x.ends != nil {
			add(func(cs *cases) bool { return p.ended(cs, x.ends, l.day, lg.way.licensee) })
		}
		if some(x.each(), func(v *exclusion) bool { return len(v.Acts) > 0 }) {
			add(func(cs *cases) bool {
				acts := x.read(cs).Acts
				return len(acts) == 0 || slices.Contains(acts, l.use.Act)
			})
		}
		if some(x.each(), func(v *exclusion) bool { return v.In != nil }) {
			add(func(cs *cases) bool {
				in := x.read(cs).In
				return in == nil || p.inTerritory(cs, in, l.use.Country, l.day, x.Clause)
			})
		}
		if some(x.each(), func(v *exclusion) bool { return v.During != nil }) {
			add(func(cs *cases) bool {
				during := x.read(cs).During
				return during == nil || p.inTerm(cs, during, l.day, x.Clause)
			})
		}
		c.provided = map[*exclusion]provided{}
		for _, v := range x.each() {
			c.provided[v] = providedBy(v.Provided)
		}
		if some(x.each(), func(v *exclusion) bool { return len(c.provided[v].use) > 0 }) {
			add(func(cs *cases) bool { return l.provides(cs, c.provided[x.read(cs)].use, 0, "", x.Clause) })
		}
		if len(x.opens) > 0 {
			add(func(cs *cases) bool { return allYes(cs, x.opens) })
		}
		if !possible(c.conds) {
			continue
		}
		named := make([]condition, len(l.nodes))
		all := make([]int, len(l.nodes))
		for n := range l.nodes {
			all[n] = n
			named[n] = l.cond(nil, lg.way.bind(func(cs *cases) bool {
				x := x.read(cs)
				return (x.Anything || len(x.For) == 0 || p.inProducts(cs, &l.nodes[n], x.For, l.day)) &&
					!p.inProducts(cs, &l.nodes[n], x.Except, l.day)
			}))
		}
		may := false
		conds := c.conds
		for n := range l.nodes {
			t := l.taken(x, named, n, all)
			if some(x.each(), func(v *exclusion) bool { return len(c.provided[v].node) > 0 }) {
				t = l.also(t, func(cs *cases) bool { return l.provides(cs, c.provided[x.read(cs)].node, n, "", x.Clause) })
			}
			if x.reading != nil { // its conditions hang on one question: they are decided together
				was := []condition{t}
				t = l.cond(nil, func(cs *cases) bool { return hold(cs, conds) && hold(cs, was) })
				c.conds = nil
			}
			may = may || t.possible
			c.takes = append(c.takes, t)
		}
		if may {
			lg.cuts = append(lg.cuts, c)
		}
	}
}

// taken is the condition that an exclusion takes node n out, as far as its products go: those above it, or any of the
// tree, by its extent.
func (l *look) taken(x *exclusion, named []condition, n int, all []int) condition {
	within := func(x *exclusion) condition {
		if x.Extent == agreement.WholeProduct {
			return l.anyOf(named, all)
		}
		return l.anyOf(named, l.upward(n))
	}
	if x.reading == nil || !some(x.options, func(v *exclusion) bool { return v.Extent != x.options[0].Extent }) {
		return within(x.each()[0])
	}
	byOption := map[*exclusion]condition{}
	for _, v := range x.options {
		byOption[v] = within(v)
	}
	return l.cond(nil, func(cs *cases) bool {
		c := byOption[x.read(cs)]
		return c.certain || c.possible && c.test(cs)
	})
}

// isTo reports whether x is one of the licensees on a day, asking only where it is not certain.
func (p *Program) isTo(cs *cases, g *grant, x org, day when.Date) bool {
	g = g.read(cs)
	certain, possible := g.to.has(x, day)
	return certain || possible && p.inMembers(cs, x, g.To, day)
}

func (p *Program) inTerritory(cs *cases, t *agreement.Territory, country string, day when.Date, c agreement.Clause) bool {
	switch {
	case t.NotStated:
		return cs.yes(agreement.QMissing(c, "in"))
	case t.World:
		return !slices.Contains(t.Except, country)
	case slices.Contains(t.In, country):
		return true
	case t.LeastDeveloped:
		switch patent.LeastDeveloped(country, day) {
		case patent.Yes:
			return true
		case patent.Unknown:
			return cs.yes(agreement.QAttr("least developed", "yes", country))
		}
	}
	return false
}

func (p *Program) inTerm(cs *cases, t *agreement.Term, day when.Date, c agreement.Clause) bool {
	if t.NotStated {
		return cs.yes(agreement.QMissing(c, "during"))
	}
	return t.Span.Contains(day)
}
