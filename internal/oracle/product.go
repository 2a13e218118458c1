package oracle

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// node is the product of a use or one of its components, all the way down.
type node struct {
	id     string // product id or category word; questions and findings are about it wherever it stands
	path   string // ids from the root, joined by "/"
	parent *node

	maker      agreement.Org // empty: not known, as all that follow
	categories []string
	brand      string
	business   string
	implements []string
	onSale     when.Spans
	saleKnown  bool
}

// tree lists the nodes of a use, the product itself first, each before its components.
func (w *known) tree(u agreement.UseOf) []*node {
	root := w.node(u.Product, "", nil)
	if _, declared := w.products[u.Product]; !declared {
		root.maker, root.brand = u.Actor, string(u.Actor)
	}
	return w.withParts(root)
}

// node makes the node of a declared product, or of a category word. By, when given, is its maker.
func (w *known) node(id string, by agreement.Org, parent *node) *node {
	n := &node{id: id, path: id, parent: parent, maker: by}
	if parent != nil {
		n.path = parent.path + "/" + id
	}
	p, declared := w.products[id]
	if !declared {
		n.categories = []string{id}
		return n
	}
	if by == "" {
		n.maker = p.Maker
	}
	n.categories, n.brand, n.business, n.implements = p.Category, p.Brand, p.Business, p.Implements
	n.onSale, n.saleKnown = p.OnSale, p.OnSale != nil
	return n
}

func (w *known) withParts(n *node) []*node {
	nodes := []*node{n}
	for a := n.parent; a != nil; a = a.parent {
		if a.id == n.id {
			return nodes // a product that contains itself is not opened again
		}
	}
	for _, part := range w.products[n.id].Contains {
		nodes = append(nodes, w.withParts(w.node(part.ID, part.By, n))...)
	}
	return nodes
}

// productAt is a node tested for a product set.
type productAt struct {
	set  agreement.Name
	node string
	pair *pair
}

// oneOf reports whether an item of a list names a node: by a set that it is in, its id, or a category of it.
func (v *view) oneOf(items []agreement.ProductItem, n *node) bool {
	for _, it := range items {
		if it.Set != "" && v.inProducts(it.Set, n) || it.Set == "" && v.meets(it.Word, n) {
			return true
		}
	}
	return false
}

// meets reports whether a word names a node: the id of a declared product, or else a category.
func (v *view) meets(word string, n *node) bool {
	if _, declared := v.products[word]; declared {
		return n.id == word
	}
	return v.nodeHas(agreement.ProductCategory, word, n)
}

// inProducts reports whether a node is in a product set.
func (v *view) inProducts(name agreement.Name, n *node) bool {
	s := v.wares(name)
	if s == nil {
		return false
	}
	return v.guarded(productAt{name, n.path, v.pair}, func() bool {
		return v.selected(s, n) &&
			v.holdAll(s.Where, subject{node: n, clause: s.Clause, on: v.day}) &&
			!v.oneOf(s.Except, n) &&
			v.allYes(name)
	})
}

func (v *view) selected(s *agreement.ProductSet, n *node) bool {
	if len(s.Are) == 0 && len(s.OnSale) == 0 {
		return true
	}
	for _, word := range s.Are {
		if v.meets(word, n) {
			return true
		}
	}
	return v.soldAtTheTime(s, n) || s.Evolution && v.evolved(s, n)
}

// soldAtTheTime reports whether an `on sale by` line selects a node.
func (v *view) soldAtTheTime(s *agreement.ProductSet, n *node) bool {
	for _, line := range s.OnSale {
		if v.sold(line, n, s.Clause) {
			return true
		}
	}
	return false
}

func (v *view) sold(line agreement.OnSale, n *node, c agreement.Clause) bool {
	onSale := func(d when.Date) bool { return n.onSale.Contains(d) }
	if !n.saleKnown {
		onSale = func(when.Date) bool { return v.yes(agreement.QOnSale(n.id, line.Held.String(), c)) }
	}
	made := func(d when.Date) bool { return v.among(n.maker, line.By, d) }
	if n.maker == "" {
		made = func(when.Date) bool {
			return v.yes(agreement.QAttr("maker", "a member of "+agreement.MemberList(line.By), n.id))
		}
	}
	for _, d := range v.saleDays(line.Held, n) {
		if made(d) && onSale(d) {
			return true
		}
	}
	return false
}

// saleDays lists the days that a time names, as far as anything may change on them.
func (v *view) saleDays(h agreement.Held, n *node) []when.Date {
	switch h.Kind {
	case agreement.HeldOn:
		return []when.Date{h.Day}
	case agreement.HeldBefore:
		return []when.Date{h.Day - 1}
	case agreement.HeldAtTimeOfUse:
		return []when.Date{v.day}
	}
	days := v.controlDays(h.Span)
	for _, s := range n.onSale {
		for _, d := range []when.Date{s.From, s.To} {
			if h.Span.Contains(d) {
				days = append(days, d)
			}
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// evolved reports whether a node is a natural evolution of what `on sale by` selects. Findings from none, and those
// from each selected product, are settled by themselves; a no from one product says nothing.
func (v *view) evolved(s *agreement.ProductSet, n *node) bool {
	const term = "natural evolution"
	judged := v.judgements(term, n.id, v.day)
	all := judged[""]
	settledYes, conflict := all.yes && !all.no, false
	for _, from := range sortedKeys(judged) {
		j := judged[from]
		if from == "" || !j.yes {
			continue
		}
		if _, declared := v.products[from]; !declared || !v.soldAtTheTime(s, v.node(from, "", nil)) {
			continue
		}
		all.yes = true
		if j.no {
			conflict = true
		} else {
			settledYes = true
		}
	}
	if conflict && !settledYes {
		all.no = true
	}
	return v.settled(all, term, n.id, s.Clause)
}

func sortedKeys[K ~string, T any](m map[K]T) []K {
	out := make([]K, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
