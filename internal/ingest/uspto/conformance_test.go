package uspto_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/ingest/uspto"
)

// collected is a sink that keeps everything.
type collected struct {
	documents []source.Document
	reported  []source.Reported
}

func (c *collected) sink() source.Sink {
	return source.Sink{
		Document: func(d source.Document) error { c.documents = append(c.documents, d); return nil },
		Report:   func(r source.Reported) error { c.reported = append(c.reported, r); return nil },
	}
}

// recognise is the format of a file, as an import finds it.
func recognise(t testing.TB, name string, b []byte) source.Format {
	t.Helper()
	var best source.Format
	most := 0
	for _, f := range uspto.Formats() {
		if n := f.Match(name, b[:min(len(b), 64<<10)]); n > most {
			best, most = f, n
		}
	}
	if most == 0 {
		t.Fatalf("%s is recognised as nothing", name)
	}
	return best
}

// decode reads a file in the format that it is recognised as.
func decode(t testing.TB, name string, b []byte) (string, *collected) {
	t.Helper()
	f := recognise(t, name, b)
	var c collected
	if f.Decoder == nil {
		return f.Name, &c
	}
	if err := f.Decoder.Decode(context.Background(), bytes.NewReader(b), name, source.Limits{}, c.sink()); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return f.Name, &c
}

// fixture reads a real file, and the member of an archive where the name has one behind a colon.
func fixture(t testing.TB, name string) []byte {
	t.Helper()
	archive, member, _ := strings.Cut(name, ":")
	path := filepath.Join("..", "..", "..", "..", "shared", "data", "fixtures", "uspto", archive)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Skipf("SKIPPED: there is no fixture at ../shared/data/fixtures/uspto: %v", err)
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
