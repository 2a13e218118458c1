package uspto

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/internal/ingest/markup"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// redbook reads grants and applications in XML v4.x, one document or a weekly file of thousands.
type redbook struct{ format string }

const (
	grantXML       = "uspto-grant-xml"
	applicationXML = "uspto-application-xml"
)

func (r redbook) Format() string { return r.format }

// Decode reads documents of either kind.
func (r redbook) Decode(ctx context.Context, in io.Reader, file string, limits source.Limits, sink source.Sink) error {
	s := markup.New(markup.WithContext(ctx, in), markup.Options{Record: limits.Record, Depth: limits.Depth})
	b := &book{s: s}
	read := 0
	for name := range s.Records("us-patent-grant", "us-patent-application") {
		read++
		b.begin(source.NewDraft(r.format, source.Place{File: file, Line: s.Line(), Record: read}, sink))
		if name != nil {
			b.document()
		}
		if err := finish(b.d, s); err != nil {
			return err
		}
	}
	return s.Err()
}

// book walks one document.
type book struct {
	fields
	s *markup.Scanner
	d *source.Draft

	inventors []string       // as the record names them
	people    []source.Party // applicants who are natural persons
}

func (b *book) begin(d *source.Draft) {
	b.next()
	b.d, b.inventors, b.people = d, b.inventors[:0], b.people[:0]
}

func (b *book) document() {
	for name := range b.s.Children() {
		switch string(name) {
		case "us-bibliographic-data-grant", "us-bibliographic-data-application":
			b.bibliographic()
		default:
			b.lost(b.d, "", name)
		}
	}
	for _, p := range b.people {
		if !slices.Contains(b.inventors, p.Name) {
			party(b.d, p)
		}
	}
	b.d.Inventors(len(b.inventors) > 0)
}

func (b *book) bibliographic() {
	s, d := b.s, b.d
	d.Office = office
	for name := range s.Children() {
		switch string(name) {
		case "publication-reference":
			b.publication(true)
		case "application-reference":
			d.Kind = kindOfApplication(s.Attr("appl-type"))
			d.Application, d.Filed = b.reference("application-reference")
		case "us-application-series-code": // stands in the application number
		case "us-term-of-grant":
			b.term()
		case "priority-claims":
			b.priorities()
		case "classifications-cpc", "classifications-ipcr", "classification-ipc":
			b.classes(string(name))
		case "invention-title":
			d.Title = s.Text()
		case "us-related-documents":
			b.related()
		case "us-parties", "parties":
			b.parties(string(name))
		case "assignees":
			b.assignees()
		case "classification-locarno": // only designs have one
			if d.Kind == patent.KindUnknown {
				d.Kind = patent.Design
			}
			b.lost(d, "", name)
		case "us-botanic":
			if d.Kind == patent.KindUnknown {
				d.Kind = patent.Plant
			}
			b.lost(d, "", name)
		case "pct-or-regional-filing-data":
			b.international()
		case "pct-or-regional-publishing-data":
			b.internationalPublication()
		default:
			b.lost(d, "", name)
		}
	}
}

// kindOfApplication is the kind of right of an appl-type. A reissue has the kind of what is reissued: other elements tell.
func kindOfApplication(word string) patent.Kind {
	switch word {
	case "utility":
		return patent.Invention
	case "design":
		return patent.Design
	case "plant":
		return patent.Plant
	}
	return patent.KindUnknown
}

// reference reads the document-id that an element holds.
func (b *book) reference(within string) (n source.Number, date when.Bounds) {
	date = when.Unknown
	for name := range b.s.Children() {
		switch string(name) {
		case "document-id":
			n, date = b.documentID(within)
		default:
			b.lost(b.d, within, name)
		}
	}
	return n, date
}

// documentID reads country, number, kind and date.
func (b *book) documentID(within string) (n source.Number, date when.Bounds) {
	date = when.Unknown
	for name := range b.s.Children() {
		switch string(name) {
		case "country":
			n.Office = country(b.s.Text())
		case "doc-number":
			n.Text = b.s.Text()
		case "kind":
			n.Kind = b.s.Text()
		case "date":
			date = b.d.Day(within, b.s.Text())
		default:
			b.lost(b.d, within, name)
		}
	}
	return number(n.Office, n.Text, n.Kind), date
}

