package rights_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/oracle"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/internal/synth"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// Powers, and who may sublicense (docs/meaning.md §18), on random worlds.
func TestOraclePowers(t *testing.T) {
	compared := 0
	each(t, few(t), func(c synth.Case) string {
		diff, n := comparePowers(c)
		compared += n
		return diff
	})
	fmt.Printf("powers: %d answers about powers and sublicences\n", compared)
}

func comparePowers(c synth.Case) (diff string, compared int) {
	powers := 0
	for _, a := range c.World.Agreements {
		powers += len(a.Powers) + len(a.Extensions)
	}
	if powers == 0 {
		return "", 0
	}
	snap, err := portfolio.Build(slices.Values(c.Records), portfolio.BuildOptions{})
	if err != nil {
		return "build: " + err.Error(), 0
	}
	o := oracle.New(&c.World, c.Records)
	for _, ask := range c.Asks {
		p, err := rights.Compile(&c.World, snap, rights.Options{KnownAt: ask.KnownAt, WithoutPresumptions: ask.WithoutPresumptions})
		if err != nil {
			return "compile: " + err.Error(), compared
		}
		for _, a := range c.World.Agreements {
			if a.KnownFrom() > ask.KnownAt {
				continue
			}
			for _, w := range a.Powers {
				got, err := p.Exercisable(w.Clause.QName(), ask.Use.Actor, ask.Use.On)
				want := o.Exercisable(w.Clause.QName(), ask.Use.Actor, ask.Use.On, ask.KnownAt)
				if err != nil || want.TooMany {
					continue
				}
				compared++
				if !same(got.Standing, want.Doubtful) || got.Since != want.Since {
					return fmt.Sprintf("%s for %s on %s: engine %+v, oracle %+v", w.Clause.QName(), ask.Use.Actor, ask.Use.On, got, want), compared
				}
			}
			for _, g := range a.Grants {
				got, err := p.MaySublicense(ask.Use.Actor, ask.Use.For, g.Clause.QName(), ask.Use.On)
				want := o.MaySublicense(ask.Use.Actor, ask.Use.For, g.Clause.QName(), ask.Use.On, ask.KnownAt)
				if err != nil || want.TooMany {
					continue
				}
				compared++
				if !same(got, want) {
					return fmt.Sprintf("%s sublicenses %s under %s on %s: engine %+v, oracle %+v", ask.Use.Actor, ask.Use.For, g.Clause.QName(), ask.Use.On, got, want), compared
				}
			}
		}
		for _, r := range c.Records {
			q := rights.ClearQuestion{Use: ask.Use, Under: agreement.Under{Patents: []string{r.ID}}}
			got, err := p.Answer(q)
			if err != nil {
				break
			}
			one := ask
			one.Under = q.Under
			answer := o.Clear(oracle.Question(one))
			if answer.TooMany {
				continue
			}
			compared++
			var a, b []string
			for _, x := range got.Ends {
				a = append(a, fmt.Sprintf("%s %t %s", x.Clause.QName(), x.Sure, x.Since))
			}
			for _, x := range o.Terminable(oracle.Question(one), r.ID) {
				b = append(b, fmt.Sprintf("%s %t %s", x.Power, x.Certain, x.Since))
			}
			if !slices.Equal(a, b) {
				return fmt.Sprintf("%+v under %s: could be ended by %q, oracle %q", ask.Use, r.ID, a, b), compared
			}
		}
	}
	return "", compared
}

// A power of which notice has been given is listed no more, though the right has not ended yet.
func TestOracleNoticeGiven(t *testing.T) {
	day := when.MustParse
	clause := func(kind, name string) agreement.Clause {
		return agreement.Clause{Agreement: "deal", Kind: kind, Name: name}
	}
	dated := func(on string, body agreement.FactBody) agreement.Fact {
		return agreement.Fact{Text: agreement.FactText(body), Dated: true, Begin: when.Exact(day(on)), End: when.Max, Recorded: when.None, Retracted: when.None, Body: body}
	}
	only := func(o agreement.Org) []agreement.Member { return []agreement.Member{{Org: o}} }
	c := synth.Case{
		World: agreement.World{
			Agreements: []*agreement.Agreement{{
				Clause: clause("agreement", "deal"), Parties: []agreement.Org{"lor", "lee"}, Signed: when.None, Effective: day("2009-08-28"),
				Grants: []*agreement.Grant{{Clause: clause("licence", "main"), From: only("lor"), To: only("lee"), Anything: true, Acts: []agreement.Act{agreement.Sell},
					In: agreement.Territory{World: true}, During: agreement.Term{Span: when.Always}, Price: agreement.Price{Kind: agreement.PricePaidUp}}},
				Powers: []*agreement.Power{{Clause: clause("power", "end-for-suit"), Of: only("lor"), Ends: []agreement.Name{"deal/main"},
					If:     &agreement.Trigger{Verb: agreement.Sues, By: agreement.Role{Members: only("lee")}},
					Notice: agreement.Delay{Duration: when.Duration{N: 30, Unit: when.Day}}}},
			}},
			Facts: []agreement.Fact{
				{Begin: when.Exact(when.Min), End: when.Max, Recorded: when.None, Retracted: when.None, Body: agreement.Product{ID: "phone", Maker: "lee"}},
				dated("2011-03-01", agreement.Event{Verb: agreement.Sues, By: "lee", To: "lor"}),
				dated("2011-03-10", agreement.Event{Verb: agreement.GivesNotice, By: "lor", Of: "deal/end-for-suit"}),
				{Begin: when.Exact(when.Min), End: when.Max, Recorded: when.None, Retracted: when.None, Body: agreement.Presumption{What: agreement.GrantedInForce}},
			},
		},
		Records: []patent.Record{{ID: "p1", Office: "US", Owners: []string{"lor"}, IsGrant: patent.Yes, Kind: patent.Invention,
			Priority: when.Exact(day("2005-01-01")), Filed: when.Exact(day("2005-01-01")), Published: when.Exact(day("2006-07-01")),
			Grant: when.Exact(day("2008-01-01")), Expires: when.Exact(day("2025-01-01"))}},
	}
	p, err := compile(c, rights.Options{KnownAt: day("2020-01-01")})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		on      string
		verdict rights.Verdict
		ends    int
	}{
		{"2011-02-28", rights.Licensed, 0},
		{"2011-03-01", rights.Licensed, 1},
		{"2011-03-10", rights.Licensed, 0},
		{"2011-04-08", rights.Licensed, 0},
		{"2011-04-09", rights.NotLicensed, 0},
	} {
		use := agreement.UseOf{Actor: "lee", Act: agreement.Sell, Product: "phone", Country: "US", On: day(x.on)}
		a, err := p.Answer(rights.ClearQuestion{Use: use, Under: agreement.Under{Patents: []string{"p1"}}})
		if err != nil {
			t.Fatal(err)
		}
		if a.Verdict != x.verdict || len(a.Ends) != x.ends {
			t.Errorf("%s: %s with %d powers, by hand %s with %d", x.on, a.Verdict, len(a.Ends), x.verdict, x.ends)
		}
	}
}
