package syntax

// happening is a verb of an event in a journal, and what stands behind it.
type happening struct {
	verb    EventVerb
	words   string
	under   bool // "under" and a name follow
	to      bool // "to" and a licensee may follow
	kind    *statementKind
	example string
	rest    func(*reader, *Occurred) // what else follows
}

// happenings are the verbs that follow the id of who acts; of an agreement that ends, its own id.
var happenings []happening

func init() {
	happenings = []happening{
		{verb: VerbSues, words: "sues", kind: suitFact, example: suitFact.example, rest: func(r *reader, o *Occurred) {
			o.To = r.idOf("an organisation")
		}},
		{verb: VerbChallenges, words: "challenges", kind: challengeFact, example: challengeFact.example, rest: (*reader).challenged},
		{verb: VerbBecomesInsolvent, words: "becomes insolvent", kind: eventFact, example: "2012-01-01 gsi becomes insolvent"},
		{verb: VerbRejects, words: "rejects", kind: eventFact, example: "2020-01-01 trustee rejects zebra-ip", rest: func(r *reader, o *Occurred) {
			o.Of = r.idOf("an agreement")
		}},
		{verb: VerbEnds, words: "ends", kind: eventFact, example: "2018-01-01 acquisition-agreement ends"},
		{verb: VerbGivesNotice, words: "gives notice", under: true, to: true, kind: eventFact, example: "2011-03-10 sony gives notice under end-for-assertion"},
		{verb: VerbGivesWarning, words: "gives warning", under: true, to: true, kind: eventFact, example: "2012-01-01 gsi gives warning under end-for-breach"},
		{verb: VerbCures, words: "cures", under: true, kind: eventFact, example: "2012-01-20 sony cures under end-for-breach"},
		{verb: VerbSublicenses, words: "sublicenses", kind: eventFact, example: "1998-05-01 ntl sublicenses t under entrust-to-nortel", rest: (*reader).sublicensed},
		{verb: VerbElects, words: "elects", kind: eventFact, example: "2020-02-01 symbol elects ten-years", rest: (*reader).survivalNamed},
		{verb: VerbDeclines, words: "declines", kind: eventFact, example: "2020-02-01 symbol declines ten-years", rest: (*reader).survivalNamed},
		{verb: VerbTransfersBusiness, words: "transfers business", kind: eventFact, example: "2021-03-01 cerence transfers business speech-line to buyerco", rest: (*reader).businessTransferred},
		{verb: VerbUndertakes, words: "undertakes under", kind: eventFact, example: "2021-04-15 buyerco undertakes under nuance-cerence 8.02", rest: (*reader).undertaken},
		{verb: VerbOffers, words: "offers", kind: eventFact, example: "2015-01-01 a offers dpl", rest: (*reader).networkNamed},
		{verb: VerbAccepts, words: "accepts", kind: acceptanceFact, example: acceptanceFact.example, rest: (*reader).acceptedFrom},
		{verb: VerbDiscontinues, words: "discontinues", kind: discontinuationFact, example: discontinuationFact.example, rest: (*reader).networkNamed},
		{verb: VerbSells, words: "makes a sale", under: true, kind: eventFact, example: "2018-03-31 virtuoso makes a sale under to-virtuoso"},
	}
}

func happeningOf(v EventVerb) happening {
	for _, h := range happenings {
		if h.verb == v {
			return h
		}
	}
	return happening{}
}

// occurs reads an event that begins with an id; nil when no verb of one is next.
func (r *reader) occurs(st *Statement, one Name) *statementKind {
	for _, h := range happenings {
		start := r.i
		if !r.accept(h.words) {
			continue
		}
		r.example = h.example
		r.lists = [][]string{keyList(h.kind.keys), keyList(everyFact)}
		o := &Occurred{Verb: h.verb, VerbAt: r.from(start), By: &one}
		if h.verb == VerbEnds {
			o.By, o.Of = nil, &one
		}
		if h.rest != nil {
			h.rest(r, o)
		}
		if h.under {
			r.underName(o, h.to)
		}
		st.Body = o
		return h.kind
	}
	return nil
}

// idOf is a bare name by reference.
func (r *reader) idOf(what string) *Name {
	n := r.id(what)
	return &n
}

// underName reads "under NAME" and, where a licensee may be named, "to ORG".
func (r *reader) underName(o *Occurred, to bool) {
	if !r.accept("under") {
		r.want("`under` and a name")
		return
	}
	n := r.nameOf("a name")
	if o.Of = &n; !r.failed && to && r.accept("to") {
		o.To = r.idOf("a licensee")
	}
}

func (r *reader) challenged(o *Occurred) {
	if o.Patents = r.names("a patent", r.id); !r.failed && r.accept("of") {
		o.To = r.idOf("an organisation")
	}
}

func (r *reader) sublicensed(o *Occurred) {
	if o.To = r.idOf("an organisation"); !r.failed {
		r.underName(o, false)
	}
}

func (r *reader) survivalNamed(o *Occurred) {
	n := r.nameOf("a survival")
	o.Of = &n
}

func (r *reader) businessTransferred(o *Occurred) {
	n := r.nameOf("a business")
	if o.Business = &n; !r.failed && !r.accept("to") {
		r.want("`to` and an organisation")
	}
	if !r.failed {
		o.To = r.idOf("an organisation")
	}
}

// undertaken reads a rule by its name, or an agreement and the number of its clause.
func (r *reader) undertaken(o *Occurred) {
	n := r.nameOf("a rule, or an agreement and a clause number")
	o.Of = &n
	if t := r.peek(); !r.failed && !n.Quoted && t.kind == tokenWord && startsWithDigit(t.text) {
		number := r.nameOf("a clause number")
		o.Number = &number
	}
}

// namedEvent reads event "NAME" of AGREEMENT.
func (r *reader) namedEvent(st *Statement) *statementKind {
	r.example = eventFact.example
	o := &Occurred{Verb: VerbHappens, VerbAt: r.peek().at, Name: r.eventName()}
	if !r.failed && !r.accept("of") {
		r.want("`of` and an agreement")
	}
	if !r.failed {
		o.Of = r.idOf("an agreement")
	}
	st.Body = o
	return eventFact
}

// capacity is the value of as.
func (r *reader) capacity() Value {
	start := r.i
	c := &Capacity{}
	switch {
	case r.accept("agent of"), r.accept("an agent of"), r.accept("the agent of"):
	case r.accept("exclusive licensee of"), r.accept("an exclusive licensee of"), r.accept("the exclusive licensee of"):
		c.Exclusive = true
	default:
		r.want("`agent of` or `exclusive licensee of` and an organisation")
		return nil
	}
	c.Of = r.id("an organisation")
	c.At = r.from(start)
	return c
}

// inResponse is a flag that lawyers write out.
func (r *reader) inResponse() Value {
	r.accept("to a pending suit")
	return r.flag()
}
