package synth_test

import (
	"slices"
	"testing"

	"github.com/crossgrant/crossgrant/internal/synth"
)

func perf(t testing.TB, patents int) *synth.Perf {
	t.Helper()
	w, err := synth.NewPerf(synth.PerfOptions{Patents: patents, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// The control totals of the workload: a world that differs in one draw differs in most of them.
func TestPerfControlTotals(t *testing.T) {
	if testing.Short() {
		t.Skip("makes a world of a million patents")
	}
	w := perf(t, 1_000_000)
	roots, largest, lapsed, std, runs := 0, int32(0), 0, 0, 0
	for o := range int32(synth.PerfOwners) {
		if w.Level[o] == 0 {
			roots++
		}
	}
	owned := make([]int32, synth.PerfOwners)
	for i := range w.Patents {
		p := &w.Patents[i]
		owned[p.Owner]++
		if p.Lapsed != 0 && p.Lapsed < p.Expiry {
			lapsed++
		}
		if p.Std != 0 {
			std++
		}
		if i == 0 || p.Owner != w.Patents[i-1].Owner || p.Country != w.Patents[i-1].Country || p.Field != w.Patents[i-1].Field {
			runs++
		}
	}
	largest = slices.Max(owned)
	q1, q2, q3, q4, q5 := 0, 0, 0, 0, 0
	for _, q := range w.Q1 {
		if w.AnswerQ1(q) {
			q1++
		}
	}
	var inCountry, inGroup []int
	for i, q := range w.Q2 {
		lo, hi := w.Rows(q.B)
		rows, open := 0, 0
		grants := between(w, q.A, q.B, q.Category, q.Day)
		for p := lo; p < hi; p++ {
			r := &w.Patents[p]
			if r.Country != q.Country {
				continue
			}
			rows++
			if w.Category[q.Category]>>r.Field&1 == 1 && w.InForce(p, q.Day) && !covered(w, grants, p) {
				open++
			}
		}
		inCountry = append(inCountry, rows)
		if open > 0 {
			q2++
		}
		if i%50 == 0 { // the evaluator proper is slow: some of its answers stand for all
			if n, first := w.AnswerQ2(q); n != open || len(first) != min(n, synth.PerfList) {
				t.Errorf("Q2 %d: AnswerQ2 counts %d and lists %d, want %d", i, n, len(first), open)
			}
		}
	}
	for i, q := range w.Q3 {
		lo, hi := w.Rows(q.B)
		inGroup = append(inGroup, int(hi-lo))
		grants := between(w, q.A, q.B, q.Category, q.Day)
		var licensed, unlicensed synth.PerfMatrix
		for p := lo; p < hi; p++ {
			if r := &w.Patents[p]; !w.InForce(p, q.Day) {
				continue
			} else if covered(w, grants, p) {
				licensed[r.Field][r.Country]++
			} else {
				unlicensed[r.Field][r.Country]++
			}
		}
		if licensed != (synth.PerfMatrix{}) {
			q3++
		}
		if i%50 == 0 {
			if l, u := w.AnswerQ3(q); *l != licensed || *u != unlicensed {
				t.Errorf("Q3 %d: AnswerQ3 differs from a loop over the grants of the pair", i)
			}
		}
	}
	for _, q := range w.Q4 {
		if gained, lost, _ := w.AnswerQ4(q); gained+lost > 0 {
			q4++
		}
	}
	for _, q := range w.Q5 {
		if len(w.AnswerQ5(q)) > 0 {
			q5++
		}
	}
	slices.Sort(inCountry)
	slices.Sort(inGroup)
	for _, c := range []struct {
		what      string
		got, want int
	}{
		{"patents", len(w.Patents), 1_000_000},
		{"families", w.Families, 393_227},
		{"groups", roots, 268},
		{"patents of the largest owner", int(largest), 122_488},
		{"lapsed early", lapsed, 400_228},
		{"declared for a standard", std, 50_145},
		{"agreements", len(w.Agreements), 500},
		{"grants", len(w.Grants), 1_255},
		{"runs", runs, 273_860},
		{"Q2: median of rows in group and country", inCountry[len(inCountry)/2], 469},
		{"Q2: 95th percentile of rows in group and country", inCountry[len(inCountry)*95/100], 12_270},
		{"Q3: median of rows in group", inGroup[len(inGroup)/2], 5_955},
		{"Q3: 95th percentile of rows in group", inGroup[len(inGroup)*95/100], 124_369},
		{"Q1 licensed", q1, 157},
		{"Q2 not empty", q2, 175},
		{"Q3 with licensed cells", q3, 57},
		{"Q4 with changes", q4, 75},
		{"Q5 with licensees", q5, 1_090},
	} {
		if c.got != c.want {
			t.Errorf("%s: %d, want %d", c.what, c.got, c.want)
		}
	}
}

// between returns the grants that let A sell the category on the day under patents of group B, all else left out.
func between(w *synth.Perf, a, b int32, category uint8, day int32) (out []*synth.PerfGrant) {
	const sell = 2
	for i := range w.Grants {
		g := &w.Grants[i]
		if w.Root[g.Licensor] == b && w.Under(g.Licensee, a) && g.Products>>category&1 == 1 && g.Acts>>sell&1 == 1 && g.From <= day && day < g.To {
			out = append(out, g)
		}
	}
	return out
}

func covered(w *synth.Perf, grants []*synth.PerfGrant, p int32) bool {
	return slices.ContainsFunc(grants, func(g *synth.PerfGrant) bool {
		return g.Territory>>w.Patents[p].Country&1 == 1 && w.Covers(g, p)
	})
}
