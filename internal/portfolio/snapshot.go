package portfolio

import (
	"sync"

	"github.com/crossgrant/crossgrant/patent"
)

// Row is the index of a patent in the order of a snapshot.
type Row = uint32

// Run is a longest span [Start, End) of rows of one owner at one office with one set of technology fields.
type Run struct {
	Owner  uint32 // index in Owners
	Start  Row
	End    Row
	Fields uint32 // index in FieldSets
	Office uint16 // index in Offices
	_      uint16 // keeps the size a multiple of four without hidden padding
}

// Snapshot is an immutable table of patents; see the package comment. Slices that its methods return are shared
// and must not be written to.
type Snapshot struct {
	image []byte // the whole file; every column below is a view of it

	rows        int
	contentHash string

	runs       []Run
	ownerRows  []uint32 // rows of owner i are [ownerRows[i], ownerRows[i+1])
	ownerRuns  []uint32 // runs of owner i likewise
	owners     []string
	ownerIndex map[string]uint32
	offices    []string
	fieldSets  []patent.FieldSet
	noClass    []uint8 // for each field set: 1 when its patents carry no class at all

	flags        []uint8
	standards    []uint16
	standardSets [][]string
	families     []uint32
	familyNames  stringList // of family f at f-1
	dates        [numDates][]int16

	coRows   []Row    // rows with more than one owner
	coStart  []uint32 // other owners of coRows[i] are coOwners[coStart[i]:coStart[i+1]]
	coOwners []uint32

	unusual []Row // see Unusual
	dated   []Row // see Dated
	noted   []Row // see Noted

	coldAt  []uint64 // cold bytes of row i are cold[coldAt[i]:coldAt[i+1]]
	cold    []byte
	strings stringList // what cold rows refer to
	byID    []Row      // rows sorted by id

	alsoNames stringList // other numbers of rows, sorted
	alsoRows  []Row      // of which row alsoNames[i] is another number

	sizes []ColumnSize

	familyOnce  sync.Once
	familyStart []uint32
	familyRows  []Row
}

// The date columns in the order of the file: earliest and latest of each kind of day.
const (
	datePriority = 2 * iota
	dateFiled
	datePublished
	dateGrant
	dateExpires
	numDates
)

// Len is the number of patents.
func (s *Snapshot) Len() int { return s.rows }

// Hash is the sha256 of what the records say, in hexadecimal. It depends neither on the order in which they came nor
// on the corporate order nor on the file format; the name of a record's source is left out.
func (s *Snapshot) Hash() string { return s.contentHash }

// Owners returns the ids of all owners in the order of the rows: the index is the owner's number. Everyone
// named in the corporate order is there, and everyone who owns or co-owns a patent. Patents whose owner no source
// gives belong to the last one, whose id is empty.
func (s *Snapshot) Owners() []string { return s.owners }

// OwnerNumber returns the number of an owner.
func (s *Snapshot) OwnerNumber(id string) (uint32, bool) {
	n, ok := s.ownerIndex[id]
	return n, ok
}

// OwnerOf returns the number of the first owner of a row.
func (s *Snapshot) OwnerOf(r Row) uint32 { return s.RunOf(r).Owner }

// OwnerRange returns the rows [lo, hi) whose first owner is the given one; none for an unknown number.
func (s *Snapshot) OwnerRange(owner uint32) (lo, hi Row) {
	if int(owner) >= len(s.owners) {
		return 0, 0
	}
	return s.ownerRows[owner], s.ownerRows[owner+1]
}

// CoOwned returns the rows with more than one owner, ascending.
func (s *Snapshot) CoOwned() []Row { return s.coRows }

// CoOwners returns the numbers of the owners of a row after the first one; none for most rows.
func (s *Snapshot) CoOwners(r Row) []uint32 {
	i, ok := searchRow(s.coRows, r)
	if !ok {
		return nil
	}
	return s.coOwners[s.coStart[i]:s.coStart[i+1]]
}

// OwnersOf returns the ids of all owners of a row, the first owner first; nil when no source gives one.
func (s *Snapshot) OwnersOf(r Row) []string {
	first := s.owners[s.OwnerOf(r)]
	if first == "" {
		return nil
	}
	out := []string{first}
	for _, o := range s.CoOwners(r) {
		out = append(out, s.owners[o])
	}
	return out
}

// Runs returns all runs in the order of the rows.
func (s *Snapshot) Runs() []Run { return s.runs }

// RunsOf returns the runs of an owner.
func (s *Snapshot) RunsOf(owner uint32) []Run {
	if int(owner) >= len(s.owners) {
		return nil
	}
	return s.runs[s.ownerRuns[owner]:s.ownerRuns[owner+1]]
}

// RunsAt returns the runs of an owner at one office.
func (s *Snapshot) RunsAt(owner uint32, office uint16) []Run {
	runs := s.RunsOf(owner)
	lo := searchOffice(runs, uint32(office))
	hi := lo + searchOffice(runs[lo:], uint32(office)+1)
	return runs[lo:hi]
}

