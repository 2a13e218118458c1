package rights

import (
	"maps"
	"slices"
	"sync"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// Bulk answers many small questions fast: those about a category of product under the patents of the portfolio. It
// decides by bits what the judge decides by conditions, and hands to the judge whatever bits cannot decide. Its answers
// are certain ones: what depends counts as not licensed here; ask Clear for the questions. It is safe for concurrent use.
type Bulk struct {
	p          *Program
	category   map[string]int32
	categories []string
	grants     []bulkGrant // by grant index
	relevant   [][]bool    // by category: field sets; nil: all
	byLicensor [][]int32   // by org: grants it may be a licensor of
	byLicensee [][]uint64  // by org: bit per grant under which it may be a licensee
	runHint    []uint32    // for every 64th row the run it lies in
	groups     sync.Map    // groupKey -> []uint32: owner numbers
}

// bulkGrant is a grant as bits.
type bulkGrant struct {
	span  when.Interval // of During; first, because most grants are turned away by it
	acts  uint32
	plain bool // everything below tells all there is to tell
	*grant
	cats    []uint64 // bit per category word
	offices []uint64 // bit per office of the snapshot
	set     *patentSet
	rows    *rowBits
}

// Bulk prepares the program for many small questions.
func (p *Program) Bulk() *Bulk {
	b := &Bulk{p: p, category: map[string]int32{}}
	for _, w := range slices.Sorted(maps.Keys(p.words)) {
		if p.products[w] == nil {
			b.category[w] = int32(len(b.categories))
			b.categories = append(b.categories, w)
		}
	}
	b.byLicensor = make([][]int32, len(p.orgs))
	b.relevant = b.relevantFields()
	b.runHint = b.hints()
	b.compile()
	return b
}

// Replace prepares another program over the same facts and portfolio, as two drafts are compared.
func (b *Bulk) Replace(p *Program) *Bulk {
	n := &Bulk{p: p, category: b.category, categories: b.categories, relevant: b.relevant, runHint: b.runHint}
	n.byLicensor = make([][]int32, len(p.orgs))
	n.compile()
	return n
}

func (b *Bulk) compile() {
	p := b.p
	b.grants = make([]bulkGrant, len(p.grants))
	words := (len(p.grants) + 63) / 64
	bits := make([]uint64, words*len(p.orgs))
	b.byLicensee = make([][]uint64, len(p.orgs))
	for x := range b.byLicensee {
		b.byLicensee[x] = bits[x*words : (x+1)*words]
	}
	for i, g := range p.grants {
		for x := range p.ever(g).to.each {
			b.byLicensee[x][i>>6] |= 1 << (i & 63)
		}
		b.grants[i] = b.grantBits(g)
		for x := range p.everFrom(g).each {
			b.byLicensor[x] = append(b.byLicensor[x], int32(i))
		}
	}
}

func (b *Bulk) grantBits(g *grant) bulkGrant {
	p := b.p
	out := bulkGrant{grant: g, span: g.During.Span, acts: g.acts, cats: make([]uint64, (len(b.categories)+63)/64), offices: make([]uint64, (len(p.snap.Offices())+63)/64)}
	out.plain = g.reading == nil && !g.paired && len(g.entity) == 0 && len(g.cutters) == 0 && len(g.extensions) == 0 && len(g.opens) == 0 && len(g.Provided) == 0 && !g.In.NotStated && !g.In.LeastDeveloped &&
		!g.During.NotStated && len(g.Under) == 1 && g.Under[0].Set != "" && (g.Anything || p.byCategoryAlone(g.For))
	if !out.plain {
		return out
	}
	out.set = p.sets[g.Under[0].Set]
	if out.set == nil || out.set.reading != nil || len(out.set.Family) > 0 || len(out.set.owned) != 1 || out.set.owned[0] == nil {
		out.plain = false
		return out
	}
	out.rows = p.rowsOf(out.set)
	for i, w := range b.categories {
		n, _ := p.nodeOf(w)
		if g.Anything || p.inProducts(&cases{clock: p.clock}, &n, g.For, when.Min) {
			out.cats[i>>6] |= 1 << (i & 63)
		}
	}
	for i, o := range p.snap.Offices() {
		if patent.IsCountry(o) && p.inTerritory(nil, &g.In, o, when.Min, g.Clause) {
			out.offices[i>>6] |= 1 << (i & 63)
		}
	}
	return out
}

// byCategoryAlone reports whether a category word decides membership in the items: no makers, brands, sales, findings.
func (p *Program) byCategoryAlone(items []agreement.ProductItem) bool {
	for _, it := range items {
		if it.Set == "" {
			continue
		}
		s := p.productSets[it.Set]
		if s == nil || s.reading != nil || len(s.opens) > 0 || len(s.OnSale) > 0 || !p.byCategoryAlone(s.Except) {
			return false
		}
		for _, line := range s.Where {
			for _, t := range line {
				if t.Attr != agreement.ProductCategory {
					return false
				}
			}
		}
	}
	return true
}

// hints notes for every 64th row the run it lies in, so that finding a row's run is a short search.
func (b *Bulk) hints() []uint32 {
	var out []uint32
	for i, run := range b.p.snap.Runs() {
		for uint32(len(out))<<6 < run.End {
			out = append(out, uint32(i))
		}
	}
	return append(out, uint32(max(len(b.p.snap.Runs())-1, 0)))
}

func (b *Bulk) runOf(row portfolio.Row) *portfolio.Run {
	runs := b.p.snap.Runs()
	lo, hi := b.runHint[row>>6], b.runHint[row>>6+1]
	for lo < hi {
		if m := (lo + hi + 1) / 2; runs[m].Start <= row {
			lo = m
		} else {
			hi = m - 1
		}
	}
	return &runs[lo]
}

func hasBit(bits []uint64, i int) bool { return bits[i>>6]>>(i&63)&1 == 1 }

func (g *bulkGrant) does(a agreement.Act) bool { return g.acts>>a&1 == 1 }

// covers says of a plain grant whether it certainly gives a right under a row on a day in the row's country, whoever
// acts: captured, given, in term and territory.
func (g *bulkGrant) covers(o org, office uint16, r portfolio.Row, day when.Date) bool {
	if !g.span.Contains(day) || !hasBit(g.offices, int(office)) || !g.standing(o, day) {
		return false
	}
	s := g.rows.span(r)
	return s != nil && s.at(r) == rowYes
}

// standing says whether an owner's patents can be captured and given on a day, by its place among the licensors.
func (g *bulkGrant) standing(o org, day when.Date) bool {
	if certain, _ := g.from.has(o, max(day, g.given)); !certain {
		return false
	}
	certain, _ := g.set.owned[0].during(o, heldSpan(g.set.Add[0].Held, day))
	return certain
}

// Category returns the number of a category word.
func (b *Bulk) Category(word string) (int32, bool) { n, ok := b.category[word]; return n, ok }

// Org returns the number of an organisation.
func (b *Bulk) Org(id agreement.Org) (int32, bool) {
	n := b.p.orgOf(id)
	return int32(n), n != noOrg
}

// Licensed reports whether the actor may certainly do the act with a product of the category on the day, in the row's
// own country, under the patent of the row.
func (b *Bulk) Licensed(actor int32, act agreement.Act, category int32, row portfolio.Row, day when.Date) bool {
	p := b.p
	run := b.runOf(row)
	if p.odd(row) {
		return b.ask(actor, act, category, row, p.snap.Offices()[run.Office], day)
	}
	o := p.ownerOf[run.Owner]
	slow := false
	mine := b.byLicensee[actor]
	for _, i := range b.byLicensor[o] {
		if !hasBit(mine, int(i)) {
			continue
		}
		g := &b.grants[i]
		if !g.plain {
			slow = true
			continue
		}
		if g.span.Contains(day) && g.does(act) && hasBit(g.cats, int(category)) && hasBit(g.offices, int(run.Office)) {
			if to, _ := g.to.has(org(actor), day); to && g.covers(o, run.Office, row, day) {
				return true
			}
		}
	}
	return slow && b.ask(actor, act, category, row, p.snap.Offices()[run.Office], day)
}

// ask puts a question to the judge.
func (b *Bulk) ask(actor int32, act agreement.Act, category int32, row portfolio.Row, country string, day when.Date) bool {
	p := b.p
	l, err := p.lookAt(agreement.UseOf{Actor: agreement.Org(p.orgs[actor]), Act: act, Product: b.categories[category], Country: country, On: day},
		agreement.Under{Patents: []string{p.snap.ID(row)}})
	if err != nil {
		return false
	}
	r := l.judge(p.atRow(row))
	return r.right == rightLicensed
}

type groupKey struct {
	org   org
	share agreement.Share
}

// OwnersUnder lists the owner numbers of an organisation and what it certainly controls (over 50%) on a day.
func (b *Bulk) ownersUnder(x org, day when.Date) []uint32 {
	p := b.p
	key := groupKey{x, agreement.Over50}
	v, ok := b.groups.Load(key)
	if !ok {
		list := p.workOutPeople([]agreement.Member{{Org: agreement.Org(p.orgs[x])}, {Org: agreement.Org(p.orgs[x]), Reach: true, Share: agreement.Over50}})
		numbers := map[org][]uint32{}
		for n, o := range p.ownerOf {
			if o != noOrg {
				numbers[o] = append(numbers[o], uint32(n))
			}
		}
		bySegment := make([]ownerSegment, len(list.segments))
		for i, s := range list.segments {
			bySegment[i].from = s.from
			for o := range s.certain.each {
				bySegment[i].owners = append(bySegment[i].owners, numbers[o]...)
			}
			slices.Sort(bySegment[i].owners)
		}
		v, _ = b.groups.LoadOrStore(key, bySegment)
	}
	segments := v.([]ownerSegment)
	at := 0
	for i := range segments {
		if segments[i].from <= day {
			at = i
		}
	}
	return segments[at].owners
}

type ownerSegment struct {
	from   when.Date
	owners []uint32
}

// inForce says whether an ordinary row is in force in its own country on a day.
func (p *Program) inForce(r portfolio.Row, office string, day when.Date) bool {
	d := portfolio.Day(day)
	_, granted := p.snap.Grant()
	expires, last := p.snap.Expires()
	filed, _ := p.snap.Filed()
	flags := p.snap.Flags()[r]
	if portfolio.IsGrant(flags) == patent.Yes && patent.IsCountry(office) && p.presume.GrantedInForce {
		switch {
		case granted[r] <= d && d <= expires[r] && expires[r] != portfolio.MaxDay && granted[r] != portfolio.MinDay:
			return true
		case filed[r] > d, portfolio.TermOf(flags) == patent.TermExact && last[r] < d && last[r] != portfolio.MinDay:
			return false
		}
	}
	rec := p.columnsOf(r, office)
	return patent.StatusCode(&rec, office, day, nil, p.presume) == patent.StatusInForce
}

// Bytes is the memory of the compiled rights: the bits of the definitions of patents, the people of the grants, and
// the index of grants.
func (b *Bulk) Bytes() int {
	n := len(b.p.oddRows)*8 + 4*len(b.runHint)
	sets := map[*patentSet]bool{}
	for i := range b.grants {
		g := &b.grants[i]
		n += 8 * (len(g.cats) + len(g.offices))
		if g.set != nil && !sets[g.set] {
			sets[g.set] = true
			n += g.rows.bytes()
		}
	}
	for _, l := range b.p.lists {
		for _, s := range l.segments {
			n += 8 * len(s.certain)
			if len(s.possible) > 0 && &s.possible[0] != &s.certain[0] {
				n += 8 * len(s.possible)
			}
		}
	}
	for _, l := range b.byLicensee {
		n += 8 * len(l)
	}
	for _, l := range b.byLicensor {
		n += 4 * len(l)
	}
	return n
}
