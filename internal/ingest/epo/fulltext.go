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

// fulltext reads the full text of European applications and patents; of the text itself nothing is kept.
type fulltext struct{}

func (fulltext) Format() string { return fulltextName }

func (fulltext) Decode(ctx context.Context, in io.Reader, file string, limits source.Limits, sink source.Sink) error {
	s := markup.New(markup.WithContext(ctx, in), markup.Options{Record: limits.Record, Depth: limits.Depth})
	number := 0
	for name := range s.Records("ep-patent-document") {
		number++
		f := &fulltextReader{s: s, d: source.NewDraft(fulltextName, source.Place{File: file, Line: s.Line(), Record: number}, sink)}
		if name != nil {
			f.document()
		}
		if err := finish(f.d, s); err != nil {
			return err
		}
	}
	return s.Err()
}

// fulltextReader reads one document.
type fulltextReader struct {
	s *markup.Scanner
	d *source.Draft

	number    documentID // B110, B130, B140, B190
	inventors []string
	owners    []source.Party
}

func (f *fulltextReader) document() {
	f.number = documentID{f.s.Attr("country"), f.s.Attr("doc-number"), f.s.Attr("kind"), f.s.Attr("date-publ")}
	for name := range f.s.Children() {
		switch group := string(name); group {
		case "SDOBI":
			for name := range f.s.Children() {
				f.group(string(name))
			}
		default:
			f.d.Unmap(group)
		}
	}
	if f.s.Err() == nil {
		f.settle()
	}
}

// group reads one of B000 to B800.
func (f *fulltextReader) group(group string) {
	switch group {
	case "B100":
		f.document100()
	case "B200":
		f.filing200()
	case "B300":
		f.priorities300()
	case "B400":
		f.days400()
	case "B500":
		f.technical500()
	case "B600":
		f.related600()
	case "B700":
		f.parties700()
	case "B800":
		f.states800()
	case "B000": // marks of the making of the file
	default:
		f.d.Unmap(group)
	}
}

func (f *fulltextReader) document100() {
	for name := range f.s.Children() {
		switch string(name) {
		case "B110":
			f.number.number = f.s.Text()
		case "B130":
			f.number.kind = f.s.Text()
		case "B140":
			f.number.date = f.s.Text()
		case "B190":
			f.number.country = f.s.Text()
		case "B120": // the kind of document in words
		default:
			f.d.Unmap(string(name))
		}
	}
}

func (f *fulltextReader) filing200() {
	d := f.d
	for name := range f.s.Children() {
		switch string(name) {
		case "B210":
			d.Application = source.Number{Office: "EP", Text: f.s.Text()}
		case "B220":
			d.Filed = d.Day("B220", f.s.Text())
		case "B250", "B251EP", "B260": // languages
		default:
			d.Unmap(string(name))
		}
	}
}

// priorities300 reads numbers, days and countries that follow each other.
func (f *fulltextReader) priorities300() {
	d := f.d
	for name := range f.s.Children() {
		switch last := len(d.Priorities) - 1; string(name) {
		case "B310":
			d.Priorities = append(d.Priorities, source.Priority{Number: source.Number{Text: f.s.Text()}, Date: when.Unknown})
		case "B320":
			if last >= 0 {
				d.Priorities[last].Date = d.Day("B320", f.s.Text())
			}
		case "B330":
			if last >= 0 {
				d.Priorities[last].Number.Office = f.s.Text()
			}
		default:
			d.Unmap(string(name))
		}
	}
}

// days400 reads the days of publication and grant, and the states in which the patent had lapsed when it was printed
// again (B475). The INPADOC code of such a lapse stands for it.
func (f *fulltextReader) days400() {
	d := f.d
	for name := range f.s.Children() {
		switch string(name) {
		case "B430":
			d.Published = d.Day("B430", f.date())
		case "B450":
			d.Grant = d.Day("B450", f.date())
		case "B472":
			for name := range f.s.Children() {
				if string(name) != "B475" {
					d.Unmap(string(name))
					continue
				}
				f.lapses()
			}
		case "B405", "B477": // the publication of this document again
		default:
			d.Unmap(string(name))
		}
	}
}

// date is the date within the element.
func (f *fulltextReader) date() string {
	date := ""
	for name := range f.s.Children() {
		if string(name) == "date" {
			date = f.s.Text()
		}
	}
	return date
}

func (f *fulltextReader) lapses() {
	day := when.Unknown
	for name := range f.s.Children() {
		switch string(name) {
		case "date":
			day = f.d.Day("B475", f.s.Text())
		case "ctry":
			f.d.Events = append(f.d.Events, source.LegalEvent{
				Office: "EP", Code: "PG25", Country: f.s.Text(), Date: day, Effective: day, Influence: "-", Text: "lapsed in the state, as printed (B475)",
			})
		}
	}
}

func (f *fulltextReader) technical500() {
	d := f.d
	for name := range f.s.Children() {
		switch string(name) {
		case "B510", "B510EP":
			for name := range f.s.Children() {
				switch string(name) {
				case "classification-ipcr", "B511", "B512":
					d.IPC = addSymbols(d.IPC, symbol(f.s.Text()))
				default:
					d.Unmap(string(name))
				}
			}
		case "B520EP":
			for name := range f.s.Children() {
				if strings.HasPrefix(string(name), "classification") {
					f.cpc()
				}
			}
		case "B540":
			language := ""
			for name := range f.s.Children() {
				switch string(name) {
				case "B541":
					language = f.s.Text()
				case "B542":
					d.Titled(language, f.s.Text())
				}
			}
		default:
			d.Unmap(string(name))
		}
	}
}

