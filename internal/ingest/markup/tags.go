package markup

import (
	"bytes"

	"github.com/crossgrant/crossgrant/diag"
)

// Kind is what [Scanner.Next] found.
type Kind uint8

// The kinds of token. Done is the end of the stream, or an error.
const (
	Done Kind = iota
	Start
	End
	Text
	nothing // a comment, an instruction, a declaration
)

// attr is an attribute of the tag just read.
type attr struct{ name, value []byte } // into buf

// What a byte can be.
const (
	isSpace = 1 << iota // blank, tab, line end
	isFirst             // may begin a name
	isName              // may stand in a name
	isPlain             // is text as it stands, also where blanks are made one
	isKept              // is text as it stands where they are not
)

var class = func() (t [256]uint8) {
	for c := range 256 {
		switch {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			t[c] = isSpace | isKept
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':':
			t[c] = isFirst | isName | isPlain | isKept
		case c >= '0' && c <= '9' || c == '-' || c == '.':
			t[c] = isName | isPlain | isKept
		case c >= 0x80:
			t[c] = isFirst | isName
		case c > ' ' && c != '&' && c != ']':
			t[c] = isPlain | isKept
		}
	}
	t['\r'] = isSpace
	return t
}()

// tag reads to the next tag and drops the text before it.
func (s *Scanner) tag() Kind {
	for s.err == nil {
		if s.pending {
			s.pending = false
			s.pop()
			return End
		}
		i := bytes.IndexByte(s.buf[s.pos:s.end], '<')
		if i < 0 {
			s.pos = s.end
			if s.tooLarge() {
				return Done
			}
			if !s.more() {
				s.ended()
				return Done
			}
			continue
		}
		s.pos += i
		if k := s.markup(false); k != nothing && k != Text {
			return k
		}
	}
	return Done
}

// ended is called at the end of the stream.
func (s *Scanner) ended() {
	switch {
	case s.err != nil:
	case len(s.open) > 0:
		s.truncated("the text")
	default:
		s.err = s.inErr
	}
}

// markup reads what begins with the < at pos. A CDATA section is read only where the text is taken.
func (s *Scanner) markup(take bool) Kind {
	s.attrs = s.attrs[:0]
	if !s.need(2) {
		s.truncated("a tag")
		return Done
	}
	switch s.buf[s.pos+1] {
	case '/':
		return s.endTag()
	case '?':
		return s.instruction()
	case '!':
		s.need(len(cdataOpen))
		switch b := s.buf[s.pos:s.end]; {
		case bytes.HasPrefix(b, commentOpen):
			return s.comment()
		case bytes.HasPrefix(b, cdataOpen):
			return s.cdata(take)
		}
		return s.directive()
	}
	return s.startTag()
}

var (
	commentOpen = []byte("<!--")
	cdataOpen   = []byte("<![CDATA[")
)

func (s *Scanner) startTag() Kind {
	if s.tooLarge() {
		return Done
	}
	for {
		b := s.buf[s.pos:s.end]
		n, empty, state := s.parseTag(b)
		switch state {
		case tagShort:
			if !s.short("a tag") {
				return Done
			}
		case tagBad:
			if s.opt.SGML {
				return s.angle()
			}
			s.fail(diag.RecordDamaged, "this is not a tag: %s", clip(upTo(b, '>')))
			return Done
		default:
			name := tagName(b)
			if len(name) > longestName {
				s.fail(diag.RecordTooLarge, "the name of an element is longer than %d bytes; that is no patent document", longestName)
				return Done
			}
			s.pos += n
			if !s.push(name) {
				return Done
			}
			s.pending = empty || s.emptyTag != nil && s.emptyTag[string(name)]
			return Start
		}
	}
}

// angle takes a < that begins no tag as text.
func (s *Scanner) angle() Kind {
	s.raw, s.literal = s.buf[s.pos:s.pos+1], true
	s.pos++
	return Text
}

// upTo is the bytes up to the first c, with it.
func upTo(b []byte, c byte) []byte {
	if i := bytes.IndexByte(b, c); i >= 0 {
		return b[:i+1]
	}
	return b
}

// tagName is the name behind the <.
func tagName(b []byte) []byte {
	i := 1
	for class[b[i]]&isName != 0 {
		i++
	}
	return b[1:i]
}

type tagState uint8

const (
	tagWhole tagState = iota
	tagShort          // its end is not in the window
	tagBad
)

