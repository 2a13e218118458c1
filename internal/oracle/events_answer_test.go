package oracle_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/oracle"
	"github.com/crossgrant/crossgrant/when"
)

// docs/meaning.md §18, Reasons.
func TestReasonsOfEvents(t *testing.T) {
	const main, more, end, keep, stop, out = "deal/main", "deal/more", "deal/end", "deal/keep", "deal/stop", "deal/out"
	sub := func(s *small) { s.third(); s.extends(agreement.Sublicence, "third") }
	byAct := func(s *small) {
		s.third()
		s.controls("2016-01-01", "lee", "sub", 100)
		s.extends(agreement.Sublicence, "third").ByAct = true
		s.sublicenses("2017-01-01", "lee", "third")
		s.sublicenses("2017-01-01", "sub", "third")
		s.rule(insolvent(theLicensee)).Provided = needs(agreement.SubjectFixed, "x")
	}
	one := func(name string, negated bool) []agreement.Condition {
		line := needs(agreement.SubjectFixed, name)
		line[0][0].Not = negated
		return line
	}
	for _, c := range []struct {
		name    string
		change  func(*small)
		want    string
		because []string
	}{
		{"the grant itself", func(s *small) { s.extends(agreement.Sublicence, "third") }, "licensed", []string{main}},
		{"by having made", func(s *small) {
			s.third()
			s.ask.Use.Act, s.ask.Use.For = agreement.Make, "lee"
		}, "licensed", []string{main}},
		{"by an extension", sub, "licensed", []string{main, more}},
		{"by the grant and an extension", func(s *small) { s.extends(agreement.Sublicence, "lee") }, "licensed", []string{main, more}},
		{"by the grant for certain, by an extension perhaps", func(s *small) {
			s.extends(agreement.Sublicence, "lee").Provided = needs(agreement.SubjectFixed, "x")
		}, "licensed", []string{main}},
		{"by an extension for certain, by the grant perhaps", func(s *small) {
			s.extends(agreement.Sublicence, "lee")
			r := s.ends()
			r.Precedence, r.Provided = under(moreName), needs(agreement.SubjectFixed, "x")
		}, "licensed", []string{main, more}},
		{"in each case by one of two sublicensors: one source", func(s *small) {
			byAct(s)
			s.deal.Rules[0].Provided = one("x", false)
			s.insolvency("2018-01-01", "lee")
			other := *s.deal.Rules[0]
			other.Clause.Name, other.Provided, other.On = "end too", one("x", true), insolvent(role("sub"))
			other.On = agreement.Trigger{Verb: agreement.BecomesInsolvent, By: theLicensee}
			s.deal.Rules = append(s.deal.Rules, &other)
		}, "licensed", []string{main, more}},
		{"in each case by itself or by having made: one source", func(s *small) {
			s.ask.Use.Act, s.ask.Use.For = agreement.Make, "sub"
			s.controls("2016-01-01", "lee", "sub", 100)
			s.main.HaveMadeIf = one("x", false)
			r := s.rule(insolvent(theLicensee))
			r.Provided = one("x", false)
			s.insolvency("2018-01-01", "lee")
		}, "licensed", []string{main}},
		{"a rule", func(s *small) { s.ends() }, "not_licensed", []string{end}},
		{"a power", func(s *small) { s.power(); s.notice("2018-01-01", "lor") }, "not_licensed", []string{stop}},
		{"a rule and an exclusion", func(s *small) { s.ends(); s.excludes("handset", agreement.ThatComponent) }, "not_licensed", []string{end, out}},
		{"a rule of a grant that does not hold", func(s *small) { s.ends(); s.ask.Use.Act = agreement.Import }, "not_licensed", nil},
		{"a rule that names grant and extension, once", func(s *small) {
			sub(s)
			s.ends().Ends = []agreement.Name{mainName, moreName}
		}, "not_licensed", []string{end}},
		{"kept", func(s *small) { s.ends(); s.survival() }, "licensed", []string{keep, main}},
		{"nothing to keep it from", func(s *small) { s.survival() }, "licensed", []string{main}},
		{"a rule that was not met", func(s *small) { s.rule(insolvent(role("lee"))); s.survival() }, "licensed", []string{main}},
		{"a rule that yields to the grant", func(s *small) { s.ends().Precedence = under(mainName); s.survival() }, "licensed", []string{main}},
		{"kept from what perhaps ends it", func(s *small) {
			s.ends().Provided = needs(agreement.SubjectFixed, "x")
			s.survival()
		}, "licensed", []string{keep, main}},
		{"kept by two", func(s *small) { s.ends(); s.survival(); s.survival().Clause.Name = "keep too" }, "licensed", []string{keep, keep + " too", main}},
		{"kept by one or the other", func(s *small) {
			s.ends()
			s.survival().Provided = one("x", false)
			other := s.survival()
			other.Clause.Name, other.Provided = "keep too", one("x", true)
		}, "licensed", []string{keep, keep + " too", main}},
		{"kept, and not kept from another", func(s *small) {
			s.ends()
			s.power()
			s.notice("2018-01-01", "lor")
			s.survival().Against = []agreement.Name{ruleName}
		}, "not_licensed", []string{stop}},
		{"of what is cited only under some value nothing is kept either", func(s *small) {
			s.ask.Under = agreement.Under{Org: "lor"}
			s.assigns(straddlesUse, "lor", "p1", "third")
			s.twice(func(*agreement.Grant) {})
			s.main.Provided = needs(agreement.SubjectFixed, "x")
			s.ends()
			s.survival()
		}, "licensed", []string{"deal/other"}},
		{"of what is not cited nothing is kept", func(s *small) {
			s.twice(func(*agreement.Grant) {})
			s.main.Provided = needs(agreement.SubjectFixed, "x")
			s.ends()
			s.survival()
		}, "licensed", []string{"deal/other"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSmall()
			c.change(s)
			a := s.clear()
			if p := a.PerPatent["p1"]; a.Verdict != c.want || len(c.because)+len(p.Because) > 0 && !slices.Equal(p.Because, c.because) {
				t.Errorf("%s because %v, by hand %s because %v", a.Verdict, p.Because, c.want, c.because)
			}
		})
	}
}

