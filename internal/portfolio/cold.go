package portfolio

import (
	"encoding/binary"

	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// A cold row is, in this order: the id (length and bytes), then numbers in variable length: the kind code, the
// states, the parents with their relation, the classes, the title, the source, the assumptions, the other numbers, the
// evidence, the discrepancies, the events, the passages of title (each list begins with its length, each string is its number in the
// snapshot's string table), and the days that the hot columns cannot hold: a set of columns and a day for each.

// stringTable numbers strings in the order of first use; 0 is the empty string.
type stringTable struct {
	number map[string]uint32
	list   []string
}

func newStringTable() *stringTable {
	return &stringTable{number: map[string]uint32{"": 0}, list: []string{""}}
}

func (t *stringTable) add(s string) uint32 {
	n, ok := t.number[s]
	if !ok {
		n = uint32(len(t.list))
		t.number[s] = n
		t.list = append(t.list, s)
	}
	return n
}

// appendCold appends what the record says beyond the hot columns and its id.
func appendCold(b []byte, r *patent.Record, num func(string) uint32) []byte {
	str := func(s string) { b = binary.AppendUvarint(b, uint64(num(s))) }
	list := func(l []string) {
		b = binary.AppendUvarint(b, uint64(len(l)))
		for _, s := range l {
			str(s)
		}
	}
	str(r.KindCode)
	list(r.States)
	b = binary.AppendUvarint(b, uint64(len(r.Parents)))
	for _, p := range r.Parents {
		str(p.ID)
		b = append(b, byte(p.How))
	}
	list(r.Classes)
	str(r.Title)
	str(r.Source)
	list(r.Assumed)
	list(r.Also)
	list(r.Evidence)
	b = binary.AppendUvarint(b, uint64(len(r.Discrepancies)))
	for _, d := range r.Discrepancies {
		for _, s := range []string{d.What, d.Stands, d.By, d.Against, d.From, d.Why} {
			str(s)
		}
	}
	b = binary.AppendUvarint(b, uint64(len(r.Events)))
	for _, e := range r.Events {
		b = append(b, byte(e.Kind))
		b = binary.AppendVarint(b, int64(e.At.Earliest))
		b = binary.AppendVarint(b, int64(e.At.Latest))
		list(e.Countries)
		str(e.Source)
	}
	b = binary.AppendUvarint(b, uint64(len(r.Passages)))
	for _, p := range r.Passages {
		str(p.From)
		list(p.To)
		b = binary.AppendVarint(b, int64(p.At.Earliest))
		b = binary.AppendVarint(b, int64(p.At.Latest))
		str(p.Source)
	}

	days := recordDays(r)
	var beyond uint64
	for i, d := range days {
		if !exact(d) {
			beyond |= 1 << i
		}
	}
	b = binary.AppendUvarint(b, beyond)
	for i, d := range days {
		if beyond>>i&1 == 1 {
			b = binary.AppendVarint(b, int64(d))
		}
	}
	return b
}

// recordDays returns the days of a record in the order of the date columns.
func recordDays(r *patent.Record) [numDates]when.Date {
	var d [numDates]when.Date
	for i, b := range []when.Bounds{r.Priority, r.Filed, r.Published, r.Grant, r.Expires} {
		d[2*i], d[2*i+1] = b.Earliest, b.Latest
	}
	return d
}

// coldReader reads a cold row. It never reads beyond its bytes: what is missing or out of range reads as zero.
type coldReader struct {
	b       []byte
	strings stringList
}

func (c *coldReader) number() uint64 {
	v, n := binary.Uvarint(c.b)
	if n <= 0 {
		c.b = nil
		return 0
	}
	c.b = c.b[n:]
	return v
}

func (c *coldReader) signed() int64 {
	v, n := binary.Varint(c.b)
	if n <= 0 {
		c.b = nil
		return 0
	}
	c.b = c.b[n:]
	return v
}

func (c *coldReader) byte() byte {
	if len(c.b) == 0 {
		return 0
	}
	v := c.b[0]
	c.b = c.b[1:]
	return v
}

// id reads the id that begins a cold row.
func (c *coldReader) id() string {
	n := c.number()
	if n > uint64(len(c.b)) {
		c.b = nil
		return ""
	}
	s := text(c.b[:n])
	c.b = c.b[n:]
	return s
}

func (c *coldReader) string() string {
	n := c.number()
	if n >= uint64(c.strings.len()) {
		return ""
	}
	return c.strings.at(int(n))
}

// count reads the length of a list, each item of which takes at least one byte.
func (c *coldReader) count() int {
	n := c.number()
	if n > uint64(len(c.b)) {
		c.b = nil
		return 0
	}
	return int(n)
}

func (c *coldReader) list() []string {
	n := c.count()
	if n == 0 {
		return nil
	}
	out := make([]string, n)
	for i := range out {
		out[i] = c.string()
	}
	return out
}

func (c *coldReader) discrepancies() []patent.Discrepancy {
	n := c.count()
	if n == 0 {
		return nil
	}
	out := make([]patent.Discrepancy, n)
	for i := range out {
		out[i] = patent.Discrepancy{What: c.string(), Stands: c.string(), By: c.string(), Against: c.string(), From: c.string(), Why: c.string()}
	}
	return out
}

func (c *coldReader) events() []patent.Event {
	n := c.count()
	if n == 0 {
		return nil
	}
	out := make([]patent.Event, n)
	for i := range out {
		out[i].Kind = patent.EventKind(c.byte())
		out[i].At = when.Bounds{Earliest: when.Date(c.signed()), Latest: when.Date(c.signed())}
		out[i].Countries = c.list()
		out[i].Source = c.string()
	}
	return out
}

func (c *coldReader) passages() []patent.Passage {
	n := c.count()
	if n == 0 {
		return nil
	}
	out := make([]patent.Passage, n)
	for i := range out {
		out[i].From, out[i].To = c.string(), c.list()
		out[i].At = when.Bounds{Earliest: when.Date(c.signed()), Latest: when.Date(c.signed())}
		out[i].Source = c.string()
	}
	return out
}

func (s *Snapshot) coldRow(r Row) coldReader {
	return coldReader{s.cold[s.coldAt[r]:s.coldAt[r+1]], s.strings}
}

// ID returns the id of a row.
func (s *Snapshot) ID(r Row) string {
	c := s.coldRow(r)
	return c.id()
}

// Title returns the title of a row; empty when no source gives one.
func (s *Snapshot) Title(r Row) string { return s.Record(r).Title }

// Record returns all that is known of a row. It allocates. Standards come sorted and without repetition, owners
// without repetition; all else is as it was given to [Build].
func (s *Snapshot) Record(r Row) patent.Record {
	run, flags := s.RunOf(r), s.flags[r]
	rec := patent.Record{
		Office:    s.offices[run.Office],
		Kind:      KindOf(flags),
		IsGrant:   IsGrant(flags),
		TermKind:  TermOf(flags),
		Owners:    s.OwnersOf(r),
		Family:    s.FamilyName(s.families[r]),
		Fields:    s.fieldSets[run.Fields],
		Standards: append([]string(nil), s.standardSets[s.standards[r]]...),
	}
	c := s.coldRow(r)
	rec.ID = c.id()
	rec.KindCode = c.string()
	rec.States = c.list()
	if n := c.count(); n > 0 {
		rec.Parents = make([]patent.Parent, n)
		for i := range rec.Parents {
			rec.Parents[i] = patent.Parent{ID: c.string(), How: patent.Relation(c.byte())}
		}
	}
	rec.Classes = c.list()
	rec.Title = c.string()
	rec.Source = c.string()
	rec.Assumed = c.list()
	rec.Also = c.list()
	rec.Evidence = c.list()
	rec.Discrepancies = c.discrepancies()
	rec.Events = c.events()
	rec.Passages = c.passages()

	var d [numDates]when.Date
	beyond := c.number()
	for i := range d {
		if beyond>>i&1 == 1 {
			d[i] = when.Date(c.signed())
		} else {
			d[i] = dayOf(s.dates[i][r])
		}
	}
	rec.Priority = when.Bounds{Earliest: d[datePriority], Latest: d[datePriority+1]}
	rec.Filed = when.Bounds{Earliest: d[dateFiled], Latest: d[dateFiled+1]}
	rec.Published = when.Bounds{Earliest: d[datePublished], Latest: d[datePublished+1]}
	rec.Grant = when.Bounds{Earliest: d[dateGrant], Latest: d[dateGrant+1]}
	rec.Expires = when.Bounds{Earliest: d[dateExpires], Latest: d[dateExpires+1]}
	return rec
}

// EventsOf returns the legal events that sources record of a row, in the order in which they take effect.
func (s *Snapshot) EventsOf(r Row) []patent.Event { return s.Record(r).Events }

// Records returns all rows in their order as records.
func (s *Snapshot) Records() func(yield func(Row, patent.Record) bool) {
	return func(yield func(Row, patent.Record) bool) {
		for r := range Row(s.rows) {
			if !yield(r, s.Record(r)) {
				return
			}
		}
	}
}
