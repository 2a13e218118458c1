package rights

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// classes puts what no clause tells apart together, by a key; in the order of first appearance.
func classes[T any](items []T, key func(T) string) [][]T {
	at := map[string]int{}
	var out [][]T
	for _, x := range items {
		k := key(x)
		i, ok := at[k]
		if !ok {
			i = len(out)
			at[k] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], x)
	}
	return out
}

// both are the grants of a group in both worlds, each with its world.
func (c *comparison) both(g *ownership) func(yield func(p *Program, g *grant) bool) {
	return func(yield func(*Program, *grant) bool) {
		for _, x := range g.grantsA {
			if !yield(c.a, x) {
				return
			}
		}
		for _, x := range g.grantsB {
			if !yield(c.b, x) {
				return
			}
		}
	}
}

// actorClasses puts the actors whose rights under patents of the group may differ into classes: those who are licensees
// of the same grants on the same days and own the same.
func (c *comparison) actorClasses(g *ownership) [][]org {
	may := map[org]bool{} // numbers of a
	fromB := make(map[org]org, len(c.toB))
	for i, n := range c.toB {
		if n != noOrg {
			fromB[n] = org(i)
		}
	}
	add := func(p *Program, grants []*grant) {
		for _, x := range grants {
			if x.letsAnybodyMake() { // for whomever
				for i, n := range c.toB {
					if n != noOrg {
						may[org(i)] = true
					}
				}
			}
			for o := range p.ever(x).to.each {
				if p == c.b {
					if n, ok := fromB[o]; ok {
						may[n] = true
					}
				} else if c.toB[o] != noOrg {
					may[o] = true
				}
			}
		}
	}
	if g.changed || c.differ.everything {
		add(c.a, g.grantsA)
		add(c.b, g.grantsB)
	} else {
		add(c.a, g.touched[0])
		add(c.b, g.touched[1])
		c.addThoseWhoDiffer(g, may)
	}
	for _, o := range g.owners {
		for _, x := range c.a.control.above(o) {
			if c.toB[x] != noOrg && (g.changed || c.differ.everything || c.ownDiffers(x, g)) {
				may[x] = true
			}
		}
		if n := c.toB[o]; n != noOrg {
			for _, x := range c.b.control.above(n) {
				if y, ok := fromB[x]; ok && (g.changed || c.differ.everything || c.ownDiffers(y, g)) {
					may[y] = true
				}
			}
		}
	}
	actors := slices.Sorted(maps.Keys(may))
	if len(c.scope.By) > 0 {
		actors = slices.DeleteFunc(actors, func(x org) bool { return !slices.Contains(c.scope.By, agreement.Org(c.a.orgs[x])) })
	}
	makers := c.tellsMakers(g)
	return classes(actors, func(x org) string {
		if makers {
			return fmt.Sprint(x)
		}
		var b strings.Builder
		line := func(l *people, o org) {
			if l.everyone {
				b.WriteString("*;")
				return
			}
			was := -1
			for _, s := range l.segments {
				if is := bits2(s.certain.has(o), s.possible.has(o)); is != was {
					fmt.Fprintf(&b, "%d:%d,", s.from, is)
					was = is
				}
			}
			b.WriteByte(';')
		}
		for p, h := range c.both(g) {
			y := x
			if p == c.b {
				y = c.toB[x]
			}
			if h.eventful() { // events tell on him alone
				return fmt.Sprint(x)
			}
			for _, v := range h.each() {
				line(v.to, y)
			}
		}
		for _, o := range g.owners {
			line(c.a.ownPeople(x), o)
			if n := c.toB[o]; n != noOrg {
				line(c.b.ownPeople(c.toB[x]), n)
			}
		}
		return b.String()
	})
}

