package syntax

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
)

// readable are the kinds of block that a reading may affect.
var readable = []string{"group", "patents", "products", "licence", "covenant", "release", "pledge", "exclusion"}

// optionKeys are the keys of the lines that an option may put in: those of the kinds that a reading may affect. A key
// that several of these kinds have takes the same value in each (a test holds it), so that an option is read without
// knowing which of them its reading affects; whether that one has the key is for check to say.
var optionKeys []key

func keysOfOptions() []key {
	var out []key
	at := map[string]int{}
	for _, name := range readable {
		for _, k := range kindOf(name).keys {
			// Which clause prevails is no condition of a right: two readings of that are two agreements.
			k.later = k.later || k.key == notwithstanding.key || k.key == subjectTo.key
			i, seen := at[k.key]
			switch {
			case !seen:
				at[k.key] = len(out)
				out = append(out, k)
			case out[i].later && !k.later:
				out[i] = k
			}
		}
	}
	return out
}

// HasKey reports whether blocks of the kind have the key as a line of their own, beside those that every block may
// have, and whether it may stand there more than once.
func HasKey(kind, key string) (has, repeats bool) {
	k := kindOf(kind)
	if k == nil {
		return false, false
	}
	for i := range k.keys {
		if x := &k.keys[i]; x.key == key && !x.later {
			return true, !x.once
		}
	}
	return false, false
}

// oneDefinition is the one name that a reading affects.
func (r *reader) oneDefinition() Value {
	start := r.i
	n := &Names{Items: []Name{r.nameOf("a name")}}
	n.At = r.from(start)
	if t := r.peek(); !r.failed && (t.punct(",") || t.is("and")) {
		r.fail(diag.UnexpectedWords, t.at, "a reading affects one definition",
			"Write a reading of its own for each of the others.", nil)
		return nil
	}
	return n
}

// option reads "LABEL": KEY VALUE.
func (r *reader) option() Value {
	start := r.i
	o := &Option{Label: r.text("the label of the option")}
	if r.failed {
		return nil
	}
	if strings.TrimSpace(o.Label.Text) == "" {
		r.fail(diag.UnreadableValue, o.Label.At, "a label with nothing between its quotation marks", r.help(), nil)
		return nil
	}
	if !r.peek().punct(":") {
		r.want("`:` and a line of the definition")
		return nil
	}
	r.i++
	k, words := longest(r, optionKeys)
	if k == nil {
		r.optionKey()
		return nil
	}
	first := r.i
	r.take(words)
	o.Line = Property{Key: k.key, KeyAt: r.from(first), Inline: true}
	if k.later {
		r.later(o.Line.KeyAt, fmt.Sprintf("`%s` in a reading", k.key))
		return nil
	}
	r.what, r.example = k.key, strings.TrimSpace(k.key+" "+k.example)
	if r.done() {
		r.fail(diag.MissingValue, r.end, fmt.Sprintf("nothing follows `%s`", k.key), r.help(), nil)
		return nil
	}
	v := k.read(r)
	if r.failed || isNil(v) {
		return nil
	}
	o.Line.Value, o.Line.At = v, r.from(first)
	o.At = r.from(start)
	return o
}

// optionKey reports words that are no key of anything that a reading may affect.
func (r *reader) optionKey() {
	t := r.peek()
	if t.kind != tokenWord {
		r.want("a line of the definition")
		return
	}
	if r.full() {
		return
	}
	var keys []string
	for _, k := range optionKeys {
		if !k.later {
			keys = append(keys, k.key)
		}
	}
	slices.Sort(keys)
	s, ok := diag.Suggest(t.text, keys)
	if !ok {
		s = lawyersKeys[strings.ToLower(t.text)]
		ok = slices.Contains(keys, s)
	}
	var fix *diag.Fix
	if ok {
		fix = &diag.Fix{Says: "write " + s, Edits: []diag.Edit{{Range: t.at, New: s}}}
	}
	r.fail(diag.UnknownKey, t.at, fmt.Sprintf("no definition has a line “%s”", t.text),
		"What follows the label is the line that the definition has in this reading, written as in its block. Such lines begin with "+oneOf(keys)+".", fix)
}

// afterOptionKey reports whether the token stands behind the key of an option: `either "LABEL": in = DE`.
func afterOptionKey(r *reader, k int) bool {
	colon := slices.IndexFunc(r.toks, func(t token) bool { return t.punct(":") })
	if r.what != "either" && r.what != "or" || colon < 0 || k <= colon {
		return false
	}
	if w := r.toks[k-1]; k == colon+2 && w.kind == tokenWord && lawyersKeys[strings.ToLower(w.text)] != "" {
		return lawyersKeys[strings.ToLower(w.text)] != "where"
	}
	_, words := longest(&reader{s: r.s, toks: r.toks[colon+1:], end: r.end}, optionKeys)
	return words > 0 && colon+1+words == k
}

// longest returns the longest of the keys that stands next, and its number of words.
func longest(r *reader, keys []key) (*key, int) {
	var best *key
	words := 0
	for i := range keys {
		if n := r.match(keys[i].key, 0); n > words {
			best, words = &keys[i], n
		}
	}
	return best, words
}

// PrintLine prints a property in its one spelling, on one line: "members now or later".
func PrintLine(x *Property) string { return printer{}.line(x) }

// line prints a key and its value on one line.
func (p printer) line(x *Property) string {
	if _, flag := x.Value.(*Flag); flag && x.Key == "with" {
		return "with natural evolution"
	}
	return strings.TrimSpace(p.word(x.Key) + " " + p.value(x.Value))
}
