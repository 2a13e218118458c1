package patent

import (
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"github.com/crossgrant/crossgrant/when"
)

// feeRule is one rule of data/fee-rules.json: the fees that keep rights of these kinds alive at this office. They are
// due every year from FirstYear on, or so many Months after the base.
type feeRule struct {
	Office      string    `json:"office"` // ST.3; UP stands for European patents with unitary effect
	Rights      []string  `json:"rights"`
	None        string    `json:"none"`       // why there are no fees
	FiledFrom   when.Date `json:"filed_from"` // rights filed before pay none
	Base        string    `json:"base"`       // filed, granted
	FirstYear   int       `json:"first_year"` // the first year of life that is paid for
	Months      []int     `json:"months"`
	Names       []string  `json:"names"`        // of the fees of Months
	Due         string    `json:"due"`          // anniversary, day-before, end-of-month; empty: anniversary
	Opens       int       `json:"opens"`        // months before the due day from which it can be paid; 0: not known
	NoSurcharge int       `json:"no_surcharge"` // months after the due day without surcharge
	Grace       int       `json:"grace"`        // months after the due day within which it can be paid at all
	Ends        string    `json:"ends"`         // an unpaid right ends at the end of: grace, due, anniversary
	UntilGrant  bool      `json:"until_grant"`
	AfterGrant  bool      `json:"after_grant"`
	Source      string    `json:"source"`
	Confidence  string    `json:"confidence"`

	kinds []Kind
}

var feeRules = sync.OnceValues(func() ([]feeRule, error) {
	b, err := data.ReadFile("data/fee-rules.json")
	if err != nil {
		return nil, err
	}
	var rules []feeRule
	if err := json.Unmarshal(b, &rules); err != nil {
		return nil, err
	}
	for i := range rules {
		if err := rules[i].compile(); err != nil {
			return nil, fmt.Errorf("data/fee-rules.json, rule %d: %w", i+1, err)
		}
	}
	return rules, nil
})

// UnmarshalJSON gives an absent date the value [when.None].
func (r *feeRule) UnmarshalJSON(b []byte) error {
	type plain feeRule
	p := plain{FiledFrom: when.None}
	if err := json.Unmarshal(b, &p); err != nil {
		return err
	}
	*r = feeRule(p)
	return nil
}

func (r *feeRule) compile() error {
	for _, w := range r.Rights {
		k, ok := ParseKind(w)
		if !ok {
			return fmt.Errorf("there is no kind of right %q", w)
		}
		r.kinds = append(r.kinds, k)
	}
	switch {
	case r.Source == "":
		return fmt.Errorf("the source is missing")
	case r.None != "":
		return nil
	case r.Base != "filed" && r.Base != "granted", r.FirstYear == 0 && len(r.Months) == 0, len(r.Months) != len(r.Names),
		r.Grace == 0, !slices.Contains([]string{"", "anniversary", "day-before", "end-of-month"}, r.Due),
		!slices.Contains([]string{"grace", "due", "anniversary"}, r.Ends):
		return fmt.Errorf("base, years, due day or what follows is missing")
	}
	return nil
}

// FeeWindow is the time within which one fee keeps a right alive. Whether it was paid is not said here.
type FeeWindow struct {
	Stage  int       // from 1, in the order of the fees
	Fee    string    // "3.5-year fee", "fee for year 5"
	Opens  when.Date // the first day on which it can be paid; when.None: not known
	Due    when.Date // the last day without surcharge
	Grace  when.Date // the last day at all
	Ends   when.Date // the last day of a right for which it is not paid
	Source string    // the rule: statute, and that it was not checked where it was not
}

// FeeSchedule is the fees that keep a right alive in a country.
type FeeSchedule struct {
	Windows []FeeWindow // in order; none: see Says
	Says    string      // why there are no windows, or what they leave open; a sentence without a full stop
	Known   bool        // whether the rule of the office is known, also where it asks for no fee
}

