package patent

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/crossgrant/crossgrant/when"
)

// TestTermOf goes through what sources say beyond the record.
func TestTermOf(t *testing.T) {
	days := func(n int) *int { return &n }
	us := func(filed, granted string) Record {
		return Record{Office: "US", Kind: Invention, Filed: exact(filed), IsGrant: Yes, Grant: exact(granted), Classes: []string{"H04W72/04"}}
	}
	complete := func(change func(*TermFacts)) TermFacts {
		f := NoTermFacts()
		f.Complete = true
		if change != nil {
			change(&f)
		}
		return f
	}
	partly := func(change func(*TermFacts)) TermFacts {
		f := NoTermFacts()
		change(&f)
		return f
	}
	from := func(how, filed string) func(*TermFacts) {
		return func(f *TermFacts) { f.Descents = append(f.Descents, Descent{How: how, Filed: exact(filed)}) }
	}
	all := func(changes ...func(*TermFacts)) func(*TermFacts) {
		return func(f *TermFacts) {
			for _, c := range changes {
				c(f)
			}
		}
	}
	for _, c := range []struct {
		name string
		r    Record
		f    TermFacts
		last when.Bounds
		kind TermKind
		says string // a part of the rule
	}{
		{"nothing known", us("2010-03-01", "2013-01-01"), NoTermFacts(), exact("2030-03-01"), TermNominal, "delay of the office is not known"},
		{"an office's whole record", us("2010-03-01", "2013-01-01"), complete(nil), exact("2030-03-01"), TermExact, "154(a)(2)"},
		{"adjusted", us("2010-03-01", "2013-01-01"), complete(func(f *TermFacts) { f.Adjustment = days(31) }), exact("2030-04-01"), TermExact, "31 days for delay"},
		{"adjusted, the rest not known", us("2010-03-01", "2013-01-01"), partly(func(f *TermFacts) { f.Adjustment = days(31) }), exact("2030-04-01"), TermUpperBound, "disclaimed is not known"},
		{"adjusted and extended", us("2010-03-01", "2013-01-01"), complete(func(f *TermFacts) { f.Adjustment, f.Extension = days(31), days(30) }), exact("2030-05-01"), TermExact, "approval"},
		{"an adjustment that cannot be", us("2010-03-01", "2013-01-01"), complete(func(f *TermFacts) { f.Adjustment = days(-1) }), exact("2030-03-01"), TermNominal, "cannot be"},
		{"an adjustment beyond reason", us("2010-03-01", "2013-01-01"), complete(func(f *TermFacts) { f.Adjustment = days(1 << 40) }), exact("2030-03-01"), TermNominal, "cannot be"},
		{"a medicine may be extended", func() Record { r := us("2010-03-01", "2013-01-01"); r.Classes = []string{"A61K31/00"}; return r }(),
			partly(func(f *TermFacts) { f.Adjustment, f.Disclaimer = days(0), No }), exact("2030-03-01"), TermNominal, "approval of a product is not known"},

		{"a continuation", us("2010-03-01", "2013-01-01"), complete(from("continuation", "2007-02-01")), exact("2027-02-01"), TermExact, "the parent it continues"},
		{"the oldest of a chain", us("2010-03-01", "2013-01-01"), complete(all(from("continuation", "2007-02-01"), from("division", "2003-02-01"), from("continuation-in-part", "2001-02-01"))), exact("2021-02-01"), TermExact, "continues in part"},
		{"a provisional does not count", us("2010-03-01", "2013-01-01"), complete(from("provisional", "2009-03-02")), exact("2030-03-01"), TermExact, ""},
		{"nor does a substitution", us("2010-03-01", "2013-01-01"), complete(from("substitution", "2005-03-02")), exact("2030-03-01"), TermExact, ""},
		{"a national stage counts from the international filing", us("2010-03-01", "2013-01-01"), complete(from("national-stage", "2008-06-01")), exact("2028-06-01"), TermExact, "international filing date"},
		{"so does a bypass continuation", us("2010-03-01", "2013-01-01"), complete(from("bypass-continuation", "2008-06-01")), exact("2028-06-01"), TermExact, "international application"},
		{"a reissue counts from what it reissues", us("2010-03-01", "2013-01-01"), complete(from("reissue", "2001-06-01")), exact("2021-06-01"), TermExact, "reissues"},
		{"a parent filed after its child is a mistake", us("2010-03-01", "2013-01-01"), complete(from("continuation", "2011-06-01")), exact("2030-03-01"), TermExact, ""},
		{"a parent of a day that is not known", us("2010-03-01", "2013-01-01"), complete(func(f *TermFacts) { f.Descents = []Descent{{How: "continuation", Filed: when.Unknown}} }),
			when.Bounds{Earliest: when.Min, Latest: day("2030-03-01")}, TermExact, "several filings"},
		{"own filing not known, the parent's is", Record{Office: "US", Kind: Invention, Filed: when.Unknown, IsGrant: Yes, Grant: exact("2013-01-01")}, complete(from("continuation", "2007-02-01")), exact("2027-02-01"), TermExact, ""},

		{"before the change: a parent matters to the twenty years alone", us("1994-03-01", "1997-05-01"), complete(from("continuation", "1990-01-01")), exact("2014-05-01"), TermExact, "154(c)(1)"},
		{"after the change: an older parent does not bring back seventeen years", us("1995-06-08", "1999-05-01"), complete(from("continuation", "1990-01-01")), exact("2010-01-01"), TermExact, "154(a)(2)"},
		{"before the change there was no adjustment", us("1994-03-01", "1995-09-10"), partly(func(f *TermFacts) { f.Disclaimer = No; f.Descents = nil }), exact("2014-03-01"), TermUpperBound, "earlier application"},
		{"an international filing before the change", us("1996-03-01", "1999-09-10"), complete(from("national-stage", "1995-06-07")), exact("2016-09-10"), TermExact, "154(c)(1)"},

		{"a disclaimer cuts the adjusted term", us("2010-03-01", "2013-01-01"), complete(func(f *TermFacts) {
			f.Adjustment, f.Disclaimer, f.DisclaimerTo = days(400), Yes, exact("2030-06-01")
		}), exact("2030-06-01"), TermExact, "disclaimed beyond 2030-06-01"},
		{"a later one cuts nothing", us("2010-03-01", "2013-01-01"), complete(func(f *TermFacts) { f.Disclaimer, f.DisclaimerTo = Yes, exact("2033-06-01") }), exact("2030-03-01"), TermExact, "cuts nothing"},
		{"one without a day is a bound", us("2010-03-01", "2013-01-01"), complete(func(f *TermFacts) { f.Disclaimer = Yes }), exact("2030-03-01"), TermUpperBound, "a terminal disclaimer is on file"},

		{"a design prints its term", Record{Office: "US", Kind: Design, Filed: exact("2015-05-13"), IsGrant: Yes, Grant: exact("2016-08-02")}, complete(func(f *TermFacts) { f.GrantTermYears = 14 }), exact("2030-08-02"), TermExact, "15 years from grant"},
		{"a design is not adjusted", Record{Office: "US", Kind: Design, Filed: exact("2015-05-13"), IsGrant: Yes, Grant: exact("2016-08-02")}, complete(func(f *TermFacts) { f.Adjustment = days(99) }), exact("2031-08-02"), TermExact, ""},

		{"EP divisional", Record{Office: "EP", Kind: Invention, Filed: exact("2019-11-04"), IsGrant: Yes, Grant: exact("2022-01-01")}, complete(from("division", "2013-05-21")), exact("2033-05-21"), TermExact, "divided"},
		{"a continuation means nothing there", Record{Office: "EP", Kind: Invention, Filed: exact("2019-11-04"), IsGrant: Yes, Grant: exact("2022-01-01")}, complete(from("continuation", "2013-05-21")), exact("2039-11-04"), TermExact, ""},
		{"CN national stage", Record{Office: "CN", Kind: Invention, Filed: exact("2015-06-01"), IsGrant: Yes, Grant: exact("2018-01-01")}, complete(from("national-stage", "2013-12-31")), exact("2033-12-30"), TermExact, ""},
		{"CN design divided before the change", Record{Office: "CN", Kind: Design, Filed: exact("2021-08-01"), IsGrant: Yes, Grant: exact("2022-01-01")}, complete(from("division", "2021-05-01")), exact("2031-04-30"), TermExact, ""},
		{"CN compensated", Record{Office: "CN", Kind: Invention, Filed: exact("2016-03-01"), IsGrant: Yes, Grant: exact("2022-03-11")}, complete(func(f *TermFacts) { f.Adjustment = days(253) }), exact("2036-11-08"), TermExact, ""},
		{"JP with an early grant is not extended", Record{Office: "JP", Kind: Invention, Filed: exact("2021-01-10"), IsGrant: Yes, Grant: exact("2026-06-01")},
			partly(func(f *TermFacts) { f.ExamRequest = exact("2024-01-01") }), exact("2041-01-10"), TermUpperBound, "earlier application"},

		{"stated where nothing better is known", us("2010-03-01", "2013-01-01"), partly(func(f *TermFacts) { f.Stated, f.StatedBy = exact("2031-01-01"), "a register" }), exact("2031-01-01"), TermNominal, ""},
		{"stated where there is no rule", Record{Office: "SE", Kind: Design, Filed: exact("2010-03-01")}, partly(func(f *TermFacts) { f.Stated = exact("2031-01-01") }), exact("2031-01-01"), TermNominal, "no rule"},
	} {
		a := TermOf(&c.r, c.f)
		if a.Last != c.last || a.Kind != c.kind || !strings.Contains(a.Rule, c.says) {
			t.Errorf("%s: %v, %v, %q; want %v, %v, %q in it", c.name, a.Last, a.Kind, a.Rule, c.last, c.kind, c.says)
		}
		if n := len(a.Parts); n > 0 && a.Parts[n-1].Last != a.Last {
			t.Errorf("%s: the parts end with %v, the term with %v", c.name, a.Parts[n-1].Last, a.Last)
		}
	}
}

