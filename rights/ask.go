package rights

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"
	"strconv"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// maxAsked is how many combined answers to a set of questions are tried.
const maxAsked = 20_000

// Ask says which questions settle an answer that depends, the fewest of them first (§17), and what each answer would
// make of it. Errors are [*UnknownError].
func (p *Program) Ask(q ClearQuestion) (AskAnswer, error) {
	l, err := p.lookAt(q.Use, q.Under)
	if err != nil {
		return AskAnswer{}, err
	}
	a := AskAnswer{Question: q}
	a.Question.KnownAt = p.opt.KnownAt
	l.keep = true
	k := &asking{look: l, answers: map[string]*answers{}, single: len(q.Under.Patents) == 1}
	if err := l.every(k.add); err != nil {
		return a, err
	}
	a.Verdict, a.Counts, _ = k.given(nil)
	if a.Verdict != Depends {
		return a, nil
	}
	k.gather()
	a.Beyond = k.beyond()
	for _, x := range k.questions {
		a.All = append(a.All, k.asked(x, nil))
	}
	if a.Beyond != "" {
		return a, nil
	}
	fewest, ok := k.fewest()
	if !ok {
		a.Beyond = "the questions have too many possible answers to try them all"
		return a, nil
	}
	for _, x := range fewest {
		a.Fewest = append(a.Fewest, k.asked(x, fewest))
	}
	slices.SortStableFunc(a.Fewest, func(x, y AskQuestion) int { return left(&x) - left(&y) })
	return a, nil
}

// left is what remains at most, by the answer that settles least; a question that leaves less is asked first.
func left(q *AskQuestion) int {
	n := 0
	for _, v := range q.Answers {
		n += v.Left
	}
	return n
}

// asking is the patents of an answer, with what each hangs on.
type asking struct {
	*look
	single    bool
	kinds     []*askKind
	byRuling  map[askKey]*askKind
	answers   map[string]*answers // by id of the question
	questions []*answers
	stuck     int
}

// askKey puts patents together on which the same hangs.
type askKey struct {
	*ruling
	patent.Status
}

// askKind is patents on which the same hangs.
type askKind struct {
	n        int
	ruling   *ruling
	status   patent.Status
	ask      agreement.Question // the status, where it is not known
	relevant patent.Tri
	facts    []agreement.Question // of relevance, where it is not known
	example  string
}

// answers is a question with its admissible values.
type answers struct {
	agreement.Question
	n        int
	days     []when.Date // of the values, where they are days
	patents  int
	examples []string
}

// add takes in one patent.
func (k *asking) add(s *sighting) {
	if s.relevant == patent.No || s.status == patent.StatusNotInForce || s.status == patent.StatusPending {
		x := &askKind{n: 1, ruling: s.ruling, status: s.status, relevant: s.relevant}
		k.kinds = append(k.kinds, x)
		return
	}
	key := askKey{s.ruling, s.status}
	if s.relevant == patent.Yes && s.status == patent.StatusInForce {
		if x := k.byRuling[key]; x != nil {
			x.n++
			return
		}
	}
	x := &askKind{n: 1, ruling: s.ruling, status: s.status, relevant: s.relevant, example: k.idOf(s)}
	if s.status == patent.StatusUnknown {
		x.ask = agreement.QStatus(k.idOf(s), k.use.Country)
	}
	if s.relevant == patent.Unknown {
		sub := s.subject
		if sub == nil {
			sub = k.p.atRow(s.row)
		}
		_, x.facts = k.relevance(sub)
	}
	k.kinds = append(k.kinds, x)
	if s.relevant == patent.Yes && s.status == patent.StatusInForce {
		if k.byRuling == nil {
			k.byRuling = map[askKey]*askKind{}
		}
		k.byRuling[key] = x
	}
}

// gather lists the questions of the answer, those of the most patents first.
func (k *asking) gather() {
	for _, x := range k.kinds {
		if x.relevant == patent.No || x.status == patent.StatusNotInForce || x.status == patent.StatusPending {
			continue
		}
		if x.ruling.stuck {
			k.stuck += x.n
			continue
		}
		rights := x.rights(nil)
		for _, q := range x.ruling.open {
			k.note(q, x)
		}
		if x.status == patent.StatusUnknown && !(len(rights) == 1 && rights[Licensed]) {
			k.note(x.ask, x)
		}
		if rights[NotLicensed] {
			for _, q := range x.facts {
				k.note(q, x)
			}
		}
	}
	for _, a := range k.answers {
		k.questions = append(k.questions, a)
	}
	slices.SortFunc(k.questions, func(a, b *answers) int {
		return cmp.Or(b.patents-a.patents, strings.Compare(a.ID(), b.ID()))
	})
}

