package rights

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
)

// held is a grant that may give the right under this patent.
type held struct {
	*lookGrant
	conds []condition   // on the use, then capture and capacity; all possible
	reach []condition   // for each node
	under [][]condition // for each cut, what does not depend on the node
	takes [][]condition // for each cut and node
}

// weighing is what is known of a patent for a use before any case is gone through.
type weighing struct {
	clock      *clock
	asked, own condition
	judged     []int
	hs         []held
	sure       []bool // by node: certainly licensed
	maybe      []bool // by node: possibly licensed
	nodeReach  []int  // how many questions reach the node
	reach      map[string]bool
	decided    bool // nothing is open
}

// weigh decides for one patent what can be decided without going through cases.
func (l *look) weigh(s *subject) weighing {
	p := l.p
	w := weighing{clock: l.clockFor(s), asked: condition{tri: triYes}}
	cond := func(test func(*cases) bool) condition { return condition{tri: decide(w.clock, test), test: test} }
	switch {
	case l.of != noOrg:
		w.asked = cond(func(cs *cases) bool { return p.heldBy(cs, s, l.of, l.under.Share, l.day) })
	case l.under.Set != "":
		w.asked = cond(func(cs *cases) bool { return p.captured(cs, s, p.sets[l.under.Set], l.day) })
	}
	if !w.asked.possible {
		return w
	}
	w.judged = l.judged(s)
	w.own = cond(func(cs *cases) bool { return p.heldBy(cs, s, l.actor, agreement.Over50, l.day) })
	w.sure, w.maybe, w.nodeReach = make([]bool, len(l.nodes)), make([]bool, len(l.nodes)), make([]int, len(l.nodes))
	w.decided = w.asked.certain
	if w.own.certain {
		return w
	}
	w.hs = l.holding(s, w.clock)
	w.reach = map[string]bool{}
	w.decided = w.decided && !w.own.possible
	for _, q := range slices.Concat(w.asked.open, w.own.open) {
		w.reach[q.ID()] = true
	}
	for _, n := range w.judged {
		w.sure[n], w.maybe[n] = standing(w.hs, n)
		if w.sure[n] {
			continue
		}
		w.decided = w.decided && !w.maybe[n] && settled(w.hs, n)
		for _, q := range reaching(w.hs, n) {
			w.nodeReach[n]++
			w.reach[q.ID()] = true
		}
	}
	return w
}

// judged lists the nodes on which the patent may read.
func (l *look) judged(s *subject) []int {
	out := make([]int, 0, len(l.nodes))
	for n := range l.nodes {
		if l.p.readsOn(s.rec.ID, l.nodes[n].id, l.day) >= 0 {
			out = append(out, n)
		}
	}
	return out
}

// holding lists the grants that possibly give a right under the patent.
func (l *look) holding(s *subject, ck *clock) []held {
	p := l.p
	var out []held
	for _, lg := range l.grants {
		h := held{lookGrant: lg, conds: slices.Clone(lg.conds), reach: lg.reach}
		add := func(test func(*cases) bool) bool {
			test = lg.way.bind(test)
			c := condition{nil, decide(ck, test), test}
			h.conds = append(h.conds, c)
			return c.possible
		}
		if some(lg.each(), func(v *grant) bool { return len(v.Under) > 0 || v.AsAccepted }) && !add(func(cs *cases) bool {
			v := lg.read(cs)
			return (len(v.Under) == 0 || p.inPatents(cs, s, v.Under, l.day)) && (!v.AsAccepted || p.wasAccepted(cs, s.rec.ID))
		}) {
			continue
		}
		if !l.anyone && !add(func(cs *cases) bool { return p.given(cs, s, lg.grant, l.use.Country, l.day) }) {
			continue
		}
		if lg.asksOfPatents() {
			h.reach = l.perPatent(ck, s, lg.reach, func(cs *cases) []agreement.Condition { return lg.provided[lg.read(cs)].patent }, lg.Clause)
		}
		for _, x := range lg.cuts {
			takes := x.takes
			if x.asksOfPatents() {
				takes = l.perPatent(ck, s, takes, func(cs *cases) []agreement.Condition { return x.provided[x.read(cs)].patent }, x.Clause)
			}
			if x.reading != nil {
				h.takes, h.under = append(h.takes, l.takenByReading(ck, s, lg.way, x, takes)), append(h.under, nil)
				continue
			}
			h.takes = append(h.takes, takes)
			conds := x.conds
			if some(x.each(), func(v *exclusion) bool { return len(v.Under) > 0 }) {
				test := lg.way.bind(func(cs *cases) bool {
					under := x.read(cs).Under
					return len(under) == 0 || p.inPatents(cs, s, under, l.day)
				})
				conds = append(slices.Clip(conds), condition{nil, decide(ck, test), test})
			}
			h.under = append(h.under, conds)
		}
		out = append(out, h)
	}
	return out
}

