package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/crossgrant/crossgrant/internal/present"
	"github.com/crossgrant/crossgrant/patent"
)

type numberCmd struct {
	Text []string `arg:"" help:"A patent number as found: \"US 11,910,207 B2\", EP2400812B1, ZL201110269715.3."`
	Hint string   `placeholder:"HINT" help:"What is known about it: a country, application or publication, a year."`
}

// Run reads the number; it exits 2 when there is no reading or more than one.
func (c *numberCmd) Run(s *session) error {
	text := strings.Join(c.Text, " ")
	p := patent.ParseNumber(text, c.Hint)
	err := s.print(func() any { return numberJSON(p) }, func(w io.Writer, _ present.Style) error {
		for _, n := range p.Readings {
			fmt.Fprintf(w, "%s  (%s)\n", n.ID(), n.Type)
			fmt.Fprintf(w, "  docdb     %s\n", n.DOCDB())
			if e, ok := n.EPODOC(); ok {
				fmt.Fprintf(w, "  epodoc    %s\n", e)
			}
			fmt.Fprintf(w, "  printed   %s\n", n.Printed())
		}
		for _, ch := range p.Changed {
			fmt.Fprintf(w, "  note      %s\n", present.Clean(ch))
		}
		return nil
	})
	if err != nil {
		return err
	}
	if _, one := p.One(); !one {
		switch {
		case s.JSON: // the document says why
			return end(ExitFailure)
		case p.Ambiguous():
			return usage{message: "The number can be read in several ways: " + sentence(p.Reason) + " Give --hint, such as a country or `application`."}
		}
		return usage{message: present.Clean(quote(text)) + " cannot be read as a patent number: " + strings.TrimSuffix(p.Reason, ".") + "."}
	}
	return nil
}

func numberJSON(p patent.Parsed) any {
	type reading struct {
		ID      string `json:"id"`
		Type    string `json:"type"`
		Country string `json:"country"`
		Kind    string `json:"kind,omitempty"`
		DOCDB   string `json:"docdb"`
		EPODOC  string `json:"epodoc,omitempty"`
		Printed string `json:"printed"`
	}
	out := []reading{}
	for _, n := range p.Readings {
		e, _ := n.EPODOC()
		out = append(out, reading{n.ID(), n.Type.String(), n.Country, n.Kind, n.DOCDB(), e, n.Printed()})
	}
	return struct {
		Format   string    `json:"format"`
		Text     string    `json:"text"`
		Form     string    `json:"form,omitempty"`
		Readings []reading `json:"readings"`
		Changed  []string  `json:"changed,omitempty"`
		Reason   string    `json:"reason,omitempty"`
	}{"crossgrant.number/1", p.Text, string(p.Form), out, p.Changed, p.Reason}
}
