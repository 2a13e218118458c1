package syntax

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
)

// blocks reads the lines of one fence.
func (s *source) blocks(f *Fence, lines []*line, clause *Clause) {
	b := &blockReader{s: s, fence: f, clause: clause}
	for k := 0; k < len(lines); k++ {
		l := lines[k]
		if l.indent == 0 {
			s.say(l, (&Block{Clause: clause}).Path())
		}
		switch {
		case l.commentOnly():
			b.wait(*l.comment)
		case l.blank():
			b.gap = true
		case l.indent == 0 && !b.keyAtMargin(l):
			b.header(l)
			b.asks = question(lines[k+1:])
		default:
			if b.indent == 0 {
				b.indent = l.indent
			}
			n := k + 1
			for j := n; j < len(lines) && (b.continues(lines[j]) || lines[j].commentOnly()); j++ {
				if !lines[j].commentOnly() {
					n = j + 1
				}
			}
			b.property(lines[k:n])
			k = n - 1
		}
	}
	f.Tail = b.waiting
}

// blockReader holds the block being read.
type blockReader struct {
	s       *source
	fence   *Fence
	clause  *Clause
	block   *Block
	kind    *kind
	indent  int // of the first property; 0 before
	waiting []Comment
	asks    asked // of an expect block: what it asks
	gap     bool  // a blank line stands above what comes
}

// wait keeps a comment for the line below it.
func (b *blockReader) wait(c Comment) {
	c.gap, b.gap = b.gap, false
	b.waiting = append(b.waiting, c)
}

// continues reports whether the line belongs to the property above: it is indented deeper than properties are.
func (b *blockReader) continues(l *line) bool {
	return b.indent > 0 && l.indent > b.indent
}

// header begins a block.
func (b *blockReader) header(l *line) {
	blk := &Block{Clause: b.clause, Head: l.at, At: l.at, Leading: b.waiting, Remark: l.comment}
	blk.raw, blk.gap = b.s.raw(l), b.gap
	b.waiting, b.indent, b.kind, b.gap = nil, 0, nil, false
	b.block = blk
	b.fence.Blocks = append(b.fence.Blocks, blk)
	b.clause.Blocks = append(b.clause.Blocks, blk)
	if len(l.toks) == 0 {
		return // a problem of the line was reported
	}
	before := len(b.s.problems) + b.s.dropped
	b.readHeader(l, blk)
	if len(b.s.problems)+b.s.dropped == before && !l.reported {
		blk.raw = nil
	}
}

func (b *blockReader) readHeader(l *line, blk *Block) {
	first := l.toks[0]
	word := canonical(first.text)
	if first.kind == tokenWord {
		b.kind = kindOf(word)
		if what, ok := laterKinds[word]; ok && b.kind == nil {
			blk.Kind, blk.KindAt, blk.Later = word, first.at, true
			if !l.reported {
				name, summary, detail := notYet(what + " (`" + word + "`)")
				b.s.report(diag.Problem{Name: name, Severity: diag.Error, Summary: summary, Detail: detail, Subject: first.at, Clause: blk.Path()})
			}
			return
		}
	}
	if b.kind == nil {
		if !l.reported {
			b.unknownKind(l, first)
		}
		return
	}
	blk.Kind, blk.KindAt = word, first.at
	r := b.s.reader(l.toks[1:], after(l.at), word, b.kind.example, "")
	r.quiet = l.reported
	b.s.tidy(r, l)
	b.s.spelledToken(first)
	b.names(r, blk)
	r.path = blk.Path()
	r.finish()
}

// names reads the name and title of a header.
func (b *blockReader) names(r *reader, blk *Block) {
	rule := b.kind.name
	switch t := r.peek(); {
	case rule == nameEvent:
		b.waits(r, blk)
		return
	case t.kind == tokenWord && (rule != nameMaybe || !reserved[t.text]), t.kind == tokenString && (rule == nameTerm || rule == nameTitle):
		n := r.nameOf("a name")
		blk.Name = &n
	case rule != nameMaybe:
		at := t.at
		if t.kind == tokenEnd {
			at = blk.KindAt
		}
		r.path = blk.Path()
		r.fail(diag.MissingName, at, b.kind.block()+" without a name", fmt.Sprintf("Others refer to it by its name, so it needs one. For example: `%s`.", b.kind.example), nil)
		return
	}
	if r.peek().kind == tokenString && rule != nameTerm {
		t := r.text("the title")
		blk.Title = &t
	}
}

