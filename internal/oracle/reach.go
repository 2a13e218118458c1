package oracle

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
)

// decidedAt names a condition by what it looks at.
type decidedAt struct {
	what         string
	i            int            // of a condition
	clause       agreement.Name // of an exclusion, a rule or a power
	names        agreement.Name // what the rule or the power ends
	survival     agreement.Name
	way          wayAt
	pair         *pair
	patent, node string // empty: it does not look at one
}

func (q *inquiry) remember(key decidedAt, rule func(*view) bool) decided {
	d, ok := q.decided[key]
	if !ok {
		d = decide(q.known, rule)
		q.decided[key] = d
	}
	q.tooMany = q.tooMany || d.TooMany
	return d
}

// part is a condition that is looked at by itself.
type part struct {
	at   decidedAt
	rule func(*view) bool
}

// candidate is a way in which the right to a node under a patent may be had, and what may take it out.
type candidate struct {
	*way
	parts  []part // it gives the right when all of these hold
	takers []taker
	saved  []agreement.Name // of one that is sure: the survivals but for which something might take it out, and its rule
}

// taker is an exclusion, a rule or a power that may take out the right by a way: it does when all its parts hold and no
// survival defeats it.
type taker struct {
	clause    agreement.Name
	parts     []part
	survivals []survival
}

// survival is one that may defeat a taker.
type survival struct {
	clause   agreement.Name
	defeated part // holds when it does not
}

// all lists the conditions under which a taker takes out.
func (t taker) all() []part {
	out := slices.Clone(t.parts)
	for _, s := range t.survivals {
		out = append(out, s.defeated)
	}
	return out
}

// candidate lists the conditions of a way for a patent and a node.
func (q *inquiry) candidate(w *way, p *patent.Record, n *node) *candidate {
	u := q.question.Use
	out := &candidate{way: w, parts: []part{{
		decidedAt{what: "way", way: w.at(), node: n.path}, func(v *view) bool { return v.open(w, u, n) },
	}}}
	if w.pair != nil {
		out.parts = append(out.parts, part{decidedAt{what: "pair", pair: w.pair}, func(v *view) bool { return v.pairStands(w.granted) }})
	}
	for i, c := range conditions {
		key := decidedAt{what: "condition", i: i, clause: w.Clause.QName(), pair: w.pair}
		if c.ofPatent {
			key.patent = p.ID
		}
		if c.ofNode {
			key.node = n.path
		}
		out.parts = append(out.parts, part{key, func(v *view) bool { return c.under(v, u, w.granted, p, n) }})
	}
	for _, x := range w.cutters {
		key := decidedAt{what: "exclusion", clause: x.Clause.QName(), way: wayAt{source: w.source()}, patent: p.ID, node: n.path}
		out.takers = append(out.takers, taker{clause: key.clause, parts: []part{
			{key, func(v *view) bool { return v.takesOut(u, x, w, p, n, q.tree) }},
		}})
	}
	for _, e := range w.enders {
		out.takers = append(out.takers, endingBy(e, w, n))
	}
	if w.pair != nil {
		out.bind(w.pair)
	}
	return out
}

// bind lets all conditions be looked at for a pair of members.
func (c *candidate) bind(p *pair) {
	bound := func(x part) part {
		return part{x.at, func(v *view) bool { return x.rule(v.bound(p)) }}
	}
	for i, x := range c.parts {
		c.parts[i] = bound(x)
	}
	for _, t := range c.takers {
		for i, x := range t.parts {
			t.parts[i] = bound(x)
		}
		for i, s := range t.survivals {
			t.survivals[i].defeated = bound(s.defeated)
		}
	}
}

