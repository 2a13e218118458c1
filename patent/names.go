package patent

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// NormaliseStandard brings the name of a standard to the form in which names are compared: NFKC, case folded, single
// blanks, so that "5G NR" and "5g nr" are the same and "5G NR" and "5GNR" are not.
func NormaliseStandard(name string) string {
	return strings.Join(strings.Fields(fold(name)), " ")
}

// SameStandard reports whether two names of standards are the same but for case and blanks.
func SameStandard(a, b string) bool { return a == b || NormaliseStandard(a) == NormaliseStandard(b) }

// fold is NFKC with case folded. Lower case comes last because Cherokee folds to capitals.
func fold(s string) string {
	s = norm.NFKC.String(strings.ToValidUTF8(s, "\uFFFD"))
	return norm.NFKC.String(strings.ToLower(cases.Fold().String(s)))
}

// legalForms are the words that name the legal form of a company, folded and without dots. They are taken off the
// end of a name only.
var legalForms = wordSet(`
	ab ag aktiebolag aktiebolaget aktiengesellschaft aps as asa bhd bv bvba co coltd company corp corporation cv doo
	eg eirl esp gesmbh gmbh inc incorporated kabushiki kaisha kft kg kgaa kk limited llc llp lp ltd ltda mbh nv ohg oy
	oyj plc private pt pte pty publ pvt rl sa sab sae sarl sas sdn se sgps sl snc spa spzoo sro srl ug`)

// legalPrefixes are legal forms that stand in front in some languages.
var legalPrefixes = wordSet(`kabushiki kaisha pt`)

// cjkForms are legal forms in Chinese, Japanese and Korean, longest first; they stand before or behind the name.
var cjkForms = []string{
	"股份有限公司", "有限责任公司", "有限責任公司", "有限公司", "株式会社", "株式會社", "有限会社", "合同会社", "주식회사", "유한회사", "(株)", "(주)", "(有)",
}

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// NormaliseName brings the name of an organisation to the form in which names are compared: NFKC, case folded,
// without punctuation, and without the words of its legal form at the end. Two names with the same form may be one
// organisation and the spellings of one usually agree; parts of names are never compared, nothing is transliterated,
// and no typing error is guessed away. A name that is nothing but a legal form stays as it is.
func NormaliseName(name string) string {
	s := fold(name)
	cjk := s
	for _, f := range cjkForms {
		cjk = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(cjk), f), f))
	}
	if len(words(cjk)) > 0 {
		s = cjk
	}
	w := words(s)
	whole := w
	for len(w) > 1 && legalForms[w[len(w)-1]] {
		w = w[:len(w)-1]
		for len(w) > 1 && w[len(w)-1] == "and" { // GmbH & Co. KG
			w = w[:len(w)-1]
		}
	}
	for len(w) > 1 && legalPrefixes[w[0]] {
		w = w[1:]
	}
	if len(w) == 1 && legalForms[w[0]] {
		w = whole
	}
	return strings.Join(w, " ")
}

// SameName reports whether two names have the same normal form, which is not empty.
func SameName(a, b string) bool {
	n := NormaliseName(a)
	return n != "" && n == NormaliseName(b)
}

// words splits a folded name. Dots and apostrophes inside a word vanish (h.k. is hk); other punctuation separates;
// an ampersand is the word and.
func words(s string) []string {
	s = strings.Map(func(c rune) rune {
		switch {
		case c == '.' || c == '\'' || c == '’' || c == '`' || c == '・':
			return -1
		case c == '&':
			return '&'
		case unicode.IsLetter(c), unicode.IsNumber(c), unicode.IsMark(c):
			return c
		}
		return ' '
	}, dotsBeforeForms(s))
	out := strings.Fields(strings.ReplaceAll(s, "&", " and "))
	return out
}

// dotsBeforeForms separates what dots without blanks glue together, "co.ltd", and leaves initials, "h.k.", alone: a
// dot separates when the words on both sides have more than one letter.
func dotsBeforeForms(s string) string {
	parts := strings.Split(s, ".")
	for i := 0; i+1 < len(parts); i++ {
		if lastWord(parts[i]) > 1 && firstWord(parts[i+1]) > 1 {
			parts[i] += " "
		}
	}
	return strings.Join(parts, ".")
}

func lastWord(s string) int {
	n := 0
	for r := []rune(s); n < len(r) && unicode.IsLetter(r[len(r)-1-n]); n++ {
	}
	return n
}

func firstWord(s string) int {
	n := 0
	for r := []rune(s); n < len(r) && unicode.IsLetter(r[n]); n++ {
	}
	return n
}

// NameID writes a name as an id: small letters and digits of any script, everything else a hyphen. It is empty for a
// name without letters and digits.
func NameID(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFC.String(name) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte('-')
			gap = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
