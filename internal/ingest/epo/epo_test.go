package epo_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/internal/ingest/epo"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/ingest/source/sourcetest"
)

// samples are the files written by us, each with the format it must be recognised as.
var samples = map[string]string{
	"docdb.xml": "epo-exchange-xml", "ops-biblio.xml": "epo-exchange-xml", "ops-family.xml": "epo-exchange-xml",
	"fulltext-a1.xml": "epo-fulltext-xml", "fulltext-b2.xml": "epo-fulltext-xml",
	"register.xml": "epo-register-xml", "register-events.xml": "epo-register-xml", "dpma.xml": "dpma-register-xml",
}

func decoder(t testing.TB, format string) source.Decoder {
	t.Helper()
	for _, f := range epo.Formats() {
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
			if best, sure := sourcetest.Best(epo.Formats(), file, content); best.Name != format || sure < 80 {
				t.Errorf("recognised as %q (%d), not as %q", best.Name, sure, format)
			}
			sourcetest.Golden(t, sourcetest.ReadFile(t, decoder(t, format), path), path+".want")
		})
	}
}

// TestConformance reads real files; what they hold was counted apart, with other tools, and looked at.
func TestConformance(t *testing.T) {
	for _, test := range []struct {
		file, format, totals string
		events               string // by code, of the first document that has any
	}{
		{"epo/ops-biblio-EP2400812.xml", "epo-exchange-xml",
			"documents 1, application 1, cpc 2, family 1, filed 1, ipc 1, parties 1, priorities 1, publications 1, published 1, title 1",
			""},
		{"epo/ops-family-EP2400812.xml", "epo-exchange-xml",
			"documents 5, application 5, family 5, filed 5, grant 2, granted 2, priorities 5, publications 5, published 5",
			""},
		{"epo/ops-family-biblio-EP2400812.xml", "epo-exchange-xml",
			"documents 5, application 5, cpc 10, family 5, filed 5, grant 2, granted 2, ipc 11, parties 11, priorities 5, publications 5, published 5, title 5",
			""},
		{"epo/ops-family-legal-EP2400812.xml", "epo-exchange-xml",
			"documents 5, application 5, events 75, family 5, filed 5, grant 2, granted 2, priorities 5, publications 5, published 5, states 37",
			"17P 1, 17Q 1, 26N 1, AK 2, AX 2, GRAA 1, GRAP 1, GRAS 1, INTG 1, PG25 32, PGFP 4, PLBE 1, PUAI 1, RAP1 1, REG 13, RIC1 2, STAA 4"},
		{"epo/ops-legal-EP2400812.xml", "epo-exchange-xml",
			"documents 1, application 1, events 69, family 1, filed 1, priorities 1, publications 1, published 1, states 37",
			"17P 1, 17Q 1, 26N 1, AK 2, AX 2, GRAA 1, GRAP 1, GRAS 1, INTG 1, PG25 32, PGFP 4, PLBE 1, PUAI 1, RAP1 1, REG 13, RIC1 2, STAA 4"},
		{"epo/fulltext-v1-0-EP0874807B2.xml", "epo-fulltext-xml",
			"documents 1, application 1, events 6, filed 1, grant 1, granted 1, ipc 5, parties 1, priorities 2, publications 1, published 1, relations 1, states 17, title 1",
			"PG25 6"},
		{"epo/fulltext-v1-5-1-EP3383757B1.xml", "epo-fulltext-xml",
			"documents 1, application 1, filed 1, grant 1, granted 1, ipc 5, parties 1, priorities 1, publications 1, published 1, relations 1, states 38, title 1",
			""},
		{"epo/register-biblio-EP2400812.xml", "epo-register-xml",
			"documents 1, application 1, events 34, filed 1, grant 1, granted 1, ipc 2, parties 1, publications 2, published 1, states 37, status 1, title 1",
			"26N 1, PG25 33"},
		{"epo/register-events-EP2400812.xml", "epo-register-xml",
			"documents 1, events 55, publications 1, status 1",
			"0008199IPCL 1, 0009012 1, 0009171 1, 0009185 1, 0009199APPR 1, 0009199FREP 1, 0009199TIDE 1, 0009199TIEN 1, 0009199TIFR 1, 0009210 1, 0009250 22, 0009261 1, EPIDOS ABEX 1, EPIDOS FREP 1, EPIDOSCEXR2 1, EPIDOSNEXP2 1, EPIDOSNEXR2 3, EPIDOSNEXR3 3, EPIDOSNIGR1 1, EPIDOSNIGR3 1, EPIDOSNIGR5 1, EPIDOSNIGR7 1, EPIDOSNRFE2 8"},
		{"epo/register-procedural-steps-EP2400812.xml", "epo-register-xml",
			"documents 1, events 19, publications 1, status 1",
			"ABEX 1, DDIV 1, EXPT 3, EXRE 3, IGRA 1, ISAT 1, PROL 1, RFEE 8"},
		{"dpma/register-ext-DE10027360.xml", "dpma-register-xml",
			"documents 1, application 1, events 5, filed 1, ipc 1, parties 1, priorities 1, publications 1, published 1, status 1, title 1",
			"R000 1, R004 1, R079 1, R119 1, R200 1"},
	} {
		t.Run(filepath.Base(test.file), func(t *testing.T) {
			path := sourcetest.Shared(t, "fixtures", filepath.FromSlash(test.file))
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if best, _ := sourcetest.Best(epo.Formats(), path, content); best.Name != test.format {
				t.Errorf("recognised as %q, not as %q", best.Name, test.format)
			}
			c := sourcetest.ReadFile(t, decoder(t, test.format), path)
			sourcetest.Listed(t, filepath.Base(path), test.format, fmt.Sprint(len(c.Documents)))
			if got := c.Totals(); got != test.totals {
				t.Errorf("got  %s\nwant %s", got, test.totals)
			}
			if got := codes(c); got != test.events {
				t.Errorf("got  %s\nwant %s", got, test.events)
			}
			for _, d := range c.Documents {
				for _, p := range d.Publications {
					if _, one := p.Number.Publication().One(); !one {
						t.Errorf("%+v is not read as one number", p.Number)
					}
				}
				if d.Application.Text != "" {
					if _, one := d.Application.Filing(d.Filed).One(); !one {
						t.Errorf("%+v is not read as one number", d.Application)
					}
				}
			}
		})
	}
}

