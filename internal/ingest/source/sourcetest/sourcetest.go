// Package sourcetest holds what the tests of all decoders do alike: read a file into memory, compare it with a golden
// file, count what it holds, and feed a decoder with damaged and hostile input.
package sourcetest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// Collected is what a decoder handed on.
type Collected struct {
	Documents []source.Document
	Reported  []source.Reported
}

// Sink keeps everything.
func (c *Collected) Sink() source.Sink {
	return source.Sink{
		Document: func(d source.Document) error { c.Documents = append(c.Documents, d); return nil },
		Report:   func(r source.Reported) error { c.Reported = append(c.Reported, r); return nil },
	}
}

// Decode reads a stream and checks what holds of every document and report.
func Decode(t testing.TB, dec source.Decoder, r io.Reader, file string, limits source.Limits) (*Collected, error) {
	t.Helper()
	c := &Collected{}
	err := dec.Decode(context.Background(), r, file, limits, c.Sink())
	c.Check(t, dec.Format())
	return c, err
}

// ReadFile is [Decode] of a file that must be readable as a whole.
func ReadFile(t testing.TB, dec source.Decoder, path string) *Collected {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	c, err := Decode(t, dec, f, filepath.Base(path), source.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Shared is the path of a file of real data beside the repository; the test is skipped where it is absent.
func Shared(t testing.TB, parts ...string) string {
	t.Helper()
	path := filepath.Join(append([]string{root(t), "..", "shared", "data"}, parts...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("SKIPPED: real data is not at ../shared/data/%s", strings.Join(parts, "/"))
	}
	return path
}

// root is the folder of the module.
func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("no go.mod above the test")
		}
		dir = filepath.Dir(dir)
	}
}

// Check holds what is true of whatever a decoder hands on.
func (c *Collected) Check(t testing.TB, format string) {
	t.Helper()
	first, last := when.Civil(source.FirstYear, 1, 1), when.Civil(source.LastYear, 12, 31)
	for _, d := range c.Documents {
		if d.Format != format {
			t.Fatalf("a document of format %q from the decoder of %q", d.Format, format)
		}
		if d.Place.Record < 1 {
			t.Fatalf("record %d at %+v", d.Place.Record, d.Place)
		}
		if d.Application.Text == "" && len(d.Publications) == 0 && d.Family == "" {
			t.Fatalf("record %d has no number: %+v", d.Place.Record, d)
		}
		for name, b := range map[string]when.Bounds{
			"priority": d.Priority, "filed": d.Filed, "published": d.Published, "grant": d.Grant, "status": d.StatusDate, "stated": d.Term.Stated, "disclaimer": d.Term.DisclaimerTo,
		} {
			if b.Empty() || b != when.Unknown && (b.Earliest < first || b.Latest > last) {
				t.Fatalf("record %d: %s is %v", d.Place.Record, name, b)
			}
		}
		if b, err := json.Marshal(d); err != nil || !utf8.Valid(b) {
			t.Fatalf("record %d cannot be written as JSON: %v", d.Place.Record, err)
		}
	}
	for _, r := range c.Reported {
		if r.Name == "" || !strings.HasSuffix(r.Says, ".") || !utf8.ValidString(r.Says) || len(r.Says) > 2000 || strings.ContainsRune(r.Says, '\n') {
			t.Fatalf("reported as no sentence: %+v", r)
		}
	}
}

// Listed checks that the manual's table of real files has the row of a file: how many documents it holds, or that it is
// refused.
func Listed(t testing.TB, file, format, documents string) {
	t.Helper()
	manual, err := os.ReadFile(filepath.Join(root(t), "docs", "import-formats.md"))
	if err != nil {
		t.Fatal(err)
	}
	if row := fmt.Sprintf("| %s | %s | %s |\n", file, format, documents); !strings.Contains(string(manual), row) {
		t.Errorf("docs/import-formats.md has no row %s", row)
	}
}

// Golden compares the documents and reports with the file, one JSON value a line; UPDATE=1 writes it.
func Golden(t testing.TB, c *Collected, path string) {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	for _, d := range c.Documents {
		if err := enc.Encode(d); err != nil {
			t.Fatal(err)
		}
	}
	for _, r := range c.Reported {
		fmt.Fprintf(&b, "%s line %d record %d: %s: %s (skipped: %v)\n", r.Place.File, r.Place.Line, r.Place.Record, r.Name, r.Says, r.Skipped)
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, b.Bytes()) {
		t.Errorf("%s differs from what is read (UPDATE=1 writes it):\n%s", path, firstDifference(string(want), b.String()))
	}
}

func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return fmt.Sprintf("line %d\nwant %s\ngot  %s", i+1, w[i], g[i])
		}
	}
	return fmt.Sprintf("want %d lines, got %d", len(w), len(g))
}

