package patent

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/when"
)

// chain is a right with what is known of the applications it goes back to.
type chain struct {
	record *Record
	facts  *TermFacts
}

// own is the day of filing of the right itself. An application that came in through the Patent Cooperation Treaty was
// filed on its international filing date, whatever the day on which the national stage began; and nothing was filed
// before what it descends from.
func (c *chain) own() when.Bounds {
	b := c.record.Filed
	for _, d := range c.facts.Descents {
		if d.How == "national-stage" {
			b = earlier(b, d.Filed)
		} else {
			b = notBefore(b, d.Filed)
		}
	}
	return b
}

// base is the day from which the rule counts: the earliest of the own filing and of those descents that count.
func (c *chain) base(rule *termRule) when.Bounds {
	b := c.record.Filed
	for _, d := range c.facts.Descents {
		if slices.Contains(rule.CountsFrom, d.How) {
			b = earlier(b, d.Filed)
		}
	}
	return b
}

// earlier is the filing of an application or of one that it goes back to, whichever is earlier.
func earlier(own, other when.Bounds) when.Bounds {
	if other.Empty() {
		return own
	}
	own = notBefore(own, other)
	return when.Bounds{Earliest: min(own.Earliest, other.Earliest), Latest: min(own.Latest, other.Latest)}
}

// notBefore narrows the filing of an application by that of one it goes back to. Days that contradict each other are
// left as they are.
func notBefore(own, other when.Bounds) when.Bounds {
	if narrow := (when.Bounds{Earliest: max(own.Earliest, other.Earliest), Latest: own.Latest}); !narrow.Empty() && !other.Empty() {
		return narrow
	}
	return own
}

// under is the term by one rule.
func (c *chain) under(rule *termRule) TermAnswer {
	base := c.base(rule)
	a := TermAnswer{Last: rule.last(c.record, base), Rule: rule.sentence()}
	part := TermPart{What: "base", From: base, Last: a.Last, Says: a.Rule}
	if rule.Base == "granted" {
		part.From = c.record.Grant
		if years := c.facts.GrantTermYears; years > 0 && years <= mostPrinted && years != rule.Years && c.record.IsGrant != No {
			a.Discrepancy = fmt.Sprintf("the patent prints a term of %d years; the rule gives %d", years, rule.Years)
			a.Last = rule.after(c.record.Grant, years)
			part.Last = a.Last
		}
	} else if how := c.counted(rule, base); how != "" {
		part.Says += "; counted from " + how
		a.Rule = part.Says
	}
	a.Parts = []TermPart{part}

	var in doubts
	if rule.ChainInDoubt && !c.facts.Complete {
		in.earlier("whether it goes back to an earlier application is not known")
	}
	if rule.EndsEarlier != "" {
		in.earlier(rule.EndsEarlier)
	}
	if rule.EndsLater != "" {
		in.later(rule.EndsLater)
	}
	c.prolong(rule, base, &a, &in)
	c.cut(rule, &a, &in)
	a.Kind = in.kind()
	if a.Kind != TermExact {
		a.Rule += fmt.Sprintf("; %s, because %s", a.Kind, strings.Join(in.why, "; "))
	}
	return a
}

// counted says in words which earlier application the term counts from; empty where it is the own filing.
func (c *chain) counted(rule *termRule, base when.Bounds) string {
	if base == c.record.Filed {
		return ""
	}
	for _, d := range c.facts.Descents {
		if slices.Contains(rule.CountsFrom, d.How) && d.Filed == base {
			s := descentWords[d.How]
			if d.Number != "" {
				s += " " + d.Number
			}
			return s + ", filed " + base.String()
		}
	}
	return "the earliest of several filings, " + base.String()
}

// descentWords are descents as part of a sentence.
var descentWords = map[string]string{
	"continuation": "the parent it continues,", "continuation-in-part": "the parent it continues in part,",
	"division": "the parent it was divided from,", "national-stage": "the international filing date",
	"bypass-continuation": "the international application it continues,", "reissue": "the patent it reissues,",
	"reexamination": "the patent that was reexamined,",
}

