package when

import (
	"fmt"
	"slices"
	"sort"
	"strings"
)

// Interval is the half-open span [From, To). It is empty when To <= From.
type Interval struct{ From, To Date }

// Always is the whole of time.
var Always = Interval{Min, Max}

// Closed returns the span first..last with both days included, as agreements write it.
func Closed(first, last Date) Interval {
	if last >= Max {
		return Interval{first, Max}
	}
	return Interval{first, last + 1}
}

// Contains reports whether d lies in the span.
func (i Interval) Contains(d Date) bool { return i.From <= d && d < i.To }

// Empty reports whether no day lies in the span.
func (i Interval) Empty() bool { return i.To <= i.From }

// Last is the last day included.
func (i Interval) Last() Date {
	if i.To >= Max {
		return Max
	}
	return i.To - 1
}

// Intersect returns the days in both spans.
func (i Interval) Intersect(j Interval) Interval {
	return Interval{max(i.From, j.From), min(i.To, j.To)}
}

// String prints the span with both ends included.
func (i Interval) String() string {
	switch {
	case i.Empty():
		return "never"
	case i == Always:
		return "always"
	case i.From <= Min:
		return "until " + i.Last().String()
	case i.To >= Max:
		return "from " + i.From.String()
	}
	return i.From.String() + " .. " + i.Last().String()
}

// Bounds is a day known to lie between Earliest and Latest, both included. A known day has Earliest == Latest.
// The zero value is 1970-01-01; use [Unknown] for a day of which nothing is known.
type Bounds struct{ Earliest, Latest Date }

// Exact is the known day d.
func Exact(d Date) Bounds { return Bounds{d, d} }

// Unknown is a day of which nothing is known.
var Unknown = Bounds{Min, Max}

// Known reports whether the day is fixed.
func (b Bounds) Known() bool { return b.Earliest == b.Latest }

// Empty reports whether no day is left: the bounds contradict each other.
func (b Bounds) Empty() bool { return b.Latest < b.Earliest }

// In says whether the day certainly lies, and whether it possibly lies, in the span.
func (b Bounds) In(i Interval) (certain, possible bool) {
	certain = i.From <= b.Earliest && b.Latest < i.To && !b.Empty()
	possible = b.Earliest < i.To && i.From <= b.Latest && !i.Empty() && !b.Empty()
	return certain, possible
}

// Narrow keeps the days that lie in both.
func (b Bounds) Narrow(c Bounds) Bounds {
	return Bounds{max(b.Earliest, c.Earliest), min(b.Latest, c.Latest)}
}

// String prints the day, or "between D and D".
func (b Bounds) String() string {
	switch {
	case b.Known():
		return b.Earliest.String()
	case b == Unknown:
		return "unknown"
	case b.Earliest <= Min:
		return "on or before " + b.Latest.String()
	case b.Latest >= Max:
		return "on or after " + b.Earliest.String()
	}
	return "between " + b.Earliest.String() + " and " + b.Latest.String()
}

// firstWritten and lastWritten are the ends of what YYYY-MM-DD can say.
var firstWritten, lastWritten = Civil(1, 1, 1), Civil(9999, 12, 31)

// AppendText implements encoding.TextAppender: a known day as YYYY-MM-DD, other bounds as "2010-01-01..2010-12-31" with
// an open side left empty, and nothing for [Unknown].
func (b Bounds) AppendText(dst []byte) ([]byte, error) {
	for _, d := range []Date{b.Earliest, b.Latest} {
		if d.Real() && (d < firstWritten || d > lastWritten) {
			return nil, fmt.Errorf("%w: a year before 1 or after 9999 cannot be written", ErrDate)
		}
	}
	switch {
	case b.Known() && b.Earliest.Real():
		return b.Earliest.AppendText(dst)
	case b == Unknown:
		return dst, nil
	}
	if b.Earliest.Real() {
		dst = append(dst, b.Earliest.String()...)
	}
	dst = append(dst, ".."...)
	if b.Latest.Real() {
		dst = append(dst, b.Latest.String()...)
	}
	return dst, nil
}

// MarshalText prints what AppendText appends.
func (b Bounds) MarshalText() ([]byte, error) { return b.AppendText(nil) }

// UnmarshalText reads what MarshalText writes.
func (b *Bounds) UnmarshalText(text []byte) error {
	first, last, span := strings.Cut(string(text), "..")
	if !span {
		last = first
	}
	out := Unknown
	for _, side := range []struct {
		text string
		into *Date
	}{{first, &out.Earliest}, {last, &out.Latest}} {
		if side.text == "" {
			continue
		}
		d, err := Parse(side.text)
		if err != nil {
			return err
		}
		*side.into = d
	}
	*b = out
	return nil
}

// Spans is a set of days as sorted, disjoint, non-adjacent, non-empty intervals. The nil value is empty.
type Spans []Interval

// NewSpans sorts, merges and drops empty spans.
func NewSpans(in ...Interval) Spans {
	s := slices.DeleteFunc(slices.Clone(in), Interval.Empty)
	sort.Slice(s, func(a, b int) bool { return s[a].From < s[b].From })
	out := s[:0]
	for _, i := range s {
		if n := len(out); n > 0 && i.From <= out[n-1].To {
			out[n-1].To = max(out[n-1].To, i.To)
			continue
		}
		out = append(out, i)
	}
	return Spans(out)
}

// Contains reports whether d is in the set.
func (s Spans) Contains(d Date) bool {
	k := sort.Search(len(s), func(k int) bool { return s[k].To > d })
	return k < len(s) && s[k].From <= d
}

// Intersects reports whether some day of i is in the set.
func (s Spans) Intersects(i Interval) bool {
	if i.Empty() {
		return false
	}
	k := sort.Search(len(s), func(k int) bool { return s[k].To > i.From })
	return k < len(s) && s[k].From < i.To
}

// Intersect returns the days in both sets.
func (s Spans) Intersect(t Spans) Spans {
	var out Spans
	for a, b := 0, 0; a < len(s) && b < len(t); {
		if x := s[a].Intersect(t[b]); !x.Empty() {
			out = append(out, x)
		}
		if s[a].To < t[b].To {
			a++
		} else {
			b++
		}
	}
	return out
}

// Equal reports whether both sets hold the same days.
func (s Spans) Equal(t Spans) bool { return slices.Equal(s, t) }

// First returns the earliest day of the set that lies in i, and whether there is one.
func (s Spans) First(i Interval) (Date, bool) {
	for _, x := range s {
		if y := x.Intersect(i); !y.Empty() {
			return y.From, true
		}
	}
	return None, false
}
