package cli

import (
	"io"

	"github.com/crossgrant/crossgrant/internal/present"
	"github.com/crossgrant/crossgrant/when"
)

type timelineCmd struct {
	useFlags
	supposeFlags
	Since string `name:"since" placeholder:"DATE" help:"First day; default: ten years before today."`
	Until string `name:"until" placeholder:"DATE" help:"Last day; default: fifteen years after today."`
	Why   bool   `help:"Print every reason of every change."`
}

// Run prints every day on which the answer to the question changes.
func (c *timelineCmd) Run(s *session) error {
	from, err := date("since", c.Since)
	if err != nil {
		return err
	}
	to, err := date("until", c.Until)
	if err != nil {
		return err
	}
	if from == when.None {
		from = s.today.AddYears(-10)
	}
	if to == when.None {
		to = s.today.AddYears(15)
	}
	if to < from {
		return usage{message: "--until " + to.String() + " lies before --since " + from.String() + "."}
	}
	w, err := s.open()
	if err != nil {
		return err
	}
	known, err := s.knownAt()
	if err != nil {
		return err
	}
	if w, err = c.apply(w, known); err != nil {
		return err
	}
	q, _, err := c.question(s, w, "--by", "--act", "--product", "--in", "--under")
	if err != nil {
		return err
	}
	a, err := w.Timeline(q, from, to)
	if err != nil {
		return err
	}
	a.RestsOn = append(a.RestsOn, w.Supposition()...)
	s.style.Why = c.Why
	return s.print(func() any { return present.TimelineJSON(a, inputs(w, a.Question.KnownAt)) },
		func(w io.Writer, st present.Style) error { return present.Timeline(w, a, st) })
}
