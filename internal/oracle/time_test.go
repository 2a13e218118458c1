package oracle_test

import (
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
)

// docs/meaning.md §2: as of, and known at.
func TestTwoAxesOfTime(t *testing.T) {
	subActs := func(s *small) { s.ask.Use.Actor = "sub" }
	runSmall(t, []smallCase{
		{name: "the plainest deal", want: "licensed"},
		{name: "recorded after the day of knowledge", want: "not_licensed", change: func(s *small) {
			subActs(s)
			s.controls("2016-01-01", "lee", "sub", 100).Recorded = day("2020-01-01")
			s.ask.KnownAt = day("2019-12-31")
		}},
		{name: "recorded on the day of knowledge", want: "licensed", change: func(s *small) {
			subActs(s)
			s.controls("2016-01-01", "lee", "sub", 100).Recorded = day("2020-01-01")
			s.ask.KnownAt = day("2020-01-01")
		}},
		{name: "not recorded: known from its own first day", want: "not_licensed", change: func(s *small) {
			subActs(s)
			s.controls("2016-01-01", "lee", "sub", 100)
			s.ask.KnownAt = day("2015-12-31")
		}},
		{name: "given: always known", want: "licensed", change: func(s *small) {
			subActs(s)
			s.controls("2016-01-01", "lee", "sub", 100).Given = true
			s.ask.KnownAt = day("2015-12-31")
		}},
		{name: "retracted on the day of knowledge", want: "not_licensed", change: func(s *small) {
			subActs(s)
			s.controls("2016-01-01", "lee", "sub", 100).Retracted = day("2026-01-01")
		}},
		{name: "retracted a day later", want: "licensed", change: func(s *small) {
			subActs(s)
			s.controls("2016-01-01", "lee", "sub", 100).Retracted = day("2026-01-02")
		}},
		{name: "a fact acts at the start of its day", want: "licensed", change: func(s *small) {
			subActs(s)
			s.controls("2018-06-01", "lee", "sub", 100)
		}},
		{name: "and not on the day before", want: "not_licensed", change: func(s *small) {
			subActs(s)
			s.controls("2018-06-02", "lee", "sub", 100)
		}},
		{name: "between two days, asked within them", want: "depends", open: "fact:when|$", change: func(s *small) {
			subActs(s)
			s.controls("2018-05-30 and 2018-06-03", "lee", "sub", 100)
		}},
		{name: "between two days, asked on the last", want: "licensed", change: func(s *small) {
			subActs(s)
			s.controls("2018-05-28 and 2018-06-01", "lee", "sub", 100)
		}},
		{name: "between two days, asked before the first", want: "not_licensed", change: func(s *small) {
			subActs(s)
			s.controls("2018-06-02 and 2018-06-05", "lee", "sub", 100)
		}},
		{name: "between two days years apart", want: "depends", open: "fact:when|$", change: func(s *small) {
			subActs(s)
			s.controls("2016-01-01 and 2023-12-31", "lee", "sub", 100)
		}},
		{name: "before a day excludes it", want: "not_licensed", change: func(s *small) {
			subActs(s)
			s.controls("before 2018-06-01", "lee", "sub", 100)
		}},
		{name: "until a day includes it", want: "licensed", change: func(s *small) {
			subActs(s)
			s.controls("until 2018-06-01", "lee", "sub", 100)
		}},
		{name: "an agreement nobody has signed yet", want: "not_licensed", change: func(s *small) {
			s.deal.Signed = day("2019-01-01")
			s.ask.KnownAt = day("2018-12-31")
		}},
		{name: "an agreement signed by then", want: "licensed", change: func(s *small) {
			s.deal.Signed = day("2019-01-01")
			s.ask.KnownAt = day("2019-01-01")
		}},
	})
}

