package cli

import (
	"io"

	"github.com/crossgrant/crossgrant"
	"github.com/crossgrant/crossgrant/internal/present"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

type portfolioShowCmd struct {
	Number string `arg:"" help:"The patent, in any usual spelling."`
	On     string `placeholder:"DATE" help:"The day for which status, owners and fees are explained. Default: --as-of, else today."`
}

// Run explains one patent on a day: status in each country, term, fees, owners, family, and what all that rests on.
func (c *portfolioShowCmd) Run(s *session) error {
	on, err := date("on", c.On)
	if err != nil {
		return err
	}
	asOf, err := s.asOf()
	if err != nil {
		return err
	}
	switch {
	case on == when.None:
		on = asOf
	case s.AsOf != "" && asOf != on:
		return usage{message: "--on and --as-of name two days; give one of them."}
	}
	known, err := s.knownAt()
	if err != nil {
		return err
	}
	w, err := s.open()
	if err != nil {
		return err
	}
	p, err := w.PatentPage(c.Number, on, known)
	if err != nil {
		return err
	}
	v := patentView(p)
	return s.print(func() any { return v }, func(out io.Writer, st present.Style) error { return present.Patent(out, v, st) })
}

func patentView(p crossgrant.PatentPage) present.PatentView {
	r := &p.Record
	v := present.PatentView{
		Format: "crossgrant.patent/2", ID: r.ID, Title: r.Title, On: p.On.String(), KnownAt: p.KnownAt.String(),
		Office: r.Office, Right: r.Kind.String(), KindCode: r.KindCode, Expires: r.Expires.String(), Certainty: certainty(r),
		Term: some(p.Term), Owners: some(p.Owners), Chain: some(p.Title), Priority: r.Priority.String(), Filed: r.Filed.String(),
		Published: r.Published.String(), Granted: p.Granted, Family: r.Family, Fields: p.Fields, Classes: some(r.Classes),
		Standards: some(r.Standards), Also: some(r.Also), Evidence: some(p.Evidence), Assumed: some(r.Assumed), Journal: some(p.Journal),
		Source: r.Source, Status: []present.StatusLine{}, Fees: []present.FeeLine{}, Members: []present.MemberLine{}, Events: []string{}, Differ: []string{},
	}
	for _, c := range p.Countries {
		v.Status = append(v.Status, present.StatusLine{Country: c.Country, Name: patent.CountryName(c.Country), Status: c.Status.String(),
			Certain: c.Certain.String(), Rule: c.Rule, Why: c.Why, Presumed: c.Presumed})
	}
	for _, f := range p.Fees {
		l := present.FeeLine{Country: f.Country, Says: f.Says}
		if n := f.Next; n != nil {
			l = present.FeeLine{Country: f.Country, Fee: n.Fee, Opens: real(n.Opens), Due: n.Due.String(), Grace: n.Grace.String(), Ends: n.Ends.String(), Source: n.Source}
		}
		v.Fees = append(v.Fees, l)
	}
	for _, m := range p.Family {
		v.Members = append(v.Members, present.MemberLine{ID: m.ID, Owner: m.Owner, Status: m.Status.String()})
	}
	for _, e := range p.Events {
		v.Events = append(v.Events, e.String())
	}
	for _, d := range r.Discrepancies {
		v.Differ = append(v.Differ, d.String())
	}
	return v
}

// certainty is how sure the last day of the term is. One that was stated counts as exact.
func certainty(r *patent.Record) string {
	if r.TermKind == patent.TermUnknown && r.Expires != when.Unknown {
		return "stated"
	}
	return r.TermKind.String()
}

// some is a list that JSON writes as one where there is nothing in it.
func some(l []string) []string {
	if l == nil {
		return []string{}
	}
	return l
}
