package synth

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// extended gives the right of a grant to others: by sublicence, through the chain of supply, or by transfer. What ends
// grants may then end the extension alone.
func (g *gen) extended(sc scene) {
	var x *agreement.Extension
	switch n := g.IntN(20); {
	case n < 5:
		x = g.sublicence(sc)
	case n < 9:
		x = g.sublicenceByAct(sc)
	case n < 12:
		x = g.parties(sc)
	case n < 16:
		x = g.chain(sc)
	default:
		x = g.transferable(sc)
	}
	if len(x.Provided) == 0 && g.chance(15) {
		subjects := []agreement.Subject{agreement.SubjectFixed, agreement.SubjectProduct}
		if x.Kind == agreement.Transfer {
			subjects = subjects[:1]
		}
		x.Provided = append(x.Provided, g.finding(subjects...))
	}
	g.shadow(sc, x.Clause.QName())
	g.againstExtension(sc, x)
}

// extension begins one of the grant of the scene.
func (g *gen) extension(sc scene, kind agreement.ExtensionKind) *agreement.Extension {
	word, letter := [...]string{"sublicence", "extension", "transfer"}[kind], "E"
	if kind == agreement.Transfer {
		letter = "T"
	}
	x := &agreement.Extension{Clause: g.newClause(sc.in, word, letter), Kind: kind, Of: []agreement.Name{sc.grant.Clause.QName()}}
	if n := pick(g, g.grants...).Clause.QName(); n != x.Of[0] && g.chance(12) {
		x.Of = append(x.Of, n)
	}
	switch kind {
	case agreement.Sublicence:
		sc.grant.Sublicence = pick(g, "listed", "listed", "listed", "listed", "not stated", "none")
	case agreement.Transfer:
		sc.grant.Transfer = "listed"
	}
	if kind != agreement.Transfer && g.chance(30) {
		x.Acts = some(g, 1, 4, agreement.Make, agreement.Use, agreement.Sell, agreement.Offer, agreement.Import)
	}
	sc.in.Extensions = append(sc.in.Extensions, x)
	return x
}

// actOf draws an act that an extension gives, as a rule.
func (g *gen) actOf(x *agreement.Extension) agreement.Act {
	if len(x.Acts) == 0 || g.chance(15) {
		return 0
	}
	return pick(g, x.Acts...)
}

// others draws a list of persons that an extension is for, and one of them.
func (g *gen) others(sc scene) ([]agreement.Member, agreement.Org) {
	who := g.outsider(sc)
	list := []agreement.Member{{Org: who}}
	switch g.IntN(4) {
	case 0:
		list = []agreement.Member{g.member()}
	case 1:
		list = append(list, g.reach(who))
	}
	return list, g.oneIn(list)
}

// sublicence reaches others by itself, or makes a right of exhaustion for them.
func (g *gen) sublicence(sc scene) *agreement.Extension {
	x := g.extension(sc, pick(g, agreement.Sublicence, agreement.Sublicence, agreement.Exhaustion))
	var who agreement.Org
	x.To, who = g.others(sc)
	if x.Kind == agreement.Sublicence && g.chance(35) {
		x.By = g.givers(sc)
	}
	g.aim(sc, spot{actor: who, act: g.actOf(x), days: g.controlDays(sc.on)})
	return x
}

// givers are those of the licensees who may give a sublicence.
func (g *gen) givers(sc scene) []agreement.Member {
	return pick(g, sc.grant.To, []agreement.Member{{Org: sc.licensee}}, []agreement.Member{g.member()})
}

// controlDays lists a day, and one on which control or title may change.
func (g *gen) controlDays(d when.Date) []when.Date {
	if h := g.happeningDay(); h != when.None {
		return []when.Date{d, h}
	}
	return []when.Date{d}
}

// sublicenceByAct reaches those whom a licensee has sublicensed: mostly one who may, to one who may be, under this grant.
func (g *gen) sublicenceByAct(sc scene) *agreement.Extension {
	x := g.extension(sc, agreement.Sublicence)
	var who agreement.Org
	x.To, who = g.others(sc)
	if g.chance(25) {
		x.To = []agreement.Member{{Everyone: true}}
	}
	if x.ByAct = true; g.chance(70) {
		x.By = g.givers(sc)
	}
	g.aim(sc, spot{actor: who, act: g.actOf(x), days: g.sublicensed(sc, who)})
	return x
}

