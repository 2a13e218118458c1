package check

import (
	"maps"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/syntax"
)

// names are the symbols in view: what journals declare, and in an expectation what its given lines add.
type names struct {
	outer    *names // the world's, for an expectation; nil for the world's own
	orgs     map[string]diag.Range
	also     map[string]string // other names and foreign ids -> organisation
	products map[string]diag.Range
	patents  map[string]diag.Range
	signed   map[string]diag.Range // agreements that somebody signs
	words    map[string]*wordUse   // category words
	allOrgs  []string              // what orgCandidates gave; organisations do not change once they are collected
}

// wordUse counts who uses a category word.
type wordUse struct {
	product bool       // some product is declared to be of the category, or the word is asked about
	uses    int        // in definitions and component lists
	at      diag.Range // the first use that is not a product's category
	path    string
}

func newNames(outer *names) *names {
	return &names{outer: outer, orgs: map[string]diag.Range{}, also: map[string]string{}, products: map[string]diag.Range{}, patents: map[string]diag.Range{}, signed: map[string]diag.Range{}, words: map[string]*wordUse{}}
}

// organisation finds an organisation by its id, one of its other names, or a foreign id.
func (n *names) organisation(s string) (agreement.Org, bool) {
	for ; n != nil; n = n.outer {
		if _, ok := n.orgs[s]; ok {
			return agreement.Org(s), true
		}
		if id, ok := n.also[s]; ok {
			return agreement.Org(id), true
		}
	}
	return "", false
}

func (n *names) hasProduct(s string) bool {
	for ; n != nil; n = n.outer {
		if _, ok := n.products[s]; ok {
			return true
		}
	}
	return false
}

func (n *names) hasPatent(s string) bool {
	for ; n != nil; n = n.outer {
		if _, ok := n.patents[s]; ok {
			return true
		}
	}
	return false
}

func (n *names) hasSigned(s string) bool {
	for ; n != nil; n = n.outer {
		if _, ok := n.signed[s]; ok {
			return true
		}
	}
	return false
}

func (n *names) hasCategory(s string) bool {
	for ; n != nil; n = n.outer {
		if _, ok := n.words[s]; ok {
			return true
		}
	}
	return false
}