// endingBy lists the conditions under which a rule or a power takes a node out of the right by a way.
func endingBy(e *ender, w *way, n *node) taker {
	t := taker{clause: e.clause.QName()}
	key := decidedAt{what: "ending", clause: t.clause, names: e.ends, way: w.at()}
	if e.aboutEntity() {
		key.node = n.path
	}
	for i, holds := range e.conditions(w, n) {
		key.i = i
		t.parts = append(t.parts, part{key, holds})
	}
	for _, s := range e.survivals {
		key.survival = s.Clause.QName()
		t.survivals = append(t.survivals, survival{key.survival, part{key, func(v *view) bool { return !v.defeats(s, e, w.licensee) }}})
	}
	return t
}

// weigh works out conditions one by one. The questions are those of all of them; there are none where one is certainly
// false.
func (q *inquiry) weigh(parts []part) (certain, possible bool, open []doubt) {
	certain = true
	for _, x := range parts {
		d := q.remember(x.at, x.rule)
		if !d.Possible {
			return false, false, nil
		}
		certain = certain && d.Certain
		open = append(open, d.open...)
	}
	return certain, true, open
}

// hold reports whether all conditions hold under a supposition. What is certain is not asked again.
func (q *inquiry) hold(v *view, parts []part) bool {
	for _, x := range parts {
		d := q.remember(x.at, x.rule)
		if !d.Possible || !d.Certain && !x.rule(v) {
			return false
		}
	}
	return true
}

// prospect is what is certain about one node before the cases are gone through.
type prospect struct {
	node  *node
	sure  []*candidate   // give the right whatever the questions
	live  []*candidate   // none of whose conditions is certainly false
	reach map[doubt]bool // questions that reach the right to the node
}

// prospects looks at every way for a node, condition by condition (docs/meaning.md §10, Limit, and §18).
func (q *inquiry) prospects(p *patent.Record, n *node) prospect {
	out := prospect{node: n, reach: map[doubt]bool{}}
	for _, w := range q.ways {
		c := q.candidate(w, p, n)
		certain, possible, open := q.weigh(c.parts)
		if !possible {
			continue // none of its questions reach
		}
		out.live = append(out.live, c)
		threatened, cut := false, false
		for _, t := range c.takers {
			takes, may, questions := q.weigh(t.all())
			threatened, cut = threatened || may, cut || takes
			open = append(open, questions...)
		}
		if certain && !threatened {
			c.saved = append(q.savedBy(c), c.rules()...)
			out.sure = append(out.sure, c)
		}
		for _, x := range open {
			if !cut { // what is taken out for certain, no question can bring back
				out.reach[x] = true
			}
		}
	}
	if len(out.sure) > 0 {
		out.reach = map[doubt]bool{}
	}
	return out
}

// savedBy lists the survivals that under some supposition defeat what would else take out the right by a way.
func (q *inquiry) savedBy(c *candidate) []agreement.Name {
	var out []agreement.Name
	for _, t := range c.takers {
		for _, s := range t.survivals {
			key := s.defeated.at
			key.what = "saved"
			d := q.remember(key, func(v *view) bool { return q.hold(v, t.parts) && !q.hold(v, []part{s.defeated}) })
			if d.Possible {
				out = append(out, s.clause)
			}
		}
	}
	return out
}

// footing is what is certain about a patent before the cases are gone through.
type footing struct {
	asked, own decided
	nodes      []prospect     // of the judged nodes; none where the patent is certainly the actor's own
	reach      map[doubt]bool // questions that reach the right
}

// footing looks at a patent that is asked about (docs/meaning.md §10, Limit).
func (q *inquiry) footing(p *patent.Record, asked decided, judged []*node) footing {
	own := q.remember(decidedAt{what: "own", patent: p.ID}, func(v *view) bool { return q.actorOwns(v, p) })
	f := footing{asked: asked, own: own, reach: map[doubt]bool{}}
	if own.Certain {
		return f
	}
	for _, x := range slices.Concat(asked.open, own.open) {
		f.reach[x] = true
	}
	for _, n := range judged {
		pr := q.prospects(p, n)
		f.nodes = append(f.nodes, pr)
		for x := range pr.reach {
			f.reach[x] = true
		}
	}
	return f
}
