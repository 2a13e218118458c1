package syntax

import (
	"fmt"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
)

// members reads a list of persons.
func (r *reader) members() Value {
	start := r.i
	m := &Members{Items: r.memberList()}
	m.At = r.from(start)
	return m
}

func (r *reader) memberList() []Member { return list(r, r.member) }

const whoIsMeant = "an organisation or a group"

func (r *reader) member() Member {
	start := r.i
	m := Member{}
	if r.oneSide(&m) || r.laterMember() {
		return m
	}
	switch {
	case r.accept("everyone"):
		m.Kind = MemberEveryone
		m.At = r.from(start)
		return m
	case r.match("other affiliates of", 0) > 0 || r.match("other entities", 0) > 0:
		r.accept("other")
		m.Other = true
	}
	switch {
	case r.accept("affiliates of"):
		m.Kind = MemberAffiliates
		m.Ref, m.It = r.refOrIt()
		m.Share = r.share()
	case r.accept("entities"):
		m.Kind = MemberControlled
		m.Ref, m.It = r.refOrIt()
		if !r.failed && !r.accept("controls") && !r.accept("control") {
			r.want("`controls`")
		}
		m.Share = r.share()
	default:
		m.Ref = r.nameOf(whoIsMeant)
	}
	m.At = r.from(start)
	return m
}

func (r *reader) refOrIt() (Name, bool) {
	if r.failed {
		return Name{}, false
	}
	if r.accept("it") || r.accept("they") {
		return Name{}, true
	}
	return r.nameOf(whoIsMeant), false
}

// laterMember answers roles and what lawyers write for affiliates.
func (r *reader) laterMember() bool {
	t := r.peek()
	for _, p := range []string{
		"each", "parties to", "the buyer", "the transferee", "whoever", "end users", "customers of",
		"contractors", "distributors", "manufacturers", "resellers", "a member of", "that licensee", "a licensee", "the licensee",
	} {
		if n := r.match(p, 0); n > 1 || n == 1 && (p == "each" || p == "whoever" || r.at(1).is("of")) {
			start := r.i
			r.take(n)
			r.later(r.from(start), fmt.Sprintf("“%s” as a party", p))
			return true
		}
	}
	for _, p := range []string{"subsidiaries of", "its subsidiaries", "its affiliates", "their affiliates", "all affiliates"} {
		if n := r.match(p, 0); n > 0 {
			r.fail(diag.UnreadableValue, through(t.at, r.at(n-1).at), fmt.Sprintf("“%s” does not say which way control runs and from which share on", p),
				"Write `entities huawei controls (over 50%)`, or `affiliates of huawei (over 50%)` for those above and beside it too; `it` stands for the name before.", nil)
			return true
		}
	}
	return false
}

// share reads (over 50%) or (at least 50%); nil when none is written.
func (r *reader) share() *Share {
	if r.failed || !r.peek().punct("(") {
		return nil
	}
	open := r.next()
	sh := &Share{}
	switch {
	case r.accept("over") || r.accept("more than"):
		sh.Over = true
	case r.accept("at least"):
	default:
		r.fail(diag.UnreadableValue, r.peek().at, fmt.Sprintf("expected `over` or `at least`, found %s", r.peek()),
			"A threshold of control is written (over 50%) or (at least 50%).", nil)
		return nil
	}
	sh.Percent = r.percent()
	if r.failed {
		return nil
	}
	if !r.peek().punct(")") {
		r.fail(diag.UnclosedParenthesis, open.at, "the parenthesis opened here is not closed", "A threshold of control is written (over 50%).", nil)
		return nil
	}
	sh.At = through(open.at, r.next().at)
	return sh
}

