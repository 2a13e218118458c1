package check

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/syntax"
	"github.com/crossgrant/crossgrant/when"
)

// scope is one document: an agreement and the names it defines.
type scope struct {
	*checker
	doc      *syntax.Document
	frame    *syntax.Block // the agreement block; nil when there is none
	id       string
	counting counting
	defs     map[string]*definition
	order    []*definition
	blocks   map[*syntax.Block]*definition // of each block that defines something
	ends     *definition                   // the rule that the ends line of the frame makes; nil: there is none
	numbers  map[string]bool               // clause numbers of the document
	model    *agreement.Agreement
	uses     []agreement.Clause // dates and periods that the frame names
}

// definition is a name that an agreement gives to something.
type definition struct {
	scope   *scope
	name    string
	kind    string // as in syntax.Block.Kind, but rule for a when block
	block   *syntax.Block
	line    *syntax.Property // of the frame, where that line alone is the definition
	clause  agreement.Clause
	used    bool
	refs    []reference
	uses    []agreement.Clause     // dates, periods and territories it names
	assumed []agreement.Assumption // its own, and those of what it uses
	reading *syntax.Block          // the reading block that affects it; nil when none does
	claims  []claim                // to prevail over other clauses, or to yield to them

	// Of dates, periods and territories, once resolved:
	state  uint8 // 0 not begun, 1 under way, 2 done
	failed bool
	day    when.Date
	span   when.Interval
	end    string
	in     agreement.Territory
}

// reference is one definition naming another.
type reference struct {
	to *definition
	at diag.Range
}

// at is where the definition's name stands.
func (d *definition) at() diag.Range {
	switch {
	case d.line != nil:
		return d.line.At
	case hasName(d.block):
		return d.block.Name.At
	}
	return d.block.Head
}

// hasName reports whether the block has a name that could be read.
func hasName(b *syntax.Block) bool { return b.Name != nil && b.Name.Text != "" }

// qname is the definition's name in the model.
func (d *definition) qname() agreement.Name { return agreement.NameIn(d.scope.id, d.name) }

var (
	grantKinds     = []string{"licence", "covenant", "release", "pledge"}
	extensionKinds = []string{"sublicence", "extension", "transfer"}
	// enders are the kinds that end grants, and that a survival is against.
	enders = []string{"rule", "power"}
	// endable are the kinds that an exclusion cuts and that rules and powers end.
	endable = slices.Concat(grantKinds, extensionKinds)
	// operative are the kinds that prevail over each other.
	operative = slices.Concat(endable, enders, []string{"exclusion", "survival"})
	// readable are the kinds that a reading may affect, and capable those that an open block may.
	readable = slices.Concat([]string{"group", "patents", "products", "exclusion"}, grantKinds)
	capable  = slices.Concat([]string{"group", "patents", "products"}, operative)
	// named are the kinds that others refer to by name. Expectations and invariants have names of their own.
	named = slices.Concat([]string{"date", "period", "territory", "allocation", "encumbrance", "open", "redacted", "reading"}, capable)
)

// openScopes finds the frame and the names of every document.
func (c *checker) openScopes() {
	taken := map[string]*scope{}
	for _, d := range c.docs {
		s := &scope{checker: c, doc: d, defs: map[string]*definition{}, blocks: map[*syntax.Block]*definition{}, numbers: map[string]bool{}}
		if !s.findFrame() {
			continue
		}
		c.scopes = append(c.scopes, s)
		x := s.ctx(s.frame)
		if other := taken[strings.ToLower(s.id)]; other != nil && s.frame != nil {
			p := x.error(diag.TwoAgreementsSameName, s.nameAt(), "there are two agreements "+quote(s.id),
				"Names are qualified by the agreement's id, so every agreement needs its own. Give one of the two another id.")
			if other.id != s.id {
				p.Summary = "two agreements differ only in case: " + quote(other.id) + " and " + quote(s.id)
			}
			alsoAt(p, "the other one", other.nameAt())
		} else {
			taken[strings.ToLower(s.id)] = s
		}
		if s.frame != nil {
			if p := s.frame.Get("counting"); p != nil {
				s.counting = readCounting(p.Value)
			} else {
				s.counting = readCounting(nil)
			}
		}
		for _, cl := range d.Clauses {
			if cl.Number != "" {
				s.numbers[cl.Number] = true
			}
		}
		s.define()
	}
}

