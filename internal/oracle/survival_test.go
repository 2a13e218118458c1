package oracle_test

import (
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// docs/meaning.md §18, Survival. Everywhere a rule has ended the licence.
func TestSurvival(t *testing.T) {
	kept := func(change func(*small, *agreement.Survival)) func(*small) {
		return func(s *small) {
			s.ends()
			change(s, s.survival())
		}
	}
	until := func(d string) *agreement.Term {
		return &agreement.Term{Span: when.Closed(day("2015-01-01"), day(d))}
	}
	elected := func(change func(*small)) func(*small) {
		return kept(func(s *small, k *agreement.Survival) {
			k.Election = members("lee")
			change(s)
		})
	}
	elects := func(verb agreement.Verb, date string, by agreement.Org) func(*small) {
		return func(s *small) { s.happens(date, agreement.Event{Verb: verb, By: by, Of: keepName}) }
	}
	byExtension := func(ends, keeps agreement.Name) func(*small) {
		return func(s *small) {
			s.third()
			s.extends(agreement.Sublicence, "third")
			s.ends().Ends = []agreement.Name{ends}
			s.survival().Keeps = []agreement.Name{keeps}
		}
	}
	const election = "election:deal/keep"
	runSmall(t, []smallCase{
		{name: "none", want: "not_licensed", change: func(s *small) { s.ends() }},
		{name: "for good", want: "licensed", change: kept(func(*small, *agreement.Survival) {})},
		{name: "against a power", want: "licensed", change: func(s *small) {
			s.power()
			s.notice("2018-01-01", "lor")
			s.survival()
		}},
		{name: "of an agreement that is not known", want: "not_licensed", change: func(s *small) {
			s.survival()
			s.apart("2027-01-01")
			s.ends()
		}},
		{name: "of another agreement", want: "licensed", change: func(s *small) {
			s.survival()
			s.apart("2016-01-01")
			s.ends()
		}},
		{name: "struck out", want: "depends", open: "redacted:deal/gap", change: kept(func(s *small, _ *agreement.Survival) { s.redacts(keepName) })},
		{name: "during", want: "licensed", change: kept(func(_ *small, k *agreement.Survival) { k.During = until(dayOfUse) })},
		{name: "no longer", want: "not_licensed", change: kept(func(_ *small, k *agreement.Survival) { k.During = until(beforeUse) })},
		{name: "during a time not stated", want: "depends", open: "missing_text:deal/keep|during", change: kept(func(_ *small, k *agreement.Survival) {
			k.During = &agreement.Term{NotStated: true}
		})},
		{name: "to the licensee", want: "licensed", change: kept(func(_ *small, k *agreement.Survival) { k.To = members("lee") })},
		{name: "to another", want: "not_licensed", change: kept(func(_ *small, k *agreement.Survival) { k.To = members("sub") })},
		{name: "to one who is a member on the day", want: "licensed", change: kept(func(s *small, k *agreement.Survival) {
			k.To = []agreement.Member{held("third")}
			s.controls(dayOfUse, "third", "lee", 100)
		})},
		{name: "to one for whom it is made", want: "licensed", change: kept(func(s *small, k *agreement.Survival) {
			k.To = members("lee")
			s.third()
			s.ask.Use.Act, s.ask.Use.For = agreement.Make, "lee"
		})},
		{name: "a condition", want: "depends", open: "finding:paid|", change: kept(func(_ *small, k *agreement.Survival) { k.Provided = needs(agreement.SubjectFixed, "paid") })},
		{name: "of another grant", want: "not_licensed", change: kept(func(_ *small, k *agreement.Survival) { k.Keeps = []agreement.Name{"deal/other"} })},
		{name: "against the rule by name", want: "licensed", change: kept(func(_ *small, k *agreement.Survival) { k.Against = []agreement.Name{ruleName} })},
		{name: "against another", want: "not_licensed", change: kept(func(_ *small, k *agreement.Survival) { k.Against = []agreement.Name{powerName} })},
		{name: "against one of two that end it", want: "not_licensed", change: kept(func(s *small, k *agreement.Survival) {
			k.Against = []agreement.Name{ruleName}
			s.power()
			s.notice("2018-01-01", "lor")
		})},
		{name: "nothing against exclusions", want: "not_licensed", change: kept(func(s *small, _ *agreement.Survival) { s.excludes("handset", agreement.ThatComponent) })},
		{name: "one of two will do", want: "licensed", change: kept(func(s *small, k *agreement.Survival) {
			k.Provided = needs(agreement.SubjectFixed, "paid")
			s.survival().Clause.Name = "keep too"
		})},
		{name: "an election nobody made", want: "depends", open: election, change: elected(func(*small) {})},
		{name: "elected", want: "licensed", change: elected(elects(agreement.Elects, dayOfUse, "lee"))},
		{name: "elected later", want: "depends", open: election, change: elected(elects(agreement.Elects, afterUse, "lee"))},
		{name: "elected by one who may not", want: "depends", open: election, change: elected(elects(agreement.Elects, "2018-01-01", "sub"))},
		{name: "elected by one who might that day", want: "licensed", change: kept(func(s *small, k *agreement.Survival) {
			k.Election = []agreement.Member{held("lee")}
			s.controls("2018-01-01", "lee", "sub", 100)
			elects(agreement.Elects, "2018-01-01", "sub")(s)
			s.controls("2018-01-02", "lee", "sub", 0)
		})},
		{name: "elected by one who might only later", want: "depends", open: election, change: kept(func(s *small, k *agreement.Survival) {
			k.Election = []agreement.Member{held("lee")}
			elects(agreement.Elects, "2018-01-01", "sub")(s)
			s.controls("2018-01-02", "lee", "sub", 100)
		})},
		{name: "another survival elected", want: "depends", open: election, change: elected(func(s *small) {
			s.happens("2018-01-01", agreement.Event{Verb: agreement.Elects, By: "lee", Of: "deal/other"})
		})},
		{name: "declined", want: "not_licensed", change: elected(elects(agreement.Declines, "2018-01-01", "lee"))},
		{name: "declined by one who may not", want: "depends", open: election, change: elected(elects(agreement.Declines, "2018-01-01", "sub"))},
		{name: "declined, then elected", want: "licensed", change: elected(func(s *small) {
			elects(agreement.Declines, "2018-01-01", "lee")(s)
			elects(agreement.Elects, "2018-02-01", "lee")(s)
		})},
		{name: "elected, then declined", want: "licensed", change: elected(func(s *small) {
			elects(agreement.Elects, "2018-01-01", "lee")(s)
			elects(agreement.Declines, "2018-02-01", "lee")(s)
		})},
		{name: "elected and declined on one day: no question of order", want: "licensed", change: elected(func(s *small) {
			elects(agreement.Declines, "2018-01-01", "lee")(s)
			elects(agreement.Elects, "2018-01-01", "lee")(s)
		})},
		{name: "elected in days that straddle the use: then it is asked", want: "depends", open: "fact:when|$; " + election,
			change: elected(elects(agreement.Elects, straddlesUse, "lee"))},
		{name: "a grant kept is kept with its extensions", want: "licensed", change: byExtension(mainName, mainName)},
		{name: "an extension that a rule ends by name is not kept with the grant", want: "not_licensed", change: byExtension(moreName, mainName)},
		{name: "but by its name", want: "licensed", change: byExtension(moreName, moreName)},
		{name: "an extension kept by name outlives the grant", want: "licensed", change: byExtension(mainName, moreName)},
		{name: "which itself is not kept", want: "not_licensed", change: func(s *small) {
			byExtension(mainName, moreName)(s)
			s.ask.Use.Actor = "lee"
		}},
		{name: "ended by both names, kept by one", want: "not_licensed", change: func(s *small) {
			byExtension(mainName, mainName)(s)
			s.deal.Rules[0].Ends = []agreement.Name{mainName, moreName}
		}},
	})
}

// docs/meaning.md §18, Precedence.
func TestPrecedence(t *testing.T) {
	exclusion := func(x, g agreement.Precedence) func(*small) {
		return func(s *small) {
			s.excludes("handset", agreement.ThatComponent).Precedence = x
			s.main.Precedence = g
		}
	}
	rule := func(r, g agreement.Precedence) func(*small) {
		return func(s *small) {
			s.ends().Precedence = r
			s.main.Precedence = g
		}
	}
	power := func(p, g agreement.Precedence) func(*small) {
		return func(s *small) {
			s.power().Precedence = p
			s.notice("2018-01-01", "lor")
			s.main.Precedence = g
		}
	}
	survival := func(k, r agreement.Precedence) func(*small) {
		return func(s *small) {
			s.ends().Precedence = r
			s.survival().Precedence = k
		}
	}
	extension := func(ends agreement.Name, r, g, x agreement.Precedence) func(*small) {
		return func(s *small) {
			s.third()
			s.extends(agreement.Sublicence, "third").Precedence = x
			rule(r, g)(s)
			s.deal.Rules[0].Ends = []agreement.Name{ends}
		}
	}
	none := agreement.Precedence{}
	const mainOut, endMain, endKeep = "conflict:precedence|deal/main|deal/out", "conflict:precedence|deal/end|deal/main", "conflict:precedence|deal/end|deal/keep"
	runSmall(t, []smallCase{
		{name: "an exclusion, nothing said", want: "not_licensed", change: exclusion(none, none)},
		{name: "notwithstanding the exclusion", want: "licensed", change: exclusion(none, over(outName))},
		{name: "an exclusion subject to the grant", want: "licensed", change: exclusion(under(mainName), none)},
		{name: "an exclusion notwithstanding the grant", want: "not_licensed", change: exclusion(over(mainName), none)},
		{name: "each notwithstanding the other", want: "depends", open: mainOut, change: exclusion(over(mainName), over(outName))},
		{name: "each subject to the other", want: "depends", open: mainOut, change: exclusion(under(mainName), under(outName))},
		{name: "over and under at once", want: "depends", open: mainOut, change: exclusion(agreement.Precedence{Over: []agreement.Name{mainName}, Under: []agreement.Name{mainName}}, none)},
		{name: "notwithstanding something else", want: "not_licensed", change: exclusion(none, over(ruleName))},
		{name: "notwithstanding the exclusion, from another grant", want: "not_licensed", change: func(s *small) {
			exclusion(none, none)(s)
			s.twice(func(g *agreement.Grant) {
				g.Precedence = over(outName)
				g.Acts = []agreement.Act{agreement.Use}
			})
		}},
		{name: "a conflict that is idle: the exclusion does not concern it", want: "licensed", change: func(s *small) {
			exclusion(over(mainName), over(outName))(s)
			s.deal.Exclusions[0].For = word("tablet")
		}},
		{name: "a reading that says notwithstanding", want: "depends", open: "reading:deal/of main", change: func(s *small) {
			s.excludes("handset", agreement.ThatComponent)
			s.readMain(func(*agreement.Grant) {}, func(g *agreement.Grant) { g.Precedence = over(outName) })
		}},
		{name: "a rule", want: "not_licensed", change: rule(none, none)},
		{name: "notwithstanding the rule", want: "licensed", change: rule(none, over(ruleName))},
		{name: "a rule subject to the grant", want: "licensed", change: rule(under(mainName), none)},
		{name: "a rule notwithstanding the grant", want: "not_licensed", change: rule(over(mainName), none)},
		{name: "rule and grant, each over the other", want: "depends", open: endMain, change: rule(over(mainName), over(ruleName))},
		{name: "notwithstanding the power", want: "licensed", change: power(none, over(powerName))},
		{name: "power and grant, each over the other", want: "depends", open: "conflict:precedence|deal/main|deal/stop", change: power(over(mainName), over(powerName))},
		{name: "a conflict that is idle: the rule's trigger is not met", want: "licensed", change: func(s *small) {
			s.rule(insolvent(role("lee"))).Precedence = over(mainName)
			s.main.Precedence = over(ruleName)
		}},
		{name: "a survival, nothing said", want: "licensed", change: survival(none, none)},
		{name: "a rule notwithstanding the survival", want: "not_licensed", change: survival(none, over(keepName))},
		{name: "a survival subject to the rule", want: "not_licensed", change: survival(under(ruleName), none)},
		{name: "a survival notwithstanding the rule", want: "licensed", change: survival(over(ruleName), none)},
		{name: "rule and survival, each over the other", want: "depends", open: endKeep, change: survival(over(ruleName), over(keepName))},
		{name: "a conflict that is idle: the survival is over", want: "not_licensed", change: func(s *small) {
			survival(over(ruleName), over(keepName))(s)
			s.deal.Survivals[0].During = &agreement.Term{Span: when.Closed(day("2015-01-01"), day("2016-01-01"))}
		}},
		{name: "a rule over a survival that is not against it", want: "not_licensed", change: func(s *small) {
			survival(none, none)(s)
			s.deal.Survivals[0].Against = []agreement.Name{powerName}
			s.deal.Survivals[0].Precedence = over(ruleName)
		}},
		{name: "the grant prevails: also for its extension", want: "licensed", change: extension(mainName, none, over(ruleName), none)},
		{name: "the extension prevails over what ends the grant", want: "licensed", change: extension(mainName, none, none, over(ruleName))},
		{name: "for its own rights", want: "not_licensed", change: func(s *small) {
			extension(mainName, none, none, over(ruleName))(s)
			s.ask.Use.Actor = "lee"
		}},
		{name: "the grant does not stand in for the extension", want: "not_licensed", change: extension(moreName, none, over(ruleName), none)},
		{name: "the extension prevails over what ends it", want: "licensed", change: extension(moreName, none, none, over(ruleName))},
		{name: "the extension and the rule, each over the other", want: "depends", open: "conflict:precedence|deal/end|deal/more",
			change: extension(mainName, over(moreName), none, over(ruleName))},
		{name: "ended by both names, of which one yields", want: "not_licensed", change: func(s *small) {
			extension(mainName, none, over(ruleName), none)(s)
			s.deal.Rules[0].Ends = []agreement.Name{mainName, moreName}
		}},
		{name: "cut by both names, of which one yields", want: "not_licensed", change: func(s *small) {
			s.third()
			s.extends(agreement.Sublicence, "third")
			exclusion(none, over(outName))(s)
			s.deal.Exclusions[0].Cuts = []agreement.Name{mainName, moreName}
		}},
		{name: "the extension prevails over what cuts the grant", want: "licensed", change: func(s *small) {
			s.third()
			s.extends(agreement.Sublicence, "third").Precedence = over(outName)
			exclusion(none, none)(s)
		}},
	})
}

// The value 0 of a conflict lets the clause prevail whose name comes first.
func TestWhichPrevails(t *testing.T) {
	const question = "conflict:precedence|deal/main|deal/out"
	s := newSmall()
	s.excludes("handset", agreement.ThatComponent).Precedence = over(mainName)
	s.main.Precedence = over(outName)
	s.given(t, question, 0, "licensed") // deal/main
	s.given(t, question, 1, "not_licensed")
	s.deal.Exclusions[0].Clause.Name = "a"
	s.main.Precedence = over("deal/a")
	s.given(t, "conflict:precedence|deal/a|deal/main", 0, "not_licensed")
	s.given(t, "conflict:precedence|deal/a|deal/main", 1, "licensed")

	s = newSmall()
	s.ends().Precedence = over(keepName)
	s.survival().Precedence = over(ruleName)
	s.given(t, "conflict:precedence|deal/end|deal/keep", 0, "not_licensed")
	s.given(t, "conflict:precedence|deal/end|deal/keep", 1, "licensed")

	s = newSmall()
	s.ends()
	s.survival().Election = members("lee")
	s.given(t, "election:deal/keep", 0, "not_licensed")
	s.given(t, "election:deal/keep", 1, "licensed")
}

// docs/meaning.md §18, Running.
func TestRunning(t *testing.T) {
	sold := func(change func(*small, *agreement.Rule)) func(*small) {
		return func(s *small) {
			s.forgetPresumptions(agreement.LicencesRun)
			s.assigns("2017-01-01", "lor", "p1", "third")
			r := s.rule(agreement.Trigger{Verb: agreement.AssignsPatent, By: role("lor")})
			r.Runs, r.Ends = r.Ends, nil
			change(s, r)
		}
	}
	runSmall(t, []smallCase{
		{name: "the rights run", want: "licensed", change: sold(func(*small, *agreement.Rule) {})},
		{name: "rights under another grant do", want: "depends", open: "law:runs|licence", change: sold(func(_ *small, r *agreement.Rule) { r.Runs = []agreement.Name{"deal/other"} })},
		{name: "whoever sold it", want: "licensed", change: sold(func(_ *small, r *agreement.Rule) { r.On.By = role("sub") })},
		{name: "struck out", want: "depends", open: "redacted:deal/gap; law:runs|licence", change: sold(func(s *small, _ *agreement.Rule) { s.redacts(ruleName) })},
		{name: "struck out, and presumed", want: "licensed", change: sold(func(s *small, _ *agreement.Rule) {
			s.redacts(ruleName)
			s.presume(agreement.LicencesRun)
		})},
		{name: "a condition that fails", want: "depends", open: "law:runs|licence", change: sold(func(s *small, r *agreement.Rule) {
			r.Provided = needs(agreement.SubjectFixed, "bound")
			s.finding("", "bound", "", "", false)
		})},
		{name: "a condition that is met", want: "licensed", change: sold(func(s *small, r *agreement.Rule) {
			r.Provided = needs(agreement.SubjectFixed, "bound")
			s.finding("", "bound", "", "", true)
		})},
		{name: "of an agreement that is not known", want: "depends", open: "law:runs|licence", change: sold(func(s *small, _ *agreement.Rule) { s.apart("2027-01-01") })},
	})
}
