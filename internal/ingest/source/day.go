package source

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/crossgrant/crossgrant/when"
)

// The years between which a day of a right can lie. The first patents that any source lists are of the eighteenth
// century; a stated expiry lies at most some decades ahead.
const (
	FirstYear = 1700
	LastYear  = 2199
)

// Day reads a day as offices write it: 20111228 and 2011-12-28. A year, or a year and a month, is the span of its days:
// 2011, 2011-12, 201112, 20111200, 20110000. Nothing, zeros, and the days that stand for “none” or “without end”
// (0001-01-01, 9999-12-31) are unknown, without an error. The error is a phrase that says what is wrong: `"20110231":
// February 2011 has 28 days`.
func Day(text string) (when.Bounds, error) {
	s := strings.TrimSpace(text)
	if len(s) > 10 && (s[10] == 'T' || s[10] == ' ') && len(s) < 40 { // a clock time follows, at which no right begins or ends
		s = s[:10]
	}
	switch strings.Trim(s, "0-") {
	case "":
		return when.Unknown, nil
	case "1-01-01", "9999-12-31", "99991231", "10101":
		return when.Unknown, nil
	}
	digits := s
	switch {
	case len(s) == 10 && s[4] == '-' && s[7] == '-':
		digits = s[:4] + s[5:7] + s[8:]
	case len(s) == 7 && s[4] == '-':
		digits = s[:4] + s[5:]
	}
	for i := range len(digits) {
		if digits[i] < '0' || digits[i] > '9' {
			return when.Unknown, fmt.Errorf("%s is not written YYYY-MM-DD or YYYYMMDD", Quoted(text))
		}
	}
	if n := len(digits); n != 4 && n != 6 && n != 8 {
		return when.Unknown, fmt.Errorf("%s is not written YYYY-MM-DD or YYYYMMDD", Quoted(text))
	}
	digits += "00000000"[len(digits):]
	year, month, day := atoi(digits[:4]), atoi(digits[4:6]), atoi(digits[6:8])
	switch {
	case year < FirstYear || year > LastYear:
		return when.Unknown, fmt.Errorf("%s: no right has a day in the year %d", Quoted(text), year)
	case month == 0 && day == 0:
		return when.Bounds{Earliest: when.Civil(year, 1, 1), Latest: when.Civil(year, 12, 31)}, nil
	case month == 0 || month > 12:
		return when.Unknown, fmt.Errorf("%s: there is no month %d", Quoted(text), month)
	case day == 0:
		return when.Bounds{Earliest: when.Civil(year, month, 1), Latest: when.Civil(year, month+1, 0)}, nil
	}
	d, ok := realDay(year, month, day)
	if !ok {
		return when.Unknown, fmt.Errorf("%s: there is no such day", Quoted(text))
	}
	return when.Exact(d), nil
}

func atoi(digits string) int {
	n, _ := strconv.Atoi(digits) // digits only
	return n
}

// Quoted is a value of a source as a sentence can show it: in quotes, with what cannot be seen escaped, and cut.
func Quoted(text string) string {
	const most = 60
	if r := []rune(text[:min(len(text), 4*most+4)]); len(r) > most {
		return strconv.Quote(string(r[:most])) + "…"
	}
	return strconv.Quote(text)
}
