package synth

import (
	"fmt"

	"github.com/crossgrant/crossgrant/agreement"
)

// afterwards gives what was drawn from the seed for later issues: prices that differ, and passages that can be read in
// several ways. It draws from a generator of its own, after everything else, so that the rest of a world stays what it
// was.
func (g *gen) afterwards(seed uint64) {
	h := g.with(seed, readingStream)
	for _, x := range h.grants {
		x.Price = h.price()
	}
	if !h.chance(25) {
		return
	}
	for range 1 + h.IntN(2) {
		a := pick(h, h.agreements...)
		h.reading(a)
	}
}

// price draws a price; most rights are paid up.
func (g *gen) price() agreement.Price {
	switch g.IntN(10) {
	case 0, 1:
		return agreement.Price{Kind: agreement.PriceRoyalty, Name: pick(g, "Schedule A", "Schedule B")}
	case 2:
		return agreement.Price{Kind: agreement.PriceFRAND}
	case 3:
		return agreement.Price{Kind: agreement.PriceNotStated}
	}
	return agreement.Price{Kind: agreement.PricePaidUp}
}

// reading adds to an agreement a reading of one of its definitions that has none yet. All options vary one and the
// same line; the first is now and then the definition as it stands.
func (g *gen) reading(a *agreement.Agreement) {
	var free []definition
	for _, d := range definitions(a) {
		if d.readable() && !hasReading(g.agreements, d.clause().QName()) {
			free = append(free, d)
		}
	}
	if len(free) == 0 {
		return
	}
	g.readingOf(a, pick(g, free...))
}

// readingOf adds a reading of a definition.
func (g *gen) readingOf(a *agreement.Agreement, d definition) {
	h := g.before(d.clause())
	r := &agreement.Reading{
		Clause:  clause(a, "reading", fmt.Sprintf("R%d", len(a.Readings)+1)),
		Says:    "which of them is meant?",
		Affects: d.clause().QName(),
	}
	line := h.IntN(1000)
	for i := range 2 + h.IntN(2) {
		label := fmt.Sprintf("way %d", i+1)
		if i == 0 && h.chance(60) {
			r.Options = append(r.Options, d.option(label))
			continue
		}
		r.Options = append(r.Options, h.vary(d, line).option(label))
	}
	a.Readings = append(a.Readings, r)
}

func hasReading(agreements []*agreement.Agreement, n agreement.Name) bool {
	for _, a := range agreements {
		for _, r := range a.Readings {
			if r.Affects == n {
				return true
			}
		}
	}
	return false
}

// before is the generator with only those definitions that stand before a clause, so that what it draws for the
// clause leads back to nothing.
func (g *gen) before(c agreement.Clause) *gen {
	h := *g
	h.groups, h.sets, h.goods, h.grants = nil, nil, nil, nil
	for _, a := range g.agreements {
		for _, x := range a.Groups {
			if x.Clause.QName() == c.QName() {
				return &h
			}
			h.groups = append(h.groups, x)
		}
		for _, x := range a.Patents {
			if x.Clause.QName() == c.QName() {
				return &h
			}
			h.sets = append(h.sets, x)
		}
		for _, x := range a.Products {
			if x.Clause.QName() == c.QName() {
				return &h
			}
			h.goods = append(h.goods, x)
		}
		h.grants = append(h.grants, a.Grants...)
		if a.Clause.Name == c.Agreement {
			return &h
		}
	}
	return &h
}
