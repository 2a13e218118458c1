package syntax

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/crossgrant/crossgrant/diag"
)

// Limits. They keep reading linear in time and memory on hostile input; no agreement comes near them.
const (
	MaxFile     = 64 << 20 // bytes of a file
	MaxLine     = 64 << 10 // bytes of a line
	MaxProblems = 1000     // problems reported of one file
	MaxDepth    = 100      // lists and quotations inside one another
)

// source is a file being read: its bytes, where reading stands, and what was found.
type source struct {
	path     string
	src      []byte
	problems diag.List
	dropped  int // problems beyond MaxProblems

	// place of the last position asked for; positions are asked for in ascending order, mostly
	line, lineStart int

	americanSet, american bool
	longReported          bool // over-long lines were reported before lexing
}

func newSource(path string, src []byte) *source {
	return &source{path: path, src: src, line: 1}
}

// spelled notes the first use of a word that British and American English spell differently.
func (s *source) spelled(word string) {
	if !s.americanSet {
		s.americanSet, s.american = true, american[word]
	}
}

// report adds a problem, up to the limit.
func (s *source) report(p diag.Problem) {
	if len(s.problems) >= MaxProblems {
		s.dropped++
		return
	}
	s.problems.Add(p)
}

// full reports whether no more problems are listed: then there is no point in wording them.
func (s *source) full() bool { return len(s.problems) >= MaxProblems }

// finish sorts the problems and says how many were left out.
func (s *source) finish() diag.List {
	s.problems.Sort()
	if s.dropped > 0 {
		s.problems.Add(diag.Problem{
			Name: diag.TooManyProblems, Severity: diag.Error,
			Summary: fmt.Sprintf("%d more problems in this file", s.dropped),
			Detail:  fmt.Sprintf("Only the first %d problems of a file are listed. Repair these and look again.", MaxProblems),
			Subject: diag.Range{File: s.path, Start: s.pos(0), End: s.pos(0)},
		})
	}
	return s.problems
}

// seek moves to the line that holds the byte and returns its number and the offset of its first byte.
func (s *source) seek(off int) (line, start int) {
	if off < s.lineStart {
		s.line, s.lineStart = 1, 0
	}
	for {
		k := bytes.IndexByte(s.src[s.lineStart:off], '\n')
		if k < 0 {
			return s.line, s.lineStart
		}
		s.line++
		s.lineStart += k + 1
	}
}

// pos is the position of a byte.
func (s *source) pos(off int) diag.Pos {
	off = min(off, len(s.src))
	line, start := s.seek(off)
	if start == 0 && hasBOM(s.src) {
		start = min(off, len(bom))
	}
	n := off - start
	if n > MaxLine {
		n = MaxLine // the column of a place in an over-long line is not worth counting
	}
	return diag.Pos{Line: line, Column: utf8.RuneCount(s.src[start:start+n]) + 1, Byte: off}
}

func (s *source) span(from, to int) diag.Range {
	a := s.pos(from)
	return diag.Range{File: s.path, Start: a, End: s.pos(to)}
}

const bom = "\uFEFF"

func hasBOM(b []byte) bool { return bytes.HasPrefix(b, []byte(bom)) }

// tooLarge reports a file beyond the limit.
func (s *source) tooLarge() bool {
	if len(s.src) <= MaxFile {
		return false
	}
	at := diag.Range{File: s.path, Start: diag.Pos{Line: 1, Column: 1}, End: diag.Pos{Line: 1, Column: 1}}
	s.report(diag.Problem{
		Name: diag.FileTooLarge, Severity: diag.Error,
		Summary: fmt.Sprintf("the file has %d bytes; at most %d MiB are read", len(s.src), MaxFile>>20),
		Detail:  "Nothing of it was read. Text files of agreements and facts stay far below this; bring bulk data in as tables with `crossgrant import`.",
		Subject: at,
	})
	return true
}

// cut returns the end of the line that begins at off, without its line break, and the start of the next.
func (s *source) cut(off int) (end, next int) {
	k := bytes.IndexByte(s.src[off:], '\n')
	if k < 0 {
		end, next = len(s.src), len(s.src)
	} else {
		end, next = off+k, off+k+1
	}
	for end > off && s.src[end-1] == '\r' {
		end--
	}
	return end, next
}

// through joins two ranges.
func through(a, b diag.Range) diag.Range { return diag.Range{File: a.File, Start: a.Start, End: b.End} }

// after is the empty range behind a.
func after(a diag.Range) diag.Range { return diag.Range{File: a.File, Start: a.End, End: a.End} }

// oneOf prints "a, b or c".
func oneOf(words []string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}
