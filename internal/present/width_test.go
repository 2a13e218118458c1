package present

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestColumns(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "abc": 3, "华为": 4, "é": 1, "e\u0301": 1, "\x1b[1;34m● x\x1b[0m": 3, "ｗ": 2, "\t": 0, "\x1b": 0, "\x1b[": 0,
	} {
		if got := Columns(text); got != want {
			t.Errorf("Columns(%q) = %d, want %d", text, got, want)
		}
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{
		{"short", 10, "short"}, {"rather long", 8, "rather…"}, {"华为技术", 5, "华为…"}, {"华为技术", 8, "华为技术"}, {"abc", 1, "…"}, {"abc", 0, ""},
	} {
		if got := Cut(c.in, c.n); got != c.want {
			t.Errorf("Cut(%q, %d) = %q, want %q", c.in, c.n, got, c.want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		in   string
		n    int
		want []string
	}{
		{"one two three", 10, []string{"one two", "three"}},
		{"  a  b  ", 10, []string{"a b"}},
		{"", 10, nil},
		{"averyverylongword x", 10, []string{"averyverylongword", "x"}},
		{"华为技术有限公司 a", 10, []string{"华为技术有", "限公司 a"}},
	} {
		if got := Wrap(c.in, c.n); !slices.Equal(got, c.want) {
			t.Errorf("Wrap(%q, %d) = %q, want %q", c.in, c.n, got, c.want)
		}
	}
}

// Wrapping never loses, adds or reorders a character other than blanks; cutting never exceeds its width.
func TestWrapKeepsText(t *testing.T) {
	noBlanks := func(s string) string { return strings.Join(strings.Fields(s), "") }
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.RuneFrom([]rune("ab c华 为é-.\n"))).Draw(t, "text")
		n := rapid.IntRange(10, 40).Draw(t, "width")
		if got := noBlanks(strings.Join(Wrap(s, n), " ")); got != noBlanks(s) {
			t.Fatalf("Wrap(%q) = %q", s, got)
		}
		if got := Cut(s, n); Columns(got) > n {
			t.Fatalf("Cut(%q, %d) = %q", s, n, got)
		}
	})
}

func TestClean(t *testing.T) {
	if got := Clean("a\x1b[31mred\u202e\nb"); strings.ContainsAny(got, "\x1b\n\u202e") {
		t.Errorf("Clean left %q", got)
	}
}

func TestThousands(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1234: "-1,234"} {
		if got := thousands(n); got != want {
			t.Errorf("thousands(%d) = %s", n, got)
		}
	}
}

func TestDefuse(t *testing.T) {
	for in, want := range map[string]string{"=1+1": "'=1+1", "@x": "'@x", "plain": "plain", "": "", "-1": "'-1"} {
		if got := defuse(in); got != want {
			t.Errorf("defuse(%q) = %q", in, got)
		}
	}
}
