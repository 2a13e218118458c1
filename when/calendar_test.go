package when_test

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/crossgrant/crossgrant/when"
)

func day(s string) when.Date { return when.MustParse(s) }

func TestCalendar(t *testing.T) {
	friday := when.Weekend(0).With(time.Friday).With(time.Saturday)
	for _, tt := range []struct {
		name   string
		c      when.Calendar
		from   string
		by     when.Duration
		after  string
		before string
	}{
		{"a day", when.Calendar{}, "2011-03-10", when.Duration{N: 30, Unit: when.Day}, "2011-04-09", "2011-02-08"},
		{"no days", when.Calendar{ClearDays: true}, "2011-03-10", when.Duration{N: 0, Unit: when.Day}, "2011-03-10", "2011-03-10"},
		{"clear days", when.Calendar{ClearDays: true}, "2011-03-10", when.Duration{N: 30, Unit: when.Day}, "2011-04-10", "2011-02-07"},
		{"a month's last day", when.Calendar{}, "2024-01-31", when.Duration{N: 1, Unit: when.Month}, "2024-02-29", "2023-12-31"},
		{"a quarter", when.Calendar{}, "2018-03-31", when.Duration{N: 4, Unit: when.Quarter}, "2019-03-31", "2017-03-31"},
		{"a leap day", when.Calendar{}, "2024-02-29", when.Duration{N: 1, Unit: when.Year}, "2025-02-28", "2023-02-28"},
		{"business days", when.Calendar{}, "2024-03-01", when.Duration{N: 5, Unit: when.BusinessDay}, "2024-03-08", "2024-02-23"},
		{"a Friday weekend", when.Calendar{Weekend: friday}, "2024-03-03", when.Duration{N: 5, Unit: when.BusinessDay}, "2024-03-10", "2024-02-25"},
		{"roll from Saturday", when.Calendar{Roll: true}, "2024-03-01", when.Duration{N: 1, Unit: when.Day}, "2024-03-04", "2024-02-29"},
		{"roll into the next month", when.Calendar{Roll: true}, "2024-02-29", when.Duration{N: 1, Unit: when.Month}, "2024-03-29", "2024-01-29"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, err := tt.c.After(day(tt.from), tt.by); err != nil || got != day(tt.after) {
				t.Errorf("%v after %s = %v (%v), want %s", tt.by, tt.from, got, err, tt.after)
			}
			if got, err := tt.c.Before(day(tt.from), tt.by); err != nil || got != day(tt.before) {
				t.Errorf("%v before %s = %v (%v), want %s", tt.by, tt.from, got, err, tt.before)
			}
		})
	}
}

func TestCalendarRefuses(t *testing.T) {
	whole := when.Weekend(127)
	for _, tt := range []struct {
		name string
		c    when.Calendar
		from when.Date
		by   when.Duration
	}{
		{"no date", when.Calendar{}, when.None, when.Duration{N: 1, Unit: when.Day}},
		{"the beginning", when.Calendar{}, when.Min, when.Duration{N: 1, Unit: when.Month}},
		{"beyond 9999", when.Calendar{}, day("9999-12-31"), when.Duration{N: 1, Unit: when.Day}},
		{"far beyond", when.Calendar{}, day("2024-01-01"), when.Duration{N: 1 << 40, Unit: when.Year}},
		{"many years", when.Calendar{}, day("2024-01-01"), when.Duration{N: 100_000, Unit: when.Year}},
		{"negative", when.Calendar{}, day("2024-01-01"), when.Duration{N: -1, Unit: when.Day}},
		{"no business day at all", when.Calendar{Weekend: whole}, day("2024-01-01"), when.Duration{N: 1, Unit: when.BusinessDay}},
		{"business days beyond", when.Calendar{}, day("9999-12-01"), when.Duration{N: 60, Unit: when.BusinessDay}},
		{"no such unit", when.Calendar{}, day("2024-01-01"), when.Duration{N: 1, Unit: 9}},
	} {
		if got, err := tt.c.After(tt.from, tt.by); !errors.Is(err, when.ErrCalendar) || got != when.None {
			t.Errorf("%s: got %v, %v", tt.name, got, err)
		}
	}
	if got, err := (when.Calendar{Roll: true, Weekend: whole}).After(day("2024-01-01"), when.Duration{N: 1}); err != nil || got != day("2024-01-02") {
		t.Errorf("rolling where no day is a business day: %v, %v", got, err)
	}
}

func TestUnits(t *testing.T) {
	for u := when.Day; u <= when.Year; u++ {
		for _, w := range []string{u.String(), u.String() + "s"} {
			if got, ok := when.ParseUnit(w); !ok || got != u {
				t.Errorf("ParseUnit(%q) = %v, %v", w, got, ok)
			}
		}
	}
	if _, ok := when.ParseUnit("fortnight"); ok {
		t.Error("a fortnight was read")
	}
	if s := (when.Duration{N: 1, Unit: when.Month}).String(); s != "1 month" {
		t.Error(s)
	}
	if s := (when.Duration{N: 30, Unit: when.BusinessDay}).String(); s != "30 business days" {
		t.Error(s)
	}
}

// Weekdays agree with the standard library; n business days later is a business day with n of them between.
func TestCalendarProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := when.Date(rapid.IntRange(-300_000, 2_000_000).Draw(t, "day"))
		y, m, dd := d.YMD()
		if want := time.Date(y, time.Month(m), dd, 0, 0, 0, 0, time.UTC).Weekday(); d.Weekday() != want {
			t.Fatalf("%v is a %v, not a %v", d, want, d.Weekday())
		}
		c := when.Calendar{Weekend: when.Weekend(rapid.IntRange(0, 126).Draw(t, "weekend"))}
		n := rapid.IntRange(1, 40).Draw(t, "n")
		to, err := c.After(d, when.Duration{N: n, Unit: when.BusinessDay})
		if err != nil {
			t.Fatal(err)
		}
		count := 0
		for x := d + 1; x <= to; x++ {
			if c.Business(x) {
				count++
			}
		}
		if !c.Business(to) || count != n {
			t.Fatalf("%d business days after %v: %v, with %d between", n, d, to, count)
		}
	})
}
