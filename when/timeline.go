package when

import "sort"

// Timeline is a value of T for every day: Before until the first step, then the value of the last step
// that is not after the day. Steps are strictly increasing by day.
type Timeline[T any] struct {
	Before T
	Steps  []Step[T]
}

// Step is the value from its day on.
type Step[T any] struct {
	From  Date
	Value T
}

// At returns the value on day d.
func (t Timeline[T]) At(d Date) T {
	k := sort.Search(len(t.Steps), func(k int) bool { return t.Steps[k].From > d })
	if k == 0 {
		return t.Before
	}
	return t.Steps[k-1].Value
}

// Set appends the value from day d on; d must not lie before the last step. A second value for the same day
// replaces the first.
func (t *Timeline[T]) Set(d Date, v T) {
	if n := len(t.Steps); n > 0 && t.Steps[n-1].From == d {
		t.Steps[n-1].Value = v
		return
	}
	t.Steps = append(t.Steps, Step[T]{d, v})
}

// Spans returns the days on which keep holds of the value.
func (t Timeline[T]) Spans(keep func(T) bool) Spans {
	var out []Interval
	from, v := Min, t.Before
	for _, s := range t.Steps {
		if keep(v) {
			out = append(out, Interval{from, s.From})
		}
		from, v = s.From, s.Value
	}
	if keep(v) {
		out = append(out, Interval{from, Max})
	}
	return NewSpans(out...)
}
