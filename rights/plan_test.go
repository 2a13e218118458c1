package rights_test

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/oracle"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/internal/synth"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// pair is two worlds to be compared: two drafts, or a world before and after an event.
type pair struct {
	synth.Case
	after agreement.World
}

func newPair(seed uint64) pair {
	c := synth.World(seed, 1+int(seed%8))
	p := pair{Case: c, after: c.World}
	if seed%2 == 0 {
		p.after = synth.Redraft(seed, c)
	} else {
		p.after.Facts = slices.Concat(c.World.Facts, synth.Event(seed, c))
	}
	return p
}

// compilePair compiles both worlds as plans do: drafts share what does not differ.
func compilePair(p pair, known when.Date) (before, after *rights.Program, err error) {
	snap, err := portfolio.Build(slices.Values(p.Records), portfolio.BuildOptions{})
	if err != nil {
		return nil, nil, err
	}
	if before, err = rights.Compile(&p.World, snap, rights.Options{KnownAt: known}); err != nil {
		return nil, nil, err
	}
	if p.Seed%2 == 0 {
		after, err = before.Replace(p.after.Agreements)
	} else {
		after, err = before.With(p.after.Facts[len(p.World.Facts):])
	}
	return before, after, err
}

// TestOraclePlan compares every difference that a plan reports with the naive comparison of the two worlds: for some
// actors, acts, products and countries of each world, every patent on some days.
func TestOraclePlan(t *testing.T) {
	n, seed := plans(t), firstSeed(t)
	var failed, left, asked, changed, flipped, heavy atomic.Int64
	var next atomic.Uint64
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for {
				s := seed + next.Add(1) - 1
				if s >= seed+uint64(n) || failed.Load() >= 3 {
					return
				}
				p := newPair(s)
				diff, c := comparePlan(p)
				left.Add(int64(c.left))
				asked.Add(int64(c.asked))
				changed.Add(int64(c.changed))
				flipped.Add(int64(c.flipped))
				heavy.Add(int64(c.heavy))
				if diff == "" {
					continue
				}
				failed.Add(1)
				if os.Getenv("CROSSGRANT_SHRINK") != "off" {
					p = shrinkPair(p)
					diff, _ = comparePlan(p)
				}
				t.Errorf("pair %d: %s\n%s\nafter:\n%s", s, diff, describe(p.Case), describeAfter(p))
			}
		})
	}
	group.Wait()
	if failed.Load() > 0 {
		return
	}
	fmt.Printf("plans: %d agreed, seed %d: %d rights on a day compared, %d of them changed, %d witnesses flip, %d rights left out; %d pairs too heavy to compare\n", n-int(heavy.Load()), seed, asked.Load(), changed.Load(), flipped.Load(), left.Load(), heavy.Load())
}

// plans is how many pairs of worlds are compared: CROSSGRANT_PLANS, or one for every sixteen worlds.
func plans(t *testing.T) int {
	switch {
	case os.Getenv("CROSSGRANT_PLANS") != "":
		n, err := strconv.Atoi(os.Getenv("CROSSGRANT_PLANS"))
		if err != nil {
			t.Fatalf("CROSSGRANT_PLANS is no number: %v", err)
		}
		return n
	case testing.Short():
		return 20
	}
	return max(worlds(t)/16, 20)
}

func shrinkPair(p pair) pair {
	small := synth.Shrink(p.Case, func(c synth.Case) bool {
		q := pair{Case: c, after: p.after}
		if p.Seed%2 == 1 {
			q.after = c.World
			q.after.Facts = slices.Concat(c.World.Facts, p.after.Facts[len(p.World.Facts):])
		} else {
			q.after.Facts = c.World.Facts
		}
		d, _ := comparePlan(q)
		return d != ""
	})
	q := pair{Case: small, after: p.after}
	if p.Seed%2 == 1 {
		q.after = small.World
		q.after.Facts = slices.Concat(small.World.Facts, p.after.Facts[len(p.World.Facts):])
	} else {
		q.after.Facts = small.World.Facts
	}
	return q
}

func describeAfter(p pair) string {
	if p.Seed%2 == 1 {
		return describe(synth.Case{World: agreement.World{Facts: p.after.Facts[len(p.World.Facts):]}})
	}
	return describe(synth.Case{World: agreement.World{Agreements: p.after.Agreements}})
}

// heavy is how many orders and days a world may leave open: a few worlds in a hundred have so many that the naive
// comparison takes minutes. They are counted, not compared.
const heavy = 48

