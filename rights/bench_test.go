package rights_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/internal/synth"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// arena is the performance world with the engine over it.
type arena struct {
	w        *synth.Perf
	snap     *portfolio.Snapshot
	prog     *rights.Program
	bulk     *rights.Bulk
	relevant *rights.Bulk // with the declarations of relevance that Q2 asks for
}

func newArena(tb testing.TB, patents, stream int) *arena {
	tb.Helper()
	w, err := synth.NewPerf(synth.PerfOptions{Patents: patents, Seed: 1, Stream: stream})
	if err != nil {
		tb.Fatal(err)
	}
	snap, err := portfolio.Build(w.Records(), portfolio.BuildOptions{OwnerOrder: w.OwnerOrder()})
	if err != nil {
		tb.Fatal(err)
	}
	a := &arena{w: w, snap: snap}
	world := w.World()
	if a.prog, err = rights.Compile(world, snap, rights.Options{KnownAt: when.MustParse("2026-01-01")}); err != nil {
		tb.Fatal(err)
	}
	a.bulk = a.prog.Bulk()
	relevant, err := a.prog.With(w.Relevance())
	if err != nil {
		tb.Fatal(err)
	}
	a.relevant = relevant.Bulk()
	return a
}

func (a *arena) org(o int32) int32 {
	n, _ := a.bulk.Org(a.w.Org(o))
	return n
}

func (a *arena) category(c uint8) int32 {
	n, _ := a.bulk.Category(a.w.CategoryWord(c))
	return n
}

// drafts compiles the two drafts of a Q4.
func (a *arena) drafts(q synth.PerfQ4) (before, after *rights.Bulk, err error) {
	x, y := a.w.Drafts(q)
	p, err := a.prog.Replace([]*agreement.Agreement{x})
	if err != nil {
		return nil, nil, err
	}
	r, err := a.prog.Replace([]*agreement.Agreement{y})
	if err != nil {
		return nil, nil, err
	}
	return a.bulk.Replace(p), a.bulk.Replace(r), nil
}

// compare puts the first n of each kind of question to engine and naive loop and returns how many answers differ.
func (a *arena) compare(tb testing.TB, n1, n2, n3, n4, n5 int) (mismatches int) {
	tb.Helper()
	w := a.w
	bad := func(format string, args ...any) {
		if mismatches++; mismatches < 5 {
			tb.Errorf(format, args...)
		}
	}
	for _, q := range w.Q1[:min(n1, len(w.Q1))] {
		got := a.bulk.Licensed(a.org(q.A), w.Act(q.Act), a.category(q.Category), uint32(q.Patent), when.Date(q.Day))
		if want := w.AnswerQ1(q); got != want {
			bad("Q1 %+v: engine %v, naive %v", q, got, want)
		}
	}
	for _, q := range w.Q2[:min(n2, len(w.Q2))] {
		count, first := a.relevant.Exposure(a.org(q.A), agreement.Sell, a.category(q.Category), a.org(q.B), w.Country(q.Country), when.Date(q.Day), 20)
		want, wantFirst := w.AnswerQ2(q)
		if count != want || !slices.EqualFunc(first, wantFirst, func(x uint32, y int32) bool { return x == uint32(y) }) {
			bad("Q2 %+v: engine %d %v, naive %d %v", q, count, first, want, wantFirst)
		}
	}
	var m rights.Matrix
	for _, q := range w.Q3[:min(n3, len(w.Q3))] {
		a.bulk.Matrix(a.org(q.A), agreement.Sell, a.category(q.Category), a.org(q.B), when.Date(q.Day), &m)
		licensed, unlicensed := w.AnswerQ3(q)
		got, gotNot := a.spread(&m)
		if got != *licensed || gotNot != *unlicensed {
			bad("Q3 %+v differs", q)
		}
	}
	for _, q := range w.Q4[:min(n4, len(w.Q4))] {
		before, after, err := a.drafts(q)
		if err != nil {
			tb.Fatal(err)
		}
		d := before.Difference(after, a.org(q.Licensor), when.Date(q.Day), 20)
		gained, lost, first := w.AnswerQ4(q)
		if d.Gained != gained || d.Lost != lost || !slices.EqualFunc(d.First, first, func(x uint32, y int32) bool { return x == uint32(y) }) {
			bad("Q4: engine %+v, naive %d %d %v", d, gained, lost, first)
		}
	}
	var out []int32
	for _, q := range w.Q5[:min(n5, len(w.Q5))] {
		out = a.bulk.Licensees(uint32(q.Patent), when.Date(q.Day), out[:0])
		want := w.AnswerQ5(q)
		for i := range want {
			want[i] = a.org(want[i])
		}
		slices.Sort(want)
		if !slices.Equal(out, want) {
			bad("Q5 %+v: engine %v, naive %v", q, out, want)
		}
	}
	return mismatches
}

