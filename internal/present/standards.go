package present

import (
	"io"
	"strings"

	"github.com/crossgrant/crossgrant/internal/owners"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// StandardsPage is what was declared to standards bodies, ready to be printed.
type StandardsPage struct {
	Spec       string
	Declarants []DeclarantLine
	Stated     []string
	Layers     []string // that hold declarations, with their days
	KnownAt    when.Date
	List       bool // print the families and the rights
}

// DeclarantLine is a declarant with the members that the families of its rights add.
type DeclarantLine struct {
	owners.Declarant
	Inferred []string `json:"inferred"`
}

// cannotKnow is what declarations do not tell.
var cannotKnow = []string{
	"A declaration is its declarant's claim. Whether a patent is essential nobody has checked; it is essential here only by a finding.",
	"Counts by different keys cannot be compared, and families of one firm under two names must not be added.",
	"Patents that were never declared one by one (general declarations), and rows without a number, are not among them.",
}

// Standards prints who declared what, each count with the key it counts by.
func Standards(w io.Writer, a StandardsPage, st Style) error {
	p := &page{st: st}
	to := "to any standard"
	if a.Spec != "" {
		to = "to " + Clean(a.Spec)
	}
	p.line(st.bold(count(len(a.Declarants), "declarant")) + " " + to + "; most families first")
	for _, d := range a.Declarants {
		p.gap()
		p.item("", st.bold(Clean(d.ID))+spelled(d), -labelWidth/2)
		p.declarant(d, a.List)
	}
	p.gap()
	if len(a.Stated) > 0 {
		p.text("Of " + count(len(a.Stated), "patent") + " a table or a journal says that " + plural(len(a.Stated), "it is", "they are") + " declared, and not by whom.")
		if a.List {
			p.item("patents", Clean(strings.Join(a.Stated, ", ")), 0)
		}
	}
	for _, s := range cannotKnow {
		p.text(s)
	}
	put := p.section("from")
	for _, l := range a.Layers {
		put(Clean(l), 0)
	}
	p.gap()
	p.line(strings.Repeat(" ", margin) + st.faint("known at "+a.KnownAt.String()))
	return p.flush(w)
}

// spelled says under which names somebody declared.
func spelled(d DeclarantLine) string {
	s := " " + quoted(strings.Join(d.Names, `", "`))
	if !d.Declared {
		s += " (no organisation of a journal)"
	}
	return s
}

func (p *page) declarant(d DeclarantLine, list bool) {
	parts := make([]string, len(d.Counts))
	for i, c := range d.Counts {
		parts[i] = thousands(c.N) + " " + c.Key
	}
	p.item("declared", strings.Join(parts, ", ")+" · "+d.First.String()+" to "+d.Last.String(), 0)
	explicit := 0
	for _, f := range d.Families {
		if f.Explicit == patent.Yes {
			explicit++
		}
	}
	if len(d.Families) > 0 {
		p.item("named", sprintf("%s of %s: a declaration names a member itself; of the others the body added all", thousands(explicit), count(len(d.Families), "family")), 0)
	}
	switch {
	case len(d.Rights) == 0:
		p.item("here", "none of these is in the portfolio", 0)
	case len(d.Simple) == 0:
		p.item("here", count(len(d.Rights), "right")+" of the portfolio, of no known simple family", 0)
	default:
		p.item("here", sprintf("%s of the portfolio in %s; %s of these families %s not declared, and inferred alone", count(len(d.Rights), "right"),
			count(len(d.Simple), "simple family"), count(len(d.Inferred), "other member"), plural(len(d.Inferred), "is", "are")), 0)
	}
	if !list {
		return
	}
	for _, f := range d.Families {
		p.item("", Clean(f.Family+": "+strings.Join(f.Specs, ", ")), 1)
	}
	if len(d.Rights) > 0 {
		p.item("rights", Clean(strings.Join(d.Rights, ", ")), 0)
	}
	if len(d.Inferred) > 0 {
		p.item("inferred", Clean(strings.Join(d.Inferred, ", ")), 0)
	}
}

// StandardsJSON is the document of format crossgrant.standards/1.
func StandardsJSON(a StandardsPage) any {
	lines := a.Declarants
	if lines == nil {
		lines = []DeclarantLine{}
	}
	return struct {
		Format     string          `json:"format"`
		Spec       string          `json:"spec,omitempty"`
		Declarants []DeclarantLine `json:"declarants"`
		Stated     []string        `json:"stated_without_declarant"`
		Layers     []string        `json:"layers"`
		CannotKnow []string        `json:"cannot_know"`
		KnownAt    string          `json:"known_at"`
	}{"crossgrant.standards/1", a.Spec, lines, append([]string{}, a.Stated...), append([]string{}, a.Layers...), cannotKnow, day(a.KnownAt)}
}
