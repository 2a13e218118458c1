package synth

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// rule adds what happens by itself on an event: the grant of the scene ends, and now and then another.
func (g *gen) rule(sc scene) *agreement.Rule {
	r := &agreement.Rule{Clause: g.newClause(sc.in, "rule", "W"), ThatOne: g.chance(40), Ends: g.ended(sc)}
	r.On = g.trigger(sc, r.ThatOne)
	if g.chance(15) {
		r.Provided = append(r.Provided, g.finding(agreement.SubjectFixed))
	}
	sc.in.Rules = append(sc.in.Rules, r)
	return r
}

// ended names the grant of the scene, often with all others of the agreement or of the world, now and then with an
// extension.
func (g *gen) ended(sc scene) []agreement.Name {
	out := []agreement.Name{sc.grant.Clause.QName()}
	all, world := g.chance(30), g.chance(20)
	for _, x := range g.grants {
		if n := x.Clause.QName(); n != out[0] && (world || all && x.Clause.Agreement == sc.in.Clause.Name) {
			out = append(out, n)
		}
	}
	for _, x := range sc.in.Extensions {
		if g.chance(15) {
			out = append(out, x.Clause.QName())
		}
	}
	return out
}

// power lets one of the licensor's side end the grant of the scene: on an event, for want of sales, on a finding, or
// without a ground; with and without a time to cure.
func (g *gen) power(sc scene) *agreement.Power {
	p := &agreement.Power{Clause: g.newClause(sc.in, "power", "K"), Of: sc.grant.From, Ends: g.ended(sc), ThatOne: g.chance(45), Notice: g.delay(40)}
	if g.chance(25) {
		p.Of = []agreement.Member{{Org: g.oneIn(sc.grant.From)}}
	}
	if g.chance(55) {
		t := g.trigger(sc, p.ThatOne && g.chance(70))
		p.If = &t
	}
	if g.chance(25) {
		p.Idle = &agreement.Idle{Under: sc.grant.Clause.QName(), Quarters: 1 + g.IntN(4)}
		if g.chance(10) {
			p.Idle.Under = pick(g, g.grants...).Clause.QName()
		}
	}
	if g.chance(15) {
		p.Provided = append(p.Provided, g.finding(agreement.SubjectFixed))
	}
	if g.chance(40) {
		w := g.delay(10)
		p.Warning = &w
	}
	sc.in.Powers = append(sc.in.Powers, p)
	return p
}

// delay draws a time as an agreement counts it; in some per cent of the cases, none.
func (g *gen) delay(none int) agreement.Delay {
	if g.chance(none) {
		return agreement.Delay{}
	}
	return agreement.Delay{
		Duration: pick(g, when.Duration{N: 10}, when.Duration{N: 14}, when.Duration{N: 30}, when.Duration{N: 90}, when.Duration{N: 5, Unit: when.BusinessDay},
			when.Duration{N: 1, Unit: when.Month}, when.Duration{N: 2, Unit: when.Month}, when.Duration{N: 1, Unit: when.Quarter}),
		Calendar: pick(g, when.Calendar{}, when.Calendar{ClearDays: true}, when.Calendar{Roll: true}, when.Calendar{ClearDays: true, Roll: true}),
	}
}

// exercise plays out a power in the order in which it is used: grounds, a warning, a cure, a notice. Where something goes
// wrong a step is missing, a day early, or taken by the wrong person. It says on which days something changes.
func (g *gen) exercise(sc scene, p *agreement.Power) []when.Date {
	d := sc.on
	out := []when.Date{d}
	if p.If != nil {
		out = append(out, g.trip(sc, p.If)...)
	}
	if p.Idle != nil {
		since := g.sales(sc, p.Idle)
		out, d = append(out, since), max(d, since)
	}
	if p.Warning != nil {
		warned := d + pick[when.Date](g, 0, 0, 5, 40)
		if g.slips(sc, 30) {
			warned = d - 1
		}
		if !g.slips(sc, 25) {
			g.happened(warned, g.message(sc, p, agreement.GivesWarning))
		}
		d = p.Warning.From(warned)
		out = append(out, warned, d)
		if g.chance(40) {
			cured := pick(g, warned-1, warned, warned+3, d-1, d-1, d)
			g.happened(cured, agreement.Event{Verb: agreement.Cures, By: sc.licensee, Of: p.Clause.QName()})
			out = append(out, cured)
		}
	}
	if g.chance(15) { // it is not used
		return append(out, d+1, d+1)
	}
	for again := true; again; again = g.chance(12) {
		n := d + pick[when.Date](g, 0, 0, 0, 1, 20)
		if g.slips(sc, 35) {
			n = d - 1
		}
		f := g.happened(n, g.message(sc, p, agreement.GivesNotice))
		first, last := p.Notice.From(f.Begin.Earliest), p.Notice.From(f.Begin.Latest)
		out = append(out, n, last+30, first, last-1, last)
		d += 30
	}
	return out
}

