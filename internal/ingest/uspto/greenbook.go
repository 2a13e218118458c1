package uspto

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

const grantText = "uspto-grant-greenbook"

// greenbook reads grants of 1976 to 2001: sections, named by four letters alone on a line, of fields, named by three
// letters, with their value from the sixth column; a line that begins with blanks goes on with the field before. A
// patent begins with the section PATN.
type greenbook struct{}

func (greenbook) Format() string { return grantText }

func (greenbook) Decode(ctx context.Context, in io.Reader, file string, limits source.Limits, sink source.Sink) error {
	limit := limits.Record
	if limit <= 0 {
		limit = 32 << 20
	}
	l := newLines(ctx, in)
	g := &green{limit: limit}
	record := 0
	for l.next() {
		if string(bytes.TrimRight(l.text, " ")) == "PATN" {
			if err := g.end(); err != nil {
				return err
			}
			record++
			g.begin(source.NewDraft(grantText, source.Place{File: file, Line: l.number, Record: record}, sink))
		}
		if g.d != nil { // before the first patent stands the label of the tape
			g.line(l)
		}
	}
	if err := l.failed(); err != nil {
		return err
	}
	return g.end()
}

// green reads one patent.
type green struct {
	fields
	d     *source.Draft
	limit int
	size  int

	section string
	field   string
	value   []byte // of the field, while lines go on with it
	badLine bool

	number    string // WKU
	issued    when.Bounds
	series    string
	serial    string
	kind      string // APT
	inventors bool
	party     source.Party
	priority  source.Priority
	relation  source.Relation
}

func (g *green) begin(d *source.Draft) {
	g.fields.next()
	*g = green{fields: g.fields, limit: g.limit, d: d, issued: when.Unknown}
	g.open("PATN")
	d.Office = office
}

// line reads a line: a section, a field, or more of the field before.
func (g *green) line(l *lines) {
	if g.size += len(l.text) + 1; g.size > g.limit {
		if g.size-len(l.text)-1 <= g.limit {
			g.d.Skip(diag.RecordTooLarge, fmt.Sprintf("The record is larger than %d bytes and is left out. No patent needs that much; perhaps the file is damaged.", g.limit))
		}
		return
	}
	text := l.text
	switch {
	case len(bytes.TrimSpace(text)) == 0:
	case text[0] == ' ':
		g.more(bytes.TrimSpace(text), l)
	case named4(text):
		g.endField()
		g.endSection()
		g.open(string(text[:4]))
	case named3(text):
		g.endField()
		g.field = string(text[:3])
		g.value = g.value[:0]
		g.more(bytes.TrimRight(text[min(5, len(text)):], " "), l)
	default:
		if !g.badLine {
			g.badLine = true
			g.d.Value(diag.RecordDamaged, fmt.Sprintf("Line %d is neither a section nor a field: %s. The record is kept without it.", l.number, source.Quoted(string(text[:min(len(text), 40)]))))
		}
	}
}

// more adds a line to the value, where the value is wanted.
func (g *green) more(text []byte, l *lines) {
	if !wanted[g.section] || g.field == "" {
		return
	}
	if l.long {
		g.d.Value(diag.RecordTooLarge, fmt.Sprintf("Line %d, of the field %s, is longer than %d bytes; the record is kept with its beginning.", l.number, g.field, longestLine))
	}
	if !l.utf8OK() {
		g.d.Value(diag.RecordEncoding, fmt.Sprintf("Line %d, of the field %s, is not written in ASCII or UTF-8; what cannot be read stands as �.", l.number, g.field))
		text = bytes.ToValidUTF8(text, []byte("�"))
	}
	if len(g.value) > 0 {
		g.value = append(g.value, ' ')
	}
	g.value = append(g.value, text...)
}

// wanted are the sections whose fields are read; the others are named as a whole.
var wanted = map[string]bool{"PATN": true, "ASSG": true, "PRIR": true, "REIS": true, "RLAP": true, "CLAS": true, "PCTA": true}

func named4(b []byte) bool {
	b = bytes.TrimRight(b, " ")
	return len(b) == 4 && capital(b[0]) && capital(b[1]) && capital(b[2]) && capital(b[3])
}

func named3(b []byte) bool {
	return len(b) >= 3 && capital(b[0]) && capital(b[1]) && (capital(b[2]) || b[2] >= '0' && b[2] <= '9') && (len(b) == 3 || b[3] == ' ')
}

func capital(c byte) bool { return c >= 'A' && c <= 'Z' }

func (g *green) open(section string) {
	g.section, g.field = section, ""
	g.party = source.Party{Role: source.Assignee}
	g.priority = source.Priority{Date: when.Unknown}
	g.relation = source.Relation{Date: when.Unknown}
	switch {
	case section == "INVT":
		g.inventors = true
	case !wanted[section]:
		g.lost(g.d, "", []byte(section))
	}
}

// endField takes the value of the field that has ended.
func (g *green) endField() {
	field, value := g.field, strings.TrimRight(string(g.value), " ")
	g.field = ""
	if field == "" || value == "" || !wanted[g.section] {
		return
	}
	known := false
	switch g.section {
	case "PATN":
		known = g.patent(field, value)
	case "ASSG":
		known = g.assignee(field, value)
	case "PRIR":
		known = g.foreign(field, value)
	case "RLAP", "REIS":
		known = g.parent(field, value)
	case "PCTA":
		known = g.international(field, value)
	case "CLAS":
		if known = field == "ICL"; known {
			g.class(value)
		}
	}
	if !known {
		g.lost(g.d, g.section, []byte(field))
	}
}

