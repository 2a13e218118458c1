package syntax

import "github.com/crossgrant/crossgrant/diag"

// EventVerb says what happens in an event, as a rule or a power waits for it or a journal states it.
type EventVerb uint8

// The verbs. The comment shows the words of a journal, then those of a `when` or `if` line where they differ.
const (
	VerbSues              EventVerb = iota + 1 // x sues y
	VerbChallenges                             // x challenges p1, p2 of y | x challenges a patent of y
	VerbBecomesInsolvent                       // x becomes insolvent
	VerbRejects                                // x rejects AGREEMENT
	VerbEnds                                   // AGREEMENT ends
	VerbHappens                                // event "NAME" of AGREEMENT | event "NAME"
	VerbGivesNotice                            // x gives notice under POWER to y; journals only, as all down to VerbSells
	VerbGivesWarning                           // x gives warning under POWER to y
	VerbCures                                  // x cures under POWER
	VerbSublicenses                            // x sublicenses y under GRANT
	VerbElects                                 // x elects SURVIVAL
	VerbDeclines                               // x declines SURVIVAL
	VerbSells                                  // x makes a sale under GRANT
	VerbCeasesToControl                        // x ceases to control y; in a journal it is the body Controls
	VerbAssignsPatent                          // x assigns a patent; in a journal it is the body Assigns
	VerbTransfersBusiness                      // x transfers business PHONES to y | x transfers a business
	VerbUndertakes                             // x undertakes under RULE; journals only
	VerbIsAcquired                             // x is acquired; in a journal it is the body Acquires or Sells, as is the next
	VerbAcquires                               // x acquires an entity
	VerbLeaves                                 // an entity leaves GROUP; no statement of a journal, as is the next
	VerbJoins                                  // an entity joins GROUP
	VerbOffers                                 // x offers NETWORK; journals only
	VerbAccepts                                // y accepts NETWORK from x; journals only
	VerbDiscontinues                           // x discontinues NETWORK
)

// RoleKind says how somebody in an event is named.
type RoleKind uint8

// The kinds of role.
const (
	RoleMembers  RoleKind = iota // a list of persons
	RoleLicensee                 // a licensee, the licensee, that licensee: they mean the same
	RoleAnybody                  // anybody, anyone; only against whom
	RoleParty                    // a party: any of the parties to the agreement
)

// Role is who plays a part in an event.
type Role struct {
	Kind    RoleKind
	Members []Member // RoleMembers
	Word    string   // RoleLicensee: a, the or that, as written
	Member  bool     // RoleMembers: "a member of" stands in front
	At      diag.Range
}

// Staying is what an event says of how an entity is acquired.
type Staying uint8

// The ways to be acquired: `by shares` is to stay separate, `by merger` needs one of the two to be said.
const (
	StayingNotSaid Staying = iota
	StayingSeparate
	NotStayingSeparate
)

// Event is what a rule or a power waits for: the header of a when block, or the value of `if` in a power.
type Event struct {
	Verb      EventVerb
	VerbAt    diag.Range
	By        *Role  // who; nil for Ends, Happens, CeasesToControl, Leaves and Joins; the buyer for IsAcquired, nil when not said
	To        *Role  // whom: Sues, Challenges, TransfersBusiness, nil when not said; who is acquired: IsAcquired
	Offensive bool   // Sues: ", not in response to a pending suit"
	Agreement *Name  // Rejects, Ends, Discontinues
	Name      *Text  // Happens
	Holder    *Name  // CeasesToControl
	Held      *Name  // CeasesToControl
	Share     *Share // CeasesToControl; nil: not stated
	Staying   Staying
	Group     *Name // Leaves, Joins
	Business  *Name // TransfersBusiness; nil: any
	At        diag.Range
}

// EffectKind says what follows.
type EffectKind uint8

// The kinds of effect, with their one spelling. Where it begins with "rights" it may begin with "rights of the entity" or
// "rights of the buyer", and grants may be named behind: "rights under h2x, x2h continue".
const (
	EffectEnd         EffectKind = iota // h2x ends; rights end; all rights end
	EffectRun                           // rights run with the patent
	EffectContinue                      // rights continue
	EffectExtend                        // rights extend to the buyer
	EffectPass                          // rights pass to the buyer
	EffectNotTo                         // rights do not extend to the buyer
	EffectLimited                       // rights are limited to "Products"
	EffectNotFor                        // rights do not extend to products of the buyer on sale before the event, unless licensed before
	EffectJoins                         // the entity joins "Group"
	EffectPatentsJoin                   // its patents join "Patents"
	EffectPatentsRun                    // rights under its patents continue
	EffectPatentsFree                   // rights under its patents end
	EffectPrice                         // price of h2x becomes FRAND
)

// Involved is somebody in an event, as an effect names him.
type Involved uint8

// The involved.
const (
	NobodySaid       Involved = iota
	TheEntity                 // the entity
	TheBuyer                  // the buyer
	BuyersAffiliates          // affiliates of the buyer before the event
	Everybody                 // all rights
)

