package owners

import (
	"cmp"
	"slices"
)

// Seen is a name as sources write it, and how many patents bear it.
type Seen struct {
	Name    string
	Patents int
}

// Organisation is one organisation that names stand for.
type Organisation struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"` // as declared, or the spelling with most patents
	Declared bool      `json:"declared"`
	Country  string    `json:"country,omitempty"`
	Patents  int       `json:"patents"` // on which one of its names stands; twice where two stand on one
	Names    []NameUse `json:"names"`   // most patents first
}

// NameUse is a name that was seen, and how it came to its organisation.
type NameUse struct {
	Name    string `json:"name"`
	Patents int    `json:"patents"`
	How     How    `json:"how"`
	Rules   []Rule `json:"rules,omitempty"` // by which it is another name of the organisation
}

// Listing is all names that were seen, by organisation.
type Listing struct {
	Organisations []Organisation `json:"organisations"` // most patents first
	Names         int            `json:"names"`         // distinct, individuals apart
	Individuals   int            `json:"individuals"`   // patents on which somebody stands of whom no more is known than that
	Merges        []Merges       `json:"merges"`
}

// Merges counts the names that came to an organisation by a combination of rules.
type Merges struct {
	Rules   []Rule `json:"rules"`
	Names   int    `json:"names"`
	Patents int    `json:"patents"`
}

// List sorts names by organisation. Each name is given once.
func (r *Resolver) List(seen []Seen) Listing {
	l := Listing{Organisations: []Organisation{}, Merges: []Merges{}}
	sorted := slices.Clone(seen)
	slices.SortFunc(sorted, byPatents)
	at := map[string]int{}
	for _, s := range sorted {
		id, how := r.look(s.Name)
		if id == "" {
			l.Individuals += s.Patents
			continue
		}
		l.Names++
		i, ok := at[id]
		if !ok {
			i = len(l.Organisations)
			at[id] = i
			o := Organisation{ID: id, Name: s.Name}
			if d, ok := r.declared[id]; ok {
				o.Declared, o.Country = true, d.Country
				if o.Name = d.Name; o.Name == "" {
					o.Name = id
				}
			}
			l.Organisations = append(l.Organisations, o)
		}
		o := &l.Organisations[i]
		o.Patents += s.Patents
		o.Names = append(o.Names, NameUse{s.Name, s.Patents, how, r.rulesOf(s.Name, id, how, o)})
	}
	slices.SortStableFunc(l.Organisations, func(a, b Organisation) int {
		return cmp.Or(cmp.Compare(b.Patents, a.Patents), cmp.Compare(a.ID, b.ID))
	})
	l.count()
	return l
}

func byPatents(a, b Seen) int {
	return cmp.Or(cmp.Compare(b.Patents, a.Patents), cmp.Compare(a.Name, b.Name))
}

// rulesOf says by which rules a name came to the organisation: to a name that is declared, else to the spelling that
// was seen first.
func (r *Resolver) rulesOf(name, id string, how How, o *Organisation) []Rule {
	switch how {
	case Stated:
		return []Rule{ByDeclaration}
	case Decided:
		return []Rule{ByDecision}
	case Merged:
		for _, c := range r.keys[FormOf(name).Key()] {
			if c.id == id {
				rules, _ := Same(name, c.name)
				return rules
			}
		}
	}
	if len(o.Names) == 0 {
		return nil
	}
	rules, _ := Same(name, o.Names[0].Name)
	return rules
}

// count sums up the merges by what they rest on.
func (l *Listing) count() {
	at := map[ruleSet]int{}
	for _, o := range l.Organisations {
		for _, n := range o.Names {
			if len(n.Rules) == 0 || n.How == Stated {
				continue
			}
			var set ruleSet
			for _, r := range n.Rules {
				set = set.with(r)
			}
			i, ok := at[set]
			if !ok {
				i = len(l.Merges)
				at[set] = i
				l.Merges = append(l.Merges, Merges{Rules: set.list()})
			}
			l.Merges[i].Names++
			l.Merges[i].Patents += n.Patents
		}
	}
	slices.SortStableFunc(l.Merges, func(a, b Merges) int {
		return cmp.Or(cmp.Compare(b.Names, a.Names), slices.Compare(a.Rules, b.Rules))
	})
}
