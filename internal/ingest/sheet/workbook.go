package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

// The limits of a workbook. It is read as a whole; what is large in it goes to the disk and not into memory.
const (
	maxWorkbook = 32 << 20 // as packed
	maxUnpacked = 1 << 30
	maxInMemory = 8 << 20  // of one sheet, or of its texts
	maxPart     = 32 << 20 // of any other part
	maxRatio    = 1100     // no packing makes more of less
	maxColumns  = 1000
)

// workbook reads a workbook whose columns are recognised by their headers.
type workbook struct{}

func (workbook) Format() string { return workbookName }

func (workbook) Decode(ctx context.Context, r io.Reader, file string, _ source.Limits, sink source.Sink) error {
	return readWorkbook(ctx, r, file, workbookName, Mapping{}, sink)
}

// readWorkbook reads the sheets that hold patents. The library is not trusted with what it is given: where it panics
// the file is damaged.
func readWorkbook(ctx context.Context, r io.Reader, file, format string, m Mapping, sink source.Sink) (err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("the workbook is damaged; open it in a spreadsheet and save it again")
		}
	}()
	content, err := io.ReadAll(io.LimitReader(r, maxWorkbook+1))
	switch {
	case err != nil:
		return fmt.Errorf("reading the workbook: %w", err)
	case len(content) > maxWorkbook:
		return fmt.Errorf("the workbook is larger than %d MiB; save its sheets as CSV and import these", maxWorkbook>>20)
	}
	if why := partsFit(content); why != "" {
		return errors.New(why)
	}
	book, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxInMemory, RawCellValue: true})
	if err != nil {
		return bookError(err)
	}
	defer book.Close()
	w := &bookReader{ctx: ctx, book: book, file: file, format: format, mapping: m, sink: sink, since: base1900}
	if props, err := book.GetWorkbookProps(); err == nil && props.Date1904 != nil && *props.Date1904 {
		w.since = base1904
	}
	return w.sheets()
}

// partsFit checks what the archive says of the sizes of its parts, for which the library takes memory before it unpacks
// them. It returns what is wrong.
func partsFit(content []byte) string {
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return "the workbook cannot be read; it was cut or damaged; save it again"
	}
	total := uint64(0)
	for _, part := range z.File {
		size := part.UncompressedSize64
		toDisk := strings.HasPrefix(part.Name, "xl/worksheets/sheet") || part.Name == "xl/sharedStrings.xml"
		switch total += size; {
		case size > part.CompressedSize64*maxRatio+1<<16:
			return "the workbook is damaged; open it in a spreadsheet and save it again"
		case total > maxUnpacked, size > maxPart && !toDisk:
			return fmt.Sprintf("the workbook unpacks to more than %d MiB; save its sheets as CSV and import these", maxUnpacked>>20)
		}
	}
	return ""
}

// bookError says what is wrong with a workbook.
func bookError(err error) error {
	if errors.Is(err, excelize.ErrWorkbookFileFormat) {
		return errors.New("the workbook is protected by a password, or is none; save it without one")
	}
	return errors.New("the workbook cannot be read; open it in a spreadsheet and save it again")
}

// bookReader reads one workbook.
type bookReader struct {
	ctx     context.Context
	book    *excelize.File
	file    string
	format  string
	mapping Mapping
	sink    source.Sink
	since   serialBase
	record  int
}

// sheets reads each sheet that holds patents. When none does, the error says what there is instead.
func (w *bookReader) sheets() error {
	names := w.book.GetSheetList()
	for _, wanted := range w.mapping.Sheets {
		if !slices.Contains(names, wanted) {
			return fmt.Errorf("it %w: there is no sheet %s; there are %s", ErrNoPatents, source.Quoted(wanted), listed(names))
		}
	}
	found := false
	var seen []string
	var why error
	for _, name := range names {
		if len(w.mapping.Sheets) > 0 && !slices.Contains(w.mapping.Sheets, name) {
			continue
		}
		ok, headers, err := w.sheet(name)
		switch {
		case errors.Is(err, ErrNoPatents):
			why = fmt.Errorf("the sheet %s %w", source.Quoted(name), err)
		case err != nil:
			return err
		}
		if len(headers) > len(seen) {
			seen = headers
		}
		found = found || ok
	}
	switch {
	case found:
		return nil
	case isCodeTable(seen):
		return fmt.Errorf("it %w: it is a table of the codes of legal events, which this program brings with it; import the events themselves (EPO legal data, registers) instead", ErrNoPatents)
	case why != nil:
		return why
	}
	return fmt.Errorf("it %w: every sheet is empty", ErrNoPatents)
}

