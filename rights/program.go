package rights

import (
	"maps"
	"math/bits"
	"slices"
	"sync"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// Options say how a world is looked at.
type Options struct {
	KnownAt             when.Date // what was recorded later is not there
	WithoutPresumptions bool      // the workspace presumes nothing
}

// Program is a world compiled over a portfolio, as known on one day. It is immutable and safe for concurrent use.
type Program struct {
	world *agreement.World
	snap  *portfolio.Snapshot
	opt   Options

	orgs    []string // ids by org
	orgNo   map[string]org
	alias   map[string]string // other names, exactly as declared
	ownerOf []org             // by owner number of the snapshot

	control   *control
	clock     *clock
	frames    map[string]*agreement.Agreement // by id
	groups    map[agreement.Name]*group
	lists     map[string]*people
	baseLists map[string]*people // of the program that this one replaces the agreements of
	presume   patent.Presume
	presumed  map[agreement.Presumed]int // index of the fact that declares it

	sets        map[agreement.Name]*patentSet
	productSets map[agreement.Name]*productSet
	products    map[string]*agreement.Product
	words       map[string]bool // category words in use
	findings    findings
	charts      map[string]bool // patents with a finding "reads on"
	relevance   []relevance

	happened   happenings
	deals      []deal
	networks   []*agreement.Agreement
	pairs      []*pair
	rules      []*entityRule // about entities, of known agreements
	survivals  []*survival
	allocated  []*agreement.Allocation
	encumbered []*agreement.Encumbrance
	extensions map[agreement.Name]*extension
	over       map[[2]agreement.Name]bool // the first prevails over the second

	grants        []*grant
	exclusions    []*exclusion // and the rules and powers that end grants
	runs          map[agreement.GrantKind]bool
	coOwnersAlone map[string]bool

	moves     map[string][]move
	overrides map[string][]int // patent facts by record id
	descents  map[string][]patent.Parent
	events    map[string][]patent.Event
	made      map[string]milestones // by record id
	licensing map[string][]licensing
	special   map[string]*subject // patents of which a journal says something
	oddRows   []uint64            // bit per row: judged one by one
	oddFamily map[string][]string // special patents by family
	kin       *kin
	families  bool      // some definition is closed over families
	own       *sync.Map // org -> *people: it and what it controls
	toWhom    *toWhom
	said      *sync.Map // definition -> its sentence
}

type grant struct {
	*agreement.Grant
	index   int
	given   when.Date // first day on which the right is given
	from    *people
	to      *people
	acts    uint32
	opens   []*agreement.Open
	cutters []*exclusion // those that cut it, or an extension of it, under some option
	title   string

	extensions []*extension
	transfers  bool            // one of them is a transfer
	running    []*ruleThatRuns // rules by which it runs with the patent
	entity     []entityEffect  // what rules about entities do to it
	paired     bool            // it stands once for every pair of members of its network

	reading *agreement.Reading
	options []*grant // with reading
	once    sync.Once
	reach   reach
}

func (g *grant) does(a agreement.Act) bool { return g.acts>>a&1 == 1 }

type exclusion struct {
	*agreement.Exclusion
	ends    *ender // of a rule or power
	opens   []*agreement.Open
	reading *agreement.Reading
	options []*exclusion // with reading
}

type patentSet struct {
	*agreement.PatentSet
	opens  []*agreement.Open
	listed map[string]bool
	scope  orgSet
	speaks bool      // of each licensor of a network
	owned  []*people // for each selector: who must own; nil where it is of another kind

	licensors []*people // likewise: who must be able to license
	rows      sync.Once
	lets      rowBits

	reading *agreement.Reading
	options []*patentSet // with reading
}

type productSet struct {
	*agreement.ProductSet
	opens   []*agreement.Open
	reading *agreement.Reading
	options []*productSet // with reading
}

type relevance struct {
	agreement.Relevance
	fact int
}

// toWhom is the grants that each organisation may ever have.
type toWhom struct {
	once   sync.Once
	grants [][]*grant
}

func trailing(w uint64) int { return bits.TrailingZeros64(w) }

// Compile prepares a world for questions. A world that cannot be read (a definition that refers to itself, control in a
// circle) is an error that says so; check reports the same with places.
func Compile(w *agreement.World, snap *portfolio.Snapshot, opt Options) (*Program, error) {
	p := &Program{
		world: w, snap: snap, opt: opt,
		orgNo: map[string]org{}, alias: map[string]string{},
		lists: map[string]*people{}, groups: map[agreement.Name]*group{},
		presumed: map[agreement.Presumed]int{}, sets: map[agreement.Name]*patentSet{},
		productSets: map[agreement.Name]*productSet{}, products: map[string]*agreement.Product{},
		words: map[string]bool{}, findings: findings{}, charts: map[string]bool{},
		runs:          map[agreement.GrantKind]bool{},
		coOwnersAlone: map[string]bool{}, moves: map[string][]move{}, overrides: map[string][]int{},
		descents: map[string][]patent.Parent{}, events: map[string][]patent.Event{},
		happened: happenings{byVerb: map[agreement.Verb][]*happening{}},
		made:     map[string]milestones{}, licensing: map[string][]licensing{},
		special: map[string]*subject{}, oddFamily: map[string][]string{}, kin: new(kin), own: new(sync.Map), toWhom: new(toWhom), said: new(sync.Map), clock: &clock{edges: map[agreement.Attr][]when.Date{}},
	}
	p.nameOrgs()
	p.readFacts()
	if err := p.readAgreements(w.Agreements); err != nil {
		return nil, err
	}
	p.findSpecial()
	return p, nil
}

// With returns the same world with more facts, as a `given` line or a hypothetical event adds them.
func (p *Program) With(given []agreement.Fact) (*Program, error) {
	w := *p.world
	w.Facts = slices.Concat(w.Facts, given)
	return Compile(&w, p.snap, p.opt)
}

// Replace returns the same facts and portfolio under other agreements, as two drafts are compared.
func (p *Program) Replace(agreements []*agreement.Agreement) (*Program, error) {
	w := *p.world
	w.Agreements = agreements
	for _, a := range agreements {
		stranger := false
		mentioned(a, func(o agreement.Org) { stranger = stranger || p.orgOf(o) == noOrg })
		if stranger {
			return Compile(&w, p.snap, p.opt) // somebody whom nothing has named so far
		}
	}
	n := *p
	n.world = &w
	n.groups, n.sets, n.productSets = map[agreement.Name]*group{}, map[agreement.Name]*patentSet{}, map[agreement.Name]*productSet{}
	n.grants, n.exclusions, n.survivals, n.rules, n.toWhom = nil, nil, nil, nil, new(toWhom)
	n.networks, n.pairs = nil, nil
	n.allocated, n.encumbered = nil, nil
	n.lists, n.baseLists = map[string]*people{}, p.lists
	n.clock = &clock{days: slices.Clone(p.clock.days), unsure: p.clock.unsure, edges: map[agreement.Attr][]when.Date{}}
	n.words = maps.Clone(p.words)
	if err := n.readAgreements(agreements); err != nil {
		return nil, err
	}
	n.oddNamed()
	return &n, nil
}

func (p *Program) factText(i int) string { return p.world.Facts[i].Text }
