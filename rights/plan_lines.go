package rights

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/when"
)

// Compare answers "what does this change?": every right that differs between two worlds over the same portfolio, put
// together by the clauses that make it differ. Errors are [*UnknownError].
func Compare(before, after *Program, scope PlanScope) (PlanAnswer, error) {
	c, err := newComparison(before, after, scope)
	if err != nil {
		return PlanAnswer{}, err
	}
	s := &summary{c: c, total: newAdding(), lines: map[cause2]*planLine{}, open: map[string]*planOpen{}, opened: c.patents(), settled: c.patents()}
	c.cells(func(x *cell) bool {
		s.add(x)
		return true
	})
	return s.answer(), nil
}

// cause2 is what tells lines apart.
type cause2 struct {
	name agreement.Name
	what string
}

// summary adds cells up.
type summary struct {
	c               *comparison
	total           *adding
	lines           map[cause2]*planLine
	open            map[string]*planOpen
	opened, settled *patentBag
}

type planOpen struct {
	agreement.Question
	opened, settled *patentBag
}

type planLine struct {
	cause
	*adding
	open map[string]*lineOpen
}

// lineOpen is a question on which changes of a line hang, with the patents.
type lineOpen struct {
	agreement.Question
	patents *patentBag
}

// The directions in which rights change.
const (
	gained = iota
	lost
	shifted
	priced
	unclear
	directions
)

// add adds a cell: rows on which the same happens at once.
func (s *summary) add(x *cell) {
	for _, g := range s.groupsOf(x) {
		s.put(x, g)
	}
}

// alikeRows is rows of a cell that live on the same stages.
type alikeRows struct {
	fate fate
	rows []portfolio.Row
	one  *subject // instead of rows
	live []bool
}

func (s *summary) groupsOf(x *cell) []*alikeRows {
	var out []*alikeRows
	at := map[string]*alikeRows{}
	key := make([]byte, len(x.stages))
	each := func(t twin, r portfolio.Row, ordinary bool) {
		for i := range x.stages {
			key[i] = byteOf(s.lives(x, t, r, ordinary, &x.stages[i]))
		}
		g, seen := at[string(key)]
		if !seen {
			f, any := fateOf(x.stages, func(i int) bool { return key[i] == '1' })
			if any {
				g = &alikeRows{fate: f, live: make([]bool, len(key))}
				for i := range key {
					g.live[i] = key[i] == '1'
				}
				out = append(out, g)
			}
			at[string(key)] = g
		}
		if g == nil {
			return
		}
		if ordinary {
			g.rows = append(g.rows, r)
		} else {
			g.one = t.a
		}
	}
	if x.rows == nil {
		each(x.rep, 0, false)
		return out
	}
	for _, r := range x.rows {
		each(twin{}, r, true)
	}
	return out
}

// lives reports whether a patent lives on some day of a stage on which something changes, or on which there was or is a
// right.
func (s *summary) lives(x *cell, t twin, r portfolio.Row, ordinary bool, g *stage) bool {
	if ch := &g.change; !ch.had && !ch.has && ch.none() {
		return false
	}
	c := s.c
	if ordinary {
		if !c.a.deadRow(r, x.country, g.on, c.b) {
			return true
		}
		t = c.twinAt(r)
	}
	return len(c.lives(t, x.country, g.days)) > 0
}

// fateBy is the fate of rows as far as the line that a belongs to makes it.
func (s *summary) fateBy(x *cell, g *alikeRows, a *adding) fate {
	f := fate{}
	for i := range x.stages {
		st := &x.stages[i]
		if !g.live[i] || st.change.none() || !slices.ContainsFunc(st.causes, func(k cause) bool { return s.line(k).adding == a }) {
			continue
		}
		for d, v := range map[int]sureness{gained: st.change.gain, lost: st.change.loss, priced: st.change.money} {
			if v != never {
				f.in[d] = true
				f.certain[d] = f.certain[d] || v == surely
				if f.at[d] == nil || v == surely && f.at[d].change.of(d) != surely {
					f.at[d] = st
				}
			}
		}
		if st.change.unsettled {
			f.in[unclear], f.at[unclear] = true, st
		}
	}
	// Gained, lost or shifted is what happens to the right as a whole.
	if f.in[gained] || f.in[lost] {
		certain := f.in[gained] && f.certain[gained] || f.in[lost] && f.certain[lost]
		for _, d := range []int{gained, lost, shifted} {
			f.in[d] = g.fate.in[d]
		}
		if f.in[shifted] {
			f.certain[shifted] = certain
		}
	}
	return f
}

func (s *summary) line(k cause) *planLine {
	key := cause2{k.clause.QName(), k.what}
	l := s.lines[key]
	if l == nil {
		l = &planLine{cause: k, adding: newAdding(), open: map[string]*lineOpen{}}
		s.lines[key] = l
	}
	return l
}

// note adds the days and the questions of a stage to a line.
func (s *summary) note(l *planLine, x *cell, st *stage, g *alikeRows) {
	l.span(st)
	for _, q := range st.change.open {
		q = g.form(x, q)
		o := l.open[q.ID()]
		if o == nil {
			o = &lineOpen{q, s.c.patents()}
			l.open[q.ID()] = o
		}
		g.putInto(o.patents)
	}
}

// putInto adds the patents to a bag.
func (g *alikeRows) putInto(b *patentBag) {
	if g.one != nil {
		b.put(g.one)
	}
	for _, r := range g.rows {
		b.row(r)
	}
}

