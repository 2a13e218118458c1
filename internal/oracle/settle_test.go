package oracle_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/oracle"
	"github.com/crossgrant/crossgrant/internal/synth"
	"github.com/crossgrant/crossgrant/when"
)

// docs/meaning.md §17: what settles an answer. Settles lists sets that settle, not those that do not.
func TestSettles(t *testing.T) {
	cond := func(subject agreement.Subject, term string) agreement.Condition {
		return agreement.Condition{findingOf(subject, term)}
	}
	x, y := cond(agreement.SubjectFixed, "x"), cond(agreement.SubjectFixed, "y")
	ofPatent := cond(agreement.SubjectPatent, "essential")
	more := func(s *small, ids ...string) {
		for _, id := range ids {
			s.records = append(s.records, record(id, "US", "lor"))
		}
		s.ask.Under = agreement.Under{Org: "lor"}
	}
	software := func(s *small) {
		s.fact("", agreement.Relevance{Product: "phone", Fields: []string{"software"}})
		s.records[0].Classes, s.records[0].Fields = nil, 0
	}
	const field, status = "fact:field|software|p1", "status:p1|US"
	for _, c := range []struct {
		name          string
		change        func(*small)
		fewest        int
		settles, nots []string // sets; ids separated by "; "
	}{
		{"nothing is open", func(*small) {}, 0, []string{"", "finding:x|"}, nil},
		{"one condition", func(s *small) { s.main.Provided = []agreement.Condition{x} }, 1, []string{"finding:x|"}, []string{"", "finding:y|"}},
		{"two conditions", func(s *small) { s.main.Provided = []agreement.Condition{x, y} }, 2,
			[]string{"finding:x|; finding:y|"}, []string{"", "finding:x|", "finding:y|"}},
		{"two patents, one condition each", func(s *small) {
			more(s, "p2")
			s.main.Provided = []agreement.Condition{ofPatent}
		}, 2, []string{"finding:essential|p1; finding:essential|p2"}, []string{"finding:essential|p1", "finding:essential|p2"}},
		{"two patents, one condition for both", func(s *small) {
			more(s, "p2")
			s.main.Provided = []agreement.Condition{x}
		}, 1, []string{"finding:x|"}, []string{""}},
		{"partly: the rest does not matter", func(s *small) {
			more(s, "p2", "p3")
			s.main.Under = []agreement.PatentItem{{ID: "p1"}}
			s.twice(func(g *agreement.Grant) {
				g.Under, g.Provided = []agreement.PatentItem{{ID: "p2"}}, []agreement.Condition{x}
			})
		}, 0, []string{""}, nil},
		{"the rest does not matter once one is licensed", func(s *small) {
			// p1 needs x; p2 needs x and y; p3 is not licensed. Where x is no, none is; where it is yes, p1 is.
			more(s, "p2", "p3")
			s.main.Under, s.main.Provided = []agreement.PatentItem{{ID: "p1"}}, []agreement.Condition{x}
			s.twice(func(g *agreement.Grant) {
				g.Under, g.Provided = []agreement.PatentItem{{ID: "p2"}}, []agreement.Condition{x, y}
			})
		}, 1, []string{"finding:x|"}, []string{"", "finding:y|"}},
		{"status", func(s *small) {
			s.forgetPresumptions(agreement.GrantedInForce)
			s.ask.Use.Actor = "third"
		}, 1, []string{status}, []string{""}},
		{"status and right: a licence settles it, its absence does not", func(s *small) {
			s.forgetPresumptions(agreement.GrantedInForce)
			s.main.Provided = []agreement.Condition{x}
		}, 2, []string{status + "; finding:x|"}, []string{"finding:x|", status}},
		{"status: that it is not in force settles it", func(s *small) {
			s.forgetPresumptions(agreement.GrantedInForce)
			s.main.Provided = []agreement.Condition{x, y}
		}, 3, []string{status + "; finding:x|; finding:y|"}, []string{"finding:x|; finding:y|"}},
		{"relevance", func(s *small) { software(s); s.ask.Use.Actor = "third" }, 1, []string{field}, []string{""}},
		{"relevance of one that may be licensed", func(s *small) {
			software(s)
			s.main.Provided = []agreement.Condition{x}
		}, 2, []string{field + "; finding:x|"}, []string{field, "finding:x|"}},
		{"relevance of one that is licensed", software, 0, []string{""}, nil},
		{"two facts of relevance", func(s *small) {
			software(s)
			s.ask.Use.Actor = "third"
			s.fact("", agreement.Relevance{Product: "phone", Fields: []string{"telecommunications"}})
		}, 2, []string{field + "; fact:field|telecommunications|p1"}, []string{field, "fact:field|telecommunications|p1"}},
		{"the field is what the set asks as well", func(s *small) {
			software(s)
			s.where(agreement.Test{Attr: agreement.PatentField, Values: []string{"software"}})
		}, 1, []string{field}, []string{""}},
		{"a reading of three ways", func(s *small) {
			s.readMain(func(*agreement.Grant) {}, func(g *agreement.Grant) { g.Acts = nil }, func(g *agreement.Grant) {
				g.Provided = []agreement.Condition{x}
			})
		}, 2, []string{"reading:deal/of main; finding:x|"}, []string{"reading:deal/of main", "finding:x|"}},
		{"a day", func(s *small) {
			s.ask.Use.Actor = "third"
			s.controls("2018-05-30 and 2018-06-03", "lee", "third", 100)
		}, 1, []string{"fact:when|9"}, []string{""}},
		{"whether it is asked about at all", func(s *small) {
			// Once third owns p1, nothing of lor's is left to ask about; until then it needs x.
			s.ask.Under = agreement.Under{Org: "lor"}
			s.main.Provided = []agreement.Condition{x}
			s.assigns("2018-05-30 and 2018-06-03", "lor", "p1", "third")
		}, 1, []string{"finding:x|"}, []string{"", "fact:when|9"}},
		{"eight", func(s *small) { s.provided(8) }, 8, nil, []string{"finding:c00|; finding:c01|; finding:c02|; finding:c03|; finding:c04|; finding:c05|; finding:c06|"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSmall()
			c.change(s)
			o := oracle.New(&s.world, s.records)
			if n, ok := o.Fewest(s.ask); n != c.fewest || !ok {
				t.Errorf("the fewest are %d, %v; by hand %d of %q", n, ok, c.fewest, s.clear().Open)
			}
			for want, sets := range map[bool][]string{true: c.settles, false: c.nots} {
				for _, set := range sets {
					if got, ok := o.Settles(s.ask, strings.Split(set, "; ")); got != want || !ok {
						t.Errorf("[%s] settles: %v, %v; by hand %v", set, got, ok, want)
					}
				}
			}
		})
	}
}

