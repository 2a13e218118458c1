package syntax

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
)

// date reads a date in its one spelling and answers the others.
func (r *reader) date() *Date {
	t := r.peek()
	if t.isDate() {
		r.i++
		return &Date{t.text, t.at}
	}
	if !r.otherDate() {
		r.want("a date")
	}
	return nil
}

// otherDate reports a date in another spelling, with the right one when the other can be read in one way only.
func (r *reader) otherDate() bool {
	text, at, n := r.dateWords()
	if n == 0 {
		return false
	}
	iso, ambiguous := readDate(text)
	r.i += n
	switch {
	case ambiguous:
		r.fail(diag.AmbiguousDate, at, fmt.Sprintf("“%s” can be read as two days", text), "Some write the month first, some the day. A date is written year-month-day: 2023-09-13.", nil)
	case iso == "":
		r.fail(diag.DateSpelling, at, fmt.Sprintf("“%s” is not a date", text), "A date is written year-month-day with two digits for month and day: 2023-09-13.", nil)
	default:
		r.fail(diag.DateSpelling, at, fmt.Sprintf("the date “%s” is written %s", text, iso), "A date is written year-month-day with two digits for month and day.",
			&diag.Fix{Says: "write " + iso, Edits: []diag.Edit{{Range: at, New: iso}}})
	}
	return true
}

// dateWords returns the words ahead that look like a date in another spelling, and how many tokens they are: one word
// of three numbers (13.09.2023), eight digits, or a day, the name of a month and a year in any order.
func (r *reader) dateWords() (string, diag.Range, int) {
	first := r.peek()
	if first.kind != tokenWord {
		return "", diag.Range{}, 0
	}
	if threeNumbers(first.text) || digitsOnly(first.text) && len(first.text) == 8 {
		return first.text, first.at, 1
	}
	var words []string
	month, numbers, n := false, 0, 0
	for ; n < 5 && (numbers < 2 || !month); n++ {
		t := r.at(n)
		if t.punct(",") && n > 0 && n < 3 {
			continue
		}
		_, isMonth := months[strings.ToLower(strings.TrimSuffix(t.text, "."))]
		switch {
		case t.kind == tokenWord && isMonth && !month:
			month = true
		case t.kind == tokenWord && isNumeral(t.text):
			numbers++
		default:
			return "", diag.Range{}, 0
		}
		words = append(words, strings.TrimSuffix(t.text, "."))
	}
	if !month || numbers < 2 {
		return "", diag.Range{}, 0
	}
	return strings.Join(words, " "), through(first.at, r.at(n-1).at), n
}

// threeNumbers reports whether the word is three numbers with signs between: 13.09.2023, 2023/9/13, 2023年9月13日.
func threeNumbers(w string) bool {
	parts := strings.FieldsFunc(w, func(c rune) bool { return strings.ContainsRune("/.-年月日", c) })
	if len(parts) != 3 || len(w) > 20 {
		return false
	}
	for _, p := range parts {
		if !digitsOnly(p) {
			return false
		}
	}
	return len(parts[0]) == 4 || len(parts[2]) == 4 || len(parts[2]) == 2
}

// isNumeral reports whether the word is a day or a year: 13, 13th, 2023.
func isNumeral(w string) bool {
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		w = strings.TrimSuffix(w, suffix)
	}
	return digitsOnly(w) && len(w) <= 4
}

var months = func() map[string]int {
	m := map[string]int{}
	for k, w := range strings.Fields("january february march april may june july august september october november december") {
		m[w], m[w[:3]] = k+1, k+1
	}
	m["sept"] = 9
	return m
}()

