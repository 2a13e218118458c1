package check

import (
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/syntax"
	"github.com/crossgrant/crossgrant/when"
)

// agreements finds the agreements that documents speak of and that are not in hand, and whether any clause asks who has
// signed an agreement with somebody: then journals may sign agreements that nothing else names.
func (c *checker) agreements() {
	c.elsewhere = map[string]bool{}
	for _, s := range c.scopes {
		for _, b := range s.doc.Blocks {
			x := s.ctx(b)
			if e := b.Event; e != nil && e.Agreement != nil && e.Verb != syntax.VerbDiscontinues {
				x.speaksOf(*e.Agreement)
			}
			for _, p := range b.Props {
				switch v := p.Value.(type) {
				case *syntax.Names:
					if p.Key == "prevails over" || p.Key == "yields to" {
						for _, n := range v.Items {
							x.speaksOf(n)
						}
					}
				case *syntax.EndsIf:
					x.speaksOf(v.Agreement)
				case *syntax.Event:
					if v.Agreement != nil && v.Verb != syntax.VerbDiscontinues {
						x.speaksOf(*v.Agreement)
					}
				case *syntax.Parties:
					c.asksForParties = true
				}
			}
		}
	}
}

// speaksOf notes an agreement that a document names and that is none of the workspace.
func (x *ctx) speaksOf(n syntax.Name) {
	if x.scopeOf(n.Text) != nil || x.elsewhere[n.Text] {
		return
	}
	x.elsewhere[n.Text] = true
	detail := "Nothing of what it says is known, so only its own end or rejection, where a journal records it, changes an answer. Add its document if you have it."
	if s, ok := diag.Suggest(n.Text, x.ids()); ok {
		detail = "Did you mean " + quote(s) + "? " + detail
	}
	x.note(diag.AgreementNotInHand, n.At, quote(n.Text)+" is no document of this workspace", detail)
}

// ids are the ids of the agreements of the workspace.
func (c *checker) ids() []string {
	var out []string
	for _, s := range c.scopes {
		out = append(out, s.id)
	}
	return out
}

// agreementNamed reports whether an id is that of an agreement that a document is, or speaks of.
func (c *checker) agreementNamed(id string) bool { return c.elsewhere[id] || c.scopeOf(id) != nil }

// agreementID reads the id of an agreement.
func (x *ctx) agreementID(n syntax.Name) (string, bool) {
	if x.agreementNamed(n.Text) {
		return n.Text, true
	}
	x.unknown(diag.UnknownAgreement, n, "agreement", x.ids, "Name an agreement of this workspace by the id of its agreement block.")
	return "", false
}

// occurred lowers an event.
func (x *ctx) occurred(st *syntax.Statement, b *syntax.Occurred) (agreement.FactBody, bool) {
	e := agreement.Event{Verb: verbs[b.Verb]}
	ok := true
	must := func(good bool) { ok = ok && good }
	for _, w := range []struct {
		n  *syntax.Name
		to *agreement.Org
	}{{b.By, &e.By}, {b.To, &e.To}} {
		if w.n != nil {
			o, good := x.org(*w.n)
			*w.to = o
			must(good)
		}
	}
	if b.Patents != nil {
		e.Patents = x.patentIDs(b.Patents)
		must(len(e.Patents) == len(unique(b.Patents)))
	}
	if b.Name != nil {
		e.Name = b.Name.Text
	}
	if b.Business != nil {
		e.Name = b.Business.Text
	}
	if b.Of != nil {
		of, good := x.subjectOf(b, e)
		e.Of = of
		must(good)
	}
	for _, p := range st.Props {
		switch p.Key {
		case "in response":
			e.InResponse = true
		case "patents":
			ids := words(p.Value)
			e.Patents = x.patentIDs(ids)
			must(len(e.Patents) == len(unique(ids)))
		case "effective":
			d, good := x.single(p.Value)
			e.Effective = d
			must(good)
		case "as":
			if v, isCapacity := p.Value.(*syntax.Capacity); isCapacity {
				o, good := x.org(v.Of)
				e.As, e.For = agreement.AsAgent, o
				if v.Exclusive {
					e.As = agreement.AsExclusiveLicensee
				}
				must(good)
			}
		}
	}
	must(x.statesItsDay(st, e))
	return e, ok
}

