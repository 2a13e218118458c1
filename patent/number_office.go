package patent

import (
	"strconv"
	"strings"
)

// office reads the number of one office. number may hold separators; kind is "" or a kind code.
func (r *reader) office(country, number, kind string) bool {
	if kind == "W" {
		return r.pct(country, compact(number), kind)
	}
	switch country {
	case "US":
		return r.us(number, kind)
	case "WO":
		return r.wo(number, kind)
	case "EP":
		return r.ep(number, kind)
	case "CN":
		return r.cn(number, kind)
	case "JP":
		return r.jp(number, kind)
	case "KR":
		return r.kr(number, kind)
	case "DE", "GB":
		if r.checked(country, number, kind) {
			return true
		}
	}
	return r.other(country, number, kind)
}

// compact takes separators out.
func compact(s string) string {
	return strings.Map(func(c rune) rune {
		if strings.ContainsRune(" ,./-():", c) {
			return -1
		}
		return c
	}, s)
}

// unpadded strips leading zeros and says so.
func (r *reader) unpadded(digits string) string {
	out := strings.TrimLeft(digits, "0")
	if out == "" {
		return digits
	}
	if out != digits {
		r.changed("leading zeros removed")
	}
	return out
}

// padded brings digits to a length and says so.
func (r *reader) padded(digits string, n int) string {
	if len(digits) >= n {
		return digits
	}
	r.changed("padded to %d digits", n)
	return strings.Repeat("0", n-len(digits)) + digits
}

// application adds an application number; kind defaults to A.
func (r *reader) application(country, serial, kind string, year int) bool {
	if kind == "" {
		kind = "A"
	}
	if year == 0 {
		year = r.year
	}
	return r.add(Number{Country: country, Type: Application, Serial: serial, Kind: kind, Year: year})
}

// dotted splits an application number with a check digit behind its last dot.
func dotted(number string) (digits, check string, ok bool) {
	i := strings.LastIndexByte(number, '.')
	if i < 0 || len(number)-i != 2 {
		return "", "", false
	}
	digits = compact(number[:i])
	return digits, number[i+1:], allDigits(digits)
}

// verified compares a printed check digit with the computed one and refuses when they differ.
func (r *reader) verified(country, digits, check string) bool {
	want, ok := CheckDigit(country, digits)
	if !ok {
		return true
	}
	if want != check {
		r.refuse("the check digit of %s %s is %s, and the text has %s: a digit is wrong", country, digits, want, check)
		return false
	}
	return true
}

// ep reads European numbers: publications of 7 digits, applications of 8 with a check digit, EPODOC applications.
func (r *reader) ep(number, kind string) bool {
	if digits, check, ok := dotted(number); ok && len(digits) == 8 {
		if !r.verified("EP", digits, check) {
			return true
		}
		r.changed("European check digit removed")
		return r.application("EP", digits, kind, twoDigitYear(digits[:2]))
	}
	digits := compact(number)
	if !allDigits(digits) {
		return r.refuse("a European number holds digits alone, not %q", number)
	}
	if r.want != Application && len(digits) <= 12 {
		if d := strings.TrimLeft(digits, "0"); len(d) <= 7 && d != "" {
			if len(digits) > 7 {
				r.changed("leading zeros removed")
				digits = d
			}
			return r.add(Number{Country: "EP", Type: Publication, Serial: r.padded(digits, 7), Kind: kind})
		}
	}
	if r.want == Publication || kind != "" && kind[0] != 'A' && kind[0] != 'D' {
		return r.refuse("a European publication number has 7 digits, not %d", len(digits))
	}
	switch {
	case len(digits) == 8:
		return r.application("EP", digits, kind, twoDigitYear(digits[:2]))
	case len(digits) == 9 && ep9(digits):
		r.changed("European check digit removed")
		return r.application("EP", digits[:8], kind, twoDigitYear(digits[:2]))
	case len(digits) == 11 && fourDigitYear(digits[:4]) && digits[4] == '0':
		r.changed("read as an EPODOC application number")
		y, _ := strconv.Atoi(digits[:4])
		return r.application("EP", digits[2:4]+digits[5:], kind, y)
	}
	return r.refuse("a European number has 7 digits as a publication and 8 as an application, not %d", len(digits))
}

