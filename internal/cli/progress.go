package cli

import (
	"fmt"
	"strings"
	"time"

	"github.com/crossgrant/crossgrant"
)

// progress reports long work on standard error, and only when that is a terminal: one line, rewritten at most ten times
// a second, gone when the work is done.
func (s *session) progress() func(crossgrant.Progress) {
	columns, tty := terminalWidth(s.stderr)
	if !tty || s.Quiet {
		return nil
	}
	if columns <= 0 {
		columns = 80
	}
	var last time.Time
	var r rate
	return func(p crossgrant.Progress) {
		if p.Done {
			r = rate{}
			if !last.IsZero() {
				fmt.Fprintf(s.stderr, "\r%s\r", strings.Repeat(" ", columns-1))
			}
			return
		}
		if now := time.Now(); now.Sub(last) >= 100*time.Millisecond {
			last = now
			fmt.Fprintf(s.stderr, "\r%-*.*s", columns-1, columns-1, p.String()+r.of(p, now))
		}
	}
}

// rate is how fast a file is read, from the first report of it on.
type rate struct {
	since time.Time
	rows  int
	bytes int64
}

// of says how much of a file is done, how fast, and how long the rest will take at that rate: ", 41 %, 5,200 a second,
// 1m20s left". It says nothing of work of which the end is not known, and no time before some was measured.
func (r *rate) of(p crossgrant.Progress, now time.Time) string {
	if p.Total <= 0 {
		return ""
	}
	if r.since.IsZero() || p.Bytes < r.bytes || p.Rows < r.rows {
		*r = rate{now, p.Rows, p.Bytes}
	}
	s := fmt.Sprintf(", %d %%", min(100, p.Bytes*100/p.Total))
	took, done := now.Sub(r.since).Seconds(), p.Bytes-r.bytes
	if took < 1 || done <= 0 {
		return s
	}
	left := time.Duration(took / float64(done) * float64(max(0, p.Total-p.Bytes)) * float64(time.Second))
	return s + fmt.Sprintf(", %d a second, %s left", int(float64(p.Rows-r.rows)/took), left.Round(time.Second))
}
