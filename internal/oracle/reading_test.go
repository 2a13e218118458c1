package oracle_test

import (
	"slices"
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/oracle"
	"github.com/crossgrant/crossgrant/when"
)

// reads adds a reading of a definition to an agreement.
func reads(a *agreement.Agreement, affects agreement.Name, options ...agreement.ReadingOption) *agreement.Reading {
	for i := range options {
		options[i].Label = string(rune('a' + i))
	}
	r := &agreement.Reading{Clause: clause("reading", "of "+affects.Local()), Says: "which?", Affects: affects, Options: options}
	r.Clause.Agreement = a.Clause.Name
	a.Readings = append(a.Readings, r)
	return r
}

// asGroup is a copy of a group that change has been made to, and so are the others.
func asGroup(g agreement.Group, change func(*agreement.Group)) agreement.ReadingOption {
	change(&g)
	return agreement.ReadingOption{Group: &g}
}

func asSet(s agreement.PatentSet, change func(*agreement.PatentSet)) agreement.ReadingOption {
	s.Add = slices.Clone(s.Add)
	change(&s)
	return agreement.ReadingOption{Patents: &s}
}

func asProducts(s agreement.ProductSet, change func(*agreement.ProductSet)) agreement.ReadingOption {
	change(&s)
	return agreement.ReadingOption{Products: &s}
}

func asGrant(g agreement.Grant, change func(*agreement.Grant)) agreement.ReadingOption {
	change(&g)
	return agreement.ReadingOption{Grant: &g}
}

func asExclusion(x agreement.Exclusion, change func(*agreement.Exclusion)) agreement.ReadingOption {
	change(&x)
	return agreement.ReadingOption{Exclusion: &x}
}

// readMain adds a reading of the licence with one option for each change.
func (s *small) readMain(changes ...func(*agreement.Grant)) *agreement.Reading {
	var options []agreement.ReadingOption
	for _, c := range changes {
		options = append(options, asGrant(*s.main, c))
	}
	return reads(s.deal, "deal/main", options...)
}

// readOut adds a reading of an exclusion.
func (s *small) readOut(x *agreement.Exclusion, changes ...func(*agreement.Exclusion)) {
	var options []agreement.ReadingOption
	for _, c := range changes {
		options = append(options, asExclusion(*x, c))
	}
	reads(s.deal, x.Clause.QName(), options...)
}

