package syntax

import (
	"fmt"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
)

// reader reads the value of one property or the words of one statement. The first thing it cannot read is reported;
// everything after that is silence, so that one bad line gives one problem.
type reader struct {
	s       *source
	toks    []token
	i       int
	end     diag.Range // the empty place behind the last token
	path    string     // clause path for problems
	what    string     // what is being read, for messages: "owned by"
	example string     // a right value
	asks    asked      // what the block asks, where its answer is read
	lists   [][]string // keys that may follow a comma on this line (statements)
	about   []string   // what else a finding may be of: the agreement; the entity, the buyer
	quiet   bool       // a problem of this line was reported before: say nothing more
	failed  bool
	name    int // index of the last bare word read as a name, or -1
}

func (s *source) reader(toks []token, end diag.Range, what, example, path string) *reader {
	return &reader{s: s, toks: toks, end: end, what: what, example: example, path: path, name: -1}
}

// fail reports the first thing that cannot be read.
func (r *reader) fail(name string, at diag.Range, summary, detail string, fix *diag.Fix) {
	if !r.failed && !r.quiet {
		r.s.report(diag.Problem{Name: name, Severity: diag.Error, Summary: summary, Detail: detail, Subject: at, Clause: r.path, Fix: fix})
	}
	r.failed = true
	r.i = len(r.toks)
}

// full drops a problem that would not be listed any more, before it is worded.
func (r *reader) full() bool {
	if !r.s.full() || r.failed || r.quiet {
		return false
	}
	r.s.dropped++
	r.failed = true
	r.i = len(r.toks)
	return true
}

// want reports that something else was expected here.
func (r *reader) want(what string) {
	t := r.peek()
	if t.kind == tokenEnd {
		r.fail(diag.MissingValue, r.end, fmt.Sprintf("%s is missing after `%s`", what, r.before()), r.help(), nil)
		return
	}
	r.fail(diag.UnreadableValue, t.at, fmt.Sprintf("expected %s, found %s", what, t), r.help(), nil)
}

// before is the last token read, or the key.
func (r *reader) before() string {
	if r.i > 0 && r.i <= len(r.toks) {
		t := r.toks[r.i-1]
		if t.kind == tokenString {
			return quote(t.text)
		}
		return t.text
	}
	return r.what
}

func (r *reader) help() string {
	if r.example == "" {
		return "See docs/language.md for what stands here."
	}
	return fmt.Sprintf("For example: `%s`.", r.example)
}

func (r *reader) at(k int) token {
	if r.i+k < len(r.toks) {
		return r.toks[r.i+k]
	}
	return token{kind: tokenEnd, at: r.end}
}

func (r *reader) peek() token { return r.at(0) }

func (r *reader) next() token {
	t := r.peek()
	if r.i < len(r.toks) {
		r.i++
	}
	return t
}

func (r *reader) done() bool { return r.i >= len(r.toks) }

// from is the range from a token index to the last token read.
func (r *reader) from(start int) diag.Range {
	if start >= len(r.toks) || r.i == start {
		return r.peek().at
	}
	return through(r.toks[start].at, r.toks[min(r.i, len(r.toks))-1].at)
}

// accept reads the words of a phrase if they are next.
func (r *reader) accept(phrase string) bool {
	n := r.match(phrase, 0)
	if n == 0 {
		return false
	}
	r.take(n)
	return true
}

// take moves over words, noting how they are spelled.
func (r *reader) take(n int) {
	for ; n > 0; n-- {
		if t := r.next(); t.kind == tokenWord {
			if _, two := american[t.text]; two {
				r.s.spelled(t.text)
			}
		}
	}
}

// match returns the number of words of the phrase when they stand k tokens ahead, or 0.
func (r *reader) match(phrase string, k int) int {
	n := 0
	for w := range strings.FieldsSeq(phrase) {
		t := r.at(k + n)
		if t.kind != tokenWord || canonical(t.text) != canonical(w) {
			return 0
		}
		n++
	}
	return n
}

// oneOf reads the longest of the phrases that is next.
func (r *reader) oneOf(phrases []string) (string, bool) {
	best, words := "", 0
	for _, p := range phrases {
		if n := r.match(p, 0); n > words {
			best, words = p, n
		}
	}
	r.take(words)
	return best, words > 0
}

func (r *reader) comma() bool {
	if r.peek().punct(",") {
		r.i++
		return true
	}
	return false
}

// nameOf reads a name: a quoted term or a bare word that is not reserved.
func (r *reader) nameOf(what string) Name {
	t := r.peek()
	switch {
	case t.kind == tokenString:
		r.i++
		if strings.TrimSpace(t.text) == "" {
			r.fail(diag.UnreadableValue, t.at, "a name with nothing between its quotation marks", r.help(), nil)
			return Name{}
		}
		return Name{t.text, true, t.at}
	case t.isDate():
		r.want(what)
		return Name{}
	case t.kind == tokenWord && !reserved[t.text]:
		r.name = r.i
		r.i++
		return Name{t.text, false, t.at}
	case t.kind == tokenWord:
		r.reservedWord(t, what)
		return Name{}
	}
	r.want(what)
	return Name{}
}