// Effect is what follows by itself: the value of then.
type Effect struct {
	Kind   EffectKind
	Grants []Name        // empty: "rights", all grants of the agreement
	Rights bool          // the word rights is written: "rights under h2x end", else "h2x ends"
	Whose  Involved      // rights of the entity, rights of the buyer, all rights; of a price: for whom
	To     Involved      // NotTo
	Name   *Name         // Joins: the group; PatentsJoin: the set of patents
	Limit  *ProductLimit // Limited
	Price  Value         // Price: a *Price or *NotStated
	That   bool          // "for that licensee"
	At     diag.Range
}

// ProductLimit is the products that rights are limited to. Exactly one of Set and Of is set, or Business.
type ProductLimit struct {
	Set       *Name    // "SET"
	Of        Involved // products of the entity, of the buyer on sale before the event
	Business  bool     // products of the business before the event
	Evolution bool     // ", with natural evolution"
	At        diag.Range
}

// Undertaking is what somebody has to undertake before a rule acts: a value of provided in a when block.
type Undertaking struct {
	By Involved // TheBuyer or TheEntity
	At diag.Range
}

// Applying says whether a rule applies while an undertaking is missing: the value of meanwhile and failing.
type Applying struct {
	Not bool
	At  diag.Range
}

// Repriced is what a power changes: the value of to change.
type Repriced struct {
	Grants []Name
	Price  Value // a *Price or *NotStated
	That   bool  // "for that licensee"
	At     diag.Range
}

// Ended is what a power ends: the value of to end.
type Ended struct {
	Grants []Name
	That   bool // "for that licensee"
	At     diag.Range
}

// Idle is the ground of a power that nothing was sold: "no sale under h2x in 4 consecutive quarters".
type Idle struct {
	Under    Name // a grant
	Quarters int  // at least 1
	At       diag.Range
}

// Delay is the time of a notice or a warning.
type Delay struct {
	Duration *Duration // nil: at once
	Cure     bool      // of a warning: printed "30 days to cure"
	At       diag.Range
}

// Precedence is the value of notwithstanding and subject to: clause numbers and names of definitions as they are
// written, or all others of the agreement.
type Precedence struct {
	All   bool // only in notwithstanding; Items is empty
	Items []Name
	At    diag.Range
}

// OnlyIf is the value of have made in a grant: "only if" and a condition.
type OnlyIf struct {
	Condition *Condition
	At        diag.Range
}

// EndsIf is the value of ends in an agreement: "if AGREEMENT ends".
type EndsIf struct {
	Agreement Name
	At        diag.Range
}

// Chain is a place in the chain of supply of a licensee: a value of to in sublicences and extensions. Words are the
// callings as written, or empty for "whoever acquired the product from a licensee", which is how an extension says it.
type Chain struct {
	Acquired bool   // customers, distributors, resellers, end users; else contractors, manufacturers, suppliers
	Words    []Name // Text is the canonical plural
	At       diag.Range
}

// Parties are those who signed an agreement with somebody: a value of to in sublicences and extensions,
// "parties to an agreement with ntl signed before 1996-12-31".
type Parties struct {
	With   Name
	Signed *Period
	At     diag.Range
}

// Buyer is the value of to in a transfer that goes with the business: "the buyer of the business".
type Buyer struct{ At diag.Range }

// Giving says how a sublicence comes about: the value of given in a sublicence.
type Giving struct {
	ByAct bool // by act; else by itself
	At    diag.Range
}

// PowerOn asks whether a power is exercisable.
type PowerOn struct {
	Power Name
	For   *Name // the licensee, where the power ends the rights of one
	On    *Date
	At    diag.Range
}

// MaySublicense asks whether somebody may give a sublicence to another.
type MaySublicense struct {
	By, To Name
	Grant  Name
	On     *Date
	At     diag.Range
}

// DateOf asks for a day. Exactly one of Effective and Name is set.
type DateOf struct {
	Effective *Name // the agreement: "effective of jhu-v"
	Name      *Name // a date block
	At        diag.Range
}

// OwnerOf asks who owns a patent on a day.
type OwnerOf struct {
	Patent Name
	On     *Date
	At     diag.Range
}

// AnswerPrice is what an answer has to say of the price.
type AnswerPrice struct {
	Price Value // a *Price or *NotStated
	Since *Date // nil when not said
	At    diag.Range
}

// AnswerEnds is what an answer has to say of powers that could end the right.
type AnswerEnds struct {
	None  bool  // not terminable
	By    *Name // terminable by
	Since *Date // nil when not said
	At    diag.Range
}

// Leaving is how a member leaves a network by what he says himself: a value of left by.
type Leaving struct {
	Notice *Duration // how long before its day a discontinuation has to be announced; nil: not at all
	At     diag.Range
}

// Capacity says for whom somebody acts: the value of as in a suit or a challenge.
type Capacity struct {
	Exclusive bool // as exclusive licensee of; else as agent of
	Of        Name
	At        diag.Range
}
