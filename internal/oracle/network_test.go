package oracle_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/oracle"
	"github.com/crossgrant/crossgrant/when"
)

// network turns the small deal into a network that everybody may join (docs/meaning.md §21):
//
//	discontinuation at least 180 days after its announcement
//	"Patents" owned by each licensor, entities it controls, at time of use, priority not after last discontinuation by the licensor
//	licence main from each licensor, entities it controls, to each licensee, entities it controls, under "Patents", as accepted,
//	for anything, from its acceptance on
//
// Lor has offered it since 2015-01-01, lee since 2015-02-01, and lee accepted it from lor on 2015-03-01. No rights are presumed
// to run with patents.
func (s *small) network() {
	s.forgetPresumptions(agreement.LicencesRun)
	s.deal.Network = &agreement.Network{Notice: days(180)}
	s.deal.Effective = when.None
	side := func(e agreement.Each) []agreement.Member {
		return []agreement.Member{{Each: e}, {Each: e, Reach: true, Share: agreement.Over50}}
	}
	s.set.Add = []agreement.Selector{{OwnedBy: side(agreement.EachLicensor), Held: agreement.Held{Kind: agreement.HeldAtTimeOfUse}}}
	s.where(agreement.Test{Attr: agreement.PatentPriority, Span: when.Always, ToLeft: true})
	s.main.From, s.main.To, s.main.AsAccepted = side(agreement.EachLicensor), side(agreement.EachLicensee), true
	s.main.Anything, s.main.For = true, nil
	s.main.During = agreement.Term{Span: when.Always, Accepted: true}
	s.offers("2015-01-01", "lor")
	s.offers("2015-02-01", "lee")
	s.accepts("2015-03-01", "lee", "lor")
}

func (s *small) offers(date string, o agreement.Org) *agreement.Fact {
	return s.happens(date, agreement.Event{Verb: agreement.Offers, By: o, Of: "deal"})
}

func (s *small) accepts(date string, o, from agreement.Org, patents ...string) *agreement.Fact {
	return s.happens(date, agreement.Event{Verb: agreement.Accepts, By: o, To: from, Of: "deal", Patents: patents})
}

func (s *small) discontinues(date string, o agreement.Org, effective string) *agreement.Fact {
	return s.happens(date, agreement.Event{Verb: agreement.Discontinues, By: o, Of: "deal", Effective: day(effective)})
}

// forget drops the events of a verb.
func (s *small) forget(verb agreement.Verb) {
	s.drop(func(b agreement.FactBody) bool { e, ok := b.(agreement.Event); return ok && e.Verb == verb })
}

// conduct lets a finding about a member say that he has left.
func (s *small) conduct() { s.deal.Network.LeftIf = needs(agreement.SubjectMember, "bad conduct") }

