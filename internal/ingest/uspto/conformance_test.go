package uspto_test

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/ingest/source/sourcetest"
)

// fixture reads a real file, and the member of an archive where the name has one behind a colon.
func fixture(t testing.TB, name string) []byte {
	t.Helper()
	archive, member, _ := strings.Cut(name, ":")
	b, err := os.ReadFile(sourcetest.Shared(t, "fixtures", "uspto", archive))
	if err != nil {
		t.Fatal(err)
	}
	if member == "" {
		return b
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(member)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if b, err = io.ReadAll(f); err != nil {
		t.Fatal(err)
	}
	return b
}

// conformance lists the real files, what they are, and what stands in them; the counts were found by eye in the files.
var conformance = []struct{ file, format, totals string }{}

func TestConformance(t *testing.T) {
	for _, c := range conformance {
		t.Run(c.file, func(t *testing.T) {
			b := fixture(t, c.file)
			f := recognise(t, c.file, b)
			if f.Name != c.format {
				t.Fatalf("recognised as %s", f.Name)
			}
			if f.Decoder == nil {
				return
			}
			got, err := sourcetest.Decode(t, f.Decoder, bytes.NewReader(b), c.file, source.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if got.Totals() != c.totals {
				t.Errorf("got  %s\nwant %s", got.Totals(), c.totals)
			}
		})
	}
}
