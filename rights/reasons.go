package rights

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/patent"
)

// explain fills in what stands behind the counts (§11).
func (l *look) explain(a *ClearAnswer, t *tally) {
	a.Open = t.openQuestions()
	ex := &explainer{look: l, by: map[string]*Reason{}, rests: map[string]*RestsOn{}}
	sums := make([]*sum, 0, len(t.rulings))
	for _, s := range t.rulings {
		sums = append(sums, s)
	}
	slices.SortFunc(sums, func(a, b *sum) int { return a.order - b.order })
	ex.onlyOthers = !slices.ContainsFunc(sums, func(s *sum) bool { return s.inForce > 0 })
	for _, s := range sums {
		ex.ruling(s)
	}
	ex.presumptions(t)
	if l.of != noOrg {
		ex.rest(RestsOn{Kind: "default", Why: fmt.Sprintf("patents of %s means those owned on %s by %s or by an entity it controls (%s)",
			l.p.orgs[l.of], l.day, l.p.orgs[l.of], l.under.Share)})
	}
	a.Ends = l.terminable(t)
	for _, e := range a.Ends {
		ex.assumed(e.assumed)
	}
	a.Because, a.RestsOn = ex.reasons(), ex.restsOn()
	a.Price = ex.prices()
	l.parts(a, t)
	if a.Single {
		l.single(a, t)
	}
	a.Notes = append(a.Notes, l.notes(t)...)
}

func (l *look) notes(t *tally) []string {
	var out []string
	if t.unsure > 0 {
		out = append(out, fmt.Sprintf("%s counted although it is not certain that the question is about %s on that day",
			patents(t.unsure, "is", "are"), map[bool]string{true: "it", false: "them"}[t.unsure == 1]))
	}
	if t.stuck > 0 {
		out = append(out, fmt.Sprintf("%s on more than %d open questions and %s not worked out case by case",
			patents(t.stuck, "hangs", "hang"), maxQuestions, map[bool]string{true: "was", false: "were"}[t.stuck == 1]))
	}
	return out
}

func patents(n int, one, many string) string {
	if n == 1 {
		return "1 patent " + one
	}
	return fmt.Sprintf("%d patents %s", n, many)
}

// single adds what only a question about one patent shows: its status, and the right it would have.
func (l *look) single(a *ClearAnswer, t *tally) {
	s := t.sights
	if s == nil {
		return
	}
	for _, h := range l.p.encumbrancesOn(s.subject, l.day, l.clockFor(s.subject)) {
		a.Notes = append(a.Notes, fmt.Sprintf("others may hold rights in this patent: %s (%s); they take nothing from this answer", h.Group, cite(h.Clause)))
	}
	st := patent.StatusOf(s.subject.rec, l.use.Country, l.day, s.subject.events, l.p.presume)
	a.Status = []StatusLine{{a.Patent, l.use.Country, st.Status.String(), st.Why, st.Presumed}}
	if a.Verdict == Pending || a.Verdict == NotInForce {
		a.Would = string(verdictOf(s.ruling.right))
	}
}

// parts is the answer per node, for a product with components.
func (l *look) parts(a *ClearAnswer, t *tally) {
	if len(l.nodes) < 2 {
		return
	}
	for n := range l.nodes {
		part := Part{Node: l.nodes[n].path, Name: l.nodes[n].name, Depth: l.nodes[n].depth, Counts: t.nodes[n]}
		part.Verdict = headline(part.Counts)
		for _, g := range l.grants {
			for _, x := range g.cuts {
				if r := (Reason{Clause: x.Clause, Effect: TakesOut, Says: x.saying().Sentence(), Patents: part.Counts.NotLicensed}); x.takes[n].certain && certain(x.conds) &&
					!slices.ContainsFunc(part.Because, func(o Reason) bool { return o.Clause == r.Clause }) {
					part.Because = append(part.Because, r)
				}
			}
		}
		a.Parts = append(a.Parts, part)
	}
}

// explainer gathers reasons and what they rest on.
type explainer struct {
	*look
	by    map[string]*Reason
	keys  []string
	rests map[string]*RestsOn
	order []string
	paid  map[*grant]int

	within     []agreement.Name // groups being told, from the outermost
	supported  map[string]bool  // definitions that the ruling at hand has used
	onlyOthers bool             // no patent asked about is in force
}

