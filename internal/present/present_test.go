package present

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/expect"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

var (
	d  = when.MustParse
	at = func(line int) diag.Range {
		return diag.Range{File: "agreements/hw-xm.md", Start: diag.Pos{Line: line, Column: 1}}
	}
	clause21 = agreement.Clause{Agreement: "hw-xm", Number: "2.1", Heading: "Grants", Kind: "licence", Name: "h2x", At: at(41),
		Prose: "Huawei grants to the Xiaomi Group a non-exclusive worldwide licence under the Huawei Patents to make, have made, use, sell, offer to sell and import Licensed Products."}
	clause24 = agreement.Clause{Agreement: "hw-xm", Number: "2.4", Heading: "Grants", Kind: "exclusion", Name: "no-vehicles", At: at(60),
		Prose: "No licence is granted for vehicles, nor for a vehicle module inside a licensed product."}
	clause11  = agreement.Clause{Agreement: "hw-xm", Number: "1.1", Heading: "Definitions", Kind: "group", Name: "Xiaomi Group", At: at(12)}
	clause14  = agreement.Clause{Agreement: "hw-xm", Number: "1.4", Heading: "Definitions", Kind: "period", Name: "Capture Period", At: at(20)}
	evolution = rights.OpenQuestion{Question: agreement.QFinding("natural evolution", "redmi-15", clause11), Patents: 12, Examples: []string{"US1B2", "DE2B4"}}
	noStatus  = rights.OpenQuestion{Question: agreement.QStatus("US1B2", "US"), Patents: 1}
	use       = agreement.UseOf{Actor: "xiaomi", Act: agreement.Sell, Product: "xiaomi-13", Country: "DE", On: d("2024-03-01")}
	question1 = rights.ClearQuestion{Use: use, Under: agreement.Under{Org: "huawei", Share: agreement.Over50}, KnownAt: d("2026-11-22")}
	rests     = []rights.RestsOn{
		{Kind: "assumed", Clause: clause14, Why: "Five years is common; the real period is not public."},
		{Kind: "assumed", Where: "honor.facts:7", Why: "control from general knowledge"},
		{Kind: "presumed", Where: "presumptions.facts:1", Why: "granted patents in force to their computed term"},
	}
	because = []rights.Reason{
		{Clause: clause21, Effect: rights.Grants, Patents: 412, Says: "Huawei Group grants Xiaomi Group a licence."},
		{Clause: clause11, Effect: rights.Supports, Says: "Xiaomi Group is xiaomi and what it controls."},
		{Clause: clause14, Effect: rights.Supports},
	}
)

