package rights

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// pair is two members of a network between whom its grants stand, by one acceptance (§21). What a run decides within a
// pair takes each licensor and each licensee to be these; see [cases.in].
type pair struct {
	network            *agreement.Agreement
	licensor, licensee org
	accepts            *happening // nil: of a definition that is asked about by itself
}

// in runs a decision within a pair; nil: within none.
func (c *cases) in(x *pair, test func() bool) bool {
	was := c.pair
	c.pair = x
	ok := test()
	c.pair = was
	return ok
}

// bind lets a test of a way be run within its pair.
func (w way) bind(test func(*cases) bool) func(*cases) bool {
	if w.pair == nil {
		return test
	}
	return func(cs *cases) bool { return cs.in(w.pair, func() bool { return test(cs) }) }
}

// network is the known network of that id, or nil.
func (p *Program) network(id string) *agreement.Agreement {
	i := slices.IndexFunc(p.networks, func(a *agreement.Agreement) bool { return a.Clause.Name == id })
	if i < 0 {
		return nil
	}
	return p.networks[i]
}

// addNetwork compiles a network: between whom its grants stand, and the days on which members come and go.
func (p *Program) addNetwork(a *agreement.Agreement) {
	p.networks = append(p.networks, a)
	for _, h := range p.happened.byVerb[agreement.Accepts] {
		if string(h.Of) == a.Clause.Name && h.to != noOrg && h.to != h.by {
			p.pairs = append(p.pairs, &pair{network: a, licensor: h.to, licensee: h.by, accepts: h})
		}
	}
	for _, h := range p.happened.byVerb[agreement.Discontinues] {
		if string(h.Of) != a.Clause.Name {
			continue
		}
		p.clock.note(h.Effective)
		for k := agreement.PatentPriority; k <= agreement.PatentDisclosed; k++ {
			p.clock.edges[k] = append(p.clock.edges[k], h.Effective+1)
		}
		if !h.begin.Known() {
			p.clock.lags = append(p.clock.lags, lag{h.begin, a.Network.Notice.From})
		}
	}
	for _, d := range p.daysOfConduct(a) {
		p.clock.note(d)
	}
}

// daysOfConduct lists the days from which findings count by which members of a network have left.
func (p *Program) daysOfConduct(a *agreement.Agreement) []when.Date {
	var out []when.Date
	for _, line := range a.Network.LeftIf {
		for _, t := range line {
			for k, js := range p.findings {
				if k[0] == t.Finding.Term {
					for _, j := range js {
						out = append(out, j.from)
					}
				}
			}
		}
	}
	return out
}

// inNetwork reports whether x is a member of a network on a day: it has offered, and not left since.
func (p *Program) inNetwork(cs *cases, x org, a *agreement.Agreement, s when.Date) bool {
	if a == nil || x < 0 {
		return false
	}
	last := when.None
	for _, h := range p.happened.byVerb[agreement.Offers] {
		if h.by == x && string(h.Of) == a.Clause.Name {
			if d, ok := p.by(cs, h, s); ok {
				last = max(last, d)
			}
		}
	}
	if last == when.None {
		return false
	}
	for _, h := range p.happened.byVerb[agreement.Discontinues] {
		if h.by == x && string(h.Of) == a.Clause.Name && last < h.Effective && h.Effective <= s {
			if _, ok := p.announced(cs, a, h, s); ok {
				return false
			}
		}
	}
	for _, line := range a.Network.LeftIf {
		for i := range line {
			if p.leftBy(cs, &line[i], x, a, last, s) {
				return false
			}
		}
	}
	return true
}

// announced reports on which day a discontinuation was announced, if it was by t and in time.
func (p *Program) announced(cs *cases, a *agreement.Agreement, h *happening, t when.Date) (when.Date, bool) {
	d, ok := p.by(cs, h, t)
	return d, ok && a.Network.Notice.From(d) <= h.Effective
}

// leftBy reports whether a finding says that a member has left after its last offer.
func (p *Program) leftBy(cs *cases, t *agreement.Test, x org, a *agreement.Agreement, offer, s when.Date) bool {
	of := t.Finding.Of
	if t.Finding.Subject == agreement.SubjectMember {
		of = p.orgs[x]
	}
	var yes, no bool
	left := when.None
	for _, j := range p.findings.counting(t.Finding.Term, of, s) {
		if j.Yes == t.Not {
			no = true
			continue
		}
		yes, left = true, max(left, j.from)
	}
	return yes && left > offer && (!no || cs.yes(agreement.QConflict(t.Finding.Term, of, a.Clause)))
}

// accepted reports on which day the pair of the run accepted, if it did by a day, between members.
func (p *Program) accepted(cs *cases, t when.Date) (when.Date, bool) {
	x := cs.pair
	if x == nil || x.accepts == nil {
		return when.None, false
	}
	d, ok := p.by(cs, x.accepts, t)
	return d, ok && p.inNetwork(cs, x.licensor, x.network, d) && p.inNetwork(cs, x.licensee, x.network, d)
}

// pairStands reports whether a way stands on a day as far as its pair goes.
func (p *Program) pairStands(cs *cases, w way, t when.Date) bool {
	return w.pair == nil || cs.in(w.pair, func() bool { _, ok := p.accepted(cs, t); return ok })
}

