package check_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/patent"
)

// base is an agreement with a definition of every kind that a reading may affect.
const base = `# Deal

` + "```grant" + `
agreement deal "Deal"
  between    a, b
  effective  2020-01-01

period "Capture"
  is         2020-01-01 .. 2024-12-31
  assumed    "five years"

group "G"
  is         a, entities it controls (over 50%)
  members    while controlled

patents "P"
  owned by   "G" at any time in "Capture"
  where      kind is invention
  where      priority before 2019-01-01
  family     continuations

products "Q"
  are        phone, tablet

licence l
  from       "G"
  to         b
  under      "P"
  for        "Q"
  acts       make, sell
  in         world
  during     from 2020-01-01
  price      paid-up

exclusion x
  cuts       l
  for        tablet
  extent     that component

`

const worldOfBase = three + "phone-1 is a product by b\n  category   phone\ntab-1 is a product by b\n  category   tablet\n"

// reading checks the base with blocks added.
func reading(t *testing.T, blocks string) workspace {
	t.Helper()
	return load(t, []txtar.File{{Name: "deal.md", Data: []byte(base + blocks + "```\n")}, {Name: "x.facts", Data: []byte(worldOfBase)}})
}

// one returns the only reading of the world, which must have no error.
func one(t *testing.T, w workspace) *agreement.Reading {
	t.Helper()
	if e := w.errors(); len(e) > 0 {
		t.Fatal(w.text(e))
	}
	rs := w.world.Agreements[0].Readings
	if len(rs) != 1 {
		t.Fatalf("there are %d readings", len(rs))
	}
	return rs[0]
}

// sentences are what the options make of their definition.
func sentences(r *agreement.Reading) []string {
	var out []string
	for i := range r.Options {
		out = append(out, r.Options[i].Line+" | "+r.Options[i].Sentence())
	}
	return out
}

// TestReadings: each option holds the whole definition with its line in place, and the definition stays as written.
func TestReadings(t *testing.T) {
	for _, c := range []struct {
		name, blocks string
		want         []string
	}{
		{"a line in place of the only one", "reading r \"In or out?\"\n  affects    \"G\"\n  either     \"out\": members while controlled\n  or         \"in\": members once in, always in\n  or         \"as it was\": members as of 2020-01-01\n", []string{
			`members while controlled | "G" means a and the entities that a controls (over 50%), each for as long as that holds.`,
			`members once in, always in | "G" means a and the entities that a controls (over 50%); who has once belonged still belongs.`,
			`members as of 2020-01-01 | "G" means a and the entities that a controls (over 50%), as they were on 2020-01-01.`,
		}},
		{"a line that is added", "reading r\n  affects    \"G\"\n  either     \"without c\": without c\n  or         \"perhaps c\": perhaps c\n", []string{
			`without c | "G" means a and the entities that a controls (over 50%), without c, each for as long as that holds.`,
			`perhaps c | "G" means a and the entities that a controls (over 50%), each for as long as that holds; it may also include c, which the text does not settle.`,
		}},
		{"one of several lines", "reading r\n  affects    \"P\"\n  either     \"filing\": where filed before 2019-01-01\n  or         \"priority\": where   priority  before 2019-01-01\n", []string{
			`where filed before 2019-01-01 | "P" means patents owned by G at any time from 2020-01-01 to 2024-12-31, where the kind is invention, where the filing date is on or before 2018-12-31, with their continuations.`,
			`where priority before 2019-01-01 | "P" means patents owned by G at any time from 2020-01-01 to 2024-12-31, where the kind is invention, where the priority date is on or before 2018-12-31, with their continuations.`,
		}},
		{"products", "reading r\n  affects    \"Q\"\n  either     \"phones\": are phone\n  or         \"all but one\": except tab-1\n", []string{
			`are phone | "Q" means phone.`,
			`except tab-1 | "Q" means phone and tablet, except tab-1.`,
		}},
		{"a grant", "reading r\n  affects    l\n  either     \"free\": price paid-up\n  or         \"at a price\": price royalty \"Exhibit A\"\n", []string{
			`price paid-up | G grants b a non-exclusive, paid-up, worldwide licence under P to make and sell Q, from 2020-01-01 on.`,
			`price royalty "Exhibit A" | G grants b a non-exclusive, royalty-bearing, worldwide licence under P to make and sell Q, from 2020-01-01 on; the royalty is that of "Exhibit A".`,
		}},
		{"an exclusion", "reading r\n  affects    deal/x\n  either     \"the part\": extent that component\n  or         \"all of it\": extent whole product\n", []string{
			`extent that component | No right under l reaches tablet; inside a larger product only that component is taken out.`,
			`extent whole product | No right under l reaches tablet; a product that contains one is taken out whole.`,
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := one(t, reading(t, c.blocks))
			if d := cmp.Diff(c.want, sentences(r)); d != "" {
				t.Error(d)
			}
			plain := reading(t, "").world.Agreements[0]
			with := reading(t, c.blocks).world.Agreements[0]
			for _, d := range []string{
				cmp.Diff(plain.Groups, with.Groups), cmp.Diff(plain.Patents, with.Patents), cmp.Diff(plain.Products, with.Products),
				cmp.Diff(plain.Grants, with.Grants), cmp.Diff(plain.Exclusions, with.Exclusions),
			} {
				if d != "" {
					t.Errorf("the definition as written changes:\n%s", d)
				}
			}
		})
	}
}

