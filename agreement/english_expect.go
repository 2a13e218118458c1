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
	s += ": " + e.Answer.words()
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
		s := "is " + q.Captured.Patent + " among " + q.Captured.Set.Local()
		if q.Captured.On != when.None {
			s += " on " + q.Captured.On.String()
		}
		return s
	case q.Holders != nil:
		return "who holds rights under " + q.Holders.Patent + " on " + q.Holders.On.String()
	case q.Member != nil:
		return "does " + string(q.Member.Org) + " belong to " + q.Member.Group.Local() + " on " + q.Member.On.String()
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

func (a ExpectAnswer) words() string {
	s := a.Verdict
	switch {
	case len(a.Holders) > 0:
		return andList(a.Holders)
	case len(a.DependsOn) > 0:
		on := make([]string, len(a.DependsOn))
		for i, o := range a.DependsOn {
			on[i] = o.String()
		}
		s += " on " + andList(on)
	}
	if a.Until != when.None {
		s += ", until " + a.Until.String()
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
	if o.Of == "" {
		return s
	}
	switch o.Kind {
	case AskRedacted, AskMissingText, AskReading, AskElection:
		return s + " " + bareOrQuoted(o.Of)
	}
	return s + " of " + bareOrQuoted(o.Of)
}