// subjectOf reads the agreement, the power, the grant, the survival or the rule that an event is about.
func (x *ctx) subjectOf(b *syntax.Occurred, e agreement.Event) (agreement.Name, bool) {
	var d *definition
	switch e.Verb {
	case agreement.Rejects, agreement.Ends, agreement.Happens:
		id, ok := x.agreementID(*b.Of)
		return agreement.Name(id), ok
	case agreement.Sublicenses, agreement.SoldUnder:
		d = x.recordedUnder(*b.Of, diag.UnknownGrant, grantKinds)
	case agreement.Elects, agreement.Declines:
		d = x.recordedUnder(*b.Of, diag.UnknownDefinition, []string{"survival"})
	case agreement.Undertakes:
		d = x.undertakenUnder(b)
	case agreement.Offers, agreement.Accepts, agreement.Discontinues:
		id, ok := x.networkID(*b.Of)
		return agreement.Name(id), ok && !x.fromItself(b, e)
	default:
		d = x.recordedUnder(*b.Of, diag.UnknownDefinition, []string{"power"})
	}
	if d == nil {
		return "", false
	}
	if (e.Verb == agreement.GivesNotice || e.Verb == agreement.GivesWarning) && b.To == nil && endsForOne(d) {
		return "", x.missingLicensee(d, b.At, "Say to whom: "+b.By.Text+" gives notice under "+b.Of.String()+" to LICENSEE.")
	}
	return d.qname(), true
}

// endsForOne reports whether a power ends, or changes, the rights of one licensee.
func endsForOne(power *definition) bool {
	for _, key := range []string{"to end", "to change"} {
		if p := power.block.Get(key); p != nil {
			switch v := p.Value.(type) {
			case *syntax.Ended:
				return v.That
			case *syntax.Repriced:
				return v.That
			}
		}
	}
	return false
}

func (x *ctx) missingLicensee(power *definition, at diag.Range, todo string) bool {
	p := x.error(diag.MissingLicensee, at, quote(power.name)+" ends the rights of one licensee, and none is named", todo)
	alsoAt(p, "the power", power.at())
	return false
}

// recordedUnder finds the definition that a statement names: by its own name where one agreement has one of the kind that
// bears it, and else with the agreement's id in front.
func (x *ctx) recordedUnder(n syntax.Name, problem string, kinds []string) *definition {
	var found []*definition
	for _, s := range x.scopes {
		if d := s.defs[n.Text]; d != nil && slices.Contains(kinds, d.kind) {
			if s == x.scope {
				found = []*definition{d}
				break
			}
			found = append(found, d)
		}
	}
	switch len(found) {
	case 0:
		return x.mention(n, problem, kinds)
	case 1:
		return found[0]
	}
	choices := make([]string, len(found))
	for i, d := range found {
		choices[i] = spelt(string(d.qname()))
	}
	p := x.error(problem, n.At, quote(n.Text)+" is defined by more than one agreement", "Write the id of the agreement in front: "+strings.Join(choices, " or ")+".")
	for _, d := range found {
		alsoAt(p, "defined here", d.at())
	}
	return nil
}

// assigns lowers the assignment of patents, or of an agreement: whether an id is one of an agreement decides.
func (x *ctx) assigns(st *syntax.Statement, b *syntax.Assigns) (agreement.FactBody, bool) {
	business := st.Get("with the business")
	agreements := slices.DeleteFunc(slices.Clone(b.Patents), func(n syntax.Name) bool { return x.known.hasPatent(n.Text) || !x.agreementNamed(n.Text) })
	from, ok := x.org(b.From)
	to := x.orgList(b.To)
	ok = ok && len(to) == len(b.To)
	switch {
	case len(agreements) == 0:
		ids := x.patentIDs(b.Patents)
		if business != nil {
			x.error(diag.WrongKind, business.At, "an assignment of patents does not go with the business", "Whether the business goes along is asked when an agreement is assigned: "+b.From.Text+" assigns AGREEMENT to "+b.To[0].Text+". Remove the words, or name the agreement.")
			ok = false
		}
		return agreement.Assignment{From: from, Patents: ids, To: to}, ok && len(ids) > 0
	case len(b.Patents) > 1:
		x.error(diag.WrongKind, agreements[0].At, quote(agreements[0].Text)+" is an agreement, and is assigned by itself", "Write one statement for each agreement, and another one for the patents.")
		return nil, false
	case len(b.To) > 1:
		x.error(diag.WrongKind, b.To[1].At, "an agreement is assigned to one", "The licensee's place is taken by one organisation. Name that one.")
		return nil, false
	}
	if !ok {
		return nil, false
	}
	return agreement.Event{Verb: agreement.AssignsAgreement, By: from, To: to[0], Of: agreement.Name(agreements[0].Text), WithBusiness: business != nil}, true
}

