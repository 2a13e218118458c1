package examples_test

import (
	"testing"

	"github.com/crossgrant/crossgrant"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/examples"
	"github.com/crossgrant/crossgrant/when"
)

func sample(t *testing.T, today string) *crossgrant.Workspace {
	t.Helper()
	w, err := crossgrant.OpenFS(examples.HuaweiXiaomi(), crossgrant.Options{Today: func() when.Date { return when.MustParse(today) }})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// The sample is what a newcomer reads first: nothing in it is wrong or doubtful by slip, and every case in it holds,
// also for who asks years later.
func TestTheSampleIsCleanAndItsCasesHold(t *testing.T) {
	for _, today := range []string{"2026-11-22", "2034-01-01"} {
		report, err := sample(t, today).Check(crossgrant.CheckOptions{KnownAt: when.None})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range report.Problems {
			if p.Severity != diag.Note {
				t.Errorf("on %s: %s:%d: %s: %s", today, p.Subject.File, p.Subject.Start.Line, p.Name, p.Summary)
			}
		}
		if n := len(report.Expects); n < 25 {
			t.Errorf("on %s: %d expectations were run; the sample promises at least 25", today, n)
		}
		for _, r := range report.Expects {
			if !r.Pass {
				t.Errorf("on %s: %s:%d: expect %q: %q", today, r.Expect.At.File, r.Expect.At.Start.Line, r.Expect.Title, r.Differences)
			}
		}
	}
}

func TestTheSampleIsInCanonicalForm(t *testing.T) {
	got, err := sample(t, "2026-11-22").Format(crossgrant.FormatOptions{DryRun: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range got.Changed {
		t.Errorf("%s is not in canonical form; run `crossgrant -C examples/huawei-xiaomi fmt`", name)
	}
}
