package expect

import (
	"slices"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// TestDealAnswers: owners have to be the named ones and no others, members those of the network, and prices what is charged.
func TestDealAnswers(t *testing.T) {
	on := when.MustParse("2020-01-01")
	owner := agreement.ExpectQuestion{Owners: &agreement.OwnersOf{Patent: "US1", On: on}}
	member := agreement.ExpectQuestion{InNet: &agreement.MemberOfNetwork{Org: "a", Network: "dpl", On: on}}
	use := agreement.ExpectQuestion{Uses: []agreement.UseOf{{Country: "DE"}}}
	orgs := func(ids ...agreement.Org) []agreement.Org { return ids }
	owners := func(ids ...string) agreement.ExpectAnswer {
		a := noDays("")
		if a.Holders = ids; len(ids) == 0 {
			a.Verdict = agreement.Nobody
		}
		return a
	}
	until := func(v, day string) agreement.ExpectAnswer {
		a := noDays(v)
		if a.EarliestEnd = when.None; day != "" {
			a.EarliestEnd = when.MustParse(day)
		}
		return a
	}
	costs := func(k agreement.PriceKind, name, since string) agreement.ExpectAnswer {
		a := noDays("licensed")
		a.Price = &agreement.ExpectPrice{Price: agreement.Price{Kind: k, Name: name}, Since: when.None}
		if since != "" {
			a.Price.Since = when.MustParse(since)
		}
		return a
	}
	priced := func(ps ...rights.Price) *canned {
		g := grant
		for i := range ps {
			ps[i].Clause = clause21
		}
		g.Price = ps
		return &canned{clear: map[string]rights.ClearAnswer{"DE": g}}
	}
	d := when.MustParse("2018-07-01")
	frand := rights.Price{Kind: "FRAND", Charged: true, Since: d, Sure: true}
	paid := rights.Price{Kind: "paid-up", Charged: true, Since: when.None, Sure: true}
	unsure := frand
	unsure.Sure = false
	for _, c := range []struct {
		name     string
		ask      *canned
		question agreement.ExpectQuestion
		answer   agreement.ExpectAnswer
		found    string
		want     []string // the differences
		plan     []string
	}{
		{"owned", &canned{owners: rights.OwnersAnswer{Owners: orgs("a", "b")}}, owner, owners("b", "a"), "a, b", nil, nil},
		{"owned by one more", &canned{owners: rights.OwnersAnswer{Owners: orgs("a", "b")}}, owner, owners("a"), "a, b", []string{"b owns US1 on 2020-01-01 too"}, []string{"- owner a", "+ owner a, b"}},
		{"owned by another", &canned{owners: rights.OwnersAnswer{Owners: orgs("b")}}, owner, owners("a"), "b", []string{"b owns US1 on 2020-01-01 too", "a does not own US1 on 2020-01-01"}, []string{"- owner a", "+ owner b"}},
		{"owned perhaps", &canned{owners: rights.OwnersAnswer{Owners: orgs("b"), Perhaps: orgs("a"), Open: []rights.OpenQuestion{evolution}}}, owner, owners("a", "b"), "b, a (depends)", []string{"whether a owns US1 on 2020-01-01 depends"}, nil},
		{"owned by nobody", &canned{}, owner, owners(), "nobody", nil, nil},
		{"owned by somebody", &canned{owners: rights.OwnersAnswer{Owners: orgs("b")}}, owner, owners(), "b", []string{"b owns"}, []string{"- owner nobody", "+ owner b"}},

		{"a member", &canned{yesNo: "yes", earliest: when.None}, member, until("yes", ""), "yes", nil, nil},
		{"no member", &canned{yesNo: "no", earliest: when.None}, member, until("yes", ""), "no", []string{"the answer is no instead of yes"}, nil},
		{"a member who was late", &canned{yesNo: "yes", earliest: d}, member, until("yes", "2018-07-01"), "yes, earliest end 2018-07-01", nil, nil},
		{"a member who was late, not asked", &canned{yesNo: "yes", earliest: d}, member, until("yes", ""), "yes, earliest end 2018-07-01", nil, nil},
		{"an earlier end", &canned{yesNo: "yes", earliest: d}, member, until("yes", "2018-06-30"), "yes, earliest end 2018-07-01", []string{"the earliest end is 2018-07-01 instead of 2018-06-30"}, []string{"- earliest end 2018-06-30", "+ earliest end 2018-07-01", "+ because by its definition"}},
		{"no late announcement", &canned{yesNo: "yes", earliest: when.None}, member, until("yes", "2018-06-30"), "yes", []string{"no announcement is too late instead of 2018-06-30"}, nil},

		{"a price", priced(paid), use, costs(agreement.PricePaidUp, "", ""), "licensed", nil, nil},
		{"a price since", priced(frand), use, costs(agreement.PriceFRAND, "", "2018-07-01"), "licensed", nil, nil},
		{"a price since any day", priced(frand), use, costs(agreement.PriceFRAND, "", ""), "licensed", nil, nil},
		{"another price", priced(frand), use, costs(agreement.PricePaidUp, "", ""), "licensed", []string{"the price is FRAND since 2018-07-01 instead of paid-up, under hw-xm 2.1"}, []string{"- price paid-up", "+ price FRAND since 2018-07-01 [2.1]", "+ because gives the right [2.1]"}},
		{"another day", priced(frand), use, costs(agreement.PriceFRAND, "", "2018-06-01"), "licensed", []string{"FRAND since 2018-07-01 instead of FRAND since 2018-06-01"}, nil},
		{"the grant's own price", priced(paid), use, costs(agreement.PricePaidUp, "", "2018-07-01"), "licensed", []string{"the price is paid-up instead of paid-up since 2018-07-01"}, nil},
		{"another schedule", priced(rights.Price{Kind: "royalty", Name: "B", Charged: true, Since: when.None, Sure: true}), use, costs(agreement.PriceRoyalty, "A", ""), "licensed", []string{`the price is royalty "B" instead of royalty "A"`}, nil},
		{"a price that is not certain", priced(unsure), use, costs(agreement.PriceFRAND, "", ""), "licensed", []string{"what the right costs depends on open questions"}, []string{"- price FRAND", "+ price not certain [2.1]", "+ because gives the right [2.1]"}},
		{"a price that is not charged", priced(paid, rights.Price{Kind: "FRAND", Since: when.None, Sure: true}), use, costs(agreement.PricePaidUp, "", ""), "licensed", nil, nil},
		{"no price", priced(), use, costs(agreement.PricePaidUp, "", ""), "licensed", []string{"there is no right that costs anything"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := expecting(c.question, c.answer)
			r := Run(c.ask, &e, on)
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
		})
	}
}
