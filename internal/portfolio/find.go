package portfolio

import (
	"sort"
	"strings"
)

// maxCandidates limits the answer of FindAll.
const maxCandidates = 20

// Find returns the row of an id, or of another number of it. An id without its kind code ("US11910207") is found when
// it fits one row only.
func (s *Snapshot) Find(id string) (Row, bool) {
	at := s.firstID(id)
	if at < s.rows && s.ID(s.byID[at]) == id {
		return s.byID[at], true
	}
	var found Row
	n := 0
	for ; at < s.rows; at++ {
		rest, ok := strings.CutPrefix(s.ID(s.byID[at]), id)
		if !ok {
			break
		}
		if id != "" && isKindCode(rest) {
			found = s.byID[at]
			n++
		}
	}
	if n == 0 {
		return s.findAlso(id)
	}
	return found, n == 1
}

// findAlso returns the row of which id is another number: one with its kind code, or one without that fits one row
// only.
func (s *Snapshot) findAlso(id string) (Row, bool) {
	if id == "" {
		return 0, false
	}
	at, _ := sort.Find(s.alsoNames.len(), func(i int) int { return strings.Compare(id, s.alsoNames.at(i)) })
	var found Row
	n := 0
	for ; at < s.alsoNames.len(); at++ {
		rest, ok := strings.CutPrefix(s.alsoNames.at(at), id)
		if !ok {
			break
		}
		if rest != "" && !isKindCode(rest) {
			continue
		}
		if n == 0 || s.alsoRows[at] != found {
			found = s.alsoRows[at]
			n++
		}
	}
	return found, n == 1
}

// FindAll returns the rows a person may mean by a text: the row of that id; else those that have it as the number of
// a publication, whatever the kind code; else those whose id begins with it, at most twenty. Blanks and the signs with
// which numbers are printed (US 11,910,207 B2) do not matter.
func (s *Snapshot) FindAll(text string) []Row {
	if r, ok := s.Find(text); ok {
		return []Row{r}
	}
	id := plainNumber(text)
	if r, ok := s.Find(id); ok {
		return []Row{r}
	}
	if id == "" {
		return nil
	}
	var numbers, prefixed []Row
	for at := s.firstID(id); at < s.rows && len(prefixed) < maxCandidates; at++ {
		rest, ok := strings.CutPrefix(s.ID(s.byID[at]), id)
		if !ok {
			break
		}
		prefixed = append(prefixed, s.byID[at])
		if isKindCode(rest) {
			numbers = append(numbers, s.byID[at])
		}
	}
	if len(numbers) > 0 {
		return numbers
	}
	return prefixed
}

// firstID returns the place in byID of the first id that is not below the given one.
func (s *Snapshot) firstID(id string) int {
	lo, hi := 0, s.rows
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if s.ID(s.byID[mid]) < id {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// isKindCode reports whether s has the shape of a kind code: a capital letter and perhaps a digit.
func isKindCode(s string) bool {
	return len(s) >= 1 && len(s) <= 2 && s[0] >= 'A' && s[0] <= 'Z' && (len(s) == 1 || s[1] >= '0' && s[1] <= '9')
}

// withoutKindCode returns the country and number of a publication's id; empty when the id is none with a kind code.
func withoutKindCode(id string) string {
	for _, n := range []int{len(id) - 1, len(id) - 2} {
		if n > 2 && isKindCode(id[n:]) && id[n-1] >= '0' && id[n-1] <= '9' && id[0] >= 'A' && id[0] <= 'Z' && id[1] >= 'A' && id[1] <= 'Z' {
			return id[:n]
		}
	}
	return ""
}

// plainNumber drops what is printed between the parts of a number and writes letters as capitals.
func plainNumber(s string) string {
	return strings.ToUpper(strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\t', '\u00a0', '\u202f', '\u3000', ',', '.', '/', '\'', '’':
			return -1
		}
		return r
	}, s))
}
