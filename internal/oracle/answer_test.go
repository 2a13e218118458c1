package oracle_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/oracle"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// provided makes the licence depend on n findings.
func (s *small) provided(n int) {
	for i := range n {
		s.main.Provided = append(s.main.Provided, agreement.Condition{findingOf(agreement.SubjectFixed, fmt.Sprintf("c%02d", i))})
	}
}

// twice adds a second licence that is the first one but for what change does to it.
func (s *small) twice(change func(*agreement.Grant)) {
	g := *s.main
	g.Clause = clause("licence", "other")
	change(&g)
	s.deal.Grants = append(s.deal.Grants, &g)
}

// docs/meaning.md §10: from values to a verdict.
func TestVerdict(t *testing.T) {
	questions := func(n int) string {
		out := ""
		for i := range n {
			if i > 0 {
				out += "; "
			}
			out += fmt.Sprintf("finding:c%02d|", i)
		}
		return out
	}
	either := func(term string, yes bool) []agreement.Condition {
		x := findingOf(agreement.SubjectFixed, term)
		x.Not = !yes
		return []agreement.Condition{{x}}
	}
	relevant := func(r agreement.Relevance) func(*small) {
		return func(s *small) {
			r.Product = "phone"
			s.fact("", r)
		}
	}
	unclassified := func(s *small) { s.records[0].Classes, s.records[0].Fields = nil, 0 }
	stranger := func(s *small) { s.ask.Use.Actor = "third" }
	runSmall(t, []smallCase{
		{name: "licensed under either reading: no question", want: "licensed", change: func(s *small) {
			s.main.Provided = either("staying separate", true)
			s.twice(func(g *agreement.Grant) { g.Provided = either("staying separate", false) })
		}},
		{name: "taken out under either reading: no question", want: "not_licensed", change: func(s *small) {
			s.excludes("handset", agreement.ThatComponent).Provided = either("assembled abroad", true)
			s.excludes("handset", agreement.ThatComponent).Provided = either("assembled abroad", false)
		}},
		{name: "a question that only another can make matter", want: "depends", open: "finding:a|; finding:b|", change: func(s *small) {
			s.main.Provided = append(either("a", true), either("b", true)...)
		}},
		{name: "a second licence makes the questions of the first idle", want: "licensed", change: func(s *small) {
			s.main.Provided = either("a", true)
			s.twice(func(g *agreement.Grant) { g.Provided = nil })
		}},
		{name: "ten questions are worked out", want: "depends", open: questions(10), change: func(s *small) { s.provided(10) }},
		{name: "eleven are not", want: "depends", open: questions(11), change: func(s *small) { s.provided(11) }},
		{name: "eleven questions of a grant that is out anyway", want: "not_licensed", change: func(s *small) {
			s.provided(11)
			s.ask.Use.Act = agreement.Import
		}},
		{name: "eleven questions beside a sure grant", want: "licensed", change: func(s *small) {
			s.provided(11)
			s.twice(func(g *agreement.Grant) { g.Provided = nil })
		}},
		{name: "eleven questions beside one that an exclusion may cut", want: "depends",
			open: questions(11) + "; finding:abroad|", change: func(s *small) {
				s.provided(11)
				s.twice(func(g *agreement.Grant) { g.Provided = nil })
				x := s.excludes("handset", agreement.ThatComponent)
				x.Cuts, x.Provided = []agreement.Name{"deal/other"}, either("abroad", true)
			}},
		{name: "eleven questions of a grant that is certainly cut", want: "not_licensed", change: func(s *small) {
			s.provided(11)
			s.excludes("handset", agreement.WholeProduct)
		}},
		{name: "partly and not licensed differ", want: "depends", open: "finding:a|; finding:b|", change: func(s *small) {
			s.main.Provided = either("a", true)
			s.excludes("radio", agreement.ThatComponent).Provided = either("b", true)
		}},
		{name: "own or licensed: no question", want: "licensed", change: func(s *small) {
			s.controls("2018-05-30 and 2018-06-03", "lee", "lor", 100)
		}},
		{name: "own or not", want: "depends", open: "fact:when|$", change: func(s *small) {
			stranger(s)
			s.controls("2018-05-30 and 2018-06-03", "third", "lor", 100)
		}},
		{name: "status unknown, right certain", want: "licensed", change: func(s *small) { s.forgetPresumptions(agreement.GrantedInForce) }},
		{name: "without presumptions", want: "licensed", change: func(s *small) { s.ask.WithoutPresumptions = true }},
		{name: "without presumptions nothing runs", want: "depends", open: "law:runs|licence; status:p1|US", change: func(s *small) {
			s.ask.WithoutPresumptions = true
			s.assigns("2017-01-01", "lor", "p1", "third")
		}},
		{name: "status unknown, right not", want: "depends", open: "status:p1|US", change: func(s *small) {
			stranger(s)
			s.forgetPresumptions(agreement.GrantedInForce)
		}},
		{name: "status and right unknown", want: "depends", open: "status:p1|US; finding:c00|", change: func(s *small) {
			s.provided(1)
			s.forgetPresumptions(agreement.GrantedInForce)
		}},
		{name: "lapsed", want: "not_in_force", change: func(s *small) {
			s.provided(1)
			s.fact("2018-06-01", agreement.StatusFact{Patents: []string{"p1"}, Event: patent.Lapsed})
		}},
		{name: "lapsed within days that straddle the use", want: "depends", open: "status:p1|US", change: func(s *small) {
			stranger(s)
			s.fact("2018-05-30 and 2018-06-03", agreement.StatusFact{Patents: []string{"p1"}, Event: patent.Lapsed})
		}},
		{name: "expired", want: "not_in_force", change: func(s *small) { s.ask.Use.On = day("2030-03-02") }},
		{name: "the last day of the patent", want: "licensed", change: func(s *small) { s.ask.Use.On = day("2030-03-01") }},
		{name: "a country where it has no effect", want: "not_in_force", change: func(s *small) { s.ask.Use.Country = "DE" }},
		{name: "and nobody's patents there", want: "nothing_in_force", change: func(s *small) {
			s.ask.Use.Country = "DE"
			s.ask.Under = agreement.Under{Org: "lor"}
		}},
		{name: "relevant by its field", want: "licensed", change: relevant(agreement.Relevance{Fields: []string{"telecommunications"}})},
		{name: "not relevant", want: "nothing_in_force", change: relevant(agreement.Relevance{Fields: []string{"software"}})},
		{name: "one line suffices", want: "licensed", change: func(s *small) {
			relevant(agreement.Relevance{Fields: []string{"software"}})(s)
			relevant(agreement.Relevance{Fields: []string{"wipo-4"}})(s)
		}},
		{name: "relevance unknown, licensed", want: "licensed", change: func(s *small) {
			relevant(agreement.Relevance{Fields: []string{"software"}})(s)
			unclassified(s)
		}},
		{name: "relevance unknown, not licensed", want: "depends", open: "fact:field|software|p1", change: func(s *small) {
			relevant(agreement.Relevance{Fields: []string{"software"}})(s)
			unclassified(s)
			stranger(s)
		}},
		{name: "relevant by a standard of a component", want: "not_licensed", change: func(s *small) {
			relevant(agreement.Relevance{Standards: true})(s)
			stranger(s)
			s.records[0].Standards = []string{"LTE"}
			s.product("phone", func(p *agreement.Product) { p.Implements = []string{"HEVC"} })
		}},
		{name: "declared for a standard, no node says what it implements", want: "depends",
			open: "fact:standard|LTE|phone; fact:standard|LTE|modem", change: func(s *small) {
				relevant(agreement.Relevance{Standards: true})(s)
				stranger(s)
				s.records[0].Standards = []string{"LTE"}
				s.product("phone", func(p *agreement.Product) { p.Implements = nil })
				s.product("modem", func(p *agreement.Product) { p.Implements = nil })
			}},
		{name: "not declared: not relevant to a standard", want: "nothing_in_force", change: func(s *small) {
			relevant(agreement.Relevance{Standards: true})(s)
			s.product("phone", func(p *agreement.Product) { p.Implements = nil })
			s.product("modem", func(p *agreement.Product) { p.Implements = nil })
		}},
		{name: "charted", want: "licensed", change: func(s *small) {
			relevant(agreement.Relevance{Charted: true})(s)
			s.fact("2016-01-01", agreement.Finding{Term: "reads on", Of: "p1", From: "modem", Yes: true})
		}},
		{name: "not charted", want: "nothing_in_force", change: relevant(agreement.Relevance{Charted: true})},
		{name: "lines for the category, where the product has none", want: "nothing_in_force", change: func(s *small) {
			s.fact("", agreement.Relevance{Product: "handset", Fields: []string{"software"}})
		}},
		{name: "lines for the product come first", want: "licensed", change: func(s *small) {
			s.fact("", agreement.Relevance{Product: "handset", Fields: []string{"software"}})
			relevant(agreement.Relevance{Fields: []string{"telecommunications"}})(s)
		}},
	})
}

