package examples_test

import (
	"io/fs"
	"slices"
	"testing"

	"github.com/crossgrant/crossgrant"
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/examples"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// The draft is there to be planned: it reads without an error, is no part of the workspace, and takes from one side what
// it says that it takes.
func TestTheDraftOfTheSample(t *testing.T) {
	w := sample(t, "2026-11-22")
	if n := len(w.World().Agreements); n != 1 {
		t.Fatalf("the workspace holds %d agreements: the draft is read as a part of it", n)
	}
	d, err := w.ReadDraft("drafts/hw-xm-2.md")
	if err != nil {
		t.Fatal(err)
	}
	after, err := w.WithDraft(d)
	if err != nil {
		t.Fatal(err)
	}
	p, err := crossgrant.ComparePlan(w, after, crossgrant.PlanQuestion{KnownAt: when.None, Scope: rights.PlanScope{
		By: []agreement.Org{"huawei"}, Products: []string{"handset"}, In: []string{"US"}, From: when.Min, To: when.Max}})
	if err != nil {
		t.Fatal(err)
	}
	if p.Class != rights.Narrows || !p.Certain || p.Counts.Lost.Rights == 0 {
		t.Errorf("the draft is %s (certain: %v), with %d rights lost; it was written to take have-made rights from Huawei", p.Class, p.Certain, p.Counts.Lost.Rights)
	}
	if !slices.ContainsFunc(p.Broken, func(c crossgrant.PlanCheck) bool { return c.Title == "An excluded part inside a licensed tablet" }) {
		t.Errorf("the case about the excluded part is not said to break: %+v", p.Broken)
	}
	tried := 0
	for _, l := range p.Lines {
		for _, x := range l.Witness {
			tried++
			for _, side := range []struct {
				w    *crossgrant.Workspace
				want rights.Verdict
			}{{w, x.Before}, {after, x.After}} {
				q, err := side.w.ParseUse(x.Use.String() + " under " + x.Patent)
				if err != nil {
					t.Fatal(err)
				}
				if a, err := side.w.Clear(q); err != nil || a.Verdict != side.want {
					t.Errorf("%s under %s: pasted it is %s, the plan says %s (%v)", x.Use, x.Patent, a.Verdict, side.want, err)
				}
			}
		}
	}
	if tried == 0 {
		t.Error("the plan shows no use to try")
	}
	src, err := fs.ReadFile(examples.HuaweiXiaomi(), "drafts/hw-xm-2.md")
	if err != nil || string(src) != string(d.Source) {
		t.Errorf("the draft is not carried in the program: %v", err)
	}
}
