package uspto

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

const feeEvents = "uspto-maintenance-fees"

// fees reads maintenance-fee events, one a line in columns:
//
//	 1-13 number of the patent; zeros stand before the letters, too: 000000RE35000
//	15-22 application number
//	   24 whether the owner pays as a small entity
//	26-33 filing day
//	35-42 day of grant
//	44-51 day of the event
//	53-57 code of the event
//
// Files from before about 2014 have a number of seven characters, and every later field six columns to the left. The lines
// of one patent follow each other; they become one document.
type fees struct{}

func (fees) Format() string { return feeEvents }

// feeCodes says what the codes that end or revive a patent, or show that it lives, do. Other codes are of entity status,
// refunds and papers, and do nothing. Histories of files use them, too, among many others of which some look alike (M903
// is the letter about a national stage).
var feeCodes = map[string]struct{ influence, text string }{
	"EXP.":  {"-", "expired for failure to pay maintenance fees"},
	"PMFG":  {"+", "late payment of maintenance fees accepted"},
	"EXPX":  {"+", "reinstated after failure to pay maintenance fees"},
	"M1551": {"", "payment of the fee of the 4th year, large entity"},
	"M1552": {"", "payment of the fee of the 8th year, large entity"},
	"M1553": {"", "payment of the fee of the 12th year, large entity"},
	"M2551": {"", "payment of the fee of the 4th year, small entity"},
	"M2552": {"", "payment of the fee of the 8th year, small entity"},
	"M2553": {"", "payment of the fee of the 12th year, small entity"},
	"M3551": {"", "payment of the fee of the 4th year, micro entity"},
	"M3552": {"", "payment of the fee of the 8th year, micro entity"},
	"M3553": {"", "payment of the fee of the 12th year, micro entity"},
}

func (fees) Decode(ctx context.Context, in io.Reader, file string, _ source.Limits, sink source.Sink) error {
	l := newLines(ctx, in)
	var d *source.Draft
	var last []byte
	for record := 0; l.next(); {
		if len(bytes.TrimSpace(l.text)) == 0 {
			continue
		}
		shift, ok := feeColumns(l.text)
		if !ok || !l.utf8OK() {
			bad := source.NewDraft(feeEvents, source.Place{File: file, Line: l.number, Record: record + 1}, sink)
			bad.Skip(diag.RecordDamaged, fmt.Sprintf("The line does not have the columns of a maintenance-fee event: %s.", source.Quoted(string(l.text[:min(len(l.text), 70)]))))
			if err := bad.Done(); err != nil {
				return err
			}
			continue
		}
		if d == nil || !bytes.Equal(l.text[:13-shift], last) || len(d.Events) >= mostEvents {
			if err := feesEnd(d); err != nil {
				return err
			}
			record++
			last = append(last[:0], l.text[:13-shift]...)
			d = source.NewDraft(feeEvents, source.Place{File: file, Line: l.number, Record: record}, sink)
			feesBegin(d, l.text, shift)
		}
		feesEvent(d, l.text, shift)
	}
	if err := l.failed(); err != nil {
		return err
	}
	return feesEnd(d)
}

// mostEvents bounds the events of one document; those behind begin another of the same patent.
const mostEvents = 1000

// feeColumns finds the columns: 0 for the present layout, 6 for the one before.
func feeColumns(line []byte) (shift int, ok bool) {
	for _, shift := range []int{0, 6} {
		if len(line) < 54-shift {
			continue
		}
		blanks, digits := true, true
		for _, at := range []int{14, 23, 25, 34, 43, 52} {
			blanks = blanks && line[at-1-shift] == ' '
		}
		for at := 44; at <= 51; at++ {
			c := line[at-1-shift]
			digits = digits && c >= '0' && c <= '9'
		}
		if blanks && digits && line[12-shift] != ' ' {
			return shift, true
		}
	}
	return 0, false
}

// column is the text of the columns from and to, from 1, both included.
func column(line []byte, from, to, shift int) string {
	return string(bytes.TrimSpace(line[min(from-1-shift, len(line)):min(to-shift, len(line))]))
}

func feesBegin(d *source.Draft, line []byte, shift int) {
	d.Office, d.Granted = office, patent.Yes
	number := string(bytes.TrimLeft(line[:13-shift], "0 "))
	d.Grant = d.Day("day of grant", column(line, 35, 42, shift))
	d.Filed = d.Day("filing day", column(line, 26, 33, shift))
	d.Publications = []source.Publication{{Number: source.Number{Office: office, Text: number}, Date: d.Grant}}
	if number == "" {
		d.Skip(diag.RecordNumber, "The line has no number of a patent, so that it names no right.")
	}
	if text := column(line, 15, 22, shift); text != "" {
		d.Application = source.Number{Office: office, Text: text}
	}
	if column(line, 24, 24, shift) != "" {
		d.Unmap("small entity")
	}
}

func feesEvent(d *source.Draft, line []byte, shift int) {
	code := column(line, 53, len(line)+shift, shift)
	known := feeCodes[code]
	d.Events = append(d.Events, source.LegalEvent{
		Office: office, Code: code, Influence: known.influence, Text: known.text,
		Date: d.Day("day of the event", column(line, 44, 51, shift)), Effective: when.Unknown,
	})
}

func feesEnd(d *source.Draft) error {
	if d == nil {
		return nil
	}
	return d.Done()
}
