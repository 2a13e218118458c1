package check_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
)

// journal checks a journal that begins with the three organisations.
func journal(t *testing.T, text string) workspace {
	t.Helper()
	return load(t, []txtar.File{{Name: "x.facts", Data: []byte(three + text + "\n")}})
}

// controlLines are the facts of control: day, what is stated, what it means, number.
func controlLines(facts []agreement.Fact) []string {
	var out []string
	for i := range facts {
		f := &facts[i]
		if b, ok := f.Body.(agreement.Control); ok {
			out = append(out, fmt.Sprintf("%s: %s = %s, order %d", f.Begin, f.Text, agreement.FactText(b), f.Order))
		}
	}
	return out
}

// TestDeals: what is bought and sold becomes holdings from that day on.
func TestDeals(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"the whole", "2020-07-24 a acquires c", []string{"2020-07-24: a acquires c = a acquires c 100%, order 0"}},
		{"a part, by shares", "2020-07-24 a acquires c 51.0% by shares", []string{"2020-07-24: a acquires c 51% by shares = a acquires c 51% by shares, order 0"}},
		{"by merger", "2020-07-24 a acquires c by merger", []string{"2020-07-24: a acquires c by merger = a acquires c 100% by merger, order 0"}},
		{"by merger, and separate", "2020-07-24 a acquires c by merger\n  staying a separate entity", []string{"2020-07-24: a acquires c by merger = a acquires c 100% by shares, order 0"}},
		{"separate, in a form nobody knows", "2020-07-24 a acquires c by an unknown form, staying a separate entity", []string{"2020-07-24: a acquires c by an unknown form = a acquires c 100% by shares, order 0"}},
		{"in a form nobody knows", "2020-07-24 a acquires c by an unknown form", []string{"2020-07-24: a acquires c by an unknown form = a acquires c 100%, order 0"}},
		{"sold by merger", "2020-07-24 a sells c to b 60% by merger", []string{
			"2020-07-24: a sells c to b 60% by merger = a ceases to control c, order 1",
			"2020-07-24: a sells c to b 60% by merger = b acquires c 60% by merger, order 1",
		}},
		{"as people say it", "2020-07-24 a acquires 51% of c", []string{"2020-07-24: a acquires c 51% = a acquires c 51%, order 0"}},
		{"an event, not a state", "before 2020-07-24 a acquires c", []string{"on or before 2020-07-23: a acquires c = a acquires c 100%, order 0"}},
		{"with a number", "2020-07-24 a acquires c\n  order      3", []string{"2020-07-24: a acquires c = a acquires c 100%, order 3"}},
		{"sold", "2020-07-24 a sells c", []string{"2020-07-24: a sells c = a ceases to control c, order 0"}},
		{"sold to somebody", "2020-07-24 a sells c to b", []string{
			"2020-07-24: a sells c to b = a ceases to control c, order 1",
			"2020-07-24: a sells c to b = b acquires c 100%, order 1",
		}},
		{"a part sold", "between 2020-07-24 and 2020-08-01 a sells c to b 60% by shares", []string{
			"between 2020-07-24 and 2020-08-01: a sells c to b 60% by shares = a ceases to control c, order 1",
			"between 2020-07-24 and 2020-08-01: a sells c to b 60% by shares = b acquires c 60% by shares, order 1",
		}},
		{"sold with a number", "2020-07-24 a sells c to b\n  order      2", []string{
			"2020-07-24: a sells c to b = a ceases to control c, order 2",
			"2020-07-24: a sells c to b = b acquires c 100%, order 2",
		}},
		{"two sales of a day, whose order nobody states", "2020-07-24 a sells c to b\n2020-07-24 b sells c to a", []string{
			"2020-07-24: a sells c to b = a ceases to control c, order 0",
			"2020-07-24: a sells c to b = b acquires c 100%, order 0",
			"2020-07-24: b sells c to a = b ceases to control c, order 0",
			"2020-07-24: b sells c to a = a acquires c 100%, order 0",
		}},
		{"a sale beside a number", "2020-07-24 a sells c to b\n2020-07-24 b controls c 90%\n  order      2", []string{
			"2020-07-24: a sells c to b = a ceases to control c, order 0",
			"2020-07-24: a sells c to b = b acquires c 100%, order 0",
			"2020-07-24: b controls c 90% = b controls c 90%, order 2",
		}},
		{"a sale beside no number", "2020-07-24 a sells c to b\n2020-07-24 b controls c 90%", []string{
			"2020-07-24: a sells c to b = a ceases to control c, order 1",
			"2020-07-24: a sells c to b = b acquires c 100%, order 1",
			"2020-07-24: b controls c 90% = b controls c 90%, order 0",
		}},
		{"a sale that was corrected", "2020-07-24 a sells c to b\n  recorded   2020-08-01\n  retracted  2020-09-01 \"wrong\"\n2020-07-24 a sells c to b 60%\n  recorded   2020-09-01", []string{
			"2020-07-24: a sells c to b = a ceases to control c, order 1",
			"2020-07-24: a sells c to b = b acquires c 100%, order 1",
			"2020-07-24: a sells c to b 60% = a ceases to control c, order 1",
			"2020-07-24: a sells c to b 60% = b acquires c 60%, order 1",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := journal(t, c.text)
			if e := w.errors(); len(e) > 0 {
				t.Fatal(w.text(e))
			}
			if d := cmp.Diff(c.want, controlLines(w.world.Facts)); d != "" {
				t.Error(d)
			}
		})
	}
}

