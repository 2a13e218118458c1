package oracle_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/oracle"
	"github.com/crossgrant/crossgrant/when"
)

var (
	surely = oracle.Doubtful{Certain: true, Possible: true}
	nobody = oracle.Doubtful{}
)

func perhaps(open ...string) oracle.Doubtful { return oracle.Doubtful{Possible: true, Open: open} }

// exercise is what is said of a power, with the days as text: "", a day, or "ever".
func exercise(d oracle.Doubtful, since string) oracle.Exercisable {
	switch since {
	case "":
		return oracle.Exercisable{Doubtful: d, Since: when.None}
	case "ever":
		return oracle.Exercisable{Doubtful: d, Since: when.Min}
	}
	return oracle.Exercisable{Doubtful: d, Since: day(since)}
}

// docs/meaning.md §18, Powers: whether one is exercisable on the day of the use, and since when.
func TestExercisable(t *testing.T) {
	sale := func(s *small, date string) {
		s.happens(date, agreement.Event{Verb: agreement.SoldUnder, By: "lee", Of: mainName})
	}
	warning := func(n int) *agreement.Delay { d := days(n); return &d }
	suing := sues(theLicensee, role("lor"))
	breach := needs(agreement.SubjectFixed, "breach")
	for _, c := range []struct {
		name     string
		licensee agreement.Org
		change   func(*small, *agreement.Power)
		want     oracle.Exercisable
	}{
		{"no ground: always", "", func(*small, *agreement.Power) {}, exercise(surely, "ever")},
		{"on the event", "lee", func(s *small, p *agreement.Power) {
			p.If = &suing
			s.suit("2017-03-01", "lee", "lor")
		}, exercise(surely, "2017-03-01")},
		{"the first of two events counts", "lee", func(s *small, p *agreement.Power) {
			p.If = &suing
			s.suit("2017-05-01", "lee", "lor")
			s.suit("2017-03-01", "lee", "lor")
		}, exercise(surely, "2017-03-01")},
		{"for another licensee", "sub", func(s *small, p *agreement.Power) {
			p.If = &suing
			s.suit("2017-03-01", "lee", "lor")
		}, exercise(nobody, "")},
		{"for nobody in particular", "", func(s *small, p *agreement.Power) {
			p.If = &suing
			s.suit("2017-03-01", "lee", "lor")
		}, exercise(nobody, "")},
		{"an event after the day", "lee", func(s *small, p *agreement.Power) {
			p.If = &suing
			s.suit(afterUse, "lee", "lor")
		}, exercise(nobody, "")},
		{"an event that straddles the day", "lee", func(s *small, p *agreement.Power) {
			p.If = &suing
			s.suit(straddlesUse, "lee", "lor")
		}, exercise(perhaps("fact:when|$"), "")},
		{"an event in days before: since the last of them", "lee", func(s *small, p *agreement.Power) {
			p.If = &suing
			s.suit("2017-03-01 and 2017-03-05", "lee", "lor")
		}, exercise(surely, "2017-03-05")},
		{"on the day somebody ceased to control", "", func(s *small, p *agreement.Power) {
			p.If = &agreement.Trigger{Verb: agreement.CeasesToControl, Holder: "lor", Held: "sub", Share: agreement.Over50}
			s.controls("2016-01-01", "lor", "sub", 100)
			s.controls("2017-03-01", "lor", "sub", 0)
		}, exercise(surely, "2017-03-01")},
		{"four quarters after the quarter of the last sale", "", func(s *small, p *agreement.Power) {
			p.Idle = &agreement.Idle{Under: mainName, Quarters: 4}
			sale(s, "2017-03-31")
		}, exercise(surely, "2018-04-01")},
		{"not before", "", func(s *small, p *agreement.Power) {
			p.Idle = &agreement.Idle{Under: mainName, Quarters: 4}
			sale(s, "2017-04-01")
		}, exercise(nobody, "")},
		{"a sale in between begins the time anew", "", func(s *small, p *agreement.Power) {
			p.Idle = &agreement.Idle{Under: mainName, Quarters: 1}
			sale(s, "2015-01-01")
			sale(s, "2016-05-01")
		}, exercise(surely, "2016-10-01")},
		{"the first day after the time to cure", "", func(s *small, p *agreement.Power) {
			p.Warning = warning(30)
			s.gives(agreement.GivesWarning, "2012-01-01", "lor", "")
		}, exercise(surely, "2012-01-31")},
		{"the earlier of two warnings", "", func(s *small, p *agreement.Power) {
			p.Warning = warning(30)
			s.gives(agreement.GivesWarning, "2012-03-01", "lor", "")
			s.gives(agreement.GivesWarning, "2012-01-01", "lor", "")
		}, exercise(surely, "2012-01-31")},
		{"of which one was cured", "", func(s *small, p *agreement.Power) {
			p.Warning = warning(30)
			s.gives(agreement.GivesWarning, "2012-01-01", "lor", "")
			s.gives(agreement.GivesWarning, "2012-03-01", "lor", "")
			s.gives(agreement.Cures, "2012-01-30", "lee", "")
		}, exercise(surely, "2012-03-31")},
		{"a warning that began on some day long ago", "", func(s *small, p *agreement.Power) {
			p.Warning = warning(30)
			s.gives(agreement.GivesWarning, "", "lor", "").Begin = when.Bounds{Earliest: when.Min, Latest: day("2012-01-01")}
		}, exercise(surely, "2012-01-31")},
		{"a warning that ends past the calendar", "", func(s *small, p *agreement.Power) {
			p.Warning = &agreement.Delay{Duration: when.Duration{N: 9000, Unit: when.Year}}
			s.gives(agreement.GivesWarning, "2012-01-01", "lor", "")
		}, exercise(nobody, "")},
		{"on a finding: before it nobody knew", "", func(s *small, p *agreement.Power) {
			p.Provided = breach
			s.finding("2016-07-01", "breach", "", "", true)
		}, exercise(surely, "2016-07-01")},
		{"on a finding that was no for a while", "", func(s *small, p *agreement.Power) {
			p.Provided = breach
			s.finding("2015-07-01", "breach", "", "", true)
			s.finding("2016-01-01", "breach", "", "", false)
			s.finding("2016-07-01", "breach", "", "", true)
		}, exercise(surely, "2016-07-01")},
		{"a finding that nobody made", "", func(_ *small, p *agreement.Power) { p.Provided = breach }, exercise(perhaps("finding:breach|"), "")},
		{"the last of several grounds", "lee", func(s *small, p *agreement.Power) {
			p.If, p.Warning, p.Provided = &suing, warning(30), breach
			s.finding("2016-07-01", "breach", "", "", true)
			s.suit("2017-03-01", "lee", "lor")
			s.gives(agreement.GivesWarning, "2017-02-20", "lor", "")
		}, exercise(surely, "2017-03-22")},
		{"struck out", "", func(s *small, _ *agreement.Power) { s.redacts(powerName) }, exercise(perhaps("redacted:deal/gap"), "")},
		{"whether its notice has been given", "", func(s *small, _ *agreement.Power) { s.notice("2017-01-01", "lor") }, exercise(surely, "ever")},
		{"no such power", "", func(_ *small, p *agreement.Power) { p.Clause.Name = "other" }, exercise(nobody, "")},
		{"of an agreement that is not known", "", func(s *small, p *agreement.Power) {
			s.apart("2027-01-01")
			p.Clause.Agreement = "deal"
		}, exercise(nobody, "")},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSmall()
			c.change(s, s.power())
			s.place(c.want.Doubtful)
			got := oracle.New(&s.world, s.records).Exercisable(powerName, c.licensee, s.ask.Use.On, s.ask.KnownAt)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-by hand +oracle):\n%s", diff)
			}
		})
	}
}

