package sheet_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"
	"github.com/xuri/excelize/v2"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/sheet"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/ingest/source/sourcetest"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

func decoder(t testing.TB, name string) source.Decoder {
	t.Helper()
	for _, f := range sheet.Formats() {
		if f.Name == name {
			return f.Decoder
		}
	}
	t.Fatalf("there is no format %q", name)
	return nil
}

func mapping(t testing.TB, text string) sheet.Mapping {
	t.Helper()
	m, err := sheet.ParseMapping([]byte(text), "x.map")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestMappedTable(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "list.map"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", "list.csv")
	sourcetest.Golden(t, sourcetest.ReadFile(t, mapping(t, string(text)).Decoder(), path), path+".want")
}

func TestMapping(t *testing.T) {
	m := mapping(t, "\ufeff# comment\n\nsheet: A\nSheet: B: C\nheader row: 3\ndates: day/month/year\nNumber: Patent No.\nfiling date: Filed: where\n")
	want := sheet.Mapping{Columns: map[string]string{"number": "Patent No.", "filing_date": "Filed: where"}, Sheets: []string{"A", "B: C"}, HeaderRow: 3, Days: source.DayFirst}
	if diff := cmp.Diff(want, m); diff != "" {
		t.Error(diff)
	}
	for text, says := range map[string]string{
		"number":                          "write “meaning: header of the column”",
		"number:":                         "write “meaning",
		"nummer: A":                       `perhaps "number"`,
		"colour: A":                       `a column cannot mean "colour"; it can mean application_number,`,
		"number: A\nnumber: B":            "two lines say which column means number",
		"number: A\nid: A":                "cannot mean both number and id",
		"header row: 0":                   "a number from 1",
		"header row: third":               "a number from 1",
		"dates: whichever":                "month/day/year or day/month/year",
		"number: A\n\n\nfiling day: July": "x.map:4",
	} {
		if _, err := sheet.ParseMapping([]byte(text), "x.map"); !errors.Is(err, sheet.ErrMapping) || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v, want %q", text, err, says)
		}
	}
}

func TestNoList(t *testing.T) {
	for text, says := range map[string]string{
		"Name,Colour\nA,red\n":                   `no column holds a patent number; its columns are "Name", "Colour"`,
		"number,owner,assignee\n1,a,b\n":         `"owner" and "assignee" both mean owner`,
		"":                                       "it is empty",
		strings.Repeat("a,b\n", 5):               "no column holds a patent number",
		"\xff\xfen\x00u\x00m\x00b\x00e\x00r\x00": "UTF-16",
	} {
		_, err := sourcetest.Decode(t, sheet.Mapping{}.Decoder(), strings.NewReader(text), "x.csv", source.Limits{})
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%.30q: %v, want %q", text, err, says)
		}
	}
	_, err := sourcetest.Decode(t, mapping(t, "number: Patent").Decoder(), strings.NewReader("Patents,Owner\nUS1,x\n"), "x.csv", source.Limits{})
	if !errors.Is(err, sheet.ErrNoPatents) || !strings.Contains(err.Error(), `it has no column "Patent"; there is "Patents"`) {
		t.Error(err)
	}
}

