package present

import (
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/rights"
)

// conditions prints, for every line of which something is possible only, under which answers to open questions it
// happens: a sentence each.
func (p *page) conditions(a PlanPage) {
	put := p.section("possible")
	one := oneAgreement(a.Lines)
	for _, l := range a.Lines {
		if !l.Possible {
			continue
		}
		head := planClause(l, one)
		if w := planWhat(l); w != "" {
			head += ", " + w
		}
		if l.Certain {
			head += ", in part"
		}
		put(Clean(head+": "+p.condition(l)), 0)
	}
}

// condition says when the possible changes of a line happen: the answers under which its uses flip. Where they may
// flip under others, too, it is an example.
func (p *page) condition(l rights.PlanLine) string {
	var parts []string
	said := map[string]int{}
	for _, w := range l.Witness {
		if len(w.Suppose) == 0 {
			continue
		}
		s := p.supposing(w)
		if i, ok := said[s]; ok { // the same answers for what is gained and what is lost
			parts[i] = s
			continue
		}
		said[s] = len(parts)
		if d := planSigns[w.Effect].word; len(directions(l)) > 1 && d != "" {
			s = d + " " + s
		}
		parts = append(parts, s)
	}
	if len(parts) == 0 {
		n := len(p.groups(l.Open))
		switch {
		case n == 0:
			return "under some answers to open questions"
		case p.st.Why: // they follow
			return "hangs on " + count(n, "open question")
		}
		return "hangs on " + count(n, "open question") + " (--why lists " + plural(n, "it", "them") + ")"
	}
	return strings.Join(parts, "; ")
}

// directions are the ways in which a line changes rights, of those for which there are uses to try.
func directions(l rights.PlanLine) []string {
	var out []string
	for _, w := range l.Witness {
		out = append(out, w.Effect)
	}
	return out
}

// supposing says under which answers a use flips: "if reading affiliates: now or later; and finding "approved": yes".
func (p *page) supposing(w rights.Witness) string {
	var parts, names []string
	if w.Patent != "" {
		names = []string{w.Patent}
	}
	for _, s := range w.Suppose {
		if p.namesPatent(rights.OpenQuestion{Question: s.Question, Examples: names}) {
			parts = append(parts, strings.ReplaceAll(string(s.Kind), "_", " ")+" (not shown): "+s.Answer)
			continue
		}
		parts = append(parts, answered(s))
	}
	return "if " + strings.Join(parts, "; and ")
}

// answered is a question and an answer to it as a condition, short: the page has the whole question elsewhere.
func answered(s rights.Supposed) string {
	kind := strings.ReplaceAll(string(s.Kind), "_", " ")
	says := strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(s.Says, kind), ":"))
	key := strings.Split(s.Key, "|")
	no := map[string]string{"yes": "", "no": "not "}
	not, yesNo := no[s.Answer]
	_, conflict := contenders(s.Question)
	switch {
	case conflict:
		return reply(s.Question, s.Answer)
	case s.Kind == agreement.AskElection && yesNo:
		what, _, _ := strings.Cut(s.Says, ":")
		return "the " + what + " is " + reply(s.Question, s.Answer)
	case s.Kind == agreement.AskReading:
		return strings.TrimSpace(kind+" "+s.Of) + ": " + s.Answer
	case s.Kind == agreement.AskFinding:
		return kind + " " + strings.TrimSuffix(says, ": yes or no?") + ": " + s.Answer
	case s.Kind == agreement.AskRedacted && yesNo:
		return "what hangs on the redacted words " + s.Of + map[string]string{"yes": " holds", "no": " does not hold"}[s.Answer]
	case s.Kind == agreement.AskStatus && len(key) == 2:
		return "the status of " + key[0] + " in " + key[1] + ": " + s.Answer
	case s.Kind == agreement.AskFact && len(key) == 3 && strings.HasPrefix(s.Says, "is ") && yesNo: // see [agreement.QAttr]
		return key[1] + " is " + not + "the " + key[0] + " of " + key[2]
	}
	if asked, _, ok := strings.Cut(says+" ", "? "); ok {
		return quoted(asked+"?") + " is answered " + s.Answer
	}
	return strings.TrimSuffix(strings.TrimSuffix(says, "."), " is not known") + ": " + s.Answer
}
