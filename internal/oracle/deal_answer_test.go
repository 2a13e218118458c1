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

// docs/meaning.md §20: what is cited, and how far questions reach.
func TestReasonsOfDeals(t *testing.T) {
	const main, swap = "deal/main", "deal/swap"
	find := func(n int) []agreement.Condition {
		var out []agreement.Condition
		for i := range n {
			out = append(out, needs(agreement.SubjectFixed, fmt.Sprintf("e%02d", i))...)
		}
		return out
	}
	with := func(form agreement.Deal, then ...agreement.Effect) func(*small) {
		return func(s *small) { s.sold(form); s.when(bought(agreement.NoDeal), then...) }
	}
	after := func(first func(*small), then func(*small)) func(*small) {
		return func(s *small) { first(s); then(s) }
	}
	for _, c := range []struct {
		name    string
		change  func(*small)
		want    string
		because []string
		beyond  bool
		open    int
	}{
		{"kept", with(separate, effect(rightsContinue)), "licensed", []string{main, swap}, false, 0},
		{"passed", after(with(separate, effect(rightsExtend)), (*small).third), "licensed", []string{main, swap}, false, 0},
		{"kept, and given all the same", after(with(separate, effect(rightsContinue)), func(s *small) { s.main.To = append(s.main.To, agreement.Member{Org: "sub"}) }),
			"licensed", []string{main, swap}, false, 0},
		{"kept by one or the other", func(s *small) {
			s.sold(unknownForm)
			s.when(bought(separate), effect(rightsContinue))
			s.when(bought(merged), effect(rightsContinue))
		}, "licensed", []string{main, swap, swap + "+"}, false, 0},
		{"the grant is cited, not the other by which it is licensed under some values", func(s *small) {
			s.sold(unknownForm)
			s.when(bought(separate), effect(rightsContinue))
			s.when(bought(merged), effect(rightsContinue))
			s.twice(func(g *agreement.Grant) { g.To, g.Provided = members("sub"), find(1) })
		}, "licensed", []string{main, swap, swap + "+"}, false, 0},
		{"ended", with(separate, effect(rightsContinue), effect(rightsEnd, entity)), "not_licensed", []string{swap}, false, 0},
		{"limited", after(with(separate, effect(rightsContinue), limited(entity, entity)), func(s *small) { s.makes("sub", dealDay) }), "not_licensed", []string{swap}, false, 0},
		{"what takes nothing out is not cited", after(with(separate, effect(rightsEnd, entity)), func(s *small) { s.ask.Use.Actor = "lee" }), "licensed", []string{main}, false, 0},
		{"kept from", after(with(separate, effect(rightsContinue), effect(rightsEnd, entity)), func(s *small) { s.survival() }),
			"licensed", []string{"deal/keep", main, swap}, false, 0},
		{"ten of a rule", after(with(separate, effect(rightsEnd, everybody)), func(s *small) {
			s.ask.Use.Actor = "lee"
			s.deal.Rules[0].Provided = find(10)
		}), "depends", nil, false, 10},
		{"eleven of a rule", after(with(separate, effect(rightsEnd, everybody)), func(s *small) {
			s.ask.Use.Actor = "lee"
			s.deal.Rules[0].Provided = find(11)
		}), "depends", nil, true, 11},
		{"eleven of a rule that takes nothing out", after(with(separate, effect(rightsEnd, entity)), func(s *small) {
			s.ask.Use.Actor = "lee"
			s.deal.Rules[0].Provided = find(11)
		}), "licensed", []string{main}, false, 0},
		{"eleven of a rule that keeps", after(with(separate, effect(rightsContinue)), func(s *small) { s.deal.Rules[0].Provided = find(11) }),
			"depends", nil, true, 11},
		{"eleven of a rule that keeps what is given all the same", after(with(separate, effect(rightsContinue)), func(s *small) {
			s.deal.Rules[0].Provided = find(11)
			s.main.To = append(s.main.To, agreement.Member{Org: "sub"})
		}), "licensed", []string{main}, false, 0},
		{"eleven of a rule that a survival defeats", after(with(separate, effect(rightsEnd, everybody)), func(s *small) {
			s.ask.Use.Actor = "lee"
			s.deal.Rules[0].Provided = find(11)
			s.survival()
		}), "licensed", nil, false, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSmall()
			c.change(s)
			a := s.clear()
			p := a.PerPatent["p1"]
			if a.Verdict != c.want || c.because != nil && !slices.Equal(p.Because, c.because) || p.BeyondLimit != c.beyond || len(p.Open) != c.open {
				t.Errorf("%s because %v, beyond %v, with %v\nby hand %s because %v, beyond %v, with %d", a.Verdict, p.Because, p.BeyondLimit, p.Open, c.want, c.because, c.beyond, c.open)
			}
		})
	}
}