// book makes a workbook of sheets of rows.
func book(t testing.TB, sheets map[string][][]any, change func(*excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for name, rows := range sheets {
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			if err := f.SetSheetRow(name, fmt.Sprintf("A%d", i+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(f)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func styled(t testing.TB, f *excelize.File, sheet, cell, format string) {
	t.Helper()
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.SetCellStyle(sheet, cell, cell, style); err != nil {
		t.Fatal(err)
	}
}

var patents = [][]any{
	{"Patents of Vexil Radio"},
	{},
	{"Country", "Patent number", "Kind", "Applicant", "Filed", "Published", "Remarks", "Application No."},
	{"US", 99000111, "B2", "Vexil Radio Oy", 43831, "2020-02-03", "kept", "18/000,111"},
	{"US", 99000112, "B2", "Vexil Radio Oy", "3/6/2020", 2020, nil, nil},
	{"JP", 40664, "B", "Vexil Radio Oy", nil, nil, nil, nil},
	{"CN", 201110269715.0, "A", "Vexil Radio Oy", "10/15/2020", nil, nil, nil},
	{"US", 1.25e20, "B2", "Vexil Radio Oy", nil, nil, nil, nil},
	{nil, nil, nil, nil, nil, nil, nil, nil},
	{"US", "99,000,113", "B2", "Vexil Radio Oy"},
}

func dates(t testing.TB) func(*excelize.File) {
	return func(f *excelize.File) {
		styled(t, f, "Granted", "E4", "m/d/yyyy")
		styled(t, f, "Granted", "B6", "mmm-yy")
		styled(t, f, "Granted", "B4", "0.00E+00")
	}
}

func TestWorkbook(t *testing.T) {
	content := book(t, map[string][][]any{"Granted": patents, "Legend": {{"Colour", "Meaning"}, {"red", "stop"}}}, dates(t))
	if best, sure := sourcetest.Best(sheet.Formats(), "x.xlsx", content); best.Name != "sheet-xlsx" || sure < 50 {
		t.Errorf("recognised as %q (%d)", best.Name, sure)
	}
	c, err := sourcetest.Decode(t, decoder(t, "sheet-xlsx"), bytes.NewReader(content), "x.xlsx", source.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	type row struct{ number, application, filed, published, role, unmapped string }
	var got []row
	for _, d := range c.Documents {
		r := row{d.Publications[0].Number.Text, d.Application.Text, d.Filed.String(), d.Published.String(), string(d.Parties[0].Role), strings.Join(d.Unmapped, ",")}
		got = append(got, r)
		if d.Place.File != "x.xlsx:Granted" || d.Office == "" {
			t.Errorf("%+v", d)
		}
	}
	want := []row{
		{"99000111", "18/000,111", "2020-01-01", "2020-02-03", "applicant", "Remarks"},
		{"99000112", "", "2020-03-06", "between 2020-01-01 and 2020-12-31", "applicant", ""},
		{"201110269715", "", "2020-10-15", "unknown", "applicant", ""},
		{"99,000,113", "", "unknown", "unknown", "applicant", ""},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(row{})); diff != "" {
		t.Error(diff)
	}
	var said []string
	for _, r := range c.Reported {
		said = append(said, fmt.Sprint(r.Place.Line, " ", r.Name, " ", r.Skipped))
	}
	if diff := cmp.Diff([]string{"6 spreadsheet-damage true", "8 spreadsheet-damage true", "0 record-date false"}, said); diff != "" {
		t.Error(diff)
	}
}

// The same days in a workbook that counts from 1904, and in a sheet that the mapping names.
func TestWorkbookFrom1904(t *testing.T) {
	content := book(t, map[string][][]any{"Granted": patents, "Other": patents}, func(f *excelize.File) {
		yes := true
		if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}); err != nil {
			t.Fatal(err)
		}
	})
	c, err := sourcetest.Decode(t, mapping(t, "sheet: Other\nheader row: 3\n").Decoder(), bytes.NewReader(content), "x.xlsx", source.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if d := c.Documents[0]; d.Filed.String() != "2024-01-02" || d.Place.File != "x.xlsx:Other" {
		t.Errorf("%v at %+v", d.Filed, d.Place)
	}
}

func TestWorkbookRefused(t *testing.T) {
	read := func(content []byte, m sheet.Mapping) error {
		_, err := sourcetest.Decode(t, m.Decoder(), bytes.NewReader(content), "x.xlsx", source.Limits{})
		return err
	}
	legend := book(t, map[string][][]any{"Legend": {{"Colour", "Meaning"}, {"red", "stop"}}}, nil)
	codes := book(t, map[string][][]any{"Feuil1": {{"Authority", "Event-code", "Date Created", "Influence", "Description ENG"}, {"AR", "FA  ", "20110427", "-", "ABANDONMENT"}}}, nil)
	for _, test := range []struct {
		content []byte
		m       sheet.Mapping
		says    string
	}{
		{legend, sheet.Mapping{}, `the sheet "Legend" holds no list of patents: no column holds a patent number; its columns are "Colour", "Meaning"`},
		{codes, sheet.Mapping{}, "table of the codes of legal events"},
		{book(t, map[string][][]any{"Empty": nil}, nil), sheet.Mapping{}, "every sheet is empty"},
		{legend, sheet.Mapping{Sheets: []string{"Granted"}}, `there is no sheet "Granted"; there are "Legend"`},
		{legend, sheet.Mapping{HeaderRow: 2}, `"red", "stop"`},
		{legend[:len(legend)/2], sheet.Mapping{}, "cannot be read"},
		{[]byte("PK\x03\x04 and then nothing"), sheet.Mapping{}, "cannot be read"},
	} {
		if err := read(test.content, test.m); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%v, want %q", err, test.says)
		}
	}
	path := sourcetest.Shared(t, "fixtures", "epo", "epo-legal-event-codes-202417.xlsx")
	sourcetest.Listed(t, filepath.Base(path), "sheet-xlsx", "refused")
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := read(content, sheet.Mapping{}); err == nil || !strings.Contains(err.Error(), "table of the codes of legal events") {
		t.Error(err)
	}
}

func TestHostile(t *testing.T) {
	table, err := os.ReadFile(filepath.Join("testdata", "list.csv"))
	if err != nil {
		t.Fatal(err)
	}
	t.Run("table", func(t *testing.T) {
		sourcetest.Hostile(t, sheet.Mapping{Columns: map[string]string{"number": "Patent No."}}.Decoder(), table)
	})
	t.Run("workbook", func(t *testing.T) {
		sourcetest.Hostile(t, decoder(t, "sheet-xlsx"), book(t, map[string][][]any{"Granted": patents}, nil), sourcetest.Memory(128<<20))
	})
}

func FuzzTable(f *testing.F) {
	table, err := os.ReadFile(filepath.Join("testdata", "list.csv"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(table)
	f.Add([]byte("number,filed,cpc\n1.1E+07,43831,H04W 72/04\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		sourcetest.Decode(t, sheet.Mapping{}.Decoder(), bytes.NewReader(b), "x", source.Limits{Record: 1 << 16})
	})
}

func FuzzMapping(f *testing.F) {
	f.Add([]byte("sheet: A\nheader row: 3\ndates: day/month/year\nnumber: Patent No.\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if m, err := sheet.ParseMapping(b, "x"); err == nil && m.HeaderRow < 0 {
			t.Error(m)
		}
	})
}

// documents are of other packages' formats; Parquet carries them as they are.
func documents(t testing.TB) []source.Document {
	t.Helper()
	n, yes := 211, when.Exact(when.MustParse("2097-09-01"))
	a := source.New("uspto-grant-xml")
	a.Place = source.Place{File: "x.xml", Line: 7, Record: 3}
	a.Office, a.Application = "US", source.Number{Office: "US", Text: "18/000,111"}
	a.Publications = []source.Publication{{Number: source.Number{Office: "US", Text: "99000111", Kind: "B2"}, Date: yes}}
	a.Kind, a.Granted, a.Grant, a.Filed = patent.Invention, patent.Yes, yes, when.Bounds{Earliest: when.MustParse("2097-01-01"), Latest: when.MustParse("2097-12-31")}
	a.Published = when.Bounds{Earliest: when.Min, Latest: when.MustParse("2097-12-31")}
	a.Term.Adjustment, a.Term.Disclaimer = &n, patent.Yes
	a.Title, a.Titles = "Steam whistle “loud”", map[string]string{"en": "Steam whistle", "de": "Dampfpfeife"}
	a.Parties = []source.Party{{Name: "Vexil", Role: source.Assignee}, {Name: "Orchard", Role: source.Proprietor}, {Name: "Orchard 2", Role: source.Proprietor}}
	a.CPC, a.States = []string{"G10K5/02", "H04B1/18"}, []string{"DE"}
	a.Declared = []source.Declaration{{Body: "ETSI", Standard: "5G", Declared: yes, Explicit: patent.No}, {Standard: "5G", Declared: when.Unknown}}
	a.Events = []source.LegalEvent{{Office: "EP", Code: "PG25", Country: "DE", Date: yes, Effective: when.Unknown}}
	a.Unmapped = []string{"abstract"}
	return []source.Document{a, source.New("etsi-isld-csv")}
}

func write(t testing.TB, docs []source.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	w := sheet.NewParquetWriter(&b)
	for _, d := range docs {
		if err := w.Write(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func readParquet(t testing.TB, content []byte) (sourcetest.Collected, error) {
	t.Helper()
	var c sourcetest.Collected
	err := decoder(t, "parquet").Decode(context.Background(), bytes.NewReader(content), "x.parquet", source.Limits{}, c.Sink())
	return c, err
}

func TestParquetRoundTrip(t *testing.T) {
	docs := documents(t)
	content := write(t, docs)
	if best, sure := sourcetest.Best(sheet.Formats(), "x", content); best.Name != "parquet" || sure < 50 {
		t.Errorf("recognised as %q", best.Name)
	}
	c, err := readParquet(t, content)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(docs, c.Documents); diff != "" {
		t.Error(diff)
	}
	if again := write(t, docs); !bytes.Equal(content, again) {
		t.Error("the same documents give other bytes")
	}
	many := make([]source.Document, 10_500)
	for i := range many {
		many[i] = docs[i%2]
	}
	if c, err = readParquet(t, write(t, many)); err != nil || !cmp.Equal(many, c.Documents) {
		t.Errorf("%d of %d documents come back: %v", len(c.Documents), len(many), err)
	}
}

func TestParquetDamaged(t *testing.T) {
	good := write(t, documents(t))
	for i := range 60 {
		cut := good[:len(good)*i/60]
		if _, err := readParquet(t, cut); err == nil {
			t.Errorf("cut to %d of %d bytes, and nothing is said", len(cut), len(good))
		}
		damaged := bytes.Clone(good)
		for k := range 8 {
			damaged[(i*7919+k*104729)%len(damaged)] ^= byte(1 + i + k)
		}
		if _, err := readParquet(t, damaged); err != nil && !strings.Contains(err.Error(), "Parquet") && !errors.Is(err, sheet.ErrNoPatents) && !strings.Contains(err.Error(), "packed with") {
			t.Errorf("%v", err)
		}
	}
	r := rand.New(rand.NewPCG(1, 2)) // among these were files that took all memory before their pages were checked
	for range 600 {
		damaged := bytes.Clone(good)
		for range 1 + r.IntN(6) {
			from := 0
			if r.IntN(2) == 0 {
				from = len(good) * 2 / 3
			}
			damaged[from+r.IntN(len(good)-from)] = byte(r.IntN(256))
		}
		readParquet(t, damaged)
	}
	greedy := append(bytes.Clone(good[:len(good)-8]), 0xff, 0xff, 0xff, 0xff, 'P', 'A', 'R', '1')
	if _, err := readParquet(t, greedy); err == nil {
		t.Error("a footer of four gigabytes is believed")
	}
	stop := errors.New("stop")
	err := decoder(t, "parquet").Decode(context.Background(), bytes.NewReader(good), "x", source.Limits{}, source.Sink{
		Document: func(source.Document) error { return stop }, Report: func(source.Reported) error { return nil }})
	if !errors.Is(err, stop) {
		t.Error(err)
	}
}

type foreign struct {
	Country string   `parquet:"country"`
	Number  int64    `parquet:"patent_number"`
	Kind    string   `parquet:"kind"`
	Owner   []string `parquet:"owner,list"`
	Filed   int32    `parquet:"filing date,date"`
	Granted int64    `parquet:"granted,timestamp(millisecond)"`
	Score   float64  `parquet:"score"`
}

// A file that others wrote is read as a table, whatever it is packed with that can be read in bounded memory.
func TestParquetOfOthers(t *testing.T) {
	rows := []foreign{{"US", 99000111, "B2", []string{"Vexil Radio Oy", "Orchard Whistles Corp"}, 18262, 1577836800000, 0.5}, {"", 0, "", nil, 0, 0, 1}}
	for _, codec := range []compress.Codec{&parquet.Uncompressed, &parquet.Snappy, &parquet.Gzip, &parquet.Zstd, &parquet.Lz4Raw} {
		var b bytes.Buffer
		w := parquet.NewGenericWriter[foreign](&b, parquet.Compression(codec))
		if _, err := w.Write(rows); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		c, err := readParquet(t, b.Bytes())
		if codec == compress.Codec(&parquet.Lz4Raw) {
			if err == nil || !strings.Contains(err.Error(), "write it with zstd, snappy or gzip") {
				t.Errorf("%v: %v", codec, err)
			}
			continue
		}
		if err != nil || len(c.Documents) != 2 {
			t.Errorf("%v: %v, %+v", codec, err, c)
			continue
		}
		d := c.Documents[0]
		got := fmt.Sprint(d.Office, " ", d.Publications[0].Number, " ", d.Parties, " ", d.Filed, " ", d.Grant, " ", d.Unmapped)
		if want := "US {US 99000111 B2} [{Vexil Radio Oy proprietor  false } {Orchard Whistles Corp proprietor  false }] 2020-01-01 2020-01-01 [score]"; got != want {
			t.Errorf("%v: %s", codec, got)
		}
	}
}

func FuzzParquet(f *testing.F) {
	f.Add(write(f, documents(f)))
	f.Fuzz(func(t *testing.T, b []byte) { readParquet(t, b) })
}

func TestDamageIsNamed(t *testing.T) {
	c, err := sourcetest.Decode(t, sheet.Mapping{}.Decoder(), strings.NewReader("number,filed\n1.2E+07,\nUS99000111,43831\n"), "x.csv", source.Limits{})
	if err != nil || len(c.Reported) != 2 || c.Reported[0].Name != diag.SpreadsheetDamage || c.Reported[1].Name != diag.SpreadsheetDamage {
		t.Fatal(err, c.Reported)
	}
	if got := c.Documents[0].Filed.String(); got != "between 2020-01-01 and 2024-01-02" {
		t.Error(got)
	}
}
