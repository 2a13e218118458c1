package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
)

// meaning writes what an option makes of its definition so that two texts are equal when the definitions mean the same:
// lists whose order means nothing are sorted, places and citations are left out.
func meaning(o *agreement.ReadingOption) string {
	var w lines
	switch {
	case o.Group != nil:
		w.group(o.Group)
	case o.Patents != nil:
		w.patents(o.Patents)
	case o.Products != nil:
		w.products(o.Products)
	case o.Grant != nil:
		w.grant(o.Grant)
	case o.Exclusion != nil:
		w.exclusion(o.Exclusion)
	}
	slices.Sort(w)
	return strings.Join(slices.Compact(w), "\n")
}

// lines are statements whose order means nothing.
type lines []string

func (w *lines) say(what string, of ...any) { *w = append(*w, fmt.Sprintf("%s %#v", what, of)) }

// each writes the items of a list as a line each.
func (w *lines) each(what string, items []string) {
	for _, s := range items {
		w.say(what, s)
	}
}

func (w *lines) group(g *agreement.Group) {
	w.each("is", sorted(g.Is))
	w.each("perhaps", sorted(g.Perhaps))
	w.each("without", sorted(g.Without))
	moves := func(m agreement.Member) bool { return m.Reach || m.Group != "" || m.Network != "" }
	if len(g.Without) > 0 || slices.ContainsFunc(slices.Concat(g.Is, g.Perhaps), moves) { // else who belongs never changes
		w.say("members", g.Membership, g.AsOf)
	}
}

func (w *lines) patents(p *agreement.PatentSet) {
	for _, s := range p.Add {
		switch {
		case len(s.OwnedBy) > 0:
			w.say("owned", sorted(s.OwnedBy), s.Held, s.Basis)
		case len(s.LicensableBy) > 0:
			w.say("licensable", sorted(s.LicensableBy), s.Held)
		case len(s.Joined) > 0:
			w.say("joined", sorted(s.Joined))
		default:
			w.say("listed")
			w.each("listed", sorted(s.Listed))
		}
	}
	w.conditions("where", p.Where)
	w.conditions("only if", p.OnlyIf)
	w.each("family", sorted(p.Family))
	w.each("except", sorted(p.Except))
}

func (w *lines) products(p *agreement.ProductSet) {
	w.each("are", sorted(p.Are))
	for _, s := range p.OnSale {
		w.say("on sale", sorted(s.By), s.Held)
	}
	w.conditions("where", p.Where)
	w.each("except", sorted(p.Except))
	w.say("evolution", p.Evolution)
}

// The precedence of a grant or an exclusion is that of its block in every option.
func (w *lines) grant(g *agreement.Grant) {
	w.each("from", sorted(g.From))
	w.each("to", sorted(g.To))
	w.each("under", sorted(g.Under))
	w.say("as accepted", g.AsAccepted)
	w.each("for", sorted(g.For))
	w.say("for anything", g.Anything)
	w.each("acts", sorted(g.Acts))
	w.territory(&g.In)
	w.term(&g.During)
	w.say("price", g.Price, g.Sublicence, g.Transfer)
	w.conditions("provided", g.Provided)
	w.conditions("have made", g.HaveMadeIf)
}

func (w *lines) exclusion(x *agreement.Exclusion) {
	w.each("cuts", sorted(x.Cuts))
	w.each("for", sorted(x.For))
	w.each("except", sorted(x.Except))
	w.say("for anything", x.Anything, x.Extent)
	w.each("under", sorted(x.Under))
	w.each("acts", sorted(x.Acts))
	if x.In != nil {
		w.territory(x.In)
	}
	if x.During != nil {
		w.term(x.During)
	}
	w.conditions("provided", x.Provided)
}

func (w *lines) territory(t *agreement.Territory) {
	w.say("in", t.World, t.LeastDeveloped, t.NotStated)
	w.each("in", sorted(t.In))
	w.each("not in", sorted(t.Except))
}

func (w *lines) term(t *agreement.Term) { w.say("during", t.Span, t.NotStated, t.Accepted) }

// conditions writes each condition as a line, its alternatives in no order.
func (w *lines) conditions(what string, cs []agreement.Condition) {
	for _, c := range cs {
		alts := make([]string, len(c))
		for i, t := range c {
			alts[i] = fmt.Sprintf("%#v", []any{t.Not, t.Attr, sorted(t.Values), t.Span, t.ToLeft, t.Finding})
		}
		w.say(what, sorted(alts))
	}
}

// sorted are the items of a list as text, in order, each once.
func sorted[T any](items []T) []string {
	out := make([]string, len(items))
	for i, x := range items {
		out[i] = fmt.Sprintf("%#v", x)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