// message is a notice or a warning under a power: by one who may give it, to the licensee it concerns, unless that goes
// wrong.
func (g *gen) message(sc scene, p *agreement.Power, verb agreement.Verb) agreement.Event {
	e := agreement.Event{Verb: verb, By: g.entitled(sc, p.Of), Of: p.Clause.QName()}
	if g.slips(sc, 30) {
		e.By = pick(g, g.orgs...)
	}
	if p.ThatOne || g.chance(25) {
		e.To = sc.licensee
	}
	if e.To != "" && g.slips(sc, 30) {
		e.To = pick(g, "", pick(g, g.orgs...))
	}
	return e
}

// sales makes sales under a grant at the edges of quarters, and says from when it has lain idle.
func (g *gen) sales(sc scene, idle *agreement.Idle) when.Date {
	last := quarter(sc.on, -idle.Quarters-1) + when.Date(g.IntN(3)-1)
	since := quarter(last, idle.Quarters+1)
	if g.slips(sc, 20) {
		return since // nothing was sold at all
	}
	sold := func(d when.Date) {
		g.happened(d, agreement.Event{Verb: agreement.SoldUnder, By: sc.licensee, Of: idle.Under})
	}
	if sold(last); g.chance(40) {
		sold(quarter(last, -g.IntN(3)) - 1)
	}
	if g.slips(sc, 40) { // and again, just before it would be idle, or just after
		sold(since + when.Date(g.IntN(3)-1))
	}
	return since
}

// quarter is the first day of the calendar quarter so many after the one of d.
func quarter(d when.Date, after int) when.Date {
	y, m, _ := d.YMD()
	return when.Civil(y, m-(m-1)%3, 1).AddMonths(3 * after)
}

// survival keeps what a clause ends: against that clause or against all, for good or for a time, for some or for all,
// by itself or when elected.
func (g *gen) survival(sc scene, ends []agreement.Name, against agreement.Name) *agreement.Survival {
	s := &agreement.Survival{Clause: g.newClause(sc.in, "survival", "S"), Keeps: slices.Clone(ends)}
	if g.chance(20) && len(ends) > 1 {
		s.Keeps = some(g, 1, 1, ends...)
	}
	if against != "" && g.chance(60) {
		s.Against = []agreement.Name{against}
	}
	switch n := g.IntN(20); {
	case n < 3:
		s.During = &agreement.Term{NotStated: true}
	case n < 10:
		s.During = &agreement.Term{Span: g.span(6, 13)}
	}
	switch n := g.IntN(20); {
	case n < 5:
		s.To = []agreement.Member{{Org: sc.licensee}}
	case n < 9:
		s.To = []agreement.Member{g.member()}
	}
	if g.chance(50) {
		s.Election = pick(g, sc.grant.To, []agreement.Member{{Org: sc.licensee}})
	}
	if g.chance(15) {
		s.Provided = append(s.Provided, g.finding(agreement.SubjectFixed))
	}
	sc.in.Survivals = append(sc.in.Survivals, s)
	return s
}

// elect makes the election that a survival needs, declines it, does both, or leaves it. It says on which days the
// survival begins or ends to hold.
func (g *gen) elect(sc scene, s *agreement.Survival) []when.Date {
	var out []when.Date
	if s.During != nil && !s.During.NotStated {
		for _, d := range []when.Date{s.During.Span.From, s.During.Span.To} {
			if d.Real() {
				out = append(out, d)
			}
		}
	}
	if len(s.Election) == 0 {
		return out
	}
	verbs := pick(g, []agreement.Verb{agreement.Elects}, []agreement.Verb{agreement.Declines}, []agreement.Verb{agreement.Elects},
		[]agreement.Verb{agreement.Declines, agreement.Elects}, nil)
	for _, v := range verbs {
		d := sc.on + when.Date(g.IntN(90))
		e := agreement.Event{Verb: v, By: g.entitled(sc, s.Election), Of: s.Clause.QName()}
		if g.slips(sc, 25) {
			e.By = pick(g, g.orgs...)
		}
		g.happened(d, e)
		out = append(out, d)
	}
	return out
}
