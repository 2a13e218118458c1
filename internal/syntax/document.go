package syntax

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/crossgrant/crossgrant/diag"
)

// ParseDocument reads an agreement document. The document is never nil; what could not be read stands in its Problems.
func ParseDocument(path string, src []byte) *Document {
	s := newSource(path, src)
	d := &Document{Path: path, Src: src}
	if !s.tooLarge() {
		m := &markdown{s: s, d: d}
		m.read()
		s.checkProse(d)
	}
	d.Problems, d.American = s.finish(), s.american
	return d
}

// markdown walks the blocks of a document. Goldmark finds them; what is inside paragraphs is read here, because only
// the literal text tells a clause's number.
type markdown struct {
	s       *source
	d       *Document
	off     int // bytes before what goldmark sees: the byte-order mark
	clause  *Clause
	heading string
	prose   []string
	numbers numbering
}

// blockStructure finds blocks only: no inline parsing, whose cost on hostile text is not linear.
var blockStructure = parser.NewParser(parser.WithBlockParsers(parser.DefaultBlockParsers()...))

func (m *markdown) read() {
	src := m.s.blankLongLines()
	if hasBOM(src) {
		m.off = len(bom)
		src = src[m.off:]
	}
	m.begin("", "", m.off)
	root := blockStructure.Parse(text.NewReader(src))
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() == ast.TypeInline {
			return ast.WalkContinue, nil
		}
		return m.node(n, src), nil
	})
	m.endClause()
	if first := m.d.Clauses[0]; len(m.d.Clauses) > 1 && first.Prose == "" && len(first.Blocks) == 0 {
		m.d.Clauses = m.d.Clauses[1:]
	}
	for _, f := range m.d.Fences {
		m.d.Blocks = append(m.d.Blocks, f.Blocks...)
	}
}

func (m *markdown) node(n ast.Node, src []byte) ast.WalkStatus {
	switch n := n.(type) {
	case *ast.Heading:
		m.headingNode(n, src)
		return ast.WalkSkipChildren
	case *ast.Paragraph, *ast.TextBlock:
		m.paragraph(n, src)
		return ast.WalkSkipChildren
	case *ast.FencedCodeBlock:
		m.fence(n, src)
		return ast.WalkSkipChildren
	case *ast.CodeBlock:
		m.indentedFence(n, src)
		return ast.WalkSkipChildren
	case *ast.HTMLBlock, *ast.ThematicBreak:
		return ast.WalkSkipChildren
	}
	return ast.WalkContinue
}

// begin starts a clause at a byte.
func (m *markdown) begin(number, heading string, at int) {
	m.endClause()
	m.clause = &Clause{Number: number, Heading: heading, At: m.s.span(at, at)}
	m.d.Clauses = append(m.d.Clauses, m.clause)
}

func (m *markdown) endClause() {
	if m.clause != nil {
		m.clause.Prose = strings.Join(m.prose, " ")
	}
	m.prose = nil
}

// lines returns the literal lines of a block, joined, and where they begin and end.
func (m *markdown) lines(n ast.Node, src []byte) (string, int, int) {
	segs := n.Lines()
	if segs.Len() == 0 {
		return "", 0, 0
	}
	var b strings.Builder
	for i := range segs.Len() {
		seg := segs.At(i)
		b.Write(bytes.TrimSpace(src[seg.Start:seg.Stop]))
		b.WriteByte(' ')
	}
	from, last := segs.At(0).Start, segs.At(segs.Len()-1)
	to := last.Start + len(bytes.TrimRight(src[last.Start:last.Stop], " \t\r\n"))
	return strings.TrimSpace(b.String()), from + m.off, to + m.off
}

func (m *markdown) headingNode(n ast.Node, src []byte) {
	raw, from, to := m.lines(n, src)
	if raw == "" {
		return
	}
	number, rest := headingNumber(plainText(raw))
	m.numbers.set(number)
	m.heading = rest
	m.begin(number, rest, from)
	m.clause.At = m.s.span(from, to)
}

func (m *markdown) paragraph(n ast.Node, src []byte) {
	raw, from, to := m.lines(n, src)
	if raw == "" || linkDefinition(raw) {
		return
	}
	prose := plainText(raw)
	number, rest := "", prose
	if marker, at := m.marker(n, src); marker != "" {
		number, from = m.numbers.next(marker), at+m.off
	} else if marker, after := paragraphNumber(prose); marker != "" {
		number, rest = m.numbers.next(marker), after
	}
	if number != "" {
		m.begin(number, m.heading, from)
	}
	if len(m.prose) == 0 && m.clause.Prose == "" && m.clause.Number == "" && m.clause.Heading == "" {
		m.clause.At = m.s.span(from, to)
	}
	m.clause.At.End = m.s.pos(to)
	if rest != "" {
		m.prose = append(m.prose, rest)
	}
}

