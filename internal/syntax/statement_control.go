package syntax

import (
	"github.com/crossgrant/crossgrant/diag"
)

// acquires reads HOLDER acquires ENTITY [51%] [by FORM]; "acquires 51% of ENTITY" is read too.
func (r *reader) acquires(st *Statement, holder Name) *statementKind {
	r.example = acquisitionFact.example
	a := &Acquires{Holder: holder}
	if r.percentNext() {
		a.Percent = r.sharePercent()
		if !r.failed && !r.accept("of") {
			r.want("`of` and an organisation")
		}
	}
	if r.failed {
		return acquisitionFact
	}
	a.Held = r.id("an organisation")
	if !r.failed && a.Percent == nil && r.percentNext() {
		a.Percent = r.sharePercent()
	}
	if t := r.peek(); !r.failed && t.is("from") {
		r.fail(diag.UnexpectedWords, t.at, "an acquisition does not name who sold",
			"Write it as a sale, which also ends what the seller held: `2020-11-17 huawei sells honor to zhixin`. Patents are assigned: `2023-09-20 huawei assigns p1 to honor`.", nil)
	}
	a.Form = r.form()
	st.Body = a
	return acquisitionFact
}

// sells reads SELLER sells ENTITY [to BUYER [51%]] [by FORM].
func (r *reader) sells(st *Statement, seller Name) *statementKind {
	r.example = saleFact.example
	s := &Sells{Seller: seller, Held: r.id("an organisation")}
	if r.failed {
		return saleFact
	}
	switch t := r.peek(); {
	case r.accept("to"):
		n := r.id("an organisation")
		s.Buyer = &n
		if !r.failed && r.percentNext() {
			s.Percent = r.sharePercent()
		}
	case r.percentNext():
		r.fail(diag.UnexpectedWords, t.at, "a sale of a part names its buyer",
			"Where the seller keeps nothing, write who holds the part from then on: `2020-11-17 huawei sells honor to zhixin 51%`; where it keeps the rest, write what it holds: `2020-11-17 huawei controls honor 49%`.", nil)
	case t.is("in"), t.is("on"), t.is("for"), t.is("from"), t.is("under"):
		r.fail(diag.UnknownStatement, st.useAt(r), "a use is asked about, not stated",
			"In a case it is the line `use`, on the command line the question. What a journal can say with this verb is that an entity is sold: `"+saleFact.example+"`.", nil)
	}
	s.Form = r.form()
	st.Body = s
	return saleFact
}

// useAt is the verb of a use that stands where a statement should.
func (st *Statement) useAt(r *reader) diag.Range {
	for k := r.i - 1; k >= 0; k-- {
		if r.toks[k].is("sells") {
			return r.toks[k].at
		}
	}
	return r.peek().at
}

// percentNext reports whether a percentage is next, and not an id made of digits.
func (r *reader) percentNext() bool {
	if t := r.peek(); t.kind != tokenWord || !decimal(t.text) {
		return false
	}
	t := r.at(1)
	return t.punct("%") || t.is("percent") || t.is("per") || t.is("pct") || t.kind == tokenEnd || t.punct(",")
}

func (r *reader) sharePercent() *Percent {
	p := r.percent()
	return &p
}

// forms are the ways to acquire an entity.
var forms = []string{"shares", "merger", "an unknown form"}

// form reads `by shares`, `by merger`, `by an unknown form`; empty when no form is stated.
func (r *reader) form() string {
	start := r.i
	if r.failed || !r.accept("by") {
		return ""
	}
	if f, ok := r.oneOf(forms); ok {
		return f
	}
	if r.accept("assets") {
		r.fail(diag.UnreadableValue, r.from(start), "whoever buys assets does not acquire the entity",
			"The seller stays whose it was. State what went over: `2021-03-01 cerence transfers business speech-line to buyerco`, and an assignment for the patents that passed, `2021-03-01 cerence assigns p1 to buyerco`.", nil)
		return ""
	}
	r.want("`by shares`, `by merger`, `by an unknown form`, or nothing")
	return ""
}
