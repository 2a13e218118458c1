package rights

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// entityRule is a rule about an entity: it acts event by event (§20).
type entityRule struct {
	*agreement.Rule
	opens []*agreement.Open
}

// match is an event that a rule about an entity matches.
type match struct {
	entity, buyer org // buyer: noOrg where there is none
	day           when.Date
	business      string
	deal          *deal // of an acquisition
}

// matches lists the events up to t that a rule matches. Who leaves or joins is looked for among those of whom x may have
// been a part; noOrg: among all.
func (p *Program) matches(cs *cases, r *entityRule, t when.Date, x org) []match {
	on := &r.On
	switch on.Verb {
	case agreement.IsAcquired, agreement.AcquiresEntity:
		return p.acquisitions(cs, r, t, func(match) bool { return true })
	case agreement.TransfersBusiness:
		var out []match
		for _, h := range p.happened.byVerb[agreement.TransfersBusiness] {
			if on.Business != "" && on.Business != h.Name {
				continue
			}
			if day, ok := p.by(cs, h, t); ok && p.takesPart(cs, &on.By, h.by, day-1) && p.takesPart(cs, &on.To, h.to, day-1) {
				out = append(out, match{entity: h.by, buyer: h.to, day: day, business: h.Name})
			}
		}
		return out
	}
	return p.comings(cs, r, t, x)
}

// acquisitions lists the acquisitions up to t that a rule matches, of those that concern somebody.
func (p *Program) acquisitions(cs *cases, r *entityRule, t when.Date, concern func(match) bool) []match {
	on := &r.On
	var out []match
	for i := range p.deals {
		d := &p.deals[i]
		day, ok := p.acquired(cs, d, t)
		m := match{entity: d.entity, buyer: d.buyer, day: day, deal: d}
		if !ok || !concern(m) || !p.takesPart(cs, &on.By, d.buyer, day-1) ||
			on.Verb == agreement.IsAcquired && !(p.takesPart(cs, &on.To, d.entity, day-1) && p.hasForm(cs, d, on.Form)) {
			continue
		}
		out = append(out, m)
	}
	return out
}

// takesPart reports whether x plays a role at the end of a day. Lists are gone through as they are written: they may name
// groups that hang on the rule itself, on earlier days.
func (p *Program) takesPart(cs *cases, r *agreement.Role, x org, day when.Date) bool {
	return len(r.Members) == 0 || x != noOrg && p.inMembers(cs, x, r.Members, day)
}

// comings lists those who left or joined a group up to t, and when.
func (p *Program) comings(cs *cases, r *entityRule, t when.Date, x org) []match {
	g := p.groups[r.On.Group]
	if g == nil {
		return nil
	}
	who := p.everAMember(g)
	if x == outsider {
		return nil // nothing names him: he was never in a group that somebody leaves or joins
	}
	if x != noOrg {
		above := p.control.above(x)
		who = slices.DeleteFunc(slices.Clone(who), func(o org) bool { return !slices.Contains(above, o) })
	}
	var out []match
	for _, o := range who {
		was := false
		for i, d := range p.turnsOf(cs, g, o) {
			if d > t {
				break
			}
			is := p.inGroup(cs, o, g, d)
			if i > 0 && is != was && is == (r.On.Verb == agreement.JoinsGroup) {
				out = append(out, match{entity: o, buyer: noOrg, day: d})
			}
			was = is
		}
	}
	return out
}

// everAMember lists those who may ever be in a group.
func (p *Program) everAMember(g *group) []org {
	out, _ := p.candidates([]agreement.Member{{Group: g.Clause.QName()}})
	return out
}

