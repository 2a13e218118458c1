package patent

import (
	"strconv"
	"strings"
)

// NumberType says what a number counts.
type NumberType uint8

// The types of number.
const (
	Publication   NumberType = iota + 1 // a published document, application or grant
	Application                         // an application at a national or regional office
	International                       // an application under the Patent Cooperation Treaty: PCT/US2019/056674
)

var numberTypes = [...]string{"", "publication", "application", "international application"}

// String is publication, application or international application.
func (t NumberType) String() string {
	if int(t) < len(numberTypes) {
		return numberTypes[t]
	}
	return ""
}

// Number is one reading of a patent number. A publication is identified by country, number and kind in the form of
// EPO's DOCDB; the other forms are computed from these.
type Number struct {
	Country string // ST.3 of the office; for an international application that of the receiving office
	Type    NumberType
	Serial  string // without country and kind, in DOCDB form: 11910207, 2012057518, RE39998, H05142789
	Kind    string // B2; empty when not given
	Year    int    // of filing, for an application; 0 when neither number nor hint gives it

	// original is the application number as the office counts it, where DOCDB writes another: 13167395.
	original string
}

// ID is the canonical id: country, number and kind without separators, "US11910207B2". An international application
// is written PCT/US2019/056674.
func (n Number) ID() string {
	if n.Type == International && len(n.Serial) == 10 {
		return "PCT/" + n.Country + n.Serial[:4] + "/" + n.Serial[4:]
	}
	return n.Country + n.Serial + n.Kind
}

// String is the canonical id.
func (n Number) String() string { return n.ID() }

// DOCDB is the triple with dots: "US.11910207.B2"; without kind, its last part is missing.
func (n Number) DOCDB() string { return n.join(".") }

// Dashed is the triple with dashes, as Google writes it: "US-11910207-B2".
func (n Number) Dashed() string { return n.join("-") }

func (n Number) join(sep string) string {
	kind := n.Kind
	if n.Type == International && kind == "" {
		kind = "W"
	}
	if kind == "" {
		return n.Country + sep + n.Serial
	}
	return n.Country + sep + n.Serial + sep + kind
}

// Published is the number as the document prints it, without separators: US and WO differ from the canonical id
// (US20120057518A1, WO9816331A3).
func (n Number) Published() string {
	switch {
	case n.Type == Publication && n.Country == "US" && n.preGrant():
		return "US" + n.Serial[:4] + "0" + n.Serial[4:] + n.Kind
	case n.Type == Publication && n.Country == "US" && n.Kind == "E" && usReissueE1(n.Serial):
		return n.ID() + "1"
	case n.Type == Publication && n.Country == "WO" && len(n.Serial) == 10 && allDigits(n.Serial):
		return "WO" + woPrinted(n.Serial, "") + n.Kind
	}
	return n.ID()
}

// PageID is the id in the address of the document's page at Google Patents: as published, with four digits of the
// year for WO.
func (n Number) PageID() string {
	if n.Country == "WO" {
		return n.ID()
	}
	return n.Published()
}

// usReissueE1 reports whether a reissue came out after 2001-01-02, when its kind became E1.
func usReissueE1(serial string) bool {
	d, err := strconv.Atoi(strings.TrimPrefix(serial, "RE"))
	return err == nil && d >= 36998
}

// Printed is the number as a person writes it: "US 11,910,207 B2", "US 2012/0057518 A1", "EP 2 400 812 B1",
// "WO 2010/050748 A2", "US 13/167,395", "CN 201110269715.3", "PCT/US99/01234".
func (n Number) Printed() string {
	var number string
	switch {
	case n.Type == International:
		return n.printedPCT()
	case n.Type == Application:
		number = n.printedApplication()
	case n.Country == "US" && n.preGrant():
		number = n.Serial[:4] + "/0" + n.Serial[4:]
	case n.Country == "US":
		letters := strings.TrimRight(n.Serial, "0123456789")
		number = letters + grouped(n.Serial[len(letters):], ",")
	case n.Country == "EP" && len(n.Serial) == 7:
		number = n.Serial[:1] + " " + n.Serial[1:4] + " " + n.Serial[4:]
	case n.Country == "WO" && len(n.Serial) == 10 && allDigits(n.Serial):
		number = woPrinted(n.Serial, "/")
	default:
		number = n.Serial
	}
	return strings.TrimSuffix(n.Country+" "+number+" "+n.Kind, " ")
}

func (n Number) printedPCT() string {
	if len(n.Serial) != 10 {
		return n.ID()
	}
	if y := n.Serial[:4]; y < "2004" {
		return "PCT/" + n.Country + y[2:] + "/" + strings.TrimPrefix(n.Serial[4:], "0")
	}
	return n.ID()
}

