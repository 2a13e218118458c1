package table_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/crossgrant/crossgrant/internal/ingest/table"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// organisations resolves two names and their ids.
func organisations(name string) (string, bool) {
	if id, ok := map[string]string{"acme": "acme", "beta": "beta", "Beta GmbH": "beta"}[name]; ok {
		return id, true
	}
	if name == "Acme!" {
		return "unresolved-acme", false
	}
	return patent.NameID(name), false
}

func read(t testing.TB, text string, opt table.Options) ([]patent.Record, *table.Report) {
	t.Helper()
	var out []patent.Record
	rep, err := table.Read(strings.NewReader(text), opt, func(r patent.Record) bool {
		out = append(out, r)
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	if rep.Read != rep.Kept+rep.Repeated+rep.Conflicting+rep.Malformed || rep.Kept != len(out) {
		t.Errorf("the counts do not add up: %+v, %d records", rep, len(out))
	}
	return out, rep
}

func TestReadSample(t *testing.T) {
	text, err := os.ReadFile("testdata/sample.csv")
	if err != nil {
		t.Fatal(err)
	}
	records, rep := read(t, string(text), table.Options{File: "sample.csv", Resolve: organisations, SourceDate: when.MustParse("2024-01-31")})
	var got strings.Builder
	for _, r := range records {
		fmt.Fprintf(&got, "%s %s %s %q %s granted %s owners %v filed %s granted %s ends %s %s fields %s\n",
			r.ID, r.Office, r.Kind, r.KindCode, r.Source, r.IsGrant, r.Owners, r.Filed, r.Grant, r.Expires, r.TermKind, r.Fields)
	}
	fmt.Fprintf(&got, "read %d kept %d repeated %d conflicting %d malformed %d without owner %d unresolved %v\n",
		rep.Read, rep.Kept, rep.Repeated, rep.Conflicting, rep.Malformed, rep.WithoutOwner, rep.Unresolved)
	for _, p := range rep.Problems {
		fmt.Fprintf(&got, "%s:%d:%d: %s: %s\n", p.Subject.File, p.Subject.Start.Line, p.Subject.Start.Column, p.Name, p.Summary)
		for _, r := range p.Related {
			fmt.Fprintf(&got, "  %s at %d\n", r.Says, r.Range.Start.Line)
		}
	}
	golden(t, "testdata/sample.want", got.String())
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s differs; got:\n%s", file, got)
	}
}

func TestDialects(t *testing.T) {
	for _, c := range []struct{ name, text string }{
		{"comma", "country,number,kind,owner\nUS,9900001,B2,acme\n"},
		{"semicolon", "country;number;kind;owner\nUS;9900001;B2;acme\n"},
		{"tab", "country\tnumber\tkind\towner\nUS\t9900001\tB2\tacme\n"},
		{"byte order mark", "\ufeffcountry,number,kind,owner\nUS,9900001,B2,acme\n"},
		{"spreadsheet's first line", "sep=;\ncountry;number;kind;owner\nUS;9900001;B2;acme\n"},
		{"windows line ends", "country,number,kind,owner\r\nUS,9900001,B2,acme\r\n"},
		{"no last line end", "country,number,kind,owner\nUS,9900001,B2,acme"},
		{"quotes everywhere", `"country","number","kind","owner"` + "\n" + `"US","9900001","B2","acme"`},
		{"blanks and case", "Country , Publication-Number,KIND_CODE,Assignee\nus, 9900001 ,b2, acme\n"},
		{"number as printed", "publication number,assignee\n\"US 9,900,001 B2\",acme\n"},
		{"id", "id,country,owner,kind\nUS9900001B2,US,acme,B2\n"},
		{"empty cells behind", "country,number,kind,owner\nUS,9900001,B2,acme,,,\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			records, rep := read(t, c.text, table.Options{})
			if len(records) != 1 || len(rep.Problems) != 0 {
				t.Fatalf("%d records, problems %v", len(records), rep.Problems)
			}
			r := records[0]
			if r.ID != "US9900001B2" || r.Office != "US" || r.KindCode != "B2" || r.IsGrant != patent.Yes || !slices.Equal(r.Owners, []string{"acme"}) {
				t.Errorf("%+v", r)
			}
		})
	}
}

