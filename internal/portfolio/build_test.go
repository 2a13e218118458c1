package portfolio_test

import (
	"bytes"
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

var anyDay = rapid.Custom(func(t *rapid.T) when.Date {
	return rapid.SampledFrom([]when.Date{
		when.Min, when.Max, when.None, when.MustParse("1790-07-31"), -32769, -32768, -32767, 0, 10957, 19723, 32766, 32767, 32768,
		when.MustParse("2071-01-01"),
	}).Draw(t, "day")
})

var anyBounds = rapid.Custom(func(t *rapid.T) when.Bounds {
	if rapid.Bool().Draw(t, "known") {
		return when.Exact(when.Date(rapid.IntRange(-40000, 40000).Draw(t, "exact")))
	}
	return when.Bounds{Earliest: anyDay.Draw(t, "earliest"), Latest: anyDay.Draw(t, "latest")}
})

func someOf(t *rapid.T, name string, from ...string) []string {
	return rapid.SliceOfN(rapid.SampledFrom(from), 0, 3).Draw(t, name)
}

// drawRecord draws a record whose lists are as Record gives them back.
func drawRecord(t *rapid.T, n int) patent.Record {
	r := patent.Record{
		ID:        fmt.Sprintf("US%d%s", 100+n, rapid.SampledFrom([]string{"", "A1", "B2"}).Draw(t, "code")),
		Office:    rapid.SampledFrom([]string{"", "US", "CN", "EP", "WO"}).Draw(t, "office"),
		States:    someOf(t, "states", "DE", "FR"),
		Kind:      patent.Kind(rapid.IntRange(0, 4).Draw(t, "kind")),
		KindCode:  rapid.SampledFrom([]string{"", "A1", "B2"}).Draw(t, "kind code"),
		IsGrant:   patent.Tri(rapid.IntRange(-1, 1).Draw(t, "grant")),
		TermKind:  patent.TermKind(rapid.IntRange(0, 3).Draw(t, "term")),
		Owners:    someOf(t, "owners", "a", "b", "c", "d"),
		Family:    rapid.SampledFrom([]string{"", "f1", "f2", "f3"}).Draw(t, "family"),
		Priority:  anyBounds.Draw(t, "priority"),
		Filed:     anyBounds.Draw(t, "filed"),
		Published: anyBounds.Draw(t, "published"),
		Grant:     anyBounds.Draw(t, "granted"),
		Expires:   anyBounds.Draw(t, "expires"),
		Classes:   someOf(t, "classes", "H04W72/04", "G06F17/30"),
		Fields:    patent.FieldSet(rapid.SampledFrom([]uint64{0, 1 << 1, 1<<36 | 1<<4}).Draw(t, "fields")),
		Standards: someOf(t, "standards", "LTE", "5G NR", "Wi-Fi 6"),
		Title:     rapid.SampledFrom([]string{"", "Device", "Procédé 方法"}).Draw(t, "title"),
		Source:    rapid.SampledFrom([]string{"", "table.csv"}).Draw(t, "source"),
		Assumed:   someOf(t, "assumed", "from memory"),
	}
	if rapid.Bool().Draw(t, "child") {
		r.Parents = []patent.Parent{{ID: "US1", How: patent.Divisional}}
	}
	r.Also = someOf(t, "also", "US2001000001A1", "US2001000002A1", "US13167395A")
	r.Evidence = someOf(t, "evidence", "owners: proprietor of the register")
	if rapid.Bool().Draw(t, "differs") {
		r.Discrepancies = []patent.Discrepancy{{What: "filing date", Stands: "2001-01-02", By: "register", Against: "2001-01-01", From: "export", Why: "because"}}
	}
	for range rapid.IntRange(0, 2).Draw(t, "events") {
		r.Events = append(r.Events, patent.Event{Kind: patent.EventKind(rapid.IntRange(1, 6).Draw(t, "event")), At: anyBounds.Draw(t, "event at"),
			Countries: someOf(t, "event in", "DE", "FR"), Source: rapid.SampledFrom([]string{"", "register"}).Draw(t, "event source")})
	}
	if rapid.Bool().Draw(t, "passes") {
		r.Passages = []patent.Passage{{From: "a", To: someOf(t, "passes to", "b", "c"), At: anyBounds.Draw(t, "passes at"), Source: "reel"}}
	}
	slices.Sort(r.Standards)
	r.Standards = slices.Compact(r.Standards)
	var owners []string
	for _, o := range r.Owners {
		if !slices.Contains(owners, o) {
			owners = append(owners, o)
		}
	}
	r.Owners = owners
	return r
}

func build(t testing.TB, records []patent.Record, order ...string) *portfolio.Snapshot {
	t.Helper()
	s, err := portfolio.Build(slices.Values(records), portfolio.BuildOptions{OwnerOrder: order})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Whatever goes in comes out, in the promised order, and the columns say the same as the records.
func TestBuildKeepsEveryRecord(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(0, 30).Draw(rt, "patents")
		byID := map[string]patent.Record{}
		var records []patent.Record
		for i := range n {
			r := drawRecord(rt, i)
			byID[r.ID] = r
			records = append(records, r)
		}
		order := []string{"c", "nobody", "a"}
		s, err := portfolio.Build(slices.Values(records), portfolio.BuildOptions{OwnerOrder: order})
		if err != nil {
			rt.Fatal(err)
		}
		if s.Len() != n {
			rt.Fatalf("%d records in, %d rows out", n, s.Len())
		}
		for row, got := range s.Records() {
			if diff := gocmp.Diff(byID[got.ID], got, cmpopts.EquateEmpty()); diff != "" {
				rt.Fatalf("row %d (-in +out):\n%s", row, diff)
			}
			if r, ok := s.Find(got.ID); !ok || r != row {
				rt.Fatalf("Find(%q) = %d, %t, want %d", got.ID, r, ok, row)
			}
			checkAlso(rt, s, row, got)
			checkNoted(rt, s, row, got)
			checkColumns(rt, s, row, got)
		}
		checkOrder(rt, s)
		checkReopened(rt, s, records, order)
	})
}

