package crossgrant

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// corpusDirs are the workspaces of the corpus.
func corpusDirs(t *testing.T) []string {
	t.Helper()
	docs, err := filepath.Glob("corpus/*/agreements/*.md")
	if err != nil || len(docs) == 0 {
		t.Fatalf("there is no workspace in corpus/ (%v)", err)
	}
	dirs := map[string]bool{}
	for _, d := range docs {
		dirs[filepath.Dir(filepath.Dir(d))] = true
	}
	return slices.Sorted(maps.Keys(dirs))
}

// corpusWarnings are the warnings that are right where they stand, with why.
var corpusWarnings = map[string]map[string]string{
	"affiliates-now-or-later": {"non-reciprocal-grants": "Finjan gave a licence and was given none that was reported"},
	"nortel-entrust-1996":     {"conflicting-clauses": "6.11(a) and (c) each claim to prevail; the text leaves it so"},
	"public-grants":           {"non-reciprocal-grants": "grants to the public and model licences go one way"},
	"jhu-virtuoso-2016": {
		"non-reciprocal-grants": "a university takes no licence back",
	},
}

// TestCorpus holds every workspace of the corpus to what corpus/README.md promises: it checks without errors, its cases
// hold, it is in canonical form, its page disclaims, and whatever it states has a source or is assumed.
func TestCorpus(t *testing.T) {
	for _, dir := range corpusDirs(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			w, err := Open(dir, Options{Today: onTestDay})
			if err != nil {
				t.Fatal(err)
			}
			r, err := w.Check(CheckOptions{KnownAt: when.None, ReadBack: true})
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range r.Problems {
				if p.Severity != diag.Note && corpusWarnings[filepath.Base(dir)][string(p.Name)] == "" {
					t.Errorf("%s:%d: %s: %s", p.Subject.File, p.Subject.Start.Line, p.Name, p.Summary)
				}
			}
			if len(r.Expects) < 5 {
				t.Errorf("%d expectations; a workspace of the corpus shows its cases", len(r.Expects))
			}
			for _, e := range r.Expects {
				if !e.Pass {
					t.Errorf("%s:%d: expect %q: %q", e.Expect.At.File, e.Expect.At.Start.Line, e.Expect.Title, e.Differences)
				}
			}
			if f, err := w.Format(FormatOptions{DryRun: true}); err != nil || len(f.Changed) > 0 {
				t.Errorf("not in canonical form: %v, %v; run `crossgrant -C %s fmt`", f.Changed, err, dir)
			}
			attributed(t, w)
			page, err := os.ReadFile(filepath.Join(dir, "README.md"))
			if err != nil || !strings.Contains(string(page), "no legal advice") {
				t.Errorf("README.md does not say that it is no legal advice (%v)", err)
			}
		})
	}
}

// attributed looks for statements and blocks that say neither who reported them nor that they are assumed. Presumptions
// and lines of relevance are how a question is put, not what happened.
func attributed(t *testing.T, w *Workspace) {
	t.Helper()
	world := w.World()
	for i := range world.Facts {
		f := &world.Facts[i]
		switch f.Body.(type) {
		case agreement.Presumption, agreement.Relevance:
			continue
		}
		if f.Source == "" && len(f.Assumed) == 0 {
			t.Errorf("%s:%d: neither source nor assumed: %s", f.At.File, f.At.Start.Line, f.Text)
		}
	}
	for _, a := range world.Agreements {
		if len(a.Assumed) == 0 {
			t.Errorf("agreement %s says nothing of what is assumed", a.Clause.Agreement)
		}
		for _, g := range a.Grants {
			if len(g.Assumed) == 0 {
				t.Errorf("%s: the text is retold; say what of it is assumed", g.Clause.QName())
			}
		}
		for _, r := range a.Readings {
			if len(r.Assumed) == 0 {
				t.Errorf("%s: say whose positions these are", r.Clause.QName())
			}
		}
	}
}

