package rights

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// SueAnswer says who may sue for infringements of a patent on a day.
type SueAnswer struct {
	Patent string
	On     when.Date
	Lines  []SueLine
}

// SueLine is one clause that says who may sue, or, without a clause, the owners.
type SueLine struct {
	Who       []agreement.Org
	Consent   string          // whose consent it takes, and when; empty: nobody's
	ConsentOf []agreement.Org // likewise, by id
	Clause    agreement.Clause
	Says      string
	Sure      bool // false: whether the clause is about the patent depends on Open
	Open      []OpenQuestion
}

// RightToSue says who may sue for infringements of a patent on a day (§19). Errors are [*UnknownError].
func (p *Program) RightToSue(id string, on when.Date) (SueAnswer, error) {
	s, err := p.named(id)
	if err != nil {
		return SueAnswer{}, err
	}
	a := SueAnswer{Patent: s.rec.ID, On: on}
	ck := p.clockFor(s, on)
	for _, x := range p.allocated {
		i := slices.IndexFunc(x.Shares, func(h agreement.SueShare) bool { return h.During.Contains(on) })
		if i < 0 {
			continue
		}
		t := decide(ck, func(cs *cases) bool { return p.inPatents(cs, s, x.On, on) })
		if t.possible {
			a.Lines = append(a.Lines, SueLine{Who: x.Shares[i].Who, Consent: x.Shares[i].Consent, ConsentOf: x.Shares[i].ConsentOf, Clause: x.Clause, Says: p.says(x),
				Sure: t.certain, Open: openOf(t, s)})
		}
	}
	if !slices.ContainsFunc(a.Lines, func(l SueLine) bool { return l.Sure }) {
		line := SueLine{Sure: len(a.Lines) == 0, Says: "No clause says otherwise: whoever owns the patent on that day."}
		for _, o := range ownersOn(s.title.chain(&cases{clock: ck}, s.rec.ID, p.factText), on) {
			line.Who = append(line.Who, agreement.Org(p.orgs[o]))
		}
		a.Lines = append(a.Lines, line)
	}
	return a, nil
}

func openOf(t tri, s *subject) []OpenQuestion {
	var out []OpenQuestion
	for _, q := range t.open {
		out = append(out, OpenQuestion{Question: q, Patents: 1, Examples: []string{s.rec.ID}})
	}
	return out
}

// encumbrancesOn lists the rights in a patent that clauses say others hold beside the grants.
func (p *Program) encumbrancesOn(s *subject, on when.Date, ck *clock) []Holder {
	var out []Holder
	for _, x := range p.encumbered {
		if x.Since.From > on {
			continue
		}
		t := decide(ck, func(cs *cases) bool { return p.inPatents(cs, s, x.On, on) })
		if !t.possible {
			continue
		}
		h := Holder{Group: x.Unnamed, Clause: x.Clause, Kind: x.Clause.Kind, Says: p.says(x), Since: x.Since.From, Until: when.Max, Sure: t.certain, Open: openOf(t, s)}
		if x.Unnamed == "" {
			h.Group = agreement.MemberList(x.HeldBy)
			certain := p.workOutPeople(x.HeldBy).at(on).certain
			for o := range certain.each {
				h.Members = append(h.Members, agreement.Org(p.orgs[o]))
			}
			slices.Sort(h.Members)
		}
		out = append(out, h)
	}
	return out
}
