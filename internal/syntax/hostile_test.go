package syntax

import (
	"bytes"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/diag"
)

// Hostile input is refused or read in one pass: none of these may take more than a moment, or the test runs out of
// time.
func TestHostile(t *testing.T) {
	long := strings.Repeat("x", 8<<20)
	for name, src := range map[string]string{
		"a line of 8 MiB of prose":    "# A\n" + long + "\n2.1 more\n",
		"a line of 8 MiB in a block":  "```grant\nlicence a\n  from " + long + "\n  too b\n```\n",
		"a line of 8 MiB of brackets": "# A\n" + strings.Repeat("[", 8<<20) + "\n",
		"many over-long lines":        strings.Repeat(strings.Repeat("y", MaxLine+1)+"\n", 300),
		"deep quotations":             strings.Repeat(strings.Repeat("> ", MaxDepth)+"x\n", 500),
		"many deep quotations":        strings.Repeat(strings.Repeat(">", 60_000)+"x\n", 200),
		"deep lists":                  strings.Repeat(strings.Repeat("- ", MaxDepth)+"x\n", 100),
		"open emphasis":               strings.Repeat("*_[`<", 12_000) + "\n",
		"many fences":                 strings.Repeat("```grant\nlicence x\n```\n", 20_000),
		"many bad lines":              "```grant\n" + strings.Repeat("licencee x\n", 100_000) + "```\n",
		"many quotes":                 "```grant\nopen x " + strings.Repeat(`"`, 50_000) + "\n```\n",
		"many parentheses":            "```grant\nopen x" + strings.Repeat("(", 50_000) + "\n```\n",
		"a deep moment":               "```grant\ndate x\n  is " + strings.Repeat("1 day after ", 5_000) + "2023-01-01\n```\n",
		"many commas":                 "```grant\nlicence x\n  from a" + strings.Repeat(", a", 20_000) + "\n```\n",
		"many clauses":                strings.Repeat("2.1 a\n\n(a) b\n\n(i) c\n\n", 20_000),
		"nulls":                       strings.Repeat("\x00", 1<<20),
		"no line breaks at all":       strings.Repeat("```grant ", 5_000),
	} {
		t.Run(name, func(t *testing.T) {
			d := ParseDocument("x.md", []byte(src))
			if len(d.Problems) > MaxProblems+1 {
				t.Errorf("%d problems", len(d.Problems))
			}
			j := ParseJournal("x.facts", []byte(src))
			if len(j.Problems) > MaxProblems+1 {
				t.Errorf("%d problems", len(j.Problems))
			}
			if len(src) > 4<<20 && len(d.Problems) == 0 {
				t.Error("nothing was said about it")
			}
			_ = diag.Printer{Source: func(string) []byte { return d.Src }}.Text(d.Problems[:min(5, len(d.Problems))])
		})
	}
}

// A line that cannot be read does not hide what stands around it.
func TestLongLineHidesNothing(t *testing.T) {
	src := "# A\n\n```grant\nlicence a\n  from " + strings.Repeat("x", MaxLine) + "\n  too b\n  to c\n```\n"
	d := ParseDocument("x.md", []byte(src))
	var names []string
	for _, p := range d.Problems {
		names = append(names, p.Name)
	}
	if strings.Join(names, " ") != "line-too-long unknown-key" || d.Blocks[0].Get("to") == nil {
		t.Errorf("problems %v, block %+v", names, d.Blocks[0])
	}
}

func TestTooLargeFile(t *testing.T) {
	big := bytes.Repeat([]byte("x\n"), MaxFile/2+1)
	for _, name := range []string{"x.md", "x.facts"} {
		out, problems := Format(name, big)
		if len(problems) != 1 || problems[0].Name != diag.FileTooLarge || !bytes.Equal(out, big) {
			t.Errorf("%s: %v", name, problems)
		}
	}
}
