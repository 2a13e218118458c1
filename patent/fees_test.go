package patent

import (
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/when"
)

// TestFeesOf lists windows as "fee: opens due grace ends".
func TestFeesOf(t *testing.T) {
	record := func(office string, k Kind, filed, granted string) Record {
		r := Record{Office: office, Kind: k, Filed: exact(filed), IsGrant: No, Grant: when.Unknown, Expires: when.Unknown}
		if granted != "" {
			r.IsGrant, r.Grant = Yes, exact(granted)
		}
		r.Expires, r.TermKind, _ = ComputeTerm(&r)
		return r
	}
	text := func(w FeeWindow) string {
		return w.Fee + ": " + w.Opens.String() + " " + w.Due.String() + " " + w.Grace.String() + " " + w.Ends.String()
	}
	for _, c := range []struct {
		name        string
		r           Record
		country     string
		n           int
		first, last string
	}{
		{"US", record("US", Invention, "2007-01-01", "2010-03-16"), "US", 3,
			"3.5-year fee: 2013-03-16 2013-09-16 2014-03-16 2014-03-16", "11.5-year fee: 2021-03-16 2021-09-16 2022-03-16 2022-03-16"},
		{"US, granted on the last day of a long month", record("US", Invention, "2007-01-01", "2010-08-31"), "US", 3,
			"3.5-year fee: 2013-08-31 2014-02-28 2014-08-31 2014-08-31", ""},
		{"EP, pending", record("EP", Invention, "2019-02-10", ""), "EP", 18, "fee for year 3: 2020-11-30 2021-02-28 2021-08-31 2021-02-28", ""},
		{"EP, granted, at the office", record("EP", Invention, "2010-06-24", "2019-11-27"), "EP", 8, "fee for year 3: 2012-03-31 2012-06-30 2012-12-31 2012-06-30", "fee for year 10: 2019-03-31 2019-06-30 2019-12-31 2019-06-30"},
		{"EP, granted, in Germany", record("EP", Invention, "2010-06-24", "2019-11-27"), "DE", 18, "fee for year 3: 2011-06-30 2012-08-31 2012-12-31 2012-12-31", ""},
		{"unitary", record("EP", Invention, "2018-06-24", "2023-11-27"), "UP", 15, "fee for year 6: 2023-03-31 2023-06-30 2023-12-31 2023-06-30", ""},
		{"CN", record("CN", Invention, "2013-12-31", "2017-01-15"), "CN", 17, "fee for year 4: no date 2016-12-30 2017-06-30 2016-12-30", ""},
		{"JP counts from registration", record("JP", Invention, "2013-12-31", "2017-01-15"), "JP", 14, "fee for year 4: no date 2020-01-15 2020-07-15 2020-01-15", ""},
		{"DE utility model", record("DE", UtilityModel, "2011-06-02", "2011-09-01"), "DE", 3, "fee for years 4 to 6: 2013-06-30 2014-08-31 2014-12-31 2014-12-31", ""},
		{"GB ends on the anniversary", record("GB", Invention, "2005-07-11", "2008-01-01"), "GB", 16, "fee for year 5: 2009-04-30 2009-07-31 2010-01-31 2009-07-11", ""},
	} {
		s := FeesOf(&c.r, c.country)
		if len(s.Windows) != c.n || !s.Known {
			t.Errorf("%s: %d windows %v (%s), want %d", c.name, len(s.Windows), s.Windows, s.Says, c.n)
			continue
		}
		if got := text(s.Windows[0]); got != c.first {
			t.Errorf("%s: first %s, want %s", c.name, got, c.first)
		}
		if got := text(s.Windows[len(s.Windows)-1]); c.last != "" && got != c.last {
			t.Errorf("%s: last %s, want %s", c.name, got, c.last)
		}
	}
	for _, c := range []struct {
		name    string
		r       Record
		country string
		known   bool
		says    string
	}{
		{"US design", record("US", Design, "2015-06-01", "2016-08-02"), "US", true, "no maintenance fee"},
		{"US plant", record("US", Plant, "2015-06-01", "2016-08-02"), "US", true, "no maintenance fee"},
		{"US before there were fees", record("US", Invention, "1980-12-11", "1983-08-02"), "US", true, "before 1980-12-12"},
		{"US application", record("US", Invention, "2015-06-01", ""), "US", true, "none is on record"},
		{"CN application", record("CN", Invention, "2015-06-01", ""), "CN", true, "begin with the grant"},
		{"an office without a rule", record("PE", Invention, "2015-06-01", "2018-01-01"), "PE", false, "not in the table"},
		{"kind not known", record("US", KindUnknown, "2015-06-01", "2018-01-01"), "US", false, "kind of right"},
		{"day not known", Record{Office: "US", Kind: Invention, IsGrant: Yes, Grant: when.Unknown, Filed: when.Unknown, Expires: when.Unknown}, "US", true, "day of grant, which is not known"},
	} {
		if s := FeesOf(&c.r, c.country); len(s.Windows) > 0 || s.Known != c.known || !strings.Contains(s.Says, c.says) {
			t.Errorf("%s: %+v, want %q", c.name, s, c.says)
		}
	}
}

func TestUnitaryStates(t *testing.T) {
	for day, want := range map[string]int{"2023-05-31": 0, "2023-06-01": 17, "2024-08-31": 17, "2024-09-01": 18} {
		if got := UnitaryStates(when.MustParse(day)); len(got) != want {
			t.Errorf("%s: %d states %v, want %d", day, len(got), got, want)
		}
		e := Event{Kind: Validated, Countries: UnitaryStates(when.MustParse(day))}
		if e.Unitary() != (want > 0) {
			t.Errorf("%s: unitary is %v", day, e.Unitary())
		}
		if e.Kind = InForceEvent; e.Unitary() {
			t.Errorf("%s: a record of being in force is taken as unitary effect", day)
		}
	}
	if e := (Event{Kind: Validated, Countries: []string{"DE", "FR"}}); e.Unitary() {
		t.Error("two states are taken as unitary effect")
	}
}
