package expect

import (
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// This file compares what events bring about: powers, days, and the marks of an answer that say how a right is had and
// who could end it.

// exercise words a yes or no about a power as an `answer` line does.
var exercise = map[string]string{"yes": "exercisable", "no": "not exercisable", "depends": "depends"}

// compareExercise holds what is found of a power against what is expected: exercisable, since when, or not.
func (r *Result) compareExercise(x rights.Exercise) {
	x.Answer = exercise[x.Answer]
	r.compareStanding(x.Standing)
	if x.Since == when.None {
		return
	}
	if want := r.Expect.Answer.Since; want != when.None && want != x.Since {
		r.differ("the power is exercisable %s instead of %s", since(x.Since), since(want))
		r.expected("exercisable", since(want))
		r.found("exercisable", since(x.Since))
	}
	r.Found += " " + since(x.Since)
}

// since says from which day on something has been so.
func since(d when.Date) string {
	if d <= when.Min {
		return "since ever"
	}
	return "since " + d.String()
}

// compareDay holds the day that a name stands for against the one that is expected. Its reasons are the clauses that it
// comes from.
func (r *Result) compareDay(q *agreement.DateOf) {
	r.Found = "not known"
	if q.Day.Real() {
		r.Found = q.Day.String()
	}
	if want := r.Expect.Answer.Day; want != q.Day {
		r.differ("%s is %s instead of %s", q.Says, r.Found, want)
		r.expected("answer", want.String())
		r.found("answer", r.Found)
	}
	for _, c := range q.Clauses {
		r.Because = append(r.Because, rights.Reason{Clause: c, Effect: rights.Supports})
	}
	r.compareBecause(r.Because)
}

// compareHaveMade wants each making for somebody among the uses to be given by have made, and one to be there.
func (r *Result) compareHaveMade() {
	made := false
	for _, a := range r.Clear {
		u := a.Question.Use
		if u.Act != agreement.Make || u.For == "" {
			continue
		}
		made = true
		byHaveMade, others := false, []string(nil)
		for _, x := range a.Because {
			if x.Effect == rights.Grants && !IsExtension(x.Clause) {
				byHaveMade = byHaveMade || x.Way == "have made"
				others = append(others, cited(x.Clause)+" "+Did(x))
			}
		}
		if byHaveMade {
			continue
		}
		if len(others) == 0 {
			others = []string{"no licence gives it"}
		}
		says := strings.Join(others, ", and ")
		r.differ("%s may not make it for %s by have made; %s", u.Actor, u.For, says)
		r.expected("right", "by have made")
		r.found("right", says)
	}
	if !made {
		r.differ("nothing can be given by have made: no use of the expectation is a making for somebody")
		r.expected("right", "by have made")
	}
}

// compareEnds holds the powers that could end a right against what is expected of them. Uses under which nothing is
// licensed but what the actor owns have nothing that could be ended, and do not count where one is to be named.
func (r *Result) compareEnds(want *agreement.ExpectEnds) {
	if want.None {
		if r.foundEnds(r.Clear, "the right could be ended %s") {
			r.expected("terminable", "by nobody")
		}
		return
	}
	by := "by " + string(want.By)
	licensed := slices.DeleteFunc(slices.Clone(r.Clear), func(a rights.ClearAnswer) bool { return a.Counts.Licensed == a.Counts.Own })
	bad := slices.DeleteFunc(slices.Clone(licensed), func(a rights.ClearAnswer) bool {
		return slices.ContainsFunc(a.Ends, func(t rights.Terminable) bool {
			return t.Sure && mayUse(t, want.By) && (want.Since == when.None || t.Since == want.Since)
		})
	})
	switch {
	case len(licensed) == 0:
		r.differ("there is no right that %s could end", want.By)
	case len(bad) == 0:
		return
	case want.Since != when.None:
		r.differ("%s could not end the right %s", want.By, since(want.Since))
	default:
		r.differ("%s could not end the right", want.By)
	}
	if want.Since != when.None {
		by += " " + since(want.Since)
	}
	r.expected("terminable", by)
	if !r.foundEnds(bad, "it could be ended %s") && len(bad) > 0 {
		r.found("terminable", "by nobody")
	}
}

// foundEnds adds a difference and a line for every power that could end the right, and reports whether there is one.
func (r *Result) foundEnds(as []rights.ClearAnswer, says string) bool {
	seen := map[string]bool{}
	for _, a := range as {
		for _, t := range a.Ends {
			by := endsWords(t)
			if key := cited(t.Clause) + by; !seen[key] {
				seen[key] = true
				r.differ(says+", under %s", by, cited(t.Clause))
				r.line(Line{Found: true, What: "terminable", Says: by, Clause: t.Clause})
			}
		}
	}
	return len(seen) > 0
}

// endsWords says who could end a right and since when: "by a since 2016-02-01", "perhaps by a".
func endsWords(t rights.Terminable) string {
	if !t.Sure {
		return "perhaps by " + t.By
	}
	return "by " + t.By + " " + since(t.Since)
}

// mayUse reports whether an organisation is one of those who may use a power.
func mayUse(t rights.Terminable, who agreement.Org) bool {
	return t.By == string(who) || slices.Contains(t.Orgs, who)
}