// docs/meaning.md §15: readings.
func TestReading(t *testing.T) {
	as := func(g *agreement.Grant) {}
	imports := func(g *agreement.Grant) { g.Acts = []agreement.Act{agreement.Import} }
	makes := func(g *agreement.Grant) { g.Acts = []agreement.Act{agreement.Make} }
	sells := func(g *agreement.Grant) { g.Acts = []agreement.Act{agreement.Sell} }
	in := func(country string) func(*agreement.Grant) {
		return func(g *agreement.Grant) { g.In = agreement.Territory{In: []string{country}} }
	}
	forRadio := func(g *agreement.Grant) { g.For = word("radio") }
	mainQ := "reading:deal/of main"
	// Lee bought sub, which makes the use, in 2017.
	bySub := func(s *small) {
		s.ask.Use.Actor = "sub"
		s.controls("2017-01-01", "lee", "sub", 100)
	}
	readLee := func(a, b func(*agreement.Group)) func(*small) {
		return func(s *small) {
			bySub(s)
			reads(s.deal, "deal/Lee", asGroup(*s.lee, a), asGroup(*s.lee, b))
		}
	}
	controlled := func(*agreement.Group) {}
	then := func(g *agreement.Group) { g.Membership, g.AsOf = agreement.AsOf, day("2015-01-01") }
	whole := func(g *agreement.Group) {
		g.Is = []agreement.Member{{Org: "lee"}, {Org: "lee", Reach: true, Share: agreement.Share{Millionths: 1_000_000}}}
	}
	priorityBefore := func(d string) func(*agreement.PatentSet) {
		return func(x *agreement.PatentSet) {
			x.Where = []agreement.Condition{{{Attr: agreement.PatentPriority, Span: spanTo(d)}}}
		}
	}
	phones := func(changes ...func(*agreement.ProductSet)) func(*small) {
		return func(s *small) {
			p := &agreement.ProductSet{Clause: clause("products", "Phones"), Are: []string{"handset"}}
			s.deal.Products = append(s.deal.Products, p)
			s.main.For = []agreement.ProductItem{{Set: "deal/Phones"}}
			var options []agreement.ReadingOption
			for _, c := range changes {
				options = append(options, asProducts(*p, c))
			}
			reads(s.deal, "deal/Phones", options...)
		}
	}
	are := func(word string) func(*agreement.ProductSet) {
		return func(p *agreement.ProductSet) { p.Are = []string{word} }
	}
	component := func(x *agreement.Exclusion) { x.Extent = agreement.ThatComponent }
	all := func(x *agreement.Exclusion) { x.Extent = agreement.WholeProduct }
	cuts := func(n agreement.Name) func(*agreement.Exclusion) {
		return func(x *agreement.Exclusion) { x.Cuts = []agreement.Name{n} }
	}
	runSmall(t, []smallCase{
		{name: "both readings of a group agree", want: "licensed", change: readLee(controlled, whole)},
		{name: "they do not", want: "depends", open: "reading:deal/of Lee", change: readLee(controlled, then)},
		{name: "neither is the definition's own line", want: "not_licensed", change: readLee(then, then)},
		{name: "a group read through another group", want: "depends", open: "reading:deal/of Lee", change: func(s *small) {
			readLee(controlled, then)(s)
			s.deal.Groups = append(s.deal.Groups, &agreement.Group{Clause: clause("group", "Licensees"), Is: group("Lee"), AsOf: unstated})
			s.main.To = group("Licensees")
		}},
		{name: "a group read on the days of a selector", want: "depends", open: "reading:deal/of Lor", change: func(s *small) {
			lor := *s.deal.Groups[0]
			s.records[0].Owners = []string{"sub2"}
			s.controls("2010-01-01", "lor", "sub2", 60)
			s.controls("2016-01-01", "lor", "sub2", 0)
			reads(s.deal, "deal/Lor", asGroup(lor, controlled), asGroup(lor, func(g *agreement.Group) { g.Is = []agreement.Member{{Org: "lor"}} }))
			s.main.From = []agreement.Member{{Org: "sub2"}}
		}},
		{name: "both readings of a set agree", want: "licensed", change: func(s *small) {
			reads(s.deal, "deal/Patents", asSet(*s.set, priorityBefore("2010-01-01")), asSet(*s.set, priorityBefore("2011-01-01")))
		}},
		{name: "one of three readings of a set differs", want: "depends", open: "reading:deal/of Patents", change: func(s *small) {
			reads(s.deal, "deal/Patents", asSet(*s.set, priorityBefore("2010-01-01")), asSet(*s.set, priorityBefore("2011-01-01")),
				asSet(*s.set, priorityBefore("2009-01-01")))
		}},
		{name: "a set excepted from another", want: "depends", open: "reading:deal/of Patents", change: func(s *small) {
			rest := &agreement.PatentSet{Clause: clause("patents", "Rest"), Except: []agreement.PatentItem{{Set: "deal/Patents"}}}
			s.deal.Patents = append(s.deal.Patents, rest)
			s.main.Under = []agreement.PatentItem{{Set: "deal/Rest"}}
			reads(s.deal, "deal/Patents", asSet(*s.set, priorityBefore("2010-01-01")), asSet(*s.set, priorityBefore("2009-01-01")))
		}},
		{name: "asked about under one reading of a set", want: "licensed", change: func(s *small) {
			reads(s.deal, "deal/Patents", asSet(*s.set, priorityBefore("2010-01-01")), asSet(*s.set, priorityBefore("2009-01-01")))
			s.ask.Under = agreement.Under{Set: "deal/Patents"}
		}},
		{name: "products", want: "depends", open: "reading:deal/of Phones", change: phones(are("handset"), are("vehicle"))},
		{name: "products, partly", want: "depends", open: "reading:deal/of Phones", change: phones(are("handset"), are("radio"))},
		{name: "products that agree", want: "licensed", change: phones(are("handset"), are("phone"))},
		{name: "acts", want: "depends", open: mainQ, change: func(s *small) { s.readMain(as, imports) }},
		{name: "acts that both include the sale", want: "licensed", change: func(s *small) { s.readMain(as, sells) }},
		{name: "acts that both leave it out", want: "not_licensed", change: func(s *small) { s.readMain(imports, makes) }},
		{name: "territory", want: "depends", open: mainQ, change: func(s *small) { s.readMain(in("US"), in("DE")) }},
		{name: "for", want: "depends", open: mainQ, change: func(s *small) { s.readMain(as, forRadio) }},
		{name: "one reading of main or the other, and another grant for the second", want: "licensed", change: func(s *small) {
			s.twice(sells)
			s.readMain(as, imports)
		}},
		{name: "two conditions that the reading trades off: certain in neither", want: "not_licensed", change: func(s *small) {
			s.readMain(in("DE"), imports)
		}},
		{name: "an option that is not stated asks on", want: "depends", open: mainQ + "; missing_text:deal/main|in", change: func(s *small) {
			s.readMain(in("US"), in("DE"), func(g *agreement.Grant) { g.In = agreement.Territory{NotStated: true} })
		}},
		{name: "extent", want: "depends", open: "reading:deal/of out", change: func(s *small) {
			s.readOut(s.excludes("radio", agreement.ThatComponent), component, all)
		}},
		{name: "which grant an exclusion cuts", want: "depends", open: "reading:deal/of out", change: func(s *small) {
			s.readOut(s.excludes("phone", agreement.WholeProduct), cuts("deal/main"), cuts("deal/other"))
		}},
		{name: "it cuts one or the other", want: "licensed", change: func(s *small) {
			s.twice(sells)
			s.readOut(s.excludes("phone", agreement.WholeProduct), cuts("deal/main"), cuts("deal/other"))
		}},
		{name: "it cuts neither, whatever its own line says", want: "licensed", change: func(s *small) {
			s.readOut(s.excludes("phone", agreement.WholeProduct), cuts("deal/other"), cuts("deal/third"))
		}},
		{name: "one question for all that is read", want: "depends", open: "reading:deal/of Lee", change: func(s *small) {
			readLee(controlled, then)(s)
			s.twice(as)
		}},
		{name: "a reading of an agreement not known", want: "licensed", change: func(s *small) {
			later := &agreement.Agreement{Clause: agreement.Clause{Agreement: "later", Name: "later"}, Signed: day("2027-01-01"), Effective: unstated}
			reads(later, "deal/main", asGrant(*s.main, as), asGrant(*s.main, imports))
			s.world.Agreements = append(s.world.Agreements, later)
		}},
		{name: "a reading of another agreement", want: "depends", open: "reading:note/of main", change: func(s *small) {
			note := &agreement.Agreement{Clause: agreement.Clause{Agreement: "note", Name: "note"}, Signed: unstated, Effective: unstated}
			reads(note, "deal/main", asGrant(*s.main, as), asGrant(*s.main, imports))
			s.world.Agreements = append(s.world.Agreements, note)
		}},
		{name: "a reading of nothing", want: "licensed", change: func(s *small) {
			reads(s.deal, "deal/nothing", asGrant(*s.main, imports))
		}},
		{name: "a reading without options", want: "licensed", change: func(s *small) { reads(s.deal, "deal/main") }},
		{name: "ten questions and a reading", want: "depends", open: tenAnd(mainQ), change: func(s *small) {
			s.provided(10)
			s.readMain(as, in("DE"))
		}},
		{name: "ten questions and a reading that decides nothing", want: "depends", open: tenAnd(), change: func(s *small) {
			s.provided(10)
			s.readMain(as, sells)
		}},
	})
}

