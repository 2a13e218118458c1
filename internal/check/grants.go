package check

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/syntax"
	"github.com/crossgrant/crossgrant/when"
)

var kindOfGrant = map[string]agreement.GrantKind{"licence": agreement.Licence, "covenant": agreement.Covenant, "release": agreement.Release, "pledge": agreement.Pledge}

// grant reads a licence, covenant, release or pledge. A licence states everything (see required); what the other three
// do not narrow reaches everything, and their sentence says so.
func (x *ctx) grant() *agreement.Grant {
	b := x.block
	g := &agreement.Grant{Clause: x.def.clause, Kind: kindOfGrant[b.Kind]}
	g.From = x.memberLines("from")
	g.To = x.memberLines("to")
	for i, m := range g.From {
		if m.Everyone {
			at := b.Get("from").At
			if v, ok := b.Get("from").Value.(*syntax.Members); ok && i < len(v.Items) {
				at = v.Items[i].At
			}
			x.error(diag.ImpossibleMember, at, "everyone cannot grant a right", "Rights are given by those who own patents. Name the organisation or the group that gives them.")
		}
	}
	g.Under = x.patentItems("under")
	g.AsAccepted = x.asAccepted()
	g.Anything, g.For = x.reach()
	if b.Get("for") == nil && g.Kind != agreement.Licence {
		g.Anything = true
	}
	g.Acts = x.acts()
	if b.Get("acts") == nil && g.Kind != agreement.Licence {
		g.Acts = agreement.AllActs()
	}
	g.In = agreement.Territory{World: g.Kind != agreement.Licence && b.Get("in") == nil}
	if p := b.Get("in"); p != nil {
		g.In = x.territory(p.Value)
	}
	g.During = agreement.Term{Span: when.Always}
	if p := b.Get("during"); p != nil {
		g.During = x.term(p.Value)
	}
	if p := b.Get("price"); p != nil {
		g.Price = x.price(p.Value)
	}
	if p := b.Get("sublicence"); p != nil {
		switch v := p.Value.(type) {
		case *syntax.NotStated:
			g.Sublicence = "not stated"
		case *syntax.Word:
			g.Sublicence = v.Text
		}
	}
	if p := b.Get("transfer"); p != nil {
		g.Transfer = text(p.Value)
	}
	g.Provided = x.conditions("provided", ofUse)
	g.HaveMadeIf = x.conditions("have made", ofUse)
	if len(g.HaveMadeIf) > 0 && !slices.Contains(g.Acts, agreement.HaveMade) && b.Get("acts") != nil {
		x.warn(diag.WithoutEffect, b.Get("have made").At, "to have made is not among the acts", "The line narrows a right that the grant does not give. Add have made to the acts, or remove the line.")
	}
	g.Precedence = x.precedence()
	g.Assumed, g.Uses = x.def.assumed, x.def.uses
	x.pair(g)
	return g
}

// price lowers how a right is paid for.
func (x *ctx) price(v syntax.Value) agreement.Price {
	switch v := v.(type) {
	case *syntax.NotStated:
		return agreement.Price{Kind: agreement.PriceNotStated}
	case *syntax.Price:
		out := agreement.Price{Kind: map[string]agreement.PriceKind{"paid-up": agreement.PricePaidUp, "royalty": agreement.PriceRoyalty, "FRAND": agreement.PriceFRAND}[v.Kind]}
		if v.Schedule != nil {
			out.Name = v.Schedule.Text
		}
		return out
	}
	return agreement.Price{}
}

// reach reads the `for` lines.
func (x *ctx) reach() (anything bool, items []agreement.ProductItem) {
	for p := range x.block.All("for") {
		if _, ok := p.Value.(*syntax.Anything); ok {
			anything = true
		}
	}
	if anything {
		return true, nil
	}
	return false, x.productItems("for")
}

// acts reads the acts, each once.
func (x *ctx) acts() []agreement.Act {
	var out []agreement.Act
	for p := range x.block.All("acts") {
		v, ok := p.Value.(*syntax.Acts)
		if !ok {
			continue
		}
		for _, n := range v.Items {
			if act, ok := agreement.ParseAct(n.Text); ok && !slices.Contains(out, act) {
				out = append(out, act)
			}
		}
	}
	return out
}

func (x *ctx) exclusion() *agreement.Exclusion {
	b := x.block
	e := &agreement.Exclusion{Clause: x.def.clause}
	e.Cuts = x.ended(x.items("cuts"))
	e.Anything, e.For = x.reach()
	e.Except = x.productItems("except")
	if len(e.For) == 0 && b.Get("for") == nil {
		e.Anything = true
	}
	if p := b.Get("extent"); p != nil {
		if v, ok := p.Value.(*syntax.Extent); ok {
			e.Extent = agreement.ThatComponent
			if v.WholeProduct {
				e.Extent = agreement.WholeProduct
			}
		}
	} else if b.Get("for") != nil && !e.Anything || b.Get("except") != nil {
		x.missing("extent", "An exclusion of products says how much it takes out of a larger product: that component, or whole product.")
	}
	e.Under = x.patentItems("under")
	if x.asAccepted() {
		x.error(diag.OutsideNetwork, b.Get("under").At, "what was accepted narrows a grant", "An exclusion takes out of the grant what the grant has. Leave out as accepted.")
	}
	if p := b.Get("in"); p != nil && p.Value != nil {
		t := x.territory(p.Value)
		e.In = &t
	}
	if p := b.Get("during"); p != nil && p.Value != nil {
		t := x.term(p.Value)
		e.During = &t
	}
	e.Acts = x.acts()
	e.Provided = x.conditions("provided", ofUse)
	e.Precedence = x.precedence()
	e.Assumed, e.Uses = x.def.assumed, x.def.uses
	return e
}

// mention looks a definition up that the block is about but does not rest on, so that no cycle can arise from it.
func (x *ctx) mention(n syntax.Name, problem string, kinds []string) *definition {
	def := x.def
	x.def = nil
	d := x.lookup(n, problem, kinds...)
	x.def = def
	return d
}

func (x *ctx) openBlock() *agreement.Open {
	o := &agreement.Open{Clause: x.def.clause, Redacted: x.block.Kind == "redacted"}
	if x.block.Title != nil {
		o.Says = x.block.Title.Text
	}
	for _, n := range x.items("affects") {
		was := false
		if d := x.find(n.Text); d != nil {
			was = d.used
		}
		if d := x.mention(n, diag.UnknownDefinition, capable); d != nil {
			d.used = was // to say that a definition is open is not to use it
			o.Affects = append(o.Affects, d.qname())
		}
	}
	what := "a passage is left open"
	if o.Redacted {
		what = "a passage is redacted"
	}
	detail := "Answers that need what it affects depend on it, and list it as an open question."
	if o.Says != "" {
		detail = sentence(o.Says) + " " + detail
	}
	x.note(diag.OpenQuestion, x.block.Head, what, detail)
	return o
}
