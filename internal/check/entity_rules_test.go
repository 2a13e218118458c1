package check_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/when"
)

// dealing are a grant each way, two groups, products and patents for rules about an entity.
const dealing = `group "G"
  is         a, entities it controls (over 50%)
  members    while controlled

group "H"
  is         c

products "Phones"
  are        handset

patents "Joined"
  joined under takes-in
  listed     p1

pledge give
  from       a
  to         "G"
  under      "Joined"
  for        "Phones"
  acts       make, have made, sell

pledge back
  from       b
  to         a, c
  under      p2

extension served
  of         give
  to         whoever acquired the product from a licensee

when a member of "G" acquires an entity
  name       takes-in
  then       the entity joins "G"
  then       its patents join "Joined"

`

// circle are three rules, the first over the second and the second over the third.
const circle = "when a sues c\n  name       r1\n  then       give ends\n  notwithstanding r2\n" +
	"when b sues c\n  name       r2\n  then       give ends\n  notwithstanding r3\n" +
	"when c sues b\n  name       r3\n  then       give ends\n"

// effectText writes an effect with its fields, those that say nothing left out.
func effectText(e agreement.Effect) string {
	kinds := map[agreement.EffectKind]string{agreement.RightsEnd: "end", agreement.RightsContinue: "continue", agreement.RightsExtend: "extend", agreement.RightsPass: "pass",
		agreement.RightsNotTo: "not to", agreement.RightsLimited: "limited", agreement.RightsNotFor: "not for", agreement.EntityJoins: "joins",
		agreement.PatentsRun: "patents run", agreement.PatentsFree: "patents free", agreement.PriceBecomes: "price"}
	s := kinds[e.Kind]
	for _, n := range e.Grants {
		s += " " + n.Local()
	}
	if e.Who != 0 {
		s += "; " + e.Who.String()
	}
	if e.Group != "" {
		s += "; " + string(e.Group)
	}
	if e.Limit != (agreement.Limit{}) {
		s += fmt.Sprintf("; %s of %d business %t evolution %t", e.Limit.Set, e.Limit.Of, e.Limit.Business, e.Limit.Evolution)
	}
	if e.Price.Kind != 0 {
		s += "; " + e.Price.String()
	}
	return s
}

// TestEntityEffects lowers each effect of a rule about an entity.
func TestEntityEffects(t *testing.T) {
	const bought, sold, left = "when a member of \"G\" is acquired", "when a party transfers a business", "when an entity leaves \"G\""
	for _, c := range []struct{ event, then, want string }{
		{bought, "rights end", "end give back; the entity"},
		{bought, "rights under give, served end", "end give served; the entity"},
		{bought, "all rights end", "end give back; everybody"},
		{bought, "all rights under back end", "end back; everybody"},
		{bought, "served ends", "end served; everybody"},
		{left, "rights under back continue", "continue back"},
		{bought, "rights under give extend to the buyer", "extend give"},
		{sold, "rights pass to the buyer", "pass give back"},
		{bought, "rights do not extend to the buyer", "not to give back; the buyer"},
		{left, "rights do not extend to the entity", "not to give back; the entity"},
		{bought, "rights under give do not extend to affiliates of the buyer before the event", "not to give; the affiliates that the buyer had before the event"},
		{bought, "rights under give do not extend to products of the buyer on sale before the event, unless licensed before", "not for give"},
		{left, "rights are limited to \"Phones\"", "limited give back; the entity; ab/Phones of 0 business false evolution false"},
		{bought, "rights are limited to products of the buyer on sale before the event", "limited give back; the entity;  of 2 business false evolution false"},
		{bought, "rights extend to the buyer\n  then its rights are limited to products of the entity on sale before the event, with natural evolution",
			"extend give back|limited give back; the entity;  of 1 business false evolution true"},
		{bought, "rights pass to the buyer\n  then rights under back are limited to products of the entity on sale before the event",
			"pass give back|limited back; the buyer;  of 1 business false evolution false"},
		{sold, "rights extend to the buyer\n  then rights of the buyer are limited to products of the business before the event, with natural evolution",
			"extend give back|limited give back; the buyer;  of 1 business true evolution true"},
		{"when a member of \"G\" acquires an entity", "the entity joins \"H\"", "joins; ab/H"},
		{"when an entity joins \"G\"", "rights under its patents continue", "patents run give back"},
		{left, "rights under its patents end", "patents free give back"},
		{left, "price of give becomes FRAND", "price give; everybody; FRAND"},
		{bought, "price of give, back becomes royalty \"X\" for the buyer", "price give back; the buyer; royalty \"X\""},
		{bought, "price of back becomes not stated for the entity", "price back; the entity; not stated"},
	} {
		w := load(t, document(dealing+c.event+"\n  name rule\n  then "+c.then))
		if e := w.errors(); len(e) > 0 {
			t.Errorf("%s:\n%s", c.then, w.text(e))
			continue
		}
		rs := w.world.Agreements[0].Rules
		var got []string
		for _, e := range rs[len(rs)-1].Then {
			got = append(got, effectText(e))
		}
		if g := strings.Join(got, "|"); g != c.want {
			t.Errorf("%s\n%s\ninstead of\n%s", c.then, g, c.want)
		}
		if s := rs[len(rs)-1].Sentence(); !strings.HasPrefix(s, "When ") || !strings.HasSuffix(s, ".") || strings.Contains(s, "no right changes") {
			t.Errorf("%s is said as %q", c.then, s)
		}
	}
}

