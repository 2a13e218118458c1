package expect

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// TestPlan: what was expected stands against what was found, with the clauses that decided and what would have to be
// otherwise.
func TestPlan(t *testing.T) {
	answer := func(v string) agreement.ExpectAnswer { return agreement.ExpectAnswer{Verdict: v, Until: when.None} }
	miss := rights.ClearAnswer{Verdict: rights.NotLicensed, Because: []rights.Reason{{Clause: clause21, Effect: rights.Misses, Failing: []string{"the grant is for handset", "not in DE"}}}}
	pending := rights.ClearAnswer{Verdict: rights.Pending, Single: true, Status: []rights.StatusLine{{Patent: "US1", Country: "US", Status: "pending"}, {Patent: "US2", Country: "US", Status: "in force"}}}
	held := rights.HoldersAnswer{Patent: "US1", Holders: []rights.Holder{{Group: "Xiaomi Group", Clause: clause21, Sure: true}}}
	nobody := rights.HoldersAnswer{Patent: "US1", Misses: []rights.Reason{{Clause: clause21, Effect: rights.Misses, Failing: []string{"ended"}}}}
	for _, c := range []struct {
		name         string
		ask          canned
		e            agreement.Expect
		plan, toHold []string
	}{
		{"passes", canned{clear: map[string]rights.ClearAnswer{"DE": grant}}, agreement.Expect{Question: use("DE"), Answer: answer("licensed")}, nil, nil},
		{"misses", canned{clear: map[string]rights.ClearAnswer{"DE": miss}}, agreement.Expect{Question: use("DE"), Answer: answer("licensed"), Because: []string{"3.1"}},
			[]string{"- answer licensed", "+ answer not licensed", "- because 3.1", "+ because does not reach the use [2.1] the grant is for handset; not in DE"},
			[]string{"hw-xm 2.1 licence h2x would have to reach the use; the grant is for handset, and not in DE"}},
		{"taken out", canned{clear: map[string]rights.ClearAnswer{"DE": refusal}}, agreement.Expect{Question: use("DE"), Answer: answer("licensed")},
			[]string{"- answer licensed", "+ answer not licensed", "+ because takes the use out [2.4]"},
			[]string{"the use would have to be outside of hw-xm 2.4 exclusion no-vehicles, which takes it out"}},
		{"given", canned{clear: map[string]rights.ClearAnswer{"DE": grant}}, agreement.Expect{Question: use("DE"), Answer: answer("not licensed")},
			[]string{"- answer not licensed", "+ answer licensed", "+ because gives the right [2.1]"},
			[]string{"the use would have to be outside of hw-xm 2.1 licence h2x, which gives the right, or an exclusion would have to take it out"}},
		{"open", canned{clear: map[string]rights.ClearAnswer{"DE": doubt}}, agreement.Expect{Question: use("DE"), Answer: answer("licensed")},
			[]string{"- answer licensed", "+ answer depends"}, []string{"this would have to be settled: " + evolution.Says}},
		{"another question", canned{clear: map[string]rights.ClearAnswer{"DE": doubt}},
			agreement.Expect{Question: use("DE"), Answer: agreement.ExpectAnswer{Verdict: "depends", Until: when.None, DependsOn: []agreement.ExpectOpen{{Kind: agreement.AskLaw, Of: "DE"}}}},
			[]string{"- depends on law of DE", "+ depends on " + evolution.Says + " [2.1]"}, nil},
		{"until", canned{clear: map[string]rights.ClearAnswer{"DE": grant}}, agreement.Expect{Question: use("DE"), Answer: agreement.ExpectAnswer{Verdict: "licensed", Until: when.MustParse("2030-01-01")}},
			[]string{"- until 2030-01-01", "+ until 2033-09-12", "+ because gives the right [2.1]"}, nil},
		{"pending", canned{clear: map[string]rights.ClearAnswer{"DE": pending}}, agreement.Expect{Question: use("DE"), Answer: answer("licensed")},
			[]string{"- answer licensed", "+ answer pending"}, []string{"US1 would have to be in force in US; it is pending"}},
		{"component", canned{clear: map[string]rights.ClearAnswer{"DE": mixed}}, agreement.Expect{Question: use("DE"), Answer: answer("partly"), Parts: []agreement.ExpectPart{{Component: "radio", Verdict: "licensed"}}},
			[]string{"- component car/radio licensed", "+ component car/radio not licensed"}, nil},
		{"another holder", canned{holders: held}, agreement.Expect{Question: agreement.ExpectQuestion{Holders: &agreement.HoldersOf{Patent: "US1"}}, Answer: agreement.ExpectAnswer{Verdict: agreement.Nobody, Until: when.None}},
			[]string{"+ holder Xiaomi Group [2.1]", "- holder nobody"}, nil},
		{"no holder", canned{holders: nobody}, agreement.Expect{Question: agreement.ExpectQuestion{Holders: &agreement.HoldersOf{Patent: "US1"}}, Answer: agreement.ExpectAnswer{Holders: []string{"xiaomi"}, Until: when.None}},
			[]string{"- holder xiaomi", "+ holder nobody", "+ because does not reach the use [2.1] ended"}, nil},
		{"no answer", canned{err: errors.New("there is no product phone")}, agreement.Expect{Question: use("DE"), Answer: answer("licensed")},
			[]string{"- answer licensed", "+ answer none: there is no product phone"}, nil},
		{"member", canned{yesNo: "no", clause: clause21}, agreement.Expect{Question: agreement.ExpectQuestion{Member: &agreement.MemberOf{}}, Answer: answer("yes")},
			[]string{"- answer yes", "+ answer no", "+ because by its definition [2.1]"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.e.Clause.Agreement, c.e.KnownAt = "hw-xm", when.None
			r := Run(&c.ask, &c.e, when.MustParse("2026-11-22"))
			plan := planLines(r)
			if !slices.Equal(plan, c.plan) {
				t.Errorf("the plan is\n%s\nwant\n%s", strings.Join(plan, "\n"), strings.Join(c.plan, "\n"))
			}
			if !slices.Equal(r.ToHold, c.toHold) {
				t.Errorf("to hold:\n%s\nwant\n%s", strings.Join(r.ToHold, "\n"), strings.Join(c.toHold, "\n"))
			}
			if r.Pass != (len(c.plan) == 0) {
				t.Errorf("pass is %v", r.Pass)
			}
		})
	}
}

