package synth

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// networkShare is how many worlds in a hundred have a network that some join, and from one another accept.
const networkShare = 14

// networkID is the id of the network of a world; there is one at most.
const networkID = "net1"

// eachLicensor and eachLicensee are the two sides of a pair, with what they control.
var (
	eachLicensor = []agreement.Member{{Each: agreement.EachLicensor}, {Each: agreement.EachLicensor, Reach: true, Share: agreement.Over50}}
	eachLicensee = []agreement.Member{{Each: agreement.EachLicensee}, {Each: agreement.EachLicensee, Reach: true, Share: agreement.Over50}}
)

// networking adds a network to a world, with those who join and leave it, and puts questions about it in place of the
// first ones, where there are many.
func (g *gen) networking(asks []Ask) []Ask {
	a := &agreement.Agreement{
		Clause: agreement.Clause{Agreement: networkID, Kind: "network", Name: networkID}, Title: "synthetic",
		Network: &agreement.Network{Notice: g.delay(15)}, Signed: when.None, Effective: when.None,
	}
	if g.chance(35) {
		t := g.findingTest(agreement.Test{}, agreement.SubjectMember)
		a.Network.LeftIf = []agreement.Condition{{t}}
	}
	users := &agreement.Group{Clause: g.newClause(a, "group", "G"), Is: []agreement.Member{{Network: networkID}}, AsOf: when.None}
	a.Groups = append(a.Groups, users)
	a.Patents = append(a.Patents, g.pairedPatents(a))
	x := g.pairedGrant(a)
	g.agreements = append(slices.Clone(g.agreements), a)
	g.grants = append(slices.Clone(g.grants), x)
	had, spots := len(g.facts), len(g.spots)
	g.pairs(scene{in: a, grant: x, on: g.dayFor(x), smooth: g.chance(55)})
	if g.chance(15) { // one text says of all members what others say of a group
		y := pick(g, g.grants...)
		if y != x {
			y.To = append(slices.Clone(y.To), agreement.Member{Network: networkID})
		}
	}
	g.lateEvents(had)
	more := g.askAt(g.spots[spots:], 7)
	return append(asks[max(0, len(asks)+len(more)-10):], more...)
}

// pairedPatents is a set of the patents of each licensor.
func (g *gen) pairedPatents(a *agreement.Agreement) *agreement.PatentSet {
	s := &agreement.PatentSet{Clause: g.newClause(a, "patents", "P")}
	held := agreement.Held{Kind: agreement.HeldAtTimeOfUse}
	if g.chance(30) {
		held = g.held(false)
	}
	who := eachLicensor[:1+g.IntN(2)]
	s.Add = []agreement.Selector{{OwnedBy: who, Held: held}}
	if g.chance(25) {
		s.Add = append(s.Add, agreement.Selector{LicensableBy: who, Held: agreement.Held{Kind: agreement.HeldAtTimeOfUse}})
	}
	if g.chance(65) {
		t := agreement.Test{Not: g.chance(8), Attr: agreement.PatentPriority, Span: when.Always, ToLeft: true}
		if g.chance(15) {
			t.Span = g.span(0, 9)
		}
		s.Where = append(s.Where, agreement.Condition{t})
	}
	if g.chance(15) {
		s.Where = append(s.Where, agreement.Condition{{Attr: agreement.PatentKind, Values: []string{"invention", "utility-model"}}})
	}
	if g.chance(20) {
		s.OnlyIf = []agreement.Condition{{{Attr: agreement.FindingTest, Finding: agreement.FindingRef{Term: presumedTerms[0], Subject: agreement.SubjectPatent, Presumed: true}}}}
	}
	return s
}

// pairedGrant is the grant of a network, which stands once for every pair.
func (g *gen) pairedGrant(a *agreement.Agreement) *agreement.Grant {
	x := &agreement.Grant{
		Clause: g.newClause(a, "licence", "L"), Kind: agreement.Licence, From: eachLicensor, To: eachLicensee[:1+g.IntN(2)],
		Anything: true, Acts: g.acts(6), In: agreement.Territory{World: true}, During: agreement.Term{Span: when.Always, Accepted: true, EndOf: "end of patent"},
		Price: agreement.Price{Kind: agreement.PricePaidUp}, Sublicence: "none",
	}
	if g.chance(15) {
		x.From = eachLicensor[:1]
	}
	switch g.IntN(6) {
	case 0:
		x.During.Accepted, x.During.Span.From = false, g.day(4, 7)
	case 1:
		x.During.Span.To = g.day(9, 12)
	}
	if g.chance(85) {
		x.Under, x.AsAccepted = []agreement.PatentItem{{Set: a.Patents[0].Clause.QName()}}, g.chance(75)
	}
	a.Grants = append(a.Grants, x)
	return x
}

