package oracle

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strconv"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// maxCases is the number of possible worlds after which the oracle gives up, and says so.
const maxCases = 3_000

// doubt is a question and its admissible values: how many there are, and for a day which. Of one world the id alone
// says which question it is; two worlds may ask the same with different values, which makes two questions of it.
type doubt struct{ id, values string }

// choice is one question and the value supposed for it.
type choice struct {
	doubt
	value int
	n     int // the admissible values are 0..n-1
}

// supposition is one value for each question that has been asked so far, in the order of asking.
type supposition struct {
	choices []choice
	place   map[doubt]int // of a question in choices
}

// ask returns the value supposed for a question with n admissible values. A question asked for the first time is
// supposed to have its first value; cases comes back for the others.
func (s *supposition) ask(q agreement.Question, n int) int {
	return s.value(doubt{q.ID(), strconv.Itoa(n)}, n)
}

func (s *supposition) value(q doubt, n int) int {
	if i, ok := s.place[q]; ok {
		return s.choices[i].value
	}
	s.place[q] = len(s.choices)
	s.choices = append(s.choices, choice{q, 0, n})
	return 0
}

// yes asks a question of yes or no.
func (s *supposition) yes(q agreement.Question) bool { return s.ask(q, 2) == 1 }

// dayOf asks on which of the days a thing happened.
func (s *supposition) dayOf(q agreement.Question, days []when.Date) when.Date {
	first, last := days[0], days[len(days)-1]
	return days[s.value(doubt{q.ID(), first.String() + " .. " + last.String()}, len(days))]
}

// next turns the supposition into the one after it, as an odometer does; false: there is none.
func (s *supposition) next() bool {
	for n := len(s.choices); n > 0; n = len(s.choices) {
		last := &s.choices[n-1]
		if last.value+1 < last.n {
			last.value++
			return true
		}
		delete(s.place, last.doubt)
		s.choices = s.choices[:n-1]
	}
	return false
}

// found is what came out under one supposition.
type found[T any] struct {
	given  []choice
	result T
}

// cases works a rule out under every supposition. Questions that a run does not ask may have any value: one entry
// stands for all of them. Complete is false when there were too many.
func cases[T any](k *known, rule func(*view) T) (all []found[T], complete bool) {
	return casesOf(func(s *supposition) T { return rule(newView(k, s)) })
}

// casesOf is cases for a rule that looks at the suppositions itself.
func casesOf[T any](rule func(*supposition) T) (all []found[T], complete bool) {
	s := &supposition{place: map[doubt]int{}}
	for {
		r := rule(s)
		all = append(all, found[T]{slices.Clone(s.choices), r})
		if !s.next() {
			return all, true
		}
		if len(all) >= maxCases {
			return all, false
		}
	}
}

// matters lists, sorted, the questions that matter: there are two suppositions that differ only in its value and
// come out differently, as word has it. An entry of all stands for every value of the questions it was not asked, so
// two entries contain such a pair when exactly one question that both were asked has different values.
func matters[T any](all []found[T], word func(T) string) []doubt {
	column := map[doubt]int{}
	var questions []doubt
	for _, f := range all {
		for _, c := range f.given {
			if _, ok := column[c.doubt]; !ok {
				column[c.doubt] = len(questions)
				questions = append(questions, c.doubt)
			}
		}
	}
	rows := make([][]int, len(all)) // the value given to each question; -1: not asked
	words := make([]string, len(all))
	for i, f := range all {
		rows[i] = slices.Repeat([]int{-1}, len(questions))
		for _, c := range f.given {
			rows[i][column[c.doubt]] = c.value
		}
		words[i] = word(f.result)
	}
	out := map[doubt]bool{}
	for i := range rows {
		for j := i + 1; j < len(rows) && len(out) < len(questions); j++ {
			if words[i] == words[j] {
				continue
			}
			if c := onlyDifference(rows[i], rows[j]); c >= 0 {
				out[questions[c]] = true
			}
		}
	}
	return slices.SortedFunc(maps.Keys(out), func(a, b doubt) int {
		return cmp.Or(cmp.Compare(a.id, b.id), cmp.Compare(a.values, b.values))
	})
}

// idsOf lists the ids of questions, sorted.
func idsOf(questions iter.Seq[doubt]) []string {
	out := map[string]bool{}
	for q := range questions {
		out[q.id] = true
	}
	return sorted(out)
}

// onlyDifference finds the one question to which both give different answers; -1: there are more.
func onlyDifference(a, b []int) int {
	found := -1
	for c, x := range a {
		if y := b[c]; x >= 0 && y >= 0 && x != y {
			if found >= 0 {
				return -1
			}
			found = c
		}
	}
	return found
}

func sorted(set map[string]bool) []string {
	out := make([]string, 0, len(set))
	for s := range set {
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}

// decided is a rule of yes or no with its doubt.
type decided struct {
	Doubtful
	open []doubt // the questions that matter
}

// decide works out a rule of yes or no.
func decide(k *known, rule func(*view) bool) decided {
	all, complete := cases(k, rule)
	d := decided{Doubtful: Doubtful{Certain: true, TooMany: !complete}}
	for _, f := range all {
		d.Certain = d.Certain && f.result
		d.Possible = d.Possible || f.result
	}
	if d.Possible && !d.Certain {
		d.open = matters(all, strconv.FormatBool)
		d.Open = idsOf(slices.Values(d.open))
	}
	return d
}
