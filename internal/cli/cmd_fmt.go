package cli

import (
	"fmt"
	"io"

	"github.com/crossgrant/crossgrant"
	"github.com/crossgrant/crossgrant/internal/present"
)

type fmtCmd struct {
	Files []string `arg:"" optional:"" help:"Documents and journals; default: all of the workspace."`
	Check bool     `help:"Change nothing; exit 6 when a file is not in canonical form."`
	Fix   bool     `help:"Apply the sure fixes of problems, too."`
}

// Run formats files in place and names those it changed.
func (c *fmtCmd) Run(s *session) error {
	w, err := s.open()
	if err != nil {
		return err
	}
	r, err := w.Format(crossgrant.FormatOptions{Files: c.Files, DryRun: c.Check, Fix: c.Fix})
	if err != nil {
		return err
	}
	err = s.print(func() any {
		return struct {
			Format  string   `json:"format"`
			Changed []string `json:"changed"`
			Fixed   int      `json:"fixed"`
			Written bool     `json:"written"`
		}{"crossgrant.fmt/1", append([]string{}, r.Changed...), r.Fixed, !c.Check}
	}, func(out io.Writer, _ present.Style) error {
		for _, f := range r.Changed {
			if _, err := fmt.Fprintln(out, f); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if len(r.Problems) > 0 {
		printProblems(s.stderr, r.Problems, w.Source, style(s.stderr, s.env, s.NoColor))
	}
	if c.Check && len(r.Changed) > 0 || r.Problems.HasErrors() {
		return end(ExitProblems)
	}
	return nil
}
