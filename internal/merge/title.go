package merge

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/owners"
)

// The ways in which owners are found, the strongest first, with the words of reasons.
var ownerOrder = []struct {
	as   source.Role
	says string
}{
	{source.Proprietor, "proprietor of the register"},
	{fromTable, "owner in a table of the workspace"},
	{source.Assignee, "assignee printed on the document"},
	{source.Applicant, "applicant"},
}

// fromTable is the part of an owner whom a table of the workspace names.
const fromTable source.Role = "table"

// owned is the owners that one claimant gives.
type owned struct {
	c     *claimant
	as    source.Role
	ids   []string
	names []owners.Named
}

// owners finds the owners of the right.
func (r *right) owners() {
	var all []owned
	for _, c := range r.claimants {
		if c.table != nil {
			if len(c.table.Owners) > 0 {
				all = append(all, owned{c: c, as: fromTable, ids: c.table.Owners})
			}
			continue
		}
		if t := r.m.opt.Resolver.Title(c.doc.Parties); t.As != "" {
			all = append(all, owned{c, t.As, t.Owners, t.Names})
		}
	}
	for _, way := range ownerOrder {
		i := slices.IndexFunc(all, func(o owned) bool { return o.as == way.as && len(o.ids) > 0 })
		if i < 0 {
			continue
		}
		o := all[i]
		r.out.Owners, r.ownersBy = o.ids, way.says
		r.evidence("owners: %s (%s)", way.says, o.c.label)
		if way.as == source.Applicant {
			r.out.Assumed = append(r.out.Assumed, "the applicant is taken for the owner: no source names an assignee or a proprietor")
		}
		for _, other := range all {
			if other.as == o.as && len(other.ids) > 0 && !sameOwners(o.ids, other.ids) && !update(o.c, other.c) {
				r.differ("owners", strings.Join(o.ids, ", "), o.c, strings.Join(other.ids, ", "), other.c)
			}
		}
		r.named(o)
		return
	}
	for _, o := range all {
		r.individuals = r.individuals || slices.ContainsFunc(o.names, func(n owners.Named) bool { return n.How == owners.Masked })
	}
	if r.individuals {
		r.evidence("owners: people, whose names are not kept")
	}
}

// named notes what became of the names of the owners.
func (r *right) named(o owned) {
	left := map[string]int{}
	var reasons []string
	for _, n := range o.names {
		switch {
		case n.Left != "":
			if left[n.Left]++; left[n.Left] == 1 {
				reasons = append(reasons, n.Left)
			}
		case n.How == owners.Nobody || n.How == owners.Ambiguous:
			if !slices.Contains(r.unresolved, n.Name) {
				r.unresolved = append(r.unresolved, n.Name)
			}
		}
	}
	for _, why := range reasons {
		r.evidence("owners: %d left out: %s", left[why], why)
	}
}

func (r *right) evidence(format string, args ...any) {
	r.out.Evidence = append(r.out.Evidence, fmt.Sprintf(format, args...))
}

func sameOwners(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}
