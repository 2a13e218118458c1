package crossgrant

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/examples"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
	"pgregory.net/rapid"
)

var testToday = when.MustParse("2026-11-22")

func onTestDay() when.Date { return testToday }

// deal opens a fresh skeleton.
func deal(t *testing.T) *Workspace {
	t.Helper()
	dir := t.TempDir()
	if _, err := Init(dir); err != nil {
		t.Fatal(err)
	}
	return reopen(t, dir)
}

func reopen(t *testing.T, dir string) *Workspace {
	t.Helper()
	w, err := Open(dir, Options{Today: onTestDay})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestSkeleton(t *testing.T) {
	w := deal(t)
	r, err := w.Check(CheckOptions{KnownAt: when.None, ReadBack: true})
	if err != nil {
		t.Fatal(err)
	}
	if n := r.BySeverity(); n[diag.Error]+n[diag.Warning] > 0 || r.Failed() > 0 || len(r.Expects) == 0 || len(r.ReadBack) == 0 {
		t.Errorf("the skeleton does not check clean: %+v, %d expectations, %d fail, %d blocks read back", r.Problems, len(r.Expects), r.Failed(), len(r.ReadBack))
	}
	if f, err := w.Format(FormatOptions{DryRun: true}); err != nil || len(f.Changed) > 0 {
		t.Errorf("the skeleton is not in canonical form: %v, %v", f.Changed, err)
	}
}

// TestSample holds the sample to what it claims: it checks without errors or warnings, and all its cases hold.
func TestSample(t *testing.T) {
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	w, err := OpenFS(examples.HuaweiXiaomi(), Options{Today: onTestDay})
	if err != nil {
		t.Fatal(err)
	}
	r, err := w.Check(CheckOptions{KnownAt: when.None})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range r.Problems {
		if p.Severity != diag.Note {
			t.Errorf("%s:%d: %s: %s", p.Subject.File, p.Subject.Start.Line, p.Name, p.Summary)
		}
	}
	for _, e := range r.Expects {
		if !e.Pass {
			t.Errorf("expect %q: found %s: %s", e.Expect.Title, e.Found, strings.Join(e.Differences, "; "))
		}
	}
	if len(r.Expects) < 25 {
		t.Errorf("the sample has %d expectations", len(r.Expects))
	}
	if left, _ := os.ReadDir(tmp); len(left) > 0 {
		t.Errorf("the sample left %s in the temporary folder", left[0].Name())
	}
	for _, e := range []error{
		func() error { _, err := w.Record("2026-01-01 huawei controls honor 1%"); return err }(),
		func() error { _, err := w.Import("x.csv", ImportOptions{}); return err }(),
		func() error { _, err := w.Format(FormatOptions{}); return err }(),
	} {
		if !errors.Is(e, errReadOnly) {
			t.Errorf("writing to the sample gives %v", e)
		}
	}
}

func TestOpenErrors(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		filepath.Join(dir, "nowhere"): "there is no folder",
		file:                          "a workspace is a folder",
		dir:                           "there is no agreement",
	} {
		if _, err := Open(path, Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Open(%s) = %v, want %q", filepath.Base(path), err, want)
		}
	}
	var empty *EmptyError
	if _, err := Open(dir, Options{}); !errors.As(err, &empty) {
		t.Errorf("an empty folder gives %v", err)
	}
}

// Several workspaces over one folder record at once, as several programs would. No line is lost or torn.
func TestRecordConcurrently(t *testing.T) {
	first := deal(t)
	const writers, each = 4, 12
	var wg sync.WaitGroup
	for i := range writers {
		w := reopen(t, first.Dir())
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range each {
				if _, err := w.Record(fmt.Sprintf(`finding "approved %d-%d" of acme-one: yes`, i, j)); err != nil {
					t.Error(err)
				}
			}
		}()
	}
	wg.Wait()
	src, err := os.ReadFile(filepath.Join(first.Dir(), journalFile))
	if err != nil {
		t.Fatal(err)
	}
	for i := range writers {
		for j := range each {
			if n := bytes.Count(src, fmt.Appendf(nil, "finding \"approved %d-%d\" of acme-one: yes\n  recorded   2026-11-22\n", i, j)); n != 1 {
				t.Errorf("fact %d-%d stands %d times in the journal", i, j, n)
			}
		}
	}
	if src[len(src)-1] != '\n' {
		t.Error("the journal does not end in a line end")
	}
	if l := onlyErrors(reopen(t, first.Dir()).Problems()); len(l) > 0 {
		t.Errorf("the journal has errors: %+v", l)
	}
}

