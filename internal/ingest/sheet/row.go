package sheet

import (
	"fmt"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/ingest/table"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// cell is one cell of a row.
type cell struct {
	text string
	// Of a workbook: the cell holds a quantity, which its format shows otherwise.
	quantity bool
	shown    string
}

// rowReader turns the rows of one table into documents.
type rowReader struct {
	*columns
	days  *source.Orders
	since serialBase
}

// serialBase is the day from which a table counts days.
type serialBase uint8

const (
	eitherBase serialBase = iota // a CSV does not say
	base1900
	base1904
)

// read fills the draft from a row.
func (r *rowReader) read(d *source.Draft, row []cell) {
	country := strings.ToUpper(r.text(row, "country"))
	kind := strings.ToUpper(r.text(row, "kind"))
	d.Office = country
	for _, field := range []string{"number", "id"} {
		text, ok := r.number(d, row, field)
		if !ok {
			return
		}
		if text != "" && len(d.Publications) == 0 {
			d.Publications = []source.Publication{{Number: source.Number{Office: country, Text: text, Kind: kind}, Date: when.Unknown}}
		}
	}
	application, ok := r.number(d, row, "application_number")
	if !ok {
		return
	}
	if application != "" {
		d.Application = source.Number{Office: country, Text: application}
	}
	if application == "" && len(d.Publications) == 0 {
		d.Skip(diag.RecordNumber, "The row gives no patent number. It is left out; give each row the number of its patent, or take the row out.")
		return
	}
	if country != "" && !patent.IsOffice(country) {
		d.Skip(diag.RecordNumber, source.Quoted(country)+" is the code of no office. The row is left out; write the office by its two-letter code (WIPO ST.3): US, CN, EP.")
		return
	}
	r.dates(d, row)
	r.rest(d, row)
	for i, name := range r.names {
		if i < len(row) && !r.used[i] && row[i].text != "" {
			d.Unmap(name)
		}
	}
}

func (r *rowReader) rest(d *source.Draft, row []cell) {
	d.Title, d.Status = r.text(row, "title"), r.text(row, "status")
	if word := r.text(row, "right"); word != "" {
		k, ok := patent.ParseKind(strings.ToLower(strings.ReplaceAll(word, " ", "-")))
		if !ok {
			d.Value(diag.RecordValue, "right: "+source.Quoted(word)+" is no kind of right; write invention, utility-model, design or plant. The record is kept without it.")
		}
		d.Kind = k
	}
	for _, name := range table.List(r.text(row, "owner")) {
		d.Party(party(name, r.role))
	}
	for _, name := range table.List(r.text(row, "co_owners")) {
		d.Party(party(name, source.Proprietor))
	}
	if f := r.text(row, "family"); f != "" {
		d.Family = "table:" + f
	}
	for _, class := range append(table.List(r.text(row, "cpc")), table.List(r.text(row, "classes"))...) {
		d.CPC = append(d.CPC, strings.ReplaceAll(class, " ", ""))
	}
	for _, class := range table.List(r.text(row, "ipc")) {
		d.IPC = append(d.IPC, strings.ReplaceAll(class, " ", ""))
	}
	for _, standard := range table.List(r.text(row, "standards")) {
		d.Declared = append(d.Declared, source.Declaration{Standard: standard, Declared: when.Unknown})
	}
	for _, state := range table.List(r.text(row, "states")) {
		d.States = append(d.States, strings.ToUpper(state))
	}
	if r.text(row, "source_kind") != "" {
		d.Unmap(r.names[r.at["source_kind"]])
	}
}

func party(name string, role source.Role) source.Party {
	if strings.EqualFold(name, source.Individual) {
		return source.Party{Name: source.Individual, Role: role, Individual: true}
	}
	return source.Party{Name: name, Role: role}
}

func (r *rowReader) dates(d *source.Draft, row []cell) {
	for _, day := range []struct {
		meaning string
		set     func(*source.Document, when.Bounds)
	}{
		{"priority_date", func(d *source.Document, b when.Bounds) { d.Priority = b }},
		{"filing_date", func(d *source.Document, b when.Bounds) { d.Filed = b }},
		{"publication_date", func(d *source.Document, b when.Bounds) {
			d.Published = b
			for i := range d.Publications {
				d.Publications[i].Date = b
			}
		}},
		{"grant_date", func(d *source.Document, b when.Bounds) { d.Grant = b }},
		{"expiry_date", func(d *source.Document, b when.Bounds) { d.Term.Stated = b }},
	} {
		text := r.text(row, day.meaning)
		if text == "" {
			continue
		}
		if day.meaning == "grant_date" {
			d.Granted = patent.Yes
		}
		r.day(d, r.names[r.at[day.meaning]], text, day.set)
	}
}

// day reads a day, also one that a spreadsheet has turned into a count of days.
func (r *rowReader) day(d *source.Draft, field, text string, set func(*source.Document, when.Bounds)) {
	a, b, ok := serials(text)
	switch {
	case !ok && failed.MatchString(text):
		d.Value(diag.SpreadsheetDamage, field+": "+source.Quoted(text)+" is the mark of a formula that failed, or of a column too narrow. The record is kept without the day; correct the spreadsheet.")
	case !ok:
		r.days.Day(d, field, text, set)
	case r.since == base1900:
		set(&d.Document, when.Exact(a))
	case r.since == base1904:
		set(&d.Document, when.Exact(b))
	default:
		set(&d.Document, when.Bounds{Earliest: a, Latest: b})
		d.Value(diag.SpreadsheetDamage, fmt.Sprintf("%s: %s is a spreadsheet's count of days: %s, or %s where it counts from 1904. The record is kept with the days between them; format the column as text (YYYY-MM-DD) in the spreadsheet and export it again.",
			field, source.Quoted(text), a, b))
	}
}

// number reads a cell with a patent number. ok is false when the row was left out because the number is damaged.
func (r *rowReader) number(d *source.Draft, row []cell, meaning string) (text string, ok bool) {
	c, there := r.cell(row, meaning)
	if !there || c.text == "" {
		return "", true
	}
	field := r.names[r.at[meaning]]
	if c.quantity && (dayLike.MatchString(c.shown) || strings.ContainsAny(c.shown, "/:") || strings.Count(c.shown, "-") == 2) {
		d.Skip(diag.SpreadsheetDamage, fmt.Sprintf("%s: a spreadsheet took the number for the day %s. The row is left out; format the column as text in the spreadsheet and enter the number again.", field, source.Quoted(c.shown)))
		return "", false
	}
	if c.quantity && len(strings.TrimLeft(c.text, "-0123456789")) == 0 && len(c.text) <= 15 {
		return c.text, true
	}
	mended, changed, lost := number(c.text)
	if c.quantity && changed == "" && lost == "" {
		lost = "it is a quantity that no patent number is"
	}
	switch {
	case lost != "":
		d.Skip(diag.SpreadsheetDamage, fmt.Sprintf("%s: %s is no number any more: %s. The row is left out; format the column as text in the spreadsheet, enter the number again, and export it.", field, source.Quoted(c.text), lost))
		return "", false
	case changed != "" && !c.quantity:
		d.Value(diag.SpreadsheetDamage, fmt.Sprintf("%s: the number %s. Format the column as text in the spreadsheet, so that none is lost.", field, changed))
	}
	return mended, true
}

func (r *rowReader) cell(row []cell, meaning string) (cell, bool) {
	i, ok := r.at[meaning]
	if !ok || i >= len(row) {
		return cell{}, false
	}
	return row[i], true
}

func (r *rowReader) text(row []cell, meaning string) string {
	c, _ := r.cell(row, meaning)
	return c.text
}
