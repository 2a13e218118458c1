package markup

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/crossgrant/crossgrant/diag"
)

// head is how far the beginning of a stream is looked at to find its encoding.
const head = 1024

// begin reads the beginning of the stream and decides its encoding: by the byte order mark, by the form of the first
// characters, or by the declaration.
func (s *Scanner) begin() {
	for s.end < head && s.inErr == nil {
		s.read(head)
	}
	b := s.buf[:s.end]
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		s.pos, s.before, s.counted = 3, -3, 3
		s.encoding = "utf-8"
		return
	case bytes.HasPrefix(b, []byte("\xff\xfe")), bytes.HasPrefix(b, []byte("<\x00")):
		s.decode("utf-16", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM))
		return
	case bytes.HasPrefix(b, []byte("\xfe\xff")), bytes.HasPrefix(b, []byte("\x00<")):
		s.decode("utf-16", unicode.UTF16(unicode.BigEndian, unicode.UseBOM))
		return
	}
	s.encoding = "utf-8"
	if d, _, ok := bytes.Cut(b, []byte("?>")); ok && bytes.HasPrefix(bytes.TrimLeft(d, " \t\r\n"), []byte("<?xml")) {
		name := strings.ToLower(string(declared(d, "encoding")))
		switch name {
		case "", "utf-8", "utf8", "us-ascii", "ascii":
		case "iso-8859-1", "latin1", "iso8859-1":
			s.decode(name, charmap.ISO8859_1)
		case "iso-8859-15":
			s.decode(name, charmap.ISO8859_15)
		case "windows-1252", "cp1252":
			s.decode(name, charmap.Windows1252)
		default:
			s.err = fmt.Errorf("the file says that it is written in %q, which is not read; convert it to UTF-8", clip([]byte(name)))
			s.inErr = s.err
		}
	}
}

// decode puts a decoder before what was read and what follows.
func (s *Scanner) decode(name string, e encoding.Encoding) {
	s.encoding = name
	read := bytes.Clone(s.buf[:s.end])
	rest := s.in
	if s.inErr != nil {
		rest = ended{s.inErr}
	}
	s.in = e.NewDecoder().Reader(io.MultiReader(bytes.NewReader(read), rest))
	s.end, s.inErr = 0, nil
}

// ended is a reader that has ended with an error.
type ended struct{ err error }

func (e ended) Read([]byte) (int, error) { return 0, e.err }

// declared is the value of a pseudo-attribute of an XML declaration: encoding="…".
func declared(b []byte, key string) []byte {
	for {
		i := bytes.Index(b, []byte(key))
		if i < 0 {
			return nil
		}
		b = bytes.TrimLeft(b[i+len(key):], " \t\r\n")
		if len(b) == 0 || b[0] != '=' {
			continue
		}
		b = bytes.TrimLeft(b[1:], " \t\r\n")
		if len(b) == 0 || b[0] != '"' && b[0] != '\'' {
			continue
		}
		if value, _, ok := bytes.Cut(b[1:], b[:1]); ok {
			return value
		}
	}
}

// declaration checks the declaration of a document within the stream against the encoding that was decided at its
// beginning.
func (s *Scanner) declaration(b []byte) {
	name := strings.ToLower(string(declared(b, "encoding")))
	switch {
	case name == "" || name == s.encoding || strings.HasPrefix(s.encoding, "utf-16") && strings.HasPrefix(name, "utf-16"):
	case s.encoding == "utf-8" && (name == "utf8" || name == "us-ascii" || name == "ascii"):
	default:
		s.fail(diag.RecordEncoding, "the document says that it is written in %q, and the file is read as %s; split the file, or convert it to UTF-8",
			clip([]byte(name)), s.encoding)
	}
}
