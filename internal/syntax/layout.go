package syntax

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// Layout of the canonical form. Values stand in one column: after the longest key of the block, and at least where
// those of a licence stand; keys longer than wideKey are left out of that. A line longer than maxColumns is broken
// after a comma.
const (
	propertyIndent = "  "
	minColumn      = 11
	wideKey        = 16
	maxColumns     = 110
)

// PrintBlock prints a block in the canonical form, with its comments; every line ends with a line break.
func PrintBlock(b *Block, american bool) string {
	var w strings.Builder
	printer{american}.block(&w, b)
	return w.String()
}

// PrintStatement prints a statement of a journal in the canonical form, with its properties and comments.
func PrintStatement(s *Statement, american bool) string {
	var w strings.Builder
	printer{american}.statement(&w, s)
	return w.String()
}

func (p printer) block(w *strings.Builder, b *Block) {
	for k, c := range b.Leading {
		if c.gap && k > 0 {
			w.WriteByte('\n')
		}
		w.WriteString(comment(c) + "\n")
	}
	if b.gap && len(b.Leading) > 0 {
		w.WriteByte('\n')
	}
	if h := p.header(b); h != "" {
		w.WriteString(h + "\n")
	}
	p.properties(w, b.Props)
}

func (p printer) header(b *Block) string {
	if b.raw != nil || b.Kind == "" {
		return strings.Join(b.raw, " ")
	}
	s := p.word(b.Kind)
	switch {
	case b.Event != nil:
		return s + " " + p.event(b.Event) + remark(b.Remark)
	case b.Name != nil:
		s += " " + b.Name.String()
	}
	if b.Title != nil {
		s += " " + b.Title.String()
	}
	return s + remark(b.Remark)
}

func (p printer) properties(w *strings.Builder, props []*Property) {
	column := minColumn
	for _, x := range props {
		_, flag := x.Value.(*Flag)
		if n := len(p.word(x.Key)); n <= wideKey && (!flag || x.Key == "with") {
			column = max(column, n+1)
		}
	}
	for _, x := range props {
		for _, c := range x.Leading {
			w.WriteString(propertyIndent + comment(c) + "\n")
		}
		if x.raw != nil || x.Value == nil {
			rawLines(w, x)
			continue
		}
		key := p.word(x.Key)
		value := p.value(x.Value)
		if x.Key == "with" {
			value = "natural evolution"
		}
		if value != "" {
			key += strings.Repeat(" ", max(1, column-utf8.RuneCountInString(key)))
		}
		lines := wrap(propertyIndent+key+value, len(propertyIndent)+column)
		lines[0] += remark(x.Remark)
		w.WriteString(strings.Join(lines, "\n") + "\n")
	}
}

// rawLines prints the lines of a property that could not be read as they stand, at the indent that reads the same.
func rawLines(w *strings.Builder, x *Property) {
	for k, l := range x.raw {
		if l == "" {
			continue // nothing but white space that cannot be seen
		}
		switch {
		case x.margin && k == 0:
		case x.tab && k == 0:
			w.WriteByte('\t')
		case k == 0:
			w.WriteString(propertyIndent)
		default:
			w.WriteString(propertyIndent + propertyIndent)
		}
		w.WriteString(l + "\n")
	}
}

func (p printer) statement(w *strings.Builder, s *Statement) {
	for _, c := range s.Leading {
		if c.gap {
			w.WriteByte('\n')
		}
		w.WriteString(comment(c) + "\n")
	}
	if s.gap {
		w.WriteByte('\n')
	}
	props := s.Props
	if s.raw != nil {
		if line := strings.Join(s.raw, " "); line != "" { // a line of nothing but white space is none
			w.WriteString(line + "\n")
		}
		// What stands on the line itself has been written with it.
		props = slices.DeleteFunc(slices.Clone(props), func(x *Property) bool { return x.Inline })
	} else if s.Body != nil {
		w.WriteString(p.head(s) + remark(s.Remark) + "\n")
	}
	p.properties(w, props)
}

func comment(c Comment) string {
	switch {
	case c.Text == "":
		return "#"
	case strings.HasPrefix(c.Text, "#"):
		return "#" + c.Text
	}
	return "# " + c.Text
}

func remark(c *Comment) string {
	if c == nil {
		return ""
	}
	return "  " + comment(*c)
}

// wrap breaks a line that is too long after commas outside quotes; what follows is indented by column.
func wrap(s string, column int) []string {
	if columns(s) <= maxColumns {
		return []string{s}
	}
	var out []string
	line := ""
	for _, piece := range pieces(s) {
		if line != "" && columns(line)+columns(strings.TrimRight(piece, " ")) > maxColumns && strings.TrimSpace(line) != "" {
			out = append(out, strings.TrimRight(line, " "))
			line = strings.Repeat(" ", column)
		}
		line += piece
	}
	return append(out, line)
}

// pieces cuts a line after each ", " outside quotes.
func pieces(s string) []string {
	var out []string
	quoted, start := false, 0
	for k := 0; k < len(s); k++ {
		switch s[k] {
		case '"':
			quoted = !quoted
		case ',':
			if !quoted && k+1 < len(s) && s[k+1] == ' ' {
				out = append(out, s[start:k+2])
				start = k + 2
				k++
			}
		}
	}
	return append(out, s[start:])
}

// columns is the width of a text in a fixed-width font: East Asian wide characters take two.
func columns(s string) int {
	n := 0
	for _, r := range s {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}
