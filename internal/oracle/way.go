package oracle

import (
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// way is one way in which a grant may give the right to a use (docs/meaning.md §18): by itself, by having made, or by an
// extension.
type way struct {
	*granted
	extension *agreement.Extension // nil: by the grant itself
	haveMade  bool                 // with no extension: the actor makes it for the licensee
	by        *agreement.Rule      // with no extension: the rule by which a licensee keeps the right, or a buyer gets it; nil: none
	passed    bool                 // with by: it is the buyer who gets it
	part      agreement.Org        // with passed: the buyer, or who was merged into him
	licensee  agreement.Org        // whose right it is
	cutters   []*agreement.Exclusion
	enders    []*ender
}

// source is what gives a right: a grant by itself, also by having made, or an extension of it; of a network, for one pair.
type source struct {
	grant, extension agreement.Name
	pair             *pair
}

// names lists what is cited.
func (s source) names() []agreement.Name {
	if s.extension == "" {
		return []agreement.Name{s.grant}
	}
	return []agreement.Name{s.grant, s.extension}
}

func sourceOf(g *granted, x *agreement.Extension) source {
	s := source{grant: g.Clause.QName(), pair: g.pair}
	if x != nil {
		s.extension = x.Clause.QName()
	}
	return s
}

// rules is the rule by which the right is kept or has passed to a buyer, if any.
func (w *way) rules() []agreement.Name {
	if w.by == nil {
		return nil
	}
	return []agreement.Name{w.by.Clause.QName()}
}

func (w *way) source() source { return sourceOf(w.granted, w.extension) }

// wayAt names a way.
type wayAt struct {
	source
	haveMade bool
	by       *agreement.Rule
	passed   bool
	part     agreement.Org
	licensee agreement.Org
}

func (w *way) at() wayAt {
	return wayAt{w.source(), w.haveMade, w.by, w.passed, w.part, w.licensee}
}

// ways lists the ways in which the grants that are known may give the right to a use, grant by grant.
func (w *known) ways(u agreement.UseOf) []*way {
	var out []*way
	for _, g := range w.grants() {
		out = append(out, w.waysOf(g, u)...)
	}
	return out
}

func (w *known) waysOf(g *granted, u agreement.UseOf) []*way {
	cutters, enders := w.cutters(sourceOf(g, nil)), w.enders(g, nil)
	out := []*way{{granted: g, licensee: u.Actor, cutters: cutters, enders: enders}}
	if u.Act == agreement.Make && u.For != "" {
		out = append(out, &way{granted: g, haveMade: true, licensee: u.For, cutters: cutters, enders: enders})
	}
	for _, x := range w.waysByRules(g, u) {
		x.cutters, x.enders = cutters, enders
		out = append(out, x)
	}
	for _, x := range w.extensionsOf(g) {
		cutters, enders = w.cutters(sourceOf(g, x)), w.enders(g, x)
		for _, l := range w.licensees(g, x, u) {
			out = append(out, &way{granted: g, extension: x, licensee: l, cutters: cutters, enders: enders})
		}
	}
	return out
}

// waysByRules lists the ways in which the right to a use may be kept or have passed to a buyer by rules about an entity.
func (w *known) waysByRules(g *granted, u agreement.UseOf) []*way {
	var out []*way
	add := func(r *agreement.Rule, by agreement.Org, haveMade bool) {
		if len(effectsOn(r, g.Clause.QName(), agreement.RightsContinue)) > 0 {
			out = append(out, &way{granted: g, haveMade: haveMade, by: r, licensee: by})
		}
		if len(effectsOn(r, g.Clause.QName(), passesKinds...)) > 0 {
			for _, l := range append(w.mergedInto(by), by) {
				out = append(out, &way{granted: g, haveMade: haveMade, by: r, passed: true, part: by, licensee: l})
			}
		}
	}
	for _, r := range w.aboutEntities() {
		add(r, u.Actor, false)
		if u.Act == agreement.Make && u.For != "" {
			add(r, u.For, true)
		}
	}
	return out
}

func (w *known) extensionsOf(g *granted) []*agreement.Extension {
	var out []*agreement.Extension
	for _, a := range w.agreements {
		for _, x := range a.Extensions {
			if has(x.Of, g.Clause.QName()) {
				out = append(out, x)
			}
		}
	}
	return out
}

// licensees lists those whose right a use may be by an extension.
func (w *known) licensees(g *granted, x *agreement.Extension, u agreement.UseOf) []agreement.Org {
	l := u.Actor
	switch {
	case x.Kind == agreement.Transfer:
	case x.Chain == agreement.MakesFor:
		l = u.For
	case x.Chain == agreement.AcquiredFrom:
		l = u.From
	case x.ByAct:
		var out []agreement.Org
		for _, e := range w.events {
			if sublicenses(e.body, g, u.Actor) && !has(out, e.body.By) {
				out = append(out, e.body.By)
			}
		}
		return out
	}
	if l == "" {
		return nil
	}
	return []agreement.Org{l}
}

// sublicenses reports whether an event is a sublicence to somebody under a grant.
func sublicenses(e agreement.Event, g *granted, to agreement.Org) bool {
	return e.Verb == agreement.Sublicenses && e.To == to && e.Of == g.Clause.QName()
}

// cutters lists the exclusions that cut a grant or an extension under some reading.
func (w *known) cutters(s source) []*agreement.Exclusion {
	var out []*agreement.Exclusion
	for _, a := range w.agreements {
		for _, x := range a.Exclusions {
			for _, n := range s.names() {
				if w.mayCut(x, n) {
					out = append(out, x)
					break
				}
			}
		}
	}
	return out
}

// open is conditions 1 and 2 of docs/meaning.md §9 for one way.
func (v *view) open(w *way, u agreement.UseOf, n *node) bool {
	g := v.grant(w.granted)
	acts := g.Acts
	act := u.Act
	switch {
	case w.haveMade:
		act = agreement.HaveMade
	case w.extension != nil && len(w.extension.Acts) > 0:
		acts = w.extension.Acts
	}
	return has(acts, act) && v.entitled(w, u.Actor, n) &&
		(!w.haveMade || v.holdAll(g.HaveMadeIf, subject{node: n, clause: g.Clause, on: v.day}))
}

// entitled reports whether a way is there for an actor, whatever the act. Without a node the lines of an extension that are
// about the product are left aside.
func (v *view) entitled(w *way, actor agreement.Org, n *node) bool {
	g, x := v.grant(w.granted), w.extension
	switch {
	case w.passed:
		return v.cameToBy(w.by, g, w.licensee, w.part)
	case w.by != nil:
		return v.stillHasBy(w.by, g, w.licensee)
	case x == nil && w.haveMade:
		return v.licensed(w.licensee, g)
	case x == nil:
		return v.among(actor, g.To, v.day) && !v.placesOf(g).transferred[actor]
	}
	return v.extended(w, g, actor) && v.allYes(x.Clause.QName()) && v.provides(x, actor, n)
}

// licensed reports whether somebody has a licensee's place on the day: one of those the grant is to, unless he has
// transferred it, or one who holds it by transfer.
func (v *view) licensed(o agreement.Org, g *granted) bool {
	places := v.placesOf(g)
	return len(places.held[o]) > 0 || v.among(o, g.To, v.day) && !places.transferred[o]
}

// extended reports whether an extension is to the actor, leaving aside its `provided` lines.
func (v *view) extended(w *way, g *granted, actor agreement.Org) bool {
	x := w.extension
	switch {
	case x.Kind == agreement.Transfer:
		for _, held := range v.placesOf(g).held[actor] {
			if v.permits(x, held) {
				return true
			}
		}
		return false
	case x.Chain == agreement.MakesFor:
		return v.licensed(w.licensee, g) || v.hasByRule(w.licensee, g)
	case x.Chain == agreement.AcquiredFrom:
		return v.wasLicensed(w.licensee, g) || v.hasByRule(w.licensee, g)
	}
	return (v.among(actor, x.To, v.day) || len(v.joint(x, actor)) > 0) && (!x.ByAct || v.sublicensed(w, g, actor))
}

// wasLicensed is licensed, where a transfer since then takes nothing away.
func (v *view) wasLicensed(o agreement.Org, g *granted) bool {
	return v.among(o, g.To, v.day) || len(v.placesOf(g).held[o]) > 0
}

// hasByRule reports whether a way kept or passed is open to somebody.
func (v *view) hasByRule(o agreement.Org, g *granted) bool { return v.stillHas(g, o) || v.cameTo(g, o) }

// sublicensed reports whether the licensee of a way has sublicensed the actor.
func (v *view) sublicensed(w *way, g *granted, actor agreement.Org) bool {
	if !v.wasLicensed(w.licensee, g) && !v.hasByRule(w.licensee, g) || len(w.extension.By) > 0 && !v.among(w.licensee, w.extension.By, v.day) {
		return false
	}
	for _, e := range v.events {
		if e.body.By != w.licensee || !sublicenses(e.body, g, actor) {
			continue
		}
		if _, is := by(v, v.day, e, v.turning); is {
			return true
		}
	}
	return false
}

// joint lists the agreements that make somebody one of the parties an extension is to: he and the organisation it names
// have signed them, the later of the two within its time and by the day.
func (v *view) joint(x *agreement.Extension, o agreement.Org) []string {
	if x.Parties == nil {
		return nil
	}
	var out []string
	for _, s := range v.signatures {
		id := s.body.Agreement
		if has(out, id) {
			continue
		}
		one, ok := v.signed(o, id)
		other, too := v.signed(x.Parties.With, id)
		if ok && too && x.Parties.Signed.Contains(max(one, other)) {
			out = append(out, id)
		}
	}
	return out
}

// signed is the day on which somebody first signed an agreement, if he had by the day.
func (v *view) signed(o agreement.Org, id string) (first when.Date, is bool) {
	for _, s := range v.signatures {
		if s.body.Agreement != id || !has(s.body.By, o) {
			continue
		}
		if d, begun := by(v, v.day, s, v.turning); begun && (!is || d < first) {
			first, is = d, true
		}
	}
	return first, is
}

// provides reports whether the `provided` lines of an extension hold: those about an agreement, of one of those that make
// the actor a party, and the others. Without a node those about the product are left aside.
func (v *view) provides(x *agreement.Extension, actor agreement.Org, n *node) bool {
	lines := x.Provided
	if n == nil {
		lines = apartFromProduct(lines)
	}
	if x.Parties == nil {
		return v.holdAll(lines, subject{node: n, clause: x.Clause, on: v.day})
	}
	for _, id := range v.joint(x, actor) {
		if v.holdAll(lines, subject{node: n, agreement: id, clause: x.Clause, on: v.day}) {
			return true
		}
	}
	return false
}

// apartFromProduct lists the lines that say nothing about the product.
func apartFromProduct(lines []agreement.Condition) []agreement.Condition {
	var out []agreement.Condition
	for _, line := range lines {
		about := false
		for _, t := range line {
			about = about || t.Finding.Subject == agreement.SubjectProduct
		}
		if !about {
			out = append(out, line)
		}
	}
	return out
}
