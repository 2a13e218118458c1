package uspto

import (
	"context"
	"io"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/objects"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

// pages reads the answers of a service: objects that hold a page of records each. Keys name lists of the outermost object
// whose elements are handed on instead, one at a time, so that a file of any length can be read.
func pages(ctx context.Context, in io.Reader, file string, limits source.Limits, sink source.Sink, format string, read func(line int, o *objects.Object) error, keys ...string) error {
	r := objects.NewReader(in, file, limits, keys...)
	for number := 1; ; number++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		rec, err := r.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		o, ok := objects.NewObject(rec.Raw)
		if rec.Problem == "" && ok {
			if err := read(rec.Line, o); err != nil {
				return err
			}
			continue
		}
		d := source.NewDraft(format, source.Place{File: file, Line: rec.Line, Record: number}, sink)
		if rec.Problem == "" {
			rec.Problem, rec.Says = diag.RecordDamaged, "The record is no JSON object and is left out."
		}
		d.Skip(rec.Problem, rec.Says)
		if err := d.Done(); err != nil {
			return err
		}
	}
}
