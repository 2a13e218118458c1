package portfolio_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// joiner is a merger of lines "ID OWNER": a later line replaces the owner, and records of tables with an id that lines
// name are its.
type joiner struct {
	owner  map[string]string
	last   map[string]uint32
	closed *int
}

func (j *joiner) Documents(_ portfolio.Layer, number uint32, data io.Reader) error {
	text, err := io.ReadAll(data)
	for _, l := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		id, owner, _ := strings.Cut(l, " ")
		j.owner[id], j.last[id] = owner, number
	}
	return err
}

func (j *joiner) Takes(_ portfolio.Layer, number uint32, r patent.Record) (bool, error) {
	if _, ok := j.owner[r.ID]; !ok {
		return false, nil
	}
	j.last[r.ID] = max(j.last[r.ID], number)
	return true, nil
}

func (j *joiner) Records(keep func(patent.Record, uint32) error) error {
	for id, owner := range j.owner {
		if err := keep(patent.Record{ID: id, Owners: []string{owner}, Assumed: []string{"merged"}}, j.last[id]); err != nil {
			return err
		}
	}
	return nil
}

func (*joiner) Quality() ([]byte, error) { return []byte(`{"rights":2}`), nil }

func (j *joiner) Close() error {
	*j.closed++
	return nil
}

func addDocuments(t *testing.T, dir string, l portfolio.Layer, data string) portfolio.Layer {
	t.Helper()
	file := filepath.Join(t.TempDir(), "part")
	if err := os.WriteFile(file, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := portfolio.AddDocuments(dir, l, file)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(file); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the finished file is still where it was: %v", err)
	}
	return out
}

func TestLayersOfDocuments(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "portfolio")
	add(t, dir, portfolio.Layer{Name: "t", Recorded: when.Min}, "p1 a\np2 b\n")
	d := addDocuments(t, dir, portfolio.Layer{Name: "grants (2018).xml.gz", Recorded: when.Min, Formats: []string{"x-xml", "y-csv"}, OriginSHA256: strings.Repeat("ab", 32), Rows: 2, Skipped: 3}, "p1 c\np3 d\n")
	if d.Name != "grants-2018" || d.File != "grants-2018.jsonl.zst" {
		t.Errorf("%+v", d)
	}
	later := addDocuments(t, dir, portfolio.Layer{Name: "later", Recorded: when.MustParse("2024-01-01"), Formats: []string{"x-xml"}}, "p3 e\n")
	layers, _, err := portfolio.ReadLayers(dir)
	if err != nil || len(layers) != 3 {
		t.Fatalf("%+v, %v", layers, err)
	}
	if l := layers[1]; !l.Documents() || !slices.Equal(l.Formats, d.Formats) || l.OriginSHA256 != d.OriginSHA256 || l.Skipped != 3 || layers[0].Documents() {
		t.Errorf("read back as %+v", l)
	}
	closed := 0
	opt := portfolio.LoadOptions{Known: when.Max, Cache: t.TempDir(), Merge: func() (portfolio.Merger, error) {
		return &joiner{map[string]string{}, map[string]uint32{}, &closed}, nil
	}}
	owners := func(s *portfolio.Snapshot) string {
		var out []string
		for _, r := range s.Records() {
			out = append(out, r.ID+" "+strings.Join(r.Owners, ",")+" "+strings.Join(r.Assumed, ","))
		}
		slices.Sort(out)
		return strings.Join(out, "; ")
	}
	s, l := load(t, dir, opt)
	if got := owners(s); got != "p1 c merged; p2 b ; p3 e merged" || string(l.Quality) != `{"rights":2}` || l.Cached || closed != 1 {
		t.Errorf("%s, quality %s, closed %d times", got, l.Quality, closed)
	}
	if again, l := load(t, dir, opt); !l.Cached || again.Hash() != s.Hash() || string(l.Quality) != `{"rights":2}` {
		t.Errorf("from the cache %t, quality %s", l.Cached, l.Quality)
	}
	opt.Known = when.MustParse("2023-12-31")
	if s, _ := load(t, dir, opt); owners(s) != "p1 c merged; p2 b ; p3 d merged" {
		t.Errorf("known before the last layer: %s", owners(s))
	}
	opt.Merge, opt.Cache = nil, ""
	if _, _, err := portfolio.Load(dir, opt); !errors.Is(err, portfolio.ErrLayer) {
		t.Errorf("without a merger: %v", err)
	}
	again := addDocuments(t, dir, portfolio.Layer{Name: "other", Recorded: later.Recorded, Formats: later.Formats}, "p3 e\n")
	if again.Name != later.Name {
		t.Errorf("the same documents were added twice, as %s", again.Name)
	}
}
