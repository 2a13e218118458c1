package diag

import (
	"encoding/json"
	"fmt"
	"io"
)

// Format is the name of the JSON form of a list of problems. It only grows.
const Format = "crossgrant.problems/1"

var severities = [...]string{"error", "warning", "note"}

// String is the word for the severity.
func (s Severity) String() string {
	if int(s) < len(severities) {
		return severities[s]
	}
	return fmt.Sprintf("severity %d", uint8(s))
}

// MarshalText writes "error", "warning" or "note".
func (s Severity) MarshalText() ([]byte, error) {
	if int(s) >= len(severities) {
		return nil, fmt.Errorf("a problem has no severity %d", uint8(s))
	}
	return []byte(severities[s]), nil
}

// UnmarshalText reads what MarshalText writes.
func (s *Severity) UnmarshalText(b []byte) error {
	for k, w := range severities {
		if w == string(b) {
			*s = Severity(k)
			return nil
		}
	}
	return fmt.Errorf("%q is not the severity of a problem: error, warning or note", b)
}

// WriteJSON writes the problems as one JSON object: format, counts, problems.
func (l List) WriteJSON(w io.Writer) error {
	if l == nil {
		l = List{}
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(struct {
		Format   string `json:"format"`
		Errors   int    `json:"errors"`
		Warnings int    `json:"warnings"`
		Notes    int    `json:"notes"`
		Problems List   `json:"problems"`
	}{Format, l.Count(Error), l.Count(Warning), l.Count(Note), l})
}
