package source

import (
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/when"
)

// Individual stands in the place of the name of a natural person that is not kept.
const Individual = "(individual)"

// Draft is a document while its record is read. What cannot be kept is reported to the sink at once; the first error of
// the sink is kept until [Draft.Done].
type Draft struct {
	Document
	sink    Sink
	skipped bool
	err     error
}

// NewDraft returns an empty document of a format, read from a place.
func NewDraft(format string, at Place, sink Sink) *Draft {
	d := &Draft{Document: New(format), sink: sink}
	d.Place = at
	return d
}

// Day reads the day that a field of the record gives. A day that cannot be read is reported and unknown.
func (d *Draft) Day(field, text string) when.Bounds {
	b, err := Day(text)
	if err != nil {
		d.Value(diag.RecordDate, field+": "+err.Error()+". The record is kept without it.")
	}
	return b
}

// Value reports what is wrong with a value of the record, which is kept without it.
func (d *Draft) Value(name, says string) { d.report(name, says, false) }

// Skip reports why the record is left out.
func (d *Draft) Skip(name, says string) {
	d.skipped = true
	d.report(name, says, true)
}

func (d *Draft) report(name, says string, skipped bool) {
	if d.err == nil && d.sink.Report != nil {
		d.err = d.sink.Report(Reported{Name: name, Place: d.Place, Says: says, Skipped: skipped})
	}
}

// Unmap names a field that holds something and is not carried over.
func (d *Draft) Unmap(field string) {
	if !slices.Contains(d.Unmapped, field) {
		d.Unmapped = append(d.Unmapped, field)
	}
}

// Party adds a name with its part; blank names and repetitions are none.
func (d *Draft) Party(p Party) {
	p.Name = strings.Join(strings.Fields(p.Name), " ")
	if p.Name != "" && !slices.Contains(d.Parties, p) {
		d.Parties = append(d.Parties, p)
	}
}

// Titled takes a title in a language. The first in English, or else the first of all, is the title.
func (d *Draft) Titled(language, text string) {
	language = strings.ToLower(language)
	if text == "" {
		return
	}
	if d.Title == "" || language == "en" && d.Titles["en"] == "" {
		d.Title = text
	}
	if language == "" {
		return
	}
	if d.Titles == nil {
		d.Titles = map[string]string{}
	}
	if d.Titles[language] == "" {
		d.Titles[language] = text
	}
}

// Inventors adds that the right belongs to natural persons, whose names are not kept, where the record names inventors
// and nobody else.
func (d *Draft) Inventors(named bool) {
	if named && len(d.Parties) == 0 {
		d.Parties = append(d.Parties, Party{Name: Individual, Role: Inventor, Individual: true})
	}
}

// Skipped reports whether the record was left out.
func (d *Draft) Skipped() bool { return d.skipped }

// Err is the error with which the sink ended the reading.
func (d *Draft) Err() error { return d.err }

// Done hands the document on, unless its record was left out.
func (d *Draft) Done() error {
	if d.err != nil || d.skipped {
		return d.err
	}
	return d.sink.Document(d.Document)
}