// docs/meaning.md §18, Limit: reach is taken way by way, and of a rule or a power condition by condition.
func TestLimitOfEvents(t *testing.T) {
	find := func(n int) []agreement.Condition {
		var out []agreement.Condition
		for i := range n {
			out = append(out, needs(agreement.SubjectFixed, fmt.Sprintf("e%02d", i))...)
		}
		return out
	}
	for _, c := range []struct {
		name   string
		change func(*small)
		want   string
		beyond bool
		open   int
	}{
		{"ten of a rule", func(s *small) { s.ends().Provided = find(10) }, "depends", false, 10},
		{"eleven of a rule", func(s *small) { s.ends().Provided = find(11) }, "depends", true, 11},
		{"eleven of a rule that was not met", func(s *small) { s.rule(insolvent(role("lee"))).Provided = find(11) }, "licensed", false, 0},
		{"eleven of a rule that yields", func(s *small) {
			r := s.ends()
			r.Provided, r.Precedence = find(11), under(mainName)
		}, "licensed", false, 0},
		{"eleven of a rule that a survival defeats", func(s *small) { s.ends().Provided = find(11); s.survival() }, "licensed", false, 0},
		{"eleven of a survival against a rule that was not met", func(s *small) {
			s.rule(insolvent(role("lee")))
			s.survival().Provided = find(11)
		}, "licensed", false, 0},
		{"eleven of a survival", func(s *small) { s.ends(); s.survival().Provided = find(11) }, "depends", true, 11},
		{"ten of a survival", func(s *small) { s.ends(); s.survival().Provided = find(10) }, "depends", false, 10},
		{"eleven of two survivals", func(s *small) {
			s.ends()
			s.survival().Provided = find(5)
			other := s.survival()
			other.Clause.Name, other.Provided = "keep too", find(11)[5:]
		}, "depends", true, 11},
		{"ten of a rule and one of its text", func(s *small) { s.ends().Provided = find(10); s.redacts(ruleName) }, "depends", true, 11},
		{"ten of a rule and one conflict", func(s *small) {
			r := s.ends()
			r.Provided, r.Precedence = find(10), over(mainName)
			s.main.Precedence = over(ruleName)
		}, "depends", true, 11},
		{"eleven of the grant, which a rule certainly ends", func(s *small) { s.provided(11); s.ends() }, "not_licensed", false, 0},
		{"eleven of the grant, which a rule perhaps ends", func(s *small) { s.provided(11); s.ends().Provided = find(1) }, "depends", true, 12},
		{"eleven of an extension beside the grant itself", func(s *small) { s.extends(agreement.Sublicence, "lee").Provided = find(11) }, "licensed", false, 0},
		{"eleven of an extension by which alone it may be had", func(s *small) {
			s.third()
			s.extends(agreement.Sublicence, "third").Provided = find(11)
		}, "depends", true, 11},
		{"eleven of an extension that is to another", func(s *small) {
			s.third()
			s.extends(agreement.Sublicence, "sub").Provided = find(11)
		}, "not_licensed", false, 0},
		{"eleven of an extension that a rule ended by name, beside the grant that another perhaps ends", func(s *small) {
			s.extends(agreement.Sublicence, "lee").Provided = find(12)[1:]
			s.ends().Ends = []agreement.Name{moreName}
			s.deal.Rules = append(s.deal.Rules, &agreement.Rule{
				Clause: clause("rule", "other"), On: s.deal.Rules[0].On, Ends: []agreement.Name{mainName}, Provided: find(1),
			})
		}, "depends", false, 1},
		{"eleven of a power given no notice", func(s *small) { s.power().Provided = find(11) }, "licensed", false, 0},
		{"eleven of a power given notice", func(s *small) { s.power().Provided = find(11); s.notice("2018-01-01", "lor") }, "depends", true, 11},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSmall()
			c.change(s)
			a := s.clear()
			p := a.PerPatent["p1"]
			if a.Verdict != c.want || p.BeyondLimit != c.beyond || len(p.Open) != c.open || a.TooMany {
				t.Errorf("%s, beyond %v, with %d questions %v; by hand %s, beyond %v, with %d", a.Verdict, p.BeyondLimit, len(p.Open), p.Open, c.want, c.beyond, c.open)
			}
		})
	}
}

