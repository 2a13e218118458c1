package agreement

import (
	"testing"

	"github.com/crossgrant/crossgrant/when"
)

func TestCanonicalTexts(t *testing.T) {
	span := func(from, to when.Date) Held { return Held{Kind: HeldDuring, Span: when.Interval{From: from, To: to}} }
	for _, c := range []struct{ got, want string }{
		{Held{Kind: HeldOn, Day: day("2023-09-13")}.String(), "on 2023-09-13"},
		{Held{Kind: HeldBefore, Day: day("2023-09-13")}.String(), "immediately before 2023-09-13"},
		{span(day("2023-09-13"), day("2028-09-13")).String(), "at any time in 2023-09-13 .. 2028-09-12"},
		{span(day("2023-09-13"), when.Max).String(), "at any time from 2023-09-13"},
		{span(when.Min, day("2023-09-13")).String(), "at any time until 2023-09-12"},
		{span(when.Min, when.Max).String(), "at any time"},
		{span(day("2023-09-13"), day("2023-09-13")).String(), "at any time in never"},
		{Held{Kind: HeldAtTimeOfUse}.String(), "at time of use"},
		{Member{Everyone: true}.String(), "everyone"},
		{Member{Org: "xiaomi"}.String(), "xiaomi"},
		{Member{Group: "hw-xm/Huawei Group"}.String(), `"Huawei Group"`},
		{Member{Group: `hw-xm/The "Big" Group`}.String(), `"The ""Big"" Group"`},
		{Member{Org: "xiaomi", Reach: true, Share: Over50}.String(), "entities xiaomi controls (over 50%)"},
		{Member{Org: "xiaomi", Reach: true, Share: Share{333_300, false}}.String(), "entities xiaomi controls (at least 33.33%)"},
		{Member{Group: "a/G", Reach: true, Direction: Affiliates, Share: Over50}.String(), `affiliates of "G" (over 50%)`},
		{MemberList([]Member{{Org: "a"}, {Group: "x/G"}}), `a, "G"`},
		{Percent(1_000_000), "100%"},
		{Percent(1), "0.0001%"},
		{Percent(-5_000), "-0.5%"},
		{Membership(9).String(), "membership 9"},
		{Offer.String(), "offer"},
		{Offer.Prose(), "offer to sell"},
		{Sell.Verb(), "sells"},
		{Act(0).String(), "act 0"},
		{PatentClass.String(), "class"},
		{ProductStandard.String(), "standard"},
		{Attr(200).String(), "attribute 200"},
		{Condition{{Attr: PatentField, Values: []string{"software", "4"}}, {Not: true, Attr: FindingTest, Finding: FindingRef{Term: "x", Of: "US1"}}}.String(), `field in software, 4, or not finding "x" of US1`},
		{Condition{{Attr: PatentStandard, Values: []string{"5G NR"}}}.String(), `standard is "5G NR"`},
		{Test{Attr: PatentPriority, Span: when.Interval{From: when.Min, To: day("2028-09-13")}}.String(), "priority until 2028-09-12"},
		{Test{Attr: PatentFiled, Span: when.Interval{From: day("2020-01-01"), To: when.Max}}.String(), "filed from 2020-01-01"},
		{Territory{World: true}.String(), "world"},
		{Territory{World: true, Except: []string{"US", "CN"}}.String(), "world except US, CN"},
		{Territory{In: []string{"DE"}}.String(), "DE"},
		{Territory{NotStated: true}.String(), "not stated"},
		{Territory{LeastDeveloped: true}.String(), "least developed countries"},
		{Term{Span: when.Closed(day("2023-09-13"), day("2033-09-12"))}.String(), "2023-09-13 .. 2033-09-12"},
		{Term{Span: when.Interval{From: day("2023-09-13"), To: when.Max}, EndOf: "end of patent"}.String(), "2023-09-13 .. end of patent"},
		{Term{NotStated: true}.String(), "not stated"},
		{Price{Kind: PriceRoyalty, Name: "Exhibit A"}.String(), `royalty "Exhibit A"`},
		{ThatComponent.String(), "that component"},
		{UseOf{Actor: "foundry", Act: Make, Product: "switch", For: "ntl", Country: "US", On: day("1999-06-01")}.String(), "foundry makes switch for ntl in US on 1999-06-01"},
		{UseOf{Actor: "a", Act: Sell, Product: "b", From: "c", On: when.None}.String(), "a sells b from c"},
		{Under{Org: "ntl", Share: Over50}.String(), "patents of ntl"},
		{Under{Org: "ntl", Share: Share{500_000, false}}.String(), "patents of ntl (at least 50%)"},
		{Under{Set: "a/Head Patents"}.String(), `"Head Patents"`},
		{Under{Patents: []string{"US1", "US2"}}.String(), "US1, US2"},
		{Name("hw-xm/a/b").Local(), "a/b"},
		{Name("alone").Local(), "alone"},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
}

func TestParseAct(t *testing.T) {
	for _, a := range AllActs() {
		for _, s := range []string{a.String(), a.Verb(), a.Prose()} {
			if got, ok := ParseAct(s); !ok || got != a {
				t.Errorf("ParseAct(%q) = %v, %v; want %v", s, got, ok, a)
			}
		}
	}
	for s, want := range map[string]Act{"practice": Practise, "Offer  to Sell": Offer, "disposes of": Dispose} {
		if got, ok := ParseAct(s); !ok || got != want {
			t.Errorf("ParseAct(%q) = %v, %v; want %v", s, got, ok, want)
		}
	}
	if a, ok := ParseAct("importt"); ok {
		t.Errorf("ParseAct(importt) = %v, want none", a)
	}
}