// pairs lets three or so join, accept from one another, and leave, and adds clauses that act on what they do.
func (g *gen) pairs(sc scene) {
	owners := g.sureOwners(late)
	if len(owners) == 0 || g.chance(40) {
		owners = []agreement.Org{pick(g, g.orgs...)}
	}
	sc.licensor = pick(g, owners...)
	sc.licensee = g.otherThan(sc.licensor)
	third := g.outsider(sc)
	from := g.pool[5]
	days := []when.Date{sc.on}
	for _, o := range []agreement.Org{sc.licensor, sc.licensee, third} {
		if !g.slips(sc, 15) {
			g.happened(from+when.Date(g.IntN(60)), agreement.Event{Verb: agreement.Offers, By: o, Of: networkID})
		}
	}
	sc.on = max(sc.on, from+100)
	theirs := g.ownPatent(sc.licensor, sc.on)
	if owned, _ := g.grantedIn(sc.on, g.solely(sc.licensor)); len(owned) > 0 {
		theirs = slices.Compact(slices.Sorted(slices.Values(append(theirs, owned...))))
	}
	below := g.newcomer()
	g.stake(sc.licensee, below, 0)
	days = append(days, g.accepts(sc, sc.licensee, sc.licensor, theirs)...)
	if g.chance(45) { // the other way round, or with a third
		g.accepts(sc, pick(g, sc.licensor, third), sc.licensee, nil)
	}
	if g.chance(30) {
		g.accepts(sc, third, sc.licensor, theirs)
	}
	left, last := g.discontinues(sc, pick(g, sc.licensor, sc.licensor, sc.licensee))
	days = append(days, left...)
	if last.Real() { // a patent of about the day from which later ones are out
		id := g.ownPatent(sc.licensor, sc.on)
		r := &g.records[len(g.records)-1]
		r.Priority = when.Exact(last + when.Date(g.IntN(4)-1))
		if g.chance(20) {
			r.Priority.Latest += when.Date(1 + g.IntN(2))
		}
		r.Filed, r.Published, r.Grant = when.Exact(r.Priority.Latest+20), when.Exact(r.Priority.Latest+40), when.Exact(r.Priority.Latest+50)
		g.aim(sc, spot{actor: sc.licensee, days: []when.Date{r.Grant.Latest + 10, r.Grant.Latest + 300}, patents: id})
	}
	g.leftBy(sc)
	days = append(days, g.networkClauses(sc)...)
	g.aim(sc, spot{actor: sc.licensee, days: days, patents: theirs})
	g.aim(sc, spot{actor: pick(g, sc.licensee, below, third), days: days, patents: theirs})
	s := spot{actor: pick(g, below, third, sc.licensee), days: days, patents: theirs}
	if len(sc.in.Extensions) > 0 || g.chance(20) {
		s.from, s.act, s.actor = sc.licensee, agreement.Sell, third
	}
	g.aim(sc, s)
	if g.chance(35) { // what the licensor controls grants as well
		held := g.newcomer()
		g.stake(sc.licensor, held, 0)
		g.aim(sc, spot{actor: sc.licensee, days: days, patents: g.ownPatent(held, sc.on)})
	}
}

// solely tells the records that one organisation alone owns.
func (g *gen) solely(o agreement.Org) func(*patent.Record) bool {
	return func(r *patent.Record) bool { return len(r.Owners) == 1 && r.Owners[0] == string(o) }
}

// accepts lets one accept from another, all patents or some, now and then once more later, and says on which days.
func (g *gen) accepts(sc scene, by, from agreement.Org, patents []string) []when.Date {
	var out []when.Date
	if by == from {
		return nil
	}
	on := sc.on + when.Date(g.IntN(3)*30)
	if g.slips(sc, 15) {
		on = g.pool[5] + when.Date(g.IntN(40)) // perhaps before one of them has offered
	}
	for again := true; again; again = g.chance(25) {
		e := agreement.Event{Verb: agreement.Accepts, By: by, To: from, Of: networkID}
		if len(patents) > 0 && g.chance(50) {
			e.Patents = some(g, 1, 3, patents...)
		}
		if g.slips(sc, 8) {
			e.By, e.To = e.To, e.By
		}
		f := g.happened(on, e)
		out = append(out, f.Begin.Earliest-1, f.Begin.Earliest, f.Begin.Latest)
		on += when.Date(1 + g.IntN(300))
	}
	return out
}

// discontinues lets a member leave, announced in time, a day too late, or long before, mostly; now and then it offers
// again, or announces twice. It says on which days something changes, and the last day stated of the licensor.
func (g *gen) discontinues(sc scene, who agreement.Org) (days []when.Date, last when.Date) {
	last = when.None
	if g.chance(25) {
		return nil, last
	}
	announced := sc.on + when.Date(g.IntN(400)-100)
	for again := true; again; again = g.chance(20) {
		first := sc.in.Network.Notice.From(announced)
		e := agreement.Event{Verb: agreement.Discontinues, By: who, Of: networkID, Effective: first + pick[when.Date](g, 0, 0, -1, -1, 1, 40)}
		f := g.happened(announced, e)
		days = append(days, f.Begin.Earliest, f.Begin.Latest, e.Effective-1, e.Effective, e.Effective)
		if who == sc.licensor {
			last = max(last, e.Effective)
		}
		if g.chance(50) { // somebody accepts just then
			g.happened(e.Effective+when.Date(g.IntN(3)-1), agreement.Event{Verb: agreement.Accepts, By: sc.licensee, To: sc.licensor, Of: networkID})
		}
		if g.chance(20) {
			d := e.Effective + when.Date(g.IntN(100)-10)
			g.happened(d, agreement.Event{Verb: agreement.Offers, By: who, Of: networkID})
			g.happened(d+when.Date(g.IntN(50)), agreement.Event{Verb: agreement.Accepts, By: sc.licensee, To: sc.licensor, Of: networkID})
			days = append(days, d, d+60)
		}
		announced += when.Date(20 + g.IntN(200))
	}
	return days, last
}

