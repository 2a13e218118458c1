package uspto

import (
	"strings"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

// parties reads applicants and inventors. An applicant who is marked as an inventor, as in v4.0 to v4.2, or has the name
// of one, is one.
func (b *book) parties(within string) {
	s := b.s
	for name := range s.Children() {
		switch string(name) {
		case "us-applicants", "applicants":
			for range s.Children() {
				b.applicant()
			}
		case "inventors":
			for range s.Children() {
				b.inventor(b.party("inventor").Name)
			}
		default:
			b.lost(b.d, within, name)
		}
	}
}

func (b *book) applicant() {
	s := b.s
	inventor := s.Attr("app-type") == "applicant-inventor" || s.Attr("applicant-authority-category") == "inventor"
	p := b.party("us-applicant")
	p.Role = source.Applicant
	switch {
	case inventor && p.Individual:
		b.inventor(p.Name)
	case p.Individual && listed(b.d, len(b.people), "parties"):
		b.people = append(b.people, p.Party)
	case p.Individual:
	default:
		party(b.d, p.Party)
	}
}

func (b *book) inventor(name string) {
	if listed(b.d, len(b.inventors), "inventors") {
		b.inventors = append(b.inventors, name)
	}
}

// named is a party with the code of its role.
type named struct {
	source.Party
	role string
}

// party reads the names of an element: those of an organisation, or of a natural person, in an addressbook or without.
func (b *book) party(within string) named {
	var p named
	var parts nameParts
	b.names(&p, &parts, within)
	switch {
	case parts.organisation != "":
		p.Name = parts.organisation
	case parts.whole != "":
		p.Name = parts.whole
	default:
		p.Name, p.Individual = person(parts.last, parts.first), true
	}
	return p
}

type nameParts struct{ organisation, whole, last, first string }

func (b *book) names(p *named, parts *nameParts, within string) {
	s := b.s
	for name := range s.Children() {
		switch string(name) {
		case "addressbook":
			b.names(p, parts, within)
		case "orgname":
			parts.organisation = s.Text()
		case "name":
			parts.whole = s.Text()
		case "last-name":
			parts.last = s.Text()
		case "first-name", "middle-name", "suffix", "prefix":
			parts.first = strings.TrimSpace(parts.first + " " + s.Text())
		case "role":
			p.role = s.Text()
		case "address":
			b.address(p, within)
		case "residence":
			for part := range s.Children() {
				if string(part) == "country" && p.Country == "" {
					p.Country = country(s.Text())
				}
			}
		default:
			b.lost(b.d, within, name)
		}
	}
}

// address reads the country. City, street and the rest are named together.
func (b *book) address(p *named, within string) {
	more := false
	for name := range b.s.Children() {
		if string(name) == "country" {
			p.Country = country(b.s.Text())
			continue
		}
		more = true
	}
	if more {
		b.lost(b.d, within, []byte("address but the country"))
	}
}

func (b *book) assignees() {
	for range b.s.Children() {
		p := b.party("assignee")
		p.Role = source.Assignee
		p.Individual = p.Individual || individualRole(p.role)
		party(b.d, p.Party)
	}
}

// individualRole reports whether the office's code of an assignee is of a natural person: 04 from the United States, 05
// from abroad. A leading 1 marks a part of the interest.
func individualRole(code string) bool {
	return strings.HasSuffix(code, "4") || strings.HasSuffix(code, "5")
}
