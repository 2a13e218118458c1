package present

import (
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// Cite writes a clause as one refers to it: `hw-xm 2.1 Grants, licence h2x`.
func Cite(c agreement.Clause) string {
	place := strings.TrimSpace(c.Agreement + " " + c.Number)
	if c.Heading != "" {
		place = strings.TrimSpace(place + " " + c.Heading)
	}
	what := strings.TrimSpace(c.Kind + " " + name(c))
	if c.Kind == "agreement" || c.Kind == "network" {
		what = ""
	}
	switch {
	case what == "":
		return Clean(place)
	case place == "":
		return Clean(what)
	}
	return Clean(place + ", " + what)
}

// shortCite is the clause within an agreement already named: `1.1 group "Xiaomi Group"`.
func shortCite(c agreement.Clause) string {
	return Clean(strings.TrimSpace(c.Number + " " + strings.TrimSpace(c.Kind+" "+name(c))))
}

// name quotes a name that is more than one word.
func name(c agreement.Clause) string {
	if strings.Contains(c.Name, " ") {
		return `"` + c.Name + `"`
	}
	return c.Name
}

// place is where something stands: the file and line of a clause.
func place(c agreement.Clause) string {
	if c.At.File == "" {
		return ""
	}
	return sprintf("%s:%d", c.At.File, c.At.Start.Line)
}

// ask writes the use as the question that a person would put.
func ask(u agreement.UseOf, under agreement.Under) string {
	s := "May " + string(u.Actor) + " " + u.Act.Prose() + " " + u.Product
	if u.For != "" {
		s += " for " + string(u.For)
	}
	if u.From != "" {
		s += " acquired from " + string(u.From)
	}
	if u.Country != "" {
		s += " in " + u.Country
	}
	if u.On != when.None {
		s += " on " + u.On.String()
	}
	return Clean(s + " under " + under.String() + "?")
}

// dayOrEnd writes a last day, or that none is in sight.
func dayOrEnd(d when.Date) string {
	if d >= when.Max {
		return "no end in sight"
	}
	return d.String()
}

// countsLine writes all counts that are not zero, licensed first.
func countsLine(c rights.Counts) string {
	lic := thousands(c.Licensed) + " licensed"
	if c.Own > 0 {
		lic += sprintf(" (%s of them own)", thousands(c.Own))
	}
	parts := []string{lic}
	for _, x := range []struct {
		n    int
		word string
	}{
		{c.Partly, "partly licensed"},
		{c.NotLicensed, "not licensed"},
		{c.Depends, "open (depends)"},
		{c.NotInForce, "not in force"},
		{c.Pending, "pending"},
		{c.NotRelevant, "not relevant"},
	} {
		if x.n > 0 {
			parts = append(parts, thousands(x.n)+" "+x.word)
		}
	}
	s := strings.Join(parts, ", ") + sprintf("; %s asked about", count(c.Asked(), "patent"))
	if c.StatusUnknown > 0 {
		s += sprintf(" (%s of unknown status)", thousands(c.StatusUnknown))
	}
	return s
}

// resting counts what an answer takes as given, for the headline: "rests on 2 assumptions and 1 presumption".
func resting(rs []rights.RestsOn) string {
	assumed, presumed, supposed := 0, 0, 0
	for _, r := range rs {
		switch r.Kind {
		case "assumed":
			assumed++
		case "presumed":
			presumed++
		case "supposed":
			supposed++
		}
	}
	var parts []string
	if assumed > 0 {
		parts = append(parts, count(assumed, "assumption"))
	}
	if presumed > 0 {
		parts = append(parts, count(presumed, "presumption"))
	}
	if supposed > 0 {
		parts = append(parts, count(supposed, "supposition"))
	}
	if len(parts) == 0 {
		return ""
	}
	return "rests on " + list(parts)
}

// settle says what would answer an open question.
func settle(q agreement.Question) string {
	switch q.Kind {
	case agreement.AskFinding:
		return "settled by a finding; record: " + findingText(q) + ": yes (or no)"
	case agreement.AskConflict:
		if _, ok := contenders(q); ok {
			return "settled by what the parties meant; write into the clause that yields that it is subject to the other" + inPlace(q.Clause)
		}
		return "settled by a finding that replaces one of the two; record: " + findingText(q) + ": yes, with `replaces AUTHORITY`"
	case agreement.AskStatus:
		return "settled by what the register says; record: DATE in force " + q.Of + " in CC (or lapsed, expired, revoked)"
	case agreement.AskRedacted:
		return "settled by the words behind the redaction"
	case agreement.AskMissingText:
		return "settled by what the parties agreed; write it into the clause" + inPlace(q.Clause)
	case agreement.AskReading:
		return "settled by what the parties meant; write it into the clause in place of the reading" + inPlace(q.Clause)
	case agreement.AskElection:
		return "settled by what is chosen; record: " + electionText("DATE", q) + " (or declines)"
	case agreement.AskOrder:
		return "settled by the property `order N` on these facts"
	case agreement.AskLaw:
		return "settled by a declared presumption, or by the text of the agreement"
	case agreement.AskFact:
		return "settled by a dated fact with its source in a journal, or by a fuller portfolio file"
	}
	return ""
}

func inPlace(c agreement.Clause) string {
	if at := place(c); at != "" {
		return " (" + at + ")"
	}
	return ""
}

// contenders are the two clauses of a question which of them prevails, in the order of its answers no and yes; false: the
// question is another. See [agreement.QPrecedence].
func contenders(q agreement.Question) (names [2]agreement.Name, ok bool) {
	parts := strings.Split(q.Key, "|")
	if q.Kind != agreement.AskConflict || len(parts) != 3 || parts[0] != "precedence" {
		return names, false
	}
	return [2]agreement.Name{agreement.Name(parts[1]), agreement.Name(parts[2])}, true
}

// prevailing says of two clauses that the one prevails over the other: each by its own name where both are of one
// agreement.
func prevailing(one, other agreement.Name) string {
	x, _ := one.Split()
	if y, _ := other.Split(); x == y {
		return one.Local() + " prevails over " + other.Local()
	}
	return string(one) + " prevails over " + string(other)
}

// electionText is the line of a journal by which an election is made. The sentence of the question names who has it.
func electionText(on string, q agreement.Question) string {
	who := "ORG"
	if _, by, ok := strings.Cut(strings.TrimSuffix(q.Says, ": made or not?"), " by "); ok && !strings.ContainsAny(by, `", `) {
		who = by
	}
	return on + " " + who + " elects " + bareOr(q.Key)
}

func findingText(q agreement.Question) string {
	term, of, _ := strings.Cut(q.Key, "|")
	s := `finding "` + term + `"`
	if of != "" {
		s += " of " + of
	}
	return s
}
