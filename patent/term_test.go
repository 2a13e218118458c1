package patent

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/crossgrant/crossgrant/when"
)

func TestComputeTerm(t *testing.T) {
	known := func(office string, k Kind, filed, granted string) Record {
		r := Record{Office: office, Kind: k, Filed: exact(filed), IsGrant: No, Grant: when.Unknown}
		if granted != "" {
			r.IsGrant, r.Grant = Yes, exact(granted)
		}
		return r
	}
	for _, c := range []struct {
		name string
		r    Record
		want when.Bounds
		kind TermKind
		rule string // a part of it
	}{
		{"US", known("US", Invention, "2004-02-29", "2008-01-01"), exact("2024-02-29"), TermNominal, "154(a)(2)"},
		{"US before the change, by filing", known("US", Invention, "1994-03-01", "1995-09-10"), exact("2014-03-01"), TermUpperBound, "17 years from grant"},
		{"US before the change, by grant", known("US", Invention, "1993-03-01", "1996-09-10"), exact("2013-09-10"), TermUpperBound, "154(c)(1)"},
		{"US after the change", known("US", Invention, "1998-01-05", "2001-05-01"), exact("2018-01-05"), TermNominal, ""},
		{"US plant", known("US", Plant, "2016-03-01", "2018-01-02"), exact("2036-03-01"), TermNominal, ""},
		{"US design, new", known("US", Design, "2015-05-13", "2016-08-02"), exact("2031-08-02"), TermExact, "173"},
		{"US design, old", known("US", Design, "2015-05-12", "2016-08-02"), exact("2030-08-02"), TermExact, "14 years from grant"},
		{"US design, not granted", known("US", Design, "2015-05-13", ""), when.Unknown, TermUnknown, "not known"},
		{"EP", known("EP", Invention, "2010-06-24", "2019-11-27"), exact("2030-06-24"), TermUpperBound, "earlier application"},
		{"DE", known("DE", Invention, "2000-06-02", "2004-01-01"), exact("2020-06-02"), TermExact, "to the anniversary"},
		{"DE utility model", known("DE", UtilityModel, "2011-06-02", "2011-09-01"), exact("2021-06-30"), TermExact, "end of the month"},
		{"GB", known("GB", Invention, "2005-07-01", "2008-01-01"), exact("2025-06-30"), TermExact, "day before"},
		{"CN", known("CN", Invention, "2013-12-31", "2017-01-01"), exact("2033-12-30"), TermExact, ""},
		{"CN with possible compensation", known("CN", Invention, "2013-12-31", "2021-06-01"), exact("2033-12-30"), TermNominal, "delay of the office"},
		{"CN utility model", known("CN", UtilityModel, "1999-09-06", "2000-09-06"), exact("2009-09-05"), TermExact, ""},
		{"CN design, old", known("CN", Design, "2021-05-31", "2021-10-01"), exact("2031-05-30"), TermExact, ""},
		{"CN design, new", known("CN", Design, "2021-06-01", "2021-10-01"), exact("2036-05-31"), TermExact, ""},
		{"JP", known("JP", Invention, "2006-05-26", "2010-01-01"), exact("2026-05-26"), TermUpperBound, "earlier application"},
		{"JP with possible extension", known("JP", Invention, "2020-03-10", "2025-03-11"), exact("2040-03-10"), TermNominal, "delay"},
		{"JP, granted too early for an extension", known("JP", Invention, "2020-03-10", "2025-03-10"), exact("2040-03-10"), TermUpperBound, "earlier application"},
		{"FR", known("FR", Invention, "2012-05-10", "2015-05-10"), exact("2032-05-10"), TermExact, "not checked"},
		{"TW", known("TW", Invention, "2012-05-10", "2015-05-10"), exact("2032-05-09"), TermExact, "day before"},
		{"BR before the ten years were struck down", known("BR", Invention, "2008-05-10", "2020-05-12"), exact("2030-05-12"), TermUpperBound, "ADI 5529"},
		{"BR after", known("BR", Invention, "2008-05-10", "2021-05-12"), exact("2028-05-10"), TermExact, "ADI 5529"},
		{"BR application", known("BR", Invention, "2008-05-10", ""), exact("2028-05-10"), TermExact, "ADI 5529"},
		{"BR, day of grant not known", Record{Office: "BR", Kind: Invention, Filed: exact("2008-05-10"), IsGrant: Yes, Grant: when.Unknown},
			when.Bounds{Earliest: day("2028-05-10"), Latest: when.Max}, TermUpperBound, "2 rules"},
		{"KR design, old", known("KR", Design, "2014-06-30", "2015-01-15"), exact("2030-01-15"), TermExact, ""},
		{"JP utility model, old", known("JP", UtilityModel, "2005-03-31", "2005-06-01"), exact("2011-03-31"), TermUpperBound, ""},
		{"JP design, old", known("JP", Design, "2020-03-31", "2021-01-15"), exact("2041-01-15"), TermExact, ""},
		{"KR", known("KR", Invention, "2008-10-30", "2010-10-30"), exact("2028-10-30"), TermUpperBound, ""},
		{"IN", known("IN", Invention, "2012-05-10", "2019-05-10"), exact("2032-05-10"), TermExact, ""},
		{"an office without a rule", known("PE", Invention, "2012-05-10", "2019-05-10"), exact("2032-05-10"), TermNominal, "TRIPS"},
		{"a kind without a rule", known("SE", Design, "2012-05-10", "2012-09-10"), when.Unknown, TermUnknown, "no rule"},
		{"international", known("WO", Invention, "2012-05-10", ""), when.Unknown, TermUnknown, "no term of its own"},
		{"no office", known("", Invention, "2012-05-10", ""), when.Unknown, TermUnknown, "no office"},
		{"kind not known", known("DE", KindUnknown, "2011-06-02", "2013-06-02"), within("2021-06-30", "2036-06-02"), TermUpperBound, "3 rules"},
		{"filing within bounds", Record{Office: "DE", Kind: Invention, Filed: within("2011-01-01", "2011-12-31"), Grant: when.Unknown},
			within("2031-01-01", "2031-12-31"), TermExact, ""},
		{"filing within bounds around a change", Record{Office: "CN", Kind: Design, Filed: within("2021-05-01", "2021-06-30"), IsGrant: Yes, Grant: exact("2022-01-01")},
			within("2031-04-30", "2036-06-29"), TermUpperBound, "2 rules"},
		{"filing not known", Record{Office: "DE", Kind: Invention, Filed: when.Unknown, Grant: when.Unknown}, when.Unknown, TermUnknown, "not known"},
	} {
		got, kind, rule := ComputeTerm(&c.r)
		if got != c.want || kind != c.kind || rule == "" || !strings.Contains(rule, c.rule) {
			t.Errorf("%s: %v, %v, %q; want %v, %v, %q in it", c.name, got, kind, rule, c.want, c.kind, c.rule)
		}
	}
}