// waits reads the event of a when block.
func (b *blockReader) waits(r *reader, blk *Block) {
	r.path = blk.Path()
	if r.done() {
		r.fail(diag.MissingValue, blk.KindAt, "nothing follows `when`", r.help(), nil)
		return
	}
	e := r.event()
	if r.finish(); !r.failed {
		blk.Event = e
	}
}

func (b *blockReader) unknownKind(l *line, t token) {
	if b.s.full() {
		b.s.dropped++
		return
	}
	p := diag.Problem{Name: diag.UnknownKind, Severity: diag.Error, Subject: t.at, Clause: (&Block{Clause: b.clause}).Path(),
		Summary: fmt.Sprintf("no kind of block is called %s", t),
		Detail:  "A block begins at the margin with its kind: " + oneOf(Kinds()) + "."}
	all := append(Kinds(), mapKeys(laterKinds)...)
	low := strings.ToLower(t.text)
	switch fix, ok := diag.Suggest(t.text, all); {
	case t.kind == tokenWord && startsWithDigit(t.text):
		p.Name, p.Summary = diag.ClauseNumberInLine, "a clause number inside a block"
		p.Detail = "Clause numbers belong to the prose or the heading above the block; every block under it takes its number from there. `clause 2.1` as a line of the block overrides it."
	case ok:
		p.Fix = &diag.Fix{Says: "write " + fix, Edits: []diag.Edit{{Range: t.at, New: fix}}}
	case low == "grant":
		p.Detail = "Write the kind of right, a name for it, and each element on its own line: `licence h2x`, then `from`, `to`, `under`, `for`, `acts`, `in`, `during`, `price`."
	case low == "term":
		p.Detail = "A term is a line of the grant: `during 2023-09-13 .. 2029-12-31`; or a named period: `period \"Term\"` with the line `is 2023-09-13 .. 2029-12-31`."
	case low == "definition" || low == "define":
		p.Detail = "A definition begins with what it defines: date, period, territory, group, patents or products."
	}
	if s := l.slip; s != nil {
		l.slip = nil
	}
	b.s.report(p)
}

// keyAtMargin answers a property line that is not indented.
func (b *blockReader) keyAtMargin(l *line) bool {
	if b.kind == nil || len(l.toks) == 0 || l.toks[0].kind != tokenWord {
		return false
	}
	w := canonical(l.toks[0].text)
	if kindOf(w) != nil || laterKinds[w] != "" {
		return false
	}
	r := b.s.reader(l.toks, after(l.at), "", "", "")
	k, _ := b.findKey(r)
	if _, n := lawyersKey(r); k == nil && n == 0 {
		return false
	}
	if l.slip == nil {
		at := l.toks[0].at
		l.note(slip{diag.NotIndented, fmt.Sprintf("the line “%s …” is not indented", l.toks[0].text),
			"A line at the margin begins a block; the lines of a block are indented by two spaces.", "indent it", at},
			diag.Edit{Range: diag.Range{File: at.File, Start: at.Start, End: at.Start}, New: "  "})
	}
	return true
}

// findKey returns the longest key of the kind that begins the line, and its number of words.
func (b *blockReader) findKey(r *reader) (*key, int) {
	var best *key
	words := 0
	for _, list := range [][]key{b.kind.keys, everyKey} {
		for i := range list {
			if n := r.match(list[i].key, 0); n > words {
				best, words = &list[i], n
			}
		}
	}
	return best, words
}

