package check

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/syntax"
)

// This file lowers what a rule about an entity does (docs/meaning.md §20).

// placedEffect is an effect with the line that it comes from.
type placedEffect struct {
	agreement.Effect
	at diag.Range
}

// joining is an effect by which patents join a definition; whether the definition lets them in is seen once all of them
// are known.
type joining struct {
	x      *ctx
	rule   *definition
	set    *definition
	effect diag.Range
}

// then lowers the effects of a rule about an entity.
func (x *ctx) then(r *agreement.Rule) {
	var all []placedEffect
	reaches := slices.ContainsFunc(x.block.Props, func(p *syntax.Property) bool {
		v, ok := p.Value.(*syntax.Effect)
		return ok && (v.Kind == syntax.EffectExtend || v.Kind == syntax.EffectPass)
	})
	for p := range x.block.All("then") {
		v, ok := p.Value.(*syntax.Effect)
		if !ok || !x.fitsEvent(r, v, reaches) {
			continue
		}
		if v.Kind == syntax.EffectPatentsJoin {
			if d := x.mention(*v.Name, diag.UnknownPatents, []string{"patents"}); d != nil {
				x.joined = append(x.joined, joining{x, x.def, d, v.At})
			}
			continue
		}
		if e, ok := x.entityEffect(v, reaches); ok {
			all = append(all, placedEffect{e, v.At})
		}
	}
	x.contradictions(all)
	for _, e := range all {
		r.Then = append(r.Then, e.Effect)
	}
}

var effectKinds = map[syntax.EffectKind]agreement.EffectKind{
	syntax.EffectEnd: agreement.RightsEnd, syntax.EffectContinue: agreement.RightsContinue, syntax.EffectExtend: agreement.RightsExtend,
	syntax.EffectPass: agreement.RightsPass, syntax.EffectNotTo: agreement.RightsNotTo, syntax.EffectLimited: agreement.RightsLimited,
	syntax.EffectNotFor: agreement.RightsNotFor, syntax.EffectJoins: agreement.EntityJoins, syntax.EffectPatentsRun: agreement.PatentsRun,
	syntax.EffectPatentsFree: agreement.PatentsFree, syntax.EffectPrice: agreement.PriceBecomes,
}

var involved = map[syntax.Involved]agreement.Involved{
	syntax.TheEntity: agreement.TheEntity, syntax.TheBuyer: agreement.TheBuyer, syntax.BuyersAffiliates: agreement.BuyersAffiliates, syntax.Everybody: agreement.Everybody,
}

// entityEffect lowers one effect. Reaches says that the rule gives rights to the buyer: then a limit that does not say whose
// rights it is about is about his.
func (x *ctx) entityEffect(v *syntax.Effect, reaches bool) (agreement.Effect, bool) {
	e := agreement.Effect{Kind: effectKinds[v.Kind]}
	if v.Kind == syntax.EffectJoins {
		d := x.mention(*v.Name, diag.UnknownGroup, []string{"group"})
		if d == nil {
			return e, false
		}
		e.Group = d.qname()
		return e, true
	}
	kinds := grantKinds
	switch e.Kind {
	case agreement.RightsEnd:
		kinds, e.Who = endable, agreement.TheEntity
		if !v.Rights || v.Whose == syntax.Everybody {
			e.Who = agreement.Everybody
		}
	case agreement.RightsNotTo:
		kinds, e.Who = endable, involved[v.To]
	case agreement.RightsNotFor:
		kinds = endable
	case agreement.RightsLimited:
		kinds, e.Who = endable, involved[v.Whose]
		if v.Whose == syntax.NobodySaid {
			e.Who = agreement.TheEntity
			if reaches {
				e.Who = agreement.TheBuyer
			}
		}
		l, ok := x.productLimit(v.Limit)
		if !ok {
			return e, false
		}
		e.Limit = l
	case agreement.PriceBecomes:
		e.Price, e.Who = x.price(v.Price), agreement.Everybody
		if v.Whose != syntax.NobodySaid {
			e.Who = involved[v.Whose]
		}
	}
	if len(v.Grants) == 0 {
		e.Grants = x.everyGrant(v.At)
	}
	for _, n := range v.Grants {
		if d := x.mention(n, diag.UnknownGrant, kinds); d != nil {
			e.Grants = appendNames(e.Grants, []agreement.Name{d.qname()})
		}
	}
	return e, len(e.Grants) > 0
}

