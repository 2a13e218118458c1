package crossgrant

import (
	"fmt"
	"io/fs"
	"slices"

	"github.com/crossgrant/crossgrant/internal/ingest"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/owners"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// StandardsPage is what was declared to standards bodies, as known at a day.
type StandardsPage struct {
	Spec       string // what was asked for; empty: everything
	Declarants []owners.Declarant
	Members    []Expansion // by place of the declarant
	Stated     []string    // rights of which a table or a journal says that they are declared, and not by whom
	Layers     []Layer     // that hold declarations
	KnownAt    when.Date
}

// Expansion is what the simple families of declared rights add. A member that nobody declared is inferred, and no claim
// of the declarant.
type Expansion struct {
	Inferred []string // rights of the portfolio in the families of declared ones that no document declares
}

// Standards lists what was declared to a specification, a generation or a standard; to any with an empty text.
func (w *Workspace) Standards(spec string, known when.Date) (StandardsPage, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	p := StandardsPage{Spec: spec, KnownAt: known}
	snap, err := w.patents.at(known)
	if err != nil {
		return p, err
	}
	claims := owners.NewClaims(w.patents.names.at(known), spec, func(d *source.Document) (string, string) { return placeIn(snap, d) })
	for _, l := range w.patents.layers {
		if l.Recorded > known || !l.Documents() {
			continue
		}
		declares := false
		err := readDocuments(w.files, l, func(d *source.Document) {
			claims.Add(d)
			declares = declares || len(d.Declared) > 0
		})
		if err != nil {
			return p, err
		}
		if declares {
			p.Layers = append(p.Layers, Layer{l.Name, l.Recorded, l.Source})
		}
	}
	p.Declarants = claims.Declarants()
	declared := map[string]bool{}
	for _, d := range p.Declarants {
		for _, id := range d.Rights {
			declared[id] = true
		}
	}
	for _, d := range p.Declarants {
		p.Members = append(p.Members, Expansion{inferred(snap, d, declared)})
	}
	p.Stated = statedRights(snap, spec, declared)
	return p, nil
}

// placeIn finds the right of the portfolio of which a document speaks, and its family.
func placeIn(snap *portfolio.Snapshot, d *source.Document) (right, family string) {
	find := func(ns patent.Parsed) bool {
		n, ok := ns.One()
		if !ok {
			return false
		}
		row, ok := snap.Find(n.ID())
		if rows := snap.FindAll(n.ID()); !ok && len(rows) == 1 {
			row, ok = rows[0], true
		}
		if !ok {
			return false
		}
		right = snap.ID(row)
		family = snap.FamilyName(snap.Families()[row])
		return true
	}
	for _, p := range d.Publications {
		if find(p.Number.Publication()) {
			return right, family
		}
	}
	if d.Application.Text != "" {
		find(d.Application.Filing(d.Filed))
	}
	return right, family
}

// inferred are the other members of the families of a declarant's rights.
func inferred(snap *portfolio.Snapshot, d owners.Declarant, declared map[string]bool) []string {
	out := []string{}
	for _, name := range d.Simple {
		f, ok := snap.FamilyNumber(name)
		if !ok {
			continue
		}
		for _, row := range snap.RowsOfFamily(f) {
			if id := snap.ID(row); !declared[id] {
				out = append(out, id)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// statedRights are the rights whose record names a standard, and no document says by whom they were declared.
func statedRights(snap *portfolio.Snapshot, spec string, declared map[string]bool) []string {
	sets := snap.StandardSets()
	named := make([]bool, len(sets))
	for i, set := range sets {
		named[i] = slices.ContainsFunc(set, func(s string) bool { return spec == "" || patent.SameStandard(s, spec) })
	}
	out := []string{}
	for row, set := range snap.Standards() {
		if !named[set] {
			continue
		}
		if id := snap.ID(portfolio.Row(row)); !declared[id] {
			out = append(out, id)
		}
	}
	return out
}

// readDocuments hands on the documents of a layer.
func readDocuments(files fs.FS, l portfolio.Layer, each func(*source.Document)) error {
	data, err := files.Open(portfolioDir + "/" + l.File)
	if err != nil {
		return fmt.Errorf("the layer %s cannot be read: %w", l.Name, err)
	}
	defer data.Close()
	return ingest.ReadLines(data, func(line ingest.Line) error {
		if line.Document != nil {
			each(line.Document)
		}
		return nil
	})
}