func (g *green) patent(field, value string) bool {
	d := g.d
	switch field {
	case "WKU":
		g.number = value
	case "SRC":
		g.series = value
	case "APN":
		g.serial = value
	case "APT":
		g.kind = value
	case "APD":
		d.Filed = d.Day("APD", value)
	case "ISD":
		g.issued = d.Day("ISD", value)
	case "TTL":
		d.Title = strings.Join(strings.Fields(value), " ")
	case "DCD":
		d.Term.Disclaimer = patent.Yes
		d.Term.DisclaimerTo = d.Day("DCD", value)
	case "TRM":
		if n := days(d, "TRM", value); n != nil {
			d.Term.GrantTermYear = *n
		}
	default:
		return false
	}
	return true
}

func (g *green) assignee(field, value string) bool {
	switch field {
	case "NAM":
		g.party.Name = value
	case "CNT":
		g.party.Country = oldCountry(value)
	case "COD":
		g.party.Individual = individualRole(value)
	default:
		return false
	}
	return true
}

func (g *green) foreign(field, value string) bool {
	switch field {
	case "CNT":
		g.priority.Number.Office = oldCountry(value)
	case "APD":
		g.priority.Date = g.d.Day("PRIR/APD", value)
	case "APN":
		g.priority.Number.Text = value
	default:
		return false
	}
	return true
}

// parent reads a related application. Its code (COD) says how they are related; its meaning is not known here, so that
// the relation has no word and the code is named as not carried over.
func (g *green) parent(field, value string) bool {
	r := &g.relation
	switch field {
	case "APN":
		r.Number = source.Number{Office: office, Text: value}
	case "APD":
		r.Date = g.d.Day(g.section+"/APD", value)
	case "PNO":
		r.Published = source.Number{Office: office, Text: value}
	default:
		return false
	}
	return true
}

func (g *green) international(field, value string) bool {
	r := &g.relation
	switch field {
	case "PCN":
		r.Number = source.Number{Office: "WO", Text: value}
	case "PD3":
		r.Date = g.d.Day("PCTA/PD3", value)
	case "PCP":
		r.Published = source.Number{Office: "WO", Text: value}
	default:
		return false
	}
	return true
}

// class adds a symbol of the IPC; designs have their class of Locarno in its place.
func (g *green) class(value string) {
	if len(value) < 8 || value[0] < 'A' || value[0] > 'H' {
		g.lost(g.d, g.section, []byte("ICL"))
		return
	}
	symbol(g.d, &g.d.IPC, oldIPC(value))
}

func (g *green) endSection() {
	switch g.section {
	case "ASSG":
		party(g.d, g.party)
	case "PRIR":
		if g.priority != (source.Priority{Date: when.Unknown}) {
			g.d.Priorities = append(g.d.Priorities, g.priority)
		}
	case "RLAP", "REIS", "PCTA":
		switch g.section {
		case "REIS":
			g.relation.How = "reissue"
		case "PCTA":
			g.relation.How = "national-stage"
		}
		if g.relation.Number.Text != "" || g.relation.Published.Text != "" {
			g.d.Relations = append(g.d.Relations, g.relation)
		}
	}
}

// end settles the patent and hands it on.
func (g *green) end() error {
	if g.d == nil {
		return nil
	}
	d := g.d
	g.endField()
	g.endSection()
	g.d = nil
	if g.size > g.limit {
		return d.Done()
	}
	number, ok := workUnit(g.number)
	switch {
	case g.number == "":
		d.Skip(diag.RecordNumber, "The record has no field WKU, the number of the patent, so that it names no right.")
		return d.Done()
	case !ok:
		d.Skip(diag.RecordNumber, fmt.Sprintf("The field WKU is %s, not eight characters of a number and a check digit, so that it is not certain which patent it names.", source.Quoted(g.number)))
		return d.Done()
	}
	d.Publications = []source.Publication{{Number: source.Number{Office: office, Text: number}, Date: g.issued}}
	d.Published, d.Granted = g.issued, patent.Yes
	switch g.kind {
	case "1":
		d.Kind = patent.Invention
	case "4":
		d.Kind = patent.Design
	case "6":
		d.Kind = patent.Plant
	case "5", "7": // defensive publications and statutory invention registrations are no patents
		d.Kind, d.Granted = patent.Invention, patent.No
	}
	if d.Granted == patent.Yes {
		d.Grant = g.issued
	}
	d.Application = applicationOf(g.series, g.serial)
	d.Inventors(g.inventors)
	return d.Done()
}

// workUnit is the number of a patent without its check digit: "043479030" is 04347903.
func workUnit(wku string) (number string, ok bool) {
	if len(wku) != 9 {
		return "", false
	}
	for i := range 8 {
		if c := wku[i]; (c < '0' || c > '9') && !(capital(c) && i < 2) {
			return "", false
		}
	}
	return wku[:8], true
}

// applicationOf writes an application number as the office does: series 6 and serial 1925296, of which the last is a
// check digit, are 06/192529.
func applicationOf(series, serial string) source.Number {
	if len(serial) == 7 {
		serial = serial[:6]
	}
	switch {
	case serial == "":
		return source.Number{}
	case len(series) == 1 && series[0] >= '0' && series[0] <= '9':
		serial = "0" + series + "/" + serial
	case series != "":
		serial = series + "/" + serial
	}
	return source.Number{Office: office, Text: serial}
}

// oldCountry is a country of three letters, of which the last only fills: JPX, GB2.
func oldCountry(code string) string {
	if len(code) == 3 && (code[2] == 'X' || code[2] >= '0' && code[2] <= '9') {
		return code[:2]
	}
	return code
}
