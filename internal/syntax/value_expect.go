package syntax

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
)

// use reads "xiaomi sells xiaomi-13 in DE on 2024-03-01", with "for", "from" and, when underToo is set, "under".
func (r *reader) use(underToo bool) *Use {
	start := r.i
	u := &Use{Actor: r.id("an organisation")}
	if r.failed {
		return nil
	}
	at := r.i
	act, ok := r.act()
	if !ok {
		r.unknownAct()
		return nil
	}
	u.Act, u.ActAt = act, r.from(at)
	u.Product = r.id("a product or a category")
	for !r.failed && !r.done() {
		switch {
		case u.Country == nil && r.accept("in"):
			t := r.peek()
			if t.kind != tokenWord {
				r.want("a country's two-letter code")
				return nil
			}
			r.i++
			u.Country = &Name{t.text, false, t.at}
		case u.On == nil && r.accept("on"):
			u.On = r.date()
		case u.For == nil && r.accept("for"):
			n := r.id("the organisation it is made for")
			u.For = &n
		case u.From == nil && r.accept("from"):
			n := r.id("the organisation it was acquired from")
			u.From = &n
		case underToo && u.Under == nil && r.accept("under"):
			u.Under = r.under()
		case !underToo && r.match("under", 0) > 0:
			r.fail(diag.UnexpectedWords, r.peek().at, "`under` is a line of its own in an expect block", "Write the patents on the next line: `under patents of huawei`.", nil)
		default:
			r.finish()
		}
	}
	if r.failed {
		return nil
	}
	u.At = r.from(start)
	return u
}

func (r *reader) useValue() Value {
	if u := r.use(false); u != nil {
		return u
	}
	return nil
}

// under reads patents of ORG [(share)], ids of patents, or the name of a set.
func (r *reader) under() *Under {
	start := r.i
	u := &Under{}
	switch {
	case r.accept("patents of"), r.accept("the patents of"):
		n := r.id("an organisation")
		u.Org = &n
		u.Share = r.share()
	case r.peek().kind == tokenString:
		n := r.nameOf("a set of patents")
		u.Set = &n
	default:
		u.Patents = r.names("`patents of ORG`, a patent, or a set of patents", r.id)
	}
	if r.failed {
		return nil
	}
	u.At = r.from(start)
	return u
}

func (r *reader) underValue() Value {
	if u := r.under(); u != nil {
		return u
	}
	return nil
}

// onDay reads an optional "on DATE".
func (r *reader) onDay() *Date {
	if r.failed || !r.accept("on") {
		return nil
	}
	return r.date()
}

func (r *reader) captured() Value {
	start := r.i
	c := &Captured{Patent: r.id("a patent")}
	if !r.failed && !r.accept("in") {
		r.want("`in` and a set of patents")
	}
	if r.failed {
		return nil
	}
	c.Set = r.nameOf("a set of patents")
	c.On = r.onDay()
	c.At = r.from(start)
	return c
}

func (r *reader) holdersOf() Value {
	start := r.i
	h := &HoldersOf{Patent: r.id("a patent")}
	h.On = r.onDay()
	h.At = r.from(start)
	return h
}

func (r *reader) ownerOf() Value {
	start := r.i
	v := &OwnerOf{Patent: r.id("a patent")}
	v.On = r.onDay()
	v.At = r.from(start)
	return v
}

func (r *reader) memberOf() Value {
	start := r.i
	m := &MemberOf{Org: r.id("an organisation")}
	if !r.failed && !r.accept("of") {
		r.want("`of` and a group")
	}
	if r.failed {
		return nil
	}
	m.Group = r.nameOf("a group")
	m.On = r.onDay()
	m.At = r.from(start)
	return m
}

func (r *reader) powerOn() Value {
	start := r.i
	v := &PowerOn{Power: r.nameOf("a power")}
	if !r.failed && r.accept("for") {
		v.For = r.idOf("a licensee")
	}
	v.On = r.onDay()
	v.At = r.from(start)
	return v
}

