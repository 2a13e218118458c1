// Package diag holds problems: what is wrong in a text a person wrote, where, why, and what to do.
//
// A problem is a value, never a Go error: errors say that the world failed, problems say that a document or
// a journal did. Every problem has a short stable name ("unknown-group") with a page of its own, a position
// in the file the person edits (for a grant block that is the Markdown file), and a sentence that says what to
// write instead. All problems of a run are reported; none hides the next.
package diag

// Severity orders problems. Only warnings and notes may be silenced.
type Severity uint8

// The severities, most serious first.
const (
	Error   Severity = iota // the text cannot be used
	Warning                 // the text can be used; somebody should look
	Note                    // worth knowing
)

// Pos is a place in a file. Line and Column start at 1; Column counts characters (runes), Byte counts bytes
// from 0.
type Pos struct {
	Line   int `json:"line"`
	Column int `json:"column"`
	Byte   int `json:"byte"`
}

// Range is a span of text in one file; End is the place after its last character. A range that spans lines is
// marked on its first line. The zero Range means "the run as a whole".
type Range struct {
	File  string `json:"file"`
	Start Pos    `json:"start"`
	End   Pos    `json:"end"`
}

// Edit replaces the text of a range.
type Edit struct {
	Range Range  `json:"range"`
	New   string `json:"new"`
}

// Fix is a change offered only when it is sure.
type Fix struct {
	Says  string `json:"says"` // "write GB"
	Edits []Edit `json:"edits,omitempty"`
}

// Related points at a second place that takes part in the problem.
type Related struct {
	Says  string `json:"says"`
	Range Range  `json:"range"`
}

// Problem is one mistake or one remark.
type Problem struct {
	Name     string    `json:"name"`     // stable: "unknown-country"
	Severity Severity  `json:"severity"` // error, warning, note
	Summary  string    `json:"summary"`  // what is wrong: `there is no country "UK"`
	Detail   string    `json:"detail"`   // why, and what to do: full sentences
	Subject  Range     `json:"subject"`
	Clause   string    `json:"clause,omitempty"` // "clause 2.1 Grants · licence h2x"
	Related  []Related `json:"related,omitempty"`
	Fix      *Fix      `json:"fix,omitempty"`
}

// List collects problems in the order found.
type List []Problem

// Add appends a problem.
func (l *List) Add(p Problem) { *l = append(*l, p) }
