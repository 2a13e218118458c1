package rights

import (
	"fmt"
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// maxQuestions is how many distinct questions are worked out case by case (§10).
const maxQuestions = 10

// A cases value runs a decision once for every combination of answers to the questions it asks. The decision is
// ordinary code that asks as it goes; a question not asked in a run plays no part in it.
type cases struct {
	path []choice // the answers of this run, in the order asked
	used int      // how many of them this run has asked for

	clock  *clock      // the days that count for this decision
	admits []admitting // whose places in groups that entities join are being worked out
	pair   *pair       // within which pair of members of a network the run decides; nil: within none
	joint  bool        // two worlds are decided at once: a question with other values in the other world is another question
}

type choice struct {
	q     agreement.Question
	id    string
	value int
	n     int
	day   when.Date // what the answer stands for, where that is a day; when.None: it does not
}

// pick returns the answer of this run to q, one of 0..n-1.
func (c *cases) pick(q agreement.Question, n int) int {
	id := q.ID()
	if c.joint {
		id = fmt.Sprintf("%s#%d", id, n)
	}
	for i := range c.used {
		if c.path[i].id == id {
			return c.path[i].value
		}
	}
	if c.used == len(c.path) {
		c.path = append(c.path, choice{q, id, 0, n, when.None})
	}
	v := c.path[c.used].value
	c.used++
	return v
}

// pickDay asks for one of the days.
func (c *cases) pickDay(q agreement.Question, days []when.Date) when.Date {
	day := days[c.pick(q, len(days))]
	id := q.ID()
	for i := range c.used {
		if c.path[i].q.ID() == id && c.path[i].n == len(days) {
			c.path[i].day = day
		}
	}
	return day
}

// yes asks a yes/no question.
func (c *cases) yes(q agreement.Question) bool { return c.pick(q, 2) == 1 }

// next moves on to the next combination; false: all have been run.
func (c *cases) next() bool {
	c.path = c.path[:c.used]
	c.used = 0
	for n := len(c.path) - 1; n >= 0; n-- {
		if c.path[n].value++; c.path[n].value < c.path[n].n {
			return true
		}
		c.path = c.path[:n]
	}
	return false
}

// leaf is the result of one run and the answers it used.
type leaf[T comparable] struct {
	path  []choice
	value T
}

// maxCases is how many combinations are run at most. Ten yes/no questions make a thousand; days that are not known can
// make more.
const maxCases = 10_000

// run works through all combinations; false: there were too many, and the leaves are only some of them.
func run[T comparable](ck *clock, decide func(*cases) T) (leaves []leaf[T], complete bool) {
	return runFrom(&cases{clock: ck}, decide)
}

// runJointly is run for a decision taken in two worlds at once.
func runJointly[T comparable](ck *clock, decide func(*cases) T) (leaves []leaf[T], complete bool) {
	return runFrom(&cases{clock: ck, joint: true}, decide)
}

func runFrom[T comparable](c *cases, decide func(*cases) T) (leaves []leaf[T], complete bool) {
	v := decide(c)
	if c.used == 0 {
		return []leaf[T]{{nil, v}}, true
	}
	leaves = []leaf[T]{{slices.Clone(c.path[:c.used]), v}}
	for c.next() {
		if len(leaves) == maxCases {
			return leaves, false
		}
		v = decide(c)
		leaves = append(leaves, leaf[T]{slices.Clone(c.path[:c.used]), v})
	}
	return leaves, true
}

// questions lists all that the leaves asked.
func questions[T comparable](leaves []leaf[T]) []agreement.Question {
	var out []agreement.Question
	seen := map[string]bool{}
	for _, l := range leaves {
		for _, c := range l.path {
			if !seen[c.id] {
				seen[c.id] = true
				out = append(out, c.q)
			}
		}
	}
	return distinct(out)
}

// matter returns the questions that matter: for which two combinations differ in nothing else and in the result.
func matter[T comparable](leaves []leaf[T], differ func(a, b T) bool) []agreement.Question {
	var out []agreement.Question
	found, all := map[string]bool{}, len(questions(leaves))
	for i := range leaves {
		if len(out) == all {
			break
		}
		for j := i + 1; j < len(leaves); j++ {
			if !differ(leaves[i].value, leaves[j].value) {
				continue
			}
			if q, ok := onlyDifference(leaves[i].path, leaves[j].path); ok && !found[q.ID()] {
				found[q.ID()] = true
				out = append(out, q)
			}
		}
	}
	slices.SortFunc(out, func(a, b agreement.Question) int {
		if a.ID() < b.ID() {
			return -1
		}
		return 1
	})
	return out
}

// onlyDifference returns the one question that both paths asked and answered differently, if there is just one.
func onlyDifference(a, b []choice) (agreement.Question, bool) {
	at := -1
	for i := range a {
		for j := range b {
			if a[i].id == b[j].id {
				if a[i].value != b[j].value {
					if at >= 0 {
						return agreement.Question{}, false
					}
					at = i
				}
				break
			}
		}
	}
	if at < 0 {
		return agreement.Question{}, false
	}
	return a[at].q, true
}

// tri is a three-valued decision with the questions on which an undecided one hangs.
type tri struct {
	certain, possible bool
	open              []agreement.Question
}

var (
	triYes = tri{certain: true, possible: true}
	triNo  = tri{}
)

func triOf(b bool) tri {
	if b {
		return triYes
	}
	return triNo
}

func (t tri) undecided() bool { return t.possible && !t.certain }

// decide runs a yes/no decision through its cases.
func decide(ck *clock, f func(*cases) bool) tri {
	leaves, complete := run(ck, f)
	if !complete {
		return tri{possible: true, open: questions(leaves)}
	}
	t := tri{certain: true}
	for _, l := range leaves {
		if l.value {
			t.possible = true
		} else {
			t.certain = false
		}
	}
	if t.undecided() {
		t.open = matter(leaves, func(a, b bool) bool { return a != b })
	}
	return t
}