// maySublicense reads "ntl sublicense t under entrust-to-nortel".
func (r *reader) maySublicense() Value {
	start := r.i
	v := &MaySublicense{By: r.id("an organisation")}
	if r.failed {
		return nil
	}
	if t := r.peek(); !t.is("sublicense") && !t.is("sublicence") {
		r.want("`sublicense` and an organisation")
		return nil
	}
	r.i++ // a verb, which is spelled alike on both sides of the ocean
	if v.To = r.id("an organisation"); !r.failed && !r.accept("under") {
		r.want("`under` and a grant")
	}
	if r.failed {
		return nil
	}
	v.Grant = r.nameOf("a grant")
	v.On = r.onDay()
	v.At = r.from(start)
	return v
}

// dateOf reads "effective of AGREEMENT" or the name of a date block.
func (r *reader) dateOf() Value {
	start := r.i
	v := &DateOf{}
	if r.accept("effective of") {
		v.Effective = r.idOf("an agreement")
	} else {
		n := r.nameOf("`effective of AGREEMENT` or the name of a date block")
		v.Name = &n
	}
	v.At = r.from(start)
	return v
}

// answer reads what must come out.
func (r *reader) answer() Value {
	start := r.i
	a := &Answer{}
	switch {
	case r.accept("nobody"):
		a.Nobody = true
	case r.asks == asksDate:
		a.Day = r.date()
	case r.asks == asksHolders:
		a.Holders = r.names("a licensee", r.nameOf)
		if !r.failed && r.match("for", 0) > 0 {
			r.later(r.peek().at, "the scope in an answer about holders")
		}
	case r.asks == asksOwners:
		r.example = "answer huawei, honor"
		a.Holders = r.names("an organisation", r.id)
	case r.asks == asksClaimants:
		r.example = "answer sony, with consent of gsi"
		a.Holders, a.Consent = r.claimants()
		r.onlyWhose(a)
	case r.match("exercisable", 0)+r.match("not exercisable", 0) > 0:
		a.Verdict, _ = r.oneOf(exercise)
		a.Since = r.since()
	default:
		a.Verdict = r.verdict()
		if a.Verdict == "depends" && r.accept("on") {
			a.DependsOn = list(r, r.answerOpen)
		}
		r.marks(a)
	}
	a.At = r.from(start)
	return a
}

func (r *reader) verdict() string {
	if v, ok := r.oneOf(verdicts); ok {
		return v
	}
	t := r.peek()
	if t.kind == tokenEnd {
		r.want("a verdict")
		return ""
	}
	var fix *diag.Fix
	all := slices.Concat(verdicts, exercise)
	if s, ok := diag.Suggest(t.text, all); ok {
		fix = &diag.Fix{Says: "write " + s, Edits: []diag.Edit{{Range: t.at, New: s}}}
	}
	r.fail(diag.UnknownVerdict, t.at, fmt.Sprintf("%s is not an answer", t), "An answer is "+oneOf(all)+"; or `depends on` and the open questions.", fix)
	return ""
}

// marks reads what follows a verdict.
func (r *reader) marks(a *Answer) {
	for !r.failed && r.peek().punct(",") {
		r.i++
		switch {
		case a.Until == nil && r.accept("until"):
			a.Until = r.date()
		case !a.HaveMade && r.accept("by have made"):
			a.HaveMade = true
		case a.EarliestEnd == nil && r.accept("earliest end"):
			a.EarliestEnd = r.date()
		case a.Price == nil && r.match("price", 0) > 0:
			a.Price = r.answerPrice()
		case a.Ends == nil && r.match("terminable", 0)+r.match("not terminable", 0) > 0:
			a.Ends = r.answerEnds()
		case r.peek().kind == tokenWord:
			r.later(r.peek().at, fmt.Sprintf("“%s …” in an answer", r.peek().text))
		default:
			r.want("`by have made`, `until DATE`, `price PRICE`, `terminable by ORG` or `not terminable`")
		}
	}
}

// answerEnds reads not terminable, or terminable by ORG [since DATE].
func (r *reader) answerEnds() *AnswerEnds {
	start := r.i
	e := &AnswerEnds{None: r.accept("not terminable")}
	if !e.None {
		r.i++
		if !r.accept("by") {
			r.want("`by` and an organisation")
			return nil
		}
		if e.By = r.idOf("an organisation"); !r.failed {
			e.Since = r.since()
		}
	}
	e.At = r.from(start)
	return e
}

