package table_test

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/table"
)

func TestRowsAsTheyStand(t *testing.T) {
	text := "\ufeffsep=;\n a ;\"b;\";c\r\n1;2;3\n\n4;\"5\n6\";7;;\nonly;two\n8;\xff;9\n10;\"11;12\n13;14;15\n"
	rows := table.NewRows(strings.NewReader(text), "x.csv", 0)
	if names, err := rows.Header(); err != nil || !slices.Equal(names, []string{"a", "b;", "c"}) {
		t.Fatal(names, err)
	}
	type got struct {
		line    int
		cells   string
		problem string
	}
	var all []got
	for {
		row, err := rows.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if row.Problem != "" && (row.Cells != nil || !strings.HasSuffix(row.Says, ".")) {
			t.Errorf("%+v", row)
		}
		all = append(all, got{row.Line, strings.Join(row.Cells, "|"), row.Problem})
	}
	want := []got{
		{3, "1|2|3", ""}, {5, "4|5\n6|7", ""}, {7, "", diag.RowColumns}, {8, "", diag.RowEncoding}, {9, "", diag.RowQuote}, {10, "13|14|15", ""},
	}
	if !slices.Equal(all, want) {
		t.Errorf("got  %v\nwant %v", all, want)
	}
}

// A line that stands before the header, as some exports have it, is read as a header of its own.
func TestHeaderAgain(t *testing.T) {
	rows := table.NewRows(strings.NewReader("search URL:,https://example.org/?a;b;c\nid;title\nUS-1-A;x\n"), "x.csv", 0)
	if names, err := rows.Header(); err != nil || names[0] != "search URL:,https://example.org/?a" {
		t.Fatal(names, err)
	}
	names, err := rows.Header()
	if err != nil || !slices.Equal(names, []string{"id", "title"}) {
		t.Fatal(names, err)
	}
	if row, err := rows.Next(); err != nil || !slices.Equal(row.Cells, []string{"US-1-A", "x"}) || row.Line != 3 {
		t.Fatal(row, err)
	}
}

func TestNoRows(t *testing.T) {
	if _, err := table.NewRows(strings.NewReader(""), "x.csv", 0).Header(); !errors.Is(err, table.ErrTable) || !strings.Contains(err.Error(), "x.csv") {
		t.Error(err)
	}
}

func TestMeaningOf(t *testing.T) {
	for header, want := range map[string]string{"Filing-Date ": "filing_date", "Current Owner": "owner", "PATENT_NUMBER": "number", "Remarks": "", "": ""} {
		if got, ok := table.MeaningOf(header); got != want || ok != (want != "") {
			t.Errorf("%q means %q", header, got)
		}
	}
}
