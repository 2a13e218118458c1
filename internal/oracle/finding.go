package oracle

import (
	"cmp"
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// judgement is what the findings about one thing come to.
type judgement struct{ yes, no bool }

// judgements says what the findings of a term about of come to on a day, by what they are from.
func (w *known) judgements(term, of string, on when.Date) map[string]judgement {
	out := map[string]judgement{}
	for from, left := range w.standing(term, of, on) {
		var j judgement
		for _, f := range left {
			if f.body.Yes {
				j.yes = true
			} else {
				j.no = true
			}
		}
		out[from] = j
	}
	return out
}

// standing lists the findings of a term about of that no later one has replaced by a day, by what they are from.
func (w *known) standing(term, of string, on when.Date) map[string][]happening[agreement.Finding] {
	var all []happening[agreement.Finding]
	for _, f := range w.findings {
		if f.body.Term == term && f.body.Of == of && f.fact.Begin.Latest <= on {
			all = append(all, f)
		}
	}
	slices.SortStableFunc(all, func(a, b happening[agreement.Finding]) int {
		return cmp.Or(
			cmp.Compare(a.fact.Begin.Latest, b.fact.Begin.Latest),
			cmp.Compare(recorded(a.fact), recorded(b.fact)),
			cmp.Compare(a.i, b.i),
		)
	})
	out := map[string][]happening[agreement.Finding]{}
	for _, f := range all {
		from := f.body.From
		out[from] = slices.DeleteFunc(out[from], func(earlier happening[agreement.Finding]) bool {
			return earlier.body.By == f.body.By || f.body.Replaces != "" && earlier.body.By == f.body.Replaces
		})
		out[from] = append(out[from], f)
	}
	return out
}

// recorded is the day on which a fact was recorded, or its own first day.
func recorded(f *agreement.Fact) when.Date {
	if f.Recorded != when.None {
		return f.Recorded
	}
	return f.Begin.Earliest
}

// findingTest looks for a finding whatever it is from. A conflict is a question, and so is none, unless yes is presumed.
func (v *view) findingTest(f agreement.FindingRef, s subject) bool {
	of := f.Of
	switch f.Subject {
	case agreement.SubjectPatent:
		of = ""
		if s.patent != nil {
			of = s.patent.ID
		}
	case agreement.SubjectProduct:
		of = ""
		if s.node != nil {
			of = s.node.id
		}
	case agreement.SubjectAgreement:
		of = s.agreement
	case agreement.SubjectEntity:
		of = string(s.entity)
	case agreement.SubjectBuyer:
		of = string(s.buyer)
	}
	var all judgement
	for _, j := range v.judgements(f.Term, of, s.on) {
		all.yes = all.yes || j.yes
		all.no = all.no || j.no
	}
	if f.Presumed && all == (judgement{}) {
		return true
	}
	return v.settled(all, f.Term, of, s.clause)
}

// settled is the answer of a judgement; none and a conflict are questions.
func (v *view) settled(j judgement, term, of string, c agreement.Clause) bool {
	switch {
	case j.yes && j.no:
		return v.yes(agreement.QConflict(term, of, c))
	case j.yes || j.no:
		return j.yes
	}
	return v.yes(agreement.QFinding(term, of, c))
}

// readsOn says what the findings say about a patent reading on a node: 1 yes, -1 no, 0 nothing that is settled.
func (w *known) readsOn(p string, n *node) int {
	switch j := w.judgements("reads on", p, w.day)[n.id]; {
	case j.yes && !j.no:
		return 1
	case j.no && !j.yes:
		return -1
	}
	return 0
}
