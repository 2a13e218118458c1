package rights

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// org is the index of an organisation; orgs are numbered once per program.
type org int32

const noOrg org = -1

// outsider stands for somebody whom nothing names: a manufacturer who has no right of his own. He belongs to everyone.
const outsider org = -2

// holding is one known fact of control.
type holding struct {
	fact   int // index in the world
	holder org
	share  int64
	begin  when.Bounds
	end    when.Date
	order  int
}

// control answers who controls whom on a day (§3).
type control struct {
	of      [][]holding // by entity
	holders [][]org     // by entity: who ever held a share in it
	held    [][]org     // by holder: in whom it ever held a share
	unsure  []bool      // by organisation: its holdings, or those of somebody above it, hang on a question
	text    func(fact int) string
	name    func(org) string
	days    []when.Date // days on which a known holding begins or ends, sorted
}

func newControl(n int) *control {
	return &control{of: make([][]holding, n), holders: make([][]org, n), held: make([][]org, n), unsure: make([]bool, n)}
}

func (c *control) add(entity org, h holding) { c.of[entity] = append(c.of[entity], h) }

// seal works out what is derived from the holdings.
func (c *control) seal() {
	var unsureRoots []org
	for e := range c.of {
		for _, h := range c.of[e] {
			if !slices.Contains(c.holders[e], h.holder) {
				c.holders[e] = append(c.holders[e], h.holder)
				c.held[h.holder] = append(c.held[h.holder], org(e))
			}
			if h.begin.Known() {
				c.days = append(c.days, h.begin.Earliest)
			}
			c.days = append(c.days, h.end)
		}
		if c.hangs(c.of[e]) {
			unsureRoots = append(unsureRoots, org(e))
		}
	}
	slices.Sort(c.days)
	c.days = slices.Compact(c.days)
	for len(unsureRoots) > 0 {
		e := unsureRoots[len(unsureRoots)-1]
		unsureRoots = unsureRoots[:len(unsureRoots)-1]
		if c.unsure[e] {
			continue
		}
		c.unsure[e] = true
		unsureRoots = append(unsureRoots, c.held[e]...)
	}
}

// hangs reports whether the holdings in one entity can hang on a question: a day that is not known, or two facts of
// one day whose order may matter.
func (c *control) hangs(hs []holding) bool {
	for i, h := range hs {
		if !h.begin.Known() {
			return true
		}
		for _, g := range hs[:i] {
			if g.begin == h.begin && conflicting(g, h) && (g.order == 0 || h.order == 0) {
				return true
			}
		}
	}
	return false
}

// conflicting reports whether the order of two facts of one day matters.
func conflicting(g, h holding) bool {
	if g.holder == h.holder {
		return g.share != h.share
	}
	return g.share >= whole || h.share >= whole
}

// whole is 100% in millionths.
const whole = 1_000_000

// step is one fact of control with its place in time under the answers of a run.
type step struct {
	holding
	day when.Date
	seq int
}

// holdings returns the shares in entity on day s.
func (c *control) holdings(cs *cases, entity org, s when.Date, yield func(holder org, share int64)) {
	all := c.of[entity]
	var buf [8]step
	steps := buf[:0]
	for _, h := range all {
		if h.begin.Earliest > s {
			continue
		}
		day := h.begin.Earliest
		if !h.begin.Known() {
			day = cs.clock.pick(cs, h.fact, h.begin, c.text(h.fact))
		}
		if day <= s {
			steps = append(steps, step{h, day, 0})
		}
	}
	slices.SortStableFunc(steps, func(a, b step) int { return int(a.day - b.day) })
	c.sequence(cs, entity, steps)
	// The latest fact of each pair that has begun and not ended.
	for i, st := range steps {
		if s >= st.end || laterOfPair(steps[i+1:], st.holder, s) {
			continue
		}
		superseded := false
		for j := i + 1; j < len(steps); j++ {
			t := steps[j]
			if t.share >= whole && t.holder != st.holder && s < t.end && !laterOfPair(steps[j+1:], t.holder, s) {
				superseded = true
				break
			}
		}
		if !superseded && st.share > 0 {
			yield(st.holder, st.share)
		}
	}
}

func laterOfPair(rest []step, holder org, s when.Date) bool {
	for _, t := range rest {
		if t.holder == holder && s < t.end {
			return true
		}
	}
	return false
}

