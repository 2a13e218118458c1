package docs_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/crossgrant/crossgrant"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/docs/problemtest"
	"github.com/crossgrant/crossgrant/when"
)

// clauseKinds is how many kinds of clause the catalogue in docs/clauses/README.md has.
const clauseKinds = 60

var (
	factsFence    = regexp.MustCompile("(?ms)^```facts\n(.*?)^```$")
	documentFence = regexp.MustCompile("(?ms)^````document\n(.*?)^````$")
	grantFence    = regexp.MustCompile("(?ms)^```grant\n(.*?)^```$")
	numbered      = regexp.MustCompile(`(?m)^\d+(\.\d+)* \S`)
	pageLink      = regexp.MustCompile(`\]\(([^)]+\.md)\)`)
)

// clausePages are the pages of docs/clauses by their file names.
func clausePages(t *testing.T) map[string]string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(problemtest.Root(t), "docs", "clauses", "[0-9]*.md"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("there is no page in docs/clauses (%v)", err)
	}
	pages := map[string]string{}
	for _, p := range paths {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		pages[filepath.Base(p)] = string(b)
	}
	return pages
}

// workspaceOf makes a workspace of a page: the page itself is the agreement, its facts are the journal. A second
// agreement stands in a fence of four backticks that is marked document.
func workspaceOf(t *testing.T, page string) *crossgrant.Workspace {
	t.Helper()
	tree := fstest.MapFS{
		"agreements/page.md": {Data: []byte(page)},
		"page.facts":         {Data: []byte(strings.Join(inside(factsFence, page), "\n"))},
	}
	for i, other := range inside(documentFence, page) {
		tree[fmt.Sprintf("agreements/other-%d.md", i+1)] = &fstest.MapFile{Data: []byte(other)}
	}
	w, err := crossgrant.OpenFS(tree, crossgrant.Options{Today: func() when.Date { return when.MustParse("2026-11-22") }})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func inside(fence *regexp.Regexp, page string) []string {
	var out []string
	for _, m := range fence.FindAllStringSubmatch(page, -1) {
		out = append(out, m[1])
	}
	return out
}

// TestClauses checks every page of docs/clauses: it has no problem, its cases hold, some say yes and some do not, and
// it has no block, and hardly a line, without which they would hold as well.
func TestClauses(t *testing.T) {
	begin := time.Now()
	for name, page := range clausePages(t) {
		t.Run(name, func(t *testing.T) {
			if !strings.HasPrefix(page, "# ") || !numbered.MatchString(page) {
				t.Error("a page begins with a heading and has the sentence of the clause with its number")
			}
			if len(inside(factsFence, page)) != 1 {
				t.Fatal("a page has one block of facts")
			}
			w := workspaceOf(t, page)
			r, err := w.Check(crossgrant.CheckOptions{KnownAt: when.None})
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range r.Problems {
				// Pages show one clause: most licences have none in return.
				if p.Severity != diag.Note && p.Name != diag.NonReciprocalGrants {
					t.Errorf("%s:%d: %s: %s", p.Subject.File, p.Subject.Start.Line, p.Name, p.Summary)
				}
			}
			yes, other, because := 0, 0, 0
			for _, e := range r.Expects {
				if !e.Pass {
					t.Errorf("%s:%d: expect %q: %q", e.Expect.At.File, e.Expect.At.Start.Line, e.Expect.Title, e.Differences)
				}
				if affirms(e.Found) {
					yes++
				} else {
					other++
				}
				because += len(e.Expect.Because)
			}
			if yes == 0 || other == 0 || because == 0 {
				t.Errorf("%d cases say yes, %d do not, %d clauses are given as reasons; a page has each", yes, other, because)
			}
			if f, err := w.Format(crossgrant.FormatOptions{DryRun: true}); err != nil || len(f.Changed) > 0 {
				t.Errorf("not in canonical form: %v, %v", f.Changed, err)
			}
			needed(t, page)
		})
	}
	if took := time.Since(begin); took > 5*time.Second {
		t.Logf("the pages took %s; they are meant to take less than five seconds", took)
	}
}

// affirms says whether an answer that was found gives somebody something.
func affirms(found string) bool {
	for _, no := range []string{"not ", "no", "depends", "partly", "pending"} {
		if strings.HasPrefix(found, no) {
			return false
		}
	}
	return true
}

// usual are the first words of lines that may be there although the page would say the same without them: they state
// what is taken anyway, or what no question asks.
var usual = []string{"acts", "clause", "during", "from applications", "given", "in", "members", "name", "owned by",
	"price", "sublicence", "then       its patents join"}

// needed takes out one block after the other, and one line of a block after the other. Without it a case must fail, or
// the page must not be read at all: otherwise the cases show nothing of what it says.
func needed(t *testing.T, page string) {
	t.Helper()
	for _, fence := range inside(grantFence, documentFence.ReplaceAllString(page, "")) {
		for block := range strings.SplitSeq(strings.TrimSpace(fence), "\n\n") {
			lines := strings.Split(block, "\n")
			if kind, _, _ := strings.Cut(lines[0], " "); slices.Contains([]string{"agreement", "network", "expect"}, kind) {
				continue
			}
			if holdsWithout(t, page, block, "") {
				t.Errorf("without %q all cases hold as well", lines[0])
			}
			for _, line := range lines[1:] {
				isUsual := func(w string) bool { return strings.HasPrefix(strings.TrimSpace(line), w+" ") }
				if !slices.ContainsFunc(usual, isUsual) && holdsWithout(t, page, block, strings.Replace(block, "\n"+line, "", 1)) {
					t.Errorf("without the line %q of %q all cases hold as well", line, lines[0])
				}
			}
		}
	}
}

// holdsWithout says whether a page is read and its cases hold with another block in place of one.
func holdsWithout(t *testing.T, page, block, other string) bool {
	t.Helper()
	r, err := workspaceOf(t, strings.Replace(page, block, other, 1)).Check(crossgrant.CheckOptions{KnownAt: when.None})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range r.Problems {
		if p.Severity == diag.Error {
			return false
		}
	}
	for _, e := range r.Expects {
		if !e.Pass {
			return false
		}
	}
	return true
}

// TestClausesTable holds README.md to list every kind once, with its page or a reason.
func TestClausesTable(t *testing.T) {
	b, err := os.ReadFile(filepath.Join(problemtest.Root(t), "docs", "clauses", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	pages := clausePages(t)
	next := 1
	for line := range strings.Lines(string(b)) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		number, err := strconv.Atoi(strings.TrimSpace(cells[0]))
		if err != nil || len(cells) != 3 {
			continue
		}
		if number != next {
			t.Errorf("kind %d stands where %d should", number, next)
		}
		next = number + 1
		link := pageLink.FindStringSubmatch(cells[1])
		if link == nil {
			if len(strings.Fields(cells[2])) < 5 {
				t.Errorf("kind %d has neither a page nor a reason", number)
			}
			continue
		}
		if pages[link[1]] == "" || !strings.HasPrefix(link[1], fmt.Sprintf("%02d-", number)) {
			t.Errorf("kind %d links %s", number, link[1])
		}
		delete(pages, link[1])
	}
	if next != clauseKinds+1 {
		t.Errorf("the table has %d kinds, want %d", next-1, clauseKinds)
	}
	for name := range pages {
		t.Errorf("%s is not in the table", name)
	}
}
