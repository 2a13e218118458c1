package owners

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed data/legal-forms.tsv
var legalData string

// legalForms is the table of legal forms by spelling.
type legalForms struct {
	behind map[string]string // spelling to form
	front  map[string]string
	native []nativeSpelling // those written without blanks, longest first
	most   int              // words of the longest spelling
}

type nativeSpelling struct {
	text, form    string
	front, behind bool
}

// noForm is a mark that is no form.
const noForm = "-"

var forms = sync.OnceValue(func() *legalForms {
	t := &legalForms{behind: map[string]string{}, front: map[string]string{}}
	for _, l := range tsv(legalData, 5) {
		form, where := l[0], l[1]
		for _, s := range alternatives(l[3]) {
			if ideographs([]rune(strings.Trim(s, "()"))[0]) {
				t.native = append(t.native, nativeSpelling{s, form, where != "behind", where != "front"})
				continue
			}
			t.most = max(t.most, strings.Count(s, " ")+1)
			if where != "front" {
				t.behind[s] = form
			}
			if where != "behind" {
				t.front[s] = form
			}
		}
	}
	slices.SortStableFunc(t.native, func(a, b nativeSpelling) int { return len(b.text) - len(a.text) })
	return t
})

// legalForm takes the legal form off the words, all of it where there are several: "Corp., Ltd." is corp ltd. A name
// that is nothing but a form keeps its words.
func legalForm(words []string) ([]string, string) {
	t := forms()
	rest, found := words, []string{}
	for {
		n, form := behind(t, rest)
		if n == 0 {
			break
		}
		rest = rest[:len(rest)-n]
		if form != noForm {
			found = append(found, form)
		}
	}
	if len(found) > 0 && len(rest) > 1 && rest[len(rest)-1] == "and" { // X & Co., Ltd.
		rest = rest[:len(rest)-1]
		found[len(found)-1] = "and " + found[len(found)-1]
	}
	slices.Reverse(found)
	if len(rest) > 1 {
		for n := min(t.most, len(rest)-1); n > 0; n-- {
			if form, ok := t.front[strings.Join(rest[:n], " ")]; ok {
				rest, found = rest[n:], append([]string{form}, found...)
				break
			}
		}
	}
	return rest, strings.Join(found, " ")
}

// behind is the longest form at the end of the words that leaves a word.
func behind(t *legalForms, words []string) (n int, form string) {
	for n := min(t.most, len(words)-1); n > 0; n-- {
		spelling := words[len(words)-n]
		if n > 1 {
			spelling = strings.Join(words[len(words)-n:], " ")
		}
		if form, ok := t.behind[spelling]; ok {
			return n, form
		}
	}
	return 0, ""
}

// nativeForm takes a Chinese, Japanese or Korean legal form off a name. Where it may stand on both sides the side is
// part of the form: two firms may differ in it.
func nativeForm(s string) (rest, form string) {
	s = strings.TrimSpace(s)
	for _, n := range forms().native {
		if n.behind && len(s) > len(n.text) && strings.HasSuffix(s, n.text) {
			return strings.TrimSpace(strings.TrimSuffix(s, n.text)), n.form
		}
		if n.front && len(s) > len(n.text) && strings.HasPrefix(s, n.text) {
			return strings.TrimSpace(strings.TrimPrefix(s, n.text)), n.form + " in front"
		}
	}
	return s, ""
}
