package check

import (
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/syntax"
	"github.com/crossgrant/crossgrant/when"
)

// power lowers a power to end grants, or to change their price. It changes nothing until a journal says that it was used.
func (x *ctx) power() *agreement.Power {
	b := x.block
	w := &agreement.Power{Clause: x.def.clause, Of: x.memberLines("of")}
	if b.Get("of") == nil {
		x.error(diag.PowerWithoutHolder, b.Head, b.Label()+" names nobody who may use it", "A notice counts when it is given by one who holds the power. Add a line: of \"GROUP\", or of ORGANISATION.")
	}
	if b.Get("to end") == nil && b.Get("to change") == nil {
		x.missing("to end", "Say what its holder may end: to end GRANT; or which price he may change: to change price of GRANT to FRAND.")
	}
	if p := b.Get("to end"); p != nil {
		if v, ok := p.Value.(*syntax.Ended); ok {
			w.Ends, w.ThatOne = x.ended(v.Grants), v.That
		}
	}
	if p := b.Get("to change"); p != nil {
		if v, ok := p.Value.(*syntax.Repriced); ok {
			x.changes(w, v, p)
		}
	}
	var event *syntax.Event
	for p := range b.All("if") {
		switch v := p.Value.(type) {
		case *syntax.Event:
			if event == nil {
				event = v
				x.ground(w, v)
				continue
			}
			x.twice(v.At, event.At, "two events")
		case *syntax.Idle:
			if w.Idle != nil {
				x.twice(v.At, b.Get("if").At, "two times without a sale")
				continue
			}
			if d := x.mention(v.Under, diag.UnknownGrant, grantKinds); d != nil {
				w.Idle = &agreement.Idle{Under: d.qname(), Quarters: v.Quarters}
			}
		}
	}
	w.Provided = x.conditions("if", ofNobody)
	switch {
	case w.If != nil:
		x.alsoBy(w.If, event.By)
	case event == nil && b.Get("also by") != nil:
		x.warn(diag.WithoutEffect, b.Get("also by").At, "also by adds nothing here", "The power waits for no event, so nobody acts. Remove the line, or write the event it belongs to: if WHO sues WHOM.")
	}
	if p := b.Get("warning"); p != nil {
		if d, ok := x.delay(p.Value); ok {
			w.Warning = &d
		}
	}
	if p := b.Get("notice"); p != nil {
		w.Notice, _ = x.delay(p.Value)
	}
	w.Precedence = x.precedence()
	w.Assumed, w.Uses = x.def.assumed, x.def.uses
	return w
}

// changes lowers what a power changes.
func (x *ctx) changes(w *agreement.Power, v *syntax.Repriced, p *syntax.Property) {
	if end := x.block.Get("to end"); end != nil {
		q := x.error(diag.NotYetSupported, p.At, "a power to end and to change cannot be computed yet", "Its holder does the one or the other by his notice. Write a power for each.")
		alsoAt(q, "what it ends", end.At)
		return
	}
	for _, n := range v.Grants {
		if d := x.mention(n, diag.UnknownGrant, grantKinds); d != nil {
			w.Changes = appendNames(w.Changes, []agreement.Name{d.qname()})
		}
	}
	w.Price, w.ThatOne = x.price(v.Price), v.That
}

// ground lowers the event that a power waits for.
func (x *ctx) ground(w *agreement.Power, v *syntax.Event) {
	t, ok := x.trigger(v)
	if t.Instances() {
		x.error(diag.NotYetSupported, v.At, "a power that waits for such an event cannot be computed yet", "What an acquisition, a change of a group or the transfer of a business brings about by itself stands in a when block. Where somebody may end a grant because of it, write the ground as a judgement that people make and record: if finding \"the licensee was acquired by a competitor\".")
		return
	}
	if t.Verb == agreement.AssignsPatent {
		x.error(diag.NotYetSupported, v.At, "a power that waits for the assignment of a patent cannot be computed yet", "Write the ground as a judgement that people make and record: if finding \"a patent was assigned without binding the assignee\" of ORGANISATION.")
		return
	}
	if (t.By.Licensee || t.To.Licensee) && !w.ThatOne {
		x.whichLicensee(v.At, true, false)
	}
	if ok {
		w.If = &t
	}
}

// twice reports a ground of a kind that a power has once.
func (x *ctx) twice(at, first diag.Range, what string) {
	p := x.error(diag.NotYetSupported, at, "a power that waits for "+what+" cannot be computed yet", "All its grounds would have to hold. If one of them suffices, write a power for each; if both are needed, say one of them as a finding that people record: if finding \"...\".")
	alsoAt(p, "the first", first)
}

// delay reads the time of a warning or a notice, counted as the agreement counts.
func (x *ctx) delay(v syntax.Value) (agreement.Delay, bool) {
	d, ok := v.(*syntax.Delay)
	if !ok {
		return agreement.Delay{}, false
	}
	if d.Duration == nil {
		return agreement.Delay{}, true
	}
	unit, ok := when.ParseUnit(d.Duration.Unit)
	out := agreement.Delay{Duration: when.Duration{N: d.Duration.N, Unit: unit}, Calendar: x.scope.counting.Calendar}
	x.counted(d.At, out.Duration)
	return out, ok
}
