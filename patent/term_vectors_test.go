package patent

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/when"
)

// termVector is one entry of the conformance vectors on terms, fees and territories.
type termVector struct {
	ID       string
	Office   string
	Right    string
	Rule     string
	Inputs   map[string]json.RawMessage
	Expected map[string]json.RawMessage
	Source   string

	Open bool `json:"open_question"`
}

// termDisputes are rules by which an expected answer is not ours, each with its source.
var termDisputes = []struct {
	rule    string
	applies func(v termVector, c *termCase) bool
}{
	{
		rule: "a German utility model lives to the end of the month in which ten years from filing end, not to the anniversary (GebrMG 23(1): " +
			"\"zehn Jahre nach Ablauf des Monats, in den der Anmeldetag fällt\")",
		applies: func(v termVector, c *termCase) bool {
			filed := c.record.Filed
			return v.Office == "DE" && c.record.Kind == UtilityModel && filed.Known() && v.expects(filed.Earliest.AddYears(10)) &&
				endOfMonth(filed.Earliest) != filed.Earliest
		},
	},
}

// expects reports whether a day is among the expected values.
func (v termVector) expects(d when.Date) bool {
	for _, raw := range v.Expected {
		if string(raw) == `"`+d.String()+`"` {
			return true
		}
	}
	return false
}

// TestVectorsTerms computes terms, windows of fees, territories and effects of restoration. An expectation that no rule
// here can answer is named and counted as recorded only; an input that is not understood fails, because it may change
// the answer.
func TestVectorsTerms(t *testing.T) {
	var tally vectorTally
	vectors(t, &tally, "inputs", func(t *testing.T, v termVector) {
		c, err := v.read()
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range termDisputes {
			if d.applies(v, c) {
				tally.disputed++
				t.Logf("disputed: %s", d.rule)
				return
			}
		}
		answers := c.answers()
		asserted := 0
		for _, key := range slices.Sorted(maps.Keys(v.Expected)) {
			got, ok := answers[key]
			if !ok {
				t.Logf("%s: %s is recorded only: no rule answers it", v.Rule, key)
				continue
			}
			var want any
			if err := json.Unmarshal(v.Expected[key], &want); err != nil {
				t.Fatal(err)
			}
			switch same := fmt.Sprint(got) == fmt.Sprint(want); {
			case v.Open:
				t.Logf("%s: an open question: %s is %v, the vector says %v", v.Rule, key, got, want)
			case !same:
				t.Errorf("%s: %s is %v, want %v", v.Rule, key, got, want)
				asserted++
			default:
				asserted++
			}
		}
		if asserted > 0 {
			tally.asserted++
		} else {
			tally.recorded++
		}
	})
}

// termCase is what the inputs of a vector come to.
type termCase struct {
	office  string
	record  Record
	facts   TermFacts
	events  []LegalEvent
	paid    int       // fees paid
	asked   when.Date // when.None: not said
	unitary when.Date // registration; when.None: none
	number  Number    // of the application
	delays  [2]int    // days of delay that are reasonable, and that the applicant made
	late    bool      // a renewal was missed and its grace is over
}

// descentOf is the word of the field for a relation as vectors write it.
func descentOf(relation string) (string, bool) {
	switch strings.ToLower(relation) {
	case "con", "continuation", "substitution-continuation":
		return "continuation", true
	case "cip", "continuation-in-part", "continuation in part":
		return "continuation-in-part", true
	case "div", "division", "divisional":
		return "division", true
	case "pro", "provisional":
		return "provisional", true
	case "nst", "national-stage", "national stage", "371":
		return "national-stage", true
	case "bypass", "bypass-continuation", "bypass continuation":
		return "bypass-continuation", true
	case "rei", "reissue":
		return "reissue", true
	case "sub", "substitution":
		return "substitution", true
	}
	return "", false
}

// read understands the inputs, all of them or none.
func (v termVector) read() (*termCase, error) {
	c := &termCase{office: v.Office, facts: NoTermFacts(), asked: when.None, unitary: when.None}
	c.record = Record{ID: v.ID, Office: v.Office, Kind: rightOf(v.Right), IsGrant: No,
		Filed: when.Unknown, Published: when.Unknown, Priority: when.Unknown, Grant: when.Unknown, Expires: when.Unknown}
	if v.Office == "UP" {
		c.record.Office = "EP"
	}
	c.facts.Complete = true // what a vector does not say is not there
	for _, key := range slices.Sorted(maps.Keys(v.Inputs)) {
		if err := c.input(key, v.Inputs[key]); err != nil {
			return nil, fmt.Errorf("input %s: %w", key, err)
		}
	}
	if c.record.Filed == when.Unknown { // the international filing date is the filing date
		for _, d := range c.facts.Descents {
			if d.How == "national-stage" || d.How == "bypass-continuation" {
				c.record.Filed = d.Filed
			}
		}
	}
	return c, nil
}

