package syntax

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The grammar of docs/grammar.ebnf, as a tree to generate from.
type (
	rule   interface{}
	seq    []rule
	choice []rule
	many   struct{ of rule }
	maybe  struct{ of rule }
	ref    string
	words  string
)

var ebnfToken = regexp.MustCompile(`"[^"]*"|[A-Za-z][A-Za-z-]*|[=,|;()\[\]{}]`)

// readGrammar parses the EBNF.
func readGrammar(t *testing.T) map[string]rule {
	t.Helper()
	b, err := os.ReadFile("../../docs/grammar.ebnf")
	if err != nil {
		t.Fatal(err)
	}
	text := regexp.MustCompile(`(?s)\(\*.*?\*\)`).ReplaceAllString(string(b), " ")
	toks := ebnfToken.FindAllString(text, -1)
	rules := map[string]rule{}
	k := 0
	next := func() string {
		if k >= len(toks) {
			t.Fatal("the grammar ends in the middle of a rule")
		}
		k++
		return toks[k-1]
	}
	var alternatives func() rule
	factor := func() rule {
		switch tok := next(); tok {
		case "(", "[", "{":
			inner := alternatives()
			if end := next(); end != map[string]string{"(": ")", "[": "]", "{": "}"}[tok] {
				t.Fatalf("%s is closed by %s", tok, end)
			}
			switch tok {
			case "[":
				return maybe{inner}
			case "{":
				return many{inner}
			}
			return inner
		default:
			if w, ok := strings.CutPrefix(tok, `"`); ok {
				return words(strings.TrimSuffix(w, `"`))
			}
			return ref(tok)
		}
	}
	alternatives = func() rule {
		var out choice
		for {
			s := seq{factor()}
			for k < len(toks) && toks[k] == "," {
				k++
				s = append(s, factor())
			}
			out = append(out, s)
			if k < len(toks) && toks[k] == "|" {
				k++
				continue
			}
			if len(out) == 1 {
				return out[0]
			}
			return out
		}
	}
	for k < len(toks) {
		name := next()
		if eq := next(); eq != "=" {
			t.Fatalf("after %s stands %s, not =", name, eq)
		}
		if rules[name] != nil {
			t.Fatalf("the rule %s stands twice", name)
		}
		rules[name] = alternatives()
		if end := next(); end != ";" {
			t.Fatalf("the rule %s ends with %s, not with ;", name, end)
		}
	}
	return rules
}

// terminals returns the words in a rule, not following references.
func terminals(r rule, into map[string]bool) {
	switch r := r.(type) {
	case seq:
		for _, x := range r {
			terminals(x, into)
		}
	case choice:
		for _, x := range r {
			terminals(x, into)
		}
	case many:
		terminals(r.of, into)
	case maybe:
		terminals(r.of, into)
	case words:
		into[string(r)] = true
	}
}

// TestGrammarSentences generates sentences until every word of the grammar was in one, and reads each.
func TestGrammarSentences(t *testing.T) {
	rules := readGrammar(t)
	reachable := map[string]bool{}
	for name, r := range rules {
		if name != "reserved" && name != "later-kind" {
			terminals(r, reachable)
		}
	}
	used := map[string]bool{}
	missing := func() bool {
		for w := range reachable {
			if !used[w] {
				return true
			}
		}
		return false
	}
	for n := 0; n < 30_000 || n < 100_000 && missing(); n++ {
		g := &generator{rules: rules, intN: rand.New(rand.NewPCG(uint64(n), 1)).IntN, used: used, t: t}
		start := "fence"
		if n%2 == 0 {
			start = "journal"
		}
		g.named(start, 0)
		text := g.out.String()
		if start == "journal" {
			j := ParseJournal("x.facts", []byte(text))
			for _, p := range j.Problems {
				t.Fatalf("sentence %d has the problem %s at %d:%d: %s\n%s", n, p.Name, p.Subject.Start.Line, p.Subject.Start.Column, p.Summary, text)
			}
			checkNoGaps(t, text, nil, j.Statements)
			continue
		}
		d := ParseDocument("x.md", []byte("```grant\n"+text+"```\n"))
		for _, p := range d.Problems {
			t.Fatalf("sentence %d has the problem %s at %d:%d: %s\n%s", n, p.Name, p.Subject.Start.Line-1, p.Subject.Start.Column, p.Summary, text)
		}
		checkNoGaps(t, text, d.Blocks, nil)
	}
	for _, w := range slices.Sorted(maps.Keys(reachable)) {
		if !used[w] {
			t.Errorf("no sentence was made with %q", w)
		}
	}
}

