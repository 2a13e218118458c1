package syntax

// sueShare prints a line of an allocation behind its key.
func (p printer) sueShare(v *SueShare) string {
	time := ""
	switch v.During.Form {
	case PeriodBefore, PeriodUntil:
		time = p.moment(v.During.Last)
	case PeriodFrom, PeriodAfter:
		time = p.moment(v.During.First)
	default:
		time = p.period(v.During)
	}
	s := time + ": " + claimants(v.Who, v.Consent)
	if v.Where != nil {
		s += " " + v.Where.String()
	}
	return s
}

func claimants(who, consent []Name) string {
	s := joinNames(who)
	if len(consent) > 0 {
		s += ", with consent of " + joinNames(consent)
	}
	return s
}
