package expect

import (
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/rights"
)

// Line is one line of the plan from what was expected to what was found.
type Line struct {
	Found  bool             // found and not expected; false: expected and not found
	What   string           // "answer", "because", "depends on", "until", "terminable", "holder", "component phone", "in DE"
	Says   string           // "licensed", "2.1", the question
	Clause agreement.Clause // the clause that makes it so; zero: none does
	Why    []string         // of a clause that does not reach the use: the conditions that fail
}

// expected and found add the two sides of a difference to the plan. A side that says nothing is left out.
func (r *Result) expected(what, says string) { r.line(Line{What: what, Says: says}) }

func (r *Result) found(what, says string) { r.line(Line{Found: true, What: what, Says: says}) }

func (r *Result) line(l Line) {
	if l.Says != "" {
		r.Plan = append(r.Plan, l)
	}
}

// explain fills in, for a result that does not hold, which clauses decided what was found, and what would have to be
// otherwise for the expected answer.
func (r *Result) explain() {
	var reasons []rights.Reason
	open := r.Open
	for _, a := range r.Clear {
		reasons = append(reasons, a.Because...)
		for _, p := range a.Parts {
			reasons = append(reasons, p.Because...)
		}
		open = mergeOpen(open, a.Open)
	}
	seen := map[string]bool{}
	for _, x := range reasons {
		says := Did(x)
		key := x.Clause.Agreement + "/" + x.Clause.Number + "/" + x.Clause.Name + "/" + says
		if x.Effect == rights.Supports && !Keeps(x) || seen[key] { // definitions that a clause uses decide nothing by themselves
			continue
		}
		seen[key] = true
		r.line(Line{Found: true, What: "because", Says: says, Clause: x.Clause, Why: x.Failing})
		r.toHold(x)
	}
	if r.Holders != nil {
		for _, m := range r.Holders.Misses {
			r.line(Line{Found: true, What: "because", Says: Did(m), Clause: m.Clause, Why: m.Failing})
		}
	}
	for _, x := range r.Because { // captured, member, power, may, date and a right to sue
		r.line(Line{Found: true, What: "because", Says: Did(x), Clause: x.Clause})
	}
	if r.Expect.Answer.Verdict != "depends" {
		for _, q := range open {
			r.would("this would have to be settled: " + q.Says)
		}
	}
	for _, a := range r.Clear {
		for _, s := range a.Status {
			if s.Status == "not in force" || s.Status == "pending" {
				r.would(s.Patent + " would have to be in force in " + s.Country + "; it is " + s.Status)
			}
		}
	}
}

// toHold says what a reason would have to be for the expected verdict.
func (r *Result) toHold(x rights.Reason) {
	wantsRight := r.Expect.Answer.Verdict == "licensed" || r.Expect.Answer.Verdict == "partly"
	wantsNone := r.Expect.Answer.Verdict == "not licensed"
	name := cited(x.Clause)
	switch {
	case name == "":
	case wantsRight && x.Effect == rights.Misses && len(x.Failing) > 0:
		r.would(name + " would have to reach the use; " + strings.Join(x.Failing, ", and "))
	case wantsRight && x.Effect == rights.TakesOut && x.Clause.Kind == "rule":
		r.would("nothing that " + name + " acts on would have to have happened, or a survival would have to keep the right")
	case wantsRight && x.Effect == rights.TakesOut && x.Clause.Kind == "power":
		r.would("no notice under " + name + " would have to have taken effect, or a survival would have to keep the right")
	case wantsRight && x.Effect == rights.TakesOut:
		r.would("the use would have to be outside of " + name + ", which takes it out")
	case wantsNone && Keeps(x):
		r.would(name + " would have to keep nothing")
	case wantsNone && x.Effect == rights.Grants && IsExtension(x.Clause):
		r.would(name + " would have to reach somebody else than who acts")
	case wantsNone && x.Effect == rights.Grants:
		r.would("the use would have to be outside of " + name + ", which gives the right, or an exclusion would have to take it out")
	}
}

func (r *Result) would(says string) {
	for _, had := range r.ToHold {
		if had == says {
			return
		}
	}
	r.ToHold = append(r.ToHold, says)
}

// cited names a clause within its agreement: "hw-xm 2.1 licence h2x".
func cited(c agreement.Clause) string {
	return strings.Join(strings.Fields(c.Agreement+" "+c.Number+" "+c.Kind+" "+c.Name), " ")
}
