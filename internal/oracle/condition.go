package oracle

import (
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// subject is what a condition is about: a patent, a node of the product, an agreement; the clause that asks, and the day
// whose findings count.
type subject struct {
	patent    *patent.Record // nil: none
	node      *node          // nil: none
	agreement string         // empty: none
	entity    agreement.Org  // empty: none, as the next
	buyer     agreement.Org
	clause    agreement.Clause
	on        when.Date
}

// holdAll reports whether every line holds.
func (v *view) holdAll(lines []agreement.Condition, s subject) bool {
	for _, line := range lines {
		if !v.holds(line, s) {
			return false
		}
	}
	return true
}

// holds reports whether one alternative of a line holds.
func (v *view) holds(line agreement.Condition, s subject) bool {
	for _, t := range line {
		if v.test(t, s) != t.Not {
			return true
		}
	}
	return false
}

// test works out one alternative, leaving aside its `not`.
func (v *view) test(t agreement.Test, s subject) bool {
	switch {
	case t.Attr == agreement.FindingTest:
		return v.findingTest(t.Finding, s)
	case t.Attr.OfPatent():
		return s.patent != nil && v.patentTest(t, s.patent)
	case t.Attr.OfProduct():
		return s.node != nil && v.productTest(t, s.node)
	}
	return false
}

func (v *view) patentTest(t agreement.Test, p *patent.Record) bool {
	if t.ToLeft {
		t.Span = v.upToLeaving(t.Span)
	}
	switch t.Attr {
	case agreement.PatentPriority:
		return v.dayLies("priority date", p.Priority, t.Span, p)
	case agreement.PatentFiled:
		return v.dayLies("filing date", p.Filed, t.Span, p)
	case agreement.PatentPublished:
		return v.dayLies("publication date", p.Published, t.Span, p)
	case agreement.PatentInvented:
		return v.dayLies("invention date", v.milestone(t.Attr, p), t.Span, p)
	case agreement.PatentDisclosed:
		return v.dayLies("disclosure date", v.milestone(t.Attr, p), t.Span, p)
	case agreement.PatentGranted:
		granted := p.IsGrant == patent.Yes ||
			p.IsGrant == patent.Unknown && v.yes(agreement.QAttr("granted", "yes", p.ID))
		return granted && v.dayLies("grant date", p.Grant, t.Span, p)
	}
	for _, value := range t.Values {
		if v.patentHas(t.Attr, value, p) {
			return true
		}
	}
	return false
}

// dayLies reports whether a date of a patent lies in a span; one that is only known within bounds is a question.
func (v *view) dayLies(what string, b when.Bounds, span when.Interval, p *patent.Record) bool {
	switch {
	case b.Empty():
		return false
	case b.Known():
		return span.Contains(b.Earliest)
	}
	return span.Contains(v.dayOf(agreement.QDay(what, p.ID), v.daysOf(b, v.tested)))
}

// patentHas reports whether an attribute of a patent has one value.
func (v *view) patentHas(attr agreement.Attr, value string, p *patent.Record) bool {
	switch attr {
	case agreement.PatentKind:
		if p.Kind == patent.KindUnknown {
			return v.yes(agreement.QAttr("kind", value, p.ID))
		}
		kind, ok := patent.ParseKind(value)
		return ok && kind == p.Kind
	case agreement.PatentField:
		if p.Unclassified() {
			return v.yes(agreement.QAttr("field", value, p.ID))
		}
		field, ok := patent.ParseField(value)
		return ok && p.Fields.Has(field)
	case agreement.PatentClass:
		if p.Unclassified() {
			return v.yes(agreement.QAttr("class", value, p.ID))
		}
		for _, c := range p.Classes {
			if strings.HasPrefix(withoutBlanks(c), withoutBlanks(value)) {
				return true
			}
		}
	case agreement.PatentStandard:
		return hasStandard(p.Standards, value)
	case agreement.PatentOffice:
		return p.Office == value
	case agreement.PatentFamily:
		if p.Family == "" {
			return v.yes(agreement.QAttr("family", value, p.ID))
		}
		return p.Family == value
	}
	return false
}

func withoutBlanks(s string) string { return strings.ReplaceAll(s, " ", "") }

func (v *view) productTest(t agreement.Test, n *node) bool {
	for _, value := range t.Values {
		if v.nodeHas(t.Attr, value, n) {
			return true
		}
	}
	return false
}

// nodeHas reports whether an attribute of a node has one value; where nobody gave it any, that is a question.
func (v *view) nodeHas(attr agreement.Attr, value string, n *node) bool {
	ask := func(name string) bool { return v.yes(agreement.QAttr(name, value, n.id)) }
	switch attr {
	case agreement.ProductCategory:
		if len(n.categories) == 0 {
			return ask("category")
		}
		return has(n.categories, value)
	case agreement.ProductMaker:
		if n.maker == "" {
			return ask("maker")
		}
		return string(n.maker) == value
	case agreement.ProductBrand:
		if n.brand == "" {
			return ask("brand")
		}
		return n.brand == value
	case agreement.ProductStandard:
		if len(n.implements) == 0 {
			return ask("standard")
		}
		return hasStandard(n.implements, value)
	case agreement.ProductBusiness:
		if n.business == "" {
			return ask("business")
		}
		return n.business == value
	case agreement.ProductID:
		return n.id == value
	}
	return false
}

// hasStandard reports whether a standard is one of those listed, under whichever spelling.
func hasStandard(list []string, name string) bool {
	for _, s := range list {
		if patent.SameStandard(s, name) {
			return true
		}
	}
	return false
}