// givenFrom is the first day on which a grant is given: of a pair, that of its acceptance.
func (p *Program) givenFrom(cs *cases, g *grant, t when.Date) when.Date {
	if g.paired && cs.pair != nil {
		d, _ := p.accepted(cs, t)
		return d
	}
	return g.given
}

// wasAccepted reports whether a patent is one of those that the pair of the run accepted.
func (p *Program) wasAccepted(cs *cases, id string) bool {
	if cs.pair == nil || cs.pair.accepts == nil {
		return false
	}
	named := cs.pair.accepts.Patents
	return len(named) == 0 || slices.ContainsFunc(named, func(n string) bool { return n == id || p.canonical(n) == id })
}

// upToLeaving narrows a time to the last discontinuation of the licensor that was announced by a day.
func (p *Program) upToLeaving(cs *cases, span when.Interval, t when.Date) when.Interval {
	if cs.pair == nil {
		return span
	}
	announced, last := when.None, when.None
	for _, h := range p.happened.byVerb[agreement.Discontinues] {
		if h.by != cs.pair.licensor || string(h.Of) != cs.pair.network.Clause.Name {
			continue
		}
		if d, ok := p.announced(cs, cs.pair.network, h, t); ok && d >= announced {
			announced, last = d, h.Effective
		}
	}
	if last == when.None {
		return span
	}
	return span.Intersect(when.Closed(when.Min, last))
}

// side is who is meant by one side of a pair; noOrg: nobody.
func (c *cases) side(e agreement.Each) org {
	switch {
	case c.pair == nil:
		return noOrg
	case e == agreement.EachLicensor:
		return c.pair.licensor
	}
	return c.pair.licensee
}

// speaks reports whether a list of persons speaks of one side of a pair, by itself or by a group.
func (p *Program) speaks(list []agreement.Member, seen []agreement.Name) bool {
	return slices.ContainsFunc(list, func(m agreement.Member) bool {
		if m.Each != 0 {
			return true
		}
		g := p.groups[m.Group]
		if m.Group == "" || g == nil || slices.Contains(seen, m.Group) {
			return false
		}
		seen := append(slices.Clip(seen), m.Group)
		return some(g.each(), func(v *group) bool { return p.speaks(slices.Concat(v.Is, v.Perhaps, v.Without), seen) })
	})
}

func (p *Program) setSpeaks(s *patentSet) bool {
	return slices.ContainsFunc(s.Add, func(a agreement.Selector) bool { return p.speaks(slices.Concat(a.OwnedBy, a.LicensableBy), nil) }) ||
		slices.ContainsFunc(slices.Concat(s.Where, s.OnlyIf), func(line agreement.Condition) bool {
			return slices.ContainsFunc(line, func(t agreement.Test) bool { return t.ToLeft })
		})
}

func (p *Program) grantSpeaks(g *grant) bool {
	return some(g.each(), func(v *grant) bool {
		return v.AsAccepted || v.During.Accepted || p.speaks(slices.Concat(v.From, v.To), nil) ||
			slices.ContainsFunc(v.Under, func(it agreement.PatentItem) bool {
				s := p.sets[it.Set]
				return it.Set != "" && s != nil && some(s.each(), func(v *patentSet) bool { return v.speaks })
			})
	})
}

// between lists the pairs between whom a grant stands; of one that stands by no pairs, none: nil alone.
func (p *Program) between(g *grant) []*pair {
	if !g.paired {
		return []*pair{nil}
	}
	var out []*pair
	for _, x := range p.pairs {
		if x.network.Clause.Agreement == g.Clause.Agreement {
			out = append(out, x)
		}
	}
	return out
}

// capturedForSome reports whether a set that speaks of each licensor and is asked about by itself has a patent for some
// member of its network.
func (p *Program) capturedForSome(cs *cases, s *subject, set *patentSet, t when.Date) bool {
	a := p.frames[set.Clause.Agreement]
	if a == nil || a.Network == nil {
		return false
	}
	for x := range p.orgs {
		if p.inNetwork(cs, org(x), a, t) && cs.in(&pair{network: a, licensor: org(x), licensee: noOrg}, func() bool { return p.captured(cs, s, set, t) }) {
			return true
		}
	}
	return false
}

// NetworkAnswer says whether somebody is a member of a network.
type NetworkAnswer struct {
	Standing
	EarliestEnd when.Date // the earliest day that the last announcement known by then, which is not valid, could have had; when.None: there is none
}

// NetworkMember says whether an organisation is a member of a network on a day. Errors are [*UnknownError].
func (p *Program) NetworkMember(who agreement.Org, network string, on when.Date) (NetworkAnswer, error) {
	x, err := p.knownOrg(who)
	if err != nil {
		return NetworkAnswer{}, err
	}
	a := p.network(network)
	if a == nil {
		return NetworkAnswer{}, p.unknown("network", network)
	}
	t := decide(p.clock.at(on), func(cs *cases) bool { return p.inNetwork(cs, x, a, on) })
	out := NetworkAnswer{Standing: standingOf(t, a.Clause, p.says(a)), EarliestEnd: when.None}
	last := when.None
	for _, h := range p.happened.byVerb[agreement.Discontinues] {
		if d := h.begin.Earliest; h.by == x && string(h.Of) == network && h.begin.Known() && d <= on && d >= last {
			if last, out.EarliestEnd = d, when.None; a.Network.Notice.From(d) > h.Effective {
				out.EarliestEnd = a.Network.Notice.From(d)
			}
		}
	}
	return out, nil
}
