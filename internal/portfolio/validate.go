package portfolio

import "github.com/crossgrant/crossgrant/patent"

type fieldSet = patent.FieldSet

// isOffsets reports whether offs are the bounds of consecutive spans that fill 0..total.
func isOffsets[T uint32 | uint64](offs []T, total int) bool {
	if len(offs) == 0 || offs[0] != 0 || uint64(offs[len(offs)-1]) != uint64(total) {
		return false
	}
	for i := 1; i < len(offs); i++ {
		if offs[i] < offs[i-1] {
			return false
		}
	}
	return true
}

func below[T uint16 | uint32](column []T, limit int) bool {
	var top T
	for _, v := range column {
		top = max(top, v)
	}
	return len(column) == 0 || int(top) < limit
}

// validate checks that every index in the columns points at something.
func (s *Snapshot) validate() error {
	n, owners := s.rows, len(s.owners)
	for _, c := range []struct {
		name string
		ok   bool
	}{
		{"rows of owners", len(s.ownerRows) == owners+1 && isOffsets(s.ownerRows, n)},
		{"runs of owners", len(s.ownerRuns) == owners+1 && isOffsets(s.ownerRuns, len(s.runs))},
		{"offices", len(s.offices) <= 1<<16},
		{"field sets", len(s.noClass) == len(s.fieldSets)},
		{"flags", len(s.flags) == n},
		{"standards", len(s.standards) == n && below(s.standards, len(s.standardSets))},
		{"families", len(s.families) == n && below(s.families, s.familyNames.len()+1)},
		{"co-owned rows", below(s.coRows, n) && isOffsets(s.coStart, len(s.coOwners)) && len(s.coStart) == len(s.coRows)+1 && below(s.coOwners, owners)},
		{"unusual rows", below(s.unusual, n)},
		{"rows with events", below(s.dated, n)},
		{"rows with notes", below(s.noted, n)},
		{"records", len(s.coldAt) == n+1 && isOffsets(s.coldAt, len(s.cold))},
		{"rows by id", len(s.byID) == n && below(s.byID, n)},
		{"other numbers", len(s.alsoRows) == s.alsoNames.len() && below(s.alsoRows, n)},
		{"strings", s.strings.len() > 0},
	} {
		if !c.ok {
			return unusable("the part %q is damaged", c.name)
		}
	}
	for _, d := range s.dates {
		if len(d) != n {
			return unusable("a column of days is damaged")
		}
	}
	return s.validateRuns()
}

func (s *Snapshot) validateRuns() error {
	end := Row(0)
	for i, r := range s.runs {
		if r.Start != end || r.End <= r.Start || int(r.Owner) >= len(s.owners) ||
			int(r.Office) >= len(s.offices) || int(r.Fields) >= len(s.fieldSets) ||
			uint32(i) < s.ownerRuns[r.Owner] || uint32(i) >= s.ownerRuns[r.Owner+1] ||
			r.Start < s.ownerRows[r.Owner] || r.End > s.ownerRows[r.Owner+1] {
			return unusable("run %d is damaged", i)
		}
		end = r.End
	}
	if int(end) != s.rows {
		return unusable("the runs do not cover all rows")
	}
	return nil
}
