package check

import (
	"regexp"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/syntax"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// side says what a condition is about.
type side uint8

const (
	ofPatents  side = iota // where and only if of patents
	ofProducts             // where of products
	ofUse                  // provided and have made of grants: findings only, as from here on
	ofProduct              // provided of sublicences and extensions: not about the patent
	ofParties              // the same where they are to the parties to an agreement: also about the agreement
	ofNobody               // about nothing, or about something by its name
	ofEntity               // the same, or about the entity of an event
	ofBuyer                // the same, or about the entity or the buyer of an event
	ofMember               // about the member of a network
)

var patentAttrs = map[string]agreement.Attr{
	"priority": agreement.PatentPriority, "filed": agreement.PatentFiled, "published": agreement.PatentPublished, "granted": agreement.PatentGranted,
	"kind": agreement.PatentKind, "field": agreement.PatentField, "class": agreement.PatentClass, "standard": agreement.PatentStandard,
	"office": agreement.PatentOffice, "family": agreement.PatentFamily, "invention made": agreement.PatentInvented, "disclosed": agreement.PatentDisclosed,
}

var productAttrs = map[string]agreement.Attr{
	"category": agreement.ProductCategory, "maker": agreement.ProductMaker, "brand": agreement.ProductBrand,
	"standard": agreement.ProductStandard, "business": agreement.ProductBusiness, "product": agreement.ProductID,
}

// conditions reads every line of a key.
func (x *ctx) conditions(key string, about side) []agreement.Condition {
	var out []agreement.Condition
	for p := range x.block.All(key) {
		v, _ := p.Value.(*syntax.Condition)
		if only, ok := p.Value.(*syntax.OnlyIf); ok {
			v = only.Condition
		}
		if v == nil {
			continue
		}
		var c agreement.Condition
		whole := true
		for _, t := range v.Alts {
			test, ok := x.test(t, about)
			whole = whole && ok
			if ok {
				c = append(c, test)
			}
		}
		if whole && len(c) > 0 {
			out = append(out, c)
		}
	}
	return out
}

// test reads one alternative.
func (x *ctx) test(t *syntax.Test, about side) (agreement.Test, bool) {
	out := agreement.Test{Not: t.Not, At: t.At}
	if t.Finding != nil {
		f, ok := x.findingRef(t.Finding, about)
		out.Attr, out.Finding = agreement.FindingTest, f
		return out, ok
	}
	attr, ok := map[side]map[string]agreement.Attr{ofPatents: patentAttrs, ofProducts: productAttrs}[about][t.Attr]
	if !ok {
		x.wrongAttribute(t, about)
		return out, false
	}
	out.Attr = attr
	if t.ToLeft {
		out.Span, out.ToLeft = when.Always, true
		return out, attr.IsDate() && x.inNetwork(t.At, "the licensor")
	}
	if attr.IsDate() {
		if t.Span == nil {
			return out, false
		}
		span, ok := x.closedSpan(t.Span)
		out.Span = span
		return out, ok
	}
	ok = len(t.Values) > 0
	for _, n := range t.Values {
		v, good := x.attrValue(attr, n)
		ok = ok && good
		out.Values = append(out.Values, v)
	}
	return out, ok
}

func (x *ctx) wrongAttribute(t *syntax.Test, about side) {
	has, of := "", "patents"
	switch {
	case about >= ofUse:
		x.error(diag.WrongAttribute, t.AttrAt, "this line takes findings", "What a right hangs on is judged by people: write finding \"...\" and record the judgement in a journal. Tests of patents and products stand in their definitions.")
		return
	case about == ofProducts:
		of, has = "products", "category, maker, brand, standard, business, product"
	default:
		has = "priority, filed, published, granted, invention made, disclosed, kind, field, class, standard, office, family"
	}
	x.error(diag.WrongAttribute, t.AttrAt, of+" have no "+quote(t.Attr), "They are told apart by "+has+" and by findings. Use one of these.")
}

// classSymbol is the beginning of a CPC or IPC symbol: H, H04, H04W, H04W72, H04W72/04.
var classSymbol = regexp.MustCompile(`^[A-HY]([0-9]{2}([A-Z]([0-9]{1,4}(/[0-9]{1,6})?)?)?)?$`)

// attrValue reads one value of a test in the spelling of the model.
func (x *ctx) attrValue(attr agreement.Attr, n syntax.Name) (string, bool) {
	switch attr {
	case agreement.PatentField:
		return x.field(n)
	case agreement.PatentKind:
		if _, ok := patent.ParseKind(n.Text); !ok {
			x.unknown(diag.UnknownPatentKind, n, "kind of right", func() []string { return patentKinds }, "The kinds are "+strings.Join(patentKinds, ", ")+".")
			return "", false
		}
	case agreement.PatentClass:
		return x.class(n)
	case agreement.PatentOffice:
		return x.office(n)
	case agreement.ProductMaker:
		o, ok := x.org(n)
		return string(o), ok
	case agreement.ProductCategory:
		x.sawCategory(n)
	case agreement.ProductID:
		if !x.known.hasProduct(n.Text) {
			x.unknown(diag.UnknownProduct, n, "product", x.known.productIDs, "Declare it in a journal: ID is a product \"NAME\" by ORGANISATION.")
			return "", false
		}
	}
	return n.Text, true
}

var patentKinds = []string{patent.Invention.String(), patent.UtilityModel.String(), patent.Design.String(), patent.Plant.String()}

// field reads a technology field and writes it in its one spelling.
func (x *ctx) field(n syntax.Name) (string, bool) {
	if f, ok := patent.ParseField(n.Text); ok {
		return f.Word(), true
	}
	x.unknown(diag.UnknownField, n, "technology field", fieldWords, "The fields are telecommunications, consumer-electronics, software, and WIPO's thirty-five as wipo-1 to wipo-35 or by name.")
	return "", false
}

// fieldWords are the words of all fields, then their names.
func fieldWords() []string {
	var words, names []string
	for f := range patent.Fields() {
		words, names = append(words, f.Word()), append(names, f.String())
	}
	return append(words, names...)
}

// class reads a symbol or the beginning of one.
func (x *ctx) class(n syntax.Name) (string, bool) {
	s := patent.NormaliseSymbol(n.Text)
	if !classSymbol.MatchString(s) {
		x.error(diag.ImpossibleClass, n.At, quote(n.Text)+" is not the beginning of a class symbol", "Classes are CPC or IPC symbols or their beginnings: H, H04, H04W, H04W72, H04W72/04.")
		return "", false
	}
	return s, true
}

// findingRef reads the question for a human judgement.
func (x *ctx) findingRef(f *syntax.FindingRef, about side) (agreement.FindingRef, bool) {
	out := agreement.FindingRef{Term: f.Term.Text, Presumed: f.Presumed}
	x.asked[f.Term.Text] = true
	switch f.Subject {
	case "the patent":
		out.Subject = agreement.SubjectPatent
	case "the product":
		out.Subject = agreement.SubjectProduct
	case "the agreement":
		out.Subject = agreement.SubjectAgreement
	case "the entity":
		out.Subject = agreement.SubjectEntity
	case "the buyer":
		out.Subject = agreement.SubjectBuyer
	case "the member":
		out.Subject = agreement.SubjectMember
	}
	if out.Subject == agreement.SubjectEntity && about < ofEntity || out.Subject == agreement.SubjectBuyer && about < ofBuyer {
		x.error(diag.WrongAttribute, f.At, "the event has no "+strings.TrimPrefix(f.Subject, "the "), "An entity is acquired, leaves or joins a group, or transfers a business; it has a buyer where it or the business is acquired. Ask of something by its name, or of nothing.")
		return out, false
	}
	if out.Subject == agreement.SubjectAgreement && about != ofParties {
		x.error(diag.WrongAttribute, f.At, "no agreement is looked at here", "Findings of the agreement stand in a sublicence or an extension to the parties to an agreement, one of which they are about. Ask of something by its name, or of nothing.")
		return out, false
	}
	if out.Subject == agreement.SubjectPatent && about > ofUse || out.Subject == agreement.SubjectProduct && about >= ofNobody {
		x.error(diag.WrongAttribute, f.At, "this line cannot look at "+f.Subject, "What it decides is the same for every "+strings.TrimPrefix(f.Subject, "the ")+" of a use. Ask of something by its name, or of nothing; what a right hangs on beside stands in a provided line of the grant.")
		return out, false
	}
	if about == ofPatents && out.Subject == agreement.SubjectProduct {
		x.error(diag.WrongAttribute, f.At, "a definition of patents cannot look at the product", "Whether a patent is in the set does not depend on the product of a use. Ask of the patent, or move the line to a provided line of the grant.")
		return out, false
	}
	if about == ofProducts && out.Subject == agreement.SubjectPatent {
		x.error(diag.WrongAttribute, f.At, "a definition of products cannot look at the patent", "Whether a product is in the set does not depend on the patent. Ask of the product, or move the line to a provided line of the grant.")
		return out, false
	}
	if f.Of != nil {
		id, ok := x.subject(*f.Of)
		out.Of = id
		return out, ok
	}
	return out, true
}

// subject reads what a finding is about: a product, a component, an organisation, a patent or an agreement by its id.
func (x *ctx) subject(n syntax.Name) (string, bool) {
	if x.known.hasProduct(n.Text) || x.known.hasCategory(n.Text) || x.agreementNamed(n.Text) || x.known.hasSigned(n.Text) {
		return n.Text, true
	}
	if o, ok := x.known.organisation(n.Text); ok {
		return string(o), true
	}
	if id, ok := x.patentNamed(n.Text); ok {
		return id, true
	}
	all := func() []string {
		return slices.Concat(x.known.orgCandidates(), x.known.productIDs(), x.known.patentIDs())
	}
	x.unknown(diag.UnknownSubject, n, "organisation, product or patent", all, "A finding is about something that a journal declares or the portfolio holds. Declare it, or correct the id.")
	return "", false
}

// patentNamed finds a patent: in the portfolio, whose spelling of the id counts, or in a journal. Where there is no
// portfolio to ask every id is taken as it is written.
func (x *ctx) patentNamed(id string) (string, bool) {
	if x.opt.Patent == nil {
		return id, true
	}
	if r, ok := x.opt.Patent(id); ok {
		return r.ID, true
	}
	return id, x.known.hasPatent(id)
}

// patentID reads the id of one patent.
func (x *ctx) patentID(n syntax.Name) (string, bool) {
	if id, ok := x.patentNamed(n.Text); ok {
		return id, true
	}
	x.unknown(diag.UnknownPatent, n, "patent", x.known.patentIDs, "Write the number as the portfolio has it, such as US11910207B2, import the portfolio that holds it, or declare it in a journal.")
	return "", false
}

func equalFold(a, b string) bool { return strings.EqualFold(a, b) }
