package table

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// record reads a row. The owners come apart, as they are written.
func (t *tableReader) record(row []field) (rec patent.Record, owners []string, bad *problem) {
	if bad := checkWidth(row, t.cols.width); bad != nil {
		return rec, nil, bad
	}
	if bad := t.identity(row, &rec); bad != nil {
		return rec, nil, bad
	}
	if w := t.cols.text(row, colRight); w != "" {
		k, ok := patent.ParseKind(strings.ToLower(w))
		if !ok {
			return rec, nil, t.value(row, colRight, fmt.Sprintf("%q is no kind of right", w), "Write invention, utility-model, design or plant, or leave the cell empty.")
		}
		rec.Kind = k
	}
	if bad := t.dates(row, &rec); bad != nil {
		return rec, nil, bad
	}
	rec.Title = strings.Join(strings.Fields(t.cols.text(row, colTitle)), " ")
	rec.Family = t.cols.text(row, colFamily)
	for _, m := range []meaning{colCPC, colIPC, colClasses} {
		for _, c := range List(t.cols.text(row, m)) {
			if c = patent.NormaliseSymbol(c); c != "" && !slices.Contains(rec.Classes, c) {
				rec.Classes = append(rec.Classes, c)
			}
		}
	}
	rec.Fields = patent.FieldsOf(rec.Classes)
	rec.Standards = List(t.cols.text(row, colStandards))
	for _, s := range List(t.cols.text(row, colStates)) {
		if !patent.IsCountry(s) {
			return rec, nil, t.value(row, colStates, fmt.Sprintf("%q is no state", s), "Write states by their two-letter codes (WIPO ST.3), separated by semicolons.")
		}
		rec.States = append(rec.States, s)
	}
	rec.Source = t.opt.File
	if s := t.cols.text(row, colSource); s != "" {
		rec.Source = strings.TrimPrefix(rec.Source+": "+s, ": ")
	}
	if rec.Expires == when.Unknown {
		rec.Expires, rec.TermKind, _ = patent.ComputeTerm(&rec)
	}
	owners = append(List(t.cols.text(row, colOwner)), List(t.cols.text(row, colCoOwners))...)
	return rec, owners, nil
}

// checkWidth checks the number of cells. Empty ones beyond the header's are what spreadsheets leave behind.
func checkWidth(row []field, width int) *problem {
	for len(row) > width && row[len(row)-1].text == "" {
		row = row[:len(row)-1]
	}
	if len(row) == width {
		return nil
	}
	return &problem{
		name: diag.RowColumns, from: row[0].from, to: row[len(row)-1].to,
		summary: fmt.Sprintf("the row has %d columns, the header has %d", len(row), width),
		detail:  "Perhaps a text that holds the separator is not in quotes, or the row was cut. Nothing is guessed: correct the row and import the table again.",
	}
}

// value is the problem of a cell that cannot be read.
func (t *tableReader) value(row []field, m meaning, summary, detail string) *problem {
	f := row[0]
	if i := t.cols.at[m]; i >= 0 {
		f = row[i]
	}
	return &problem{name: diag.RowValue, from: f.from, to: f.to, summary: summary, detail: detail}
}

// identity reads id, office and kind code, and what the kind code says.
func (t *tableReader) identity(row []field, rec *patent.Record) *problem {
	id, country := t.cols.text(row, colID), strings.ToUpper(t.cols.text(row, colCountry))
	number, kind := t.cols.text(row, colNumber), strings.ToUpper(t.cols.text(row, colKind))
	if country != "" && !patent.IsOffice(country) {
		return t.number(row, colCountry, fmt.Sprintf("%q is the code of no office", country),
			"Write the office by its two-letter code (WIPO ST.3): US, CN, EP, and GB for the United Kingdom.")
	}
	n, ok := readNumber(country, number, kind)
	switch {
	case id != "" && !ok: // a table may give ids of its own
		n, ok = patent.ParseNumber(id, "publication").One()
		if !ok || n.ID() != id {
			n = patent.Number{Kind: kind}
		}
	case id == "" && number == "":
		return t.number(row, colNumber, "the row gives no patent number", "Each row is one patent; give its number, or take the row out.")
	case id == "" && !ok:
		text := strings.Join(strings.Fields(country+" "+number+" "+kind), " ")
		return t.number(row, colNumber, fmt.Sprintf("%q cannot be read as one patent number", text), reason(country, number, kind))
	}
	rec.ID, rec.Office, rec.KindCode = id, country, n.Kind
	if id == "" {
		rec.ID = n.ID()
	}
	if rec.Office == "" {
		rec.Office = n.Country
	}
	switch {
	case rec.Office == "":
		return t.number(row, colID, fmt.Sprintf("nothing says at which office %q is", id), "Add a column “country” with the two-letter code of the office.")
	case n.Country != "" && n.Country != rec.Office:
		return t.number(row, colCountry, fmt.Sprintf("%s is a number of %s, the row says %s", rec.ID, n.Country, rec.Office), "One of the two is wrong; correct the row.")
	case !legibleID(rec.ID):
		return t.number(row, colID, fmt.Sprintf("%q cannot be an id", rec.ID), "An id has letters, digits, hyphens, full stops and slashes, no blanks, and begins with a letter or a digit.")
	}
	if n.Country != "" {
		rec.Kind, rec.IsGrant = n.Right()
	} else {
		rec.Kind, rec.IsGrant = patent.KindOf(rec.Office, kind)
	}
	return nil
}