// findFrame finds the agreement block. It is false for a document that is not an agreement at all.
func (s *scope) findFrame() bool {
	for _, b := range s.doc.Blocks {
		if !b.Frame() {
			continue
		}
		if s.frame != nil {
			x := s.ctx(b)
			p := x.error(diag.SecondAgreement, b.KindAt, "a document is one agreement, and this is its second", "Names may repeat between agreements, so each stands in a file of its own. Move this block and what belongs to it there.")
			alsoAt(p, "the first one", s.frame.Head)
			continue
		}
		s.frame = b
	}
	s.counting = readCounting(nil)
	if s.frame != nil {
		if hasName(s.frame) {
			s.id = s.frame.Name.Text
			if strings.Contains(s.id, "/") {
				s.ctx(s.frame).error(diag.NameWithSlash, s.frame.Name.At, "an agreement's id cannot contain a slash", "The slash stands between an agreement and a name in it, as in hw-xm/h2x. Write the id without one.")
				s.id = strings.ReplaceAll(s.id, "/", "-")
			}
		}
	} else {
		at := diag.Range{File: s.doc.Path, Start: diag.Pos{Line: 1, Column: 1}, End: diag.Pos{Line: 1, Column: 1}}
		x := &ctx{checker: s.checker}
		if len(s.doc.Blocks) == 0 {
			x.warn(diag.MissingAgreement, at, "this document holds no grant block", "Nothing in it is read. Begin with a fenced block ```grant that holds `agreement ID \"TITLE\"`, or move the file out of the agreements folder.")
			return false
		}
		x.error(diag.MissingAgreement, s.doc.Blocks[0].Head, "the document has no agreement block", "Names need an agreement to belong to. Put `agreement ID \"TITLE\"` with a line `between A, B` in its first block.")
	}
	if s.id == "" {
		s.id = strings.TrimSuffix(path.Base(s.doc.Path), path.Ext(s.doc.Path))
	}
	return true
}

func (s *scope) nameAt() diag.Range {
	switch {
	case s.frame == nil:
		return diag.Range{File: s.doc.Path}
	case hasName(s.frame):
		return s.frame.Name.At
	}
	return s.frame.Head
}

// ctx is the place of a block of the document.
func (s *scope) ctx(b *syntax.Block) *ctx {
	x := &ctx{checker: s.checker, scope: s, known: s.names, block: b}
	if b != nil {
		x.path = b.Path()
	}
	return x
}

// define enters the names of the document's blocks, and of the rule that its frame makes.
func (s *scope) define() {
	lower := map[string]*definition{}
	cases := map[string]*definition{}
	for _, d := range s.definitions() {
		b, isCase := d.block, d.kind == "expect" || d.kind == "always"
		table, x := s.defs, s.ctx(b)
		low := strings.ToLower(d.name)
		first := lower[low]
		if isCase {
			table, first = nil, cases[low]
		}
		switch {
		case first != nil && first.name != d.name:
			p := x.error(diag.TwoNamesDifferByCase, d.at(), "two names differ only in case: "+quote(first.name)+" and "+quote(d.name), "A reader cannot tell them apart. Write both alike if one thing is meant, or choose another name.")
			alsoAt(p, "the other one", first.at())
		case first != nil:
			p := x.error(diag.DuplicateDefinition, d.at(), quote(d.name)+" is defined twice", "In one agreement a name has one meaning. Join the two blocks, or give one of them another name.")
			alsoAt(p, "first defined here, as "+a(first.kind), first.at())
		case isCase:
			cases[low] = d
		default:
			lower[low] = d
		}
		if table == nil {
			continue
		}
		if _, isOrg := s.names.orgs[d.name]; isOrg && d.kind == "group" {
			p := x.error(diag.DuplicateDefinition, d.at(), quote(d.name)+" is already an organisation", "A bare word in a list of persons is an organisation. Give the group a quoted name of its own.")
			alsoAt(p, "declared here", s.names.orgs[d.name])
		}
		if table[d.name] == nil {
			table[d.name] = d
			s.order = append(s.order, d)
		}
	}
}

