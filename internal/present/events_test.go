package present

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/expect"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

var (
	subsidiaries = agreement.Clause{Agreement: "hw-xm", Number: "2.2", Heading: "Grants", Kind: "sublicence", Name: "to-subsidiaries", At: at(50), Prose: "Xiaomi may sublicense the companies it controls."}
	insolvency   = agreement.Clause{Agreement: "hw-xm", Number: "7.1", Heading: "End", Kind: "rule", Name: "when xiaomi becomes insolvent", At: at(80), Prose: "The licence ends when Xiaomi becomes insolvent."}
	breach       = agreement.Clause{Agreement: "hw-xm", Number: "7.2", Heading: "End", Kind: "power", Name: "end-for-breach", At: at(90), Prose: "Huawei may end the licence for breach."}
	attack       = agreement.Clause{Agreement: "hw-xm", Number: "7.3", Heading: "End", Kind: "power", Name: "end for attack", At: at(95)}
	tenYears     = agreement.Clause{Agreement: "hw-xm", Number: "7.4", Heading: "End", Kind: "survival", Name: "ten-years", At: at(99), Prose: "The licence lives on for ten years."}
	prevails     = agreement.QPrecedence(clause24, clause21)
	elected      = agreement.QElection(&agreement.Survival{Clause: tenYears, Election: []agreement.Member{{Org: "xiaomi"}}})
	powers       = []rights.Terminable{
		{Clause: breach, By: `"Huawei Group"`, Orgs: []agreement.Org{"huawei", "huawei-device"}, Sure: true, Since: d("2021-03-03"), Notice: "60 days", Patents: 412, Says: "Huawei Group may end h2x if xiaomi breaches it."},
		{Clause: attack, By: "huawei", Orgs: []agreement.Org{"huawei"}, Since: when.None, Patents: 3, Says: "huawei may end h2x if the validity of US11890762B2 is attacked."},
		{Clause: agreement.Clause{Agreement: "side", Kind: "power", Name: "at-will"}, By: "huawei", Orgs: []agreement.Org{"huawei"}, Sure: true, Since: when.Min, Notice: "1 month", Patents: 1, Says: "huawei may end h2x at any time."},
	}
)

func init() {
	answers["terminable"] = rights.ClearAnswer{Question: question1, Verdict: rights.Licensed, Counted: "patents", Counts: rights.Counts{Licensed: 412}, Until: d("2033-09-12"), Ends: powers,
		Because: []rights.Reason{
			{Clause: clause21, Effect: rights.Grants, Patents: 412, Says: "Huawei Group grants Xiaomi Group a licence.", Way: "sublicence"},
			{Clause: subsidiaries, Effect: rights.Grants, Patents: 412, Says: "A licensee under h2x may sublicense what xiaomi controls."},
			{Clause: clause11, Effect: rights.Supports, Says: "Xiaomi Group is xiaomi and what it controls."},
			{Clause: tenYears, Effect: rights.Supports, Patents: 412, Says: "No rule and no power ends h2x, before 2033-09-13."}}}
	answers["terminable-one"] = rights.ClearAnswer{Question: question1, Single: true, Patent: "US11890762B2", Verdict: rights.Licensed, Counts: rights.Counts{Licensed: 1}, Until: when.None, Ends: powers[1:],
		Because: []rights.Reason{{Clause: clause21, Effect: rights.Grants, Patents: 1, Way: "have made"}}}
	answers["own"] = rights.ClearAnswer{Question: question1, Verdict: rights.Licensed, Counted: "patents", Counts: rights.Counts{Licensed: 2, Own: 2}, Until: when.None,
		Because: []rights.Reason{{Effect: rights.Owns, Patents: 2, Says: "On 2024-03-01 an owner is xiaomi or an entity it controls (over 50%)."}}}
	answers["ended"] = rights.ClearAnswer{Question: question1, Verdict: rights.NotLicensed, Counted: "patents", Counts: rights.Counts{NotLicensed: 412}, Until: when.Max,
		Because: []rights.Reason{
			{Clause: insolvency, Effect: rights.TakesOut, Patents: 412, Says: "When xiaomi becomes insolvent, h2x ends."},
			{Clause: breach, Effect: rights.TakesOut, Patents: 412, Says: "Huawei Group may end h2x if xiaomi breaches it."}}}
	answers["conflict"] = rights.ClearAnswer{Question: question1, Verdict: rights.Depends, Counted: "patents", Counts: rights.Counts{Depends: 412}, Until: when.None,
		Open: []rights.OpenQuestion{{Question: prevails, Patents: 400}, {Question: elected, Patents: 12}},
		Because: []rights.Reason{
			{Clause: clause21, Effect: rights.MayGrant, Patents: 412, Says: "Huawei Group grants Xiaomi Group a licence.", Way: "sublicence"},
			{Clause: subsidiaries, Effect: rights.MayGrant, Patents: 412, Says: "A licensee under h2x may sublicense what xiaomi controls."},
			{Clause: insolvency, Effect: rights.MayTakeOut, Patents: 12, Says: "When xiaomi becomes insolvent, h2x ends."},
			{Clause: clause24, Effect: rights.MayTakeOut, Patents: 400, Says: "No right under h2x reaches vehicle."}}}
}

