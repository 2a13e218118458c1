package patent

import (
	"strconv"
	"strings"
)

// wo reads the numbers of international publications: two-digit years with five or six digits, four-digit years with
// six.
func (r *reader) wo(number, kind string) bool {
	number = strings.TrimSpace(number)
	if front, back, ok := strings.Cut(number, "/"); ok {
		return r.woYear(strings.TrimSpace(front), compact(back), kind)
	}
	body := compact(number)
	if rest, ok := strings.CutPrefix(body, "DM"); ok && allDigits(rest) {
		return r.add(Number{Country: "WO", Type: Publication, Serial: body, Kind: kind})
	}
	if !allDigits(body) {
		return r.refuse("%q is no number of an international publication", number)
	}
	if len(body) > 10 {
		body = r.unpadded(body)
	}
	switch len(body) {
	case 10, 9:
		if fourDigitYear(body[:4]) && body >= "1978" {
			return r.woYear(body[:4], body[4:], kind)
		}
	case 8:
		return r.woEight(body, kind)
	case 7:
		return r.woYear(body[:2], body[2:], kind)
	}
	return r.refuse("no international publication has the form WO%s", body)
}

// woEight reads two digits of the year and six of the serial; where that serial was not reached and the text begins
// with a zero, it may be padding before two and five.
func (r *reader) woEight(body, kind string) bool {
	r.woYear(body[:2], body[2:], kind)
	if len(r.p.Readings) != 1 || body[0] != '0' {
		return true
	}
	year, _ := strconv.Atoi(r.p.Readings[0].Serial[:4])
	serial, _ := strconv.Atoi(body[2:])
	if serial <= woHighest(year) {
		return true
	}
	r.woYear(body[1:3], body[3:], kind)
	if len(r.p.Readings) > 1 {
		r.p.Reason = "it may have a year of two digits and a serial of six, or a padded serial of five"
	}
	return true
}

// woYear adds the publication of a year, written with two or four digits.
func (r *reader) woYear(year, serial, kind string) bool {
	if len(year) == 3 || !allDigits(year) || !allDigits(serial) || len(serial) > 6 {
		return r.refuse("WO %s/%s is no number of an international publication", year, serial)
	}
	if len(year) == 2 {
		full := "20" + year
		if year >= "78" {
			full = "19" + year
		}
		r.changed("year %s read as %s", year, full)
		year = full
	}
	if year < "1978" || len(year) != 4 {
		return r.refuse("WO %s/%s: there were no international publications before 1978", year, serial)
	}
	return r.add(Number{Country: "WO", Type: Publication, Serial: year + r.padded(serial, 6), Kind: kind})
}

// woHighest is a serial that the publications of a year did not reach.
func woHighest(year int) int {
	switch {
	case year <= 1985:
		return 10_000
	case year <= 1990:
		return 20_000
	case year <= 1995:
		return 45_000
	case year <= 2000:
		return 90_000
	case year <= 2005:
		return 145_000
	case year <= 2010:
		return 190_000
	case year <= 2015:
		return 240_000
	}
	return 400_000
}

// woPrinted is the printed form of a ten-digit serial: 2+5 to WO 02/51230, 2+6 to the end of 2003, then 4+6.
func woPrinted(serial, slash string) string {
	year, number := serial[:4], serial[4:]
	switch {
	case year >= "2004":
		return year + slash + number
	case year == "2003" || year == "2002" && number > "051230":
		return year[2:] + slash + number
	}
	return year[2:] + slash + strings.TrimPrefix(number, "0")
}

// international reads applications under the Patent Cooperation Treaty: PCT/US2019/056674, PCT/FR98/02552,
// PCTUS2019056674, WO2019US56674 and US2019/056674 with the hint WO.
func (r *reader) international(s string) bool {
	body, found := s, false
	for _, p := range []string{"WO", "PCT"} {
		if rest, ok := strings.CutPrefix(strings.TrimLeft(body, " "), p); ok {
			if p == "PCT" || strings.HasPrefix(strings.TrimLeft(rest, " "), "PCT") {
				body, found = strings.TrimLeft(rest, " /-"), true
			}
		}
	}
	if !found {
		if rest, ok := strings.CutPrefix(s, "WO"); ok {
			if c, tail, has := cutCountry(strings.TrimLeft(rest, " ")); has && (IsCountry(c) || IsRegional(c)) && strings.Contains(tail, "/") {
				body, found = strings.TrimLeft(rest, " "), true // WOEP/2004/008531
			} else if epodoc := compact(rest); len(epodoc) == 11 && fourDigitYear(epodoc[:4]) && IsOffice(epodoc[4:6]) && allDigits(epodoc[6:]) {
				r.p.Form = FormCompact
				r.changed("read as an EPODOC application number, which keeps five digits of the serial")
				return r.pct(epodoc[4:6], epodoc[:4]+"0"+epodoc[6:], "")
			}
		}
	}
	if !found && (r.country == "WO" || r.country == "PCT") {
		c, tail, has := cutCountry(s)
		found = has && c != "WO" && IsOffice(c) && (strings.Contains(tail, "/") || len(compact(tail)) == 10)
		body = s
	}
	if !found {
		return false
	}
	r.p.Form = FormPrinted
	country, rest, ok := cutCountry(body)
	if ok && country == "WO" && r.p.Text != "" { // PCT/WO9831467: a publication number behind the wrong word
		r.changed("PCT removed before a publication number")
		number, kind, ok := cutKind("WO", rest)
		if !ok {
			return r.refuse("%q ends in no kind code that exists", r.p.Text)
		}
		return r.wo(number, kind)
	}
	if !ok || !IsOffice(country) && country != "IB" {
		return r.refuse("%q names no receiving office", r.p.Text)
	}
	year, serial, slash := strings.Cut(rest, "/")
	year, serial = strings.Trim(year, " -."), strings.Trim(serial, " -.")
	if !slash {
		digits := compact(rest)
		switch {
		case len(digits) >= 8 && fourDigitYear(digits[:4]):
			year, serial = digits[:4], digits[4:]
		case len(digits) == 7 || len(digits) == 8:
			year, serial = digits[:2], digits[2:]
		}
	}
	serial = compact2(serial)
	if len(year) == 2 && allDigits(year) {
		full := "20" + year
		if year >= "78" {
			full = "19" + year
		}
		r.changed("year %s read as %s", year, full)
		year = full
	}
	return r.pct(country, year+serialOf(serial), "")
}

// compact2 takes blanks, commas and dots out of a serial and leaves what makes it wrong.
func compact2(s string) string { return strings.NewReplacer(" ", "", ",", "", ".", "").Replace(s) }

// serialOf pads a serial to six digits; anything else is left for pct to refuse.
func serialOf(s string) string {
	if allDigits(s) && len(s) < 6 {
		return strings.Repeat("0", 6-len(s)) + s
	}
	return s
}

// pct adds an international application by receiving office and year with serial.
func (r *reader) pct(country, digits, kind string) bool {
	if len(digits) == 11 && allDigits(digits) && digits[4] == '0' {
		digits = digits[:4] + digits[5:]
	}
	if len(digits) != 10 || !allDigits(digits) || !fourDigitYear(digits[:4]) || digits < "1978" {
		return r.refuse("an international application has the form PCT/US2019/056674, not %q", r.p.Text)
	}
	y, _ := strconv.Atoi(digits[:4])
	return r.add(Number{Country: country, Type: International, Serial: digits, Kind: kind, Year: y})
}