// Totals counts what the documents hold, for the conformance tests of real files: how many there are, and of how many
// each thing is known.
func (c *Collected) Totals() string {
	n := map[string]int{}
	add := func(name string, yes bool) {
		if yes {
			n[name]++
		}
	}
	for _, d := range c.Documents {
		add("application", d.Application.Text != "")
		n["publications"] += len(d.Publications)
		add("granted", d.Granted == patent.Yes)
		add("priority", d.Priority != when.Unknown)
		add("filed", d.Filed != when.Unknown)
		add("published", d.Published != when.Unknown)
		add("grant", d.Grant != when.Unknown)
		add("title", d.Title != "")
		n["parties"] += len(d.Parties)
		n["priorities"] += len(d.Priorities)
		n["relations"] += len(d.Relations)
		add("family", d.Family != "")
		n["members"] += len(d.Members)
		n["cpc"] += len(d.CPC)
		n["ipc"] += len(d.IPC)
		n["events"] += len(d.Events)
		n["transfers"] += len(d.Transfers)
		n["declared"] += len(d.Declared)
		n["states"] += len(d.States)
		add("status", d.Status != "")
	}
	out := []string{fmt.Sprintf("documents %d", len(c.Documents))}
	for _, name := range slices.Sorted(maps.Keys(n)) {
		if n[name] > 0 {
			out = append(out, fmt.Sprintf("%s %d", name, n[name]))
		}
	}
	reports := map[string]int{}
	for _, r := range c.Reported {
		reports[r.Name]++
	}
	for _, name := range slices.Sorted(maps.Keys(reports)) {
		out = append(out, fmt.Sprintf("%s %d", name, reports[name]))
	}
	return strings.Join(out, ", ")
}

// Hostile feeds a decoder with what a good sample becomes when it is cut, damaged, written in another encoding, or
// made by somebody who wants to do harm. Nothing may crash, hang or fill the memory, and what is said are sentences.
//
// The heap may grow by 40 MiB, or by the given [Memory] for a format that is read as a whole.
func Hostile(t *testing.T, dec source.Decoder, sample []byte, memory ...Memory) {
	t.Helper()
	most := uint64(40 << 20)
	for _, m := range memory {
		most = uint64(m)
	}
	try := func(name string, r io.Reader) {
		t.Run(name, func(t *testing.T) {
			if _, err := Decode(t, dec, r, "hostile", source.Limits{Record: 1 << 20}); err != nil && len(err.Error()) > 2000 {
				t.Errorf("an error of %d bytes", len(err.Error()))
			}
		})
	}
	for i := range 20 {
		try(fmt.Sprintf("cut %d", i), bytes.NewReader(sample[:len(sample)*i/20]))
	}
	for i := range 40 {
		damaged := bytes.Clone(sample)
		for k := range 5 {
			at := (i*7919 + k*104729) % len(damaged)
			damaged[at] = "\x00\xff<>\"',;{}[]\n\r&-9"[(i+k)%17]
		}
		try(fmt.Sprintf("damaged %d", i), bytes.NewReader(damaged))
	}
	try("twice", bytes.NewReader(append(bytes.Clone(sample), sample...)))
	try("zeros", bytes.NewReader(make([]byte, 1<<16)))
	try("utf-16", bytes.NewReader(wide(sample)))
	try("latin-1", bytes.NewReader(bytes.ReplaceAll(sample, []byte("e"), []byte("\xe9"))))
	try("far future", bytes.NewReader(bytes.ReplaceAll(sample, []byte("20"), []byte("99"))))
	try("negative", bytes.NewReader(bytes.ReplaceAll(sample, []byte("20"), []byte("-2"))))
	try("quotes", bytes.NewReader(append(bytes.Clone(sample), bytes.Repeat([]byte("\"\n"), 10_000)...)))
	for _, c := range []byte{'x', '"', '<', '[', '{', '\n', '\\', '&'} {
		n := 24 << 20
		if c == '\n' { // blank lines are many
			n = 4 << 20
		}
		before := heap()
		try(fmt.Sprintf("endless %q", c), io.MultiReader(bytes.NewReader(sample), &endless{c, n}))
		if after := heap(); after > before+most {
			t.Errorf("the heap grew by %d MiB over 24 MiB of %q", (after-before)>>20, c)
		}
	}
}

// Memory is how many bytes the heap may grow by.
type Memory uint64

// heap is the most the heap has ever held, nearly: it is given back slowly.
func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapSys - m.HeapReleased
}

// endless is a reader of n bytes that are all the same.
type endless struct {
	c byte
	n int
}

func (e *endless) Read(p []byte) (int, error) {
	n := min(len(p), e.n)
	if n == 0 {
		return 0, io.EOF
	}
	for i := range n {
		p[i] = e.c
	}
	e.n -= n
	return n, nil
}

// wide is the text in UTF-16 with its mark.
func wide(text []byte) []byte {
	out := []byte{0xff, 0xfe}
	for _, c := range text {
		out = append(out, c, 0)
	}
	return out
}

// Best returns the format that is surest of a file, and how sure.
func Best(formats []source.Format, name string, content []byte) (best source.Format, sure int) {
	for _, f := range formats {
		if s := f.Match(name, content[:min(len(content), 64<<10)]); s > sure {
			best, sure = f, s
		}
	}
	return best, sure
}
