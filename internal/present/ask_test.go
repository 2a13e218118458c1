package present

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// asks are the pages of testdata/ask-*.txt, hand-made so that each shows one state.
var asks = func() map[string]AskPage {
	of := func(q agreement.Question, n int, answers ...rights.AskedValue) rights.AskQuestion {
		return rights.AskQuestion{OpenQuestion: rights.OpenQuestion{Question: q, Patents: n, Examples: []string{"US1B2"}}, Answers: answers}
	}
	value := func(answer string, v rights.Verdict, left int) rights.AskedValue {
		return rights.AskedValue{Answer: answer, Verdict: v, Counts: rights.Counts{Licensed: 400, NotLicensed: 2, Partly: 1, Depends: left}, Left: left}
	}
	annex := agreement.QOpen(&agreement.Open{Clause: clause24, Redacted: true, Says: "Annex A names the wearable devices."})
	evolved := of(evolution.Question, 12, value("yes", rights.Licensed, 0), value("no", rights.NotLicensed, 1))
	redacted := of(annex, 3, value("yes", rights.Depends, 1), value("no", rights.Licensed, 0))
	read := of(affiliat, 2, value("at signing", rights.NotLicensed, 0), value("now or later", rights.Licensed, 0))
	var many []rights.AskQuestion
	for _, id := range []string{"US1B2", "US3B2", "US4B2"} {
		many = append(many, of(agreement.QAttr("field", "software", id), 1, value("yes", rights.Depends, 2), value("no", rights.Depends, 2)))
	}
	q := question1
	now := rights.Counts{Licensed: 400, Depends: 12}
	return map[string]AskPage{
		"two":  {AskAnswer: rights.AskAnswer{Question: q, Verdict: rights.Depends, Counts: now, Fewest: []rights.AskQuestion{evolved, redacted}, All: []rights.AskQuestion{evolved, redacted, read}}, Record: "crossgrant -C deal record"},
		"all":  {AskAnswer: rights.AskAnswer{Question: q, Verdict: rights.Depends, Counts: now, Fewest: []rights.AskQuestion{read}, All: []rights.AskQuestion{read}}},
		"many": {AskAnswer: rights.AskAnswer{Question: q, Verdict: rights.Depends, Counts: now, All: many, Beyond: "the answer hangs on 18 questions; the fewest are worked out for 10 at most"}, Record: "crossgrant record"},
		"none": {AskAnswer: rights.AskAnswer{Question: q, Verdict: rights.Licensed, Counts: now}},
	}
}()

func TestAskPages(t *testing.T) {
	for name, a := range asks {
		for style, st := range map[string]Style{"": {Width: 100}, "-why": {Width: 100, Why: true}, "-ascii": {Width: 100, ASCII: true}} {
			var b bytes.Buffer
			if err := Ask(&b, a, st); err != nil {
				t.Fatal(err)
			}
			golden(t, "ask-"+name+style+".txt", b.Bytes())
			for i, l := range strings.Split(b.String(), "\n") {
				if n := Columns(l); n > st.columns() && !strings.Contains(l, "crossgrant ") {
					t.Errorf("%s%s: line %d takes %d columns: %s", name, style, i+1, n, l)
				}
			}
			if st.ASCII && strings.ContainsFunc(b.String(), func(r rune) bool { return r > 127 }) {
				t.Errorf("%s: not ASCII:\n%s", name, b.String())
			}
		}
		var b bytes.Buffer
		if err := JSON(&b, AskJSON(a)); err != nil {
			t.Fatal(err)
		}
		golden(t, "ask-"+name+".json", b.Bytes())
		var got map[string]any
		if err := json.Unmarshal(b.Bytes(), &got); err != nil || got["format"] != "crossgrant.ask/1" || strings.Contains(b.String(), ": null") {
			t.Errorf("%s: %v\n%s", name, err, b.String())
		}
	}
}

// Every kind of question says how its answer becomes part of the record.
func TestRecording(t *testing.T) {
	on := d("2024-03-01")
	reading := &agreement.Reading{Clause: clause11, Says: "who?", Options: []agreement.ReadingOption{{Label: "a"}, {Label: "b"}}}
	for _, c := range []struct {
		q         agreement.Question
		line, how string // how: a part of it
	}{
		{agreement.QFinding("made for it", "charger", clause11), `2024-03-01 finding "made for it" of charger: yes`, "AUTHORITY"},
		{agreement.QFinding("approved", "", clause11), `2024-03-01 finding "approved": yes`, "or no"},
		{agreement.QConflict("made for it", "charger", clause11), `2024-03-01 finding "made for it" of charger: yes, replaces "AUTHORITY"`, "AUTHORITY"},
		{agreement.QStatus("US1B2", "US"), "2024-03-01 in force US1B2 in US", "lapsed"},
		{agreement.QRuns(agreement.Licence), "presume licences run with the patent", "law"},
		{agreement.QCoOwner("DE"), "presume co-owners may license alone in DE", "law"},
		{agreement.QDay("grant date", "US1B2"), "US1B2 is a patent, granted DATE", ""},
		{agreement.QDay("priority date", "US1B2"), "US1B2 is a patent, priority DATE", ""},
		{agreement.QAttr("field", "software", "US1B2"), "US1B2 is a patent, class SYMBOL", "IPC"},
		{agreement.QAttr("kind", "utility model", "US1B2"), `US1B2 is a patent, kind "utility model"`, "instead"},
		{agreement.QAttr("granted", "yes", "US1B2"), "US1B2 is a patent, granted DATE", "not granted"},
		{agreement.QAttr("category", "handset", "phone"), "", "`category handset`"},
		{agreement.QAttr("standard", "5G NR", "phone"), "", `implements "5G NR"`},
		{agreement.QAttr("maker", "a member of acme", "phone"), "", "is a product by ORG"},
		{agreement.QAttr("least developed", "yes", "UG"), "", "settled by"},
		{agreement.QOnSale("phone", "on 2024-01-01", clause11), "", "on sale from DATE"},
		{agreement.QWhen(3, "acme controls bolt 60%"), "", "acme controls bolt 60%"},
		{agreement.QOrder("control of bolt", []int{1, 2}), "", "order"},
		{agreement.QOpen(&agreement.Open{Clause: clause24}), "", "write it into the clause"},
		{agreement.QOpen(&agreement.Open{Clause: clause24, Redacted: true}), "", "redaction"},
		{agreement.QMissing(clause21, "in"), "", "write it into the clause"},
		{agreement.QReading(reading), "", "in place of the reading"},
	} {
		line, how := Recording(c.q, on)
		if line != c.line || !strings.Contains(how, c.how) || line == "" && how == "" {
			t.Errorf("%s: %q, %q; want %q, … %q …", c.q.Says, line, how, c.line, c.how)
		}
	}
	if line, _ := Recording(agreement.QStatus("US1B2", "US"), when.None); line != "DATE in force US1B2 in US" {
		t.Errorf("without a day: %q", line)
	}
}
