package merge

import (
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// statusWords are the words with which sources say that a right lives or has ended, in small letters. What no line holds
// is not an event.
var statusWords = []statusWord{
	{"lens", "active", patent.InForceEvent, "granted and, as far as The Lens knows, in force on the day of the export"},
	{"lens", "expired", patent.Lapsed, "The Lens says expired for the end of the term and for unpaid fees alike"},
	{"lens", "inactive", patent.Lapsed, "ended before its term"},
	{"lens", "discontinued", patent.Lapsed, "the application was given up"},
	{"lens", "withdrawn", patent.Lapsed, "the application was withdrawn"},
	{"uspto", "abandoned", patent.Lapsed, "the application was given up"},
	{"uspto", "expressly abandoned", patent.Lapsed, "the application was given up"},
	{"uspto", "patent expired due to nonpayment", patent.Lapsed, "37 CFR 1.362: a fee was not paid"},
}

// statusWord is a beginning of what sources of some formats say, and what it comes to.
type statusWord struct {
	format, word string
	kind         patent.EventKind
	why          string
}

// status turns what sources say of the status into events. A regional grant has a status in each state, of which such
// words say nothing. The day of an end that only a state of affairs shows lies between the right's own days and the
// day of the source.
func (r *right) status() {
	if patent.IsRegional(r.out.Office) || r.out.Office == "WO" {
		return
	}
	for _, c := range r.claimants {
		word := strings.ToLower(strings.TrimSpace(c.doc.Status))
		i := slices.IndexFunc(statusWords, func(s statusWord) bool {
			return word != "" && strings.HasPrefix(c.doc.Format, s.format) && strings.HasPrefix(word, s.word)
		})
		if i < 0 {
			continue
		}
		at := c.doc.StatusDate
		if statusWords[i].kind == patent.InForceEvent {
			if r.out.IsGrant != patent.Yes {
				continue
			}
			if at == when.Unknown && c.layer.Source.Real() {
				at = when.Exact(c.layer.Source)
			}
		} else if at == when.Unknown {
			at = when.Bounds{Earliest: max(r.out.Filed.Earliest, r.out.Published.Earliest), Latest: when.Max}
			if r.out.IsGrant == patent.Yes {
				at.Earliest = max(at.Earliest, r.out.Grant.Earliest)
			}
			if c.layer.Source.Real() {
				at.Latest = c.layer.Source
			}
		}
		if at.Empty() || at == when.Unknown {
			continue
		}
		r.out.Events = append(r.out.Events, patent.Event{Kind: statusWords[i].kind, At: at, Source: c.label + ": " + c.doc.Status})
		r.evidence("status: %q (%s): %s", c.doc.Status, c.label, statusWords[i].why)
	}
	slices.SortStableFunc(r.out.Events, func(a, b patent.Event) int { return int(a.At.Latest) - int(b.At.Latest) })
}
