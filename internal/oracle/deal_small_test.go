package oracle_test

import (
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// The deals and the rules about an entity of docs/meaning.md §20, added to the small world.

const (
	swapName = agreement.Name("deal/swap")
	dealDay  = "2017-01-01"
	// Days around the use, for a deal of a day that is not known.
	dealBetween = "2018-05-30 and 2018-06-03"

	separate, merged, unknownForm = agreement.StaysSeparate, agreement.NotSeparate, agreement.UnknownForm

	entity, buyer, affiliates, everybody = agreement.TheEntity, agreement.TheBuyer, agreement.BuyersAffiliates, agreement.Everybody
)

// buys adds a deal by which somebody gets the whole of another.
func (s *small) buys(date string, by, of agreement.Org, form agreement.Deal) *agreement.Fact {
	return s.fact(date, agreement.Control{Holder: by, Held: of, Millionths: 1_000_000, Deal: form})
}

// sold lets lee have had sub since 2016, and third buy it on the day of the deal; sub asks, about a phone of its own.
func (s *small) sold(form agreement.Deal) *agreement.Fact {
	s.controls("2016-01-01", "lee", "sub", 100)
	s.product("phone", func(p *agreement.Product) { p.Maker = "sub" })
	s.ask.Use.Actor = "sub"
	return s.buys(dealDay, "third", "sub", form)
}

// bought is the trigger of those who are members of "Lee".
func bought(form agreement.Deal) agreement.Trigger {
	return agreement.Trigger{Verb: agreement.IsAcquired, To: agreement.Role{Members: group("Lee")}, Form: form}
}

// buysOne is the trigger of a member of "Lee" who buys somebody.
func buysOne() agreement.Trigger {
	return agreement.Trigger{Verb: agreement.AcquiresEntity, By: agreement.Role{Members: group("Lee")}}
}

// effect is an effect on the licence.
func effect(k agreement.EffectKind, who ...agreement.Involved) agreement.Effect {
	f := agreement.Effect{Kind: k, Grants: []agreement.Name{mainName}}
	if len(who) > 0 {
		f.Who = who[0]
	}
	return f
}

// limited is the effect that limits somebody's rights to products that somebody had on sale before.
func limited(who, of agreement.Involved) agreement.Effect {
	f := effect(agreement.RightsLimited, who)
	f.Limit.Of = of
	return f
}

func (s *small) when(on agreement.Trigger, then ...agreement.Effect) *agreement.Rule {
	name := "swap"
	for range s.deal.Rules {
		name += "+"
	}
	r := &agreement.Rule{Clause: clause("rule", name), On: on, Then: then}
	s.deal.Rules = append(s.deal.Rules, r)
	return r
}

// undertakes adds the undertaking of somebody under the first rule.
func (s *small) undertakes(date string, o agreement.Org) *agreement.Fact {
	return s.happens(date, agreement.Event{Verb: agreement.Undertakes, By: o, Of: swapName})
}

// hasToUndertake lets a rule need an undertaking within thirty days.
func hasToUndertake(r *agreement.Rule, by agreement.Involved, meanwhile, failing agreement.State) {
	within := days(30)
	r.Undertaken = &agreement.Undertaking{By: by, Within: &within, Meanwhile: meanwhile, Failing: failing}
}

// transfers adds the transfer of a business.
func (s *small) transfers(date string, from agreement.Org, business string, to agreement.Org) *agreement.Fact {
	return s.happens(date, agreement.Event{Verb: agreement.TransfersBusiness, By: from, Name: business, To: to})
}

// makes changes who makes the phone, and since when it has been on sale.
func (s *small) makes(maker agreement.Org, since string) {
	s.product("phone", func(p *agreement.Product) {
		p.Maker, p.OnSale = maker, when.Spans{{From: day(since), To: when.Max}}
	})
}
