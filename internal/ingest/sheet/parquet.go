package sheet

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/markup"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

const parquetName = "parquet"

// parquetRow is one document in a Parquet file. The column "document" holds all of it, as JSON; the others repeat what
// people ask for, so that other tools can filter and count without reading JSON. A day that is not known exactly is
// missing from its column.
type parquetRow struct {
	Format            string   `parquet:"format,dict"`
	File              string   `parquet:"file,dict"`
	Record            int64    `parquet:"record"`
	Country           string   `parquet:"country,dict"`
	Number            string   `parquet:"number"` // of the first publication
	Kind              string   `parquet:"kind,dict"`
	ApplicationNumber string   `parquet:"application_number"`
	Right             string   `parquet:"right,dict"`
	Granted           *bool    `parquet:"granted,optional"`
	Title             string   `parquet:"title"`
	Owner             []string `parquet:"owner,list"` // proprietors, or else assignees, or else applicants
	PriorityDate      *int32   `parquet:"priority_date,optional,date"`
	FilingDate        *int32   `parquet:"filing_date,optional,date"`
	PublicationDate   *int32   `parquet:"publication_date,optional,date"`
	GrantDate         *int32   `parquet:"grant_date,optional,date"`
	ExpiryDate        *int32   `parquet:"expiry_date,optional,date"` // as stated by the source
	Family            string   `parquet:"family"`
	CPC               []string `parquet:"cpc,list"`
	IPC               []string `parquet:"ipc,list"`
	Standards         []string `parquet:"standards,list"`
	Status            string   `parquet:"status,dict"`
	Document          string   `parquet:"document,json"`
}

// ParquetWriter writes documents to a Parquet file.
type ParquetWriter struct {
	w    *parquet.GenericWriter[parquetRow]
	rows int
}

// rowGroup is how many documents stand together: large enough to be read fast, small enough to be held in memory.
const rowGroup = 10_000

// NewParquetWriter writes to w; [ParquetWriter.Close] ends the file.
func NewParquetWriter(w io.Writer) *ParquetWriter {
	return &ParquetWriter{w: parquet.NewGenericWriter[parquetRow](w, parquet.Compression(&parquet.Zstd), parquet.CreatedBy("crossgrant", "", ""))}
}

// Write adds a document.
func (p *ParquetWriter) Write(d source.Document) error {
	row, err := rowOf(d)
	if err != nil {
		return err
	}
	if _, err := p.w.Write([]parquetRow{row}); err != nil {
		return fmt.Errorf("writing Parquet: %w", err)
	}
	if p.rows++; p.rows%rowGroup == 0 {
		if err := p.w.Flush(); err != nil {
			return fmt.Errorf("writing Parquet: %w", err)
		}
	}
	return nil
}

// Close ends the file. It does not close what it was written to.
func (p *ParquetWriter) Close() error {
	if err := p.w.Close(); err != nil {
		return fmt.Errorf("writing Parquet: %w", err)
	}
	return nil
}

func rowOf(d source.Document) (parquetRow, error) {
	document, err := json.Marshal(d)
	if err != nil {
		return parquetRow{}, fmt.Errorf("writing Parquet: %w", err)
	}
	row := parquetRow{
		Format: d.Format, File: d.Place.File, Record: int64(d.Place.Record), Country: d.Office, ApplicationNumber: d.Application.Text,
		Title: d.Title, Family: d.Family, CPC: d.CPC, IPC: d.IPC, Status: d.Status, Document: string(document),
		PriorityDate: exact(d.Priority), FilingDate: exact(d.Filed), PublicationDate: exact(d.Published), GrantDate: exact(d.Grant), ExpiryDate: exact(d.Term.Stated),
	}
	if len(d.Publications) > 0 {
		row.Number, row.Kind = d.Publications[0].Number.Text, d.Publications[0].Number.Kind
	}
	if d.Kind != patent.KindUnknown {
		row.Right = d.Kind.String()
	}
	if d.Granted != patent.Unknown {
		yes := d.Granted == patent.Yes
		row.Granted = &yes
	}
	for _, role := range []source.Role{source.Proprietor, source.Assignee, source.Applicant} {
		for _, p := range d.Parties {
			if p.Role == role {
				row.Owner = append(row.Owner, p.Name)
			}
		}
		if len(row.Owner) > 0 {
			break
		}
	}
	for _, c := range d.Declared {
		if c.Standard != "" && !slices.Contains(row.Standards, c.Standard) {
			row.Standards = append(row.Standards, c.Standard)
		}
	}
	return row, nil
}

func exact(b when.Bounds) *int32 {
	if !b.Known() {
		return nil
	}
	day := int32(b.Earliest)
	return &day
}

// parquetFile reads Parquet files: those of [ParquetWriter] as the documents they hold, others as tables whose columns
// are recognised by their names.
type parquetFile struct{}

func (parquetFile) Format() string { return parquetName }

// The limits of a Parquet file, which is read from the disk.
const (
	maxParquet = 64 << 30
	maxFooter  = 64 << 20
)

var errParquet = errors.New("the Parquet file is damaged; write it again")

func (parquetFile) Decode(ctx context.Context, r io.Reader, file string, limits source.Limits, sink source.Sink) (err error) {
	spool, size, err := spooled(ctx, r)
	if err != nil {
		return fmt.Errorf("reading Parquet: %w", err)
	}
	defer func() {
		spool.Close()
		os.Remove(spool.Name())
	}()
	var fromSink error
	sink = remembering(sink, &fromSink)
	defer func() {
		if recover() != nil { // the library is not trusted with what it is given
			err = errParquet
		}
		if fromSink != nil {
			err = fromSink
		}
	}()
	if !footerFits(spool, size) {
		return errParquet
	}
	in, err := parquet.OpenFile(spool, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return errParquet
	}
	if err := checkPages(spool, size, in.Metadata()); err != nil {
		return err
	}
	return readParquet(ctx, in, file, sink)
}

