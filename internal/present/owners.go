package present

import (
	"io"
	"strings"

	"github.com/crossgrant/crossgrant/internal/owners"
	"github.com/crossgrant/crossgrant/when"
)

// OwnersPage is the names of owners by organisation, ready to be printed.
type OwnersPage struct {
	owners.Listing
	Doubts  int
	KnownAt when.Date
	All     bool // print every organisation
}

// fewOwners are printed when not all are asked for.
const fewOwners = 20

// Owners prints the organisations that names stand for, those with most patents first.
func Owners(w io.Writer, a OwnersPage, st Style) error {
	p := &page{st: st}
	p.line(st.bold(count(len(a.Organisations), "organisation")) + " under " + count(a.Names, "name") + "; most patents first")
	p.gap()
	t := &table{}
	t.column("patents", "r")
	t.column("organisation", "e")
	t.column("", "")
	t.column("names seen", "e")
	shown := a.Organisations
	if !a.All && len(shown) > fewOwners {
		shown = shown[:fewOwners]
	}
	for _, o := range shown {
		declared := "declared"
		if !o.Declared {
			declared = "by its name"
		}
		t.row(thousands(o.Patents), Clean(o.ID), declared, Clean(namesSeen(o)))
	}
	if len(shown) > 0 {
		t.write(&p.buf, st, margin)
		p.gap()
	}
	if more := len(a.Organisations) - len(shown); more > 0 {
		p.text(sprintf("%s more; --all lists them.", count(more, "organisation")))
	}
	if a.Individuals > 0 {
		p.text("On " + count(a.Individuals, "patent") + " stands an individual whom the source does not name; they have no owner here.")
	}
	p.merges(a.Merges)
	if a.Doubts > 0 {
		p.text("Of " + count(a.Doubts, "name") + " it is not certain whose " + plural(a.Doubts, "it is", "they are") + ": crossgrant owners review.")
	}
	p.gap()
	p.line(strings.Repeat(" ", margin) + st.faint("known at "+a.KnownAt.String()))
	return p.flush(w)
}

// namesSeen lists the names of an organisation, each with how it came to it where that is more than the name itself.
func namesSeen(o owners.Organisation) string {
	const most = 4
	var parts []string
	for i, n := range o.Names {
		if i == most && len(o.Names) > most+1 {
			parts = append(parts, sprintf("%d more", len(o.Names)-i))
			break
		}
		s := n.Name
		if n.How != owners.Stated && len(n.Rules) > 0 {
			s += " (" + ruleNames(n.Rules) + ")"
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, "; ")
}

func ruleNames(rules []owners.Rule) string {
	names := make([]string, len(rules))
	for i, r := range rules {
		names[i] = r.String()
	}
	return strings.Join(names, ", ")
}

// merges says how many names became part of an organisation by which rules.
func (p *page) merges(ms []owners.Merges) {
	names := 0
	parts := make([]string, len(ms))
	for i, m := range ms {
		names += m.Names
		parts[i] = thousands(m.Names) + " by " + ruleNames(m.Rules)
	}
	if names > 0 {
		p.text(count(names, "name") + " " + plural(names, "is", "are") + " another spelling of an organisation's name: " + strings.Join(parts, "; ") + ".")
	}
}

// OwnersJSON is the document of format crossgrant.owners/1.
func OwnersJSON(a OwnersPage) any {
	return struct {
		Format string `json:"format"`
		owners.Listing
		Doubts  int    `json:"names_in_doubt"`
		KnownAt string `json:"known_at"`
	}{"crossgrant.owners/1", a.Listing, a.Doubts, day(a.KnownAt)}
}

// ReviewPage is the names of owners of which it is not certain whose they are, ready to be printed.
type ReviewPage struct {
	Doubts  []owners.Doubt
	KnownAt when.Date
	Limit   int // of the names printed as text; 0: all
}

// OwnersReview prints the doubtful names, those with most patents first, each with what it may be a name of.
func OwnersReview(w io.Writer, a ReviewPage, st Style) error {
	p := &page{st: st}
	if len(a.Doubts) == 0 {
		p.line(st.bold("0 names") + " in doubt")
		p.gap()
		p.text("Every name is declared, decided on, or like no other.")
	} else {
		p.line(st.bold(count(len(a.Doubts), "name")) + " of which it is not certain whose " + plural(len(a.Doubts), "it is", "they are") + "; most patents first")
	}
	shown := a.Doubts
	if a.Limit > 0 && len(shown) > a.Limit {
		shown = shown[:a.Limit]
	}
	for _, d := range shown {
		p.gap()
		p.item(thousands(d.Patents), Clean(d.Name)+alsoSpelled(d), 0)
		for _, c := range d.Candidates {
			p.item("", Clean(candidateLine(c)), 1)
		}
		if d.More > 0 {
			p.item("", sprintf("or one of %d others", d.More), 1)
		}
	}
	if len(a.Doubts) > 0 {
		p.gap()
		if more := len(a.Doubts) - len(shown); more > 0 {
			p.text(sprintf("%s more; --limit 0 lists all.", count(more, "name")))
		}
		p.text(`The number is how many patents bear the name. Until it is decided each is an organisation of its own. Decide: crossgrant owners review --decide "NAME = ORG", or --apart "NAME = ORG".`)
	}
	p.gap()
	p.line(strings.Repeat(" ", margin) + st.faint("known at "+a.KnownAt.String()))
	return p.flush(w)
}

func alsoSpelled(d owners.Doubt) string {
	if len(d.Spellings) == 0 {
		return ""
	}
	return sprintf(" (and %s)", count(len(d.Spellings), "other spelling"))
}

// candidateLine says which organisation a name may be of, and why that is not certain.
func candidateLine(c owners.Candidate) string {
	s := "perhaps " + c.ID
	if c.Name != c.ID {
		s += ", " + c.Name
	}
	switch {
	case !c.Declared:
		s += sprintf(" (%s, not declared)", count(c.Patents, "patent"))
	case c.Patents > 0:
		s += sprintf(" (%s)", count(c.Patents, "patent"))
	}
	for i, r := range c.Rules {
		sep := "; "
		if i == 0 {
			sep = ": "
		}
		s += sep + r.String()
	}
	return s
}

// OwnersReviewJSON is the document of format crossgrant.owners-review/1.
func OwnersReviewJSON(a ReviewPage) any {
	doubts := a.Doubts
	if doubts == nil {
		doubts = []owners.Doubt{}
	}
	return struct {
		Format  string         `json:"format"`
		Names   []owners.Doubt `json:"names"`
		KnownAt string         `json:"known_at"`
	}{"crossgrant.owners-review/1", doubts, day(a.KnownAt)}
}
