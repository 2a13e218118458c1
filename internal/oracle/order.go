package oracle

import (
	"cmp"
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// placed is a fact on its day.
type placed[T any] struct {
	happening[T]
	day when.Date
}

// by says on which day a fact took effect, if by day t it had. A day that is only known within bounds is a question; it
// is not asked of a fact that is certainly later. Changes are the days that stand for those of a day left open for years.
func by[T any](v *view, t when.Date, h happening[T], changes []when.Date) (d when.Date, begun bool) {
	b := h.fact.Begin
	switch {
	case b.Earliest > t:
		return when.None, false
	case b.Known() || b.Empty():
		return b.Earliest, true
	}
	d = v.dayOf(agreement.QWhen(h.i, h.fact.Text), v.daysOf(b, changes))
	return d, d <= t
}

// happened lists the facts that had begun by day t in the order in which they took effect. About is what they act
// on; bear says whether facts of one day bear on the same thing, so that their order is a question unless all of
// them state it.
func happened[T any](v *view, t when.Date, about string, facts []happening[T], bear func([]placed[T]) bool) []placed[T] {
	var begun []placed[T]
	for _, h := range facts {
		if d, is := by(v, t, h, v.mentioned); is {
			begun = append(begun, placed[T]{h, d})
		}
	}
	slices.SortStableFunc(begun, func(a, b placed[T]) int { return cmp.Compare(a.day, b.day) })
	var out []placed[T]
	for len(begun) > 0 {
		n := 1
		for n < len(begun) && begun[n].day == begun[0].day {
			n++
		}
		out = append(out, ordered(v, about, begun[:n], bear)...)
		begun = begun[n:]
	}
	return out
}

// ordered puts the facts of one day, which come in file order, into the order in which they took effect.
func ordered[T any](v *view, about string, day []placed[T], bear func([]placed[T]) bool) []placed[T] {
	stated := true
	for _, p := range day {
		stated = stated && p.fact.Order > 0
	}
	switch {
	case stated:
		slices.SortStableFunc(day, func(a, b placed[T]) int { return cmp.Compare(a.fact.Order, b.fact.Order) })
		return day
	case len(day) < 2 || !bear(day):
		return day
	}
	var indexes []int
	for _, p := range day {
		indexes = append(indexes, p.i)
	}
	q := agreement.QOrder(about, indexes)
	orders, ok := v.orders[q.ID()]
	if !ok {
		orders = admissible(day)
		v.orders[q.ID()] = orders
	}
	var out []placed[T]
	for _, i := range orders[v.ask(q, len(orders))] {
		out = append(out, day[i])
	}
	return out
}

// admissible lists the orders of a day's facts that agree with the stated numbers; an order lists places in day.
func admissible[T any](day []placed[T]) [][]int {
	var out [][]int
	var extend func(done, left []int)
	extend = func(done, left []int) {
		if len(left) == 0 {
			out = append(out, slices.Clone(done))
			return
		}
		for k, i := range left {
			if mustWait(day, i, left) {
				continue
			}
			extend(append(slices.Clone(done), i), slices.Delete(slices.Clone(left), k, k+1))
		}
	}
	var all []int
	for i := range day {
		all = append(all, i)
	}
	extend(nil, all)
	return out
}

// mustWait reports whether a fact with a number stands after one that is still to come; equal numbers stand in file
// order.
func mustWait[T any](day []placed[T], i int, left []int) bool {
	p := day[i]
	if p.fact.Order == 0 {
		return false
	}
	for _, j := range left {
		q := day[j]
		if q.fact.Order > 0 && (q.fact.Order < p.fact.Order || q.fact.Order == p.fact.Order && j < i) {
			return true
		}
	}
	return false
}
