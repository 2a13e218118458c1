package present

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/crossgrant/crossgrant/when"
)

func calendarOf(t interface{ Fatal(...any) }, v DueView) string {
	var b bytes.Buffer
	if err := DueCalendar(&b, v, when.Civil(2026, 11, 22)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestDueCalendar prints one event whole: escaped, folded, with CR LF.
func TestDueCalendar(t *testing.T) {
	got := calendarOf(t, DueView{Items: []DueLine{{
		UID: "abc@crossgrant", Day: "2028-02-29", Kind: "fee", Subject: "US9000001B2", Country: "US", Who: "bolt, nut", What: "3.5-year fee",
		Says: `the last day; a back\slash`, Source: "35 USC 41(b)",
	}}})
	want := strings.Join([]string{
		"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//crossgrant//portfolio due//EN", "CALSCALE:GREGORIAN",
		"BEGIN:VEVENT", "UID:abc@crossgrant", "DTSTAMP:20261122T000000Z", "DTSTART;VALUE=DATE:20280229", "DTEND;VALUE=DATE:20280301",
		`SUMMARY:US9000001B2 (US): 3.5-year fee\, fee`,
		`DESCRIPTION:the last day\; a back\\slash (not certain)\nbolt\, nut\n35 USC `, " 41(b)",
		"CATEGORIES:fee", "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR", "",
	}, "\r\n")
	if got != want {
		t.Errorf("got:\n%q\nwant:\n%q", got, want)
	}
	if err := DueCalendar(&bytes.Buffer{}, DueView{Items: []DueLine{{Day: "soon"}}}, when.Civil(2026, 11, 22)); err == nil {
		t.Error("an item without a day was written")
	}
}

// TestDueCalendarFolds holds the shape of an iCalendar for any text: lines end in CR LF, none is longer than 75 octets
// or cut within a character, and unfolded and read back the text is what it was.
func TestDueCalendarFolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		says := rapid.StringOf(rapid.RuneFrom([]rune("ab ;,\\\n\r\x00é華𝔸"))).Draw(t, "says")
		got := calendarOf(t, DueView{Items: []DueLine{{UID: "u", Day: "2028-02-29", Kind: "fee", Subject: rapid.String().Draw(t, "subject"), Says: says, Certain: true, Source: "s"}}})
		lines := strings.Split(strings.TrimSuffix(got, "\r\n"), "\r\n")
		for _, l := range lines {
			if len(l) > 75 || strings.ContainsAny(l, "\r\n") || !utf8.ValidString(l) {
				t.Fatalf("line %q", l)
			}
		}
		whole := strings.ReplaceAll(got, "\r\n ", "")
		_, text, _ := strings.Cut(whole, "\r\nDESCRIPTION:")
		text, _, _ = strings.Cut(text, "\r\n")
		back := strings.NewReplacer(`\\`, `\`, `\;`, `;`, `\,`, `,`, `\n`, "\n").Replace(text)
		var want []string
		for l := range strings.SplitSeq(says, "\n") {
			want = append(want, Clean(l))
		}
		if back != strings.Join(want, "\n")+"\ns" {
			t.Fatalf("%q read back is %q", says, back)
		}
	})
}

// TestDueCSV keeps formulas from running and quotes what needs it.
func TestDueCSV(t *testing.T) {
	var b bytes.Buffer
	if err := DueCSV(&b, DueView{Items: []DueLine{{UID: "u", Day: "2028-02-29", Kind: "fee", Subject: "=1+1", Who: "a, b", What: "w", Says: "s", Certain: true, Source: "x"}}}); err != nil {
		t.Fatal(err)
	}
	if want := "day,kind,subject,country,who,what,says,certain,source,uid\n2028-02-29,fee,'=1+1,,\"a, b\",w,s,yes,x,u\n"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}

// TestDueDiscreet names no patent.
func TestDueDiscreet(t *testing.T) {
	var b bytes.Buffer
	if err := Due(&b, DueView{Items: []DueLine{{Day: "2028-02-29", Kind: "fee", Subject: "US9000001B2", What: "w"}}}, Style{Discreet: true}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "US9000001B2") {
		t.Errorf("%s", b.String())
	}
}