func TestRows(t *testing.T) {
	const head = "country,number,kind,title,owner\n"
	for _, c := range []struct {
		name, text string
		ids        string
		problems   string // line:column name
	}{
		{"line end in a field", head + "US,1234567,A,\"two\nlines\",x\nUS,1234568,A,b,y\n", "US1234567A US1234568A", ""},
		{"quote never closed", head + "US,1234567,A,\"two,x\nUS,1234568,A,b,y\nUS,1234569,A,c,y\n", "US1234568A US1234569A", "2:14 row-quote"},
		{"quote closed by the next row's", head + "US,1234567,A,\"two,x\nUS,1234568,A,\"b\",y\n", "US1234568A", "2:14 row-quote"},
		{"text after a quote", head + "US,1234567,A,\"a\"b,x\nUS,1234568,A,b,y\n", "US1234568A", "2:14 row-quote"},
		{"quote inside a bare field", head + "US,1234567,A,5\" disk,x\n", "US1234567A", ""},
		{"too few", head + "US,1234567,A,a\nUS,1234568,A,b,y\n", "US1234568A", "2:1 row-columns"},
		{"too many", head + "US,1234567,A,a,b,c\n", "", "2:1 row-columns"},
		{"not UTF-8", head + "US,1234567,A,caf\xe9,x\nUS,1234568,A,b,y\n", "US1234568A", "2:17 row-encoding"},
		{"control character", head + "US,1234567,A,a\x00b,x\n", "", "2:15 row-encoding"},
		{"unknown office", head + "UK,1234567,A,a,x\n", "", "2:1 row-number"},
		{"no number", head + "US,,A,a,x\n", "", "2:4 row-number"},
		{"no such number", head + "US,12x34,A,a,x\n", "", "2:4 row-number"},
		{"column counts characters", head + "US,1234567,A,华为,\"x\" y\n", "", "2:17 row-quote"},
		{"blank lines", head + "\n  \nUS,1234567,A,a,x\n\n", "US1234567A", ""},
		{"conflict", head + "US,1234567,A,a,x\nUS,1234567,A,b,x\n", "US1234567A", "3:1 row-conflict"},
		{"repeated", head + "US,1234567,A,a,x\nUS,1234567,A,a,x\n", "US1234567A", ""},
		{"header only", head, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			records, rep := read(t, c.text, table.Options{File: "t.csv"})
			var ids, problems []string
			for _, r := range records {
				ids = append(ids, r.ID)
			}
			for _, p := range rep.Problems {
				problems = append(problems, fmt.Sprintf("%d:%d %s", p.Subject.Start.Line, p.Subject.Start.Column, p.Name))
				if p.Detail == "" || p.Summary == "" {
					t.Errorf("%+v says too little", p)
				}
			}
			if got := strings.Join(ids, " "); got != c.ids {
				t.Errorf("kept %q, want %q", got, c.ids)
			}
			if got := strings.Join(problems, ", "); got != c.problems {
				t.Errorf("problems %q, want %q", got, c.problems)
			}
		})
	}
}

