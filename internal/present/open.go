package present

import (
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/rights"
)

// mostOpen is how many open questions a page lists unless all are wanted.
const mostOpen = 6

// open prints what the answer depends on, with what would settle each question. Questions that differ only in what they
// are about are one line, unless all are wanted.
func (p *page) open(qs []rights.OpenQuestion) {
	put := p.section("open")
	groups := p.groups(qs)
	for i, g := range groups {
		if i == mostOpen && !p.st.Why {
			rest := 0
			for _, x := range groups[i:] {
				rest += x.n
			}
			put("and "+count(rest, "further question")+" (--why lists all)", 0)
			return
		}
		p.openLine(put, g)
	}
}

// openGroup is some open questions of one form.
type openGroup struct {
	first   rights.OpenQuestion
	form    string // the sentence, with what it is about left out
	n       int
	patents int
}

// groups puts questions of one form together, in the order in which the forms first appear.
func (p *page) groups(qs []rights.OpenQuestion) []openGroup {
	var out []openGroup
	at := map[string]int{}
	for _, q := range qs {
		form := q.Says
		if q.Of != "" {
			form = strings.ReplaceAll(form, q.Of, "…")
		}
		key := string(q.Kind) + "|" + q.Clause.Agreement + "|" + q.Clause.Number + "|" + form
		if i, ok := at[key]; ok && !p.st.Why {
			out[i].n++
			out[i].patents += q.Patents
			continue
		}
		at[key] = len(out)
		out = append(out, openGroup{first: q, form: form, n: 1, patents: q.Patents})
	}
	return out
}

func (p *page) openLine(put func(string, int), g openGroup) {
	q := g.first
	kind := strings.ReplaceAll(string(q.Kind), "_", " ")
	s := kind
	switch {
	case p.namesPatent(q):
		if g.n > 1 {
			s = count(g.n, "question") + " of kind " + kind
		}
	case g.n > 1:
		s = kind + ": " + strings.TrimPrefix(g.form, kind+" ") + " (" + count(g.n, "question") + " of this form, the first about " + q.Of + ")"
	case strings.HasPrefix(q.Says, kind):
		s = q.Says
	default:
		s += ": " + q.Says
	}
	var about []string
	if c := Cite(q.Clause); c != "" {
		about = append(about, c)
	}
	if g.patents > 0 {
		about = append(about, count(g.patents, "patent"))
	}
	if len(about) > 0 {
		s += " (" + strings.Join(about, "; ") + ")"
	}
	put(Clean(s), 0)
	if p.st.Discreet {
		return
	}
	put(Clean(settle(q.Question)), 1)
	if p.st.Why && len(q.Examples) > 0 {
		put("for example "+Clean(strings.Join(q.Examples, ", ")), 1)
	}
}

// namesPatent reports whether a discreet page has to leave out the words of the question.
func (p *page) namesPatent(q rights.OpenQuestion) bool {
	if !p.st.Discreet {
		return false
	}
	if q.Kind == agreement.AskStatus || q.Says == "" { // its words have been taken out already
		return true
	}
	for _, e := range q.Examples {
		if strings.Contains(q.Says, e) {
			return true
		}
	}
	return q.Kind == agreement.AskFact || q.Kind == agreement.AskOrder
}