func (r *reader) reservedWord(t token, what string) {
	if k := r.at(1).kind; k != tokenEnd && k != tokenString && !r.at(1).punct(",") {
		r.want(what)
		return
	}
	r.fail(diag.ReservedName, t.at, fmt.Sprintf("“%s” is a word of the language, not %s", t.text, what),
		"A name that equals a word of the language stands in quotes, where it is defined and where it is used.",
		nil)
}

// word reads a bare name: an id.
func (r *reader) id(what string) Name {
	if r.peek().kind == tokenString {
		t := r.peek()
		r.fail(diag.UnreadableValue, t.at, fmt.Sprintf("expected %s, found the quoted term %s", what, t),
			"Quotes mark the agreement's own terms; ids of organisations, patents, products and agreements are bare words: xiaomi-13.", nil)
		return Name{}
	}
	return r.nameOf(what)
}

func (r *reader) text(what string) Text {
	t := r.peek()
	if t.kind != tokenString {
		if t.kind == tokenWord {
			r.fail(diag.UnreadableValue, t.at, fmt.Sprintf("expected %s in quotes, found %s", what, t), r.help(), nil)
			return Text{}
		}
		r.want(what + " in quotes")
		return Text{}
	}
	r.i++
	return Text{t.text, t.at}
}

// names reads "a, b and c".
func (r *reader) names(what string, one func(string) Name) []Name {
	return list(r, func() Name { return one(what) })
}

// list reads items joined by commas; "and" before the last is read as a comma. It ends where a comma is followed by
// "or", or by a key that may stand inline.
func list[T any](r *reader, one func() T) []T {
	var out []T
	for {
		v := one()
		if r.failed {
			return out
		}
		out = append(out, v)
		switch {
		case r.peek().punct(",") && (r.at(1).is("or") || r.inlineKey(1)):
			return out
		case r.comma():
			r.accept("and")
			if r.done() {
				r.trailingComma()
				return out
			}
		case r.accept("and"):
		default:
			return out
		}
	}
}

func (r *reader) trailingComma() {
	t := r.toks[len(r.toks)-1]
	r.fail(diag.MissingValue, t.at, "nothing follows the comma", "Write the next item, or delete the comma.",
		&diag.Fix{Says: "delete the comma", Edits: []diag.Edit{{Range: t.at}}})
}

// inlineKey reports whether a key that may follow a comma in this statement stands k tokens ahead.
func (r *reader) inlineKey(k int) bool {
	for _, keys := range r.lists {
		for _, key := range keys {
			if r.match(key, k) > 0 {
				return true
			}
		}
	}
	return false
}

// finish reports what is left over.
func (r *reader) finish() {
	if r.failed || r.done() {
		return
	}
	t := r.peek()
	switch {
	case t.kind == tokenWord && r.name == r.i-1 && !reserved[t.text] && !r.inlineKey(0):
		start := r.name
		for r.peek().kind == tokenWord && !reserved[r.peek().text] {
			r.i++
		}
		at := through(r.toks[start].at, r.toks[r.i-1].at)
		r.fail(diag.NameInWords, at, "a name of several words outside quotes",
			"An organisation is named by its id (huawei); a term of the agreement with spaces goes in quotes (\"Huawei Group\"); a list needs commas.", nil)
	case r.inlineKey(0):
		at := r.toks[r.i-1].at
		r.fail(diag.UnexpectedWords, t.at, fmt.Sprintf("a comma is missing before %s", t), "What else is said of it on its line follows a comma; or it stands on a line of its own, indented.",
			&diag.Fix{Says: "write a comma", Edits: []diag.Edit{{Range: diag.Range{File: at.File, Start: at.End, End: at.End}, New: ","}}})
	case t.is("or") || t.punct(",") && r.at(1).is("or"):
		r.fail(diag.OrInList, t.at, "“or” has no meaning here", "A list is written with commas. Alternatives joined by `, or` stand only in `where`, `only if` and `provided` lines.", nil)
	case t.punct(")"):
		r.fail(diag.UnexpectedWords, t.at, "a parenthesis closes that was not opened", "Delete it. "+r.help(), nil)
	default:
		r.fail(diag.UnexpectedWords, t.at, fmt.Sprintf("%s is left over after the value of `%s`", t, r.what), "The line was read up to here. "+r.help(), nil)
	}
}

// later reports a construct of the language that this version does not read.
func (r *reader) later(at diag.Range, construct string) {
	name, summary, detail := notYet(construct)
	r.fail(name, at, summary, detail, nil)
}

// notYet is the one wording for constructs of later issues.
func notYet(construct string) (name, summary, detail string) {
	return diag.NotYetSupported, construct + " cannot be computed yet",
		"This is part of the language and not of this version. It is not passed over, because the answers would be wrong without it. " +
			"Until it is supported, say what it leaves undecided: an `open` block with the words of the clause, and `affects` with the names it touches."
}
