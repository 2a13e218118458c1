package crossgrant

import (
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// PatentPage explains one patent on a day: its status in every country with the reason, its term, the fees ahead, its
// owners, and what all that rests on.
type PatentPage struct {
	PatentRecord
	On, KnownAt when.Date
	Countries   []CountryStatus // where it has or may have effect, by code
	Term        []string        // how the last day of the term came about, a line for each step
	Evidence    []string        // what owners, family and other values rest on
	Events      []patent.Event  // of sources and journals, in the order in which they count
	Fees        []CountryFee    // the next fee in each country where the patent may be alive
	Owners      []string        // on the day; where the chain of title cannot be worked out, those at its start
	Title       []string        // how they came to own it
	Family      []FamilyMember  // the other members of the simple family in the portfolio
}

// CountryStatus is the status of a patent in one country.
type CountryStatus struct {
	Country string
	patent.StatusAnswer
	Certain patent.Status // what the status is without any presumption
}

// CountryFee is the next fee of a patent in a country.
type CountryFee struct {
	Country string
	Next    *patent.FeeWindow // nil: see Says
	Says    string            // why there is no fee to name, a sentence without a full stop
}

// FamilyMember is another patent of the family.
type FamilyMember struct {
	ID     string
	Owner  string        // at the start of its chain of title
	Status patent.Status // in the country of its office; of a regional one, the best of its states
}

// PatentPage explains one patent on a day, as known at another.
func (w *Workspace) PatentPage(text string, on, knownAt when.Date) (PatentPage, error) {
	r, err := w.Patent(text, knownAt)
	if err != nil {
		return PatentPage{}, err
	}
	w.mu.Lock()
	life := w.lives(knownAt)
	snap, err := w.patents.at(knownAt)
	w.mu.Unlock()
	if err != nil {
		return PatentPage{}, err
	}
	rec := &r.Record
	p := PatentPage{PatentRecord: r, On: on, KnownAt: knownAt, Events: life.events(rec), Owners: rec.Owners}
	for _, c := range countriesOf(rec) {
		s := CountryStatus{Country: c, StatusAnswer: patent.StatusOf(rec, c, on, p.Events, life.presume)}
		s.Certain = patent.StatusCode(rec, c, on, p.Events, patent.Presume{})
		p.Countries = append(p.Countries, s)
	}
	p.Term, p.Evidence = termLines(rec)
	p.Fees = feesAhead(rec, p.Countries, p.Events, on)
	if a, err := w.Holders(rec.ID, on, knownAt); err != nil {
		p.Title = []string{"not worked out, so that the owners are those at the start: " + err.Error()}
	} else {
		p.Owners, p.Title = nil, a.Chain
		for _, o := range a.Owners {
			p.Owners = append(p.Owners, string(o))
		}
	}
	p.Family = familyOf(snap, rec, on, life)
	return p, nil
}

// lives is what the journals say of the status of patents, and what may be presumed.
type lives struct {
	presume patent.Presume
	journal map[string][]patent.Event // by id of the patent
}

// lives reads the journals as known at a day. The caller holds the lock.
func (w *Workspace) lives(knownAt when.Date) lives {
	l := lives{journal: map[string][]patent.Event{}}
	for i := range w.world.Facts {
		f := &w.world.Facts[i]
		if !f.KnownAt(knownAt) {
			continue
		}
		switch b := f.Body.(type) {
		case agreement.StatusFact:
			for _, id := range b.Patents {
				l.journal[id] = append(l.journal[id], patent.Event{Kind: b.Event, Countries: b.Countries, At: f.Begin, Source: f.Source})
			}
		case agreement.Presumption:
			switch b.What {
			case agreement.GrantedInForce:
				l.presume.GrantedInForce = true
			case agreement.ApplicationsPending:
				l.presume.ApplicationsPending = true
			}
		}
	}
	return l
}

// events are those of the record and of the journals. Of one day, the journal has the last word.
func (l lives) events(r *patent.Record) []patent.Event {
	return slices.Concat(r.Events, l.journal[r.ID])
}

// countriesOf lists the countries where a patent has or may have effect.
func countriesOf(r *patent.Record) []string {
	if len(r.States) > 0 {
		return slices.Sorted(slices.Values(r.States))
	}
	if patent.IsCountry(r.Office) {
		return []string{r.Office}
	}
	var out []string
	codes, _ := patent.Countries()
	for _, c := range codes {
		if patent.Effect(r, c) {
			out = append(out, c)
		}
	}
	return out
}

// termLines splits the evidence of a record into the steps of its term and the rest. A record that a table or a journal
// gave has no steps: they are those of the rule of its office, or say that its sources give the day.
func termLines(r *patent.Record) (term, rest []string) {
	for _, e := range r.Evidence {
		if s, ok := strings.CutPrefix(e, patent.TermEvidence); ok {
			term = append(term, s)
		} else {
			rest = append(rest, e)
		}
	}
	if len(term) > 0 {
		return term, rest
	}
	a := patent.TermOf(r, patent.NoTermFacts())
	if r.Expires != a.Last {
		return []string{"as its sources give it; the rule of the office alone: " + a.Rule}, rest
	}
	for _, e := range a.Evidence() {
		term = append(term, strings.TrimPrefix(e, patent.TermEvidence))
	}
	return term, rest
}

// feesAhead is the next fee in each country where the patent may be alive on the day.
func feesAhead(r *patent.Record, countries []CountryStatus, events []patent.Event, on when.Date) []CountryFee {
	var out []CountryFee
	for _, c := range feeCountries(r, countries, events) {
		fees := patent.FeesOf(r, c)
		f := CountryFee{Country: c, Says: fees.Says}
		for i := range fees.Windows {
			if fees.Windows[i].Grace >= on {
				f.Next = &fees.Windows[i]
				break
			}
		}
		if f.Next == nil && f.Says == "" {
			f.Says = "all fees lie behind"
		}
		out = append(out, f)
	}
	return out
}

// feeCountries are the countries whose fees bear on a patent: where it is alive, or may be. A regional application pays
// its office; a regional grant pays in the states where an event shows it, and the others are not asked about. With
// unitary effect the office takes one fee for all its states, which are called UP.
func feeCountries(r *patent.Record, countries []CountryStatus, events []patent.Event) []string {
	var out []string
	pending, regional := false, patent.IsRegional(r.Office)
	var unitary []string
	for i := range events {
		if events[i].Unitary() {
			unitary = events[i].Countries
		}
	}
	for _, c := range countries {
		switch c.Status {
		case patent.StatusNotInForce:
			continue
		case patent.StatusPending:
			pending = true
		}
		if slices.Contains(unitary, c.Country) {
			if !slices.Contains(out, patent.UnitaryPatent) {
				out = append(out, patent.UnitaryPatent)
			}
			continue
		}
		if !regional || slices.ContainsFunc(events, func(e patent.Event) bool { return slices.Contains(e.Countries, c.Country) }) {
			out = append(out, c.Country)
		}
	}
	if regional && (pending || r.IsGrant != patent.Yes && len(countries) > 0) {
		return []string{r.Office}
	}
	return out
}

// familyOf lists the other members of the simple family.
func familyOf(snap *portfolio.Snapshot, r *patent.Record, on when.Date, l lives) []FamilyMember {
	number, ok := snap.FamilyNumber(r.Family)
	if !ok || r.Family == "" {
		return nil
	}
	var out []FamilyMember
	for _, row := range snap.RowsOfFamily(number) {
		m := snap.Record(row)
		if m.ID == r.ID {
			continue
		}
		out = append(out, FamilyMember{ID: m.ID, Owner: list(m.Owners), Status: bestStatus(&m, on, l)})
	}
	slices.SortFunc(out, func(a, b FamilyMember) int { return strings.Compare(a.ID, b.ID) })
	return out
}

// bestStatus is the status of a patent where it is most alive.
func bestStatus(r *patent.Record, on when.Date, l lives) patent.Status {
	order := []patent.Status{patent.StatusNotInForce, patent.StatusUnknown, patent.StatusPending, patent.StatusInForce}
	best := 0
	events := l.events(r)
	for _, c := range countriesOf(r) {
		best = max(best, slices.Index(order, patent.StatusCode(r, c, on, events, l.presume)))
	}
	return order[best]
}
