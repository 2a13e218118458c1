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
		return r.suing(r.bounded(form, start), start)
	}
}

// sueShareIn reads what follows in: a period with both ends, or its name.
func (r *reader) sueShareIn() Value {
	start := r.i
	if w := r.peek(); slices.ContainsFunc(bounds, w.is) {
		r.fail(diag.UnreadableValue, w.at, fmt.Sprintf("“in %s” has one word too many", w.text),
			"A line of an allocation begins with its time: `before`, `after`, `from` or `until` a moment, or `in` a period.", nil)
		return nil
	}
	return r.suing(r.period(), start)
}

// suing reads ": ORGS [, with consent of ORGS [TEXT]]".
func (r *reader) suing(during *Period, start int) Value {
	if during == nil {
		return nil
	}
	v := &SueShare{During: during}
	if !r.peek().punct(":") {
		r.want("`:` and who may sue")
		return nil
	}
	r.i++
	v.Who, v.Consent = r.claimants()
	if !r.failed && v.Consent != nil && r.peek().kind == tokenString {
		v.Where = r.words("when the consent is needed")
	}
	v.At = r.from(start)
	return v
}

// claimants reads ORGS [, with consent of ORGS].
func (r *reader) claimants() (who, consent []Name) {
	lists := r.lists
	r.lists = [][]string{{"with consent", "with the consent"}}
	who = r.names("an organisation", r.id)
	r.lists = lists
	if r.failed {
		return who, nil
	}
	comma := r.comma()
	switch {
	case r.accept("with consent of"), r.accept("with the consent of"):
		consent = r.names("an organisation", r.id)
	case comma:
		r.want("`with consent of` and an organisation")
	}
	return who, consent
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
	if slices.ContainsFunc(bounds, r.peek().is) {
		v.When = r.period()
	} else {
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