// docs/meaning.md §2.4: facts of one day.
func TestOrderOfADay(t *testing.T) {
	both := func(first, second int) func(*small) {
		return func(s *small) {
			s.ask.Use.Actor = "sub"
			s.controls("2018-01-01", "lee", "sub", 60).Order = first
			s.controls("2018-01-01", "lee", "sub", 0).Order = second
		}
	}
	runSmall(t, []smallCase{
		{name: "no order stated", want: "depends", open: "order:control of sub|[9 10]", change: both(0, 0)},
		{name: "one states its place: no help", want: "depends", open: "order:control of sub|[9 10]", change: both(1, 0)},
		{name: "bought, then sold", want: "not_licensed", change: both(1, 2)},
		{name: "sold, then bought", want: "licensed", change: both(2, 1)},
		{name: "equal shares have no order to settle", want: "licensed", change: func(s *small) {
			s.ask.Use.Actor = "sub"
			s.controls("2018-01-01", "lee", "sub", 60)
			s.controls("2018-01-01", "lee", "sub", 60)
		}},
		{name: "a bounded fact may fall on the day of another", want: "depends", open: "fact:when|$; order:control of sub|[9 10]", change: func(s *small) {
			s.ask.Use.Actor = "sub"
			s.controls("2018-01-02", "lee", "sub", 60)
			s.controls("2018-01-01 and 2018-01-02", "lee", "sub", 0)
		}},
		{name: "three, two of them in stated order", want: "depends", open: "order:control of sub|[9 10 11]", change: func(s *small) {
			s.ask.Use.Actor = "sub"
			s.controls("2018-01-01", "lee", "sub", 60).Order = 1
			s.controls("2018-01-01", "lee", "sub", 55).Order = 2
			s.controls("2018-01-01", "lee", "sub", 40)
		}},
		{name: "whoever is last has control", want: "licensed", change: func(s *small) {
			s.ask.Use.Actor = "sub"
			s.controls("2018-01-01", "lee", "sub", 40).Order = 1
			s.controls("2018-01-01", "lee", "sub", 60).Order = 3
			s.controls("2018-01-01", "lee", "sub", 0).Order = 2
		}},
		{name: "two links of title on one day", want: "depends", open: "order:title of p1|[8 9]", change: func(s *small) {
			s.forgetPresumptions(agreement.LicencesRun)
			s.assigns("2014-01-01", "lor", "p1", "third")
			s.assigns("2014-01-01", "third", "p1", "lor")
			s.main.Under = nil
		}},
	})
}

