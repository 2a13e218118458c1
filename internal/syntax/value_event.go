package syntax

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
)

// triggerVerbs are the verbs that a rule or a power waits for: of one, and of several.
var triggerVerbs = []struct {
	verb      EventVerb
	one, many string
}{
	{VerbSues, "sues", "sue"},
	{VerbChallenges, "challenges a patent", "challenge a patent"},
	{VerbBecomesInsolvent, "becomes insolvent", "become insolvent"},
	{VerbRejects, "rejects", "reject"},
	{VerbCeasesToControl, "ceases to control", ""},
	{VerbEnds, "ends", ""},
	{VerbAssignsPatent, "assigns a patent", "assign a patent"},
	{VerbIsAcquired, "is acquired", "are acquired"},
	{VerbAcquires, "acquires an entity", "acquire an entity"},
	{VerbTransfersBusiness, "transfers a business", "transfer a business"},
	{VerbDiscontinues, "discontinues", "discontinue"},
}

// laterEvents are words of what happens that belong to later issues.
var laterEvents = []string{"has accepted", "accepts", "assigns a patent outside", "assign a patent outside"}

// eventValue is an event as a value.
func (r *reader) eventValue() Value {
	if e := r.event(); e != nil {
		return e
	}
	return nil
}

// event reads what a rule or a power waits for.
func (r *reader) event() *Event {
	start := r.i
	e := &Event{}
	if r.match("event", 0) > 0 {
		e.Verb, e.VerbAt = VerbHappens, r.peek().at
		e.Name = r.eventName()
		e.At = r.from(start)
		return e
	}
	if r.laterWords(laterEvents, "the event") {
		return nil
	}
	if r.match("an entity", 0) > 0 {
		return r.comesOrGoes()
	}
	by := r.role(false)
	if r.failed {
		return nil
	}
	at := r.i
	named := r.match("transfers business", 0)+r.match("transfer business", 0) > 0
	if named {
		r.take(2)
		e.Verb = VerbTransfersBusiness
	} else {
		e.Verb = r.triggerVerb()
	}
	if r.failed {
		return nil
	}
	e.VerbAt = r.from(at)
	switch e.Verb {
	case VerbIsAcquired:
		e.To = by
		r.acquired(e)
	case VerbTransfersBusiness:
		e.By = by
		r.transfersBusiness(e, named)
	case VerbEnds:
		e.Agreement = r.one(by, "an agreement")
	case VerbCeasesToControl:
		if e.Holder = r.one(by, "an organisation"); r.failed {
			return nil
		}
		held := r.id("an organisation")
		e.Held, e.Share = &held, r.share()
	case VerbRejects, VerbDiscontinues:
		n := r.id("an agreement")
		e.By, e.Agreement = by, &n
	case VerbChallenges:
		if e.By = by; r.accept("of") {
			e.To = r.role(true)
		}
	case VerbSues:
		e.By = by
		r.sued(e)
	default:
		e.By = by
	}
	if r.failed {
		return nil
	}
	e.At = r.from(start)
	return e
}

func (r *reader) triggerVerb() EventVerb {
	if r.accept("has discontinued") {
		return VerbDiscontinues
	}
	for _, v := range triggerVerbs {
		if r.accept(v.one) || v.many != "" && r.accept(v.many) {
			return v.verb
		}
	}
	r.unknownEvent()
	return 0
}

// unknownEvent reports that no verb of an event stands where one should.
func (r *reader) unknownEvent() {
	t := r.peek()
	if t.kind != tokenWord {
		r.want("a verb that says what happens")
		return
	}
	verbs := make([]string, len(triggerVerbs))
	for k, v := range triggerVerbs {
		verbs[k] = v.one
	}
	var fix *diag.Fix
	if s, ok := diag.Suggest(t.text, verbs); ok {
		fix = &diag.Fix{Says: "write " + s, Edits: []diag.Edit{{Range: t.at, New: s}}}
	}
	detail := "What a clause may wait for is that somebody " + oneOf(verbs) + "; that `an entity leaves` or `an entity joins` a group; or an `event \"NAME\"`."
	if t.is("merges") || t.is("undergoes") || t.is("changes") {
		detail = "What comes over a party by a deal is said of it: `when a party is acquired`, with `, staying a separate entity` or `, not staying a separate entity` where the clause tells the two apart."
	}
	r.fail(diag.UnreadableValue, t.at, fmt.Sprintf("%s is not a verb of an event", t), detail, fix)
}

