package expect

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

func (r *Result) differ(format string, args ...any) {
	r.Differences = append(r.Differences, fmt.Sprintf(format, args...))
}

func (r *Result) compareStanding(s rights.Standing) {
	r.Found, r.Open = s.Answer, s.Open
	r.Because = append([]rights.Reason{{Clause: s.Clause, Effect: rights.Supports, Says: s.Says}}, s.Cites...)
	r.compareVerdict()
	r.compareOpen(r.Open)
	r.compareBecause(r.Because)
}

func (r *Result) compareClear() {
	if len(r.Clear) == 0 {
		r.Found = "no answer"
		r.differ("the expectation names no use; write a line `use`")
		return
	}
	want := r.Expect.Answer
	r.Found = verdictWords(combine(r.Clear))
	own := len(r.Clear) == 1 && r.Clear[0].Counts.Own > 0 && r.Clear[0].Counts.Own == r.Clear[0].Counts.Licensed
	if own && want.Verdict == "own" {
		r.Found = "own"
	}
	r.compareVerdict()
	var open []rights.OpenQuestion
	var because []rights.Reason
	for _, a := range r.Clear {
		open = mergeOpen(open, a.Open)
		because = append(because, a.Because...)
		for _, p := range a.Parts {
			because = append(because, p.Because...)
		}
		if want.Until != when.None && a.Until != want.Until {
			r.differ("the answer holds until %s instead of %s", a.Until, want.Until)
			r.expected("until", want.Until.String())
			r.found("until", a.Until.String())
		}
	}
	if want.HaveMade {
		r.compareHaveMade()
	}
	if want.Price != nil {
		r.comparePrice(want.Price)
	}
	if want.Ends != nil {
		r.compareEnds(want.Ends)
	}
	r.compareOpen(open)
	r.compareBecause(because)
	for _, p := range r.Expect.Parts {
		r.comparePart(p)
	}
}

// compareVerdict compares the word of the answer.
func (r *Result) compareVerdict() {
	if want := r.Expect.Answer.Verdict; want != r.Found {
		r.differ("the answer is %s instead of %s", r.Found, want)
		r.expected("answer", want)
		r.found("answer", r.Found)
	}
}

// combine is the headline over several uses, by the rule for patents (design 3.2): uses with nothing in force do not
// count, licensed beside not licensed is partly, and an open one makes the whole depend.
func combine(as []rights.ClearAnswer) rights.Verdict {
	if len(as) == 1 {
		return as[0].Verdict
	}
	seen := map[rights.Verdict]bool{}
	for _, a := range as {
		seen[a.Verdict] = true
	}
	idle := []rights.Verdict{rights.NothingInForce, rights.NotInForce, rights.Pending}
	for _, v := range idle {
		if len(seen) == 1 && seen[v] {
			return v
		}
	}
	switch {
	case seen[rights.Partly], seen[rights.Licensed] && seen[rights.NotLicensed]:
		return rights.Partly
	case seen[rights.Depends]:
		return rights.Depends
	case seen[rights.Licensed]:
		return rights.Licensed
	case seen[rights.NotLicensed]:
		return rights.NotLicensed
	}
	return rights.NothingInForce
}

func mergeOpen(into, more []rights.OpenQuestion) []rights.OpenQuestion {
	for _, q := range more {
		if !slices.ContainsFunc(into, func(o rights.OpenQuestion) bool { return o.ID() == q.ID() }) {
			into = append(into, q)
		}
	}
	return into
}

// compareOpen wants exactly the questions that the answer line names, when it names any.
func (r *Result) compareOpen(open []rights.OpenQuestion) {
	want := r.Expect.Answer.DependsOn
	if len(want) == 0 {
		return
	}
	used := make([]bool, len(open))
	for _, w := range want {
		found := false
		for i, q := range open {
			if !used[i] && matches(w, q.Question) {
				used[i], found = true, true
				break
			}
		}
		if !found {
			r.differ("the answer does not depend on %s", w)
			r.expected("depends on", w.String())
		}
	}
	for i, q := range open {
		if !used[i] {
			r.differ("the answer also depends on this %s: %s", strings.ReplaceAll(string(q.Kind), "_", " "), q.Says)
			r.line(Line{Found: true, What: "depends on", Says: q.Says, Clause: q.Clause})
		}
	}
}

// matches compares a question with how an answer line names it: by kind, by its term or words, by what it is about.
func matches(w agreement.ExpectOpen, q agreement.Question) bool {
	if w.Kind != q.Kind {
		return false
	}
	if w.With != "" && !(keyHas(q.Key, w.Of) && keyHas(q.Key, w.With)) {
		return false
	}
	if w.Of != "" && !strings.EqualFold(w.Of, q.Of) && !strings.EqualFold(w.Of, q.Clause.Name) && !keyHas(q.Key, w.Of) && !mentions(q.Of, w.Of) {
		return false
	}
	return w.Says == "" || keyHas(q.Key, w.Says) || strings.Contains(strings.ToLower(q.Says), strings.ToLower(w.Says))
}

// keyHas reports whether one of the parts of a question's key is the text.
func keyHas(key, text string) bool {
	for part := range strings.SplitSeq(key, "|") {
		if strings.EqualFold(part, text) {
			return true
		}
	}
	return false
}

// mentions reports whether the text holds the word: a question about the day of a fact is about what the fact names.
func mentions(text, word string) bool {
	return slices.ContainsFunc(strings.Fields(text), func(f string) bool { return strings.EqualFold(strings.Trim(f, ","), word) })
}

