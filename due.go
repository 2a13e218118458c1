package crossgrant

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// DueKind is what happens on a day that is coming.
type DueKind string

// The kinds.
const (
	DueExpiry    DueKind = "expiry"       // the last day of the term of a patent
	DueFee       DueKind = "fee"          // the last day on which a fee can be paid without surcharge
	DueSurcharge DueKind = "surcharge"    // the last day on which it can be paid at all
	DueTerm      DueKind = "term"         // the last day of a grant, or of another time that an agreement names
	DueDate      DueKind = "date"         // a day that an agreement names
	DueNotice    DueKind = "notice"       // a notice or a discontinuation takes effect
	DueCure      DueKind = "time to cure" // the time to cure after a warning is over
)

// DueItem is something that happens on a day.
type DueItem struct {
	Day     when.Date
	Kind    DueKind
	Subject string // the patent, or the agreement and the clause: "hw-xm/h2x"
	Country string // of a fee
	Who     string // owners of the patent; parties of the agreement
	What    string // "3.5-year fee", "licence", "notice"
	Says    string // a sentence without a full stop
	Certain bool   // the day follows from what is on record and a rule that was checked
	Source  string // the rule or the clause
}

// DueQuestion asks what comes up.
type DueQuestion struct {
	From    when.Date
	To      when.Date // the last day
	KnownAt when.Date
	Owner   string // patents of this organisation alone; empty: all
}

// DueAnswer is what comes up, by day.
type DueAnswer struct {
	DueQuestion
	Items   []DueItem
	Patents int      // looked at
	Notes   []string // what the list leaves out or cannot know; sentences
}

// Due lists what comes up between two days: ends of the terms of patents, fees of the offices whose rules are known, and
// days of agreements.
func (w *Workspace) Due(q DueQuestion) (DueAnswer, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	snap, err := w.patents.at(q.KnownAt)
	if err != nil {
		return DueAnswer{}, err
	}
	if _, ok := snap.OwnerNumber(q.Owner); q.Owner != "" && !ok && !declaresOrganisation(w.world, q.Owner) {
		return DueAnswer{}, &rights.UnknownError{Kind: "organisation", Word: q.Owner}
	}
	d := dues{DueAnswer: DueAnswer{DueQuestion: q, Items: []DueItem{}}, lives: w.lives(q.KnownAt), unruled: map[string]int{}}
	seen := map[string]bool{}
	facts := w.patentFacts(q.KnownAt)
	for _, rec := range snap.Records() {
		seen[rec.ID] = true
		for _, f := range facts[rec.ID] {
			rec = f.Apply(&rec)
		}
		d.patent(&rec)
	}
	for _, id := range declaredPatents(w.world) {
		var rec *patent.Record
		for _, f := range facts[id] {
			r := f.Apply(rec)
			rec = &r
		}
		if rec != nil && !seen[id] {
			seen[id] = true
			d.patent(rec)
		}
	}
	for _, a := range w.world.Agreements {
		if a.KnownFrom() <= q.KnownAt {
			d.agreement(a)
		}
	}
	d.happened(w.world, q.KnownAt)
	slices.SortStableFunc(d.Items, func(a, b DueItem) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Country, b.Country))
	})
	d.note()
	return d.DueAnswer, nil
}

func declaresOrganisation(world *agreement.World, id string) bool {
	return slices.ContainsFunc(world.Facts, func(f agreement.Fact) bool {
		o, ok := f.Body.(agreement.Organisation)
		return ok && string(o.ID) == id
	})
}

// patentFacts are the lines of journals about attributes of patents, by id, as known at a day.
func (w *Workspace) patentFacts(knownAt when.Date) map[string][]agreement.PatentFact {
	out := map[string][]agreement.PatentFact{}
	for i := range w.world.Facts {
		f := &w.world.Facts[i]
		if p, ok := f.Body.(agreement.PatentFact); ok && f.KnownAt(knownAt) {
			out[p.Record.ID] = append(out[p.Record.ID], p)
		}
	}
	return out
}

