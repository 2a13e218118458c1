package table

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// Options says how to read a table. The zero value reads with the recognised names and keeps owners as written.
type Options struct {
	File       string            // for positions and as the records' source
	Columns    map[string]string // header by meaning ("owner": "Current assignee"); adds to the recognised names
	SourceDate when.Date         // the day of the source: no date lies after it; the zero value and when.None say nothing

	// Resolve returns the id of the organisation that a name or another source's id stands for, and whether that is one
	// that is declared; an empty id for nobody. Nil: every name is known and is written as an id.
	Resolve func(name string) (id string, ok bool)

	MaxLine     int // bytes of a row; 0: 1 MiB
	MaxFields   int // columns; 0: 1,000
	MaxProblems int // problems listed, others are counted; 0: 1,000
}

// Report says what became of the rows. Read = Kept + Repeated + Conflicting + Malformed.
type Report struct {
	File        string
	SHA256      string // of the whole file; empty when keep ended the reading
	Read        int    // rows after the header; blank lines are none
	Kept        int
	Repeated    int // say what an earlier row said
	Conflicting int // say something else of a patent than an earlier row
	Malformed   int

	WithoutOwner int      // kept rows that name no owner
	Unresolved   []Owner  // names the resolver does not know, those with most rows first
	Columns      []Column // of the header, in its order
	Problems     diag.List
	Omitted      int // problems beyond Options.MaxProblems
}

// Owner is a name that the resolver does not know.
type Owner struct {
	Name string // as the first row writes it
	ID   string // under which its patents are kept
	Rows int
}

// Column is one column of the header and what it was read as.
type Column struct {
	Header string
	As     string // a key of [Recognised]; empty: ignored
}

// ErrTable is wrapped by the errors that say why a file is no table of patents. Its rows were not read.
var ErrTable = errors.New("not a table of patents")

const (
	defaultMaxLine     = 1 << 20
	defaultMaxFields   = 1000
	defaultMaxProblems = 1000
)

// ReadFile is [Read] on a file. Options.File is the file's path unless given.
func ReadFile(file string, opt Options, keep func(patent.Record) bool) (*Report, error) {
	if opt.File == "" {
		opt.File = file
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("reading the table: %w", err)
	}
	defer f.Close()
	return Read(f, opt, keep)
}

// Read reads a table and hands each record on; keep returning false ends the reading early, without an error. The error
// is of the reader, or wraps [ErrTable] when the header cannot be used.
func Read(r io.Reader, opt Options, keep func(patent.Record) bool) (*Report, error) {
	sum := sha256.New()
	t := &tableReader{
		opt:  opt,
		rows: newRowReader(io.TeeReader(r, sum), orDefault(opt.MaxLine, defaultMaxLine), orDefault(opt.MaxFields, defaultMaxFields)),
		rep:  &Report{File: opt.File},
		seen: newSeen(),
		own:  newOwners(opt.Resolve),
	}
	if err := t.header(); err != nil {
		return nil, err
	}
	for {
		row, bad, err := t.rows.next()
		if err == io.EOF {
			t.rep.SHA256 = hex.EncodeToString(sum.Sum(nil))
			break
		}
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", t.name(), err)
		}
		t.rep.Read++
		if bad != nil {
			t.malformed(*bad)
			continue
		}
		if !t.row(row, keep) {
			break
		}
	}
	t.rep.Unresolved = t.own.unresolved()
	return t.rep, nil
}

func orDefault(n, otherwise int) int {
	if n <= 0 {
		return otherwise
	}
	return n
}

type tableReader struct {
	opt  Options
	rows *rowReader
	rep  *Report
	cols columns
	seen *seen
	own  *owners
}

func (t *tableReader) name() string {
	if t.opt.File == "" {
		return "the table"
	}
	return t.opt.File
}

// problem is something wrong at a place of a row.
type problem struct {
	name    string
	summary string
	detail  string
	from    diag.Pos
	to      diag.Pos
	related []diag.Related
}

func (t *tableReader) malformed(p problem) {
	t.rep.Malformed++
	t.report(p)
}

func (t *tableReader) report(p problem) {
	if len(t.rep.Problems) >= orDefault(t.opt.MaxProblems, defaultMaxProblems) {
		t.rep.Omitted++
		return
	}
	t.rep.Problems.Add(diag.Problem{
		Name: p.name, Severity: diag.Error, Summary: p.summary, Detail: p.detail, Related: p.related,
		Subject: diag.Range{File: t.opt.File, Start: p.from, End: p.to},
	})
}

// row turns a row into a record and hands it on. It returns false when reading shall end.
func (t *tableReader) row(row []field, keep func(patent.Record) bool) bool {
	rec, owners, bad := t.record(row)
	if bad != nil {
		t.malformed(*bad)
		return true
	}
	switch at, what := t.seen.add(rec.ID, t.seen.content(row, &t.cols), row[0].from); what {
	case sameAgain:
		t.rep.Repeated++
		return true
	case otherwise:
		t.rep.Conflicting++
		t.report(problem{
			name: diag.RowConflict, from: row[0].from, to: row[len(row)-1].to,
			summary: fmt.Sprintf("%s stands in the table twice with different values", rec.ID),
			detail:  "The first row is kept and this one is left out. Correct the table so that it says one thing of each patent, and import it again.",
			related: []diag.Related{{Says: "the row that is kept", Range: diag.Range{File: t.opt.File, Start: at, End: at}}},
		})
		return true
	}
	rec.Owners = t.own.resolve(owners)
	if len(rec.Owners) == 0 {
		t.rep.WithoutOwner++
	}
	t.rep.Kept++
	return keep(rec)
}