// TestTermMonotone widens the day of filing: the term widens and keeps the term of every day inside.
func TestTermMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		filed := day("1994-01-01").AddDays(rapid.IntRange(0, 12000).Draw(t, "filed"))
		r := Record{
			Office: rapid.SampledFrom([]string{"US", "EP", "DE", "GB", "CN", "JP", "KR", "BR"}).Draw(t, "office"),
			Kind:   Kind(rapid.IntRange(0, int(Plant)).Draw(t, "kind")),
			Filed:  when.Exact(filed), IsGrant: Yes, Grant: when.Exact(filed.AddDays(rapid.IntRange(0, 4000).Draw(t, "grant"))),
		}
		narrow, _, _ := ComputeTerm(&r)
		r.Filed = when.Bounds{Earliest: filed.AddDays(-rapid.IntRange(0, 900).Draw(t, "before")), Latest: filed.AddDays(rapid.IntRange(0, 900).Draw(t, "after"))}
		wide, _, _ := ComputeTerm(&r)
		if narrow.Empty() || wide.Earliest > narrow.Earliest || wide.Latest < narrow.Latest {
			t.Fatalf("%v does not hold %v", wide, narrow)
		}
	})
}

func TestCloseDates(t *testing.T) {
	unknown := Record{ID: "X1", Priority: when.Unknown, Filed: when.Unknown, Published: when.Unknown, Grant: when.Unknown, IsGrant: Yes}
	set := func(change func(*Record)) Record { r := unknown; change(&r); return r }
	for _, c := range []struct {
		name   string
		r      Record
		source when.Date
		want   Record
		says   string
	}{
		{"nothing known", unknown, when.None, unknown, ""},
		{"the source bounds all", unknown, day("2024-01-01"), set(func(r *Record) {
			b := when.Bounds{Earliest: when.Min, Latest: day("2024-01-01")}
			r.Priority, r.Filed, r.Published, r.Grant = b, b, b, b
		}), ""},
		{"grant bounds filing and priority", set(func(r *Record) { r.Grant = exact("2018-06-19"); r.Priority = exact("2014-01-01") }), when.None, set(func(r *Record) {
			r.Grant, r.Priority, r.Filed = exact("2018-06-19"), exact("2014-01-01"), within("2014-01-01", "2018-06-19")
			r.Published = when.Bounds{Earliest: day("2014-01-01"), Latest: when.Max}
		}), ""},
		{"a publication before a late grant", set(func(r *Record) { r.Published = exact("2015-01-01"); r.Grant = exact("2018-01-01") }), when.None, set(func(r *Record) {
			r.Published, r.Grant = exact("2015-01-01"), exact("2018-01-01")
			r.Filed = when.Bounds{Earliest: when.Min, Latest: day("2015-01-01")}
			r.Priority = r.Filed
		}), ""},
		{"filing after publication", set(func(r *Record) { r.Filed, r.Published = exact("2016-01-01"), exact("2015-01-01") }), when.None, unknown, "filing cannot lie after the day of publication"},
		{"priority after filing", set(func(r *Record) { r.Filed, r.Priority = exact("2016-01-01"), exact("2017-01-01") }), when.None, unknown, "priority cannot lie after the day of filing"},
		{"grant before priority", set(func(r *Record) { r.Grant, r.Priority = exact("2016-01-01"), exact("2017-01-01") }), when.None, unknown, "cannot lie after"},
		{"after the source", set(func(r *Record) { r.Grant = exact("2025-01-01") }), day("2024-01-01"), unknown, "lies after 2024-01-01, the day of the source"},
		{"no day at all", set(func(r *Record) { r.Filed = within("2020-01-01", "2020-01-31"); r.Filed.Latest = day("2019-01-01") }), when.None, unknown, "would have to lie"},
		{"a grant that is not certain bounds nothing", set(func(r *Record) { r.IsGrant = Unknown; r.Grant = exact("2016-01-01"); r.Filed = exact("2017-01-01") }), when.None, set(func(r *Record) {
			r.IsGrant, r.Grant, r.Filed = Unknown, exact("2016-01-01"), exact("2017-01-01")
			r.Priority = when.Bounds{Earliest: when.Min, Latest: day("2017-01-01")}
			r.Published = when.Bounds{Earliest: day("2017-01-01"), Latest: when.Max}
		}), ""},
	} {
		before := c.r
		says := c.r.CloseDates(c.source)
		if c.says != "" {
			if !strings.Contains(says, c.says) || !strings.HasPrefix(says, "X1: ") {
				t.Errorf("%s: %q, want %q in it", c.name, says, c.says)
			}
			c.want = before
		} else if says != "" {
			t.Errorf("%s: %s", c.name, says)
		}
		got := [4]when.Bounds{c.r.Priority, c.r.Filed, c.r.Published, c.r.Grant}
		if want := [4]when.Bounds{c.want.Priority, c.want.Filed, c.want.Published, c.want.Grant}; got != want {
			t.Errorf("%s: %v, want %v", c.name, got, want)
		}
	}
}

