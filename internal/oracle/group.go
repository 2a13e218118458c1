package oracle

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

type memberAt struct {
	org   agreement.Org
	group agreement.Name
	day   when.Date
	pair  *pair
}

// member reports whether o belongs to a group on day s.
func (v *view) member(o agreement.Org, name agreement.Name, s when.Date) bool {
	key := memberAt{o, name, s, v.pair}
	if m, ok := v.members[key]; ok {
		return m
	}
	g := v.group(name)
	if g == nil {
		return false
	}
	m := v.guarded(key, func() bool { return v.belongs(o, g, s) })
	v.members[key] = m
	return m
}

func (v *view) belongs(o agreement.Org, g *groupOf, s when.Date) bool {
	if len(g.Perhaps) == 0 && !v.allYes(g.Clause.QName()) {
		return false
	}
	if namedIn(g.Is, o) && !v.removed(o, g, s) {
		return true
	}
	switch g.Membership {
	case agreement.WhileControlled:
		return v.inBase(o, g, s)
	case agreement.AsOf:
		return v.inBase(o, g, g.AsOf)
	case agreement.OnceIn:
		for _, u := range v.controlDays(when.Closed(g.from, s)) {
			if v.inBase(o, g, u) {
				return true
			}
		}
	case agreement.NowOrLater:
		if v.inBase(o, g, s) {
			return true
		}
		for _, u := range v.controlDays(when.Interval{From: g.from, To: s}) {
			if v.inBase(o, g, u) {
				return v.yes(agreement.QMissing(g.Clause, "leaving"))
			}
		}
	}
	return false
}

// inBase reports whether o is in the base of a group on day s: its `is` items, and its `perhaps` items where the
// text is supposed to mean them, less its `without` items; for those who came with an entity that was acquired, as the
// rules say by which it joins.
func (v *view) inBase(o agreement.Org, g *groupOf, s when.Date) bool {
	if v.removed(o, g, s) {
		return false
	}
	if governed, let, joined := v.joinsGroup(o, g, s); governed && !namedIn(g.Is, o) && (joined || !let) {
		return joined
	}
	without := oneByOne(g.Without)
	for _, m := range g.Is {
		if v.is(o, m, s, without) {
			return true
		}
	}
	for _, m := range g.Perhaps {
		if v.is(o, m, s, without) {
			if len(v.opens[g.Clause.QName()]) > 0 {
				return v.allYes(g.Clause.QName())
			}
			return v.yes(agreement.QMissing(g.Clause, "perhaps"))
		}
	}
	return false
}

// joinsGroup says what the rules by which entities join a group mean for o on day s: whether some acquisition of an entity
// that was not in the group is governed by them and brought him, whether one that stands lets him in, and whether that
// makes him a member by itself, since the buyer still controls the entity.
func (v *view) joinsGroup(o agreement.Org, g *groupOf, s when.Date) (governed, let, joined bool) {
	for _, r := range v.aboutEntities() {
		if r.On.Verb != agreement.AcquiresEntity || !letsJoin(r, g.Clause.QName()) {
			continue
		}
		for _, m := range v.instances(r, s) {
			if !v.with(m, o) || !v.matches(m) || v.inBase(m.entity, g, m.day-1) {
				continue
			}
			governed = true
			if v.stands(m, s) {
				let = true
				joined = joined || v.controls(m.buyer, m.entity, agreement.Over50, nil, s)
			}
		}
	}
	return governed, let, joined
}

// letsJoin reports whether a rule lets an entity join a group.
func letsJoin(r *agreement.Rule, group agreement.Name) bool {
	return slices.ContainsFunc(r.Then, func(f agreement.Effect) bool {
		return f.Kind == agreement.EntityJoins && f.Group == group
	})
}

// removed reports whether a `without` item names o on day s.
func (v *view) removed(o agreement.Org, g *groupOf, s when.Date) bool {
	return v.among(o, g.Without, s)
}

// among reports whether o is one of a bare list of members on day s.
func (v *view) among(o agreement.Org, list []agreement.Member, s when.Date) bool {
	for _, m := range list {
		if v.is(o, m, s, nil) {
			return true
		}
	}
	return false
}

// is reports whether o is what one item names on day s, control not passing through anybody in without.
func (v *view) is(o agreement.Org, m agreement.Member, s when.Date, without []agreement.Org) bool {
	switch {
	case m.Everyone:
		return true
	case m.Network != "":
		return v.inNetwork(o, m.Network, s)
	case m.Each != 0:
		m.Org = v.side(m.Each)
		if m.Org == "" {
			return false
		}
	}
	if !m.Reach {
		if m.Group != "" {
			return v.member(o, m.Group, s)
		}
		return m.Org == o
	}
	roots := []agreement.Org{m.Org}
	if m.Group != "" {
		roots = v.orgs
	}
	for _, r := range roots {
		if m.Group != "" && !v.member(r, m.Group, s) {
			continue
		}
		if m.Direction == agreement.Affiliates && v.affiliated(r, o, m.Share, without, s) ||
			m.Direction == agreement.Controlled && v.controls(r, o, m.Share, without, s) {
			return true
		}
	}
	return false
}

// oneByOne lists the organisations that are named themselves, not reached by control.
func oneByOne(list []agreement.Member) []agreement.Org {
	var out []agreement.Org
	for _, m := range list {
		if m.Org != "" && !m.Reach {
			out = append(out, m.Org)
		}
	}
	return out
}

func namedIn(list []agreement.Member, o agreement.Org) bool { return has(oneByOne(list), o) }

// controlDays lists days that stand for all days of a span as far as control and groups are concerned: its first day
// and every day in it on which a control fact may begin or end, an agreement takes effect, a rule by which entities join
// may begin or cease to act, or somebody may join a network or leave it. On the days between, everything is as on the day before.
func (v *view) controlDays(span when.Interval) []when.Date {
	if span.Empty() {
		return nil
	}
	days := []when.Date{span.From}
	add := func(d when.Date) {
		if span.Contains(d) {
			days = append(days, d)
		}
	}
	for _, c := range v.control {
		for _, d := range v.daysOf(c.fact.Begin, v.mentioned) {
			add(d)
		}
		add(c.fact.End)
	}
	for _, g := range v.groups {
		add(g.from)
	}
	for _, d := range slices.Concat(v.joiningDays(), v.networkDays()) {
		add(d)
	}
	slices.Sort(days)
	return slices.Compact(days)
}