// perPatent adds `provided` lines about the patent to conditions on nodes.
func (l *look) perPatent(ck *clock, s *subject, nodes []condition, lines func(*cases) []agreement.Condition, c agreement.Clause) []condition {
	out := make([]condition, len(nodes))
	for n, was := range nodes {
		test := func(cs *cases) bool {
			return (was.certain || was.possible && was.test(cs)) && l.provides(cs, lines(cs), n, s.rec.ID, c)
		}
		out[n] = condition{was.what, decide(ck, test), test}
	}
	return out
}

// takenByReading adds to what an exclusion with a reading takes out that the patent is one of its own: all of its
// conditions hang on one question, and are decided together.
func (l *look) takenByReading(ck *clock, s *subject, w way, x *lookCut, takes []condition) []condition {
	if !some(x.each(), func(v *exclusion) bool { return len(v.Under) > 0 }) {
		return takes
	}
	out := make([]condition, len(takes))
	for n := range takes {
		test := w.bind(func(cs *cases) bool {
			under := x.read(cs).Under
			return hold(cs, takes[n:n+1]) && (len(under) == 0 || l.p.inPatents(cs, s, under, l.day))
		})
		out[n] = condition{takes[n].what, decide(ck, test), test}
	}
	return out
}

// asksOfPatents reports whether a `provided` line is about the patent.
func (g *lookGrant) asksOfPatents() bool {
	return some(g.each(), func(v *grant) bool { return len(g.provided[v].patent) > 0 })
}

func (x *lookCut) asksOfPatents() bool {
	return some(x.each(), func(v *exclusion) bool { return len(x.provided[v].patent) > 0 })
}

// standing says whether node n is certainly, and possibly, licensed.
func standing(hs []held, n int) (sure, maybe bool) {
	for i := range hs {
		h := &hs[i]
		if !h.reach[n].possible || h.cutCertainly(n) {
			continue
		}
		maybe = true
		if h.reach[n].certain && certain(h.conds) && !h.cutPossibly(n) {
			return true, true
		}
	}
	return false, maybe
}

// settled reports whether it takes no cases to tell which exclusions take the node out.
func settled(hs []held, n int) bool {
	for i := range hs {
		h := &hs[i]
		if h.reach[n].possible && !(h.reach[n].certain && certain(h.conds)) {
			return false
		}
		for k := range h.cuts {
			if t := h.takes[k][n]; t.undecided() || t.possible && possible(h.under[k]) && !certain(h.under[k]) {
				return false
			}
		}
	}
	return true
}

func (h *held) cutCertainly(n int) bool {
	for i := range h.cuts {
		if h.takes[i][n].certain && certain(h.under[i]) {
			return true
		}
	}
	return false
}

func (h *held) cutPossibly(n int) bool {
	for i := range h.cuts {
		if h.takes[i][n].possible && possible(h.under[i]) {
			return true
		}
	}
	return false
}

// reaching lists the questions that reach node n.
func reaching(hs []held, n int) []agreement.Question {
	var out []agreement.Question
	for i := range hs {
		h := &hs[i]
		if !h.reach[n].possible || h.cutCertainly(n) {
			continue
		}
		out = append(out, h.reach[n].open...)
		for _, c := range h.conds {
			out = append(out, c.open...)
		}
		for k := range h.cuts {
			takes := h.takes[k][n]
			if !takes.possible || !possible(h.under[k]) || takes.certain && certain(h.under[k]) {
				continue
			}
			out = append(out, takes.open...)
			for _, c := range h.under[k] {
				out = append(out, c.open...)
			}
		}
	}
	return distinct(out)
}