// compareBecause wants every clause that the block names among the reasons.
func (r *Result) compareBecause(rs []rights.Reason) {
	for _, want := range r.Expect.Because {
		if !slices.ContainsFunc(rs, func(x rights.Reason) bool { return cites(x.Clause, want, r.Expect.Clause.Agreement) }) {
			r.differ("the reasons do not cite %s; they cite %s", want, citations(rs))
			r.expected("because", want)
		}
	}
}

// cites compares a clause with how a `because` line names it: 2.1, h2x, or hw-xm/2.1 and hw-xm/h2x from elsewhere.
func cites(c agreement.Clause, want, home string) bool {
	if a, local, ok := strings.Cut(want, "/"); ok && a == c.Agreement {
		return local == c.Number || local == c.Name
	}
	return c.Agreement == home && want == c.Number || want == c.Name
}

func citations(rs []rights.Reason) string {
	var out []string
	for _, r := range rs {
		s := strings.TrimSpace(r.Clause.Number + " " + r.Clause.Name)
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return "no clause"
	}
	return strings.Join(out, ", ")
}

func (r *Result) comparePart(p agreement.ExpectPart) {
	if p.Country != "" {
		for _, a := range r.Clear {
			if a.Question.Use.Country == p.Country {
				if got := verdictWords(a.Verdict); got != p.Verdict {
					r.differ("in %s the answer is %s instead of %s", p.Country, got, p.Verdict)
					r.expected("in "+p.Country, p.Verdict)
					r.found("in "+p.Country, got)
				}
				return
			}
		}
		r.differ("no use of the expectation is in %s", p.Country)
		r.expected("in "+p.Country, p.Verdict)
		return
	}
	if p.Component == "rest" {
		r.compareRest(p)
		return
	}
	found := false
	for _, a := range r.Clear {
		for _, part := range a.Parts {
			if part.Node != p.Component && last(part.Node) != p.Component {
				continue
			}
			found = true
			if got := verdictWords(part.Verdict); got != p.Verdict {
				r.differ("for the component %s the answer is %s instead of %s", part.Node, got, p.Verdict)
				r.expected("component "+part.Node, p.Verdict)
				r.found("component "+part.Node, got)
			}
		}
	}
	if !found {
		r.differ("the product has no component %s", p.Component)
		r.expected("component "+p.Component, p.Verdict)
	}
}

// compareRest checks every node that no other line of the block names.
func (r *Result) compareRest(p agreement.ExpectPart) {
	named := func(node string) bool {
		return slices.ContainsFunc(r.Expect.Parts, func(x agreement.ExpectPart) bool {
			return x.Component != "" && x.Component != "rest" && (x.Component == node || x.Component == last(node))
		})
	}
	for _, a := range r.Clear {
		for _, part := range a.Parts {
			if named(part.Node) {
				continue
			}
			if got := verdictWords(part.Verdict); got != p.Verdict {
				r.differ("for %s, one of the rest, the answer is %s instead of %s", part.Node, got, p.Verdict)
				r.expected("component "+part.Node, p.Verdict)
				r.found("component "+part.Node, got)
			}
		}
	}
}

// last is the last id of a node's path.
func last(node string) string { return node[strings.LastIndexByte(node, '/')+1:] }

// compareHolders wants exactly the named holders: each must be there for certain, and no other. Those who hold a right by
// their place in a chain of supply have no name, and do not count.
func (r *Result) compareHolders(a rights.HoldersAnswer) {
	a.Holders = slices.DeleteFunc(slices.Clone(a.Holders), func(h rights.Holder) bool {
		return IsExtension(h.Clause) && len(h.Members)+len(h.Perhaps) == 0
	})
	var names []string
	for _, h := range a.Holders {
		names = append(names, holderName(h))
	}
	r.Found = strings.Join(names, ", ")
	if len(names) == 0 {
		r.Found = "nobody"
	}
	used := make([]bool, len(a.Holders))
	for _, want := range r.Expect.Answer.Holders {
		found := false
		for i, h := range a.Holders {
			if holds(h, want) {
				used[i], found = true, true
				if !h.Sure {
					r.differ("whether %s holds a right depends on open questions", want)
					r.expected("holder", want)
					r.line(Line{Found: true, What: "holder", Says: holderName(h), Clause: h.Clause})
				}
			}
		}
		if !found {
			r.differ("%s holds no right under %s on %s", want, a.Patent, a.On)
			r.expected("holder", want)
		}
	}
	for i, h := range a.Holders {
		if !used[i] {
			r.differ("%s holds a right too, under %s", holderName(h), strings.TrimSpace(h.Clause.Number+" "+h.Clause.Name))
			r.line(Line{Found: true, What: "holder", Says: holderName(h), Clause: h.Clause})
		}
	}
	if len(r.Differences) > 0 {
		if len(r.Expect.Answer.Holders) == 0 {
			r.expected("holder", agreement.Nobody)
		}
		if len(a.Holders) == 0 {
			r.found("holder", agreement.Nobody)
		}
	}
	r.compareBecause(holderReasons(a))
}

func holderName(h rights.Holder) string {
	if h.Sure {
		return h.Group
	}
	return h.Group + " (depends)"
}

func holds(h rights.Holder, want string) bool {
	return h.Group == want || strings.Trim(h.Group, `"`) == want || slices.Contains(h.Members, agreement.Org(want))
}

func holderReasons(a rights.HoldersAnswer) []rights.Reason {
	out := slices.Clone(a.Misses)
	for _, h := range a.Holders {
		out = append(out, rights.Reason{Clause: h.Clause})
	}
	return out
}

// verdictWords is the verdict as an `answer` line writes it.
func verdictWords(v rights.Verdict) string { return strings.ReplaceAll(string(v), "_", " ") }
