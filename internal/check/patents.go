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

// patentFact lowers the declaration of a patent, or the override of one that the portfolio holds: only the fields
// that the statement states are set. A declaration that stands alone is closed like an imported record: its dates bound
// one another, and its term is computed where the dates allow it.
func (x *ctx) patentFact(st *syntax.Statement, b *syntax.IsPatent, f *agreement.Fact) (agreement.FactBody, bool) {
	id := b.ID.Text
	override := false
	if x.opt.Patent != nil {
		if r, ok := x.opt.Patent(id); ok {
			id, override = r.ID, true
		}
	}
	out := agreement.PatentFact{Record: patent.Record{ID: id, Priority: when.Unknown, Filed: when.Unknown, Published: when.Unknown, Grant: when.Unknown, Expires: when.Unknown, Source: b.At.File, Assumed: f.Assumed}}
	r := &out.Record
	if b.Title != nil {
		r.Title = b.Title.Text
		out.Set |= agreement.SetTitle
	}
	ok := x.offices(b, &out, override)
	if m := publication.FindStringSubmatch(id); m != nil && ok {
		r.KindCode = m[2]
		r.Kind, r.IsGrant = patent.KindOf(m[1], m[2]) // what the number says, unless a line below says otherwise
	}
	for _, p := range st.Props {
		ok = x.patentProperty(p, &out) && ok
	}
	source := f.Recorded
	if problem := r.CloseDates(source); problem != "" {
		x.error(diag.ContradictoryDates, b.At, "the dates of "+id+" contradict each other", upper(strings.TrimPrefix(problem, id+": "))+". Correct the day that is wrong.")
		return nil, false
	}
	if out.Set&agreement.SetExpires == 0 {
		r.Expires, r.TermKind, _ = patent.ComputeTerm(r)
	}
	return out, ok
}

// publication is a publication number with its kind code.
var publication = regexp.MustCompile(`^([A-Z]{2})[0-9]+([A-Z][0-9]?)$`)

// numberPrefix is the office that a publication number begins with.
var numberPrefix = regexp.MustCompile(`^([A-Z]{2})[0-9]`)

// offices reads where the patent is: one office, or several states that share one declaration.
func (x *ctx) offices(b *syntax.IsPatent, out *agreement.PatentFact, override bool) bool {
	r := &out.Record
	switch len(b.Countries) {
	case 0:
		if m := numberPrefix.FindStringSubmatch(r.ID); m != nil && patent.IsOffice(m[1]) {
			r.Office = m[1]
			return true
		}
		if !override {
			x.error(diag.MissingCountry, b.At, "the patent "+r.ID+" has no country", "A patent has effect in a country. Add in CC, or declare it under its publication number.")
		}
		return override
	case 1:
		o, ok := x.office(b.Countries[0])
		r.Office = o
		if ok && !numberMatches(r.ID, o) {
			r.States = []string{o} // a regional grant in one state
			r.Office = r.ID[:2]
			out.Set |= agreement.SetStates
		}
		return ok
	}
	for _, n := range b.Countries {
		if c, ok := x.country(n); ok && !slices.Contains(r.States, c) {
			r.States = append(r.States, c)
		}
	}
	if len(r.States) == 0 {
		return false
	}
	r.Office = r.States[0]
	if m := numberPrefix.FindStringSubmatch(r.ID); m != nil && patent.IsOffice(m[1]) {
		r.Office = m[1]
	}
	out.Set |= agreement.SetStates
	return len(r.States) == len(unique(b.Countries))
}

// numberMatches reports whether the number may be one of the office: EP2400812B1 in DE is one of another office.
func numberMatches(id, office string) bool {
	m := numberPrefix.FindStringSubmatch(id)
	return m == nil || m[1] == office || !patent.IsRegional(m[1])
}

// patentProperty reads one property line of a patent.
func (x *ctx) patentProperty(p *syntax.Property, out *agreement.PatentFact) bool {
	r := &out.Record
	day := func(to *when.Bounds, set agreement.PatentFields) bool {
		v, ok := p.Value.(*syntax.Day)
		if !ok {
			return p.Value == nil
		}
		b, ok := x.dating(&v.Dating)
		*to = b
		out.Set |= set
		return ok
	}
	switch p.Key {
	case "owner":
		r.Owners = nil
		for _, o := range x.orgList(words(p.Value)) {
			if !slices.Contains(r.Owners, string(o)) {
				r.Owners = append(r.Owners, string(o))
			}
		}
		out.Set |= agreement.SetOwners
		return len(r.Owners) > 0
	case "priority":
		return day(&r.Priority, agreement.SetPriority)
	case "filed":
		return day(&r.Filed, agreement.SetFiled)
	case "published":
		return day(&r.Published, agreement.SetPublished)
	case "granted":
		r.IsGrant = patent.Yes
		return day(&r.Grant, agreement.SetGrant)
	case "not granted":
		r.IsGrant = patent.No
		out.Set |= agreement.SetGrant
	case "expires":
		r.TermKind = patent.TermExact
		return day(&r.Expires, agreement.SetExpires)
	case "family":
		r.Family = text(p.Value)
		out.Set |= agreement.SetFamily
	case "class":
		ok := true
		for _, n := range words(p.Value) {
			s, good := x.class(n)
			ok = ok && good
			if good && !slices.Contains(r.Classes, s) {
				r.Classes = append(r.Classes, s)
			}
		}
		r.Fields = patent.FieldsOf(r.Classes)
		out.Set |= agreement.SetClasses
		return ok
	case "standard":
		r.Standards = appendNew(r.Standards, words(p.Value))
		out.Set |= agreement.SetStandards
	case "kind":
		v, err := x.attrValue(agreement.PatentKind, syntax.Name{Text: text(p.Value), At: p.At})
		if !err {
			return false
		}
		r.Kind, _ = patent.ParseKind(v)
		out.Set |= agreement.SetKind
	}
	return true
}