// property reads one property line and the lines that continue it.
func (b *blockReader) property(lines []*line) {
	l := lines[0]
	if b.block == nil {
		b.headless(l)
	}
	p := &Property{At: l.at, Leading: b.waiting, Remark: l.comment, margin: l.indent == 0, tab: b.s.tabbed(l)}
	b.waiting, b.gap = nil, false
	var toks []token
	edges := map[int]bool{}
	for k, x := range lines {
		b.s.say(x, b.block.Path())
		p.raw = append(p.raw, b.s.raw(x)...)
		edges[len(toks)] = k > 0
		toks = append(toks, x.toks...)
		if len(x.toks) > 0 {
			p.At = through(p.At, x.at)
		}
	}
	b.block.Props = append(b.block.Props, p)
	b.block.At = through(b.block.At, p.At)
	if b.kind == nil || b.block.Later {
		return // the header could not be read, or is of a later issue: that was said
	}
	if len(toks) == 0 {
		return
	}
	before := len(b.s.problems) + b.s.dropped
	b.readProperty(p, toks, edges, lines)
	bad := slices.ContainsFunc(lines, func(x *line) bool { return x.reported })
	if len(b.s.problems)+b.s.dropped == before && !bad && p.Value != nil {
		p.settle(lines)
	}
}

// settle is called for a property that could be read: its own lines are not needed any more, and the comments of the
// lines that continue it move above it.
func (p *Property) settle(lines []*line) {
	p.raw = nil
	for _, x := range lines[1:] {
		if x.comment != nil {
			p.Leading = append(p.Leading, *x.comment)
		}
	}
}

// headless begins a block without a header for lines that stand before any.
func (b *blockReader) headless(l *line) {
	b.block = &Block{Clause: b.clause, Head: diag.Range{File: l.at.File, Start: l.at.Start, End: l.at.Start}, At: l.at}
	b.fence.Blocks = append(b.fence.Blocks, b.block)
	b.clause.Blocks = append(b.clause.Blocks, b.block)
	if !l.reported {
		l.reported = true
		b.s.report(diag.Problem{Name: diag.PropertyFirst, Severity: diag.Error, Summary: "an indented line before any header",
			Detail:  "A block begins at the margin with its kind and name (`licence h2x`); its lines are indented below.",
			Subject: l.at, Clause: (&Block{Clause: b.clause}).Path()})
	}
}

func (b *blockReader) readProperty(p *Property, toks []token, edges map[int]bool, lines []*line) {
	reported := slices.ContainsFunc(lines, func(x *line) bool { return x.reported })
	end := after(p.At)
	r := b.s.reader(toks, end, toks[0].text, "", b.block.Path())
	r.quiet = reported
	k, words := b.findKey(r)
	if k == nil {
		b.unknownKey(r, p, lines)
		return
	}
	p.Key = k.key
	r.take(words)
	p.KeyAt = through(toks[0].at, toks[words-1].at)
	if k.later {
		r.later(p.KeyAt, fmt.Sprintf("`%s` in %s", k.key, b.kind.block()))
		return
	}
	r2 := b.s.reader(toks[words:], end, k.key, strings.TrimSpace(k.key+" "+k.example), r.path)
	r2.quiet, r2.asks = reported, b.asks
	b.s.tidy(r2, lines...)
	if k.once && !r2.quiet {
		if q := b.block.Get(k.key); q != nil && q != p {
			b.repeated(k, p, q)
			r2.quiet = true
		}
	}
	if len(r2.toks) == 0 && k.example != "" && !r2.quiet {
		r2.fail(diag.MissingValue, end, fmt.Sprintf("nothing follows `%s`", k.key), r2.help(), nil)
		return
	}
	v := k.read(r2)
	b.joined(r2, toks[words:], edges, words)
	r2.finish()
	if r2.failed || isNil(v) {
		return
	}
	p.Value = v
	if n, ok := v.(*Names); ok && b.kind.name == nameEvent && k.key == "name" {
		b.block.Name = &n.Items[0]
	}
}

// asked is what an expect block asks, as far as the shape of its answer hangs on it.
type asked uint8

