package oracle_test

import (
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// docs/meaning.md §18: events, and rules that end a grant on one.
func TestRules(t *testing.T) {
	rule := func(change func(*small, *agreement.Rule)) func(*small) {
		return func(s *small) { change(s, s.rule(insolvent(role("lee")))) }
	}
	met := func(change func(*small, *agreement.Rule)) func(*small) {
		return rule(func(s *small, r *agreement.Rule) {
			s.insolvency("2018-01-01", "lee")
			change(s, r)
		})
	}
	ceases := func(share agreement.Share, change func(*small)) func(*small) {
		return func(s *small) {
			s.rule(agreement.Trigger{Verb: agreement.CeasesToControl, Holder: "lor", Held: "third", Share: share})
			change(s)
		}
	}
	half := agreement.Share{Millionths: 500_000}
	bySub := func(ends ...agreement.Name) func(*small) {
		return func(s *small) {
			s.third()
			s.extends(agreement.Sublicence, "third")
			s.ends().Ends = ends
		}
	}
	runSmall(t, []smallCase{
		{name: "what nobody recorded has not happened", want: "licensed", change: rule(func(*small, *agreement.Rule) {})},
		{name: "happened", want: "not_licensed", change: met(func(*small, *agreement.Rule) {})},
		{name: "on the day of the use", want: "not_licensed", change: rule(func(s *small, _ *agreement.Rule) { s.insolvency(dayOfUse, "lee") })},
		{name: "the day after", want: "licensed", change: rule(func(s *small, _ *agreement.Rule) { s.insolvency(afterUse, "lee") })},
		{name: "in days that straddle the use", want: "depends", open: "fact:when|$", change: rule(func(s *small, _ *agreement.Rule) { s.insolvency(straddlesUse, "lee") })},
		{name: "in days all before it", want: "not_licensed", change: rule(func(s *small, _ *agreement.Rule) { s.insolvency("2018-05-01 and 2018-06-01", "lee") })},
		{name: "recorded too late", want: "licensed", change: rule(func(s *small, _ *agreement.Rule) { s.insolvency("2018-01-01", "lee").Recorded = day("2027-01-01") })},
		{name: "retracted", want: "licensed", change: rule(func(s *small, _ *agreement.Rule) { s.insolvency("2018-01-01", "lee").Retracted = day("2019-01-01") })},
		{name: "somebody else", want: "licensed", change: rule(func(s *small, _ *agreement.Rule) { s.insolvency("2018-01-01", "sub") })},
		{name: "two events of one day are no question of order", want: "not_licensed", change: rule(func(s *small, _ *agreement.Rule) {
			s.insolvency("2018-01-01", "lee")
			s.insolvency("2018-01-01", "lee")
		})},
		{name: "another grant ends", want: "licensed", change: met(func(_ *small, r *agreement.Rule) { r.Ends = []agreement.Name{"deal/other"} })},
		{name: "the rule runs, it does not end", want: "licensed", change: met(func(_ *small, r *agreement.Rule) { r.Runs, r.Ends = r.Ends, nil })},
		{name: "struck out", want: "depends", open: "redacted:deal/gap", change: met(func(s *small, _ *agreement.Rule) { s.redacts(ruleName) })},
		{name: "a condition", want: "depends", open: "finding:final|", change: met(func(_ *small, r *agreement.Rule) { r.Provided = needs(agreement.SubjectFixed, "final") })},
		{name: "which came to hold after the event", want: "not_licensed", change: met(func(s *small, r *agreement.Rule) {
			r.Provided = needs(agreement.SubjectFixed, "final")
			s.finding("2018-06-01", "final", "", "", true)
		})},
		{name: "of an agreement that is not known", want: "licensed", change: met(func(s *small, _ *agreement.Rule) { s.apart("2027-01-01") })},
		{name: "of another agreement", want: "not_licensed", change: met(func(s *small, _ *agreement.Rule) { s.apart("2016-01-01") })},
		{name: "a right by an extension ends with the grant", want: "not_licensed", change: bySub(mainName)},
		{name: "or with the extension", want: "not_licensed", change: bySub(moreName)},
		{name: "which leaves the grant itself", want: "licensed", change: func(s *small) {
			bySub(moreName)(s)
			s.ask.Use.Actor = "lee"
		}},
		{name: "ceases to control", want: "not_licensed", change: ceases(agreement.Over50, func(s *small) {
			s.controls("2016-01-01", "lor", "third", 100)
			s.controls("2018-06-01", "lor", "third", 0)
		})},
		{name: "ceases after the use", want: "licensed", change: ceases(agreement.Over50, func(s *small) {
			s.controls("2016-01-01", "lor", "third", 100)
			s.controls("2018-06-02", "lor", "third", 0)
		})},
		{name: "never controlled", want: "licensed", change: ceases(agreement.Over50, func(s *small) { s.controls("2016-01-01", "lor", "third", 0) })},
		{name: "ceased once, and controls again", want: "not_licensed", change: ceases(agreement.Over50, func(s *small) {
			s.controls("2015-01-01", "lor", "third", 100)
			s.controls("2016-01-01", "lor", "third", 0)
			s.controls("2017-01-01", "lor", "third", 100)
		})},
		{name: "down to a half is over for over 50%", want: "not_licensed", change: ceases(agreement.Over50, func(s *small) {
			s.controls("2016-01-01", "lor", "third", 60)
			s.controls("2018-01-01", "lor", "third", 50)
		})},
		{name: "and is not for at least 50%", want: "licensed", change: ceases(half, func(s *small) {
			s.controls("2016-01-01", "lor", "third", 60)
			s.controls("2018-01-01", "lor", "third", 50)
		})},
		{name: "a control that ended by its own date", want: "not_licensed", change: ceases(agreement.Over50, func(s *small) {
			s.controls("before 2017-01-01", "lor", "third", 100)
		})},
		{name: "ceases in days that straddle the use", want: "depends", open: "fact:when|$", change: ceases(agreement.Over50, func(s *small) {
			s.controls("2016-01-01", "lor", "third", 100)
			s.controls(straddlesUse, "lor", "third", 0)
		})},
		{name: "for that licensee: it", want: "not_licensed", change: met(func(_ *small, r *agreement.Rule) { r.On, r.ThatOne = insolvent(theLicensee), true })},
		{name: "for that licensee: another", want: "licensed", change: met(func(s *small, r *agreement.Rule) {
			r.On, r.ThatOne = insolvent(theLicensee), true
			s.controls("2016-01-01", "lee", "sub", 100)
			s.ask.Use.Actor = "sub"
		})},
		{name: "the licensee, for whom it is made", want: "not_licensed", change: met(func(s *small, r *agreement.Rule) {
			r.On, r.ThatOne = insolvent(theLicensee), true
			s.third()
			s.ask.Use.Act, s.ask.Use.For = agreement.Make, "lee"
		})},
		{name: "and not the maker", want: "licensed", change: rule(func(s *small, r *agreement.Rule) {
			s.insolvency("2018-01-01", "third")
			r.On, r.ThatOne = insolvent(theLicensee), true
			s.third()
			s.ask.Use.Act, s.ask.Use.For = agreement.Make, "lee"
		})},
		{name: "the role of the licensee, without the words: it", want: "not_licensed", change: met(func(_ *small, r *agreement.Rule) { r.On = insolvent(theLicensee) })},
		{name: "the role of the licensee, without the words: another", want: "licensed", change: met(func(s *small, r *agreement.Rule) {
			r.On = insolvent(theLicensee)
			s.controls("2016-01-01", "lee", "sub", 100)
			s.ask.Use.Actor = "sub"
		})},
	})
}

// docs/meaning.md §18, Triggers.
func TestTriggers(t *testing.T) {
	on := func(trigger agreement.Trigger, change func(*small)) func(*small) {
		return func(s *small) {
			s.rule(trigger)
			change(s)
		}
	}
	happens := func(e agreement.Event) func(*small) { return func(s *small) { s.happens("2018-01-01", e) } }
	wide := func(change func(*agreement.Trigger)) agreement.Trigger {
		t := insolvent(agreement.Role{Members: []agreement.Member{held("lee")}})
		change(&t)
		return t
	}
	whole := func(holder, e agreement.Org) func(*small) {
		return func(s *small) { s.controls("2017-01-01", holder, e, 100) }
	}
	both := func(a, b func(*small)) func(*small) { return func(s *small) { a(s); b(s) } }
	acting := func(as agreement.Capacity, by, of agreement.Org) func(*small) {
		return happens(agreement.Event{Verb: agreement.BecomesInsolvent, By: by, As: as, For: of})
	}
	agents := func(t *agreement.Trigger) { t.Agents = true }
	exclusive := func(t *agreement.Trigger) { t.Exclusive = true }
	controlled := func(t *agreement.Trigger) { t.Controlled = true }
	lee := insolvent(role("lee"))
	leeSues := sues(role("lee"), role("lor"))
	offensive := leeSues
	offensive.Offensive = true
	suit := agreement.Event{Verb: agreement.Sues, By: "lee", To: "lor"}
	inResponse := suit
	inResponse.InResponse = true
	anySuit := sues(role("lee"), agreement.Role{})
	rejects := agreement.Trigger{Verb: agreement.Rejects, By: role("lee"), Of: "deal"}
	ends := agreement.Trigger{Verb: agreement.Ends, Of: "supply"}
	closing := agreement.Trigger{Verb: agreement.Happens, Name: "closing", Of: "deal"}
	with := func(t agreement.Trigger, change func(*agreement.Trigger)) agreement.Trigger { change(&t); return t }
	runSmall(t, []smallCase{
		{name: "another verb", want: "licensed", change: on(lee, happens(suit))},
		{name: "sues", want: "not_licensed", change: on(leeSues, happens(suit))},
		{name: "sues another", want: "licensed", change: on(leeSues, func(s *small) { s.suit("2018-01-01", "lee", "sub") })},
		{name: "another sues", want: "licensed", change: on(leeSues, func(s *small) { s.suit("2018-01-01", "sub", "lor") })},
		{name: "sues nobody who is named", want: "licensed", change: on(leeSues, func(s *small) { s.suit("2018-01-01", "lee", "") })},
		{name: "whomever", want: "not_licensed", change: on(anySuit, func(s *small) { s.suit("2018-01-01", "lee", "sub") })},
		{name: "whomever, nobody named", want: "not_licensed", change: on(anySuit, func(s *small) { s.suit("2018-01-01", "lee", "") })},
		{name: "whoever", want: "not_licensed", change: on(sues(agreement.Role{}, role("lor")), func(s *small) { s.suit("2018-01-01", "sub", "lor") })},
		{name: "everyone, but nobody is named", want: "licensed", change: on(sues(role("lee"), agreement.Role{Members: []agreement.Member{{Everyone: true}}}), func(s *small) {
			s.suit("2018-01-01", "lee", "")
		})},
		{name: "in response", want: "not_licensed", change: on(leeSues, happens(inResponse))},
		{name: "in response, where only others count", want: "licensed", change: on(offensive, happens(inResponse))},
		{name: "offensive", want: "not_licensed", change: on(offensive, happens(suit))},
		{name: "challenges", want: "not_licensed", change: on(agreement.Trigger{Verb: agreement.Challenges, By: role("lee"), To: role("lor")},
			happens(agreement.Event{Verb: agreement.Challenges, By: "lee", To: "lor", Patents: []string{"p1"}}))},
		{name: "rejects", want: "not_licensed", change: on(rejects, happens(agreement.Event{Verb: agreement.Rejects, By: "lee", Of: "deal"}))},
		{name: "rejects another agreement", want: "licensed", change: on(rejects, happens(agreement.Event{Verb: agreement.Rejects, By: "lee", Of: "supply"}))},
		{name: "ends", want: "not_licensed", change: on(ends, happens(agreement.Event{Verb: agreement.Ends, Of: "supply"}))},
		{name: "another ends", want: "licensed", change: on(ends, happens(agreement.Event{Verb: agreement.Ends, Of: "other"}))},
		{name: "an event by its name", want: "not_licensed", change: on(closing, happens(agreement.Event{Verb: agreement.Happens, Name: "closing", Of: "deal"}))},
		{name: "by another name", want: "licensed", change: on(closing, happens(agreement.Event{Verb: agreement.Happens, Name: "opening", Of: "deal"}))},
		{name: "of another agreement", want: "licensed", change: on(closing, happens(agreement.Event{Verb: agreement.Happens, Name: "closing", Of: "other"}))},
		{name: "a patent assigned ends nothing", want: "licensed", change: on(agreement.Trigger{Verb: agreement.AssignsPatent, By: role("lor")}, func(s *small) {
			s.assigns("2018-01-01", "lor", "p1", "third")
		})},
		{name: "a member the day before", want: "not_licensed", change: on(wide(func(*agreement.Trigger) {}), both(whole("lee", "sub"), func(s *small) {
			s.insolvency("2018-01-01", "sub")
			s.controls("2018-01-01", "lee", "sub", 0)
		}))},
		{name: "a member only from that day", want: "licensed", change: on(wide(func(*agreement.Trigger) {}), func(s *small) {
			s.insolvency("2018-01-01", "sub")
			s.controls("2018-01-01", "lee", "sub", 100)
		})},
		{name: "whom he sues is a member the day before", want: "not_licensed", change: on(sues(role("lee"), agreement.Role{Members: []agreement.Member{held("lor")}}), func(s *small) {
			s.controls("2016-01-01", "lor", "sub", 100)
			s.suit("2018-01-01", "lee", "sub")
			s.controls("2018-01-01", "lor", "sub", 0)
		})},
		{name: "whom he sues is the licensee", want: "not_licensed", change: on(sues(role("lor"), theLicensee), func(s *small) { s.suit("2018-01-01", "lor", "lee") })},
		{name: "whom he sues is not the licensee", want: "licensed", change: on(sues(role("lor"), theLicensee), func(s *small) { s.suit("2018-01-01", "lor", "sub") })},
		{name: "an agent", want: "not_licensed", change: on(with(lee, agents), acting(agreement.AsAgent, "third", "lee"))},
		{name: "an agent, where none counts", want: "licensed", change: on(lee, acting(agreement.AsAgent, "third", "lee"))},
		{name: "an agent of another", want: "licensed", change: on(with(lee, agents), acting(agreement.AsAgent, "third", "sub"))},
		{name: "an agent, where exclusive licensees count", want: "licensed", change: on(with(lee, exclusive), acting(agreement.AsAgent, "third", "lee"))},
		{name: "an exclusive licensee", want: "not_licensed", change: on(with(lee, exclusive), acting(agreement.AsExclusiveLicensee, "third", "lee"))},
		{name: "an exclusive licensee, where agents count", want: "licensed", change: on(with(lee, agents), acting(agreement.AsExclusiveLicensee, "third", "lee"))},
		{name: "an agent acts for himself too", want: "not_licensed", change: on(lee, acting(agreement.AsAgent, "lee", "third"))},
		{name: "the agent of a licensee", want: "not_licensed", change: on(with(insolvent(theLicensee), agents), acting(agreement.AsAgent, "third", "lee"))},
		{name: "whom lee controls", want: "not_licensed", change: on(with(lee, controlled), both(whole("lee", "sub"), func(s *small) { s.insolvency("2018-01-01", "sub") }))},
		{name: "whom lee controls, where it does not count", want: "licensed", change: on(lee, both(whole("lee", "sub"), func(s *small) { s.insolvency("2018-01-01", "sub") }))},
		{name: "whom lee controls the day before", want: "not_licensed", change: on(with(lee, controlled), both(whole("lee", "sub"), func(s *small) {
			s.insolvency("2018-01-01", "sub")
			s.controls("2018-01-01", "lee", "sub", 0)
		}))},
		{name: "whom lee controls only from that day", want: "licensed", change: on(with(lee, controlled), func(s *small) {
			s.insolvency("2018-01-01", "sub")
			s.controls("2018-01-01", "lee", "sub", 100)
		})},
		{name: "half is no control", want: "licensed", change: on(with(lee, controlled), func(s *small) {
			s.controls("2017-01-01", "lee", "sub", 50)
			s.insolvency("2018-01-01", "sub")
		})},
		{name: "whom the licensee controls", want: "not_licensed", change: on(with(insolvent(theLicensee), controlled), both(whole("lee", "sub"), func(s *small) {
			s.insolvency("2018-01-01", "sub")
		}))},
		{name: "whom a member controls", want: "not_licensed", change: on(with(insolvent(agreement.Role{Members: group("Lee")}), controlled), func(s *small) {
			s.lee.Is = members("lee")
			s.controls("2017-01-01", "lee", "sub", 100)
			s.insolvency("2018-01-01", "sub")
		})},
		{name: "the agent of one whom lee controls", want: "licensed", change: on(with(with(lee, controlled), agents), both(whole("lee", "sub"), acting(agreement.AsAgent, "third", "sub")))},
		{name: "one controlled by an agent", want: "licensed", change: on(with(with(lee, controlled), agents), both(whole("third", "sub"), acting(agreement.AsItself, "sub", "lee")))},
		{name: "whom he sues is not one whom lor controls", want: "licensed", change: on(with(leeSues, controlled), both(whole("lor", "sub"), func(s *small) {
			s.suit("2018-01-01", "lee", "sub")
		}))},
		{name: "a day in doubt, and who is a member with it", want: "depends", open: "fact:when|$", change: on(wide(func(*agreement.Trigger) {}), func(s *small) {
			s.controls("2017-01-01", "lee", "sub", 100)
			s.controls("2018-01-01", "lee", "sub", 0)
			s.insolvency("2017-12-30 and 2018-01-03", "sub")
		})},
	})
}

// docs/meaning.md §18: powers, which end a grant by a notice.
func TestPowers(t *testing.T) {
	power := func(change func(*small, *agreement.Power)) func(*small) {
		return func(s *small) { change(s, s.power()) }
	}
	given := func(change func(*small, *agreement.Power)) func(*small) {
		return power(func(s *small, p *agreement.Power) {
			change(s, p)
			s.notice("2018-01-01", "lor")
		})
	}
	on := func(t agreement.Trigger) *agreement.Trigger { return &t }
	leeSues := on(sues(role("lee"), role("lor")))
	idle := func(quarters int, sales ...string) func(*small) {
		return given(func(s *small, p *agreement.Power) {
			p.Idle = &agreement.Idle{Under: mainName, Quarters: quarters}
			for _, d := range sales {
				s.happens(d, agreement.Event{Verb: agreement.SoldUnder, By: "lee", Of: mainName})
			}
		})
	}
	warned := func(date string, change func(*small, *agreement.Power)) func(*small) {
		return given(func(s *small, p *agreement.Power) {
			w := days(30)
			p.Warning = &w
			s.gives(agreement.GivesWarning, date, "lor", "")
			change(s, p)
		})
	}
	cure := func(date string) func(*small, *agreement.Power) {
		return func(s *small, _ *agreement.Power) { s.gives(agreement.Cures, date, "lee", "") }
	}
	thatOne := func(change func(*small, *agreement.Power)) func(*small) {
		return power(func(s *small, p *agreement.Power) {
			p.ThatOne = true
			s.controls("2016-01-01", "lee", "sub", 100)
			change(s, p)
		})
	}
	notice := func(to agreement.Org) func(*small, *agreement.Power) {
		return func(s *small, _ *agreement.Power) { s.gives(agreement.GivesNotice, "2018-01-01", "lor", to) }
	}
	nothing := func(*small, *agreement.Power) {}
	runSmall(t, []smallCase{
		{name: "a power changes nothing by itself", want: "licensed", change: power(nothing)},
		{name: "a notice", want: "not_licensed", change: given(nothing)},
		{name: "on the day of the use", want: "not_licensed", change: power(func(s *small, _ *agreement.Power) { s.notice(dayOfUse, "lor") })},
		{name: "the day after", want: "licensed", change: power(func(s *small, _ *agreement.Power) { s.notice(afterUse, "lor") })},
		{name: "in days that straddle the use", want: "depends", open: "fact:when|$", change: power(func(s *small, _ *agreement.Power) { s.notice(straddlesUse, "lor") })},
		{name: "thirty days' notice are over", want: "not_licensed", change: power(func(s *small, p *agreement.Power) {
			p.Notice = days(30)
			s.notice("2018-05-02", "lor")
		})},
		{name: "thirty days' notice are not over", want: "licensed", change: power(func(s *small, p *agreement.Power) {
			p.Notice = days(30)
			s.notice("2018-05-03", "lor")
		})},
		{name: "as the agreement counts", want: "licensed", change: power(func(s *small, p *agreement.Power) {
			p.Notice = days(30)
			p.Notice.Calendar.ClearDays = true
			s.notice("2018-05-02", "lor")
		})},
		{name: "thirty days' notice in years that straddle", want: "depends", open: "fact:when|$", change: power(func(s *small, p *agreement.Power) {
			p.Notice = days(30)
			s.notice("2018-04-01 and 2018-05-15", "lor")
		})},
		{name: "in years all of which are long enough ago", want: "not_licensed", change: power(func(s *small, p *agreement.Power) {
			p.Notice = days(30)
			s.notice("2016-04-01 and 2018-05-02", "lor")
		})},
		{name: "in years, of which those between the end of a warning and the time of a notice count", want: "depends", open: "fact:when|$", change: power(func(s *small, p *agreement.Power) {
			w := days(30)
			p.Warning, p.Notice = &w, days(30)
			s.gives(agreement.GivesWarning, "2017-01-01", "lor", "")
			s.notice("2016-06-01 and 2018-06-30", "lor")
		})},
		{name: "in years, of which those between idle quarters and the time of a notice count", want: "depends", open: "fact:when|$", change: power(func(s *small, p *agreement.Power) {
			p.Idle, p.Notice = &agreement.Idle{Under: mainName, Quarters: 1}, days(30)
			s.happens("2017-01-01", agreement.Event{Verb: agreement.SoldUnder, By: "lee", Of: mainName})
			s.notice("2016-06-01 and 2018-06-30", "lor")
		})},
		{name: "in years, of which those between a finding and the time of a notice count", want: "depends", open: "fact:when|$", change: power(func(s *small, p *agreement.Power) {
			p.Provided, p.Notice = needs(agreement.SubjectFixed, "breach"), days(30)
			s.finding("2016-01-01", "breach", "", "", false)
			s.finding("2017-01-01", "breach", "", "", true)
			s.notice("2016-06-01 and 2018-06-30", "lor")
		})},
		{name: "control taken in years, of which those between two events count", want: "depends", open: "fact:when|$", change: power(func(s *small, p *agreement.Power) {
			p.Of = []agreement.Member{held("lor")}
			s.notice("2017-01-01", "sub") // which lor's entities alone may give
			s.deal.Groups = append(s.deal.Groups, &agreement.Group{
				Clause: clause("group", "Others"), Is: []agreement.Member{{Everyone: true}}, Without: []agreement.Member{held("lor")}, AsOf: when.None,
			})
			s.rule(insolvent(agreement.Role{Members: group("Others")}))
			s.insolvency("2017-06-01", "sub")
			s.controls("2016-01-01 and 2018-12-31", "lor", "sub", 100)
		})},
		{name: "on some day before long ago", want: "not_licensed", change: power(func(s *small, p *agreement.Power) {
			p.Notice = days(30)
			s.notice("", "lor").Begin = when.Bounds{Earliest: when.Min, Latest: day("2018-04-30")}
		})},
		{name: "by one whose power it is not", want: "licensed", change: power(func(s *small, _ *agreement.Power) { s.notice("2018-01-01", "sub") })},
		{name: "by one whose power it is on that day", want: "not_licensed", change: power(func(s *small, p *agreement.Power) {
			p.Of = []agreement.Member{held("lor")}
			s.controls("2018-01-01", "lor", "sub", 100)
			s.notice("2018-01-01", "sub")
			s.controls("2018-01-02", "lor", "sub", 0)
		})},
		{name: "by one whose power it is only later", want: "licensed", change: power(func(s *small, p *agreement.Power) {
			p.Of = []agreement.Member{held("lor")}
			s.controls("2018-01-02", "lor", "sub", 100)
			s.notice("2018-01-01", "sub")
		})},
		{name: "under another power", want: "licensed", change: power(func(s *small, _ *agreement.Power) {
			s.happens("2018-01-01", agreement.Event{Verb: agreement.GivesNotice, By: "lor", Of: "deal/other"})
		})},
		{name: "a warning is no notice", want: "licensed", change: power(func(s *small, _ *agreement.Power) { s.gives(agreement.GivesWarning, "2018-01-01", "lor", "") })},
		{name: "of another grant", want: "licensed", change: given(func(_ *small, p *agreement.Power) { p.Ends = []agreement.Name{"deal/other"} })},
		{name: "struck out", want: "depends", open: "redacted:deal/gap", change: given(func(s *small, _ *agreement.Power) { s.redacts(powerName) })},
		{name: "of an agreement that is not known", want: "licensed", change: given(func(s *small, _ *agreement.Power) { s.apart("2027-01-01") })},
		{name: "no ground", want: "licensed", change: given(func(_ *small, p *agreement.Power) { p.If = leeSues })},
		{name: "the ground", want: "not_licensed", change: given(func(s *small, p *agreement.Power) {
			p.If = leeSues
			s.suit("2017-12-31", "lee", "lor")
		})},
		{name: "on the day of the notice", want: "not_licensed", change: given(func(s *small, p *agreement.Power) {
			p.If = leeSues
			s.suit("2018-01-01", "lee", "lor")
		})},
		{name: "after the notice", want: "licensed", change: given(func(s *small, p *agreement.Power) {
			p.If = leeSues
			s.suit("2018-01-02", "lee", "lor")
		})},
		{name: "the ground ceases to control", want: "not_licensed", change: given(func(s *small, p *agreement.Power) {
			p.If = &agreement.Trigger{Verb: agreement.CeasesToControl, Holder: "sub", Held: "sub2", Share: agreement.Over50}
			s.controls("2016-01-01", "sub", "sub2", 100)
			s.controls("2018-01-01", "sub", "sub2", 0)
		})},
		{name: "a finding", want: "depends", open: "finding:breach|", change: given(func(_ *small, p *agreement.Power) { p.Provided = needs(agreement.SubjectFixed, "breach") })},
		{name: "a finding by the day of the notice", want: "not_licensed", change: given(func(s *small, p *agreement.Power) {
			p.Provided = needs(agreement.SubjectFixed, "breach")
			s.finding("2018-01-01", "breach", "", "", true)
		})},
		{name: "on which it said no", want: "licensed", change: given(func(s *small, p *agreement.Power) {
			p.Provided = needs(agreement.SubjectFixed, "breach")
			s.finding("2017-01-01", "breach", "", "", false)
			s.finding("2018-01-02", "breach", "", "", true)
		})},
		{name: "a finding that came after the notice", want: "depends", open: "finding:breach|", change: given(func(s *small, p *agreement.Power) {
			p.Provided = needs(agreement.SubjectFixed, "breach")
			s.finding("2018-01-02", "breach", "", "", true)
		})},
		{name: "every ground", want: "licensed", change: given(func(s *small, p *agreement.Power) {
			p.If, p.Provided = leeSues, needs(agreement.SubjectFixed, "breach")
			s.finding("2017-01-01", "breach", "", "", true)
		})},
		{name: "idle, and nothing was ever sold", want: "licensed", change: idle(4)},
		{name: "idle for four quarters on the first day after them", want: "not_licensed", change: idle(4, "2016-12-31")},
		{name: "idle, last sale in the quarter after", want: "licensed", change: idle(4, "2017-01-01")},
		{name: "idle, the last day of the quarter counts as its first", want: "not_licensed", change: idle(4, "2016-10-01")},
		{name: "idle, but the last sale counts", want: "licensed", change: idle(4, "2016-12-31", "2017-03-01", "2015-01-01")},
		{name: "idle, whatever was sold after the notice", want: "not_licensed", change: idle(4, "2016-12-31", "2018-01-02")},
		{name: "idle, sold on the day of the notice", want: "licensed", change: idle(4, "2016-12-31", "2018-01-01")},
		{name: "idle under another grant", want: "licensed", change: given(func(s *small, p *agreement.Power) {
			p.Idle = &agreement.Idle{Under: mainName, Quarters: 1}
			s.happens("2016-01-01", agreement.Event{Verb: agreement.SoldUnder, By: "lee", Of: "deal/other"})
		})},
		{name: "no warning", want: "licensed", change: given(func(_ *small, p *agreement.Power) { p.Warning = new(agreement.Delay) })},
		{name: "a warning", want: "not_licensed", change: warned("2017-12-02", nothing)},
		{name: "a warning whose time is not over", want: "licensed", change: warned("2017-12-03", nothing)},
		{name: "cured on the day of the warning", want: "licensed", change: warned("2017-12-02", cure("2017-12-02"))},
		{name: "cured on the last day", want: "licensed", change: warned("2017-12-02", cure("2017-12-31"))},
		{name: "cured when it is over", want: "not_licensed", change: warned("2017-12-02", cure("2018-01-01"))},
		{name: "cured before the warning", want: "not_licensed", change: warned("2017-12-02", cure("2017-12-01"))},
		{name: "cured in days that straddle the end of the time", want: "depends", open: "fact:when|10", change: warned("2017-12-02", cure("2017-12-31 and 2018-01-01"))},
		{name: "cured, and warned again", want: "not_licensed", change: warned("2017-11-01", func(s *small, _ *agreement.Power) {
			s.gives(agreement.Cures, "2017-11-02", "lee", "")
			s.gives(agreement.GivesWarning, "2017-11-03", "lor", "")
		})},
		{name: "cured under another power", want: "not_licensed", change: warned("2017-12-02", func(s *small, _ *agreement.Power) {
			s.happens("2017-12-03", agreement.Event{Verb: agreement.Cures, By: "lee", Of: "deal/other"})
		})},
		{name: "warned by one who may not", want: "licensed", change: given(func(s *small, p *agreement.Power) {
			w := days(30)
			p.Warning = &w
			s.gives(agreement.GivesWarning, "2017-01-01", "sub", "")
		})},
		{name: "warned by one who might that day", want: "not_licensed", change: warned("2017-01-01", func(s *small, p *agreement.Power) {
			p.Of = []agreement.Member{{Org: "sub"}, held("sub")}
			s.controls("2016-01-01", "sub", "lor", 100)
			s.controls("2017-01-02", "sub", "lor", 0)
			s.notice("2018-01-01", "sub")
		})},
		{name: "warned in years all of which are long enough ago", want: "not_licensed", change: warned("2015-01-01 and 2017-12-02", nothing)},
		{name: "warned in years of which the last days are too late", want: "depends", open: "fact:when|9", change: warned("2015-01-01 and 2017-12-31", nothing)},
		{name: "for that licensee, to it", want: "not_licensed", change: thatOne(notice("lee"))},
		{name: "for that licensee, to another", want: "licensed", change: thatOne(notice("sub"))},
		{name: "for that licensee, to nobody", want: "licensed", change: thatOne(notice(""))},
		{name: "for all, to another", want: "not_licensed", change: power(notice("sub"))},
		{name: "for that licensee, who sued", want: "not_licensed", change: thatOne(func(s *small, p *agreement.Power) {
			p.If = on(sues(theLicensee, role("lor")))
			s.suit("2017-01-01", "lee", "lor")
			notice("lee")(s, p)
		})},
		{name: "for that licensee, where another sued", want: "licensed", change: thatOne(func(s *small, p *agreement.Power) {
			p.If = on(sues(theLicensee, role("lor")))
			s.suit("2017-01-01", "sub", "lor")
			notice("lee")(s, p)
		})},
		{name: "for that licensee, who was warned", want: "not_licensed", change: thatOne(func(s *small, p *agreement.Power) {
			p.Warning = new(agreement.Delay)
			s.gives(agreement.GivesWarning, "2017-01-01", "lor", "lee")
			notice("lee")(s, p)
		})},
		{name: "for that licensee, where another was warned", want: "licensed", change: thatOne(func(s *small, p *agreement.Power) {
			p.Warning = new(agreement.Delay)
			s.gives(agreement.GivesWarning, "2017-01-01", "lor", "sub")
			notice("lee")(s, p)
		})},
		{name: "for that licensee, where another cured", want: "not_licensed", change: thatOne(func(s *small, p *agreement.Power) {
			w := days(30)
			p.Warning = &w
			s.gives(agreement.GivesWarning, "2017-01-01", "lor", "lee")
			s.gives(agreement.Cures, "2017-01-02", "sub", "")
			notice("lee")(s, p)
		})},
		{name: "for that licensee, who cured", want: "licensed", change: thatOne(func(s *small, p *agreement.Power) {
			w := days(30)
			p.Warning = &w
			s.gives(agreement.GivesWarning, "2017-01-01", "lor", "lee")
			s.gives(agreement.Cures, "2017-01-02", "lee", "")
			notice("lee")(s, p)
		})},
	})
}
