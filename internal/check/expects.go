package check

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/syntax"
	"github.com/crossgrant/crossgrant/when"
)

// expect reads a case. What its given lines declare is known in it and nowhere else.
func (x *ctx) expect() *agreement.Expect {
	b := x.block
	e := &agreement.Expect{Clause: x.def.clause, KnownAt: when.None, At: b.Head, AnswerAt: b.Head, Answer: noAnswer()}
	x.def = nil // a case rests on nothing that others could rest on
	if b.Title != nil {
		e.Title = b.Title.Text
	}
	x.known = newNames(x.names)
	var given []*syntax.Statement
	for p := range b.All("given") {
		if v, ok := p.Value.(*syntax.Given); ok && v.Statement != nil {
			given = append(given, v.Statement)
		}
	}
	x.declare(given, false)
	x.declare(given, true)
	x.components(given)
	var deals []deal
	for _, st := range given {
		fs := x.fact(st, journalHead{given: true})
		deals = x.deal(deals, st, len(e.Given), fs)
		e.Given = append(e.Given, fs...)
	}
	orderSales(e.Given, deals, x.world)
	e.WithoutPresumptions = b.Get("without presumptions") != nil
	if p := b.Get("known at"); p != nil {
		if d, ok := x.single(p.Value); ok {
			e.KnownAt = d
		}
	}
	x.question(e)
	if p := b.Get("answer"); p != nil {
		e.AnswerAt = p.At
		if v, ok := p.Value.(*syntax.Answer); ok {
			e.Answer = x.answer(v, e)
		}
	}
	for _, p := range b.Props {
		v, ok := p.Value.(*syntax.Part)
		if !ok {
			continue
		}
		part := agreement.ExpectPart{Verdict: v.Verdict}
		switch {
		case p.Key == "part":
			c, ok := x.country(v.Of)
			if !ok {
				continue
			}
			part.Country = c
		case v.Of.Text != "rest" && !x.known.hasProduct(v.Of.Text) && !x.known.hasCategory(v.Of.Text):
			x.unknown(diag.UnknownProduct, v.Of, "component", x.known.productCandidates, "Name a product or a category that the product contains, or rest for all others.")
			continue
		default:
			part.Component = v.Of.Text
		}
		e.Parts = append(e.Parts, part)
	}
	for _, n := range x.items("because") {
		if x.citable(n) {
			e.Because = append(e.Because, n.Text)
		}
	}
	return e
}

