package expect

import (
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/rights"
)

// This file compares who may sue for infringements of a patent, and with whose consent.

// compareSue wants exactly the named claimants, and exactly the named consents. A clause of which it is open whether it is
// about the patent is a difference, whatever it says: the case states what holds, not what may.
func (r *Result) compareSue(a rights.SueAnswer) {
	want := r.Expect.Answer
	about := a.Patent + " on " + a.On.String()
	var found, may, consents []string
	for _, l := range a.Lines {
		r.Open = mergeOpen(r.Open, l.Open)
		if l.Clause != (agreement.Clause{}) { // the owners sue by no clause
			r.Because = append(r.Because, rights.Reason{Clause: l.Clause, Effect: rights.Supports, Says: l.Says})
		}
		says := claimants(l.Who, l.ConsentOf)
		if !l.Sure {
			r.differ("whether %s may sue for infringements of %s depends on open questions", says, about)
			says += " (depends)"
		}
		found = append(found, says)
		for _, o := range l.Who {
			may = append(may, string(o))
			if !slices.Contains(want.Holders, string(o)) {
				r.differ("%s may sue too, %s", o, source(l.Clause))
			}
		}
		for _, o := range l.ConsentOf {
			consents = append(consents, string(o))
			if !slices.Contains(want.Consent, o) {
				r.differ("it takes the consent of %s, %s", o, source(l.Clause))
			}
		}
	}
	for _, w := range want.Holders {
		if !slices.Contains(may, w) {
			r.differ("%s may not sue for infringements of %s", w, about)
		}
	}
	for _, w := range want.Consent {
		if !slices.Contains(consents, string(w)) {
			r.differ("it does not take the consent of %s", w)
		}
	}
	r.Found = strings.Join(found, "; ")
	if len(r.Differences) > 0 {
		r.expected("may sue", wanted(r.Expect))
		for i, l := range a.Lines {
			r.line(Line{Found: true, What: "may sue", Says: found[i], Clause: l.Clause})
		}
	}
	r.compareBecause(r.Because)
}

// claimants says who may sue, as an `answer` line does: "sony, with consent of gsi", "nobody".
func claimants(who, consent []agreement.Org) string {
	if len(who) == 0 {
		return agreement.Nobody
	}
	return join(who) + withConsent(consent)
}

func withConsent(of []agreement.Org) string {
	if len(of) == 0 {
		return ""
	}
	return ", with consent of " + join(of)
}

func join(orgs []agreement.Org) string {
	var out []string
	for _, o := range orgs {
		out = append(out, string(o))
	}
	return strings.Join(out, ", ")
}

// source says by what somebody may sue: the clause, or that the patent is his.
func source(c agreement.Clause) string {
	if name := cited(c); name != "" {
		return "under " + name
	}
	return "as owner"
}
