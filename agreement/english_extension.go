package agreement

import "strings"

// Sentence says whose rights reach whom, and how.
func (x *Extension) Sentence() string {
	of := andNames(x.Of)
	to := x.reaches()
	var s string
	switch {
	case x.Kind == Transfer:
		s = "A licensee under " + of + " may transfer its place to " + to
	case x.Kind == Sublicence && x.ByAct:
		who := "A licensee under " + of
		if len(x.By) > 0 {
			who = upperFirst(members(x.By)) + ", if licensed under " + of + ","
		}
		s = who + " may sublicense " + to
	case x.Kind == Sublicence:
		s = "The rights under " + of + " extend to " + to + ", who are sublicensed without a further act"
	default:
		s = "The rights under " + of + " extend to " + to
	}
	if len(x.Acts) > 0 {
		s += ", to " + actsWords(x.Acts, Act.Prose, "deal in any way with products", "and")
	}
	s += provisos(x.Provided)
	if x.Kind == Sublicence && x.ByAct {
		s += "; a sublicence counts from the day on which it is given"
	}
	return s + x.Precedence.remark(x.Clause) + "."
}

// reaches says to whom the rights extend.
func (x *Extension) reaches() string {
	switch {
	case x.Business:
		return "the buyer of the business"
	case x.Parties != nil:
		return "the parties to an agreement with " + string(x.Parties.With) + " signed " + spanProse(x.Parties.Signed)
	case x.Chain == MakesFor:
		return "whoever deals with the product for a licensee"
	case x.Chain == AcquiredFrom:
		return "whoever acquired the product from a licensee"
	}
	return members(x.To)
}

// upperFirst begins a sentence with words that may be an id; an id is left as it is written.
func upperFirst(s string) string {
	if rest, ok := strings.CutPrefix(s, "the "); ok {
		return "The " + rest
	}
	return s
}
