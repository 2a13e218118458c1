package expect

import (
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/rights"
)

// Invariant is what came of one `always` block.
type Invariant struct {
	Always  *agreement.Always
	Breach  *rights.Breach // a use that breaks it; nil: none was found
	Untried string         // why it could not be tried, a sentence; empty: it was
}

// Pass reports whether the invariant was tried and no use breaks it.
func (i Invariant) Pass() bool { return i.Breach == nil && i.Untried == "" }

// Witness is the use that breaks the invariant, in the spelling in which questions are asked: "customer makes handset in
// US on 2026-01-01 under US1B2". Empty: there is none.
func (i Invariant) Witness() string {
	if i.Breach == nil {
		return ""
	}
	return i.Breach.Use.String() + " under " + i.Breach.Patent
}

// Beside is the same use by the one who gave the right: what it may not do itself. Empty where there is no witness.
func (i Invariant) Beside() string {
	if i.Breach == nil {
		return ""
	}
	u := i.Breach.Use
	u.Actor = i.Always.By
	if u.For != "" {
		u.For = i.Always.By
	}
	return u.String() + " under " + i.Breach.Patent
}
