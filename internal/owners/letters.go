package owners

import (
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// overLetter is how the United States office writes a letter that its character set lacks: {umlaut over (a)}.
var overLetter = regexp.MustCompile(`\{[A-Za-z ]{1,30} over \((.{0,4})\)\}`)

// mend undoes what is certainly damage: entities of markup, the notation of accents, text in UTF-8 that was read as
// Latin-1, invisible characters, and quotation marks around the whole.
func mend(s string) string {
	if strings.Contains(s, "{") {
		s = overLetter.ReplaceAllString(s, "$1")
	}
	if strings.Contains(s, "&") && strings.Contains(s, ";") {
		s = html.UnescapeString(s)
	}
	if !ascii(s) {
		s = readAgain(s)
	}
	s = strings.Map(func(c rune) rune {
		switch {
		case c == '\t' || c == '\n' || c == '\r' || c == '\u00a0':
			return ' '
		case c < ' ' || c == 0x7f || unicode.Is(unicode.Cf, c):
			return -1
		}
		return c
	}, s)
	s = strings.TrimSpace(s)
	for len(s) > 1 {
		t := strings.TrimSpace(strings.Trim(s, `"“”„«»`))
		if t == s || t == "" {
			break
		}
		s = t
	}
	return s
}

// readAgain reads text as UTF-8 whose bytes were taken for Latin-1, if that is what it can be: "ZÃ¼rich".
func readAgain(s string) string {
	b := make([]byte, 0, len(s))
	for _, c := range s {
		if c > 0xff {
			return s
		}
		b = append(b, byte(c))
	}
	if !utf8.Valid(b) {
		return s
	}
	return string(b)
}

// fold brings letters to small ones.
func fold(s string) string {
	if ascii(s) {
		return strings.ToLower(s)
	}
	// Lower case comes last because Cherokee folds to capitals.
	return norm.NFKC.String(strings.ToLower(cases.Fold().String(s)))
}

// letters are Latin letters that do not come apart into a letter and an accent.
var letters = map[rune]string{
	'ø': "o", 'Ø': "O", 'ł': "l", 'Ł': "L", 'đ': "d", 'Đ': "D", 'ð': "d", 'Ð': "D", 'þ': "th", 'Þ': "Th", 'æ': "ae", 'Æ': "Ae",
	'œ': "oe", 'Œ': "Oe", 'ı': "i", 'ħ': "h", 'Ħ': "H", 'ŧ': "t", 'Ŧ': "T", 'ß': "ss", 'ẞ': "SS", 'ŋ': "n",
}

// plainLetters takes accents off Latin letters. Those of other scripts tell letters apart and stay.
func plainLetters(s string) string {
	var b strings.Builder
	latin := false
	for _, c := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, c):
			if latin {
				continue
			}
			b.WriteRune(c)
		case letters[c] != "":
			latin = true
			b.WriteString(letters[c])
		default:
			latin = unicode.Is(unicode.Latin, c)
			b.WriteRune(c)
		}
	}
	return norm.NFC.String(b.String())
}

// withoutCountry takes the code of a country in square brackets off the end.
func withoutCountry(s string) string {
	t := strings.TrimRight(s, " ")
	n := len(t)
	if n > 4 && t[n-1] == ']' && t[n-4] == '[' && asciiLetter(t[n-2]) && asciiLetter(t[n-3]) {
		return strings.TrimRight(t[:n-4], " ")
	}
	return s
}

func asciiLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// articleInFront puts an article in front that stands behind a comma: "Boeing Company, The".
func articleInFront(s string) string {
	t := strings.TrimRight(s, " .)")
	if len(t) < 6 || !strings.EqualFold(t[len(t)-3:], "the") {
		return s
	}
	rest := strings.TrimRight(t[:len(t)-3], " ")
	if !strings.HasSuffix(rest, ",") && !strings.HasSuffix(rest, "(") {
		return s
	}
	return "the " + strings.TrimRight(rest, " ,(")
}

// ideographs reports whether a letter belongs to a script that is written without blanks between words, or with blanks
// that mean nothing.
func ideographs(c rune) bool {
	return unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) || c == 'ー'
}

// split takes a name apart into words.
func split(s string, skip ruleSet) []string {
	if skip.has(Punctuation) {
		words := strings.Fields(s)
		for i, w := range words {
			if w == "&" && !skip.has(Ampersand) {
				words[i] = "and"
			}
		}
		return words
	}
	var out []string
	var b strings.Builder
	end := func() {
		if b.Len() > 0 {
			out = append(out, b.String())
			b.Reset()
		}
	}
	rs := []rune(s)
	last := rune(0) // the letter before
	for i, c := range rs {
		switch {
		case c == '&', c == '+' && b.Len() == 0 && (i+1 == len(rs) || rs[i+1] == ' '):
			end()
			if skip.has(Ampersand) {
				out = append(out, string(c))
			} else {
				out = append(out, "and")
			}
		case unicode.IsLetter(c), unicode.IsNumber(c), unicode.IsMark(c), c == '+', c == '#', c == '@', c == '%':
			b.WriteRune(c)
			last = c
		case c == '\'', c == '’', c == '‘', c == '`', c == '´', c == '・', c == '·', c == '‧':
		case c == '.' && initial(rs, i):
		case c != ',' && c != '、' && c != ';' && ideographs(last) && nextIdeograph(rs[i+1:]):
		default:
			end()
			last = 0
		}
	}
	end()
	return out
}

// nextIdeograph reports whether the next letter is one, with nothing but blanks and brackets before it.
func nextIdeograph(rs []rune) bool {
	for _, c := range rs {
		switch {
		case ideographs(c):
			return true
		case c != ' ' && c != '(' && c != ')' && c != '-':
			return false
		}
	}
	return false
}

// initial reports whether a full stop stands between single letters, or ends one: it joins them, h.k. is hk. Any other
// full stop separates, co.ltd is co ltd.
func initial(rs []rune, i int) bool {
	letter := func(j int) bool { return j >= 0 && j < len(rs) && unicode.IsLetter(rs[j]) }
	return letter(i-1) && !letter(i-2) && letter(i+1) && !letter(i+2)
}

// joinInitials joins single Latin letters that follow each other.
func joinInitials(words []string) []string {
	out := words[:0]
	run := false // the last word of out is made of single letters
	for _, w := range words {
		single := len(w) == 1 && asciiLetter(w[0])
		if single && run {
			out[len(out)-1] += w
			continue
		}
		out = append(out, w)
		run = single
	}
	return out
}
