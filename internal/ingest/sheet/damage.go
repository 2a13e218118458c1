package sheet

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/crossgrant/crossgrant/when"
)

var (
	exponent  = regexp.MustCompile(`^(\d+)(?:[.,](\d+))?[Ee]\+?(\d{1,3})$`)
	nothing   = regexp.MustCompile(`^(\d{4,})[.,]0+$`)
	failed    = regexp.MustCompile(`^#(#+|REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)$`)
	tooLong   = regexp.MustCompile(`^\d{16,}$`)
	dayLike   = regexp.MustCompile(`(?i)^(\d{1,2}[-./ ])?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-./ ]\d{1,4}$|^\d{1,2}[-./ ](jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*$`)
	dayShaped = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{2,4})( \d{1,2}:\d{2}(:\d{2})?)?$`)
)

// number takes from the text of a number what a spreadsheet did to it. lost says what cannot be undone; changed says
// what was undone for certain.
func number(text string) (mended, changed, lost string) {
	if m := exponent.FindStringSubmatch(text); m != nil && (m[2] != "" || strings.ContainsAny(text, "+")) {
		digits, e := m[1]+m[2], m[3]
		if n, err := strconv.Atoi(e); err == nil && len(m[1]) == 1 && len(digits) == n+1 && n <= 15 {
			return digits, fmt.Sprintf("was written %q by a spreadsheet and is read as %s", text, digits), ""
		}
		return text, "", "a spreadsheet took it for a quantity and its digits are lost"
	}
	if m := nothing.FindStringSubmatch(text); m != nil && len(m[1]) <= 8 { // longer ones may have a check digit behind the dot
		return m[1], fmt.Sprintf("was written %q by a spreadsheet and is read as %s", text, m[1]), ""
	}
	switch {
	case tooLong.MatchString(text):
		return text, "", "a spreadsheet keeps fifteen digits of a quantity, and no patent number has more"
	case failed.MatchString(text):
		return text, "", "it is the mark of a formula that failed, or of a column too narrow"
	case dayLike.MatchString(text), dayShaped.MatchString(text):
		return text, "", "a spreadsheet took it for a day"
	}
	return text, "", ""
}

// serials are the days that a spreadsheet's count of days may mean: from 1900, or from 1904 as some write it. ok is false
// for what is no such count.
func serials(text string) (from1900, from1904 when.Date, ok bool) {
	whole, _, _ := strings.Cut(text, ".")
	if len(whole) != 5 || len(text) > 12 {
		return 0, 0, false
	}
	n, err := strconv.Atoi(whole)
	if err != nil || n < 10_000 {
		return 0, 0, false
	}
	return when.Civil(1899, 12, 30).AddDays(n), when.Civil(1904, 1, 1).AddDays(n), true
}