// cpc reads the classifications of the CPC that younger documents print.
func (f *fulltextReader) cpc() {
	for name := range f.s.Children() {
		switch string(name) {
		case "text":
			f.d.CPC = addSymbols(f.d.CPC, symbol(f.s.Text()))
		case "classification-cpc":
			f.cpc()
		}
	}
}

// related600 reads the parent of a divisional application.
func (f *fulltextReader) related600() {
	for name := range f.s.Children() {
		switch group := string(name); group {
		case "B620", "B620EP":
			f.relations("division", false)
		case "B627", "B627EP":
			f.relations("division", true)
		default:
			f.d.Unmap(group)
		}
	}
}

// relations reads the documents of a relation, however deep they stand.
func (f *fulltextReader) relations(how string, child bool) {
	for name := range f.s.Children() {
		switch string(name) {
		case "parent", "child", "pdoc", "cdoc":
			f.relations(how, child)
		case "dnum":
			r := source.Relation{How: how, Child: child, Date: when.Unknown}
			for name := range f.s.Children() {
				switch string(name) {
				case "anum":
					r.Number = source.Number{Office: "EP", Text: f.s.Text()}
				case "pnum":
					r.Published = source.Number{Office: "EP", Text: f.s.Text()}
				}
			}
			if r.Number.Text != "" || r.Published.Text != "" {
				f.d.Relations = append(f.d.Relations, r)
			}
		case "date", "kind", "ctry":
		default:
			f.d.Unmap(how + "/" + string(name))
		}
	}
}

func (f *fulltextReader) parties700() {
	for name := range f.s.Children() {
		switch group := string(name); group {
		case "B710":
			f.parties(source.Applicant)
		case "B730":
			f.parties(source.Proprietor)
		case "B720":
			for range f.s.Children() {
				f.inventors = append(f.inventors, f.party(source.Inventor).Name)
			}
		default:
			f.d.Unmap(group)
		}
	}
}

func (f *fulltextReader) parties(role source.Role) {
	for range f.s.Children() {
		f.owners = append(f.owners, f.party(role))
	}
}

// party reads a name and the country of its address.
func (f *fulltextReader) party(role source.Role) source.Party {
	p := source.Party{Role: role}
	for name := range f.s.Children() {
		switch string(name) {
		case "snm":
			p.Name = f.s.Text()
		case "adr":
			for name := range f.s.Children() {
				if string(name) == "ctry" {
					p.Country = f.s.Text()
				}
			}
		}
	}
	return p
}

// states800 reads the designated states, and the international application behind the European one.
func (f *fulltextReader) states800() {
	d := f.d
	international := source.Relation{How: "national-stage", Date: when.Unknown}
	for name := range f.s.Children() {
		switch string(name) {
		case "B840":
			for name := range f.s.Children() {
				if string(name) == "ctry" {
					d.States = addSymbols(d.States, f.s.Text())
				}
			}
		case "B860":
			for name := range f.s.Children() {
				if string(name) == "B861" {
					f.reference("anum", &international.Number, &international.Date)
				}
			}
		case "B870":
			for name := range f.s.Children() {
				if string(name) == "B871" {
					f.reference("pnum", &international.Published, nil)
				}
			}
		default:
			d.Unmap(string(name))
		}
	}
	if n := international.Number.Text; n != "" {
		if len(n) == 12 && isDigits(n[2:]) { // US2016049186: DOCDB's number of an international application
			international.Number = source.Number{Office: n[:2], Text: n[2:], Kind: "W"}
		}
		d.Relations = append(d.Relations, international)
	}
}

// reference reads the number of another document and its day.
func (f *fulltextReader) reference(element string, n *source.Number, day *when.Bounds) {
	for name := range f.s.Children() {
		switch string(name) {
		case "dnum":
			for name := range f.s.Children() {
				if string(name) == element {
					n.Text = f.s.Text()
				}
			}
		case "date":
			if day != nil {
				*day = f.d.Day("B861", f.s.Text())
			}
		}
	}
}

func (f *fulltextReader) settle() {
	d := f.d
	if f.number.number == "" {
		d.Skip(diag.RecordNumber, "The record has no number of a publication (B110). It is left out.")
		return
	}
	d.Office = f.number.country
	own := source.Publication{Number: f.number.sourceNumber(), Date: d.Day("B140", f.number.date)}
	d.Publications = []source.Publication{own}
	if d.Published == when.Unknown {
		d.Published = own.Date
	}
	d.Kind, d.Granted = patent.KindOf(d.Office, own.Number.Kind)
	if d.Grant == when.Unknown && grantIsPublished(d.Office, own.Number.Kind) {
		d.Grant = own.Date
	}
	for _, p := range f.owners {
		p.Individual = slices.Contains(f.inventors, p.Name)
		d.Party(p)
	}
	d.Inventors(len(f.inventors) > 0)
}
