// Package sheet reads lists of patents that people keep themselves: tables as CSV or TSV and workbooks (XLSX), whose
// columns a mapping names; and reads and writes documents as Parquet, in a schema of this program.
//
// The words:
//
//   - A [Mapping] says which column means what, which sheets hold patents, and how days are written. Columns that it
//     does not name are recognised as in package table.
//   - Damage is what spreadsheets do to numbers and days that they take for quantities: 1.1E+07, 43831, May-11. What
//     was lost is never made up: a row whose number is damaged is left out, a day that has two readings keeps both.
//
// Workbooks are read by one file of this package, Parquet by two others; what the libraries do on bad input stays there:
// what a file says of its own sizes is checked before memory is taken for it, and a panic is a damaged file.
package sheet

import (
	"bytes"
	"strings"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

const (
	tableName    = "sheet-csv"
	workbookName = "sheet-xlsx"
)

// Formats returns the formats this package reads without a mapping. Tables in CSV are read by package table unless a
// mapping is given: see [Mapping.Decoder].
func Formats() []source.Format {
	return []source.Format{
		{Name: workbookName, Says: "a workbook with a list of patents (XLSX)", Match: matchWorkbook, Decoder: workbook{}},
		{Name: parquetName, Says: "documents as this program writes them (Parquet)", Match: matchParquet, Decoder: parquetFile{}},
	}
}

func matchWorkbook(name string, head []byte) int {
	if !bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return 0
	}
	if bytes.Contains(head, []byte("xl/")) || bytes.Contains(head, []byte("[Content_Types].xml")) || strings.HasSuffix(strings.ToLower(name), ".xlsx") {
		return 80
	}
	return 0
}

func matchParquet(_ string, head []byte) int {
	if bytes.HasPrefix(head, []byte("PAR1")) {
		return 95
	}
	return 0
}
