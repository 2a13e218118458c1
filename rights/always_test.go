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
