package oracle_test

import (
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// docs/meaning.md §5: title, and §9.8: rights run with the patent.
func TestTitle(t *testing.T) {
	norun := func(s *small) { s.forgetPresumptions(agreement.LicencesRun) }
	runSmall(t, []smallCase{
		{name: "sold before the agreement", want: "not_licensed", change: func(s *small) {
			s.assigns("2014-12-31", "lor", "p1", "third")
		}},
		{name: "sold on its first day: that day sees it", want: "not_licensed", change: func(s *small) {
			s.assigns("2015-01-01", "lor", "p1", "third")
		}},
		{name: "sold during the agreement: the licence goes along", want: "licensed", change: func(s *small) {
			s.assigns("2017-01-01", "lor", "p1", "third")
		}},
		{name: "if it runs with the patent", want: "depends", open: "law:runs|licence", change: func(s *small) {
			norun(s)
			s.assigns("2017-01-01", "lor", "p1", "third")
		}},
		{name: "a release runs", want: "licensed", change: func(s *small) {
			norun(s)
			s.main.Kind = agreement.Release
			s.assigns("2017-01-01", "lor", "p1", "third")
		}},
		{name: "a covenant is not a licence", want: "depends", open: "law:runs|covenant", change: func(s *small) {
			s.main.Kind = agreement.Covenant
			s.assigns("2017-01-01", "lor", "p1", "third")
		}},
		{name: "while lor owns it nothing needs to run", want: "licensed", change: norun},
		{name: "one who does not own it moves nothing", want: "licensed", change: func(s *small) {
			norun(s)
			s.assigns("2017-01-01", "third", "p1", "sub")
		}},
		{name: "a chain", want: "licensed", change: func(s *small) {
			norun(s)
			s.assigns("2013-01-01", "lor", "p1", "third")
			s.assigns("2014-01-01", "third", "p1", "lor")
		}},
		{name: "bought after the agreement began", want: "licensed", change: func(s *small) {
			norun(s)
			s.records[0].Owners = []string{"third"}
			s.assigns("2017-01-01", "third", "p1", "lor")
		}},
		{name: "the day of sale matters within the bounds only", want: "depends", open: "fact:when|$", change: func(s *small) {
			s.assigns("2014-12-30 and 2015-01-02", "lor", "p1", "third")
		}},
		{name: "sold to two", want: "licensed", change: func(s *small) {
			s.assigns("2017-01-01", "lor", "p1", "third", "lee")
		}},
		{name: "a co-owner elsewhere", want: "depends", open: "law:co-owner|US", change: func(s *small) {
			s.records[0].Owners = []string{"lor", "third"}
		}},
		{name: "a co-owner elsewhere, in a country where one may license alone", want: "licensed", change: func(s *small) {
			s.records[0].Owners = []string{"lor", "third"}
			s.presume(agreement.CoOwnersLicenseAlone, "DE", "US")
		}},
		{name: "in another country", want: "depends", open: "law:co-owner|US", change: func(s *small) {
			s.records[0].Owners = []string{"lor", "third"}
			s.presume(agreement.CoOwnersLicenseAlone, "DE")
		}},
		{name: "a co-owner in the group", want: "licensed", change: func(s *small) {
			s.records[0].Owners = []string{"lor", "third"}
			s.controls("2010-01-01", "lor", "third", 100)
		}},
		{name: "both co-owners and the run: two questions", want: "depends", open: "law:co-owner|US; law:runs|licence", change: func(s *small) {
			norun(s)
			s.records[0].Owners = []string{"lor", "third"}
			s.assigns("2017-01-01", "lor", "p1", "sub")
		}},
		{name: "the owner left the licensor's group", want: "depends", open: "law:runs|licence", change: func(s *small) {
			norun(s)
			s.records[0].Owners = []string{"sub"}
			s.controls("2014-01-01", "lor", "sub", 100)
			s.controls("2017-01-01", "lor", "sub", 0)
		}},
		{name: "no date on the agreement: the licence's own start counts", want: "not_licensed", change: func(s *small) {
			s.deal.Effective = when.None
			s.main.Under = nil
			s.assigns("2014-06-01", "lor", "p1", "third")
		}},
		{name: "a use before the agreement gives: it is given at its start", want: "licensed", change: func(s *small) {
			s.records[0].Owners = []string{"third"}
			s.assigns("2014-12-31", "third", "p1", "lor")
			s.main.Kind = agreement.Release
			s.main.During.Span = when.Interval{From: when.Min, To: day("2015-01-01")}
			s.ask.Use.On = day("2014-06-01")
		}},
	})
}

// docs/meaning.md §6: capture.
func TestCapture(t *testing.T) {
	dated := func(attr agreement.Attr, from, to string) agreement.Test {
		return agreement.Test{Attr: attr, Span: when.Closed(day(from), day(to))}
	}
	values := func(attr agreement.Attr, v ...string) agreement.Test { return agreement.Test{Attr: attr, Values: v} }
	second := func(s *small) *patent.Record { // p2, of lor, filed too late for the set
		s.where(dated(agreement.PatentPriority, "2000-01-01", "2014-12-31"))
		r := record("p2", "US", "lor")
		r.Priority = when.Exact(day("2015-06-01"))
		s.records = append(s.records, r)
		s.ask.Under.Patents = []string{"p2"}
		return &s.records[1]
	}
	runSmall(t, []smallCase{
		{name: "owned on a day", want: "licensed", change: func(s *small) {
			s.on(agreement.HeldOn, "2016-01-01")
			s.assigns("2016-01-02", "lor", "p1", "third")
		}},
		{name: "sold on that day", want: "not_licensed", change: func(s *small) {
			s.on(agreement.HeldOn, "2016-01-01")
			s.assigns("2016-01-01", "lor", "p1", "third")
		}},
		{name: "immediately before the day", want: "licensed", change: func(s *small) {
			s.on(agreement.HeldBefore, "2016-01-01")
			s.assigns("2016-01-01", "lor", "p1", "third")
		}},
		{name: "at any time: one day suffices", want: "licensed", change: func(s *small) {
			s.records[0].Owners = []string{"third"}
			s.assigns("2019-12-31", "third", "p1", "lor")
			s.ask.Use.On = day("2020-06-01")
		}},
		{name: "at any time: the last day is included, the next is not", want: "not_licensed", change: func(s *small) {
			s.records[0].Owners = []string{"third"}
			s.assigns("2020-01-01", "third", "p1", "lor")
			s.ask.Use.On = day("2020-06-01")
		}},
		{name: "at any time, on a day that is not certain", want: "depends", open: "fact:when|$", change: func(s *small) {
			s.records[0].Owners = []string{"third"}
			s.assigns("2019-12-31 and 2020-01-01", "third", "p1", "lor")
			s.ask.Use.On = day("2020-06-01")
		}},
		{name: "owner and member on the same day", want: "not_licensed", change: func(s *small) {
			// sub was lor's until 2016, and owned the patent from 2017 on.
			s.records[0].Owners = []string{"third"}
			s.controls("before 2016-01-01", "lor", "sub", 100)
			s.assigns("2017-01-01", "third", "p1", "sub")
		}},
		{name: "at time of use", want: "not_licensed", change: func(s *small) {
			s.set.Add[0].Held = agreement.Held{Kind: agreement.HeldAtTimeOfUse}
			s.assigns("2018-06-01", "lor", "p1", "third")
		}},
		{name: "listed, whoever owned it", want: "licensed", change: func(s *small) {
			s.set.Add = []agreement.Selector{{Listed: []string{"p0", "p1"}}}
		}},
		{name: "no selector: every patent", want: "licensed", change: func(s *small) { s.set.Add = nil }},
		{name: "priority in time", want: "licensed", change: func(s *small) {
			s.where(dated(agreement.PatentPriority, "2000-01-01", "2009-03-01"))
		}},
		{name: "priority too late", want: "not_licensed", change: func(s *small) {
			s.where(dated(agreement.PatentPriority, "2000-01-01", "2009-02-28"))
		}},
		{name: "priority within bounds that decide", want: "licensed", change: func(s *small) {
			s.where(dated(agreement.PatentPriority, "2000-01-01", "2009-03-01"))
			s.records[0].Priority = when.Bounds{Earliest: day("2009-02-01"), Latest: day("2009-03-01")}
		}},
		{name: "priority within bounds that do not", want: "depends", open: "fact:priority date|p1", change: func(s *small) {
			s.where(dated(agreement.PatentPriority, "2000-01-01", "2009-03-01"))
			s.records[0].Priority = when.Bounds{Earliest: day("2009-02-01"), Latest: day("2009-03-02")}
		}},
		{name: "a filing date nobody gives", want: "depends", open: "fact:filing date|p1", change: func(s *small) {
			s.where(dated(agreement.PatentFiled, "2010-01-01", "2010-12-31"))
			s.records[0].Filed = when.Bounds{Earliest: when.Min, Latest: day("2011-09-01")}
		}},
		{name: "a filing date that two lines test together", want: "not_licensed", change: func(s *small) {
			s.where(dated(agreement.PatentFiled, "2010-01-01", "2010-12-31"))
			s.where(dated(agreement.PatentFiled, "2011-01-01", "2011-12-31"))
			s.records[0].Filed = when.Bounds{Earliest: day("2010-12-20"), Latest: day("2011-01-10")}
		}},
		{name: "whichever side of the year it falls on", want: "licensed", change: func(s *small) {
			s.where(dated(agreement.PatentFiled, "2010-01-01", "2010-12-31"), dated(agreement.PatentFiled, "2011-01-01", "2011-12-31"))
			s.records[0].Filed = when.Bounds{Earliest: day("2010-12-20"), Latest: day("2011-01-10")}
		}},
		{name: "granted: an application is not", want: "pending", change: func(s *small) {
			s.where(dated(agreement.PatentGranted, "2000-01-01", "2012-12-31"))
			s.records[0].IsGrant = patent.No
			s.presume(agreement.ApplicationsPending)
		}},
		{name: "granted: not known whether", want: "depends", open: "fact:granted|yes|p1; status:p1|US", change: func(s *small) {
			s.where(dated(agreement.PatentGranted, "2000-01-01", "2012-12-31"))
			s.records[0].IsGrant = patent.Unknown
		}},
		{name: "not granted after a day: turned round", want: "licensed", change: func(s *small) {
			x := dated(agreement.PatentGranted, "2013-01-01", "2030-12-31")
			x.Not = true
			s.where(x)
		}},
		{name: "field", want: "not_licensed", change: func(s *small) { s.where(values(agreement.PatentField, "software")) }},
		{name: "field, one of two", want: "licensed", change: func(s *small) { s.where(values(agreement.PatentField, "software", "wipo-4")) }},
		{name: "unclassified: one question for each field named", want: "depends",
			open: "fact:field|software|p1; fact:field|telecommunications|p1", change: func(s *small) {
				s.where(values(agreement.PatentField, "software", "telecommunications"))
				s.records[0].Classes, s.records[0].Fields = nil, 0
			}},
		{name: "class by prefix", want: "licensed", change: func(s *small) { s.where(values(agreement.PatentClass, "H04W")) }},
		{name: "class unknown", want: "depends", open: "fact:class|H04W|p1", change: func(s *small) {
			s.where(values(agreement.PatentClass, "H04W"))
			s.records[0].Classes, s.records[0].Fields = nil, 0
		}},
		{name: "kind", want: "not_licensed", change: func(s *small) { s.where(values(agreement.PatentKind, "utility-model", "design")) }},
		{name: "kind unknown", want: "depends", open: "fact:kind|invention|p1", change: func(s *small) {
			s.where(values(agreement.PatentKind, "invention"))
			s.records[0].Kind = patent.KindUnknown
		}},
		{name: "not declared is no", want: "not_licensed", change: func(s *small) { s.where(values(agreement.PatentStandard, "LTE")) }},
		{name: "declared", want: "licensed", change: func(s *small) {
			s.where(values(agreement.PatentStandard, "LTE"))
			s.records[0].Standards = []string{"LTE"}
		}},
		{name: "office", want: "not_licensed", change: func(s *small) { s.where(values(agreement.PatentOffice, "DE", "CN")) }},
		{name: "family not known", want: "depends", open: "fact:family|f9|p1", change: func(s *small) {
			s.where(values(agreement.PatentFamily, "f9"))
			s.records[0].Family = ""
		}},
		{name: "an alternative suffices", want: "licensed", change: func(s *small) {
			s.where(values(agreement.PatentOffice, "DE"), values(agreement.PatentOffice, "US"))
		}},
		{name: "every line must hold", want: "not_licensed", change: func(s *small) {
			s.where(values(agreement.PatentOffice, "DE"))
			s.where(values(agreement.PatentOffice, "US"))
		}},
		{name: "filed too late", want: "not_licensed", change: func(s *small) { second(s) }},
		{name: "a continuation comes along", want: "licensed", change: func(s *small) {
			second(s).Parents = []patent.Parent{{ID: "p1", How: patent.Continuation}}
			s.set.Family = []patent.Relation{patent.Continuation}
		}},
		{name: "a divisional does not, where only continuations do", want: "not_licensed", change: func(s *small) {
			second(s).Parents = []patent.Parent{{ID: "p1", How: patent.Divisional}}
			s.set.Family = []patent.Relation{patent.Continuation}
		}},
		{name: "nor does a parent", want: "not_licensed", change: func(s *small) {
			second(s)
			s.records[0].Parents = []patent.Parent{{ID: "p2", How: patent.Continuation}}
			s.set.Family = []patent.Relation{patent.Continuation}
		}},
		{name: "a descent stated in a journal, over a link that is itself out", want: "licensed", change: func(s *small) {
			second(s).Parents = []patent.Parent{{ID: "p3", How: patent.Divisional}}
			late := record("p3", "US", "lor")
			late.Priority = when.Exact(day("2015-05-01"))
			s.records = append(s.records, late)
			s.fact("", agreement.Descent{Child: "p3", Parent: "p1", How: patent.Continuation})
			s.set.Family = []patent.Relation{patent.Continuation, patent.Divisional}
		}},
		{name: "a foreign counterpart", want: "licensed", change: func(s *small) {
			second(s).Office = "DE"
			s.records[1].Family = s.records[0].Family
			s.set.Family = []patent.Relation{patent.ForeignCounterpart}
			s.ask.Use.Country = "DE"
		}},
		{name: "one family at one office is no foreign counterpart", want: "not_licensed", change: func(s *small) {
			second(s).Family = s.records[0].Family
			s.set.Family = []patent.Relation{patent.ForeignCounterpart}
		}},
		{name: "a family nobody knows has no counterparts", want: "not_licensed", change: func(s *small) {
			second(s).Office = "DE"
			s.records[0].Family, s.records[1].Family = "", ""
			s.set.Family = []patent.Relation{patent.ForeignCounterpart}
			s.ask.Use.Country = "DE"
		}},
		{name: "except a patent", want: "not_licensed", change: func(s *small) { s.set.Except = []agreement.PatentItem{{ID: "p1"}} }},
		{name: "except a set", want: "not_licensed", change: func(s *small) {
			s.deal.Patents = append(s.deal.Patents, &agreement.PatentSet{Clause: clause("patents", "Kept"), Add: []agreement.Selector{{Listed: []string{"p1"}}}})
			s.set.Except = []agreement.PatentItem{{Set: "deal/Kept"}}
		}},
		{name: "only if, of a family member itself", want: "depends", open: "finding:consent|p2", change: func(s *small) {
			second(s).Parents = []patent.Parent{{ID: "p1", How: patent.Continuation}}
			s.set.Family = []patent.Relation{patent.Continuation}
			s.set.OnlyIf = []agreement.Condition{{findingOf(agreement.SubjectPatent, "consent")}}
			s.finding("2015-01-01", "consent", "p1", "", true)
		}},
		{name: "redacted", want: "depends", open: "redacted:deal/gap", change: func(s *small) { s.redacts("deal/Patents") }},
		{name: "one of two sets", want: "licensed", change: func(s *small) {
			s.redacts("deal/Patents")
			s.main.Under = append(s.main.Under, agreement.PatentItem{ID: "p1"})
		}},
		{name: "under nothing in particular: no capture test", want: "licensed", change: func(s *small) {
			s.main.Under = nil
			s.records[0].Priority = when.Exact(day("2016-01-01"))
		}},
	})
}

// docs/meaning.md §8: findings.
func TestFindings(t *testing.T) {
	judged := func(findings ...func(*small)) func(*small) {
		return func(s *small) {
			s.main.Provided = []agreement.Condition{{findingOf(agreement.SubjectPatent, "essential")}}
			for _, f := range findings {
				f(s)
			}
		}
	}
	says := func(date, by string, yes bool) func(*small) {
		return func(s *small) { s.finding(date, "essential", "p1", by, yes) }
	}
	replaces := func(date, by, whom string, yes bool) func(*small) {
		return func(s *small) {
			s.fact(date, agreement.Finding{Term: "essential", Of: "p1", By: by, Yes: yes, Replaces: whom})
		}
	}
	const ask, conflict = "finding:essential|p1", "conflict:essential|p1"
	runSmall(t, []smallCase{
		{name: "none", want: "depends", open: ask, change: judged()},
		{name: "yes", want: "licensed", change: judged(says("2016-01-01", "a", true))},
		{name: "no", want: "not_licensed", change: judged(says("2016-01-01", "a", false))},
		{name: "undated counts always", want: "licensed", change: judged(says("", "a", true))},
		{name: "after the use", want: "depends", open: ask, change: judged(says("2018-06-02", "a", true))},
		{name: "between days: from the last of them", want: "depends", open: ask, change: judged(says("2018-05-30 and 2018-06-02", "a", true))},
		{name: "between days, all before", want: "licensed", change: judged(says("2018-05-30 and 2018-06-01", "a", true))},
		{name: "two that differ", want: "depends", open: conflict, change: judged(says("2016-01-01", "a", true), says("2017-01-01", "b", false))},
		{name: "two that agree", want: "licensed", change: judged(says("2016-01-01", "a", true), says("2017-01-01", "b", true))},
		{name: "the same authority thinks again", want: "not_licensed", change: judged(says("2016-01-01", "a", true), says("2017-01-01", "a", false))},
		{name: "the later day counts, not the later line", want: "licensed", change: judged(says("2017-01-01", "a", true), says("2016-01-01", "a", false))},
		{name: "nobody named is one authority", want: "not_licensed", change: judged(says("2016-01-01", "", true), says("2017-01-01", "", false))},
		{name: "of one day, the one recorded later", want: "licensed", change: judged(func(s *small) {
			s.finding("2016-01-01", "essential", "p1", "a", true).Recorded = day("2016-03-01")
			s.finding("2016-01-01", "essential", "p1", "a", false).Recorded = day("2016-02-01")
		})},
		{name: "replaces", want: "not_licensed", change: judged(says("2016-01-01", "a", true), replaces("2017-01-01", "b", "a", false))},
		{name: "does not replace what comes later", want: "depends", open: conflict, change: judged(says("2018-01-01", "a", true), replaces("2017-01-01", "b", "a", false))},
		{name: "one that is replaced itself has still replaced", want: "licensed", change: judged(
			says("2016-01-01", "a", false), replaces("2017-01-01", "b", "a", false), says("2018-01-01", "b", true))},
		{name: "another patent", want: "depends", open: ask, change: judged(func(s *small) { s.finding("", "essential", "p2", "", true) })},
		{name: "not: turned round", want: "not_licensed", change: func(s *small) {
			judged(says("2016-01-01", "a", true))(s)
			s.main.Provided[0][0].Not = true
		}},
		{name: "whatever it is from", want: "licensed", change: judged(func(s *small) {
			s.fact("2016-01-01", agreement.Finding{Term: "essential", Of: "p1", From: "LTE", Yes: true})
		})},
	})
}
