package rights_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/crossgrant/crossgrant/internal/oracle"
	"github.com/crossgrant/crossgrant/internal/synth"
	"github.com/crossgrant/crossgrant/rights"
)

// TestOracleAsk compares the fewest questions that settle an answer with brute force over all sets of questions, and
// what one answer makes of the whole with the oracle's.
func TestOracleAsk(t *testing.T) {
	asked, several := 0, 0
	each(t, few(t), func(c synth.Case) string {
		o := oracle.New(&c.World, c.Records)
		for _, ask := range c.Asks {
			p, err := compile(c, rights.Options{KnownAt: ask.KnownAt, WithoutPresumptions: ask.WithoutPresumptions})
			if err != nil {
				return err.Error()
			}
			a, err := p.Ask(rights.ClearQuestion{Use: ask.Use, Under: ask.Under})
			if err != nil || a.Verdict != rights.Depends {
				continue
			}
			q := oracle.Question(ask)
			size, ok := o.Fewest(q)
			if !ok || a.Beyond != "" {
				continue
			}
			asked++
			if size > 1 {
				several++
			}
			var ids []string
			for _, x := range a.Fewest {
				ids = append(ids, x.ID())
			}
			if len(ids) != size {
				return fmt.Sprintf("%+v: engine asks %q, the fewest are %d", ask, ids, size)
			}
			if settles, ok := o.Settles(q, ids); ok && !settles {
				return fmt.Sprintf("%+v: %q do not settle it", ask, ids)
			}
			var all []string
			for _, x := range a.All {
				all = append(all, x.ID())
			}
			slices.Sort(all)
			if want := o.Questions(q); !slices.Equal(all, want) {
				return fmt.Sprintf("%+v: engine lists %q, oracle %q", ask, all, want)
			}
			if d := compareAnswers(o, q, a); d != "" {
				return fmt.Sprintf("%+v: %s", ask, d)
			}
		}
		return ""
	})
	fmt.Printf("asked: %d answers settled, %d of them by more than one question\n", asked, several)
}

// compareAnswers compares what yes and no to each question make of the whole.
func compareAnswers(o *oracle.Oracle, q oracle.Question, a rights.AskAnswer) string {
	for _, x := range a.All {
		for _, v := range x.Answers {
			value := slices.Index([]string{"no", "yes"}, v.Answer)
			if value < 0 {
				continue
			}
			verdict, counts, ok := o.Given(q, map[string]int{x.ID(): value})
			if !ok {
				continue
			}
			if verdict != string(v.Verdict) || rights.Counts(counts) != v.Counts {
				return fmt.Sprintf("%s answered %s: engine %s %+v, oracle %s %+v", x.ID(), v.Answer, v.Verdict, v.Counts, verdict, counts)
			}
		}
	}
	return ""
}
