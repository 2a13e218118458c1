package rights

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// deal is a fact of control by which an entity may have been acquired (§20).
type deal struct {
	fact          int
	begin         when.Bounds
	entity, buyer org
	form          agreement.Deal
}

func (p *Program) addDeal(i int, f *agreement.Fact, b agreement.Control) {
	if b.Deal != agreement.NoDeal && agreement.Over50.Meets(b.Millionths) {
		p.deals = append(p.deals, deal{i, f.Begin, p.orgOf(b.Held), p.orgOf(b.Holder), b.Deal})
	}
}

// acquired reports on which day the entity of a deal was acquired, if it was by t: the buyer did not control it before.
func (p *Program) acquired(cs *cases, d *deal, t when.Date) (when.Date, bool) {
	day, ok := p.dayBy(cs, d.fact, d.begin, t)
	return day, ok && !p.control.controls(cs, d.buyer, d.entity, agreement.Over50, nil, day-1)
}

// separate reports whether a deal left the entity a separate one.
func (p *Program) separate(cs *cases, d *deal) bool {
	if d.form == agreement.UnknownForm {
		return cs.yes(agreement.QForm(d.fact, p.factText(d.fact)))
	}
	return d.form == agreement.StaysSeparate
}

// mergedInto lists those into whom somebody may have been merged.
func (p *Program) mergedInto(x org) []org {
	var out []org
	for _, d := range p.deals {
		if d.entity == x && d.form != agreement.StaysSeparate && !slices.Contains(out, d.buyer) {
			out = append(out, d.buyer)
		}
	}
	return out
}

// hasForm reports whether a deal is of the form that a trigger names.
func (p *Program) hasForm(cs *cases, d *deal, form agreement.Deal) bool {
	switch {
	case form == agreement.NoDeal || form == agreement.UnknownForm || d.form == form:
		return true
	case d.form != agreement.UnknownForm:
		return false
	}
	return p.separate(cs, d) == (form == agreement.StaysSeparate)
}
