package oracle_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/oracle"
	"github.com/crossgrant/crossgrant/internal/synth"
	"github.com/crossgrant/crossgrant/when"
)

// powersOf lists the powers of a world, each with those for whom it may be asked about.
func powersOf(c synth.Case) map[*agreement.Power][]agreement.Org {
	out := map[*agreement.Power][]agreement.Org{}
	for _, a := range c.World.Agreements {
		for _, p := range a.Powers {
			out[p] = []agreement.Org{""}
			for _, f := range c.World.Facts {
				if e, ok := f.Body.(agreement.Event); ok && !slices.Contains(out[p], e.By) {
					out[p] = append(out[p], e.By)
				}
			}
		}
	}
	return out
}

// The day since which a power is exercisable is what comes out when every day is asked about by itself.
func TestSinceDayByDay(t *testing.T) {
	t.Parallel()
	asked := 0
	for seed := range uint64(400) {
		c := synth.World(seed, 1+int(seed%6))
		o := oracle.New(&c.World, c.Records)
		for p, licensees := range powersOf(c) {
			if len(c.Asks) == 0 {
				break
			}
			on, known := c.Asks[0].Use.On, c.Asks[0].KnownAt
			for _, l := range licensees {
				x := o.Exercisable(p.Clause.QName(), l, on, known)
				if !x.Certain || x.TooMany {
					if x.Since != when.None {
						t.Fatalf("seed %d, %s for %q: %+v", seed, p.Clause.Name, l, x)
					}
					continue
				}
				asked++
				first := max(x.Since, on-400)
				for d := first; d <= on; d++ {
					if y := o.Exercisable(p.Clause.QName(), l, d, known); !y.Certain && !y.TooMany {
						t.Fatalf("seed %d, %s for %q: since %s, and not on %s: %+v\n%s", seed, p.Clause.Name, l, x.Since, d, y, c)
					}
				}
				if x.Since.Real() {
					if y := o.Exercisable(p.Clause.QName(), l, x.Since-1, known); y.Certain && !y.TooMany {
						t.Fatalf("seed %d, %s for %q: since %s, and on the day before\n%s", seed, p.Clause.Name, l, x.Since, c)
					}
				}
			}
		}
	}
	t.Logf("%d powers that are certainly exercisable", asked)
	if asked < 20 {
		t.Errorf("only %d powers to look at", asked)
	}
}

// What happens after the use changes nothing about it, and neither does a power that nobody uses.
func TestWhatDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := randomCase(t)
		if len(c.Asks) == 0 {
			return
		}
		q := oracle.Question(rapid.SampledFrom(c.Asks).Draw(t, "question"))
		before := oracle.New(&c.World, c.Records).Clear(q)

		other := c.World
		other.Facts = slices.Clone(c.World.Facts)
		for _, f := range synth.World(c.Seed+1, 6).World.Facts {
			if _, ok := f.Body.(agreement.Event); ok {
				f.Begin = when.Exact(q.Use.On + when.Date(rapid.IntRange(1, 300).Draw(t, "later")))
				f.Recorded, f.Retracted = q.KnownAt, when.None
				other.Facts = append(other.Facts, f)
			}
		}
		other.Agreements = slices.Clone(c.World.Agreements)
		for i, a := range other.Agreements {
			idle := *a
			idle.Powers = slices.DeleteFunc(slices.Clone(a.Powers), func(p *agreement.Power) bool {
				return !slices.ContainsFunc(c.World.Facts, func(f agreement.Fact) bool {
					e, ok := f.Body.(agreement.Event)
					return ok && e.Verb == agreement.GivesNotice && e.Of == p.Clause.QName()
				})
			})
			other.Agreements[i] = &idle
		}
		after := oracle.New(&other, c.Records).Clear(q)
		if before.TooMany || after.TooMany {
			return
		}
		if diff := cmp.Diff(before, after); diff != "" {
			t.Fatalf("%s, known at %s (-before +after):\n%s\n%s", q.Use, q.KnownAt, diff, c)
		}
	})
}

// A right that is certain stays so when something keeps it alive, and when one more may be had by an extension.
func TestMoreTakesNothingAway(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := randomCase(t)
		if len(c.Asks) == 0 {
			return
		}
		q := oracle.Question(rapid.SampledFrom(c.Asks).Draw(t, "question"))
		before := oracle.New(&c.World, c.Records).Clear(q)

		more := c.World
		more.Agreements = slices.Clone(c.World.Agreements)
		for i, a := range more.Agreements {
			fuller := *a
			var grants []agreement.Name
			for _, g := range a.Grants {
				grants = append(grants, g.Clause.QName())
			}
			if rapid.Bool().Draw(t, "survival") {
				fuller.Survivals = append(slices.Clone(a.Survivals), &agreement.Survival{
					Clause: agreement.Clause{Agreement: a.Clause.Name, Kind: "survival", Name: "one more"}, Keeps: grants,
				})
			} else {
				fuller.Extensions = append(slices.Clone(a.Extensions), &agreement.Extension{
					Clause: agreement.Clause{Agreement: a.Clause.Name, Kind: "sublicence", Name: "one more"}, Of: grants, To: []agreement.Member{{Everyone: true}},
				})
			}
			more.Agreements[i] = &fuller
		}
		after := oracle.New(&more, c.Records).Clear(q)
		if before.TooMany || after.TooMany {
			return
		}
		for id, x := range before.PerPatent {
			if y := after.PerPatent[id]; x.Right == oracle.Licensed && y.Right != oracle.Licensed && !y.BeyondLimit {
				t.Fatalf("%s was licensed and is %s\n%s", id, y.Right, c)
			}
		}
	})
}

// What is said of powers that could end a right hangs together with what is said of powers by themselves.
func TestTerminableIsExercisable(t *testing.T) {
	t.Parallel()
	listed := 0
	for seed := range uint64(600) {
		c := synth.World(seed, 1+int(seed%6))
		o := oracle.New(&c.World, c.Records)
		powers := powersOf(c)
		for _, ask := range c.Asks {
			q := oracle.Question(ask)
			for _, r := range c.Records {
				q.Under = agreement.Under{Patents: []string{r.ID}}
				for _, x := range o.Terminable(q, r.ID) {
					listed++
					if x.Certain && !x.Possible || (len(x.Open) > 0) != (x.Possible && !x.Certain) || (x.Since == when.None) == x.Certain {
						t.Fatalf("seed %d, %s: %+v", seed, r.ID, x)
					}
					for p := range powers {
						if p.Clause.QName() != x.Power || p.If != nil {
							continue
						}
						// Without a trigger the licensee counts for warnings only.
						y := o.Exercisable(x.Power, q.Use.Actor, q.Use.On, q.KnownAt)
						if p.Warning == nil && x.Certain && (!y.Certain || y.Since != x.Since) {
							t.Fatalf("seed %d, %s: could end it since %s, exercisable %+v", seed, r.ID, x.Since, y)
						}
					}
				}
			}
		}
	}
	t.Logf("%d powers listed", listed)
	if listed < 10 {
		t.Errorf("only %d powers listed", listed)
	}
}
