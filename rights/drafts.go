package rights

import (
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/when"
)

// Difference is what two drafts make of one portfolio on a day.
type Difference struct {
	Gained, Lost int // patents with rights that only the one draft gives
	First        []portfolio.Row
}

// Difference compares, patent by patent of an organisation's group that is in force, the rights that two drafts give: every act with
// every category, in the patent's own country. Both must be over the same facts and portfolio. First holds the first
// max rows that differ.
func (b *Bulk) Difference(after *Bulk, under int32, day when.Date, max int) Difference {
	p := b.p
	var d Difference
	memo := map[[2]uint64]uint8{} // by the grants that cover a row in both drafts: 1 gained, 2 lost
	for _, n := range b.ownersUnder(org(under), day) {
		o := p.ownerOf[n]
		old, new := b.standingOn(o, day), after.standingOn(o, day)
		if len(old)+len(new) == 0 {
			continue
		}
		clear(memo)
		runs := p.snap.RunsOf(n)
		for k := range runs {
			run := &runs[k]
			was, is := inOffice(old, run.Office), inOffice(new, run.Office)
			if was|is == 0 {
				continue
			}
			for r := run.Start; r < run.End; r++ {
				key := [2]uint64{coverMask(old, was, r), coverMask(new, is, r)}
				if key[0]|key[1] == 0 {
					continue
				}
				v, ok := memo[key]
				if !ok {
					v = compare(old, new, key)
					memo[key] = v
				}
				if v == 0 || !p.inForce(r, p.snap.Offices()[run.Office], day) {
					continue
				}
				if v&1 != 0 {
					d.Gained++
				}
				if v&2 != 0 {
					d.Lost++
				}
				if len(d.First) < max {
					d.First = append(d.First, r)
				}
			}
		}
	}
	return d
}

// standingOn lists the grants (64 at most) that an owner certainly gives on a day.
func (b *Bulk) standingOn(o org, day when.Date) []*bulkGrant {
	var out []*bulkGrant
	for _, i := range b.byLicensor[o] {
		if g := &b.grants[i]; g.span.Contains(day) && g.plain && g.standing(o, day) && len(out) < 64 {
			out = append(out, g)
		}
	}
	return out
}

func inOffice(gs []*bulkGrant, office uint16) (mask uint64) {
	for i, g := range gs {
		if hasBit(g.offices, int(office)) {
			mask |= 1 << i
		}
	}
	return mask
}

func coverMask(gs []*bulkGrant, in uint64, r portfolio.Row) (mask uint64) {
	for ; in != 0; in &= in - 1 {
		i := trailing(in)
		if s := gs[i].rows.span(r); s != nil && s.at(r) == rowYes {
			mask |= 1 << i
		}
	}
	return mask
}

// compare says whether the second set of grants gives what the first does not (1), and the reverse (2).
func compare(old, new []*bulkGrant, key [2]uint64) uint8 {
	var v uint8
	if exceeds(new, key[1], old, key[0]) {
		v |= 1
	}
	if exceeds(old, key[0], new, key[1]) {
		v |= 2
	}
	return v
}

func exceeds(a []*bulkGrant, inA uint64, b []*bulkGrant, inB uint64) bool {
	for act := agreement.Make; act <= agreement.Practise; act++ {
		for m := inA; m != 0; m &= m - 1 {
			g := a[trailing(m)]
			if !g.does(act) {
				continue
			}
			for w := range g.cats {
				left := g.cats[w]
				for k := inB; k != 0 && left != 0; k &= k - 1 {
					if h := b[trailing(k)]; h.does(act) {
						left &^= h.cats[w]
					}
				}
				if left != 0 {
					return true
				}
			}
		}
	}
	return false
}
