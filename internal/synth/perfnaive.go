package synth

import "slices"

// The naive evaluators: one patent at a time over all grants, straight from the definitions. They are the truth that
// faster answers are compared with; do not make them faster.

// PerfList is how many rows an answer lists.
const PerfList = 20

// InForce reports whether the patent is in force on the day.
func (w *Perf) InForce(patent, day int32) bool {
	p := &w.Patents[patent]
	return p.Filing <= day && day < p.End()
}

// Covers reports whether the grant covers the patent, leaving out country, day, category, act and licensee.
func (w *Perf) Covers(g *PerfGrant, patent int32) bool {
	p := &w.Patents[patent]
	if !w.Under(g.Licensor, p.Owner) || g.Fields>>p.Field&1 == 0 || p.Filing > g.Cutoff || g.Std != 0 && g.Std&p.Std == 0 {
		return false
	}
	_, excluded := slices.BinarySearch(g.Excluded, p.Family)
	return !excluded
}

// holds reports whether the grant is alive on the day in the patent's country and covers the patent.
func (w *Perf) holds(g *PerfGrant, day, patent int32) bool {
	return g.From <= day && day < g.To && g.Territory>>w.Patents[patent].Country&1 == 1 && w.Covers(g, patent)
}

// Licensed reports whether some grant lets A do the act with the category in the patent's country on the day.
func (w *Perf) Licensed(a int32, act, category uint8, day, patent int32) bool {
	for i := range w.Grants {
		g := &w.Grants[i]
		if g.Acts>>act&1 == 1 && g.Products>>category&1 == 1 && w.Under(g.Licensee, a) && w.holds(g, day, patent) {
			return true
		}
	}
	return false
}

// AnswerQ1 answers Q1.
func (w *Perf) AnswerQ1(q PerfQ1) bool { return w.Licensed(q.A, q.Act, q.Category, q.Day, q.Patent) }

// AnswerQ2 answers Q2 with the number of patents and the first of them.
func (w *Perf) AnswerQ2(q PerfQ2) (count int, first []int32) {
	for p := range int32(len(w.Patents)) {
		r := &w.Patents[p]
		if !w.Under(q.B, r.Owner) || r.Country != q.Country || w.Category[q.Category]>>r.Field&1 == 0 || !w.InForce(p, q.Day) {
			continue
		}
		if !w.Licensed(q.A, perfSell, q.Category, q.Day, p) {
			if count++; count <= PerfList {
				first = append(first, p)
			}
		}
	}
	return count, first
}

// PerfMatrix counts patents by field and country.
type PerfMatrix [PerfFields][PerfCountries]uint32

// AnswerQ3 answers Q3.
func (w *Perf) AnswerQ3(q PerfQ3) (licensed, unlicensed *PerfMatrix) {
	licensed, unlicensed = new(PerfMatrix), new(PerfMatrix)
	for p := range int32(len(w.Patents)) {
		r := &w.Patents[p]
		if !w.Under(q.B, r.Owner) || !w.InForce(p, q.Day) {
			continue
		}
		if w.Licensed(q.A, perfSell, q.Category, q.Day, p) {
			licensed[r.Field][r.Country]++
		} else {
			unlicensed[r.Field][r.Country]++
		}
	}
	return licensed, unlicensed
}

// rights is the set of (act, category) that the grants give under the patent on the day: categories of act i from bit
// 16*i.
func (w *Perf) rights(grants []PerfGrant, day, patent int32) (r uint64) {
	for i := range grants {
		if g := &grants[i]; w.holds(g, day, patent) {
			for act := range PerfActs {
				if g.Acts>>act&1 == 1 {
					r |= uint64(g.Products) << (16 * act)
				}
			}
		}
	}
	return r
}

// AnswerQ4 answers Q4: under how many patents in force on the day rights are gained and lost, and the first patents
// with a change.
func (w *Perf) AnswerQ4(q PerfQ4) (gained, lost int, first []int32) {
	lo, hi := w.Rows(q.Licensor)
	for p := lo; p < hi; p++ {
		if !w.InForce(p, q.Day) {
			continue
		}
		before, after := w.rights(q.Before, q.Day, p), w.rights(q.After, q.Day, p)
		if before == after {
			continue
		}
		if after&^before != 0 {
			gained++
		}
		if before&^after != 0 {
			lost++
		}
		if len(first) < PerfList {
			first = append(first, p)
		}
	}
	return gained, lost, first
}

// AnswerQ5 answers Q5 with the licensees in ascending order.
func (w *Perf) AnswerQ5(q PerfQ5) []int32 {
	var holds [PerfOwners]bool
	for i := range w.Grants {
		if g := &w.Grants[i]; w.holds(g, q.Day, q.Patent) {
			for n := g.Licensee; n < w.Hi[g.Licensee]; n++ {
				holds[n] = true
			}
		}
	}
	var out []int32
	for n := range int32(PerfOwners) {
		if holds[n] {
			out = append(out, n)
		}
	}
	return out
}
