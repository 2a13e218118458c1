package rights

import (
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// A definition that a reading affects (§15) is compiled once for each option, and the answers of a run say which of them
// counts. What looks at a definition without the answers of a run looks at all of its options: each.

func option(cs *cases, r *agreement.Reading) int {
	return cs.pick(agreement.QReading(r), len(r.Options))
}

// read is the definition under the answers of a run.
func (g *group) read(cs *cases) *group {
	if g.reading == nil {
		return g
	}
	return g.options[option(cs, g.reading)]
}

func (s *patentSet) read(cs *cases) *patentSet {
	if s.reading == nil {
		return s
	}
	return s.options[option(cs, s.reading)]
}

func (s *productSet) read(cs *cases) *productSet {
	if s.reading == nil {
		return s
	}
	return s.options[option(cs, s.reading)]
}

func (g *grant) read(cs *cases) *grant {
	if g.reading == nil {
		return g
	}
	return g.options[option(cs, g.reading)]
}

func (x *exclusion) read(cs *cases) *exclusion {
	if x.reading == nil {
		return x
	}
	return x.options[option(cs, x.reading)]
}

func (g *group) each() []*group           { return options(g, g.reading, g.options) }
func (s *patentSet) each() []*patentSet   { return options(s, s.reading, s.options) }
func (s *productSet) each() []*productSet { return options(s, s.reading, s.options) }
func (g *grant) each() []*grant           { return options(g, g.reading, g.options) }
func (x *exclusion) each() []*exclusion   { return options(x, x.reading, x.options) }

func options[T any](whole T, r *agreement.Reading, opts []T) []T {
	if r == nil {
		return []T{whole}
	}
	return opts
}

// some reports whether one of the options is as asked.
func some[T any](of []T, is func(T) bool) bool {
	for _, x := range of {
		if is(x) {
			return true
		}
	}
	return false
}

// everFrom is the set of those who are possibly licensors on some day.
func (p *Program) everFrom(g *grant) orgSet {
	return p.everAmong(g, func(g *grant) *people { return g.from })
}

// everTo is the set of those who are possibly licensees on some day.
func (p *Program) everTo(g *grant) orgSet {
	return p.everAmong(g, func(g *grant) *people { return g.to })
}

func (p *Program) everAmong(g *grant, of func(*grant) *people) orgSet {
	out := make(orgSet, (len(p.orgs)+63)/64)
	for _, v := range g.each() {
		for i, w := range of(v).everOf(len(p.orgs)) {
			out[i] |= w
		}
	}
	return out
}

// reach is who may ever give and have a grant.
type reach struct{ from, to orgSet }

// ever works the reach of a grant out, once.
func (p *Program) ever(g *grant) *reach {
	g.once.Do(func() {
		to := p.everTo(g)
		p.addExtended(g, to)
		g.reach = reach{p.everFrom(g), to}
	})
	return &g.reach
}

// licensees says who certainly, and who possibly, is a licensee on a day.
func (p *Program) licensees(g *grant, on when.Date) (certain, possible orgSet, everyone bool) {
	for i, v := range g.each() {
		everyone = everyone || v.to.everyone
		s := v.to.at(on)
		if i == 0 {
			certain = append(orgSet(nil), s.certain...)
			possible = append(orgSet(nil), s.possible...)
			continue
		}
		for k := range certain {
			certain[k] &= s.certain[k]
			possible[k] |= s.possible[k]
		}
	}
	return certain, possible, everyone
}
