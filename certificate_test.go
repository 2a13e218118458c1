package crossgrant

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/examples"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// sampleFiles is the sample as a map that tests may change.
func sampleFiles(t *testing.T) fstest.MapFS {
	t.Helper()
	tree := fstest.MapFS{}
	err := fs.WalkDir(examples.HuaweiXiaomi(), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		src, err := fs.ReadFile(examples.HuaweiXiaomi(), p)
		tree[p] = &fstest.MapFile{Data: src}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func openFiles(t *testing.T, tree fs.FS) *Workspace {
	t.Helper()
	w, err := OpenFS(tree, Options{Today: onTestDay})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

const chargerQuestion = "xiaomi sells xiaomi-car-charger in US on 2025-03-01 under US11910207B2"

func certify(t *testing.T, w *Workspace, text string, privileged bool) Certified {
	t.Helper()
	q, err := w.ParseUse(text)
	if err != nil {
		t.Fatal(err)
	}
	c, err := w.Certify(q, privileged)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestCertifyInputs: agreements, journals, lists and portfolio are listed one by one, and nothing else.
func TestCertifyInputs(t *testing.T) {
	tree := sampleFiles(t)
	tree["schedules/a.csv"] = &fstest.MapFile{Data: []byte("patent\nUS11910207B2\n")}
	tree["schedules/unused.csv"] = &fstest.MapFile{Data: []byte("patent\n")}
	tree["agreements/second.md"] = &fstest.MapFile{Data: []byte("# Second\n\n```grant\nagreement second \"Second\"\n  between    huawei, xiaomi\n  effective  2024-01-01\n\npatents \"Listed\"\n  listed in  \"schedules/a.csv\"\n```\n")}
	w := openFiles(t, tree)
	c := certify(t, w, chargerQuestion, false)
	var got []string
	for _, f := range c.Files {
		got = append(got, string(f.Kind)+" "+f.Path)
	}
	want := []string{"agreement agreements/hw-xm.md", "agreement agreements/second.md", "journal events.facts", "journal findings.facts", "journal honor.facts",
		"journal organisations.facts", "table portfolio/telecom-patents.csv", "layer portfolio/telecom-patents.layer", "journal presumptions.facts", "journal products.facts",
		"list schedules/a.csv"}
	if !slices.Equal(got, want) {
		t.Errorf("inputs are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if c.Answer.Question.KnownAt != testToday {
		t.Errorf("the day of the record is %s", c.Answer.Question.KnownAt)
	}
	found, err := InputsIn(tree, []string{"schedules/a.csv", "../outside", "nowhere.csv"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := CompareInputs(c.Files, found); len(diff) > 0 {
		t.Errorf("the folder is said to differ: %+v", diff)
	}
}

// TestEveryByteIsNoticed: one changed, added or missing byte in any input is noticed, and its file named, whether or
// not the folder can be opened still.
func TestEveryByteIsNoticed(t *testing.T) {
	tree := sampleFiles(t)
	was := certify(t, openFiles(t, tree), chargerQuestion, false).Files
	var paths []string
	for _, f := range was {
		paths = append(paths, f.Path)
	}
	rapid.Check(t, func(t *rapid.T) {
		path := rapid.SampledFrom(paths).Draw(t, "path")
		src := bytes.Clone(tree[path].Data)
		at := rapid.IntRange(0, len(src)-1).Draw(t, "at")
		switch rapid.IntRange(0, 2).Draw(t, "how") {
		case 0:
			src[at] ^= byte(rapid.IntRange(1, 255).Draw(t, "flip"))
		case 1:
			src = slices.Insert(src, at, byte(rapid.IntRange(0, 255).Draw(t, "new")))
		case 2:
			src = slices.Delete(src, at, at+1)
		}
		changed := maps.Clone(tree)
		changed[path] = &fstest.MapFile{Data: src}
		now, err := InputsIn(changed, paths)
		if err != nil {
			t.Fatal(err)
		}
		diff := CompareInputs(was, now)
		// A changed sidecar may name another table, which is then an input, too.
		diff = slices.DeleteFunc(diff, func(c InputChange) bool { return c.String() == "added" })
		if len(diff) != 1 || diff[0].Path != path || diff[0].String() != "changed" {
			t.Fatalf("%s was changed at %d; found %+v", path, at, diff)
		}
	})
}

// TestInputsAddedAndMissing names files that came and went.
func TestInputsAddedAndMissing(t *testing.T) {
	tree := sampleFiles(t)
	was := certify(t, openFiles(t, tree), chargerQuestion, false).Files
	delete(tree, "honor.facts")
	tree["zz.facts"] = &fstest.MapFile{Data: []byte("# more\n")}
	now, err := InputsIn(tree, []string{"honor.facts"})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range CompareInputs(was, now) {
		got = append(got, c.Path+" "+c.String())
	}
	if want := []string{"honor.facts missing", "zz.facts added"}; !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
	if InputsHash(was) == InputsHash(now) {
		t.Error("the hash over all inputs is the same")
	}
}

// TestReplayFromInputs: the inputs that a certificate carries answer as the folder did.
func TestReplayFromInputs(t *testing.T) {
	w := openFiles(t, sampleFiles(t))
	c := certify(t, w, chargerQuestion, true)
	content, err := w.Contents(c.Files)
	if err != nil {
		t.Fatal(err)
	}
	again, err := OpenInputs(content, Options{Today: onTestDay})
	if err != nil {
		t.Fatal(err)
	}
	if got := certify(t, again, chargerQuestion, true); got.Answer.Verdict != c.Answer.Verdict || got.Inputs != c.Inputs || InputsHash(got.Files) != InputsHash(c.Files) {
		t.Errorf("replayed: %s over %+v; was %s over %+v", got.Answer.Verdict, got.Inputs, c.Answer.Verdict, c.Inputs)
	}
	if _, err := OpenInputs(map[string][]byte{}, Options{Today: onTestDay}); err == nil {
		t.Error("no inputs are a workspace")
	}
}

// TestChangedTable: a table that is no longer what was imported is no input of a certificate, however it came about.
func TestChangedTable(t *testing.T) {
	tree := sampleFiles(t)
	w := openFiles(t, tree)
	src := tree["portfolio/telecom-patents.csv"].Data
	tree["portfolio/telecom-patents.csv"] = &fstest.MapFile{Data: append(bytes.Clone(src), '\n')}
	if _, err := w.InputFiles(); err == nil || !strings.Contains(err.Error(), "no longer the table that was imported") {
		t.Errorf("the changed table is certified: %v", err)
	}
}

// TestCertifyPrivileged: what an answer says of privileged statements is left out, and only that.
func TestCertifyPrivileged(t *testing.T) {
	const marked = "\n  privileged\n"
	open := certify(t, openFiles(t, sampleFiles(t)), chargerQuestion, false)
	if p := open.Privileged; p.Statements != 1 || !slices.Equal(p.Files, []string{"findings.facts"}) || p.Included {
		t.Errorf("the sample has %+v", p)
	}
	// Two opinions that differ, one of them privileged: the open question would give it away.
	tree := sampleFiles(t)
	extra := "\n2024-05-08 finding \"made for a licensed product\" of xiaomi-car-charger: no\n  by         \"Outside Counsel LLP\"\n  recorded   2024-05-08\n  privileged\n  assumed    \"A doubtful case.\"\n"
	tree["findings.facts"] = &fstest.MapFile{Data: append(bytes.Clone(tree["findings.facts"].Data), extra...)}
	// And a holding that the answer rests on.
	orgs := string(tree["organisations.facts"].Data)
	tree["organisations.facts"] = &fstest.MapFile{Data: []byte(strings.Replace(orgs, "huawei controls huawei-technologies 100%\n", "huawei controls huawei-technologies 100%"+marked, 1))}
	w := openFiles(t, tree)
	if w.Problems().HasErrors() {
		t.Fatal(w.Problems())
	}
	whole, part := certify(t, w, chargerQuestion, true), certify(t, w, chargerQuestion, false)
	if whole.Privileged.Statements < 2 || !whole.Privileged.Included || whole.Privileged.LeftOut != 0 {
		t.Errorf("with everything: %+v", whole.Privileged)
	}
	if part.Privileged.Included || part.Privileged.LeftOut == 0 {
		t.Errorf("without what is privileged: %+v", part.Privileged)
	}
	if whole.Answer.Verdict != rights.Depends || part.Answer.Verdict != whole.Answer.Verdict || part.Answer.Counts != whole.Answer.Counts {
		t.Errorf("the verdict is %s, without what is privileged %s", whole.Answer.Verdict, part.Answer.Verdict)
	}
	said := func(a rights.ClearAnswer) string {
		var b strings.Builder
		for _, q := range a.Open {
			b.WriteString(q.Says + q.Of + "\n")
		}
		for _, r := range a.RestsOn {
			b.WriteString(r.Why + r.Where + "\n")
		}
		for _, r := range a.Because {
			b.WriteString(strings.Join(r.Failing, "\n"))
		}
		return b.String() + a.UntilWhy
	}
	if s := said(whole.Answer); !strings.Contains(s, `"made for a licensed product" of xiaomi-car-charger`) {
		t.Errorf("the whole answer does not ask what the authorities differ on:\n%s", s)
	}
	if s := said(part.Answer); strings.Contains(s, "xiaomi-car-charger") || strings.Contains(s, "Outside Counsel") || !strings.Contains(s, leftOut) {
		t.Errorf("the answer gives away what is privileged:\n%s", s)
	}
}

// TestSecrets: sentences give a privileged statement away by its words, its place, or what it judges.
func TestSecrets(t *testing.T) {
	d := when.MustParse
	s := &secrets{places: map[string]bool{}, findings: map[[2]string]bool{}, patents: map[string]bool{}, questions: map[string]bool{}, indexes: map[int]bool{}}
	finding := &agreement.Fact{Text: `finding "approved" of acme-one: yes`, Source: "memo 7", Assumed: []string{"as told"}, Recorded: d("2024-01-01"), Retracted: when.None,
		Body: agreement.Finding{Term: "approved", Of: "acme-one", Yes: true, By: "Ann"}}
	finding.At.File, finding.At.Start.Line = "x.facts", 7
	s.add(3, finding)
	s.add(12, &agreement.Fact{Text: "acme assigns US1 to bolt", Begin: when.Exact(d("2024-02-01")), Dated: true, Recorded: when.None, Retracted: when.None, Body: agreement.Assignment{Patents: []string{"US1"}}})
	for text, want := range map[string]bool{
		`the finding "approved" of acme-one is no`: true, `the finding "approved" of acme-one-plus is no`: false, `the finding "disapproved" of acme-one`: false,
		"see memo 7": true, "see memo 77": false, "Ann said so": true, "Annex A": false, "x.facts:7": true, "x.facts:70": false, "acme assigns US1 to bolt; and more": true, "": false,
	} {
		if got := s.told(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	for _, q := range []struct {
		q    agreement.Question
		want bool
	}{
		{agreement.QConflict("approved", "acme-one", agreement.Clause{}), true},
		{agreement.QConflict("approved", "acme-two", agreement.Clause{}), false},
		{agreement.QWhen(12, "acme assigns US1 to bolt"), true},
		{agreement.QOrder("title of US1", []int{2, 12}), true},
		{agreement.QOrder("title of US1", []int{1, 2}), false},
		{agreement.QFinding("approved", "acme-one", agreement.Clause{}), false},
	} {
		if got := s.asks(q.q); got != q.want {
			t.Errorf("%s: %v", q.q.ID(), got)
		}
	}
	if p := s.known(d("2024-01-15")); p.Statements != 1 || !slices.Equal(p.Files, []string{"x.facts"}) {
		t.Errorf("known: %+v", p)
	}
	a, n := s.withhold(rights.ClearAnswer{Status: []rights.StatusLine{{Patent: "US1", Why: "assigned"}, {Patent: "US2", Why: "granted"}}, UntilWhy: "a term ends; acme assigns US1 to bolt",
		Parts: []rights.Part{{Name: "Phone", Because: []rights.Reason{{Failing: []string{"says Ann", "not for vehicle"}}}}}, Notes: []string{"as told"}})
	if n != 4 || a.Status[0].Why != leftOut || a.Status[1].Why != "granted" || a.UntilWhy != "a term ends; "+leftOut ||
		!slices.Equal(a.Parts[0].Because[0].Failing, []string{leftOut, "not for vehicle"}) || a.Notes[0] != leftOut {
		t.Errorf("%d passages left out: %+v", n, a)
	}
}

// TestWriteCertificate: nothing is replaced unasked, and what is written is whole.
func TestWriteCertificate(t *testing.T) {
	file := filepath.Join(t.TempDir(), "answer.json")
	write := func(doc string, replace, private bool) error {
		return WriteCertificate(file, []byte(doc), replace, private)
	}
	if err := write("one", false, true); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(file); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("a private certificate has mode %v, %v", info.Mode(), err)
	}
	if err := write("one", false, false); err != nil {
		t.Errorf("the same again: %v", err)
	}
	if err := write("two", false, false); !errors.Is(err, ErrCertificateThere) {
		t.Errorf("another in its place: %v", err)
	}
	if src, err := ReadCertificateFile(file); err != nil || string(src) != "one" {
		t.Errorf("%q, %v", src, err)
	}
	if err := write("two", true, false); err != nil {
		t.Error(err)
	}
	if src, err := ReadCertificateFile(file); err != nil || string(src) != "two" {
		t.Errorf("%q, %v", src, err)
	}
	dir := filepath.Dir(file)
	for _, bad := range []string{dir, filepath.Join(dir, "nowhere", "x.json")} {
		if err := WriteCertificate(bad, []byte("x"), true, false); err == nil {
			t.Errorf("%s was written", bad)
		}
		if _, err := ReadCertificateFile(bad); err == nil {
			t.Errorf("%s was read", bad)
		}
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}
