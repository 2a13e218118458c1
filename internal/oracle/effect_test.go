package oracle_test

import (
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// docs/meaning.md §20: rights continue.
func TestKeptWays(t *testing.T) {
	keeps := func(change func(*small)) func(*small) {
		return func(s *small) {
			s.sold(separate)
			s.when(bought(agreement.NoDeal), effect(rightsContinue))
			change(s)
		}
	}
	make4 := func(f agreement.Org) func(*small) {
		return keeps(func(s *small) { s.ask.Use.Actor, s.ask.Use.Act, s.ask.Use.For = "sub2", agreement.Make, f })
	}
	chain := func(c agreement.Chain, of agreement.Org) func(*small) {
		return keeps(func(s *small) {
			s.extends(agreement.Exhaustion).Chain = c
			s.ask.Use.Actor, s.ask.Use.For, s.ask.Use.From = "sub2", of, of
		})
	}
	runSmall(t, []smallCase{
		{name: "the buyer gets nothing", want: "not_licensed", change: keeps(func(s *small) { s.third() })},
		{name: "what the entity controlled goes on", want: "licensed", change: keeps(func(s *small) {
			s.controls("2016-01-01", "sub", "sub2", 100)
			s.ask.Use.Actor = "sub2"
		})},
		{name: "what it came to control later does not", want: "not_licensed", change: keeps(func(s *small) {
			s.controls("2017-02-01", "sub", "sub2", 100)
			s.ask.Use.Actor = "sub2"
		})},
		{name: "what it came to control on the day does not", want: "not_licensed", change: keeps(func(s *small) {
			s.controls(dealDay, "sub", "sub2", 100)
			s.ask.Use.Actor = "sub2"
		})},
		{name: "one who had nothing keeps nothing", want: "not_licensed", change: keeps(func(s *small) { s.main.To = members("lee") })},
		{name: "one who was licensed then, and came with nobody", want: "not_licensed", change: keeps(func(s *small) {
			s.controls("2016-01-01", "lee", "sub2", 100)
			s.controls("2017-06-01", "lee", "sub2", 0)
			s.ask.Use.Actor = "sub2"
		})},
		{name: "of another grant", want: "not_licensed", change: keeps(func(s *small) { s.deal.Rules[0].Then[0].Grants[0] = "deal/other" })},
		{name: "another act", want: "not_licensed", change: keeps(func(s *small) { s.ask.Use.Act = agreement.Use })},
		{name: "another country", want: "not_licensed", change: keeps(func(s *small) { s.main.In = agreement.Territory{In: []string{"DE"}} })},
		{name: "made for it", want: "licensed", change: make4("sub")},
		{name: "made for the buyer", want: "not_licensed", change: make4("third")},
		{name: "made for it, only if", want: "depends", open: "finding:design|", change: func(s *small) {
			make4("sub")(s)
			s.main.HaveMadeIf = needs(agreement.SubjectFixed, "design")
		}},
		{name: "the place transferred before", want: "not_licensed", change: keeps(func(s *small) {
			s.extends(agreement.Transfer, "sub2")
			s.hands("2016-06-01", "sub", "sub2")
		})},
		{name: "acquired from it", want: "licensed", change: chain(agreement.AcquiredFrom, "sub")},
		{name: "acquired from the buyer", want: "not_licensed", change: chain(agreement.AcquiredFrom, "third")},
		{name: "supplied to it", want: "licensed", change: chain(agreement.MakesFor, "sub")},
		{name: "supplied to the buyer", want: "not_licensed", change: chain(agreement.MakesFor, "third")},
		{name: "sublicensed by it", want: "licensed", change: keeps(func(s *small) {
			s.extends(agreement.Sublicence, "sub2").ByAct = true
			s.sublicenses("2018-01-01", "sub", "sub2")
			s.ask.Use.Actor = "sub2"
		})},
		{name: "sublicensed by the buyer", want: "not_licensed", change: keeps(func(s *small) {
			s.extends(agreement.Sublicence, "sub2").ByAct = true
			s.sublicenses("2018-01-01", "third", "sub2")
			s.ask.Use.Actor = "sub2"
		})},
	})
}

// docs/meaning.md §20: rights extend or pass to the buyer.
func TestPassedWays(t *testing.T) {
	with := func(form agreement.Deal, k agreement.EffectKind, change func(*small)) func(*small) {
		return func(s *small) {
			s.sold(form)
			s.when(agreement.Trigger{Verb: agreement.IsAcquired}, effect(k))
			change(s)
		}
	}
	third := func(s *small) { s.third() }
	named := func(orgs ...agreement.Org) func(*small) {
		return func(s *small) { s.main.To = members(orgs...) }
	}
	both := func(a, b func(*small)) func(*small) { return func(s *small) { a(s); b(s) } }
	runSmall(t, []smallCase{
		{name: "extend to the buyer", want: "licensed", change: with(separate, rightsExtend, third)},
		{name: "not on the day before", want: "not_licensed", change: with(separate, rightsExtend, func(s *small) { s.third(); s.ask.Use.On = day("2016-12-31") })},
		{name: "on the day", want: "licensed", change: with(separate, rightsExtend, func(s *small) { s.third(); s.ask.Use.On = day(dealDay) })},
		{name: "not to one who has transferred the agreement", want: "not_licensed", change: with(separate, rightsExtend, func(s *small) {
			s.third()
			s.main.To = members("third", "sub")
			s.extends(agreement.Transfer, "sub2")
			s.hands("2016-06-01", "third", "sub2")
		})},
		{name: "and to nobody else", want: "not_licensed", change: with(separate, rightsExtend, func(s *small) {
			s.controls("2016-01-01", "third", "sub2", 100)
			s.ask.Use.Actor = "sub2"
		})},
		{name: "the entity keeps nothing by that", want: "not_licensed", change: with(separate, rightsExtend, func(*small) {})},
		{name: "but loses nothing", want: "licensed", change: with(separate, rightsExtend, named("sub"))},
		{name: "pass to the buyer", want: "licensed", change: with(separate, rightsPass, third)},
		{name: "and the entity loses them", want: "not_licensed", change: with(separate, rightsPass, named("sub"))},
		{name: "not what it controlled", want: "licensed", change: with(separate, rightsPass, both(named("sub", "sub2"), func(s *small) {
			s.controls("2016-01-01", "sub", "sub2", 100)
			s.ask.Use.Actor = "sub2"
		}))},
		{name: "an entity that had none passes none", want: "not_licensed", change: with(separate, rightsPass, both(third, named("lee")))},
		{name: "but for what it controlled", want: "licensed", change: with(separate, rightsPass, both(named("sub2"), func(s *small) {
			s.controls("2016-01-01", "sub", "sub2", 100)
			s.third()
		}))},
		{name: "not what it came to control on the day", want: "not_licensed", change: with(separate, rightsPass, both(named("sub2"), func(s *small) {
			s.controls(dealDay, "sub", "sub2", 100)
			s.third()
		}))},
		{name: "of the grant that it names", want: "not_licensed", change: with(separate, rightsPass, func(s *small) {
			s.third()
			s.deal.Rules[0].Then[0].Grants[0] = "deal/other"
		})},
		{name: "one who was merged acts as a part of the buyer", want: "licensed", change: with(merged, rightsPass, named("sub"))},
		{name: "which hangs on the form", want: "depends", open: "fact:form|$", change: with(unknownForm, rightsPass, named("sub"))},
		{name: "made for one who was merged", want: "licensed", change: with(merged, rightsPass, func(s *small) {
			s.ask.Use.Actor, s.ask.Use.Act, s.ask.Use.For = "sub2", agreement.Make, "sub"
		})},
		{name: "made for one who was not", want: "not_licensed", change: with(separate, rightsPass, func(s *small) {
			s.ask.Use.Actor, s.ask.Use.Act, s.ask.Use.For = "sub2", agreement.Make, "sub"
		})},
		{name: "made for the buyer", want: "licensed", change: with(separate, rightsPass, func(s *small) {
			s.ask.Use.Actor, s.ask.Use.Act, s.ask.Use.For = "sub2", agreement.Make, "third"
		})},
		{name: "acquired from the buyer", want: "licensed", change: with(separate, rightsPass, func(s *small) {
			s.extends(agreement.Exhaustion).Chain = agreement.AcquiredFrom
			s.ask.Use.Actor, s.ask.Use.From = "sub2", "third"
		})},
		{name: "an entity that bought another has what passed from that", want: "licensed", change: with(separate, rightsPass, both(named("sub", "sub2"), func(s *small) {
			s.buys("2016-06-01", "sub", "sub2", separate)
		}))},
		{name: "an end is for whatever way", want: "not_licensed", change: with(separate, rightsPass, func(s *small) {
			s.third()
			s.when(agreement.Trigger{Verb: agreement.IsAcquired}, effect(rightsEnd, everybody))
		})},
	})
}

// docs/meaning.md §20: rights do not extend, and rights end.
func TestBars(t *testing.T) {
	anyDeal := agreement.Trigger{Verb: agreement.IsAcquired}
	// The grant is to sub and its affiliates, so that who buys sub, and whom he controls, would come in.
	wide := func(form agreement.Deal, then []agreement.Effect, change func(*small)) func(*small) {
		return func(s *small) {
			s.controls("2016-01-01", "third", "sub2", 100)
			s.sold(form)
			s.main.To = []agreement.Member{{Org: "sub"}, {Org: "sub", Reach: true, Direction: agreement.Affiliates, Share: agreement.Over50}}
			s.when(anyDeal, then...)
			change(s)
		}
	}
	actor := func(o agreement.Org) func(*small) { return func(s *small) { s.ask.Use.Actor = o } }
	bar := func(who agreement.Involved) []agreement.Effect { return []agreement.Effect{effect(rightsNotTo, who)} }
	end := func(who agreement.Involved) []agreement.Effect { return []agreement.Effect{effect(rightsEnd, who)} }
	// The grant is to whom third controls, so that sub, and whom it controls, would come in when it is bought.
	narrow := func(change func(*small)) func(*small) {
		return func(s *small) {
			s.sold(separate)
			s.main.To = []agreement.Member{held("third")}
			s.controls("2016-01-01", "sub", "sub2", 100)
			s.when(anyDeal, bar(entity)...)
			change(s)
		}
	}
	runSmall(t, []smallCase{
		{name: "the buyer comes in", want: "licensed", change: wide(separate, nil, actor("third"))},
		{name: "unless it is barred", want: "not_licensed", change: wide(separate, bar(buyer), actor("third"))},
		{name: "its affiliates come in", want: "licensed", change: wide(separate, bar(buyer), actor("sub2"))},
		{name: "unless they are barred", want: "not_licensed", change: wide(separate, bar(affiliates), actor("sub2"))},
		{name: "which the buyer is not, then", want: "licensed", change: wide(separate, bar(affiliates), actor("third"))},
		{name: "nor is the entity", want: "licensed", change: wide(separate, bar(affiliates), actor("sub"))},
		{name: "nor are those that it controlled", want: "licensed", change: func(s *small) {
			s.sold(separate)
			s.main.To = []agreement.Member{held("other")}
			s.controls("2016-01-01", "third", "sub2", 60)
			s.controls("2016-01-01", "sub", "sub2", 60)
			s.controls("2017-02-01", "other", "sub2", 60)
			s.when(anyDeal, bar(affiliates)...)
			s.ask.Use.Actor = "sub2"
		}},
		{name: "affiliates are those of before", want: "licensed", change: wide(separate, bar(affiliates), func(s *small) {
			s.controls(dealDay, "third", "other", 100)
			s.ask.Use.Actor = "other"
		})},
		{name: "one licensed before stays so", want: "licensed", change: wide(separate, bar(buyer), func(s *small) {
			s.third()
			s.main.To = append(s.main.To, agreement.Member{Org: "third"})
		})},
		{name: "one to whom the rights pass", want: "licensed", change: wide(separate, append(bar(buyer), effect(rightsExtend)), actor("third"))},
		{name: "also by another rule, by the form", want: "depends", open: "fact:form|$", change: wide(unknownForm, bar(buyer), func(s *small) {
			s.third()
			s.when(agreement.Trigger{Verb: agreement.IsAcquired, Form: separate}, effect(rightsExtend))
		})},
		{name: "an entity that comes in", want: "not_licensed", change: narrow(actor("sub"))},
		{name: "and what it controlled", want: "not_licensed", change: narrow(actor("sub2"))},
		{name: "not the buyer", want: "licensed", change: narrow(func(s *small) { s.third(); s.main.To = members("third") })},
		{name: "one who keeps what it had from an earlier deal", want: "licensed", change: func(s *small) {
			s.sold(separate)
			s.when(bought(agreement.NoDeal), effect(rightsContinue))
			s.buys("2017-06-01", "sub2", "sub", separate)
			s.when(anyDeal, bar(entity)...)
		}},
		{name: "is barred where it keeps nothing", want: "not_licensed", change: func(s *small) {
			s.sold(separate)
			s.main.To = append(s.main.To, held("sub2"))
			s.buys("2017-06-01", "sub2", "sub", separate)
			s.when(anyDeal, bar(entity)...)
		}},
		{name: "an extension is barred by its name", want: "not_licensed", change: wide(separate, bar(buyer), func(s *small) {
			s.third()
			s.main.To = members("sub")
			s.extends(agreement.Sublicence, "third")
			s.deal.Rules[0].Then[0].Grants[0] = moreName
		})},
		{name: "which leaves the grant", want: "licensed", change: wide(separate, bar(buyer), func(s *small) {
			s.third()
			s.deal.Rules[0].Then[0].Grants[0] = moreName
			s.extends(agreement.Sublicence, "third")
		})},
		{name: "a grant is barred with its extensions", want: "not_licensed", change: wide(separate, bar(buyer), func(s *small) {
			s.third()
			s.main.To = members("sub")
			s.extends(agreement.Sublicence, "third")
		})},
		{name: "the entity's rights end", want: "not_licensed", change: wide(separate, end(entity), actor("sub"))},
		{name: "not on the day before", want: "licensed", change: wide(separate, end(entity), func(s *small) { s.ask.Use.On = day("2016-12-31") })},
		{name: "not the buyer's", want: "licensed", change: wide(separate, end(entity), actor("third"))},
		{name: "with those of whom it controlled", want: "not_licensed", change: wide(separate, end(entity), func(s *small) {
			s.controls("2016-01-01", "sub", "other", 100)
			s.ask.Use.Actor = "other"
		})},
		{name: "those kept, too", want: "not_licensed", change: wide(separate, append(end(entity), effect(rightsContinue)), actor("sub"))},
		{name: "everybody's end", want: "not_licensed", change: wide(separate, end(everybody), actor("third"))},
		{name: "where it stands", want: "depends", open: "finding:agreed|sub", change: wide(separate, end(everybody), func(s *small) {
			s.deal.Rules[0].Provided = needs(agreement.SubjectEntity, "agreed")
		})},
		{name: "a survival keeps them", want: "licensed", change: wide(separate, end(entity), func(s *small) { s.survival() })},
		{name: "a survival against others does not", want: "not_licensed", change: wide(separate, end(entity), func(s *small) {
			s.survival().Against = []agreement.Name{ruleName}
		})},
		{name: "the grant prevails", want: "licensed", change: wide(separate, end(entity), func(s *small) { s.main.Precedence = over(swapName) })},
		{name: "each claims to", want: "depends", open: "conflict:precedence|deal/main|deal/swap", change: wide(separate, end(entity), func(s *small) {
			s.main.Precedence, s.deal.Rules[0].Precedence = over(swapName), over(mainName)
		})},
	})
}

// docs/meaning.md §20: rights are limited to products, and do not extend to some.
func TestLimitsOfDeals(t *testing.T) {
	keeps := func(change func(*small, *agreement.Limit)) func(*small) {
		return func(s *small) {
			s.sold(separate)
			r := s.when(bought(agreement.NoDeal), effect(rightsContinue), limited(entity, entity))
			change(s, &r.Then[1].Limit)
		}
	}
	plain := func(change func(*small)) func(*small) {
		return keeps(func(s *small, _ *agreement.Limit) { change(s) })
	}
	onSale := func(from, to string) func(*small) {
		return plain(func(s *small) {
			s.product("phone", func(p *agreement.Product) { p.OnSale = when.Spans{{From: day(from), To: day(to)}} })
		})
	}
	alone := func(s *small) { s.product("phone", func(p *agreement.Product) { p.Contains = nil }) }
	passes := func(change func(*small)) func(*small) {
		return func(s *small) {
			s.sold(separate)
			s.third()
			s.when(agreement.Trigger{Verb: agreement.IsAcquired}, effect(rightsExtend), limited(buyer, entity))
			change(s)
		}
	}
	not4 := func(change func(*small)) func(*small) {
		return func(s *small) {
			s.sold(separate)
			s.third()
			alone(s)
			s.when(agreement.Trigger{Verb: agreement.IsAcquired}, effect(rightsExtend), effect(rightsNotFor))
			change(s)
		}
	}
	goods := func(word string) func(*small, *agreement.Limit) {
		return func(s *small, x *agreement.Limit) {
			s.deal.Products = append(s.deal.Products, &agreement.ProductSet{Clause: clause("products", "Goods"), Are: []string{word}})
			x.Set = "deal/Goods"
		}
	}
	runSmall(t, []smallCase{
		{name: "a product of before", want: "licensed", change: plain(func(*small) {})},
		{name: "a later one", want: "not_licensed", change: plain(func(s *small) { s.makes("sub", dealDay) })},
		{name: "one that came on the day before", want: "licensed", change: plain(func(s *small) { s.makes("sub", "2016-12-31") })},
		{name: "sold until the day before", want: "licensed", change: onSale("2014-01-01", dealDay)},
		{name: "sold until the day before that", want: "not_licensed", change: onSale("2014-01-01", "2016-12-31")},
		{name: "somebody else's", want: "not_licensed", change: plain(func(s *small) { s.makes("lee", "2014-01-01") })},
		{name: "of one that it controlled", want: "licensed", change: plain(func(s *small) {
			s.makes("sub2", "2014-01-01")
			s.controls("2016-06-01", "sub", "sub2", 100)
		})},
		{name: "of one that it came to control", want: "not_licensed", change: plain(func(s *small) {
			s.makes("sub2", "2014-01-01")
			s.controls(dealDay, "sub", "sub2", 100)
		})},
		{name: "a component of before in a later product", want: "partly", change: plain(func(s *small) {
			s.makes("sub", "2017-06-01")
			s.product("modem", func(p *agreement.Product) { p.Maker = "sub" })
		})},
		{name: "not known whether it was on sale", want: "depends", open: "fact:on sale|phone|immediately before 2017-01-01", change: plain(func(s *small) {
			s.product("phone", func(p *agreement.Product) { p.OnSale = nil })
		})},
		{name: "not known who makes it", want: "depends", open: "fact:maker|a member of sub, entities sub controls (over 50%)|phone", change: plain(func(s *small) {
			s.makes("", "2014-01-01")
		})},
		{name: "of later, evolved or not", want: "depends", open: "finding:natural evolution|phone", change: keeps(func(s *small, x *agreement.Limit) {
			alone(s)
			s.makes("sub", dealDay)
			x.Evolution = true
		})},
		{name: "evolved", want: "licensed", change: keeps(func(s *small, x *agreement.Limit) {
			s.makes("sub", dealDay)
			x.Evolution = true
			s.finding("", "natural evolution", "phone", "", true)
		})},
		{name: "evolved from one of before", want: "licensed", change: keeps(func(s *small, x *agreement.Limit) {
			s.makes("sub", dealDay)
			x.Evolution = true
			s.fact("", agreement.Product{ID: "old", Maker: "sub", OnSale: when.Spans{{From: day("2014-01-01"), To: when.Max}}})
			s.fact("", agreement.Finding{Term: "natural evolution", Of: "phone", From: "old", Yes: true})
		})},
		{name: "evolved from one of somebody else's", want: "depends", open: "finding:natural evolution|phone", change: keeps(func(s *small, x *agreement.Limit) {
			alone(s)
			s.makes("sub", dealDay)
			x.Evolution = true
			s.fact("", agreement.Product{ID: "old", Maker: "lee", OnSale: when.Spans{{From: day("2014-01-01"), To: when.Max}}})
			s.fact("", agreement.Finding{Term: "natural evolution", Of: "phone", From: "old", Yes: true})
		})},
		{name: "evolution does not count where it is not said", want: "not_licensed", change: plain(func(s *small) {
			s.makes("sub", dealDay)
			s.finding("", "natural evolution", "phone", "", true)
		})},
		{name: "a set", want: "licensed", change: keeps(goods("handset"))},
		{name: "another set", want: "not_licensed", change: keeps(goods("tablet"))},
		{name: "the others are not limited", want: "licensed", change: plain(func(s *small) {
			s.ask.Use.Actor = "lee"
			s.makes("lee", dealDay)
		})},
		{name: "by whatever way", want: "not_licensed", change: plain(func(s *small) {
			s.main.To = members("sub")
			s.makes("sub", dealDay)
		})},
		{name: "with what it controlled", want: "not_licensed", change: plain(func(s *small) {
			s.makes("sub", dealDay)
			s.controls("2016-01-01", "sub", "sub2", 100)
			s.ask.Use.Actor = "sub2"
		})},
		{name: "the buyer, products of the entity", want: "licensed", change: passes(func(*small) {})},
		{name: "the buyer, its own", want: "not_licensed", change: passes(func(s *small) { alone(s); s.makes("third", "2014-01-01") })},
		{name: "the buyer who was licensed before", want: "licensed", change: passes(func(s *small) {
			s.makes("third", "2014-01-01")
			s.main.To = append(s.main.To, agreement.Member{Org: "third"})
		})},
		{name: "the entity is not limited with the buyer", want: "licensed", change: passes(func(s *small) {
			s.makes("third", "2014-01-01")
			s.main.To = members("sub")
			s.ask.Use.Actor = "sub"
		})},
		{name: "what customers of the buyer have", want: "not_licensed", change: passes(func(s *small) {
			alone(s)
			s.makes("third", "2014-01-01")
			s.extends(agreement.Exhaustion).Chain = agreement.AcquiredFrom
			s.ask.Use.Actor, s.ask.Use.From = "sub2", "third"
		})},
		{name: "products of the one of two that were bought", want: "licensed", change: passes(func(s *small) {
			s.main.To = append(s.main.To, agreement.Member{Org: "sub2"})
			s.buys("2017-06-01", "third", "sub2", separate)
		})},
		{name: "of the other", want: "licensed", change: passes(func(s *small) {
			s.main.To = append(s.main.To, agreement.Member{Org: "sub2"})
			s.buys("2017-06-01", "third", "sub2", separate)
			s.makes("sub2", "2014-01-01")
		})},
		{name: "of neither", want: "not_licensed", change: passes(func(s *small) {
			alone(s)
			s.main.To = append(s.main.To, agreement.Member{Org: "sub2"})
			s.buys("2017-06-01", "third", "sub2", separate)
			s.makes("third", "2014-01-01")
		})},
		{name: "of one whose deal the rule does not act on", want: "not_licensed", change: passes(func(s *small) {
			alone(s)
			s.main.To = append(s.main.To, agreement.Member{Org: "sub2"})
			s.buys("2017-06-01", "third", "sub2", separate)
			s.makes("sub2", "2014-01-01")
			s.deal.Rules[0].Provided = needs(agreement.SubjectEntity, "agreed")
			s.finding("", "agreed", "sub", "", true)
			s.finding("", "agreed", "sub2", "", false)
		})},
		{name: "of one whom somebody else bought", want: "not_licensed", change: passes(func(s *small) {
			s.buys("2017-06-01", "lee", "sub2", separate)
			s.makes("sub2", "2014-01-01")
		})},
		{name: "not for the buyer's products of before", want: "not_licensed", change: not4(func(s *small) { s.makes("third", "2016-12-31") })},
		{name: "for later ones", want: "licensed", change: not4(func(s *small) { s.makes("third", dealDay) })},
		{name: "for those of the entity", want: "licensed", change: not4(func(*small) {})},
		{name: "not for those of whom it controlled", want: "not_licensed", change: not4(func(s *small) {
			s.makes("sub2", "2014-01-01")
			s.controls("2016-06-01", "third", "sub2", 100)
		})},
		{name: "for those of whom it came to control", want: "licensed", change: not4(func(s *small) {
			s.makes("sub2", "2014-01-01")
			s.controls(dealDay, "third", "sub2", 100)
		})},
		{name: "for one who was licensed before", want: "licensed", change: not4(func(s *small) {
			s.makes("third", "2014-01-01")
			s.main.To = append(s.main.To, agreement.Member{Org: "third"})
		})},
		{name: "the entity may go on with them", want: "licensed", change: not4(func(s *small) {
			s.makes("third", "2014-01-01")
			s.main.To = members("sub")
			s.ask.Use.Actor = "sub"
		})},
		{name: "so may others, also of later", want: "licensed", change: not4(func(s *small) {
			s.makes("third", "2014-01-01")
			s.main.To = append(s.main.To, held("other"))
			s.controls("2017-02-01", "other", "sub2", 100)
			s.ask.Use.Actor = "sub2"
		})},
		{name: "a component of the buyer's", want: "partly", change: not4(func(s *small) {
			s.product("phone", func(p *agreement.Product) { p.Contains = []agreement.Part{{ID: "modem"}} })
		})},
		{name: "in a product of the buyer's, all of it", want: "not_licensed", change: not4(func(s *small) {
			s.makes("third", "2014-01-01")
			s.product("phone", func(p *agreement.Product) { p.Contains = []agreement.Part{{ID: "modem"}} })
			s.product("modem", func(p *agreement.Product) { p.Maker = "lee" })
		})},
	})
}