// searchOffice returns the first of an owner's runs whose office is not below the given one.
func searchOffice(runs []Run, office uint32) int {
	lo, hi := 0, len(runs)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if uint32(runs[mid].Office) < office {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// RunOf returns the run in which a row lies. The row must be below Len.
func (s *Snapshot) RunOf(r Row) Run {
	lo, hi := 0, len(s.runs)-1
	for lo < hi {
		mid := int(uint(lo+hi+1) >> 1)
		if s.runs[mid].Start <= r {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return s.runs[lo]
}

// Offices returns the office codes, sorted; Run.Office is an index.
func (s *Snapshot) Offices() []string { return s.offices }

// OfficeNumber returns the index of an office.
func (s *Snapshot) OfficeNumber(code string) (uint16, bool) {
	for i, o := range s.offices {
		if o == code {
			return uint16(i), true
		}
	}
	return 0, false
}

// FieldSets returns the distinct sets of technology fields; Run.Fields is an index. The empty set can be there twice:
// for patents whose classes belong to no field, and for those without any class ([Snapshot.Unclassified]).
func (s *Snapshot) FieldSets() []patent.FieldSet { return s.fieldSets }

// Unclassified reports whether the patents of a field set carry no class at all, so that their fields are unknown.
func (s *Snapshot) Unclassified(fields uint32) bool { return s.noClass[fields] == 1 }

// Filed returns the earliest and the latest day of filing of each row. Like all columns of days the two are the same
// slice when every day is known, and may be those of another kind of day. Their capacity reaches at least 64 entries
// beyond their length, so that code that works on blocks may read past the end.
func (s *Snapshot) Filed() (earliest, latest []int16) { return s.days(dateFiled) }

// Priority returns the earliest and the latest priority day of each row; see [Snapshot.Filed].
func (s *Snapshot) Priority() (earliest, latest []int16) { return s.days(datePriority) }

// Grant returns the earliest and the latest day of grant of each row, meaningful where [IsGrant] of its flags is not No.
func (s *Snapshot) Grant() (earliest, latest []int16) { return s.days(dateGrant) }

// Published returns the earliest and the latest day of publication of each row; see [Snapshot.Filed].
func (s *Snapshot) Published() (earliest, latest []int16) { return s.days(datePublished) }

// Expires returns the earliest and the latest last day of the computed term of each row; see [Snapshot.Filed].
func (s *Snapshot) Expires() (earliest, latest []int16) { return s.days(dateExpires) }

func (s *Snapshot) days(kind int) (earliest, latest []int16) { return s.dates[kind], s.dates[kind+1] }

// Standards returns for each row the index of its set in StandardSets.
func (s *Snapshot) Standards() []uint16 { return s.standards }

// StandardSets returns the distinct sets of standards patents were declared for, each sorted; the first is empty.
func (s *Snapshot) StandardSets() [][]string { return s.standardSets }

// Families returns for each row the number of its simple family; 0 means that none is known.
func (s *Snapshot) Families() []uint32 { return s.families }

// FamilyCount is the number of families; they are numbered from 1 in the order of their names.
func (s *Snapshot) FamilyCount() int { return s.familyNames.len() }

// FamilyName returns the id of a family; empty for 0 and for a number that is none.
func (s *Snapshot) FamilyName(f uint32) string {
	if f == 0 || int(f) > s.familyNames.len() {
		return ""
	}
	return s.familyNames.at(int(f) - 1)
}

// FamilyNumber returns the number of a family.
func (s *Snapshot) FamilyNumber(name string) (uint32, bool) {
	lo, hi := 0, s.familyNames.len()
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if s.familyNames.at(mid) < name {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < s.familyNames.len() && s.familyNames.at(lo) == name {
		return uint32(lo) + 1, true
	}
	return 0, false
}

// RowsOfFamily returns the rows of a family, ascending; none for 0. The index behind it is built on first use and
// takes four bytes a patent and four a family.
func (s *Snapshot) RowsOfFamily(f uint32) []Row {
	if f == 0 || int(f) > s.familyNames.len() {
		return nil
	}
	s.familyOnce.Do(s.indexFamilies)
	return s.familyRows[s.familyStart[f]:s.familyStart[f+1]]
}

func (s *Snapshot) indexFamilies() {
	start := make([]uint32, s.familyNames.len()+2)
	for _, f := range s.families {
		start[f+1]++
	}
	for i := 1; i < len(start); i++ {
		start[i] += start[i-1]
	}
	rows, next := make([]Row, s.rows), append([]uint32(nil), start...)
	for r, f := range s.families {
		rows[next[f]] = Row(r)
		next[f]++
	}
	s.familyStart, s.familyRows = start, rows
}

func searchRow(rows []Row, r Row) (int, bool) {
	lo, hi := 0, len(rows)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if rows[mid] < r {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo, lo < len(rows) && rows[lo] == r
}
