package uspto_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/ingest/source/sourcetest"
	"github.com/crossgrant/crossgrant/internal/ingest/uspto"
)

// samples are files written by us, with invented numbers, firms and people, and the format of each.
var samples = []struct{ file, format string }{
	{"grant.xml", "uspto-grant-xml"},
	{"application.xml", "uspto-application-xml"},
	{"st32.sgm", "uspto-grant-st32"},
	{"greenbook.txt", "uspto-grant-greenbook"},
	{"padx.xml", "uspto-assignment-padx"},
	{"search.xml", "uspto-assignment-search"},
	{"search.json", "uspto-assignment-search-json"},
	{"center.json", "uspto-assignment-center"},
	{"odp-2024.json", "uspto-odp-2024"},
	{"odp-2025.json", "uspto-odp-2025"},
	{"peds.json", "uspto-peds"},
	{"fees.txt", "uspto-maintenance-fees"},
	{"fees-before-2014.txt", "uspto-maintenance-fees"},
	{"grant.dtd", "uspto-dtd"},
	{"ptab.json", "uspto-ptab"},
	{"ipg310107lst.txt", "uspto-weekly-list"},
	{"ipg310107rpt.html", "uspto-weekly-report"},
}

func sample(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// recognise is the format of a file, as an import finds it.
func recognise(t testing.TB, name string, b []byte) source.Format {
	t.Helper()
	f, sure := sourcetest.Best(uspto.Formats(), name, b)
	if sure == 0 {
		t.Fatalf("%s is recognised as nothing", name)
	}
	return f
}

// Every sample is recognised, by one format alone, and read as the golden file beside it says.
func TestSamples(t *testing.T) {
	for _, s := range samples {
		t.Run(s.file, func(t *testing.T) {
			b := sample(t, s.file)
			f := recognise(t, s.file, b)
			if f.Name != s.format {
				t.Fatalf("recognised as %s", f.Name)
			}
			for _, other := range uspto.Formats() {
				if n := other.Match(s.file, b); n > 0 && other.Name != s.format {
					t.Errorf("%s is %d sure of it, too", other.Name, n)
				}
			}
			if f.Decoder == nil {
				if !strings.Contains(f.Refuse, "Import the ") && !strings.Contains(f.Refuse, "Import the") {
					t.Errorf("the refusal does not say what to import instead: %s", f.Refuse)
				}
				return
			}
			if f.Decoder.Format() != f.Name {
				t.Errorf("the decoder of %s calls itself %s", f.Name, f.Decoder.Format())
			}
			c, err := sourcetest.Decode(t, f.Decoder, bytes.NewReader(b), s.file, source.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			sourcetest.Golden(t, c, filepath.Join("testdata", s.file+".golden"))
			slow, err := sourcetest.Decode(t, f.Decoder, iotest.OneByteReader(bytes.NewReader(b)), s.file, source.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			sourcetest.Golden(t, slow, filepath.Join("testdata", s.file+".golden"))
		})
	}
}

// decoders are the samples that hold patents, with their decoders.
func decoders(t testing.TB) map[string]source.Decoder {
	t.Helper()
	out := map[string]source.Decoder{}
	for _, s := range samples {
		if f := recognise(t, s.file, sample(t, s.file)); f.Decoder != nil {
			out[s.file] = f.Decoder
		}
	}
	return out
}

func TestHostile(t *testing.T) {
	for name, dec := range decoders(t) {
		t.Run(name, func(t *testing.T) { sourcetest.Hostile(t, dec, sample(t, name)) })
	}
}

// The sink ends the reading with its error, whatever it was given; so does the context, and the error of the reader comes
// back as it is.
func TestEnds(t *testing.T) {
	stop := errors.New("stop")
	for name, dec := range decoders(t) {
		b := sample(t, name)
		t.Run(name, func(t *testing.T) {
			n := 0
			refuse := source.Sink{
				Document: func(source.Document) error { n++; return stop },
				Report:   func(source.Reported) error { n++; return stop },
			}
			if err := dec.Decode(context.Background(), bytes.NewReader(b), name, source.Limits{}, refuse); !errors.Is(err, stop) || n != 1 {
				t.Errorf("the sink said stop: %v after %d calls", err, n)
			}
			var c sourcetest.Collected
			broken := iotest.ErrReader(errors.New("broken"))
			if err := dec.Decode(context.Background(), broken, name, source.Limits{}, c.Sink()); err == nil || !strings.Contains(err.Error(), "broken") {
				t.Errorf("the reader is broken: %v", err)
			}
			done, cancel := context.WithCancel(context.Background())
			cancel()
			if err := dec.Decode(done, bytes.NewReader(b), name, source.Limits{}, c.Sink()); !errors.Is(err, context.Canceled) {
				t.Errorf("cancelled: %v", err)
			}
			if len(c.Documents) > 0 {
				t.Error("documents were handed on")
			}
		})
	}
}

// A record larger than the limit is reported, and what follows is read.
func TestTooLarge(t *testing.T) {
	for name, limit := range map[string]int{"grant.xml": 1500, "st32.sgm": 1500, "greenbook.txt": 600} {
		t.Run(name, func(t *testing.T) {
			b := sample(t, name)
			c, err := sourcetest.Decode(t, recognise(t, name, b).Decoder, bytes.NewReader(b), name, source.Limits{Record: limit})
			if err != nil {
				t.Fatal(err)
			}
			if len(c.Documents) == 0 || len(c.Reported) == 0 || !c.Reported[0].Skipped || c.Reported[0].Place.Record != 1 {
				t.Errorf("%d documents, reported %+v", len(c.Documents), c.Reported)
			}
			if c.Documents[0].Place.Record != 2 {
				t.Errorf("the first document is that of record %d", c.Documents[0].Place.Record)
			}
		})
	}
}

// Entities that grow and elements without end cost nothing: they are never expanded, and never held.
func TestBombs(t *testing.T) {
	bomb := `<?xml version="1.0"?><!DOCTYPE us-patent-grant [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<us-patent-grant><us-bibliographic-data-grant><publication-reference><document-id><country>US</country><doc-number>19900009</doc-number><kind>B2</kind></document-id></publication-reference><invention-title>&c;</invention-title></us-bibliographic-data-grant></us-patent-grant>`
	deep := `<us-patent-grant>` + strings.Repeat("<a>", 5000)
	for name, text := range map[string]string{"entities": bomb, "depth": deep} {
		c, err := sourcetest.Decode(t, recognise(t, "x.xml", []byte(bomb)).Decoder, strings.NewReader(text), name, source.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case len(c.Reported) != 1:
			t.Errorf("%s: reported %+v", name, c.Reported)
		case name == "entities" && (len(c.Documents) != 1 || c.Documents[0].Title != "&c;" || c.Reported[0].Name != "record-entity"):
			t.Errorf("%s: %+v, %+v", name, c.Documents, c.Reported)
		case name == "depth" && (len(c.Documents) != 0 || c.Reported[0].Name != "record-too-deep"):
			t.Errorf("%s: %+v, %+v", name, c.Documents, c.Reported)
		}
	}
}

// A record of more classes than any real one is read in bounded time, and says that there were more.
func TestManyClasses(t *testing.T) {
	var b strings.Builder
	b.WriteString("<us-patent-grant><us-bibliographic-data-grant><publication-reference><document-id><country>US</country><doc-number>19900001</doc-number><kind>B2</kind></document-id></publication-reference><classifications-cpc>")
	for i := range 30_000 {
		fmt.Fprintf(&b, "<classification-cpc><section>H</section><class>04</class><subclass>W</subclass><main-group>%d</main-group><subgroup>%02d</subgroup></classification-cpc>", i/100+1, i%100)
	}
	b.WriteString("</classifications-cpc></us-bibliographic-data-grant></us-patent-grant>")
	c, err := sourcetest.Decode(t, recognise(t, "x", []byte(b.String())).Decoder, strings.NewReader(b.String()), "x", source.Limits{})
	if err != nil || len(c.Documents) != 1 {
		t.Fatal(len(c.Documents), err)
	}
	if d := c.Documents[0]; len(d.CPC) != 20_000 || !slices.Contains(d.Unmapped, "further classes") {
		t.Errorf("%d classes, not carried over: %q", len(d.CPC), d.Unmapped)
	}
}

// FuzzDecode feeds every decoder. Whatever the bytes, it ends, and what it says holds.
func FuzzDecode(f *testing.F) {
	all := decoders(f)
	names := slices.Sorted(maps.Keys(all))
	for i, name := range names {
		f.Add(uint8(i), sample(f, name))
	}
	f.Fuzz(func(t *testing.T, which uint8, b []byte) {
		_, _ = sourcetest.Decode(t, all[names[int(which)%len(names)]], bytes.NewReader(b), "x", source.Limits{Record: 1 << 16})
		for _, f := range uspto.Formats() {
			if n := f.Match("x", b); n < 0 || n > 100 {
				t.Errorf("%s is %d sure", f.Name, n)
			}
		}
	})
}
