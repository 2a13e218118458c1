package markup

import (
	"bytes"

	"github.com/crossgrant/crossgrant/diag"
)

// skipPast moves behind the next occurrence of what, which may lie far beyond the window. Behind from bytes.
func (s *Scanner) skipPast(from int, what, aside string) bool {
	s.pos += from
	for {
		if i := bytes.Index(s.buf[s.pos:s.end], []byte(what)); i >= 0 {
			s.pos += i + len(what)
			return !s.tooLarge()
		}
		s.pos = max(s.pos, s.end-len(what)+1)
		if s.tooLarge() {
			return false
		}
		if !s.more() {
			s.truncated(aside)
			return false
		}
	}
}

// comment skips a comment. In XML two hyphens stand only at its end.
func (s *Scanner) comment() Kind {
	if s.opt.SGML {
		if !s.skipPast(len(commentOpen), "-->", "a comment") {
			return Done
		}
		return nothing
	}
	if !s.skipPast(len(commentOpen), "--", "a comment") {
		return Done
	}
	switch {
	case !s.need(1):
		s.truncated("a comment")
		return Done
	case s.buf[s.pos] != '>':
		s.fail(diag.RecordDamaged, "two hyphens stand within a comment")
		return Done
	}
	s.pos++
	return nothing
}

// instruction skips a processing instruction, and reads the encoding of an XML declaration.
func (s *Scanner) instruction() Kind {
	end := -1
	for end < 0 {
		if end = bytes.Index(s.buf[s.pos+2:s.end], []byte("?>")); end < 0 && !s.short("a processing instruction") {
			return Done
		}
	}
	b := s.buf[s.pos:s.end]
	end += 2
	i := 2
	for i < end && class[b[i]]&isName != 0 {
		i++
	}
	if !nameOK(b[2:i]) && !s.opt.SGML {
		s.fail(diag.RecordDamaged, "this is not a processing instruction: %s", clip(upTo(b, '>')))
		return Done
	}
	s.pos += end + 2
	if string(b[2:i]) == "xml" {
		if s.declaration(b[i:end]); s.err != nil {
			return Done
		}
	}
	return nothing
}

// cdata reads a CDATA section, or skips it.
func (s *Scanner) cdata(take bool) Kind {
	if !take {
		if !s.skipPast(len(cdataOpen), "]]>", "a CDATA section") {
			return Done
		}
		return nothing
	}
	for {
		b := s.buf[s.pos:s.end]
		if end := bytes.Index(b[len(cdataOpen):], []byte("]]>")); end >= 0 {
			s.raw, s.literal = b[len(cdataOpen):len(cdataOpen)+end], true
			s.pos += len(cdataOpen) + end + 3
			return Text
		}
		if !s.short("a CDATA section") {
			return Done
		}
	}
}

// directive skips a declaration such as <!DOCTYPE … [ … ]>, with the declarations and comments within it. What it
// declares is not used.
func (s *Scanner) directive() Kind {
	if !s.need(3) {
		s.truncated("a declaration")
		return Done
	}
	if c := s.buf[s.pos+2]; (c == '-' || c == '[') && !s.opt.SGML {
		s.fail(diag.RecordDamaged, "this is neither a comment nor a CDATA section: %s", clip(upTo(s.buf[s.pos:s.end], '>')))
		return Done
	}
	s.pos += 3
	var quote byte
	depth := 0
	for {
		if !s.need(1) {
			s.truncated("a declaration")
			return Done
		}
		c := s.buf[s.pos]
		s.pos++
		switch {
		case c == quote:
			quote = 0
		case quote != 0:
		case c == '"' || c == '\'':
			quote = c
		case c == '>' && depth == 0:
			return nothing
		case c == '>':
			depth--
		case c == '<':
			if s.need(3) && string(s.buf[s.pos:s.pos+3]) == "!--" {
				if !s.skipPast(3, "-->", "a comment") {
					return Done
				}
				continue
			}
			depth++
		}
		if s.pos == s.end && s.tooLarge() {
			return Done
		}
	}
}