// tenAnd is ten findings and others, as smallCase.open writes them.
func tenAnd(others ...string) string {
	out := ""
	for i := range 10 {
		out += "finding:c0" + string(rune('0'+i)) + "|; "
	}
	for _, o := range others {
		out += o + "; "
	}
	return out[:len(out)-2]
}

// The other questions see readings as well.
func TestReadingElsewhere(t *testing.T) {
	s := newSmall()
	s.controls("2017-01-01", "lee", "sub", 100)
	reads(s.deal, "deal/Lee", asGroup(*s.lee, func(*agreement.Group) {}), asGroup(*s.lee, func(g *agreement.Group) { g.Is = []agreement.Member{{Org: "lee"}} }))
	s.readMain(func(*agreement.Grant) {}, func(g *agreement.Grant) { g.To = []agreement.Member{{Org: "third"}} })
	o := oracle.New(&s.world, s.records)
	on, known := day("2018-06-01"), day("2026-01-01")
	if d := o.Member("sub", "deal/Lee", on, known); d.Certain || !slices.Equal(d.Open, []string{"reading:deal/of Lee"}) {
		t.Errorf("sub in Lee: %+v", d)
	}
	got := map[agreement.Org][]string{}
	for _, h := range o.Holders("p1", on, known, false) {
		got[h.Org] = h.Open
	}
	if len(got) != 3 || !slices.Equal(got["lee"], []string{"reading:deal/of main"}) || !slices.Equal(got["third"], []string{"reading:deal/of main"}) ||
		!slices.Equal(got["sub"], []string{"reading:deal/of Lee", "reading:deal/of main"}) {
		t.Errorf("holders: %v", got)
	}
}

// unstated is a date that is not stated.
const unstated = when.None

// spanTo is every day before a day.
func spanTo(d string) when.Interval { return when.Interval{From: when.Min, To: day(d)} }
