package rights

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// twin is one patent in both worlds. An ordinary one is the same in both.
type twin struct{ a, b *subject }

// bundle is patents that the definitions of both worlds treat alike.
type bundle struct {
	rep       twin
	rows      []portfolio.Row // nil: the one patent of rep
	countries []string        // where they have effect
	changed   bool            // facts about it differ
	alike     bool            // sig tells which definitions let them in; those of one owner with one sig are judged alike
	sig       rowSig
}

// rowSig says which definitions let an ordinary row in: a bit for each that does, and, where the columns do not decide
// it, on which answers it hangs, the row itself left out.
type rowSig struct {
	yes  uint64
	open string
}

// ownership is patents that had the same owners, with the grants that somebody among these may give.
type ownership struct {
	owners           []org // numbers of a
	grantsA, grantsB []*grant
	touched          [2][]*grant // those of them that differ
	bundles          []*bundle
	rows             []uint32 // owner numbers of the snapshot whose ordinary rows belong here
	changed          bool     // facts about some patent of it differ
}

// groups puts the patents that may differ into groups by their owners, and within a group into bundles.
func (c *comparison) groups() []*ownership {
	a := c.a
	byOwners := map[string]*ownership{}
	var out []*ownership
	of := func(owners []org) *ownership {
		slices.Sort(owners)
		owners = slices.Compact(owners)
		key := fmt.Sprint(owners)
		if g, ok := byOwners[key]; ok {
			return g
		}
		g := &ownership{owners: owners}
		g.grantsA, g.touched[0] = c.relevant(c.a, owners)
		g.grantsB, g.touched[1] = c.relevant(c.b, c.inB(owners))
		byOwners[key] = g
		out = append(out, g)
		return g
	}
	for o := range a.ownerOf {
		lo, hi := a.snap.OwnerRange(uint32(o))
		if lo == hi {
			continue
		}
		var owners []org
		if a.ownerOf[o] != noOrg {
			owners = append(owners, a.ownerOf[o])
		}
		if n := c.inA(c.b.ownerOf[o]); n != noOrg { // two journals may know the owner of the source by different names
			owners = append(owners, n)
		}
		g := of(owners)
		g.rows = append(g.rows, uint32(o))
		c.odd(lo, hi, of)
	}
	for _, id := range a.declaredOnly() {
		if s, t := a.special[id], c.b.special[id]; t != nil {
			c.single(twin{s, t}, of)
		}
	}
	return out
}

// narrow keeps of a group the grants that an actor may have on some day, and puts the ordinary rows into bundles by what
// these let in.
func (c *comparison) narrow(g *ownership, actor org) *ownership {
	n := &ownership{owners: g.owners, bundles: slices.Clip(g.bundles), rows: g.rows, changed: g.changed}
	keep := func(p *Program, x org, grants []*grant) []*grant {
		var out []*grant
		for _, h := range grants {
			if p.ever(h).to.has(x) || h.letsAnybodyMake() {
				out = append(out, h)
			}
		}
		return out
	}
	mine := func(p *Program, x org, grants []*grant) []*grant {
		return append(keep(p, x, grants), c.newToHim(p, x, g, grants)...)
	}
	n.grantsA, n.touched[0] = keep(c.a, actor, g.grantsA), mine(c.a, actor, g.touched[0])
	n.grantsB, n.touched[1] = keep(c.b, c.toB[actor], g.grantsB), mine(c.b, c.toB[actor], g.touched[1])
	for _, o := range g.rows {
		c.ordinary(n, o)
	}
	return n
}

// personsDiffer reports whether a grant's lists of owners differ for some of the owners, who have the same numbers in both
// worlds where only control differs.
func (c *comparison) personsDiffer(n agreement.Name, owners []org) bool {
	for _, pair := range c.pairs {
		if g, h := pair[0], pair[1]; g != nil && h != nil && g.Clause.QName() == n {
			fa, _, ok := c.a.listsOf(g)
			fb, _, also := c.b.listsOf(h)
			return !ok || !also || !c.differ.sameLists(c.b, fa, fb, owners)
		}
	}
	return true
}

