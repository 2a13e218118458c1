package when_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/crossgrant/crossgrant/when"
)

func TestTimeline(t *testing.T) {
	tl := when.Timeline[string]{Before: "nobody"}
	tl.Set(day("2020-11-17"), "huawei")
	tl.Set(day("2023-01-01"), "honor")
	tl.Set(day("2023-01-01"), "honor-device")
	for d, want := range map[string]string{
		"2020-11-16": "nobody", "2020-11-17": "huawei", "2022-12-31": "huawei", "2023-01-01": "honor-device", "2040-01-01": "honor-device",
	} {
		if got := tl.At(day(d)); got != want {
			t.Errorf("on %s: %q, want %q", d, got, want)
		}
	}
	if len(tl.Steps) != 2 {
		t.Errorf("a second value for a day is a second step: %v", tl.Steps)
	}
	if tl.At(when.Min) != "nobody" || tl.At(when.Max) != "honor-device" {
		t.Error("the ends of time")
	}
}

// The days on which a value holds are the days on which At gives it.
func TestTimelineProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tl := when.Timeline[int]{Before: rapid.IntRange(0, 2).Draw(t, "before")}
		d := when.Date(0)
		for range rapid.IntRange(0, 8).Draw(t, "steps") {
			d += when.Date(rapid.IntRange(0, 4).Draw(t, "gap"))
			tl.Set(d, rapid.IntRange(0, 2).Draw(t, "value"))
		}
		spans := tl.Spans(func(v int) bool { return v == 1 })
		for d := when.Date(-3); d < 40; d++ {
			if spans.Contains(d) != (tl.At(d) == 1) {
				t.Fatalf("day %d: %v says %v, value %d", d, spans, spans.Contains(d), tl.At(d))
			}
		}
		if spans.Contains(when.Min) != (tl.Before == 1) {
			t.Fatalf("the beginning: %v", spans)
		}
	})
}
