package patent

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/crossgrant/crossgrant/when"
)

// Form is the way a number was written.
type Form string

// The forms, in the order in which they are tried.
const (
	FormDOCDB   Form = "docdb"   // US.11910207.B2
	FormDashed  Form = "dashed"  // US-11910207-B2
	FormPrinted Form = "printed" // US 11,910,207 B2; PCT/US2019/056674; ZL 201110269715.3
	FormCompact Form = "compact" // US11910207B2 and the forms of EPODOC
	FormBare    Form = "bare"    // 11,910,207 with the country as a hint
)

// Parsed is what a text says when it is read as a patent number: one reading, several between which the text does not
// decide, or none with a reason.
type Parsed struct {
	Text     string
	Form     Form
	Readings []Number
	Changed  []string // what was changed to read it, as phrases: "Chinese check digit removed"
	Reason   string   // why there is no reading, or why there are several; one sentence
}

// One returns the reading when there is exactly one.
func (p Parsed) One() (Number, bool) {
	if len(p.Readings) != 1 {
		return Number{}, false
	}
	return p.Readings[0], true
}

// Ambiguous reports whether the text may mean several numbers.
func (p Parsed) Ambiguous() bool { return len(p.Readings) > 1 }

// maxNumber is the longest text that is read as a number, in bytes.
const maxNumber = 80

// ParseNumber reads a patent number in any usual form: the DOCDB triple, with dashes, as printed, as EPODOC writes
// it, or bare with a country as hint. The hint may name a country, "application" or "publication", and the year of
// filing, in any order: "US", "CN application", "US application 2010". Nothing is guessed: where two readings are
// possible both are returned, and what was changed is listed.
func ParseNumber(text, hint string) Parsed {
	r := reader{p: Parsed{Text: text}}
	if len(text) > maxNumber {
		r.p.Text = ""
		return r.none("the text is longer than any patent number")
	}
	if why := r.readHint(hint); why != "" {
		return r.none(why)
	}
	s := r.clean(text)
	if s == "" {
		return r.none("there is no number")
	}
	for _, step := range []func(string) bool{r.docdb, r.dashed, r.international, r.japanese, r.written} {
		if step(s) {
			return r.finish()
		}
	}
	return r.none(fmt.Sprintf("%q is not written like a patent number", text))
}

// reader is one run of the ladder. A step returns true when the text has its form, whatever came out.
type reader struct {
	p       Parsed
	country string     // from the hint
	want    NumberType // from the hint; 0: not given
	year    int        // from the hint or the date of a DOCDB form
}

func (r *reader) none(why string) Parsed {
	r.p.Readings, r.p.Reason = nil, why
	return r.p
}

func (r *reader) refuse(format string, args ...any) bool {
	r.p.Readings, r.p.Reason = nil, fmt.Sprintf(format, args...)
	return true
}

func (r *reader) changed(format string, args ...any) {
	r.p.Changed = append(r.p.Changed, fmt.Sprintf(format, args...))
}

// add takes a reading; the same one twice counts once.
func (r *reader) add(n Number) bool {
	if !slices.Contains(r.p.Readings, n) {
		r.p.Readings = append(r.p.Readings, n)
	}
	return true
}

func (r *reader) finish() Parsed {
	if len(r.p.Readings) == 0 && r.p.Reason == "" {
		r.p.Reason = fmt.Sprintf("%q is not written like a patent number", r.p.Text)
	}
	return r.p
}

func (r *reader) readHint(hint string) (why string) {
	for _, w := range strings.Fields(hint) {
		switch {
		case w == "application":
			r.want = Application
		case w == "publication":
			r.want = Publication
		case IsOffice(w) || w == "PCT":
			r.country = w
		case len(w) == 4 && allDigits(w):
			r.year, _ = strconv.Atoi(w)
		default:
			return fmt.Sprintf("the hint %q names no office, type or year", w)
		}
	}
	return ""
}