func TestMembersOfNetworks(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*small)
		on     string
		want   oracle.Doubtful
	}{
		{"from the offer on", func(*small) {}, "2015-01-01", surely},
		{"not before", func(*small) {}, "2014-12-31", oracle.Doubtful{}},
		{"in days between", func(s *small) { s.forget(agreement.Offers); s.offers(straddlesUse, "lor") }, dayOfUse, perhaps("fact:when|$")},
		{"of another network", func(s *small) { s.deal.Clause.Name = "other" }, dayOfUse, oracle.Doubtful{}},
		{"of what is no network", func(s *small) { s.deal.Network = nil }, dayOfUse, oracle.Doubtful{}},
		{"until it has discontinued", func(s *small) { s.discontinues("2016-01-01", "lor", "2016-07-15") }, "2016-07-14", surely},
		{"discontinued", func(s *small) { s.discontinues("2016-01-01", "lor", "2016-07-15") }, "2016-07-15", oracle.Doubtful{}},
		{"discontinued by another", func(s *small) { s.discontinues("2016-01-01", "lee", "2016-07-15") }, "2016-07-15", surely},
		{"with half the notice", func(s *small) { s.discontinues("2016-01-01", "lor", "2016-03-31") }, "2016-12-31", surely},
		{"with a day less than the notice", func(s *small) { s.discontinues("2016-01-01", "lor", "2016-06-28") }, "2016-12-31", surely},
		{"with the notice to the day", func(s *small) { s.discontinues("2016-01-01", "lor", "2016-06-29") }, "2016-12-31", oracle.Doubtful{}},
		{"where none is needed", func(s *small) {
			s.deal.Network.Notice = agreement.Delay{}
			s.discontinues("2016-01-01", "lor", "2016-01-01")
		}, "2016-01-01", oracle.Doubtful{}},
		{"with a notice of some day", func(s *small) { s.discontinues("2016-01-01 and 2016-01-02", "lor", "2016-06-29") }, "2016-12-31", perhaps("fact:when|$")},
		{"with a notice of any of many days", func(s *small) { s.discontinues("2015-01-01 and 2016-06-29", "lor", "2016-06-29") }, "2016-12-31", perhaps("fact:when|$")},
		{"back again", func(s *small) { s.discontinues("2016-01-01", "lor", "2016-07-15"); s.offers("2017-01-01", "lor") }, "2017-01-01", surely},
		{"back again, whatever the order of the file", func(s *small) {
			s.forget(agreement.Offers)
			s.offers("2017-01-01", "lor")
			s.offers("2015-01-01", "lor")
			s.discontinues("2016-01-01", "lor", "2016-07-15")
		}, "2017-01-01", surely},
		{"back on the day", func(s *small) { s.discontinues("2016-01-01", "lor", "2016-07-15"); s.offers("2016-07-15", "lor") }, "2016-07-15", surely},
		{"offered again before it ended", func(s *small) { s.discontinues("2016-01-01", "lor", "2016-07-15"); s.offers("2016-07-14", "lor") }, "2016-07-15", oracle.Doubtful{}},
		{"conduct, of which nothing is known", (*small).conduct, dayOfUse, surely},
		{"conduct", func(s *small) { s.conduct(); s.finding("2016-01-01", "bad conduct", "lor", "", true) }, "2016-01-01", oracle.Doubtful{}},
		{"conduct of later", func(s *small) { s.conduct(); s.finding("2016-01-01", "bad conduct", "lor", "", true) }, "2015-12-31", surely},
		{"conduct of another", func(s *small) { s.conduct(); s.finding("2016-01-01", "bad conduct", "lee", "", true) }, "2016-01-01", surely},
		{"no such conduct", func(s *small) { s.conduct(); s.finding("2016-01-01", "bad conduct", "lor", "", false) }, "2016-01-01", surely},
		{"other conduct", func(s *small) { s.conduct(); s.finding("2016-01-01", "good conduct", "lor", "", true) }, "2016-01-01", surely},
		{"conduct, and back again", func(s *small) {
			s.conduct()
			s.finding("2016-01-01", "bad conduct", "lor", "", true)
			s.offers("2016-01-02", "lor")
		}, dayOfUse, surely},
		{"conduct, in dispute", func(s *small) {
			s.conduct()
			s.finding("2016-01-01", "bad conduct", "lor", "court", true)
			s.finding("2016-01-01", "bad conduct", "lor", "other court", false)
		}, dayOfUse, perhaps("conflict:bad conduct|lor")},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSmall()
			s.network()
			c.change(s)
			s.place(c.want)
			got := oracle.New(&s.world, s.records).NetworkMember("lor", "deal", day(c.on), s.ask.KnownAt)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("member (-by hand +oracle):\n%s", diff)
			}
		})
	}
}