// eventDay is the day of an event of the agreement, as a journal records it.
func (x *ctx) eventDay(name syntax.Text) (when.Date, bool) {
	if x.scope == nil {
		x.error(diag.EventNotRecorded, name.At, "an event is a day in a document only", "Write the day itself.")
		return when.None, false
	}
	var found []*agreement.Fact
	for i := range x.world {
		f := &x.world[i]
		e, ok := f.Body.(agreement.Event)
		if ok && e.Verb == agreement.Happens && e.Name == name.Text && e.Of == agreement.Name(x.scope.id) && f.Retracted == when.None {
			found = append(found, f)
		}
	}
	statement := "DATE event " + quote(name.Text) + " of " + x.scope.id
	switch {
	case len(found) == 0:
		x.error(diag.EventNotRecorded, name.At, "no journal says when "+quote(name.Text)+" was", "The day it stands for is needed here. Record it: "+statement+".")
	case len(found) > 1:
		p := x.error(diag.EventNotRecorded, name.At, quote(name.Text)+" is recorded "+number(len(found))+" times", "It stands for one day here. Keep one of the statements, and give the others a line `retracted DATE \"why\"`.")
		for _, f := range found {
			alsoAt(p, f.Text, f.At)
		}
	case !found[0].Begin.Known() || !found[0].Begin.Earliest.Real():
		p := x.error(diag.EventNotRecorded, name.At, "the day of "+quote(name.Text)+" is not known", "It stands for one day here, and the journal gives bounds. Write the day: "+statement+".")
		alsoAt(p, "recorded here", found[0].At)
	default:
		x.restsOn(found[0])
		return found[0].Begin.Earliest, true
	}
	return when.None, false
}

// restsOn takes over what a fact assumes into the definition that takes its day from it.
func (x *ctx) restsOn(f *agreement.Fact) {
	if x.def == nil {
		return
	}
	for _, why := range f.Assumed {
		if as := (agreement.Assumption{Clause: x.def.clause, Why: why}); !slices.Contains(x.def.assumed, as) {
			x.def.assumed = append(x.def.assumed, as)
		}
	}
}

// lastSignature is the day on which the last of all parties signed; false where some have not, or a day is not known.
func (c *checker) lastSignature(m *agreement.Agreement) (last when.Date, all bool) {
	last = when.Min
	signed := map[agreement.Org]bool{}
	sure := true
	for i := range c.world {
		f := &c.world[i]
		b, ok := f.Body.(agreement.Signature)
		if !ok || b.Agreement != m.Clause.Agreement || f.Retracted != when.None {
			continue
		}
		for _, o := range b.By {
			signed[o] = true
		}
		sure = sure && f.Begin.Known() && f.Begin.Earliest.Real()
		last = max(last, f.Begin.Latest)
	}
	for _, o := range m.Parties {
		sure = sure && signed[o]
	}
	return last, sure && len(signed) > 0 && len(m.Parties) > 0
}

// signingDay is the day that `last signature` stands for.
func (x *ctx) signingDay(at diag.Range) (when.Date, bool) {
	if x.scope == nil || x.scope.model == nil {
		x.error(diag.EventNotRecorded, at, "the last signature is a day in a document only", "Write the day itself.")
		return when.None, false
	}
	if last, all := x.lastSignature(x.scope.model); all {
		return last, true
	}
	x.error(diag.EventNotRecorded, at, "it is not known when the last of all parties signed", "The day of the last signature is needed here. Record the signature of every party with its day: DATE ORGANISATION signs "+x.scope.id+".")
	return when.None, false
}
