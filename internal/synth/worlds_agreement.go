package synth

import (
	"fmt"
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

var fieldWords = []string{"telecommunications", "software", "consumer-electronics", "wipo-4"}

// clause names a definition of an agreement.
func clause(a *agreement.Agreement, kind, name string) agreement.Clause {
	return agreement.Clause{Agreement: a.Clause.Name, Number: "1", Kind: kind, Name: name}
}

// agreement makes one document. Definitions refer only to earlier ones, also to those of earlier agreements.
func (g *gen) agreement(i int) {
	id := fmt.Sprintf("agr%d", i+1)
	a := &agreement.Agreement{
		Clause:  agreement.Clause{Agreement: id, Kind: "agreement", Name: id},
		Title:   "synthetic",
		Parties: g.orgs[:2],
		Signed:  when.None, Effective: when.None,
	}
	if g.chance(75) {
		a.Effective = g.day(4, 8)
	}
	if g.chance(35) {
		a.Signed = g.day(3, 9)
	}
	g.agreements = append(g.agreements, a)
	for n := range g.count(2, 4) {
		g.group(a, n)
	}
	for n := range g.count(1, 3) {
		g.patents(a, n)
	}
	for n := range g.count(1, 3) {
		g.goodsOf(a, n)
	}
	for n := range g.count(1, 4) {
		g.grant(a, n)
	}
	for n := range g.count(0, 3) {
		g.exclusion(a, n)
	}
	for n := range g.count(0, 2) {
		g.open(a, n)
	}
}

func (g *gen) group(a *agreement.Agreement, n int) {
	root := g.orgs[n%2] // the first two groups are the two sides
	if n > 1 {
		root = pick(g, g.orgs...)
	}
	x := &agreement.Group{
		Clause:     clause(a, "group", fmt.Sprintf("G%d", n+1)),
		Membership: pick(g, agreement.WhileControlled, agreement.WhileControlled, agreement.AsOf, agreement.OnceIn, agreement.NowOrLater),
		AsOf:       when.None,
	}
	if x.Membership == agreement.AsOf {
		x.AsOf = g.day(3, 9)
	}
	x.Is = []agreement.Member{{Org: root}}
	if g.chance(75) {
		x.Is = append(x.Is, g.reach(root))
	}
	if g.chance(12) {
		x.Is = append(x.Is[:0], g.reach(root))
	}
	if g.chance(25) {
		x.Is = append(x.Is, g.member())
	}
	if g.chance(12) {
		x.Perhaps = append(x.Perhaps, g.member())
	}
	if g.chance(25) {
		x.Without = []agreement.Member{{Org: g.otherThan(root)}}
		if g.chance(30) {
			x.Without = []agreement.Member{g.member()}
		}
	}
	a.Groups = append(a.Groups, x)
	g.groups = append(g.groups, x)
}

func (g *gen) reach(o agreement.Org) agreement.Member {
	m := agreement.Member{Org: o, Reach: true, Share: pick(g, agreement.Over50, agreement.Over50, agreement.Share{Millionths: 500_000}, agreement.Share{Millionths: 600_000, Over: true})}
	if g.chance(20) {
		m.Direction = agreement.Affiliates
	}
	return m
}

// member draws an item of a list of persons.
func (g *gen) member() agreement.Member {
	switch n := g.IntN(10); {
	case n == 0:
		return agreement.Member{Everyone: true}
	case n < 4 && len(g.groups) > 0:
		m := agreement.Member{Group: pick(g, g.groups...).Clause.QName()}
		if g.chance(20) {
			m.Reach, m.Share = true, agreement.Over50
		}
		return m
	case n < 7:
		return g.reach(pick(g, g.orgs...))
	}
	return agreement.Member{Org: pick(g, g.orgs...)}
}

// side draws a list of persons for a grant: mostly one of the groups of the agreement.
func (g *gen) side(a *agreement.Agreement, n int) []agreement.Member {
	if len(a.Groups) > 0 && g.chance(80) {
		return []agreement.Member{{Group: a.Groups[n%len(a.Groups)].Clause.QName()}}
	}
	return []agreement.Member{g.member(), g.member()}
}

func (g *gen) held(ofProducts bool) agreement.Held {
	switch g.IntN(5) {
	case 0:
		return agreement.Held{Kind: agreement.HeldOn, Day: g.day(3, 10)}
	case 1:
		return agreement.Held{Kind: agreement.HeldBefore, Day: g.day(3, 10)}
	case 2:
		if !ofProducts {
			return agreement.Held{Kind: agreement.HeldAtTimeOfUse}
		}
	}
	return agreement.Held{Kind: agreement.HeldDuring, Span: g.span(3, 12)}
}

func (g *gen) patents(a *agreement.Agreement, n int) {
	s := &agreement.PatentSet{Clause: clause(a, "patents", fmt.Sprintf("P%d", n+1))}
	for range g.count(0, 2) + g.IntN(2) {
		if g.chance(80) {
			s.Add = append(s.Add, agreement.Selector{OwnedBy: g.side(a, g.IntN(4)), Held: g.held(false)})
			continue
		}
		var ids []string
		for i := range g.records {
			ids = append(ids, g.records[i].ID)
		}
		s.Add = append(s.Add, agreement.Selector{Listed: some(g, 1, 5, ids...), ListOf: "list.csv"})
	}
	for range g.count(0, 2) {
		s.Where = append(s.Where, g.condition(g.patentTest))
	}
	if g.chance(40) {
		s.Family = some(g, 1, 3, patent.Continuation, patent.Divisional, patent.ContinuationInPart, patent.Reissue, patent.ForeignCounterpart)
	}
	if g.chance(30) {
		s.Except = append(s.Except, g.patentItem())
	}
	if g.chance(20) {
		s.OnlyIf = append(s.OnlyIf, g.condition(g.patentTest))
	}
	a.Patents = append(a.Patents, s)
	g.sets = append(g.sets, s)
}

func (g *gen) patentItem() agreement.PatentItem {
	if len(g.sets) > 0 && g.chance(75) {
		return agreement.PatentItem{Set: pick(g, g.sets...).Clause.QName()}
	}
	return agreement.PatentItem{ID: g.records[g.IntN(len(g.records))].ID}
}

func (g *gen) condition(test func() agreement.Test) agreement.Condition {
	c := agreement.Condition{test()}
	for g.chance(35) {
		c = append(c, test())
	}
	return c
}

func (g *gen) patentTest() agreement.Test {
	t := agreement.Test{Not: g.chance(15)}
	r := &g.records[g.IntN(len(g.records))]
	switch g.IntN(13) {
	case 0, 1:
		t.Attr, t.Span = agreement.PatentPriority, g.spanAt(r.Priority)
	case 2:
		t.Attr, t.Span = agreement.PatentFiled, g.spanAt(r.Filed)
	case 3:
		t.Attr, t.Span = agreement.PatentPublished, g.spanAt(r.Published)
	case 4, 12:
		t.Attr, t.Span = agreement.PatentGranted, g.spanAt(r.Grant)
	case 5:
		t.Attr, t.Values = agreement.PatentKind, some(g, 1, 3, "invention", "utility-model", "design")
	case 6, 7:
		t.Attr, t.Values = agreement.PatentField, some(g, 1, 2, fieldWords...)
	case 8:
		t.Attr, t.Values = agreement.PatentClass, some(g, 1, 2, "H04", "H04W72", "G06F", "A61")
	case 9:
		t.Attr, t.Values = agreement.PatentStandard, some(g, 1, 2, standards...)
	case 10:
		if g.chance(50) {
			t.Attr, t.Values = agreement.PatentOffice, some(g, 1, 3, "US", "DE", "CN", "EP")
		} else {
			t.Attr, t.Values = agreement.PatentFamily, some(g, 1, 2, "f1", "f2", "f3")
		}
	default:
		return g.findingTest(t, agreement.SubjectPatent)
	}
	return t
}

// spanAt draws a span of days for a date test; half of them begin or end within the bounds of a date of a record.
func (g *gen) spanAt(b when.Bounds) when.Interval {
	d := b.Latest
	if !b.Known() && b.Earliest.Real() && d.Real() {
		d -= when.Date(g.IntN(int(d - b.Earliest)))
	}
	switch {
	case !d.Real() || g.chance(50):
		return g.span(0, 10)
	case g.chance(70):
		return when.Interval{From: when.Min, To: d + when.Date(g.IntN(2))}
	}
	return when.Interval{From: d + when.Date(g.IntN(2)), To: when.Max}
}

func (g *gen) findingTest(t agreement.Test, s agreement.Subject) agreement.Test {
	t.Attr = agreement.FindingTest
	t.Finding = agreement.FindingRef{Term: pick(g, "consent given", "own design", "essential"), Subject: s}
	if s == agreement.SubjectFixed && g.chance(50) {
		t.Finding.Of = string(pick(g, g.orgs...))
	}
	g.terms = append(g.terms, findingTerm{t.Finding.Term, s, t.Finding.Of})
	return t
}

func (g *gen) goodsOf(a *agreement.Agreement, n int) {
	s := &agreement.ProductSet{Clause: clause(a, "products", fmt.Sprintf("Q%d", n+1))}
	if g.chance(55) {
		s.Are = append(s.Are, some(g, 1, 3, append(slices.Clone(categories), g.products...)...)...)
	}
	if g.chance(30) {
		s.OnSale = append(s.OnSale, agreement.OnSale{By: g.side(a, g.IntN(4)), Held: g.held(true)})
		s.Evolution = g.chance(60)
	}
	for range g.count(0, 2) {
		if g.chance(60) {
			s.Where = append(s.Where, g.condition(g.productTest))
		}
	}
	if g.chance(20) {
		s.Except = append(s.Except, g.productItem())
	}
	a.Products = append(a.Products, s)
	g.goods = append(g.goods, s)
}

func (g *gen) productItem() agreement.ProductItem {
	if len(g.goods) > 0 && g.chance(65) {
		return agreement.ProductItem{Set: pick(g, g.goods...).Clause.QName()}
	}
	return agreement.ProductItem{Word: pick(g, append(slices.Clone(categories), g.products...)...)}
}

func (g *gen) productTest() agreement.Test {
	t := agreement.Test{Not: g.chance(15)}
	switch g.IntN(8) {
	case 0, 1, 2:
		t.Attr, t.Values = agreement.ProductCategory, some(g, 1, 3, categories...)
	case 3:
		t.Attr, t.Values = agreement.ProductMaker, orgWords(some(g, 1, 3, g.orgs...))
	case 4:
		t.Attr, t.Values = agreement.ProductBrand, orgWords(some(g, 1, 3, g.orgs...))
	case 5:
		t.Attr, t.Values = agreement.ProductStandard, some(g, 1, 2, standards...)
	case 6:
		if g.chance(50) {
			t.Attr, t.Values = agreement.ProductBusiness, some(g, 1, 1, businesses...)
		} else {
			t.Attr, t.Values = agreement.ProductID, some(g, 1, 2, g.products...)
		}
	default:
		return g.findingTest(t, agreement.SubjectProduct)
	}
	return t
}

func orgWords(orgs []agreement.Org) []string {
	out := make([]string, len(orgs))
	for i, o := range orgs {
		out[i] = string(o)
	}
	return out
}

func (g *gen) acts(lo int) []agreement.Act {
	return some(g, lo, 6, agreement.Make, agreement.HaveMade, agreement.Use, agreement.Sell, agreement.Offer, agreement.Import)
}

func (g *gen) territory() agreement.Territory {
	switch n := g.IntN(20); {
	case n < 11:
		return agreement.Territory{World: true}
	case n < 14:
		return agreement.Territory{World: true, Except: some(g, 1, 2, countries...)}
	case n < 17:
		return agreement.Territory{In: some(g, 1, 3, countries...)}
	case n < 18:
		return agreement.Territory{LeastDeveloped: true}
	}
	return agreement.Territory{NotStated: true}
}

func (g *gen) term() agreement.Term {
	switch n := g.IntN(20); {
	case n == 0:
		return agreement.Term{NotStated: true}
	case n < 12:
		return agreement.Term{Span: when.Interval{From: g.day(2, 7), To: when.Max}, EndOf: "end of patent"}
	}
	return agreement.Term{Span: g.span(3, 13)}
}

// grant makes one right. The first two of an agreement are the plain ones, from one side to the other.
func (g *gen) grant(a *agreement.Agreement, n int) {
	x := &agreement.Grant{
		Clause:     clause(a, "licence", fmt.Sprintf("L%d", n+1)),
		Kind:       pick(g, agreement.Licence, agreement.Licence, agreement.Licence, agreement.Covenant, agreement.Release, agreement.Pledge),
		From:       g.side(a, n),
		To:         g.side(a, n+1),
		Acts:       g.acts(4),
		In:         g.territory(),
		During:     g.term(),
		Price:      agreement.Price{Kind: agreement.PricePaidUp},
		Sublicence: "none",
	}
	if n == 0 && g.chance(60) {
		x.Kind, x.In = agreement.Licence, agreement.Territory{World: true}
	}
	if x.Kind == agreement.Pledge && g.chance(60) {
		x.To = []agreement.Member{{Everyone: true}}
	}
	if g.chance(75) {
		for range 1 + g.IntN(2) {
			x.Under = append(x.Under, agreement.PatentItem{Set: a.Patents[g.IntN(len(a.Patents))].Clause.QName()})
		}
		if g.chance(15) {
			x.Under = append(x.Under, g.patentItem())
		}
	}
	if x.Anything = g.chance(35); !x.Anything {
		for range 1 + g.IntN(2) {
			x.For = append(x.For, g.productItem())
		}
	}
	if g.chance(35) { // as wide as a cross-licence is
		x.Acts = g.acts(6)
		x.In = agreement.Territory{World: true}
		x.During = agreement.Term{Span: when.Interval{From: g.day(2, 7), To: when.Max}, EndOf: "end of patent"}
		if x.Anything = x.Anything || g.chance(60); x.Anything {
			x.For = nil
		}
	} else if g.chance(18) {
		x.Provided = append(x.Provided, agreement.Condition{g.findingTest(agreement.Test{Not: g.chance(15)},
			pick(g, agreement.SubjectFixed, agreement.SubjectPatent, agreement.SubjectProduct))})
	}
	if g.chance(4) { // enough conditions to pass the limit of ten questions
		for i := range 8 + g.IntN(5) {
			x.Provided = append(x.Provided, agreement.Condition{{Attr: agreement.FindingTest, Finding: agreement.FindingRef{Term: fmt.Sprintf("condition %d", i)}}})
		}
	}
	a.Grants = append(a.Grants, x)
	g.grants = append(g.grants, x)
}

func (g *gen) exclusion(a *agreement.Agreement, n int) {
	x := &agreement.Exclusion{
		Clause: clause(a, "exclusion", fmt.Sprintf("X%d", n+1)),
		Extent: pick(g, agreement.ThatComponent, agreement.ThatComponent, agreement.WholeProduct),
	}
	for _, c := range some(g, 1, len(g.grants), g.grants...) {
		x.Cuts = append(x.Cuts, c.Clause.QName())
	}
	if x.Anything = g.chance(15); !x.Anything {
		if g.chance(55) { // a part of something, as in most real exclusions
			x.For = []agreement.ProductItem{{Word: g.products[1+g.IntN(len(g.products)-1)]}}
		} else {
			x.For = append(x.For, g.productItem())
		}
		if g.chance(20) {
			x.Except = append(x.Except, g.productItem())
		}
	}
	if g.chance(25) {
		x.Under = append(x.Under, g.patentItem())
	}
	if g.chance(25) {
		t := g.territory()
		x.In = &t
	}
	if g.chance(25) {
		t := g.term()
		x.During = &t
	}
	if g.chance(25) {
		x.Acts = g.acts(1)
	}
	if g.chance(15) {
		x.Provided = append(x.Provided, agreement.Condition{g.findingTest(agreement.Test{Not: g.chance(15)},
			pick(g, agreement.SubjectFixed, agreement.SubjectPatent, agreement.SubjectProduct))})
	}
	a.Exclusions = append(a.Exclusions, x)
}

// open makes a redacted or open passage that affects one or two definitions of the agreement.
func (g *gen) open(a *agreement.Agreement, n int) {
	if g.chance(50) {
		return
	}
	x := &agreement.Open{Redacted: g.chance(50), Says: "a passage"}
	kind := "open"
	if x.Redacted {
		kind = "redacted"
	}
	x.Clause = clause(a, kind, fmt.Sprintf("O%d", n+1))
	var names []agreement.Name
	for _, d := range definitions(a) {
		names = append(names, d.clause().QName())
	}
	x.Affects = some(g, 1, 2, names...)
	a.Opens = append(a.Opens, x)
}