func rightOf(word string) Kind {
	for _, k := range []Kind{UtilityModel, Design, Plant} {
		if strings.Contains(strings.ReplaceAll(word, " ", "-"), k.String()) {
			return k
		}
	}
	return Invention
}

func (c *termCase) input(key string, raw json.RawMessage) error {
	if string(raw) == "null" {
		return nil // said to be absent
	}
	day := func(to *when.Bounds) error {
		d, err := dayOfJSON(raw)
		if err == nil {
			*to = when.Exact(d)
		}
		return err
	}
	descent := func(how string, raw json.RawMessage) error {
		d, err := readDescent(how, raw)
		if err == nil {
			c.facts.Descents = append(c.facts.Descents, d)
		}
		return err
	}
	number := func(to **int) error {
		*to = new(int)
		return json.Unmarshal(raw, *to)
	}
	switch key {
	case "filed", "filing", "filing_date":
		return day(&c.record.Filed)
	case "grant", "granted", "grant_announced", "registered":
		c.record.IsGrant = Yes
		return day(&c.record.Grant)
	case "national_filing", "371c_date":
		return day(&c.record.Filed)
	case "pct_international_filing":
		return descent("national-stage", raw)
	case "national_stage_of_pct":
		return descent("national-stage", raw)
	case "bypass_continuation_of_pct":
		return descent("bypass-continuation", raw)
	case "parent_filed":
		return descent("division", raw)
	case "earliest_120_parent", "term_parent":
		return descent("continuation", raw)
	case "parents":
		var all []json.RawMessage
		if err := json.Unmarshal(raw, &all); err != nil {
			return err
		}
		for _, p := range all {
			if err := descent("", p); err != nil {
				return err
			}
		}
		return nil
	case "priority", "foreign_priority":
		return day(&c.record.Priority)
	case "pta_days", "us_term_extension_days":
		return number(&c.facts.Adjustment)
	case "pte_days":
		return number(&c.facts.Extension)
	case "terminal_disclaimer_on_file":
		var on bool
		err := json.Unmarshal(raw, &on)
		if c.facts.Disclaimer = No; on {
			c.facts.Disclaimer = Yes
		}
		return err
	case "terminal_disclaimer_to":
		c.facts.Disclaimer = Yes
		return day(&c.facts.DisclaimerTo)
	case "exam_request":
		return day(&c.facts.ExamRequest)
	case "reasonable_delay_days":
		return json.Unmarshal(raw, &c.delays[0])
	case "applicant_delay_days":
		return json.Unmarshal(raw, &c.delays[1])
	case "requested_within_3_months":
		var yes bool
		return json.Unmarshal(raw, &yes)
	case "unitary_effect_registered":
		var b when.Bounds
		err := day(&b)
		c.unitary = b.Earliest
		return err
	case "asked_on":
		d, err := dayOfJSON(raw)
		c.asked = d
		return err
	case "renewal_missed":
		return json.Unmarshal(raw, &c.late)
	case "grace_months", "filed_year", "type_digit":
		return nil // said again by the table, or by the number
	case "application", "patent":
		var text string
		if err := json.Unmarshal(raw, &text); err != nil {
			return err
		}
		c.number, _ = ParseNumber(text, c.office+" application").One()
		return nil
	case "fees_paid_stages":
		return c.fees(raw)
	}
	return fmt.Errorf("not understood")
}

// readDescent reads a day, or an object with a relation and a day.
func readDescent(how string, raw json.RawMessage) (Descent, error) {
	if d, err := dayOfJSON(raw); err == nil {
		return Descent{How: how, Filed: when.Exact(d)}, nil
	}
	var in struct {
		Application   string
		Relation      string
		Filed         string
		International string `json:"international_filing"`
		PCT           string `json:"pct_international_filing"`
		Entered       string `json:"371c_date"`
	}
	if err := json.Unmarshal(raw, &in); err != nil {
		return Descent{}, err
	}
	if in.Relation != "" {
		var ok bool
		if how, ok = descentOf(in.Relation); !ok {
			return Descent{}, fmt.Errorf("relation %q is not understood", in.Relation)
		}
	}
	d, err := when.Parse(in.Filed + in.International + in.PCT)
	return Descent{How: how, Number: in.Application, Filed: when.Exact(d)}, err
}

func dayOfJSON(raw json.RawMessage) (when.Date, error) {
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		return when.None, err
	}
	return when.Parse(text)
}

