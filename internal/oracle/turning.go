package oracle

import (
	"slices"

	"github.com/crossgrant/crossgrant/when"
)

// turn collects the days at which an event that somebody left open for years may come to matter: those mentioned; those on
// which a finding begins to count, or the time in which parties sign begins or ends; and those on which the time is over
// that lets a power be used, counted from the days of events.
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
	slices.Sort(days)
	w.turning = slices.Compact(days)
}
