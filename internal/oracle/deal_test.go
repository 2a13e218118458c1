package oracle_test

import (
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
)

const (
	rightsEnd, rightsContinue, rightsExtend = agreement.RightsEnd, agreement.RightsContinue, agreement.RightsExtend
	rightsPass, rightsNotTo, rightsNotFor   = agreement.RightsPass, agreement.RightsNotTo, agreement.RightsNotFor
)

// docs/meaning.md §20, Deals: what an acquisition is, and its form.
func TestAcquisitions(t *testing.T) {
	keeps := func(form, named agreement.Deal) func(*small) {
		return func(s *small) { s.sold(form); s.when(bought(named), effect(rightsContinue)) }
	}
	two := func(form agreement.Deal) func(*small) {
		return func(s *small) {
			s.sold(form)
			s.when(bought(separate), effect(rightsContinue))
			s.when(bought(merged), effect(rightsContinue))
		}
	}
	// The rules of a merger clause: nothing for the buyer; who stays separate goes on; who does not is part of the buyer,
	// for the products it had.
	merger := func(change func(*small)) func(*small) {
		return func(s *small) {
			s.sold(unknownForm)
			s.when(bought(agreement.NoDeal), effect(rightsNotTo, buyer), effect(rightsNotTo, affiliates))
			s.when(bought(separate), effect(rightsContinue))
			s.when(bought(merged), effect(rightsPass), limited(buyer, entity))
			change(s)
		}
	}
	runSmall(t, []smallCase{
		{name: "who is sold has left", want: "not_licensed", change: func(s *small) { s.sold(separate) }},
		{name: "and goes on where the rule says so", want: "licensed", change: keeps(separate, agreement.NoDeal)},
		{name: "a merger, whatever the form", want: "licensed", change: keeps(merged, agreement.NoDeal)},
		{name: "an unknown form, whatever the form", want: "licensed", change: keeps(unknownForm, agreement.NoDeal)},
		{name: "that form", want: "licensed", change: keeps(separate, separate)},
		{name: "another form", want: "not_licensed", change: keeps(merged, separate)},
		{name: "not separate", want: "licensed", change: keeps(merged, merged)},
		{name: "separate after all", want: "not_licensed", change: keeps(separate, merged)},
		{name: "form unknown", want: "depends", open: "fact:form|$", change: keeps(unknownForm, separate)},
		{name: "form unknown, the other way round", want: "depends", open: "fact:form|$", change: keeps(unknownForm, merged)},
		{name: "form unknown, licensed under either", want: "licensed", change: two(unknownForm)},
		{name: "a merger clause, form unknown, product of before: licensed under either", want: "licensed", change: merger(func(*small) {})},
		{name: "a product that came later", want: "depends", open: "fact:form|$", change: merger(func(s *small) { s.makes("sub", "2017-06-01") })},
		{name: "a new product of before that evolved later", want: "depends", open: "fact:form|$; finding:natural evolution|phone", change: merger(func(s *small) {
			s.makes("sub", "2017-06-01")
			s.deal.Rules[2].Then[1].Limit.Evolution = true
			s.product("phone", func(p *agreement.Product) { p.Contains = nil })
		})},
		{name: "the buyer himself, form unknown", want: "depends", open: "fact:form|$", change: merger(func(s *small) { s.third() })},
		{name: "the buyer's own product", want: "not_licensed", change: merger(func(s *small) { s.third(); s.makes("third", "2014-01-01") })},
		{name: "no deal, control alone", want: "not_licensed", change: keeps(agreement.NoDeal, agreement.NoDeal)},
		{name: "not known yet", want: "not_licensed", change: func(s *small) {
			s.sold(separate)
			s.when(bought(agreement.NoDeal), effect(rightsContinue))
			s.apart("2027-01-01")
		}},
		{name: "a half is no acquisition", want: "not_licensed", change: func(s *small) {
			s.controls("2016-01-01", "lee", "sub", 100)
			s.controls(dealDay, "lee", "sub", 0)
			s.ask.Use.Actor = "sub"
			s.fact(dealDay, agreement.Control{Holder: "third", Held: "sub", Millionths: 500_000, Deal: separate})
			s.when(bought(agreement.NoDeal), effect(rightsContinue))
		}},
		{name: "more than a half is one", want: "licensed", change: func(s *small) {
			s.controls("2016-01-01", "lee", "sub", 100)
			s.controls(dealDay, "lee", "sub", 0)
			s.ask.Use.Actor = "sub"
			s.fact(dealDay, agreement.Control{Holder: "third", Held: "sub", Millionths: 500_001, Deal: separate})
			s.when(bought(agreement.NoDeal), effect(rightsContinue))
		}},
		{name: "one who controlled before acquires nothing", want: "not_licensed", change: func(s *small) {
			s.sold(agreement.NoDeal)
			s.buys("2017-02-01", "third", "sub", separate)
			// Licensed on the day before the second deal, so that only the acquisition is missing.
			s.main.To = append(s.main.To, agreement.Member{Group: "deal/Then"})
			s.deal.Groups = append(s.deal.Groups, &agreement.Group{Clause: clause("group", "Then"), Is: []agreement.Member{held("third")}})
			s.controls("2017-03-01", "third", "sub", 0)
			s.controls("2017-03-01", "lee", "sub", 0)
			s.when(agreement.Trigger{Verb: agreement.IsAcquired}, effect(rightsContinue))
		}},
		{name: "on the day itself", want: "licensed", change: func(s *small) {
			s.sold(separate)
			s.when(bought(agreement.NoDeal), effect(rightsContinue))
			s.ask.Use.On = day(dealDay)
		}},
		{name: "on a day between", want: "licensed", change: func(s *small) {
			s.sold(agreement.NoDeal)
			s.drop(func(b agreement.FactBody) bool { c, ok := b.(agreement.Control); return ok && c.Holder == "third" })
			s.buys(dealBetween, "third", "sub", separate)
			s.when(bought(agreement.NoDeal), effect(rightsContinue))
		}},
		{name: "on a day between, where it ends them", want: "depends", open: "fact:when|$", change: func(s *small) {
			s.sold(agreement.NoDeal)
			s.drop(func(b agreement.FactBody) bool { c, ok := b.(agreement.Control); return ok && c.Holder == "third" })
			s.buys(dealBetween, "third", "sub", separate)
			s.main.To = members("sub")
			s.when(bought(agreement.NoDeal), effect(rightsEnd, entity))
		}},
		{name: "who is bought plays the role", want: "not_licensed", change: func(s *small) {
			s.sold(separate)
			s.when(agreement.Trigger{Verb: agreement.IsAcquired, To: role("lee")}, effect(rightsContinue))
		}},
		{name: "who buys plays the role", want: "licensed", change: func(s *small) {
			s.sold(separate)
			s.when(agreement.Trigger{Verb: agreement.IsAcquired, By: role("third")}, effect(rightsContinue))
		}},
		{name: "somebody else buys", want: "not_licensed", change: func(s *small) {
			s.sold(separate)
			s.when(agreement.Trigger{Verb: agreement.IsAcquired, By: role("sub2")}, effect(rightsContinue))
		}},
		{name: "roles are those of the day before", want: "not_licensed", change: func(s *small) {
			s.sold(separate)
			s.when(agreement.Trigger{Verb: agreement.IsAcquired, To: agreement.Role{Members: []agreement.Member{held("third")}}}, effect(rightsContinue))
		}},
		{name: "struck out", want: "depends", open: "redacted:deal/gap", change: func(s *small) {
			keeps(separate, agreement.NoDeal)(s)
			s.redacts(swapName)
		}},
		{name: "a finding of the entity", want: "depends", open: "finding:solvent|sub", change: func(s *small) {
			keeps(separate, agreement.NoDeal)(s)
			s.deal.Rules[0].Provided = needs(agreement.SubjectEntity, "solvent")
		}},
		{name: "a finding of the buyer", want: "depends", open: "finding:solvent|third", change: func(s *small) {
			keeps(separate, agreement.NoDeal)(s)
			s.deal.Rules[0].Provided = needs(agreement.SubjectBuyer, "solvent")
		}},
		{name: "a finding that counts on the day of the use", want: "licensed", change: func(s *small) {
			keeps(separate, agreement.NoDeal)(s)
			s.deal.Rules[0].Provided = needs(agreement.SubjectBuyer, "solvent")
			s.finding(dayOfUse, "solvent", "third", "", true)
		}},
		{name: "a finding that is against it", want: "not_licensed", change: func(s *small) {
			keeps(separate, agreement.NoDeal)(s)
			s.deal.Rules[0].Provided = needs(agreement.SubjectBuyer, "solvent")
			s.finding(dayOfUse, "solvent", "third", "", false)
		}},
	})
}
