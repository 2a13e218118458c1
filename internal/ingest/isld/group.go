package isld

import (
	"slices"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

// group brings the rows of one group together: one document for each application, with everything declared of it and
// the publications of the other applications as members.
type group struct {
	sink source.Sink
	key  [2]string // declaration and group
	docs []source.Document
	rows int
}

// add takes the document of one row.
func (g *group) add(d source.Document) error {
	key := [2]string{d.Declared[0].ID, d.Declared[0].Group}
	if key != g.key || key[1] == "" || g.rows >= mostRows {
		if err := g.end(); err != nil {
			return err
		}
		g.key = key
	}
	g.rows++
	i := slices.IndexFunc(g.docs, func(o source.Document) bool { return sameRight(o, d) })
	if i < 0 {
		g.docs = append(g.docs, d)
		return nil
	}
	o := &g.docs[i]
	for _, c := range d.Declared {
		if !slices.Contains(o.Declared, c) {
			o.Declared = append(o.Declared, c)
		}
	}
	for _, p := range d.Publications {
		if !slices.Contains(o.Publications, p) {
			o.Publications = append(o.Publications, p)
		}
	}
	for _, name := range d.Unmapped {
		if !slices.Contains(o.Unmapped, name) {
			o.Unmapped = append(o.Unmapped, name)
		}
	}
	if o.Title == "" {
		o.Title = d.Title
	}
	return nil
}

// sameRight reports whether two rows of a group are about one application, with the same day of filing and family.
func sameRight(a, b source.Document) bool {
	if a.Application != b.Application || a.Filed != b.Filed || a.Family != b.Family {
		return false
	}
	return a.Application.Text != "" || slices.Equal(a.Publications, b.Publications)
}

// end hands the documents of the group on.
func (g *group) end() error {
	docs := g.docs
	g.docs, g.rows = nil, 0
	for i := range docs {
		for k := range docs {
			if k != i {
				docs[i].Members = append(docs[i].Members, numbers(docs[k])...)
			}
		}
	}
	for _, d := range docs {
		if err := g.sink.Document(d); err != nil {
			return err
		}
	}
	return nil
}

// numbers are the publications of a document, or else its application.
func numbers(d source.Document) []source.Number {
	var out []source.Number
	for _, p := range d.Publications {
		out = append(out, p.Number)
	}
	if len(out) == 0 {
		out = []source.Number{d.Application}
	}
	return out
}
