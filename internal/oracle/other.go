package oracle

import (
	"iter"
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// Captured says whether a patent belongs to a set for a use on a day.
func (o *Oracle) Captured(id string, set agreement.Name, on, knownAt when.Date) Doubtful {
	k := o.known(knownAt, on, "", false)
	p := k.record(id)
	if p == nil {
		return Doubtful{}
	}
	return decide(k, func(v *view) bool { return v.captured(set, p) }).Doubtful
}

// Member says whether an organisation belongs to a group on a day.
func (o *Oracle) Member(org agreement.Org, group agreement.Name, on, knownAt when.Date) Doubtful {
	return decide(o.known(knownAt, on, "", false), func(v *view) bool { return v.member(org, group, on) }).Doubtful
}

// Owners lists the organisations that may own a patent at the end of a day, each with its doubt, sorted by id.
func (o *Oracle) Owners(id string, on, knownAt when.Date) map[agreement.Org]Doubtful {
	k := o.known(knownAt, on, "", false)
	p := k.record(id)
	if p == nil {
		return nil
	}
	out := map[agreement.Org]Doubtful{}
	for _, org := range k.orgs {
		if d := decide(k, func(v *view) bool { return has(v.owners(p, on), org) }); d.Possible {
			out[org] = d.Doubtful
		}
	}
	return out
}

// Holders lists who holds rights under a patent on a day: every grant with every organisation named anywhere, where the
// organisation has some way to the right that no rule or power takes out, and, for some state in which the patent has
// effect, the conditions 3 and 8 hold, and with them 4, 7 and 9 of docs/meaning.md §9. What a use adds (act, product,
// provided) is left aside, and so are exclusions. Only possible holders are listed, and those of whom the oracle cannot
// tell: by grant in the order of the agreements, then by organisation.
func (o *Oracle) Holders(id string, on, knownAt when.Date, withoutPresumptions bool) []Holder {
	k := o.known(knownAt, on, "", withoutPresumptions)
	p := k.record(id)
	if p == nil {
		return nil
	}
	var states []string
	codes, _ := patent.Countries()
	for _, c := range codes {
		if patent.Effect(p, c) {
			states = append(states, c)
		}
	}
	var out []Holder
	for name, grants := range k.grantsByName() {
		for _, org := range k.orgs {
			d := decide(k, func(v *view) bool {
				return slices.ContainsFunc(grants, func(g *granted) bool {
					v := v.bound(g.pair)
					return v.hasSome(k.waysOf(g, agreement.UseOf{Actor: org}), org) && v.standsIn(g, p, states)
				})
			})
			if d.Possible || d.TooMany {
				out = append(out, Holder{name, org, d.Doubtful})
			}
		}
	}
	return out
}

// grantsByName goes through the grants that are known, in their order, those of one name for different pairs together.
func (w *known) grantsByName() iter.Seq2[agreement.Name, []*granted] {
	return func(yield func(agreement.Name, []*granted) bool) {
		all := w.grants()
		for len(all) > 0 {
			n, name := 1, all[0].Clause.QName()
			for n < len(all) && all[n].Clause.QName() == name {
				n++
			}
			if !yield(name, all[:n]) {
				return
			}
			all = all[n:]
		}
	}
}

// hasSome reports whether one of the ways is there for somebody, whatever the use, and not taken out.
func (v *view) hasSome(ways []*way, o agreement.Org) bool {
	for _, w := range ways {
		if (!w.passed || w.licensee == o) && v.entitled(w, o, nil) && !v.ended(w) {
			return true
		}
	}
	return false
}

// standsIn reports whether a grant gives a right under a patent in one of the states, whatever the use.
func (v *view) standsIn(g *granted, p *patent.Record, states []string) bool {
	g = v.grant(g)
	if !v.pairStands(g) || !v.during(g.During, g.Clause) || !v.capturedBy(g, p) || !v.allYes(g.Clause.QName()) {
		return false
	}
	for _, c := range states {
		if v.within(g.In, g.Clause, c) && v.givenByOneWhoCould(g, p, c) {
			return true
		}
	}
	return false
}

// MaySublicense says whether one may sublicense another under a grant on a day.
func (o *Oracle) MaySublicense(by, to agreement.Org, grant agreement.Name, on, knownAt when.Date) Doubtful {
	k := o.known(knownAt, on, "", false)
	return decide(k, func(v *view) bool {
		return slices.ContainsFunc(k.grants(), func(g *granted) bool {
			return g.Clause.QName() == grant && v.bound(g.pair).maySublicense(by, to, g)
		})
	}).Doubtful
}

func (v *view) maySublicense(by, to agreement.Org, g *granted) bool {
	if g = v.grant(g); !v.pairStands(g) || g.Sublicence == "none" || !v.licensed(by, g) && !v.hasByRule(by, g) {
		return false
	}
	for _, x := range v.extensionsOf(g) {
		if x.Kind == agreement.Sublicence && (len(x.By) == 0 || v.among(by, x.By, v.day)) &&
			(x.Chain != agreement.NoChain || v.among(to, x.To, v.day) || len(v.joint(x, to)) > 0) &&
			v.allYes(x.Clause.QName()) && v.provides(x, to, nil) {
			return true
		}
	}
	return false
}
