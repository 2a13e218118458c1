package merge

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/owners"
	"github.com/crossgrant/crossgrant/when"
)

// The ways in which owners are found, the strongest first, with the words of reasons.
var ownerOrder = []struct {
	as   source.Role
	says string
}{
	{byChain, "last owner in the chain of recorded assignments"},
	{source.Proprietor, "proprietor of the register"},
	{fromTable, "owner in a table or list of the workspace"},
	{source.Assignee, "assignee printed on the document"},
	{source.Applicant, "applicant"},
}

// byChain is the part of an owner to whom recorded conveyances lead.
const byChain source.Role = "chain"

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
	all := r.chain()
	for _, c := range r.claimants {
		if c.table != nil {
			if len(c.table.Owners) > 0 {
				all = append(all, owned{c: c, as: fromTable, ids: c.table.Owners})
			}
			continue
		}
		if t := r.m.opt.Resolver.Title(c.doc.Parties); t.As != "" {
			as := t.As
			if as == source.Proprietor && c.authority < Published {
				as = fromTable // somebody's list, and no register
			}
			all = append(all, owned{c, as, t.Owners, t.Names})
		}
	}
	for _, way := range ownerOrder {
		i := slices.IndexFunc(all, func(o owned) bool { return o.as == way.as && len(o.ids) > 0 })
		if i < 0 {
			continue
		}
		for j := i + 1; j < len(all); j++ { // of several publications in one source the last counts
			if all[j].as == way.as && len(all[j].ids) > 0 && r.earlier(all[i].c, all[j].c) {
				i = j
			}
		}
		o := all[i].with(all)
		r.out.Owners, r.ownersBy = o.ids, way.says
		if way.as == byChain {
			r.out.Owners = r.begun // and r.out.Passages lead on from there
		}
		r.evidence("owners: %s (%s)", way.says, o.c.label)
		if way.as == source.Applicant {
			r.out.Assumed = append(r.out.Assumed, "the applicant is taken for the owner: no source names an assignee or a proprietor")
		}
		for _, other := range all {
			if way.as == byChain && other.as == source.Proprietor && len(other.ids) > 0 && !sameOwners(o.ids, other.ids) {
				r.differ("owners", strings.Join(o.ids, ", "), o.c, strings.Join(other.ids, ", "), other.c)
			}
			if way.as == fromTable && other.as != fromTable && len(other.ids) > 0 {
				r.besideTable(o, other.with(all))
			}
			if other.as != o.as || len(other.ids) == 0 || update(o.c, other.c) {
				continue
			}
			other = other.with(all)
			switch {
			case sameOwners(o.ids, other.ids):
			case r.earlier(other.c, o.c):
				r.evidence("owners: an earlier publication names %s (%s)", strings.Join(other.ids, ", "), other.c.label)
			default:
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

// besideTable compares the owners of a table with the assignees and applicants of a document. Others may have become
// owners since, but whoever of several the table leaves out, or names beside them, is worth a look.
func (r *right) besideTable(o, other owned) {
	if !sameOwners(o.ids, other.ids) {
		r.differBecause("owners", strings.Join(o.ids, ", "), o.c, strings.Join(other.ids, ", "), other.c,
			"a table of the workspace says who owns it, and the other who the "+string(other.as)+" was")
	}
}

// with adds the other owners where a source names each in a document of its own.
func (o owned) with(all []owned) owned {
	if o.c.table != nil || !kindOfFormat(o.c.doc.Format).rows {
		return o
	}
	o.ids, o.names = slices.Clone(o.ids), slices.Clone(o.names)
	for _, other := range all {
		if other.as != o.as || other.c == o.c || other.c.doc.Format != o.c.doc.Format || other.c.layer != o.c.layer {
			continue
		}
		for _, id := range other.ids {
			if !slices.Contains(o.ids, id) {
				o.ids = append(o.ids, id)
			}
		}
		o.names = append(o.names, other.names...)
	}
	return o
}

// earlier reports whether a document is of an earlier publication than another of the same source, so that names may
// have changed in between.
func (r *right) earlier(a, b *claimant) bool {
	if a.doc.Format != b.doc.Format || a.layer != b.layer {
		return false
	}
	first, then := a.published(), b.published()
	return first.Latest < then.Earliest
}

// published is the day of the publication that the document is about.
func (c *claimant) published() when.Bounds {
	for _, p := range c.doc.Publications {
		if p.Date != when.Unknown {
			return p.Date
		}
	}
	return c.doc.Published
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