// readNumber reads the number of a publication from its cells: the parts of DOCDB, or a number as printed, perhaps with
// the country or the kind code in it.
func readNumber(country, number, kind string) (patent.Number, bool) {
	if number == "" {
		return patent.Number{}, false
	}
	if country != "" {
		if n, ok := patent.ParseNumber(strings.TrimSuffix(country+"."+number+"."+kind, "."), "publication").One(); ok {
			return n, true
		}
	}
	return patent.ParseNumber(strings.TrimSpace(number+" "+kind), strings.TrimSpace(country+" publication")).One()
}

func reason(country, number, kind string) string {
	p := patent.ParseNumber(strings.TrimSpace(number+" "+kind), strings.TrimSpace(country+" publication"))
	why := p.Reason
	if why == "" {
		why = "no form of number fits"
	}
	_, n := utf8.DecodeRuneInString(why)
	return strings.ToUpper(why[:n]) + strings.TrimSuffix(why[n:], ".") + ". Write country, number and kind code in columns of their own (US, 11910207, B2)."
}

func (t *tableReader) number(row []field, m meaning, summary, detail string) *problem {
	p := t.value(row, m, summary, detail)
	p.name = diag.RowNumber
	return p
}

// legibleID reports whether the language can name the id.
func legibleID(id string) bool {
	for i, c := range id {
		switch {
		case c >= '0' && c <= '9', c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z':
		case i > 0 && i < len(id)-1 && (c == '-' || c == '.' || c == '/'):
		default:
			return false
		}
	}
	return id != ""
}

// dates reads the dates and closes them.
func (t *tableReader) dates(row []field, rec *patent.Record) *problem {
	rec.Priority, rec.Filed, rec.Published, rec.Grant, rec.Expires = when.Unknown, when.Unknown, when.Unknown, when.Unknown, when.Unknown
	for _, d := range []struct {
		m    meaning
		into *when.Bounds
	}{
		{colPriority, &rec.Priority}, {colFiling, &rec.Filed}, {colPublication, &rec.Published}, {colGrant, &rec.Grant}, {colExpiry, &rec.Expires},
	} {
		s := t.cols.text(row, d.m)
		if s == "" {
			continue
		}
		day, err := when.Parse(s)
		if err != nil {
			f := row[t.cols.at[d.m]]
			return &problem{
				name: diag.RowDate, from: f.from, to: f.to,
				summary: sentence(err),
				detail:  "Write dates as YYYY-MM-DD and leave the cell empty where the day is not known.",
			}
		}
		*d.into = when.Exact(day)
	}
	if rec.Grant.Known() && rec.IsGrant != patent.Yes {
		if rec.Office == "WO" {
			return t.value(row, colGrant, rec.ID+" has a day of grant, but an international application is never granted", "Leave the cell empty; grants are rows of their own, one for each country.")
		}
		rec.IsGrant = patent.Yes
	}
	source := t.opt.SourceDate
	if source == 0 {
		source = when.None
	}
	if why := rec.CloseDates(source); why != "" {
		return &problem{
			name: diag.RowDatesContradict, from: row[0].from, to: row[len(row)-1].to,
			summary: why,
			detail:  "Priority comes before filing, filing before publication and grant, and none after the day of the source. Correct the row; which of the dates is wrong cannot be told.",
		}
	}
	return nil
}

// sentence is what the problem says, in sentences.
func (p *problem) sentence() string {
	_, n := utf8.DecodeRuneInString(p.summary)
	return strings.ToUpper(p.summary[:n]) + p.summary[n:] + ". " + p.detail
}

// sentence is the text of a date's error without what it wraps.
func sentence(err error) string {
	if s, ok := strings.CutPrefix(err.Error(), when.ErrDate.Error()+": "); ok && errors.Is(err, when.ErrDate) {
		return s
	}
	return err.Error()
}

// List splits a cell at semicolons, bars and line ends and drops what is empty or said before.
func List(cell string) []string {
	if cell == "" {
		return nil
	}
	var out []string
	for part := range strings.FieldsFuncSeq(cell, func(r rune) bool { return r == ';' || r == '|' || r == '\n' }) {
		if part = strings.Join(strings.Fields(part), " "); part != "" && !slices.Contains(out, part) {
			out = append(out, part)
		}
	}
	return out
}
