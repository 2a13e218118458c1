package portfolio

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
)

// An image is a header of 128 bytes, a table of sections, and the sections, each beginning at a multiple of 64 and
// followed by at least 128 unused bytes. Numbers are in the byte order of the machine: an image is a cache, and a
// machine of the other order builds its own.
//
//	  0  magic                    8 bytes
//	  8  version                  uint32
//	 12  byteOrder                uint32
//	 16  number of rows           uint64
//	 24  size of the image        uint64
//	 32  number of sections       uint64
//	 64  sha256 of the content    32 bytes
//	 96  sha256 of the image      32 bytes, taken with this field zero
//	128  the table: for each section its number and the size of its elements (uint32 each), offset, length in bytes
const (
	magic        = "xgrantpf"
	version      = 3
	byteOrder    = 0x01020304
	headerSize   = 128
	entrySize    = 24
	align        = 64
	blockPadding = 128
)

// ErrSnapshot is wrapped by the errors that say why a file is not a snapshot that can be used.
var ErrSnapshot = errors.New("not a usable portfolio snapshot")

// The sections of an image. A list of strings is two: offsets, and bytes in the section after it.
const (
	secRuns uint32 = iota + 1
	secOwnerRows
	secOwnerRuns
	secOwnerNames
	secOwnerNamesText
	secOffices
	secOfficesText
	secFieldSets
	secNoClass
	secFlags
	secStandards
	secStandardNames
	secStandardNamesText
	secStandardSetStart
	secStandardSetItems
	secFamilies
	secFamilyNames
	secFamilyNamesText
	secCoRows
	secCoStart
	secCoOwners
	secUnusual
	secDated
	secNoted
	secDateColumns // for each of the date columns the number of the section, from secDays, that holds it
	secColdStart
	secCold
	secStrings
	secStringsText
	secByID
	secAlsoRows
	secAlsoNames
	secAlsoNamesText
	secDays   // and the numDates-1 numbers after it: distinct date columns
	secBeyond = secDays + numDates
)

// ColumnSize is the memory of one part of a snapshot.
type ColumnSize struct {
	Name  string
	Bytes int64
	Hot   bool // read by questions over many patents
}

var hotNames = map[uint32]string{
	secRuns: "runs", secOwnerRows: "rows of owners", secOwnerRuns: "runs of owners", secFieldSets: "field sets",
	secNoClass: "unclassified field sets", secFlags: "flags", secStandards: "standards", secFamilies: "families",
	secCoRows: "co-owned rows", secCoStart: "co-owned rows", secCoOwners: "co-owned rows",
	secUnusual: "unusual rows", secDated: "rows with events", secNoted: "rows with notes", secStandardSetStart: "standard sets", secStandardSetItems: "standard sets",
}

var coldNames = map[uint32]string{
	secOwnerNames: "owner ids", secOwnerNamesText: "owner ids", secOffices: "offices", secOfficesText: "offices",
	secStandardNames: "standard names", secStandardNamesText: "standard names",
	secFamilyNames: "family names", secFamilyNamesText: "family names", secDateColumns: "directory",
	secColdStart: "records", secCold: "records", secStrings: "titles, classes and sources",
	secStringsText: "titles, classes and sources", secByID: "rows by id",
	secAlsoRows: "rows by other number", secAlsoNames: "rows by other number", secAlsoNamesText: "rows by other number",
}

// section is one part of an image that is being made.
type section struct {
	number uint32
	elem   int
	bytes  []byte
}

func column[T fixed](number uint32, s []T) section { return section{number, sizeOf[T](), bytesOf(s)} }

func stringSections(number uint32, l []string) []section {
	from, n := make([]uint64, len(l)+1), 0
	for i, s := range l {
		n += len(s)
		from[i+1] = uint64(n)
	}
	b := make([]byte, 0, n)
	for _, s := range l {
		b = append(b, s...)
	}
	return []section{column(number, from), column(number+1, b)}
}

