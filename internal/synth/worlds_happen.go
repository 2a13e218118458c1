package synth

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// eventfulShare is how many worlds in a hundred have events and what follows from them.
const eventfulShare = 40

// The budget of what acts on events: how many rules, powers, survivals and extensions an agreement has at most, and how
// many combined values the uncertain days of the events of a world may have.
const (
	blocksEach  = 3
	eventValues = 12
)

// happenings adds scenes to the agreements of a world: clauses that act on events, and the events. It draws from the
// generator it is called on alone, after everything else, so that worlds without events are what they would be.
func (g *gen) happenings() {
	had := len(g.facts)
	for range g.count(1, 3) {
		if sc, ok := g.scene(); ok {
			g.play(sc)
		}
	}
	g.lateEvents(had)
}

// play adds one thing that bears on the grant of a scene, and what may stand against it.
func (g *gen) play(sc scene) {
	switch n := g.IntN(100); {
	case n < 24:
		r := g.rule(sc)
		g.aim(sc, spot{actor: sc.licensee, days: g.trip(sc, &r.On)})
		g.answer(sc, opposing{r.Clause, &r.Precedence}, r.Ends)
	case n < 48:
		p := g.power(sc)
		g.aim(sc, spot{actor: sc.licensee, days: g.exercise(sc, p)})
		g.answer(sc, opposing{p.Clause, &p.Precedence}, p.Ends)
	case n < 86:
		g.extended(sc)
	case n < 91:
		g.running(sc)
	case n < 95:
		g.haveMadeIf(sc)
	default:
		if x := g.cutter(sc, sc.grant.Clause.QName()); x != nil {
			g.precedence(opposing{x.Clause, &x.Precedence}, opposing{sc.grant.Clause, &sc.grant.Precedence})
			g.aim(sc, spot{actor: sc.licensee, days: []when.Date{sc.on}})
		}
	}
}

// answer sets something against what ends grants: a survival, a precedence, an open passage.
func (g *gen) answer(sc scene, by opposing, ends []agreement.Name) {
	if sc.room() > 0 && g.chance(38) {
		s := g.survival(sc, ends, by.clause.QName())
		at := &g.spots[len(g.spots)-1]
		at.days = append(at.days, g.elect(sc, s)...)
		if g.chance(35) {
			g.precedence(by, opposing{s.Clause, &s.Precedence})
		}
		g.shadow(sc, s.Clause.QName())
	}
	if g.chance(24) {
		g.precedence(by, opposing{sc.grant.Clause, &sc.grant.Precedence})
	}
	g.shadow(sc, by.clause.QName())
}

// shadow leaves a passage open, now and then, that a clause hangs on.
func (g *gen) shadow(sc scene, n agreement.Name) {
	if !g.chance(9) {
		return
	}
	x := &agreement.Open{Redacted: g.chance(50), Says: "a passage", Affects: []agreement.Name{n}}
	kind := "open"
	if x.Redacted {
		kind = "redacted"
	}
	x.Clause = g.newClause(sc.in, kind, "O")
	sc.in.Opens = append(sc.in.Opens, x)
}

// newClause names a definition that an agreement does not have yet.
func (g *gen) newClause(a *agreement.Agreement, kind, letter string) agreement.Clause {
	return clause(a, kind, numbered(letter, unused(a, letter)))
}

// happened appends an event. Within the budget some of their days are known only within bounds.
func (g *gen) happened(d when.Date, e agreement.Event) *agreement.Fact {
	at := when.Exact(d)
	if g.chance(15) {
		if b := (when.Bounds{Earliest: d - when.Date(g.IntN(2)), Latest: d + when.Date(1+g.IntN(2))}); g.eventDays(b) <= eventValues {
			at = b
		}
	}
	return g.happens(at, e)
}

// happens appends an event of some day.
func (g *gen) happens(at when.Bounds, e agreement.Event) *agreement.Fact {
	return g.fact(at, when.Max, true, agreement.FactText(e), e)
}

// eventDays counts the combined values that the days of events and signatures, and those from which somebody may license,
// would have with one more.
func (g *gen) eventDays(more when.Bounds) int {
	n := days(more)
	for i := range g.facts {
		switch g.facts[i].Body.(type) {
		case agreement.Event, agreement.Signature, agreement.Licensable:
			n *= days(g.facts[i].Begin)
		}
	}
	return n
}

