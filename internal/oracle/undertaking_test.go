package oracle_test

import (
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
)

// docs/meaning.md §20: a match stands while an undertaking is there, or the rule acts without.
func TestUndertakings(t *testing.T) {
	const acts, actsNot, silent = agreement.Acts, agreement.ActsNot, agreement.StateNotStated
	// Sold on 2017-01-01; thirty days are over on 2017-01-31, which is the last day in time.
	keeps := func(meanwhile, failing agreement.State, on string, change func(*small)) func(*small) {
		return func(s *small) {
			s.sold(separate)
			hasToUndertake(s.when(bought(agreement.NoDeal), effect(rightsContinue)), buyer, meanwhile, failing)
			s.ask.Use.On = day(on)
			change(s)
		}
	}
	nothing := func(*small) {}
	given := func(date string) func(*small) { return func(s *small) { s.undertakes(date, "third") } }
	byEntity := func(s *small) { s.deal.Rules[0].Undertaken.By = entity }
	atAnyTime := func(s *small) { s.deal.Rules[0].Undertaken.Within = nil }
	both := func(a, b func(*small)) func(*small) { return func(s *small) { a(s); b(s) } }
	runSmall(t, []smallCase{
		{name: "on the last day in time", want: "licensed", change: keeps(actsNot, actsNot, dayOfUse, given("2017-01-31"))},
		{name: "a day late", want: "not_licensed", change: keeps(acts, actsNot, dayOfUse, given("2017-02-01"))},
		{name: "a day late, where that does no harm", want: "licensed", change: keeps(actsNot, acts, dayOfUse, given("2017-02-01"))},
		{name: "late, where the text is silent", want: "depends", open: "missing_text:deal/swap|failing", change: keeps(actsNot, silent, dayOfUse, given("2017-02-01"))},
		{name: "never", want: "not_licensed", change: keeps(acts, actsNot, dayOfUse, nothing)},
		{name: "before the deal", want: "licensed", change: keeps(actsNot, actsNot, dayOfUse, given("2016-06-01"))},
		{name: "by somebody else", want: "not_licensed", change: keeps(acts, actsNot, dayOfUse, func(s *small) { s.undertakes("2017-01-31", "sub") })},
		{name: "under another rule", want: "not_licensed", change: keeps(acts, actsNot, dayOfUse, func(s *small) {
			s.happens("2017-01-31", agreement.Event{Verb: agreement.Undertakes, By: "third", Of: ruleName})
		})},
		{name: "by the entity, who has to", want: "licensed", change: keeps(actsNot, actsNot, dayOfUse, both(byEntity, func(s *small) { s.undertakes("2017-01-31", "sub") }))},
		{name: "by the buyer, where the entity has to", want: "not_licensed", change: keeps(actsNot, actsNot, dayOfUse, both(byEntity, given("2017-01-31")))},
		{name: "on a day that is not known", want: "depends", open: "fact:when|$", change: keeps(actsNot, actsNot, dayOfUse, given("2017-01-30 and 2017-02-02"))},
		{name: "meanwhile it acts", want: "licensed", change: keeps(acts, actsNot, "2017-01-31", nothing)},
		{name: "meanwhile it does not", want: "not_licensed", change: keeps(actsNot, acts, "2017-01-31", nothing)},
		{name: "meanwhile the text is silent", want: "depends", open: "missing_text:deal/swap|meanwhile", change: keeps(silent, acts, "2017-01-31", nothing)},
		{name: "which no longer counts when the time is over", want: "licensed", change: keeps(silent, acts, "2017-02-01", nothing)},
		{name: "and not yet before", want: "not_licensed", change: keeps(actsNot, silent, "2017-01-31", nothing)},
		{name: "given later than the use", want: "depends", open: "missing_text:deal/swap|meanwhile", change: keeps(silent, actsNot, "2017-01-10", given("2017-01-11"))},
		{name: "given on the day of the use", want: "licensed", change: keeps(silent, actsNot, "2017-01-10", given("2017-01-10"))},
		{name: "at any time", want: "licensed", change: keeps(actsNot, actsNot, dayOfUse, both(atAnyTime, given(dayOfUse)))},
		{name: "at any time, and not yet", want: "depends", open: "missing_text:deal/swap|meanwhile", change: keeps(silent, actsNot, dayOfUse, both(atAnyTime, given(afterUse)))},
		// Sub keeps its rights when third undertook in thirty days by the 31st of January, which a deal of the 1st or later
		// allows; and loses them when third undertook by the 10th of February under another rule, which one of the 11th allows.
		{name: "a deal of any day, in time for one undertaking and too early for another", want: "depends", open: "fact:when|$", change: func(s *small) {
			s.sold(separate)
			s.drop(func(b agreement.FactBody) bool { c, ok := b.(agreement.Control); return ok && c.Holder == "third" })
			hasToUndertake(s.when(bought(agreement.NoDeal), effect(rightsContinue)), buyer, actsNot, actsNot)
			hasToUndertake(s.when(bought(agreement.NoDeal), effect(rightsEnd, entity)), buyer, actsNot, actsNot)
			s.undertakes("2017-01-31", "third")
			s.happens("2017-02-10", agreement.Event{Verb: agreement.Undertakes, By: "third", Of: "deal/swap+"})
			s.buys("2016-02-01 and 2018-05-01", "third", "sub", separate)
		}},
		// What passes to third hangs on its undertaking by the 4th of February, and that p1 is free on one by the 31st of January.
		{name: "an undertaking of any day, in time for one deal and too late for another", want: "depends", open: "fact:when|$", change: func(s *small) {
			s.third()
			s.main.To = members("sub2")
			s.records[0].Owners = []string{"sub"}
			s.controls("2014-01-01", "lor", "sub", 100)
			s.assigns("2017-06-01", "sub", "p1", "other")
			s.buys(dealDay, "third", "sub", separate)
			s.buys("2017-01-05", "third", "sub2", separate)
			hasToUndertake(s.when(agreement.Trigger{Verb: agreement.IsAcquired}, effect(rightsExtend), effect(agreement.PatentsFree)), buyer, actsNot, actsNot)
			s.undertakes("2015-01-01 and 2018-05-01", "third")
		}},
		{name: "an undertaking of any day", want: "depends", open: "fact:when|$", change: keeps(actsNot, actsNot, dayOfUse, given("2014-01-01 and 2018-05-01"))},
		{name: "from then on it is a member of the group", want: "licensed", change: func(s *small) {
			s.ask.Use.Actor = "sub"
			s.lee.Is, s.lee.Membership = members("lee"), agreement.OnceIn
			s.buys(dealDay, "lee", "sub", separate)
			hasToUndertake(s.when(agreement.Trigger{Verb: agreement.AcquiresEntity, By: role("lee")},
				agreement.Effect{Kind: agreement.EntityJoins, Group: "deal/Lee"}), entity, actsNot, actsNot)
			s.undertakes("2017-01-31", "sub")
			s.controls("2018-01-01", "lee", "sub", 0)
		}},
		{name: "from then on, where there was no time for it", want: "licensed", change: func(s *small) {
			s.ask.Use.Actor = "sub"
			s.lee.Is, s.lee.Membership = members("lee"), agreement.OnceIn
			s.buys(dealDay, "lee", "sub", separate)
			s.when(agreement.Trigger{Verb: agreement.AcquiresEntity, By: role("lee")}, agreement.Effect{Kind: agreement.EntityJoins, Group: "deal/Lee"}).Undertaken =
				&agreement.Undertaking{By: entity, Meanwhile: actsNot}
			s.undertakes("2017-03-01", "sub")
			s.controls("2018-01-01", "lee", "sub", 0)
		}},
		{name: "in the time between it was one", want: "licensed", change: func(s *small) {
			s.ask.Use.Actor = "sub"
			s.lee.Is, s.lee.Membership = members("lee"), agreement.OnceIn
			s.buys(dealDay, "lee", "sub", separate)
			hasToUndertake(s.when(agreement.Trigger{Verb: agreement.AcquiresEntity, By: role("lee")},
				agreement.Effect{Kind: agreement.EntityJoins, Group: "deal/Lee"}), entity, acts, actsNot)
		}},
		{name: "when the time is over it becomes one", want: "licensed", change: func(s *small) {
			s.ask.Use.Actor = "sub"
			s.lee.Is, s.lee.Membership = members("lee"), agreement.OnceIn
			s.buys(dealDay, "lee", "sub", separate)
			hasToUndertake(s.when(agreement.Trigger{Verb: agreement.AcquiresEntity, By: role("lee")},
				agreement.Effect{Kind: agreement.EntityJoins, Group: "deal/Lee"}), entity, actsNot, acts)
			s.controls("2018-01-01", "lee", "sub", 0)
		}},
	})
}