// clean brings the text to NFKC, capitals, plain dashes and single blanks.
func (r *reader) clean(text string) string {
	s := norm.NFKC.String(strings.ToValidUTF8(text, "?"))
	s = strings.Map(func(c rune) rune {
		switch c {
		case '‐', '‑', '‒', '–', '—', '−', '_':
			return '-'
		case '’', '\'':
			return ' '
		}
		return c
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if up := strings.ToUpper(s); up != s {
		r.changed("written in capitals")
		s = up
	}
	return s
}

// docdb reads US.11910207.B2 and US.11910207.B2.20240220; a number in parentheses is as the office printed it.
func (r *reader) docdb(s string) bool {
	parts := strings.Split(s, ".")
	original := strings.Contains(s, "(")
	if original {
		open, end := strings.Index(s, ".("), strings.LastIndex(s, ").")
		if open != 2 || end < open {
			return false
		}
		parts = append([]string{s[:2], s[open+2 : end]}, strings.Split(s[end+2:], ".")...)
	}
	if len(parts) != 3 && len(parts) != 4 {
		return false
	}
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	country, number, kind := parts[0], parts[1], parts[2]
	if !IsOffice(country) || !looksLikeKind(kind) || number == "" {
		return false
	}
	if len(parts) == 4 {
		d := parts[3]
		if len(d) != 8 || !allDigits(d) {
			return false
		}
		if _, err := when.Parse(d[:4] + "-" + d[4:6] + "-" + d[6:]); err != nil {
			return r.refuse("%s is not a date", d)
		}
		r.year, _ = strconv.Atoi(d[:4])
	}
	r.p.Form = FormDOCDB
	if original {
		r.want = Application
		return r.office(country, number, kind)
	}
	return r.exact(country, number, kind)
}

// dashed reads US-11910207-B2.
func (r *reader) dashed(s string) bool {
	parts := strings.Split(s, "-")
	if len(parts) != 3 || !IsOffice(parts[0]) || !looksLikeKind(parts[2]) || !alphanumeric(parts[1]) {
		return false
	}
	r.p.Form = FormDashed
	return r.exact(parts[0], parts[1], parts[2])
}

// exact reads a triple whose parts are certain. The number is taken as it is but for the padding that every form of
// the office shares.
func (r *reader) exact(country, number, kind string) bool {
	if !alphanumeric(number) {
		return r.office(country, number, kind)
	}
	switch country {
	case "US", "EP", "WO", "EA", "AR":
		return r.office(country, number, kind)
	case "JP", "CN":
		if r.want != Application {
			return r.add(Number{Country: country, Type: Publication, Serial: number, Kind: kind})
		}
		return r.office(country, number, kind)
	}
	if r.want == Application || kind == "W" || kind == "D" || strings.HasPrefix(number, "00") {
		return r.office(country, number, kind)
	}
	return r.add(Number{Country: country, Type: Publication, Serial: number, Kind: kind})
}

// written reads a number behind its country, or a bare one with the country as hint.
func (r *reader) written(s string) bool {
	country, rest, ok := r.splitCountry(s)
	if !ok {
		if r.country == "" {
			if c, _, found := cutCountry(s); found {
				return r.refuse("there is no office %q", c)
			}
			return r.refuse("%q names no country, and there is no hint", r.p.Text)
		}
		country, rest, r.p.Form = r.country, s, FormBare
	} else {
		r.p.Form = FormPrinted
		if alphanumeric(s) {
			r.p.Form = FormCompact
		}
	}
	if country == "PCT" {
		country = "WO"
	}
	number, kind, ok := cutKind(country, rest)
	if !ok {
		return r.refuse("%q ends in no kind code that exists", r.p.Text)
	}
	if len(kind) == 2 && kind[0] == kind[1] {
		r.changed("kind %s read as %s", kind, kind[:1])
		kind = kind[:1]
	}
	return r.office(country, number, kind)
}

// splitCountry takes the country off the front. ZL stands for a granted Chinese application.
func (r *reader) splitCountry(s string) (country, rest string, ok bool) {
	country, rest, ok = cutCountry(s)
	if !ok {
		return "", "", false
	}
	if country == "ZL" {
		r.want = Application
		r.changed("ZL, the mark of a granted Chinese patent, removed")
		return "CN", rest, true
	}
	if r.country != "" && r.country != "PCT" && country != r.country && !IsOffice(country) {
		return "", "", false
	}
	if !IsOffice(country) {
		return "", "", false
	}
	if again, tail, twice := cutCountry(rest); twice && again == country {
		r.changed("doubled country %s removed", country)
		rest = tail
	}
	if country == "CN" {
		if _, tail, found := strings.Cut(rest, "ZL"); found && strings.Trim(rest[:len(rest)-len(tail)-2], " .-") == "" {
			r.want = Application
			r.changed("ZL, the mark of a granted Chinese patent, removed")
			rest = tail
		}
	}
	return country, rest, true
}

// cutCountry takes two letters off the front.
func cutCountry(s string) (country, rest string, ok bool) {
	if codeIndex(s[:min(2, len(s))]) < 0 {
		return "", s, false
	}
	return s[:2], strings.TrimLeft(s[2:], " -./"), true
}

// cutKind takes the kind code off the end: a letter and at most one digit behind a digit. X behind a dot is a
// Chinese check digit. ok is false when the text ends in letters and digits that are no kind code.
func cutKind(country, s string) (number, kind string, ok bool) {
	s = strings.TrimRight(s, " -./,")
	i := len(s)
	for i > 0 && s[i-1] >= '0' && s[i-1] <= '9' {
		i--
	}
	tail := s[i:]
	j := i
	for j > 0 && s[j-1] >= 'A' && s[j-1] <= 'Z' {
		j--
	}
	letters := s[j:i]
	front := strings.TrimRight(s[:j], " -./,")
	if letters == "" || front == "" || front[len(front)-1] < '0' || front[len(front)-1] > '9' {
		return s, "", true // digits alone, or letters that belong to the number
	}
	if country == "CN" && letters == "X" && tail == "" {
		return s, "", true
	}
	if len(tail) > 2 {
		return s, "", true // letters inside a number: 2851DE2013
	}
	if len(tail) > 1 || len(letters) > 2 || len(letters) == 2 && (letters[0] != letters[1] || tail != "") {
		return s, "", false
	}
	return front, letters + tail, true
}

func alphanumeric(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return s != ""
}
