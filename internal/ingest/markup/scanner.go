package markup

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/crossgrant/crossgrant/diag"
)

// Options say how to read. The zero value reads XML with the usual limits.
type Options struct {
	Record int // bytes of one record; 0: 32 MiB
	Depth  int // nesting of elements; 0: 200

	// SGML reads markup that is not well-formed: end tags may be missing (an end tag closes what stands open within
	// its element, and is ignored where nothing of its name is open), attributes need no quotes and no value, comments
	// and ampersands may be slovenly.
	SGML bool
	// Empty names the elements that have no end tag in SGML.
	Empty []string
}

// maxToken bounds one tag, and one piece of text that is taken: what has to be held in memory at once.
const maxToken = 1 << 20

// longestName bounds the name of an element: those of the open ones are held.
const longestName = 4096

// window is the room in which the stream is looked at. It grows only for a token that does not fit.
const window = 128 << 10

// Error says why a record cannot be read on. It is a sentence with the line.
type Error struct {
	Name string // of the problem: diag.RecordDamaged and its like
	Line int
	Says string
}

func (e *Error) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Says) }

// Scanner reads one stream. It is not safe for use by several goroutines.
type Scanner struct {
	opt Options
	in  io.Reader
	buf []byte
	pos int // of the next byte in buf
	end int // of the bytes in buf

	before   int64 // bytes of the stream that went before buf[0]
	lines    int   // line ends before buf[counted]
	counted  int
	started  bool
	encoding string
	inErr    error // of the reader, io.EOF at the end
	err      error // why reading stopped

	failedAt    int64 // where reading stopped
	record      int64 // where the record began, or the one before ended
	recordDepth int
	openNames   []byte // names of the open elements, one behind the other
	open        []element
	pending     bool // the start tag just read was an empty element: its end comes next

	attrs    []attr
	raw      []byte // of the text token, into buf
	literal  bool   // the text token is a CDATA section
	scratch  []byte
	flaws    []Error
	emptyTag map[string]bool
}

// element is an open element.
type element struct {
	name int // where its name begins in openNames
}

// New returns a scanner of r. Nothing is read before the first call.
func New(r io.Reader, o Options) *Scanner {
	if o.Record <= 0 {
		o.Record = 32 << 20
	}
	if o.Depth <= 0 {
		o.Depth = 200
	}
	s := &Scanner{opt: o, buf: make([]byte, window)}
	s.Reset(r)
	if len(o.Empty) > 0 {
		s.emptyTag = make(map[string]bool, len(o.Empty))
		for _, n := range o.Empty {
			s.emptyTag[n] = true
		}
	}
	return s
}

// Reset lets the scanner read r from its beginning, in the room it has.
func (s *Scanner) Reset(r io.Reader) {
	*s = Scanner{opt: s.opt, in: r, buf: s.buf, emptyTag: s.emptyTag, openNames: s.openNames[:0], open: s.open[:0], attrs: s.attrs[:0], scratch: s.scratch[:0]}
}

// Err is why reading stopped: an [*Error] about the record, or the error of the reader. It is nil while all is well and
// at the end of the stream.
func (s *Scanner) Err() error {
	if s.err == io.EOF {
		return nil
	}
	return s.err
}

// Depth is the number of open elements.
func (s *Scanner) Depth() int { return len(s.open) }

// fail ends the reading of the record.
func (s *Scanner) fail(name, format string, args ...any) {
	if s.err == nil {
		s.failedAt = s.Offset()
		s.err = &Error{Name: name, Line: s.Line(), Says: fmt.Sprintf(format, args...)}
	}
}

// top is the name of the innermost open element.
func (s *Scanner) top() []byte {
	if len(s.open) == 0 {
		return nil
	}
	return s.openNames[s.open[len(s.open)-1].name:]
}

func (s *Scanner) push(name []byte) bool {
	if len(s.open) >= s.opt.Depth {
		s.fail(diag.RecordTooDeep, "elements are nested deeper than %d, at <%s>; no patent document is: it is not imported", s.opt.Depth, clip(name))
		return false
	}
	s.open = append(s.open, element{name: len(s.openNames)})
	s.openNames = append(s.openNames, name...)
	return true
}

func (s *Scanner) pop() {
	last := len(s.open) - 1
	s.openNames = s.openNames[:s.open[last].name]
	s.open = s.open[:last]
	if last == s.recordDepth {
		s.record = s.Offset()
	}
}

// clip is what a sentence shows of the stream: cut, and with a blank for what is no character to be seen.
func clip(b []byte) string {
	const most = 60
	cut := ""
	if len(b) > most {
		b, cut = b[:most], "…"
	}
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(string(b), "�")) + cut
}
