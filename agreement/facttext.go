package agreement

import (
	"fmt"
	"strings"

	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// FactText is the statement in its one spelling, without its date and without its property lines:
// "huawei controls honor 100%". It is what [Fact.Text] holds, but for what was bought or sold, whose text keeps the words
// of its statement ("fortress acquires finjan") while its body is the holding that it begins or ends.
func FactText(body FactBody) string {
	switch b := body.(type) {
	case Organisation:
		return join(string(b.ID)+" is an organisation", quotedOr(b.Name), b.Country)
	case Control:
		if b.Millionths == 0 {
			return fmt.Sprintf("%s ceases to control %s", b.Holder, b.Held)
		}
		if b.Deal != NoDeal {
			return fmt.Sprintf("%s acquires %s %s", b.Holder, b.Held, Percent(b.Millionths)) + dealForms[b.Deal]
		}
		return fmt.Sprintf("%s controls %s %s", b.Holder, b.Held, Percent(b.Millionths))
	case Assignment:
		return fmt.Sprintf("%s assigns %s to %s", b.From, strings.Join(b.Patents, ", "), commas(b.To))
	case PatentFact:
		s := join(b.Record.ID+" is a patent", quotedOr(b.Record.Title))
		if in := recordStates(b.Record); in != "" {
			s += " in " + in
		}
		return s
	case Milestone:
		return "invention of " + strings.Join(b.Patents, ", ") + map[bool]string{true: " made", false: " disclosed"}[b.What == PatentInvented]
	case Licensable:
		return fmt.Sprintf("%s may license %s", b.By, strings.Join(b.Patents, ", "))
	case Descent:
		return fmt.Sprintf("%s is a %s of %s", b.Child, relationWord(b.How), b.Parent)
	case StatusFact:
		s := eventWord(b.Event) + " " + strings.Join(b.Patents, ", ")
		if len(b.Countries) > 0 {
			s += " in " + strings.Join(b.Countries, ", ")
		}
		return s
	case Product:
		s := join(b.ID+" is a product", quotedOr(b.Name))
		if b.Maker != "" {
			s += " by " + string(b.Maker)
		}
		return s
	case Finding:
		s := "finding " + quote(b.Term)
		if b.Of != "" {
			s += " of " + b.Of
		}
		if b.From != "" {
			s += " from " + b.From
		}
		return s + ": " + yesNo(b.Yes)
	case Signature:
		if len(b.By) == 1 {
			return string(b.By[0]) + " signs " + b.Agreement
		}
		return commas(b.By) + " sign " + b.Agreement
	case Presumption:
		s := "presume " + b.What.String()
		if len(b.Countries) > 0 {
			s += " in " + strings.Join(b.Countries, ", ")
		}
		return s
	case Relevance:
		switch {
		case b.Charted:
			return "relevant to " + b.Product + ": charted patents"
		case b.Standards:
			return "relevant to " + b.Product + ": standards it implements"
		}
		return "relevant to " + b.Product + ": fields " + strings.Join(b.Fields, ", ")
	case Event:
		return b.text()
	}
	return "a statement of an unknown kind"
}

// dealForms and dealWords say the form of a deal, in a journal and in a sentence. One whose form is not known says nothing.
var (
	dealForms = [...]string{UnknownForm: "", StaysSeparate: " by shares", NotSeparate: " by merger"}
	dealWords = [...]string{NoDeal: "", UnknownForm: "", StaysSeparate: ", acquired as a separate entity", NotSeparate: ", acquired so that it does not stay a separate entity,"}
)

// FactSentence says the fact as one English sentence with its dates, as a reader of an answer needs it.
func FactSentence(f *Fact) string {
	s, state := factClause(f.Body)
	var b strings.Builder
	switch {
	case state:
		b.WriteString(s)
		b.WriteString(stateDates(f))
	case !f.Dated || (f.Begin.Known() && !f.Begin.Earliest.Real()):
		b.WriteString(s)
	default:
		b.WriteString(eventDates(f.Begin))
		b.WriteString(", ")
		b.WriteString(s)
	}
	var notes []string
	if f.Given {
		notes = append(notes, "given for this case only")
	}
	if f.Recorded != when.None {
		notes = append(notes, "recorded "+f.Recorded.String())
	}
	if f.Retracted != when.None {
		n := "retracted " + f.Retracted.String()
		if f.Why != "" {
			n += ": " + f.Why
		}
		notes = append(notes, n)
	}
	if f.Source != "" {
		notes = append(notes, "source: "+f.Source)
	}
	for _, a := range f.Assumed {
		notes = append(notes, "assumed: "+a)
	}
	if len(notes) > 0 {
		b.WriteString(" (" + strings.Join(notes, "; ") + ")")
	}
	return b.String() + "."
}

// factClause words the statement itself, and says whether it is a state that lasts rather than an event of a day.
func factClause(body FactBody) (words string, state bool) {
	switch b := body.(type) {
	case Organisation:
		s := string(b.ID) + " is an organisation"
		if b.Name != "" {
			s += ", " + quote(b.Name)
		}
		if b.Country != "" {
			s += ", of " + b.Country
		}
		if len(b.Also) > 0 {
			s += ", also known as " + andList(b.Also)
		}
		return s, true
	case Control:
		switch b.Millionths {
		case 0:
			return fmt.Sprintf("%s ceased to control %s", b.Holder, b.Held), false
		case 1_000_000:
			return fmt.Sprintf("%s holds the whole of %s", b.Holder, b.Held) + dealWords[b.Deal], true
		}
		return fmt.Sprintf("%s holds %s of %s", b.Holder, Percent(b.Millionths), b.Held) + dealWords[b.Deal], true
	case Assignment:
		return fmt.Sprintf("%s assigned %s to %s", b.From, andList(b.Patents), andOrgs(b.To)), false
	case Milestone:
		s := "the invention of " + andList(b.Patents) + " was "
		if len(b.Patents) > 1 {
			s = "the inventions of " + andList(b.Patents) + " were "
		}
		if b.What == PatentInvented {
			return s + "made", false
		}
		return s + "first disclosed", false
	case Licensable:
		return fmt.Sprintf("%s may license %s", b.By, andList(b.Patents)), true
	case StatusFact:
		s := andList(b.Patents) + " " + eventVerb(b.Event, len(b.Patents) > 1)
		if len(b.Countries) > 0 {
			s += " in " + andList(b.Countries)
		}
		return s, false
	case Descent:
		return FactText(b), true
	case Finding:
		s := quote(b.Term)
		if b.Of != "" {
			s += " of " + b.Of
		}
		if b.From != "" {
			s += " from " + b.From
		}
		s += " was found to be " + map[bool]string{true: "true", false: "false"}[b.Yes]
		if b.By != "" {
			s += " by " + b.By
		}
		if b.Replaces != "" {
			s += ", in place of what " + b.Replaces + " had found"
		}
		return s, false
	case Signature:
		return andOrgs(b.By) + " signed " + b.Agreement, false
	case Presumption:
		s := "it is presumed that "
		switch b.What {
		case GrantedInForce:
			s += "granted patents are in force to their computed term"
		case ApplicationsPending:
			s += "published applications are pending"
		case CoOwnersLicenseAlone:
			s += "co-owners may license alone"
		default:
			s += b.What.String()
		}
		if len(b.Countries) > 0 {
			s += " in " + andList(b.Countries)
		}
		return s, true
	case Relevance:
		switch {
		case b.Charted:
			return "the patents charted on " + b.Product + " matter to it", true
		case b.Standards:
			return "the patents declared for a standard that " + b.Product + " implements matter to it", true
		}
		return "the patents of the fields " + andList(b.Fields) + " matter to " + b.Product, true
	case Event:
		return b.clause(), false
	}
	return FactText(body), true
}

// stateDates words the days of something that lasts.
func stateDates(f *Fact) string {
	begin, end := f.Begin, f.End
	var s string
	switch {
	case !f.Dated, begin.Known() && !begin.Earliest.Real():
	case begin.Known():
		s = " from " + begin.Earliest.String() + " on"
	default:
		s = " from a day " + boundsWords(begin) + " on"
	}
	if end.Real() {
		s = strings.TrimSuffix(s, " on") + " until " + (end - 1).String()
	}
	return s
}

// eventDates words the day of something that happens once.
func eventDates(b when.Bounds) string {
	if b.Known() {
		return "On " + b.Earliest.String()
	}
	return "On a day " + boundsWords(b)
}

func boundsWords(b when.Bounds) string {
	switch {
	case b.Earliest <= when.Min && b.Latest.Real():
		return "before " + (b.Latest + 1).String()
	case b.Latest >= when.Max && b.Earliest.Real():
		return "not before " + b.Earliest.String()
	case b == when.Unknown:
		return "that is not known"
	}
	return b.String()
}

func relationWord(r patent.Relation) string {
	switch r {
	case patent.Continuation:
		return "continuation"
	case patent.Divisional:
		return "divisional"
	case patent.ContinuationInPart:
		return "continuation-in-part"
	case patent.Reissue:
		return "reissue"
	case patent.ForeignCounterpart:
		return "foreign counterpart"
	}
	return "relative"
}

// relationPlural is the word of a `family` line.
func relationPlural(r patent.Relation) string {
	if r == patent.ContinuationInPart {
		return "continuations-in-part"
	}
	return relationWord(r) + "s"
}

func eventWord(k patent.EventKind) string {
	switch k {
	case patent.Lapsed:
		return "lapsed"
	case patent.Expired:
		return "expired"
	case patent.Revoked:
		return "revoked"
	case patent.InForceEvent:
		return "in force"
	case patent.Validated:
		return "validated"
	case patent.GrantedEvent:
		return "granted"
	}
	return "changed"
}

func eventVerb(k patent.EventKind, several bool) string {
	was := "was "
	if several {
		was = "were "
	}
	switch k {
	case patent.Lapsed, patent.Expired:
		return eventWord(k)
	}
	return was + eventWord(k)
}

// recordStates says where a declared record has effect, as its statement would.
func recordStates(r patent.Record) string {
	if len(r.States) > 0 {
		return strings.Join(r.States, ", ")
	}
	return r.Office
}

func quotedOr(s string) string {
	if s == "" {
		return ""
	}
	return quote(s)
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// join puts blanks between the parts that are not empty.
func join(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " ")
}

func commas[T ~string](xs []T) string {
	out := make([]string, len(xs))
	for i, x := range xs {
		out[i] = string(x)
	}
	return strings.Join(out, ", ")
}

func andOrgs(xs []Org) string {
	out := make([]string, len(xs))
	for i, x := range xs {
		out[i] = string(x)
	}
	return andList(out)
}

// andList is "a", "a and b", "a, b and c".
func andList(xs []string) string { return listWith(xs, "and") }

// orList is "a", "a or b", "a, b or c".
func orList(xs []string) string { return listWith(xs, "or") }

func listWith(xs []string, last string) string {
	switch len(xs) {
	case 0:
		return "nothing"
	case 1:
		return xs[0]
	}
	return strings.Join(xs[:len(xs)-1], ", ") + " " + last + " " + xs[len(xs)-1]
}