// docs/meaning.md §10: the headline and its counts, over several patents.
func TestHeadline(t *testing.T) {
	// p1 licensed, p2 of lor not captured, p3 lapsed, p4 pending, p5 irrelevant, p6 own, p7 of somebody else.
	s := newSmall()
	s.controls("2016-01-01", "lor", "lee", 100)
	s.controls("2010-01-01", "lor", "sub", 100)
	s.where(agreement.Test{Attr: agreement.PatentPriority, Span: when.Interval{From: when.Min, To: day("2010-01-01")}})
	for i := 2; i <= 7; i++ {
		s.records = append(s.records, record(fmt.Sprintf("p%d", i), "US", "sub"))
	}
	s.records[1].Priority = when.Exact(day("2014-01-01"))
	s.fact("2017-01-01", agreement.StatusFact{Patents: []string{"p3"}, Event: patent.Lapsed})
	s.records[3].IsGrant, s.records[3].Published = patent.No, when.Exact(day("2019-01-01"))
	s.records[4].Fields = patent.FieldSet(0).With(patent.Software)
	s.fact("", agreement.Relevance{Product: "phone", Fields: []string{"telecommunications"}})
	s.records[5].Owners = []string{"lee"}
	s.records[6].Owners = []string{"third"}
	s.ask.Under = agreement.Under{Org: "lor", Share: agreement.Over50}

	got := s.clear()
	want := oracle.Counts{Licensed: 2, Own: 1, NotLicensed: 1, NotInForce: 1, Pending: 1, NotRelevant: 1}
	if diff := cmp.Diff(want, got.Counts); diff != "" {
		t.Errorf("counts (-by hand +oracle):\n%s", diff)
	}
	if got.Verdict != oracle.Partly {
		t.Errorf("verdict %s, by hand it is partly", got.Verdict)
	}
	if _, asked := got.PerPatent["p7"]; asked {
		t.Error("p7 belongs to somebody else and is not asked about")
	}
	verdicts := map[string]string{}
	for id, p := range got.PerPatent {
		verdicts[id] = p.Verdict + ", " + p.Right
	}
	if diff := cmp.Diff(map[string]string{
		"p1": "licensed, licensed", "p2": "not_licensed, not_licensed", "p3": "not_in_force, licensed",
		"p4": "pending, licensed", "p5": "not_relevant, ", "p6": "licensed, own",
	}, verdicts); diff != "" {
		t.Errorf("patents (-by hand +oracle):\n%s", diff)
	}
}

