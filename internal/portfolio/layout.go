package portfolio

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
)

// sortKey orders rows: owner and office, then field set and first possible filing day.
type sortKey struct {
	hi, lo uint64
	entry  uint32
}

// layOut sorts the rows and returns all sections. byID lists the entries that become rows, by id.
func (b *builder) layOut(byID []uint32) []section {
	owner, owners := b.ownerPlaces(byID)
	office, offices := places(b.offices, slices.ContainsFunc(byID, func(i uint32) bool { return b.entries[i].office == 0 }))
	fields, fieldKeys := b.fieldPlaces()

	keys := make([]sortKey, len(byID))
	for k, i := range byID {
		e := &b.entries[i]
		keys[k] = sortKey{
			hi:    uint64(owner[e.owner])<<32 | uint64(office[e.office]),
			lo:    uint64(fields[e.fields])<<32 | uint64(uint32(e.exactFiled[0])^1<<31), // order of signed days
			entry: i,
		}
	}
	slices.SortFunc(keys, func(x, y sortKey) int {
		switch {
		case x.hi != y.hi:
			return cmp.Compare(x.hi, y.hi)
		case x.lo != y.lo:
			return cmp.Compare(x.lo, y.lo)
		}
		e, f := &b.entries[x.entry], &b.entries[y.entry]
		return cmp.Or(cmp.Compare(e.exactFiled[1], f.exactFiled[1]), strings.Compare(e.id, f.id))
	})

	sections := b.ownerSections(keys, len(owners))
	sections = append(sections, stringSections(secOwnerNames, owners)...)
	sections = append(sections, stringSections(secOffices, offices)...)
	sets, noClass := make([]uint64, len(fieldKeys)), make([]uint8, len(fieldKeys))
	for i, k := range fieldKeys {
		sets[i] = uint64(k.set)
		if k.noClass {
			noClass[i] = 1
		}
	}
	sections = append(sections, column(secFieldSets, sets), column(secNoClass, noClass))
	sections = append(sections, b.attributeSections(keys)...)
	sections = append(sections, b.exceptionSections(keys, owner)...)
	sections = append(sections, b.daySections(keys)...)
	sections = append(sections, b.coldSections(keys)...)

	rowOf := make([]uint32, len(b.entries))
	for row, k := range keys {
		rowOf[k.entry] = uint32(row)
	}
	rows := make([]Row, len(byID))
	for i, e := range byID {
		rows[i] = rowOf[e]
	}
	sections = append(sections, column(secByID, rows))
	return append(sections, b.alsoSections(byID, rowOf)...)
}

// alsoSections lists the other numbers of the entries that become rows.
func (b *builder) alsoSections(byID, rowOf []uint32) []section {
	row := make(map[uint32]uint32)
	if len(b.also) > 0 {
		for _, e := range byID {
			row[e] = rowOf[e]
		}
	}
	names := slices.DeleteFunc(slices.Clone(b.also), func(a alsoName) bool {
		_, ok := row[a.entry]
		return !ok
	})
	slices.SortFunc(names, func(x, y alsoName) int {
		return cmp.Or(strings.Compare(x.name, y.name), cmp.Compare(row[x.entry], row[y.entry]))
	})
	rows, texts := make([]uint32, len(names)), make([]string, len(names))
	for i, a := range names {
		rows[i], texts[i] = row[a.entry], a.name
	}
	return append([]section{column(secAlsoRows, rows)}, stringSections(secAlsoNames, texts)...)
}

// ownerSections cuts the sorted rows into runs.
func (b *builder) ownerSections(keys []sortKey, owners int) []section {
	ownerRows, ownerRuns := make([]uint32, owners+1), make([]uint32, owners+1)
	var runs []Run
	for i, k := range keys {
		owner, office, fields := uint32(k.hi>>32), uint16(k.hi), uint32(k.lo>>32)
		if n := len(runs); n > 0 && runs[n-1].Owner == owner && runs[n-1].Office == office && runs[n-1].Fields == fields {
			runs[n-1].End++
		} else {
			runs = append(runs, Run{Owner: owner, Office: office, Fields: fields, Start: Row(i), End: Row(i) + 1})
			ownerRuns[owner+1]++
		}
		ownerRows[owner+1]++
	}
	for i := range owners {
		ownerRows[i+1] += ownerRows[i]
		ownerRuns[i+1] += ownerRuns[i]
	}
	return []section{column(secRuns, runs), column(secOwnerRows, ownerRows), column(secOwnerRuns, ownerRuns)}
}

