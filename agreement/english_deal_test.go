package agreement

import (
	"testing"

	"github.com/crossgrant/crossgrant/when"
)

func TestDealSentences(t *testing.T) {
	group := func(n Name) Role { return Role{Members: []Member{{Group: n}}} }
	bought := Trigger{Verb: IsAcquired, To: group("a/G")}
	x, xy := []Name{"a/x"}, []Name{"a/x", "a/y"}
	ninety := &Delay{Duration: when.Duration{N: 90, Unit: when.Day}}
	for name, c := range map[string]struct {
		of   interface{ Sentence() string }
		want string
	}{
		"ends": {&Rule{On: Trigger{Verb: LeavesGroup, Group: "a/G"}, Then: []Effect{{Kind: RightsEnd, Grants: xy, Who: TheEntity}, {Kind: PatentsRun, Grants: x}}},
			`When an entity leaves G, the rights of the entity (with what it controlled) under x and y end, and rights under x in patents of the entity (with what it controlled) continue.`},
		"ends for all": {&Rule{On: Trigger{Verb: JoinsGroup, Group: "a/G"}, Then: []Effect{{Kind: RightsEnd, Grants: x, Who: Everybody}, {Kind: PatentsFree, Grants: x}}},
			`When an entity joins G, the rights of everybody under x end, and rights under x in patents of the entity (with what it controlled) end.`},
		"does not reach": {&Rule{On: bought, Then: []Effect{{Kind: RightsNotTo, Grants: x, Who: TheBuyer}, {Kind: RightsNotTo, Grants: x, Who: BuyersAffiliates}, {Kind: RightsNotFor, Grants: x}}},
			`When a member of G is acquired, rights under x do not extend to the buyer unless licensed before, and rights under x do not extend to the affiliates that the buyer had before the event unless licensed before, and the rights of the buyer under x do not extend to products that it had on sale before the event unless it was licensed before.`},
		"goes on": {&Rule{Clause: Clause{Agreement: "a"}, On: Trigger{Verb: IsAcquired, To: group("a/G"), By: Role{Members: []Member{{Org: "b"}, {Org: "b", Reach: true, Share: Over50}}}, Form: StaysSeparate}, Then: []Effect{{Kind: RightsContinue, Grants: x}}, Precedence: Precedence{Over: []Name{"a/y"}}},
			`When a member of G is acquired by b or one of the entities that b controls (over 50%) and stays a separate entity, the entity (with what it controlled) keeps its rights under x; it prevails over y.`},
		"passes, undertaken at any time": {&Rule{On: Trigger{Verb: IsAcquired, To: group("a/G"), Form: NotSeparate}, Undertaken: &Undertaking{By: TheBuyer, Meanwhile: ActsNot, Failing: ActsNot}, Then: []Effect{{Kind: RightsPass, Grants: x}, {Kind: RightsLimited, Grants: x, Who: TheBuyer, Limit: Limit{Of: TheEntity, Evolution: true}}}},
			`When a member of G is acquired and does not stay a separate entity, provided that the buyer undertakes it in writing, the rights of the entity under x pass to the buyer, and the rights of the buyer under x are limited to products that the entity (with what it controlled) had on sale before the event, with their natural evolutions.`},
		"extends, undertaken in time": {&Rule{On: Trigger{Verb: TransfersBusiness, By: Role{Members: []Member{{Org: "b"}, {Org: "c"}}}}, Provided: []Condition{found(FindingRef{Term: "solvent", Subject: SubjectBuyer})}, Undertaken: &Undertaking{By: TheEntity, Within: ninety, Meanwhile: StateNotStated, Failing: Acts}, Then: []Effect{{Kind: RightsExtend, Grants: x}, {Kind: RightsLimited, Grants: x, Who: TheBuyer, Limit: Limit{Of: TheEntity, Business: true}}}},
			`When b or c transfers a business, provided that "solvent" of the buyer is found to be true and that the entity undertakes it in writing within 90 days after the event, the rights of the entity (with what it controlled) under x extend to the buyer, and the rights of the buyer under x are limited to products of the business that were on sale before the event; until the undertaking is given it is not stated whether this applies; when it is not given in time this applies.`},
		"applies meanwhile, for good": {&Rule{On: Trigger{Verb: TransfersBusiness, By: group("a/G"), To: group("a/H"), Business: "phones"}, Undertaken: &Undertaking{By: TheBuyer, Meanwhile: Acts, Failing: ActsNot}, Then: []Effect{{Kind: PriceBecomes, Grants: xy, Who: TheBuyer, Price: Price{Kind: PriceRoyalty, Name: "A"}}, {Kind: PriceBecomes, Grants: x, Who: Everybody, Price: Price{Kind: PriceFRAND}}}},
			`When a member of G transfers the business "phones" to a member of H, provided that the buyer undertakes it in writing, the price of x and y becomes royalty "A" for the buyer, and the price of x becomes FRAND; until the undertaking is given this applies.`},
		"joins": {&Rule{On: Trigger{Verb: AcquiresEntity, By: Role{Members: []Member{{Everyone: true}}}}, Then: []Effect{{Kind: EntityJoins, Group: "a/G"}, {Kind: RightsLimited, Grants: x, Who: TheEntity, Limit: Limit{Set: "a/P"}}}},
			`When anybody acquires an entity, the entity (with what it controlled) joins G, and the rights of the entity (with what it controlled) under x are limited to P.`},
		"only patents join": {&Rule{On: Trigger{Verb: AcquiresEntity, By: group("a/G")}}, `When a member of G acquires an entity, no right changes.`},

		"a power over a price": {&Power{Of: []Member{{Each: EachLicensor}}, Changes: x, Price: Price{Kind: PriceFRAND}, ThatOne: true, If: &Trigger{Verb: Discontinues, By: Role{Licensee: true}, Of: "net"}},
			`the licensor may change the price of x to FRAND for a licensee if that licensee discontinues net; a notice takes effect at once.`},
		"bases": {&PatentSet{Clause: at("patents", "P"), Add: []Selector{{OwnedBy: []Member{{Org: "a"}}, Basis: OfApplications, Held: Held{Kind: HeldOn, Day: day("2020-01-01")}}, {OwnedBy: []Member{{Org: "a"}}, Basis: OfDisclosures, Held: Held{Kind: HeldBefore, Day: day("2020-01-01")}}, {Joined: []Name{"a/r", "a/when b"}}},
			Where: []Condition{{{Attr: PatentPriority, Span: when.Always, ToLeft: true}}, {{Not: true, Attr: PatentFiled, Span: when.Always, ToLeft: true}}}},
			`"P" means patents that stem from applications owned by a on 2020-01-01, patents for inventions that were disclosed to and owned by a immediately before 2020-01-01 and patents that an entity owned when it came under r or "when b", where the priority date is not after the day on which the licensor last left, where the filing date is after the day on which the licensor last left.`},
		"network": {&Agreement{Title: "A pool", Clause: Clause{Name: "net"}, Signed: when.None, Effective: when.None, Network: &Network{}},
			`"A pool" (net) is a network, whose dates are not stated; whoever offers it joins it; a member leaves it by discontinuation.`},
		"network with a notice": {&Agreement{Clause: Clause{Name: "net"}, Signed: day("2014-11-13"), Effective: when.None, Network: &Network{Notice: *ninety, LeftIf: []Condition{found(FindingRef{Term: "conduct", Subject: SubjectMember})}}},
			`net is a network, signed on 2014-11-13; whoever offers it joins it; a member leaves it by discontinuation announced at least 90 days before its day, or when "conduct" of the member is found to be true.`},
		"members of a network": {&Group{Clause: at("group", "All"), Is: []Member{{Network: "net"}}}, `"All" means the members of net, each for as long as that holds.`},
		"expect owners": {&Expect{KnownAt: when.None, Question: ExpectQuestion{Owners: &OwnersOf{Patent: "p9", On: day("2020-01-01")}}, Answer: ExpectAnswer{Holders: []string{"a", "b"}, Until: when.None}},
			`who owns p9 on 2020-01-01: a and b.`},
		"expect a member": {&Expect{KnownAt: when.None, Question: ExpectQuestion{InNet: &MemberOfNetwork{Org: "a", Network: "net", On: day("2020-01-01")}}, Answer: ExpectAnswer{Verdict: "yes", Until: when.None, EarliestEnd: day("2020-06-29")}},
			`is a a member of net on 2020-01-01: yes, earliest end 2020-06-29.`},
		"expect a price": {&Expect{KnownAt: when.None, Question: ExpectQuestion{Uses: []UseOf{{Actor: "a", Act: Sell, Product: "b", On: when.None}}}, Answer: ExpectAnswer{Verdict: "licensed", Until: when.None, Price: &ExpectPrice{Price: Price{Kind: PriceFRAND}, Since: day("2018-07-01")}}},
			`a sells b: licensed, price FRAND since 2018-07-01.`},
	} {
		if got := c.of.Sentence(); got != c.want {
			t.Errorf("%s says\n%s\ninstead of\n%s", name, got, c.want)
		}
	}
	for _, c := range []struct {
		body       FactBody
		text, says string
	}{
		{Control{"a", "b", 510_000, UnknownForm}, "a acquires b 51%", "a holds 51% of b"},
		{Control{"a", "b", 1_000_000, StaysSeparate}, "a acquires b 100% by shares", "a holds the whole of b, acquired as a separate entity"},
		{Control{"a", "b", 1_000_000, NotSeparate}, "a acquires b 100% by merger", "a holds the whole of b, acquired so that it does not stay a separate entity,"},
		{Event{Verb: TransfersBusiness, By: "a", To: "b", Name: "phones"}, "a transfers business phones to b", `a transferred the business "phones" to b`},
		{Event{Verb: Undertakes, By: "b", Of: "x/when a party is acquired"}, `b undertakes under "x/when a party is acquired"`, "b undertook in writing what \"when a party is acquired\" of x asks for"},
		{Event{Verb: Offers, By: "a", Of: "net"}, "a offers net", "a offered net"},
		{Event{Verb: Accepts, By: "b", To: "a", Of: "net", Patents: []string{"p1", "p2"}}, "b accepts net from a, patents p1, p2", "b accepted net from a for p1 and p2"},
		{Event{Verb: Discontinues, By: "a", Of: "net", Effective: day("2016-07-15")}, "a discontinues net, effective 2016-07-15", "a announced that it discontinues net with effect from 2016-07-15"},
	} {
		if got := FactText(c.body); got != c.text {
			t.Errorf("%q instead of %q", got, c.text)
		}
		if got, _ := factClause(c.body); got != c.says {
			t.Errorf("%q instead of %q", got, c.says)
		}
	}
}