// parseTag takes apart the start tag at the beginning of b. It returns its length and whether it is an empty element.
func (s *Scanner) parseTag(b []byte) (n int, empty bool, state tagState) {
	s.attrs = s.attrs[:0]
	i := 1
	for i < len(b) && class[b[i]]&isName != 0 {
		i++
	}
	if i == len(b) {
		return 0, false, tagShort
	}
	if !nameOK(b[1:i]) {
		return 0, false, tagBad
	}
	for {
		for i < len(b) && class[b[i]]&isSpace != 0 {
			i++
		}
		if i == len(b) {
			return 0, false, tagShort
		}
		switch b[i] {
		case '>':
			return i + 1, false, tagWhole
		case '/':
			if i+1 == len(b) {
				return 0, false, tagShort
			}
			if b[i+1] != '>' {
				return 0, false, tagBad
			}
			return i + 2, true, tagWhole
		}
		if i, state = s.parseAttr(b, i); state != tagWhole {
			return 0, false, state
		}
	}
}

// parseAttr takes the attribute at b[i:] and returns where it ends.
func (s *Scanner) parseAttr(b []byte, i int) (int, tagState) {
	from := i
	for i < len(b) && class[b[i]]&isName != 0 {
		i++
	}
	name := b[from:i]
	for i < len(b) && class[b[i]]&isSpace != 0 {
		i++
	}
	switch {
	case i == len(b):
		return 0, tagShort
	case !nameOK(name):
		return 0, tagBad
	case b[i] != '=' && s.opt.SGML:
		s.attrs = append(s.attrs, attr{name, name})
		return i, tagWhole
	case b[i] != '=':
		return 0, tagBad
	}
	for i++; i < len(b) && class[b[i]]&isSpace != 0; i++ {
	}
	if i == len(b) {
		return 0, tagShort
	}
	if q := b[i]; q == '"' || q == '\'' {
		end := bytes.IndexByte(b[i+1:], q)
		if end < 0 {
			return 0, tagShort
		}
		value := b[i+1 : i+1+end]
		if bytes.IndexByte(value, '<') >= 0 && !s.opt.SGML {
			return 0, tagBad
		}
		s.attrs = append(s.attrs, attr{name, value})
		return i + end + 2, tagWhole
	}
	if !s.opt.SGML {
		return 0, tagBad
	}
	from = i
	for i < len(b) && class[b[i]]&isSpace == 0 && b[i] != '>' {
		i++
	}
	if i == len(b) {
		return 0, tagShort
	}
	s.attrs = append(s.attrs, attr{name, b[from:i]})
	return i, tagWhole
}

// nameOK reports whether bytes of the class isName are a name: it begins as one does and has at most one prefix.
func nameOK(b []byte) bool {
	if len(b) == 0 || class[b[0]]&isFirst == 0 {
		return false
	}
	colon := bytes.IndexByte(b, ':')
	return colon < 0 || bytes.IndexByte(b[colon+1:], ':') < 0
}

func (s *Scanner) endTag() Kind {
	if s.tooLarge() {
		return Done
	}
	top := s.top()
	if b := s.buf[s.pos:s.end]; top != nil && len(b) > len(top)+2 && b[len(top)+2] == '>' && bytes.Equal(b[2:len(top)+2], top) {
		s.pos += len(top) + 3
		s.pop()
		return End
	}
	for {
		b := s.buf[s.pos:s.end]
		i := 2
		for i < len(b) && class[b[i]]&isName != 0 {
			i++
		}
		name := b[2:i]
		for i < len(b) && class[b[i]]&isSpace != 0 {
			i++
		}
		if i == len(b) {
			if !s.short("an end tag") {
				return Done
			}
			continue
		}
		if b[i] != '>' || !nameOK(name) {
			if s.opt.SGML {
				return s.angle()
			}
			s.fail(diag.RecordDamaged, "this is not an end tag: %s", clip(upTo(b, '>')))
			return Done
		}
		return s.close(name, i+1)
	}
}

// close closes the element of an end tag that takes n bytes.
func (s *Scanner) close(name []byte, n int) Kind {
	switch {
	case bytes.Equal(name, s.top()):
		s.pos += n
		s.pop()
		return End
	case !s.opt.SGML && len(s.open) == 0:
		s.fail(diag.RecordDamaged, "the end tag </%s> closes nothing", clip(name))
		return Done
	case !s.opt.SGML:
		s.fail(diag.RecordDamaged, "the end tag </%s> stands where <%s> is open", clip(name), clip(s.top()))
		return Done
	}
	s.pos += n
	for depth := len(s.open); depth > s.recordDepth; depth-- {
		end := len(s.openNames)
		if depth < len(s.open) {
			end = s.open[depth].name
		}
		if bytes.Equal(name, s.openNames[s.open[depth-1].name:end]) {
			for len(s.open) >= depth {
				s.pop()
			}
			return End
		}
	}
	return nothing
}
