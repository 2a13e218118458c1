package syntax

import (
	"fmt"
	"slices"

	"github.com/crossgrant/crossgrant/diag"
)

// ParseJournal reads a journal of facts. The journal is never nil; what could not be read stands in its Problems.
func ParseJournal(path string, src []byte) *Journal {
	s := newSource(path, src)
	j := &Journal{Path: path, Src: src}
	if !s.tooLarge() {
		s.journal(j)
	}
	j.Problems, j.American = s.finish(), s.american
	return j
}

func (s *source) journal(j *Journal) {
	off := 0
	if hasBOM(s.src) {
		off = len(bom)
	}
	r := &journalReader{s: s, j: j}
	for off < len(s.src) {
		end, next := s.cut(off)
		l := s.lex(off, end, 0)
		s.say(l, "")
		r.line(l)
		off = next
	}
	r.flush()
	j.Tail = r.waiting
}

// journalReader holds the statement being read.
type journalReader struct {
	s       *source
	j       *Journal
	st      *Statement
	kind    *statementKind // nil when the statement could not be read
	indent  int            // of the properties of the statement; 0 before the first
	waiting []Comment
	gap     bool    // a blank line stands above what comes
	lines   []*line // a line and those that continue it
	held    []*line // comments behind them, which belong to them when another line continues
}

func (x *journalReader) line(l *line) {
	switch {
	case l.blank():
		x.flush()
		x.gap = true
	case l.commentOnly() && len(x.lines) > 0:
		x.held = append(x.held, l)
	case l.commentOnly():
		x.wait(l)
	case l.indent > x.indent && x.indent > 0 && len(x.lines) > 0:
		x.lines = append(append(x.lines, x.held...), l)
		x.held = nil
	default:
		x.flush()
		if l.indent == 0 || x.indent == 0 {
			x.indent = l.indent
		}
		x.lines = append(x.lines, l)
	}
}

// flush reads the lines gathered.
func (x *journalReader) flush() {
	if len(x.lines) > 0 {
		x.group(x.lines)
	}
	for _, l := range x.held {
		x.wait(l)
	}
	x.lines, x.held = nil, nil
}

// wait keeps a comment for the line below it.
func (x *journalReader) wait(l *line) {
	c := *l.comment
	c.gap, x.gap = x.gap, false
	x.waiting = append(x.waiting, c)
}

func (x *journalReader) group(lines []*line) {
	if lines[0].indent == 0 {
		x.begin(lines[0])
	} else {
		x.property(lines)
	}
}

// begin reads the line of a statement, or the head line.
func (x *journalReader) begin(l *line) {
	before := len(x.s.problems) + x.s.dropped
	r := x.s.reader(l.toks, after(l.at), "statement", "", "")
	r.quiet = l.reported
	x.s.tidy(r, l)
	if r.match("recorded", 0) > 0 {
		x.head(r, l)
		return
	}
	st := &Statement{Head: l.at, At: l.at, Leading: x.waiting, Remark: l.comment, raw: x.s.raw(l), gap: x.gap}
	x.waiting, x.st, x.kind, x.gap = nil, st, nil, false
	x.j.Statements = append(x.j.Statements, st)
	if len(l.toks) == 0 {
		return
	}
	x.kind = r.statement(st)
	r.finish()
	if r.failed {
		st.Body = nil
	}
	st.At = l.at
	if len(x.s.problems)+x.s.dropped == before && !l.reported {
		st.raw = nil
	}
}

// head reads `recorded DATE`.
func (x *journalReader) head(r *reader, l *line) {
	r.i++
	r.what, r.example = "recorded", "recorded 2026-11-22"
	at := l.at
	d := r.date()
	r.finish()
	switch {
	case r.failed || d == nil:
	case len(x.j.Statements) > 0:
		r.fail(diag.HeadAfterStatement, at, "`recorded` at the margin stands after statements",
			"At the head of the file it sets the day on which all of its statements became known. For one statement, indent it by two spaces below.", nil)
	case x.j.Recorded != nil:
		r.fail(diag.RepeatedKey, at, "`recorded` stands twice at the head of the file", "Say it once; another day for one statement is an indented line below it.", nil)
	default:
		x.j.Recorded = &Day{Dating: Dating{Day: *d, At: d.At}, At: d.At}
		x.j.headComments, x.j.headRemark, x.j.headGap = x.waiting, l.comment, x.gap
		x.waiting, x.gap = nil, false
		return
	}
	// keep the line for the formatter as a statement that cannot be read
	st := &Statement{Head: l.at, At: l.at, Leading: x.waiting, Remark: l.comment, raw: x.s.raw(l), gap: x.gap}
	x.waiting, x.st, x.kind, x.gap = nil, st, nil, false
	x.j.Statements = append(x.j.Statements, st)
}

