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
	by     *extension // of a right that an extension of the grant gives
	cut    *exclusion
	keeps  *survival   // of a grant that would have ended
	rule   *entityRule // by which a right is kept or has passed
}

// giving is a grant, or a grant by an extension, that gives a right.
type giving struct {
	grant *grant
	by    *extension
	pair  *pair
}

func (h *held) giving() giving { return giving{h.grant, h.way.by, h.way.pair} }

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
	r.reasons = append(r.reasons, slices.Concat(l.survivors(&w, r.reasons), l.handedOn(&w, r.reasons))...)
	return r
}

// workings are the clauses at work on a node in one case: grants that give the right, and exclusions that take it out of
// grants that otherwise hold.
type workings struct {
	gives []giving
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
		out[n].gives = common(seen, func(w []workings) []giving { return w[n].gives })
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
			w.gives = append(w.gives, h.giving())
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
				w.gives = append(w.gives, h.giving())
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
				add(because{effect: Grants, grant: g.grant, by: g.by})
			}
		case rightNot:
			for _, t := range w.takes {
				add(because{effect: TakesOut, grant: t.grant, cut: t.cut})
			}
		case rightDepends:
			for i := range hs {
				h := &hs[i]
				if h.reach[n].possible && !h.cutCertainly(n) {
					add(because{effect: MayGrant, grant: h.grant, by: h.way.by})
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
