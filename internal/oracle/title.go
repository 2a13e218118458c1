package oracle

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// owners lists who owns a patent at the end of day d.
func (v *view) owners(p *patent.Record, d when.Date) []agreement.Org {
	var out []agreement.Org
	for _, o := range p.Owners {
		out = append(out, agreement.Org(o))
	}
	links := happened(v, d, "title of "+p.ID, v.linksOf(p), func([]placed[agreement.Assignment]) bool { return true })
	for _, link := range links {
		if !has(out, link.body.From) {
			continue // one who does not own it moves nothing
		}
		out = slices.DeleteFunc(out, func(o agreement.Org) bool { return o == link.body.From })
		for _, to := range link.body.To {
			if !has(out, to) {
				out = append(out, to)
			}
		}
	}
	return out
}

func (v *view) linksOf(p *patent.Record) []happening[agreement.Assignment] {
	var out []happening[agreement.Assignment]
	for _, a := range v.assignments {
		if has(a.body.Patents, p.ID) {
			out = append(out, a)
		}
	}
	return out
}

// titleDays lists days that stand for all days of a span as far as title, who else may license,
// control and groups are concerned.
func (v *view) titleDays(p *patent.Record, span when.Interval) []when.Date {
	days := v.controlDays(span)
	for _, a := range v.linksOf(p) {
		for _, d := range v.daysOf(a.fact.Begin, v.mentioned) {
			if span.Contains(d) {
				days = append(days, d)
			}
		}
	}
	for _, x := range v.licensableOf(p) {
		for _, d := range v.daysOf(x.fact.Begin, v.mentioned) { // that one no more may, lets nobody else
			if span.Contains(d) {
				days = append(days, d)
			}
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// heldBy reports whether on day d one of the owners is one of the members.
func (v *view) heldBy(p *patent.Record, list []agreement.Member, d when.Date) bool {
	for _, o := range v.owners(p, d) {
		if v.among(o, list, d) {
			return true
		}
	}
	return false
}

// ownedBy reports whether on day d an owner is o or an entity that o controls.
func (v *view) ownedBy(p *patent.Record, o agreement.Org, share agreement.Share, d when.Date) bool {
	for _, x := range v.owners(p, d) {
		if x == o || v.controls(o, x, share, nil, d) {
			return true
		}
	}
	return false
}
