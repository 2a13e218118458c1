package cli

import (
	"bytes"
	"io"

	"github.com/crossgrant/crossgrant"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/present"
)

type checkCmd struct {
	Files    []string `arg:"" optional:"" help:"Report on these files only; all are read. Default: all."`
	ReadBack bool     `name:"read-back" help:"Print every block as an English sentence beside the words of its clause."`
	JUnit    string   `name:"junit" placeholder:"FILE" help:"Write a JUnit report, too: a case for each expectation, invariant and error. \"-\" prints it instead of the text."`
	Why      bool     `help:"Print notes in full, and the expectations that hold, too."`
}

// Run reports problems and runs expectations; exit code 6 when there is an error or an expectation fails.
func (c *checkCmd) Run(s *session) error {
	known, err := s.knownAt()
	if err != nil {
		return err
	}
	if c.JUnit == "-" && (s.JSON || c.ReadBack) {
		return usage{message: "--junit - prints a report and nothing else; leave out --json and --read-back, or give the report a file."}
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
	if c.JUnit != "" {
		if err := c.junit(s, r); err != nil {
			return err
		}
	}
	if c.JUnit == "-" {
		return outcomeOf(r)
	}
	err = s.print(func() any { return present.CheckJSON(r, inputs(w, known)) },
		func(out io.Writer, st present.Style) error {
			return present.Check(out, r, func(out io.Writer, l diag.List) error { return printProblems(out, l, w.Source, st) }, st)
		})
	if err != nil {
		return err
	}
	return outcomeOf(r)
}

func outcomeOf(r crossgrant.Report) error {
	if r.Errors() > 0 || r.Failed() > 0 {
		return end(ExitProblems)
	}
	return nil
}

// junit writes the report for programs that collect test results.
func (c *checkCmd) junit(s *session, r crossgrant.Report) error {
	var b bytes.Buffer
	if err := present.JUnit(&b, r); err != nil {
		return err
	}
	if c.JUnit == "-" {
		_, err := s.stdout.Write(b.Bytes())
		return err
	}
	return crossgrant.WriteReport(c.JUnit, b.Bytes())
}