// isCodeTable recognises the EPO's table of the codes of legal events.
func isCodeTable(headers []string) bool {
	return slices.Contains(headers, "Event-code") && slices.Contains(headers, "Authority")
}

// sheet reads one sheet. ok reports whether it holds patents; otherwise the error says why not, and headers are the cells
// of its first row.
func (w *bookReader) sheet(name string) (ok bool, headers []string, err error) {
	raw, err := w.book.Rows(name)
	if err != nil {
		return false, nil, nil // a chart, not a table
	}
	defer raw.Close()
	shown, err := w.book.Rows(name)
	if err != nil {
		return false, nil, nil
	}
	defer shown.Close()
	place := w.file + ":" + name
	days := source.NewOrders(w.sink, place)
	days.State(w.mapping.Days)
	reader := rowReader{days: days, since: w.since}
	for line := 1; raw.Next() && shown.Next(); line++ {
		if err := w.ctx.Err(); err != nil {
			return false, nil, err
		}
		texts, err := raw.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return false, nil, bookError(err)
		}
		formatted, err := shown.Columns(excelize.Options{RawCellValue: false})
		if err != nil {
			return false, nil, bookError(err)
		}
		if blank(texts) {
			continue
		}
		if reader.columns == nil {
			reader.columns, err = w.header(line, texts)
			if headers == nil {
				headers = texts
			}
			if err != nil {
				return false, headers, err
			}
			continue
		}
		if err := w.row(&reader, place, line, texts, formatted); err != nil {
			return false, nil, err
		}
	}
	if reader.columns == nil {
		if headers == nil {
			return false, nil, nil
		}
		_, err := w.mapping.assign(trimmed(headers))
		return false, headers, err
	}
	return true, headers, days.End()
}

// header returns the columns when the row names them, nil when the header is still to come.
func (w *bookReader) header(line int, texts []string) (*columns, error) {
	if w.mapping.HeaderRow > 0 && line < w.mapping.HeaderRow {
		return nil, nil
	}
	cols, err := w.mapping.assign(trimmed(texts))
	switch {
	case err == nil:
		return cols, nil
	case w.mapping.HeaderRow > 0 || line >= headerWithin:
		return nil, err
	}
	return nil, nil
}

func (w *bookReader) row(reader *rowReader, place string, line int, texts, formatted []string) error {
	w.record++
	d := source.NewDraft(w.format, source.Place{File: place, Line: line, Record: w.record}, reader.days.Sink())
	if len(texts) > maxColumns {
		d.Skip(diag.RowColumns, fmt.Sprintf("The row has %d columns. No list of patents has that many: it is left out; take out what stands far to the right of it.", len(texts)))
		return d.Done()
	}
	row := make([]cell, len(reader.names))
	for i := range min(len(row), len(texts)) {
		row[i].text = strings.TrimSpace(texts[i])
		if !utf8.ValidString(row[i].text) {
			d.Skip(diag.RecordDamaged, "A cell of the row is no text. The row is left out.")
			return d.Done()
		}
		if i < len(formatted) && formatted[i] != texts[i] {
			if f, err := strconv.ParseFloat(row[i].text, 64); err == nil {
				row[i].quantity, row[i].shown = true, formatted[i]
				row[i].text = whole(f, row[i].text)
			}
		} else if f, err := strconv.ParseFloat(row[i].text, 64); err == nil && strings.ContainsAny(row[i].text, "Ee") {
			row[i].quantity, row[i].shown = true, formatted[i]
			row[i].text = whole(f, row[i].text)
		}
	}
	reader.read(d, row)
	return d.Done()
}

// whole writes a whole number that a workbook holds exactly as digits.
func whole(f float64, text string) string {
	if f >= 0 && f < 1e15 && f == float64(int64(f)) {
		return strconv.FormatInt(int64(f), 10)
	}
	return text
}

func blank(texts []string) bool {
	return !slices.ContainsFunc(texts, func(s string) bool { return strings.TrimSpace(s) != "" })
}

func trimmed(texts []string) []string {
	out := make([]string, len(texts))
	for i, s := range texts {
		out[i] = strings.Join(strings.Fields(strings.ToValidUTF8(s, "?")), " ")
	}
	return out
}
