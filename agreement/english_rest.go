package agreement

import (
	"strings"

	"github.com/crossgrant/crossgrant/when"
)

// This file says what rests on patents beside rights to use them: who may sue, and what others hold.

// Sentence says who may sue for infringements of which time. For a time that no line has it is the owners.
func (a *Allocation) Sentence() string {
	parts := make([]string, len(a.Shares))
	spans := make([]when.Interval, len(a.Shares))
	for i, s := range a.Shares {
		parts[i], spans[i] = s.words(), s.During
	}
	if !when.NewSpans(spans...).Equal(when.Spans{when.Always}) {
		parts = append(parts, "for infringements of any other day, whoever owns the patent then may sue")
	}
	return "Of " + patentItems(a.On) + ": " + strings.Join(parts, "; ") + "."
}

func (s SueShare) words() string {
	w := andOrgs(s.Who) + " may sue for infringements"
	if s.During != when.Always {
		w += " " + spanProse(s.During)
	}
	if s.Consent != "" {
		w += ", with consent of " + s.Consent
	}
	return w
}

// Sentence says who holds which rights in the patents beside those that the agreement gives.
func (e *Encumbrance) Sentence() string {
	who := upperFirst(members(e.HeldBy)) + verb(e.HeldBy, " holds", " hold")
	if e.Unnamed != "" {
		who = quote(e.Unnamed) + ", whom the text does not name, hold"
	}
	s := who + " rights in " + patentItems(e.On)
	if e.Since != when.Always {
		s += " that came about " + spanProse(e.Since)
	}
	if e.Scope == "" {
		return s + "; how far they go is not known."
	}
	return s + ": " + strings.TrimSuffix(e.Scope, ".") + "."
}