// leftBy states, where conduct ends membership, whether somebody has left by it.
func (g *gen) leftBy(sc scene) {
	for _, line := range sc.in.Network.LeftIf {
		if g.chance(60) {
			f := agreement.Finding{Term: line[0].Finding.Term, Of: string(pick(g, sc.licensor, sc.licensee)), Yes: g.chance(75)}
			at := when.Exact(sc.on + when.Date(g.IntN(90)-45))
			g.fact(at, when.Max, true, agreement.FactText(f), f)
		}
	}
}

// networkClauses adds to the grant of a network who else comes under it, and what ends it for one licensee or changes its
// price, and says on which days.
func (g *gen) networkClauses(sc scene) []when.Date {
	var out []when.Date
	of := []agreement.Name{sc.grant.Clause.QName()}
	if g.chance(35) {
		sc.in.Extensions = append(sc.in.Extensions, &agreement.Extension{
			Clause: g.newClause(sc.in, "extension", "E"), Kind: agreement.Exhaustion, Of: of, Chain: agreement.AcquiredFrom,
		})
	}
	users := []agreement.Member{{Group: sc.in.Groups[0].Clause.QName()}}
	sued := agreement.Trigger{
		Verb: agreement.Sues, By: agreement.Role{Licensee: true}, Offensive: g.chance(50),
		To: agreement.Role{Members: pick(g, users, users, eachLicensor[:1])},
	}
	switch g.IntN(5) {
	case 0:
		r := &agreement.Rule{Clause: g.newClause(sc.in, "rule", "W"), On: sued, ThatOne: true, Ends: of}
		sc.in.Rules = append(sc.in.Rules, r)
		out = append(out, g.suedIn(sc)...)
		g.shadow(sc, r.Clause.QName())
	case 1, 2:
		p := &agreement.Power{Clause: g.newClause(sc.in, "power", "K"), Of: eachLicensor[:1], Ends: of, ThatOne: true, Notice: g.delay(50)}
		if g.chance(75) {
			p.If = &sued
		}
		if g.chance(30) {
			p.Ends, p.Changes, p.Price = nil, of, agreement.Price{Kind: agreement.PriceFRAND}
		}
		sc.in.Powers = append(sc.in.Powers, p)
		if p.If != nil {
			out = append(out, g.suedIn(sc)...)
		}
		e := agreement.Event{Verb: agreement.GivesNotice, By: sc.licensor, To: sc.licensee, Of: p.Clause.QName()}
		if g.slips(sc, 25) {
			e.By = g.otherThan(sc.licensee)
		}
		if g.chance(75) {
			f := g.happened(sc.on+when.Date(20+g.IntN(300)), e)
			out = append(out, p.Notice.From(f.Begin.Latest), f.Begin.Latest+200)
		}
	}
	return out
}

// suedIn lets the licensee of a pair sue the licensor, or somebody else.
func (g *gen) suedIn(sc scene) []when.Date {
	e := agreement.Event{Verb: agreement.Sues, By: sc.licensee, To: sc.licensor, InResponse: g.chance(20)}
	if g.chance(35) {
		e.To = g.outsider(sc)
	}
	f := g.happened(sc.on+when.Date(g.IntN(200)), e)
	return []when.Date{f.Begin.Earliest, f.Begin.Latest}
}

// comesOrGoes lets somebody join the network, leave it, or accept from somebody.
func (g *gen) comesOrGoes() {
	e := agreement.Event{Verb: pick(g, agreement.Offers, agreement.Accepts, agreement.Accepts, agreement.Discontinues), Of: networkID, By: pick(g, g.orgs...)}
	at := g.eventDay()
	switch e.Verb {
	case agreement.Accepts:
		if e.To = g.otherThan(e.By); g.chance(30) {
			e.Patents = g.patentsOf(e.To)
		}
	case agreement.Discontinues:
		e.Effective = at.Earliest + pick[when.Date](g, 0, 30, 180, 400)
	}
	g.happens(at, e)
}

// paired reports whether a set of patents speaks of the two sides of a pair: it says nothing outside of a network.
func paired(s *agreement.PatentSet) bool {
	for _, x := range s.Add {
		for _, m := range slices.Concat(x.OwnedBy, x.LicensableBy) {
			if m.Each != 0 {
				return true
			}
		}
	}
	return false
}
