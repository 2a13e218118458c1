package oracle_test

import (
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
)

// docs/meaning.md §18, Ways 3: transfer.
func TestTransfers(t *testing.T) {
	to := func(actor agreement.Org, change func(*small, *agreement.Extension)) func(*small) {
		return func(s *small) {
			s.ask.Use.Actor = actor
			change(s, s.extends(agreement.Transfer, "sub", "sub2", "third"))
		}
	}
	handed := func(from, to agreement.Org) func(*small, *agreement.Extension) {
		return func(s *small, _ *agreement.Extension) { s.hands("2018-01-01", from, to) }
	}
	chain := func(s *small, _ *agreement.Extension) {
		s.hands("2017-01-01", "lee", "sub")
		s.hands("2018-01-01", "sub", "sub2")
	}
	back := func(s *small, x *agreement.Extension) {
		x.To = append(x.To, members("lee")...)
		s.hands("2017-01-01", "lee", "sub")
		s.hands("2018-01-01", "sub", "lee")
	}
	business := func(with bool) func(*small) {
		return to("third", func(s *small, x *agreement.Extension) {
			x.To, x.Business = nil, true
			s.happens("2018-01-01", agreement.Event{Verb: agreement.AssignsAgreement, By: "lee", To: "third", Of: "deal", WithBusiness: with})
		})
	}
	sameDay := func(first, second int) func(*small) {
		return to("sub2", func(s *small, _ *agreement.Extension) {
			s.hands("2018-01-01", "lee", "sub").Order = first
			s.hands("2018-01-01", "sub", "sub2").Order = second
		})
	}
	runSmall(t, []smallCase{
		{name: "nothing handed over", want: "not_licensed", change: to("sub", func(*small, *agreement.Extension) {})},
		{name: "handed over", want: "licensed", change: to("sub", handed("lee", "sub"))},
		{name: "on the day of the use", want: "licensed", change: to("sub", func(s *small, _ *agreement.Extension) { s.hands(dayOfUse, "lee", "sub") })},
		{name: "after it", want: "not_licensed", change: to("sub", func(s *small, _ *agreement.Extension) { s.hands(afterUse, "lee", "sub") })},
		{name: "in days that straddle it", want: "depends", open: "fact:when|$", change: to("sub", func(s *small, _ *agreement.Extension) {
			s.hands(straddlesUse, "lee", "sub")
		})},
		{name: "by one who has no place", want: "not_licensed", change: to("sub", handed("sub2", "sub"))},
		{name: "which leaves lee where it is", want: "licensed", change: to("lee", handed("sub2", "sub"))},
		{name: "by one who had a place on that day", want: "licensed", change: to("sub", func(s *small, _ *agreement.Extension) {
			s.controls("2016-01-01", "lee", "third", 100)
			s.hands("2017-01-01", "third", "sub")
			s.controls("2018-01-01", "lee", "third", 0)
		})},
		{name: "by one who has a place only since", want: "not_licensed", change: to("sub", func(s *small, _ *agreement.Extension) {
			s.hands("2017-01-01", "third", "sub")
			s.controls("2018-01-01", "lee", "third", 100)
		})},
		{name: "another agreement", want: "not_licensed", change: to("sub", func(s *small, _ *agreement.Extension) {
			s.happens("2018-01-01", agreement.Event{Verb: agreement.AssignsAgreement, By: "lee", To: "sub", Of: "later"})
		})},
		{name: "nothing permits it", want: "not_licensed", change: to("sub", func(s *small, x *agreement.Extension) {
			x.Kind, x.To = agreement.Sublicence, nil
			s.hands("2018-01-01", "lee", "sub")
		})},
		{name: "a sublicence permits no transfer", want: "licensed", change: to("lee", func(s *small, x *agreement.Extension) {
			x.Kind = agreement.Sublicence
			s.hands("2018-01-01", "lee", "sub")
		})},
		{name: "so that lee keeps it", want: "licensed", change: to("lee", func(s *small, _ *agreement.Extension) {
			s.hands("2018-01-01", "lee", "lor")
		})},
		{name: "to one to whom it is not permitted", want: "not_licensed", change: to("lor", func(s *small, x *agreement.Extension) {
			s.records[0].Owners = []string{"third"} // so that it is not lor's own
			s.main.From = members("third")
			s.set.Add[0].OwnedBy = members("third")
			s.hands("2018-01-01", "lee", "lor")
		})},
		{name: "for another grant", want: "not_licensed", change: to("sub", func(s *small, x *agreement.Extension) {
			x.Of = []agreement.Name{"deal/other"}
			s.hands("2018-01-01", "lee", "sub")
		})},
		{name: "a member on the day of the assignment", want: "licensed", change: to("sub", func(s *small, x *agreement.Extension) {
			x.To = []agreement.Member{held("third")}
			s.controls("2018-01-01", "third", "sub", 100)
			s.hands("2018-01-01", "lee", "sub")
			s.controls("2018-02-01", "third", "sub", 0)
		})},
		{name: "a member only afterwards", want: "not_licensed", change: to("sub", func(s *small, x *agreement.Extension) {
			x.To = []agreement.Member{held("third")}
			s.hands("2018-01-01", "lee", "sub")
			s.controls("2018-01-02", "third", "sub", 100)
		})},
		{name: "with the business", want: "licensed", change: business(true)},
		{name: "without the business", want: "not_licensed", change: business(false)},
		{name: "struck out", want: "depends", open: "redacted:deal/gap", change: to("sub", func(s *small, _ *agreement.Extension) {
			s.redacts(moreName)
			s.hands("2018-01-01", "lee", "sub")
		})},
		{name: "struck out: whether lee still holds", want: "depends", open: "redacted:deal/gap", change: to("lee", func(s *small, _ *agreement.Extension) {
			s.redacts(moreName)
			s.hands("2018-01-01", "lee", "sub")
		})},
		{name: "a condition", want: "depends", open: "finding:undertakes|", change: to("lee", func(s *small, x *agreement.Extension) {
			x.Provided = needs(agreement.SubjectFixed, "undertakes")
			s.hands("2018-01-01", "lee", "sub")
		})},
		{name: "a condition about the product decides what the buyer may do", want: "depends", open: "finding:kind|phone; finding:kind|modem", change: to("sub", func(s *small, x *agreement.Extension) {
			x.Provided = needs(agreement.SubjectProduct, "kind")
			s.hands("2018-01-01", "lee", "sub")
		})},
		{name: "and not whether the place has passed", want: "not_licensed", change: to("lee", func(s *small, x *agreement.Extension) {
			x.Provided = needs(agreement.SubjectProduct, "kind")
			s.hands("2018-01-01", "lee", "sub")
		})},
		{name: "a chain: the last holds", want: "licensed", change: to("sub2", chain)},
		{name: "a chain: the one between does not", want: "not_licensed", change: to("sub", chain)},
		{name: "a chain: the first does not", want: "not_licensed", change: to("lee", chain)},
		{name: "a chain whose first link is not permitted", want: "not_licensed", change: to("sub2", func(s *small, x *agreement.Extension) {
			x.To = members("sub2")
			chain(s, x)
		})},
		{name: "a chain out of order in the file", want: "licensed", change: to("sub2", func(s *small, _ *agreement.Extension) {
			s.hands("2018-01-01", "sub", "sub2")
			s.hands("2017-01-01", "lee", "sub")
		})},
		{name: "a chain the wrong way round in time", want: "not_licensed", change: to("sub2", func(s *small, _ *agreement.Extension) {
			s.hands("2017-01-01", "sub", "sub2")
			s.hands("2018-01-01", "lee", "sub")
		})},
		{name: "back again: the first holds", want: "licensed", change: to("lee", back)},
		{name: "back again: as it did before", want: "licensed", change: to("lee", func(s *small, x *agreement.Extension) {
			x.Acts = []agreement.Act{agreement.Use}
			back(s, x)
		})},
		{name: "back again: the other does not", want: "not_licensed", change: to("sub", back)},
		{name: "twice by the same: the first holds", want: "licensed", change: to("sub", func(s *small, _ *agreement.Extension) {
			s.hands("2017-01-01", "lee", "sub")
			s.hands("2018-01-01", "lee", "sub2")
		})},
		{name: "twice by the same: the second does not", want: "not_licensed", change: to("sub2", func(s *small, _ *agreement.Extension) {
			s.hands("2017-01-01", "lee", "sub")
			s.hands("2018-01-01", "lee", "sub2")
		})},
		{name: "on one day, in file order", want: "licensed", change: sameDay(0, 0)},
		{name: "on one day, as numbered", want: "licensed", change: sameDay(1, 2)},
		{name: "on one day, numbered the other way", want: "not_licensed", change: sameDay(2, 1)},
		{name: "without a number before those with one", want: "not_licensed", change: sameDay(1, 0)},
		{name: "by what another extension permits", want: "not_licensed", change: to("sub", func(s *small, x *agreement.Extension) {
			x.Acts = []agreement.Act{agreement.Use}
			s.extends(agreement.Transfer, "sub2").Clause.Name = "other"
			s.hands("2018-01-01", "lee", "sub")
		})},
		{name: "by one of two that permit", want: "licensed", change: to("sub", func(s *small, x *agreement.Extension) {
			x.Acts = []agreement.Act{agreement.Use}
			s.extends(agreement.Transfer, "sub").Clause.Name = "other"
			s.hands("2018-01-01", "lee", "sub")
		})},
		{name: "the licensee is the one who holds", want: "not_licensed", change: to("sub", func(s *small, _ *agreement.Extension) {
			s.hands("2018-01-01", "lee", "sub")
			s.rule(insolvent(theLicensee)).ThatOne = true
			s.insolvency("2018-02-01", "sub")
		})},
		{name: "and no longer lee", want: "licensed", change: to("sub", func(s *small, _ *agreement.Extension) {
			s.hands("2018-01-01", "lee", "sub")
			s.rule(insolvent(theLicensee)).ThatOne = true
			s.insolvency("2018-02-01", "lee")
		})},
	})
}
