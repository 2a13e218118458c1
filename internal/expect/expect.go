// Package expect runs the `expect` blocks of agreements: cases that their authors worked out and that must hold.
//
// An expectation holds a question and the answer that must come out. [Run] puts the question to an [Asker] (a compiled
// world, with the facts of the block's `given` lines already added) and compares. A [Result] that did not pass says in
// [Result.Differences], sentence by sentence, what was wanted and what was found, sets the two against each other in
// [Result.Plan], says what would have to be otherwise, and carries the whole answer, so that the reader can see why.
package expect

import (
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// Asker answers the questions an expectation may hold.
type Asker interface {
	Clear(rights.ClearQuestion) (rights.ClearAnswer, error)
	Holders(patent string, on when.Date) (rights.HoldersAnswer, error)
	Captured(patent string, set agreement.Name, on when.Date) (rights.Standing, error)
	Member(org agreement.Org, group agreement.Name, on when.Date) (rights.Standing, error)
	Exercisable(power agreement.Name, licensee agreement.Org, on when.Date) (rights.Exercise, error)
	MaySublicense(by, to agreement.Org, grant agreement.Name, on when.Date) (rights.Standing, error)
	RightToSue(patent string, on when.Date) (rights.SueAnswer, error)
	Owners(patent string, on when.Date) (rights.OwnersAnswer, error)
	NetworkMember(org agreement.Org, network string, on when.Date) (rights.NetworkAnswer, error)
}

// Result is what came of one expectation.
type Result struct {
	Expect      *agreement.Expect
	Pass        bool
	Found       string                // the answer found, in the words of an `answer` line
	Differences []string              // sentences; empty when it passed
	Plan        []Line                // the same line by line, expected against found; then the clauses that decided
	ToHold      []string              // what would have to be otherwise, sentences; empty where that cannot be said
	Clear       []rights.ClearAnswer  // one for each use; empty for other questions
	Holders     *rights.HoldersAnswer // for holders
	Because     []rights.Reason       // for captured, member, power, may, date and a right to sue
	Open        []rights.OpenQuestion // for captured, member, power, may, a right to sue and owners
}

// Run asks and compares. KnownAt is the day of the record: the expectation's own when it states one. A power or a
// sublicence that is asked about without a day is asked about for that day, too. An error of the asker (an unknown
// product, say) is a difference: an expectation that cannot be asked does not hold.
func Run(ask Asker, e *agreement.Expect, knownAt when.Date) Result {
	if e.KnownAt != when.None {
		knownAt = e.KnownAt
	}
	r := Result{Expect: e}
	var err error
	switch q := e.Question; {
	case q.Captured != nil:
		var s rights.Standing
		if s, err = ask.Captured(q.Captured.Patent, q.Captured.Set, dayOr(q.Captured.On, knownAt)); err == nil {
			r.compareStanding(s)
		}
	case q.Member != nil:
		var s rights.Standing
		if s, err = ask.Member(q.Member.Org, q.Member.Group, q.Member.On); err == nil {
			r.compareStanding(s)
		}
	case q.Power != nil:
		var x rights.Exercise
		if x, err = ask.Exercisable(q.Power.Power, q.Power.For, dayOr(q.Power.On, knownAt)); err == nil {
			r.compareExercise(x)
		}
	case q.May != nil:
		var s rights.Standing
		if s, err = ask.MaySublicense(q.May.By, q.May.To, q.May.Grant, dayOr(q.May.On, knownAt)); err == nil {
			r.compareStanding(s)
		}
	case q.Date != nil:
		r.compareDay(q.Date)
	case q.Sue != nil:
		var a rights.SueAnswer
		if a, err = ask.RightToSue(q.Sue.Patent, q.Sue.On); err == nil {
			r.compareSue(a)
		}
	case q.Owners != nil:
		var a rights.OwnersAnswer
		if a, err = ask.Owners(q.Owners.Patent, q.Owners.On); err == nil {
			r.compareOwners(a)
		}
	case q.InNet != nil:
		var s rights.NetworkAnswer
		if s, err = ask.NetworkMember(q.InNet.Org, q.InNet.Network, q.InNet.On); err == nil {
			r.compareMember(s)
		}
	case q.Holders != nil:
		var a rights.HoldersAnswer
		if a, err = ask.Holders(q.Holders.Patent, q.Holders.On); err == nil {
			r.Holders = &a
			r.compareHolders(a)
		}
	default:
		for _, u := range q.Uses {
			var a rights.ClearAnswer
			a, err = ask.Clear(rights.ClearQuestion{Use: u, Under: q.Under, KnownAt: knownAt, WithoutPresumptions: e.WithoutPresumptions})
			if err != nil {
				break
			}
			r.Clear = append(r.Clear, a)
		}
		if err == nil {
			r.compareClear()
		}
	}
	if err != nil {
		return Unanswered(e, err.Error())
	}
	if r.Pass = len(r.Differences) == 0; !r.Pass {
		r.explain()
	}
	return r
}

func dayOr(d, other when.Date) when.Date {
	if d == when.None {
		return other
	}
	return d
}

// Unanswered is the result of an expectation that could not be asked, and so does not hold.
func Unanswered(e *agreement.Expect, why string) Result {
	r := Result{Expect: e, Found: "no answer", Differences: []string{why}}
	r.expected("answer", wanted(e))
	r.found("answer", "none: "+why)
	return r
}

// wanted is the answer line in a few words.
func wanted(e *agreement.Expect) string {
	switch a := e.Answer; {
	case e.Question.Date != nil:
		return a.Day.String()
	case a.Verdict != "":
		return a.Verdict
	default:
		return strings.Join(a.Holders, ", ") + withConsent(a.Consent)
	}
}
