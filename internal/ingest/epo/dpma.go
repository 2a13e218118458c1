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

// dpma reads entries of DPMAregister.
type dpma struct{}

func (dpma) Format() string { return dpmaName }

func (dpma) Decode(ctx context.Context, in io.Reader, file string, limits source.Limits, sink source.Sink) error {
	s := markup.New(markup.WithContext(ctx, in), markup.Options{Record: limits.Record, Depth: limits.Depth})
	number := 0
	for name := range s.Records("dpma-patent-document") {
		number++
		r := &dpmaReader{s: s, d: source.NewDraft(dpmaName, source.Place{File: file, Line: s.Line(), Record: number}, sink)}
		if name != nil {
			r.document()
		}
		if err := finish(r.d, s); err != nil {
			return err
		}
	}
	return s.Err()
}

// dpmaReader reads one entry.
type dpmaReader struct {
	s *markup.Scanner
	d *source.Draft

	inventors []string
	parties   []source.Party
}

func (r *dpmaReader) document() {
	r.d.Office = "DE"
	for name := range r.s.Children() {
		switch string(name) {
		case "bibliographic-data":
			r.bibliographic()
		case "events":
			for range r.s.Children() {
				r.event()
			}
		default:
			r.d.Unmap(string(name))
		}
	}
	if r.s.Err() == nil {
		r.settle()
	}
}

func (r *dpmaReader) bibliographic() {
	s, d := r.s, r.d
	for name := range s.Children() {
		switch string(name) {
		case "publication-references":
			for range s.Children() {
				r.publication()
			}
		case "publication-reference":
			r.publication()
		case "application-reference":
			for range s.Children() {
				id := readID(s)
				d.Application = id.sourceNumber()
				d.Filed = d.Day("application-reference", id.date)
			}
		case "invention-title":
			language := s.Attr("lang")
			d.Titled(language, s.Text())
		case "classifications-ipcr":
			r.classes()
		case "parties":
			r.partyGroups()
		case "priority-claims":
			for range s.Children() {
				id := readID(s)
				d.Priorities = append(d.Priorities, source.Priority{Number: id.sourceNumber(), Date: d.Day("priority-claim", id.date)})
			}
		case "office-specific-bib-data":
			r.office()
		case "related-documents":
			for name := range s.Children() {
				d.Unmap("related-documents/" + string(name))
			}
		default:
			d.Unmap(string(name))
		}
	}
}

// publication reads a number as "000010027360" with its kind.
func (r *dpmaReader) publication() {
	for range r.s.Children() {
		if id := readID(r.s); id.number != "" {
			r.d.Publications = append(r.d.Publications, source.Publication{Number: id.sourceNumber(), Date: r.d.Day("publication-reference", id.date)})
		}
	}
}

func (r *dpmaReader) classes() {
	for range r.s.Children() {
		for name := range r.s.Children() {
			if string(name) == "text" {
				r.d.IPC = addSymbols(r.d.IPC, symbol(r.s.Text()))
			}
		}
	}
}

func (r *dpmaReader) partyGroups() {
	for name := range r.s.Children() {
		switch group := string(name); group {
		case "inventors":
			for range r.s.Children() {
				r.inventors = append(r.inventors, r.party(source.Inventor).Name)
			}
		case "applicants", "proprietors", "holders", "grantees":
			for range r.s.Children() {
				role := source.Applicant
				if t := r.s.Attr("app-type"); group != "applicants" || strings.Contains(t, "propriet") || strings.Contains(t, "holder") || strings.Contains(t, "owner") {
					role = source.Proprietor
				}
				r.parties = append(r.parties, r.party(role))
			}
		default:
			r.d.Unmap(group)
		}
	}
}

func (r *dpmaReader) party(role source.Role) source.Party {
	p := source.Party{Role: role}
	for name := range r.s.Children() {
		if string(name) == "addressbook" {
			p.Name, p.Country = addressbook(r.s)
		}
	}
	return p
}

// office reads what the German office adds.
func (r *dpmaReader) office() {
	s, d := r.s, r.d
	for name := range s.Children() {
		switch field := string(name); field {
		case "type-of-ip-right":
			switch text := s.Text(); text {
			case "patent":
				d.Kind = patent.Invention
			case "gebrauchsmuster":
				d.Kind = patent.UtilityModel
			default:
				d.Unmap(field + " (" + text + ")")
			}
		case "status":
			d.Status = s.Text()
		case "national-filing-data", "national-filing-date":
			if text := s.Text(); d.Filed == when.Unknown {
				d.Filed = d.Day(field, text)
			}
		case "date-of-first-publication":
			d.Published = d.Day(field, s.Text())
		case "date-last-register-update":
			d.StatusDate = d.Day(field, s.Text())
		case "date-of-grant", "date-of-grant-publication", "date-of-publication-of-grant":
			d.Granted, d.Grant = patent.Yes, d.Day(field, s.Text())
		default:
			d.Unmap(field)
		}
	}
}

// event reads one event of the procedure: the day of its publication, where there is one, and the day of its effect.
func (r *dpmaReader) event() {
	s, d := r.s, r.d
	e := source.LegalEvent{Office: "DE", Date: when.Unknown, Effective: when.Unknown}
	var documents []string
	for name := range s.Children() {
		switch field := string(name); field {
		case "procedural-status":
			e.Code = s.Text()
		case "type-of-procedure":
			e.Text = s.Text()
		case "date-of-procedural-status":
			e.Effective = d.Day(field, s.Text())
		case "publication-info":
			for name := range s.Children() {
				if string(name) == "publication-date" {
					e.Date = d.Day("publication-date", s.Text())
				}
			}
		case "published-documents":
			for range s.Children() {
				documents = append(documents, s.Text())
			}
		default:
			d.Unmap("event-data/" + field)
		}
	}
	if e.Date == when.Unknown {
		e.Date = e.Effective
	}
	for i, p := range d.Publications {
		if p.Date == when.Unknown && slices.Contains(documents, p.Number.Office+p.Number.Text+p.Number.Kind) {
			d.Publications[i].Date = e.Date
		}
	}
	if e.Code != "" {
		d.Events = append(d.Events, e)
	}
}

func (r *dpmaReader) settle() {
	d := r.d
	if d.Application.Text == "" && len(d.Publications) == 0 {
		d.Skip(diag.RecordNumber, "The entry has no number of an application or a publication. It is left out.")
		return
	}
	for _, p := range d.Publications {
		if _, granted := patent.KindOf("DE", p.Number.Kind); granted == patent.Yes {
			d.Granted = patent.Yes
		}
	}
	for _, p := range r.parties {
		p.Individual = slices.Contains(r.inventors, p.Name)
		d.Party(p)
	}
	d.Inventors(len(r.inventors) > 0)
}
