package ingest

import (
	"strings"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

// Problem is what a decoder reported, as problems are printed: the first sentence says what is wrong, the rest what to
// do. A record that was left out is an error, a value that was left out is a warning.
func Problem(r source.Reported) diag.Problem {
	p := diag.Problem{Name: r.Name, Severity: diag.Warning, Subject: diag.Range{File: r.Place.File}}
	if r.Skipped {
		p.Severity = diag.Error
	}
	if r.Place.Line > 0 {
		p.Subject.Start = diag.Pos{Line: r.Place.Line, Column: 1}
		p.Subject.End = p.Subject.Start
	}
	p.Summary, p.Detail = strings.TrimSuffix(r.Says, "."), ""
	if first, rest, more := strings.Cut(r.Says, ". "); more {
		p.Summary, p.Detail = first, rest
	}
	return p
}
