package table

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/crossgrant/crossgrant/diag"
)

// field is one cell of a row.
type field struct {
	text     string
	from, to diag.Pos
}

// line is one physical line with its end removed.
type line struct {
	text   []byte
	number int
	start  int  // byte offset in the file
	cut    bool // longer than the limit; text holds its beginning
}

// rowReader splits a stream into rows. A row is a line, or several where a quoted field holds line ends. When a quote
// is never closed, only the line in which it was opened is lost: the lines read ahead are read again as rows.
type rowReader struct {
	in        *bufio.Reader
	separator byte
	maxLine   int
	maxFields int
	again     []line  // lines to be read again, the next one first
	fields    []field // of the row read last, whose room the next one takes
	number    int     // of the last line read
	offset    int
}

func newRowReader(r io.Reader, maxLine, maxFields int) *rowReader {
	return &rowReader{in: bufio.NewReaderSize(r, 64<<10), separator: ',', maxLine: maxLine, maxFields: maxFields}
}

// header reads the row that names the columns, and takes from it what separates them. The error is of the reader, or
// wraps [ErrTable].
func (r *rowReader) header(name string) ([]field, error) {
	first, err := r.readLine()
	switch {
	case err == io.EOF:
		return nil, fmt.Errorf("%s: %w: it is empty; the first row must name the columns", name, ErrTable)
	case err != nil:
		return nil, fmt.Errorf("reading %s: %w", name, err)
	case bytes.HasPrefix(first.text, []byte("\xff\xfe")) || bytes.HasPrefix(first.text, []byte("\xfe\xff")):
		return nil, fmt.Errorf("%s: %w: it is written in UTF-16; save it as “CSV UTF-8”", name, ErrTable)
	}
	if bom := []byte("\xef\xbb\xbf"); bytes.HasPrefix(first.text, bom) {
		first.text, first.start = first.text[len(bom):], first.start+len(bom)
	}
	if text, ok := bytes.CutPrefix(bytes.ToLower(first.text), []byte("sep=")); ok && len(text) == 1 { // as spreadsheets write it
		if first, err = r.readLine(); err != nil {
			return nil, fmt.Errorf("%s: %w: it ends before a row names the columns", name, ErrTable)
		}
	}
	r.separator = separatorOf(first.text)
	row, bad, err := r.split(first)
	switch {
	case err != nil:
		return nil, fmt.Errorf("reading %s: %w", name, err)
	case bad != nil:
		return nil, fmt.Errorf("%s:%d:%d: %w: %s", name, bad.from.Line, bad.from.Column, ErrTable, bad.summary)
	}
	return row, nil
}

// separatorOf returns the separator that the header uses most, outside quotes.
func separatorOf(header []byte) byte {
	var count [256]int
	quoted := false
	for _, c := range header {
		if c == '"' {
			quoted = !quoted
		}
		if !quoted {
			count[c]++
		}
	}
	best := byte(',')
	for _, c := range []byte{';', '\t'} {
		if count[c] > count[best] {
			best = c
		}
	}
	return best
}

// readLine returns the next physical line; io.EOF when there is none.
func (r *rowReader) readLine() (line, error) {
	if len(r.again) > 0 {
		l := r.again[0]
		r.again = r.again[1:]
		return l, nil
	}
	l := line{number: r.number + 1, start: r.offset}
	for {
		chunk, err := r.in.ReadSlice('\n')
		r.offset += len(chunk)
		if room := r.maxLine - len(l.text); len(chunk) > room {
			// A line end does not count, hence the two bytes of grace.
			l.cut = l.cut || len(bytes.TrimRight(chunk, "\r\n")) > room
			chunk = chunk[:min(len(chunk), room)]
		}
		l.text = append(l.text, chunk...)
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err == nil || err == io.EOF && (len(l.text) > 0 || l.cut):
			r.number++
			l.text = bytes.TrimSuffix(bytes.TrimSuffix(l.text, []byte("\n")), []byte("\r"))
			return l, nil
		}
		return line{}, err
	}
}

// next returns the next row that is not blank, or what is wrong with it; io.EOF after the last.
func (r *rowReader) next() (row []field, bad *problem, err error) {
	for {
		l, err := r.readLine()
		if err != nil {
			return nil, nil, err
		}
		if len(bytes.TrimSpace(l.text)) == 0 && !l.cut {
			continue
		}
		row, bad, err := r.split(l)
		return row, bad, err
	}
}

// split parses the row that begins with a line. The row is good until the next one is split.
func (r *rowReader) split(first line) ([]field, *problem, error) {
	if bad := r.legible(first); bad != nil {
		return nil, bad, nil
	}
	s := splitter{r: r, line: first, text: string(first.text), column: 1, size: len(first.text), fields: r.fields[:0]}
	row, bad, err := s.row()
	r.fields = s.fields
	if bad != nil || err != nil {
		r.again = append(s.ahead, r.again...)
		return nil, bad, err
	}
	return row, nil, nil
}

