package syntax

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/crossgrant/crossgrant/diag"
)

// tokenKind is the shape of a token; what a word means is decided by the key it stands under.
type tokenKind uint8

const (
	tokenEnd tokenKind = iota
	tokenWord
	tokenString
	tokenPunct // , : .. ( ) + % = [ ] { } ;
)

// token is one token of a line. Its text is in NFC; a string's is without quotes.
type token struct {
	kind tokenKind
	text string
	at   diag.Range
}

func (t token) is(word string) bool  { return t.kind == tokenWord && t.text == word }
func (t token) punct(p string) bool  { return t.kind == tokenPunct && t.text == p }
func (t token) isDate() bool         { return t.kind == tokenWord && dateShaped(t.text) }
func (t token) isNumber() bool       { return t.kind == tokenWord && digitsOnly(t.text) }
func (t token) isCountryShape() bool { return t.kind == tokenWord && countryShaped(t.text) }

// String is how messages show the token.
func (t token) String() string {
	switch t.kind {
	case tokenEnd:
		return "the end of the line"
	case tokenString:
		return quote(t.text)
	}
	return "“" + t.text + "”"
}

// line is one line of a fence or a journal.
type line struct {
	number     int
	start, end int // bytes of the line, after the indent of its fence and without its line break
	indent     int // columns of white space in front; -1 for a blank line
	toks       []token
	comment    *Comment
	at         diag.Range    // from the first to the last token
	reported   bool          // a problem was found in it that ends its reading
	problem    *diag.Problem // that problem, until it is reported
	slip       *slip         // the first slip of spelling that reading can go past
	edits      []diag.Edit
}

// slip is a mistake of spelling that has a sure repair.
type slip struct {
	name, summary, detail, says string
	at                          diag.Range
}

func (l *line) blank() bool       { return l.indent < 0 }
func (l *line) commentOnly() bool { return len(l.toks) == 0 && l.comment != nil && !l.reported }

// lexer reads one line.
type lexer struct {
	s   *source
	l   *line
	off int // byte
	col int // column of off, from 1
	end int
}

// lex reads the line src[start:end]. pad is white space that Markdown took off the front beyond whole characters.
func (s *source) lex(start, end, pad int) *line {
	p := s.pos(start)
	l := &line{number: p.Line, start: start, end: end, indent: -1}
	l.at = diag.Range{File: s.path, Start: p, End: p}
	x := &lexer{s: s, l: l, off: start, col: p.Column, end: end}
	if !x.admit() {
		return l
	}
	l.indent = pad
	for x.off < x.end {
		r, n := x.peek()
		if r == '\t' {
			x.slip(diag.Tab, "a tab in front of the line", "Lines are indented with spaces, so that everyone sees the same columns.", "write spaces", n, "  ")
			l.indent += 2
		} else if isBlank(r) {
			x.advance(n)
			l.indent++
		} else {
			break
		}
	}
	if x.off == x.end {
		l.indent = -1
		return l
	}
	for x.off < x.end && x.token() {
	}
	if n := len(l.toks); n > 0 {
		l.at = through(l.toks[0].at, l.toks[n-1].at)
	}
	return l
}

// admit checks what no line may hold: too many bytes, bytes that are no UTF-8, characters that hide.
func (x *lexer) admit() bool {
	if n := x.end - x.off; n > MaxLine {
		x.l.indent = x.leading()
		x.l.reported = x.l.reported || x.s.longReported
		x.fail(diag.LineTooLong, diag.Range{File: x.s.path, Start: x.place(), End: x.place()},
			fmt.Sprintf("the line has %d bytes; %d are read", n, MaxLine),
			"The line was passed over. Continue a long value on the next line, indented deeper; bring bulk data in as tables.", nil)
		return false
	}
	text := x.s.src[x.off:x.end]
	col := x.col
	for k := 0; k < len(text); {
		r, n := utf8.DecodeRune(text[k:])
		at := func() diag.Range {
			return diag.Range{File: x.s.path, Start: diag.Pos{Line: x.l.number, Column: col, Byte: x.off + k}, End: diag.Pos{Line: x.l.number, Column: col + 1, Byte: x.off + k + n}}
		}
		switch {
		case r == utf8.RuneError && n == 1:
			x.l.indent = x.leading()
			x.fail(diag.InvalidUTF8, at(), fmt.Sprintf("the byte %#02x is not UTF-8", text[k]),
				"The line was passed over. Save the file as UTF-8; in an older encoding (GBK, Latin-1) the letters cannot be told apart.", nil)
			return false
		case isBidiControl(r):
			x.l.indent = x.leading()
			x.fail(diag.BidiControl, at(), fmt.Sprintf("an invisible control of writing direction (U+%04X)", r),
				"Such a character can make a line read otherwise than it is computed; the line was passed over. Delete the character.",
				&diag.Fix{Says: "delete it", Edits: []diag.Edit{{Range: at()}}})
			return false
		case isHidden(r):
			x.l.indent = x.leading()
			x.fail(diag.ControlCharacter, at(), fmt.Sprintf("an invisible character (U+%04X)", r),
				"It cannot be seen and changes how the line is read; the line was passed over. Delete the character.",
				&diag.Fix{Says: "delete it", Edits: []diag.Edit{{Range: at()}}})
			return false
		}
		k += n
		col++
	}
	return true
}

