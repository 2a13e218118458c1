package synth_test

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
)

// dealParts is what worlds have of deals, and what answers of some of them hang on.
var dealParts = []part{
	{"rules about an entity", rules(func(x *agreement.Rule) bool { return x.On.Instances() }), 10},
	{"rules about who is acquired", rules(func(x *agreement.Rule) bool { return x.On.Verb == agreement.IsAcquired }), 5},
	{"rules about who acquires", rules(func(x *agreement.Rule) bool { return x.On.Verb == agreement.AcquiresEntity }), 3},
	{"rules about who leaves", rules(func(x *agreement.Rule) bool { return x.On.Verb == agreement.LeavesGroup }), 2},
	{"rules about who joins", rules(func(x *agreement.Rule) bool { return x.On.Verb == agreement.JoinsGroup }), 2},
	{"rules about businesses", rules(func(x *agreement.Rule) bool { return x.On.Verb == agreement.TransfersBusiness }), 3},
	{"rights of an entity that end", effects(func(x *agreement.Effect) bool { return x.Kind == agreement.RightsEnd && x.Who == agreement.TheEntity }), 2},
	{"rights of all that end", effects(func(x *agreement.Effect) bool { return x.Kind == agreement.RightsEnd && x.Who == agreement.Everybody }), 2},
	{"rights that continue", effects(func(x *agreement.Effect) bool { return x.Kind == agreement.RightsContinue }), 2},
	{"rights that extend", effects(func(x *agreement.Effect) bool { return x.Kind == agreement.RightsExtend }), 3},
	{"rights that pass", effects(func(x *agreement.Effect) bool { return x.Kind == agreement.RightsPass }), 3},
	{"passing rather than extending", everyEffect(func(x *agreement.Effect) {
		if x.Kind == agreement.RightsPass {
			x.Kind = agreement.RightsExtend
		}
	}), 2},
	{"rights not to the entity", effects(func(x *agreement.Effect) bool { return x.Kind == agreement.RightsNotTo && x.Who == agreement.TheEntity }), 1},
	{"rights not to the buyer", effects(func(x *agreement.Effect) bool { return x.Kind == agreement.RightsNotTo && x.Who == agreement.TheBuyer }), 2},
	{"rights not to affiliates", effects(func(x *agreement.Effect) bool {
		return x.Kind == agreement.RightsNotTo && x.Who == agreement.BuyersAffiliates
	}), 2},
	{"limits of the entity", effects(func(x *agreement.Effect) bool {
		return x.Kind == agreement.RightsLimited && x.Who == agreement.TheEntity
	}), 1},
	{"limits of the buyer", effects(func(x *agreement.Effect) bool {
		return x.Kind == agreement.RightsLimited && x.Who == agreement.TheBuyer
	}), 2},
	{"evolution of limits", everyEffect(func(x *agreement.Effect) { x.Limit.Evolution = false }), 2},
	{"businesses of limits", everyEffect(func(x *agreement.Effect) { x.Limit.Business = false }), 1},
	{"limits to a set", effects(func(x *agreement.Effect) bool { return x.Limit.Set != "" }), 1},
	{"products of the buyer", effects(func(x *agreement.Effect) bool { return x.Kind == agreement.RightsNotFor }), 2},
	{"entities that join", effects(func(x *agreement.Effect) bool { return x.Kind == agreement.EntityJoins }), 3},
	{"patents that run", effects(func(x *agreement.Effect) bool { return x.Kind == agreement.PatentsRun }), 1},
	{"patents that are free", effects(func(x *agreement.Effect) bool { return x.Kind == agreement.PatentsFree }), 1},
	{"forms of rules", everyRule(func(x *agreement.Rule) { x.On.Form = agreement.NoDeal }), 2},
	{"businesses of rules", everyRule(func(x *agreement.Rule) { x.On.Business = "" }), 1},
	{"who is acquired", everyRule(func(x *agreement.Rule) {
		if x.On.Verb == agreement.IsAcquired {
			x.On.To = agreement.Role{}
		}
	}), 1},
	{"who acquires", everyRule(func(x *agreement.Rule) {
		if x.On.Instances() {
			x.On.By = agreement.Role{}
		}
	}), 1},
	{"undertakings", everyRule(func(x *agreement.Rule) { x.Undertaken = nil }), 3},
	{"times to undertake", everyUndertaking(func(x *agreement.Undertaking) { x.Within = nil }), 1},
	{"what holds meanwhile", everyUndertaking(func(x *agreement.Undertaking) { x.Meanwhile = x.Failing }), 2},
	{"what holds on failing", everyUndertaking(func(x *agreement.Undertaking) { x.Failing = x.Meanwhile }), 2},
	{"undertaking", verb(agreement.Undertakes), 2},
	{"transfers of a business", verb(agreement.TransfersBusiness), 3},
	{"provided of rules about an entity", everyRule(func(x *agreement.Rule) {
		if x.On.Instances() {
			x.Provided = nil
		}
	}), 2},
	{"precedence of rules about an entity", everyRule(func(x *agreement.Rule) {
		if x.On.Instances() {
			x.Precedence = agreement.Precedence{}
		}
	}), 1},
	{"deals", deals(func(b *agreement.Control) { b.Deal = agreement.NoDeal }), 5},
	{"unknown forms", deals(func(b *agreement.Control) {
		if b.Deal == agreement.UnknownForm {
			b.Deal = agreement.StaysSeparate
		}
	}), 2},
	{"mergers", deals(func(b *agreement.Control) {
		if b.Deal == agreement.NotSeparate {
			b.Deal = agreement.StaysSeparate
		}
	}), 2},
	{"joined patents", everySet(func(x *agreement.PatentSet) {
		for i := range x.Add {
			if len(x.Add[i].Joined) > 0 {
				x.Add[i] = agreement.Selector{Listed: []string{"none"}}
			}
		}
	}), 2},
	{"applications", everySet(unbased(agreement.OfApplications)), 1},
	{"disclosures", everySet(unbased(agreement.OfDisclosures)), 1},
}

// networkParts is what worlds have of networks, and what answers of some of them hang on.
var networkParts = []part{}

func effects(those func(*agreement.Effect) bool) func(*agreement.World) {
	return everyRule(func(x *agreement.Rule) {
		x.Then = none(slices.DeleteFunc(x.Then, func(e agreement.Effect) bool { return those(&e) }))
	})
}

func everyEffect(change func(*agreement.Effect)) func(*agreement.World) {
	return everyRule(func(x *agreement.Rule) {
		for i := range x.Then {
			change(&x.Then[i])
		}
	})
}

// everyUndertaking changes undertakings, in copies: rules share them with those they are copied from.
func everyUndertaking(change func(*agreement.Undertaking)) func(*agreement.World) {
	return everyRule(func(x *agreement.Rule) {
		if x.Undertaken != nil {
			u := *x.Undertaken
			change(&u)
			x.Undertaken = &u
		}
	})
}

// deals changes what facts of control state.
func deals(change func(*agreement.Control)) func(*agreement.World) {
	return func(w *agreement.World) {
		for i := range w.Facts {
			if b, ok := w.Facts[i].Body.(agreement.Control); ok {
				change(&b)
				w.Facts[i].Body = b
			}
		}
	}
}

// unbased lets patents stand for what came before them.
func unbased(basis agreement.Basis) func(*agreement.PatentSet) {
	return func(x *agreement.PatentSet) {
		for i := range x.Add {
			if x.Add[i].Basis == basis {
				x.Add[i].Basis = agreement.OfPatents
			}
		}
	}
}
