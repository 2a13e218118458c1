package table

import (
	"hash/maphash"

	"github.com/crossgrant/crossgrant/diag"
)

// seen remembers which patents were read, in a few bytes for each: hashes of 64 bits under a seed of this run. That two
// ids among ten million share one has a chance of a few in a million, and then shows as a conflict, not as silence.
type seen struct {
	seed maphash.Seed
	rows map[uint64]seenRow
}

type seenRow struct {
	content uint64
	at      diag.Pos
}

func newSeen() *seen { return &seen{maphash.MakeSeed(), map[uint64]seenRow{}} }

// outcome is what a row means beside those before it.
type outcome uint8

const (
	firstTime outcome = iota
	sameAgain
	otherwise
)

// add enters a row under its id and says what it is. For a row that is not the first it returns the place of that one.
func (s *seen) add(id string, content uint64, at diag.Pos) (first diag.Pos, what outcome) {
	key := maphash.String(s.seed, id)
	was, ok := s.rows[key]
	switch {
	case !ok:
		s.rows[key] = seenRow{content, at}
		return at, firstTime
	case was.content == content:
		return was.at, sameAgain
	}
	return was.at, otherwise
}

// content sums what a row says, leaving out where it comes from and the columns without meaning.
func (s *seen) content(row []field, c *columns) uint64 {
	var h maphash.Hash
	h.SetSeed(s.seed)
	for m := colID; m < meanings; m++ {
		if m != colSource {
			h.WriteString(c.text(row, m))
			h.WriteByte(0)
		}
	}
	return h.Sum64()
}
