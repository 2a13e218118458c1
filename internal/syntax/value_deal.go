package syntax

import (
	"fmt"

	"github.com/crossgrant/crossgrant/diag"
)

// This file reads rules about an entity: who is acquired, leaves or joins, and what follows for whom.

// entityVerbs are those of events about an entity, whose roles keep the words "a member of".
var entityVerbs = map[EventVerb]bool{VerbIsAcquired: true, VerbAcquires: true, VerbLeaves: true, VerbJoins: true, VerbTransfersBusiness: true}

// comesOrGoes reads an entity leaves GROUP, an entity joins GROUP.
func (r *reader) comesOrGoes() *Event {
	start := r.i
	r.example = `when an entity leaves "Licensees"`
	r.take(2)
	e := &Event{}
	at := r.i
	switch {
	case r.accept("leaves"):
		e.Verb = VerbLeaves
	case r.accept("joins"):
		e.Verb = VerbJoins
	case r.match("is acquired", 0) > 0:
		r.fail(diag.UnreadableValue, r.toks[start].at, "which entity is acquired?", "Name it, or the group it is a member of: `when a member of \"Licensees\" is acquired`; `when a party is acquired`.", nil)
		return nil
	default:
		r.want("`leaves` or `joins` and a group")
		return nil
	}
	e.VerbAt = r.from(at)
	n := r.nameOf("a group")
	if r.failed {
		return nil
	}
	e.Group, e.At = &n, r.from(start)
	return e
}

// acquired reads what follows is acquired: by whom, and whether the entity stays a separate one. In a purchase of shares
// it does; a merger may leave it separate or not, so that has to be said, and then nothing else counts.
func (r *reader) acquired(e *Event) {
	shares, merger := false, false
	if start := r.i; r.accept("by") {
		switch {
		case r.accept("shares"):
			shares = true
		case r.accept("merger"):
			merger = true
		case r.match("assets", 0) > 0:
			r.fail(diag.UnreadableValue, r.peek().at, "whoever buys assets does not acquire the entity", "Write the event as the transfer of a business: `when a party transfers a business`.", nil)
		case r.match("an unknown form", 0) > 0:
			r.fail(diag.UnreadableValue, r.peek().at, "a clause does not wait for an unknown form", "Leave the words out: without a form the clause acts on every acquisition. Where a deal is recorded without its form, answers that hang on it ask.", nil)
		default:
			e.By = r.role(true)
		}
		if !r.failed {
			r.stays(e)
		}
		at := r.from(start)
		switch {
		case r.failed:
		case shares && e.Staying == NotStayingSeparate:
			r.fail(diag.UnreadableValue, at, "who is acquired by its shares stays a separate entity", "Leave out one of the two.", nil)
		case shares:
			e.Staying = StayingSeparate
		case merger && e.Staying == StayingNotSaid:
			r.fail(diag.UnreadableValue, at, "a merger may leave the entity a separate one, or not", "Say which of the two is meant: `, not staying a separate entity`, or `, staying a separate entity` for what has the effect of a purchase of its shares. Where the clause acts on both, leave out `by merger`.", nil)
		}
		return
	}
	r.stays(e)
}

// stays reads ", staying a separate entity" and its opposite.
func (r *reader) stays(e *Event) {
	if !r.peek().punct(",") {
		return
	}
	switch {
	case r.match("staying a separate entity", 1) > 0:
		e.Staying = StayingSeparate
	case r.match("not staying a separate entity", 1) > 0:
		e.Staying = NotStayingSeparate
		r.i++
	default:
		return
	}
	r.i += 5
}

// transfersBusiness reads what follows transfers: a business, or one by its name, and to whom.
func (r *reader) transfersBusiness(e *Event, named bool) {
	if t := r.peek(); named || t.kind == tokenString || t.kind == tokenWord && !reserved[t.text] {
		n := r.nameOf("a business")
		e.Business = &n
	}
	if !r.failed && r.accept("to") {
		e.To = r.role(true)
	}
}

// ruleCondition is a condition of a when block that may ask for findings of the entity and of the buyer, or what one of
// them has to undertake.
func (r *reader) ruleCondition() Value {
	start := r.i
	for _, w := range []struct {
		words string
		who   Involved
	}{{"the buyer", TheBuyer}, {"the entity", TheEntity}} {
		if r.match(w.words+" undertakes", 0) > 0 {
			r.take(3)
			r.example = "provided the buyer undertakes in writing"
			if !r.accept("in writing") {
				r.want("`in writing`")
				return nil
			}
			return &Undertaking{By: w.who, At: r.from(start)}
		}
	}
	r.about = []string{"the entity", "the buyer"}
	return r.condition()
}

