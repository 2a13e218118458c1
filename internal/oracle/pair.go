package oracle

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// pair is two members of a network between whom its grants stand, by one acceptance (docs/meaning.md §21). Where a set is
// asked about by itself there is a licensor only.
type pair struct {
	network            string
	licensor, licensee agreement.Org
	acceptance         *happening[agreement.Event] // nil: none
}

// bound is the view in which each licensor and each licensee are those of a pair; of none, the view itself.
func (v *view) bound(p *pair) *view {
	if p == nil {
		return v
	}
	out := *v
	out.pair = p
	return &out
}

// pairs lists the acceptances of a network, each with the licensor first.
func (w *known) pairs(a *agreement.Agreement) []*pair {
	var out []*pair
	for _, e := range w.events {
		b := e.body
		if b.Verb == agreement.Accepts && b.Of == agreement.Name(a.Clause.Name) && b.To != "" && b.To != b.By {
			out = append(out, &pair{a.Clause.Name, b.To, b.By, &e})
		}
	}
	return out
}

// accepted is the day of the acceptance of the pair, if it was accepted by the day, between members.
func (v *view) accepted() (d when.Date, is bool) {
	p := v.pair
	if p == nil || p.acceptance == nil {
		return when.None, false
	}
	d, is = by(v, v.day, *p.acceptance, v.turning)
	return d, is && v.inNetwork(p.licensor, p.network, d) && v.inNetwork(p.licensee, p.network, d)
}

// pairStands reports whether the pair of a grant stands on the day. One that is of no pair always does.
func (v *view) pairStands(g *granted) bool {
	_, is := v.accepted()
	return is || g.pair == nil
}

// side is who is meant by one side of a pair; empty: nobody.
func (v *view) side(e agreement.Each) agreement.Org {
	switch {
	case v.pair == nil:
		return ""
	case e == agreement.EachLicensor:
		return v.pair.licensor
	}
	return v.pair.licensee
}

// asAccepted reports whether a patent is one of those that were accepted.
func (v *view) asAccepted(p *patent.Record) bool {
	if v.pair == nil || v.pair.acceptance == nil {
		return false
	}
	named := v.pair.acceptance.body.Patents
	return len(named) == 0 || has(named, p.ID)
}

// upToLeaving narrows the time of a date test to the last discontinuation of the licensor that was announced by the day.
func (v *view) upToLeaving(span when.Interval) when.Interval {
	if v.pair == nil {
		return span
	}
	a, o := v.network(v.pair.network), v.pair.licensor
	announced, last := when.None, when.None
	for _, e := range v.networkEvents(agreement.Discontinues, o, v.pair.network) {
		if d, is := by(v, v.day, e, v.turning); is && d >= announced && v.validBy(e, a, v.day) {
			announced, last = d, e.body.Effective
		}
	}
	if last == when.None {
		return span
	}
	return span.Intersect(when.Closed(when.Min, last))
}

// speaks reports whether a list of persons speaks of one side of a pair, by itself or by a group.
func (w *known) speaks(list []agreement.Member, seen map[agreement.Name]bool) bool {
	for _, m := range list {
		if m.Each != 0 {
			return true
		}
		if g := w.groups[m.Group]; g != nil && !seen[m.Group] {
			seen[m.Group] = true
			if w.speaks(slices.Concat(g.Is, g.Perhaps, g.Without), seen) {
				return true
			}
		}
	}
	return false
}

// setSpeaks reports whether a set of patents does.
func (w *known) setSpeaks(s *agreement.PatentSet) bool {
	for _, x := range s.Add {
		if w.speaks(slices.Concat(x.OwnedBy, x.LicensableBy), map[agreement.Name]bool{}) {
			return true
		}
	}
	for _, line := range slices.Concat(s.Where, s.OnlyIf) {
		for _, t := range line {
			if t.ToLeft {
				return true
			}
		}
	}
	return false
}

// grantSpeaks reports whether a grant does, or a set of patents that it is under.
func (w *known) grantSpeaks(g *agreement.Grant) bool {
	if g.AsAccepted || g.During.Accepted || w.speaks(slices.Concat(g.From, g.To), map[agreement.Name]bool{}) {
		return true
	}
	return slices.ContainsFunc(g.Under, func(it agreement.PatentItem) bool {
		s := w.sets[it.Set]
		return s != nil && w.setSpeaks(s)
	})
}

// capturedForSome reports whether a set that speaks of each licensor and is asked about by itself has a patent for some
// member of its network.
func (v *view) capturedForSome(s *agreement.PatentSet, name agreement.Name, p *patent.Record) bool {
	for _, o := range v.orgs {
		if v.inNetwork(o, s.Clause.Agreement, v.day) && v.bound(&pair{network: s.Clause.Agreement, licensor: o}).captured(name, p) {
			return true
		}
	}
	return false
}