// answers are the pages of testdata/*.txt, hand-made so that each shows one state.
var answers = map[string]rights.ClearAnswer{
	"licensed": {Question: question1, Verdict: rights.Licensed, Counted: "patents",
		Counts:  rights.Counts{Licensed: 412, Own: 3, NotInForce: 77, Pending: 20, NotRelevant: 1155, StatusUnknown: 9},
		Because: because, RestsOn: rests, Until: d("2033-09-12"), UntilWhy: "licence h2x ends (hw-xm 2.1)",
		Parts: []rights.Part{
			{Node: "xiaomi-13", Name: "Xiaomi 13", Verdict: rights.Licensed, Counts: rights.Counts{Licensed: 412}, Because: because[:1]},
			{Node: "xiaomi-13/snapdragon-8g2", Name: "Snapdragon 8 Gen 2", Depth: 1, Verdict: rights.Licensed, Counts: rights.Counts{Licensed: 412}, Because: because[:1]}},
		Price: []rights.Price{{Clause: clause21, Kind: "paid-up", Patents: 412, Charged: true, Since: when.None, Sure: true}}},
	"partly": {Question: question1, Verdict: rights.Partly, Counted: "patents", Counts: rights.Counts{Licensed: 410, Partly: 1, NotLicensed: 1, Depends: 1},
		Because: append([]rights.Reason{{Clause: clause24, Effect: rights.TakesOut, Patents: 2}}, because...), Until: d("2024-12-31")},
	"not-licensed": {Question: question1, Single: true, Patent: "US11890762B2", Verdict: rights.NotLicensed, Counted: "patents", Counts: rights.Counts{NotLicensed: 1},
		Because: []rights.Reason{{Clause: clause21, Effect: rights.Misses, Patents: 1, Failing: []string{"honor is not a member of the Xiaomi Group on 2024-03-01"}}},
		Status:  []rights.StatusLine{{Patent: "US11890762B2", Country: "US", Status: "in force", Why: "granted 2024-02-06", Presumed: []string{"granted patents in force to their computed term"}}},
		Until:   when.Max},
	"depends": {Question: question1, Verdict: rights.Depends, Counted: "patents", Counts: rights.Counts{Licensed: 400, Depends: 13},
		Open: []rights.OpenQuestion{evolution, noStatus}, Until: when.None, Notes: []string{"1 patent is counted although its owner on that day is not certain."},
		Because: []rights.Reason{{Clause: clause21, Effect: rights.MayGrant, Patents: 13}}},
	"nothing-in-force": {Question: question1, Verdict: rights.NothingInForce, Counted: "patents", Counts: rights.Counts{NotInForce: 2, Pending: 1}, Until: d("2025-01-01"), UntilWhy: "US3 is granted"},
	"pending": {Question: question1, Single: true, Patent: "US3", Verdict: rights.Pending, Would: "licensed", Counts: rights.Counts{Pending: 1}, Until: when.None,
		Status: []rights.StatusLine{{Patent: "US3", Country: "US", Status: "pending", Why: "filed 2022-01-01, not granted"}}},
}

func init() {
	many := answers["depends"]
	many.Open = nil
	for i := range 30 {
		q := rights.OpenQuestion{Question: agreement.QDay("priority date", "US"+strings.Repeat("1", i+1)), Patents: 1}
		many.Open = append(many.Open, q)
	}
	for i := range 9 {
		many.Open = append(many.Open, rights.OpenQuestion{Question: agreement.QFinding("term "+strings.Repeat("x", i+1), "p", clause11), Patents: 2})
	}
	for i, place := range []string{"a.facts:1", "b.facts:2", "a.facts:3", "a.facts:1"} {
		many.RestsOn = append(many.RestsOn, rights.RestsOn{Kind: "assumed", Where: place, Why: "reason " + place},
			rights.RestsOn{Kind: "assumed", Clause: []agreement.Clause{clause21, clause11, clause14, {Agreement: "hw-xm", Kind: "agreement", Name: "hw-xm"}}[i], Why: "reason"})
	}
	many.Until, many.UntilWhy = d("2030-01-01"), "a ends; b ends; c ends; d ends; e ends"
	answers["many"] = many
}

// golden compares with testdata/name, or rewrites it with UPDATE=1.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") == "1" {
		if err := os.MkdirAll("testdata", 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v (UPDATE=1 writes it)", err)
	}
	if string(want) != string(got) {
		t.Errorf("%s differs.\ngot:\n%s\nwant:\n%s", file, got, want)
	}
}

func TestClearPages(t *testing.T) {
	for name, a := range answers {
		for style, st := range map[string]Style{"": {}, "-why": {Why: true, Width: 100}, "-discreet": {Discreet: true}, "-ascii": {ASCII: true, Width: 60}} {
			var b bytes.Buffer
			if err := Clear(&b, a, st); err != nil {
				t.Fatal(err)
			}
			golden(t, name+style+".txt", b.Bytes())
			for i, l := range strings.Split(b.String(), "\n") {
				if n := Columns(l); i > 0 && n > st.columns() {
					t.Errorf("%s%s: line %d takes %d columns of %d: %s", name, style, i+1, n, st.columns(), l)
				}
			}
			if st.ASCII && strings.ContainsFunc(b.String(), func(r rune) bool { return r > 127 }) {
				t.Errorf("%s%s: not ASCII:\n%s", name, style, b.String())
			}
			if st.Discreet {
				for _, id := range []string{"US11890762B2", "US1B2", "DE2B4", "US3"} {
					if strings.Contains(b.String(), id) {
						t.Errorf("%s: a discreet page names %s:\n%s", name, id, b.String())
					}
				}
			}
		}
	}
}