// makeImage lays the sections out.
func makeImage(rows int, content [sha256.Size]byte, sections []section) []byte {
	size := roundUp(headerSize + entrySize*len(sections))
	offsets := make([]int, len(sections))
	for i, s := range sections {
		offsets[i] = size
		size = roundUp(size + len(s.bytes) + blockPadding)
	}
	img := newImage(size)
	ne := binary.NativeEndian
	copy(img, magic)
	ne.PutUint32(img[8:], version)
	ne.PutUint32(img[12:], byteOrder)
	ne.PutUint64(img[16:], uint64(rows))
	ne.PutUint64(img[24:], uint64(size))
	ne.PutUint64(img[32:], uint64(len(sections)))
	copy(img[64:], content[:])
	for i, s := range sections {
		e := img[headerSize+entrySize*i:]
		ne.PutUint32(e, s.number)
		ne.PutUint32(e[4:], uint32(s.elem))
		ne.PutUint64(e[8:], uint64(offsets[i]))
		ne.PutUint64(e[16:], uint64(len(s.bytes)))
		copy(img[offsets[i]:], s.bytes)
	}
	sum := imageSum(img)
	copy(img[96:128], sum[:])
	return img
}

func roundUp(n int) int { return (n + align - 1) / align * align }

// imageSum is the checksum of an image whatever stands in its checksum field.
func imageSum(img []byte) [sha256.Size]byte {
	h := sha256.New()
	h.Write(img[:96])
	h.Write(make([]byte, 32))
	h.Write(img[128:])
	return [sha256.Size]byte(h.Sum(nil))
}

func unusable(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrSnapshot, fmt.Sprintf(format, args...))
}

// checkHeader says whether the bytes begin and end as an image of this version should.
func checkHeader(img []byte) error {
	ne := binary.NativeEndian
	switch {
	case len(img) < headerSize || string(img[:len(magic)]) != magic:
		return unusable("it does not begin as one")
	case ne.Uint32(img[12:]) != byteOrder:
		return unusable("it was written on a machine with another byte order; build it again here")
	case ne.Uint32(img[8:]) != version:
		return unusable("it has format version %d, this program reads version %d; build it again", ne.Uint32(img[8:]), version)
	case ne.Uint64(img[24:]) != uint64(len(img)):
		return unusable("it should have %d bytes and has %d; it was cut or extended", ne.Uint64(img[24:]), len(img))
	}
	return nil
}

// fromImage makes the views. It checks everything that later reads rely on, so that no image can make them fail.
func fromImage(img []byte) (*Snapshot, error) {
	if err := checkHeader(img); err != nil {
		return nil, err
	}
	ne := binary.NativeEndian
	rows, count := ne.Uint64(img[16:]), ne.Uint64(img[32:])
	if rows > 1<<32-2 || count > uint64(secBeyond) || headerSize+entrySize*int(count) > len(img) {
		return nil, unusable("its header is damaged")
	}
	p := &parts{found: map[uint32]part{}}
	s := &Snapshot{image: img, rows: int(rows), contentHash: hex.EncodeToString(img[64:96])}
	for i := range int(count) {
		e := img[headerSize+entrySize*i:]
		number, elem := ne.Uint32(e), int(ne.Uint32(e[4:]))
		off, length := ne.Uint64(e[8:]), ne.Uint64(e[16:])
		n := uint64(len(img))
		if off%align != 0 || off > n || length > n-off || blockPadding > n-off-length {
			return nil, unusable("section %d does not lie in the file", number)
		}
		if _, twice := p.found[number]; twice {
			return nil, unusable("section %d is there twice", number)
		}
		p.found[number] = part{img[off : off+length : off+length+blockPadding], elem}
		s.addSize(number, int64(length))
	}
	s.readColumns(p)
	if p.err != nil {
		return nil, p.err
	}
	if err := s.validate(); err != nil {
		return nil, err
	}
	s.ownerIndex = make(map[string]uint32, len(s.owners))
	for i, o := range s.owners {
		s.ownerIndex[o] = uint32(i)
	}
	return s, nil
}