// percent reads 3.25%, 3.25 % and 3.25 percent.
func (r *reader) percent() Percent {
	t := r.peek()
	if t.kind != tokenWord || !decimal(t.text) {
		if t.kind == tokenWord && t.text != "" && t.text[0] >= '0' && t.text[0] <= '9' {
			r.fail(diag.AmbiguousNumber, t.at, fmt.Sprintf("%s is not a percentage", t), "A percentage is written 50% or 33.3333%.", nil)
		} else {
			r.want("a percentage")
		}
		return Percent{}
	}
	start := r.i
	r.i++
	if r.peek().punct(",") && r.at(1).kind == tokenWord && decimal(r.at(1).text) && r.at(1).at.Start.Byte == r.peek().at.End.Byte {
		r.i += 2
		r.fail(diag.AmbiguousNumber, r.from(start), "a comma in a percentage", "The decimal sign is a point: 33.3%.", nil)
		return Percent{}
	}
	switch {
	case r.peek().punct("%"):
		r.i++
	case r.accept("percent"), r.accept("per cent"), r.accept("pct"):
	default:
		r.fail(diag.UnreadableValue, t.at, fmt.Sprintf("%s is a number, not a percentage", t), "Write the sign: "+t.text+"%.",
			&diag.Fix{Says: "write " + t.text + "%", Edits: []diag.Edit{{Range: t.at, New: t.text + "%"}}})
		return Percent{}
	}
	return Percent{Text: strings.TrimSuffix(t.text, "."), At: r.from(start)}
}

func decimal(s string) bool {
	whole, part, ok := strings.Cut(s, ".")
	return digitsOnly(whole) && len(s) <= 24 && (!ok || digitsOnly(part))
}

// Millionths is the percentage in millionths of the whole: 50% is 500000. It is false for more than the whole, and for
// finer than a millionth.
func (p Percent) Millionths() (int64, bool) {
	whole, part, _ := strings.Cut(p.Text, ".")
	part = strings.TrimRight(part, "0")
	whole = strings.TrimLeft(whole, "0")
	if len(whole) > 3 || len(part) > 4 || !digitsOnly("0"+whole+part) {
		return 0, false
	}
	n := int64(0)
	for _, c := range whole + part + "0000"[len(part):] {
		n = n*10 + int64(c-'0')
	}
	return n, n <= 1_000_000
}

func (r *reader) nameList() Value {
	start := r.i
	n := &Names{Items: r.names("a name", r.nameOf)}
	n.At = r.from(start)
	return n
}

// clauseList is a list of clauses, by their numbers or their names.
func (r *reader) clauseList() Value {
	start := r.i
	n := &Names{Items: r.names("a clause number or a name", r.clauseName)}
	n.At = r.from(start)
	return n
}

// clauseName is one of them; the word clause in front of a number is read over.
func (r *reader) clauseName(what string) Name {
	if t := r.at(1); t.kind == tokenWord && startsWithDigit(t.text) {
		r.oneOf([]string{"clause", "clauses", "section", "sections"})
	}
	return r.nameOf(what)
}

func (r *reader) idList() Value {
	start := r.i
	n := &Names{Items: r.names("an id", r.id)}
	n.At = r.from(start)
	return n
}

func (r *reader) oneName() Value {
	start := r.i
	n := &Names{Items: []Name{r.nameOf("a name")}}
	n.At = r.from(start)
	return n
}

// goods is the value of for: anything, or names of product sets, categories and products.
func (r *reader) goods() Value {
	if r.accept("anything") {
		return &Anything{At: r.toks[r.i-1].at}
	}
	return r.nameList()
}

func (r *reader) quoted() Value {
	t := r.text("the words")
	return &t
}

// textOrWord is a quoted text or one bare word.
func (r *reader) textOrWord() Value {
	if r.peek().kind == tokenString {
		return r.quoted()
	}
	return r.bareWord()
}

func (r *reader) bareWord() Value {
	t := r.peek()
	if t.kind != tokenWord {
		r.want("a word")
		return nil
	}
	r.i++
	return &Word{t.text, t.at}
}

func (r *reader) flag() Value { return &Flag{At: r.end} }

