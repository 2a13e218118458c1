package syntax

import "github.com/crossgrant/crossgrant/diag"

// Value is what stands after a key. Which type a key takes is fixed by the kind of block:
//
//	*Names       between, cuts, affects, listed, are, except, under and for of grants and exclusions, within, on;
//	             keeps, against, joined under, of (sublicence, extension, transfer), prevails over, yields to, name (when), also by;
//	             in journals also, patents, owner, family, class, standard, category, brand, business, implements
//	*Anything    for anything
//	*Members     is, perhaps, without (group), from, to, of (power), by (sublicence), if elected by, held by
//	*Membership  members
//	*Moment      signed, effective, is (date), known at
//	*Period      is (period), during
//	*Periods     on sale (journals)
//	*Territory   is (territory), in
//	*Owned       owned by, licensable by, on sale by
//	*Condition   where, only if, provided, if (power)
//	*OwnedThen   from applications, from disclosures
//	*Family      family (patents)
//	*Acts        acts
//	*Price       price
//	*Extent      extent
//	*Word        open to, joined by, clause, sublicence and transfer of a grant (none, listed), listed in (a path), kind and order in journals
//	*NotStated   in, during, price, sublicence, counting, meanwhile, failing
//	*Text        assumed, source; and law, by, replaces, scope (the word is unknown), which may be a *Word too
//	*Flag        with (natural evolution), without presumptions, privileged, not granted, in response, with the business,
//	             staying a separate entity
//	*Languages   language
//	*Counting    counting
//	*Silent      silent
//	*Because     because
//	*Review      reviewed
//	*Use *Under *Captured *HoldersOf *OwnerOf *MemberOf *PowerOn *MaySublicense *DateOf *RightToSue *Answer *Part *Given   expect
//	*RightsBy    rights granted by (always)
//	*Option      either, or (reading)
//	*Event       if (power)
//	*Idle        if (power)
//	*Effect      then
//	*Undertaking provided (when)
//	*Applying    meanwhile, failing
//	*Ended       to end
//	*Repriced    to change
//	*Delay       warning, notice, within (when)
//	*Leaving     left by; or a *Condition
//	*Precedence  notwithstanding, subject to
//	*OnlyIf      have made
//	*EndsIf      ends (agreement)
//	*Chain *Parties *Buyer   to (sublicence, extension, transfer)
//	*Giving      given (sublicence)
//	*SueShare    before, after, from, until, in (allocation)
//	*Unnamed     held by (encumbrance)
//	*Since       since (encumbrance)
//	*Day         priority, filed, published, granted, expires, recorded, effective (journals)
//	*Retracted   retracted
//	*Contains    contains
//	*Capacity    as
//
// The cases are listed in this order in the switch of the printer.
type Value interface {
	Node
	value()
}

// Name is a reference or an id: a bare word (id, category, clause number) or a quoted term.
type Name struct {
	Text   string // without quotes; a doubled quote is one
	Quoted bool
	At     diag.Range
}

// Text is a quoted string that names nothing.
type Text struct {
	Text string
	At   diag.Range
}

// Date is a token shaped YYYY-MM-DD. Whether the day exists is for check to say.
type Date struct {
	Text string
	At   diag.Range
}

// Percent is a percentage as written, without the sign: "50", "33.3333".
type Percent struct {
	Text string
	At   diag.Range
}

// Share is a threshold of control: (over 50%), (at least 50%).
type Share struct {
	Over    bool
	Percent Percent
	At      diag.Range
}

// Duration is a number of units: 30 days.
type Duration struct {
	N    int
	Unit string // day, business day, month, quarter, year
	At   diag.Range
}

// Names is a list of names.
type Names struct {
	Items      []Name
	AsAccepted bool // of under: ", as accepted"
	At         diag.Range
}

// Anything is the word of "for anything".
type Anything struct{ At diag.Range }

// MemberKind says what a member item names.
type MemberKind uint8

// The kinds of member item.
const (
	MemberRef        MemberKind = iota // an organisation or group by name
	MemberEveryone                     // everyone
	MemberControlled                   // entities X controls
	MemberAffiliates                   // affiliates of X
	MemberNetwork                      // members of a network
	MemberLicensor                     // each licensor, the licensor
	MemberLicensee                     // each licensee
)

// Member is one item of a list of persons.
type Member struct {
	Kind     MemberKind
	Ref      Name   // the organisation, group or network; zero for everyone, licensors and licensees, and when It is set
	It       bool   // "it": the last organisation or group named before in the list
	Other    bool   // "other affiliates of X"
	Share    *Share // nil: not stated
	In       *Name  // of a licensor or a licensee: the group it is in; nil when not said
	The      bool   // "the licensor", as powers and events say
	Accepted bool   // of a licensee: "that accepted"
	At       diag.Range
}

// Members is a list of persons.
type Members struct {
	Items []Member
	At    diag.Range
}

// MembershipKind says when one belongs to a group.
type MembershipKind uint8

// The memberships.
const (
	WhileControlled MembershipKind = iota
	AsOf
	OnceIn
	NowOrLater
	WhileMember // while a member: of a network
)

