package rights

import (
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// activity is the grants that can give something in one question, with room for one question's work.
type activity struct {
	grants []*bulkGrant
	slow   bool
}

// active lists the grants of the licensors that give the actor the act with the category on the day.
func (b *Bulk) active(owners []uint32, actor org, act agreement.Act, category int32, day when.Date, out *activity) {
	out.grants, out.slow = out.grants[:0], false
	seen := make([]uint64, (len(b.grants)+63)/64)
	for _, n := range owners {
		o := b.p.ownerOf[n]
		for _, i := range b.byLicensor[o] {
			if hasBit(seen, int(i)) {
				continue
			}
			seen[i>>6] |= 1 << (i & 63)
			g := &b.grants[i]
			if !g.plain {
				out.slow = true
				continue
			}
			if g.span.Contains(day) && g.does(act) && hasBit(g.cats, int(category)) {
				if to, _ := g.to.has(actor, day); to {
					out.grants = append(out.grants, g)
				}
			}
		}
	}
}

// relevantFields marks for each category the field sets that the declarations of relevance name; nil when there is none.
func (b *Bulk) relevantFields() [][]bool {
	p := b.p
	out := make([][]bool, len(b.categories))
	for _, x := range p.relevance {
		c, ok := b.category[x.Product]
		if !ok {
			continue
		}
		if out[c] == nil {
			out[c] = make([]bool, len(p.snap.FieldSets()))
		}
		for i, set := range p.snap.FieldSets() {
			for _, f := range x.Fields {
				out[c][i] = out[c][i] || hasField(set, f)
			}
		}
	}
	return out
}

// Exposure answers: which patents of an organisation's group in a country, in force on a day and relevant to the
// category, does nothing certainly license to the actor for the act? It returns their number and the first max rows.
func (b *Bulk) Exposure(actor int32, act agreement.Act, category int32, under int32, country string, day when.Date, max int) (count int, first []portfolio.Row) {
	p := b.p
	office, ok := p.snap.OfficeNumber(country)
	if !ok {
		return 0, nil
	}
	owners := b.ownersUnder(org(under), day)
	relevant := b.relevant[category]
	var a activity
	b.active(owners, org(actor), act, category, day, &a)
	var here [64]*bulkGrant
	for _, n := range owners {
		runs := p.snap.RunsAt(n, office)
		if len(runs) == 0 {
			continue
		}
		o := p.ownerOf[n]
		grants := here[:0]
		for _, g := range a.grants {
			if hasBit(g.offices, int(office)) && g.standing(o, day) {
				grants = append(grants, g)
			}
		}
		for k := range runs {
			run := &runs[k]
			if relevant != nil && !relevant[run.Fields] {
				continue
			}
			for r := run.Start; r < run.End; r++ {
				if p.odd(r) || a.slow {
					if s := p.atRow(r); patent.StatusCode(s.rec, country, day, s.events, p.presume) != patent.StatusInForce || b.ask(actor, act, category, r, country, day) {
						continue
					}
				} else if !p.inForce(r, country, day) || anyLets(grants, r) {
					continue
				}
				count++
				if len(first) < max {
					first = append(first, r)
				}
			}
		}
	}
	return count, first
}

func anyLets(grants []*bulkGrant, r portfolio.Row) bool {
	for _, g := range grants {
		if s := g.rows.span(r); s != nil && s.at(r) == rowYes {
			return true
		}
	}
	return false
}

// Matrix counts, by field set and office of the snapshot, the patents of an organisation's group in force on a day that
// are certainly licensed to the actor for the act with the category, and those that are not.
type Matrix struct {
	Offices              int
	Licensed, Unlicensed []uint32 // field set * Offices + office
}

// Matrix fills m.
func (b *Bulk) Matrix(actor int32, act agreement.Act, category int32, under int32, day when.Date, m *Matrix) {
	p := b.p
	m.Offices = len(p.snap.Offices())
	n := m.Offices * len(p.snap.FieldSets())
	if cap(m.Licensed) < n {
		m.Licensed, m.Unlicensed = make([]uint32, n), make([]uint32, n)
	}
	m.Licensed, m.Unlicensed = m.Licensed[:n], m.Unlicensed[:n]
	clear(m.Licensed)
	clear(m.Unlicensed)
	owners := b.ownersUnder(org(under), day)
	var a activity
	b.active(owners, org(actor), act, category, day, &a)
	var here, local [64]*bulkGrant
	for _, n := range owners {
		o := p.ownerOf[n]
		grants := here[:0]
		for _, g := range a.grants {
			if g.standing(o, day) {
				grants = append(grants, g)
			}
		}
		runs := p.snap.RunsOf(n)
		for k := range runs {
			run := &runs[k]
			at := int(run.Fields)*m.Offices + int(run.Office)
			office := p.snap.Offices()[run.Office]
			in := local[:0]
			for _, g := range grants {
				if hasBit(g.offices, int(run.Office)) {
					in = append(in, g)
				}
			}
			for r := run.Start; r < run.End; r++ {
				licensed := false
				if p.odd(r) || a.slow {
					s := p.atRow(r)
					if patent.StatusCode(s.rec, office, day, s.events, p.presume) != patent.StatusInForce {
						continue
					}
					licensed = b.ask(actor, act, category, r, office, day)
				} else {
					if !p.inForce(r, office, day) {
						continue
					}
					licensed = anyLets(in, r)
				}
				if licensed {
					m.Licensed[at]++
				} else {
					m.Unlicensed[at]++
				}
			}
		}
	}
}

// Licensees lists, ascending, the numbers of the organisations that certainly hold any right under the patent of a row
// in its own country on a day.
func (b *Bulk) Licensees(row portfolio.Row, day when.Date, out []int32) []int32 {
	p := b.p
	run := b.runOf(row)
	o := p.ownerOf[run.Owner]
	var buf [32]uint64
	all := orgSet(buf[:])
	if words := (len(p.orgs) + 63) / 64; words > len(buf) {
		all = make(orgSet, words)
	} else {
		all = all[:words]
	}
	for _, i := range b.byLicensor[o] {
		g := &b.grants[i]
		if !g.plain || p.odd(row) {
			b.askLicensees(g, row, day, all)
			continue
		}
		if !g.covers(o, run.Office, row, day) {
			continue
		}
		for k, w := range g.to.at(day).certain {
			all[k] |= w
		}
	}
	for x := range all.each {
		out = append(out, int32(x))
	}
	return out
}

// askLicensees adds the licensees of a grant that bits cannot decide.
func (b *Bulk) askLicensees(g *bulkGrant, row portfolio.Row, day when.Date, all orgSet) {
	p := b.p
	s := p.atRow(row)
	for _, between := range p.between(g.grant) {
		h, ok := p.holder(s, g.grant, between, day, p.clockFor(s, day))
		if !ok || !h.Sure {
			continue
		}
		if g.eventful() {
			for _, x := range p.holdersByWay(h, g.grant, between, day) {
				for _, o := range x.Members {
					all.set(p.orgOf(o))
				}
			}
			continue
		}
		certain, _, _ := p.licensees(g.grant, day)
		for k, w := range certain {
			all[k] |= w
		}
	}
}
