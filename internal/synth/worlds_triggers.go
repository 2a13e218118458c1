package synth

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// Agreements that events speak of and that are not in the world: others signed them, they end, they are rejected.
var sideDeals = []string{"side1", "side2", "side3"}

// trigger draws a pattern of events. Where the clause is for that licensee alone, the licensee plays a part in it.
func (g *gen) trigger(sc scene, thatOne bool) agreement.Trigger {
	t := agreement.Trigger{}
	verbs := []agreement.Verb{
		agreement.Sues, agreement.Sues, agreement.Sues, agreement.Challenges, agreement.Challenges, agreement.BecomesInsolvent, agreement.Rejects,
	}
	if !thatOne {
		verbs = append(verbs, agreement.Ends, agreement.Happens, agreement.CeasesToControl, agreement.CeasesToControl)
	}
	switch t.Verb = pick(g, verbs...); t.Verb {
	case agreement.Sues, agreement.Challenges:
		t.By, t.To = g.licenseeOr(sc.grant.To, thatOne), g.role(sc.grant.From)
		if thatOne && g.chance(15) { // the licensee is the one who is sued
			t.By, t.To = t.To, t.By
		}
		t.Agents, t.Exclusive, t.Controlled = g.chance(40), g.chance(30), g.chance(40)
		t.Offensive = t.Verb == agreement.Sues && g.chance(45)
		if m := t.By.Members; t.Controlled && len(m) > 1 && m[0].Org != "" && g.chance(60) {
			t.By.Members = m[:1:1] // whom it controls counts only by these words
		}
	case agreement.BecomesInsolvent:
		t.By, t.Controlled = g.licenseeOr(pick(g, sc.grant.To, sc.grant.From), thatOne), g.chance(30)
	case agreement.Rejects:
		t.By, t.Of = g.licenseeOr(sc.grant.To, thatOne), g.agreementNear(sc)
	case agreement.Ends:
		t.Of = g.agreementNear(sc)
	case agreement.Happens:
		t.Of, t.Name = agreement.Name(sc.in.Clause.Name), pick(g, "closing", "separation")
	case agreement.CeasesToControl:
		t.Holder, t.Held = g.pair()
		t.Share = pick(g, agreement.Over50, agreement.Over50, agreement.Share{Millionths: 500_000}, agreement.Share{Millionths: 600_000, Over: true})
	}
	return t
}

// licenseeOr is the part of the licensee, or of some members or anybody.
func (g *gen) licenseeOr(members []agreement.Member, licensee bool) agreement.Role {
	if licensee || g.chance(12) {
		return agreement.Role{Licensee: true}
	}
	return g.role(members)
}

// role draws who plays a part: the members given, others, or anybody.
func (g *gen) role(members []agreement.Member) agreement.Role {
	switch n := g.IntN(20); {
	case n < 14:
		return agreement.Role{Members: members}
	case n < 17:
		return agreement.Role{Members: []agreement.Member{g.member()}}
	}
	return agreement.Role{}
}

// agreementNear names the agreement of the scene, or one beside it.
func (g *gen) agreementNear(sc scene) agreement.Name {
	if g.chance(50) {
		return agreement.Name(sc.in.Clause.Name)
	}
	return agreement.Name(pick(g, sideDeals...))
}

// pair draws somebody who holds a share, and in whom.
func (g *gen) pair() (holder, held agreement.Org) {
	var on []agreement.Control
	for i := range g.facts {
		if c, ok := g.facts[i].Body.(agreement.Control); ok && c.Millionths >= 500_000 {
			on = append(on, c)
		}
	}
	if len(on) == 0 {
		return g.orgs[0], g.orgs[len(g.orgs)-1]
	}
	c := pick(g, on...)
	return c.Holder, c.Held
}

// trip lets something happen that a trigger waits for, now and then twice, and says on which days it counts.
func (g *gen) trip(sc scene, t *agreement.Trigger) []when.Date {
	out := []when.Date{sc.on}
	if g.slips(sc, 10) {
		return out // nothing does
	}
	if t.Verb == agreement.CeasesToControl {
		return append(out, g.cease(t, sc.on)...)
	}
	if t.Controlled {
		g.subsidiary(g.player(sc, t.By))
	}
	for again := true; again; again = g.chance(12) {
		f := g.happened(sc.on, g.answering(sc, t))
		out = append(out, f.Begin.Earliest, f.Begin.Latest)
		sc.on = g.dayFor(sc.grant)
	}
	return out
}

// cease ends a holding on a day, unless the world has its budget of control used up, and lists the days on which the
// holding begins or ends.
func (g *gen) cease(t *agreement.Trigger, on when.Date) []when.Date {
	if n := len(g.facts); g.chance(75) {
		b := agreement.Control{Holder: t.Holder, Held: t.Held}
		if g.chance(25) {
			b.Millionths = pick(g, int64(490_000), 500_000, 510_000)
		}
		g.fact(when.Exact(on), when.Max, true, agreement.FactText(b), b)
		if control, _ := g.values(); control > controlValues || g.crowded(n) {
			g.facts = g.facts[:n]
		}
	}
	var out []when.Date
	for i := range g.facts {
		f := &g.facts[i]
		if c, ok := f.Body.(agreement.Control); !ok || c.Held != t.Held {
			continue
		}
		for _, d := range []when.Date{f.Begin.Earliest, f.Begin.Latest, f.End} {
			if d.Real() {
				out = append(out, d)
			}
		}
	}
	return out
}

