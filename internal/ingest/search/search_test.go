package search_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/crossgrant/crossgrant/internal/ingest/search"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/ingest/source/sourcetest"
	"github.com/crossgrant/crossgrant/patent"
)

// samples are the files written by us, each with the format it must be recognised as.
var samples = map[string]string{
	"lens.csv": "lens-csv", "lens-2021.csv": "lens-csv", "lens.json": "lens-json",
	"google.csv": "google-csv", "google-resaved.csv": "google-csv", "google.jsonl": "google-json",
	"g_patent.tsv": "patentsview-tsv", "g_application.tsv": "patentsview-tsv", "g_assignee_disambiguated.tsv": "patentsview-tsv",
	"g_us_term_of_grant.tsv": "patentsview-tsv", "g_foreign_priority.tsv": "patentsview-tsv", "g_cpc_current.tsv": "patentsview-tsv",
	"owners-2018.csv": "patentsview-tsv",
}

func decoder(t testing.TB, format string) source.Decoder {
	t.Helper()
	for _, f := range search.Formats() {
		if f.Name == format {
			return f.Decoder
		}
	}
	t.Fatalf("there is no format %q", format)
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
			if best, sure := sourcetest.Best(search.Formats(), file, content); best.Name != format || sure < 80 {
				t.Errorf("recognised as %q (%d), not as %q", best.Name, sure, format)
			}
			sourcetest.Golden(t, sourcetest.ReadFile(t, decoder(t, format), path), path+".want")
		})
	}
}

func TestFormatsNameTheirDecoders(t *testing.T) {
	for _, f := range search.Formats() {
		if f.Decoder == nil && f.Refuse == "" || f.Decoder != nil && f.Decoder.Format() != f.Name {
			t.Errorf("%s: %+v", f.Name, f)
		}
	}
}

func TestRecognised(t *testing.T) {
	for text, want := range map[string]string{
		"patent_id\tinventor_sequence\tinventor_id\n":        "patentsview-other",
		"country,number,kind,title,owner\n":                  "",
		"id,title,owner\n":                                   "",
		"{\"publication_number\":\"x\",\"family_id\":\"1\"}": "google-json",
		"[{\"lens_id\":\"1\",\"jurisdiction\":\"US\"}]":      "lens-json",
		"{\"patentBag\":[]}":                                 "",
		"":                                                   "",
		"\x1f\x8b\x08\x00":                                   "",
	} {
		if best, _ := sourcetest.Best(search.Formats(), "x", []byte(text)); best.Name != want {
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
	}{
		{"lens-csv", []string{"fixtures", "lens", "lens-export-2021.csv"},
			"documents 200, application 200, cpc 112, filed 200, granted 65, ipc 408, parties 235, priorities 242, priority 200, publications 200, published 200, title 200, transfers 24"},
		{"lens-csv", []string{"lens", "lens-physical-ai.csv"},
			"documents 14373, filed 14373, granted 5693, ipc 69946, parties 15177, publications 14373, published 14373, status 14373, title 14373"},
		{"lens-json", []string{"fixtures", "lens", "lens-api-patent.json"},
			"documents 1, application 1, cpc 3, family 1, filed 1, grant 1, granted 1, ipc 1, members 4, parties 1, priorities 1, priority 1, publications 1, published 1, status 1, title 1, transfers 1"},
		{"google-csv", []string{"fixtures", "google", "gp-search-resaved.csv"},
			"documents 496, filed 496, grant 373, granted 373, parties 504, priority 496, publications 496, published 496, title 496, record-date 1"},
		{"patentsview-tsv", []string{"us-grants-2018", "us-grants-2018.csv"},
			"documents 47736, grant 10000, granted 47736, parties 46947, publications 47736, published 10000, title 10000"},
		{"patentsview-tsv", []string{"us-grants-2018", "us-grants-2018-owners.csv"},
			"documents 49047, granted 49047, parties 49047, publications 49047"},
		{"patentsview-tsv", []string{"us-grants-2018", "us-owner-random10k.csv"},
			"documents 10000, granted 10000, parties 10000, publications 10000"},
	} {
		t.Run(filepath.Base(test.path[len(test.path)-1]), func(t *testing.T) {
			path := sourcetest.Shared(t, test.path...)
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if best, _ := sourcetest.Best(search.Formats(), path, content); best.Name != test.format {
				t.Errorf("recognised as %q, not as %q", best.Name, test.format)
			}
			c := sourcetest.ReadFile(t, decoder(t, test.format), path)
			sourcetest.Listed(t, filepath.Base(path), test.format, fmt.Sprint(len(c.Documents)))
			if got := c.Totals(); got != test.totals {
				t.Errorf("got  %s\nwant %s", got, test.totals)
			}
			unread := 0
			for _, d := range c.Documents {
				for _, p := range d.Publications {
					n := patent.ParseNumber(p.Number.Office+"."+p.Number.Text+"."+p.Number.Kind, "publication")
					if len(n.Readings) == 0 {
						n = patent.ParseNumber(p.Number.Text+" "+p.Number.Kind, p.Number.Office+" publication")
					}
					if _, one := n.One(); !one {
						if unread++; unread < 5 {
							t.Logf("%+v: %s", p.Number, n.Reason)
						}
					}
				}
			}
			if unread > 0 {
				t.Errorf("%d numbers are not read as one", unread)
			}
		})
	}
}

func TestHostile(t *testing.T) {
	done := map[string]bool{}
	for _, file := range []string{"lens.csv", "lens.json", "google-resaved.csv", "google.jsonl", "g_us_term_of_grant.tsv"} {
		content, err := os.ReadFile(filepath.Join("testdata", file))
		if err != nil {
			t.Fatal(err)
		}
		format := samples[file]
		done[format] = true
		t.Run(format, func(t *testing.T) { sourcetest.Hostile(t, decoder(t, format), content) })
	}
	for _, f := range search.Formats() {
		if f.Decoder != nil && !done[f.Name] {
			t.Errorf("%s was not tried", f.Name)
		}
	}
}

func FuzzDecode(f *testing.F) {
	files, err := filepath.Glob(filepath.Join("testdata", "*[!t]"))
	if err != nil || len(files) == 0 {
		f.Fatal(err)
	}
	for _, file := range files {
		if content, err := os.ReadFile(file); err == nil {
			f.Add(content)
		}
	}
	formats := slices.DeleteFunc(search.Formats(), func(f source.Format) bool { return f.Decoder == nil })
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, format := range formats {
			if format.Match("x", b[:min(len(b), 64<<10)]) > 0 {
				sourcetest.Decode(t, format.Decoder, bytes.NewReader(b), "x", source.Limits{Record: 1 << 16})
			}
		}
	})
}
