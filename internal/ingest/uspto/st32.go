package uspto

import (
	"context"
	"io"
	"strings"

	"github.com/crossgrant/crossgrant/internal/ingest/markup"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

const grantST32 = "uspto-grant-st32"

// st32 reads grants of 2001 to 2004. Their fields have the numbers of WIPO's standard ST.32 (B110 is the number of the
// patent), and their text stands in PDAT elements.
type st32 struct{}

func (st32) Format() string { return grantST32 }

// emptyElements have no end tag in the SGML of 2001; the files of 2002 on close them.
var emptyElements = []string{"B221US", "B597US", "CITED-BY-EXAMINER", "CITED-BY-OTHER", "B473US", "B122US"}

func (f st32) Decode(ctx context.Context, in io.Reader, file string, limits source.Limits, sink source.Sink) error {
	s := markup.New(markup.WithContext(ctx, in), markup.Options{Record: limits.Record, Depth: limits.Depth, SGML: true, Empty: emptyElements})
	w := &bcodes{s: s}
	read := 0
	for name := range s.Records("PATDOC") {
		read++
		w.begin(source.NewDraft(grantST32, source.Place{File: file, Line: s.Line(), Record: read}, sink))
		if name != nil {
			w.document()
		}
		if err := finish(w.d, s); err != nil {
			return err
		}
	}
	return s.Err()
}

// bcodes walks one document of B-numbered elements.
type bcodes struct {
	fields
	s *markup.Scanner
	d *source.Draft

	own       source.Publication
	assignee  *source.Party // whose code comes behind it
	inventors bool
}

func (w *bcodes) begin(d *source.Draft) {
	w.next()
	w.d, w.own, w.assignee, w.inventors = d, source.Publication{Date: when.Unknown}, nil, false
	d.Office = office
}

func (w *bcodes) document() {
	for name := range w.s.Children() {
		if string(name) == "SDOBI" {
			w.group()
			continue
		}
		w.lost(w.d, "", name)
	}
	w.endAssignee()
	w.d.Publications = append([]source.Publication{w.own}, w.d.Publications...)
	w.d.Inventors(w.inventors)
}

// descents are the elements that hold a parent, with the field's word.
var descents = map[string]string{
	"B620": "division", "B631": "continuation", "B632": "continuation-in-part", "B633": "continuation",
	"B640": "reissue", "B641US": "division", "B645": "reexamination", "B660": "substitution",
}

// group reads the fields of a group, which may hold groups.
func (w *bcodes) group() {
	s, d := w.s, w.d
	for name := range s.Children() {
		switch n := string(name); n {
		case "B100", "B200", "B300", "B400", "B470", "B472", "B500", "B510", "B600", "B630", "B700", "B720", "B730", "B800", "B860", "B870":
			w.group()
		case "B110":
			w.own.Number.Text = s.Text()
		case "B130":
			w.own.Number.Kind = s.Text()
		case "B140":
			w.own.Date = d.Day("B140", s.Text())
		case "B190":
			w.own.Number.Office = country(s.Text())
		case "B210":
			d.Application = source.Number{Office: office, Text: s.Text()}
		case "B211US": // the series stands in the number, too
		case "B220":
			d.Filed = d.Day("B220", s.Text())
		case "B310":
			d.Priorities = append(d.Priorities, source.Priority{Number: source.Number{Text: s.Text()}, Date: when.Unknown})
		case "B320", "B330":
			w.priority(n)
		case "B473", "B473US":
			d.Term.Disclaimer = patent.Yes
			if date := d.Day(n, s.Text()); date != when.Unknown {
				d.Term.DisclaimerTo = date
			}
		case "B474":
			if y := days(d, n, s.Text()); y != nil {
				d.Term.GrantTermYear = *y
			}
		case "B474US":
			d.Term.Adjustment = days(d, n, s.Text())
		case "B511", "B512":
			w.class(name)
		case "B540":
			d.Title = s.Text()
		case "B650":
			if number, date := w.doc(n); number.Text != "" {
				d.Publications = append(d.Publications, source.Publication{Number: number, Date: date})
			}
		case "B680US":
			number, date := w.doc(n)
			relate(d, source.Relation{How: "provisional", Number: number, Date: date})
		case "B721":
			w.inventors = true
		case "B731":
			w.party()
		case "B732US":
			if code := s.Text(); w.assignee != nil {
				w.assignee.Individual = w.assignee.Individual || individualRole(code)
				w.endAssignee()
			}
		case "B861":
			if number, date := w.doc(n); number.Text != "" {
				relate(d, source.Relation{How: "national-stage", Number: number, Date: date})
			}
		case "B871":
			w.internationalPublication()
		default:
			if how := descents[n]; how != "" {
				w.parent(how, n)
				continue
			}
			w.lost(d, "", name)
		}
	}
}

// priority adds day or country to the priority whose number came before.
func (w *bcodes) priority(field string) {
	d := w.d
	text := w.s.Text()
	if len(d.Priorities) == 0 {
		d.Priorities = append(d.Priorities, source.Priority{Date: when.Unknown})
	}
	p := &d.Priorities[len(d.Priorities)-1]
	if field == "B320" {
		p.Date = d.Day(field, text)
	} else {
		p.Number.Office = country(text)
	}
}

// class adds a symbol of the IPC. Designs have the classes of Locarno in its place.
func (w *bcodes) class(field []byte) {
	name := string(field)
	text := w.s.Columns()
	if len(text) < 8 || text[0] < 'A' || text[0] > 'H' {
		if strings.TrimSpace(text) != "" {
			w.lost(w.d, "", []byte(name))
		}
		return
	}
	symbol(w.d, &w.d.IPC, oldIPC(text))
}

// doc reads the number and the day of a DOC, wherever it stands in the element.
func (w *bcodes) doc(within string) (n source.Number, date when.Bounds) {
	date = when.Unknown
	for name := range w.s.Children() {
		switch string(name) {
		case "DOC":
			n, date = w.docFields(within)
		case "PDOC", "CDOC", "PPUB":
			n, date = w.doc(within)
		default:
			w.lost(w.d, within, name)
		}
	}
	return n, date
}

func (w *bcodes) docFields(within string) (n source.Number, date when.Bounds) {
	n.Office, date = office, when.Unknown
	for name := range w.s.Children() {
		switch string(name) {
		case "DNUM":
			n.Text = w.s.Text()
		case "DATE":
			date = w.d.Day(within, w.s.Text())
		case "CTRY":
			n.Office = country(w.s.Text())
		case "KIND":
			n.Kind = w.s.Text()
		default:
			w.lost(w.d, within, name)
		}
	}
	return number(n.Office, n.Text, n.Kind), date
}

// parent reads PARENT-US: the child, the parent, its state as a code, and the patent granted on it.
func (w *bcodes) parent(how, within string) {
	s, d := w.s, w.d
	r := source.Relation{How: how, Date: when.Unknown}
	for name := range s.Children() {
		if string(name) != "PARENT-US" {
			w.lost(d, within, name)
			continue
		}
		for part := range s.Children() {
			switch string(part) {
			case "PDOC":
				r.Number, r.Date = w.doc(within)
			case "PPUB":
				r.Published, _ = w.doc(within)
			case "CDOC":
				if child, _ := w.doc(within); !sameApplication(child, d.Application) {
					r.Of = child
				}
			default:
				w.lost(d, "PARENT-US", part)
			}
		}
	}
	if r.Number.Text != "" {
		relate(d, r)
	}
}

func (w *bcodes) internationalPublication() {
	number, _ := w.doc("B871")
	for i := range w.d.Relations {
		if r := &w.d.Relations[i]; r.How == "national-stage" && r.Published.Text == "" {
			r.Published = number
			r.Published.Office = "WO"
			return
		}
	}
	w.lost(w.d, "", []byte("B871"))
}

// party reads the assignee of a PARTY-US; the code of its kind comes behind it.
func (w *bcodes) party() {
	w.endAssignee()
	p := source.Party{Role: source.Assignee}
	var last, first string
	var read func()
	read = func() {
		for name := range w.s.Children() {
			switch string(name) {
			case "PARTY-US", "NAM":
				read()
			case "ONM":
				p.Name = w.s.Text()
			case "SNM":
				last = w.s.Text()
			case "FNM":
				first = w.s.Text()
			case "ADR":
				for part := range w.s.Children() {
					if string(part) == "CTRY" {
						p.Country = country(w.s.Text())
						continue
					}
					w.lost(w.d, "B731/ADR", part)
				}
			default:
				w.lost(w.d, "B731", name)
			}
		}
	}
	read()
	if p.Name == "" {
		p.Name, p.Individual = person(last, first), true
	}
	w.assignee = &p
}

// endAssignee adds the assignee that was read.
func (w *bcodes) endAssignee() {
	if w.assignee != nil {
		party(w.d, *w.assignee)
		w.assignee = nil
	}
}
