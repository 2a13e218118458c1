package owners

import (
	"hash/maphash"
	"slices"
	"strings"
	"unicode"
)

// looseSeed is one for the life of the program: keys are never stored.
var looseSeed = maphash.MakeSeed()

// looseKeys returns what the uncertain rules compare of a name. Two names with a key in common are candidates for each
// other; [between] says by which rules.
func looseKeys(name string, f Form) []uint64 {
	if f.Stem == "" {
		return nil
	}
	out := make([]uint64, 0, 8)
	add := func(r Rule, text string) {
		var h maphash.Hash
		h.SetSeed(looseSeed)
		h.WriteByte(byte(r))
		h.WriteString(text)
		if sum := h.Sum64(); !slices.Contains(out, sum) {
			out = append(out, sum)
		}
	}
	closed := closedUp(f.Stem)
	add(FormDiffers, f.Stem)
	if len(closed) >= 4 {
		add(ClosedUp, closed)
	}
	add(GermanUmlaut, umlauts.Replace(f.Stem))
	short := shortened(f.Stem)
	add(ShortWord, strings.Join(short, " "))
	if len(short) > 1 {
		slices.Sort(short)
		add(WordOrder, strings.Join(short, " "))
	}
	add(WordsBehindForm, f.Key())
	for _, h := range heads(name) {
		add(WordsBehindForm, h)
	}
	return out
}

var umlauts = strings.NewReplacer("ae", "a", "oe", "o", "ue", "u")

func closedUp(stem string) string { return strings.ReplaceAll(stem, " ", "") }

// shortened writes the words of a stem as databases shorten them.
func shortened(stem string) []string {
	t := wordTables().short
	words := strings.Fields(stem)
	for i, w := range words {
		if s := t[w]; len(s) > 0 {
			words[i] = s[0]
		}
	}
	return words
}

// former are the words between two names of one text.
var former = []string{"formerly known as", "formerly", "also known as", "doing business as", "trading as", "now known as", "f/k/a", "d/b/a", "a/k/a", "c/o", "fka", "dba", "aka", "曾用名", "原名", "旧称"}

// heads are the keys of names that a text holds besides others: what stands before words behind a legal form, and both
// names of a text that gives a former one.
func heads(name string) []string {
	var out []string
	low := fold(mend(clip(name)))
	for _, w := range former {
		before, after, ok := strings.Cut(low, w)
		if !ok || !boundary(before, after) {
			continue
		}
		for _, part := range []string{before, after} {
			if key := FormOf(strings.Trim(part, " (),;-")).Key(); key != "" {
				out = append(out, key)
			}
		}
		break
	}
	for _, part := range twoScripts(low) {
		if key := FormOf(part).Key(); key != "" {
			out = append(out, key)
		}
	}
	words := joinInitials(split(plainLetters(low), 0))
	if _, legal := legalForm(words); legal != "" { // what has a form of its own behind those words is another firm
		return out
	}
	t := forms()
	for i := 1; i < len(words)-1; i++ {
		n, form := behind(t, words[:i+1])
		if n == 0 || form == noForm || i+1 < len(words) && continues(t, words, i) {
			continue
		}
		if stem, legal := legalForm(slices.Clone(words[:i+1])); legal != "" && longForm(legal) {
			respell(stem, 0)
			out = append(out, Form{strings.Join(stem, " "), legal}.Key())
		}
	}
	return out
}

// twoScripts splits a text at the commas between a name in Latin letters and one in another script: "Hitachi Ltd,
// 株式会社日立製作所"; none where there is one script.
func twoScripts(s string) []string {
	var out []string
	latin, native := false, false
	for part := range strings.SplitSeq(s, ",") {
		foreign := strings.ContainsFunc(part, ideographs)
		latin, native = latin || !foreign, native || foreign
		if n := len(out); n > 0 && !foreign && !strings.ContainsFunc(out[n-1], ideographs) {
			out[n-1] += "," + part // Hitachi, Ltd.
			continue
		}
		out = append(out, part)
	}
	if !latin || !native {
		return nil
	}
	return out
}

// boundary reports whether a word between two names stands alone.
func boundary(before, after string) bool {
	end := func(s string, c byte) bool { return s == "" || strings.IndexByte(" (),;:[]-", c) >= 0 || c >= 0x80 }
	return len(before) > 0 && len(after) > 0 && end(before, before[len(before)-1]) && end(after, after[0])
}

// continues reports whether the form that ends at word i goes on behind it.
func continues(t *legalForms, words []string, i int) bool {
	n, form := behind(t, words[:i+2])
	return n > 0 && form != noForm
}

// longForm reports whether a form in the middle of a name is one, and not a word that looks like it.
func longForm(legal string) bool {
	return len(legal) > 2 || legal == "ag" || legal == "ab" || legal == "bv"
}

