package syntax

// effect prints what follows by itself.
func (p printer) effect(e *Effect) string {
	switch e.Kind {
	case EffectJoins:
		return "the entity joins " + e.Name.String()
	case EffectPatentsJoin:
		return "its patents join " + e.Name.String()
	case EffectPrice:
		s := "price of " + joinNames(e.Grants) + " becomes " + p.value(e.Price)
		if e.Whose != NobodySaid {
			s += " for " + involvedWords(e.Whose)
		}
		return s
	}
	if !e.Rights {
		verb := " ends"
		if len(e.Grants) > 1 {
			verb = " end"
		}
		return joinNames(e.Grants) + verb + thatLicensee(e.That)
	}
	s := "rights"
	switch e.Whose {
	case Everybody:
		s = "all rights"
	case TheEntity, TheBuyer:
		s = "rights of " + involvedWords(e.Whose)
	}
	if len(e.Grants) > 0 {
		s += " under " + joinNames(e.Grants)
	}
	switch e.Kind {
	case EffectRun:
		return s + " run with the patent"
	case EffectPatentsRun:
		return s + " under its patents continue"
	case EffectPatentsFree:
		return s + " under its patents end"
	case EffectContinue:
		return s + " continue"
	case EffectExtend:
		return s + " extend to the buyer"
	case EffectPass:
		return s + " pass to the buyer"
	case EffectNotTo:
		return s + " do not extend to " + involvedWords(e.To)
	case EffectNotFor:
		return s + " do not extend to products of the buyer on sale before the event, unless licensed before"
	case EffectLimited:
		return s + " are limited to " + productLimit(e.Limit)
	}
	return s + " end" + thatLicensee(e.That)
}

func involvedWords(i Involved) string {
	for _, w := range involved {
		if w.who == i {
			return w.words
		}
	}
	return ""
}

func productLimit(l *ProductLimit) string {
	var s string
	switch {
	case l.Set != nil:
		return l.Set.String()
	case l.Business:
		s = "products of the business before the event"
	default:
		s = "products of " + involvedWords(l.Of) + " on sale before the event"
	}
	if l.Evolution {
		s += ", with natural evolution"
	}
	return s
}

// entityEvent prints an event about an entity.
func (p printer) entityEvent(e *Event) string {
	switch e.Verb {
	case VerbLeaves:
		return "an entity leaves " + e.Group.String()
	case VerbJoins:
		return "an entity joins " + e.Group.String()
	case VerbAcquires:
		if manyPlayers(e.By) {
			return p.player(e.By) + " acquire an entity"
		}
		return p.player(e.By) + " acquires an entity"
	case VerbTransfersBusiness:
		verb := " transfers "
		if manyPlayers(e.By) {
			verb = " transfer "
		}
		s := p.player(e.By) + verb
		if e.Business != nil {
			s += "business " + e.Business.String()
		} else {
			s += "a business"
		}
		if e.To != nil {
			s += " to " + p.player(e.To)
		}
		return s
	}
	s := p.player(e.To) + " is acquired"
	if manyPlayers(e.To) {
		s = p.player(e.To) + " are acquired"
	}
	if e.By != nil {
		s += " by " + p.player(e.By)
	}
	switch e.Staying {
	case StayingSeparate:
		s += ", staying a separate entity"
	case NotStayingSeparate:
		s += ", not staying a separate entity"
	}
	return s
}

// player prints a role of an event about an entity, in which a group is not spoken of as one.
func (p printer) player(r *Role) string {
	if r.Member {
		return "a member of " + p.role(r)
	}
	return p.role(r)
}

func manyPlayers(r *Role) bool { return !r.Member && several(r) }
