package present

import (
	"encoding/csv"
	"io"
)

// DueLine is one thing that comes up.
type DueLine struct {
	UID     string `json:"uid"` // the same for the same thing, whenever it is asked about
	Day     string `json:"day"`
	Kind    string `json:"kind"` // expiry, fee, surcharge, term, date, notice, time to cure
	Subject string `json:"subject"`
	Country string `json:"country,omitempty"`
	Who     string `json:"who,omitempty"`
	What    string `json:"what"` // "3.5-year fee", "licence h2x"
	Says    string `json:"says"`
	Certain bool   `json:"certain"`
	Source  string `json:"source"`
}

// DueView is what comes up between two days.
type DueView struct {
	Format  string    `json:"format"`
	From    string    `json:"from"`
	To      string    `json:"to"`
	KnownAt string    `json:"known_at"`
	Patents int       `json:"patents"` // looked at
	Items   []DueLine `json:"items"`
	Notes   []string  `json:"notes"`
}

// Due prints what comes up, by day.
func Due(w io.Writer, v DueView, st Style) error {
	p := &page{st: st}
	p.line(st.bold(count(len(v.Items), "date")) + " to watch from " + v.From + " to " + v.To + ", " + count(v.Patents, "patent") + " looked at")
	p.gap()
	if len(v.Items) > 0 {
		t := &table{}
		t.column("day", "")
		t.column("kind", "")
		t.column("of", "e")
		t.column("in", "")
		t.column("who", "e")
		t.column("what", "e")
		t.column("", "")
		for _, i := range v.Items {
			sure := ""
			if !i.Certain {
				sure = "not certain"
			}
			subject := i.Subject
			if st.Discreet {
				subject = "…"
			}
			t.row(i.Day, i.Kind, Clean(subject), i.Country, Clean(i.Who), Clean(i.What), sure)
		}
		t.write(&p.buf, st, margin)
		p.gap()
	}
	put := p.section("notes")
	for _, n := range v.Notes {
		put(Clean(n), 0)
	}
	p.gap()
	p.text(st.faint("known at " + v.KnownAt))
	return p.flush(w)
}

// DueCSV writes what comes up as CSV, one line each.
func DueCSV(w io.Writer, v DueView) error {
	c := csv.NewWriter(w)
	c.Write([]string{"day", "kind", "subject", "country", "who", "what", "says", "certain", "source", "uid"})
	for _, i := range v.Items {
		certain := "no"
		if i.Certain {
			certain = "yes"
		}
		cells := []string{i.Day, i.Kind, i.Subject, i.Country, i.Who, i.What, i.Says, certain, i.Source, i.UID}
		for n := range cells {
			cells[n] = defuse(cells[n])
		}
		c.Write(cells)
	}
	c.Flush()
	return c.Error()
}
