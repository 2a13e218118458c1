package synth

import (
	"cmp"
	"fmt"
	"math"
	"math/rand"
	"slices"
	"sort"
)

// The sizes of the performance world. Countries, fields, categories, acts and standards are numbered from 0.
const (
	PerfOwners     = 2000
	PerfCountries  = 60
	PerfFields     = 35
	PerfCategories = 16
	PerfActs       = 4 // make, use, sell, import
	PerfStandards  = 8

	perfAgreements = 500
	perfSell       = 2
	termDays       = 7305
)

// Perf is the performance world. Days count from 1970-01-01. Rows are sorted by owner, country, field, filing day and
// family; a row's index is the patent's number. Owner i stands for the nodes [i, Hi[i]) of its corporate tree.
type Perf struct {
	Hi       []int32 // for each owner the end of its subtree
	Level    []uint8 // 0 for a root
	Parent   []int32 // -1 for a root
	Root     []int32
	Patents  []PerfPatent
	Families int

	Category   []uint64 // for each product category its fields
	Agreements []PerfAgreement
	Grants     []PerfGrant

	Q1 []PerfQ1
	Q2 []PerfQ2
	Q3 []PerfQ3
	Q4 []PerfQ4
	Q5 []PerfQ5

	first []int32 // rows of owner i are [first[i], first[i+1])
	rank  []int32 // owners by size
	roots []int32 // in rank order
}

// PerfPatent is one right in one country.
type PerfPatent struct {
	Owner   int32
	Country uint8
	Field   uint8
	Std     uint8 // a bit for each standard
	Filing  int32
	Expiry  int32
	Lapsed  int32 // 0: never
	Family  int32
}

// End is the first day on which the right is no longer in force.
func (p *PerfPatent) End() int32 {
	if p.Lapsed != 0 {
		return min(p.Expiry, p.Lapsed)
	}
	return p.Expiry
}

// PerfAgreement is a span of grants between two parties.
type PerfAgreement struct {
	X, Y   int32
	Lo, Hi int32 // Grants[Lo:Hi]
}

// PerfGrant is a licence by a licensor and all below it to a licensee and all below it. Bits of the masks are numbered
// as fields, countries, standards, categories and acts are.
type PerfGrant struct {
	Agreement int32
	Licensor  int32
	Licensee  int32
	Fields    uint64
	Territory uint64
	Std       uint8 // 0: any
	Cutoff    int32 // filed on or before
	From, To  int32 // [From, To)
	Products  uint16
	Acts      uint8
	Excluded  []int32 // families, sorted
}

// PerfQ1 asks: may A do the act with the category in the patent's country on the day under the patent?
type PerfQ1 struct {
	A             int32
	Act, Category uint8
	Country       uint8
	Day           int32
	Patent        int32
}

// PerfQ2 asks which patents of group B in a country, in force on the day and in the fields of the category, are not
// licensed to A for selling.
type PerfQ2 struct {
	A, B              int32
	Category, Country uint8
	Day               int32
}

// PerfQ3 asks, for all patents of group B in force on the day, how many are licensed to A for selling the category and
// how many are not, by field and country.
type PerfQ3 struct {
	A, B     int32
	Category uint8
	Day      int32
}

// PerfQ4 asks which rights change between two drafts on the day, for patents of Licensor and all below it that are in
// force. The drafts are the grants of one agreement by one licensor and a changed copy.
type PerfQ4 struct {
	Before, After []PerfGrant
	Licensor      int32
	Day           int32
	Agreement     int32
}

// PerfQ5 asks who holds any right under the patent in its country on the day.
type PerfQ5 struct {
	Patent int32
	Day    int32
}

// PerfOptions says which world to make.
type PerfOptions struct {
	Patents int   // 1,000,000 for the published totals
	Seed    int64 // 1 for the published totals
	Stream  int   // how many Q1 and Q5 in all, at least 2,000
}

// The queries that every world has.
const (
	perfPoints = 2000 // of Q1 and of Q5
	perfSets   = 200  // of Q2 and of Q3
	perfDrafts = 100  // of Q4
)

