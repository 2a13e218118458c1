package synth

import (
	"math/rand/v2"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// Case is one random world with questions about it. Worlds are small and nasty on purpose: shares stand at
// thresholds, days collide, facts arrive late or are withdrawn, definitions refer to one another. Everything in a
// Case follows from its seed and size.
type Case struct {
	Seed    uint64
	World   agreement.World
	Records []patent.Record
	Asks    []Ask
	Dropped int // uncertain facts taken out again because the world had too many possible values
}

// Ask is one question of `clear`. Its fields are those of the oracle's question, so that one converts to the other.
type Ask struct {
	Use                 agreement.UseOf
	Under               agreement.Under
	KnownAt             when.Date
	WithoutPresumptions bool
}

// World makes the random world of a seed. Size scales how much there is of everything, from 1 (a handful of facts)
// to 10 (the full range); other sizes count as the nearest of these. A test that fails is easier to read at a small
// size, or after [Shrink].
func World(seed uint64, size int) Case {
	g := &gen{
		Rand: rand.New(rand.NewPCG(seed, worldStream)),
		size: min(max(size, 1), 10),
	}
	g.pool = g.days()
	g.organisations()
	g.control()
	g.portfolio()
	g.assignments()
	g.catalogue()
	g.statuses()
	g.settings()
	for i := range g.count(1, 3) {
		g.agreement(i)
	}
	g.findings()
	g.lateness()
	dropped := g.fit()
	asks := g.asks()
	if h := g.with(seed, happeningStream); h.chance(eventfulShare) {
		h.happenings()
		asks = h.askOfEvents(asks)
		if s := h.with(seed, standingStream); s.chance(standingShare) {
			asks = s.standings(asks)
			h.facts = s.facts
		}
		g = h
	}
	share := dealShare
	if len(g.spots) > 0 { // less often together with what happens otherwise
		share /= 2
	}
	if h := g.with(seed, dealStream); h.chance(share) {
		asks = h.dealings(asks)
		g = h
	}
	if h := g.with(seed, networkStream); h.chance(networkShare) {
		asks = h.networking(asks)
		g = h
	}
	g.afterwards(seed)
	return Case{
		Seed:    seed,
		World:   agreement.World{Agreements: g.agreements, Facts: g.facts},
		Records: g.records,
		Asks:    asks,
		Dropped: dropped,
	}
}

// The streams tell the generators of one seed apart: of worlds, of what happens in them, of what was drawn for them
// later. Each leaves alone what those before it drew.
const (
	worldStream     = 0x63726f737367
	happeningStream = 0x68617070656e
	readingStream   = 0x72656164696e67
	standingStream  = 0x7374616e64
	dealStream      = 0x6465616c73
	networkStream   = 0x6e6574776f726b
)

// with is the generator as it stands, drawing from a stream of its own.
func (g *gen) with(seed, stream uint64) *gen {
	h := *g
	h.Rand = rand.New(rand.NewPCG(seed, stream))
	return &h
}

// gen is the state of one world being made.
type gen struct {
	*rand.Rand
	size int
	pool []when.Date // the coarse pool: most days of the world are one of these or its neighbour

	orgs       []agreement.Org
	products   []string
	facts      []agreement.Fact
	records    []patent.Record
	agreements []*agreement.Agreement
	groups     []*agreement.Group
	sets       []*agreement.PatentSet
	goods      []*agreement.ProductSet
	grants     []*agreement.Grant
	terms      []findingTerm // findings that some clause asks for
	spots      []spot        // where rights hang on what happens
}

// findingTerm is a finding that a clause asks for; findings are made about these so that they meet.
type findingTerm struct {
	term    string
	subject agreement.Subject
	of      string
}

// chance is true in p of a hundred cases.
func (g *gen) chance(p int) bool { return g.IntN(100) < p }

// count draws a number in lo..hi; the upper end shrinks with the size of the world.
func (g *gen) count(lo, hi int) int {
	hi = max(lo, (hi*g.size+9)/10)
	return lo + g.IntN(hi-lo+1)
}

// pick draws one of the items.
func pick[T any](g *gen, items ...T) T { return items[g.IntN(len(items))] }

// some draws between lo and hi different items, in their own order.
func some[T any](g *gen, lo, hi int, items ...T) []T {
	hi = min(hi, len(items))
	lo = min(lo, hi)
	n := lo + g.IntN(hi-lo+1)
	chosen := make([]bool, len(items))
	for range n {
		i := g.IntN(len(items))
		for chosen[i] {
			i = (i + 1) % len(items)
		}
		chosen[i] = true
	}
	var out []T
	for i, c := range chosen {
		if c {
			out = append(out, items[i])
		}
	}
	return out
}

// days draws the coarse pool: fourteen days, a year or so apart.
func (g *gen) days() []when.Date {
	var out []when.Date
	d := when.Civil(2011, 1, 1)
	for range 14 {
		d = d.AddDays(60 + g.IntN(600))
		out = append(out, d)
	}
	return out
}

// day draws a day of the pool between the places lo and hi, now and then one of its neighbours.
func (g *gen) day(lo, hi int) when.Date {
	lo, hi = max(lo, 0), min(hi, len(g.pool)-1)
	d := g.pool[lo+g.IntN(hi-lo+1)]
	switch g.IntN(8) {
	case 0:
		return d - 1
	case 1:
		return d + 1
	}
	return d
}

// bounded draws a day that is known only within a few days.
func (g *gen) bounded(lo, hi int) when.Bounds {
	d := g.day(lo, hi)
	back, on := g.IntN(3), g.IntN(4)
	if back+on == 0 {
		on = 1
	}
	return when.Bounds{Earliest: d.AddDays(-back), Latest: d.AddDays(on)}
}

// span draws a period; one side may be open.
func (g *gen) span(lo, hi int) when.Interval {
	a, b := g.day(lo, hi), g.day(lo, hi)
	if b < a {
		a, b = b, a
	}
	switch g.IntN(6) {
	case 0:
		return when.Interval{From: when.Min, To: b + 1}
	case 1, 2:
		return when.Interval{From: a, To: when.Max}
	}
	return when.Closed(a, b)
}

// fact appends a fact that takes effect within at.
func (g *gen) fact(at when.Bounds, end when.Date, dated bool, text string, body agreement.FactBody) *agreement.Fact {
	g.facts = append(g.facts, agreement.Fact{
		Text: text, Dated: dated, Begin: at, End: end,
		Recorded: when.None, Retracted: when.None, Body: body,
	})
	return &g.facts[len(g.facts)-1]
}

// declare appends an undated fact.
func (g *gen) declare(text string, body agreement.FactBody) *agreement.Fact {
	return g.fact(when.Exact(when.Min), when.Max, false, text, body)
}

// The budget of uncertain days: how many combined values the control facts of a world, and those of one chain of
// title, may have.
const (
	controlValues = 24
	titleValues   = 24
)

// fit takes uncertain facts out again until the world has few enough combined values to enumerate, and says how many
// it took.
func (g *gen) fit() int {
	dropped := 0
	for {
		control, title := g.values()
		var over func(agreement.FactBody) bool
		switch {
		case control > controlValues:
			over = func(b agreement.FactBody) bool { _, ok := b.(agreement.Control); return ok }
		case title > titleValues:
			over = func(b agreement.FactBody) bool { _, ok := b.(agreement.Assignment); return ok }
		default:
			return dropped
		}
		for i := len(g.facts) - 1; i >= 0; i-- {
			f := &g.facts[i]
			if over(f.Body) && (!f.Begin.Known() || g.crowded(i)) {
				g.facts = append(g.facts[:i], g.facts[i+1:]...)
				dropped++
				break
			}
		}
	}
}

// Values is about how many combined values the days and orders of facts have: an evaluator that goes through the cases
// of a world may have to go through that many, times those of its other questions. Worlds of some hundred are slow to
// compare on many days.
func Values(facts []agreement.Fact) int {
	g, out := &gen{facts: facts}, 1
	for i := range facts {
		switch facts[i].Body.(type) {
		case agreement.Control, agreement.Assignment:
			out *= days(facts[i].Begin)
			out *= 1 + g.crowd(i)
			if c, ok := facts[i].Body.(agreement.Control); ok && c.Deal == agreement.UnknownForm {
				out *= 2
			}
		case agreement.Event, agreement.Signature, agreement.Licensable:
			out *= days(facts[i].Begin)
		}
	}
	return out
}

// days counts the days of bounds.
func days(b when.Bounds) int { return int(b.Latest-b.Earliest) + 1 }

// values estimates the combined values of control facts, and of assignments: days of the uncertain ones times the
// orders of those that share a day.
func (g *gen) values() (control, title int) {
	control, title = 1, 1
	for i := range g.facts {
		f := &g.facts[i]
		n := days(f.Begin)
		if g.crowded(i) {
			n *= 2
		}
		switch f.Body.(type) {
		case agreement.Control:
			control *= n
		case agreement.Assignment:
			title *= n
		}
	}
	return control, title
}

// crowded reports whether an earlier fact about the same thing may share its day without a stated order.
func (g *gen) crowded(i int) bool { return g.crowd(i) > 0 }

// crowd counts the earlier facts about the same thing that may share a fact's day without a stated order.
func (g *gen) crowd(i int) int {
	f, n := &g.facts[i], 0
	for j := range i {
		e := &g.facts[j]
		if e.Begin.Narrow(f.Begin).Empty() || e.Order > 0 && f.Order > 0 {
			continue
		}
		switch a := f.Body.(type) {
		case agreement.Control:
			if b, ok := e.Body.(agreement.Control); ok && a.Held == b.Held &&
				(a.Holder == b.Holder || a.Millionths == whole || b.Millionths == whole) {
				n++
			}
		case agreement.Assignment:
			if b, ok := e.Body.(agreement.Assignment); ok && overlap(a.Patents, b.Patents) {
				n++
			}
		}
	}
	return n
}

func overlap(a, b []string) bool {
	for _, x := range a {
		if has(b, x) {
			return true
		}
	}
	return false
}

func has[T comparable](items []T, x T) bool {
	for _, y := range items {
		if x == y {
			return true
		}
	}
	return false
}