func (ex *explainer) add(r Reason) {
	k := string(r.Effect) + "|" + r.Clause.Agreement + "|" + r.Clause.Number + "|" + r.Clause.Name + "|" + strings.Join(r.Failing, "|")
	if r.Effect == Supports {
		if ex.supported[k] {
			return // a definition that a ruling uses twice counts its patents once
		}
		ex.supported[k] = true
	}
	if o := ex.by[k]; o != nil {
		o.Patents += r.Patents
		return
	}
	ex.by[k] = &r
	ex.keys = append(ex.keys, k)
}

func (ex *explainer) rest(r RestsOn) {
	k := r.Kind + "|" + r.Why
	if o := ex.rests[k]; o != nil {
		o.Patents += r.Patents
		return
	}
	ex.rests[k] = &r
	ex.order = append(ex.order, k)
}

var effectOrder = map[Effect]int{Owns: 0, Grants: 1, MayGrant: 2, TakesOut: 3, MayTakeOut: 4, Misses: 5, Supports: 6}

func (ex *explainer) reasons() []Reason {
	out := make([]Reason, len(ex.keys))
	for i, k := range ex.keys {
		out[i] = *ex.by[k]
	}
	slices.SortStableFunc(out, func(a, b Reason) int {
		return cmp.Or(effectOrder[a.Effect]-effectOrder[b.Effect], b.Patents-a.Patents)
	})
	return out
}

func (ex *explainer) restsOn() []RestsOn {
	out := make([]RestsOn, len(ex.order))
	for i, k := range ex.order {
		out[i] = *ex.rests[k]
	}
	return out
}

// ruling adds the reasons of one ruling.
func (ex *explainer) ruling(s *sum) {
	n := s.inForce
	if ex.onlyOthers {
		n = s.other // nothing is in force: the reasons are those of the rights there would be
	}
	if n == 0 {
		return
	}
	ex.supported = map[string]bool{}
	if s.right == rightOwn {
		ex.add(Reason{Effect: Owns, Patents: n, Says: "On " + ex.day.String() + " an owner is " + ex.p.orgs[ex.actor] + " or an entity it controls (over 50%)."})
		return
	}
	gives, takes := false, false
	for i, b := range s.reasons {
		switch b.effect {
		case Supports:
			if b.rule != nil {
				ex.rule(b.rule, n)
				continue
			}
			ex.add(Reason{Clause: b.keeps.Clause, Effect: Supports, Patents: n, Says: ex.p.says(b.keeps.Survival)})
			ex.assumed(b.keeps.Assumed)
		case TakesOut, MayTakeOut:
			takes = true
			ex.add(Reason{Clause: b.cut.Clause, Effect: b.effect, Patents: n, Says: read(b.cut.reading, ex.p.says(b.cut.saying()))})
			ex.reading(b.cut.reading, n)
			ex.assumed(b.cut.Assumed)
			ex.uses(b.cut.Uses, n)
			for _, it := range slices.Concat(b.cut.For, b.cut.Except) {
				if ex.touches(it) {
					ex.productItem(it, n)
				}
			}
			for _, it := range b.cut.Under {
				ex.patentItem(it, n)
			}
		default:
			gives = true
			if b.by != nil {
				ex.add(Reason{Clause: b.by.Clause, Effect: b.effect, Patents: n, Says: ex.p.says(b.by.Extension)})
				ex.extended(b.by, n)
			}
			if slices.ContainsFunc(s.reasons[:i], func(o because) bool { return o.grant == b.grant && o.effect == b.effect }) {
				continue // by itself and by an extension, or by two: its patents count once
			}
			ex.add(Reason{Clause: b.grant.Clause, Effect: b.effect, Patents: n, Says: read(b.grant.reading, ex.p.says(b.grant.Grant)), Way: ex.wayOf(b)})
			ex.reading(b.grant.reading, n)
			ex.support(b.grant, s.subject, n)
			if b.effect == Grants {
				if ex.paid == nil {
					ex.paid = map[*grant]int{}
				}
				ex.paid[b.grant] += n
			}
			ex.capacity(s, b.grant)
			ex.dealsAbout(b.grant, n)
		}
	}
	ex.assumedControl(s)
	if !gives && !takes {
		for _, m := range ex.misses(s.subject, n) {
			ex.add(m)
		}
	}
}

