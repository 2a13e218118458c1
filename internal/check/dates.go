package check

import (
	"errors"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/syntax"
	"github.com/crossgrant/crossgrant/when"
)

// date reads a written day. It is false when there is no such day; a problem has been reported then.
func (x *ctx) date(d *syntax.Date) (when.Date, bool) {
	if d == nil {
		return when.None, false
	}
	v, err := when.Parse(d.Text)
	if err == nil {
		return v, true
	}
	why := strings.TrimPrefix(err.Error(), errors.Unwrap(err).Error()+": ")
	why = strings.TrimPrefix(why, quote(d.Text))
	why = strings.TrimPrefix(strings.TrimPrefix(why, ":"), " ")
	x.error(diag.ImpossibleDate, d.At, "there is no day "+d.Text, upper(why)+". Write a day that exists.")
	return when.None, false
}

// dating reads a day that may be known only within bounds.
func (x *ctx) dating(d *syntax.Dating) (when.Bounds, bool) {
	day, ok := x.date(&d.Day)
	switch d.Form {
	case syntax.DatedBetween:
		to, ok2 := x.date(d.To)
		if !ok || !ok2 {
			return when.Unknown, false
		}
		if to < day {
			x.error(diag.ImpossiblePeriod, d.At, "no day lies between "+day.String()+" and "+to.String(), "The second day comes before the first. Write the earlier day first.")
			return when.Unknown, false
		}
		return when.Bounds{Earliest: day, Latest: to}, true
	}
	if !ok {
		return when.Unknown, false
	}
	switch d.Form {
	case syntax.DatedBefore:
		return when.Bounds{Earliest: when.Min, Latest: day - 1}, true
	case syntax.DatedUntil:
		return when.Bounds{Earliest: when.Min, Latest: day}, true
	case syntax.DatedAfter:
		return when.Bounds{Earliest: day + 1, Latest: when.Max}, true
	case syntax.DatedFrom:
		return when.Bounds{Earliest: day, Latest: when.Max}, true
	}
	return when.Exact(day), true
}

// single reads a property that must be one known day, such as recorded.
func (x *ctx) single(v syntax.Value) (when.Date, bool) {
	switch v := v.(type) {
	case *syntax.Day:
		if v.Dating.Form != syntax.DatedOn {
			x.error(diag.ImpossibleRecord, v.At, "this must be one day", "The day on which something became known is known: write it as YYYY-MM-DD alone.")
			return when.None, false
		}
		return x.date(&v.Dating.Day)
	case *syntax.Moment:
		return x.moment(v)
	}
	return when.None, false
}

// moment reads a day that may be given by reference.
func (x *ctx) moment(m *syntax.Moment) (when.Date, bool) {
	if m == nil {
		return when.None, false
	}
	switch m.Kind {
	case syntax.MomentDate:
		return x.date(m.Date)
	case syntax.MomentNamed:
		d := x.lookup(*m.Name, diag.UnknownDefinition, "date")
		if d == nil {
			return when.None, false
		}
		x.cites(d)
		d.resolve()
		return d.day, d.day.Real()
	case syntax.MomentStartOf, syntax.MomentEndOf:
		d := x.lookup(*m.Name, diag.UnknownDefinition, "period")
		if d == nil {
			return when.None, false
		}
		x.cites(d)
		d.resolve()
		if d.failed {
			return when.None, false
		}
		day, word := d.span.From, "start"
		if m.Kind == syntax.MomentEndOf {
			day, word = d.span.Last(), "end"
		}
		if !day.Real() {
			p := x.error(diag.EndlessPeriod, m.At, quote(d.name)+" has no "+word, "The period is open on that side, so no day is its "+word+". Give the period both ends, or name a day here.")
			alsoAt(p, "the period", d.at())
			return when.None, false
		}
		return day, true
	case syntax.MomentAfter, syntax.MomentBefore:
		base, ok := x.moment(m.Base)
		if !ok || m.Duration == nil {
			return when.None, false
		}
		return x.shift(base, m.Duration, m.Kind == syntax.MomentAfter)
	case syntax.MomentEvent:
		return x.eventDay(*m.Event)
	case syntax.MomentLastSignature:
		return x.signingDay(m.At)
	case syntax.MomentAcceptance:
		x.error(diag.OutsideNetwork, m.At, "the acceptance is no day here", "It begins the time of a grant of a network, for each licensee by his own: during acceptance .. end of patent. Write a day.")
	}
	return when.None, false
}

