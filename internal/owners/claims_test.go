package owners

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/internal/ingest/isld"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// declares makes a document by a line: family, publication, declarant, spec, generations, day, explicit.
func declares(t *testing.T, line string) *source.Document {
	t.Helper()
	c := strings.Split(line, "|")
	for i := range c {
		c[i] = strings.TrimSpace(c[i])
	}
	d := source.New("etsi-isld-csv")
	d.Family = c[0]
	d.Publications = []source.Publication{{Number: source.Number{Office: "EP", Text: c[1], Kind: "B1"}, Date: when.Unknown}}
	day := when.Unknown
	if c[5] != "" {
		day = when.Exact(when.MustParse(c[5]))
	}
	explicit := map[string]patent.Tri{"yes": patent.Yes, "no": patent.No, "": patent.Unknown}[c[6]]
	d.Declared = []source.Declaration{{Body: "ETSI", By: c[2], Spec: c[3], Standard: c[4], Declared: day, Explicit: explicit, ID: "ISLD-1", Group: c[1]}}
	return &d
}

func TestClaims(t *testing.T) {
	r := NewResolver(someOrgs, nil)
	docs := []string{
		"etsi:1 | EP9900001 | Corvid Labs, Inc. | TS 38.331 | 5G     | 2019-01-05 | yes",
		"etsi:1 | EP9900002 | CORVID LABS INC   | TS 38.331 | 5G     | 2020-02-05 | no",
		"etsi:2 | EP9900003 | CORVID LABS INC   | TS 36.331 | 4G, 5G | 2018-01-05 | no",
		"etsi:2 | EP9900003 | Stork AG          | TS 38.331 | 5G     |            |",
		"       | EP9900004 | Stork AG          | 5G NR     |        | 2021-01-05 | yes",
	}
	place := func(d *source.Document) (string, string) {
		if n := d.Publications[0].Number.Text; n != "EP9900004" {
			return n, "f" + n[len(n)-1:]
		}
		return "", ""
	}
	for _, c := range []struct{ spec, want string }{
		{"", `corvid [CORVID LABS INC Corvid Labs, Inc.] 2 families, 2018-01-05 to 2020-02-05, etsi:1 [TS 38.331] 2 yes; etsi:2 [TS 36.331] 1 no; rights [EP9900001 EP9900002 EP9900003] of [f1 f2 f3]
stork-ag [Stork AG] 1 families, 2021-01-05 to 2021-01-05, etsi:2 [TS 38.331] 1 unknown; rights [EP9900003] of [f3]
`},
		{"38.331", `corvid [CORVID LABS INC Corvid Labs, Inc.] 1 families, 2019-01-05 to 2020-02-05, etsi:1 [TS 38.331] 2 yes; rights [EP9900001 EP9900002] of [f1 f2]
stork-ag [Stork AG] 1 families, unknown to unknown, etsi:2 [TS 38.331] 1 unknown; rights [EP9900003] of [f3]
`},
		{"ts 38.331", `corvid [CORVID LABS INC Corvid Labs, Inc.] 1 families, 2019-01-05 to 2020-02-05, etsi:1 [TS 38.331] 2 yes; rights [EP9900001 EP9900002] of [f1 f2]
stork-ag [Stork AG] 1 families, unknown to unknown, etsi:2 [TS 38.331] 1 unknown; rights [EP9900003] of [f3]
`},
		{"4g", "corvid [CORVID LABS INC] 1 families, 2018-01-05 to 2018-01-05, etsi:2 [TS 36.331] 1 no; rights [EP9900003] of [f3]\n"},
		{"5G NR", "stork-ag [Stork AG] 0 families, 2021-01-05 to 2021-01-05, rights [] of []\n"},
		{"38", ""}, {"8.331", ""}, {"NR", "stork-ag [Stork AG] 0 families, 2021-01-05 to 2021-01-05, rights [] of []\n"},
	} {
		claims := NewClaims(r, c.spec, place)
		for _, line := range docs {
			claims.Add(declares(t, line))
		}
		var got strings.Builder
		for _, d := range claims.Declarants() {
			fmt.Fprintf(&got, "%s %v %d families, %s to %s, ", d.ID, d.Names, len(d.Families), d.First, d.Last)
			for _, f := range d.Families {
				fmt.Fprintf(&got, "%s %v %d %s; ", f.Family, f.Specs, f.Documents, f.Explicit)
			}
			fmt.Fprintf(&got, "rights %v of %v\n", d.Rights, d.Simple)
		}
		if got.String() != c.want {
			t.Errorf("to %q\ngot\n%swant\n%s", c.spec, got.String(), c.want)
		}
	}
}

// TestRealClaims counts the rows of a real export in another way.
func TestRealClaims(t *testing.T) {
	const file = shared + "/etsi/isld-rows-40col.csv"
	b, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("SKIPPED: the declarations in ../shared are not there; the counting of real ones is not tested")
	}
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := func(name string) int { return slices.Index(rows[0], name) }
	families := map[string]map[string]bool{}
	for _, row := range rows[1:] {
		by := row[at("COMP_LEGAL_NAME")]
		if families[by] == nil {
			families[by] = map[string]bool{}
		}
		if f := row[at("DIPG_PATF_ID")]; f != "-1" && row[at("PATT_APPLICATION_NUMBER")]+row[at("PUBL_NUMBER")] != "-1-1" {
			families[by][f] = true
		}
	}
	claims := NewClaims(NewResolver(nil, nil), "", nil)
	for _, f := range isld.Formats() {
		if f.Decoder == nil || f.Match(file, b[:64<<10]) == 0 {
			continue
		}
		err := f.Decoder.Decode(context.Background(), bytes.NewReader(b), file, source.Limits{}, source.Sink{
			Document: func(d source.Document) error { claims.Add(&d); return nil },
			Report:   func(source.Reported) error { return nil },
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	declarants := claims.Declarants()
	if len(declarants) != 2 || len(families) != 2 {
		t.Fatalf("%d declarants of %d", len(declarants), len(families))
	}
	for _, d := range declarants {
		if len(d.Families) != len(families[d.Name]) || len(d.Families) == 0 {
			t.Errorf("%s: %d families, want %d", d.Name, len(d.Families), len(families[d.Name]))
		}
	}
}