func (k *asking) note(q agreement.Question, x *askKind) {
	a := k.answers[q.ID()]
	if a == nil {
		a = &answers{Question: q, n: 2}
		for _, l := range x.ruling.leaves {
			for _, c := range l.path {
				if c.q.ID() != q.ID() {
					continue
				}
				a.n = max(a.n, c.n)
				if c.day != when.None {
					if a.days == nil {
						a.days = make([]when.Date, c.n)
					}
					a.days[c.value] = c.day
				}
			}
		}
		k.answers[q.ID()] = a
	}
	a.patents += x.n
	if len(a.examples) < 3 {
		a.examples = append(a.examples, x.example)
	}
}

// rights are the rights that some values agreeing with the given answers make.
func (x *askKind) rights(given map[string]int) map[Verdict]bool {
	out := map[Verdict]bool{}
	if x.ruling.right != rightDepends {
		out[verdictOf(x.ruling.right)] = true
		return out
	}
	if x.ruling.stuck {
		out[Depends] = true
		return out
	}
next:
	for _, l := range x.ruling.leaves {
		for _, c := range l.path {
			if v, ok := given[c.q.ID()]; ok && v != c.value {
				continue next
			}
		}
		out[verdictOf(l.value.right.class())] = true
	}
	return out
}

// verdict is what a kind of patents comes to; empty: it is not asked about under these answers.
func (x *askKind) verdict(given map[string]int) Verdict {
	relevant := x.relevant
	if relevant == patent.Unknown {
		no := 0
		for _, f := range x.facts {
			switch v, ok := given[f.ID()]; {
			case ok && v == 1:
				relevant = patent.Yes
			case ok:
				no++
			}
		}
		if relevant == patent.Unknown && len(x.facts) > 0 && no == len(x.facts) {
			relevant = patent.No
		}
	}
	rights := x.rights(given)
	if len(rights) == 0 {
		return ""
	}
	if relevant == patent.No {
		return NotRelevant
	}
	right := Depends
	if len(rights) == 1 {
		for r := range rights {
			right = r
		}
	}
	switch x.status {
	case patent.StatusNotInForce:
		return NotInForce
	case patent.StatusPending:
		return Pending
	case patent.StatusUnknown:
		switch v, ok := given[x.ask.ID()]; {
		case ok && v == 0:
			return NotInForce
		case !ok && right != Licensed:
			return Depends
		}
	}
	if right == NotLicensed && relevant == patent.Unknown {
		return Depends
	}
	return right
}

// given is the headline under given answers, with the number of patents that still depend.
func (k *asking) given(answers map[string]int) (Verdict, Counts, int) {
	var c Counts
	for _, x := range k.kinds {
		v := x.verdict(answers)
		switch v {
		case "":
			continue
		case Licensed:
			c.Licensed += x.n
			if x.ruling.right == rightOwn {
				c.Own += x.n
			}
		case Partly:
			c.Partly += x.n
		case NotLicensed:
			c.NotLicensed += x.n
		case Depends:
			c.Depends += x.n
		case NotInForce:
			c.NotInForce += x.n
		case Pending:
			c.Pending += x.n
		case NotRelevant:
			c.NotRelevant += x.n
		}
		if _, told := answers[x.ask.ID()]; x.status == patent.StatusUnknown && !told && v != NotRelevant {
			c.StatusUnknown += x.n
		}
	}
	v := headline(c)
	if k.single && len(k.kinds) == 1 && c.Asked() == 1 {
		switch {
		case c.NotInForce == 1:
			v = NotInForce
		case c.Pending == 1:
			v = Pending
		}
	}
	return v, c, c.Depends
}

// beyond says why the fewest questions cannot be found; empty: they can.
func (k *asking) beyond() string {
	switch {
	case k.stuck > 0:
		return fmt.Sprintf("%s on more than %d questions; the fewest cannot be told", patents(k.stuck, "hangs", "hang"), maxQuestions)
	case len(k.questions) > maxQuestions:
		return fmt.Sprintf("the answer hangs on %d questions; the fewest are worked out for %d at most", len(k.questions), maxQuestions)
	}
	return ""
}

// fewest finds the smallest set of questions that settles the answer; of several, the one whose questions hang on the
// most patents.
func (k *asking) fewest() ([]*answers, bool) {
	n := len(k.questions)
	for size := 1; size <= n; size++ {
		for set := range 1 << n {
			if bits.OnesCount(uint(set)) != size {
				continue
			}
			var chosen []*answers
			for i, q := range k.questions {
				if set>>i&1 == 1 {
					chosen = append(chosen, q)
				}
			}
			settles, ok := k.settles(chosen)
			if !ok {
				return nil, false
			}
			if settles {
				return chosen, true
			}
		}
	}
	return nil, false
}