// question reads what the case asks. It must be one question.
func (x *ctx) question(e *agreement.Expect) {
	b := x.block
	var asks []*syntax.Property
	for _, p := range b.Props {
		switch p.Key {
		case "use", "captured", "holders of", "owner of", "member", "power", "may", "right to sue on", "date":
			if len(asks) == 0 || p.Key != "use" || asks[0].Key != "use" {
				asks = append(asks, p)
			}
		}
		switch v := p.Value.(type) {
		case *syntax.Use:
			if u, ok := x.use(v); ok {
				e.Question.Uses = append(e.Question.Uses, u)
			}
		case *syntax.Under:
			e.Question.Under = x.under(v)
		case *syntax.Captured:
			id, ok := x.patentID(v.Patent)
			d := x.lookup(v.Set, diag.UnknownPatents, "patents")
			on, dated := x.date(v.On)
			if v.On == nil {
				dated = true
			}
			if ok && d != nil && dated {
				e.Question.Captured = &agreement.CapturedIn{Patent: id, Set: d.qname(), On: on}
			}
		case *syntax.HoldersOf:
			id, ok := x.patentID(v.Patent)
			on, dated := x.needDate(v.On, v.At)
			if ok && dated {
				e.Question.Holders = &agreement.HoldersOf{Patent: id, On: on}
			}
		case *syntax.OwnerOf:
			id, ok := x.patentID(v.Patent)
			on, dated := x.needDate(v.On, v.At)
			if ok && dated {
				e.Question.Owners = &agreement.OwnersOf{Patent: id, On: on}
			}
		case *syntax.MemberOf:
			o, ok := x.org(v.Org)
			on, dated := x.needDate(v.On, v.At)
			if s := x.scopeOf(v.Group.Text); x.find(v.Group.Text) == nil && s != nil && s.isNetwork() {
				if ok && dated {
					e.Question.InNet = &agreement.MemberOfNetwork{Org: o, Network: s.id, On: on}
				}
				continue
			}
			d := x.lookup(v.Group, diag.UnknownGroup, "group")
			if ok && d != nil && dated {
				e.Question.Member = &agreement.MemberOf{Org: o, Group: d.qname(), On: on}
			}
		case *syntax.PowerOn:
			e.Question.Power = x.powerOn(v)
		case *syntax.MaySublicense:
			e.Question.May = x.maySublicense(v)
		case *syntax.RightToSue:
			e.Question.Sue = x.rightToSue(v)
		case *syntax.DateOf:
			e.Question.Date = x.dateOf(v, e)
		}
	}
	switch {
	case len(asks) == 0:
		if !slices.ContainsFunc(b.Props, func(p *syntax.Property) bool { return p.Key == "" }) {
			x.missing("use", "Say what is asked: use ACTOR sells PRODUCT in CC on DATE, captured, holders of, owner of, member, power, may, right to sue on, or date.")
		}
	case len(asks) > 1:
		p := x.error(diag.TwoQuestions, asks[1].At, "the case asks two questions", "A case has one answer, so it asks one thing. Make two cases of it.")
		alsoAt(p, "the first question", asks[0].At)
	case asks[0].Key == "use" && b.Get("under") == nil:
		x.missing("under", "Say whose or which patents are asked about: under patents of ORG, under a patent's id, or under \"PATENTS\".")
	case asks[0].Key != "use" && b.Get("under") != nil:
		x.error(diag.TwoQuestions, b.Get("under").At, "only a use has an under line", "The question names its patent already. Remove this line.")
	}
}

func (x *ctx) needDate(d *syntax.Date, at diag.Range) (when.Date, bool) {
	if d == nil {
		x.error(diag.IncompleteUse, at, "the question has no day", "The answer changes over time. Add on DATE.")
		return when.None, false
	}
	return x.date(d)
}

// use reads a use. It must say where and when.
func (x *ctx) use(u *syntax.Use) (agreement.UseOf, bool) {
	out := agreement.UseOf{On: when.None}
	ok := true
	must := func(good bool) { ok = ok && good }
	actor, good := x.org(u.Actor)
	out.Actor = actor
	must(good)
	act, good := agreement.ParseAct(u.Act)
	out.Act = act
	must(good)
	out.Product = u.Product.Text
	must(x.productAsked(u.Product))
	switch {
	case u.Country != nil:
		c, good := x.country(*u.Country)
		out.Country = c
		must(good)
	default:
		x.error(diag.IncompleteUse, u.At, "the use has no country", "Rights and patents differ from country to country. Add in CC.")
		ok = false
	}
	switch {
	case u.On != nil:
		d, good := x.date(u.On)
		out.On = d
		must(good)
	default:
		x.error(diag.IncompleteUse, u.At, "the use has no day", "The answer changes over time. Add on DATE.")
		ok = false
	}
	for _, w := range []struct {
		n  *syntax.Name
		to *agreement.Org
	}{{u.For, &out.For}, {u.From, &out.From}} {
		if w.n != nil {
			o, good := x.org(*w.n)
			*w.to = o
			must(good)
		}
	}
	return out, ok
}

// productAsked finds the product of a use: a declared one, or a category that something speaks of.
func (x *ctx) productAsked(n syntax.Name) bool {
	if x.known.hasProduct(n.Text) {
		return true
	}
	if x.known.hasCategory(n.Text) {
		x.known.sawCategory(n.Text, true, n.At, x.path)
		return true
	}
	x.unknown(diag.UnknownProduct, n, "product", x.known.productCandidates, "It is neither a product of a journal nor a category that a product or a clause names. Declare it: ID is a product \"NAME\" by ORGANISATION.")
	return false
}

