package oracle

import (
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// setAt is a patent tested for a set.
type setAt struct {
	set    agreement.Name
	patent string
	pair   *pair
}

// underItems reports whether a patent is in one of the sets, or is one of the ids.
func (v *view) underItems(items []agreement.PatentItem, p *patent.Record) bool {
	for _, it := range items {
		if it.Set != "" && v.captured(it.Set, p) || it.Set == "" && it.ID == p.ID {
			return true
		}
	}
	return false
}

// captured reports whether a patent is in a set, for a use on the day of the view.
func (v *view) captured(name agreement.Name, p *patent.Record) bool {
	s := v.set(name)
	if s == nil {
		return false
	}
	if v.pair == nil && v.setSpeaks(s) {
		return v.capturedForSome(s, name, p)
	}
	return v.guarded(setAt{name, p.ID, v.pair}, func() bool {
		return v.chosen(s, p, map[string]bool{}) &&
			!v.underItems(s.Except, p) &&
			v.holdAll(s.OnlyIf, subject{patent: p, clause: s.Clause, on: v.day}) &&
			v.allYes(name)
	})
}

// chosen reports whether selectors and where put a patent in, or whether it descends from one that they put in.
// Tried are the patents already looked at on the way.
func (v *view) chosen(s *agreement.PatentSet, p *patent.Record, tried map[string]bool) bool {
	tried[p.ID] = true
	if v.added(s, p) && v.holdAll(s.Where, subject{patent: p, clause: s.Clause, on: v.day}) {
		return true
	}
	for _, q := range v.records {
		if !tried[q.ID] && v.descends(p, q, s.Family) && v.chosen(s, q, tried) {
			return true
		}
	}
	return false
}

// added reports whether a selector adds a patent; a set without selectors has every patent.
func (v *view) added(s *agreement.PatentSet, p *patent.Record) bool {
	if len(s.Add) == 0 {
		return true
	}
	for _, a := range s.Add {
		if has(a.Listed, p.ID) {
			return true
		}
		if len(a.OwnedBy)+len(a.LicensableBy) > 0 && v.heldAt(p, a) || len(a.Joined) > 0 && v.joined(a.Joined, p) {
			return true
		}
	}
	return false
}

// heldAt reports whether a patent was owned by the selector's members, or licensable by them, at the selector's time.
func (v *view) heldAt(p *patent.Record, a agreement.Selector) bool {
	var days []when.Date
	switch a.Held.Kind {
	case agreement.HeldOn:
		days = []when.Date{a.Held.Day}
	case agreement.HeldBefore:
		days = []when.Date{a.Held.Day - 1}
	case agreement.HeldDuring:
		days = v.titleDays(p, a.Held.Span)
	case agreement.HeldAtTimeOfUse:
		days = []when.Date{v.day}
	}
	for _, d := range days {
		if v.heldBy(p, a.OwnedBy, d) && v.there(a.Basis, p, d) || v.licensableBy(p, a.LicensableBy, d) {
			return true
		}
	}
	return false
}

// descends reports whether p is the child of q by one of the kinds of relation, or its foreign counterpart.
func (v *view) descends(p, q *patent.Record, kinds []patent.Relation) bool {
	for _, kind := range kinds {
		if kind == patent.ForeignCounterpart {
			if p.Family != "" && p.Family == q.Family && p.Office != q.Office {
				return true
			}
			continue
		}
		for _, parent := range p.Parents {
			if parent.ID == q.ID && parent.How == kind {
				return true
			}
		}
		for _, d := range v.descents {
			if d.Child == p.ID && d.Parent == q.ID && d.How == kind {
				return true
			}
		}
	}
	return false
}
