package present

import (
	"io"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// AskPage is the least that has to be found out to settle an answer, ready to be printed.
type AskPage struct {
	rights.AskAnswer
	Record   string           // the command that records a fact: "crossgrant record"; empty: nothing can be recorded here
	Supposed []rights.RestsOn // what was tried out; empty for a workspace as it is
	Inputs   Inputs
}

// Ask prints what to ask, in the order in which to ask it, and what each answer would make of the whole.
func Ask(w io.Writer, a AskPage, st Style) error {
	p := &page{st: st}
	p.line(askHeadline(a, st))
	p.text(ask(a.Question.Use, a.Question.Under))
	if len(a.All) > 0 {
		p.gap()
	}
	for i, q := range a.Fewest {
		p.askOne(a, sprintf("ask %d", i+1), askGroup{AskQuestion: q, n: 1}, true)
	}
	switch {
	case a.Beyond != "":
		p.item("note", Clean(upperFirst(a.Beyond))+".", 0)
	case len(a.Fewest) > 1:
		p.item("then", "it is settled, at the latest, whatever the "+thousands(len(a.Fewest))+" answers are; no smaller set of questions does that", 0)
	case len(a.Fewest) == 1:
		p.item("then", "it is settled, whatever the answer is", 0)
	}
	rest := together(restOf(a))
	if len(rest) > 0 {
		p.gap()
	}
	for i, g := range rest {
		label := ""
		if i == 0 {
			label = "also open"
			if len(a.Fewest) == 0 {
				label = "open"
			}
		}
		if i == mostOpen && !st.Why {
			p.item("", "and "+count(len(rest)-i, "further question")+" (--why lists all)", 0)
			break
		}
		p.askOne(a, label, g, st.Why || len(a.Fewest) == 0)
	}
	if len(a.Supposed) > 0 {
		p.gap()
		p.rests(a.Supposed)
	}
	p.asOf(a.Question.Use.On, a.Question.KnownAt, a.Question.WithoutPresumptions)
	return p.flush(w)
}

// askGroup is questions of one form, told by the first of them.
type askGroup struct {
	rights.AskQuestion
	form string
	n    int
}

// together puts questions that differ only in what they are about on one line.
func together(qs []rights.AskQuestion) []askGroup {
	var out []askGroup
	at := map[string]int{}
	for _, q := range qs {
		form := askedWords(q.Question)
		if q.Of != "" {
			form = strings.ReplaceAll(form, q.Of, "…")
		}
		key := string(q.Kind) + "|" + string(q.Clause.QName()) + "|" + form
		if i, ok := at[key]; ok {
			out[i].n++
			continue
		}
		at[key] = len(out)
		out = append(out, askGroup{q, form, 1})
	}
	return out
}

// restOf are the open questions that are not among the fewest.
func restOf(a AskPage) []rights.AskQuestion {
	fewest := map[string]bool{}
	for _, q := range a.Fewest {
		fewest[q.ID()] = true
	}
	var out []rights.AskQuestion
	for _, q := range a.All {
		if !fewest[q.ID()] {
			out = append(out, q)
		}
	}
	return out
}

func askHeadline(a AskPage, st Style) string {
	s := st.headline(a.Verdict)
	if r := resting(a.Supposed); r != "" {
		s += " (" + r + ")"
	}
	s += "  "
	switch n := len(a.Fewest); {
	case a.Verdict != rights.Depends:
		return s + "nothing has to be asked"
	case n == 0:
		return s + "on " + count(len(a.All), "open question")
	case n == len(a.All) && n == 2:
		return s + "both open questions may have to be answered"
	case n == len(a.All):
		return s + plural(n, "1 question settles it", "all "+thousands(n)+" open questions may have to be answered")
	default:
		return s + thousands(n) + " of " + count(len(a.All), "open question") + plural(n, " settles it", " settle it")
	}
}

// askOne prints a question; in full, with what its answers make of the whole and how to record them.
func (p *page) askOne(a AskPage, label string, q askGroup, full bool) {
	s := askedWords(q.Question)
	if q.n > 1 {
		s = q.form + " (" + count(q.n, "question") + " of this form; here, the one about " + q.Of + ")"
	}
	var about []string
	if c := Cite(q.Clause); c != "" {
		about = append(about, c)
	}
	if q.Patents > 0 {
		about = append(about, count(q.Patents, "patent"))
	}
	if len(about) > 0 {
		s += " (" + strings.Join(about, "; ") + ")"
	}
	put := p.section(label)
	put(Clean(s), 0)
	if !full {
		return
	}
	for _, v := range q.Answers {
		put(Clean(reply(q.Question, v.Answer))+": "+p.st.glyph(v.Verdict)+" "+Word(v.Verdict)+outcomeWords(v, a.Counts), 1)
	}
	line, how := Recording(q.Question, a.Question.Use.On)
	switch {
	case line != "" && a.Record != "":
		p.command(put, a.Record+" "+shellQuoted(line), 1)
	case line != "":
		p.command(put, line, 1)
	}
	if how != "" {
		put(Clean(how), 1)
	}
}

// reply is an answer with what it means where the question is not put as one of yes or no.
func reply(q agreement.Question, answer string) string {
	if answer != "yes" && answer != "no" {
		return answer
	}
	yes := answer == "yes"
	names, conflict := contenders(q)
	switch {
	case conflict && yes:
		return prevailing(names[1], names[0])
	case conflict:
		return prevailing(names[0], names[1])
	case q.Kind == agreement.AskElection && yes:
		return "made"
	case q.Kind == agreement.AskElection:
		return "not made"
	case q.Kind != agreement.AskRedacted && q.Kind != agreement.AskMissingText:
		return answer
	case yes:
		return "yes (what hangs on these words holds)"
	}
	return "no (it does not)"
}

// askedWords is the question, without its kind where the sentence says it.
func askedWords(q agreement.Question) string {
	kind := strings.ReplaceAll(string(q.Kind), "_", " ")
	if strings.HasPrefix(q.Says, kind) {
		return q.Says
	}
	return kind + ": " + q.Says
}

// outcomeWords says what an answer leaves: counts where there are several patents, and how many questions stay open.
func outcomeWords(v rights.AskedValue, now rights.Counts) string {
	s := ""
	if now.Asked() > 1 {
		s = ", " + thousands(v.Counts.Licensed) + " licensed, " + thousands(v.Counts.NotLicensed) + " not"
		if v.Counts.Partly > 0 {
			s += ", " + thousands(v.Counts.Partly) + " in part"
		}
		if v.Counts.Depends > 0 {
			s += ", " + thousands(v.Counts.Depends) + " open"
		}
	}
	if v.Left > 0 {
		s += "; " + count(v.Left, "question") + " left"
	}
	return s
}

// shellQuoted quotes a line for a shell.
func shellQuoted(line string) string {
	if !strings.Contains(line, "'") {
		return "'" + line + "'"
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, `$`, `\$`, "`", "\\`").Replace(line) + `"`
}

// patentDates are the dates of a patent as questions name them, with the property that states each.
var patentDates = map[string]string{"priority date": "priority", "filing date": "filed", "publication date": "published", "grant date": "granted"}

// Recording says how the answer to a question becomes part of the record: as a line of a journal with the answer yes,
// where that is possible (words in capitals have to be filled in), and otherwise, or beside it, in a sentence. The day
// of a line is the day of the use: it must hold by then.
func Recording(q agreement.Question, on when.Date) (line, how string) {
	day := "DATE"
	if on.Real() {
		day = on.String()
	}
	parts := strings.Split(q.Key, "|")
	part := func(i int) string {
		if i < len(parts) {
			return parts[i]
		}
		return ""
	}
	switch q.Kind {
	case agreement.AskFinding:
		return day + " " + findingText(q) + ": yes", "or no; add who found it: by \"AUTHORITY\""
	case agreement.AskElection:
		return electionText(day, q), "or declines, where it is not made"
	case agreement.AskConflict:
		if _, ok := contenders(q); ok {
			break
		}
		return day + " " + findingText(q) + ": yes, replaces \"AUTHORITY\"", "or no; AUTHORITY is the one whose finding does not stand"
	case agreement.AskStatus:
		return day + " in force " + part(0) + " in " + part(1), "or: DATE lapsed (expired, revoked) " + part(0) + " in " + part(1) + ", as the register says"
	case agreement.AskLaw:
		switch part(0) {
		case "runs":
			return "presume " + part(1) + "s run with the patent", "where that is the law; an answer lists that it rests on it"
		case "co-owner":
			return "presume co-owners may license alone in " + part(1), "where that is the law; an answer lists that it rests on it"
		}
	case agreement.AskFact:
		if p := patentDates[part(0)]; p != "" && len(parts) == 2 {
			return part(1) + " is a patent, " + p + " DATE", ""
		}
		switch part(0) {
		case "field", "class":
			return part(2) + " is a patent, class SYMBOL", "its symbol of the IPC or CPC, from which the fields follow"
		case "kind", "family":
			return part(2) + " is a patent, " + part(0) + " " + bareOr(part(1)), "or what it is instead"
		case "granted":
			return part(2) + " is a patent, granted DATE", "or: not granted"
		case "when":
			return "", "write the day in front of the statement in its journal: " + q.Of
		case "on sale":
			return "", "add a line `on sale from DATE` below the statement that declares " + part(1)
		case "category", "brand", "business":
			return "", "add a line `" + part(0) + " " + bareOr(part(1)) + "`, or what it is instead, below the statement that declares " + part(2)
		case "standard":
			return "", "add a line `implements " + quoted(part(1)) + "`, or those that it does implement, below the statement that declares " + part(2)
		case "maker":
			return "", "say who makes it where it is declared: " + part(2) + " is a product by ORG"
		}
	}
	return "", settle(q)
}

// bareOr quotes a value that is more than a word.
func bareOr(s string) string {
	if strings.ContainsAny(s, " ,") {
		return `"` + s + `"`
	}
	return s
}

// FormatAsk is the name of the format of what to ask.
const FormatAsk = "crossgrant.ask/1"

type jsonAsked struct {
	jsonOpen
	Answers []jsonAskedValue `json:"answers"`
	Record  string           `json:"record,omitempty"`
	How     string           `json:"how,omitempty"`
}

type jsonAskedValue struct {
	Answer  string         `json:"answer"`
	Verdict rights.Verdict `json:"verdict"`
	Counts  rights.Counts  `json:"counts"`
	Left    int            `json:"left"`
}

// AskJSON is the document of format crossgrant.ask/1.
func AskJSON(a AskPage) any {
	asked := func(qs []rights.AskQuestion) []jsonAsked {
		out := []jsonAsked{}
		for _, q := range qs {
			j := jsonAsked{jsonOpen: opens([]rights.OpenQuestion{q.OpenQuestion})[0], Answers: []jsonAskedValue{}}
			j.Record, j.How = Recording(q.Question, a.Question.Use.On)
			for _, v := range q.Answers {
				if _, ok := contenders(q.Question); ok {
					v.Answer = reply(q.Question, v.Answer)
				}
				j.Answers = append(j.Answers, jsonAskedValue(v))
			}
			out = append(out, j)
		}
		return out
	}
	return struct {
		Format   string         `json:"format"`
		Question jsonQuestion   `json:"question"`
		Verdict  rights.Verdict `json:"verdict"`
		Counts   rights.Counts  `json:"counts"`
		Fewest   []jsonAsked    `json:"fewest"`
		Open     []jsonAsked    `json:"open"`
		Beyond   string         `json:"beyond,omitempty"`
		Supposed []jsonRests    `json:"supposed,omitempty"`
		AsOf     string         `json:"as_of"`
		KnownAt  string         `json:"known_at"`
		Inputs   Inputs         `json:"inputs"`
	}{FormatAsk, question(a.Question), a.Verdict, a.Counts, asked(a.Fewest), asked(a.All), a.Beyond, restsOn(a.Supposed), day(a.Question.Use.On), day(a.Question.KnownAt), a.Inputs}
}
