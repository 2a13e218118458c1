package rights_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/oracle"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/internal/synth"
	"github.com/crossgrant/crossgrant/rights"
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
