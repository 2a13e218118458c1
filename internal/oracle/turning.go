package oracle

import (
	"slices"
	"sort"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// turn collects the days at which an event that somebody left open for years may come to matter: those mentioned; those on
// which a finding begins to count, or the time in which parties sign begins or ends; and those on which the time is over
// that lets a power be used or an undertaking be given, counted from the days of events.
func (w *known) turn() {
	days := slices.Clone(w.mentioned)
	add := func(all ...when.Date) {
		for _, d := range all {
			if d.Real() {
				days = append(days, d-1, d, d+1)
			}
		}
	}
	for _, s := range w.signatures {
		add(s.fact.Begin.Earliest, s.fact.Begin.Latest)
	}
	for _, f := range w.findings {
		add(f.fact.Begin.Latest)
	}
	for _, a := range w.agreements {
		for _, x := range a.Extensions {
			if x.Parties != nil {
				add(x.Parties.Signed.From, x.Parties.Signed.To)
			}
		}
		for _, p := range a.Powers {
			for _, e := range w.events {
				for _, d := range []when.Date{e.fact.Begin.Earliest, e.fact.Begin.Latest} {
					if p.Warning != nil {
						add(p.Warning.From(d))
					}
					if p.Idle != nil {
						add(idleFrom(p.Idle, d))
					}
				}
			}
		}
	}
	for _, r := range w.withinTime() {
		for _, d := range w.mentioned {
			add(r.Undertaken.Within.From(d))
		}
	}
	slices.Sort(days)
	w.turning = slices.Compact(days)
}

// withinTime lists the rules that need something to be undertaken within a time.
func (w *known) withinTime() []*agreement.Rule {
	return slices.DeleteFunc(w.aboutEntities(), func(r *agreement.Rule) bool {
		return r.Undertaken == nil || r.Undertaken.Within == nil
	})
}

// lastDays lists, of deals and transfers of a business on a day that somebody left open, the first day from which the time
// for an undertaking ends on the day of the use or later, or on that of an undertaking, and the day before.
func (w *known) lastDays() []when.Date {
	ends := []when.Date{w.day}
	var open []when.Bounds
	for _, e := range w.events {
		switch {
		case e.body.Verb == agreement.Undertakes:
			ends = append(ends, e.fact.Begin.Earliest, e.fact.Begin.Latest)
		case e.body.Verb == agreement.TransfersBusiness && !e.fact.Begin.Known():
			open = append(open, e.fact.Begin)
		}
	}
	for _, c := range w.deals() {
		if !c.fact.Begin.Known() {
			open = append(open, c.fact.Begin)
		}
	}
	var out []when.Date
	for _, r := range w.withinTime() {
		for _, b := range open {
			for _, end := range ends {
				first := b.Earliest + when.Date(sort.Search(int(b.Latest-b.Earliest), func(n int) bool {
					return r.Undertaken.Within.From(b.Earliest+when.Date(n)) >= end
				}))
				out = append(out, first-1, first)
			}
		}
	}
	return out
}