// TestCloseDatesKeeps closes bounds around dates in order: the dates stay inside, and closing again changes nothing.
func TestCloseDatesKeeps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := day("2010-01-01")
		next := func(after when.Date, name string) when.Date {
			return after.AddDays(rapid.IntRange(0, 300).Draw(t, name))
		}
		prio := next(d, "priority")
		filed := next(prio, "filed")
		pub, grant := next(filed, "published"), next(filed, "grant")
		around := func(x when.Date, name string) when.Bounds {
			if rapid.Bool().Draw(t, name+" not known") {
				return when.Unknown
			}
			return when.Bounds{Earliest: x.AddDays(-rapid.IntRange(0, 400).Draw(t, name+" before")), Latest: x.AddDays(rapid.IntRange(0, 400).Draw(t, name+" after"))}
		}
		r := Record{Priority: around(prio, "priority"), Filed: around(filed, "filed"), Published: around(pub, "published"), Grant: around(grant, "grant"), IsGrant: Yes}
		if says := r.CloseDates(max(pub, grant)); says != "" {
			t.Fatal(says)
		}
		for _, c := range []struct {
			b when.Bounds
			d when.Date
		}{{r.Priority, prio}, {r.Filed, filed}, {r.Published, pub}, {r.Grant, grant}} {
			if c.d < c.b.Earliest || c.d > c.b.Latest {
				t.Fatalf("%v lost %v", c.b, c.d)
			}
		}
		again := r
		if says := again.CloseDates(max(pub, grant)); says != "" || again.Priority != r.Priority || again.Filed != r.Filed || again.Published != r.Published || again.Grant != r.Grant {
			t.Fatalf("closing twice differs: %v and %v (%s)", r, again, says)
		}
	})
}
