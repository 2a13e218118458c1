package syntax

import "fmt"

func (p printer) event(e *Event) string {
	if entityVerbs[e.Verb] {
		return p.entityEvent(e)
	}
	verb := ""
	for _, v := range triggerVerbs {
		if v.verb != e.Verb {
			continue
		}
		if verb = v.one; e.By != nil && several(e.By) {
			verb = v.many
		}
	}
	switch e.Verb {
	case VerbHappens:
		return "event " + e.Name.String()
	case VerbEnds:
		return e.Agreement.String() + " " + verb
	case VerbCeasesToControl:
		return e.Holder.String() + " " + verb + " " + e.Held.String() + share(e.Share)
	}
	s := p.role(e.By) + " " + verb
	switch {
	case e.Verb == VerbRejects, e.Verb == VerbDiscontinues:
		return s + " " + e.Agreement.String()
	case e.To != nil && e.Verb == VerbChallenges:
		s += " of " + p.role(e.To)
	case e.To != nil:
		s += " " + p.role(e.To)
	}
	if e.Offensive {
		s += ", not in response to a pending suit"
	}
	return s
}

// several reports whether a role takes its verb in the plural.
func several(r *Role) bool {
	return len(r.Members) > 1 || len(r.Members) == 1 && r.Members[0].Kind > MemberEveryone
}

func (p printer) role(r *Role) string {
	switch r.Kind {
	case RoleLicensee:
		return r.Word + " licensee"
	case RoleAnybody:
		return "anybody"
	case RoleParty:
		return "a party"
	}
	return joined(r.Members, p.member)
}

func thatLicensee(written bool) string {
	if written {
		return " for that licensee"
	}
	return ""
}

func idle(x *Idle) string {
	unit := "consecutive quarters"
	if x.Quarters == 1 {
		unit = "consecutive quarter"
	}
	return fmt.Sprintf("no sale under %s in %d %s", x.Under, x.Quarters, unit)
}

func delay(d *Delay) string {
	switch {
	case d.Duration == nil:
		return "at once"
	case d.Cure:
		return duration(d.Duration) + " to cure"
	}
	return duration(d.Duration)
}

func chain(c *Chain) string {
	if len(c.Words) == 0 {
		return "whoever acquired the product from a licensee"
	}
	return joinNames(c.Words) + " of a licensee"
}

// occurred prints an event of a journal.
func occurred(o *Occurred) string {
	s := ""
	if o.By != nil {
		s = o.By.String() + " "
	}
	h := happeningOf(o.Verb)
	switch o.Verb {
	case VerbHappens:
		return "event " + o.Name.String() + " of " + o.Of.String()
	case VerbEnds:
		return o.Of.String() + " " + h.words
	case VerbChallenges:
		s += h.words + " " + joinNames(o.Patents)
		if o.To != nil {
			s += " of " + o.To.String()
		}
		return s
	case VerbTransfersBusiness:
		return s + h.words + " " + o.Business.String() + " to " + o.To.String()
	case VerbUndertakes:
		if s += h.words + " " + o.Of.String(); o.Number != nil {
			s += " " + o.Number.String()
		}
		return s
	case VerbAccepts:
		return s + h.words + " " + o.Of.String() + " from " + o.To.String()
	case VerbSublicenses:
		return s + h.words + " " + o.To.String() + " under " + o.Of.String()
	}
	s += h.words
	if o.Of != nil {
		if h.under {
			s += " under"
		}
		s += " " + o.Of.String()
	}
	if o.To != nil {
		if h.under {
			s += " to"
		}
		s += " " + o.To.String()
	}
	return s
}