// addThoseWhoDiffer adds the actors who are licensees on other days because control differs.
func (c *comparison) addThoseWhoDiffer(g *ownership, may map[org]bool) {
	if !c.differ.control {
		return
	}
	for p, h := range c.both(g) {
		if n := h.Clause.QName(); c.differ.persons[n] {
			for o := range p.ever(h).to.each {
				if !may[o] && c.hisDiffer(n, o) { // control alone differs: the numbers are the same
					may[o] = true
				}
			}
		}
	}
}

func bits2(a, b bool) int {
	n := 0
	if a {
		n = 1
	}
	if b {
		n += 2
	}
	return n
}

// ownPeople is an organisation and those it controls (over 50%): whose patents are its own.
func (p *Program) ownPeople(x org) *people {
	id := agreement.Org(p.orgs[x])
	list := []agreement.Member{{Org: id}, {Org: id, Reach: true, Share: agreement.Over50}}
	if l, ok := p.own.Load(x); ok {
		return l.(*people)
	}
	l, _ := p.own.LoadOrStore(x, p.workOutPeople(list))
	return l.(*people)
}

// ownDiffers reports whether what an actor owns of the group differs.
func (c *comparison) ownDiffers(x org, g *ownership) bool {
	if !c.differ.control && !c.differ.everything {
		return false
	}
	a, b := c.a.ownPeople(x), c.b.ownPeople(c.toB[x])
	for _, o := range g.owners {
		n := c.toB[o]
		if n == noOrg {
			continue
		}
		for _, day := range daysOfPeople(a, b) {
			ca, pa := a.has(o, day)
			cb, pb := b.has(n, day)
			if ca != cb || pa != pb || pa && !ca && (c.differ.everything || c.differ.bearsOn(c.b, n)) {
				return true
			}
		}
	}
	return false
}