// legible says what makes a line unreadable as text.
func (r *rowReader) legible(l line) *problem {
	at := diag.Pos{Line: l.number, Column: 1, Byte: l.start}
	if l.cut {
		return &problem{
			name: diag.RowTooLong, from: at, to: at,
			summary: fmt.Sprintf("the row is longer than %d bytes", r.maxLine),
			detail:  "No patent needs that much. Perhaps line ends were lost, or the file is not a table; write each patent on a line of its own.",
		}
	}
	plain := 0
	for plain < len(l.text) && (l.text[plain] >= ' ' && l.text[plain] < 0x7f || l.text[plain] == '\t') {
		plain++
	}
	at.Column, at.Byte = at.Column+plain, at.Byte+plain
	for rest := l.text[plain:]; len(rest) > 0; {
		c, size := utf8.DecodeRune(rest)
		switch {
		case c == utf8.RuneError && size == 1:
			return &problem{
				name: diag.RowEncoding, from: at, to: at,
				summary: fmt.Sprintf("the byte %#02x is not UTF-8", rest[0]),
				detail:  "The table must be in UTF-8. Save it again with that encoding (in a spreadsheet: “CSV UTF-8”), so that no letter is misread.",
			}
		case c < ' ' && c != '\t' || c == 0x7f:
			return &problem{
				name: diag.RowEncoding, from: at, to: at,
				summary: fmt.Sprintf("the row holds the control character U+%04X", c),
				detail:  "Text has none. Perhaps the file was damaged on its way, or is not a table; export it again.",
			}
		}
		rest, at.Byte, at.Column = rest[size:], at.Byte+size, at.Column+1
	}
	return nil
}

// splitter walks one row.
type splitter struct {
	r      *rowReader
	line   line
	text   string // of the line; the cells are parts of it
	i      int    // place in the line
	column int
	size   int    // bytes of the row so far
	ahead  []line // lines after the first
	fields []field
}

func (s *splitter) pos() diag.Pos {
	return diag.Pos{Line: s.line.number, Column: s.column, Byte: s.line.start + s.i}
}

func (s *splitter) end() bool { return s.i >= len(s.text) }

// skip moves on by n bytes.
func (s *splitter) skip(n int) {
	s.column += utf8.RuneCountInString(s.text[s.i : s.i+n])
	s.i += n
}

func (s *splitter) row() ([]field, *problem, error) {
	for {
		if len(s.fields) >= s.r.maxFields {
			return nil, &problem{
				name: diag.RowColumns, from: s.pos(), to: s.pos(),
				summary: fmt.Sprintf("the row has more than %d columns", s.r.maxFields),
				detail:  "No table of patents has that many. Perhaps line ends were lost; write each patent on a line of its own.",
			}, nil
		}
		bad, err := s.field()
		if bad != nil || err != nil {
			return nil, bad, err
		}
		if s.end() {
			return s.fields, nil, nil
		}
		s.skip(1) // the separator
	}
}

func (s *splitter) field() (*problem, error) {
	from := s.pos()
	if !s.end() && s.text[s.i] == '"' {
		return s.quoted(from)
	}
	n := strings.IndexByte(s.text[s.i:], s.r.separator)
	if n < 0 {
		n = len(s.text) - s.i
	}
	text := s.text[s.i : s.i+n]
	s.skip(n)
	s.fields = append(s.fields, field{strings.TrimSpace(text), from, s.pos()})
	return nil, nil
}

// quoted reads a field in quotes, in which a quote is written twice.
func (s *splitter) quoted(from diag.Pos) (*problem, error) {
	s.skip(1)
	var before []byte // of the text, where it has quotes or line ends
	for {
		n := strings.IndexByte(s.text[s.i:], '"')
		if n < 0 {
			before = append(before, s.text[s.i:]...)
			if bad, err := s.nextLine(from); bad != nil || err != nil {
				return bad, err
			}
			before = append(before, '\n')
			continue
		}
		text := s.text[s.i : s.i+n]
		s.skip(n + 1)
		switch {
		case !s.end() && s.text[s.i] == '"':
			before = append(append(before, text...), '"')
			s.skip(1)
		case s.end() || s.text[s.i] == s.r.separator:
			if before != nil {
				text = string(append(before, text...))
			}
			s.fields = append(s.fields, field{strings.TrimSpace(text), from, s.pos()})
			return nil, nil
		default:
			return &problem{
				name: diag.RowQuote, from: from, to: s.pos(),
				summary: "text follows the closing quote of a field",
				detail:  "A quote inside a quoted field is written twice (\"\"); a missing one joins two fields. Correct the row and import the table again.",
			}, nil
		}
	}
}

// nextLine goes on to the next line within a quoted field that began at from.
func (s *splitter) nextLine(from diag.Pos) (*problem, error) {
	open := &problem{
		name: diag.RowQuote, from: from, to: from,
		summary: "a quote is opened here and never closed",
		detail:  "Close the field with a quote. The lines after this one were read as rows of their own.",
	}
	l, err := s.r.readLine()
	if err == io.EOF {
		return open, nil
	}
	if err != nil {
		return nil, err
	}
	s.ahead = append(s.ahead, l)
	if s.size += len(l.text) + 1; l.cut || s.size > s.r.maxLine {
		return open, nil
	}
	if bad := s.r.legible(l); bad != nil {
		return open, nil
	}
	s.line, s.text, s.i, s.column = l, string(l.text), 0, 1
	return nil, nil
}
