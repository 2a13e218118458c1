package uspto

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"unicode/utf8"

	"github.com/crossgrant/crossgrant/internal/ingest/markup"
)

// longestLine is how much of a line is kept; what is longer is no line of these formats.
const longestLine = 64 << 10

// lines reads the lines of a text file, without their ends.
type lines struct {
	in     *bufio.Reader
	number int
	text   []byte // of the present line; good until the next
	long   bool   // the line is longer than is kept
	err    error
}

func newLines(ctx context.Context, in io.Reader) *lines {
	return &lines{in: bufio.NewReaderSize(markup.WithContext(ctx, in), longestLine)}
}

// next reads a line. Of a line that is too long only the beginning is kept.
func (l *lines) next() bool {
	if l.err != nil {
		return false
	}
	text, err := l.in.ReadSlice('\n')
	if err != nil && err != bufio.ErrBufferFull && (err != io.EOF || len(text) == 0) {
		l.err = err
		return false
	}
	l.number++
	l.text = bytes.TrimRight(text, "\r\n")
	if l.long = err == bufio.ErrBufferFull; l.long {
		l.text = bytes.Clone(l.text)
		for err == bufio.ErrBufferFull {
			_, err = l.in.ReadSlice('\n')
		}
		if err != nil && err != io.EOF {
			l.err = err
		}
	}
	return true
}

// failed is why the lines ended, where that is not the end of the file.
func (l *lines) failed() error {
	if l.err == io.EOF {
		return nil
	}
	return l.err
}

// utf8OK reports whether the line is UTF-8.
func (l *lines) utf8OK() bool { return utf8.Valid(l.text) }
