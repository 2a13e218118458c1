package check

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/syntax"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// body lowers what a statement states. The cases are in the order of agreement.FactBody.
func (x *ctx) body(st *syntax.Statement, f *agreement.Fact) (agreement.FactBody, bool) {
	switch b := st.Body.(type) {
	case *syntax.IsOrganisation:
		return x.organisation(st, b), true
	case *syntax.Controls:
		return x.controls(b)
	case *syntax.Acquires:
		return x.acquires(st, b)
	case *syntax.Assigns:
		return x.assigns(st, b)
	case *syntax.IsPatent:
		return x.patentFact(st, b, f)
	case *syntax.Milestone:
		return x.milestone(b)
	case *syntax.MayLicense:
		return x.mayLicense(b)
	case *syntax.IsDescendant:
		return x.descent(b)
	case *syntax.HasStatus:
		return x.hasStatus(b)
	case *syntax.IsProduct:
		return x.product(st, b)
	case *syntax.FindingStated:
		return x.finding(st, b)
	case *syntax.Signs:
		return x.signs(b)
	case *syntax.Occurred:
		return x.occurred(st, b)
	case *syntax.Presumes:
		return x.presumes(b)
	case *syntax.IsRelevant:
		return x.relevant(b)
	}
	return nil, false
}

func (x *ctx) organisation(st *syntax.Statement, b *syntax.IsOrganisation) agreement.Organisation {
	o := agreement.Organisation{ID: agreement.Org(b.ID.Text)}
	if b.Name != nil {
		o.Name = b.Name.Text
	}
	if b.Country != nil {
		o.Country, _ = x.country(*b.Country)
	}
	for p := range st.All("also") {
		for _, n := range words(p.Value) {
			if !slices.Contains(o.Also, n.Text) {
				o.Also = append(o.Also, n.Text)
			}
		}
	}
	return o
}

// patentIDs reads the patents of a statement, each once.
func (x *ctx) patentIDs(ns []syntax.Name) []string {
	var out []string
	for _, n := range ns {
		if id, ok := x.patentID(n); ok && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

func (x *ctx) descent(b *syntax.IsDescendant) (agreement.FactBody, bool) {
	child, ok1 := x.patentID(b.Child)
	parent, ok2 := x.patentID(b.Parent)
	if ok1 && ok2 && child == parent {
		x.error(diag.DescentCycle, b.At, child+" cannot descend from itself", "Name the application that it goes back to.")
		return nil, false
	}
	how, ok3 := relations[b.How]
	return agreement.Descent{Child: child, Parent: parent, How: how}, ok1 && ok2 && ok3
}

func (x *ctx) hasStatus(b *syntax.HasStatus) (agreement.FactBody, bool) {
	k, ok := patent.ParseEventKind(b.Event)
	s := agreement.StatusFact{Patents: x.patentIDs(b.Patents), Event: k, Countries: x.countries(b.Countries)}
	if k == patent.Validated && len(b.Countries) == 0 {
		x.error(diag.MissingCountry, b.At, "a patent is validated in a country", "Say where: validated EP2400812B1 in DE, FR.")
		return nil, false
	}
	return s, ok && len(s.Patents) > 0 && len(s.Countries) == len(unique(b.Countries))
}

func unique(ns []syntax.Name) map[string]bool {
	out := map[string]bool{}
	for _, n := range ns {
		out[n.Text] = true
	}
	return out
}

func (x *ctx) product(st *syntax.Statement, b *syntax.IsProduct) (agreement.FactBody, bool) {
	p := agreement.Product{ID: b.ID.Text}
	ok := true
	if b.Name != nil {
		p.Name = b.Name.Text
	}
	if b.By != nil {
		p.Maker, ok = x.org(*b.By)
	}
	var spans []when.Interval
	for _, prop := range st.Props {
		switch prop.Key {
		case "category":
			p.Category = appendNew(p.Category, words(prop.Value))
		case "brand":
			p.Brand = text(prop.Value)
		case "business":
			p.Business = text(prop.Value)
		case "implements":
			p.Implements = appendNew(p.Implements, words(prop.Value))
		case "contains":
			v, isContains := prop.Value.(*syntax.Contains)
			if !isContains {
				continue
			}
			for _, part := range v.Items {
				x.productWord(part.ID)
				item := agreement.Part{ID: part.ID.Text}
				good := true
				if part.By != nil {
					item.By, good = x.org(*part.By)
				}
				if good {
					p.Contains = append(p.Contains, item)
				}
				ok = ok && good
			}
		case "on sale":
			v, isPeriods := prop.Value.(*syntax.Periods)
			if !isPeriods {
				continue
			}
			for _, period := range v.Items {
				if i, good := x.closedSpan(period); good {
					spans = append(spans, i)
				}
			}
		}
	}
	if len(spans) > 0 {
		p.OnSale = when.NewSpans(spans...)
	}
	return p, ok
}

func appendNew(to []string, ns []syntax.Name) []string {
	for _, n := range ns {
		if !slices.Contains(to, n.Text) {
			to = append(to, n.Text)
		}
	}
	return to
}

func (x *ctx) finding(st *syntax.Statement, b *syntax.FindingStated) (agreement.FactBody, bool) {
	f := agreement.Finding{Term: b.Term.Text, Yes: b.Yes}
	ok := true
	if b.Of != nil {
		f.Of, ok = x.subject(*b.Of)
	}
	if b.From != nil {
		from, good := x.subject(*b.From)
		f.From, ok = from, ok && good
	}
	if p := st.Get("by"); p != nil {
		f.By = text(p.Value)
	}
	if p := st.Get("replaces"); p != nil {
		f.Replaces = text(p.Value)
	}
	x.checker.found = append(x.checker.found, foundTerm{f.Term, b.Term.At, x.path})
	return f, ok
}

// signs lowers a signature. Where a clause asks who has an agreement with somebody, agreements count that are no documents
// here, and are known by their signatures alone.
func (x *ctx) signs(b *syntax.Signs) (agreement.FactBody, bool) {
	by := x.orgList(b.By)
	id := b.Agreement.Text
	if !x.agreementNamed(id) {
		if _, slip := diag.Suggest(id, x.ids()); slip || !x.asksForParties {
			_, _ = x.agreementID(b.Agreement)
			return nil, false
		}
	}
	return agreement.Signature{By: by, Agreement: id}, len(by) == len(b.By)
}

var presumed = map[string]agreement.Presumed{}

func init() {
	for p := agreement.GrantedInForce; p <= agreement.CoOwnersLicenseAlone; p++ {
		presumed[p.String()] = p
	}
}

func (x *ctx) presumes(b *syntax.Presumes) (agreement.FactBody, bool) {
	what, ok := presumed[b.What]
	p := agreement.Presumption{What: what, Countries: x.countries(b.Countries)}
	if what == agreement.CoOwnersLicenseAlone && len(b.Countries) == 0 {
		x.error(diag.MissingCountry, b.At, "co-owners may license alone in some countries and not in others", "Name the countries: presume co-owners may license alone in US.")
		return nil, false
	}
	return p, ok
}

func (x *ctx) relevant(b *syntax.IsRelevant) (agreement.FactBody, bool) {
	r := agreement.Relevance{Product: b.Product.Text, Standards: b.Standards, Charted: b.Charted}
	ok := x.productAsked(b.Product)
	for _, n := range b.Fields {
		if w, good := x.field(n); good && !slices.Contains(r.Fields, w) {
			r.Fields = append(r.Fields, w)
		}
	}
	return r, ok && (r.Standards || r.Charted || len(r.Fields) > 0)
}
