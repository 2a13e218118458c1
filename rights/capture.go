package rights

import (
	"slices"
	"strings"
	"sync"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// subject is one patent under judgement.
type subject struct {
	rec    *patent.Record
	title  title
	events []patent.Event
	row    int // in the snapshot, or -1: declared by a journal
}

// captured reports whether the patent is in the set, for a use on day t (§6).
func (p *Program) captured(cs *cases, s *subject, set *patentSet, t when.Date) bool {
	set = set.read(cs)
	if set.speaks && cs.pair == nil {
		return p.capturedForSome(cs, s, set, t)
	}
	return p.admitted(cs, s, set, t) &&
		!p.inPatents(cs, s, set.Except, t) &&
		p.patentConditions(cs, s, set.OnlyIf, t, set.Clause) &&
		allYes(cs, set.opens)
}

// admitted is capture up to and with the family.
func (p *Program) admitted(cs *cases, s *subject, set *patentSet, t when.Date) bool {
	if p.direct(cs, s, set, t) {
		return true
	}
	for _, r := range p.relatives(s, set.Family) {
		if p.direct(cs, r, set, t) {
			return true
		}
	}
	return false
}

func (p *Program) direct(cs *cases, s *subject, set *patentSet, t when.Date) bool {
	return (len(set.Add) == 0 || p.selects(cs, s, set, t)) && p.patentConditions(cs, s, set.Where, t, set.Clause)
}

func (p *Program) selects(cs *cases, s *subject, set *patentSet, t when.Date) bool {
	for i := range set.Add {
		a := &set.Add[i]
		switch {
		case len(a.OwnedBy) > 0:
			if p.ownedBy(cs, s, set.owned[i], heldSpan(a.Held, t)) && p.rests(cs, s, a, t) {
				return true
			}
		case len(a.Joined) > 0:
			if p.joined(cs, s, a.Joined, t) {
				return true
			}
		case len(a.LicensableBy) > 0:
			if p.licensableBy(cs, s, set.licensors[i], heldSpan(a.Held, t)) {
				return true
			}
		case set.listed[s.rec.ID]:
			return true
		}
	}
	return false
}

// rests reports whether what a selector is about was there on its day: the application, the disclosure (§20).
func (p *Program) rests(cs *cases, s *subject, a *agreement.Selector, t when.Date) bool {
	span := when.Interval{From: when.Min, To: heldSpan(a.Held, t).To}
	switch a.Basis {
	case agreement.OfApplications:
		return p.dayIn(cs, &agreement.Test{Attr: agreement.PatentPriority, Span: span}, s.rec.Priority, "priority date", s.rec.ID)
	case agreement.OfDisclosures:
		return p.dayIn(cs, &agreement.Test{Attr: agreement.PatentDisclosed, Span: span}, p.milestone(s.rec, agreement.PatentDisclosed), "disclosure date", s.rec.ID)
	}
	return true
}

// ownedBy reports whether on some day of i one of the owners was one of the persons listed.
func (p *Program) ownedBy(cs *cases, s *subject, who *people, i when.Interval) bool {
	found := false
	eachLink(s.title.chain(cs, s.rec.ID, p.factText), i, func(owners []org, days when.Interval) bool {
		for _, o := range owners {
			certain, possible := who.during(o, days)
			if certain {
				found = true
				return false
			}
			if !possible {
				continue
			}
			for _, d := range cs.clock.within(days) {
				if p.inMembers(cs, o, who.list, d) {
					found = true
					return false
				}
			}
		}
		return true
	})
	return found
}

func (p *Program) inPatents(cs *cases, s *subject, items []agreement.PatentItem, t when.Date) bool {
	for _, it := range items {
		if it.ID != "" {
			if it.ID == s.rec.ID || p.canonical(it.ID) == s.rec.ID {
				return true
			}
			continue
		}
		if set := p.sets[it.Set]; set != nil && p.captured(cs, s, set, t) {
			return true
		}
	}
	return false
}

func (p *Program) patentConditions(cs *cases, s *subject, lines []agreement.Condition, t when.Date, c agreement.Clause) bool {
	return conditions(lines, func(x *agreement.Test) bool { return p.patentTest(cs, s, x, t, c) })
}

func (p *Program) patentTest(cs *cases, s *subject, x *agreement.Test, t when.Date, c agreement.Clause) bool {
	r := s.rec
	if x.ToLeft {
		narrowed := *x
		narrowed.Span = p.upToLeaving(cs, x.Span, t)
		x = &narrowed
	}
	any := func(attr string, known bool, is func(string) bool) bool {
		for _, v := range x.Values {
			if known && is(v) || !known && cs.yes(agreement.QAttr(attr, v, r.ID)) {
				return true
			}
		}
		return false
	}
	switch x.Attr {
	case agreement.PatentPriority:
		return p.dayIn(cs, x, r.Priority, "priority date", r.ID)
	case agreement.PatentFiled:
		return p.dayIn(cs, x, r.Filed, "filing date", r.ID)
	case agreement.PatentPublished:
		return p.dayIn(cs, x, r.Published, "publication date", r.ID)
	case agreement.PatentGranted:
		if r.IsGrant == patent.No || r.IsGrant == patent.Unknown && !cs.yes(agreement.QAttr("granted", "yes", r.ID)) {
			return false
		}
		return p.dayIn(cs, x, r.Grant, "grant date", r.ID)
	case agreement.PatentInvented:
		return p.dayIn(cs, x, p.milestone(r, agreement.PatentInvented), "invention date", r.ID)
	case agreement.PatentDisclosed:
		return p.dayIn(cs, x, p.milestone(r, agreement.PatentDisclosed), "disclosure date", r.ID)
	case agreement.PatentKind:
		return any("kind", r.Kind != patent.KindUnknown, func(v string) bool { return r.Kind.String() == v })
	case agreement.PatentField:
		return any("field", !r.Unclassified(), func(v string) bool { return hasField(r.Fields, v) })
	case agreement.PatentClass:
		return any("class", !r.Unclassified(), func(v string) bool {
			return slices.ContainsFunc(r.Classes, func(s string) bool { return strings.HasPrefix(s, v) })
		})
	case agreement.PatentStandard:
		return slices.ContainsFunc(x.Values, func(v string) bool { return hasStandard(r.Standards, v) })
	case agreement.PatentOffice:
		return slices.Contains(x.Values, r.Office)
	case agreement.PatentFamily:
		return any("family", r.Family != "", func(v string) bool { return r.Family == v })
	case agreement.FindingTest:
		of := x.Finding.Of
		if x.Finding.Subject == agreement.SubjectPatent {
			of = r.ID
		}
		return p.found(cs, &x.Finding, of, t, c)
	}
	return false
}

func hasField(set patent.FieldSet, word string) bool {
	v, ok := fieldWords.Load(word)
	if !ok {
		var named patent.FieldSet
		if f, ok := patent.ParseField(word); ok {
			named = named.With(f)
		}
		v, _ = fieldWords.LoadOrStore(word, named)
	}
	return set&v.(patent.FieldSet) != 0
}

// fieldWords remembers what the words for fields mean: string -> patent.FieldSet with one field or none.
var fieldWords sync.Map

// dayIn tests a date that may be known only within bounds. Days between two edges of tests on that date are alike.
func (p *Program) dayIn(cs *cases, x *agreement.Test, b when.Bounds, what, id string) bool {
	certain, possible := b.In(x.Span)
	if certain || !possible {
		return certain
	}
	days := []when.Date{b.Earliest}
	for _, e := range cs.clock.edges[x.Attr] {
		if b.Earliest < e && e <= b.Latest {
			days = append(days, e)
		}
	}
	return x.Span.Contains(cs.pickDay(agreement.QDay(what, id), days))
}

// relatives lists the patents from which s descends by a chain of relations of the kinds.
func (p *Program) relatives(s *subject, kinds []patent.Relation) []*subject {
	if len(kinds) == 0 {
		return nil
	}
	seen := map[string]bool{s.rec.ID: true}
	var out []*subject
	queue := []*subject{s}
	push := func(id string) {
		if !seen[id] {
			seen[id] = true
			if r := p.subject(id); r != nil {
				out = append(out, r)
				queue = append(queue, r)
			}
		}
	}
	for len(queue) > 0 {
		c := queue[0]
		queue = queue[1:]
		for _, k := range kinds {
			if k == patent.ForeignCounterpart {
				for _, id := range p.familyOf(c.rec) {
					if r := p.subject(id); r != nil && r.rec.Office != c.rec.Office {
						push(id)
					}
				}
			}
			for _, up := range c.rec.Parents {
				if up.How == k {
					push(up.ID)
				}
			}
			for _, up := range p.descents[c.rec.ID] {
				if up.How == k {
					push(up.ID)
				}
			}
		}
	}
	return out
}

// own reports whether on day t an owner is the actor or one whom it controls.
func (p *Program) heldBy(cs *cases, s *subject, who org, share agreement.Share, t when.Date) bool {
	if who < 0 {
		return false
	}
	for _, o := range ownersOn(s.title.chain(cs, s.rec.ID, p.factText), t) {
		if o == who || p.control.controls(cs, who, o, share, nil, t) {
			return true
		}
	}
	return false
}

// given reports whether the grant could be given by its licensor, for a use on day t in country (§9.8).
func (p *Program) given(cs *cases, s *subject, g *grant, country string, t when.Date) bool {
	g = g.read(cs)
	from := p.ever(g).from
	if !slices.ContainsFunc(p.dealers(s), from.has) {
		return false // nobody who ever owned it, or may license it, is ever a licensor
	}
	chain := s.title.chain(cs, s.rec.ID, p.factText)
	able := func(owners []org, day when.Date) (some, all bool) {
		if p.mayLicense(cs, s, day, func(o org) bool { return p.isFrom(cs, g, o, day) }) {
			return true, true
		}
		all = true
		for _, o := range owners {
			if p.isFrom(cs, g, o, day) {
				some = true
			} else {
				all = false
			}
		}
		return some, all && some
	}
	alone := func() bool {
		return p.coOwnersAlone[country] || cs.yes(agreement.QCoOwner(country))
	}
	given := p.givenFrom(cs, g, t)
	tau := max(t, given)
	if some, all := able(ownersOn(chain, tau), tau); all || some && alone() {
		return true
	}
	var partly, wholly bool
	eachLink(chain, when.Interval{From: given, To: tau + 1}, func(owners []org, days when.Interval) bool {
		for _, d := range cs.clock.within(days) {
			some, all := able(owners, d)
			partly, wholly = partly || some, wholly || all
		}
		return !wholly
	})
	if !wholly && !(partly && alone()) {
		return false
	}
	if slices.ContainsFunc(g.running, func(r *ruleThatRuns) bool { return p.runsBy(cs, r, t) }) {
		return true
	}
	if len(g.entity) > 0 {
		switch on, off := p.lives(cs, s, g, t); {
		case on && off:
			return cs.yes(agreement.QRuns(g.Kind))
		case on || off:
			return on
		}
	}
	return g.Kind == agreement.Release || p.runs[g.Kind] || cs.yes(agreement.QRuns(g.Kind))
}

// isFrom reports whether o is one of the licensors of g on a day, asking only where it is not certain.
func (p *Program) isFrom(cs *cases, g *grant, o org, day when.Date) bool {
	g = g.read(cs)
	certain, possible := g.from.has(o, day)
	return certain || possible && p.inMembers(cs, o, g.From, day)
}