// TestTerminableReadBack: what a document says of powers is read back whole, so that a certificate shows what the answer
// showed.
func TestTerminableReadBack(t *testing.T) {
	doc, err := encode(ClearJSON(answers["terminable"], Inputs{}, Style{}))
	if err != nil {
		t.Fatal(err)
	}
	got := readAnswer(doc, question1)
	want := make([]rights.Terminable, len(powers))
	for i, p := range powers {
		p.Clause = agreement.Clause{Agreement: p.Clause.Agreement, Number: p.Clause.Number, Kind: "power", Name: p.Clause.Name}
		want[i] = p
	}
	if !reflect.DeepEqual(got.Ends, want) {
		t.Errorf("read back:\n%+v\nwant\n%+v", got.Ends, want)
	}
	if w := got.Because[0].Way; w != "sublicence" {
		t.Errorf("the way is read back as %q", w)
	}
}

// TestTerminableJSON pins the keys under terminable: a key that goes missing breaks readers.
func TestTerminableJSON(t *testing.T) {
	doc, err := encode(ClearJSON(answers["terminable"], Inputs{}, Style{}))
	if err != nil {
		t.Fatal(err)
	}
	var got struct{ Terminable []map[string]any }
	if err := json.Unmarshal(doc, &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"agreement": "hw-xm", "clause": "7.2", "name": "end-for-breach", "by": `"Huawei Group"`, "orgs": []any{"huawei", "huawei-device"},
		"since": "2021-03-03", "certain": true, "notice": "60 days", "patents": 412.0, "says": "Huawei Group may end h2x if xiaomi breaches it."}
	if !reflect.DeepEqual(got.Terminable[0], want) {
		t.Errorf("%v, want %v", got.Terminable[0], want)
	}
	for i, x := range got.Terminable[1:] {
		if _, since := x["since"]; since || x["certain"] != (i == 1) || x["notice"] != [2]string{"at once", "1 month"}[i] {
			t.Errorf("%v", x)
		}
	}
	if doc, err = encode(ClearJSON(answers["partly"], Inputs{}, Style{})); err != nil || !strings.Contains(string(doc), `"terminable":[],`) {
		t.Errorf("where nothing could be ended: %s, %v", doc, err)
	}
}

// TestTerminableDiscreet: a discreet document keeps the powers, and their sentences name no patent; the answer itself is
// left as it was.
func TestTerminableDiscreet(t *testing.T) {
	a := answers["terminable"]
	got := discreet(a)
	if len(got.Ends) != 3 || got.Ends[1].Says != "huawei may end h2x if the validity of a patent is attacked." {
		t.Errorf("%+v", got.Ends)
	}
	if a.Ends[1].Says != powers[1].Says || !strings.Contains(a.Ends[1].Says, "US11890762B2") {
		t.Errorf("the answer was changed: %q", a.Ends[1].Says)
	}
}

// TestDiscreetPageOfPowers: a discreet page with all reasons names no patent in the sentence of a power.
func TestDiscreetPageOfPowers(t *testing.T) {
	var b bytes.Buffer
	if err := Clear(&b, answers["terminable"], Style{Discreet: true, Why: true, Width: 200}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "US11890762B2") || !strings.Contains(b.String(), "read as: huawei may end h2x if the validity of a patent is attacked.") {
		t.Errorf("%s", b.String())
	}
}

