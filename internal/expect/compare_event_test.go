package expect

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

var (
	breach  = agreement.Clause{Agreement: "hw-xm", Number: "7.2", Kind: "power", Name: "end-for-breach"}
	insolv  = agreement.Clause{Agreement: "hw-xm", Number: "7.3", Kind: "rule", Name: "end-on-insolvency"}
	kept    = agreement.Clause{Agreement: "hw-xm", Number: "7.4", Kind: "survival", Name: "ten-years"}
	makers  = agreement.Clause{Agreement: "hw-xm", Number: "2.2", Kind: "sublicence", Name: "to-makers"}
	byPower = rights.Terminable{Clause: breach, By: `"Sellers"`, Orgs: []agreement.Org{"seller"}, Sure: true, Since: when.MustParse("2016-02-01")}
	perhapy = rights.Terminable{Clause: breach, By: "seller", Orgs: []agreement.Org{"seller"}, Since: when.None}
)

// expecting is a case with nothing but a question and an answer.
func expecting(q agreement.ExpectQuestion, a agreement.ExpectAnswer) agreement.Expect {
	return agreement.Expect{Question: q, Answer: a, Clause: agreement.Clause{Agreement: "hw-xm"}, KnownAt: when.None}
}

func noDays(v string) agreement.ExpectAnswer {
	return agreement.ExpectAnswer{Verdict: v, Until: when.None, Since: when.None, Day: when.None}
}

