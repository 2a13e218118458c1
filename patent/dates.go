package patent

import (
	"fmt"

	"github.com/crossgrant/crossgrant/when"
)

// CloseDates narrows the dates of the record by what must hold: priority ≤ filing ≤ publication, filing ≤ grant if a
// grant is certain, and all of them on or before the day of the source. A source of when.None says nothing. When the
// dates contradict each other the record is left as it was and the sentence says which do; otherwise it is empty.
func (r *Record) CloseDates(source when.Date) (problem string) {
	prio, filed, pub, grant := r.Priority, r.Filed, r.Published, r.Grant
	dates := []namedDay{{"priority", &prio}, {"filing", &filed}, {"publication", &pub}}
	if r.IsGrant == Yes {
		dates = append(dates, namedDay{"grant", &grant})
	}
	for _, d := range dates {
		if source.Real() {
			if d.b.Earliest > source {
				return fmt.Sprintf("%s: the day of %s, %s, lies after %s, the day of the source", r.ID, d.what, d.b, source)
			}
			d.b.Latest = min(d.b.Latest, source)
		}
		if d.b.Empty() {
			return fmt.Sprintf("%s: the day of %s would have to lie between %s and %s", r.ID, d.what, d.b.Earliest, d.b.Latest)
		}
	}
	order := [][2]namedDay{{dates[1], dates[2]}, {dates[0], dates[1]}}
	if r.IsGrant == Yes {
		order = append(order, [2]namedDay{dates[1], dates[3]})
	}
	// Latest days flow down to the priority and earliest days up from it: two rounds reach all.
	for range 2 {
		for _, o := range order {
			first, second := o[0], o[1]
			first.b.Latest = min(first.b.Latest, second.b.Latest)
			second.b.Earliest = max(second.b.Earliest, first.b.Earliest)
			if first.b.Empty() || second.b.Empty() {
				return fmt.Sprintf("%s: the day of %s cannot lie after the day of %s%s", r.ID, first.what, second.what, r.stated())
			}
		}
	}
	r.Priority, r.Filed, r.Published = prio, filed, pub
	if r.IsGrant == Yes {
		r.Grant = grant
	}
	return ""
}

// namedDay is a day of the record with the word sentences use for it.
type namedDay struct {
	what string
	b    *when.Bounds
}

// stated lists the dates as the source gave them, for the sentence about a contradiction.
func (r *Record) stated() string {
	s := fmt.Sprintf(" (priority %s, filing %s, publication %s", r.Priority, r.Filed, r.Published)
	if r.IsGrant == Yes {
		s += ", grant " + r.Grant.String()
	}
	return s + ")"
}
