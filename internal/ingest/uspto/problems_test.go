package uspto_test

import (
	"bytes"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/docs/problemtest"
	"github.com/crossgrant/crossgrant/internal/ingest"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/ingest/source/sourcetest"
)

// TestProblems holds the pages of the problems that records of markup may have.
func TestProblems(t *testing.T) {
	problemtest.Run(t, []string{diag.RecordEncoding, diag.RecordEntity, diag.RecordTooDeep}, func(files []txtar.File) diag.List {
		var l diag.List
		for _, f := range files {
			dec := recognise(t, f.Name, f.Data).Decoder
			c, err := sourcetest.Decode(t, dec, bytes.NewReader(f.Data), f.Name, source.Limits{Depth: 20})
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range c.Reported {
				p := ingest.Problem(r)
				for range p.Subject.Start.Line - 1 {
					p.Subject.Start.Byte += bytes.IndexByte(f.Data[p.Subject.Start.Byte:], '\n') + 1
				}
				p.Subject.End = p.Subject.Start
				l.Add(p)
			}
		}
		return l
	})
}
