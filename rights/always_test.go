package rights_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// TestAlways: a sublicensor stays within its head licence, or the first use beyond it is found.
func TestAlways(t *testing.T) {
	d := when.MustParse
	name := func(n string) agreement.Clause { return agreement.Clause{Agreement: "x", Name: n, Kind: "licence"} }
	grant := func(n string, from, to agreement.Org, change func(*agreement.Grant)) *agreement.Grant {
		g := &agreement.Grant{Clause: name(n), From: []agreement.Member{{Org: from}}, To: []agreement.Member{{Org: to}},
			Under: []agreement.PatentItem{{Set: "x/Head"}}, For: []agreement.ProductItem{{Word: "phone"}},
			Acts: []agreement.Act{agreement.Make, agreement.Sell}, In: agreement.Territory{In: []string{"US", "DE"}},
			During: agreement.Term{Span: when.Closed(d("2020-01-01"), d("2025-12-31"))}}
		if change != nil {
			change(g)
		}
		return g
	}
	tests := []struct {
		name, want string
		change     func(*agreement.Grant)
	}{
		{"within", "", nil},
		{"another act", "act use", func(g *agreement.Grant) { g.Acts = append(g.Acts, agreement.Use) }},
		{"a year longer", "2026-01-01", func(g *agreement.Grant) { g.During.Span.To = d("2027-01-01") }},
		{"the whole world", "Japan", func(g *agreement.Grant) { g.In = agreement.Territory{World: true} }},
		{"another product", "tablet", func(g *agreement.Grant) { g.For = append(g.For, agreement.ProductItem{Word: "tablet"}) }},
		{"other patents", "is not among", func(g *agreement.Grant) { g.Under = nil }},
	}
	day := when.Exact(d("2015-01-01"))
	rec := func(id, office, owner string) patent.Record {
		return patent.Record{ID: id, Office: office, IsGrant: patent.Yes, Owners: []string{owner}, Priority: day, Filed: day, Published: day, Grant: day, Expires: when.Exact(d("2035-01-01"))}
	}
	snap, err := portfolio.Build(slices.Values([]patent.Record{rec("US1", "US", "head"), rec("JP1", "JP", "head"), rec("US2", "US", "mid")}), portfolio.BuildOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			org := func(id agreement.Org) agreement.Fact {
				return agreement.Fact{Begin: when.Exact(when.Min), End: when.Max, Recorded: when.None, Retracted: when.None, Body: agreement.Organisation{ID: id}}
			}
			w := &agreement.World{
				Facts: []agreement.Fact{org("head"), org("mid"), org("low")},
				Agreements: []*agreement.Agreement{{
					Clause: agreement.Clause{Agreement: "x", Name: "x"}, Signed: when.None, Effective: when.None,
					Patents: []*agreement.PatentSet{
						{Clause: name("Head"), Add: []agreement.Selector{{OwnedBy: []agreement.Member{{Org: "head"}}, Held: agreement.Held{Kind: agreement.HeldOn, Day: d("2019-01-01")}}}},
						{Clause: name("All")},
					},
					Products: []*agreement.ProductSet{{Clause: name("Others"), Are: []string{"tablet"}}},
					Grants:   []*agreement.Grant{grant("head-licence", "head", "mid", nil), grant("sub", "mid", "low", tt.change)},
				}},
			}
			p, err := rights.Compile(w, snap, rights.Options{KnownAt: d("2024-01-01")})
			if err != nil {
				t.Fatal(err)
			}
			under := agreement.PatentItem{Set: "x/Head"}
			if tt.name == "other patents" {
				under.Set = "x/All"
			}
			b, err := p.Always(&agreement.Always{Clause: name("no more than we have"), By: "mid", Under: under, Within: "x/head-licence"})
			if err != nil {
				t.Fatal(err)
			}
			switch {
			case tt.want == "" && b != nil:
				t.Errorf("a breach where there is none: %s", b.Sentence())
			case tt.want != "" && b == nil:
				t.Error("no breach found")
			case b != nil && !strings.Contains(b.Sentence(), tt.want):
				t.Errorf("%q does not name %q", b.Sentence(), tt.want)
			}
		})
	}
}