// TestDealRules tells where each rule about acquisitions and sales speaks and where it keeps silent.
func TestDealRules(t *testing.T) {
	const held = "before 2020-01-01 a controls c 100%\n"
	for _, c := range []struct {
		name, text, problem string
		lines               []int
	}{
		{"sold by the holder", "a controls c 60%\n2020-01-01 a sells c to b 60%", diag.SellsWithoutHolding, nil},
		{"sold by the holder of the day before", held + "2020-01-01 a sells c to b", diag.SellsWithoutHolding, nil},
		{"sold by somebody else", held + "2020-01-01 b sells c", diag.SellsWithoutHolding, []int{2}},
		{"sold too late", held + "2020-01-02 a sells c", diag.SellsWithoutHolding, []int{2}},
		{"sold twice", "a controls c 60%\n2020-01-01 a sells c to b\n2021-01-01 a sells c to b", diag.SellsWithoutHolding, []int{3}},
		{"sold on", "a controls c 60%\n2020-01-01 a sells c to b\n2021-01-01 b sells c to a", diag.SellsWithoutHolding, nil},
		{"sold on a day that is not known", "between 2020-01-01 and 2020-02-01 b sells c", diag.SellsWithoutHolding, nil},
		{"a retracted sale", "2020-01-01 b sells c\n  retracted  2020-02-01 \"wrong\"", diag.SellsWithoutHolding, nil},
		{"the seller does not come back", "a controls c 100%\n2020-01-01 a sells c to b\n2021-01-01 b controls c 60%\n2021-01-01 a sells c", diag.SellsWithoutHolding, []int{4}},
		{"a sale raises no question of order", "a controls c 100%\n2020-01-01 a sells c to b", diag.UnorderedFacts, nil},
		{"two sales of a day do", "a controls c 100%\n2020-01-01 a sells c to b\n2020-01-01 b sells c to a", diag.UnorderedFacts, []int{3}},
		{"sold and held on", "a controls c 60%\n2020-01-01 a sells c to b 60%\n2020-01-02 a controls c 41%", diag.ControlExceeds100, []int{3}},
		{"bought on top", "a controls c 30%\n2020-01-01 a acquires c 51%", diag.AcquiresMore, []int{2}},
		{"bought the rest", "a controls c 30%\n2020-01-01 a acquires c", diag.AcquiresMore, nil},
		{"cannot be on top", "a controls c 60%\n2020-01-01 a acquires c 51%", diag.AcquiresMore, nil},
		{"bought by another", "a controls c 30%\n2020-01-01 b acquires c 51%", diag.AcquiresMore, nil},
		{"no day", "a sells c to b", diag.MissingDay, []int{1}},
		{"no day needed", "a controls c 100%\na ceases to control b", diag.MissingDay, nil},
		{"a first day and no last", "from 2020-01-01 a acquires c", diag.OpenEndedDate, []int{1}},
		{"nothing bought", "2020-01-01 a acquires c 0%", diag.ImpossiblePercentage, []int{1}},
		{"nothing sold", "2020-01-01 a sells c to b 0%", diag.ImpossiblePercentage, []int{1}},
		{"sold to itself", "2020-01-01 a sells c to a 10%", diag.ControlCycle, []int{1}},
		{"bought itself", "2020-01-01 a acquires a", diag.ControlCycle, []int{1}},
		{"sold to the entity", "2020-01-01 a sells c to c", diag.ControlCycle, []int{1}},
		{"nobody knows the buyer", "2020-01-01 a sells c to z", diag.UnknownOrganisation, []int{1}},
		{"nobody knows the seller", "2020-01-01 z sells c to b", diag.UnknownOrganisation, []int{1}},
		{"nobody knows what is bought", "2020-01-01 a acquires z", diag.UnknownOrganisation, []int{1}},
		{"a product is not sold in a journal", "x-1 is a product by a\n2020-01-01 a sells x-1", diag.UnknownOrganisation, []int{2}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := journal(t, c.text)
			var want []string
			for _, n := range c.lines {
				want = append(want, fmt.Sprintf("x.facts:%d", n+strings.Count(three, "\n")))
			}
			if d := cmp.Diff(want, at(w, c.problem)); d != "" {
				t.Errorf("%s\n%s", d, w.text(w.problems))
			}
		})
	}
}