// docs/meaning.md §20, Holders.
func TestHoldersOfDeals(t *testing.T) {
	type holders map[agreement.Org]oracle.Doubtful
	with := func(form agreement.Deal, change func(*small), then ...agreement.Effect) func(*small) {
		return func(s *small) { s.sold(form); s.when(bought(agreement.NoDeal), then...); change(s) }
	}
	nothing := func(*small) {}
	for _, c := range []struct {
		name   string
		change func(*small)
		want   holders
	}{
		{"who keeps", with(separate, nothing, effect(rightsContinue)), holders{"lee": surely, "sub": surely}},
		{"to whom it passes", with(separate, nothing, effect(rightsPass)), holders{"lee": surely, "third": surely}},
		{"not who was merged", with(merged, nothing, effect(rightsPass)), holders{"lee": surely, "third": surely}},
		{"who was one of them, and has ended", with(separate, func(s *small) { s.main.To = append(s.main.To, agreement.Member{Org: "sub"}) }, effect(rightsEnd, entity)), holders{"lee": surely}},
		{"limits are left aside", with(separate, func(s *small) { s.makes("lor", dealDay) }, effect(rightsContinue), limited(entity, entity)), holders{"lee": surely, "sub": surely}},
		{"the form is not known", func(s *small) {
			s.sold(unknownForm)
			s.when(bought(separate), effect(rightsContinue))
		}, holders{"lee": surely, "sub": perhaps("fact:form|$")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSmall()
			c.change(s)
			got := holders{}
			for _, h := range oracle.New(&s.world, s.records).Holders("p1", s.ask.Use.On, s.ask.KnownAt, false) {
				got[h.Org] = h.Doubtful
			}
			for _, d := range c.want {
				s.place(d)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("holders (-by hand +oracle):\n%s", diff)
			}
		})
	}
}

// docs/meaning.md §20: those who kept their rights, and those to whom they passed, may sublicense as licensees may.
func TestSublicensingAfterDeals(t *testing.T) {
	for _, c := range []struct {
		by   agreement.Org
		kind agreement.EffectKind
		want bool
	}{
		{"sub", rightsContinue, true}, {"third", rightsContinue, false}, {"third", rightsExtend, true}, {"sub", rightsExtend, false}, {"lee", rightsExtend, true},
	} {
		s := newSmall()
		s.sold(separate)
		s.when(bought(agreement.NoDeal), effect(c.kind))
		s.extends(agreement.Sublicence, "sub2").ByAct = true
		if d := oracle.New(&s.world, s.records).MaySublicense(c.by, "sub2", mainName, s.ask.Use.On, s.ask.KnownAt); d.Certain != c.want || d.Possible != c.want {
			t.Errorf("%s, effect %d: %+v, by hand %v", c.by, c.kind, d, c.want)
		}
	}
}

