// Package isld reads declarations to ETSI that patents may be essential to a standard: the export of its database (ISLD),
// as ETSI writes it and as others have written it again.
//
// The words:
//
//   - A declaration is what a declarant signed on one day (IPRD_ID). It claims that patents may be essential; whether
//     they are, nobody has checked.
//   - A group is what ETSI counts as one declared patent within a declaration (DIPG_ID): a patent with the members of
//     its family, for each specification.
//   - A family is ETSI's own (DIPG_PATF_ID), neither the simple nor the extended family of the offices.
//   - A row of the export is a group, a specification version, and one application with its publications.
//
// The rows of a group follow each other; they become one document for each application, with all that was declared of
// it and the other members of the group. Counts differ with what is counted: see [Counter].
package isld

import (
	"slices"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/ingest/table"
)

const (
	exportName  = "etsi-isld-csv"
	extractName = "etsi-isld-extract-csv"
)

// Formats returns the formats this package reads, and the tables of counts that it refuses.
func Formats() []source.Format {
	return []source.Format{
		{Name: exportName, Says: "ETSI, declarations of patents to standards (ISLD export, CSV)", Match: matchExport, Decoder: export{}},
		{Name: extractName, Says: "ETSI, declarations without patent numbers (extract of the ISLD export, CSV)", Match: matchExtract, Decoder: extract{}},
		{Name: "etsi-counts", Says: "ETSI, counts of declarations (CSV)", Match: matchCounts,
			Refuse: "It holds counts of declarations by declarant, office, year or specification, and names no patent. Import the export of ETSI's database (ISLD-export.csv) instead."},
	}
}

func matchExport(_ string, head []byte) int {
	h := table.HeaderOf(head)
	if table.HasColumns(h, "IPRD_ID", "PATT_APPLICATION_NUMBER", "PUBL_NUMBER", "DIPG_ID") {
		return 97
	}
	return 0
}

func matchExtract(_ string, head []byte) int {
	h := table.HeaderOf(head)
	if table.HasColumns(h, "IPRD_ID", "DIPG_PATF_ID", "TGPP_NUMBER") && !table.HasColumns(h, "PUBL_NUMBER") {
		return 97
	}
	return 0
}

// matchCounts recognises the tables of counts that go with exports.
func matchCounts(_ string, head []byte) int {
	h := table.HeaderOf(head)
	switch {
	case slices.Equal(h, []string{"label", "count"}), table.HasColumns(h, "declared_applications", "filing_year"), table.HasColumns(h, "null_count", "null_pct"):
		return 90
	}
	return 0
}
