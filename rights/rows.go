package rights

import (
	"slices"
	"sync"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// rowBits says which rows of a span of the snapshot a definition of patents lets in, whoever owns them: `where`,
// `except` and `only if`, as far as columns decide it. Rows outside the spans are those of owners who are never among
// the licensors of a grant under the definition.
type rowBits struct {
	spans []rowSpan
}

type rowSpan struct {
	lo, hi portfolio.Row
	yes    []uint64 // bit per row from lo
	maybe  []uint64 // rows that columns do not decide; nil: none
}

// Answers of a column test.
const (
	rowNo    int8 = -1
	rowMaybe int8 = 0
	rowYes   int8 = 1
)

func (b *rowBits) span(r portfolio.Row) *rowSpan {
	lo, hi := 0, len(b.spans)
	for lo < hi {
		if m := (lo + hi) / 2; b.spans[m].hi <= r {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < len(b.spans) && b.spans[lo].lo <= r {
		return &b.spans[lo]
	}
	return nil
}

func (s *rowSpan) at(r portfolio.Row) int8 {
	i := r - s.lo
	if s.yes[i>>6]>>(i&63)&1 == 1 {
		return rowYes
	}
	if s.maybe != nil && s.maybe[i>>6]>>(i&63)&1 == 1 {
		return rowMaybe
	}
	return rowNo
}

// bytes is the memory of the bits.
func (b *rowBits) bytes() int {
	n := 0
	for _, s := range b.spans {
		n += 8 * (len(s.yes) + len(s.maybe))
	}
	return n
}

// rowsOf compiles the definition over the rows of the owners in its scope, once.
func (p *Program) rowsOf(s *patentSet) *rowBits {
	s.rows.Do(func() { s.lets = p.letIn(s) })
	return &s.lets
}

func (p *Program) letIn(s *patentSet) rowBits {
	if s.reading != nil {
		return p.letInByAll(s)
	}
	var out rowBits
	for o := range p.ownerOf {
		if !s.scope.has(p.ownerOf[o]) {
			continue
		}
		lo, hi := p.snap.OwnerRange(uint32(o))
		if n := len(out.spans); n > 0 && out.spans[n-1].hi == lo {
			out.spans[n-1].hi = hi
		} else if lo < hi {
			out.spans = append(out.spans, rowSpan{lo: lo, hi: hi})
		}
	}
	c := p.compileTests(s)
	for i := range out.spans {
		p.fill(&out.spans[i], c)
	}
	return out
}

// letInByAll puts the options of a reading together: a row that they do not agree on is not decided by columns.
func (p *Program) letInByAll(s *patentSet) rowBits {
	var out rowBits
	for k, v := range s.options {
		v.scope = s.scope
		b := p.letIn(v)
		if k == 0 {
			out = b
			continue
		}
		for i := range out.spans { // the scope is the same, and so are the spans
			a, b := &out.spans[i], &b.spans[i]
			if a.maybe == nil {
				a.maybe = make([]uint64, len(a.yes))
			}
			for w := range a.yes {
				yes := a.yes[w] & b.yes[w]
				maybe := a.yes[w] | b.yes[w] | a.maybe[w]
				if b.maybe != nil {
					maybe |= b.maybe[w]
				}
				a.yes[w], a.maybe[w] = yes, maybe&^yes
			}
		}
	}
	return out
}

// columnTests are the conditions of a definition, split into those that are the same for a whole run and the others.
type columnTests struct {
	run     []func(*portfolio.Run) int8
	row     []func(portfolio.Row) int8
	without []uint32 // numbers of families that are left out; rows of no known family are then not decided
}

func (p *Program) fill(s *rowSpan, c columnTests) {
	words := (int(s.hi-s.lo) + 63) / 64
	s.yes = make([]uint64, words)
	fam := p.snap.Families()
	for o := p.snap.OwnerOf(s.lo); ; o++ {
		lo, hi := p.snap.OwnerRange(o)
		if lo >= s.hi {
			break
		}
		if lo == hi {
			continue
		}
		for k := range p.snap.RunsOf(o) {
			run := &p.snap.RunsOf(o)[k]
			v := rowYes
			for _, t := range c.run {
				if v = min(v, t(run)); v == rowNo {
					break
				}
			}
			if v == rowNo {
				continue
			}
			for r := run.Start; r < run.End; r++ {
				w := v
				for _, t := range c.row {
					if w = min(w, t(r)); w == rowNo {
						break
					}
				}
				if len(c.without) > 0 && fam[r] == 0 {
					w = min(w, rowMaybe)
				}
				i := r - s.lo
				switch w {
				case rowYes:
					s.yes[i>>6] |= 1 << (i & 63)
				case rowMaybe:
					if s.maybe == nil {
						s.maybe = make([]uint64, words)
					}
					s.maybe[i>>6] |= 1 << (i & 63)
				}
			}
		}
		if hi >= s.hi {
			break
		}
	}
	for _, f := range c.without {
		for _, r := range p.snap.RowsOfFamily(f) {
			if i := r - s.lo; s.lo <= r && r < s.hi {
				s.yes[i>>6] &^= 1 << (i & 63)
				if s.maybe != nil {
					s.maybe[i>>6] &^= 1 << (i & 63)
				}
			}
		}
	}
}

// compileTests turns the conditions of a definition into column tests. What columns cannot decide is maybe.
func (p *Program) compileTests(s *patentSet) columnTests {
	var c columnTests
	for _, line := range slices.Concat(s.Where, s.OnlyIf) {
		p.compileLine(&c, line)
	}
	if len(s.opens) > 0 || s.speaks || slices.ContainsFunc(s.Add, func(a agreement.Selector) bool { return a.Basis != agreement.OfPatents || len(a.Joined) > 0 }) {
		c.run = append(c.run, func(*portfolio.Run) int8 { return rowMaybe })
	}
	for _, e := range s.Except {
		if e.ID != "" {
			if r, ok := p.snap.Find(p.canonical(e.ID)); ok {
				c.row = append(c.row, func(x portfolio.Row) int8 {
					if x == r {
						return rowNo
					}
					return rowYes
				})
			}
			continue
		}
		set := p.sets[e.Set]
		if set == nil {
			continue
		}
		if set.reading != nil {
			c.row = append(c.row, func(portfolio.Row) int8 { return rowMaybe })
			continue
		}
		if families, ok := p.familiesAlone(set); ok {
			c.without = append(c.without, families...)
			continue
		}
		inner := p.compileTests(set)
		listOnly := len(set.Add) > 0 && !slices.ContainsFunc(set.Add, func(a agreement.Selector) bool { return len(a.OwnedBy)+len(a.LicensableBy) > 0 })
		if listOnly && len(set.Family) == 0 {
			continue // listed rows are judged one by one anyway
		}
		c.row = append(c.row, func(r portfolio.Row) int8 {
			if len(inner.run) > 0 {
				run := p.snap.RunOf(r)
				for _, t := range inner.run {
					if t(&run) == rowNo && len(set.Family) == 0 {
						return rowYes
					}
				}
			}
			for _, t := range inner.row {
				if t(r) == rowNo && len(set.Family) == 0 {
					return rowYes
				}
			}
			return rowMaybe
		})
	}
	return c
}

// familiesAlone returns the families of a definition that is nothing but a list of families.
func (p *Program) familiesAlone(s *patentSet) (numbers []uint32, ok bool) {
	if len(s.Add)+len(s.Family)+len(s.OnlyIf)+len(s.Except)+len(s.opens) > 0 || len(s.Where) != 1 || len(s.Where[0]) != 1 {
		return nil, false
	}
	t := &s.Where[0][0]
	if t.Not || t.Attr != agreement.PatentFamily {
		return nil, false
	}
	for _, v := range t.Values {
		if n, ok := p.snap.FamilyNumber(v); ok {
			numbers = append(numbers, n)
		}
	}
	return numbers, true
}

func (p *Program) compileLine(c *columnTests, line agreement.Condition) {
	var runs []func(*portfolio.Run) int8
	var rows []func(portfolio.Row) int8
	for i := range line {
		t := &line[i]
		sign := int8(1)
		if t.Not {
			sign = -1
		}
		if f := p.runTest(t); f != nil {
			runs = append(runs, func(r *portfolio.Run) int8 { return sign * f(r) })
			continue
		}
		f := p.rowTest(t)
		rows = append(rows, func(r portfolio.Row) int8 { return sign * f(r) })
	}
	if len(rows) == 0 {
		c.run = append(c.run, func(r *portfolio.Run) int8 {
			v := rowNo
			for _, f := range runs {
				v = max(v, f(r))
			}
			return v
		})
		return
	}
	c.row = append(c.row, func(r portfolio.Row) int8 {
		v := rowNo
		for _, f := range rows {
			v = max(v, f(r))
		}
		if len(runs) > 0 && v < rowYes {
			run := p.snap.RunOf(r)
			for _, f := range runs {
				v = max(v, f(&run))
			}
		}
		return v
	})
}

// runTest is a test of what all rows of a run share; nil when the test is of something else.
func (p *Program) runTest(t *agreement.Test) func(*portfolio.Run) int8 {
	switch t.Attr {
	case agreement.PatentOffice:
		yes := make([]int8, len(p.snap.Offices()))
		for i, o := range p.snap.Offices() {
			yes[i] = boolRow(slices.Contains(t.Values, o))
		}
		return func(r *portfolio.Run) int8 { return yes[r.Office] }
	case agreement.PatentField:
		yes := make([]int8, len(p.snap.FieldSets()))
		for i, f := range p.snap.FieldSets() {
			yes[i] = boolRow(slices.ContainsFunc(t.Values, func(v string) bool { return hasField(f, v) }))
			if p.snap.Unclassified(uint32(i)) && len(t.Values) > 0 {
				yes[i] = rowMaybe
			}
		}
		return func(r *portfolio.Run) int8 { return yes[r.Fields] }
	}
	return nil
}

func boolRow(b bool) int8 {
	if b {
		return rowYes
	}
	return rowNo
}

// rowTest is a test of one row.
func (p *Program) rowTest(t *agreement.Test) func(portfolio.Row) int8 {
	maybe := func(portfolio.Row) int8 { return rowMaybe }
	switch t.Attr {
	case agreement.PatentPriority:
		return dayTest(p.snap.Priority, t.Span)
	case agreement.PatentFiled:
		return dayTest(p.snap.Filed, t.Span)
	case agreement.PatentPublished:
		return dayTest(p.snap.Published, t.Span)
	case agreement.PatentGranted:
		flags, in := p.snap.Flags(), dayTest(p.snap.Grant, t.Span)
		return func(r portfolio.Row) int8 {
			switch portfolio.IsGrant(flags[r]) {
			case patent.Yes:
				return in(r)
			case patent.No:
				return rowNo
			}
			return rowMaybe
		}
	case agreement.PatentInvented, agreement.PatentDisclosed: // of rows without a milestone; the others are judged one by one
		_, hi := p.snap.Priority()
		from, to := int32(t.Span.From), int32(t.Span.To)
		return func(r portfolio.Row) int8 {
			last := int32(hi[r])
			if hi[r] == portfolio.MaxDay {
				last = int32(when.Max)
			}
			switch {
			case from <= int32(when.Min) && last < to:
				return rowYes
			case last < from || to <= int32(when.Min):
				return rowNo
			}
			return rowMaybe
		}
	case agreement.PatentKind:
		flags := p.snap.Flags()
		return func(r portfolio.Row) int8 {
			k := portfolio.KindOf(flags[r])
			if k == patent.KindUnknown {
				return rowMaybe
			}
			return boolRow(slices.Contains(t.Values, k.String()))
		}
	case agreement.PatentStandard:
		std := p.snap.Standards()
		yes := make([]int8, len(p.snap.StandardSets()))
		for i, set := range p.snap.StandardSets() {
			yes[i] = boolRow(slices.ContainsFunc(t.Values, func(v string) bool { return hasStandard(set, v) }))
		}
		return func(r portfolio.Row) int8 { return yes[std[r]] }
	case agreement.PatentFamily:
		fam := p.snap.Families()
		in := map[uint32]bool{}
		for _, v := range t.Values {
			if n, ok := p.snap.FamilyNumber(v); ok {
				in[n] = true
			}
		}
		return func(r portfolio.Row) int8 {
			if fam[r] == 0 {
				return rowMaybe
			}
			return boolRow(in[fam[r]])
		}
	}
	return maybe // classes and findings: judged one by one
}

// dayTest tests a date column; the ends of the column stand for days that are not known.
func dayTest(column func() (lo, hi []int16), span when.Interval) func(portfolio.Row) int8 {
	lo, hi := column()
	from, to := int32(span.From), int32(span.To)
	return func(r portfolio.Row) int8 {
		a, b := int32(lo[r]), int32(hi[r])
		if lo[r] == portfolio.MinDay {
			a = int32(when.Min)
		}
		if hi[r] == portfolio.MaxDay {
			b = int32(when.Max)
		}
		switch {
		case from <= a && b < to:
			return rowYes
		case a < to && from <= b:
			return rowMaybe
		}
		return rowNo
	}
}

// scopes says for each definition whose patents may ever count: the licensors of the grants that use it, directly or in
// an exclusion, and the same for what it excepts.
func (p *Program) scopes() {
	add := func(items []agreement.PatentItem, who orgSet) {
		for _, it := range items {
			if s := p.sets[it.Set]; it.Set != "" && s != nil {
				if s.scope == nil {
					s.scope = make(orgSet, (len(p.orgs)+63)/64)
				}
				for i, w := range who {
					s.scope[i] |= w
				}
			}
		}
	}
	for _, g := range p.grants {
		who := p.everFrom(g)
		for _, v := range g.each() {
			add(v.Under, who)
		}
		for _, x := range g.cutters {
			for _, v := range x.each() {
				add(v.Under, who)
			}
		}
	}
}

// everOf is ever, with everyone spelled out.
func (l *people) everOf(orgs int) orgSet {
	if !l.everyone {
		return l.ever()
	}
	s := make(orgSet, (orgs+63)/64)
	for x := range orgs {
		s.set(org(x))
	}
	return s
}

// kin is the rows that have relatives: a family of more than one, or parents. Their family may bring them in.
type kin struct {
	once sync.Once
	rows []uint64
}

func (p *Program) hasKin(r portfolio.Row) bool {
	p.kin.once.Do(func() {
		p.kin.rows = make([]uint64, len(p.oddRows))
		fam := p.snap.Families()
		for x := range portfolio.Row(p.snap.Len()) {
			if fam[x] != 0 && (len(p.snap.RowsOfFamily(fam[x])) > 1 || len(p.oddFamily[p.snap.FamilyName(fam[x])]) > 0) ||
				len(p.snap.Record(x).Parents) > 0 {
				p.kin.rows[x>>6] |= 1 << (x & 63)
			}
		}
	})
	return p.kin.rows[r>>6]>>(r&63)&1 == 1
}
