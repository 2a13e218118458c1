package rights_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/internal/synth"
	"github.com/crossgrant/crossgrant/rights"
)

// TestOneProgramManyQuestions: one program answers many questions at once, each as it would alone.
func TestOneProgramManyQuestions(t *testing.T) {
	for seed := uint64(1); seed <= 20; seed++ {
		c := synth.World(seed, 8)
		snap, err := portfolio.Build(slices.Values(c.Records), portfolio.BuildOptions{})
		if err != nil {
			t.Fatal(err)
		}
		p, err := rights.Compile(&c.World, snap, rights.Options{KnownAt: c.Asks[0].KnownAt})
		if err != nil {
			t.Fatal(err)
		}
		alone := make([]rights.Counts, len(c.Asks))
		for i, a := range c.Asks {
			ans, _ := p.Clear(rights.ClearQuestion{Use: a.Use, Under: a.Under})
			alone[i] = ans.Counts
		}
		var group sync.WaitGroup
		for range 4 {
			group.Go(func() {
				for i, a := range c.Asks {
					ans, _ := p.Clear(rights.ClearQuestion{Use: a.Use, Under: a.Under})
					if ans.Counts != alone[i] {
						t.Errorf("world %d, question %d: %+v, alone %+v", seed, i, ans.Counts, alone[i])
					}
				}
			})
		}
		group.Wait()
	}
}