// Where it is not worked out case by case, or there are too many questions, nothing is said.
func TestSettlesNot(t *testing.T) {
	s := newSmall()
	s.provided(9)
	o := oracle.New(&s.world, s.records)
	if n, ok := o.Fewest(s.ask); ok {
		t.Errorf("nine questions: %d", n)
	}
	if settles, ok := o.Settles(s.ask, []string{"finding:c00|"}); settles || !ok {
		t.Errorf("one of nine questions settles: %v, %v", settles, ok)
	}
	s = newSmall()
	s.provided(11)
	if n, ok := oracle.New(&s.world, s.records).Fewest(s.ask); ok {
		t.Errorf("past the limit: %d", n)
	}
	if _, _, ok := oracle.New(&s.world, s.records).Given(s.ask, nil); ok {
		t.Error("past the limit something is given")
	}
}

// sameCases are worlds that are the same in every run, for tests that also ask how often something occurs.
func sameCases(n uint64) []synth.Case {
	var out []synth.Case
	for seed := range n {
		out = append(out, synth.World(seed, 1+int(seed%6)))
	}
	return out
}

// With nothing given an answer is what it was.
func TestGivenNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := randomCase(t)
		o := oracle.New(&c.World, c.Records)
		for _, ask := range c.Asks {
			a := o.Clear(oracle.Question(ask))
			verdict, counts, ok := o.Given(oracle.Question(ask), nil)
			if !ok || a.TooMany {
				continue
			}
			if verdict != a.Verdict || counts != a.Counts {
				t.Fatalf("%s: %s %+v with nothing given, %s %+v\n%s", ask.Use, verdict, counts, a.Verdict, a.Counts, c)
			}
		}
	})
}

