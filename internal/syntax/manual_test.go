package syntax_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/internal/syntax"
)

// Every example of the manual is read without a problem, and every kind and key has an example in it.
func TestManual(t *testing.T) {
	b, err := os.ReadFile("../../docs/language.md")
	if err != nil {
		t.Fatal(err)
	}
	d := syntax.ParseDocument("docs/language.md", b)
	for _, p := range d.Problems {
		t.Errorf("%s:%d: %s: %s", p.Subject.File, p.Subject.Start.Line, p.Name, p.Summary)
	}
	if fences := strings.Count(string(b), "\n```grant\n"); fences != len(d.Fences) || fences < 10 {
		t.Errorf("%d of %d examples were read", len(d.Fences), fences)
	}
	seen := map[string]bool{}
	for _, blk := range d.Blocks {
		for _, p := range blk.Props {
			seen[family(blk.Kind)+" "+p.Key] = true
			seen["any "+p.Key] = true
		}
		seen[blk.Kind] = true
	}
	for _, kind := range syntax.Kinds() {
		if !seen[kind] {
			t.Errorf("the manual has no example of a block %s", kind)
		}
		for _, key := range syntax.Keys(kind) {
			k := family(kind)
			if slices.Contains([]string{"clause", "assumed", "reviewed", "notwithstanding", "subject to"}, key) {
				k = "any"
			}
			if kind == "allocation" && slices.Contains([]string{"after", "from", "until", "in"}, key) {
				key = "before" // the time of a line, in other words
			}
			if !seen[k+" "+key] {
				t.Errorf("the manual has no example of the line `%s` in a block %s", key, kind)
			}
		}
	}
}

// family is what kinds of block with the same lines have in common.
func family(kind string) string {
	switch kind {
	case "licence", "covenant", "release", "pledge":
		return "grant"
	case "network": // the other lines of a frame
		return "agreement"
	case "sublicence", "extension", "transfer":
		return "extension"
	}
	return kind
}

// The journals of the manual are read without a problem; formatting them changes nothing.
func TestManualJournals(t *testing.T) {
	b, err := os.ReadFile("../../docs/language.md")
	if err != nil {
		t.Fatal(err)
	}
	journals := regexp.MustCompile("(?s)\n```facts\n(.*?\n)```\n").FindAllSubmatch(b, -1)
	if len(journals) == 0 {
		t.Fatal("the manual has no journal")
	}
	shapes := map[string]bool{}
	for _, m := range journals {
		j := syntax.ParseJournal("manual.facts", m[1])
		for _, p := range j.Problems {
			t.Errorf("line %d: %s: %s", p.Subject.Start.Line, p.Name, p.Summary)
		}
		if out := syntax.FormatJournal(j); string(out) != string(m[1]) {
			t.Errorf("the journal is not in its canonical form:\n%s", out)
		}
		for _, s := range j.Statements {
			shapes[strings.Split(s.Text(), " ")[0]] = true
		}
	}
	for _, w := range []string{"finding", "presume", "relevant", "lapsed", "in", "huawei"} {
		if !shapes[w] {
			t.Errorf("the manual has no statement that begins with %q", w)
		}
	}
}
