package uspto

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/markup"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// office is the office of every document of this package.
const office = "US"

// fields names the fields of records that are not carried over. It keeps one string for a name that stands in every
// record, and knows by a stamp which of them the present record has named.
type fields struct {
	named map[string]*stamped
	key   []byte
	stamp int
}

type stamped struct {
	name string
	last int
}

// next begins a record.
func (f *fields) next() { f.stamp++ }

// lost names a field of an element that is not carried over.
func (f *fields) lost(d *source.Draft, within string, name []byte) {
	f.key = append(f.key[:0], within...)
	if within != "" {
		f.key = append(f.key, '/')
	}
	f.key = append(f.key, name[:min(len(name), longestField)]...)
	s := f.named[string(f.key)]
	if s == nil {
		if len(f.named) >= mostFields {
			d.Unmap("further fields")
			return
		}
		if f.named == nil {
			f.named = map[string]*stamped{}
		}
		s = &stamped{name: strings.ToValidUTF8(string(f.key), "�")}
		f.named[string(f.key)] = s
	}
	if s.last != f.stamp {
		s.last = f.stamp
		d.Unmapped = append(d.Unmapped, s.name)
	}
}

// What a stream may bring up: names of fields, of what length, and entries of one list of a record. No real file has a
// tenth of it.
const (
	mostFields   = 5000
	longestField = 100
	mostListed   = 20_000
)

// listed reports whether a list of the record has room; what it has no room for is named as not carried over.
func listed(d *source.Draft, n int, what string) bool {
	if n >= mostListed {
		d.Unmap("further " + what)
		return false
	}
	return true
}

// relate adds a relation, once.
func relate(d *source.Draft, r source.Relation) {
	if listed(d, len(d.Relations), "relations") && !slices.Contains(d.Relations, r) {
		d.Relations = append(d.Relations, r)
	}
}

// party adds a name with its part.
func party(d *source.Draft, p source.Party) {
	if listed(d, len(d.Parties), "parties") {
		d.Party(p)
	}
}

// damaged reports what was wrong with the text of a record, and leaves it out where the scanner could not read on. The
// error is one that is not of the record.
func damaged(d *source.Draft, s *markup.Scanner) error {
	begins := d.Place.Line
	for _, f := range s.Flaws() {
		d.Place.Line = f.Line
		d.Value(f.Name, sentence(f.Says))
	}
	e, ok := errors.AsType[*markup.Error](s.Err())
	if ok {
		d.Place.Line = e.Line
		d.Skip(e.Name, sentence(e.Says))
	}
	d.Place.Line = begins
	if ok {
		return nil
	}
	return s.Err()
}

// sentence makes a phrase one.
func sentence(phrase string) string {
	return strings.ToUpper(phrase[:1]) + phrase[1:] + "."
}

// finish settles a grant or an application and hands it on, or reports why it could not be read.
func finish(d *source.Draft, s *markup.Scanner) error {
	if err := damaged(d, s); err != nil {
		return err
	}
	if !d.Skipped() {
		settle(d)
	}
	return d.Done()
}

// settle works out what the publications of a grant or an application say together: the kind of right, whether it was
// granted, and the days. The first publication is the record's own.
func settle(d *source.Draft) {
	if len(d.Publications) == 0 || d.Publications[0].Number.Text == "" {
		d.Skip(diag.RecordNumber, "The record has no number of publication, so that it names no right.")
		return
	}
	own := d.Publications[0]
	kind, granted := patent.KindOf(office, own.Number.Kind)
	if d.Kind == patent.KindUnknown {
		d.Kind = kind
	}
	d.Granted = granted
	if granted == patent.Yes && !certificate(own.Number.Kind) {
		d.Grant = own.Date
	}
	d.Published = own.Date
	for _, p := range d.Publications[1:] {
		if p.Date != when.Unknown && p.Date.Earliest < d.Published.Earliest {
			d.Published = p.Date
		}
	}
}

// certificate reports whether a kind is of a paper that is published on a patent later: its day is not that of the grant.
func certificate(kind string) bool {
	return kind == "B3" || len(kind) == 2 && strings.ContainsRune("CFJKO", rune(kind[0]))
}

// days reads a number of days.
func days(d *source.Draft, field, text string) *int {
	if text == "" {
		return nil
	}
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < -100_000 || n > 100_000 {
		d.Value(diag.RecordValue, fmt.Sprintf("%s: %s is not a number of days. The record is kept without it.", field, source.Quoted(text)))
		return nil
	}
	return &n
}

// symbol adds a class in the one spelling, once.
func symbol(d *source.Draft, list *[]string, text string) {
	if s := patent.NormaliseSymbol(text); s != "" && listed(d, len(*list), "classes") && !slices.Contains(*list, s) {
		*list = append(*list, s)
	}
}

// oldIPC is the class that files before 2005 write in columns: four characters of the subclass, three of the group, the
// rest of the subgroup, "G06F 1516" for G06F15/16. It is also written with its slash, A61B005/00.
func oldIPC(text string) string {
	if strings.Contains(text, "/") || len(text) < 8 {
		return text
	}
	return text[:4] + strings.TrimLeft(text[4:7], " 0") + "/" + strings.TrimSpace(text[7:])
}

// country is the code of a country, or empty where the office writes that it has none.
func country(text string) string {
	switch c := strings.ToUpper(text); c {
	case "OMITTED", "UNKNOWN", "NULL", "NOT PROVIDED":
		return ""
	default:
		return c
	}
}

// number is a number of an application or a document. International applications are of WO, whatever country the office
// writes before them; 00 stands for no kind.
func number(country, text, kind string) source.Number {
	if strings.HasPrefix(text, "PCT") {
		country = "WO"
	}
	if kind == "00" {
		kind = ""
	}
	return source.Number{Office: country, Text: text, Kind: kind}
}

// person joins the parts of a natural person's name: "Kallio, Aino".
func person(last, first string) string {
	if last != "" && first != "" {
		return last + ", " + first
	}
	return last + first
}
