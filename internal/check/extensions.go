package check

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/syntax"
)

// extension lowers a sublicence, an extension or a transfer.
func (x *ctx) extension() *agreement.Extension {
	b := x.block
	e := &agreement.Extension{Clause: x.def.clause, Kind: map[string]agreement.ExtensionKind{"sublicence": agreement.Sublicence, "extension": agreement.Exhaustion, "transfer": agreement.Transfer}[b.Kind]}
	e.By = x.memberLines("by")
	for _, n := range x.items("of") {
		if d := x.mention(n, diag.UnknownGrant, grantKinds); d != nil {
			e.Of = appendNames(e.Of, []agreement.Name{d.qname()})
		}
	}
	about := ofProduct
	if p := b.Get("to"); p != nil {
		switch v := p.Value.(type) {
		case *syntax.Members:
			e.To = x.members(v.Items)
		case *syntax.Chain:
			e.Chain = agreement.MakesFor
			if v.Acquired {
				e.Chain = agreement.AcquiredFrom
			}
		case *syntax.Parties:
			about = ofParties
			with, ok := x.org(v.With)
			span, good := x.closedSpan(v.Signed)
			if ok && good {
				e.Parties = &agreement.Parties{With: with, Signed: span}
			}
		case *syntax.Buyer:
			e.Business = true
		}
	}
	if e.Kind == agreement.Transfer {
		about = ofNobody
	}
	x.giving(e)
	e.Acts = x.acts()
	e.Provided = x.conditions("provided", about)
	e.Precedence = x.precedence()
	e.Assumed, e.Uses = x.def.assumed, x.def.uses
	return e
}

// giving reads how a sublicence comes about. Where the text does not say, somebody has to give it, but to those who stand
// in the chain of supply it comes with their place in it.
func (x *ctx) giving(e *agreement.Extension) {
	b := x.block
	if e.Kind != agreement.Sublicence {
		return
	}
	p := b.Get("given")
	v, stated := (*syntax.Giving)(nil), false
	if p != nil {
		v, stated = p.Value.(*syntax.Giving)
	}
	switch {
	case e.Chain != agreement.NoChain && stated && v.ByAct:
		x.error(diag.NotYetSupported, v.At, "a sublicence that is given to each of the chain of supply cannot be computed yet", "Who stands in the chain of a licensee is known from each use, and given by itself is what counts for them. Name those who may be sublicensed by an act: to \"GROUP\", or to everyone.")
		return
	case stated:
		e.ByAct = v.ByAct
	case p != nil: // could not be read
	case e.Chain == agreement.NoChain && b.Get("to") != nil:
		e.ByAct = true
		x.note(diag.DefaultGiving, b.Head, "how the sublicence is given is not stated", "It is taken to be given by an act: it reaches those whom a licensee sublicenses by a statement of a journal. Write `given by act` if that is meant, or `given by itself` where the text gives the rights without more.")
	}
	if by := b.Get("by"); by != nil && !e.ByAct {
		x.warn(diag.WithoutEffect, by.At, "nobody gives this sublicence", "It comes by itself, so who may give it changes nothing. Remove the line, or write `given by act`.")
	}
}

// ownSublicences holds sublicences and transfers against what the lines of their grants say of them. A block that
// prevails over its grant has said that it makes an exception of it.
func (x *ctx) ownSublicences(e *agreement.Extension, d *definition) {
	for _, name := range e.Of {
		g := x.definitionOf(name)
		if g == nil || slices.Contains(e.Precedence.Over, name) {
			continue
		}
		key, problem := "sublicence", diag.SublicenceNotAllowed
		if e.Kind == agreement.Transfer {
			key, problem = "transfer", diag.TransferNotAllowed
		}
		p := g.block.Get(key)
		if e.Kind == agreement.Exhaustion || p == nil || text(p.Value) != "none" {
			continue
		}
		q := x.error(problem, d.at(), quote(d.name)+" is "+a(d.kind)+" of "+quote(g.name)+", which allows none",
			"The grant has a line `"+key+" none`. If it allows what is listed, write `"+key+" listed` there; if this clause makes an exception, say so in it: notwithstanding "+spelt(g.name)+". Otherwise remove one of the two.")
		alsoAt(q, "the line of the grant", p.At)
		if g.scope == d.scope {
			q.Fix = &diag.Fix{Says: "write " + key + " listed", Edits: []diag.Edit{{Range: p.Value.Span(), New: "listed"}}}
		}
	}
}
