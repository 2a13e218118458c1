package check

import (
	"cmp"
	"maps"
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/when"
)

// holding is the control fact that gives one holder its share in one entity.
type holding struct {
	share int64
	fact  int // index in the world
}

// holdings are who holds what on a day: entity -> holder -> holding.
type holdings map[agreement.Org]map[agreement.Org]holding

// controlFacts are the facts about control that are believed and whose day is known, in the order in which they take
// effect. Facts whose day is only known within bounds are left to the questions of the answers.
func controlFacts(facts []agreement.Fact) []int {
	var out []int
	for i := range facts {
		f := &facts[i]
		if _, ok := f.Body.(agreement.Control); ok && f.Retracted == when.None && f.Begin.Known() {
			out = append(out, i)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int {
		return cmp.Or(cmp.Compare(facts[a].Begin.Earliest, facts[b].Begin.Earliest), cmp.Compare(facts[a].Order, facts[b].Order))
	})
	return out
}

// control holds the whole history of control against what can be: no entity is held to more than 100%, and nobody
// controls, through whatever chain, an entity that controls it. It goes through the days on which something changes and
// looks again only at the entities that change.
func (c *checker) control(facts []agreement.Fact) {
	order := controlFacts(facts)
	c.unordered(facts, order)
	of := map[agreement.Org][]int{}                   // entity -> its facts, in order
	changes := map[when.Date]map[agreement.Org]bool{} // day -> entities whose holdings change
	touch := func(d when.Date, e agreement.Org) {
		if changes[d] == nil {
			changes[d] = map[agreement.Org]bool{}
		}
		changes[d][e] = true
	}
	for _, i := range order {
		f := &facts[i]
		e := f.Body.(agreement.Control).Held
		of[e] = append(of[e], i)
		touch(f.Begin.Earliest, e)
		if f.End.Real() {
			touch(f.End, e)
		}
	}
	h := holdings{}
	down := map[agreement.Org]map[agreement.Org]bool{} // holder -> entities, positive shares only
	over := map[agreement.Org]bool{}
	cycles := map[string]bool{}
	for _, day := range slices.Sorted(maps.Keys(changes)) {
		changed := slices.Sorted(maps.Keys(changes[day]))
		for _, e := range changed {
			for holder := range h[e] {
				delete(down[holder], e)
			}
			h[e] = holdersOn(facts, of[e], day)
			for holder, x := range h[e] {
				if x.share > 0 {
					if down[holder] == nil {
						down[holder] = map[agreement.Org]bool{}
					}
					down[holder][e] = true
				}
			}
			c.over100(facts, h, e, day, over)
		}
		if slices.ContainsFunc(changed, func(e agreement.Org) bool { return comesBack(down, e) }) {
			c.mutual(facts, h, down, day, cycles)
		}
	}
}

// holdersOn works out who holds an entity on a day (docs/meaning.md §3): the latest fact about a pair counts, and one
// that gives the whole ends what earlier facts gave to others.
func holdersOn(facts []agreement.Fact, order []int, day when.Date) map[agreement.Org]holding {
	by := map[agreement.Org]holding{}
	place := map[int]int{} // fact -> place in the order of taking effect
	for k, i := range order {
		f := &facts[i]
		if f.Begin.Earliest <= day && day < f.End {
			b := f.Body.(agreement.Control)
			by[b.Holder] = holding{b.Millionths, i}
			place[i] = k
		}
	}
	top := -1 // the latest fact that gives the whole
	for _, x := range by {
		if x.share == whole {
			top = max(top, place[x.fact])
		}
	}
	for holder, x := range by {
		if place[x.fact] < top {
			by[holder] = holding{0, x.fact}
		}
	}
	return by
}

// comesBack reports whether a chain of holdings leads from e down to e.
func comesBack(down map[agreement.Org]map[agreement.Org]bool, e agreement.Org) bool {
	seen := map[agreement.Org]bool{}
	for queue := []agreement.Org{e}; len(queue) > 0; queue = queue[1:] {
		for next := range down[queue[0]] {
			if next == e {
				return true
			}
			if !seen[next] {
				seen[next] = true
				queue = append(queue, next)
			}
		}
	}
	return false
}

// over100 reports an entity that is held to more than the whole, once.
func (c *checker) over100(facts []agreement.Fact, h holdings, e agreement.Org, day when.Date, reported map[agreement.Org]bool) {
	var sum int64
	var parts []int
	for _, x := range h[e] {
		if sum += x.share; x.share > 0 {
			parts = append(parts, x.fact)
		}
	}
	if sum <= whole || reported[e] {
		return
	}
	reported[e] = true
	slices.Sort(parts)
	last := parts[len(parts)-1]
	for _, i := range parts {
		if facts[i].Begin.Earliest > facts[last].Begin.Earliest {
			last = i
		}
	}
	x := &ctx{checker: c}
	on := "from the beginning"
	if day.Real() {
		on = "on " + day.String()
	}
	p := x.error(diag.ControlExceeds100, facts[last].At, string(e)+" is held to "+agreement.Percent(sum)+" "+on,
		"All holdings in one entity add up to 100% at most. Correct a share, or say when the earlier holder stopped: DATE "+string(facts[parts[0]].Body.(agreement.Control).Holder)+" ceases to control "+string(e)+".")
	for _, i := range parts {
		if i != last {
			alsoAt(p, facts[i].Text, facts[i].At)
		}
	}
}

// mutual reports entities that control each other, once for each circle.
func (c *checker) mutual(facts []agreement.Fact, h holdings, down map[agreement.Org]map[agreement.Org]bool, day when.Date, reported map[string]bool) {
	for _, ring := range rings(down) {
		// Within a circle of holdings: who controls whom, holdings of the controlled added up.
		controlled := map[agreement.Org]map[agreement.Org]bool{}
		for _, r := range ring {
			controlled[r] = controls(h, down, r)
		}
		var who []agreement.Org
		for _, r := range ring {
			for _, e := range ring {
				if r != e && controlled[r][e] && controlled[e][r] {
					who = append(who, r)
					break
				}
			}
		}
		key := orgs(who)
		if len(who) == 0 || reported[key] {
			continue
		}
		reported[key] = true
		var at []int
		for _, e := range who {
			for holder, x := range h[e] {
				if x.share > 0 && slices.Contains(who, holder) {
					at = append(at, x.fact)
				}
			}
		}
		slices.Sort(at)
		x := &ctx{checker: c}
		last := at[len(at)-1]
		on := ""
		if day.Real() {
			on = " from " + day.String() + " on"
		}
		p := x.error(diag.ControlCycle, facts[last].At, key+" control one another"+on,
			"Control runs downwards only: nobody is controlled by what it controls. Correct one of these statements, or say when it ended.")
		for _, i := range at {
			if i != last {
				alsoAt(p, facts[i].Text, facts[i].At)
			}
		}
	}
}

// controls are the entities that r controls over 50%: percentages are not multiplied, holdings of the controlled add
// up.
func controls(h holdings, down map[agreement.Org]map[agreement.Org]bool, r agreement.Org) map[agreement.Org]bool {
	in := map[agreement.Org]bool{}
	sum := map[agreement.Org]int64{}
	for queue := []agreement.Org{r}; len(queue) > 0; queue = queue[1:] {
		for e := range down[queue[0]] {
			sum[e] += h[e][queue[0]].share
			if e != r && !in[e] && agreement.Over50.Meets(sum[e]) {
				in[e] = true
				queue = append(queue, e)
			}
		}
	}
	// Whether r comes back to itself: the shares in it that it and its entities hold.
	for e := range in {
		if agreement.Over50.Meets(h[r][e].share) {
			in[r] = true
		}
	}
	return in
}

// rings are the strongly connected parts with more than one member, each sorted (Tarjan).
func rings(down map[agreement.Org]map[agreement.Org]bool) [][]agreement.Org {
	index := map[agreement.Org]int{}
	low := map[agreement.Org]int{}
	on := map[agreement.Org]bool{}
	var stack []agreement.Org
	var out [][]agreement.Org
	var visit func(agreement.Org)
	visit = func(v agreement.Org) {
		index[v] = len(index) + 1
		low[v] = index[v]
		stack, on[v] = append(stack, v), true
		for w := range down[v] {
			if index[w] == 0 {
				visit(w)
				low[v] = min(low[v], low[w])
			} else if on[w] {
				low[v] = min(low[v], index[w])
			}
		}
		if low[v] != index[v] {
			return
		}
		k := slices.Index(stack, v)
		part := slices.Clone(stack[k:])
		stack = stack[:k]
		for _, w := range part {
			on[w] = false
		}
		if len(part) > 1 {
			slices.Sort(part)
			out = append(out, part)
		}
	}
	for v := range down {
		if index[v] == 0 {
			visit(v)
		}
	}
	slices.SortFunc(out, slices.Compare)
	return out
}

// unordered warns about facts of one day about one entity whose order matters and is not stated.
func (c *checker) unordered(facts []agreement.Fact, order []int) {
	type key struct {
		held agreement.Org
		day  when.Date
	}
	same := map[key][]int{}
	for _, i := range order {
		if f := &facts[i]; f.Begin.Earliest.Real() {
			k := key{f.Body.(agreement.Control).Held, f.Begin.Earliest}
			same[k] = append(same[k], i)
		}
	}
	for _, is := range same {
		if len(is) < 2 || !slices.ContainsFunc(is, func(i int) bool { return facts[i].Order == 0 }) || !orderMatters(facts, is) {
			continue
		}
		slices.Sort(is)
		x := &ctx{checker: c}
		b := facts[is[0]].Body.(agreement.Control)
		p := x.warn(diag.UnorderedFacts, facts[is[len(is)-1]].At, "the order of these facts about "+string(b.Held)+" is not stated", "They take effect on one day, and the outcome depends on which came first; answers that need it ask. Give each a line order 1, order 2.")
		for _, i := range is[:len(is)-1] {
			alsoAt(p, facts[i].Text, facts[i].At)
		}
	}
}

func orderMatters(facts []agreement.Fact, is []int) bool {
	for _, i := range is {
		for _, j := range is {
			a, b := facts[i].Body.(agreement.Control), facts[j].Body.(agreement.Control)
			if i != j && (a.Holder == b.Holder && a.Millionths != b.Millionths || a.Holder != b.Holder && a.Millionths == whole) {
				return true
			}
		}
	}
	return false
}
