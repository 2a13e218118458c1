package portfolio

import (
	"crypto/sha256"
	"encoding/binary"

	"github.com/crossgrant/crossgrant/patent"
)

// recordSum is the sha256 of what a record says. Lists that are sets are sorted; the source is left out. The bytes
// that are summed are part of the contract: certificates cite the hash for years. scratch is reused.
func recordSum(r *patent.Record, scratch []byte) ([sha256.Size]byte, []byte) {
	b := scratch[:0]
	num := func(v int64) { b = binary.AppendVarint(b, v) }
	str := func(s string) {
		num(int64(len(s)))
		b = append(b, s...)
	}
	list := func(l []string) {
		num(int64(len(l)))
		for _, s := range l {
			str(s)
		}
	}
	str(r.ID)
	str(r.Office)
	list(r.States)
	num(int64(r.Kind))
	str(r.KindCode)
	num(int64(r.IsGrant))
	list(unique(r.Owners))
	str(r.Family)
	num(int64(len(r.Parents)))
	for _, p := range r.Parents {
		str(p.ID)
		num(int64(p.How))
	}
	for _, d := range recordDays(r) {
		num(int64(d))
	}
	num(int64(r.TermKind))
	list(r.Classes)
	num(int64(r.Fields))
	list(sortedSet(r.Standards))
	str(r.Title)
	list(r.Assumed)
	b = appendMerged(b, r)
	return sha256.Sum256(b), b
}

// appendMerged appends what only records of several documents have. A record without any of it has the sum it always
// had.
func appendMerged(b []byte, r *patent.Record) []byte {
	part := func(name string, n int) bool {
		if n == 0 {
			return false
		}
		b = append(b, name...)
		b = binary.AppendVarint(b, int64(n))
		return true
	}
	str := func(s string) {
		b = binary.AppendVarint(b, int64(len(s)))
		b = append(b, s...)
	}
	if part("also", len(r.Also)) {
		for _, s := range sortedSet(r.Also) {
			str(s)
		}
	}
	if part("discrepancies", len(r.Discrepancies)) {
		for _, d := range r.Discrepancies {
			str(d.What)
			str(d.Stands)
			str(d.Against)
		}
	}
	if part("events", len(r.Events)) {
		for _, e := range r.Events {
			b = append(b, byte(e.Kind))
			b = binary.AppendVarint(b, int64(e.At.Earliest))
			b = binary.AppendVarint(b, int64(e.At.Latest))
			b = binary.AppendVarint(b, int64(len(e.Countries)))
			for _, c := range e.Countries {
				str(c)
			}
		}
	}
	if part("passages", len(r.Passages)) {
		for _, p := range r.Passages {
			str(p.From)
			b = binary.AppendVarint(b, int64(len(p.To)))
			for _, to := range p.To {
				str(to)
			}
			b = binary.AppendVarint(b, int64(p.At.Earliest))
			b = binary.AppendVarint(b, int64(p.At.Latest))
		}
	}
	return b
}

// contentSum is the sha256 of the records' sums by id.
func contentSum(byID []uint32, sums [][sha256.Size]byte) [sha256.Size]byte {
	h := sha256.New()
	h.Write([]byte("crossgrant portfolio 1\n"))
	for _, i := range byID {
		h.Write(sums[i][:])
	}
	return [sha256.Size]byte(h.Sum(nil))
}