func (r *reader) evolution() Value {
	start := r.i
	if !r.accept("natural evolution") {
		r.want("`natural evolution`")
		return nil
	}
	return &Flag{At: r.from(start)}
}

// orNotStated reads `not stated`, or else what read reads.
func orNotStated(read func(*reader) Value) func(*reader) Value {
	return func(r *reader) Value {
		start := r.i
		if r.accept("not stated") {
			return &NotStated{At: r.from(start)}
		}
		return read(r)
	}
}

func (r *reader) membership() Value {
	start := r.i
	m := &Membership{}
	switch {
	case r.accept("while controlled"):
		m.Kind = WhileControlled
	case r.accept("while a member"):
		m.Kind = WhileMember
	case r.accept("as of"):
		m.Kind, m.Day = AsOf, r.moment()
	case r.accept("once in"):
		if !r.comma() || !r.accept("always in") {
			r.want("`, always in`")
		}
		m.Kind = OnceIn
	case r.accept("now or later"):
		m.Kind = NowOrLater
	default:
		r.want("when one is a member")
	}
	m.At = r.from(start)
	return m
}

func (r *reader) family() Value {
	start := r.i
	f := &Family{}
	f.Items = list(r, func() Name {
		at := r.i
		for _, rel := range relations {
			if r.accept(rel.many) || r.accept(rel.one) {
				return Name{rel.one, false, r.from(at)}
			}
		}
		if r.match("for claims", 0) > 0 {
			r.later(r.peek().at, "a family clause for some claims only")
			return Name{}
		}
		r.want("a relation: continuations, divisionals, continuations-in-part, reissues or foreign counterparts")
		return Name{}
	})
	f.At = r.from(start)
	return f
}

func (r *reader) actList() Value {
	start := r.i
	a := &Acts{Items: list(r, func() Name {
		at := r.i
		if act, ok := r.act(); ok {
			return Name{act, false, r.from(at)}
		}
		r.unknownAct()
		return Name{}
	})}
	a.At = r.from(start)
	return a
}

// act reads an act in any of its spellings.
func (r *reader) act() (string, bool) {
	best, words := "", 0
	for p, act := range actSpellings {
		if n := r.match(p, 0); n > words {
			best, words = act, n
		}
	}
	r.take(words)
	return best, words > 0
}

func (r *reader) unknownAct() {
	t := r.peek()
	if t.kind != tokenWord {
		r.want("an act")
		return
	}
	var fix *diag.Fix
	detail := "The acts are " + oneOf(ActNames()) + "."
	if s, ok := diag.Suggest(t.text, ActNames()); ok {
		fix = &diag.Fix{Says: "write " + s, Edits: []diag.Edit{{Range: t.at, New: s}}}
	}
	r.fail(diag.UnknownAct, t.at, fmt.Sprintf("there is no act %s", t), detail, fix)
}

func (r *reader) price() Value {
	start := r.i
	p := &Price{}
	switch {
	case r.accept("paid-up") || r.accept("paid up"):
		p.Kind = "paid-up"
	case r.accept("FRAND"):
		p.Kind = "FRAND"
	case r.accept("royalty"):
		p.Kind = "royalty"
		if t := r.peek(); t.kind == tokenString {
			n := r.nameOf("a schedule")
			p.Schedule = &n
		}
	default:
		t := r.peek()
		if t.kind == tokenWord && (decimal(t.text) || len(t.text) == 3 && strings.ToUpper(t.text) == t.text) {
			r.later(t.at, "a rate or an amount of money")
			return nil
		}
		r.want("a price: paid-up, royalty \"SCHEDULE\", FRAND or not stated")
	}
	if r.match("of", 0) > 0 || r.peek().kind == tokenWord && decimal(r.peek().text) {
		r.later(r.peek().at, "a rate or an amount of money")
	}
	p.At = r.from(start)
	return p
}