// spread puts a matrix by field sets and offices into the form of the naive one.
func (a *arena) spread(m *rights.Matrix) (licensed, unlicensed synth.PerfMatrix) {
	for f, set := range a.snap.FieldSets() {
		for field := range set.All() {
			for o, code := range a.snap.Offices() {
				for c := range synth.PerfCountries {
					if a.w.Country(uint8(c)) == code {
						licensed[field-1][c] += m.Licensed[f*m.Offices+o]
						unlicensed[field-1][c] += m.Unlicensed[f*m.Offices+o]
					}
				}
			}
		}
	}
	return licensed, unlicensed
}

// TestBulkAgreesWithTheNaiveLoop compares the five questions of the performance world on a small one.
func TestBulkAgreesWithTheNaiveLoop(t *testing.T) {
	a := newArena(t, 30_000, 2000)
	if n := a.compare(t, 2000, 200, 50, 50, 2000); n > 0 {
		t.Errorf("%d answers differ", n)
	}
}

// TestOracleScan compares the counts of a portfolio question, whose rows are judged by signature, with the naive loop.
func TestOracleScan(t *testing.T) {
	a := newArena(t, 30_000, 2000)
	compared, licensed := 0, 0
	for _, q := range a.w.Q3 {
		yes, no := a.w.AnswerQ3(q)
		for c := range uint8(3) {
			use := a.w.UseQ2(synth.PerfQ2{A: q.A, B: q.B, Category: q.Category, Country: c, Day: q.Day})
			n, err := a.prog.Tally(rights.ClearQuestion{Use: use, Under: agreement.Under{Org: a.w.Org(q.B)}})
			if err != nil {
				t.Fatal(err)
			}
			if n.Own > 0 {
				continue // the naive loop does not know what is one's own
			}
			var wantYes, wantNo int
			for f := range yes {
				wantYes += int(yes[f][c])
				wantNo += int(no[f][c])
			}
			compared++
			licensed += n.Licensed
			if n.Licensed != wantYes || n.NotLicensed != wantNo || n.Depends+n.Partly != 0 {
				t.Errorf("%+v in %s: %+v, naive: %d licensed, %d not", q, use.Country, n, wantYes, wantNo)
			}
		}
	}
	if compared < 100 || licensed < 100 {
		t.Fatalf("%d questions with %d licensed patents were compared: the test shows nothing", compared, licensed)
	}
	fmt.Printf("scans: %d agreed, %d licensed patents among them\n", compared, licensed)
}

// TestBulkAgreesWithClear compares the bits with the judge on the same questions.
func TestBulkAgreesWithClear(t *testing.T) {
	a := newArena(t, 5_000, 2000)
	for _, q := range a.w.Q1[:300] {
		got := a.bulk.Licensed(a.org(q.A), a.w.Act(q.Act), a.category(q.Category), uint32(q.Patent), when.Date(q.Day))
		js, err := a.prog.Judgements(rights.ClearQuestion{Use: a.w.UseQ1(q), Under: agreement.Under{Patents: []string{a.w.PatentID(q.Patent)}}})
		if err != nil || len(js) != 1 {
			t.Fatal(len(js), err)
		}
		if js[0].Right != "own" && got != (js[0].Right == "licensed") {
			t.Fatalf("%+v: bits %v, judge %+v", q, got, js[0])
		}
	}
}

var (
	arenaOnce sync.Once
	arenaBig  *arena
)

