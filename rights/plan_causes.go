package rights

import (
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
)

// cause is a clause that makes a right differ, and what of it.
type cause struct {
	clause agreement.Clause
	what   string
}

// causes says why a right differs: the definitions that were changed and on which a differing condition hangs, or, where
// the agreements are the same, the clauses at work and the conditions that the facts change.
func (c *comparison) causes(a, b *side, ch *change) []cause {
	var out []cause
	add := func(clause agreement.Clause, what string) {
		i := slices.IndexFunc(out, func(y cause) bool { return y.clause.QName() == clause.QName() })
		switch {
		case i < 0:
			out = append(out, cause{clause, what})
		case what != "" && !slices.Contains(strings.Split(out[i].what, ", "), what):
			words := append(strings.Split(out[i].what, ", "), what)
			slices.Sort(words)
			out[i].what = strings.TrimPrefix(strings.Join(words, ", "), ", ")
		}
	}
	if a.own.certain != b.own.certain || a.own.possible != b.own.possible {
		add(agreement.Clause{}, "ownership")
	}
	for _, pair := range c.pairs {
		g, h := pair[0], pair[1]
		switch {
		case g == nil:
			if b.mayGive(h) {
				add(h.Clause, "")
			}
			continue
		case h == nil:
			if a.mayGive(g) {
				add(g.Clause, "")
			}
			continue
		case !a.mayGive(g) && !b.mayGive(h):
			continue
		}
		was, is := a.aspects(g), b.aspects(h)
		for i := range was {
			if !sameTri(was[i].tri, is[i].tri) {
				c.blame(g, h, was[i].what, add)
			}
		}
		if ch.money != never && g.Price != h.Price {
			add(h.Clause, "price")
		}
		c.extensionsDiffer(a, b, g, h, add)
		c.cutsDiffer(a, b, g, h, add)
	}
	if len(out) == 0 {
		for _, x := range []*side{a, b} {
			for i := range x.hs {
				if n := x.hs[i].Clause; c.differ.everything || c.differ.names[n.QName()] || c.differ.persons[n.QName()] {
					add(n, "")
				}
			}
		}
	}
	if len(out) == 0 {
		add(agreement.Clause{}, "facts")
	}
	return out
}

// pairUp lists the grants that differ, those of one name together; where facts about patents differ, all grants.
func (c *comparison) pairUp() [][2]*grant {
	var out [][2]*grant
	at := map[agreement.Name]int{}
	take := func(g *grant) bool {
		return c.differ.everything || c.differ.names[g.Clause.QName()] || c.differ.persons[g.Clause.QName()] || len(c.differ.patents) > 0
	}
	for _, g := range c.a.grants {
		if take(g) {
			at[g.Clause.QName()] = len(out)
			out = append(out, [2]*grant{g, nil})
		}
	}
	for _, h := range c.b.grants {
		if !take(h) {
			continue
		}
		i, ok := at[h.Clause.QName()]
		if !ok {
			out = append(out, [2]*grant{nil, h})
		} else {
			out[i][1] = h
		}
	}
	return out
}

// mayGive reports whether a grant may give something under the patent, exclusions left aside.
func (x *side) mayGive(g *grant) bool {
	return slices.ContainsFunc(x.hs, func(h held) bool { return h.grant == g })
}

// aspect is one of the conditions of a grant, with the word for it.
type aspect struct {
	what string
	tri
}