// A patent that lor owns only under some values is asked about under these alone.
func TestAskedAbout(t *testing.T) {
	s := newSmall()
	s.forgetPresumptions(agreement.LicencesRun)
	s.assigns("2018-05-30 and 2018-06-03", "lor", "p1", "third")
	s.ask.Under = agreement.Under{Org: "lor"}
	a := s.clear()
	if a.Verdict != oracle.Licensed || len(a.Open) > 0 {
		t.Errorf("while lor owns it, it is licensed; got %+v", a)
	}
	s.ask.Under = agreement.Under{Org: "third"}
	a = s.clear()
	if want := []string{"law:runs|licence"}; a.Verdict != oracle.Depends || !cmp.Equal(a.Open, want) {
		t.Errorf("once third owns it, it hangs on whether the licence runs; got %+v", a)
	}
	s.ask.Under = agreement.Under{Patents: []string{"p1"}}
	a = s.clear()
	if want := []string{fmt.Sprintf("fact:when|%d", s.index()), "law:runs|licence"}; a.Verdict != oracle.Depends || !cmp.Equal(a.Open, want) {
		t.Errorf("asked about by its id, both matter; got %+v", a)
	}
	s.ask.Under = agreement.Under{Set: "deal/Patents"}
	if a = s.clear(); len(a.PerPatent) != 1 {
		t.Errorf("p1 is in the set whatever happened; got %+v", a)
	}
	s.ask.Under = agreement.Under{Org: "lor"}
	s.ask.Use.On = day("2018-06-03")
	if a = s.clear(); a.Verdict != oracle.NothingInForce || len(a.PerPatent) != 0 {
		t.Errorf("lor certainly owns nothing any more; got %+v", a)
	}
}

