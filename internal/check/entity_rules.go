package check

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/syntax"
)

// This file lowers rules about an entity (docs/meaning.md §20): the events they wait for, and what has to be undertaken.
// Their effects are in effects.go.

// hasBuyer reports whether the event has somebody who acquires the entity, or its business.
func hasBuyer(t *agreement.Trigger) bool {
	return t.Verb == agreement.IsAcquired || t.Verb == agreement.AcquiresEntity || t.Verb == agreement.TransfersBusiness
}

// entityRule lowers what a rule about an entity hangs on and what it does.
func (x *ctx) entityRule(r *agreement.Rule) {
	about := ofEntity
	if hasBuyer(&r.On) {
		about = ofBuyer
	}
	r.Provided = x.conditions("provided", about)
	x.undertaking(r)
	if p := x.block.Get("also by"); p != nil {
		x.error(diag.NotYetSupported, p.At, "an event about an entity by somebody for another cannot be computed yet", "Name all those whose acts count in the event itself: when \"GROUP\", ORGANISATION acquire an entity.")
	}
	x.then(r)
	r.Precedence = x.precedence()
	r.Assumed, r.Uses = x.def.assumed, x.def.uses
}

// entityTrigger lowers what is particular to events about an entity.
func (x *ctx) entityTrigger(t *agreement.Trigger, e *syntax.Event) bool {
	switch e.Staying {
	case syntax.StayingSeparate:
		t.Form = agreement.StaysSeparate
	case syntax.NotStayingSeparate:
		t.Form = agreement.NotSeparate
	}
	if t.By.Licensee || t.To.Licensee {
		x.error(diag.WhichLicensee, e.At, "an event about an entity is about no licensee", "What it does to whom stands in its effects: rights end, which are those of the entity. Name who has to be concerned by their group: when a member of \"LICENSEES\" is acquired.")
		return false
	}
	if e.Business != nil {
		if t.Business = e.Business.Text; !x.businessNamed(t.Business) {
			x.unknown(diag.UnknownBusiness, *e.Business, "business", x.businesses, "A business is known by the products that belong to it (a line business in a journal), by a clause that names it (business is NAME), or by its transfer. Name one of these, or leave the name out.")
			return false
		}
	}
	if e.Group != nil {
		d := x.mention(*e.Group, diag.UnknownGroup, []string{"group"})
		if d == nil {
			return false
		}
		t.Group = d.qname()
	}
	return true
}

