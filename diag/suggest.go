package diag

import (
	"strings"
	"unicode/utf8"
)

// Suggest returns the candidate that word was surely meant to be. It speaks only when one candidate is closer than
// every other and near enough: the same but for case, one slip apart (a letter missing, added, changed, or two
// neighbours swapped), or two slips apart in words of eight letters and more. Words of up to three letters are
// suggested only for case: at that length everything is near everything.
func Suggest(word string, candidates []string) (string, bool) {
	best, bestD, second := "", 3, 3
	n := utf8.RuneCountInString(word)
	limit := 1
	switch {
	case n <= 3:
		limit = 0
	case n >= 8:
		limit = 2
	}
	if n > 100 {
		return "", false
	}
	w := []rune(strings.ToLower(word))
	for _, c := range candidates {
		if c == word || c == best {
			continue
		}
		d := slips(w, []rune(strings.ToLower(c)), limit)
		switch {
		case d < bestD:
			best, bestD, second = c, d, bestD
		case d < second:
			second = d
		}
	}
	if best == "" || bestD > limit || bestD == second {
		return "", false
	}
	return best, true
}

// slips is the number of single edits and swaps of neighbours between a and b, or limit+1 when it is more than limit.
func slips(a, b []rune, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	two := make([]int, len(b)+1)
	one := make([]int, len(b)+1)
	row := make([]int, len(b)+1)
	for j := range one {
		one[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		low := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(one[j]+1, row[j-1]+1, one[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], two[j-2]+1)
			}
			low = min(low, row[j])
		}
		if low > limit {
			return limit + 1
		}
		two, one, row = one, row, two
	}
	return min(one[len(b)], limit+1)
}
