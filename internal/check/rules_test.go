package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/check"
	"github.com/crossgrant/crossgrant/internal/syntax"
	"github.com/crossgrant/crossgrant/when"
)

// three declares the organisations of these tests.
const three = "a is an organisation\nb is an organisation\nc is an organisation\n"

// at lists where a problem is reported: "FILE:LINE".
func at(w workspace, name string) []string {
	var out []string
	for _, p := range w.only(name) {
		out = append(out, fmt.Sprintf("%s:%d", p.Subject.File, p.Subject.Start.Line))
	}
	return out
}

// TestJournalRules tells where each rule speaks and where it keeps silent. Lines are counted from the first line of the
// case; the three organisations stand before it.
func TestJournalRules(t *testing.T) {
	for _, c := range []struct {
		name, text, problem string
		lines               []int
	}{
		{"a hundred in all", "a controls c 60%\nb controls c 40%", diag.ControlExceeds100, nil},
		{"more than a hundred", "a controls c 60%\nb controls c 40.0001%", diag.ControlExceeds100, []int{2}},
		{"the whole ends what others held", "a controls c 60%\n2020-01-01 b controls c 100%", diag.ControlExceeds100, nil},
		{"the whole does not end what comes later", "2020-01-01 b controls c 100%\n2021-01-01 a controls c 1%", diag.ControlExceeds100, []int{2}},
		{"one stops before the other begins", "before 2020-01-01 a controls c 60%\n2020-01-01 b controls c 60%", diag.ControlExceeds100, nil},
		{"one stops a day late", "until 2020-01-01 a controls c 60%\n2020-01-01 b controls c 60%", diag.ControlExceeds100, []int{2}},
		{"ceasing makes room", "a controls c 60%\n2020-01-01 a ceases to control c\n2020-01-01 b controls c 60%", diag.ControlExceeds100, nil},
		{"a retracted holding does not count", "a controls c 60%\n  retracted  2020-01-01 \"wrong\"\nb controls c 60%", diag.ControlExceeds100, nil},
		{"a day that is not known is left to the answers", "a controls c 60%\nbetween 2020-01-01 and 2020-02-01 b controls c 60%", diag.ControlExceeds100, nil},

		{"two that control each other", "a controls b 51%\nb controls a 51%", diag.ControlCycle, []int{2}},
		{"two that hold a little of each other", "a controls b 50%\nb controls a 50%", diag.ControlCycle, nil},
		{"a circle of three", "a controls b 60%\nb controls c 60%\n2020-01-01 c controls a 60%", diag.ControlCycle, []int{3}},
		{"a circle closed by shares that add up", "a controls b 60%\na controls c 30%\nb controls c 30%\n2020-01-01 c controls a 60%", diag.ControlCycle, []int{4}},
		{"a circle that is never closed on one day", "before 2020-01-01 a controls b 60%\n2020-01-01 b controls a 60%", diag.ControlCycle, nil},
		{"control of itself", "a controls a 10%", diag.ControlCycle, []int{1}},

		{"facts of a day in an order", "2020-01-01 a controls c 60%\n  order      1\n2020-01-01 a controls c 70%\n  order      2", diag.UnorderedFacts, nil},
		{"facts of a day without an order", "2020-01-01 a controls c 60%\n2020-01-01 a controls c 70%", diag.UnorderedFacts, []int{2}},
		{"facts of a day that do not touch", "2020-01-01 a controls c 30%\n2020-01-01 b controls c 30%", diag.UnorderedFacts, nil},
		{"the whole beside another holder", "2020-01-01 a controls c 100%\n2020-01-01 b ceases to control c", diag.UnorderedFacts, []int{2}},

		{"assigned on", "p1 is a patent in US\n  owner      a\n2020-01-01 a assigns p1 to b\n2021-01-01 b assigns p1 to c", diag.AssignsWithoutTitle, nil},
		{"assigned twice by the first owner", "p1 is a patent in US\n  owner      a\n2020-01-01 a assigns p1 to b\n2021-01-01 a assigns p1 to c", diag.AssignsWithoutTitle, []int{4}},
		{"in the order of the days, not of the lines", "p1 is a patent in US\n  owner      a\n2021-01-01 b assigns p1 to c\n2020-01-01 a assigns p1 to b", diag.AssignsWithoutTitle, nil},
		{"a co-owner assigns its share", "p1 is a patent in US\n  owner      a, b\n2020-01-01 b assigns p1 to c\n2021-01-01 a assigns p1 to c", diag.AssignsWithoutTitle, nil},
		{"a retracted assignment", "p1 is a patent in US\n  owner      a\n2020-01-01 b assigns p1 to c\n  retracted  2020-02-01 \"wrong\"", diag.AssignsWithoutTitle, nil},
		{"the order of two moves is open", "p1 is a patent in US\n  owner      a\n2020-01-01 a assigns p1 to b\nbetween 2019-01-01 and 2021-01-01 a assigns p1 to c", diag.UnorderedFacts, []int{3}},

		{"a later finding of the same authority replaces", "2020-01-01 finding \"reads on\" of a: yes\n2021-01-01 finding \"reads on\" of a: no", diag.FindingConflict, nil},
		{"another authority replaces by name", "2020-01-01 finding \"reads on\" of a: yes\n  by         \"x\"\n2021-01-01 finding \"reads on\" of a: no\n  by         \"y\"\n  replaces   \"x\"", diag.FindingConflict, nil},
		{"two authorities differ", "2020-01-01 finding \"reads on\" of a: yes\n  by         \"x\"\n2021-01-01 finding \"reads on\" of a: no\n  by         \"y\"", diag.FindingConflict, []int{3}},
		{"two authorities agree", "2020-01-01 finding \"reads on\" of a: yes\n  by         \"x\"\n2021-01-01 finding \"reads on\" of a: yes\n  by         \"y\"", diag.FindingConflict, nil},
		{"about another thing", "2020-01-01 finding \"reads on\" of a: yes\n  by         \"x\"\n2021-01-01 finding \"reads on\" of b: no\n  by         \"y\"", diag.FindingConflict, nil},

		{"dated after today", "2027-01-01 a controls b 60%", diag.NeedsRecorded, []int{1}},
		{"dated after today and recorded", "2027-01-01 a controls b 60%\n  recorded   2026-01-01", diag.NeedsRecorded, nil},
		{"dated today", "2026-11-22 a controls b 60%", diag.NeedsRecorded, nil},
		{"a range that begins before today", "between 2026-11-01 and 2027-01-01 a controls b 60%", diag.NeedsRecorded, nil},
		{"before a day to come", "before 2027-01-01 a controls b 60%", diag.NeedsRecorded, nil},
		{"recorded after today", "2020-01-01 a controls b 60%\n  recorded   2027-01-01", diag.ImpossibleRecord, []int{2}},
		{"retracted before it was recorded", "2020-01-01 a controls b 60%\n  recorded   2021-01-01\n  retracted  2020-06-01 \"wrong\"", diag.ImpossibleRecord, []int{3}},

		{"an event without a last day", "after 2020-01-01 a ceases to control b", diag.OpenEndedDate, []int{1}},
		{"a state without a last day", "after 2020-01-01 a controls b 60%", diag.OpenEndedDate, nil},
		{"a range the wrong way round", "between 2021-01-01 and 2020-01-01 a controls b 60%", diag.ImpossiblePeriod, []int{1}},
		{"no such day", "2023-02-29 a controls b 60%", diag.ImpossibleDate, []int{1}},
		{"a leap day", "2024-02-29 a controls b 60%", diag.ImpossibleDate, nil},

		{"four decimals", "a controls b 50.0001%", diag.ImpossiblePercentage, nil},
		{"five decimals", "a controls b 50.00001%", diag.ImpossiblePercentage, []int{1}},
		{"five decimals, the last a nought", "a controls b 50.00010%", diag.ImpossiblePercentage, nil},
		{"nothing at all", "a controls b 0%", diag.ImpossiblePercentage, []int{1}},
		{"more than fits a number", "a controls b 99999999999999999999%", diag.ImpossiblePercentage, []int{1}},

		{"a declared patent without a country", "p1 is a patent", diag.MissingCountry, []int{1}},
		{"a patent whose number names its office", "US7654321B2 is a patent", diag.MissingCountry, nil},
		{"a product in itself through another", "x is a product\n  contains   y\ny is a product\n  contains   z, x", diag.ProductCycle, []int{3}},
		{"a component twice", "x is a product\n  contains   y, z\nz is a product\n  contains   y\ny is a product", diag.ProductCycle, nil},
		{"declared twice", "x is a product\nx is a product", diag.DuplicateDefinition, []int{2}},
		{"declared anew after a retraction", "x is a product\n  retracted  2020-01-01 \"wrong\"\nx is a product", diag.DuplicateDefinition, nil},
		{"ids that differ in case", "x is a product\nX is a product", diag.TwoNamesDifferByCase, []int{1}},
		{"an organisation under the id of another", "d is an organisation\n  also       a", diag.NameClaimedTwice, []int{2}},
		{"an organisation under its own name", "d is an organisation \"D\"\n  also       d, \"D\"", diag.NameClaimedTwice, nil},
		{"a retracted organisation keeps its name in use", "d is an organisation\n  retracted  2020-01-01 \"merged\"\nd controls a 10%", diag.UnknownOrganisation, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := load(t, facts(three+c.text+"\n"))
			var want []string
			for _, l := range c.lines {
				want = append(want, fmt.Sprintf("x.facts:%d", 3+l))
			}
			if got := at(w, c.problem); !slices.Equal(got, want) {
				t.Errorf("%s at %v, want %v; all problems:\n%s", c.problem, got, want, w.text(w.problems))
			}
		})
	}
}

