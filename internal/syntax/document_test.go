package syntax

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Clauses are numbered by the literal text, and prose is attached to the clause it stands in.
func TestClauses(t *testing.T) {
	const src = `Some words before.

# Licence of 2023

## 1 Definitions

1.1 "Xiaomi Group" means **Xiaomi** and every [entity](x.md) it controls.

` + "```grant\ngroup \"Xiaomi Group\"\n  is xiaomi\n```" + `

More words on it.

## Article 2: Grants

2023 was a year, not a number. And 3,000 neither.

2.1 Huawei grants, subject to:

(a) one;

(b) two, that is

(i) the first;

(ii) the second;

(c) three.

` + "```grant\nlicence h2x\n```" + `

9. nine
10. ten
12. as written, not renumbered

    ` + "```grant\n    open x\n    ```" + `

### 2.2(a)(i) A full number

text

§ 2.3 A section sign.

2.4. A full stop.

### The patent is sold (6.2)

a

### From (8.01) to (8.02)

[ref]: http://example.org "a definition"

(not a marker) a

| a | table |

<!-- a comment -->

- unnumbered item
`
	d := ParseDocument("x.md", []byte(src))
	if len(d.Problems) > 0 {
		t.Fatalf("%v", d.Problems)
	}
	var got []string
	for _, c := range d.Clauses {
		line := fmt.Sprintf("%d %s|%s|%s", c.At.Start.Line, c.Number, c.Heading, c.Prose)
		for _, b := range c.Blocks {
			line += " [" + b.Label() + "]"
		}
		got = append(got, line)
	}
	want := []string{
		"1 ||Some words before.",
		"3 |Licence of 2023|",
		"5 1|Definitions|",
		`7 1.1|Definitions|"Xiaomi Group" means Xiaomi and every entity it controls. More words on it. [group "Xiaomi Group"]`,
		"16 2|Grants|2023 was a year, not a number. And 3,000 neither.",
		"20 2.1|Grants|Huawei grants, subject to:",
		"22 2.1(a)|Grants|one;",
		"24 2.1(b)|Grants|two, that is",
		"26 2.1(b)(i)|Grants|the first;",
		"28 2.1(b)(ii)|Grants|the second;",
		"30 2.1(c)|Grants|three. [licence h2x]",
		"36 9|Grants|nine",
		"37 10|Grants|ten",
		"38 12|Grants|as written, not renumbered [open x]",
		"44 2.2(a)(i)|A full number|text",
		"48 2.3|A full number|A section sign.",
		"50 2.4|A full number|A full stop.",
		"52 6.2|The patent is sold|a",
		"56 |From (8.01) to (8.02)|(not a marker) a | a | table | unnumbered item",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if p := d.Blocks[1].Path(); p != "clause 2.1(c) Grants · licence h2x" {
		t.Errorf("the path is %q", p)
	}
}

// Whatever host the block stands in, its ranges are places of the file: the text at a range is the text of the node.
func TestRanges(t *testing.T) {
	body := "licence h2x \"A title\"  # remark\n  from \"华为集团\", entities it controls (over 50%)\n  during  2023-09-13 .. end of patent\n  where\n"
	indented := func(indent string) string {
		return indent + strings.ReplaceAll(strings.TrimSuffix(body, "\n"), "\n", "\n"+indent) + "\n"
	}
	for name, src := range map[string]string{
		"plain":     "# 1 A\n\n```grant\n" + body + "```\n",
		"bom":       "\uFEFF```grant\n" + body + "```\n",
		"crlf":      strings.ReplaceAll("前文 ü\n\n```grant\n"+body+"```\n", "\n", "\r\n"),
		"list":      "10. ten\n\n    ```grant\n" + indented("    ") + "    ```\n",
		"same line": "- ```grant\n" + indented("  ") + "  ```\n",
		"tilde":     "~~~~ grant more info\n" + body + "~~~~\n",
		"indented":  "  ```grant\n" + indented("  ") + "  ```\n",
		"nested":    "- a\n  1. b\n\n     ```grant\n" + indented("     ") + "     ```\n",
	} {
		t.Run(name, func(t *testing.T) {
			d := ParseDocument("x.md", []byte(src))
			if len(d.Blocks) != 1 || len(d.Problems) != 1 || d.Problems[0].Name != "unknown-key" {
				t.Fatalf("%d blocks, %v", len(d.Blocks), d.Problems)
			}
			b := d.Blocks[0]
			from := b.Get("from").Value.(*Members)
			during := b.Get("during").Value.(*Period)
			for _, tt := range []struct {
				n    Node
				want string
			}{
				{from, "\"华为集团\", entities it controls (over 50%)"},
				{b.Get("from"), "from \"华为集团\", entities it controls (over 50%)"},
				{during, "2023-09-13 .. end of patent"},
				{during.First, "2023-09-13"},
			} {
				r := tt.n.Span()
				if got := src[r.Start.Byte:r.End.Byte]; got != tt.want || r.File != "x.md" {
					t.Errorf("at %v stands %q, not %q", r, got, tt.want)
				}
				line := strings.Count(src[:r.Start.Byte], "\n") + 1
				start := strings.LastIndexByte(src[:r.Start.Byte], '\n') + 1
				col := len([]rune(strings.TrimPrefix(src[start:r.Start.Byte], "\uFEFF"))) + 1
				if r.Start.Line != line || r.Start.Column != col {
					t.Errorf("%q is said to stand at %d:%d, and stands at %d:%d", tt.want, r.Start.Line, r.Start.Column, line, col)
				}
			}
			if got := src[b.Name.At.Start.Byte:b.Name.At.End.Byte]; got != "h2x" || b.Title.Text != "A title" || b.Remark.Text != "remark" {
				t.Errorf("the name stands at %q, the title is %q", got, b.Title.Text)
			}
			if m := from.Items[1]; m.Kind != MemberControlled || !m.It || !m.Share.Over || m.Share.Percent.Text != "50" {
				t.Errorf("the second member is %+v", m)
			}
			out := FormatDocument(d)
			if e := ParseDocument("x.md", out); cmp.Diff(d.Blocks, e.Blocks, sameTree) != "" || len(e.Problems) != 1 {
				t.Errorf("formatted, it says something else:\n%s", out)
			}
		})
	}
}

// Invalid bytes and controls in the prose are said once, at their first place.
func TestProseIsChecked(t *testing.T) {
	src := "# A \xff\n\n\xfe more\n\n```grant\nperiod p\n```\n\nthe \u202eend\u202c\n"
	d := ParseDocument("x.md", []byte(src))
	var got []string
	for _, p := range d.Problems {
		got = append(got, fmt.Sprintf("%d:%d %s %s", p.Subject.Start.Line, p.Subject.Start.Column, p.Severity, p.Name))
	}
	want := []string{"1:5 error invalid-utf8", "9:5 warning bidi-control"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A broken line hides none of those around it: twenty lines, twenty problems.
func TestEveryProblemIsReported(t *testing.T) {
	lines := []string{
		"agreement a", "  betwen x, y", "  effective 13.09.2023", "  signed", "group \"G", "licence", "  from = x", "  to a b c", "  acts make, stel", "  in worldwide",
		"  during 2023-09-13", "  price free", "  from y;", "patents P", "  owned by x", "  where kind is a and office is US", "when x sues y", "  then nothing", "licencee z", "expect e",
		"  use a bakes b", "  answer licensd", "  given x eats y", "  under patents x of", "standstill n", "  during 2020", "when x soos y", "  then nothing", "  then h2x ends",
	}
	d := ParseDocument("x.md", []byte("```grant\n"+strings.Join(lines, "\n")+"\n```\n"))
	var at []int
	for _, p := range d.Problems {
		at = append(at, p.Subject.Start.Line-2)
	}
	want := []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 17, 18, 20, 21, 22, 23, 24, 26, 27}
	if diff := cmp.Diff(want, at); diff != "" {
		for _, p := range d.Problems {
			t.Logf("%q: %s: %s", lines[p.Subject.Start.Line-2], p.Name, p.Summary)
		}
		t.Errorf("lines with a problem (-want +got)\n%s", diff)
	}
}

func TestMillionths(t *testing.T) {
	for in, want := range map[string]int64{
		"50": 500_000, "0": 0, "100": 1_000_000, "33.3333": 333_333, "0.0001": 1, "050.50": 505_000, "12.50000000": 125_000,
		"33.33333": -1, "101": -1, "1000": -1, "99999999999999999999": -1, "": 0, "x": -1,
	} {
		got, ok := Percent{Text: in}.Millionths()
		if want < 0 && ok || want >= 0 && (!ok || got != want) {
			t.Errorf("%s%% is %d, %v; want %d", in, got, ok, want)
		}
	}
}
