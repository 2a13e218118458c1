package syntax

import (
	"iter"

	"github.com/crossgrant/crossgrant/diag"
)

// Journal is one file of statements, parsed.
type Journal struct {
	Path       string
	Src        []byte
	Recorded   *Day // the head line `recorded DATE`: the default of the file; nil when there is none
	Statements []*Statement
	Tail       []Comment
	American   bool
	Problems   diag.List

	headComments []Comment // above the head line
	headRemark   *Comment
	headGap      bool // a blank line stood above the head line
}

// Statement is one fact.
type Statement struct {
	When    *Dating // nil: undated
	Body    Body    // nil when it could not be read; a problem says why
	Props   []*Property
	Head    diag.Range // the line of the statement
	At      diag.Range
	Leading []Comment
	Remark  *Comment
	Later   bool // a verb of a later issue; a problem has been reported

	raw []string // the line as it stands, when a problem was reported for it
	gap bool     // a blank line stood above
}

// Get returns the first property with the key, or nil.
func (s *Statement) Get(key string) *Property {
	for _, p := range s.Props {
		if p.Key == key {
			return p
		}
	}
	return nil
}

// All yields every property with the key, in order.
func (s *Statement) All(key string) iter.Seq[*Property] { return all(s.Props, key) }

// Span returns the place of the statement.
func (s *Statement) Span() diag.Range { return s.At }

// DatingForm says how a day is written in front of a statement or as a value.
type DatingForm uint8

// The forms of dating.
const (
	DatedOn      DatingForm = iota // D
	DatedBefore                    // before D: D not included
	DatedUntil                     // until D: D included
	DatedAfter                     // after D: D not included
	DatedFrom                      // from D: D included
	DatedBetween                   // between D and E: both included
)

// Dating is a day or a bound on a day.
type Dating struct {
	Form DatingForm
	Day  Date
	To   *Date // DatedBetween
	At   diag.Range
}

// Body is what a statement states. The cases, in this order, mirror agreement.FactBody; Acquires and Sells are facts of
// control beside Controls, and Occurred states every event that is no change of control or title.
type Body interface {
	Node
	body()
}

// IsOrganisation is `huawei is an organisation "Huawei …" CN`. Properties: also.
type IsOrganisation struct {
	ID      Name
	Name    *Text
	Country *Name
	At      diag.Range
}

// Controls is `huawei controls honor 60%` and `huawei ceases to control honor`.
type Controls struct {
	Holder, Held Name
	Ceases       bool
	Percent      *Percent // nil when not written, or when it ceases
	At           diag.Range
}

// Acquires is `fortress acquires finjan 51% by shares`. Properties: staying a separate entity.
type Acquires struct {
	Holder, Held Name
	Percent      *Percent // nil: the whole
	Form         string   // "shares", "merger", "an unknown form"; empty: not written
	At           diag.Range
}

// Sells is `cisco sells finjan to fortress 51% by shares`. Properties: staying a separate entity.
type Sells struct {
	Seller, Held Name
	Buyer        *Name    // nil: not named
	Percent      *Percent // what the buyer holds from then on; nil: the whole
	Form         string   // as of Acquires
	At           diag.Range
}

// Assigns is `huawei assigns p1, p2 to honor`, or `virtuoso assigns jhu-v to k`: whether an id is that of a patent or of
// an agreement is for check to say. Properties: with the business.
type Assigns struct {
	From    Name
	Patents []Name
	To      []Name
	At      diag.Range
}

// IsPatent is `p1 is a patent "P1" in DE, US`. Properties: owner, priority, filed, published, granted, not granted,
// expires, family, class, standard, kind.
type IsPatent struct {
	ID        Name
	Title     *Text
	Countries []Name // offices or states
	At        diag.Range
}

// Milestone is `invention of p1, p2 made` and `invention of p1 disclosed`.
type Milestone struct {
	Patents   []Name
	Disclosed bool // first disclosed to its owner; else made
	WhatAt    diag.Range
	At        diag.Range
}

// MayLicense is `motorola may license p7, p8`: patents that others own.
type MayLicense struct {
	By      Name
	Patents []Name
	At      diag.Range
}

// IsDescendant is `p2 is a continuation of p1`.
type IsDescendant struct {
	Child  Name
	How    string // continuation, divisional, continuation-in-part, reissue, foreign counterpart
	HowAt  diag.Range
	Parent Name
	At     diag.Range
}

// HasStatus is `lapsed EP1 in DE, FR`.
type HasStatus struct {
	Event     string // lapsed, expired, revoked, in force, validated, granted
	EventAt   diag.Range
	Patents   []Name
	Countries []Name // empty: wherever the right has effect
	At        diag.Range
}

// IsProduct is `x is a product "X" by xiaomi`. Properties: category, brand, business, implements, contains, on sale.
type IsProduct struct {
	ID   Name
	Name *Text
	By   *Name
	At   diag.Range
}

// FindingStated is `finding "natural evolution" of a from b: yes`. Properties: by, replaces.
type FindingStated struct {
	Term Text
	Of   *Name
	From *Name  // the other thing it is about
	Prep string // how From is introduced: from, as, on
	Yes  bool
	At   diag.Range
}

// Signs is `huawei, xiaomi sign hw-xm`.
type Signs struct {
	By        []Name
	Agreement Name
	At        diag.Range
}

// Occurred is an event: `gsi sues sony`, `sony gives notice under end-for-assertion to gsi`. Which verbs use which fields
// stands beside [EventVerb]. Properties of a suit: in response, as; of a challenge: as; of an
// acceptance: patents; of a discontinuation: effective.
type Occurred struct {
	Verb     EventVerb
	VerbAt   diag.Range
	By       *Name  // who; nil for Ends and Happens
	To       *Name  // whom; nil when not said
	Of       *Name  // the power, grant, survival, rule, agreement or network
	Number   *Name  // Undertakes: the clause of the agreement Of; nil when Of is the rule, or the number alone
	Patents  []Name // Challenges
	Name     *Text  // Happens
	Business *Name  // TransfersBusiness
	At       diag.Range
}

// Presumes is `presume granted patents in force to their computed term`. What is the one spelling after presume,
// without the countries.
type Presumes struct {
	What      string
	Countries []Name
	At        diag.Range
}

// IsRelevant is `relevant to xiaomi-13: fields telecommunications`. Exactly one of Fields, Standards and Charted is
// set.
type IsRelevant struct {
	Product   Name
	Fields    []Name
	Standards bool // standards it implements
	Charted   bool // charted patents
	At        diag.Range
}
