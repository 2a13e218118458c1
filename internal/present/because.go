package present

import (
	"strings"

	"github.com/crossgrant/crossgrant/rights"
)

// effectWords say what a clause did.
var effectWords = map[rights.Effect]string{
	rights.Grants:     "gives the right:",
	rights.MayGrant:   "gives it under some answers:",
	rights.TakesOut:   "takes it out:",
	rights.MayTakeOut: "takes it out under some answers:",
	rights.Misses:     "does not reach:",
	rights.Supports:   "by its definition:",
	rights.Owns:       "own:",
}

// effectLabels are the same in the left column.
var effectLabels = []struct {
	effect rights.Effect
	label  string
	words  string
}{
	{rights.Owns, "own", "the actor's side owns"},
	{rights.Grants, "why", "gives the right"},
	{rights.MayGrant, "may give", "gives the right under some answers to the open questions"},
	{rights.TakesOut, "why not", "takes the use out"},
	{rights.MayTakeOut, "may cut", "takes the use out under some answers to the open questions"},
	{rights.Misses, "nearest", "does not reach the use"},
}

// because prints the clauses that make the answer, each with its own words, then the definitions they use.
func (p *page) because(rs []rights.Reason, asked int) {
	for _, l := range effectLabels {
		put := p.section(l.label)
		for _, r := range rs {
			if r.Effect == l.effect {
				p.reason(put, r, l.words, asked)
			}
		}
	}
	var defs []string
	for _, r := range rs {
		if r.Effect == rights.Supports {
			defs = append(defs, shortCite(r.Clause))
		}
	}
	if len(defs) == 0 {
		return
	}
	if !p.st.Why {
		p.item("using", strings.Join(defs, ", "), 0)
		return
	}
	put := p.section("using")
	for _, r := range rs {
		if r.Effect == rights.Supports {
			p.reason(put, r, "", asked)
		}
	}
}

func (p *page) reason(put func(string, int), r rights.Reason, words string, asked int) {
	s := Cite(r.Clause)
	if s == "" {
		s = Clean(r.Says)
		r.Says = ""
	}
	if words != "" {
		s += " " + words
		if r.Patents > 0 && asked > 1 {
			s += " for " + count(r.Patents, "patent")
		}
	}
	put(s, 0)
	for _, f := range r.Failing {
		put("because "+Clean(f), 1)
	}
	if key := r.Clause.Agreement + "/" + r.Clause.Number; r.Clause.Prose != "" && !p.quoted[key] {
		if p.quoted == nil {
			p.quoted = map[string]bool{}
		}
		p.quoted[key] = true
		n := 280
		if p.st.Why {
			n = 4000
		}
		put(quoted(excerpt(r.Clause.Prose, n)), 1)
	}
	if !p.st.Why {
		return
	}
	if r.Says != "" {
		put("read as: "+Clean(r.Says), 1)
	}
	if at := place(r.Clause); at != "" {
		put("at "+at, 1)
	}
}