// big is the arena of the benchmarks: 1,000,000 patents, or CROSSGRANT_BENCH_PATENTS. Answers are compared before
// anything is timed.
func big(b *testing.B) *arena {
	arenaOnce.Do(func() {
		n := 1_000_000
		if s := os.Getenv("CROSSGRANT_BENCH_PATENTS"); s != "" {
			n, _ = strconv.Atoi(s)
		}
		arenaBig = newArena(b, n, 100_000)
		mismatches := arenaBig.compare(b, 2000, 60, 30, 30, 2000)
		fmt.Printf("answers compared with the naive loop at %d patents: %d mismatches\n", n, mismatches)
		if mismatches > 0 {
			b.Fatal("answers differ; nothing is timed")
		}
	})
	return arenaBig
}

func BenchmarkQ1Decision(b *testing.B) {
	a := big(b)
	type ask struct {
		actor, cat int32
		act        agreement.Act
		row        uint32
		day        when.Date
	}
	asks := make([]ask, len(a.w.Q1))
	for i, q := range a.w.Q1 {
		asks[i] = ask{a.org(q.A), a.category(q.Category), a.w.Act(q.Act), uint32(q.Patent), when.Date(q.Day)}
	}
	b.Run("engine", func(b *testing.B) {
		b.ReportAllocs()
		for i := range b.N {
			q := &asks[i%len(asks)]
			a.bulk.Licensed(q.actor, q.act, q.cat, q.row, q.day)
		}
	})
	b.Run("naive", func(b *testing.B) {
		for i := range b.N {
			a.w.AnswerQ1(a.w.Q1[i%len(a.w.Q1)])
		}
	})
}

func BenchmarkQ2Exposure(b *testing.B) {
	a := big(b)
	b.Run("engine", func(b *testing.B) {
		b.ReportAllocs()
		for i := range b.N {
			q := a.w.Q2[i%len(a.w.Q2)]
			a.relevant.Exposure(a.org(q.A), agreement.Sell, a.category(q.Category), a.org(q.B), a.w.Country(q.Country), when.Date(q.Day), 20)
		}
	})
	b.Run("naive", func(b *testing.B) {
		for i := range b.N {
			a.w.AnswerQ2(a.w.Q2[i%len(a.w.Q2)])
		}
	})
}

func BenchmarkQ3Matrix(b *testing.B) {
	a := big(b)
	b.Run("engine", func(b *testing.B) {
		b.ReportAllocs()
		var m rights.Matrix
		for i := range b.N {
			q := a.w.Q3[i%len(a.w.Q3)]
			a.bulk.Matrix(a.org(q.A), agreement.Sell, a.category(q.Category), a.org(q.B), when.Date(q.Day), &m)
		}
	})
	b.Run("naive", func(b *testing.B) {
		for i := range b.N {
			a.w.AnswerQ3(a.w.Q3[i%len(a.w.Q3)])
		}
	})
}

// BenchmarkQ4Difference compiles both drafts each time, as somebody who edits would.
func BenchmarkQ4Difference(b *testing.B) {
	a := big(b)
	b.Run("engine", func(b *testing.B) {
		b.ReportAllocs()
		for i := range b.N {
			q := a.w.Q4[i%len(a.w.Q4)]
			before, after, err := a.drafts(q)
			if err != nil {
				b.Fatal(err)
			}
			before.Difference(after, a.org(q.Licensor), when.Date(q.Day), 20)
		}
	})
	b.Run("naive", func(b *testing.B) {
		for i := range b.N {
			a.w.AnswerQ4(a.w.Q4[i%len(a.w.Q4)])
		}
	})
}