func TestClearJSON(t *testing.T) {
	in := Inputs{"sha256:aa", "sha256:bb", "sha256:cc"}
	for name, a := range answers {
		var b bytes.Buffer
		if err := JSON(&b, ClearJSON(a, in, Style{})); err != nil {
			t.Fatal(err)
		}
		golden(t, name+".json", b.Bytes())
		b.Reset()
		if err := JSON(&b, ClearJSON(a, in, Style{Discreet: true})); err != nil {
			t.Fatal(err)
		}
		for _, id := range []string{"US11890762B2", "US1B2", "DE2B4", "US3"} {
			if strings.Contains(b.String(), id) {
				t.Errorf("%s: discreet JSON names %s:\n%s", name, id, b.String())
			}
		}
	}
}

// TestKeys pins the keys of the contract: a key that goes missing breaks readers.
func TestKeys(t *testing.T) {
	var b bytes.Buffer
	if err := JSON(&b, ClearJSON(answers["licensed"], Inputs{}, Style{})); err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	for _, k := range strings.Fields("format question verdict counted counts because open rests_on parts until terminable price as_of known_at inputs") {
		if _, ok := got[k]; !ok {
			t.Errorf("the answer has no key %q", k)
		}
	}
	counts := got["counts"].(map[string]any)
	for _, k := range strings.Fields("licensed own partly not_licensed depends not_in_force pending not_relevant status_unknown") {
		if _, ok := counts[k]; !ok {
			t.Errorf("counts have no key %q", k)
		}
	}
	if got["format"] != "crossgrant.answer/1" || got["until"] != "2033-09-12" {
		t.Errorf("format %v, until %v", got["format"], got["until"])
	}
}

