package when_test

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"github.com/crossgrant/crossgrant/when"
)

func TestIntervalWords(t *testing.T) {
	a, b := day("2023-09-13"), day("2028-09-12")
	for _, tt := range []struct {
		i    when.Interval
		want string
	}{
		{when.Closed(a, b), "2023-09-13 .. 2028-09-12"},
		{when.Closed(a, when.Max), "from 2023-09-13"},
		{when.Interval{From: when.Min, To: b + 1}, "until 2028-09-12"},
		{when.Always, "always"},
		{when.Interval{From: b, To: a}, "never"},
		{when.Interval{}, "never"},
	} {
		if got := tt.i.String(); got != tt.want {
			t.Errorf("%#v prints %q, want %q", tt.i, got, tt.want)
		}
	}
	if i := when.Closed(a, b); !i.Contains(a) || !i.Contains(b) || i.Contains(b+1) || i.Contains(a-1) || i.Last() != b {
		t.Error("a closed interval holds both of its ends and nothing beyond")
	}
	if when.Always.Last() != when.Max || !when.Closed(when.Min, when.Max).Contains(0) {
		t.Error("an interval without end has no last day")
	}
}

func TestBounds(t *testing.T) {
	a, b := day("2020-11-17"), day("2023-12-31")
	between := when.Bounds{Earliest: a, Latest: b}
	for _, tt := range []struct {
		b        when.Bounds
		i        when.Interval
		certain  bool
		possible bool
	}{
		{when.Exact(a), when.Closed(a, a), true, true},
		{between, when.Closed(a, b), true, true},
		{between, when.Closed(a, b-1), false, true},
		{between, when.Closed(b, b+10), false, true},
		{between, when.Closed(b+1, b+10), false, false},
		{between, when.Interval{From: b, To: a}, false, false},
		{when.Unknown, when.Closed(a, b), false, true},
		{when.Bounds{Earliest: b, Latest: a}, when.Always, false, false},
	} {
		if c, p := tt.b.In(tt.i); c != tt.certain || p != tt.possible {
			t.Errorf("%v in %v: certain %v, possible %v", tt.b, tt.i, c, p)
		}
	}
	for _, tt := range []struct {
		b    when.Bounds
		want string
	}{
		{when.Exact(a), "2020-11-17"},
		{between, "between 2020-11-17 and 2023-12-31"},
		{when.Unknown, "unknown"},
		{when.Bounds{Earliest: when.Min, Latest: b}, "on or before 2023-12-31"},
		{when.Bounds{Earliest: a, Latest: when.Max}, "on or after 2020-11-17"},
	} {
		if tt.b.String() != tt.want {
			t.Errorf("%#v prints %q, want %q", tt.b, tt.b, tt.want)
		}
	}
	if !when.Exact(a).Known() || between.Known() || !between.Narrow(when.Exact(b+1)).Empty() {
		t.Error("known, or empty, is wrong")
	}
}

var small = rapid.Custom(func(t *rapid.T) when.Interval {
	from := when.Date(rapid.IntRange(-3, 20).Draw(t, "from"))
	if rapid.IntRange(0, 9).Draw(t, "open") == 0 {
		from = when.Min
	}
	to := from + when.Date(rapid.IntRange(-2, 8).Draw(t, "length"))
	if from == when.Min {
		to = when.Date(rapid.IntRange(-3, 20).Draw(t, "to"))
	}
	if rapid.IntRange(0, 9).Draw(t, "endless") == 0 {
		to = when.Max
	}
	return when.Interval{From: from, To: to}
})

// Everything said of spans is said again day by day.
func TestSpansProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.SliceOfN(small, 0, 6).Draw(t, "a")
		other := rapid.SliceOfN(small, 0, 6).Draw(t, "b")
		a, b := when.NewSpans(in...), when.NewSpans(other...)
		holds := func(list []when.Interval, d when.Date) bool {
			for _, i := range list {
				if i.Contains(d) {
					return true
				}
			}
			return false
		}
		for k := range a {
			if a[k].Empty() || k > 0 && a[k].From <= a[k-1].To {
				t.Fatalf("%v is not sorted, disjoint and apart", a)
			}
		}
		both := a.Intersect(b)
		for d := when.Date(-10); d < 40; d++ {
			if a.Contains(d) != holds(in, d) {
				t.Fatalf("day %d: spans %v of %v", d, a, in)
			}
			if both.Contains(d) != (holds(in, d) && holds(other, d)) {
				t.Fatalf("day %d: %v and %v give %v", d, a, b, both)
			}
		}
		if !both.Equal(when.NewSpans(both...)) || !both.Equal(b.Intersect(a)) {
			t.Fatalf("the common days %v are not in normal form, or depend on the order", both)
		}
		i := small.Draw(t, "i")
		common := a.Intersect(when.NewSpans(i))
		if a.Intersects(i) != (len(common) > 0) {
			t.Fatalf("%v and %v: intersects %v, common %v", a, i, a.Intersects(i), common)
		}
		first, ok := a.First(i)
		if ok != (len(common) > 0) || ok && first != common[0].From {
			t.Fatalf("the first day of %v in %v is %v (%v)", a, i, first, ok)
		}
	})
}

// A bounded day lies in a span certainly when all of its days do, and possibly when one does.
func TestBoundsProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := when.Bounds{Earliest: when.Date(rapid.IntRange(-3, 20).Draw(t, "earliest"))}
		b.Latest = b.Earliest + when.Date(rapid.IntRange(0, 6).Draw(t, "more"))
		i := small.Draw(t, "i")
		all, some := true, false
		for d := b.Earliest; d <= b.Latest; d++ {
			all, some = all && i.Contains(d), some || i.Contains(d)
		}
		if c, p := b.In(i); c != all || p != some {
			t.Fatalf("%v in %v: certain %v, possible %v; day by day %v, %v", b, i, c, p, all, some)
		}
	})
}

func TestBoundsJSON(t *testing.T) {
	for text, b := range map[string]when.Bounds{
		`"2010-01-01"`:             when.Exact(day("2010-01-01")),
		`"2010-01-01..2010-12-31"`: {Earliest: day("2010-01-01"), Latest: day("2010-12-31")},
		`"2010-01-01.."`:           {Earliest: day("2010-01-01"), Latest: when.Max},
		`"..2010-12-31"`:           {Earliest: when.Min, Latest: day("2010-12-31")},
		`""`:                       when.Unknown,
	} {
		got, err := json.Marshal(b)
		if err != nil || string(got) != text {
			t.Errorf("%v is written %s (%v), want %s", b, got, err, text)
		}
		var back when.Bounds
		if err := json.Unmarshal([]byte(text), &back); err != nil || back != b {
			t.Errorf("%s is read as %v (%v), want %v", text, back, err, b)
		}
	}
	for _, b := range []when.Bounds{when.Exact(when.Civil(10000, 1, 1)), {Earliest: when.Civil(0, 12, 31), Latest: day("2010-01-01")}} {
		if text, err := json.Marshal(b); err == nil {
			t.Errorf("%v is written %s, which nobody can read", b, text)
		}
	}
	for _, text := range []string{`"soon"`, `"2010-01-01..soon"`, `"2010-13-01"`, `"2010-01-01...."`} {
		var b when.Bounds
		if err := json.Unmarshal([]byte(text), &b); err == nil {
			t.Errorf("%s is read as %v", text, b)
		}
	}
}
