package oracle

import (
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// deals lists the facts of control that may be acquisitions (docs/meaning.md §20).
func (w *known) deals() []happening[agreement.Control] {
	var out []happening[agreement.Control]
	for _, c := range w.control {
		if c.body.Deal != agreement.NoDeal && agreement.Over50.Meets(c.body.Millionths) {
			out = append(out, c)
		}
	}
	return out
}

// acquired says on which day a deal was an acquisition, if by a day it had come to one: who bought did not control what he
// bought before.
func (v *view) acquired(c happening[agreement.Control], until when.Date) (d when.Date, is bool) {
	d, is = by(v, until, c, v.mentioned)
	return d, is && !v.controls(c.body.Holder, c.body.Held, agreement.Over50, nil, d-1)
}

// separate reports whether a deal left the entity a separate one.
func (v *view) separate(c happening[agreement.Control]) bool {
	switch c.body.Deal {
	case agreement.StaysSeparate:
		return true
	case agreement.NotSeparate:
		return false
	}
	return v.yes(agreement.QForm(c.i, c.fact.Text))
}

// mergedInto lists those into whom somebody may have been merged.
func (w *known) mergedInto(o agreement.Org) []agreement.Org {
	var out []agreement.Org
	for _, c := range w.deals() {
		if c.body.Held == o && c.body.Deal != agreement.StaysSeparate && !has(out, c.body.Holder) {
			out = append(out, c.body.Holder)
		}
	}
	return out
}
