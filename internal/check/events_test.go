package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/when"
)

// given are a grant each way, and a rule and a power that end the one.
const given = `pledge give
  from       a
  to         everyone
  under      p1
  acts       make, have made, sell

pledge back
  from       b
  to         a, c
  under      p2

when a becomes insolvent
  name       insolvency
  then       give ends

power stop
  of         a
  to end     give
  notice     2 months

`

// TestEventRules tells which words of a block are problems.
func TestEventRules(t *testing.T) {
	for _, c := range []struct {
		name, text, problem string
		want                bool
	}{
		{"the rights of one end when he acts", "when a licensee sues a\n  then       give ends for that licensee", diag.WhichLicensee, false},
		{"whose rights end is not said", "when a licensee sues a\n  then       give ends", diag.WhichLicensee, true},
		{"whose rights end when he is sued", "when a sues a licensee\n  then       give ends", diag.WhichLicensee, true},
		{"that licensee where there is none", "when a sues c\n  then       give ends for that licensee", diag.WhichLicensee, true},
		{"a power for one licensee by notice alone", "power p\n  of         a\n  to end     give for that licensee\n  notice     at once", diag.WhichLicensee, false},
		{"a power on the act of a licensee, for all", "power p\n  of         a\n  to end     give\n  if         a licensee sues a\n  notice     at once", diag.WhichLicensee, true},
		{"a power on the act of a licensee, for one", "power p\n  of         a\n  to end     give for that licensee\n  if         a licensee sues a\n  notice     at once", diag.WhichLicensee, false},

		{"rights that run on an assignment", "when a assigns a patent\n  then       rights run with the patent", diag.NotYetSupported, false},
		{"rights that run on another event", "when a sues c\n  then       rights run with the patent", diag.NotYetSupported, true},
		{"rights that run on a condition", "when a assigns a patent\n  then       rights run with the patent\n  provided   finding \"x\"", diag.NotYetSupported, true},
		{"what ends on an assignment", "when a assigns a patent\n  then       give ends", diag.NotYetSupported, true},
		{"a power that waits for an assignment", "power p\n  of         a\n  to end     give\n  if         b assigns a patent\n  notice     at once", diag.NotYetSupported, true},
		{"a power that waits for two events", "power p\n  of         a\n  to end     give\n  if         b sues a\n  if         c sues a\n  notice     at once", diag.NotYetSupported, true},
		{"a power that waits for an event, a time and findings", "power p\n  of         a\n  to end     give\n  if         b sues a\n  if         no sale under give in 2 consecutive quarters\n  if         finding \"x\"\n  if         finding \"y\"\n  notice     at once", diag.NotYetSupported, false},
		{"a power that waits for two times", "power p\n  of         a\n  to end     give\n  if         no sale under back in 2 consecutive quarters\n  if         no sale under give in 2 consecutive quarters\n  notice     at once", diag.NotYetSupported, true},
		{"a reading of a rule", "reading r\n  affects    insolvency\n  either     \"x\": then give ends\n  or         \"y\": then back ends", diag.NotYetSupported, true},
		{"a reading of an extension", "extension e\n  of         give\n  to         b\n\nreading r\n  affects    e\n  either     \"x\": to b\n  or         \"y\": to c", diag.NotYetSupported, true},
		{"an open passage on all of these", "survival s\n  keeps      give\n\nextension e\n  of         give\n  to         b\n\nopen o\n  affects    insolvency, stop, s, e", diag.WrongKind, false},

		{"a power that nobody has", "power p\n  to end     give\n  notice     at once", diag.PowerWithoutHolder, true},
		{"a power that ends nothing", "power p\n  of         a\n  notice     at once", diag.MissingProperty, true},
		{"a power whose notice has no time", "power p\n  of         a\n  to end     give", diag.MissingProperty, true},
		{"a rule without an effect", "when a sues b", diag.MissingProperty, true},
		{"a survival that keeps nothing", "survival s\n  against    stop", diag.MissingProperty, true},
		{"a sublicence of nothing to nobody", "sublicence s\n  given      by act", diag.MissingProperty, true},

		{"a survival against a rule", "survival s\n  keeps      give\n  against    insolvency, stop", diag.WithoutEffect, false},
		{"a survival against what ends something else", "survival s\n  keeps      back\n  against    insolvency", diag.WithoutEffect, true},
		{"a survival of what nothing ends", "survival s\n  keeps      back", diag.WithoutEffect, true},
		{"a survival of what something ends", "survival s\n  keeps      back, give", diag.WithoutEffect, false},
		{"a survival against the end of an extension of what it keeps", "extension e\n  of         back\n  to         b\n\nwhen b sues a\n  name       r\n  then       e ends\n\nsurvival s\n  keeps      back\n  against    r", diag.WithoutEffect, false},
		{"a survival of an extension against the end of its grant", "extension e\n  of         give\n  to         b\n\nsurvival s\n  keeps      e\n  against    insolvency", diag.WithoutEffect, true},
		{"a survival against a grant", "survival s\n  keeps      give\n  against    back", diag.WrongKind, true},
		{"agents of nobody", "when elsewhere ends\n  also by    agents\n  then       give ends", diag.WithoutEffect, true},
		{"agents in an insolvency", "when b becomes insolvent\n  also by    agents\n  then       give ends", diag.WithoutEffect, true},
		{"controlled entities in an insolvency", "when b becomes insolvent\n  also by    controlled entities\n  then       give ends", diag.WithoutEffect, false},
		{"agents in a challenge", "when b challenges a patent\n  also by    agents, exclusive licensees\n  then       give ends", diag.WithoutEffect, false},
		{"agents where a power waits for no event", "power p\n  of         a\n  to end     give\n  also by    agents\n  notice     at once", diag.WithoutEffect, true},
		{"have made only if, without have made", "pledge q\n  from       a\n  to         b\n  under      p1\n  acts       make\n  have made  only if finding \"x\" of the product", diag.WithoutEffect, true},
		{"have made only if, with every act", "pledge q\n  from       a\n  to         b\n  under      p1\n  have made  only if finding \"x\" of the product", diag.WithoutEffect, false},
		{"who gives a sublicence that comes by itself", "sublicence s\n  of         give\n  by         a\n  to         b\n  given      by itself", diag.WithoutEffect, true},
		{"who gives a sublicence that is given", "sublicence s\n  of         give\n  by         a\n  to         b\n  given      by act", diag.WithoutEffect, false},
		{"who gives a sublicence to the chain of supply", "sublicence s\n  of         give\n  by         a\n  to         customers of a licensee", diag.WithoutEffect, true},

		{"how a sublicence is given is not said", "sublicence s\n  of         give\n  to         b", diag.DefaultGiving, true},
		{"a sublicence to the chain of supply comes by itself", "sublicence s\n  of         give\n  to         customers of a licensee", diag.DefaultGiving, false},
		{"an extension is not given", "extension s\n  of         give\n  to         b", diag.DefaultGiving, false},
		{"a sublicence to the chain of supply, by act", "sublicence s\n  of         give\n  to         suppliers of a licensee\n  given      by act", diag.NotYetSupported, true},

		{"no threshold of control", "when a ceases to control b\n  then       give ends", diag.DefaultThreshold, true},
		{"a threshold of control", "when a ceases to control b (over 50%)\n  then       give ends", diag.DefaultThreshold, false},
		{"control of itself", "when a ceases to control a (over 50%)\n  then       give ends", diag.ControlCycle, true},
		{"days of a notice", "power p\n  of         a\n  to end     give\n  notice     30 days", diag.DefaultCounting, true},
		{"months of a notice", "power p\n  of         a\n  to end     give\n  notice     1 month", diag.DefaultCounting, false},

		{"a rule on findings of the patent", "when b sues a\n  then       give ends\n  provided   finding \"x\" of the patent", diag.WrongAttribute, true},
		{"a power on findings of the product", "power p\n  of         a\n  to end     give\n  if         finding \"x\" of the product\n  notice     at once", diag.WrongAttribute, true},
		{"an extension on findings of the product", "extension e\n  of         give\n  to         b\n  provided   finding \"x\" of the product", diag.WrongAttribute, false},
		{"an extension on findings of the patent", "extension e\n  of         give\n  to         b\n  provided   finding \"x\" of the patent", diag.WrongAttribute, true},
		{"a transfer on findings of the product", "transfer e\n  of         give\n  to         b\n  provided   finding \"x\" of the product", diag.WrongAttribute, true},
		{"an extension on findings of the agreement", "extension e\n  of         give\n  to         parties to an agreement with b signed before 2020-01-01\n  provided   finding \"x\" of the agreement", diag.WrongAttribute, false},
		{"an extension on findings of no agreement", "extension e\n  of         give\n  to         b\n  provided   finding \"x\" of the agreement", diag.WrongAttribute, true},
		{"a survival on a field", "survival s\n  keeps      give\n  provided   field is software", diag.WrongAttribute, true},
		{"parties to an agreement signed to the end of the patent", "extension e\n  of         give\n  to         parties to an agreement with b signed in 2020-01-01 .. end of patent", diag.EndlessPeriod, true},

		{"an extension that is cut and ended", "extension e\n  of         give\n  to         b\n\nexclusion x\n  cuts       e\n  for        anything\n\nwhen b sues a\n  then       e ends", diag.WrongKind, false},
		{"a rule that ends a rule", "when b sues a\n  then       insolvency ends", diag.WrongKind, true},
		{"an extension of an extension", "extension e\n  of         give\n  to         b\n\nextension f\n  of         e\n  to         c", diag.WrongKind, true},
		{"a rule by the words of its event", "when b sues a\n  then       give ends\n\nsurvival s\n  keeps      give\n  against    \"when b sues a\"", diag.UnknownDefinition, false},
		{"two rules on one event", "when b sues a\n  then       give ends\n\nwhen b sues a\n  then       back ends\n\nsurvival s\n  keeps      back\n  against    \"when b sues a (2)\"", diag.UnknownDefinition, false},
		{"two rules on one event, the other one", "when b sues a\n  then       give ends\n\nwhen b sues a\n  then       back ends\n\nsurvival s\n  keeps      back\n  against    \"when b sues a\"", diag.WithoutEffect, true},
		{"two rules of one name", "when b sues a\n  name       insolvency\n  then       give ends", diag.DuplicateDefinition, true},
		{"a rule and a group of one name", "group \"insolvency\"\n  is         a", diag.DuplicateDefinition, true},

		{"a clause that prevails over itself", "exclusion x\n  cuts       give\n  for        anything\n  notwithstanding x", diag.PrevailsOverItself, true},
		{"a clause that prevails over another", "exclusion x\n  cuts       give\n  for        anything\n  notwithstanding give", diag.PrevailsOverItself, false},
		{"a clause that prevails over all", "exclusion x\n  cuts       give\n  for        anything\n  notwithstanding all", diag.NothingOpposed, false},
		{"a grant that prevails over all", "pledge q\n  from       a\n  to         b\n  under      p1\n  notwithstanding all", diag.NothingOpposed, false},
		{"a clause that yields to what it does not touch", "exclusion x\n  cuts       give\n  for        anything\n  subject to back", diag.NothingOpposed, true},
		{"a grant that prevails over the rule that ends it", "pledge q\n  from       a\n  to         b\n  under      p1\n  notwithstanding r\n\nwhen b sues a\n  name       r\n  then       q ends", diag.NothingOpposed, false},
		{"an extension that prevails over what ends its grant", "extension e\n  of         give\n  to         b\n  notwithstanding insolvency", diag.NothingOpposed, false},
		{"an extension that yields to what ends another grant", "extension e\n  of         back\n  to         b\n  subject to insolvency", diag.NothingOpposed, true},
		{"a clause that prevails over a group", "group \"G\"\n  is         a\n\npledge q\n  from       a\n  to         \"G\"\n  under      p1\n  notwithstanding \"G\"", diag.WrongKind, true},
		{"a clause that prevails over a slip", "exclusion x\n  cuts       give\n  for        anything\n  notwithstanding giv", diag.UnknownClause, true},
		{"a clause that prevails over no clause", "exclusion x\n  cuts       give\n  for        anything\n  notwithstanding 17.3", diag.UnknownClause, true},

		{"each claims to prevail", "pledge q\n  from       a\n  to         b\n  under      p1\n  notwithstanding r\n\nwhen b sues a\n  name       r\n  then       q ends\n  notwithstanding q", diag.ConflictingClauses, true},
		{"one yields as the other claims", "pledge q\n  from       a\n  to         b\n  under      p1\n  notwithstanding r\n\nwhen b sues a\n  name       r\n  then       q ends\n  subject to q", diag.ConflictingClauses, false},
		{"one yields to whom it claims to prevail over", "exclusion x\n  cuts       give\n  for        anything\n  notwithstanding give\n  subject to give", diag.ConflictingClauses, true},
		{"each claims to prevail, and nothing is taken", "pledge q\n  from       a\n  to         b\n  under      p1\n  notwithstanding give\n\npledge z\n  from       a\n  to         b\n  under      p1\n  notwithstanding q", diag.ConflictingClauses, false},
		{"a survival and a rule that each claim to prevail", "when b sues a\n  name       r\n  then       give ends\n  notwithstanding all\n\nsurvival s\n  keeps      give\n  notwithstanding r", diag.ConflictingClauses, true},
		{"a survival that is not against the rule", "when b sues a\n  name       r\n  then       give ends\n  notwithstanding all\n\nsurvival s\n  keeps      give\n  against    stop\n  notwithstanding r", diag.ConflictingClauses, false},

		{"a sublicence of a grant that allows none", "pledge q\n  from       a\n  to         b\n  under      p1\n  sublicence none\n\nsublicence s\n  of         give, q\n  to         c\n  given      by act", diag.SublicenceNotAllowed, true},
		{"a sublicence that makes an exception of its grant", "pledge q\n  from       a\n  to         b\n  under      p1\n  sublicence none\n\nsublicence s\n  of         q\n  to         c\n  given      by act\n  notwithstanding q", diag.SublicenceNotAllowed, false},
		{"an extension of a grant that allows no sublicence", "pledge q\n  from       a\n  to         b\n  under      p1\n  sublicence none\n\nextension s\n  of         q\n  to         c", diag.SublicenceNotAllowed, false},
		{"a transfer of a grant that allows no sublicence", "pledge q\n  from       a\n  to         b\n  under      p1\n  sublicence none\n\ntransfer s\n  of         q\n  to         c", diag.SublicenceNotAllowed, false},
		{"a transfer of a grant that allows none", "pledge q\n  from       a\n  to         b\n  under      p1\n  transfer   none\n\ntransfer s\n  of         q\n  to         c", diag.TransferNotAllowed, true},
		{"a transfer of a grant that lists some", "pledge q\n  from       a\n  to         b\n  under      p1\n  transfer   listed\n\ntransfer s\n  of         q\n  to         c", diag.TransferNotAllowed, false},

		{"an event without a day", "date \"D\"\n  is         event \"closing\"", diag.EventNotRecorded, true},
		{"a moment after an event", "date \"D\"\n  is         1 month after event \"signing\"", diag.EventNotRecorded, false},
		{"an event of two days", "date \"D\"\n  is         event \"twice\"", diag.EventNotRecorded, true},
		{"an event known within bounds", "date \"D\"\n  is         event \"vague\"", diag.EventNotRecorded, true},
		{"an event of another agreement", "date \"D\"\n  is         event \"foreign\"", diag.EventNotRecorded, true},
		{"an agreement that is not in hand", "when elsewhere ends\n  then       give ends", diag.AgreementNotInHand, true},
		{"an agreement that is its own", "when c rejects ab\n  then       give ends", diag.AgreementNotInHand, false},

		{"a day for an answer", "expect\n  date       \"D\"\n  answer     2020-01-01\n\ndate \"D\"\n  is         2020-01-01", diag.AnswerDoesNotFit, false},
		{"a power with a verdict", "expect\n  power      stop on 2020-01-01\n  answer     licensed", diag.AnswerDoesNotFit, true},
		{"a power that depends", "expect\n  power      stop on 2020-01-01\n  answer     depends", diag.AnswerDoesNotFit, false},
		{"a use that is exercisable", "expect\n  use        a makes phone in DE on 2020-01-01\n  under      p1\n  answer     exercisable", diag.AnswerDoesNotFit, true},
		{"who may sublicense, with a verdict", "expect\n  may        a sublicense b under give\n  answer     licensed", diag.AnswerDoesNotFit, true},
		{"marks of a use", "expect\n  use        a makes phone in DE on 2020-01-01\n  under      p1\n  answer     licensed, not terminable", diag.AnswerDoesNotFit, false},
		{"marks of something else", "expect\n  captured   p1 in \"P\"\n  answer     yes, not terminable\n\npatents \"P\"\n  listed     p1", diag.AnswerDoesNotFit, true},
		{"two questions", "expect\n  power      stop on 2020-01-01\n  may        a sublicense b under give\n  answer     depends", diag.TwoQuestions, true},
		{"the effective date of no agreement", "expect\n  date       effective of abc\n  answer     2020-01-01", diag.UnknownAgreement, true},
		{"the effective date of an agreement that has none", "expect\n  date       effective of bare\n  answer     2020-01-01", diag.MissingProperty, true},
		{"a power for one, and nobody named", "power p\n  of         a\n  to end     give for that licensee\n  notice     at once\n\nexpect\n  power      p on 2020-01-01\n  answer     exercisable", diag.MissingLicensee, true},
		{"a power for one, who is named", "power p\n  of         a\n  to end     give for that licensee\n  notice     at once\n\nexpect\n  power      p for b on 2020-01-01\n  answer     exercisable", diag.MissingLicensee, false},
		{"a power for all, and one named", "expect\n  power      stop for b on 2020-01-01\n  answer     exercisable", diag.WithoutEffect, true},
		{"an election of a survival", "survival s\n  keeps      give\n  if elected by b\n\nexpect\n  use        a makes phone in DE on 2020-01-01\n  under      p1\n  answer     depends on election s", diag.WrongKind, false},
		{"an election of a power", "expect\n  use        a makes phone in DE on 2020-01-01\n  under      p1\n  answer     depends on election stop", diag.WrongKind, true},
		{"a conflict with a slip", "expect\n  use        a makes phone in DE on 2020-01-01\n  under      p1\n  answer     depends on conflict of stop, giv", diag.UnknownClause, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := document(given + c.text)
			files[1].Data = append(files[1].Data, "2021-01-01 event \"signing\" of ab\n2021-01-01 event \"twice\" of ab\n2021-01-02 event \"twice\" of ab\nbefore 2021-01-01 event \"vague\" of ab\n2021-01-01 event \"foreign\" of bare\n"...)
			files = append(files, txtar.File{Name: "bare.md", Data: []byte("```grant\nagreement bare\n  between    a, b\n```\n")})
			w := load(t, files)
			if got := len(w.only(c.problem)) > 0; got != c.want {
				t.Errorf("%s reported: %v, want %v; all problems:\n%s", c.problem, got, c.want, w.text(w.problems))
			}
		})
	}
}

