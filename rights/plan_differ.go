package rights

import (
	"encoding/json"
	"reflect"
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
)

// differences says what differs between two worlds, as far as rights can hang on it. What is not listed is the same in
// both, and rights that hang on nothing listed need no comparing.
type differences struct {
	everything bool                    // too much to tell apart: every right is compared
	names      map[agreement.Name]bool // definitions and clauses that differ, or use one that does
	direct     map[agreement.Name]bool // those that differ themselves
	persons    map[agreement.Name]bool // grants whose persons differ because control does
	control    bool
	held       []agreement.Org // in whom holdings differ
	patents    map[string]bool // patents of which the facts differ
}

// differ finds what differs.
func differ(a, b *Program) differences {
	d := differences{names: map[agreement.Name]bool{}, direct: map[agreement.Name]bool{}, persons: map[agreement.Name]bool{}, patents: map[string]bool{}}
	d.definitions(a, b)
	d.facts(a, b)
	if !slices.Equal(a.orgs, b.orgs) || a.opt != b.opt {
		d.everything = true
	}
	if d.control && !d.everything {
		d.members(a, b)
		d.happenings(a, b)
	}
	return d
}

// happenings adds the grants on which events, and who takes part in them, can tell.
func (d *differences) happenings(worlds ...*Program) {
	for _, p := range worlds {
		for _, g := range p.grants {
			if g.eventful() {
				d.names[g.Clause.QName()] = true
			}
		}
	}
}

// facts compares what the journals say. The facts of b begin with those of a, unless two folders are compared.
func (d *differences) facts(a, b *Program) {
	fa, fb := a.world.Facts, b.world.Facts
	if len(fa) == len(fb) && (len(fa) == 0 || &fa[0] == &fb[0]) {
		return
	}
	if len(fb) < len(fa) {
		d.everything = true
		return
	}
	for i := range fa {
		if !sameFact(&fa[i], &fb[i]) {
			d.everything = true
			return
		}
	}
	for i := len(fa); i < len(fb); i++ {
		switch f := fb[i].Body.(type) {
		case agreement.Control:
			d.control, d.held = true, append(d.held, f.Held)
		case agreement.Assignment:
			d.about(b, f.Patents...)
		case agreement.StatusFact:
			d.about(b, f.Patents...)
		case agreement.Milestone:
			d.about(b, f.Patents...)
		case agreement.Licensable:
			d.about(b, f.Patents...)
		case agreement.PatentFact:
			d.about(b, f.Record.ID)
		case agreement.Descent:
			d.about(b, f.Child)
		case agreement.Finding:
			if f.Term != termReadsOn {
				d.everything = true
			}
			d.about(b, f.Of)
		case agreement.Event, agreement.Signature:
			d.happenings(a, b)
		case agreement.Relevance:
		default:
			d.everything = true
		}
	}
	if len(d.patents) > 0 && (a.families || b.families) {
		d.everything = true // relatives follow
	}
}

func sameFact(x, y *agreement.Fact) bool {
	return x.Text == y.Text && x.Begin == y.Begin && x.End == y.End && x.Recorded == y.Recorded && x.Retracted == y.Retracted &&
		x.Order == y.Order && x.Given == y.Given && reflect.DeepEqual(x.Body, y.Body)
}

func (d *differences) about(p *Program, ids ...string) {
	for _, id := range ids {
		d.patents[p.canonical(id)] = true
	}
}

// definition is a named part of an agreement with the names it uses.
type definition struct {
	value  any // nil: not there
	uses   []agreement.Name
	clause agreement.Clause
}

