package rights

import (
	"fmt"
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// Breach is a use that a grant allows although the grant it should stay within does not allow it to the one who gave it.
type Breach struct {
	Use    agreement.UseOf // by a licensee of Grant
	Patent string
	Grant  agreement.Clause // the grant that goes beyond
	Why    []string         // the conditions of the other grant that fail
}

// Always looks for a use that breaks an invariant: on some day a grant by a.By possibly gives a right under a patent of
// a.Under, and the grant a.Within does not certainly give a.By that right. It tries every day on which a term or a fact
// changes, every act and territory of the grant, and every product and category the workspace knows. The first breach is
// returned; none means that no such use was found.
func (p *Program) Always(a *agreement.Always) (*Breach, error) {
	by, err := p.knownOrg(a.By)
	if err != nil {
		return nil, err
	}
	var head *grant
	for _, g := range p.grants {
		if g.Clause.QName() == a.Within {
			head = g
		}
	}
	if head == nil {
		return nil, p.unknown("grant", string(a.Within))
	}
	if a.Under.Set != "" && p.sets[a.Under.Set] == nil {
		return nil, p.unknown("patents", string(a.Under.Set))
	}
	for _, whole := range p.grants {
		if whole == head {
			continue
		}
		for _, g := range whole.each() {
			for _, h := range head.each() {
				if b := p.breach(g, h, by, a.Under); b != nil {
					return b, nil
				}
			}
		}
	}
	return nil, nil
}

// breach looks for a use that g gives and head does not, each under one of its options.
func (p *Program) breach(g, head *grant, by org, under agreement.PatentItem) *Breach {
	if !g.from.everOf(len(p.orgs)).has(by) {
		return nil
	}
	for _, day := range p.daysOf(g, head) {
		if _, from := g.from.has(by, day); !from {
			continue
		}
		if b := p.beyond(g, head, by, under, day); b != nil {
			return b
		}
	}
	return nil
}

// daysOf lists the days within the term of g on which something may differ: its ends, those of head, and those of facts.
func (p *Program) daysOf(g, head *grant) []when.Date {
	span := when.Interval{From: g.given, To: when.Max}
	if !g.During.NotStated {
		span = span.Intersect(g.During.Span)
	}
	days := []when.Date{span.From, span.Last(), head.given, head.During.Span.From, head.During.Span.Last(), head.During.Span.To}
	days = append(days, p.clock.days...)
	days = slices.DeleteFunc(days, func(d when.Date) bool { return !d.Real() || !span.Contains(d) })
	slices.Sort(days)
	return slices.Compact(days)
}

// beyond looks for a use on one day.
func (p *Program) beyond(g, head *grant, by org, under agreement.PatentItem, day when.Date) *Breach {
	actor := noOrg
	for x := range g.to.at(day).possible.each {
		actor = x
		break
	}
	if actor == noOrg {
		if !g.to.everyone {
			return nil
		}
		actor = by
	}
	for _, s := range p.subjectsIn(under, day) {
		for _, country := range effective(s) {
			for _, product := range p.everyProduct() {
				for _, act := range g.Acts {
					if b := p.compareOne(g, head, by, actor, s, day, country, product, act); b != nil {
						return b
					}
				}
			}
		}
	}
	return nil
}

// compareOne returns a breach when g possibly gives the use, or a part of the product, to the actor and head does not
// certainly give it to by.
func (p *Program) compareOne(g, head *grant, by, actor org, s *subject, day when.Date, country, product string, act agreement.Act) *Breach {
	use := agreement.UseOf{Actor: agreement.Org(p.orgs[actor]), Act: act, Product: product, Country: country, On: day}
	seen := func(who org, by *grant) *look {
		l := &look{p: p, use: use, actor: who, madeFor: noOrg, source: noOrg, of: noOrg, day: day}
		l.use.Actor = agreement.Org(p.orgs[who])
		if act == agreement.HaveMade {
			l.use.Act, l.actor, l.madeFor = agreement.Make, outsider, who
		}
		l.prepare([]*grant{by})
		return l
	}
	l, m := seen(actor, g), seen(by, head)
	l.anyone = true // what somebody passes on he need not own
	given := l.holding(s, l.clockFor(s))
	if len(given) == 0 {
		return nil
	}
	allowed := m.holding(s, m.clockFor(s))
	for _, n := range l.judged(s) {
		if _, may := standing(given, n); !may {
			continue
		}
		if sure, _ := standing(allowed, n); !sure {
			return &Breach{Use: use, Patent: s.rec.ID, Grant: g.Clause, Why: m.shortOf(head, s, n)}
		}
	}
	return nil
}

// shortOf says why a grant does not certainly give node n to the actor.
func (l *look) shortOf(g *grant, s *subject, n int) []string {
	var why []string
	if ways := l.ways(g); len(ways) > 0 {
		lg := l.grant(g, ways[0])
		for _, c := range append(slices.Clip(lg.conds), lg.reach[n]) {
			if !c.certain && c.what != nil {
				why = append(why, c.what())
			}
		}
	} else {
		why = append(why, l.actsWords(g))
	}
	ck := l.clockFor(s)
	if len(g.Under) > 0 && !decide(ck, func(cs *cases) bool { return l.p.inPatents(cs, s, g.Under, l.day) }).certain {
		why = append(why, s.rec.ID+" is not among "+patentWords(g.Under))
	}
	if !decide(ck, func(cs *cases) bool { return l.p.given(cs, s, g, l.use.Country, l.day) }).certain {
		why = append(why, l.capacityWords(s, g))
	}
	for _, h := range l.holding(s, ck) {
		for k, x := range h.cuts {
			if h.takes[k][n].possible && possible(h.under[k]) {
				why = append(why, cite(x.Clause)+" takes "+l.nodes[n].id+" out")
			}
		}
	}
	if len(why) == 0 {
		why = append(why, cite(g.Clause)+" does not certainly give it")
	}
	return why
}

// subjectsIn lists the patents that possibly belong to an item on a day.
func (p *Program) subjectsIn(it agreement.PatentItem, day when.Date) []*subject {
	var out []*subject
	in := func(s *subject) {
		if s != nil && decide(p.clockFor(s, day), func(cs *cases) bool { return p.inPatents(cs, s, []agreement.PatentItem{it}, day) }).possible {
			out = append(out, s)
		}
	}
	if it.ID != "" {
		in(p.subject(p.canonical(it.ID)))
		return out
	}
	for r := range uint32(p.snap.Len()) {
		in(p.atRow(r))
	}
	for _, id := range p.declaredOnly() {
		in(p.special[id])
	}
	return out
}

// everyProduct lists the declared products and the category words in use.
func (p *Program) everyProduct() []string {
	var out []string
	for w := range p.products {
		out = append(out, w)
	}
	for w := range p.words {
		if p.products[w] == nil {
			out = append(out, w)
		}
	}
	slices.Sort(out)
	return out
}

// Sentence tells the breach.
func (b *Breach) Sentence() string {
	return fmt.Sprintf("%s lets %s %s %s in %s on %s under %s, which goes beyond: %s",
		cite(b.Grant), b.Use.Actor, b.Use.Act, b.Use.Product, patent.CountryName(b.Use.Country), b.Use.On, b.Patent, b.Why[0])
}
