package synth

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// whatStands is what some hundred worlds must hold of inventions, of what somebody may license, of what is presumed.
var whatStands = []string{
	"made", "disclosed", "invention between two days", "invention before a day", "two days of one invention", "test of made", "test of disclosed",
	"may license since ever", "may license from a day", "may license between two days", "may license until a day", "licensable by",
	"presumed finding", "presumed finding of a grant", "finding yes of what is presumed", "finding no of what is presumed",
}

func noteStanding(note func(string, bool), w *agreement.World) {
	stated := map[string]bool{}
	for i := range w.Facts {
		f := &w.Facts[i]
		switch b := f.Body.(type) {
		case agreement.Milestone:
			note("made", b.What == agreement.PatentInvented)
			note("disclosed", b.What == agreement.PatentDisclosed)
			note("invention between two days", f.Begin.Earliest.Real() && !f.Begin.Known())
			note("invention before a day", !f.Begin.Earliest.Real())
			key := b.What.String() + b.Patents[0]
			note("two days of one invention", stated[key])
			stated[key] = true
		case agreement.Licensable:
			note("may license since ever", !f.Begin.Latest.Real() && f.End == when.Max)
			note("may license from a day", f.Begin.Earliest.Real())
			note("may license between two days", !f.Begin.Known())
			note("may license until a day", f.End != when.Max)
		case agreement.Finding:
			if slices.Contains(presumedTerms, b.Term) {
				note("finding yes of what is presumed", b.Yes)
				note("finding no of what is presumed", !b.Yes)
			}
		}
	}
	for _, a := range w.Agreements {
		for _, x := range a.Patents {
			for _, s := range x.Add {
				note("licensable by", len(s.LicensableBy) > 0)
			}
			for _, t := range slices.Concat(x.Where...) {
				note("test of made", t.Attr == agreement.PatentInvented)
				note("test of disclosed", t.Attr == agreement.PatentDisclosed)
				note("presumed finding", t.Finding.Presumed)
			}
		}
		for _, x := range a.Grants {
			for _, t := range slices.Concat(x.Provided...) {
				note("presumed finding of a grant", t.Finding.Presumed)
			}
		}
	}
}
