package present

import (
	"io"
	"strings"

	"github.com/crossgrant/crossgrant/internal/owners"
	"github.com/crossgrant/crossgrant/when"
)

// TitlePage is the chain of title of one right, ready to be printed.
type TitlePage struct {
	Patent  string
	Owners  []string
	Chain   owners.Chain
	KnownAt when.Date
}

// Title prints a chain of title: who owned the right from when to when, what secures debts, what does not fit, and every
// record with what it was read as.
func Title(w io.Writer, a TitlePage, st Style) error {
	p := &page{st: st}
	c := a.Chain
	p.line(st.bold(Clean(a.Patent)) + " chain of title: " + count(len(c.Links), "record") + ", " + count(len(c.Gaps), "gap"))
	p.gap()
	if len(c.Links) == 0 {
		p.text("The portfolio holds no record of a conveyance of this right.")
	}
	put := p.section("owned by")
	for _, h := range c.Holdings {
		put(Clean(ownersOf(h.Owners)+holdingTime(c, h)), 0)
	}
	put = p.section("secures")
	for _, e := range c.Secured {
		until := "no release is on record"
		if e.Released != when.Unknown {
			until = "released " + e.Released.String()
		}
		put(Clean("a debt to "+e.By+" since "+e.Since.String()+"; "+until), 0)
	}
	put = p.section("gap")
	for _, g := range c.Gaps {
		put(Clean(g.Says), 0)
	}
	put = p.section("records")
	for _, l := range c.Links {
		put(Clean(linkLine(l)), 0)
		put(Clean(l.Effect), 1)
	}
	p.item("answers", "take "+ownersNow(a.Owners)+" for the owner; what was assigned when they take from journals alone, so record the assignments that count.", 0)
	p.gap()
	p.line(strings.Repeat(" ", margin) + st.faint("known at "+a.KnownAt.String()))
	return p.flush(w)
}

func ownersNow(ids []string) string {
	if len(ids) == 0 {
		return "nobody"
	}
	return Clean(list(ids))
}

// ownersOf lists owners; people are counted, for their names are not kept.
func ownersOf(os []owners.Owner) string {
	var names []string
	people := 0
	for _, o := range os {
		if o.Individual {
			people++
		} else {
			names = append(names, o.ID)
		}
	}
	if people > 0 {
		names = append(names, count(people, "individual"))
	}
	return list(names)
}

func holdingTime(c owners.Chain, h owners.Holding) string {
	s := ""
	if h.From != when.Unknown {
		s += " from " + h.From.String()
	}
	if h.Until != when.Unknown {
		s += " to " + h.Until.String()
	}
	if h.Link >= 0 && c.Links[h.Link].ReelFrame != "" {
		s += " (record " + c.Links[h.Link].ReelFrame + ")"
	}
	if !h.Proven {
		s += "; not proven, for a gap lies before"
	}
	return s
}

func linkLine(l owners.Link) string {
	s := strings.TrimSpace(l.ReelFrame + " " + string(l.Kind))
	if l.Executed != when.Unknown {
		s += ", executed " + l.Executed.String()
	}
	if l.Recorded != when.Unknown {
		s += ", recorded " + l.Recorded.String()
	}
	if l.Late {
		s += ", more than three months later"
	}
	return s + ": " + excerpt(l.Conveyance, 100)
}

// TitleJSON is the document of format crossgrant.title/1.
func TitleJSON(a TitlePage) any {
	return struct {
		Format  string       `json:"format"`
		Patent  string       `json:"patent"`
		Owners  []string     `json:"owners_of_record"`
		Chain   owners.Chain `json:"chain"`
		KnownAt string       `json:"known_at"`
	}{"crossgrant.title/1", a.Patent, append([]string{}, a.Owners...), maskedChain(a.Chain), day(a.KnownAt)}
}

// maskedChain is a chain without the names of those who conveyed: they are people more often than not, and the owners
// stand in the holdings.
func maskedChain(c owners.Chain) owners.Chain {
	links := make([]owners.Link, len(c.Links))
	for i, l := range c.Links {
		l.From, l.To = nil, nil
		links[i] = l
	}
	c.Links = links
	return c
}
