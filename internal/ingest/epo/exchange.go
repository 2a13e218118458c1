package epo

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/markup"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// exchange reads exchange documents and family members, one a publication, with their legal events where they carry them.
type exchange struct{}

func (exchange) Format() string { return exchangeName }

func (exchange) Decode(ctx context.Context, in io.Reader, file string, limits source.Limits, sink source.Sink) error {
	s := markup.New(markup.WithContext(ctx, in), markup.Options{Record: limits.Record, Depth: limits.Depth})
	number := 0
	for name := range s.Records("exchange-document", "family-member") {
		number++
		x := &exchangeReader{s: s, d: source.NewDraft(exchangeName, source.Place{File: file, Line: s.Line(), Record: number}, sink)}
		switch string(name) {
		case "exchange-document":
			x.document()
		case "family-member":
			x.member()
		}
		if name != nil && s.Err() == nil {
			x.settle()
		}
		if err := finish(x.d, s); err != nil {
			return err
		}
	}
	return s.Err()
}

// exchangeReader reads one record.
type exchangeReader struct {
	s *markup.Scanner
	d *source.Draft

	applicants  map[string][]source.Party // by the form of the names: docdb, epodoc, original
	inventors   map[string][]string
	filedBy     string // the form that gave the number of the application
	prioritised string
}

// member reads a family-member.
func (x *exchangeReader) member() {
	x.family(x.s.Attr("family-id"))
	for name := range x.s.Children() {
		switch string(name) {
		case "publication-reference":
			x.publication()
		case "application-reference":
			x.application()
		case "priority-claim":
			x.priority()
		case "exchange-document":
			x.document()
		case "legal":
			x.legal()
		default:
			x.d.Unmap(string(name))
		}
	}
}

func (x *exchangeReader) family(id string) {
	if id != "" && x.d.Family == "" {
		x.d.Family = "docdb:" + id
	}
}

// document reads an exchange-document.
func (x *exchangeReader) document() {
	s, d := x.s, x.d
	id := documentID{s.Attr("country"), s.Attr("doc-number"), s.Attr("kind"), s.Attr("date-publ")}
	x.family(s.Attr("family-id"))
	if status := s.Attr("status"); status == "D" || status == "V" {
		d.Skip(diag.RecordValue, "The EPO has deleted the publication "+source.Quoted(id.country+id.number+id.kind)+" from its database. The record is left out.")
	}
	x.published(id)
	for name := range s.Children() {
		switch string(name) {
		case "bibliographic-data":
			x.bibliographic()
		case "patent-family": // the family as a list; each member has a document of its own
			x.relatives()
		case "legal":
			x.legal()
		default:
			d.Unmap(string(name))
		}
	}
}

func (x *exchangeReader) bibliographic() {
	s, d := x.s, x.d
	for name := range s.Children() {
		switch string(name) {
		case "publication-reference":
			x.publication()
		case "application-reference":
			x.application()
		case "priority-claims":
			for name := range s.Children() {
				if string(name) == "priority-claim" {
					x.priority()
				}
			}
		case "classification-ipc", "classifications-ipcr":
			x.classes()
		case "patent-classifications":
			x.patentClasses()
		case "parties":
			x.parties()
		case "invention-title":
			language := s.Attr("lang")
			d.Titled(language, s.Text())
		case "designation-of-states":
			x.states()
		case "language-of-publication", "language-of-filing":
		default:
			d.Unmap(string(name))
		}
	}
}

// formOf is the form in which an element gives numbers or names: docdb, epodoc or original. The bulk data has it at the
// element, the answers of the service at each document-id.
func formOf(s *markup.Scanner, outer string) string {
	if form := s.Attr("document-id-type"); form != "" {
		return form
	}
	if outer != "" {
		return outer
	}
	return "docdb"
}

func (x *exchangeReader) publication() {
	outer := x.s.Attr("data-format")
	for name := range x.s.Children() {
		if string(name) != "document-id" {
			continue
		}
		if form := formOf(x.s, outer); form == "docdb" {
			x.published(readID(x.s))
		}
	}
}

