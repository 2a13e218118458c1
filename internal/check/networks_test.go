package check_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/when"
)

// pool is a network with a licence for each pair of its members.
const pool = `network net "A pool"
  open to    everyone
  joined by  offer
  left by    discontinuation, at least 180 days after its announcement
  left by    finding "conduct" of the member, or finding "default" of the member
  counting   D + n days, no roll

group "Users"
  is         members of net
  members    while a member

patents "Pooled"
  owned by   each licensor, entities it controls (over 50%) at time of use
  where      priority not after last discontinuation by the licensor

licence give
  from       each licensor in "Users", entities it controls (over 50%)
  to         each licensee in "Users" that accepted
  under      "Pooled", as accepted
  for        anything
  acts       make, use, sell
  in         world
  during     acceptance .. end of patent
  price      paid-up

power stop
  of         the licensor
  to end     give for that licensee
  if         that licensee discontinues net
  notice     at once

`

// ofPool is the pool with more blocks, an agreement beside it, and who takes part.
func ofPool(blocks, facts string) []txtar.File {
	return []txtar.File{
		{Name: "net.md", Data: []byte("```grant\n" + pool + strings.Trim(blocks, "\n") + "\n```\n")},
		{Name: "ab.md", Data: []byte("```grant\nagreement ab\n  between    a, b\n  effective  2020-01-01\n\npledge mine\n  from       a\n  to         members of net\n  under      p1\n```\n")},
		{Name: "x.facts", Data: []byte(three + "p1 is a patent in US\np2 is a patent in US\n" + facts)},
	}
}

// TestNetwork lowers a network whole.
func TestNetwork(t *testing.T) {
	w := load(t, ofPool("expect\n  member     a of net on 2016-12-31\n  answer     yes, earliest end 2016-06-29\n", ""))
	if e := w.errors(); len(e) > 0 {
		t.Fatal(w.text(e))
	}
	net, ab := w.world.Agreements[0], w.world.Agreements[1]
	finding := func(term string) agreement.Test {
		return agreement.Test{Attr: agreement.FindingTest, Finding: agreement.FindingRef{Term: term, Subject: agreement.SubjectMember}}
	}
	ignorePlaces(net.Network.LeftIf)
	ignorePlaces(net.Patents[0].Where)
	licensor, licensee := agreement.Member{Each: agreement.EachLicensor}, agreement.Member{Each: agreement.EachLicensee}
	controlled := agreement.Member{Each: agreement.EachLicensor, Reach: true, Share: agreement.Over50}
	g, p := net.Grants[0], net.Powers[0]
	for what, d := range map[string]string{
		"network": cmp.Diff(&agreement.Network{Notice: agreement.Delay{Duration: when.Duration{N: 180, Unit: when.Day}}, LeftIf: []agreement.Condition{{finding("conduct"), finding("default")}}}, net.Network),
		"kind":    cmp.Diff("network", net.Clause.Kind),
		"group":   cmp.Diff([]agreement.Member{{Network: "net"}}, net.Groups[0].Is),
		"patents": cmp.Diff([]agreement.Selector{{OwnedBy: []agreement.Member{licensor, controlled}, Held: agreement.Held{Kind: agreement.HeldAtTimeOfUse}}}, net.Patents[0].Add),
		"where":   cmp.Diff([]agreement.Condition{{{Attr: agreement.PatentPriority, Span: when.Always, ToLeft: true}}}, net.Patents[0].Where),
		"from":    cmp.Diff([]agreement.Member{licensor, controlled}, g.From),
		"to":      cmp.Diff([]agreement.Member{licensee}, g.To),
		"term":    cmp.Diff(agreement.Term{Span: when.Always, Accepted: true, EndOf: "end of patent"}, g.During),
		"under":   cmp.Diff(true, g.AsAccepted),
		"of":      cmp.Diff([]agreement.Member{licensor}, p.Of),
		"if":      cmp.Diff(&agreement.Trigger{Verb: agreement.Discontinues, By: agreement.Role{Licensee: true}, Of: "net"}, p.If),
		"outside": cmp.Diff([]agreement.Member{{Network: "net"}}, ab.Grants[0].To),
		"asked":   cmp.Diff(&agreement.MemberOfNetwork{Org: "a", Network: "net", On: when.MustParse("2016-12-31")}, net.Expects[0].Question.InNet),
		"answer":  cmp.Diff(when.MustParse("2016-06-29"), net.Expects[0].Answer.EarliestEnd),
	} {
		if d != "" {
			t.Errorf("%s:\n%s", what, d)
		}
	}
	for _, s := range []string{
		`"A pool" (net) is a network, whose dates are not stated; whoever offers it joins it; a member leaves it by discontinuation announced at least 180 days before its day, or when "conduct" of the member is found to be true or "default" of the member is found to be true.`,
		"the licensor may end give for a licensee if that licensee discontinues net; a notice takes effect at once.",
	} {
		if s != net.Sentence() && s != p.Sentence() {
			t.Errorf("nobody says %q, but\n%s\n%s", s, net.Sentence(), p.Sentence())
		}
	}
}