// dues collects what comes up.
type dues struct {
	DueAnswer
	lives   lives
	undated int            // patents whose term is not known
	paid    int            // fees with a payment on record
	unruled map[string]int // alive patents by country for which no rule of fees is known
}

func (d *dues) within(day when.Date) bool { return day.Real() && d.From <= day && day <= d.To }

func (d *dues) add(i DueItem) {
	if d.within(i.Day) {
		d.Items = append(d.Items, i)
	}
}

// patent adds what comes up for one patent. One that is certainly dead everywhere on the first day is left out.
func (d *dues) patent(r *patent.Record) {
	if d.Owner != "" && !slices.Contains(r.Owners, d.Owner) || r.Office == "WO" {
		return
	}
	d.Patents++
	events := d.lives.events(r)
	var countries []CountryStatus
	alive := false
	for _, c := range countriesOf(r) {
		status := patent.StatusCode(r, c, d.From, events, d.lives.presume)
		alive = alive || status != patent.StatusNotInForce
		countries = append(countries, CountryStatus{Country: c, StatusAnswer: patent.StatusAnswer{Status: status}})
	}
	if !alive {
		return
	}
	if r.Expires == when.Unknown {
		d.undated++
	} else {
		d.expiry(r)
	}
	for _, c := range feeCountries(r, countries, events) {
		d.fees(r, c, events)
	}
}

// expiry adds the last day of the term. Of a day known within bounds the last one counts.
func (d *dues) expiry(r *patent.Record) {
	says := "the last day of its term"
	switch {
	case !r.Expires.Known():
		says = "its term ends " + r.Expires.String()
	case r.TermKind == patent.TermUpperBound:
		says = "its term ends on this day or before"
	case r.TermKind == patent.TermNominal:
		says = "the last day of its nominal term, which may have been adjusted or cut"
	}
	term, _ := termLines(r)
	d.add(DueItem{Day: r.Expires.Latest, Kind: DueExpiry, Subject: r.ID, Who: list(r.Owners), What: "term", Says: says,
		Certain: r.Expires.Known() && (r.TermKind == patent.TermExact || r.TermKind == patent.TermUnknown) && checked(term[0]), Source: term[0]})
}

// checked reports whether a rule was checked against its source.
func checked(rule string) bool { return !strings.Contains(rule, "not checked") }

// fees adds the fees of a country. One with a payment on record since it could first be paid is left out.
func (d *dues) fees(r *patent.Record, country string, events []patent.Event) {
	fees := patent.FeesOf(r, country)
	if !fees.Known {
		d.unruled[country]++
	}
	for _, f := range fees.Windows {
		if !d.within(f.Due) && !d.within(f.Grace) {
			continue
		}
		if paidSince(events, country, f) {
			d.paid++
			continue
		}
		i := DueItem{Subject: r.ID, Country: country, Who: list(r.Owners), What: f.Fee, Source: f.Source, Certain: checked(f.Source)}
		i.Day, i.Kind, i.Says = f.Due, DueFee, "the last day to pay it without surcharge"
		d.add(i)
		i.Day, i.Kind, i.Says = f.Grace, DueSurcharge, fmt.Sprintf("the last day to pay it with surcharge; unpaid, the patent ends with %s", f.Ends)
		d.add(i)
	}
}

// paidSince reports whether a record shows the patent alive in a country from the opening of a window on: a fee that was
// paid, or a register that says so after the day it was due.
func paidSince(events []patent.Event, country string, f patent.FeeWindow) bool {
	since := f.Opens
	if since == when.None {
		since = f.Due.AddDays(1)
	}
	return slices.ContainsFunc(events, func(e patent.Event) bool {
		return e.Kind == patent.InForceEvent && e.At.Known() && e.At.Earliest >= since &&
			(len(e.Countries) == 0 || slices.Contains(e.Countries, country))
	})
}

