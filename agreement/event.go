package agreement

import "github.com/crossgrant/crossgrant/when"

// Event is something that happened and that a clause may act on (docs/meaning.md §18). Which fields a verb uses stands
// beside it. An event has not happened unless it is recorded.
type Event struct {
	Verb         Verb
	By           Org
	To           Org       // empty: nobody is named
	Of           Name      // the power, grant or survival the event is under; for agreements only the id
	Name         string    // of a Named event: "closing"
	Patents      []string  // record ids
	InResponse   bool      // a suit that answers a pending one
	As           Capacity  // By acts as this of For
	For          Org       // with As
	WithBusiness bool      // an assignment of the agreement goes with substantially all assets of the business
	Effective    when.Date // of a discontinuation: the day stated in it
}

// Verb is what happened.
type Verb uint8

// The verbs, each with the fields it uses and its one spelling.
const (
	Sues              Verb = iota + 1 // By, To, InResponse, As, For: x sues y
	Challenges                        // By, To, Patents, As, For: x challenges us1, us2 of y
	BecomesInsolvent                  // By: x becomes insolvent
	Rejects                           // By, Of (agreement): x rejects hw-xm
	Ends                              // Of (agreement): hw-xm ends
	GivesNotice                       // By, Of (power), To (the licensee, where the power ends rights of one): x gives notice under P to y
	GivesWarning                      // as GivesNotice
	Cures                             // By, Of (power): x cures under P
	Sublicenses                       // By, To, Of (grant): x sublicenses y under G
	Elects                            // By, Of (survival): x elects S
	Declines                          // By, Of (survival): x declines S
	SoldUnder                         // By, Of (grant): a product was sold under it: x makes a sale under G
	AssignsAgreement                  // By, Of (agreement), To, WithBusiness: x assigns hw-xm to y
	Happens                           // Name, Of (agreement): event "closing" of hw-xm
	TransfersBusiness                 // By, Name (the business), To: x transfers business phones to y
	Undertakes                        // By, Of (rule): y undertakes under R
	Offers                            // By, Of (network): x offers dpl
	Accepts                           // By, To, Of (network), Patents (none: all): y accepts dpl from x
	Discontinues                      // By, Of (network), Effective: x discontinues dpl, effective 2016-07-15
)

// Capacity is in what capacity somebody acts for somebody else.
type Capacity uint8

// The capacities.
const (
	AsItself Capacity = iota
	AsAgent
	AsExclusiveLicensee
)

func (Event) factBody() {}

// Trigger is a pattern of events. Verb is one of Sues, Challenges, BecomesInsolvent, Rejects, Ends, Happens,
// TransfersBusiness, Discontinues, or one of those that are no events of their own.
type Trigger struct {
	Verb       Verb
	By         Role   // who; not for Ends, Happens, CeasesToControl
	To         Role   // against whom; the zero role: anybody or nobody
	Of         Name   // the agreement, for Rejects, Ends and Happens; the network, for Discontinues
	Name       string // for Happens
	Agents     bool   // agents of By count
	Exclusive  bool   // exclusive licensees of By count
	Controlled bool   // entities that By controls (over 50%) count
	Offensive  bool   // a suit in response to a pending one does not count
	Holder     Org    // for CeasesToControl
	Held       Org
	Share      Share
	Form       Deal   // for IsAcquired: StaysSeparate, NotSeparate, or any; see [Deal]
	Group      Name   // for LeavesGroup and JoinsGroup
	Business   string // for TransfersBusiness; empty: any
}

// Instances reports whether the trigger is about an entity: the rule then acts for each event by itself, and what it
// does stands in [Rule.Then].
func (t *Trigger) Instances() bool {
	switch t.Verb {
	case IsAcquired, AcquiresEntity, LeavesGroup, JoinsGroup, TransfersBusiness:
		return true
	}
	return false
}

// Verbs of triggers that are no events of their own.
const (
	CeasesToControl Verb = 100 + iota // Holder, Held, Share
	AssignsPatent                     // By; of rules by which rights run with the patent, and of no others
	IsAcquired                        // To (who is acquired), By (the buyer), Form: a fact of control that is a deal
	AcquiresEntity                    // By (who acquires): likewise
	LeavesGroup                       // Group
	JoinsGroup                        // Group
)

