package oracle

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
)

// maxSettled is the number of questions up to which sets of them are gone through.
const maxSettled = 8

// maxAnswers is the number of combined answers to a set of questions after which the oracle gives up, and says so.
const maxAnswers = 200_000

// Settles reports whether the answers to some questions, whatever they are, leave an answer that does not depend
// (docs/meaning.md §17). Ids that are no question of the answer settle nothing. It is not ok when there are more than
// eight questions among them, or the answer was not worked out case by case.
func (o *Oracle) Settles(question Question, ids []string) (settles, ok bool) {
	s, ok := o.settling(question)
	if !ok {
		return false, false
	}
	var chosen []string
	for _, id := range s.questions {
		if has(ids, id) {
			chosen = append(chosen, id)
		}
	}
	if len(chosen) > maxSettled {
		return false, false
	}
	settles = s.settledBy(chosen)
	return settles, s.tried <= maxAnswers
}

// Fewest is the size of the smallest set of questions that settles an answer, found by trying all of them (§17). It is
// not ok when the answer has more than eight questions, was not worked out case by case, or is settled by no set.
func (o *Oracle) Fewest(question Question) (size int, ok bool) {
	s, ok := o.settling(question)
	if !ok || len(s.questions) > maxSettled {
		return 0, false
	}
	for size := range len(s.questions) + 1 {
		for set := range 1 << len(s.questions) {
			var chosen []string
			for i, id := range s.questions {
				if set>>i&1 == 1 {
					chosen = append(chosen, id)
				}
			}
			if len(chosen) == size && s.settledBy(chosen) {
				return size, s.tried <= maxAnswers
			}
		}
	}
	return 0, false
}

// Questions lists the ids of the questions of an answer, sorted: those that its patents depend on, and the facts of
// their relevance where these would count once the others are answered. None where it was not worked out case by case.
func (o *Oracle) Questions(question Question) []string {
	s, ok := o.settling(question)
	if !ok {
		return nil
	}
	return s.questions
}

// Given is what an answer comes to once some of its questions are answered. An answer is the place of a value among the
// admissible ones: 0 is no and 1 is yes; for a status, 0 is not in force and 1 is in force. It is not ok when the
// answer was not worked out case by case.
func (o *Oracle) Given(question Question, answers map[string]int) (verdict string, counts Counts, ok bool) {
	s, ok := o.settling(question)
	if !ok {
		return "", Counts{}, false
	}
	verdict, counts = s.headline(answers)
	return verdict, counts, true
}

// settling is an answer as it would be, given the answers to some of its questions.
type settling struct {
	question  Question
	patents   []settled
	questions []string       // of the answer, sorted
	values    map[string]int // how many admissible values a question has
	tried     int            // combined answers gone through
}

// settled is one patent that may be asked about, with all that its verdict hangs on.
type settled struct {
	id       string
	status   patent.Status
	statusID string           // the question of its status
	facts    []string         // the questions of its relevance, where that is not known
	fixed    string           // its verdict, where no question counts: not relevant
	cases    []found[outcome] // those in which it is asked about
}

// settling looks at the patents of an answer; it is not ok when the answer was not worked out case by case.
func (o *Oracle) settling(question Question) (*settling, bool) {
	q := o.inquiry(question)
	s := &settling{question: question, values: map[string]int{}}
	open := map[string]bool{}
	for _, p := range q.records {
		x, asked := q.patent(p)
		if !asked {
			continue
		}
		if x.Verdict == Depends && x.BeyondLimit {
			return nil, false
		}
		y := settled{id: p.ID, status: q.status(p), statusID: agreement.QStatus(p.ID, q.country).ID()}
		judged := q.judged(p)
		relevant, facts := q.relevant(p, q.tree)
		about := q.askedFor(p)
		f := q.footing(p, about, judged)
		switch {
		case !relevant || len(judged) == 0:
			y.fixed, f.nodes = NotRelevant, nil
		case x.BeyondLimit: // not in force, or pending, whatever the right
			y.fixed, f.nodes = x.Verdict, nil
		}
		y.facts = facts
		y.cases = q.outcomes(p, f)
		s.patents = append(s.patents, y)
		for _, id := range y.raises(x) {
			open[id] = true
		}
		s.count(y)
	}
	s.questions = sorted(open)
	return s, !q.tooMany
}

