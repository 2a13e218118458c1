package diag

import "slices"

// Sort orders problems by file and place; problems of one place stay in the order found.
func (l List) Sort() {
	slices.SortStableFunc(l, func(a, b Problem) int {
		switch {
		case a.Subject.File != b.Subject.File:
			if a.Subject.File < b.Subject.File {
				return -1
			}
			return 1
		case a.Subject.Start.Byte != b.Subject.Start.Byte:
			return a.Subject.Start.Byte - b.Subject.Start.Byte
		}
		return a.Subject.End.Byte - b.Subject.End.Byte
	})
}

// HasErrors reports whether some problem is an error.
func (l List) HasErrors() bool { return l.Count(Error) > 0 }

// Count returns the number of problems of a severity.
func (l List) Count(s Severity) int {
	n := 0
	for _, p := range l {
		if p.Severity == s {
			n++
		}
	}
	return n
}