// docs/meaning.md §11: nodes and the clauses that make them.
func TestNodesAndReasons(t *testing.T) {
	main, out := "deal/main", "deal/out"
	for _, c := range []struct {
		name    string
		change  func(*small)
		nodes   map[string]string
		because []string
	}{
		{"licensed", func(*small) {}, map[string]string{"phone": "licensed", "phone/modem": "licensed"}, []string{main}},
		{"component out", func(s *small) { s.excludes("radio", agreement.ThatComponent) },
			map[string]string{"phone": "licensed", "phone/modem": "not_licensed"}, []string{main, out}},
		{"whole out", func(s *small) { s.excludes("radio", agreement.WholeProduct) },
			map[string]string{"phone": "not_licensed", "phone/modem": "not_licensed"}, []string{out}},
		{"component in doubt", func(s *small) {
			s.excludes("radio", agreement.ThatComponent).Provided = []agreement.Condition{{findingOf(agreement.SubjectFixed, "x")}}
		}, map[string]string{"phone": "licensed", "phone/modem": "depends"}, []string{main}},
		{"one licence or the other", func(s *small) {
			no := findingOf(agreement.SubjectFixed, "x")
			no.Not = true
			s.main.Provided = []agreement.Condition{{findingOf(agreement.SubjectFixed, "x")}}
			s.twice(func(g *agreement.Grant) { g.Provided = []agreement.Condition{{no}} })
		}, map[string]string{"phone": "licensed", "phone/modem": "licensed"}, []string{main, "deal/other"}},
		{"nothing comes near", func(s *small) { s.ask.Use.Actor = "third" },
			map[string]string{"phone": "not_licensed", "phone/modem": "not_licensed"}, nil},
		{"an exclusion of a grant that does not hold", func(s *small) {
			s.ask.Use.Actor = "third"
			s.excludes("handset", agreement.ThatComponent)
		}, map[string]string{"phone": "not_licensed", "phone/modem": "not_licensed"}, nil},
		{"own", func(s *small) { s.controls("2016-01-01", "lee", "lor", 100) },
			map[string]string{"phone": "licensed", "phone/modem": "licensed"}, nil},
		{"not on the modem", func(s *small) { s.fact("", agreement.Finding{Term: "reads on", Of: "p1", From: "modem"}) },
			map[string]string{"phone": "licensed"}, []string{main}},
		{"past the limit", func(s *small) {
			s.provided(11)
			s.twice(func(g *agreement.Grant) { g.Provided, g.For = nil, word("radio") })
		}, map[string]string{"phone": "depends", "phone/modem": "licensed"}, nil},
		{"past the limit, and perhaps not asked about", func(s *small) {
			s.provided(10)
			s.excludes("radio", agreement.ThatComponent)
			s.where(findingOf(agreement.SubjectPatent, "essential"))
			s.main.Under = nil
			s.ask.Under = agreement.Under{Set: "deal/Patents"}
		}, map[string]string{"phone": "depends", "phone/modem": "not_licensed"}, nil},
		{"past the limit, and perhaps own", func(s *small) {
			s.provided(10)
			s.excludes("radio", agreement.ThatComponent)
			s.controls("2018-05-30 and 2018-06-03", "lee", "lor", 100)
		}, map[string]string{"phone": "depends", "phone/modem": "depends"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSmall()
			c.change(s)
			p := s.clear().PerPatent["p1"]
			if diff := cmp.Diff(c.nodes, p.Nodes); diff != "" {
				t.Errorf("nodes (-by hand +oracle):\n%s", diff)
			}
			if len(c.because)+len(p.Because) > 0 && !cmp.Equal(c.because, p.Because) {
				t.Errorf("because %v, by hand %v", p.Because, c.because)
			}
			if past := strings.HasPrefix(c.name, "past the limit"); p.BeyondLimit != past {
				t.Errorf("beyond the limit: %v", p.BeyondLimit)
			}
		})
	}
}

