package rights

import (
	"cmp"
	"maps"
	"math/bits"
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
	open map[string]*OpenQuestion
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

// adding is what changes, being added up.
type adding struct {
	rights            [directions]int
	patents           [directions]*patentBag
	countries         [directions]map[string]bool
	products          [directions]map[string]bool
	actors            [directions]map[org]bool
	acts              map[agreement.Act]bool
	certain, possible bool
	gain, loss, money bool
	from, to          when.Date
	cells             [directions][]*candidate // to look for witnesses in, certain ones first
}

func newAdding() *adding {
	a := &adding{acts: map[agreement.Act]bool{}, from: when.Max, to: when.Min}
	for i := range directions {
		a.countries[i], a.products[i], a.actors[i] = map[string]bool{}, map[string]bool{}, map[org]bool{}
	}
	return a
}

// candidate is where a witness may be found.
type candidate struct {
	*cell
	stage *stage
	rows  []portfolio.Row // some of those that changed
}

// patentBag is a set of patents: rows of the portfolio, and those that only journals declare.
type patentBag struct {
	c     *comparison
	rows  []uint64
	extra map[string]bool
}

func (c *comparison) patents() *patentBag { return &patentBag{c: c, extra: map[string]bool{}} }

func (b *patentBag) row(r portfolio.Row) {
	if b.rows == nil {
		b.rows = make([]uint64, (b.c.a.snap.Len()+63)/64)
	}
	b.rows[r>>6] |= 1 << (r & 63)
}

func (b *patentBag) put(s *subject) {
	if s.row >= 0 {
		b.row(portfolio.Row(s.row))
	} else {
		b.extra[s.rec.ID] = true
	}
}

func (b *patentBag) len() int {
	if b == nil {
		return 0
	}
	n := len(b.extra)
	for _, w := range b.rows {
		n += bits.OnesCount64(w)
	}
	return n
}

// families counts the families of the patents; one without a family counts as one.
func (b *patentBag) families() int {
	if b == nil {
		return 0
	}
	n := 0
	fam := b.c.a.snap.Families()
	seen := make([]uint64, (b.c.a.snap.FamilyCount()+64)/64+1)
	names := map[string]bool{}
	for w, word := range b.rows {
		for ; word != 0; word &= word - 1 {
			switch f := fam[w<<6+trailing(word)]; {
			case f == 0:
				n++
			case seen[f>>6]>>(f&63)&1 == 0:
				seen[f>>6] |= 1 << (f & 63)
				names[b.c.a.snap.FamilyName(f)] = len(b.extra) > 0
				n++
			}
		}
	}
	for id := range b.extra {
		f := b.c.a.special[id].rec.Family
		if _, ok := names[f]; f == "" || !ok {
			names[f] = true
			n++
		}
	}
	return n
}

// fate is what happens to a right over all days.
type fate struct {
	in      [directions]bool
	certain [directions]bool
	at      [directions]*stage // a stage to show it at, a certain one if there is one
}

// fateOf tells what happens to a patent's right from the stages on which it lives.
func fateOf(stages []stage, live func(i int) bool) (f fate, any bool) {
	var gain, loss, had, has bool
	for i := range stages {
		g := &stages[i]
		ch := &g.change
		if !ch.had && !ch.has && ch.none() || !live(i) {
			continue
		}
		had, has = had || ch.had, has || ch.has
		note := func(d int, s sureness) bool {
			if s == never {
				return false
			}
			f.in[d] = true
			if f.at[d] == nil || s == surely && !f.certain[d] {
				f.at[d] = g
			}
			f.certain[d] = f.certain[d] || s == surely
			return true
		}
		gain = note(gained, ch.gain) || gain
		loss = note(lost, ch.loss) || loss
		note(priced, ch.money)
		if ch.unsettled {
			note(unclear, sometimes)
		}
		any = any || !ch.none()
	}
	if !any {
		return f, false
	}
	f.in[gained] = gain && !had
	f.in[lost] = loss && !has
	f.in[shifted] = (gain || loss) && !f.in[gained] && !f.in[lost]
	if f.in[shifted] {
		f.certain[shifted] = f.certain[gained] || f.certain[lost]
	}
	return f, true
}

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

func (g *alikeRows) len() int {
	if g.one != nil {
		return 1
	}
	return len(g.rows)
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

func (s *summary) put(x *cell, g *alikeRows) {
	cells := len(x.actors) * len(x.acts) * len(x.products)
	to := []*adding{s.total}
	seen := map[*planLine]bool{}
	for i := range x.stages {
		st := &x.stages[i]
		if !g.live[i] {
			continue
		}
		s.questions(x, st, g)
		if st.change.none() {
			continue
		}
		for _, k := range st.causes {
			l := s.line(k)
			if !seen[l] {
				seen[l] = true
				to = append(to, l.adding)
			}
			l.note(st, g.len()*1)
		}
		s.total.span(st)
	}
	for k, a := range to {
		f := g.fate
		if k > 0 {
			f = s.fateBy(x, g, a)
		}
		for d := range directions {
			if !f.in[d] {
				continue
			}
			a.rights[d] += cells * g.len()
			if a.patents[d] == nil {
				a.patents[d] = s.c.patents()
			}
			if g.one != nil {
				a.patents[d].put(g.one)
			}
			for _, r := range g.rows {
				a.patents[d].row(r)
			}
			a.countries[d][x.country] = true
			for _, p := range x.products {
				a.products[d][p] = true
			}
			for _, o := range x.actors {
				a.actors[d][o] = true
			}
			for _, act := range x.acts {
				a.acts[act] = true
			}
			a.certain = a.certain || f.certain[d]
			a.possible = a.possible || !f.certain[d]
		}
		a.remember(x, g, f)
	}
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

func (c *change) of(direction int) sureness {
	switch direction {
	case gained:
		return c.gain
	case lost:
		return c.loss
	case priced:
		return c.money
	}
	return never
}

func (s *summary) line(k cause) *planLine {
	key := cause2{k.clause.QName(), k.what}
	l := s.lines[key]
	if l == nil {
		l = &planLine{cause: k, adding: newAdding(), open: map[string]*OpenQuestion{}}
		s.lines[key] = l
	}
	return l
}

func (a *adding) span(st *stage) {
	a.from, a.to = min(a.from, st.days.From), max(a.to, st.days.To)
	a.gain = a.gain || st.change.gain != never
	a.loss = a.loss || st.change.loss != never
	a.money = a.money || st.change.money != never
}

func (l *planLine) note(st *stage, patents int) {
	l.span(st)
	for _, q := range st.change.open {
		o := l.open[q.ID()]
		if o == nil {
			o = &OpenQuestion{Question: q}
			l.open[q.ID()] = o
		}
		o.Patents = max(o.Patents, patents)
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

// questions notes patents that become open, or certain.
func (s *summary) questions(x *cell, st *stage, g *alikeRows) {
	was, is := st.change.before == rightDepends, st.change.after == rightDepends
	if was == is {
		return
	}
	put := func(b *patentBag) {
		if g.one != nil {
			b.put(g.one)
		}
		for _, r := range g.rows {
			b.row(r)
		}
	}
	if is {
		put(s.opened)
	} else {
		put(s.settled)
	}
	for _, q := range st.change.open {
		o := s.open[q.ID()]
		if o == nil {
			o = &planOpen{q, s.c.patents(), s.c.patents()}
			s.open[q.ID()] = o
		}
		if is {
			put(o.opened)
		} else {
			put(o.settled)
		}
	}
}

func (a *adding) extent(d int) Extent {
	return Extent{Rights: a.rights[d], Patents: a.patents[d].len(), Families: a.patents[d].families(), Countries: len(a.countries[d]), Products: len(a.products[d]), Actors: len(a.actors[d])}
}

func (a *adding) counts() PlanCounts {
	return PlanCounts{Gained: a.extent(gained), Lost: a.extent(lost), Shifted: a.extent(shifted), Money: a.extent(priced), Unclear: a.extent(unclear)}
}

func (a *adding) class() Class {
	switch {
	case a.gain && a.loss, !a.gain && !a.loss && a.rights[unclear] > 0:
		return Shifts
	case a.gain:
		return Widens
	case a.loss:
		return Narrows
	case a.money:
		return Money
	}
	return NoEffect
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
		out.Open = append(out.Open, *q)
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
