package present

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/internal/expect"
	"github.com/crossgrant/crossgrant/rights"
)

// Difference is one thing that an answer says otherwise than a certificate does.
type Difference struct {
	What string `json:"what"`          // "verdict", "licensed", "clause", "open" …
	Was  string `json:"was,omitempty"` // in the certificate; empty: not there
	Now  string `json:"now,omitempty"` // empty: no longer there
}

// Differences compares the certified answer with one given now. The places of clauses and facts do not count: they move
// with every line that is written above them. Nor do the hashes of the inputs, which are compared file by file.
func (c *Certificate) Differences(now rights.ClearAnswer) ([]Difference, error) {
	doc, err := encode(ClearJSON(now, c.Combined.Inputs, Style{}))
	if err != nil {
		return nil, err
	}
	var a, b jsonClear
	if err := json.Unmarshal(c.answer, &a); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(doc, &b); err != nil {
		return nil, err
	}
	d := &differences{}
	d.word("verdict", Word(a.Verdict), Word(b.Verdict))
	d.counts(a.Counts, b.Counts)
	d.word("until", a.Until, b.Until)
	d.word("patent", a.Patent, b.Patent)
	d.word("would be", a.Would, b.Would)
	d.each("status", lines(a.Status, jsonStatus.line), lines(b.Status, jsonStatus.line))
	d.each("could end", lines(a.Terminable, jsonTerminable.line), lines(b.Terminable, jsonTerminable.line))
	d.each("sentence", lines(a.Terminable, jsonTerminable.sentence), lines(b.Terminable, jsonTerminable.sentence))
	d.each("clause", lines(a.Because, jsonReason.line), lines(b.Because, jsonReason.line))
	d.each("condition", conditions(a.Because), conditions(b.Because))
	d.each("words", lines(a.Because, jsonReason.words), lines(b.Because, jsonReason.words))
	d.each("reading", lines(a.Because, jsonReason.says), lines(b.Because, jsonReason.says))
	d.each("open", lines(a.Open, jsonOpen.line), lines(b.Open, jsonOpen.line))
	d.each("part", lines(a.Parts, jsonPart.line), lines(b.Parts, jsonPart.line))
	d.each("price", lines(a.Price, jsonPrice.line), lines(b.Price, jsonPrice.line))
	d.each("rests on", lines(a.RestsOn, jsonRests.line), lines(b.RestsOn, jsonRests.line))
	d.word("changes because", a.UntilWhy, b.UntilWhy)
	d.each("note", a.Notes, b.Notes)
	if len(d.found) == 0 {
		d.rest(c.answer, doc)
	}
	return d.found, nil
}

type differences struct{ found []Difference }

func (d *differences) word(what, was, now string) {
	if was != now {
		d.found = append(d.found, Difference{what, was, now})
	}
}

func (d *differences) counts(a, b rights.Counts) {
	for _, x := range []struct {
		what string
		a, b int
	}{
		{"licensed", a.Licensed, b.Licensed}, {"own", a.Own, b.Own}, {"partly licensed", a.Partly, b.Partly}, {"not licensed", a.NotLicensed, b.NotLicensed},
		{"open (depends)", a.Depends, b.Depends}, {"not in force", a.NotInForce, b.NotInForce}, {"pending", a.Pending, b.Pending},
		{"not relevant", a.NotRelevant, b.NotRelevant}, {"of unknown status", a.StatusUnknown, b.StatusUnknown},
	} {
		if x.a != x.b {
			d.found = append(d.found, Difference{x.what, count(x.a, "patent"), count(x.b, "patent")})
		}
	}
}

// each compares two lists as bags, and says what is only in one of them.
func (d *differences) each(what string, was, now []string) {
	left := map[string]int{}
	for _, s := range now {
		left[s]++
	}
	for _, s := range was {
		if left[s] > 0 {
			left[s]--
		} else if s != "" {
			d.found = append(d.found, Difference{What: what, Was: s})
		}
	}
	for _, s := range now {
		if left[s] > 0 {
			left[s]--
			if s != "" {
				d.found = append(d.found, Difference{What: what, Now: s})
			}
		}
	}
}

// rest is what remains: a part of the answer that the lists above do not know.
func (d *differences) rest(was, now []byte) {
	var a, b any
	if json.Unmarshal(was, &a) != nil || json.Unmarshal(now, &b) != nil {
		return
	}
	for _, x := range []any{a, b} {
		if m, ok := x.(map[string]any); ok {
			delete(m, "inputs")
		}
		withoutPlaces(x)
	}
	x, errA := json.Marshal(a)
	y, errB := json.Marshal(b)
	if errA == nil && errB == nil && string(x) != string(y) {
		d.found = append(d.found, Difference{"details", "as in the certificate", "other details of the same reasons; --json prints the answer"})
	}
}

// withoutPlaces takes the places of clauses and facts out of a document.
func withoutPlaces(doc any) {
	switch x := doc.(type) {
	case map[string]any:
		delete(x, "at")
		delete(x, "where")
		for _, v := range x {
			withoutPlaces(v)
		}
	case []any:
		for _, v := range x {
			withoutPlaces(v)
		}
	}
}

func lines[T any](xs []T, line func(T) string) []string {
	out := make([]string, len(xs))
	for i, x := range xs {
		out[i] = line(x)
	}
	return out
}

// cited names the clause of a reason.
func (r jsonReason) cited() string {
	name := r.Name
	if strings.Contains(name, " ") {
		name = quoted(name)
	}
	return strings.Join(slices.DeleteFunc([]string{r.Agreement, r.Clause, r.Kind, name}, func(s string) bool { return s == "" }), " ")
}

func (r jsonReason) line() string {
	return strings.TrimSpace(r.cited()+" "+expect.Did(r.read())) + ", " + count(r.Patents, "patent")
}

func (r jsonReason) words() string {
	if r.Prose == "" {
		return ""
	}
	return r.cited() + ": " + quoted(r.Prose)
}

func (r jsonReason) says() string {
	if r.Says == "" {
		return ""
	}
	return r.cited() + ": " + r.Says
}

func conditions(rs []jsonReason) []string {
	var out []string
	for _, r := range rs {
		for _, f := range r.Failing {
			out = append(out, r.cited()+": "+f)
		}
	}
	return out
}

func (o jsonOpen) line() string {
	return fmt.Sprintf("%s (%s)", o.Question, count(o.Patents, "patent"))
}

func (p jsonPart) line() string { return p.Node + ": " + Word(p.Verdict) }

func (p jsonPrice) line() string {
	s := strings.TrimSpace(p.Kind + " " + p.Name)
	if p.Since != "" {
		s += " since " + p.Since
	}
	s += " under " + strings.TrimSpace(p.Agreement+" "+p.Clause) + ", " + count(p.Patents, "patent")
	if p.Charged {
		s += " (charged)"
	}
	if p.Uncertain {
		s += "; not certain"
	}
	return s
}

func (s jsonStatus) line() string {
	return strings.TrimSpace(fmt.Sprintf("%s in %s: %s (%s) %s", s.Patent, s.Country, s.Status, s.Why, strings.Join(s.Presumed, "; ")))
}

func (r jsonRests) line() string {
	s := strings.TrimSpace(strings.Join([]string{r.Kind, r.Agreement, r.Clause, r.Name}, " ")) + ": " + r.Why
	if r.Patents > 0 {
		s += " (" + count(r.Patents, "patent") + ")"
	}
	return strings.Join(strings.Fields(s), " ")
}