// support adds the definitions that a grant uses.
func (ex *explainer) support(g *grant, s *subject, n int) {
	if a := ex.p.frames[g.Clause.Agreement]; a != nil {
		ex.assumed(a.Assumed)
	}
	ex.assumed(g.Assumed)
	ex.uses(g.Uses, n)
	for _, m := range slices.Concat(g.From, g.To) {
		ex.member(m, n)
	}
	for _, it := range g.Under {
		if len(g.Under) == 1 || s == nil || ex.maybe(s, func(cs *cases) bool { return ex.p.inPatents(cs, s, []agreement.PatentItem{it}, ex.day) }) {
			ex.patentItem(it, n)
		}
	}
	for _, it := range g.For {
		if len(g.For) == 1 || len(ex.nodes) == 0 || ex.touches(it) {
			ex.productItem(it, n)
		}
	}
}

// maybe reports whether something about a patent is possible.
func (ex *explainer) maybe(s *subject, test func(*cases) bool) bool {
	return decide(ex.clockFor(s), test).possible
}

// touches reports whether some node of the product is possibly one of the item.
func (ex *explainer) touches(it agreement.ProductItem) bool {
	return slices.ContainsFunc(ex.nodes, func(n node) bool {
		return decide(ex.clock, func(cs *cases) bool { return ex.p.inProducts(cs, &n, []agreement.ProductItem{it}, ex.day) }).possible
	})
}

// uses adds the dates, periods and territories that a clause names.
func (ex *explainer) uses(clauses []agreement.Clause, n int) {
	for _, c := range clauses {
		says := ""
		if a := ex.p.frames[c.Agreement]; a != nil {
			for _, d := range a.Named {
				if d.Clause == c {
					says = ex.p.says(d)
				}
			}
		}
		ex.add(Reason{Clause: c, Effect: Supports, Patents: n, Says: says})
	}
}

func (ex *explainer) assumed(as []agreement.Assumption) {
	for _, a := range as {
		ex.rest(RestsOn{Kind: "assumed", Clause: a.Clause, Why: a.Why, Where: place(a.Clause.At)})
	}
}

// member adds the group that an item of a list names, and the groups that it uses in turn.
func (ex *explainer) member(m agreement.Member, n int) {
	g := ex.p.groups[m.Group]
	if m.Group == "" || g == nil || slices.Contains(ex.within, m.Group) {
		return
	}
	ex.within = append(ex.within, m.Group)
	defer func() { ex.within = ex.within[:len(ex.within)-1] }()
	ex.add(Reason{Clause: g.Clause, Effect: Supports, Patents: n, Says: read(g.reading, ex.p.says(g.Group))})
	ex.reading(g.reading, n)
	for _, r := range g.joins {
		if ex.concerned(r, ex.actor) || ex.concerned(r, ex.madeFor) {
			ex.rule(r, n)
		}
	}
	for _, v := range g.each() {
		ex.assumed(v.Assumed)
		ex.uses(v.Uses, n)
		for _, list := range [][]agreement.Member{v.Is, v.Perhaps, v.Without} {
			for _, m := range list {
				ex.member(m, n)
			}
		}
	}
}

// reading adds what stands behind a definition that can be read in several ways.
func (ex *explainer) reading(r *agreement.Reading, n int) {
	if r != nil {
		ex.add(Reason{Clause: r.Clause, Effect: Supports, Patents: n, Says: r.Sentence()})
		ex.assumed(r.Assumed)
	}
}

// says is a definition said back, worked out once.
func (p *Program) says(x interface{ Sentence() string }) string {
	if s, ok := p.said.Load(x); ok {
		return s.(string)
	}
	s, _ := p.said.LoadOrStore(x, x.Sentence())
	return s.(string)
}

// read says of a definition that its words are one reading of several.
func read(r *agreement.Reading, sentence string) string {
	if r == nil {
		return sentence
	}
	return "(one reading of several, see " + r.Clause.Name + ") " + sentence
}