// hisDiffer reports whether an actor is a licensee of a grant on other days, or for other reasons.
func (c *comparison) hisDiffer(n agreement.Name, actor org) bool {
	for _, pair := range c.pairs {
		if g, h := pair[0], pair[1]; g != nil && h != nil && g.Clause.QName() == n {
			_, ta, ok := c.a.listsOf(g)
			_, tb, also := c.b.listsOf(h)
			return !ok || !also || !c.differ.sameLists(c.b, ta, tb, []org{actor})
		}
	}
	return true
}

// newToHim lists the grants of a group, beside the touched ones, under which the actor's place differs.
func (c *comparison) newToHim(p *Program, actor org, g *ownership, touched []*grant) []*grant {
	if c.differ.everything || !c.differ.control {
		return nil
	}
	all := g.grantsA
	if p == c.b {
		all = g.grantsB
	}
	var out []*grant
	for _, h := range all {
		if n := h.Clause.QName(); c.differ.persons[n] && !slices.Contains(touched, h) && p.ever(h).to.has(actor) && c.hisDiffer(n, actor) {
			out = append(out, h)
		}
	}
	return out
}

// letsAnybodyMake reports whether somebody whom nothing names may make things by the grant, and so make them for others.
func (g *grant) letsAnybodyMake() bool {
	return some(g.each(), func(v *grant) bool { return v.to.anybody && v.does(agreement.Make) }) ||
		slices.ContainsFunc(g.extensions, func(e *extension) bool { return e.to != nil && e.to.anybody && e.mayCover(g, agreement.Make) })
}

// inA is the number in the first world of an organisation of the second; noOrg: it does not know it.
func (c *comparison) inA(o org) org {
	if o == noOrg {
		return noOrg
	}
	if n, ok := c.a.orgNo[c.b.orgs[o]]; ok {
		return n
	}
	return noOrg
}

// inB are the numbers of organisations in the second world.
func (c *comparison) inB(os []org) []org {
	var out []org
	for _, o := range os {
		if n := c.toB[o]; n != noOrg {
			out = append(out, n)
		}
	}
	return out
}

// relevant lists the grants that one of the owners may give on some day, and those of them that differ.
func (c *comparison) relevant(p *Program, owners []org) (all, touched []*grant) {
	for _, g := range p.grants {
		if !slices.ContainsFunc(owners, p.ever(g).from.has) {
			continue
		}
		all = append(all, g)
		if n := g.Clause.QName(); c.differ.everything || c.differ.names[n] || c.differ.persons[n] && c.personsDiffer(n, owners) {
			touched = append(touched, g)
		}
	}
	return all, touched
}

// worthwhile reports whether rights under patents of the group can differ at all.
func (c *comparison) worthwhile(g *ownership) bool {
	return len(g.touched[0])+len(g.touched[1]) > 0 || c.differ.everything || c.differ.control
}

// odd adds the rows of an owner that are judged one by one.
func (c *comparison) odd(lo, hi portfolio.Row, of func([]org) *ownership) {
	for w := lo >> 6; w <= (hi-1)>>6; w++ {
		for m := c.a.oddRows[w] | c.b.oddRows[w]; m != 0; m &= m - 1 {
			if r := w<<6 + portfolio.Row(trailing(m)); r >= lo && r < hi {
				c.single(twin{c.a.atRow(r), c.b.atRow(r)}, of)
			}
		}
	}
}

// single adds one patent by itself.
func (c *comparison) single(t twin, of func([]org) *ownership) {
	changed := c.differ.everything || c.differ.patents[t.a.rec.ID]
	owners := c.a.dealers(t.a)
	for _, o := range c.b.dealers(t.b) {
		if n := c.inA(o); n != noOrg {
			owners = append(owners, n)
		}
	}
	g := of(owners)
	if !changed && !c.worthwhile(g) || !c.inScope(t) {
		return
	}
	g.changed = g.changed || changed
	b := &bundle{rep: t, changed: changed, countries: c.scoped(effective(t.a))}
	if changed {
		for _, k := range c.scoped(effective(t.b)) {
			if !slices.Contains(b.countries, k) {
				b.countries = append(b.countries, k)
			}
		}
	}
	if len(b.countries) > 0 {
		g.bundles = append(g.bundles, b)
	}
}

func (c *comparison) scoped(countries []string) []string {
	if len(c.scope.In) == 0 {
		return countries
	}
	return slices.DeleteFunc(slices.Clone(countries), func(k string) bool { return !slices.Contains(c.scope.In, k) })
}

