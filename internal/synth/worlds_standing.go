package synth

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// standingShare is how many eventful worlds in a hundred have patents that stand in for others in a grant: those of an
// invention of some day, those that somebody may license though others own them, those of which a finding is presumed.
const standingShare = 28

// presumedTerms are the findings that a text names as exceptions.
var presumedTerms = []string{"licensable without payment to others", "licensable without consent of others"}

// standings narrows or widens grants on whose rights something hangs already, and puts questions about it in place of the
// first ones, where there are many.
func (g *gen) standings(asks []Ask) []Ask {
	if len(g.spots) == 0 {
		return asks
	}
	had := len(g.facts)
	var more []Ask
	for range 1 + g.IntN(2) {
		s := pick(g, g.spots...)
		if s.licensor == "" {
			s.licensor = g.oneIn(s.grant.From)
		}
		s.on = g.dayFor(s.grant)
		more = append(more, g.standing(s)...)
	}
	g.lateEvents(had)
	return append(asks[max(0, len(asks)+len(more)-10):], more...)
}

// standing makes a set of patents that the grant of a spot is under, and asks about some of them.
func (g *gen) standing(s spot) []Ask {
	set := &agreement.PatentSet{Clause: g.newClause(s.in, "patents", "P")}
	under := []agreement.PatentItem{{Set: set.Clause.QName()}}
	days := []when.Date{s.on}
	owned := func(r *patent.Record) bool { return r.Owners[0] == string(s.licensor) }
	var ids []string
	var country string
	switch g.IntN(5) {
	case 0, 1:
		ids, country = g.grantedIn(s.on, owned)
		set.Where = g.inventions(ids)
	case 2, 3:
		ids, country = g.grantedIn(s.on, func(r *patent.Record) bool { return !owned(r) || len(r.Owners) > 1 })
		if len(ids) > 0 {
			days = append(g.mayLicense(s, ids), days...)
		}
		held := agreement.Held{Kind: agreement.HeldAtTimeOfUse}
		if g.chance(50) {
			held = g.held(false)
		}
		set.Add = []agreement.Selector{{LicensableBy: s.grant.From, Held: held}}
		if g.chance(20) {
			set.Add = append(set.Add, agreement.Selector{OwnedBy: s.grant.From, Held: g.held(false)})
		}
		if g.chance(40) {
			under = nil
		}
	default:
		ids, country = g.grantedIn(s.on, owned)
		test := g.presumed(ids)
		if g.chance(50) {
			set.Where = []agreement.Condition{{test}}
		} else {
			s.grant.Provided = append(slices.Clone(s.grant.Provided), agreement.Condition{test})
			under = nil
		}
	}
	if s.grant.Under = under; under != nil {
		s.in.Patents = append(s.in.Patents, set)
		g.sets = append(g.sets, set)
	}
	if len(ids) == 0 {
		return nil
	}
	s.days = days
	var asks []Ask
	for i := range 3 {
		q := Ask{KnownAt: late, WithoutPresumptions: g.chance(10)}
		q.Use, _ = g.at(s)
		q.Use.Country, q.Under = country, agreement.Under{Patents: some(g, 1, 3, ids...)}
		if i < 2 { // the day on which most turns, and the day before
			q.Use.On = days[0] - when.Date(i)
		}
		if g.chance(15) {
			q.KnownAt = g.knowing(q.Use.On)
		}
		asks = append(asks, q)
	}
	return asks
}

// grantedIn lists some of those national patents that are granted by a day, all of one country, and the country.
func (g *gen) grantedIn(by when.Date, those func(*patent.Record) bool) (ids []string, country string) {
	for i := range g.records {
		r := &g.records[i]
		if r.IsGrant != patent.Yes || r.Grant.Latest > by || !has(countries, r.Office) || !those(r) {
			continue
		}
		if country == "" {
			country = r.Office
		}
		if r.Office == country {
			ids = append(ids, r.ID)
		}
	}
	return ids, country
}

// inventions draws tests of when inventions were made or disclosed, and states it of most of the patents.
func (g *gen) inventions(ids []string) []agreement.Condition {
	what := pick(g, agreement.PatentInvented, agreement.PatentDisclosed)
	var out []agreement.Condition
	for i := range g.records {
		r := &g.records[i]
		if !has(ids, r.ID) || len(out) > 1 {
			continue
		}
		at := when.Bounds{Earliest: when.Min, Latest: r.Priority.Latest}
		if g.chance(75) {
			at = g.milestone(what, r)
			if g.chance(20) { // somebody says otherwise
				at = g.milestone(what, r)
			}
		} else if g.chance(30) {
			g.milestone(agreement.PatentInvented+agreement.PatentDisclosed-what, r)
		}
		if len(out) == 0 || g.chance(40) {
			t := agreement.Test{Not: g.chance(20), Attr: what, Span: g.spanAt(when.Bounds{Earliest: max(at.Earliest, at.Latest-30), Latest: at.Latest})}
			line := agreement.Condition{t}
			if g.chance(20) {
				line = append(line, g.patentTest())
			}
			out = append(out, line)
		}
	}
	return out
}

// milestone states when the invention of a patent was made or disclosed, and says within which days.
func (g *gen) milestone(what agreement.Attr, r *patent.Record) when.Bounds {
	d := g.day(0, 5)
	if r.Priority.Latest.Real() && g.chance(80) {
		d = r.Priority.Latest - when.Date(g.IntN(300))
	}
	at := when.Exact(d)
	switch g.IntN(8) {
	case 0, 1:
		at.Latest += when.Date(1 + g.IntN(4))
	case 2: // before a day
		at.Earliest = when.Min
	}
	b := agreement.Milestone{Patents: []string{r.ID}, What: what}
	g.fact(at, when.Max, true, agreement.FactText(b), b)
	return at
}

// mayLicense states that somebody, mostly the licensor, may license patents, and lists the days on which that begins or ends.
func (g *gen) mayLicense(s spot, ids []string) []when.Date {
	var out []when.Date
	for range 1 + g.IntN(2) {
		d := s.on
		if g.chance(30) {
			d = g.day(3, 12)
		}
		b := agreement.Licensable{By: s.licensor, Patents: some(g, 1, len(ids), ids...)}
		if g.chance(20) {
			b.By = pick(g, g.orgs...)
		}
		begin, end := when.Exact(when.Min), when.Max
		switch n := g.IntN(10); {
		case n < 2:
		case n < 5:
			end = d
			out = append(out, end)
		default:
			begin = when.Exact(d)
			if within := (when.Bounds{Earliest: d - 1 - when.Date(g.IntN(2)), Latest: d}); n < 8 && g.eventDays(within) <= eventValues {
				begin = within
			}
			out = append(out, begin.Latest)
		}
		g.fact(begin, end, begin.Latest.Real() || end.Real(), agreement.FactText(b), b)
	}
	return out
}

// presumed draws a test of what is presumed, and findings about some of the patents.
func (g *gen) presumed(ids []string) agreement.Test {
	t := agreement.Test{Not: g.chance(15), Attr: agreement.FindingTest, Finding: agreement.FindingRef{
		Term: pick(g, presumedTerms...), Subject: agreement.SubjectPatent, Presumed: true,
	}}
	g.terms = append(g.terms, findingTerm{t.Finding.Term, t.Finding.Subject, ""})
	for _, id := range ids {
		for range g.IntN(3) {
			f := agreement.Finding{Term: t.Finding.Term, Of: id, Yes: g.chance(35), By: pick(g, "", "court", "inside counsel")}
			g.fact(when.Exact(g.day(3, 11)), when.Max, true, agreement.FactText(f), f)
		}
	}
	return t
}