// under reads whose or which patents are asked about.
func (x *ctx) under(u *syntax.Under) agreement.Under {
	var out agreement.Under
	switch {
	case u.Org != nil:
		if o, ok := x.org(*u.Org); ok {
			out.Org, out.Share = o, x.share(u.Share)
		}
	case u.Set != nil:
		if d := x.lookup(*u.Set, diag.UnknownPatents, "patents"); d != nil {
			out.Set = d.qname()
		}
	default:
		for _, n := range u.Patents {
			if id, ok := x.patentID(n); ok && !slices.Contains(out.Patents, id) {
				out.Patents = append(out.Patents, id)
			}
		}
	}
	return out
}

var openKinds = map[string]agreement.QuestionKind{
	"finding": agreement.AskFinding, "fact": agreement.AskFact, "law": agreement.AskLaw, "order": agreement.AskOrder, "status": agreement.AskStatus,
	"missing text": agreement.AskMissingText, "redacted": agreement.AskRedacted, "reading": agreement.AskReading, "conflict": agreement.AskConflict, "election": agreement.AskElection,
}

// answer reads what must come out, and holds it against the question.
func (x *ctx) answer(v *syntax.Answer, e *agreement.Expect) agreement.ExpectAnswer {
	out := noAnswer()
	out.Verdict, out.HaveMade = v.Verdict, v.HaveMade
	if x.block.Get("right to sue on") != nil || x.block.Get("owner of") != nil {
		out.Holders, out.Consent = x.claimants(v)
	} else {
		out.Holders = x.holders(v)
	}
	if v.Nobody {
		out.Verdict = agreement.Nobody
	}
	for _, o := range v.DependsOn {
		open := agreement.ExpectOpen{Kind: openKinds[o.Kind]}
		if o.Says != nil {
			open.Says = o.Says.Text
			if open.Kind == agreement.AskFinding {
				x.asked[open.Says] = true
			}
		}
		if o.Of != nil {
			open.Of = o.Of.Text
			switch {
			case open.Kind == agreement.AskReading:
				x.lookup(*o.Of, diag.UnknownDefinition, "reading")
			case open.Kind == agreement.AskElection:
				x.lookup(*o.Of, diag.UnknownDefinition, "survival")
			case o.With != nil:
				open.Of, open.With = string(x.opponent(*o.Of)), string(x.opponent(*o.With))
			}
		}
		out.DependsOn = append(out.DependsOn, open)
	}
	if v.Until != nil {
		out.Until, _ = x.date(v.Until)
	}
	if v.Since != nil {
		out.Since, _ = x.date(v.Since)
	}
	if v.Day != nil {
		out.Day, _ = x.date(v.Day)
	}
	if v.EarliestEnd != nil {
		out.EarliestEnd, _ = x.date(v.EarliestEnd)
	}
	if v.Price != nil {
		out.Price = &agreement.ExpectPrice{Price: x.price(v.Price.Price), Since: when.None}
		if v.Price.Since != nil {
			out.Price.Since, _ = x.date(v.Price.Since)
		}
	}
	if v.Ends != nil {
		out.Ends = x.answerEnds(v.Ends)
	}
	yesNo := v.Verdict == "yes" || v.Verdict == "no"
	holders := v.Nobody || len(v.Holders) > 0
	exercise := v.Verdict == "exercisable" || v.Verdict == "not exercisable"
	misfit := func(says, todo string) { x.error(diag.AnswerDoesNotFit, v.At, says, todo) }
	switch q := e.Question; {
	case q.Holders != nil && !holders:
		misfit("holders of asks for names, not for a verdict", "Write the groups or organisations that hold rights, or nobody.")
	case (q.Captured != nil || q.Member != nil || q.InNet != nil || q.May != nil) && !yesNo && v.Verdict != "depends":
		misfit("this question is answered yes, no or depends", "Write one of the three.")
	case q.Power != nil && !exercise && v.Verdict != "depends":
		misfit("a power is exercisable or not", "Write exercisable, exercisable since DATE, not exercisable, or depends.")
	case q.Sue != nil && !holders:
		misfit("right to sue on asks for names, not for a verdict", "Write the organisations that may sue, or nobody.")
	case q.Owners != nil && !holders:
		misfit("owner of asks for names, not for a verdict", "Write the organisations that own the patent, or nobody.")
	case q.Date != nil && v.Day == nil:
		misfit("the question asks for a day", "Write it as YYYY-MM-DD.")
	case v.EarliestEnd != nil && q.InNet == nil:
		misfit("only a member of a network has an earliest end", "Ask about the network: member ORGANISATION of NETWORK on DATE. Otherwise remove what follows the comma.")
	case (out.HaveMade || out.Ends != nil || out.Price != nil) && len(q.Uses) == 0:
		misfit("only the answer to a use says how the right is had, what it costs and who may end it", "Remove what follows the comma.")
	case len(q.Uses) > 0 && (yesNo || holders || exercise):
		misfit("a use is answered with a verdict", "Write licensed, not licensed, partly, depends, or nothing in force.")
	}
	return out
}

