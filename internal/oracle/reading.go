package oracle

import (
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// A passage that can be read in several ways is a question like any other: the supposition says which of its options
// holds, and the definition it affects is then what that option makes of it (docs/meaning.md §15). Everything that
// looks a definition up, or considers a grant or an exclusion, does so through the methods below.

// readAs is the option supposed for the reading of a definition; nil: it can be read in one way only.
func (v *view) readAs(n agreement.Name) *agreement.ReadingOption {
	r := v.readings[n]
	if r == nil {
		return nil
	}
	return &r.Options[v.ask(agreement.QReading(r), len(r.Options))]
}

// group is a group as it is supposed to be read; nil: there is none of that name.
func (v *view) group(n agreement.Name) *groupOf {
	g := v.groups[n]
	if g == nil {
		return nil
	}
	if o := v.readAs(n); o != nil && o.Group != nil {
		return &groupOf{o.Group, g.from}
	}
	return g
}

// set is a set of patents as it is supposed to be read; nil: there is none of that name.
func (v *view) set(n agreement.Name) *agreement.PatentSet {
	s := v.sets[n]
	if s == nil {
		return nil
	}
	if o := v.readAs(n); o != nil && o.Patents != nil {
		return o.Patents
	}
	return s
}

// wares is a set of products as it is supposed to be read; nil: there is none of that name.
func (v *view) wares(n agreement.Name) *agreement.ProductSet {
	s := v.goods[n]
	if s == nil {
		return nil
	}
	if o := v.readAs(n); o != nil && o.Products != nil {
		return o.Products
	}
	return s
}

// grant is a grant as it is supposed to be read.
func (v *view) grant(g *granted) *granted {
	if o := v.readAs(g.Clause.QName()); o != nil && o.Grant != nil {
		return &granted{o.Grant, g.from, g.pair}
	}
	return g
}

// exclusion is an exclusion as it is supposed to be read.
func (v *view) exclusion(x *agreement.Exclusion) *agreement.Exclusion {
	if o := v.readAs(x.Clause.QName()); o != nil && o.Exclusion != nil {
		return o.Exclusion
	}
	return x
}

// mayCut reports whether an exclusion cuts a grant or an extension under some reading of it.
func (w *known) mayCut(x *agreement.Exclusion, g agreement.Name) bool {
	r := w.readings[x.Clause.QName()]
	if r == nil {
		return has(x.Cuts, g)
	}
	for _, o := range r.Options {
		if o.Exclusion != nil && has(o.Exclusion.Cuts, g) || o.Exclusion == nil && has(x.Cuts, g) {
			return true
		}
	}
	return false
}

// learnReadings notes the readings of an agreement that is known. Of two readings of one definition the first counts;
// one without options says nothing.
func (w *known) learnReadings(a *agreement.Agreement) {
	all := &agreement.Agreement{Signed: when.None, Effective: when.None}
	for _, r := range a.Readings {
		if len(r.Options) == 0 || w.readings[r.Affects] != nil {
			continue
		}
		w.readings[r.Affects] = r
		for _, o := range r.Options {
			if o.Group != nil {
				all.Groups = append(all.Groups, o.Group)
			}
			if o.Patents != nil {
				all.Patents = append(all.Patents, o.Patents)
			}
			if o.Products != nil {
				all.Products = append(all.Products, o.Products)
			}
			if o.Grant != nil {
				all.Grants = append(all.Grants, o.Grant)
			}
		}
	}
	w.written = append(w.written, a, all)
}
