package rights

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
)

// outcome is what one value of the open questions makes of a patent: the right, and the nodes that have it.
type outcome struct {
	right right
	nodes uint64 // bit n: node n is licensed; trees of more than 64 nodes keep their first 63 apart
}

type right uint8

const (
	notAsked right = iota // under this value the patent is not asked about
	rightNot
	rightPartly
	rightLicensed
	rightOwn
	rightDepends // the outcomes differ, or there are too many questions
)

// class puts own and licensed together.
func (r right) class() right {
	if r == rightOwn {
		return rightLicensed
	}
	return r
}

// judgement of a patent for a use.
type ruling struct {
	right   right
	nodes   []right // per node; rightNot, rightLicensed or rightDepends; 0: not judged
	open    []agreement.Question
	stuck   bool // more than ten questions: not worked out case by case
	unsure  bool // whether it is asked about at all is not certain
	asked   bool // it is asked about under some value
	reasons []because
	leaves  []leaf[outcome] // what each case comes to, where the look keeps them
}

// because is a clause that made a ruling.
type because struct {
	effect Effect
	grant  *grant
	cut    *exclusion
}

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

// judge rules on one patent (§10).
func (l *look) judge(s *subject) ruling { return l.rule(l.weigh(s)) }

// rule makes a ruling of what was weighed.
func (l *look) rule(w weighing) ruling {
	var r ruling
	if !w.asked.possible {
		return r
	}
	r.asked, r.unsure = true, !w.asked.certain
	r.nodes = make([]right, len(l.nodes))
	if w.own.certain {
		r.right = rightOwn
		for _, n := range w.judged {
			r.nodes[n] = rightLicensed
		}
		return r
	}
	var worked []workings
	switch {
	case w.decided:
		v := outcome{nodes: 0}
		for _, n := range w.judged {
			if w.sure[n] {
				v.nodes |= bit(n)
				r.nodes[n] = rightLicensed
			} else {
				r.nodes[n] = rightNot
			}
		}
		r.right = v.of(w.judged)
	case len(w.reach) > maxQuestions:
		r.stuck = true
		r.right = rightDepends
		r.open = slices.Concat(w.asked.open, w.own.open)
		for _, n := range w.judged {
			switch {
			case w.sure[n]:
				r.nodes[n] = rightLicensed
			case w.nodeReach[n] > 0 || w.own.possible:
				r.nodes[n] = rightDepends
				r.open = append(r.open, reaching(w.hs, n)...)
			default:
				r.nodes[n] = rightNot
			}
		}
		r.open = distinct(r.open)
	default:
		worked = l.workOut(&r, w.clock, w.asked, w.own, w.hs, w.judged)
	}
	r.reasons = l.becauses(w.hs, w.judged, r.nodes, worked, w.asked)
	return r
}

// workings are the clauses at work on a node in one case: grants that give the right, and exclusions that take it out of
// grants that otherwise hold.
type workings struct {
	gives []*grant
	takes []taking
}

type taking struct {
	grant *grant
	cut   *exclusion
}

// workOut runs through the cases. It returns for each node the clauses at work in every case, or, where none is, in some.
func (l *look) workOut(r *ruling, ck *clock, asked, own condition, hs []held, judged []int) []workings {
	var seen [][]workings // by case and node
	leaves, complete := run(ck, func(cs *cases) outcome {
		if !asked.certain && !asked.test(cs) {
			return outcome{right: notAsked}
		}
		var v outcome
		now := make([]workings, len(l.nodes))
		for _, n := range judged {
			if now[n] = work(cs, hs, n); len(now[n].gives) > 0 {
				v.nodes |= bit(n)
			}
		}
		seen = append(seen, now)
		if own.possible && own.test(cs) {
			return outcome{rightOwn, ^uint64(0)}
		}
		v.right = v.of(judged)
		return v
	})
	if !complete {
		r.stuck, r.right, r.open = true, rightDepends, questions(leaves)
		for _, n := range judged {
			r.nodes[n] = rightDepends
		}
		return nil
	}
	leaves = slices.DeleteFunc(leaves, func(x leaf[outcome]) bool { return x.value.right == notAsked })
	if len(leaves) == 0 {
		*r = ruling{}
		return nil
	}
	r.right = leaves[0].value.right
	for _, x := range leaves[1:] {
		switch v := x.value.right; {
		case v == r.right:
		case v.class() == r.right.class():
			r.right = rightLicensed
		default:
			r.right = rightDepends
		}
		if r.right == rightDepends {
			break
		}
	}
	for _, n := range judged {
		yes, no := false, false
		for _, x := range leaves {
			if x.value.nodes&bit(n) != 0 {
				yes = true
			} else {
				no = true
			}
		}
		switch {
		case yes && no:
			r.nodes[n] = rightDepends
		case yes:
			r.nodes[n] = rightLicensed
		default:
			r.nodes[n] = rightNot
		}
	}
	if l.keep {
		r.leaves = leaves
	}
	if r.right == rightDepends {
		r.open = matter(leaves, func(a, b outcome) bool { return a.right.class() != b.right.class() })
	}
	out := make([]workings, len(l.nodes))
	for _, n := range judged {
		out[n].gives = common(seen, func(w []workings) []*grant { return w[n].gives })
		out[n].takes = common(seen, func(w []workings) []taking { return w[n].takes })
	}
	return out
}

