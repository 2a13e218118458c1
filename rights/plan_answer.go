package rights

import (
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// PlanScope says which rights a plan compares. Empty fields do not narrow it.
type PlanScope struct {
	By       []agreement.Org
	Acts     []agreement.Act
	Products []string
	In       []string        // countries
	Under    agreement.Under // the zero value: every patent
	From, To when.Date       // first and last day of use; when.Min and when.Max: no bound
}

// Class says in a word what a change does to rights.
type Class string

// The classes. Money says that rights stay and what is charged for them changes.
const (
	Widens   Class = "WIDENS"  // rights are only gained, or hold on more days
	Narrows  Class = "NARROWS" // rights are only lost, or hold on fewer days
	Shifts   Class = "SHIFTS"  // some are gained, some are lost
	Money    Class = "MONEY"
	NoEffect Class = "NO EFFECT"
)

// Extent is how much a change is about. A right is one (actor, act, product, country, patent).
type Extent struct {
	Rights    int `json:"rights"`
	Possibly  int `json:"possibly"` // of the rights, those that change only under some answers to open questions
	Patents   int `json:"patents"`
	Families  int `json:"families"` // patents without a family count as one each
	Countries int `json:"countries"`
	Products  int `json:"products"` // products and categories
	Actors    int `json:"actors"`
}

// PlanCounts is what a plan, or one line of it, changes, by what happens to the rights over all days (docs/meaning.md §16).
type PlanCounts struct {
	Gained  Extent
	Lost    Extent
	Shifted Extent
	Money   Extent
	Unclear Extent // too many open questions to work out case by case
}

// PlanLine is what one clause, or ownership, does to the rights that change.
type PlanLine struct {
	Clause   agreement.Clause // the clause that was changed, or at work; zero: ownership of the patents
	What     string           // what of it differs: "acts", "members", "capture", "control of finjan"; empty: the clause as a whole
	Class    Class
	Certain  bool // some of the changes hold whatever the answers to open questions
	Possible bool // some hold only under some answers: Questions
	Counts   PlanCounts
	Actors   []agreement.Org
	Products []string
	In       []string // countries
	Acts     []agreement.Act
	From, To when.Date // the days of use between which it differs, both included; when.Min, when.Max: no bound
	Open     []OpenQuestion
	Witness  []Witness // one for each direction: gained, lost, money; certain ones first
	Before   string    // the clause read back as one sentence; empty: it is not there
	After    string
}

// Witness is a concrete use whose answer flips.
type Witness struct {
	Use           agreement.UseOf
	Patent        string
	Before, After Verdict // the verdicts of the one patent
	Suppose       []Supposed
	Effect        string // "gained", "lost", "money"
}

// Supposed is an answer to an open question under which the witness flips.
type Supposed struct {
	agreement.Question
	Answer string // "yes", "no", a day, an order, the label of a reading
}

// PlanOpen is an open question on which rights hang on one side only.
type PlanOpen struct {
	agreement.Question
	Opened  int // patents that were certain before and depend on it after
	Settled int // patents that depended on it before and are certain after
}

// PlanAnswer answers "What does this change?".
type PlanAnswer struct {
	KnownAt when.Date
	Scope   PlanScope
	Class   Class
	Certain bool // some change holds whatever the answers to open questions
	Counts  PlanCounts
	Lines   []PlanLine         // the most patents first
	Same    []agreement.Clause // clauses whose reading differs without an effect on rights
	Open    []PlanOpen
	Opened  int // patents that move from certain to open
	Settled int // patents that move from open to certain
	Status  int // patents whose status differs
	RestsOn []RestsOn
	Notes   []string
}

// Changes reports whether any right changes.
func (a *PlanAnswer) Changes() bool { return a.Class != NoEffect }

// AskAnswer answers "what is the least that has to be found out to settle this?".
type AskAnswer struct {
	Question ClearQuestion
	Verdict  Verdict // as things stand
	Counts   Counts
	Fewest   []AskQuestion // in the order in which to ask them; empty: nothing is open, or see Beyond
	All      []AskQuestion // every question on which patents of the answer depend, most patents first
	Beyond   string        // why the fewest were not worked out: a sentence; empty: they were
}

// AskQuestion is one question, with what each answer to it alone would make of the whole.
type AskQuestion struct {
	OpenQuestion
	Answers []AskedValue
}

// AskedValue is one answer to a question and what it would make of the whole.
type AskedValue struct {
	Answer  string // "yes", "no", "2020-07-24 or before", the label of a reading
	Verdict Verdict
	Counts  Counts
	Left    int // questions that would still be open
}
