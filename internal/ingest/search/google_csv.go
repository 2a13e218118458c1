package search

import (
	"context"
	"errors"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/ingest/table"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

const googleCSVName = "google-csv"

// googleCSV reads the export of search results. As downloaded it begins with a line "search URL:" and has dates as
// YYYY-MM-DD; saved again by a spreadsheet it has lost the line, and its dates are written as the computer's owner writes
// them.
type googleCSV struct{}

func (googleCSV) Format() string { return googleCSVName }

var googleColumns = []string{"id", "title", "assignee", "priority date", "publication date"}

func matchGoogleCSV(_ string, head []byte) int {
	h := table.HeaderOf(head)
	if len(h) > 0 && h[0] == "search URL:" || table.HasColumns(h, googleColumns...) {
		return 95
	}
	return 0
}

func (googleCSV) Decode(ctx context.Context, r io.Reader, file string, limits source.Limits, sink source.Sink) error {
	rows := table.NewRows(r, "the table", limits.Record)
	names, err := rows.Header()
	if err == nil && names[0] == "search URL:" {
		names, err = rows.Header()
	}
	if err != nil {
		return err
	}
	if !table.HasColumns(names, "id") {
		return errors.New("no export of Google Patents: the row after “search URL:” names no column “id”")
	}
	days := source.NewOrders(sink, file)
	err = rows.Decode(ctx, googleCSVName, file, days.Sink(), func(d *source.Draft) { googleRow(d, rows.Cell, days) })
	if end := days.End(); err == nil {
		err = end
	}
	return err
}

func googleRow(d *source.Draft, cell func(string) string, days *source.Orders) {
	number := dashed(cell("id"))
	if number.Text == "" {
		d.Skip(diag.RecordNumber, "The row has no publication number (id). It is left out.")
		return
	}
	d.Office = number.Office
	d.Publications = []source.Publication{{Number: number, Date: when.Unknown}}
	d.Title = cell("title")
	individuals := list(cell("inventor/author"), ", ")
	for _, name := range separateNames(cell("assignee")) {
		p := source.Party{Name: name, Role: source.Assignee}
		if p.Individual = strings.EqualFold(name, source.Individual); !p.Individual {
			for _, i := range individuals {
				p.Individual = p.Individual || strings.EqualFold(i, name)
			}
		}
		d.Party(p)
	}
	d.Inventors(len(individuals) > 0)
	days.Day(d, "priority date", cell("priority date"), func(d *source.Document, b when.Bounds) { d.Priority = b })
	days.Day(d, "filing/creation date", cell("filing/creation date"), func(d *source.Document, b when.Bounds) { d.Filed = b })
	days.Day(d, "publication date", cell("publication date"), func(d *source.Document, b when.Bounds) {
		d.Published, d.Publications[0].Date = b, b
	})
	switch grant := cell("grant date"); {
	case grant == "":
	case strings.HasPrefix(number.Kind, "T"): // a translation: the date is its own, not that of a grant
		d.Unmap("grant date (of a translation)")
	default:
		d.Granted = patent.Yes
		days.Day(d, "grant date", grant, func(d *source.Document, b when.Bounds) { d.Grant = b })
	}
}

// separateNames takes apart a cell in which ", " stands between owners and inside of them. It separates behind a legal
// form (“X, Inc., Y Ltd.”) and between Chinese characters, where no name has one; elsewhere it may belong to a name
// (“Regents, The University”), and the cell stays whole.
func separateNames(cell string) []string {
	parts := strings.Split(cell, ", ")
	var out []string
	name := parts[0]
	for _, next := range parts[1:] {
		if !bareForm(next) && (hasForm(name) || betweenHan(name, next)) {
			out = append(out, name)
			name = next
			continue
		}
		name += ", " + next
	}
	return append(out, name)
}

// mark is a word that belongs to no name.
const mark = "zz"

// bareForm reports whether the text is nothing but a legal form: "Inc.".
func bareForm(text string) bool { return patent.NormaliseName(mark+" "+text) == mark }

// hasForm reports whether the name ends or begins with a legal form.
func hasForm(name string) bool {
	plain := patent.NormaliseName(name)
	return patent.NormaliseName(name+" "+mark) != plain+" "+mark || patent.NormaliseName(mark+" "+name) != mark+" "+plain
}

func betweenHan(left, right string) bool {
	l, _ := utf8.DecodeLastRuneInString(strings.TrimRight(left, ")）"))
	r, _ := utf8.DecodeRuneInString(right)
	return unicode.Is(unicode.Han, l) && unicode.Is(unicode.Han, r)
}