const (
	asksVerdict   asked = iota
	asksHolders         // the answer is a list of names
	asksDate            // the answer is a day
	asksClaimants       // the answer is who may sue
	asksOwners          // the answer is who owns it
)

// question looks for the question among the lines before the next header.
func question(lines []*line) asked {
	for _, l := range lines {
		if len(l.toks) == 0 {
			continue
		}
		if l.indent == 0 {
			break
		}
		switch first := l.toks[0]; {
		case first.is("holders") && len(l.toks) > 1 && l.toks[1].is("of"):
			return asksHolders
		case first.is("owner") && len(l.toks) > 1 && l.toks[1].is("of"):
			return asksOwners
		case first.is("date"):
			return asksDate
		case first.is("right"):
			return asksClaimants
		}
	}
	return asksVerdict
}

// joined answers a line that was indented too deep, so that it was read as part of the one above.
func (b *blockReader) joined(r *reader, toks []token, edges map[int]bool, words int) {
	if r.failed || r.done() || !edges[r.i+words] || len(r.toks) != len(toks) {
		return
	}
	rest := b.s.reader(r.toks[r.i:], r.end, "", "", "")
	if k, _ := b.findKey(rest); k != nil {
		r.fail(diag.UnexpectedWords, r.peek().at, fmt.Sprintf("the line “%s …” continues the line above", r.peek().text),
			"A line that is indented deeper than the lines of its block belongs to the one above. Indent it like the others.", nil)
	}
}

func (b *blockReader) repeated(k *key, p, q *Property) {
	b.s.report(diag.Problem{Name: diag.RepeatedKey, Severity: diag.Error, Summary: fmt.Sprintf("`%s` stands twice in one block", k.key),
		Detail:  "Say it once; a list is written with commas, and a long one continues on the next line, indented deeper.",
		Subject: p.KeyAt, Clause: b.block.Path(), Related: []diag.Related{{Says: "the first", Range: q.KeyAt}}})
}

func (b *blockReader) unknownKey(r *reader, p *Property, lines []*line) {
	t := r.peek()
	p.KeyAt = t.at
	if r.full() {
		return
	}
	keys := b.kind.keyNames(true)
	low := strings.ToLower(t.text)
	meant, n := lawyersKey(r)
	known := slices.DeleteFunc(b.kind.keyNames(false), func(k string) bool { return k == "clause" || k == "assumed" || k == "reviewed" })
	detail := fmt.Sprintf("The lines of %s begin with %s; and with clause, assumed or reviewed.", b.kind.block(), oneOf(known))
	name, summary := diag.UnknownKey, fmt.Sprintf("%s has no line “%s”", b.kind.block(), t.text)
	var fix *diag.Fix
	switch s, ok := diag.Suggest(t.text, keys); {
	case t.kind != tokenWord:
		summary = fmt.Sprintf("a line of %s begins with a word, not with %s", b.kind.block(), t)
	case startsWithDigit(t.text):
		name, summary = diag.ClauseNumberInLine, "a clause number inside a block"
		detail = "Clause numbers belong to the prose or the heading above the block; every block under it takes its number from there. `clause 2.1` as a line of the block overrides it."
	case ok:
		fix = &diag.Fix{Says: "write " + s, Edits: []diag.Edit{{Range: t.at, New: s}}}
	case b.kind.find(meant) != nil:
		words := meant
		if meant == "where" || meant == "during" && slices.Contains(bounds, low) {
			words += " " + low
		}
		fix = &diag.Fix{Says: "write " + words, Edits: []diag.Edit{{Range: through(t.at, r.at(n-1).at), New: words}}}
		detail = fmt.Sprintf("In %s this is the line `%s`. For example: `%s %s`.", b.kind.block(), meant, meant, b.kind.find(meant).example)
	case laterKinds[low] != "" || low == "rate" || low == "percentage":
		r.later(t.at, fmt.Sprintf("`%s` in %s", t.text, b.kind.block()))
		return
	}
	if !r.quiet {
		for _, l := range lines {
			l.slip = nil
		}
	}
	r.fail(name, t.at, summary, detail, fix)
}

func mapKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