// sublicensed lets somebody be sublicensed under the grant of the scene, now and then twice, and says when.
func (g *gen) sublicensed(sc scene, who agreement.Org) []when.Date {
	out := []when.Date{sc.on}
	if g.slips(sc, 15) {
		return out
	}
	for again := true; again; again = g.chance(20) {
		e := agreement.Event{Verb: agreement.Sublicenses, By: sc.licensee, To: who, Of: sc.grant.Clause.QName()}
		if g.slips(sc, 50) {
			switch g.IntN(3) {
			case 0:
				e.By = g.otherThan(who)
			case 1:
				e.To = g.otherThan(e.By)
			default:
				e.Of = pick(g, g.grants...).Clause.QName()
			}
		}
		if e.By == e.To {
			e.By = g.otherThan(e.To)
		}
		f := g.happened(sc.on, e)
		out = append(out, f.Begin.Earliest, f.Begin.Latest)
		sc.on = g.dayFor(sc.grant)
	}
	return out
}

// parties reaches those who signed an agreement with one of the licensee's side in time.
func (g *gen) parties(sc scene) *agreement.Extension {
	x := g.extension(sc, pick(g, agreement.Sublicence, agreement.Sublicence, agreement.Exhaustion))
	with, who := sc.licensee, g.outsider(sc)
	signed := g.dayFor(sc.grant)
	x.Parties = &agreement.Parties{With: with, Signed: pick(g,
		when.Interval{From: when.Min, To: signed + when.Date(g.IntN(2))}, when.Interval{From: signed - 400, To: signed + 1 + when.Date(g.IntN(300))},
		when.Interval{From: signed + when.Date(g.IntN(2)), To: when.Max})}
	if g.chance(45) {
		x.Provided = append(x.Provided, g.finding(agreement.SubjectAgreement))
	}
	days := []when.Date{sc.on}
	for _, deal := range some(g, 1, 2, append([]string{sc.in.Clause.Name}, sideDeals...)...) {
		days = append(days, g.sign(deal, with, who, signed)...)
		if len(x.Provided) > 0 && g.chance(70) { // what the lines ask for is known of this one
			for _, t := range x.Provided[0] {
				f := agreement.Finding{Term: t.Finding.Term, Of: deal, Yes: !t.Not}
				g.fact(when.Exact(g.day(5, 10)), when.Max, true, agreement.FactText(f), f)
			}
		}
	}
	if x.Kind == agreement.Sublicence && g.chance(45) {
		x.ByAct = true
		days = append(days, g.sublicensed(sc, who)...)
	}
	g.aim(sc, spot{actor: who, act: g.actOf(x), days: days})
	return x
}

// sign lets two sign an agreement, together or one after the other, now and then one of them twice or not at all.
func (g *gen) sign(deal string, with, who agreement.Org, on when.Date) []when.Date {
	var out []when.Date
	signs := func(d when.Date, by ...agreement.Org) {
		b := agreement.Signature{By: by, Agreement: deal}
		at := when.Exact(d)
		if more := (when.Bounds{Earliest: d, Latest: d + 2}); g.chance(10) && g.eventDays(more) <= eventValues {
			at = more
		}
		g.fact(at, when.Max, true, agreement.FactText(b), b)
		out = append(out, at.Earliest, at.Latest)
	}
	switch n := g.IntN(10); {
	case n < 5:
		signs(on, with, who)
	case n < 8:
		signs(on-when.Date(g.IntN(60)), with)
		signs(on, who)
	case n < 9:
		signs(on, with, who)
		signs(on+when.Date(g.IntN(400)), who)
	default:
		signs(on, pick(g, with, who))
	}
	return out
}

// chain reaches those who make for a licensee, or who have a product from one.
func (g *gen) chain(sc scene) *agreement.Extension {
	x := g.extension(sc, pick(g, agreement.Sublicence, agreement.Exhaustion))
	x.Chain = pick(g, agreement.MakesFor, agreement.AcquiredFrom)
	if g.chance(40) {
		x.Provided = append(x.Provided, g.finding(agreement.SubjectProduct))
	}
	s := spot{actor: g.outsider(sc), act: g.actOf(x), days: g.controlDays(sc.on)}
	if x.Chain == agreement.MakesFor {
		if s.madeFor = sc.licensee; s.act == 0 {
			s.act = agreement.Make
		}
		if g.chance(85) { // else he makes it for the licensee anyhow
			sc.grant.Acts = slices.DeleteFunc(slices.Clone(sc.grant.Acts), func(a agreement.Act) bool { return a == agreement.HaveMade })
		}
	} else if s.from = sc.licensee; s.act == 0 {
		s.act = agreement.Sell
	}
	g.aim(sc, s)
	return x
}

