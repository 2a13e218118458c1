// Package agreement is the typed model of licences and of the facts around them: what check makes of documents and
// journals, and what the rights engine and its oracle read. It is pure data: names are resolved, dates are days,
// nothing is text to be parsed. It knows how to print itself as an English sentence and nothing else.
//
// A [World] is everything a question is asked of: agreements, facts, presumptions. Within an agreement a name
// ([Name]) is qualified by the agreement's id, so that names of different agreements never meet.
package agreement

import (
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// Org is the id of an organisation: "huawei".
type Org string

// Name is a definition's name qualified by its agreement: "hw-xm/Huawei Patents".
type Name string

// World is what questions are asked of.
type World struct {
	Agreements []*Agreement
	Facts      []Fact // in file order; the position in this slice is the fact's index
}

// Clause says where a definition stands and how it is cited.
type Clause struct {
	Agreement string // "hw-xm"
	Number    string // "2.1"; empty when the block stands under no number
	Heading   string // "Grants"
	Kind      string // "licence"
	Name      string // "h2x"
	Prose     string // the words of the clause above the block, one paragraph, plain text
	At        diag.Range
}

// Assumption is something the author decided that the text does not say.
type Assumption struct {
	Clause Clause
	Why    string
}

// Agreement is one document.
type Agreement struct {
	Clause       Clause // of the frame; Name is the id
	Title        string
	Parties      []Org
	Network      *Network  // of a framework that members join; see [Network]
	Signed       when.Date // when.None: not stated; documents are known from here
	Effective    when.Date // when.None: not stated
	Law          string
	Languages    []string
	Assumed      []Assumption
	Named        []*Named // dates, periods and territories that have a name
	Groups       []*Group
	Patents      []*PatentSet
	Products     []*ProductSet
	Grants       []*Grant
	Exclusions   []*Exclusion
	Rules        []*Rule
	Powers       []*Power
	Survivals    []*Survival
	Extensions   []*Extension
	Allocations  []*Allocation
	Encumbrances []*Encumbrance
	Opens        []*Open
	Readings     []*Reading
	Expects      []*Expect
	Always       []*Always
	Unformalised []Clause // prose without a block that `silent` does not list
}

// KnownFrom is the first day on which the document is known: its signature, else its effective date, else always.
func (a *Agreement) KnownFrom() when.Date {
	switch {
	case a.Signed != when.None:
		return a.Signed
	case a.Effective != when.None:
		return a.Effective
	}
	return when.Min
}

// GivenFrom is the first day on which rights under the agreement are given: its effective date, else its
// signature, else when.None ("not stated": each grant's own start counts).
func (a *Agreement) GivenFrom() when.Date {
	if a.Effective != when.None {
		return a.Effective
	}
	return a.Signed
}

// Named is a date, a period or a territory that the document gives a name. Definitions that use it hold its value
// already; they cite it in their Uses, and its assumptions stand in their Assumed.
type Named struct {
	Clause  Clause // Kind is date, period or territory
	Day     when.Date
	Span    when.Interval
	In      Territory
	Assumed []Assumption
}

// Share is a threshold of control in millionths of the whole: over 50% is {500000, true}.
type Share struct {
	Millionths int64
	Over       bool // more than, else at least
}

// Over50 is the threshold of `--under ORG` and of a group that states none.
var Over50 = Share{500_000, true}

// Meets reports whether a holding of m millionths passes the threshold.
func (s Share) Meets(m int64) bool {
	if s.Over {
		return m > s.Millionths
	}
	return m >= s.Millionths
}

// Direction says which way control is followed.
type Direction uint8

// The directions.
const (
	Controlled Direction = iota // entities X controls
	Affiliates                  // entities X controls, entities that control X, entities these control
)

// Member is one item of a list of persons. Exactly one of Everyone, Org and Group is set; when Reach is true the
// item is not the organisation (or group) itself but the entities related to it.
type Member struct {
	Everyone  bool
	Org       Org
	Group     Name
	Reach     bool
	Direction Direction
	Share     Share
	Network   string // the members of a network, by its id; nothing else is set
	Each      Each   // in a network: each licensor or licensee of a pair; with Reach what it controls
}

// Membership says when one belongs to a group.
type Membership uint8

// The memberships; see docs/meaning.md.
const (
	WhileControlled Membership = iota
	AsOf
	OnceIn
	NowOrLater
)

// Group is a rule over control. Its certain members are Is less Without; its doubtful ones are Perhaps less Without.
type Group struct {
	Clause     Clause
	Is         []Member
	Perhaps    []Member
	Without    []Member
	Membership Membership
	AsOf       when.Date // for AsOf
	Assumed    []Assumption
	Uses       []Clause // the dates, periods and territories it names
}

// HeldKind says at which time ownership counts.
type HeldKind uint8

// The kinds of time of holding.
const (
	HeldOn          HeldKind = iota // on the day Held.Day
	HeldBefore                      // immediately before Held.Day: sees none of that day's facts
	HeldDuring                      // on some day of Held.Span
	HeldAtTimeOfUse                 // on the day of the use
)

// Held is the time at which a selector tests ownership.
type Held struct {
	Kind HeldKind
	Day  when.Date
	Span when.Interval
}

// Selector adds patents to a set. Exactly one of OwnedBy, LicensableBy, Joined and Listed is set.
type Selector struct {
	Basis        Basis  // with OwnedBy: what of the patent has to be there on the day; Held is a moment then
	Joined       []Name // rules: patents that an entity owned when it was acquired under one of them
	OwnedBy      []Member
	LicensableBy []Member // those who may license it, see [Licensable], though others own it
	Held         Held     // with OwnedBy and LicensableBy
	Listed       []string // record ids
	ListOf       string   // the file the list came from, for citation
}

// Basis is what ownership is of.
type Basis uint8

// The bases.
const (
	OfPatents      Basis = iota // the patent, or what became of it
	OfApplications              // an application: its priority date is not later than the day
	OfDisclosures               // an invention disclosure: it was disclosed to its owner by the day
)

// PatentSet is a definition of patents: selectors add, Where narrows, Family closes, Except takes away, OnlyIf
// tests each one.
type PatentSet struct {
	Clause  Clause
	Add     []Selector
	Where   []Condition
	Family  []patent.Relation
	Except  []PatentItem
	OnlyIf  []Condition
	Assumed []Assumption
	Uses    []Clause // the dates, periods and territories it names
}

// PatentItem names a set or one record.
type PatentItem struct {
	Set Name
	ID  string
}

// Condition is a line that must hold; any one of its alternatives suffices.
type Condition []Test

// Attr is what a test looks at. The first group belongs to patents, the second to products, the last to both.
type Attr uint8

// The attributes.
const (
	PatentPriority  Attr = iota + 1 // date, Span
	PatentFiled                     // date, Span
	PatentPublished                 // date, Span
	PatentGranted                   // date, Span
	PatentInvented                  // date, Span: the invention was made, see [Milestone]
	PatentDisclosed                 // date, Span: the invention was first disclosed to its owner
	PatentKind                      // Values: invention, utility-model, design, plant
	PatentField                     // Values: "telecommunications", "wipo-4", or a number of a WIPO field as "4"; see patent.ParseField
	PatentClass                     // Values: prefixes of symbols: H04W, H04W72
	PatentStandard                  // Values: names of standards the patent was declared for
	PatentOffice                    // Values: ST.3
	PatentFamily                    // Values: ids of simple families

	ProductCategory // Values: category words
	ProductMaker    // Values: organisation ids (the maker itself, not its group)
	ProductBrand    // Values
	ProductStandard // Values: standards it implements
	ProductBusiness // Values: business ids
	ProductID       // Values: product ids

	FindingTest // a human judgement, see Finding
)

// Test is one alternative. Not turns it round (an unknown stays unknown).
type Test struct {
	Not     bool
	Attr    Attr
	Values  []string      // any one suffices
	Span    when.Interval // for dates: the day lies in it
	ToLeft  bool          // for dates, in a network: not after the licensor's last discontinuation, besides Span
	Finding FindingRef
	At      diag.Range
}

// FindingRef asks for a finding. Of is a fixed subject, or Subject says which part of the use it is about.
type FindingRef struct {
	Term     string
	Subject  Subject
	Of       string // id of a product, patent or organisation when Subject is SubjectFixed; empty: no subject
	Presumed bool   // without a finding the answer is yes: what the text names as an exception has not happened
}

// Subject is the thing a finding is about.
type Subject uint8

// The subjects.
const (
	SubjectFixed     Subject = iota // Of, possibly empty
	SubjectPatent                   // "of the patent"
	SubjectProduct                  // "of the product": the node that is tested
	SubjectAgreement                // "of the agreement": the one that makes somebody a party, see Parties
	SubjectEntity                   // "of the entity", in a rule about an entity
	SubjectBuyer                    // "of the buyer", likewise
	SubjectMember                   // "of the member", of a network
)

// ProductSet is a definition of products. A node of a product tree belongs when some selector adds it (or there is
// no selector), all Where hold, and Except does not name it.
type ProductSet struct {
	Clause    Clause
	Are       []string // category words and product ids
	OnSale    []OnSale
	Where     []Condition
	Except    []ProductItem
	Evolution bool // with natural evolution: of what OnSale selects
	Assumed   []Assumption
	Uses      []Clause // the dates, periods and territories it names
}

// OnSale selects what members sold at a time. HeldAtTimeOfUse does not occur.
type OnSale struct {
	By   []Member
	Held Held
}

// ProductItem names a set, a category, or a product. Word holds a category or product id.
type ProductItem struct {
	Set  Name
	Word string
}

// Act is what is done with a product.
type Act uint8

// The acts, in the order of docs/language.md.
const (
	Make Act = iota + 1
	HaveMade
	Use
	Sell
	Offer
	Import
	Lease
	Distribute
	Dispose
	Maintain
	Practise
)

// GrantKind is the kind of a right given.
type GrantKind uint8

// The kinds of right given. A covenant is a promise not to sue, a release forgives the past, a pledge is a promise to
// the public.
const (
	Licence GrantKind = iota
	Covenant
	Release
	Pledge
)

// Territory is where a grant or an exclusion reaches.
type Territory struct {
	World          bool
	Except         []string // ST.3; with World
	In             []string // ST.3; without World
	LeastDeveloped bool     // the dated list of patent.LeastDeveloped
	NotStated      bool     // a question of kind missing_text
}

// Term is when the acts are covered.
type Term struct {
	Span       when.Interval
	NotStated  bool   // a question of kind missing_text
	Accepted   bool   // in a network: from the acceptance on, besides Span
	EndOf      string // how the end was written, for the sentence: "end of patent" leaves Span.To at when.Max
	StatedFrom string
}

// PriceKind is how a right is paid for.
type PriceKind uint8

// The prices.
const (
	PricePaidUp PriceKind = iota + 1
	PriceRoyalty
	PriceFRAND
	PriceNotStated
)

// Price is what the right costs. It never changes whether there is a right.
type Price struct {
	Kind PriceKind
	Name string // of the royalty schedule
}

// Grant gives a right.
type Grant struct {
	Clause     Clause
	Kind       GrantKind
	From       []Member
	To         []Member
	Under      []PatentItem // empty: all patents of From
	AsAccepted bool         // in a network: only patents that were accepted
	For        []ProductItem
	Anything   bool // for anything; For is empty
	Acts       []Act
	In         Territory
	During     Term
	Price      Price
	Sublicence string      // "none", "listed", "not stated"
	Transfer   string      // "none", "listed"; empty: not said. What transfers is said by an Extension alone
	Provided   []Condition // findings only
	HaveMadeIf []Condition // findings; what having made is further subject to
	Precedence Precedence
	Assumed    []Assumption
	Uses       []Clause // the dates, periods and territories it names
}

// Allocation says who may sue for infringements of patents, by their day.
type Allocation struct {
	Clause  Clause
	On      []PatentItem
	Shares  []SueShare // in the order of the text
	Assumed []Assumption
	Uses    []Clause
}

// SueShare is who may sue for infringements within a time.
type SueShare struct {
	During    when.Interval
	Who       []Org
	ConsentOf []Org  // whose consent is needed; empty: nobody's
	Consent   string // the same in words, with when it is needed: "gsi (where the claim may affect it)"
}

// Encumbrance is rights in patents that others hold and that a buyer takes on: of a class of holders whom the text does
// not name, or of persons that it names.
type Encumbrance struct {
	Clause  Clause
	On      []PatentItem
	Unnamed string // the class, in words: "parties to earlier cross-licences"; empty: HeldBy says who
	HeldBy  []Member
	Since   when.Interval // when it came about
	Scope   string        // in words; empty: not known
	Assumed []Assumption
	Uses    []Clause
}

// Extent is how much an exclusion takes out.
type Extent uint8

// The extents.
const (
	ThatComponent Extent = iota + 1
	WholeProduct
)

// Exclusion takes away from the grants it names. Empty Under, nil In, nil During and empty Acts do not narrow it.
type Exclusion struct {
	Clause     Clause
	Cuts       []Name // grants
	For        []ProductItem
	Anything   bool // not narrowed by product
	Except     []ProductItem
	Extent     Extent
	Under      []PatentItem
	In         *Territory
	During     *Term
	Acts       []Act
	Provided   []Condition
	Precedence Precedence
	Assumed    []Assumption
	Uses       []Clause // the dates, periods and territories it names
}

// Open is a passage that is redacted, or that the author leaves open. What it affects is undecided.
type Open struct {
	Clause   Clause
	Redacted bool
	Says     string
	Affects  []Name // groups, patent sets, product sets, grants, exclusions, rules, powers, survivals, extensions
}
