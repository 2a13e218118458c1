package rights

import (
	"cmp"
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// happening is an event that the journals tell (§18).
type happening struct {
	agreement.Event
	fact           int
	begin          when.Bounds
	order          int
	by, to, behalf org // behalf: for whom by acts, in a capacity
}

// signing is the signature of one organisation under an agreement.
type signing struct {
	fact      int
	begin     when.Bounds
	who       org
	agreement string
}

// happenings are the known events, by verb, in file order.
type happenings struct {
	byVerb map[agreement.Verb][]*happening
	signed []signing
}

func (p *Program) addEvent(i int, f *agreement.Fact, b agreement.Event) {
	h := &happening{Event: b, fact: i, begin: f.Begin, order: f.Order, by: p.orgOf(b.By), to: p.orgOf(b.To), behalf: p.orgOf(b.For)}
	p.happened.byVerb[b.Verb] = append(p.happened.byVerb[b.Verb], h)
	p.clock.noteBounds(f.Begin)
}

func (p *Program) addSignature(i int, f *agreement.Fact, b agreement.Signature) {
	for _, o := range b.By {
		p.happened.signed = append(p.happened.signed, signing{i, f.Begin, p.orgOf(o), b.Agreement})
	}
}

// by reports on which day an event happened, if it did by t.
func (p *Program) by(cs *cases, h *happening, t when.Date) (when.Date, bool) {
	return p.dayBy(cs, h.fact, h.begin, t)
}

func (p *Program) dayBy(cs *cases, fact int, b when.Bounds, t when.Date) (when.Date, bool) {
	if b.Known() || b.Earliest > t {
		return b.Earliest, b.Earliest <= t
	}
	d := cs.clock.pick(cs, fact, b, p.factText(fact))
	return d, d <= t
}

// inList reports whether x is one of the persons listed on a day, asking only where it is not certain.
func (p *Program) inList(cs *cases, x org, l *people, day when.Date) bool {
	if x == noOrg || l == nil {
		return false
	}
	certain, possible := l.has(x, day)
	return certain || possible && p.inMembers(cs, x, l.list, day)
}

// trigger is a pattern of events with its roles worked out.
type trigger struct {
	*agreement.Trigger
	by, to role
}

// role is who plays a part: those listed, the licensee, or, with neither, anybody.
type role struct {
	members  *people
	licensee bool
}

func (p *Program) newTrigger(t *agreement.Trigger) *trigger {
	r := func(x agreement.Role) role {
		out := role{licensee: x.Licensee}
		if len(x.Members) > 0 {
			out.members = p.peopleOf(x.Members)
		}
		return out
	}
	return &trigger{t, r(t.By), r(t.To)}
}

// triggered reports whether an event that the trigger matches has happened by t.
func (p *Program) triggered(cs *cases, tr *trigger, t when.Date, licensee org) bool {
	if tr.Verb == agreement.CeasesToControl {
		return p.ceased(cs, tr, t)
	}
	for _, h := range p.happened.byVerb[tr.Verb] {
		if !tells(tr, h) {
			continue
		}
		if day, ok := p.by(cs, h, t); ok && p.actsBy(cs, tr, h, day-1, licensee) && p.plays(cs, tr.to, h.to, day-1, licensee) {
			return true
		}
	}
	return false
}

// tells reports whether an event is of the kind that a trigger names, whoever takes part.
func tells(tr *trigger, h *happening) bool {
	return !(tr.Offensive && h.InResponse) && (tr.Of == "" || tr.Of == h.Of) && (tr.Name == "" || tr.Name == h.Name)
}

// plays reports whether x plays a role as of the end of a day.
func (p *Program) plays(cs *cases, r role, x org, day when.Date, licensee org) bool {
	switch {
	case r.licensee:
		return x != noOrg && x == licensee
	case r.members == nil:
		return true
	}
	return p.inList(cs, x, r.members, day)
}

// actsBy reports whether who acts plays the role of the trigger, or acts for somebody who does, or is controlled by him,
// where the trigger counts these.
func (p *Program) actsBy(cs *cases, tr *trigger, h *happening, day when.Date, licensee org) bool {
	if p.plays(cs, tr.by, h.by, day, licensee) {
		return true
	}
	if h.by == noOrg {
		return false
	}
	if h.As == agreement.AsAgent && tr.Agents || h.As == agreement.AsExclusiveLicensee && tr.Exclusive {
		if p.plays(cs, tr.by, h.behalf, day, licensee) {
			return true
		}
	}
	if !tr.Controlled {
		return false
	}
	for _, x := range p.control.above(h.by) {
		if x != h.by && p.plays(cs, tr.by, x, day, licensee) && p.control.controls(cs, x, h.by, agreement.Over50, nil, day) {
			return true
		}
	}
	return false
}

// ceased reports whether the holder of a trigger stopped controlling the entity on some day up to t.
func (p *Program) ceased(cs *cases, tr *trigger, t when.Date) bool {
	holder, held := p.orgOf(tr.Holder), p.orgOf(tr.Held)
	if holder == noOrg || held == noOrg {
		return false
	}
	was := false
	for _, d := range p.daysOfControl(cs.clock, held) {
		if d > t {
			break
		}
		is := p.control.controls(cs, holder, held, tr.Share, nil, d)
		if was && !is {
			return true
		}
		was = is
	}
	return false
}

// daysOfControl lists the days on which who controls an entity may change, the first day of all first.
func (p *Program) daysOfControl(ck *clock, held org) []when.Date {
	days := []when.Date{when.Min}
	for _, x := range append(p.control.above(held), held) {
		for _, h := range p.control.of[x] {
			if h.begin.Known() {
				days = append(days, h.begin.Earliest)
			} else {
				days = append(days, ck.candidates(h.begin)...)
			}
			if h.end < when.Max {
				days = append(days, h.end)
			}
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// assignments lists the assignments of an agreement that have happened by t, in their order.
func (p *Program) assignments(cs *cases, of string, t when.Date) []assigned {
	var out []assigned
	for _, h := range p.happened.byVerb[agreement.AssignsAgreement] {
		if string(h.Of) != of {
			continue
		}
		if day, ok := p.by(cs, h, t); ok {
			out = append(out, assigned{h, day})
		}
	}
	slices.SortStableFunc(out, func(a, b assigned) int { return cmp.Or(int(a.day)-int(b.day), a.order-b.order) })
	return out
}

type assigned struct {
	*happening
	day when.Date
}
