package uspto_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/docs/problemtest"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/ingest/source/sourcetest"
)

// fixture reads a real file, and the member of an archive where the name has one behind a colon.
func fixture(t testing.TB, name string) []byte {
	t.Helper()
	archive, member, _ := strings.Cut(name, ":")
	b, err := os.ReadFile(sourcetest.Shared(t, "fixtures", "uspto", archive))
	if err != nil {
		t.Fatal(err)
	}
	if member == "" {
		return b
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(member)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if b, err = io.ReadAll(f); err != nil {
		t.Fatal(err)
	}
	return b
}

// conformance lists the real files, what they are, and what stands in them; the counts were found by eye in the files.
var conformance = []struct{ file, format, totals string }{
	{"grant-v40-2006-US7272630B2.xml", "uspto-grant-xml", "documents 1, application 1, filed 1, grant 1, granted 1, ipc 1, parties 1, publications 2, published 1, relations 1, title 1"},
	{"grant-v45-2014-US8930553B2.xml", "uspto-grant-xml", "documents 1, application 1, filed 1, grant 1, granted 1, ipc 1, parties 2, publications 2, published 1, title 1"},
	{"grant-2018-US10000000B2.xml", "uspto-grant-xml", "documents 1, application 1, cpc 5, filed 1, grant 1, granted 1, ipc 4, parties 2, publications 2, published 1, title 1"},
	{"grant-weekly-2022-10-25.zip:ipgb20221025.xml", "uspto-grant-xml", "documents 11, application 11, cpc 41, filed 11, grant 11, granted 11, ipc 28, parties 19, priorities 3, publications 16, published 11, relations 14, title 11"},
	{"application-v40-US20050004437A1.xml", "uspto-application-xml", "documents 1, application 1, filed 1, ipc 1, parties 1, priorities 1, publications 1, published 1, relations 1, title 1"},
	{"grant-st32-2002-US6336130B1.xml", "uspto-grant-st32", "documents 1, application 1, filed 1, grant 1, granted 1, ipc 2, parties 1, priorities 1, publications 1, published 1, relations 1, title 1"},
	{"grant-greenbook-1982-US4347903A.txt", "uspto-grant-greenbook", "documents 1, application 1, filed 1, grant 1, granted 1, ipc 3, parties 1, priorities 1, publications 1, published 1, relations 1, title 1"},
	{"assignment-padx-15946-343.xml", "uspto-assignment-padx", "documents 1, application 1, filed 1, grant 1, granted 1, publications 2, published 1, title 1, transfers 1"},
	{"assignment-solr-large.xml", "uspto-assignment-search", "documents 379, application 379, filed 379, grant 291, granted 291, publications 669, published 378, title 379, transfers 379"},
	{"assignment-center.json", "uspto-assignment-center", "documents 2, application 2, filed 2, title 2, transfers 2"},
	{"odp-2024-application.json", "uspto-odp-2024", "documents 1, application 1, cpc 6, filed 1, parties 1, publications 1, published 1, relations 3, status 1, title 1, transfers 1"},
	{"odp-2024-biblio.json", "uspto-odp-2024", "documents 1, application 1, cpc 6, filed 1, parties 1, publications 1, published 1, status 1, title 1"},
	{"odp-2024-continuity.json", "uspto-odp-2024", "documents 1, application 1, relations 3, record-number 1"},
	{"odp-2024-assignment.json", "uspto-odp-2024", "documents 0, record-number 1"},
	{"odp-2024-transactions.json", "uspto-odp-2024", "documents 0, record-number 1"},
	{"odp-2025-search.json", "uspto-odp-2025", "documents 1, application 1, cpc 1, filed 1, parties 1, priorities 1, publications 1, published 1, status 1, title 1, transfers 1"},
	{"peds-12721698.json", "uspto-peds", "documents 1, application 1, events 4, filed 1, grant 1, granted 1, parties 1, publications 2, published 1, relations 1, status 1, title 1, transfers 1"},
	{"ptab-trial-documents.json", "uspto-ptab", ""},
	{"dtd/us-patent-grant-v40-2004-12-02.dtd", "uspto-dtd", ""},
	{"dtd/us-patent-grant-v45-2014-04-03.dtd", "uspto-dtd", ""},
	{"dtd/us-patent-application-v44-2014-04-03.dtd", "uspto-dtd", ""},
	{"grant-weekly-2022-10-25.zip:ipgb20221025lst.txt", "uspto-weekly-list", ""},
	{"grant-weekly-2022-10-25.zip:ipgb20221025rpt.html", "uspto-weekly-report", ""},
}

func TestConformance(t *testing.T) {
	manual, err := os.ReadFile(filepath.Join(problemtest.Root(t), "docs", "import-formats.md"))
	if err != nil {
		t.Fatal(err)
	}
	if len(conformance) < 20 {
		t.Fatalf("only %d files are listed", len(conformance))
	}
	for _, c := range conformance {
		t.Run(c.file, func(t *testing.T) {
			b := fixture(t, c.file)
			f := recognise(t, c.file, b)
			if f.Name != c.format {
				t.Fatalf("recognised as %s", f.Name)
			}
			documents := "refused"
			if c.totals != "" {
				documents, _, _ = strings.Cut(strings.TrimPrefix(c.totals, "documents "), ",")
			}
			if row := fmt.Sprintf("| %s | %s | %s |\n", c.file, c.format, documents); !strings.Contains(string(manual), row) {
				t.Errorf("docs/import-formats.md has no row %s", row)
			}
			if f.Decoder == nil {
				return
			}
			got, err := sourcetest.Decode(t, f.Decoder, bytes.NewReader(b), c.file, source.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if got.Totals() != c.totals {
				t.Errorf("got  %s\nwant %s", got.Totals(), c.totals)
			}
		})
	}
}