// patience is how long the naive comparison of one pair may take before it is given up, counted among the heavy ones: some
// take minutes without leaving much open.
const patience = 10 * time.Second

type planCounts struct{ asked, changed, flipped, left, heavy int }

// dayKey is one right on one day.
type dayKey struct {
	use    agreement.UseOf
	patent string
}

func comparePlan(p pair) (diff string, n planCounts) {
	if len(p.Asks) == 0 || synth.Values(p.after.Facts) > heavy {
		n.heavy++
		return "", n
	}
	ask := p.Asks[0]
	before, after, err := compilePair(p, ask.KnownAt)
	if err != nil {
		return "", n // a draft that refers to itself
	}
	scope := rights.PlanScope{From: when.Min, To: when.Max}
	for i, a := range p.Asks {
		if i == 2 {
			break
		}
		scope.By = addNew(scope.By, a.Use.Actor)
		scope.Acts = addNew(scope.Acts, a.Use.Act)
		scope.Products = addNew(scope.Products, a.Use.Product)
		if len(scope.In) == 0 {
			scope.In = []string{a.Use.Country}
		}
	}
	scope.Acts = addNew(scope.Acts, agreement.HaveMade)
	var unknown *rights.UnknownError
	got := map[dayKey][]rights.DaysChange{}
	if err := rights.Rights(before, after, scope, func(r rights.RightChange) bool {
		got[dayKey{r.Use, r.Patent}] = r.Days
		return true
	}); asUnknown(err, &unknown) {
		return "", n
	} else if err != nil {
		return err.Error(), n
	}
	x, y := oracle.New(&p.World, p.Records), oracle.New(&p.after, p.Records)
	start := time.Now()
	ids := patentsOf(p)
	days := daysToTry(p, got)
	for _, by := range scope.By {
		for _, act := range scope.Acts {
			for _, product := range scope.Products {
				for _, country := range scope.In {
					use := agreement.UseOf{Actor: by, Act: act, Product: product, Country: country, On: when.None}
					for _, day := range days {
						if time.Since(start) > patience {
							n.heavy++
							return "", n
						}
						if d := compareDay(x, y, use, ids, day, ask.KnownAt, got, &n); d != "" {
							return d, n
						}
					}
				}
			}
		}
	}
	d, flips := compareWitnesses(before, after, scope, x, y, ask.KnownAt, got)
	n.flipped = flips
	return d, n
}

// compareDay compares rights under all patents on one day.
func compareDay(x, y *oracle.Oracle, use agreement.UseOf, ids []string, day, known when.Date, all map[dayKey][]rights.DaysChange, n *planCounts) string {
	asked := use
	asked.On = day
	if use.Act == agreement.HaveMade {
		asked.Act, asked.For, asked.Actor = agreement.Make, use.Actor, "somebody without a right"
	}
	for i, want := range oracle.ChangesOf(x, y, oracle.Question{Use: asked, KnownAt: known}, ids) {
		n.asked++
		if want.TooMany {
			n.left++
			continue
		}
		var w, g rights.DaysChange
		if want.Asked && !(want.Status[0] == "not in force" && want.Status[1] == "not in force") {
			w = rights.DaysChange{Gain: want.GainPossible, GainSurely: want.GainCertain, Loss: want.LossPossible, LossSurely: want.LossCertain,
				Money: want.MoneyPossible, MoneySurely: want.MoneyCertain, Open: want.Unsettled}
		}
		for _, c := range all[dayKey{use, ids[i]}] {
			if c.Days.Contains(day) {
				g = c
				g.Days = when.Interval{}
			}
		}
		if g != w {
			return fmt.Sprintf("%s %s %s in %s on %s under %s, known %s: engine %+v, oracle %+v (%+v)", use.Actor, use.Act, use.Product, use.Country, day, ids[i], known, g, w, want)
		}
		if w != (rights.DaysChange{}) {
			n.changed++
		}
	}
	return ""
}

