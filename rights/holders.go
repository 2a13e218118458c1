package rights

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// Holders answers "who holds rights under this patent on this day?": for every grant that reaches a state where the
// patent has effect, covers the day, captured the patent and could be given, its licensees. What is done with which
// product is not asked; the scope stands in the answer. Errors are [*UnknownError].
func (p *Program) Holders(id string, on when.Date) (HoldersAnswer, error) {
	s, err := p.named(id)
	if err != nil {
		return HoldersAnswer{}, err
	}
	a := HoldersAnswer{Patent: s.rec.ID, Title: s.rec.Title, On: on, KnownAt: p.opt.KnownAt}
	ck := p.clockFor(s, on)
	first := &cases{clock: ck}
	chain := s.title.chain(first, s.rec.ID, p.factText)
	for _, o := range ownersOn(chain, on) {
		a.Owners = append(a.Owners, agreement.Org(p.orgs[o]))
	}
	a.Chain = p.chainWords(s, chain)
	ex := &explainer{look: &look{p: p, day: on, clock: ck, actor: noOrg, of: noOrg}, by: map[string]*Reason{}, rests: map[string]*RestsOn{}, supported: map[string]bool{}}
	for _, g := range p.grants {
		runs, gives := "", false
		for _, x := range p.between(g) {
			h, ok := p.holder(s, g, x, on, ck)
			if !ok {
				continue
			}
			runs, gives = h.Runs, true
			if g.eventful() {
				a.Holders = append(a.Holders, p.holdersByWay(h, g, x, on)...)
			} else {
				a.Holders = append(a.Holders, h)
			}
		}
		if !gives {
			continue
		}
		ex.support(g, s, 1)
		for _, m := range s.title.moves {
			ex.assumedFact(m.fact)
		}
		if runs != "" && p.runs[g.Kind] {
			what := map[agreement.GrantKind]agreement.Presumed{agreement.Licence: agreement.LicencesRun, agreement.Covenant: agreement.CovenantsRun, agreement.Pledge: agreement.PledgesRun}[g.Kind]
			ex.presumption(what, fmt.Sprintf("a %s runs with the patent into other hands", g.Kind), 0)
		}
	}
	a.Holders = append(a.Holders, p.encumbrancesOn(s, on, ck)...)
	a.RestsOn = ex.restsOn()
	if len(a.Holders) == 0 {
		a.Notes = append(a.Notes, "no agreement known on "+p.opt.KnownAt.String()+" gives anybody a right under this patent on that day")
	}
	return a, nil
}

// holder is what one grant, between one pair where it stands by pairs, gives under the patent; false: nothing.
func (p *Program) holder(s *subject, g *grant, x *pair, on when.Date, ck *clock) (Holder, bool) {
	reaches := effective(s)
	if len(reaches) == 0 {
		return Holder{}, false
	}
	t := p.somewhere(reaches, ck, func(cs *cases, country string) bool {
		return p.pairStands(cs, way{pair: x}, on) && cs.in(x, func() bool { return p.gives(cs, s, g, country, on) })
	})
	if !t.possible {
		return Holder{}, false
	}
	h := Holder{Clause: g.Clause, Kind: g.Kind.String(), Group: agreement.MemberList(g.To), Says: g.Sentence(), Sure: t.certain,
		Since: max(g.given, g.During.Span.From), Until: g.During.Span.Last()}
	if g.During.NotStated {
		h.Since, h.Until = g.given, when.Max
	}
	if x != nil { // between these two, not between each
		h.Group = strings.NewReplacer(agreement.EachLicensor.String(), p.orgs[x.licensor], agreement.EachLicensee.String(), p.orgs[x.licensee]).Replace(h.Group)
		if x.accepts.begin.Known() {
			h.Since = max(h.Since, x.accepts.begin.Earliest)
		}
	}
	h.Open = openOf(t, s)
	if certain, possible, everyone := p.licensees(g, on); !everyone {
		for x := range possible.each {
			if certain.has(x) {
				h.Members = append(h.Members, agreement.Org(p.orgs[x]))
			} else {
				h.Perhaps = append(h.Perhaps, agreement.Org(p.orgs[x]))
			}
		}
		slices.Sort(h.Members)
		slices.Sort(h.Perhaps)
	}
	h.Runs = p.runsWords(s, g, on, ck)
	return h, true
}

// HoldsUnder says whether an organisation certainly, and possibly, holds a right under the patent by a grant, named as
// "agreement/name", on a day, whatever it does with which product.
func (p *Program) HoldsUnder(id string, grantName string, who agreement.Org, on when.Date) (certain, possible bool, err error) {
	s, err := p.named(id)
	if err != nil {
		return false, false, err
	}
	x, err := p.knownOrg(who)
	if err != nil {
		return false, false, err
	}
	ck := p.clockFor(s, on)
	reaches := effective(s)
	for _, g := range p.grants {
		if string(g.Clause.QName()) != grantName {
			continue
		}
		t := p.somewhere(reaches, ck, func(cs *cases, country string) bool {
			return slices.ContainsFunc(p.between(g), func(b *pair) bool {
				return p.holds(cs, g, x, b, on) && cs.in(b, func() bool { return p.gives(cs, s, g, country, on) })
			})
		})
		return t.certain, t.possible, nil
	}
	return false, false, nil
}

