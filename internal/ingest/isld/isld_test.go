package isld_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/crossgrant/crossgrant/internal/ingest/isld"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/ingest/source/sourcetest"
)

var samples = map[string]string{"isld.csv": "etsi-isld-csv", "isld-again.csv": "etsi-isld-csv", "isld-extract.csv": "etsi-isld-extract-csv"}

func decoder(t testing.TB, name string) source.Decoder {
	t.Helper()
	for _, f := range isld.Formats() {
		if f.Name == name {
			return f.Decoder
		}
	}
	t.Fatalf("there is no format %q", name)
	return nil
}

func TestSamples(t *testing.T) {
	for file, format := range samples {
		t.Run(file, func(t *testing.T) {
			path := filepath.Join("testdata", file)
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if best, sure := sourcetest.Best(isld.Formats(), file, content); best.Name != format || sure < 80 {
				t.Errorf("recognised as %q (%d), not as %q", best.Name, sure, format)
			}
			sourcetest.Golden(t, sourcetest.ReadFile(t, decoder(t, format), path), path+".want")
		})
	}
}

// What others wrote again says the same as what ETSI wrote.
func TestWrittenAgain(t *testing.T) {
	a := sourcetest.ReadFile(t, decoder(t, "etsi-isld-csv"), filepath.Join("testdata", "isld.csv"))
	b := sourcetest.ReadFile(t, decoder(t, "etsi-isld-csv"), filepath.Join("testdata", "isld-again.csv"))
	if diff := cmp.Diff(a.Documents, b.Documents, cmpopts.IgnoreFields(source.Document{}, "Place", "Unmapped")); diff != "" {
		t.Error(diff)
	}
}

func TestRefused(t *testing.T) {
	for text, want := range map[string]string{
		"\ufefflabel,count\nTS_37.340,1246\n":                     "etsi-counts",
		"country,company,filing_year,declared_applications\n":     "etsi-counts",
		"company,total_rows,column,null_count,null_pct\n":         "etsi-counts",
		"country,number,kind,title,owner\n":                       "",
		"IPRD_ID,IPRD_SIGNATURE_DATE,DIPG_PATF_ID,TGPP_NUMBER\n":  "etsi-isld-extract-csv",
		"IPRD_ID;DIPG_ID;PATT_APPLICATION_NUMBER;PUBL_NUMBER;X\n": "etsi-isld-csv",
		"{\"IPRD_ID\":1}": "",
	} {
		best, _ := sourcetest.Best(isld.Formats(), "x.csv", []byte(text))
		if best.Name != want || (best.Decoder == nil && best.Name != "" && !strings.Contains(best.Refuse, "Import ")) {
			t.Errorf("%q is recognised as %q, not as %q", text, best.Name, want)
		}
	}
}

