package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

func isBlank(r rune) bool { return r == ' ' || unicode.Is(unicode.Zs, r) }

func isBidiControl(r rune) bool {
	return r == 0x061C || r == 0x200E || r == 0x200F || 0x202A <= r && r <= 0x202E || 0x2066 <= r && r <= 0x2069
}

func isHidden(r rune) bool {
	return r != '\t' && (unicode.IsControl(r) || r == 0xFEFF || r == 0x200B || r == 0x2060 || r == 0x00AD || r == 0x2028 || r == 0x2029)
}

func wordStart(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func wordRune(r rune) bool {
	return !fullWidth(r) && (wordStart(r) || unicode.IsMark(r) || r == '-' || r == '.' || r == '/' || r == '_' || r == 0x200C || r == 0x200D)
}

// fullWidth reports punctuation, digits and letters in their full-width form, and the ideographic comma and stop.
func fullWidth(r rune) bool { return 0xFF01 <= r && r <= 0xFF5E || r == '、' || r == '。' }

func narrowRune(r rune) rune {
	switch r {
	case '、':
		return ','
	case '。':
		return '.'
	}
	c, _ := utf8.DecodeRuneInString(width.Narrow.String(string(r)))
	return c
}

func narrowString(s string) string { return strings.Map(narrowRune, s) }

func dateShaped(s string) bool {
	return len(s) == 10 && s[4] == '-' && s[7] == '-' && digitsOnly(s[:4]) && digitsOnly(s[5:7]) && digitsOnly(s[8:])
}

func digitsOnly(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func countryShaped(s string) bool {
	return len(s) == 2 && 'A' <= s[0] && s[0] <= 'Z' && 'A' <= s[1] && s[1] <= 'Z'
}