func (r *reader) extent() Value {
	start := r.i
	e := &Extent{}
	switch {
	case r.accept("whole product"), r.accept("the whole product"):
		e.WholeProduct = true
	case r.accept("that component"), r.accept("the component"):
	default:
		r.want("`that component` or `whole product`")
	}
	e.At = r.from(start)
	return e
}

func (r *reader) sublicence() Value {
	return r.noneOrListed("a right to sublicense", "`none`, `listed` or `not stated`")
}

func (r *reader) transfer() Value {
	return r.noneOrListed("a right to transfer", "`none` or `listed`")
}

// noneOrListed says whether anybody else can have the right by what other blocks say.
func (r *reader) noneOrListed(right, words string) Value {
	start := r.i
	w, ok := r.oneOf([]string{"none", "listed"})
	switch {
	case !ok && r.peek().kind == tokenWord:
		r.later(r.peek().at, right+" in other words than "+words)
		return nil
	case !ok:
		r.want(words)
		return nil
	case r.comma():
		r.fail(diag.UnexpectedWords, r.from(start), right+" in some cases", "Write `listed`, and a block for each of the cases.", nil)
		return nil
	}
	return &Word{w, r.from(start)}
}

// territory reads world [except …], countries, a territory block, or the dated list of least developed countries.
func (r *reader) territory() Value {
	start := r.i
	t := &Territory{}
	switch {
	case r.accept("world"):
		t.World = true
		if r.comma() && r.match("except", 0) == 0 {
			r.want("`except`")
		}
		if r.accept("except") || r.accept("except for") {
			t.Countries = r.countries()
		}
	case r.accept("least developed countries"):
		t.LeastDeveloped = true
	case r.peek().kind == tokenString:
		n := r.nameOf("a territory")
		t.Name = &n
	default:
		for _, w := range []string{"worldwide", "world-wide", "global", "globally", "all countries", "the world", "everywhere"} {
			if n := r.match(w, 0); n > 0 {
				at := through(r.peek().at, r.at(n-1).at)
				r.fail(diag.UnreadableValue, at, fmt.Sprintf("“%s” is written `world`", w), "A territory is `world`, `world except CN, US`, a list of countries, or the name of a territory block.",
					&diag.Fix{Says: "write world", Edits: []diag.Edit{{Range: at, New: "world"}}})
				return nil
			}
		}
		t.Countries = r.countries()
	}
	t.At = r.from(start)
	return t
}

// countries reads a list of codes; whether a code is a country's is for check to say.
func (r *reader) countries() []Name {
	return list(r, func() Name {
		t := r.peek()
		if t.kind == tokenWord && !reserved[t.text] && !(r.at(1).kind == tokenWord && !reserved[r.at(1).text] && !r.inlineKey(1)) {
			r.i++
			return Name{t.text, false, t.at}
		}
		if t.kind == tokenWord && !reserved[t.text] {
			start := r.i
			for r.peek().kind == tokenWord && !reserved[r.peek().text] {
				r.i++
			}
			r.fail(diag.UnreadableValue, r.from(start), "a country written in words", "Countries are written by their two-letter code of WIPO ST.3: US, GB, CN; a list needs commas.", nil)
			return Name{}
		}
		r.want("a country's two-letter code")
		return Name{}
	})
}

func (r *reader) because() Value {
	start := r.i
	return &Because{Items: r.names("a clause number or a term", r.nameOf), At: r.from(start)}
}

// clauseNumber is the value of clause.
func (r *reader) clauseNumber() Value {
	t := r.peek()
	if t.kind != tokenWord {
		r.want("a clause number")
		return nil
	}
	r.i++
	return &Word{t.text, t.at}
}

// path is the file of listed in.
func (r *reader) filePath() Value {
	t := r.peek()
	if t.kind != tokenWord && t.kind != tokenString {
		r.want("the path of a table")
		return nil
	}
	r.i++
	return &Word{t.text, t.at}
}
