package present

import (
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
	found "github.com/crossgrant/crossgrant/internal/merge"
)

func TestQuality(t *testing.T) {
	q := &found.Quality{
		Rights: 1200, Merged: 30, Conflicting: 2, Without: 1,
		Layers: []found.LayerQuality{{Name: "lens", Formats: map[string]int{"lens-csv": 1500, "lens-json": 1}, Read: 1501, Repeated: 3, Skipped: 2, Unreadable: 1,
			Unmapped: map[string]int{"lens-csv: b": 2, "lens-csv: a": 2}, Reported: found.Reports{N: []found.Count{{Name: "record-date", N: 2}}},
			Declared: []found.Count{{Name: "ETSI families (DIPG_PATF_ID)", N: 7}}}},
		Discrepancies: []found.Count{{Name: "filing date", N: 2}},
		Examples:      []found.Example{{ID: "US1\x1b[31mB2", Says: "filing date: a stands"}},
		Unmatched: found.Listed{N: 2, Reasons: []found.Count{{Name: "no source", N: 2}}, First: []found.Unmatched{
			{Number: "US 11646472", Reason: "it may be either", Candidates: []string{"US11646472", "US11646472A"}, Place: source.Place{File: "x.csv", Line: 3}}}},
		Dates:  found.Impossible{N: 1, First: []found.Example{{ID: "US2", Says: "filing date: 2099-01-01 lies after the day of the source"}}},
		Owners: found.OwnerQuality{By: []found.Count{{Name: "applicant", N: 900}}, None: 4, Individual: 5, Names: 1, Rights: 9, Unresolved: []found.Count{{Name: "Nobody & Sons", N: 9}}},
		Events: []found.Count{{Name: "XX 1", N: 2}},
	}
	var b strings.Builder
	if err := Quality(&b, q, Style{}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "\x1b") {
		t.Error("control characters of a source reach the terminal")
	}
	golden(t, "quality.txt", []byte(b.String()))
	b.Reset()
	if err := Quality(&b, nil, Style{}); err != nil || !strings.Contains(b.String(), "No documents") {
		t.Errorf("%q, %v", b.String(), err)
	}
}
