package search_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

func BenchmarkDecode(b *testing.B) {
	for _, file := range []string{"lens.csv", "google.csv", "google.jsonl", "g_patent.tsv"} {
		b.Run(file, func(b *testing.B) {
			content, err := os.ReadFile(filepath.Join("testdata", file))
			if err != nil {
				b.Fatal(err)
			}
			content = bytes.Repeat(content, 100)
			dec := decoder(b, samples[file])
			b.SetBytes(int64(len(content)))
			b.ReportAllocs()
			for b.Loop() {
				sink := source.Sink{Document: func(source.Document) error { return nil }, Report: func(source.Reported) error { return nil }}
				if err := dec.Decode(context.Background(), bytes.NewReader(content), file, source.Limits{}, sink); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