// TestByName: the extension by which a right is had is named where no other of its kind gives it, too.
func TestByName(t *testing.T) {
	grants := func(c agreement.Clause, e rights.Effect, way string) rights.Reason {
		return rights.Reason{Clause: c, Effect: e, Way: way}
	}
	others := subsidiaries
	others.Name = "to-others"
	spaced := subsidiaries
	spaced.Name = "to others"
	for _, c := range []struct {
		rs   []rights.Reason
		want string
	}{
		{[]rights.Reason{grants(clause21, rights.Grants, "have made")}, "have made"},
		{[]rights.Reason{grants(clause21, rights.Grants, "sublicence"), grants(subsidiaries, rights.Grants, "")}, "sublicence to-subsidiaries"},
		{[]rights.Reason{grants(clause21, rights.Grants, "sublicence"), grants(spaced, rights.Grants, "")}, `sublicence "to others"`},
		{[]rights.Reason{grants(clause21, rights.Grants, "sublicence"), grants(subsidiaries, rights.Grants, ""), grants(others, rights.Grants, "")}, "sublicence"},
		{[]rights.Reason{grants(clause21, rights.Grants, "sublicence"), grants(subsidiaries, rights.Grants, ""), grants(others, rights.MayGrant, "")}, "sublicence to-subsidiaries"},
		{[]rights.Reason{grants(clause21, rights.Grants, ""), grants(subsidiaries, rights.Grants, "")}, ""},
	} {
		had := c.rs[0].Way
		if got := byName(c.rs)[0].Way; got != c.want {
			t.Errorf("%+v: by %q, want %q", c.rs, got, c.want)
		}
		if c.rs[0].Way != had {
			t.Errorf("the reasons were changed: %q", c.rs[0].Way)
		}
	}
}

