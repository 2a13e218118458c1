package check

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/syntax"
)

// rule lowers a when block (docs/meaning.md §18); nil when its event could not be read.
func (x *ctx) rule() *agreement.Rule {
	b := x.block
	if b.Event == nil {
		return nil
	}
	r := &agreement.Rule{Clause: x.def.clause}
	ok := true
	r.On, ok = x.trigger(b.Event)
	if r.On.Instances() {
		x.entityRule(r)
		if !ok {
			return nil
		}
		return r
	}
	r.Provided = x.conditions("provided", ofNobody)
	x.undertakesNothing()
	licensee := r.On.By.Licensee || r.On.To.Licensee
	for p := range b.All("then") {
		v, isEffect := p.Value.(*syntax.Effect)
		if !isEffect {
			continue
		}
		if !x.fitsPlainRule(v) {
			continue
		}
		grants := x.ended(v.Grants)
		if len(v.Grants) == 0 {
			grants = x.everyGrant(v.At)
		}
		if v.Kind == syntax.EffectRun {
			r.Runs = appendNames(r.Runs, grants)
			x.runs(v, b, r)
			continue
		}
		r.Ends, r.ThatOne = appendNames(r.Ends, grants), v.That
		x.whichLicensee(v.At, licensee, v.That)
		if r.On.Verb == agreement.AssignsPatent {
			x.error(diag.NotYetSupported, v.At, "what ends when a patent is assigned cannot be computed yet", "An assignment changes who owns a patent, and whether rights go with it: then rights run with the patent. Write an `open` block that affects the grants it ends.")
		}
	}
	x.alsoBy(&r.On, b.Event.By)
	r.Precedence = x.precedence()
	r.Assumed, r.Uses = x.def.assumed, x.def.uses
	if !ok {
		return nil
	}
	return r
}

// runs holds an effect by which rights run with the patent against what a rule of that kind can say: whether they run is
// a question of title and of nothing else.
func (x *ctx) runs(v *syntax.Effect, b *syntax.Block, r *agreement.Rule) {
	const todo = "Rights that run with the patent do so on every assignment: when WHO assigns a patent, then rights run with the patent. Write an `open` block that affects the grants."
	switch {
	case r.On.Verb != agreement.AssignsPatent:
		x.error(diag.NotYetSupported, v.At, "rights that run with the patent on such an event cannot be computed yet", todo)
	case b.Get("provided") != nil:
		x.error(diag.NotYetSupported, b.Get("provided").At, "rights that run with the patent on a condition cannot be computed yet", todo)
	}
}

// endsWith lowers the ends line of the frame: the rule by which all grants of the agreement end with another agreement.
func (x *ctx) endsWith(d *definition) *agreement.Rule {
	v, ok := d.line.Value.(*syntax.EndsIf)
	if !ok {
		return nil
	}
	return &agreement.Rule{
		Clause:  d.clause,
		On:      agreement.Trigger{Verb: agreement.Ends, Of: agreement.Name(v.Agreement.Text)},
		Ends:    x.everyGrant(d.line.At),
		Assumed: x.def.assumed,
	}
}

// everyGrant are all grants of the agreement, in the order of the document.
func (x *ctx) everyGrant(at diag.Range) []agreement.Name {
	var out []agreement.Name
	for _, d := range x.scope.order {
		if slices.Contains(grantKinds, d.kind) {
			out = append(out, d.qname())
		}
	}
	if len(out) == 0 {
		x.warn(diag.WithoutEffect, at, "the agreement gives no rights that could end or run", "A line about all rights means the grants of its own agreement. Name the grants of another one, ID/NAME, or remove the line.")
	}
	return out
}

// ended reads the names of grants and extensions that end.
func (x *ctx) ended(ns []syntax.Name) []agreement.Name {
	var out []agreement.Name
	for _, n := range ns {
		if d := x.mention(n, diag.UnknownGrant, endable); d != nil {
			out = appendNames(out, []agreement.Name{d.qname()})
		}
	}
	return out
}

// appendNames adds the names that are not there yet.
func appendNames(to, more []agreement.Name) []agreement.Name {
	for _, n := range more {
		if !slices.Contains(to, n) {
			to = append(to, n)
		}
	}
	return to
}

// whichLicensee holds "for that licensee" against who acts: rights that end for one licensee end for the one that the
// event is about, and where it is about one the block says whether the others keep theirs.
func (x *ctx) whichLicensee(at diag.Range, licensee, that bool) {
	switch {
	case that && !licensee:
		x.error(diag.WhichLicensee, at, "the rights end for that licensee, and the event is about no licensee", "Say in the event what a licensee does, such as: when a licensee sues anybody. If the rights of all end, leave out for that licensee.")
	case licensee && !that:
		x.error(diag.WhichLicensee, at, "the event is about one licensee, and the line does not say whose rights end", "Add for that licensee. If the rights of all licensees end when one of them acts, name them in the event by their group: when \"LICENSEES\" sues anybody.")
	}
}

