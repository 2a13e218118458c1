package oracle

import (
	"slices"
	"sort"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// turn collects the days at which an event that somebody left open for years may come to matter: those mentioned, and
// those on which a time that an event begins is over, counted from the days of events to the end and from there back.
func (w *known) turn() {
	days := slices.Clone(w.mentioned)
	add := func(d when.Date) {
		if d.Real() {
			days = append(days, d-1, d, d+1)
		}
	}
	var events []when.Date
	for _, e := range w.events {
		events = append(events, e.fact.Begin.Earliest, e.fact.Begin.Latest)
	}
	for _, s := range w.signatures {
		add(s.fact.Begin.Earliest)
		add(s.fact.Begin.Latest)
	}
	for _, f := range w.findings {
		add(f.fact.Begin.Latest)
	}
	for _, a := range w.agreements {
		for _, x := range a.Extensions {
			if x.Parties != nil {
				add(x.Parties.Signed.From)
				add(x.Parties.Signed.To)
			}
		}
		for _, p := range a.Powers {
			used := lastBefore(p.Notice.From, w.day) // the last day of a notice that has taken effect by the day
			add(used)
			for _, passes := range grounds(p) {
				for _, d := range events {
					add(passes(d))
				}
				for _, d := range append(slices.Clone(events), w.day, used) {
					add(lastBefore(passes, d))
				}
			}
		}
	}
	slices.Sort(days)
	w.turning = slices.Compact(days)
}

// grounds lists the times that a power is subject to, each as the day on which it is over by that on which it begins.
func grounds(p *agreement.Power) []func(when.Date) when.Date {
	var out []func(when.Date) when.Date
	if p.Warning != nil {
		out = append(out, p.Warning.From)
	}
	if p.Idle != nil {
		out = append(out, func(d when.Date) when.Date { return idleFrom(p.Idle, d) })
	}
	return out
}

// lastBefore is the last day on which a time that is over by a day may begin.
func lastBefore(over func(when.Date) when.Date, by when.Date) when.Date {
	if !by.Real() {
		return by
	}
	back := sort.Search(int(by-when.Civil(1000, 1, 1)), func(n int) bool { return over(by-when.Date(n)) <= by })
	return by - when.Date(back)
}
