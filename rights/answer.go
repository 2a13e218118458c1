package rights

import (
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// Verdict is the word of an answer, as JSON spells it.
type Verdict string

// The verdicts of a portfolio question; the last three are for one patent only, NotRelevant only in a list.
const (
	Licensed       Verdict = "licensed"
	NotLicensed    Verdict = "not_licensed"
	Partly         Verdict = "partly"
	Depends        Verdict = "depends"
	NothingInForce Verdict = "nothing_in_force"
	NotInForce     Verdict = "not_in_force"
	Pending        Verdict = "pending"
	NotRelevant    Verdict = "not_relevant"
)

// Counts says how many of the patents asked about got which verdict. All but Own and StatusUnknown add up to them.
type Counts struct {
	Licensed      int `json:"licensed"`
	Own           int `json:"own"` // part of Licensed
	Partly        int `json:"partly"`
	NotLicensed   int `json:"not_licensed"`
	Depends       int `json:"depends"`
	NotInForce    int `json:"not_in_force"`
	Pending       int `json:"pending"`
	NotRelevant   int `json:"not_relevant"`
	StatusUnknown int `json:"status_unknown"` // counted again inside the others
}

// Asked is the number of patents asked about.
func (c Counts) Asked() int {
	return c.Licensed + c.Partly + c.NotLicensed + c.Depends + c.NotInForce + c.Pending + c.NotRelevant
}

// Effect says what a clause did for an answer.
type Effect string

// The effects of a reason.
const (
	Grants     Effect = "grants"    // the clause gives the right
	MayGrant   Effect = "may_grant" // it gives it under some answers to the open questions
	TakesOut   Effect = "takes_out" // an exclusion takes the use out
	MayTakeOut Effect = "may_take_out"
	Misses     Effect = "misses"   // the nearest clause that does not reach the use; Failing says why
	Supports   Effect = "supports" // a definition that the clause uses: group, patents, products
	Owns       Effect = "owns"     // the actor's side owns the patent
)

// Reason is one clause and what it did.
type Reason struct {
	Clause  agreement.Clause
	Effect  Effect
	Patents int      // for how many of the patents asked about
	Says    string   // the clause read back as one English sentence
	Failing []string // for Misses: each condition that fails, as a sentence
	Way     string   // how a grant gives the right where not by itself: "have made", "sublicence", "extension", "transfer"
}

// OpenQuestion is a question on which patents of the answer depend.
type OpenQuestion struct {
	agreement.Question
	Patents  int
	Examples []string // a few patent ids
}

// RestsOn is something the answer takes as given.
type RestsOn struct {
	Kind    string // "assumed", "presumed", "default", "known", "override"
	Clause  agreement.Clause
	Where   string // file:line of a fact
	Why     string
	Patents int  // how many of the patents rest on it; 0: not counted
	Names   bool // Why names patents: a discreet answer leaves it out
}

// Part is the answer for one node of the product's tree.
type Part struct {
	Node    string // path of ids: "xiaomi-13/snapdragon-8g2"
	Name    string
	Depth   int
	Verdict Verdict
	Counts  Counts
	Because []Reason
}

// Price is what a right costs under one clause.
type Price struct {
	Clause  agreement.Clause
	Kind    string // "paid-up", "royalty", "FRAND", "not stated"
	Name    string
	Patents int
	Charged bool      // the lowest, where several rights serve
	Since   when.Date // from when on a change of the price counts; when.None: it is the grant's own
	Sure    bool      // the same whatever the answers to open questions, and for all who have the use by the grant
}

// StatusLine explains the status of one patent.
type StatusLine struct {
	Patent, Country string
	Status          string // "in force", "pending", "not in force", "unknown"
	Why             string
	Presumed        []string
}

// ClearQuestion is what was asked of clear.
type ClearQuestion struct {
	Use                 agreement.UseOf
	Under               agreement.Under
	KnownAt             when.Date
	WithoutPresumptions bool
}

// ClearAnswer answers "May X do A with P in C on D under Y's patents?".
type ClearAnswer struct {
	Question ClearQuestion
	Single   bool // one patent was asked about
	Patent   string
	Verdict  Verdict
	Counted  string // always "patents" so far
	Counts   Counts
	Because  []Reason
	Open     []OpenQuestion
	RestsOn  []RestsOn
	Parts    []Part
	Price    []Price
	Ends     []Terminable // powers that could end the right
	Status   []StatusLine // for one patent
	Would    string       // for one patent that is pending or not in force: the right it would have
	Until    when.Date    // last day on which the headline stays; when.None: not worked out; when.Max: no end seen
	UntilWhy string       // what changes on the next day
	Notes    []string     // sentences that do not fit elsewhere, such as "1 patent is counted although its owner on that day is not certain"
}

// PatentVerdict is one line behind a count.
type PatentVerdict struct {
	Patent  string
	Title   string
	Owner   []string
	Verdict Verdict
	Own     bool // licensed because the actor's side owns it
	Status  string
	Why     string   // a short sentence: clause, missing question, or status
	Open    []string // questions it depends on
}

// Holder is one line of holders.
type Holder struct {
	Group   string // name of the licensee group or organisation as the clause gives it
	Members []agreement.Org
	Perhaps []agreement.Org // may be members; the text or the record does not settle it
	Clause  agreement.Clause
	Kind    string // licence, covenant ...
	Says    string // scope in words: for, acts, in
	Since   when.Date
	Until   when.Date // last day; when.Max: no end
	Sure    bool      // false: depends on Open
	Open    []OpenQuestion
	Runs    string // "given before by huawei; runs with the patent (presumed)": what a buyer takes on
}

// HoldersAnswer answers "Who holds rights under patent p on D?".
type HoldersAnswer struct {
	Patent  string
	Title   string
	On      when.Date
	KnownAt when.Date
	Owners  []agreement.Org
	Chain   []string // the chain of title, one sentence a link
	Holders []Holder
	Misses  []Reason
	RestsOn []RestsOn
	Notes   []string
}

// CoverageCell is one cell of coverage: a field (or "unclassified") in a country.
type CoverageCell struct {
	Field   string
	Country string
	Verdict Verdict
	Counts  Counts
}

// CoverageAnswer answers "Where are we free?" for a use without a country.
type CoverageAnswer struct {
	Actor     agreement.Org
	Act       agreement.Act
	Product   string
	Under     agreement.Under
	On        when.Date
	KnownAt   when.Date
	Fields    []string
	Countries []string
	Cells     []CoverageCell // row by row: fields x countries
	Total     Counts
	RestsOn   []RestsOn
	Notes     []string
}

// Change is one line of timeline: the answer from On until the next change.
type Change struct {
	On      when.Date
	Verdict Verdict
	Counts  Counts
	Why     []string
}

// TimelineAnswer answers "When does that change?".
type TimelineAnswer struct {
	Question ClearQuestion
	From, To when.Date
	Changes  []Change
	RestsOn  []RestsOn
}

// OpenLine is one line of open.
type OpenLine struct {
	Kind    string // kind of question, "assumed", "presumed", "redacted"
	Says    string
	Clause  agreement.Clause
	Where   string
	Patents int // patents x countries that hang on it
}
