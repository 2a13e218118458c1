package rights_test

import (
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// TestSetPathAllocatesNothingPerPatent: what a question about a portfolio allocates does not grow with its patents.
func TestSetPathAllocatesNothingPerPatent(t *testing.T) {
	a := newArena(t, 40_000, 2000)
	q := a.w.Q1[0]
	actor, category := a.org(q.A), a.category(q.Category)
	if n := testing.AllocsPerRun(100, func() {
		a.bulk.Licensed(actor, agreement.Sell, category, uint32(q.Patent), when.Date(q.Day))
	}); n > 0 {
		t.Errorf("one decision allocates %g times", n)
	}
	out := make([]int32, 0, 4096)
	if n := testing.AllocsPerRun(100, func() { out = a.bulk.Licensees(uint32(q.Patent), when.Date(q.Day), out[:0]) }); n > 0 {
		t.Errorf("the licensees of one patent allocate %g times", n)
	}

	// The largest group there is.
	var top int32
	for o := range a.w.Root {
		lo, hi := a.w.Rows(int32(o))
		l, h := a.w.Rows(top)
		if hi-lo > h-l {
			top = int32(o)
		}
	}
	lo, hi := a.w.Rows(top)
	rows := float64(hi - lo)
	day := when.MustParse("2015-06-01")
	var m rights.Matrix
	if n := testing.AllocsPerRun(5, func() { a.bulk.Matrix(actor, agreement.Sell, category, a.org(top), day, &m) }); n > rows/100 {
		t.Errorf("a matrix over %g patents allocates %g times", rows, n)
	}
	use := agreement.UseOf{Actor: a.w.Org(q.A), Act: agreement.Sell, Product: a.w.CategoryWord(q.Category), Country: "AE", On: day}
	// The same question for the country with most patents and for one with fewer: what differs is the patents.
	type point struct{ asked, allocs float64 }
	at := func(country string) point {
		q := rights.ClearQuestion{Use: use, Under: agreement.Under{Org: a.w.Org(top)}}
		q.Use.Country = country
		var n rights.Counts
		allocs := testing.AllocsPerRun(3, func() {
			var err error
			if n, err = a.prog.Tally(q); err != nil {
				t.Fatal(err)
			}
		})
		return point{float64(n.Asked()), allocs}
	}
	many, few := at("AE"), at("AT")
	if many.asked < few.asked+200 {
		t.Fatalf("%g and %g patents were asked about: the test shows nothing", many.asked, few.asked)
	}
	if per := (many.allocs - few.allocs) / (many.asked - few.asked); per > 0.5 {
		t.Errorf("counting allocates %.2f times per patent (%v, %v)", per, many, few)
	}
}
