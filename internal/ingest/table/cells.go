package table

import "io"

// Rows reads the rows of a table as they stand, without deciding what they mean, for formats that have a meaning of
// their own. It takes the separator from the header, reads quotes, and refuses what is not text, as [Read] does.
type Rows struct {
	in    *rowReader
	name  string
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

// NewRows reads the table that is called name in errors. No row is longer than maxRow bytes; 0: 1 MiB.
func NewRows(r io.Reader, name string, maxRow int) *Rows {
	return &Rows{in: newRowReader(r, orDefault(maxRow, defaultMaxLine), defaultMaxFields), name: name}
}

// Header returns the names of the columns and takes the separator from them. It may be called again where lines stand
// before the header. The error is of the reader, or wraps [ErrTable].
func (r *Rows) Header() ([]string, error) {
	row, err := r.in.header(r.name)
	if err != nil {
		return nil, err
	}
	names := make([]string, len(row))
	for i, f := range row {
		names[i] = f.text
	}
	r.cells = make([]string, len(names))
	return names, nil
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
