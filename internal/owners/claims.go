package owners

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/internal/ingest/isld"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// Claims gathers declarations that rights may be essential to a standard, by declarant. A declaration is what its
// declarant says of himself; nobody has checked it, and nothing here makes it a finding.
type Claims struct {
	r     *Resolver
	spec  string
	place Place
	by    map[string]*claimant
}

// Place finds what a document speaks of in the portfolio: the right, and its simple family; empty where it is not there.
type Place func(d *source.Document) (right, family string)

// claimant is what one declarant declared.
type claimant struct {
	Declarant
	counter  isld.Counter
	families map[string]*ClaimedFamily
	names    map[string]bool
	rights   map[string]bool
	simple   map[string]bool
}

// Declarant is who declared, and what, each count with the key it counts by.
type Declarant struct {
	ID       string          `json:"id"`
	Name     string          `json:"name"` // the spelling that was seen first
	Names    []string        `json:"names"`
	Declared bool            `json:"declared"` // a journal declares the organisation
	Counts   []Count         `json:"counts"`
	First    when.Bounds     `json:"first"` // day of the first declaration
	Last     when.Bounds     `json:"last"`
	Families []ClaimedFamily `json:"families"` // of the body, by number
	Rights   []string        `json:"rights"`   // of the portfolio that the declarant's documents name
	Simple   []string        `json:"simple"`   // simple families of these rights
}

// Count is how many there are by a key. Two counts by different keys cannot be compared.
type Count struct {
	Key string `json:"key"`
	N   int    `json:"count"`
}

// ClaimedFamily is a family of the standards body that was declared.
type ClaimedFamily struct {
	Family    string     `json:"family"` // "etsi:20438"
	Specs     []string   `json:"specs"`
	Documents int        `json:"documents"`
	Explicit  patent.Tri `json:"explicit"` // yes: a declaration names a member itself; no: the body added all of them
}

// NewClaims begins to gather. Spec narrows to a specification ("38.331", "TS 38.331"), a generation ("5G"), or a
// standard as it is declared; empty: all. Place may be nil.
func NewClaims(r *Resolver, spec string, place Place) *Claims {
	return &Claims{r: r, spec: patent.NormaliseStandard(spec), place: place, by: map[string]*claimant{}}
}

// Add takes a document; one that declares nothing, or nothing to the specification, is passed over.
func (c *Claims) Add(d *source.Document) {
	byDeclarant := map[string][]source.Declaration{}
	for _, x := range d.Declared {
		if c.spec == "" || declaredTo(x, c.spec) {
			byDeclarant[x.By] = append(byDeclarant[x.By], x)
		}
	}
	for name, declared := range byDeclarant {
		own := *d
		own.Declared = declared
		c.of(name).add(&own, c.place)
	}
}

// declaredTo reports whether a declaration is to a specification, a generation or a standard.
func declaredTo(d source.Declaration, spec string) bool {
	whole := patent.NormaliseStandard(d.Spec)
	if whole == spec || strings.HasSuffix(whole, " "+spec) && !strings.Contains(spec, " ") {
		return true
	}
	for part := range strings.SplitSeq(d.Standard, ",") {
		if patent.NormaliseStandard(part) == spec {
			return true
		}
	}
	return patent.NormaliseStandard(d.Standard) == spec && spec != ""
}

func (c *Claims) of(name string) *claimant {
	id, declared := c.r.ID(name)
	x := c.by[id]
	if x == nil {
		x = &claimant{
			Declarant: Declarant{ID: id, Name: name, Declared: declared, First: when.Unknown, Last: when.Unknown},
			families:  map[string]*ClaimedFamily{}, names: map[string]bool{}, rights: map[string]bool{}, simple: map[string]bool{},
		}
		c.by[id] = x
	}
	if x.Name > name && name != "" {
		x.Name = name // whatever the order of the documents
	}
	x.names[name] = true
	return x
}

func (x *claimant) add(d *source.Document, place Place) {
	x.counter.Add(*d)
	f := x.families[d.Family]
	if f == nil && d.Family != "" {
		f = &ClaimedFamily{Family: d.Family, Explicit: patent.No}
		x.families[d.Family] = f
	}
	if f != nil {
		f.Documents++
	}
	for _, c := range d.Declared {
		if day := c.Declared; day != when.Unknown {
			if x.First == when.Unknown || day.Earliest < x.First.Earliest {
				x.First = day
			}
			if x.Last == when.Unknown || day.Latest > x.Last.Latest {
				x.Last = day
			}
		}
		if f == nil {
			continue
		}
		if c.Spec != "" && !slices.Contains(f.Specs, c.Spec) {
			f.Specs = append(f.Specs, c.Spec)
		}
		f.Explicit = max(f.Explicit, c.Explicit)
	}
	if place == nil {
		return
	}
	if right, family := place(d); right != "" {
		x.rights[right] = true
		if family != "" {
			x.simple[family] = true
		}
	}
}

// Declarants are all who declared, those with most families first.
func (c *Claims) Declarants() []Declarant {
	out := []Declarant{}
	for _, x := range c.by {
		d := x.Declarant
		d.Names, d.Rights, d.Simple = sorted(x.names), sorted(x.rights), sorted(x.simple)
		d.Counts = []Count{}
		for _, k := range isld.Keys() {
			if n := x.counter.Count(k); n > 0 {
				d.Counts = append(d.Counts, Count{string(k), n})
			}
		}
		d.Families = []ClaimedFamily{}
		for _, f := range x.families {
			slices.Sort(f.Specs)
			f.Specs = append([]string{}, f.Specs...)
			d.Families = append(d.Families, *f)
		}
		slices.SortFunc(d.Families, func(a, b ClaimedFamily) int {
			return cmp.Or(cmp.Compare(len(a.Family), len(b.Family)), cmp.Compare(a.Family, b.Family))
		})
		out = append(out, d)
	}
	slices.SortFunc(out, func(a, b Declarant) int {
		return cmp.Or(cmp.Compare(len(b.Families), len(a.Families)), cmp.Compare(a.ID, b.ID))
	})
	return out
}

func sorted(set map[string]bool) []string {
	out := slices.AppendSeq([]string{}, maps.Keys(set))
	slices.Sort(out)
	return out
}
