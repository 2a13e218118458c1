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

// TestRightToSue: claimants and consents have to be the named ones and no others, by a clause that is certain to be about
// the patent.
func TestRightToSue(t *testing.T) {
	past := agreement.Clause{Agreement: "hw-xm", Number: "2", Kind: "allocation", Name: "past"}
	line := func(who, consent []agreement.Org) rights.SueLine {
		return rights.SueLine{Who: who, ConsentOf: consent, Clause: past, Sure: true}
	}
	orgs := func(ids ...agreement.Org) []agreement.Org { return ids }
	owners := rights.SueLine{Who: orgs("gsi"), Sure: true}
	perhaps := line(orgs("sony"), nil)
	perhaps.Sure, perhaps.Open = false, []rights.OpenQuestion{evolution}
	unsure := owners
	unsure.Sure = false
	answer := func(who []string, consent ...agreement.Org) agreement.ExpectAnswer {
		a := noDays("")
		if a.Holders, a.Consent = who, consent; len(who) == 0 {
			a.Verdict = agreement.Nobody
		}
		return a
	}
	for _, c := range []struct {
		name    string
		lines   []rights.SueLine
		answer  agreement.ExpectAnswer
		because []string
		found   string
		want    []string // the differences
		plan    []string
	}{
		{"holds", []rights.SueLine{line(orgs("sony"), orgs("gsi"))}, answer([]string{"sony"}, "gsi"), []string{"2", "past"}, "sony, with consent of gsi", nil, nil},
		{"of two clauses", []rights.SueLine{line(orgs("sony"), nil), line(orgs("gsi"), nil)}, answer([]string{"gsi", "sony"}), nil, "sony; gsi", nil, nil},
		{"another sues", []rights.SueLine{line(orgs("gsi"), nil)}, answer([]string{"sony"}), nil, "gsi",
			[]string{"gsi may sue too, under hw-xm 2 allocation past", "sony may not sue for infringements of US1 on 2008-06-01"},
			[]string{"- may sue sony", "+ may sue gsi [2]", "+ because says who may sue [2]"}},
		{"one too many", []rights.SueLine{line(orgs("sony", "gsi"), nil)}, answer([]string{"sony"}), nil, "sony, gsi",
			[]string{"gsi may sue too"}, []string{"- may sue sony", "+ may sue sony, gsi [2]", "+ because says who may sue [2]"}},
		{"consent not expected", []rights.SueLine{line(orgs("sony"), orgs("gsi"))}, answer([]string{"sony"}), nil, "sony, with consent of gsi",
			[]string{"it takes the consent of gsi, under hw-xm 2 allocation past"},
			[]string{"- may sue sony", "+ may sue sony, with consent of gsi [2]", "+ because says who may sue [2]"}},
		{"consent not needed", []rights.SueLine{line(orgs("sony"), nil)}, answer([]string{"sony"}, "gsi"), nil, "sony",
			[]string{"it does not take the consent of gsi"},
			[]string{"- may sue sony, with consent of gsi", "+ may sue sony [2]", "+ because says who may sue [2]"}},
		{"nobody", []rights.SueLine{{Sure: true}}, answer(nil), nil, "nobody", nil, nil},
		{"nobody, but the owner", []rights.SueLine{owners}, answer(nil), nil, "gsi", []string{"gsi may sue too, as owner"}, []string{"- may sue nobody", "+ may sue gsi"}},
		{"by no clause", []rights.SueLine{owners}, answer([]string{"gsi"}), []string{"2"}, "gsi",
			[]string{"the reasons do not cite 2; they cite no clause"}, []string{"- because 2"}},
		{"perhaps", []rights.SueLine{perhaps, unsure}, answer([]string{"sony", "gsi"}), nil, "sony (depends); gsi (depends)",
			[]string{"whether sony may sue", "whether gsi may sue"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := expecting(agreement.ExpectQuestion{Sue: &agreement.RightToSue{Patent: "US1", On: when.MustParse("2008-06-01")}}, c.answer)
			e.Because = c.because
			r := Run(&canned{sue: c.lines}, &e, when.MustParse("2026-01-01"))
			if r.Pass != (len(c.want) == 0) || r.Found != c.found || len(r.Differences) != len(c.want) {
				t.Fatalf("pass %v, found %q, differences %q; want %q, %q", r.Pass, r.Found, r.Differences, c.found, c.want)
			}
			for i, w := range c.want {
				if !strings.Contains(r.Differences[i], w) {
					t.Errorf("difference %q does not say %q", r.Differences[i], w)
				}
			}
			if got := planLines(r); c.plan != nil && !slices.Equal(got, c.plan) {
				t.Errorf("the plan is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.plan, "\n"))
			}
			if c.name == "perhaps" && (len(r.Open) != 1 || len(r.ToHold) != 1) {
				t.Errorf("open %v, to hold %v", r.Open, r.ToHold)
			}
		})
	}
	e := expecting(agreement.ExpectQuestion{Sue: &agreement.RightToSue{Patent: "US1"}}, answer([]string{"sony"}, "gsi"))
	if r := Run(&canned{err: errors.New("no such patent")}, &e, when.MustParse("2026-01-01")); r.Pass || r.Plan[0].Says != "sony, with consent of gsi" {
		t.Errorf("%+v", r)
	}
}