// TestReadingIsWhole looks at one reading in full.
func TestReadingIsWhole(t *testing.T) {
	w := reading(t, "reading r \"Are continuations in?\"\n  affects    \"P\"\n  either     \"in\": family continuations\n  or         \"counterparts too\": family continuations, foreign counterparts\n  assumed    \"both were argued\"\n  clause     1.2\n\n"+
		"expect e\n  captured   p1 in \"P\"\n  answer     depends on reading r\n")
	r := one(t, w)
	if r.Affects != "deal/P" || r.Says != "Are continuations in?" || r.Clause.QName() != "deal/r" || r.Clause.Kind != "reading" || r.Clause.Number != "1.2" {
		t.Errorf("the reading is %+v", r)
	}
	if len(r.Assumed) != 1 || r.Assumed[0].Why != "both were argued" || r.Assumed[0].Clause.Name != "r" {
		t.Errorf("it assumes %+v", r.Assumed)
	}
	p := w.world.Agreements[0].Patents[0]
	o := r.Options[1]
	if o.Label != "counterparts too" || o.Line != "family continuations, foreign counterparts" || o.Patents == nil || o.Group != nil {
		t.Fatalf("the option is %+v", o)
	}
	want := *p
	want.Family = []patent.Relation{patent.Continuation, patent.ForeignCounterpart}
	if d := cmp.Diff(&want, o.Patents); d != "" {
		t.Errorf("the option is not the definition with one line changed:\n%s", d)
	}
	if q := agreement.QReading(r); q.ID() != "reading:deal/r" || q.Of != "r" {
		t.Errorf("the question is %+v", q)
	}
	open := w.world.Agreements[0].Expects[0].Answer.DependsOn
	if d := cmp.Diff([]agreement.ExpectOpen{{Kind: agreement.AskReading, Of: "r"}}, open); d != "" {
		t.Error(d)
	}
	says := `"P" can be read in 2 ways (Are continuations in?): "in", and then "P" means patents owned by G at any time from 2020-01-01 to 2024-12-31, where the kind is invention, where the priority date is on or before 2018-12-31, with their continuations; ` +
		`or "counterparts too", and then "P" means patents owned by G at any time from 2020-01-01 to 2024-12-31, where the kind is invention, where the priority date is on or before 2018-12-31, with their continuations and foreign counterparts.`
	if got := r.Sentence(); got != says {
		t.Errorf("it is said back as\n%s", got)
	}
}

// An option that uses what its definition does not brings the citation and the assumption along, for itself alone.
func TestOptionsCiteWhatTheyUse(t *testing.T) {
	w := reading(t, "reading r\n  affects    l\n  either     \"for good\": during from 2020-01-01\n  or         \"while patents are captured\": during \"Capture\"\n")
	r := one(t, w)
	if a, b := r.Options[0].Grant, r.Options[1].Grant; len(a.Uses) != 0 || len(a.Assumed) != 0 || len(b.Uses) != 1 || len(b.Assumed) != 1 || b.Assumed[0].Why != "five years" {
		t.Errorf("the options use %v and %v", a.Uses, b.Uses)
	}
}

