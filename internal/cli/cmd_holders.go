package cli

import (
	"io"

	"github.com/crossgrant/crossgrant/internal/present"
)

type holdersCmd struct {
	Patent   string `arg:"" help:"The patent, in any usual spelling."`
	Why      bool   `help:"Print all members, and where each clause stands."`
	Discreet bool   `help:"No patent numbers."`
	supposeFlags
}

// Run lists who holds rights under the patent on the day of --as-of.
func (c *holdersCmd) Run(s *session) error {
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
	a, err := w.Holders(c.Patent, on, known)
	if err != nil {
		return err
	}
	a.RestsOn = append(a.RestsOn, w.Supposition()...)
	s.style.Why, s.style.Discreet = c.Why, c.Discreet
	return s.print(func() any { return present.HoldersJSON(a, inputs(w, known)) },
		func(w io.Writer, st present.Style) error { return present.Holders(w, a, st) })
}