// gives reports whether a grant gives a right under the patent in a country on a day, whoever does what with which
// product (§9: 3, 4, 7, 8 and 9).
func (p *Program) gives(cs *cases, s *subject, g *grant, country string, on when.Date) bool {
	g = g.read(cs)
	return p.inTerritory(cs, &g.In, country, on, g.Clause) && p.inTerm(cs, &g.During, on, g.Clause) &&
		p.given(cs, s, g, country, on) && (len(g.Under) == 0 || p.inPatents(cs, s, g.Under, on)) &&
		(!g.AsAccepted || p.wasAccepted(cs, s.rec.ID)) && allYes(cs, g.opens)
}

// somewhere decides for each state by itself whether something holds there, and is certain when it is in one of them. Its
// questions are those of the state with the fewest: one answer suffices.
func (p *Program) somewhere(states []string, ck *clock, test func(cs *cases, country string) bool) tri {
	var out tri
	for _, c := range states {
		t := decide(ck, func(cs *cases) bool { return test(cs, c) })
		switch {
		case t.certain:
			return t
		case t.possible && (!out.possible || len(t.open) < len(out.open)):
			out = t
		}
	}
	return out
}

// effective lists the states in which the patent has effect.
func effective(s *subject) []string {
	var out []string
	codes, _ := patent.Countries()
	for _, c := range codes {
		if patent.Effect(s.rec, c) {
			out = append(out, c)
		}
	}
	return out
}

// runsWords says how a right given before came to bind today's owners; empty when they are the licensors themselves.
func (p *Program) runsWords(s *subject, g *grant, on when.Date, ck *clock) string {
	cs := &cases{clock: ck}
	chain := s.title.chain(cs, s.rec.ID, p.factText)
	now := ownersOn(chain, on)
	if slices.ContainsFunc(now, func(o org) bool { return p.isFrom(cs, g, o, on) }) {
		return ""
	}
	var givers []string
	eachLink(chain, when.Interval{From: g.given, To: on + 1}, func(owners []org, days when.Interval) bool {
		for _, d := range ck.within(days) {
			for _, o := range owners {
				if p.isFrom(cs, g, o, d) && !slices.Contains(givers, p.orgs[o]) {
					givers = append(givers, p.orgs[o])
				}
			}
		}
		return true
	})
	if len(givers) == 0 {
		return ""
	}
	how := "whether it runs with the patent is an open question"
	if p.runs[g.Kind] {
		how = "it runs with the patent (presumed)"
	}
	return fmt.Sprintf("given by %s before the patent changed hands; %s", strings.Join(givers, " and "), how)
}

// chainWords tells the chain of title, one sentence a link.
func (p *Program) chainWords(s *subject, chain []link) []string {
	names := func(os []org) string {
		if len(os) == 0 {
			return "nobody on record"
		}
		out := make([]string, len(os))
		for i, o := range os {
			out[i] = p.orgs[o]
		}
		return strings.Join(out, " and ")
	}
	out := []string{"first owner on record: " + names(chain[0].owners)}
	for _, m := range s.title.moves {
		f := &p.world.Facts[m.fact]
		line := m.begin.String() + ": " + f.Text
		if f.Source != "" {
			line += " (" + f.Source + ")"
		}
		if len(f.Assumed) > 0 {
			line += " (assumed: " + strings.Join(f.Assumed, "; ") + ")"
		}
		out = append(out, line)
	}
	return out
}

// Standing is a yes, no or depends with its questions.
type Standing struct {
	Answer string // "yes", "no", "depends"
	Open   []OpenQuestion
	Says   string // the definition read back
	Clause agreement.Clause
	Cites  []Reason // other clauses that decide
}

func standingOf(t tri, c agreement.Clause, says string) Standing {
	s := Standing{Answer: "no", Clause: c, Says: says}
	switch {
	case t.certain:
		s.Answer = "yes"
	case t.possible:
		s.Answer = "depends"
	}
	for _, q := range t.open {
		s.Open = append(s.Open, OpenQuestion{Question: q, Patents: 1})
	}
	return s
}

// Captured says whether a patent belongs to a definition, for a use on a day.
func (p *Program) Captured(id string, set agreement.Name, on when.Date) (Standing, error) {
	s, err := p.named(id)
	if err != nil {
		return Standing{}, err
	}
	d := p.sets[set]
	if d == nil {
		return Standing{}, p.unknown("patents", string(set))
	}
	t := decide(p.clockFor(s, on), func(cs *cases) bool { return p.captured(cs, s, d, on) })
	out := standingOf(t, d.Clause, d.Sentence())
	ex := &explainer{look: &look{p: p, day: on, clock: p.clock.at(on), actor: noOrg, of: noOrg}, by: map[string]*Reason{}, rests: map[string]*RestsOn{}, supported: map[string]bool{}}
	ex.patentItem(agreement.PatentItem{Set: set}, 1)
	out.Cites = ex.reasons()
	return out, nil
}

// Member says whether an organisation belongs to a group on a day.
func (p *Program) Member(who agreement.Org, name agreement.Name, on when.Date) (Standing, error) {
	x, err := p.knownOrg(who)
	if err != nil {
		return Standing{}, err
	}
	g := p.groups[name]
	if g == nil {
		return Standing{}, p.unknown("group", string(name))
	}
	t := decide(p.clock.at(on), func(cs *cases) bool { return p.inGroup(cs, x, g, on) })
	return standingOf(t, g.Clause, g.Sentence()), nil
}
