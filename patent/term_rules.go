package patent

import (
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"github.com/crossgrant/crossgrant/when"
)

// termRule is one rule of data/term-rules.json: rights of these kinds at this office, filed and granted in this time,
// live for Years from the day Base. Office "*" stands for offices that have no rule of their own.
type termRule struct {
	Office        string    `json:"office"`
	Rights        []string  `json:"rights"`
	FiledFrom     when.Date `json:"filed_from"`
	FiledBefore   when.Date `json:"filed_before"`
	GrantedFrom   when.Date `json:"granted_from"`
	GrantedBefore when.Date `json:"granted_before"`
	Years         int       `json:"years"`
	Base          string    `json:"base"`                // filed, granted
	YearsOrGrant  int       `json:"or_years_from_grant"` // the later of both ends counts
	LastDay       string    `json:"last_day"`            // anniversary, day-before, end-of-month
	Source        string    `json:"source"`
	Confidence    string    `json:"confidence"` // seen, memory

	// CountsFrom are the descents whose day of filing counts in the place of the own; empty: division and
	// national-stage. A provisional and a claim of foreign priority are never among them.
	CountsFrom []string `json:"counts_from"`
	// OwnFiling: filed_from and filed_before are about the own day of filing, also where the term counts from a parent.
	OwnFiling bool `json:"own_filing"`
	// ChainInDoubt: an earlier application may move the base, and tables of patents do not tell of it.
	ChainInDoubt bool `json:"chain_in_doubt"`
	// AdjustedFrom: days are added for delay to applications filed from here on, and often are.
	AdjustedFrom when.Date `json:"adjusted_from"`
	// Disclaimers: part of the term may be given up towards another patent.
	Disclaimers bool `json:"disclaimers"`
	// Approvals: the term of a product that needs an approval may be extended.
	Approvals bool `json:"approvals"`
	// DelayFiledFrom and DelayGrantedFrom: a right filed or granted from here on may be extended for delay, when both
	// DelayFiling years from filing and DelayRequest years from the request for examination have passed; 0: the years
	// are not known.
	DelayFiledFrom   when.Date `json:"delay_filed_from"`
	DelayGrantedFrom when.Date `json:"delay_granted_from"`
	DelayFiling      int       `json:"delay_filing"`
	DelayRequest     int       `json:"delay_request"`
	// EndsEarlier and EndsLater are why a term may differ from the rule whatever is on record.
	EndsEarlier string `json:"ends_earlier"`
	EndsLater   string `json:"ends_later"`

	kinds   []Kind
	filed   when.Interval
	granted when.Interval
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
	p := plain{FiledFrom: when.None, FiledBefore: when.None, GrantedFrom: when.None, GrantedBefore: when.None,
		DelayGrantedFrom: when.None, DelayFiledFrom: when.None, AdjustedFrom: when.None}
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
	if r.Years <= 0 || r.Source == "" || r.Base != "filed" && r.Base != "granted" || !slices.Contains(lastDays, r.LastDay) {
		return fmt.Errorf("years, base, last day or source is missing")
	}
	if r.CountsFrom == nil {
		r.CountsFrom = []string{"division", "national-stage"}
	}
	r.filed = between(r.FiledFrom, r.FiledBefore)
	r.granted = between(r.GrantedFrom, r.GrantedBefore)
	return nil
}

var lastDays = []string{"anniversary", "day-before", "end-of-month"}

// between is the span from a day to the day before another; when.None leaves a side open.
func between(from, before when.Date) when.Interval {
	i := when.Always
	if from != when.None {
		i.From = from
	}
	if before != when.None {
		i.To = before
	}
	return i
}

// applies reports whether the rule may be the one for the record, leaving offices aside. Own is the day of filing of
// the right itself, base the day its term counts from.
func (r *termRule) applies(p *Record, own, base when.Bounds) bool {
	if p.Kind != KindUnknown && !slices.Contains(r.kinds, p.Kind) {
		return false
	}
	filed := base
	if r.OwnFiling {
		filed = own
	}
	if _, possible := filed.In(r.filed); !possible {
		return false
	}
	if r.granted == when.Always {
		return true
	}
	if p.IsGrant == No { // a grant, if there is to be one, lies ahead
		return r.granted.To == when.Max
	}
	_, possible := p.Grant.In(r.granted)
	return possible
}

