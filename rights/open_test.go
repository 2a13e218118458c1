package rights_test

import (
	"testing"

	"github.com/crossgrant/crossgrant/internal/synth"
	"github.com/crossgrant/crossgrant/rights"
)

// TestOpenOnWorlds: what is open is listed in worlds whose patents have days and classes that nobody knows, and no point
// has more at stake than there are patents times countries.
func TestOpenOnWorlds(t *testing.T) {
	asked := 0
	each(t, few(t), func(c synth.Case) string {
		for _, ask := range c.Asks {
			p, err := compile(c, rights.Options{KnownAt: ask.KnownAt})
			if err != nil {
				return err.Error()
			}
			lines, err := p.Open(ask.Use.On)
			if err != nil {
				return err.Error()
			}
			settled := false
			for _, l := range lines {
				is := l.Kind == "assumed" || l.Kind == "presumed"
				if settled && !is {
					return "a question stands after what is assumed"
				}
				settled = is
				if l.Patents > 0 && !is {
					asked++
				}
			}
		}
		return ""
	})
	if asked == 0 {
		t.Error("nothing hangs on any question in any world")
	}
}
