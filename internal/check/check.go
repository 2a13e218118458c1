// Package check makes the typed model of what documents and journals say, and finds everything in them that cannot be
// meant. It takes syntax trees and gives an [agreement.World] together with all problems of the run, those of reading
// included: one mistake never hides another.
//
// The words. A symbol is something that a journal declares: an organisation, a product, a patent; it is known
// everywhere. A definition is something an agreement gives a name: a period, a group, a licence; it is known inside its
// agreement by that name ("Huawei Patents") and outside it with the agreement's id in front ("hw-xm/Huawei Patents").
// To lower a definition is to make the model's value of its block. What a definition refers to is kept, so that cycles
// and definitions that nobody uses are found.
//
// Nothing here reads the clock or, but for the lists a document names, the disk; what depends on a portfolio is asked
// through [Options] or left to the caller ([MatchesNothing]).
package check

import (
	"cmp"
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/syntax"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// Options is what check needs to know beside the text.
type Options struct {
	// Today is the day of the run. when.None: nothing is held against the present day.
	Today when.Date

	// ReadFile reads a list that a document names ("schedules/x.csv"), relative to the workspace. nil: no list can be
	// read, and each is a problem.
	ReadFile func(path string) ([]byte, error)

	// Patent finds a record of the portfolio by its id, or by a number that names only one; the record's own ID is used
	// from there on. nil: there is no portfolio to ask, and patents that no journal declares are taken as they are
	// written.
	Patent func(id string) (patent.Record, bool)

	// Given reports the journals, by path, whose statements are tried out rather than on record: like the `given`
	// lines of an expectation they are known on every day of the record.
	Given func(path string) bool
}

// Check lowers documents and journals to the typed model. The world is complete only when no problem is an error; it
// is never nil. Problems are sorted by file and place.
func Check(docs []*syntax.Document, journals []*syntax.Journal, opt Options) (*agreement.World, diag.List) {
	c := &checker{opt: opt, docs: docs, journals: journals, names: newNames(nil), asked: map[string]bool{}}
	for _, d := range docs {
		c.list = append(c.list, d.Problems...)
	}
	for _, j := range journals {
		c.list = append(c.list, j.Problems...)
	}
	w := &agreement.World{}
	c.collect()
	c.openScopes()
	c.agreements()
	c.touchCategories()
	c.world = c.facts()
	w.Facts = c.world
	for _, s := range c.scopes {
		w.Agreements = append(w.Agreements, s.lower())
	}
	c.crossChecks(w)
	slices.SortStableFunc(c.list, func(a, b diag.Problem) int {
		return cmp.Or(cmp.Compare(a.Subject.File, b.Subject.File), cmp.Compare(a.Subject.Start.Byte, b.Subject.Start.Byte),
			cmp.Compare(a.Subject.Start.Line, b.Subject.Start.Line))
	})
	return w, c.list
}

// checker is the state of one run.
type checker struct {
	opt      Options
	docs     []*syntax.Document
	journals []*syntax.Journal
	list     diag.List
	names    *names
	scopes   []*scope
	asked    map[string]bool // terms of findings that some condition asks for
	found    []foundTerm     // terms that findings answer
	unknowns int             // names reported as unknown
	world    []agreement.Fact
	deals    []deal // acquisitions and sales among the facts of the world

	joined         []joining       // effects by which patents join a definition
	elsewhere      map[string]bool // agreements that documents speak of and that are not in hand
	asksForParties bool            // some clause is about the parties to an agreement with somebody
	effective      []effectiveDay  // expectations that ask for the effective date of an agreement
}

// crossChecks are the rules that need the whole world.
func (c *checker) crossChecks(w *agreement.World) {
	c.cycles()
	c.unused()
	c.categories()
	c.control(w.Facts)
	c.dealings(w.Facts)
	c.title(w.Facts)
	c.events(w.Facts)
	c.findings(w.Facts)
	c.lineage(w.Facts)
	c.signatures(w)
	c.effectiveDays()
	orders := c.orders()
	c.circles(orders)
	c.circularClauses()
	spellOut(orders)
	c.opposed(w, orders)
	c.extensions(w)
	c.joins(w)
	c.holdersOfPowers(w)
	c.pairs(w)
	for _, s := range c.scopes {
		s.reciprocity()
	}
}

// MatchesNothing is the problem of a definition that selects nothing at all. Only a portfolio can tell, so the caller
// that has one reports it; what says what was looked for: "no patent of the portfolio".
func MatchesNothing(c agreement.Clause, what string) diag.Problem {
	return diag.Problem{
		Name:     diag.SelectorMatchesNothing,
		Severity: diag.Warning,
		Summary:  c.Kind + " " + quote(c.Name) + " matches nothing",
		Detail:   "There is " + what + " that it selects. Compare owners, days, countries and words with the portfolio and the journals.",
		Subject:  c.At,
		Clause:   clausePath(c),
	}
}

func clausePath(c agreement.Clause) string {
	s := ""
	if c.Number != "" {
		s = "clause " + c.Number
	}
	if c.Heading != "" {
		if s != "" {
			s += " "
		}
		s += c.Heading
	}
	if c.Kind == "" {
		return s
	}
	if s != "" {
		s += " · "
	}
	switch {
	case c.Name == "":
		return s + c.Kind
	case !isWord(c.Name):
		return s + c.Kind + " " + quote(c.Name)
	}
	return s + c.Kind + " " + c.Name
}
