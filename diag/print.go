package diag

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// Printer writes problems as text: place and name, the line with a mark under the place and what is wrong beside it,
// why and what to do, the clause, and the fix. The mark is drawn with characters, so it is seen without colour too; it stands right
// under characters that take two columns.
type Printer struct {
	// Source returns the bytes of a file, or nil when they are not at hand; then no line is shown.
	Source func(file string) []byte
	// Colour writes ANSI colours. Nothing depends on them.
	Colour bool
	// Fix is the command that applies fixes, shown behind them; empty: the fix is told in words only.
	Fix string
}

const (
	excerptColumns = 120 // longer source lines are cut around the place
	gutter         = 5   // columns of the line number
	prose          = 110 // columns of sentences
	footColumn     = 66  // where the fix begins, at least
)

// List writes the problems in the order of the list, with an empty line between them.
func (p Printer) List(w io.Writer, l List) error {
	b := bufio.NewWriter(w)
	for k, x := range l {
		if k > 0 {
			b.WriteByte('\n')
		}
		p.problem(b, x)
	}
	return b.Flush()
}

// Problem writes one problem.
func (p Printer) Problem(w io.Writer, x Problem) error { return p.List(w, List{x}) }

// Text returns the problems as [Printer.List] writes them.
func (p Printer) Text(l List) string {
	var b strings.Builder
	_ = p.List(&b, l)
	return b.String()
}

func (p Printer) problem(b *bufio.Writer, x Problem) {
	where := x.Subject.File
	if x.Subject.Start.Line > 0 {
		where = fmt.Sprintf("%s:%d:%d", where, x.Subject.Start.Line, x.Subject.Start.Column)
	}
	if where != "" {
		where += ": "
	}
	level := ""
	if x.Severity != Error {
		level = x.Severity.String() + " "
	}
	fmt.Fprintf(b, "%s%s%s\n", where, level, p.paint(x.Severity, x.Name))
	p.excerpt(b, x.Subject, x.Severity, x.Summary)
	for s := range strings.SplitSeq(x.Detail, "\n") {
		p.sentence(b, s)
	}
	for _, r := range x.Related {
		p.related(b, r)
	}
	p.foot(b, x)
}

// related shows a second place.
func (p Printer) related(b *bufio.Writer, r Related) {
	if r.Range.Start.Line == 0 {
		p.sentence(b, r.Says)
		return
	}
	fmt.Fprintf(b, "   %s:%d:%d:\n", r.Range.File, r.Range.Start.Line, r.Range.Start.Column)
	p.excerpt(b, r.Range, Note, r.Says)
}

// foot writes the clause on the left and the fix on the right.
func (p Printer) foot(b *bufio.Writer, x Problem) {
	fix := ""
	if x.Fix != nil {
		fix = "fix: " + visible(x.Fix.Says)
		if p.Fix != "" && len(x.Fix.Edits) > 0 {
			fix += " (" + p.Fix + ")"
		}
	}
	clause := visible(x.Clause)
	switch n := columns(clause) + columns(fix); {
	case clause == "" && fix == "":
	case clause == "" || fix == "":
		b.WriteString("   " + clause + fix + "\n")
	case n <= prose-6:
		b.WriteString("   " + clause + strings.Repeat(" ", max(3, footColumn-columns(clause))) + fix + "\n")
	default:
		b.WriteString("   " + clause + "\n   " + fix + "\n")
	}
}

// sentence writes words indented by three, broken at spaces.
func (p Printer) sentence(b *bufio.Writer, s string) {
	n := 0
	for word := range strings.FieldsSeq(visible(s)) {
		k := columns(word)
		switch {
		case n == 0:
			b.WriteString("   ")
			n = 3
		case n+1+k > prose:
			b.WriteString("\n   ")
			n = 3
		default:
			b.WriteByte(' ')
			n++
		}
		b.WriteString(word)
		n += k
	}
	if n > 0 {
		b.WriteByte('\n')
	}
}

