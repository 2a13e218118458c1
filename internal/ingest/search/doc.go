// Package search reads what patent search services export: The Lens (CSV and JSON), Google Patents (CSV of results, and
// the JSON lines of its public BigQuery table), and PatentsView (the tables of granted patents).
//
// The words:
//
//   - A result export has one row for each publication. Its owner column names applicants or assignees of the
//     publication, never the owner of today.
//   - A service says what it has computed, too: a legal status, an anticipated expiry. It is kept as what the service
//     says, beside what offices say.
//
// Columns that are not carried over are named in each document that holds something in them.
package search

import (
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

// Formats returns the formats this package reads.
func Formats() []source.Format {
	return []source.Format{
		{Name: lensCSVName, Says: "The Lens, export of search results (CSV)", Match: matchLensCSV, Decoder: lensCSV{}},
		{Name: lensJSONName, Says: "The Lens, answers of its programming interface (JSON)", Match: matchLensJSON, Decoder: lensJSON{}},
		{Name: googleCSVName, Says: "Google Patents, export of search results (CSV)", Match: matchGoogleCSV, Decoder: googleCSV{}},
		{Name: googleJSONName, Says: "Google Patents public data, publications (JSON lines)", Match: matchGoogleJSON, Decoder: googleJSON{}},
		{Name: patentsViewName, Says: "PatentsView, a table of granted US patents (TSV)", Match: matchPatentsView, Decoder: patentsView{}},
		{Name: "patentsview-other", Says: "PatentsView, a table that says nothing about a right", Match: matchPatentsViewOther,
			Refuse: "It is a table of PatentsView about inventors, citations, claims or places. Import g_patent, g_application, g_assignee_disambiguated, g_us_term_of_grant, g_foreign_priority or g_cpc_current instead."},
	}
}

// list splits a cell at a separator and drops what is empty or said before.
func list(cell, separator string) []string {
	var out []string
	for part := range strings.SplitSeq(cell, separator) {
		if part = strings.TrimSpace(part); part != "" && !slices.Contains(out, part) {
			out = append(out, part)
		}
	}
	return out
}

// spaced takes apart a number that is written in parts: office, number, kind code ("US 2011/0185700 A1"). What is not
// written so is kept as it stands.
func spaced(text string) source.Number {
	parts := strings.Fields(text)
	if len(parts) < 2 || !office(parts[0]) {
		return source.Number{Text: strings.Join(parts, " ")}
	}
	n := source.Number{Office: parts[0], Text: parts[1]}
	if last := len(parts) - 1; last >= 2 && source.IsKind(parts[last]) {
		n.Kind, parts = parts[last], parts[:last]
	}
	n.Text = strings.Join(parts[1:], " ")
	return n
}

// dashed takes apart a number as Google writes it: US-2024013462-A1.
func dashed(text string) source.Number {
	parts := strings.Split(strings.TrimSpace(text), "-")
	switch {
	case len(parts) == 3 && office(parts[0]) && source.IsKind(parts[2]):
		return source.Number{Office: parts[0], Text: parts[1], Kind: parts[2]}
	case len(parts) == 2 && office(parts[0]):
		return source.Number{Office: parts[0], Text: parts[1]}
	}
	return source.Number{Text: strings.TrimSpace(text)}
}

func office(s string) bool {
	return len(s) == 2 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'A' && s[1] <= 'Z'
}
