package agreement

import "strings"

// This file says what follows from deals, and from coming and going: rules about an entity.

// entityWords says the event that a rule about an entity waits for.
func (t *Trigger) entityWords() string {
	switch t.Verb {
	case IsAcquired:
		s := t.To.one() + " is acquired"
		if !t.By.Anybody() {
			s += " by " + t.By.one()
		}
		switch t.Form {
		case StaysSeparate:
			s += " and stays a separate entity"
		case NotSeparate:
			s += " and does not stay a separate entity"
		}
		return s
	case AcquiresEntity:
		return t.By.one() + " acquires an entity"
	case LeavesGroup:
		return "an entity leaves " + t.Group.Local()
	case JoinsGroup:
		return "an entity joins " + t.Group.Local()
	}
	s := t.By.one() + " transfers a business"
	if t.Business != "" {
		s = t.By.one() + " transfers the business " + quote(t.Business)
	}
	if !t.To.Anybody() {
		s += " to " + t.To.one()
	}
	return s
}

// one speaks of a role as of one who plays it: "a member of Licensees or zebra".
func (r Role) one() string {
	if len(r.Members) == 0 {
		return "somebody"
	}
	out := make([]string, len(r.Members))
	for i, m := range r.Members {
		out[i] = m.words()
		switch {
		case m.Everyone:
			out[i] = "anybody"
		case m.Reach:
			out[i] = "one of " + out[i]
		case m.Group != "":
			out[i] = "a member of " + out[i]
		}
	}
	return orList(out)
}

// entitySentence says a rule about an entity.
func (r *Rule) entitySentence() string {
	s := "When " + r.On.words("a licensee") + provisos(r.Provided)
	u := r.Undertaken
	if u != nil {
		s += map[bool]string{true: ", provided that ", false: " and that "}[len(r.Provided) == 0] + u.By.String() + " undertakes it in writing"
		if u.Within != nil {
			s += " within " + u.Within.words() + " after the event"
		}
	}
	then := make([]string, len(r.Then))
	for i := range r.Then {
		then[i] = r.Then[i].words()
	}
	if len(then) == 0 {
		then = []string{"no right changes"}
	}
	s += ", " + strings.Join(then, ", and ")
	if u != nil && (u.Within != nil || u.Meanwhile != ActsNot) {
		s += "; until the undertaking is given " + u.Meanwhile.words()
	}
	if u != nil && u.Within != nil {
		s += "; when it is not given in time " + u.Failing.words()
	}
	return s + r.Precedence.remark(r.Clause) + "."
}

func (s State) words() string {
	switch s {
	case Acts:
		return "this applies"
	case ActsNot:
		return "this does not apply"
	}
	return "it is not stated whether this applies"
}

var involvedWords = [...]string{
	TheEntity: "the entity", TheBuyer: "the buyer", BuyersAffiliates: "the affiliates that the buyer had before the event", Everybody: "everybody",
}

// String is who is meant, in words.
func (i Involved) String() string { return word(involvedWords[:], int(i), "involved") }

// withIts is the same with what belongs to the entity in everything that is said of it.
func (i Involved) withIts() string {
	if i == TheEntity {
		return "the entity (with what it controlled)"
	}
	return i.String()
}

func (e *Effect) words() string {
	under := " under " + andNames(e.Grants)
	switch e.Kind {
	case RightsEnd:
		return "the rights of " + e.Who.withIts() + under + " end"
	case RightsContinue:
		return TheEntity.withIts() + " keeps its rights" + under
	case RightsExtend:
		return "the rights of " + TheEntity.withIts() + under + " extend to the buyer"
	case RightsPass:
		return "the rights of the entity" + under + " pass to the buyer"
	case RightsNotTo:
		return "rights" + under + " do not extend to " + e.Who.withIts() + " unless licensed before"
	case RightsLimited:
		return "the rights of " + e.Who.withIts() + under + " are limited to " + e.Limit.words()
	case RightsNotFor:
		return "the rights of the buyer" + under + " do not extend to products that it had on sale before the event unless it was licensed before"
	case EntityJoins:
		return TheEntity.withIts() + " joins " + e.Group.Local()
	case PatentsRun:
		return "rights" + under + " in patents of " + TheEntity.withIts() + " continue"
	case PatentsFree:
		return "rights" + under + " in patents of " + TheEntity.withIts() + " end"
	case PriceBecomes:
		s := "the price of " + andNames(e.Grants) + " becomes " + e.Price.String()
		if e.Who != Everybody {
			s += " for " + e.Who.withIts()
		}
		return s
	}
	return "something follows"
}

func (l Limit) words() string {
	var s string
	switch {
	case l.Set != "":
		return l.Set.Local()
	case l.Business:
		s = "products of the business that were on sale before the event"
	default:
		s = "products that " + l.Of.withIts() + " had on sale before the event"
	}
	if l.Evolution {
		s += ", with their natural evolutions"
	}
	return s
}