// maxCandidates is how many places are kept in which to look for a witness.
const maxCandidates = 40

func (a *adding) remember(x *cell, g *alikeRows, f fate) {
	for _, d := range []int{gained, lost, priced} {
		if f.at[d] == nil {
			continue
		}
		n := &candidate{cell: x, stage: f.at[d], rows: g.rows[:min(len(g.rows), 8)]}
		if len(a.cells[d]) < maxCandidates {
			a.cells[d] = append(a.cells[d], n)
		} else if f.at[d].change.of(d) == surely {
			if i := slices.IndexFunc(a.cells[d], func(y *candidate) bool { return y.stage.change.of(d) != surely }); i >= 0 {
				a.cells[d][i] = n
			}
		}
	}
}

// form is a question with the patent left out where it stands for one about each of several.
func (g *alikeRows) form(x *cell, q agreement.Question) agreement.Question {
	if id := x.rep.a.rec.ID; g.len() > 1 && q.Of == id {
		q.Key, q.Says = strings.ReplaceAll(q.Key, id, "each of them"), strings.ReplaceAll(q.Says, id, "each of them")
	}
	return q
}

// questions notes patents that become open, or certain.
func (s *summary) questions(x *cell, st *stage, g *alikeRows) {
	was, is := st.change.before == rightDepends, st.change.after == rightDepends
	if was == is {
		return
	}
	if is {
		g.putInto(s.opened)
	} else {
		g.putInto(s.settled)
	}
	for _, q := range st.change.open {
		q = g.form(x, q)
		o := s.open[q.ID()]
		if o == nil {
			o = &planOpen{q, s.c.patents(), s.c.patents()}
			s.open[q.ID()] = o
		}
		if is {
			g.putInto(o.opened)
		} else {
			g.putInto(o.settled)
		}
	}
}

func (s *summary) answer() PlanAnswer {
	c := s.c
	a := PlanAnswer{KnownAt: c.a.opt.KnownAt, Scope: c.scope, Class: s.total.class(), Certain: s.total.certain, Counts: s.total.counts(),
		Opened: s.opened.len(), Settled: s.settled.len(), Status: c.statusDiffers()}
	blamed := map[agreement.Name]bool{}
	for _, l := range s.lines {
		blamed[l.clause.QName()] = true
		a.Lines = append(a.Lines, s.lineOf(l))
	}
	size := func(l *PlanLine) int {
		n := &l.Counts
		return n.Gained.Patents + n.Lost.Patents + n.Shifted.Patents + n.Money.Patents + n.Unclear.Patents
	}
	slices.SortFunc(a.Lines, func(x, y PlanLine) int {
		return cmp.Or(size(&y)-size(&x), strings.Compare(x.Clause.Agreement+" "+x.Clause.Number+" "+x.Clause.Name+" "+x.What, y.Clause.Agreement+" "+y.Clause.Number+" "+y.Clause.Name+" "+y.What))
	})
	for _, q := range s.open {
		a.Open = append(a.Open, PlanOpen{q.Question, q.opened.len(), q.settled.len()})
	}
	slices.SortFunc(a.Open, func(x, y PlanOpen) int {
		return cmp.Or(y.Opened+y.Settled-x.Opened-x.Settled, strings.Compare(x.ID(), y.ID()))
	})
	a.Same = c.wordsOnly(blamed)
	a.RestsOn = c.rests(a.Lines)
	return a
}

func (s *summary) lineOf(l *planLine) PlanLine {
	c := s.c
	out := PlanLine{Clause: l.clause, What: l.what, Class: l.class(), Certain: l.certain, Possible: l.possible, Counts: l.counts(), From: l.from, To: l.to}
	if out.To < when.Max {
		out.To--
	}
	actors, products, countries := map[org]bool{}, map[string]bool{}, map[string]bool{}
	for d := range directions {
		maps.Copy(actors, l.actors[d])
		maps.Copy(products, l.products[d])
		maps.Copy(countries, l.countries[d])
	}
	for o := range actors {
		out.Actors = append(out.Actors, agreement.Org(c.a.orgs[o]))
	}
	slices.Sort(out.Actors)
	out.Products, out.In, out.Acts = slices.Sorted(maps.Keys(products)), slices.Sorted(maps.Keys(countries)), slices.Sorted(maps.Keys(l.acts))
	for _, q := range l.open {
		out.Open = append(out.Open, OpenQuestion{Question: q.Question, Patents: q.patents.len()})
	}
	slices.SortFunc(out.Open, func(x, y OpenQuestion) int { return cmp.Or(y.Patents-x.Patents, strings.Compare(x.ID(), y.ID())) })
	out.Before, out.After = c.a.sentenceOf(l.clause.QName()), c.b.sentenceOf(l.clause.QName())
	for _, d := range []int{gained, lost, priced} {
		if w, ok := c.witness(l.cells[d], d); ok {
			out.Witness = append(out.Witness, w)
		}
	}
	return out
}

// statusDiffers counts the patents whose facts differ and whose status in some country does on some day.
func (c *comparison) statusDiffers() int {
	n := 0
	for id := range c.differ.patents {
		s, t := c.a.subject(id), c.b.subject(id)
		if s == nil || t == nil {
			continue
		}
		differs := false
		for _, k := range effective(t) {
			for _, o := range slices.Concat(statusDays(s), statusDays(t)) {
				differs = differs || c.a.statusOn(s, k, o.on) != c.b.statusOn(t, k, o.on)
			}
		}
		if differs {
			n++
		}
	}
	return n
}
