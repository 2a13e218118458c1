package synth

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
)

// afterwards gives what was drawn from the seed for later issues: prices that differ, and passages that can be read in
// several ways. It draws from a generator of its own, after everything else, so that the rest of a world stays what it
// was.
func (g *gen) afterwards(seed uint64) {
	h := *g
	h.Rand = rand.New(rand.NewPCG(seed, 0x72656164696e67))
	for _, x := range h.grants {
		x.Price = h.price()
	}
	if !h.chance(25) {
		return
	}
	for range 1 + h.IntN(2) {
		a := pick(&h, h.agreements...)
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

// definition is one definition of an agreement that can be affected by a reading; one of its fields is set.
type definition struct {
	group     *agreement.Group
	patents   *agreement.PatentSet
	products  *agreement.ProductSet
	grant     *agreement.Grant
	exclusion *agreement.Exclusion
}

func (d definition) clause() agreement.Clause {
	switch {
	case d.group != nil:
		return d.group.Clause
	case d.patents != nil:
		return d.patents.Clause
	case d.products != nil:
		return d.products.Clause
	case d.grant != nil:
		return d.grant.Clause
	}
	return d.exclusion.Clause
}

// option is a copy of the definition as one way of reading it.
func (d definition) option(label string) agreement.ReadingOption {
	return agreement.ReadingOption{
		Label: label, Line: label,
		Group: copied(d.group), Patents: copied(d.patents), Products: copied(d.products),
		Grant: copied(d.grant), Exclusion: copied(d.exclusion),
	}
}

// asRead is the definition that an option makes.
func asRead(o agreement.ReadingOption) definition {
	return definition{o.Group, o.Patents, o.Products, o.Grant, o.Exclusion}
}

// definitions lists what an agreement defines.
func definitions(a *agreement.Agreement) []definition {
	var out []definition
	for _, x := range a.Groups {
		out = append(out, definition{group: x})
	}
	for _, x := range a.Patents {
		out = append(out, definition{patents: x})
	}
	for _, x := range a.Products {
		out = append(out, definition{products: x})
	}
	for _, x := range a.Grants {
		out = append(out, definition{grant: x})
	}
	for _, x := range a.Exclusions {
		out = append(out, definition{exclusion: x})
	}
	return out
}

// reading adds to an agreement a reading of one of its definitions that has none yet. All options vary one and the
// same line; the first is now and then the definition as it stands.
func (g *gen) reading(a *agreement.Agreement) {
	var free []definition
	for _, d := range definitions(a) {
		if !hasReading(g.agreements, d.clause().QName()) {
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

// vary returns a copy of a definition with one line drawn anew; a number chooses the line.
func (g *gen) vary(d definition, line int) definition {
	c := definition{copied(d.group), copied(d.patents), copied(d.products), copied(d.grant), copied(d.exclusion)}
	g.varyInPlace(c, line)
	return c
}

// varyInPlace draws one line of a definition anew. Lists are replaced, never written to.
func (g *gen) varyInPlace(d definition, line int) {
	switch {
	case d.group != nil:
		g.varyGroup(d.group, line)
	case d.patents != nil:
		g.varyPatents(d.patents, line)
	case d.products != nil:
		g.varyProducts(d.products, line)
	case d.grant != nil:
		g.varyGrant(d.grant, line)
	case d.exclusion != nil:
		g.varyExclusion(d.exclusion, line)
	}
}

// copied is a copy; nil stays nil.
func copied[T any](p *T) *T {
	if p == nil {
		return nil
	}
	x := *p
	return &x
}

func (g *gen) varyGroup(x *agreement.Group, line int) {
	switch line % 4 {
	case 0, 1:
		x.Membership, x.AsOf = pick(g, agreement.WhileControlled, agreement.AsOf, agreement.OnceIn, agreement.NowOrLater), g.day(3, 9)
	case 2: // another threshold, another way, or somebody more
		x.Is = slices.Clone(x.Is)
		for i := range x.Is {
			if m := &x.Is[i]; m.Reach && m.Org != "" {
				*m = g.reach(m.Org)
				return
			}
		}
		x.Is = append(x.Is, g.member())
	default:
		if x.Without != nil && g.chance(50) {
			x.Without = nil
		} else {
			x.Without = []agreement.Member{g.member()}
		}
	}
}

func (g *gen) varyPatents(x *agreement.PatentSet, line int) {
	switch line % 6 {
	case 0, 1: // another time of capture
		x.Add = slices.Clone(x.Add)
		for i := range x.Add {
			if len(x.Add[i].OwnedBy) > 0 {
				x.Add[i].Held = g.held(false)
				return
			}
		}
		x.Where = []agreement.Condition{g.condition(g.patentTest)}
	case 2, 3:
		x.Where = slices.Clone(x.Where)
		if n := len(x.Where); n > 0 {
			x.Where[n-1] = g.condition(g.patentTest)
		} else {
			x.Where = []agreement.Condition{g.condition(g.patentTest)}
		}
	case 4:
		x.Family = some(g, 0, 3, patent.Continuation, patent.Divisional, patent.ContinuationInPart, patent.Reissue, patent.ForeignCounterpart)
	default:
		x.Except = []agreement.PatentItem{g.patentItem()}
	}
}

func (g *gen) varyProducts(x *agreement.ProductSet, line int) {
	switch line % 4 {
	case 0:
		x.Are = some(g, 1, 3, append(slices.Clone(categories), g.products...)...)
	case 1:
		if len(x.OnSale) == 0 {
			x.Are = some(g, 1, 2, append(slices.Clone(categories), g.products...)...)
			return
		}
		x.OnSale = slices.Clone(x.OnSale)
		x.OnSale[0].Held = g.held(true)
	case 2:
		x.Where = []agreement.Condition{g.condition(g.productTest)}
	default:
		x.Except = []agreement.ProductItem{g.productItem()}
	}
}

func (g *gen) varyGrant(x *agreement.Grant, line int) {
	switch line % 9 {
	case 0:
		x.Acts = g.acts(1)
	case 1:
		x.In = g.territory()
	case 2, 3:
		x.During = g.term()
	case 4:
		x.To = []agreement.Member{g.member(), g.member()}
	case 5:
		if x.Anything = !x.Anything; x.Anything {
			x.For = nil
		} else {
			x.For = []agreement.ProductItem{g.productItem()}
		}
	case 6:
		x.Under = []agreement.PatentItem{g.patentItem()}
	case 7:
		x.Price = g.price()
	default:
		x.From = []agreement.Member{g.member(), g.member()}
	}
}

func (g *gen) varyExclusion(x *agreement.Exclusion, line int) {
	switch line % 7 {
	case 0, 1:
		x.Extent = pick(g, agreement.ThatComponent, agreement.WholeProduct)
	case 2, 3:
		x.Anything, x.For = false, []agreement.ProductItem{g.productItem()}
	case 4:
		if len(g.grants) == 0 {
			return
		}
		x.Cuts = nil
		for _, c := range some(g, 1, 2, g.grants...) {
			x.Cuts = append(x.Cuts, c.Clause.QName())
		}
	case 5:
		t := g.territory()
		x.In = &t
	default:
		x.Acts = g.acts(1)
	}
}
