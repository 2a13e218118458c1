package synth

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

func TestWorldFollowsFromItsSeed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed, size := rapid.Uint64().Draw(t, "seed"), rapid.IntRange(-1, 12).Draw(t, "size")
		a, b := World(seed, size), World(seed, size)
		if diff := cmp.Diff(a, b); diff != "" {
			t.Errorf("one seed, two worlds:\n%s", diff)
		}
		if a.String() != b.String() || a.String() == "" {
			t.Error("one world, two listings")
		}
	})
}

// Names that definitions use are defined, days are not turned round, and what must have one kind of value has it:
// a random world is one that check would let through.
func TestWorldIsWellFormed(t *testing.T) {
	for seed := range uint64(300) {
		c := World(seed, 10)
		defined := map[agreement.Name]bool{}
		for _, a := range c.World.Agreements {
			for _, m := range a.Groups {
				members(t, defined, m.Is, m.Perhaps, m.Without)
				defined[m.Clause.QName()] = true
			}
			for _, s := range a.Patents {
				for _, x := range s.Add {
					members(t, defined, x.OwnedBy, x.LicensableBy)
					if one := min(len(x.OwnedBy), 1) + min(len(x.LicensableBy), 1) + min(len(x.Listed), 1) + min(len(x.Joined), 1); one != 1 {
						t.Errorf("seed %d: a selector of %s has %d of four", seed, s.Clause.Name, one)
					}
					if x.Basis != agreement.OfPatents && (len(x.OwnedBy) == 0 || x.Held.Kind > agreement.HeldBefore) {
						t.Errorf("seed %d: what stands at the base of %s is not owned at a moment", seed, s.Clause.Name)
					}
				}
				for _, x := range s.Except {
					if x.Set != "" && !defined[x.Set] {
						t.Errorf("seed %d: %s excepts %s, which is not defined before it", seed, s.Clause.Name, x.Set)
					}
				}
				defined[s.Clause.QName()] = true
			}
			for _, s := range a.Products {
				for _, x := range s.OnSale {
					members(t, defined, x.By)
					if x.Held.Kind == agreement.HeldAtTimeOfUse {
						t.Errorf("seed %d: on sale at time of use", seed)
					}
				}
				defined[s.Clause.QName()] = true
			}
			for _, g := range a.Grants {
				members(t, defined, g.From, g.To)
				if g.Anything == (len(g.For) > 0) {
					t.Errorf("seed %d: %s is for anything and something, or for nothing", seed, g.Clause.Name)
				}
				defined[g.Clause.QName()] = true
			}
		}
		for _, a := range c.World.Agreements {
			for _, r := range a.Readings {
				wellRead(t, seed, a, r)
			}
			meeting(t, seed, c.World, a)
			wellNetworked(t, seed, c.World, a)
			if n := (scene{in: a}).room(); n < 0 {
				t.Errorf("seed %d: %d clauses too many of %s act on events", seed, -n, a.Clause.Name)
			}
			if n := entityRoom(a); n < 0 {
				t.Errorf("seed %d: %d rules too many of %s are about entities", seed, -n, a.Clause.Name)
			}
		}
		if n := (&gen{facts: c.World.Facts}).eventDays(when.Exact(when.Min)); n > eventValues {
			t.Errorf("seed %d: %d values of the days of events", seed, n)
		}
		for i := range c.World.Facts {
			_, made := c.World.Facts[i].Body.(agreement.Milestone) // before some day, perhaps
			if b := c.World.Facts[i].Begin; b.Empty() || b.Latest-b.Earliest > 6 && !(made && b.Earliest == when.Min) {
				t.Errorf("seed %d: fact %d begins %s", seed, i, b)
			}
		}
		for _, q := range c.Asks {
			if y, _, _ := q.Use.On.YMD(); y < 2005 || y > 2040 {
				t.Errorf("seed %d: a use on %s", seed, q.Use.On)
			}
		}
		if control, title := (&gen{facts: c.World.Facts}).values(); control > controlValues || title > titleValues {
			t.Errorf("seed %d: %d values of control, %d of title are left", seed, control, title)
		}
	}
}