// affiliates opens the workspace of the Finjan dispute as the record has it and as if the acquisition had happened.
func affiliates(t *testing.T) (before, after *Workspace) {
	t.Helper()
	before, err := Open("corpus/affiliates-now-or-later", Options{Today: onTestDay})
	if err != nil {
		t.Fatal(err)
	}
	after, err = before.Suppose(testToday, Event{Name: "event", Text: "2020-07-24 fortress acquires finjan"})
	if err != nil {
		t.Fatal(err)
	}
	return before, after
}

var affiliatesReadings = []string{"finjan-intel/control-of-funds", "finjan-intel/later-affiliates"}

// The acquisition makes VLSI's patents possibly licensed to Intel, from its day on, on the two readings and nothing
// else, and each witness flips.
func TestCorpusAcquisitionPossiblyLicenses(t *testing.T) {
	before, after := affiliates(t)
	plan, err := ComparePlan(before, after, PlanQuestion{KnownAt: testToday, Scope: rights.PlanScope{
		By: []agreement.Org{"intel"}, From: when.Min, To: when.Max}})
	if err != nil {
		t.Fatal(err)
	}
	if plan.Class != rights.Widens || plan.Certain || !plan.Counterfactual {
		t.Errorf("class %s, certain %v, counterfactual %v; want a possible WIDENS against the record", plan.Class, plan.Certain, plan.Counterfactual)
	}
	if g := plan.Counts.Gained; g.Patents != 3 || g.Countries != 1 || g.Actors != 1 {
		t.Errorf("gained %+v; want VLSI's three patents in the United States", g)
	}
	if plan.Counts.Lost.Rights+plan.Counts.Shifted.Rights+plan.Counts.Money.Rights+plan.Counts.Unclear.Rights > 0 {
		t.Errorf("more than gains: %+v", plan.Counts)
	}
	var opens []string
	for _, o := range plan.Open {
		opens = append(opens, o.Key)
		if o.Opened != 3 {
			t.Errorf("%s opens %d patents, want 3", o.Key, o.Opened)
		}
	}
	if slices.Sort(opens); !slices.Equal(opens, affiliatesReadings) {
		t.Errorf("it hangs on %q", opens)
	}
	if len(plan.Broken) == 0 {
		t.Error("no case breaks, although the agreement promises that nothing of VLSI's is licensed")
	}
	witnesses := 0
	for _, l := range plan.Lines {
		if l.From != when.MustParse("2020-07-24") {
			t.Errorf("%s %s from %s", l.Clause.QName(), l.What, l.From)
		}
		for _, x := range l.Witness {
			witnesses++
			if x.Before != rights.NotLicensed || x.After != rights.Depends || x.Use.On != when.MustParse("2020-07-24") {
				t.Errorf("the witness %+v does not flip on the day", x)
			}
			q := rights.ClearQuestion{Use: x.Use, Under: agreement.Under{Patents: []string{x.Patent}}, KnownAt: testToday}
			for side, want := range map[*Workspace]rights.Verdict{before: x.Before, after: x.After} {
				if a, err := side.Clear(q); err != nil || a.Verdict != want {
					t.Errorf("asked, the witness is %s (%v), the plan says %s", a.Verdict, err, want)
				}
			}
		}
	}
	if witnesses == 0 {
		t.Error("no witness")
	}
}

// Of the four ways to answer the two questions one licenses Intel; one no to either settles it.
func TestCorpusOneOfFourReadingsLicenses(t *testing.T) {
	_, after := affiliates(t)
	q, err := after.ParseUse("intel sells haswell in US on 2021-03-02 under patents of vlsi")
	if err != nil {
		t.Fatal(err)
	}
	q.KnownAt = testToday
	a, err := after.Ask(q)
	if err != nil {
		t.Fatal(err)
	}
	if a.Verdict != rights.Depends || len(a.Fewest) != 2 || len(a.All) != 2 {
		t.Fatalf("%s on %d questions, the fewest %d; want both readings", a.Verdict, len(a.All), len(a.Fewest))
	}
	// Option by option of each question alone: the licensor's position settles it, the licensee's leaves the other open.
	want := map[string]rights.Verdict{
		"the one who manages the funds":       rights.Depends,
		"those who invested in the funds":     rights.NotLicensed,
		"they do, now or later":               rights.Depends,
		"only those of the day of signing do": rights.NotLicensed,
	}
	for _, x := range a.All {
		for _, v := range x.Answers {
			label := strings.Trim(v.Answer, `"`)
			if want[label] != v.Verdict {
				t.Errorf("%q gives %s, want %s", v.Answer, v.Verdict, want[label])
			}
			delete(want, label)
		}
	}
	for label := range want {
		t.Errorf("nobody was asked about %q", label)
	}
}

