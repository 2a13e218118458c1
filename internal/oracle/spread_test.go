package oracle_test

import (
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/internal/oracle"
	"github.com/crossgrant/crossgrant/internal/synth"
)

// Random worlds are worth comparing only when their answers differ. This counts what comes out of some hundred of
// them, prints it, and fails when a kind of answer or of question has all but vanished.
func TestSpreadOfRandomWorlds(t *testing.T) {
	const worlds = uint64(400)
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
		"finding", "conflict", "status", "redacted", "reading", "missing_text", "missing_text in", "missing_text during", "missing_text perhaps",
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
	case "order":
		word, _, _ := strings.Cut(key, " ")
		return kind + " " + word
	}
	return kind
}