// definitions compares the agreements name by name. Agreements that both worlds share are not looked at.
func (d *differences) definitions(a, b *Program) {
	shared := map[*agreement.Agreement]bool{}
	for _, x := range a.world.Agreements {
		shared[x] = slices.Contains(b.world.Agreements, x)
	}
	da, db := definitionsOf(a, shared), definitionsOf(b, shared)
	for n, x := range da {
		if y, ok := db[n]; !ok || !alike(x.value, y.value) {
			d.direct[n] = true
		}
	}
	for n := range db {
		if _, ok := da[n]; !ok {
			d.direct[n] = true
		}
	}
	for n := range d.direct {
		d.names[n] = true
	}
	if len(d.names) == 0 {
		return
	}
	uses := map[agreement.Name][]agreement.Name{}
	for _, p := range []*Program{a, b} {
		for n, x := range definitionsOf(p, nil) {
			uses[n] = append(uses[n], x.uses...)
		}
	}
	for again := true; again; {
		again = false
		for n, us := range uses {
			if !d.names[n] && slices.ContainsFunc(us, func(u agreement.Name) bool { return d.names[u] }) {
				d.names[n], again = true, true
			}
		}
	}
}

// definitionsOf lists what the agreements known in a world say that rights can hang on. An agreement in skip is left out.
func definitionsOf(p *Program, skip map[*agreement.Agreement]bool) map[agreement.Name]definition {
	out := map[agreement.Name]definition{}
	for _, a := range p.world.Agreements {
		if skip[a] || a.KnownFrom() > p.opt.KnownAt {
			continue
		}
		frame := agreement.NameIn(a.Clause.Agreement, "")
		out[frame] = definition{value: a.GivenFrom(), clause: a.Clause}
		put := func(c agreement.Clause, value any, uses []agreement.Name) {
			out[c.QName()] = definition{value, append(uses, frame), c}
		}
		for _, b := range a.Blocks() {
			switch x := b.Value.(type) {
			case *agreement.Named: // definitions hold its value
			case *agreement.Open:
				put(b.Clause, []any{x.Redacted, x.Affects}, nil)
			case *agreement.Reading:
				put(b.Clause, x.Options, nil)
			default:
				put(b.Clause, x, namesOf(x))
			}
		}
	}
	// What cuts, leaves open or reads a definition is part of it.
	affect := func(n, by agreement.Name) {
		if x, ok := out[n]; ok {
			x.uses = append(x.uses, by)
			out[n] = x
		}
	}
	for _, a := range p.world.Agreements {
		for _, b := range a.Blocks() {
			for _, n := range bearsOn(b.Value) {
				affect(n, b.Clause.QName())
			}
		}
		for _, o := range a.Opens {
			for _, n := range o.Affects {
				affect(n, o.Clause.QName())
			}
		}
		for _, r := range a.Readings {
			affect(r.Affects, r.Clause.QName())
			for _, o := range r.Options {
				if o.Exclusion != nil {
					for _, g := range o.Exclusion.Cuts {
						affect(g, r.Clause.QName())
					}
				}
				for _, n := range namesOf(o.Definition()) {
					affect(r.Clause.QName(), n)
				}
			}
		}
	}
	return out
}

// bearsOn lists the names of what a clause cuts, ends, keeps, lets run or extends, and of the clauses it defeats.
func bearsOn(of any) []agreement.Name {
	switch x := of.(type) {
	case *agreement.Exclusion:
		return slices.Concat(x.Cuts, x.Precedence.Over, x.Precedence.Under)
	case *agreement.Rule:
		out := slices.Concat(x.Ends, x.Runs, x.Precedence.Over, x.Precedence.Under)
		for _, e := range x.Then {
			if out = append(out, e.Grants...); e.Group != "" {
				out = append(out, e.Group)
			}
		}
		return out
	case *agreement.Power:
		return slices.Concat(x.Ends, x.Changes, x.Precedence.Over, x.Precedence.Under)
	case *agreement.Survival:
		return slices.Concat(x.Keeps, x.Against, x.Precedence.Over, x.Precedence.Under)
	case *agreement.Extension:
		return slices.Concat(x.Of, x.Precedence.Over, x.Precedence.Under)
	case *agreement.Grant:
		return slices.Concat(x.Precedence.Over, x.Precedence.Under)
	}
	return nil
}

