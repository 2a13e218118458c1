package rights

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// extension is a sublicence, an exhaustion or a transfer of grants.
type extension struct {
	*agreement.Extension
	opens []*agreement.Open
	acts  uint32  // 0: those of the grant
	by    *people // nil: any licensee
	to    *people // nil: Parties, Chain or Business say to whom

	lines     []agreement.Condition // provided lines that are not about the agreement of a party
	agreement []agreement.Condition // those that are
}

func (p *Program) newExtension(e *agreement.Extension, opens []*agreement.Open) *extension {
	x := &extension{Extension: e, opens: opens}
	if len(e.By) > 0 {
		x.by = p.peopleOf(e.By)
	}
	if len(e.To) > 0 {
		x.to = p.peopleOf(e.To)
	}
	for _, a := range e.Acts {
		x.acts |= 1 << a
	}
	for _, line := range e.Provided {
		if slices.ContainsFunc(line, func(t agreement.Test) bool { return t.Finding.Subject == agreement.SubjectAgreement }) {
			x.agreement = append(x.agreement, line)
		} else {
			x.lines = append(x.lines, line)
		}
	}
	return x
}

// mayCover reports whether an extension of a grant covers an act.
func (x *extension) mayCover(g *grant, act agreement.Act) bool {
	if x.acts != 0 {
		return x.acts>>act&1 == 1
	}
	return some(g.each(), func(v *grant) bool { return v.does(act) })
}

// name is the extension's, or none.
func (x *extension) name() agreement.Name {
	if x == nil {
		return ""
	}
	return x.Clause.QName()
}

// way is how a grant may give a right (§18).
type way struct {
	kind     wayKind
	by       *extension // nil: by the grant itself
	licensee org
	pair     *pair       // between whom a grant of a network stands
	rule     *entityRule // of a way kept or passed
	part     org         // of a way kept or passed: who acts, or for whom it is made; the licensee, or who was merged into him
	made     bool        // of a way kept or passed: it is made for part
}

type wayKind uint8

const (
	itself wayKind = iota
	haveMade
	member      // of those to whom an extension gives the right by itself
	sublicensed // by the licensee
	supply      // in the chain of supply of the licensee
	transferee
	kept   // by the licensee, though he was bought or left
	passed // to the licensee, who bought a licensee
)

// ways lists the ways in which a grant may give the use, as far as that takes no cases to tell; of a network, for each pair.
func (l *look) ways(g *grant) []way { return l.p.forPairs(g, l.waysAlone(g)) }

// forPairs repeats ways for each pair between whom a grant stands.
func (p *Program) forPairs(g *grant, ways []way) []way {
	if !g.paired {
		return ways
	}
	var out []way
	for _, x := range p.between(g) {
		for _, w := range ways {
			w.pair = x
			out = append(out, w)
		}
	}
	return out
}

func (l *look) waysAlone(g *grant) []way {
	var out []way
	if some(g.each(), func(v *grant) bool { return v.does(l.use.Act) }) {
		out = append(out, way{kind: itself, licensee: l.actor})
	}
	if l.use.Act == agreement.Make && l.madeFor != noOrg && some(g.each(), func(v *grant) bool { return v.does(agreement.HaveMade) }) {
		out = append(out, way{kind: haveMade, licensee: l.madeFor})
	}
	out = append(out, l.waysByRule(g)...)
	for _, x := range g.extensions {
		switch {
		case !x.mayCover(g, l.use.Act):
		case x.Kind == agreement.Transfer:
			if slices.ContainsFunc(l.p.happened.byVerb[agreement.AssignsAgreement], func(h *happening) bool {
				return h.to == l.actor && string(h.Of) == g.Clause.Agreement
			}) {
				out = append(out, way{kind: transferee, by: x, licensee: l.actor})
			}
		case x.Chain == agreement.MakesFor:
			if l.madeFor != noOrg {
				out = append(out, way{kind: supply, by: x, licensee: l.madeFor})
			}
		case x.Chain == agreement.AcquiredFrom:
			if l.source != noOrg {
				out = append(out, way{kind: supply, by: x, licensee: l.source})
			}
		case x.ByAct:
			for _, y := range l.p.sublicensors(g, l.actor) {
				out = append(out, way{kind: sublicensed, by: x, licensee: y})
			}
		default:
			out = append(out, way{kind: member, by: x, licensee: l.actor})
		}
	}
	return out
}

