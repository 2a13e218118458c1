package present

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// Columns is the number of terminal columns the text takes: wide characters count double, combining marks and escape
// sequences count nothing.
func Columns(text string) int {
	n := 0
	for i := 0; i < len(text); {
		if text[i] == 0x1b {
			i += escape(text[i:])
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		n += runeColumns(r)
		i += size
	}
	return n
}

// escape is the length of the ANSI colour sequence that text begins with, at least 1.
func escape(text string) int {
	if len(text) < 2 || text[1] != '[' {
		return 1
	}
	for i := 2; i < len(text); i++ {
		if text[i] >= '@' && text[i] <= '~' {
			return i + 1
		}
	}
	return len(text)
}

func runeColumns(r rune) int {
	switch {
	case r < 0x20 || r == 0x7f:
		return 0
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// Clean makes text that came from outside harmless on a terminal: control characters, which could move the cursor or
// recolour the page, become the replacement character, and line ends become blanks.
func Clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
			return utf8.RuneError
		}
		return r
	}, text)
}

// Cut shortens text to at most n columns, marking the cut with an ellipsis.
func Cut(text string, n int) string {
	if Columns(text) <= n {
		return text
	}
	if n <= 1 {
		return strings.Repeat("…", max(n, 0))
	}
	used := 0
	for i, r := range text {
		w := runeColumns(r)
		if used+w > n-1 {
			return strings.TrimRight(text[:i], " ") + "…"
		}
		used += w
	}
	return text
}

// Wrap breaks text into lines of at most n columns at blanks, and between wide characters, which need no blank. A word
// that is longer than a line stands on a line of its own.
func Wrap(text string, n int) []string {
	n = max(n, 10)
	var lines []string
	line, used := "", 0
	flush := func() {
		if line != "" {
			lines = append(lines, line)
		}
		line, used = "", 0
	}
	for _, word := range strings.Fields(text) {
		for _, piece := range breakable(word, n) {
			w := Columns(piece.text)
			gap := 0
			if piece.blank && line != "" {
				gap = 1
			}
			if used+gap+w > n {
				flush()
				gap = 0
			}
			if gap == 1 {
				line += " "
			}
			line += piece.text
			used += gap + w
		}
	}
	flush()
	return lines
}

type piece struct {
	text  string
	blank bool // a blank stands before it
}

// breakable splits a word between wide characters when it would not fit a line.
func breakable(word string, n int) []piece {
	if Columns(word) <= n || !strings.ContainsFunc(word, func(r rune) bool { return runeColumns(r) == 2 }) {
		return []piece{{word, true}}
	}
	var out []piece
	for _, r := range word {
		out = append(out, piece{string(r), len(out) == 0})
	}
	return out
}
