package oracle

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
)

// Change is what differs for one use and one patent between two worlds (docs/meaning.md §16). Possible: under some
// joint value of the open questions of both; certain: under every one.
type Change struct {
	GainPossible, GainCertain   bool
	LossPossible, LossCertain   bool
	MoneyPossible, MoneyCertain bool
	Unsettled                   bool      // too many questions reach the two rights, and the rights differ
	Open                        []string  // ids of the questions that matter to gain, loss and money, sorted
	Licensed                    [2]bool   // before, after: some node that both judge is licensed, own included, under some value
	Status                      [2]string // before, after
	Asked                       bool      // both know the patent, the product and the actor; else nothing is said here
	TooMany                     bool      // see [Answer]
}

// Changes compares two worlds for a use and one patent. What the question is asked under does not count. The facts of
// before must come first among those of after, in the same order: questions about facts are told apart by their places.
func Changes(before, after *Oracle, question Question, patent string) Change {
	return ChangesOf(before, after, question, []string{patent})[0]
}

// ChangesOf is Changes for several patents, in their order. What does not hang on the patent is worked out once.
func ChangesOf(before, after *Oracle, question Question, patents []string) []Change {
	x, y := before.inquiry(question), after.inquiry(question)
	shareDays(x.known, y.known)
	var out []Change
	for _, id := range patents {
		out = append(out, changeOf(x, y, id))
	}
	return out
}

func changeOf(x, y *inquiry, id string) Change {
	x.tooMany, y.tooMany = false, false
	p, r := x.record(id), y.record(id)
	actor, product := x.question.Use.Actor, x.question.Use.Product
	_, sold := x.products[product]
	_, still := y.products[product]
	if p == nil || r == nil || sold != still || has(x.orgs, actor) != has(y.orgs, actor) {
		return Change{}
	}
	a, b := x.side(p), y.side(r)
	c := Change{
		Asked:    true,
		Licensed: [2]bool{a.mayBeLicensed(b), b.mayBeLicensed(a)},
		Status:   [2]string{x.status(p).String(), y.status(r).String()},
	}
	c.between(a, b)
	c.TooMany = c.TooMany || x.tooMany || y.tooMany
	return c
}

// shareDays lets two worlds look at the same days, so that a day left open for years has the same values in both.
func shareDays(a, b *known) {
	a.mentioned = slices.Concat(a.mentioned, b.mentioned)
	slices.Sort(a.mentioned)
	a.mentioned = slices.Compact(a.mentioned)
	a.tested = slices.Concat(a.tested, b.tested)
	slices.Sort(a.tested)
	a.tested = slices.Compact(a.tested)
	a.turning = slices.Concat(a.turning, b.turning)
	slices.Sort(a.turning)
	a.turning = slices.Compact(a.turning)
	b.mentioned, b.tested, b.turning = a.mentioned, a.tested, a.turning
}

// side is a patent in one of the two worlds.
type side struct {
	*inquiry
	patent  *patent.Record
	judged  []*node
	footing footing
	right   right
}

func (q *inquiry) side(p *patent.Record) *side {
	s := &side{inquiry: q, patent: p, judged: q.judged(p)}
	s.footing = q.footing(p, decided{Doubtful: Doubtful{Certain: true, Possible: true}}, s.judged)
	s.right = q.right(p, s.footing, s.judged)
	return s
}

// mayBeLicensed reports whether a node that is judged on the other side as well is licensed under some value.
func (s *side) mayBeLicensed(other *side) bool {
	for _, at := range bothJudged(s, other) {
		if s.right.nodes[s.judged[at[0]].path] != NotLicensed {
			return true
		}
	}
	return false
}

// delta is the change under one joint value.
type delta struct{ gain, loss, money bool }

func (d delta) word() string {
	return strconv.FormatBool(d.gain) + " " + strconv.FormatBool(d.loss) + " " + strconv.FormatBool(d.money)
}

// between works out gain, loss and money over the joint values of two worlds.
func (c *Change) between(a, b *side) {
	nodes := bothJudged(a, b)
	if len(nodes) == 0 {
		return
	}
	reach := maps.Clone(a.footing.reach)
	maps.Copy(reach, b.footing.reach)
	if len(reach) > Limit {
		c.Unsettled = a.right.verdict != b.right.verdict || !maps.Equal(a.right.nodes, b.right.nodes) || !slices.Equal(a.right.open, b.right.open)
		return
	}
	all, complete := casesOf(func(s *supposition) delta {
		return compare(a.under(s), b.under(s), nodes)
	})
	c.TooMany = !complete
	c.GainCertain, c.LossCertain, c.MoneyCertain = true, true, true
	for _, f := range all {
		d := f.result
		c.GainPossible, c.GainCertain = c.GainPossible || d.gain, c.GainCertain && d.gain
		c.LossPossible, c.LossCertain = c.LossPossible || d.loss, c.LossCertain && d.loss
		c.MoneyPossible, c.MoneyCertain = c.MoneyPossible || d.money, c.MoneyCertain && d.money
	}
	c.Open = idsOf(slices.Values(matters(all, delta.word)))
}

// bothJudged lists the nodes judged in both worlds, by their places in each.
func bothJudged(a, b *side) [][2]int {
	var out [][2]int
	for i, n := range a.judged {
		if j := slices.IndexFunc(b.judged, func(m *node) bool { return m.path == n.path }); j >= 0 {
			out = append(out, [2]int{i, j})
		}
	}
	return out
}

// compare says what differs between two worlds under one joint value.
func compare(before, after func(node int) (licensed bool, charge string), nodes [][2]int) delta {
	var d delta
	for _, at := range nodes {
		had, cost := before(at[0])
		has, costs := after(at[1])
		d.gain = d.gain || has && !had
		d.loss = d.loss || had && !has
		d.money = d.money || had && has && cost != costs
	}
	return d
}

// under says under a supposition whether a judged node is licensed, and what is charged for it: nothing, or the prices
// of the grants that give it.
func (s *side) under(given *supposition) func(node int) (licensed bool, charge string) {
	v := newView(s.known, given)
	own := s.footing.own.Certain || s.footing.own.Possible && s.actorOwns(v, s.patent)
	return func(node int) (bool, string) {
		if own {
			return true, ""
		}
		pr := s.footing.nodes[node]
		for _, c := range pr.sure {
			if s.paidUp(c.granted) && !s.priceMayChange(c.granted) {
				return true, ""
			}
		}
		gives, _ := s.inquiry.under(v, pr, false)
		var prices []string
		for _, x := range gives {
			v := v.bound(x.pair)
			price := v.cost(v.grant(x.granted), x.licensee).Price
			if price.Kind == agreement.PricePaidUp {
				return true, ""
			}
			prices = append(prices, price.Kind.String()+" "+price.Name)
		}
		slices.Sort(prices)
		return len(gives) > 0, strings.Join(slices.Compact(prices), "\n")
	}
}

// paidUp reports whether a grant is paid up however it is read.
func (w *known) paidUp(g *granted) bool {
	if r := w.readings[g.Clause.QName()]; r != nil {
		for _, o := range r.Options {
			if o.Grant != nil && o.Grant.Price.Kind != agreement.PricePaidUp {
				return false
			}
		}
	}
	return g.Price.Kind == agreement.PricePaidUp
}