// aspects decides each condition of a grant by itself, in a fixed order.
func (x *side) aspects(g *grant) []aspect {
	l, p, s := x.look, x.p, x.subject
	var out []aspect
	add := func(what string, test func(*cases) bool) {
		out = append(out, aspect{what, decide(x.weighing.clock, test)})
	}
	act := l.use.Act
	who := l.actor
	if l.madeFor != noOrg {
		act, who = agreement.HaveMade, l.madeFor
	}
	add("acts", func(cs *cases) bool { return g.read(cs).does(act) })
	add("to", func(cs *cases) bool {
		return who != noOrg && p.isTo(cs, g, who, l.day) && !p.place(cs, g, who, l.day).gone
	})
	add("in", func(cs *cases) bool { return p.inTerritory(cs, &g.read(cs).In, l.use.Country, l.day, g.Clause) })
	add("during", func(cs *cases) bool { return p.inTerm(cs, &g.read(cs).During, l.day, g.Clause) })
	add("for", func(cs *cases) bool {
		v := g.read(cs)
		return v.Anything || slices.ContainsFunc(x.weighing.judged, func(n int) bool { return l.reached(cs, n, v.For, nil) })
	})
	add("under", func(cs *cases) bool {
		under := g.read(cs).Under
		return len(under) == 0 || p.inPatents(cs, s, under, l.day)
	})
	add("from", func(cs *cases) bool { return p.given(cs, s, g, l.use.Country, l.day) })
	add("provided", func(cs *cases) bool {
		return slices.ContainsFunc(x.weighing.judged, func(n int) bool { return l.provides(cs, g.read(cs).Provided, n, s.rec.ID, g.Clause) }) && allYes(cs, g.opens)
	})
	return out
}

func sameTri(a, b tri) bool {
	return a.certain == b.certain && a.possible == b.possible &&
		slices.EqualFunc(a.open, b.open, func(x, y agreement.Question) bool { return x.ID() == y.ID() })
}

// blame names the changed definitions on which a condition hangs; where there is none, the grant itself.
func (c *comparison) blame(g, h *grant, what string, add func(agreement.Clause, string)) {
	found := false
	for _, s := range []struct {
		p *Program
		g *grant
	}{{c.a, g}, {c.b, h}} {
		for _, d := range s.p.definitionsBehind(s.g, what) {
			if c.differ.direct[d.QName()] {
				found = true
				add(d, map[string]string{"to": "members", "from": "members", "under": "capture", "for": "products"}[what])
			}
		}
	}
	own := c.differ.direct[h.Clause.QName()] && !alike(part(g, what), part(h, what))
	if r := h.reading; r != nil && c.differ.direct[r.Clause.QName()] {
		add(r.Clause, "reading")
		found = true
	}
	if own || !found {
		add(h.Clause, what)
	}
}

// part is what a line of a grant says.
func part(g *grant, what string) any {
	switch what {
	case "acts":
		return g.Acts
	case "to":
		return g.To
	case "in":
		return g.In
	case "during":
		return g.During
	case "for":
		return []any{g.For, g.Anything}
	case "under":
		return g.Under
	case "from":
		return []any{g.From, g.given}
	}
	return []any{g.Provided, len(g.opens)}
}

// definitionsBehind lists the definitions that a condition of a grant uses, directly or through others.
func (p *Program) definitionsBehind(g *grant, what string) []agreement.Clause {
	var names []agreement.Name
	members := func(ms []agreement.Member) {
		for _, m := range ms {
			if m.Group != "" {
				names = append(names, m.Group)
			}
		}
	}
	for _, v := range g.each() {
		switch what {
		case "to":
			members(v.To)
		case "from":
			members(v.From)
		case "under":
			for _, it := range v.Under {
				names = append(names, it.Set)
			}
		case "for":
			for _, it := range v.For {
				names = append(names, it.Set)
			}
		}
	}
	return p.behind(names)
}

// behind lists the definitions of the names and of those they use, and what reads them or leaves them open.
func (p *Program) behind(names []agreement.Name) []agreement.Clause {
	var out []agreement.Clause
	seen := map[agreement.Name]bool{"": true}
	for len(names) > 0 {
		n := names[0]
		names = names[1:]
		if seen[n] {
			continue
		}
		seen[n] = true
		note := func(c agreement.Clause, opens []*agreement.Open, r *agreement.Reading) {
			out = append(out, c)
			for _, o := range opens {
				out = append(out, o.Clause)
			}
			if r != nil {
				out = append(out, r.Clause)
			}
		}
		if g := p.groups[n]; g != nil {
			note(g.Clause, g.opens, g.reading)
			for _, v := range g.each() {
				names = append(names, namesOf(v.Group)...)
			}
		}
		if s := p.sets[n]; s != nil {
			note(s.Clause, s.opens, s.reading)
			for _, v := range s.each() {
				names = append(names, namesOf(v.PatentSet)...)
			}
		}
		if s := p.productSets[n]; s != nil {
			note(s.Clause, s.opens, s.reading)
			for _, v := range s.each() {
				names = append(names, namesOf(v.ProductSet)...)
			}
		}
	}
	return out
}