// typed reports whether a name is of letters that are mistyped. One sign more or less makes another Chinese or Korean
// name: 北京 is not 南京.
func typed(stem string) bool {
	return !strings.ContainsFunc(stem, func(c rune) bool { return unicode.In(c, unicode.Han, unicode.Hangul) })
}

// minTyped is how many letters a name needs so that one wrong letter can be a typing error.
const minTyped = 8

// deletions are the hashes of a text without each one of its letters, and of the text itself: two texts that differ by
// one letter have one in common.
func deletions(text string) []uint64 {
	rs := []rune(text)
	if len(rs) < minTyped || len(rs) > 80 || !typed(text) {
		return nil
	}
	out := make([]uint64, 0, len(rs)+1)
	out = append(out, maphash.String(looseSeed, text))
	buf := make([]rune, len(rs)-1)
	for i := range rs {
		copy(buf, rs[:i])
		copy(buf[i:], rs[i+1:])
		out = append(out, maphash.String(looseSeed, string(buf)))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// between says by which uncertain rules one name may be another, the strongest first; none: it is not a candidate.
func between(a, b string) []Rule {
	x, y := FormOf(a), FormOf(b)
	if x.Stem == "" || y.Stem == "" || x == y {
		return nil
	}
	legal := legalBetween(x.Legal, y.Legal)
	with := func(r ...Rule) []Rule {
		if legal != 0 {
			return append(r, legal)
		}
		return r
	}
	if x.Stem == y.Stem {
		return with()
	}
	for _, h := range [][2]string{{a, y.Key()}, {b, x.Key()}} {
		if slices.Contains(heads(h[0]), h[1]) {
			switch {
			case hasFormer(h[0]):
				return []Rule{FormerName}
			case twoScripts(h[0]) != nil:
				return []Rule{StatedTogether}
			}
			return []Rule{WordsBehindForm}
		}
	}
	if legal == FormDiffers { // and the words differ, too: nothing is left that ties them
		return nil
	}
	cx, cy := closedUp(x.Stem), closedUp(y.Stem)
	sx, sy := shortened(x.Stem), shortened(y.Stem)
	switch {
	case cx == cy && len(cx) >= 4:
		return with(ClosedUp)
	case umlauts.Replace(x.Stem) == umlauts.Replace(y.Stem):
		return with(GermanUmlaut)
	case slices.Equal(sx, sy):
		return with(ShortWord)
	}
	slices.Sort(sx)
	slices.Sort(sy)
	switch {
	case slices.Equal(sx, sy) && len(sx) > 1:
		return with(WordOrder)
	}
	return mistyped(x, y)
}

// mistyped says whether two forms differ by a typing error, and perhaps by a missing legal form.
func mistyped(x, y Form) []Rule {
	legal := legalBetween(x.Legal, y.Legal)
	cx, cy := closedUp(x.Stem), closedUp(y.Stem)
	switch {
	case legal == FormDiffers || !typed(cx) || !oneLetter(cx, cy) || numbersDiffer(x.Stem, y.Stem):
		return nil
	case legal != 0:
		return []Rule{TypingError, legal}
	}
	return []Rule{TypingError}
}

func hasFormer(name string) bool {
	low := fold(mend(clip(name)))
	return slices.ContainsFunc(former, func(w string) bool {
		before, after, ok := strings.Cut(low, w)
		return ok && boundary(before, after)
	})
}

// japanese are the forms in which a Kabushiki Kaisha is given in English.
var japanese = wordSet("kk corp inc ltd co")

// legalBetween says how two legal forms differ; 0: they do not.
func legalBetween(a, b string) Rule {
	switch {
	case a == b:
		return 0
	case a == "" || b == "":
		return FormMissing
	case (a == "kk" || b == "kk") && (japanese[a] || a == "co ltd") && (japanese[b] || b == "co ltd"):
		return JapaneseForm
	}
	return FormDiffers
}

// oneLetter reports whether two texts differ by one letter missing, added, exchanged, or swapped with its neighbour.
func oneLetter(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) < minTyped || len(y)-len(x) > 1 || len(y) > 80 {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	if len(x) < len(y) {
		return slices.Equal(x[i:], y[i+1:])
	}
	switch {
	case i == len(x):
		return false
	case slices.Equal(x[i+1:], y[i+1:]):
		return true
	}
	return i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && slices.Equal(x[i+2:], y[i+2:])
}

// numbersDiffer reports whether the digits of two stems differ: Holdings II is not Holdings III, 3D not 2D.
func numbersDiffer(a, b string) bool {
	digits := func(s string) string {
		var out strings.Builder
		for _, w := range strings.Fields(s) {
			if strings.Trim(w, "ivx") == "" {
				out.WriteString(w + " ")
				continue
			}
			for _, c := range w {
				if c >= '0' && c <= '9' {
					out.WriteRune(c)
				}
			}
		}
		return out.String()
	}
	return digits(a) != digits(b)
}