// TestAlwaysWithExclusions: what an exclusion takes from what is passed on is no breach; what one takes from the head
// licence is, in a part of a product and under some of the patents too.
func TestAlwaysWithExclusions(t *testing.T) {
	d := when.MustParse
	clause := func(kind, n string) agreement.Clause { return agreement.Clause{Agreement: "x", Name: n, Kind: kind} }
	grant := func(n string, from, to agreement.Org) *agreement.Grant {
		return &agreement.Grant{Clause: clause("licence", n), From: []agreement.Member{{Org: from}}, To: []agreement.Member{{Org: to}},
			Under: []agreement.PatentItem{{Set: "x/Head"}}, Anything: true, Acts: []agreement.Act{agreement.Sell}, In: agreement.Territory{World: true},
			During: agreement.Term{Span: when.Closed(d("2020-01-01"), d("2025-12-31"))}}
	}
	cut := func(grant string, change func(*agreement.Exclusion)) *agreement.Exclusion {
		x := &agreement.Exclusion{Clause: clause("exclusion", "cut "+grant), Cuts: []agreement.Name{agreement.Name("x/" + grant)}, Extent: agreement.ThatComponent}
		change(x)
		return x
	}
	word := func(w string) func(*agreement.Exclusion) {
		return func(x *agreement.Exclusion) { x.For = []agreement.ProductItem{{Word: w}} }
	}
	patentUS2 := func(x *agreement.Exclusion) { x.Under = []agreement.PatentItem{{ID: "US2"}} }
	tests := []struct {
		name, want string
		cuts       []*agreement.Exclusion
	}{
		{"the same taken from both", "", []*agreement.Exclusion{cut("head-licence", word("tablet")), cut("sub", word("tablet"))}},
		{"taken from the head licence alone", "tablet", []*agreement.Exclusion{cut("head-licence", word("tablet"))}},
		{"taken from what is passed on alone", "", []*agreement.Exclusion{cut("sub", word("tablet"))}},
		{"a part", "radio", []*agreement.Exclusion{cut("head-licence", word("radio"))}},
		{"some patents", "US2", []*agreement.Exclusion{cut("head-licence", patentUS2)}},
	}
	day := when.Exact(d("2015-01-01"))
	rec := func(id string) patent.Record {
		return patent.Record{ID: id, Office: "US", IsGrant: patent.Yes, Owners: []string{"head"}, Priority: day, Filed: day, Published: day, Grant: day, Expires: when.Exact(d("2035-01-01"))}
	}
	snap, err := portfolio.Build(slices.Values([]patent.Record{rec("US1"), rec("US2")}), portfolio.BuildOptions{})
	if err != nil {
		t.Fatal(err)
	}
	fact := func(b agreement.FactBody) agreement.Fact {
		return agreement.Fact{Begin: when.Exact(when.Min), End: when.Max, Recorded: when.None, Retracted: when.None, Body: b}
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := &agreement.World{
				Facts: []agreement.Fact{
					fact(agreement.Organisation{ID: "head"}), fact(agreement.Organisation{ID: "mid"}), fact(agreement.Organisation{ID: "low"}),
					fact(agreement.Product{ID: "phone-1", Maker: "low", Category: []string{"phone"}, Contains: []agreement.Part{{ID: "radio"}}}),
				},
				Agreements: []*agreement.Agreement{{
					Clause: agreement.Clause{Agreement: "x", Name: "x"}, Signed: when.None, Effective: when.None,
					Patents: []*agreement.PatentSet{
						{Clause: clause("patents", "Head"), Add: []agreement.Selector{{OwnedBy: []agreement.Member{{Org: "head"}}, Held: agreement.Held{Kind: agreement.HeldOn, Day: d("2019-01-01")}}}},
					},
					Grants:     []*agreement.Grant{grant("head-licence", "head", "mid"), grant("sub", "mid", "low")},
					Exclusions: tt.cuts,
				}},
			}
			p, err := rights.Compile(w, snap, rights.Options{KnownAt: d("2024-01-01")})
			if err != nil {
				t.Fatal(err)
			}
			b, err := p.Always(&agreement.Always{Clause: clause("always", "within"), By: "mid", Under: agreement.PatentItem{Set: "x/Head"}, Within: "x/head-licence"})
			if err != nil {
				t.Fatal(err)
			}
			switch {
			case tt.want == "" && b != nil:
				t.Errorf("a breach where there is none: %s", b.Sentence())
			case tt.want != "" && b == nil:
				t.Errorf("no breach found")
			case tt.want != "" && !strings.Contains(b.Sentence(), tt.want):
				t.Errorf("the breach does not say %q: %s", tt.want, b.Sentence())
			}
		})
	}
}
