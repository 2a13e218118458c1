package markup

import (
	"bytes"
	"context"
	"errors"
	"io"

	"github.com/crossgrant/crossgrant/diag"
)

// WithContext returns a reader that ends with the error of the context once it is done.
func WithContext(ctx context.Context, r io.Reader) io.Reader { return contextReader{ctx, r} }

type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}

// more reads on, keeping buf[pos:]; what went before is gone. It reports whether there is more than before.
func (s *Scanner) more() bool {
	if !s.started {
		s.started = true
		s.begin()
		if s.err != nil {
			return false
		}
		if s.end > s.pos {
			return true
		}
	}
	if s.inErr != nil {
		return false
	}
	if s.pos > 0 {
		s.count()
		copy(s.buf, s.buf[s.pos:s.end])
		s.before += int64(s.pos)
		s.end -= s.pos
		s.counted -= s.pos
		s.pos = 0
	}
	if s.end == len(s.buf) {
		if len(s.buf) >= 2*maxToken {
			return false
		}
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	return s.read(len(s.buf))
}

// read reads into the window up to a place, and reports whether anything came.
func (s *Scanner) read(to int) bool {
	for range 100 {
		n, err := s.in.Read(s.buf[s.end:to])
		if n < 0 || n > to-s.end {
			s.inErr = errors.New("the reader returned an impossible count")
			return false
		}
		s.end += n
		s.inErr = err
		if n > 0 {
			return true
		}
		if err != nil {
			return false
		}
	}
	s.inErr = io.ErrNoProgress
	return false
}

// count brings lines and counted up to pos.
func (s *Scanner) count() {
	if s.counted < s.pos {
		s.lines += bytes.Count(s.buf[s.counted:s.pos], newline)
		s.counted = s.pos
	}
}

var newline = []byte{'\n'}

// Line is the line at which the scanner stands, from 1.
func (s *Scanner) Line() int {
	s.count()
	return s.lines + 1
}

// Offset is the number of bytes before the scanner's place, after decoding to UTF-8.
func (s *Scanner) Offset() int64 { return s.before + int64(s.pos) }

// need makes sure that n bytes stand at pos, and reports whether they do.
func (s *Scanner) need(n int) bool {
	for s.end-s.pos < n {
		if !s.more() {
			return false
		}
	}
	return true
}

// short is called where a token is not whole in the window. It reads on and reports whether to look at the token again;
// otherwise it says why reading stops.
func (s *Scanner) short(what string) bool {
	if s.end-s.pos >= maxToken {
		s.fail(diag.RecordTooLarge, "%s is larger than %d bytes; that is no patent document", what, maxToken)
		return false
	}
	if s.more() {
		return true
	}
	s.truncated(what)
	return false
}

// truncated says that the stream ends within something, or passes on the error of the reader.
func (s *Scanner) truncated(what string) {
	switch {
	case s.err != nil:
	case s.inErr != nil && s.inErr != io.EOF:
		s.err = s.inErr
	case s.inErr == nil: // the window is full
		s.fail(diag.RecordTooLarge, "%s is larger than %d bytes; that is no patent document", what, maxToken)
	case len(s.open) > 0:
		s.fail(diag.RecordDamaged, "the file ends within %s, in the element <%s>; fetch it again", what, clip(s.top()))
	default:
		s.fail(diag.RecordDamaged, "the file ends within %s; fetch it again", what)
	}
}

// tooLarge checks the size of the record, and says so where it is exceeded.
func (s *Scanner) tooLarge() bool {
	if s.Offset()-s.record <= int64(s.opt.Record) {
		return false
	}
	if s.err == nil {
		s.fail(diag.RecordTooLarge, "the record is larger than %d bytes; it is not imported", s.opt.Record)
	}
	return true
}