// docs/meaning.md §3: control.
func TestControl(t *testing.T) {
	runSmall(t, []smallCase{
		{name: "half is not over half", want: "not_licensed", change: func(s *small) {
			s.ask.Use.Actor = "sub"
			s.controls("2016-01-01", "lee", "sub", 50)
		}},
		{name: "half is at least half", want: "licensed", change: func(s *small) {
			s.ask.Use.Actor = "sub"
			s.controls("2016-01-01", "lee", "sub", 50)
			s.lee.Is[1].Share = agreement.Share{Millionths: 500_000}
		}},
		{name: "percentages are not multiplied", want: "licensed", change: func(s *small) {
			s.ask.Use.Actor = "sub2"
			s.controls("2016-01-01", "lee", "sub", 51)
			s.controls("2016-01-01", "sub", "sub2", 51)
		}},
		{name: "holdings of controlled entities add up", want: "licensed", change: func(s *small) {
			s.ask.Use.Actor = "sub2"
			s.controls("2016-01-01", "lee", "sub", 60)
			s.controls("2016-01-01", "lee", "sub2", 30)
			s.controls("2016-01-01", "sub", "sub2", 25)
		}},
		{name: "holdings of others do not", want: "not_licensed", change: func(s *small) {
			s.ask.Use.Actor = "sub2"
			s.controls("2016-01-01", "lee", "sub", 40)
			s.controls("2016-01-01", "lee", "sub2", 30)
			s.controls("2016-01-01", "sub", "sub2", 25)
		}},
		{name: "the later fact counts", want: "not_licensed", change: func(s *small) {
			s.ask.Use.Actor = "sub"
			s.controls("2017-01-01", "lee", "sub", 49)
			s.controls("2016-01-01", "lee", "sub", 100)
		}},
		{name: "the whole ends what others had", want: "not_licensed", change: func(s *small) {
			s.ask.Use.Actor = "sub"
			s.controls("2016-01-01", "lee", "sub", 60)
			s.controls("2017-01-01", "third", "sub", 100)
		}},
		{name: "as long as it lasts", want: "licensed", change: func(s *small) {
			s.ask.Use.Actor = "sub"
			s.controls("2016-01-01", "lee", "sub", 60)
			s.controls("2017-01-01", "third", "sub", 100)
			s.controls("2018-01-01", "third", "sub", 0)
		}},
		{name: "and does not touch what comes later", want: "licensed", change: func(s *small) {
			s.ask.Use.Actor = "sub"
			s.controls("2016-01-01", "third", "sub", 100)
			s.controls("2017-01-01", "lee", "sub", 60)
		}},
		{name: "99% ends nothing", want: "licensed", change: func(s *small) {
			s.ask.Use.Actor = "sub"
			s.controls("2016-01-01", "lee", "sub", 60)
			s.controls("2017-01-01", "third", "sub", 99)
		}},
		{name: "control does not pass through one in without", want: "not_licensed", change: func(s *small) {
			s.ask.Use.Actor = "sub2"
			s.controls("2016-01-01", "lee", "sub", 100)
			s.controls("2016-01-01", "sub", "sub2", 100)
			s.lee.Without = []agreement.Member{{Org: "sub"}}
		}},
		{name: "but on another way", want: "licensed", change: func(s *small) {
			s.ask.Use.Actor = "sub2"
			s.controls("2016-01-01", "lee", "sub", 100)
			s.controls("2016-01-01", "sub", "sub2", 49)
			s.controls("2016-01-01", "lee", "sub2", 51)
			s.lee.Without = []agreement.Member{{Org: "sub"}}
		}},
		{name: "the parent is an affiliate", want: "licensed", change: func(s *small) {
			s.ask.Use.Actor = "third"
			s.controls("2016-01-01", "third", "lee", 60)
			s.lee.Is[1].Direction = agreement.Affiliates
		}},
		{name: "so is the sister", want: "licensed", change: func(s *small) {
			s.ask.Use.Actor = "sub2"
			s.controls("2016-01-01", "third", "lee", 60)
			s.controls("2016-01-01", "third", "sub2", 60)
			s.lee.Is[1].Direction = agreement.Affiliates
		}},
		{name: "affiliates of one who is left out itself", want: "licensed", change: func(s *small) {
			s.ask.Use.Actor = "third"
			s.controls("2016-01-01", "third", "sub", 60)
			s.lee.Is = []agreement.Member{{Org: "sub", Reach: true, Direction: agreement.Affiliates, Share: agreement.Over50}}
			s.lee.Without = []agreement.Member{{Org: "sub"}}
		}},
		{name: "no climbing through one who is left out", want: "not_licensed", change: func(s *small) {
			s.ask.Use.Actor = "sub2"
			s.controls("2016-01-01", "third", "lee", 60)
			s.controls("2016-01-01", "third", "sub2", 60)
			s.lee.Is[1].Direction = agreement.Affiliates
			s.lee.Without = []agreement.Member{{Org: "third"}}
		}},
		{name: "neither is an entity that lee controls", want: "not_licensed", change: func(s *small) {
			s.ask.Use.Actor = "sub2"
			s.controls("2016-01-01", "third", "lee", 60)
			s.controls("2016-01-01", "third", "sub2", 60)
		}},
	})
}

