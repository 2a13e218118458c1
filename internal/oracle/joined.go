package oracle

import (
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// This file holds what becomes of patents where somebody was acquired, left or joined (docs/meaning.md §20).

// joined reports whether a patent was of an entity when that was acquired, or came or went, under one of some rules.
func (v *view) joined(rules []agreement.Name, p *patent.Record) bool {
	for _, r := range v.aboutEntities() {
		if !has(rules, r.Clause.QName()) {
			continue
		}
		for _, m := range v.instances(r, v.day) {
			if v.ownedWith(m, p, m.day) && v.stands(m, v.day) {
				return true
			}
		}
	}
	return false
}

// ownedWith reports whether an owner of a patent on day d is the entity, or one whom it controlled.
func (v *view) ownedWith(m instance, p *patent.Record, d when.Date) bool {
	for _, o := range v.owners(p, d) {
		if v.with(m, o) {
			return true
		}
	}
	return false
}

// followed says what rules about an entity make of the rights under the patents that it owned: they continue, or they end.
func (v *view) followed(g *granted, p *patent.Record) (run, end bool) {
	for _, r := range v.aboutEntities() {
		for _, f := range effectsOn(r, g.Clause.QName(), agreement.PatentsRun, agreement.PatentsFree) {
			for _, m := range v.instances(r, v.day) {
				if !v.ownedWith(m, p, m.day-1) || !v.stands(m, v.day) {
					continue
				}
				run = run || f.Kind == agreement.PatentsRun
				end = end || f.Kind == agreement.PatentsFree
			}
		}
	}
	return run, end
}

// there reports whether what a selector says ownership is of was there on day d: the patent, an application, or an invention
// disclosure.
func (v *view) there(b agreement.Basis, p *patent.Record, d when.Date) bool {
	by := when.Closed(when.Min, d)
	switch b {
	case agreement.OfApplications:
		return v.dayLies("priority date", p.Priority, by, p)
	case agreement.OfDisclosures:
		return v.dayLies("disclosure date", v.milestone(agreement.PatentDisclosed, p), by, p)
	}
	return true
}

// basisTurns lists the last day before and the first day after the end of the time in which what a selector says ownership
// is of has to have come about.
func basisTurns(a agreement.Selector, use when.Date) []when.Date {
	if a.Basis == agreement.OfPatents {
		return nil
	}
	last := a.Held.Day
	switch a.Held.Kind {
	case agreement.HeldBefore:
		last--
	case agreement.HeldAtTimeOfUse:
		last = use
	}
	return []when.Date{last, last + 1}
}
