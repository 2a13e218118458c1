package oracle

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// noticed reports whether a notice that counts was given under a power by the day, and, where it is asked, has taken
// effect by it.
func (v *view) noticed(p *agreement.Power, l agreement.Org, effective bool) bool {
	return slices.ContainsFunc(v.notices(p, l), func(d when.Date) bool { return !effective || p.Notice.From(d) <= v.day })
}

// notices lists the days, up to the day, on which notices that count were given under a power.
func (v *view) notices(p *agreement.Power, l agreement.Org) []when.Date {
	var out []when.Date
	for _, e := range v.events {
		if !under(p, e.body, agreement.GivesNotice) || p.ThatOne && e.body.To != l {
			continue
		}
		d, is := by(v, v.day, e, v.turning)
		if is && v.among(e.body.By, p.Of, d) && v.exercisable(p, l, d) {
			out = append(out, d)
		}
	}
	return out
}

// under reports whether an event is of a verb and under a power.
func under(p *agreement.Power, e agreement.Event, verb agreement.Verb) bool {
	return e.Verb == verb && e.Of == p.Clause.QName()
}

// exercisable reports whether every ground of a power holds on day d, for a licensee where it is for one.
func (v *view) exercisable(p *agreement.Power, l agreement.Org, d when.Date) bool {
	return (p.If == nil || v.met(*p.If, l, d)) &&
		(p.Idle == nil || v.idle(p.Idle, d)) &&
		(p.Warning == nil || len(v.warnings(p, l, d)) > 0) &&
		v.holdAll(p.Provided, subject{clause: p.Clause, on: d})
}

// idle reports whether nothing was sold under a grant for the quarters that a power names, up to day d.
func (v *view) idle(i *agreement.Idle, d when.Date) bool {
	sales := v.sales(i, d)
	return len(sales) > 0 && d >= idleFrom(i, slices.Max(sales))
}

func (v *view) sales(i *agreement.Idle, until when.Date) []when.Date {
	var out []when.Date
	for _, e := range v.events {
		if e.body.Verb != agreement.SoldUnder || e.body.Of != i.Under {
			continue
		}
		if d, is := by(v, until, e, v.turning); is {
			out = append(out, d)
		}
	}
	return out
}

// idleFrom is the first day after the quarters without a sale that follow that of the last one.
func idleFrom(i *agreement.Idle, last when.Date) when.Date {
	if !last.Real() {
		return last
	}
	y, m, _ := last.YMD()
	return when.Civil(y, m-(m-1)%3, 1).AddMonths(3 * (i.Quarters + 1))
}

// warnings lists the days from which warnings that were not cured in time let a power be used, as far as these have come
// by day d.
func (v *view) warnings(p *agreement.Power, l agreement.Org, d when.Date) []when.Date {
	var out []when.Date
	for _, e := range v.events {
		if !under(p, e.body, agreement.GivesWarning) || p.ThatOne && e.body.To != l {
			continue
		}
		w, is := by(v, d, e, v.turning)
		if over := p.Warning.From(w); is && over <= d && v.among(e.body.By, p.Of, w) && !v.cured(p, l, w, over) {
			out = append(out, over)
		}
	}
	return out
}

// cured reports whether there was a cure from the day of a warning until before its time was over.
func (v *view) cured(p *agreement.Power, l agreement.Org, warned, over when.Date) bool {
	for _, e := range v.events {
		if !under(p, e.body, agreement.Cures) || p.ThatOne && e.body.By != l {
			continue
		}
		if d, is := by(v, over-1, e, v.turning); is && d >= warned {
			return true
		}
	}
	return false
}

// since is the first day from which a power that is exercisable on a day is so on every day up to it. Only days on which
// a ground may come or go are looked at: on those between, everything is as on the day before.
func (v *view) since(p *agreement.Power, l agreement.Org, on when.Date) when.Date {
	days := []when.Date{when.Min}
	if p.If != nil {
		days = append(days, v.occasions(*p.If, l, on)...)
	}
	if p.Idle != nil {
		for _, d := range v.sales(p.Idle, on) {
			days = append(days, d, idleFrom(p.Idle, d))
		}
	}
	if p.Warning != nil {
		days = append(days, v.warnings(p, l, on)...)
	}
	if len(p.Provided) > 0 {
		for _, f := range v.findings {
			days = append(days, f.fact.Begin.Latest)
		}
	}
	days = slices.DeleteFunc(days, func(d when.Date) bool { return d > on })
	slices.Sort(days)
	since := on
	for _, d := range slices.Backward(days) {
		if !v.exercisable(p, l, d) {
			break
		}
		since = d
	}
	return since
}
