package portfolio_test

import (
	"bufio"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// readLines reads a toy format: "id owner filed" a line.
func readLines(_ portfolio.Layer, data io.Reader, keep func(patent.Record) bool) error {
	for sc := bufio.NewScanner(data); sc.Scan(); {
		w := append(strings.Fields(sc.Text()), "", "", "")
		r := patent.Record{ID: w[0], Owners: []string{w[1]}, Office: "US", Title: w[3],
			Priority: when.Unknown, Filed: when.Unknown, Published: when.Unknown, Grant: when.Unknown, Expires: when.Unknown}
		if w[2] != "" {
			r.Filed = when.Exact(when.MustParse(w[2]))
		}
		if !keep(r) {
			return nil
		}
	}
	return nil
}

func add(t *testing.T, dir string, l portfolio.Layer, data string) portfolio.Layer {
	t.Helper()
	l, err := portfolio.AddLayer(dir, l, strings.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func load(t *testing.T, dir string, opt portfolio.LoadOptions) (*portfolio.Snapshot, *portfolio.Loaded) {
	t.Helper()
	opt.Read = readLines
	s, l, err := portfolio.Load(dir, opt)
	if err != nil {
		t.Fatal(err)
	}
	return s, l
}

func TestLayersOverride(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "portfolio")
	cache := filepath.Join(t.TempDir(), ".crossgrant")
	may := when.MustParse("2024-05-01")
	first := add(t, dir, portfolio.Layer{Name: "First export (2023).csv", Recorded: when.Min, Source: when.MustParse("2023-12-31"),
		Origin: "First export (2023).csv", Rows: 4, Columns: map[string]string{"owner": `The "holder"`}}, "p1 a 2015-01-01\np2 a\np3 b\np1 a 2015-01-01\np2 c\n")
	second := add(t, dir, portfolio.Layer{Name: "second", Recorded: may, Source: when.None}, "p2 b\np3 b\np4 a\np1 a 2015-01-01 Title\n")
	if first.Name != "first-export-2023" || first.File != "first-export-2023.csv" || second.Order <= first.Order {
		t.Errorf("layers %+v and %+v", first, second)
	}

	for _, cached := range []bool{false, true} {
		s, l := load(t, dir, portfolio.LoadOptions{Known: may - 1, Cache: cache})
		if l.Cached != cached || s.Len() != 3 || len(l.Layers) != 1 || len(l.Later) != 1 {
			t.Fatalf("before the second layer: %d patents, %+v", s.Len(), l)
		}
		if got := l.Layers[0]; got.SHA256 != first.SHA256 || got.Recorded != when.Min || got.Source != first.Source || got.Columns["owner"] != `The "holder"` || got.Rows != 4 {
			t.Errorf("the sidecar gives %+v, want %+v", got, first)
		}
		m := l.Merged
		if m.Records != 5 || m.Repeated != 1 || m.Conflicting != 1 || m.Overriding != 0 || len(m.Listed) != 1 {
			t.Errorf("merged %+v", m)
		}
		if c := m.Listed[0]; c.ID != "p2" || c.Layer != first.Name || c.Earlier != first.Name || !slices.Equal(c.Differ, []string{"owners"}) {
			t.Errorf("conflict %+v", c)
		}
		if r, _ := s.Find("p2"); !slices.Equal(s.OwnersOf(r), []string{"a"}) {
			t.Errorf("p2 belongs to %v: the first row stands", s.OwnersOf(r))
		}
	}
	s, l := load(t, dir, portfolio.LoadOptions{Known: may, Cache: cache})
	if l.Cached || s.Len() != 4 || l.Merged.Overriding != 2 || l.Merged.Changes != 1 || l.Merged.Repeated != 2 {
		t.Fatalf("with the second layer: %d patents, %+v", s.Len(), l.Merged)
	}
	if r, _ := s.Find("p2"); !slices.Equal(s.OwnersOf(r), []string{"b"}) {
		t.Errorf("p2 belongs to %v, the later layer says b", s.OwnersOf(r))
	}
	if r, _ := s.Find("p1"); s.Title(r) != "Title" {
		t.Errorf("p1 has the title %q", s.Title(r))
	}
	// Who knows other names, or orders owners otherwise, gets another snapshot.
	if _, l := load(t, dir, portfolio.LoadOptions{Known: may, Cache: cache, ReadKey: "names 2"}); l.Cached {
		t.Error("another reader was answered from the cache")
	}
	if _, l := load(t, dir, portfolio.LoadOptions{Known: may, Cache: cache, OwnerOrder: []string{"b", "a"}}); l.Cached {
		t.Error("another order was answered from the cache")
	}
	for key := range 5 {
		load(t, dir, portfolio.LoadOptions{Known: may, Cache: cache, ReadKey: strings.Repeat("x", key+1)})
	}
	if files, _ := os.ReadDir(cache); len(files) != 2*4 {
		t.Errorf("%d files in the cache, want 8", len(files))
	}
}

func TestCacheIsDisposable(t *testing.T) {
	dir, cache := t.TempDir(), filepath.Join(t.TempDir(), "deep", ".crossgrant")
	add(t, dir, portfolio.Layer{Name: "x", Recorded: when.Min}, "p1 a\n")
	want, _ := load(t, dir, portfolio.LoadOptions{Known: when.Max, Cache: cache})
	files, _ := os.ReadDir(cache)
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(cache, f.Name()), []byte("{}"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, l := load(t, dir, portfolio.LoadOptions{Known: when.Max, Cache: cache})
	if l.Cached || got.Hash() != want.Hash() {
		t.Errorf("a damaged cache was used: %+v", l)
	}
	if err := os.RemoveAll(cache); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(cache, nil, 0o600); err != nil { // a file where the folder should be
		t.Fatal(err)
	}
	if _, l := load(t, dir, portfolio.LoadOptions{Known: when.Max, Cache: cache}); l.Uncached == "" {
		t.Error("a cache that cannot be written goes unmentioned")
	}
}

func TestAddLayer(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "portfolio")
	a := add(t, dir, portfolio.Layer{Name: "x.csv", Recorded: when.Min}, "p1 a\n")
	again := add(t, dir, portfolio.Layer{Name: "y.csv", Recorded: when.Min}, "p1 a\n")
	if again.Name != a.Name {
		t.Errorf("the same data was added twice, as %s and %s", a.Name, again.Name)
	}
	b := add(t, dir, portfolio.Layer{Name: "x.csv", Recorded: when.Min}, "p1 b\n")
	if b.Name != "x-2" || b.Order <= a.Order {
		t.Errorf("%+v", b)
	}
	if s, _ := load(t, dir, portfolio.LoadOptions{Known: when.Max}); s.Owners()[s.OwnerOf(0)] != "b" {
		t.Errorf("owners %v: of two layers of one day the later import stands", s.Owners())
	}
	odd := add(t, dir, portfolio.Layer{Name: "../..", Origin: "two\nlines", Recorded: when.Min}, "p9 c\n")
	if odd.Name != "layer" {
		t.Errorf("%+v", odd)
	}
	layers, _, err := portfolio.ReadLayers(dir)
	if err != nil || len(layers) != 3 || layers[2].Origin != "two lines" {
		t.Errorf("%+v, %v", layers, err)
	}
}

// An import that breaks off leaves what was there, and nothing that looks like a layer.
func TestInterruptedImport(t *testing.T) {
	dir := t.TempDir()
	add(t, dir, portfolio.Layer{Name: "x", Recorded: when.Min}, "p1 a\n")
	gone := errors.New("the disk is gone")
	if _, err := portfolio.AddLayer(dir, portfolio.Layer{Name: "y", Recorded: when.Min}, io.MultiReader(strings.NewReader("p2 b\n"), broken{gone})); !errors.Is(err, gone) {
		t.Fatalf("error %v", err)
	}
	if files, _ := os.ReadDir(dir); len(files) != 2 {
		t.Errorf("the folder holds %v", files)
	}
	if err := os.WriteFile(filepath.Join(dir, "z.csv"), []byte("p3 c\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, l := load(t, dir, portfolio.LoadOptions{Known: when.Max})
	if s.Len() != 1 || !slices.Equal(l.Stray, []string{"z.csv"}) {
		t.Errorf("%d patents, stray %v", s.Len(), l.Stray)
	}
}

type broken struct{ err error }

func (b broken) Read([]byte) (int, error) { return 0, b.err }

func TestLoadRefuses(t *testing.T) {
	layer := func(t *testing.T) string {
		dir := t.TempDir()
		add(t, dir, portfolio.Layer{Name: "x", Recorded: when.Min}, "p1 a\n")
		return dir
	}
	write := func(t *testing.T, dir, name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name, want string
		spoil      func(t *testing.T, dir string)
	}{
		{"data changed", "it was changed", func(t *testing.T, dir string) { write(t, dir, "x.csv", "p1 b\n") }},
		{"data gone", "is not there", func(t *testing.T, dir string) { os.Remove(filepath.Join(dir, "x.csv")) }},
		{"unknown line", `x.layer:2: layer cannot be used: it says "colour"`, func(t *testing.T, dir string) { write(t, dir, "x.layer", "# head\ncolour red\n") }},
		{"impossible date", `"recorded 2024-02-30" cannot be read`, func(t *testing.T, dir string) { write(t, dir, "x.layer", "recorded 2024-02-30\n") }},
		{"no file", "must name a file", func(t *testing.T, dir string) { write(t, dir, "x.layer", "rows 2\n") }},
		{"other folder", "must name a file", func(t *testing.T, dir string) {
			write(t, dir, "x.layer", "file ../x.csv\nsha256 "+strings.Repeat("0", 64)+"\n")
		}},
		{"column", "a column is written", func(t *testing.T, dir string) { write(t, dir, "x.layer", "column owner Holder\n") }},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := layer(t)
			c.spoil(t, dir)
			_, _, err := portfolio.Load(dir, portfolio.LoadOptions{Known: when.Max, Read: readLines})
			if !errors.Is(err, portfolio.ErrLayer) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
	t.Run("reader fails", func(t *testing.T) {
		gone := errors.New("unreadable")
		_, _, err := portfolio.Load(layer(t), portfolio.LoadOptions{Known: when.Max, Read: func(portfolio.Layer, io.Reader, func(patent.Record) bool) error { return gone }})
		if !errors.Is(err, gone) {
			t.Errorf("error %v", err)
		}
	})
	t.Run("no reader", func(t *testing.T) {
		if _, _, err := portfolio.Load(layer(t), portfolio.LoadOptions{Known: when.Max}); !errors.Is(err, portfolio.ErrLayer) {
			t.Errorf("error %v", err)
		}
	})
}

func TestNoPortfolioIsEmpty(t *testing.T) {
	s, l := load(t, filepath.Join(t.TempDir(), "none"), portfolio.LoadOptions{Known: when.Max})
	if s.Len() != 0 || len(s.Runs()) != 0 || len(l.Layers) != 0 || len(s.FindAll("US1")) != 0 {
		t.Errorf("%d patents, %+v", s.Len(), l)
	}
}

// A folder that the program carries within itself loads as one on the disk does.
func TestLoadFS(t *testing.T) {
	dir := t.TempDir()
	add(t, dir, portfolio.Layer{Name: "x", Recorded: when.Min}, "EP1A1 a\nEP1B1 a\nEP2A1 b\nDE3B4 b\nDE3C5 b\nDE3U1 b\np1 c\np1a c\n")
	want, _ := load(t, dir, portfolio.LoadOptions{Known: when.Max})
	files := fstest.MapFS{}
	for _, name := range []string{"x.csv", "x.layer"} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: text}
	}
	opt := portfolio.LoadOptions{Known: when.Max, Read: readLines, Cache: t.TempDir()}
	for _, cached := range []bool{false, true} {
		got, l, err := portfolio.LoadFS(files, "the sample", opt)
		if err != nil {
			t.Fatal(err)
		}
		if got.Hash() != want.Hash() || l.Cached != cached || l.Merged.Apart != 5 {
			t.Errorf("cached %t: %+v", cached, l)
		}
	}
	files["x.csv"].Data = []byte("changed")
	if _, _, err := portfolio.LoadFS(files, "the sample", portfolio.LoadOptions{Known: when.Max, Read: readLines}); !errors.Is(err, portfolio.ErrLayer) || !strings.Contains(err.Error(), "the sample") {
		t.Errorf("error %v", err)
	}
	if s, _, err := portfolio.LoadFS(fstest.MapFS{}, "the sample", portfolio.LoadOptions{Known: when.Max}); err != nil || s.Len() != 0 {
		t.Errorf("an empty folder: %v", err)
	}
}

func FuzzSidecar(f *testing.F) {
	f.Add("# x\nfile x.csv\nsha256 " + strings.Repeat("a", 64) + "\nrows 3\nrecorded 2024-01-01\ncolumn owner = \"x\"\n")
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, text string) {
		if err := os.WriteFile(filepath.Join(dir, "x.layer"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		layers, _, err := portfolio.ReadLayers(dir)
		if err != nil && !errors.Is(err, portfolio.ErrLayer) {
			t.Fatal(err)
		}
		for _, l := range layers {
			if l.File != filepath.Base(l.File) {
				t.Fatalf("a layer reaches out of its folder: %q", l.File)
			}
		}
	})
}