// lateEvents lets facts from a place on become known late, and takes some back.
func (g *gen) lateEvents(from int) {
	for i := from; i < len(g.facts); i++ {
		f := &g.facts[i]
		if !f.Begin.Latest.Real() {
			continue // since ever
		}
		switch n := g.IntN(20); {
		case n < 3:
			f.Recorded = f.Begin.Latest + when.Date(g.IntN(300))
		case n == 3:
			f.Recorded = g.day(6, 13)
		case n == 4:
			f.Retracted, f.Why = f.Begin.Latest+when.Date(30+g.IntN(600)), "entered in error"
		}
	}
}

// opposing is a clause that may prevail over another or yield to it.
type opposing struct {
	clause agreement.Clause
	says   *agreement.Precedence
}

// precedence settles which of two clauses prevails, or lets both claim it.
func (g *gen) precedence(x, y opposing) {
	over := func(a, b opposing) {
		if n := b.clause.QName(); g.chance(50) {
			a.says.Over = append(slices.Clone(a.says.Over), n)
		} else {
			b.says.Under = append(slices.Clone(b.says.Under), a.clause.QName())
		}
	}
	switch g.IntN(5) {
	case 0:
		over(x, y)
	case 1, 2:
		over(y, x)
	default:
		over(x, y)
		over(y, x)
	}
}

// cutter adds an exclusion that cuts a grant or an extension, mostly of everything; nil: the agreement has enough.
func (g *gen) cutter(sc scene, n agreement.Name) *agreement.Exclusion {
	if len(sc.in.Exclusions) > 3 {
		return nil
	}
	g.exclusion(sc.in, unused(sc.in, "X"))
	x := sc.in.Exclusions[len(sc.in.Exclusions)-1]
	x.Cuts = []agreement.Name{n}
	if g.chance(60) {
		x.Anything, x.For, x.Except, x.Under, x.Provided = true, nil, nil, nil, nil
	}
	return x
}

// haveMadeIf makes having made subject to a finding; the question is about somebody who makes for the licensee.
func (g *gen) haveMadeIf(sc scene) {
	x := sc.grant
	if !has(x.Acts, agreement.HaveMade) {
		x.Acts = append(slices.Clone(x.Acts), agreement.HaveMade)
		slices.Sort(x.Acts)
	}
	for range 1 + g.IntN(2) {
		x.HaveMadeIf = append(x.HaveMadeIf, g.finding(agreement.SubjectFixed, agreement.SubjectProduct, agreement.SubjectProduct))
	}
	g.aim(sc, spot{actor: g.outsider(sc), act: agreement.Make, madeFor: sc.licensee, days: []when.Date{sc.on}})
}

// running lets rights under a grant run with the patents, and assigns a patent of its licensor to somebody else.
func (g *gen) running(sc scene) {
	if g.chance(50) {
		sc.grant.Kind = agreement.Covenant
	}
	r := &agreement.Rule{
		Clause: g.newClause(sc.in, "rule", "W"),
		On:     agreement.Trigger{Verb: agreement.AssignsPatent, By: agreement.Role{Members: sc.grant.From}},
		Runs:   []agreement.Name{sc.grant.Clause.QName()},
	}
	sc.in.Rules = append(sc.in.Rules, r)
	owner := g.oneIn(sc.grant.From)
	n := len(g.facts)
	for i := range g.records {
		if x := &g.records[i]; x.Owners[0] == string(owner) {
			b := agreement.Assignment{From: owner, Patents: []string{x.ID}, To: []agreement.Org{g.otherThan(owner)}}
			g.fact(when.Exact(sc.on), when.Max, true, agreement.FactText(b), b)
			break
		}
	}
	if _, title := g.values(); title > titleValues {
		g.facts = g.facts[:n]
	}
	g.shadow(sc, r.Clause.QName())
	g.aim(sc, spot{actor: sc.licensee, days: []when.Date{sc.on}, bare: true})
}

// finding draws a line that asks for a finding, and mostly settles it.
func (g *gen) finding(subjects ...agreement.Subject) agreement.Condition {
	t := g.findingTest(agreement.Test{Not: g.chance(15)}, pick(g, subjects...))
	if g.chance(60) {
		f := agreement.Finding{Term: t.Finding.Term, Of: t.Finding.Of, Yes: g.chance(70) != t.Not}
		switch t.Finding.Subject {
		case agreement.SubjectPatent:
			f.Of = g.records[g.IntN(len(g.records))].ID
		case agreement.SubjectProduct:
			f.Of = pick(g, g.products...)
		case agreement.SubjectAgreement:
			f.Of = pick(g, sideDeals...)
		}
		g.fact(when.Exact(g.day(3, 10)), when.Max, true, agreement.FactText(f), f)
	}
	return agreement.Condition{t}
}
