package owners

import (
	"strings"
	"unicode"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

// masked reports whether a source hides who an individual is.
func masked(name string) bool {
	switch strings.ToLower(strings.TrimSpace(name)) {
	case source.Individual, "individual", "(individuals)", "[individual]", "(natural person)", "natural person":
		return true
	}
	return false
}

// firmWords are words that names of organisations have and names of people hardly.
var firmWords = wordSet(`
	academy administration affairs agency and army association authority bank board bureau center centre centro clinic co
	college commission committee company consortium corporation council department development division enterprise
	enterprises et fakultat federation fondation fondazione for foundation fund fundacion für group health holding
	holdings hospital industries industry innovation innovations institut institute institution instituto international
	istituto laboratories laboratory labs limited ministry museum national navy of office organization partners
	partnership patent patents products regents research school science sciences secretary services societe society
	software solutions state studio systems technologies technology the trust trustees und union universidad universita
	universitat universite universitet university ventures works y`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// PersonForm reports whether a name has the form in which registers write people: a family name, a comma, and one to
// three given names or initials. A firm without a legal form may look the same, so the form alone decides nothing.
func PersonForm(name string) bool {
	family, given, ok := strings.Cut(clip(name), ",")
	if !ok || strings.Contains(given, ",") || FormOf(name).Legal != "" {
		return false
	}
	if _, legal := legalForm(append([]string{"x"}, split(fold(given), 0)...)); legal != "" { // Acme, Inc
		return false
	}
	f, g := strings.Fields(family), strings.Fields(given)
	if len(f) < 1 || len(f) > 3 || len(g) < 1 || len(g) > 3 {
		return false
	}
	for _, w := range append(f, g...) {
		plain := strings.ToLower(strings.Trim(w, ".-'’"))
		if firmWords[plain] || plain == "" {
			return false
		}
		for i, c := range plain {
			if !unicode.IsLetter(c) && c != '-' && c != '\'' && c != '’' && c != '.' && !unicode.IsMark(c) && (i == 0 || !unicode.IsDigit(c)) {
				return false
			}
		}
	}
	return true
}