// after is the last day of so many years from a day known within bounds, as the rule counts.
func (r *termRule) after(b when.Bounds, years int) when.Bounds {
	one := func(d when.Date) when.Date {
		d = d.AddYears(years)
		switch r.LastDay {
		case "day-before":
			return d.AddDays(-1)
		case "end-of-month":
			return endOfMonth(d)
		}
		return d
	}
	return when.Bounds{Earliest: one(b.Earliest), Latest: one(b.Latest)}
}

// endOfMonth is the last day of the month in which a day lies.
func endOfMonth(d when.Date) when.Date {
	if !d.Real() {
		return d
	}
	y, m, _ := d.YMD()
	return when.Civil(y, m+1, 1).AddDays(-1)
}

// last is the last day of the term that the statute starts from, within bounds; base is the day it counts from where
// it counts from a filing.
func (r *termRule) last(p *Record, base when.Bounds) when.Bounds {
	if r.Base == "granted" {
		if p.IsGrant == No {
			return when.Unknown
		}
		return r.after(p.Grant, r.Years)
	}
	b := r.after(base, r.Years)
	if r.YearsOrGrant > 0 && p.IsGrant == Yes {
		g := r.after(p.Grant, r.YearsOrGrant)
		b = when.Bounds{Earliest: max(b.Earliest, g.Earliest), Latest: max(b.Latest, g.Latest)}
	}
	return b
}

// mayBeDelayed reports whether a right under the rule may carry an extension for delay of the office by its days of
// filing, request for examination and grant.
func (r *termRule) mayBeDelayed(p *Record, base, request when.Bounds) bool {
	switch {
	case r.DelayGrantedFrom != when.None && p.IsGrant != No && p.Grant.Latest >= r.DelayGrantedFrom:
	case r.DelayFiledFrom != when.None && base.Latest >= r.DelayFiledFrom:
	default:
		return false
	}
	return r.DelayFiling == 0 || p.IsGrant != Yes || p.Grant.Latest > r.threshold(base, request).Earliest
}

// sentence is the rule in words.
func (r *termRule) sentence() string {
	origin := map[string]string{"filed": "filing", "granted": "grant"}[r.Base]
	if r.YearsOrGrant > 0 {
		origin += fmt.Sprintf(", or %d years from grant if later", r.YearsOrGrant)
	}
	day := "to the anniversary"
	switch r.LastDay {
	case "day-before":
		day = "to the day before the anniversary"
	case "end-of-month":
		day = "to the end of the month of the anniversary"
	}
	office := r.Office
	if office == "*" {
		office = "any other office"
	}
	s := fmt.Sprintf("%s: %d years from %s, %s (%s", office, r.Years, origin, day, r.Source)
	if r.Confidence != "seen" {
		s += ", not checked"
	}
	return s + ")"
}

// rulesFor lists the rules that may be the one for the record: those of its office, else the general ones.
func rulesFor(p *Record, own when.Bounds, base func(*termRule) when.Bounds) []*termRule {
	var mine, general []*termRule
	known := false
	all := termRules().rules
	for i := range all {
		rule := &all[i]
		switch rule.Office {
		case p.Office:
			known = true
			if rule.applies(p, own, base(rule)) {
				mine = append(mine, rule)
			}
		case "*":
			if rule.applies(p, own, base(rule)) {
				general = append(general, rule)
			}
		}
	}
	if known {
		return mine
	}
	return general
}

// DelayThreshold is the first day on which a grant shows a delay that an office makes good: the later of so many years
// from filing and so many from the request for examination (CN Patent Law 42(2), JP Patent Act 67(2), KR Patent Act
// 92-2, CA Patent Act 46.1). A right granted on or before that day is never extended for delay. The request may be
// when.Unknown: then the answer is bounded from below by the filing. ok is false for offices without such a rule.
func DelayThreshold(office string, filed, request when.Bounds) (threshold when.Bounds, ok bool) {
	all := termRules().rules
	for i := range all {
		if r := &all[i]; r.Office == office && r.DelayFiling > 0 {
			return r.threshold(filed, request), true
		}
	}
	return when.Unknown, false
}

func (r *termRule) threshold(filed, request when.Bounds) when.Bounds {
	return when.Bounds{
		Earliest: max(filed.Earliest.AddYears(r.DelayFiling), request.Earliest.AddYears(r.DelayRequest)),
		Latest:   max(filed.Latest.AddYears(r.DelayFiling), request.Latest.AddYears(r.DelayRequest)),
	}
}