// wellRead checks that every option of a reading is the definition it affects, of the same agreement.
func wellRead(t *testing.T, seed uint64, a *agreement.Agreement, r *agreement.Reading) {
	t.Helper()
	if n := len(r.Options); n < 2 || n > 3 {
		t.Errorf("seed %d: a reading of %d options", seed, n)
	}
	for _, o := range r.Options {
		if c := asRead(o).clause(); c.QName() != r.Affects || c.Agreement != a.Clause.Name {
			t.Errorf("seed %d: an option of %s is %s", seed, r.Affects, c.QName())
		}
	}
}

func members(t *testing.T, defined map[agreement.Name]bool, lists ...[]agreement.Member) {
	t.Helper()
	for _, list := range lists {
		for _, m := range list {
			n := 0
			for _, set := range []bool{m.Everyone, m.Org != "", m.Group != "", m.Network != "", m.Each != 0} {
				if set {
					n++
				}
			}
			if n != 1 || m.Group != "" && !defined[m.Group] {
				t.Errorf("member %+v names no one thing that is defined", m)
			}
		}
	}
}

// Three hundred worlds hold every kind of thing that meaning knows.
func TestWorldsHoldEverything(t *testing.T) {
	seen := map[string]int{}
	note := func(what string, is bool) {
		if is {
			seen[what]++
		}
	}
	for seed := range uint64(300) {
		c := World(seed, 10)
		note("facts taken out again", c.Dropped > 0)
		for i := range c.World.Facts {
			f := &c.World.Facts[i]
			note("recorded", f.Recorded.Real())
			note("retracted", f.Retracted.Real())
			note("bounded", !f.Begin.Known())
			note("ordered", f.Order > 0)
			note("ended", f.End.Real())
			switch b := f.Body.(type) {
			case agreement.Control:
				note("ceases", b.Millionths == 0)
				note("whole", b.Millionths == whole)
			case agreement.Finding:
				note("replaces", b.Replaces != "")
				note("from", b.From != "")
			case agreement.Product:
				note("no maker", b.Maker == "")
				note("no category", len(b.Category) == 0)
				note("never said on sale", b.OnSale == nil)
				note("components", len(b.Contains) > 0)
			case agreement.PatentFact:
				note("override", true)
			case agreement.Relevance:
				note("relevance", true)
			}
		}
		for _, r := range c.Records {
			note("co-owned", len(r.Owners) > 1)
			note("unclassified", r.Unclassified())
			note("no family", r.Family == "")
			note("no kind", r.Kind == 0)
			note("bounded priority", !r.Priority.Known())
			note("states", len(r.States) > 0)
			note("office "+r.Office, true)
		}
		for _, a := range c.World.Agreements {
			for _, g := range a.Groups {
				note("membership "+g.Membership.String(), true)
				note("perhaps", len(g.Perhaps) > 0)
				note("without", len(g.Without) > 0)
			}
			for _, s := range a.Patents {
				note("family", len(s.Family) > 0)
				note("except", len(s.Except) > 0)
				note("only if", len(s.OnlyIf) > 0)
				note("no selector", len(s.Add) == 0)
				for _, x := range s.Add {
					note("held "+x.Held.String()[:5], len(x.OwnedBy) > 0)
					note("listed", len(x.Listed) > 0)
				}
			}
			for _, s := range a.Products {
				note("evolution", s.Evolution)
			}
			for _, g := range a.Grants {
				note(g.Kind.String(), true)
				note("price "+g.Price.Kind.String(), true)
				note("territory not stated", g.In.NotStated)
				note("least developed", g.In.LeastDeveloped)
				note("term not stated", g.During.NotStated)
				note("provided", len(g.Provided) > 0)
				note("more conditions than the limit", len(g.Provided) > 10)
			}
			for _, x := range a.Exclusions {
				note("exclusion, "+x.Extent.String(), true)
				note("exclusion by acts", len(x.Acts) > 0)
				note("exclusion by country", x.In != nil)
				note("exclusion by time", x.During != nil)
				note("exclusion by patents", len(x.Under) > 0)
				note("exclusion provided", len(x.Provided) > 0)
			}
			for _, x := range a.Opens {
				note("open", !x.Redacted)
				note("redacted", x.Redacted)
			}
			for _, r := range a.Readings {
				note("reading of three", len(r.Options) == 3)
				d := r.Options[0]
				note("reading of a group", d.Group != nil)
				note("reading of patents", d.Patents != nil)
				note("reading of products", d.Products != nil)
				note("reading of a grant", d.Grant != nil)
				note("reading of an exclusion", d.Exclusion != nil)
			}
		}
		for _, q := range c.Asks {
			note("under an organisation", q.Under.Org != "")
			note("under a set", q.Under.Set != "")
			note("under one patent", len(q.Under.Patents) == 1)
			note("made for", q.Use.For != "")
			note("known early", q.KnownAt < late)
			note("without presumptions", q.WithoutPresumptions)
		}
	}
	for _, what := range []string{
		"facts taken out again", "recorded", "retracted", "bounded", "ordered", "ended", "ceases", "whole", "replaces", "from",
		"no maker", "no category", "never said on sale", "components", "override", "relevance", "co-owned", "unclassified",
		"no family", "no kind", "bounded priority", "states", "office US", "office DE", "office CN", "office EP", "office WO",
		"membership while controlled", "membership as of", "membership once in, always in", "membership now or later",
		"perhaps", "without", "family", "except", "only if", "no selector", "held on 20", "held immed", "held at an",
		"held at ti", "listed", "evolution", "licence", "covenant", "release", "pledge", "territory not stated", "least developed",
		"term not stated", "provided", "more conditions than the limit", "exclusion, that component", "exclusion, whole product",
		"exclusion by acts", "exclusion by country", "exclusion by time", "exclusion by patents", "exclusion provided",
		"open", "redacted", "reading of three", "reading of a group", "reading of patents", "reading of products", "reading of a grant",
		"reading of an exclusion", "price royalty", "price FRAND", "price not stated", "under an organisation", "under a set", "under one patent", "made for", "known early", "without presumptions",
	} {
		if seen[what] < 5 {
			t.Errorf("%s: %d times in 300 worlds", what, seen[what])
		}
	}
}

func TestDropLeavesTheCaseAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64().Draw(t, "seed")
		c, same := World(seed, 5), World(seed, 5)
		whole := Drop(c, func(string, int) bool { return true })
		if diff := cmp.Diff(whole.String(), c.String()); diff != "" {
			t.Errorf("nothing was dropped, yet:\n%s", diff)
		}
		Drop(c, func(string, int) bool { return rapid.Bool().Draw(t, "keep") })
		if diff := cmp.Diff(c, same); diff != "" {
			t.Errorf("the case given was changed:\n%s", diff)
		}
	})
}

// A failure that needs one control fact and one grant is shrunk to these.
func TestShrink(t *testing.T) {
	c := World(11, 10)
	fails := func(c Case) bool {
		control, grant := false, false
		for i := range c.World.Facts {
			b, ok := c.World.Facts[i].Body.(agreement.Control)
			control = control || ok && b.Millionths > 0
		}
		for _, a := range c.World.Agreements {
			grant = grant || len(a.Grants) > 0
		}
		return control && grant
	}
	if !fails(c) {
		t.Fatal("the world has no control fact or no grant to begin with")
	}
	s := Shrink(c, fails)
	if len(s.World.Facts) != 1 || len(s.Records) != 0 || len(s.Asks) != 0 || len(s.World.Agreements) != 1 {
		t.Fatalf("still there:\n%s", s)
	}
	a := s.World.Agreements[0]
	if n := len(a.Groups) + len(a.Patents) + len(a.Products) + len(a.Exclusions) + len(a.Opens); len(a.Grants) != 1 || n != 0 {
		t.Errorf("still there:\n%s", s)
	}
}

// Four facts without an order on one day, and one on some day of three.
func TestValues(t *testing.T) {
	g := &gen{}
	for _, holder := range []agreement.Org{"a", "b", "c", "d"} {
		g.declare("", agreement.Control{Holder: holder, Held: "e", Millionths: whole})
	}
	if n := Values(g.facts); n != 24 {
		t.Errorf("%d values, by hand 24 orders", n)
	}
	g.fact(when.Bounds{Earliest: 100, Latest: 102}, when.Max, true, "", agreement.Assignment{From: "a", Patents: []string{"p1"}, To: []agreement.Org{"b"}})
	if n := Values(g.facts); n != 72 {
		t.Errorf("%d values, by hand 24 orders on 3 days", n)
	}
}