// readDate reads a date in another spelling: "13 September 2023", "September 13 2023", "13.09.2023", "2023/9/13",
// "20230913", "2023年9月13日". With slashes and the year last nobody can tell day from month.
func readDate(text string) (iso string, ambiguous bool) {
	fields := strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(" /.-年月日,", c) })
	if len(fields) == 1 && len(text) == 8 && digitsOnly(text) {
		return isoDate(text[:4], text[4:6], text[6:]), false
	}
	if len(fields) != 3 {
		return "", false
	}
	for k, f := range fields {
		f = strings.ToLower(f)
		for _, suffix := range []string{"st", "nd", "rd", "th"} {
			if d := strings.TrimSuffix(f, suffix); d != f && digitsOnly(d) {
				f = d
			}
		}
		if m, ok := months[f]; ok {
			if k == 2 {
				return "", false
			}
			fields[k] = strconv.Itoa(m)
			if k == 0 {
				fields[0], fields[1] = strings.TrimRight(fields[1], "stndrh"), fields[0]
			}
			return isoDate(fields[2], fields[1], fields[0]), false
		}
		fields[k] = f
	}
	switch {
	case len(fields[0]) == 4:
		return isoDate(fields[0], fields[1], fields[2]), false
	case len(fields[2]) != 4:
		return "", true
	case strings.Contains(text, "."):
		return isoDate(fields[2], fields[1], fields[0]), false
	}
	return "", true
}

func isoDate(y, m, d string) string {
	month, err1 := strconv.Atoi(m)
	day, err2 := strconv.Atoi(d)
	if err1 != nil || err2 != nil || len(y) != 4 || !digitsOnly(y) || month < 1 || month > 12 || day < 1 || day > 31 {
		return ""
	}
	return fmt.Sprintf("%s-%02d-%02d", y, month, day)
}

// momentValue is a moment as a value, with an optional "on" in front.
func (r *reader) momentValue() Value {
	start := r.i
	on := r.accept("on")
	m := r.moment()
	if m == nil {
		return nil
	}
	m.On, m.At = on, r.from(start)
	return m
}

// effective is the value of effective: a moment, or the last signature of the parties.
func (r *reader) effective() Value {
	start := r.i
	on := r.accept("on")
	if r.accept("last signature") || r.accept("the last signature") {
		return &Moment{Kind: MomentLastSignature, On: on, At: r.from(start)}
	}
	r.i = start
	return r.momentValue()
}

// moment reads a date, the name of a date block, an event, start or end of a period, or a duration after or before a moment.
func (r *reader) moment() *Moment {
	return r.momentAt(0)
}

func (r *reader) momentAt(depth int) *Moment {
	start := r.i
	m := &Moment{}
	t := r.peek()
	switch {
	case depth > 8:
		r.fail(diag.UnreadableValue, t.at, "a moment that is counted from a moment nine times over", "Give it a name: a `date` block of its own.", nil)
		return nil
	case t.isDate():
		m.Date = r.date()
	case r.accept("start of"), r.accept("end of"):
		m.Kind = MomentStartOf
		if r.toks[r.i-2].text == "end" {
			m.Kind = MomentEndOf
		}
		if r.match("patent", 0) > 0 || r.match("last patent", 0) > 0 {
			r.fail(diag.UnreadableValue, r.peek().at, "“end of patent” is the end of a range, not a moment", "It stands after two dots: 2023-09-13 .. end of patent.", nil)
			return nil
		}
		n := r.nameOf("a period")
		m.Name = &n
	case t.is("event") && r.at(1).kind == tokenString:
		m.Kind, m.Event = MomentEvent, r.eventName()
	case depth == 0 && (r.accept("acceptance") || r.accept("the acceptance")):
		m.Kind = MomentAcceptance
	case r.match("acceptance", 0) > 0, r.match("last signature", 0) > 0:
		r.later(t.at, fmt.Sprintf("a moment counted from the %s", strings.Replace(t.text, "last", "last signature", 1)))
	case t.isNumber() && r.at(1).kind == tokenWord && r.unit(1) > 0:
		m.Duration = r.duration()
		switch {
		case r.accept("after"):
			m.Kind = MomentAfter
		case r.accept("before"):
			m.Kind = MomentBefore
		default:
			r.want("`after` or `before` and a moment")
		}
		if !r.failed {
			m.Base = r.momentAt(depth + 1)
		}
	case r.match("last", 0) > 0 && r.at(1).kind == tokenWord:
		r.later(t.at, fmt.Sprintf("a moment given by conduct (“last %s …”)", r.at(1).text))
	case t.kind == tokenWord && r.otherDate():
	default:
		m.Kind = MomentNamed
		n := r.nameOf("a date, or the name of a date block")
		m.Name = &n
	}
	if r.failed {
		return nil
	}
	m.At = r.from(start)
	return m
}

