package check

import (
	"strconv"
	"time"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/syntax"
	"github.com/crossgrant/crossgrant/when"
)

// counting is how an agreement counts days: its counting line, or the default.
type counting struct {
	stated  bool
	clear   bool // neither the day of the event nor the day of the end counts
	roll    bool // an end on a weekend moves to the next business day
	weekend [7]bool
}

func readCounting(v syntax.Value) counting {
	c, ok := v.(*syntax.Counting)
	if !ok {
		return counting{weekend: [7]bool{time.Saturday: true, time.Sunday: true}}
	}
	out := counting{stated: true, clear: c.ClearDays, roll: c.Roll == syntax.RollForward}
	for d := time.Sunday; d <= time.Saturday; d++ {
		for _, n := range c.Weekend {
			if equalFold(n.Text, d.String()) {
				out.weekend[d] = true
			}
		}
	}
	if len(c.Weekend) == 0 {
		out.weekend[time.Saturday], out.weekend[time.Sunday] = true, true
	}
	return out
}

func (c counting) business(d when.Date) bool {
	// 1970-01-01 was a Thursday.
	return !c.weekend[((int(d)%7)+7+int(time.Thursday))%7]
}

// addDuration counts n units from a day as the agreement counts. What no counting line states is flagged where it
// matters: days and business days.
func (x *ctx) addDuration(from when.Date, n int, d *syntax.Duration) (when.Date, bool) {
	var c counting
	if x.scope != nil {
		c = x.scope.counting
	} else {
		c = readCounting(nil)
	}
	var to when.Date
	switch d.Unit {
	case "day":
		to = from.AddDays(n)
		if c.clear && n > 0 {
			to++
		} else if c.clear && n < 0 {
			to--
		}
	case "business day":
		to = from
		step := 1
		if n < 0 {
			n, step = -n, -1
		}
		// More business days than a calendar of 9,999 years holds is a slip of the pen.
		for limit := 4_000_000; n > 0 && limit > 0; limit-- {
			if to = to.AddDays(step); c.business(to) {
				n--
			}
		}
	case "month":
		to = addMonths(from, n)
	case "quarter":
		to = addMonths(from, 3*n)
	case "year":
		to = addMonths(from, 12*n)
	default:
		return when.None, false
	}
	if y, _, _ := from.YMD(); to == when.None || to < when.Civil(1000, 1, 1) || to > when.Civil(9999, 12, 31) {
		x.error(diag.ImpossibleDate, d.At, durationWords(d)+" from the year "+strconv.Itoa(y)+" leaves the calendar", "Days run from the year 1000 to 9999. Write a shorter time.")
		return when.None, false
	}
	if c.roll {
		for !c.business(to) {
			to++
		}
	}
	if !c.stated && (d.Unit == "day" || d.Unit == "business day") {
		says := "The agreement has no counting line, so n days after a day D is D + n"
		if d.Unit == "business day" {
			says += ", and Saturdays and Sundays are no business days"
		}
		x.note(diag.DefaultCounting, d.At, durationWords(d)+" is counted by the default rule", says+". Write `counting` in the agreement block if the text says so or says otherwise.")
	}
	return to, true
}

// addMonths is when.Date.AddMonths with a guard against numbers that leave every calendar.
func addMonths(d when.Date, n int) when.Date {
	if n > 120_000 || n < -120_000 {
		return when.None
	}
	return d.AddMonths(n)
}

func durationWords(d *syntax.Duration) string {
	if d == nil {
		return ""
	}
	s := strconv.Itoa(d.N) + " " + d.Unit
	if d.N != 1 {
		s += "s"
	}
	return s
}
