// Package objects reads streams of JSON records: one object a line, objects one after the other, an array of objects, or
// an envelope that holds such an array under a known key.
//
// The words:
//
//   - A record is one object of the stream, as bytes. At most one is in memory, and none that is larger than the limit:
//     such a one is walked over and reported.
//   - An [Object] is a record whose fields are asked for by name; what was never asked for is what a decoder does not
//     carry over.
package objects

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

// ErrShape is wrapped by the errors that say why a stream holds no records.
var ErrShape = errors.New("not a stream of JSON records")

const (
	defaultRecord = 32 << 20
	defaultDepth  = 200
)

// Record is one object of a stream, or what is wrong with it.
type Record struct {
	Line int    // of its beginning, from 1
	Raw  []byte // good until the next record is read

	// Where the record cannot be read, Problem is the name of what is wrong (a name of package diag), and Says a sentence.
	Problem string
	Says    string
}

// Reader splits a stream into records.
type Reader struct {
	in     *bufio.Reader
	name   string
	keys   []string // of an envelope
	limits source.Limits
	line   int
	state  state
	buf    []byte
}

type state uint8

const (
	start  state = iota
	lines        // a record is a line
	array        // a record is an element
	values       // records follow each other
	done
)

// NewReader reads the stream that is called name in errors. An object that has an array under one of keys is an
// envelope: the records are the elements of the array.
func NewReader(r io.Reader, name string, limits source.Limits, keys ...string) *Reader {
	if limits.Record <= 0 {
		limits.Record = defaultRecord
	}
	if limits.Depth <= 0 {
		limits.Depth = defaultDepth
	}
	return &Reader{in: bufio.NewReaderSize(r, 64<<10), name: name, keys: keys, limits: limits, line: 1}
}

// Next returns the next record; io.EOF after the last. Any other error is of the reader, or wraps [ErrShape].
func (r *Reader) Next() (Record, error) {
	if r.state == start {
		if err := r.begin(); err != nil {
			return Record{}, err
		}
	}
	for {
		c, err := r.peek()
		if err == io.EOF && r.state == array {
			r.state = done
			return Record{Line: r.line, Problem: diag.RecordDamaged, Says: "The list of records is not closed: the file was cut. The records before this place are kept."}, nil
		}
		if err != nil {
			return Record{}, err
		}
		switch {
		case r.state == done:
			return Record{}, io.EOF
		case r.state == array && c == ']':
			r.state = done
			return Record{}, io.EOF
		case r.state == array && c == ',':
			r.in.Discard(1)
			continue
		case r.state == lines:
			return r.lineRecord()
		case c == '{':
			return r.valueRecord()
		}
		return r.stray()
	}
}

// begin finds out how the stream holds its records.
func (r *Reader) begin() error {
	if bom, _ := r.in.Peek(3); bytes.Equal(bom, []byte("\xef\xbb\xbf")) {
		r.in.Discard(3)
	} else if len(bom) >= 2 && (bom[0] == 0xff && bom[1] == 0xfe || bom[0] == 0xfe && bom[1] == 0xff) {
		return fmt.Errorf("%s: %w: it is written in UTF-16; save it as UTF-8", r.name, ErrShape)
	}
	c, err := r.peek()
	switch {
	case err == io.EOF:
		return fmt.Errorf("%s: %w: it is empty", r.name, ErrShape)
	case err != nil:
		return err
	case c == '[':
		r.in.Discard(1)
		r.state = array
		return nil
	case c != '{':
		return fmt.Errorf("%s: %w: it begins with %q, not with { or [", r.name, ErrShape, c)
	}
	head, _ := r.in.Peek(r.in.Size())
	if first, _, found := bytes.Cut(head, []byte("\n")); found && json.Valid(first) || !found && !bytes.ContainsAny(head, "\n") && len(r.keys) == 0 {
		if !r.hasKey(first) {
			r.state = lines
			return nil
		}
	}
	r.state = values
	if len(r.keys) > 0 && r.enter(head) {
		r.state = array
	}
	return nil
}

// hasKey reports whether the object is an envelope of one line.
func (r *Reader) hasKey(line []byte) bool {
	if len(r.keys) == 0 {
		return false
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal(line, &fields) != nil {
		return false
	}
	for _, k := range r.keys {
		if v := bytes.TrimSpace(fields[k]); len(v) > 0 && v[0] == '[' {
			return true
		}
	}
	return false
}

// enter steps into the array of an envelope whose key stands within head. It reads nothing when there is none.
func (r *Reader) enter(head []byte) bool {
	depth, expect := 0, false // expect: a key of the outermost object
	for i := 0; i < len(head); i++ {
		switch head[i] {
		case '{', '[':
			depth++
			expect = depth == 1
		case '}', ']':
			depth--
		case ',':
			expect = depth == 1
		case '"':
			end := stringEnd(head[i:])
			if end < 0 {
				return false
			}
			if at := i + end; expect && slices.Contains(r.keys, string(head[i+1:at-1])) {
				if rest := bytes.TrimLeft(head[at:], " \t\r\n:"); len(rest) > 0 && rest[0] == '[' {
					n := len(head) - len(rest) + 1
					r.line += bytes.Count(head[:n], []byte("\n"))
					r.in.Discard(n)
					return true
				}
			}
			expect = false
			i += end - 1
		}
	}
	return false
}

// stringEnd returns the length of the string that s begins with; -1 when it is not closed.
func stringEnd(s []byte) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return -1
}

