package table

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
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
		return ownID(name)
	}
	if id, ok := o.known(name); ok {
		return id
	}
	id := ownID(name)
	if id == "" {
		return ""
	}
	// An id that happens to be that of a known organisation must not make its patents that organisation's.
	if _, taken := o.known(id); taken {
		id = "unresolved-" + id
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

// ownID writes a name as an id: lower case, letters and digits of any script, everything else a hyphen.
func ownID(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFC.String(name) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte('-')
			gap = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