// productLimit lowers what rights are limited to.
func (x *ctx) productLimit(v *syntax.ProductLimit) (agreement.Limit, bool) {
	l := agreement.Limit{Business: v.Business, Evolution: v.Evolution}
	if v.Evolution {
		x.asked["natural evolution"] = true
	}
	switch {
	case v.Set != nil:
		d := x.lookup(*v.Set, diag.UnknownProduct, "products")
		if d == nil {
			return l, false
		}
		l.Set = d.qname()
	case v.Business:
		l.Of = agreement.TheEntity
	default:
		l.Of = involved[v.Of]
	}
	return l, true
}

// fitsPlainRule reports an effect on an entity, or on rights of somebody involved, in a rule on an event that is about no
// entity.
func (x *ctx) fitsPlainRule(v *syntax.Effect) bool {
	const todo = "This event is about no entity. What is done to rights then is: rights end, or GRANT ends, and on the assignment of a patent: rights run with the patent."
	switch {
	case v.Kind != syntax.EffectEnd && v.Kind != syntax.EffectRun:
		x.error(diag.EffectDoesNotFit, v.At, "this follows when an entity is acquired, leaves or joins, or transfers a business", todo)
	case v.Rights && v.Whose == syntax.Everybody && len(v.Grants) == 0:
		p := x.error(diag.EffectDoesNotFit, v.At, "all rights of the agreement are written `rights` here", "Whose rights end is a question where the event is about an entity. Write: rights end.")
		replace(p, v.At, "rights end")
	case v.Whose != syntax.NobodySaid:
		x.error(diag.EffectDoesNotFit, v.At, "nobody is there whose rights these are", todo)
	case v.Rights && len(v.Grants) > 0:
		w := *v
		w.Rights = false
		p := x.error(diag.EffectDoesNotFit, v.At, "a grant that ends is written by its name here", "Whose rights end is a question where the event is about an entity. Write: "+syntax.PrintValue(&w)+".")
		replace(p, v.At, syntax.PrintValue(&w))
	default:
		return true
	}
	return false
}

// fitsEvent reports an effect that has nothing to act on in an event about an entity.
func (x *ctx) fitsEvent(r *agreement.Rule, v *syntax.Effect, reaches bool) bool {
	misfit := func(says, todo string) bool {
		x.error(diag.EffectDoesNotFit, v.At, says, todo)
		return false
	}
	limit := v.Kind == syntax.EffectLimited
	buyer := v.Kind == syntax.EffectExtend || v.Kind == syntax.EffectPass || v.Kind == syntax.EffectNotFor || v.Whose == syntax.TheBuyer ||
		v.To == syntax.TheBuyer || v.To == syntax.BuyersAffiliates || limit && v.Limit.Of == syntax.TheBuyer
	switch {
	case buyer && !hasBuyer(&r.On):
		return misfit("the event has no buyer", noBuyer)
	case v.That:
		x.error(diag.WhichLicensee, v.At, "the rights end for that licensee, and the event is about no licensee", "Write rights end for those of the entity, all rights end for those of everybody.")
		return false
	case v.Kind == syntax.EffectRun:
		return misfit("rights run with a patent when it is assigned", "Write that in a rule of its own: when WHO assigns a patent. What becomes of rights under patents of the entity is written: rights under its patents continue.")
	case v.Kind == syntax.EffectJoins && r.On.Verb != agreement.AcquiresEntity:
		return misfit("an entity joins a group when a member acquires it", "Write the event so: when a member of "+v.Name.String()+" acquires an entity.")
	case v.Whose == syntax.TheBuyer && v.Kind != syntax.EffectLimited && v.Kind != syntax.EffectPrice:
		return misfit("what becomes of the buyer's own rights is not a matter of this event", "The rule may give him the rights of the entity: rights extend to the buyer; or keep him from them: rights do not extend to the buyer.")
	case limit && v.Whose == syntax.TheBuyer && !reaches:
		return misfit("the buyer has no rights by this rule that could be limited", "Add a line: rights extend to the buyer, or rights pass to the buyer; or write rights of the entity.")
	case v.Whose == syntax.Everybody && v.Kind != syntax.EffectEnd:
		return misfit("all rights can end, and nothing else", "Write rights, which are those of the entity, or rights of the buyer.")
	case limit && v.Limit.Business && r.On.Verb != agreement.TransfersBusiness:
		return misfit("no business is transferred by this event", "Write the event so: when a party transfers a business; or limit the rights to products of the entity on sale before the event.")
	}
	return true
}