// docs/meaning.md §18, Holders.
func TestHoldersOfEvents(t *testing.T) {
	transferred := func(s *small) {
		s.extends(agreement.Transfer, "sub")
		s.hands("2018-01-01", "lee", "sub")
	}
	for _, c := range []struct {
		name   string
		change func(*small)
		want   map[agreement.Org]oracle.Doubtful
	}{
		{"those in `to`", func(*small) {}, map[agreement.Org]oracle.Doubtful{"lee": surely}},
		{"and those of an extension", func(s *small) { s.extends(agreement.Sublicence, "third") }, map[agreement.Org]oracle.Doubtful{"lee": surely, "third": surely}},
		{"whatever acts it names", func(s *small) { s.extends(agreement.Exhaustion, "third").Acts = []agreement.Act{agreement.Use} },
			map[agreement.Org]oracle.Doubtful{"lee": surely, "third": surely}},
		{"nobody of a chain of supply", func(s *small) { s.extends(agreement.Exhaustion).Chain = agreement.AcquiredFrom }, map[agreement.Org]oracle.Doubtful{"lee": surely}},
		{"parties", func(s *small) {
			s.extends(agreement.Sublicence).Parties = &agreement.Parties{With: "sub2", Signed: s.main.During.Span}
			s.signs("2016-01-01", "a", "third", "sub2")
		}, map[agreement.Org]oracle.Doubtful{"lee": surely, "third": surely, "sub2": surely}},
		{"by act, none", func(s *small) { s.extends(agreement.Sublicence, "third").ByAct = true }, map[agreement.Org]oracle.Doubtful{"lee": surely}},
		{"by act, one", func(s *small) {
			s.extends(agreement.Sublicence, "third", "sub2").ByAct = true
			s.sublicenses(straddlesUse, "lee", "third")
		}, map[agreement.Org]oracle.Doubtful{"lee": surely, "third": perhaps("fact:when|$")}},
		{"struck out", func(s *small) { s.extends(agreement.Sublicence, "third"); s.redacts(moreName) },
			map[agreement.Org]oracle.Doubtful{"lee": surely, "third": perhaps("redacted:deal/gap")}},
		{"a condition", func(s *small) { s.extends(agreement.Sublicence, "third").Provided = needs(agreement.SubjectFixed, "x") },
			map[agreement.Org]oracle.Doubtful{"lee": surely, "third": perhaps("finding:x|")}},
		{"a condition about the product", func(s *small) {
			s.extends(agreement.Sublicence, "third").Provided = needs(agreement.SubjectProduct, "x")
		},
			map[agreement.Org]oracle.Doubtful{"lee": surely, "third": surely}},
		{"a condition with an alternative about the product", func(s *small) {
			s.extends(agreement.Sublicence, "third").Provided = []agreement.Condition{{findingOf(agreement.SubjectFixed, "x"), findingOf(agreement.SubjectProduct, "x")}}
		}, map[agreement.Org]oracle.Doubtful{"lee": surely, "third": surely}},
		{"transferred", transferred, map[agreement.Org]oracle.Doubtful{"sub": surely}},
		{"ended", func(s *small) { s.ends() }, map[agreement.Org]oracle.Doubtful{}},
		{"ended for one", func(s *small) {
			s.extends(agreement.Sublicence, "third")
			s.rule(insolvent(theLicensee)).ThatOne = true
			s.insolvency("2018-01-01", "lee")
		}, map[agreement.Org]oracle.Doubtful{"third": surely}},
		{"ended, and kept", func(s *small) { s.ends(); s.survival() }, map[agreement.Org]oracle.Doubtful{"lee": surely}},
		{"the extension ended", func(s *small) { s.extends(agreement.Sublicence, "third"); s.ends().Ends = []agreement.Name{moreName} },
			map[agreement.Org]oracle.Doubtful{"lee": surely}},
		{"ended perhaps", func(s *small) { s.ends().Provided = needs(agreement.SubjectFixed, "x") }, map[agreement.Org]oracle.Doubtful{"lee": perhaps("finding:x|")}},
		{"exclusions are left aside", func(s *small) { s.excludes("handset", agreement.ThatComponent) }, map[agreement.Org]oracle.Doubtful{"lee": surely}},
		{"somebody whom only an event names", func(s *small) {
			s.extends(agreement.Transfer).Business = true
			s.happens("2018-01-01", agreement.Event{Verb: agreement.AssignsAgreement, By: "lee", To: "new", Of: "deal", WithBusiness: true})
		}, map[agreement.Org]oracle.Doubtful{"new": surely}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSmall()
			c.change(s)
			got := map[agreement.Org]oracle.Doubtful{}
			for _, h := range oracle.New(&s.world, s.records).Holders("p1", s.ask.Use.On, s.ask.KnownAt, false) {
				got[h.Org] = h.Doubtful
			}
			for _, d := range c.want {
				s.place(d)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-by hand +oracle):\n%s", diff)
			}
		})
	}
}

