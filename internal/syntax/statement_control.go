package syntax

import (
	"fmt"

	"github.com/crossgrant/crossgrant/diag"
)

// acquires reads HOLDER acquires ENTITY [51%] [by shares]; "acquires 51% of ENTITY" is read too.
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
	a.Shares = r.form()
	st.Body = a
	return acquisitionFact
}

// sells reads SELLER sells ENTITY [to BUYER [51%]] [by shares].
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
	s.Shares = r.form()
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

// forms are the ways to acquire an entity that are more, or less, than a change of control, and what to write instead.
var forms = []struct{ words, instead string }{
	{"merger", "In a merger one of the two ceases to exist, and whether its contracts pass is a question of their text and of the law. Write the change of control without the form (`2020-07-24 fortress acquires finjan`), an assignment for the patents that passed (`2020-07-24 finjan assigns p1 to fortress`), and an `open` block for the rights that are in doubt."},
	{"assets", "Whoever buys assets does not control the seller. Write an assignment for the patents that passed (`2020-07-24 finjan assigns p1 to fortress`), and an `open` block for contracts that may have passed."},
	{"an unknown form", "Only a purchase of shares is a change of control and nothing else. To take it for one, leave the form out and add a line `assumed`; otherwise state the control that is known (`2020-07-24 fortress controls finjan 100%`), and an `open` block for the rights that are in doubt."},
}

// form reads `by shares`, the only form that is a fact of control and nothing besides.
func (r *reader) form() bool {
	if r.failed || !r.accept("by") {
		return false
	}
	if r.accept("shares") {
		return true
	}
	for _, f := range forms {
		if n := r.match(f.words, 0); n > 0 {
			start := r.i
			r.take(n)
			r.fail(diag.NotYetSupported, r.from(start), fmt.Sprintf("an acquisition by %s cannot be computed yet", f.words), f.instead, nil)
			return false
		}
	}
	r.want("`by shares`, or nothing")
	return false
}
