package present

import (
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/rights"
)

// fewRests is up to how many things an answer rests on are printed with their reasons; beyond, the page lists where
// they stand, and --why prints the reasons.
const fewRests = 3

// rests prints what the answer takes as given.
func (p *page) rests(rs []rights.RestsOn) {
	if p.st.Discreet {
		rs = discreetRests(rs)
	}
	put := p.section("rests on")
	for _, kind := range restKinds(rs) {
		var of []rights.RestsOn
		for _, r := range rs {
			if r.Kind == kind {
				of = append(of, r)
			}
		}
		if p.st.Why || len(of) <= fewRests || kind != "assumed" {
			for _, r := range of {
				put(p.restLine(r), 0)
			}
			continue
		}
		var places []string
		for _, r := range of {
			places = append(places, restPlace(r))
		}
		put(count(len(of), "assumption")+": "+Clean(strings.Join(merge(places), ", "))+" (--why prints them)", 0)
	}
}

// discreetRests leaves out what names patents, and says that something is left out.
func discreetRests(rs []rights.RestsOn) []rights.RestsOn {
	out := slices.Clone(rs)
	for i := range out {
		if out[i].Names {
			out[i].Why = "a fact about a patent"
		}
	}
	return out
}

// restKinds lists the kinds in the order in which they first appear.
func restKinds(rs []rights.RestsOn) []string {
	var out []string
	seen := map[string]bool{}
	for _, r := range rs {
		if !seen[r.Kind] {
			seen[r.Kind] = true
			out = append(out, r.Kind)
		}
	}
	return out
}

func (p *page) restLine(r rights.RestsOn) string {
	s := r.Kind
	if c := Cite(r.Clause); c != "" {
		s += " in " + c
	}
	s += ": " + r.Why
	if r.Patents > 0 {
		s += " (" + count(r.Patents, "patent") + ")"
	}
	if r.Where != "" && (p.st.Why || r.Clause.Agreement == "") {
		s += " [" + r.Where + "]"
	}
	return Clean(s)
}

// restPlace is where an assumption stands, in two words.
func restPlace(r rights.RestsOn) string {
	c := r.Clause
	switch {
	case c.Agreement == "":
		return r.Where
	case c.Number != "":
		return c.Agreement + " " + c.Number
	}
	return c.Agreement + " as a whole"
}

// merge writes what stands in one agreement or one file together: "hw-xm 1.2, 1.4, organisations.facts:48, :50".
func merge(places []string) []string {
	var heads []string
	tails := map[string][]string{}
	for _, p := range places {
		head, tail := p, ""
		if h, t, ok := strings.Cut(p, " "); ok {
			head, tail = h, " "+t
		} else if i := strings.LastIndexByte(p, ':'); i > 0 {
			head, tail = p[:i], p[i:]
		}
		if _, ok := tails[head]; !ok {
			heads = append(heads, head)
		}
		if !slices.Contains(tails[head], tail) {
			tails[head] = append(tails[head], tail)
		}
	}
	var out []string
	for _, h := range heads {
		for i, t := range tails[h] {
			if i == 0 {
				out = append(out, h+t)
			} else {
				out = append(out, strings.TrimPrefix(t, " "))
			}
		}
	}
	return out
}
