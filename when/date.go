// Package when holds civil time as licences use it: days, bounded days, half-open intervals, and timelines.
//
// A [Date] is a civil day with no clock and no zone. An [Interval] is half-open: [From, To).
// A [Bounds] is a day that is only known to lie between two days, both included. A [Timeline]
// is a value that changes on certain days. The package never reads the clock.
package when

import (
	"errors"
	"fmt"
	"strconv"
	"time"
)

// Date is a civil day, counted from 1970-01-01 = 0. Comparison is by <. The zero value is 1970-01-01;
// "no date" is [None].
type Date int32

// Sentinels. Min and Max stand for "since ever" and "for ever"; they print as words and never parse.
const (
	None Date = -1 << 31
	Min  Date = -1 << 30
	Max  Date = 1 << 30
)

// Civil returns the day year-month-day. Months and days outside their range roll over as in time.Date.
func Civil(year, month, day int) Date {
	return Date(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// Of returns the civil day of t in t's own zone.
func Of(t time.Time) Date {
	y, m, d := t.Date()
	return Civil(y, int(m), d)
}

// YMD returns the year, month and day of a real day.
func (d Date) YMD() (year, month, day int) {
	y, m, dd := time.Unix(int64(d)*86400, 0).UTC().Date()
	return y, int(m), dd
}

// Real reports whether d is an actual day and not one of the sentinels.
func (d Date) Real() bool { return d > Min && d < Max }

// String prints YYYY-MM-DD, or a word for a sentinel.
func (d Date) String() string {
	switch {
	case d == None:
		return "no date"
	case d <= Min:
		return "the beginning"
	case d >= Max:
		return "no end"
	}
	y, m, day := d.YMD()
	return fmt.Sprintf("%04d-%02d-%02d", y, m, day)
}

// AppendText implements encoding.TextAppender.
func (d Date) AppendText(b []byte) ([]byte, error) { return append(b, d.String()...), nil }

// MarshalText prints a real day as YYYY-MM-DD and a sentinel as the empty string.
func (d Date) MarshalText() ([]byte, error) {
	if !d.Real() {
		return nil, nil
	}
	return []byte(d.String()), nil
}

// UnmarshalText reads what MarshalText writes; the empty string is None.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = None
		return nil
	}
	v, err := Parse(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}

// ErrDate is wrapped by every error of [Parse].
var ErrDate = errors.New("not a date")

// Parse reads a day in the one spelling YYYY-MM-DD. Years run from 1000 to 9999. The error says whether
// the shape or the day is wrong ("2023-02-30: February 2023 has 28 days").
func Parse(s string) (Date, error) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return None, fmt.Errorf("%w: %q is not written YYYY-MM-DD", ErrDate, s)
	}
	for i := range len(s) {
		if i != 4 && i != 7 && (s[i] < '0' || s[i] > '9') {
			return None, fmt.Errorf("%w: %q is not written YYYY-MM-DD", ErrDate, s)
		}
	}
	y, _ := strconv.Atoi(s[:4])
	m, _ := strconv.Atoi(s[5:7])
	d, _ := strconv.Atoi(s[8:])
	if y < 1000 {
		return None, fmt.Errorf("%w: %q has a year before 1000", ErrDate, s)
	}
	if m < 1 || m > 12 {
		return None, fmt.Errorf("%w: %q: there is no month %d", ErrDate, s, m)
	}
	if last := daysIn(y, m); d < 1 || d > last {
		return None, fmt.Errorf("%w: %q: %s %d has %d days", ErrDate, s, time.Month(m), y, last)
	}
	return Civil(y, m, d), nil
}

// MustParse is Parse for constants in tests and tables; it panics on a mistake.
func MustParse(s string) Date {
	d, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

func daysIn(y, m int) int {
	_, _, d := Civil(y, m+1, 0).YMD()
	return d
}

// AddMonths returns the corresponding day n months later, or the last day of that month where it has none
// (2024-01-31 plus one month is 2024-02-29).
func (d Date) AddMonths(n int) Date {
	if !d.Real() {
		return d
	}
	y, m, day := d.YMD()
	total := y*12 + m - 1 + n
	y, m = total/12, total%12+1
	return Civil(y, m, min(day, daysIn(y, m)))
}

// AddYears is twelve times AddMonths for each year.
func (d Date) AddYears(n int) Date { return d.AddMonths(12 * n) }

// AddDays returns d+n; sentinels stay what they are.
func (d Date) AddDays(n int) Date {
	if !d.Real() {
		return d
	}
	return d + Date(n)
}
