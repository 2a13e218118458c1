package owners

import "strings"

// masked reports whether a source masks an individual: "(individual)", "PERSON 001", "FAMILY001, GIVEN".
func masked(name string) bool {
	switch s := strings.ToLower(strings.TrimSpace(name)); s {
	case "(individual)", "individual", "(individuals)", "[individual]", "(natural person)":
		return true
	}
	return false
}
