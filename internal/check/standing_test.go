package check_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/when"
)

// TestStandingRules tells which words of an allocation, an encumbrance and a test of patents are problems.
func TestStandingRules(t *testing.T) {
	allocation := func(lines string) string { return "allocation s\n  on         p1" + lines }
	encumbrance := func(lines string) string { return "encumbrance e\n  on         p1\n  held by    a" + lines }
	patents := func(line string) string {
		return "patents \"P\"\n  " + line + "\n\npledge g\n  from       a\n  to         b\n  under      \"P\""
	}
	suit := func(answer string) string {
		return "expect\n  right to sue on p1 for 2020-01-01\n  answer     " + answer
	}
	for _, c := range []struct {
		name, text, problem string
		want                bool
	}{
		{"before and from a day", allocation("\n  before     2020-01-01: a\n  from       2020-01-01: b"), diag.SharesOverlap, false},
		{"until and after a day", allocation("\n  until      2020-01-01: a\n  after      2020-01-01: b"), diag.SharesOverlap, false},
		{"until and from a day", allocation("\n  until      2020-01-01: a\n  from       2020-01-01: b"), diag.SharesOverlap, true},
		{"a time inside another", allocation("\n  in         2020-01-01 .. 2020-12-31: a\n  in         2020-03-01 .. 2020-03-01: b"), diag.SharesOverlap, true},
		{"a third line over the first", allocation("\n  before     2020-01-01: a\n  after      2020-01-01: b\n  in         2019-12-31 .. 2020-01-01: c"), diag.SharesOverlap, true},
		{"the same persons twice", allocation("\n  before     2020-01-01: a\n  before     2020-01-01: a"), diag.SharesOverlap, true},
		{"up to the end of the patent", allocation("\n  in         2020-01-01 .. end of patent: a"), diag.EndlessPeriod, false},
		{"up to the end of the patent, twice", allocation("\n  in         2020-01-01 .. end of patent: a\n  from       2030-01-01: b"), diag.SharesOverlap, true},
		{"who may sue is a stranger", allocation("\n  before     2020-01-01: x"), diag.UnknownOrganisation, true},
		{"whose consent is a stranger's", allocation("\n  before     2020-01-01: a, with consent of x"), diag.UnknownOrganisation, true},
		{"nobody is said to sue", allocation(""), diag.MissingProperty, true},
		{"of no patents", "allocation s\n  before     2020-01-01: a", diag.MissingProperty, true},
		{"a line that could not be read is not missing", allocation("\n  before     2020-01-01"), diag.MissingProperty, false},
		{"of patents that nothing defines", "allocation s\n  on         \"P\"\n  before     2020-01-01: a", diag.UnknownPatents, true},
		{"of patents that nothing else uses", "allocation s\n  on         \"P\"\n  before     2020-01-01: a\n\npatents \"P\"\n  listed     p1", diag.UnusedDefinition, false},
		{"an event without a day", allocation("\n  before     event \"closing\": a"), diag.EventNotRecorded, true},

		{"what others hold", encumbrance(""), diag.MissingProperty, false},
		{"held by nobody", "encumbrance e\n  on         p1", diag.MissingProperty, true},
		{"in no patents", "encumbrance e\n  held by    a", diag.MissingProperty, true},
		{"held by a stranger", "encumbrance e\n  on         p1\n  held by    x", diag.UnknownOrganisation, true},
		{"held by those who have no name", "encumbrance e\n  on         p1\n  held by    unnamed \"x\"", diag.UnknownOrganisation, false},
		{"unnamed holders among the holders", "encumbrance e\n  on         p1\n  held by    unnamed \"them\"\n\nexpect\n  holders of p1 on 2020-01-01\n  answer     \"them\", a", diag.UnknownGroup, false},
		{"unnamed holders of other words", "encumbrance e\n  on         p1\n  held by    unnamed \"them\"\n\nexpect\n  holders of p1 on 2020-01-01\n  answer     \"those\"", diag.UnknownGroup, true},
		{"unnamed holders without quotes", "encumbrance e\n  on         p1\n  held by    unnamed \"them\"\n\nexpect\n  holders of p1 on 2020-01-01\n  answer     them", diag.UnknownGroup, true},
		{"held by a group that nothing else uses", "encumbrance e\n  on         p1\n  held by    \"G\"\n\ngroup \"G\"\n  is         a", diag.UnusedDefinition, false},
		{"since an event without a day", encumbrance("\n  since      before event \"closing\""), diag.EventNotRecorded, true},
		{"two of one name", encumbrance("") + "\n\nallocation e\n  on         p1\n  before     2020-01-01: a", diag.DuplicateDefinition, true},
		{"cut by an exclusion", encumbrance("") + "\n\nexclusion x\n  cuts       e", diag.WrongKind, true},
		{"left open", encumbrance("") + "\n\nopen o\n  affects    e", diag.WrongKind, true},

		{"the day of an invention", patents("where invention made until 2020-01-01"), diag.WrongAttribute, false},
		{"the day of a disclosure", patents("where disclosed until 2020-01-01"), diag.WrongAttribute, false},
		{"an invention up to the end of the patent", patents("where invention made in 2020-01-01 .. end of patent"), diag.EndlessPeriod, true},
		{"the invention of a product", "products \"Q\"\n  are        phone\n  where      invention made until 2020-01-01", diag.WrongAttribute, true},
		{"the disclosure of a use", "pledge g\n  from       a\n  to         b\n  under      p1\n  provided   disclosed until 2020-01-01", diag.WrongAttribute, true},
		{"licensable products", "products \"Q\"\n  are        phone\n  where      licensable without payment to others", diag.WrongAttribute, true},
		{"licensable patents", patents("only if licensable without payment to others"), diag.WrongAttribute, false},
		{"a grant as far as patents are licensable", "pledge g\n  from       a\n  to         b\n  under      p1\n  provided   licensable without payment to others", diag.WrongAttribute, false},
		{"a survival as far as patents are licensable", given + "survival v\n  keeps      give\n  provided   licensable without payment to others", diag.WrongAttribute, true},
		{"a survival as far as one is licensable", given + "survival v\n  keeps      give\n  provided   licensable without payment to others of p1", diag.WrongAttribute, false},
		{"a finding about a name", "expect\n  given      2020-01-01 finding \"name A CO LTD\" of a: yes\n  captured   p1 in \"P\"\n  answer     no\n\n" + patents(""), diag.UnusedFinding, false},
		{"a finding that nobody asks for", "expect\n  given      2020-01-01 finding \"a name\" of a: yes\n  captured   p1 in \"P\"\n  answer     no\n\n" + patents(""), diag.UnusedFinding, true},
		{"a finding that a presumption asks for", patents("only if licensable without payment to others") + "\n\nexpect\n  given      2020-01-01 finding \"licensable without payment to others\" of p1: no\n  captured   p1 in \"P\"\n  answer     no", diag.UnusedFinding, false},
		{"licensable by a stranger", patents("licensable by x on 2020-01-01"), diag.UnknownOrganisation, true},
		{"a group that only licenses", patents("licensable by \"G\" on 2020-01-01") + "\n\ngroup \"G\"\n  is         a", diag.UnusedDefinition, false},

		{"who may sue", suit("a, b, with consent of c"), diag.AnswerDoesNotFit, false},
		{"that nobody may", suit("nobody"), diag.AnswerDoesNotFit, false},
		{"a stranger may", suit("x"), diag.UnknownOrganisation, true},
		{"by consent of a stranger", suit("a, with consent of x"), diag.UnknownOrganisation, true},
		{"a verdict on who may sue", suit("yes"), diag.UnknownOrganisation, true},
		{"who may sue, and who holds rights", "expect\n  right to sue on p1 for 2020-01-01\n  holders of p1 on 2020-01-01\n  answer     a", diag.TwoQuestions, true},
		{"who may sue under a patent", "expect\n  right to sue on p1 for 2020-01-01\n  under      p1\n  answer     a", diag.TwoQuestions, true},
		{"on an impossible day", "expect\n  right to sue on p1 for 2020-02-30\n  answer     a", diag.ImpossibleDate, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := load(t, document(c.text))
			if got := len(w.only(c.problem)) > 0; got != c.want {
				t.Errorf("%s reported: %v, want %v; all problems:\n%s", c.problem, got, c.want, w.text(w.problems))
			}
		})
	}
}

