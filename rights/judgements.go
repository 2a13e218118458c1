package rights

import (
	"slices"

	"github.com/crossgrant/crossgrant/patent"
)

// Judgement is everything the judge found of one patent, for comparison with another evaluator and for pages that show
// the tree of one patent.
type Judgement struct {
	Patent  string
	Verdict string // as [Verdict], or "not_relevant"
	Status  string
	Right   string            // licensed, own, not_licensed, partly, depends
	Open    []string          // ids of the questions it hangs on, sorted
	Nodes   map[string]string // by path: licensed, not_licensed, depends; only nodes that are judged
	Because []string          // "agreement/name" of the grants that license nodes and of the exclusions that take nodes out, sorted
	Stuck   bool              // more questions than are worked out case by case
}

// Judgements returns what was found of every patent asked about.
func (p *Program) Judgements(q ClearQuestion) ([]Judgement, error) {
	l, err := p.lookAt(q.Use, q.Under)
	if err != nil {
		return nil, err
	}
	var out []Judgement
	err = l.every(func(s *sighting) {
		v := l.verdict(s)
		j := Judgement{Patent: l.idOf(s), Verdict: string(v.word), Status: s.status.String(), Nodes: map[string]string{}, Stuck: s.ruling.stuck}
		if s.relevant == patent.No {
			j.Verdict = "not_relevant"
		}
		switch s.ruling.right {
		case rightOwn:
			j.Right = "own"
		default:
			j.Right = string(verdictOf(s.ruling.right))
		}
		for _, x := range v.open {
			j.Open = append(j.Open, x.ID())
		}
		slices.Sort(j.Open)
		j.Open = slices.Compact(j.Open)
		for n, r := range s.ruling.nodes {
			if r != notAsked {
				j.Nodes[l.nodes[n].path] = string(verdictOf(r))
			}
		}
		j.Because = s.ruling.cited()
		out = append(out, j)
	})
	return out, err
}

// cited names the clauses that license or take out nodes.
func (r *ruling) cited() []string {
	var out []string
	for _, b := range r.reasons {
		switch b.effect {
		case Grants:
			out = append(out, string(b.grant.Clause.QName()))
			if b.by != nil {
				out = append(out, string(b.by.name()))
			}
		case Supports:
			out = append(out, string(b.supporting().QName()))
		case TakesOut:
			out = append(out, string(b.cut.Clause.QName()))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
