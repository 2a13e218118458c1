package crossgrant

import (
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// brokenInvariants are the `always` blocks that a use breaks, each with that use.
func (w *Workspace) brokenInvariants(knownAt when.Date) (diag.List, error) {
	var out diag.List
	for _, a := range w.World().Agreements {
		for _, always := range a.Always {
			p, err := w.Program(knownAt, false)
			if err != nil {
				return nil, err
			}
			breach, err := p.Always(always)
			if err != nil {
				return nil, err
			}
			if breach != nil {
				out.Add(broken(always.Clause.At, always.Title, breach))
			}
		}
	}
	return out, nil
}

func broken(at diag.Range, title string, b *rights.Breach) diag.Problem {
	if title == "" {
		title = "an invariant"
	}
	return diag.Problem{
		Name:     diag.BrokenInvariant,
		Severity: diag.Error,
		Summary:  title + ": broken",
		Detail:   b.Sentence() + ". Narrow that grant, or correct the invariant.",
		Subject:  at,
		Related:  []diag.Related{{Says: "the grant that goes beyond", Range: b.Grant.At}},
	}
}