// docs/meaning.md §18: the powers that could end a licensed answer.
func TestTerminable(t *testing.T) {
	stop := func(d oracle.Doubtful, since string) []oracle.Terminable {
		return []oracle.Terminable{{Power: powerName, Exercisable: exercise(d, since)}}
	}
	suing := sues(theLicensee, role("lor"))
	byExtension := func(change func(*small, *agreement.Power)) func(*small, *agreement.Power) {
		return func(s *small, p *agreement.Power) {
			s.third()
			s.extends(agreement.Sublicence, "third")
			change(s, p)
		}
	}
	for _, c := range []struct {
		name   string
		change func(*small, *agreement.Power)
		want   []oracle.Terminable
	}{
		{"a power", func(*small, *agreement.Power) {}, stop(surely, "ever")},
		{"one that is not exercisable", func(_ *small, p *agreement.Power) { p.If = &suing }, nil},
		{"on its ground", func(s *small, p *agreement.Power) {
			p.If = &suing
			s.suit("2017-03-01", "lee", "lor")
		}, stop(surely, "2017-03-01")},
		{"on a ground that another gave", func(s *small, p *agreement.Power) {
			p.If, p.ThatOne = &suing, true
			s.suit("2017-03-01", "sub", "lor")
		}, nil},
		{"perhaps", func(s *small, p *agreement.Power) { p.Provided = needs(agreement.SubjectFixed, "breach") }, stop(perhaps("finding:breach|"), "")},
		{"struck out", func(s *small, _ *agreement.Power) { s.redacts(powerName) }, stop(perhaps("redacted:deal/gap"), "")},
		{"of another grant", func(_ *small, p *agreement.Power) { p.Ends = []agreement.Name{"deal/other"} }, nil},
		{"of the extension, the right being had by the grant", func(s *small, p *agreement.Power) {
			s.extends(agreement.Sublicence, "third")
			p.Ends = []agreement.Name{moreName}
		}, nil},
		{"of the extension by which it is had", byExtension(func(_ *small, p *agreement.Power) { p.Ends = []agreement.Name{moreName} }), stop(surely, "ever")},
		{"of the grant of the extension by which it is had", byExtension(func(*small, *agreement.Power) {}), stop(surely, "ever")},
		{"for the licensee for whom it is made", func(s *small, p *agreement.Power) {
			p.If, p.ThatOne = &suing, true
			s.third()
			s.ask.Use.Act, s.ask.Use.For = agreement.Make, "lee"
			s.suit("2017-03-01", "lee", "lor")
		}, stop(surely, "2017-03-01")},
		{"notice given, its time not over", func(s *small, p *agreement.Power) {
			p.Notice = days(30)
			s.notice("2018-05-20", "lor")
		}, nil},
		{"notice that will be given", func(s *small, _ *agreement.Power) { s.notice(afterUse, "lor") }, stop(surely, "ever")},
		{"notice by one who may not give it", func(s *small, p *agreement.Power) {
			p.Notice = days(30)
			s.notice("2018-05-20", "sub")
		}, stop(surely, "ever")},
		{"notice before the ground", func(s *small, p *agreement.Power) {
			p.Notice, p.If = days(30), &suing
			s.notice("2018-05-20", "lor")
			s.suit("2018-05-21", "lee", "lor")
		}, stop(surely, "2018-05-21")},
		{"notice to another licensee", func(s *small, p *agreement.Power) {
			p.Notice, p.ThatOne = days(30), true
			s.gives(agreement.GivesNotice, "2018-05-20", "lor", "sub")
		}, stop(surely, "ever")},
		{"a survival would keep it", func(s *small, _ *agreement.Power) { s.survival() }, nil},
		{"a survival would keep it, if elected", func(s *small, _ *agreement.Power) { s.survival().Election = members("lee") }, stop(perhaps("election:deal/keep"), "")},
		{"the grant prevails", func(s *small, _ *agreement.Power) { s.main.Precedence = over(powerName) }, nil},
		{"the right is not licensed", func(s *small, _ *agreement.Power) { s.ask.Use.Act = agreement.Import }, nil},
		{"the right depends", func(s *small, _ *agreement.Power) { s.main.Provided = needs(agreement.SubjectFixed, "paid") }, nil},
		{"the patent has lapsed", func(s *small, _ *agreement.Power) { s.lapses("2017-01-01") }, nil},
		{"the patent is the actor's own", func(s *small, _ *agreement.Power) { s.controls("2016-01-01", "lee", "lor", 100) }, nil},
		{"the patent is perhaps the actor's own", func(s *small, _ *agreement.Power) { s.controls(straddlesUse, "lee", "lor", 100) }, stop(perhaps("fact:when|$"), "")},
		{"by one of two grants, which both give the right", func(s *small, _ *agreement.Power) { s.twice(func(*agreement.Grant) {}) }, stop(surely, "ever")},
		{"by the grant that only perhaps gives the right, beside one that does", func(s *small, p *agreement.Power) {
			s.twice(func(g *agreement.Grant) { g.Provided = needs(agreement.SubjectFixed, "paid") })
			p.Ends = []agreement.Name{"deal/other"}
		}, nil},
		{"by one or the other grant, as the finding is", func(s *small, p *agreement.Power) {
			not := needs(agreement.SubjectFixed, "paid")
			not[0][0].Not = true
			s.main.Provided = needs(agreement.SubjectFixed, "paid")
			s.twice(func(g *agreement.Grant) { g.Provided = not })
		}, stop(perhaps("finding:paid|"), "")},
		{"which ends both", func(s *small, p *agreement.Power) {
			not := needs(agreement.SubjectFixed, "paid")
			not[0][0].Not = true
			s.main.Provided = needs(agreement.SubjectFixed, "paid")
			s.twice(func(g *agreement.Grant) { g.Provided = not })
			p.Ends = []agreement.Name{mainName, "deal/other"}
		}, stop(surely, "ever")},
		{"by a right to one component", func(s *small, p *agreement.Power) {
			s.main.For = word("phone")
			s.twice(func(g *agreement.Grant) { g.For = word("radio") })
			p.Ends = []agreement.Name{"deal/other"}
		}, stop(surely, "ever")},
		{"the earliest of two sublicences", func(s *small, p *agreement.Power) {
			s.third()
			s.controls("2016-01-01", "lee", "sub", 100)
			s.extends(agreement.Sublicence, "third").ByAct = true
			s.sublicenses("2016-02-01", "lee", "third")
			s.sublicenses("2016-02-01", "sub", "third")
			p.If, p.ThatOne = &suing, true
			s.suit("2017-05-01", "lee", "lor")
			s.suit("2017-03-01", "sub", "lor")
		}, stop(surely, "2017-03-01")},
		{"asked about only under some values", func(s *small, p *agreement.Power) {
			s.forgetPresumptions(agreement.LicencesRun)
			s.ask.Under = agreement.Under{Org: "lor"}
			s.assigns(straddlesUse, "lor", "p1", "sub")
		}, stop(surely, "ever")},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSmall()
			c.change(s, s.power())
			for _, x := range c.want {
				s.place(x.Doubtful)
			}
			got := oracle.New(&s.world, s.records).Terminable(s.ask, "p1")
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-by hand +oracle):\n%s", diff)
			}
		})
	}
	s := newSmall()
	s.power()
	s.deal.Powers = append(s.deal.Powers, &agreement.Power{Clause: clause("power", "also"), Of: members("lor"), Ends: []agreement.Name{mainName}})
	got := oracle.New(&s.world, s.records).Terminable(s.ask, "p1")
	if len(got) != 2 || got[0].Power != "deal/also" || got[1].Power != powerName {
		t.Errorf("two powers, by name: %v", got)
	}
	if got := oracle.New(&s.world, s.records).Terminable(s.ask, "p9"); got != nil {
		t.Errorf("no such patent: %v", got)
	}
}

