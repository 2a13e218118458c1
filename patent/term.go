package patent

import (
	"fmt"

	"github.com/crossgrant/crossgrant/when"
)

// TermKind says how sure the last day of a term is.
type TermKind uint8

// The kinds of term.
const (
	// TermUnknown: nothing computes the term.
	TermUnknown TermKind = iota
	// TermExact: the last day on which the right can be in force, if all fees are paid.
	TermExact
	// TermUpperBound: the right may end earlier than the day and never later.
	TermUpperBound
	// TermNominal: the length the statute starts from; the right may end earlier (a parent, a disclaimer) or later
	// (adjustment, extension).
	TermNominal
)

var termWords = [...]string{"unknown", "exact", "upper-bound", "nominal"}

// String is unknown, exact, upper-bound or nominal.
func (k TermKind) String() string {
	if int(k) < len(termWords) {
		return termWords[k]
	}
	return termWords[TermUnknown]
}

// Descent is an application that a right refers back to, or a filing it goes back to.
type Descent struct {
	// How is the word of the field: continuation, continuation-in-part, division, provisional, reissue,
	// reexamination, national-stage, bypass-continuation, substitution.
	How    string
	Number string      // as the source writes it; may be empty
	Filed  when.Bounds // of the other; of an international application its international filing date
}

// TermFacts is what sources say on the term of a right beyond its record. Make it with [NoTermFacts], which knows
// nothing.
type TermFacts struct {
	Descents []Descent // of the whole chain, as far as it is known; a claim of foreign priority is none
	// Complete says that an office's own record of the application was read: descents, adjustments and disclaimers that
	// it does not name do not exist as of that record.
	Complete       bool
	Adjustment     *int        // days added for delay of the office; nil: not said
	Extension      *int        // days added for an approval of the product; nil: not said
	Disclaimer     Tri         // whether a terminal disclaimer was filed
	DisclaimerTo   when.Bounds // the day to which the term was cut
	ExamRequest    when.Bounds // request for examination
	GrantTermYears int         // as a design patent prints it; 0: not said
	Stated         when.Bounds // an expiry that a source states
	StatedBy       string      // which source
}

// NoTermFacts is nothing known.
func NoTermFacts() TermFacts {
	return TermFacts{DisclaimerTo: when.Unknown, ExamRequest: when.Unknown, Stated: when.Unknown}
}

// TermPart is one step from the statute to the last day of a term.
type TermPart struct {
	What string      // base, adjustment, extension, disclaimer, stated
	From when.Bounds // base: the day it counts from
	Days int         // adjustment, extension
	Last when.Bounds // the last day after this step
	Says string      // a sentence without a full stop
}

// TermAnswer is the last day of a term, with how sure it is and how it came about.
type TermAnswer struct {
	Last        when.Bounds
	Kind        TermKind
	Parts       []TermPart
	Rule        string // the rule in words, with its source
	Discrepancy string // what a source says otherwise; empty when none does
}

// mostDays bounds what may be added to a term; more is a mistake of the source. The longest adjustments known are under
// fourteen years.
const mostDays = 20 * 366

// mostPrinted is the longest term in years that a design prints.
const mostPrinted = 25

// ComputeTerm computes the last day of the term of a right from its office, kind, and days of filing and grant, with
// how sure it is and the rule in words. Where several rules may apply, because the kind or a day is not known, the
// bounds cover all of them and the result is never called exact. An international application, an unknown office, or
// a kind the tables have no rule for gives when.Unknown and TermUnknown. Renewal fees, lapses, parents and
// adjustments are not looked at: see [TermOf].
func ComputeTerm(r *Record) (when.Bounds, TermKind, string) {
	a := TermOf(r, NoTermFacts())
	return a.Last, a.Kind, a.Rule
}

// TermOf computes the last day of the term of a right from its record and what sources say beyond it. Parents, a
// national stage and the like move the day it counts from; adjustment and extension add days; a terminal disclaimer
// cuts what was added, and when its day is not known the result is an upper bound. What no source says is never taken
// as absent, unless the facts are Complete. The result is the last calendar day on which the right can be in force if
// all fees are paid.
func TermOf(r *Record, f TermFacts) TermAnswer {
	switch {
	case r.Office == "WO" || r.Office == "IB":
		return TermAnswer{Last: when.Unknown, Rule: "an international application has no term of its own"}
	case !IsOffice(r.Office):
		return TermAnswer{Last: when.Unknown, Rule: fmt.Sprintf("there is no office %q", r.Office)}
	}
	c := chain{record: r, facts: &f}
	rules := rulesFor(r, c.own(), c.base)
	if len(rules) == 0 {
		a := TermAnswer{Last: when.Unknown, Rule: fmt.Sprintf("no rule for the term of a right of kind %s of %s", r.Kind, CountryName(r.Office))}
		return a.orStated(&f)
	}
	a := c.under(rules[0])
	for _, rule := range rules[1:] {
		b := c.under(rule)
		a.Last = when.Bounds{Earliest: min(a.Last.Earliest, b.Last.Earliest), Latest: max(a.Last.Latest, b.Last.Latest)}
		a.Kind = max(a.Kind, b.Kind, TermUpperBound)
		a.Parts = nil
	}
	if len(rules) > 1 {
		a.Rule = fmt.Sprintf("%s; the kind or a date is not known, so %d rules may apply", a.Rule, len(rules))
	}
	if a.Last.Earliest <= when.Min && a.Last.Latest >= when.Max {
		a = TermAnswer{Last: when.Unknown, Rule: a.Rule + "; the day it counts from is not known"}
	}
	return a.orStated(&f)
}

// orStated compares the term with the one a source states, and takes that one where nothing better is known.
func (a TermAnswer) orStated(f *TermFacts) TermAnswer {
	if f.Stated == when.Unknown || f.Stated.Empty() {
		return a
	}
	by := f.StatedBy
	if by == "" {
		by = "a source"
	}
	says := fmt.Sprintf("%s states %s", by, f.Stated)
	switch {
	case a.Kind == TermUnknown || a.Kind == TermNominal:
		if a.Kind == TermNominal && a.Last != f.Stated {
			a.Discrepancy = fmt.Sprintf("%s; the statute alone gives %s", says, a.Last)
		}
		a.Last, a.Kind = f.Stated, TermNominal
		a.Parts = append(a.Parts, TermPart{What: "stated", From: when.Unknown, Last: f.Stated, Says: says + ", which nothing on record contradicts"})
	case a.Kind == TermUpperBound && f.Stated.Latest < a.Last.Earliest:
		a.Discrepancy = fmt.Sprintf("%s, which is possible: computed is no more than that it ends by %s", says, a.Last)
	case f.Stated.Narrow(a.Last).Empty():
		a.Discrepancy = fmt.Sprintf("%s; computed is %s", says, a.Last)
	}
	return a
}
