package portfolio

import "github.com/crossgrant/crossgrant/when"

// Unusual returns the rows of which the columns do not tell all that bears on status and effect, ascending: those that
// state their states one by one, and those with a day beyond the range of the columns.
func (s *Snapshot) Unusual() []Row {
	s.unusualOnce.Do(func() {
		for r := range Row(s.rows) {
			rec := s.Record(r)
			odd := len(rec.States) > 0
			for _, b := range [...]when.Bounds{rec.Priority, rec.Filed, rec.Published, rec.Grant, rec.Expires} {
				for _, d := range [...]when.Date{b.Earliest, b.Latest} {
					odd = odd || d.Real() && !exact(d)
				}
			}
			if odd {
				s.unusual = append(s.unusual, r)
			}
		}
	})
	return s.unusual
}
