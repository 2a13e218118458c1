package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/crossgrant/crossgrant"
	"github.com/crossgrant/crossgrant/internal/present"
)

type recordCmd struct {
	Fact []string `arg:"" help:"One fact as a journal writes it: \"2026-05-01 huawei controls honor 0%\". Properties follow after commas."`
}

// Run appends the fact to the workspace's journal, or says what is wrong with it and writes nothing.
func (c *recordCmd) Run(s *session) error {
	w, err := s.open()
	if err != nil {
		return err
	}
	r, err := w.Record(strings.Join(c.Fact, " "))
	if err != nil {
		return err
	}
	return s.printRecorded(r)
}

// printRecorded says what was written and where.
func (s *session) printRecorded(r crossgrant.Recorded) error {
	return s.print(func() any {
		return struct {
			Format   string `json:"format"`
			File     string `json:"file"`
			Line     int    `json:"line"`
			Text     string `json:"text"`
			Recorded string `json:"recorded"`
		}{"crossgrant.record/1", r.File, r.Line, r.Text, r.Recorded.String()}
	}, func(w io.Writer, st present.Style) error {
		_, err := fmt.Fprintf(w, "Recorded in %s, line %d:\n%s", r.File, r.Line, indent(r.Text))
		return err
	})
}

// indent sets each line two columns in.
func indent(text string) string {
	var b strings.Builder
	for l := range strings.Lines(strings.TrimRight(text, "\n") + "\n") {
		b.WriteString("  " + l)
	}
	return b.String()
}
