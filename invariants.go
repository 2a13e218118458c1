package crossgrant

import (
	"errors"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/expect"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// invariants tries the `always` blocks of the wanted files on every use.
func (w *Workspace) invariants(world *agreement.World, wanted map[string]bool, knownAt when.Date) ([]expect.Invariant, error) {
	var out []expect.Invariant
	for _, a := range world.Agreements {
		for _, always := range a.Always {
			if f := always.Clause.At.File; f != "" && !wanted[f] {
				continue
			}
			p, err := w.Program(knownAt, false)
			if err != nil {
				return nil, err
			}
			i := expect.Invariant{Always: always}
			i.Breach, err = p.Always(always)
			var unknown *rights.UnknownError
			switch {
			case errors.As(err, &unknown):
				i.Untried = "on " + knownAt.String() + " there was no " + unknown.Kind + " " + unknown.Word + " on record"
			case err != nil:
				return nil, err
			}
			out = append(out, i)
		}
	}
	return out, nil
}

// broken is the problem of an invariant that a use breaks, as known on a day.
func (w *Workspace) broken(i expect.Invariant, knownAt when.Date) diag.Problem {
	ask := "crossgrant clear"
	if knownAt != w.Today() {
		ask = "crossgrant --known-at " + knownAt.String() + " clear"
	}
	title := i.Always.Title
	if title == "" {
		title = "an invariant"
	}
	return diag.Problem{
		Name:     diag.BrokenInvariant,
		Severity: diag.Error,
		Summary:  title + ": broken",
		Detail: i.Breach.Sentence() + ". Narrow that grant, or correct the invariant. To see why, ask `" + ask + " \"" + i.Witness() +
			"\"`, and `" + ask + " \"" + i.Beside() + "\"`.",
		Subject: i.Always.Clause.At,
		Related: []diag.Related{{Says: "the grant that goes beyond", Range: i.Breach.Grant.At}},
	}
}
