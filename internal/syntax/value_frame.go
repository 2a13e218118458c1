package syntax

import (
	"fmt"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
)

// languages reads "en, zh, zh prevails".
func (r *reader) languages() Value {
	start := r.i
	l := &Languages{}
	for {
		t := r.peek()
		if t.kind != tokenWord {
			r.want("the code of a language, such as en or zh")
			return nil
		}
		r.i++
		n := Name{t.text, false, t.at}
		if r.accept("prevails") {
			l.Prevails = &n
			break
		}
		l.Codes = append(l.Codes, n)
		if !r.comma() && !r.accept("and") {
			break
		}
	}
	if len(l.Codes) == 0 {
		r.fail(diag.UnreadableValue, l.Prevails.At, "the languages of the text come before the one that prevails", "Write `language en, zh, zh prevails`.", nil)
		return nil
	}
	l.At = r.from(start)
	return l
}

// counting reads "D + n days, no roll" and "clear days, roll to next business day, weekend saturday, sunday".
func (r *reader) counting() Value {
	start := r.i
	c := &Counting{}
	switch {
	case r.accept("clear days"):
		c.ClearDays = true
	case r.accept("D") && r.plus() && r.accept("n days"):
	default:
		r.want("`D + n days`, `clear days` or `not stated`")
		return nil
	}
	for r.comma() {
		switch {
		case r.accept("no roll"):
			c.Roll = NoRoll
		case r.accept("roll to next business day"), r.accept("roll to the next business day"):
			c.Roll = RollForward
		case r.accept("weekend"):
			c.Weekend = list(r, func() Name {
				t := r.peek()
				if t.kind == tokenWord && weekday(t.text) {
					r.i++
					return Name{strings.ToLower(t.text), false, t.at}
				}
				r.want("a day of the week")
				return Name{}
			})
		default:
			r.want("`no roll`, `roll to next business day` or `weekend`")
			return nil
		}
	}
	c.At = r.from(start)
	return c
}

func (r *reader) plus() bool {
	if r.peek().punct("+") {
		r.i++
		return true
	}
	return false
}

func weekday(w string) bool {
	return strings.Contains(" monday tuesday wednesday thursday friday saturday sunday ", " "+strings.ToLower(w)+" ")
}

// silent reads clause numbers and ranges: 5-9, 11.
func (r *reader) silent() Value {
	start := r.i
	v := &Silent{}
	v.Items = list(r, func() ClauseRange {
		t := r.peek()
		if t.kind != tokenWord || !startsWithDigit(t.text) {
			r.want("a clause number, or a range such as 5-9")
			return ClauseRange{}
		}
		r.i++
		from, to, ok := strings.Cut(t.text, "-")
		if ok && !startsWithDigit(to) {
			r.fail(diag.UnreadableValue, t.at, fmt.Sprintf("%s is not a range of clauses", t), "A range of clauses is written 5-9 or 6.1-6.4.", nil)
		}
		at := t.at
		if r.peek().punct("..") && r.at(1).kind == tokenWord && startsWithDigit(r.at(1).text) {
			r.i++
			to = r.next().text
			at = through(at, r.toks[r.i-1].at)
		}
		return ClauseRange{From: from, To: to, At: at}
	})
	v.At = r.from(start)
	return v
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// review reads "NAME" DATE HASH.
func (r *reader) review() Value {
	start := r.i
	v := &Review{By: r.text("the reviewer's name")}
	if r.failed {
		return nil
	}
	d := r.date()
	if d == nil {
		return nil
	}
	v.Day = *d
	t := r.peek()
	if t.kind != tokenWord {
		r.want("the hash of the prose that was read")
		return nil
	}
	r.i++
	v.Hash = Word{t.text, t.at}
	v.At = r.from(start)
	return v
}
