package cli

import (
	"io"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/present"
	"github.com/crossgrant/crossgrant/rights"
)

type coverageCmd struct {
	By      string `required:"" placeholder:"ORG" help:"Who acts."`
	Act     string `default:"sell" placeholder:"ACT" help:"What is done; default: sell."`
	Product string `required:"" placeholder:"ID" help:"A product, or a category such as handset."`
	Under   string `required:"" placeholder:"WHAT" help:"Whose patents: an organisation, or a defined term in quotes."`
	In      string `placeholder:"CC,CC" help:"Only these countries."`
}

// Run prints the matrix of fields and countries.
func (c *coverageCmd) Run(s *session) error {
	on, err := s.asOf()
	if err != nil {
		return err
	}
	known, err := s.knownAt()
	if err != nil {
		return err
	}
	act, ok := agreement.ParseAct(c.Act)
	if !ok {
		return unknownAct(c.Act)
	}
	w, err := s.open()
	if err != nil {
		return err
	}
	under, err := w.ParseUnder(c.Under)
	if err != nil {
		return err
	}
	a, err := w.Coverage(rights.CoverageQuestion{Actor: agreement.Org(c.By), Act: act, Product: c.Product, Under: under, On: on}, known)
	if err != nil {
		return err
	}
	if c.In != "" {
		if a, err = narrow(a, strings.Split(c.In, ",")); err != nil {
			return err
		}
	}
	return s.print(func() any { return present.CoverageJSON(a, inputs(w, known)) },
		func(w io.Writer, st present.Style) error { return present.Coverage(w, a, st) })
}

// narrow keeps the columns of some countries. The total stays that of the whole question, and a note says so.
func narrow(a rights.CoverageAnswer, countries []string) (rights.CoverageAnswer, error) {
	column := map[string]int{}
	for i, c := range a.Countries {
		column[c] = i
	}
	var keep []int
	var names []string
	for _, c := range countries {
		c = strings.ToUpper(strings.TrimSpace(c))
		i, ok := column[c]
		if !ok {
			return a, unknownWord("No patent that is asked about has effect in "+quote(c)+".", c, a.Countries, "Countries with patents are "+strings.Join(a.Countries, ", ")+".")
		}
		keep, names = append(keep, i), append(names, c)
	}
	var cells []rights.CoverageCell
	for f := range a.Fields {
		for _, i := range keep {
			cells = append(cells, a.Cells[f*len(a.Countries)+i])
		}
	}
	a.Countries, a.Cells = names, cells
	a.Notes = append(a.Notes, "The total counts all countries, also those that are not shown.")
	return a, nil
}
