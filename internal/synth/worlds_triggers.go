package synth

import (
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
		t.By, t.To = g.role(sc.grant.To, thatOne), g.role(sc.grant.From, false)
		if thatOne && g.chance(15) { // the licensee is the one who is sued
			t.By, t.To = g.role(sc.grant.From, false), agreement.Role{Licensee: true}
		}
		t.Agents, t.Exclusive, t.Controlled = g.chance(40), g.chance(30), g.chance(40)
		t.Offensive = t.Verb == agreement.Sues && g.chance(45)
	case agreement.BecomesInsolvent:
		t.By, t.Controlled = g.role(pick(g, sc.grant.To, sc.grant.From), thatOne), g.chance(30)
	case agreement.Rejects:
		t.By, t.Of = g.role(sc.grant.To, thatOne), g.agreementNear(sc)
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

// role draws who plays a part: the licensee, the members given, others, or anybody.
func (g *gen) role(members []agreement.Member, licensee bool) agreement.Role {
	switch n := g.IntN(20); {
	case licensee || n < 2:
		return agreement.Role{Licensee: true}
	case n < 13:
		return agreement.Role{Members: members}
	case n < 18:
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
	if g.chance(8) {
		return out // nothing does
	}
	if t.Verb == agreement.CeasesToControl {
		return append(out, g.cease(t, sc.on)...)
	}
	for again := true; again; again = g.chance(15) {
		f := g.happened(sc.on, g.answering(t, sc.licensee))
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

// answering draws an event for a trigger: mostly one that matches it for a licensee, else one that just does not.
func (g *gen) answering(t *agreement.Trigger, licensee agreement.Org) agreement.Event {
	e := agreement.Event{Verb: t.Verb, Of: t.Of, Name: t.Name}
	switch t.Verb {
	case agreement.Ends, agreement.Happens:
	default:
		e.By = g.player(t.By, licensee)
	}
	if t.Verb == agreement.Sues || t.Verb == agreement.Challenges {
		if e.To = g.player(t.To, licensee); e.To == e.By {
			e.To = g.otherThan(e.By)
		}
		e.InResponse = t.Verb == agreement.Sues && g.chance(25)
		g.acting(t, &e)
	} else if t.Controlled && g.chance(50) {
		e.By = g.heldBy(e.By)
	}
	if g.chance(25) {
		g.miss(&e)
	}
	if e.Verb == agreement.Challenges {
		if e.Patents = g.patentsOf(e.To); g.chance(15) {
			e.To = ""
		}
	}
	return e
}

// player draws somebody who plays a part.
func (g *gen) player(r agreement.Role, licensee agreement.Org) agreement.Org {
	switch {
	case r.Licensee:
		return licensee
	case r.Anybody():
		return pick(g, g.orgs...)
	}
	return g.oneIn(r.Members)
}

// acting lets somebody else act for who sues or challenges: an agent, an exclusive licensee, an entity it controls.
func (g *gen) acting(t *agreement.Trigger, e *agreement.Event) {
	switch n := g.IntN(100); {
	case n < 25 && (t.Agents || n < 5):
		e.As = agreement.AsAgent
	case n < 45 && (t.Exclusive || n < 28):
		e.As = agreement.AsExclusiveLicensee
	case n < 75 && (t.Controlled || n < 50):
		if held := g.heldBy(e.By); held != e.To {
			e.By = held
		}
		return
	default:
		return
	}
	e.For, e.By = e.By, g.otherThan(e.By)
	if e.By == e.To {
		e.To = g.otherThan(e.By)
	}
}

// heldBy draws an entity in which an organisation holds a share; itself, where it holds none.
func (g *gen) heldBy(o agreement.Org) agreement.Org {
	var held []agreement.Org
	for i := range g.facts {
		if c, ok := g.facts[i].Body.(agreement.Control); ok && c.Holder == o && c.Millionths > 0 {
			held = append(held, c.Held)
		}
	}
	if len(held) == 0 {
		return o
	}
	return pick(g, held...)
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
