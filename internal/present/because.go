package present

import (
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/internal/expect"
	"github.com/crossgrant/crossgrant/rights"
)

// effectLabels are the effects of reasons in the order in which a page has them, with the word in the left column.
var effectLabels = []struct {
	effect rights.Effect
	label  string
}{
	{rights.Owns, "own"},
	{rights.Grants, "why"},
	{rights.MayGrant, "may give"},
	{rights.TakesOut, "why not"},
	{rights.MayTakeOut, "may cut"},
	{rights.Misses, "nearest"},
}

// because prints the clauses that make the answer, each with its own words, then the definitions they use.
func (p *page) because(rs []rights.Reason, asked int) {
	rs = byName(rs)
	for _, l := range effectLabels {
		put := p.section(l.label)
		for _, r := range rs {
			if r.Effect == l.effect {
				p.reason(put, r, expect.Did(r), asked)
			}
		}
		if l.effect == rights.MayGrant { // what keeps a right stands beside what gives it
			put := p.section("kept by")
			for _, r := range rs {
				if expect.Keeps(r) {
					p.reason(put, r, expect.Did(r), asked)
				}
			}
		}
	}
	var defs []rights.Reason
	for _, r := range rs {
		if r.Effect == rights.Supports && !expect.Keeps(r) {
			defs = append(defs, r)
		}
	}
	if len(defs) == 0 {
		return
	}
	if !p.st.Why {
		p.item("using", strings.Join(lines(defs, func(r rights.Reason) string { return shortCite(r.Clause) }), ", "), 0)
		return
	}
	put := p.section("using")
	for _, r := range defs {
		p.reason(put, r, "", asked)
	}
}

// byName says of a right that is had by an extension by which one, where there is one alone of its kind.
func byName(rs []rights.Reason) []rights.Reason {
	out := slices.Clone(rs)
	for i, r := range out {
		var by []string
		for _, x := range rs {
			if x.Effect == r.Effect && x.Clause.Kind == r.Way && expect.IsExtension(x.Clause) {
				by = append(by, name(x.Clause))
			}
		}
		if len(by) == 1 {
			out[i].Way += " " + by[0]
		}
	}
	return out
}

func (p *page) reason(put func(string, int), r rights.Reason, words string, asked int) {
	of := ""
	if words != "" && r.Patents > 0 && asked > 1 {
		of = count(r.Patents, "patent")
	}
	switch s := Cite(r.Clause); {
	case s == "" && of != "": // no clause, but a sentence
		put(Clean(strings.TrimSuffix(r.Says, "."))+", for "+of, 0)
	case s == "":
		put(Clean(r.Says), 0)
	case of != "":
		put(s+" "+words+" for "+of, 0)
	default:
		put(s+" "+words, 0)
	}
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
	if r.Says != "" && r.Effect != rights.Owns {
		put("read as: "+Clean(r.Says), 1)
	}
	if at := place(r.Clause); at != "" {
		put("at "+at, 1)
	}
}
