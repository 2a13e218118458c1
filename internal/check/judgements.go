package check

import (
	"cmp"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/when"
)

// foundTerm is the term of one finding that a statement makes.
type foundTerm struct {
	term string
	at   diag.Range
	path string
}

// builtIn are the terms that the language itself asks for.
var builtIn = []string{"natural evolution", "reads on"}

// findings warns about judgements that contradict each other, and about those that no clause asks for.
func (c *checker) findings(facts []agreement.Fact) {
	for _, f := range c.found {
		if c.asked[f.term] || strings.HasPrefix(f.term, agreement.NameFinding) || slices.Contains(builtIn, f.term) {
			continue
		}
		x := &ctx{checker: c, path: f.path}
		var terms []string
		for t := range c.asked {
			terms = append(terms, t)
		}
		slices.Sort(terms)
		p := x.warn(diag.UnusedFinding, f.at, "no clause asks for finding "+quote(f.term), "The judgement has no effect. Correct the term, or ask for it in a where, only if or provided line.")
		if s, ok := diag.Suggest(f.term, append(terms, builtIn...)); ok {
			p.Detail = "Did you mean " + quote(s) + "? " + p.Detail
			replace(p, f.at, quote(s))
		}
	}
	type subject struct{ term, of, from string }
	about := map[subject][]int{}
	var order []subject
	for i := range facts {
		b, ok := facts[i].Body.(agreement.Finding)
		if !ok || facts[i].Retracted != when.None {
			continue
		}
		s := subject{b.Term, b.Of, b.From}
		if about[s] == nil {
			order = append(order, s)
		}
		about[s] = append(about[s], i)
	}
	for _, s := range order {
		yes, no := standing(facts, about[s])
		if yes < 0 || no < 0 {
			continue
		}
		first, second := min(yes, no), max(yes, no)
		x := &ctx{checker: c}
		p := x.warn(diag.FindingConflict, facts[second].At, "authorities differ on "+quote(s.term), "Both judgements stand, so answers depend on which holds. Retract one, or let the later name the authority it replaces: replaces \"AUTHORITY\".")
		alsoAt(p, "the other judgement", facts[first].At)
	}
}

// standing are a yes and a no among findings of one subject that nothing replaces; -1 for none (docs/meaning.md §8).
func standing(facts []agreement.Fact, is []int) (yes, no int) {
	is = slices.Clone(is)
	recorded := func(f *agreement.Fact) when.Date {
		if f.Recorded != when.None {
			return f.Recorded
		}
		return f.Begin.Earliest
	}
	slices.SortStableFunc(is, func(a, b int) int {
		return cmp.Or(cmp.Compare(facts[a].Begin.Latest, facts[b].Begin.Latest), cmp.Compare(recorded(&facts[a]), recorded(&facts[b])))
	})
	stands := map[string]int{}
	for _, i := range is {
		b := facts[i].Body.(agreement.Finding)
		if b.Replaces != "" {
			delete(stands, b.Replaces)
		}
		stands[b.By] = i
	}
	yes, no = -1, -1
	for _, i := range stands {
		if facts[i].Body.(agreement.Finding).Yes {
			yes = max(yes, i)
		} else {
			no = max(no, i)
		}
	}
	return yes, no
}

// signatures fills in when an agreement was signed, where the frame does not say and all its parties have signed, and
// holds signatures against the frame.
func (c *checker) signatures(w *agreement.World) {
	for _, s := range c.scopes {
		m := s.model
		for i := range w.Facts {
			f := &w.Facts[i]
			b, ok := f.Body.(agreement.Signature)
			if !ok || b.Agreement != s.id || f.Retracted != when.None {
				continue
			}
			for _, o := range b.By {
				if !slices.Contains(m.Parties, o) && len(m.Parties) > 0 {
					x := &ctx{checker: c}
					p := x.warn(diag.NotAParty, f.At, string(o)+" signs "+s.id+" but is not a party to it", "The agreement block names its parties in the between line. Add it there, or correct the statement.")
					alsoAt(p, "the agreement", s.nameAt())
				}
			}
		}
		switch last, all := c.lastSignature(m); {
		case !all:
		case m.Signed == when.None:
			m.Signed = last
		case m.Signed != last:
			x := s.ctx(s.frame)
			x.warn(diag.SignatureDiffers, s.frame.Get("signed").At, "the agreement says it was signed on "+m.Signed.String()+", the journal says "+last.String(), "The document is known from the day the agreement block states. Correct one of the two.")
		}
	}
}
