package oracle

import (
	"cmp"
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
)

// places says who has transferred a licensee's place under a grant, and who holds one by transfer, by which assignments.
type places struct {
	transferred map[agreement.Org]bool
	held        map[agreement.Org][]placed[agreement.Event]
}

// placesOf goes through the assignments of a grant's agreement that have happened by the day (docs/meaning.md §18).
func (v *view) placesOf(g *granted) places {
	out := places{map[agreement.Org]bool{}, map[agreement.Org][]placed[agreement.Event]{}}
	var permitting []*agreement.Extension
	for _, x := range v.extensionsOf(g) {
		if x.Kind == agreement.Transfer {
			permitting = append(permitting, x)
		}
	}
	if len(permitting) == 0 {
		return out
	}
	for _, e := range v.assignmentsOf(g.Clause.Agreement) {
		from, to := e.body.By, e.body.To
		place := len(out.held[from]) > 0 || !out.transferred[from] && v.among(from, g.To, e.day)
		if !place || !slices.ContainsFunc(permitting, func(x *agreement.Extension) bool { return v.permits(x, e) }) {
			continue
		}
		out.transferred[from] = true
		delete(out.held, from)
		out.transferred[to] = false
		out.held[to] = append(out.held[to], e)
	}
	return out
}

// assignmentsOf lists the assignments of an agreement that have happened by the day, in their order.
func (v *view) assignmentsOf(id string) []placed[agreement.Event] {
	var out []placed[agreement.Event]
	for _, e := range v.events {
		if e.body.Verb != agreement.AssignsAgreement || e.body.Of != agreement.Name(id) {
			continue
		}
		if d, is := by(v, v.day, e, v.turning); is {
			out = append(out, placed[agreement.Event]{happening: e, day: d})
		}
	}
	slices.SortStableFunc(out, func(a, b placed[agreement.Event]) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.fact.Order, b.fact.Order))
	})
	return out
}

// permits reports whether an extension permits an assignment.
func (v *view) permits(x *agreement.Extension, e placed[agreement.Event]) bool {
	return (x.Business && e.body.WithBusiness || v.among(e.body.To, x.To, e.day)) &&
		v.allYes(x.Clause.QName()) &&
		v.holdAll(apartFromProduct(x.Provided), subject{clause: x.Clause, on: v.day})
}