// NewPerf makes the world. The source of numbers is math/rand's generator of version 1, whose sequence for a seed is
// fixed by Go's compatibility promise.
func NewPerf(opt PerfOptions) (*Perf, error) {
	if opt.Patents < 1 || opt.Patents > math.MaxInt32 {
		return nil, fmt.Errorf("a performance world has between 1 and %d patents, not %d", math.MaxInt32, opt.Patents)
	}
	g := &perfMaker{Perf: new(Perf), r: rand.New(rand.NewSource(opt.Seed))}
	g.forest()
	g.sizes()
	g.patents(opt.Patents)
	g.categories()
	g.agreements()
	g.queries(max(opt.Stream, perfPoints))
	return g.Perf, nil
}

// perfMaker holds what only generating needs. The order of draws is the definition of the world: do not move one.
type perfMaker struct {
	*Perf
	r         *rand.Rand
	ownerCum  []float64
	jurCum    []float64
	rootCum   []float64
	favourite [PerfOwners][3]uint8
}

func (g *perfMaker) i(n int) int { return g.r.Intn(n) }

func (g *perfMaker) f() float64 { return g.r.Float64() }

// zipf is the normalised cumulative sum of 1/(i+1)^s.
func zipf(n int, s float64) []float64 {
	c := make([]float64, n)
	sum := 0.0
	for i := range c {
		sum += 1 / math.Pow(float64(i+1), s)
		c[i] = sum
	}
	for i := range c {
		c[i] /= sum
	}
	return c
}

func (g *perfMaker) pick(c []float64) int { return min(sort.SearchFloat64s(c, g.f()), len(c)-1) }

// forest numbers the corporate trees depth first.
func (g *perfMaker) forest() {
	add := func(level uint8, parent int32) int32 {
		n := int32(len(g.Level))
		root := n
		if parent >= 0 {
			root = g.Root[parent]
		}
		g.Level, g.Parent, g.Root = append(g.Level, level), append(g.Parent, parent), append(g.Root, root)
		return n
	}
	full := func() bool { return len(g.Level) >= PerfOwners }
	for !full() {
		root := add(0, -1)
		children := g.i(6)
		for c := 0; c < children && !full(); c++ {
			child := add(1, root)
			grandchildren := g.i(4)
			for k := 0; k < grandchildren && !full(); k++ {
				add(2, child)
			}
		}
	}
	g.Hi = make([]int32, PerfOwners)
	for n := PerfOwners - 1; n >= 0; n-- {
		g.Hi[n] = max(g.Hi[n], int32(n)+1)
		if p := g.Parent[n]; p >= 0 {
			g.Hi[p] = max(g.Hi[p], g.Hi[n])
		}
	}
}

// sizes ranks owners by size and draws their favourite fields.
func (g *perfMaker) sizes() {
	key := make([]float64, PerfOwners)
	for n := range key {
		key[n] = 0.5*float64(g.Level[n]) + g.f()
	}
	g.rank = make([]int32, PerfOwners)
	for n := range g.rank {
		g.rank[n] = int32(n)
	}
	slices.SortStableFunc(g.rank, func(a, b int32) int { return cmp.Compare(key[a], key[b]) })
	for _, n := range g.rank {
		if g.Level[n] == 0 {
			g.roots = append(g.roots, n)
		}
	}
	g.ownerCum, g.jurCum, g.rootCum = zipf(PerfOwners, 1.0), zipf(PerfCountries, 1.1), zipf(len(g.roots), 0.8)
	for n := range g.favourite {
		for k := range 3 {
			g.favourite[n][k] = uint8(g.i(PerfFields))
		}
	}
}

func (g *perfMaker) patents(n int) {
	g.Patents = make([]PerfPatent, 0, n)
	for len(g.Patents) < n {
		g.family(n)
	}
	slices.SortFunc(g.Patents, func(a, b PerfPatent) int {
		return cmp.Or(cmp.Compare(a.Owner, b.Owner), cmp.Compare(a.Country, b.Country), cmp.Compare(a.Field, b.Field),
			cmp.Compare(a.Filing, b.Filing), cmp.Compare(a.Family, b.Family))
	})
	g.first = make([]int32, PerfOwners+1)
	for i := range g.Patents {
		g.first[g.Patents[i].Owner+1]++
	}
	for o := range PerfOwners {
		g.first[o+1] += g.first[o]
	}
}

