package agreement

import (
	"fmt"
	"strings"

	"github.com/crossgrant/crossgrant/when"
)

// This file says the definitions that act on events: rules, powers and survivals. Extensions are in english_extension.go.

// Sentence says what happens by itself, and on which event.
func (r *Rule) Sentence() string {
	if r.On.Instances() {
		return r.entitySentence()
	}
	s := "When " + r.On.words("a licensee") + provisos(r.Provided) + ", "
	var then []string
	if len(r.Ends) > 0 {
		then = append(then, endsWords(r.Ends, r.ThatOne))
	}
	if len(r.Runs) > 0 {
		then = append(then, "rights under "+andNames(r.Runs)+" run with the patent")
	}
	if len(then) == 0 {
		then = append(then, "nothing ends")
	}
	return s + strings.Join(then, " and ") + r.Precedence.remark(r.Clause) + "."
}

// endsWords says what ends: "h2x ends", "the rights of that licensee under h2x and x2h end".
func endsWords(grants []Name, thatOne bool) string {
	switch {
	case thatOne:
		return "the rights of that licensee under " + andNames(grants) + " end"
	case len(grants) == 1:
		return grants[0].Local() + " ends"
	}
	return andNames(grants) + " end"
}

// Sentence says who may end what, on which grounds, and what has to go before.
func (p *Power) Sentence() string {
	s := strings.ReplaceAll(members(p.Of), EachLicensor.String(), "the licensor")
	switch {
	case len(p.Changes) > 0:
		s += " may change the price of " + andNames(p.Changes) + " to " + p.Price.String()
	case len(p.Ends) > 0:
		s += " may end " + andNames(p.Ends)
	default:
		s += " may end nothing"
	}
	if p.ThatOne {
		s += " for a licensee"
	}
	var grounds []string
	if p.If != nil {
		grounds = append(grounds, "if "+p.If.words("that licensee"))
	}
	if i := p.Idle; i != nil {
		grounds = append(grounds, fmt.Sprintf("once nothing has been sold under %s in %d consecutive calendar quarters after the quarter of the last sale", i.Under.Local(), i.Quarters))
	}
	switch {
	case len(grounds) > 0:
		s += " " + strings.Join(grounds, " and ")
	case len(p.Provided) == 0:
		s += " at any time"
	}
	s += provisos(p.Provided)
	if p.Warning != nil {
		s += "; it has to give a warning first, and what it warns of must not be cured "
		if p.Warning.N == 0 {
			s += "on the same day"
		} else {
			s += "within " + p.Warning.words()
		}
	}
	if p.Notice.N == 0 {
		s += "; a notice takes effect at once"
	} else {
		s += "; a notice takes effect " + p.Notice.words() + " after it is given"
	}
	return s + p.Precedence.remark(p.Clause) + "."
}

// words is the time with what is not the default of its counting: "30 days", "10 business days (clear days)".
func (x Delay) words() string {
	s := x.String()
	var how []string
	if x.Calendar.ClearDays {
		how = append(how, "clear days")
	}
	if x.Calendar.Roll {
		how = append(how, "to the next business day")
	}
	if len(how) > 0 {
		s += " (" + strings.Join(how, ", ") + ")"
	}
	return s
}

// Sentence says what goes on although a rule or a power would end it.
func (v *Survival) Sentence() string {
	var s string
	switch keeps := andNames(v.Keeps); {
	case len(v.Against) == 0:
		s = "No rule and no power ends " + orNames(v.Keeps)
	case len(v.Against) == 1:
		s = subject(v.Against[0]) + " does not end " + keeps
	default:
		s = andList(subjects(v.Against)) + " do not end " + keeps
	}
	if len(v.To) > 0 {
		s += " as far as " + map[bool]string{true: "it gives", false: "they give"}[len(v.Keeps) == 1] + " rights to " + members(v.To)
	}
	if v.During != nil && !v.During.NotStated && v.During.Span != when.Always {
		s += ", " + v.During.prose()
	}
	if len(v.Election) > 0 {
		s += ", if " + orMembers(v.Election) + verb(v.Election, " elects", " elect") + " it"
	}
	s += provisos(v.Provided)
	if v.During != nil && v.During.NotStated {
		s += "; for how long is not stated"
	}
	return s + v.Precedence.remark(v.Clause) + "."
}