func (s *Snapshot) readColumns(p *parts) {
	s.runs = get[Run](p, secRuns)
	s.ownerRows = get[uint32](p, secOwnerRows)
	s.ownerRuns = get[uint32](p, secOwnerRuns)
	s.owners = getStrings(p, secOwnerNames).all()
	s.offices = getStrings(p, secOffices).all()
	for _, f := range get[uint64](p, secFieldSets) {
		s.fieldSets = append(s.fieldSets, fieldSet(f))
	}
	s.noClass = get[uint8](p, secNoClass)
	s.flags = get[uint8](p, secFlags)
	s.standards = get[uint16](p, secStandards)
	s.families = get[uint32](p, secFamilies)
	s.familyNames = getStrings(p, secFamilyNames)
	s.coRows = get[uint32](p, secCoRows)
	s.coStart = get[uint32](p, secCoStart)
	s.coOwners = get[uint32](p, secCoOwners)
	s.unusual = get[uint32](p, secUnusual)
	s.dated = get[uint32](p, secDated)
	s.noted = get[uint32](p, secNoted)
	s.coldAt = get[uint64](p, secColdStart)
	s.cold = get[uint8](p, secCold)
	s.strings = getStrings(p, secStrings)
	s.byID = get[uint32](p, secByID)
	s.alsoRows = get[uint32](p, secAlsoRows)
	s.alsoNames = getStrings(p, secAlsoNames)

	names, start, items := getStrings(p, secStandardNames), get[uint32](p, secStandardSetStart), get[uint32](p, secStandardSetItems)
	if p.err == nil {
		s.standardSets, p.err = standardSets(names, start, items)
	}

	where := get[uint8](p, secDateColumns)
	if p.err == nil && len(where) != numDates {
		p.err = unusable("the directory of dates is damaged")
	}
	for i := range where {
		if p.err != nil {
			return
		}
		if where[i] >= numDates {
			p.err = unusable("the directory of dates is damaged")
			return
		}
		s.dates[i] = getPadded[int16](p, secDays+uint32(where[i]))
	}
}

func standardSets(names stringList, start, items []uint32) ([][]string, error) {
	if !isOffsets(start, len(items)) {
		return nil, unusable("the sets of standards are damaged")
	}
	sets := make([][]string, len(start)-1)
	for i := range sets {
		for _, n := range items[start[i]:start[i+1]] {
			if int(n) >= names.len() {
				return nil, unusable("the sets of standards are damaged")
			}
			sets[i] = append(sets[i], names.at(int(n)))
		}
	}
	return sets, nil
}

// part is a section of an image that is being opened.
type part struct {
	bytes []byte // its capacity includes the padding
	elem  int
}

// parts collects the first error of several reads.
type parts struct {
	found map[uint32]part
	err   error
}

func getPadded[T fixed](p *parts, number uint32) []T {
	sec, ok := p.found[number]
	if p.err == nil && (!ok || sec.elem != sizeOf[T]() || len(sec.bytes)%sizeOf[T]() != 0) {
		p.err = unusable("section %d is missing or damaged", number)
	}
	if p.err != nil {
		return nil
	}
	return view[T](sec.bytes)
}

func get[T fixed](p *parts, number uint32) []T {
	s := getPadded[T](p, number)
	return s[:len(s):len(s)]
}

func getStrings(p *parts, number uint32) stringList {
	l := stringList{get[uint64](p, number), get[uint8](p, number+1)}
	if p.err == nil && !isOffsets(l.from, len(l.bytes)) {
		p.err = unusable("the list of strings in section %d is damaged", number)
	}
	if p.err != nil {
		return stringList{}
	}
	return l
}

func (s *Snapshot) addSize(number uint32, bytes int64) {
	name, hot := hotNames[number], true
	if name == "" {
		name, hot = coldNames[number], false
	}
	if name == "" {
		name, hot = "days", true
	}
	for i := range s.sizes {
		if s.sizes[i].Name == name {
			s.sizes[i].Bytes += bytes
			return
		}
	}
	s.sizes = append(s.sizes, ColumnSize{name, bytes, hot})
}

// Bytes reports the memory of the snapshot by part, in the order of the file. Parts that are equal are stored and
// counted once.
func (s *Snapshot) Bytes() []ColumnSize { return s.sizes }

// HotBytes is the memory of the hot part divided by the number of patents.
func (s *Snapshot) HotBytes() float64 {
	var n int64
	for _, c := range s.sizes {
		if c.Hot {
			n += c.Bytes
		}
	}
	return float64(n) / float64(max(s.rows, 1))
}