// docs/meaning.md §18: may BY sublicense TO?
func TestMaySublicense(t *testing.T) {
	for _, c := range []struct {
		name   string
		by, to agreement.Org
		change func(*small, *agreement.Extension)
		want   oracle.Doubtful
	}{
		{"to one of those it is to", "lee", "third", nil, surely},
		{"to another", "lee", "sub2", nil, nobody},
		{"by one who is no licensee", "sub2", "third", nil, nobody},
		{"by a member of the group on the day", "sub", "third", func(s *small, _ *agreement.Extension) { s.controls(dayOfUse, "lee", "sub", 100) }, surely},
		{"by a member only later", "sub", "third", func(s *small, _ *agreement.Extension) { s.controls(afterUse, "lee", "sub", 100) }, nobody},
		{"not where the grant says none", "lee", "third", func(s *small, _ *agreement.Extension) { s.main.Sublicence = "none" }, nobody},
		{"whatever a reading of the grant says", "lee", "third", func(s *small, _ *agreement.Extension) {
			s.readMain(func(g *agreement.Grant) { g.Sublicence = "none" }, func(g *agreement.Grant) { g.Sublicence = "listed" })
		}, perhaps("reading:deal/of main")},
		{"listed", "lee", "third", func(s *small, _ *agreement.Extension) { s.main.Sublicence = "listed" }, surely},
		{"by no block", "lee", "third", func(s *small, _ *agreement.Extension) { s.deal.Extensions = nil }, nobody},
		{"not by an extension", "lee", "third", func(_ *small, x *agreement.Extension) { x.Kind = agreement.Exhaustion }, nobody},
		{"nor by a transfer", "lee", "third", func(_ *small, x *agreement.Extension) { x.Kind = agreement.Transfer }, nobody},
		{"of another grant", "lee", "third", func(_ *small, x *agreement.Extension) { x.Of = []agreement.Name{"deal/other"} }, nobody},
		{"by act, before any", "lee", "third", func(_ *small, x *agreement.Extension) { x.ByAct = true }, surely},
		{"by those named", "lee", "third", func(_ *small, x *agreement.Extension) { x.By = members("lee") }, surely},
		{"not by others", "lee", "third", func(_ *small, x *agreement.Extension) { x.By = members("sub") }, nobody},
		{"by those named on the day", "lee", "third", func(s *small, x *agreement.Extension) {
			x.By = []agreement.Member{held("sub")}
			s.controls(dayOfUse, "sub", "lee", 100)
		}, surely},
		{"to a member on the day", "lee", "sub2", func(s *small, x *agreement.Extension) {
			x.To = []agreement.Member{held("third")}
			s.controls(straddlesUse, "third", "sub2", 100)
		}, perhaps("fact:when|$")},
		{"to a party", "lee", "third", func(s *small, x *agreement.Extension) {
			x.To, x.Parties = nil, &agreement.Parties{With: "lee", Signed: when.Always}
			s.signs("2016-01-01", "a", "lee", "third")
		}, surely},
		{"to no party", "lee", "third", func(s *small, x *agreement.Extension) {
			x.To, x.Parties = nil, &agreement.Parties{With: "lee", Signed: when.Always}
			s.signs("2016-01-01", "a", "lee", "sub")
		}, nobody},
		{"to the chain of supply", "lee", "sub2", func(_ *small, x *agreement.Extension) { x.To, x.Chain = nil, agreement.MakesFor }, surely},
		{"to customers", "lee", "sub2", func(_ *small, x *agreement.Extension) { x.To, x.Chain = nil, agreement.AcquiredFrom }, surely},
		{"struck out", "lee", "third", func(s *small, _ *agreement.Extension) { s.redacts(moreName) }, perhaps("redacted:deal/gap")},
		{"a condition", "lee", "third", func(_ *small, x *agreement.Extension) { x.Provided = needs(agreement.SubjectFixed, "paid") }, perhaps("finding:paid|")},
		{"a condition of the agreement", "lee", "third", func(s *small, x *agreement.Extension) {
			x.To, x.Parties = nil, &agreement.Parties{With: "lee", Signed: when.Always}
			x.Provided = needs(agreement.SubjectAgreement, "customary")
			s.signs("2016-01-01", "a", "lee", "third")
		}, perhaps("finding:customary|a")},
		{"a condition of the product is left aside", "lee", "third", func(_ *small, x *agreement.Extension) { x.Provided = needs(agreement.SubjectProduct, "kind") }, surely},
		{"by one who has transferred", "lee", "third", func(s *small, _ *agreement.Extension) {
			s.extends(agreement.Transfer, "sub").Clause.Name = "other"
			s.hands(dayOfUse, "lee", "sub")
		}, nobody},
		{"by one who holds by transfer", "sub", "third", func(s *small, _ *agreement.Extension) {
			s.extends(agreement.Transfer, "sub").Clause.Name = "other"
			s.hands(dayOfUse, "lee", "sub")
		}, surely},
		{"whether the grant still stands is another question", "lee", "third", func(s *small, _ *agreement.Extension) { s.ends() }, surely},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSmall()
			x := s.extends(agreement.Sublicence, "third")
			if c.change != nil {
				c.change(s, x)
			}
			s.place(c.want)
			got := oracle.New(&s.world, s.records).MaySublicense(c.by, c.to, mainName, s.ask.Use.On, s.ask.KnownAt)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-by hand +oracle):\n%s", diff)
			}
		})
	}
	s := newSmall()
	if got := oracle.New(&s.world, s.records).MaySublicense("lee", "third", "deal/other", s.ask.Use.On, s.ask.KnownAt); got.Possible {
		t.Error("under a grant that is not there")
	}
}
