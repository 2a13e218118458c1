package crossgrant

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/crossgrant/crossgrant/when"
)

// killedImport is the variable by which the test binary is told to import a file into a workspace and do nothing else.
const killedImport = "CROSSGRANT_TEST_IMPORT"

// TestImportToBeKilled is no test: it is what TestKilledImport starts and kills.
func TestImportToBeKilled(t *testing.T) {
	job := os.Getenv(killedImport)
	if job == "" {
		t.Skip("started by TestKilledImport")
	}
	dir, file, _ := strings.Cut(job, "|")
	w := reopen(t, dir)
	if _, err := w.Import(file, ImportOptions{Recorded: when.None, Source: when.MustParse("2025-01-01")}); err != nil {
		t.Fatal(err)
	}
}

// lensExport is an export of invented patents in the form of The Lens.
func lensExport(rows, from int) string {
	var b strings.Builder
	b.WriteString("Display Key,Jurisdiction,Title,Application Date,Publication Date,Publication Year,Applicants,IPCR Classifications,Document Type,Legal Status\n")
	for i := range rows {
		fmt.Fprintf(&b, "US %d B2,US,Invention number %d,2011-02-03,2015-04-07,2015,BOLT LTD;;ACME INC,H04W72/04,Granted Patent,ACTIVE\n", from+i, i)
	}
	return b.String()
}

// An import that is killed at any point leaves the workspace in its last good state, and the next import of the same
// file ends as if nothing had happened.
func TestKilledImport(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIPPED with -short: it kills twenty imports")
	}
	const rows = 5_000
	source := t.TempDir()
	first, second := filepath.Join(source, "first.csv"), filepath.Join(source, "second.csv")
	if err := errors.Join(os.WriteFile(first, []byte(lensExport(100, 8_000_000)), 0o644), os.WriteFile(second, []byte(lensExport(rows, 9_000_000)), 0o644)); err != nil {
		t.Fatal(err)
	}
	start := func(dir string) *exec.Cmd {
		c := exec.Command(os.Args[0], "-test.run=^TestImportToBeKilled$", "-test.timeout=120s")
		c.Env = append(os.Environ(), killedImport+"="+dir+"|"+second)
		return c
	}
	base := t.TempDir()
	if _, err := Init(base); err != nil {
		t.Fatal(err)
	}
	if _, err := reopen(t, base).Import(first, ImportOptions{Recorded: when.None, Source: when.MustParse("2025-01-01")}); err != nil {
		t.Fatal(err)
	}
	fresh := func() string {
		dir := filepath.Join(t.TempDir(), "w")
		if err := os.CopyFS(dir, os.DirFS(base)); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	whole := fresh()
	begun := time.Now()
	if out, err := start(whole).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	took := time.Since(begun)
	want := snapshotHash(t, whole)

	random := rand.New(rand.NewPCG(5, 20))
	before, resumed, done := 0, 0, 0
	dir := fresh()
	for range 20 {
		c := start(dir)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(random.Float64() * 0.5 * float64(took)))
		if err := c.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Fatal(err)
		}
		_ = c.Wait() // killed, or done already

		w := reopen(t, dir)
		switch n := w.Size(); n {
		case 100:
			before++
			left, err := filepath.Glob(filepath.Join(dir, derivedDir, "import-*.partial"))
			if err != nil {
				t.Fatal(err)
			}
			if len(left) > 0 {
				resumed++
			}
			if random.IntN(2) == 0 { // now and then the next run begins with nothing left
				dir = fresh()
			}
		case 100 + rows:
			done++
			if got := snapshotHash(t, dir); got != want {
				t.Fatalf("after an import that was killed late the portfolio is %s, want %s", got, want)
			}
			dir = fresh()
		default:
			t.Fatalf("the workspace holds %d patents: neither those before the import nor all", n)
		}
	}
	t.Logf("of twenty imports killed within %s, %d left the state before, %d of these a beginning to be continued; %d were done", took, before, resumed, done)
	if before == 0 || resumed == 0 {
		t.Error("no import was killed before its end: the test tests nothing")
	}
	r, err := reopen(t, dir).Import(second, ImportOptions{Recorded: when.None, Source: when.MustParse("2025-01-01")})
	if err != nil {
		t.Fatal(err)
	}
	if got := snapshotHash(t, dir); got != want {
		t.Errorf("continued after %d records, the portfolio is %s, want %s", r.Resumed, got, want)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, derivedDir, "import-*.partial")); len(left) > 0 {
		t.Errorf("the import is done and %v is left", left)
	}
}

func snapshotHash(t *testing.T, dir string) string {
	t.Helper()
	w := reopen(t, dir)
	p, err := w.Portfolio(w.Today())
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%d %s", p.Patents, p.Hash)
}

// What an interrupted import left is continued, unless it is to be thrown away; a file in the place of its end that has
// no sidecar yet is replaced.
func TestImportIsContinued(t *testing.T) {
	w := deal(t)
	file := filepath.Join(t.TempDir(), "lens.csv")
	if err := os.WriteFile(file, []byte(lensExport(5000, 9_000_000)), 0o644); err != nil {
		t.Fatal(err)
	}
	opt := ImportOptions{Recorded: when.None, Source: when.MustParse("2025-01-01")}
	whole, err := w.Import(file, opt)
	if err != nil {
		t.Fatal(err)
	}
	if whole.Kept != 5000 || whole.Resumed != 0 || whole.Name != "lens" {
		t.Fatalf("%+v", whole)
	}
	data, err := os.ReadFile(filepath.Join(w.dir, whole.File))
	if err != nil {
		t.Fatal(err)
	}
	partial := ""
	reset := func(content []byte) *Workspace { // as an interruption leaves it: no sidecar, a part beside
		t.Helper()
		dir := deal(t).dir
		in, err := w.openDocuments(file, opt)
		if err != nil || in == nil {
			t.Fatal(err)
		}
		if partial == "" {
			partial = partialName(in, opt, nil)
		}
		if err := errors.Join(os.MkdirAll(filepath.Join(dir, derivedDir), 0o755), os.WriteFile(filepath.Join(dir, derivedDir, partial), content, 0o644)); err != nil {
			t.Fatal(err)
		}
		return reopen(t, dir)
	}
	half := data[:len(data)*2/3]
	again := reset(half)
	r, err := again.Import(file, opt)
	if err != nil || r.Resumed == 0 || r.Resumed >= 5000 || r.Kept != 5000 {
		t.Fatalf("continued: %+v, %v", r, err)
	}
	if got, err := os.ReadFile(filepath.Join(again.dir, r.File)); err != nil || string(got) != string(data) {
		t.Errorf("the file of an import that was continued differs (%v)", err)
	}
	again = reset(half)
	opt.Restart = true
	if r, err = again.Import(file, opt); err != nil || r.Resumed != 0 || r.Kept != 5000 {
		t.Errorf("begun again: %+v, %v", r, err)
	}
	opt.Restart = false
	again = reset(nil)
	stray := filepath.Join(again.dir, portfolioDir, "lens.jsonl.zst")
	if err := errors.Join(os.MkdirAll(filepath.Dir(stray), 0o755), os.WriteFile(stray, data, 0o644)); err != nil {
		t.Fatal(err)
	}
	if r, err = again.Import(file, opt); err != nil || r.Name != "lens" {
		t.Errorf("beside the data of an import that lacks its sidecar: %+v, %v", r, err)
	}
	if r, err = again.Import(file, opt); err != nil || r.Name != "lens-2" {
		t.Errorf("imported once more, known from today: %+v, %v", r, err)
	}
}
