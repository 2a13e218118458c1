package cli

import (
	"io"

	"github.com/crossgrant/crossgrant/internal/present"
)

type standardsCmd struct {
	Spec string `arg:"" optional:"" help:"A specification (38.331), a generation (5G) or a standard; none: all."`
	List bool   `help:"List the families and the patents, not only their counts."`
}

// Run lists what was declared to standards bodies, by declarant.
func (c *standardsCmd) Run(s *session) error {
	known, err := s.knownAt()
	if err != nil {
		return err
	}
	w, err := s.open()
	if err != nil {
		return err
	}
	p, err := w.Standards(c.Spec, known)
	if err != nil {
		return err
	}
	page := present.StandardsPage{Spec: p.Spec, Stated: p.Stated, KnownAt: p.KnownAt, List: c.List}
	for i, d := range p.Declarants {
		page.Declarants = append(page.Declarants, present.DeclarantLine{Declarant: d, Inferred: p.Members[i].Inferred})
	}
	for _, l := range p.Layers {
		line := l.Name
		if l.Source.Real() {
			line += ", the export of " + l.Source.String()
		}
		page.Layers = append(page.Layers, line)
	}
	return s.print(func() any { return present.StandardsJSON(page) },
		func(out io.Writer, st present.Style) error { return present.Standards(out, page, st) })
}