// docs/meaning.md §20, Prices.
func TestPricesOfSmallWorlds(t *testing.T) {
	frand, paid := agreement.Price{Kind: agreement.PriceFRAND}, agreement.Price{Kind: agreement.PricePaidUp}
	royalty := agreement.Price{Kind: agreement.PriceRoyalty, Name: "Exhibit A"}
	was := oracle.Charge{Grant: mainName, Certain: true, Price: paid, Since: when.None}
	is := func(p agreement.Price, since string) oracle.Charge {
		return oracle.Charge{Grant: mainName, Certain: true, Price: p, Since: day(since)}
	}
	open := oracle.Charge{Grant: mainName, Since: when.None}
	// Sub is sold and keeps its rights, at another price for somebody.
	rule := func(actor agreement.Org, who agreement.Involved, change func(*small)) func(*small) {
		return func(s *small) {
			s.sold(separate)
			f := effect(agreement.PriceBecomes, who)
			f.Price = frand
			s.when(bought(agreement.NoDeal), effect(rightsContinue), effect(rightsExtend), f)
			s.ask.Use.Actor = actor
			change(s)
		}
	}
	power := func(notice string, change func(*small, *agreement.Power)) func(*small) {
		return func(s *small) {
			p := s.power()
			p.Ends, p.Changes, p.Price = nil, []agreement.Name{mainName}, frand
			if notice != "" {
				s.gives(agreement.GivesNotice, notice, "lor", "lee")
			}
			change(s, p)
		}
	}
	none := func(*small) {}
	same := func(*small, *agreement.Power) {}
	for _, c := range []struct {
		name   string
		change func(*small)
		want   oracle.Charge
	}{
		{"as the grant has it", none, was},
		{"a rule, for the entity", rule("sub", entity, none), is(frand, dealDay)},
		{"a rule, for somebody else", rule("lee", entity, none), was},
		{"a rule, for the buyer", rule("third", buyer, none), is(frand, dealDay)},
		{"a rule, not for the buyer", rule("third", entity, none), was},
		{"a rule, for everybody", rule("lee", everybody, none), is(frand, dealDay)},
		{"not yet", rule("lee", everybody, func(s *small) { s.ask.Use.On = day("2016-12-31") }), was},
		{"where it stands", rule("lee", everybody, func(s *small) { s.deal.Rules[0].Provided = needs(agreement.SubjectFixed, "x") }), open},
		{"of another grant", rule("lee", everybody, func(s *small) { s.deal.Rules[0].Then[2].Grants[0] = "deal/other" }), was},
		{"a power without notice", power("", same), was},
		{"a power with notice", power("2018-01-01", same), is(frand, "2018-01-01")},
		{"whose time is not over", power("2018-05-31", func(_ *small, p *agreement.Power) { p.Notice = days(2) }), was},
		{"whose time is over", power("2018-05-30", func(_ *small, p *agreement.Power) { p.Notice = days(2) }), is(frand, dayOfUse)},
		{"to that licensee", power("2018-01-01", func(_ *small, p *agreement.Power) { p.ThatOne = true }), is(frand, "2018-01-01")},
		{"to another", power("2018-01-01", func(s *small, p *agreement.Power) {
			p.ThatOne = true
			s.controls("2016-01-01", "lee", "sub", 100)
			s.ask.Use.Actor = "sub"
		}), was},
		{"by one who may not", power("2018-01-01", func(_ *small, p *agreement.Power) { p.Of = members("third") }), was},
		{"without its ground", power("2018-01-01", func(_ *small, p *agreement.Power) { on := insolvent(role("lee")); p.If = &on }), was},
		{"struck out", power("2018-01-01", func(s *small, _ *agreement.Power) { s.redacts(powerName) }), open},
		{"the last change counts", func(s *small) {
			rule("lee", everybody, none)(s)
			power("2018-01-01", func(_ *small, p *agreement.Power) { p.Price = royalty })(s)
		}, is(royalty, "2018-01-01")},
		{"whichever it is", func(s *small) {
			rule("lee", everybody, none)(s)
			power("2016-01-01", func(_ *small, p *agreement.Power) { p.Price = royalty })(s)
		}, is(frand, dealDay)},
		{"of one day the power", func(s *small) {
			rule("lee", everybody, none)(s)
			power(dealDay, func(_ *small, p *agreement.Power) { p.Price = royalty })(s)
		}, is(royalty, dealDay)},
		{"on days that are not known", power("2018-01-01 and 2018-01-02", same), open},
		{"for one of two by whom it may be had", func(s *small) {
			rule("sub", buyer, none)(s)
			s.drop(func(b agreement.FactBody) bool { c, ok := b.(agreement.Control); return ok && c.Holder == "third" })
			s.buys(dealDay, "third", "sub", merged)
		}, open},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSmall()
			s.main.Price = paid
			c.change(s)
			got := oracle.New(&s.world, s.records).Prices(s.ask, "p1")
			if diff := cmp.Diff([]oracle.Charge{c.want}, got); diff != "" {
				t.Errorf("price (-by hand +oracle):\n%s", diff)
			}
			if a := s.clear(); a.Verdict != "licensed" {
				t.Errorf("%s: a price never changes whether there is a right", a.Verdict)
			}
		})
	}
}

// A change of what is charged is a change of money, between two worlds.
func TestPriceChangesAreMoney(t *testing.T) {
	s := newSmall()
	s.main.Price = agreement.Price{Kind: agreement.PricePaidUp}
	p := s.power()
	p.Ends, p.Changes, p.Price = nil, []agreement.Name{mainName}, agreement.Price{Kind: agreement.PriceFRAND}
	before := s.world
	s.notice("2018-01-01", "lor")
	d := oracle.Changes(oracle.New(&before, s.records), oracle.New(&s.world, s.records), s.ask, "p1")
	if !d.MoneyCertain || d.GainPossible || d.LossPossible {
		t.Errorf("%+v", d)
	}
}

// A rule gives and takes between two worlds like anything else.
func TestDealsAreChanges(t *testing.T) {
	s := newSmall()
	s.sold(separate)
	before := s.world
	before.Agreements = []*agreement.Agreement{ptr(*s.deal)}
	s.when(bought(agreement.NoDeal), effect(rightsContinue))
	d := oracle.Changes(oracle.New(&before, s.records), oracle.New(&s.world, s.records), s.ask, "p1")
	if !d.GainCertain || d.LossPossible {
		t.Errorf("%+v", d)
	}
}

func ptr[T any](x T) *T { return &x }
