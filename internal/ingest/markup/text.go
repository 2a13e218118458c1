package markup

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/crossgrant/crossgrant/diag"
)

// mostFlaws is how many flaws of one record are listed.
const mostFlaws = 20

// Flaws lists what was wrong with text that was taken since the record began: entities that are not known and stay as
// written, bytes that are not UTF-8 and characters that XML does not allow, which become U+FFFD. It lists the first twenty.
func (s *Scanner) Flaws() []Error { return s.flaws }

func (s *Scanner) flaw(name, says string) {
	if len(s.flaws) < mostFlaws {
		s.flaws = append(s.flaws, Error{Name: name, Line: s.Line(), Says: says})
	}
}

// appendText appends a stretch of text with its entities read. Collapsed, blanks and line ends become one blank, and none
// at the beginning.
func (s *Scanner) appendText(out, run []byte, collapse, literal bool) []byte {
	plain := uint8(isKept)
	if collapse {
		plain = isPlain
	}
	for len(run) > 0 {
		n := 0
		for n < len(run) && class[run[n]]&plain != 0 {
			n++
		}
		out = append(out, run[:n]...)
		if run = run[n:]; len(run) == 0 {
			break
		}
		switch c := run[0]; {
		case class[c]&isSpace != 0 && collapse:
			out = blank(out)
			run = run[1:]
		case c == '\r':
			out = append(out, '\n')
			if run = run[1:]; len(run) > 0 && run[0] == '\n' {
				run = run[1:]
			}
		case c == '&' && !literal:
			out, run = s.appendEntity(out, run, collapse)
		case c == '&':
			out = append(out, c)
			run = run[1:]
		case c == ']':
			if !literal && !s.opt.SGML && bytes.HasPrefix(run, []byte("]]>")) {
				s.flaw(diag.RecordDamaged, "]]> stands outside a CDATA section")
			}
			out = append(out, c)
			run = run[1:]
		default:
			r, size := utf8.DecodeRune(run)
			out = s.appendRune(out, r, size)
			run = run[size:]
		}
	}
	return out
}

// blank appends one blank, except at the beginning and behind another.
func blank(out []byte) []byte {
	if len(out) == 0 || out[len(out)-1] == ' ' {
		return out
	}
	return append(out, ' ')
}

// appendRune appends a character that was read from size bytes, or 0 when from a number, and U+FFFD for what is none.
func (s *Scanner) appendRune(out []byte, r rune, size int) []byte {
	switch {
	case r == utf8.RuneError && size == 1:
		s.flaw(diag.RecordEncoding, "these bytes are not UTF-8, which the file says it is written in; they stand as �")
	case r < ' ' && r != '\t' && r != '\n' && r != '\r', r == 0xFFFE, r == 0xFFFF:
		s.flaw(diag.RecordDamaged, "the character U+"+strconv.FormatInt(int64(r), 16)+" may not stand in XML; it stands as �")
		r = utf8.RuneError
	}
	return utf8.AppendRune(out, r)
}

// longestEntity is how far a semicolon is looked for.
const longestEntity = 64

// appendEntity reads the entity at the beginning of run and returns what follows it.
func (s *Scanner) appendEntity(out, run []byte, collapse bool) (text, rest []byte) {
	end := bytes.IndexByte(run[:min(len(run), longestEntity)], ';')
	if end < 0 {
		if !s.opt.SGML {
			s.flaw(diag.RecordEntity, "an ampersand begins no entity; written &amp; it would be right; it stays as it is")
		}
		return append(out, '&'), run[1:]
	}
	name, rest := run[1:end], run[end+1:]
	if len(name) > 1 && name[0] == '#' {
		if r, ok := number(name[1:]); ok {
			if collapse && (r == ' ' || r == '\n' || r == '\t' || r == '\r') {
				return blank(out), rest
			}
			return s.appendRune(out, r, 0), rest
		}
	}
	if text, ok := entities[string(name)]; ok {
		return append(out, text...), rest
	}
	if s.opt.SGML && !nameOK(name) { // an ampersand of the text
		return append(out, '&'), run[1:]
	}
	s.flaw(diag.RecordEntity, "the entity &"+clip(name)+"; is not one of XML or ISO, and declarations are not expanded; it stays as written")
	return append(out, run[:end+1]...), rest
}

// number is the character of "8217" or "x2019".
func number(b []byte) (rune, bool) {
	base := 10
	if b[0] == 'x' {
		base, b = 16, b[1:]
	}
	n, err := strconv.ParseUint(string(b), base, 32)
	if err != nil || n > utf8.MaxRune || n >= 0xD800 && n < 0xE000 {
		return 0, false
	}
	return rune(n), true
}
