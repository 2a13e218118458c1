package cli

import (
	"fmt"
	"io"

	"github.com/crossgrant/crossgrant"
	"github.com/crossgrant/crossgrant/internal/present"
)

type portfolioCmd struct {
	Summary portfolioSummaryCmd `cmd:"" default:"1" help:"How many patents, of whom, from which layers."`
	Show    portfolioShowCmd    `cmd:"" help:"Explain one patent: status in each country, term, fees, owners, family."`
	Due     portfolioDueCmd     `cmd:"" help:"Days to watch: expiries, fees, ends of grants, notices."`
	Quality portfolioQualityCmd `cmd:"" help:"What merging documents found: conflicts, unmatched numbers, unresolved owners."`
	Export  portfolioExportCmd  `cmd:"" help:"Write all rights of the portfolio to a Parquet file."`
}

type portfolioExportCmd struct {
	File string `arg:"" help:"The file to write: its name ends in .parquet."`
}

// Run writes the portfolio as known at the day of --known-at.
func (c portfolioExportCmd) Run(s *session) error {
	known, err := s.knownAt()
	if err != nil {
		return err
	}
	w, err := s.open()
	if err != nil {
		return err
	}
	n, err := w.ExportPortfolio(c.File, known)
	if err != nil {
		return err
	}
	return s.print(func() any {
		return struct {
			Format string `json:"format"`
			File   string `json:"file"`
			Rights int    `json:"rights"`
		}{"crossgrant.export/1", c.File, n}
	}, func(out io.Writer, _ present.Style) error {
		_, err := fmt.Fprintf(out, "%s: %d rights.\n", c.File, n)
		return err
	})
}

type portfolioSummaryCmd struct{}

// Run prints what the portfolio holds as known at the day of --known-at.
func (portfolioSummaryCmd) Run(s *session) error {
	known, err := s.knownAt()
	if err != nil {
		return err
	}
	w, err := s.open()
	if err != nil {
		return err
	}
	p, err := w.Portfolio(known)
	if err != nil {
		return err
	}
	return s.print(func() any { return portfolioJSON(p) },
		func(out io.Writer, st present.Style) error { return present.Portfolio(out, portfolioView(p), st) })
}

func portfolioView(p crossgrant.PortfolioSummary) present.PortfolioView {
	v := present.PortfolioView{Patents: p.Patents, Known: p.KnownAt.String()}
	for _, o := range p.Owners {
		v.Owners = append(v.Owners, present.Tally{Name: o.Name, N: o.N})
	}
	for _, o := range p.Offices {
		v.Offices = append(v.Offices, present.Tally{Name: o.Name, N: o.N})
	}
	for _, l := range p.Layers {
		known := "always known"
		if l.Recorded.Real() {
			known = "known from " + l.Recorded.String()
		}
		v.Layers = append(v.Layers, l.Name+": "+known)
	}
	for _, f := range p.Stray {
		v.Layers = append(v.Layers, "not imported: portfolio/"+f+" (move it elsewhere and import it from there)")
	}
	return v
}

func portfolioJSON(p crossgrant.PortfolioSummary) any {
	type tally struct {
		Name string `json:"name"`
		N    int    `json:"patents"`
	}
	type layer struct {
		Name     string `json:"name"`
		Recorded string `json:"recorded,omitempty"`
		Source   string `json:"source_date,omitempty"`
	}
	tallies := func(in []crossgrant.Tally) []tally {
		out := make([]tally, len(in))
		for i, t := range in {
			out[i] = tally(t)
		}
		return out
	}
	layers := []layer{}
	for _, l := range p.Layers {
		layers = append(layers, layer{l.Name, real(l.Recorded), real(l.Source)})
	}
	return struct {
		Format  string  `json:"format"`
		Patents int     `json:"patents"`
		Owners  []tally `json:"owners"`
		Offices []tally `json:"offices"`
		Layers  []layer `json:"layers"`
		KnownAt string  `json:"known_at"`
		Hash    string  `json:"hash"`
	}{"crossgrant.portfolio/1", p.Patents, tallies(p.Owners), tallies(p.Offices), layers, p.KnownAt.String(), p.Hash}
}
