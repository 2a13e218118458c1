package rights

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// findSpecial sets apart the patents of which a journal says something, and the rows that must be judged one by one:
// those, and the co-owned ones.
func (p *Program) findSpecial() {
	ids := map[string]bool{}
	for id := range p.moves {
		ids[id] = true
	}
	for id := range p.overrides {
		ids[id] = true
	}
	for id := range p.descents {
		ids[id] = true
	}
	for id := range p.events {
		ids[id] = true
	}
	for id := range p.made {
		ids[id] = true
	}
	for id := range p.licensing {
		ids[id] = true
	}
	for k := range p.findings {
		if _, ok := p.snap.Find(k[1]); ok && k[1] != "" {
			ids[k[1]] = true
		}
	}
	p.oddRows = make([]uint64, (p.snap.Len()+63)/64)
	odd := func(r portfolio.Row) { p.oddRows[r>>6] |= 1 << (r & 63) }
	for id := range ids {
		s := p.make(id)
		if s == nil {
			continue // a patent that no source and no journal declares: check says so
		}
		p.special[id] = s
		if s.row >= 0 {
			odd(portfolio.Row(s.row))
		}
		if s.rec.Family != "" {
			p.oddFamily[s.rec.Family] = append(p.oddFamily[s.rec.Family], id)
		}
	}
	for f := range p.oddFamily {
		slices.Sort(p.oddFamily[f])
	}
	for _, r := range p.snap.CoOwned() {
		odd(r)
	}
	for _, r := range p.snap.Unusual() {
		odd(r)
	}
	p.oddNamed()
}

// oddNamed sets apart the rows that definitions and clauses name one by one.
func (p *Program) oddNamed() {
	var ids []string
	item := func(items []agreement.PatentItem) {
		for _, it := range items {
			if it.ID != "" {
				ids = append(ids, p.canonical(it.ID))
			}
		}
	}
	for _, s := range p.sets {
		for _, v := range s.each() {
			for id := range v.listed {
				ids = append(ids, id)
			}
			item(v.Except)
		}
	}
	for _, g := range p.grants {
		for _, v := range g.each() {
			item(v.Under)
		}
	}
	for _, x := range p.exclusions {
		for _, v := range x.each() {
			item(v.Under)
		}
	}
	if len(ids) == 0 {
		return
	}
	p.oddRows = slices.Clone(p.oddRows) // another program may share them
	for _, id := range ids {
		if r, ok := p.snap.Find(id); ok {
			p.oddRows[r>>6] |= 1 << (r & 63)
		}
	}
}

func (p *Program) odd(r portfolio.Row) bool { return p.oddRows[r>>6]>>(r&63)&1 == 1 }

// make builds a subject from the snapshot and the journals; nil when neither knows the id.
func (p *Program) make(id string) *subject {
	row := -1
	var rec *patent.Record
	if r, ok := p.snap.Find(id); ok && p.snap.ID(r) == id {
		base := p.snap.Record(r)
		rec, row = &base, int(r)
	}
	for _, i := range p.overrides[id] {
		next := p.world.Facts[i].Body.(agreement.PatentFact).Apply(rec)
		next.ID = id
		rec = &next
	}
	if rec == nil {
		return nil
	}
	s := &subject{rec: rec, row: row, events: p.events[id]}
	s.title.moves = p.moves[id]
	for _, o := range rec.Owners {
		if n := p.orgOf(agreement.Org(o)); n != noOrg && !slices.Contains(s.title.start, n) {
			s.title.start = append(s.title.start, n)
		}
	}
	return s
}

// subject is the patent of an id; nil when there is none.
func (p *Program) subject(id string) *subject {
	if s := p.special[id]; s != nil {
		return s
	}
	return p.make(id)
}

// atRow is the patent of a row.
func (p *Program) atRow(r portfolio.Row) *subject { return p.subject(p.snap.ID(r)) }

// familyOf lists the ids of the patents of the same family.
func (p *Program) familyOf(r *patent.Record) []string {
	if r.Family == "" {
		return nil
	}
	out := slices.Clone(p.oddFamily[r.Family])
	if n, ok := p.snap.FamilyNumber(r.Family); ok {
		for _, row := range p.snap.RowsOfFamily(n) {
			if id := p.snap.ID(row); p.special[id] == nil {
				out = append(out, id)
			}
		}
	}
	return out
}

// status is the status of a patent in the country of a use.
func (p *Program) status(s *subject, l *look) patent.Status {
	return patent.StatusCode(s.rec, l.use.Country, l.day, s.events, p.presume)
}

// clockFor is the clock for a patent and a day of use: it knows the unknown days of its own chain of title and of those
// of its relatives, whom a family clause may look at.
func (p *Program) clockFor(s *subject, on when.Date) *clock {
	return p.clock.at(on).with(p.movesAbout(s), on)
}

func (l *look) clockFor(s *subject) *clock { return l.clock.with(l.p.movesAbout(s), l.day) }

func (p *Program) movesAbout(s *subject) []move {
	moves := s.title.moves
	if p.families && len(p.moves) > 0 {
		for _, r := range p.relatives(s, allRelations) {
			moves = append(slices.Clip(moves), r.title.moves...)
		}
	}
	return moves
}

var allRelations = []patent.Relation{patent.Continuation, patent.Divisional, patent.ContinuationInPart, patent.Reissue, patent.ForeignCounterpart}
