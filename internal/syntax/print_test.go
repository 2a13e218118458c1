package syntax

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/crossgrant/crossgrant/diag"
)

// sameTree compares trees by what they say: not by where it stands, nor by how its lines were laid out.
var sameTree = cmp.Options{
	cmpopts.IgnoreTypes(diag.Range{}),
	cmpopts.IgnoreUnexported(Block{}, Property{}, Comment{}, Statement{}, Journal{}, Fence{}),
	cmpopts.IgnoreFields(Property{}, "Inline"),
	cmpopts.IgnoreFields(Block{}, "Clause"),
	cmpopts.IgnoreFields(Journal{}, "Src"),
}

// drawSentence makes a sentence of the grammar that rapid can shrink.
func drawSentence(t *rapid.T, rules map[string]rule, start string) string {
	g := &generator{rules: rules, used: map[string]bool{}, t: t, intN: func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "choice") }}
	g.named(start, 0)
	return g.out.String()
}

// Parse, print, parse is the identity, and printing what was printed changes nothing.
func TestPrintIsReadBack(t *testing.T) {
	rules := readGrammar(t)
	rapid.Check(t, func(t *rapid.T) {
		src := "# 1 A\n\n```grant\n" + drawSentence(t, rules, "fence") + "```\n"
		d := ParseDocument("x.md", []byte(src))
		out := FormatDocument(d)
		e := ParseDocument("x.md", out)
		if len(d.Problems)+len(e.Problems) > 0 {
			t.Fatalf("problems %v %v\n%s\n%s", d.Problems, e.Problems, src, out)
		}
		if diff := cmp.Diff(d.Blocks, e.Blocks, sameTree); diff != "" {
			t.Fatalf("%s\n%s\n%s", diff, src, out)
		}
		if again := FormatDocument(e); !bytes.Equal(out, again) {
			t.Fatalf("not idempotent:\n%s\n%s", out, again)
		}
		var blocks strings.Builder
		for k, b := range d.Blocks {
			if k > 0 {
				blocks.WriteByte('\n')
			}
			blocks.WriteString(PrintBlock(b, d.American))
		}
		if !strings.Contains(string(out), blocks.String()) {
			t.Fatalf("a block alone prints otherwise than in its document:\n%s\n%s", blocks.String(), out)
		}
	})
}

func TestPrintedJournalIsReadBack(t *testing.T) {
	rules := readGrammar(t)
	rapid.Check(t, func(t *rapid.T) {
		src := drawSentence(t, rules, "journal")
		j := ParseJournal("x.facts", []byte(src))
		out := FormatJournal(j)
		k := ParseJournal("x.facts", out)
		if len(j.Problems)+len(k.Problems) > 0 {
			t.Fatalf("problems %v %v\n%s\n%s", j.Problems, k.Problems, src, out)
		}
		if diff := cmp.Diff(j, k, sameTree); diff != "" {
			t.Fatalf("%s\n%s\n%s", diff, src, out)
		}
		if again := FormatJournal(k); !bytes.Equal(out, again) {
			t.Fatalf("not idempotent:\n%s\n%s", out, again)
		}
		for _, s := range j.Statements {
			one := ParseJournal("x.facts", []byte(s.Text()+"\n"))
			if len(one.Problems) > 0 || len(one.Statements) != 1 || one.Statements[0].Text() != s.Text() {
				t.Fatalf("the text %q does not read back: %v", s.Text(), one.Problems)
			}
		}
	})
}

// A use typed on one line prints as it is written in an expect block.
func TestUseIsReadBack(t *testing.T) {
	rules := readGrammar(t)
	rapid.Check(t, func(t *rapid.T) {
		src := drawSentence(t, rules, "use")
		if rapid.Bool().Draw(t, "under") {
			src += "under " + drawSentence(t, rules, "under")
		}
		u, l := ParseUse("question", src)
		if u == nil {
			t.Fatalf("%q: %v", src, l)
		}
		v, l := ParseUse("question", printer{}.use(u))
		if diff := cmp.Diff(u, v, sameTree); diff != "" {
			t.Fatalf("%v\n%s", l, diff)
		}
	})
}

// The files of testdata/format are formatted to what they say, and formatting again changes nothing.
func TestFormat(t *testing.T) {
	paths, err := filepath.Glob("testdata/format/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no test files: %v", err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			golden(t, path, func(name string, src []byte) []byte {
				out, problems := Format(name, src)
				again, _ := Format(name, out)
				if !bytes.Equal(out, again) {
					t.Errorf("not idempotent:\n%s\n---\n%s", out, again)
				}
				for _, p := range problems {
					if p.Name != "unknown-key" && p.Name != "not-yet-supported" && p.Name != "unknown-statement" && p.Name != "unknown-kind" {
						t.Errorf("%s: %s", p.Name, p.Summary)
					}
				}
				return out
			})
		})
	}
}

// Whatever a document holds, formatting changes nothing outside the fences.
func TestFormatLeavesProseAlone(t *testing.T) {
	for _, eol := range []string{"\n", "\r\n"} {
		src := strings.ReplaceAll("\uFEFF# Title  \n\n\tcode\n* item\n\n1. one\n\n   ```grant\n   period p\n     is  from   2023-09-13\n   ```\n\n10. ten\t \n\n> quoted\n\nlast line without an end", "\n", eol)
		out, _ := Format("x.md", []byte(src))
		want := strings.Replace(src, "     is  from   2023-09-13", "     is         from 2023-09-13", 1)
		if string(out) != want {
			t.Errorf("got  %q\nwant %q", out, want)
		}
	}
}

func golden(t *testing.T, path string, run func(name string, src []byte) []byte) {
	t.Helper()
	a := readArchive(t, path)
	for k := range a.Files {
		in := a.Files[k]
		if strings.HasPrefix(in.Name, "want/") {
			continue
		}
		got := run(in.Name, in.Data)
		at := -1
		for j := range a.Files {
			if a.Files[j].Name == "want/"+in.Name {
				at = j
			}
		}
		if at < 0 {
			t.Fatalf("%s has no file want/%s", path, in.Name)
		}
		if os.Getenv("UPDATE") != "" {
			a.Files[at].Data = got
			continue
		}
		if diff := cmp.Diff(string(a.Files[at].Data), string(got)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", in.Name, diff)
		}
	}
	if os.Getenv("UPDATE") != "" {
		writeArchive(t, path, a)
	}
}