// sequence puts the facts of each day into the order of the run.
func (c *control) sequence(cs *cases, entity org, steps []step) {
	for lo := 0; lo < len(steps); {
		hi := lo + 1
		for hi < len(steps) && steps[hi].day == steps[lo].day {
			hi++
		}
		group := steps[lo:hi]
		ask := false
		for i := range group {
			for j := range i {
				ask = ask || conflicting(group[i].holding, group[j].holding)
			}
		}
		if ask {
			arrange(cs, "control of "+c.name(entity), group, func(s step) (int, int) { return s.fact, s.order })
		}
		lo = hi
	}
}

// arrange orders the facts of one day, which come in file order: by their stated numbers where all have one, else as the
// run answers QOrder.
func arrange[T any](cs *cases, about string, group []T, key func(T) (fact, order int)) {
	facts := make([]int, len(group))
	for i, g := range group {
		facts[i], _ = key(g)
	}
	slices.Sort(facts)
	numbered := !slices.ContainsFunc(group, func(g T) bool { _, o := key(g); return o == 0 })
	if numbered {
		slices.SortStableFunc(group, func(a, b T) int { _, oa := key(a); _, ob := key(b); return oa - ob })
		return
	}
	perms := orders(len(group), func(i int) int { _, o := key(group[i]); return o })
	k := 0
	if len(perms) > 1 {
		k = cs.pick(agreement.QOrder(about, facts), len(perms))
	}
	tmp := slices.Clone(group)
	for at, from := range perms[k] {
		group[at] = tmp[from]
	}
}

// orders lists the permutations of n facts that keep those with numbers in the order of their numbers.
func orders(n int, order func(int) int) [][]int {
	var out [][]int
	perm := make([]int, 0, n)
	used := make([]bool, n)
	var rec func()
	rec = func() {
		if len(perm) == n {
			out = append(out, slices.Clone(perm))
			return
		}
	next:
		for i := range n {
			if used[i] {
				continue
			}
			if o := order(i); o != 0 {
				for j := range n {
					if !used[j] && j != i && order(j) != 0 && (order(j) < o || order(j) == o && j < i) {
						continue next
					}
				}
			}
			used[i] = true
			perm = append(perm, i)
			rec()
			perm = perm[:len(perm)-1]
			used[i] = false
		}
	}
	rec()
	return out
}

// controls reports whether x is in Controlled(r, share) on day s, control not passing through those in without.
func (c *control) controls(cs *cases, r, x org, share agreement.Share, without []org, s when.Date) bool {
	if x == r || slices.Contains(without, x) {
		return false
	}
	above := c.above(x)
	if !slices.Contains(above, r) {
		return false
	}
	in := []org{r}
	for grown := true; grown; {
		grown = false
		for _, e := range above {
			if slices.Contains(in, e) || slices.Contains(without, e) {
				continue
			}
			var sum int64
			c.holdings(cs, e, s, func(h org, m int64) {
				if slices.Contains(in, h) {
					sum += m
				}
			})
			if share.Meets(sum) && sum > 0 {
				if e == x {
					return true
				}
				in = append(in, e)
				grown = true
			}
		}
	}
	return false
}

// above lists x and everybody who, at whatever time, held a share in it or in somebody above it.
func (c *control) above(x org) []org {
	out := []org{x}
	for i := 0; i < len(out); i++ {
		for _, h := range c.holders[out[i]] {
			if !slices.Contains(out, h) {
				out = append(out, h)
			}
		}
	}
	return out
}

// below lists everybody in whom, at whatever time, r or somebody below it held a share.
func (c *control) below(r org) []org {
	seen := map[org]bool{r: true}
	out := []org{r}
	for i := 0; i < len(out); i++ {
		for _, h := range c.held[out[i]] {
			if !seen[h] {
				seen[h] = true
				out = append(out, h)
			}
		}
	}
	return out[1:]
}

// affiliated reports whether x is in Affiliates(r, share) on day s.
func (c *control) affiliated(cs *cases, r, x org, share agreement.Share, without []org, s when.Date) bool {
	if x == r || slices.Contains(without, x) {
		return false
	}
	if c.controls(cs, r, x, share, without, s) {
		return true
	}
	// From r itself one climbs even where r is left out of the group.
	climb := slices.DeleteFunc(slices.Clone(without), func(o org) bool { return o == r })
	for _, h := range c.above(r) {
		if h == r || slices.Contains(without, h) || !c.controls(cs, h, r, share, climb, s) {
			continue
		}
		if x == h || c.controls(cs, h, x, share, without, s) {
			return true
		}
	}
	return false
}
