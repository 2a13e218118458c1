package markup

// Entities is the table of entities, for the reference reader of the tests.
var Entities = entities

// Room is how much the scanner holds of its stream.
func (s *Scanner) Room() int { return cap(s.buf) + cap(s.scratch) }
