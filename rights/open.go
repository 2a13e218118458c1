package rights

import (
	"cmp"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// Open lists what is unclear on a day, with the rights at stake: for how many patents times countries it hangs on the
// point whether some grant gives anybody a right. What nobody has settled comes first, then what is assumed or presumed,
// each by its stakes. (Questions that only arise for a use, such as what a product is, stand in the answer to it.)
func (p *Program) Open(on when.Date) ([]OpenLine, error) {
	st := p.stakes(on)
	var out []OpenLine
	listed := map[string]bool{}
	add := func(kind, says string, c agreement.Clause, at diag.Range, n int) {
		out = append(out, OpenLine{Kind: kind, Says: says, Clause: c, Where: place(at), Patents: n})
	}
	ask := func(q agreement.Question, says string, affects ...agreement.Name) {
		listed[q.ID()] = true
		add(string(q.Kind), says, q.Clause, q.Clause.At, st.of(q, affects))
	}
	for _, a := range p.world.Agreements {
		if a.KnownFrom() > p.opt.KnownAt {
			continue
		}
		for _, o := range a.Opens {
			ask(agreement.QOpen(o), o.Says, o.Affects...)
		}
		for _, r := range a.Readings {
			q := agreement.QReading(r)
			ask(q, strings.TrimPrefix(q.Says, "reading: "), r.Affects)
		}
		for _, g := range a.Groups {
			n := g.Clause.QName()
			if len(g.Perhaps) > 0 && len(p.groups[n].opens) == 0 {
				q := agreement.QMissing(g.Clause, "perhaps")
				ask(q, q.Says, n)
			}
			if g.Membership == agreement.NowOrLater {
				q := agreement.QMissing(g.Clause, "leaving")
				ask(q, q.Says, n)
			}
		}
		for _, g := range a.Grants {
			if g.In.NotStated {
				q := agreement.QMissing(g.Clause, "in")
				ask(q, q.Says, g.Clause.QName())
			}
			if g.During.NotStated {
				q := agreement.QMissing(g.Clause, "during")
				ask(q, q.Says, g.Clause.QName())
			}
		}
	}
	for _, q := range st.asked {
		if !listed[q.first.ID()] {
			add(string(q.first.Kind), q.says(), q.first.Clause, q.first.Clause.At, q.n)
		}
	}
	p.conflicts(func(q agreement.Question, names ...agreement.Name) {
		add(string(q.Kind), q.Says, q.Clause, q.Clause.At, st.of(q, names))
	})
	p.assumptions(st, add)
	for what, i := range p.presumed {
		f := &p.world.Facts[i]
		n := 0
		if what == agreement.GrantedInForce || what == agreement.ApplicationsPending {
			n = p.presumedCount(what, on)
		}
		add("presumed", strings.TrimPrefix(f.Text, "presume "), agreement.Clause{}, f.At, n)
	}
	settled := func(l *OpenLine) int {
		if l.Kind == "assumed" || l.Kind == "presumed" {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(out, func(a, b OpenLine) int {
		return cmp.Or(settled(&a)-settled(&b), b.Patents-a.Patents, strings.Compare(a.Kind+a.Says, b.Kind+b.Says))
	})
	return out, nil
}

// assumptions adds what the authors assumed, with the rights that the clause bears on.
func (p *Program) assumptions(st *stakes, add func(kind, says string, c agreement.Clause, at diag.Range, n int)) {
	for _, a := range p.world.Agreements {
		if a.KnownFrom() > p.opt.KnownAt {
			continue
		}
		put := func(c agreement.Clause, as []agreement.Assumption, names ...agreement.Name) {
			for _, x := range as {
				add("assumed", x.Why, c, x.Clause.At, st.bearing(names))
			}
		}
		var all []agreement.Name
		for _, b := range a.Blocks() {
			switch x := b.Value.(type) {
			case *agreement.Named: // what uses it has taken over what it assumes
				continue
			case *agreement.Reading:
				put(b.Clause, b.Assumed, x.Affects)
				continue
			case *agreement.Grant:
				all = append(all, b.Clause.QName())
			}
			put(b.Clause, b.Assumed, b.Clause.QName())
		}
		put(a.Clause, a.Assumed, all...)
	}
	for i, f := range p.known() {
		if len(f.Assumed) == 0 {
			continue
		}
		n := st.byFact(i)
		for _, why := range f.Assumed {
			if n > 0 { // an assumed fact on which no right hangs is no open point of the agreements
				add("assumed", f.Text+": "+why, agreement.Clause{}, f.At, n)
			}
		}
	}
}

// stakes is the rights that hang on what is unclear, counted in patents times countries.
type stakes struct {
	p        *Program
	bears    map[agreement.Name]int // where the grants that use a definition possibly give a right
	toOrFor  map[agreement.Name]int // likewise, but only where the definition is of licensees, of products, or cuts
	question map[string]int
	asked    map[string]*askedForm
	owners   map[org]int
}

// askedForm is questions that differ only in what they are about.
type askedForm struct {
	first agreement.Question
	n     int
	many  bool
}

func (f *askedForm) says() string {
	if f.many && f.first.Of != "" {
		return strings.ReplaceAll(f.first.Says, f.first.Of, "…") + " (several questions of this form)"
	}
	return f.first.Says
}

// stakes goes through the patents, those that the definitions treat alike at once.
func (p *Program) stakes(on when.Date) *stakes {
	st := &stakes{p: p, bears: map[agreement.Name]int{}, toOrFor: map[agreement.Name]int{}, question: map[string]int{}, asked: map[string]*askedForm{}, owners: map[org]int{}}
	uses := map[*grant][2][]agreement.Name{}
	for _, g := range p.grants {
		uses[g] = p.usedBy(g)
	}
	c := p.withItself()
	for _, g := range c.groups() {
		for _, o := range g.rows {
			c.ordinary(g, o)
		}
		for _, b := range g.bundles {
			n := max(len(b.rows), 1)
			for _, country := range b.countries {
				if !st.count(g.grantsA, b.rep.a, country, on, n, uses) {
					continue
				}
				for _, o := range g.owners {
					st.owners[o] += n
				}
			}
		}
	}
	return st
}

// withItself compares a world with itself, to have its patents in bundles.
func (p *Program) withItself() *comparison {
	c := &comparison{a: p, b: p, same: true, days: p.clock, clocks: map[when.Date]*clock{}, differ: differences{everything: true}}
	for i := range p.orgs {
		c.toB = append(c.toB, org(i))
	}
	return c
}

// count adds n patents that are alike, in one country; false: no grant can give anything under them.
func (st *stakes) count(grants []*grant, s *subject, country string, on when.Date, n int, uses map[*grant][2][]agreement.Name) bool {
	p := st.p
	bears, toOrFor, asked := map[agreement.Name]bool{}, map[agreement.Name]bool{}, map[string]agreement.Question{}
	ck := p.clockFor(s, on)
	for _, g := range grants {
		t := decide(ck, func(cs *cases) bool { return p.gives(cs, s, g, country, on) })
		if !t.possible {
			continue
		}
		for _, name := range uses[g][0] {
			bears[name] = true
		}
		for _, name := range uses[g][1] {
			bears[name], toOrFor[name] = true, true
		}
		for _, q := range t.open {
			asked[q.ID()] = q
		}
	}
	for name := range bears {
		st.bears[name] += n
	}
	for name := range toOrFor {
		st.toOrFor[name] += n
	}
	for id, q := range asked {
		st.question[id] += n
		form := string(q.Kind) + "|" + q.Clause.Agreement + "|" + q.Clause.Name + "|" + q.Says
		if q.Of != "" {
			form = strings.ReplaceAll(form, q.Of, "…")
		}
		f := st.asked[form]
		if f == nil {
			f = &askedForm{first: q}
			st.asked[form] = f
		}
		f.many = f.many || f.first.ID() != q.ID()
		f.n += n
	}
	return len(bears) > 0
}

// usedBy lists the definitions that a grant uses to say who gives and which patents, and those for all else: itself,
// licensees, products, what cuts it.
func (p *Program) usedBy(g *grant) [2][]agreement.Name {
	var out [2][]agreement.Name
	put := func(i int, names []agreement.Name) {
		for _, c := range p.behind(names) {
			out[i] = append(out[i], c.QName())
		}
	}
	out[1] = append(out[1], g.Clause.QName())
	for _, v := range g.each() {
		put(0, namesOf(&agreement.Grant{From: v.From, Under: v.Under}))
		put(1, namesOf(&agreement.Grant{To: v.To, For: v.For}))
	}
	for _, x := range g.cutters {
		out[1] = append(out[1], x.Clause.QName())
		for _, v := range x.each() {
			put(1, namesOf(v.Exclusion))
		}
		if x.ends != nil {
			put(1, namesOf(x.saying()))
			for _, s := range p.survivals {
				if slices.ContainsFunc(s.Keeps, func(n agreement.Name) bool { return slices.Contains(x.Cuts, n) }) {
					out[1] = append(out[1], s.Clause.QName())
					put(1, namesOf(s.Survival))
				}
			}
		}
	}
	for _, e := range g.extensions {
		out[1] = append(out[1], e.name())
		put(1, namesOf(e.Extension))
	}
	return out
}

// of is what hangs on a question that affects definitions.
func (st *stakes) of(q agreement.Question, affects []agreement.Name) int {
	n := st.question[q.ID()]
	for _, name := range affects {
		n = max(n, st.toOrFor[name])
	}
	return n
}

// bearing is what the definitions bear on.
func (st *stakes) bearing(names []agreement.Name) int {
	n := 0
	for _, name := range names {
		n = max(n, st.bears[name])
	}
	return n
}

// byFact is what an assumed fact bears on: the patents of those in whom a holding is assumed, and of those below them; the
// patents of which it speaks.
func (st *stakes) byFact(i int) int {
	switch b := st.p.world.Facts[i].Body.(type) {
	case agreement.Control:
		n := 0
		held := st.p.orgOf(b.Held)
		for o, k := range st.owners {
			if slices.Contains(st.p.control.above(o), held) {
				n += k
			}
		}
		return n
	case agreement.Assignment:
		return st.countries(b.Patents)
	case agreement.PatentFact:
		return st.countries([]string{b.Record.ID})
	case agreement.StatusFact:
		return st.countries(b.Patents)
	}
	return 0
}

func (st *stakes) countries(ids []string) int {
	n := 0
	for _, id := range ids {
		if s := st.p.subject(st.p.canonical(id)); s != nil {
			n += len(effective(s))
		}
	}
	return n
}

// presumedCount counts the rows whose status on the day, each in its own country, rests on the presumption.
func (p *Program) presumedCount(what agreement.Presumed, on when.Date) int {
	without := p.presume
	if what == agreement.GrantedInForce {
		without.GrantedInForce = false
	} else {
		without.ApplicationsPending = false
	}
	n := 0
	for k := range p.snap.Runs() {
		run := &p.snap.Runs()[k]
		office := p.snap.Offices()[run.Office]
		if !patent.IsCountry(office) {
			continue
		}
		for r := run.Start; r < run.End; r++ {
			rec := p.columnsOf(r, office)
			if patent.StatusCode(&rec, office, on, nil, p.presume) != patent.StatusCode(&rec, office, on, nil, without) {
				n++
			}
		}
	}
	return n
}
