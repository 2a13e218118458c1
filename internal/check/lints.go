package check

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
)

// cycles reports definitions that need themselves, directly or through others.
func (c *checker) cycles() {
	const open, done = 1, 2
	state := map[*definition]int{}
	var path []reference
	var visit func(d *definition)
	visit = func(d *definition) {
		state[d] = open
		for _, r := range d.refs {
			path = append(path, r)
			switch state[r.to] {
			case open:
				c.cycle(r.to, path)
			case 0:
				visit(r.to)
			}
			path = path[:len(path)-1]
		}
		state[d] = done
	}
	for _, s := range c.scopes {
		for _, d := range s.order {
			if state[d] == 0 {
				visit(d)
			}
		}
	}
}

// cycle reports the circle that closes at d; path ends with the reference to it.
func (c *checker) cycle(d *definition, path []reference) {
	last := path[len(path)-1]
	k := len(path) - 2
	for k >= 0 && path[k].to != d {
		k--
	}
	links := path[k+1:] // d -> ... -> d
	x := d.scope.ctx(d.block)
	if len(links) == 1 {
		x.error(diag.DefinitionCycle, last.at, quote(d.name)+" is defined by itself", "What it means can never be worked out. Say it without its own name.")
		return
	}
	p := x.error(diag.DefinitionCycle, links[0].at, quote(d.name)+" is defined by itself, through "+quote(links[0].to.name), "What they mean can never be worked out. Take one of the definitions out of the circle.")
	for _, l := range links[1:] {
		alsoAt(p, "which needs "+quote(l.to.name), l.at)
	}
}

// unused warns about definitions that nothing uses.
func (c *checker) unused() {
	for _, s := range c.scopes {
		for _, d := range s.order {
			switch d.kind {
			case "date", "period", "territory", "group", "patents", "products":
			default:
				continue
			}
			if !d.used {
				x := s.ctx(d.block)
				x.warn(diag.UnusedDefinition, d.at(), "nothing uses "+d.kind+" "+quote(d.name), "It has no effect on any answer. Use it where the text does, or remove it; a name that is spelt differently elsewhere is the usual cause.")
			}
		}
	}
}

// categories warns about category words that stand alone: no product is of the category and no other place names it.
func (c *checker) categories() {
	all := slices.Sorted(maps.Keys(c.names.words))
	for _, w := range all {
		u := c.names.words[w]
		if u.product || u.uses != 1 {
			continue
		}
		x := &ctx{checker: c, path: u.path}
		p := x.warn(diag.UnusedCategory, u.at, "no product and no other place names the category "+quote(w), "Categories are free words, so a slip in one goes unseen. Correct it, or declare a product of the category.")
		if s, ok := diag.Suggest(w, all); ok {
			p.Detail = "Did you mean " + quote(s) + "? " + p.Detail
			replace(p, u.at, s)
		}
	}
}

// reciprocity warns about licences and covenants that nothing answers, and notes where the answer differs.
func (s *scope) reciprocity() {
	grants := s.model.Grants
	roots := map[*agreement.Grant][2]map[agreement.Org]bool{}
	for _, g := range grants {
		roots[g] = [2]map[agreement.Org]bool{s.roots(g.From, nil), s.roots(g.To, nil)}
	}
	meet := func(a, b map[agreement.Org]bool) bool {
		for o := range a {
			if b[o] {
				return true
			}
		}
		return false
	}
	compared := map[*agreement.Grant]bool{}
	for _, g := range grants {
		if (g.Kind != agreement.Licence && g.Kind != agreement.Covenant) || slices.ContainsFunc(g.To, func(m agreement.Member) bool { return m.Everyone }) {
			continue
		}
		var back *agreement.Grant
		for _, h := range grants {
			if h != g && h.Kind == g.Kind && meet(roots[g][0], roots[h][1]) && meet(roots[g][1], roots[h][0]) {
				back = h
				break
			}
		}
		d := s.defs[g.Clause.Name]
		if d == nil || len(roots[g][0]) == 0 || len(roots[g][1]) == 0 {
			continue
		}
		x := s.ctx(d.block)
		if back == nil {
			x.warn(diag.NonReciprocalGrants, d.at(), g.Kind.String()+" "+g.Clause.Name+" has none in return",
				members(g.To)+" gives "+members(g.From)+" no "+g.Kind.String()+" in this agreement. If that is the deal, nothing needs to be done.")
			continue
		}
		if compared[back] {
			continue
		}
		compared[g] = true
		if diffs := differences(g, back); len(diffs) > 0 {
			p := x.note(diag.NonReciprocalGrants, d.at(), g.Clause.Name+" and "+back.Clause.Name+" are not alike", "They differ in "+strings.Join(diffs, "; ")+". If that is the deal, nothing needs to be done.")
			if other := s.defs[back.Clause.Name]; other != nil {
				alsoAt(p, "the grant in return", other.at())
			}
		}
	}
}

// roots are the organisations that a list of persons starts from.
func (s *scope) roots(ms []agreement.Member, seen map[agreement.Name]bool) map[agreement.Org]bool {
	out := map[agreement.Org]bool{}
	for _, m := range ms {
		if m.Org != "" {
			out[m.Org] = true
		}
		if m.Group == "" || seen[m.Group] {
			continue
		}
		if seen == nil {
			seen = map[agreement.Name]bool{}
		}
		seen[m.Group] = true
		for _, other := range s.scopes {
			for _, g := range other.model.Groups {
				if g.Clause.QName() == m.Group {
					maps.Copy(out, other.roots(g.Is, seen))
				}
			}
		}
	}
	return out
}

// differences lists in words what two grants do not have in common, leaving out whose patents they are.
func differences(g, h *agreement.Grant) []string {
	var out []string
	say := func(what, a, b string) {
		if a != b {
			out = append(out, fmt.Sprintf("%s (%s against %s)", what, a, b))
		}
	}
	products := func(g *agreement.Grant) string {
		if g.Anything {
			return "anything"
		}
		ws := make([]string, len(g.For))
		for i, it := range g.For {
			ws[i] = it.String()
		}
		slices.Sort(ws)
		return strings.Join(ws, ", ")
	}
	acts := func(g *agreement.Grant) string {
		as := slices.Clone(g.Acts)
		slices.Sort(as)
		ws := make([]string, len(as))
		for i, a := range as {
			ws[i] = a.String()
		}
		return strings.Join(ws, ", ")
	}
	say("products", products(g), products(h))
	say("acts", acts(g), acts(h))
	say("territory", g.In.String(), h.In.String())
	say("term", g.During.String(), h.During.String())
	say("price", g.Price.String(), h.Price.String())
	say("sublicence", g.Sublicence, h.Sublicence)
	say("transfer", g.Transfer, h.Transfer)
	return out
}

func members(ms []agreement.Member) string { return agreement.MemberList(ms) }
