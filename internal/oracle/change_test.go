package oracle_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/oracle"
)

// royalty makes a grant one that is paid for.
func royalty(name string) func(*agreement.Grant) {
	return func(g *agreement.Grant) { g.Price = agreement.Price{Kind: agreement.PriceRoyalty, Name: name} }
}

func paidUp(g *agreement.Grant) { g.Price = agreement.Price{Kind: agreement.PricePaidUp} }

// docs/meaning.md §16: what changes between two worlds. Both begin as the small world; "gain" is certain, "gain?" only
// possible.
func TestChanges(t *testing.T) {
	both := func(change func(*small)) func(*small, *small) {
		return func(a, b *small) { change(a); change(b) }
	}
	after := func(change func(*small)) func(*small, *small) {
		return func(_, b *small) { change(b) }
	}
	gap := func(s *small) { s.redacts("deal/main") }
	acts := func(as ...agreement.Act) func(*small) { return func(s *small) { s.main.Acts = as } }
	condition := func(term string) func(*small) {
		return func(s *small) {
			s.main.Provided = append(s.main.Provided, agreement.Condition{findingOf(agreement.SubjectFixed, term)})
		}
	}
	stranger := func(s *small) { s.ask.Use.Actor = "third" }
	buys := func(date string) func(*small) {
		return func(s *small) { s.controls(date, "lee", "third", 100) }
	}
	price := func(change func(*agreement.Grant)) func(*small) { return func(s *small) { change(s.main) } }
	for _, c := range []struct {
		name   string
		change func(before, after *small)
		want   string // the changes
		open   string
	}{
		{"none", func(_, _ *small) {}, "", ""},
		{"an open passage in both", both(gap), "", ""},
		{"an open passage more", after(gap), "loss?", "redacted:deal/gap"},
		{"the act is dropped", after(acts(agreement.Make)), "loss", ""},
		{"an act nobody asked about is dropped", after(acts(agreement.Sell)), "", ""},
		{"dropped from what was open anyway", func(a, b *small) { gap(a); gap(b); acts(agreement.Make)(b) }, "loss?", "redacted:deal/gap"},
		{"the act is added", func(a, _ *small) { acts(agreement.Make)(a) }, "gain", ""},
		{"one open question in place of another", func(a, b *small) { condition("x")(a); condition("y")(b) }, "gain? loss?", "finding:x|; finding:y|"},
		{"one condition more where there was one", func(a, b *small) { condition("x")(a); condition("x")(b); condition("y")(b) },
			"loss?", "finding:x|; finding:y|"},
		{"a component is taken out", after(func(s *small) { s.excludes("radio", agreement.ThatComponent) }), "loss", ""},
		{"the other component is taken out", func(a, b *small) {
			a.excludes("radio", agreement.ThatComponent)
			b.excludes("phone", agreement.WholeProduct).Except = word("modem")
		}, "loss", ""},
		{"one node is gained and one is lost", func(a, b *small) {
			a.main.For, b.main.For = word("radio"), word("handset")
			b.excludes("radio", agreement.ThatComponent)
		}, "gain loss", ""},
		{"lee takes over the actor", func(a, b *small) { stranger(a); buys("2018-01-01")(b) }, "gain", ""},
		{"too late for the use", func(a, b *small) { stranger(a); buys("2019-01-01")(b) }, "", ""},
		{"in days that straddle it", func(a, b *small) { stranger(a); buys("2018-05-30 and 2018-06-03")(b) }, "gain?", "fact:when|$"},
		{"the finding comes in", func(a, b *small) {
			condition("x")(a)
			condition("x")(b)
			b.finding("2016-01-01", "x", "", "", true)
		}, "gain?", "finding:x|"},
		{"it is no", func(a, b *small) {
			condition("x")(a)
			condition("x")(b)
			b.finding("2016-01-01", "x", "", "", false)
		}, "loss?", "finding:x|"},
		{"a royalty", after(price(royalty("A"))), "money", ""},
		{"the other royalty", func(a, b *small) { price(royalty("A"))(a); price(royalty("B"))(b) }, "money", ""},
		{"the same royalty twice", func(a, b *small) { royalty("A")(a.main); royalty("A")(b.main); b.twice(func(*agreement.Grant) {}) }, "", ""},
		{"another grant that is paid up", func(a, b *small) { royalty("A")(a.main); royalty("A")(b.main); b.twice(paidUp) }, "money", ""},
		{"another that is paid for beside one that is not", func(_, b *small) { b.main.Price.Kind = agreement.PricePaidUp; b.twice(royalty("A")) }, "money", ""},
		{"a royalty for one's own", both(func(s *small) { s.controls("2016-01-01", "lee", "lor", 100) }), "", ""},
		{"lee takes over lor: licensed for a royalty, now its own", func(a, b *small) {
			royalty("A")(a.main)
			royalty("A")(b.main)
			b.controls("2016-01-01", "lee", "lor", 100)
		}, "money", ""},
		{"a royalty under a condition, for what is sure", func(a, b *small) {
			royalty("A")(a.main)
			royalty("A")(b.main)
			b.twice(func(g *agreement.Grant) {
				paidUp(g)
				g.Provided = []agreement.Condition{{findingOf(agreement.SubjectFixed, "x")}}
			})
		}, "money?", "finding:x|"},
		{"the price can be read in two ways", func(a, b *small) {
			royalty("A")(a.main)
			b.readMain(paidUp, royalty("A"))
		}, "money?", "reading:deal/of main"},
		{"an act under one reading", after(func(s *small) {
			s.readMain(func(*agreement.Grant) {}, func(g *agreement.Grant) { g.Acts = []agreement.Act{agreement.Import} })
		}), "loss?", "reading:deal/of main"},
		{"the same reading in both", both(func(s *small) {
			s.readMain(func(*agreement.Grant) {}, func(g *agreement.Grant) { g.Acts = []agreement.Act{agreement.Import} })
		}), "", ""},
		{"the reading is settled", func(a, b *small) {
			imports := func(g *agreement.Grant) { g.Acts = []agreement.Act{agreement.Import} }
			a.readMain(func(*agreement.Grant) {}, imports)
		}, "gain?", "reading:deal/of main"},
		{"a reading of three ways is one of two: another question", func(a, b *small) {
			imports := func(g *agreement.Grant) { g.Acts = []agreement.Act{agreement.Import} }
			a.readMain(func(*agreement.Grant) {}, imports, imports)
			b.readMain(func(*agreement.Grant) {}, imports)
		}, "gain? loss?", "reading:deal/of main"},
		{"the priority date, open for long, against a test and another", func(a, b *small) {
			for s, d := range map[*small]string{a: "2009-01-01", b: "2009-06-01"} {
				s.records[0].Priority.Earliest, s.records[0].Priority.Latest = day("2005-01-01"), day("2010-01-01")
				s.where(agreement.Test{Attr: agreement.PatentPriority, Span: spanTo(d)})
			}
		}, "gain?", "fact:priority date|p1"},
		{"other days of the same date are another question", func(a, b *small) {
			for s, d := range map[*small]string{a: "2009-01-01", b: "2009-01-02"} {
				s.records[0].Priority.Earliest, s.records[0].Priority.Latest = day(d), day(d)+1
				s.where(agreement.Test{Attr: agreement.PatentPriority, Span: spanTo("2009-01-03")})
				if s == a {
					s.set.Where[0][0].Span.To--
				}
			}
		}, "gain? loss?", "fact:priority date|p1"},
		{"eleven questions in both", both(func(s *small) { s.provided(11) }), "", ""},
		{"eleven questions and the act is dropped", func(a, b *small) { a.provided(11); b.provided(11); acts(agreement.Make)(b) }, "unsettled", ""},
		{"six questions against six others", func(a, b *small) {
			a.provided(6)
			b.provided(12)
			b.main.Provided = b.main.Provided[6:]
		}, "unsettled", ""},
		{"ten against ten of them", func(a, b *small) { a.provided(10); b.provided(10); condition("c00")(b) }, "", ""},
		{"a component that no longer reads is not compared", after(func(s *small) {
			s.excludes("radio", agreement.ThatComponent)
			s.fact("", agreement.Finding{Term: "reads on", Of: "p1", From: "modem"})
		}), "", ""},
		{"lapsed: the right is what it was", after(func(s *small) { s.lapses("2017-01-01") }), "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, b := newSmall(), newSmall()
			c.change(a, b)
			d := oracle.Changes(oracle.New(&a.world, a.records), oracle.New(&b.world, b.records), a.ask, "p1")
			if got := saysOf(d); got != c.want {
				t.Errorf("%s, by hand it is %s\n%+v", got, c.want, d)
			}
			var want []string
			if c.open != "" {
				want = strings.Split(strings.ReplaceAll(c.open, "$", "9"), "; ")
			}
			if !slices.Equal(d.Open, want) {
				t.Errorf("hangs on %q, by hand on %q", d.Open, want)
			}
			if !d.Asked || d.TooMany {
				t.Errorf("%+v", d)
			}
		})
	}
}