// peek returns the next byte that is not blank.
func (r *Reader) peek() (byte, error) {
	for {
		c, err := r.in.ReadByte()
		switch {
		case err == io.EOF:
			return 0, io.EOF
		case err != nil:
			return 0, fmt.Errorf("reading %s: %w", r.name, err)
		case c == '\n':
			r.line++
		case c != ' ' && c != '\t' && c != '\r':
			return c, r.in.UnreadByte()
		}
	}
}

// lineRecord reads a line as a record.
func (r *Reader) lineRecord() (Record, error) {
	rec := Record{Line: r.line}
	err := r.take(func(chunk []byte) (int, bool) {
		if i := bytes.IndexByte(chunk, '\n'); i >= 0 {
			return i + 1, true
		}
		return len(chunk), false
	}, &rec)
	return r.checked(rec), err
}

// valueRecord reads an object up to the brace that closes it.
func (r *Reader) valueRecord() (Record, error) {
	rec := Record{Line: r.line}
	depth, quoted, escaped := 0, false, false
	err := r.take(func(chunk []byte) (int, bool) {
		for i, c := range chunk {
			switch {
			case escaped:
				escaped = false
			case quoted && c == '\\':
				escaped = true
			case c == '"':
				quoted = !quoted
			case quoted && c == '\n': // no string holds a line end: the record is damaged, and ends here
				return i + 1, true
			case quoted:
			case c == '{' || c == '[':
				depth++
			case c == '}' || c == ']':
				if depth--; depth == 0 {
					return i + 1, true
				}
			}
		}
		return len(chunk), false
	}, &rec)
	return r.checked(rec), err
}

// take reads as far as until says, keeping no more than the limit.
func (r *Reader) take(until func(chunk []byte) (n int, end bool), rec *Record) error {
	r.buf = r.buf[:0]
	for {
		chunk, err := r.in.Peek(max(1, r.in.Buffered()))
		if err != nil && err != io.EOF {
			return fmt.Errorf("reading %s: %w", r.name, err)
		}
		if len(chunk) == 0 {
			break
		}
		n, end := until(chunk)
		r.line += bytes.Count(chunk[:n], []byte("\n"))
		if room := r.limits.Record - len(r.buf); n > room && rec.Problem == "" {
			rec.Problem = diag.RecordTooLarge
			rec.Says = fmt.Sprintf("The record is larger than %d bytes and is left out. No patent needs that much; perhaps the file is damaged.", r.limits.Record)
		}
		if rec.Problem == "" {
			r.buf = append(r.buf, chunk[:n]...)
		}
		r.in.Discard(n)
		if end {
			break
		}
	}
	rec.Raw = bytes.TrimSpace(r.buf)
	return nil
}

// checked is the record, or what is wrong with it.
func (r *Reader) checked(rec Record) Record {
	if rec.Problem == "" {
		switch {
		case deeper(rec.Raw, r.limits.Depth):
			rec.Problem = diag.RecordTooDeep
			rec.Says = fmt.Sprintf("The record is nested more than %d deep and is left out. No patent needs that; perhaps the file is damaged.", r.limits.Depth)
		case !json.Valid(rec.Raw):
			rec.Problem = diag.RecordDamaged
			rec.Says = "The record is not valid JSON and is left out: " + fault(rec.Raw) + ". Export the file again."
		}
	}
	if rec.Problem != "" {
		rec.Raw = nil
	}
	return rec
}

// fault says what is wrong with bytes that are not valid JSON.
func fault(raw []byte) string {
	var value json.RawMessage
	err := json.Unmarshal(raw, &value)
	if s, ok := errors.AsType[*json.SyntaxError](err); ok {
		return fmt.Sprintf("%s (at its byte %d)", s.Error(), s.Offset)
	}
	return "it cannot be read"
}

// deeper reports whether brackets are nested more than depth deep.
func deeper(raw []byte, depth int) bool {
	at := 0
	for i := 0; i < len(raw); i++ {
		switch raw[i] {
		case '{', '[':
			if at++; at > depth {
				return true
			}
		case '}', ']':
			at--
		case '"':
			n := stringEnd(raw[i:])
			if n < 0 {
				return false
			}
			i += n - 1
		}
	}
	return false
}

// stray reports what stands between records and is none, and goes on behind it: behind its comma or its line.
func (r *Reader) stray() (Record, error) {
	rec := Record{Line: r.line}
	err := r.take(func(chunk []byte) (int, bool) {
		if i := bytes.IndexAny(chunk, ",\n"); i >= 0 {
			return i + 1, true
		}
		return len(chunk), false
	}, &rec)
	rec.Raw = nil
	if rec.Problem == "" {
		rec.Problem = diag.RecordDamaged
		rec.Says = "Where a record should stand is something that is no object; it is left out. Export the file again."
	}
	return rec, err
}

// Decode reads the records of the stream as documents: read fills the draft of each from its object.
func (r *Reader) Decode(ctx context.Context, format, file string, sink source.Sink, read func(*source.Draft, *Object)) error {
	for number := 1; ; number++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		rec, err := r.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		d := source.NewDraft(format, source.Place{File: file, Line: rec.Line, Record: number}, sink)
		o, ok := newObject(rec.Raw) // what is handed out as a record is valid
		switch {
		case rec.Problem != "":
			d.Skip(rec.Problem, rec.Says)
		case !ok:
			d.Skip(diag.RecordDamaged, "The record is no JSON object and is left out.")
		default:
			read(d, o)
		}
		if err := d.Done(); err != nil {
			return err
		}
	}
}
