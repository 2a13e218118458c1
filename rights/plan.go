package rights

import (
	"fmt"
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// A plan compares all rights of two worlds (§16) without asking for each by itself. Rights that hang on nothing that
// differs are left out (plan_differ.go). The others are put into classes: patents that the definitions of both worlds
// treat alike (plan_patents.go), actors, acts, products and countries that no clause tells apart (plan_classes.go), and
// days between which nothing changes (plan_days.go). Each combination of classes, a cell, is compared once.

// comparison is two worlds being compared.
type comparison struct {
	a, b   *Program
	scope  PlanScope
	differ differences
	days   *clock // the days of both worlds
	clocks map[when.Date]*clock
	pairs  [][2]*grant // the grants that differ, those of one name together
	toB    []org       // the number in b of an organisation of a
	same   bool        // the organisations have the same numbers in both worlds

	known map[spot]result // of the actor at hand
	yield func(*cell) bool
	done  bool
}

// spot is where a comparison was made: patents that are alike, or one bundle, in a use that hangs on what view says.
type spot struct {
	stage         int
	country, view string
	bundle        *bundle
	owner         uint32
	sig           rowSig
}

type result struct {
	change change
	causes []cause
}

// cell is rights that are alike: each actor, act and product with each patent of the bundle, in one country.
type cell struct {
	*bundle
	actors   []org // numbers of a
	acts     []agreement.Act
	products []string
	country  string
	stages   []stage // all days, in order
}

// stage is the days from one change in the world to the next.
type stage struct {
	days   when.Interval
	on     when.Date // the day that stands for them
	change change
	known  bool // false: nothing can differ, and nobody looked
	causes []cause
}

// Rights calls yield with every right that differs between two worlds, until it returns false. Errors are
// [*UnknownError].
func Rights(before, after *Program, scope PlanScope, yield func(RightChange) bool) error {
	c, err := newComparison(before, after, scope)
	if err != nil {
		return err
	}
	c.cells(func(x *cell) bool {
		for _, s := range x.subjects(c) {
			live := c.alive(x, s)
			if live == nil {
				continue
			}
			for _, actor := range x.actors {
				for _, act := range x.acts {
					for _, product := range x.products {
						use := agreement.UseOf{Actor: agreement.Org(c.a.orgs[actor]), Act: act, Product: product, Country: x.country, On: when.None}
						if !yield(RightChange{Use: use, Patent: s.a.rec.ID, Days: live}) {
							return false
						}
					}
				}
			}
		}
		return true
	})
	return nil
}

// RightChange is a right that differs on some days. An act of having something made is by somebody who has no right of
// his own.
type RightChange struct {
	Use    agreement.UseOf // On is when.None
	Patent string
	Days   []DaysChange
}

// DaysChange is what happens to a right on some days on which the patent may be in force or pending.
type DaysChange struct {
	Days                                                         when.Interval
	Gain, GainSurely, Loss, LossSurely, Money, MoneySurely, Open bool // Open: not worked out case by case
}

// alive lists the changes of a right on days on which the patent is not certainly out of force in both worlds; nil:
// there is none.
func (c *comparison) alive(x *cell, s twin) []DaysChange {
	var out []DaysChange
	for i := range x.stages {
		g := &x.stages[i]
		if !g.known || g.change.none() {
			continue
		}
		for _, days := range c.lives(s, x.country, g.days) {
			n := DaysChange{Days: days,
				Gain: g.change.gain != never, GainSurely: g.change.gain == surely,
				Loss: g.change.loss != never, LossSurely: g.change.loss == surely,
				Money: g.change.money != never, MoneySurely: g.change.money == surely, Open: g.change.unsettled}
			if k := len(out) - 1; k >= 0 && out[k].Days.To == days.From && sameButDays(out[k], n) {
				out[k].Days.To = days.To
				continue
			}
			out = append(out, n)
		}
	}
	return out
}

func sameButDays(x, y DaysChange) bool {
	x.Days = y.Days
	return x == y
}

// lives lists the days of i on which the status of a patent is not, in both worlds, not in force.
func (c *comparison) lives(s twin, country string, i when.Interval) []when.Interval {
	edges := []when.Date{i.From}
	for _, x := range []*subject{s.a, s.b} {
		for _, o := range statusDays(x) {
			for _, d := range []when.Date{o.on, o.on + 1} {
				if d > i.From && d < i.To {
					edges = append(edges, d)
				}
			}
		}
		if s.a == s.b {
			break
		}
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	var out []when.Interval
	for k, d := range edges {
		to := i.To
		if k+1 < len(edges) {
			to = edges[k+1]
		}
		if c.dead(s, country, d) {
			continue
		}
		if n := len(out); n > 0 && out[n-1].To == d {
			out[n-1].To = to
			continue
		}
		out = append(out, when.Interval{From: d, To: to})
	}
	return out
}

func (c *comparison) dead(s twin, country string, on when.Date) bool {
	return patent.StatusCode(s.a.rec, country, on, s.a.events, c.a.presume) == patent.StatusNotInForce &&
		patent.StatusCode(s.b.rec, country, on, s.b.events, c.b.presume) == patent.StatusNotInForce
}

// newComparison finds out what differs. Errors are [*UnknownError].
func newComparison(a, b *Program, scope PlanScope) (*comparison, error) {
	c := &comparison{a: a, b: b, scope: scope, differ: differ(a, b)}
	for _, id := range a.orgs {
		n, ok := b.orgNo[id]
		if !ok {
			n = noOrg
		}
		c.toB = append(c.toB, n)
	}
	c.days, c.clocks = a.clock.and(b.clock), map[when.Date]*clock{}
	c.pairs = c.pairUp()
	c.same = slices.Equal(a.orgs, b.orgs) && slices.Equal(a.ownerOf, b.ownerOf)
	for _, o := range scope.By {
		if _, err := a.knownOrg(o); err != nil {
			return nil, err
		}
	}
	for _, w := range scope.Products {
		if a.knownProduct(w) != nil {
			if err := b.knownProduct(w); err != nil {
				return nil, err
			}
		}
	}
	for _, w := range scope.In {
		if !patent.IsCountry(w) {
			return nil, a.unknown("country", w)
		}
	}
	for _, id := range scope.Under.Patents {
		if _, err := a.named(id); err != nil {
			return nil, err
		}
	}
	if n := scope.Under.Org; n != "" {
		if _, err := a.knownOrg(n); err != nil {
			return nil, err
		}
	}
	if n := scope.Under.Set; n != "" && a.sets[n] == nil && b.sets[n] == nil {
		return nil, a.unknown("patents", string(n))
	}
	return c, nil
}

// cells calls yield with the cells in which something differs.
func (c *comparison) cells(yield func(*cell) bool) {
	c.yield = yield
	for _, g := range c.groups() {
		if c.done {
			return
		}
		c.group(g)
	}
}

// group compares the patents of one group of owners.
func (c *comparison) group(g *ownership) {
	for _, actors := range c.actorClasses(g) {
		g := c.narrow(g, actors[0])
		c.known = map[spot]result{}
		stages := c.stages(g, actors[0])
		if len(stages) == 0 || len(g.bundles) == 0 {
			continue
		}
		for _, acts := range c.actClasses(g) {
			for _, products := range c.productClasses(g) {
				for _, countries := range c.countryClasses(g) {
					c.compare(g, actors, acts, products, countries, stages)
					if c.done {
						return
					}
				}
			}
		}
	}
}

// compare compares the patents of a group that have effect in the countries.
func (c *comparison) compare(g *ownership, actors []org, acts []agreement.Act, products, countries []string, stages []stage) {
	views := make([]*view, len(stages))
	may := make([]bool, len(stages))
	for i := range stages {
		may[i] = c.mayDiffer(g, actors[0], acts[0], stages[i].on)
	}
	judge := func(i int, b *bundle) (change, []cause) {
		if views[i] == nil {
			views[i] = c.view(g, actors[0], acts[0], products[0], countries[0], stages[i].on)
		}
		v := views[i]
		at := spot{stage: i, country: countries[0], view: v.key, bundle: b}
		if b.alike {
			at.bundle, at.sig, at.owner = nil, b.sig, c.a.snap.OwnerOf(b.rows[0])
		}
		if v.key == "" { // what the use asks is about this act and product
			at.view = acts[0].String() + " " + products[0]
		}
		r, ok := c.known[at]
		if !ok {
			r.change, r.causes = c.judge(v, b)
			c.known[at] = r
		}
		return r.change, r.causes
	}
	for _, b := range g.bundles {
		var in []string
		for _, k := range countries {
			if slices.Contains(b.countries, k) {
				in = append(in, k)
			}
		}
		if len(in) == 0 {
			continue
		}
		var found []stage
		for i := range stages {
			if !b.changed && !may[i] {
				continue
			}
			ch, causes := judge(i, b)
			if ch.none() && ch.before == ch.after {
				continue
			}
			if found == nil {
				found = slices.Clone(stages)
			}
			found[i].change, found[i].causes, found[i].known = ch, causes, true
		}
		if found == nil {
			continue
		}
		for i := range found {
			if !found[i].known { // whether there was a right on other days says whether it is gained or shifted
				found[i].change, _ = judge(i, b)
				found[i].known = true
			}
		}
		for _, k := range in {
			if !c.yield(&cell{bundle: b, actors: actors, acts: acts, products: products, country: k, stages: found}) {
				c.done = true
				return
			}
		}
	}
}

// view is one use looked at in both worlds.
type view struct {
	a, b *look
	key  string // the same for uses of which the clauses say the same; empty: they ask questions of this one
}

// view prepares a use of a group's patents.
func (c *comparison) view(g *ownership, actor org, act agreement.Act, product, country string, on when.Date) *view {
	use := agreement.UseOf{Act: act, Product: product, Country: country, On: on}
	one := func(p *Program, x org, grants []*grant) *look {
		l := &look{p: p, use: use, day: on, actor: x, madeFor: noOrg, source: noOrg, of: noOrg}
		if act == agreement.HaveMade {
			l.use.Act, l.madeFor, l.actor = agreement.Make, x, outsider
		}
		l.prepare(grants)
		return l
	}
	v := &view{a: one(c.a, actor, g.grantsA), b: one(c.b, c.toB[actor], g.grantsB)}
	ka, ok := v.a.decidedKey()
	kb, also := v.b.decidedKey()
	if ok && also && len(c.a.charts)+len(c.b.charts) == 0 {
		v.key = "= " + ka + "/" + kb
	}
	return v
}

// decidedKey says which grants reach which nodes of a use, and what exclusions take out, where nothing of this hangs on a
// question or on the patent.
func (l *look) decidedKey() (string, bool) {
	b := fmt.Appendf(nil, "%d %d %d", l.actor, l.madeFor, len(l.nodes))
	bit := func(t tri) bool {
		b = append(b, byteOf(t.certain))
		return !t.undecided()
	}
	for _, g := range l.grants {
		b = fmt.Appendf(b, " %d %d %s %d:", g.index, g.way.kind, g.way.by.name(), g.way.licensee)
		if g.reading != nil || g.asksOfPatents() {
			return "", false
		}
		for _, c := range append(slices.Clip(g.conds), g.reach...) {
			if !bit(c.tri) {
				return "", false
			}
		}
		for _, x := range g.cuts {
			b = fmt.Appendf(b, "-%p:", x.exclusion)
			if x.reading != nil || x.asksOfPatents() {
				return "", false
			}
			for _, c := range append(slices.Clip(x.conds), x.takes...) {
				if !bit(c.tri) {
					return "", false
				}
			}
		}
	}
	return string(b), true
}

// daysAt are the days of both worlds with the day of a use.
func (c *comparison) daysAt(on when.Date) *clock {
	ck := c.clocks[on]
	if ck == nil {
		ck = c.days.at(on)
		c.clocks[on] = ck
	}
	return ck
}

// judge compares one bundle.
func (c *comparison) judge(v *view, b *bundle) (change, []cause) {
	x, y := newSide(v.a, b.rep.a), newSide(v.b, b.rep.b)
	ch := joint(x, y, c.daysAt(v.a.day))
	if ch.none() {
		return ch, nil
	}
	return ch, c.causes(x, y, &ch)
}

// subjects lists the patents of a cell.
func (x *cell) subjects(c *comparison) []twin {
	if x.rows == nil {
		return []twin{x.rep}
	}
	out := make([]twin, len(x.rows))
	for i, r := range x.rows {
		out[i] = c.twinAt(r)
	}
	return out
}

// twinAt is an ordinary row in both worlds; they have the same portfolio.
func (c *comparison) twinAt(r portfolio.Row) twin {
	s := c.a.atRow(r)
	if c.same {
		return twin{s, s}
	}
	return twin{s, c.b.atRow(r)}
}