func checkNoted(t *rapid.T, s *portfolio.Snapshot, row portfolio.Row, r patent.Record) {
	if dated := len(r.Events)+len(r.Passages) > 0; slices.Contains(s.Dated(), row) != dated {
		t.Fatalf("row %d is among the dated: %t", row, !dated)
	}
	if noted := len(r.Assumed)+len(r.Discrepancies) > 0; slices.Contains(s.Noted(), row) != noted {
		t.Fatalf("row %d is among the noted: %t", row, !noted)
	}
	if events := s.EventsOf(row); len(events) != len(r.Events) {
		t.Fatalf("row %d has %d events, want %d", row, len(events), len(r.Events))
	}
}

// checkAlso finds a row by each of its other numbers that no other row has.
func checkAlso(t *rapid.T, s *portfolio.Snapshot, row portfolio.Row, r patent.Record) {
	for _, name := range r.Also {
		shared := false
		for other, o := range s.Records() {
			shared = shared || other != row && slices.Contains(o.Also, name)
		}
		if got, ok := s.Find(name); ok == shared || ok && got != row {
			t.Fatalf("Find(%q) = %d, %t; it belongs to row %d, and to another: %t", name, got, ok, row, shared)
		}
	}
}

func checkColumns(t *rapid.T, s *portfolio.Snapshot, row portfolio.Row, r patent.Record) {
	run := s.RunOf(row)
	if row < run.Start || row >= run.End {
		t.Fatalf("RunOf(%d) = %+v", row, run)
	}
	flags := s.Flags()[row]
	if portfolio.KindOf(flags) != r.Kind || portfolio.IsGrant(flags) != r.IsGrant || portfolio.TermOf(flags) != r.TermKind ||
		portfolio.IsCoOwned(flags) != (len(r.Owners) > 1) {
		t.Fatalf("flags %08b do not say what %+v says", flags, r)
	}
	if s.Offices()[run.Office] != r.Office || s.FieldSets()[run.Fields] != r.Fields || s.Unclassified(run.Fields) != r.Unclassified() {
		t.Fatalf("run %+v does not fit %+v", run, r)
	}
	if !slices.Equal(s.StandardSets()[s.Standards()[row]], r.Standards) {
		t.Fatalf("standards of row %d", row)
	}
	if f := s.Families()[row]; s.FamilyName(f) != r.Family || r.Family != "" && !slices.Contains(s.RowsOfFamily(f), row) {
		t.Fatalf("family of row %d", row)
	}
	odd := len(r.States) > 0
	for i, c := range []struct {
		col  func() ([]int16, []int16)
		want when.Bounds
	}{{s.Priority, r.Priority}, {s.Filed, r.Filed}, {s.Published, r.Published}, {s.Grant, r.Grant}, {s.Expires, r.Expires}} {
		lo, hi := c.col()
		if lo[row] != portfolio.Day(c.want.Earliest) || hi[row] != portfolio.Day(c.want.Latest) {
			t.Fatalf("days %d of row %d: %d %d, want %v", i, row, lo[row], hi[row], c.want)
		}
		if cap(lo)-len(lo) < 64 || cap(hi)-len(hi) < 64 {
			t.Fatalf("columns of days have no room for a block at their end")
		}
		for _, d := range []when.Date{c.want.Earliest, c.want.Latest} {
			odd = odd || d.Real() && (int(d) <= int(portfolio.MinDay) || int(d) >= int(portfolio.MaxDay))
		}
	}
	if slices.Contains(s.Unusual(), row) != odd {
		t.Fatalf("row %d of %+v: unusual %t, want %t", row, r, !odd, odd)
	}
}

