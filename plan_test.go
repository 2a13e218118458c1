package crossgrant

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
	"pgregory.net/rapid"
)

const planAgreement = `# Licence

## 1 Grant

1.1 Seller licenses Buyer and what it controls under its patents.

` + "```grant" + `
agreement l "Licence"
  between    seller, buyer
  effective  2020-01-01

group "Buyer Group"
  is         buyer, entities it controls (over 50%)
  members    while controlled

patents "Seller Patents"
  owned by   seller on 2020-01-01

licence s2b
  from       seller
  to         "Buyer Group"
  under      "Seller Patents"
  for        anything
  acts       make, sell
  in         world
  during     2020-01-01 .. 2029-12-31
  price      paid-up
  sublicence none

expect "The target has no licence"
  use        target sells phone in US on 2025-01-01
  under      US1B2
  answer     not licensed

expect "Nor has anybody else"
  use        other sells phone in US on 2025-01-01
  under      US1B2
  answer     not licensed
` + "```\n"

const planFacts = `seller is an organisation "Seller" US

buyer is an organisation "Buyer" US

target is an organisation "Target" US

other is an organisation "Other" US

2021-01-01 other controls target 100%

2019-06-01 buyer controls other 10%

phone is a product "Phone" by target
  category   handset

US1B2 is a patent "A patent" in US
  owner      seller
  priority   2015-01-01
  filed      2016-01-01
  granted    2017-01-01

presume granted patents in force to their computed term
`

