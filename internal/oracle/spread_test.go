package oracle_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/oracle"
	"github.com/crossgrant/crossgrant/internal/synth"
)

// Random worlds are worth comparing only when their answers differ. This counts what comes out of some hundred of
// them, prints it, and fails when a kind of answer or of question has all but vanished.
func TestSpreadOfRandomWorlds(t *testing.T) {
	const worlds = uint64(260)
	headlines, rights, questions := map[string]int{}, map[string]int{}, map[string]int{}
	answers, inForce, many := 0, 0, 0
	for seed := range worlds {
		c := synth.World(seed, 10)
		o := oracle.New(&c.World, c.Records)
		for _, ask := range c.Asks {
			a := o.Clear(oracle.Question(ask))
			headlines[a.Verdict]++
			answers++
			if a.TooMany {
				many++
				continue
			}
			for _, p := range a.PerPatent {
				if p.Status == "in force" && p.Right != "" {
					rights[p.Right]++
					inForce++
				}
				if p.BeyondLimit {
					questions["beyond the limit"]++
				}
				for _, id := range append(p.Open, p.RightOpen...) {
					questions[kindOf(id)]++
				}
			}
		}
	}
	t.Logf("%d answers, %d with too many cases: %v", answers, many, headlines)
	t.Logf("%d rights under patents in force: %v", inForce, rights)
	t.Logf("questions: %v", questions)
	if many*100 > answers {
		t.Errorf("%d of %d answers have more cases than the oracle goes through", many, answers)
	}
	for _, v := range []string{oracle.Licensed, oracle.NotLicensed, oracle.Partly, oracle.Depends, oracle.NothingInForce, oracle.NotInForce, oracle.Pending} {
		if headlines[v]*100 < answers {
			t.Errorf("headline %s: %d of %d answers", v, headlines[v], answers)
		}
	}
	for _, v := range []string{oracle.Licensed, oracle.NotLicensed, oracle.Own, oracle.Depends} {
		if rights[v]*100 < 5*inForce {
			t.Errorf("right %s: %d of %d patents", v, rights[v], inForce)
		}
	}
	for _, q := range []string{
		"finding", "conflict", "conflict precedence", "election", "status", "redacted", "reading", "missing_text", "missing_text in", "missing_text during", "missing_text perhaps",
		"missing_text leaving", "law co-owner", "law runs", "order control", "order title", "fact when", "fact field", "fact class", "fact kind", "fact family",
		"fact category", "fact maker", "fact brand", "fact business", "fact standard", "fact on sale", "fact granted", "beyond the limit",
	} {
		if questions[q] == 0 {
			t.Errorf("no patent hangs on a question of kind %q", q)
		}
	}
}

// kindOf names a question by its kind and, where the kind has several, what it asks.
func kindOf(id string) string {
	kind, key, _ := strings.Cut(id, ":")
	parts := strings.Split(key, "|")
	switch kind {
	case "missing_text":
		if len(parts) > 1 {
			return kind + " " + parts[1]
		}
	case "fact", "law":
		return kind + " " + parts[0]
	case "conflict":
		if parts[0] == "precedence" {
			return kind + " precedence"
		}
	case "order":
		word, _, _ := strings.Cut(key, " ")
		return kind + " " + word
	}
	return kind
}

// The same for changes: by another draft and by an event, over the patents asked about.
func TestSpreadOfChanges(t *testing.T) {
	seen := map[string]int{}
	compared, many := 0, 0
	for seed := range uint64(300) {
		c := synth.World(seed, 1+int(seed%6))
		other := synth.Redraft(seed, c)
		if seed%2 == 1 {
			other = agreement.World{Agreements: c.World.Agreements, Facts: slices.Concat(c.World.Facts, synth.Event(seed, c))}
		}
		a, b := oracle.New(&c.World, c.Records), oracle.New(&other, c.Records)
		for _, ask := range c.Asks {
			var ids []string
			for _, r := range c.Records[:min(len(c.Records), 6)] {
				ids = append(ids, r.ID)
			}
			for _, d := range oracle.ChangesOf(a, b, oracle.Question(ask), ids) {
				compared++
				if d.TooMany {
					many++
				}
				for what, is := range map[string]bool{
					"gain": d.GainCertain, "loss": d.LossCertain, "money": d.MoneyCertain,
					"gain perhaps": d.GainPossible && !d.GainCertain, "loss perhaps": d.LossPossible && !d.LossCertain,
					"money perhaps": d.MoneyPossible && !d.MoneyCertain, "gain and loss": d.GainPossible && d.LossPossible,
					"unsettled": d.Unsettled, "status": d.Status[0] != d.Status[1], "something": d.GainPossible || d.LossPossible || d.MoneyPossible,
					"hangs on a reading": slices.ContainsFunc(d.Open, func(id string) bool { return kindOf(id) == "reading" }),
				} {
					if is {
						seen[what]++
					}
				}
			}
		}
	}
	t.Logf("%d compared, %d with too many cases: %v", compared, many, seen)
	if many*100 > compared {
		t.Errorf("%d of %d have more cases than the oracle goes through", many, compared)
	}
	for _, what := range []string{
		"gain", "loss", "money", "gain perhaps", "loss perhaps", "money perhaps", "gain and loss", "unsettled", "status", "hangs on a reading",
	} {
		if seen[what] == 0 {
			t.Errorf("%s: never in %d", what, compared)
		}
	}
	if seen["something"]*50 < compared {
		t.Errorf("only %d of %d change at all", seen["something"], compared)
	}
}
