package check

import (
	"cmp"
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// title warns about assignments by somebody who does not own the patent at that moment: they have no effect. It looks
// at patents whose first owners are known, from a journal or from the portfolio.
func (c *checker) title(facts []agreement.Fact) {
	owners := map[string][]agreement.Org{}
	for i := range facts {
		if b, ok := facts[i].Body.(agreement.PatentFact); ok && b.Set&agreement.SetOwners != 0 && facts[i].Retracted == when.None {
			owners[b.Record.ID] = nil
			for _, o := range b.Record.Owners {
				owners[b.Record.ID] = append(owners[b.Record.ID], agreement.Org(o))
			}
		}
	}
	var moves []int
	for i := range facts {
		f := &facts[i]
		b, ok := f.Body.(agreement.Assignment)
		if !ok || f.Retracted != when.None {
			continue
		}
		moves = append(moves, i)
		for _, id := range b.Patents {
			if _, known := owners[id]; known || c.opt.Patent == nil {
				continue
			}
			if r, ok := c.opt.Patent(id); ok && len(r.Owners) > 0 {
				for _, o := range r.Owners {
					owners[id] = append(owners[id], agreement.Org(o))
				}
			}
		}
	}
	slices.SortStableFunc(moves, func(a, b int) int {
		return cmp.Or(cmp.Compare(facts[a].Begin.Earliest, facts[b].Begin.Earliest), cmp.Compare(facts[a].Order, facts[b].Order))
	})
	vague := map[string]bool{} // patents whose title cannot be followed further without an answer to a question
	last := map[string]int{}
	for _, i := range moves {
		f := &facts[i]
		b := f.Body.(agreement.Assignment)
		for _, id := range b.Patents {
			if _, known := owners[id]; !known || vague[id] {
				continue
			}
			if j, ok := last[id]; ok && facts[j].Begin.Latest >= f.Begin.Earliest && (facts[j].Order == 0 || f.Order == 0 || !f.Begin.Known() || !facts[j].Begin.Known()) {
				vague[id] = true
				x := &ctx{checker: c}
				p := x.warn(diag.UnorderedFacts, f.At, "the order of these assignments of "+id+" is not stated", "Either may have come first, and the outcome depends on it; answers that need it ask. State the days, or give each a line order 1, order 2.")
				alsoAt(p, facts[j].Text, facts[j].At)
				continue
			}
			last[id] = i
			k := slices.Index(owners[id], b.From)
			if k < 0 {
				x := &ctx{checker: c}
				x.warn(diag.AssignsWithoutTitle, f.At, string(b.From)+" does not own "+id+" at that moment", "It belongs to "+orgs(owners[id])+" then, so the assignment has no effect. Correct the assignor or the day, or add the assignment that is missing in between.")
				continue
			}
			now := slices.Delete(slices.Clone(owners[id]), k, k+1)
			for _, o := range b.To {
				if !slices.Contains(now, o) {
					now = append(now, o)
				}
			}
			owners[id] = now
		}
	}
}

// events warns about legal events in countries where the patent has no effect: they change nothing.
func (c *checker) events(facts []agreement.Fact) {
	declared := map[string]*patent.Record{}
	for i := range facts {
		if b, ok := facts[i].Body.(agreement.PatentFact); ok && facts[i].Retracted == when.None && (b.Set&agreement.SetStates != 0 || b.Record.Office != "") {
			declared[b.Record.ID] = &b.Record
		}
	}
	for i := range facts {
		b, ok := facts[i].Body.(agreement.StatusFact)
		if !ok {
			continue
		}
		for _, id := range b.Patents {
			r := declared[id]
			if r == nil && c.opt.Patent != nil {
				if known, ok := c.opt.Patent(id); ok {
					r = &known
				}
			}
			for _, country := range b.Countries {
				if r != nil && patent.EffectIn(r, country) == patent.No {
					x := &ctx{checker: c}
					x.warn(diag.NoEffectThere, facts[i].At, id+" has no effect in "+patent.CountryName(country), "So nothing can happen to it there, and the statement changes nothing. Correct the country or the number.")
				}
			}
		}
	}
}

// lineage reports patents that descend from themselves.
func (c *checker) lineage(facts []agreement.Fact) {
	parents := map[string][]int{}
	for i := range facts {
		if b, ok := facts[i].Body.(agreement.Descent); ok && facts[i].Retracted == when.None {
			parents[b.Child] = append(parents[b.Child], i)
		}
	}
	const open, done = 1, 2
	state := map[string]int{}
	var path []int
	var visit func(id string)
	visit = func(id string) {
		state[id] = open
		for _, i := range parents[id] {
			path = append(path, i)
			switch parent := facts[i].Body.(agreement.Descent).Parent; state[parent] {
			case open:
				x := &ctx{checker: c}
				p := x.error(diag.DescentCycle, facts[i].At, parent+" would descend from itself", "An application goes back to an earlier one, never round to itself. Correct one of these statements.")
				for k := len(path) - 2; k >= 0; k-- {
					alsoAt(p, facts[path[k]].Text, facts[path[k]].At)
					if facts[path[k]].Body.(agreement.Descent).Child == parent {
						break
					}
				}
			case 0:
				visit(parent)
			}
			path = path[:len(path)-1]
		}
		state[id] = done
	}
	for i := range facts {
		if b, ok := facts[i].Body.(agreement.Descent); ok && state[b.Child] == 0 {
			visit(b.Child)
		}
	}
	c.componentCycles(facts)
}

// componentCycles reports products that contain themselves.
func (c *checker) componentCycles(facts []agreement.Fact) {
	declared := map[string]int{}
	for i := range facts {
		if b, ok := facts[i].Body.(agreement.Product); ok && facts[i].Retracted == when.None {
			declared[b.ID] = i
		}
	}
	const open, done = 1, 2
	state := map[string]int{}
	var visit func(id string, path []string)
	visit = func(id string, path []string) {
		state[id] = open
		i := declared[id]
		for _, part := range facts[i].Body.(agreement.Product).Contains {
			_, ok := declared[part.ID]
			switch {
			case !ok:
			case state[part.ID] == open:
				x := &ctx{checker: c}
				p := x.error(diag.ProductCycle, facts[i].At, part.ID+" would contain itself", "A component is smaller than what it is in. Take one of the parts out.")
				for _, other := range path {
					if other != id {
						alsoAt(p, other+" is declared here", facts[declared[other]].At)
					}
				}
			case state[part.ID] == 0:
				visit(part.ID, append(path, part.ID))
			}
		}
		state[id] = done
	}
	for i := range facts {
		if b, ok := facts[i].Body.(agreement.Product); ok && declared[b.ID] == i && state[b.ID] == 0 {
			visit(b.ID, []string{b.ID})
		}
	}
}
