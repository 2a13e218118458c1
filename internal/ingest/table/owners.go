package table

import (
	"cmp"
	"maps"
	"slices"

	"github.com/crossgrant/crossgrant/patent"
)

// owners turns the names in cells into ids and remembers the names nobody knows.
type owners struct {
	known   func(string) (string, bool)
	ids     map[string]string // by name as written
	unknown map[string]*Owner // by id
}

func newOwners(resolve func(string) (string, bool)) *owners {
	return &owners{known: resolve, ids: map[string]string{}, unknown: map[string]*Owner{}}
}

func (o *owners) resolve(names []string) []string {
	var out []string
	for _, name := range names {
		id, ok := o.ids[name]
		if !ok {
			id = o.look(name)
			o.ids[name] = id
		}
		if u := o.unknown[id]; u != nil {
			u.Rows++
		}
		if id != "" && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// look finds the id of a name that was not seen before.
func (o *owners) look(name string) string {
	if o.known == nil {
		return patent.NameID(name)
	}
	id, ok := o.known(name)
	if ok || id == "" {
		return id
	}
	if o.unknown[id] == nil {
		o.unknown[id] = &Owner{Name: name, ID: id}
	}
	return id
}

func (o *owners) unresolved() []Owner {
	var out []Owner
	for _, id := range slices.Sorted(maps.Keys(o.unknown)) {
		out = append(out, *o.unknown[id])
	}
	slices.SortStableFunc(out, func(a, b Owner) int { return cmp.Compare(b.Rows, a.Rows) })
	return out
}
