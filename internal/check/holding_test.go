package check

import (
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

func TestHolding(t *testing.T) {
	day := when.MustParse
	control := func(holder agreement.Org, share int64, from string, recorded, retracted when.Date) agreement.Fact {
		return agreement.Fact{Dated: true, Begin: when.Exact(day(from)), End: when.Max, Recorded: recorded, Retracted: retracted,
			Body: agreement.Control{Holder: holder, Held: "target", Millionths: share}}
	}
	facts := []agreement.Fact{
		control("parent", 600_000, "2020-01-01", when.None, when.None),
		control("buyer", 1_000_000, "2022-01-01", day("2022-02-01"), when.None),
		control("parent", 900_000, "2023-01-01", day("2023-01-01"), day("2023-06-01")),
	}
	for _, c := range []struct {
		holder     agreement.Org
		on, known  string
		share      int64
		fact       int
		whatItMust string
	}{
		{"parent", "2019-12-31", "2026-01-01", 0, -1, "nothing before the first day"},
		{"parent", "2020-01-01", "2026-01-01", 600_000, 0, "a fact acts at the start of its day"},
		{"parent", "2022-01-01", "2026-01-01", 0, 0, "the whole to one ends what the others had"},
		{"parent", "2022-01-01", "2022-01-15", 600_000, 0, "not before it is on record"},
		{"buyer", "2022-01-01", "2022-02-01", 1_000_000, 1, "the buyer has it"},
		{"parent", "2023-01-01", "2023-01-15", 900_000, 2, "believed until retracted"},
		{"parent", "2023-01-01", "2023-06-01", 0, 0, "no longer believed"},
		{"nobody", "2023-01-01", "2023-06-01", 0, -1, "no fact about the two"},
	} {
		share, fact := Holding(facts, c.holder, "target", day(c.on), day(c.known))
		if share != c.share || fact != c.fact {
			t.Errorf("%s on %s known at %s: %d by fact %d, want %d by fact %d: %s", c.holder, c.on, c.known, share, fact, c.share, c.fact, c.whatItMust)
		}
	}
	if facts[2].Retracted != day("2023-06-01") || facts[2].Body == nil {
		t.Error("asking changed the facts")
	}
}