// docs/meaning.md §16 and §18: events change rights between two worlds as anything else does.
func TestChangesByEvents(t *testing.T) {
	for _, c := range []struct {
		name   string
		both   func(*small)
		event  func(*small)
		actor  agreement.Org
		change string
		open   string
	}{
		{"a sublicence", func(s *small) { s.extends(agreement.Sublicence, "third").ByAct = true },
			func(s *small) { s.sublicenses("2018-01-01", "lee", "third") }, "third", "gain", ""},
		{"a transfer takes", func(s *small) { s.extends(agreement.Transfer, "third") }, func(s *small) { s.hands("2018-01-01", "lee", "third") }, "lee", "loss", ""},
		{"a transfer gives", func(s *small) { s.extends(agreement.Transfer, "third") }, func(s *small) { s.hands("2018-01-01", "lee", "third") }, "third", "gain", ""},
		{"an event ends", func(s *small) { s.rule(insolvent(role("lee"))) }, func(s *small) { s.insolvency("2018-01-01", "lee") }, "lee", "loss", ""},
		{"a notice", func(s *small) { s.power() }, func(s *small) { s.notice("2018-01-01", "lor") }, "lee", "loss", ""},
		{"a notice in days that straddle the use", func(s *small) { s.power() }, func(s *small) { s.notice(straddlesUse, "lor") }, "lee", "loss?", "fact:when|$"},
		{"an election nobody has made", func(s *small) { s.survival().Election = members("lee") }, func(s *small) { s.ends() }, "lee", "loss?", "election:deal/keep"},
		{"an election nobody has made in either", func(s *small) { s.ends(); s.survival().Election = members("lee") }, func(*small) {}, "lee", "", ""},
		{"an election", func(s *small) { s.ends(); s.survival().Election = members("lee") },
			func(s *small) {
				s.happens("2018-01-01", agreement.Event{Verb: agreement.Elects, By: "lee", Of: keepName})
			}, "lee", "gain?", "election:deal/keep"},
		{"a conflict in both", func(s *small) { s.ends().Precedence = over(mainName); s.main.Precedence = over(ruleName) }, func(*small) {}, "lee", "", ""},
		{"a conflict comes in", func(s *small) { s.ends(); s.main.Precedence = over(ruleName) },
			func(s *small) { s.deal.Rules[0].Precedence = over(mainName) }, "lee", "loss?", "conflict:precedence|deal/end|deal/main"},
		{"a notice in the same years in both", func(s *small) {
			s.power().Notice = days(30)
			s.notice("2016-01-01 and 2019-01-01", "lor")
		}, func(s *small) { s.suit("2017-01-01", "lee", "lor") }, "lee", "", ""},
		{"the same years in both, where one world looks at more of their days", func(s *small) {
			s.power().Notice = days(30)
			s.extends(agreement.Sublicence).Parties = &agreement.Parties{With: "sub", Signed: when.Closed(day("2017-03-01"), day("2017-04-01"))}
			s.notice("2016-01-01 and 2019-01-01", "lor")
		}, func(s *small) { s.deal.Extensions = nil }, "lee", "", ""},
		{"a sublicence at another price is the grant's", func(s *small) {
			s.main.Price = agreement.Price{Kind: agreement.PriceRoyalty, Name: "A"}
			s.extends(agreement.Sublicence, "lee").ByAct = true
		}, func(s *small) { s.sublicenses("2018-01-01", "lee", "lee") }, "lee", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, b := newSmall(), newSmall()
			for _, s := range []*small{a, b} {
				s.ask.Use.Actor = c.actor
				c.both(s)
			}
			c.event(b)
			d := oracle.Changes(oracle.New(&a.world, a.records), oracle.New(&b.world, b.records), a.ask, "p1")
			if got := saysOf(d); got != c.change {
				t.Errorf("%q, by hand %q\n%+v", got, c.change, d)
			}
			if want := b.ids(c.open); !slices.Equal(d.Open, want) {
				t.Errorf("hangs on %q, by hand on %q", d.Open, want)
			}
		})
	}
}

