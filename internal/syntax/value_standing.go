package syntax

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
)

// sueShare reads what follows before, after, from or until in an allocation: MOMENT: who may sue.
func sueShare(form PeriodForm) func(*reader) Value {
	return func(r *reader) Value {
		start := r.i
		during := r.bounded(form, start)
		if !r.failed && r.otherEnd() {
			r.fail(diag.UnreadableValue, through(during.At, r.peek().at), "a period with both ends follows `in`", "Both days are included: `in 2009-01-01 .. 2009-08-28: sony`.", nil)
		}
		return r.suing(during, start)
	}
}

// sueShareIn reads what follows in: a period with both ends, or its name.
func (r *reader) sueShareIn() Value {
	start := r.i
	switch w := r.peek(); {
	case slices.ContainsFunc(bounds, w.is):
		r.fail(diag.UnreadableValue, w.at, fmt.Sprintf("“in %s” has one word too many", w.text),
			"A line of an allocation begins with its time: `before`, `after`, `from` or `until` a moment, or `in` a period.", nil)
		return nil
	case w.isDate() && r.at(1).punct(":"):
		r.fail(diag.UnreadableValue, w.at, "one day is not a period", "Write both ends with two dots, both included: `in 2009-08-28 .. 2009-08-28: sony`.", nil)
		return nil
	}
	return r.suing(r.period(), start)
}

// suing reads ": ORGS [, with consent of ORGS [TEXT]]".
func (r *reader) suing(during *Period, start int) Value {
	if r.failed {
		return nil
	}
	v := &SueShare{During: during}
	if !r.peek().punct(":") {
		r.want("`:` and who may sue")
		return nil
	}
	r.i++
	v.Who, v.Consent = r.claimants()
	switch {
	case r.failed || v.Consent == nil:
	case r.peek().kind == tokenString:
		v.Where = r.words("when the consent is needed")
	case r.needed():
		r.wordsOutside()
	}
	v.At = r.from(start)
	return v
}

// claimants reads ORGS [, with consent of ORGS].
func (r *reader) claimants() (who, consent []Name) {
	r.lists = [][]string{{"with consent", "with the consent"}}
	who = r.names("an organisation", r.id)
	if r.failed {
		return who, nil
	}
	comma := r.comma()
	switch {
	case r.accept("with consent of"), r.accept("with the consent of"):
		r.lists = [][]string{whenNeeded}
		consent = r.names("an organisation", r.id)
	case comma:
		r.want("`with consent of` and an organisation")
	}
	return who, consent
}

// whenNeeded begins the words that say when a consent is needed.
var whenNeeded = []string{"where", "when", "if"}

// needed reports whether such words are next outside quotes, perhaps behind a comma.
func (r *reader) needed() bool {
	k := 0
	if r.peek().punct(",") {
		k = 1
	}
	return slices.ContainsFunc(whenNeeded, r.at(k).is)
}

// wordsOutside answers words that should stand in quotes, up to the end of the line.
func (r *reader) wordsOutside() {
	behind := r.toks[r.i-1].at.End
	r.comma()
	first, last := r.peek().at, r.toks[len(r.toks)-1].at
	at := through(first, last)
	var fix *diag.Fix
	if behind.Line == at.End.Line && !strings.ContainsAny(string(r.s.src[first.Start.Byte:last.End.Byte]), "\"“”") {
		fix = &diag.Fix{Says: "write quotes", Edits: []diag.Edit{
			{Range: diag.Range{File: at.File, Start: behind, End: first.Start}, New: ` "`},
			{Range: diag.Range{File: at.File, Start: last.End, End: last.End}, New: `"`},
		}}
	}
	r.fail(diag.UnreadableValue, at, "words of the text outside quotes", "When the consent is needed is said in quotes. "+r.help(), fix)
}

// words reads quoted words that say something.
func (r *reader) words(what string) *Text {
	t := r.text(what)
	if !r.failed && strings.TrimSpace(t.Text) == "" {
		r.fail(diag.UnreadableValue, t.At, "nothing stands between the quotation marks", r.help(), nil)
	}
	if r.failed {
		return nil
	}
	return &t
}

// holders is the value of held by: persons, or a class of them that the text does not name.
func (r *reader) holders() Value {
	start := r.i
	if !r.accept("unnamed") {
		return r.members()
	}
	who := r.words("who they are")
	if who == nil {
		return nil
	}
	return &Unnamed{Who: *who, At: r.from(start)}
}

// sinceValue is the value of since: a moment, or a bound.
func (r *reader) sinceValue() Value {
	start := r.i
	v := &Since{}
	switch {
	case slices.ContainsFunc(bounds, r.peek().is):
		v.When = r.period()
	case r.peek().is("in"):
		r.want("a moment, or `before`, `after`, `from` or `until` one")
	default:
		m := r.moment()
		v.When = &Period{Form: PeriodOn, First: m, At: r.from(start)}
	}
	if r.failed {
		return nil
	}
	v.At = r.from(start)
	return v
}

// scope is how far the rights of others go: in words, or unknown.
func (r *reader) scope() Value {
	start := r.i
	switch {
	case r.accept("unknown"), r.accept("not known"):
		return &Word{"unknown", r.from(start)}
	case r.peek().kind == tokenString:
		return r.words("how far the rights go")
	}
	r.want("how far the rights go, in quotes, or `unknown`")
	return nil
}

// rightToSue reads "p1 for 2008-06-01".
func (r *reader) rightToSue() Value {
	start := r.i
	v := &RightToSue{Patent: r.id("a patent")}
	if !r.failed && !r.accept("for") && !r.accept("on") {
		r.want("`for` and the day of the infringement")
	}
	if r.failed {
		return nil
	}
	day := r.date()
	if day == nil {
		return nil
	}
	v.Day, v.At = *day, r.from(start)
	return v
}

// onlyWhose answers words in the answer on a right to sue that say when a consent is needed.
func (r *reader) onlyWhose(a *Answer) {
	if r.failed || a.Consent == nil || r.peek().kind != tokenString && !r.needed() {
		return
	}
	behind := r.toks[r.i-1].at.End
	r.comma()
	at := through(r.peek().at, r.toks[len(r.toks)-1].at)
	var fix *diag.Fix
	if behind.Line == at.End.Line { // else a comment may stand between
		fix = &diag.Fix{Says: "delete it", Edits: []diag.Edit{{Range: diag.Range{File: at.File, Start: behind, End: at.End}}}}
	}
	r.fail(diag.UnexpectedWords, at, "an answer says whose consent is needed, not when", "When it is needed stands in the allocation.", fix)
}