// leading counts the white space in front of a line that is not read, so that it keeps its place in its block.
func (x *lexer) leading() int {
	n := 0
	for _, r := range string(x.s.src[x.off:min(x.end, x.off+64)]) {
		if r != '\t' && !isBlank(r) {
			break
		}
		n++
	}
	return n
}

func (x *lexer) peek() (rune, int) { return utf8.DecodeRune(x.s.src[x.off:x.end]) }
func (x *lexer) place() diag.Pos   { return diag.Pos{Line: x.l.number, Column: x.col, Byte: x.off} }

// advance moves over one character of n bytes.
func (x *lexer) advance(n int) { x.off += n; x.col++ }

// run moves over n bytes and returns their range.
func (x *lexer) run(n int) diag.Range {
	a := x.place()
	x.col += utf8.RuneCount(x.s.src[x.off : x.off+n])
	x.off += n
	return diag.Range{File: x.s.path, Start: a, End: x.place()}
}

// fail reports a problem that ends the reading of the line.
func (x *lexer) fail(name string, at diag.Range, summary, detail string, fix *diag.Fix) {
	if !x.l.reported {
		x.l.reported = true
		x.l.problem = &diag.Problem{Name: name, Severity: diag.Error, Summary: summary, Detail: detail, Subject: at, Fix: fix}
	}
}

// say reports the problem that lexing found in a line, under the clause path of where it stands.
func (s *source) say(l *line, path string) {
	if l.problem != nil {
		l.problem.Clause = path
		s.report(*l.problem)
		l.problem = nil
	}
}

// slip moves over n bytes that are to be written otherwise.
func (x *lexer) slip(name, summary, detail, says string, n int, repl string) diag.Range {
	at := x.run(n)
	x.l.note(slip{name, summary, detail, says, at}, diag.Edit{Range: at, New: repl})
	return at
}

// note keeps the first slip and every repair.
func (l *line) note(s slip, edits ...diag.Edit) {
	if l.slip == nil {
		l.slip = &s
	}
	l.edits = append(l.edits, edits...)
}

func (x *lexer) add(kind tokenKind, text string, at diag.Range) {
	if !norm.NFC.IsNormalString(text) {
		text = norm.NFC.String(text)
	}
	x.l.toks = append(x.l.toks, token{kind, text, at})
}

// token reads one token; false ends the line.
func (x *lexer) token() bool {
	r, n := x.peek()
	switch {
	case isBlank(r):
		x.advance(n)
	case r == '\t' && len(bytes.TrimFunc(x.s.src[x.off:x.end], func(r rune) bool { return r == '\t' || isBlank(r) })) == 0:
		return false // at the end of a line nobody sees it, and it means nothing
	case r == '\t':
		x.slip(diag.Tab, "a tab in the line", "Words are separated by spaces, so that everyone sees the same columns.", "write a space", n, " ")
	case r == '#' && x.afterBlank():
		x.comment()
		return false
	case r == '"' || r == '“' || r == '”' || r == '„' || r == '«':
		return x.str(r, n)
	case r == '\'' || r == '‘' || r == '‚':
		return x.single(r, n)
	case r == '＂':
		x.slip(diag.FullWidth, "a full-width quotation mark", fullWidthDetail, "write \"", n, "\"")
	case r == '.':
		x.dots()
	case r == '…':
		at := x.slip(diag.UnexpectedCharacter, "an ellipsis", "A period is written with two dots: 2023-09-13 .. 2028-09-12.", "write ..", n, "..")
		x.add(tokenPunct, "..", at)
	case strings.ContainsRune(",:()+%=[]{};", r):
		text := string(r)
		if r == '=' && strings.HasPrefix(string(x.s.src[x.off:min(x.end, x.off+2)]), "==") {
			n = 2
		}
		x.add(tokenPunct, text, x.run(n))
	case r == '§':
		x.advance(n) // "§ 2.1" says the same as "2.1"
	case r == '–' || r == '—' || r == '-':
		x.dash(n)
	case fullWidth(r):
		x.narrow(r, n)
	case wordStart(r):
		x.word()
	default:
		x.unexpected(r, n)
		return false
	}
	return true
}