// compareWitnesses asks the oracle whether every witness of a plan flips.
func compareWitnesses(before, after *rights.Program, scope rights.PlanScope, x, y *oracle.Oracle, known when.Date, got map[dayKey][]rights.DaysChange) (string, int) {
	plan, err := rights.Compare(before, after, scope)
	if err != nil {
		return err.Error(), 0
	}
	n := 0
	for _, l := range plan.Lines {
		for _, w := range l.Witness {
			if w.Effect == "money" {
				continue
			}
			q := oracle.Question{Use: w.Use, Under: agreement.Under{Patents: []string{w.Patent}}, KnownAt: known}
			a, b := x.Clear(q), y.Clear(q)
			if a.TooMany || b.TooMany {
				continue
			}
			if a.Verdict != string(w.Before) || b.Verdict != string(w.After) || w.Before == w.After && len(w.Suppose) == 0 {
				return fmt.Sprintf("witness %+v: oracle says %s, then %s", w, a.Verdict, b.Verdict), n
			}
			c := oracle.Changes(x, y, q, w.Patent)
			if !c.TooMany && (w.Effect == "gained" && !c.GainPossible || w.Effect == "lost" && !c.LossPossible) {
				return fmt.Sprintf("witness %+v: oracle sees no such change: %+v", w, c), n
			}
			n++
		}
	}
	if plan.Class == rights.NoEffect && len(plan.Lines) > 0 {
		return "a plan without effect has lines", n
	}
	return addsUp(got, plan), n
}

// addsUp compares the counts of a plan with the rights that differ, one by one.
func addsUp(got map[dayKey][]rights.DaysChange, plan rights.PlanAnswer) string {
	var moved, money, open int
	patents := map[string]bool{}
	for right, days := range got {
		var m, p, o bool
		for _, d := range days {
			m, p, o = m || d.Gain || d.Loss, p || d.Money, o || d.Open
		}
		for _, x := range []struct {
			is bool
			n  *int
		}{{m, &moved}, {p, &money}, {o, &open}} {
			if x.is {
				*x.n++
			}
		}
		if m || p || o {
			patents[right.patent] = true
		}
	}
	c := plan.Counts
	if got := c.Gained.Rights + c.Lost.Rights + c.Shifted.Rights; got != moved || c.Money.Rights != money || c.Unclear.Rights != open {
		return fmt.Sprintf("the plan counts %d moved, %d of money, %d unclear; one by one they are %d, %d, %d", got, c.Money.Rights, c.Unclear.Rights, moved, money, open)
	}
	for _, e := range []rights.Extent{c.Gained, c.Lost, c.Shifted, c.Money, c.Unclear} {
		if e.Patents > len(patents) || e.Families > e.Patents || (e.Rights == 0) != (e.Patents == 0) {
			return fmt.Sprintf("%+v does not fit %d patents", e, len(patents))
		}
	}
	for _, l := range plan.Lines {
		for _, x := range [][2]rights.Extent{{l.Counts.Gained, c.Gained}, {l.Counts.Lost, c.Lost}, {l.Counts.Shifted, c.Shifted}, {l.Counts.Money, c.Money}} {
			if x[0].Rights > x[1].Rights || x[0].Patents > x[1].Patents {
				return fmt.Sprintf("a line counts %+v of %+v", x[0], x[1])
			}
		}
	}
	if (moved+money+open > 0) != plan.Changes() || moved+money+open > 0 && len(plan.Lines) == 0 {
		return fmt.Sprintf("%d rights differ, the plan says %s on %d lines", moved+money+open, plan.Class, len(plan.Lines))
	}
	return ""
}

func addNew[T comparable](to []T, x T) []T {
	if slices.Contains(to, x) {
		return to
	}
	return append(to, x)
}

func asUnknown(err error, to **rights.UnknownError) bool {
	u, ok := err.(*rights.UnknownError)
	*to = u
	return ok
}

func patentsOf(p pair) []string {
	var out []string
	for _, r := range p.Records {
		out = append(out, r.ID)
	}
	for _, w := range []agreement.World{p.World, p.after} {
		for i := range w.Facts {
			if f, ok := w.Facts[i].Body.(agreement.PatentFact); ok {
				out = addNew(out, f.Record.ID)
			}
		}
	}
	return out
}

// daysToTry are some days on which something changes, with their neighbours, and those of the questions.
func daysToTry(p pair, got map[dayKey][]rights.DaysChange) []when.Date {
	var out []when.Date
	for i, a := range p.Asks {
		if i < 3 {
			out = addNew(out, a.Use.On)
		}
	}
	var edges []when.Date
	for _, days := range got {
		for _, d := range days {
			for _, e := range []when.Date{d.Days.From, d.Days.From - 1, d.Days.Last(), d.Days.To} {
				if e.Real() {
					edges = append(edges, e)
				}
			}
		}
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	for i := 0; i < len(edges); i += 1 + len(edges)/3 {
		out = addNew(out, edges[i])
	}
	return out
}
