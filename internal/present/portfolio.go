package present

import (
	"io"
	"strings"
)

// Tally is a name and how many patents stand under it.
type Tally struct {
	Name string
	N    int
}

// PortfolioView is what a portfolio holds.
type PortfolioView struct {
	Patents int
	Owners  []Tally
	Offices []Tally
	Layers  []string
	Known   string // the day of the record
}

// Portfolio prints what a portfolio holds: the owners and offices with most patents, and the layers it comes from.
func Portfolio(w io.Writer, v PortfolioView, st Style) error {
	p := &page{st: st}
	p.line(st.bold(count(v.Patents, "patent")) + " in the portfolio")
	p.gap()
	if v.Patents == 0 {
		p.text("The portfolio is empty: crossgrant import FILE.csv takes patents in.")
		p.gap()
	}
	p.tallies("owners", v.Owners)
	p.tallies("offices", v.Offices)
	put := p.section("layers")
	for _, l := range v.Layers {
		put(Clean(l), 0)
	}
	p.gap()
	p.line(strings.Repeat(" ", margin) + st.faint("known at "+v.Known))
	return p.flush(w)
}

func (p *page) tallies(label string, ts []Tally) {
	const most = 20
	var parts []string
	rest := 0
	for i, t := range ts {
		if i < most {
			parts = append(parts, Clean(t.Name)+" "+thousands(t.N))
		} else {
			rest += t.N
		}
	}
	if rest > 0 {
		parts = append(parts, sprintf("%d others %s", len(ts)-most, thousands(rest)))
	}
	if len(parts) > 0 {
		p.item(label, strings.Join(parts, ", "), 0)
	}
}
