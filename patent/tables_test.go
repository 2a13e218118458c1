package patent

import (
	"slices"
	"testing"

	"github.com/crossgrant/crossgrant/when"
)

// TestTables reads every embedded table: a row that cannot be read is a mistake of the program.
func TestTables(t *testing.T) {
	if err := world().err; err != nil {
		t.Error(err)
	}
	if err := kinds().err; err != nil {
		t.Error(err)
	}
	if err := fields().err; err != nil {
		t.Error(err)
	}
	if err := termRules().err; err != nil {
		t.Error(err)
	}
	for f := Field(1); f <= lastWIPO; f++ {
		if f.String() == "" || f.Sector() == "" {
			t.Errorf("field %d has no name or sector", f)
		}
	}
	rules, err := feeRules()
	if err != nil {
		t.Error(err)
	}
	for _, r := range rules {
		if r.Office != UnitaryPatent && !IsOffice(r.Office) {
			t.Errorf("fee-rules.json: %s is no office", r.Office)
		}
	}
	for office, members := range world().members {
		if !IsRegional(office) && office != UnitaryPatent {
			t.Errorf("territories.csv: %s is no regional office", office)
		}
		for _, m := range members {
			if !IsCountry(m.state) {
				t.Errorf("territories.csv: %s is no country", m.state)
			}
			if m.span.Empty() {
				t.Errorf("territories.csv: %s leaves %s before it joins", m.state, office)
			}
		}
	}
	for code := range world().poor {
		if !IsCountry(code) {
			t.Errorf("least-developed.csv: %s is no country", code)
		}
	}
	for key, row := range kinds().rows {
		if !IsOffice(key[0]) || !looksLikeKind(key[1]) || row.kind == KindUnknown {
			t.Errorf("kinds.csv: %v is not readable", key)
		}
	}
	for _, r := range termRules().rules {
		if r.Office != "*" && !IsOffice(r.Office) {
			t.Errorf("term-rules.json: %s is no office", r.Office)
		}
		for _, how := range r.CountsFrom {
			if _, ok := descentWords[how]; !ok {
				t.Errorf("term-rules.json: %s: there are no words for a %s", r.Office, how)
			}
		}
	}
}

func TestCodes(t *testing.T) {
	for code, want := range map[string][3]bool{ // country, regional, office
		"DE": {true, false, true}, "TW": {true, false, true}, "HK": {true, false, true},
		"EP": {false, true, true}, "GC": {false, true, true}, "OA": {false, true, true},
		"WO": {false, false, true}, "SU": {false, false, true}, "XN": {},
		"UK": {}, "de": {}, "": {}, "D": {}, "DEU": {}, "XX": {}, "\xff\xff": {},
	} {
		if got := [3]bool{IsCountry(code), IsRegional(code), IsOffice(code)}; got != want {
			t.Errorf("%q: country, regional, office = %v, want %v", code, got, want)
		}
	}
	for code, want := range map[string]string{"DE": "Germany", "US": "the United States", "EP": "the European Patent Office", "QQ": "QQ"} {
		if got := CountryName(code); got != want {
			t.Errorf("CountryName(%s) = %q, want %q", code, got, want)
		}
	}
	codes, names := Countries()
	if len(codes) < 200 || len(codes) != len(names) || !slices.IsSorted(codes) {
		t.Errorf("Countries lists %d codes and %d names", len(codes), len(names))
	}
}

func TestStatesOf(t *testing.T) {
	for _, c := range []struct {
		office, on string
		n          int
		has, not   string
	}{
		{"EP", "1977-10-07", 7, "DE", "IT"},
		{"EP", "1977-10-06", 0, "", "DE"},
		{"EP", "2022-09-30", 38, "RS", "ME"},
		{"EP", "2022-10-01", 39, "ME", "BA"},
		{"EA", "2012-04-25", 9, "MD", "UA"},
		{"EA", "2012-04-26", 8, "RU", "MD"},
		{"AP", "2024-01-01", 20, "KE", "ZA"},
		{"OA", "2024-01-01", 17, "CM", "GH"},
		{"EM", "2020-12-31", 28, "GB", "CH"},
		{"EM", "2021-01-01", 27, "DE", "GB"},
		{"DE", "1900-01-01", 1, "DE", "AT"},
		{"WO", "2024-01-01", 0, "", "DE"},
		{"QQ", "2024-01-01", 0, "", "QQ"},
	} {
		got := StatesOf(c.office, when.MustParse(c.on))
		if len(got) != c.n || c.has != "" && !slices.Contains(got, c.has) || slices.Contains(got, c.not) || !slices.IsSorted(got) {
			t.Errorf("StatesOf(%s, %s) = %d states %v", c.office, c.on, len(got), got)
		}
	}
}

