package patent

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestParseField(t *testing.T) {
	for word, want := range map[string]Field{
		"telecommunications": Telecommunications, "Consumer-Electronics": ConsumerElectronics, "software": Software,
		"wipo-4": 4, "4": 4, "Digital communication": 4, "digital Communication": 4, "wipo-35": 35, " wipo-3 ": 3,
		"Electrical machinery, apparatus, energy": 1,
	} {
		if got, ok := ParseField(word); !ok || got != want {
			t.Errorf("ParseField(%q) = %d, %v; want %d", word, got, ok, want)
		}
	}
	for _, word := range []string{"", "0", "36", "wipo-36", "wipo-", "wipo-04", "04", "+4", "-4", "256", "260", "radio", "wipo"} {
		if f, ok := ParseField(word); ok {
			t.Errorf("ParseField(%q) = %v", word, f)
		}
	}
	n := 0
	for f := range Fields() {
		if got, ok := ParseField(f.Word()); !ok || got != f {
			t.Errorf("ParseField(%q) = %d, %v; want %d", f.Word(), got, ok, f)
		}
		n++
	}
	if n != 38 {
		t.Errorf("there are %d fields", n)
	}
	if Field(0).String() != "no field" || Field(99).String() != "no field" || Field(99).Sector() != "" {
		t.Error("a field outside the list has a name")
	}
}

func TestFieldsOf(t *testing.T) {
	for _, c := range []struct {
		classes []string
		want    string
	}{
		{nil, "unclassified"},
		{[]string{"H04W72/04"}, "wipo-4, telecommunications"},
		{[]string{"H04W 72/04"}, "wipo-4, telecommunications"},
		{[]string{"h04w0072040000"}, "wipo-4, telecommunications"},
		{[]string{"H04N19/44"}, "wipo-2, consumer-electronics"},
		{[]string{"H04N21/4363"}, "wipo-4, telecommunications"},
		{[]string{"H04N1/00"}, "wipo-3, telecommunications"},
		{[]string{"H04N1"}, "wipo-3, telecommunications"},
		{[]string{"H04N"}, "unclassified"},
		{[]string{"H04N 23/60"}, "wipo-2, consumer-electronics"},
		{[]string{"H04N 99/00"}, "unclassified"},
		{[]string{"G01N33/50"}, "wipo-11"},
		{[]string{"G01N3/08"}, "wipo-10"},
		{[]string{"G06F9/50"}, "wipo-6, software"},
		{[]string{"G06Q10/06"}, "wipo-7, software"},
		{[]string{"H04L67/10"}, "wipo-4, telecommunications, software"},
		{[]string{"H04L670/10"}, "wipo-4, telecommunications"},
		{[]string{"H04M1/72"}, "wipo-3, telecommunications, consumer-electronics"},
		{[]string{"H01M10/05"}, "wipo-1, consumer-electronics"},
		{[]string{"H10D30/01"}, "wipo-8, consumer-electronics"},
		{[]string{"G03B17/02"}, "wipo-9, consumer-electronics"},
		{[]string{"Y02D30/70"}, "unclassified"},
		{[]string{"H04L2012/5603", "Y10S901/00", "G06F2203/04101"}, "unclassified"},
		{[]string{"Y02D30/70", "H04W52/02"}, "wipo-4, telecommunications"},
		{[]string{"G06F9/50", "H04W52/02"}, "wipo-4, wipo-6, telecommunications, software"},
		{[]string{"", "?", "ZZZZ", "\xff"}, "unclassified"},
	} {
		if got := FieldsOf(c.classes).String(); got != c.want {
			t.Errorf("FieldsOf(%q) = %s, want %s", c.classes, got, c.want)
		}
	}
}

func TestUnclassified(t *testing.T) {
	for _, c := range []struct {
		r    Record
		want bool
	}{
		{Record{}, true},
		{Record{Classes: []string{"Y02D30/70", "H04L2012/56"}}, true},
		{Record{Classes: []string{"H04W72/04"}}, false},
		{Record{Classes: []string{"H04N"}}, false},
		{Record{Fields: FieldSet(0).With(4)}, false},
	} {
		if got := c.r.Unclassified(); got != c.want {
			t.Errorf("%+v: Unclassified = %v", c.r, got)
		}
	}
}

func TestClassMatches(t *testing.T) {
	for _, c := range []struct {
		symbol, prefix string
		want           bool
	}{
		{"H04W72/04", "H", true}, {"H04W72/04", "H04", true}, {"H04W72/04", "H04W", true}, {"H04W72/04", "H04W72", true},
		{"H04W72/04", "H04W72/04", true}, {"H04W72/0446", "H04W72/04", true}, {"H04W72/04", "H04W 72/04", true}, {"H04W72/04", "h04w", true},
		{"H04W720/00", "H04W72", false}, {"H04W72/04", "H04W7", false}, {"H04W72", "H04W72", true}, {"H04W72", "H04W72/04", false},
		{"G06F9/50", "H", false}, {"G06F9/50", "", false}, {"", "H", false},
	} {
		if got := ClassMatches(c.symbol, c.prefix); got != c.want {
			t.Errorf("ClassMatches(%q, %q) = %v", c.symbol, c.prefix, got)
		}
	}
}

func TestFieldSet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.SliceOfDistinct(rapid.IntRange(1, int(Software)), func(n int) int { return n }).Draw(t, "fields")
		var s FieldSet
		for _, n := range in {
			s = s.With(Field(n))
		}
		var out []int
		for f := range s.All() {
			if !s.Has(f) {
				t.Fatalf("%v is not in %v", f, s)
			}
			out = append(out, int(f))
		}
		slices.Sort(in)
		if !slices.Equal(in, out) || s.Len() != len(in) {
			t.Fatalf("%v gives %v with length %d", in, out, s.Len())
		}
		for f := range s.All() {
			_ = f
			break // the iterator may be left
		}
	})
}

func FuzzFieldsOf(f *testing.F) {
	for _, s := range []string{"H04W72/04", "H04W 72/04", "Y02D30/70", "H04W0072040000", "H04L2012/5603", "", "/", "H04N"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, symbol string) {
		s := FieldsOf([]string{symbol})
		if IndexingSymbol(symbol) && s != 0 {
			t.Errorf("%q only indexes and gives %v", symbol, s)
		}
		if n := NormaliseSymbol(symbol); NormaliseSymbol(n) != n && len(n) != 14 {
			t.Errorf("NormaliseSymbol(%q) = %q is not stable", symbol, n)
		}
	})
}
