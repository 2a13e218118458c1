package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/crossgrant/crossgrant"
	"github.com/crossgrant/crossgrant/internal/present"
)

type portfolioQualityCmd struct{}

// Run prints what the merging of the portfolio's documents found.
func (portfolioQualityCmd) Run(s *session) error {
	w, err := s.open()
	if err != nil {
		return err
	}
	q, err := w.Quality()
	if err != nil {
		return err
	}
	return s.print(func() any { return qualityJSON(q) },
		func(out io.Writer, st present.Style) error { return present.Quality(out, q, st) })
}

func qualityJSON(q any) any {
	return struct {
		Format  string `json:"format"`
		Quality any    `json:"quality"`
	}{"crossgrant.quality/1", q}
}

// writeQuality writes the quality report of a workspace to a file.
func (s *session) writeQuality(w *crossgrant.Workspace, file string) error {
	q, err := w.Quality()
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if strings.HasSuffix(strings.ToLower(file), ".json") {
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		err = enc.Encode(qualityJSON(q))
	} else {
		err = present.Quality(&b, q, present.Style{})
	}
	if err != nil {
		return err
	}
	return crossgrant.WriteReport(file, b.Bytes())
}

// formatsText lists the formats, those that are refused last.
func formatsText(out io.Writer, _ present.Style) error {
	all := crossgrant.Formats()
	width := 0
	for _, f := range all {
		width = max(width, len(f.Name))
	}
	for _, refused := range []bool{false, true} {
		for _, f := range all {
			if (f.Refused != "") != refused {
				continue
			}
			says := f.Says
			if refused {
				says += " (refused)"
			}
			if _, err := fmt.Fprintf(out, "%-*s  %s\n", width, f.Name, says); err != nil {
				return err
			}
		}
	}
	return nil
}

func formatsJSON() any {
	return struct {
		Format  string              `json:"format"`
		Formats []crossgrant.Format `json:"formats"`
	}{"crossgrant.formats/1", crossgrant.Formats()}
}