// takesOutOf are the grants and extensions that a rule takes rights out of.
func takesOutOf(r *agreement.Rule) []agreement.Name {
	out := slices.Clone(r.Ends)
	for _, e := range r.Then {
		switch e.Kind {
		case agreement.RightsEnd, agreement.RightsPass, agreement.RightsNotTo, agreement.RightsLimited, agreement.RightsNotFor:
			out = appendNames(out, e.Grants)
		}
	}
	return out
}

// contradictions reports effects of one rule that cannot both be meant, each pair once.
func (x *ctx) contradictions(all []placedEffect) {
	for i, a := range all {
		for _, b := range all[i+1:] {
			meet := slices.ContainsFunc(a.Grants, func(n agreement.Name) bool { return slices.Contains(b.Grants, n) })
			if !meet || !contradict(a.Effect, b.Effect) && !contradict(b.Effect, a.Effect) {
				continue
			}
			p := x.error(diag.ContradictoryEffects, b.at, "two effects of one rule contradict each other", "Both follow from the same event for the same rights, so only one of them can be meant. Remove one, narrow them to different grants (rights under GRANT continue), or write a rule for each of the events that the text tells apart.")
			alsoAt(p, "the other effect", a.at)
		}
	}
}

// contradict reports whether b denies what a says, where both are about one grant.
func contradict(a, b agreement.Effect) bool {
	switch a.Kind {
	case agreement.RightsContinue:
		return b.Kind == agreement.RightsEnd || b.Kind == agreement.RightsPass || b.Kind == agreement.RightsNotTo && b.Who == agreement.TheEntity
	case agreement.RightsExtend, agreement.RightsPass:
		return b.Kind == agreement.RightsNotTo && b.Who == agreement.TheBuyer || b.Kind == agreement.RightsEnd && b.Who == agreement.Everybody ||
			a.Kind == agreement.RightsExtend && b.Kind == agreement.RightsPass
	case agreement.PatentsRun:
		return b.Kind == agreement.PatentsFree
	case agreement.PriceBecomes:
		return b.Kind == agreement.PriceBecomes && a.Who == b.Who && a.Price != b.Price
	}
	return false
}

// joins reports patents that a rule lets join a definition which does not take them in.
func (c *checker) joins(w *agreement.World) {
	sets := map[agreement.Name]*agreement.PatentSet{}
	for _, m := range w.Agreements {
		for _, s := range m.Patents {
			sets[s.Clause.QName()] = s
		}
	}
	for _, j := range c.joined {
		s := sets[j.set.qname()]
		if s == nil || slices.ContainsFunc(s.Add, func(sel agreement.Selector) bool { return slices.Contains(sel.Joined, j.rule.qname()) }) {
			continue
		}
		under := j.rule.clause.Number
		if under == "" || len(j.rule.scope.rulesUnder(under)) > 1 || j.rule.scope != j.set.scope {
			under = spelt(j.rule.name)
			if j.rule.scope != j.set.scope {
				under = spelt(string(j.rule.qname()))
			}
		}
		p := j.x.error(diag.PatentsDoNotJoin, j.effect, quote(j.set.name)+" does not take in what joins by this rule", "A definition says itself what is in it. Add a line to it: joined under "+under+".")
		alsoAt(p, "the definition", j.set.at())
		at := j.set.block.Head
		p.Fix = &diag.Fix{Says: "add joined under " + under, Edits: []diag.Edit{{Range: diag.Range{File: at.File, Start: at.End, End: at.End}, New: "\n  joined under " + under}}}
	}
}