func (b *builder) attributeSections(keys []sortKey) []section {
	family, familyNames := places(b.families, false)
	set, setKeys := places(b.standards, true) // the empty set sorts first
	flags := make([]uint8, len(keys))
	standards := make([]uint16, len(keys))
	families := make([]uint32, len(keys))
	for i, k := range keys {
		e := &b.entries[k.entry]
		flags[i] = e.flags
		standards[i] = uint16(set[e.standards])
		if e.family != 0 {
			families[i] = family[e.family] + 1
		}
	}
	names := newStringTable()
	start, items := make([]uint32, 1, len(setKeys)+1), []uint32(nil)
	for _, k := range setKeys {
		if k != "" {
			for name := range strings.SplitSeq(k, "\x00") {
				items = append(items, names.add(name))
			}
		}
		start = append(start, uint32(len(items)))
	}
	out := []section{column(secFlags, flags), column(secStandards, standards), column(secFamilies, families),
		column(secStandardSetStart, start), column(secStandardSetItems, items)}
	out = append(out, stringSections(secStandardNames, names.list)...)
	return append(out, stringSections(secFamilyNames, familyNames)...)
}

// exceptionSections lists the few rows that need another look.
func (b *builder) exceptionSections(keys []sortKey, owner []uint32) []section {
	var rows, others, unusual, dated, noted []uint32
	start := []uint32{0}
	for i, k := range keys {
		if b.entries[k.entry].unusual {
			unusual = append(unusual, Row(i))
		}
		if b.entries[k.entry].dated {
			dated = append(dated, Row(i))
		}
		if b.entries[k.entry].noted {
			noted = append(noted, Row(i))
		}
		if co := b.entries[k.entry].co; co != 0 {
			rows = append(rows, Row(i))
			for _, o := range b.coLists[co] {
				others = append(others, owner[o])
			}
			start = append(start, uint32(len(others)))
		}
	}
	return []section{column(secCoRows, rows), column(secCoStart, start), column(secCoOwners, others), column(secUnusual, unusual), column(secDated, dated), column(secNoted, noted)}
}

// daySections stores each distinct column of days once: most patents of a portfolio have known days, and where no
// priority is claimed it is the filing.
func (b *builder) daySections(keys []sortKey) []section {
	var out []section
	where := make([]uint8, numDates)
	for d := range numDates {
		col := make([]int16, len(keys))
		for i, k := range keys {
			col[i] = b.entries[k.entry].days[d]
		}
		n := slices.IndexFunc(out, func(s section) bool { return bytes.Equal(s.bytes, bytesOf(col)) })
		if n < 0 {
			n = len(out)
			out = append(out, column(secDays+uint32(n), col))
		}
		where[d] = uint8(n)
	}
	return append(out, column(secDateColumns, where))
}

// coldSections rewrites the cold rows in the order of the rows, so that the image does not depend on the order in
// which records came: strings are numbered anew by first use.
func (b *builder) coldSections(keys []sortKey) []section {
	table := newStringTable()
	renumber := make([]uint32, len(b.strings.list))
	num := func(old uint64) uint64 {
		if old == 0 {
			return 0
		}
		if renumber[old] == 0 {
			renumber[old] = table.add(b.strings.list[old])
		}
		return uint64(renumber[old])
	}
	starts := make([]uint64, 0, len(keys)+1)
	cold := make([]byte, 0, len(b.cold)+16*len(keys))
	for _, k := range keys {
		e := &b.entries[k.entry]
		starts = append(starts, uint64(len(cold)))
		cold = binary.AppendUvarint(cold, uint64(len(e.id)))
		cold = append(cold, e.id...)
		end := uint64(len(b.cold))
		if int(k.entry)+1 < len(b.entries) {
			end = b.entries[k.entry+1].cold
		}
		cold = copyCold(cold, b.cold[e.cold:end], num)
	}
	starts = append(starts, uint64(len(cold)))
	out := []section{column(secColdStart, starts), column(secCold, cold)}
	return append(out, stringSections(secStrings, table.list)...)
}

// copyCold copies what appendCold wrote with the strings renumbered.
func copyCold(dst, src []byte, num func(uint64) uint64) []byte {
	c := coldReader{b: src}
	str := func() { dst = binary.AppendUvarint(dst, num(c.number())) }
	list := func() {
		n := c.count()
		dst = binary.AppendUvarint(dst, uint64(n))
		for range n {
			str()
		}
	}
	str() // kind code
	list()
	parents := c.count()
	dst = binary.AppendUvarint(dst, uint64(parents))
	for range parents {
		str()
		dst = append(dst, c.byte())
	}
	list()
	str() // title
	str() // source
	list()
	list() // other numbers
	list() // evidence
	discrepancies := c.count()
	dst = binary.AppendUvarint(dst, uint64(discrepancies))
	for range 6 * discrepancies {
		str()
	}
	events := c.count()
	dst = binary.AppendUvarint(dst, uint64(events))
	for range events {
		dst = append(dst, c.byte())
		dst = binary.AppendVarint(dst, c.signed())
		dst = binary.AppendVarint(dst, c.signed())
		list()
		str()
	}
	passages := c.count()
	dst = binary.AppendUvarint(dst, uint64(passages))
	for range passages {
		str()
		list()
		dst = binary.AppendVarint(dst, c.signed())
		dst = binary.AppendVarint(dst, c.signed())
		str()
	}
	return append(dst, c.b...) // days
}