// namesOf lists the names that a definition uses.
func namesOf(of any) []agreement.Name {
	var out []agreement.Name
	members := func(lists ...[]agreement.Member) {
		for _, l := range lists {
			for _, m := range l {
				if m.Group != "" {
					out = append(out, m.Group)
				}
			}
		}
	}
	patents := func(items []agreement.PatentItem) {
		for _, it := range items {
			if it.Set != "" {
				out = append(out, it.Set)
			}
		}
	}
	products := func(items []agreement.ProductItem) {
		for _, it := range items {
			if it.Set != "" {
				out = append(out, it.Set)
			}
		}
	}
	switch x := of.(type) {
	case *agreement.Group:
		members(x.Is, x.Perhaps, x.Without)
	case *agreement.PatentSet:
		for _, s := range x.Add {
			members(s.OwnedBy, s.LicensableBy)
			out = append(out, s.Joined...)
		}
		patents(x.Except)
	case *agreement.ProductSet:
		for _, o := range x.OnSale {
			members(o.By)
		}
		products(x.Except)
	case *agreement.Grant:
		members(x.From, x.To)
		patents(x.Under)
		products(x.For)
	case *agreement.Exclusion:
		patents(x.Under)
		products(x.For)
		products(x.Except)
	case *agreement.Rule:
		members(x.On.By.Members, x.On.To.Members)
		if x.On.Group != "" {
			out = append(out, x.On.Group)
		}
		for _, e := range x.Then {
			if e.Limit.Set != "" {
				out = append(out, e.Limit.Set)
			}
		}
	case *agreement.Power:
		members(x.Of)
		if x.If != nil {
			members(x.If.By.Members, x.If.To.Members)
		}
	case *agreement.Survival:
		members(x.To, x.Election)
	case *agreement.Extension:
		members(x.By, x.To)
	}
	return out
}

// alike reports whether two definitions say the same; where they stand and what their author remarks does not count.
func alike(x, y any) bool { return reflect.DeepEqual(plain(x), plain(y)) }

func plain(x any) any {
	data, err := json.Marshal(x)
	if err != nil {
		return x // never: the model is plain data
	}
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		return x
	}
	return bare(v)
}

// bare leaves out places, prose and remarks.
func bare(v any) any {
	switch x := v.(type) {
	case map[string]any:
		for _, k := range []string{"Clause", "At", "Assumed", "Uses", "ListOf", "EndOf", "StatedFrom", "Line"} {
			delete(x, k)
		}
		for k, e := range x {
			x[k] = bare(e)
		}
	case []any:
		for i, e := range x {
			x[i] = bare(e)
		}
	}
	return v
}

// members finds the clauses whose persons differ because control does.
func (d *differences) members(a, b *Program) {
	for i, g := range a.grants {
		if i >= len(b.grants) {
			d.everything = true // not the same agreements: definitions differ too
			return
		}
		h := b.grants[i]
		if g.Clause.QName() != h.Clause.QName() {
			d.everything = true
			return
		}
		if !d.names[g.Clause.QName()] && !d.samePersons(a, g, b, h) {
			d.persons[g.Clause.QName()] = true
		}
	}
}

// samePersons reports whether all lists of persons that a grant hangs on are the same over time in two worlds.
func (d *differences) samePersons(p *Program, g *grant, q *Program, h *grant) bool {
	fa, ta, ok := p.listsOf(g)
	fb, tb, also := q.listsOf(h)
	return ok && also && d.sameLists(q, fa, fb, nil) && d.sameLists(q, ta, tb, nil)
}

// sameLists reports whether lists have the same persons, or the same of some persons, on all days.
func (d *differences) sameLists(q *Program, as, bs []*people, who []org) bool {
	return slices.EqualFunc(as, bs, func(x, y *people) bool { return d.samePeople(q, x, y, who) })
}