// remembering keeps the error with which the sink ends the reading.
func remembering(sink source.Sink, err *error) source.Sink {
	return source.Sink{
		Document: func(d source.Document) error { *err = sink.Document(d); return *err },
		Report:   func(r source.Reported) error { *err = sink.Report(r); return *err },
	}
}

// spooled copies a stream to the disk, because a Parquet file is read from its end.
func spooled(ctx context.Context, r io.Reader) (*os.File, int64, error) {
	f, err := os.CreateTemp("", "crossgrant-*.parquet")
	if err != nil {
		return nil, 0, err
	}
	n, err := io.Copy(f, io.LimitReader(markup.WithContext(ctx, r), maxParquet+1))
	if err == nil && n > maxParquet {
		err = errors.New("it is larger than any this program reads")
	}
	if err != nil {
		f.Close()
		os.Remove(f.Name())
		return nil, 0, err
	}
	return f, n, nil
}

// footerFits checks the length that the file gives of its footer, for which memory is taken before it is read.
func footerFits(f io.ReaderAt, size int64) bool {
	var end [8]byte
	if size < 12 {
		return false
	}
	if _, err := f.ReadAt(end[:], size-8); err != nil || string(end[4:]) != "PAR1" {
		return false
	}
	footer := int64(end[0]) | int64(end[1])<<8 | int64(end[2])<<16 | int64(end[3])<<24
	return footer <= size-12 && footer <= maxFooter
}

func readParquet(ctx context.Context, in *parquet.File, file string, sink source.Sink) error {
	paths := in.Schema().Columns()
	names := make([]string, len(paths))
	for i, p := range paths {
		names[i] = p[0]
	}
	read := parquetReader{file: file, sink: sink, document: slices.Index(names, "document")}
	for _, p := range paths {
		leaf, _ := in.Schema().Lookup(p...)
		read.leaves = append(read.leaves, leaf)
	}
	if read.document < 0 {
		cols, err := Mapping{}.assign(names)
		if err != nil {
			return fmt.Errorf("it %w", err)
		}
		read.table = &rowReader{columns: cols, days: source.NewOrders(sink, file), since: eitherBase}
	}
	for _, group := range in.RowGroups() {
		if err := read.group(ctx, group); err != nil {
			return err
		}
	}
	if read.table != nil {
		return read.table.days.End()
	}
	return nil
}

type parquetReader struct {
	file     string
	sink     source.Sink
	leaves   []parquet.LeafColumn
	document int // column; -1: none
	table    *rowReader
	record   int
}

func (p *parquetReader) group(ctx context.Context, group parquet.RowGroup) error {
	rows := group.Rows()
	defer rows.Close()
	buf := make([]parquet.Row, 16)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := rows.ReadRows(buf)
		for _, row := range buf[:n] {
			if err := p.row(row); err != nil {
				return err
			}
		}
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return errParquet
		case n == 0:
			return nil
		}
	}
}

func (p *parquetReader) row(row parquet.Row) error {
	p.record++
	place := source.Place{File: p.file, Record: p.record}
	if p.document < 0 {
		d := source.NewDraft(parquetName, place, p.table.days.Sink())
		p.table.read(d, p.cells(row))
		return d.Done()
	}
	text := ""
	for _, v := range row {
		if v.Column() == p.document && !v.IsNull() {
			text = v.String()
		}
	}
	d := source.New("")
	if err := json.Unmarshal([]byte(text), &d); err != nil {
		return p.sink.Report(source.Reported{Name: diag.RecordDamaged, Place: place, Skipped: true,
			Says: "The column “document” of the row holds no document of this program. The row is left out; write the file again."})
	}
	return p.sink.Document(d)
}

// cells puts the values of a row into the cells of its columns; a list is one cell.
func (p *parquetReader) cells(row parquet.Row) []cell {
	out := make([]cell, len(p.leaves))
	for _, v := range row {
		i := v.Column()
		if v.IsNull() || i < 0 || i >= len(out) {
			continue
		}
		text := strings.ToValidUTF8(valueText(v, p.leaves[i].Node.Type().LogicalType()), "\uFFFD")
		if out[i].text != "" {
			text = out[i].text + ";" + text
		}
		out[i].text = strings.TrimSpace(text)
	}
	return out
}

// valueText writes a value as a cell shows it: days as YYYY-MM-DD, whole numbers as digits.
func valueText(v parquet.Value, logical *format.LogicalType) string {
	if logical != nil {
		switch t := logical.Value.(type) {
		case *format.DateType:
			return when.Date(v.Int32()).String()
		case *format.TimestampType:
			return instant(v.Int64(), t.Unit).UTC().Format(time.DateOnly)
		}
	}
	switch v.Kind() {
	case parquet.Double, parquet.Float:
		f := v.Double()
		if v.Kind() == parquet.Float {
			f = float64(v.Float())
		}
		return whole(f, strconv.FormatFloat(f, 'g', -1, 64))
	}
	return v.String()
}

func instant(n int64, unit format.TimeUnit) time.Time {
	switch unit.Value.(type) {
	case *format.MilliSeconds:
		return time.UnixMilli(n)
	case *format.MicroSeconds:
		return time.UnixMicro(n)
	}
	return time.Unix(0, n)
}
