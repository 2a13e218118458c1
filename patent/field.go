package patent

import (
	"iter"
	"math/bits"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// lastWIPO is the number of the last of WIPO's fields.
const lastWIPO Field = 35

// ownFields are the announcement's three fields with their words, names and symbols. The assignment of symbols is
// ours: wipo lists whole fields of WIPO's, symbols what is added to them. Fields overlap.
var ownFields = []struct {
	field   Field
	word    string
	name    string
	wipo    []Field
	symbols []string
}{
	{Telecommunications, "telecommunications", "Telecommunications (networks and signals)", []Field{3, 4, 5}, []string{
		"H04B", "H04H", "H04J", "H04K", "H04L", "H04M", "H04Q", "H04W", "H01P", "H01Q", "H04N1/", "H04N21/",
	}},
	{ConsumerElectronics, "consumer-electronics", "Consumer electronics", []Field{2, 8}, []string{
		"H05B", "G03B", "H04M1/", "H01M",
	}},
	{Software, "software", "Software", []Field{6, 7}, []string{
		"G06F", "G06N", "G06Q", "G06T", "G06V", "G10L", "H04L67/",
	}},
}

// concordance maps symbols to fields.
type concordance struct {
	names   [Software + 1]string
	sectors [Software + 1]string
	wipo    map[string]FieldSet // by prefix as the table writes it: "H04L", "H04N21/"
	own     map[string]FieldSet
	longest int // length of the longest prefix of wipo
	err     error
}

var fields = sync.OnceValue(func() *concordance {
	c := &concordance{wipo: map[string]FieldSet{}, own: map[string]FieldSet{}}
	rows, err := table("wipo-fields.csv")
	if err != nil {
		c.err = err
		return c
	}
	for _, r := range rows {
		n, err := strconv.Atoi(r[0])
		if err != nil || n < 1 || Field(n) > lastWIPO {
			continue
		}
		c.names[n], c.sectors[n] = r[2], r[1]
		c.wipo[r[4]] = c.wipo[r[4]].With(Field(n))
		c.longest = max(c.longest, len(r[4]))
	}
	for _, o := range ownFields {
		c.names[o.field] = o.name
		for _, s := range o.symbols {
			c.own[s] = c.own[s].With(o.field)
		}
	}
	return c
})

// String is the name of the field: "Digital communication".
func (f Field) String() string {
	if f >= 1 && f <= Software {
		return fields().names[f]
	}
	return "no field"
}

// Word is what an agreement writes: "wipo-4", "telecommunications".
func (f Field) Word() string {
	for _, o := range ownFields {
		if o.field == f {
			return o.word
		}
	}
	return "wipo-" + strconv.Itoa(int(f))
}

// Sector is WIPO's sector of one of its fields ("Electrical engineering"), empty for the other three.
func (f Field) Sector() string {
	if f >= 1 && f <= Software {
		return fields().sectors[f]
	}
	return ""
}

// ParseField reads a field: "telecommunications", "consumer-electronics", "software", "wipo-4", "4", or WIPO's name
// in any case ("Digital communication"). "telecommunications" is the announcement's field; WIPO's own field of that
// name is wipo-3.
func ParseField(word string) (Field, bool) {
	w := strings.ToLower(strings.TrimSpace(word))
	for _, o := range ownFields {
		if w == o.word || w == strings.ToLower(o.name) {
			return o.field, true
		}
	}
	digits := strings.TrimPrefix(w, "wipo-")
	if n, err := strconv.ParseUint(digits, 10, 8); err == nil && digits[0] != '0' && digits[0] != '+' {
		return Field(n), n >= 1 && Field(n) <= lastWIPO
	}
	for f := Field(1); f <= lastWIPO; f++ {
		if strings.EqualFold(w, fields().names[f]) {
			return f, true
		}
	}
	return 0, false
}

// All yields the fields of the set in ascending order.
func (s FieldSet) All() iter.Seq[Field] {
	return func(yield func(Field) bool) {
		for rest := uint64(s); rest != 0; rest &= rest - 1 {
			if !yield(Field(bits.TrailingZeros64(rest))) {
				return
			}
		}
	}
}

// Len is the number of fields in the set.
func (s FieldSet) Len() int { return bits.OnesCount64(uint64(s)) }

// String lists the words of the fields: "wipo-3, wipo-4, telecommunications", or "unclassified".
func (s FieldSet) String() string {
	if s == 0 {
		return "unclassified"
	}
	var words []string
	for f := range s.All() {
		words = append(words, f.Word())
	}
	return strings.Join(words, ", ")
}

// Fields yields every field there is: WIPO's by number, then the announcement's three.
func Fields() iter.Seq[Field] { return FieldSet(1<<(Software+1) - 2).All() }

// FieldsOf computes the fields of a right from its CPC and IPC symbols: WIPO's by the longest prefix of the
// concordance, then the announcement's three. Indexing symbols do not classify. No symbol that classifies: zero.
func FieldsOf(classes []string) FieldSet {
	c := fields()
	var s FieldSet
	for _, symbol := range classes {
		if IndexingSymbol(symbol) {
			continue
		}
		key := matchForm(symbol)
		for n := min(len(key), c.longest); n > 0; n-- {
			if f, ok := c.wipo[key[:n]]; ok {
				s |= f
				break
			}
		}
		for n := len(key); n > 0; n-- {
			s |= c.own[key[:n]]
		}
	}
	for _, o := range ownFields {
		for _, f := range o.wipo {
			if s.Has(f) {
				s = s.With(o.field)
			}
		}
	}
	return s
}

// NormaliseSymbol writes a CPC or IPC symbol in the one spelling of a [Record]: capitals, no blanks, no leading
// zeros in the main group ("H04W 72/04", "H04W0072040000" are "H04W72/04").
func NormaliseSymbol(symbol string) string {
	s := symbol
	if strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) {
		return s // no symbol has such letters; what is none stays as it is
	}
	if strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsLower(r) }) {
		s = strings.ToUpper(strings.Join(strings.Fields(s), ""))
	}
	if len(s) == 14 && allDigits(s[4:]) { // the fixed-width form of ST.8: four digits, then six
		group := strings.TrimRight(s[8:], "0")
		for len(group) < 2 {
			group += "0"
		}
		s = s[:8] + "/" + group
	}
	if len(s) > 5 && s[4] == '0' {
		s = s[:4] + strings.TrimLeft(s[4:], "0")
	}
	return s
}

