package markup

import (
	"bytes"
	"io"
	"iter"

	"github.com/crossgrant/crossgrant/diag"
)

// Next reads the next token. It is the way to see everything; decoders are easier to read with [Scanner.Children].
func (s *Scanner) Next() Kind {
	for s.err == nil {
		if s.pending {
			s.pending = false
			s.pop()
			return End
		}
		switch i := bytes.IndexByte(s.buf[s.pos:s.end], '<'); {
		case i > 0:
			s.raw, s.literal = s.buf[s.pos:s.pos+i], false
			s.pos += i
			return Text
		case i == 0:
			if k := s.markup(true); k != nothing {
				return k
			}
		case s.pos == s.end:
			if !s.more() {
				s.ended()
				return Done
			}
		default: // text whose end is not in the window
			switch {
			case s.tooLarge() || s.end-s.pos >= maxToken:
				s.fail(diag.RecordTooLarge, "a text is larger than %d bytes; that is no patent document", maxToken)
			case s.more():
			case s.inErr == io.EOF:
				s.raw, s.literal = s.buf[s.pos:s.end], false
				s.pos = s.end
				return Text
			default:
				s.truncated("a text")
			}
		}
	}
	return Done
}

// Name is the name of the innermost open element, with its prefix. It holds until the next call.
func (s *Scanner) Name() []byte { return s.top() }

// AppendText appends the text of a Text token as it stands, entities read and line ends made one.
func (s *Scanner) AppendText(out []byte) []byte { return s.appendText(out, s.raw, false, s.literal) }

// Attr is the value of an attribute of the start tag just read, or empty. It must be asked for before what the element
// holds is read. The name is without prefix.
func (s *Scanner) Attr(name string) string {
	for i := range s.attrs {
		if string(local(s.attrs[i].name)) == name {
			s.scratch = s.appendText(s.scratch[:0], s.attrs[i].value, false, false)
			return string(s.scratch)
		}
	}
	return ""
}

// Attrs yields the attributes of the start tag just read, names with their prefixes, values with entities read.
func (s *Scanner) Attrs() iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for i := range s.attrs {
			s.scratch = s.appendText(s.scratch[:0], s.attrs[i].value, false, false)
			if !yield(string(s.attrs[i].name), string(s.scratch)) {
				return
			}
		}
	}
}

// Children walks the children of the element in which the scanner stands, or the documents of the stream where no element
// is open, and yields the name of each without its prefix; it holds until the child is read. The body may walk the child,
// take its text or leave it: what it leaves unread is skipped. The walk ends behind the end tag of the element.
func (s *Scanner) Children() iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for depth := len(s.open); ; {
			s.leave(depth)
			if len(s.open) < depth {
				return // in SGML, an end tag closed more than one element
			}
			if s.tag() != Start || !yield(local(s.top())) {
				return
			}
		}
	}
}

// leave reads until no more than depth elements are open.
func (s *Scanner) leave(depth int) {
	for len(s.open) > depth && s.tag() != Done {
	}
}

// local is a name without its prefix.
func local(name []byte) []byte {
	if i := bytes.IndexByte(name, ':'); i > 0 && i+1 < len(name) {
		return name[i+1:]
	}
	return name
}

// Text is the text of the element in which the scanner stands, with that of the elements within it, blanks and line ends
// made one blank and none at either end. The element is left.
func (s *Scanner) Text() string { return string(s.TextBytes()) }

// TextBytes is [Scanner.Text] without a string. It holds until the next call.
func (s *Scanner) TextBytes() []byte { return s.content(true) }

// Columns is the text with its blanks as they stand, for fields that are written in columns.
func (s *Scanner) Columns() string { return string(s.content(false)) }

func (s *Scanner) content(collapse bool) []byte {
	depth := len(s.open)
	out := s.scratch[:0]
	for depth > 0 && len(s.open) >= depth && s.err == nil {
		switch s.Next() {
		case Text:
			out = s.appendText(out, s.raw, collapse, s.literal)
			if len(out) > maxToken {
				s.fail(diag.RecordTooLarge, "a text is larger than %d bytes; that is no patent document", maxToken)
			}
		case Start:
			if string(local(s.top())) == "br" {
				out = blank(out)
			}
		}
	}
	s.scratch = out
	if n := len(out); collapse && n > 0 && out[n-1] == ' ' {
		out = out[:n-1]
	}
	return out
}
