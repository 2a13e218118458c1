package present

import (
	"regexp"
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/rights"
)

// discreetPlan takes the patents out of a plan: the uses to try, which name one each; the questions and the notes that
// may name them; and every number in the sentences that remain. Under which answers something happens stays, where the
// question is not about a patent.
func discreetPlan(a PlanPage) PlanPage {
	a.Notes = nil
	a.RestsOn = slices.Clone(discreetRests(a.RestsOn))
	for i := range a.RestsOn {
		a.RestsOn[i].Why = unnumbered(a.RestsOn[i].Why)
	}
	a.Before.Name, a.After.Name = unnumbered(a.Before.Name), unnumbered(a.After.Name)
	a.Events = slices.Clone(a.Events)
	for i := range a.Events {
		if a.Events[i].Names {
			a.Events[i].Text, a.After.Name = "a fact about a patent", "with what is tried out"
		}
	}
	if n := len(a.Scope.Under.Patents); n > 0 {
		a.Scope.Under.Patents = []string{count(n, "patent")}
	}
	a.Open = slices.Clone(a.Open)
	for i := range a.Open {
		a.Open[i].Question = discreetQuestion(a.Open[i].Question, nil)
	}
	a.Lines = slices.Clone(a.Lines)
	for i := range a.Lines {
		a.Lines[i] = discreetLine(a.Lines[i])
	}
	a.Words = slices.Clone(a.Words)
	for i, w := range a.Words {
		before, after := unnumberedPair(w.Before, w.After)
		a.Words[i] = PlanWords{before, after}
	}
	a.Broken, a.Mended, a.Apart = discreetChecks(a.Broken), discreetChecks(a.Mended), discreetChecks(a.Apart)
	return a
}

func discreetLine(l rights.PlanLine) rights.PlanLine {
	l.What = unnumbered(l.What)
	l.Before, l.After = unnumberedPair(l.Before, l.After)
	l.Witness = slices.Clone(l.Witness)
	for i := range l.Witness {
		w := &l.Witness[i]
		w.Suppose = slices.Clone(w.Suppose)
		for k := range w.Suppose {
			w.Suppose[k].Question = discreetQuestion(w.Suppose[k].Question, []string{w.Patent})
			w.Suppose[k].Answer = unnumbered(w.Suppose[k].Answer)
		}
		w.Patent = ""
	}
	l.Open = slices.Clone(l.Open)
	for i := range l.Open {
		q := &l.Open[i]
		q.Question, q.Examples = discreetQuestion(q.Question, q.Examples), nil
	}
	return l
}

// discreetQuestion takes the words out of a question that names a patent; its kind and its clause stay.
func discreetQuestion(q agreement.Question, examples []string) agreement.Question {
	hidden := &page{st: Style{Discreet: true}}
	if hidden.namesPatent(rights.OpenQuestion{Question: q, Examples: examples}) || unnumbered(q.Says) != q.Says {
		q.Says, q.Of = "", ""
	}
	return q
}

func discreetChecks(cs []PlanCheck) []PlanCheck {
	out := slices.Clone(cs)
	for i := range out {
		c := &out[i]
		c.Title, c.Expected, c.Before, c.After = unnumbered(c.Title), unnumbered(c.Expected), unnumbered(c.Before), unnumbered(c.After)
	}
	return out
}

// patentNumbers are numbers as offices and people write them: EP2400812B1, US 7,523,373, US2019/0012345 A1, USRE46206E.
var patentNumbers = regexp.MustCompile(`\b[A-Z]{2} ?(?:RE|D|PP|H)? ?[0-9][0-9,./]{3,}[0-9](?: ?[A-Z][0-9]?\b)?`)

// unnumbered writes "a patent" for every number of one.
func unnumbered(s string) string { return patentNumbers.ReplaceAllString(s, "a patent") }

// unnumberedPair does so with a text on both sides, and says so where only the numbers differ.
func unnumberedPair(before, after string) (string, string) {
	x, y := unnumbered(before), unnumbered(after)
	if x == y && before != after {
		y += " (of other patents than before)"
	}
	return x, y
}