// TestEventAnswers: what is asked of powers, sublicences and days, and the marks of an answer.
func TestEventAnswers(t *testing.T) {
	power := agreement.ExpectQuestion{Power: &agreement.PowerOn{Power: "hw-xm/end-for-breach", On: when.MustParse("2020-01-01")}}
	may := agreement.ExpectQuestion{May: &agreement.MaySublicense{By: "xiaomi", To: "maker", Grant: "hw-xm/h2x", On: when.None}}
	day := func(says string, d when.Date) agreement.ExpectQuestion {
		return agreement.ExpectQuestion{Date: &agreement.DateOf{Says: says, Day: d}}
	}
	fromFrame := day("effective of hw-xm", when.MustParse("2014-10-27"))
	fromFrame.Date.Clauses = []agreement.Clause{{Agreement: "hw-xm", Number: "1", Kind: "agreement", Name: "hw-xm"}}
	because := func(e agreement.Expect, clauses ...string) agreement.Expect {
		e.Because = clauses
		return e
	}
	since := func(s string) agreement.ExpectAnswer {
		a := noDays("exercisable")
		a.Since = when.MustParse(s)
		return a
	}
	that := func(s string) agreement.ExpectAnswer {
		a := noDays("")
		a.Day = when.MustParse(s)
		return a
	}
	ends := func(e agreement.ExpectEnds) agreement.ExpectAnswer {
		a := noDays("licensed")
		a.Ends = &e
		return a
	}
	haveMade := noDays("licensed")
	haveMade.HaveMade = true
	terminable := func(ts ...rights.Terminable) canned {
		a := grant
		a.Ends = ts
		return canned{clear: map[string]rights.ClearAnswer{"DE": a}}
	}
	made := use("DE")
	made.Uses[0] = agreement.UseOf{Actor: "maker", Act: agreement.Make, Product: "phone", Country: "DE", For: "xiaomi"}
	sold := use("DE")
	sold.Uses[0].For = "xiaomi"
	both := func(c canned) canned {
		c.clear["FR"] = c.clear["DE"]
		return c
	}
	given := func(rs ...rights.Reason) canned {
		return canned{clear: map[string]rights.ClearAnswer{"DE": {Verdict: rights.Licensed, Counts: rights.Counts{Licensed: 1}, Because: rs, Until: when.None}}}
	}
	by := func(way string) rights.Reason {
		return rights.Reason{Clause: clause21, Effect: rights.Grants, Way: way}
	}
	for _, c := range []struct {
		name  string
		ask   canned
		e     agreement.Expect
		found string
		want  []string // fragments of the differences, in order
		plan  []string
	}{
		{"exercisable", canned{yesNo: "yes", since: when.MustParse("2016-02-01"), clause: breach}, expecting(power, noDays("exercisable")), "exercisable since 2016-02-01", nil, nil},
		{"exercisable since", canned{yesNo: "yes", since: when.MustParse("2016-02-01"), clause: breach}, expecting(power, since("2016-02-01")), "exercisable since 2016-02-01", nil, nil},
		{"exercisable since another day", canned{yesNo: "yes", since: when.MustParse("2016-02-01"), clause: breach}, expecting(power, since("2016-03-01")), "exercisable since 2016-02-01",
			[]string{"the power is exercisable since 2016-02-01 instead of since 2016-03-01"},
			[]string{"- exercisable since 2016-03-01", "+ exercisable since 2016-02-01", "+ because by its definition [7.2]"}},
		{"exercisable since ever", canned{yesNo: "yes", since: when.Min, clause: breach}, expecting(power, since("2016-03-01")), "exercisable since ever",
			[]string{"the power is exercisable since ever instead of since 2016-03-01"},
			[]string{"- exercisable since 2016-03-01", "+ exercisable since ever", "+ because by its definition [7.2]"}},
		{"not exercisable", canned{yesNo: "no", since: when.None}, expecting(power, noDays("not exercisable")), "not exercisable", nil, nil},
		{"no longer exercisable", canned{yesNo: "no", since: when.None, clause: breach}, expecting(power, since("2016-02-01")), "not exercisable", []string{"the answer is not exercisable instead of exercisable"},
			[]string{"- answer exercisable", "+ answer not exercisable", "+ because by its definition [7.2]"}},
		{"power depends", canned{yesNo: "depends", since: when.None, open: []rights.OpenQuestion{evolution}}, expecting(power, noDays("exercisable")), "depends", []string{"is depends instead of exercisable"},
			[]string{"- answer exercisable", "+ answer depends", "+ because by its definition"}},
		{"unknown power", canned{err: errors.New("there is no power")}, expecting(power, noDays("exercisable")), "no answer", []string{"there is no power"},
			[]string{"- answer exercisable", "+ answer none: there is no power"}},

		{"may", canned{yesNo: "no", clause: clause21}, expecting(may, noDays("no")), "no", nil, nil},
		{"may not", canned{yesNo: "no", clause: clause21}, expecting(may, noDays("yes")), "no", []string{"the answer is no instead of yes"},
			[]string{"- answer yes", "+ answer no", "+ because by its definition [2.1]"}},

		{"that day", canned{}, expecting(day(`"Closing"`, when.MustParse("2014-10-27")), that("2014-10-27")), "2014-10-27", nil, nil},
		{"another day", canned{}, expecting(day("effective of hw-xm", when.MustParse("2014-10-27")), that("2014-10-28")), "2014-10-27",
			[]string{"effective of hw-xm is 2014-10-27 instead of 2014-10-28"}, []string{"- answer 2014-10-28", "+ answer 2014-10-27"}},
		{"no day", canned{}, expecting(day(`"Closing"`, when.None), that("2014-10-28")), "not known", []string{`"Closing" is not known instead of 2014-10-28`},
			[]string{"- answer 2014-10-28", "+ answer not known"}},

		{"that day because", canned{}, because(expecting(fromFrame, that("2014-10-27")), "1"), "2014-10-27", nil, nil},
		{"that day because of another", canned{}, because(expecting(fromFrame, that("2014-10-27")), "2"), "2014-10-27", []string{"the reasons do not cite 2; they cite 1 hw-xm"},
			[]string{"- because 2", "+ because by its definition [1]"}},

		{"terminable by a member", terminable(byPower), expecting(use("DE"), ends(agreement.ExpectEnds{By: "seller", Since: when.MustParse("2016-02-01")})), "licensed", nil, nil},
		{"terminable by the one who is named", terminable(rights.Terminable{Clause: breach, By: "seller", Sure: true, Since: when.Min}), expecting(use("DE"), ends(agreement.ExpectEnds{By: "seller", Since: when.None})), "licensed", nil, nil},
		{"terminable since another day", terminable(byPower), expecting(use("DE"), ends(agreement.ExpectEnds{By: "seller", Since: when.MustParse("2016-02-02")})), "licensed",
			[]string{"seller could not end the right since 2016-02-02", `it could be ended by "Sellers" since 2016-02-01, under hw-xm 7.2 power end-for-breach`},
			[]string{"- terminable by seller since 2016-02-02", `+ terminable by "Sellers" since 2016-02-01 [7.2]`, "+ because gives the right [2.1]"}},
		{"terminable by another", terminable(byPower), expecting(use("DE"), ends(agreement.ExpectEnds{By: "buyer", Since: when.None})), "licensed",
			[]string{"buyer could not end the right", "it could be ended by"}, []string{"- terminable by buyer", `+ terminable by "Sellers" since 2016-02-01 [7.2]`, "+ because gives the right [2.1]"}},
		{"terminable perhaps", terminable(perhapy), expecting(use("DE"), ends(agreement.ExpectEnds{By: "seller", Since: when.None})), "licensed",
			[]string{"seller could not end the right", "it could be ended perhaps by seller"}, []string{"- terminable by seller", "+ terminable perhaps by seller [7.2]", "+ because gives the right [2.1]"}},
		{"terminable by nobody", terminable(), expecting(use("DE"), ends(agreement.ExpectEnds{By: "seller", Since: when.None})), "licensed",
			[]string{"seller could not end the right"}, []string{"- terminable by seller", "+ terminable by nobody", "+ because gives the right [2.1]"}},
		{"one's own is not terminable", canned{clear: map[string]rights.ClearAnswer{"DE": own}}, expecting(use("DE"), ends(agreement.ExpectEnds{By: "seller", Since: when.None})), "licensed",
			[]string{"there is no right that seller could end"}, []string{"- terminable by seller"}},
		{"not terminable", terminable(), expecting(use("DE"), ends(agreement.ExpectEnds{None: true})), "licensed", nil, nil},
		{"perhaps terminable", terminable(perhapy), expecting(use("DE"), ends(agreement.ExpectEnds{None: true})), "licensed",
			[]string{"the right could be ended perhaps by seller, under hw-xm 7.2 power end-for-breach"},
			[]string{"+ terminable perhaps by seller [7.2]", "- terminable by nobody", "+ because gives the right [2.1]"}},

		{"by have made", given(by("have made")), expecting(made, haveMade), "licensed", nil, nil},
		{"by have made and otherwise", given(by("have made"), by("")), expecting(made, haveMade), "licensed", nil, nil},
		{"by sublicence", given(by("sublicence"), rights.Reason{Clause: makers, Effect: rights.Grants}), expecting(made, haveMade), "licensed",
			[]string{"maker may not make it for xiaomi by have made; hw-xm 2.1 licence h2x gives the right by sublicence"},
			[]string{"- right by have made", "+ right hw-xm 2.1 licence h2x gives the right by sublicence", "+ because gives the right by sublicence [2.1]", "+ because passes it on [2.2]"}},
		{"not for anybody", given(by("have made")), expecting(use("DE"), haveMade), "licensed", []string{"no use of the expectation is a making for somebody"},
			[]string{"- right by have made", "+ because gives the right by have made [2.1]"}},

		{"sold for somebody", given(by("have made")), expecting(sold, haveMade), "licensed", []string{"no use of the expectation is a making for somebody"},
			[]string{"- right by have made", "+ because gives the right by have made [2.1]"}},

		{"the same power over two uses", both(terminable(byPower)), expecting(use("DE", "FR"), ends(agreement.ExpectEnds{None: true})), "licensed",
			[]string{`the right could be ended by "Sellers" since 2016-02-01`}, []string{`+ terminable by "Sellers" since 2016-02-01 [7.2]`, "- terminable by nobody", "+ because gives the right [2.1]"}},

		{"conflict of two clauses", canned{clear: map[string]rights.ClearAnswer{"DE": {Verdict: rights.Depends, Open: []rights.OpenQuestion{{Question: agreement.QPrecedence(clause24, clause21)}}}}},
			expecting(use("DE"), agreement.ExpectAnswer{Verdict: "depends", Until: when.None, DependsOn: []agreement.ExpectOpen{{Kind: agreement.AskConflict, Of: "hw-xm/no-vehicles", With: "hw-xm/h2x"}}}), "depends", nil, nil},
		{"conflict of others", canned{clear: map[string]rights.ClearAnswer{"DE": {Verdict: rights.Depends, Open: []rights.OpenQuestion{{Question: agreement.QPrecedence(clause24, clause21)}}}}},
			expecting(use("DE"), agreement.ExpectAnswer{Verdict: "depends", Until: when.None, DependsOn: []agreement.ExpectOpen{{Kind: agreement.AskConflict, Of: "hw-xm/h2x", With: "hw-xm/x2h"}}}), "depends",
			[]string{"the answer does not depend on conflict of h2x and x2h", "also depends on this conflict"},
			[]string{"- depends on conflict of h2x and x2h", "+ depends on conflict of 2.1 h2x and 2.4 no-vehicles: each claims to prevail; which does? [2.1]"}},
		{"election", canned{clear: map[string]rights.ClearAnswer{"DE": {Verdict: rights.Depends, Open: []rights.OpenQuestion{{Question: agreement.QElection(&agreement.Survival{Clause: kept, Election: []agreement.Member{{Org: "xiaomi"}}})}}}}},
			expecting(use("DE"), agreement.ExpectAnswer{Verdict: "depends", Until: when.None, DependsOn: []agreement.ExpectOpen{{Kind: agreement.AskElection, Of: "ten-years"}}}), "depends", nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := Run(&c.ask, &c.e, when.MustParse("2026-01-01"))
			if r.Pass != (len(c.want) == 0) || r.Found != c.found || len(r.Differences) != len(c.want) {
				t.Fatalf("pass %v, found %q, differences %q; want %q, %q", r.Pass, r.Found, r.Differences, c.found, c.want)
			}
			for i, w := range c.want {
				if !strings.Contains(r.Differences[i], w) {
					t.Errorf("difference %q does not say %q", r.Differences[i], w)
				}
			}
			if got := planLines(r); !slices.Equal(got, c.plan) {
				t.Errorf("the plan is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.plan, "\n"))
			}
		})
	}
}

