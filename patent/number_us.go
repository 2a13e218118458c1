package patent

import (
	"strconv"
	"strings"
)

// usLongNumbers is the first year of filing whose applications DOCDB writes with the year in front (201113167395);
// before, the serial comes first and two digits of the year last (94268010).
const usLongNumbers = 2011

// usHighestGrant lies above every utility patent number that can be expected in the coming years. A bare number
// above it cannot be a grant.
const usHighestGrant = 15_000_000

// usHighestPreGrant lies above the serials of published applications of one year.
const usHighestPreGrant = 600_000

// usPrefixes are the letters that belong to a US number: reissue, design, plant, and rarer ones.
var usPrefixes = map[string]string{
	"RE": "RE", "D": "D", "DES": "D", "PP": "PP", "T": "T", "H": "H", "RX": "RX", "AI": "AI", "X": "X", "RD": "RD",
}

// usSeries reports whether two digits are a series code of US applications.
func usSeries(code string) bool {
	if len(code) != 2 || !allDigits(code) {
		return false
	}
	switch {
	case code >= "02" && code <= "19", code == "29", code == "35", code >= "60" && code <= "63", code == "90", code == "95", code == "96":
		return true
	}
	return false
}

// us reads US numbers: grants, published applications, applications as the office prints them, and as DOCDB and
// EPODOC write them.
func (r *reader) us(number, kind string) bool {
	number = strings.TrimSpace(number)
	if front, back, ok := strings.Cut(number, "/"); ok {
		return r.usSlash(strings.TrimSpace(front), compact(back), kind)
	}
	body := strings.TrimLeft(compact(number), "0")
	if letters := lettersOf(body); letters != "" {
		prefix, known := usPrefixes[letters]
		digits := strings.TrimLeft(body[len(letters):], "0")
		if !known || !allDigits(digits) || len(digits) > 9 {
			return r.refuse("%q is no US number", number)
		}
		if compact(number) != prefix+digits {
			r.changed("brought to the form %s%s", prefix, digits)
		}
		return r.add(Number{Country: "US", Type: Publication, Serial: prefix + digits, Kind: kind})
	}
	body = compact(number)
	if !allDigits(body) || len(body) > 13 || strings.Trim(body, "0") == "" {
		return r.refuse("%q is no US number", number)
	}
	if strings.HasPrefix(kind, "E") && r.want != Application {
		r.changed("RE added, because kind %s is a reissue", kind)
		return r.add(Number{Country: "US", Type: Publication, Serial: "RE" + r.unpadded(body), Kind: kind})
	}
	if r.want == Application || kind == "P" && len(strings.TrimLeft(body, "0")) > 7 {
		return r.usApplication(body, kind)
	}
	return r.usDigits(r.unpadded(body), kind, strings.Contains(number, ","))
}

// usDigits reads digits without leading zeros that may be a grant, a published application or an application.
func (r *reader) usDigits(body, kind string, commas bool) bool {
	publication := Number{Country: "US", Type: Publication, Serial: body, Kind: kind}
	year := fourDigitYear(body[:min(4, len(body))]) && body >= "2001"
	switch len(body) {
	case 12:
		if fourDigitYear(body[:4]) && usSeries(body[4:6]) && (kind == "" || kind == "A" || kind == "P") {
			return r.usApplication(body, kind)
		}
	case 11:
		return r.usEleven(body, kind)
	case 10:
		if year {
			return r.add(publication)
		}
	case 9:
		if year {
			r.changed("padded to 6 digits after the year")
			publication.Serial = body[:4] + "0" + body[4:]
			return r.add(publication)
		}
	case 8:
		return r.usEight(publication, commas)
	case 1, 2, 3, 4, 5, 6, 7:
		return r.add(publication)
	}
	return r.refuse("no US number has the form %s", body)
}

// usEleven reads year and seven digits: a published application as printed, or an application as EPODOC writes it.
func (r *reader) usEleven(body, kind string) bool {
	if !fourDigitYear(body[:4]) || body[4] != '0' {
		return r.refuse("no US number has the form %s", body)
	}
	y, _ := strconv.Atoi(body[:4])
	serial, _ := strconv.Atoi(body[4:])
	mayPublish := y >= 2001 && serial < usHighestPreGrant && r.want != Application
	mayApply := y < usLongNumbers && (kind == "" || kind == "P") && r.want != Publication
	if mayPublish {
		r.changed("zero after the year removed")
		r.add(Number{Country: "US", Type: Publication, Serial: body[:4] + body[5:], Kind: kind})
	}
	if mayApply {
		r.usApplication(body, kind)
	}
	if mayPublish && mayApply {
		r.p.Reason = "it may be the printed number of a published application or the EPODOC number of an application"
	}
	if !mayPublish && !mayApply {
		return r.refuse("no US number has the form %s", body)
	}
	return true
}

