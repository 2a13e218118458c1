package table

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
)

// meaning is what a column says about a patent.
type meaning uint8

const (
	ignored meaning = iota
	colID
	colCountry
	colNumber
	colKind
	colRight
	colTitle
	colOwner
	colCoOwners
	colFamily
	colPriority
	colFiling
	colPublication
	colGrant
	colExpiry
	colCPC
	colIPC
	colClasses
	colStandards
	colStates
	colSource
	meanings
)

// recognised lists for each meaning its name and the headers that are read as it, without regard to case, blanks,
// hyphens and underscores.
var recognised = [meanings][]string{
	colID:          {"id", "patent id", "publication id", "record id"},
	colCountry:     {"country", "office", "jurisdiction", "country code", "authority", "publication country"},
	colNumber:      {"number", "publication number", "patent number", "patent", "publication", "doc number", "document number"},
	colKind:        {"kind", "kind code"},
	colRight:       {"right", "kind of right"},
	colTitle:       {"title", "invention title", "title of invention"},
	colOwner:       {"owner", "owners", "assignee", "assignees", "current assignee", "current owner", "applicant", "applicants", "proprietor"},
	colCoOwners:    {"co owners", "other owners"},
	colFamily:      {"family", "simple family", "family id", "simple family id"},
	colPriority:    {"priority date", "priority", "earliest priority date"},
	colFiling:      {"filing date", "filed", "filing", "application date", "filing creation date"},
	colPublication: {"publication date", "published", "date published"},
	colGrant:       {"grant date", "granted", "date granted"},
	colExpiry:      {"expiry date", "expires", "expiration date", "anticipated expiration"},
	colCPC:         {"cpc", "cpc classifications", "cpc classes"},
	colIPC:         {"ipc", "ipcr", "ipcr classifications", "ipc classifications"},
	colClasses:     {"classes", "class", "classification"},
	colStandards:   {"standards", "standard", "declared standards"},
	colStates:      {"states", "designated states"},
	colSource:      {"source kind", "source"},
}

// Recognised returns what a column can mean, and the headers that are read as it. The key is what
// [Options.Columns] and [Column.As] use: "filing_date".
func Recognised() map[string][]string {
	out := make(map[string][]string, meanings)
	for _, names := range recognised[1:] {
		out[key(names[0])] = slices.Clone(names)
	}
	return out
}

// MeaningOf returns the key under which a header is recognised; ok is false for one that says nothing.
func MeaningOf(header string) (meaning string, ok bool) {
	words := plain(header)
	for _, names := range recognised[1:] {
		if slices.Contains(names, words) {
			return key(names[0]), true
		}
	}
	return "", false
}

func key(name string) string { return strings.ReplaceAll(name, " ", "_") }

// plain reduces a header to its words: "Filing-Date " and "filing_date" are the same.
func plain(header string) string {
	words := strings.FieldsFunc(strings.ToLower(header), func(r rune) bool {
		return r == ' ' || r == '_' || r == '-' || r == '\u00a0' || r == '/' || r == '\t'
	})
	return strings.Join(words, " ")
}

// columns says which column of the table has which meaning: -1 for none.
type columns struct {
	at    [meanings]int
	width int
}

func (c *columns) text(row []field, m meaning) string {
	if i := c.at[m]; i >= 0 {
		return row[i].text
	}
	return ""
}

// header reads the first row and decides what the columns mean.
func (t *tableReader) header() error {
	row, err := t.rows.header(t.name())
	if err != nil {
		return err
	}
	return t.assign(row)
}

func (t *tableReader) assign(row []field) error {
	byName := map[string]meaning{}
	for m := colID; m < meanings; m++ {
		for _, n := range recognised[m] {
			byName[n] = m
		}
	}
	stated := map[string]meaning{}
	for _, k := range slices.Sorted(maps.Keys(t.opt.Columns)) {
		m, ok := byName[plain(k)]
		if !ok || key(recognised[m][0]) != k {
			return fmt.Errorf("%s: %w: a column cannot mean %q; it can mean %s", t.name(), ErrTable, k, allMeanings())
		}
		header := t.opt.Columns[k]
		if other, twice := stated[header]; twice {
			return fmt.Errorf("%s: %w: the column %q cannot mean both %s and %s", t.name(), ErrTable, header, key(recognised[other][0]), k)
		}
		stated[header] = m
	}
	t.cols.width = len(row)
	for m := range t.cols.at {
		t.cols.at[m] = -1
	}
	for header, m := range stated { // first, so that they win over recognised names
		i := slices.IndexFunc(row, func(f field) bool { return f.text == header })
		if i < 0 {
			return t.noColumn(row, header)
		}
		t.cols.at[m] = i
	}
	for i, f := range row {
		m, ok := byName[plain(f.text)]
		if _, isStated := stated[f.text]; isStated {
			m, ok = stated[f.text], true
		}
		switch {
		case !ok:
			m = ignored
		case t.cols.at[m] >= 0 && t.cols.at[m] != i:
			if _, isStated := t.opt.Columns[key(recognised[m][0])]; !isStated {
				return fmt.Errorf("%s:%d:%d: %w: the columns %q and %q both mean %s; say which one does (--column %s=HEADER)",
					t.name(), f.from.Line, f.from.Column, ErrTable, row[t.cols.at[m]].text, f.text, key(recognised[m][0]), key(recognised[m][0]))
			}
			m = ignored
		default:
			t.cols.at[m] = i
		}
		c := Column{Header: f.text}
		if m != ignored {
			c.As = key(recognised[m][0])
		}
		t.rep.Columns = append(t.rep.Columns, c)
	}
	if t.cols.at[colID] < 0 && t.cols.at[colNumber] < 0 {
		return fmt.Errorf("%s:%d:1: %w: no column holds a patent number; name one “number” (with “country” and “kind”) or “id”, or say which column it is",
			t.name(), row[0].from.Line, ErrTable)
	}
	return nil
}

func (t *tableReader) noColumn(row []field, header string) error {
	names := make([]string, len(row))
	for i, f := range row {
		names[i] = f.text
	}
	hint := ""
	if s, ok := diag.Suggest(header, names); ok {
		hint = fmt.Sprintf("; there is %q", s)
	}
	return fmt.Errorf("%s: %w: it has no column %q%s", t.name(), ErrTable, header, hint)
}

func allMeanings() string {
	var names []string
	for _, n := range recognised[1:] {
		names = append(names, key(n[0]))
	}
	return strings.Join(names, ", ")
}
