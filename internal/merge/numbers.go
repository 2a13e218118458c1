package merge

import (
	"strings"

	"github.com/crossgrant/crossgrant/patent"
)

// publicationKey is the key of a publication: the office and its number, with the level of publication where the
// office counts levels apart. loose is true when the level is needed and not given.
func publicationKey(n patent.Number) (key string, loose bool) {
	key = n.Country + "p" + n.Serial
	if !levelsApart(n) {
		return key, false
	}
	if n.Kind == "" {
		return key, true
	}
	return key + level(n.Kind), false
}

// levels are those that an office may count apart.
var levels = []string{"a", "b", "u", "y", "s"}

// level is the level of publication by the letter of its kind: C and E documents belong to what was granted before.
func level(kind string) string {
	switch kind[0] {
	case 'A':
		return "a"
	case 'U':
		return "u"
	case 'Y':
		return "y"
	case 'S':
		return "s"
	}
	return "b"
}

// levelsApart reports whether an application and a grant of another right may bear the same number at the office:
// Japan and Korea count each level anew, and China did so with seven digits.
func levelsApart(n patent.Number) bool {
	switch n.Country {
	case "JP":
		return len(n.Serial) != 10 // ten digits begin with the year and are applications
	case "KR":
		return true
	case "CN":
		return len(n.Serial) <= 7
	}
	return false
}

// applicationKeys are the keys of an application. A United States application has two numbers, the one of the office
// and that of DOCDB before 2011, which has lost the series.
func applicationKeys(n patent.Number) []string {
	if n.Type == patent.International {
		return []string{"WOa" + n.ID()}
	}
	if n.Country != "US" {
		return []string{n.Country + "a" + n.Serial}
	}
	var keys []string
	if printed := strings.TrimSuffix(n.Printed(), " "+n.Kind); strings.Contains(printed, "/") {
		keys = append(keys, "USa"+digitsOf(printed))
	}
	if n.Year > 0 && len(n.Serial) <= 8 {
		keys = append(keys, "USd"+n.Serial)
	}
	if len(keys) == 0 {
		keys = append(keys, "USa"+n.Serial)
	}
	return keys
}

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// rankGrant is the rank of a grant as it was first published.
const rankGrant = 11

// rank orders the numbers of a right by how well they name it: the grant, the published application, any other
// publication, the application. Corrected reprints, search reports and translations come after the document itself.
func rank(n patent.Number) int {
	if n.Type != patent.Publication {
		return 1
	}
	_, granted := n.Right()
	r := 5
	switch granted {
	case patent.Yes:
		r = rankGrant
	case patent.No:
		r = 8
	}
	if n.Kind == "" {
		return r - 1 // the same number with its kind code says more
	}
	if len(n.Kind) == 2 && (n.Kind[1] == '8' || n.Kind[1] == '9' || n.Kind[0] == 'A' && n.Kind[1] > '2') || strings.HasPrefix(n.Kind, "T") {
		r -= 2
	}
	return r
}
