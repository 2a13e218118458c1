package patent

import (
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"github.com/crossgrant/crossgrant/when"
)

// TermKind says how sure the last day of a term is.
type TermKind uint8

// The kinds of term.
const (
	// TermUnknown: nothing computes the term.
	TermUnknown TermKind = iota
	// TermExact: the last day on which the right can be in force, if all fees are paid.
	TermExact
	// TermUpperBound: the right may end earlier than the day and never later.
	TermUpperBound
	// TermNominal: the length the statute starts from; the right may end earlier (a parent, a disclaimer) or later
	// (adjustment, extension).
	TermNominal
)

var termWords = [...]string{"unknown", "exact", "upper-bound", "nominal"}

// String is unknown, exact, upper-bound or nominal.
func (k TermKind) String() string {
	if int(k) < len(termWords) {
		return termWords[k]
	}
	return termWords[TermUnknown]
}

// termRule is one rule of data/term-rules.json: rights of these kinds at this office, filed in this time, live for
// Years from the day Base. Office "*" stands for offices that have no rule of their own.
type termRule struct {
	Office       string    `json:"office"`
	Rights       []string  `json:"rights"`
	FiledFrom    when.Date `json:"filed_from"`
	FiledBefore  when.Date `json:"filed_before"`
	Years        int       `json:"years"`
	Base         string    `json:"base"`                    // filed, granted
	YearsOrGrant int       `json:"or_years_from_grant"`     // the later of both ends counts
	LastDay      string    `json:"last_day"`                // anniversary, day-before
	Certainty    string    `json:"certainty"`               // exact, upper-bound, nominal
	NominalGrant when.Date `json:"nominal_if_granted_from"` // a right granted from here on may be extended
	NominalFiled when.Date `json:"nominal_if_filed_from"`
	Why          string    `json:"why"` // why the result is not exact
	Source       string    `json:"source"`
	Confidence   string    `json:"confidence"` // seen, memory

	kinds []Kind
	kind  TermKind
	filed when.Interval
}

type termTable struct {
	rules []termRule
	err   error
}

var termRules = sync.OnceValue(func() termTable {
	var t termTable
	b, err := data.ReadFile("data/term-rules.json")
	if err != nil {
		t.err = err
		return t
	}
	if t.err = json.Unmarshal(b, &t.rules); t.err != nil {
		t.rules = nil
		return t
	}
	for i := range t.rules {
		if err := t.rules[i].compile(); err != nil {
			t.err = fmt.Errorf("data/term-rules.json, rule %d: %w", i+1, err)
			t.rules = nil
			return t
		}
	}
	return t
})

// UnmarshalJSON gives absent dates the value [when.None].
func (r *termRule) UnmarshalJSON(b []byte) error {
	type plain termRule
	p := plain{FiledFrom: when.None, FiledBefore: when.None, NominalGrant: when.None, NominalFiled: when.None}
	if err := json.Unmarshal(b, &p); err != nil {
		return err
	}
	*r = termRule(p)
	return nil
}

func (r *termRule) compile() error {
	for _, w := range r.Rights {
		k, ok := ParseKind(w)
		if !ok {
			return fmt.Errorf("there is no kind of right %q", w)
		}
		r.kinds = append(r.kinds, k)
	}
	k := slices.Index(termWords[:], r.Certainty)
	if k <= 0 {
		return fmt.Errorf("there is no certainty %q", r.Certainty)
	}
	r.kind = TermKind(k)
	if r.Years <= 0 || r.Source == "" || r.Base != "filed" && r.Base != "granted" || r.LastDay != "anniversary" && r.LastDay != "day-before" {
		return fmt.Errorf("years, base, last day or source is missing")
	}
	r.filed = when.Always
	if r.FiledFrom != when.None {
		r.filed.From = r.FiledFrom
	}
	if r.FiledBefore != when.None {
		r.filed.To = r.FiledBefore
	}
	return nil
}

// applies reports whether the rule may be the one for the record, leaving offices aside.
func (r *termRule) applies(p *Record) bool {
	if p.Kind != KindUnknown && !slices.Contains(r.kinds, p.Kind) {
		return false
	}
	_, possible := p.Filed.In(r.filed)
	return possible
}

