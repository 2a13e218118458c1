package check

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/syntax"
	"github.com/crossgrant/crossgrant/patent"
)

// sure are codes that people write for a country and that ST.3 gives another code.
var sure = map[string]struct{ code, says string }{
	"UK": {"GB", "WIPO ST.3 writes the United Kingdom as GB."},
	"EL": {"GR", "WIPO ST.3 writes Greece as GR; EL is the European Union's own code."},
}

// country reads the code of a state. Regional offices are no countries: a right of theirs takes effect state by state.
func (x *ctx) country(n syntax.Name) (string, bool) {
	if patent.IsCountry(n.Text) {
		return n.Text, true
	}
	if patent.IsRegional(n.Text) || n.Text == "WO" || n.Text == "IB" {
		p := x.error(diag.RegionalOffice, n.At, quote(n.Text)+" is an office, not a country", upper(patent.CountryName(n.Text))+" grants or receives for several states. Name the states, such as DE, FR.")
		p.Fix = &diag.Fix{Says: "name the states"}
		return "", false
	}
	if n.Text == "EU" {
		p := x.error(diag.RegionalOffice, n.At, `"EU" is a union of states, not a country`, "A patent has effect in a state. Name the states, such as DE, FR.")
		p.Fix = &diag.Fix{Says: "name the states"}
		return "", false
	}
	x.unknownCountry(n)
	return "", false
}

func (x *ctx) unknownCountry(n syntax.Name) {
	p := x.error(diag.UnknownCountry, n.At, "there is no country "+quote(n.Text), "Countries are written with the two capitals of WIPO ST.3, such as CN, DE, US.")
	if s, ok := sure[n.Text]; ok {
		p.Detail = s.says
		replace(p, n.At, s.code)
		return
	}
	codes, names := patent.Countries()
	for i, name := range names {
		if equalFold(name, n.Text) {
			p.Detail = "WIPO ST.3 writes " + patent.CountryName(codes[i]) + " as " + codes[i] + "."
			replace(p, n.At, codes[i])
			return
		}
	}
}

// office reads the code of what may receive or grant a patent: a country or an office of several.
func (x *ctx) office(n syntax.Name) (string, bool) {
	if patent.IsOffice(n.Text) {
		return n.Text, true
	}
	x.unknownCountry(n)
	return "", false
}

// countries reads a list of states, each once.
func (x *ctx) countries(ns []syntax.Name) []string {
	var out []string
	for _, n := range ns {
		if c, ok := x.country(n); ok && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// territory reads where something reaches. A named territory is replaced by what it stands for.
func (x *ctx) territory(v syntax.Value) agreement.Territory {
	switch v := v.(type) {
	case *syntax.NotStated:
		x.open(v.At, "its territory")
		return agreement.Territory{NotStated: true}
	case *syntax.Territory:
		switch {
		case v.Name != nil:
			d := x.lookup(*v.Name, diag.UnknownDefinition, "territory")
			if d == nil {
				return agreement.Territory{}
			}
			x.cites(d)
			d.resolve()
			return d.in
		case v.LeastDeveloped:
			return agreement.Territory{LeastDeveloped: true}
		case v.World:
			return agreement.Territory{World: true, Except: x.countries(v.Countries)}
		}
		return agreement.Territory{In: x.countries(v.Countries)}
	}
	return agreement.Territory{}
}

// term reads when the acts are covered.
func (x *ctx) term(v syntax.Value) agreement.Term {
	switch v := v.(type) {
	case *syntax.NotStated:
		x.open(v.At, "its term")
		return agreement.Term{NotStated: true}
	case *syntax.Period:
		v, accepted := x.fromAcceptance(v)
		span, end, ok := x.span(v)
		if !ok {
			return agreement.Term{}
		}
		t := agreement.Term{Span: span, EndOf: end, Accepted: accepted}
		switch {
		case accepted:
		case v.Form == syntax.PeriodNamed:
			t.StatedFrom = v.Name.Text
		case v.First != nil && v.First.Kind != syntax.MomentDate:
			t.StatedFrom = momentWords(v.First)
		case v.Last != nil && v.Last.Kind != syntax.MomentDate:
			t.StatedFrom = momentWords(v.Last)
		}
		return t
	}
	return agreement.Term{}
}

// held reads the time at which ownership, or being on sale, counts.
func (x *ctx) held(h syntax.Held) (agreement.Held, bool) {
	switch h.Kind {
	case syntax.HeldOn, syntax.HeldBefore:
		day, ok := x.moment(h.Moment)
		kind := agreement.HeldOn
		if h.Kind == syntax.HeldBefore {
			kind = agreement.HeldBefore
		}
		return agreement.Held{Kind: kind, Day: day}, ok
	case syntax.HeldDuring:
		span, ok := x.closedSpan(h.Period)
		return agreement.Held{Kind: agreement.HeldDuring, Span: span}, ok
	}
	return agreement.Held{Kind: agreement.HeldAtTimeOfUse}, true
}
