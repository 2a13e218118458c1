package sheet

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/ingest/table"
)

// Decoder reads tables and workbooks as the mapping says.
func (m Mapping) Decoder() source.Decoder { return mapped{m} }

// mapped reads a table or a workbook, told by how it begins.
type mapped struct{ m Mapping }

func (mapped) Format() string { return tableName }

func (f mapped) Decode(ctx context.Context, r io.Reader, file string, limits source.Limits, sink source.Sink) error {
	b := bufio.NewReaderSize(r, 64<<10)
	head, err := b.Peek(4)
	if err != nil && err != io.EOF {
		return fmt.Errorf("reading the table: %w", err)
	}
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return readWorkbook(ctx, b, file, tableName, f.m, sink)
	}
	return f.table(ctx, b, file, limits, sink)
}

// headerWithin is among how many rows the header is looked for.
const headerWithin = 20

func (f mapped) table(ctx context.Context, r io.Reader, file string, limits source.Limits, sink source.Sink) error {
	rows := table.NewRows(r, "the table", limits.Record)
	cols, err := f.header(rows)
	if err != nil {
		return err
	}
	days := source.NewOrders(sink, file)
	days.State(f.m.Days)
	reader := rowReader{columns: cols, days: days}
	row := make([]cell, len(cols.names))
	err = rows.Decode(ctx, tableName, file, days.Sink(), func(d *source.Draft) {
		for i, name := range cols.names {
			if cols.used[i] {
				row[i].text = rows.Cell(name)
			}
		}
		reader.read(d, row)
	})
	if end := days.End(); err == nil {
		err = end
	}
	return err
}

// header finds the row that names the columns: the one the mapping says, or the first that names a number.
func (f mapped) header(rows *table.Rows) (*columns, error) {
	if f.m.HeaderRow > 0 {
		var names []string
		for range f.m.HeaderRow {
			var err error
			if names, err = rows.Header(); err != nil {
				return nil, err
			}
		}
		cols, err := f.m.assign(names)
		if err != nil {
			return nil, fmt.Errorf("it %w", err)
		}
		return cols, nil
	}
	var first error
	for range headerWithin {
		names, err := rows.Header()
		if err != nil {
			if first != nil {
				return nil, first
			}
			return nil, err
		}
		cols, err := f.m.assign(names)
		if err == nil {
			return cols, nil
		}
		if first == nil {
			first = fmt.Errorf("it %w", err)
		}
	}
	return nil, first
}
