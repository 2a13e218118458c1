package present

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
	"pgregory.net/rapid"
)

var (
	forever  = rights.PlanScope{From: when.Min, To: when.Max}
	affiliat = agreement.Question{Kind: agreement.AskReading, Key: "f-i/affiliates", Says: `reading: who is an affiliate? "at signing" or "now or later"?`, Of: "affiliates",
		Clause: agreement.Clause{Agreement: "f-i", Number: "1.2", Kind: "reading", Name: "affiliates", At: at(30)}}
	clause61 = agreement.Clause{Agreement: "hw-xm", Number: "6.1", Heading: "Term", Kind: "period", Name: "Licence Term", At: at(90)}
	sides    = [2]PlanSide{
		{Name: "the workspace", Inputs: Inputs{"sha256:aa", "sha256:bb", "sha256:cc"}, Ask: [2]string{"crossgrant clear", ""}},
		{Name: "drafts/hw-xm-2.md", Inputs: Inputs{"sha256:dd", "sha256:bb", "sha256:cc"}, Ask: [2]string{"crossgrant clear", "--draft drafts/hw-xm-2.md"}, Flag: "--draft drafts/hw-xm-2.md"},
	}
	flip = rights.Witness{Use: agreement.UseOf{Actor: "xiaomi", Act: agreement.Sell, Product: "vehicle", Country: "US", On: d("2026-11-22")}, Patent: "US11910207B2",
		Before: rights.NotLicensed, After: rights.Licensed, Effect: "gained"}
	flop = rights.Witness{Use: agreement.UseOf{Actor: "xiaomi", Act: agreement.Sell, Product: "handset", Country: "DE", On: d("2027-01-01")}, Patent: "EP2400812B1",
		Before: rights.Licensed, After: rights.NotLicensed, Effect: "lost"}
)

func extentOf(n int) rights.Extent {
	return rights.Extent{Rights: 12 * n, Patents: n, Families: n/2 + 1, Countries: 4, Products: 2, Actors: 3}
}

// possibly makes all rights of an extent possible only.
func possibly(x rights.Extent) rights.Extent {
	x.Possibly = x.Rights
	return x
}

// inPart makes a dozen of them so.
func inPart(x rights.Extent) rights.Extent {
	x.Possibly = 12
	return x
}

