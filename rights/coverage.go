package rights

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// CoverageQuestion asks where an actor is free to act with a product.
type CoverageQuestion struct {
	Actor   agreement.Org
	Act     agreement.Act
	Product string
	Under   agreement.Under
	On      when.Date
}

// Unclassified is the field of patents whose fields no source tells.
const Unclassified = "unclassified"

// Coverage answers "where are we free?": for each technology field and each country in which a patent asked about has
// effect, how many patents got which verdict. A patent with several fields is counted in each; the total counts it
// once per country. Errors are [*UnknownError].
func (p *Program) Coverage(q CoverageQuestion) (CoverageAnswer, error) {
	a := CoverageAnswer{Actor: q.Actor, Act: q.Act, Product: q.Product, Under: q.Under, On: q.On, KnownAt: p.opt.KnownAt}
	cells := map[string]map[string]*Counts{} // field, country
	ex := map[string]RestsOn{}
	var rests []string
	for _, c := range p.countries(q.On) {
		l, err := p.lookAt(agreement.UseOf{Actor: q.Actor, Act: q.Act, Product: q.Product, Country: c, On: q.On}, q.Under)
		if err != nil {
			return a, err
		}
		t := &tally{nodes: make([]Counts, len(l.nodes)), rulings: map[*ruling]*sum{}, open: map[string]*OpenQuestion{}}
		some := false
		err = l.every(func(s *sighting) {
			some = true
			l.add(t, s)
			v := l.verdict(s).word
			a.Total.count(s, v)
			for _, f := range l.fieldsOf(s) {
				if cells[f] == nil {
					cells[f] = map[string]*Counts{}
				}
				if cells[f][c] == nil {
					cells[f][c] = &Counts{}
				}
				cells[f][c].count(s, v)
			}
		})
		if err != nil {
			return a, err
		}
		if !some {
			continue
		}
		a.Countries = append(a.Countries, c)
		var clear ClearAnswer
		l.explain(&clear, t)
		for _, r := range clear.RestsOn {
			was, seen := ex[r.Kind+r.Why]
			if !seen {
				rests = append(rests, r.Kind+r.Why)
			}
			r.Patents += was.Patents
			ex[r.Kind+r.Why] = r
		}
	}
	for f := range patent.Fields() {
		if cells[f.Word()] != nil {
			a.Fields = append(a.Fields, f.Word())
		}
	}
	for _, f := range []string{"no field", Unclassified} {
		if cells[f] != nil {
			a.Fields = append(a.Fields, f)
		}
	}
	for _, f := range a.Fields {
		for _, c := range a.Countries {
			n := Counts{}
			if x := cells[f][c]; x != nil {
				n = *x
			}
			a.Cells = append(a.Cells, CoverageCell{f, c, headline(n), n})
		}
	}
	for _, k := range rests {
		a.RestsOn = append(a.RestsOn, ex[k])
	}
	return a, nil
}

// fieldsOf names the fields of a patent for a table.
func (l *look) fieldsOf(s *sighting) []string {
	set, none := patent.FieldSet(0), false
	if s.subject != nil {
		set, none = s.subject.rec.Fields, s.subject.rec.Unclassified()
	} else {
		set, none = l.p.snap.FieldSets()[s.fields], l.p.snap.Unclassified(s.fields)
	}
	if none {
		return []string{Unclassified}
	}
	var out []string
	for f := range set.All() {
		out = append(out, f.Word())
	}
	if len(out) == 0 {
		out = append(out, "no field")
	}
	return out
}

// countries lists the countries in which some patent may have effect.
func (p *Program) countries(on when.Date) []string {
	seen := map[string]bool{}
	add := func(office string) {
		if patent.IsCountry(office) {
			seen[office] = true
			return
		}
		for _, c := range patent.StatesOf(office, on) {
			seen[c] = true
		}
	}
	for _, o := range p.snap.Offices() {
		add(o)
	}
	for _, r := range p.snap.Unusual() { // a record may state other states than those of its office
		for _, c := range p.snap.Record(r).States {
			seen[c] = true
		}
	}
	for _, s := range p.special {
		add(s.rec.Office)
		for _, c := range s.rec.States {
			seen[c] = true
		}
	}
	out := make([]string, 0, len(seen))
	for c := range seen {
		out = append(out, c)
	}
	slices.Sort(out)
	return out
}