// marker returns the literal number of a list item when n is its first paragraph: "10." as written, whatever
// Markdown makes of it.
func (m *markdown) marker(n ast.Node, src []byte) (string, int) {
	item, ok := n.Parent().(*ast.ListItem)
	if !ok || item.FirstChild() != n {
		return "", 0
	}
	if list, ok := item.Parent().(*ast.List); !ok || !list.IsOrdered() {
		return "", 0
	}
	start := n.Lines().At(0).Start
	line := bytes.LastIndexByte(src[:start], '\n') + 1
	text := bytes.TrimRight(src[line:start], " \t.)")
	k := len(text)
	for k > 0 && text[k-1] >= '0' && text[k-1] <= '9' {
		k--
	}
	return string(text[k:]), line + k
}

// fence reads a fenced block whose first info word is grant.
func (m *markdown) fence(n *ast.FencedCodeBlock, src []byte) {
	if n.Info == nil {
		return
	}
	info := n.Info.Segment
	fields := strings.Fields(string(src[info.Start:info.Stop]))
	if len(fields) == 0 {
		return
	}
	at := m.s.span(info.Start+m.off, info.Start+m.off+len(fields[0]))
	if fields[0] != "grant" {
		m.fenceWord(fields[0], at)
		return
	}
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Kind() == ast.KindBlockquote {
			m.s.report(diag.Problem{Name: diag.FenceInQuote, Severity: diag.Error, Summary: "a grant block inside a quotation", Subject: at, Clause: (&Block{Clause: m.clause}).Path(),
				Detail: "Each line of a Markdown quotation begins with >, so the block is not one piece of text. It was not read. Take it out of the quotation."})
			return
		}
	}
	m.grant(n, info.Start, at)
}

func (m *markdown) grant(n *ast.FencedCodeBlock, info int, at diag.Range) {
	s := m.s
	_, lineStart := s.seek(info + m.off)
	mark := info + m.off
	for mark > lineStart && (s.src[mark-1] == '`' || s.src[mark-1] == '~' || s.src[mark-1] == ' ' || s.src[mark-1] == '\t') {
		if c := s.src[mark-1]; (c == ' ' || c == '\t') && mark < info+m.off && (s.src[mark] == '`' || s.src[mark] == '~') {
			break
		}
		mark--
	}
	_, body := s.cut(lineStart)
	f := &Fence{Indent: fenceIndent(bytes.TrimPrefix(s.src[lineStart:mark], []byte(bom))), from: body}
	end := body
	var lines []*line
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		from, to := seg.Start+m.off, seg.Stop+m.off
		end = max(end, to)
		for to > from && (s.src[to-1] == '\n' || s.src[to-1] == '\r') {
			to--
		}
		lines = append(lines, s.lex(from, to, seg.Padding))
	}
	f.to = end
	f.At = s.span(body, end)
	m.d.Fences = append(m.d.Fences, f)
	s.blocks(f, lines, m.clause)
	if closeEnd, _ := s.cut(end); !closesFence(s.src[end:closeEnd]) {
		f.unclosed = true
		s.report(diag.Problem{Name: diag.UnclosedFence, Severity: diag.Error, Summary: "the grant block opened here is not closed", Subject: at, Clause: (&Block{Clause: m.clause}).Path(),
			Detail: "Everything below it to the end was read as part of the block. Close it with a line of three backticks."})
	}
}

// fenceIndent is the white space that every line of the fence begins with: as wide as what stands before its mark.
func fenceIndent(before []byte) string {
	n := 0
	for _, r := range string(before) {
		if r == '\t' {
			n += 4 - n%4
		} else {
			n++
		}
	}
	return strings.Repeat(" ", n)
}

func closesFence(line []byte) bool {
	t := strings.TrimSpace(string(line[:min(len(line), 256)]))
	return strings.HasPrefix(t, "```") || strings.HasPrefix(t, "~~~")
}

// fenceWord remarks on a fence that was probably meant to be read.
func (m *markdown) fenceWord(word string, at diag.Range) {
	if s, ok := diag.Suggest(word, []string{"grant"}); ok {
		m.s.report(diag.Problem{Name: diag.FenceWord, Severity: diag.Warning, Summary: "a fenced block marked “" + strings.ToValidUTF8(word, "�") + "” is not read", Subject: at, Clause: (&Block{Clause: m.clause}).Path(),
			Detail: "Only blocks marked `grant` are read by the engine.",
			Fix:    &diag.Fix{Says: "write " + s, Edits: []diag.Edit{{Range: at, New: s}}}})
	}
}

