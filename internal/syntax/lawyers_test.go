package syntax

import (
	"testing"

	"github.com/crossgrant/crossgrant/diag"
)

// What lawyers type is read with the meaning they expect, and printed in the one spelling.
func TestLawyersGood(t *testing.T) {
	golden(t, "testdata/good/lawyers.txtar", func(name string, src []byte) []byte {
		out, problems := Format(name, src)
		for _, p := range problems {
			t.Errorf("%s: %s: %s", name, p.Name, p.Summary)
		}
		return out
	})
}

// ... or answered with what to write instead. Applying the fixes never makes more problems, and leads to a text that
// has none with a fix.
func TestLawyersBad(t *testing.T) {
	golden(t, "testdata/bad/lawyers.txtar", func(name string, src []byte) []byte {
		_, problems := Format(name, src)
		if !problems.HasErrors() {
			t.Errorf("%s is read without a problem", name)
		}
		lines := map[int]bool{}
		for _, p := range problems {
			if lines[p.Subject.Start.Line] {
				t.Errorf("%s: line %d has two problems", name, p.Subject.Start.Line)
			}
			lines[p.Subject.Start.Line] = true
		}
		checkFixes(t, name, src, problems)
		return []byte(diag.Printer{Source: func(string) []byte { return src }, Fix: "fmt --fix"}.Text(problems))
	})
}

func checkFixes(t *testing.T, name string, src []byte, problems diag.List) {
	t.Helper()
	for range 6 {
		fixed, n := diag.Apply(name, src, problems)
		if n == 0 {
			return
		}
		_, after := Format(name, fixed)
		if len(after) > len(problems) {
			t.Errorf("%s: %d problems become %d when they are fixed:\n%s\n%s", name, len(problems), len(after), src, fixed)
			return
		}
		src, problems = fixed, after
	}
	t.Errorf("%s: there is always another fix:\n%s", name, src)
}
