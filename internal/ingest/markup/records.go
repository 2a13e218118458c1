package markup

import (
	"bytes"
	"iter"
)

// Records walks the records of the stream: the elements of these names, without their prefixes, wherever they stand. The
// body reads a record as it reads any element; the limit of size and [Scanner.Flaws] are of it. Where the record cannot be
// read, [Scanner.Err] says why, and the walk goes on with the next one behind it.
//
// The name is nil where what stands between records cannot be read: Err says why, and there is no record.
//
// After the walk Err is the error of the reader, or why the stream cannot be read at all.
func (s *Scanner) Records(names ...string) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for {
			between := true // an error is of what stands between records, or of what the body left unread
			switch s.tag() {
			case Start:
				name := local(s.top())
				if !oneOf(name, names) {
					continue
				}
				s.begins()
				if !yield(name) {
					return
				}
				between = s.err == nil
				s.leave(s.recordDepth)
			case End:
				continue
			}
			if s.err == nil {
				continue
			}
			if _, ok := s.err.(*Error); !ok || between && !yield(nil) || !s.resume(names) {
				return
			}
		}
	}
}

// begins says that a record begins with the start tag just read.
func (s *Scanner) begins() {
	s.record = s.Offset()
	s.recordDepth = len(s.open) - 1
	s.flaws = nil
}

// resume goes on behind a record that cannot be read: to the next start tag of one of the names, at the level of the
// record. It reports whether there is one.
func (s *Scanner) resume(names []string) bool {
	s.err, s.flaws = nil, nil
	if s.Offset() == s.failedAt && s.pos < s.end {
		s.pos++ // not the tag again at which reading stopped
	}
	for {
		i := bytes.IndexByte(s.buf[s.pos:s.end], '<')
		if i < 0 {
			s.pos = s.end
			if !s.more() {
				s.err = s.inErr
				return false
			}
			continue
		}
		s.pos += i
		if name := s.ahead(); oneOf(local(name), names) {
			for len(s.open) > s.recordDepth {
				s.pop()
			}
			s.pending = false
			s.record = s.Offset()
			return true
		}
		s.pos++
	}
}

// ahead is the name of the start tag at pos, nil where there is none.
func (s *Scanner) ahead() []byte {
	const longest = 128
	s.need(longest)
	b := s.buf[s.pos+1 : min(s.end, s.pos+longest)]
	n := 0
	for n < len(b) && class[b[n]]&isName != 0 {
		n++
	}
	if n == len(b) {
		return nil
	}
	return b[:n]
}

func oneOf(name []byte, names []string) bool {
	for _, n := range names {
		if string(name) == n {
			return true
		}
	}
	return false
}