// candidates lists, sorted, the keys that pick chooses over all levels.
func candidates[T any](n *names, pick func(*names) map[string]T) []string {
	all := map[string]bool{}
	for ; n != nil; n = n.outer {
		for k := range pick(n) {
			all[k] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

func (n *names) orgCandidates() []string {
	if n.allOrgs == nil {
		n.allOrgs = n.listOrgs()
	}
	return n.allOrgs
}

func (n *names) listOrgs() []string {
	return append(candidates(n, func(n *names) map[string]diag.Range { return n.orgs }), candidates(n, func(n *names) map[string]string { return n.also })...)
}

func (n *names) productIDs() []string {
	return candidates(n, func(n *names) map[string]diag.Range { return n.products })
}

func (n *names) patentIDs() []string {
	return candidates(n, func(n *names) map[string]diag.Range { return n.patents })
}

func (n *names) productCandidates() []string {
	return append(n.productIDs(), candidates(n, func(n *names) map[string]*wordUse { return n.words })...)
}

// sawCategory notes a category word. A word that is declared or asked about is in use; any other needs company.
func (n *names) sawCategory(word string, product bool, at diag.Range, path string) {
	for n.outer != nil && n.words[word] == nil {
		n = n.outer
	}
	u := n.words[word]
	if u == nil {
		u = &wordUse{}
		n.words[word] = u
	}
	if product {
		u.product = true
		return
	}
	if u.uses++; u.uses == 1 {
		u.at, u.path = at, path
	}
}

// touch makes a category word known without counting it as used.
func (n *names) touch(word string) {
	if !n.hasCategory(word) {
		n.words[word] = &wordUse{}
	}
}

// touchCategories makes the category words of all documents known before anything is lowered, so that a use may
// name a category that only a later clause or another document speaks of.
func (c *checker) touchCategories() {
	for _, s := range c.scopes {
		for _, b := range s.doc.Blocks {
			x := s.ctx(b)
			touch := func(ns []syntax.Name) {
				for _, n := range ns {
					if !n.Quoted && x.find(n.Text) == nil && !x.known.hasProduct(n.Text) {
						x.known.touch(n.Text)
					}
				}
			}
			for _, p := range b.Props {
				kind := b.Kind
				if o, ok := p.Value.(*syntax.Option); ok {
					p, kind = &o.Line, x.kindOf(b)
				}
				switch v := p.Value.(type) {
				case *syntax.Condition:
					for _, t := range v.Alts {
						if t.Attr == "category" {
							touch(t.Values)
						}
					}
				case *syntax.Names:
					if p.Key == "are" || ((p.Key == "for" || p.Key == "except") && kind != "patents") {
						touch(v.Items)
					}
				}
			}
		}
	}
}

// collect finds the symbols that journals declare.
func (c *checker) collect() {
	x := &ctx{checker: c, known: c.names}
	for _, retracted := range []bool{false, true} {
		for _, j := range c.journals {
			x.declare(j.Statements, retracted)
		}
	}
	for _, j := range c.journals {
		x.components(j.Statements)
	}
	x.otherNames(c.journals)
	x.clashes()
}

// declare notes the organisations, products, patents and category words of statements. A symbol declared twice is a
// problem unless one of the two has been retracted; what only a retracted statement declares is still known by name.
func (x *ctx) declare(sts []*syntax.Statement, retracted bool) {
	for _, st := range sts {
		if st.Body == nil || retracted != (st.Get("retracted") != nil) {
			continue
		}
		first := func(m map[string]diag.Range, n syntax.Name, what string) {
			old, twice := m[n.Text]
			switch {
			case twice && !retracted:
				p := x.error(diag.DuplicateDefinition, n.At, what+" "+quote(n.Text)+" is declared twice",
					"Keep one declaration; to correct an earlier one, give it a line `retracted DATE \"why\"`.")
				alsoAt(p, "first declared here", old)
			case !twice:
				m[n.Text] = n.At
			}
		}
		switch b := st.Body.(type) {
		case *syntax.IsOrganisation:
			first(x.known.orgs, b.ID, "organisation")
		case *syntax.IsPatent:
			first(x.known.patents, b.ID, "patent")
		case *syntax.Signs:
			x.known.signed[b.Agreement.Text] = b.Agreement.At
		case *syntax.IsProduct:
			first(x.known.products, b.ID, "product")
			for p := range st.All("category") {
				for _, n := range words(p.Value) {
					x.known.sawCategory(n.Text, true, n.At, "")
				}
			}
		}
	}
}

// components makes the category words of components known. A component that names a declared product is that product,
// so this comes after all products are declared.
func (x *ctx) components(sts []*syntax.Statement) {
	for _, st := range sts {
		for p := range st.All("contains") {
			v, ok := p.Value.(*syntax.Contains)
			if !ok {
				continue
			}
			for _, part := range v.Items {
				if !x.known.hasProduct(part.ID.Text) {
					x.known.touch(part.ID.Text)
				}
			}
		}
	}
}

// otherNames notes what organisations are also called. One name cannot belong to two.
func (x *ctx) otherNames(js []*syntax.Journal) {
	places := map[string]diag.Range{}
	claim := func(id, name string, at diag.Range) {
		if name == "" || name == id {
			return
		}
		owner, taken := x.known.also[name]
		if where, isID := x.known.orgs[name]; isID {
			p := x.error(diag.NameClaimedTwice, at, quote(name)+" is the id of an organisation of its own",
				"Another name cannot be the id of a different organisation. Remove it here, or declare only one of the two.")
			alsoAt(p, "declared here", where)
			return
		}
		if taken && owner != id {
			p := x.error(diag.NameClaimedTwice, at, quote(name)+" names both "+owner+" and "+id,
				"A name must lead to one organisation. Leave it with the one it belongs to.")
			alsoAt(p, "claimed here for "+owner, places[name])
			return
		}
		x.known.also[name], places[name] = id, at
	}
	for _, j := range js {
		for _, st := range j.Statements {
			b, ok := st.Body.(*syntax.IsOrganisation)
			if !ok || st.Get("retracted") != nil {
				continue
			}
			if b.Name != nil {
				claim(b.ID.Text, b.Name.Text, b.Name.At)
			}
			for p := range st.All("also") {
				for _, n := range words(p.Value) {
					claim(b.ID.Text, n.Text, n.At)
				}
			}
		}
	}
}

// clashes reports ids that differ only in case, and products that bear the name of a category.
func (x *ctx) clashes() {
	for _, m := range []struct {
		what string
		ids  map[string]diag.Range
	}{{"organisations", x.known.orgs}, {"products", x.known.products}, {"patents", x.known.patents}} {
		seen := map[string]string{}
		for _, id := range slices.Sorted(maps.Keys(m.ids)) {
			low := strings.ToLower(id)
			if other, ok := seen[low]; ok {
				p := x.error(diag.TwoNamesDifferByCase, m.ids[id], "two "+m.what+" differ only in case: "+quote(other)+" and "+quote(id),
					"A reader cannot tell them apart. Give one of them another id.")
				alsoAt(p, "the other one", m.ids[other])
			}
			seen[low] = id
		}
	}
	for _, id := range slices.Sorted(maps.Keys(x.known.products)) {
		if x.known.hasCategory(id) {
			x.warn(diag.ProductOrCategory, x.known.products[id], quote(id)+" is both a product and a category",
				"Where the word stands alone it is read as the product. Give the product an id of its own if the category is meant.")
		}
	}
}

// words are the items of a value that is a list of names, a word or a text.
func words(v syntax.Value) []syntax.Name {
	switch v := v.(type) {
	case *syntax.Names:
		return v.Items
	case *syntax.Word:
		return []syntax.Name{{Text: v.Text, At: v.At}}
	case *syntax.Text:
		return []syntax.Name{{Text: v.Text, Quoted: true, At: v.At}}
	case *syntax.Because:
		return v.Items
	case *syntax.Family:
		return v.Items
	}
	return nil
}

// text is the words of a value that is a text or one word.
func text(v syntax.Value) string {
	if ns := words(v); len(ns) > 0 {
		return ns[0].Text
	}
	return ""
}
