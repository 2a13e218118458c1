package syntax

func (p printer) use(u *Use) string {
	verb := u.Act
	for _, a := range acts {
		if a.act == u.Act {
			verb = p.word(a.verb)
		}
	}
	s := u.Actor.String() + " " + verb + " " + u.Product.String()
	if u.For != nil {
		s += " for " + u.For.String()
	}
	if u.From != nil {
		s += " from " + u.From.String()
	}
	if u.Country != nil {
		s += " in " + u.Country.String()
	}
	s += onDay(u.On)
	if u.Under != nil {
		s += " under " + p.under(u.Under)
	}
	return s
}

func (p printer) under(u *Under) string {
	switch {
	case u.Org != nil:
		return "patents of " + u.Org.String() + share(u.Share)
	case u.Set != nil:
		return u.Set.String()
	}
	return joinNames(u.Patents)
}

func (p printer) answer(a *Answer) string {
	switch {
	case a.Nobody:
		return "nobody"
	case a.Day != nil:
		return a.Day.Text
	case a.Verdict == "":
		return claimants(a.Holders, a.Consent)
	}
	s := a.Verdict + since(a.Since)
	if len(a.DependsOn) > 0 {
		s += " on " + joined(a.DependsOn, p.answerOpen)
	}
	if a.HaveMade {
		s += ", by have made"
	}
	if a.Until != nil {
		s += ", until " + a.Until.Text
	}
	if a.EarliestEnd != nil {
		s += ", earliest end " + a.EarliestEnd.Text
	}
	if a.Price != nil {
		s += ", price " + p.value(a.Price.Price) + since(a.Price.Since)
	}
	if a.Ends != nil {
		s += ", " + answerEnds(a.Ends)
	}
	return s
}

func (p printer) answerOpen(o AnswerOpen) string {
	s := o.Kind
	if o.Says != nil {
		s += " " + o.Says.String()
	}
	if o.Of != nil {
		for _, k := range questionNames {
			if k == o.Kind {
				return s + " " + o.Of.String()
			}
		}
		s += " of " + o.Of.String()
	}
	if o.With != nil {
		s += ", " + o.With.String()
	}
	return s
}

func powerOn(v *PowerOn) string {
	s := v.Power.String()
	if v.For != nil {
		s += " for " + v.For.String()
	}
	return s + onDay(v.On)
}

func answerEnds(e *AnswerEnds) string {
	if e.None {
		return "not terminable"
	}
	return "terminable by " + e.By.String() + since(e.Since)
}

func since(d *Date) string {
	if d == nil {
		return ""
	}
	return " since " + d.Text
}