// agreement adds the days that an agreement names.
func (d *dues) agreement(a *agreement.Agreement) {
	var parties []string
	for _, p := range a.Parties {
		parties = append(parties, string(p))
	}
	at := func(c agreement.Clause, kind DueKind, day when.Date, says string) {
		where := c.Agreement
		if c.Number != "" {
			where += " " + c.Number
		}
		d.add(DueItem{Day: day, Kind: kind, Subject: c.Agreement + "/" + c.Name, Who: list(parties), What: strings.TrimSpace(c.Kind + " " + c.Name), Says: says, Certain: true, Source: where})
	}
	for _, n := range a.Named {
		switch n.Clause.Kind {
		case "date":
			at(n.Clause, DueDate, n.Day, "a date that it names")
		case "period":
			at(n.Clause, DueTerm, n.Span.Last(), "the last day of the period")
		}
	}
	for _, g := range a.Grants {
		at(g.Clause, DueTerm, g.During.Span.Last(), "the last day of the "+g.Clause.Kind)
	}
	for _, x := range a.Exclusions {
		if x.During != nil {
			at(x.Clause, DueTerm, x.During.Span.Last(), "the last day of the exclusion")
		}
	}
	for _, x := range a.Allocations {
		for _, s := range x.Shares {
			at(x.Clause, DueTerm, s.During.Last(), "the last day of a time for which it says who may sue")
		}
	}
}

// happened adds what runs from events of the journals: notices, warnings, discontinuations.
func (d *dues) happened(world *agreement.World, knownAt when.Date) {
	powers := map[agreement.Name]*agreement.Power{}
	for _, a := range world.Agreements {
		for _, p := range a.Powers {
			powers[p.Clause.QName()] = p
		}
	}
	for i := range world.Facts {
		f := &world.Facts[i]
		e, ok := f.Body.(agreement.Event)
		if !ok || !f.KnownAt(knownAt) {
			continue
		}
		where := fmt.Sprintf("%s:%d", f.At.File, f.At.Start.Line)
		item := DueItem{Subject: string(e.Of), Who: string(e.By), Source: where, Certain: f.Begin.Known()}
		p := powers[e.Of]
		switch {
		case e.Verb == agreement.GivesNotice && p != nil:
			item.Day, item.Kind, item.What = p.Notice.From(f.Begin.Latest), DueNotice, "notice"
			item.Says = fmt.Sprintf("the notice of %s takes effect, if the power could be used", f.Begin)
		case e.Verb == agreement.GivesWarning && p != nil && p.Warning != nil:
			item.Day, item.Kind, item.What = p.Warning.From(f.Begin.Latest), DueCure, "warning"
			item.Says = fmt.Sprintf("the time to cure after the warning of %s is over; a notice may follow unless it was cured", f.Begin)
		case e.Verb == agreement.Discontinues && e.Effective.Real():
			item.Day, item.Kind, item.What = e.Effective, DueNotice, "discontinuation"
			item.Says = "the discontinuation takes effect, if it was announced in time"
		default:
			continue
		}
		d.add(item)
	}
}

// note says what the list leaves out.
func (d *dues) note() {
	if n := d.undated; n > 0 {
		d.Notes = append(d.Notes, fmt.Sprintf("The end of the term of %d patents is not known.", n))
	}
	if n := d.paid; n > 0 {
		d.Notes = append(d.Notes, fmt.Sprintf("%d fees are left out because a payment, or a register, shows the patent alive since.", n))
	}
	if len(d.unruled) > 0 {
		var parts []string
		for _, t := range tallies(d.unruled) {
			parts = append(parts, fmt.Sprintf("%s %d", t.Name, t.N))
		}
		d.Notes = append(d.Notes, "The rules of fees are not known for patents in "+list(parts)+".")
	}
	d.Notes = append(d.Notes, "Whether a fee is still to be paid is known to its payer alone; a day on a weekend or holiday may move to the next business day.")
}
