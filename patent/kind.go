package patent

import (
	"strings"
	"sync"
)

var kindWords = [...]string{"unknown", "invention", "utility-model", "design", "plant"}

// String is the word of the language: invention, utility-model, design, plant; unknown for a kind no source gives.
func (k Kind) String() string {
	if int(k) < len(kindWords) {
		return kindWords[k]
	}
	return kindWords[KindUnknown]
}

// ParseKind reads a word of the language: invention, utility-model, design, plant.
func ParseKind(word string) (Kind, bool) {
	for k := Invention; int(k) < len(kindWords); k++ {
		if word == kindWords[k] {
			return k, true
		}
	}
	return KindUnknown, false
}

// String is yes, no or unknown.
func (t Tri) String() string {
	switch {
	case t > 0:
		return "yes"
	case t < 0:
		return "no"
	}
	return "unknown"
}

// kindRow is one row of the table of kind codes.
type kindRow struct {
	kind     Kind
	granted  Tri
	document string
}

type kindTable struct {
	rows map[[2]string]kindRow // by office and code
	err  error
}

var kinds = sync.OnceValue(func() kindTable {
	t := kindTable{rows: map[[2]string]kindRow{}}
	rows, err := table("kinds.csv")
	if err != nil {
		t.err = err
		return t
	}
	for _, r := range rows {
		k, _ := ParseKind(r[2])
		g := map[string]Tri{"yes": Yes, "no": No}[r[3]]
		t.rows[[2]string{r[0], r[1]}] = kindRow{k, g, r[4]}
	}
	return t
})

// KindOf says what a kind code of an office means: the kind of right, and whether the document shows that a right
// was granted (a grant, or a document that only a granted right has, such as a reexamination certificate or the
// national translation of a grant). Codes the table does not hold are read by the letter of ST.16 as far as that is
// safe: U and Y are utility models, S is a design; B is a grant and T, E, A say nothing of it. An empty or unreadable
// code gives KindUnknown and Unknown.
func KindOf(office, code string) (Kind, Tri) {
	code = strings.ToUpper(strings.TrimSpace(code))
	if r, ok := kinds().rows[[2]string{office, code}]; ok {
		return r.kind, r.granted
	}
	if !looksLikeKind(code) {
		return KindUnknown, Unknown
	}
	if office == "WO" {
		return Invention, No
	}
	switch code[0] {
	case 'A', 'T':
		return Invention, Unknown
	case 'B', 'C':
		return Invention, Yes
	case 'U':
		return UtilityModel, Unknown
	case 'Y':
		return UtilityModel, Yes
	case 'S':
		return Design, Yes
	case 'P':
		return Plant, Unknown
	}
	return KindUnknown, Unknown
}

// Document says in words what a kind code of an office is ("grant with earlier publication"), or "" when the table
// does not hold it.
func Document(office, code string) string {
	return kinds().rows[[2]string{office, strings.ToUpper(code)}].document
}

// looksLikeKind reports whether s has the shape of a kind code: a letter and at most one digit.
func looksLikeKind(s string) bool {
	if len(s) == 0 || len(s) > 2 || s[0] < 'A' || s[0] > 'Z' {
		return false
	}
	return len(s) == 1 || s[1] >= '0' && s[1] <= '9'
}