// within is the time in which something has to be undertaken.
func (r *reader) within() Value {
	start := r.i
	d := &Delay{Duration: r.time("a time such as 90 days")}
	if r.failed {
		return nil
	}
	r.accept("after the event")
	d.At = r.from(start)
	return d
}

// applying is the value of meanwhile and failing.
func (r *reader) applying() Value {
	start := r.i
	v := &Applying{}
	switch {
	case r.accept("does not apply"):
		v.Not = true
	case r.accept("applies"):
	default:
		r.want("`applies`, `does not apply` or `not stated`")
		return nil
	}
	v.At = r.from(start)
	return v
}

// involved are the words for who is involved in an event, each with those that are printed first.
var involved = []struct {
	words string
	who   Involved
}{
	{"the entity", TheEntity}, {"the member", TheEntity}, {"the buyer", TheBuyer},
	{"affiliates of the buyer before the event", BuyersAffiliates},
}

// oneInvolved reads who is involved; 0 when nobody is next.
func (r *reader) oneInvolved() Involved {
	for _, w := range involved {
		if r.accept(w.words) {
			return w.who
		}
	}
	return NobodySaid
}

// effect is the value of then.
func (r *reader) effect() Value {
	start := r.i
	e := &Effect{}
	switch {
	case r.accept("the entity joins"), r.accept("the member joins"):
		r.example = `then the entity joins "Licensees"`
		n := r.nameOf("a group")
		e.Kind, e.Name = EffectJoins, &n
	case r.accept("its patents join"), r.accept("the patents of the entity join"):
		r.example = `then its patents join "Acquired Company Patents"`
		n := r.nameOf("a definition of patents")
		e.Kind, e.Name = EffectPatentsJoin, &n
	case r.accept("price of"):
		r.example = "then price of h2x becomes FRAND for the buyer"
		r.repricing(e)
	case r.rightsOf(e):
		r.example = "then rights under h2x extend to the buyer"
		r.rightsDo(e)
	default:
		e.Grants = r.names("a grant or `rights`", r.nameOf)
		if !r.failed && !r.accept("ends") && !r.accept("end") {
			r.want("`ends`")
		}
		e.That = !r.failed && r.thatLicensee()
	}
	if r.failed {
		return nil
	}
	e.At = r.from(start)
	return e
}

// rightsOf reads whose rights an effect is about, and under which grants; false where it does not begin with rights.
func (r *reader) rightsOf(e *Effect) bool {
	switch {
	case r.accept("all rights"):
		e.Whose = Everybody
	case r.accept("its rights"), r.accept("rights of the entity"), r.accept("rights of the member"):
		e.Whose = TheEntity
	case r.accept("rights of the buyer"):
		e.Whose = TheBuyer
	case r.accept("rights"):
	default:
		return false
	}
	e.Rights = true
	if r.match("under its patents", 0) == 0 && r.accept("under") {
		e.Grants = r.names("a grant", r.nameOf)
	}
	return true
}

// rightsDo reads what becomes of rights.
func (r *reader) rightsDo(e *Effect) {
	switch {
	case r.failed:
	case e.Whose == NobodySaid && e.Grants == nil && r.accept("run with the patent"):
		e.Kind = EffectRun
	case e.Whose == NobodySaid && e.Grants == nil && r.accept("under its patents"):
		switch {
		case r.accept("continue"):
			e.Kind = EffectPatentsRun
		case r.accept("end"):
			e.Kind = EffectPatentsFree
		default:
			r.want("`continue` or `end`")
		}
	case r.accept("end"):
		e.That = r.thatLicensee()
	case r.accept("continue"):
		e.Kind = EffectContinue
		if r.match("for", 0) > 0 || r.match("until", 0) > 0 {
			r.later(r.peek().at, "rights that continue for a time")
		}
	case r.accept("extend to"):
		e.Kind = EffectExtend
		r.toBuyer()
	case r.accept("pass to"):
		e.Kind = EffectPass
		r.toBuyer()
	case r.accept("do not extend to products of the buyer on sale before the event"):
		e.Kind = EffectNotFor
		r.comma()
		if !r.accept("unless licensed before") {
			r.want("`, unless licensed before`")
		}
	case r.accept("do not extend to"):
		e.Kind = EffectNotTo
		if e.To = r.oneInvolved(); e.To == NobodySaid {
			r.want("`the buyer`, `the entity`, `affiliates of the buyer before the event`, or `products of the buyer on sale before the event, unless licensed before`")
		}
	case r.accept("are limited to"):
		e.Kind = EffectLimited
		e.Limit = r.productLimit()
	default:
		r.unknownEffect()
	}
}

