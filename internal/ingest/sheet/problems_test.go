package sheet_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/docs/problemtest"
	"github.com/crossgrant/crossgrant/internal/ingest"
	"github.com/crossgrant/crossgrant/internal/ingest/sheet"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/ingest/source/sourcetest"
)

// TestProblems holds the page of the problem that only lists kept by people have; the pages of the others are held by
// package search.
func TestProblems(t *testing.T) {
	reported := problemtest.Reported(t, ".")
	if !slices.Contains(reported, diag.SpreadsheetDamage) {
		t.Fatal(reported)
	}
	problemtest.Run(t, []string{diag.SpreadsheetDamage}, func(files []txtar.File) diag.List {
		var l diag.List
		for _, f := range files {
			c, err := sourcetest.Decode(t, sheet.Mapping{}.Decoder(), bytes.NewReader(f.Data), f.Name, source.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range c.Reported {
				p := ingest.Problem(r)
				for range p.Subject.Start.Line - 1 { // the byte at which the line begins, which a stream does not count
					p.Subject.Start.Byte += bytes.IndexByte(f.Data[p.Subject.Start.Byte:], '\n') + 1
				}
				p.Subject.End = p.Subject.Start
				l.Add(p)
			}
		}
		return l
	})
}
