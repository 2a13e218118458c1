package oracle_test

import (
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/oracle"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// invented states when the invention of a patent was made.
func (s *small) invented(date, id string) *agreement.Fact {
	return s.fact(date, agreement.Milestone{Patents: []string{"p0", id}, What: agreement.PatentInvented})
}

// mayLicense states that somebody may license a patent, whoever owns it.
func (s *small) mayLicense(date string, who agreement.Org, id string) *agreement.Fact {
	return s.fact(date, agreement.Licensable{By: who, Patents: []string{"p0", id}})
}

// dated is a date test.
func dated(what agreement.Attr, span when.Interval) agreement.Test {
	return agreement.Test{Attr: what, Span: span}
}

func upTo(d string) when.Interval { return when.Interval{From: when.Min, To: day(d) + 1} }

func since(d string) when.Interval { return when.Interval{From: day(d), To: when.Max} }

// Of §19, milestones: the day on which an invention was made or disclosed.
func TestMilestones(t *testing.T) {
	made := func(span when.Interval) agreement.Test { return dated(agreement.PatentInvented, span) }
	in2008 := when.Closed(day("2008-01-01"), day("2008-12-31"))
	const open = "fact:invention date|p1"
	runSmall(t, []smallCase{
		{"made within the span", func(s *small) { s.where(made(in2008)); s.invented("2008-12-31", "p1") }, oracle.Licensed, ""},
		{"made the day after", func(s *small) { s.where(made(in2008)); s.invented("2009-01-01", "p1") }, oracle.NotLicensed, ""},
		{"the last statement counts", func(s *small) {
			s.where(made(in2008))
			s.invented("2008-05-01", "p1")
			s.invented("2007-05-01", "p1")
		}, oracle.NotLicensed, ""},
		{"the last of the file, not of the days", func(s *small) {
			s.where(made(in2008))
			s.invented("2009-02-01", "p1")
			s.invented("2008-05-01", "p1")
		}, oracle.Licensed, ""},
		{"one recorded later says nothing yet", func(s *small) {
			s.where(made(in2008))
			s.invented("2008-05-01", "p1")
			s.invented("2007-05-01", "p1").Recorded = day("2026-01-02")
		}, oracle.Licensed, ""},
		{"whatever the day of the use", func(s *small) { s.where(made(since("2019-01-01"))); s.invented("2019-01-01", "p1") }, oracle.Licensed, ""},
		{"of another patent", func(s *small) { s.where(made(in2008)); s.invented("2008-05-01", "p2") }, oracle.Depends, open},
		{"of the other kind", func(s *small) {
			s.where(made(in2008))
			s.fact("2008-05-01", agreement.Milestone{Patents: []string{"p1"}, What: agreement.PatentDisclosed})
		}, oracle.Depends, open},
		{"no statement: by the priority date", func(s *small) { s.where(made(upTo("2009-03-01"))) }, oracle.Licensed, ""},
		{"no statement: perhaps on the priority date", func(s *small) { s.where(made(upTo("2009-02-28"))) }, oracle.Depends, open},
		{"no statement: any day before", func(s *small) { s.where(made(upTo("1990-01-01"))) }, oracle.Depends, open},
		{"no statement: not after the priority date", func(s *small) { s.where(made(since("2009-03-02"))) }, oracle.NotLicensed, ""},
		{"no statement: up to the last day of the priority date", func(s *small) {
			s.records[0].Priority.Latest = day("2009-06-01")
			s.where(made(since("2009-06-01")))
		}, oracle.Depends, open},
		{"no statement: not after the last day of the priority date", func(s *small) {
			s.records[0].Priority.Latest = day("2009-06-01")
			s.where(made(since("2009-06-02")))
		}, oracle.NotLicensed, ""},
		{"within bounds", func(s *small) { s.where(made(in2008)); s.invented("2008-12-30 and 2009-01-02", "p1") }, oracle.Depends, open},
		{"bounds that all lie in the span", func(s *small) { s.where(made(in2008)); s.invented("2008-12-30 and 2008-12-31", "p1") }, oracle.Licensed, ""},
		{"made before the priority date that a fact gives", func(s *small) {
			s.where(made(upTo("2009-02-28")))
			r := patent.Record{ID: "p1", Priority: when.Exact(day("2009-02-28"))}
			s.fact("", agreement.PatentFact{Record: r, Set: agreement.SetPriority})
		}, oracle.Licensed, ""},
		{"turned round", func(s *small) {
			test := made(in2008)
			test.Not = true
			s.where(test)
			s.invented("2008-05-01", "p1")
		}, oracle.NotLicensed, ""},
		{"disclosed", func(s *small) {
			s.where(dated(agreement.PatentDisclosed, in2008))
			s.fact("2008-05-01", agreement.Milestone{Patents: []string{"p1"}, What: agreement.PatentDisclosed})
		}, oracle.Licensed, ""},
		{"made does not say when disclosed", func(s *small) {
			s.where(dated(agreement.PatentDisclosed, in2008))
			s.invented("2008-05-01", "p1")
		}, oracle.Depends, "fact:disclosure date|p1"},
		{"two days, two questions", func(s *small) {
			s.where(dated(agreement.PatentDisclosed, in2008))
			s.where(made(in2008))
		}, oracle.Depends, "fact:disclosure date|p1; " + open},
		{"two tests, one day", func(s *small) { s.where(made(in2008)); s.where(made(since("2009-01-01"))) }, oracle.NotLicensed, ""},
	})
}

// Of §19, presumed findings: yes unless a finding says otherwise.
func TestPresumedFindings(t *testing.T) {
	const term = "licensable without payment to others"
	presumed := func(sub agreement.Subject, of string) agreement.Test {
		test := findingOf(sub, term)
		test.Finding.Of, test.Finding.Presumed = of, true
		return test
	}
	ofPatent := presumed(agreement.SubjectPatent, "")
	runSmall(t, []smallCase{
		{"no finding", func(s *small) { s.where(ofPatent) }, oracle.Licensed, ""},
		{"without the presumption it is asked", func(s *small) { s.where(findingOf(agreement.SubjectPatent, term)) }, oracle.Depends, "finding:" + term + "|p1"},
		{"no", func(s *small) { s.where(ofPatent); s.finding("2016-01-01", term, "p1", "", false) }, oracle.NotLicensed, ""},
		{"yes", func(s *small) { s.where(ofPatent); s.finding("2016-01-01", term, "p1", "", true) }, oracle.Licensed, ""},
		{"no, from the day after the use", func(s *small) { s.where(ofPatent); s.finding(afterUse, term, "p1", "", false) }, oracle.Licensed, ""},
		{"no, of another patent", func(s *small) { s.where(ofPatent); s.finding("2016-01-01", term, "p2", "", false) }, oracle.Licensed, ""},
		{"no, of another term", func(s *small) {
			s.where(ofPatent)
			s.finding("2016-01-01", "licensable without consent of others", "p1", "", false)
		}, oracle.Licensed, ""},
		{"authorities differ", func(s *small) {
			s.where(ofPatent)
			s.finding("2016-01-01", term, "p1", "court", true)
			s.finding("2016-01-01", term, "p1", "counsel", false)
		}, oracle.Depends, "conflict:" + term + "|p1"},
		{"turned round", func(s *small) {
			test := ofPatent
			test.Not = true
			s.where(test)
		}, oracle.NotLicensed, ""},
		{"of what a grant names", func(s *small) {
			s.main.Provided = []agreement.Condition{{presumed(agreement.SubjectFixed, "p2")}}
			s.finding("2016-01-01", term, "p1", "", false)
		}, oracle.Licensed, ""},
		{"no, of what a grant names", func(s *small) {
			s.main.Provided = []agreement.Condition{{presumed(agreement.SubjectFixed, "p2")}}
			s.finding("2016-01-01", term, "p2", "", false)
		}, oracle.NotLicensed, ""},
		{"an exclusion takes out by presumption", func(s *small) {
			s.excludes("handset", agreement.ThatComponent).Provided = []agreement.Condition{{ofPatent}}
		}, oracle.NotLicensed, ""},
	})
}

// Of §19, the selector `licensable by`; the patent is third's, and the grant is from anybody who owns or may license it.
func TestLicensableBy(t *testing.T) {
	at := func(h agreement.Held, more func(*small)) func(*small) {
		return func(s *small) {
			s.records[0].Owners = []string{"third"}
			s.main.From = []agreement.Member{{Everyone: true}}
			s.set.Add = []agreement.Selector{{LicensableBy: group("Lor"), Held: h}}
			more(s)
		}
	}
	inUse := agreement.Held{Kind: agreement.HeldAtTimeOfUse}
	on := agreement.Held{Kind: agreement.HeldOn, Day: day("2016-01-01")}
	before := agreement.Held{Kind: agreement.HeldBefore, Day: day("2016-01-01")}
	during := agreement.Held{Kind: agreement.HeldDuring, Span: when.Closed(day("2016-01-01"), day("2016-12-31"))}
	may := func(date string) func(*small) { return func(s *small) { s.mayLicense(date, "lor", "p1") } }
	from := func(begin, end string) func(*small) {
		return func(s *small) { s.mayLicense(begin, "lor", "p1").End = day(end) }
	}
	runSmall(t, []smallCase{
		{"nobody may license", at(inUse, func(*small) {}), oracle.NotLicensed, ""},
		{"since ever", at(inUse, may("")), oracle.Licensed, ""},
		{"from the day of the use on", at(inUse, may(dayOfUse)), oracle.Licensed, ""},
		{"from the day after", at(inUse, may(afterUse)), oracle.NotLicensed, ""},
		{"no more from its end on", at(inUse, may("before "+dayOfUse)), oracle.NotLicensed, ""},
		{"until the day of the use", at(inUse, may("until "+dayOfUse)), oracle.Licensed, ""},
		{"from some day on", at(inUse, may(straddlesUse)), oracle.Depends, "fact:when|$"},
		{"from some day by then on", at(inUse, may("2018-05-30 and 2018-06-01")), oracle.Licensed, ""},
		{"another patent", at(inUse, func(s *small) { s.mayLicense("", "lor", "p2") }), oracle.NotLicensed, ""},
		{"another one", at(inUse, func(s *small) { s.mayLicense("", "sub", "p1") }), oracle.NotLicensed, ""},
		{"one of the members", at(inUse, func(s *small) { s.mayLicense("", "sub", "p1"); s.controls("", "lor", "sub", 60) }), oracle.Licensed, ""},
		{"one who was a member", at(inUse, func(s *small) {
			s.mayLicense("", "sub", "p1")
			s.controls("before "+dayOfUse, "lor", "sub", 60)
		}), oracle.NotLicensed, ""},
		{"not known", at(inUse, func(s *small) { s.mayLicense("2016-01-01", "lor", "p1").Recorded = day("2026-01-02") }), oracle.NotLicensed, ""},
		{"an owner is not one who may license what others own", at(inUse, func(s *small) { s.records[0].Owners = []string{"lor"} }), oracle.NotLicensed, ""},
		{"who may license is no owner", at(inUse, func(s *small) {
			s.set.Add = []agreement.Selector{{OwnedBy: group("Lor"), Held: inUse}}
			s.mayLicense("", "lor", "p1")
		}), oracle.NotLicensed, ""},
		{"one of two who may", at(inUse, func(s *small) {
			s.mayLicense("until 2017-01-01", "lor", "p1")
			s.mayLicense("2018-01-01", "lor", "p1")
		}), oracle.Licensed, ""},
		{"on the day", at(on, from("2016-01-01", "2016-01-02")), oracle.Licensed, ""},
		{"the day before only", at(on, from("2015-12-31", "2016-01-01")), oracle.NotLicensed, ""},
		{"immediately before the day", at(before, from("2015-12-31", "2016-01-01")), oracle.Licensed, ""},
		{"on the day, not before", at(before, from("2016-01-01", "2016-01-02")), oracle.NotLicensed, ""},
		{"on one day of the period", at(during, from("2016-06-01", "2016-06-02")), oracle.Licensed, ""},
		{"on the last day of the period", at(during, from("2016-12-31", "2018-01-01")), oracle.Licensed, ""},
		{"after the period", at(during, from("2017-01-01", "2018-01-01")), oracle.NotLicensed, ""},
		{"before the period", at(during, from("2015-01-01", "2016-01-01")), oracle.NotLicensed, ""},
		{"a member in the period, and may license in the period, on different days", at(during, func(s *small) {
			s.mayLicense("2016-07-01", "sub", "p1")
			s.controls("before 2016-07-01", "lor", "sub", 60)
		}), oracle.NotLicensed, ""},
		{"a member on the first day on which he may license", at(during, func(s *small) {
			s.mayLicense("2016-07-01", "sub", "p1")
			s.controls("until 2016-07-01", "lor", "sub", 60)
		}), oracle.Licensed, ""},
	})
}

// Of §19, who could give a right under a patent: also one who may license what others own.
func TestGivenByOneWhoMayLicense(t *testing.T) {
	with := func(change func(*small)) func(*small) {
		return func(s *small) {
			s.records[0].Owners = []string{"third"}
			s.main.Under = nil
			change(s)
		}
	}
	runSmall(t, []smallCase{
		{"nobody", with(func(*small) {}), oracle.NotLicensed, ""},
		{"on the day of the use", with(func(s *small) { s.mayLicense(dayOfUse, "lor", "p1") }), oracle.Licensed, ""},
		{"after the use", with(func(s *small) { s.mayLicense(afterUse, "lor", "p1") }), oracle.NotLicensed, ""},
		{"somebody who gives nothing", with(func(s *small) { s.mayLicense("", "sub", "p1") }), oracle.NotLicensed, ""},
		{"from some day on", with(func(s *small) { s.mayLicense(straddlesUse, "lor", "p1") }), oracle.Depends, "fact:when|$"},
		{"earlier, and it runs", with(func(s *small) { s.mayLicense("until 2016-01-01", "lor", "p1") }), oracle.Licensed, ""},
		{"earlier, and it may run", with(func(s *small) {
			s.mayLicense("2015-06-01", "lor", "p1").End = day("2015-06-02")
			s.forgetPresumptions(agreement.LicencesRun)
		}), oracle.Depends, "law:runs|licence"},
		{"now, whether it runs or not", with(func(s *small) {
			s.mayLicense("2015-06-01", "lor", "p1")
			s.forgetPresumptions(agreement.LicencesRun)
		}), oracle.Licensed, ""},
		{"before the agreement", with(func(s *small) { s.mayLicense("before 2015-01-01", "lor", "p1") }), oracle.NotLicensed, ""},
		{"on the first day of the agreement", with(func(s *small) { s.mayLicense("until 2015-01-01", "lor", "p1") }), oracle.Licensed, ""},
		{"a member of those who give, on that day", with(func(s *small) {
			s.mayLicense("2016-01-01", "sub", "p1")
			s.controls("until 2016-01-01", "lor", "sub", 60)
		}), oracle.Licensed, ""},
		{"a member of those who give, on another day", with(func(s *small) {
			s.mayLicense("2016-01-01", "sub", "p1")
			s.controls("before 2016-01-01", "lor", "sub", 60)
		}), oracle.NotLicensed, ""},
		{"a co-owner is asked", with(func(s *small) { s.records[0].Owners = []string{"lor", "third"} }), oracle.Depends, "law:co-owner|US"},
		{"no co-owner is asked", with(func(s *small) {
			s.records[0].Owners = []string{"lor", "third"}
			s.mayLicense("2016-01-01", "lor", "p1")
		}), oracle.Licensed, ""},
		{"none of two owners is asked", with(func(s *small) {
			s.records[0].Owners = []string{"sub", "third"}
			s.mayLicense("2016-01-01", "lor", "p1")
		}), oracle.Licensed, ""},
	})
}

// Who may license what others own is somebody whom the world knows, and so is who may by a clause.
func TestWhoMayLicenseIsKnown(t *testing.T) {
	s := newSmall()
	s.main.Under, s.main.To = nil, []agreement.Member{{Everyone: true}}
	s.mayLicense("", "agent", "p1")
	s.set.Add = append(s.set.Add, agreement.Selector{LicensableBy: members("broker"), Held: agreement.Held{Kind: agreement.HeldAtTimeOfUse}})
	among := map[agreement.Org]bool{}
	for _, h := range oracle.New(&s.world, s.records).Holders("p1", s.ask.Use.On, s.ask.KnownAt, false) {
		among[h.Org] = true
	}
	if !among["agent"] || !among["broker"] {
		t.Errorf("who may license a patent by a fact, or by a clause, is not among everybody: %v", among)
	}
}