// mayByExtension reports whether some extension of a grant possibly reaches who acts.
func (l *look) mayByExtension(g *grant) bool {
	if len(g.extensions) == 0 && len(g.entity) == 0 {
		return false
	}
	return slices.ContainsFunc(l.ways(g), func(w way) bool {
		if w.by == nil {
			return w.rule != nil && decide(l.clock, func(cs *cases) bool { return l.open(cs, g, w) }).possible
		}
		x := w.licensee
		switch w.kind {
		case member, sublicensed:
			if w.by.to == nil {
				return true
			}
			_, possible := w.by.to.has(l.actor, l.day)
			return possible
		case supply:
			_, possible := g.to.has(x, l.day)
			return possible || g.transfers || len(g.entity) > 0
		}
		return true
	})
}

// waysByRule lists the ways in which rules about entities may let the use go on, or pass it on.
func (l *look) waysByRule(g *grant) []way {
	var out []way
	for _, e := range g.entity {
		var k wayKind
		switch e.effect.Kind {
		case agreement.RightsContinue:
			k = kept
		case agreement.RightsExtend, agreement.RightsPass:
			k = passed
		default:
			continue
		}
		add := func(part org, made bool) {
			out = append(out, way{kind: k, licensee: part, part: part, rule: e.rule, made: made})
			if k == passed {
				for _, x := range l.p.mergedInto(part) {
					out = append(out, way{kind: k, licensee: x, part: part, rule: e.rule, made: made})
				}
			}
		}
		if some(g.each(), func(v *grant) bool { return v.does(l.use.Act) }) {
			add(l.actor, false)
		}
		if l.use.Act == agreement.Make && l.madeFor != noOrg && some(g.each(), func(v *grant) bool { return v.does(agreement.HaveMade) }) {
			add(l.madeFor, true)
		}
	}
	return out
}

// lines are the conditions that a way is subject to beside that it is open.
func (w way) lines(g *grant) []agreement.Condition {
	switch {
	case w.kind == haveMade || w.made:
		return slices.Concat(g.Provided, g.HaveMadeIf)
	case w.by != nil:
		return slices.Concat(g.Provided, w.by.lines)
	}
	return g.Provided
}

// open reports whether a way is open to a use under the answers of the run.
func (l *look) open(cs *cases, g *grant, w way) bool {
	return cs.in(w.pair, func() bool { return l.openWithin(cs, g, w) })
}

func (l *look) openWithin(cs *cases, g *grant, w way) bool {
	p, v := l.p, g.read(cs)
	act := l.use.Act
	if w.kind == haveMade || w.made {
		act = agreement.HaveMade
	}
	if (w.by == nil || w.by.acts == 0) && !v.does(act) {
		return false
	}
	if w.kind == haveMade {
		return p.hasPlace(cs, g, l.madeFor, l.day, false)
	}
	return p.reaches(cs, g, w, l.actor, l.day)
}

// reaches reports whether an organisation has a grant in a way, whatever it does.
func (p *Program) reaches(cs *cases, g *grant, w way, x org, on when.Date) bool {
	if w.by != nil && !allYes(cs, w.by.opens) {
		return false
	}
	switch w.kind {
	case itself:
		return p.isTo(cs, g, x, on) && !p.place(cs, g, x, on).gone
	case kept:
		return p.kept(cs, g, w.rule, w.licensee, on)
	case passed:
		return p.passed(cs, g, w.rule, w.licensee, w.part, on)
	case supply:
		return p.hasPlace(cs, g, w.licensee, on, w.by.Chain == agreement.AcquiredFrom) || p.byRule(cs, g, w.licensee, on, true)
	case transferee:
		return slices.Contains(p.place(cs, g, x, on).by, w.by)
	case sublicensed:
		return p.sublicensable(cs, w.by, x, on) && (p.hasPlace(cs, g, w.licensee, on, true) || p.byRule(cs, g, w.licensee, on, true)) &&
			(w.by.by == nil || p.inList(cs, w.licensee, w.by.by, on)) && p.sublicensed(cs, g, w.licensee, x, on)
	}
	return p.sublicensable(cs, w.by, x, on)
}