// property reads one property line of a statement and the lines that continue it.
func (x *journalReader) property(lines []*line) {
	l := lines[0]
	if x.st == nil {
		if !l.reported {
			l.reported = true
			x.s.report(diag.Problem{Name: diag.PropertyFirst, Severity: diag.Error, Summary: "an indented line before any statement",
				Detail: "A statement begins at the margin; its properties are indented below.", Subject: l.at})
		}
		x.st = &Statement{Head: diag.Range{File: l.at.File, Start: l.at.Start, End: l.at.Start}, At: l.at}
		x.j.Statements = append(x.j.Statements, x.st)
	}
	p := &Property{At: l.at, Leading: x.waiting, Remark: l.comment, tab: x.s.tabbed(l)}
	x.waiting, x.gap = nil, false
	var toks []token
	for _, y := range lines {
		p.raw = append(p.raw, x.s.raw(y)...)
		toks = append(toks, y.toks...)
		if len(y.toks) > 0 {
			p.At = through(p.At, y.at)
		}
	}
	x.st.Props = append(x.st.Props, p)
	x.st.At = through(x.st.At, p.At)
	if len(toks) == 0 {
		return
	}
	before := len(x.s.problems) + x.s.dropped
	x.readProperty(p, toks, lines)
	bad := slices.ContainsFunc(lines, func(y *line) bool { return y.reported })
	if len(x.s.problems)+x.s.dropped == before && !bad && p.Value != nil {
		p.settle(lines)
	}
}

func (x *journalReader) readProperty(p *Property, toks []token, lines []*line) {
	end := after(p.At)
	r := x.s.reader(toks, end, "statement", "", "")
	r.quiet = slices.ContainsFunc(lines, func(y *line) bool { return y.reported })
	kind := x.kind
	if kind == nil {
		kind = anyFact
		if k, _ := kind.find(r, 0); k == nil {
			return // of a statement that could not be read: that was said
		}
	}
	k, words := kind.find(r, 0)
	if k == nil {
		if !r.quiet {
			for _, l := range lines {
				l.slip = nil
			}
		}
		p.KeyAt = toks[0].at
		r.statementKey(kind)
		return
	}
	p.Key, p.KeyAt = k.key, through(toks[0].at, toks[words-1].at)
	if k.later {
		r.laterProperty(k, p.KeyAt, kind)
		return
	}
	quiet := r.quiet
	r = x.s.reader(toks[words:], end, k.key, k.key+" "+k.example, "")
	r.quiet = quiet
	x.s.tidy(r, lines...)
	if q := x.st.Get(k.key); k.once && q != nil && q != p && !r.quiet {
		x.s.report(diag.Problem{Name: diag.RepeatedKey, Severity: diag.Error, Summary: fmt.Sprintf("`%s` stands twice in one statement", k.key),
			Detail: "Say it once; a list is written with commas.", Subject: p.KeyAt, Related: []diag.Related{{Says: "the first", Range: q.KeyAt}}})
		r.quiet = true
	}
	if len(r.toks) == 0 && k.example != "" {
		r.fail(diag.MissingValue, end, fmt.Sprintf("nothing follows `%s`", k.key), r.help(), nil)
		return
	}
	v := k.read(r)
	r.finish()
	if !r.failed && !isNil(v) {
		p.Value = v
	}
}

// anyFact has the keys of every kind of statement: what follows an unreadable one is read by it.
var anyFact = func() *statementKind {
	all := &statementKind{name: "statement"}
	for _, k := range statementKinds {
		all.keys = append(all.keys, k.keys...)
	}
	return all
}()

// setBodyAt sets the range of a body once it is read whole.
func setBodyAt(b Body, at diag.Range) {
	switch b := b.(type) {
	case *IsOrganisation:
		b.At = at
	case *Controls:
		b.At = at
	case *Acquires:
		b.At = at
	case *Sells:
		b.At = at
	case *Assigns:
		b.At = at
	case *IsPatent:
		b.At = at
	case *Milestone:
		b.At = at
	case *MayLicense:
		b.At = at
	case *IsDescendant:
		b.At = at
	case *HasStatus:
		b.At = at
	case *IsProduct:
		b.At = at
	case *FindingStated:
		b.At = at
	case *Signs:
		b.At = at
	case *Occurred:
		b.At = at
	case *Presumes:
		b.At = at
	case *IsRelevant:
		b.At = at
	}
}
