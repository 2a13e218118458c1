package agreement

import (
	"testing"

	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

var day = when.MustParse

func at(kind, name string) Clause {
	return Clause{Agreement: "hw-xm", Number: "2.1", Kind: kind, Name: name}
}

// h2x is the grant of the sample; cases change one thing of it at a time.
func h2x(change ...func(*Grant)) *Grant {
	g := &Grant{
		Clause:     at("licence", "h2x"),
		From:       []Member{{Group: "hw-xm/Huawei Group"}},
		To:         []Member{{Group: "hw-xm/Xiaomi Group"}},
		Under:      []PatentItem{{Set: "hw-xm/Huawei Patents"}},
		For:        []ProductItem{{Set: "hw-xm/Licensed Products"}},
		Acts:       []Act{Make, HaveMade, Use, Sell, Offer, Import},
		In:         Territory{World: true},
		During:     Term{Span: when.Closed(day("2023-09-13"), day("2033-09-12"))},
		Price:      Price{Kind: PricePaidUp},
		Sublicence: "none",
	}
	for _, c := range change {
		c(g)
	}
	return g
}

func TestSentences(t *testing.T) {
	over50 := func(o Org) Member { return Member{Org: o, Reach: true, Share: Over50} }
	until := func(d string) when.Interval { return when.Interval{From: when.Min, To: day(d) + 1} }
	natural := FindingRef{Term: "natural evolution", Subject: SubjectProduct}
	for name, c := range map[string]struct {
		of   interface{ Sentence() string }
		want string
	}{
		"licence": {h2x(), `Huawei Group grants Xiaomi Group a non-exclusive, paid-up, worldwide licence under Huawei Patents to make, have made, use, sell, offer to sell and import Licensed Products, from 2023-09-13 to 2033-09-12; no sublicence is granted.`},
		"licence for a royalty in some countries, for anything": {h2x(func(g *Grant) {
			g.Anything, g.For = true, nil
			g.In = Territory{In: []string{"CN", "DE"}}
			g.Price = Price{Kind: PriceRoyalty, Name: "Exhibit A"}
			g.Acts = AllActs()
			g.Provided = []Condition{{{Attr: FindingTest, Finding: FindingRef{Term: "keeps quiet", Of: "huawei"}}}}
			g.Sublicence = "not stated"
		}), `Huawei Group grants Xiaomi Group a non-exclusive, royalty-bearing licence under Huawei Patents to deal in any way with anything in CN and DE, from 2023-09-13 to 2033-09-12, provided that "keeps quiet" of huawei is found to be true; the royalty is that of "Exhibit A"; whether sublicences may be granted is not stated.`},
		"licence with silences": {h2x(func(g *Grant) {
			g.In = Territory{NotStated: true}
			g.During = Term{NotStated: true}
			g.Price = Price{Kind: PriceNotStated}
			g.Under = nil
			g.Sublicence = ""
		}), `Huawei Group grants Xiaomi Group a non-exclusive licence under all patents of Huawei Group to make, have made, use, sell, offer to sell and import Licensed Products; the territory is not stated; the term is not stated; the price is not stated.`},
		"licence to the end of the patent": {h2x(func(g *Grant) {
			g.During = Term{Span: when.Interval{From: day("2014-10-27"), To: when.Max}, EndOf: "end of patent", StatedFrom: "Initial Closing Date"}
			g.In = Territory{World: true, Except: []string{"US"}}
		}), `Huawei Group grants Xiaomi Group a non-exclusive, paid-up licence under Huawei Patents to make, have made, use, sell, offer to sell and import Licensed Products in the whole world except US, from 2014-10-27 to the end of each patent (Initial Closing Date); no sublicence is granted.`},
		"covenant": {h2x(func(g *Grant) { g.Kind = Covenant; g.Sublicence = "" }),
			`Huawei Group covenants with Xiaomi Group not to assert Huawei Patents against making, having made, using, selling, offering to sell and importing Licensed Products anywhere in the world, from 2023-09-13 to 2033-09-12; it is paid up.`},
		"release": {&Grant{Kind: Release, From: []Member{{Org: "huawei"}}, To: []Member{{Org: "xiaomi"}}, Under: []PatentItem{{ID: "US1"}, {Set: "a/P"}}, Anything: true, Acts: AllActs(), In: Territory{World: true}, During: Term{Span: until("2023-09-12")}},
			`huawei releases xiaomi from every claim under US1 and P for dealing in any way with anything anywhere in the world, before 2023-09-13.`},
		"pledge": {&Grant{Kind: Pledge, From: []Member{{Org: "huawei"}, over50("huawei")}, To: []Member{{Everyone: true}}, Under: []PatentItem{{Set: "a/P"}}, Anything: true, In: Territory{LeastDeveloped: true}, During: Term{Span: when.Always}},
			`huawei and the entities that huawei controls (over 50%) pledge to everyone not to assert P against dealing in any way with anything in the least developed countries.`},
		"group": {&Group{Clause: at("group", "Xiaomi Group"), Is: []Member{{Org: "xiaomi"}, over50("xiaomi")}},
			`"Xiaomi Group" means xiaomi and the entities that xiaomi controls (over 50%), each for as long as that holds.`},
		"group as of, without, perhaps": {&Group{Clause: at("group", "G"), Is: []Member{{Org: "a"}, {Org: "b", Reach: true, Direction: Affiliates, Share: Share{500_000, false}}}, Without: []Member{{Org: "c"}}, Perhaps: []Member{{Group: "hw-xm/H"}}, Membership: AsOf, AsOf: day("2020-01-31")},
			`"G" means a and the affiliates of b (at least 50%), without c, as they were on 2020-01-31; it may also include H, which the text does not settle.`},
		"group once in":      {&Group{Clause: at("group", "G"), Is: []Member{over50("a")}, Membership: OnceIn}, `"G" means the entities that a controls (over 50%); who has once belonged still belongs.`},
		"group now or later": {&Group{Clause: at("group", "G"), Is: []Member{over50("a")}, Membership: NowOrLater}, `"G" means the entities that a controls (over 50%), now or later; the text does not say whether those that have left stay in.`},
		"group of names":     {&Group{Clause: at("group", "G"), Is: []Member{{Org: "a"}, {Org: "b"}, {Org: "c"}}}, `"G" means a, b and c.`},
		"patents": {&PatentSet{Clause: at("patents", "Huawei Patents"),
			Add:    []Selector{{OwnedBy: []Member{{Group: "hw-xm/Huawei Group"}}, Held: Held{Kind: HeldDuring, Span: when.Closed(day("2023-09-13"), day("2028-09-12"))}}, {Listed: []string{"US1"}, ListOf: "schedules/x.csv"}},
			Where:  []Condition{{{Attr: PatentPriority, Span: until("2028-09-12")}}, {{Attr: PatentKind, Values: []string{"invention", "utility-model"}}, {Attr: PatentField, Values: []string{"software"}, Not: true}}},
			Family: []patent.Relation{patent.Continuation, patent.Divisional, patent.Reissue, patent.ForeignCounterpart},
			Except: []PatentItem{{Set: "hw-xm/Others"}, {ID: "US2"}},
			OnlyIf: []Condition{{{Attr: FindingTest, Finding: FindingRef{Term: "co-owner consents", Subject: SubjectPatent}}}}},
			`"Huawei Patents" means patents owned by Huawei Group at any time from 2023-09-13 to 2028-09-12 and the patents listed in schedules/x.csv, where the priority date is on or before 2028-09-12, where the kind is invention or utility-model or the patent is not in the field of software, with their continuations, divisionals, reissues and foreign counterparts, except Others and US2, each only if "co-owner consents" of the patent is found to be true.`},
		"all patents": {&PatentSet{Clause: at("patents", "P")}, `"P" means all patents.`},
		"products": {&ProductSet{Clause: at("products", "Licensed Products"), Where: []Condition{{{Attr: ProductCategory, Values: []string{"handset", "tablet", "wearable"}}}}},
			`"Licensed Products" means products, where the category is handset, tablet or wearable.`},
		"products on sale": {&ProductSet{Clause: at("products", "E"), Are: []string{"memory"}, OnSale: []OnSale{{By: []Member{{Group: "hw-xm/S"}}, Held: Held{Kind: HeldBefore, Day: day("2014-10-27")}}}, Evolution: true, Where: []Condition{{{Attr: FindingTest, Finding: natural, Not: true}}}, Except: []ProductItem{{Word: "vehicle"}}},
			`"E" means memory and products that S had on sale immediately before 2014-10-27, with their natural evolutions, where "natural evolution" of the product is found to be false, except vehicle.`},
		"exclusion": {&Exclusion{Clause: at("exclusion", "no-vehicles"), Cuts: []Name{"hw-xm/h2x", "hw-xm/x2h"}, For: []ProductItem{{Word: "vehicle"}, {Word: "vehicle-module"}}, Extent: ThatComponent},
			`No right under h2x or x2h reaches vehicle or vehicle-module; inside a larger product only that component is taken out.`},
		"exclusion, narrowed": {&Exclusion{Cuts: []Name{"a/h2x"}, For: []ProductItem{{Set: "a/Bad"}}, Except: []ProductItem{{Set: "a/Good"}}, Extent: WholeProduct, Acts: []Act{Sell, Import}, In: &Territory{In: []string{"US"}}, During: &Term{Span: when.Interval{From: day("2024-01-01"), To: when.Max}}, Under: []PatentItem{{ID: "US1"}}, Provided: []Condition{{{Attr: FindingTest, Finding: FindingRef{Term: "x"}}}}},
			`No right under h2x to sell or import reaches Bad, other than Good, in US, as far as it concerns US1, from 2024-01-01 on, provided that "x" is found to be true; a product that contains one is taken out whole.`},
		"redacted": {&Open{Clause: at("redacted", "separation-agreement"), Redacted: true, Says: "Not filed with the text.", Affects: []Name{"a/Cerence Group", "a/Nuance Group"}},
			`"separation-agreement" is redacted (Not filed with the text); Cerence Group and Nuance Group depend on it.`},
		"open":      {&Open{Clause: at("open", "term"), Affects: []Name{"a/h2x"}}, `"term" is left open; h2x depends on it.`},
		"always":    {&Always{Title: "no grant beyond our head licence", By: "xiaomi", Under: PatentItem{Set: "a/Head Patents"}, Within: "a/head-licence"}, `no grant beyond our head licence: no right that xiaomi gives under Head Patents goes beyond what head-licence gives to xiaomi.`},
		"agreement": {&Agreement{Clause: at("agreement", "hw-xm"), Title: "Cross-licence", Parties: []Org{"huawei", "xiaomi"}, Effective: day("2023-09-13"), Signed: when.None, Languages: []string{"en", "zh"}, Law: "CN"}, `"Cross-licence" (hw-xm) is an agreement between huawei and xiaomi, effective from 2023-09-13, under the law of CN, in en and zh.`},
		"date":      {&Named{Clause: at("date", "Closing"), Day: day("2014-10-27")}, `"Closing" is 2014-10-27.`},
		"period":    {&Named{Clause: at("period", "Capture Period"), Span: when.Closed(day("2023-09-13"), day("2028-09-12"))}, `"Capture Period" is the time from 2023-09-13 to 2028-09-12.`},
		"territory": {&Named{Clause: at("territory", "Home"), In: Territory{In: []string{"CN"}}}, `"Home" means CN.`},
		"expect": {&Expect{Title: "Xiaomi phones in Germany", KnownAt: when.None, Question: ExpectQuestion{Uses: []UseOf{{Actor: "xiaomi", Act: Sell, Product: "xiaomi-13", Country: "DE", On: day("2024-03-01")}}, Under: Under{Org: "huawei", Share: Over50}}, Answer: ExpectAnswer{Verdict: "licensed", Until: when.None}, Because: []string{"2.1"}},
			`Xiaomi phones in Germany: xiaomi sells xiaomi-13 in DE on 2024-03-01 under patents of huawei: licensed, because of 2.1.`},
		"expect depends": {&Expect{KnownAt: day("2020-01-01"), WithoutPresumptions: true, Question: ExpectQuestion{Uses: []UseOf{{Actor: "foundry", Act: Make, Product: "x", For: "ntl", Country: "US", On: day("1999-06-01")}}, Under: Under{Patents: []string{"US1"}}}, Answer: ExpectAnswer{Verdict: "depends", Until: when.None, DependsOn: []ExpectOpen{{Kind: AskFinding, Says: "negligible adaptation", Of: "x"}, {Kind: AskRedacted, Of: "separation-agreement"}}}},
			`foundry makes x for ntl in US on 1999-06-01 under US1, without presumptions, as known on 2020-01-01: depends on finding "negligible adaptation" of x and redacted separation-agreement.`},
	} {
		if got := c.of.Sentence(); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}

func TestFactSentences(t *testing.T) {
	on := func(d string) when.Bounds { return when.Exact(day(d)) }
	fact := func(b FactBody, change ...func(*Fact)) *Fact {
		f := &Fact{Begin: when.Exact(when.Min), End: when.Max, Recorded: when.None, Retracted: when.None, Body: b}
		for _, c := range change {
			c(f)
		}
		return f
	}
	dated := func(b when.Bounds) func(*Fact) { return func(f *Fact) { f.Dated, f.Begin = true, b } }
	for _, c := range []struct {
		f          *Fact
		text, says string
	}{
		{fact(Organisation{ID: "huawei", Name: "Huawei Co., Ltd.", Country: "CN", Also: []string{"华为"}}), `huawei is an organisation "Huawei Co., Ltd." CN`, `huawei is an organisation, "Huawei Co., Ltd.", of CN, also known as 华为.`},
		{fact(Control{"huawei", "honor", 1_000_000, NoDeal}, func(f *Fact) { f.Dated, f.End = true, day("2020-11-17") }), `huawei controls honor 100%`, `huawei holds the whole of honor until 2020-11-16.`},
		{fact(Control{"a", "b", 333_300, NoDeal}, dated(on("2020-01-01")), func(f *Fact) { f.Recorded = day("2021-01-01"); f.Source = "register" }), `a controls b 33.33%`, `a holds 33.33% of b from 2020-01-01 on (recorded 2021-01-01; source: register).`},
		{fact(Control{"a", "b", 0, NoDeal}, dated(on("2020-01-01"))), `a ceases to control b`, `On 2020-01-01, a ceased to control b.`},
		{fact(Assignment{"a", []string{"US1", "US2"}, []Org{"b", "c"}}, dated(when.Bounds{Earliest: day("2020-01-01"), Latest: day("2020-03-01")})), `a assigns US1, US2 to b, c`, `On a day between 2020-01-01 and 2020-03-01, a assigned US1 and US2 to b and c.`},
		{fact(Assignment{"a", []string{"US1"}, []Org{"b"}}, dated(when.Bounds{Earliest: when.Min, Latest: day("2020-01-01")})), `a assigns US1 to b`, `On a day before 2020-01-02, a assigned US1 to b.`},
		{fact(PatentFact{Record: patent.Record{ID: "p1", Title: "P1", States: []string{"DE", "US"}}}), `p1 is a patent "P1" in DE, US`, `p1 is a patent "P1" in DE, US.`},
		{fact(Descent{"nu2", "nu1", patent.ContinuationInPart}), `nu2 is a continuation-in-part of nu1`, `nu2 is a continuation-in-part of nu1.`},
		{fact(StatusFact{[]string{"EP2400812B1"}, patent.Lapsed, []string{"DE", "FR"}}, dated(on("2024-02-01")), func(f *Fact) { f.Retracted, f.Why = day("2025-01-01"), "restored" }), `lapsed EP2400812B1 in DE, FR`, `On 2024-02-01, EP2400812B1 lapsed in DE and FR (retracted 2025-01-01: restored).`},
		{fact(StatusFact{Patents: []string{"p", "q"}, Event: patent.InForceEvent}, dated(on("2024-02-01"))), `in force p, q`, `On 2024-02-01, p and q were in force.`},
		{fact(Product{ID: "xiaomi-13", Name: "Xiaomi 13", Maker: "xiaomi"}), `xiaomi-13 is a product "Xiaomi 13" by xiaomi`, `xiaomi-13 is a product "Xiaomi 13" by xiaomi.`},
		{fact(Finding{Term: "natural evolution", Of: "redmi-15", From: "redmi-12", Yes: true, By: "outside counsel", Replaces: "the licensing team"}, dated(on("2026-03-01"))), `finding "natural evolution" of redmi-15 from redmi-12: yes`, `On 2026-03-01, "natural evolution" of redmi-15 from redmi-12 was found to be true by outside counsel, in place of what the licensing team had found.`},
		{fact(Finding{Term: "x"}, func(f *Fact) { f.Given = true }), `finding "x": no`, `"x" was found to be false (given for this case only).`},
		{fact(Signature{[]Org{"huawei", "xiaomi"}, "hw-xm"}, dated(on("2023-09-13"))), `huawei, xiaomi sign hw-xm`, `On 2023-09-13, huawei and xiaomi signed hw-xm.`},
		{fact(Presumption{What: CoOwnersLicenseAlone, Countries: []string{"US", "CN"}}), `presume co-owners may license alone in US, CN`, `it is presumed that co-owners may license alone in US and CN.`},
		{fact(Presumption{What: GrantedInForce}), `presume granted patents in force to their computed term`, `it is presumed that granted patents are in force to their computed term.`},
		{fact(Relevance{Product: "handset", Fields: []string{"telecommunications", "4"}}), `relevant to handset: fields telecommunications, 4`, `the patents of the fields telecommunications and 4 matter to handset.`},
		{fact(Relevance{Product: "handset", Standards: true}), `relevant to handset: standards it implements`, `the patents declared for a standard that handset implements matter to it.`},
		{fact(Relevance{Product: "handset", Charted: true}, func(f *Fact) { f.Assumed = []string{"claim charts of 2024"} }), `relevant to handset: charted patents`, `the patents charted on handset matter to it (assumed: claim charts of 2024).`},
	} {
		if got := FactText(c.f.Body); got != c.text {
			t.Errorf("text:\n got %s\nwant %s", got, c.text)
		}
		if got := FactSentence(c.f); got != c.says {
			t.Errorf("sentence of %q:\n got %s\nwant %s", c.text, got, c.says)
		}
	}
}
