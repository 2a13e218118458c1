package owners

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/crossgrant/crossgrant/patent"
)

// Form is what the names of one organisation have in common whatever their spelling.
type Form struct {
	Stem  string // the words without the legal form: "huawei technologies"
	Legal string // the legal form as data/legal-forms.tsv writes it: "co ltd"; empty: none
}

// FormOf brings a name to its form by the safe rules. A name that is nothing but a legal form is its own stem; one
// without letters and digits has the zero form.
func FormOf(name string) Form { return formOf(name, 0) }

// Key is the form as one text. The keys of two names are equal exactly if the safe rules make the names equal.
func (f Form) Key() string {
	if f.Legal == "" {
		return f.Stem
	}
	return f.Stem + ", " + f.Legal
}

// ID is the form as the id of an organisation that nobody declared: "huawei-technologies-co-ltd".
func (f Form) ID() string { return patent.NameID(f.Key()) }

// maxName is how much of a name is looked at. No organisation needs more; a damaged cell may hold a whole file.
const maxName = 1000

// clip is the part of a text that is looked at, as valid UTF-8.
func clip(s string) string {
	return strings.ToValidUTF8(s[:min(len(s), maxName)], "\uFFFD")
}

// formOf leaves out the rules of skip.
func formOf(name string, skip ruleSet) Form {
	f := writtenForm(name, skip)
	if !skip.has(NativeName) && !ascii(f.Stem) {
		if other, ok := nativeNames()[f.Key()]; ok {
			return other.form
		}
	}
	return f
}

// writtenForm is the form of a name in the script in which it is written.
func writtenForm(name string, skip ruleSet) Form {
	s := clip(name)
	if !skip.has(Damage) {
		s = mend(s)
	}
	if !skip.has(Width) && !ascii(s) {
		s = norm.NFKC.String(s)
	}
	if !skip.has(Case) {
		s = fold(s)
	}
	if !skip.has(Diacritics) && !ascii(s) {
		s = plainLetters(s)
	}
	if !skip.has(CountryMark) {
		s = withoutCountry(s)
	}
	if !skip.has(Article) {
		s = articleInFront(s)
	}
	var f Form
	if !skip.has(LegalForm) && !ascii(s) {
		s, f.Legal = nativeForm(s)
	}
	words := split(s, skip)
	if !skip.has(Article) && len(words) > 1 && strings.EqualFold(words[0], "the") {
		words = words[1:]
	}
	if !skip.has(Initials) {
		words = joinInitials(words)
	}
	if !skip.has(LegalForm) && f.Legal == "" {
		words, f.Legal = legalForm(words)
	}
	respell(words, skip)
	f.Stem = strings.Join(words, " ")
	return f
}

// Same returns the safe rules that it takes to make two names equal, as few as do, in their order; false when all of
// them together do not.
func Same(a, b string) ([]Rule, bool) {
	if FormOf(a).Key() == "" || FormOf(a) != FormOf(b) {
		return nil, false
	}
	var skip, needed ruleSet
	for r := NativeName; r >= Damage; r-- { // from the strongest to the weakest, so that the weakest that suffice stay
		if formOf(a, skip.with(r)) == formOf(b, skip.with(r)) {
			skip = skip.with(r)
		} else {
			needed = needed.with(r)
		}
	}
	return needed.list(), true
}
