package diag_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/crossgrant/crossgrant/diag"
)

// at is the range of the n-th character to the m-th (from 1, m not included) of a line of src.
func at(file, src string, line, n, m int) diag.Range {
	start := 0
	for range line - 1 {
		start += strings.IndexByte(src[start:], '\n') + 1
	}
	pos := func(col int) diag.Pos {
		b := start
		for range col - 1 {
			_, k := utf8.DecodeRuneInString(src[b:])
			b += k
		}
		return diag.Pos{Line: line, Column: col, Byte: b}
	}
	return diag.Range{File: file, Start: pos(n), End: pos(m)}
}

func TestPrinter(t *testing.T) {
	const src = "# A\n  in         world except UK\n  to         \"华为集团\", \"小米\" und\n\ttab\r\n"
	source := func(file string) []byte {
		if file == "a.md" {
			return []byte(src)
		}
		return nil
	}
	country := diag.Problem{Name: "unknown-country", Summary: "WIPO ST.3 writes the United Kingdom as GB.", Subject: at("a.md", src, 2, 27, 29),
		Clause: "clause 2.1 Grants · licence h2x", Fix: &diag.Fix{Says: "write GB", Edits: []diag.Edit{{Range: at("a.md", src, 2, 27, 29), New: "GB"}}}}
	wide := diag.Problem{Name: "name-in-words", Severity: diag.Warning, Summary: "left over", Detail: "Write a comma.\nOr nothing.", Subject: at("a.md", src, 3, 22, 26)}
	elsewhere := diag.Problem{Name: "x", Severity: diag.Note, Summary: "no source at hand", Subject: at("b.md", src, 2, 1, 2),
		Related: []diag.Related{{Says: "the first", Range: at("a.md", src, 1, 1, 4)}, {Says: "and the law", Range: diag.Range{}}}}
	for _, tt := range []struct {
		name string
		p    diag.Printer
		x    diag.Problem
		want string
	}{
		{"a mark without colour", diag.Printer{Source: source, Fix: "crossgrant fmt --fix"}, country, `
a.md:2:27: unknown-country
    2 |   in         world except UK
      |                           ^^ WIPO ST.3 writes the United Kingdom as GB.
   clause 2.1 Grants · licence h2x                                   fix: write GB (crossgrant fmt --fix)
`},
		{"under wide characters", diag.Printer{Source: source}, wide, `
a.md:3:22: warning name-in-words
    3 |   to         "华为集团", "小米" und
      |                          ^^^^^^ left over
   Write a comma.
   Or nothing.
`},
		{"without the file", diag.Printer{Source: source}, elsewhere, `
b.md:2:1: note x
   no source at hand
   a.md:1:1:
    1 | # A
      | ^^^ the first
   and the law
`},
		{"no source function", diag.Printer{}, country, `
a.md:2:27: unknown-country
   WIPO ST.3 writes the United Kingdom as GB.
   clause 2.1 Grants · licence h2x                                   fix: write GB
`},
		{"the run as a whole", diag.Printer{}, diag.Problem{Name: "empty-portfolio", Summary: "no patents"}, `
empty-portfolio
   no patents
`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := tt.p.Text(diag.List{tt.x})
			if d := cmp.Diff(strings.TrimPrefix(tt.want, "\n"), got); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

// Colour adds escape sequences and changes nothing else.
func TestColourOnlyAdds(t *testing.T) {
	const src = "one two\n"
	x := diag.List{{Name: "a-name", Summary: "s", Detail: "d", Subject: at("f", src, 1, 5, 8)}}
	source := func(string) []byte { return []byte(src) }
	plain := diag.Printer{Source: source}.Text(x)
	coloured := diag.Printer{Source: source, Colour: true}.Text(x)
	if plain == coloured {
		t.Error("there is no colour")
	}
	for _, code := range []string{"\x1b[1;31m", "\x1b[0m"} {
		coloured = strings.ReplaceAll(coloured, code, "")
	}
	if plain != coloured {
		t.Errorf("colour changes the text:\n%s\n%s", plain, coloured)
	}
}

// The mark stands under the place whatever is in front of it, in long lines too, and nothing on the screen moves.
func TestMarkStandsUnderThePlace(t *testing.T) {
	for _, before := range []string{"", "abc ", "华为 ", "ｆｕｌｌ　", "é́ ", strings.Repeat("华", 300), strings.Repeat("x", 1000), "\x1b[2J\u202e "} {
		src := before + "HERE" + strings.Repeat(" and behind", 60)
		n := utf8.RuneCountInString(before) + 1
		got := diag.Printer{Source: func(string) []byte { return []byte(src) }}.Text(diag.List{{Name: "n", Subject: at("f", src, 1, n, n+4), Summary: "so"}})
		lines := strings.Split(got, "\n")
		if len(lines) < 3 {
			t.Fatalf("%q prints %q", before, got)
		}
		line, _, _ := strings.Cut(lines[1], "HERE")
		mark, _, _ := strings.Cut(lines[2], "^^^^")
		if w, m := columns(line), columns(mark); w != m || len(lines[1]) > 700 {
			t.Errorf("after %.20q the place is in column %d, the mark in %d\n%s", before, w, m, got)
		}
		if strings.ContainsAny(got, "\x1b\u202e") {
			t.Errorf("a control sequence reaches the screen: %q", got)
		}
	}
}

// columns counts as a terminal does, for the letters of these tests.
func columns(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r >= 0x300 && r < 0x370:
		case r >= 0x2E80 && r < 0xFFE0:
			n += 2
		default:
			n++
		}
	}
	return n
}

// Ranges that make no sense print without a line and without a panic.
func TestPrinterOnOddRanges(t *testing.T) {
	src := []byte("ab\n\xff\xfe\ncd")
	for _, r := range []diag.Range{
		{}, {Start: diag.Pos{Line: 1, Column: 1, Byte: 99}}, {Start: diag.Pos{Line: 1, Byte: 2}, End: diag.Pos{Line: 1, Byte: 0}},
		{Start: diag.Pos{Line: 2, Byte: 3}, End: diag.Pos{Line: 9, Byte: 500}}, {Start: diag.Pos{Line: 1, Byte: -4}}, {Start: diag.Pos{Line: 3, Byte: 8}, End: diag.Pos{Byte: 8}},
	} {
		for _, s := range []diag.Severity{diag.Error, diag.Note, 7} {
			got := diag.Printer{Colour: true, Source: func(string) []byte { return src }}.Text(diag.List{{Name: "n", Severity: s, Subject: r}})
			if !strings.Contains(got, "n") || !utf8.ValidString(got) {
				t.Errorf("%v prints %q", r, got)
			}
		}
	}
}

func TestSortAndCount(t *testing.T) {
	const src = "a b c\nd\n"
	l := diag.List{
		{Name: "3", Subject: at("b", src, 1, 1, 2)}, {Name: "2", Severity: diag.Warning, Subject: at("a", src, 2, 1, 2)},
		{Name: "1", Severity: diag.Note, Subject: at("a", src, 1, 3, 4)}, {Name: "0", Subject: at("a", src, 1, 1, 2)}, {Name: "0b", Subject: at("a", src, 1, 1, 2)},
	}
	l.Sort()
	var got []string
	for _, p := range l {
		got = append(got, p.Name)
	}
	if d := cmp.Diff([]string{"0", "0b", "1", "2", "3"}, got); d != "" {
		t.Error(d)
	}
	if !l.HasErrors() || l.Count(diag.Error) != 3 || l.Count(diag.Warning) != 1 || l.Count(diag.Note) != 1 || (diag.List{}).HasErrors() {
		t.Error("the counts are wrong")
	}
}

func TestJSON(t *testing.T) {
	const src = "x <UK>\n"
	l := diag.List{{Name: "unknown-country", Severity: diag.Warning, Summary: "no <UK>", Subject: at("a.md", src, 1, 4, 6),
		Fix: &diag.Fix{Says: "write GB", Edits: []diag.Edit{{Range: at("a.md", src, 1, 4, 6), New: "GB"}}}}}
	var b bytes.Buffer
	if err := l.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"format": "crossgrant.problems/1"`, `"severity": "warning"`, `"warnings": 1`, `"errors": 0`, `"no <UK>"`, `"column": 4`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s is not in\n%s", want, b.String())
		}
	}
	var back struct{ Problems diag.List }
	if err := json.Unmarshal(b.Bytes(), &back); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(l, back.Problems); d != "" {
		t.Error(d)
	}
	b.Reset()
	if err := diag.List(nil).WriteJSON(&b); err != nil || !strings.Contains(b.String(), `"problems": []`) {
		t.Errorf("no problems: %v\n%s", err, b.String())
	}
	if _, err := json.Marshal(diag.Problem{Severity: 9}); err == nil {
		t.Error("a severity that does not exist was written")
	}
	if err := json.Unmarshal([]byte(`{"severity":"fatal"}`), &diag.Problem{}); err == nil {
		t.Error("a severity that does not exist was read")
	}
}

func TestSuggest(t *testing.T) {
	kinds := []string{"licence", "covenant", "release", "pledge", "exclusion", "expect", "period", "patents", "products", "h2x", "x2h"}
	for _, tt := range []struct{ word, want string }{
		{"licencee", "licence"}, {"Licence", "licence"}, {"LICENCE", "licence"}, {"exclusoin", "exclusion"}, {"patent", "patents"},
		{"covenent", "covenant"}, {"prducts", "products"}, {"peroid", "period"}, {"exlcusoin", "exclusion"},
		{"lincese", ""}, // two slips in seven letters: not sure
		{"h2", ""}, {"hx2", ""}, {"x", ""}, {"", ""}, {"royalty", ""}, {"licence", ""}, {"expct", "expect"}, {"plegde", "pledge"},
	} {
		got, ok := diag.Suggest(tt.word, kinds)
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("Suggest(%q) = %q, %v; want %q", tt.word, got, ok, tt.want)
		}
	}
	if got, ok := diag.Suggest("xiomi", []string{"xiaomi", "xiami", "huawei"}); ok {
		t.Errorf("two candidates are equally near, and %q was chosen", got)
	}
	if got, ok := diag.Suggest("xiomi", []string{"xiaomi", "huawei", "xiaomi"}); !ok || got != "xiaomi" {
		t.Errorf("a candidate listed twice is one: %q, %v", got, ok)
	}
	if _, ok := diag.Suggest(strings.Repeat("x", 1<<20), kinds); ok {
		t.Error("a long word was near something")
	}
}

func TestApply(t *testing.T) {
	const src = "from = [huawei]\nin UK\n"
	edit := func(line, n, m int, s string) diag.Edit { return diag.Edit{Range: at("a", src, line, n, m), New: s} }
	l := diag.List{
		{Fix: &diag.Fix{Says: "signs", Edits: []diag.Edit{edit(1, 6, 8, ""), edit(1, 8, 9, ""), edit(1, 15, 16, "")}}},
		{Fix: &diag.Fix{Says: "GB", Edits: []diag.Edit{edit(2, 4, 6, "GB")}}},
		{Fix: &diag.Fix{Says: "overlaps the one before", Edits: []diag.Edit{edit(2, 1, 6, "")}}},
		{Fix: &diag.Fix{Says: "another file", Edits: []diag.Edit{{Range: at("b", src, 2, 4, 6), New: "!"}}}},
		{Fix: &diag.Fix{Says: "beyond the end", Edits: []diag.Edit{{Range: diag.Range{File: "a", Start: diag.Pos{Byte: 90}, End: diag.Pos{Byte: 95}}}}}},
		{Fix: &diag.Fix{Says: "told in words"}},
		{},
	}
	got, n := diag.Apply("a", []byte(src), l)
	if string(got) != "from huawei\nin GB\n" || n != 2 {
		t.Errorf("%d fixes give %q", n, got)
	}
}