func codes(c *sourcetest.Collected) string {
	for _, d := range c.Documents {
		n := map[string]int{}
		for _, e := range d.Events {
			n[e.Code]++
		}
		if len(n) > 0 {
			var out []string
			for _, code := range slices.Sorted(maps.Keys(n)) {
				out = append(out, fmt.Sprint(code, " ", n[code]))
			}
			return strings.Join(out, ", ")
		}
	}
	return ""
}

func TestRefused(t *testing.T) {
	for text, want := range map[string]string{
		`<?xml version="1.0"?><fault xmlns="http://ops.epo.org"><code>SERVER.EntityNotFound</code></fault>`: "ops-fault",
		"<us-patent-grant>":             "",
		"{\"patentBag\":[]}":            "",
		"":                              "",
		"<?xml version='1.0'?><recipe>": "",
	} {
		if best, _ := sourcetest.Best(epo.Formats(), "x", []byte(text)); best.Name != want {
			t.Errorf("%q is recognised as %q, not as %q", text, best.Name, want)
		}
	}
	for file, want := range map[string]string{
		"epo/bdds-list-products.json": "epo-products", "cpc/cpc-scheme-A01L.xml": "cpc-scheme", "cpc/cpc-mcf-master.xml": "cpc-master",
	} {
		content, err := os.ReadFile(sourcetest.Shared(t, "fixtures", filepath.FromSlash(file)))
		if err != nil {
			t.Fatal(err)
		}
		sourcetest.Listed(t, filepath.Base(file), want, "refused")
		best, _ := sourcetest.Best(epo.Formats(), file, content)
		if best.Name != want || best.Decoder != nil || !strings.Contains(best.Refuse, "Import ") {
			t.Errorf("%s is recognised as %q", file, best.Name)
		}
	}
}

func TestHostile(t *testing.T) {
	for _, file := range []string{"docdb.xml", "fulltext-b2.xml", "register.xml", "dpma.xml"} {
		content, err := os.ReadFile(filepath.Join("testdata", file))
		if err != nil {
			t.Fatal(err)
		}
		t.Run(file, func(t *testing.T) { sourcetest.Hostile(t, decoder(t, samples[file]), content) })
	}
}

// Documents that want to grow or to go deep are stopped; entities are never expanded.
func TestBombs(t *testing.T) {
	laughs := `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
<exchange-document country="EP" doc-number="9900111" kind="A1"><bibliographic-data><invention-title lang="en">&c;</invention-title></bibliographic-data></exchange-document>`
	c, err := sourcetest.Decode(t, decoder(t, "epo-exchange-xml"), strings.NewReader(laughs), "x.xml", source.Limits{})
	if err != nil || len(c.Documents) != 1 || len(c.Documents[0].Title) > 20 || len(c.Reported) == 0 {
		t.Errorf("%v, %+v, %+v", err, c.Documents, c.Reported)
	}
	deep := `<exchange-document country="EP" doc-number="9900111" kind="A1">` + strings.Repeat("<a>", 10_000)
	c, err = sourcetest.Decode(t, decoder(t, "epo-exchange-xml"), strings.NewReader(deep), "x.xml", source.Limits{})
	if err != nil || len(c.Documents) != 0 || len(c.Reported) == 0 || !c.Reported[0].Skipped {
		t.Errorf("%v, %+v, %+v", err, c.Documents, c.Reported)
	}
}

func FuzzDecode(f *testing.F) {
	for file := range samples {
		if content, err := os.ReadFile(filepath.Join("testdata", file)); err == nil {
			f.Add(content)
		}
	}
	formats := slices.DeleteFunc(epo.Formats(), func(f source.Format) bool { return f.Decoder == nil })
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, format := range formats {
			if format.Match("x", b[:min(len(b), 64<<10)]) > 0 {
				sourcetest.Decode(t, format.Decoder, bytes.NewReader(b), "x", source.Limits{Record: 1 << 16})
			}
		}
	})
}
