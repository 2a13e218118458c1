package syntax

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/crossgrant/crossgrant/diag"
)

// seeds are the example files of the test data and of the pages of problems.
func seeds(f *testing.F, suffix string) {
	f.Helper()
	for _, pattern := range []string{"testdata/*/*.txtar", "../../docs/problems/*.txtar", "../../docs/language.md"} {
		paths, _ := filepath.Glob(pattern)
		for _, path := range paths {
			b, err := os.ReadFile(path)
			if err != nil {
				f.Fatal(err)
			}
			name := ""
			for part := range strings.SplitSeq(string(b), "\n-- ") {
				head, body, ok := strings.Cut(part, " --\n")
				if ok {
					name = head
				}
				if ok && strings.HasSuffix(name, suffix) && len(body) < 4000 {
					f.Add([]byte(body))
				}
			}
		}
	}
	for _, s := range []string{
		"", "\xff", "\uFEFF", "```grant", "```grant\n\t\n", "- ```grant\n  licence x\n\tfrom y", "> ```grant\n> x\n> ```", "~~~ grant x\nexpect\n  given", "\u202e", "\"", "“„”«»'‘",
		"2023-09-13 .. …", "((((((((", "a(b)(c", "，；：“”０–９、。", "recorded\nrecorded 2023-01-01\n recorded 2023-01-01", "p is a patent in US, owner", "between 2023-01-01 and", "1 day after 1 day after x",
		"```grant\nlicence x\n  from = [a; b = {c\n```", "```grant\n  from x\nperiod p\nis 2023-01-01\n```\n", "# 1 A\n(a) x\n(i) y\n```grant\nopen\n```\n10. z\n", "a\r\n\rb", "```grant\nreading r \"q\"\n  affects x\n  either \"a\": members as of 2020-01-01\n  or \"b\":where not kind is x, or finding \"y\"\n```",
		"```grant\nwhen a licensee sues \"G\", x, not in response\n  name n\n  then h2x, \"L\" end for that licensee\n  notwithstanding all\npower p\n  to end x\n  if no sale under x in 4 consecutive quarters\n  if not finding \"f\", or finding \"g\" of x\n  warning 30 days\n```",
		"```grant\nextension e\n  to customers, end users of a licensee\nsublicense s\n  to parties to a cross-license of a signed in \"T\"\n  provided finding \"f\" of the agreement\nlicence l\n  have made only if finding \"x\", or not finding \"y\"\nexpect\n  answer depends on conflict of 2.1 and x, law \"l\"\n  date effective of x\n```",
		"2011-03-01 a sues b, in response, as agent of c\n2011-03-01 event \"e\" of a\na gives notice under \"P\" to b\na assigns x to b, with the business\na challenges p, q of b\na ends",
		"```grant\nallocation a \"t\"\n  on p, \"P\"\n  before event \"e\": a and b with consent of c, d \"where\"\n  in \"T\": a, with consent of b, where it may\n  from 1 day after x: a\nencumbrance e\n  held by unnamed \"x\"\n  since until \"D\"\n  scope not known\nexpect\n  right to sue on p for 2008-06-01\n  answer a, with the consent of b \"where\"\npatents P\n  licensable by a at time of use\n  where disclosed in T, or not licensable without consent of others of p, or invention made not after 2008-06-01\n```",
		"2009-06-01 inventions of p, q were disclosed, source \"s\"\na may license p, q, order 1\np is a patent, disclosed 2008-06-01",
		"```grant\nwhen a member of \"G\", b is acquired by x, y, not staying a separate entity\n  provided the buyer undertakes in writing\n  provided finding \"f\" of the entity, or not finding \"g\" of the buyer\n  within 90 days after the event\n  meanwhile not stated\n  failing does not apply\n  then rights of the buyer under a, b are limited to products of the business before the event, with natural evolution\n  then price of a becomes royalty \"R\" for the entity\npatents p\n  joined under clause 6.4, r\n  from disclosures owned by each licensor immediately before event \"e\"\n```",
		"```grant\nnetwork n \"t\"\n  left by discontinuation, at least 3 months after its announcement\n  left by not finding \"f\" of the member\nlicence l\n  from each licensor in \"G\", entities it controls\n  to each licensee in \"G\" that accepted, members of n\n  under p and q, as accepted\n  during acceptance .. end of \"P\"\npower w\n  to change the price of l to not stated for the licensee\n  if that licensee has discontinued n\npatents p\n  where not priority not after the last discontinuation by that licensor\nexpect\n  owner of p on 2020-01-01\n  answer a, price\n```",
		"2020-07-24 a acquires b by merger, staying a separate entity\n2021-01-01 a transfers business \"b c\" to d\n2021-01-01 b undertakes under a 8.02(a)\n2021-01-01 b accepts n from a, patents p and q\n2021-01-01 a discontinues n, effective 2022-01-01, order 2",
		"2020-07-24 a acquires b 51% by shares\n2020-07-24 a sells b to c 60 percent", "#\n#x\n ##",
	} {
		f.Add([]byte(s))
	}
}