func TestPairsOfNetworks(t *testing.T) {
	then := func(change func(*small)) func(*small) { return func(s *small) { s.network(); change(s) } }
	on := func(d string) func(*small) { return func(s *small) { s.ask.Use.On = day(d) } }
	owner := func(o string) func(*small) { return func(s *small) { s.records[0].Owners = []string{o} } }
	both := func(changes ...func(*small)) func(*small) {
		return func(s *small) {
			for _, c := range changes {
				c(s)
			}
		}
	}
	again := func(change func(*small)) func(*small) {
		return func(s *small) { s.forget(agreement.Accepts); change(s) }
	}
	later := func(s *small) { s.records[0].Priority = when.Exact(day("2016-09-01")) }
	runSmall(t, []smallCase{
		{name: "who accepted", want: "licensed", change: then(func(*small) {})},
		{name: "on the day", want: "licensed", change: then(on("2015-03-01"))},
		{name: "a licence is no release", want: "not_licensed", change: then(on("2015-02-28"))},
		{name: "who did not accept", want: "not_licensed", change: then((*small).third)},
		{name: "who is a member and did not accept", want: "not_licensed", change: then(func(s *small) { s.third(); s.offers("2015-01-01", "third") })},
		{name: "the other way round", want: "not_licensed", change: then(func(s *small) { s.ask.Use.Actor, s.records[0].Owners[0] = "lor", "lee" })},
		{name: "from another", want: "not_licensed", change: then(both(owner("third"), func(s *small) { s.offers("2015-01-01", "third") }))},
		{name: "from each of two", want: "licensed", change: then(both(owner("third"), func(s *small) {
			s.offers("2015-01-01", "third")
			s.accepts("2015-03-01", "lee", "third")
		}))},
		{name: "which are not mixed", want: "not_licensed", change: then(both(owner("third"), func(s *small) {
			s.offers("2015-01-01", "third")
			s.accepts("2015-03-01", "sub2", "third")
			s.offers("2015-01-01", "sub2")
		}))},
		{name: "of another network", want: "not_licensed", change: then(again(func(s *small) {
			s.happens("2015-03-01", agreement.Event{Verb: agreement.Accepts, By: "lee", To: "lor", Of: "other"})
		}))},
		{name: "before the licensor was a member", want: "not_licensed", change: then(again(func(s *small) { s.accepts("2014-12-31", "lee", "lor") }))},
		{name: "before the licensee was", want: "not_licensed", change: then(again(func(s *small) { s.accepts("2015-01-31", "lee", "lor") }))},
		{name: "whatever the term", want: "not_licensed", change: then(again(func(s *small) {
			s.accepts("2015-01-31", "lee", "lor")
			s.main.During.Accepted = false
		}))},
		{name: "on the day he became one", want: "licensed", change: then(again(func(s *small) { s.accepts("2015-02-01", "lee", "lor") }))},
		{name: "when the licensor had left", want: "not_licensed", change: then(again(func(s *small) {
			s.discontinues("2015-03-01", "lor", "2016-01-01")
			s.accepts("2016-01-01", "lee", "lor")
		}))},
		{name: "the day before he left", want: "licensed", change: then(again(func(s *small) {
			s.discontinues("2015-03-01", "lor", "2016-01-01")
			s.accepts("2015-12-31", "lee", "lor")
		}))},
		{name: "twice, once in time", want: "licensed", change: then(again(func(s *small) {
			s.accepts("2014-01-01", "lee", "lor")
			s.accepts("2016-01-01", "lee", "lor")
		}))},
		{name: "from itself", want: "not_licensed", change: then(again(func(s *small) {
			s.accepts("2016-01-01", "lee", "lee")
			s.records[0].Owners = []string{"other"}
			s.controls("2016-01-01", "lee", "other", 100)
			s.controls(dayOfUse, "lee", "other", 0)
			s.presume(agreement.LicencesRun)
			s.set.Add = nil
		}))},
		{name: "in days between", want: "depends", open: "fact:when|$", change: then(again(func(s *small) { s.accepts(straddlesUse, "lee", "lor") }))},
		{name: "leaving ends no licence: the licensor", want: "licensed", change: then(func(s *small) { s.discontinues("2016-01-01", "lor", "2016-07-15") })},
		{name: "the licensee", want: "licensed", change: then(func(s *small) { s.discontinues("2016-01-01", "lee", "2016-07-15") })},
		{name: "priority after it", want: "not_licensed", change: then(both(later, func(s *small) { s.discontinues("2016-01-01", "lor", "2016-07-15") }))},
		{name: "priority on the day", want: "licensed", change: then(both(later, func(s *small) { s.discontinues("2016-01-01", "lor", "2016-09-01") }))},
		{name: "priority the day after", want: "not_licensed", change: then(both(later, func(s *small) { s.discontinues("2016-01-01", "lor", "2016-08-31") }))},
		{name: "priority after one that is not valid", want: "licensed", change: then(both(later, func(s *small) { s.discontinues("2016-07-01", "lor", "2016-08-31") }))},
		{name: "priority after one by the licensee", want: "licensed", change: then(both(later, func(s *small) { s.discontinues("2016-01-01", "lee", "2016-07-15") }))},
		{name: "priority after one announced later than the use", want: "licensed", change: then(both(later, on("2016-10-01"), func(s *small) {
			s.discontinues("2016-10-02", "lor", "2017-10-02")
		}))},
		{name: "one announced, and not yet effective", want: "not_licensed", change: then(both(on("2016-10-01"), func(s *small) {
			s.records[0].Priority = when.Exact(day("2018-01-01"))
			s.discontinues("2016-10-01", "lor", "2017-10-02")
		}))},
		{name: "the last of two counts", want: "licensed", change: then(both(later, func(s *small) {
			s.discontinues("2015-06-01", "lor", "2016-01-01")
			s.offers("2016-02-01", "lor")
			s.discontinues("2016-03-01", "lor", "2016-10-01")
		}))},
		{name: "the one announced last", want: "not_licensed", change: then(both(later, func(s *small) {
			s.discontinues("2015-06-01", "lor", "2016-10-01")
			s.discontinues("2015-07-01", "lor", "2016-08-01")
		}))},
		{name: "whatever the order of the file", want: "not_licensed", change: then(both(later, func(s *small) {
			s.discontinues("2015-07-01", "lor", "2016-08-01")
			s.discontinues("2015-06-01", "lor", "2016-10-01")
		}))},
		{name: "a priority that is not known", want: "depends", open: "fact:priority date|p1", change: then(func(s *small) {
			s.discontinues("2016-01-01", "lor", "2016-07-15")
			s.records[0].Priority = when.Bounds{Earliest: day("2015-01-01"), Latest: day("2017-01-01")}
		})},
		{name: "accepted for some patents", want: "licensed", change: then(again(func(s *small) { s.accepts("2015-03-01", "lee", "lor", "p2", "p1") }))},
		{name: "accepted for others", want: "not_licensed", change: then(again(func(s *small) { s.accepts("2015-03-01", "lee", "lor", "p2") }))},
		{name: "accepted for others, where that does not count", want: "licensed", change: then(again(func(s *small) {
			s.accepts("2015-03-01", "lee", "lor", "p2")
			s.main.AsAccepted = false
		}))},
		{name: "accepted for others, then for it", want: "licensed", change: then(again(func(s *small) {
			s.accepts("2015-03-01", "lee", "lor", "p2")
			s.accepts("2015-04-01", "lee", "lor", "p1")
		}))},
		{name: "of one whom the licensor controls", want: "licensed", change: then(both(owner("sub"), func(s *small) { s.controls("2018-01-01", "lor", "sub", 100) }))},
		{name: "of one whom another controls", want: "not_licensed", change: then(both(owner("sub"), func(s *small) { s.controls("2018-01-01", "third", "sub", 100) }))},
		{name: "to one whom the licensee controls", want: "licensed", change: then(func(s *small) {
			s.ask.Use.Actor = "sub"
			s.controls(dayOfUse, "lee", "sub", 100)
		})},
		{name: "to one whom the licensor controls", want: "not_licensed", change: then(func(s *small) {
			s.ask.Use.Actor = "sub"
			s.controls(dayOfUse, "lor", "sub", 100)
			s.records[0].Owners = []string{"lor"}
		})},
		{name: "sold before the acceptance", want: "not_licensed", change: then(both(owner("lor"), func(s *small) {
			s.set.Add, s.main.Anything = nil, true
			s.presume(agreement.LicencesRun)
			s.assigns("2015-02-28", "lor", "p1", "other")
		}))},
		{name: "sold after it, running", want: "licensed", change: then(func(s *small) {
			s.set.Add = nil
			s.presume(agreement.LicencesRun)
			s.assigns("2015-03-02", "lor", "p1", "other")
		})},
		{name: "have made for the licensee", want: "licensed", change: then(func(s *small) { s.third(); s.ask.Use.Act, s.ask.Use.For = agreement.Make, "lee" })},
		{name: "customers of the licensee", want: "licensed", change: then(func(s *small) {
			s.third()
			s.extends(agreement.Exhaustion).Chain = agreement.AcquiredFrom
			s.ask.Use.From = "lee"
		})},
		{name: "customers of another member", want: "not_licensed", change: then(func(s *small) {
			s.third()
			s.extends(agreement.Exhaustion).Chain = agreement.AcquiredFrom
			s.offers("2015-01-01", "sub2")
			s.ask.Use.From = "sub2"
		})},
		{name: "not known yet", want: "not_licensed", change: then(func(s *small) { s.deal.Signed = day("2027-01-01") })},
		{name: "a network whose members are the licensees", want: "licensed", change: then(func(s *small) {
			s.main.From, s.main.To = members("lor"), []agreement.Member{{Network: "deal"}}
			s.main.AsAccepted, s.main.During.Accepted, s.set.Add, s.set.Where = false, false, nil, nil
			s.forget(agreement.Accepts)
		})},
		{name: "of whom he is none", want: "not_licensed", change: then(func(s *small) {
			s.third()
			s.main.From, s.main.To = members("lor"), []agreement.Member{{Network: "deal"}}
			s.main.AsAccepted, s.main.During.Accepted, s.set.Add, s.set.Where = false, false, nil, nil
		})},
		{name: "once a member, always one", want: "licensed", change: then(func(s *small) {
			s.main.From, s.main.To = members("lor"), group("Lee")
			s.lee.Is, s.lee.Membership = []agreement.Member{{Network: "deal"}}, agreement.OnceIn
			s.main.AsAccepted, s.main.During.Accepted, s.set.Add, s.set.Where = false, false, nil, nil
			s.discontinues("2016-01-01", "lee", "2016-07-15")
		})},
		{name: "who leaves the group of members", want: "not_licensed", change: then(func(s *small) {
			s.lee.Is = []agreement.Member{{Network: "deal"}}
			s.when(agreement.Trigger{Verb: agreement.LeavesGroup, Group: "deal/Lee"}, effect(rightsEnd, entity))
			s.discontinues("2016-01-01", "lee", "2016-07-15")
		})},
	})
}