// TestEventStatements tells which statements of a journal are problems.
func TestEventStatements(t *testing.T) {
	one := given + "power revoke\n  of         a\n  to end     give for that licensee\n  notice     at once\n\nsurvival tail\n  keeps      give\n"
	two := "```grant\nagreement two\n  between    a, b\n  ends       if elsewhere ends\n\npower stop\n  of         a\n  to end     ab/give\n  notice     at once\n\npower only\n  of         a\n  to end     ab/give\n  notice     at once\n```\n"
	for _, c := range []struct {
		name, text, problem string
		lines               []int
	}{
		{"a power that two agreements have", "2020-01-01 a gives notice under stop", diag.UnknownDefinition, []int{1}},
		{"the same with its agreement", "2020-01-01 a gives notice under ab/stop\n2020-01-01 a gives notice under two/stop", diag.UnknownDefinition, nil},
		{"a power that one agreement has", "2020-01-01 a gives notice under only", diag.UnknownDefinition, nil},
		{"a power that none has", "2020-01-01 a gives notice under onyl", diag.UnknownDefinition, []int{1}},
		{"a power of no agreement", "2020-01-01 a gives notice under xx/only", diag.UnknownDefinition, []int{1}},
		{"a grant for a power", "2020-01-01 a cures under give", diag.WrongKind, []int{1}},
		{"a power for a grant", "2020-01-01 a makes a sale under only", diag.WrongKind, []int{1}},
		{"a slip in a grant", "2020-01-01 a sublicenses b under givee", diag.UnknownGrant, []int{1}},
		{"an election of a power", "2020-01-01 a elects only", diag.WrongKind, []int{1}},
		{"an election of a survival", "2020-01-01 a elects tail\n2020-01-01 b declines ab/tail", diag.WrongKind, nil},
		{"a notice to nobody under a power for one", "2020-01-01 a gives notice under revoke\n2020-01-01 a gives warning under revoke", diag.MissingLicensee, []int{1, 2}},
		{"a notice to one", "2020-01-01 a gives notice under revoke to b\n2020-01-01 b cures under revoke", diag.MissingLicensee, nil},
		{"an event without a day", "a sues b", diag.MissingDay, []int{1}},
		{"an assignment of an agreement without a day", "a assigns ab to b", diag.MissingDay, []int{1}},
		{"an assignment of patents without a day", "a assigns p1 to b", diag.MissingDay, nil},
		{"an event on some day", "before 2020-01-01 a sues b\nbetween 2020-01-01 and 2020-02-01 a sues b", diag.MissingDay, nil},
		{"an event without a last day", "after 2020-01-01 a sues b", diag.OpenEndedDate, []int{1}},
		{"a stranger", "2020-01-01 a sues x", diag.UnknownOrganisation, []int{1}},
		{"an agent of a stranger", "2020-01-01 a sues b\n  as         agent of x", diag.UnknownOrganisation, []int{2}},
		{"the end of an agreement that a document speaks of", "2020-01-01 elsewhere ends", diag.UnknownAgreement, nil},
		{"the end of an agreement that none speaks of", "2020-01-01 nowhere ends", diag.UnknownAgreement, []int{1}},
		{"an event of no agreement", "2020-01-01 event \"closing\" of nowhere", diag.UnknownAgreement, []int{1}},
		{"an agreement and a patent", "2020-01-01 a assigns ab, p1 to b", diag.WrongKind, []int{1}},
		{"an agreement to two", "2020-01-01 a assigns ab to b, c", diag.WrongKind, []int{1}},
		{"a patent with the business", "2020-01-01 a assigns p1 to b\n  with the business", diag.WrongKind, []int{2}},
		{"an agreement with the business", "2020-01-01 a assigns ab to b\n  with the business", diag.WrongKind, nil},
		{"an agreement that nobody speaks of is not signed", "2020-01-01 a, c sign other", diag.UnknownAgreement, []int{1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := document(one)
			files[1].Data = []byte(three + c.text + "\n")
			w := load(t, append(files, txtar.File{Name: "two.md", Data: []byte(two)}))
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

// TestGivenUnderOwn takes the power of the case's own agreement where others have one of that name.
func TestGivenUnderOwn(t *testing.T) {
	files := document(given + "expect\n  given      2020-01-01 a gives notice under stop\n  power      stop on 2020-02-01\n  answer     exercisable")
	w := load(t, append(files, txtar.File{Name: "two.md", Data: []byte("```grant\nagreement two\n  between    a, b\n\npower stop\n  of         a\n  to end     ab/give\n  notice     at once\n```\n")}))
	if e := w.errors(); len(e) > 0 {
		t.Fatalf("the power of the agreement is not found:\n%s", w.text(e))
	}
	if e := w.world.Agreements[0].Expects[0].Given[0].Body.(agreement.Event); e.Of != "ab/stop" {
		t.Errorf("the notice is under %s", e.Of)
	}
}

// TestReadingsOfGrants tells options apart by what extensions ask of a grant, and spells the precedence of
// agreements out in them too.
func TestReadingsOfGrants(t *testing.T) {
	for _, lines := range [][2]string{
		{`have made only if finding "x" of the product`, `have made only if finding "y" of the product`},
		{`transfer listed`, `transfer none`},
	} {
		files := document(given + "reading r\n  affects    give\n  either     \"one\": " + lines[0] + "\n  or         \"other\": " + lines[1])
		files[0].Data = []byte(strings.Replace(string(files[0].Data), "effective  2020-01-01", "effective  2020-01-01\n  prevails over two", 1))
		w := load(t, append(files, txtar.File{Name: "two.md", Data: []byte("```grant\nagreement two\n  between    a, b\n\npower off\n  of         a\n  to end     ab/give\n  notice     at once\n```\n")}))
		if e := w.errors(); len(e) > 0 {
			t.Errorf("%q:\n%s", lines, w.text(e))
			continue
		}
		for _, o := range w.world.Agreements[0].Readings[0].Options {
			if !slices.Contains(o.Grant.Precedence.Over, "two/off") {
				t.Errorf("%q: the grant of option %q prevails over %v", lines, o.Label, o.Grant.Precedence.Over)
			}
		}
	}
}

// TestForeignSignatures knows agreements that are no documents by their signatures, where a clause asks for them.
func TestForeignSignatures(t *testing.T) {
	files := document(given + "extension e\n  of         give\n  to         parties to an agreement with b signed before 2021-01-01\n  provided   finding \"usual\" of the agreement")
	for journal, want := range map[string]bool{
		"2020-01-01 b, c sign beyond\n2020-02-01 finding \"usual\" of beyond: yes\n": true,
		"2020-01-01 b, c sign abs\n":                    true,  // a slip of nothing: too short a word
		"2020-02-01 finding \"usual\" of beyond: yes\n": false, // nobody has signed it
		"2020-01-01 b, c sign alliances\n":              false, // a slip of the agreement's own id
	} {
		files[1].Data = []byte(three + journal)
		w := load(t, append(files, txtar.File{Name: "alliance.md", Data: []byte("```grant\nagreement alliance\n  between    a, b\n```\n")},
			txtar.File{Name: "portfolio/x.csv", Data: []byte("id,owner\np1,a\np2,b\n")}))
		if got := len(w.errors()) == 0; got != want {
			t.Errorf("%q is accepted: %v, want %v\n%s", journal, got, want, w.text(w.errors()))
		}
	}
}

// TestPrecedenceByNumber spells a clause number out: every operative clause that stands under it.
func TestPrecedenceByNumber(t *testing.T) {
	md := "```grant\nagreement ab\n  between    a, b\n  ends       if cd ends\n```\n"
	block := func(number, text string) { md += "\n" + number + " Words.\n\n```grant\n" + text + "\n```\n" }
	grant := func(name, more string) string {
		return "pledge " + name + "\n  from       a\n  to         everyone\n  under      p1" + more
	}
	block("2.1", grant("one", ""))
	block("2.1(a)", grant("two", ""))
	block("2.2", grant("three", "\n  subject to 6.11"))
	block("6.11", "exclusion four\n  cuts       one\n  for        anything\n  notwithstanding 2.1, 2")
	block("6.11(b)", "power five\n  of         a\n  to end     two\n  notice     at once\n  subject to 2.2, \"six\"\n  notwithstanding 6.11")
	block("6.11(c)", "when a sues b\n  name       six\n  then       three ends\n  notwithstanding all")
	w := load(t, []txtar.File{{Name: "ab.md", Data: []byte(md)}, {Name: "x.facts", Data: []byte(three)}})
	if e := w.errors(); len(e) > 0 {
		t.Fatalf("the workspace has errors:\n%s", w.text(e))
	}
	a := w.world.Agreements[0]
	names := func(s string) []agreement.Name {
		var out []agreement.Name
		for n := range strings.FieldsSeq(s) {
			out = append(out, agreement.NameIn("ab", n))
		}
		return out
	}
	for _, c := range []struct {
		what      string
		got, want []agreement.Name
	}{
		{"three yields to", a.Grants[2].Precedence.Under, names("four five six")},
		{"four prevails over", a.Exclusions[0].Precedence.Over, names("one two three")},
		{"five yields to", a.Powers[0].Precedence.Under, names("three six")},
		{"five prevails over", a.Powers[0].Precedence.Over, names("four six")},
		{"six prevails over", a.Rules[1].Precedence.Over, names("ends one two three four five")},
	} {
		if d := cmp.Diff(c.want, c.got); d != "" {
			t.Errorf("%s:\n%s", c.what, d)
		}
	}
}

// TestPrecedenceOfAgreements spells the precedence of agreements out in their clauses, whichever of the two states it.
func TestPrecedenceOfAgreements(t *testing.T) {
	doc := func(id, frame string) txtar.File {
		return txtar.File{Name: id + ".md", Data: []byte("```grant\nagreement " + id + "\n  between    a, b\n" + frame + "\npledge p\n  from       a\n  to         everyone\n  under      p1\n\nexclusion x\n  cuts       p\n  for        anything\n  extent     whole product\n  in         US\n```\n")}
	}
	for _, c := range []struct{ one, two string }{{"  prevails over two\n", ""}, {"", "  yields to one\n"}} {
		w := load(t, []txtar.File{doc("one", c.one), doc("two", c.two), {Name: "x.facts", Data: []byte(three)}})
		if e := w.errors(); len(e) > 0 {
			t.Fatalf("the workspace has errors:\n%s", w.text(e))
		}
		over := []agreement.Name{"two/p", "two/x"}
		one, two := w.world.Agreements[0], w.world.Agreements[1]
		for _, p := range []agreement.Precedence{one.Grants[0].Precedence, one.Exclusions[0].Precedence} {
			if d := cmp.Diff(agreement.Precedence{Over: over}, p); d != "" {
				t.Errorf("%q%q: the first agreement does not prevail:\n%s", c.one, c.two, d)
			}
		}
		if d := cmp.Diff(agreement.Precedence{}, two.Grants[0].Precedence); d != "" {
			t.Errorf("%q%q: the second agreement prevails:\n%s", c.one, c.two, d)
		}
	}
	for _, c := range []struct {
		frames  [3]string
		circles int
	}{
		{[3]string{"  prevails over two\n", "  prevails over one\n", ""}, 1},
		{[3]string{"  prevails over two\n", "  prevails over three\n", ""}, 0},
		{[3]string{"  prevails over two\n", "  prevails over three\n", "  prevails over one\n"}, 1},
		{[3]string{"  prevails over two, three\n", "  yields to three\n", ""}, 0},
		{[3]string{"  prevails over two\n  yields to two\n", "", ""}, 1},
	} {
		w := load(t, []txtar.File{doc("one", c.frames[0]), doc("two", c.frames[1]), doc("three", c.frames[2]), {Name: "x.facts", Data: []byte(three)}})
		if got := w.only(diag.CircularPrecedence); len(got) != c.circles {
			t.Errorf("%q: %d circles, want %d\n%s", c.frames, len(got), c.circles, w.text(w.problems))
		}
	}
}

// TestEffectiveDays takes days from events and signatures.
func TestEffectiveDays(t *testing.T) {
	for _, c := range []struct{ frame, journal, want string }{
		{"  effective  on event \"closing\"\n", "2021-05-01 event \"closing\" of ab\n", "2021-05-01"},
		{"  effective  on event \"closing\"\n", "2021-05-01 event \"closing\" of ab\n2021-06-01 event \"closing\" of ab\n  retracted  2021-07-01 \"a slip\"\n", "2021-05-01"},
		{"  effective  2 months after event \"closing\"\n", "2021-05-01 event \"closing\" of ab\n", "2021-07-01"},
		{"  effective  on last signature\n", "2021-05-03 a signs ab\n2021-05-01 b signs ab\n", "2021-05-03"},
		{"  effective  on last signature\n", "2021-05-03 a signs ab\n", ""},
		{"  effective  on last signature\n", "2021-05-03 a signs ab\nbefore 2021-06-01 b signs ab\n", ""},
		{"  effective  on event \"closing\"\n", "2021-05-01 event \"Closing\" of ab\n", ""},
		{"", "2021-05-03 a signs ab\n2021-05-01 b signs ab\n", "2021-05-03"},
		{"  effective  2022-01-01\n", "2021-05-03 a signs ab\n2021-05-01 b signs ab\n", "2022-01-01"},
	} {
		md := "```grant\nagreement ab\n  between    a, b\n" + c.frame + "\nexpect\n  date       effective of ab\n  answer     2021-05-01\n```\n"
		w := load(t, []txtar.File{{Name: "ab.md", Data: []byte(md)}, {Name: "x.facts", Data: []byte(three + c.journal)}})
		if failed := len(w.only(diag.EventNotRecorded)) > 0; failed != (c.want == "") {
			t.Errorf("%q %q: the day is missing: %v\n%s", c.frame, c.journal, failed, w.text(w.problems))
			continue
		}
		if q := w.world.Agreements[0].Expects[0].Question.Date; c.want != "" && q.Day != when.MustParse(c.want) {
			t.Errorf("%q %q: effective %s, want %s", c.frame, c.journal, q.Day, c.want)
		}
	}
}