// TestReadingProblems: what is wrong with a reading is said once, at the line that has to change.
func TestReadingProblems(t *testing.T) {
	const at = "affects    \"G\"\n  either     \"out\": members while controlled\n"
	for _, c := range []struct {
		name, blocks string
		want         []string // NAME at TEXT
		made         int      // readings that can be made out all the same
	}{
		{"no definition", "reading r\n  affects    \"H\"\n  either     \"a\": members while controlled\n  or         \"b\": members now or later\n", []string{`unknown-definition at "H"`}, 0},
		{"a definition that cannot be read", "reading r\n  affects    \"Capture\"\n  either     \"a\": is a\n  or         \"b\": is b\n", []string{`wrong-kind at "Capture"`}, 0},
		{"nothing affected", "reading r\n  either     \"a\": members while controlled\n  or         \"b\": members now or later\n", []string{"missing-property at reading r"}, 0},
		{"several affected", "reading r\n  affects    \"G\", \"P\"\n  either     \"a\": members while controlled\n  or         \"b\": members now or later\n", []string{"unexpected-words at ,"}, 0},
		{"no option", "reading r\n  affects    \"G\"\n", []string{"missing-property at reading r"}, 0},
		{"no first option", "reading r\n  affects    \"G\"\n  or         \"b\": members now or later\n", []string{"missing-property at reading r"}, 0},
		{"an option that cannot be read says nothing of the number", "reading r\n  " + at + "  or         \"in\": members sometimes\n", []string{"unreadable-value at sometimes"}, 0},
		{"one label", "reading r\n  " + at + "  or         \"Out \": members now or later\n", []string{`options-alike at "Out "`}, 0},
		{"one line", "reading r\n  " + at + "  or         \"in\": members  while  controlled\n", []string{"options-alike at members  while  controlled"}, 0},
		{"one meaning", "reading r\n  affects    l\n  either     \"a\": acts sell, make\n  or         \"b\": acts make, sell, sell\n", []string{"options-alike at acts make, sell, sell"}, 0},
		{"a third that means the same", "reading r\n  affects    l\n  either     \"a\": acts sell\n  or         \"b\": acts make\n  or         \"c\": acts sell, sell\n", []string{"options-alike at acts sell, sell"}, 0},
		{"another key is another meaning", "reading r\n  affects    \"P\"\n  either     \"a\": except p1\n  or         \"b\": only if office is US\n", nil, 1},
		{"a key of another kind", "reading r\n  " + at + "  or         \"in\": price paid-up\n", []string{"option-does-not-fit at price"}, 0},
		{"two readings", "reading r\n  " + at + "  or         \"in\": members now or later\n\nreading s\n  affects    \"G\"\n  either     \"a\": is a\n  or         \"b\": is b\n", []string{`two-readings at "G"`}, 1},
		{"which of two lines", "reading r\n  affects    \"P\"\n  either     \"a\": where filed before 2019-01-01\n  or         \"b\": where granted before 2019-01-01\n", []string{"which-line at where filed before 2019-01-01"}, 0},
		{"both of two lines", "reading r\n  affects    \"P\"\n  either     \"a\": where kind is invention\n  or         \"b\": where priority before 2019-01-01\n", []string{"which-line at where priority before 2019-01-01"}, 0},
		{"a name of nothing in a line", "reading r\n  affects    l\n  either     \"a\": under \"P\"\n  or         \"b\": under \"Nothing\"\n", []string{`unknown-patents at "Nothing"`}, 0},
		{"the rest of the definition is not judged again", "group \"Broken\"\n  is         nobody-knows\n\nreading r\n  affects    \"Broken\"\n  either     \"a\": without a\n  or         \"b\": without b\n", []string{"unknown-organisation at nobody-knows"}, 1},
		{"a line that makes another one necessary", "exclusion y\n  cuts       l\n  in         DE\n\nreading r\n  affects    y\n  either     \"a\": for phone\n  or         \"b\": in FR\n", []string{"missing-property at for phone"}, 0},
		{"a circle through an option", "patents \"Round\"\n  owned by   a at time of use\n  except     \"P\"\n\nreading r\n  affects    \"P\"\n  either     \"a\": except p1\n  or         \"b\": except \"Round\"\n", []string{`definition-cycle at "Round"`}, 1},
		{"a name that is taken", "reading l\n  " + at + "  or         \"in\": members now or later\n", []string{"duplicate-definition at l"}, 1},
		{"a reading is no grant", "reading r\n  " + at + "  or         \"in\": members now or later\n\nexclusion y\n  cuts       r\n", []string{"wrong-kind at r"}, 1},
		{"a case that depends on no reading", "expect e\n  member     a of \"G\" on 2020-01-01\n  answer     depends on reading l\n", []string{"wrong-kind at l"}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := reading(t, c.blocks)
			var got []string
			for _, p := range w.errors() {
				got = append(got, p.Name+" at "+string(w.sources[p.Subject.File][p.Subject.Start.Byte:p.Subject.End.Byte]))
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("%s\n%s", d, w.text(w.problems))
			}
			if got := len(w.world.Agreements[0].Readings); got != c.made {
				t.Errorf("%d readings are in the model, not %d", got, c.made)
			}
		})
	}
}

// A reading in another agreement's document, and a category that only an option names.
func TestReadingsOfTwoAgreements(t *testing.T) {
	other := "```grant\nagreement other \"Other\"\n  between    a, b\n\nreading r\n  affects    deal/l\n  either     \"a\": price paid-up\n  or         \"b\": price FRAND\n```\n"
	w := load(t, []txtar.File{{Name: "deal.md", Data: []byte(base + "```\n")}, {Name: "other.md", Data: []byte(other)}, {Name: "x.facts", Data: []byte(worldOfBase)}})
	if e := w.errors(); len(e) != 1 || e[0].Name != diag.UnknownDefinition || !strings.Contains(e[0].Summary, "another agreement") {
		t.Error(w.text(e))
	}
	w = reading(t, "reading r\n  affects    \"Q\"\n  either     \"a\": are phone\n  or         \"b\": are watch\n\nexpect e\n  use        b sells watch in DE on 2021-01-01\n  under      patents of a\n  answer     licensed\n")
	if e := w.errors(); len(e) != 0 {
		t.Error(w.text(e))
	}
	if got := w.only(diag.UnusedCategory); len(got) != 0 {
		t.Error(w.text(got))
	}
	w = reading(t, "reading r\n  affects    \"Q\"\n  either     \"a\": are phone\n  or         \"b\": are phome\n")
	if got := w.only(diag.UnusedCategory); len(got) != 1 {
		t.Errorf("a slip in an option goes unseen:\n%s", w.text(w.problems))
	}
}
