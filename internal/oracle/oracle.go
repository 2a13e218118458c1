// Package oracle answers questions about an agreement the slow way: one use, one patent, one part of the product, one
// possible world at a time. It is written from docs/meaning.md alone, never from the engine in package rights, and it
// is never made faster at the price of being less plain: it exists so that the two can be compared on random worlds.
//
// The words. A [view] is the world as known on a day together with one *supposition*: one value for every open
// question. Inside a view there is no doubt at all; every rule is an ordinary yes or no. A rule that needs to know
// something that nobody recorded asks the supposition, and [cases] runs the rule again under every other value. What
// comes out the same every time is certain; a question *matters* when two runs that differ only in its value come out
// differently. There is no three-valued logic here, on purpose: the engine has that.
//
// Files follow the sections of docs/meaning.md: known.go (2), order.go and control.go (3), group.go (4), title.go (5),
// capture.go and condition.go (6), product.go (7), finding.go (8), grant.go (9), right.go, relevance.go and clear.go
// (10), status.go (12), reading.go (15), change.go (16), settle.go (17); event.go, way.go, transfer.go, ender.go, power.go,
// precedence.go and terminable.go (18), licensable.go (19), deal.go, instance.go, effect.go, joined.go and price.go (20), network.go and
// pair.go (21).
package oracle

import (
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// Limit is the number of questions up to which a right is worked out case by case.
const Limit = 10

// Oracle answers questions about one world over one list of records.
type Oracle struct {
	world   *agreement.World
	records []patent.Record
}

// New returns an oracle. Neither argument is changed or copied.
func New(w *agreement.World, records []patent.Record) *Oracle {
	return &Oracle{w, records}
}

// Question is a question of `clear`.
type Question struct {
	Use                 agreement.UseOf
	Under               agreement.Under
	KnownAt             when.Date
	WithoutPresumptions bool
}

// Counts says how many of the patents asked about got which verdict; the fields are those of the answer in JSON.
// Own is part of Licensed, StatusUnknown is counted again inside the others.
type Counts struct {
	Licensed      int
	Own           int
	Partly        int
	NotLicensed   int
	Depends       int
	NotInForce    int
	Pending       int
	NotRelevant   int
	StatusUnknown int
}

// The verdicts, spelled as in JSON.
const (
	Licensed       = "licensed"
	Own            = "own" // a right only, never a verdict
	NotLicensed    = "not_licensed"
	Partly         = "partly"
	Depends        = "depends"
	NothingInForce = "nothing_in_force"
	NotInForce     = "not_in_force"
	Pending        = "pending"
	NotRelevant    = "not_relevant" // of one patent; never a headline
)

// PatentAnswer is the answer for one patent that was asked about.
type PatentAnswer struct {
	Verdict     string            // licensed, not_licensed, partly, depends, not_in_force, pending, not_relevant
	Status      string            // "in force", "pending", "not in force", "unknown"
	Right       string            // licensed, own, not_licensed, partly, depends
	Open        []string          // with depends: ids of the questions the verdict hangs on, sorted
	RightOpen   []string          // ids of the questions the right hangs on, whatever the status, sorted
	Nodes       map[string]string // by path: licensed, not_licensed, depends; only the nodes judged
	Because     []string          // agreement/name of the grants of licensed nodes and the exclusions of others, sorted
	BeyondLimit bool              // more than Limit questions reach the right: not worked out case by case
}

// Answer is the answer to a Question.
type Answer struct {
	Verdict   string
	Counts    Counts
	PerPatent map[string]PatentAnswer // the patents asked about, by id
	Open      []string                // ids of the questions of the patents that depend, sorted
	TooMany   bool                    // somewhere there were more possible worlds than the oracle goes through: do not compare
}

// Doubtful is an answer that may hang on questions: yes for certain, or possible.
type Doubtful struct {
	Certain  bool
	Possible bool
	Open     []string // ids of the questions that matter, sorted
	TooMany  bool     // see [Answer]
}

// Holder says that an organisation may have a right under a patent by a grant.
type Holder struct {
	Grant agreement.Name
	Org   agreement.Org
	Doubtful
}