// holders reads who holds rights: groups and organisations, and classes that an encumbrance leaves unnamed, by its words.
func (x *ctx) holders(v *syntax.Answer) []string {
	var out []string
	for _, n := range v.Holders {
		out = append(out, n.Text)
		if d := x.find(n.Text); d == nil && (n.Text == "everyone" || n.Quoted && x.unnamed(n.Text)) {
			continue
		}
		if _, isOrg := x.known.organisation(n.Text); !isOrg || n.Quoted {
			x.lookup(n, diag.UnknownGroup, "group")
		}
	}
	return out
}

// citable reports whether reasons can cite the name: a clause number or a definition of this agreement or another.
func (x *ctx) citable(n syntax.Name) bool {
	if x.find(n.Text) != nil {
		x.find(n.Text).used = true
		return true
	}
	if !n.Quoted && x.scope != nil && x.scope.numbers[n.Text] {
		return true
	}
	var have []string
	for _, s := range x.scopes {
		if s != x.scope {
			if s.citesFrom(n.Text) {
				return true
			}
			continue
		}
		for _, d := range s.order {
			if have = append(have, d.name); d.clause.Number == n.Text {
				return true // a block may carry a number of its own by a clause line
			}
		}
	}
	x.unknown(diag.UnknownClause, n, "clause", func() []string { return have }, "Reasons cite the number of a clause or the name of a definition of this document. Correct it.")
	return false
}

// citesFrom reports whether s, written ID/NUMBER, is a clause of this agreement.
func (s *scope) citesFrom(name string) bool {
	for number := range s.numbers {
		if name == s.id+"/"+number {
			return true
		}
	}
	return false
}

// always reads an invariant.
func (x *ctx) always() *agreement.Always {
	a := &agreement.Always{Clause: x.def.clause}
	x.def = nil
	if x.block.Title != nil {
		a.Title = x.block.Title.Text
	}
	for _, p := range x.block.Props {
		if v, ok := p.Value.(*syntax.RightsBy); ok {
			a.By, _ = x.org(v.By)
			if v.Under.Quoted || x.find(v.Under.Text) != nil {
				if d := x.lookup(v.Under, diag.UnknownPatents, "patents"); d != nil {
					a.Under.Set = d.qname()
				}
			} else if id, ok := x.patentID(v.Under); ok {
				a.Under.ID = id
			}
		}
	}
	for _, n := range x.items("within") {
		if d := x.lookup(n, diag.UnknownGrant, grantKinds...); d != nil {
			a.Within = d.qname()
		}
	}
	return a
}
