package cli

import (
	"io"

	"github.com/crossgrant/crossgrant"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/present"
)

type checkCmd struct {
	Files    []string `arg:"" optional:"" help:"Report on these files only; all are read. Default: all."`
	ReadBack bool     `name:"read-back" help:"Print every block as an English sentence beside the words of its clause."`
	Why      bool     `help:"Print notes in full, and the expectations that hold, too."`
}

// Run reports problems and runs expectations; exit code 6 when there is an error or an expectation fails.
func (c *checkCmd) Run(s *session) error {
	known, err := s.knownAt()
	if err != nil {
		return err
	}
	w, err := s.open()
	if err != nil {
		return err
	}
	r, err := w.Check(crossgrant.CheckOptions{Files: c.Files, ReadBack: c.ReadBack, KnownAt: known})
	if err != nil {
		return err
	}
	s.style.Why = c.Why
	err = s.print(func() any { return present.CheckJSON(r, inputs(w, known)) },
		func(out io.Writer, st present.Style) error {
			return present.Check(out, r, func(out io.Writer, l diag.List) error { return printProblems(out, l, w.Source, st) }, st)
		})
	if err != nil {
		return err
	}
	if r.Errors() > 0 || r.Failed() > 0 {
		return end(ExitProblems)
	}
	return nil
}
