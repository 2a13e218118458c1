package present

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// page collects the lines of one answer. Below the headline every line stands under a label in a narrow left column,
// so that the eye finds "until", "why" and "open" at the same place in every answer.
type page struct {
	st     Style
	buf    bytes.Buffer
	quoted map[string]bool // clauses whose words stand on the page already
}

const (
	margin     = 2
	labelWidth = 10
)

// line writes one line as it is.
func (p *page) line(text string) { p.buf.WriteString(strings.TrimRight(text, " ") + "\n") }

// gap writes an empty line.
func (p *page) gap() { p.buf.WriteByte('\n') }

// text writes wrapped text under the margin, without a label.
func (p *page) text(text string) {
	for _, l := range Wrap(text, p.st.columns()-margin) {
		p.line(strings.Repeat(" ", margin) + l)
	}
}

// item writes wrapped text beside a label; an empty label continues the section above. Depth indents within the
// right column.
func (p *page) item(label, text string, depth int) {
	indent := margin + labelWidth + 2*depth
	lines := Wrap(text, p.st.columns()-indent)
	for i, l := range lines {
		lead := strings.Repeat(" ", indent)
		if i == 0 {
			pad := max(labelWidth-Columns(label), 1)
			lead = strings.Repeat(" ", margin) + p.st.faint(label) + strings.Repeat(" ", pad+2*depth)
		}
		p.line(lead + l)
	}
}

// section starts a labelled section: it returns a function that writes items, the first of which carries the label.
func (p *page) section(label string) func(text string, depth int) {
	return func(text string, depth int) {
		p.item(label, text, depth)
		label = ""
	}
}

// flush writes the page.
func (p *page) flush(w io.Writer) error {
	_, err := io.WriteString(w, p.st.plain(p.buf.String()))
	return err
}

// count writes a number and its noun: "1 patent", "3 patents".
func count(n int, singular string) string {
	switch {
	case n == 1:
		return "1 " + singular
	case strings.HasSuffix(singular, "y"):
		return thousands(n) + " " + strings.TrimSuffix(singular, "y") + "ies"
	}
	return thousands(n) + " " + singular + "s"
}

// thousands writes a number with commas: 12,400.
func thousands(n int) string {
	s := strconv.Itoa(n)
	if n < 0 {
		return "-" + thousands(-n)
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// list joins words as a sentence does: "a, b and c".
func list(words []string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// quoted sets the words of a clause in quotation marks.
func quoted(text string) string { return `"` + strings.Trim(Clean(text), `"`) + `"` }

// excerpt keeps the first n characters of the words of a clause, ending at a word.
func excerpt(text string, n int) string {
	r := []rune(strings.Join(strings.Fields(text), " "))
	if len(r) <= n {
		return string(r)
	}
	s := string(r[:n])
	if i := strings.LastIndexByte(s, ' '); i > n/2 {
		s = s[:i]
	}
	return strings.TrimRight(s, " ,;:") + " …"
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

func sprintf(format string, args ...any) string { return fmt.Sprintf(format, args...) }
