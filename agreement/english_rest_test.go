package agreement

import (
	"testing"

	"github.com/crossgrant/crossgrant/when"
)

func TestStandingSentences(t *testing.T) {
	before := func(d string) when.Interval { return when.Interval{From: when.Min, To: day(d)} }
	from := func(d string) when.Interval { return when.Interval{From: day(d), To: when.Max} }
	on := []PatentItem{{Set: "a/Transferred Patents"}, {ID: "p7"}}
	captured := func(p PatentSet) *PatentSet { p.Clause = at("patents", "P"); return &p }
	presumed := func(f FindingRef) Test { f.Presumed = true; return Test{Attr: FindingTest, Finding: f} }
	free := FindingRef{Term: "licensable without payment to others", Subject: SubjectPatent}
	for name, c := range map[string]struct {
		of   interface{ Sentence() string }
		want string
	}{
		"allocation of all days": {&Allocation{On: on, Shares: []SueShare{{During: before("2009-08-28"), Who: []Org{"sony"}, ConsentOf: []Org{"gsi"}, Consent: "gsi (where the claim may affect it)"}, {During: from("2009-08-28"), Who: []Org{"gsi"}}}},
			`Of Transferred Patents and p7: sony may sue for infringements before 2009-08-28, with consent of gsi (where the claim may affect it); gsi may sue for infringements from 2009-08-28 on.`},
		"allocation of some days": {&Allocation{On: on[1:], Shares: []SueShare{{During: before("2009-08-28"), Who: []Org{"sony"}}, {During: from("2009-08-29"), Who: []Org{"gsi", "sony"}}}},
			`Of p7: sony may sue for infringements before 2009-08-28; gsi and sony may sue for infringements from 2009-08-29 on; for infringements of any other day, whoever owns the patent then may sue.`},
		"allocation of every day": {&Allocation{On: on[1:], Shares: []SueShare{{During: when.Always, Who: []Org{"sony"}}}}, `Of p7: sony may sue for infringements.`},
		"encumbrance of a class": {&Encumbrance{On: on, Unnamed: "parties to earlier cross-licences", Since: before("2009-08-28")},
			`"parties to earlier cross-licences", whom the text does not name, hold rights in Transferred Patents and p7 that came about before 2009-08-28; how far they go is not known.`},
		"encumbrance of one": {&Encumbrance{On: on[1:], HeldBy: []Member{{Org: "motorola"}}, Since: when.Always, Scope: "memory devices only."},
			`motorola holds rights in p7: memory devices only.`},
		"encumbrance of several": {&Encumbrance{On: on[1:], HeldBy: []Member{{Org: "motorola", Reach: true, Share: Over50}, {Group: "a/G"}}, Since: from("2001-02-03"), Scope: "all"},
			`The entities that motorola controls (over 50%) and G hold rights in p7 that came about from 2001-02-03 on: all.`},

		"licensable": {captured(PatentSet{Add: []Selector{{OwnedBy: []Member{{Org: "a"}}, Held: Held{Kind: HeldAtTimeOfUse}}, {LicensableBy: []Member{{Org: "a"}, {Group: "a/G"}}, Held: Held{Kind: HeldOn, Day: day("2009-08-28")}}}}),
			`"P" means patents owned by a at the time of the use and patents of others that a or G may license on 2009-08-28.`},
		"an empty list": {captured(PatentSet{Add: []Selector{{}}}), `"P" means the patents of an empty list.`},
		"invented": {captured(PatentSet{Where: []Condition{{{Attr: PatentInvented, Span: when.Interval{From: when.Min, To: day("2009-08-29")}}}, {{Attr: PatentDisclosed, Not: true, Span: from("2009-08-28")}}}}),
			`"P" means all patents, where the invention date is on or before 2009-08-28, where the disclosure date is not on or after 2009-08-28.`},
		"presumed": {captured(PatentSet{OnlyIf: []Condition{{presumed(free), {Attr: FindingTest, Finding: FindingRef{Term: "paid", Subject: SubjectPatent}}}}}),
			`"P" means all patents, each only if the patent is licensable without payment to others (taken as so until found otherwise) or "paid" of the patent is found to be true.`},
		"not presumed": {captured(PatentSet{Where: []Condition{{func() Test { x := presumed(free); x.Not = true; return x }()}}}),
			`"P" means all patents, where the patent is found not to be licensable without payment to others.`},
		"presumed of one": {captured(PatentSet{Where: []Condition{{presumed(FindingRef{Term: free.Term, Of: "p1"})}}}),
			`"P" means all patents, where p1 is licensable without payment to others (taken as so until found otherwise).`},

		"expect a suit": {&Expect{KnownAt: when.None, Question: ExpectQuestion{Sue: &RightToSue{Patent: "p1", On: day("2008-06-01")}}, Answer: ExpectAnswer{Holders: []string{"sony"}, Consent: []Org{"gsi", "x"}, Until: when.None}, Because: []string{"2"}},
			`who may sue for infringements of p1 on 2008-06-01: sony, with consent of gsi and x, because of 2.`},
		"expect a suit of several": {&Expect{KnownAt: when.None, Question: ExpectQuestion{Sue: &RightToSue{Patent: "p1", On: day("2008-06-01")}}, Answer: ExpectAnswer{Holders: []string{"sony", "gsi"}, Until: when.None}},
			`who may sue for infringements of p1 on 2008-06-01: sony and gsi.`},
	} {
		if got := c.of.Sentence(); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}

func TestStandingFactSentences(t *testing.T) {
	dated := func(b FactBody) *Fact {
		return &Fact{Dated: true, Begin: when.Exact(day("2009-06-01")), End: when.Max, Recorded: when.None, Retracted: when.None, Body: b}
	}
	for _, c := range []struct {
		body       FactBody
		text, says string
	}{
		{Milestone{[]string{"s1"}, PatentInvented}, `invention of s1 made`, `On 2009-06-01, the invention of s1 was made.`},
		{Milestone{[]string{"s1", "s2"}, PatentInvented}, `invention of s1, s2 made`, `On 2009-06-01, the inventions of s1 and s2 were made.`},
		{Milestone{[]string{"s1"}, PatentDisclosed}, `invention of s1 disclosed`, `On 2009-06-01, the invention of s1 was first disclosed.`},
		{Licensable{"motorola", []string{"p7", "p8"}}, `motorola may license p7, p8`, `motorola may license p7 and p8 from 2009-06-01 on.`},
	} {
		if got := FactText(c.body); got != c.text {
			t.Errorf("text:\n got %s\nwant %s", got, c.text)
		}
		if got := FactSentence(dated(c.body)); got != c.says {
			t.Errorf("sentence of %q:\n got %s\nwant %s", c.text, got, c.says)
		}
	}
}
