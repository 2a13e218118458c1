package sheet

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/ingest/table"
)

// ErrMapping is wrapped by every error of [ParseMapping].
var ErrMapping = errors.New("not a mapping of columns")

// ErrNoPatents is wrapped by the errors that say why a table or a workbook holds no list of patents.
var ErrNoPatents = errors.New("holds no list of patents")

// Mapping says how to read a list of patents. The zero value recognises the columns by their headers.
type Mapping struct {
	Columns   map[string]string // header by meaning: a key of [table.Recognised], or application_number or status
	Sheets    []string          // of a workbook; empty: all that hold patents
	HeaderRow int               // from 1; 0: the first row that names a number, among the first twenty
	Days      source.Order      // how days are written; unknown: the file decides
}

// further are what a document can hold and a table's record cannot, with the headers that are recognised.
var further = map[string][]string{
	"application_number": {"application number", "application no", "appl no", "serial number"},
	"status":             {"status", "legal status"},
}

// ParseMapping reads a mapping: lines of the form "meaning: header", with # for comments.
//
//	# The list of the licensing department
//	sheet: Granted
//	sheet: Pending
//	header row: 3
//	dates: day/month/year
//	number: Patent No.
//	owner: Rights holder
func ParseMapping(text []byte, name string) (Mapping, error) {
	m := Mapping{Columns: map[string]string{}}
	for i, line := range strings.Split(strings.TrimPrefix(string(text), "\ufeff"), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, value, found := strings.Cut(line, ":")
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		if !found || value == "" {
			return Mapping{}, fmt.Errorf("%s:%d: %w: write “meaning: header of the column”", name, i+1, ErrMapping)
		}
		if why := m.line(key, value); why != "" {
			return Mapping{}, fmt.Errorf("%s:%d: %w: %s", name, i+1, ErrMapping, why)
		}
	}
	return m, nil
}

// line takes one line and says what is wrong with it.
func (m *Mapping) line(key, value string) string {
	switch key {
	case "sheet":
		m.Sheets = append(m.Sheets, value)
		return ""
	case "header row":
		n, err := strconv.Atoi(value)
		if err != nil || n < 1 || n > 10_000 {
			return fmt.Sprintf("the header row is a number from 1, not %s", source.Quoted(value))
		}
		m.HeaderRow = n
		return ""
	case "dates":
		switch strings.ReplaceAll(value, " ", "") {
		case "month/day/year":
			m.Days = source.MonthFirst
		case "day/month/year":
			m.Days = source.DayFirst
		default:
			return fmt.Sprintf("dates are written month/day/year or day/month/year, not %s; days as YYYY-MM-DD are always read", source.Quoted(value))
		}
		return ""
	}
	meaning := strings.ReplaceAll(key, " ", "_")
	if !slices.Contains(meanings(), meaning) {
		hint := ""
		if s, ok := diag.Suggest(meaning, meanings()); ok {
			hint = fmt.Sprintf("; perhaps %q", s)
		}
		return fmt.Sprintf("a column cannot mean %s%s; it can mean %s", source.Quoted(key), hint, strings.Join(meanings(), ", "))
	}
	if _, twice := m.Columns[meaning]; twice {
		return fmt.Sprintf("two lines say which column means %s", meaning)
	}
	for other, header := range m.Columns {
		if header == value {
			return fmt.Sprintf("the column %s cannot mean both %s and %s", source.Quoted(value), other, meaning)
		}
	}
	m.Columns[meaning] = value
	return ""
}

// meanings are what a column can mean, sorted.
func meanings() []string {
	all := slices.Collect(maps.Keys(table.Recognised()))
	all = append(all, slices.Collect(maps.Keys(further))...)
	slices.Sort(all)
	return all
}

// meaningOf recognises a header.
func meaningOf(header string) (string, bool) {
	if m, ok := table.MeaningOf(header); ok {
		return m, true
	}
	words := strings.Join(strings.FieldsFunc(strings.ToLower(header), func(r rune) bool { return strings.ContainsRune(" _-./\u00a0", r) }), " ")
	for m, names := range further {
		if slices.Contains(names, words) {
			return m, true
		}
	}
	return "", false
}

// columns say which cell of a row means what.
type columns struct {
	names []string
	at    map[string]int
	used  []bool
	role  source.Role // of those whom the owner's column names
}

// assign decides what the columns mean. The error wraps [ErrNoPatents] when none holds a number.
func (m Mapping) assign(names []string) (*columns, error) {
	c := &columns{names: names, at: map[string]int{}, used: make([]bool, len(names)), role: source.Proprietor}
	for _, meaning := range slices.Sorted(maps.Keys(m.Columns)) {
		i := slices.Index(names, m.Columns[meaning])
		if i < 0 {
			hint := ""
			if s, ok := diag.Suggest(m.Columns[meaning], names); ok {
				hint = fmt.Sprintf("; there is %s", source.Quoted(s))
			}
			return nil, fmt.Errorf("%w: it has no column %s%s", ErrNoPatents, source.Quoted(m.Columns[meaning]), hint)
		}
		c.at[meaning], c.used[i] = i, true
	}
	for i, name := range names {
		meaning, ok := meaningOf(name)
		if !ok || c.used[i] {
			continue
		}
		if other, twice := c.at[meaning]; twice {
			if _, stated := m.Columns[meaning]; stated {
				continue
			}
			return nil, fmt.Errorf("%w that can be read without a mapping: the columns %s and %s both mean %s; say in a mapping which one does",
				ErrNoPatents, source.Quoted(names[other]), source.Quoted(name), meaning)
		}
		c.at[meaning], c.used[i] = i, true
	}
	if !c.holdsNumbers() {
		return nil, fmt.Errorf("%w: no column holds a patent number; its columns are %s", ErrNoPatents, listed(names))
	}
	if i, ok := c.at["owner"]; ok {
		switch header := strings.ToLower(names[i]); {
		case strings.Contains(header, "applicant"):
			c.role = source.Applicant
		case strings.Contains(header, "assignee") && !strings.Contains(header, "current"):
			c.role = source.Assignee
		}
	}
	return c, nil
}

func (c *columns) holdsNumbers() bool {
	for _, meaning := range []string{"number", "id", "application_number"} {
		if _, ok := c.at[meaning]; ok {
			return true
		}
	}
	return false
}

// listed shows the headers in a sentence.
func listed(names []string) string {
	var out []string
	for _, n := range names[:min(len(names), 12)] {
		out = append(out, source.Quoted(n))
	}
	if len(names) > 12 {
		out = append(out, "…")
	}
	return strings.Join(out, ", ")
}
