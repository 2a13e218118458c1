package merge

import (
	"cmp"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/patent"
)

var descents = map[string]patent.Relation{
	"continuation": patent.Continuation, "bypass-continuation": patent.Continuation, "continuation-in-part": patent.ContinuationInPart,
	"division": patent.Divisional, "reissue": patent.Reissue,
}

// kinship is the family and the parents of the right.
func (r *right) kinship() {
	family := &chosen[string]{right: r, what: "family"}
	for _, c := range r.claimants {
		if f := c.doc.Family; f != "" && !strings.HasPrefix(f, "etsi:") {
			// Families of different schemes do not contradict each other.
			if !family.any || scheme(f) == scheme(family.value) {
				family.claim(c, f, f)
			}
		}
		for _, rel := range c.doc.Relations {
			how, ok := descents[rel.How]
			if !ok || rel.Child || rel.Of.Text != "" {
				continue
			}
			if id := r.relative(rel); id != "" && id != r.id && !slices.ContainsFunc(r.out.Parents, func(p patent.Parent) bool { return p.ID == id }) {
				r.out.Parents = append(r.out.Parents, patent.Parent{ID: id, How: how})
			}
		}
		if c.table != nil {
			for _, p := range c.table.Parents {
				if !slices.Contains(r.out.Parents, p) {
					r.out.Parents = append(r.out.Parents, p)
				}
			}
			if len(r.out.States) == 0 {
				r.out.States = c.table.States
			}
		}
	}
	switch r.out.Family = r.family; {
	case family.any && family.value != r.family:
		r.out.Family = family.value
		r.evidence("family: %s (%s)", family.value, family.by.label)
	case r.family != "" && !family.any:
		r.evidence("family: computed from priorities and descents")
	}
}

func scheme(family string) string {
	s, _, _ := strings.Cut(family, ":")
	return s
}

// relative is the id of the right that another number belongs to: a right at hand, or else its best number.
func (r *right) relative(rel source.Relation) string {
	id := ""
	if n, ok := inOffice(rel.Published, r.out.Office).Publication().One(); ok {
		key, _ := publicationKey(n)
		if at, ok := r.kin(key); ok {
			return at
		}
		id = n.ID()
	}
	if n, ok := inOffice(rel.Number, r.out.Office).Filing(rel.Date).One(); ok {
		for _, key := range applicationKeys(n) {
			if at, ok := r.kin(key); ok {
				return at
			}
		}
		id = cmp.Or(id, n.ID())
	}
	return id
}

// inOffice gives a number the office of the right where the source leaves it out.
func inOffice(n source.Number, office string) source.Number {
	if n.Office == "" && office != "WO" && !strings.HasPrefix(n.Text, "PCT") {
		n.Office = office
	}
	return n
}
