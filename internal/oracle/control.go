package oracle

import (
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// whole is 100% in millionths.
const whole = 1_000_000

type holdingsAt struct {
	held agreement.Org
	day  when.Date
}

// holdingsIn says what everybody holds in e on day t.
func (v *view) holdingsIn(e agreement.Org, t when.Date) map[agreement.Org]int64 {
	key := holdingsAt{e, t}
	if h, ok := v.holdings[key]; ok {
		return h
	}
	var about []happening[agreement.Control]
	for _, c := range v.control {
		if c.body.Held == e {
			about = append(about, c)
		}
	}
	facts := happened(v, t, "control of "+string(e), about, controlsCollide)
	out := map[agreement.Org]int64{}
	latest := map[agreement.Org]int{} // place of the fact that gives the holding
	for i, f := range facts {
		if t < f.fact.End {
			latest[f.body.Holder] = i
			out[f.body.Holder] = f.body.Millionths
		}
	}
	// One who has the whole leaves nothing of what others were given before.
	for taker, i := range latest {
		if facts[i].body.Millionths < whole {
			continue
		}
		for other, j := range latest {
			if other != taker && j < i {
				out[other] = 0
			}
		}
	}
	v.holdings[key] = out
	return out
}

// controlsCollide reports whether the order of control facts about one entity on one day can make a difference: two
// give the same holder different shares, or one gives the whole and another is about somebody else.
func controlsCollide(day []placed[agreement.Control]) bool {
	for i, a := range day {
		for _, b := range day[i+1:] {
			same := a.body.Holder == b.body.Holder
			if same && a.body.Millionths != b.body.Millionths {
				return true
			}
			if !same && (a.body.Millionths >= whole || b.body.Millionths >= whole) {
				return true
			}
		}
	}
	return false
}

// controls reports whether o belongs to the entities that r controls on day t, control not passing through anybody in
// without. Only entities on a way from r to o are looked at: the others cannot help.
func (v *view) controls(r, o agreement.Org, share agreement.Share, without []agreement.Org, t when.Date) bool {
	if r == o {
		return false
	}
	down, up := v.below(r), v.above(o)
	controlled := map[agreement.Org]bool{}
	for grown := true; grown; {
		grown = false
		for _, e := range v.orgs {
			if e == r || controlled[e] || !down[e] || !up[e] {
				continue
			}
			var sum int64
			for holder, n := range v.holdingsIn(e, t) {
				if holder == r || controlled[holder] && !has(without, holder) {
					sum += n
				}
			}
			if share.Meets(sum) {
				controlled[e], grown = true, true
			}
		}
	}
	return controlled[o]
}

// below is r and everybody in whom it was ever said to have a holding, directly or through others.
func (w *known) below(r agreement.Org) map[agreement.Org]bool {
	if w.under[r] == nil {
		w.under[r] = reachable(r, w.control, func(c agreement.Control) (from, to agreement.Org) { return c.Holder, c.Held })
	}
	return w.under[r]
}

// above is o and everybody who was ever said to have a holding in it, directly or through others.
func (w *known) above(o agreement.Org) map[agreement.Org]bool {
	if w.over[o] == nil {
		w.over[o] = reachable(o, w.control, func(c agreement.Control) (from, to agreement.Org) { return c.Held, c.Holder })
	}
	return w.over[o]
}

// reachable is whoever can be reached over control facts that lead from one to the other, and x.
func reachable(x agreement.Org, facts []happening[agreement.Control], leads func(agreement.Control) (from, to agreement.Org)) map[agreement.Org]bool {
	out := map[agreement.Org]bool{x: true}
	for grown := true; grown; {
		grown = false
		for _, c := range facts {
			if from, to := leads(c.body); out[from] && !out[to] {
				out[to], grown = true, true
			}
		}
	}
	return out
}

// affiliated reports whether o is an affiliate of r on day t: controlled by r, in control of r, or controlled by one
// who is in control of r.
func (v *view) affiliated(r, o agreement.Org, share agreement.Share, without []agreement.Org, t when.Date) bool {
	if r == o {
		return false
	}
	if v.controls(r, o, share, without, t) {
		return true
	}
	for _, parent := range v.orgs {
		if parent == r || has(without, parent) || !v.controls(parent, r, share, without, t) {
			continue
		}
		if parent == o || v.controls(parent, o, share, without, t) {
			return true
		}
	}
	return false
}

func has[T comparable](items []T, x T) bool {
	for _, y := range items {
		if x == y {
			return true
		}
	}
	return false
}
