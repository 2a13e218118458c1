package present

import (
	"io"
	"strings"
	"unicode/utf8"

	"github.com/crossgrant/crossgrant/when"
)

// DueCalendar writes what comes up as an iCalendar (RFC 5545) of all-day events. Stamp is the day of the record: it
// stands where the standard wants the time of writing, so that the same question gives the same bytes.
func DueCalendar(w io.Writer, v DueView, stamp when.Date) error {
	c := &calendar{}
	c.put("BEGIN", "VCALENDAR")
	c.put("VERSION", "2.0")
	c.put("PRODID", "-//crossgrant//portfolio due//EN")
	c.put("CALSCALE", "GREGORIAN")
	for _, i := range v.Items {
		day, err := when.Parse(i.Day)
		if err != nil {
			return err
		}
		summary := i.Subject
		if i.Country != "" {
			summary += " (" + i.Country + ")"
		}
		description := i.Says
		if !i.Certain {
			description += " (not certain)"
		}
		if i.Who != "" {
			description += "\n" + i.Who
		}
		description += "\n" + i.Source
		c.put("BEGIN", "VEVENT")
		c.put("UID", i.UID)
		c.put("DTSTAMP", basic(stamp)+"T000000Z")
		c.put("DTSTART;VALUE=DATE", basic(day))
		c.put("DTEND;VALUE=DATE", basic(day.AddDays(1)))
		c.put("SUMMARY", escaped(summary+": "+i.What+", "+i.Kind))
		c.put("DESCRIPTION", escaped(description))
		c.put("CATEGORIES", escaped(i.Kind))
		c.put("TRANSP", "TRANSPARENT")
		c.put("END", "VEVENT")
	}
	c.put("END", "VCALENDAR")
	_, err := io.WriteString(w, c.b.String())
	return err
}

// calendar collects the lines of an iCalendar.
type calendar struct{ b strings.Builder }

// lineOctets is the longest a line may be without its end (RFC 5545 §3.1).
const lineOctets = 75

// put writes one content line, folded where it is too long: never inside a character.
func (c *calendar) put(name, value string) {
	line, room := name+":"+value, lineOctets
	for len(line) > room {
		n := room
		for !utf8.RuneStart(line[n]) {
			n--
		}
		c.b.WriteString(line[:n] + "\r\n ")
		line, room = line[n:], lineOctets-1
	}
	c.b.WriteString(line + "\r\n")
}

// escaped is a text value (RFC 5545 §3.3.11). Characters that could move a cursor are replaced as everywhere.
func escaped(text string) string {
	var out []string
	for l := range strings.SplitSeq(strings.ToValidUTF8(text, "\uFFFD"), "\n") {
		out = append(out, strings.NewReplacer(`\`, `\\`, `;`, `\;`, `,`, `\,`).Replace(Clean(l)))
	}
	return strings.Join(out, `\n`)
}

// basic is a day as 20240301.
func basic(d when.Date) string { return strings.ReplaceAll(d.String(), "-", "") }
