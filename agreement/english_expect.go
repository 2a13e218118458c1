package agreement

import "github.com/crossgrant/crossgrant/when"

// Sentence says the case: what is asked, on which terms, and what must come out.
func (e *Expect) Sentence() string {
	s := e.Question.words()
	if e.WithoutPresumptions {
		s += ", without presumptions"
	}
	if e.KnownAt != when.None {
		s += ", as known on " + e.KnownAt.String()
	}
	s += ": " + e.Answer.words(e.Question)
	for _, p := range e.Parts {
		what := p.Component
		if what == "" {
			what = p.Country
		}
		s += "; " + what + ": " + p.Verdict
	}
	if len(e.Because) > 0 {
		s += ", because of " + andList(e.Because)
	}
	if e.Title != "" {
		s = e.Title + ": " + s
	}
	if len(e.Given) > 0 {
		given := make([]string, len(e.Given))
		for i := range e.Given {
			given[i], _ = factClause(e.Given[i].Body)
			if f := &e.Given[i]; f.Dated && f.Begin.Known() && f.Begin.Earliest.Real() {
				given[i] += " on " + f.Begin.Earliest.String()
			}
		}
		s += ", given that " + andList(given)
	}
	return s + "."
}

func (q ExpectQuestion) words() string {
	switch {
	case q.Captured != nil:
		return "is " + q.Captured.Patent + " among " + q.Captured.Set.Local() + onDay(q.Captured.On)
	case q.Holders != nil:
		return "who holds rights under " + q.Holders.Patent + " on " + q.Holders.On.String()
	case q.Owners != nil:
		return "who owns " + q.Owners.Patent + " on " + q.Owners.On.String()
	case q.InNet != nil:
		return "is " + string(q.InNet.Org) + " a member of " + q.InNet.Network + " on " + q.InNet.On.String()
	case q.Member != nil:
		return "does " + string(q.Member.Org) + " belong to " + q.Member.Group.Local() + " on " + q.Member.On.String()
	}
	if q.Power != nil {
		s := "is " + q.Power.Power.Local() + " exercisable"
		if q.Power.For != "" {
			s += " for " + string(q.Power.For)
		}
		return s + onDay(q.Power.On)
	}
	if m := q.May; m != nil {
		return "may " + string(m.By) + " sublicense " + string(m.To) + " under " + m.Grant.Local() + onDay(m.On)
	}
	if q.Date != nil {
		return "which day is " + q.Date.Says
	}
	if q.Sue != nil {
		return "who may sue for infringements of " + q.Sue.Patent + " on " + q.Sue.On.String()
	}
	uses := make([]string, len(q.Uses))
	for i, u := range q.Uses {
		uses[i] = u.String()
	}
	s := andList(uses)
	if u := q.Under.String(); u != "" {
		s += " under " + u
	}
	return s
}

// onDay is the day of a question; a question without one is about the day of the run, or about every day.
func onDay(d when.Date) string {
	if d == when.None {
		return ""
	}
	return " on " + d.String()
}

// words says the answer to the question q.
func (a ExpectAnswer) words(q ExpectQuestion) string {
	s := a.Verdict
	switch {
	case q.Date != nil:
		return a.Day.String()
	case len(a.Consent) > 0:
		return andList(a.Holders) + ", with consent of " + andOrgs(a.Consent)
	case len(a.Holders) > 0:
		return andList(a.Holders)
	case len(a.DependsOn) > 0:
		on := make([]string, len(a.DependsOn))
		for i, o := range a.DependsOn {
			on[i] = o.String()
		}
		s += " on " + andList(on)
	}
	if q.Power != nil && a.Since != when.None {
		s += " since " + a.Since.String()
	}
	if a.HaveMade {
		s += ", by have made"
	}
	if a.Until != when.None {
		s += ", until " + a.Until.String()
	}
	if p := a.Price; p != nil {
		s += ", price " + p.Price.String()
		if p.Since != when.None {
			s += " since " + p.Since.String()
		}
	}
	if q.InNet != nil && a.EarliestEnd != when.None {
		s += ", earliest end " + a.EarliestEnd.String()
	}
	switch {
	case a.Ends == nil:
	case a.Ends.None:
		s += ", not terminable"
	default:
		s += ", terminable by " + string(a.Ends.By)
		if a.Ends.Since != when.None {
			s += " since " + a.Ends.Since.String()
		}
	}
	return s
}

// String is the open question as an `answer` line names it: finding "natural evolution" of redmi-15, redacted
// separation-agreement.
func (o ExpectOpen) String() string {
	s := string(o.Kind)
	if o.Kind == AskMissingText {
		s = "missing text"
	}
	if o.Says != "" {
		s += " " + quote(o.Says)
	}
	switch {
	case o.Of == "":
		return s
	case o.With != "":
		return s + " of " + subject(Name(o.Of)) + " and " + subject(Name(o.With))
	}
	switch o.Kind {
	case AskRedacted, AskMissingText, AskReading, AskElection:
		return s + " " + bareOrQuoted(o.Of)
	}
	return s + " of " + bareOrQuoted(o.Of)
}
