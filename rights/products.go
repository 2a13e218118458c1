package rights

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// node is one node of the product tree of a use (§7). Empty fields are not known.
type node struct {
	id         string // product id or category word
	path       string // ids from the root: "xiaomi-13/snapdragon-8g2"
	parent     int    // -1: the root
	depth      int
	name       string
	category   []string
	maker      org
	brand      string
	business   string
	implements []string
	onSale     when.Spans // nil: not known
}

// tree returns the nodes of the product of a use, root first, each after its parent.
func (p *Program) tree(product string, actor org) []node {
	var nodes []node
	var add func(parent int, n node, parts []agreement.Part)
	add = func(parent int, n node, parts []agreement.Part) {
		n.parent = parent
		n.path = n.id
		if parent >= 0 {
			n.path = nodes[parent].path + "/" + n.id
			n.depth = nodes[parent].depth + 1
		}
		at := len(nodes)
		nodes = append(nodes, n)
		for _, part := range parts {
			if within(nodes, at, part.ID) {
				continue // a product inside itself: check refuses it
			}
			c, ps := p.nodeOf(part.ID)
			if part.By != "" {
				c.maker = p.orgOf(part.By)
			}
			add(at, c, ps)
		}
	}
	root, parts := p.nodeOf(product)
	if p.products[product] == nil {
		root.maker, root.brand = actor, p.nameOf(actor)
	}
	add(-1, root, parts)
	return nodes
}

// nameOf is the id of an organisation, for the brand of what it makes.
func (p *Program) nameOf(x org) string {
	if x < 0 {
		return "somebody else's"
	}
	return p.orgs[x]
}

func within(nodes []node, at int, id string) bool {
	for ; at >= 0; at = nodes[at].parent {
		if nodes[at].id == id {
			return true
		}
	}
	return false
}

// nodeOf is the node of a declared product, or of a category word.
func (p *Program) nodeOf(id string) (node, []agreement.Part) {
	d := p.products[id]
	if d == nil {
		return node{id: id, name: id, category: []string{id}, maker: noOrg}, nil
	}
	n := node{id: id, name: d.Name, category: d.Category, maker: noOrg, brand: d.Brand, business: d.Business,
		implements: d.Implements, onSale: d.OnSale}
	if d.Maker != "" {
		n.maker = p.orgOf(d.Maker)
	}
	return n, d.Contains
}

// inProducts reports whether a node is one of the items.
func (p *Program) inProducts(cs *cases, n *node, items []agreement.ProductItem, t when.Date) bool {
	for _, it := range items {
		if it.Set != "" {
			if s := p.productSets[it.Set]; s != nil && p.inProductSet(cs, n, s, t) {
				return true
			}
		} else if p.isWord(cs, n, it.Word) {
			return true
		}
	}
	return false
}

// isWord reports whether a node is the product, or of the category, that a word names.
func (p *Program) isWord(cs *cases, n *node, word string) bool {
	if n.id == word {
		return true
	}
	if p.products[word] != nil {
		return false // a word that declares a product is no category
	}
	if len(n.category) > 0 {
		return slices.Contains(n.category, word)
	}
	return cs.yes(agreement.QAttr("category", word, n.id))
}

func (p *Program) inProductSet(cs *cases, n *node, s *productSet, t when.Date) bool {
	s = s.read(cs)
	return (len(s.Are) == 0 && len(s.OnSale) == 0 || p.selectsProduct(cs, n, s, t)) &&
		p.productConditions(cs, n, s.Where, t, s.Clause) &&
		!p.inProducts(cs, n, s.Except, t) &&
		allYes(cs, s.opens)
}

func (p *Program) selectsProduct(cs *cases, n *node, s *productSet, t when.Date) bool {
	for _, w := range s.Are {
		if p.isWord(cs, n, w) {
			return true
		}
	}
	for i := range s.OnSale {
		if p.soldBy(cs, n, &s.OnSale[i], s.Clause) {
			return true
		}
	}
	return s.Evolution && len(s.OnSale) > 0 && p.evolved(cs, n, s, t)
}

// soldBy reports whether a member sold the node at the time the selector names.
func (p *Program) soldBy(cs *cases, n *node, o *agreement.OnSale, c agreement.Clause) bool {
	span := heldSpan(o.Held, when.None)
	if n.onSale != nil && !n.onSale.Intersects(span) {
		return false
	}
	if n.maker == noOrg {
		if !cs.yes(agreement.QAttr("maker", "a member of "+agreement.MemberList(o.By), n.id)) {
			return false
		}
		return n.onSale != nil || cs.yes(agreement.QOnSale(n.id, o.Held.String(), c))
	}
	spans := when.Spans{span}
	if n.onSale != nil {
		spans = n.onSale.Intersect(spans)
	}
	for _, sp := range spans {
		for _, d := range cs.clock.within(sp) {
			if p.inMembers(cs, n.maker, o.By, d) {
				return n.onSale != nil || cs.yes(agreement.QOnSale(n.id, o.Held.String(), c))
			}
		}
	}
	return false
}