func (n Number) printedApplication() string {
	serial := n.Serial
	if n.original != "" {
		serial = n.original
	}
	switch {
	case n.Country == "US" && len(serial) == 8 && (n.original != "" || n.Year == 0):
		return serial[:2] + "/" + serial[2:5] + "," + serial[5:]
	case n.Country == "CN" || n.Country == "EP" || n.Country == "GB" || n.Country == "DE":
		if d, ok := CheckDigit(n.Country, serial); ok {
			return serial + "." + d
		}
	}
	return serial
}

// EPODOC is the form of EPO's register: publications without the number of the level, applications with the year of
// filing. ok is false when the year is needed and not known.
func (n Number) EPODOC() (text string, ok bool) {
	switch n.Type {
	case Publication:
		return n.Country + n.Serial + n.epodocLetter(), true
	case International:
		if len(n.Serial) != 10 {
			return "", false
		}
		return "WO" + n.Serial[:4] + n.Country + n.Serial[5:], true
	}
	if n.Year == 0 {
		return "", false
	}
	year := strconv.Itoa(n.Year)
	if n.Country == "US" {
		return n.epodocUS(year)
	}
	if strings.HasPrefix(n.Kind, "T") { // the translation keeps the number of the European application
		return n.Country + n.Serial + "T", true
	}
	rest := n.Serial
	switch {
	case len(rest) > 7 && strings.HasPrefix(rest, year):
		rest = rest[4:]
	case len(rest) == 8 && (n.Country == "EP" || n.Country == "GB") && rest[:2] == year[2:]:
		rest = rest[2:]
	case len(rest) == 7 && n.Country == "GB" && rest[:2] == year[2:]:
		rest = rest[2:]
	}
	if len(rest) > 7 || !allDigits(rest) {
		return "", false
	}
	letter := ""
	if n.Kind != "" && n.Kind[0] != 'A' && n.Kind[0] != 'D' {
		letter = n.Kind[:1]
	}
	return n.Country + year + strings.Repeat("0", 7-len(rest)) + rest + letter, true
}

func (n Number) epodocUS(year string) (string, bool) {
	p := ""
	if n.Kind == "P" {
		p = "P"
	}
	if len(n.original) != 8 { // DOCDB's short form, which has lost the series code: serial, then two digits of the year
		serial, ok := strings.CutSuffix(n.Serial, year[len(year)-2:])
		if !ok || n.Year >= usLongNumbers || len(serial) == 0 || len(serial) > 6 {
			return "", false
		}
		return "US" + year + strings.Repeat("0", 7-len(serial)) + serial + p, true
	}
	if n.Year >= usLongNumbers {
		return "US" + year + n.original + p, true
	}
	return "US" + year + "0" + n.original[2:] + p, true
}

// epodocLetter is the letter that EPODOC keeps where one number may belong to several levels of publication.
func (n Number) epodocLetter() string {
	if n.Kind == "" || n.Kind[0] == 'A' {
		return ""
	}
	switch n.Country {
	case "EP", "US", "WO", "GB", "FR", "CA", "AU":
		return ""
	case "DE":
		if n.Kind[0] != 'U' && n.Kind[0] != 'T' {
			return ""
		}
	}
	return n.Kind[:1]
}

// Right says what kind of right the number belongs to and whether it shows a grant, from the kind code or, where it
// is missing, from the number: a US publication of at most eight digits is a granted patent, and a Chinese application
// number names the kind of right in one digit.
func (n Number) Right() (Kind, Tri) {
	switch {
	case n.Type == Application && n.Country == "CN":
		return n.cnKind(), Unknown
	case n.Type != Publication:
		return KindUnknown, Unknown
	}
	k, g := KindOf(n.Country, n.Kind)
	if n.Country != "US" || k != KindUnknown {
		return k, g
	}
	letters := strings.TrimRight(n.Serial, "0123456789")
	switch {
	case n.preGrant():
		return Invention, No
	case letters == "" && len(n.Serial) <= 8, letters == "RE":
		return Invention, Yes
	case letters == "D":
		return Design, Yes
	case letters == "PP":
		return Plant, Yes
	}
	return KindUnknown, Unknown
}

// cnKind reads the digit behind the year of a Chinese application number: 1 invention, 2 utility model, 3 design, 8 and
// 9 the first two by way of the Patent Cooperation Treaty.
func (n Number) cnKind() Kind {
	at := map[int]int{12: 4, 8: 2}[len(n.Serial)]
	if at == 0 {
		return KindUnknown
	}
	switch n.Serial[at] {
	case '1', '8':
		return Invention
	case '2', '9':
		return UtilityModel
	case '3':
		return Design
	}
	return KindUnknown
}

// preGrant reports whether the serial has the shape of a US publication of an application: year and six digits.
func (n Number) preGrant() bool {
	return len(n.Serial) == 10 && allDigits(n.Serial) && n.Serial >= "2001" && n.Serial < "2100"
}

// grouped puts a separator between groups of three digits from the right.
func grouped(digits, sep string) string {
	if len(digits) <= 4 && sep == "," {
		return digits
	}
	var b strings.Builder
	for i := range len(digits) {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(sep)
		}
		b.WriteByte(digits[i])
	}
	return b.String()
}
