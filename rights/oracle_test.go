package rights_test

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/oracle"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/internal/synth"
	"github.com/crossgrant/crossgrant/rights"
)

// worlds is how many random worlds are compared: CROSSGRANT_WORLDS, or 500.
func worlds(t *testing.T) int {
	if s := os.Getenv("CROSSGRANT_WORLDS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatalf("CROSSGRANT_WORLDS is %q, not a number", s)
		}
		return n
	}
	if testing.Short() {
		return 200
	}
	return 500
}

// firstSeed is where the worlds begin: CROSSGRANT_SEED, or 1.
func firstSeed(t *testing.T) uint64 {
	if s := os.Getenv("CROSSGRANT_SEED"); s != "" {
		n, err := strconv.ParseUint(s, 10, 64)
		if err != nil {
			t.Fatalf("CROSSGRANT_SEED is %q, not a number", s)
		}
		return n
	}
	return 1
}

// TestOracleClear compares every answer of clear, patent by patent, node by node, question by question, with the naive
// evaluator on random worlds. A world that differs is shrunk before it is shown.
func TestOracleClear(t *testing.T) {
	n, seed := worlds(t), firstSeed(t)
	var failed, skipped atomic.Int64
	var next atomic.Uint64
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for {
				s := seed + next.Add(1) - 1
				if s >= seed+uint64(n) || failed.Load() >= 3 {
					return
				}
				c := synth.World(s, 1+int(s%10))
				diff, skip := compareClear(c)
				skipped.Add(int64(skip))
				if diff == "" {
					continue
				}
				failed.Add(1)
				if os.Getenv("CROSSGRANT_SHRINK") == "off" {
					t.Errorf("world %d differs", s)
					continue
				}
				small := synth.Shrink(c, func(c synth.Case) bool { d, _ := compareClear(c); return d != "" })
				d, _ := compareClear(small)
				t.Errorf("world %d: %s\nshrunk: %s\n%s", s, diff, d, describe(small))
			}
		})
	}
	group.Wait()
	if failed.Load() > 0 {
		t.Errorf("%d worlds differ; after three the others are not run", failed.Load())
		return
	}
	fmt.Printf("worlds: %d agreed, seed %d (%d questions left out: too many possible worlds for the oracle)\n", n, seed, skipped.Load())
}

// compareClear returns how the first differing answer of a world differs, and how many questions were left out.
func compareClear(c synth.Case) (diff string, skipped int) {
	snap, err := portfolio.Build(slices.Values(c.Records), portfolio.BuildOptions{})
	if err != nil {
		return "build: " + err.Error(), 0
	}
	o := oracle.New(&c.World, c.Records)
	for _, ask := range c.Asks {
		want := o.Clear(oracle.Question(ask))
		if want.TooMany {
			skipped++
			continue
		}
		p, err := rights.Compile(&c.World, snap, rights.Options{KnownAt: ask.KnownAt, WithoutPresumptions: ask.WithoutPresumptions})
		if err != nil {
			return "compile: " + err.Error(), skipped
		}
		q := rights.ClearQuestion{Use: ask.Use, Under: ask.Under}
		if d := differ(p, q, want); d != "" {
			return fmt.Sprintf("%+v\n  %s", ask, d), skipped
		}
	}
	return "", skipped
}

// differ compares one answer.
func differ(p *rights.Program, q rights.ClearQuestion, want oracle.Answer) string {
	list, err := p.Judgements(q)
	if unknown := (*rights.UnknownError)(nil); errors.As(err, &unknown) {
		return "" // a question about nothing in the world is refused; the oracle has no errors
	} else if err != nil {
		return "list: " + err.Error()
	}
	seen := map[string]bool{}
	for _, got := range list {
		seen[got.Patent] = true
		w, ok := want.PerPatent[got.Patent]
		if !ok {
			return fmt.Sprintf("%s: engine %s, oracle: not asked about", got.Patent, got.Verdict)
		}
		if w.Verdict == oracle.NotRelevant && got.Verdict == w.Verdict && got.Status == w.Status {
			continue // nothing else is said of it
		}
		if got.Verdict != w.Verdict || got.Status != w.Status || got.Right != w.Right || got.Stuck != w.BeyondLimit ||
			got.Verdict == oracle.Depends && !slices.Equal(got.Open, w.Open) || !sameNodes(got.Nodes, w.Nodes) {
			return fmt.Sprintf("%s:\n  engine %+v\n  oracle %+v", got.Patent, got, w)
		}
		if !got.Stuck && !slices.Equal(got.Because, w.Because) {
			return fmt.Sprintf("%s: reasons\n  engine %+v\n  oracle %+v", got.Patent, got, w)
		}
	}
	for id, w := range want.PerPatent {
		if !seen[id] {
			return fmt.Sprintf("%s: engine: not asked about, oracle %+v", id, w)
		}
	}
	a, err := p.Clear(q)
	if err != nil {
		return "clear: " + err.Error()
	}
	if oracle.Counts(a.Counts) != want.Counts {
		return fmt.Sprintf("counts: engine %+v\n  oracle %+v", a.Counts, want.Counts)
	}
	if string(a.Verdict) != want.Verdict {
		return fmt.Sprintf("verdict: engine %s, oracle %s", a.Verdict, want.Verdict)
	}
	var open []string
	for _, o := range a.Open {
		open = append(open, o.ID())
	}
	slices.Sort(open)
	if !slices.Equal(open, want.Open) {
		return fmt.Sprintf("open: engine %q\n  oracle %q", open, want.Open)
	}
	return ""
}

func sameNodes(a, b map[string]string) bool {
	if len(a) != len(b) {
		return false
	}
	for k, v := range a {
		if b[k] != v {
			return false
		}
	}
	return true
}

func describe(c synth.Case) string {
	s := ""
	for i := range c.World.Facts {
		f := &c.World.Facts[i]
		s += fmt.Sprintf("  %d %s %s (begin %s end %s recorded %s retracted %s order %d)\n", i, agreement.FactText(f.Body), "", f.Begin, f.End, f.Recorded, f.Retracted, f.Order)
	}
	for _, r := range c.Records {
		s += fmt.Sprintf("  %+v\n", r)
	}
	for _, a := range c.World.Agreements {
		s += fmt.Sprintf("  agreement %s signed %s effective %s\n", a.Clause.Name, a.Signed, a.Effective)
		for _, g := range a.Groups {
			s += fmt.Sprintf("    %+v\n", *g)
		}
		for _, g := range a.Patents {
			s += fmt.Sprintf("    %+v\n", *g)
		}
		for _, g := range a.Products {
			s += fmt.Sprintf("    %+v\n", *g)
		}
		for _, g := range a.Grants {
			s += fmt.Sprintf("    %+v\n", *g)
		}
		for _, g := range a.Exclusions {
			s += fmt.Sprintf("    %+v\n", *g)
		}
		for _, g := range a.Rules {
			s += fmt.Sprintf("    %+v\n", *g)
			if g.Undertaken != nil {
				s += fmt.Sprintf("      undertaken %+v\n", *g.Undertaken)
			}
		}
		for _, g := range a.Opens {
			s += fmt.Sprintf("    %+v\n", *g)
		}
	}
	for _, a := range c.Asks {
		s += fmt.Sprintf("  ask %+v\n", a)
	}
	return s
}