// docs/meaning.md §4: groups.
func TestGroups(t *testing.T) {
	sub := func(m agreement.Membership, facts ...string) func(*small) {
		return func(s *small) {
			s.ask.Use.Actor = "sub"
			s.lee.Membership = m
			for i, date := range facts {
				s.controls(date, "lee", "sub", int64(60*(1-i%2)))
			}
		}
	}
	runSmall(t, []smallCase{
		{name: "while controlled: left", want: "not_licensed", change: sub(agreement.WhileControlled, "2016-01-01", "2017-01-01")},
		{name: "as of: left later", want: "licensed", change: func(s *small) {
			sub(agreement.AsOf, "2016-01-01", "2017-01-01")(s)
			s.lee.AsOf = day("2016-06-01")
		}},
		{name: "as of: came later", want: "not_licensed", change: func(s *small) {
			sub(agreement.AsOf, "2017-01-01")(s)
			s.lee.AsOf = day("2016-06-01")
		}},
		{name: "as of: sees the facts of the day itself", want: "licensed", change: func(s *small) {
			sub(agreement.AsOf, "2016-06-01")(s)
			s.lee.AsOf = day("2016-06-01")
		}},
		{name: "once in", want: "licensed", change: sub(agreement.OnceIn, "2016-01-01", "2017-01-01")},
		{name: "once in, for a single day", want: "licensed", change: sub(agreement.OnceIn, "2016-01-01", "2016-01-02")},
		{name: "once in, but before the agreement", want: "not_licensed", change: sub(agreement.OnceIn, "2013-01-01", "2014-12-31")},
		{name: "once in, until the first day of the agreement", want: "licensed", change: sub(agreement.OnceIn, "2013-01-01", "2015-01-02")},
		{name: "once in, an agreement without a date", want: "licensed", change: func(s *small) {
			sub(agreement.OnceIn, "2013-01-01", "2014-12-31")(s)
			s.deal.Effective = -1 << 31
		}},
		{name: "now or later: now", want: "licensed", change: sub(agreement.NowOrLater, "2016-01-01")},
		{name: "now or later: left", want: "depends", open: "missing_text:deal/Lee|leaving", change: sub(agreement.NowOrLater, "2016-01-01", "2017-01-01")},
		{name: "now or later: left before the agreement", want: "not_licensed", change: sub(agreement.NowOrLater, "2013-01-01", "2014-12-31")},
		{name: "one named is always in", want: "licensed", change: func(s *small) {
			s.lee.Membership, s.lee.AsOf = agreement.AsOf, day("2030-01-01")
		}},
		{name: "unless without names it", want: "not_licensed", change: func(s *small) {
			s.lee.Without = []agreement.Member{{Org: "lee"}}
		}},
		{name: "perhaps", want: "depends", open: "missing_text:deal/Lee|perhaps", change: func(s *small) {
			s.ask.Use.Actor = "third"
			s.lee.Perhaps = []agreement.Member{{Org: "third"}}
		}},
		{name: "perhaps does not touch those that certainly belong", want: "licensed", change: func(s *small) {
			s.lee.Perhaps = []agreement.Member{{Org: "third"}}
			s.redacts("deal/Lee")
		}},
		{name: "perhaps for a redacted reason", want: "depends", open: "redacted:deal/gap", change: func(s *small) {
			s.ask.Use.Actor = "third"
			s.lee.Perhaps = []agreement.Member{{Org: "third"}}
			s.redacts("deal/Lee")
		}},
		{name: "a redacted passage without perhaps affects all", want: "depends", open: "redacted:deal/gap", change: func(s *small) {
			s.redacts("deal/Lee")
		}},
		{name: "a group of a group", want: "licensed", change: func(s *small) {
			s.ask.Use.Actor = "sub"
			s.controls("2016-01-01", "lee", "sub", 60)
			s.controls("2017-01-01", "lee", "sub", 0)
			s.lee.Membership = agreement.OnceIn // the inner group keeps its own rule
			s.deal.Groups = append(s.deal.Groups, &agreement.Group{Clause: clause("group", "All"), Is: group("Lee")})
			s.main.To = group("All")
		}},
		{name: "without a group", want: "not_licensed", change: func(s *small) {
			s.deal.Groups = append(s.deal.Groups, &agreement.Group{Clause: clause("group", "All"),
				Is: []agreement.Member{{Everyone: true}}, Without: group("Lee")})
			s.main.To = group("All")
		}},
		{name: "everyone", want: "licensed", change: func(s *small) {
			s.ask.Use.Actor = "third"
			s.main.To = []agreement.Member{{Everyone: true}}
		}},
		{name: "entities a group controls", want: "licensed", change: func(s *small) {
			s.ask.Use.Actor = "sub2"
			s.controls("2016-01-01", "lee", "sub", 100)
			s.controls("2016-01-01", "sub", "sub2", 100)
			s.main.To = []agreement.Member{{Group: "deal/Lee", Reach: true, Share: agreement.Over50}}
		}},
		{name: "a group that nobody defined has no members", want: "not_licensed", change: func(s *small) {
			s.main.To = group("Nobody")
		}},
		{name: "a group that leads back to itself has only its own", want: "licensed", change: func(s *small) {
			s.lee.Is = append(s.lee.Is, group("Lee")...)
		}},
	})
}
