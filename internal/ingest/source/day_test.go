package source_test

import (
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/when"
)

func TestDay(t *testing.T) {
	unknown := when.Unknown
	span := func(a, b string) when.Bounds {
		return when.Bounds{Earliest: when.MustParse(a), Latest: when.MustParse(b)}
	}
	for _, test := range []struct {
		text string
		want when.Bounds
		err  string
	}{
		{"20111228", span("2011-12-28", "2011-12-28"), ""},
		{"2011-12-28", span("2011-12-28", "2011-12-28"), ""},
		{" 2011-12-28 ", span("2011-12-28", "2011-12-28"), ""},
		{"2011-12-28T00:00:00.000Z", span("2011-12-28", "2011-12-28"), ""},
		{"2011-12-28 00:00:00", span("2011-12-28", "2011-12-28"), ""},
		{"20240229", span("2024-02-29", "2024-02-29"), ""},
		{"2011", span("2011-01-01", "2011-12-31"), ""},
		{"20110000", span("2011-01-01", "2011-12-31"), ""},
		{"201112", span("2011-12-01", "2011-12-31"), ""},
		{"2011-02", span("2011-02-01", "2011-02-28"), ""},
		{"20111200", span("2011-12-01", "2011-12-31"), ""},
		{"", unknown, ""},
		{"0", unknown, ""},
		{"00000000", unknown, ""},
		{"0000-00-00", unknown, ""},
		{"0001-01-01", unknown, ""},
		{"00010101", unknown, ""},
		{"9999-12-31", unknown, ""},
		{"99991231", unknown, ""},
		{"20110229", unknown, "there is no such day"},
		{"20111301", unknown, "there is no month 13"},
		{"20110015", unknown, "there is no month 0"},
		{"2011-1-2", unknown, "is not written"},
		{"1/2/2011", unknown, "is not written"},
		{"-2011-12-28", unknown, "is not written"},
		{"-20111228", unknown, "is not written"},
		{"30111228", unknown, "no right has a day in the year 3011"},
		{"12340101", unknown, "no right has a day in the year 1234"},
		{"２０１１1228", unknown, "is not written"},
		{strings.Repeat("9", 5000), unknown, "is not written"},
	} {
		got, err := source.Day(test.text)
		if got != test.want {
			t.Errorf("Day(%.20q) = %v, want %v", test.text, got, test.want)
		}
		switch {
		case err == nil && test.err != "", err != nil && (test.err == "" || !strings.Contains(err.Error(), test.err)):
			t.Errorf("Day(%.20q): error %v, want %q", test.text, err, test.err)
		case err != nil && len(err.Error()) > 400:
			t.Errorf("Day(%.20q): the error has %d bytes", test.text, len(err.Error()))
		}
	}
}

// What Day reads is a span that is not empty and lies within the years, whatever the text.
func FuzzDay(f *testing.F) {
	for _, s := range []string{"20111228", "2011-12-28", "2011", "201100", "0", "99991231", "-1", "1/2/2011"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		b, err := source.Day(s)
		switch {
		case b == when.Unknown:
		case err != nil:
			t.Errorf("%q: both %v and %v", s, b, err)
		case b.Empty() || b.Earliest < when.Civil(source.FirstYear, 1, 1) || b.Latest > when.Civil(source.LastYear, 12, 31):
			t.Errorf("%q: %v", s, b)
		}
	})
}
