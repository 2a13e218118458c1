package synth

import "slices"

// pair draws a grant, somebody who may ask, whose patents they ask about, and a day.
func (g *perfMaker) pair() (gr *PerfGrant, a, b, day int32) {
	gr = &g.Grants[g.i(len(g.Grants))]
	a = gr.Licensee + int32(g.i(int(g.Hi[gr.Licensee]-gr.Licensee)))
	b = g.Root[gr.Licensor]
	day = gr.From + int32(g.i(int(gr.To-gr.From)))
	if g.f() < 0.3 {
		a = g.roots[g.pick(g.rootCum)]
		day = 13500 + int32(g.i(6500))
	}
	return gr, a, b, day
}

func (g *perfMaker) queries(stream int) {
	for range perfPoints {
		g.point()
	}
	for range perfSets {
		_, a, b, day := g.pair()
		g.Q2 = append(g.Q2, PerfQ2{A: a, B: b, Category: uint8(g.i(PerfCategories)), Country: uint8(g.pick(g.jurCum)), Day: day})
		g.Q3 = append(g.Q3, PerfQ3{A: a, B: b, Category: uint8(g.i(PerfCategories)), Day: day})
	}
	for range perfDrafts {
		g.drafts()
	}
	for len(g.Q1) < stream {
		g.point()
	}
}

// point draws a Q1 and a Q5 on patents of one group.
func (g *perfMaker) point() {
	for {
		gr, a, b, day := g.pair()
		lo, hi := g.Rows(b)
		if lo == hi {
			continue
		}
		p := lo + int32(g.i(int(hi-lo)))
		cat := g.i(PerfCategories)
		if g.f() < 0.6 {
			for gr.Products>>cat&1 == 0 {
				cat = g.i(PerfCategories)
			}
		}
		g.Q1 = append(g.Q1, PerfQ1{A: a, Act: uint8(g.i(PerfActs)), Category: uint8(cat), Country: g.Patents[p].Country, Day: day, Patent: p})
		g.Q5 = append(g.Q5, PerfQ5{Patent: lo + int32(g.i(int(hi-lo))), Day: day})
		return
	}
}

func (g *perfMaker) drafts() {
	g0 := g.Grants[g.i(len(g.Grants))]
	q := PerfQ4{Licensor: g0.Licensor, Day: g0.From + (g0.To-g0.From)/2, Agreement: g0.Agreement}
	ag := g.Agreements[g0.Agreement]
	for _, before := range g.Grants[ag.Lo:ag.Hi] {
		if before.Licensor != g0.Licensor {
			continue
		}
		after := before
		after.Excluded = slices.Clone(before.Excluded)
		if g.f() < 0.5 {
			after.Cutoff += int32(g.i(730) - 200)
		}
		if g.f() < 0.5 {
			after.Fields ^= 1 << g.i(PerfFields)
		}
		if g.f() < 0.3 {
			after.Territory ^= 1 << g.i(PerfCountries)
		}
		if g.f() < 0.2 {
			after.Products ^= 1 << g.i(PerfCategories)
		}
		if len(after.Excluded) > 3 && g.f() < 0.5 {
			after.Excluded = after.Excluded[:len(after.Excluded)-3]
		}
		q.Before, q.After = append(q.Before, before), append(q.After, after)
	}
	g.Q4 = append(g.Q4, q)
}