var units = []string{"business day", "day", "month", "quarter", "year"}

// unit returns the number of words of a unit of time k tokens ahead.
func (r *reader) unit(k int) int {
	for _, u := range units {
		if n := r.match(u, k); n > 0 {
			return n
		}
		if n := r.match(u+"s", k); n > 0 {
			return n
		}
	}
	return 0
}

func (r *reader) duration() *Duration {
	start := r.i
	t := r.next()
	n, err := strconv.Atoi(t.text)
	if err != nil || n > 100_000 {
		r.fail(diag.UnreadableValue, t.at, fmt.Sprintf("%s is too long a time", t), "A duration is a number of days, months, quarters or years: 30 days.", nil)
		return nil
	}
	words := r.unit(0)
	unit := r.peek().text
	if words == 2 {
		unit += " " + r.at(1).text
	}
	r.take(words)
	return &Duration{N: n, Unit: strings.TrimSuffix(unit, "s"), At: r.from(start)}
}

func (r *reader) periodValue() Value {
	if p := r.period(); p != nil {
		return p
	}
	return nil
}

func (r *reader) periodsValue() Value {
	start := r.i
	p := &Periods{Items: list(r, r.period)}
	p.At = r.from(start)
	return p
}

// period reads every form of a period.
func (r *reader) period() *Period {
	start := r.i
	p := &Period{}
	switch {
	case r.accept("from"):
		return r.oneEnded(PeriodFrom, start)
	case r.accept("after"):
		return r.bounded(PeriodAfter, start)
	case r.accept("on"):
		return r.oneEnded(PeriodOn, start)
	case r.accept("until"):
		return r.bounded(PeriodUntil, start)
	case r.accept("before"):
		return r.bounded(PeriodBefore, start)
	default:
		first := r.moment()
		switch {
		case r.failed:
		case r.peek().punct(".."):
			r.i++
			p.Form, p.First = PeriodRange, first
			r.rangeEnd(p)
		case first.Kind == MomentNamed:
			p.Form, p.Name = PeriodNamed, first.Name
		case r.match("to", 0) > 0 || r.match("until", 0) > 0 || r.match("through", 0) > 0:
			t := r.peek()
			r.fail(diag.UnreadableValue, t.at, "a period with both ends is written with two dots", "Both days are included: 2023-09-13 .. 2028-09-12.",
				&diag.Fix{Says: "write ..", Edits: []diag.Edit{{Range: t.at, New: ".."}}})
		default:
			r.fail(diag.UnreadableValue, through(r.toks[start].at, first.At), "one day is not a period",
				"Write `from`, `after`, `until`, `before` or `on` in front, or both ends with two dots: 2023-09-13 .. 2028-09-12.", nil)
		}
	}
	if r.failed {
		return nil
	}
	p.At = r.from(start)
	return p
}

// bounded reads the moment of a period with one end, or of one day. The period begins at the token start: the word for
// its form, or the moment where that word is the key of the line.
func (r *reader) bounded(form PeriodForm, start int) *Period {
	m := r.moment()
	if r.failed {
		return nil
	}
	p := &Period{Form: form}
	switch form {
	case PeriodUntil, PeriodBefore:
		p.Last = m
	default:
		p.First = m
	}
	p.At = r.from(start)
	return p
}

// oneEnded reads the moment of a period that begins on it, and answers a second end.
func (r *reader) oneEnded(form PeriodForm, start int) *Period {
	p := r.bounded(form, start)
	if !r.failed && r.otherEnd() {
		r.fail(diag.UnreadableValue, through(p.At, r.peek().at), "a period with both ends is written with two dots", "Both days are included: 2023-09-13 .. 2028-09-12.", nil)
		return nil
	}
	return p
}