// ep9 reports whether the last of nine digits is the check digit of the others.
func ep9(digits string) bool {
	d, ok := CheckDigit("EP", digits[:8])
	return ok && d == digits[8:]
}

// checked reads applications of DE and GB with a check digit; false when the number has none.
func (r *reader) checked(country, number, kind string) bool {
	number = strings.TrimLeft(strings.TrimPrefix(strings.TrimLeft(number, " "), "G"), " ")
	digits, check, ok := dotted(number)
	if !ok || len(check) != 1 || check[0] < '0' || check[0] > '9' || r.want == Publication {
		return false
	}
	if _, ok := CheckDigit(country, digits); !ok {
		return false
	}
	if !r.verified(country, digits, check) {
		return true
	}
	year := 0
	if country == "GB" {
		year = twoDigitYear(digits[:2])
		r.changed("British check digit removed")
	} else {
		if len(digits) == 12 && fourDigitYear(digits[2:6]) {
			year, _ = strconv.Atoi(digits[2:6])
		}
		r.changed("German check digit removed")
	}
	return r.application(country, digits, kind, year)
}

// cn reads Chinese numbers: publications, and applications with their check digit.
func (r *reader) cn(number, kind string) bool {
	body := compact(number)
	digits, check := body, ""
	if d, c, ok := dotted(number); ok && (len(d) == 12 || len(d) == 8) {
		digits, check = d, c
	} else if len(body) == 13 && allDigits(body[:12]) {
		digits, check = body[:12], body[12:]
	} else if len(body) == 9 && r.want == Application && allDigits(body[:8]) {
		digits, check = body[:8], body[8:]
	}
	if !allDigits(digits) {
		return r.refuse("a Chinese number holds digits alone, not %q", number)
	}
	if check != "" {
		if !r.verified("CN", digits, check) {
			return true
		}
		r.changed("Chinese check digit removed")
	}
	if len(digits) == 12 && fourDigitYear(digits[:4]) || check != "" || r.want == Application {
		return r.cnApplication(digits, kind)
	}
	if len(digits) == 10 && fourDigitYear(digits[:4]) && kind == "" {
		// ISLD writes CN2013832490: year and the tail of the serial; the type and leading zeros are lost.
		return r.refuse("CN%s is a shortened application number: its type and leading zeros are lost", digits)
	}
	if len(digits) > 9 {
		digits = r.unpadded(digits)
	}
	if len(digits) > 7 {
		if d := strings.TrimLeft(digits, "0"); len(d) == 7 {
			digits = r.unpadded(digits)
		}
	}
	if len(digits) < 7 || len(digits) > 9 {
		return r.refuse("a Chinese publication number has 7 to 9 digits, not %d", len(digits))
	}
	return r.add(Number{Country: "CN", Type: Publication, Serial: digits, Kind: kind})
}

func (r *reader) cnApplication(digits, kind string) bool {
	switch len(digits) {
	case 12:
		if kind == "" {
			kind = map[byte]string{'2': "U", '9': "U", '3': "S"}[digits[4]]
		}
		if !strings.ContainsRune("12389", rune(digits[4])) {
			return r.refuse("CN%s: %c is no type of Chinese application (1, 2, 3, 8 or 9)", digits, digits[4])
		}
		y, _ := strconv.Atoi(digits[:4])
		return r.application("CN", digits, kind, y)
	case 8:
		return r.application("CN", digits, kind, twoDigitYear(digits[:2]))
	}
	return r.refuse("a Chinese application number has 12 digits, or 8 before 2003, without the check digit; not %d", len(digits))
}