// checkProblems: every problem is named, said and placed inside the file.
func checkProblems(t *testing.T, src []byte, l diag.List) {
	t.Helper()
	if len(l) > MaxProblems+1 {
		t.Fatalf("%d problems", len(l))
	}
	for _, p := range l {
		if p.Name == "" || p.Summary == "" || p.Detail == "" || !utf8.ValidString(p.Summary+p.Detail) {
			t.Fatalf("a problem that says nothing: %+v", p)
		}
		for _, r := range append([]diag.Range{p.Subject}, relatedRanges(p)...) {
			if r.Start.Line < 1 || r.Start.Column < 1 || r.Start.Byte < 0 || r.End.Byte < r.Start.Byte || r.End.Byte > len(src) {
				t.Fatalf("%s has no place in the file: %+v", p.Name, r)
			}
			if line := bytes.Count(src[:r.Start.Byte], []byte("\n")) + 1; line != r.Start.Line {
				t.Fatalf("%s says line %d and stands in line %d", p.Name, r.Start.Line, line)
			}
		}
	}
	_ = diag.Printer{Source: func(string) []byte { return src }}.Text(l)
}

func relatedRanges(p diag.Problem) []diag.Range {
	var out []diag.Range
	for _, r := range p.Related {
		out = append(out, r.Range)
	}
	if p.Fix != nil {
		for _, e := range p.Fix.Edits {
			out = append(out, e.Range)
		}
	}
	return out
}

// FuzzLexer: the tokens of a line stand in order, apart, inside the line.
func FuzzLexer(f *testing.F) {
	seeds(f, ".facts")
	f.Fuzz(func(t *testing.T, src []byte) {
		s := newSource("x", src)
		for off := 0; off < len(src); {
			end, next := s.cut(off)
			l := s.lex(off, end, 0)
			s.say(l, "")
			at := off
			for _, tok := range l.toks {
				if tok.at.Start.Byte < at || tok.at.End.Byte <= tok.at.Start.Byte || tok.at.End.Byte > end {
					t.Fatalf("the token %q stands at %v in the line %d..%d of %q", tok.text, tok.at, off, end, src)
				}
				if want := s.span(tok.at.Start.Byte, tok.at.End.Byte); want != tok.at {
					t.Fatalf("the token %q of %q has the range %v, which is %v", tok.text, src, tok.at, want)
				}
				at = tok.at.End.Byte
			}
			off = next
		}
		checkProblems(t, src, s.finish())
	})
}

// FuzzDocument: a tree comes back whatever the bytes are, and a line without a value has a problem.
func FuzzDocument(f *testing.F) {
	seeds(f, ".md")
	f.Fuzz(func(t *testing.T, src []byte) {
		d := ParseDocument("x.md", src)
		checkProblems(t, src, d.Problems)
		silent := !d.Problems.HasErrors()
		if len(d.Clauses) == 0 {
			t.Fatal("a document without a clause")
		}
		for _, b := range d.Blocks {
			if b.Clause == nil || silent && b.Kind == "" {
				t.Fatalf("a block without clause or kind in %q", src)
			}
			for _, p := range b.Props {
				if silent && p.Value == nil {
					t.Fatalf("a line without value or problem in %q", src)
				}
			}
		}
	})
}

// FuzzJournal is FuzzDocument for journals.
func FuzzJournal(f *testing.F) {
	seeds(f, ".facts")
	f.Fuzz(func(t *testing.T, src []byte) {
		j := ParseJournal("x.facts", src)
		checkProblems(t, src, j.Problems)
		if j.Problems.HasErrors() {
			return
		}
		for _, s := range j.Statements {
			if s.Body == nil || s.Text() == "" {
				t.Fatalf("a statement without body or problem in %q", src)
			}
			for _, p := range s.Props {
				if p.Value == nil {
					t.Fatalf("a property without value or problem in %q", src)
				}
			}
		}
	})
}

// FuzzFormat: formatting is idempotent and makes no problems. (It may take one away: white space at the end of a broken
// line is not written.)
func FuzzFormat(f *testing.F) {
	seeds(f, ".md")
	seeds(f, ".facts")
	f.Fuzz(func(t *testing.T, src []byte) {
		for _, name := range []string{"x.md", "x.facts"} {
			once, before := Format(name, src)
			twice, after := Format(name, once)
			if !bytes.Equal(once, twice) {
				t.Fatalf("%s: not idempotent:\n%q\n%q\n%q", name, src, once, twice)
			}
			if len(before) < len(after) {
				t.Fatalf("%s: %d problems before, %d after:\n%q\n%q\n%v\n%v", name, len(before), len(after), src, once, before, after)
			}
		}
	})
}

// FuzzUse reads a question typed on one line.
func FuzzUse(f *testing.F) {
	for _, s := range []string{"xiaomi sells xiaomi-13 in DE on 2024-03-01 under patents of huawei", "a has made b for c from d", "a makes", "", "a\nb", "a sells b under \"Set\""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		u, l := ParseUse("question", text)
		checkProblems(t, []byte(text), l)
		if (u == nil) != l.HasErrors() {
			t.Fatalf("%q: %v, %v", text, u, l)
		}
		if u == nil {
			return
		}
		if again, l := ParseUse("question", printer{}.use(u)); again == nil || (printer{}).use(again) != (printer{}).use(u) {
			t.Fatalf("%q prints %q: %v", text, printer{}.use(u), l)
		}
	})
}
