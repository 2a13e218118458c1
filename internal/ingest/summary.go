package ingest

import (
	"bytes"
	"io"
	"slices"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

// Summary is what a file of lines holds, without its documents.
type Summary struct {
	Documents int
	Skipped   int               // records that were left out
	Reported  []source.Reported // at most 1,000
	Omitted   int               // reports beyond those
	Members   []Ended           // at most 1,000
	Broken    int               // members that could not be read, or not to their end
	Formats   []string          // of the members that were read, sorted
}

const mostReported = 1000

// Summarise reads a file of lines for its summary.
func Summarise(r io.Reader) (*Summary, error) {
	b, err := newBlocks(r)
	if err != nil {
		return nil, err
	}
	defer b.zip.Close()
	s := &Summary{}
	var buf []byte
	for {
		text, _, err := b.next(buf)
		if err == io.EOF {
			slices.Sort(s.Formats)
			return s, nil
		}
		if err != nil {
			return nil, err
		}
		for line := range bytes.Lines(text) {
			if bytes.HasPrefix(line, []byte(`{"document":`)) {
				s.Documents++
				continue
			}
			l, err := parseLine(line)
			if err != nil {
				return nil, err
			}
			s.add(l)
		}
		buf = text
	}
}

func (s *Summary) add(l Line) {
	switch {
	case l.Reported != nil:
		if l.Reported.Skipped {
			s.Skipped++
		}
		if len(s.Reported) < mostReported {
			s.Reported = append(s.Reported, *l.Reported)
		} else {
			s.Omitted++
		}
	case l.Ended != nil:
		if l.Ended.Broken != "" {
			s.Broken++
		}
		if len(s.Members) < mostReported {
			s.Members = append(s.Members, *l.Ended)
		}
		if f := l.Ended.Format; l.Ended.Documents > 0 && !slices.Contains(s.Formats, f) {
			s.Formats = append(s.Formats, f)
		}
	}
}
