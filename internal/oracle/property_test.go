package oracle_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/oracle"
	"github.com/crossgrant/crossgrant/internal/synth"
	"github.com/crossgrant/crossgrant/when"
)

// randomCase draws a random world that is not too large to go through many times.
func randomCase(t *rapid.T) synth.Case {
	return synth.World(rapid.Uint64Range(0, 1<<20).Draw(t, "seed"), rapid.IntRange(1, 6).Draw(t, "size"))
}

// What is recorded after the day of knowledge never changes the answer.
func TestLaterFactsChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := randomCase(t)
		if len(c.Asks) == 0 {
			return
		}
		q := oracle.Question(rapid.SampledFrom(c.Asks).Draw(t, "question"))
		before := oracle.New(&c.World, c.Records).Clear(q)

		// Everything another world knows happens here too, but is recorded on the day after, or retracted by then.
		later := c.World
		later.Facts = append([]agreement.Fact{}, c.World.Facts...)
		for _, f := range synth.World(c.Seed+1, 6).World.Facts {
			if f.Recorded = q.KnownAt + 1; rapid.Bool().Draw(t, "retracted") {
				f.Recorded, f.Retracted = when.None, q.KnownAt
			}
			later.Facts = append(later.Facts, f)
		}
		// And what is known is retracted on the day after.
		for i := range c.World.Facts {
			if later.Facts[i].Retracted == when.None {
				later.Facts[i].Retracted = q.KnownAt + 1
			}
		}
		after := oracle.New(&later, c.Records).Clear(q)
		if before.TooMany || after.TooMany {
			return
		}
		if diff := cmp.Diff(before, after); diff != "" {
			t.Fatalf("%s, known at %s (-before +after):\n%s\n%s", q.Use, q.KnownAt, diff, c)
		}
	})
}

// Taking the open questions of a patent one by one: an answer that is certain stays what it is when a question of
// some other patent is answered, and every answer keeps within what it was possible to come out before.
func TestAnswersOnlyNarrow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := randomCase(t)
		if len(c.Asks) == 0 {
			return
		}
		q := oracle.Question(rapid.SampledFrom(c.Asks).Draw(t, "question"))
		before := oracle.New(&c.World, c.Records).Clear(q)

		// One uncertain day becomes certain.
		var open []int
		for i := range c.World.Facts {
			if b := c.World.Facts[i].Begin; !b.Known() {
				switch c.World.Facts[i].Body.(type) {
				case agreement.Control, agreement.Assignment:
					open = append(open, i)
				}
			}
		}
		if len(open) == 0 {
			return
		}
		i := rapid.SampledFrom(open).Draw(t, "fact")
		b := c.World.Facts[i].Begin
		settled := c.World
		settled.Facts = append([]agreement.Fact{}, c.World.Facts...)
		f := &settled.Facts[i]
		if f.Recorded == when.None { // it stays known from the same day
			f.Recorded = b.Earliest
		}
		f.Begin = when.Exact(when.Date(rapid.IntRange(int(b.Earliest), int(b.Latest)).Draw(t, "day")))
		after := oracle.New(&settled, c.Records).Clear(q)
		if before.TooMany || after.TooMany {
			return
		}
		for id, x := range before.PerPatent {
			y, still := after.PerPatent[id]
			if !still || x.Verdict == oracle.Depends || x.BeyondLimit || x.Right == oracle.Depends {
				continue
			}
			if x.Verdict != y.Verdict {
				t.Fatalf("%s was %s whatever the day of fact %d, and is %s on one of its days\n%s", id, x.Verdict, i, y.Verdict, c)
			}
		}
		for id := range after.PerPatent {
			if _, asked := before.PerPatent[id]; !asked {
				t.Fatalf("%s is asked about once the day of fact %d is certain, and was not before\n%s", id, i, c)
			}
		}
	})
}