// plans are the pages of testdata/plan-*.txt, hand-made so that each shows one state.
var plans = map[string]PlanPage{
	"rich": {
		PlanAnswer: rights.PlanAnswer{KnownAt: d("2026-11-22"), Scope: forever, Class: rights.Shifts, Certain: true,
			Counts: rights.PlanCounts{Gained: extentOf(1204), Lost: inPart(extentOf(38)), Shifted: extentOf(2), Money: extentOf(5)},
			Lines: []rights.PlanLine{
				{Clause: clause24, Class: rights.Widens, Certain: true, Counts: rights.PlanCounts{Gained: extentOf(1204)}, Actors: []agreement.Org{"xiaomi", "xiaomi-ev"},
					Products: []string{"vehicle", "vehicle-module"}, In: []string{"CN", "DE", "FR", "US"}, Acts: []agreement.Act{agreement.Make, agreement.Sell, agreement.Offer},
					From: d("2023-09-13"), To: d("2033-09-12"), Witness: []rights.Witness{flip}, Before: "Vehicle and vehicle-module are taken out of h2x."},
				{Clause: clause21, What: "acts, price", Class: rights.Shifts, Certain: true, Possible: true, Counts: rights.PlanCounts{Lost: inPart(extentOf(38)), Shifted: extentOf(2), Money: extentOf(5)},
					Actors: []agreement.Org{"xiaomi"}, Products: []string{"handset"}, In: []string{"DE"}, Acts: []agreement.Act{agreement.HaveMade}, From: d("2027-01-01"), To: when.Max,
					Open: []rights.OpenQuestion{evolution}, Witness: []rights.Witness{flop},
					Before: "Huawei Group grants Xiaomi Group a paid-up licence to make, have made, use and sell.", After: "Huawei Group grants Xiaomi Group a licence for a royalty to make, use and sell."},
			},
			Same: []agreement.Clause{clause61}, Opened: 3, Settled: 1, Status: 2,
			Open:    []rights.PlanOpen{{Question: evolution.Question, Opened: 3}, {Question: noStatus.Question, Settled: 1}},
			RestsOn: rests, Notes: []string{"Two products are known on one side only; they have no change."}},
		Before: sides[0], After: sides[1],
		Words: []PlanWords{{Before: clause24.Prose}, {Before: clause21.Prose, After: strings.NewReplacer("a non-exclusive worldwide", "a worldwide", "make, have made, use", "make, use").Replace(clause21.Prose)}},
		Broken: []PlanCheck{{Kind: "expect", Title: "A vehicle", Clause: clause24, In: "both", Expected: "not licensed", Before: "not licensed", After: "licensed"},
			{Kind: "always", Title: "no grant beyond ours", Clause: clause21, In: "before", Before: "holds", After: "h2x lets xiaomi sell handset, which goes beyond"}},
		Mended:  []PlanCheck{{Kind: "expect", Title: "Made for Xiaomi", Clause: clause21, In: "after", Expected: "licensed", Before: "depends", After: "licensed"}},
		Apart:   []PlanCheck{{Kind: "expect", Title: "Had it been bought", Clause: clause21, In: "both", Before: "licensed", After: "depends"}},
		Checked: 51,
	},
	"empty": {PlanAnswer: rights.PlanAnswer{KnownAt: d("2026-11-22"), Scope: forever, Class: rights.NoEffect, Same: []agreement.Clause{clause61}}, Before: sides[0], After: sides[1]},
	"possible": {
		PlanAnswer: rights.PlanAnswer{KnownAt: d("2026-11-22"), Class: rights.Widens, Counts: rights.PlanCounts{Gained: possibly(extentOf(2))},
			Scope: rights.PlanScope{By: []agreement.Org{"intel"}, In: []string{"US"}, Acts: []agreement.Act{agreement.Make, agreement.Sell}, From: d("2020-01-01"), To: when.Max},
			Lines: []rights.PlanLine{{What: "control of finjan", Clause: agreement.Clause{Agreement: "f-i", Number: "1.2", Kind: "group", Name: "Affiliates"}, Class: rights.Widens, Possible: true,
				Counts: rights.PlanCounts{Gained: possibly(extentOf(2))}, Actors: []agreement.Org{"intel"}, Products: []string{"processor"}, In: []string{"US"}, Acts: []agreement.Act{agreement.Sell},
				From: d("2020-07-24"), To: when.Max, Open: []rights.OpenQuestion{{Question: affiliat, Patents: 2}},
				Witness: []rights.Witness{{Use: agreement.UseOf{Actor: "intel", Act: agreement.Sell, Product: "processor", Country: "US", On: d("2021-03-02")}, Patent: "US7523373B2",
					Before: rights.NotLicensed, After: rights.Depends, Effect: "gained", Suppose: []rights.Supposed{{Question: affiliat, Answer: "now or later"}}}}}},
			Opened: 2, Open: []rights.PlanOpen{{Question: affiliat, Opened: 2}}},
		Before: PlanSide{Name: "the workspace", Ask: [2]string{"crossgrant clear", ""}},
		After:  PlanSide{Name: "with 2020-07-24 fortress acquires finjan", Ask: [2]string{"crossgrant clear", `--event "2020-07-24 fortress acquires finjan"`}, Flag: `--event "2020-07-24 fortress acquires finjan"`},
		Events: []PlanEvent{{"2020-07-24 fortress acquires finjan", true, false}}, Counterfactual: true,
	},
	"money": {
		PlanAnswer: rights.PlanAnswer{KnownAt: d("2026-11-22"), Scope: forever, Class: rights.Money, Certain: true, Counts: rights.PlanCounts{Money: extentOf(301), Unclear: extentOf(1)},
			Lines: []rights.PlanLine{{Clause: clause21, What: "price", Class: rights.Money, Certain: true, Counts: rights.PlanCounts{Money: extentOf(301), Unclear: extentOf(1)}, In: []string{"US"},
				From: when.Min, To: when.Max, Witness: []rights.Witness{{Use: use, Patent: "US1B2", Before: rights.Licensed, After: rights.Licensed, Effect: "money"}}},
				{Class: rights.NoEffect, What: "title of US1B2"}}},
		Before: PlanSide{Name: "deal-1", Ask: [2]string{"crossgrant -C deal-1 clear", ""}}, After: PlanSide{Name: "deal-2", Flag: "-C deal-2"},
	},
}

