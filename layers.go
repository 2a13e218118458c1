package crossgrant

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/ingest/table"
	"github.com/crossgrant/crossgrant/internal/owners"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

const (
	portfolioDir = "portfolio"
	derivedDir   = ".crossgrant" // disposable
)

// layered is the portfolio of a workspace: its layers, and a snapshot for each set of layers that was asked for.
type layered struct {
	dir    string // on the disk; empty: in files, below portfolio
	files  fs.FS
	opt    portfolio.LoadOptions
	layers []portfolio.Layer // in the order in which they override each other
	stray  []string          // data files nobody imported
	merged portfolio.Merge   // of all layers
	found  []byte            // what the merging of all documents found
	mu     sync.Mutex        // guards snaps: workspaces derived from one another share the portfolio
	snaps  map[snapKey]*portfolio.Snapshot

	names    *nameHistory
	progress func(Progress)
}

// snapKey is what a snapshot hangs on: how many layers are known, and what is known of names.
type snapKey struct {
	layers int
	names  string
}

// loadLayers reads the portfolio with all its layers.
func (w *Workspace) loadLayers(world *agreement.World) (*layered, error) {
	l := &layered{files: w.files, snaps: map[snapKey]*portfolio.Snapshot{}, names: newNameHistory(world), progress: w.progress,
		opt: portfolio.LoadOptions{OwnerOrder: corporateOrder(world)}}
	if w.dir != "" {
		l.dir = filepath.Join(w.dir, portfolioDir)
		l.opt.Cache = filepath.Join(w.dir, derivedDir)
	}
	defer w.progress(Progress{Done: true})
	snap, loaded, err := l.load(when.Max)
	if err != nil {
		return nil, err
	}
	l.layers, l.stray, l.merged, l.found = loaded.Layers, loaded.Stray, loaded.Merged, loaded.Quality
	l.snaps[snapKey{len(l.layers), l.names.at(when.Max).Key()}] = snap
	return l, nil
}

// readTable hands on the rows of a layer, owners by the names known.
func (l *layered) readTable(layer portfolio.Layer, data io.Reader, names *owners.Resolver, keep func(patent.Record) bool) error {
	opt := table.Options{File: portfolioDir + "/" + layer.File, Columns: layer.Columns, SourceDate: layer.Source, Resolve: names.ID}
	rows := 0
	_, err := table.Read(data, opt, func(r patent.Record) bool {
		if rows++; rows%10_000 == 0 {
			l.progress(Progress{What: "reading " + layer.File, Rows: rows})
		}
		return keep(r)
	})
	return err
}

func (w *Workspace) progress(p Progress) {
	if w.opt.Progress != nil {
		w.opt.Progress(p)
	}
}

// latest is the snapshot of all layers, whenever they became known.
func (l *layered) latest() *portfolio.Snapshot {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.snaps[snapKey{len(l.layers), l.names.at(when.Max).Key()}]
}

// at is the snapshot as known at a day.
func (l *layered) at(known when.Date) (*portfolio.Snapshot, error) {
	n := 0
	for n < len(l.layers) && l.layers[n].Recorded <= known {
		n++
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	key := snapKey{n, l.names.at(known).Key()}
	if s := l.snaps[key]; s != nil {
		return s, nil
	}
	s, _, err := l.load(known)
	if err != nil {
		return nil, err
	}
	l.snaps[key] = s
	return s, nil
}

// load loads the layers known at a day. Those of a workspace that the program carries within itself are laid out in a
// temporary folder first, which is gone when load returns.
func (l *layered) load(known when.Date) (*portfolio.Snapshot, *portfolio.Loaded, error) {
	names := l.names.at(known)
	opt := l.opt
	opt.Known, opt.ReadKey = known, names.Key()+" "+mergeRules
	opt.Merge = func() (portfolio.Merger, error) { return l.merging(names) }
	opt.Read = func(layer portfolio.Layer, data io.Reader, keep func(patent.Record) bool) error {
		return l.readTable(layer, data, names, keep)
	}
	if l.dir != "" {
		return portfolio.Load(l.dir, opt)
	}
	tmp, err := os.MkdirTemp("", "crossgrant-")
	if err != nil {
		return nil, nil, fmt.Errorf("the portfolio cannot be laid out: %w", err)
	}
	defer os.RemoveAll(tmp)
	sub, err := fs.Sub(l.files, portfolioDir)
	if err != nil {
		return nil, nil, err
	}
	if _, err := fs.Stat(sub, "."); err == nil {
		if err := os.CopyFS(tmp, sub); err != nil {
			return nil, nil, fmt.Errorf("the portfolio cannot be laid out: %w", err)
		}
	}
	return portfolio.Load(tmp, opt)
}

// corporateOrder lists organisations parents first, depth first, so that a group's patents lie together. It only places
// rows: no answer depends on it.
func corporateOrder(world *agreement.World) []string {
	below := map[agreement.Org][]agreement.Org{}
	held := map[agreement.Org]bool{}
	var all []agreement.Org
	for i := range world.Facts {
		switch b := world.Facts[i].Body.(type) {
		case agreement.Organisation:
			all = append(all, b.ID)
		case agreement.Control:
			below[b.Holder] = append(below[b.Holder], b.Held)
			held[b.Held] = true
		}
	}
	slices.Sort(all)
	var out []string
	seen := map[agreement.Org]bool{}
	var visit func(agreement.Org)
	visit = func(o agreement.Org) {
		if seen[o] {
			return
		}
		seen[o] = true
		out = append(out, string(o))
		slices.Sort(below[o])
		for _, c := range below[o] {
			visit(c)
		}
	}
	for _, o := range all {
		if !held[o] {
			visit(o)
		}
	}
	for _, o := range all { // circles of control, which check reports
		visit(o)
	}
	return out
}

// EmptyPortfolioError says that there are no patents to ask about.
type EmptyPortfolioError struct {
	Stray []string // data files in portfolio/ that nobody imported
}

// Error implements error.
func (e *EmptyPortfolioError) Error() string {
	s := "the portfolio is empty, so there is no patent to ask about; `crossgrant import FILE.csv` takes patents in, and a journal can declare single ones (US1 is a patent in US, owner ORG)"
	if len(e.Stray) > 0 {
		s += "; portfolio/" + e.Stray[0] + " is there but was not imported: move it elsewhere and import it from there"
	}
	return s
}

// errNoRows is what a file without a single usable row gives.
var errNoRows = errors.New("not one row could be read as a patent; nothing was imported")
