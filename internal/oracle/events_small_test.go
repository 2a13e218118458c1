package oracle_test

import (
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/oracle"
	"github.com/crossgrant/crossgrant/when"
)

// The blocks and events of docs/meaning.md §18, added to the small world. Every block has its own name, so that a test
// can refer to it: "end" the rule, "stop" the power, "keep" the survival, "more" the extension.

const (
	ruleName, powerName    = agreement.Name("deal/end"), agreement.Name("deal/stop")
	keepName, moreName     = agreement.Name("deal/keep"), agreement.Name("deal/more")
	mainName, outName      = agreement.Name("deal/main"), agreement.Name("deal/out")
	beforeUse, dayOfUse    = "2018-05-31", "2018-06-01"
	afterUse, straddlesUse = "2018-06-02", "2018-05-30 and 2018-06-03"
)

func members(orgs ...agreement.Org) []agreement.Member {
	var out []agreement.Member
	for _, o := range orgs {
		out = append(out, agreement.Member{Org: o})
	}
	return out
}

func role(orgs ...agreement.Org) agreement.Role { return agreement.Role{Members: members(orgs...)} }

var theLicensee = agreement.Role{Licensee: true}

// insolvent is the plainest trigger.
func insolvent(by agreement.Role) agreement.Trigger {
	return agreement.Trigger{Verb: agreement.BecomesInsolvent, By: by}
}

func sues(by, of agreement.Role) agreement.Trigger {
	return agreement.Trigger{Verb: agreement.Sues, By: by, To: of}
}

func days(n int) agreement.Delay {
	return agreement.Delay{Duration: when.Duration{N: n, Unit: when.Day}}
}

// rule adds a rule that ends the licence.
func (s *small) rule(on agreement.Trigger) *agreement.Rule {
	r := &agreement.Rule{Clause: clause("rule", "end"), On: on, Ends: []agreement.Name{mainName}}
	s.deal.Rules = append(s.deal.Rules, r)
	return r
}

// ends adds a rule whose trigger has been met.
func (s *small) ends() *agreement.Rule {
	s.happens("2017-01-01", agreement.Event{Verb: agreement.BecomesInsolvent, By: "sub2"})
	return s.rule(insolvent(role("sub2")))
}

// power adds a power of lor to end the licence at once, which has no ground.
func (s *small) power() *agreement.Power {
	p := &agreement.Power{Clause: clause("power", "stop"), Of: members("lor"), Ends: []agreement.Name{mainName}}
	s.deal.Powers = append(s.deal.Powers, p)
	return p
}

// survival adds a survival that keeps the licence, for good and for anybody.
func (s *small) survival() *agreement.Survival {
	k := &agreement.Survival{Clause: clause("survival", "keep"), Keeps: []agreement.Name{mainName}}
	s.deal.Survivals = append(s.deal.Survivals, k)
	return k
}

// extends adds an extension of the licence.
func (s *small) extends(k agreement.ExtensionKind, to ...agreement.Org) *agreement.Extension {
	x := &agreement.Extension{Clause: clause("sublicence", "more"), Kind: k, Of: []agreement.Name{mainName}, To: members(to...)}
	s.deal.Extensions = append(s.deal.Extensions, x)
	return x
}

func (s *small) happens(date string, e agreement.Event) *agreement.Fact { return s.fact(date, e) }

func (s *small) insolvency(date string, o agreement.Org) *agreement.Fact {
	return s.happens(date, agreement.Event{Verb: agreement.BecomesInsolvent, By: o})
}

func (s *small) suit(date string, by, of agreement.Org) *agreement.Fact {
	return s.happens(date, agreement.Event{Verb: agreement.Sues, By: by, To: of})
}

// gives adds a notice, a warning or a cure under the power.
func (s *small) gives(verb agreement.Verb, date string, by, to agreement.Org) *agreement.Fact {
	return s.happens(date, agreement.Event{Verb: verb, By: by, Of: powerName, To: to})
}

func (s *small) notice(date string, by agreement.Org) *agreement.Fact {
	return s.gives(agreement.GivesNotice, date, by, "")
}

func (s *small) sublicenses(date string, by, to agreement.Org) *agreement.Fact {
	return s.happens(date, agreement.Event{Verb: agreement.Sublicenses, By: by, To: to, Of: mainName})
}

// hands adds an assignment of the agreement.
func (s *small) hands(date string, from, to agreement.Org) *agreement.Fact {
	return s.happens(date, agreement.Event{Verb: agreement.AssignsAgreement, By: from, To: to, Of: "deal"})
}

func (s *small) signs(date, id string, by ...agreement.Org) *agreement.Fact {
	return s.fact(date, agreement.Signature{By: by, Agreement: id})
}

// third makes third the actor.
func (s *small) third() { s.ask.Use.Actor = "third" }

// apart puts what was added to the deal since into an agreement of its own, signed on a day.
func (s *small) apart(signed string) {
	other := &agreement.Agreement{
		Clause: agreement.Clause{Agreement: "later", Name: "later"}, Signed: day(signed), Effective: day("2016-01-01"),
		Rules: s.deal.Rules, Powers: s.deal.Powers, Survivals: s.deal.Survivals, Extensions: s.deal.Extensions, Exclusions: s.deal.Exclusions,
	}
	s.deal.Rules, s.deal.Powers, s.deal.Survivals, s.deal.Extensions, s.deal.Exclusions = nil, nil, nil, nil, nil
	s.world.Agreements = append(s.world.Agreements, other)
}

// needs is one line: a finding of a subject.
func needs(subject agreement.Subject, term string) []agreement.Condition {
	return []agreement.Condition{{findingOf(subject, term)}}
}

// over lets a clause prevail over others, under lets it yield to them.
func over(n ...agreement.Name) agreement.Precedence  { return agreement.Precedence{Over: n} }
func under(n ...agreement.Name) agreement.Precedence { return agreement.Precedence{Under: n} }

// given checks what the answer comes to once a question has a value.
func (s *small) given(t *testing.T, question string, value int, want string) {
	t.Helper()
	verdict, _, ok := oracle.New(&s.world, s.records).Given(s.ask, map[string]int{question: value})
	if !ok || verdict != want {
		t.Errorf("with %s = %d: %s, by hand it is %s", question, value, verdict, want)
	}
}

// place puts the place of the last fact for "$" in the questions of an answer by hand.
func (s *small) place(d oracle.Doubtful) {
	for i, id := range d.Open {
		d.Open[i] = s.ids(id)[0]
	}
}