// document wraps blocks as a workspace with one agreement between a and b.
func document(blocks string) []txtar.File {
	md := "```grant\nagreement ab\n  between    a, b\n  effective  2020-01-01\n\n" + strings.Trim(blocks, "\n") + "\n```\n"
	return []txtar.File{{Name: "ab.md", Data: []byte(md)}, {Name: "x.facts", Data: []byte(three + "phone is a product by a\n  category   handset\n")}}
}

func TestAgreementRules(t *testing.T) {
	for _, c := range []struct {
		name, text, problem string
		want                bool
	}{
		{"it means the one before", "group \"G\"\n  is         a, b, entities it controls (over 50%)\n  members    while controlled", diag.ImpossibleMember, false},
		{"it begins a line of its own", "group \"G\"\n  is         a\n  perhaps    entities it controls (over 50%)\n  members    while controlled", diag.ImpossibleMember, true},
		{"a group of named ones needs no members line", "group \"G\"\n  is         a, b", diag.MissingProperty, false},
		{"a group that reaches over control needs one", "group \"G\"\n  is         affiliates of a (over 50%)", diag.MissingProperty, true},
		{"a line that could not be read is not missing", "group \"G\"\n  is         affiliates of a (over 50%)\n  members    while controled", diag.MissingProperty, false},
		{"over the whole", "group \"G\"\n  is         entities a controls (over 100%)\n  members    while controlled", diag.ImpossiblePercentage, true},
		{"a period of one day", "period \"P\"\n  is         2020-01-01 .. 2020-01-01", diag.ImpossiblePeriod, false},
		{"a period the wrong way round", "period \"P\"\n  is         2020-01-02 .. 2020-01-01", diag.ImpossiblePeriod, true},
		{"a period that needs itself", "period \"P\"\n  is         start of \"Q\" .. 2030-01-01\nperiod \"Q\"\n  is         start of \"P\" .. 2030-01-01", diag.DefinitionCycle, true},
		{"a date that needs itself", "date \"D\"\n  is         30 days after \"D\"", diag.DefinitionCycle, true},
		{"patents that except themselves", "patents \"P\"\n  owned by   a on 2020-01-01\n  except     \"P\"", diag.DefinitionCycle, true},
		{"patents that except others", "patents \"P\"\n  owned by   a on 2020-01-01\n  except     \"Q\"\npatents \"Q\"\n  listed     p1", diag.DefinitionCycle, false},
		{"the end of an open period", "period \"P\"\n  is         from 2020-01-01\npatents \"Q\"\n  owned by   a on end of \"P\"", diag.EndlessPeriod, true},
		{"ownership until the end of the patent", "period \"P\"\n  is         2020-01-01 .. end of patent\npatents \"Q\"\n  owned by   a at any time in \"P\"", diag.EndlessPeriod, true},
		{"on sale at the time of use", "products \"P\"\n  on sale by a at time of use", diag.WrongKind, true},
		{"on sale on a day", "products \"P\"\n  on sale by a on 2020-01-01", diag.WrongKind, false},
		{"an exclusion without products needs no extent", "exclusion e\n  cuts       g\n  acts       lease", diag.MissingProperty, false},
		{"an exclusion of products needs an extent", "exclusion e\n  cuts       g\n  for        handset", diag.MissingProperty, true},
		{"a group where patents are meant", "group \"G\"\n  is         a\ncovenant g\n  from       a\n  to         b\n  under      \"G\"", diag.WrongKind, true},
		{"a finding of the product in patents", "patents \"P\"\n  where      finding \"x\" of the product", diag.WrongAttribute, true},
		{"a finding of the patent in products", "products \"P\"\n  where      finding \"x\" of the patent", diag.WrongAttribute, true},
		{"a test in a provided line", "covenant g\n  from       a\n  to         b\n  under      p1\n  provided   category is handset", diag.WrongAttribute, true},
		{"a class in small letters", "patents \"P\"\n  where      class in h04w", diag.ImpossibleClass, false},
		{"a section that does not exist", "patents \"P\"\n  where      class in I04", diag.ImpossibleClass, true},
		{"a regional office as office", "patents \"P\"\n  where      office is EP", diag.RegionalOffice, false},
		{"a regional office as territory", "territory \"T\"\n  is         EA", diag.RegionalOffice, true},
		{"the union as territory", "territory \"T\"\n  is         EU", diag.RegionalOffice, true},
		{"a country that is no more", "territory \"T\"\n  is         SU", diag.UnknownCountry, true},
		{"a category that a clause names can be asked about", "products \"P\"\n  are        radio\nexpect \"x\"\n  use        a sells radio in DE on 2024-01-01\n  under      patents of b\n  answer     not licensed", diag.UnknownProduct, false},
		{"what a given line declares is known in its case", "expect \"x\"\n  given      tab is a product by a\n  use        a sells tab in DE on 2024-01-01\n  under      patents of b\n  answer     not licensed", diag.UnknownProduct, false},
		{"what a given line declares is not known in the next", "expect \"x\"\n  given      tab is a product by a\n  use        a sells tab in DE on 2024-01-01\n  under      patents of b\n  answer     not licensed\n\nexpect \"y\"\n  use        a sells tab in DE on 2024-01-01\n  under      patents of b\n  answer     not licensed", diag.UnknownProduct, true},
		{"a given fact of the future needs no record", "expect \"x\"\n  given      2030-01-01 a controls b 60%\n  use        a sells phone in DE on 2030-01-02\n  under      patents of b\n  answer     not licensed", diag.NeedsRecorded, false},
		{"no day in a case", "expect \"x\"\n  use        a sells phone in DE\n  under      patents of b\n  answer     licensed", diag.IncompleteUse, true},
		{"several uses are one question", "expect \"x\"\n  use        a makes phone in DE on 2024-01-01\n  use        a sells phone in FR on 2024-01-01\n  under      patents of b\n  answer     licensed", diag.TwoQuestions, false},
		{"a definition that only a case uses is used", "group \"G\"\n  is         a\nexpect \"x\"\n  member     a of \"G\" on 2024-01-01\n  answer     yes", diag.UnusedDefinition, false},
		{"a definition that is only said to be open is not", "group \"G\"\n  is         a\nopen o \"Who?\"\n  affects    \"G\"", diag.UnusedDefinition, true},
		{"a bare name is an organisation first", "group a\n  is         b", diag.DuplicateDefinition, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := load(t, document(c.text))
			if got := len(w.only(c.problem)) > 0; got != c.want {
				t.Errorf("%s reported: %v, want %v; all problems:\n%s", c.problem, got, c.want, w.text(w.problems))
			}
		})
	}
}