// TestEntityEvents lowers each event about an entity.
func TestEntityEvents(t *testing.T) {
	members := func(ms ...agreement.Member) agreement.Role { return agreement.Role{Members: ms} }
	inG, orgB := agreement.Member{Group: "ab/G"}, agreement.Member{Org: "b"}
	for _, c := range []struct {
		text string
		want agreement.Trigger
		says string
	}{
		{"a member of \"G\" is acquired", agreement.Trigger{Verb: agreement.IsAcquired, To: members(inG)}, "a member of G is acquired"},
		{"b is acquired by a member of \"G\", staying a separate entity", agreement.Trigger{Verb: agreement.IsAcquired, To: members(orgB), By: members(inG), Form: agreement.StaysSeparate}, "b is acquired by a member of G and stays a separate entity"},
		{"b is acquired by shares", agreement.Trigger{Verb: agreement.IsAcquired, To: members(orgB), Form: agreement.StaysSeparate}, "b is acquired and stays a separate entity"},
		{"b is acquired by merger, not staying a separate entity", agreement.Trigger{Verb: agreement.IsAcquired, To: members(orgB), Form: agreement.NotSeparate}, "b is acquired and does not stay a separate entity"},
		{"a party is acquired", agreement.Trigger{Verb: agreement.IsAcquired, To: members(agreement.Member{Org: "a"}, orgB)}, "a or b is acquired"},
		{"everyone, b acquire an entity", agreement.Trigger{Verb: agreement.AcquiresEntity, By: members(agreement.Member{Everyone: true}, orgB)}, "anybody or b acquires an entity"},
		{"an entity leaves \"G\"", agreement.Trigger{Verb: agreement.LeavesGroup, Group: "ab/G"}, "an entity leaves G"},
		{"an entity joins \"G\"", agreement.Trigger{Verb: agreement.JoinsGroup, Group: "ab/G"}, "an entity joins G"},
		{"b transfers a business", agreement.Trigger{Verb: agreement.TransfersBusiness, By: members(orgB)}, "b transfers a business"},
		{"b transfers business phones to a member of \"G\"", agreement.Trigger{Verb: agreement.TransfersBusiness, By: members(orgB), To: members(inG), Business: "phones"}, "b transfers the business \"phones\" to a member of G"},
	} {
		files := document(dealing + "products \"P\"\n  where business is phones\nwhen " + c.text + "\n  name rule\n  then rights end")
		w := load(t, files)
		if e := w.errors(); len(e) > 0 {
			t.Errorf("%s:\n%s", c.text, w.text(e))
			continue
		}
		rs := w.world.Agreements[0].Rules
		r := rs[len(rs)-1]
		if d := cmp.Diff(c.want, r.On); d != "" {
			t.Errorf("%s:\n%s", c.text, d)
		}
		if !strings.HasPrefix(r.Sentence(), "When "+c.says+", the rights of the entity") {
			t.Errorf("%s is said as %q", c.text, r.Sentence())
		}
	}
}