func ignorePlaces(cs []agreement.Condition) {
	for _, c := range cs {
		for i := range c {
			c[i].At = diag.Range{}
		}
	}
}

// TestNetworkStatements lowers who joins, accepts and leaves.
func TestNetworkStatements(t *testing.T) {
	w := load(t, ofPool("", "2015-01-01 a offers net\n2015-03-01 b accepts net from a\n  patents    p1, p2\n2015-04-01 c accepts net from a\n2016-01-01 a discontinues net, effective 2016-07-15\n"))
	if e := w.errors(); len(e) > 0 {
		t.Fatal(w.text(e))
	}
	var got []agreement.Event
	var says []string
	for _, f := range w.world.Facts {
		if e, ok := f.Body.(agreement.Event); ok {
			got, says = append(got, e), append(says, f.Text)
		}
	}
	want := []agreement.Event{
		{Verb: agreement.Offers, By: "a", Of: "net"}, {Verb: agreement.Accepts, By: "b", To: "a", Of: "net", Patents: []string{"p1", "p2"}},
		{Verb: agreement.Accepts, By: "c", To: "a", Of: "net"}, {Verb: agreement.Discontinues, By: "a", Of: "net", Effective: when.MustParse("2016-07-15")},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"a offers net", "b accepts net from a, patents p1, p2", "c accepts net from a", "a discontinues net, effective 2016-07-15"}, says); d != "" {
		t.Error(d)
	}
}