// checkOrder checks the sort order, that runs are longest spans, and that ranges, runs and numbers agree.
func checkOrder(t *rapid.T, s *portfolio.Snapshot) {
	key := func(row portfolio.Row) []string {
		r, run := s.Record(row), s.RunOf(row)
		return []string{fmt.Sprintf("%08d %08d %08d %012d %012d", s.OwnerOf(row), run.Office, run.Fields,
			int64(r.Filed.Earliest)+1<<32, int64(r.Filed.Latest)+1<<32), r.ID}
	}
	for row := portfolio.Row(1); int(row) < s.Len(); row++ {
		if slices.Compare(key(row-1), key(row)) >= 0 {
			t.Fatalf("rows %d and %d are out of order", row-1, row)
		}
	}
	runs := s.Runs()
	for i := 1; i < len(runs); i++ {
		a, b := runs[i-1], runs[i]
		if a.End != b.Start || cmp.Or(cmp.Compare(a.Owner, b.Owner), cmp.Compare(a.Office, b.Office), cmp.Compare(a.Fields, b.Fields)) >= 0 {
			t.Fatalf("runs %+v and %+v", a, b)
		}
	}
	covered := 0
	for o, id := range s.Owners() {
		if n, ok := s.OwnerNumber(id); !ok || int(n) != o {
			t.Fatalf("OwnerNumber(%q) = %d, %t", id, n, ok)
		}
		lo, hi := s.OwnerRange(uint32(o))
		covered += int(hi - lo)
		for _, run := range s.RunsOf(uint32(o)) {
			if run.Owner != uint32(o) || run.Start < lo || run.End > hi {
				t.Fatalf("run %+v is not of owner %d", run, o)
			}
			if at := s.RunsAt(uint32(o), run.Office); !slices.Contains(at, run) || at[0].Office != run.Office || at[len(at)-1].Office != run.Office {
				t.Fatalf("RunsAt(%d, %d) = %v", o, run.Office, at)
			}
		}
	}
	if covered != s.Len() {
		t.Fatalf("owners hold %d of %d rows", covered, s.Len())
	}
	if len(s.Owners()) < 3 || !slices.Equal(s.Owners()[:3], []string{"c", "nobody", "a"}) {
		t.Fatalf("corporate order: %v", s.Owners())
	}
}

