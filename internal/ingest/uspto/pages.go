package uspto

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/markup"
	"github.com/crossgrant/crossgrant/internal/ingest/objects"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

// pages reads the answers of a service: objects that hold a page of records each, one answer or several behind each other.
// Keys name lists of the outermost object whose elements are handed on instead, one at a time, so that a file of any length
// can be read.
func pages(ctx context.Context, in io.Reader, file string, limits source.Limits, sink source.Sink, format string, read func(line int, o *objects.Object) error, keys ...string) error {
	counted := &lineCounter{in: markup.WithContext(ctx, in)}
	counted.ahead = bufio.NewReaderSize(counted, 64<<10)
	number := 0
	for before := 0; ; before = counted.lines() {
		// The reader takes the buffer as its own, so that what stands behind its list is left in it.
		r := objects.NewReader(counted.ahead, file, limits, keys...)
		for {
			rec, err := r.Next()
			if err == io.EOF {
				break
			}
			if err != nil && (number == 0 || !errors.Is(err, objects.ErrShape)) {
				return err
			}
			number++
			if err != nil {
				rec.Line, rec.Problem, rec.Says = 1, diag.RecordDamaged, "Behind an answer stands something that is none; it is left out, with all that follows. Split the file."
			}
			o, ok := objects.NewObject(rec.Raw)
			if rec.Problem == "" && ok {
				if err := read(before+rec.Line, o); err != nil {
					return err
				}
				continue
			}
			d := source.NewDraft(format, source.Place{File: file, Line: before + rec.Line, Record: number}, sink)
			if rec.Problem == "" {
				rec.Problem, rec.Says = diag.RecordDamaged, "The record is no JSON object and is left out."
			}
			d.Skip(rec.Problem, rec.Says)
			if doneErr := d.Done(); doneErr != nil || err != nil {
				return doneErr
			}
		}
		if more, err := behind(counted.ahead); err != nil || !more {
			return err
		}
	}
}

// behind moves behind the answer whose list has been read, and reports whether something follows.
func behind(in *bufio.Reader) (more bool, err error) {
	depth, quoted, escaped := 0, false, false
	for first := true; ; {
		c, err := in.ReadByte()
		switch {
		case err == io.EOF:
			return false, nil
		case err != nil:
			return false, err
		case escaped:
			escaped = false
		case quoted:
			escaped, quoted = c == '\\', c != '"'
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
		case first && c == ']': // of the list
		case first && (c == ',' || c == '}'): // the list stood in an object, of which this is the rest
			first = false
			if c == ',' {
				depth = 1
			}
		case depth == 0:
			return true, in.UnreadByte()
		case c == '"':
			quoted = true
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth--
		}
	}
}

// lineCounter counts the line ends that were read through it.
type lineCounter struct {
	in    io.Reader
	ahead *bufio.Reader // reads from the counter
	ends  int
}

func (l *lineCounter) Read(p []byte) (int, error) {
	n, err := l.in.Read(p)
	l.ends += bytes.Count(p[:n], []byte("\n"))
	return n, err
}

// lines is how many line ends stand before the next byte.
func (l *lineCounter) lines() int {
	rest, _ := l.ahead.Peek(l.ahead.Buffered())
	return l.ends - bytes.Count(rest, []byte("\n"))
}