// publication adds a publication; the record's own comes first.
func (b *book) publication(own bool) {
	number, date := b.reference("publication-reference")
	p := source.Publication{Number: number, Date: date}
	if own {
		b.d.Publications = append([]source.Publication{p}, b.d.Publications...)
	} else if number.Text != "" {
		b.d.Publications = append(b.d.Publications, p)
	}
}

func (b *book) term() {
	s, d := b.s, b.d
	for name := range s.Children() {
		switch string(name) {
		case "us-term-extension":
			d.Term.Adjustment = days(d, "us-term-extension", s.Text())
		case "length-of-grant":
			if n := days(d, "length-of-grant", s.Text()); n != nil {
				d.Term.GrantTermYear = *n
			}
		case "disclaimer":
			d.Term.Disclaimer = patent.Yes
			for part := range s.Children() {
				switch string(part) {
				case "date":
					d.Term.DisclaimerTo = d.Day("disclaimer", s.Text())
				case "text": // a sentence of the form: this patent is subject to a terminal disclaimer
				default:
					b.lost(d, "disclaimer", part)
				}
			}
		default:
			b.lost(d, "us-term-of-grant", name)
		}
	}
}

func (b *book) priorities() {
	s, d := b.s, b.d
	for range s.Children() {
		p := source.Priority{Kind: s.Attr("kind"), Date: when.Unknown}
		for name := range s.Children() {
			switch string(name) {
			case "country":
				p.Number.Office = country(s.Text())
			case "doc-number":
				p.Number.Text = s.Text()
			case "date":
				p.Date = d.Day("priority-claim", s.Text())
			default:
				b.lost(d, "priority-claim", name)
			}
		}
		d.Priorities = append(d.Priorities, p)
	}
}

// international reads the international application that a national stage entered from.
func (b *book) international() {
	r := source.Relation{How: "national-stage", Date: when.Unknown}
	for name := range b.s.Children() {
		switch string(name) {
		case "document-id":
			r.Number, r.Date = b.documentID("pct-or-regional-filing-data")
		default:
			b.lost(b.d, "pct-or-regional-filing-data", name)
		}
	}
	if r.Number.Text != "" {
		relate(b.d, r)
	}
}

// internationalPublication puts the publication to the international application, which stands before it.
func (b *book) internationalPublication() {
	number, _ := b.reference("pct-or-regional-publishing-data")
	for i := range b.d.Relations {
		if r := &b.d.Relations[i]; r.How == "national-stage" && r.Published.Text == "" {
			r.Published = number
			return
		}
	}
	b.lost(b.d, "", []byte("pct-or-regional-publishing-data"))
}

func (b *book) classes(within string) {
	s, d := b.s, b.d
	for name := range s.Children() {
		switch string(name) {
		case "main-cpc", "further-cpc":
			b.classes(string(name))
		case "combination-set", "combination-rank":
			b.classes(string(name))
		case "classification-cpc":
			symbol(d, &d.CPC, b.class("classification-cpc"))
		case "classification-ipcr":
			symbol(d, &d.IPC, b.class("classification-ipcr"))
		case "main-classification", "further-classification":
			symbol(d, &d.IPC, oldIPC(s.Text()))
		default:
			b.lost(d, within, name)
		}
	}
}

// class reads a symbol. Its version, rank, value, dates and office are named together.
func (b *book) class(within string) string {
	var text strings.Builder
	group, more := "", false
	for name := range b.s.Children() {
		switch string(name) {
		case "section", "class", "subclass":
			text.Write(b.s.TextBytes())
		case "main-group":
			group = b.s.Text()
			text.WriteString(group)
		case "subgroup":
			if group != "" {
				text.WriteByte('/')
				text.Write(b.s.TextBytes())
			}
		default:
			more = true
		}
	}
	if more {
		b.lost(b.d, within, []byte("all but the symbol"))
	}
	return text.String()
}