// published takes the publication of the record.
func (x *exchangeReader) published(id documentID) {
	if id.number == "" {
		return
	}
	d := x.d
	d.Office = id.country
	day := d.Day("date of publication", id.date)
	if len(d.Publications) == 0 {
		d.Publications = []source.Publication{{Number: id.sourceNumber(), Date: day}}
	} else if p := &d.Publications[0]; p.Date == when.Unknown {
		p.Date = day
	}
	d.Published = d.Publications[0].Date
}

// application takes the number of the application in the form of DOCDB, or else another, and the day of filing from any.
func (x *exchangeReader) application() {
	d := x.d
	outer := x.s.Attr("data-format")
	for name := range x.s.Children() {
		if string(name) != "document-id" {
			continue
		}
		form := formOf(x.s, outer)
		id := readID(x.s)
		if d.Filed == when.Unknown {
			d.Filed = d.Day("date of filing", id.date)
		}
		if id.number != "" && better(form, x.filedBy) {
			x.filedBy, d.Application = form, id.sourceNumber()
		}
	}
}

// better reports whether one form of a number is to be preferred to another.
func better(form, to string) bool {
	order := []string{"docdb", "epodoc", "original", ""}
	return slices.Index(order, form) >= 0 && slices.Index(order, form) < slices.Index(order, to)
}

// priority reads one priority-claim. In a list of claims in several forms only the best form counts.
func (x *exchangeReader) priority() {
	d := x.d
	p := source.Priority{Kind: x.s.Attr("kind"), Date: when.Unknown}
	outer := x.s.Attr("data-format")
	best := ""
	for name := range x.s.Children() {
		switch string(name) {
		case "document-id":
			form := formOf(x.s, outer)
			id := readID(x.s)
			if day := d.Day("date of priority", id.date); p.Date == when.Unknown {
				p.Date = day
			}
			if id.number != "" && better(form, best) {
				best, p.Number = form, id.sourceNumber()
			}
		case "priority-active-indicator":
			p.Active = patent.No
			if strings.HasPrefix(strings.ToUpper(x.s.Text()), "Y") {
				p.Active = patent.Yes
			}
		case "priority-linkage-type":
			d.Unmap("priority-linkage-type")
		}
	}
	if p.Number.Text == "" {
		return
	}
	if better(best, x.prioritised) {
		x.prioritised, d.Priorities = best, nil
	}
	if best == x.prioritised && !slices.Contains(d.Priorities, p) {
		d.Priorities = append(d.Priorities, p)
	}
}

// classes reads symbols of the IPC.
func (x *exchangeReader) classes() {
	for name := range x.s.Children() {
		switch string(name) {
		case "classification-ipcr":
			for name := range x.s.Children() {
				if string(name) == "text" {
					x.d.IPC = addSymbols(x.d.IPC, symbol(x.s.Text()))
				}
			}
		case "text", "main-classification", "further-classification":
			x.d.IPC = addSymbols(x.d.IPC, symbol(x.s.Text()))
		}
	}
}

// patentClasses reads symbols of the CPC; other schemes of national offices are not carried over.
func (x *exchangeReader) patentClasses() {
	for name := range x.s.Children() {
		if string(name) != "patent-classification" {
			continue
		}
		scheme, whole := "", ""
		parts := map[string]string{}
		for name := range x.s.Children() {
			switch part := string(name); part {
			case "classification-scheme":
				scheme = x.s.Attr("scheme")
			case "classification-symbol":
				whole = x.s.Text()
			case "section", "class", "subclass", "main-group", "subgroup":
				parts[part] = x.s.Text()
			}
		}
		if !strings.HasPrefix(scheme, "CPC") {
			x.d.Unmap("patent-classification (" + scheme + ")")
			continue
		}
		if whole == "" {
			whole = parts["section"] + parts["class"] + parts["subclass"] + parts["main-group"] + "/" + parts["subgroup"]
		}
		x.d.CPC = addSymbols(x.d.CPC, symbol(whole))
	}
}

