package table_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/internal/ingest/table"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// compiled is the optional place of a table of real patents, beside the repository.
func compiled(t testing.TB) string {
	t.Helper()
	file := filepath.Join("..", "..", "..", "..", "shared", "data", "compiled", "telecom-patents.csv")
	if _, err := os.Stat(file); err != nil {
		t.Skipf("SKIPPED: the table of real patents is not at ../shared/data/compiled: %v", err)
	}
	return file
}

// Every row of the compiled table is one patent; what its description says of it must come out.
func TestCompiledTable(t *testing.T) {
	file := compiled(t)
	type totals struct{ grants, withoutKind, titles, coOwned, priority, filed, published, granted, unclassified int }
	var got totals
	byID := map[string]patent.Record{}
	count := func(n *int, yes bool) {
		if yes {
			*n++
		}
	}
	rep, err := table.ReadFile(file, table.Options{File: "telecom-patents.csv"}, func(r patent.Record) bool {
		byID[r.ID] = r
		count(&got.grants, r.IsGrant == patent.Yes)
		count(&got.withoutKind, r.KindCode == "")
		count(&got.titles, r.Title != "")
		count(&got.coOwned, len(r.Owners) > 1)
		count(&got.priority, r.Priority.Known())
		count(&got.filed, r.Filed.Known())
		count(&got.published, r.Published.Known())
		count(&got.granted, r.Grant.Known())
		count(&got.unclassified, r.Unclassified())
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	if rep.Read != 8219 || rep.Kept != 8219 || len(rep.Problems) != 0 {
		t.Errorf("read %d, kept %d, repeated %d, conflicting %d, malformed %d", rep.Read, rep.Kept, rep.Repeated, rep.Conflicting, rep.Malformed)
		for _, p := range rep.Problems[:min(len(rep.Problems), 20)] {
			t.Logf("%d:%d %s: %s", p.Subject.Start.Line, p.Subject.Start.Column, p.Name, p.Summary)
		}
	}
	want := totals{withoutKind: 4553, titles: 3559, coOwned: 93, priority: 1266, filed: 3666, published: 4676, granted: 2410}
	want.grants, want.unclassified = got.grants, got.unclassified
	if got != want {
		t.Errorf("totals %+v, want %+v", got, want)
	}
	t.Logf("%d grants, %d unclassified", got.grants, got.unclassified)
	r, ok := byID["US11910207B2"]
	if !ok || strings.Join(r.Owners, " ") != "huawei-technologies" || r.Filed != when.Exact(when.MustParse("2022-05-04")) || !r.Fields.Has(patent.Telecommunications) {
		t.Errorf("US11910207B2: %+v", r)
	}
}