// TestUndertakings: what has to be undertaken, in which time, and what holds without it.
func TestUndertakings(t *testing.T) {
	ninety := &agreement.Delay{Duration: when.Duration{N: 90, Unit: when.Day}}
	for _, c := range []struct {
		lines string
		want  *agreement.Undertaking
	}{
		{"provided finding \"x\" of the buyer, or finding \"y\" of the entity", nil},
		{"provided the buyer undertakes in writing", &agreement.Undertaking{By: agreement.TheBuyer, Meanwhile: agreement.ActsNot, Failing: agreement.ActsNot}},
		{"provided the entity undertakes in writing\n  meanwhile applies", &agreement.Undertaking{By: agreement.TheEntity, Meanwhile: agreement.Acts, Failing: agreement.ActsNot}},
		{"provided the buyer undertakes in writing\n  within 90 days\n  meanwhile applies\n  failing does not apply", &agreement.Undertaking{By: agreement.TheBuyer, Within: ninety, Meanwhile: agreement.Acts, Failing: agreement.ActsNot}},
		{"provided the buyer undertakes in writing\n  within 90 days\n  meanwhile not stated\n  failing applies", &agreement.Undertaking{By: agreement.TheBuyer, Within: ninety, Failing: agreement.Acts}},
	} {
		w := load(t, document(dealing+"when a party is acquired\n  name rule\n  "+c.lines+"\n  then rights under give extend to the buyer"))
		if e := w.errors(); len(e) > 0 {
			t.Errorf("%s:\n%s", c.lines, w.text(e))
			continue
		}
		rs := w.world.Agreements[0].Rules
		if d := cmp.Diff(c.want, rs[len(rs)-1].Undertaken); d != "" {
			t.Errorf("%s:\n%s", c.lines, d)
		}
	}
}

