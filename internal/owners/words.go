package owners

import (
	_ "embed"
	"sync"
)

//go:embed data/words.tsv
var wordsData string

// wordTable is the table of words that are written in several ways.
type wordTable struct {
	safe  map[string]respelling // what the word is, for certain
	short map[string][]string   // the shortened words that the word may be written as, and those it may be
}

type respelling struct {
	word string
	rule Rule
}

var wordTables = sync.OnceValue(func() *wordTable {
	t := &wordTable{safe: map[string]respelling{}, short: map[string][]string{}}
	for _, l := range tsv(wordsData, 4) {
		for _, s := range alternatives(l[2]) {
			switch l[0] {
			case Spelling.String():
				t.safe[s] = respelling{l[1], Spelling}
			case Abbreviation.String():
				t.safe[s] = respelling{l[1], Abbreviation}
			default:
				t.short[s] = append(t.short[s], l[1])
			}
		}
		if l[0] == ShortWord.String() {
			t.short[l[1]] = append(t.short[l[1]], l[1])
		}
	}
	return t
})

// respell writes each word in its one spelling.
func respell(words []string, skip ruleSet) {
	t := wordTables().safe
	for i, w := range words {
		if r, ok := t[w]; ok && !skip.has(r.rule) {
			words[i] = r.word
		}
	}
}