// A given line may be a sale; beside a number of the journal its order is open.
func TestGivenSales(t *testing.T) {
	for given, order := range map[string]int{"2020-07-24 a sells c to b": 1, "2021-07-24 a sells c to b": 0, "2021-07-24 a sells c to b, order 2": 2} {
		doc := "```grant\nagreement ab\n  between    a, b\n\ngroup \"G\"\n  is         b, entities it controls (over 50%)\n  members    while controlled\n\n" +
			"expect\n  given      " + given + "\n  member     c of \"G\" on 2022-01-01\n  answer     yes\n```\n"
		w := load(t, []txtar.File{{Name: "ab.md", Data: []byte(doc)}, {Name: "x.facts", Data: []byte(three + "2021-07-24 b controls c 60%\n  order      1\n")}})
		if e := w.errors(); len(e) > 0 {
			t.Fatal(w.text(e))
		}
		g := w.world.Agreements[0].Expects[0].Given
		if len(g) != 2 || g[0].Order != order || g[1].Order != order || !g[0].Given || !g[1].Given {
			t.Errorf("%s gives %v", given, controlLines(g))
		}
	}
}

// The text of a deal is read as the same facts, and so is what the facts say in their one spelling.
func TestDealTextIsRead(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		day := anyDay.Draw(rt, "on").String()
		share, by := "", rapid.SampledFrom([]string{"", " by shares"}).Draw(rt, "by")
		if rapid.Bool().Draw(rt, "a part") {
			share = " " + agreement.Percent(anyShare.Draw(rt, "share"))
		}
		text := rapid.SampledFrom([]string{"a acquires c" + share, "a sells c to b" + share, "a sells c"}).Draw(rt, "deal") + by
		w := journal(t, day+" "+text)
		if e := w.errors(); len(e) > 0 {
			rt.Fatal(w.text(e))
		}
		facts := w.world.Facts[3:]
		again := ""
		for i := range facts {
			if facts[i].Text != text {
				rt.Fatalf("%q has the text %q", text, facts[i].Text)
			}
			again += day + " " + agreement.FactText(facts[i].Body) + "\n"
		}
		for i, f := range journal(t, again).world.Facts[3:] {
			if d := cmp.Diff(facts[i].Body, f.Body); d != "" {
				rt.Fatalf("%s\nis read as another fact:\n%s", again, d)
			}
		}
	})
}