// definitions are the definitions of the document, in its order. The names of rules that have none of their own are those
// of their events, each made the only one of its kind.
func (s *scope) definitions() []*definition {
	var out []*definition
	taken := map[string]bool{}
	for _, b := range s.doc.Blocks {
		if b.Name != nil {
			taken[strings.ToLower(b.Name.Text)] = true
		}
	}
	for _, b := range s.doc.Blocks {
		kind := b.Kind
		if kind == "when" {
			kind = "rule"
		}
		switch {
		case b == s.frame:
			if p := b.Get("ends"); p != nil {
				clause := s.clauseOf(b)
				clause.Kind, clause.Name, clause.At = "rule", "ends", p.At
				s.ends = &definition{scope: s, name: "ends", kind: "rule", block: b, line: p, clause: clause, day: when.None}
				out = append(out, s.ends)
			}
			continue
		case b.Later, kind != "expect" && kind != "always" && !slices.Contains(named, kind):
			continue
		}
		clause := s.clauseOf(b)
		clause.Kind = kind
		switch {
		case hasName(b):
		case kind == "rule" && b.Event != nil:
			clause.Name = ruleName(b.Event, taken)
		default:
			continue // an expectation may go without; for the others the parser has reported it
		}
		d := &definition{scope: s, name: clause.Name, kind: kind, block: b, clause: clause, day: when.None}
		s.blocks[b] = d
		out = append(out, d)
	}
	return out
}

// ruleName makes a name of the event of a rule: "when gsi becomes insolvent", and (2) behind it where that is taken.
func ruleName(e *syntax.Event, taken map[string]bool) string {
	base := "when " + strings.ReplaceAll(syntax.PrintValue(e), `"`, "")
	name := base
	for n := 2; taken[strings.ToLower(name)]; n++ {
		name = base + " (" + strconv.Itoa(n) + ")"
	}
	taken[strings.ToLower(name)] = true
	return name
}

// clauseOf is the citation of a block. A `clause` line overrides the number above it.
func (s *scope) clauseOf(b *syntax.Block) agreement.Clause {
	c := agreement.Clause{Agreement: s.id, Kind: b.Kind, At: b.Head}
	if b.Clause != nil {
		c.Number, c.Heading, c.Prose = b.Clause.Number, b.Clause.Heading, b.Clause.Prose
	}
	if p := b.Get("clause"); p != nil {
		if n := text(p.Value); n != "" {
			c.Number = n
			for _, cl := range s.doc.Clauses {
				if cl.Number == n {
					c.Heading, c.Prose = cl.Heading, cl.Prose
					break
				}
			}
		}
	}
	switch {
	case hasName(b):
		c.Name = b.Name.Text
	case b.Title != nil:
		c.Name = b.Title.Text
	}
	return c
}

// lookup finds a definition of one of the kinds by its name, here or, qualified, in another agreement. It reports what
// it does not find, and what it finds to be of another kind.
func (x *ctx) lookup(n syntax.Name, problem string, kinds ...string) *definition {
	d := x.find(n.Text)
	if d == nil {
		x.unknownDefinition(n, problem, kinds)
		return nil
	}
	d.used = true
	if x.def != nil {
		x.def.refs = append(x.def.refs, reference{d, n.At})
	}
	if !slices.Contains(kinds, d.kind) {
		p := x.error(diag.WrongKind, n.At, quote(n.Text)+" is "+a(d.kind)+", not "+kindList(kinds), "This line takes the name of "+kindList(kinds)+". Name one, or look for a slip in the name.")
		alsoAt(p, "defined here", d.at())
		return nil
	}
	return d
}