// TestTermDiscrepancy says when a source states another day than the one computed.
func TestTermDiscrepancy(t *testing.T) {
	r := Record{Office: "DE", Kind: Invention, Filed: exact("2010-03-01"), IsGrant: Yes, Grant: exact("2013-01-01")}
	ep := Record{Office: "EP", Kind: Invention, Filed: exact("2010-03-01"), IsGrant: Yes, Grant: exact("2013-01-01")}
	for _, c := range []struct {
		r      *Record
		stated string
		says   string
	}{
		{&r, "2030-03-01", ""}, {&r, "2030-03-02", "computed is 2030-03-01"},
		{&ep, "2030-03-01", ""}, {&ep, "2028-03-01", "which is possible"}, {&ep, "2031-03-01", "computed is"},
	} {
		f := NoTermFacts()
		f.Stated = exact(c.stated)
		if a := TermOf(c.r, f); (c.says == "") != (a.Discrepancy == "") || !strings.Contains(a.Discrepancy, c.says) || a.Last != exact("2030-03-01") {
			t.Errorf("%s stated %s: %v, %q, want %q", c.r.Office, c.stated, a.Last, a.Discrepancy, c.says)
		}
	}
}

// TestTermOfParents adds parents one by one: the term never grows, and days added and cut keep their order.
func TestTermOfParents(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		filed := day("1996-01-01").AddDays(rapid.IntRange(0, 9000).Draw(t, "filed"))
		r := Record{Office: rapid.SampledFrom([]string{"US", "EP", "DE", "CN", "JP", "BR"}).Draw(t, "office"), Kind: Invention,
			Filed: when.Exact(filed), IsGrant: Yes, Grant: when.Exact(filed.AddDays(rapid.IntRange(0, 3000).Draw(t, "grant")))}
		f := NoTermFacts()
		f.Complete = true
		before := TermOf(&r, f)
		for range rapid.IntRange(0, 4).Draw(t, "parents") {
			f.Descents = append(f.Descents, Descent{How: rapid.SampledFrom([]string{"continuation", "division", "provisional", "national-stage"}).Draw(t, "how"),
				Filed: when.Exact(filed.AddDays(-rapid.IntRange(0, 4000).Draw(t, "earlier")))})
			after := TermOf(&r, f)
			if r.Office != "US" && r.Office != "BR" && after.Last.Latest > before.Last.Latest {
				t.Fatalf("%v, then %v", before, after)
			}
			before = after
		}
		n := rapid.IntRange(0, 2000).Draw(t, "days")
		f.Adjustment = &n
		longer := TermOf(&r, f)
		if longer.Last.Latest != before.Last.Latest.AddDays(n) {
			t.Fatalf("%d days on %v are %v", n, before.Last, longer.Last)
		}
		f.DisclaimerTo = when.Exact(before.Last.Latest)
		if cut := TermOf(&r, f); cut.Last != before.Last {
			t.Fatalf("cut to %v is %v", before.Last, cut.Last)
		}
	})
}

