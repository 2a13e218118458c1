package rights

import (
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

var directionWords = map[int]string{gained: "gained", lost: "lost", priced: "money"}

// witness finds a use and a patent whose answer flips, in the given direction. One whose verdict changes is better than
// one that changes only under certain answers to questions.
func (c *comparison) witness(from []*candidate, direction int) (Witness, bool) {
	slices.SortStableFunc(from, func(x, y *candidate) int {
		return int(y.stage.change.of(direction)) - int(x.stage.change.of(direction))
	})
	var spare Witness
	for _, x := range from {
		for _, s := range x.some(c) {
			w, verdicts, ok := c.flips(x, s, direction)
			switch {
			case ok && verdicts:
				return w, true
			case ok && spare.Patent == "":
				spare = w
			}
		}
	}
	return spare, spare.Patent != ""
}

// some lists a few of the patents that changed.
func (x *candidate) some(c *comparison) []twin {
	if x.cell.rows == nil {
		return []twin{x.rep}
	}
	out := make([]twin, len(x.rows))
	for i, r := range x.rows {
		out[i] = c.twinAt(r)
	}
	return out
}

// flips asks for one patent in both worlds, on a day on which it is in force. verdicts says that the verdicts differ.
func (c *comparison) flips(x *candidate, s twin, direction int) (w Witness, verdicts, ok bool) {
	day, ok := c.dayInForce(s, x.country, x.stage.days)
	if !ok {
		return w, false, false
	}
	product := x.products[0]
	for _, p := range x.products {
		if c.a.knownProduct(p) == nil && c.b.knownProduct(p) == nil {
			product = p
			break
		}
	}
	w = Witness{Patent: s.a.rec.ID, Effect: directionWords[direction]}
	for _, use := range c.usesOf(x, product, day) {
		w.Use = use
		was, err := c.a.one(use, s.a)
		if err != nil {
			continue
		}
		is, err := c.b.one(use, s.b)
		if err != nil {
			continue
		}
		ch, err := c.jointly(use, s)
		if err != nil || ch.of(direction) == never {
			continue // somebody else's rights change otherwise
		}
		w.Before, w.After = was, is
		if ch.of(direction) == sometimes {
			w.Suppose = c.suppose(&ch, direction)
		}
		if was != is && direction != priced {
			return w, true, true
		}
		if direction == priced && was == is && was == Licensed || len(w.Suppose) > 0 {
			return w, direction == priced && len(w.Suppose) == 0, true
		}
	}
	return w, false, false
}

// usesOf lists the uses that show a change: for having something made, by anybody who has no right of his own.
func (c *comparison) usesOf(x *candidate, product string, day when.Date) []agreement.UseOf {
	use := agreement.UseOf{Actor: agreement.Org(c.a.orgs[x.actors[0]]), Act: x.acts[0], Product: product, Country: x.country, On: day}
	if use.Act != agreement.HaveMade {
		return []agreement.UseOf{use}
	}
	var out []agreement.UseOf
	use.Act, use.For = agreement.Make, use.Actor
	for i, id := range c.a.orgs {
		if c.toB[i] != noOrg && agreement.Org(id) != use.For {
			use.Actor = agreement.Org(id)
			out = append(out, use)
		}
	}
	return out
}

// dayInForce is a day of the interval on which the patent is in force in both worlds, else one on which its status is
// not known; false: there is none that can be told.
func (c *comparison) dayInForce(s twin, country string, i when.Interval) (when.Date, bool) {
	days := []when.Date{i.From, i.To - 1}
	for _, x := range []*subject{s.a, s.b} {
		for _, o := range statusDays(x) {
			days = append(days, o.on, o.on+1)
		}
	}
	spare := when.None
	for _, d := range days {
		if !d.Real() || !i.Contains(d) {
			continue
		}
		x, y := c.a.statusOn(s.a, country, d), c.b.statusOn(s.b, country, d)
		switch {
		case x == patent.StatusInForce && y == patent.StatusInForce:
			return d, true
		case spare == when.None && (x == patent.StatusInForce || x == patent.StatusUnknown) && (y == patent.StatusInForce || y == patent.StatusUnknown):
			spare = d
		}
	}
	return spare, spare != when.None
}

func (p *Program) statusOn(s *subject, country string, on when.Date) patent.Status {
	return patent.StatusCode(s.rec, country, on, s.events, p.presume)
}

// deadRow reports whether an ordinary row is not in force on a day in both worlds.
func (p *Program) deadRow(r portfolio.Row, country string, on when.Date, q *Program) bool {
	rec := p.columnsOf(r, p.snap.Offices()[p.snap.RunOf(r).Office])
	return patent.StatusCode(&rec, country, on, nil, p.presume) == patent.StatusNotInForce &&
		(p.presume == q.presume || patent.StatusCode(&rec, country, on, nil, q.presume) == patent.StatusNotInForce)
}

// one is the verdict of one patent.
func (p *Program) one(use agreement.UseOf, s *subject) (Verdict, error) {
	l, err := p.lookAt(use, agreement.Under{Patents: []string{s.rec.ID}})
	if err != nil {
		return "", err
	}
	t, err := l.tally()
	if err != nil {
		return "", err
	}
	return t.first, nil
}

// jointly compares one use of one patent.
func (c *comparison) jointly(use agreement.UseOf, s twin) (change, error) {
	la, err := c.a.lookAt(use, agreement.Under{Patents: []string{s.a.rec.ID}})
	if err != nil {
		return change{}, err
	}
	lb, err := c.b.lookAt(use, agreement.Under{Patents: []string{s.b.rec.ID}})
	if err != nil {
		return change{}, err
	}
	return joint(newSide(la, s.a), newSide(lb, s.b), c.daysAt(use.On)), nil
}

// suppose lists answers to open questions under which the right changes.
func (c *comparison) suppose(ch *change, direction int) []Supposed {
	for _, l := range ch.leaves {
		if direction == gained && !l.value.gain || direction == lost && !l.value.loss || direction == priced && !l.value.money {
			continue
		}
		var out []Supposed
		for _, q := range l.path {
			if slices.ContainsFunc(ch.open, func(o agreement.Question) bool { return o.ID() == q.q.ID() }) {
				out = append(out, Supposed{q.q, c.b.answerWords(q)})
			}
		}
		return out
	}
	return nil
}

// answerWords says in words which answer a run gave.
func (p *Program) answerWords(c choice) string {
	if c.q.Kind == agreement.AskReading {
		for _, a := range p.world.Agreements {
			for _, r := range a.Readings {
				if agreement.QReading(r).ID() == c.q.ID() && c.value < len(r.Options) {
					return `"` + r.Options[c.value].Label + `"`
				}
			}
		}
	}
	switch {
	case c.day != when.None:
		return c.day.String()
	case c.n == 2 && c.q.Kind == agreement.AskStatus:
		return [...]string{"not in force", "in force"}[c.value]
	case c.n == 2 && c.q.Kind != agreement.AskOrder:
		return [...]string{"no", "yes"}[c.value]
	}
	return p.orderWords(c.q, c.value)
}

// sentenceOf reads a clause back; empty: the world does not have it.
func (p *Program) sentenceOf(n agreement.Name) string {
	for _, a := range p.world.Agreements {
		if a.KnownFrom() > p.opt.KnownAt {
			continue
		}
		for _, b := range a.Blocks() {
			if b.Clause.QName() != n {
				continue
			}
			switch x := b.Value.(type) {
			case *agreement.Reading:
				return agreement.QReading(x).Says
			case *agreement.Open:
				return agreement.QOpen(x).Says
			}
			return b.Value.Sentence()
		}
	}
	return ""
}

// wordsOnly lists the clauses that differ, in their words or in their reading, without making a right differ.
func (c *comparison) wordsOnly(blamed map[agreement.Name]bool) []agreement.Clause {
	a, b := definitionsOf(c.a, nil), definitionsOf(c.b, nil)
	var out []agreement.Clause
	for n, y := range b {
		x, ok := a[n]
		if !blamed[n] && (c.differ.direct[n] || ok && x.clause.Prose != y.clause.Prose) {
			out = append(out, y.clause)
		}
	}
	for n, x := range a {
		if _, ok := b[n]; !ok && !blamed[n] {
			out = append(out, x.clause)
		}
	}
	slices.SortFunc(out, func(x, y agreement.Clause) int {
		return strings.Compare(x.Agreement+" "+x.Number+" "+x.Name, y.Agreement+" "+y.Number+" "+y.Name)
	})
	return out
}

// rests lists what the clauses of a plan assume.
func (c *comparison) rests(lines []PlanLine) []RestsOn {
	ex := &explainer{look: &look{p: c.b, actor: noOrg, of: noOrg}, by: map[string]*Reason{}, rests: map[string]*RestsOn{}, supported: map[string]bool{}}
	for _, p := range []*Program{c.a, c.b} {
		ex.look.p = p
		for _, l := range lines {
			for _, g := range p.grants {
				if g.Clause.QName() == l.Clause.QName() || slices.ContainsFunc(p.definitionsOfGrant(g), func(k agreement.Clause) bool { return k.QName() == l.Clause.QName() }) {
					ex.support(g, nil, 0)
				}
			}
		}
	}
	return ex.restsOn()
}

// definitionsOfGrant lists what a grant uses, and what cuts it.
func (p *Program) definitionsOfGrant(g *grant) []agreement.Clause {
	var names []agreement.Name
	for _, v := range g.each() {
		names = append(names, namesOf(v.Grant)...)
	}
	out := p.behind(names)
	for _, x := range g.cutters {
		out = append(out, x.Clause)
	}
	return out
}
