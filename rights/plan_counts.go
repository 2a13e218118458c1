package rights

import (
	"math/bits"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/when"
)

// adding is what changes, being added up.
type adding struct {
	rights            [directions]int
	possibly          [directions]int // of the rights, those for which it is not certain
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

func (g *alikeRows) len() int {
	if g.one != nil {
		return 1
	}
	return len(g.rows)
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
			s.note(l, x, st, g)
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
			if !f.certain[d] {
				a.possibly[d] += cells * g.len()
			}
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

func (a *adding) span(st *stage) {
	a.from, a.to = min(a.from, st.days.From), max(a.to, st.days.To)
	a.gain = a.gain || st.change.gain != never
	a.loss = a.loss || st.change.loss != never
	a.money = a.money || st.change.money != never
}

func (a *adding) extent(d int) Extent {
	return Extent{Rights: a.rights[d], Possibly: a.possibly[d], Patents: a.patents[d].len(), Families: a.patents[d].families(), Countries: len(a.countries[d]), Products: len(a.products[d]), Actors: len(a.actors[d])}
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