// span reads a period. The end says how an end without a day was written ("end of patent").
func (x *ctx) span(p *syntax.Period) (i when.Interval, end string, ok bool) {
	none := when.Interval{}
	if p == nil {
		return none, "", false
	}
	if p.Form == syntax.PeriodNamed {
		d := x.lookup(*p.Name, diag.UnknownDefinition, "period")
		if d == nil {
			return none, "", false
		}
		x.cites(d)
		d.resolve()
		return d.span, d.end, !d.failed
	}
	first, last := when.Min, when.Max
	ok = true
	if p.First != nil {
		f, good := x.moment(p.First)
		first, ok = f, good
	}
	if p.Last != nil {
		l, good := x.moment(p.Last)
		last, ok = l, ok && good
	}
	if !ok {
		return none, "", false
	}
	switch p.Form {
	case syntax.PeriodRange:
		switch p.End {
		case syntax.EndOfPatent:
			return when.Interval{From: first, To: when.Max}, "end of patent", true
		case syntax.EndOfLastPatent:
			return when.Interval{From: first, To: when.Max}, "end of last patent in that country", true
		}
		if last < first {
			pr := x.error(diag.ImpossiblePeriod, p.At, "the period ends before it starts", "It runs from "+first.String()+" to "+last.String()+", so no day lies in it. Write the earlier day first.")
			if swap := dateEdits(p); swap != nil {
				pr.Fix = &diag.Fix{Says: "swap the two days", Edits: swap}
			}
			return none, "", false
		}
		return when.Closed(first, last), "", true
	case syntax.PeriodFrom:
		return when.Interval{From: first, To: when.Max}, "", true
	case syntax.PeriodAfter:
		return when.Interval{From: first + 1, To: when.Max}, "", true
	case syntax.PeriodUntil:
		return when.Interval{From: when.Min, To: last + 1}, "", true
	case syntax.PeriodBefore:
		return when.Interval{From: when.Min, To: last}, "", true
	case syntax.PeriodOn:
		return when.Interval{From: first, To: first + 1}, "", true
	}
	return none, "", false
}

// dateEdits swaps the two days of a range when both are written out; otherwise a swap is not sure.
func dateEdits(p *syntax.Period) []diag.Edit {
	if p.First == nil || p.Last == nil || p.First.Date == nil || p.Last.Date == nil || p.First.Kind != syntax.MomentDate || p.Last.Kind != syntax.MomentDate {
		return nil
	}
	return []diag.Edit{{Range: p.First.Date.At, New: p.Last.Date.Text}, {Range: p.Last.Date.At, New: p.First.Date.Text}}
}

// closedSpan reads a period that must end on a day: ownership is never tested "until the end of the patent".
func (x *ctx) closedSpan(p *syntax.Period) (when.Interval, bool) {
	i, end, ok := x.span(p)
	if ok && end != "" {
		x.error(diag.EndlessPeriod, p.At, "a test of days cannot run to the "+end, "Which patent is meant is only known once it is in. Name a day, or write `from` and the first day.")
		return when.Interval{}, false
	}
	return i, ok
}

// momentWords says how a moment is written when it is not a plain day: "Closing", "30 days after Closing".
func momentWords(m *syntax.Moment) string {
	if m == nil {
		return ""
	}
	switch m.Kind {
	case syntax.MomentNamed:
		return m.Name.Text
	case syntax.MomentEvent:
		return "event " + quote(m.Event.Text)
	case syntax.MomentLastSignature:
		return "last signature"
	case syntax.MomentStartOf:
		return "start of " + m.Name.Text
	case syntax.MomentEndOf:
		return "end of " + m.Name.Text
	case syntax.MomentAfter, syntax.MomentBefore:
		base := momentWords(m.Base)
		if base == "" && m.Base != nil && m.Base.Date != nil {
			base = m.Base.Date.Text
		}
		return durationWords(m.Duration) + map[bool]string{true: " after ", false: " before "}[m.Kind == syntax.MomentAfter] + base
	}
	return ""
}

func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
