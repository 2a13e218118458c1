package present

import (
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/rights"
)

// What is certain and what is possible only never stand in one number that does not say so, and what owning patents does
// stands apart from what the agreements do wherever no right is on two lines.
func TestPlanTotals(t *testing.T) {
	gains := func(n, possibly int) rights.PlanCounts {
		return rights.PlanCounts{Gained: rights.Extent{Rights: n, Possibly: possibly}}
	}
	line := func(c agreement.Clause, n, possibly int) rights.PlanLine {
		return rights.PlanLine{Clause: c, Certain: possibly < n, Possible: possibly > 0, Counts: gains(n, possibly)}
	}
	owned := agreement.Clause{}
	for _, c := range []struct {
		want            string
		total, possibly int
		lines           []rights.PlanLine
	}{
		{"30 rights to gain", 30, 0, []rights.PlanLine{line(clause21, 30, 0)}},
		{"1 right to gain", 1, 0, []rights.PlanLine{line(owned, 1, 0)}},
		{"54 rights to gain possibly", 54, 54, []rights.PlanLine{line(clause21, 54, 54)}},
		{"30 rights to gain, 54 possibly", 84, 54, []rights.PlanLine{line(clause21, 54, 54), line(clause24, 30, 0)}},
		{"54 rights to gain possibly under the agreements, 30 to gain by ownership", 84, 54, []rights.PlanLine{line(clause21, 54, 54), line(owned, 30, 0)}},
		{"20 rights to gain under the agreements, 4 possibly under the agreements, 3 to gain possibly by ownership", 27, 7,
			[]rights.PlanLine{line(clause21, 24, 4), line(owned, 3, 3)}},
		// rights that stand on two lines
		{"30 rights to gain", 30, 0, []rights.PlanLine{line(clause21, 30, 0), line(clause24, 10, 10)}},
		{"30 rights to gain possibly", 30, 30, []rights.PlanLine{line(clause21, 20, 20), line(owned, 20, 20)}},
		{"10 rights to gain, 20 possibly", 30, 20, []rights.PlanLine{line(clause21, 25, 25), line(clause24, 10, 0)}},
		{"no right changes", 0, 0, nil},
	} {
		a := PlanPage{PlanAnswer: rights.PlanAnswer{Counts: gains(c.total, c.possibly), Lines: c.lines}}
		if got := planTotals(a); got != c.want {
			t.Errorf("%v: %q, want %q", c.lines, got, c.want)
		}
	}
}

// An answer to a question reads as a condition.
func TestAnswersAsConditions(t *testing.T) {
	for _, c := range []struct {
		q            agreement.Question
		answer, want string
	}{
		{affiliat, `"now or later"`, `reading affiliates: "now or later"`},
		{agreement.QFinding("approved", "acme-car", clause21), "yes", `finding "approved" of acme-car: yes`},
		{agreement.QAttr("class", "H01L21", "US1"), "no", "H01L21 is not the class of US1"},
		{agreement.QAttr("class", "H01L21", "US1"), "yes", "H01L21 is the class of US1"},
		{agreement.QDay("grant date", "US1"), "2020-01-01 or before", "the grant date of US1: 2020-01-01 or before"},
		{agreement.QStatus("US1", "DE"), "in force", "the status of US1 in DE: in force"},
		{agreement.QRuns(agreement.Licence), "yes", `"does a licence given before run with the patent into other hands?" is answered yes`},
		{agreement.QOpen(&agreement.Open{Redacted: true, Says: "Annex A names them.", Clause: agreement.Clause{Agreement: "x", Name: "annex-a"}}), "no", "what hangs on the redacted words annex-a does not hold"},
		{agreement.QMissing(agreement.Clause{Agreement: "x", Kind: "licence", Name: "a2b"}, "in"), "yes", `licence "a2b" does not state its territory: yes`},
	} {
		if got := answered(rights.Supposed{Question: c.q, Answer: c.answer}); got != c.want {
			t.Errorf("%s: %q, want %q", c.q.Says, got, c.want)
		}
	}
}

// Questions of one form about patents open a patent each; several others may open the same patents, so that their
// numbers do not add up.
func TestMovesCountPatentsOnce(t *testing.T) {
	qs := []rights.PlanOpen{
		{Question: agreement.QFinding("approved", "car", clause21), Opened: 49}, {Question: agreement.QFinding("approved", "van", clause21), Opened: 49},
		{Question: agreement.QAttr("class", "H01L21", "US1"), Settled: 1}, {Question: agreement.QAttr("class", "H01L21", "US2"), Settled: 1},
		{Question: affiliat, Opened: 3},
	}
	var b strings.Builder
	for _, m := range openMoves(qs) {
		b.WriteString(m.says() + "\n")
	}
	for _, want := range []string{"2 questions of this form, the first about car) (hw-xm 2.1 Grants, licence h2x; one opens up to 49 patents)", "(settle 2 patents)", "opens 3 patents)"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in\n%s", want, b.String())
		}
	}
}
