package present

import (
	"io"
	"strings"

	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// Coverage prints fields against countries. Each cell is the glyph of the verdict with the number of patents in force
// or of unknown status; a matrix too wide for the page is printed in several blocks.
func Coverage(w io.Writer, a rights.CoverageAnswer, st Style) error {
	p := &page{st: st}
	c := a.Total
	head := st.bold("Coverage") + ": " + thousands(c.Licensed) + " licensed, " + thousands(c.NotLicensed) + " not licensed, "
	if c.Partly > 0 {
		head += thousands(c.Partly) + " in part, "
	}
	head += thousands(c.Depends) + " open"
	if r := resting(a.RestsOn); r != "" {
		head += " (" + r + ")"
	}
	p.line(head)
	p.text(Clean("Where may " + string(a.Actor) + " " + a.Act.Prose() + " " + a.Product + " on " + a.On.String() + " under " + a.Under.String() + "?"))
	p.text("Counted: patents with effect in the country, in force or of unknown status. A patent in several fields counts in each; totals count it once in each country.")
	p.gap()
	if len(a.Fields) == 0 || len(a.Countries) == 0 {
		p.text("No patent is asked about: the portfolio holds none of these owners that has effect anywhere on that day.")
	}
	p.matrix(a)
	p.gap()
	p.item("legend", p.legend(), 0)
	p.rests(a.RestsOn)
	p.notes(a.Notes)
	p.asOf(a.On, a.KnownAt, false)
	return p.flush(w)
}

func (p *page) matrix(a rights.CoverageAnswer) {
	const widest = 34
	field, cellWidth := len("field"), 2
	names := make([]string, len(a.Fields))
	for i, f := range a.Fields {
		names[i] = Cut(Clean(fieldName(f)), widest)
		field = max(field, Columns(names[i]))
	}
	cells := make([]string, len(a.Cells))
	for i, c := range a.Cells {
		n := c.Counts
		inPlay := n.Licensed + n.Partly + n.NotLicensed + n.Depends
		if inPlay == 0 {
			continue
		}
		cells[i] = p.st.glyph(c.Verdict) + thousands(inPlay)
		cellWidth = max(cellWidth, Columns(cells[i]))
	}
	perBlock := max((p.st.columns()-margin-field)/(cellWidth+tableGap), 1)
	for from := 0; from < len(a.Countries); from += perBlock {
		to := min(from+perBlock, len(a.Countries))
		if from > 0 {
			p.gap()
		}
		t := &table{}
		t.column("field", "")
		for _, c := range a.Countries[from:to] {
			t.column(c, "r")
		}
		for f := range a.Fields {
			row := []string{names[f]}
			some := false
			for c := from; c < to; c++ {
				cell := ""
				if i := f*len(a.Countries) + c; i < len(cells) {
					cell = cells[i]
				}
				some = some || cell != ""
				row = append(row, cell)
			}
			if some {
				t.row(row...)
			}
		}
		if len(t.rows) > 0 {
			t.write(&p.buf, p.st, margin)
		}
	}
}

// fieldName adds its name to the number of a field: "wipo-3 Telecommunications".
func fieldName(word string) string {
	if f, ok := patent.ParseField(word); ok && strings.HasPrefix(word, "wipo-") {
		return word + " " + f.String()
	}
	return word
}

func (p *page) legend() string {
	var parts []string
	for _, v := range []rights.Verdict{rights.Licensed, rights.Partly, rights.NotLicensed, rights.Depends, rights.NothingInForce} {
		parts = append(parts, p.st.glyph(v)+" "+Word(v))
	}
	return strings.Join(parts, "  ")
}

// Timeline prints every day on which an answer changes.
func Timeline(w io.Writer, a rights.TimelineAnswer, st Style) error {
	p := &page{st: st}
	changes := max(len(a.Changes)-1, 0)
	head := st.bold(count(changes, "change")) + " from " + a.From.String() + " to " + a.To.String()
	if r := resting(a.RestsOn); r != "" {
		head += " (" + r + ")"
	}
	p.line(head)
	u := a.Question.Use
	u.On = when.None
	p.text(strings.TrimSuffix(ask(u, a.Question.Under), "?") + "; when does the answer change?")
	p.gap()
	for _, c := range a.Changes {
		p.line(strings.Repeat(" ", margin) + c.On.String() + "  " + st.headline(c.Verdict))
		p.item("", countsLine(c.Counts), 1)
		if why := list(c.Why); why != "" && !st.Discreet {
			p.item("", Clean(p.few(strings.Join(c.Why, "; "))), 1)
		}
	}
	if len(a.RestsOn) > 0 {
		p.gap()
	}
	p.rests(a.RestsOn)
	p.asOf(when.None, a.Question.KnownAt, a.Question.WithoutPresumptions)
	return p.flush(w)
}
