package owners

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"
)

//go:embed data/conveyances.tsv
var conveyanceData string

// Conveyance is what a recorded conveyance is, by its words.
type Conveyance string

// The kinds of conveyance. What each does to the title, and why, stands in data/conveyances.tsv.
const (
	Assignment    Conveyance = "assignment"
	Quitclaim     Conveyance = "quitclaim"
	Split         Conveyance = "split"
	ByLaw         Conveyance = "by-law"
	Merger        Conveyance = "merger"
	MergerAndName Conveyance = "merger-and-name"
	ChangeOfName  Conveyance = "name"
	Confirmation  Conveyance = "confirmation"
	Correction    Conveyance = "correction"
	Security      Conveyance = "security"
	Release       Conveyance = "release"
	Licence       Conveyance = "licence"
	Promise       Conveyance = "promise"
	Employment    Conveyance = "employment"
	Statement     Conveyance = "statement"
	Address       Conveyance = "address"
	Listed        Conveyance = "listed"
	Unreadable    Conveyance = "unreadable" // its words say nothing the table knows
)

// conveys reports whether the kind passes the title on.
func (c Conveyance) conveys() bool {
	switch c {
	case Assignment, Quitclaim, Split, ByLaw, Merger, MergerAndName, ChangeOfName, Confirmation:
		return true
	}
	return false
}

// phrase is words that tell a kind of conveyance.
type phrase struct {
	words string // with a blank on both sides
	kind  Conveyance
	why   string
}

var phrases = sync.OnceValue(func() []phrase {
	var out []phrase
	for _, l := range tsv(conveyanceData, 3) {
		for _, p := range alternatives(l[1]) {
			out = append(out, phrase{" " + p + " ", Conveyance(l[0]), l[2]})
		}
	}
	return out
})

// corrected finds the words of a correction that say what the corrected record is.
var corrected = regexp.MustCompile(`(?i)hereby confirms?(?:\(s\)|s)?\s+(?:the|that the)\s+(.*)$`)

// recordNumber finds the reel and frame that a text names.
var recordNumber = regexp.MustCompile(`(?i)reels?\s*(?:/\s*frames?)?[\s.:#()]*(\d{1,6})\s*(?:,|/|and|\s|\)|-)*(?:at\s+)?(?:frames?)?[\s.:#()/]*(\d{1,6})`)

// conveyanceOf says what a conveyance is, by its words. For a correction it says what is corrected: an assignment where
// the text does not say.
func conveyanceOf(text string) (kind, what Conveyance, why string) {
	kind, why = firstPhrase(text)
	if kind != Correction {
		return kind, kind, why
	}
	what = Assignment
	if m := corrected.FindStringSubmatch(text); m != nil {
		if k, _ := firstPhrase(m[1]); k != Unreadable && k != Correction {
			what = k
		}
	}
	return kind, what, why
}

func firstPhrase(text string) (Conveyance, string) {
	words := " " + strings.Join(split(plainLetters(fold(clip(text))), 0), " ") + " "
	for _, p := range phrases() {
		if strings.Contains(words, p.words) {
			return p.kind, p.why
		}
	}
	return Unreadable, "its words say nothing that can be read; look at the document"
}

// namedRecord is the reel and frame of another record that a text names, as records are numbered: 048818/0520.
func namedRecord(text string) (string, bool) {
	m := recordNumber.FindStringSubmatch(text)
	if m == nil {
		return "", false
	}
	return leadingZeros(m[1], 6) + "/" + leadingZeros(m[2], 4), true
}

func leadingZeros(s string, n int) string {
	s = strings.TrimLeft(s, "0")
	return strings.Repeat("0", max(n-len(s), 0)) + s
}