func daysOfPeople(lists ...*people) []when.Date {
	var out []when.Date
	for _, l := range lists {
		for _, s := range l.segments {
			out = append(out, s.from)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// actClasses puts the acts into classes: those that the same clauses name. Having something made is by itself.
func (c *comparison) actClasses(g *ownership) [][]agreement.Act {
	var acts []agreement.Act
	haveMade := false
	for _, h := range c.both(g) {
		haveMade = haveMade || h.letsAnybodyMake() || some(h.each(), func(v *grant) bool { return v.does(agreement.HaveMade) }) ||
			slices.ContainsFunc(h.extensions, func(e *extension) bool { return e.Chain == agreement.MakesFor && e.mayCover(h, agreement.Make) })
	}
	for act := agreement.Make; act <= agreement.Practise; act++ {
		if act == agreement.HaveMade && !haveMade || len(c.scope.Acts) > 0 && !slices.Contains(c.scope.Acts, act) {
			continue
		}
		acts = append(acts, act)
	}
	return classes(acts, func(act agreement.Act) string {
		if act == agreement.HaveMade {
			return "have made"
		}
		var b []byte
		for _, h := range c.both(g) {
			for _, v := range h.each() {
				b = append(b, byteOf(v.does(act)))
			}
			for _, e := range h.extensions {
				b = append(b, byteOf(e.mayCover(h, act)))
			}
			for _, x := range h.cutters {
				for _, v := range x.each() {
					b = append(b, byteOf(slices.Contains(v.Acts, act)))
				}
			}
		}
		return string(b)
	})
}

// countryClasses puts countries into classes: those that the same territories name and of which the same is presumed.
func (c *comparison) countryClasses(g *ownership) [][]string {
	seen := map[string]bool{}
	for _, b := range g.bundles {
		for _, k := range b.countries {
			seen[k] = true
		}
	}
	return classes(slices.Sorted(maps.Keys(seen)), func(k string) string {
		var b []byte
		in := func(t *agreement.Territory) {
			if t != nil {
				b = append(b, byteOf(slices.Contains(t.In, k)), byteOf(slices.Contains(t.Except, k)))
				if t.LeastDeveloped {
					b = append(b, 'l', byteOf(patent.LeastDeveloped(k, patent.LeastDevelopedFrom) == patent.Yes),
						byteOf(patent.LeastDeveloped(k, patent.LeastDevelopedTo) == patent.Yes))
				}
			}
		}
		for _, h := range c.both(g) {
			for _, v := range h.each() {
				in(&v.In)
			}
			for _, x := range h.cutters {
				for _, v := range x.each() {
					in(v.In)
				}
			}
		}
		return string(append(b, byteOf(c.a.coOwnersAlone[k]), byteOf(c.b.coOwnersAlone[k])))
	})
}

func byteOf(b bool) byte {
	if b {
		return '1'
	}
	return '0'
}

// productClasses puts products into classes: a declared product is by itself, category words are together when no clause
// names one without the other.
func (c *comparison) productClasses(g *ownership) [][]string {
	seen := map[string]bool{}
	for _, w := range slices.Concat(c.a.everyProduct(), c.b.everyProduct()) {
		if (c.a.products[w] == nil) == (c.b.products[w] == nil) { // declared in one world only: nothing to compare with
			seen[w] = true
		}
	}
	words := slices.Sorted(maps.Keys(seen))
	if len(c.scope.Products) > 0 {
		words = slices.DeleteFunc(words, func(w string) bool { return !slices.Contains(c.scope.Products, w) })
		for _, w := range c.scope.Products {
			if !seen[w] {
				words = append(words, w)
			}
		}
	}
	mentions := c.mentions(g)
	return classes(words, func(w string) string {
		if c.a.products[w] != nil {
			return "product " + w
		}
		var b []byte
		for _, m := range mentions {
			b = append(b, byteOf(m[w]))
		}
		return string(b)
	})
}

// mentions lists, for every place in the clauses where products are named, the words there.
func (c *comparison) mentions(g *ownership) []map[string]bool {
	var out []map[string]bool
	add := func(words ...string) {
		m := map[string]bool{}
		for _, w := range words {
			m[w] = true
		}
		out = append(out, m)
	}
	for p, h := range c.both(g) {
		p.eachProductSet(h, func(items []agreement.ProductItem) {
			for _, it := range items {
				if it.Word != "" {
					add(it.Word)
				}
			}
		}, func(s *productSet) {
			for _, w := range s.Are {
				add(w)
			}
			for _, line := range s.Where {
				for _, t := range line {
					if t.Attr.OfProduct() {
						add(t.Values...)
					}
				}
			}
		})
	}
	for _, p := range []*Program{c.a, c.b} {
		for k := range p.findings {
			if p.products[k[1]] == nil && p.words[k[1]] {
				add(k[1])
			}
		}
	}
	return out
}

// eachProductSet visits the lists of products of a grant and of what cuts it, and the definitions these use.
func (p *Program) eachProductSet(g *grant, list func([]agreement.ProductItem), set func(*productSet)) {
	seen := map[agreement.Name]bool{}
	var items func([]agreement.ProductItem)
	items = func(its []agreement.ProductItem) {
		list(its)
		for _, it := range its {
			s := p.productSets[it.Set]
			if it.Set == "" || s == nil || seen[it.Set] {
				continue
			}
			seen[it.Set] = true
			for _, v := range s.each() {
				set(v)
				items(v.Except)
			}
		}
	}
	for _, v := range g.each() {
		items(v.For)
	}
	for _, x := range g.cutters {
		for _, v := range x.each() {
			items(v.For)
			items(v.Except)
		}
	}
}

// tellsMakers reports whether who makes a product can matter, so that a category is another product for each actor.
func (c *comparison) tellsMakers(g *ownership) bool {
	found := false
	for p, h := range c.both(g) {
		p.eachProductSet(h, func([]agreement.ProductItem) {}, func(s *productSet) {
			found = found || len(s.OnSale) > 0
			for _, line := range s.Where {
				for _, t := range line {
					found = found || t.Attr == agreement.ProductMaker || t.Attr == agreement.ProductBrand
				}
			}
		})
	}
	return found
}