// Membership is the value of members.
type Membership struct {
	Kind MembershipKind
	Day  *Moment // for AsOf
	At   diag.Range
}

// MomentKind says how a moment is written.
type MomentKind uint8

// The kinds of moment.
const (
	MomentDate          MomentKind = iota // a date
	MomentNamed                           // a date block, by name
	MomentStartOf                         // start of a period
	MomentEndOf                           // end of a period
	MomentAfter                           // a duration after Base
	MomentBefore                          // a duration before Base
	MomentEvent                           // an event of the agreement, by name
	MomentLastSignature                   // the last signature of the parties; only in effective
	MomentAcceptance                      // the acceptance of a network; only where a period begins
)

// Moment is a day, given directly or by reference.
type Moment struct {
	Kind     MomentKind
	Date     *Date     // MomentDate
	Name     *Name     // MomentNamed, MomentStartOf, MomentEndOf
	Duration *Duration // MomentAfter, MomentBefore
	Base     *Moment   // MomentAfter, MomentBefore
	Event    *Text     // MomentEvent
	On       bool      // "on" stood in front: effective on "Closing"
	At       diag.Range
}

// PeriodForm says how a period is written.
type PeriodForm uint8

// The forms of a period.
const (
	PeriodNamed  PeriodForm = iota // a period block, by name
	PeriodRange                    // First .. Last, both included; or First .. end of patent
	PeriodFrom                     // from First: that day included
	PeriodAfter                    // after First: that day not included
	PeriodUntil                    // until Last: that day included
	PeriodBefore                   // before Last: that day not included
	PeriodOn                       // on First: that one day
)

// OpenEnd is an end of a range that is not a moment.
type OpenEnd uint8

// The open ends.
const (
	EndGiven        OpenEnd = iota // Last holds the end
	EndOfPatent                    // .. end of patent
	EndOfLastPatent                // .. end of last patent in that country
)

// Period is a stretch of days. First is set for Range, From, After and On; Last for Range (unless End says
// otherwise), Until and Before; Name for Named.
type Period struct {
	Form  PeriodForm
	Name  *Name
	First *Moment
	Last  *Moment
	End   OpenEnd
	At    diag.Range
}

// Periods is a list of periods.
type Periods struct {
	Items []*Period
	At    diag.Range
}

// Territory is where something reaches. World may have Countries as exceptions; otherwise Countries is the list, or
// Name a territory block, or LeastDeveloped is set.
type Territory struct {
	World          bool
	LeastDeveloped bool
	Name           *Name
	Countries      []Name // bare, as written: the exceptions when World
	At             diag.Range
}

// HeldKind says at which time ownership counts.
type HeldKind uint8

// The kinds of time of holding.
const (
	HeldOn          HeldKind = iota // on Moment
	HeldBefore                      // immediately before Moment
	HeldDuring                      // at any time in Period
	HeldAtTimeOfUse                 // at time of use
)

// Held is the time that ownership or being on sale is tested at.
type Held struct {
	Kind   HeldKind
	Moment *Moment
	Period *Period
	At     diag.Range
}

// Owned is the value of owned by, licensable by and on sale by.
type Owned struct {
	By   []Member
	Held Held
	At   diag.Range
}

// OwnedThen is the value of from applications and from disclosures: "owned by" persons at a moment.
type OwnedThen struct {
	Owned *Owned // Held.Kind is HeldOn or HeldBefore
	At    diag.Range
}

// Condition is one line that must hold; any one of its alternatives suffices.
type Condition struct {
	Alts []*Test
	At   diag.Range
}

// Test is one alternative. Exactly one of Values, Span, ToLeft and Finding is set.
type Test struct {
	Not     bool
	Attr    string // priority, filed, published, granted, invention made, disclosed, kind, field, class, standard, office, family, category, maker, brand, business, product
	AttrAt  diag.Range
	Is      bool    // written with "is" (one value), else with "in"
	Values  []Name  // any one suffices
	Span    *Period // for the dates
	ToLeft  bool    // for the dates: "not after last discontinuation by the licensor"; Span is nil then
	Finding *FindingRef
	At      diag.Range
}

// FindingRef asks for a human judgement.
type FindingRef struct {
	Term     Text
	Presumed bool   // written without quotes: licensable without payment to others, licensable without consent of others
	Subject  string // "the patent", "the product", "the agreement" (of sublicences and extensions), "the entity", "the buyer" (of when blocks), "the member" (of networks), or empty
	Of       *Name  // a fixed subject, or nil
	At       diag.Range
}

// Family is a list of relations: continuation, divisional, continuation-in-part, reissue, foreign counterpart.
type Family struct {
	Items []Name // Text is the canonical singular
	At    diag.Range
}

// Acts is a list of acts.
type Acts struct {
	Items []Name // Text is the canonical act: "make", "have made"
	At    diag.Range
}

// Price is how a right is paid for.
type Price struct {
	Kind     string // "paid-up", "royalty", "FRAND"
	Schedule *Name  // of royalty; nil when none is named
	At       diag.Range
}

