package portfolio

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/patent"
)

// BuildOptions says how rows are laid out.
type BuildOptions struct {
	// OwnerOrder is the corporate order: ids of organisations, parents before what they control, depth first, so
	// that a group is a range of owners. Owners that it does not name follow, by id.
	OwnerOrder []string
}

// Build makes a snapshot of the records. Ids must be unique and not empty. A day that no source gives must be
// [when.Unknown] or bounds; the first of a record's owners places it.
func Build(records iter.Seq[patent.Record], opt BuildOptions) (*Snapshot, error) {
	b := newBuilder(opt)
	for r := range records {
		if err := b.add(&r, 0); err != nil {
			return nil, err
		}
	}
	byID := b.sortIDs()
	for i := 1; i < len(byID); i++ {
		if id := b.entries[byID[i]].id; id == b.entries[byID[i-1]].id {
			return nil, fmt.Errorf("two records have the id %q; a patent is one record", id)
		}
	}
	return b.finish(byID)
}

// limits of the format, with what to say when they are passed.
const (
	maxRows         = uint64(math.MaxUint32 - 1)
	maxOffices      = math.MaxUint16
	maxStandardSets = math.MaxUint16
)

// entry is a record on its way, without what is the same for many.
type entry struct {
	id         string
	days       [numDates]int16
	exactFiled [2]int32 // for the order of rows
	owner      uint32
	co         uint32 // index in coLists; 0: none
	family     uint32
	fields     uint32
	standards  uint32
	office     uint32
	layer      uint32 // number of the layer it comes from, in the order in which they override
	flags      uint8
	unusual    bool
	dated      bool   // see Dated
	noted      bool   // see Noted
	cold       uint64 // where its cold bytes begin
}

// alsoName is another number of an entry.
type alsoName struct {
	name  string
	entry uint32
}

// fieldKey tells the empty set of the unclassified from that of classes without a field.
type fieldKey struct {
	set     patent.FieldSet
	noClass bool
}

type builder struct {
	opt       BuildOptions
	entries   []entry
	digests   [][32]byte
	owners    *stringTable
	families  *stringTable
	offices   *stringTable
	standards *stringTable // sets, joined by NUL
	fields    map[fieldKey]uint32
	fieldKeys []fieldKey
	coLists   [][]uint32
	strings   *stringTable
	also      []alsoName
	cold      []byte
	scratch   []byte
}

func newBuilder(opt BuildOptions) *builder {
	b := &builder{
		opt: opt, owners: newStringTable(), families: newStringTable(), offices: newStringTable(),
		standards: newStringTable(), strings: newStringTable(),
		fields: map[fieldKey]uint32{}, coLists: [][]uint32{nil},
	}
	for _, o := range opt.OwnerOrder {
		b.owners.add(o)
	}
	return b
}

func (b *builder) add(r *patent.Record, layer uint32) error {
	switch {
	case r.ID == "":
		return fmt.Errorf("patent %d of the portfolio has no id; give each record one", len(b.entries)+1)
	case uint64(len(b.entries)) >= maxRows:
		return fmt.Errorf("the portfolio has more than %d patents; split it", maxRows)
	}
	e := entry{id: r.ID, layer: layer, cold: uint64(len(b.cold)), exactFiled: [2]int32{int32(r.Filed.Earliest), int32(r.Filed.Latest)}}
	for i, d := range recordDays(r) {
		e.days[i] = Day(d)
	}
	owners := unique(r.Owners)
	if len(owners) > 0 {
		e.owner = b.owners.add(owners[0])
	}
	if len(owners) > 1 {
		rest := make([]uint32, len(owners)-1)
		for i, o := range owners[1:] {
			rest[i] = b.owners.add(o)
		}
		e.co = uint32(len(b.coLists))
		b.coLists = append(b.coLists, rest)
	}
	e.family = b.families.add(r.Family)
	e.office = b.offices.add(r.Office)
	e.standards = b.standards.add(strings.Join(sortedSet(r.Standards), "\x00"))
	key := fieldKey{r.Fields, r.Unclassified()}
	f, ok := b.fields[key]
	if !ok {
		f = uint32(len(b.fieldKeys))
		b.fields[key] = f
		b.fieldKeys = append(b.fieldKeys, key)
	}
	e.fields = f
	e.flags = flagsOf(r, len(owners) > 1)
	e.unusual = isUnusual(r)
	e.dated = len(r.Events)+len(r.Passages) > 0
	e.noted = len(r.Discrepancies)+len(r.Assumed) > 0
	b.cold = appendCold(b.cold, r, b.strings.add)
	for _, name := range r.Also {
		b.also = append(double(b.also), alsoName{name, uint32(len(b.entries))})
	}
	b.entries = append(double(b.entries), e)

	var sum [32]byte
	sum, b.scratch = recordSum(r, b.scratch)
	b.digests = append(double(b.digests), sum)
	return nil
}

