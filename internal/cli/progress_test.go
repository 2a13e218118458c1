package cli

import (
	"testing"
	"time"

	"github.com/crossgrant/crossgrant"
)

func TestRate(t *testing.T) {
	var r rate
	start := time.Unix(1000, 0)
	for _, c := range []struct {
		after       time.Duration
		rows        int
		bytes, size int64
		want        string
	}{
		{0, 0, 0, 0, ""},
		{0, 100, 10, 1000, ", 1 %"},
		{500 * time.Millisecond, 150, 20, 1000, ", 2 %"},
		{10 * time.Second, 1100, 110, 1000, ", 11 %, 100 a second, 1m29s left"},
		{20 * time.Second, 2100, 1000, 1000, ", 100 %, 100 a second, 0s left"},
		{21 * time.Second, 10, 5, 900, ", 0 %"}, // another file
	} {
		if got := r.of(crossgrant.Progress{What: "x", Rows: c.rows, Bytes: c.bytes, Total: c.size}, start.Add(c.after)); got != c.want {
			t.Errorf("after %s: %q, want %q", c.after, got, c.want)
		}
	}
}
