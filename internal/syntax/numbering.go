package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// numbering turns the literal markers of clauses into full numbers: "(a)" below 2.1 is 2.1(a), "(i)" below that
// 2.1(a)(i).
type numbering struct {
	base  string
	marks []string // markers in parentheses, outermost first: "a", "i"
}

// set begins anew with a number that stands in full: "2.2(a)".
func (n *numbering) set(number string) {
	base, rest, _ := strings.Cut(number, "(")
	n.base, n.marks = base, nil
	for rest != "" {
		var mark string
		mark, rest, _ = strings.Cut(rest, ")")
		n.marks = append(n.marks, mark)
		rest = strings.TrimPrefix(rest, "(")
	}
}

// next returns the full number of a marker: "2.1", "10", "(a)", "2.2(a)".
func (n *numbering) next(marker string) string {
	if !strings.HasPrefix(marker, "(") {
		n.set(marker)
		return marker
	}
	marks := strings.FieldsFunc(marker, func(r rune) bool { return r == '(' || r == ')' })
	for k, m := range marks {
		if k > 0 {
			n.marks = append(n.marks, m)
			continue
		}
		level := n.level(m)
		n.marks = append(n.marks[:level:level], m)
	}
	return n.base + "(" + strings.Join(n.marks, ")(") + ")"
}

// level finds the depth at which a marker stands: where it follows the last marker of that depth, else one deeper.
func (n *numbering) level(m string) int {
	for k := len(n.marks) - 1; k >= 0; k-- {
		if follows(n.marks[k], m) {
			return k
		}
	}
	if m == "a" || m == "i" || m == "1" || m == "A" || m == "I" || len(n.marks) == 0 {
		return len(n.marks)
	}
	for k := len(n.marks) - 1; k >= 0; k-- {
		if style(n.marks[k]) == style(m) {
			return k
		}
	}
	return len(n.marks) - 1
}

func style(m string) int {
	switch r, _ := utf8.DecodeRuneInString(m); {
	case unicode.IsDigit(r):
		return 0
	case unicode.IsUpper(r):
		return 1
	}
	return 2
}

// follows reports whether b is the next marker after a: b after a, iv after iii, 3 after 2, aa after z.
func follows(a, b string) bool {
	if len(a) == 1 && len(b) == 1 && a[0]+1 == b[0] && style(a) == style(b) {
		return true
	}
	if style(a) != style(b) {
		return false
	}
	if style(a) == 0 {
		return number(b) == number(a)+1 && number(a) >= 0
	}
	x, y := roman(strings.ToLower(a)), roman(strings.ToLower(b))
	return x > 0 && y == x+1 || a == "z" && b == "aa"
}

func number(s string) int {
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' || n > 10_000 {
			return -2
		}
		n = n*10 + int(r-'0')
	}
	return n
}

// roman is the value of a Roman numeral up to 39, or 0.
func roman(s string) int {
	n := 0
	for strings.HasPrefix(s, "x") && n < 30 {
		n, s = n+10, s[1:]
	}
	if s == "" {
		return n
	}
	for k, w := range []string{"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"} {
		if s == w {
			return n + k + 1
		}
	}
	return 0
}

// paragraphNumber cuts a clause number off the front of a paragraph: "2.1 Huawei grants", "(a) to make". A bare
// integer is not taken for one: paragraphs begin with years and amounts.
func paragraphNumber(s string) (number, rest string) {
	word, rest, _ := strings.Cut(s, " ")
	word = strings.TrimLeft(word, "§")
	if word == "" {
		word, rest, _ = strings.Cut(rest, " ")
	}
	word = strings.TrimSuffix(strings.TrimSuffix(word, "."), ":")
	if strings.HasPrefix(word, "(") {
		if marks(word) {
			return word, strings.TrimSpace(rest)
		}
		return "", s
	}
	if !clauseNumber(word) || !strings.ContainsAny(word, ".(") {
		return "", s
	}
	return word, strings.TrimSpace(rest)
}

// headingNumber cuts a clause number off a heading: "2 Grants", "Article 3 Grant", "2.1. Grant", "The patent is sold
// (6.2)".
func headingNumber(s string) (number, rest string) {
	word, rest, _ := strings.Cut(s, " ")
	switch strings.ToLower(word) {
	case "article", "section", "clause", "§", "art.", "sec.":
		if w, r, _ := strings.Cut(rest, " "); clauseNumber(strings.TrimRight(w, ".:")) {
			return strings.TrimRight(w, ".:"), heading(r)
		}
	}
	if w := strings.TrimLeft(strings.TrimRight(word, ".:)"), "§"); clauseNumber(w) {
		return w, heading(rest)
	}
	if w := strings.TrimRight(word, ".:"); strings.Contains(w, "(") && clauseNumber(w) {
		return w, heading(rest)
	}
	if k := strings.LastIndex(s, " ("); k >= 0 && strings.HasSuffix(s, ")") {
		w := s[k+2 : len(s)-1]
		if clauseNumber(w) && strings.ContainsAny(w, ".(") && !strings.Contains(s[:k], "(") {
			return w, strings.TrimSpace(s[:k])
		}
	}
	return "", s
}

func heading(s string) string { return strings.TrimSpace(strings.TrimLeft(s, "–—-: ")) }

// clauseNumber reports whether the word is digits of at most three, joined by points, then markers in parentheses.
func clauseNumber(w string) bool {
	digits, rest, paren := strings.Cut(w, "(")
	if digits == "" || len(w) > 40 {
		return false
	}
	for part := range strings.SplitSeq(digits, ".") {
		if !digitsOnly(part) || len(part) > 3 {
			return false
		}
	}
	return !paren || marks("("+rest)
}

// marks reports whether the word is "(a)" or "(a)(i)".
func marks(w string) bool {
	if len(w) > 40 {
		return false
	}
	for w != "" {
		inner, rest, ok := strings.Cut(w[1:], ")")
		if !ok || inner == "" || len(inner) > 5 || w[0] != '(' {
			return false
		}
		for _, r := range inner {
			if r > 'z' || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				return false
			}
		}
		if style(inner) != 0 && len(inner) > 1 && roman(strings.ToLower(inner)) == 0 && strings.Trim(inner, inner[:1]) != "" {
			return false // a word in parentheses
		}
		w = rest
	}
	return true
}

// plainText takes the marks of Markdown out of literal text: emphasis, code, links, escapes.
func plainText(s string) string {
	if !strings.ContainsAny(s, "*_`[\\<&") {
		return strings.Join(strings.Fields(s), " ")
	}
	var b strings.Builder
	for k := 0; k < len(s); k++ {
		switch c := s[k]; c {
		case '\\':
			if k+1 < len(s) && isPunct(s[k+1]) {
				k++
				b.WriteByte(s[k])
				continue
			}
			b.WriteByte(c)
		case '*', '`':
		case '_':
			if k > 0 && k+1 < len(s) && alnum(s[k-1]) && alnum(s[k+1]) {
				b.WriteByte(c)
			}
		case '[':
		case ']':
			if k+1 < len(s) && s[k+1] == '(' {
				if end := strings.IndexByte(s[k:min(len(s), k+2048)], ')'); end > 0 {
					k += end
				}
			}
		default:
			b.WriteByte(c)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func isPunct(c byte) bool { return c > ' ' && c < 0x7F && !alnum(c) }

func alnum(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= 0x80
}
