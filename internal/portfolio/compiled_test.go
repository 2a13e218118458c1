package portfolio_test

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/crossgrant/crossgrant/internal/ingest/table"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// readTable is how a workspace reads its layers.
func readTable(l portfolio.Layer, data io.Reader, keep func(patent.Record) bool) error {
	_, err := table.Read(data, table.Options{File: l.File, Columns: l.Columns, SourceDate: l.Source}, keep)
	return err
}

// A real table goes through the whole way: imported as a layer, merged, saved, opened again.
func TestCompiledTableAsLayer(t *testing.T) {
	file := filepath.Join("..", "..", "..", "shared", "data", "compiled", "telecom-patents.csv")
	data, err := os.Open(file)
	if err != nil {
		t.Skipf("SKIPPED: the table of real patents is not at ../shared/data/compiled: %v", err)
	}
	defer data.Close()
	dir, cache := t.TempDir(), t.TempDir()
	if _, err := portfolio.AddLayer(dir, portfolio.Layer{Name: "telecom", Recorded: when.Min, Source: when.None, Rows: 8219}, data); err != nil {
		t.Fatal(err)
	}
	var hash string
	for _, cached := range []bool{false, true} {
		s, l, err := portfolio.Load(dir, portfolio.LoadOptions{Known: when.Max, Read: readTable, Cache: cache})
		if err != nil {
			t.Fatal(err)
		}
		if l.Cached != cached || s.Len() != 8219 || l.Merged.Records != 8219 || len(l.Merged.Listed) != 0 || cached && s.Hash() != hash {
			t.Fatalf("%d patents, %+v", s.Len(), l)
		}
		hash = s.Hash()
		if l.Merged.Apart != 138 { // 69 rights with two publications each
			t.Errorf("%d rows stand apart, want 138", l.Merged.Apart)
		}
		r, ok := s.Find("US11910207")
		if !ok || s.ID(r) != "US11910207B2" || s.Owners()[s.OwnerOf(r)] != "huawei-technologies" {
			t.Errorf("US11910207: row %d, %t", r, ok)
		}
		if n := len(s.CoOwned()); n != 93 {
			t.Errorf("%d co-owned patents, want 93", n)
		}
		checkAgainstSource(t, s, file)
	}
}

// checkAgainstSource compares every row of the snapshot with what the importer says.
func checkAgainstSource(t *testing.T, s *portfolio.Snapshot, file string) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := readTable(portfolio.Layer{File: "telecom.csv", Source: when.None}, f, func(want patent.Record) bool {
		r, ok := s.Find(want.ID)
		if !ok {
			t.Fatalf("%s is lost", want.ID)
		}
		got := s.Record(r)
		if got.Office != want.Office || got.Kind != want.Kind || got.IsGrant != want.IsGrant || got.Title != want.Title || got.Filed != want.Filed ||
			got.Priority != want.Priority || got.Published != want.Published || got.Grant != want.Grant || got.Expires != want.Expires ||
			got.TermKind != want.TermKind || got.Fields != want.Fields || got.Unclassified() != want.Unclassified() || len(got.Owners) != len(want.Owners) {
			t.Fatalf("%s: the table says %+v, the snapshot %+v", want.ID, want, got)
		}
		return true
	}); err != nil {
		t.Fatal(err)
	}
}