// inScope reports whether a patent is one of those that the plan is about: named, or possibly of the organisation or set
// on some day in one of the worlds.
func (c *comparison) inScope(t twin) bool {
	u := c.scope.Under
	switch {
	case len(u.Patents) > 0:
		return slices.ContainsFunc(u.Patents, func(id string) bool { return c.a.canonical(id) == t.a.rec.ID })
	case u.Org != "":
		return c.a.everOf(t.a, u.Org) || c.b.everOf(t.b, u.Org)
	case u.Set != "":
		return c.a.everIn(t.a, c.a.sets[u.Set]) || c.b.everIn(t.b, c.b.sets[u.Set])
	}
	return true
}

// everOf reports whether a patent is possibly owned by an organisation, or by one that it controls, on some day.
func (p *Program) everOf(s *subject, id agreement.Org) bool {
	who, ok := p.orgNo[string(id)]
	if !ok {
		return false
	}
	own := p.ownPeople(who)
	is := func(o org) bool { _, possible := own.during(o, when.Always); return possible }
	return slices.ContainsFunc(s.title.start, is) || slices.ContainsFunc(s.title.moves, func(m move) bool { return slices.ContainsFunc(m.to, is) })
}

// everIn reports whether a patent possibly belongs to a definition on some day.
func (p *Program) everIn(s *subject, set *patentSet) bool {
	if set == nil {
		return false
	}
	for _, d := range append([]when.Date{when.Min + 1}, p.clock.days...) {
		if decide(p.clockFor(s, d), func(cs *cases) bool { return p.captured(cs, s, set, d) }).possible {
			return true
		}
	}
	return false
}

// ordinary bundles the rows of an owner that are not judged one by one: by office, and by the definitions that let
// them in.
func (c *comparison) ordinary(g *ownership, o uint32) {
	if !c.worthwhile(g) {
		return
	}
	a := c.a
	sets := c.setsOf(g)
	alone := len(sets) > 64
	var bits []*rowBits
	var kin, plain []bool
	for _, s := range sets {
		plain = append(plain, rowsAlone(s.set))
		bits = append(bits, s.of.rowsOf(s.set))
		kin = append(kin, some(s.set.each(), func(v *patentSet) bool { return len(v.Family) > 0 }))
	}
	asks := asksOfPatents(g.grantsA) || asksOfPatents(g.grantsB)
	byKey := map[string]*bundle{}
	var effects effectMemo
	for k := range a.snap.RunsOf(o) {
		run := &a.snap.RunsOf(o)[k]
		office := a.snap.Offices()[run.Office]
		var last struct {
			sig rowSig
			fx  uint64
			b   *bundle
		}
		for r := run.Start; r < run.End; r++ {
			if a.odd(r) || c.b.odd(r) {
				continue
			}
			var sig rowSig
			decided := !alone && !asks
			for i, b := range bits {
				v := rowNo
				if s := b.span(r); s != nil {
					v = s.at(r)
				}
				if kin[i] && a.hasKin(r) || v == rowMaybe && !plain[i] {
					decided = false
					break
				}
				switch v {
				case rowYes:
					sig.yes |= 1 << i
				case rowMaybe:
					sig.open += fmt.Sprintf("%d:%s;", i, c.hangs(sets[i], r))
				}
			}
			if !decided {
				if t := c.twinAt(r); c.inScope(t) {
					if countries := c.scoped(effective(t.a)); len(countries) > 0 {
						g.bundles = append(g.bundles, &bundle{rep: t, countries: countries, rows: []portfolio.Row{r}})
					}
				}
				continue
			}
			fx, countries := effects.of(c, r, office)
			if len(countries) == 0 {
				continue
			}
			if last.b != nil && last.sig == sig && last.fx == fx {
				last.b.rows = append(last.b.rows, r)
				continue
			}
			key := fmt.Sprintf("%d %x %d %s", run.Office, sig.yes, fx, sig.open)
			b := byKey[key]
			if b == nil {
				b = &bundle{rep: c.twinAt(r), countries: countries, alike: true, sig: sig}
				byKey[key] = b
				g.bundles = append(g.bundles, b)
			}
			b.rows = append(b.rows, r)
			last.sig, last.fx, last.b = sig, fx, b
		}
	}
	if u := c.scope.Under; len(u.Patents) > 0 || u.Org != "" || u.Set != "" {
		for _, b := range g.bundles {
			b.rows = slices.DeleteFunc(b.rows, func(r portfolio.Row) bool { return !c.inScope(c.twinAt(r)) })
		}
		g.bundles = slices.DeleteFunc(g.bundles, func(b *bundle) bool { return b.rows != nil && len(b.rows) == 0 })
		for _, b := range g.bundles {
			if b.rows != nil {
				b.rep = c.twinAt(b.rows[0])
			}
		}
	}
}