// last is the last day of the term by the rule, within bounds.
func (r *termRule) last(p *Record) when.Bounds {
	add := func(b when.Bounds, years int) when.Bounds {
		less := 0
		if r.LastDay == "day-before" {
			less = -1
		}
		return when.Bounds{
			Earliest: b.Earliest.AddYears(years).AddDays(less),
			Latest:   b.Latest.AddYears(years).AddDays(less),
		}
	}
	if r.Base == "granted" {
		if p.IsGrant == No {
			return when.Unknown
		}
		return add(p.Grant, r.Years)
	}
	b := add(p.Filed, r.Years)
	if r.YearsOrGrant > 0 && p.IsGrant == Yes {
		g := add(p.Grant, r.YearsOrGrant)
		b = when.Bounds{Earliest: max(b.Earliest, g.Earliest), Latest: max(b.Latest, g.Latest)}
	}
	return b
}

// kindFor is the certainty of the rule for the record.
func (r *termRule) kindFor(p *Record) TermKind {
	if r.NominalGrant != when.None && p.IsGrant != No && p.Grant.Latest >= r.NominalGrant {
		return TermNominal
	}
	if r.NominalFiled != when.None && p.Filed.Latest >= r.NominalFiled {
		return TermNominal
	}
	return r.kind
}

func (r *termRule) sentence(p *Record, k TermKind) string {
	base := map[string]string{"filed": "filing", "granted": "grant"}[r.Base]
	if r.YearsOrGrant > 0 {
		base += fmt.Sprintf(", or %d years from grant if later", r.YearsOrGrant)
	}
	day := "to the anniversary"
	if r.LastDay == "day-before" {
		day = "to the day before the anniversary"
	}
	s := fmt.Sprintf("%s: %d years from %s, %s (%s", p.Office, r.Years, base, day, r.Source)
	if r.Confidence != "seen" {
		s += ", not checked"
	}
	s += ")"
	if k != TermExact && r.Why != "" {
		s += fmt.Sprintf("; %s, because %s", k, r.Why)
	}
	return s
}

// ComputeTerm computes the last day of the term of a right from its office, kind, and days of filing and grant, with
// how sure it is and the rule in words. Where several rules may apply, because the kind or a day is not known, the
// bounds cover all of them and the result is never called exact. An international application, an unknown office, or
// a kind the tables have no rule for gives when.Unknown and TermUnknown. Renewal fees, lapses, parents and
// adjustments are not looked at.
func ComputeTerm(r *Record) (when.Bounds, TermKind, string) {
	if r.Office == "WO" || r.Office == "IB" {
		return when.Unknown, TermUnknown, "an international application has no term of its own"
	}
	if !IsOffice(r.Office) {
		return when.Unknown, TermUnknown, fmt.Sprintf("there is no office %q", r.Office)
	}
	rules := rulesFor(r)
	if len(rules) == 0 {
		return when.Unknown, TermUnknown, fmt.Sprintf("no rule for the term of a right of kind %s of %s", r.Kind, CountryName(r.Office))
	}
	bounds := rules[0].last(r)
	kind := rules[0].kindFor(r)
	for _, rule := range rules[1:] {
		b := rule.last(r)
		bounds = when.Bounds{Earliest: min(bounds.Earliest, b.Earliest), Latest: max(bounds.Latest, b.Latest)}
		kind = max(kind, rule.kindFor(r), TermUpperBound)
	}
	says := rules[0].sentence(r, kind)
	if len(rules) > 1 {
		says = fmt.Sprintf("%s; the kind or a date is not known, so %d rules may apply", says, len(rules))
	}
	if bounds.Earliest <= when.Min && bounds.Latest >= when.Max {
		return when.Unknown, TermUnknown, says + "; the day it counts from is not known"
	}
	return bounds, kind, says
}

// rulesFor lists the rules that may be the one for the record: those of its office, else the general ones.
func rulesFor(r *Record) []*termRule {
	var own, general []*termRule
	known := false
	all := termRules().rules
	for i := range all {
		rule := &all[i]
		switch rule.Office {
		case r.Office:
			known = true
			if rule.applies(r) {
				own = append(own, rule)
			}
		case "*":
			if rule.applies(r) {
				general = append(general, rule)
			}
		}
	}
	if known {
		return own
	}
	return general
}
