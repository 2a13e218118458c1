package merge

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/internal/ingest/isld"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/patent"
)

// Quality is what merging found, for people and programs. Counts are complete, lists are cut.
type Quality struct {
	Layers        []LayerQuality `json:"layers"`
	Rights        int            `json:"rights"`      // records made of documents
	Merged        int            `json:"merged"`      // of these, from more than one document
	Conflicting   int            `json:"conflicting"` // of these, with values on which sources differ
	Discrepancies []Count        `json:"discrepancies"`
	Examples      []Example      `json:"discrepancy_examples"`
	Unmatched     Listed         `json:"unmatched_numbers"`
	Without       int            `json:"documents_without_right"` // they say something of a right that no source describes
	Dates         Impossible     `json:"dates_impossible"`
	Owners        OwnerQuality   `json:"owners"`
	Events        []Count        `json:"legal_events_unclear"` // codes of which the tables do not say what they do
}

// LayerQuality is what the documents of one layer say.
type LayerQuality struct {
	Name       string         `json:"name"`
	Formats    map[string]int `json:"formats"` // documents by format
	Read       int            `json:"read"`
	Repeated   int            `json:"repeated"`   // say again what another document said
	Unreadable int            `json:"unreadable"` // give no number that can be read
	Skipped    int            `json:"skipped"`    // records that the import left out
	Reported   Reports        `json:"reported"`
	Unmapped   map[string]int `json:"unmapped"`           // fields that hold something and are not carried over
	Declared   []Count        `json:"declared,omitempty"` // what declarations count, by each key: the counts differ, and none is the number of patents

	counter isld.Counter
}

// Count is a name and how often it occurs.
type Count struct {
	Name string `json:"name"`
	N    int    `json:"count"`
}

// Unmatched is a number that joined nothing, with the reason.
type Unmatched struct {
	Number     string       `json:"number"`
	Reason     string       `json:"reason"`
	Candidates []string     `json:"candidates,omitempty"`
	Layer      string       `json:"layer"`
	Place      source.Place `json:"place"`
}

// Listed is a list that may be cut, with how many there are for each reason.
type Listed struct {
	N       int         `json:"count"`
	Reasons []Count     `json:"reasons"`
	First   []Unmatched `json:"first"`
}

// Example is a discrepancy with the right it belongs to.
type Example struct {
	ID   string `json:"id"`
	Says string `json:"says"`
}

// Impossible are days that cannot be, and were left out.
type Impossible struct {
	N     int       `json:"count"`
	First []Example `json:"first"`
}

// OwnerQuality says how owners were found.
type OwnerQuality struct {
	By         []Count `json:"by"` // rights by what decided: a register, an assignee ...
	None       int     `json:"none"`
	Individual int     `json:"individual"` // rights of people alone, whose names are not kept
	Unresolved []Count `json:"unresolved"` // names that no journal declares, by rights
	Names      int     `json:"unresolved_names"`
	Rights     int     `json:"unresolved_rights"`
}

// Reports are what an import said of records, by name.
type Reports struct {
	N     []Count           `json:"counts"`
	First []source.Reported `json:"first"`
}

// mostListed is how many of a kind are listed.
const mostListed = 100

func (r *Reports) add(rep source.Reported) {
	r.N = addTo(r.N, rep.Name)
	if len(r.First) < mostListed {
		r.First = append(r.First, rep)
	}
}

func addTo(l []Count, name string) []Count {
	for i := range l {
		if l[i].Name == name {
			l[i].N++
			return l
		}
	}
	return append(l, Count{name, 1})
}

// tally collects while records are made.
type tally struct {
	rights, merged_, conflicting, without int
	discrepancies                         map[string]int
	examples                              []Example
	numbers                               Listed
	reasons                               map[string]int
	dates                                 Impossible
	ownersBy                              map[string]int
	none, individual, unresolvedRights    int
	unresolved                            map[string]int
	events                                map[string]int
}

func newTally() tally {
	return tally{discrepancies: map[string]int{}, reasons: map[string]int{}, ownersBy: map[string]int{}, unresolved: map[string]int{}, events: map[string]int{}}
}

