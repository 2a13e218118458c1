package present

import "strings"

// maxDiffWords is up to how many words are compared word by word; of longer texts the whole middle is shown on both
// sides.
const maxDiffWords = 3000

// wordDiff writes two texts as one: what only the first says in [-…-], what only the second says in {+…+}, and long
// stretches that both say cut short.
func (s Style) wordDiff(before, after string) string {
	x, y := strings.Fields(before), strings.Fields(after)
	var out []string
	parts := diffWords(x, y)
	for i, d := range parts {
		switch {
		case d.both:
			out = append(out, nearby(d.words, i == 0, i == len(parts)-1)...)
		case d.after:
			out = append(out, s.paint("34", "{+"+strings.Join(d.words, " ")+"+}"))
		default:
			out = append(out, s.paint("33", "[-"+strings.Join(d.words, " ")+"-]"))
		}
	}
	return strings.Join(out, " ")
}

// nearby keeps the words next to a difference of a stretch that both texts have.
func nearby(ws []string, first, last bool) []string {
	const near = 12
	switch {
	case len(ws) <= near+4 || len(ws) <= 2*near+4 && !first && !last:
		return ws
	case first && last:
		return ws
	case first:
		return append([]string{"…"}, ws[len(ws)-near:]...)
	case last:
		return append(ws[:near:near], "…")
	}
	return append(append(ws[:near:near], "…"), ws[len(ws)-near:]...)
}

// stretch is a run of words: in both texts, or only before, or only after.
type stretch struct {
	words       []string
	both, after bool
}

// diffWords pairs as many words of two texts as can be paired without crossing.
func diffWords(x, y []string) []stretch {
	head, tail := 0, 0
	for head < len(x) && head < len(y) && x[head] == y[head] {
		head++
	}
	for tail < len(x)-head && tail < len(y)-head && x[len(x)-1-tail] == y[len(y)-1-tail] {
		tail++
	}
	var out []stretch
	put := func(w []string, both, after bool) {
		if len(w) == 0 {
			return
		}
		if n := len(out); n > 0 && out[n-1].both == both && out[n-1].after == after {
			out[n-1].words = append(out[n-1].words, w...)
			return
		}
		out = append(out, stretch{append([]string{}, w...), both, after})
	}
	put(x[:head], true, false)
	a, b := x[head:len(x)-tail], y[head:len(y)-tail]
	if len(a) > maxDiffWords || len(b) > maxDiffWords {
		put(a, false, false)
		put(b, false, true)
		put(x[len(x)-tail:], true, false)
		return out
	}
	// longest[i][j]: how many words of a[i:] and b[j:] can be paired
	longest := make([][]int32, len(a)+1)
	for i := range longest {
		longest[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				longest[i][j] = longest[i+1][j+1] + 1
			} else {
				longest[i][j] = max(longest[i+1][j], longest[i][j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			put(a[i:i+1], true, false)
			i, j = i+1, j+1
		case longest[i+1][j] >= longest[i][j+1]:
			put(a[i:i+1], false, false)
			i++
		default:
			put(b[j:j+1], false, true)
			j++
		}
	}
	put(a[i:], false, false)
	put(b[j:], false, true)
	put(x[len(x)-tail:], true, false)
	return out
}
