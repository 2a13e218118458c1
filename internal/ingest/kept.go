package ingest

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

// KeptName is the format of the files that imports keep, with which one workspace gives its documents to another.
const KeptName = "crossgrant-documents"

// Kept is the format of the files that imports keep.
func Kept() source.Format {
	return source.Format{
		Name: KeptName,
		Says: "documents that an import of this program kept (*.jsonl.zst)",
		Match: func(_ string, head []byte) int {
			for _, key := range []string{`{"document":{`, `{"reported":{`, `{"ended":{`} {
				if bytes.HasPrefix(head, []byte(key)) {
					return 100
				}
			}
			return 0
		},
		Decoder: keptDecoder{},
	}
}

type keptDecoder struct{}

func (keptDecoder) Format() string { return KeptName }

// Decode hands on the documents and reports as they were kept. What an import said of its members is left out: this
// import says it of its own.
func (keptDecoder) Decode(ctx context.Context, r io.Reader, file string, limits source.Limits, sink source.Sink) error {
	size := limits.Record
	if size <= 0 {
		size = maxLine
	}
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 0, 64<<10), size)
	for n := 1; lines.Scan(); n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		l, err := parseLine(lines.Bytes())
		switch {
		case err != nil:
			return fmt.Errorf("line %d: %w", n, err)
		case l.Document != nil:
			err = sink.Document(*l.Document)
		case l.Reported != nil:
			err = sink.Report(*l.Reported)
		}
		if err != nil {
			return err
		}
	}
	if errors.Is(lines.Err(), bufio.ErrTooLong) {
		return fmt.Errorf("a line of %s is longer than %s", file, Size(int64(size)))
	}
	return lines.Err()
}