// TestDayOfTheRecord: a power and a sublicence that are asked about without a day are asked about for the day of the
// record, the case's own before that of the run.
func TestDayOfTheRecord(t *testing.T) {
	run, own, stated := when.MustParse("2026-01-01"), when.MustParse("2024-05-05"), when.MustParse("2020-02-02")
	for _, c := range []struct{ stated, own, want when.Date }{{when.None, when.None, run}, {when.None, own, own}, {stated, own, stated}} {
		for _, q := range []agreement.ExpectQuestion{{Power: &agreement.PowerOn{On: c.stated}}, {May: &agreement.MaySublicense{By: "a", To: "b", On: c.stated}}} {
			ask := canned{yesNo: "no", since: when.None}
			e := expecting(q, noDays("no"))
			e.KnownAt = c.own
			Run(&ask, &e, run)
			if ask.on != c.want {
				t.Errorf("%+v: asked about %s", c, ask.on)
			}
			if q.May != nil && ask.sublic != [2]agreement.Org{"a", "b"} {
				t.Errorf("asked whether %s may sublicense %s", ask.sublic[0], ask.sublic[1])
			}
		}
	}
}

// TestEventsToHold: what ended a right, and what kept or passed it on, is told as what would have to be otherwise.
func TestEventsToHold(t *testing.T) {
	ended := func(c agreement.Clause) rights.ClearAnswer {
		return rights.ClearAnswer{Verdict: rights.NotLicensed, Because: []rights.Reason{{Clause: c, Effect: rights.TakesOut}}}
	}
	held := rights.ClearAnswer{Verdict: rights.Licensed, Because: []rights.Reason{{Clause: clause21, Effect: rights.Grants, Way: "sublicence"},
		{Clause: makers, Effect: rights.Grants}, {Clause: kept, Effect: rights.Supports}, {Clause: agreement.Clause{Kind: "group", Name: "g"}, Effect: rights.Supports}}}
	for _, c := range []struct {
		answer rights.ClearAnswer
		want   string
		plan   []string
		toHold []string
	}{
		{ended(insolv), "licensed", []string{"+ because has ended the right [7.3]"},
			[]string{"nothing that hw-xm 7.3 rule end-on-insolvency acts on would have to have happened, or a survival would have to keep the right"}},
		{ended(breach), "licensed", []string{"+ because has ended the right, by notice [7.2]"},
			[]string{"no notice under hw-xm 7.2 power end-for-breach would have to have taken effect, or a survival would have to keep the right"}},
		{held, "not licensed", []string{"+ because gives the right by sublicence [2.1]", "+ because passes it on [2.2]", "+ because keeps the right although something would have ended it [7.4]"},
			[]string{"the use would have to be outside of hw-xm 2.1 licence h2x, which gives the right, or an exclusion would have to take it out",
				"hw-xm 2.2 sublicence to-makers would have to reach somebody else than who acts", "hw-xm 7.4 survival ten-years would have to keep nothing"}},
	} {
		ask := canned{clear: map[string]rights.ClearAnswer{"DE": c.answer}}
		e := expecting(use("DE"), noDays(c.want))
		r := Run(&ask, &e, when.MustParse("2026-01-01"))
		if got := planLines(r); !slices.Equal(got[2:], c.plan) {
			t.Errorf("the plan is\n%s\nwant\n%s", strings.Join(got[2:], "\n"), strings.Join(c.plan, "\n"))
		}
		if !slices.Equal(r.ToHold, c.toHold) {
			t.Errorf("to hold:\n%s\nwant\n%s", strings.Join(r.ToHold, "\n"), strings.Join(c.toHold, "\n"))
		}
	}
}

