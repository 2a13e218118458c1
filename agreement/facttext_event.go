package agreement

import "strings"

// text is the event in its one spelling, without its date and its property lines, but for those that say what is accepted and from when on: "sony gives notice under
// sony-gsi/end-for-assertion to gsi". Names are qualified by their agreement, so that it is read alike everywhere.
func (e Event) text() string {
	to := func(s string) string {
		if e.To == "" {
			return s
		}
		return s + " to " + string(e.To)
	}
	by, of := string(e.By), bareOrQuoted(string(e.Of))
	switch e.Verb {
	case Sues:
		return by + " sues " + string(e.To)
	case Challenges:
		s := by + " challenges " + strings.Join(e.Patents, ", ")
		if e.To != "" {
			s += " of " + string(e.To)
		}
		return s
	case BecomesInsolvent:
		return by + " becomes insolvent"
	case Rejects:
		return by + " rejects " + of
	case Ends:
		return of + " ends"
	case GivesNotice:
		return to(by + " gives notice under " + of)
	case GivesWarning:
		return to(by + " gives warning under " + of)
	case Cures:
		return by + " cures under " + of
	case Sublicenses:
		return by + " sublicenses " + string(e.To) + " under " + of
	case Elects:
		return by + " elects " + of
	case Declines:
		return by + " declines " + of
	case SoldUnder:
		return by + " makes a sale under " + of
	case AssignsAgreement:
		return to(by + " assigns " + of)
	case Happens:
		return "event " + quote(e.Name) + " of " + of
	case TransfersBusiness:
		return by + " transfers business " + bareOrQuoted(e.Name) + " to " + string(e.To)
	case Undertakes:
		return by + " undertakes under " + of
	case Offers:
		return by + " offers " + of
	case Accepts:
		s := by + " accepts " + of + " from " + string(e.To)
		if len(e.Patents) > 0 {
			s += ", patents " + strings.Join(e.Patents, ", ")
		}
		return s
	case Discontinues:
		return by + " discontinues " + of + ", effective " + e.Effective.String()
	}
	return "an event of an unknown kind"
}

// clause words the event as something that has happened.
func (e Event) clause() string {
	by, of := string(e.By), string(e.Of)
	if a, _ := e.Of.Split(); a != "" {
		of = subject(e.Of) + " of " + a
	}
	switch e.As {
	case AsAgent:
		by += ", as an agent of " + string(e.For) + ","
	case AsExclusiveLicensee:
		by += ", as an exclusive licensee of " + string(e.For) + ","
	}
	to := ""
	if e.To != "" {
		to = " to " + string(e.To)
	}
	switch e.Verb {
	case Sues:
		s := by + " sued " + string(e.To)
		if e.InResponse {
			s += " in response to a pending suit"
		}
		return s
	case Challenges:
		s := by + " challenged " + andList(e.Patents)
		if e.To != "" {
			s += " of " + string(e.To)
		}
		return s
	case BecomesInsolvent:
		return by + " became insolvent"
	case Rejects:
		return by + " rejected " + of
	case Ends:
		return of + " ended"
	case GivesNotice:
		return by + " gave notice" + to + " under " + of
	case GivesWarning:
		return by + " gave a warning" + to + " under " + of
	case Cures:
		return by + " cured what it was warned of under " + of
	case Sublicenses:
		return by + " sublicensed " + string(e.To) + " under " + of
	case Elects:
		return by + " elected " + of
	case Declines:
		return by + " declined " + of
	case SoldUnder:
		return by + " made a sale under " + of
	case AssignsAgreement:
		s := by + " assigned " + of + to
		if e.WithBusiness {
			s += " with the business"
		}
		return s
	case TransfersBusiness:
		return by + " transferred the business " + quote(e.Name) + to
	case Undertakes:
		return by + " undertook in writing what " + of + " asks for"
	case Offers:
		return by + " offered " + of
	case Accepts:
		s := by + " accepted " + of + " from " + string(e.To)
		if len(e.Patents) > 0 {
			s += " for " + andList(e.Patents)
		}
		return s
	case Discontinues:
		s := by + " announced that it discontinues " + of
		if e.Effective.Real() {
			s += " with effect from " + e.Effective.String()
		}
		return s
	case Happens:
		return "there was the event " + quote(e.Name) + " of " + of
	}
	return e.text()
}