// number lists a number that joined nothing.
func (t *tally) number(u Unmatched) {
	t.numbers.N++
	t.reasons[reasonKind(u)]++
	if len(t.numbers.First) < mostListed {
		t.numbers.First = append(t.numbers.First, u)
	}
}

// reasonKind is the reason without the number itself, so that reasons can be counted.
func reasonKind(u Unmatched) string {
	if len(u.Candidates) > 0 {
		return "can be read in several ways: " + withoutQuotes(u.Reason)
	}
	return withoutQuotes(u.Reason)
}

func withoutQuotes(s string) string {
	var b strings.Builder
	for {
		open := strings.IndexByte(s, '"')
		if open < 0 {
			b.WriteString(s)
			return b.String()
		}
		end := strings.IndexByte(s[open+1:], '"')
		if end < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:open])
		b.WriteString("it")
		s = s[open+end+2:]
	}
}

// unmatched counts documents that say something of a right which no source describes.
func (t *tally) unmatched(r *right) {
	for _, c := range r.claimants {
		t.without++
		d := c.doc
		u := Unmatched{Reason: "no source in the portfolio describes this right", Layer: c.layer.Name, Place: d.Place}
		for _, p := range d.Publications {
			u.Number = strings.TrimSpace(p.Number.Office + " " + p.Number.Text + " " + p.Number.Kind)
			break
		}
		if u.Number == "" {
			u.Number = strings.TrimSpace(d.Application.Office + " " + d.Application.Text)
		}
		t.number(u)
	}
}

// merged counts a right.
func (t *tally) merged(r *right, rec *patent.Record) {
	t.rights++
	if len(r.claimants) > 1 {
		t.merged_++
	}
	if len(rec.Discrepancies) > 0 {
		t.conflicting++
	}
	for _, d := range rec.Discrepancies {
		t.discrepancies[d.What]++
		if len(t.examples) < mostListed {
			t.examples = append(t.examples, Example{rec.ID, d.String()})
		}
	}
	for _, says := range r.impossible {
		t.dates.N++
		if len(t.dates.First) < mostListed {
			t.dates.First = append(t.dates.First, Example{rec.ID, says})
		}
	}
	switch {
	case len(rec.Owners) > 0:
		t.ownersBy[r.ownersBy]++
	case r.individuals:
		t.individual++
	default:
		t.none++
	}
	for _, name := range r.unresolved {
		t.unresolved[name]++
	}
	if len(r.unresolved) > 0 {
		t.unresolvedRights++
	}
	for _, code := range r.unclear {
		t.events[code]++
	}
}

func (t *tally) into(q *Quality) {
	q.Rights, q.Merged, q.Conflicting, q.Without = t.rights, t.merged_, t.conflicting, t.without
	q.Discrepancies, q.Examples = counts(t.discrepancies, 0), t.examples
	q.Unmatched = t.numbers
	q.Unmatched.Reasons = counts(t.reasons, mostListed)
	q.Dates = t.dates
	q.Owners = OwnerQuality{By: counts(t.ownersBy, 0), None: t.none, Individual: t.individual,
		Unresolved: counts(t.unresolved, mostListed), Names: len(t.unresolved), Rights: t.unresolvedRights}
	q.Events = counts(t.events, mostListed)
	for i := range q.Layers {
		l := &q.Layers[i]
		for _, k := range isld.Keys() {
			if n := l.counter.Count(k); n > 0 {
				l.Declared = append(l.Declared, Count{string(k), n})
			}
		}
	}
}

// counts are a map's entries, those with most first; at most the given number, 0: all.
func counts(m map[string]int, most int) []Count {
	out := make([]Count, 0, len(m))
	for _, name := range slices.Sorted(maps.Keys(m)) {
		out = append(out, Count{name, m[name]})
	}
	slices.SortStableFunc(out, func(a, b Count) int { return cmp.Compare(b.N, a.N) })
	if most > 0 && len(out) > most {
		out = out[:most]
	}
	return out
}

// String is the count as a phrase.
func (c Count) String() string { return fmt.Sprintf("%s %d", c.Name, c.N) }