// TestTerminableDifferences: a power that appears, vanishes, or can be used since another day is a difference of its own.
func TestTerminableDifferences(t *testing.T) {
	cert := certified(t, answers["terminable"])
	const was = "- could end: \"Huawei Group\", on that day huawei, huawei-device, since 2021-03-03, under hw-xm 7.2, power end-for-breach, with 60 days' notice, 412 patents"
	for name, c := range map[string]struct {
		change func([]rights.Terminable) []rights.Terminable
		want   []string
	}{
		"gone": {func(ts []rights.Terminable) []rights.Terminable { return ts[1:] },
			[]string{was, "- sentence: hw-xm 7.2, power end-for-breach: Huawei Group may end h2x if xiaomi breaches it."}},
		"sentence": {func(ts []rights.Terminable) []rights.Terminable { ts[2].Says = "x"; return ts },
			[]string{"- sentence: side, power at-will: huawei may end h2x at any time.", "+ sentence: side, power at-will: x"}},
		"day": {func(ts []rights.Terminable) []rights.Terminable { ts[0].Since++; return ts },
			[]string{was, strings.Replace("+"+was[1:], "03-03", "03-04", 1)}},
		"persons": {func(ts []rights.Terminable) []rights.Terminable { ts[0].Orgs = ts[0].Orgs[:1]; return ts },
			[]string{was, strings.Replace("+"+was[1:], ", huawei-device", "", 1)}},
		"certainty": {func(ts []rights.Terminable) []rights.Terminable {
			ts[0].Sure, ts[0].Since = false, when.None
			return ts
		},
			[]string{was, strings.Replace("+"+was[1:], "since 2021-03-03", "perhaps (open questions)", 1)}},
	} {
		now := answers["terminable"]
		now.Question = cert.Question
		now.Ends = c.change(append([]rights.Terminable{}, now.Ends...))
		diffs, err := cert.Differences(now)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range diffs {
			got = append(got, d.text()...)
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s:\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

// TestCertificateShowsPowers: verifying prints the powers that the certified answer lists.
func TestCertificateShowsPowers(t *testing.T) {
	var b bytes.Buffer
	if err := Verify(&b, Verified{Certificate: certified(t, answers["terminable"]), File: "x.json", Against: "x", Program: "crossgrant 1.0.0"}, Style{Width: 200}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`could end "Huawei Group", since 2021-03-03, under hw-xm 7.2, power end-for-breach, with 60 days' notice, for 412 patents`, "gives the right by sublicence to-subsidiaries", "kept by"} {
		if !strings.Contains(strings.Join(strings.Fields(b.String()), " "), want) {
			t.Errorf("%q is not in\n%s", want, b.String())
		}
	}
}

// TestQuestionsOfEvents: which of two clauses prevails and whether an election is made are asked in words of their own,
// and say how they are settled.
func TestQuestionsOfEvents(t *testing.T) {
	quoted := elected
	quoted.Says = strings.Replace(quoted.Says, "xiaomi", `"Xiaomi Group"`, 1)
	other := agreement.QPrecedence(clause21, agreement.Clause{Agreement: "side", Name: "none"})
	for _, c := range []struct {
		q                                 agreement.Question
		yes, no, condition, settled, line string
	}{
		{prevails, "no-vehicles prevails over h2x", "h2x prevails over no-vehicles", "no-vehicles prevails over h2x", "is subject to the other (agreements/hw-xm.md:41)", ""},
		{other, "side/none prevails over hw-xm/h2x", "hw-xm/h2x prevails over side/none", "side/none prevails over hw-xm/h2x", "is subject to the other", ""},
		{elected, "made", "not made", "the election of ten-years by xiaomi is made", "record: DATE xiaomi elects hw-xm/ten-years (or declines)", "2024-03-01 xiaomi elects hw-xm/ten-years"},
		{quoted, "made", "not made", `the election of ten-years by "Xiaomi Group" is made`, "record: DATE ORG elects hw-xm/ten-years (or declines)", "2024-03-01 ORG elects hw-xm/ten-years"},
		{agreement.QConflict("approved", "car", clause21), "yes", "no", `of car: authorities differ`, `finding "approved" of car: yes, with`, `2024-03-01 finding "approved" of car: yes, replaces "AUTHORITY"`},
	} {
		if yes, no := reply(c.q, "yes"), reply(c.q, "no"); yes != c.yes || no != c.no {
			t.Errorf("%s: %q and %q, want %q and %q", c.q.Says, yes, no, c.yes, c.no)
		}
		if got := answered(rights.Supposed{Question: c.q, Answer: "yes"}); !strings.Contains(got, c.condition) {
			t.Errorf("%s: the condition is %q, want %q", c.q.Says, got, c.condition)
		}
		if got := settle(c.q); !strings.Contains(got, c.settled) {
			t.Errorf("%s: %q does not say %q", c.q.Says, got, c.settled)
		}
		if line, how := Recording(c.q, d("2024-03-01")); line != c.line || how == "" {
			t.Errorf("%s: recorded by %q (%q), want %q", c.q.Says, line, how, c.line)
		}
	}
}

// TestAskedOfEvents: what a case asks of a power, a sublicence and a day stands in one line.
func TestAskedOfEvents(t *testing.T) {
	for want, q := range map[string]agreement.ExpectQuestion{
		"power hw-xm/end-for-breach for xiaomi on 2024-03-01":       {Power: &agreement.PowerOn{Power: "hw-xm/end-for-breach", For: "xiaomi", On: d("2024-03-01")}},
		"power hw-xm/end-for-breach":                                {Power: &agreement.PowerOn{Power: "hw-xm/end-for-breach", On: when.None}},
		"may xiaomi sublicense honor under hw-xm/h2x on 2024-03-01": {May: &agreement.MaySublicense{By: "xiaomi", To: "honor", Grant: "hw-xm/h2x", On: d("2024-03-01")}},
		"may xiaomi sublicense honor under hw-xm/h2x":               {May: &agreement.MaySublicense{By: "xiaomi", To: "honor", Grant: "hw-xm/h2x", On: when.None}},
		"right to sue on US1 for 2024-03-01":                        {Sue: &agreement.RightToSue{Patent: "US1", On: d("2024-03-01")}},
		"date effective of hw-xm":                                   {Date: &agreement.DateOf{Says: "effective of hw-xm"}},
	} {
		if got := asked(expect.Result{Expect: &agreement.Expect{Question: q}}); got != want {
			t.Errorf("asked %q, want %q", got, want)
		}
	}
}

// TestHoldersByExtension: those who hold rights by an extension have lines of their own, also where nobody is listed.
func TestHoldersByExtension(t *testing.T) {
	resale := agreement.Clause{Agreement: "hw-xm", Number: "2.3", Heading: "Grants", Kind: "extension", Name: "resale"}
	a := rights.HoldersAnswer{Patent: "US1B2", On: d("2024-03-01"), KnownAt: d("2026-11-22"), Owners: []agreement.Org{"huawei"}, Holders: []rights.Holder{
		{Group: `"Xiaomi Group"`, Members: []agreement.Org{"xiaomi"}, Clause: clause21, Kind: "licence", Since: d("2023-09-13"), Until: d("2033-09-12"), Sure: true},
		{Group: "entities xiaomi controls (over 50%)", Members: []agreement.Org{"xiaomi-mobile"}, Clause: subsidiaries, Kind: "sublicence", Says: "A licensee under h2x may sublicense what xiaomi controls.", Since: d("2023-09-13"), Until: when.Max, Sure: true},
		{Group: "those who acquired the product from a licensee", Clause: resale, Kind: "extension", Since: d("2023-09-13"), Until: d("2033-09-12"), Sure: true},
		{Group: "the buyer of the business", Perhaps: []agreement.Org{"honor"}, Clause: agreement.Clause{Agreement: "hw-xm", Number: "9.1", Kind: "transfer", Name: "sale"}, Kind: "transfer", Since: d("2023-09-13"), Until: when.Max, Open: []rights.OpenQuestion{{Question: elected}}}}}
	var b bytes.Buffer
	if err := Holders(&b, a, Style{}); err != nil {
		t.Fatal(err)
	}
	golden(t, "holders-extended.txt", b.Bytes())
}

// TestHoldersByEncumbrance: those whom an encumbrance speaks of hold by it from its day on, without a term, also where
// nobody names them.
func TestHoldersByEncumbrance(t *testing.T) {
	burden := func(name string) agreement.Clause {
		return agreement.Clause{Agreement: "hw-xm", Number: "3.1", Heading: "Burdens", Kind: "encumbrance", Name: name}
	}
	a := rights.HoldersAnswer{Patent: "US1B2", On: d("2024-03-01"), KnownAt: d("2026-11-22"), Owners: []agreement.Org{"huawei"}, Holders: []rights.Holder{
		{Group: "parties to earlier cross-licences", Clause: burden("earlier"), Kind: "encumbrance", Says: "Others hold rights in the patents; how far they go is not known.", Since: when.Min, Until: when.Max, Sure: true},
		{Group: "honor and entities it controls (over 50%)", Members: []agreement.Org{"honor", "honor-device"}, Clause: burden("joint-venture"), Kind: "encumbrance", Since: d("2001-02-03"), Until: when.Max,
			Open: []rights.OpenQuestion{{Question: elected}}}}}
	var b bytes.Buffer
	if err := Holders(&b, a, Style{}); err != nil {
		t.Fatal(err)
	}
	golden(t, "holders-encumbered.txt", b.Bytes())
}

// TestOpenEvents: conflicts between clauses and elections stand among what is unclear in one sentence each.
func TestOpenEvents(t *testing.T) {
	var b bytes.Buffer
	a := OpenPage{On: d("2024-03-01"), KnownAt: d("2026-11-22"), Lines: []rights.OpenLine{
		{Kind: string(prevails.Kind), Says: prevails.Says, Clause: prevails.Clause, Patents: 400}, {Kind: string(elected.Kind), Says: elected.Says, Clause: elected.Clause, Patents: 12}}}
	if err := Open(&b, a, Style{Width: 200}); err != nil {
		t.Fatal(err)
	}
	golden(t, "open-events.txt", b.Bytes())
}

// TestPlanWordsOfEvents: a plan names what rules, powers, survivals and extensions do, never by the kind of the clause
// alone, which stands beside it.
func TestPlanWordsOfEvents(t *testing.T) {
	for _, c := range []struct {
		clause     agreement.Clause
		what, want string
	}{
		{insolvency, "end of rights", "end of rights"}, {breach, "end of rights", "end of rights"}, {tenYears, "survival", "what it keeps"},
		{subsidiaries, "sublicence", "whom it reaches"}, {clause24, "exclusion", ""}, {clause21, "during, survival", "term and what it keeps"},
	} {
		if got := planWhat(rights.PlanLine{Clause: c.clause, What: c.what, Before: "x", After: "y"}); got != c.want {
			t.Errorf("%s of %s: %q, want %q", c.what, c.clause.Name, got, c.want)
		}
	}
}