// checkReopened checks that the image reads back, and that neither it nor the hash depends on the order of building.
func checkReopened(t *rapid.T, s *portfolio.Snapshot, records []patent.Record, order []string) {
	var img bytes.Buffer
	if _, err := s.WriteTo(&img); err != nil {
		t.Fatal(err)
	}
	mixed := slices.Clone(records)
	rand.New(rand.NewPCG(1, uint64(len(records)))).Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
	again, err := portfolio.Build(slices.Values(mixed), portfolio.BuildOptions{OwnerOrder: order})
	if err != nil {
		t.Fatal(err)
	}
	var img2 bytes.Buffer
	if _, err := again.WriteTo(&img2); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(img.Bytes(), img2.Bytes()) {
		t.Fatal("the image depends on the order in which records came")
	}
	other, err := portfolio.Build(slices.Values(mixed), portfolio.BuildOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if other.Hash() != s.Hash() {
		t.Fatal("the hash depends on the corporate order")
	}
	if len(records) > 0 {
		mixed[0].Title += "!"
		changed, err := portfolio.Build(slices.Values(mixed), portfolio.BuildOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if changed.Hash() == s.Hash() {
			t.Fatal("the hash does not see a changed title")
		}
	}
}

func TestBuildRefuses(t *testing.T) {
	for _, c := range []struct {
		name    string
		records []patent.Record
		want    string
	}{
		{"no id", []patent.Record{{Office: "US"}}, "patent 1 of the portfolio has no id"},
		{"same id", []patent.Record{{ID: "US1"}, {ID: "US2"}, {ID: "US1"}}, `two records have the id "US1"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := portfolio.Build(slices.Values(c.records), portfolio.BuildOptions{})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}

func TestFind(t *testing.T) {
	s := build(t, []patent.Record{{ID: "US11910207B2"}, {ID: "EP2400812A1"}, {ID: "EP2400812B1"}, {ID: "US4553123"}, {ID: "p1"}, {ID: "EP24008127A1"}})
	for _, c := range []struct{ text, want string }{
		{"US11910207B2", "US11910207B2"},
		{"US11910207", "US11910207B2"},
		{"US 11,910,207 B2", "US11910207B2"},
		{"us11910207", "US11910207B2"},
		{"EP2400812", "EP2400812A1 EP2400812B1"},
		{"EP240081", "EP24008127A1 EP2400812A1 EP2400812B1"},
		{"US4553123", "US4553123"},
		{"p1", "p1"},
		{"US1191020", "US11910207B2"},
		{"", ""},
		{"DE1", ""},
	} {
		var got []string
		for _, r := range s.FindAll(c.text) {
			got = append(got, s.ID(r))
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("FindAll(%q) = %q, want %q", c.text, g, c.want)
		}
	}
	s = build(t, []patent.Record{
		{ID: "US8000001B2", Also: []string{"US2010000001A1", "US12345678A"}}, {ID: "US8000002B2", Also: []string{"US2010000002A1", "US2010000003A1"}},
		{ID: "US8000003B2", Also: []string{"US2010000003A1"}}, {ID: "US2010000004A1"},
	})
	for text, want := range map[string]string{
		"US2010000001A1": "US8000001B2", "US2010000001": "US8000001B2", "US12345678A": "US8000001B2", "US12345678": "US8000001B2",
		"US2010000002": "US8000002B2", "US2010000003A1": "", "US2010000003": "", "US2010000004": "US2010000004A1", "US20100": "",
	} {
		got := ""
		if r, ok := s.Find(text); ok {
			got = s.ID(r)
		}
		if got != want {
			t.Errorf("Find(%q) = %q, want %q", text, got, want)
		}
	}
	s = build(t, []patent.Record{{ID: "EP2400812A1"}, {ID: "EP2400812B1"}})
	if r, ok := s.Find("EP2400812"); ok {
		t.Errorf("Find of an ambiguous number gave row %d", r)
	}
}
