package rights

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// group is a definition of persons with what membership in it hangs on.
type group struct {
	*agreement.Group
	given when.Date // when.Min: not stated
	opens []*agreement.Open
	joins []*entityRule // rules by which entities join

	reading *agreement.Reading
	options []*group // with reading
}

// inMembers reports whether x is one of the persons listed, on day s (§4).
func (p *Program) inMembers(cs *cases, x org, list []agreement.Member, s when.Date) bool {
	return p.inItems(cs, x, list, nil, s)
}

func (p *Program) inItems(cs *cases, x org, list []agreement.Member, without []org, s when.Date) bool {
	for i := range list {
		if p.inItem(cs, x, &list[i], without, s) {
			return true
		}
	}
	return false
}

func (p *Program) inItem(cs *cases, x org, m *agreement.Member, without []org, s when.Date) bool {
	related := func(r org) bool {
		if m.Direction == agreement.Affiliates {
			return p.control.affiliated(cs, r, x, m.Share, without, s)
		}
		return p.control.controls(cs, r, x, m.Share, without, s)
	}
	switch {
	case m.Everyone:
		return true
	case m.Network != "":
		return p.inNetwork(cs, x, p.network(m.Network), s)
	case m.Each != 0:
		r := cs.side(m.Each)
		return r != noOrg && x >= 0 && (m.Reach && related(r) || !m.Reach && x == r)
	case x == outsider:
		g := p.groups[m.Group]
		return g != nil && !m.Reach && p.inGroup(cs, x, g, s)
	case m.Group != "":
		g := p.groups[m.Group]
		if g == nil {
			return false
		}
		if !m.Reach {
			return p.inGroup(cs, x, g, s)
		}
		for _, r := range p.control.above(x) {
			if r != x && p.inGroup(cs, r, g, s) && related(r) {
				return true
			}
		}
		return false
	case m.Reach:
		return related(p.orgOf(m.Org))
	}
	return x == p.orgOf(m.Org)
}

// inGroup reports whether x is a member of g on day s.
func (p *Program) inGroup(cs *cases, x org, g *group, s when.Date) bool {
	g = g.read(cs)
	if !p.inGroupAsWritten(cs, x, g, s) {
		return false
	}
	return len(g.Perhaps) > 0 || allYes(cs, g.opens)
}

func (p *Program) inGroupAsWritten(cs *cases, x org, g *group, s when.Date) bool {
	for i := range g.Is {
		if m := &g.Is[i]; m.Org != "" && !m.Reach && p.orgOf(m.Org) == x && !p.without(cs, x, g, s) {
			return true
		}
	}
	switch g.Membership {
	case agreement.AsOf:
		return p.inBase(cs, x, g, g.AsOf)
	case agreement.OnceIn:
		return p.everInBase(cs, x, g, when.Interval{From: g.given, To: s + 1})
	case agreement.NowOrLater:
		if p.inBase(cs, x, g, s) {
			return true
		}
		return p.everInBase(cs, x, g, when.Interval{From: g.given, To: s}) && cs.yes(agreement.QMissing(g.Clause, "leaving"))
	}
	return p.inBase(cs, x, g, s)
}

func (p *Program) everInBase(cs *cases, x org, g *group, i when.Interval) bool {
	for _, u := range cs.clock.within(i) {
		if p.inBase(cs, x, g, u) {
			return true
		}
	}
	return false
}

func (p *Program) inBase(cs *cases, x org, g *group, s when.Date) bool {
	if len(g.joins) > 0 && !slices.Contains(p.namedIn(g.Is), x) {
		if a := p.admits(cs, x, g, s); a.governed && (!a.let || a.deemed) {
			return a.let && !p.without(cs, x, g, s)
		}
	}
	outside := p.namedIn(g.Without)
	if !p.inItems(cs, x, g.Is, outside, s) && !(p.inItems(cs, x, g.Perhaps, outside, s) && p.perhaps(cs, g)) {
		return false
	}
	return !p.without(cs, x, g, s)
}

func (p *Program) without(cs *cases, x org, g *group, s when.Date) bool {
	return len(g.Without) > 0 && p.inItems(cs, x, g.Without, nil, s)
}

// perhaps reports whether those who may belong do, under the answers of the run.
func (p *Program) perhaps(cs *cases, g *group) bool {
	if len(g.opens) == 0 {
		return cs.yes(agreement.QMissing(g.Clause, "perhaps"))
	}
	return allYes(cs, g.opens)
}

func allYes(cs *cases, opens []*agreement.Open) bool {
	for _, o := range opens {
		if !cs.yes(agreement.QOpen(o)) {
			return false
		}
	}
	return true
}

// namedIn lists the organisations named one by one.
func (p *Program) namedIn(ms []agreement.Member) []org {
	var out []org
	for _, m := range ms {
		if m.Org != "" && !m.Reach {
			out = append(out, p.orgOf(m.Org))
		}
	}
	return out
}

