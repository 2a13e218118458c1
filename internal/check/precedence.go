package check

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/syntax"
)

// claim is one item of a notwithstanding or a subject to line: which clauses it names.
type claim struct {
	over  bool // notwithstanding, else subject to
	all   bool
	names []agreement.Name
	at    diag.Range
}

// precedence lowers the lines notwithstanding and subject to of a block.
func (x *ctx) precedence() agreement.Precedence {
	return agreement.Precedence{Over: x.prevailing("notwithstanding", true), Under: x.prevailing("subject to", false)}
}

func (x *ctx) prevailing(key string, over bool) []agreement.Name {
	var out []agreement.Name
	for p := range x.block.All(key) {
		v, ok := p.Value.(*syntax.Precedence)
		if !ok {
			continue
		}
		if v.All {
			names := x.operative(func(*definition) bool { return true })
			out = appendNames(out, names)
			x.def.claims = append(x.def.claims, claim{over, true, names, v.At})
		}
		for _, n := range v.Items {
			names := x.clauses(n)
			out = appendNames(out, names)
			x.def.claims = append(x.def.claims, claim{over, false, names, n.At})
		}
	}
	return out
}

// operative are the operative clauses of the agreement that pass, but the one that is being lowered.
func (x *ctx) operative(pass func(*definition) bool) []agreement.Name {
	var out []agreement.Name
	for _, d := range x.scope.order {
		if slices.Contains(operative, d.kind) && d.qname() != x.def.qname() && pass(d) {
			out = append(out, d.qname())
		}
	}
	return out
}

// clauses are the operative clauses that an item names: one by its name, or all that stand under a clause number.
func (x *ctx) clauses(n syntax.Name) []agreement.Name {
	const itself = "A clause stands against others, not against itself. Name the clauses that it prevails over or yields to, by their numbers or their names."
	if d := x.find(n.Text); d != nil || n.Quoted {
		d = x.mention(n, diag.UnknownClause, operative)
		switch {
		case d == nil:
			return nil
		case d.qname() == x.def.qname():
			x.error(diag.PrevailsOverItself, n.At, quote(d.name)+" is this clause itself", itself)
			return nil
		}
		return []agreement.Name{d.qname()}
	}
	r := clauseRange{split(n.Text), split(n.Text)}
	if found := x.operative(func(d *definition) bool { return r.covers(d.clause.Number) }); len(found) > 0 {
		return found
	}
	exists := false
	for number := range x.scope.numbers {
		exists = exists || r.covers(number)
	}
	switch {
	case r.covers(x.def.clause.Number):
		x.error(diag.PrevailsOverItself, n.At, "clause "+n.Text+" is this clause itself", itself)
	case exists:
		x.note(diag.NothingOpposed, n.At, "no operative clause stands under "+n.Text, "Grants, extensions, exclusions, rules, powers and survivals prevail over each other. What stands under this number is none of them, so the line changes nothing.")
	default:
		x.unknown(diag.UnknownClause, n, "clause", x.citations, "Clauses are named by the number that stands above their block, or by the name of the block. Correct it.")
	}
	return nil
}

// citations are the clause numbers of the document and the names of its operative clauses.
func (x *ctx) citations() []string {
	var out []string
	for number := range x.scope.numbers {
		out = append(out, number)
	}
	slices.Sort(out)
	for _, d := range x.scope.order {
		if slices.Contains(operative, d.kind) {
			out = append(out, d.name)
		}
	}
	return out
}

// order is the precedence between two agreements as a frame states it.
type order struct {
	over, under *scope
	by          *scope // whose frame states it
	at          diag.Range
}

// orders reads which agreements prevail over which, as far as they are documents of this workspace.
func (c *checker) orders() []order {
	var out []order
	for _, s := range c.scopes {
		if s.frame == nil {
			continue
		}
		x := s.ctx(s.frame)
		for _, key := range []string{"prevails over", "yields to"} {
			for _, n := range x.items(key) {
				other := c.scopeOf(n.Text)
				switch {
				case other == nil:
				case other == s:
					x.error(diag.PrevailsOverItself, n.At, quote(s.id)+" is this agreement itself", "Name the other agreements that it prevails over or yields to.")
				case key == "prevails over":
					out = append(out, order{s, other, s, n.At})
				default:
					out = append(out, order{other, s, s, n.At})
				}
			}
		}
	}
	return out
}

func (c *checker) scopeOf(id string) *scope {
	for _, s := range c.scopes {
		if s.id == id {
			return s
		}
	}
	return nil
}

// spellOut writes the precedence between agreements into their clauses: each of the one is over those of the other.
func spellOut(os []order) {
	for _, o := range os {
		var names []agreement.Name
		for _, c := range operativeClauses(o.under.model) {
			names = append(names, c.QName())
		}
		for _, c := range operativeClauses(o.over.model) {
			c.over(names)
		}
		for _, r := range o.over.model.Readings {
			for i := range r.Options {
				switch opt := &r.Options[i]; {
				case opt.Grant != nil:
					opt.Grant.Precedence.Over = appendNames(opt.Grant.Precedence.Over, names)
				case opt.Exclusion != nil:
					opt.Exclusion.Precedence.Over = appendNames(opt.Exclusion.Precedence.Over, names)
				}
			}
		}
	}
}

// operativeClause is a clause of the model that may prevail over others.
type operativeClause struct {
	agreement.Clause
	prec *agreement.Precedence
	ends []agreement.Name    // what an exclusion cuts, or a rule or a power takes out of
	of   []agreement.Name    // the grants that an extension extends
	v    *agreement.Survival // of a survival
}

func (c *operativeClause) over(names []agreement.Name) { c.prec.Over = appendNames(c.prec.Over, names) }

func operativeClauses(m *agreement.Agreement) []*operativeClause {
	var out []*operativeClause
	for _, g := range m.Grants {
		out = append(out, &operativeClause{Clause: g.Clause, prec: &g.Precedence})
	}
	for _, e := range m.Extensions {
		out = append(out, &operativeClause{Clause: e.Clause, prec: &e.Precedence, of: e.Of})
	}
	for _, e := range m.Exclusions {
		out = append(out, &operativeClause{Clause: e.Clause, prec: &e.Precedence, ends: e.Cuts})
	}
	for _, r := range m.Rules {
		out = append(out, &operativeClause{Clause: r.Clause, prec: &r.Precedence, ends: takesOutOf(r)})
	}
	for _, w := range m.Powers {
		out = append(out, &operativeClause{Clause: w.Clause, prec: &w.Precedence, ends: w.Ends})
	}
	for _, v := range m.Survivals {
		out = append(out, &operativeClause{Clause: v.Clause, prec: &v.Precedence, v: v})
	}
	return out
}
