package rights

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// Terms of findings that the meaning itself knows.
const (
	termEvolution = "natural evolution"
	termReadsOn   = "reads on"
)

// judgement is one known finding.
type judgement struct {
	agreement.Finding
	fact     int
	from     when.Date // first day of use for which it counts
	recorded when.Date
}

// findings holds the known findings by term and subject, in the order in which they replace each other.
type findings map[[2]string][]judgement

func (f findings) add(j judgement) {
	k := [2]string{j.Term, j.Of}
	f[k] = append(f[k], j)
}

func (f findings) seal() {
	for _, js := range f {
		slices.SortStableFunc(js, func(a, b judgement) int {
			switch {
			case a.from != b.from:
				return int(max(min(int64(a.from)-int64(b.from), 1), -1))
			case a.recorded != b.recorded:
				return int(max(min(int64(a.recorded)-int64(b.recorded), 1), -1))
			}
			return a.fact - b.fact
		})
	}
}

// counting returns the findings of term about of that count on day t and that no other replaces (§8).
func (f findings) counting(term, of string, t when.Date) []judgement {
	all := f[[2]string{term, of}]
	var out []judgement
	for i, j := range all {
		if j.from > t {
			break
		}
		replaced := false
		for _, k := range all[i+1:] {
			if k.from > t {
				break
			}
			if k.From == j.From && (k.By == j.By || k.Replaces != "" && k.Replaces == j.By) {
				replaced = true
				break
			}
		}
		if !replaced {
			out = append(out, j)
		}
	}
	return out
}

// says sums up findings: whether some say yes and some say no.
func says(js []judgement) (yes, no bool) {
	for _, j := range js {
		yes = yes || j.Yes
		no = no || !j.Yes
	}
	return yes, no
}

// found answers a test for a finding.
func (p *Program) found(cs *cases, f *agreement.FindingRef, of string, t when.Date, c agreement.Clause) bool {
	yes, no := says(p.findings.counting(f.Term, of, t))
	switch {
	case yes && no:
		return cs.yes(agreement.QConflict(f.Term, of, c))
	case yes || no:
		return yes
	}
	return f.Presumed || cs.yes(agreement.QFinding(f.Term, of, c))
}

// finds tests conditions that are findings about nothing or something fixed.
func (p *Program) finds(cs *cases, lines []agreement.Condition, t when.Date, c agreement.Clause) bool {
	return conditions(lines, func(x *agreement.Test) bool {
		return x.Attr == agreement.FindingTest && p.found(cs, &x.Finding, x.Finding.Of, t, c)
	})
}

// readsOn reports what the findings say of a patent on a node: -1 no, 1 yes, 0 nothing or both.
func (p *Program) readsOn(patent, node string, t when.Date) int {
	if !p.charts[patent] {
		return 0
	}
	var yes, no bool
	for _, j := range p.findings.counting(termReadsOn, patent, t) {
		if j.From == node {
			yes = yes || j.Yes
			no = no || !j.Yes
		}
	}
	switch {
	case yes && !no:
		return 1
	case no && !yes:
		return -1
	}
	return 0
}