// checkNoGaps: what was read without a problem has a value everywhere.
func checkNoGaps(t *testing.T, text string, blocks []*Block, statements []*Statement) {
	t.Helper()
	props := func(what string, list []*Property) {
		for _, p := range list {
			if p.Key == "" || p.Value == nil {
				t.Fatalf("%s has a line %q without a value and without a problem\n%s", what, p.Key, text)
			}
			if p.At.Start.Byte > p.At.End.Byte || p.Value.Span().Start.Line == 0 {
				t.Fatalf("%s %s has the range %v, its value %v", what, p.Key, p.At, p.Value.Span())
			}
		}
	}
	for _, b := range blocks {
		if b.Kind == "" || b.Clause == nil {
			t.Fatalf("a block without a kind\n%s", text)
		}
		props(b.Label(), b.Props)
	}
	for _, s := range statements {
		if s.Body == nil || s.Body.Span().Start.Line == 0 {
			t.Fatalf("a statement without a body\n%s", text)
		}
		props(s.Text(), s.Props)
	}
}

// TestGrammarWords compares the words of the grammar with the tables of the parser.
func TestGrammarWords(t *testing.T) {
	rules := readGrammar(t)
	of := func(names ...string) map[string]bool {
		into := map[string]bool{}
		for _, n := range names {
			if rules[n] == nil {
				t.Fatalf("the grammar has no rule %s", n)
			}
			terminals(rules[n], into)
		}
		return into
	}
	same := func(what string, grammar map[string]bool, parser []string) {
		t.Helper()
		want := map[string]bool{}
		for _, w := range parser {
			want[w] = true
			if !grammar[w] {
				t.Errorf("%s: the parser knows %q, the grammar does not", what, w)
			}
		}
		for w := range grammar {
			if !want[w] {
				t.Errorf("%s: the grammar has %q, the parser does not know it", what, w)
			}
		}
	}
	var spelled, verbs []string
	for _, a := range acts {
		for _, w := range append([]string{a.act, a.verb}, a.also...) {
			if us := (printer{american: true}).word(w); us != w {
				spelled, verbs = append(spelled, us), append(verbs, us)
			}
			spelled, verbs = append(spelled, w), append(verbs, w)
		}
	}
	third := func(w string) bool { return strings.HasSuffix(strings.Fields(w)[0], "s") }
	same("acts", of("act"), slices.DeleteFunc(spelled, third))
	same("verbs", of("verb"), slices.DeleteFunc(verbs, func(w string) bool { return !third(w) }))
	same("verdicts", of("verdict"), verdicts)
	same("questions", of("hinge"), slices.Concat([]string{"of", ",", "conflict of"}, questionsOf, questionNames))
	same("verdicts on powers", of("exercise"), append(slices.Clone(exercise), "since"))
	same("dates", of("date-test"), append(slices.Clone(dateAttributes), "not", "in", "not after last discontinuation by the licensor"))
	presumed := []string{"of", "the patent"}
	for _, f := range presumedFindings {
		presumed = append(presumed, f.term)
	}
	same("presumed findings", of("presumed"), presumed)
	same("others who act", of("other"), alsoActing)
	same("makers", of("maker"), callings.makes)
	same("buyers", of("buyer"), callings.acquires)
	for _, v := range triggerVerbs {
		if e := of("event"); !e[v.one] || v.many != "" && !e[v.many] {
			t.Errorf("the grammar does not know the event %q", v.one)
		}
	}
	for _, h := range happenings {
		w := h.words
		if h.under {
			w += " under"
		}
		if !of("simple", "suit", "challenge", "acceptance", "discontinuation")[w] {
			t.Errorf("the grammar of journals does not know %q", w)
		}
	}
	same("later kinds", of("later-kind"), slices.Collect(maps.Keys(laterKinds)))
	var relationWords []string
	for _, r := range relations {
		relationWords = append(relationWords, r.many)
		if !of("simple")["is a "+r.one+" of"] {
			t.Errorf("the grammar of journals does not know %q", r.one)
		}
	}
	same("relations", of("relation"), relationWords)
	var reservedOnly []string
	for w := range reserved {
		if kindOf(canonical(w)) == nil && laterKinds[canonical(w)] == "" {
			reservedOnly = append(reservedOnly, w)
		}
	}
	grammarReserved := of("reserved")
	delete(grammarReserved, "always") // a kind too
	delete(grammarReserved, "end")
	same("reserved words", grammarReserved, reservedOnly)
	for _, s := range statuses {
		if !of("simple")[s] {
			t.Errorf("the grammar of journals does not know the event %q", s)
		}
	}
	for _, p := range presumptions {
		last := strings.TrimPrefix(p, "licences ")
		if !of("presumption")[last] {
			t.Errorf("the grammar does not know the presumption %q", p)
		}
	}
	tests := of("patent-test", "product-test", "date-test")
	for _, a := range append(slices.Clone(attributes), dateAttributes...) {
		if !tests[a] {
			t.Errorf("the grammar has no test of %q", a)
		}
	}
}