// answerPrice reads price PRICE [since DATE].
func (r *reader) answerPrice() *AnswerPrice {
	start := r.i
	r.i++
	p := &AnswerPrice{Price: orNotStated((*reader).price)(r)}
	if !r.failed {
		p.Since = r.since()
	}
	p.At = r.from(start)
	return p
}

// since reads an optional "since DATE".
func (r *reader) since() *Date {
	if !r.accept("since") {
		return nil
	}
	return r.date()
}

func (r *reader) answerOpen() AnswerOpen {
	start := r.i
	o := AnswerOpen{}
	if k, ok := r.oneOf(questionsOf); ok {
		o.Kind = k
		if r.peek().kind == tokenString {
			t := r.text("the words")
			o.Says = &t
		}
		if r.accept("of") {
			n := r.nameOf("what the question is about")
			o.Of = &n
			if k == "conflict" && o.Says == nil && !r.failed {
				o.With = r.otherClause()
			}
		}
	} else if k, ok := r.oneOf(questionNames); ok {
		o.Kind = k
		n := r.nameOf("the name of the block")
		o.Of = &n
	} else {
		t := r.peek()
		if t.kind != tokenWord {
			r.want("a kind of question")
			return o
		}
		kinds := append(append([]string{}, questionsOf...), questionNames...)
		r.fail(diag.UnreadableValue, t.at, fmt.Sprintf("%s is not a kind of question", t), "An answer depends on "+oneOf(kinds)+": `depends on finding \"natural evolution\" of redmi-15`.", nil)
	}
	o.At = r.from(start)
	return o
}

// otherClause reads the second of two clauses in conflict: it follows a comma or "and", and is no other question.
func (r *reader) otherClause() *Name {
	k := 0
	if r.peek().punct(",") {
		k = 1
		for _, q := range slices.Concat(questionsOf, questionNames) {
			if r.match(q, 1) > 0 {
				return nil
			}
		}
	}
	if k += r.match("and", k); k == 0 {
		return nil
	}
	r.i += k
	n := r.nameOf("a clause number or a name")
	return &n
}

// part reads "p25-module: not licensed" and "US: not in force".
func (r *reader) part() Value {
	start := r.i
	p := &Part{Of: r.id("a component, a country, or `rest`")}
	if !r.failed && !r.peek().punct(":") {
		r.want("`:` and a verdict")
	}
	if r.failed {
		return nil
	}
	r.i++
	p.Verdict = r.verdict()
	p.At = r.from(start)
	return p
}

// given reads a statement of a journal on one line.
func (r *reader) given() Value {
	start := r.i
	st := &Statement{}
	r.statement(st)
	if r.failed || st.Body == nil {
		return nil
	}
	st.At = r.from(start)
	st.Head = st.At
	return &Given{Statement: st, At: st.At}
}

// rightsBy reads "xiaomi under "Head Patents"".
func (r *reader) rightsBy() Value {
	start := r.i
	v := &RightsBy{By: r.id("an organisation")}
	if !r.failed && !r.accept("under") {
		r.want("`under` and a set of patents")
	}
	if r.failed {
		return nil
	}
	v.Under = r.nameOf("a set of patents")
	v.At = r.from(start)
	return v
}

// ParseUse reads a use typed on one line, as `crossgrant clear "…"` takes it: "xiaomi sells xiaomi-13 in DE on
// 2024-03-01 under patents of huawei". The name stands in the ranges of problems. The use is nil when it cannot be
// read.
func ParseUse(name, text string) (*Use, diag.List) {
	s := newSource(name, []byte(text))
	l := s.lex(0, len(s.src), 0)
	r := s.reader(l.toks, after(l.at), "clear", "xiaomi sells xiaomi-13 in DE on 2024-03-01 under patents of huawei", "")
	if strings.ContainsAny(text, "\n\r") && !l.reported {
		r.fail(diag.UnexpectedCharacter, l.at, "the question has more than one line", "Write one use on one line.", nil)
	}
	s.say(l, "")
	r.quiet = l.reported
	s.tidy(r, l)
	u := r.use(true)
	r.finish()
	if len(s.problems) > 0 || r.failed {
		return nil, s.finish()
	}
	return u, nil
}