// TestNamesAcrossAgreements qualifies names by the agreement's id.
func TestNamesAcrossAgreements(t *testing.T) {
	one := "```grant\nagreement one\n  between    a, b\n\ngroup \"G\"\n  is         a\n\ncovenant give\n  from       \"G\"\n  to         b\n  under      p1\n```\n"
	two := func(group, cuts string) []txtar.File {
		return []txtar.File{
			{Name: "one.md", Data: []byte(one)},
			{Name: "two.md", Data: []byte("```grant\nagreement two\n  between    a, b\n\ngroup \"H\"\n  is         " + group + "\n\nexclusion e\n  cuts       " + cuts + "\n```\n")},
			{Name: "x.facts", Data: []byte(three)},
		}
	}
	w := load(t, two(`"one/G"`, "one/give"))
	if e := w.errors(); len(e) > 0 {
		t.Fatalf("qualified names are not found:\n%s", w.text(e))
	}
	if got := w.world.Agreements[1].Groups[0].Is[0].Group; got != "one/G" {
		t.Errorf("the group of the other agreement is %q", got)
	}
	if got := w.world.Agreements[1].Exclusions[0].Cuts[0]; got != "one/give" {
		t.Errorf("the grant of the other agreement is %q", got)
	}
	w = load(t, two(`"G"`, "one/give"))
	if p := w.only(diag.UnknownGroup); len(p) != 1 || !strings.Contains(p[0].Detail, "one/G") {
		t.Errorf("the name of another agreement is not offered with its id:\n%s", w.text(w.problems))
	}
}

