package syntax

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
)

// condition reads alternatives joined by ", or".
func (r *reader) condition() Value {
	start := r.i
	c := &Condition{}
	for {
		t := r.test()
		if r.failed {
			return nil
		}
		c.Alts = append(c.Alts, t)
		switch {
		case r.peek().punct(",") && r.at(1).is("or"):
			r.i += 2
			if r.startsTest(0) {
				continue
			}
			r.orInList()
			return nil
		case r.match("or", 0) > 0 && r.startsTest(1):
			at := r.peek().at
			r.fail(diag.OrInList, at, "alternatives are joined by `, or`", "The comma shows where one alternative ends.",
				&diag.Fix{Says: "write , or", Edits: []diag.Edit{{Range: diag.Range{File: at.File, Start: r.toks[r.i-1].at.End, End: at.End}, New: ", or"}}})
			return nil
		case r.match("or", 0) > 0:
			r.orInList()
			return nil
		case r.match("and", 0) > 0 || r.peek().punct(",") && r.at(1).is("and"):
			r.andInCondition()
			return nil
		}
		break
	}
	c.At = r.from(start)
	return c
}

// orInList answers "category in handset, or tablet".
func (r *reader) orInList() {
	or := r.peek()
	if !or.is("or") {
		or = r.toks[r.i-1]
	}
	r.fail(diag.OrInList, or.at, "“or” between the values of one list", "The values of a list are written with commas, and any one of them suffices. `, or` begins another test: `where category in handset, tablet, or brand is redmi`.", nil)
}

func (r *reader) andInCondition() {
	k := r.i
	if r.toks[k].punct(",") {
		k++
	}
	at := r.toks[k].at
	r.fail(diag.AndInCondition, at, "`and` does not join conditions",
		fmt.Sprintf("What must hold besides goes on a line of its own, again with `%s`; lines of one key must all hold.", r.what), nil)
}

// startsTest reports whether a test begins k tokens ahead.
func (r *reader) startsTest(k int) bool {
	t := r.at(k)
	if t.kind != tokenWord {
		return false
	}
	if _, n := r.dateAttribute(k); n > 0 || t.is("not") || t.is("finding") || r.match("licensable without", k) > 0 || r.laterTest(k) != "" {
		return true
	}
	next := r.at(k + 1)
	return next.is("in") || next.is("is") || next.punct("=") || next.is("not") && slices.Contains(attributes, t.text)
}

// dateAttribute names the date that a test which begins k tokens ahead looks at, and says how many words it is.
func (r *reader) dateAttribute(k int) (string, int) {
	for _, a := range dateAttributes {
		if n := r.match(a, k); n > 0 {
			return a, n
		}
	}
	for words, a := range dateSpellings {
		if n := r.match(words, k); n > 0 {
			return a, n
		}
	}
	return "", 0
}

// laterTest names a test of a later issue that begins k tokens ahead.
func (r *reader) laterTest(k int) string {
	for _, p := range []string{"reads on", "used in", "sold in", "pending with", "joined"} {
		if r.match(p, k) > 0 {
			return p
		}
	}
	return ""
}

func (r *reader) test() *Test {
	start := r.i
	t := &Test{}
	if r.accept("not") {
		t.Not = true
	}
	w, at := r.peek(), r.i
	date, words := r.dateAttribute(0)
	switch {
	case w.is("finding"):
		t.Finding = r.findingRef()
	case r.match("licensable without", 0) > 0:
		t.Finding = r.presumedFinding()
	case r.laterTest(0) != "":
		r.later(w.at, fmt.Sprintf("the test “%s”", r.laterTest(0)))
	case words > 0:
		r.take(words)
		t.Attr, t.AttrAt = date, r.from(at)
		r.dateTest(t)
	case w.kind == tokenWord && slices.Contains(attributes, w.text):
		r.i++
		t.Attr, t.AttrAt = w.text, w.at
		r.valueTest(t)
	case w.kind == tokenWord:
		r.unknownAttribute(w)
	default:
		r.want("a test")
	}
	t.At = r.from(start)
	return t
}

func (r *reader) unknownAttribute(w token) {
	all := append(slices.Clone(dateAttributes), attributes...)
	detail := "A test looks at " + oneOf(all) + ", at a `finding \"…\"`, or at what is `licensable without payment to others` or `licensable without consent of others`."
	for _, prefix := range []string{"patent.", "product."} {
		if a := strings.TrimPrefix(w.text, prefix); a != w.text && slices.Contains(all, a) {
			r.fail(diag.UnreadableValue, w.at, fmt.Sprintf("“%s” is written `%s`", w.text, a), "What is tested is clear from the block: patents in a `patents` block, products in a `products` block.",
				&diag.Fix{Says: "write " + a, Edits: []diag.Edit{{Range: w.at, New: a}}})
			return
		}
	}
	var fix *diag.Fix
	if s, ok := diag.Suggest(w.text, all); ok {
		fix = &diag.Fix{Says: "write " + s, Edits: []diag.Edit{{Range: w.at, New: s}}}
	}
	if n, ok := map[string]string{"country": "office", "jurisdiction": "office", "technology": "field", "cpc": "class", "ipc": "class", "filing": "filed", "publication": "published", "grant": "granted", "invented": "invention made", "invention": "invention made"}[strings.ToLower(w.text)]; ok {
		fix = &diag.Fix{Says: "write " + n, Edits: []diag.Edit{{Range: w.at, New: n}}}
	}
	r.fail(diag.UnreadableValue, w.at, fmt.Sprintf("“%s” is not something a test can look at", w.text), detail, fix)
}

