package agreement

// This file holds what follows from deals, and from coming and going (docs/meaning.md §20).

// Deal is how one organisation came into the hands of another, as a fact of control states it.
type Deal uint8

// The deals.
const (
	NoDeal        Deal = iota // the fact states a holding and no deal
	UnknownForm               // the form is not known: acquires, by an unknown form, sells to
	StaysSeparate             // by shares; by merger, staying a separate entity
	NotSeparate               // by merger
)

// Involved is somebody in an instance of a rule.
type Involved uint8

// The involved. The entity is who was acquired, who left or joined, or who transferred a business, and with it what it
// controlled; the buyer is who acquired it, or to whom the business went.
const (
	TheEntity Involved = iota + 1
	TheBuyer
	BuyersAffiliates // affiliates that the buyer had before the event
	Everybody        // of effects that end or price grants
)

// EffectKind is what a rule does where an instance of it stands.
type EffectKind uint8

// The effects, each with the fields it uses.
const (
	RightsEnd      EffectKind = iota + 1 // Grants, Who: TheEntity or Everybody
	RightsContinue                       // Grants: the entity keeps what it had
	RightsExtend                         // Grants: to the buyer
	RightsPass                           // Grants: to the buyer, and the entity itself loses them
	RightsNotTo                          // Grants, Who: rights do not extend to them
	RightsLimited                        // Grants, Who, Limit: their rights are limited to products
	RightsNotFor                         // Grants: the buyer's rights do not extend to products it sold before the event
	EntityJoins                          // Group
	PatentsRun                           // Grants: rights under the entity's patents continue
	PatentsFree                          // Grants: rights under the entity's patents end
	PriceBecomes                         // Grants, Who: TheEntity, TheBuyer or Everybody, Price
)

// Effect is one thing that a rule does.
type Effect struct {
	Kind   EffectKind
	Grants []Name
	Who    Involved
	Group  Name
	Limit  Limit
	Price  Price
}

// Limit is the products that rights are limited to: a set, or (Set empty) what one involved had on sale immediately before the
// event.
type Limit struct {
	Set       Name
	Of        Involved // TheEntity or TheBuyer
	Business  bool     // only those of the business that was transferred
	Evolution bool     // with natural evolution
}

// Undertaking is what somebody has to undertake in writing for a rule to act.
type Undertaking struct {
	By        Involved // TheBuyer or TheEntity
	Within    *Delay   // from the event on; nil: at any time
	Meanwhile State    // before it is given and while it may still be given in time
	Failing   State    // when it has not been given in time
}

// State is whether a rule acts while something is missing.
type State uint8

// The states.
const (
	StateNotStated State = iota // a question of kind missing_text
	Acts
	ActsNot
)
