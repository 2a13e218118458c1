package rights_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/oracle"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// TestOracleSignatures compares portfolios of ordinary rows, which are judged by signature, with the naive evaluator: one
// owner, a few definitions by field and filing day, licences under some of them and exclusions under others.
func TestOracleSignatures(t *testing.T) {
	n, seed := few(t), firstSeed(t)
	for s := seed; s < seed+uint64(n); s++ {
		r := rand.New(rand.NewPCG(s, 7))
		records := ordinaryRecords(r)
		w := ordinaryWorld(r)
		snap, err := portfolio.Build(slices.Values(records), portfolio.BuildOptions{})
		if err != nil {
			t.Fatal(err)
		}
		p, err := rights.Compile(w, snap, rights.Options{KnownAt: when.MustParse("2026-01-01")})
		if err != nil {
			t.Fatal(err)
		}
		use := agreement.UseOf{Actor: "lee", Act: agreement.Sell, Product: "phone", Country: "US", On: when.MustParse("2022-05-05")}
		under := agreement.Under{Org: "lor"}
		want := oracle.New(w, records).Clear(oracle.Question{Use: use, Under: under, KnownAt: when.MustParse("2026-01-01")})
		if d := differ(p, rights.ClearQuestion{Use: use, Under: under}, want); d != "" {
			t.Fatalf("world %d: %s", s, d)
		}
	}
	fmt.Printf("worlds: %d agreed, seed %d\n", n, seed)
}

func ordinaryRecords(r *rand.Rand) []patent.Record {
	fields := []patent.Field{patent.Telecommunications, patent.Software, patent.ConsumerElectronics}
	out := make([]patent.Record, 30)
	for i := range out {
		day := when.Exact(when.MustParse("2015-01-01") + when.Date(r.IntN(1500)))
		set := patent.FieldSet(0)
		for _, f := range fields {
			if r.IntN(2) == 0 {
				set = set.With(f)
			}
		}
		out[i] = patent.Record{ID: fmt.Sprintf("P%02d", i), Office: "US", Kind: patent.Invention, IsGrant: patent.Yes, Owners: []string{"lor"},
			Priority: day, Filed: day, Published: day, Grant: day, Expires: when.Exact(day.Earliest.AddYears(20)), TermKind: patent.TermExact,
			Classes: []string{"H04W4/00"}, Fields: set}
	}
	return out
}

func ordinaryWorld(r *rand.Rand) *agreement.World {
	clause := func(kind, name string) agreement.Clause {
		return agreement.Clause{Agreement: "x", Kind: kind, Name: name}
	}
	a := &agreement.Agreement{Clause: clause("agreement", "x"), Signed: when.None, Effective: when.MustParse("2020-01-01")}
	words := []string{"telecommunications", "software", "consumer-electronics"}
	for i := range 5 {
		test := agreement.Test{Attr: agreement.PatentField, Values: []string{words[r.IntN(len(words))]}}
		if r.IntN(2) == 0 {
			test = agreement.Test{Attr: agreement.PatentFiled, Span: when.Interval{From: when.Min, To: when.MustParse("2015-01-01") + when.Date(r.IntN(1500))}}
		}
		test.Not = r.IntN(3) == 0
		a.Patents = append(a.Patents, &agreement.PatentSet{Clause: clause("patents", fmt.Sprintf("S%d", i)),
			Add:   []agreement.Selector{{OwnedBy: []agreement.Member{{Org: "lor"}}, Held: agreement.Held{Kind: agreement.HeldAtTimeOfUse}}},
			Where: []agreement.Condition{{test}}})
	}
	set := func() []agreement.PatentItem {
		return []agreement.PatentItem{{Set: agreement.Name(fmt.Sprintf("x/S%d", r.IntN(5)))}}
	}
	var names []agreement.Name
	for i := range 1 + r.IntN(3) {
		c := clause("licence", fmt.Sprintf("L%d", i))
		names = append(names, c.QName())
		a.Grants = append(a.Grants, &agreement.Grant{Clause: c, From: []agreement.Member{{Org: "lor"}}, To: []agreement.Member{{Org: "lee"}},
			Under: set(), Anything: true, Acts: []agreement.Act{agreement.Sell}, In: agreement.Territory{World: true},
			During: agreement.Term{Span: when.Interval{From: when.MustParse("2020-01-01"), To: when.Max}}})
	}
	for i := range r.IntN(3) {
		a.Exclusions = append(a.Exclusions, &agreement.Exclusion{Clause: clause("exclusion", fmt.Sprintf("X%d", i)),
			Cuts: []agreement.Name{names[r.IntN(len(names))]}, Anything: true, Extent: agreement.WholeProduct, Under: set()})
	}
	fact := func(b agreement.FactBody) agreement.Fact {
		return agreement.Fact{Begin: when.Exact(when.Min), End: when.Max, Recorded: when.None, Retracted: when.None, Body: b}
	}
	return &agreement.World{Agreements: []*agreement.Agreement{a}, Facts: []agreement.Fact{
		fact(agreement.Organisation{ID: "lor"}), fact(agreement.Organisation{ID: "lee"}),
		fact(agreement.Product{ID: "phone", Maker: "lee", Category: []string{"handset"}}),
		fact(agreement.Presumption{What: agreement.GrantedInForce}),
	}}
}