func planWorkspace(t *testing.T, files map[string]string) *Workspace {
	t.Helper()
	tree := fstest.MapFS{"agreements/l.md": {Data: []byte(planAgreement)}, "x.facts": {Data: []byte(planFacts)}}
	for name, text := range files {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	w, err := OpenFS(tree, Options{Today: onTestDay})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func suppose(t *testing.T, w *Workspace, events ...string) *Workspace {
	t.Helper()
	var es []Event
	for _, e := range events {
		x, err := w.ReadEvent(e)
		if err != nil {
			t.Fatal(err)
		}
		es = append(es, x)
	}
	out, err := w.Suppose(testToday, es...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func clear1(t *testing.T, w *Workspace, text string) rights.Verdict {
	t.Helper()
	q, err := w.ParseUse(text)
	if err != nil {
		t.Fatal(err)
	}
	a, err := w.Clear(q)
	if err != nil {
		t.Fatal(err)
	}
	return a.Verdict
}

func TestSuppose(t *testing.T) {
	w := planWorkspace(t, map[string]string{"drafts/deal.facts": "2024-01-01 buyer controls target 100%\n"})
	const asks = "target sells phone in US on 2025-01-01 under US1B2"
	if v := clear1(t, w, asks); v != rights.NotLicensed {
		t.Fatalf("as it is: %s", v)
	}
	for _, events := range [][]string{
		{"2024-01-01 buyer controls target 100%"},
		{"@drafts/deal.facts"},
		{"2024-01-01 buyer acquires target"},
		{"2024-01-01 other sells target to buyer 60%"},
		{"2023-01-01 other ceases to control target", "2024-01-01 buyer controls target 60%, assumed \"a guess\""},
		{"2023-01-01 other ceases to control target\n2024-01-01 buyer controls target 60%\n  source \"a guess\"\n"},
	} {
		s := suppose(t, w, events...)
		if v := clear1(t, s, asks); v != rights.Licensed {
			t.Errorf("supposing %q: %s", events, v)
		}
		if v := clear1(t, w, asks); v != rights.NotLicensed {
			t.Errorf("supposing %q changed the workspace: %s", events, v)
		}
		for _, f := range s.Supposed() {
			if !f.Given || !f.KnownAt(when.Min) {
				t.Errorf("%s is not known on every day", f.Text)
			}
		}
		if _, err := s.Record("2026-01-01 buyer controls other 20%"); !errors.Is(err, errReadOnly) {
			t.Errorf("a workspace in which something is tried out took a fact: %v", err)
		}
		if err := s.Reload(); err != nil || len(s.Supposed()) == 0 || clear1(t, s, asks) != rights.Licensed {
			t.Errorf("reloading dropped what is supposed: %v", err)
		}
	}
	twice := suppose(t, suppose(t, w, "2024-01-01 buyer controls target 100%"), "2027-01-01 buyer controls other 60%")
	if n := len(twice.Supposed()); n != 2 {
		t.Errorf("two suppositions give %d facts", n)
	}
	if v := clear1(t, twice, "other sells phone in US on 2028-01-01 under US1B2"); v != rights.Licensed {
		t.Errorf("the second supposition has no effect: %s", v)
	}
	if v := clear1(t, twice, asks); v != rights.Licensed {
		t.Errorf("the second supposition undid the first: %s", v)
	}
}

func TestWhatCannotBeSupposed(t *testing.T) {
	w := planWorkspace(t, nil)
	for _, c := range []struct{ event, name, says, detail string }{
		{"2024-01-01 buyer controls targt 100%", diag.UnknownOrganisation, `no organisation "targt"`, `Did you mean "target"?`},
		{"2024-01-01 buyer contrls target 100%", diag.UnknownStatement, "", ""},
		{"buyer controls target 100%", diag.EventWithoutDay, "does not say when", "2026-11-23 buyer controls target 100%"},
		{"seller assigns US1B2 to other", diag.EventWithoutDay, "does not say when", ""},
		{"2021-01-01 other controls target 100%", diag.EventAlreadyRecorded, "already record", ""},
		{"2024-01-01 other controls target 100%", diag.EventAlreadyRecorded, "other holds 100% of target", ""},
		{"2024-01-01 buyer controls other 10%", diag.EventAlreadyRecorded, "buyer holds 10% of other", ""},
		{"2024-01-01 buyer controls target 60%", diag.ControlExceeds100, "160%", ""},
		{"2024-01-01 other sells target", "", "", ""},
		{"2024-01-01 other acquires target", diag.EventAlreadyRecorded, "other holds 100% of target", ""},
		{"phone is a product by other", diag.DuplicateDefinition, "", ""},
	} {
		_, err := w.Suppose(testToday, Event{"event", c.event})
		var bad *ProblemsError
		if !errors.As(err, &bad) {
			if err != nil || c.name != "" {
				t.Errorf("%s: %v", c.event, err)
			}
			continue
		}
		i := slices.IndexFunc(bad.Problems, func(p diag.Problem) bool { return p.Name == c.name })
		if i < 0 {
			t.Errorf("%s: %+v, want %s", c.event, bad.Problems, c.name)
			continue
		}
		p := bad.Problems[i]
		if !strings.Contains(p.Summary, c.says) || !strings.Contains(p.Detail, c.detail) {
			t.Errorf("%s: %s; %s", c.event, p.Summary, p.Detail)
		}
		if p.Subject.File != "event" || bad.Source("event") == nil {
			t.Errorf("%s: the problem does not point into the text typed but to %s", c.event, p.Subject.File)
		}
	}
	for _, text := range []string{"", "# nothing\n", "\xff"} {
		if _, err := w.Suppose(testToday, Event{"event", text}); err == nil {
			t.Errorf("%q was taken for an event", text)
		}
	}
	if _, err := w.Suppose(when.MustParse("2020-06-01"), Event{"event", "2021-01-01 other controls target 100%"}); err != nil {
		t.Errorf("before it was on record the event is one: %v", err)
	}
}

func TestDrafts(t *testing.T) {
	w := planWorkspace(t, map[string]string{"agreements/m.md": "# Other\n\n```grant\nagreement m \"Other\"\n  between seller, other\n  effective 2020-01-01\n```\n"})
	const asks = "buyer sells phone in US on 2028-01-01 under US1B2"
	shorter := Draft{"shorter.md", []byte(strings.ReplaceAll(planAgreement, ".. 2029-12-31", ".. 2027-12-31"))}
	s, err := w.WithDraft(shorter)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := clear1(t, w, asks), clear1(t, s, asks); a != rights.Licensed || b != rights.NotLicensed {
		t.Errorf("before %s, after %s", a, b)
	}
	if n := len(s.World().Agreements); n != 2 {
		t.Errorf("the draft stands beside its own agreement: %d agreements", n)
	}
	added := Draft{"added.md", []byte(strings.NewReplacer("agreement l ", "agreement n ", "between    seller, buyer", "between    seller, other", "is         buyer, entities it controls (over 50%)", "is         other").Replace(planAgreement))}
	if n, err := w.WithDraft(added); err != nil || len(n.World().Agreements) != 3 || clear1(t, n, "other sells phone in US on 2025-01-01 under US1B2") != rights.Licensed {
		t.Errorf("a new agreement is not added: %v", err)
	}
	// Two drafts that are both wrong: no problem hides another.
	bad := func(name, old, new string) Draft {
		return Draft{name, []byte(strings.Replace(planAgreement, old, new, 1))}
	}
	_, _, err = w.WithDrafts(bad("one.md", "to         \"Buyer Group\"", "to         \"Buyers\""), bad("two.md", "acts       make, sell", "acts       make, sel"))
	var both *ProblemsError
	if !errors.As(err, &both) {
		t.Fatal(err)
	}
	files := map[string]bool{}
	for _, p := range both.Problems {
		files[p.Subject.File] = true
		if both.Source(p.Subject.File) == nil || p.Subject.Start.Line == 0 {
			t.Errorf("%s has no place", p.Summary)
		}
	}
	if !files["one.md"] || !files["two.md"] {
		t.Errorf("only %v are reported", files)
	}
	if _, _, err := w.WithDrafts(shorter, added); !errors.As(err, &both) || both.Problems[0].Name != diag.DraftsOfTwoAgreements {
		t.Errorf("drafts of two agreements: %v", err)
	}
	// A draft by the path of the workspace's own document is that document.
	own, err := w.ReadDraft("agreements/l.md")
	if err != nil {
		t.Fatal(err)
	}
	if x, err := w.WithDraft(own); err != nil || clear1(t, x, asks) != rights.Licensed {
		t.Errorf("the document itself as a draft: %v", err)
	}
}

func TestSidesOf(t *testing.T) {
	w := planWorkspace(t, nil)
	dir := t.TempDir()
	file := filepath.Join(dir, "x.md")
	if err := os.WriteFile(file, []byte("x"), 0o666); err != nil {
		t.Fatal(err)
	}
	if s, err := SidesOf(w, file, "agreements/l.md"); s != TwoDrafts || err != nil {
		t.Error(s, err)
	}
	if s, err := SidesOf(w, dir, dir); s != TwoFolders || err != nil {
		t.Error(s, err)
	}
	for _, paths := range [][]string{{file, dir}, {dir, file}} {
		_, err := SidesOf(w, paths...)
		var bad *ProblemsError
		if !errors.As(err, &bad) || bad.Problems[0].Name != diag.DraftAndFolder {
			t.Errorf("%v: %v", paths, err)
		}
	}
	if _, err := SidesOf(w, filepath.Join(dir, "no.md")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
}

// Facts of two worlds stand at one index exactly where they are the same, and each world keeps its own, in its order.
func TestAlignFacts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		world := func(label string) []agreement.Fact {
			var out []agreement.Fact
			for _, n := range rapid.SliceOfN(rapid.IntRange(0, 9), 0, 12).Draw(t, label) {
				out = append(out, agreement.Fact{Text: string(rune('a' + n)), Recorded: when.None, Retracted: when.None,
					Body: agreement.Finding{Term: string(rune('a' + n)), Yes: true}})
			}
			return out
		}
		before, after := world("before"), world("after")
		b, a := alignFacts(before, after)
		knownOnly := func(fs []agreement.Fact) (out []string) {
			for i := range fs {
				if fs[i].KnownAt(testToday) {
					out = append(out, fs[i].Text)
				}
			}
			return out
		}
		texts := func(fs []agreement.Fact) (out []string) {
			for i := range fs {
				out = append(out, fs[i].Text)
			}
			return out
		}
		if !slices.Equal(knownOnly(b), texts(before)) || !slices.Equal(knownOnly(a), texts(after)) {
			t.Fatalf("before %v became %v, after %v became %v", texts(before), knownOnly(b), texts(after), knownOnly(a))
		}
		for i := range min(len(a), len(b)) {
			if a[i].Text != b[i].Text {
				t.Fatalf("at %d stand %s and %s", i, b[i].Text, a[i].Text)
			}
		}
		if slices.Equal(texts(before), texts(after)) && (len(a) != len(before) || !sameFacts(a, b)) {
			t.Fatal("the same facts were torn apart")
		}
	})
	// What stands in order in both stays together, whatever is put in between.
	facts := func(s string) (out []agreement.Fact) {
		for _, r := range s {
			out = append(out, agreement.Fact{Text: string(r), Recorded: when.None, Retracted: when.None})
		}
		return out
	}
	b, a := alignFacts(facts("abcdef"), facts("axbcyefz"))
	together := 0
	for i := range min(len(a), len(b)) {
		if a[i].KnownAt(testToday) && b[i].KnownAt(testToday) {
			together++
		}
	}
	if together != 5 {
		t.Errorf("%d of the 5 facts that both hold stand at one index", together)
	}
}

func TestPromises(t *testing.T) {
	w := planWorkspace(t, nil)
	after := suppose(t, w, "2024-01-01 buyer controls target 100%")
	p, err := ComparePlan(w, after, PlanQuestion{KnownAt: when.None})
	if err != nil {
		t.Fatal(err)
	}
	if p.Checked != 2 || len(p.Broken) != 1 || len(p.Mended) != 0 {
		t.Fatalf("%d tried, broken %+v, mended %+v", p.Checked, p.Broken, p.Mended)
	}
	if b := p.Broken[0]; b.Title != "The target has no licence" || b.Expected != "not licensed" || b.Before != "not licensed" || b.After != "licensed" || b.In != "both" {
		t.Errorf("%+v", b)
	}
	if !p.Counterfactual || len(p.Events) != 1 || p.Events[0].Text != "2024-01-01 buyer controls target 100%" {
		t.Errorf("%+v", p.Events)
	}
	back, err := ComparePlan(after, w, PlanQuestion{KnownAt: when.None})
	if err != nil || len(back.Mended) != 1 || len(back.Broken) != 0 {
		t.Errorf("the other way round: %+v, %v", back.Mended, err)
	}
	// A case that one side changed is two cases; one that it only moved is one.
	other, err := w.WithDraft(Draft{"d.md", []byte(strings.Replace("\n\n"+planAgreement, "target sells phone in US on 2025-01-01\n  under      US1B2\n  answer     not licensed", "target sells phone in US on 2025-01-01\n  under      US1B2\n  answer     licensed", 1))})
	if err != nil {
		t.Fatal(err)
	}
	if p, err := ComparePlan(w, other, PlanQuestion{KnownAt: when.None}); err != nil || p.Checked != 3 || len(p.Broken)+len(p.Mended) != 0 {
		t.Errorf("%d tried: %v; broken %+v mended %+v", p.Checked, err, p.Broken, p.Mended)
	}
}

// Whatever is typed as an event is either tried out or refused with a reason that points into it.
func FuzzSuppose(f *testing.F) {
	for _, e := range []string{"2024-01-01 buyer controls target 100%", "2024-01-01 other sells target to buyer 60%", "buyer controls target", "before 2024-01-01 lapsed US1B2 in US",
		"US1B2 is a patent, class H04L1/00", "2024-01-01 finding \"x\" of phone: no", "recorded 2024-01-01", "\xff", "a\n  b", "event is an organisation \"event\"", "2024-01-01 seller, buyer sign l"} {
		f.Add(e)
	}
	w, err := OpenFS(fstest.MapFS{"agreements/l.md": {Data: []byte(planAgreement)}, "x.facts": {Data: []byte(planFacts)}}, Options{Today: onTestDay})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		s, err := w.Suppose(testToday, Event{"event", text})
		var bad *ProblemsError
		switch {
		case errors.As(err, &bad):
			if !bad.Problems.HasErrors() || bad.Source("event") == nil {
				t.Fatalf("%q is refused without a reason", text)
			}
		case err == nil:
			p, err := ComparePlan(w, s, PlanQuestion{KnownAt: testToday, Scope: rights.PlanScope{From: when.Min, To: when.Max, In: []string{"US"}, Acts: []agreement.Act{agreement.Sell}}})
			if err != nil {
				t.Fatalf("%q cannot be planned: %v", text, err)
			}
			if len(p.Events) == 0 {
				t.Fatalf("%q was taken and is nowhere", text)
			}
		}
	})
}