// TestSilentLists covers clauses by number and by range.
func TestSilentLists(t *testing.T) {
	numbers := []string{"1.1", "2.1", "2.2", "2.2(a)", "3.1", "9.4", "10.1", "11.1", "12.3"}
	for silent, covered := range map[string][]string{
		"2.2":         {"2.2", "2.2(a)"},
		"2":           {"2.1", "2.2", "2.2(a)"},
		"3-10":        {"3.1", "9.4", "10.1"},
		"2.2(a), 12":  {"2.2(a)", "12.3"},
		"1.1-2.1":     {"1.1", "2.1"},
		"9.4-11":      {"9.4", "10.1", "11.1"},
		"3.1-9.4, 11": {"3.1", "9.4", "11.1"},
	} {
		var b strings.Builder
		b.WriteString("```grant\nagreement ab\n  between    a, b\n  silent     " + silent + "\n```\n")
		for _, n := range numbers {
			fmt.Fprintf(&b, "\n%s A clause.\n", n)
		}
		w := load(t, []txtar.File{{Name: "ab.md", Data: []byte(b.String())}, {Name: "x.facts", Data: []byte(three)}})
		var open []string
		for _, c := range w.world.Agreements[0].Unformalised {
			open = append(open, c.Number)
		}
		var want []string
		for _, n := range numbers {
			if !slices.Contains(covered, n) {
				want = append(want, n)
			}
		}
		if !slices.Equal(open, want) {
			t.Errorf("silent %s leaves %v open, want %v\n%s", silent, open, want, w.text(w.errors()))
		}
	}
}