func (ex *explainer) patentItem(it agreement.PatentItem, n int) {
	if s := ex.p.sets[it.Set]; it.Set != "" && s != nil {
		ex.add(Reason{Clause: s.Clause, Effect: Supports, Patents: n, Says: read(s.reading, ex.p.says(s.PatentSet))})
		ex.reading(s.reading, n)
		for _, v := range s.each() {
			ex.assumed(v.Assumed)
			ex.uses(v.Uses, n)
			for _, a := range v.Add {
				for _, m := range slices.Concat(a.OwnedBy, a.LicensableBy) {
					ex.member(m, n)
				}
			}
		}
	}
}

func (ex *explainer) productItem(it agreement.ProductItem, n int) {
	if s := ex.p.productSets[it.Set]; it.Set != "" && s != nil {
		ex.add(Reason{Clause: s.Clause, Effect: Supports, Patents: n, Says: read(s.reading, ex.p.says(s.ProductSet))})
		ex.reading(s.reading, n)
		for _, v := range s.each() {
			ex.assumed(v.Assumed)
			ex.uses(v.Uses, n)
		}
	}
}

// capacity notes the presumptions that let the licensor give the right.
func (ex *explainer) capacity(s *sum, g *grant) {
	if s.subject == nil {
		return
	}
	p, c := ex.p, &cases{clock: ex.clockFor(s.subject)}
	chain := s.subject.title.chain(c, s.subject.rec.ID, p.factText)
	tau := max(ex.day, g.given)
	some, all := false, true
	for _, o := range ownersOn(chain, tau) {
		if p.isFrom(c, g, o, tau) {
			some = true
		} else {
			all = false
		}
	}
	for _, r := range g.running {
		if !some && p.runsBy(c, r, ex.day) {
			ex.add(Reason{Clause: r.Clause, Effect: Supports, Patents: s.inForce + s.other, Says: p.says(r.Rule)})
			return
		}
	}
	if !some && g.Kind != agreement.Release && p.runs[g.Kind] {
		what := map[agreement.GrantKind]agreement.Presumed{agreement.Licence: agreement.LicencesRun, agreement.Covenant: agreement.CovenantsRun, agreement.Pledge: agreement.PledgesRun}[g.Kind]
		ex.presumption(what, fmt.Sprintf("a %s runs with the patent into other hands", g.Kind), s.inForce+s.other)
	}
	if some && !all && p.coOwnersAlone[ex.use.Country] {
		ex.presumption(agreement.CoOwnersLicenseAlone, "a co-owner may license alone in "+patent.CountryName(ex.use.Country), s.inForce+s.other)
	}
}

func (ex *explainer) presumption(what agreement.Presumed, why string, patents int) {
	if i, ok := ex.p.presumed[what]; ok {
		ex.rest(RestsOn{Kind: "presumed", Why: why, Where: place(ex.p.world.Facts[i].At), Patents: patents})
	}
}

// presumptions notes the presumptions about status that some counted patent rests on.
func (ex *explainer) presumptions(t *tally) {
	if t.presumedGranted > 0 {
		ex.presumption(agreement.GrantedInForce, "granted patents with no recorded event are in force to their computed term", t.presumedGranted)
	}
	if t.presumedPending > 0 {
		ex.presumption(agreement.ApplicationsPending, "published applications with no recorded event are pending", t.presumedPending)
	}
}

// assumedControl notes the assumed facts of control and title between the persons of a ruling.
func (ex *explainer) assumedControl(s *sum) {
	p := ex.p
	who := p.control.above(ex.actor)
	if s.subject != nil {
		for _, o := range s.subject.title.start {
			who = append(who, p.control.above(o)...)
		}
		for _, m := range s.subject.title.moves {
			ex.assumedFact(m.fact)
		}
	}
	for _, e := range who {
		for _, h := range p.control.of[e] {
			if h.begin.Earliest <= ex.day && ex.day < h.end {
				ex.assumedFact(h.fact)
			}
		}
	}
}

func (ex *explainer) assumedFact(i int) {
	f := &ex.p.world.Facts[i]
	names := false
	switch f.Body.(type) {
	case agreement.Assignment, agreement.PatentFact, agreement.Descent, agreement.StatusFact:
		names = true
	}
	for _, why := range f.Assumed {
		ex.rest(RestsOn{Kind: "assumed", Why: f.Text + ": " + why, Where: place(f.At), Names: names})
	}
}

func place(r diag.Range) string {
	if r.File == "" {
		return ""
	}
	return fmt.Sprintf("%s:%d", r.File, r.Start.Line)
}
