package oracle

import (
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// milestone is the day of an invention as far as it is known: that of the last statement about it, or else some day up to
// the last that the priority date may be (docs/meaning.md §19).
func (w *known) milestone(what agreement.Attr, p *patent.Record) when.Bounds {
	day := when.Bounds{Earliest: when.Min, Latest: p.Priority.Latest}
	if p.Priority.Empty() {
		day = p.Priority
	}
	for _, m := range w.milestones {
		if m.body.What == what && has(m.body.Patents, p.ID) {
			day = m.fact.Begin
		}
	}
	return day
}

// licensableBy reports whether somebody who may license a patent on day d, though others own it, is one of the members.
func (v *view) licensableBy(p *patent.Record, list []agreement.Member, d when.Date) bool {
	for _, x := range v.licensableOf(p) {
		if d >= x.fact.End || !v.among(x.body.By, list, d) {
			continue
		}
		if _, begun := by(v, d, x, v.mentioned); begun {
			return true
		}
	}
	return false
}

// licensableOf lists the statements that somebody may license a patent.
func (w *known) licensableOf(p *patent.Record) []happening[agreement.Licensable] {
	var out []happening[agreement.Licensable]
	for _, x := range w.licensable {
		if has(x.body.Patents, p.ID) {
			out = append(out, x)
		}
	}
	return out
}
