package check

import (
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
)

// survival lowers what keeps grants alive against the rules and powers that end them.
func (x *ctx) survival() *agreement.Survival {
	b := x.block
	v := &agreement.Survival{Clause: x.def.clause, To: x.memberLines("to"), Election: x.memberLines("if elected by")}
	v.Keeps = x.ended(x.items("keeps"))
	for _, n := range x.items("against") {
		if d := x.mention(n, diag.UnknownDefinition, enders); d != nil {
			v.Against = appendNames(v.Against, []agreement.Name{d.qname()})
		}
	}
	if p := b.Get("during"); p != nil && p.Value != nil {
		t := x.term(p.Value)
		v.During = &t
	}
	v.Provided = x.conditions("provided", ofNobody)
	v.Precedence = x.precedence()
	v.Assumed, v.Uses = x.def.assumed, x.def.uses
	return v
}