// dateTest reads what follows the date that is looked at.
func (r *reader) dateTest(t *Test) {
	if r.accept("date") { // "priority date until …"
		t.AttrAt = through(t.AttrAt, r.toks[r.i-1].at)
	}
	if r.lastLeft(t) {
		return
	}
	if r.accept("not") {
		t.Not = !t.Not
	}
	if (r.done() || r.peek().punct(",")) && t.Attr != "invention made" && t.Attr != "disclosed" {
		r.later(t.AttrAt, fmt.Sprintf("the test “%s” without a date", t.Attr))
		return
	}
	t.Span = r.days()
}

// valueTest reads "in a, b" and "is a".
func (r *reader) valueTest(t *Test) {
	switch {
	case r.accept("is"):
		t.Is = true
		if r.accept("not") {
			t.Not = !t.Not
		}
		if r.accept("in") {
			t.Is = false
			t.Values = r.valueList()
			return
		}
		t.Values = []Name{r.nameOf("a value")}
		if r.peek().punct(",") && !(r.at(1).is("or") || r.at(1).is("and")) {
			r.fail(diag.UnreadableValue, r.toks[r.i-1].at, "`is` takes one value", "Several values are tested with `in`: `category in handset, tablet`.", nil)
		}
	case r.accept("not in"):
		t.Not = !t.Not
		t.Values = r.valueList()
	case r.accept("in"):
		t.Values = r.valueList()
	default:
		r.want("`in` or `is`")
	}
}

// valueList reads values; "and" before the last is a comma, before a test it is a mistake.
func (r *reader) valueList() []Name {
	var out []Name
	for !r.failed {
		out = append(out, r.nameOf("a value"))
		switch {
		case r.peek().punct(",") && (r.at(1).is("or") || r.at(1).is("and") && r.startsTest(2)):
			return out
		case r.match("and", 0) > 0 && r.startsTest(1):
			return out
		case r.comma():
			r.accept("and")
			if r.done() {
				r.trailingComma()
			}
		case r.accept("and"):
		default:
			return out
		}
	}
	return out
}

// partyAgreement reads the words for the agreement that makes somebody a party.
func (r *reader) partyAgreement() {
	if !slices.Contains(r.about, "the agreement") {
		r.fail(diag.UnreadableValue, through(r.peek().at, r.at(1).at), "no agreement is looked at here",
			"The agreement by which somebody is a party is asked of in the `provided` lines of a sublicence or an extension. A finding of another agreement names it by its id.", nil)
	}
	r.take(2)
}

// presumedFinding reads licensable without … [of …]. What nothing is said to be about is the patent.
func (r *reader) presumedFinding() *FindingRef {
	start := r.i
	r.example = r.what + " licensable without payment to others"
	f := &FindingRef{Presumed: true, Subject: "the patent"}
	for _, p := range presumedFindings {
		if _, ok := r.oneOf(append([]string{p.term}, p.also...)); ok {
			f.Term = Text{p.term, r.from(start)}
			break
		}
	}
	if f.Term.Text == "" {
		r.i += 2
		r.want("`payment to others` or `consent of others`")
		return nil
	}
	if r.accept("of") {
		f.Subject = ""
		r.findingSubject(f)
	}
	f.At = r.from(start)
	return f
}

// findingRef reads finding "…" [of …].
func (r *reader) findingRef() *FindingRef {
	start := r.i
	r.i++
	f := &FindingRef{Term: r.text("the term")}
	if r.accept("of") {
		r.findingSubject(f)
	}
	if !r.failed && (r.match("from", 0)+r.match("as", 0)+r.match("on", 0) > 0) {
		r.later(r.peek().at, fmt.Sprintf("a finding about two things in a condition (“%s …”)", r.peek().text))
	}
	f.At = r.from(start)
	return f
}

// findingSubject reads what a finding is about.
func (r *reader) findingSubject(f *FindingRef) {
	switch {
	case r.accept("the patent"):
		f.Subject = "the patent"
	case r.accept("the product"):
		f.Subject = "the product"
	case r.match("the agreement", 0)+r.match("the cross-licence", 0)+r.match("the cross-license", 0) > 0:
		f.Subject = "the agreement"
		r.partyAgreement()
	case slices.ContainsFunc(r.about, func(w string) bool { return r.match(w, 0) > 0 }):
		f.Subject, _ = r.oneOf(r.about)
	case r.match("the entity", 0)+r.match("the buyer", 0) > 0:
		r.fail(diag.UnreadableValue, through(r.peek().at, r.at(1).at), fmt.Sprintf("no %s is looked at here", r.at(1).text),
			"The entity and the buyer of an event are asked of in the `provided` lines of a `when` block about an entity. A finding of another names it by its id.", nil)
	case r.match("the", 0) > 0:
		r.later(through(r.peek().at, r.at(1).at), fmt.Sprintf("a finding of “the %s”", r.at(1).text))
	default:
		f.Of = r.idOf("what the finding is about")
	}
}