func TestRecordRefuses(t *testing.T) {
	w := deal(t)
	if _, err := w.Record("acme controls bolt 60%"); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(w.Dir(), journalFile)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for fact, want := range map[string]string{
		"":         "there is no fact",
		"  \n \n":  "there is no fact",
		"# remark": "there is no fact",
		"2026-03-01 acme controls bolt 60%\n2026-03-02 acme controls bolt 70%":      "these are 2 facts",
		"2026-03-01 acme controls bolt 60%\n  recorded 2020-01-01":                  "leave that out",
		"recorded 2020-01-01\n2026-03-01 acme controls bolt 60%":                    "leave that out",
		"2026-03-01 acme controls bolt \xff60%":                                     "not valid UTF-8",
		"2026-03-01 acme controls bolt 60%\x00":                                     "NUL",
		"2026-03-01 acme contrls bolt 60%":                                          "The fact is not recorded",
		"2026-02-30 acme controls bolt 60%":                                         "The fact is not recorded",
		"2026-03-01 nobody controls bolt 60%":                                       "The fact is not recorded",
		"bolt controls acme 60%":                                                    "The fact is not recorded", // a circle with the fact above
		"2026-03-01 lapsed bolt-antenna in UK":                                      "The fact is not recorded",
		"acme is an organisation \"Twice\" US":                                      "The fact is not recorded",
		"between 2026-03-05 and 2026-03-01 acme controls bolt 60%":                  "The fact is not recorded",
		"2026-03-01 acme controls bolt 60%\n  nonsense x":                           "The fact is not recorded",
		"2026-03-01 acme controls bolt 60% " + strings.Repeat("very long ", 20_000): "The fact is not recorded",
		"2026-03-01 acme, bolt sign no-such-deal":                                   "The fact is not recorded",
		"presume that all is well":                                                  "The fact is not recorded",
		"2026-03-01 acme acquires bolt by assets":                                   "The fact is not recorded",
		"relevant to handset: fields no-such-field":                                 "The fact is not recorded",
		"2026-03-01 bolt assigns bolt-antenna to nobody":                            "The fact is not recorded",
	} {
		_, err := w.Record(fact)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Record(%.60q) = %v, want %q", fact, err, want)
		}
		after, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(before, after) {
			t.Errorf("Record(%.60q) changed the journal:\n%s", fact, after)
			if err := os.WriteFile(path, before, 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestAppended: what was there stays byte for byte, the statement begins on the line that is reported, and the journal
// ends in a line end.
func TestAppended(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		old := []byte(rapid.StringOf(rapid.RuneFrom([]rune("a\n #"))).Draw(t, "old"))
		text := "fact\n  recorded   2026-11-22\n"
		next, line := appended(old, text)
		if !bytes.HasPrefix(next, old) || !bytes.HasSuffix(next, []byte("\n")) {
			t.Fatalf("appended(%q) = %q", old, next)
		}
		if lines := strings.Split(string(next), "\n"); lines[line-1] != "fact" {
			t.Fatalf("appended(%q) = %q: line %d is %q", old, next, line, lines[line-1])
		}
	})
}

func TestApplyFixes(t *testing.T) {
	at := func(from, to int, text string) diag.Edit {
		return diag.Edit{Range: diag.Range{File: "x", Start: diag.Pos{Byte: from}, End: diag.Pos{Byte: to}}, New: text}
	}
	fix := func(edits ...diag.Edit) diag.Problem { return diag.Problem{Fix: &diag.Fix{Edits: edits}} }
	other := at(0, 1, "z")
	other.Range.File = "y"
	for _, c := range []struct {
		name  string
		src   string
		in    diag.List
		want  string
		fixed int
	}{
		{"none", "abc", nil, "abc", 0},
		{"one", "in UK", diag.List{fix(at(3, 5, "GB"))}, "in GB", 1},
		{"two, in any order", "UK, EL", diag.List{fix(at(4, 6, "GR")), fix(at(0, 2, "GB"))}, "GB, GR", 2},
		{"two edits of one fix", "“a”", diag.List{fix(at(0, 3, `"`), at(4, 7, `"`))}, `"a"`, 1},
		{"overlapping", "abcdef", diag.List{fix(at(0, 4, "X")), fix(at(2, 5, "Y"))}, "Xef", 1},
		{"insertion", "ab", diag.List{fix(at(1, 1, "-"))}, "a-b", 1},
		{"two insertions at one place", "ab", diag.List{fix(at(1, 1, "-")), fix(at(1, 1, "+"))}, "a-b", 1},
		{"another file", "abc", diag.List{fix(other)}, "abc", 0},
		{"out of range", "abc", diag.List{fix(at(2, 9, "x"))}, "abc", 0},
		{"no edits", "abc", diag.List{fix(), {}}, "abc", 0},
	} {
		got, n := applyFixes([]byte(c.src), "x", c.in)
		if string(got) != c.want || n != c.fixed {
			t.Errorf("%s: %q, %d; want %q, %d", c.name, got, n, c.want, c.fixed)
		}
	}
}

// endless is a file of one line that is as long as one likes, without holding it in memory.
type endless struct{ size, read int64 }

func (e *endless) Stat() (fs.FileInfo, error) { return e, nil }
func (e *endless) Read(b []byte) (int, error) {
	n := min(int64(len(b)), e.size-e.read)
	if n == 0 {
		return 0, io.EOF
	}
	for i := range b[:n] {
		b[i] = 'a'
	}
	e.read += n
	return int(n), nil
}
func (e *endless) Close() error       { return nil }
func (e *endless) Name() string       { return "long.facts" }
func (e *endless) Size() int64        { return e.size }
func (e *endless) Mode() fs.FileMode  { return 0o444 }
func (e *endless) ModTime() time.Time { return time.Time{} }
func (e *endless) IsDir() bool        { return false }
func (e *endless) Sys() any           { return nil }

// longFS is a folder with one more, very long, journal.
type longFS struct{ fstest.MapFS }

func (f longFS) Open(name string) (fs.File, error) {
	if name == "long.facts" {
		return &endless{size: 200 << 20}, nil
	}
	return f.MapFS.Open(name)
}

func TestHugeLine(t *testing.T) {
	w, err := OpenFS(longFS{fstest.MapFS{"long.facts": {}, "x.facts": {Data: []byte("a is an organisation \"A\" DE\n")}}}, Options{Today: onTestDay})
	if err != nil {
		t.Fatal(err)
	}
	if l := onlyErrors(w.Problems()); len(l) != 1 || l[0].Subject.File != "long.facts" {
		t.Errorf("a line of 200 MB gives %+v", l)
	}
	var bad *ProblemsError
	if _, err := w.Holders("x", testToday, testToday); !errors.As(err, &bad) {
		t.Errorf("a question to such a workspace gives %v", err)
	}
}

func TestCorporateOrder(t *testing.T) {
	org := func(id agreement.Org) agreement.Fact { return agreement.Fact{Body: agreement.Organisation{ID: id}} }
	holds := func(a, b agreement.Org) agreement.Fact {
		return agreement.Fact{Body: agreement.Control{Holder: a, Held: b}}
	}
	got := corporateOrder(&agreement.World{Facts: []agreement.Fact{
		org("child"), org("alone"), org("parent"), org("grandchild"), org("loop1"), org("loop2"),
		holds("parent", "child"), holds("child", "grandchild"), holds("loop1", "loop2"), holds("loop2", "loop1"), holds("alone", "grandchild"),
	}})
	if want := []string{"alone", "grandchild", "parent", "child", "loop1", "loop2"}; !slices.Equal(got, want) {
		t.Errorf("corporate order %v, want %v", got, want)
	}
}

func TestProgramsAreKept(t *testing.T) {
	w := deal(t)
	a, err := w.Program(testToday, false)
	if err != nil {
		t.Fatal(err)
	}
	if b, _ := w.Program(testToday, false); a != b {
		t.Error("the same question compiles the world twice")
	}
	if b, _ := w.Program(testToday, true); a == b {
		t.Error("presumptions do not matter")
	}
	for i := range 3 * maxPrograms {
		if _, err := w.Program(testToday.AddDays(-i), false); err != nil {
			t.Fatal(err)
		}
	}
	if len(w.programs) > maxPrograms {
		t.Errorf("%d programs are kept", len(w.programs))
	}
}

// TestLayers: what was imported later is not known earlier, and the hash of the portfolio says so.
func TestLayers(t *testing.T) {
	w := deal(t)
	row := func(number, owner string) string {
		return "country,number,kind,owner,filing_date,grant_date\nUS," + number + ",B2," + owner + ",2011-01-01,2015-04-07\n"
	}
	write := func(text string) string {
		file := filepath.Join(t.TempDir(), "table.csv")
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return file
	}
	none := ImportOptions{Recorded: when.None, Source: when.None}
	one, err := w.Import(write(row("9000001", "bolt")), none)
	if err != nil {
		t.Fatal(err)
	}
	two, err := w.Import(write(row("9000001", "acme")+"US,9000002,B2,Nobody Known Inc.,2011-01-01,2015-04-07\n"), none)
	if err != nil {
		t.Fatal(err)
	}
	if one.Recorded != when.Min || two.Recorded != testToday || two.Unresolved != 1 {
		t.Errorf("recorded %s and %s, %d unresolved", one.Recorded, two.Recorded, two.Unresolved)
	}
	before, after := testToday.AddDays(-1), testToday
	for day, owner := range map[when.Date]string{before: "bolt", after: "acme"} {
		r, err := w.Patent("US 9,000,001", day)
		if err != nil || !slices.Equal(r.Record.Owners, []string{owner}) {
			t.Errorf("known at %s: owners %v, %v", day, r.Record.Owners, err)
		}
	}
	if w.Inputs(before).Portfolio == w.Inputs(after).Portfolio || w.Inputs(before).Facts != w.Inputs(after).Facts {
		t.Error("the hashes of the inputs do not follow the layers")
	}
	var unknown *rights.UnknownError
	if _, err := w.Patent("US9000003", after); !errors.As(err, &unknown) {
		t.Errorf("an unknown patent gives %v", err)
	}
	if _, err := w.Import(write("country,number,kind\nnothing\n"), none); !errors.Is(err, errNoRows) {
		t.Errorf("a table without rows gives %v", err)
	}
	if files, _ := filepath.Glob(filepath.Join(w.Dir(), portfolioDir, "*.csv")); len(files) != 2 {
		t.Errorf("the portfolio folder holds %v", files)
	}
}

func FuzzQuestion(f *testing.F) {
	dir := f.TempDir()
	if _, err := Init(dir); err != nil {
		f.Fatal(err)
	}
	w, err := Open(dir, Options{Today: onTestDay})
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{
		"acme sells handset in DE on 2025-03-01 under patents of bolt", "acme makes acme-one for bolt in DE under \"Bolt Patents\"",
		"patents of bolt (at least 50%)", "US 11,910,207 B2", "bolt", "", "under under", "“Bolt Patents”", "acme sells x in UK on 2025-02-30 under y",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := w.ParseUnder(text); err != nil && err.Error() == "" {
			t.Error("an error without words")
		}
		q, err := w.ParseUse(text)
		if err != nil {
			return
		}
		q.Use.On = max(q.Use.On, when.MustParse("1990-01-01"))
		if _, err := w.Clear(q); err != nil && err.Error() == "" {
			t.Error("an error without words")
		}
	})
}

func FuzzFact(f *testing.F) {
	w := &Workspace{opt: Options{Today: onTestDay}}
	for _, s := range []string{"2026-03-01 acme controls bolt 60%", "a is an organisation \"A\" DE\n  also \"B\"", "finding \"x\" of y: yes, by \"z\"", "#", "\x00", "recorded 2020-01-01"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, fact string) {
		text, err := w.factText(fact)
		if err != nil {
			return
		}
		if !strings.HasSuffix(text, "\n") || strings.HasSuffix(text, "\n\n") || !strings.Contains(text, "recorded   2026-11-22\n") {
			t.Errorf("the fact %q becomes %q", fact, text)
		}
		if again, err := w.factText(strings.Replace(text, "  recorded   2026-11-22\n", "", 1)); err != nil || again != text {
			t.Errorf("the fact %q becomes %q and then %q, %v", fact, text, again, err)
		}
	})
}
