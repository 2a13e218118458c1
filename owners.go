package crossgrant

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/owners"
	"github.com/crossgrant/crossgrant/when"
)

// nameFinding begins the words of a finding that is a decision about a name: `finding "name HUAWEI TECH CO LTD" of
// huawei-technologies: yes`.
const nameFinding = "name "

// ownerNames are the organisations that owners of patents may be, with what was decided about names.
func ownerNames(world *agreement.World) *owners.Resolver {
	var declared []owners.Declared
	type dated struct {
		owners.Decision
		recorded when.Date
	}
	var decisions []dated
	for i := range world.Facts {
		f := &world.Facts[i]
		if f.Retracted != when.None {
			continue
		}
		where := fmt.Sprintf("%s:%d", f.At.File, f.At.Start.Line)
		switch b := f.Body.(type) {
		case agreement.Organisation:
			declared = append(declared, owners.Declared{ID: string(b.ID), Name: b.Name, Also: b.Also, Country: b.Country, Where: where})
		case agreement.Finding:
			name, ok := strings.CutPrefix(b.Term, nameFinding)
			if !ok || b.From != "" {
				continue
			}
			d := owners.Decision{Name: name, Org: b.Of, Is: b.Yes, By: b.By, At: where}
			if f.Recorded.Real() {
				d.Day = f.Recorded.String()
			}
			decisions = append(decisions, dated{d, f.Recorded})
		}
	}
	slices.SortStableFunc(decisions, func(a, b dated) int { return cmp.Compare(a.recorded, b.recorded) })
	out := make([]owners.Decision, len(decisions))
	for i, d := range decisions {
		out[i] = d.Decision
	}
	return owners.NewResolver(declared, out)
}