// TestEntityRules tells which words of a rule about an entity are problems.
func TestEntityRules(t *testing.T) {
	const bought = "when a party is acquired\n  then       "
	for _, c := range []struct {
		name, text, problem string
		want                bool
	}{
		{"two effects for different grants", bought + "rights under give continue\n  then       rights under back end", diag.ContradictoryEffects, false},
		{"continue and end", bought + "rights continue\n  then       rights under back end", diag.ContradictoryEffects, true},
		{"continue and end for all", bought + "rights continue\n  then       give ends", diag.ContradictoryEffects, true},
		{"continue and pass", bought + "rights pass to the buyer\n  then       rights continue", diag.ContradictoryEffects, true},
		{"continue and not to the entity", bought + "rights do not extend to the entity\n  then       rights continue", diag.ContradictoryEffects, true},
		{"continue and not to the buyer", bought + "rights do not extend to the buyer\n  then       rights continue", diag.ContradictoryEffects, false},
		{"extend and not to the buyer", bought + "rights do not extend to the buyer\n  then       rights extend to the buyer", diag.ContradictoryEffects, true},
		{"extend and not to his affiliates", bought + "rights do not extend to affiliates of the buyer before the event\n  then       rights extend to the buyer", diag.ContradictoryEffects, false},
		{"extend and pass", bought + "rights pass to the buyer\n  then       rights extend to the buyer", diag.ContradictoryEffects, true},
		{"extend and end for the entity", bought + "rights extend to the buyer\n  then       rights end", diag.ContradictoryEffects, false},
		{"extend and end for all", bought + "rights extend to the buyer\n  then       all rights end", diag.ContradictoryEffects, true},
		{"patents run and are free", bought + "rights under its patents end\n  then       rights under its patents continue", diag.ContradictoryEffects, true},
		{"two prices", bought + "price of give becomes FRAND\n  then       price of give becomes paid-up", diag.ContradictoryEffects, true},
		{"two prices for two", bought + "price of give becomes FRAND for the buyer\n  then       price of give becomes paid-up for the entity", diag.ContradictoryEffects, false},

		{"a buyer where there is none", "when an entity leaves \"G\"\n  then       rights extend to the buyer", diag.EffectDoesNotFit, true},
		{"products of a buyer where there is none", "when an entity leaves \"G\"\n  then       rights are limited to products of the buyer on sale before the event", diag.EffectDoesNotFit, true},
		{"a price for a buyer where there is none", "when an entity leaves \"G\"\n  then       price of give becomes FRAND for the buyer", diag.EffectDoesNotFit, true},
		{"an undertaking of a buyer where there is none", "when an entity leaves \"G\"\n  provided   the buyer undertakes in writing\n  then       rights end", diag.EffectDoesNotFit, true},
		{"an undertaking of an entity", "when an entity leaves \"G\"\n  provided   the entity undertakes in writing\n  then       rights end", diag.EffectDoesNotFit, false},
		{"a limit for a buyer who has nothing", bought + "rights of the buyer are limited to \"Phones\"", diag.EffectDoesNotFit, true},
		{"the buyer's own rights", bought + "rights of the buyer end", diag.EffectDoesNotFit, true},
		{"a business that is not sold", bought + "rights are limited to products of the business before the event", diag.EffectDoesNotFit, true},
		{"joining without being acquired", "when an entity joins \"H\"\n  then       the entity joins \"G\"", diag.EffectDoesNotFit, true},
		{"rights that run with the patent", bought + "rights run with the patent", diag.EffectDoesNotFit, true},
		{"all rights continue", bought + "all rights continue", diag.EffectDoesNotFit, true},
		{"an effect on an entity where there is none", "when a sues c\n  then       rights continue", diag.EffectDoesNotFit, true},
		{"all rights in another rule", "when a sues c\n  then       all rights end", diag.EffectDoesNotFit, true},
		{"rights under a grant in another rule", "when a sues c\n  then       rights under give end", diag.EffectDoesNotFit, true},
		{"a grant in another rule", "when a sues c\n  then       give ends", diag.EffectDoesNotFit, false},

		{"a licensee", "when a licensee is acquired\n  then       rights end", diag.WhichLicensee, true},
		{"for that licensee", bought + "give ends for that licensee", diag.WhichLicensee, true},

		{"a time and nothing else", "when a party is acquired\n  provided   the buyer undertakes in writing\n  within     90 days\n  then       rights extend to the buyer", diag.IncompleteUndertaking, true},
		{"late without a time", "when a party is acquired\n  provided   the buyer undertakes in writing\n  failing    applies\n  then       rights extend to the buyer", diag.IncompleteUndertaking, true},
		{"a time for a finding", "when a party is acquired\n  provided   finding \"x\"\n  within     90 days\n  then       rights extend to the buyer", diag.IncompleteUndertaking, true},
		{"an undertaking in a suit", "when a sues c\n  provided   the buyer undertakes in writing\n  then       give ends", diag.IncompleteUndertaking, true},
		{"meanwhile in a suit", "when a sues c\n  meanwhile  applies\n  then       give ends", diag.IncompleteUndertaking, true},
		{"two undertakings", "when a party is acquired\n  provided   the buyer undertakes in writing\n  provided   the entity undertakes in writing\n  then       rights end", diag.NotYetSupported, true},
		{"what is left open is noted", "when a party is acquired\n  provided   the buyer undertakes in writing\n  within     90 days\n  meanwhile  not stated\n  failing    applies\n  then       rights extend to the buyer", diag.OpenQuestion, true},

		{"a finding of an entity in a suit", "when a sues c\n  provided   finding \"x\" of b\n  then       give ends", diag.WrongAttribute, false},
		{"a finding of a buyer who is not there", "when an entity leaves \"G\"\n  provided   finding \"x\" of the buyer\n  then       rights end", diag.WrongAttribute, true},
		{"a finding of the product", "when a party is acquired\n  provided   finding \"x\" of the product\n  then       rights end", diag.WrongAttribute, true},
		{"agents of an entity", "when a acquires an entity\n  also by    agents\n  then       rights end", diag.NotYetSupported, true},
		{"a power on an acquisition", "power p\n  of         a\n  to end     give\n  if         b is acquired\n  notice     at once", diag.NotYetSupported, true},

		{"patents that join what takes them in", "when a acquires an entity\n  name       other\n  then       its patents join \"Joined\"", diag.PatentsDoNotJoin, true},
		{"patents that join nothing", bought + "its patents join \"Nowhere\"", diag.UnknownPatents, true},
		{"joined under a rule on a suit", "when a sues c\n  name       suit\n  then       give ends\npatents \"P\"\n  joined under suit", diag.WrongKind, true},
		{"joined under no rule", "patents \"P\"\n  joined under 9.9", diag.UnknownClause, true},
		{"joined under a name that is none", "patents \"P\"\n  joined under nothing", diag.UnknownDefinition, true},
		{"a limit to an unknown set", bought + "rights are limited to \"Tablets\"", diag.UnknownProduct, true},
		{"an unknown grant", bought + "rights under gone continue", diag.UnknownGrant, true},
		{"an extension that is kept", bought + "rights under served continue", diag.WrongKind, true},
		{"an unknown group", "when an entity leaves \"K\"\n  then       rights end", diag.UnknownGroup, true},
		{"a business that nothing names", "when a transfers business phones\n  then       rights end", diag.UnknownBusiness, true},
		{"a business that a clause names", "when a transfers business phones\n  then       rights end\nproducts \"P\"\n  where      business is phones", diag.UnknownBusiness, false},

		{"three clauses in a circle", circle + "  notwithstanding r1\n", diag.CircularPrecedence, true},
		{"three clauses in a circle, from both ends", strings.Replace(circle, "notwithstanding r3", "subject to r1", 1) + "  notwithstanding r1\n", diag.CircularPrecedence, false},
		{"the other way round", strings.Replace(strings.Replace(circle, "notwithstanding r3", "subject to r1", 1), "notwithstanding r2", "subject to r3", 1) + "  subject to r2\n", diag.CircularPrecedence, true},
		{"three clauses in a row", circle, diag.CircularPrecedence, false},
		{"two clauses against each other", circle + "  notwithstanding r2\n", diag.CircularPrecedence, false},
		{"a circle of three that meets a conflict", circle + "  notwithstanding r1, r2\n", diag.CircularPrecedence, false},

		{"a power of nobody", "group \"None\"\n  is         a, \"H\"\n  without    a, \"H\"\npower p\n  of         \"None\"\n  to end     give\n  notice     at once", diag.PowerWithoutHolder, true},
		{"a power of a group of nobody", "group \"None\"\n  is         a\n  without    everyone\ngroup \"Some\"\n  is         \"None\"\npower p\n  of         \"Some\"\n  to end     give\n  notice     at once", diag.PowerWithoutHolder, true},
		{"a power of some", "group \"Some\"\n  is         a, b\n  without    a\npower p\n  of         \"Some\"\n  to end     give\n  notice     at once", diag.PowerWithoutHolder, false},
		{"a power of whoever is controlled", "group \"Some\"\n  is         entities a controls (over 50%)\n  without    b\n  members    while controlled\npower p\n  of         \"Some\"\n  to end     give\n  notice     at once", diag.PowerWithoutHolder, false},

		{"a power to change a price", "power p\n  of         a\n  to change  price of give to FRAND\n  notice     at once", diag.MissingProperty, false},
		{"a power to do nothing", "power p\n  of         a\n  notice     at once", diag.MissingProperty, true},
		{"a power to end and to change", "power p\n  of         a\n  to end     give\n  to change  price of give to FRAND\n  notice     at once", diag.NotYetSupported, true},
		{"a power to change the price of what is no grant", "power p\n  of         a\n  to change  price of served to FRAND\n  notice     at once", diag.WrongKind, true},
		{"a power for one to change a price", "power p\n  of         a\n  to change  price of give to FRAND for that licensee\n  if         a licensee sues a\n  notice     at once", diag.WhichLicensee, false},
		{"a rule about an entity stands against what it takes from", "when a party is acquired\n  name       rule\n  notwithstanding give\n  then       rights under give end", diag.NothingOpposed, false},
		{"a rule that keeps rights stands against nothing", "when a party is acquired\n  name       rule\n  notwithstanding give\n  then       rights under give continue", diag.NothingOpposed, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := load(t, document(dealing+c.text))
			if got := len(w.only(c.problem)) > 0; got != c.want {
				t.Errorf("%s: %t instead of %t\n%s", c.problem, got, c.want, w.text(w.problems))
			}
		})
	}
}