// raises lists the questions of a patent that depends.
func (y settled) raises(x PatentAnswer) []string {
	if x.Verdict != Depends {
		return nil
	}
	out := slices.Concat(x.RightOpen, y.facts)
	if y.status == patent.StatusUnknown {
		out = append(out, y.statusID)
	}
	return out
}

// count notes how many values the questions of a patent have.
func (s *settling) count(y settled) {
	for _, f := range y.cases {
		for _, c := range f.given {
			s.values[c.id] = c.n
		}
	}
	for _, id := range append(slices.Clone(y.facts), y.statusID) {
		s.values[id] = 2
	}
}

// settledBy reports whether the headline depends under no combined answer to the questions.
func (s *settling) settledBy(questions []string) bool {
	given := map[string]int{}
	var all func(left []string) bool
	all = func(left []string) bool {
		if len(left) == 0 {
			s.tried++
			if s.tried > maxAnswers {
				return true
			}
			verdict, _ := s.headline(given)
			return verdict != Depends
		}
		for value := range s.values[left[0]] {
			given[left[0]] = value
			if !all(left[1:]) {
				return false
			}
		}
		return true
	}
	return all(questions)
}

// headline is the verdict over the patents, given some answers.
func (s *settling) headline(given map[string]int) (verdict string, counts Counts) {
	verdicts := map[string]string{}
	for _, y := range s.patents {
		if a, asked := y.under(given); asked {
			counts.add(a)
			verdicts[y.id] = a.Verdict
		}
	}
	if u := s.question.Under; u.Org == "" && u.Set == "" && len(u.Patents) == 1 {
		if v, ok := verdicts[u.Patents[0]]; ok && v != NotRelevant {
			return v, counts
		}
	}
	return counts.headline(), counts
}

// under is the verdict of one patent over the cases that agree with some answers; it is not asked about when in none
// of these it is.
func (y settled) under(given map[string]int) (a PatentAnswer, asked bool) {
	var left []found[outcome]
	for _, f := range y.cases {
		if f.agrees(given) {
			left = append(left, f)
		}
	}
	if len(left) == 0 {
		return PatentAnswer{}, false
	}
	if y.fixed != "" {
		return PatentAnswer{Verdict: y.fixed, Status: y.status.String()}, true
	}
	relevant, known := y.relevance(given)
	if known && !relevant {
		return PatentAnswer{Verdict: NotRelevant}, true
	}
	a.Right = verdictOf(left)
	a.Verdict = a.Right
	if a.Right == Own {
		a.Verdict = Licensed
	}
	status := y.status
	if value, is := given[y.statusID]; is && status == patent.StatusUnknown {
		status = patent.StatusNotInForce
		if value == 1 {
			status = patent.StatusInForce
		}
	}
	a.Status = status.String()
	switch {
	case status == patent.StatusNotInForce:
		a.Verdict = NotInForce
	case status == patent.StatusPending:
		a.Verdict = Pending
	case status == patent.StatusUnknown && a.Verdict != Licensed:
		a.Verdict = Depends
	case a.Verdict == NotLicensed && !known:
		a.Verdict = Depends
	}
	return a, true
}

// relevance is what the facts that are given say: yes when one of them is yes, no when all are no.
func (y settled) relevance(given map[string]int) (relevant, known bool) {
	no := 0
	for _, id := range y.facts {
		switch value, is := given[id]; {
		case is && value == 1:
			return true, true
		case is:
			no++
		}
	}
	if len(y.facts) > 0 && no == len(y.facts) {
		return false, true
	}
	return true, len(y.facts) == 0
}

// agrees reports whether a case has no other value for a question than the one given.
func (f found[T]) agrees(given map[string]int) bool {
	for _, c := range f.given {
		if value, is := given[c.id]; is && value != c.value {
			return false
		}
	}
	return true
}