// hangs says on which answers it hangs whether a definition lets a row in.
func (c *comparison) hangs(u setUse, r portfolio.Row) string {
	s := u.of.atRow(r)
	leaves, complete := run(c.days, func(cs *cases) bool {
		v := u.set.read(cs)
		return u.of.patentConditions(cs, s, v.Where, when.Min, v.Clause) && u.of.patentConditions(cs, s, v.OnlyIf, when.Min, v.Clause) && allYes(cs, v.opens)
	})
	if !complete {
		return s.rec.ID // by itself
	}
	var b strings.Builder
	for _, l := range leaves {
		for _, x := range l.path {
			fmt.Fprintf(&b, "%s=%d/%d ", strings.ReplaceAll(x.id, s.rec.ID, "…"), x.value, x.n)
		}
		fmt.Fprintf(&b, "%t,", l.value)
	}
	return b.String()
}

// rowsAlone reports whether it hangs on nothing but the row and the text whether a definition lets it in: on no day, and
// on no other definition.
func rowsAlone(s *patentSet) bool {
	return !some(s.each(), func(v *patentSet) bool {
		return slices.ContainsFunc(v.Except, func(it agreement.PatentItem) bool { return it.Set != "" }) ||
			slices.ContainsFunc(slices.Concat(v.Where, v.OnlyIf), func(line agreement.Condition) bool {
				return slices.ContainsFunc(line, func(t agreement.Test) bool {
					return t.Attr == agreement.FindingTest && t.Finding.Subject != agreement.SubjectPatent
				})
			})
	})
}

// asksOfPatents reports whether a `provided` line of the grants, or of what cuts them, is about the patent.
func asksOfPatents(grants []*grant) bool {
	return slices.ContainsFunc(grants, func(g *grant) bool {
		return some(g.each(), func(v *grant) bool { return len(providedBy(v.Provided).patent) > 0 }) ||
			slices.ContainsFunc(g.cutters, func(x *exclusion) bool {
				return some(x.each(), func(v *exclusion) bool { return len(providedBy(v.Provided).patent) > 0 })
			})
	})
}

// setUse is a definition of patents in one of the worlds.
type setUse struct {
	of  *Program
	set *patentSet
}

// setsOf lists the definitions on which rights under patents of the group can hang.
func (c *comparison) setsOf(g *ownership) []setUse {
	var out []setUse
	add := func(p *Program, grants []*grant) {
		for _, s := range p.setsUnder(grants) {
			out = append(out, setUse{p, s})
		}
	}
	add(c.a, g.grantsA)
	add(c.b, g.grantsB)
	return out
}

// effectMemo remembers in which countries rows have effect: rows of one office that were filed within the same days
// have it in the same ones.
type effectMemo struct {
	at    map[string]int
	lists [][]string
}

func (m *effectMemo) of(c *comparison, r portfolio.Row, office string) (uint64, []string) {
	key := office
	if !patent.IsCountry(office) {
		lo, hi := c.a.snap.Filed()
		key = fmt.Sprintf("%s %d %d", office, lo[r], hi[r])
	}
	if m.at == nil {
		m.at = map[string]int{}
	}
	i, ok := m.at[key]
	if !ok {
		i = -1
		list := c.scoped(effective(c.a.atRow(r)))
		for k, l := range m.lists {
			if strings.Join(l, " ") == strings.Join(list, " ") {
				i = k
			}
		}
		if i < 0 {
			i = len(m.lists)
			m.lists = append(m.lists, list)
		}
		m.at[key] = i
	}
	return uint64(i), m.lists[i]
}
