package present

import (
	"io"
	"strings"
)

// table lays rows out in columns that fit the page. Numbers go right. When the page is too narrow the columns marked
// elastic give way, the widest first.
type table struct {
	head    []string
	right   []bool
	elastic []bool
	rows    [][]string
}

// column adds a column: its heading and how it is set, any of 'r' (right) and 'e' (elastic).
func (t *table) column(head, how string) {
	t.head = append(t.head, head)
	t.right = append(t.right, strings.Contains(how, "r"))
	t.elastic = append(t.elastic, strings.Contains(how, "e"))
}

func (t *table) row(cells ...string) { t.rows = append(t.rows, cells) }

const tableGap = 2

// write prints the table with an indent, heading first.
func (t *table) write(w io.Writer, st Style, indent int) {
	widths := t.fit(st.columns() - indent)
	line := func(cells []string, paint func(string) string) {
		var b strings.Builder
		b.WriteString(strings.Repeat(" ", indent))
		for i, c := range cells {
			if i > 0 {
				b.WriteString(strings.Repeat(" ", tableGap))
			}
			c = Cut(c, widths[i])
			pad := strings.Repeat(" ", widths[i]-Columns(c))
			switch {
			case t.right[i]:
				b.WriteString(pad + paint(c))
			case i == len(cells)-1:
				b.WriteString(paint(c))
			default:
				b.WriteString(paint(c) + pad)
			}
		}
		io.WriteString(w, st.plain(strings.TrimRight(b.String(), " "))+"\n")
	}
	line(t.head, st.faint)
	for _, r := range t.rows {
		line(r, func(s string) string { return s })
	}
}

// fit chooses the width of each column so that a row takes at most n columns, if elastic columns allow it.
func (t *table) fit(n int) []int {
	widths := make([]int, len(t.head))
	for i, h := range t.head {
		widths[i] = Columns(h)
	}
	for _, r := range t.rows {
		for i, c := range r {
			widths[i] = max(widths[i], Columns(c))
		}
	}
	total := tableGap * (len(widths) - 1)
	for _, w := range widths {
		total += w
	}
	for total > n {
		widest := -1
		for i, w := range widths {
			if t.elastic[i] && w > 8 && (widest < 0 || w > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			break
		}
		widths[widest]--
		total--
	}
	return widths
}
