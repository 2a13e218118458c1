package when

import (
	"errors"
	"fmt"
	"time"
)

// Unit is a unit of a duration.
type Unit uint8

// The units.
const (
	Day Unit = iota
	BusinessDay
	Month
	Quarter
	Year
)

var unitWords = [...]string{"day", "business day", "month", "quarter", "year"}

// String is the singular word of the language.
func (u Unit) String() string {
	if int(u) < len(unitWords) {
		return unitWords[u]
	}
	return fmt.Sprintf("unit %d", uint8(u))
}

// ParseUnit reads a unit in the singular or the plural.
func ParseUnit(word string) (Unit, bool) {
	for u, w := range unitWords {
		if word == w || word == w+"s" {
			return Unit(u), true
		}
	}
	return 0, false
}

// Duration is a number of units: 30 days, 6 months.
type Duration struct {
	N    int
	Unit Unit
}

// String prints "1 day", "30 days".
func (d Duration) String() string {
	if d.N == 1 {
		return "1 " + d.Unit.String()
	}
	return fmt.Sprintf("%d %ss", d.N, d.Unit)
}

// Calendar is how an agreement counts days. The zero value is the default, which answers flag where it matters: n days
// after D is D+n, nothing rolls, and Saturday and Sunday are no business days.
type Calendar struct {
	ClearDays bool    // neither the first nor the last day counts: n days after D is D+n+1
	Roll      bool    // an end that is no business day moves to the next one
	Weekend   Weekend // days of the week that are no business days; the zero value is Saturday and Sunday
}

// Weekend is a set of days of the week.
type Weekend uint8

// SaturdaySunday is the weekend that stands for the zero value.
const SaturdaySunday = Weekend(1<<time.Saturday | 1<<time.Sunday)

// With returns the set and the day.
func (w Weekend) With(d time.Weekday) Weekend { return w | 1<<d }

// Has reports whether the day is in the set.
func (w Weekend) Has(d time.Weekday) bool { return w>>d&1 == 1 }

// Weekday is the day of the week of a real day.
func (d Date) Weekday() time.Weekday {
	const thursday = 4 // 1970-01-01
	return time.Weekday(((int(d)+thursday)%7 + 7) % 7)
}

// ErrCalendar is wrapped by every error of a calendar: the day lies outside the years 1000 to 9999, or no day of the
// week is a business day.
var ErrCalendar = errors.New("not in the calendar")

var firstDay, lastDay = Civil(1000, 1, 1), Civil(9999, 12, 31)

// Business reports whether the day is a business day. Public holidays are not known; an agreement that counts by them
// says so in its text, and the reading assumes.
func (c Calendar) Business(d Date) bool {
	w := c.Weekend
	if w == 0 {
		w = SaturdaySunday
	}
	return !w.Has(d.Weekday())
}

// After is the day that lies the duration after d, as the calendar counts. A month is the corresponding day or the
// last one of the month.
func (c Calendar) After(d Date, by Duration) (Date, error) { return c.shift(d, by, 1) }

// Before is the day that lies the duration before d. Clear days leave one day free on either side; the roll is to the
// next business day here too, so that a time to act never grows shorter than the text says.
func (c Calendar) Before(d Date, by Duration) (Date, error) { return c.shift(d, by, -1) }

// far is more units than lie between the first and the last day.
const far = 9000 * 366

func (c Calendar) shift(d Date, by Duration, sign int) (Date, error) {
	if !d.Real() || d < firstDay || d > lastDay {
		return None, fmt.Errorf("%w: %v", ErrCalendar, d)
	}
	if by.N < 0 || by.N > far {
		return None, fmt.Errorf("%w: %v from %v", ErrCalendar, by, d)
	}
	n := by.N * sign
	to := d
	switch by.Unit {
	case Day:
		if c.ClearDays && n != 0 {
			n += sign
		}
		to = d.AddDays(n)
	case BusinessDay:
		if c.Weekend == 1<<7-1 {
			return None, fmt.Errorf("%w: every day of the week is a weekend", ErrCalendar)
		}
		for left := by.N; left > 0 && firstDay <= to && to <= lastDay; {
			if to = to.AddDays(sign); c.Business(to) {
				left--
			}
		}
	case Month, Quarter, Year:
		months := map[Unit]int{Month: 1, Quarter: 3, Year: 12}[by.Unit]
		if by.N > far/30 {
			return None, fmt.Errorf("%w: %v from %v", ErrCalendar, by, d)
		}
		to = d.AddMonths(n * months)
	default:
		return None, fmt.Errorf("%w: there is no %v", ErrCalendar, by.Unit)
	}
	if c.Roll && c.Weekend != 1<<7-1 {
		for !c.Business(to) {
			to = to.AddDays(1)
		}
	}
	if to < firstDay || to > lastDay {
		return None, fmt.Errorf("%w: %v from %v", ErrCalendar, by, d)
	}
	return to, nil
}
