package cli

import (
	"io"

	"github.com/crossgrant/crossgrant/internal/present"
)

type openCmd struct {
	Why bool `help:"Print where each point stands."`
}

// Run lists what is unclear, most patents first.
func (c *openCmd) Run(s *session) error {
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
	lines, err := w.OpenQuestions(on, known)
	if err != nil {
		return err
	}
	s.style.Why = c.Why
	return s.print(func() any { return present.OpenJSON(lines, on.String(), known.String(), inputs(w, known)) },
		func(w io.Writer, st present.Style) error {
			return present.Open(w, lines, on.String(), known.String(), st)
		})
}