// TestStandingStatements tells which statements on inventions and on who may license are problems.
func TestStandingStatements(t *testing.T) {
	for _, c := range []struct {
		name, text, problem string
		lines               []int
	}{
		{"an invention without a day", "invention of p1 made\ninvention of p1 disclosed", diag.MissingDay, []int{4, 5}},
		{"an invention on some day", "before 2020-01-01 invention of p1 made\nbetween 2020-01-01 and 2020-02-01 invention of p1 disclosed", diag.MissingDay, nil},
		{"an invention without a last day", "from 2020-01-01 invention of p1 made", diag.OpenEndedDate, []int{4}},
		{"a right to license that always was", "a may license p1", diag.MissingDay, nil},
		{"a right to license without a last day", "from 2020-01-01 a may license p1\nafter 2020-01-01 b may license p1", diag.OpenEndedDate, nil},
		{"the invention of a patent that nobody knows", "2020-01-01 invention of p1, p3 made", diag.UnknownPatent, []int{4}},
		{"a right to license one", "2020-01-01 a may license p3", diag.UnknownPatent, []int{4}},
		{"a right to license of a stranger", "2020-01-01 x may license p1", diag.UnknownOrganisation, []int{4}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := load(t, []txtar.File{{Name: "x.facts", Data: []byte(three + c.text + "\n")}, {Name: "portfolio/x.csv", Data: []byte("id,owner\np1,a\np2,b\n")}})
			var want []string
			for _, l := range c.lines {
				want = append(want, "x.facts:"+string(rune('0'+l)))
			}
			if got := at(w, c.problem); !slices.Equal(got, want) {
				t.Errorf("%s at %v, want %v; all problems:\n%s", c.problem, got, want, w.text(w.problems))
			}
		})
	}
}