// evolved reports whether the node is a natural evolution of what the set selects by sale.
func (p *Program) evolved(cs *cases, n *node, s *productSet, t when.Date) bool {
	type tally struct{ yes, no bool }
	byFrom := map[string]tally{}
	var froms []string
	for _, j := range p.findings.counting(termEvolution, n.id, t) {
		v, seen := byFrom[j.From]
		if !seen {
			froms = append(froms, j.From)
		}
		v.yes, v.no = v.yes || j.Yes, v.no || !j.Yes
		byFrom[j.From] = v
	}
	var yes, no, differ bool
	for _, f := range froms {
		v := byFrom[f]
		if !v.yes && f != "" || f != "" && !p.selectedBase(cs, f, s) {
			continue // a no from one product does not speak for the others
		}
		yes = yes || v.yes && !v.no
		no = no || v.no && !v.yes
		differ = differ || v.yes && v.no
	}
	switch {
	case yes && !no:
		return true
	case no && !yes && !differ:
		return false
	case yes || no || differ:
		return cs.yes(agreement.QConflict(termEvolution, n.id, s.Clause))
	}
	return cs.yes(agreement.QFinding(termEvolution, n.id, s.Clause))
}

func (p *Program) selectedBase(cs *cases, id string, s *productSet) bool {
	if id == "" {
		return true
	}
	if p.products[id] == nil {
		return false // not a product that anybody declared
	}
	base, _ := p.nodeOf(id)
	for i := range s.OnSale {
		if p.soldBy(cs, &base, &s.OnSale[i], s.Clause) {
			return true
		}
	}
	return false
}

// heldSpan is the days on which a holding counts; use is the day of the use.
func heldSpan(h agreement.Held, use when.Date) when.Interval {
	switch h.Kind {
	case agreement.HeldBefore:
		return when.Closed(h.Day-1, h.Day-1)
	case agreement.HeldDuring:
		return h.Span
	case agreement.HeldAtTimeOfUse:
		return when.Closed(use, use)
	}
	return when.Closed(h.Day, h.Day)
}

// conditions reports whether every line holds, a line holding when one of its alternatives does.
func conditions(lines []agreement.Condition, test func(*agreement.Test) bool) bool {
	for _, line := range lines {
		held := false
		for i := range line {
			if test(&line[i]) != line[i].Not {
				held = true
				break
			}
		}
		if !held {
			return false
		}
	}
	return true
}

func (p *Program) productConditions(cs *cases, n *node, lines []agreement.Condition, t when.Date, c agreement.Clause) bool {
	return conditions(lines, func(x *agreement.Test) bool { return p.productTest(cs, n, x, t, c) })
}

func (p *Program) productTest(cs *cases, n *node, x *agreement.Test, t when.Date, c agreement.Clause) bool {
	any := func(attr string, known bool, is func(string) bool) bool {
		for _, v := range x.Values {
			if known && is(v) || !known && cs.yes(agreement.QAttr(attr, v, n.id)) {
				return true
			}
		}
		return false
	}
	switch x.Attr {
	case agreement.ProductCategory:
		return any("category", len(n.category) > 0, func(v string) bool { return slices.Contains(n.category, v) })
	case agreement.ProductMaker:
		return any("maker", n.maker != noOrg, func(v string) bool { return p.orgOf(agreement.Org(v)) == n.maker })
	case agreement.ProductBrand:
		return any("brand", n.brand != "", func(v string) bool { return n.brand == v })
	case agreement.ProductBusiness:
		return any("business", n.business != "", func(v string) bool { return n.business == v })
	case agreement.ProductStandard:
		return any("standard", len(n.implements) > 0, func(v string) bool { return hasStandard(n.implements, v) })
	case agreement.ProductID:
		return slices.Contains(x.Values, n.id)
	case agreement.FindingTest:
		of := x.Finding.Of
		if x.Finding.Subject == agreement.SubjectProduct {
			of = n.id
		}
		return p.found(cs, &x.Finding, of, t, c)
	}
	return false
}

func hasStandard(list []string, name string) bool {
	for _, s := range list {
		if sameStandard(s, name) {
			return true
		}
	}
	return false
}

func sameStandard(a, b string) bool { return a == b || patent.SameStandard(a, b) }