// sued reads whom, and whether only attacks count.
func (r *reader) sued(e *Event) {
	if !r.done() && !r.peek().punct(",") && r.match("not in response", 0) == 0 {
		e.To = r.role(true)
	}
	if r.failed {
		return
	}
	if r.peek().punct(",") && r.match("not in response", 1) > 0 {
		r.i++
	}
	if r.accept("not in response") {
		e.Offensive = true
		r.accept("to a pending suit")
	}
}

// eventName reads event "NAME".
func (r *reader) eventName() *Text {
	r.i++
	t := r.text("the name of the event")
	if !r.failed && strings.TrimSpace(t.Text) == "" {
		r.fail(diag.UnreadableValue, t.At, "a name with nothing between its quotation marks", r.help(), nil)
	}
	return &t
}

// licensees are the ways to say the licensee of the right that is looked at.
var licensees = []struct{ words, word string }{
	{"a licensee", "a"}, {"any licensee", "a"}, {"the licensee", "the"}, {"that licensee", "that"},
}

// role reads who acts, or (whom) against whom.
func (r *reader) role(whom bool) *Role {
	start := r.i
	p := &Role{}
	for _, l := range licensees {
		if r.accept(l.words) {
			p.Kind, p.Word = RoleLicensee, l.word
			break
		}
	}
	switch {
	case p.Kind == RoleLicensee:
	case r.accept("a party"), r.accept("either party"), r.accept("any party"):
		p.Kind = RoleParty
	case whom && (r.accept("anybody") || r.accept("anyone")):
		p.Kind = RoleAnybody
	default:
		p.Member = r.accept("a member of") || r.accept("any member of") // a member of a group is who the group is
		lists := r.lists
		r.lists = [][]string{{"not in response", "staying a separate entity", "not staying a separate entity"}}
		p.Members = r.memberList()
		r.lists = lists
	}
	p.At = r.from(start)
	return p
}

// one is the one id that a list of persons was read for.
func (r *reader) one(p *Role, what string) *Name {
	if len(p.Members) != 1 || p.Members[0].Kind != MemberRef || p.Members[0].Ref.Quoted {
		r.fail(diag.UnreadableValue, p.At, fmt.Sprintf("expected the id of %s", what), r.help(), nil)
		return nil
	}
	return &p.Members[0].Ref
}

// laterWords answers words of later issues anywhere behind the first word of what is next.
func (r *reader) laterWords(phrases []string, what string) bool {
	for k := 1; r.at(k).kind != tokenEnd; k++ {
		for _, p := range phrases {
			if n := r.match(p, k); n > 0 {
				r.later(through(r.at(k).at, r.at(k+n-1).at), fmt.Sprintf("%s “… %s …”", what, p))
				return true
			}
		}
	}
	return false
}

func (r *reader) thatLicensee() bool {
	return r.accept("for that licensee") || r.accept("for the licensee")
}

// ended is the value of to end.
func (r *reader) ended() Value {
	start := r.i
	e := &Ended{Grants: r.names("a grant", r.nameOf)}
	e.That = !r.failed && r.thatLicensee()
	e.At = r.from(start)
	return e
}

// alsoBy reads who counts beside the one who acts.
func (r *reader) alsoBy() Value {
	start := r.i
	n := &Names{Items: list(r, func() Name {
		at := r.i
		if w, ok := r.oneOf(alsoActing); ok {
			return Name{w, false, r.from(at)}
		}
		r.want("agents, exclusive licensees or controlled entities")
		return Name{}
	})}
	n.At = r.from(start)
	return n
}

// ground is the value of if in a power: an event, a condition of findings, or that nothing was sold.
func (r *reader) ground() Value {
	switch {
	case r.match("no sale", 0) > 0:
		return r.idle()
	case r.match("finding", 0)+r.match("not finding", 0) > 0, r.match("licensable without", 0)+r.match("not licensable without", 0) > 0:
		return r.condition()
	}
	return r.eventValue()
}

