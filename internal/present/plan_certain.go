package present

import (
	"strings"

	"github.com/crossgrant/crossgrant/rights"
)

// certainty is some rights that change, by how sure that is.
type certainty struct {
	certain  int // whatever the answers to open questions
	possible int // only under some answers
	either   int // of both sorts, where the plan does not tell how many of each
}

// together leaves out what cannot be told apart.
func (c certainty) together() certainty {
	if c.either > 0 {
		return certainty{either: c.certain + c.possible + c.either}
	}
	return c
}

func (c certainty) any() bool { return c.certain+c.possible+c.either > 0 }

// says tells a number of rights with what happens to them, and how.
func (c certainty) says(happens, how string, first bool) []string {
	var out []string
	say := func(n int, tail string) {
		if n == 0 {
			return
		}
		what := thousands(n)
		if first && len(out) == 0 {
			what = count(n, "right")
		}
		out = append(out, strings.TrimSpace(what+" "+tail+how))
	}
	say(c.certain, happens)
	if c.certain > 0 {
		say(c.possible, "possibly")
	} else {
		say(c.possible, happens+" possibly")
	}
	say(c.either, happens+" certainly or possibly")
	return out
}

// planTotals says how many rights change: what is certain apart from what is possible only, and what the agreements do
// apart from what owning the patents does.
func planTotals(a PlanPage) string {
	var parts []string
	for _, d := range []struct{ what, happens string }{{"gained", "to gain"}, {"lost", "to lose"}, {"shifted", "to move in time"}, {"money", "to change in price"}} {
		clauses, owning := a.changing(d.what)
		how := [2]string{}
		if clauses.any() && owning.any() {
			how = [2]string{" under the agreements", " by ownership"}
		}
		parts = append(parts, clauses.together().says(d.happens, how[0], len(parts) == 0)...)
		parts = append(parts, owning.together().says(d.happens, how[1], len(parts) == 0)...)
	}
	if n := a.Counts.Unclear.Rights; n > 0 {
		s := thousands(n)
		if len(parts) == 0 {
			s = count(n, "right")
		}
		parts = append(parts, s+" not worked out")
	}
	if len(parts) == 0 {
		return "no right changes"
	}
	return strings.Join(parts, ", ")
}

// changing sums up the rights to which something happens, by the clauses of agreements and by ownership. A right may
// stand on several lines; then all are counted with the clauses, and those that are certain are told apart only where
// the lines show it.
func (a PlanPage) changing(what string) (clauses, owning certainty) {
	total := rightsThat(a.Counts, what)
	sum, most := 0, 0 // most: the largest number on one line on which all is certain
	var all certainty
	for _, l := range a.Lines {
		n := rightsThat(l.Counts, what)
		sum += n
		to := &clauses
		if ownership(l) {
			to = &owning
		}
		for _, c := range []*certainty{to, &all} {
			switch {
			case !l.Certain:
				c.possible += n
			case !l.Possible:
				c.certain += n
			default:
				c.either += n
			}
		}
		if l.Certain && !l.Possible {
			most = max(most, n)
		}
	}
	switch {
	case sum == total:
		return clauses, owning
	case !a.Certain || all.certain+all.either == 0 && sum > 0:
		return certainty{possible: total}, certainty{}
	case most == total || all.possible+all.either == 0:
		return certainty{certain: total}, certainty{}
	}
	return certainty{either: total}, certainty{}
}

func ownership(l rights.PlanLine) bool { return l.Clause.Agreement == "" && l.Clause.Name == "" }

// rightsThat is the number of rights that go in one direction.
func rightsThat(c rights.PlanCounts, what string) int {
	for _, x := range extents(c) {
		if x.what == what {
			return x.Rights
		}
	}
	return 0
}