// docs/meaning.md §16: an organisation is known when anything known names it.
func TestWhomEventsName(t *testing.T) {
	for name, change := range map[string]func(*small){
		"who acts":     func(s *small) { s.suit("2018-01-01", "new", "lor") },
		"against whom": func(s *small) { s.suit("2018-01-01", "lor", "new") },
		"for whom": func(s *small) {
			s.suit("2018-01-01", "lor", "lee").Body = agreement.Event{Verb: agreement.Sues, For: "new"}
		},
		"who signs":            func(s *small) { s.signs("2018-01-01", "a", "lee", "new") },
		"whom a trigger means": func(s *small) { s.rule(sues(role("new"), role("lor"))) },
		"against whom it is":   func(s *small) { s.rule(sues(role("lor"), role("new"))) },
		"who ceases":           func(s *small) { s.rule(agreement.Trigger{Verb: agreement.CeasesToControl, Holder: "new", Held: "sub"}) },
		"what is held":         func(s *small) { s.rule(agreement.Trigger{Verb: agreement.CeasesToControl, Holder: "sub", Held: "new"}) },
		"whose power it is":    func(s *small) { s.power().Of = members("new") },
		"a ground": func(s *small) {
			on := insolvent(role("new"))
			s.power().If = &on
		},
		"who is kept":       func(s *small) { s.survival().To = members("new") },
		"who elects":        func(s *small) { s.survival().Election = members("new") },
		"who is reached":    func(s *small) { s.extends(agreement.Sublicence, "new") },
		"who may":           func(s *small) { s.extends(agreement.Sublicence, "sub").By = members("new") },
		"with whom parties": func(s *small) { s.extends(agreement.Sublicence).Parties = &agreement.Parties{With: "new"} },
	} {
		a, b := newSmall(), newSmall()
		a.ask.Use.Actor = "new"
		change(b)
		if d := oracle.Changes(oracle.New(&a.world, a.records), oracle.New(&b.world, b.records), a.ask, "p1"); d.Asked {
			t.Errorf("%s: known after, and not before, and yet compared", name)
		}
	}
}