// addExtended adds those whom the extensions of a grant, and rules about entities, may ever reach, but for those in the
// chain of supply.
func (p *Program) addExtended(g *grant, to orgSet) {
	for _, e := range g.entity {
		switch e.effect.Kind {
		case agreement.RightsContinue: // they were licensees
		case agreement.RightsExtend, agreement.RightsPass:
			for i := range p.deals {
				to.set(p.deals[i].buyer)
				to.set(p.deals[i].entity)
			}
			for _, h := range p.happened.byVerb[agreement.TransfersBusiness] {
				if h.to != noOrg {
					to.set(h.to)
				}
			}
		}
	}
	for _, e := range g.extensions {
		if e.to != nil {
			for i, w := range e.to.everOf(len(p.orgs)) {
				to[i] |= w
			}
		}
		if e.Parties != nil {
			for _, s := range p.happened.signed {
				to.set(s.who)
			}
		}
		if e.Kind == agreement.Transfer {
			for _, h := range p.happened.byVerb[agreement.AssignsAgreement] {
				if string(h.Of) == g.Clause.Agreement && h.to != noOrg {
					to.set(h.to)
				}
			}
		}
	}
}

// sublicensable reports whether x is one of those whom an extension reaches.
func (p *Program) sublicensable(cs *cases, e *extension, x org, day when.Date) bool {
	if e.Parties == nil {
		return p.inList(cs, x, e.to, day)
	}
	return p.party(cs, e, x, day)
}

// sublicensed reports whether one organisation has sublicensed another under a grant by a day.
func (p *Program) sublicensed(cs *cases, g *grant, by, to org, t when.Date) bool {
	return slices.ContainsFunc(p.happened.byVerb[agreement.Sublicenses], func(h *happening) bool {
		if h.by != by || h.to != to || h.Of != g.Clause.QName() {
			return false
		}
		_, ok := p.by(cs, h, t)
		return ok
	})
}

// party reports whether x and another signed an agreement within the time that an extension names, and by t.
func (p *Program) party(cs *cases, e *extension, x org, t when.Date) bool {
	with := p.orgOf(e.Parties.With)
	first := func(who org, of string) (when.Date, bool) {
		best, found := when.Max, false
		for _, s := range p.happened.signed {
			if s.who == who && s.agreement == of {
				if d, ok := p.dayBy(cs, s.fact, s.begin, t); ok && d < best {
					best, found = d, true
				}
			}
		}
		return best, found
	}
	seen := map[string]bool{}
	for _, s := range p.happened.signed {
		if s.who != x || seen[s.agreement] {
			continue
		}
		seen[s.agreement] = true
		his, ok := first(x, s.agreement)
		theirs, also := first(with, s.agreement)
		if ok && also && e.Parties.Signed.Contains(max(his, theirs)) && conditions(e.agreement, func(y *agreement.Test) bool {
			of := y.Finding.Of
			if y.Finding.Subject == agreement.SubjectAgreement {
				of = s.agreement
			}
			return y.Attr == agreement.FindingTest && p.found(cs, &y.Finding, of, t, e.Clause)
		}) {
			return true
		}
	}
	return false
}

// placed is where somebody stands in a grant that can be transferred.
type placed struct {
	gone bool         // he has transferred his place
	by   []*extension // he holds it by transfer, permitted by these
}

// hasPlace reports whether x is a licensee on a day: in `to`, or by transfer. Who has transferred his place counts where
// past says so.
func (p *Program) hasPlace(cs *cases, g *grant, x org, t when.Date, past bool) bool {
	at := p.place(cs, g, x, t)
	return at.by != nil || (past || !at.gone) && p.isTo(cs, g, x, t)
}

// place goes through the assignments of a grant's agreement up to t, and says where they leave x.
func (p *Program) place(cs *cases, g *grant, x org, t when.Date) placed {
	if !g.transfers || len(p.happened.byVerb[agreement.AssignsAgreement]) == 0 {
		return placed{}
	}
	at := map[org]placed{}
	for _, a := range p.assignments(cs, g.Clause.Agreement, t) {
		was := at[a.by]
		if was.by == nil && (was.gone || !p.isTo(cs, g, a.by, a.day)) {
			continue
		}
		var by []*extension
		for _, e := range g.extensions {
			if e.Kind == agreement.Transfer && p.permits(cs, e, a, t) {
				by = append(by, e)
			}
		}
		if by != nil {
			at[a.by] = placed{gone: true}
			at[a.to] = placed{by: by}
		}
	}
	return at[x]
}

// permits reports whether a transfer extension permits an assignment.
func (p *Program) permits(cs *cases, e *extension, a assigned, t when.Date) bool {
	if e.Business && !a.WithBusiness || !e.Business && !p.inList(cs, a.to, e.to, a.day) {
		return false
	}
	return allYes(cs, e.opens) && p.finds(cs, e.lines, t, e.Clause)
}