// TestConformance reads real files; what they hold was counted apart, with other tools, and looked at.
func TestConformance(t *testing.T) {
	for _, test := range []struct {
		format string
		path   []string
		totals string
		counts string
	}{
		{"etsi-isld-csv", []string{"etsi", "isld-rows-40col.csv"},
			"documents 1009, application 1009, declared 2365, family 938, filed 978, members 7618, parties 1009, priorities 1870, publications 1522, title 871",
			"22 declarations (IPRD_ID), 308 declared groups (DIPG_ID), 264 ETSI families (DIPG_PATF_ID), 977 applications (PATT_APPLICATION_NUMBER), 1474 publications (PUBL_NUMBER), 56 specifications (TGPP_NUMBER, else ETSI's)"},
		{"etsi-isld-csv", []string{"fixtures", "etsi", "isld-family-20438.csv"}, // its rows are not in the order of their groups, so that few members come together
			"documents 16, application 16, declared 16, family 16, filed 16, members 22, parties 16, priorities 24, publications 24, title 16",
			"4 declarations (IPRD_ID), 4 declared groups (DIPG_ID), 1 ETSI families (DIPG_PATF_ID), 4 applications (PATT_APPLICATION_NUMBER), 6 publications (PUBL_NUMBER), 2 specifications (TGPP_NUMBER, else ETSI's)"},
		{"etsi-isld-extract-csv", []string{"etsi", "isld-extract-13col.csv"},
			"documents 10744, declared 10744, family 10744, parties 10744",
			"385 declarations (IPRD_ID), 3302 ETSI families (DIPG_PATF_ID), 312 specifications (TGPP_NUMBER, else ETSI's)"},
	} {
		t.Run(filepath.Base(test.path[len(test.path)-1]), func(t *testing.T) {
			path := sourcetest.Shared(t, test.path...)
			c := sourcetest.ReadFile(t, decoder(t, test.format), path)
			sourcetest.Listed(t, filepath.Base(path), test.format, fmt.Sprint(len(c.Documents)))
			if got := c.Totals(); got != test.totals {
				t.Errorf("got  %s\nwant %s", got, test.totals)
			}
			var n isld.Counter
			for _, d := range c.Documents {
				n.Add(d)
			}
			if got := n.String(); got != test.counts {
				t.Errorf("got  %s\nwant %s", got, test.counts)
			}
		})
	}
	for _, file := range []string{"counts/families-by-3gpp-spec-5g.csv", "counts/rows-by-declarant-3g.csv", "isld-filings-by-office-declarant-year.csv", "isld-null-report.csv"} {
		content, err := os.ReadFile(sourcetest.Shared(t, "etsi", file))
		if err != nil {
			t.Fatal(err)
		}
		sourcetest.Listed(t, filepath.Base(file), "etsi-counts", "refused")
		if best, _ := sourcetest.Best(isld.Formats(), file, content); best.Name != "etsi-counts" || best.Decoder != nil {
			t.Errorf("%s is recognised as %q", file, best.Name)
		}
	}
}

// A long group comes in parts, and every row is in one of them.
func TestLongGroup(t *testing.T) {
	var b strings.Builder
	b.WriteString("IPRD_ID,IPRD_REFERENCE,DIPG_ID,PATT_APPLICATION_NUMBER,PUBL_NUMBER,TGPP_NUMBER,COMP_LEGAL_NAME,Country_Of_Registration\n")
	const rows = 4500
	for i := range rows {
		fmt.Fprintf(&b, "1,ISLD-1,7,US2097%08d,,38.%d,Vexil Radio Oy,US UNITED STATES\n", i/3, 100+i%3)
	}
	c, err := sourcetest.Decode(t, decoder(t, "etsi-isld-csv"), strings.NewReader(b.String()), "x.csv", source.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	declared := 0
	for _, d := range c.Documents {
		declared += len(d.Declared)
	}
	if declared != rows || len(c.Documents) < rows/3 || len(c.Documents[0].Members) < 150 {
		t.Errorf("%d documents, %d declared, %d members", len(c.Documents), declared, len(c.Documents[0].Members))
	}
}

func TestHostile(t *testing.T) {
	for file, format := range samples {
		content, err := os.ReadFile(filepath.Join("testdata", file))
		if err != nil {
			t.Fatal(err)
		}
		t.Run(file, func(t *testing.T) { sourcetest.Hostile(t, decoder(t, format), content) })
	}
}

func FuzzDecode(f *testing.F) {
	for file := range samples {
		if content, err := os.ReadFile(filepath.Join("testdata", file)); err == nil {
			f.Add(content)
		}
	}
	formats := slices.DeleteFunc(isld.Formats(), func(f source.Format) bool { return f.Decoder == nil })
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, format := range formats {
			if format.Match("x", b[:min(len(b), 64<<10)]) > 0 {
				sourcetest.Decode(t, format.Decoder, bytes.NewReader(b), "x", source.Limits{Record: 1 << 16})
			}
		}
	})
}
