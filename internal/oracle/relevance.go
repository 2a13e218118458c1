package oracle

import (
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
)

// relevant says whether a patent is relevant to a product. Where that cannot be told it counts as relevant, and the
// facts that would tell are listed.
func (w *known) relevant(p *patent.Record, tree []*node) (yes bool, facts []string) {
	lines := w.linesFor(tree[0])
	if len(lines) == 0 {
		return true, nil
	}
	unknown := map[string]bool{}
	for _, line := range lines {
		for _, word := range line.Fields {
			if p.Unclassified() {
				unknown[agreement.QAttr("field", word, p.ID).ID()] = true
			} else if f, ok := patent.ParseField(word); ok && p.Fields.Has(f) {
				return true, nil
			}
		}
		if line.Standards && w.implemented(p, tree, unknown) {
			return true, nil
		}
		for _, n := range tree {
			if line.Charted && w.readsOn(p.ID, n) > 0 {
				return true, nil
			}
		}
	}
	return len(unknown) > 0, sorted(unknown)
}

// linesFor lists the lines of relevance for the product of the use, or else for its categories.
func (w *known) linesFor(root *node) []agreement.Relevance {
	var own, general []agreement.Relevance
	for _, r := range w.relevance {
		if r.Product == root.id {
			own = append(own, r)
		} else if has(root.categories, r.Product) {
			general = append(general, r)
		}
	}
	if len(own) > 0 {
		return own
	}
	return general
}

// implemented reports whether a node implements a standard the patent was declared for. Where no node says what it
// implements, it notes what would tell.
func (w *known) implemented(p *patent.Record, tree []*node, unknown map[string]bool) bool {
	silent := true
	for _, n := range tree {
		silent = silent && len(n.implements) == 0
		for _, s := range p.Standards {
			if hasStandard(n.implements, s) {
				return true
			}
		}
	}
	if silent {
		for _, n := range tree {
			for _, s := range p.Standards {
				unknown[agreement.QAttr("standard", s, n.id).ID()] = true
			}
		}
	}
	return false
}
