package rights_test

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/oracle"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/internal/synth"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// few is how many worlds the lesser comparisons run: a twentieth of those of clear, at least 100 where so many are asked for.
func few(t *testing.T) int { return max(worlds(t)/20, min(worlds(t), 100)) }

// each runs a comparison on random worlds; the first three that differ are shown shrunk.
func each(t *testing.T, n int, compare func(synth.Case) string) {
	t.Helper()
	seed, failed := firstSeed(t), 0
	for s := seed; s < seed+uint64(n) && failed < 3; s++ {
		c := synth.World(s, 1+int(s%10))
		if compare(c) == "" {
			continue
		}
		failed++
		if os.Getenv("CROSSGRANT_SHRINK") == "off" {
			t.Fatalf("world %d differs", s)
		}
		small := synth.Shrink(c, func(c synth.Case) bool { return compare(c) != "" })
		t.Errorf("world %d, shrunk: %s\n%s", s, compare(small), describe(small))
	}
	fmt.Printf("worlds: %d agreed, seed %d\n", n-failed, seed)
}

func compile(c synth.Case, opt rights.Options) (*rights.Program, error) {
	snap, err := portfolio.Build(slices.Values(c.Records), portfolio.BuildOptions{})
	if err != nil {
		return nil, err
	}
	return rights.Compile(&c.World, snap, opt)
}

func same(got rights.Standing, want oracle.Doubtful) bool {
	word := "no"
	switch {
	case want.Certain:
		word = "yes"
	case want.Possible:
		word = "depends"
	}
	var open []string
	for _, q := range got.Open {
		open = append(open, q.ID())
	}
	slices.Sort(open)
	return got.Answer == word && (word != "depends" || slices.Equal(open, want.Open))
}

func TestOracleCapturedAndMember(t *testing.T) {
	each(t, few(t), func(c synth.Case) string {
		o := oracle.New(&c.World, c.Records)
		for _, ask := range c.Asks {
			p, err := compile(c, rights.Options{KnownAt: ask.KnownAt})
			if err != nil {
				return err.Error()
			}
			for _, a := range c.World.Agreements {
				for _, g := range a.Groups {
					got, err := p.Member(ask.Use.Actor, g.Clause.QName(), ask.Use.On)
					if err != nil {
						continue // not known at that day
					}
					if want := o.Member(ask.Use.Actor, g.Clause.QName(), ask.Use.On, ask.KnownAt); !want.TooMany && !same(got, want) {
						return fmt.Sprintf("member %s of %s on %s known %s: engine %+v, oracle %+v", ask.Use.Actor, g.Clause.QName(), ask.Use.On, ask.KnownAt, got, want)
					}
				}
				for _, s := range a.Patents {
					for _, r := range c.Records {
						got, err := p.Captured(r.ID, s.Clause.QName(), ask.Use.On)
						if err != nil {
							continue
						}
						if want := o.Captured(r.ID, s.Clause.QName(), ask.Use.On, ask.KnownAt); !want.TooMany && !same(got, want) {
							return fmt.Sprintf("captured %s in %s on %s known %s: engine %+v, oracle %+v", r.ID, s.Clause.QName(), ask.Use.On, ask.KnownAt, got, want)
						}
					}
				}
			}
			break // one question a world: there are many sets and patents
		}
		return ""
	})
}

func TestOracleHolders(t *testing.T) {
	each(t, few(t), func(c synth.Case) string {
		o := oracle.New(&c.World, c.Records)
		for i, ask := range c.Asks {
			if i == 2 {
				break
			}
			p, err := compile(c, rights.Options{KnownAt: ask.KnownAt, WithoutPresumptions: ask.WithoutPresumptions})
			if err != nil {
				return err.Error()
			}
			for _, r := range c.Records {
				want := map[[2]string]oracle.Doubtful{}
				skip := false
				for _, h := range o.Holders(r.ID, ask.Use.On, ask.KnownAt, ask.WithoutPresumptions) {
					want[[2]string{string(h.Grant), string(h.Org)}] = h.Doubtful
					skip = skip || h.TooMany
				}
				if skip {
					continue
				}
				if d := listedAsHeld(p, c, r.ID, ask.Use.On, want); d != "" {
					return d
				}
				for _, a := range c.World.Agreements {
					for _, g := range a.Grants {
						for i := range c.World.Facts {
							d, ok := c.World.Facts[i].Body.(agreement.Organisation)
							if !ok {
								continue
							}
							certain, possible, err := p.HoldsUnder(r.ID, string(g.Clause.QName()), d.ID, ask.Use.On)
							if err != nil {
								continue
							}
							w := want[[2]string{string(g.Clause.QName()), string(d.ID)}]
							if certain != w.Certain || possible != w.Possible {
								return fmt.Sprintf("%s holds %s by %s on %s known %s: engine %v %v, oracle %+v", d.ID, r.ID, g.Clause.QName(), ask.Use.On, ask.KnownAt, certain, possible, w)
							}
						}
					}
				}
			}
		}
		return ""
	})
}