// answering draws an event for a trigger: one that matches it for the licensee of a scene, or one that just does not.
func (g *gen) answering(sc scene, t *agreement.Trigger) agreement.Event {
	e := agreement.Event{Verb: t.Verb, Of: t.Of, Name: t.Name}
	if t.Verb != agreement.Ends && t.Verb != agreement.Happens {
		e.By = g.player(sc, t.By)
	}
	if t.Verb == agreement.Sues || t.Verb == agreement.Challenges {
		if e.To = g.player(sc, t.To); e.To == e.By {
			e.To = g.otherThan(e.By)
		}
		e.InResponse = t.Verb == agreement.Sues && g.chance(30)
		g.acting(sc, t, &e)
	} else if t.Controlled && g.chance(50) {
		e.By = g.heldBy(e.By)
	}
	if g.slips(sc, 30) {
		g.miss(&e)
	}
	if e.Verb == agreement.Challenges {
		if e.Patents = g.patentsOf(e.To); t.To.Anybody() && g.chance(40) || g.slips(sc, 15) {
			e.To = ""
		}
	}
	return e
}

// player draws somebody who plays a part.
func (g *gen) player(sc scene, r agreement.Role) agreement.Org {
	switch {
	case r.Licensee:
		return sc.licensee
	case r.Anybody():
		return pick(g, g.orgs...)
	}
	return g.entitled(sc, r.Members)
}

// acting lets somebody else act for who sues or challenges: an agent, an exclusive licensee, an entity it controls. Where
// the trigger counts none of these, that is a slip.
func (g *gen) acting(sc scene, t *agreement.Trigger, e *agreement.Event) {
	switch g.IntN(4) {
	case 0:
		if t.Agents || g.slips(sc, 30) {
			e.As = agreement.AsAgent
		}
	case 1:
		if t.Exclusive || g.slips(sc, 30) {
			e.As = agreement.AsExclusiveLicensee
		}
	default:
		if held := g.heldBy(e.By); held != e.To && (t.Controlled || g.slips(sc, 20)) {
			e.By = held
		}
	}
	if e.As == agreement.AsItself {
		return
	}
	e.For = e.By
	for e.By == e.For || e.By == e.To {
		e.By = pick(g, g.orgs...)
	}
}

// heldBy draws an entity in which an organisation holds a share, mostly more than half; itself, where it holds none.
func (g *gen) heldBy(o agreement.Org) agreement.Org {
	least := pick[int64](g, 1, 510_000, 510_000)
	var held []agreement.Org
	for i := range g.facts {
		if c, ok := g.facts[i].Body.(agreement.Control); ok && c.Holder == o && c.Millionths >= least {
			held = append(held, c.Held)
		}
	}
	if len(held) == 0 {
		return o
	}
	return pick(g, held...)
}

// subsidiary gives an organisation that holds nothing a holding in another, if it may have one.
func (g *gen) subsidiary(o agreement.Org) {
	at := slices.Index(g.orgs, o) + 1 // holders stand before what they hold
	if at == 0 || at == len(g.orgs) || g.heldBy(o) != o {
		return
	}
	n, b := len(g.facts), agreement.Control{Holder: o, Held: pick(g, g.orgs[at:]...), Millionths: 600_000}
	g.declare(agreement.FactText(b), b)
	if control, _ := g.values(); control > controlValues || g.crowded(n) {
		g.facts = g.facts[:n]
	}
}

// miss changes one thing about an event, so that it may no longer be what a clause waits for.
func (g *gen) miss(e *agreement.Event) {
	switch g.IntN(4) {
	case 0:
		if e.To != "" {
			if to := g.otherThan(e.To); to != e.By {
				e.To = to
			}
			return
		}
	case 1:
		switch e.Verb {
		case agreement.Sues:
			e.Verb, e.InResponse = agreement.Challenges, false
			return
		case agreement.Challenges:
			e.Verb = agreement.Sues
			return
		}
	case 2:
		if e.Of != "" {
			e.Of = agreement.Name(pick(g, sideDeals...))
			return
		}
	}
	if e.By != "" {
		if by := g.otherThan(e.By); by != e.To {
			e.By = by
		}
	}
}

// patentsOf draws one or two patents, those of an organisation where it has any.
func (g *gen) patentsOf(o agreement.Org) []string {
	var its, all []string
	for i := range g.records {
		r := &g.records[i]
		if all = append(all, r.ID); r.Owners[0] == string(o) {
			its = append(its, r.ID)
		}
	}
	if len(its) == 0 {
		its = all
	}
	return some(g, 1, 2, its...)
}