// people is a list of persons worked out over time: for every organisation and day whether it certainly, and whether
// it possibly, is one of them.
type people struct {
	list     []agreement.Member
	everyone bool      // everyone is named in the list itself
	anybody  bool      // everyone is named in it or in a group that it names
	segments []segment // strictly increasing; the first begins at when.Min
}

type segment struct {
	from              when.Date
	certain, possible orgSet
}

type orgSet []uint64

func (s orgSet) has(x org) bool { return x >= 0 && int(x>>6) < len(s) && s[x>>6]>>(x&63)&1 == 1 }

func (s orgSet) set(x org) { s[x>>6] |= 1 << (x & 63) }

func (s orgSet) each(yield func(org) bool) {
	for i, w := range s {
		for ; w != 0; w &= w - 1 {
			if !yield(org(i<<6 + trailing(w))) {
				return
			}
		}
	}
}

func (l *people) at(s when.Date) *segment {
	lo, hi := 0, len(l.segments)
	for hi-lo > 1 {
		if m := (lo + hi) / 2; l.segments[m].from <= s {
			lo = m
		} else {
			hi = m
		}
	}
	return &l.segments[lo]
}

func (l *people) has(x org, s when.Date) (certain, possible bool) {
	if l.everyone {
		return true, true
	}
	if x == outsider {
		return false, l.anybody
	}
	g := l.at(s)
	return g.certain.has(x), g.possible.has(x)
}

// during says whether x certainly is, and possibly is, one of them on some day of i. A certain answer may be missed
// when x is certain to be one of them on some day without any day being certain; the cases find that.
func (l *people) during(x org, i when.Interval) (certain, possible bool) {
	if i.Empty() {
		return false, false
	}
	if l.everyone {
		return true, true
	}
	for k := range l.segments {
		s := when.Interval{From: l.segments[k].from, To: when.Max}
		if k+1 < len(l.segments) {
			s.To = l.segments[k+1].from
		}
		if s.Intersect(i).Empty() {
			continue
		}
		certain = certain || l.segments[k].certain.has(x)
		possible = possible || l.segments[k].possible.has(x)
	}
	return certain, possible
}

// ever is the set of those who are possibly one of them on some day.
func (l *people) ever() orgSet {
	var out orgSet
	for _, s := range l.segments {
		if out == nil {
			out = slices.Clone(s.possible)
			continue
		}
		for i, w := range s.possible {
			out[i] |= w
		}
	}
	return out
}

// peopleOf works a list out, once for each distinct list.
func (p *Program) peopleOf(list []agreement.Member) *people {
	key := p.listKey(list)
	if l := cmp.Or(p.lists[key], p.baseLists[key]); l != nil {
		return l
	}
	l := p.workOutPeople(list)
	p.lists[key] = l
	return l
}

func (p *Program) workOutPeople(list []agreement.Member) *people {
	l := &people{list: list, anybody: p.namesEveryone(list, nil)}
	for _, m := range list {
		if m.Everyone {
			l.everyone = true
		}
	}
	cands, days := p.candidates(list)
	if p.speaks(list, nil) { // it differs from pair to pair
		s := segment{from: when.Min, certain: make(orgSet, (len(p.orgs)+63)/64), possible: make(orgSet, (len(p.orgs)+63)/64)}
		for _, x := range cands {
			s.possible.set(x)
		}
		l.segments = []segment{s}
		return l
	}
	days = append(days, when.Min)
	slices.Sort(days)
	days = slices.Compact(days)
	words := (len(p.orgs) + 63) / 64
	for _, d := range days {
		if d >= when.Max {
			continue
		}
		s := segment{from: d, certain: make(orgSet, words)}
		s.possible = s.certain
		ck := p.clock.at(d)
		for _, x := range cands {
			t := decide(ck, func(cs *cases) bool { return p.inMembers(cs, x, list, d) })
			if t.undecided() && &s.possible[0] == &s.certain[0] {
				s.possible = slices.Clone(s.certain)
			}
			if t.certain {
				s.certain.set(x)
			}
			if t.possible {
				s.possible.set(x)
			}
		}
		// Days on which somebody is possibly one of them stay apart: he may be for another reason, hanging on other questions.
		if n := len(l.segments); n > 0 && slices.Equal(s.certain, s.possible) &&
			slices.Equal(l.segments[n-1].certain, s.certain) && slices.Equal(l.segments[n-1].possible, s.possible) {
			continue
		}
		l.segments = append(l.segments, s)
	}
	return l
}