func TestPowersOfPairs(t *testing.T) {
	// Lor and third may end the licence of one who sues a member; each for its own.
	revoked := func(by, owner agreement.Org) func(*small) {
		return func(s *small) {
			s.network()
			s.offers("2015-01-01", "third")
			s.accepts("2015-03-01", "lee", "third")
			s.lee.Is = []agreement.Member{{Network: "deal"}}
			p := s.power()
			p.Of, p.ThatOne = []agreement.Member{{Each: agreement.EachLicensor}}, true
			on := sues(theLicensee, agreement.Role{Members: group("Lee")})
			p.If = &on
			s.suit("2016-01-01", "lee", "lor")
			s.gives(agreement.GivesNotice, "2016-02-01", by, "lee")
			s.records[0].Owners = []string{string(owner)}
		}
	}
	runSmall(t, []smallCase{
		{name: "by the licensor", want: "not_licensed", change: revoked("lor", "lor")},
		{name: "by another, for its own patents", want: "not_licensed", change: revoked("third", "third")},
		{name: "which leaves those of the first", want: "licensed", change: revoked("third", "lor")},
		{name: "and the other way round", want: "licensed", change: revoked("lor", "third")},
		{name: "by the licensee", want: "licensed", change: revoked("lee", "lor")},
	})
	s := newSmall()
	revoked("sub2", "lor")(s)
	got := oracle.New(&s.world, s.records).Terminable(s.ask, "p1")
	if len(got) != 1 || !got[0].Certain || got[0].Since != day("2016-01-01") {
		t.Errorf("powers that could end it: %+v; by hand one, since 2016-01-01", got)
	}
	s = newSmall()
	revoked("lor", "lor")(s)
	s.deal.Powers[0].Notice = days(5000)
	if got := oracle.New(&s.world, s.records).Terminable(s.ask, "p1"); len(got) != 0 {
		t.Errorf("powers that could end it, notice given: %+v; by hand none", got)
	}
}

