package source_test

import (
	"testing"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/when"
)

// The numbers are real ones, in the forms in which sources give them.
func TestNumber(t *testing.T) {
	for _, test := range []struct {
		n      source.Number
		filing string // day, "-" for a publication
		want   string
	}{
		{source.Number{Office: "US", Text: "2011/0185700", Kind: "A1"}, "-", "US2011185700A1"},
		{source.Number{Office: "US", Text: "8001762", Kind: "B2"}, "-", "US8001762B2"},
		{source.Number{Office: "US", Text: "2024013462", Kind: "A1"}, "-", "US2024013462A1"},
		{source.Number{Office: "EP", Text: "EP1848154", Kind: "A4"}, "-", "EP1848154A4"},
		{source.Number{Office: "JP", Text: "H06101570", Kind: "A"}, "-", "JPH06101570A"},
		{source.Number{Office: "US", Text: "D966936"}, "-", "USD966936"},
		{source.Number{Text: "EP2400812 B1"}, "-", "EP2400812B1"},
		{source.Number{Office: "EP", Text: "10167109", Kind: "A"}, "2010-06-24", "EP10167109A"},
		{source.Number{Office: "EP", Text: "EP20060711571"}, "2006-01-11", "EP06711571A"},
		{source.Number{Office: "US", Text: "65784810", Kind: "A"}, "2010-01-29", "US65784810A"},
		{source.Number{Office: "US", Text: "201314406757", Kind: "A"}, "2013-05-14", "US201314406757A"},
		{source.Number{Text: "PCT/US2019/056674"}, "", "PCT/US2019/056674"},
	} {
		p := test.n.Publication()
		if test.filing != "-" {
			filed := when.Unknown
			if test.filing != "" {
				filed = when.Exact(when.MustParse(test.filing))
			}
			p = test.n.Filing(filed)
		}
		if got, ok := p.One(); !ok || got.ID() != test.want {
			t.Errorf("%+v is read as %+v (%s), not as %s", test.n, p.Readings, p.Reason, test.want)
		}
	}
	if p := (source.Number{Office: "US", Text: "Pending"}).Publication(); len(p.Readings) != 0 || p.Reason == "" {
		t.Errorf("a word is read as %+v", p)
	}
}

func TestIsKind(t *testing.T) {
	for text, want := range map[string]bool{"A": true, "B2": true, "": false, "b2": false, "2": false, "A10": false, "AB": false, "É": false} {
		if source.IsKind(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}
