package expect

import (
	"errors"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// canned answers every question from its fields.
type canned struct {
	clear    map[string]rights.ClearAnswer // by country
	holders  rights.HoldersAnswer
	yesNo    string
	since    when.Date // of a power
	sublic   [2]agreement.Org
	on       when.Date // the day that a power or a sublicence was asked about
	open     []rights.OpenQuestion
	clause   agreement.Clause
	sue      []rights.SueLine
	owners   rights.OwnersAnswer
	earliest when.Date // end of a membership
	err      error
	asked    rights.ClearQuestion
}

func (c *canned) Clear(q rights.ClearQuestion) (rights.ClearAnswer, error) {
	c.asked = q
	a := c.clear[q.Use.Country]
	a.Question = q
	return a, c.err
}
func (c *canned) Holders(string, when.Date) (rights.HoldersAnswer, error) { return c.holders, c.err }
func (c *canned) Captured(string, agreement.Name, when.Date) (rights.Standing, error) {
	return rights.Standing{Answer: c.yesNo, Open: c.open, Clause: c.clause}, c.err
}
func (c *canned) Member(agreement.Org, agreement.Name, when.Date) (rights.Standing, error) {
	return rights.Standing{Answer: c.yesNo, Open: c.open, Clause: c.clause}, c.err
}
func (c *canned) Exercisable(_ agreement.Name, _ agreement.Org, on when.Date) (rights.Exercise, error) {
	c.on = on
	s, err := c.Member("", "", on)
	return rights.Exercise{Standing: s, Since: c.since}, err
}
func (c *canned) MaySublicense(by, to agreement.Org, _ agreement.Name, on when.Date) (rights.Standing, error) {
	c.sublic, c.on = [2]agreement.Org{by, to}, on
	return c.Member("", "", on)
}
func (c *canned) RightToSue(patent string, on when.Date) (rights.SueAnswer, error) {
	return rights.SueAnswer{Patent: patent, On: on, Lines: c.sue}, c.err
}
func (c *canned) Owners(patent string, on when.Date) (rights.OwnersAnswer, error) {
	a := c.owners
	a.Patent, a.On = patent, on
	return a, c.err
}
func (c *canned) NetworkMember(agreement.Org, string, when.Date) (rights.NetworkAnswer, error) {
	s, err := c.Member("", "", when.None)
	return rights.NetworkAnswer{Standing: s, EarliestEnd: c.earliest}, err
}

var (
	clause21  = agreement.Clause{Agreement: "hw-xm", Number: "2.1", Kind: "licence", Name: "h2x"}
	clause24  = agreement.Clause{Agreement: "hw-xm", Number: "2.4", Kind: "exclusion", Name: "no-vehicles"}
	evolution = rights.OpenQuestion{Question: agreement.QFinding("natural evolution", "redmi-15", clause21)}
	grant     = rights.ClearAnswer{Verdict: rights.Licensed, Counts: rights.Counts{Licensed: 3}, Because: []rights.Reason{{Clause: clause21, Effect: rights.Grants}}, Until: when.MustParse("2033-09-12")}
	refusal   = rights.ClearAnswer{Verdict: rights.NotLicensed, Counts: rights.Counts{NotLicensed: 3}, Because: []rights.Reason{{Clause: clause24, Effect: rights.TakesOut}}}
	doubt     = rights.ClearAnswer{Verdict: rights.Depends, Open: []rights.OpenQuestion{evolution}}
	mixed     = rights.ClearAnswer{Verdict: rights.Partly, Parts: []rights.Part{
		{Node: "car", Verdict: rights.NotLicensed}, {Node: "car/phone", Verdict: rights.Licensed}, {Node: "car/radio", Verdict: rights.NotLicensed}}}
	own = rights.ClearAnswer{Verdict: rights.Licensed, Counts: rights.Counts{Licensed: 1, Own: 1}}
)

func use(countries ...string) agreement.ExpectQuestion {
	var q agreement.ExpectQuestion
	for _, c := range countries {
		q.Uses = append(q.Uses, agreement.UseOf{Actor: "xiaomi", Act: agreement.Sell, Product: "phone", Country: c})
	}
	return q
}

func TestRun(t *testing.T) {
	answer := func(v string) agreement.ExpectAnswer { return agreement.ExpectAnswer{Verdict: v, Until: when.None} }
	depends := func(opens ...agreement.ExpectOpen) agreement.ExpectAnswer {
		return agreement.ExpectAnswer{Verdict: "depends", DependsOn: opens, Until: when.None}
	}
	holders := rights.HoldersAnswer{Patent: "US1", On: when.MustParse("2024-01-01"), Holders: []rights.Holder{
		{Group: "Xiaomi Group", Members: []agreement.Org{"xiaomi"}, Clause: clause21, Sure: true}}}
	perhaps := holders
	perhaps.Holders = []rights.Holder{{Group: "Xiaomi Group", Clause: clause21}}
	for _, c := range []struct {
		name  string
		ask   canned
		e     agreement.Expect
		found string
		want  []string // fragments of the differences, in order
	}{
		{"passes", canned{clear: map[string]rights.ClearAnswer{"DE": grant}},
			agreement.Expect{Question: use("DE"), Answer: answer("licensed"), Because: []string{"2.1", "h2x", "hw-xm/2.1"}, Clause: clause21}, "licensed", nil},
		{"other verdict", canned{clear: map[string]rights.ClearAnswer{"DE": refusal}},
			agreement.Expect{Question: use("DE"), Answer: answer("licensed")}, "not licensed", []string{"is not licensed instead of licensed"}},
		{"wrong clause", canned{clear: map[string]rights.ClearAnswer{"DE": grant}},
			agreement.Expect{Question: use("DE"), Answer: answer("licensed"), Because: []string{"2.4"}, Clause: clause21}, "licensed", []string{"do not cite 2.4; they cite 2.1 h2x"}},
		{"clause of another agreement", canned{clear: map[string]rights.ClearAnswer{"DE": grant}},
			agreement.Expect{Question: use("DE"), Answer: answer("licensed"), Because: []string{"2.1"}, Clause: agreement.Clause{Agreement: "other"}}, "licensed", []string{"do not cite 2.1"}},
		{"until", canned{clear: map[string]rights.ClearAnswer{"DE": grant}},
			agreement.Expect{Question: use("DE"), Answer: agreement.ExpectAnswer{Verdict: "licensed", Until: when.MustParse("2030-01-01")}}, "licensed", []string{"until 2033-09-12 instead of 2030-01-01"}},
		{"own", canned{clear: map[string]rights.ClearAnswer{"DE": own}},
			agreement.Expect{Question: use("DE"), Answer: answer("own")}, "own", nil},
		{"own is licensed", canned{clear: map[string]rights.ClearAnswer{"DE": own}},
			agreement.Expect{Question: use("DE"), Answer: answer("licensed")}, "licensed", nil},
		{"licensed is not own", canned{clear: map[string]rights.ClearAnswer{"DE": grant}},
			agreement.Expect{Question: use("DE"), Answer: answer("own")}, "licensed", []string{"is licensed instead of own"}},
		{"two countries", canned{clear: map[string]rights.ClearAnswer{"DE": grant, "FR": refusal}},
			agreement.Expect{Question: use("DE", "FR"), Answer: answer("partly"), Parts: []agreement.ExpectPart{{Country: "DE", Verdict: "licensed"}, {Country: "FR", Verdict: "licensed"}, {Country: "IT", Verdict: "licensed"}}},
			"partly", []string{"in FR the answer is not licensed instead of licensed", "no use of the expectation is in IT"}},
		{"depends on exactly", canned{clear: map[string]rights.ClearAnswer{"DE": doubt}},
			agreement.Expect{Question: use("DE"), Answer: depends(agreement.ExpectOpen{Kind: agreement.AskFinding, Says: "natural evolution", Of: "redmi-15"})}, "depends", nil},
		{"depends on another", canned{clear: map[string]rights.ClearAnswer{"DE": doubt}},
			agreement.Expect{Question: use("DE"), Answer: depends(agreement.ExpectOpen{Kind: agreement.AskFinding, Says: "natural evolution", Of: "redmi-12"})},
			"depends", []string{`does not depend on finding "natural evolution" of redmi-12`, "also depends on this finding"}},
		{"depends on the day of a fact", canned{clear: map[string]rights.ClearAnswer{"DE": {Verdict: rights.Depends, Open: []rights.OpenQuestion{{Question: agreement.QWhen(7, "huawei-device assigns CN1B to honor")}}}}},
			agreement.Expect{Question: use("DE"), Answer: depends(agreement.ExpectOpen{Kind: agreement.AskFact, Says: "when", Of: "CN1B"})}, "depends", nil},
		{"components", canned{clear: map[string]rights.ClearAnswer{"DE": mixed}},
			agreement.Expect{Question: use("DE"), Answer: answer("partly"), Parts: []agreement.ExpectPart{{Component: "phone", Verdict: "licensed"}, {Component: "rest", Verdict: "not licensed"}}}, "partly", nil},
		{"wrong components", canned{clear: map[string]rights.ClearAnswer{"DE": mixed}},
			agreement.Expect{Question: use("DE"), Answer: answer("partly"), Parts: []agreement.ExpectPart{{Component: "radio", Verdict: "licensed"}, {Component: "rest", Verdict: "licensed"}, {Component: "wheel", Verdict: "licensed"}}},
			"partly", []string{"component car/radio the answer is not licensed", "for car, one of the rest", "no component wheel"}},
		{"holders", canned{holders: holders},
			agreement.Expect{Question: agreement.ExpectQuestion{Holders: &agreement.HoldersOf{Patent: "US1"}}, Answer: agreement.ExpectAnswer{Holders: []string{"Xiaomi Group"}}, Because: []string{"h2x"}}, "Xiaomi Group", nil},
		{"holder too many", canned{holders: holders},
			agreement.Expect{Question: agreement.ExpectQuestion{Holders: &agreement.HoldersOf{Patent: "US1"}}}, "Xiaomi Group", []string{"Xiaomi Group holds a right too"}},
		{"holder missing", canned{holders: perhaps},
			agreement.Expect{Question: agreement.ExpectQuestion{Holders: &agreement.HoldersOf{Patent: "US1"}}, Answer: agreement.ExpectAnswer{Holders: []string{"Xiaomi Group", "honor"}}},
			"Xiaomi Group (depends)", []string{"depends on open questions", "honor holds no right under US1 on 2024-01-01"}},
		{"captured", canned{yesNo: "no", clause: clause21},
			agreement.Expect{Question: agreement.ExpectQuestion{Captured: &agreement.CapturedIn{}}, Answer: answer("yes"), Because: []string{"h2x"}}, "no", []string{"the answer is no instead of yes"}},
		{"member", canned{yesNo: "depends", open: []rights.OpenQuestion{evolution}},
			agreement.Expect{Question: agreement.ExpectQuestion{Member: &agreement.MemberOf{}}, Answer: answer("depends")}, "depends", nil},
		{"cannot be asked", canned{err: errors.New("there is no product x")},
			agreement.Expect{Question: use("DE"), Answer: answer("licensed")}, "no answer", []string{"there is no product x"}},
		{"no use", canned{}, agreement.Expect{Answer: answer("licensed")}, "no answer", []string{"names no use"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.e.KnownAt = when.None
			r := Run(&c.ask, &c.e, when.MustParse("2026-01-01"))
			if r.Pass != (len(c.want) == 0) {
				t.Errorf("pass = %v, differences %q", r.Pass, r.Differences)
			}
			if r.Found != c.found {
				t.Errorf("found %q, want %q", r.Found, c.found)
			}
			if len(r.Differences) != len(c.want) {
				t.Fatalf("differences %q, want %q", r.Differences, c.want)
			}
			for i, w := range c.want {
				if !strings.Contains(r.Differences[i], w) {
					t.Errorf("difference %q does not say %q", r.Differences[i], w)
				}
			}
		})
	}
}

func TestKnownAt(t *testing.T) {
	ask := canned{clear: map[string]rights.ClearAnswer{"DE": grant}}
	e := agreement.Expect{Question: use("DE"), Answer: agreement.ExpectAnswer{Verdict: "licensed", Until: when.None}, KnownAt: when.MustParse("2024-05-05"), WithoutPresumptions: true}
	Run(&ask, &e, when.MustParse("2026-01-01"))
	if ask.asked.KnownAt != e.KnownAt || !ask.asked.WithoutPresumptions {
		t.Errorf("asked %+v", ask.asked)
	}
	e.KnownAt = when.None
	Run(&ask, &e, when.MustParse("2026-01-01"))
	if ask.asked.KnownAt != when.MustParse("2026-01-01") {
		t.Errorf("asked as known at %s", ask.asked.KnownAt)
	}
}

func TestCombine(t *testing.T) {
	for _, c := range []struct {
		in   []rights.Verdict
		want rights.Verdict
	}{
		{[]rights.Verdict{rights.NothingInForce, rights.Licensed}, rights.Licensed},
		{[]rights.Verdict{rights.NothingInForce, rights.NothingInForce}, rights.NothingInForce},
		{[]rights.Verdict{rights.Pending, rights.NotInForce}, rights.NothingInForce},
		{[]rights.Verdict{rights.Licensed, rights.Depends}, rights.Depends},
		{[]rights.Verdict{rights.Licensed, rights.Depends, rights.NotLicensed}, rights.Partly},
		{[]rights.Verdict{rights.NotLicensed, rights.NotLicensed}, rights.NotLicensed},
		{[]rights.Verdict{rights.Licensed, rights.Partly}, rights.Partly},
	} {
		var as []rights.ClearAnswer
		for _, v := range c.in {
			as = append(as, rights.ClearAnswer{Verdict: v})
		}
		if got := combine(as); got != c.want {
			t.Errorf("combine(%v) = %s, want %s", c.in, got, c.want)
		}
	}
}