// otherEnd reports whether a second end of a period is next.
func (r *reader) otherEnd() bool {
	return r.match("to", 0)+r.match("until", 0) > 0 || r.peek().punct("..")
}

// bounds are the words that a period with one end, or of one day, begins with.
var bounds = []string{"on", "from", "after", "until", "before"}

// days reads the days of a test: "in" and a period, or a bound. It is nil when neither is next.
func (r *reader) days() *Period {
	start := r.i
	if !r.accept("in") && !slices.ContainsFunc(bounds, func(w string) bool { return r.match(w, 0) > 0 }) {
		r.want("`in` a period, or `on`, `from`, `after`, `until`, `before` a moment")
		return nil
	}
	p := r.period()
	if p != nil {
		p.At = r.from(start)
	}
	return p
}

func (r *reader) rangeEnd(p *Period) {
	switch {
	case r.accept("end of patent"), r.accept("end of the patent"):
		p.End = EndOfPatent
	case r.accept("end of last patent in that country"):
		p.End = EndOfLastPatent
	case r.match("while", 0) > 0:
		r.later(r.peek().at, "a period that lasts while something holds")
	default:
		p.Last = r.moment()
	}
}

// owned is the value of owned by, licensable by and on sale by: persons, and the time that counts.
func (r *reader) owned() Value {
	start := r.i
	o := &Owned{By: r.memberList()}
	if r.failed {
		return nil
	}
	o.Held = r.held()
	o.At = r.from(start)
	return o
}

func (r *reader) held() Held {
	start := r.i
	h := Held{}
	switch {
	case r.accept("at time of use"), r.accept("at the time of use"):
		h.Kind = HeldAtTimeOfUse
	case r.accept("immediately before"):
		h.Kind, h.Moment = HeldBefore, r.moment()
	case r.match("on", 0) > 0:
		r.i++
		h.Kind, h.Moment = HeldOn, r.moment()
	case r.accept("at any time in"), r.accept("at any time during"), r.accept("at any time"):
		h.Kind = HeldDuring
		if r.done() {
			r.ownershipWithoutTime("“at any time” needs a period")
			return h
		}
		h.Period = r.period()
	case r.done():
		r.ownershipWithoutTime("the time is missing at which this counts")
	case r.match("before", 0) > 0, r.match("during", 0) > 0, r.match("in", 0) > 0, r.match("after", 0) > 0, r.match("until", 0) > 0, r.match("from", 0) > 0, r.peek().isDate():
		r.ownershipWithoutTime(fmt.Sprintf("“%s” does not say at which time this counts", r.peek().text))
	default:
		r.finish()
	}
	h.At = r.from(start)
	return h
}

func (r *reader) ownershipWithoutTime(summary string) {
	at := r.end
	if !r.done() {
		at = r.peek().at
	}
	r.fail(diag.OwnershipWithoutTime, at, summary,
		"Owners change. Write `on 2023-09-13`, `immediately before 2023-09-13`, `at any time in \"Capture Period\"` or `at time of use`.", nil)
}

// dating reads a day or a bound on a day: D, before D, until D, after D, from D, between D and D.
func (r *reader) dating() *Dating {
	start := r.i
	d := &Dating{}
	switch {
	case r.accept("before"):
		d.Form = DatedBefore
	case r.accept("until"):
		d.Form = DatedUntil
	case r.accept("after"):
		d.Form = DatedAfter
	case r.accept("from"):
		d.Form = DatedFrom
	case r.accept("between"):
		d.Form = DatedBetween
	}
	day := r.date()
	if day == nil {
		return nil
	}
	d.Day = *day
	if d.Form == DatedBetween {
		if !r.accept("and") {
			r.want("`and` with the second day")
			return nil
		}
		if d.To = r.date(); d.To == nil {
			return nil
		}
	}
	d.At = r.from(start)
	return d
}

func (r *reader) day() Value {
	if d := r.dating(); d != nil {
		return &Day{Dating: *d, At: d.At}
	}
	return nil
}
