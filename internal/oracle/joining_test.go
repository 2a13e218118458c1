package oracle_test

import (
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

var joinsLee = agreement.Effect{Kind: agreement.EntityJoins, Group: "deal/Lee"}

// docs/meaning.md §20, Groups: a rule says who of those that a member acquires belongs to its group.
func TestGovernedJoins(t *testing.T) {
	const across = "licensed across"
	buys := func(change func(*small)) func(*small) {
		return func(s *small) {
			s.ask.Use.Actor = "sub"
			s.buys(dealDay, "lee", "sub", separate)
			s.when(buysOne(), joinsLee).Provided = needs(agreement.SubjectEntity, across)
			change(s)
		}
	}
	found := func(yes bool, change func(*small)) func(*small) {
		return buys(func(s *small) {
			s.finding(dealDay, across, "sub", "", yes)
			change(s)
		})
	}
	nothing := func(*small) {}
	runSmall(t, []smallCase{
		{name: "without a rule it belongs", want: "licensed", change: buys(func(s *small) { s.deal.Rules = nil })},
		{name: "with the finding", want: "licensed", change: found(true, nothing)},
		{name: "without it", want: "depends", open: "finding:licensed across|sub", change: buys(nothing)},
		{name: "with one against it", want: "not_licensed", change: found(false, nothing)},
		{name: "before the deal", want: "not_licensed", change: found(true, func(s *small) { s.ask.Use.On = day("2016-12-31") })},
		{name: "a finding that counts from the use on", want: "licensed", change: buys(func(s *small) { s.finding(dayOfUse, across, "sub", "", true) })},
		{name: "a finding that counts later", want: "depends", open: "finding:licensed across|sub", change: buys(func(s *small) {
			s.finding(afterUse, across, "sub", "", true)
		})},
		{name: "one by one", want: "licensed", change: found(false, func(s *small) { s.lee.Is = append(s.lee.Is, agreement.Member{Org: "sub"}) })},
		{name: "what it controlled joins with it", want: "licensed", change: found(true, func(s *small) {
			s.lee.Is = members("lee")
			s.controls("2016-01-01", "sub", "sub2", 100)
			s.ask.Use.Actor = "sub2"
		})},
		{name: "or stays outside with it", want: "not_licensed", change: found(false, func(s *small) {
			s.controls("2016-01-01", "sub", "sub2", 100)
			s.ask.Use.Actor = "sub2"
		})},
		{name: "what it came to control later is what it is", want: "licensed", change: found(false, func(s *small) {
			s.controls("2017-02-01", "sub", "sub2", 100)
			s.ask.Use.Actor = "sub2"
		})},
		{name: "joined without being reached", want: "licensed", change: found(true, func(s *small) { s.lee.Is = members("lee") })},
		{name: "as long as it is controlled", want: "not_licensed", change: found(true, func(s *small) {
			s.lee.Is = members("lee")
			s.controls("2018-01-01", "lee", "sub", 0)
		})},
		{name: "and then only where it is reached", want: "licensed", change: found(true, func(s *small) {
			s.lee.Is = append(s.lee.Is, held("third"))
			s.controls("2018-01-01", "third", "sub", 100)
		})},
		{name: "outside for good, though reached", want: "not_licensed", change: found(false, func(s *small) {
			s.lee.Is = append(s.lee.Is, held("third"))
			s.controls("2018-01-01", "third", "sub", 100)
		})},
		{name: "removed", want: "not_licensed", change: found(true, func(s *small) { s.lee.Without = members("sub") })},
		{name: "one that belonged before is not governed", want: "licensed", change: func(s *small) {
			s.controls("2016-01-01", "third", "sub", 100)
			s.lee.Is = append(s.lee.Is, held("third"))
			found(false, nothing)(s)
		}},
		{name: "one whose buyer is no member is not governed", want: "licensed", change: func(s *small) {
			s.lee.Is = append(s.lee.Is, held("third"))
			s.ask.Use.Actor = "sub"
			s.buys(dealDay, "third", "sub", separate)
			s.when(agreement.Trigger{Verb: agreement.AcquiresEntity, By: role("lee")}, joinsLee).Provided = needs(agreement.SubjectFixed, across)
			s.finding("", across, "", "", false)
		}},
		{name: "a fact of control without a deal governs nothing", want: "licensed", change: func(s *small) {
			s.ask.Use.Actor = "sub"
			s.controls(dealDay, "lee", "sub", 100)
			s.when(buysOne(), joinsLee).Provided = needs(agreement.SubjectEntity, across)
		}},
		{name: "of another group", want: "licensed", change: found(false, func(s *small) { s.deal.Rules[0].Then[0].Group = "deal/Other" })},
		{name: "being acquired lets nobody join", want: "not_licensed", change: found(true, func(s *small) {
			s.lee.Is = members("lee")
			s.deal.Rules[0].On = agreement.Trigger{Verb: agreement.IsAcquired}
		})},
		{name: "nor keeps anybody out", want: "licensed", change: found(false, func(s *small) { s.deal.Rules[0].On = agreement.Trigger{Verb: agreement.IsAcquired} })},
		{name: "one of two rules that stand will do", want: "licensed", change: found(false, func(s *small) { s.when(buysOne(), joinsLee) })},
		{name: "as of a day before", want: "not_licensed", change: found(true, func(s *small) {
			s.lee.Membership, s.lee.AsOf = agreement.AsOf, day("2016-12-31")
		})},
		{name: "as of the day of the deal", want: "licensed", change: found(true, func(s *small) {
			s.lee.Membership, s.lee.AsOf = agreement.AsOf, day(dealDay)
		})},
		{name: "as of the day of the deal, with one against it", want: "not_licensed", change: found(false, func(s *small) {
			s.lee.Membership, s.lee.AsOf = agreement.AsOf, day(dealDay)
		})},
		{name: "once in", want: "licensed", change: found(true, func(s *small) {
			s.lee.Membership = agreement.OnceIn
			s.finding("2018-01-01", across, "sub", "", false)
		})},
		{name: "once in, by a finding of a time between", want: "licensed", change: found(false, func(s *small) {
			s.lee.Membership = agreement.OnceIn
			s.finding("2017-06-01", across, "sub", "", true)
			s.finding("2018-01-01", across, "sub", "", false)
		})},
		{name: "no more in", want: "not_licensed", change: found(true, func(s *small) { s.finding("2018-01-01", across, "sub", "", false) })},
		{name: "on a day between", want: "depends", open: "fact:when|$", change: func(s *small) {
			s.ask.Use.Actor = "sub"
			s.lee.Is = members("lee")
			s.when(buysOne(), joinsLee)
			s.buys(dealBetween, "lee", "sub", separate)
		}},
		{name: "perhaps is no way in", want: "not_licensed", change: found(false, func(s *small) {
			s.lee.Is, s.lee.Perhaps = members("lee"), []agreement.Member{held("lee")}
		})},
	})
}

// docs/meaning.md §20: who leaves and who joins.
func TestComingsAndGoings(t *testing.T) {
	trigger := func(verb agreement.Verb) agreement.Trigger { return agreement.Trigger{Verb: verb, Group: "deal/Lee"} }
	leaves := func(k agreement.EffectKind, change func(*small)) func(*small) {
		return func(s *small) {
			s.controls("2016-01-01", "lee", "sub", 100)
			s.controls(dealDay, "lee", "sub", 0)
			s.ask.Use.Actor = "sub"
			s.when(trigger(agreement.LeavesGroup), effect(k, entity))
			change(s)
		}
	}
	joins := func(change func(*small)) func(*small) {
		return func(s *small) {
			s.controls(dealDay, "lee", "sub", 100)
			s.ask.Use.Actor = "sub"
			s.when(trigger(agreement.JoinsGroup), effect(rightsEnd, entity))
			change(s)
		}
	}
	nothing := func(*small) {}
	runSmall(t, []smallCase{
		{name: "who leaves goes on", want: "licensed", change: leaves(rightsContinue, nothing)},
		{name: "with what it controlled", want: "licensed", change: leaves(rightsContinue, func(s *small) {
			s.controls("2016-01-01", "sub", "sub2", 100)
			s.ask.Use.Actor = "sub2"
		})},
		{name: "nobody else", want: "not_licensed", change: leaves(rightsContinue, func(s *small) { s.third() })},
		{name: "another group", want: "not_licensed", change: leaves(rightsContinue, func(s *small) { s.deal.Rules[0].On.Group = "deal/Lor" })},
		{name: "joining is not leaving", want: "not_licensed", change: leaves(rightsContinue, func(s *small) { s.deal.Rules[0].On.Verb = agreement.JoinsGroup })},
		{name: "who leaves loses what else it has", want: "not_licensed", change: leaves(rightsEnd, func(s *small) { s.main.To = members("sub") })},
		{name: "not before", want: "licensed", change: leaves(rightsEnd, func(s *small) {
			s.main.To = members("sub")
			s.ask.Use.On = day("2016-12-31")
		})},
		{name: "on the day", want: "not_licensed", change: leaves(rightsEnd, func(s *small) {
			s.main.To = members("sub")
			s.ask.Use.On = day(dealDay)
		})},
		{name: "for good, though it comes back", want: "not_licensed", change: leaves(rightsEnd, func(s *small) { s.controls("2017-06-01", "lee", "sub", 100) })},
		{name: "nobody leaves a group for good", want: "licensed", change: leaves(rightsEnd, func(s *small) { s.lee.Membership = agreement.OnceIn })},
		{name: "a finding of the entity", want: "depends", open: "finding:agreed|sub", change: leaves(rightsContinue, func(s *small) {
			s.deal.Rules[0].Provided = needs(agreement.SubjectEntity, "agreed")
		})},
		{name: "on a day between", want: "depends", open: "fact:when|$", change: func(s *small) {
			s.controls("2016-01-01", "lee", "sub", 100)
			s.controls(dealBetween, "lee", "sub", 0)
			s.main.To = members("sub")
			s.ask.Use.Actor = "sub"
			s.when(trigger(agreement.LeavesGroup), effect(rightsEnd, entity))
		}},
		{name: "who joins", want: "not_licensed", change: joins(nothing)},
		{name: "by what has been so since ever nobody joins", want: "licensed", change: func(s *small) {
			s.controls("", "lee", "sub", 100)
			s.ask.Use.Actor = "sub"
			s.when(trigger(agreement.JoinsGroup), effect(rightsEnd, entity))
		}},
		{name: "who belongs already", want: "licensed", change: joins(func(s *small) { s.ask.Use.Actor = "lee" })},
		{name: "leaving is not joining", want: "licensed", change: joins(func(s *small) { s.deal.Rules[0].On.Verb = agreement.LeavesGroup })},
	})
}

// docs/meaning.md §20: a business is transferred.
func TestTransfersOfABusiness(t *testing.T) {
	transfers := func(change func(*small)) func(*small) {
		return func(s *small) {
			s.third()
			s.product("phone", func(p *agreement.Product) { p.Contains = nil })
			s.transfers(dealDay, "lee", "devices", "third")
			x := limited(buyer, entity)
			x.Limit.Business = true
			s.when(agreement.Trigger{Verb: agreement.TransfersBusiness, By: agreement.Role{Members: group("Lee")}}, effect(rightsExtend), x)
			change(s)
		}
	}
	business := func(b string) func(*small) {
		return transfers(func(s *small) { s.product("phone", func(p *agreement.Product) { p.Business = b }) })
	}
	runSmall(t, []smallCase{
		{name: "to the buyer, for the products of the business", want: "licensed", change: transfers(func(*small) {})},
		{name: "the seller goes on", want: "licensed", change: transfers(func(s *small) { s.ask.Use.Actor = "lee" })},
		{name: "not for another product", want: "not_licensed", change: business("toys")},
		{name: "not known of which", want: "depends", open: "fact:business|devices|phone", change: business("")},
		{name: "not for later products", want: "not_licensed", change: transfers(func(s *small) { s.makes("lee", dealDay) })},
		{name: "not before", want: "not_licensed", change: transfers(func(s *small) { s.ask.Use.On = day("2016-12-31") })},
		{name: "another business than the rule is about", want: "not_licensed", change: transfers(func(s *small) { s.deal.Rules[0].On.Business = "toys" })},
		{name: "the business that the rule is about", want: "licensed", change: transfers(func(s *small) { s.deal.Rules[0].On.Business = "devices" })},
		{name: "by somebody else", want: "not_licensed", change: transfers(func(s *small) { s.deal.Rules[0].On.By = role("lor") })},
		{name: "to whom the rule is about", want: "licensed", change: transfers(func(s *small) { s.deal.Rules[0].On.To = role("third") })},
		{name: "to somebody else", want: "not_licensed", change: transfers(func(s *small) { s.deal.Rules[0].On.To = role("sub2") })},
		{name: "on a day between", want: "depends", open: "fact:when|$", change: func(s *small) {
			s.third()
			s.transfers(straddlesUse, "lee", "devices", "third")
			s.when(agreement.Trigger{Verb: agreement.TransfersBusiness}, effect(rightsExtend))
		}},
		{name: "nobody is merged in it", want: "not_licensed", change: transfers(func(s *small) {
			s.ask.Use.Actor = "lee"
			s.deal.Rules[0].Then[0].Kind = rightsPass
		})},
	})
}

// docs/meaning.md §20: patents joined under a rule.
func TestJoinedPatents(t *testing.T) {
	// Third is licensed by lor and sub under what joined when lee bought sub.
	joined := func(owner agreement.Org, change func(*small)) func(*small) {
		return func(s *small) {
			s.third()
			s.main.To, s.main.From = members("third"), members("lor", "sub", "sub2")
			s.set.Add = []agreement.Selector{{Joined: []agreement.Name{swapName}}}
			s.records[0].Owners = []string{string(owner)}
			s.buys(dealDay, "lee", "sub", separate)
			s.when(buysOne())
			change(s)
		}
	}
	nothing := func(*small) {}
	runSmall(t, []smallCase{
		{name: "of the entity", want: "licensed", change: joined("sub", nothing)},
		{name: "of somebody else", want: "not_licensed", change: joined("lor", nothing)},
		{name: "of one that it controlled", want: "licensed", change: joined("sub2", func(s *small) { s.controls("2016-01-01", "sub", "sub2", 100) })},
		{name: "of one that it came to control", want: "not_licensed", change: joined("sub2", func(s *small) { s.controls(dealDay, "sub", "sub2", 100) })},
		{name: "assigned away before", want: "not_licensed", change: joined("sub", func(s *small) { s.assigns("2016-12-31", "sub", "p1", "lor") })},
		{name: "assigned to it on the day", want: "licensed", change: joined("lor", func(s *small) { s.assigns(dealDay, "lor", "p1", "sub") })},
		{name: "assigned to it later", want: "not_licensed", change: joined("lor", func(s *small) { s.assigns("2017-01-02", "lor", "p1", "sub") })},
		{name: "assigned away later", want: "licensed", change: joined("sub", func(s *small) { s.assigns("2017-01-02", "sub", "p1", "lor") })},
		{name: "not before", want: "not_licensed", change: joined("sub", func(s *small) { s.ask.Use.On = day("2016-12-31") })},
		{name: "under another rule", want: "not_licensed", change: joined("sub", func(s *small) { s.set.Add[0].Joined[0] = ruleName })},
		{name: "where it stands", want: "depends", open: "finding:across|sub", change: joined("sub", func(s *small) {
			s.deal.Rules[0].Provided = needs(agreement.SubjectEntity, "across")
		})},
		{name: "where it does not", want: "not_licensed", change: joined("sub", func(s *small) {
			s.deal.Rules[0].Provided = needs(agreement.SubjectEntity, "across")
			s.finding("", "across", "sub", "", false)
		})},
	})
}

// docs/meaning.md §20: rights under the patents of an entity continue, or end.
func TestPatentsOfAnEntity(t *testing.T) {
	const run, free = agreement.PatentsRun, agreement.PatentsFree
	// Sub is lor's and owns p1; third buys it.
	then := func(change func(*small), kinds ...agreement.EffectKind) func(*small) {
		return func(s *small) {
			s.records[0].Owners = []string{"sub"}
			s.controls("2014-01-01", "lor", "sub", 100)
			s.buys(dealDay, "third", "sub", separate)
			for _, k := range kinds {
				s.when(agreement.Trigger{Verb: agreement.IsAcquired, To: agreement.Role{Members: group("Lor")}}, effect(k))
			}
			change(s)
		}
	}
	nothing := func(*small) {}
	forget := func(s *small) { s.forgetPresumptions(agreement.LicencesRun) }
	runSmall(t, []smallCase{
		{name: "as presumed", want: "licensed", change: then(nothing)},
		{name: "they end", want: "not_licensed", change: then(nothing, free)},
		{name: "not before", want: "licensed", change: then(func(s *small) { s.ask.Use.On = day("2016-12-31") }, free)},
		{name: "nobody says", want: "depends", open: "law:runs|licence", change: then(forget)},
		{name: "they continue", want: "licensed", change: then(forget, run)},
		{name: "of one that it controlled", want: "licensed", change: then(func(s *small) {
			forget(s)
			s.records[0].Owners = []string{"sub2"}
			s.controls("2014-01-01", "sub", "sub2", 100)
		}, run)},
		{name: "assigned to it on the day of the deal", want: "depends", open: "law:runs|licence", change: then(func(s *small) {
			forget(s)
			s.records[0].Owners = []string{"lor"}
			s.assigns(dealDay, "lor", "p1", "sub")
		}, run)},
		{name: "both: nobody says", want: "depends", open: "law:runs|licence", change: then(nothing, run, free)},
		{name: "a rule by which rights run comes first", want: "licensed", change: then(func(s *small) {
			s.deal.Rules = append(s.deal.Rules, &agreement.Rule{Clause: clause("rule", "runs"), On: agreement.Trigger{Verb: agreement.AssignsPatent}, Runs: []agreement.Name{mainName}})
		}, free)},
		{name: "of another grant", want: "licensed", change: then(func(s *small) { s.deal.Rules[0].Then[0].Grants[0] = "deal/other" }, free)},
		{name: "whatever kind the grant has", want: "not_licensed", change: then(func(s *small) { s.main.Kind = agreement.Release }, free)},
		{name: "one who still gives is not asked", want: "licensed", change: then(func(s *small) { s.main.From = members("sub") }, free)},
		{name: "where it stands", want: "depends", open: "finding:agreed|sub", change: then(func(s *small) {
			s.deal.Rules[0].Provided = needs(agreement.SubjectEntity, "agreed")
		}, free)},
	})
}

// docs/meaning.md §20, Basis: applications and disclosures that somebody owned.
func TestBases(t *testing.T) {
	owned := func(b agreement.Basis, k agreement.HeldKind, change func(*small)) func(*small) {
		return func(s *small) {
			s.on(k, "2016-01-01")
			s.set.Add[0].Basis = b
			change(s)
		}
	}
	priority := func(first, last string) func(*small) {
		return func(s *small) { s.records[0].Priority = when.Bounds{Earliest: day(first), Latest: day(last)} }
	}
	disclosed := func(date string) func(*small) {
		return func(s *small) {
			s.fact(date, agreement.Milestone{Patents: []string{"p1"}, What: agreement.PatentDisclosed})
		}
	}
	const applications, disclosures = agreement.OfApplications, agreement.OfDisclosures
	const on, before, use = agreement.HeldOn, agreement.HeldBefore, agreement.HeldAtTimeOfUse
	at := func(d string) func(*small) { return priority(d, d) }
	runSmall(t, []smallCase{
		{name: "a patent of any priority", want: "licensed", change: owned(agreement.OfPatents, on, at("2017-01-01"))},
		{name: "an application of that day", want: "licensed", change: owned(applications, on, at("2016-01-01"))},
		{name: "a later one", want: "not_licensed", change: owned(applications, on, at("2016-01-02"))},
		{name: "immediately before", want: "licensed", change: owned(applications, before, at("2015-12-31"))},
		{name: "immediately before, of that day", want: "not_licensed", change: owned(applications, before, at("2016-01-01"))},
		{name: "at time of use", want: "licensed", change: owned(applications, use, at(dayOfUse))},
		{name: "at time of use, a later one", want: "not_licensed", change: owned(applications, use, at(afterUse))},
		{name: "of somebody else", want: "not_licensed", change: owned(applications, on, func(s *small) { s.records[0].Owners = []string{"third"} })},
		{name: "of a day not known", want: "depends", open: "fact:priority date|p1", change: owned(applications, on, priority("2015-12-01", "2016-02-01"))},
		{name: "of any of many days", want: "depends", open: "fact:priority date|p1", change: owned(applications, on, priority("2010-12-01", "2019-02-01"))},
		{name: "of a day not known, all before", want: "licensed", change: owned(applications, on, priority("2015-12-01", "2016-01-01"))},
		{name: "an invention disclosed that day", want: "licensed", change: owned(disclosures, on, disclosed("2016-01-01"))},
		{name: "disclosed later", want: "not_licensed", change: owned(disclosures, on, disclosed("2016-01-02"))},
		{name: "disclosed before the application, which is later", want: "licensed", change: owned(disclosures, on, func(s *small) {
			at("2017-01-01")(s)
			disclosed("2015-12-31")(s)
		})},
		{name: "disclosed nobody knows when", want: "depends", open: "fact:disclosure date|p1", change: owned(disclosures, on, at("2017-01-01"))},
		// In the set from the day after the one up to which the exception goes.
		{name: "of any of many days, on few of which it is in", want: "depends", open: "fact:priority date|p1", change: owned(applications, on, func(s *small) {
			priority("2010-12-01", "2019-02-01")(s)
			s.except(on, "2015-12-01")
		})},
		{name: "at time of use, likewise", want: "depends", open: "fact:priority date|p1", change: owned(applications, on, func(s *small) {
			s.on(on, "2018-09-01")
			priority("2010-12-01", "2019-02-01")(s)
			s.except(use, "2000-01-01")
		})},
		{name: "disclosed before the priority", want: "licensed", change: owned(disclosures, on, at("2016-01-01"))},
	})
}

// except takes the applications that lor owned at a time out of the patents.
func (s *small) except(k agreement.HeldKind, d string) {
	s.deal.Patents = append(s.deal.Patents, &agreement.PatentSet{Clause: clause("patents", "Old"), Add: []agreement.Selector{{
		OwnedBy: group("Lor"), Basis: agreement.OfApplications, Held: agreement.Held{Kind: k, Day: day(d)},
	}}})
	s.set.Except = []agreement.PatentItem{{Set: "deal/Old"}}
}
