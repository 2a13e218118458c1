package expect

import (
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
)

// ReadBack is one block said back as a sentence, for comparison with the words of its clause.
type ReadBack struct {
	Where  string // file:line
	Clause string // agreement, number, kind and name
	Prose  string // the words of the clause
	Says   string // the block as one English sentence
}

// Case is an expectation or an invariant.
type Case struct {
	Title  string
	Clause agreement.Clause
}

// Report is what a check of a workspace found: problems of its texts, its expectations, and, when asked for, its
// blocks read back.
type Report struct {
	Files    int // documents and journals read
	Problems diag.List
	Expects  []Result
	Always   []Invariant
	NotRun   []Case // where the texts have errors: the expectations and invariants that could not be run
	ReadBack []ReadBack
}

// Failed counts the expectations and invariants that do not hold.
func (r Report) Failed() int {
	n := 0
	for _, e := range r.Expects {
		if !e.Pass {
			n++
		}
	}
	for _, i := range r.Always {
		if !i.Pass() {
			n++
		}
	}
	return n
}

// Errors counts the problems that make the text unusable.
func (r Report) Errors() int { return r.BySeverity()[diag.Error] }

// BySeverity counts errors, warnings and notes, indexed by severity.
func (r Report) BySeverity() [3]int {
	var n [3]int
	for _, p := range r.Problems {
		if int(p.Severity) < len(n) {
			n[p.Severity]++
		}
	}
	return n
}
