package synth_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// The product's terms say the same world: records and grants are read back without the generator's types.
func TestPerfWorldSaysTheSame(t *testing.T) {
	w := perf(t, 20_000)
	world := w.World()
	if len(world.Agreements) != len(w.Agreements) {
		t.Fatalf("%d agreements, want %d", len(world.Agreements), len(w.Agreements))
	}
	parent := map[agreement.Org]agreement.Org{}
	for _, f := range world.Facts {
		if c, ok := f.Body.(agreement.Control); ok {
			parent[c.Held] = c.Holder
		}
	}
	within := func(org, top agreement.Org) bool {
		for org != "" && org != top {
			org = parent[org]
		}
		return org == top
	}
	records := slices.Collect(w.Records())
	licensed, asked := 0, 0
	for _, q := range w.Q1 {
		use, r := w.UseQ1(q), &records[q.Patent]
		if r.ID != w.PatentID(q.Patent) || r.Office != use.Country {
			t.Fatalf("row %d is %s at %s, asked about in %s", q.Patent, r.ID, r.Office, use.Country)
		}
		got := slices.ContainsFunc(world.Agreements, func(a *agreement.Agreement) bool { return gives(a, use, r, within) })
		if want := w.AnswerQ1(q); got != want {
			t.Fatalf("%+v under %s: the world says %t, the generator %t", use, r.ID, got, want)
		}
		asked++
		if got {
			licensed++
		}
		inForce := patent.StatusCode(r, r.Office, use.On, nil, patent.Presume{GrantedInForce: true}) == patent.StatusInForce
		if want := w.InForce(q.Patent, q.Day); inForce != want {
			t.Fatalf("%s on %s: in force %t, want %t", r.ID, use.On, inForce, want)
		}
	}
	if licensed == 0 || licensed == asked {
		t.Fatalf("%d of %d licensed: the comparison says nothing", licensed, asked)
	}
}

// gives evaluates an agreement of the shape that World makes.
func gives(a *agreement.Agreement, use agreement.UseOf, r *patent.Record, within func(org, top agreement.Org) bool) bool {
	member := func(org agreement.Org, m []agreement.Member) bool {
		i := slices.IndexFunc(a.Groups, func(g *agreement.Group) bool { return agreement.Name(a.Clause.Name+"/"+g.Clause.Name) == m[0].Group })
		return within(org, a.Groups[i].Is[0].Org)
	}
	var has func(agreement.Name) bool
	has = func(n agreement.Name) bool {
		i := slices.IndexFunc(a.Patents, func(s *agreement.PatentSet) bool { return agreement.Name(a.Clause.Name+"/"+s.Clause.Name) == n })
		s := a.Patents[i]
		for _, sel := range s.Add {
			if !member(agreement.Org(r.Owners[0]), sel.OwnedBy) {
				return false
			}
		}
		for _, c := range s.Where {
			if !holds(c[0], r) {
				return false
			}
		}
		return !slices.ContainsFunc(s.Except, func(e agreement.PatentItem) bool { return has(e.Set) })
	}
	return slices.ContainsFunc(a.Grants, func(g *agreement.Grant) bool {
		return member(use.Actor, g.To) && member(agreement.Org(r.Owners[0]), g.From) && slices.Contains(g.Acts, use.Act) &&
			slices.Contains(g.For, agreement.ProductItem{Word: use.Product}) && g.During.Span.Contains(use.On) &&
			(g.In.World || slices.Contains(g.In.In, use.Country)) && has(g.Under[0].Set)
	})
}

func holds(t agreement.Test, r *patent.Record) bool {
	return slices.ContainsFunc(t.Values, func(v string) bool {
		switch t.Attr {
		case agreement.PatentField:
			f, ok := patent.ParseField(v)
			return ok && r.Fields.Has(f)
		case agreement.PatentStandard:
			return slices.Contains(r.Standards, v)
		case agreement.PatentFamily:
			return r.Family == v
		}
		return false
	}) || t.Attr == agreement.PatentFiled && t.Span.Contains(r.Filed.Earliest)
}

func TestPerfIsLabelledAndReal(t *testing.T) {
	w := perf(t, 500)
	last := ""
	for c := range uint8(60) {
		code := w.Country(c)
		if !patent.IsCountry(code) || code <= last {
			t.Errorf("country %d is %q: not a state, or out of order after %q", c, code, last)
		}
		last = code
	}
	for r := range w.Records() {
		if !strings.HasPrefix(r.ID, "SYN-") || !strings.Contains(r.Title, "Synthetic") {
			t.Fatalf("%+v is not labelled", r)
		}
		if problem := r.CloseDates(when.None); problem != "" {
			t.Fatal(problem)
		}
	}
	for _, f := range w.World().Facts {
		if o, ok := f.Body.(agreement.Organisation); ok && (!strings.HasPrefix(string(o.ID), "syn-") || !strings.Contains(o.Name, "Synthetic")) {
			t.Errorf("%+v is not labelled", o)
		}
	}
}