// samePeople reports whether two lists have the same persons on all days. Where somebody is only possibly one of them and
// the facts that differ bear on him, other questions may be asked about him.
func (d *differences) samePeople(q *Program, x, y *people, who []org) bool {
	if x.everyone != y.everyone {
		return false
	}
	among := func(s orgSet) func(func(org) bool) {
		if who == nil {
			return s.each
		}
		return func(yield func(org) bool) {
			for _, o := range who {
				if s.has(o) && !yield(o) {
					return
				}
			}
		}
	}
	roots := q.affiliateRoots(y.list)
	for _, day := range daysOfPeople(x, y) {
		s, t := x.at(day), y.at(day)
		for _, pair := range [][2]orgSet{{s.certain, t.certain}, {s.possible, t.possible}, {t.certain, s.certain}, {t.possible, s.possible}} {
			for o := range among(pair[0]) {
				if !pair[1].has(o) {
					return false
				}
			}
		}
		for o := range among(t.possible) {
			if !t.certain.has(o) && (d.bearsOn(q, o) || slices.ContainsFunc(roots, func(r org) bool { return d.bearsOn(q, r) })) {
				return false
			}
		}
	}
	return true
}

// bearsOn reports whether the holdings that differ are in an organisation or in one above it.
func (d *differences) bearsOn(q *Program, o org) bool {
	for _, held := range d.held {
		if e := q.orgOf(held); e == o || slices.Contains(q.control.above(o), e) {
			return true
		}
	}
	return false
}

// affiliateRoots lists the organisations whose affiliates a list names: whoever controls these counts too.
func (p *Program) affiliateRoots(list []agreement.Member) []org {
	var out []org
	seen := map[agreement.Name]bool{}
	var visit func([]agreement.Member)
	visit = func(ms []agreement.Member) {
		for _, m := range ms {
			if m.Direction == agreement.Affiliates && m.Reach {
				if m.Group != "" {
					for o := range p.peopleOf([]agreement.Member{{Group: m.Group}}).everOf(len(p.orgs)).each {
						out = append(out, o)
					}
				} else if o := p.orgOf(m.Org); o != noOrg {
					out = append(out, o)
				}
			}
			if g := p.groups[m.Group]; m.Group != "" && g != nil && !seen[m.Group] {
				seen[m.Group] = true
				for _, v := range g.each() {
					visit(v.Is)
					visit(v.Perhaps)
					visit(v.Without)
				}
			}
		}
	}
	visit(list)
	return out
}

// listsOf are the lists of persons that a grant hangs on: those in which the owner of a patent must be, and the licensees;
// false: some are not worked out over time.
func (p *Program) listsOf(g *grant) (out, to []*people, ok bool) {
	ok = true
	var set func(s *patentSet)
	set = func(s *patentSet) {
		for _, v := range s.each() {
			for _, who := range slices.Concat(v.owned, v.licensors) {
				if who != nil {
					out = append(out, who)
				}
			}
			for _, it := range v.Except {
				if e := p.sets[it.Set]; it.Set != "" && e != nil {
					set(e)
				}
			}
		}
	}
	items := func(items []agreement.PatentItem) {
		for _, it := range items {
			if s := p.sets[it.Set]; it.Set != "" && s != nil {
				set(s)
			}
		}
	}
	products := func(items []agreement.ProductItem) {
		for _, it := range items {
			if it.Set != "" && p.hangsOnSale(it.Set) {
				ok = false
			}
		}
	}
	for _, v := range g.each() {
		out, to = append(out, v.from), append(to, v.to)
		items(v.Under)
		products(v.For)
	}
	for _, x := range g.cutters {
		for _, v := range x.each() {
			items(v.Under)
			products(v.For)
			products(v.Except)
		}
	}
	return out, to, ok
}

// hangsOnSale reports whether a definition of products looks at who sold what.
func (p *Program) hangsOnSale(name agreement.Name) bool {
	s := p.productSets[name]
	return s != nil && some(s.each(), func(v *productSet) bool {
		return len(v.OnSale) > 0 || slices.ContainsFunc(v.Except, func(it agreement.ProductItem) bool { return it.Set != "" && p.hangsOnSale(it.Set) })
	})
}