// subject is a name at the beginning of a sentence. The name of a rule that was given none is its own first line, and
// reads as a name only in quotes.
func subject(n Name) string { return bareOrQuoted(n.Local()) }

func subjects(ns []Name) []string {
	out := make([]string, len(ns))
	for i, n := range ns {
		out[i] = subject(n)
	}
	return out
}

// words says the event as the clause would: "a licensee sues b, other than in response to a pending suit". The licensee
// is what the role of the licensee is called.
func (t *Trigger) words(licensee string) string {
	if t.Instances() {
		return t.entityWords()
	}
	by, to := t.By.words(licensee), t.To.words(licensee)
	if also := t.also(); also != "" {
		by += " (or " + also + ")"
	}
	does := func(one, many string) string {
		if t.By.several() {
			return by + " " + many
		}
		return by + " " + one
	}
	switch t.Verb {
	case Sues:
		s := does("sues", "sue") + " " + to
		if t.Offensive {
			s += ", other than in response to a pending suit"
		}
		return s
	case Challenges:
		s := does("challenges", "challenge") + " a patent"
		if !t.To.Anybody() {
			s += " of " + to
		}
		return s
	case BecomesInsolvent:
		return does("becomes", "become") + " insolvent"
	case Rejects:
		return does("rejects", "reject") + " " + string(t.Of)
	case Ends:
		return string(t.Of) + " ends"
	case Discontinues:
		return does("discontinues", "discontinue") + " " + string(t.Of)
	case Happens:
		return quote(t.Name) + " of " + string(t.Of) + " happens"
	case CeasesToControl:
		return string(t.Holder) + " ceases to control " + string(t.Held) + " (" + t.Share.String() + ")"
	case AssignsPatent:
		return does("assigns", "assign") + " a patent"
	}
	return "something happens"
}

// also lists whose acts count beside those of who acts: "an agent of it or an entity that it controls (over 50%)".
func (t *Trigger) also() string {
	var who []string
	if t.Agents {
		who = append(who, "an agent of it")
	}
	if t.Exclusive {
		who = append(who, "an exclusive licensee of it")
	}
	if t.Controlled {
		who = append(who, "an entity that it controls ("+Over50.String()+")")
	}
	if len(who) == 0 {
		return ""
	}
	return orList(who)
}

func (r Role) words(licensee string) string {
	switch {
	case r.Licensee:
		return licensee
	case len(r.Members) == 0:
		return "anybody"
	}
	return orMembers(r.Members)
}

// several reports whether the role is spoken of in the plural.
func (r Role) several() bool {
	k := len(r.Members)
	return k > 0 && r.Members[k-1].Reach
}

// provisos words lines of findings: ", provided that A and that B".
func provisos(cs []Condition) string {
	s := ""
	for i, c := range cs {
		s += map[bool]string{true: ", provided that ", false: " and that "}[i == 0] + c.plainWords()
	}
	return s
}

// remark says which clauses it prevails over and which it yields to.
func (p Precedence) remark(own Clause) string {
	s := ""
	for _, r := range p.remarks(own) {
		s += "; " + r
	}
	return s
}

func (p Precedence) remarks(own Clause) []string {
	var out []string
	if len(p.Over) > 0 {
		out = append(out, "it prevails over "+andList(clausesWords(p.Over, own.Agreement)))
	}
	if len(p.Under) > 0 {
		out = append(out, "it yields to "+andList(clausesWords(p.Under, own.Agreement)))
	}
	return out
}

// clausesWords are the clauses by their names, those of other agreements with the agreement in front. Where one agreement
// goes before another the clauses of the other are counted: their list would hide all else.
func clausesWords(names []Name, own string) []string {
	const few = 2
	count := map[string]int{}
	for _, n := range names {
		a, _ := n.Split()
		count[a]++
	}
	var out []string
	for _, n := range names {
		switch a, _ := n.Split(); {
		case a == own:
			out = append(out, subject(n))
		case count[a] > few:
			out = append(out, fmt.Sprintf("%d clauses of %s", count[a], a))
			count[a] = 0
		case count[a] > 0:
			out = append(out, a+"/"+subject(n))
		}
	}
	return out
}

// andNames is the names as their agreement writes them.
func andNames(ns []Name) string { return andList(locals(ns)) }
func orNames(ns []Name) string  { return orList(locals(ns)) }

func locals(ns []Name) []string {
	out := make([]string, len(ns))
	for i, n := range ns {
		out[i] = n.Local()
	}
	return out
}