func (g *perfMaker) family(n int) {
	p := PerfPatent{Family: int32(g.Families)}
	g.Families++
	p.Owner = g.rank[g.pick(g.ownerCum)]
	p.Field = uint8(g.i(PerfFields))
	if g.f() < 0.7 {
		p.Field = g.favourite[p.Owner][g.i(3)]
	}
	p.Filing = int32(10957 + int(8766*math.Pow(g.f(), 0.8)))
	if g.f() < 0.05 {
		p.Std = 1 << g.i(PerfStandards)
		if g.f() < 0.3 {
			p.Std |= 1 << g.i(PerfStandards)
		}
	}
	size := 1
	for g.f() < 0.66 && size < 20 {
		size++
	}
	var has uint64
	for k := 0; k < size && len(g.Patents) < n; k++ {
		p.Country = uint8(g.pick(g.jurCum))
		if has>>p.Country&1 == 1 {
			continue
		}
		has |= 1 << p.Country
		p.Expiry, p.Lapsed = p.Filing+termDays, 0
		if g.f() < 0.4 {
			p.Lapsed = p.Filing + 1095 + int32(g.i(6000))
		}
		g.Patents = append(g.Patents, p)
	}
}

func (g *perfMaker) categories() {
	g.Category = make([]uint64, PerfCategories)
	for c := range g.Category {
		for range 3 + g.i(6) {
			g.Category[c] |= 1 << g.i(PerfFields)
		}
	}
}

// party draws a root or, sometimes, a node below it.
func (g *perfMaker) party() int32 {
	p := g.roots[g.pick(g.rootCum)]
	if g.f() < 0.2 && g.Hi[p]-p > 1 {
		p += 1 + int32(g.i(int(g.Hi[p]-p-1)))
	}
	return p
}

func (g *perfMaker) agreements() {
	for a := range perfAgreements {
		x, y := g.party(), g.party()
		for g.Root[x] == g.Root[y] {
			y = g.party()
		}
		cross := g.f() < 0.6
		lo := len(g.Grants)
		for k := range 1 + g.i(4) {
			licensor, licensee := x, y
			if cross && k%2 == 1 {
				licensor, licensee = y, x
			}
			g.Grants = append(g.Grants, g.grant(int32(a), licensor, licensee))
		}
		g.Agreements = append(g.Agreements, PerfAgreement{x, y, int32(lo), int32(len(g.Grants))})
	}
}

func (g *perfMaker) grant(agreement, licensor, licensee int32) PerfGrant {
	gr := PerfGrant{
		Agreement: agreement, Licensor: licensor, Licensee: licensee,
		Fields: 1<<PerfFields - 1, Territory: 1<<PerfCountries - 1, Acts: 1<<PerfActs - 1,
	}
	if g.f() < 0.7 {
		gr.Fields = g.bits(5+g.i(25), PerfFields)
	}
	if g.f() < 0.5 {
		gr.Territory = g.bits(5+g.i(40), PerfCountries)
	}
	if g.f() < 0.2 {
		gr.Std = uint8(1 + g.i(255))
	}
	gr.Cutoff = int32(14610 + g.i(5500))
	gr.From = int32(12800 + g.i(6200))
	gr.To = gr.From + 1095 + int32(g.i(4400))
	gr.Products = uint16(g.bits(2+g.i(10), PerfCategories))
	if g.f() < 0.4 {
		gr.Acts = uint8(1 + g.i(15))
	}
	if lo, hi := g.Rows(licensor); hi > lo {
		for range g.i(201) {
			gr.Excluded = append(gr.Excluded, g.Patents[int(lo)+g.i(int(hi-lo))].Family)
		}
		slices.Sort(gr.Excluded)
		gr.Excluded = slices.Compact(gr.Excluded)
	}
	return gr
}

// bits draws bit numbers below limit; repeated ones count once.
func (g *perfMaker) bits(draws, limit int) uint64 {
	var m uint64
	for range draws {
		m |= 1 << g.i(limit)
	}
	return m
}

// Rows returns the rows [lo, hi) of an owner and all below it.
func (w *Perf) Rows(owner int32) (lo, hi int32) { return w.first[owner], w.first[w.Hi[owner]] }

// Under reports whether x is a or below it.
func (w *Perf) Under(a, x int32) bool { return a <= x && x < w.Hi[a] }
