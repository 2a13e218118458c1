package crossgrant

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/docs/problemtest"
	"github.com/crossgrant/crossgrant/when"
)

// TestPlanProblems holds the pages of the problems of what a plan is asked to compare. An example is a workspace with an
// event in the file "event", with two drafts one.md and two.md, or with draft.md and the folder other; or two folders,
// before and after.
func TestPlanProblems(t *testing.T) {
	names := []string{diag.DraftAndFolder, diag.DraftsOfTwoAgreements, diag.EventAlreadyRecorded, diag.EventWithoutDay, diag.PortfoliosDiffer}
	problemtest.Run(t, names, func(files []txtar.File) diag.List {
		has := map[string]string{}
		dir := t.TempDir()
		for _, f := range files {
			has[f.Name] = string(f.Data)
			name := filepath.Join(dir, f.Name)
			if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), os.WriteFile(name, f.Data, 0o666)); err != nil {
				t.Fatal(err)
			}
		}
		t.Chdir(dir)
		var bad *ProblemsError
		if err := planned(has); !errors.As(err, &bad) {
			t.Fatalf("the example gives no problem: %v", err)
		}
		return bad.Problems
	})
}

// planned plans what an example says.
func planned(has map[string]string) error {
	opt := Options{Today: onTestDay}
	if has["before/x.facts"] != "" {
		before, err := Open("before", opt)
		if err != nil {
			return err
		}
		after, err := Open("after", opt)
		if err != nil {
			return err
		}
		_, err = ComparePlan(before, after, PlanQuestion{KnownAt: when.None})
		return err
	}
	w, err := Open(".", opt)
	switch {
	case err != nil:
		return err
	case has["event"] != "":
		_, err = w.Suppose(testToday, Event{"event", has["event"]})
	case has["draft.md"] != "":
		_, err = SidesOf(w, "draft.md", "other")
	default:
		_, _, err = w.WithDrafts(Draft{"one.md", []byte(has["one.md"])}, Draft{"two.md", []byte(has["two.md"])})
	}
	return err
}