func TestPlanPages(t *testing.T) {
	for name, a := range plans {
		for style, st := range map[string]Style{"": {Width: 100}, "-why": {Width: 100, Why: true}, "-ascii": {Width: 96, ASCII: true, Why: true}, "-discreet": {Width: 100, Why: true, Discreet: true}, "-narrow": {Width: 44}} {
			var b bytes.Buffer
			if err := Plan(&b, a, st); err != nil {
				t.Fatal(err)
			}
			if style != "-narrow" {
				golden(t, "plan-"+name+style+".txt", b.Bytes())
			}
			for i, l := range strings.Split(b.String(), "\n") {
				if n := Columns(l); i > 0 && n > st.columns() && st.Width >= 70 && !strings.Contains(l, "crossgrant ") {
					t.Errorf("%s%s: line %d takes %d columns of %d: %s", name, style, i+1, n, st.columns(), l)
				}
			}
			if st.ASCII && strings.ContainsFunc(b.String(), func(r rune) bool { return r > 127 }) {
				t.Errorf("%s%s: not ASCII:\n%s", name, style, b.String())
			}
			var coloured bytes.Buffer
			st.Colour = true
			if err := Plan(&coloured, a, st); err != nil {
				t.Fatal(err)
			}
			if plain := withoutColour(coloured.String()); plain != b.String() {
				t.Errorf("%s%s: colour changes more than colour:\n%s", name, style, firstUnlike(b.String(), plain))
			}
		}
		var b bytes.Buffer
		if err := PlanLine(&b, a, Style{}); err != nil || strings.Count(b.String(), "\n") != 1 {
			t.Errorf("%s: one line is %q, %v", name, b.String(), err)
		}
		b.Reset()
		if err := JSON(&b, PlanJSON(a, Style{})); err != nil {
			t.Fatal(err)
		}
		golden(t, "plan-"+name+".json", b.Bytes())
		if strings.Contains(b.String(), ": null") {
			t.Errorf("%s: the JSON has a null where readers expect a list", name)
		}
		var keys map[string]any
		if err := json.Unmarshal(b.Bytes(), &keys); err != nil || keys["format"] != "crossgrant.plan/1" || keys["changes"] != a.Changed() {
			t.Errorf("%s: %v %v", name, keys["format"], err)
		}
	}
}

// withoutColour takes ANSI sequences out.
func withoutColour(s string) string {
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

func firstUnlike(x, y string) string {
	a, b := strings.Split(x, "\n"), strings.Split(y, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return a[i] + "\n" + b[i]
		}
	}
	return "one is longer"
}

// What is marked as only before and what is in both make the text before; the same for after.
func TestWordsAreCompared(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SliceOfN(rapid.SampledFrom(strings.Fields("a licence to make use sell , under the patents")), 0, 30)
		x, y := text.Draw(t, "before"), text.Draw(t, "after")
		var before, after []string
		for _, s := range diffWords(x, y) {
			if len(s.words) == 0 {
				t.Fatal("an empty stretch")
			}
			if s.both || !s.after {
				before = append(before, s.words...)
			}
			if s.both || s.after {
				after = append(after, s.words...)
			}
		}
		if strings.Join(before, " ") != strings.Join(x, " ") || strings.Join(after, " ") != strings.Join(y, " ") {
			t.Fatalf("%q and %q came back as %q and %q", x, y, before, after)
		}
	})
	for _, c := range []struct{ before, after, want string }{
		{"on or before the last day", "before the last day", "[-on or-] before the last day"},
		{"for five years", "for seven years", "for [-five-] {+seven+} years"},
		{"make and sell", "make and sell", "make and sell"},
		{"a b c d e f g h i j k l m n o p q r old", "a b c d e f g h i j k l m n o p q r new", "… g h i j k l m n o p q r [-old-] {+new+}"},
	} {
		if got := (Style{}).wordDiff(c.before, c.after); got != c.want {
			t.Errorf("%q and %q: %q, want %q", c.before, c.after, got, c.want)
		}
	}
}