// fees reads the stages that were paid, or events of the file of maintenance fees.
func (c *termCase) fees(raw json.RawMessage) error {
	var stages []json.RawMessage
	if err := json.Unmarshal(raw, &stages); err != nil {
		return err
	}
	for _, s := range stages {
		var n int
		var text string
		if json.Unmarshal(s, &n) == nil {
			c.paid = max(c.paid, n)
			continue
		}
		if err := json.Unmarshal(s, &text); err != nil {
			return err
		}
		code, rest, _ := strings.Cut(text, " ")
		e := LegalEvent{Office: "US", Code: code, At: when.Unknown, Effective: when.Unknown}
		at, _, _ := strings.Cut(rest, " ")
		if d, err := when.Parse(at); err == nil {
			e.At = when.Exact(d)
		}
		if _, eff, ok := strings.Cut(rest, "effective "); ok {
			d, err := when.Parse(strings.TrimRight(eff, ")"))
			if err != nil {
				return err
			}
			e.Effective = when.Exact(d)
		}
		c.events = append(c.events, e)
	}
	return nil
}

// answers is everything the rules can say of the case, by the words of the vectors.
func (c *termCase) answers() map[string]any {
	out := map[string]any{}
	if k, _ := c.number.Right(); k != KindUnknown {
		out["type"] = k
	}
	if c.delays != [2]int{} || c.facts.ExamRequest != when.Unknown {
		c.delay(out)
	}
	a := TermOf(&c.record, c.facts)
	if a.Last.Known() {
		last := a.Last.Earliest
		for _, key := range []string{"last_day_in_force", "last_day_in_force_max", "last_day_in_force_if_fees_paid"} {
			out[key] = last
		}
		out["termination_date"] = last.AddDays(1)
		out["certainty"] = strings.ReplaceAll(a.Kind.String(), "-", " ")
		out["upper_bound"] = a.Kind == TermUpperBound
		out["in_force_after_term"] = false
		if c.asked != when.None && c.record.Office != "UP" {
			out["within_term"] = c.asked <= last
		}
	}
	c.record.Expires, c.record.TermKind = a.Last, a.Kind
	c.windows(out)
	if c.unitary != when.None {
		states := UnitaryStates(c.unitary)
		out["states"] = len(states)
		codes, _ := Countries()
		for _, code := range codes {
			out["covers_"+code] = slices.Contains(states, code)
		}
	}
	if len(c.events) > 0 {
		on := c.asked
		if on == when.None {
			on = c.record.Grant.Earliest.AddYears(5)
		}
		if c.record.Expires == when.Unknown { // nothing but the events is asked about
			c.record.Expires = when.Exact(on)
		}
		st := StatusOf(&c.record, c.record.Office, on, Judge(&c.record, c.events).Events, Presume{GrantedInForce: true})
		for _, key := range []string{"in_force_after_reinstatement", "in_force"} {
			out[key] = st.Status == StatusInForce
		}
	}
	return out
}

// windows answers for the next fee that was not paid.
func (c *termCase) windows(out map[string]any) {
	record := c.record
	fees := FeesOf(&record, c.office)
	if len(fees.Windows) == 0 {
		if fees.Known && c.record.Kind != Invention {
			out["maintenance_fees"], out["fees_due"] = false, false
		}
		if rule, _ := feeRuleOf(&record, c.office); rule != nil {
			out["ceases"] = c.late && rule.Grace > 0
		}
		return
	}
	out["maintenance_fees"], out["fees_due"] = true, true
	out["ceases"] = c.late
	if c.paid >= len(fees.Windows) {
		return
	}
	w := fees.Windows[c.paid]
	out["window_opens"], out["due_without_surcharge_until"], out["grace_until"], out["lapses_at_end_of"] = w.Opens, w.Due, w.Grace, w.Ends
	if c.asked != when.None {
		out["in_force"] = c.asked <= w.Ends
		out["lapsed"] = c.asked > w.Ends
		out["in_window"] = c.asked >= w.Opens && c.asked <= w.Grace
		out["surcharge"] = c.asked > w.Due && c.asked <= w.Grace
		out["in_grace"] = out["surcharge"]
	}
}

// delay answers for an extension for delay of the office.
func (c *termCase) delay(out map[string]any) {
	threshold, ok := DelayThreshold(c.office, c.record.Filed, c.facts.ExamRequest)
	if !ok || !threshold.Known() || !c.record.Grant.Known() {
		return
	}
	days := max(0, int(c.record.Grant.Earliest-threshold.Earliest)-c.delays[0]-c.delays[1])
	out["threshold"] = threshold.Earliest
	out["extension_available"] = c.record.Grant.Earliest > threshold.Earliest
	out["compensation_days"] = days
	c.facts.Adjustment = &days
}