// businesses are the businesses that journals, cases and clauses name, other than in what a rule waits for.
func (c *checker) businesses() []string {
	var out []string
	note := func(st *syntax.Statement) {
		if o, ok := st.Body.(*syntax.Occurred); ok && o.Business != nil {
			out = append(out, o.Business.Text)
		}
		if p := st.Get("business"); p != nil {
			out = append(out, text(p.Value))
		}
	}
	for _, j := range c.journals {
		for _, st := range j.Statements {
			note(st)
		}
	}
	for _, d := range c.docs {
		for _, b := range d.Blocks {
			for _, p := range b.Props {
				switch v := p.Value.(type) {
				case *syntax.Given:
					note(v.Statement)
				case *syntax.Condition:
					for _, t := range v.Alts {
						if t.Attr == "business" {
							for _, n := range t.Values {
								out = append(out, n.Text)
							}
						}
					}
				}
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (c *checker) businessNamed(s string) bool { return slices.Contains(c.businesses(), s) }

// undertakings are the provided lines of the block by which somebody has to undertake something.
func undertakings(b *syntax.Block) []*syntax.Undertaking {
	var out []*syntax.Undertaking
	for p := range b.All("provided") {
		if v, ok := p.Value.(*syntax.Undertaking); ok {
			out = append(out, v)
		}
	}
	return out
}

// undertakesNothing reports lines about an undertaking in a rule that is about no entity.
func (x *ctx) undertakesNothing() {
	const todo = "An entity that is acquired, leaves or joins a group or transfers a business undertakes something, or its buyer does; no other event has one. Write what has to be there as a finding: provided finding \"...\"."
	for _, v := range undertakings(x.block) {
		x.error(diag.IncompleteUndertaking, v.At, "nobody is there who could undertake anything", todo)
	}
	for _, key := range []string{"within", "meanwhile", "failing"} {
		if p := x.block.Get(key); p != nil && len(undertakings(x.block)) == 0 {
			x.error(diag.IncompleteUndertaking, p.At, quote(key)+" belongs to an undertaking, and the block has none", todo)
		}
	}
}

// undertaking lowers what somebody has to undertake, in which time, and what holds where he has not. Without a time a rule
// does not act before it is undertaken; with one the text, or the line `not stated`, says what holds.
func (x *ctx) undertaking(r *agreement.Rule) {
	b := x.block
	given := undertakings(b)
	within, meanwhile, failing := b.Get("within"), b.Get("meanwhile"), b.Get("failing")
	if len(given) == 0 {
		for _, p := range []*syntax.Property{within, meanwhile, failing} {
			if p != nil {
				x.error(diag.IncompleteUndertaking, p.At, quote(p.Key)+" belongs to an undertaking, and the block has none", "Say who has to undertake what: provided the buyer undertakes in writing. What has to be found at any time stands in a provided line with a finding, which has no deadline.")
			}
		}
		return
	}
	if len(given) > 1 {
		p := x.error(diag.NotYetSupported, given[1].At, "two undertakings in one rule cannot be computed yet", "Both would have to be given. Write the second one as a finding that people record: provided finding \"...\".")
		alsoAt(p, "the first", given[0].At)
	}
	u := &agreement.Undertaking{By: agreement.TheEntity, Meanwhile: agreement.ActsNot, Failing: agreement.ActsNot}
	if given[0].By == syntax.TheBuyer {
		u.By = agreement.TheBuyer
		if !hasBuyer(&r.On) {
			x.error(diag.EffectDoesNotFit, given[0].At, "the event has no buyer", noBuyer)
		}
	}
	r.Undertaken = u
	if within != nil {
		if d, ok := x.delay(within.Value); ok {
			u.Within = &d
		}
	}
	for _, l := range []struct {
		p        *syntax.Property
		key      string
		to       *agreement.State
		question string
	}{
		{meanwhile, "meanwhile", &u.Meanwhile, "what holds until the undertaking is given"},
		{failing, "failing", &u.Failing, "what holds when the undertaking is not given in time"},
	} {
		switch {
		case l.p == nil && within != nil:
			p := x.error(diag.IncompleteUndertaking, within.At, "the undertaking has a time, and no line says "+l.question, "Add a line: "+l.key+" applies, "+l.key+" does not apply, or "+l.key+" not stated where the text leaves it open.")
			alsoAt(p, "the undertaking", given[0].At)
		case l.p == nil:
		case within == nil && l.key == "failing":
			p := x.error(diag.IncompleteUndertaking, l.p.At, "an undertaking without a time cannot be late", "Add a line with its time: within 90 days. Otherwise remove this line.")
			alsoAt(p, "the undertaking", given[0].At)
		default:
			*l.to = x.state(l.p, l.question)
		}
	}
}

// state reads whether a rule applies while an undertaking is missing.
func (x *ctx) state(p *syntax.Property, question string) agreement.State {
	switch v := p.Value.(type) {
	case *syntax.NotStated:
		x.open(v.At, question)
		return agreement.StateNotStated
	case *syntax.Applying:
		if !v.Not {
			return agreement.Acts
		}
	}
	return agreement.ActsNot
}

// rulesUnder are the rules of an agreement under a clause number, or a number below it.
func (s *scope) rulesUnder(number string) []*definition {
	r := clauseRange{split(number), split(number)}
	var out []*definition
	for _, d := range s.order {
		if d.kind == "rule" && r.covers(d.clause.Number) {
			out = append(out, d)
		}
	}
	return out
}

// isNumber reports whether a name may be the number of a clause.
func isNumber(n syntax.Name) bool {
	return !n.Quoted && n.Text != "" && n.Text[0] >= '0' && n.Text[0] <= '9'
}

// undertakenUnder finds the rule under which something is undertaken: by its name, or as the one under a clause number of an
// agreement (in a case of its own one) that asks for an undertaking.
func (x *ctx) undertakenUnder(b *syntax.Occurred) *definition {
	s, clause := x.scope, b.Number
	switch {
	case clause != nil:
		if s = x.scopeOf(b.Of.Text); s == nil {
			x.unknown(diag.UnknownAgreement, *b.Of, "agreement", x.ids, "The number of a clause stands behind the id of its agreement. Name one of this workspace, or the rule by its name.")
			return nil
		}
	case isNumber(*b.Of) && s != nil && s.defs[b.Of.Text] == nil:
		clause = b.Of
	default:
		return x.asksToUndertake(x.recordedUnder(*b.Of, diag.UnknownDefinition, []string{"rule"}), b)
	}
	found := s.rulesUnder(clause.Text)
	if asking := slices.DeleteFunc(slices.Clone(found), func(d *definition) bool { return len(undertakings(d.block)) == 0 }); len(asking) > 0 {
		found = asking
	}
	switch len(found) {
	case 0:
		x.error(diag.UnknownClause, clause.At, "no rule of "+s.id+" stands under "+clause.Text, "An undertaking is given under a when block. Name the number that stands above it, or the rule by its name: "+s.id+"/NAME.")
	case 1:
		return x.asksToUndertake(found[0], b)
	default:
		p := x.error(diag.UnknownClause, clause.At, number(len(found))+" rules stand under "+clause.Text, "An undertaking is given under one of them. Name it by its name: "+quote(string(found[0].qname()))+".")
		for _, d := range found {
			alsoAt(p, quote(d.name), d.at())
		}
	}
	return nil
}

// asksToUndertake warns where a rule asks nobody to undertake anything.
func (x *ctx) asksToUndertake(d *definition, b *syntax.Occurred) *definition {
	if d != nil && len(undertakings(d.block)) == 0 {
		p := x.warn(diag.WithoutEffect, b.At, quote(d.name)+" asks nobody to undertake anything", "The statement changes no answer. Name the rule that asks for it, or add a line to this one: provided the buyer undertakes in writing.")
		alsoAt(p, "the rule", d.at())
	}
	return d
}

// joiningRules are the rules that an item of joined under names.
func (x *ctx) joiningRules(n syntax.Name) []agreement.Name {
	var found []*definition
	if d := x.find(n.Text); d != nil || !isNumber(n) {
		if d = x.mention(n, diag.UnknownDefinition, []string{"rule"}); d != nil {
			found = append(found, d)
		}
	} else if found = x.scope.rulesUnder(n.Text); len(found) == 0 {
		x.unknown(diag.UnknownClause, n, "rule under", x.citations, "Patents join under a when block about an entity. Name the number that stands above it, or the name of the rule.")
	}
	var out []agreement.Name
	for _, d := range found {
		if e := d.block.Event; e == nil || !aboutEntity(e) {
			p := x.error(diag.WrongKind, n.At, quote(d.name)+" is about no entity whose patents could join", "Patents join by a rule on an acquisition, on a change of a group or on the transfer of a business. Name one.")
			alsoAt(p, "the rule", d.at())
			continue
		}
		out = append(out, d.qname())
	}
	return out
}

// aboutEntity reports whether an event is about an entity.
func aboutEntity(e *syntax.Event) bool {
	t := agreement.Trigger{Verb: verbs[e.Verb]}
	return t.Instances()
}

const noBuyer = "An entity that leaves or joins a group has none. Write the event as an acquisition: when a member of \"GROUP\" is acquired; or say what is meant of the entity."