// indentedFence remarks on a fence that Markdown takes for indented code.
func (m *markdown) indentedFence(n *ast.CodeBlock, src []byte) {
	if n.Lines().Len() == 0 {
		return
	}
	seg := n.Lines().At(0)
	line := src[seg.Start:seg.Stop]
	t := bytes.TrimLeft(line, " \t")
	mark := bytes.TrimLeft(t, "`~")
	if len(t)-len(mark) < 3 || !bytes.HasPrefix(bytes.TrimSpace(mark), []byte("grant")) {
		return
	}
	from := seg.Start + m.off + len(line) - len(t)
	at := m.s.span(from, from+len(bytes.TrimRight(t, " \t\r\n")))
	m.s.report(diag.Problem{Name: diag.FenceWord, Severity: diag.Warning, Summary: "a grant block indented by four spaces or more is not read", Subject: at, Clause: (&Block{Clause: m.clause}).Path(),
		Detail: "Markdown takes such lines for sample code. Move the block to the left: to the margin, or to where the text of its list item begins."})
}

func linkDefinition(raw string) bool {
	return strings.HasPrefix(raw, "[") && strings.Contains(raw, "]: ")
}

// nested counts the marks of lists and quotations at the beginning of a line.
func nested(line []byte) int {
	n := 0
	for k, c := range line {
		switch c {
		case ' ', '\t', '.', ')', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		case '>':
			n++
		case '-', '*', '+':
			if k+1 < len(line) && line[k+1] != ' ' && line[k+1] != '\t' {
				return n
			}
			n++
		default:
			return n
		}
	}
	return n
}

// blankLongLines reports lines beyond the limits and returns the source with them blanked, so that no later stage
// spends time on them.
func (s *source) blankLongLines() []byte {
	src := s.src
	copied := false
	for off := 0; off < len(s.src); {
		end, next := s.cut(off)
		long := end-off > MaxLine
		if long {
			l := &lexer{s: s, l: &line{number: s.pos(off).Line, start: off, end: end}, off: off, col: 1, end: end}
			l.admit()
			s.say(l.l, "")
			s.longReported = true
		}
		if deep := !long && nested(s.src[off:end]) > MaxDepth; deep || long {
			if deep {
				s.report(diag.Problem{Name: diag.TooDeep, Severity: diag.Error, Summary: fmt.Sprintf("more than %d lists or quotations inside one another", MaxDepth), Subject: s.span(off, off),
					Detail: "The line was passed over. No clause is numbered that deep; the signs at its beginning are probably not meant as Markdown."})
			}
			if !copied {
				src, copied = bytes.Clone(s.src), true
			}
			for k := off; k < end; k++ {
				src[k] = ' '
			}
		}
		off = next
	}
	return src
}

// checkProse reports, once each, bytes that are no UTF-8 and controls of writing direction outside the blocks.
func (s *source) checkProse(d *Document) {
	off, said := 0, map[string]bool{}
	for k := 0; k <= len(d.Fences); k++ {
		end := len(s.src)
		next := end
		if k < len(d.Fences) {
			end, next = d.Fences[k].from, d.Fences[k].to
		}
		s.checkStretch(off, end, said)
		off = max(off, next)
	}
}

func (s *source) checkStretch(from, to int, said map[string]bool) {
	if from >= to {
		return
	}
	b := s.src[from:to]
	if !utf8.Valid(b) && !said[diag.InvalidUTF8] {
		for k := 0; k < len(b); {
			r, n := utf8.DecodeRune(b[k:])
			if r == utf8.RuneError && n == 1 {
				said[diag.InvalidUTF8] = true
				s.report(diag.Problem{Name: diag.InvalidUTF8, Severity: diag.Error, Summary: "the text is not UTF-8 from here on", Subject: s.span(from+k, from+k+1),
					Detail: "Save the file as UTF-8; in an older encoding (GBK, Latin-1) the letters cannot be told apart."})
				break
			}
			k += n
		}
	}
	if said[diag.BidiControl] || !bytes.ContainsAny(b, "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069") {
		return
	}
	k := bytes.IndexFunc(b, isBidiControl)
	if k < 0 {
		return
	}
	said[diag.BidiControl] = true
	_, n := utf8.DecodeRune(b[k:])
	at := s.span(from+k, from+k+n)
	s.report(diag.Problem{Name: diag.BidiControl, Severity: diag.Warning, Summary: "an invisible control of writing direction in the prose", Subject: at,
		Detail: "Such a character can make the clause read otherwise than it is stored. Delete it, unless the language of the text needs it."})
}
