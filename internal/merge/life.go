package merge

import (
	"slices"
	"strconv"

	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// events judges the legal events that sources give, and what they say of the status.
func (r *right) events() {
	var events []patent.LegalEvent
	for _, c := range r.claimants {
		for _, e := range c.doc.Events {
			at := patent.LegalEvent{Office: e.Office, Code: e.Code, National: e.National, Country: e.Country, At: e.Date, Effective: e.Effective, Text: e.Text, Source: c.label}
			if !r.possible("legal event "+e.Code, c, e.Date) {
				continue
			}
			if !slices.ContainsFunc(events, func(had patent.LegalEvent) bool { return sameEvent(had, at) }) {
				events = append(events, at)
			}
		}
	}
	if len(events) > 0 {
		j := patent.Judge(&r.out, events)
		r.out.Events, r.unclear = j.Events, j.Unclear
	}
	r.status()
}

// sameEvent reports whether two sources give one event.
func sameEvent(a, b patent.LegalEvent) bool {
	return a.Office == b.Office && a.Code == b.Code && a.National == b.National && a.Country == b.Country && a.At == b.At && a.Effective == b.Effective
}

// term computes the term from all that is known.
func (r *right) term() {
	f := patent.NoTermFacts()
	adjustment := &chosen[int]{right: r, what: "days of adjustment"}
	extension := &chosen[int]{right: r, what: "days of extension"}
	disclaimedTo, stated := r.day("day to which the term was disclaimed"), r.day("stated expiry")
	for _, c := range r.claimants {
		d := c.doc
		if n := d.Term.Adjustment; n != nil {
			adjustment.claim(c, *n, strconv.Itoa(*n))
		}
		if n := d.Term.Extension; n != nil {
			extension.claim(c, *n, strconv.Itoa(*n))
		}
		if d.Term.Disclaimer == patent.Yes || f.Disclaimer == patent.Unknown {
			f.Disclaimer = d.Term.Disclaimer
		}
		disclaimedTo.later(c, d.Term.DisclaimerTo)
		stated.later(c, d.Term.Stated)
		if f.GrantTermYears == 0 {
			f.GrantTermYears = d.Term.GrantTermYear
		}
		f.Complete = f.Complete || kindOfFormat(d.Format).complete
		for _, rel := range d.Relations {
			if rel.Child {
				continue
			}
			p := patent.Descent{How: rel.How, Number: rel.Number.Text, Filed: rel.Date}
			if !slices.Contains(f.Descents, p) {
				f.Descents = append(f.Descents, p)
			}
		}
	}
	if adjustment.any {
		f.Adjustment = &adjustment.value
	}
	if extension.any {
		f.Extension = &extension.value
	}
	f.DisclaimerTo, f.Stated = disclaimedTo.value, stated.value
	if stated.by != nil {
		f.StatedBy = stated.by.label
	}
	a := patent.TermOf(&r.out, f)
	r.out.Expires, r.out.TermKind = a.Last, a.Kind
	r.out.Evidence = append(r.out.Evidence, a.Evidence()...)
	if a.Discrepancy != "" {
		r.out.Assumed = append(r.out.Assumed, a.Discrepancy)
	}
}

// later claims a day that may well lie after the day of its source.
func (v *day) later(c *claimant, b when.Bounds) {
	l := *c.layer
	l.Source = when.None
	ahead := *c
	ahead.layer = &l
	v.claim(&ahead, b)
}