// namesEveryone reports whether a list names everyone, itself or in a group.
func (p *Program) namesEveryone(list []agreement.Member, seen []agreement.Name) bool {
	return slices.ContainsFunc(list, func(m agreement.Member) bool {
		if m.Everyone {
			return true
		}
		g := p.groups[m.Group]
		if m.Group == "" || g == nil || m.Reach || slices.Contains(seen, m.Group) {
			return false
		}
		seen := append(slices.Clip(seen), m.Group)
		return some(g.each(), func(v *group) bool { return p.namesEveryone(v.Is, seen) || p.namesEveryone(v.Perhaps, seen) })
	})
}

// candidates lists everybody who may ever be one of the persons listed, and the days on which that may change.
func (p *Program) candidates(list []agreement.Member) ([]org, []when.Date) {
	seen := map[org]bool{}
	days := map[when.Date]bool{}
	var groups []agreement.Name
	var add func(ms []agreement.Member)
	reach := func(r org, d agreement.Direction) {
		roots := []org{r}
		if d == agreement.Affiliates {
			roots = p.control.above(r)
		}
		for _, r := range roots {
			seen[r] = true
			for _, x := range p.control.below(r) {
				seen[x] = true
			}
		}
	}
	add = func(ms []agreement.Member) {
		for _, m := range ms {
			switch {
			case m.Everyone:
				for x := range p.orgs {
					seen[org(x)] = true
				}
			case m.Network != "":
				p.addMembers(m.Network, seen, days)
			case m.Each != 0:
				for _, a := range p.networks {
					p.addMembers(a.Clause.Name, seen, days)
				}
				for _, x := range slices.Collect(maps.Keys(seen)) {
					reach(x, m.Direction)
				}
			case m.Group != "":
				g := p.groups[m.Group]
				if g == nil {
					continue
				}
				if !slices.Contains(groups, m.Group) {
					groups = append(groups, m.Group)
					days[g.given] = true
					for _, v := range g.each() {
						add(v.Is)
						add(v.Perhaps)
						add(v.Without)
					}
					for _, r := range g.joins {
						for i := range p.deals {
							reach(p.deals[i].entity, agreement.Controlled)
						}
						for _, d := range p.daysOfRule(r) {
							days[d] = true
						}
					}
				}
				if m.Reach {
					for x := range seen {
						reach(x, m.Direction)
					}
				}
			case m.Reach:
				reach(p.orgOf(m.Org), m.Direction)
			default:
				seen[p.orgOf(m.Org)] = true
			}
		}
	}
	add(list)
	delete(seen, noOrg)
	out := make([]org, 0, len(seen))
	for x := range seen {
		out = append(out, x)
	}
	slices.Sort(out)
	for _, x := range out {
		for _, a := range p.control.above(x) {
			for _, h := range p.control.of[a] {
				days[h.begin.Earliest] = true
				days[h.end] = true
				if !h.begin.Known() {
					days[h.begin.Latest] = true
					days[h.begin.Latest+1] = true
				}
			}
		}
	}
	ds := make([]when.Date, 0, len(days))
	for d := range days {
		ds = append(ds, d)
		if d.Real() {
			ds = append(ds, d+1)
		}
	}
	return out, ds
}

// addMembers adds those who may ever be members of a network, and the days on which that may change.
func (p *Program) addMembers(network string, seen map[org]bool, days map[when.Date]bool) {
	a := p.network(network)
	if a == nil {
		return
	}
	for _, v := range []agreement.Verb{agreement.Offers, agreement.Accepts, agreement.Discontinues} {
		for _, h := range p.happened.byVerb[v] {
			if string(h.Of) != network {
				continue
			}
			seen[h.by] = true
			if h.to != noOrg {
				seen[h.to] = true
			}
			days[h.begin.Earliest] = true
			if !h.begin.Known() {
				days[h.begin.Latest], days[h.begin.Latest+1] = true, true
			}
			if v == agreement.Discontinues {
				days[h.Effective] = true
			}
		}
	}
	for _, d := range p.daysOfConduct(a) {
		days[d] = true
	}
}

// listKey tells lists apart; a group counts by its definition and by those it uses, so that drafts with groups of one
// name stay apart.
func (p *Program) listKey(list []agreement.Member) string {
	var b strings.Builder
	var seen []*group
	var write func(list []agreement.Member)
	write = func(list []agreement.Member) {
		for _, m := range list {
			if g := p.groups[m.Group]; g != nil {
				fmt.Fprintf(&b, "%p,%p|", g.Group, g.reading)
				if !slices.Contains(seen, g) {
					seen = append(seen, g)
					for _, r := range g.joins {
						fmt.Fprintf(&b, "%p,", r.Rule)
					}
					for _, v := range g.each() {
						write(v.Is)
						write(v.Perhaps)
						write(v.Without)
					}
				}
			}
			b.WriteString(m.String())
			b.WriteByte(';')
		}
	}
	write(list)
	return b.String()
}
