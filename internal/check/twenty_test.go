package check_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestTwentyMistakes holds every error of one run against the places that the document itself marks.
func TestTwentyMistakes(t *testing.T) {
	path := filepath.Join("testdata", "twenty.txtar")
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	a := txtar.Parse(b)
	w := load(t, a.Files)
	var want, got []string
	distinct := map[string]bool{}
	for _, f := range a.Files {
		for i, line := range strings.Split(string(f.Data), "\n") {
			_, names, ok := strings.Cut(line, "# mistake: ")
			if !ok || f.Name == "want" {
				continue
			}
			for _, n := range strings.Fields(names) {
				want = append(want, fmt.Sprintf("%s:%d %s", f.Name, i+1, n))
				distinct[n] = true
			}
		}
	}
	if len(distinct) < 20 {
		t.Fatalf("the document marks only %d different mistakes", len(distinct))
	}
	for _, p := range w.errors() {
		got = append(got, fmt.Sprintf("%s:%d %s", p.Subject.File, p.Subject.Start.Line, p.Name))
	}
	slices.Sort(want)
	slices.Sort(got)
	for _, s := range want {
		if !slices.Contains(got, s) {
			t.Errorf("not reported: %s", s)
		}
	}
	for _, s := range got {
		if !slices.Contains(want, s) {
			t.Errorf("reported, but no mistake is marked there: %s", s)
		}
	}
	if len(got) != len(want) && !t.Failed() {
		t.Errorf("%d errors for %d mistakes: some are reported twice", len(got), len(want))
	}
	golden(t, path, a, "want", w.text(w.errors()))
}