var verbs = map[syntax.EventVerb]agreement.Verb{
	syntax.VerbSues: agreement.Sues, syntax.VerbChallenges: agreement.Challenges, syntax.VerbBecomesInsolvent: agreement.BecomesInsolvent,
	syntax.VerbRejects: agreement.Rejects, syntax.VerbEnds: agreement.Ends, syntax.VerbHappens: agreement.Happens,
	syntax.VerbGivesNotice: agreement.GivesNotice, syntax.VerbGivesWarning: agreement.GivesWarning, syntax.VerbCures: agreement.Cures,
	syntax.VerbSublicenses: agreement.Sublicenses, syntax.VerbElects: agreement.Elects, syntax.VerbDeclines: agreement.Declines,
	syntax.VerbSells: agreement.SoldUnder, syntax.VerbCeasesToControl: agreement.CeasesToControl, syntax.VerbAssignsPatent: agreement.AssignsPatent,
	syntax.VerbOffers: agreement.Offers, syntax.VerbAccepts: agreement.Accepts, syntax.VerbDiscontinues: agreement.Discontinues,
	syntax.VerbTransfersBusiness: agreement.TransfersBusiness, syntax.VerbUndertakes: agreement.Undertakes, syntax.VerbIsAcquired: agreement.IsAcquired,
	syntax.VerbAcquires: agreement.AcquiresEntity, syntax.VerbLeaves: agreement.LeavesGroup, syntax.VerbJoins: agreement.JoinsGroup,
}

// trigger lowers an event that a rule or a power waits for; also by is read apart.
func (x *ctx) trigger(e *syntax.Event) (agreement.Trigger, bool) {
	t := agreement.Trigger{Verb: verbs[e.Verb], Offensive: e.Offensive}
	ok := true
	part := func(r *syntax.Role) agreement.Role {
		role, good := x.role(r)
		ok = ok && good
		return role
	}
	t.By, t.To = part(e.By), part(e.To)
	switch {
	case e.Name != nil:
		t.Name, t.Of = e.Name.Text, agreement.Name(x.scope.id)
	case t.Instances():
		ok = x.entityTrigger(&t, e) && ok
	case t.Verb == agreement.Discontinues:
		id, good := x.networkID(*e.Agreement)
		t.Of, ok = agreement.Name(id), ok && good
	case e.Agreement != nil:
		t.Of = agreement.Name(e.Agreement.Text) // known, because this line names it
	case e.Holder != nil && e.Held != nil:
		holder, held, good := x.parties(*e.Holder, *e.Held, e.At)
		t.Holder, t.Held, ok = holder, held, ok && good
		if t.Share = x.share(e.Share); e.Share == nil {
			x.defaultThreshold(e.At)
		}
	}
	return t, ok
}

// role lowers who plays a part; nil is anybody.
func (x *ctx) role(r *syntax.Role) (agreement.Role, bool) {
	if r == nil {
		return agreement.Role{}, true
	}
	switch r.Kind {
	case syntax.RoleLicensee:
		return agreement.Role{Licensee: true}, true
	case syntax.RoleAnybody:
		return agreement.Role{}, true
	case syntax.RoleParty:
		var out agreement.Role
		for _, o := range x.scope.model.Parties {
			out.Members = append(out.Members, agreement.Member{Org: o})
		}
		if x.scope.isNetwork() {
			x.error(diag.WrongKind, r.At, "a network has members and no parties", "Name the group of its members: a member of \"GROUP\".")
		}
		return out, len(out.Members) > 0 // an agreement without parties is reported
	}
	ms := x.members(r.Members)
	return agreement.Role{Members: ms}, len(ms) > 0
}

// alsoBy reads whose acts count beside those of the one who acts.
func (x *ctx) alsoBy(t *agreement.Trigger, by *syntax.Role) {
	p := x.block.Get("also by")
	if p == nil {
		return
	}
	idle := func(at diag.Range, who, why string) {
		x.warn(diag.WithoutEffect, at, who+" add nothing here", why)
	}
	for _, n := range words(p.Value) {
		capacity := n.Text != "controlled entities"
		switch {
		case by == nil:
			idle(n.At, n.Text, "The event says of nobody that he acts, so there is nobody whose agents or entities could act for him. Remove the word.")
		case t.By.Anybody():
			idle(n.At, n.Text, "The event is what anybody does, so theirs is in it. Remove the word.")
		case capacity && t.Verb != agreement.Sues && t.Verb != agreement.Challenges:
			idle(n.At, n.Text, "One acts as an agent or an exclusive licensee in a suit or a challenge, and in no other event. Remove the word.")
		}
		switch n.Text {
		case "agents":
			t.Agents = true
		case "exclusive licensees":
			t.Exclusive = true
		case "controlled entities":
			t.Controlled = true
		}
	}
}