// TestHoldersByExtension: who holds by an extension is named by himself; a chain of supply cannot be named, and is no
// holder too many.
func TestHoldersByExtension(t *testing.T) {
	ask := canned{holders: rights.HoldersAnswer{Patent: "US1", Holders: []rights.Holder{
		{Group: `"Users"`, Members: []agreement.Org{"xiaomi"}, Clause: clause21, Sure: true},
		{Group: "entities xiaomi controls (over 50%)", Members: []agreement.Org{"maker"}, Clause: makers, Sure: true},
		{Group: "those who acquired the product from a licensee", Clause: agreement.Clause{Kind: "extension", Name: "resale"}, Sure: true}}}}
	for _, c := range []struct {
		holders []string
		differ  string
	}{
		{[]string{"Users", "maker"}, ""}, {[]string{"xiaomi", "maker"}, ""},
		{[]string{"Users"}, "entities xiaomi controls (over 50%) holds a right too, under 2.2 to-makers"},
		{[]string{"Users", "maker", "shop"}, "shop holds no right"},
	} {
		e := expecting(agreement.ExpectQuestion{Holders: &agreement.HoldersOf{Patent: "US1"}}, noDays(""))
		e.Answer.Holders = c.holders
		r := Run(&ask, &e, when.MustParse("2026-01-01"))
		if got := strings.Join(r.Differences, "; "); r.Pass != (c.differ == "") || !strings.Contains(got, c.differ) {
			t.Errorf("%q: %q, want %q", c.holders, got, c.differ)
		}
	}
}

// TestUnansweredDay: a case that cannot be run says which day it wants.
func TestUnansweredDay(t *testing.T) {
	e := expecting(agreement.ExpectQuestion{Date: &agreement.DateOf{Says: "x"}}, agreement.ExpectAnswer{Day: when.MustParse("2014-10-27")})
	if r := Unanswered(&e, "the world cannot be read"); r.Pass || len(r.Plan) != 2 || r.Plan[0].Says != "2014-10-27" {
		t.Errorf("%+v", r)
	}
}