func TestOtherPages(t *testing.T) {
	rows := []rights.PatentVerdict{
		{Patent: "US1B2", Title: "=HYPERLINK(\"x\")", Owner: []string{"huawei", "zte"}, Verdict: rights.Licensed, Status: "in force", Why: "hw-xm 2.1"},
		{Patent: "CN101351005B", Title: "一种用于无线通信系统的资源分配方法以及相应的网络设备和终端设备", Owner: []string{"huawei"}, Verdict: rights.Depends, Status: "unknown", Open: []string{"the status of CN101351005B in CN is not known"}},
	}
	holders := rights.HoldersAnswer{Patent: "CN101351005B", Title: "Method", On: d("2024-03-01"), KnownAt: d("2026-11-22"), Owners: []agreement.Org{"honor"},
		Chain: []string{"huawei until 2021-05-04", "honor since 2021-05-05 (assignment, events.facts:3)"},
		Holders: []rights.Holder{
			{Group: "Xiaomi Group", Members: []agreement.Org{"xiaomi", "xiaomi-mobile"}, Clause: clause21, Kind: "licence", Says: "make, use, sell Licensed Products in the world", Since: d("2023-09-13"), Until: d("2033-09-12"), Sure: true, Runs: "given before by huawei; runs with the patent (presumed)"},
			{Group: "everyone", Clause: clause24, Kind: "pledge", Since: when.None, Until: when.Max, Open: []rights.OpenQuestion{evolution}}},
		Misses: []rights.Reason{{Clause: clause24, Effect: rights.Misses, Failing: []string{"the patent is not captured"}}}, RestsOn: rests[:1]}
	cover := rights.CoverageAnswer{Actor: "xiaomi", Act: agreement.Sell, Product: "handset", Under: question1.Under, On: d("2024-03-01"), KnownAt: d("2026-11-22"),
		Fields: []string{"wipo-3", "unclassified"}, Countries: []string{"CN", "DE", "US", "JP", "KR", "IN", "BR", "GB", "FR"}}
	for i := range 18 {
		c := rights.CoverageCell{Field: cover.Fields[i/9], Country: cover.Countries[i%9], Verdict: rights.Licensed, Counts: rights.Counts{Licensed: 100 * i}}
		if i%5 == 4 {
			c.Verdict, c.Counts = rights.NotLicensed, rights.Counts{NotLicensed: 1234}
		}
		cover.Cells = append(cover.Cells, c)
	}
	timeline := rights.TimelineAnswer{Question: question1, From: d("2020-01-01"), To: d("2034-12-31"), Changes: []rights.Change{
		{On: d("2020-01-01"), Verdict: rights.NotLicensed, Counts: rights.Counts{NotLicensed: 5}},
		{On: d("2023-09-13"), Verdict: rights.Licensed, Counts: rights.Counts{Licensed: 5}, Why: []string{"licence h2x begins (hw-xm 2.1)"}}}}
	open := []rights.OpenLine{{Kind: "missing_text", Says: "does not state its territory", Clause: clause21, Where: "agreements/hw-xm.md:41", Patents: 1204}, {Kind: "assumed", Says: "Five years is common.", Clause: clause14, Patents: 3}}
	report := expect.Report{Files: 3, Problems: diag.List{{Name: "unused-definition", Severity: diag.Warning, Summary: "nothing uses it"}, {Name: "assumption", Severity: diag.Note, Summary: "the author assumes something here", Subject: at(41)}},
		Expects: []expect.Result{
			{Expect: &agreement.Expect{Title: "holds", Clause: clause21}, Pass: true},
			{Expect: &agreement.Expect{Title: "Xiaomi phones in Germany", Clause: clause21, Question: agreement.ExpectQuestion{Uses: []agreement.UseOf{use}, Under: question1.Under}},
				Found: "depends", Differences: []string{"the answer is depends instead of licensed"},
				Plan: []expect.Line{{What: "answer", Says: "licensed"}, {Found: true, What: "answer", Says: "depends"},
					{Found: true, What: "because", Says: "does not reach the use", Clause: clause21, Why: []string{"for handset", "not in DE"}},
					{Found: true, What: "depends on", Says: evolution.Says, Clause: clause11}},
				ToHold: []string{"one", "two", "three", "four", "five", "six", "seven", "eight"}, Clear: []rights.ClearAnswer{answers["depends"]}},
			{Expect: &agreement.Expect{Title: "captured", Question: agreement.ExpectQuestion{Captured: &agreement.CapturedIn{Patent: "US1B2", Set: "hw-xm/Huawei Patents"}}}, Found: "no", Differences: []string{"the answer is no instead of yes"}, Because: because[:1]}},
		Always: []expect.Invariant{
			{Always: &agreement.Always{Title: "tried", Clause: clause21, By: "xiaomi", Within: "hw-xm/h2x"}},
			{Always: &agreement.Always{Title: "broken", Clause: clause21, By: "xiaomi", Within: "hw-xm/h2x"}, Breach: &rights.Breach{Use: use, Patent: "US1B2", Grant: clause21, Why: []string{"the act is sell"}}},
			{Always: &agreement.Always{Title: "untried", Clause: clause21, By: "xiaomi", Within: "hw-xm/h2x"}, Untried: "on 2020-01-01 there was no grant h2x on record"}},
		NotRun:   []expect.Case{{Title: "not run", Clause: clause14}},
		ReadBack: []expect.ReadBack{{Where: "agreements/hw-xm.md:41", Clause: Cite(clause21), Prose: clause21.Prose, Says: "Huawei Group grants Xiaomi Group a licence."}}}
	problems := func(w *bytes.Buffer, l diag.List) {
		for _, p := range l {
			w.WriteString(p.Name + "\n")
		}
	}
	in := Inputs{"sha256:aa", "sha256:bb", "sha256:cc"}
	st := Style{Width: 72}
	for name, write := range map[string]func(*bytes.Buffer) error{
		"list.txt":          func(b *bytes.Buffer) error { return List(b, "licensed", rows, st) },
		"list-discreet.txt": func(b *bytes.Buffer) error { return List(b, "licensed", rows, Style{Discreet: true}) },
		"list.csv":          func(b *bytes.Buffer) error { return ListCSV(b, rows) },
		"list.json":         func(b *bytes.Buffer) error { return JSON(b, ListJSON(question1, "licensed", rows, in)) },
		"holders.txt":       func(b *bytes.Buffer) error { return Holders(b, holders, st) },
		"holders.json":      func(b *bytes.Buffer) error { return JSON(b, HoldersJSON(holders, in)) },
		"nobody.txt": func(b *bytes.Buffer) error {
			return Holders(b, rights.HoldersAnswer{Patent: "US1", On: d("2024-01-01"), KnownAt: d("2026-11-22")}, st)
		},
		"coverage.txt":       func(b *bytes.Buffer) error { return Coverage(b, cover, st) },
		"coverage.json":      func(b *bytes.Buffer) error { return JSON(b, CoverageJSON(cover, in)) },
		"coverage-empty.txt": func(b *bytes.Buffer) error { return Coverage(b, rights.CoverageAnswer{On: d("2024-01-01")}, st) },
		"timeline.txt":       func(b *bytes.Buffer) error { return Timeline(b, timeline, st) },
		"timeline.json":      func(b *bytes.Buffer) error { return JSON(b, TimelineJSON(timeline, in)) },
		"open.txt": func(b *bytes.Buffer) error {
			return Open(b, OpenPage{Lines: open, On: d("2024-03-01"), KnownAt: d("2026-11-22")}, st)
		},
		"open.json": func(b *bytes.Buffer) error {
			return JSON(b, OpenJSON(OpenPage{Lines: open, On: d("2024-03-01"), KnownAt: d("2026-11-22"), Inputs: in}))
		},
		"open-supposed.txt": func(b *bytes.Buffer) error {
			return Open(b, OpenPage{Lines: open, On: d("2024-03-01"), KnownAt: d("2026-11-22"), Supposed: []rights.RestsOn{{Kind: "supposed", Why: "2027-01-01 huawei acquires honor"}}}, st)
		},
		"open-nothing.txt": func(b *bytes.Buffer) error {
			return Open(b, OpenPage{On: d("2024-03-01"), KnownAt: d("2026-11-22")}, st)
		},
		"check.txt": func(b *bytes.Buffer) error {
			return Check(b, report, func(w io.Writer, l diag.List) error { problems(w.(*bytes.Buffer), l); return nil }, st)
		},
		"check-why.txt": func(b *bytes.Buffer) error {
			return Check(b, report, func(w io.Writer, l diag.List) error { problems(w.(*bytes.Buffer), l); return nil }, Style{Width: 72, Why: true})
		},
		"check.xml":  func(b *bytes.Buffer) error { return JUnit(b, report) },
		"check.json": func(b *bytes.Buffer) error { return JSON(b, CheckJSON(report, in)) },
		"error.json": func(b *bytes.Buffer) error {
			return JSON(b, ErrorJSON("There is no organisation \"xiomi\".", "xiaomi", 2, nil))
		},
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		golden(t, name, b.Bytes())
	}
}

func TestColourIsOnlyColour(t *testing.T) {
	strip := func(s string) string {
		var b strings.Builder
		for i := 0; i < len(s); {
			if s[i] == 0x1b {
				i += escape(s[i:])
				continue
			}
			b.WriteByte(s[i])
			i++
		}
		return b.String()
	}
	for name, a := range answers {
		var plain, colour bytes.Buffer
		if err := Clear(&plain, a, Style{}); err != nil {
			t.Fatal(err)
		}
		if err := Clear(&colour, a, Style{Colour: true}); err != nil {
			t.Fatal(err)
		}
		if colour.String() == plain.String() || strip(colour.String()) != plain.String() {
			t.Errorf("%s: colour changes the words:\n%q", name, colour.String())
		}
	}
}
