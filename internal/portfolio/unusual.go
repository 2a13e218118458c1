package portfolio

import "github.com/crossgrant/crossgrant/patent"

// Unusual returns the rows of which the columns do not tell all that bears on status and effect, ascending: those that
// state their states one by one, and those with a day beyond the range of the columns.
func (s *Snapshot) Unusual() []Row { return s.unusual }

// Dated returns the rows of which sources record legal events or passages of title, ascending.
func (s *Snapshot) Dated() []Row { return s.dated }

// Noted returns the rows that rest on an assumption or on which sources differ, ascending.
func (s *Snapshot) Noted() []Row { return s.noted }

func isUnusual(r *patent.Record) bool {
	if len(r.States) > 0 {
		return true
	}
	for _, d := range recordDays(r) {
		if d.Real() && !exact(d) {
			return true
		}
	}
	return false
}
