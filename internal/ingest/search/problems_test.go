package search_test

import (
	"bytes"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/docs/problemtest"
	"github.com/crossgrant/crossgrant/internal/ingest"
	"github.com/crossgrant/crossgrant/internal/ingest/search"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/ingest/source/sourcetest"
)

// TestProblems holds the pages of the problems that records of any format may have; the examples are in formats of this
// package.
func TestProblems(t *testing.T) {
	names := []string{diag.RecordDamaged, diag.RecordDate, diag.RecordNumber, diag.RecordTooLarge, diag.RecordValue}
	problemtest.Run(t, names, func(files []txtar.File) diag.List {
		var l diag.List
		for _, f := range files {
			format, sure := sourcetest.Best(search.Formats(), f.Name, f.Data)
			if sure == 0 {
				t.Fatalf("%s is of no format", f.Name)
			}
			c, err := sourcetest.Decode(t, format.Decoder, bytes.NewReader(f.Data), f.Name, source.Limits{Record: 4096})
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range c.Reported {
				l.Add(placed(ingest.Problem(r), f.Data))
			}
		}
		return l
	})
}

// placed gives a problem of a line the byte at which the line begins, which a stream does not count.
func placed(p diag.Problem, text []byte) diag.Problem {
	for range p.Subject.Start.Line - 1 {
		p.Subject.Start.Byte += bytes.IndexByte(text[p.Subject.Start.Byte:], '\n') + 1
	}
	p.Subject.End = p.Subject.Start
	return p
}
