package agreement

import (
	"testing"

	"github.com/crossgrant/crossgrant/when"
)

// found is a line that asks for one finding.
func found(f FindingRef) Condition { return Condition{{Attr: FindingTest, Finding: f}} }

func TestEventSentences(t *testing.T) {
	licensee := Role{Licensee: true}
	only := func(o Org) Role { return Role{Members: []Member{{Org: o}}} }
	group := func(n Name) Role { return Role{Members: []Member{{Group: n}}} }
	days := func(n int) Delay { return Delay{Duration: when.Duration{N: n, Unit: when.Day}} }
	until := func(d string) *Term { return &Term{Span: when.Interval{From: when.Min, To: day(d) + 1}} }
	for name, c := range map[string]struct {
		of   interface{ Sentence() string }
		want string
	}{
		"rule": {&Rule{On: Trigger{Verb: BecomesInsolvent, By: only("gsi")}, Ends: []Name{"a/s2g"}},
			`When gsi becomes insolvent, s2g ends.`},
		"rule for one licensee": {&Rule{On: Trigger{Verb: Sues, By: licensee, To: group("a/Users"), Agents: true, Exclusive: true, Controlled: true, Offensive: true}, Ends: []Name{"a/x", "a/y"}, ThatOne: true, Provided: []Condition{found(FindingRef{Term: "in bad faith"}), found(FindingRef{Term: "unprovoked"})}},
			`When a licensee (or an agent of it, an exclusive licensee of it or an entity that it controls (over 50%)) sues Users, other than in response to a pending suit, provided that "in bad faith" is found to be true and that "unprovoked" is found to be true, the rights of that licensee under x and y end.`},
		"rule on control":  {&Rule{On: Trigger{Verb: CeasesToControl, Holder: "ntl", Held: "eti", Share: Share{500_000, false}}, Ends: []Name{"a/x", "a/y"}}, `When ntl ceases to control eti (at least 50%), x and y end.`},
		"rule on title":    {&Rule{On: Trigger{Verb: AssignsPatent, By: Role{Members: []Member{{Org: "a"}, {Org: "a", Reach: true, Share: Over50}}}}, Runs: []Name{"a/x"}}, `When a or the entities that a controls (over 50%) assign a patent, rights under x run with the patent.`},
		"rule of two ends": {&Rule{On: Trigger{Verb: Ends, Of: "deal"}, Ends: []Name{"a/x"}, Runs: []Name{"a/y", "a/z"}}, `When deal ends, x ends and rights under y and z run with the patent.`},
		"rule on a named event, with precedence": {&Rule{Clause: Clause{Agreement: "a"}, On: Trigger{Verb: Happens, Name: "closing", Of: "a"}, Ends: []Name{"a/x"}, Precedence: Precedence{Over: []Name{"a/y", "b/z"}, Under: []Name{"a/when p ends", "c/x", "c/y", "c/z", "b/v", "b/w"}}},
			`When "closing" of a happens, x ends; it prevails over y and b/z; it yields to "when p ends", 3 clauses of c, b/v and b/w.`},
		"rule on a challenge":      {&Rule{On: Trigger{Verb: Challenges, By: licensee}, Ends: []Name{"a/x"}, ThatOne: true}, `When a licensee challenges a patent, the rights of that licensee under x end.`},
		"rule on a challenge of's": {&Rule{On: Trigger{Verb: Challenges, By: Role{}, To: only("b")}, Ends: []Name{"a/x"}}, `When anybody challenges a patent of b, x ends.`},
		"rule on a rejection":      {&Rule{On: Trigger{Verb: Rejects, By: only("trustee"), Of: "zebra-ip"}, Ends: []Name{"a/x"}}, `When trustee rejects zebra-ip, x ends.`},

		"power": {&Power{Of: []Member{{Org: "sony"}}, Ends: []Name{"a/s2g"}, If: &Trigger{Verb: Sues, By: only("gsi"), To: only("sony")}, Notice: days(30)},
			`sony may end s2g if gsi sues sony; a notice takes effect 30 days after it is given.`},
		"power after a warning": {&Power{Of: []Member{{Org: "gsi"}}, Ends: []Name{"a/g2s"}, Provided: []Condition{found(FindingRef{Term: "material breach", Of: "sony"})}, Warning: &Delay{Duration: when.Duration{N: 1, Unit: when.Month}, Calendar: when.Calendar{ClearDays: true, Roll: true}}},
			`gsi may end g2s, provided that "material breach" of sony is found to be true; it has to give a warning first, and what it warns of must not be cured within 1 month (clear days, to the next business day); a notice takes effect at once.`},
		"power on idleness": {&Power{Of: []Member{{Org: "jhu"}}, Ends: []Name{"a/v", "a/w"}, Idle: &Idle{Under: "a/v", Quarters: 4}, If: &Trigger{Verb: Happens, Name: "first sale", Of: "a"}},
			`jhu may end v and w if "first sale" of a happens and once nothing has been sold under v in 4 consecutive calendar quarters after the quarter of the last sale; a notice takes effect at once.`},
		"power at will": {&Power{Of: []Member{{Org: "b"}}, Ends: []Name{"a/x"}, Notice: days(1)}, `b may end x at any time; a notice takes effect 1 day after it is given.`},
		"power for one": {&Power{Of: []Member{{Group: "a/Users"}}, Ends: []Name{"a/x"}, ThatOne: true, Notice: days(60), If: &Trigger{Verb: BecomesInsolvent, By: licensee}, Precedence: Precedence{Over: []Name{"hw-xm/y"}}},
			`Users may end x for a licensee if that licensee becomes insolvent; a notice takes effect 60 days after it is given; it prevails over hw-xm/y.`},

		"survival": {&Survival{Keeps: []Name{"a/x", "a/y"}, During: until("2006-12-31")}, `No rule and no power ends x or y, before 2007-01-01.`},
		"survival by election": {&Survival{Keeps: []Name{"a/x"}, Against: []Name{"a/when m rejects a"}, Election: []Member{{Group: "a/Purchasers"}}, To: []Member{{Group: "a/Purchasers"}}, Provided: []Condition{found(FindingRef{Term: "fees are paid"})}, During: &Term{NotStated: true}},
			`"when m rejects a" does not end x as far as it gives rights to Purchasers, if Purchasers elects it, provided that "fees are paid" is found to be true; for how long is not stated.`},
		"survival against two": {&Survival{Keeps: []Name{"a/x", "a/y"}, Against: []Name{"a/r", "a/p"}, To: []Member{{Org: "b"}, {Org: "c"}}}, `r and p do not end x and y as far as they give rights to b and c.`},

		"sublicence by act":         {&Extension{Kind: Sublicence, Of: []Name{"a/x"}, To: []Member{{Org: "b"}}, ByAct: true}, `A licensee under x may sublicense b; a sublicence counts from the day on which it is given.`},
		"sublicence by some":        {&Extension{Kind: Sublicence, Of: []Name{"a/x"}, By: []Member{{Org: "ntl"}}, Parties: &Parties{With: "ntl", Signed: when.Interval{From: when.Min, To: day("1996-12-31")}}, ByAct: true, Provided: []Condition{found(FindingRef{Term: "customary", Subject: SubjectAgreement})}}, `ntl, if licensed under x, may sublicense the parties to an agreement with ntl signed before 1996-12-31, provided that "customary" of the agreement is found to be true; a sublicence counts from the day on which it is given.`},
		"sublicence without an act": {&Extension{Kind: Sublicence, Of: []Name{"a/x", "a/y"}, Chain: MakesFor, Acts: []Act{Make, Sell}}, `The rights under x and y extend to whoever deals with the product for a licensee, who are sublicensed without a further act, to make and sell.`},
		"exhaustion":                {&Extension{Kind: Exhaustion, Of: []Name{"a/x"}, Chain: AcquiredFrom}, `The rights under x extend to whoever acquired the product from a licensee.`},
		"extension to members":      {&Extension{Kind: Exhaustion, Of: []Name{"a/x"}, To: []Member{{Org: "b", Reach: true, Share: Over50}}, Precedence: Precedence{Under: []Name{"hw-xm/z"}}}, `The rights under x extend to the entities that b controls (over 50%); it yields to hw-xm/z.`},
		"transfer":                  {&Extension{Kind: Transfer, Of: []Name{"a/x"}, Business: true}, `A licensee under x may transfer its place to the buyer of the business.`},
		"transfer to members":       {&Extension{Kind: Transfer, Of: []Name{"a/x"}, To: []Member{{Org: "k"}}}, `A licensee under x may transfer its place to k.`},
		"have made only if": {h2x(func(g *Grant) {
			g.HaveMadeIf = []Condition{found(FindingRef{Term: "designs furnished", Subject: SubjectProduct}), found(FindingRef{Term: "adapted"})}
		}), `Huawei Group grants Xiaomi Group a non-exclusive, paid-up, worldwide licence under Huawei Patents to make, have made, use, sell, offer to sell and import Licensed Products, from 2023-09-13 to 2033-09-12; no sublicence is granted; to have made is licensed only if "designs furnished" of the product is found to be true and if "adapted" is found to be true.`},
		"a grant that lists its ways":   {h2x(func(g *Grant) { g.Sublicence, g.Transfer = "listed", "listed"; g.Precedence.Under = []Name{"hw-xm/x"} }), `Huawei Group grants Xiaomi Group a non-exclusive, paid-up, worldwide licence under Huawei Patents to make, have made, use, sell, offer to sell and import Licensed Products, from 2023-09-13 to 2033-09-12; sublicences may be granted only as listed; it may be transferred only as listed; it yields to x.`},
		"a grant that does not go over": {h2x(func(g *Grant) { g.Transfer = "none" }), `Huawei Group grants Xiaomi Group a non-exclusive, paid-up, worldwide licence under Huawei Patents to make, have made, use, sell, offer to sell and import Licensed Products, from 2023-09-13 to 2033-09-12; no sublicence is granted; it may not be transferred.`},
		"an exclusion that prevails":    {&Exclusion{Clause: at("exclusion", "e"), Cuts: []Name{"a/x", "a/y"}, Anything: true, Precedence: Precedence{Over: []Name{"a/x"}}}, `No right under x or y reaches any product; it prevails over a/x.`},

		"expect a power": {&Expect{KnownAt: when.None, Question: ExpectQuestion{Power: &PowerOn{Power: "a/p", For: "b", On: day("2012-01-31")}}, Answer: ExpectAnswer{Verdict: "exercisable", Since: day("2012-01-30"), Until: when.None}},
			`is p exercisable for b on 2012-01-31: exercisable since 2012-01-30.`},
		"expect a power, at no day since": {&Expect{KnownAt: when.None, Question: ExpectQuestion{Power: &PowerOn{Power: "a/p", On: when.None}}, Answer: ExpectAnswer{Verdict: "not exercisable", Since: when.None, Until: when.None}},
			`is p exercisable: not exercisable.`},
		"expect a sublicence": {&Expect{KnownAt: when.None, Question: ExpectQuestion{May: &MaySublicense{By: "m", To: "c", Grant: "a/x", On: day("2020-01-01")}}, Answer: ExpectAnswer{Verdict: "no", Until: when.None}, Because: []string{"2.1(f)"}},
			`may m sublicense c under x on 2020-01-01: no, because of 2.1(f).`},
		"expect a date": {&Expect{KnownAt: when.None, Question: ExpectQuestion{Date: &DateOf{Says: "effective of jhu-v"}}, Answer: ExpectAnswer{Day: day("2016-05-11"), Until: when.None}},
			`which day is effective of jhu-v: 2016-05-11.`},
		"expect marks": {&Expect{KnownAt: when.None, Question: ExpectQuestion{Uses: []UseOf{{Actor: "a", Act: Sell, Product: "b", On: when.None}}}, Answer: ExpectAnswer{Verdict: "licensed", HaveMade: true, Until: day("2020-01-01"), Ends: &ExpectEnds{By: "jhu", Since: day("2019-04-01")}}},
			`a sells b: licensed, by have made, until 2020-01-01, terminable by jhu since 2019-04-01.`},
		"expect no end": {&Expect{KnownAt: when.None, Question: ExpectQuestion{Uses: []UseOf{{Actor: "a", Act: Sell, Product: "b", On: when.None}}}, Answer: ExpectAnswer{Verdict: "licensed", Until: when.None, Ends: &ExpectEnds{None: true, Since: when.None}}},
			`a sells b: licensed, not terminable.`},
	} {
		if got := c.of.Sentence(); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}

func TestEventTexts(t *testing.T) {
	for _, c := range []struct {
		e          Event
		text, says string
	}{
		{Event{Verb: Sues, By: "gsi", To: "sony"}, "gsi sues sony", "gsi sued sony"},
		{Event{Verb: Sues, By: "gsi", To: "sony", InResponse: true, As: AsAgent, For: "x"}, "gsi sues sony", "gsi, as an agent of x, sued sony in response to a pending suit"},
		{Event{Verb: Challenges, By: "x", Patents: []string{"US1", "US2"}, As: AsExclusiveLicensee, For: "z"}, "x challenges US1, US2", "x, as an exclusive licensee of z, challenged US1 and US2"},
		{Event{Verb: Challenges, By: "x", To: "y", Patents: []string{"US1"}}, "x challenges US1 of y", "x challenged US1 of y"},
		{Event{Verb: BecomesInsolvent, By: "gsi"}, "gsi becomes insolvent", "gsi became insolvent"},
		{Event{Verb: Rejects, By: "trustee", Of: "zebra-ip"}, "trustee rejects zebra-ip", "trustee rejected zebra-ip"},
		{Event{Verb: Ends, Of: "deal"}, "deal ends", "deal ended"},
		{Event{Verb: GivesNotice, By: "sony", Of: "sg/end"}, "sony gives notice under sg/end", "sony gave notice under end of sg"},
		{Event{Verb: GivesNotice, By: "sony", Of: "sg/end it", To: "gsi"}, `sony gives notice under "sg/end it" to gsi`, `sony gave notice to gsi under "end it" of sg`},
		{Event{Verb: GivesWarning, By: "gsi", Of: "sg/p", To: "sony"}, "gsi gives warning under sg/p to sony", "gsi gave a warning to sony under p of sg"},
		{Event{Verb: Cures, By: "sony", Of: "sg/p"}, "sony cures under sg/p", "sony cured what it was warned of under p of sg"},
		{Event{Verb: Sublicenses, By: "ntl", To: "t", Of: "ne/x"}, "ntl sublicenses t under ne/x", "ntl sublicensed t under x of ne"},
		{Event{Verb: Elects, By: "symbol", Of: "z/s"}, "symbol elects z/s", "symbol elected s of z"},
		{Event{Verb: Declines, By: "symbol", Of: "z/s"}, "symbol declines z/s", "symbol declined s of z"},
		{Event{Verb: SoldUnder, By: "virtuoso", Of: "j/v"}, "virtuoso makes a sale under j/v", "virtuoso made a sale under v of j"},
		{Event{Verb: AssignsAgreement, By: "virtuoso", Of: "jhu-v", To: "k", WithBusiness: true}, "virtuoso assigns jhu-v to k", "virtuoso assigned jhu-v to k with the business"},
		{Event{Verb: Happens, Name: `the "closing"`, Of: "zebra-ip"}, `event "the ""closing""" of zebra-ip`, `there was the event "the ""closing""" of zebra-ip`},
	} {
		f := &Fact{Dated: true, Begin: when.Exact(day("2020-01-02")), End: when.Max, Recorded: when.None, Retracted: when.None, Body: c.e}
		if got := FactText(f.Body); got != c.text {
			t.Errorf("text:\n got %s\nwant %s", got, c.text)
		}
		if got, want := FactSentence(f), "On 2020-01-02, "+c.says+"."; got != want {
			t.Errorf("sentence:\n got %s\nwant %s", got, want)
		}
	}
}
