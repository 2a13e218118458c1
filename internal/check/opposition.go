package check

import (
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
)

// oppositions are the operative clauses of the world, and which of them stand against which (docs/meaning.md §18).
type oppositions struct {
	all    []*operativeClause
	byName map[agreement.Name]*operativeClause
}

func newOppositions(w *agreement.World) *oppositions {
	o := &oppositions{byName: map[agreement.Name]*operativeClause{}}
	for _, m := range w.Agreements {
		o.all = append(o.all, operativeClauses(m)...)
	}
	for _, c := range o.all {
		if o.byName[c.QName()] == nil {
			o.byName[c.QName()] = c
		}
	}
	return o
}

// opposes reports whether a takes something out of b: a cuts or ends it, or what it extends; or a is a survival and keeps
// something that b ends.
func (o *oppositions) opposes(a, b *operativeClause) bool {
	if a.v == nil {
		return slices.Contains(a.ends, b.QName()) || slices.ContainsFunc(b.of, func(g agreement.Name) bool { return slices.Contains(a.ends, g) })
	}
	if b.Kind != "rule" && b.Kind != "power" || len(a.v.Against) > 0 && !slices.Contains(a.v.Against, b.QName()) {
		return false
	}
	return slices.ContainsFunc(b.ends, func(n agreement.Name) bool { return o.keeps(a.v, n) })
}

// keeps reports whether a survival keeps a grant or an extension: by its name, or with its grant.
func (o *oppositions) keeps(v *agreement.Survival, n agreement.Name) bool {
	if slices.Contains(v.Keeps, n) {
		return true
	}
	c := o.byName[n]
	return c != nil && slices.ContainsFunc(c.of, func(g agreement.Name) bool { return slices.Contains(v.Keeps, g) })
}

// prevails reports whether a clause says that it prevails over another, or the other that it yields to it.
func prevails(a, b *operativeClause) bool {
	return slices.Contains(a.prec.Over, b.QName()) || slices.Contains(b.prec.Under, a.QName())
}

// opposed holds what clauses claim against what they do: claims that change nothing, and claims that contradict each
// other.
func (c *checker) opposed(w *agreement.World, os []order) {
	o := newOppositions(w)
	for _, s := range c.scopes {
		for _, d := range s.order {
			own := o.byName[d.qname()]
			for _, cl := range d.claims {
				if own == nil || cl.all || len(cl.names) == 0 || slices.ContainsFunc(cl.names, func(n agreement.Name) bool {
					other := o.byName[n]
					return other == nil || o.opposes(own, other) || o.opposes(other, own) || slices.Contains(own.of, n) // see ownSublicences
				}) {
					continue
				}
				says := "prevails over"
				if !cl.over {
					says = "yields to"
				}
				s.ctx(d.block).note(diag.NothingOpposed, cl.at, quote(d.name)+" "+says+" what it does not stand against",
					"Precedence counts between an exclusion, a rule or a power and the grants that it takes from, and between a survival and what it is against. Here neither takes anything from the other, so the line changes nothing. Name what the clause differs with, or leave the line as a reminder.")
			}
		}
	}
	for i, a := range o.all {
		for _, b := range o.all[i+1:] {
			if prevails(a, b) && prevails(b, a) && (o.opposes(a, b) || o.opposes(b, a)) {
				c.conflict(a, b, os)
			}
		}
	}
	c.survivals(o)
}

// conflict warns about two clauses each of which claims to prevail over the other.
func (c *checker) conflict(a, b *operativeClause, os []order) {
	d := c.definitionOf(b.QName())
	if d == nil || c.definitionOf(a.QName()) == nil {
		return
	}
	x := d.scope.ctx(d.block)
	p := x.warn(diag.ConflictingClauses, c.claimAt(b, a, os), place(a.Clause)+" and "+place(b.Clause)+" each claim to prevail",
		"Each says that it prevails where they differ, and nothing says which of them does. Answers that hang on it depend on the conflict, and name both. If one of them yields, remove its claim; if the text leaves it so, nothing needs to be done.")
	alsoAt(p, place(a.Clause)+" claims to prevail", c.claimAt(a, b, os))
}

// claimAt is where it is said that a prevails over b: in a line of a, in a line of b that yields, or between their
// agreements.
func (c *checker) claimAt(a, b *operativeClause, os []order) diag.Range {
	for _, l := range []struct {
		by, about *operativeClause
		over      bool
	}{{a, b, true}, {b, a, false}} {
		d := c.definitionOf(l.by.QName())
		for _, cl := range d.claims {
			if cl.over == l.over && slices.Contains(cl.names, l.about.QName()) {
				return cl.at
			}
		}
	}
	for _, o := range os {
		if o.over.id == a.Agreement && o.under.id == b.Agreement {
			return o.at
		}
	}
	return a.At
}

// place names a clause in a message: 6.11(c) ten-years.
func place(c agreement.Clause) string { return strings.TrimSpace(c.Number + " " + spelt(c.Name)) }

// survivals warns about survivals that keep nothing from ending.
func (c *checker) survivals(o *oppositions) {
	for _, k := range o.all {
		d := c.definitionOf(k.QName())
		if k.v == nil || d == nil || len(k.v.Keeps) == 0 {
			continue
		}
		x := d.scope.ctx(d.block)
		const todo = "A survival changes an answer only where something would end what it keeps. "
		if len(k.v.Against) == 0 && !slices.ContainsFunc(o.all, func(b *operativeClause) bool { return o.opposes(k, b) }) {
			x.warn(diag.WithoutEffect, d.at(), "no rule and no power ends what "+spelt(d.name)+" keeps", todo+"Write the rule or the power that the text has, or remove this block.")
		}
		for _, n := range x.items("against") {
			b := x.find(n.Text)
			if b == nil || o.byName[b.qname()] == nil || !slices.Contains(k.v.Against, b.qname()) || o.opposes(k, o.byName[b.qname()]) {
				continue
			}
			p := x.warn(diag.WithoutEffect, n.At, quote(b.name)+" ends nothing that "+spelt(d.name)+" keeps", todo+"Correct the name, or the grants that are kept.")
			alsoAt(p, "what it ends", b.at())
		}
	}
}

// extensions holds sublicences and transfers against the lines of their grants.
func (c *checker) extensions(w *agreement.World) {
	for _, m := range w.Agreements {
		for _, e := range m.Extensions {
			if d := c.definitionOf(e.Clause.QName()); d != nil && e.Clause.Name != "" {
				d.scope.ctx(d.block).ownSublicences(e, d)
			}
		}
	}
}