// cutsDiffer names the exclusions that take something out on one side and not, or otherwise, on the other.
func (c *comparison) cutsDiffer(a, b *side, g, h *grant, add func(agreement.Clause, string)) {
	takes := func(x *side, g *grant) map[agreement.Name][]tri {
		out := map[agreement.Name][]tri{}
		for i := range x.hs {
			if x.hs[i].grant != g {
				continue
			}
			for k, cut := range x.hs[i].cuts {
				for _, n := range x.weighing.judged {
					t := x.hs[i].takes[k][n].tri
					for _, u := range x.hs[i].under[k] {
						t.certain, t.possible = t.certain && u.certain, t.possible && u.possible
						t.open = append(slices.Clip(t.open), u.open...)
					}
					if !t.possible {
						t.open = nil
					}
					out[cut.Clause.QName()] = append(out[cut.Clause.QName()], t)
				}
			}
		}
		return out
	}
	was, is := takes(a, g), takes(b, h)
	clause := func(n agreement.Name) (agreement.Clause, *Program, *exclusion) {
		for _, p := range []*Program{c.b, c.a} {
			for _, x := range p.exclusions {
				if x.Clause.QName() == n {
					return x.Clause, p, x
				}
			}
		}
		return agreement.Clause{}, nil, nil
	}
	differ := map[agreement.Name]bool{}
	none := func(ts []tri) bool { return !slices.ContainsFunc(ts, func(t tri) bool { return t.possible }) }
	for n, x := range was {
		if y := is[n]; !(none(x) && none(y)) && !slices.EqualFunc(x, y, sameTri) {
			differ[n] = true
		}
	}
	for n, y := range is {
		if _, ok := was[n]; !ok && !none(y) {
			differ[n] = true
		}
	}
	for n := range differ {
		k, p, x := clause(n)
		found := false
		if p != nil && x.ends != nil && !c.differ.direct[n] {
			for _, s := range slices.Concat(c.a.survivals, c.b.survivals) {
				if c.differ.direct[s.Clause.QName()] && slices.ContainsFunc(slices.Concat(a.hs, b.hs), func(h held) bool {
					return slices.ContainsFunc(h.aims(x), func(t aim) bool { return s.saves(x, t) })
				}) {
					add(s.Clause, "survival")
					found = true
				}
			}
		}
		if p != nil && !c.differ.direct[n] {
			var names []agreement.Name
			for _, v := range x.each() {
				names = append(names, namesOf(v.Exclusion)...)
			}
			for _, d := range p.behind(names) {
				if c.differ.direct[d.QName()] {
					add(d, "exclusion")
					found = true
				}
			}
		}
		if !found {
			add(k, x.word())
		}
	}
}

// word is how a plan names what an exclusion, a rule or a power does.
func (x *exclusion) word() string {
	if x != nil && x.ends != nil {
		return "end of rights"
	}
	return "exclusion"
}

// extensionsDiffer names the extensions of a grant that reach who acts on one side and not, or otherwise, on the other.
func (c *comparison) extensionsDiffer(a, b *side, g, h *grant, add func(agreement.Clause, string)) {
	reaches := func(x *side, g *grant, name agreement.Name) tri {
		return decide(x.weighing.clock, func(cs *cases) bool {
			return slices.ContainsFunc(x.ways(g), func(w way) bool {
				return w.by.name() == name && x.open(cs, g, w) && slices.ContainsFunc(x.weighing.judged, func(n int) bool {
					return x.provides(cs, w.by.lines, n, x.subject.rec.ID, w.by.Clause)
				})
			})
		})
	}
	seen := map[agreement.Name]bool{}
	for _, e := range slices.Concat(g.extensions, h.extensions) {
		if n := e.name(); !seen[n] && !sameTri(reaches(a, g, n), reaches(b, h, n)) {
			seen[n] = true
			add(e.Clause, e.Clause.Kind)
		}
	}
}
