package present

import (
	"bytes"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/rights"
)

// A discreet plan names no patent, on no page and in no document, and tells all the rest.
func TestDiscreetPlanNamesNoPatent(t *testing.T) {
	a := plans["possible"]
	a.Events = append(a.Events, PlanEvent{Text: "2027-01-01 intel assigns my-antenna to vlsi", Names: true})
	a.Scope.Under = agreement.Under{Patents: []string{"US7523373B2"}}
	a.Notes = []string{"US7523373B2 is known on one side only."}
	l := a.Lines[0]
	l.What = "title of US7523373B2"
	l.Before, l.After = "Finjan gives US 7,523,373 and EP2400812B1.", "Finjan gives US2019/0012345 A1 and USRE46206E."
	l.Witness = append([]rights.Witness{}, l.Witness...)
	l.Witness[0].Suppose = append([]rights.Supposed{{Question: agreement.QAttr("class", "H01L21", "US7523373B2"), Answer: "no"}}, l.Witness[0].Suppose...)
	l.Open = []rights.OpenQuestion{{Question: agreement.QStatus("US7523373B2", "US"), Patents: 1}, {Question: affiliat, Patents: 2}}
	a.Lines = []rights.PlanLine{l}
	a.Words = []PlanWords{{Before: "the patent US 7,523,373 B2 of 2009", After: "the patent of 24 July 2020, 1,204 patents in US"}}
	a.Open = []rights.PlanOpen{{Question: agreement.QStatus("US7523373B2", "US"), Opened: 1}, {Question: agreement.QStatus("EP2400812B1", "DE"), Opened: 1}, {Question: affiliat, Opened: 2}}
	a.Broken = []PlanCheck{{Kind: "always", Title: "nothing beyond", Before: "holds", After: "f2i lets intel sell haswell under US7523373B2"}}
	var out bytes.Buffer
	for _, st := range []Style{{Discreet: true, Width: 100}, {Discreet: true, Why: true}} {
		if err := Plan(&out, a, st); err != nil {
			t.Fatal(err)
		}
		if err := PlanLine(&out, a, st); err != nil {
			t.Fatal(err)
		}
	}
	if err := JSON(&out, PlanJSON(a, Style{Discreet: true})); err != nil {
		t.Fatal(err)
	}
	for _, number := range []string{"7523373", "7,523,373", "2400812", "0012345", "46206", "my-antenna"} {
		if strings.Contains(out.String(), number) {
			t.Errorf("%s stands on a discreet page:\n%s", number, out.String())
		}
	}
	for _, kept := range []string{"reading affiliates: now or later", "fact (not shown): no", "24 rights to gain possibly", "2 questions of kind status (open 2 patents)", "24 July 2020, 1,204 patents in US", "a fact about a patent", "{+(of other", "2020-07-24 fortress acquires finjan"} {
		if !strings.Contains(out.String(), kept) {
			t.Errorf("%q is not on the discreet page:\n%s", kept, out.String())
		}
	}
	if a.Lines[0].Witness[0].Patent == "" {
		t.Error("the plan itself was changed")
	}
}
