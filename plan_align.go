package crossgrant

import (
	"fmt"
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/when"
)

// sameFacts reports whether two worlds hold the same facts in the same order, wherever they stand.
func sameFacts(a, b []agreement.Fact) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Text != b[i].Text || factKey(&a[i]) != factKey(&b[i]) {
			return false
		}
	}
	return true
}

// factKey is everything a fact says, without the place where it says it.
func factKey(f *agreement.Fact) string {
	g := *f
	g.At = diag.Range{}
	return fmt.Sprintf("%+v", g)
}

// alignFacts returns the facts of two worlds with every fact that both hold at the same index in both.
//
// Questions about the day or the order of facts name them by their index in the world ([agreement.QWhen],
// [agreement.QOrder]), and a question that both worlds ask must have one answer in both, or what is open would show as a
// change (docs/meaning.md §16). File order decides between statements of equal standing, so it is not touched: where
// only one world holds a fact, the other gets it as one that it never comes to know.
func alignFacts(before, after []agreement.Fact) (b, a []agreement.Fact) {
	x, y := keysOf(before), keysOf(after)
	i, j := 0, 0
	onlyBefore := func() {
		b, a = append(b, before[i]), append(a, never(before[i]))
		i++
	}
	onlyAfter := func() {
		b, a = append(b, never(after[j])), append(a, after[j])
		j++
	}
	for _, m := range inBoth(x, y) {
		for i < m[0] {
			onlyBefore()
		}
		for j < m[1] {
			onlyAfter()
		}
		b, a = append(b, before[i]), append(a, after[j])
		i, j = i+1, j+1
	}
	for i < len(before) {
		onlyBefore()
	}
	for j < len(after) {
		onlyAfter()
	}
	return known(b), known(a)
}

func keysOf(fs []agreement.Fact) []string {
	out := make([]string, len(fs))
	for i := range fs {
		out[i] = factKey(&fs[i])
	}
	return out
}

// never is a fact that is not known on any day.
func never(f agreement.Fact) agreement.Fact {
	f.Given, f.Recorded, f.Retracted = false, when.Max, when.None
	return f
}

// known leaves out the facts at the end that the world never comes to know: nothing behind them needs a place.
func known(fs []agreement.Fact) []agreement.Fact {
	n := len(fs)
	for n > 0 && fs[n-1].Recorded == when.Max {
		n--
	}
	return fs[:n]
}

// inBoth pairs the lines of two texts that are the same and stand in the same order, in order: what both begin and end
// with, the lines that stand only once in each and are in order with one another, and so on between these.
func inBoth(x, y []string) [][2]int {
	var out [][2]int
	var walk func(x0, x1, y0, y1 int)
	walk = func(x0, x1, y0, y1 int) {
		for x0 < x1 && y0 < y1 && x[x0] == y[y0] {
			out = append(out, [2]int{x0, y0})
			x0, y0 = x0+1, y0+1
		}
		tail := 0
		for x0 < x1-tail && y0 < y1-tail && x[x1-tail-1] == y[y1-tail-1] {
			tail++
		}
		x1, y1 = x1-tail, y1-tail
		if found := anchors(x[x0:x1], y[y0:y1]); len(found) > 0 {
			from, fromY := x0, y0
			for _, m := range found {
				walk(from, x0+m[0], fromY, y0+m[1])
				out = append(out, [2]int{x0 + m[0], y0 + m[1]})
				from, fromY = x0+m[0]+1, y0+m[1]+1
			}
			walk(from, x1, fromY, y1)
		}
		for k := range tail {
			out = append(out, [2]int{x1 + k, y1 + k})
		}
	}
	walk(0, len(x), 0, len(y))
	return out
}

// anchors pairs the lines that stand exactly once in each text, as many as can be paired without crossing.
func anchors(x, y []string) [][2]int {
	times, place := map[string][2]int{}, map[string]int{}
	for _, s := range x {
		n := times[s]
		times[s] = [2]int{n[0] + 1, n[1]}
	}
	for j, s := range y {
		n := times[s]
		times[s] = [2]int{n[0], n[1] + 1}
		place[s] = j
	}
	var pairs [][2]int // in the order of x
	for i, s := range x {
		if times[s] == [2]int{1, 1} {
			pairs = append(pairs, [2]int{i, place[s]})
		}
	}
	// The longest run of pairs whose places in y rise: ends[n] is the pair that ends the best run of n+1 pairs.
	var ends []int
	back := make([]int, len(pairs))
	for k, p := range pairs {
		n, _ := slices.BinarySearchFunc(ends, p[1], func(e, at int) int { return pairs[e][1] - at })
		back[k] = -1
		if n > 0 {
			back[k] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, k)
		} else {
			ends[n] = k
		}
	}
	if len(ends) == 0 {
		return nil
	}
	out := make([][2]int, len(ends))
	for k, n := ends[len(ends)-1], len(ends)-1; k >= 0; k, n = back[k], n-1 {
		out[n] = pairs[k]
	}
	return out
}