// double makes room for as many elements as there are when there is no room for one: append alone grows large slices
// by a quarter and moves each element several times.
func double[T any](s []T) []T {
	if len(s) == cap(s) {
		return slices.Grow(s, max(len(s), 64))
	}
	return s
}

// idKey is the beginning of an id as numbers that sort as the id does, so that most comparisons need not look it up.
type idKey struct {
	hi, lo uint64
	entry  uint32
}

func newIDKey(id string, entry uint32) idKey {
	var b [16]byte
	copy(b[:], id)
	return idKey{binary.BigEndian.Uint64(b[:8]), binary.BigEndian.Uint64(b[8:]), entry}
}

// sortIDs returns the entries by id; those of one id in the order in which they came.
func (b *builder) sortIDs() []uint32 {
	keys := make([]idKey, len(b.entries))
	for i := range keys {
		keys[i] = newIDKey(b.entries[i].id, uint32(i))
	}
	slices.SortFunc(keys, func(x, y idKey) int {
		switch {
		case x.hi != y.hi:
			return cmp.Compare(x.hi, y.hi)
		case x.lo != y.lo:
			return cmp.Compare(x.lo, y.lo)
		}
		return cmp.Or(strings.Compare(b.entries[x.entry].id, b.entries[y.entry].id), cmp.Compare(x.entry, y.entry))
	})
	byID := make([]uint32, len(keys))
	for i, k := range keys {
		byID[i] = k.entry
	}
	return byID
}

// finish makes the snapshot of the entries in byID, which are sorted by id; others are left out.
func (b *builder) finish(byID []uint32) (*Snapshot, error) {
	if len(b.offices.list) > maxOffices {
		return nil, fmt.Errorf("the portfolio names %d offices; at most %d are possible", len(b.offices.list), maxOffices)
	}
	if len(b.standards.list) > maxStandardSets {
		return nil, fmt.Errorf("the portfolio has %d different sets of standards; at most %d are possible: declare patents for standards (5G NR), not for single specifications", len(b.standards.list), maxStandardSets)
	}
	return fromImage(makeImage(len(byID), contentSum(byID, b.digests), b.layOut(byID)))
}

// places returns for each number of a table its place in the sorted list, and that list. Where the table's empty
// string is not a value, it is left out and has no place.
func places(t *stringTable, withEmpty bool) (place []uint32, sorted []string) {
	order := make([]uint32, 0, len(t.list))
	for i := range t.list {
		if i > 0 || withEmpty {
			order = append(order, uint32(i))
		}
	}
	slices.SortFunc(order, func(x, y uint32) int { return strings.Compare(t.list[x], t.list[y]) })
	return placesIn(t, order)
}

func placesIn(t *stringTable, order []uint32) (place []uint32, list []string) {
	place, list = make([]uint32, len(t.list)), make([]string, len(order))
	for p, i := range order {
		place[i], list[p] = uint32(p), t.list[i]
	}
	return place, list
}

// ownerPlaces puts the corporate order first, then all others by id, then "" when one of the entries has no owner.
func (b *builder) ownerPlaces(entries []uint32) (place []uint32, list []string) {
	t := b.owners
	named := make(map[string]bool, len(b.opt.OwnerOrder))
	var order, rest []uint32
	for _, o := range b.opt.OwnerOrder {
		if o != "" && !named[o] {
			named[o] = true
			order = append(order, t.number[o])
		}
	}
	for i, o := range t.list {
		if o != "" && !named[o] {
			rest = append(rest, uint32(i))
		}
	}
	slices.SortFunc(rest, func(x, y uint32) int { return strings.Compare(t.list[x], t.list[y]) })
	order = append(order, rest...)
	if slices.ContainsFunc(entries, func(i uint32) bool { return b.entries[i].owner == 0 }) {
		order = append(order, 0)
	}
	return placesIn(t, order)
}

func (b *builder) fieldPlaces() (place []uint32, list []fieldKey) {
	order := make([]uint32, len(b.fieldKeys))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(x, y uint32) int {
		k, l := b.fieldKeys[x], b.fieldKeys[y]
		return cmp.Or(cmp.Compare(k.set, l.set), compareBool(l.noClass, k.noClass))
	})
	place = make([]uint32, len(order))
	for p, i := range order {
		place[i] = uint32(p)
		list = append(list, b.fieldKeys[i])
	}
	return place, list
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

func flagsOf(r *patent.Record, coOwned bool) uint8 {
	f := uint8(r.Kind)&kindMask | uint8(r.IsGrant+1)<<grantShift&grantMask
	f |= uint8(r.TermKind) << termShift & termMask
	if coOwned {
		f |= coOwnedFlag
	}
	return f
}

// unique drops empty and repeated ids and keeps the order.
func unique(ids []string) []string {
	if len(ids) == 1 && ids[0] != "" {
		return ids
	}
	var out []string
	for _, id := range ids {
		if id != "" && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

func sortedSet(l []string) []string {
	if len(l) < 2 {
		return l
	}
	return slices.Compact(slices.Sorted(slices.Values(l)))
}