// listedAsHeld compares the list of holders with what the oracle says of each: who is listed as a sure holder holds a right
// by that grant, or by one that the extension extends, and who possibly holds one is listed. Lines that name nobody are of
// everyone or of a chain of supply.
func listedAsHeld(p *rights.Program, c synth.Case, id string, on when.Date, want map[[2]string]oracle.Doubtful) string {
	a, err := p.Holders(id, on)
	if err != nil {
		return ""
	}
	of := map[agreement.Name][]agreement.Name{} // the grants of an extension
	everyone := map[agreement.Name]bool{}
	for _, x := range c.World.Agreements {
		for _, e := range x.Extensions {
			of[e.Clause.QName()] = e.Of
		}
	}
	listed := map[[2]string]bool{}
	for _, h := range a.Holders {
		grants := of[h.Clause.QName()]
		if grants == nil {
			grants = []agreement.Name{h.Clause.QName()}
		}
		for _, g := range grants {
			everyone[g] = everyone[g] || len(h.Members)+len(h.Perhaps) == 0
			for _, o := range slices.Concat(h.Members, h.Perhaps) {
				listed[[2]string{string(g), string(o)}] = true
			}
		}
		for _, o := range h.Members {
			if h.Sure && !slices.ContainsFunc(grants, func(g agreement.Name) bool { return want[[2]string{string(g), string(o)}].Certain }) {
				return fmt.Sprintf("%s is listed as a sure holder of %s by %s on %s, the oracle does not say so", o, id, h.Clause.QName(), on)
			}
		}
	}
	for k, w := range want {
		if w.Possible && !listed[k] && !everyone[agreement.Name(k[0])] {
			return fmt.Sprintf("%s may hold %s by %s on %s and is not listed: %+v", k[1], id, k[0], on, a.Holders)
		}
	}
	return ""
}

// TestOracleTimeline checks that the answer on every day is that of the last change before it.
func TestOracleTimeline(t *testing.T) {
	each(t, few(t)/2, func(c synth.Case) string {
		o := oracle.New(&c.World, c.Records)
		for i, ask := range c.Asks {
			if i == 2 {
				break
			}
			p, err := compile(c, rights.Options{KnownAt: ask.KnownAt, WithoutPresumptions: ask.WithoutPresumptions})
			if err != nil {
				return err.Error()
			}
			from, to := ask.Use.On-200, ask.Use.On+200
			tl, err := p.Timeline(rights.ClearQuestion{Use: ask.Use, Under: ask.Under}, from, to)
			if err != nil {
				continue
			}
			for _, d := range []when.Date{from, from + 1, from + 77, ask.Use.On - 1, ask.Use.On, ask.Use.On + 1, to - 55, to} {
				q := oracle.Question(ask)
				q.Use.On = d
				want := o.Clear(q)
				if want.TooMany {
					continue
				}
				var got rights.Change
				for _, ch := range tl.Changes {
					if ch.On <= d {
						got = ch
					}
				}
				if oracle.Counts(got.Counts) != want.Counts {
					return fmt.Sprintf("%+v on %s: timeline %+v, oracle %+v", ask, d, got, want.Counts)
				}
			}
		}
		return ""
	})
}

// TestOracleCoverage checks that the cells of a country are the answer for that country.
func TestOracleCoverage(t *testing.T) {
	each(t, few(t)/4, func(c synth.Case) string {
		o := oracle.New(&c.World, c.Records)
		for i, ask := range c.Asks {
			if i == 1 || ask.Under.Org == "" {
				break
			}
			p, err := compile(c, rights.Options{KnownAt: ask.KnownAt, WithoutPresumptions: ask.WithoutPresumptions})
			if err != nil {
				return err.Error()
			}
			a, err := p.Coverage(rights.CoverageQuestion{Actor: ask.Use.Actor, Act: ask.Use.Act, Product: ask.Use.Product, Under: ask.Under, On: ask.Use.On})
			if err != nil {
				continue
			}
			for _, country := range []string{"US", "DE", "CN"} {
				q := oracle.Question(ask)
				q.Use.Country, q.Use.For = country, ""
				want := o.Clear(q)
				if want.TooMany {
					continue
				}
				var best rights.Counts // a patent of several fields stands in several cells: compare what no field can exceed
				for _, cell := range a.Cells {
					if cell.Country == country {
						best.Licensed = max(best.Licensed, cell.Counts.Licensed)
						best.Depends = max(best.Depends, cell.Counts.Depends)
						best.NotLicensed = max(best.NotLicensed, cell.Counts.NotLicensed)
					}
				}
				if best.Licensed > want.Counts.Licensed || best.Depends > want.Counts.Depends || best.NotLicensed > want.Counts.NotLicensed ||
					(want.Counts.Licensed > 0) != (best.Licensed > 0) {
					return fmt.Sprintf("%s: cells %+v, oracle %+v", country, best, want.Counts)
				}
			}
		}
		return ""
	})
}

// TestLateFactsChangeNothingKnownBefore: a fact recorded after k never changes an answer known at k.
func TestLateFactsChangeNothingKnownBefore(t *testing.T) {
	each(t, few(t), func(c synth.Case) string {
		early := c
		for _, ask := range c.Asks {
			early.World.Facts = slices.Clone(c.World.Facts)
			for i := range early.World.Facts {
				if f := &early.World.Facts[i]; !f.KnownAt(ask.KnownAt) {
					f.Body = agreement.Organisation{ID: "nobody", Name: "in its place nothing is recorded"}
				}
			}
			opt := rights.Options{KnownAt: ask.KnownAt, WithoutPresumptions: ask.WithoutPresumptions}
			a, err := compile(c, opt)
			if err != nil {
				return err.Error()
			}
			b, err := compile(early, opt)
			if err != nil {
				return err.Error()
			}
			q := rights.ClearQuestion{Use: ask.Use, Under: ask.Under}
			x, errX := a.Clear(q)
			y, errY := b.Clear(q)
			if (errX == nil) != (errY == nil) {
				return fmt.Sprintf("%+v: %v, without the late facts %v", ask, errX, errY)
			}
			if x.Verdict != y.Verdict || x.Counts != y.Counts {
				return fmt.Sprintf("%+v: %s %+v, without the late facts %s %+v", ask, x.Verdict, x.Counts, y.Verdict, y.Counts)
			}
		}
		return ""
	})
}
