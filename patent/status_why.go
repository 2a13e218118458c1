package patent

import (
	"fmt"
	"math/bits"
	"strings"

	"github.com/crossgrant/crossgrant/when"
)

// answer puts a decision into words.
func (d decision) answer(r *Record, country string, on when.Date, events []Event) StatusAnswer {
	a := StatusAnswer{Status: d.status, Rule: ruleNames[d.rule], Why: d.why(r, country, on, events)}
	if d.granted {
		a.Presumed = append(a.Presumed, PresumeGranted)
	}
	if d.pending {
		a.Presumed = append(a.Presumed, PresumePending)
	}
	return a
}

func (d decision) why(r *Record, country string, on when.Date, events []Event) string {
	in := CountryName(country)
	switch d.rule {
	case ruleNoEffect:
		return fmt.Sprintf("%s has no effect in %s", r.name(), in)
	case ruleInternational:
		return fmt.Sprintf("%s is an international application, which is never in force itself", r.name())
	case ruleBeforeFiling:
		return fmt.Sprintf("%s: filed %s", r.name(), dayOf(r.Filed))
	case ruleEvent:
		if d.event >= 0 && d.event < len(events) {
			return events[d.event].says(country)
		}
	case ruleTerm:
		return fmt.Sprintf("its term ended %s", dayOf(r.Expires))
	case ruleUnpublished:
		if r.Published == when.Unknown {
			return "an application that is not published"
		}
		return fmt.Sprintf("an application, published %s", dayOf(r.Published))
	case ruleUngranted:
		return fmt.Sprintf("an application, granted %s", dayOf(r.Grant))
	case rulePublished:
		return fmt.Sprintf("an application%s; no later record says what became of it", dated("published", r.Published))
	case ruleNotValidated:
		return fmt.Sprintf("granted by %s; no record says that it was brought into effect in %s", CountryName(r.Office), in)
	case ruleDayOfGrant:
		return fmt.Sprintf("granted on %s", on)
	case rulePresumed:
		if d.pending {
			return fmt.Sprintf("an application%s, less than 20 years after its filing, with no later record", dated("published", r.Published))
		}
		return fmt.Sprintf("granted%s, within a term that ends %s, with no later record", r.grantDay(), dayOf(r.Expires))
	case ruleNoEvidence:
		return fmt.Sprintf("granted%s; no record says whether it is still in force in %s", r.grantDay(), in)
	case ruleNoTerm:
		return fmt.Sprintf("granted%s; nothing gives the end of its term, so that it cannot be presumed in force", r.grantDay())
	case ruleNominalTerm:
		if d.granted {
			return fmt.Sprintf("its nominal term ended %s, and no adjustment is on record", dayOf(r.Expires))
		}
		return fmt.Sprintf("its nominal term ended %s; whether it was adjusted is not known", dayOf(r.Expires))
	case ruleBounds:
		return d.bounds(r, country, events)
	}
	return "nothing is known of it"
}

// bounds says which statuses are possible and which day settles it.
func (d decision) bounds(r *Record, country string, events []Event) string {
	var may []string
	for p := d.possible; p != 0; p &= p - 1 {
		if s := Status(bits.TrailingZeros8(p)); s != StatusUnknown {
			may = append(may, s.String())
		}
	}
	var days []string
	add := func(bit doubt, what string, b when.Bounds) {
		if d.doubts&bit == 0 {
			return
		}
		if b == when.Unknown {
			days = append(days, what+" is not known")
			return
		}
		days = append(days, what+" is only known to be "+b.String())
	}
	if d.doubts&doubtEffect != 0 {
		days = append(days, fmt.Sprintf("whether %s had joined %s by the day of filing is not known", CountryName(country), CountryName(r.Office)))
	}
	add(doubtFiling, "the day of filing", r.Filed)
	add(doubtPublication, "the day of publication", r.Published)
	if r.IsGrant == Unknown && d.doubts&doubtGrant != 0 {
		days = append(days, "whether and when it was granted is not known")
	} else {
		add(doubtGrant, "the day of grant", r.Grant)
	}
	add(doubtTerm, "the last day of the term", r.Expires)
	for i := range events {
		e := &events[i]
		kind := doubtEvent
		if e.Kind == Validated {
			kind = doubtValidation
		}
		if !e.At.Known() {
			add(kind, "the day on which it was "+e.Kind.String(), e.At)
		}
	}
	if len(days) == 0 {
		days = append(days, "the days of its events are not known well enough")
	}
	out := strings.Join(days, ", and ")
	if len(may) > 1 {
		out = strings.Join(may, " or ") + ": " + out
	}
	return out
}

var eventWords = [...]string{"", "lapsed", "expired", "revoked", "in force", "validated", "granted"}

// String is the word of the journal: lapsed, expired, revoked, in force, validated, granted.
func (k EventKind) String() string {
	if int(k) < len(eventWords) {
		return eventWords[k]
	}
	return ""
}

// ParseEventKind reads a word of the journal.
func ParseEventKind(word string) (EventKind, bool) {
	for k := Lapsed; int(k) < len(eventWords); k++ {
		if eventWords[k] == word {
			return k, true
		}
	}
	return 0, false
}

// String is the event with its countries and its day: "lapsed in Germany, France on 2024-02-01 (register extract)".
func (e Event) String() string {
	s := e.Kind.String()
	if e.Kind == InForceEvent {
		s = "recorded as in force"
	}
	for i, c := range e.Countries {
		if i == 0 {
			s += " in"
		} else {
			s += ","
		}
		s += " " + CountryName(c)
	}
	return e.dated(s)
}

// dated adds the day and the source.
func (e *Event) dated(s string) string {
	s += " " + dayOf(e.At)
	if e.Source != "" {
		s += " (" + e.Source + ")"
	}
	return s
}

// says is the event as a sentence about the country: "lapsed in Germany on 2024-02-01 (register extract)".
func (e *Event) says(country string) string {
	s := e.Kind.String()
	if e.Kind == InForceEvent {
		s = "recorded as in force"
	}
	if len(e.Countries) > 0 {
		s += " in " + CountryName(country)
	}
	return e.dated(s)
}

// name is the id of the record, or what there is of it.
func (r *Record) name() string {
	if r.ID != "" {
		return r.ID
	}
	return "a right of " + CountryName(r.Office)
}

// dayOf is a day as an adverb: "on 2024-02-01", "between ... and ...", "on a day that is not known".
func dayOf(b when.Bounds) string {
	switch {
	case b == when.Unknown:
		return "on a day that is not known"
	case b.Known():
		return "on " + b.String()
	}
	return b.String()
}

// dated is "published on D" with a space in front, or nothing when the day is not known.
func dated(what string, b when.Bounds) string {
	if b == when.Unknown {
		return ""
	}
	return " " + what + " " + dayOf(b)
}

// grantDay is the day of grant with a space in front, where the record has one.
func (r *Record) grantDay() string {
	if r.IsGrant == No || r.Grant == when.Unknown {
		return ""
	}
	return " " + dayOf(r.Grant)
}