// TestReviews holds a review against the prose, whatever its line breaks.
func TestReviews(t *testing.T) {
	prose := "The Group is a and nobody else."
	if check.ProseHash(prose) != check.ProseHash("The Group\n  is a and   nobody else.") {
		t.Error("line breaks change the hash")
	}
	if check.ProseHash(prose) == check.ProseHash("The Group is b and nobody else.") {
		t.Error("other words have the same hash")
	}
	for hash, stale := range map[string]bool{check.ProseHash(prose): false, strings.ToUpper(check.ProseHash(prose)): false, check.ProseHash("other words"): true} {
		md := "```grant\nagreement ab\n  between    a, b\n```\n\n1.1 " + prose + "\n\n```grant\ngroup \"G\"\n  is         a\n  reviewed   \"Jane Doe\" 2024-02-01 " + hash + "\n```\n"
		w := load(t, []txtar.File{{Name: "ab.md", Data: []byte(md)}, {Name: "x.facts", Data: []byte(three)}})
		if got := len(w.only(diag.StaleReading)) > 0; got != stale {
			t.Errorf("a review of %s is stale: %v, want %v\n%s", hash, got, stale, w.text(w.problems))
		}
	}
}

// TestDurations counts days as the agreement says.
func TestDurations(t *testing.T) {
	for _, c := range []struct{ counting, moment, want string }{
		{"D + n days, no roll", "30 days after 2024-01-31", "2024-03-01"},
		{"D + n days, no roll", "1 month after 2024-01-31", "2024-02-29"},
		{"D + n days, no roll", "2 quarters before 2024-08-31", "2024-02-29"},
		{"D + n days, no roll", "1 year after 2024-02-29", "2025-02-28"},
		{"D + n days, no roll", "3 business days after 2024-03-01", "2024-03-06"},
		{"D + n days, no roll", "1 business day before 2024-03-04", "2024-03-01"},
		{"clear days", "5 days after 2024-03-01", "2024-03-07"},
		{"clear days", "5 days before 2024-03-07", "2024-03-01"},
	} {
		md := "```grant\nagreement ab\n  between    a, b\n  counting   " + c.counting + "\n\ndate \"D\"\n  is         " + c.moment + "\n```\n"
		w := load(t, []txtar.File{{Name: "ab.md", Data: []byte(md)}, {Name: "x.facts", Data: []byte(three)}})
		if e := w.errors(); len(e) > 0 {
			t.Errorf("%s, %s:\n%s", c.counting, c.moment, w.text(e))
			continue
		}
		if got := w.world.Agreements[0].Named[0].Day; got != when.MustParse(c.want) {
			t.Errorf("%s, counted in %s: %s, want %s", c.moment, c.counting, got, c.want)
		}
		if len(w.only(diag.DefaultCounting)) > 0 {
			t.Errorf("%s: the agreement states how it counts, and yet the default is noted", c.counting)
		}
	}
}

