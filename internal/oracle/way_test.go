package oracle_test

import (
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// docs/meaning.md §18, Ways 1 and 2: by the grant itself, and by having made.
func TestOwnWays(t *testing.T) {
	madeFor := func(f agreement.Org) func(*small) {
		return func(s *small) {
			s.third()
			s.ask.Use.Act, s.ask.Use.For = agreement.Make, f
		}
	}
	after := func(first func(*small), then func(*small)) func(*small) {
		return func(s *small) { first(s); then(s) }
	}
	ifFound := func(subject agreement.Subject) func(*small) {
		return func(s *small) { s.main.HaveMadeIf = needs(subject, "design") }
	}
	transferable := func(s *small) { s.extends(agreement.Transfer, "sub", "sub2") }
	runSmall(t, []smallCase{
		{name: "by having made", want: "licensed", change: madeFor("lee")},
		{name: "for somebody else", want: "not_licensed", change: madeFor("sub")},
		{name: "for nobody", want: "not_licensed", change: madeFor("")},
		{name: "another act for somebody", want: "not_licensed", change: after(madeFor("lee"), func(s *small) { s.ask.Use.Act = agreement.Sell })},
		{name: "without have made", want: "not_licensed", change: after(madeFor("lee"), func(s *small) { s.main.Acts = []agreement.Act{agreement.Make} })},
		{name: "have made only if, of each node", want: "depends", open: "finding:design|phone; finding:design|modem",
			change: after(madeFor("lee"), ifFound(agreement.SubjectProduct))},
		{name: "have made only if, of some nodes", want: "partly", change: after(madeFor("lee"), func(s *small) {
			ifFound(agreement.SubjectProduct)(s)
			s.finding("", "design", "phone", "", true)
			s.finding("", "design", "modem", "", false)
		})},
		{name: "every line", want: "not_licensed", change: after(madeFor("lee"), func(s *small) {
			s.main.HaveMadeIf = append(needs(agreement.SubjectFixed, "a"), needs(agreement.SubjectFixed, "b")...)
			s.finding("", "a", "", "", true)
			s.finding("", "b", "", "", false)
		})},
		{name: "the licensee itself needs none of it", want: "licensed", change: func(s *small) {
			s.main.HaveMadeIf = needs(agreement.SubjectFixed, "design")
			s.ask.Use.Act = agreement.Make
		}},
		{name: "made by lee for lee, without the finding", want: "licensed", change: func(s *small) {
			s.main.HaveMadeIf = needs(agreement.SubjectFixed, "design")
			s.ask.Use.Act, s.ask.Use.For = agreement.Make, "lee"
		}},
		{name: "transferred", want: "not_licensed", change: func(s *small) {
			transferable(s)
			s.hands(dayOfUse, "lee", "sub")
		}},
		{name: "transferred after the use", want: "licensed", change: func(s *small) {
			transferable(s)
			s.hands(afterUse, "lee", "sub")
		}},
		{name: "made for one who has transferred", want: "not_licensed", change: after(madeFor("lee"), func(s *small) {
			transferable(s)
			s.hands(dayOfUse, "lee", "sub")
		})},
		{name: "made for one who holds by transfer", want: "licensed", change: after(madeFor("sub"), func(s *small) {
			transferable(s)
			s.hands(dayOfUse, "lee", "sub")
		})},
		{name: "made for one who has passed it on", want: "not_licensed", change: after(madeFor("sub"), func(s *small) {
			transferable(s)
			s.hands("2017-01-01", "lee", "sub")
			s.hands(dayOfUse, "sub", "sub2")
		})},
	})
}

// docs/meaning.md §18, Ways 3: by an extension to members.
func TestExtensions(t *testing.T) {
	to := func(change func(*small, *agreement.Extension)) func(*small) {
		return func(s *small) {
			s.third()
			change(s, s.extends(agreement.Sublicence, "third"))
		}
	}
	act := func(change func(*small, *agreement.Extension)) func(*small) {
		return to(func(s *small, x *agreement.Extension) {
			x.ByAct = true
			s.controls("2016-01-01", "lee", "sub", 100)
			change(s, x)
		})
	}
	runSmall(t, []smallCase{
		{name: "no extension", want: "not_licensed", change: func(s *small) { s.third() }},
		{name: "a sublicence by itself", want: "licensed", change: to(func(*small, *agreement.Extension) {})},
		{name: "an extension", want: "licensed", change: to(func(_ *small, x *agreement.Extension) { x.Kind = agreement.Exhaustion })},
		{name: "to somebody else", want: "not_licensed", change: to(func(_ *small, x *agreement.Extension) { x.To = members("sub") })},
		{name: "member on the day", want: "licensed", change: to(func(s *small, x *agreement.Extension) {
			x.To = []agreement.Member{held("sub2")}
			s.controls(dayOfUse, "sub2", "third", 100)
		})},
		{name: "no member yet", want: "not_licensed", change: to(func(s *small, x *agreement.Extension) {
			x.To = []agreement.Member{held("sub2")}
			s.controls(afterUse, "sub2", "third", 100)
		})},
		{name: "of another grant", want: "not_licensed", change: to(func(_ *small, x *agreement.Extension) { x.Of = []agreement.Name{"deal/other"} })},
		{name: "of an agreement that is not known", want: "not_licensed", change: to(func(s *small, _ *agreement.Extension) { s.apart("2027-01-01") })},
		{name: "of another agreement", want: "licensed", change: to(func(s *small, _ *agreement.Extension) { s.apart("2016-01-01") })},
		{name: "struck out", want: "depends", open: "redacted:deal/gap", change: to(func(s *small, _ *agreement.Extension) { s.redacts(moreName) })},
		{name: "a condition", want: "depends", open: "finding:customary|", change: to(func(_ *small, x *agreement.Extension) {
			x.Provided = needs(agreement.SubjectFixed, "customary")
		})},
		{name: "a condition about the product", want: "depends", open: "finding:modified|phone; finding:modified|modem", change: to(func(_ *small, x *agreement.Extension) {
			x.Provided = needs(agreement.SubjectProduct, "modified")
		})},
		{name: "for one node", want: "partly", change: to(func(s *small, x *agreement.Extension) {
			x.Provided = needs(agreement.SubjectProduct, "modified")
			s.finding("", "modified", "phone", "", true)
			s.finding("", "modified", "modem", "", false)
		})},
		{name: "the grant's acts", want: "not_licensed", change: to(func(s *small, _ *agreement.Extension) { s.ask.Use.Act = agreement.Use })},
		{name: "its own acts", want: "licensed", change: to(func(s *small, x *agreement.Extension) {
			s.ask.Use.Act = agreement.Use
			x.Acts = []agreement.Act{agreement.Use}
		})},
		{name: "and no others", want: "not_licensed", change: to(func(_ *small, x *agreement.Extension) { x.Acts = []agreement.Act{agreement.Use} })},
		{name: "the licensee's own right has the grant's acts", want: "licensed", change: func(s *small) {
			s.extends(agreement.Sublicence, "third").Acts = []agreement.Act{agreement.Use}
		}},
		{name: "the rest is the grant's own: territory", want: "not_licensed", change: to(func(s *small, _ *agreement.Extension) {
			s.main.In = agreement.Territory{In: []string{"DE"}}
		})},
		{name: "term", want: "not_licensed", change: to(func(s *small, _ *agreement.Extension) {
			s.main.During.Span.To = day(dayOfUse)
		})},
		{name: "product", want: "not_licensed", change: to(func(s *small, _ *agreement.Extension) { s.main.For = word("tablet") })},
		{name: "provided", want: "depends", open: "finding:paid|", change: to(func(s *small, _ *agreement.Extension) {
			s.main.Provided = needs(agreement.SubjectFixed, "paid")
		})},
		{name: "capture", want: "not_licensed", change: to(func(s *small, _ *agreement.Extension) { s.set.Except = []agreement.PatentItem{{ID: "p1"}} })},
		{name: "capacity", want: "not_licensed", change: to(func(s *small, _ *agreement.Extension) { s.main.From = members("third") })},
		{name: "open blocks", want: "depends", open: "redacted:deal/gap", change: to(func(s *small, _ *agreement.Extension) { s.redacts(mainName) })},
		{name: "an exclusion from the grant", want: "not_licensed", change: to(func(s *small, _ *agreement.Extension) {
			s.excludes("handset", agreement.ThatComponent)
		})},
		{name: "an exclusion from the extension", want: "not_licensed", change: to(func(s *small, _ *agreement.Extension) {
			s.excludes("handset", agreement.ThatComponent).Cuts = []agreement.Name{moreName}
		})},
		{name: "which leaves the grant itself", want: "licensed", change: func(s *small) {
			s.extends(agreement.Sublicence, "third")
			s.excludes("handset", agreement.ThatComponent).Cuts = []agreement.Name{moreName}
		}},
		{name: "by act, without one", want: "not_licensed", change: act(func(*small, *agreement.Extension) {})},
		{name: "by act", want: "licensed", change: act(func(s *small, _ *agreement.Extension) { s.sublicenses(dayOfUse, "lee", "third") })},
		{name: "the day after", want: "not_licensed", change: act(func(s *small, _ *agreement.Extension) { s.sublicenses(afterUse, "lee", "third") })},
		{name: "in days that straddle the use", want: "depends", open: "fact:when|$", change: act(func(s *small, _ *agreement.Extension) {
			s.sublicenses(straddlesUse, "lee", "third")
		})},
		{name: "by one who is no licensee", want: "not_licensed", change: act(func(s *small, _ *agreement.Extension) { s.sublicenses("2017-01-01", "sub2", "third") })},
		{name: "by one who was a licensee then, and is none now", want: "not_licensed", change: act(func(s *small, _ *agreement.Extension) {
			s.sublicenses("2017-01-01", "sub", "third")
			s.controls("2018-01-01", "lee", "sub", 0)
		})},
		{name: "by one who was none then, and is one now", want: "licensed", change: act(func(s *small, _ *agreement.Extension) {
			s.sublicenses("2015-06-01", "sub", "third")
		})},
		{name: "to another", want: "not_licensed", change: act(func(s *small, _ *agreement.Extension) { s.sublicenses("2017-01-01", "lee", "sub2") })},
		{name: "under another grant", want: "not_licensed", change: act(func(s *small, _ *agreement.Extension) {
			s.happens("2017-01-01", agreement.Event{Verb: agreement.Sublicenses, By: "lee", To: "third", Of: "deal/other"})
		})},
		{name: "one whom the extension is not to", want: "not_licensed", change: act(func(s *small, x *agreement.Extension) {
			x.To = members("sub2")
			s.sublicenses("2017-01-01", "lee", "third")
		})},
		{name: "by one of those who may", want: "licensed", change: act(func(s *small, x *agreement.Extension) {
			x.By = members("sub")
			s.sublicenses("2017-01-01", "sub", "third")
		})},
		{name: "by one who may not", want: "not_licensed", change: act(func(s *small, x *agreement.Extension) {
			x.By = members("sub")
			s.sublicenses("2017-01-01", "lee", "third")
		})},
		{name: "by one who might then, and may no more", want: "not_licensed", change: act(func(s *small, x *agreement.Extension) {
			x.By = []agreement.Member{held("sub2")}
			s.controls("2016-01-01", "sub2", "lee", 100)
			s.sublicenses("2017-01-01", "lee", "third")
			s.controls("2018-01-01", "sub2", "lee", 0)
		})},
		{name: "one of two sublicences will do", want: "licensed", change: act(func(s *small, _ *agreement.Extension) {
			s.sublicenses("2017-01-01", "sub2", "third")
			s.sublicenses("2017-01-01", "lee", "third")
		})},
		{name: "by one who has transferred since", want: "licensed", change: act(func(s *small, _ *agreement.Extension) {
			s.sublicenses("2017-01-01", "lee", "third")
			s.extends(agreement.Transfer, "sub2")
			s.hands("2018-01-01", "lee", "sub2")
		})},
		{name: "by one who holds by transfer", want: "licensed", change: act(func(s *small, _ *agreement.Extension) {
			s.extends(agreement.Transfer, "sub2")
			s.hands("2018-01-01", "lee", "sub2")
			s.sublicenses("2018-02-01", "sub2", "third")
		})},
		{name: "each sublicence is a right of its own: one licensee's ends", want: "licensed", change: act(func(s *small, _ *agreement.Extension) {
			s.sublicenses("2017-01-01", "lee", "third")
			s.sublicenses("2017-01-01", "sub", "third")
			s.rule(insolvent(theLicensee)).ThatOne = true
			s.insolvency("2018-01-01", "sub")
		})},
		{name: "the licensee of a sublicence by act is who gave it", want: "not_licensed", change: act(func(s *small, _ *agreement.Extension) {
			s.sublicenses("2017-01-01", "lee", "third")
			s.rule(insolvent(theLicensee)).ThatOne = true
			s.insolvency("2018-01-01", "lee")
		})},
		{name: "of one by itself it is the actor", want: "not_licensed", change: to(func(s *small, _ *agreement.Extension) {
			s.rule(insolvent(theLicensee)).ThatOne = true
			s.insolvency("2018-01-01", "third")
		})},
		{name: "and not lee", want: "licensed", change: to(func(s *small, _ *agreement.Extension) {
			s.rule(insolvent(theLicensee)).ThatOne = true
			s.insolvency("2018-01-01", "lee")
		})},
	})
}

// docs/meaning.md §18, Ways 3: the chain of supply.
func TestChains(t *testing.T) {
	chain := func(c agreement.Chain, of agreement.Org, change func(*small, *agreement.Extension)) func(*small) {
		return func(s *small) {
			s.third()
			x := s.extends(agreement.Exhaustion)
			x.Chain = c
			if c == agreement.MakesFor {
				s.ask.Use.For = of
			} else {
				s.ask.Use.From = of
			}
			s.controls("2016-01-01", "lee", "sub", 100)
			if change != nil {
				change(s, x)
			}
		}
	}
	const makes, acquired = agreement.MakesFor, agreement.AcquiredFrom
	thatOne := func(o agreement.Org) func(*small, *agreement.Extension) {
		return func(s *small, _ *agreement.Extension) {
			s.rule(insolvent(theLicensee)).ThatOne = true
			s.insolvency("2018-01-01", o)
		}
	}
	passed := func(s *small, _ *agreement.Extension) {
		s.extends(agreement.Transfer, "sub2")
		s.hands("2018-01-01", "lee", "sub2")
	}
	runSmall(t, []smallCase{
		{name: "for a licensee", want: "licensed", change: chain(makes, "sub", nil)},
		{name: "for nobody", want: "not_licensed", change: chain(makes, "", nil)},
		{name: "for no licensee", want: "not_licensed", change: chain(makes, "sub2", nil)},
		{name: "for one who is none on the day", want: "not_licensed", change: chain(makes, "sub", func(s *small, _ *agreement.Extension) {
			s.controls(dayOfUse, "lee", "sub", 0)
		})},
		{name: "not acquired, but made", want: "not_licensed", change: chain(makes, "", func(s *small, _ *agreement.Extension) { s.ask.Use.From = "lee" })},
		{name: "the right is the licensee's", want: "not_licensed", change: chain(makes, "lee", thatOne("lee"))},
		{name: "and not the maker's", want: "licensed", change: chain(makes, "lee", thatOne("third"))},
		{name: "for one who has transferred", want: "not_licensed", change: chain(makes, "lee", passed)},
		{name: "for one who holds by transfer", want: "licensed", change: chain(makes, "sub2", passed)},
		{name: "acquired from a licensee", want: "licensed", change: chain(acquired, "sub", nil)},
		{name: "from nobody", want: "not_licensed", change: chain(acquired, "", nil)},
		{name: "from no licensee", want: "not_licensed", change: chain(acquired, "sub2", nil)},
		{name: "not made, but acquired", want: "not_licensed", change: chain(acquired, "", func(s *small, _ *agreement.Extension) { s.ask.Use.For = "lee" })},
		{name: "the right is the seller's", want: "not_licensed", change: chain(acquired, "lee", thatOne("lee"))},
		{name: "and not the buyer's", want: "licensed", change: chain(acquired, "lee", thatOne("third"))},
		{name: "from one who has transferred", want: "licensed", change: chain(acquired, "lee", passed)},
		{name: "from one who holds by transfer", want: "licensed", change: chain(acquired, "sub2", passed)},
		{name: "acts", want: "not_licensed", change: chain(acquired, "lee", func(_ *small, x *agreement.Extension) { x.Acts = []agreement.Act{agreement.Use} })},
	})
}

// docs/meaning.md §18, Ways 3: parties to an agreement.
func TestParties(t *testing.T) {
	parties := func(change func(*small, *agreement.Extension)) func(*small) {
		return func(s *small) {
			s.third()
			x := s.extends(agreement.Sublicence)
			x.Parties = &agreement.Parties{With: "lee", Signed: when.Closed(day("2016-01-01"), day("2017-12-31"))}
			change(s, x)
		}
	}
	aboutIt := func(s *small, x *agreement.Extension) {
		x.Provided = needs(agreement.SubjectAgreement, "customary")
		s.signs("2016-05-01", "a", "lee", "third")
	}
	runSmall(t, []smallCase{
		{name: "no agreement", want: "not_licensed", change: parties(func(*small, *agreement.Extension) {})},
		{name: "signed by both", want: "licensed", change: parties(func(s *small, _ *agreement.Extension) { s.signs("2016-05-01", "a", "lee", "third") })},
		{name: "by each in turn", want: "licensed", change: parties(func(s *small, _ *agreement.Extension) {
			s.signs("2016-05-01", "a", "lee")
			s.signs("2016-06-01", "a", "third", "sub")
		})},
		{name: "by each another", want: "not_licensed", change: parties(func(s *small, _ *agreement.Extension) {
			s.signs("2016-05-01", "a", "lee")
			s.signs("2016-06-01", "b", "third")
		})},
		{name: "with somebody else", want: "not_licensed", change: parties(func(s *small, _ *agreement.Extension) { s.signs("2016-05-01", "a", "sub", "third") })},
		{name: "by one alone", want: "not_licensed", change: parties(func(s *small, _ *agreement.Extension) { s.signs("2016-05-01", "a", "third") })},
		{name: "on the first day of the time", want: "licensed", change: parties(func(s *small, _ *agreement.Extension) { s.signs("2016-01-01", "a", "lee", "third") })},
		{name: "too early", want: "not_licensed", change: parties(func(s *small, _ *agreement.Extension) { s.signs("2015-12-31", "a", "lee", "third") })},
		{name: "too late", want: "not_licensed", change: parties(func(s *small, _ *agreement.Extension) { s.signs("2018-01-01", "a", "lee", "third") })},
		{name: "the later signature counts: in time", want: "licensed", change: parties(func(s *small, _ *agreement.Extension) {
			s.signs("2015-05-01", "a", "lee")
			s.signs("2016-05-01", "a", "third")
		})},
		{name: "the later signature counts: too late", want: "not_licensed", change: parties(func(s *small, _ *agreement.Extension) {
			s.signs("2016-05-01", "a", "third")
			s.signs("2018-01-01", "a", "lee")
		})},
		{name: "of one party the earliest counts", want: "licensed", change: parties(func(s *small, _ *agreement.Extension) {
			s.signs("2018-01-01", "a", "lee", "third")
			s.signs("2016-05-01", "a", "lee", "third")
		})},
		{name: "on the day of the use", want: "licensed", change: parties(func(s *small, x *agreement.Extension) {
			x.Parties.Signed = when.Always
			s.signs(dayOfUse, "a", "lee", "third")
		})},
		{name: "after it", want: "not_licensed", change: parties(func(s *small, x *agreement.Extension) {
			x.Parties.Signed = when.Always
			s.signs(afterUse, "a", "lee", "third")
		})},
		{name: "in days that straddle it", want: "depends", open: "fact:when|$", change: parties(func(s *small, x *agreement.Extension) {
			x.Parties.Signed = when.Always
			s.signs(straddlesUse, "a", "lee", "third")
		})},
		{name: "in years, of which those of the time count", want: "depends", open: "fact:when|$", change: parties(func(s *small, _ *agreement.Extension) {
			s.signs("2015-01-01 and 2018-03-01", "a", "lee", "third")
		})},
		{name: "recorded too late", want: "not_licensed", change: parties(func(s *small, _ *agreement.Extension) {
			s.signs("2016-05-01", "a", "lee", "third").Recorded = day("2027-01-01")
		})},
		{name: "a finding of the agreement", want: "depends", open: "finding:customary|a", change: parties(aboutIt)},
		{name: "which says no", want: "not_licensed", change: parties(func(s *small, x *agreement.Extension) {
			aboutIt(s, x)
			s.finding("", "customary", "a", "", false)
		})},
		{name: "one agreement of which it says yes", want: "licensed", change: parties(func(s *small, x *agreement.Extension) {
			aboutIt(s, x)
			s.finding("", "customary", "a", "", false)
			s.signs("2016-05-02", "b", "lee", "third")
			s.finding("", "customary", "b", "", true)
		})},
		{name: "of one agreement all must be said", want: "not_licensed", change: parties(func(s *small, x *agreement.Extension) {
			aboutIt(s, x)
			x.Provided = append(x.Provided, needs(agreement.SubjectAgreement, "mutual")...)
			s.signs("2016-05-02", "b", "lee", "third")
			s.finding("", "customary", "a", "", true)
			s.finding("", "mutual", "a", "", false)
			s.finding("", "customary", "b", "", false)
			s.finding("", "mutual", "b", "", true)
		})},
		{name: "an agreement out of time helps nothing", want: "not_licensed", change: parties(func(s *small, x *agreement.Extension) {
			aboutIt(s, x)
			s.finding("", "customary", "a", "", false)
			s.signs("2018-01-02", "b", "lee", "third")
			s.finding("", "customary", "b", "", true)
		})},
		{name: "by act, besides", want: "not_licensed", change: parties(func(s *small, x *agreement.Extension) {
			s.signs("2016-05-01", "a", "lee", "third")
			x.ByAct = true
		})},
		{name: "by act, done", want: "licensed", change: parties(func(s *small, x *agreement.Extension) {
			s.signs("2016-05-01", "a", "lee", "third")
			x.ByAct = true
			s.sublicenses("2016-05-01", "lee", "third")
		})},
	})
}
