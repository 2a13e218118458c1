package table

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

// Rows reads the rows of a table as they stand, without deciding what they mean, for formats that have a meaning of
// their own. It takes the separator from the header, reads quotes, and refuses what is not text, as [Read] does.
type Rows struct {
	in    *rowReader
	name  string
	names []string
	at    map[string]int
	asked []bool // columns that some row was asked for
	cells []string
}

// Row is one row that is not blank.
type Row struct {
	Line  int      // of its beginning, from 1
	Cells []string // as many as the header has; good until the next row is read

	// Where the row cannot be read, Problem is the name of what is wrong (a name of package diag), and Says a sentence.
	Problem string
	Says    string
}

// NewRows reads the table that is called name in errors. No row is longer than maxRow bytes; 0 and more than 1 MiB: 1 MiB.
func NewRows(r io.Reader, name string, maxRow int) *Rows {
	if maxRow <= 0 || maxRow > defaultMaxLine {
		maxRow = defaultMaxLine
	}
	return &Rows{in: newRowReader(r, maxRow, defaultMaxFields), name: name}
}

// Header returns the names of the columns and takes the separator from them. It may be called again where lines stand
// before the header. The error is of the reader, or wraps [ErrTable].
func (r *Rows) Header() ([]string, error) {
	row, err := r.in.header(r.name)
	if err != nil {
		return nil, err
	}
	r.names, r.at = make([]string, len(row)), make(map[string]int, len(row))
	r.cells, r.asked = make([]string, len(row)), make([]bool, len(row))
	for i := len(row) - 1; i >= 0; i-- { // of two columns with one name the first counts
		r.names[i] = row[i].text
		r.at[row[i].text] = i
	}
	return r.names, nil
}

// HeaderOf returns the names of the columns of a table that begins with head; nil when it is none.
func HeaderOf(head []byte) []string {
	rows := NewRows(bytes.NewReader(head), "", 0)
	names, err := rows.Header()
	if err != nil || len(names) < 2 {
		return nil
	}
	return names
}

// HasColumns reports whether a header names all of the columns.
func HasColumns(header []string, columns ...string) bool {
	for _, c := range columns {
		if !slices.Contains(header, c) {
			return false
		}
	}
	return true
}

// Next returns the next row; io.EOF after the last.
func (r *Rows) Next() (Row, error) {
	fields, bad, err := r.in.next()
	if err != nil {
		return Row{}, err
	}
	if bad == nil {
		bad = checkWidth(fields, len(r.cells))
	}
	if bad != nil {
		return Row{Line: bad.from.Line, Problem: bad.name, Says: bad.sentence()}, nil
	}
	for i := range r.cells {
		r.cells[i] = fields[i].text
	}
	return Row{Line: fields[0].from.Line, Cells: r.cells}, nil
}

// Has reports whether the table has a column of that name.
func (r *Rows) Has(column string) bool {
	_, ok := r.at[column]
	return ok
}

// Cell returns the cell of the row read last under the column of that name; "" when there is no such column.
func (r *Rows) Cell(column string) string {
	i, ok := r.at[column]
	if !ok {
		return ""
	}
	r.asked[i] = true
	return r.cells[i]
}

// Decode reads the rows after the header as documents: read fills the draft of each row from its cells. A row that
// cannot be read is reported and left out; a column that read does not ask for is unmapped where it holds something.
func (r *Rows) Decode(ctx context.Context, format, file string, sink source.Sink, read func(*source.Draft)) error {
	for record := 1; ; record++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		row, err := r.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading %s: %w", r.name, err)
		}
		d := source.NewDraft(format, source.Place{File: file, Line: row.Line, Record: record}, sink)
		if row.Problem != "" {
			d.Skip(row.Problem, row.Says)
		} else {
			read(d)
			r.unread(d)
		}
		if err := d.Done(); err != nil {
			return err
		}
	}
}

func (r *Rows) unread(d *source.Draft) {
	for i, cell := range r.cells {
		if cell != "" && !r.asked[i] {
			d.Unmap(r.names[i])
		}
	}
}