// planLines writes a plan with the sign of each side: "+ because gives the right [2.1]".
func planLines(r Result) []string {
	var out []string
	for _, l := range r.Plan {
		s := "- "
		if l.Found {
			s = "+ "
		}
		s += l.What + " " + l.Says
		if l.Clause.Number != "" {
			s += " [" + l.Clause.Number + "]"
		}
		out = append(out, strings.TrimSpace(s+" "+strings.Join(l.Why, "; ")))
	}
	return out
}

// TestInvariant: a witness is a question as one would type it, and beside it stands what the giver may not do itself.
func TestInvariant(t *testing.T) {
	i := Invariant{Always: &agreement.Always{By: "middle"}}
	if !i.Pass() || i.Witness() != "" || i.Beside() != "" {
		t.Errorf("an invariant that holds: %+v", i)
	}
	i.Breach = &rights.Breach{Patent: "US1B2", Use: agreement.UseOf{Actor: "plant", For: "customer", Act: agreement.Make, Product: "phone", Country: "US", On: when.MustParse("2026-01-01")}}
	if w, b := i.Witness(), i.Beside(); i.Pass() || w != "plant makes phone for customer in US on 2026-01-01 under US1B2" || b != "middle makes phone for middle in US on 2026-01-01 under US1B2" {
		t.Errorf("witness %q, beside %q", w, b)
	}
	if (Invariant{Always: i.Always, Untried: "x"}).Pass() {
		t.Error("what could not be tried passes")
	}
}
