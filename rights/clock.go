package rights

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// A clock knows the days on which anything in the world can change, so that a day known only within bounds need not be
// tried on every day of its bounds: two days of one gap between such days are alike, but for their order among the other
// unknown days. It is sealed for one use; days of the use itself are added by at.
type clock struct {
	days   []when.Date // sorted
	unsure []when.Bounds
	edges  map[agreement.Attr][]when.Date // days that tests of dates of patents name, sorted
	lags   []lag
	tried  map[when.Bounds][]when.Date // candidates worked out; nil: the clock is shared and keeps nothing
}

// lag is an event of an unknown day from which a time runs: which of two of its days it was can tell on the day when the
// time is over.
type lag struct {
	bounds when.Bounds
	from   func(when.Date) when.Date // never falls
}

// turn is the last day of the bounds whose time is over by d; when.None: there is none.
func (x *lag) turn(d when.Date) when.Date {
	lo, hi := x.bounds.Earliest, x.bounds.Latest
	if !lo.Real() || !hi.Real() || x.from(lo) > d {
		return when.None
	}
	for lo < hi {
		if m := lo + (hi-lo+1)/2; x.from(m) <= d {
			lo = m
		} else {
			hi = m - 1
		}
	}
	return lo
}

func (c *clock) note(ds ...when.Date) { c.days = append(c.days, ds...) }

func (c *clock) noteSpan(i when.Interval) { c.note(i.From, i.To) }

func (c *clock) seal() {
	for i := range c.lags {
		for _, d := range slices.Clone(c.days) {
			if t := c.lags[i].turn(d); t != when.None {
				c.note(t)
			}
		}
	}
	slices.Sort(c.days)
	c.days = slices.Compact(c.days)
}

// at returns the clock with the days of a use added.
func (c *clock) at(ds ...when.Date) *clock {
	if len(c.unsure) == 0 {
		return c
	}
	n := &clock{days: slices.Concat(c.days, ds), unsure: c.unsure, edges: c.edges, lags: c.lags, tried: map[when.Bounds][]when.Date{}}
	n.seal()
	return n
}

// candidates lists days that stand for all days of b. Every noted day d is tried by itself, as are d-1 and d+1; from each
// gap between them as many days are tried as there are unknown days, so that any order among those can come about.
func (c *clock) candidates(b when.Bounds) []when.Date {
	if days, ok := c.tried[b]; ok {
		return days
	}
	var marks []when.Date
	for _, d := range c.days {
		if d.Real() {
			for _, m := range [...]when.Date{d - 1, d, d + 1} {
				if b.Earliest <= m && m <= b.Latest {
					marks = append(marks, m)
				}
			}
		}
	}
	for _, u := range c.unsure {
		for _, m := range [...]when.Date{u.Earliest, u.Latest} {
			if m.Real() && b.Earliest <= m && m <= b.Latest {
				marks = append(marks, m)
			}
		}
	}
	slices.Sort(marks)
	marks = slices.Compact(marks)
	var out []when.Date
	prev := b.Earliest - 1
	gap := func(from, to when.Date) { // days strictly between from and to
		for k := range when.Date(max(len(c.unsure), 1)) {
			if d := to - 1 - k; d > from {
				out = append(out, d)
			}
		}
	}
	for _, m := range marks {
		gap(prev, m)
		out = append(out, m)
		prev = m
	}
	gap(prev, b.Latest+1)
	slices.Sort(out)
	if c.tried != nil {
		c.tried[b] = out
	}
	return out
}

// pick asks on which day the fact took effect.
func (c *clock) pick(cs *cases, fact int, b when.Bounds, text string) when.Date {
	days := c.candidates(b)
	if len(days) == 1 {
		return days[0]
	}
	return cs.pickDay(agreement.QWhen(fact, text), days)
}

// within lists the days of i on which something may change, i.From first; every day of i is like the last listed day
// before it.
func (c *clock) within(i when.Interval) []when.Date {
	if i.Empty() {
		return nil
	}
	out := []when.Date{i.From}
	add := func(d when.Date) {
		if i.Contains(d) {
			out = append(out, d)
		}
	}
	for _, d := range c.days {
		add(d)
	}
	for _, u := range c.unsure {
		for _, d := range c.candidates(u) {
			add(d)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// noteBounds notes a known day, or a day that is not known.
func (c *clock) noteBounds(b when.Bounds) {
	if b.Known() {
		c.note(b.Earliest)
		return
	}
	c.unsure = append(c.unsure, b)
}

// with returns the clock with unknown days of assignments, and the days of a use, added.
func (c *clock) with(moves []move, use ...when.Date) *clock {
	n := c
	for _, m := range moves {
		if !m.begin.Known() {
			if n == c {
				n = &clock{days: slices.Concat(c.days, use), unsure: slices.Clip(c.unsure), edges: c.edges, lags: c.lags, tried: map[when.Bounds][]when.Date{}}
				n.seal()
			}
			n.unsure = append(n.unsure, m.begin)
		}
	}
	return n
}

// and returns a clock that knows the days of both, for decisions that are taken in two worlds at once.
func (c *clock) and(d *clock) *clock {
	n := &clock{days: slices.Concat(c.days, d.days), unsure: slices.Concat(c.unsure, d.unsure), lags: slices.Concat(c.lags, d.lags),
		edges: map[agreement.Attr][]when.Date{}}
	n.seal()
	for _, from := range []*clock{c, d} {
		for a, days := range from.edges {
			n.edges[a] = append(n.edges[a], days...)
		}
	}
	for a := range n.edges {
		slices.Sort(n.edges[a])
		n.edges[a] = slices.Compact(n.edges[a])
	}
	return n
}
