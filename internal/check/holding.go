package check

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// Holding is the share of held, in millionths, that holder has on a day by the facts known at knownAt
// (docs/meaning.md §3), and the index of the fact that gives it; -1 when no fact speaks of the two on that day. Facts
// whose own day is only known within bounds are left aside.
func Holding(facts []agreement.Fact, holder, held agreement.Org, day, knownAt when.Date) (share int64, fact int) {
	known := slices.Clone(facts)
	for i := range known {
		if !known[i].KnownAt(knownAt) {
			known[i].Body = nil
			continue
		}
		known[i].Retracted = when.None // believed on that day, whatever came later
	}
	order := slices.DeleteFunc(controlFacts(known), func(i int) bool { return known[i].Body.(agreement.Control).Held != held })
	x, ok := holdersOn(known, order, day)[holder]
	if !ok {
		return 0, -1
	}
	return x.share, x.fact
}