// common lists what is there in every case, or, where nothing is, in some.
func common[T comparable](seen [][]workings, of func([]workings) []T) []T {
	var some, every []T
	for _, w := range seen {
		for _, x := range of(w) {
			if !slices.Contains(some, x) {
				some = append(some, x)
			}
		}
	}
	for _, x := range some {
		if !slices.ContainsFunc(seen, func(w []workings) bool { return !slices.Contains(of(w), x) }) {
			every = append(every, x)
		}
	}
	if len(every) > 0 {
		return every
	}
	return some
}

func bit(n int) uint64 { return 1 << min(n, 63) }

// of is the right that the licensed nodes make.
func (v outcome) of(judged []int) right {
	yes, no := false, false
	for _, n := range judged {
		if v.nodes&bit(n) != 0 {
			yes = true
		} else {
			no = true
		}
	}
	switch {
	case yes && no:
		return rightPartly
	case yes:
		return rightLicensed
	}
	return rightNot
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
			c := condition{nil, decide(ck, test), test}
			h.conds = append(h.conds, c)
			return c.possible
		}
		if some(lg.each(), func(v *grant) bool { return len(v.Under) > 0 }) && !add(func(cs *cases) bool {
			under := lg.read(cs).Under
			return len(under) == 0 || p.inPatents(cs, s, under, l.day)
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
				h.takes, h.under = append(h.takes, l.takenByReading(ck, s, x, takes)), append(h.under, nil)
				continue
			}
			h.takes = append(h.takes, takes)
			conds := x.conds
			if some(x.each(), func(v *exclusion) bool { return len(v.Under) > 0 }) {
				test := func(cs *cases) bool {
					under := x.read(cs).Under
					return len(under) == 0 || p.inPatents(cs, s, under, l.day)
				}
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
func (l *look) takenByReading(ck *clock, s *subject, x *lookCut, takes []condition) []condition {
	if !some(x.each(), func(v *exclusion) bool { return len(v.Under) > 0 }) {
		return takes
	}
	out := make([]condition, len(takes))
	for n := range takes {
		test := func(cs *cases) bool {
			under := x.read(cs).Under
			return hold(cs, takes[n:n+1]) && (len(under) == 0 || l.p.inPatents(cs, s, under, l.day))
		}
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

// work lists the clauses at work on node n under the answers of the run.
func work(cs *cases, hs []held, n int) workings {
	var w workings
	for i := range hs {
		h := &hs[i]
		if !hold(cs, h.reach[n:n+1]) || !hold(cs, h.conds) {
			continue
		}
		free := true
		for k, x := range h.cuts {
			if hold(cs, h.takes[k][n:n+1]) && hold(cs, h.under[k]) {
				free = false
				w.takes = append(w.takes, taking{h.grant, x.exclusion})
			}
		}
		if free {
			w.gives = append(w.gives, h.grant)
		}
	}
	return w
}

// becauses lists the clauses that make the ruling (§11): for a licensed node the grants that give the right under every
// value, else those that do under some; for one that is not licensed the exclusions that take it out of grants that
// otherwise hold, likewise. What the cases found stands in worked; without it everything is certain.
func (l *look) becauses(hs []held, judged []int, nodes []right, worked []workings, asked condition) []because {
	var out []because
	add := func(b because) {
		if !slices.Contains(out, b) {
			out = append(out, b)
		}
	}
	for _, n := range judged {
		var w workings
		sure := false
		for i := range hs {
			if h := &hs[i]; h.reach[n].certain && certain(h.conds) && !h.cutPossibly(n) {
				sure = true
				w.gives = append(w.gives, h.grant)
			}
		}
		switch {
		case sure && (asked.certain || worked == nil):
		case worked != nil:
			w = worked[n]
		default:
			w.takes = takers(hs, n)
		}
		switch nodes[n] {
		case rightLicensed:
			for _, g := range w.gives {
				add(because{effect: Grants, grant: g})
			}
		case rightNot:
			for _, t := range w.takes {
				add(because{effect: TakesOut, grant: t.grant, cut: t.cut})
			}
		case rightDepends:
			for i := range hs {
				h := &hs[i]
				if h.reach[n].possible && !h.cutCertainly(n) {
					add(because{effect: MayGrant, grant: h.grant})
				}
				for k, x := range h.cuts {
					if h.reach[n].possible && h.takes[k][n].possible && possible(h.under[k]) {
						add(because{effect: MayTakeOut, grant: h.grant, cut: x.exclusion})
					}
				}
			}
		}
	}
	return out
}

// takers lists the exclusions that take a node out, as far as that is plain without cases.
func takers(hs []held, n int) []taking {
	var out []taking
	for i := range hs {
		h := &hs[i]
		for k, x := range h.cuts {
			if h.reach[n].possible && h.takes[k][n].possible && possible(h.under[k]) {
				out = append(out, taking{h.grant, x.exclusion})
			}
		}
	}
	return out
}

func distinct(qs []agreement.Question) []agreement.Question {
	slices.SortFunc(qs, func(a, b agreement.Question) int {
		if a.ID() < b.ID() {
			return -1
		} else if a.ID() > b.ID() {
			return 1
		}
		return 0
	})
	return slices.CompactFunc(qs, func(a, b agreement.Question) bool { return a.ID() == b.ID() })
}