func TestUnusableTables(t *testing.T) {
	for _, c := range []struct {
		name, text, want string
		opt              table.Options
	}{
		{"empty", "", "it is empty", table.Options{}},
		{"utf-16", "\xff\xfec\x00o\x00", "UTF-16", table.Options{}},
		{"no number", "title,owner\na,b\n", "no column holds a patent number", table.Options{}},
		{"two owners", "number,owner,assignee\n", `the columns "owner" and "assignee" both mean owner`, table.Options{}},
		{"no such column", "number,Asignee\n", `it has no column "Assignee"; there is "Asignee"`, table.Options{Columns: map[string]string{"owner": "Assignee"}}},
		{"no such meaning", "number\n", `a column cannot mean "colour"`, table.Options{Columns: map[string]string{"colour": "number"}}},
		{"one column twice", "number,x\n", `the column "x" cannot mean both`, table.Options{Columns: map[string]string{"owner": "x", "title": "x"}}},
		{"open quote", "number,\"x\nUS1\n", "never closed", table.Options{}},
		{"only sep", "sep=;\n", "it ends before", table.Options{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.opt.File = "t.csv"
			_, err := table.Read(strings.NewReader(c.text), c.opt, func(patent.Record) bool { return true })
			if !errors.Is(err, table.ErrTable) || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "t.csv") {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}

func TestColumnsCanBeStated(t *testing.T) {
	records, rep := read(t, "number,country,Assignee,Holder today,colour\n9900001,US,old,new,red\n",
		table.Options{Columns: map[string]string{"owner": "Holder today"}})
	if len(records) != 1 || !slices.Equal(records[0].Owners, []string{"new"}) {
		t.Fatalf("%+v", records)
	}
	want := []table.Column{{"number", "number"}, {"country", "country"}, {"Assignee", ""}, {"Holder today", "owner"}, {"colour", ""}}
	if !slices.Equal(rep.Columns, want) {
		t.Errorf("columns %v, want %v", rep.Columns, want)
	}
}

func TestOwners(t *testing.T) {
	text := "number,country,owner,co owners\n" +
		"9900001,US,Beta GmbH,acme; Nobody & Sons\n9900002,US,NOBODY   & sons,\n9900003,US,华为 技术,\n9900004,US,Acme!,\n9900005,US,,\n"
	records, rep := read(t, text, table.Options{Resolve: organisations})
	want := [][]string{{"beta", "acme", "nobody-sons"}, {"nobody-sons"}, {"华为-技术"}, {"unresolved-acme"}, nil}
	for i, r := range records {
		if !slices.Equal(r.Owners, want[i]) {
			t.Errorf("%s: owners %v, want %v", r.ID, r.Owners, want[i])
		}
	}
	unresolved := []table.Owner{{"Nobody & Sons", "nobody-sons", 2}, {"Acme!", "unresolved-acme", 1}, {"华为 技术", "华为-技术", 1}}
	if !slices.Equal(rep.Unresolved, unresolved) {
		t.Errorf("unresolved %v, want %v", rep.Unresolved, unresolved)
	}
	if rep.WithoutOwner != 1 {
		t.Errorf("%d without owner, want 1", rep.WithoutOwner)
	}
}

// A line of hundreds of megabytes is skipped in little memory, and what follows it is read.
func TestLongLine(t *testing.T) {
	long := strings.Repeat("x", 5<<20)
	for _, text := range []string{
		"number,title\nUS9900001B2," + long + "\nUS9900002B2,a\n",
		"number,title\nUS9900001B2,\"" + long + "\nUS9900002B2,a\n",
		"number,title\nUS9900001B2,\"a\n" + long + "\nUS9900002B2,a\n",
	} {
		records, rep := read(t, text, table.Options{})
		if len(records) != 1 || records[0].ID != "US9900002B2" || rep.Malformed == 0 {
			t.Errorf("%d records, report %+v", len(records), rep)
		}
		for _, p := range rep.Problems {
			if len(p.Summary) > 200 {
				t.Errorf("a summary of %d bytes", len(p.Summary))
			}
		}
	}
	if _, err := table.Read(strings.NewReader(long), table.Options{}, nil); !errors.Is(err, table.ErrTable) {
		t.Errorf("a header of %d bytes: %v", len(long), err)
	}
}

func TestProblemsAreCountedBeyondTheList(t *testing.T) {
	_, rep := read(t, "number\n"+strings.Repeat("nonsense\n", 30), table.Options{MaxProblems: 10})
	if rep.Malformed != 30 || len(rep.Problems) != 10 || rep.Omitted != 20 {
		t.Errorf("malformed %d, listed %d, omitted %d", rep.Malformed, len(rep.Problems), rep.Omitted)
	}
}

func TestReadErrorsAreErrors(t *testing.T) {
	broken := errors.New("the disk is gone")
	for _, n := range []string{"", "number\n", "number\nUS9900001B2\n", "number,title\nUS9900001B2,\"a\n"} {
		r := strings.NewReader(n)
		_, err := table.Read(struct{ *failing }{&failing{r, broken}}, table.Options{}, func(patent.Record) bool { return true })
		if !errors.Is(err, broken) {
			t.Errorf("after %q: error %v", n, err)
		}
	}
	if _, err := table.ReadFile(filepath.Join(t.TempDir(), "none.csv"), table.Options{}, nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("missing file: %v", err)
	}
	if _, err := table.Read(iotest.OneByteReader(strings.NewReader("number\nUS9900001B2\n")), table.Options{}, func(patent.Record) bool { return true }); err != nil {
		t.Error(err)
	}
}

// failing reads what it has and then fails.
type failing struct {
	r   *strings.Reader
	err error
}

func (f *failing) Read(b []byte) (int, error) {
	if f.r.Len() == 0 {
		return 0, f.err
	}
	return f.r.Read(b)
}

func TestKeepCanStop(t *testing.T) {
	n := 0
	rep, err := table.Read(strings.NewReader("number\nUS9900001B2\nUS9900002B2\nUS9900003B2\n"), table.Options{}, func(patent.Record) bool {
		n++
		return n < 2
	})
	if err != nil || n != 2 || rep.Kept != 2 {
		t.Errorf("%d records, report %+v, error %v", n, rep, err)
	}
}

func FuzzTableImport(f *testing.F) {
	sample, err := os.ReadFile("testdata/sample.csv")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(sample))
	f.Add("id;owner\na;b\n")
	f.Add("number\tcountry\n\"1\n2\"\tUS\n")
	f.Add("\ufeffsep=,\nnumber,states,right,standards\nUS1,DE;FR,design,LTE|5G\n")
	f.Fuzz(func(t *testing.T, text string) {
		ids := map[string]bool{}
		lines := strings.Count(text, "\n") + 1
		rep, err := table.Read(strings.NewReader(text), table.Options{File: "f.csv", MaxLine: 4096, MaxFields: 20, Resolve: organisations}, func(r patent.Record) bool {
			if ids[r.ID] {
				t.Fatalf("%s came twice", r.ID)
			}
			ids[r.ID] = true
			for _, d := range []when.Bounds{r.Priority, r.Filed, r.Published} {
				if d.Empty() {
					t.Fatalf("%s has a day that cannot be: %+v", r.ID, r)
				}
			}
			if r.Office == "" {
				t.Fatalf("%s is at no office", r.ID)
			}
			return true
		})
		if err != nil {
			if !errors.Is(err, table.ErrTable) {
				t.Fatal(err)
			}
			return
		}
		if rep.Read != rep.Kept+rep.Repeated+rep.Conflicting+rep.Malformed || rep.Kept != len(ids) || rep.Read > lines {
			t.Fatalf("the counts do not add up: %+v", rep)
		}
		if len(rep.Problems)+rep.Omitted != rep.Malformed+rep.Conflicting {
			t.Fatalf("%d problems for %d malformed and %d conflicting rows", len(rep.Problems), rep.Malformed, rep.Conflicting)
		}
		for _, p := range rep.Problems {
			if p.Subject.Start.Line < 2 || p.Subject.Start.Line > lines || p.Subject.Start.Byte > len(text) {
				t.Fatalf("%+v points outside the table", p)
			}
		}
	})
}