// transferable lets the place of a licensee pass, and plays out a chain of assignments: to the next, back, past
// somebody who has no place, on one day, with and without the business.
func (g *gen) transferable(sc scene) *agreement.Extension {
	x := g.extension(sc, agreement.Transfer)
	first, next := sc.licensee, g.outsider(sc)
	last := g.otherThan(next)
	if x.Business = g.chance(35); !x.Business {
		x.To = []agreement.Member{{Org: next}}
		switch g.IntN(4) {
		case 0:
			x.To = []agreement.Member{g.member()}
		case 1, 2:
			x.To = append(x.To, agreement.Member{Org: last})
		}
	}
	if !x.Business && g.chance(20) && sc.room() > 0 { // a second way to pass it on
		g.extension(sc, agreement.Transfer).Business = true
	}
	days := g.passOn(sc, []agreement.Org{first, next, last})
	for _, who := range []agreement.Org{first, next, last} {
		g.aim(sc, spot{actor: who, days: days})
	}
	if sc.room() > 0 && g.chance(35) { // who has the place has others under him
		if sc.licensee, sc.on = next, pick(g, days...); g.chance(50) {
			g.chain(sc)
		} else {
			g.sublicenceByAct(sc)
		}
	}
	return x
}

// passOn assigns an agreement along a chain, all its links or the first, and says when.
func (g *gen) passOn(sc scene, chain []agreement.Org) []when.Date {
	days := []when.Date{sc.on}
	for i := range pick(g, 1, len(chain)-1, len(chain)-1) {
		e := agreement.Event{Verb: agreement.AssignsAgreement, By: chain[i], To: chain[i+1], Of: agreement.Name(sc.in.Clause.Name), WithBusiness: g.chance(60)}
		if g.slips(sc, 20) {
			e.By = g.otherThan(e.To)
		}
		if g.slips(sc, 20) {
			e.Of = agreement.Name(pick(g, g.agreements...).Clause.Name)
		}
		f := g.happened(sc.on, e)
		days = append(days, f.Begin.Earliest, f.Begin.Latest)
		if g.chance(50) { // the next on the same day
			f.Order = pick(g, 0, 1, 1, 2)
			continue
		}
		f.Order = pick(g, 0, 0, 0, 1)
		sc.on += when.Date(g.IntN(500))
	}
	return days
}

// againstExtension sets what takes an extension away by its name, and what keeps it.
func (g *gen) againstExtension(sc scene, x *agreement.Extension) {
	name := x.Clause.QName()
	it := opposing{x.Clause, &x.Precedence}
	at := &g.spots[len(g.spots)-1]
	switch n := g.IntN(20); {
	case n >= 3 && sc.room() == 0:
	case n < 3:
		if c := g.cutter(sc, name); c != nil && g.chance(50) {
			g.precedence(opposing{c.Clause, &c.Precedence}, it)
		}
	case n < 6:
		r := g.rule(sc)
		r.Ends = []agreement.Name{name}
		at.days = append(at.days, g.trip(sc, &r.On)...)
		if g.chance(35) {
			g.precedence(opposing{r.Clause, &r.Precedence}, it)
		}
		if sc.room() > 0 && g.chance(50) {
			s := g.survival(sc, r.Ends, r.Clause.QName())
			at.days = append(at.days, g.elect(sc, s)...)
		}
	case n < 8:
		p := g.power(sc)
		p.Ends = []agreement.Name{name}
		at.days = append(at.days, g.exercise(sc, p)...)
	case n < 10: // what ends the grant ends the extension too, and a survival of the grant keeps it
		r := g.rule(sc)
		at.days = append(at.days, g.trip(sc, &r.On)...)
		g.answer(sc, opposing{r.Clause, &r.Precedence}, r.Ends)
	}
}