// A purchase that stops at one half gives nobody control, and changes nothing.
func TestCorpusHalfIsNoMajority(t *testing.T) {
	before, _ := affiliates(t)
	after, err := before.Suppose(testToday, Event{Name: "event", Text: "2020-07-24 fortress acquires finjan 50%"})
	if err != nil {
		t.Fatal(err)
	}
	plan, err := ComparePlan(before, after, PlanQuestion{KnownAt: testToday, Scope: rights.PlanScope{From: when.Min, To: when.Max}})
	if err != nil {
		t.Fatal(err)
	}
	if plan.Changes() { // cases that suppose the whole on the same day are beside the point
		t.Errorf("class %s: %+v", plan.Class, plan.Counts)
	}
}

// The journals must not know what the page tries out.
func TestCorpusJournalStopsBeforeTheAcquisition(t *testing.T) {
	before, _ := affiliates(t)
	last := when.MustParse("2020-07-01")
	for _, f := range before.World().Facts {
		if f.Begin.Latest >= last && f.Dated {
			t.Errorf("%s:%d: %s", f.At.File, f.At.Start.Line, f.Text)
		}
		if c, ok := f.Body.(agreement.Control); ok && c.Held == "finjan" {
			t.Errorf("%s:%d: somebody already controls finjan", f.At.File, f.At.Start.Line)
		}
	}
}

// Every number of a patent on the page is one that the journals declare, or is declared as not followed.
func TestCorpusPageNamesPatentsOfTheJournal(t *testing.T) {
	before, _ := affiliates(t)
	page, err := os.ReadFile("corpus/affiliates-now-or-later/README.md")
	if err != nil {
		t.Fatal(err)
	}
	numbers := regexp.MustCompile(`US\d{7}`).FindAllString(string(page), -1)
	if len(numbers) == 0 {
		t.Fatal("the page names no patent")
	}
	declared := strings.Join(declaredPatents(before.World()), " ")
	for _, n := range numbers {
		if !strings.Contains(declared, n) {
			t.Errorf("the page names %s, which no journal declares", n)
		}
	}
}

// Without the acquisition nothing hangs on the two readings of the Finjan licence; with it they come before everything
// else that is unclear, with all patents that change.
func TestReadingsRankFirstUnderTheAcquisition(t *testing.T) {
	w, err := Open("corpus/affiliates-now-or-later", Options{Today: onTestDay})
	if err != nil {
		t.Fatal(err)
	}
	at := func(w *Workspace) map[string]int {
		lines, err := w.OpenQuestions(testToday, testToday)
		if err != nil {
			t.Fatal(err)
		}
		out := map[string]int{}
		for i, l := range lines {
			if l.Kind != string(agreement.AskReading) {
				continue
			}
			if i > 1 {
				t.Errorf("%q stands at place %d", l.Says, i+1)
			}
			out[l.Clause.Name] = l.Patents
		}
		return out
	}
	if got, want := at(w), map[string]int{"later-affiliates": 0, "control-of-funds": 0}; !maps.Equal(got, want) {
		t.Errorf("as recorded, %v hang on the readings, want %v", got, want)
	}
	if got, want := at(suppose(t, w, "2020-07-24 fortress acquires finjan")), map[string]int{"later-affiliates": 3, "control-of-funds": 3}; !maps.Equal(got, want) {
		t.Errorf("after the acquisition, %v hang on the readings, want %v", got, want)
	}
}
