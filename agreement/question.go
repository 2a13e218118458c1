package agreement

import (
	"fmt"
	"strings"
)

// QuestionKind is the kind of an open question.
type QuestionKind string

// The kinds of open question.
const (
	AskFinding     QuestionKind = "finding"
	AskFact        QuestionKind = "fact"
	AskStatus      QuestionKind = "status"
	AskRedacted    QuestionKind = "redacted"
	AskMissingText QuestionKind = "missing_text"
	AskConflict    QuestionKind = "conflict"
	AskReading     QuestionKind = "reading"
	AskElection    QuestionKind = "election"
	AskOrder       QuestionKind = "order"
	AskLaw         QuestionKind = "law"
)

// Question is something whose answer is not known. Two questions are the same when Kind and Key are the same; Says is
// the sentence a person reads; Of is what it is about ("redmi-15", "US1234"), Clause the clause that raises it.
type Question struct {
	Kind   QuestionKind
	Key    string
	Says   string
	Of     string
	Clause Clause
}

// ID is what identifies the question.
func (q Question) ID() string { return string(q.Kind) + ":" + q.Key }

// QFinding asks for the finding term about of (empty: about nothing in particular).
func QFinding(term, of string, c Clause) Question {
	says := fmt.Sprintf("finding %q", term)
	if of != "" {
		says += " of " + of
	}
	return Question{AskFinding, term + "|" + of, says + ": yes or no?", of, c}
}

// QConflict asks which of two differing findings holds.
func QConflict(term, of string, c Clause) Question {
	q := QFinding(term, of, c)
	return Question{AskConflict, q.Key, strings.TrimSuffix(q.Says, ": yes or no?") + ": authorities differ; which holds?", of, c}
}

// QDay asks for a date of a patent: what is "priority date", "filing date", "publication date" or "grant date".
func QDay(what, patent string) Question {
	return Question{AskFact, what + "|" + patent, "the " + what + " of " + patent + " is not known", patent, Clause{}}
}

// QAttr asks whether an attribute that no source gives has a value: ("field", "telecommunications", "US1").
func QAttr(attr, value, of string) Question {
	return Question{AskFact, attr + "|" + value + "|" + of, fmt.Sprintf("is %s the %s of %s? No source says", value, attr, of), of, Clause{}}
}

// QOnSale asks whether a product was on sale at the time a clause names.
func QOnSale(product, at string, c Clause) Question {
	return Question{AskFact, "on sale|" + product + "|" + at, product + ": was it on sale " + at + "? No record says", product, c}
}

// QWhen asks on which day the fact at index i of the world took effect.
func QWhen(i int, text string) Question {
	return Question{AskFact, fmt.Sprintf("when|%d", i), "the day on which " + text + " is not known", text, Clause{}}
}

// QForm asks whether the deal that the fact at index i of the world states left the entity a separate one: yes or no.
func QForm(i int, text string) Question {
	return Question{AskFact, fmt.Sprintf("form|%d", i), "the form of the deal is not known: " + text + "; did the entity stay a separate one?", text, Clause{}}
}

// QOrder asks in which order the facts (indexes, ascending) of one day took effect. About is what they act on.
func QOrder(about string, facts []int) Question {
	return Question{AskOrder, fmt.Sprintf("%s|%v", about, facts), "in which order did the facts of one day about " + about + " take effect?", about, Clause{}}
}

// QOpen asks what a redacted or open passage says.
func QOpen(o *Open) Question {
	k, says := AskMissingText, "left open: "+o.Says
	if o.Redacted {
		k, says = AskRedacted, "redacted: "+o.Says
	}
	return Question{k, o.Clause.Agreement + "/" + o.Clause.Name, says, o.Clause.Name, o.Clause}
}

// QMissing asks for what a clause does not state: what is "in", "during", "perhaps", "leaving", "meanwhile" or "failing".
func QMissing(c Clause, what string) Question {
	says := map[string]string{
		"in":      "does not state its territory",
		"during":  "does not state its term",
		"perhaps": "may include others; the text does not settle it",
		"leaving": "does not say whether those that have left stay in",

		"meanwhile": "does not say what holds until the undertaking is given",
		"failing":   "does not say what holds when the undertaking is not given in time",
	}[what]
	return Question{AskMissingText, c.Agreement + "/" + c.Name + "|" + what, fmt.Sprintf("%s %q %s", c.Kind, c.Name, says), c.Name, c}
}

// QPrecedence asks which of two clauses prevails that each claim to. Its values are 0, the one whose name comes first,
// and 1.
func QPrecedence(a, b Clause) Question {
	if b.QName() < a.QName() {
		a, b = b, a
	}
	return Question{AskConflict, "precedence|" + string(a.QName()) + "|" + string(b.QName()),
		"conflict of " + a.place() + " and " + b.place() + ": each claims to prevail; which does?", a.Name, a}
}

// QElection asks whether the election that a survival needs is made.
func QElection(s *Survival) Question {
	return Question{AskElection, string(s.Clause.QName()), "election of " + s.Clause.Name + " by " + MemberList(s.Election) + ": made or not?", s.Clause.Name, s.Clause}
}

// QRuns asks whether a right of the kind runs with the patent into other hands.
func QRuns(k GrantKind) Question {
	return Question{AskLaw, "runs|" + k.String(), "does a " + k.String() + " given before run with the patent into other hands? Neither agreement nor presumption says", k.String(), Clause{}}
}

// QCoOwner asks whether a co-owner may license alone in a country.
func QCoOwner(country string) Question {
	return Question{AskLaw, "co-owner|" + country, "may a co-owner license alone in " + country + "?", country, Clause{}}
}

// QStatus asks for the status of a patent in a country.
func QStatus(patent, country string) Question {
	return Question{AskStatus, patent + "|" + country, "the status of " + patent + " in " + country + " is not known", patent, Clause{}}
}

var grantKinds = [...]string{"licence", "covenant", "release", "pledge"}

// String is the word of the language.
func (k GrantKind) String() string { return grantKinds[k] }
