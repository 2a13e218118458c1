package rights

import (
	"cmp"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
)

// change is what becomes of one right on one day, from one world to another (§16).
type change struct {
	gain, loss, money sureness
	unsettled         bool // too many questions, and the rights differ
	before, after     right
	had, has          bool // possibly licensed, own included, at some node that both judge
	open              []agreement.Question
	leaves            []leaf[effect]
}

func (c *change) none() bool {
	return c.gain == never && c.loss == never && c.money == never && !c.unsettled
}

// sureness says whether something is so under no, some or every joint value.
type sureness uint8

const (
	never sureness = iota
	sometimes
	surely
)

// effect is what happens under one joint value.
type effect struct{ gain, loss, money bool }

// side is one of the two worlds, with a patent weighed for the use.
type side struct {
	*look
	subject *subject
	weighing
	ownNow bool // under the answers of the run
}

func newSide(l *look, s *subject) *side { return &side{look: l, subject: s, weighing: l.weigh(s)} }

// licensed reports whether a node is licensed under the answers of the run.
func (x *side) licensed(cs *cases, n int) bool {
	if x.ownNow || x.sure[n] {
		return true
	}
	for i := range x.hs {
		if x.hs[i].gives(cs, n) {
			return true
		}
	}
	return false
}

// gives reports whether the grant gives node n under the answers of the run, and no exclusion takes it out.
func (h *held) gives(cs *cases, n int) bool {
	if !hold(cs, h.reach[n:n+1]) || !hold(cs, h.conds) {
		return false
	}
	for k := range h.cuts {
		if hold(cs, h.takes[k][n:n+1]) && hold(cs, h.under[k]) {
			return false
		}
	}
	return true
}

// free is what is charged where nothing is.
const free = ""

// charged is what a licensed node costs under the answers of the run: nothing, or the prices of the grants that give it.
func (x *side) charged(cs *cases, n int) string {
	if x.ownNow {
		return free
	}
	var out []string
	for _, surely := range []bool{true, false} { // what is certain asks nothing, and may settle it
		for i := range x.hs {
			h := &x.hs[i]
			if surely != (h.reach[n].certain && certain(h.conds) && !h.cutPossibly(n)) || !h.gives(cs, n) {
				continue
			}
			p := h.read(cs).Price
			if p.Kind == agreement.PricePaidUp {
				return free
			}
			out = append(out, p.String())
		}
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), ", ")
}

// costs reports whether a grant that may give something is not paid-up.
func (x *side) costs() bool {
	return slices.ContainsFunc(x.hs, func(h held) bool {
		return some(h.each(), func(g *grant) bool { return g.Price.Kind != agreement.PricePaidUp })
	})
}

// joint compares a right in two worlds under every joint value. The clock knows the days of both.
func joint(a, b *side, both *clock) change {
	c := change{before: a.word(), after: b.word()}
	var nodes [][2]int
	for _, n := range a.weighing.judged {
		for _, m := range b.weighing.judged {
			if a.nodes[n].path == b.nodes[m].path {
				nodes = append(nodes, [2]int{n, m})
			}
		}
	}
	if len(nodes) == 0 {
		return c
	}
	reach := map[string]bool{}
	for _, w := range []*side{a, b} {
		for q := range w.reach {
			reach[q] = true
		}
	}
	if len(reach) > maxQuestions {
		return unsettled(a, b, c)
	}
	priced := a.costs() || b.costs()
	ck := both.with(a.p.movesAbout(a.subject), a.day).with(b.p.movesAbout(b.subject), b.day)
	leaves, complete := runJointly(ck, func(cs *cases) effect {
		a.ownNow = a.own.certain || a.own.possible && a.own.test(cs)
		b.ownNow = b.own.certain || b.own.possible && b.own.test(cs)
		var e effect
		for _, n := range nodes {
			was, is := a.licensed(cs, n[0]), b.licensed(cs, n[1])
			c.had, c.has = c.had || was, c.has || is
			e.gain = e.gain || is && !was
			e.loss = e.loss || was && !is
			if priced && was && is && !e.money {
				e.money = a.charged(cs, n[0]) != b.charged(cs, n[1])
			}
		}
		return e
	})
	if !complete {
		return unsettled(a, b, c)
	}
	c.leaves = leaves
	c.gain = sure(leaves, func(e effect) bool { return e.gain })
	c.loss = sure(leaves, func(e effect) bool { return e.loss })
	c.money = sure(leaves, func(e effect) bool { return e.money })
	if !c.none() && len(leaves) > 1 {
		c.open = matter(leaves, func(x, y effect) bool { return x != y })
	}
	return c
}

func sure(leaves []leaf[effect], is func(effect) bool) sureness {
	some, every := false, true
	for _, l := range leaves {
		if is(l.value) {
			some = true
		} else {
			every = false
		}
	}
	switch {
	case every:
		return surely
	case some:
		return sometimes
	}
	return never
}

// word is the right as far as it is plain; rightDepends where cases have to tell.
func (x *side) word() right {
	switch {
	case x.own.certain:
		return rightOwn
	case !x.decided:
		return rightDepends
	}
	var v outcome
	for _, n := range x.weighing.judged {
		if x.sure[n] {
			v.nodes |= bit(n)
		}
	}
	return v.of(x.weighing.judged)
}

// unsettled compares rights that are not worked out case by case.
func unsettled(a, b *side, c change) change {
	ra, rb := a.rule(a.weighing), b.rule(b.weighing)
	c.before, c.after = ra.right, rb.right
	c.had, c.has = ra.right != rightNot, rb.right != rightNot
	c.unsettled = ra.right != rb.right || !slices.EqualFunc(distinct(ra.open), distinct(rb.open), func(x, y agreement.Question) bool { return x.ID() == y.ID() }) ||
		a.byPath(ra.nodes) != b.byPath(rb.nodes)
	if c.unsettled {
		c.open = distinct(slices.Concat(ra.open, rb.open))
	}
	return c
}

func (x *side) byPath(nodes []right) string {
	out := make([]string, 0, len(nodes))
	for n, r := range nodes {
		if r != notAsked {
			out = append(out, x.nodes[n].path+"="+string(verdictOf(r)))
		}
	}
	slices.SortFunc(out, cmp.Compare)
	return strings.Join(out, "\n")
}
