package cli

import (
	"io"

	"github.com/crossgrant/crossgrant"
	"github.com/crossgrant/crossgrant/internal/present"
)

type openCmd struct {
	Ask string `placeholder:"USE" help:"What is the least that has to be found out to settle this question?"`
	Why bool   `help:"Print where each point stands; with --ask, everything about each question."`
	supposeFlags
}

// Run lists what is unclear, most patents first; or what to ask to settle one question.
func (c *openCmd) Run(s *session) error {
	if c.Ask != "" {
		return c.ask(s)
	}
	on, err := s.asOf()
	if err != nil {
		return err
	}
	known, err := s.knownAt()
	if err != nil {
		return err
	}
	w, err := s.open()
	if err != nil {
		return err
	}
	if w, err = c.apply(w, known); err != nil {
		return err
	}
	lines, err := w.OpenQuestions(on, known)
	if err != nil {
		return err
	}
	page := present.OpenPage{Lines: lines, On: on, KnownAt: known, Supposed: w.Supposition(), Inputs: inputs(w, known)}
	s.style.Why = c.Why
	return s.print(func() any { return present.OpenJSON(page) },
		func(w io.Writer, st present.Style) error { return present.Open(w, page, st) })
}

// ask prints the fewest questions that would settle an answer; its exit code is the verdict as things stand.
func (c *openCmd) ask(s *session) error {
	known, err := s.knownAt()
	if err != nil {
		return err
	}
	base, err := s.open()
	if err != nil {
		return err
	}
	w, err := c.apply(base, known)
	if err != nil {
		return err
	}
	use := useFlags{Sentence: []string{c.Ask}}
	q, _, err := use.question(s, w, "--in")
	if err != nil {
		return err
	}
	a, err := w.Ask(q)
	if err != nil {
		return err
	}
	page := present.AskPage{AskAnswer: a, Record: s.recording(base), Supposed: w.Supposition(), Inputs: inputs(w, a.Question.KnownAt)}
	s.style.Why = c.Why
	err = s.print(func() any { return present.AskJSON(page) },
		func(w io.Writer, st present.Style) error { return present.Ask(w, page, st) })
	if err != nil {
		return err
	}
	return end(exitOf(a.Verdict))
}

// recording is the command that records a fact in the workspace; empty for one that can only be read.
func (s *session) recording(w *crossgrant.Workspace) string {
	switch {
	case w.Dir() == "":
		return ""
	case s.Dir != ".":
		return shellWords([]string{"crossgrant", "-C", s.Dir, "record"})
	}
	return "crossgrant record"
}