// Role is who plays a part in an event: Members, or the licensee of the way in which a right is had, or (neither)
// anybody.
type Role struct {
	Members  []Member
	Licensee bool
}

// Anybody reports whether the role says nothing.
func (r Role) Anybody() bool { return !r.Licensee && len(r.Members) == 0 }

// Precedence is which other clauses a clause prevails over and which it yields to, each by name; the precedence
// between agreements is spelled out in it.
type Precedence struct {
	Over  []Name // notwithstanding
	Under []Name // subject to
}

// Rule is what happens by itself on an event: grants end, or rights under them run with the patent.
type Rule struct {
	Clause     Clause
	On         Trigger
	Provided   []Condition  // findings about nothing or something fixed; with Then also about the entity or the buyer
	Ends       []Name       // grants
	ThatOne    bool         // they end for that licensee only; On.By or On.To is the licensee
	Runs       []Name       // grants whose rights run with the patent
	Then       []Effect     // of a rule about an entity, see [Trigger.Instances]; Ends and Runs are empty then
	Undertaken *Undertaking // with Then: what somebody has to undertake; nil: nothing
	Precedence Precedence
	Assumed    []Assumption
	Uses       []Clause
}

// Power lets somebody end grants. It changes nothing until used by a notice.
type Power struct {
	Clause     Clause
	Of         []Member
	Ends       []Name // grants
	Changes    []Name // grants whose price it changes to Price; Ends is empty then
	Price      Price
	ThatOne    bool // for that licensee only
	If         *Trigger
	Idle       *Idle
	Provided   []Condition // findings about nothing or something fixed
	Warning    *Delay      // time to cure that has to pass after a warning
	Notice     Delay       // time between the notice and the end
	Precedence Precedence
	Assumed    []Assumption
	Uses       []Clause
}

// Idle is a ground of a power: nothing was sold under the grant in so many calendar quarters in a row. The first of them
// is the one after the quarter of the last sale.
type Idle struct {
	Under    Name // grant
	Quarters int
}

// Delay is a time from a day, as the agreement counts. N = 0: at once.
type Delay struct {
	when.Duration
	Calendar when.Calendar
}

// From is the day on which the delay that begins on d is over; when.Max past the end of the calendar. What began since
// ever is over since ever.
func (x Delay) From(d when.Date) when.Date {
	if x.N == 0 || d <= when.Min {
		return d
	}
	out, err := x.Calendar.After(d, x.Duration)
	if err != nil {
		return when.Max
	}
	return out
}

// Survival keeps grants alive against the rules and powers that end them.
type Survival struct {
	Clause     Clause
	Keeps      []Name // grants
	Against    []Name // rules and powers; empty: all
	During     *Term  // nil: for good
	To         []Member
	Election   []Member // who has to elect it; empty: it needs no election
	Provided   []Condition
	Precedence Precedence
	Assumed    []Assumption
	Uses       []Clause
}

// ExtensionKind is the kind of an extension of grants to others than the licensees.
type ExtensionKind uint8

// The kinds of extension.
const (
	Sublicence ExtensionKind = iota
	Exhaustion               // written `extension`
	Transfer
)

// Chain is how somebody stands in the chain of supply of a licensee.
type Chain uint8

// The chains.
const (
	NoChain      Chain = iota
	MakesFor           // the product is made for a licensee: contractors, manufacturers, suppliers of a licensee
	AcquiredFrom       // the product was acquired from a licensee: customers, distributors, resellers, end users of a licensee
)

// Extension gives the rights of grants to others. To, Parties and Chain say to whom; exactly one of them is set, or, for
// a transfer, Business may stand instead.
type Extension struct {
	Clause     Clause
	Kind       ExtensionKind
	Of         []Name // grants
	By         []Member
	To         []Member
	Parties    *Parties
	Chain      Chain
	Business   bool // a transfer to the buyer of the business
	ByAct      bool // a sublicence reaches only those whom a licensee has sublicensed
	Acts       []Act
	Provided   []Condition // findings about nothing, something fixed, the product or (with Parties) the agreement
	Precedence Precedence
	Assumed    []Assumption
	Uses       []Clause
}

// Parties are those who signed an agreement with somebody within a time.
type Parties struct {
	With   Org
	Signed when.Interval
}
