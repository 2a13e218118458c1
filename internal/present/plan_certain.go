package present

import (
	"strings"

	"github.com/crossgrant/crossgrant/rights"
)

// certainty is some rights that change, by how sure that is.
type certainty struct {
	certain  int // whatever the answers to open questions
	possible int // only under some answers
}

func (c certainty) any() bool { return c.certain+c.possible > 0 }

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
		parts = append(parts, clauses.says(d.happens, how[0], len(parts) == 0)...)
		parts = append(parts, owning.says(d.happens, how[1], len(parts) == 0)...)
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

// changing sums up the rights to which something happens, by the clauses of agreements and by ownership. Where a right
// stands on several lines, all are counted with the clauses.
func (a PlanPage) changing(what string) (clauses, owning certainty) {
	var sum certainty
	for _, l := range a.Lines {
		x := extentThat(l.Counts, what)
		to := &clauses
		if ownership(l) {
			to = &owning
		}
		for _, c := range []*certainty{to, &sum} {
			c.certain += x.Rights - x.Possibly
			c.possible += x.Possibly
		}
	}
	x := extentThat(a.Counts, what)
	if total := (certainty{certain: x.Rights - x.Possibly, possible: x.Possibly}); sum != total {
		return total, certainty{}
	}
	return clauses, owning
}

func ownership(l rights.PlanLine) bool { return l.Clause.Agreement == "" && l.Clause.Name == "" }

// extentThat is what goes in one direction.
func extentThat(c rights.PlanCounts, what string) rights.Extent {
	for _, x := range extents(c) {
		if x.what == what {
			return x.Extent
		}
	}
	return rights.Extent{}
}