// Extent is how much an exclusion takes out.
type Extent struct {
	WholeProduct bool // else that component
	At           diag.Range
}

// Word is one bare word: a keyword of the key, an id, a path, a number.
type Word struct {
	Text string
	At   diag.Range
}

// NotStated says that the text leaves the thing open.
type NotStated struct{ At diag.Range }

// Flag is the value of a key that needs none.
type Flag struct{ At diag.Range }

// Languages is the value of language.
type Languages struct {
	Codes    []Name
	Prevails *Name // the one that prevails; nil when none does
	At       diag.Range
}

// Roll says what happens to a day that is not a business day.
type Roll uint8

// The rolls.
const (
	RollNotStated Roll = iota
	NoRoll
	RollForward // to next business day
)

// Counting says how days are counted. Weekend holds day names; empty: not stated.
type Counting struct {
	ClearDays bool // else D + n days
	Roll      Roll
	Weekend   []Name
	At        diag.Range
}

// ClauseRange is one clause number, or all from From to To.
type ClauseRange struct {
	From, To string // To is empty for one clause
	At       diag.Range
}

// Silent lists clauses read as without effect on rights.
type Silent struct {
	Items []ClauseRange
	At    diag.Range
}

// Because lists what reasons must cite: clause numbers (bare) and terms (quoted).
type Because struct {
	Items []Name
	At    diag.Range
}

// Review names who read the prose, when, and the hash of the prose that was read.
type Review struct {
	By   Text
	Day  Date
	Hash Word
	At   diag.Range
}

// Use is a concrete use. For, From and Under may be nil.
type Use struct {
	Actor   Name
	Act     string // canonical: "sell", "have made"
	ActAt   diag.Range
	Product Name
	Country *Name // nil when not said
	On      *Date // nil when not said
	For     *Name
	From    *Name
	Under   *Under // only in questions typed on one line; in an expect block it is a line of its own
	At      diag.Range
}

// Under says whose or which patents are asked about. Exactly one of Org, Patents and Set is set.
type Under struct {
	Org     *Name // patents of ORG
	Share   *Share
	Patents []Name
	Set     *Name
	At      diag.Range
}

// Captured asks whether a patent belongs to a set.
type Captured struct {
	Patent Name
	Set    Name
	On     *Date
	At     diag.Range
}

// HoldersOf asks who holds rights under a patent on a day.
type HoldersOf struct {
	Patent Name
	On     *Date
	At     diag.Range
}

// MemberOf asks whether an organisation belongs to a group on a day.
type MemberOf struct {
	Org   Name
	Group Name
	On    *Date
	At    diag.Range
}

// Answer is what must come out: a verdict, what it depends on, the holders, who may sue, or a day.
type Answer struct {
	Verdict     string       // "licensed", "not licensed", "partly", "depends", "nothing in force", "not in force", "pending", "own", "yes", "no", "exercisable", "not exercisable"; empty for holders, claimants and dates
	DependsOn   []AnswerOpen // with "depends"
	HaveMade    bool         // licensed, by have made
	Until       *Date        // licensed, until DATE
	Price       *AnswerPrice // licensed, price FRAND since DATE
	Ends        *AnswerEnds  // licensed, terminable by ORG; licensed, not terminable; nil when neither is said
	Since       *Date        // exercisable since DATE
	Day         *Date        // answer of date
	EarliestEnd *Date        // yes, earliest end DATE
	Holders     []Name       // answer of holders of, owner of, and right to sue on; Nobody when it says so
	Nobody      bool
	Consent     []Name // answer of right to sue on: whose consent it takes
	At          diag.Range
}

// AnswerOpen names an open question.
type AnswerOpen struct {
	Kind string // finding, fact, law, order, status, missing text, redacted, reading, conflict, election
	Says *Text  // of finding, fact, law, order, conflict
	Of   *Name  // what it is about, or nil
	With *Name  // of a conflict between two clauses: the other one; nil for a conflict of findings
	At   diag.Range
}

// Part is the verdict for one component or one country.
type Part struct {
	Of      Name // product id, "rest", or a country
	Verdict string
	At      diag.Range
}

// Given is a fact that holds for one case only.
type Given struct {
	Statement *Statement
	At        diag.Range
}

// RightsBy is the subject of an invariant: rights granted by ORG under ITEM.
type RightsBy struct {
	By    Name
	Under Name
	At    diag.Range
}

// Option is one way to read a passage: a label, and the property line that the affected definition has in that reading.
type Option struct {
	Label Text
	Line  Property // Key, KeyAt, Value and At are set; Value is never nil
	At    diag.Range
}

// Day is a day that may be known only within bounds, as written.
type Day struct {
	Dating Dating
	At     diag.Range
}

// Retracted ends belief in a statement.
type Retracted struct {
	Day Date
	Why *Text // nil when not given
	At  diag.Range
}

// PartRef is a component of a product: a product id or category, and who made it (nil: its own maker).
type PartRef struct {
	ID Name
	By *Name
	At diag.Range
}

// Contains lists components.
type Contains struct {
	Items []PartRef
	At    diag.Range
}