// A finding that is given as an answer does what the finding does when it is recorded.
func TestGivenIsAsRecorded(t *testing.T) {
	compared := 0
	for _, c := range sameCases(150) {
		o := oracle.New(&c.World, c.Records)
		for _, ask := range c.Asks {
			for _, id := range o.Clear(oracle.Question(ask)).Open {
				rest, isFinding := strings.CutPrefix(id, "finding:")
				term, of, _ := strings.Cut(rest, "|")
				if !isFinding || term == "natural evolution" {
					continue
				}
				for value, yes := range []bool{false, true} {
					world := c.World
					world.Facts = append(slices.Clone(c.World.Facts), agreement.Fact{
						Begin: when.Exact(when.Min), End: when.Max, Recorded: when.None, Retracted: when.None, Given: true,
						Body: agreement.Finding{Term: term, Of: of, Yes: yes},
					})
					a := oracle.New(&world, c.Records).Clear(oracle.Question(ask))
					verdict, counts, ok := o.Given(oracle.Question(ask), map[string]int{id: value})
					if !ok || a.TooMany {
						continue
					}
					compared++
					if diff := cmp.Diff(fmt.Sprint(verdict, counts), fmt.Sprint(a.Verdict, a.Counts)); diff != "" {
						t.Fatalf("%s, %s is %v (-given +recorded):\n%s\n%s", ask.Use, id, yes, diff, c)
					}
				}
			}
		}
	}
	t.Logf("%d compared", compared)
	if compared < 20 {
		t.Errorf("only %d findings were compared", compared)
	}
}

// All questions of an answer settle it; a set that settles does so with more in it; the fewest are no more than any.
func TestSettlesHangsTogether(t *testing.T) {
	settled := 0
	r := rand.New(rand.NewPCG(1, 1))
	for _, c := range sameCases(100) {
		o := oracle.New(&c.World, c.Records)
		for _, ask := range c.Asks {
			q := oracle.Question(ask)
			open := o.Questions(q)
			n, ok := o.Fewest(q)
			if !ok {
				continue
			}
			if all, ok := o.Settles(q, open); !all || !ok {
				t.Fatalf("%s: all of %q do not settle it\n%s", q.Use, open, c)
			}
			if (n == 0) != (o.Clear(q).Verdict != oracle.Depends) {
				t.Fatalf("%s: %s, and %d questions settle it", q.Use, o.Clear(q).Verdict, n)
			}
			if n == 0 {
				continue
			}
			settled++
			var some, more []string
			for _, id := range open {
				switch r.IntN(3) {
				case 0:
					some, more = append(some, id), append(more, id)
				case 1:
					more = append(more, id)
				}
			}
			less, _ := o.Settles(q, some)
			much, _ := o.Settles(q, more)
			if less && !much {
				t.Fatalf("%s: %q settles it, and %q does not\n%s", q.Use, some, more, c)
			}
			if less && len(some) < n {
				t.Fatalf("%s: %q settles it, and the fewest are %d\n%s", q.Use, some, n, c)
			}
		}
	}
	t.Logf("%d settled", settled)
	if settled < 20 {
		t.Errorf("only %d answers were settled", settled)
	}
}
