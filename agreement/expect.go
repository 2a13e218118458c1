package agreement

import (
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/when"
)

// UseOf is a concrete use: actor, act, product, country, day; made for whom; acquired from whom.
type UseOf struct {
	Actor   Org
	Act     Act
	Product string // product id or category word
	Country string // ST.3 of a state, never of a regional office
	On      when.Date
	For     Org
	From    Org
}

// Under says whose or which patents a question is about. Exactly one of Org, Patents and Set is set.
type Under struct {
	Org     Org
	Share   Share // with Org
	Patents []string
	Set     Name
}

// Expect is a case that must hold.
type Expect struct {
	Clause              Clause
	Title               string
	Given               []Fact
	WithoutPresumptions bool
	KnownAt             when.Date // when.None: the day of the run
	Question            ExpectQuestion
	Answer              ExpectAnswer
	Parts               []ExpectPart
	Because             []string // clause numbers, or names of terms, all of which the reasons must cite
	At                  diag.Range
	AnswerAt            diag.Range
}

// ExpectQuestion is what is asked; exactly one field but Under is set.
type ExpectQuestion struct {
	Uses     []UseOf // with Under
	Under    Under
	Captured *CapturedIn
	Holders  *HoldersOf
	Member   *MemberOf
	Power    *PowerOn
	May      *MaySublicense
	Date     *DateOf
	Sue      *RightToSue
	Owners   *OwnersOf
	InNet    *MemberOfNetwork
}

// OwnersOf asks who owns a patent on a day.
type OwnersOf struct {
	Patent string
	On     when.Date
}

// MemberOfNetwork asks whether an organisation is a member of a network on a day.
type MemberOfNetwork struct {
	Org     Org
	Network string
	On      when.Date
}

// RightToSue asks who may sue for infringements of a patent on a day.
type RightToSue struct {
	Patent string
	On     when.Date
}

// PowerOn asks whether a power is exercisable on a day.
type PowerOn struct {
	Power Name
	For   Org       // the licensee, where the power ends rights of one
	On    when.Date // when.None: the day of the run
}

// MaySublicense asks whether somebody may give a sublicence under a grant to another.
type MaySublicense struct {
	By, To Org
	Grant  Name
	On     when.Date // when.None: the day of the run
}

// DateOf asks for the day that a name stands for, or for the effective date of the agreement.
type DateOf struct {
	Says    string // as written, for reports: "effective of jhu-v", "Initial Closing Date"
	Day     when.Date
	Clauses []Clause // where it comes from: the frame or the date, then the dates and periods that these name
}

// CapturedIn asks whether a patent belongs to a set.
type CapturedIn struct {
	Patent string
	Set    Name
	On     when.Date // when.None: the day of the record; sets held at time of use need a day
}

// HoldersOf asks who holds rights under a patent on a day.
type HoldersOf struct {
	Patent string
	On     when.Date
}

// MemberOf asks whether an organisation belongs to a group on a day.
type MemberOf struct {
	Org   Org
	Group Name
	On    when.Date
}

// Nobody is the verdict of an answer that names nobody: who holds rights, or who may sue.
const Nobody = "nobody"

// ExpectAnswer is what must come out. Verdict is a word of design 3.2 in its text form ("not licensed"), yes / no for
// captured and member, or [Nobody]; for holders and a right to sue it is empty otherwise.
type ExpectAnswer struct {
	Verdict     string
	DependsOn   []ExpectOpen // with "depends": all of these, and no others
	Until       when.Date    // when.None: not stated
	Since       when.Date    // with "exercisable"; when.None: not stated
	Day         when.Date    // for a date
	EarliestEnd when.Date    // for a member of a network: the earliest day that an announcement which was not valid could have had; when.None: not stated
	HaveMade    bool         // the right has to be had by have made
	Price       *ExpectPrice // what the right has to cost; nil: nothing is asked
	Ends        *ExpectEnds  // what has to be said of powers to end it; nil: nothing is asked
	Holders     []string     // for holders: names of groups or organisations; for a right to sue and owners: ids of organisations
	Consent     []Org        // for a right to sue: whose consent it takes
}

// ExpectEnds is what an answer has to say of powers that could end the right: that there is none, or whose and since when.
type ExpectEnds struct {
	None  bool
	By    Org
	Since when.Date // when.None: not stated
}

// ExpectPrice is what a right has to cost, and since when where that was changed.
type ExpectPrice struct {
	Price Price
	Since when.Date // when.None: not stated
}

// ExpectOpen names an open question: kind, its term or words, what it is about. A conflict between two clauses is about
// both by their qualified names: Of and With.
type ExpectOpen struct {
	Kind QuestionKind
	Says string
	Of   string
	With string
}

// ExpectPart is the verdict for one component or one country.
type ExpectPart struct {
	Component string // product id, or "rest"
	Country   string
	Verdict   string
}

// Always is an invariant over all days and uses: the rights that By gives under Under stay within those that Within
// gives it.
type Always struct {
	Clause Clause
	Title  string
	By     Org
	Under  PatentItem
	Within Name
}