// TestNetworkRules tells which words about networks are problems.
func TestNetworkRules(t *testing.T) {
	const pledge = "pledge q\n  from       each licensor\n  to         each licensee that accepted\n  under      \"Pooled\"\n"
	for _, c := range []struct {
		name, blocks, facts, problem string
		want                         bool
	}{
		{"a second grant of pairs", pledge, "", diag.IncompletePair, false},
		{"no licensee", "pledge q\n  from       each licensor\n  to         everyone\n  under      p1", "", diag.IncompletePair, true},
		{"no licensor", "pledge q\n  from       a\n  to         each licensee that accepted\n  under      p1", "", diag.IncompletePair, true},
		{"the wrong way round", "pledge q\n  from       each licensee\n  to         each licensor\n  under      p1", "", diag.IncompletePair, true},
		{"licensees who need not accept", "pledge q\n  from       each licensor\n  to         each licensee\n  under      p1", "", diag.IncompletePair, true},
		{"nobody accepts", "pledge q\n  from       a\n  to         everyone\n  under      p1, as accepted", "", diag.IncompletePair, true},
		{"nobody's acceptance", "pledge q\n  from       a\n  to         everyone\n  under      p1\n  during     from acceptance", "", diag.IncompletePair, true},
		{"the patents of nobody", "pledge q\n  from       a\n  to         everyone\n  under      \"Pooled\"", "", diag.IncompletePair, true},
		{"the licensor of nobody", "pledge q\n  from       a\n  to         everyone\n  under      p1\npower r\n  of         the licensor\n  to end     q\n  notice     at once", "", diag.IncompletePair, true},
		{"a group of some", "group \"Some\"\n  is         a\n" + strings.Replace(pledge, "each licensor", "each licensor in \"Some\"", 1), "", diag.IncompletePair, true},
		{"a group of members without some", "group \"Some\"\n  is         members of net\n  without    a\n" + strings.Replace(pledge, "each licensor", "each licensor in \"Some\"", 1), "", diag.IncompletePair, true},
		{"accepted from oneself", "", "2015-01-01 a accepts net from a\n", diag.IncompletePair, true},

		{"each licensor in a group", "group \"Each\"\n  is         each licensor", "", diag.OutsideNetwork, true},
		{"an exclusion as accepted", "exclusion x\n  cuts       give\n  under      p1, as accepted", "", diag.OutsideNetwork, true},
		{"an exclusion from the acceptance on", "exclusion x\n  cuts       give\n  during     from acceptance", "", diag.OutsideNetwork, true},
		{"a party to a network", "when a party becomes insolvent\n  then       give ends", "", diag.WrongKind, true},
		{"what all members control", "group \"All\"\n  is         members of net, entities it controls (over 50%)\n  members    while controlled", "", diag.ImpossibleMember, true},
		{"a finding of a member elsewhere", "when a becomes insolvent\n  provided   finding \"x\" of a\n  then       give ends", "", diag.WrongAttribute, false},

		{"a discontinuation without its day", "", "2016-01-01 a discontinues net\n", diag.MissingDay, true},
		{"a network that is none", "", "2016-01-01 a offers ab\n", diag.WrongKind, true},
		{"a network that nobody knows", "", "2016-01-01 a offers nett\n", diag.UnknownAgreement, true},
		{"members of an agreement", "group \"All\"\n  is         members of ab", "", diag.WrongKind, true},
		{"the discontinuation of an agreement", "when a discontinues ab\n  then       give ends", "", diag.WrongKind, true},
		{"a member of an agreement", "expect\n  member     a of ab on 2020-01-01\n  answer     yes", "", diag.UnknownGroup, true},
		{"the end of a group", "expect\n  member     a of \"Users\" on 2020-01-01\n  answer     yes, earliest end 2020-06-01", "", diag.AnswerDoesNotFit, true},
		{"a verdict on a member", "expect\n  member     a of net on 2020-01-01\n  answer     licensed", "", diag.AnswerDoesNotFit, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := load(t, ofPool(c.blocks, c.facts))
			if got := len(w.only(c.problem)) > 0; got != c.want {
				t.Errorf("%s: %t instead of %t\n%s", c.problem, got, c.want, w.text(w.problems))
			}
		})
	}
	for _, c := range []struct{ name, from, to, problem string }{
		{"no way to join", "  joined by  offer\n", "", diag.MissingProperty},
		{"two ways to discontinue", "  left by    finding \"conduct\" of the member, or finding \"default\" of the member\n", "  left by    discontinuation\n", diag.NotYetSupported},
		{"nobody leaves by himself", "  left by    discontinuation, at least 180 days after its announcement\n", "", diag.NotYetSupported},
		{"each licensor of an agreement", "network net \"A pool\"\n  open to    everyone\n  joined by  offer\n  left by    discontinuation, at least 180 days after its announcement\n  left by    finding \"conduct\" of the member, or finding \"default\" of the member\n", "agreement net\n  between    a, b\n", diag.OutsideNetwork},
	} {
		files := ofPool("", "")
		files[0].Data = []byte(strings.Replace(string(files[0].Data), c.from, c.to, 1))
		if w := load(t, files); len(w.only(c.problem)) == 0 {
			t.Errorf("%s is not %s:\n%s", c.name, c.problem, w.text(w.problems))
		}
	}
}