func (r *reader) unknownEffect() {
	t := r.peek()
	if t.kind != tokenWord {
		r.want("what becomes of the rights")
		return
	}
	r.fail(diag.UnreadableValue, t.at, fmt.Sprintf("%s does not say what becomes of the rights", t),
		"Rights end, continue, extend to the buyer, pass to the buyer, do not extend to somebody, are limited to products, or run with the patent.", nil)
}

func (r *reader) toBuyer() {
	if !r.accept("the buyer") && !r.accept("the purchaser") && !r.accept("the acquirer") {
		r.want("`the buyer`")
	}
}

// productLimit reads what rights are limited to.
func (r *reader) productLimit() *ProductLimit {
	start := r.i
	r.example = "then rights are limited to products of the entity on sale before the event"
	l := &ProductLimit{}
	switch {
	case r.match("products of the same kind", 0) > 0:
		r.fail(diag.UnreadableValue, through(r.peek().at, r.at(4).at), "of the same kind as what is a judgement",
			"Define the products and name the definition here: `products \"Products of the Kind\"` with a line `where finding \"same kind\" of the product`.", nil)
		return nil
	case r.accept("products of the business before the event"):
		l.Business = true
	case r.accept("products of"):
		if l.Of = r.oneInvolved(); l.Of != TheEntity && l.Of != TheBuyer {
			r.want("`the entity`, `the buyer` or `the business`")
		}
		if !r.failed && !r.accept("on sale before the event") {
			r.want("`on sale before the event`")
		}
	default:
		n := r.nameOf("a definition of products, or `products of the entity on sale before the event`")
		l.Set = &n
	}
	if !r.failed && l.Set == nil && r.peek().punct(",") {
		r.i++
		if l.Evolution = r.accept("with natural evolution"); !l.Evolution {
			r.want("`with natural evolution`")
		}
	}
	l.At = r.from(start)
	return l
}

// repricing reads what follows price of in an effect.
func (r *reader) repricing(e *Effect) {
	e.Kind = EffectPrice
	e.Grants = r.names("a grant", r.nameOf)
	if !r.failed && !r.accept("becomes") {
		r.want("`becomes` and a price")
	}
	if r.failed {
		return
	}
	e.Price = orNotStated((*reader).price)(r)
	if !r.failed && r.accept("for") {
		if e.Whose = r.oneInvolved(); e.Whose != TheEntity && e.Whose != TheBuyer {
			r.want("`the entity` or `the buyer`")
		}
	}
}

// repriced is the value of to change.
func (r *reader) repriced() Value {
	start := r.i
	r.accept("the")
	if !r.accept("price of") {
		r.later(r.peek().at, "a power to change something else than a price")
		return nil
	}
	v := &Repriced{Grants: r.names("a grant", r.nameOf)}
	if !r.failed && !r.accept("to") {
		r.want("`to` and a price")
	}
	if r.failed {
		return nil
	}
	v.Price = orNotStated((*reader).price)(r)
	v.That = !r.failed && r.thatLicensee()
	if r.failed {
		return nil
	}
	v.At = r.from(start)
	return v
}

// ownedThen is the value of from applications and from disclosures.
func (r *reader) ownedThen() Value {
	start := r.i
	if !r.accept("owned by") {
		r.want("`owned by`, persons and a moment")
		return nil
	}
	o, ok := r.owned().(*Owned)
	if r.failed || !ok {
		return nil
	}
	if k := o.Held.Kind; k != HeldOn && k != HeldBefore {
		r.fail(diag.UnreadableValue, o.Held.At, "what is asked here is owned at a moment", "Of what became a patent later, the day on which it had to be owned counts: `on 2023-09-13`, or `immediately before 2023-09-13`.", nil)
		return nil
	}
	return &OwnedThen{Owned: o, At: r.from(start)}
}