// TestTermEvidence tells the steps of a term.
func TestTermEvidence(t *testing.T) {
	days := 31
	r := Record{Office: "US", Kind: Invention, Filed: exact("2010-03-01"), IsGrant: Yes, Grant: exact("2013-01-01")}
	f := NoTermFacts()
	f.Adjustment, f.Descents = &days, []Descent{{How: "continuation", Number: "12/000,001", Filed: exact("2007-02-01")}}
	got := strings.Join(TermOf(&r, f).Evidence(), "\n")
	want := `term: from 2007-02-01, US: 20 years from filing, to the anniversary (35 USC 154(a)(2), (a)(3)); counted from the parent it continues, 12/000,001, filed 2007-02-01: 2027-02-01
term: 31 days for delay of the office: 2027-03-04
term: upper-bound, because whether it goes back to an earlier application is not known; whether part of the term was disclaimed is not known`
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if got := TermOf(&Record{Office: "WO"}, NoTermFacts()).Evidence(); len(got) != 1 || !strings.Contains(got[0], "no term of its own") {
		t.Errorf("%q", got)
	}
}

// TestTermOfAnything holds what must hold of any days and numbers, however far or contradictory: an answer with a rule,
// and parts that end where the term does.
func TestTermOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		anyDay := func(name string) when.Bounds {
			d := rapid.SampledFrom([]when.Date{when.Min, when.Max, 0, day("1000-01-01"), day("9999-12-31"), day("2004-02-29"), day("1995-06-08"), day("2021-06-01")})
			return when.Bounds{Earliest: d.Draw(t, name), Latest: d.Draw(t, name)}
		}
		r := Record{Office: rapid.SampledFrom([]string{"US", "EP", "DE", "CN", "JP", "KR", "BR", "XX", "WO", ""}).Draw(t, "office"),
			Kind: Kind(rapid.IntRange(0, 6).Draw(t, "kind")), IsGrant: Tri(rapid.IntRange(-1, 1).Draw(t, "granted")),
			Filed: anyDay("filed"), Grant: anyDay("grant"), Published: anyDay("published"), Expires: anyDay("expires")}
		f := NoTermFacts()
		f.Complete = rapid.Bool().Draw(t, "complete")
		f.DisclaimerTo, f.Stated, f.ExamRequest = anyDay("disclaimed"), anyDay("stated"), anyDay("request")
		f.GrantTermYears = rapid.SampledFrom([]int{0, 14, 15, -3, 1 << 40}).Draw(t, "years")
		if n := rapid.SampledFrom([]int{0, -1, 100, 1 << 40}).Draw(t, "days"); n != 0 {
			f.Adjustment, f.Extension = &n, &n
		}
		for range rapid.IntRange(0, 3).Draw(t, "descents") {
			f.Descents = append(f.Descents, Descent{How: rapid.SampledFrom([]string{"continuation", "national-stage", "provisional", "nothing"}).Draw(t, "how"), Filed: anyDay("parent")})
		}
		a := TermOf(&r, f)
		if a.Rule == "" {
			t.Fatalf("%+v has no rule", a)
		}
		if n := len(a.Parts); n > 0 && a.Parts[n-1].Last != a.Last {
			t.Fatalf("the parts %v end elsewhere than %v", a.Parts, a.Last)
		}
		FeesOf(&r, r.Office)
		Judge(&r, nil)
	})
}
