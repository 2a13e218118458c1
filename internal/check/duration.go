package check

import (
	"time"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/syntax"
	"github.com/crossgrant/crossgrant/when"
)

// counting is how an agreement counts days: its counting line, or the default.
type counting struct {
	when.Calendar
	stated bool
}

func readCounting(v syntax.Value) counting {
	c, ok := v.(*syntax.Counting)
	if !ok {
		return counting{}
	}
	out := counting{Calendar: when.Calendar{ClearDays: c.ClearDays, Roll: c.Roll == syntax.RollForward}, stated: true}
	for d := time.Sunday; d <= time.Saturday; d++ {
		for _, n := range c.Weekend {
			if equalFold(n.Text, d.String()) {
				out.Weekend = out.Weekend.With(d)
			}
		}
	}
	return out
}

// shift counts a duration from a day as the agreement counts. What no counting line states is flagged where it
// matters: days and business days.
func (x *ctx) shift(from when.Date, d *syntax.Duration, after bool) (when.Date, bool) {
	unit, ok := when.ParseUnit(d.Unit)
	if !ok {
		return when.None, false
	}
	var c counting
	if x.scope != nil {
		c = x.scope.counting
	}
	by := when.Duration{N: d.N, Unit: unit}
	count := c.After
	if !after {
		count = c.Before
	}
	to, err := count(from, by)
	if err != nil {
		x.error(diag.ImpossibleDate, d.At, by.String()+" from "+from.String()+" leaves the calendar", "Days run from the year 1000 to 9999, and some day of the week must be a business day. Write a shorter time, or correct the counting line.")
		return when.None, false
	}
	x.counted(d.At, by)
	return to, true
}

// counted notes a time that is counted by the default rule, where it matters.
func (x *ctx) counted(at diag.Range, by when.Duration) {
	if x.scope != nil && x.scope.counting.stated || by.Unit != when.Day && by.Unit != when.BusinessDay {
		return
	}
	says := "The agreement has no counting line, so n days after a day D is D + n"
	if by.Unit == when.BusinessDay {
		says = "The agreement has no counting line, so Saturdays and Sundays are no business days"
	}
	x.note(diag.DefaultCounting, at, by.String()+" is counted by the default rule", says+". Write `counting` in the agreement block if the text says so or says otherwise.")
}

func durationWords(d *syntax.Duration) string {
	if d == nil {
		return ""
	}
	unit, _ := when.ParseUnit(d.Unit)
	return when.Duration{N: d.N, Unit: unit}.String()
}