// FeesOf lists the fees that keep a right alive in a country, from its first one to the end of its term. A European
// patent pays the office until its grant, for which country is EP, and in a state by the rule of the state; with unitary
// effect, country is UP. Days that
// fall on a holiday are not moved: an office may take a payment on the next business day.
func FeesOf(r *Record, country string) FeeSchedule {
	rule, says := feeRuleOf(r, country)
	if rule == nil {
		return FeeSchedule{Says: says}
	}
	if rule.None != "" {
		return FeeSchedule{Says: rule.None + " (" + rule.Source + ")", Known: true}
	}
	if rule.FiledFrom != when.None && r.Filed.Latest < rule.FiledFrom {
		return FeeSchedule{Says: fmt.Sprintf("no fee is charged for rights filed before %s (%s)", rule.FiledFrom, rule.Source), Known: true}
	}
	base := r.Filed
	if rule.AfterGrant && r.IsGrant != Yes {
		return FeeSchedule{Says: "fees begin with the grant, and none is on record", Known: true}
	}
	if rule.Base == "granted" {
		if r.IsGrant != Yes {
			return FeeSchedule{Says: "fees count from the grant, and none is on record", Known: true}
		}
		base = r.Grant
	}
	if !base.Known() {
		return FeeSchedule{Says: fmt.Sprintf("fees count from the day of %s, which is not known", map[string]string{"filed": "filing", "granted": "grant"}[rule.Base]), Known: true}
	}
	return FeeSchedule{Windows: rule.windows(r, base.Earliest), Known: true}
}

// feeRuleOf is the rule for a right in a country, or why there is none.
func feeRuleOf(r *Record, country string) (*feeRule, string) {
	rules, err := feeRules()
	if err != nil {
		return nil, "the table of fees cannot be read: " + err.Error()
	}
	office := country
	if grantsBundle(r.Office) && r.IsGrant != Yes {
		office = r.Office
	}
	for i := range rules {
		if rule := &rules[i]; rule.Office == office && slices.Contains(rule.kinds, r.Kind) {
			return rule, ""
		}
	}
	if r.Kind == KindUnknown {
		return nil, "which fees are due depends on the kind of right, which is not known"
	}
	return nil, fmt.Sprintf("the fees of a right of kind %s in %s are not in the table", r.Kind, CountryName(office))
}

// windows are the fees from the first to the end of the term.
func (rule *feeRule) windows(r *Record, base when.Date) []FeeWindow {
	source := rule.Source
	if rule.Confidence != "seen" {
		source += ", not checked"
	}
	var out []FeeWindow
	add := func(stage, months int, name string) bool {
		anniversary := base.AddMonths(months)
		if anniversary >= r.Expires.Latest { // a year that would begin after the term is not paid for
			return false
		}
		w := FeeWindow{Stage: stage, Fee: name, Opens: when.None, Due: rule.day(base, months, rule.NoSurcharge), Grace: rule.day(base, months, rule.Grace), Source: source}
		if rule.Opens > 0 {
			w.Opens = rule.day(base, months, -rule.Opens)
		}
		switch rule.Ends {
		case "grace":
			w.Ends = w.Grace
		case "anniversary":
			w.Ends = anniversary
		default:
			w.Ends = rule.day(base, months, 0)
		}
		if rule.UntilGrant && r.IsGrant == Yes && anniversary >= r.Grant.Latest {
			return false // from then on the states are paid
		}
		if rule.AfterGrant && r.IsGrant == Yes && w.Grace < r.Grant.Earliest {
			return true // paid, if at all, before the grant or with it
		}
		out = append(out, w)
		return true
	}
	for i, m := range rule.Months {
		add(i+1, m, rule.Names[i])
	}
	for year := max(rule.FirstYear, 2); rule.FirstYear > 0 && year <= 25; year++ {
		if !add(year-rule.FirstYear+1, 12*(year-1), fmt.Sprintf("fee for year %d", year)) {
			break
		}
	}
	return out
}

// day is the day on which a fee is due so many months after the base, or so many months from then. Where both are
// anniversaries it is counted from the base, so that the end of a month is not lost on the way.
func (rule *feeRule) day(base when.Date, months, from int) when.Date {
	switch rule.Due {
	case "day-before":
		return base.AddMonths(months).AddDays(-1).AddMonths(from)
	case "end-of-month":
		return endOfMonth(base.AddMonths(months + from))
	}
	return base.AddMonths(months + from)
}