// A case that states the event itself, or what becomes of the company afterwards, asks about a world of its own: it is
// listed apart where its answer differs, and not among those that the event breaks.
func TestCasesThatStateTheEventStandApart(t *testing.T) {
	at := func(given string) string {
		return strings.Replace(planAgreement, "expect \"Nor has", `expect "Supposing"
  use        target sells phone in US on 2025-01-01
  under      US1B2
  given      `+given+`
  answer     not licensed

expect "Nor has`, 1)
	}
	for given, apart := range map[string]bool{
		"2022-01-01 buyer acquires target 40%":     true,  // the company of the event, on the day of the event
		"2024-06-01 other controls target 30%":     true,  // and later
		"2021-06-01 other controls target 90%":     false, // before it
		"2022-01-01 other controls seller 1%":      false, // another company
		"2023-01-01 target controls buyer 1%":      true,  // the same two the other way round
		"other-phone is a product \"P\" by target": false, // something else
	} {
		w := planWorkspace(t, map[string]string{"agreements/l.md": at(given)})
		p, err := ComparePlan(w, suppose(t, w, "2022-01-01 buyer acquires target"), PlanQuestion{KnownAt: when.None})
		if err != nil {
			t.Errorf("%s: %v", given, err)
			continue
		}
		titles := func(cs []PlanCheck) (out []string) {
			for _, c := range cs {
				out = append(out, c.Title)
			}
			return out
		}
		if all := titles(append(slices.Clone(p.Broken), append(p.Mended, p.Apart...)...)); !slices.Contains(all, "Supposing") {
			t.Errorf("%s: the answer does not differ, so that nothing can be told: %v", given, all)
		}
		if got := slices.Contains(titles(p.Apart), "Supposing"); got != apart {
			t.Errorf("%s: apart is %v, want %v", given, got, apart)
		}
		if !slices.Contains(titles(p.Broken), "The target has no licence") {
			t.Errorf("%s: the case that supposes nothing is not broken: %v", given, titles(p.Broken))
		}
	}
}
