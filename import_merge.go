package crossgrant

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/crossgrant/crossgrant/internal/ingest"
	"github.com/crossgrant/crossgrant/internal/merge"
	"github.com/crossgrant/crossgrant/internal/owners"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/patent"
)

// mergeRules is the version of the rules by which documents are merged. Another version reads layers anew.
const mergeRules = "merge 1"

// merging is a [merge.Merger] as the portfolio uses it, with the file in which documents wait.
type merging struct {
	*merge.Merger
	file     *os.File
	progress func(Progress)
	rows     int
}

// merging begins a merging of documents. The file in which they wait is derived data, and gone when it ends.
func (l *layered) merging(names *owners.Resolver) (portfolio.Merger, error) {
	if l.opt.Cache != "" {
		if err := os.MkdirAll(l.opt.Cache, 0o755); err != nil {
			return nil, err
		}
	}
	f, err := os.CreateTemp(l.opt.Cache, "merging-*")
	if err != nil {
		return nil, fmt.Errorf("documents cannot be laid out for merging: %w", err)
	}
	return &merging{Merger: merge.New(merge.Options{Resolver: names, Spill: f}), file: f, progress: l.progress}, nil
}

func (m *merging) begin(l portfolio.Layer, number uint32) {
	m.Layer(merge.Layer{Name: l.Name, Number: number, Recorded: l.Recorded, Source: l.Source})
}

// Documents implements [portfolio.Merger].
func (m *merging) Documents(l portfolio.Layer, number uint32, data io.Reader) error {
	m.begin(l, number)
	return ingest.ReadLines(data, func(line ingest.Line) error {
		switch {
		case line.Document != nil:
			m.tick("reading " + l.File)
			return m.Add(line.Document)
		case line.Reported != nil:
			m.Reported(*line.Reported)
		}
		return nil
	})
}

// Takes implements [portfolio.Merger].
func (m *merging) Takes(l portfolio.Layer, number uint32, r patent.Record) (bool, error) {
	m.begin(l, number)
	return m.Merger.Takes(&r)
}

// Records implements [portfolio.Merger].
func (m *merging) Records(keep func(patent.Record, uint32) error) error {
	m.rows = 0
	return m.Merger.Records(func(r patent.Record, number uint32) error {
		m.tick("merging documents")
		return keep(r, number)
	})
}

func (m *merging) tick(what string) {
	if m.rows++; m.rows%10_000 == 0 {
		m.progress(Progress{What: what, Rows: m.rows})
	}
}

// Quality implements [portfolio.Merger].
func (m *merging) Quality() ([]byte, error) { return json.Marshal(m.Merger.Quality()) }

// Close implements [portfolio.Merger].
func (m *merging) Close() error { return errors.Join(m.file.Close(), os.Remove(m.file.Name())) }