// kr reads Korean numbers. The prefix 10, 20 or 30 names the right and is not part of the DOCDB number of a document
// that carries its year.
func (r *reader) kr(number, kind string) bool {
	parts := strings.FieldsFunc(number, func(c rune) bool { return strings.ContainsRune(" -/.", c) })
	if len(parts) == 3 && len(parts[0]) == 2 && fourDigitYear(parts[1]) && allDigits(parts[0]+parts[2]) && len(parts[2]) <= 7 {
		r.changed("prefix %s removed", parts[0])
		parts = parts[1:]
	}
	if len(parts) == 2 && fourDigitYear(parts[0]) && allDigits(parts[1]) && len(parts[1]) <= 7 {
		parts[1] = r.padded(parts[1], 7)
	}
	digits := strings.Join(parts, "")
	if !allDigits(digits) || len(digits) < 3 || len(digits) > 13 {
		return r.other("KR", number, kind)
	}
	if len(digits) == 13 && fourDigitYear(digits[2:6]) {
		r.changed("prefix %s removed", digits[:2])
		digits = digits[2:]
	}
	if r.want == Application {
		year := 0
		if len(digits) == 11 && fourDigitYear(digits[:4]) {
			year, _ = strconv.Atoi(digits[:4])
		}
		return r.application("KR", digits, kind, year)
	}
	return r.add(Number{Country: "KR", Type: Publication, Serial: digits, Kind: kind})
}

// letterless are offices whose publication numbers hold no letters.
var letterless = map[string]bool{"GB": true, "FR": true, "CA": true, "AU": true, "CH": true, "SE": true, "EA": true, "RU": true}

// other reads the numbers of all remaining offices: letters, if any, then digits without padding.
func (r *reader) other(country, number, kind string) bool {
	body := compact(number)
	if r.want == Application {
		return r.otherApplication(country, body, kind)
	}
	zeros := len(body) - len(strings.TrimLeft(body, "0"))
	letters := lettersOf(body[zeros:])
	digits := body[zeros+len(letters):]
	if letters != "" && allDigits(digits) {
		if zeros > 0 {
			r.changed("leading zeros removed")
		}
		if letterless[country] || len(letters) > 4 {
			return r.refuse("a number of %s does not begin with %q", CountryName(country), letters)
		}
		switch {
		case country == "AT" && letters == "E":
			r.changed("E, the mark of a translation, removed")
			letters, digits = "", r.unpadded(digits)
		case country == "IT" && len(digits) > 8:
			digits = r.unpadded(digits)
		case country == "GE" && len(digits) == 9 && fourDigitYear(digits[:4]):
			digits = digits[:4] + r.unpadded(digits[4:])
		}
		return r.add(Number{Country: country, Type: Publication, Serial: letters + digits, Kind: kind})
	}
	if country == "IN" && alphanumeric(body) {
		return r.add(Number{Country: country, Type: Publication, Serial: body, Kind: kind})
	}
	if !allDigits(body) {
		return r.refuse("%q is no number of %s", strings.TrimSpace(number), CountryName(country))
	}
	if len(body) > 15 {
		return r.refuse("a number of %d digits is longer than any of %s", len(body), CountryName(country))
	}
	if country == "EA" || country == "AR" {
		six := strings.TrimLeft(body, "0")
		if len(six) < 6 {
			six = strings.Repeat("0", 6-len(six)) + six
		}
		if six != body {
			r.changed("brought to six digits")
		}
		return r.add(Number{Country: country, Type: Publication, Serial: six, Kind: kind})
	}
	body = r.unpadded(body)
	if country == "AU" {
		if len(body) == 9 && fourDigitYear(body[:4]) {
			r.changed("padded to 6 digits after the year")
			body = body[:4] + "0" + body[4:]
		}
	}
	return r.add(Number{Country: country, Type: Publication, Serial: body, Kind: kind})
}

func (r *reader) otherApplication(country, body, kind string) bool {
	if !alphanumeric(body) || len(body) > 15 {
		return r.refuse("%q is no application number of %s", body, CountryName(country))
	}
	year := 0
	if len(body) >= 8 && fourDigitYear(body[:4]) {
		year, _ = strconv.Atoi(body[:4])
	}
	if country == "GB" && len(body) == 9 && year != 0 {
		body = body[2:]
	}
	return r.application(country, body, kind, year)
}

// lettersOf is the run of capitals at the start.
func lettersOf(s string) string {
	i := 0
	for i < len(s) && s[i] >= 'A' && s[i] <= 'Z' {
		i++
	}
	return s[:i]
}

// fourDigitYear reports whether s is a year of the patent age written in full.
func fourDigitYear(s string) bool {
	return len(s) == 4 && allDigits(s) && s >= "1850" && s < "2100"
}

// twoDigitYear is the year that two digits of an EP, GB or CN application mean: the offices began in 1977 or later.
func twoDigitYear(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	if n >= 50 {
		return 1900 + n
	}
	return 2000 + n
}