// usEight reads eight digits: a grant, or series code and serial of an application.
func (r *reader) usEight(publication Number, commas bool) bool {
	n, _ := strconv.Atoi(publication.Serial)
	mayGrant := n < usHighestGrant
	mayApply := publication.Kind == "" && !commas && usSeries(publication.Serial[:2]) && r.want != Publication
	if mayGrant || !mayApply {
		if !mayGrant && publication.Kind == "" {
			return r.refuse("US %s is neither a grant nor an application", publication.Serial)
		}
		r.add(publication)
	}
	if mayApply {
		r.add(r.usOriginal(publication.Serial, ""))
	}
	if len(r.p.Readings) > 1 {
		r.p.Reason = "it may be a grant or an application with its series code"
	}
	return true
}

// usSlash reads 2012/0057518 (published application) and 13/167,395 (application).
func (r *reader) usSlash(front, back, kind string) bool {
	switch {
	case fourDigitYear(front) && front >= "2001" && allDigits(back) && len(back) <= 7 && r.want != Application: // none was published before
		serial := strings.TrimLeft(back, "0")
		if len(serial) > 6 || serial == "" {
			return r.refuse("a US published application has at most six digits after the year and the zero, not %q", back)
		}
		if len(back) == 7 {
			r.changed("zero after the year removed")
		}
		return r.add(Number{Country: "US", Type: Publication, Serial: front + strings.Repeat("0", 6-len(serial)) + serial, Kind: kind})
	case fourDigitYear(front) && allDigits(back) && len(back) <= 7:
		return r.pct("US", front+back, kind)
	case len(front) == 2 && usSeries(front) && allDigits(back) && len(back) <= 6:
		back = strings.Repeat("0", 6-len(back)) + back
		return r.add(r.usOriginal(front+back, kind))
	}
	return r.refuse("%s/%s is neither a US published application nor an application", front, back)
}

// usOriginal is an application by its series code and serial, in DOCDB form when the year is known.
func (r *reader) usOriginal(digits, kind string) Number {
	if kind == "" {
		kind = "A"
		if digits[0] == '6' && r.year != 0 {
			kind = "P"
		}
	}
	n := Number{Country: "US", Type: Application, Serial: digits, Kind: kind, Year: r.year}
	if r.year != 0 {
		n.original = digits
		year := strconv.Itoa(r.year)
		if r.year >= usLongNumbers {
			n.Serial = year + digits
		} else if short := strings.TrimLeft(digits[2:], "0"); len(year) == 4 {
			n.Serial = short + year[2:]
		}
	}
	return n
}

// usApplication reads an application as DOCDB or EPODOC write it, or bare.
func (r *reader) usApplication(body, kind string) bool {
	if kind == "" {
		kind = "A"
	}
	n := Number{Country: "US", Type: Application, Serial: body, Kind: kind, Year: r.year}
	switch {
	case len(body) == 12 && fourDigitYear(body[:4]) && usSeries(body[4:6]):
		n.Year, _ = strconv.Atoi(body[:4])
		n.original = body[4:]
		return r.add(n)
	case len(body) == 11 && fourDigitYear(body[:4]) && body[4] == '0':
		// EPODOC: the series code is lost, so the form of the office cannot be told.
		n.Year, _ = strconv.Atoi(body[:4])
		n.Serial = strings.TrimLeft(body[5:], "0") + body[2:4]
		r.changed("read as an EPODOC application number")
		return r.add(n)
	case r.p.Form == FormDOCDB && len(body) >= 3 && len(body) <= 8:
		// DOCDB before 2011: the serial, then two digits of the year.
		y := body[len(body)-2:]
		n.Year = usTwoDigitYear(y)
		serial := body[:len(body)-2]
		n.original = ""
		n.Serial = serial + y
		return r.add(n)
	case len(body) == 8 && usSeries(body[:2]):
		return r.add(r.usOriginal(body, kind))
	}
	return r.refuse("no US application number has the form %s", body)
}

// usTwoDigitYear is the year behind the serial in DOCDB's short form, used to 2010.
func usTwoDigitYear(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	if n <= usLongNumbers-2001 {
		return 2000 + n
	}
	return 1900 + n
}