// turnsOf lists the days on which membership of o in a group may change, the first day of all first.
func (p *Program) turnsOf(cs *cases, g *group, o org) []when.Date {
	days := p.daysOfControl(cs.clock, o)
	_, more := p.candidates([]agreement.Member{{Group: g.Clause.QName()}})
	for _, d := range more {
		if d.Real() {
			days = append(days, d)
		}
	}
	for _, b := range cs.clock.unsure {
		days = append(days, cs.clock.candidates(b)...)
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// partOf reports whether x was the entity of a match, or controlled by it, at the end of the day before.
func (p *Program) partOf(cs *cases, m match, x org) bool {
	return x >= 0 && (x == m.entity || p.control.controls(cs, m.entity, x, agreement.Over50, nil, m.day-1))
}

// isOf reports whether x is one of those whom an effect names.
func (p *Program) isOf(cs *cases, m match, who agreement.Involved, x org) bool {
	switch who {
	case agreement.Everybody:
		return true
	case agreement.TheBuyer:
		return x != noOrg && x == m.buyer
	case agreement.BuyersAffiliates:
		return x >= 0 && m.buyer != noOrg && p.control.affiliated(cs, m.buyer, x, agreement.Over50, nil, m.day-1) && !p.partOf(cs, m, x)
	}
	return p.partOf(cs, m, x)
}

// stands reports whether a match stands on a day.
func (p *Program) stands(cs *cases, r *entityRule, m match, t when.Date) bool {
	return allYes(cs, r.opens) && conditions(r.Provided, func(x *agreement.Test) bool {
		of := x.Finding.Of
		switch x.Finding.Subject {
		case agreement.SubjectEntity:
			of = p.orgs[m.entity]
		case agreement.SubjectBuyer:
			if m.buyer == noOrg {
				return false
			}
			of = p.orgs[m.buyer]
		}
		return x.Attr == agreement.FindingTest && p.found(cs, &x.Finding, of, t, r.Clause)
	}) && (r.Undertaken == nil || p.undertaken(cs, r, m, t))
}

// undertaken reports whether a rule acts as far as an undertaking goes.
func (p *Program) undertaken(cs *cases, r *entityRule, m match, t when.Date) bool {
	u := r.Undertaken
	who, last := m.entity, when.Max
	if u.By == agreement.TheBuyer {
		who = m.buyer
	}
	if u.Within != nil {
		last = u.Within.From(m.day)
	}
	if slices.ContainsFunc(p.happened.byVerb[agreement.Undertakes], func(h *happening) bool {
		if h.Of != r.Clause.QName() || h.by != who {
			return false
		}
		day, ok := p.by(cs, h, t)
		return ok && day <= last
	}) {
		return true
	}
	state, what := u.Meanwhile, "meanwhile"
	if t > last {
		state, what = u.Failing, "failing"
	}
	if state == agreement.StateNotStated {
		return cs.yes(agreement.QMissing(r.Clause, what))
	}
	return state == agreement.Acts
}

// entityEffect is what a rule about an entity does to a grant.
type entityEffect struct {
	rule   *entityRule
	effect *agreement.Effect
}

// takesOut reports whether an effect takes rights from those whom it names.
func takesOut(k agreement.EffectKind) bool {
	switch k {
	case agreement.RightsEnd, agreement.RightsPass, agreement.RightsNotTo, agreement.RightsLimited, agreement.RightsNotFor:
		return true
	}
	return false
}

// wasTo reports whether x was a licensee at the end of the day before a match.
func (p *Program) wasTo(cs *cases, g *grant, m match, x org) bool { return p.isTo(cs, g, x, m.day-1) }

// kept reports whether a rule lets x keep a right that it had when it was bought or left.
func (p *Program) kept(cs *cases, g *grant, r *entityRule, x org, t when.Date) bool {
	return !p.place(cs, g, x, t).gone && slices.ContainsFunc(p.matches(cs, r, t, x), func(m match) bool {
		return p.partOf(cs, m, x) && p.wasTo(cs, g, m, x) && p.stands(cs, r, m, t)
	})
}

// passed reports whether a rule lets a right pass, or extend, to x, who bought it, for an act of part: x himself, or who was
// merged into him.
func (p *Program) passed(cs *cases, g *grant, r *entityRule, x, part org, t when.Date) bool {
	return !p.place(cs, g, x, t).gone && slices.ContainsFunc(p.matches(cs, r, t, noOrg), func(m match) bool {
		return x != noOrg && x == m.buyer && (part == x || part == m.entity && m.deal != nil && !p.separate(cs, m.deal)) && slices.ContainsFunc(append([]org{m.entity}, p.control.below(m.entity)...), func(y org) bool {
			return p.partOf(cs, m, y) && p.wasTo(cs, g, m, y)
		}) && p.stands(cs, r, m, t)
	})
}

// byRule reports whether x has a grant because of a rule: kept, where that counts, or passed.
func (p *Program) byRule(cs *cases, g *grant, x org, t when.Date, keeping bool) bool {
	return slices.ContainsFunc(g.entity, func(e entityEffect) bool {
		switch e.effect.Kind {
		case agreement.RightsContinue:
			return keeping && p.kept(cs, g, e.rule, x, t)
		case agreement.RightsExtend, agreement.RightsPass:
			return p.passed(cs, g, e.rule, x, x, t)
		}
		return false
	})
}

// takesFrom reports whether an effect takes from a licensee what a match is about, products left aside.
func (p *Program) takesFrom(cs *cases, g *grant, e *agreement.Effect, m match, licensee org, t when.Date) bool {
	switch e.Kind {
	case agreement.RightsEnd:
		return p.isOf(cs, m, e.Who, licensee)
	case agreement.RightsPass:
		return licensee == m.entity && !p.byRule(cs, g, licensee, t, false)
	case agreement.RightsNotTo:
		return p.isOf(cs, m, e.Who, licensee) && !p.wasTo(cs, g, m, licensee) && !p.byRule(cs, g, licensee, t, true)
	case agreement.RightsLimited:
		if e.Who == agreement.TheBuyer {
			return p.isOf(cs, m, e.Who, licensee) && !p.wasTo(cs, g, m, licensee)
		}
		return p.partOf(cs, m, licensee)
	case agreement.RightsNotFor:
		return p.isOf(cs, m, agreement.TheBuyer, licensee) && !p.wasTo(cs, g, m, licensee)
	}
	return false
}

// addEntityRule compiles a rule about an entity: what takes rights out becomes an exclusion.
func (p *Program) addEntityRule(r *agreement.Rule, opens []*agreement.Open) {
	n := &entityRule{r, opens}
	p.rules = append(p.rules, n)
	for i := range r.Then {
		if e := &r.Then[i]; takesOut(e.Kind) {
			p.exclusions = append(p.exclusions, &exclusion{
				Exclusion: &agreement.Exclusion{Clause: r.Clause, Cuts: e.Grants, Anything: true, Extent: agreement.ThatComponent,
					Precedence: r.Precedence, Assumed: r.Assumed, Uses: r.Uses},
				ends: &ender{entity: n, effect: e},
			})
		}
	}
}

// joinGroups notes which rules let entities join which groups.
func (p *Program) joinGroups() {
	for _, r := range p.rules {
		for _, e := range r.Then {
			if g := p.groups[e.Group]; e.Kind == agreement.EntityJoins && g != nil {
				for _, v := range append([]*group{g}, g.options...) {
					v.joins = append(v.joins, r)
				}
			}
		}
	}
}

// cutByRule decides what a rule about an entity takes from a way of a grant.
func (l *look) cutByRule(lg *lookGrant, c *lookCut) {
	if !possible(c.conds) {
		return
	}
	may := false
	for n := range l.nodes {
		t := l.cond(nil, lg.way.bind(func(cs *cases) bool { return l.takesNode(cs, lg, c.ends, n) }))
		may = may || t.possible
		c.takes = append(c.takes, t)
	}
	if !may {
		c.takes = nil
	}
}

// about is of whom an effect on a licensee is: of himself, or of anybody.
func (e *ender) about(licensee org) org {
	if e.effect.Who == agreement.Everybody {
		return noOrg
	}
	return licensee
}

// takesNode reports whether a rule takes a node out of a way of a grant.
func (l *look) takesNode(cs *cases, lg *lookGrant, e *ender, n int) bool {
	p, x := l.p, lg.way.licensee
	return slices.ContainsFunc(p.matches(cs, e.entity, l.day, e.about(x)), func(m match) bool {
		if !p.takesFrom(cs, lg.grant, e.effect, m, x, l.day) {
			return false
		}
		switch e.effect.Kind {
		case agreement.RightsLimited:
			if l.inLimit(cs, e, m, n) || e.effect.Who == agreement.TheBuyer && l.inAnotherLimit(cs, e, m, n) {
				return false
			}
		case agreement.RightsNotFor:
			if !l.inLimit(cs, e, m, n) {
				return false
			}
		}
		return p.stands(cs, e.entity, m, l.day)
	})
}

// endsWholly reports whether a rule takes everything from a licensee, whatever the product.
func (p *Program) endsWholly(cs *cases, g *grant, e *ender, licensee org, t when.Date) bool {
	if k := e.effect.Kind; k == agreement.RightsLimited || k == agreement.RightsNotFor {
		return false
	}
	return slices.ContainsFunc(p.matches(cs, e.entity, t, e.about(licensee)), func(m match) bool {
		return p.takesFrom(cs, g, e.effect, m, licensee, t) && p.stands(cs, e.entity, m, t)
	})
}

// inLimit reports whether a node, or one above it, is among the products of an effect.
func (l *look) inLimit(cs *cases, e *ender, m match, n int) bool {
	limit := e.effect.Limit
	if e.effect.Kind == agreement.RightsNotFor {
		limit = agreement.Limit{Of: agreement.TheBuyer}
	}
	if limit.Set != "" {
		return l.reached(cs, n, []agreement.ProductItem{{Set: limit.Set}}, nil)
	}
	who := m.entity
	if limit.Of == agreement.TheBuyer {
		who = m.buyer
	}
	if who == noOrg {
		return false
	}
	set := l.p.soldBefore(who, m, limit, e.entity.Clause)
	for ; n >= 0; n = l.nodes[n].parent {
		if l.p.inProductSet(cs, &l.nodes[n], set, l.day) {
			return true
		}
	}
	return false
}

// inAnotherLimit is inLimit for the others whom the same buyer has bought.
func (l *look) inAnotherLimit(cs *cases, e *ender, m match, n int) bool {
	return slices.ContainsFunc(l.p.matches(cs, e.entity, l.day, noOrg), func(o match) bool {
		return o.buyer == m.buyer && l.inLimit(cs, e, o, n) && l.p.stands(cs, e.entity, o, l.day)
	})
}

// soldBefore is the set of what somebody, or who was controlled by him, had on sale immediately before a match.
func (p *Program) soldBefore(who org, m match, limit agreement.Limit, c agreement.Clause) *productSet {
	id := agreement.Org(p.orgs[who])
	s := &agreement.ProductSet{Clause: c, Evolution: limit.Evolution, OnSale: []agreement.OnSale{{
		By:   []agreement.Member{{Org: id}, {Org: id, Reach: true, Share: agreement.Over50}},
		Held: agreement.Held{Kind: agreement.HeldBefore, Day: m.day},
	}}}
	if limit.Business && m.business != "" {
		s.Where = []agreement.Condition{{{Attr: agreement.ProductBusiness, Values: []string{m.business}}}}
	}
	return &productSet{ProductSet: s}
}

// lives says of a patent whether rules let rights under it go on, or end, with those who owned it.
func (p *Program) lives(cs *cases, s *subject, g *grant, t when.Date) (on, off bool) {
	for _, e := range g.entity {
		k := e.effect.Kind
		if k != agreement.PatentsRun && k != agreement.PatentsFree || k == agreement.PatentsRun && on || k == agreement.PatentsFree && off {
			continue
		}
		if slices.ContainsFunc(p.matches(cs, e.rule, t, noOrg), func(m match) bool {
			return p.ownedPart(cs, s, m, m.day-1) && p.stands(cs, e.rule, m, t)
		}) {
			on, off = on || k == agreement.PatentsRun, off || k == agreement.PatentsFree
		}
	}
	return on, off
}

// ownedPart reports whether an owner of a patent on a day was part of the entity of a match.
func (p *Program) ownedPart(cs *cases, s *subject, m match, day when.Date) bool {
	return slices.ContainsFunc(ownersOn(s.title.chain(cs, s.rec.ID, p.factText), day), func(o org) bool { return p.partOf(cs, m, o) })
}

// joined reports whether a patent came with an entity that one of the rules is about.
func (p *Program) joined(cs *cases, s *subject, rules []agreement.Name, t when.Date) bool {
	return slices.ContainsFunc(rules, func(n agreement.Name) bool {
		r := p.ruleNamed(n)
		return r != nil && slices.ContainsFunc(p.matches(cs, r, t, noOrg), func(m match) bool {
			return p.ownedPart(cs, s, m, m.day) && p.stands(cs, r, m, t)
		})
	})
}

// ruleNamed is the rule about an entity of that name, or nil.
func (p *Program) ruleNamed(n agreement.Name) *entityRule {
	i := slices.IndexFunc(p.rules, func(r *entityRule) bool { return r.Clause.QName() == n })
	if i < 0 {
		return nil
	}
	return p.rules[i]
}

// admittance is what the joining rules of a group say of somebody on a day.
type admittance struct {
	governed bool // an acquisition governs whether he is in
	let      bool // one lets him in
	deemed   bool // and he is in as long as his buyer controls him
}

// admitting is somebody whose place in a group on a day is being worked out.
type admitting struct {
	who org
	in  *group
	on  when.Date
}

// admits says how the rules by which entities join a group bear on x (§20).
func (p *Program) admits(cs *cases, x org, g *group, s when.Date) admittance {
	var out admittance
	at := admitting{x, g, s}
	if slices.Contains(cs.admits, at) {
		return out // his own place decides over itself, in a group as of a day: no rule lets him in by that
	}
	cs.admits = append(cs.admits, at)
	defer func() { cs.admits = cs.admits[:len(cs.admits)-1] }()
	for _, r := range g.joins {
		// Of whom it is comes first: the buyer's role may hang on the group itself, which then does not hang on him.
		for _, m := range p.acquisitions(cs, r, s, func(m match) bool { return p.partOf(cs, m, x) }) {
			if p.inBase(cs, m.entity, g, m.day-1) {
				continue
			}
			out.governed = true
			if p.stands(cs, r, m, s) {
				out.let = true
				out.deemed = out.deemed || p.control.controls(cs, m.buyer, m.entity, agreement.Over50, nil, s)
			}
		}
	}
	return out
}

// daysOfRule lists the days known from the start on which it may change whether matches of a rule stand.
func (p *Program) daysOfRule(r *entityRule) []when.Date {
	var out []when.Date
	note := func(b when.Bounds) {
		out = append(out, b.Earliest)
		if !b.Known() {
			out = append(out, b.Latest, b.Latest+1)
		}
	}
	event := func(b when.Bounds) {
		note(b)
		if u := r.Undertaken; u != nil && u.Within != nil {
			note(when.Bounds{Earliest: u.Within.From(b.Earliest) + 1, Latest: u.Within.From(b.Latest) + 1})
		}
	}
	for i := range p.deals {
		event(p.deals[i].begin)
	}
	for _, h := range p.happened.byVerb[agreement.TransfersBusiness] {
		event(h.begin)
	}
	for _, h := range p.happened.byVerb[agreement.Undertakes] {
		if h.Of == r.Clause.QName() {
			note(h.begin)
		}
	}
	for _, line := range r.Provided {
		for _, t := range line {
			for k, js := range p.findings {
				if k[0] == t.Finding.Term {
					for _, j := range js {
						out = append(out, j.from)
					}
				}
			}
		}
	}
	return out
}