// The answers of a world hang together.
func TestAnswersHangTogether(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := randomCase(t)
		o := oracle.New(&c.World, c.Records)
		for _, ask := range c.Asks {
			a := o.Clear(oracle.Question(ask))
			n := a.Counts
			if sum := n.Licensed + n.Partly + n.NotLicensed + n.Depends + n.NotInForce + n.Pending + n.NotRelevant; sum != len(a.PerPatent) {
				t.Fatalf("the counts add up to %d of %d patents", sum, len(a.PerPatent))
			}
			if n.Own > n.Licensed || n.StatusUnknown > n.Licensed+n.Depends {
				t.Fatalf("own %d of %d licensed; status unknown %d of %d licensed or depending", n.Own, n.Licensed, n.StatusUnknown, n.Licensed+n.Depends)
			}
			open := map[string]bool{}
			for id, p := range a.PerPatent {
				checkPatent(t, id, p)
				for _, x := range p.Open {
					open[x] = true
				}
			}
			for _, x := range a.Open {
				if !open[x] {
					t.Fatalf("question %s is open for no patent", x)
				}
			}
			if len(open) != len(a.Open) {
				t.Fatalf("%d questions of patents, %d of the answer", len(open), len(a.Open))
			}
		}
	})
}

func checkPatent(t *rapid.T, id string, p oracle.PatentAnswer) {
	if (p.Verdict == oracle.Depends) != (len(p.Open) > 0) {
		t.Fatalf("%s: %s with open questions %v", id, p.Verdict, p.Open)
	}
	if (p.Right == oracle.Depends) != (len(p.RightOpen) > 0) {
		t.Fatalf("%s: right %s with open questions %v", id, p.Right, p.RightOpen)
	}
	if p.BeyondLimit != (len(p.RightOpen) > oracle.Limit) {
		t.Fatalf("%s: beyond the limit %v with %d questions", id, p.BeyondLimit, len(p.RightOpen))
	}
	words := map[string]int{}
	for _, v := range p.Nodes {
		words[v]++
	}
	switch p.Right {
	case oracle.Licensed, oracle.Own:
		if words[oracle.Licensed] != len(p.Nodes) {
			t.Fatalf("%s: %s with nodes %v", id, p.Right, p.Nodes)
		}
	case oracle.NotLicensed:
		if words[oracle.NotLicensed] != len(p.Nodes) {
			t.Fatalf("%s: %s with nodes %v", id, p.Right, p.Nodes)
		}
	}
}

// Certain implies possible, for members, captured patents and holders, and an open question means neither.
func TestCertainIsPossible(t *testing.T) {
	sound := func(t *rapid.T, what string, d oracle.Doubtful) {
		if d.Certain && !d.Possible || (len(d.Open) > 0) != (d.Possible && !d.Certain) {
			t.Fatalf("%s: %+v", what, d)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		c := randomCase(t)
		o := oracle.New(&c.World, c.Records)
		if len(c.Asks) == 0 {
			return
		}
		ask := rapid.SampledFrom(c.Asks).Draw(t, "question")
		on, known := ask.Use.On, ask.KnownAt
		for _, a := range c.World.Agreements {
			for _, g := range a.Groups {
				for _, org := range []agreement.Org{"ada", "bor", "cid", "dex", "nobody"} {
					sound(t, string(org)+" in "+g.Clause.Name, o.Member(org, g.Clause.QName(), on, known))
				}
			}
			for _, s := range a.Patents {
				for _, r := range c.Records {
					sound(t, r.ID+" in "+s.Clause.Name, o.Captured(r.ID, s.Clause.QName(), on, known))
				}
			}
		}
		for _, h := range o.Holders(c.Records[0].ID, on, known, ask.WithoutPresumptions) {
			sound(t, string(h.Org)+" by "+string(h.Grant), h.Doubtful)
		}
	})
}

// FuzzWorld goes through random worlds with pieces missing: definitions that refer to nothing must not disturb it.
func FuzzWorld(f *testing.F) {
	for seed := range uint64(8) {
		f.Add(seed, 3, seed*31)
	}
	f.Fuzz(func(t *testing.T, seed uint64, size int, holes uint64) {
		c := synth.Drop(synth.World(seed, min(size, 4)), func(kind string, i int) bool {
			return holes>>(uint(i+len(kind))%64)&3 != 1
		})
		o := oracle.New(&c.World, c.Records)
		for _, ask := range c.Asks {
			a := o.Clear(oracle.Question(ask))
			if a.Verdict == "" {
				t.Errorf("no verdict for %s", ask.Use)
			}
		}
	})
}
