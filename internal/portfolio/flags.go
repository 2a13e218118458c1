package portfolio

import "github.com/crossgrant/crossgrant/patent"

// The layout of a row's flags, from the lowest bit: kind of right (3 bits), whether it was granted (2), how sure its
// term is (2), co-owned (1).
const (
	kindMask    uint8 = 0x07
	grantShift        = 3
	grantMask   uint8 = 0x03 << grantShift
	termShift         = 5
	termMask    uint8 = 0x03 << termShift
	coOwnedFlag uint8 = 0x80
)

// Flags returns one byte for each row; read it with [KindOf], [IsGrant], [TermOf] and [IsCoOwned].
func (s *Snapshot) Flags() []uint8 { return s.flags }

// KindOf is the kind of right in a row's flags.
func KindOf(flags uint8) patent.Kind { return patent.Kind(flags & kindMask) }

// IsGrant says whether the row was granted.
func IsGrant(flags uint8) patent.Tri { return patent.Tri(flags&grantMask>>grantShift) - 1 }

// IsCoOwned reports whether the row has more than one owner.
func IsCoOwned(flags uint8) bool { return flags&coOwnedFlag != 0 }

// TermOf says how sure the last day of the row's term is.
func TermOf(flags uint8) patent.TermKind { return patent.TermKind(flags & termMask >> termShift) }
