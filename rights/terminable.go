package rights

import (
	"cmp"
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// Terminable is a power that could end a right and has not been used.
type Terminable struct {
	Clause  agreement.Clause // of the power
	By      string           // who may use it, as the clause gives it
	Orgs    []agreement.Org  // those of them who are certainly so on the day
	Sure    bool             // exercisable whatever the answers to open questions
	Since   when.Date        // where Sure: first day from which it has been; when.Min: since ever
	Notice  string           // "30 days"; empty: at once
	Says    string
	Patents int // how many licensed patents it could end the right under
	assumed []agreement.Assumption
}

// terminable lists the powers that could end the rights of an answer (§18).
func (l *look) terminable(t *tally) []Terminable {
	if !slices.ContainsFunc(l.grants, func(g *lookGrant) bool {
		return slices.ContainsFunc(g.cuts, (*lookCut).isPower) || slices.ContainsFunc(g.cutters, func(x *exclusion) bool { return x.ends != nil && x.ends.power != nil })
	}) {
		return nil
	}
	at := map[*exclusion]*Terminable{}
	for _, s := range t.rulings {
		if s.right != rightLicensed || s.inForce == 0 {
			continue
		}
		for x, since := range l.couldEnd(s.subject, s.ruling) {
			n := at[x]
			if n == nil {
				n = l.p.terminableBy(x, l.day)
				n.Sure, n.Since = since.certain, since.since
				at[x] = n
			} else {
				n.Sure = n.Sure && since.certain
				n.Since = max(n.Since, since.since)
			}
			n.Patents += s.inForce
			l.p.addLicensors(n, x, since.pairs)
		}
	}
	out := make([]Terminable, 0, len(at))
	for _, n := range at {
		if !n.Sure {
			n.Since = when.None
		}
		out = append(out, *n)
	}
	slices.SortFunc(out, func(a, b Terminable) int { return cmp.Compare(a.Clause.QName(), b.Clause.QName()) })
	return out
}

func (c *lookCut) isPower() bool { return c.ends != nil && c.ends.power != nil }

func (p *Program) terminableBy(x *exclusion, on when.Date) *Terminable {
	w := x.ends.power
	t := &Terminable{Clause: w.Clause, By: agreement.MemberList(w.Of), Says: p.says(w), Since: when.None, assumed: w.Assumed}
	if w.Notice.N > 0 {
		t.Notice = w.Notice.Duration.String()
	}
	for o := range x.ends.of.at(on).certain.each {
		t.Orgs = append(t.Orgs, agreement.Org(p.orgs[o]))
	}
	slices.Sort(t.Orgs)
	return t
}

// addLicensors adds those who may use a power as the licensors of pairs.
func (p *Program) addLicensors(n *Terminable, x *exclusion, pairs []*pair) {
	if !slices.ContainsFunc(x.ends.power.Of, func(m agreement.Member) bool { return m.Each == agreement.EachLicensor && !m.Reach }) {
		return
	}
	for _, b := range pairs {
		if o := agreement.Org(p.orgs[b.licensor]); !slices.Contains(n.Orgs, o) {
			n.Orgs = append(n.Orgs, o)
		}
	}
	slices.Sort(n.Orgs)
}

// standing since when: a decision over the cases with the day it comes to.
type sinceWhen struct {
	certain bool
	since   when.Date
	pairs   []*pair // of the rights that it could end
}

// couldEnd says which powers could end a licensed right under a patent.
func (l *look) couldEnd(s *subject, r *ruling) map[*exclusion]sinceWhen {
	w := l.weigh(s)
	out := map[*exclusion]sinceWhen{}
	for _, x := range l.p.exclusions {
		if x.ends == nil || x.ends.power == nil {
			continue
		}
		var hs []*held
		for i := range w.hs {
			h := &w.hs[i]
			if len(h.aims(x)) > 0 && slices.ContainsFunc(r.reasons, func(b because) bool { return b.effect == Grants && b.grant == h.grant && b.by == h.way.by }) {
				hs = append(hs, h)
			}
		}
		if len(hs) == 0 {
			continue
		}
		type value struct {
			asked, could bool
			since        when.Date
		}
		var pairs []*pair
		leaves, complete := run(w.clock, func(cs *cases) value {
			v := value{since: when.Max}
			if v.asked = w.asked.certain || w.asked.test(cs); !v.asked || w.own.possible && w.own.test(cs) {
				return v
			}
			for _, h := range hs {
				if !slices.ContainsFunc(w.judged, func(n int) bool { return r.nodes[n] == rightLicensed && h.gives(cs, n) }) {
					continue
				}
				cs.in(h.way.pair, func() bool {
					if !allYes(cs, x.opens) || !l.undefeated(cs, h.lookGrant, x) || l.noticed(cs, x.ends, h.way.licensee) {
						return false
					}
					d, ok := l.p.exercisableSince(cs, x.ends, l.day, h.way.licensee)
					if ok {
						v.could, v.since = true, min(v.since, d)
						if b := h.way.pair; b != nil && !slices.Contains(pairs, b) {
							pairs = append(pairs, b)
						}
					}
					return ok
				})
			}
			return v
		})
		certain, possible, since := complete, false, when.Min
		for _, leaf := range leaves {
			switch {
			case !leaf.value.asked:
			case leaf.value.could:
				possible, since = true, max(since, leaf.value.since)
			default:
				certain = false
			}
		}
		if possible {
			out[x] = sinceWhen{certain, since, pairs}
		}
	}
	return out
}

// noticed reports whether notice that counts has been given under a power by the day of the use, in effect or not.
func (l *look) noticed(cs *cases, e *ender, licensee org) bool {
	return slices.ContainsFunc(l.p.happened.byVerb[agreement.GivesNotice], func(h *happening) bool {
		if h.Of != e.power.Clause.QName() || e.thatOne && h.to != licensee {
			return false
		}
		n, ok := l.p.by(cs, h, l.day)
		return ok && l.p.inList(cs, h.by, e.of, n) && l.p.exercisable(cs, e, n, licensee)
	})
}

// exercisableSince reports whether a power is exercisable on a day, and the first day from which it has been.
func (p *Program) exercisableSince(cs *cases, e *ender, on when.Date, licensee org) (since when.Date, ok bool) {
	if !p.exercisable(cs, e, on, licensee) {
		return when.None, false
	}
	since = on
	days := p.turns(cs, e, on)
	for i := len(days) - 1; i >= 0 && p.exercisable(cs, e, days[i], licensee); i-- {
		since = days[i]
	}
	return since, true
}

// turns lists the days up to on from which it may be otherwise whether a power is exercisable, since ever first.
func (p *Program) turns(cs *cases, e *ender, on when.Date) []when.Date {
	w := e.power
	days := []when.Date{when.Min}
	event := func(v agreement.Verb, count func(*happening) bool, from func(when.Date) when.Date) {
		for _, h := range p.happened.byVerb[v] {
			if !count(h) {
				continue
			}
			if d, ok := p.by(cs, h, on); ok {
				days = append(days, from(d))
			}
		}
	}
	same := func(d when.Date) when.Date { return d }
	if e.trigger != nil {
		if e.trigger.Verb == agreement.CeasesToControl {
			days = append(days, p.daysOfControl(cs.clock, p.orgOf(e.trigger.Held))...)
		}
		event(e.trigger.Verb, func(h *happening) bool { return tells(e.trigger, h) }, same)
	}
	if w.Idle != nil {
		sold := func(h *happening) bool { return h.Of == w.Idle.Under }
		event(agreement.SoldUnder, sold, same)
		event(agreement.SoldUnder, sold, func(d when.Date) when.Date { return idleFrom(d, w.Idle.Quarters) })
	}
	if w.Warning != nil {
		event(agreement.GivesWarning, func(h *happening) bool { return h.Of == w.Clause.QName() }, w.Warning.From)
	}
	for _, line := range w.Provided {
		for _, t := range line {
			for _, j := range p.findings[[2]string{t.Finding.Term, t.Finding.Of}] {
				days = append(days, j.from)
			}
		}
	}
	days = slices.DeleteFunc(days, func(d when.Date) bool { return d > on })
	slices.Sort(days)
	return slices.Compact(days)
}

// Exercise says whether a power is exercisable on a day.
type Exercise struct {
	Standing
	Since when.Date // where it certainly is: first day from which it has been; when.None otherwise
	By    string    // who may use it
}

// Exercisable says whether a power is exercisable on a day, for a licensee where it ends the rights of one. Errors are
// [*UnknownError].
func (p *Program) Exercisable(power agreement.Name, licensee agreement.Org, on when.Date) (Exercise, error) {
	i := slices.IndexFunc(p.exclusions, func(x *exclusion) bool {
		return x.ends != nil && x.ends.power != nil && x.Clause.QName() == power
	})
	if i < 0 {
		return Exercise{}, p.unknown("power", string(power))
	}
	x, who := p.exclusions[i], noOrg
	if licensee != "" {
		var err error
		if who, err = p.knownOrg(licensee); err != nil {
			return Exercise{}, err
		}
	}
	since := when.Min
	t := decide(p.clock.at(on), func(cs *cases) bool {
		if !allYes(cs, x.opens) {
			return false
		}
		d, ok := p.exercisableSince(cs, x.ends, on, who)
		since = max(since, d)
		return ok
	})
	out := Exercise{Standing: standingOf(t, x.Clause, p.says(x.ends.power)), Since: when.None, By: agreement.MemberList(x.ends.power.Of)}
	if t.certain {
		out.Since = since
	}
	return out, nil
}

// MaySublicense says whether one organisation may give another a sublicence under a grant on a day. Errors are
// [*UnknownError].
func (p *Program) MaySublicense(by, to agreement.Org, name agreement.Name, on when.Date) (Standing, error) {
	giver, err := p.knownOrg(by)
	if err != nil {
		return Standing{}, err
	}
	taker, err := p.knownOrg(to)
	if err != nil {
		return Standing{}, err
	}
	i := slices.IndexFunc(p.grants, func(g *grant) bool { return g.Clause.QName() == name })
	if i < 0 {
		return Standing{}, p.unknown("licence", string(name))
	}
	g := p.grants[i]
	t := decide(p.clock.at(on), func(cs *cases) bool {
		return g.read(cs).Sublicence != "none" && slices.ContainsFunc(p.between(g), func(b *pair) bool {
			return p.pairStands(cs, way{pair: b}, on) && cs.in(b, func() bool { return p.maySublicense(cs, g, giver, taker, on) })
		})
	})
	out := standingOf(t, g.Clause, p.says(g.Grant))
	for _, e := range g.extensions {
		if e.Kind == agreement.Sublicence {
			out.Cites = append(out.Cites, Reason{Clause: e.Clause, Effect: Supports, Says: p.says(e.Extension)})
		}
	}
	return out, nil
}

func (p *Program) maySublicense(cs *cases, g *grant, giver, taker org, on when.Date) bool {
	return slices.ContainsFunc(g.extensions, func(e *extension) bool {
		return e.Kind == agreement.Sublicence && allYes(cs, e.opens) && (p.hasPlace(cs, g, giver, on, false) || p.byRule(cs, g, giver, on, true)) &&
			(e.by == nil || p.inList(cs, giver, e.by, on)) && (e.Chain != agreement.NoChain || p.sublicensable(cs, e, taker, on)) &&
			p.finds(cs, notOfProducts(e.lines), on, e.Clause)
	})
}

// notOfProducts leaves out the lines about the product.
func notOfProducts(lines []agreement.Condition) []agreement.Condition {
	return slices.DeleteFunc(slices.Clone(lines), func(line agreement.Condition) bool {
		return slices.ContainsFunc(line, func(t agreement.Test) bool { return t.Finding.Subject == agreement.SubjectProduct })
	})
}
