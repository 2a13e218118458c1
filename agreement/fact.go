package agreement

import (
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// Fact is one dated statement of a journal.
type Fact struct {
	At         diag.Range
	Text       string      // the statement in its one spelling, without its date: "huawei controls honor 100%"; see [FactText]
	Dated      bool        // a day or days were written in front
	Begin      when.Bounds // the day it takes effect; when.Exact(when.Min): since ever
	End        when.Date   // first day on which a state no longer holds; when.Max: open
	Recorded   when.Date   // when.None: not stated
	Retracted  when.Date   // when.None: never
	Why        string      // of the retraction
	Order      int         // place among the facts of its day, from 1; 0: not stated
	Given      bool        // a `given` line of an expectation: always known
	Source     string
	Assumed    []string
	Privileged bool
	Body       FactBody
}

// KnownAt reports whether the fact is believed as known at k (docs/meaning.md, "Two axes of time").
func (f *Fact) KnownAt(k when.Date) bool {
	first := when.Min
	switch {
	case f.Given:
		return true
	case f.Recorded != when.None:
		first = f.Recorded
	case f.Dated && f.Begin.Earliest > when.Min:
		first = f.Begin.Earliest
	}
	return first <= k && (f.Retracted == when.None || k < f.Retracted)
}

// FactBody is what a fact states. The cases are the types below, in this order.
type FactBody interface{ factBody() }

// Organisation declares an organisation.
type Organisation struct {
	ID      Org
	Name    string
	Country string
	Also    []string // other names and the ids other sources use
}

// Control states a holding: Holder holds Millionths of the votes in Held. Zero ends it ("ceases to control").
type Control struct {
	Holder, Held Org
	Millionths   int64
	Deal         Deal // of a deal that gives Holder this holding
}

// Assignment moves the share of From in the patents to To.
type Assignment struct {
	From    Org
	Patents []string // record ids
	To      []Org
}

// PatentFact declares a record, or overrides fields of a record that a source gave.
type PatentFact struct {
	Record patent.Record
	Set    PatentFields // the fields the fact states
}

// PatentFields says which fields of a record a fact states.
type PatentFields uint16

// The fields.
const (
	SetStates PatentFields = 1 << iota
	SetKind
	SetOwners
	SetFamily
	SetPriority
	SetFiled
	SetPublished
	SetGrant
	SetExpires
	SetClasses
	SetStandards
	SetTitle
)

// Milestone states when the invention of patents was made, or first disclosed to its owner.
type Milestone struct {
	Patents []string
	What    Attr // PatentInvented or PatentDisclosed
}

// Licensable states that somebody may license patents that others own.
type Licensable struct {
	By      Org
	Patents []string
}

// Descent states that Child is a continuation (and so on) of Parent.
type Descent struct {
	Child, Parent string
	How           patent.Relation
}

// StatusFact states a legal event in some countries.
type StatusFact struct {
	Patents   []string
	Event     patent.EventKind
	Countries []string // empty: wherever the right has effect
}

// Product declares a product and its parts.
type Product struct {
	ID         string
	Name       string
	Maker      Org // empty: not known
	Category   []string
	Brand      string // empty: not known
	Business   string
	Implements []string
	Contains   []Part
	OnSale     when.Spans // nil: not known
}

// Part is a component: a declared product, or a category word made by somebody.
type Part struct {
	ID string
	By Org // empty: the part's own maker
}

// Finding is a human judgement.
type Finding struct {
	Term     string
	Of       string // subject: product, patent or organisation id; empty: none
	From     string // the other thing it is about; empty: none
	Yes      bool
	By       string // authority; empty: not stated
	Replaces string // authority whose earlier finding this one replaces
}

// NameFinding begins the term of a finding that decides whose a name is: `finding "name HUAWEI TECH CO LTD" of huawei: yes`.
// Such findings are read with the names of owners; no clause asks for them.
const NameFinding = "name "

// Signature states that parties signed an agreement.
type Signature struct {
	By        []Org
	Agreement string
}

// Presumption is what the workspace presumes.
type Presumption struct {
	What      Presumed
	Countries []string // for CoOwnersLicenseAlone
}

// Presumed names a presumption.
type Presumed uint8

// The presumptions, with their one spelling after `presume`.
const (
	GrantedInForce       Presumed = iota + 1 // granted patents in force to their computed term
	ApplicationsPending                      // published applications pending
	LicencesRun                              // licences run with the patent
	CovenantsRun                             // covenants run with the patent
	PledgesRun                               // pledges run with the patent
	CoOwnersLicenseAlone                     // co-owners may license alone in COUNTRIES
)

// Relevance declares which patents matter to a product or a category. The lines of one product add up.
type Relevance struct {
	Product   string   // product id or category word
	Fields    []string // as PatentField
	Standards bool     // patents declared for a standard the product implements
	Charted   bool     // patents that a finding "reads on" puts on the product
}

func (Organisation) factBody() {}
func (Control) factBody()      {}
func (Assignment) factBody()   {}
func (PatentFact) factBody()   {}
func (Milestone) factBody()    {}
func (Licensable) factBody()   {}
func (Descent) factBody()      {}
func (StatusFact) factBody()   {}
func (Product) factBody()      {}
func (Finding) factBody()      {}
func (Signature) factBody()    {}
func (Presumption) factBody()  {}
func (Relevance) factBody()    {}

// Apply returns base with the fields that the fact states. A base of nil is a record the fact alone declares.
func (p PatentFact) Apply(base *patent.Record) patent.Record {
	if base == nil {
		return p.Record
	}
	r, n := *base, p.Record
	for _, c := range []struct {
		set  PatentFields
		copy func()
	}{
		{SetStates, func() { r.States = n.States }},
		{SetKind, func() { r.Kind = n.Kind }},
		{SetOwners, func() { r.Owners = n.Owners }},
		{SetFamily, func() { r.Family = n.Family }},
		{SetPriority, func() { r.Priority = n.Priority }},
		{SetFiled, func() { r.Filed = n.Filed }},
		{SetPublished, func() { r.Published = n.Published }},
		{SetGrant, func() { r.Grant, r.IsGrant = n.Grant, n.IsGrant }},
		{SetExpires, func() { r.Expires, r.TermKind = n.Expires, n.TermKind }},
		{SetClasses, func() { r.Classes, r.Fields = n.Classes, n.Fields }},
		{SetStandards, func() { r.Standards = n.Standards }},
		{SetTitle, func() { r.Title = n.Title }},
	} {
		if p.Set&c.set != 0 {
			c.copy()
		}
	}
	return r
}
