package present

import (
	"encoding/csv"
	"io"
	"strings"

	"github.com/crossgrant/crossgrant/rights"
)

// List prints the patents behind a count.
func List(w io.Writer, what string, rows []rights.PatentVerdict, st Style) error {
	p := &page{st: st}
	p.line(st.bold(count(len(rows), "patent")) + ": " + strings.ReplaceAll(what, "_", " "))
	if st.Discreet || len(rows) == 0 {
		return p.flush(w)
	}
	p.gap()
	t := &table{}
	t.column("patent", "")
	t.column("verdict", "")
	t.column("status", "")
	t.column("owner", "e")
	t.column("why", "e")
	t.column("title", "e")
	for _, r := range rows {
		t.row(Clean(r.Patent), st.glyph(r.Verdict)+" "+Word(r.Verdict), r.Status, Clean(strings.Join(r.Owner, ", ")), Clean(whyListed(r)), Clean(r.Title))
	}
	t.write(&p.buf, st, margin)
	return p.flush(w)
}

func whyListed(r rights.PatentVerdict) string {
	if len(r.Open) > 0 {
		return strings.Join(r.Open, "; ")
	}
	return r.Why
}

// ListCSV writes the patents behind a count as CSV, one line a patent. A cell that a spreadsheet would take for a
// formula gets an apostrophe in front.
func ListCSV(w io.Writer, rows []rights.PatentVerdict) error {
	c := csv.NewWriter(w)
	c.Write([]string{"patent", "verdict", "status", "owners", "why", "depends_on", "title"})
	for _, r := range rows {
		cells := []string{r.Patent, string(r.Verdict), r.Status, strings.Join(r.Owner, ";"), r.Why, strings.Join(r.Open, "; "), r.Title}
		for i := range cells {
			cells[i] = defuse(cells[i])
		}
		c.Write(cells)
	}
	c.Flush()
	return c.Error()
}

// defuse keeps a spreadsheet from running what came from outside.
func defuse(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