// excerpt shows the line of a place with a mark under it, and what is to be said beside the mark.
func (p Printer) excerpt(b *bufio.Writer, r Range, s Severity, says string) {
	before, here, behind, ok := p.line(r)
	if !ok {
		p.sentence(b, says)
		return
	}
	fmt.Fprintf(b, "%*d | %s\n", gutter, r.Start.Line, strings.TrimRight(before+here+behind, " "))
	mark := strings.Repeat("^", max(1, columns(here)))
	fmt.Fprintf(b, "%*s | %s%s", gutter, "", strings.Repeat(" ", columns(before)), p.paint(s, mark))
	if says = visible(says); columns(before)+len(mark)+columns(says) <= excerptColumns {
		b.WriteString(" " + says + "\n")
		return
	}
	b.WriteByte('\n')
	p.sentence(b, says)
}

// line returns the line of a place in three parts, as much as fits: what stands before, the place, what stands behind.
func (p Printer) line(r Range) (before, here, behind string, ok bool) {
	if p.Source == nil || r.Start.Line == 0 {
		return "", "", "", false
	}
	src := p.Source(r.File)
	if src == nil || r.Start.Byte < 0 || r.Start.Byte > len(src) {
		return "", "", "", false
	}
	from := bytes.LastIndexByte(src[:r.Start.Byte], '\n') + 1
	if from == 0 && bytes.HasPrefix(src, []byte("\uFEFF")) {
		from = min(3, r.Start.Byte)
	}
	to := len(src)
	if k := bytes.IndexByte(src[r.Start.Byte:], '\n'); k >= 0 {
		to = r.Start.Byte + k
	}
	end := min(max(r.End.Byte, r.Start.Byte), to)
	before, here, behind = cut(src[from:r.Start.Byte], src[r.Start.Byte:end], src[end:to])
	return before, here, behind, strings.TrimSpace(before+here+behind) != ""
}

// cut makes the three parts of a line fit: of a long one the part around the place is kept.
func cut(before, here, behind []byte) (string, string, string) {
	const lead = excerptColumns / 2
	if len(before) > 4*lead {
		before = before[len(before)-4*lead:]
	}
	b := visible(string(before))
	if columns(b) > lead {
		r := []rune(b)
		for columns(string(r)) > lead-1 {
			r = r[1:]
		}
		b = "…" + string(r)
	}
	h := head(here, excerptColumns-columns(b))
	return b, h, head(behind, excerptColumns-columns(b)-columns(h))
}

// head returns the first columns of a text, with an ellipsis when something is left out.
func head(b []byte, limit int) string {
	limit = max(limit, 1)
	long := len(b) > 4*limit
	if long {
		b = b[:4*limit]
	}
	s := visible(string(b))
	if !long && columns(s) <= limit {
		return s
	}
	n := 0
	for k, r := range s {
		if n += runeColumns(r); n >= limit {
			return s[:k] + "…"
		}
	}
	return s
}

// visible replaces what would move or hide text on a screen: tabs by a space, controls by a mark, broken UTF-8 too.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case r == '\n':
			return ' '
		case r == '\r':
			return ' '
		case r < ' ' || r == 0x7F || r == utf8.RuneError || hides(r):
			return '�'
		}
		return r
	}, s)
}

func hides(r rune) bool {
	return 0x80 <= r && r < 0xA0 || r == 0xFEFF || 0x200B <= r && r <= 0x200F || 0x2028 <= r && r <= 0x202E || 0x2060 <= r && r <= 0x2069 || r == 0x061C || r == 0x00AD
}

// columns is the width of a text in a fixed-width font.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n += runeColumns(r)
	}
	return n
}

func runeColumns(r rune) int {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	if 0x300 <= r && r <= 0x36F { // combining marks stand on the character before
		return 0
	}
	return 1
}

func (p Printer) paint(s Severity, text string) string {
	if !p.Colour {
		return text
	}
	code := [...]string{"31", "33", "36"}[min(int(s), 2)]
	return "\x1b[1;" + code + "m" + text + "\x1b[0m"
}