// definitionOf finds the definition that a name of the model stands for; nil when none bears it.
func (c *checker) definitionOf(n agreement.Name) *definition {
	id, local := n.Split()
	for _, s := range c.scopes {
		if s.id == id {
			return s.defs[local]
		}
	}
	return nil
}

// find looks a name up without judging it.
func (x *ctx) find(s string) *definition {
	if x.scope != nil {
		if d := x.scope.defs[s]; d != nil {
			return d
		}
	}
	if id, local, ok := strings.Cut(s, "/"); ok {
		for _, other := range x.scopes {
			if other.id == id {
				return other.defs[local]
			}
		}
		return nil
	}
	if x.scope != nil {
		return nil
	}
	var found *definition
	for _, other := range x.scopes {
		if d := other.defs[s]; d != nil {
			if found != nil {
				return nil // two agreements define it: it must be qualified
			}
			found = d
		}
	}
	return found
}

func (x *ctx) unknownDefinition(n syntax.Name, problem string, kinds []string) {
	var have []string
	if x.scope != nil {
		for _, d := range x.scope.order {
			if slices.Contains(kinds, d.kind) {
				have = append(have, d.name)
			}
		}
	}
	for _, other := range x.scopes {
		if other == x.scope {
			continue
		}
		for _, d := range other.order {
			if !slices.Contains(kinds, d.kind) {
				continue
			}
			if d.name == n.Text {
				p := x.error(problem, n.At, quote(n.Text)+" is not defined in this agreement", "A name of another agreement is written with its id in front: "+other.id+"/"+d.name+".")
				if x.scope == nil {
					p.Summary = quote(n.Text) + " is defined by more than one agreement"
				}
				alsoAt(p, "defined here", d.at())
				return
			}
			have = append(have, other.id+"/"+d.name)
		}
	}
	x.unknown(problem, n, strings.TrimPrefix(strings.TrimPrefix(kindList(kinds), "an "), "a "), func() []string { return have }, "Define it in this agreement, or name one that is defined.")
}

// kindList words the kinds a line takes.
func kindList(kinds []string) string {
	switch has := func(k string) bool { return slices.Contains(kinds, k) }; {
	case has("group") && len(kinds) > 1:
		return "a definition"
	case has("licence") && has("exclusion"):
		return "an operative clause"
	case has("licence") && has("sublicence"):
		return "a grant or extension"
	case has("licence"):
		return "a grant"
	}
	out := make([]string, len(kinds))
	for i, k := range kinds {
		out[i] = a(k)
	}
	return strings.Join(out, " or ")
}

// cites notes that the definition being lowered rests on a date, a period or a territory, with what that rests on.
func (x *ctx) cites(d *definition) {
	if x.def == nil || x.def == d {
		return
	}
	d.resolve()
	for _, c := range append([]agreement.Clause{d.clause}, d.uses...) {
		if !slices.Contains(x.def.uses, c) {
			x.def.uses = append(x.def.uses, c)
		}
	}
	for _, as := range d.assumed {
		if !slices.Contains(x.def.assumed, as) {
			x.def.assumed = append(x.def.assumed, as)
		}
	}
}

// resolve works out a date, a period or a territory once. One that needs itself fails; the cycle is reported with the
// others.
func (d *definition) resolve() {
	if d.state != 0 {
		d.failed = d.failed || d.state == 1
		return
	}
	d.state = 1
	x := d.scope.ctx(d.block)
	x.def = d
	x.ownAssumptions()
	p := d.block.Get("is")
	switch {
	case p == nil, p.Value == nil:
		d.failed = true
	case d.kind == "date":
		m, _ := p.Value.(*syntax.Moment)
		day, ok := x.moment(m)
		d.day, d.failed = day, d.failed || !ok
	case d.kind == "period":
		v, _ := p.Value.(*syntax.Period)
		span, end, ok := x.span(v)
		d.span, d.end, d.failed = span, end, d.failed || !ok
	case d.kind == "territory":
		d.in = x.territory(p.Value)
	}
	d.state = 2
}