func TestAnswersAboutPairs(t *testing.T) {
	s := newSmall()
	s.network()
	s.offers("2015-01-01", "third")
	s.accepts("2015-03-01", "sub", "lor")
	s.offers("2015-01-01", "sub")
	s.accepts("2014-12-31", "sub2", "lor")
	s.main.During.Accepted = false
	s.accepts(straddlesUse, "third", "lor")
	o := oracle.New(&s.world, s.records)
	got := map[agreement.Org]oracle.Doubtful{}
	for _, h := range o.Holders("p1", s.ask.Use.On, s.ask.KnownAt, false) {
		if _, twice := got[h.Org]; twice || h.Grant != mainName {
			t.Errorf("%+v", h)
		}
		got[h.Org] = h.Doubtful
	}
	third := perhaps("fact:when|$")
	s.place(third)
	if diff := cmp.Diff(map[agreement.Org]oracle.Doubtful{"lee": surely, "sub": surely, "third": third}, got); diff != "" {
		t.Errorf("holders (-by hand +oracle):\n%s", diff)
	}
	if a := o.Clear(s.ask); !cmp.Equal(a.PerPatent["p1"].Because, []string{"deal/main"}) {
		t.Errorf("because %v", a.PerPatent["p1"].Because)
	}
	for owner, want := range map[string]oracle.Doubtful{"lor": surely, "lee": surely, "other": {}} {
		s.records[0].Owners = []string{owner}
		if d := oracle.New(&s.world, s.records).Captured("p1", "deal/Patents", s.ask.Use.On, s.ask.KnownAt); !cmp.Equal(d, want) {
			t.Errorf("owned by %s, captured: %+v", owner, d)
		}
	}
	s.records[0].Owners = []string{"lor"}
	s.ask.Under = agreement.Under{Set: "deal/Patents"}
	if a := oracle.New(&s.world, s.records).Clear(s.ask); a.Verdict != "licensed" || len(a.PerPatent) != 1 {
		t.Errorf("under the set: %+v", a)
	}
	s.main.Sublicence = "listed"
	s.extends(agreement.Sublicence, "other").ByAct = true
	for by, want := range map[agreement.Org]oracle.Doubtful{"lee": surely, "lor": {}, "sub2": {}} {
		if d := oracle.New(&s.world, s.records).MaySublicense(by, "other", mainName, s.ask.Use.On, s.ask.KnownAt); !cmp.Equal(d, want) {
			t.Errorf("%s may sublicense: %+v", by, d)
		}
	}
}