const fullWidthDetail = "Outside quotes the language is written in ordinary (half-width) characters; inside quotes any character stands."

func (x *lexer) afterBlank() bool {
	if x.off == x.l.start {
		return true
	}
	r, _ := utf8.DecodeLastRune(x.s.src[x.l.start:x.off])
	return isBlank(r) || r == '\t'
}

func (x *lexer) comment() {
	raw := x.s.src[x.off:x.end]
	text := strings.TrimFunc(string(raw[1:]), func(r rune) bool { return isBlank(r) || r == '\t' })
	at := x.run(len(raw))
	x.l.comment = &Comment{Text: text, At: at}
	if len(x.l.toks) == 0 {
		x.l.at = at
	}
}

// str reads a quoted string. Straight quotes are doubled inside; typographic ones close at their partner, and a
// string opened by one kind may be closed by the other when its own is missing (autocorrection does this).
func (x *lexer) str(open rune, n int) bool {
	rest := string(x.s.src[x.off+n : x.end])
	var closers string
	switch open {
	case '"':
		if text, used, ok := straight(rest); ok {
			x.add(tokenString, text, x.run(n+used))
			return true
		}
		closers = "”“"
	case '“':
		closers = "”"
	case '„':
		closers = "“”"
	case '”':
		closers = "”"
	case '«':
		closers = "»"
	}
	for _, cs := range []string{closers, "\"”“"} {
		if k := strings.IndexAny(rest, cs); k >= 0 {
			_, m := utf8.DecodeRuneInString(rest[k:])
			x.add(tokenString, rest[:k], x.run(n+k+m))
			return true
		}
	}
	at := x.run(n)
	x.fail(diag.UnclosedQuote, at, "the quotation is opened here and not closed on this line",
		"A quoted term stands on one line and ends with a quotation mark; a quotation mark inside it is doubled.", nil)
	x.run(x.end - x.off)
	return false
}

// straight reads up to the closing straight quote and returns the text, with doubled quotes single, and the bytes used.
func straight(rest string) (text string, used int, ok bool) {
	var b strings.Builder
	for k := 0; ; {
		q := strings.IndexByte(rest[k:], '"')
		if q < 0 {
			return "", 0, false
		}
		b.WriteString(rest[k : k+q])
		k += q + 1
		if k < len(rest) && rest[k] == '"' {
			b.WriteByte('"')
			k++
			continue
		}
		return b.String(), k, true
	}
}

// single answers 'LTE'.
func (x *lexer) single(open rune, n int) bool {
	rest := string(x.s.src[x.off+n : x.end])
	k := strings.IndexAny(rest, map[rune]string{'\'': "'", '‘': "’'", '‚': "‘’'"}[open])
	if k < 0 || strings.ContainsRune(rest[:k], '"') {
		x.fail(diag.SingleQuotes, x.run(n), "a single quotation mark", "Names with other characters than letters, digits, - . / _ go in double quotes: \"O'Neil Ltd\".", nil)
		return false
	}
	_, m := utf8.DecodeRuneInString(rest[k:])
	at := x.slip(diag.SingleQuotes, "single quotation marks", "Terms and texts stand in double quotes.", "write "+quote(rest[:k]), n+k+m, quote(rest[:k]))
	x.add(tokenString, rest[:k], at)
	return true
}

