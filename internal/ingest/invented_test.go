package ingest

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

// invented is a format for tests: "INVENTED", then one number a line; a line "bad" is a record that is left out.
func invented() source.Format {
	return source.Format{
		Name:    "invented",
		Says:    "numbers of patents that do not exist",
		Match:   func(_ string, head []byte) int { return 90 * btoi(bytes.HasPrefix(head, []byte("INVENTED\n"))) },
		Decoder: inventedDecoder{},
	}
}

// noPatents is a kind of file that is refused by name.
func noPatents() source.Format {
	return source.Format{
		Name:   "no-patents",
		Says:   "a list of products",
		Match:  func(_ string, head []byte) int { return 90 * btoi(bytes.HasPrefix(head, []byte("PRODUCTS\n"))) },
		Refuse: "it is a list of products; import the file of one of them.",
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

type inventedDecoder struct{}

func (inventedDecoder) Format() string { return "invented" }

func (inventedDecoder) Decode(ctx context.Context, r io.Reader, file string, _ source.Limits, sink source.Sink) error {
	s := bufio.NewScanner(r)
	for n := 1; s.Scan(); n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		at := source.Place{File: file, Line: n, Record: n - 1}
		var err error
		switch text := s.Text(); text {
		case "INVENTED":
		case "bad":
			err = sink.Report(source.Reported{Name: diag.RecordDamaged, Place: at, Says: "The record is bad.", Skipped: true})
		default:
			d := source.New("invented")
			d.Place, d.Office = at, "US"
			d.Publications = []source.Publication{{Number: source.Number{Office: "US", Text: text, Kind: "B2"}}}
			d.Title = strings.Repeat(fmt.Sprintf("title of %s ", text), 3)
			err = sink.Document(d)
		}
		if err != nil {
			return err
		}
	}
	return s.Err()
}
