package oracle

import "github.com/crossgrant/crossgrant/agreement"

// takesOutKinds are the effects that take rights out (docs/meaning.md §20).
var takesOutKinds = []agreement.EffectKind{
	agreement.RightsEnd, agreement.RightsPass, agreement.RightsNotTo, agreement.RightsLimited, agreement.RightsNotFor,
}

// passesKinds are the effects by which rights come to the buyer.
var passesKinds = []agreement.EffectKind{agreement.RightsExtend, agreement.RightsPass}

// takesByRule reports whether a rule about an entity takes a node out of the rights by a way: of the grant or the extension
// that it names. Without a node, what takes out only some products is left aside.
func (v *view) takesByRule(e *ender, w *way, n *node) bool {
	for _, f := range effectsOn(e.rule, e.ends, takesOutKinds...) {
		for _, m := range v.instances(e.rule, v.day) {
			if v.takes(f, m, v.grant(w.granted), w.licensee, n) && v.stands(m, v.day) {
				return true
			}
		}
	}
	return false
}

// takes reports whether an effect takes a node out of the rights of a licensee under a grant, where its instance stands.
func (v *view) takes(f agreement.Effect, m instance, g *granted, l agreement.Org, n *node) bool {
	before := func() bool { return v.among(l, g.To, m.day-1) }
	switch f.Kind {
	case agreement.RightsEnd:
		return v.involves(m, f.Who, l)
	case agreement.RightsPass:
		return l == m.entity && !v.cameTo(g, l)
	case agreement.RightsNotTo:
		return v.involves(m, f.Who, l) && !before() && !v.hasByRule(l, g)
	case agreement.RightsLimited:
		if n == nil || !v.involves(m, f.Who, l) {
			return false
		}
		if f.Who == agreement.TheBuyer {
			return !before() && !v.inLimit(f.Limit, m, n) && !v.inLimitOfAnother(f.Limit, m, n)
		}
		return !v.inLimit(f.Limit, m, n)
	case agreement.RightsNotFor:
		return n != nil && l == m.buyer && !before() && v.soldBefore(agreement.Limit{Of: agreement.TheBuyer}, m, n)
	}
	return false
}

// inLimit reports whether a node, or one above it, is one of the products that rights are limited to.
func (v *view) inLimit(x agreement.Limit, m instance, n *node) bool {
	if x.Set == "" {
		return v.soldBefore(x, m, n)
	}
	for ; n != nil; n = n.parent {
		if v.inProducts(x.Set, n) {
			return true
		}
	}
	return false
}

// inLimitOfAnother is inLimit for the others whom the same buyer has bought.
func (v *view) inLimitOfAnother(x agreement.Limit, m instance, n *node) bool {
	for _, other := range v.instances(m.rule, v.day) {
		if other.buyer == m.buyer && v.inLimit(x, other, n) && v.stands(other, v.day) {
			return true
		}
	}
	return false
}

// soldBefore reports whether a node, or one above it, is a product that the entity or the buyer had on sale immediately
// before what happened.
func (v *view) soldBefore(x agreement.Limit, m instance, n *node) bool {
	who := m.entity
	if x.Of == agreement.TheBuyer {
		who = m.buyer
	}
	sold := &agreement.ProductSet{Clause: m.rule.Clause, Evolution: x.Evolution, OnSale: []agreement.OnSale{{
		By:   []agreement.Member{{Org: who}, {Org: who, Reach: true, Share: agreement.Over50}},
		Held: agreement.Held{Kind: agreement.HeldBefore, Day: m.day},
	}}}
	for ; n != nil; n = n.parent {
		if v.selected(sold, n) && (!x.Business || m.business == "" || v.nodeHas(agreement.ProductBusiness, m.business, n)) {
			return true
		}
	}
	return false
}

// stillHas reports whether some rule keeps the rights under a grant for somebody who had them before.
func (v *view) stillHas(g *granted, l agreement.Org) bool {
	for _, r := range v.aboutEntities() {
		if v.stillHasBy(r, g, l) {
			return true
		}
	}
	return false
}

// stillHasBy reports whether a rule does: a way kept is open to somebody, whatever the act and the product.
func (v *view) stillHasBy(r *agreement.Rule, g *granted, l agreement.Org) bool {
	if len(effectsOn(r, g.Clause.QName(), agreement.RightsContinue)) == 0 || v.placesOf(g).transferred[l] {
		return false
	}
	for _, m := range v.instances(r, v.day) {
		if v.with(m, l) && v.among(l, g.To, m.day-1) && v.stands(m, v.day) {
			return true
		}
	}
	return false
}

// cameTo reports whether the rights under a grant have come to somebody by some rule.
func (v *view) cameTo(g *granted, l agreement.Org) bool {
	for _, r := range v.aboutEntities() {
		if v.cameToBy(r, g, l, l) {
			return true
		}
	}
	return false
}

// cameToBy reports whether they have come to him by a rule: a way passed is open to him, or to somebody who was merged into
// him and acts as a part of him.
func (v *view) cameToBy(r *agreement.Rule, g *granted, l, part agreement.Org) bool {
	if len(effectsOn(r, g.Clause.QName(), passesKinds...)) == 0 || v.placesOf(g).transferred[l] {
		return false
	}
	for _, m := range v.instances(r, v.day) {
		if l == m.buyer && v.entityWasLicensed(m, g) && v.partOf(m, part) && v.stands(m, v.day) {
			return true
		}
	}
	return false
}

// partOf reports whether somebody is the buyer, or the entity where the deal did not leave it separate.
func (v *view) partOf(m instance, o agreement.Org) bool {
	return o == m.buyer || o == m.entity && m.deal != nil && !v.separate(*m.deal)
}

// entityWasLicensed reports whether the entity, or somebody whom it controlled, was one of those a grant is to.
func (v *view) entityWasLicensed(m instance, g *granted) bool {
	for _, o := range v.orgs {
		if v.with(m, o) && v.among(o, g.To, m.day-1) {
			return true
		}
	}
	return false
}