// TestGrammarKeys: every key of the parser stands in the rule of its kind, and the other way round.
func TestGrammarKeys(t *testing.T) {
	rules := readGrammar(t)
	for _, k := range kinds {
		in := map[string]bool{}
		name := k.kind
		if name == "sublicence" {
			name = "sublicence-block" // the key of a grant has the plain name
		}
		if rules[name] == nil {
			t.Errorf("the grammar has no rule for the kind %s", k.kind)
			continue
		}
		lineKeys(rules, rules[name], in)
		delete(in, "sublicense")
		compareKeys(t, k.kind, in, k.keyNames(false))
	}
	for name, keys := range map[string][]key{
		"assignment-line": assignmentFact.keys, "suit-line": suitFact.keys, "challenge-line": challengeFact.keys,
		"option-line": optionKeys, "deal-line": acquisitionFact.keys, "acceptance-line": acceptanceFact.keys, "discontinuation-line": discontinuationFact.keys, "organisation-line": organisationFact.keys, "patent-line": patentFact.keys, "product-line": productFact.keys, "finding-line": findingFact.keys, "fact": everyFact,
	} {
		in := map[string]bool{}
		firstWords(rules, rules[name], in)
		delete(in, "sublicense")
		compareKeys(t, name, in, keyList(slices.DeleteFunc(slices.Clone(keys), func(k key) bool { return k.later })))
	}
}

func compareKeys(t *testing.T, what string, grammar map[string]bool, parser []string) {
	t.Helper()
	for _, k := range parser {
		if !grammar[k] {
			t.Errorf("%s: the parser reads the key %q, the grammar does not have it", what, k)
		}
		delete(grammar, k)
	}
	for k := range grammar {
		t.Errorf("%s: the grammar has the key %q, the parser does not read it", what, k)
	}
}

// lineKeys collects the words that begin an indented line.
func lineKeys(rules map[string]rule, r rule, into map[string]bool) {
	switch r := r.(type) {
	case seq:
		for k, x := range r {
			if k > 0 && r[k-1] == ref("INDENT") {
				firstWords(rules, x, into)
				continue
			}
			lineKeys(rules, x, into)
		}
	case choice:
		for _, x := range r {
			lineKeys(rules, x, into)
		}
	case many:
		lineKeys(rules, r.of, into)
	case maybe:
		lineKeys(rules, r.of, into)
	case ref:
		if r == "grant" || r == "question" {
			lineKeys(rules, rules[string(r)], into)
		}
	}
}

// firstWords collects the words a rule may begin with.
func firstWords(rules map[string]rule, r rule, into map[string]bool) {
	switch r := r.(type) {
	case seq:
		firstWords(rules, r[0], into)
	case choice:
		for _, x := range r {
			firstWords(rules, x, into)
		}
	case words:
		into[string(r)] = true
	case ref:
		firstWords(rules, rules[string(r)], into)
	}
}

// TestExamples reads the example of every key, kind and statement, as messages show it.
func TestExamples(t *testing.T) {
	read := func(text string) {
		t.Helper()
		for _, p := range ParseDocument("x.md", []byte("```grant\n"+text+"\n```\n")).Problems {
			t.Errorf("%s: %s\n%s", p.Name, p.Summary, text)
		}
	}
	for _, k := range kinds {
		read(k.example)
		for _, x := range slices.Concat(k.keys, everyKey) {
			if x.later {
				continue
			}
			if (x.example == "") != (x.key == "without presumptions") {
				t.Errorf("the key %s of %s has no example", x.key, k.kind)
			}
			read(k.example + "\n  " + x.key + " " + x.example)
		}
	}
	for _, k := range statementKinds {
		for _, x := range append(slices.Concat(k.keys, everyFact), key{}) {
			if x.later {
				continue
			}
			text := k.example + "\n  " + x.key + " " + x.example + "\n"
			for _, p := range ParseJournal("x.facts", []byte(text)).Problems {
				t.Errorf("%s: %s\n%s", p.Name, p.Summary, text)
			}
		}
	}
	if fmt.Sprint(Kinds()) != "[agreement network date period territory group patents products licence covenant release pledge exclusion when power survival sublicence extension transfer allocation encumbrance open redacted reading expect always]" {
		t.Errorf("the kinds are %v", Kinds())
	}
	for _, k := range Kinds() {
		if len(Keys(k)) < 4 {
			t.Errorf("%s has the keys %v", k, Keys(k))
		}
	}
}
