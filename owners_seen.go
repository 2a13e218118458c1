package crossgrant

import (
	"fmt"
	"io/fs"
	"strconv"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/ingest/table"
	"github.com/crossgrant/crossgrant/internal/owners"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// seenNames are the names in the layers known at a day, and the resolver of that day.
func (w *Workspace) seenNames(known when.Date) (*owners.Resolver, namesSeen, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	names := w.patents.names.at(known)
	snap, err := w.patents.at(known)
	if err != nil {
		return names, namesSeen{}, err
	}
	asOwner, asDeclarant := newNameCounter(), newNameCounter()
	for _, l := range w.patents.layers {
		switch {
		case l.Recorded > known:
			continue
		case l.Documents():
			n := 0
			err = readDocuments(w.files, l, func(d *source.Document) {
				right, _ := placeIn(snap, d)
				if n++; right == "" {
					right = l.Name + " " + strconv.Itoa(n) // of which no source describes the right
				}
				asOwner.document(right, names.Title(d.Parties).Names)
				for _, p := range d.Parties {
					if p.Role == source.Declarant && p.Name != "" {
						asDeclarant.count(standing{asDeclarant.number(p.Name), right})
					}
				}
			})
		default:
			err = asOwner.table(w.files, l)
		}
		if err != nil {
			return names, namesSeen{}, err
		}
	}
	return names, namesSeen{asOwner.seen, asDeclarant.seen}, nil
}

// namesSeen are names in the portfolio, with how many patents bear each.
type namesSeen struct{ owners, declarants []owners.Seen }

// all are the names of both parts, each once. A patent that bears a name in both counts twice.
func (n namesSeen) all() []owners.Seen {
	at := map[string]int{}
	var out []owners.Seen
	for _, list := range [][]owners.Seen{n.owners, n.declarants} {
		for _, s := range list {
			if i, ok := at[s.Name]; ok {
				out[i].Patents += s.Patents
				continue
			}
			at[s.Name] = len(out)
			out = append(out, s)
		}
	}
	return out
}

// nameCounter counts on how many patents each name stands. A patent that several layers name counts once for a name.
type nameCounter struct {
	seen  []owners.Seen
	at    map[string]int
	stood map[standing]bool
}

func newNameCounter() *nameCounter {
	return &nameCounter{at: map[string]int{}, stood: map[standing]bool{}}
}

// standing is a name on a patent.
type standing struct {
	name   int
	patent string
}

// document counts the names of a document's owners; those that its own words leave out are none.
func (c *nameCounter) document(right string, names []owners.Named) {
	for _, n := range names {
		if n.Left == "" {
			c.count(standing{c.number(n.Name), right})
		}
	}
}

// table counts the names in a table. Resolving a name to its number keeps the rows as they are.
func (c *nameCounter) table(files fs.FS, layer portfolio.Layer) error {
	file := portfolioDir + "/" + layer.File
	data, err := files.Open(file)
	if err != nil {
		return fmt.Errorf("the layer %s cannot be read: %w", layer.Name, err)
	}
	defer data.Close()
	number := func(name string) (string, bool) { return strconv.Itoa(c.number(name)), true }
	_, err = table.Read(data, table.Options{File: file, Columns: layer.Columns, SourceDate: layer.Source, Resolve: number}, func(r patent.Record) bool {
		for _, o := range r.Owners {
			if n, err := strconv.Atoi(o); err == nil {
				c.count(standing{n, r.ID})
			}
		}
		return true
	})
	return err
}

func (c *nameCounter) number(name string) int {
	n, ok := c.at[name]
	if !ok {
		n = len(c.seen)
		c.at[name] = n
		c.seen = append(c.seen, owners.Seen{Name: name})
	}
	return n
}

func (c *nameCounter) count(s standing) {
	if c.stood[s] {
		return
	}
	c.stood[s] = true
	c.seen[s.name].Patents++
}