// parties reads applicants and inventors, each in several forms of its name.
func (x *exchangeReader) parties() {
	if x.applicants == nil {
		x.applicants, x.inventors = map[string][]source.Party{}, map[string][]string{}
	}
	for name := range x.s.Children() {
		switch group := string(name); group {
		case "applicants", "inventors":
			for range x.s.Children() {
				form := x.s.Attr("data-format")
				p := x.party()
				if group == "inventors" {
					x.inventors[form] = append(x.inventors[form], p.Name)
				} else {
					x.applicants[form] = append(x.applicants[form], p)
				}
			}
		default:
			x.d.Unmap(group)
		}
	}
}

// party reads the name of an applicant or an inventor; "9SOLUTIONS OY [FI]" gives the country, too.
func (x *exchangeReader) party() source.Party {
	p := source.Party{Role: source.Applicant}
	for name := range x.s.Children() {
		switch string(name) {
		case "applicant-name", "inventor-name":
			p.Name = strings.TrimRight(x.s.Text(), ", ")
		case "residence", "nationality":
			if country := x.s.Text(); p.Country == "" {
				p.Country = country
			}
		}
	}
	if open := strings.LastIndex(p.Name, " ["); open > 0 && strings.HasSuffix(p.Name, "]") && len(p.Name)-open == 5 {
		p.Country, p.Name = p.Name[open+2:open+4], p.Name[:open]
	}
	return p
}

// states reads the designated states of a European application; those of an international one come and go with its
// national phases, and are not carried over.
func (x *exchangeReader) states() {
	for name := range x.s.Children() {
		if string(name) != "designation-epc" {
			x.d.Unmap(string(name))
			continue
		}
		for name := range x.s.Children() {
			if string(name) != "contracting-states" {
				x.d.Unmap(string(name))
				continue
			}
			for name := range x.s.Children() {
				if string(name) == "country" {
					x.d.States = addSymbols(x.d.States, x.s.Text())
				}
			}
		}
	}
}

// relatives reads the members of the family that the bulk data lists.
func (x *exchangeReader) relatives() {
	for name := range x.s.Children() {
		if string(name) != "family-member" {
			continue
		}
		for name := range x.s.Children() {
			if string(name) != "publication-reference" {
				continue
			}
			outer := x.s.Attr("data-format")
			for name := range x.s.Children() {
				if string(name) == "document-id" && formOf(x.s, outer) == "docdb" {
					if id := readID(x.s); id.number != "" {
						x.d.Members = append(x.d.Members, id.sourceNumber())
					}
				}
			}
		}
	}
}

// settle chooses among the forms of names, and works out what the kind code says.
func (x *exchangeReader) settle() {
	d := x.d
	for _, form := range []string{"docdb", "epodoc", "docdba", "original"} {
		for _, p := range x.applicants[form] {
			p.Individual = slices.Contains(x.inventors[form], p.Name)
			d.Party(p)
		}
		if len(d.Parties) > 0 {
			break
		}
	}
	if len(x.applicants) > 1 {
		d.Unmap("applicants (in other forms of their names)")
	}
	d.Inventors(len(x.inventors) > 0)
	if len(d.Publications) == 0 {
		if d.Application.Text == "" {
			d.Skip(diag.RecordNumber, "The record has no number of a publication or an application. It is left out.")
		}
		return
	}
	own := d.Publications[0]
	d.Members = slices.DeleteFunc(d.Members, func(n source.Number) bool { return n == own.Number })
	d.Kind, d.Granted = patent.KindOf(own.Number.Office, own.Number.Kind)
	if d.Granted == patent.Yes && grantIsPublished(own.Number.Office, own.Number.Kind) {
		d.Grant = own.Date
	}
}

// grantIsPublished reports whether the day of publication of the document is the day of the grant. At other offices the
// register entry comes first, and a corrected or amended specification comes later.
func grantIsPublished(office, kind string) bool {
	switch office {
	case "EP":
		return kind == "B1"
	case "US":
		return kind == "B1" || kind == "B2" || kind == "S" || kind == "S1" || kind == "P2" || kind == "P3"
	}
	return false
}
