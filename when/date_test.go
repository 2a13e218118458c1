package when_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/crossgrant/crossgrant/when"
)

func TestParse(t *testing.T) {
	for _, tt := range []struct{ in, wantErr string }{
		{"2023-09-13", ""},
		{"1000-01-01", ""},
		{"9999-12-31", ""},
		{"2024-02-29", ""},
		{"2023-02-29", "February 2023 has 28 days"},
		{"2023-02-30", "February 2023 has 28 days"},
		{"2023-13-01", "there is no month 13"},
		{"2023-00-01", "there is no month 0"},
		{"2023-01-00", "January 2023 has 31 days"},
		{"2023-04-31", "April 2023 has 30 days"},
		{"0999-01-01", "before 1000"},
		{"2023-9-13", "not written YYYY-MM-DD"},
		{"2023/09/13", "not written YYYY-MM-DD"},
		{"", "not written YYYY-MM-DD"},
		{"2023-09-1é", "not written YYYY-MM-DD"},
		{"+023-09-13", "not written YYYY-MM-DD"},
	} {
		d, err := when.Parse(tt.in)
		switch {
		case tt.wantErr == "" && (err != nil || d.String() != tt.in):
			t.Errorf("Parse(%q) = %v, %v", tt.in, d, err)
		case tt.wantErr != "" && (!errors.Is(err, when.ErrDate) || !strings.Contains(err.Error(), tt.wantErr) || d != when.None):
			t.Errorf("Parse(%q) = %v, %v; want an error that says %q", tt.in, d, err, tt.wantErr)
		}
	}
}

func TestDateWords(t *testing.T) {
	for _, tt := range []struct {
		d    when.Date
		want string
		real bool
	}{
		{when.None, "no date", false}, {when.Min, "the beginning", false}, {when.Max, "no end", false},
		{0, "1970-01-01", true}, {day("2023-09-13"), "2023-09-13", true},
	} {
		if tt.d.String() != tt.want || tt.d.Real() != tt.real {
			t.Errorf("%d prints %q, real %v", tt.d, tt.d, tt.d.Real())
		}
	}
	for _, d := range []when.Date{when.None, when.Min, when.Max} {
		if d.AddDays(5) != d || d.AddMonths(5) != d || d.AddYears(-1) != d {
			t.Errorf("%v moved", d)
		}
	}
	if when.MustParse("2024-01-31").AddMonths(1) != day("2024-02-29") || day("2024-03-31").AddMonths(-1) != day("2024-02-29") {
		t.Error("a month from the last day is not the last day of the month")
	}
	zone := time.FixedZone("east", 9*3600)
	if got := when.Of(time.Date(2024, 1, 1, 0, 30, 0, 0, zone)); got != day("2024-01-01") {
		t.Errorf("the civil day of a time is that of its own zone, not %v", got)
	}
}

func TestMustParsePanicsOnAMistake(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a mistake in a constant passed")
		}
	}()
	when.MustParse("2023-02-30")
}

func TestDateJSON(t *testing.T) {
	type doc struct{ A, B when.Date }
	b, err := json.Marshal(doc{day("2023-09-13"), when.Max})
	if err != nil || string(b) != `{"A":"2023-09-13","B":""}` {
		t.Fatalf("%s, %v", b, err)
	}
	var back doc
	if err := json.Unmarshal(b, &back); err != nil || back.A != day("2023-09-13") || back.B != when.None {
		t.Errorf("%+v, %v", back, err)
	}
	if err := json.Unmarshal([]byte(`{"A":"yesterday"}`), &back); err == nil {
		t.Error("a word was read as a date")
	}
	if b, _ := day("2023-09-13").AppendText([]byte("on ")); string(b) != "on 2023-09-13" {
		t.Errorf("%s", b)
	}
}

// Printing and reading are inverse; civil days agree with the standard library; months never leave the month.
func TestDateProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := when.Date(rapid.IntRange(-300_000, 2_900_000).Draw(t, "day"))
		if back, err := when.Parse(d.String()); err != nil || back != d {
			t.Fatalf("%v reads back as %v (%v)", d, back, err)
		}
		y, m, dd := d.YMD()
		if when.Civil(y, m, dd) != d || d.AddDays(1).String() != time.Date(y, time.Month(m), dd+1, 0, 0, 0, 0, time.UTC).Format("2006-01-02") {
			t.Fatalf("%v does not agree with the calendar of the standard library", d)
		}
		n := rapid.IntRange(-2000, 2000).Draw(t, "months")
		e := d.AddMonths(n)
		ey, em, ed := e.YMD()
		if ey*12+em != y*12+m+n || ed > dd || ed < min(dd, 28) {
			t.Fatalf("%d months from %v is %v", n, d, e)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2023-09-13", "2023-02-30", "", "2023-9-13", "二〇二三年", "9999-99-99"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := when.Parse(s)
		if (err == nil) != (d != when.None) {
			t.Fatalf("Parse(%q) = %v, %v", s, d, err)
		}
		if err == nil && d.String() != s {
			t.Fatalf("%q reads as %v", s, d)
		}
	})
}