// saysOf is a change in a few words.
func saysOf(d oracle.Change) string {
	var out []string
	for _, x := range []struct {
		word              string
		possible, certain bool
	}{
		{"gain", d.GainPossible, d.GainCertain}, {"loss", d.LossPossible, d.LossCertain},
		{"money", d.MoneyPossible, d.MoneyCertain}, {"unsettled", d.Unsettled, d.Unsettled},
	} {
		switch {
		case x.certain:
			out = append(out, x.word)
		case x.possible:
			out = append(out, x.word+"?")
		}
	}
	return strings.Join(out, " ")
}

// What stands beside gain and loss.
func TestChangesBeside(t *testing.T) {
	a, b := newSmall(), newSmall()
	b.lapses("2017-01-01")
	b.main.Acts = nil
	b.records = append(b.records, record("p2", "US", "lor"))
	x, y := oracle.New(&a.world, a.records), oracle.New(&b.world, b.records)
	want := oracle.Change{
		LossPossible: true, LossCertain: true, Asked: true,
		Licensed: [2]bool{true, false}, Status: [2]string{"in force", "not in force"},
	}
	if diff := cmp.Diff(want, oracle.Changes(x, y, a.ask, "p1"), cmp.Comparer(slices.Equal[[]string])); diff != "" {
		t.Errorf("p1 (-by hand +oracle):\n%s", diff)
	}
	if d := oracle.Changes(x, y, a.ask, "p2"); d.Asked || saysOf(d) != "" || d.Licensed[1] {
		t.Errorf("p2 is known after and not before: %+v", d)
	}
	b.fact("", agreement.Organisation{ID: "newcomer"})
	b.main.Acts, b.main.To = a.main.Acts, []agreement.Member{{Everyone: true}}
	a.main.To = b.main.To
	q := a.ask
	q.Use.Actor = "newcomer"
	if d := oracle.Changes(x, y, q, "p1"); d.Asked || saysOf(d) != "" {
		t.Errorf("newcomer is known after and not before: %+v", d)
	}
	b.fact("", agreement.Product{ID: "slate", Category: []string{"handset"}})
	q = a.ask
	q.Use.Product = "slate"
	if d := oracle.Changes(x, y, q, "p1"); d.Asked || saysOf(d) != "" {
		t.Errorf("slate is known after and not before: %+v", d)
	}
	q.Under, q.Use.Product = agreement.Under{Org: "third"}, "phone"
	if d := oracle.Changes(x, y, q, "p1"); !d.Asked {
		t.Errorf("what it is asked under counts: %+v", d)
	}
}
