package patent

import (
	"strconv"
	"strings"
)

// jpWords are the Japanese words before a number, with what they say. NFKC leaves them as they are.
var jpWords = []struct {
	word string
	want NumberType
	kind string
}{
	{"特開", Publication, "A"}, {"特表", Publication, "A"}, {"再公表", Publication, "A1"}, {"特公", Publication, "B2"},
	{"実開", Publication, "U"}, {"実公", Publication, "Y2"}, {"特願", Application, "A"}, {"実願", Application, "U"},
	{"特許第", Publication, "B"}, {"特許", Publication, "B"},
}

var jpEras = strings.NewReplacer("昭和", "S", "平成", "H", "令和", "R", "昭", "S", "平", "H", "令", "R")

// japanese reads numbers that begin with a Japanese word: 特開平5-142789, 特許第4961043号, 特願2006-147056.
func (r *reader) japanese(s string) bool {
	for _, w := range jpWords {
		rest, ok := strings.CutPrefix(s, w.word)
		if !ok {
			continue
		}
		r.p.Form = FormPrinted
		r.want = w.want
		rest = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(rest), "号公報"), "号")
		return r.jp(jpEras.Replace(rest), w.kind)
	}
	return false
}

// jp reads Japanese numbers: years of an era or Western ones with a serial, and grants counted through.
func (r *reader) jp(number, kind string) bool {
	number = strings.TrimSpace(number)
	body := compact(number)
	if rest, ok := strings.CutPrefix(body, "WO"); ok && allDigits(rest) && len(rest) == 10 {
		return r.jpAdd(body, kind, 0) // re-publication of an international application
	}
	era := ""
	if letters := lettersOf(body); letters != "" {
		if len(letters) > 1 || !strings.Contains("SHRTM", letters) {
			return r.refuse("%q is no Japanese number; an era is written S, H or R before the year", number)
		}
		era, body = letters, body[1:]
		number = strings.TrimLeft(number, " -.")[1:]
	}
	if !allDigits(body) {
		return r.refuse("%q is no Japanese number", number)
	}
	year, serial, split := strings.Cut(strings.Trim(number, " -./"), "-")
	if !split {
		year, serial, split = strings.Cut(strings.Trim(number, " -./"), "/")
	}
	year, serial = compact(year), compact(serial)
	if split && era == "" && len(year) == 4 && fourDigitYear(year) {
		return r.jpWestern(year, serial, kind)
	}
	if !split && era == "" {
		trimmed := strings.TrimLeft(body, "0")
		if len(trimmed) >= 8 && len(trimmed) <= 10 && fourDigitYear(trimmed[:4]) && len(body) != 8 && kind != "B1" && kind != "B2" {
			if len(trimmed) != len(body) {
				r.changed("leading zeros removed")
			}
			return r.jpWestern(trimmed[:4], trimmed[4:], kind)
		}
		if len(body) == 8 && kind != "" && strings.Contains("AUY", kind[:1]) || len(body) == 8 && kind == "" {
			year, serial, split = body[:2], body[2:], true
		}
	}
	if era != "" && !split {
		if len(body) < 3 {
			return r.refuse("%q is no Japanese number", number)
		}
		year, serial = body[:2], body[2:]
	}
	if era == "" && !split {
		return r.jpAdd(r.unpadded(body), kind, 0)
	}
	return r.jpEra(era, year, serial, kind)
}

// jpEra reads a year of an era and a serial. Without a letter the year itself tells the era: Heisei has the years 1
// to 12 of these numbers, Showa 20 to 64.
func (r *reader) jpEra(era, year, serial, kind string) bool {
	y, err := strconv.Atoi(year)
	if err != nil || !allDigits(serial) || len(serial) > 7 || len(year) > 2 {
		return r.refuse("%s-%s is no year of an era with a serial", year, serial)
	}
	if era == "" {
		switch {
		case y >= 1 && y <= 12:
			era = "H"
		case y >= 20 && y <= 64:
			era = "S"
		case y >= 65:
			full := strconv.Itoa(1900 + y)
			r.changed("year %s read as %s", year, full)
			return r.jpWestern(full, serial, kind)
		default:
			return r.refuse("the year %s of a Japanese number belongs to no era; write four digits", year)
		}
		r.changed("year %s read as %s%d (%d)", year, era, y, jpWesternYear(era, y))
	}
	short := strings.TrimLeft(serial, "0")
	if short == "" {
		return r.refuse("%s-%s has no serial", year, serial)
	}
	western := jpWesternYear(era, y)
	if r.want == Application {
		return r.jpAdd(era+twoDigits(y)+short, kind, western)
	}
	return r.jpAdd(era+twoDigits(y)+short, kind, 0)
}

// jpWestern reads a Western year and a serial, padded to six digits as DOCDB has it.
func (r *reader) jpWestern(year, serial, kind string) bool {
	if !allDigits(serial) || len(serial) > 6 {
		return r.refuse("a Japanese serial has at most six digits, not %q", serial)
	}
	y, _ := strconv.Atoi(year)
	return r.jpAdd(year+r.padded(serial, 6), kind, y)
}

func (r *reader) jpAdd(serial, kind string, year int) bool {
	if r.want == Application {
		return r.application("JP", serial, kind, year)
	}
	return r.add(Number{Country: "JP", Type: Publication, Serial: serial, Kind: kind})
}

func jpWesternYear(era string, y int) int {
	return map[string]int{"M": 1867, "T": 1911, "S": 1925, "H": 1988, "R": 2018}[era] + y
}

func twoDigits(y int) string {
	if y < 10 {
		return "0" + strconv.Itoa(y)
	}
	return strconv.Itoa(y)
}