// TestStandingFacts lowers statements on inventions and on who may license, with the record's own id and their days.
func TestStandingFacts(t *testing.T) {
	day := when.MustParse
	const us = "US7654321B2"
	made := agreement.Milestone{Patents: []string{us}, What: agreement.PatentInvented}
	may := agreement.Licensable{By: "a", Patents: []string{us, "p2"}}
	for text, want := range map[string]agreement.Fact{
		"2020-01-01 invention of US7654321 made":                         {Text: "invention of US7654321B2 made", Begin: when.Exact(day("2020-01-01")), End: when.Max, Body: made},
		"until 2020-01-01 invention of US7654321, US7654321B2 disclosed": {Text: "invention of US7654321B2 disclosed", Begin: when.Bounds{Earliest: when.Min, Latest: day("2020-01-01")}, End: when.Max, Body: agreement.Milestone{Patents: []string{us}, What: agreement.PatentDisclosed}},
		"a may license US7654321, p2, p2":                                {Text: "a may license US7654321B2, p2", Begin: when.Exact(when.Min), End: when.Max, Body: may},
		"after 2020-01-01 a may license US7654321, p2":                   {Text: "a may license US7654321B2, p2", Begin: when.Exact(day("2020-01-02")), End: when.Max, Body: may},
		"until 2020-01-01 a may license US7654321, p2":                   {Text: "a may license US7654321B2, p2", Begin: when.Exact(when.Min), End: day("2020-01-02"), Body: may},
	} {
		w := load(t, []txtar.File{{Name: "x.facts", Data: []byte(three + text + "\n")}, {Name: "portfolio/x.csv", Data: []byte("id,owner\nUS7654321B2,a\np2,b\n")}})
		got := w.world.Facts[len(w.world.Facts)-1]
		want.Recorded, want.Retracted = when.None, when.None
		if d := cmp.Diff(want, got, cmpopts.IgnoreFields(agreement.Fact{}, "At", "Dated")); d != "" {
			t.Errorf("%s:\n%s%s", text, d, w.text(w.problems))
		}
	}
}

// TestStandingReadings tells options apart that differ in who licenses, or in what is presumed, and in nothing else.
func TestStandingReadings(t *testing.T) {
	for _, lines := range [][2]string{
		{"owned by a on 2020-01-01", "licensable by a on 2020-01-01"},
		{"licensable by a on 2020-01-01", "licensable by b on 2020-01-01"},
		{"licensable by a on 2020-01-01", "licensable by a at time of use"},
		{"only if licensable without payment to others", `only if finding "licensable without payment to others" of the patent`},
		{"where invention made until 2020-01-01", "where disclosed until 2020-01-01"},
	} {
		w := load(t, document("patents \"P\"\n  listed     p1\n\npledge g\n  from       a\n  to         b\n  under      \"P\"\n\nreading r\n  affects    \"P\"\n  either     \"one\": "+lines[0]+"\n  or         \"other\": "+lines[1]))
		if e := w.errors(); len(e) > 0 {
			t.Errorf("%q:\n%s", lines, w.text(e))
		}
	}
	w := load(t, document("patents \"P\"\n  listed     p1\n\npledge g\n  from       a\n  to         b\n  under      \"P\"\n\nreading r\n  affects    \"P\"\n  either     \"one\": licensable by a, b on 2020-01-01\n  or         \"other\": licensable by b, a on 2020-01-01"))
	if len(w.only(diag.OptionsAlike)) == 0 {
		t.Error("two options with the same persons are taken for two readings")
	}
}

// TestClaimants lowers the answer to who may sue: ids, each once.
func TestClaimants(t *testing.T) {
	files := document("expect\n  right to sue on p1 for 2020-01-01\n  answer     bee, a, b, with consent of cee, c")
	files[1].Data = []byte("a is an organisation\nb is an organisation\n  also       bee\nc is an organisation\n  also       cee\n")
	w := load(t, files)
	if e := w.errors(); len(e) > 0 {
		t.Fatalf("the case has errors:\n%s", w.text(e))
	}
	e := w.world.Agreements[0].Expects[0]
	want := agreement.ExpectAnswer{Until: when.None, Since: when.None, Day: when.None, EarliestEnd: when.None, Holders: []string{"b", "a"}, Consent: []agreement.Org{"c"}}
	if d := cmp.Diff(want, e.Answer); d != "" {
		t.Errorf("the answer:\n%s", d)
	}
	if d := cmp.Diff(&agreement.RightToSue{Patent: "p1", On: when.MustParse("2020-01-01")}, e.Question.Sue); d != "" {
		t.Errorf("the question:\n%s", d)
	}
}