func TestEffect(t *testing.T) {
	day := func(s string) when.Bounds { return when.Exact(when.MustParse(s)) }
	for _, c := range []struct {
		name    string
		r       Record
		country string
		want    Tri
	}{
		{"national at home", Record{Office: "US"}, "US", Yes},
		{"national abroad", Record{Office: "US"}, "DE", No},
		{"international", Record{Office: "WO"}, "DE", No},
		{"stated states", Record{Office: "US", States: []string{"US", "DE"}}, "DE", Yes},
		{"stated states override the office", Record{Office: "US", States: []string{"DE"}}, "US", No},
		{"EP before accession", Record{Office: "EP", Filed: day("2022-09-30")}, "ME", No},
		{"EP on accession", Record{Office: "EP", Filed: day("2022-10-01")}, "ME", Yes},
		{"EP filed about then", Record{Office: "EP", Filed: when.Bounds{Earliest: when.MustParse("2022-09-01"), Latest: when.MustParse("2022-11-01")}}, "ME", Unknown},
		{"EP filed who knows when", Record{Office: "EP", Filed: when.Unknown}, "DE", Unknown},
		{"EP in no member", Record{Office: "EP", Filed: day("2020-01-01")}, "US", No},
		{"EA after Moldova left", Record{Office: "EA", Filed: day("2013-01-01")}, "MD", No},
		{"EA while Moldova was in", Record{Office: "EA", Filed: day("2010-01-01")}, "MD", Yes},
		{"Community design in a later member", Record{Office: "EM", Filed: day("2010-01-01")}, "HR", Yes},
		{"no office", Record{}, "", No},
	} {
		if got := EffectIn(&c.r, c.country); got != c.want {
			t.Errorf("%s: EffectIn = %v, want %v", c.name, got, c.want)
		}
		if got := Effect(&c.r, c.country); got != (c.want != No) {
			t.Errorf("%s: Effect = %v", c.name, got)
		}
	}
}

func TestLeastDeveloped(t *testing.T) {
	for _, c := range []struct {
		country, on string
		want        Tri
	}{
		{"NP", "2024-06-03", Yes}, {"DE", "2024-06-03", No},
		{"BT", "2023-12-12", Yes}, {"BT", "2023-12-13", No},
		{"SS", "2012-12-17", No}, {"SS", "2012-12-18", Yes},
		{"NP", "2003-12-31", Unknown}, {"NP", "2026-11-24", Unknown}, {"DE", "2030-01-01", Unknown},
	} {
		if got := LeastDeveloped(c.country, when.MustParse(c.on)); got != c.want {
			t.Errorf("LeastDeveloped(%s, %s) = %v, want %v", c.country, c.on, got, c.want)
		}
	}
	n := 0
	codes, _ := Countries()
	for _, c := range codes {
		if LeastDeveloped(c, when.MustParse("2025-01-01")) == Yes {
			n++
		}
	}
	if n != 44 {
		t.Errorf("%d countries were least developed in 2025, want 44", n)
	}
}

func TestKindOf(t *testing.T) {
	for _, c := range []struct {
		office, code string
		kind         Kind
		granted      Tri
	}{
		{"US", "B2", Invention, Yes}, {"US", "A1", Invention, No}, {"US", "A", Invention, Yes},
		{"US", "S1", Design, Yes}, {"US", "P2", Plant, Yes}, {"US", "P1", Plant, No}, {"US", "E", Invention, Yes},
		{"US", "C1", Invention, Yes}, {"US", "H1", Invention, No},
		{"CN", "A", Invention, No}, {"CN", "B", Invention, Yes}, {"CN", "U", UtilityModel, Yes}, {"CN", "S", Design, Yes},
		{"EP", "A1", Invention, No}, {"EP", "B9", Invention, Yes}, {"WO", "A1", Invention, No}, {"WO", "Q7", Invention, No},
		{"JP", "U", UtilityModel, No}, {"JP", "U3", UtilityModel, Yes}, {"DE", "U1", UtilityModel, Yes}, {"DE", "T2", Invention, Yes},
		{"ES", "T3", Invention, Yes}, {"CA", "C", Invention, Yes}, {"GB", "A", Invention, No},
		{"US", "b2 ", Invention, Yes}, {"US", "", KindUnknown, Unknown}, {"US", "ZZZ", KindUnknown, Unknown}, {"MY", "A", Invention, Unknown},
	} {
		k, g := KindOf(c.office, c.code)
		if k != c.kind || g != c.granted {
			t.Errorf("KindOf(%s, %s) = %v, %v; want %v, %v", c.office, c.code, k, g, c.kind, c.granted)
		}
	}
	for _, w := range kindWords[1:] {
		if k, ok := ParseKind(w); !ok || k.String() != w {
			t.Errorf("ParseKind(%q) = %v, %v", w, k, ok)
		}
	}
	if _, ok := ParseKind("unknown"); ok {
		t.Error("unknown is no kind to ask for")
	}
}