// TestSignatures takes the last signature as the day of signing, once all parties have signed.
func TestSignatures(t *testing.T) {
	md := "```grant\nagreement ab\n  between    a, b\n```\n"
	for journal, want := range map[string]when.Date{
		"2020-01-05 a signs ab\n2020-01-03 b signs ab\n":                                        when.MustParse("2020-01-05"),
		"2020-01-05 a signs ab\n":                                                               when.None,
		"2020-01-05 a signs ab\nbetween 2020-01-01 and 2020-02-01 b signs ab\n":                 when.None,
		"2020-01-05 a, b sign ab\n2020-03-05 a signs ab\n  retracted  2020-04-01 \"a draft\"\n": when.MustParse("2020-01-05"),
	} {
		w := load(t, []txtar.File{{Name: "ab.md", Data: []byte(md)}, {Name: "x.facts", Data: []byte(three + journal)}})
		if got := w.world.Agreements[0].Signed; got != want {
			t.Errorf("%q: signed %s, want %s\n%s", journal, got, want, w.text(w.problems))
		}
	}
}

// TestNoText keeps the world whole when there is nothing to read.
func TestNoText(t *testing.T) {
	w, problems := check.Check(nil, nil, check.Options{Today: when.None})
	if w == nil || len(w.Agreements) != 0 || len(w.Facts) != 0 || len(problems) != 0 {
		t.Errorf("nothing gives %v and %v", w, problems)
	}
	w, problems = check.Check([]*syntax.Document{syntax.ParseDocument("e.md", nil)}, []*syntax.Journal{syntax.ParseJournal("e.facts", nil)}, check.Options{Today: when.None})
	if len(w.Agreements) != 0 || len(problems) != 1 || problems[0].Name != diag.MissingAgreement || problems[0].Severity != diag.Warning {
		t.Errorf("an empty document gives %v and %v", w.Agreements, problems)
	}
}
