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
	return func(p crossgrant.Progress) {
		if p.Done {
			if !last.IsZero() {
				fmt.Fprintf(s.stderr, "\r%s\r", strings.Repeat(" ", columns-1))
			}
			return
		}
		if now := time.Now(); now.Sub(last) >= 100*time.Millisecond {
			last = now
			fmt.Fprintf(s.stderr, "\r%-*.*s", columns-1, columns-1, p.String())
		}
	}
}
