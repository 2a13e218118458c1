package source

import (
	"fmt"
	"strings"
	"time"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/when"
)

// heldMost is how many documents [Orders] holds back while it looks for the order of a file's dates.
const heldMost = 50_000

// Orders reads days as spreadsheets and people write them: 3/6/2020, 13.09.2023, 2023/09/13, 13 Sep 2023. Whether 3/6 is
// the third of June or the sixth of March is a matter of the whole file: from the first day that may be read both ways
// on, documents are held back until the end, and when every other day of the file can be read in one order only, that
// order is taken for all, and said. Otherwise such a day stays the span of its two readings, and is reported with them.
type Orders struct {
	sink Sink
	file string

	stated               Order
	monthFirst, dayFirst int // days that can be read in that order only
	held                 []Document
	open                 []openDay
	tooMany              bool
}

// openDay is a day that may be read both ways.
type openDay struct {
	document           int // in held
	place              Place
	field, text        string
	monthFirst, dayFst when.Date
	set                func(*Document, when.Bounds)
}

// Order is an order in which the parts of a day are written.
type Order int8

// The orders. With OrderUnknown the file decides.
const (
	MonthFirst   Order = -1
	OrderUnknown Order = 0
	DayFirst     Order = 1
)

// NewOrders returns a reader of the days of one file, which stands before the sink.
func NewOrders(sink Sink, file string) *Orders { return &Orders{sink: sink, file: file} }

// State sets the order in which the person who imports the file says it is written, before the first day is read.
func (o *Orders) State(order Order) { o.stated = order }

// Sink takes the documents whose days [Orders.Day] has read.
func (o *Orders) Sink() Sink {
	return Sink{Report: o.sink.Report, Document: func(d Document) error {
		if len(o.open) == 0 {
			return o.sink.Document(d)
		}
		o.held = append(o.held, d)
		if len(o.held) < heldMost {
			return nil
		}
		o.tooMany = true
		return o.release(OrderUnknown)
	}}
}

// Day reads the day that a field of the record gives and sets it. A day that cannot be read is reported and unknown.
func (o *Orders) Day(d *Draft, field, text string, set func(*Document, when.Bounds)) {
	w, ok := takeApart(text)
	if !ok {
		set(&d.Document, d.Day(field, text))
		return
	}
	m, mOK := realDay(w.year, w.a, w.b)
	f, fOK := realDay(w.year, w.b, w.a)
	if w.sure {
		f, fOK = m, mOK
	}
	switch {
	case !mOK && !fOK:
		d.Value(diag.RecordDate, fmt.Sprintf("%s: %s is not a day. The record is kept without it.", field, Quoted(text)))
	case m == f:
		set(&d.Document, when.Exact(m))
	case mOK && !fOK:
		o.monthFirst++
		set(&d.Document, when.Exact(m))
	case fOK && !mOK:
		o.dayFirst++
		set(&d.Document, when.Exact(f))
	case o.stated == MonthFirst:
		set(&d.Document, when.Exact(m))
	case o.stated == DayFirst:
		set(&d.Document, when.Exact(f))
	default:
		set(&d.Document, when.Bounds{Earliest: min(m, f), Latest: max(m, f)})
		open := openDay{len(o.held), d.Place, field, text, m, f, set}
		if o.tooMany {
			d.Value(diag.RecordDate, open.says("the file has too many rows to decide by all of its dates"))
			return
		}
		o.open = append(o.open, open)
	}
}

// End hands on what was held back. It is called once, after the last document.
func (o *Orders) End() error {
	order := OrderUnknown
	switch {
	case o.monthFirst > 0 && o.dayFirst == 0:
		order = MonthFirst
	case o.dayFirst > 0 && o.monthFirst == 0:
		order = DayFirst
	}
	if order != OrderUnknown && len(o.open) > 0 && o.sink.Report != nil {
		word, proofs := "month/day/year", o.monthFirst
		if order == DayFirst {
			word, proofs = "day/month/year", o.dayFirst
		}
		says := fmt.Sprintf("The dates of this file are read as %s: %d can be read only so, and none only the other way. %d that could be read both ways are read so, too.", word, proofs, len(o.open))
		if err := o.sink.Report(Reported{Name: diag.RecordDate, Place: Place{File: o.file}, Says: says}); err != nil {
			return err
		}
	}
	return o.release(order)
}

// release hands on what is held, with its open days read in the order, or left open.
func (o *Orders) release(order Order) error {
	why := "no date of the file decides"
	switch {
	case o.tooMany:
		why = "the file has too many rows to decide by all of its dates"
	case o.monthFirst > 0 && o.dayFirst > 0:
		why = "other dates of the file are written in both orders"
	}
	for _, day := range o.open {
		switch {
		case order == MonthFirst:
			day.settle(o.held, day.monthFirst)
		case order == DayFirst:
			day.settle(o.held, day.dayFst)
		case o.sink.Report != nil:
			if err := o.sink.Report(Reported{Name: diag.RecordDate, Place: day.place, Says: day.says(why)}); err != nil {
				return err
			}
		}
	}
	held := o.held
	o.held, o.open = nil, nil
	for _, d := range held {
		if err := o.sink.Document(d); err != nil {
			return err
		}
	}
	return nil
}

// settle sets the day of its document, which is not held when its record was left out.
func (day *openDay) settle(held []Document, to when.Date) {
	if day.document < len(held) && held[day.document].Place == day.place {
		day.set(&held[day.document], when.Exact(to))
	}
}

func (day *openDay) says(why string) string {
	return fmt.Sprintf("%s: %s is %s or %s: %s. The record is kept with the days between them. Write dates as YYYY-MM-DD.",
		day.field, Quoted(day.text), day.monthFirst, day.dayFst, why)
}

func realDay(year, month, day int) (when.Date, bool) {
	if year < FirstYear || year > LastYear || month < 1 || month > 12 || day < 1 || day > 31 {
		return when.None, false
	}
	d := when.Civil(year, month, day)
	_, m, _ := d.YMD()
	return d, m == month
}

// writtenDay is a day taken apart: a and b are month and day where that is sure, or they may be either.
type writtenDay struct {
	year, a, b int
	sure       bool
}

// takeApart reads what is written as three parts. ok is false for what is written in no such way.
func takeApart(text string) (w writtenDay, ok bool) {
	if len(text) > 40 {
		return w, false
	}
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("/.-, ", r) })
	if len(words) != 3 || !strings.HasPrefix(strings.TrimSpace(text), words[0]) {
		return w, false
	}
	switch {
	case len(words[0]) == 4: // 2023/09/13
		w = writtenDay{digits(words[0]), digits(words[1]), digits(words[2]), true}
	case len(words[2]) != 4:
		return w, false
	case monthNamed(words[0]) > 0: // September 13, 2023
		w = writtenDay{digits(words[2]), monthNamed(words[0]), digits(words[1]), true}
	case monthNamed(words[1]) > 0: // 13 September 2023
		w = writtenDay{digits(words[2]), monthNamed(words[1]), digits(words[0]), true}
	default:
		w = writtenDay{digits(words[2]), digits(words[0]), digits(words[1]), false}
	}
	return w, w.year > 0 && w.a > 0 && w.b > 0
}

// digits is the number of at most four digits; -1 for anything else.
func digits(s string) int {
	if s == "" || len(s) > 4 {
		return -1
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
	}
	return atoi(s)
}

func monthNamed(s string) int {
	for m := time.January; m <= time.December; m++ {
		if strings.EqualFold(s, m.String()) || len(s) == 3 && strings.EqualFold(s, m.String()[:3]) {
			return int(m)
		}
	}
	return 0
}