// BenchmarkExplain is a whole answer for one patent with its reasons, without the day until which it holds; the parts are
// answers that are licensed, and those that have to look for the nearest misses.
func BenchmarkExplain(b *testing.B) {
	a := big(b)
	for _, part := range []rights.Verdict{rights.Licensed, rights.NotLicensed} {
		var qs []rights.ClearQuestion
		for _, q := range a.w.Q1 {
			c := rights.ClearQuestion{Use: agreement.UseOf{Actor: a.w.Org(q.A), Act: a.w.Act(q.Act), Product: a.w.CategoryWord(q.Category),
				Country: a.w.Country(a.w.Patents[q.Patent].Country), On: when.Date(q.Day)}, Under: agreement.Under{Patents: []string{a.snap.ID(uint32(q.Patent))}}}
			if ans, err := a.prog.Answer(c); err == nil && ans.Verdict == part {
				qs = append(qs, c)
			}
			if len(qs) == 200 {
				break
			}
		}
		if len(qs) == 0 {
			continue
		}
		b.Run(string(part), func(b *testing.B) {
			b.ReportAllocs()
			for i := range b.N {
				if _, err := a.prog.Answer(qs[i%len(qs)]); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(string(part)+", without reasons", func(b *testing.B) {
			b.ReportAllocs()
			for i := range b.N {
				if _, err := a.prog.Tally(qs[i%len(qs)]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkPlan is the whole of `plan` between two drafts of one agreement of 500, the compiling of the second draft
// included.
func BenchmarkPlan(b *testing.B) {
	a := big(b)
	world := a.w.World()
	for _, part := range []string{"compile and compare", "compare"} {
		b.Run(part, func(b *testing.B) {
			b.ReportAllocs()
			patents := 0
			for i := range b.N {
				b.StopTimer()
				x, y := a.w.Drafts(a.w.Q4[i%len(a.w.Q4)])
				agreements := slices.Clone(world.Agreements)
				at := slices.IndexFunc(agreements, func(g *agreement.Agreement) bool { return g.Clause.Agreement == x.Clause.Agreement })
				agreements[at] = x
				before, err := a.prog.Replace(agreements)
				if err != nil {
					b.Fatal(err)
				}
				edited := slices.Clone(agreements)
				edited[at] = y
				if part == "compile and compare" {
					b.StartTimer()
				}
				after, err := before.Replace(edited)
				if err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
				plan, err := rights.Compare(before, after, rights.PlanScope{From: when.Min, To: when.Max})
				if err != nil {
					b.Fatal(err)
				}
				patents += plan.Counts.Gained.Patents + plan.Counts.Lost.Patents + plan.Counts.Shifted.Patents
			}
			b.ReportMetric(float64(patents)/float64(b.N), "patents/op")
		})
	}
}

func BenchmarkQ5Licensees(b *testing.B) {
	a := big(b)
	b.Run("engine", func(b *testing.B) {
		b.ReportAllocs()
		var out []int32
		for i := range b.N {
			q := a.w.Q5[i%len(a.w.Q5)]
			out = a.bulk.Licensees(uint32(q.Patent), when.Date(q.Day), out[:0])
		}
	})
	b.Run("naive", func(b *testing.B) {
		for i := range b.N {
			a.w.AnswerQ5(a.w.Q5[i%len(a.w.Q5)])
		}
	})
}

// BenchmarkClear is the whole answer with reasons for one patent, through the judge.
func BenchmarkClearOnePatent(b *testing.B) {
	a := big(b)
	b.ReportAllocs()
	for i := range b.N {
		q := a.w.Q1[i%len(a.w.Q1)]
		if _, err := a.prog.Clear(rights.ClearQuestion{Use: a.w.UseQ1(q), Under: agreement.Under{Patents: []string{a.w.PatentID(q.Patent)}}}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLoad reports what it takes to build, save, open and compile, and the bytes a patent takes in memory.
func BenchmarkLoad(b *testing.B) {
	a := big(b)
	file := filepath.Join(b.TempDir(), "snapshot")
	b.Run("build", func(b *testing.B) {
		for range b.N {
			if _, err := portfolio.Build(a.w.Records(), portfolio.BuildOptions{OwnerOrder: a.w.OwnerOrder()}); err != nil {
				b.Fatal(err)
			}
		}
	})
	if err := a.snap.Save(file); err != nil {
		b.Fatal(err)
	}
	b.Run("open", func(b *testing.B) {
		for range b.N {
			if _, err := portfolio.Open(file); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("compile", func(b *testing.B) {
		world := a.w.World()
		var p *rights.Program
		for range b.N {
			var err error
			if p, err = rights.Compile(world, a.snap, rights.Options{KnownAt: when.MustParse("2026-01-01")}); err != nil {
				b.Fatal(err)
			}
			p.Bulk()
		}
		runtime.KeepAlive(p)
		n := float64(a.snap.Len())
		b.ReportMetric(a.snap.HotBytes(), "columns-B/patent")
		b.ReportMetric(float64(a.bulk.Bytes())/n, "rights-B/patent")
		b.ReportMetric(a.snap.HotBytes()+float64(a.bulk.Bytes())/n, "hot-B/patent")
	})
}