func TestOtherQuestions(t *testing.T) {
	s := newSmall()
	s.records[0].Owners = []string{"lor", "third"}
	s.controls("2018-05-30 and 2018-06-03", "lee", "sub", 60)
	when18 := fmt.Sprintf("fact:when|%d", s.index())
	s.assigns("2018-01-01", "third", "p1", "sub2")
	o := oracle.New(&s.world, s.records)
	on, known := day("2018-06-01"), day("2026-01-01")

	maybe := oracle.Doubtful{Possible: true, Open: []string{when18}}
	yes := oracle.Doubtful{Certain: true, Possible: true}
	for _, c := range []struct {
		says      string
		got, want oracle.Doubtful
	}{
		{"sub in Lee", o.Member("sub", "deal/Lee", on, known), maybe},
		{"sub in Lee later", o.Member("sub", "deal/Lee", day("2018-06-03"), known), yes},
		{"lee in Lee", o.Member("lee", "deal/Lee", on, known), yes},
		{"third in Lee", o.Member("third", "deal/Lee", on, known), oracle.Doubtful{}},
		{"p1 in Patents", o.Captured("p1", "deal/Patents", on, known), yes},
		{"no such patent", o.Captured("p9", "deal/Patents", on, known), oracle.Doubtful{}},
		{"no such set", o.Captured("p1", "deal/Others", on, known), oracle.Doubtful{}},
	} {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("%s (-by hand +oracle):\n%s", c.says, diff)
		}
	}

	if diff := cmp.Diff(map[agreement.Org]oracle.Doubtful{"lor": yes, "sub2": yes}, o.Owners("p1", on, known)); diff != "" {
		t.Errorf("owners (-by hand +oracle):\n%s", diff)
	}
	alone := "law:co-owner|US"
	if diff := cmp.Diff([]oracle.Holder{
		{Grant: "deal/main", Org: "lee", Doubtful: oracle.Doubtful{Possible: true, Open: []string{alone}}},
		{Grant: "deal/main", Org: "sub", Doubtful: oracle.Doubtful{Possible: true, Open: []string{when18, alone}}},
	}, o.Holders("p1", on, known, false)); diff != "" {
		t.Errorf("holders (-by hand +oracle):\n%s", diff)
	}
	if h := o.Holders("p1", day("2014-12-31"), known, false); len(h) != 0 {
		t.Errorf("before the agreement nobody holds anything; got %v", h)
	}
}
