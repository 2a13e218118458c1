package synth

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// Event makes one or two hypothetical facts for a case, to be appended to those it has: somebody takes or leaves
// control, patents are assigned, a judgement is made, a legal event happens, a record changes, something is presumed;
// where clauses act on events, mostly one of those: a suit, a notice, an election, a sublicence. They are given, that is, always known. A case that was shrunk may have an event as well; it is then another one.
func Event(seed uint64, c Case) []agreement.Fact {
	g := again(seed, 0x6576656e7473, c)
	had := len(g.facts)
	for range 1 + g.IntN(2) {
		n, values := len(g.facts), Values(g.facts)
		g.event()
		control, title := g.values()
		if control > controlValues || title > titleValues || g.eventDays(when.Exact(when.Min)) > eventValues || Values(g.facts) > max(values, controlValues*titleValues/4) {
			g.facts = g.facts[:n]
			g.judgement()
		}
	}
	out := slices.Clone(g.facts[had:])
	for i := range out {
		out[i].Given = true
	}
	return out
}

// event appends one fact.
func (g *gen) event() {
	if all := g.eventful(); len(all) > 0 && g.chance(60) && g.occurrence(pick(g, all...)) {
		return
	}
	if slices.ContainsFunc(g.agreements, func(a *agreement.Agreement) bool { return a.Network != nil }) && g.chance(50) {
		g.comesOrGoes()
		return
	}
	switch n := g.IntN(21); {
	case n == 20: // of which no clause speaks, as a rule
		g.happens(g.eventDay(), agreement.Event{Verb: agreement.Sues, By: g.orgs[0], To: g.otherThan(g.orgs[0])})
	case n < 7:
		g.takeover()
	case n < 9:
		g.ceasing()
	case n < 13:
		g.transfer()
	case n < 15:
		g.judgement()
	case n < 17:
		g.legalEvent()
	case n < 19:
		g.override()
	default:
		g.presumption()
	}
}

// eventDay draws the day of an event: any of the pool, often one on which something happens already, sometimes within
// bounds.
func (g *gen) eventDay() when.Bounds {
	switch {
	case g.chance(20):
		return g.bounded(3, 13)
	case g.chance(30):
		if d := g.happeningDay(); d.Real() {
			return when.Exact(d)
		}
	}
	return when.Exact(g.day(3, 13))
}

// takeover gives one organisation a holding in a later one, so that control has no cycle.
func (g *gen) takeover() {
	held := 1 + g.IntN(len(g.orgs)-1)
	b := agreement.Control{Holder: g.orgs[g.IntN(held)], Held: g.orgs[held], Millionths: pick(g, int64(whole), whole, whole, 600_000, 510_000, 500_000)}
	if g.reaches(b.Held, b.Holder) { // what a deal has turned round
		b.Holder, b.Held = b.Held, b.Holder
	}
	f := g.fact(g.eventDay(), when.Max, true, controls(b.Holder, b.Held, b.Millionths), b)
	if g.chance(15) {
		f.Order = 1 + g.IntN(2)
	}
}

// ceasing ends a holding that is on record, or one that is not.
func (g *gen) ceasing() {
	var on []agreement.Control
	for i := range g.facts {
		if c, ok := g.facts[i].Body.(agreement.Control); ok && c.Millionths > 0 {
			on = append(on, c)
		}
	}
	if len(on) == 0 {
		g.takeover()
		return
	}
	c := pick(g, on...)
	c.Millionths = 0
	g.fact(g.eventDay(), when.Max, true, controls(c.Holder, c.Held, 0), c)
}

// transfer assigns one or two patents, mostly from an owner on record, now and then to two.
func (g *gen) transfer() {
	r := &g.records[g.IntN(len(g.records))]
	patents := []string{r.ID}
	for i := range g.records {
		if x := &g.records[i]; x.ID != r.ID && x.Owners[0] == r.Owners[0] && g.chance(30) && len(patents) < 2 {
			patents = append(patents, x.ID)
		}
	}
	from := agreement.Org(r.Owners[0])
	if g.chance(15) {
		from = pick(g, g.orgs...)
	}
	to := some(g, 1, 2, g.orgs...)
	if g.chance(75) {
		to = to[:1]
	}
	f := g.fact(g.eventDay(), when.Max, true, fmt.Sprintf("%s assigns %s to %v", from, strings.Join(patents, ", "), to),
		agreement.Assignment{From: from, Patents: patents, To: to})
	if g.chance(15) {
		f.Order = 1 + g.IntN(2)
	}
}

// judgement settles, or contradicts, what a clause asks for.
func (g *gen) judgement() {
	f := agreement.Finding{Yes: g.chance(50), By: pick(g, "", "court", "inside counsel")}
	if len(g.terms) == 0 || g.chance(30) {
		f.Term, f.Of = "reads on", g.records[g.IntN(len(g.records))].ID
		f.From = pick(g, g.products...)
	} else {
		t := pick(g, g.terms...)
		f.Term, f.Of = t.term, t.of
		switch t.subject {
		case agreement.SubjectPatent:
			f.Of = g.records[g.IntN(len(g.records))].ID
		case agreement.SubjectProduct:
			f.Of = pick(g, g.products...)
		case agreement.SubjectEntity, agreement.SubjectBuyer, agreement.SubjectMember:
			f.Of = string(pick(g, g.orgs...))
		}
	}
	if g.chance(15) {
		f.Replaces = "inside counsel"
	}
	g.fact(g.eventDay(), when.Max, true, fmt.Sprintf("finding %q of %s from %s: %v", f.Term, f.Of, f.From, f.Yes), f)
}

// legalEvent ends or revives a right.
func (g *gen) legalEvent() {
	r := &g.records[g.IntN(len(g.records))]
	e := agreement.StatusFact{
		Patents: []string{r.ID},
		Event:   pick(g, patent.Lapsed, patent.Revoked, patent.InForceEvent, patent.Validated, patent.GrantedEvent),
	}
	if g.chance(50) {
		e.Countries = some(g, 1, 3, countries...)
	}
	g.fact(g.eventDay(), when.Max, true, fmt.Sprintf("event %d of %s", e.Event, r.ID), e)
}

// presumption presumes something more.
func (g *gen) presumption() {
	p := agreement.Presumption{What: pick(g, agreement.GrantedInForce, agreement.LicencesRun, agreement.CovenantsRun, agreement.CoOwnersLicenseAlone)}
	if p.What == agreement.CoOwnersLicenseAlone {
		p.Countries = some(g, 1, 4, countries...)
	}
	g.declare("presume "+p.What.String(), p)
}