// TestUndertakenUnder finds the rule of an undertaking by its name, or by agreement and number.
func TestUndertakenUnder(t *testing.T) {
	const doc = "```grant\nagreement ab\n  between    a, b\n  effective  2020-01-01\n\npledge give\n  from       a\n  to         b\n  under      p1\n```\n\n" +
		"8.01 Merger.\n\n```grant\nwhen a party is acquired\n  name       merger\n  provided   the buyer undertakes in writing\n  then       rights extend to the buyer\n\n" +
		"when a party transfers a business\n  name       sold\n  then       rights end\n```\n\n" +
		"8.02 Business.\n\n```grant\nwhen a party transfers a business\n  provided   the buyer undertakes in writing\n  then       rights extend to the buyer\n\n" +
		"when a party transfers business phones\n  name       phones\n  provided   the buyer undertakes in writing\n  then       rights extend to the buyer\n```\n\n" +
		"8.03 Leavers.\n\n```grant\nwhen a party transfers a business\n  name       nothing-asked\n  then       rights end\n\nproducts \"P\"\n  where      business is phones\n```\n"
	for _, c := range []struct {
		of, want, problem string
	}{
		{"ab 8.01", "ab/merger", ""},
		{"merger", "ab/merger", ""},
		{"ab/merger", "ab/merger", ""},
		{`"when a party transfers a business"`, "ab/when a party transfers a business", ""},
		{"ab 8", "", diag.UnknownClause},
		{"ab 8.02", "", diag.UnknownClause},
		{"ab 8.03", "ab/nothing-asked", diag.WithoutEffect},
		{"ab 8.04", "", diag.UnknownClause},
		{"cd 8.01", "", diag.UnknownAgreement},
		{"gone", "", diag.UnknownDefinition},
		{"give", "", diag.WrongKind},
		{"8.01", "", diag.UnknownDefinition},
	} {
		w := load(t, []txtar.File{{Name: "ab.md", Data: []byte(doc)}, {Name: "x.facts", Data: []byte(three + "2021-01-01 c undertakes under " + c.of + "\n")}})
		got := ""
		for _, f := range w.world.Facts {
			if e, ok := f.Body.(agreement.Event); ok {
				got = string(e.Of)
			}
		}
		if got != c.want || c.problem != "" && len(w.only(c.problem)) != 1 || c.problem == "" && len(w.errors()) > 0 {
			t.Errorf("under %s: %q instead of %q; %s is wanted of\n%s", c.of, got, c.want, c.problem, w.text(w.problems))
		}
	}
	// In a case of its own agreement the number suffices.
	asked := strings.Replace(doc, "when a party transfers a business\n  name       nothing-asked", "expect\n  given      2021-01-01 c undertakes under 8.01\n  owner of   p1 on 2021-01-01\n  answer     a\n\nwhen a party transfers a business\n  name       nothing-asked", 1)
	w := load(t, []txtar.File{{Name: "ab.md", Data: []byte(asked)}, {Name: "x.facts", Data: []byte(three)}})
	e := w.world.Agreements[0].Expects[0]
	if len(w.errors()) > 0 || len(e.Given) != 1 || e.Given[0].Body.(agreement.Event).Of != "ab/merger" || e.Question.Owners == nil || e.Answer.Holders[0] != "a" {
		t.Errorf("in a case: %+v\n%s", e, w.text(w.errors()))
	}
}