// idle reads no sale under GRANT in N consecutive quarters.
func (r *reader) idle() Value {
	start := r.i
	r.example = "if no sale under h2x in 4 consecutive quarters"
	r.i += 2
	if r.match("of", 0) > 0 {
		r.later(r.from(start), "a ground that counts the sales of some products (`no sale of …`)")
		return nil
	}
	x := &Idle{}
	if !r.accept("under") {
		r.want("`under` and a grant")
		return nil
	}
	if x.Under = r.nameOf("a grant"); !r.failed && !r.accept("in") {
		r.want("`in` and a number of quarters")
	}
	if r.failed {
		return nil
	}
	t := r.peek()
	n, err := strconv.Atoi(t.text)
	if !t.isNumber() || err != nil || n < 1 || n > 400 {
		r.want("a number of quarters")
		return nil
	}
	r.i++
	if x.Quarters = n; !r.accept("consecutive quarters") && !r.accept("consecutive quarter") && !r.accept("quarters in a row") {
		r.want("`consecutive quarters`")
		return nil
	}
	x.At = r.from(start)
	return x
}

// notice is the time between a notice and the end.
func (r *reader) notice() Value {
	start := r.i
	d := &Delay{}
	if !r.accept("at once") && !r.accept("immediately") {
		r.accept("at least")
		d.Duration = r.time("`at once` or a time such as 30 days")
	}
	if r.failed {
		return nil
	}
	d.At = r.from(start)
	return d
}

// warning is the time in which a breach may be cured.
func (r *reader) warning() Value {
	start := r.i
	r.accept("at least")
	d := &Delay{Duration: r.time("a time such as 30 days to cure"), Cure: true}
	if r.failed {
		return nil
	}
	r.accept("to cure")
	d.At = r.from(start)
	return d
}

// time reads a duration where one has to stand.
func (r *reader) time(what string) *Duration {
	if !r.peek().isNumber() || r.unit(1) == 0 {
		r.want(what)
		return nil
	}
	return r.duration()
}

// prevails is the value of notwithstanding.
func (r *reader) prevails() Value {
	if r.match("all", 0) > 0 && r.at(1).kind == tokenEnd {
		return &Precedence{All: true, At: r.next().at}
	}
	return r.precedence()
}

// yields is the value of subject to.
func (r *reader) yields() Value {
	if t := r.peek(); r.match("all", 0) > 0 && r.at(1).kind == tokenEnd {
		r.fail(diag.UnreadableValue, t.at, "no clause is subject to all others", "Name the clauses it yields to: `subject to 2.2, no-vehicles`.", nil)
		return nil
	}
	return r.precedence()
}

func (r *reader) precedence() Value {
	start := r.i
	p := &Precedence{Items: r.names("a clause number or a name", r.clauseName)}
	p.At = r.from(start)
	return p
}

// onlyIf is the value of have made.
func (r *reader) onlyIf() Value {
	start := r.i
	if !r.accept("only if") {
		r.want("`only if` and a finding")
		return nil
	}
	r.what = "have made only if"
	c, ok := r.condition().(*Condition)
	if !ok {
		return nil
	}
	return &OnlyIf{Condition: c, At: r.from(start)}
}

// endsIf is the value of ends in an agreement.
func (r *reader) endsIf() Value {
	start := r.i
	if !r.accept("if") {
		r.want("`if` and an agreement that ends")
		return nil
	}
	e := &EndsIf{Agreement: r.id("an agreement")}
	if !r.failed && !r.accept("ends") {
		if r.laterWords(laterEvents, "the end of an agreement on the event") {
			return nil
		}
		r.want("`ends`")
	}
	e.At = r.from(start)
	return e
}

// agreements is the value of prevails over and yields to.
func (r *reader) agreements() Value {
	v := r.idList()
	if !r.failed && r.match("on", 0) > 0 {
		r.later(r.peek().at, "precedence on some subject only (`on …`)")
		return nil
	}
	return v
}
