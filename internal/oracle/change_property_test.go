package oracle_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/oracle"
	"github.com/crossgrant/crossgrant/internal/synth"
)

// twoWorlds draws a case, and what becomes of it by another draft or by an event.
func twoWorlds(t *rapid.T) (c synth.Case, after agreement.World) {
	c = randomCase(t)
	seed := rapid.Uint64Range(0, 1<<20).Draw(t, "change")
	if rapid.Bool().Draw(t, "by an event") {
		return c, agreement.World{Agreements: c.World.Agreements, Facts: slices.Concat(c.World.Facts, synth.Event(seed, c))}
	}
	return c, synth.Redraft(seed, c)
}

// A world differs from itself in nothing, whatever is open in it.
func TestNoChange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := randomCase(t)
		o := oracle.New(&c.World, c.Records)
		for _, ask := range c.Asks {
			for _, r := range c.Records {
				d := oracle.Changes(o, o, oracle.Question(ask), r.ID)
				if d.GainPossible || d.LossPossible || d.MoneyPossible || d.Unsettled || len(d.Open) > 0 {
					t.Fatalf("%s, %s: %+v\n%s", ask.Use, r.ID, d, c)
				}
				if d.Licensed[0] != d.Licensed[1] || d.Status[0] != d.Status[1] {
					t.Fatalf("%s, %s: %+v", ask.Use, r.ID, d)
				}
			}
		}
	})
}

// What is gained one way is lost the other way, and what is charged differs both ways.
func TestChangeTurnedRound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, after := twoWorlds(t)
		a, b := oracle.New(&c.World, c.Records), oracle.New(&after, c.Records)
		for _, ask := range c.Asks {
			for _, r := range c.Records {
				there, back := oracle.Changes(a, b, oracle.Question(ask), r.ID), oracle.Changes(b, a, oracle.Question(ask), r.ID)
				if there.TooMany || back.TooMany {
					continue
				}
				back.GainPossible, back.LossPossible = back.LossPossible, back.GainPossible
				back.GainCertain, back.LossCertain = back.LossCertain, back.GainCertain
				slices.Reverse(back.Licensed[:])
				slices.Reverse(back.Status[:])
				if diff := cmp.Diff(there, back); diff != "" {
					t.Fatalf("%s, %s (-there +back turned round):\n%s\n%s", ask.Use, r.ID, diff, c)
				}
			}
		}
	})
}

// A change agrees with the two answers that are given of each world by itself.
func TestChangeAgreesWithBothAnswers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, after := twoWorlds(t)
		a, b := oracle.New(&c.World, c.Records), oracle.New(&after, c.Records)
		for _, ask := range c.Asks {
			for _, r := range c.Records {
				d := oracle.Changes(a, b, oracle.Question(ask), r.ID)
				ask.Under = agreement.Under{Patents: []string{r.ID}}
				x, y := a.Clear(oracle.Question(ask)), b.Clear(oracle.Question(ask))
				p, q := x.PerPatent[r.ID], y.PerPatent[r.ID]
				if d.TooMany || x.TooMany || y.TooMany || p.Right == "" || q.Right == "" || !d.Asked {
					continue
				}
				checkChange(t, c, d, p, q)
			}
		}
	})
}

func checkChange(t *rapid.T, c synth.Case, d oracle.Change, p, q oracle.PatentAnswer) {
	bad := func(says string) { t.Fatalf("%s: %+v\nbefore %+v\nafter %+v\n%s", says, d, p, q, c) }
	nodes := map[[2]string]int{}
	for path, v := range p.Nodes {
		if w, both := q.Nodes[path]; both {
			nodes[[2]string{v, w}]++
		}
	}
	if d.GainCertain && !d.GainPossible || d.LossCertain && !d.LossPossible || d.MoneyCertain && !d.MoneyPossible {
		bad("certain and not possible")
	}
	hangs := d.GainPossible != d.GainCertain || d.LossPossible != d.LossCertain || d.MoneyPossible != d.MoneyCertain
	if hangs != (len(d.Open) > 0) {
		bad("a change hangs on questions when it is possible and not certain")
	}
	if p.BeyondLimit || q.BeyondLimit {
		if d.GainPossible || d.LossPossible || d.MoneyPossible {
			bad("past the limit something is said")
		}
		return
	}
	if d.Unsettled {
		return
	}
	if nodes[[2]string{oracle.NotLicensed, oracle.Licensed}] > 0 && !d.GainCertain {
		bad("a node is licensed now and was not, and nothing is gained")
	}
	if nodes[[2]string{oracle.Licensed, oracle.NotLicensed}] > 0 && !d.LossCertain {
		bad("a node was licensed and is not, and nothing is lost")
	}
	if d.GainPossible && p.Right == oracle.Licensed {
		bad("more than everything")
	}
	if d.LossPossible && p.Right == oracle.NotLicensed {
		bad("less than nothing")
	}
	if p.Right == oracle.Own && q.Right == oracle.Own && d.MoneyPossible {
		bad("one pays for what is one's own")
	}
}
