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
	control    bool
	patents    map[string]bool // patents of which the facts differ
}

// differ finds what differs.
func differ(a, b *Program) differences {
	d := differences{names: map[agreement.Name]bool{}, direct: map[agreement.Name]bool{}, patents: map[string]bool{}}
	d.definitions(a, b)
	d.facts(a, b)
	if !slices.Equal(a.orgs, b.orgs) || a.opt != b.opt {
		d.everything = true
	}
	if d.control && !d.everything {
		d.members(a, b)
	}
	return d
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
			d.control = true
		case agreement.Assignment:
			d.about(b, f.Patents...)
		case agreement.StatusFact:
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
		case agreement.Relevance, agreement.Signature:
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
		x.Order == y.Order && x.Given == y.Given && (x.At == y.At || reflect.DeepEqual(x.Body, y.Body))
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
		for _, g := range a.Groups {
			put(g.Clause, g, namesOf(g))
		}
		for _, s := range a.Patents {
			put(s.Clause, s, namesOf(s))
		}
		for _, s := range a.Products {
			put(s.Clause, s, namesOf(s))
		}
		for _, g := range a.Grants {
			put(g.Clause, g, namesOf(g))
		}
		for _, x := range a.Exclusions {
			put(x.Clause, x, namesOf(x))
		}
		for _, o := range a.Opens {
			put(o.Clause, []any{o.Redacted, o.Affects}, nil)
		}
		for _, r := range a.Readings {
			put(r.Clause, r.Options, nil)
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
		for _, x := range a.Exclusions {
			for _, g := range x.Cuts {
				affect(g, x.Clause.QName())
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
			members(s.OwnedBy)
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
		if !d.names[g.Clause.QName()] && !a.samePersons(g, b, h) {
			d.names[g.Clause.QName()] = true
		}
	}
}

// samePersons reports whether all lists of persons that a grant hangs on are the same over time in two worlds.
func (p *Program) samePersons(g *grant, q *Program, h *grant) bool {
	la, ok := p.listsOf(g)
	lb, also := q.listsOf(h)
	if !ok || !also || len(la) != len(lb) {
		return false
	}
	for i := range la {
		if !samePeople(la[i], lb[i]) {
			return false
		}
	}
	return true
}

// samePeople reports whether two lists have the same persons on all days. Where somebody is possibly one of them, other
// facts may ask other questions about him.
func samePeople(x, y *people) bool {
	return x.everyone == y.everyone && slices.EqualFunc(x.segments, y.segments, func(s, t segment) bool {
		return s.from == t.from && slices.Equal(s.certain, t.certain) && slices.Equal(s.possible, t.possible) && slices.Equal(s.certain, s.possible)
	})
}

// listsOf are the lists of persons that a grant hangs on; false: some are not worked out over time.
func (p *Program) listsOf(g *grant) (out []*people, ok bool) {
	ok = true
	var set func(s *patentSet)
	set = func(s *patentSet) {
		for _, v := range s.each() {
			for _, who := range v.owned {
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
		out = append(out, v.from, v.to)
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
	return out, ok
}

// hangsOnSale reports whether a definition of products looks at who sold what.
func (p *Program) hangsOnSale(name agreement.Name) bool {
	s := p.productSets[name]
	return s != nil && some(s.each(), func(v *productSet) bool {
		return len(v.OnSale) > 0 || slices.ContainsFunc(v.Except, func(it agreement.ProductItem) bool { return it.Set != "" && p.hangsOnSale(it.Set) })
	})
}