// dots reads ".." and answers "..." and a stray full stop.
func (x *lexer) dots() {
	n := 0
	for x.off+n < x.end && x.s.src[x.off+n] == '.' {
		n++
	}
	switch {
	case n == 2:
		x.add(tokenPunct, "..", x.run(2))
	case n > 2:
		at := x.slip(diag.UnexpectedCharacter, fmt.Sprintf("%d dots in a row", n), "A period is written with two dots: 2023-09-13 .. 2028-09-12.", "write ..", n, "..")
		x.add(tokenPunct, "..", at)
	default:
		x.slip(diag.UnexpectedCharacter, "a full stop", "A line of the language ends without a full stop.", "delete it", 1, "")
	}
}

// dash answers a dash that stands alone: between two dates it means a period.
func (x *lexer) dash(n int) {
	if k := len(x.l.toks); k > 0 && x.l.toks[k-1].isDate() {
		at := x.slip(diag.UnexpectedCharacter, "a dash between dates", "A period is written with two dots; both days are included.", "write ..", n, "..")
		x.add(tokenPunct, "..", at)
		return
	}
	x.slip(diag.UnexpectedCharacter, "a dash that joins nothing", "A dash stands inside a name (hw-xm); a list is written with commas on one line.", "delete it", n, "")
}

// narrow answers full-width punctuation, digits and letters.
func (x *lexer) narrow(r rune, n int) {
	text := string(x.s.src[x.off:x.end])
	k := 0
	for k < len(text) {
		c, m := utf8.DecodeRuneInString(text[k:])
		if !fullWidth(c) || c == '＂' {
			break
		}
		if k > 0 && (wordStart(narrowRune(c)) != wordStart(narrowRune(r))) {
			break
		}
		k += m
		if !wordStart(narrowRune(r)) {
			break
		}
	}
	half := narrowString(text[:k])
	at := x.slip(diag.FullWidth, fmt.Sprintf("full-width “%s”", text[:k]), fullWidthDetail, "write "+half, k, half)
	switch {
	case wordStart(narrowRune(r)):
		x.addWord(half, at)
	case strings.Contains(",:()+%=[]{};", half):
		x.add(tokenPunct, half, at)
	}
}

// addWord adds a word, or joins it to the word it touches ("2０23").
func (x *lexer) addWord(text string, at diag.Range) {
	if k := len(x.l.toks); k > 0 && x.l.toks[k-1].kind == tokenWord && x.l.toks[k-1].at.End.Byte == at.Start.Byte {
		x.l.toks[k-1].text += text
		x.l.toks[k-1].at.End = at.End
		return
	}
	x.add(tokenWord, text, at)
}

// word reads letters, digits and - . / _; parentheses that close within the word belong to it: 2.2(a)(i).
func (x *lexer) word() {
	b := x.s.src[x.off:x.end]
	k := 0
	for k < len(b) {
		r, n := utf8.DecodeRune(b[k:])
		if r == '.' && k+1 < len(b) && b[k+1] == '.' {
			break
		}
		if r == '(' {
			m := closing(b[k:])
			if m == 0 {
				break
			}
			k += m
			continue
		}
		if !wordRune(r) {
			break
		}
		k += n
	}
	for k > 1 && b[k-1] == '.' {
		k--
	}
	x.addWord(string(b[:k]), x.run(k))
}

// closing returns the length of a parenthesis of word characters at the start of b, or 0.
func closing(b []byte) int {
	for k := 1; k < len(b); {
		r, n := utf8.DecodeRune(b[k:])
		switch {
		case r == ')':
			if k == 1 {
				return 0
			}
			return k + 1
		case !wordRune(r):
			return 0
		}
		k += n
	}
	return 0
}

func (x *lexer) unexpected(r rune, n int) {
	detail := "Names with other characters than letters, digits, - . / _ go in quotes: \"AT&T\"."
	switch r {
	case '$', '€', '£', '¥':
		detail = "Amounts of money begin with the currency's ISO code: USD 5,000,000, EUR, GBP, CNY. This version does not read them yet; a price is paid-up, royalty, FRAND or not stated."
	case '<', '>':
		detail = "Comparisons are written in words: `before 2023-09-13`, `after 2023-09-13`, `over 50%`, `at least 50%`."
	case '|':
		detail = "Alternatives inside a line are joined by `, or`; what must hold besides goes on a line of its own."
	case '!':
		detail = "Negation is written `not` in front of the test."
	case '*', '`':
		detail = "Inside a grant block nothing is Markdown; delete the mark."
	}
	at := x.run(n)
	x.fail(diag.UnexpectedCharacter, at, fmt.Sprintf("the character %q has no meaning here", r), detail, nil)
	x.run(x.end - x.off)
}