// prolong adds the days for delay of the office and for approval of a product.
func (c *chain) prolong(rule *termRule, base when.Bounds, a *TermAnswer, in *doubts) {
	adjusted := rule.AdjustedFrom != when.None && c.own().Latest >= rule.AdjustedFrom
	delayed := rule.mayBeDelayed(c.record, base, c.facts.ExamRequest)
	switch n := c.facts.Adjustment; {
	case n != nil && (*n < 0 || *n > mostDays):
		in.later(fmt.Sprintf("an adjustment of %d days, as a source states it, cannot be", *n))
	case n != nil && rule.Base != "granted":
		a.plus("adjustment", *n, "days for delay of the office")
	case c.facts.Complete:
	case adjusted:
		in.later("whether days were added for delay of the office is not known")
	case delayed:
		in.later("it may have been extended for delay of the office")
	}
	switch n := c.facts.Extension; {
	case n != nil && (*n < 0 || *n > mostDays):
		in.later(fmt.Sprintf("an extension of %d days, as a source states it, cannot be", *n))
	case n != nil && rule.Base != "granted":
		a.plus("extension", *n, "days for the time its product waited for an approval")
	case !c.facts.Complete && rule.Approvals && slices.ContainsFunc(c.record.Classes, needsApproval):
		in.later("whether it was extended for the approval of a product is not known")
	}
}

// plus adds days to the last day.
func (a *TermAnswer) plus(what string, days int, says string) {
	if days == 0 {
		a.Parts = append(a.Parts, TermPart{What: what, From: when.Unknown, Last: a.Last, Says: "none"})
		return
	}
	a.Last = when.Bounds{Earliest: a.Last.Earliest.AddDays(days), Latest: a.Last.Latest.AddDays(days)}
	a.Parts = append(a.Parts, TermPart{What: what, From: when.Unknown, Days: days, Last: a.Last, Says: fmt.Sprintf("%d %s", days, says)})
	a.Rule += fmt.Sprintf(", and %d %s", days, says)
}

// cut applies a terminal disclaimer. One to a day beyond the own term has no effect.
func (c *chain) cut(rule *termRule, a *TermAnswer, in *doubts) {
	to := c.facts.DisclaimerTo
	if to.Empty() {
		to = when.Unknown
	}
	switch {
	case to != when.Unknown:
		says := "disclaimed beyond " + to.String()
		if to.Earliest >= a.Last.Latest {
			says += ", which is not before the end of the own term and cuts nothing"
		}
		a.Last = when.Bounds{Earliest: min(a.Last.Earliest, to.Earliest), Latest: min(a.Last.Latest, to.Latest)}
		a.Parts = append(a.Parts, TermPart{What: "disclaimer", From: when.Unknown, Last: a.Last, Says: says})
		a.Rule += ", " + says
	case c.facts.Disclaimer == Yes:
		const says = "a terminal disclaimer is on file, to a day that is not known"
		a.Parts = append(a.Parts, TermPart{What: "disclaimer", From: when.Unknown, Last: a.Last, Says: says})
		in.earlier(says)
	case c.facts.Disclaimer == Unknown && rule.Disclaimers && !c.facts.Complete:
		in.earlier("whether part of the term was disclaimed is not known")
	}
}

// doubts collects why a term may end on another day than the one computed.
type doubts struct {
	bounded, open bool // may end earlier; may end later
	why           []string
}

func (d *doubts) earlier(why string) { d.bounded, d.why = true, append(d.why, why) }
func (d *doubts) later(why string)   { d.open, d.why = true, append(d.why, why) }

func (d *doubts) kind() TermKind {
	switch {
	case d.open:
		return TermNominal
	case d.bounded:
		return TermUpperBound
	}
	return TermExact
}

// approvalClasses begin the classes of products that need an approval: medicines, medical devices, foods and
// pesticides.
var approvalClasses = []string{"A01N", "A23", "A61", "C07", "C12N", "C12P"}

func needsApproval(symbol string) bool {
	return slices.ContainsFunc(approvalClasses, func(p string) bool { return strings.HasPrefix(symbol, p) })
}