// settles reports whether whatever the answers to the questions the headline does not depend.
func (k *asking) settles(chosen []*answers) (settles, ok bool) {
	all := 1
	for _, q := range chosen {
		if all *= q.n; all > maxAsked {
			return false, false
		}
	}
	given := map[string]int{}
	var try func(i int) bool
	try = func(i int) bool {
		if i == len(chosen) {
			v, _, _ := k.given(given)
			return v != Depends
		}
		id := chosen[i].ID()
		for v := range chosen[i].n {
			given[id] = v
			if !try(i + 1) {
				return false
			}
		}
		delete(given, id)
		return true
	}
	return try(0), true
}

// asked is a question with what each answer to it alone would make of the whole. Answers next to each other that make
// the same of it are put together.
func (k *asking) asked(q *answers, among []*answers) AskQuestion {
	out := AskQuestion{OpenQuestion: OpenQuestion{Question: q.Question, Patents: q.patents, Examples: q.examples}}
	first := 0
	values := make([]int, q.n)
	for i := range values {
		values[i] = i
	}
	if q.n == 2 && q.days == nil && q.Kind != agreement.AskReading && q.Kind != agreement.AskOrder {
		values = []int{1, 0} // yes before no
	}
	for i, v := range values {
		given := map[string]int{q.ID(): v}
		verdict, counts, _ := k.given(given)
		left := k.left(given, among)
		if n := len(out.Answers); n > 0 && q.days != nil && out.Answers[n-1].Verdict == verdict && out.Answers[n-1].Counts == counts && out.Answers[n-1].Left == left {
			out.Answers[n-1].Answer = q.between(first, i)
			continue
		}
		first = i
		out.Answers = append(out.Answers, AskedValue{Answer: k.words(q, v), Verdict: verdict, Counts: counts, Left: left})
	}
	return out
}

// left counts the questions that are still open under given answers, among some or all of those of the answer.
func (k *asking) left(given map[string]int, among []*answers) int {
	if v, _, _ := k.given(given); v != Depends {
		return 0
	}
	if among == nil {
		among = k.questions
	}
	n := 0
	for _, q := range among {
		if _, told := given[q.ID()]; !told && k.stillOpen(q, given) {
			n++
		}
	}
	return n
}

// stillOpen reports whether some patent that depends under the given answers comes to something else by an answer to q.
func (k *asking) stillOpen(q *answers, given map[string]int) bool {
	for _, x := range k.kinds {
		if x.verdict(given) != Depends {
			continue
		}
		with := map[string]int{}
		for id, v := range given {
			with[id] = v
		}
		was := ""
		for v := range q.n {
			with[q.ID()] = v
			is := fmt.Sprint(x.verdict(with), x.rights(with))
			if v > 0 && is != was {
				return true
			}
			was = is
		}
	}
	return false
}

// words says an answer.
func (k *asking) words(q *answers, value int) string {
	if q.days != nil {
		return q.between(value, value)
	}
	return k.p.answerWords(choice{q: q.Question, id: q.ID(), value: value, n: q.n, day: when.None})
}

// between says which days the values from first to last stand for. The day of a fact stands for those up to it, the day of
// a patent for those from it on.
func (q *answers) between(first, last int) string {
	from, to := q.days[first], q.days[last]
	if strings.HasPrefix(q.Key, "when|") {
		switch {
		case first == 0:
			return "on or before " + to.String()
		case last == q.n-1:
			return "after " + q.days[first-1].String()
		}
		from = q.days[first-1] + 1
	} else {
		switch {
		case last == q.n-1:
			return "on or after " + from.String()
		case first == 0:
			return "before " + q.days[last+1].String()
		}
		to = q.days[last+1] - 1
	}
	if from == to {
		return from.String()
	}
	return from.String() + " to " + to.String()
}

// orderWords says an order of facts of one day.
func (p *Program) orderWords(q agreement.Question, value int) string {
	_, list, _ := strings.Cut(q.Key, "|")
	var facts []int
	for _, w := range strings.Fields(strings.Trim(list, "[]")) {
		i, err := strconv.Atoi(w)
		if err != nil || i >= len(p.world.Facts) {
			return fmt.Sprintf("order %d", value+1)
		}
		facts = append(facts, i)
	}
	perms := orders(len(facts), func(i int) int { return p.world.Facts[facts[i]].Order })
	if value >= len(perms) {
		return fmt.Sprintf("order %d", value+1)
	}
	words := make([]string, len(facts))
	for at, from := range perms[value] {
		words[at] = p.factText(facts[from])
	}
	return strings.Join(words, ", then ")
}