// matchForm is the normalised symbol with a slash after the main group, as the concordance writes it, so that
// H04N1 is not a prefix of H04N19.
func matchForm(symbol string) string {
	s := NormaliseSymbol(symbol)
	if len(s) > 4 && !strings.Contains(s, "/") {
		s += "/"
	}
	return s
}

// IndexingSymbol reports whether a symbol only indexes and never classifies alone: Y02, Y04 and Y10, and the CPC's
// main groups from 2000 on (H04L2012/5603).
func IndexingSymbol(symbol string) bool {
	if len(symbol) > 0 && (symbol[0] == 'Y' || symbol[0] == 'y') {
		return true
	}
	n, digits := 0, 0
	for i := 4; i < len(symbol) && symbol[i] != '/'; i++ {
		if symbol[i] == ' ' {
			continue
		}
		if symbol[i] < '0' || symbol[i] > '9' {
			return false
		}
		if digits++; digits > 4 {
			return false
		}
		n = n*10 + int(symbol[i]-'0')
	}
	return n >= 2000
}

// ClassMatches reports whether a symbol lies under a prefix as an agreement writes it: a section, class or subclass
// (H, H04, H04W), a main group (H04W72 covers H04W72/04 and not H04W720/00), or a full symbol or its beginning
// (H04W72/04 covers H04W72/0446).
func ClassMatches(symbol, prefix string) bool {
	s, p := NormaliseSymbol(symbol), NormaliseSymbol(prefix)
	if p == "" || !strings.HasPrefix(s, p) {
		return false
	}
	if len(p) <= 4 || strings.Contains(p, "/") || len(s) == len(p) {
		return true
	}
	return s[len(p)] == '/'
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
