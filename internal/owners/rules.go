package owners

import (
	_ "embed"
	"math/bits"
	"strings"
	"sync"
)

// Rule is one way in which two names can be the same. The zero value is no rule.
type Rule uint8

// The rules, in the order of data/rules.tsv: what they do and why they may or may not merge stands there.
const (
	_ Rule = iota
	ByDeclaration
	ByDecision
	Damage
	Width
	Case
	Diacritics
	CountryMark
	Punctuation
	Ampersand
	Initials
	Article
	LegalForm
	Spelling
	Abbreviation
	NativeName
	GermanUmlaut
	FormMissing
	FormDiffers
	JapaneseForm
	ClosedUp
	ShortWord
	WordOrder
	TypingError
	WordsBehindForm
	FormerName
	StatedTogether
	rules
)

//go:embed data/rules.tsv
var rulesData string

// ruleText is a line of the table of rules.
type ruleText struct {
	name, does, why string
	safe            bool
}

var ruleTexts = sync.OnceValue(func() [rules]ruleText {
	var out [rules]ruleText
	for i, l := range tsv(rulesData, 4)[:rules-1] {
		out[i+1] = ruleText{name: l[0], safe: l[1] == "safe", does: l[2], why: l[3]}
	}
	return out
})

// String is the stable name of the rule: "legal-form".
func (r Rule) String() string { return ruleTexts()[r].name }

// Safe reports whether two names that the rule makes equal are one organisation.
func (r Rule) Safe() bool { return ruleTexts()[r].safe }

// Does says what the rule does, as a clause without a full stop.
func (r Rule) Does() string { return ruleTexts()[r].does }

// Why says why the rule may merge names, or why it may not.
func (r Rule) Why() string { return ruleTexts()[r].why }

// MarshalText writes the name of the rule.
func (r Rule) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// AllRules lists the rules in their order.
func AllRules() []Rule {
	out := make([]Rule, 0, rules-1)
	for r := ByDeclaration; r < rules; r++ {
		out = append(out, r)
	}
	return out
}

// ruleSet is a set of rules.
type ruleSet uint32

func (s ruleSet) has(r Rule) bool     { return s>>r&1 == 1 }
func (s ruleSet) with(r Rule) ruleSet { return s | 1<<r }

// list returns the rules of the set in their order.
func (s ruleSet) list() []Rule {
	out := make([]Rule, 0, bits.OnesCount32(uint32(s)))
	for r := ByDeclaration; r < rules; r++ {
		if s.has(r) {
			out = append(out, r)
		}
	}
	return out
}

// tsv returns the lines of an embedded table with n columns; lines that begin with # say what the columns are.
func tsv(data string, n int) [][]string {
	var out [][]string
	for line := range strings.Lines(data) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.SplitN(line, "\t", n)
		for len(cells) < n {
			cells = append(cells, "")
		}
		out = append(out, cells)
	}
	return out
}

// alternatives splits a cell that lists spellings.
func alternatives(cell string) []string { return strings.Split(cell, " | ") }
