package check

import (
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/syntax"
	"github.com/crossgrant/crossgrant/when"
)

// This file lowers what rests on patents beside rights to use them (docs/meaning.md §19): who may sue, what others hold,
// when inventions were made, and who may license what others own.

// sueKeys are the keys of the lines that say who may sue.
var sueKeys = []string{"before", "after", "from", "until", "in"}

// allocation lowers who may sue for infringements, by their day. For each day one line says it.
func (x *ctx) allocation() *agreement.Allocation {
	out := &agreement.Allocation{Clause: x.def.clause, On: x.patentItems("on")}
	var lines []*syntax.SueShare // of the shares
	for _, p := range x.block.Props {
		v, ok := p.Value.(*syntax.SueShare)
		if !ok {
			continue
		}
		who, consent := x.distinctOrgs(v.Who), x.distinctOrgs(v.Consent)
		during, _, ok := x.span(v.During) // nobody infringes after the end of a patent, so how the end is written means nothing
		if !ok {
			continue
		}
		for i, earlier := range out.Shares {
			if both := earlier.During.Intersect(during); !both.Empty() {
				q := x.error(diag.SharesOverlap, v.At, "two lines say who may sue for infringements of the same days: "+daysWords(both), "For each day one line says who may sue. Where several may, name them in one line, `in 2009-01-01 .. 2009-08-28: sony, gsi`; else give each line days of its own.")
				alsoAt(q, "the other line", lines[i].At)
				break
			}
		}
		out.Shares = append(out.Shares, agreement.SueShare{During: during, Who: who, ConsentOf: consent, Consent: consentWords(consent, v.Where)})
		lines = append(lines, v)
	}
	if !slices.ContainsFunc(sueKeys, func(key string) bool { return x.block.Get(key) != nil }) {
		x.missing("before", "Say who may sue for infringements of which time, such as: before event \"closing\": sony; from event \"closing\": gsi.")
	}
	out.Assumed, out.Uses = x.def.assumed, x.def.uses
	return out
}

// daysWords is the days of a span, one alone as itself.
func daysWords(i when.Interval) string {
	if i.From == i.Last() {
		return i.From.String()
	}
	return i.String()
}

// consentWords says whose consent it takes, and when: "gsi and sony (where the claim may affect them)".
func consentWords(of []agreement.Org, where *syntax.Text) string {
	who := make([]string, len(of))
	for i, o := range of {
		who[i] = string(o)
	}
	s := strings.Join(who, " and ")
	if where == nil || s == "" {
		return s
	}
	return s + " (" + strings.TrimSuffix(where.Text, ".") + ")"
}

// distinctOrgs reads a list of organisations, each once.
func (x *ctx) distinctOrgs(ns []syntax.Name) []agreement.Org {
	var out []agreement.Org
	for _, o := range x.orgList(ns) {
		if !slices.Contains(out, o) {
			out = append(out, o)
		}
	}
	return out
}

// encumbrance lowers rights in patents that others hold. Without a since line they have been there since ever, and
// without a scope nobody knows how far they go.
func (x *ctx) encumbrance() *agreement.Encumbrance {
	b := x.block
	out := &agreement.Encumbrance{Clause: x.def.clause, On: x.patentItems("on"), Since: when.Always}
	if p := b.Get("held by"); p != nil {
		switch v := p.Value.(type) {
		case *syntax.Members:
			out.HeldBy = x.members(v.Items)
		case *syntax.Unnamed:
			out.Unnamed = v.Who.Text
		}
	}
	if p := b.Get("since"); p != nil {
		if v, ok := p.Value.(*syntax.Since); ok {
			if span, ok := x.closedSpan(v.When); ok {
				out.Since = span
			}
		}
	}
	if p := b.Get("scope"); p != nil {
		if v, ok := p.Value.(*syntax.Text); ok { // else it is unknown
			out.Scope = v.Text
		}
	}
	out.Assumed, out.Uses = x.def.assumed, x.def.uses
	return out
}

// unnamed reports whether some encumbrance speaks of a class of holders in these words.
func (c *checker) unnamed(who string) bool {
	for _, s := range c.scopes {
		for _, b := range s.doc.Blocks {
			for p := range b.All("held by") {
				if v, ok := p.Value.(*syntax.Unnamed); ok && v.Who.Text == who {
					return true
				}
			}
		}
	}
	return false
}

// milestone lowers when inventions were made, or first disclosed to their owner.
func (x *ctx) milestone(b *syntax.Milestone) (agreement.FactBody, bool) {
	out := agreement.Milestone{Patents: x.patentIDs(b.Patents), What: agreement.PatentInvented}
	if b.Disclosed {
		out.What = agreement.PatentDisclosed
	}
	return out, len(out.Patents) > 0
}

// mayLicense lowers that somebody may license patents that others own: a state, which lasts.
func (x *ctx) mayLicense(b *syntax.MayLicense) (agreement.FactBody, bool) {
	by, ok := x.org(b.By)
	out := agreement.Licensable{By: by, Patents: x.patentIDs(b.Patents)}
	return out, ok && len(out.Patents) > 0
}

// rightToSue reads the question who may sue; nil when it cannot be made out.
func (x *ctx) rightToSue(v *syntax.RightToSue) *agreement.RightToSue {
	id, ok := x.patentID(v.Patent)
	on, dated := x.date(&v.Day)
	if !ok || !dated {
		return nil
	}
	return &agreement.RightToSue{Patent: id, On: on}
}

// claimants reads who may sue, and whose consent it takes.
func (x *ctx) claimants(v *syntax.Answer) (who []string, consent []agreement.Org) {
	for _, o := range x.distinctOrgs(v.Holders) {
		who = append(who, string(o))
	}
	return who, x.distinctOrgs(v.Consent)
}
