// Package patent holds what a licence may say about a patent: its numbers, office, kind, dates, owners, family,
// classes and technology fields, its status in a country on a day with the reason, and predicates over these.
//
// A [Record] is one right: one application at one office with its publications. A date that no source gives is
// a [when.Bounds], never a hole. Everything here is a value; nothing reads the disk or the clock.
package patent

import (
	"fmt"

	"github.com/crossgrant/crossgrant/when"
)

// Kind is the kind of right.
type Kind uint8

// The kinds of right. KindUnknown is a right whose kind no source gives.
const (
	KindUnknown Kind = iota
	Invention
	UtilityModel
	Design
	Plant
)

// Tri is a three-valued truth.
type Tri int8

// The truth values, in the order of certainty of yes.
const (
	No      Tri = -1
	Unknown Tri = 0
	Yes     Tri = 1
)

// Relation says how a right descends from another.
type Relation uint8

// The relations a family clause may name.
const (
	Continuation Relation = iota + 1
	Divisional
	ContinuationInPart
	Reissue
	ForeignCounterpart
)

// Parent is one descent of a record.
type Parent struct {
	ID  string // the record it descends from
	How Relation
}

// Record is one right as a source or a journal gives it.
type Record struct {
	ID        string   // "US11910207B2", or the id a journal declares ("p1")
	Office    string   // ST.3 of the office: US, CN, EP, WO ...
	States    []string // for a declared record in several countries at once; empty: the office's own territory
	Kind      Kind
	KindCode  string      // as printed: B2; empty when the source gives none
	IsGrant   Tri         // whether a grant was published: from the kind code or the source
	Owners    []string    // organisation ids at the start of the chain of title; several are co-owners
	Family    string      // simple family; empty when none is known
	Parents   []Parent    // continuations and the like
	Priority  when.Bounds // earliest priority; its own filing when it claims none
	Filed     when.Bounds
	Published when.Bounds
	Grant     when.Bounds // meaningful when IsGrant is not No
	Expires   when.Bounds // last day of the term, stated or from ComputeTerm; when.Unknown when nothing gives it
	TermKind  TermKind    // how sure Expires is; TermUnknown beside an Expires: it was stated and counts as exact
	Classes   []string    // CPC and IPC symbols without blanks; empty: unclassified
	Fields    FieldSet    // computed from Classes; zero and no Classes: unclassified
	Standards []string    // standards it was declared for
	Title     string
	Source    string   // where it comes from: layer, file
	Assumed   []string // why, where the record rests on an assumption

	// What follows is known of rights of which several documents speak.
	Also          []string      // ids of its other publications, and of its application where that was read
	Evidence      []string      // what owners, status and family rest on, a sentence each
	Discrepancies []Discrepancy // values on which sources differ
	Events        []Event       // legal events, in the order in which they take effect
	Passages      []Passage     // of title after Owners, in the order of time
}

// Passage is the passing of a right, or of the share of a co-owner, into other hands, as an office recorded it.
type Passage struct {
	From   string // organisation id
	To     []string
	At     when.Bounds
	Source string // where it is recorded, for sentences
}

// Discrepancy is a value on which two sources differ. The one that stands is in the record.
type Discrepancy struct {
	What    string // "filing date"
	Stands  string // the value of the record
	By      string // the source that says so
	Against string // the other value
	From    string // the source of that
	Why     string // why the first stands
}

// String is the discrepancy as a sentence without its full stop.
func (d Discrepancy) String() string {
	return fmt.Sprintf("%s: %s (%s) stands, %s says %s; %s", d.What, d.Stands, d.By, d.From, d.Against, d.Why)
}

// FieldSet is a set of technology fields: bits 1..35 are WIPO's, 36..38 the announcement's three.
type FieldSet uint64

// Field is one technology field.
type Field uint8

// The announcement's three fields follow WIPO's thirty-five.
const (
	Telecommunications  Field = 36
	ConsumerElectronics Field = 37
	Software            Field = 38
)

// Has reports whether f is in the set.
func (s FieldSet) Has(f Field) bool { return s>>f&1 == 1 }

// With returns the set and f.
func (s FieldSet) With(f Field) FieldSet { return s | 1<<f }

// Unclassified reports whether the record has no class that classifies, so that its fields are unknown: none at
// all, or indexing symbols alone.
func (r *Record) Unclassified() bool {
	if r.Fields != 0 {
		return false
	}
	for _, c := range r.Classes {
		if !IndexingSymbol(c) {
			return false
		}
	}
	return true
}

// EventKind is a legal event that a journal or a source states.
type EventKind uint8

// The events. Lapsed, Expired and Revoked end a right; InForce is evidence that it lives on that day, and revives it;
// Validated brings a regional grant into effect in a state; GrantedEvent is a grant.
const (
	Lapsed EventKind = iota + 1
	Expired
	Revoked
	InForceEvent
	Validated
	GrantedEvent
)
