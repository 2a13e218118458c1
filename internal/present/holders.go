package present

import (
	"io"
	"strings"

	"github.com/crossgrant/crossgrant/internal/expect"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// Holders prints who holds rights under a patent.
func Holders(w io.Writer, a rights.HoldersAnswer, st Style) error {
	p := &page{st: st}
	sure, open := 0, 0
	for _, h := range a.Holders {
		if h.Sure {
			sure++
		} else {
			open++
		}
	}
	head := count(sure, "right") + " held"
	if open > 0 {
		head += ", " + thousands(open) + " more possible,"
	}
	head = st.bold(head + " under ")
	if st.Discreet {
		head += "the patent"
	} else {
		head += Clean(a.Patent)
	}
	if r := resting(a.RestsOn); r != "" {
		head += " (" + r + ")"
	}
	p.line(head)
	if a.Title != "" && !st.Discreet {
		p.text(Clean(a.Title))
	}
	p.gap()
	owners := make([]string, len(a.Owners))
	for i, o := range a.Owners {
		owners[i] = string(o)
	}
	if len(owners) > 0 {
		p.item("owner", Clean(list(owners))+" on "+a.On.String(), 0)
	}
	if !st.Discreet {
		put := p.section("title")
		for _, c := range a.Chain {
			put(Clean(c), 0)
		}
	}
	put := p.section("holders")
	if len(a.Holders) == 0 {
		put("nobody but the owner holds a right on that day that the agreements and facts show", 0)
	}
	for _, h := range a.Holders {
		p.holder(put, h)
	}
	p.because(a.Misses, 1)
	p.rests(a.RestsOn)
	p.notes(a.Notes)
	p.asOf(a.On, a.KnownAt, false)
	return p.flush(w)
}

func (p *page) holder(put func(string, int), h rights.Holder) {
	v := rights.Licensed
	if !h.Sure {
		v = rights.Depends
	}
	s := p.st.glyph(v) + " " + Clean(h.Group)
	if !h.Sure {
		s += " (depends)"
	}
	extended, encumbers := expect.IsExtension(h.Clause), h.Kind == "encumbrance"
	if extended || encumbers { // its citation says what kind it is
		s += ": under "
	} else {
		s += ": " + h.Kind + " under "
	}
	s += Cite(h.Clause)
	switch {
	case !encumbers:
		s += span(h.Since, h.Until)
	case h.Since.Real(): // it was given by somebody else, and nobody knows for how long
		s += ", from " + h.Since.String()
	}
	put(s, 0)
	if h.Says != "" {
		put(Clean(h.Says), 1)
	}
	if len(h.Members) > 0 {
		var ms []string
		for _, m := range h.Members {
			ms = append(ms, string(m))
		}
		who := "members on that day: "
		if extended || encumbers {
			who = "who holds it on that day: "
		}
		put(who+Clean(shorten(ms, p.st.Why)), 1)
	}
	if len(h.Members)+len(h.Perhaps) == 0 {
		switch {
		case extended:
			put("whoever it is on that day: no fact lists them", 1)
		case encumbers:
			put("whoever they are: neither the text nor the facts list them", 1)
		}
	}
	if len(h.Perhaps) > 0 {
		var ms []string
		for _, m := range h.Perhaps {
			ms = append(ms, string(m))
		}
		who := "perhaps (not settled): "
		if len(h.Members) > 0 {
			who = "perhaps also (not settled): "
		}
		put(who+Clean(shorten(ms, p.st.Why)), 1)
	}
	if h.Runs != "" {
		put(Clean(h.Runs), 1)
	}
	for _, q := range h.Open {
		if p.namesPatent(q) {
			continue
		}
		put("open: "+Clean(q.Says), 1)
	}
}

// span writes the days of the grant. They are the grant's own: a patent that came in later is held from that day on,
// which the chain of title tells.
func span(since, until when.Date) string {
	switch real := since.Real(); {
	case until == when.None && real:
		return ", granted from " + since.String() + " on"
	case until == when.None:
		return ""
	case until >= when.Max && real:
		return ", granted from " + since.String() + ", no end"
	case until >= when.Max:
		return ", granted without end"
	case real:
		return ", granted from " + since.String() + " to " + until.String()
	}
	return ", granted until " + until.String()
}

// shorten lists at most eight words unless all are wanted.
func shorten(words []string, all bool) string {
	const most = 8
	if all || len(words) <= most+1 {
		return strings.Join(words, ", ")
	}
	return strings.Join(words[:most], ", ") + sprintf(" and %d more", len(words)-most)
}
