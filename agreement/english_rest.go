package agreement

import "strings"

// Sentence says who may sue for infringements of which time.
func (a *Allocation) Sentence() string {
	parts := make([]string, len(a.Shares))
	for i, s := range a.Shares {
		parts[i] = andOrgs(s.Who) + " may sue for infringements " + spanProse(s.During)
		if s.Consent != "" {
			parts[i] += ", with consent of " + s.Consent
		}
	}
	return "Of " + patentItems(a.On) + ": " + strings.Join(parts, "; ") + "."
}

// Sentence says who holds which rights in the patents beside the agreement.
func (e *Encumbrance) Sentence() string {
	who := members(e.HeldBy)
	if e.Unnamed != "" {
		who = quote(e.Unnamed) + ", whom the text does not name,"
	}
	s := who + " hold rights in " + patentItems(e.On) + " that came about " + spanProse(e.Since)
	if e.Scope == "" {
		return s + "; how far they go is not known."
	}
	return s + ": " + e.Scope + "."
}
