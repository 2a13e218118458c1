package check

import (
	"strconv"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/syntax"
	"github.com/crossgrant/crossgrant/when"
)

// journalHead is what every statement of a journal takes from its head.
type journalHead struct {
	recorded when.Date // when.None: not stated
	given    bool      // the statement is a given line of an expectation, or stands in a journal that is tried out
}

// facts lowers every statement of every journal, in file order.
func (c *checker) facts() []agreement.Fact {
	var out []agreement.Fact
	for _, j := range c.journals {
		x := &ctx{checker: c, known: c.names}
		head := journalHead{recorded: when.None, given: c.opt.Given != nil && c.opt.Given(j.Path)}
		if j.Recorded != nil {
			if d, ok := x.single(j.Recorded); ok && x.past(d, j.Recorded.At, "recorded") {
				head.recorded = d
			}
		}
		assumed := 0
		for _, st := range j.Statements {
			fs := x.fact(st, head)
			if len(fs) > 0 && len(fs[0].Assumed) > 0 {
				if assumed++; assumed == 1 {
					x.note(diag.Assumption, st.Get("assumed").At, "", "")
				}
			}
			c.deals = x.deal(c.deals, st, len(out), fs)
			out = append(out, fs...)
		}
		if assumed > 0 {
			for k := len(c.list) - 1; k >= 0; k-- {
				if p := &c.list[k]; p.Name == diag.Assumption && p.Summary == "" {
					p.Summary = strconv.Itoa(assumed) + " " + plural(assumed, "statement of this journal is", "statements of this journal are") + " assumed"
					p.Detail = "No source was seen for " + plural(assumed, "it", "them") + ". Every answer that rests on one lists it; this is the first."
					break
				}
			}
		}
	}
	orderSales(out, c.deals, nil)
	return out
}

// fact lowers one statement: to one fact, or to two of one day where an entity passes from hand to hand. It is empty
// when the statement could not be read, or means nothing.
func (x *ctx) fact(st *syntax.Statement, head journalHead) []agreement.Fact {
	f := agreement.Fact{At: st.Head, Begin: when.Exact(when.Min), End: when.Max, Recorded: head.recorded, Retracted: when.None, Given: head.given}
	if head.given {
		f.Recorded = when.None
	}
	if st.Body == nil || st.Later {
		return nil
	}
	x.properties(st, &f)
	if sale, ok := st.Body.(*syntax.Sells); ok {
		return x.sale(st, sale, f)
	}
	body, ok := x.body(st, &f)
	if !x.dates(st, body, &f) || !ok {
		return nil
	}
	f.Body = body
	f.Text = agreement.FactText(body)
	if b, ok := st.Body.(*syntax.Acquires); ok {
		f.Text = acquisitionText(b, body.(agreement.Control))
	}
	x.recordedInTime(st, &f)
	return []agreement.Fact{f}
}

// properties reads what any statement may say about itself.
func (x *ctx) properties(st *syntax.Statement, f *agreement.Fact) {
	for _, p := range st.Props {
		switch p.Key {
		case "recorded":
			if d, ok := x.single(p.Value); ok && x.past(d, p.At, "recorded") {
				f.Recorded = d
			}
		case "retracted":
			if v, ok := p.Value.(*syntax.Retracted); ok {
				if d, ok := x.date(&v.Day); ok && x.past(d, v.Day.At, "retracted") {
					f.Retracted = d
				}
				if v.Why != nil {
					f.Why = v.Why.Text
				}
			}
		case "order":
			n, err := strconv.Atoi(text(p.Value))
			switch {
			case p.Value == nil:
			case err != nil || n < 1 || n > 9999:
				x.error(diag.ImpossibleOrder, p.At, "order takes a number from 1", "It is the place of the statement among the facts of its day. Write order 1 for the first of them.")
			default:
				f.Order = n
			}
		case "source":
			f.Source = text(p.Value)
		case "assumed":
			f.Assumed = append(f.Assumed, text(p.Value))
		case "privileged":
			f.Privileged = true
		}
	}
	if f.Retracted != when.None && f.Recorded != when.None && f.Retracted < f.Recorded {
		x.error(diag.ImpossibleRecord, st.Get("retracted").At, "the statement is retracted before it was recorded",
			"It was recorded on "+f.Recorded.String()+" and retracted on "+f.Retracted.String()+". Correct one of the two days.")
	}
}

// past reports a day of the record that has not come yet.
func (x *ctx) past(d when.Date, at diag.Range, what string) bool {
	if x.opt.Today.Real() && d > x.opt.Today {
		x.error(diag.ImpossibleRecord, at, "nothing can have been "+what+" on "+d.String()+" yet", "Today is "+x.opt.Today.String()+". Write the day on which it was "+what+".")
		return false
	}
	return true
}

// dates reads the date in front of the statement (docs/meaning.md §2): the day an event took place, or the days on
// which a state held. A declaration has none.
func (x *ctx) dates(st *syntax.Statement, body agreement.FactBody, f *agreement.Fact) bool {
	if st.When == nil {
		return x.needsDay(st, body)
	}
	b, ok := x.dating(st.When)
	if !ok || body == nil {
		return ok
	}
	f.Dated = true
	control, isControl := body.(agreement.Control)
	_, stated := st.Body.(*syntax.Controls) // and not acquired on a day
	_, mayLicense := body.(agreement.Licensable)
	state := isControl && stated && control.Millionths > 0 || mayLicense
	switch body.(type) {
	case agreement.Organisation, agreement.PatentFact, agreement.Product, agreement.Presumption, agreement.Relevance:
		x.error(diag.DateNotAllowed, st.When.At, "a declaration has no date", "It says what a thing is, not what happened to it. Remove the date; a line `recorded DATE` says when it became known.")
		return false
	}
	switch form := st.When.Form; {
	case state && (form == syntax.DatedBefore || form == syntax.DatedUntil):
		f.End = b.Latest + 1
	case state && (form == syntax.DatedFrom || form == syntax.DatedAfter):
		f.Begin = when.Exact(b.Earliest)
	case form == syntax.DatedFrom || form == syntax.DatedAfter:
		x.error(diag.OpenEndedDate, st.When.At, "an event needs a last day", "It happened on one day, and nothing says by when. Write the day, or between DATE and DATE.")
		return false
	default:
		f.Begin = b
	}
	return true
}

// recordedInTime holds the dates of a fact against the day of the run: what is dated after today cannot be known
// without saying since when.
func (x *ctx) recordedInTime(st *syntax.Statement, f *agreement.Fact) {
	if f.Given || f.Recorded != when.None || !f.Dated || !x.opt.Today.Real() {
		return
	}
	if first := f.Begin.Earliest; first.Real() && first > x.opt.Today {
		x.error(diag.NeedsRecorded, st.When.At, "this is dated after today and does not say since when it is known",
			"A fact counts as known from its own first day, so until then nothing would see it. Add a line `recorded DATE`.")
	}
}
