package synth

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
)

// Redraft makes a second draft of the agreements of a case: its own copies with one to three small changes, now and
// then with none, or with one that is only words. The facts are those of the case. A case that was shrunk may be
// redrafted as well; the changes are then others.
func Redraft(seed uint64, c Case) agreement.World {
	g := again(seed, 0x647261667473, c)
	if g.chance(6) || len(g.agreements) == 0 {
		return agreement.World{Agreements: g.agreements, Facts: c.World.Facts}
	}
	for range 1 + g.IntN(3) {
		g.change(pick(g, g.agreements...))
	}
	return agreement.World{Agreements: g.agreements, Facts: c.World.Facts}
}

// again is a generator that goes on where the one of a case ended, with copies of its agreements. What a shrunk case
// has no more of is made up, so that there is always something to draw.
func again(seed, stream uint64, c Case) *gen {
	first := &gen{Rand: rand.New(rand.NewPCG(c.Seed, worldStream)), size: 10}
	g := &gen{Rand: rand.New(rand.NewPCG(seed, stream)), size: 10, pool: first.days()}
	g.facts = slices.Clone(c.World.Facts)
	g.records = c.Records
	for i := range g.facts {
		switch b := g.facts[i].Body.(type) {
		case agreement.Organisation:
			g.orgs = append(g.orgs, b.ID)
		case agreement.Product:
			g.products = append(g.products, b.ID)
		}
	}
	if len(g.orgs) < 3 {
		g.orgs = orgNames[:4]
	}
	if len(g.products) < 2 {
		g.products = []string{"phone", "slate"}
	}
	if len(g.records) == 0 {
		g.records = []patent.Record{{ID: "p1", Owners: []string{string(g.orgs[0])}}}
	}
	g.agreements = Drop(c, func(string, int) bool { return true }).World.Agreements
	for _, a := range g.agreements {
		g.groups = append(g.groups, a.Groups...)
		for _, s := range a.Patents {
			if !paired(s) {
				g.sets = append(g.sets, s)
			}
		}
		g.goods = append(g.goods, a.Products...)
		g.grants = append(g.grants, a.Grants...)
		for _, d := range definitions(a) {
			g.terms = append(g.terms, d.terms()...)
		}
	}
	return g
}

// change makes one small change to an agreement.
func (g *gen) change(a *agreement.Agreement) {
	if actsOnEvents(a) && g.chance(45) {
		g.changeHappening(a)
		return
	}
	switch n := g.IntN(24); {
	case n == 23:
		g.changeHappening(a)
	case n >= 20:
		g.reprice(a)
	case n < 11:
		g.changeLine(a)
	case n < 12:
		g.reword(a)
	case n < 13:
		g.changeProvided(a)
	case n < 14:
		if len(a.Groups) > 0 && len(a.Patents) > 0 && a.Network == nil {
			g.grant(a, unused(a, "L"))
		}
	case n < 15:
		if len(a.Grants) > 1 {
			g.remove(a, pick(g, a.Grants...).Clause.QName())
		}
	case n < 16:
		g.exclusion(a, unused(a, "X"))
	case n < 17:
		if len(a.Exclusions) > 0 {
			g.remove(a, pick(g, a.Exclusions...).Clause.QName())
		}
	case n < 18:
		if len(a.Opens) > 0 && g.chance(60) {
			i := g.IntN(len(a.Opens))
			a.Opens = slices.Delete(a.Opens, i, i+1)
		} else {
			g.open(a, unused(a, "O"))
		}
	default:
		g.changeReading(a)
	}
}

// changeLine draws one line of a definition anew, in every way of reading it. Grants and exclusions, on which rights
// hang directly, are changed more often.
func (g *gen) changeLine(a *agreement.Agreement) {
	all := definitions(a)
	for _, d := range all {
		if d.grant != nil {
			all = append(all, d, d)
		}
	}
	if len(all) == 0 {
		return
	}
	d := pick(g, all...)
	line, seed := g.IntN(1000), g.Uint64()
	g.everyReading(d, func(d definition) {
		h := g.before(d.clause())
		h.Rand = rand.New(rand.NewPCG(seed, 0))
		h.varyInPlace(d, line)
	})
}

// everyReading changes a definition and what every option of its reading makes of it.
func (g *gen) everyReading(d definition, change func(definition)) {
	change(d)
	for _, a := range g.agreements {
		for _, r := range a.Readings {
			if r.Affects != d.clause().QName() {
				continue
			}
			for _, o := range r.Options {
				change(asRead(o))
			}
		}
	}
}

// reword changes words that mean nothing to the engine.
func (g *gen) reword(a *agreement.Agreement) {
	a.Clause.Heading += " (revised)"
	for _, d := range definitions(a) {
		if g.chance(50) {
			continue
		}
		g.everyReading(d, func(d definition) {
			if at := d.at(); d.patents != nil || d.exclusion != nil || d.power != nil {
				at.Heading += "Revised"
			} else {
				at.Prose += "In other words."
			}
		})
	}
}

// reprice draws other prices for all grants of an agreement.
func (g *gen) reprice(a *agreement.Agreement) {
	for _, x := range a.Grants {
		price := g.price()
		g.everyReading(definition{grant: x}, func(d definition) { d.grant.Price = price })
	}
}

// changeProvided adds a condition to a grant, or takes the last one away.
func (g *gen) changeProvided(a *agreement.Agreement) {
	if len(a.Grants) == 0 {
		return
	}
	line := agreement.Condition{g.findingTest(agreement.Test{Not: g.chance(15)},
		pick(g, agreement.SubjectFixed, agreement.SubjectPatent, agreement.SubjectProduct))}
	less := g.chance(50)
	g.everyReading(definition{grant: pick(g, a.Grants...)}, func(d definition) {
		if n := len(d.grant.Provided); n > 0 && less {
			d.grant.Provided = d.grant.Provided[:n-1]
		} else {
			d.grant.Provided = append(slices.Clone(d.grant.Provided), line)
		}
	})
}

// changeReading adds a reading, drops one, or settles that one of three ways is not meant.
func (g *gen) changeReading(a *agreement.Agreement) {
	if len(a.Readings) == 0 {
		g.reading(a)
		return
	}
	i := g.IntN(len(a.Readings))
	if r := a.Readings[i]; len(r.Options) > 2 && g.chance(50) {
		r.Options = slices.Delete(slices.Clone(r.Options), 1, 2)
		return
	}
	a.Readings = slices.Delete(a.Readings, i, i+1)
}

// unused is a number that no definition of the agreement has behind a letter of its name; names count from one, the
// number from zero.
func unused(a *agreement.Agreement, letter string) int {
	taken := map[string]bool{}
	for _, d := range definitions(a) {
		taken[d.clause().Name] = true
	}
	for _, o := range a.Opens {
		taken[o.Clause.Name] = true
	}
	for _, r := range a.Readings {
		taken[r.Clause.Name] = true
	}
	n := 0
	for taken[numbered(letter, n)] {
		n++
	}
	return n
}

// numbered is the name behind a letter, counted from one, of a number counted from zero.
func numbered(letter string, n int) string { return fmt.Sprintf("%s%d", letter, n+1) }
