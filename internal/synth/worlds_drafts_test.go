package synth

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/crossgrant/crossgrant/agreement"
)

func TestRedraftAndEventFollowFromTheirSeeds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed, size := rapid.Uint64().Draw(t, "seed"), rapid.IntRange(1, 10).Draw(t, "size")
		c, same := World(seed, size), World(seed, size)
		if rapid.Bool().Draw(t, "shrunk") {
			keep := rapid.SliceOfN(rapid.Bool(), 50, 50).Draw(t, "keep")
			c = Drop(c, func(kind string, i int) bool { return keep[(i+len(kind))%50] })
			same = Drop(same, func(kind string, i int) bool { return keep[(i+len(kind))%50] })
		}
		w := Redraft(seed, c)
		if diff := cmp.Diff(w, Redraft(seed, same)); diff != "" {
			t.Errorf("one seed, two drafts:\n%s", diff)
		}
		if diff := cmp.Diff(c.World.Facts, w.Facts); diff != "" {
			t.Errorf("a draft changed the facts:\n%s", diff)
		}
		e := Event(seed, c)
		if diff := cmp.Diff(e, Event(seed, same)); diff != "" {
			t.Errorf("one seed, two events:\n%s", diff)
		}
		if diff := cmp.Diff(c, same); diff != "" {
			t.Errorf("the case was changed:\n%s", diff)
		}
		if len(e) < 1 || len(e) > 2 {
			t.Errorf("%d facts", len(e))
		}
		for _, f := range e {
			if !f.Given || f.Begin.Empty() || f.Text == "" {
				t.Errorf("not a hypothetical fact: %+v", f)
			}
		}
	})
}

// Every kind of change occurs, names stay unique, and nothing names what is not defined.
func TestRedraftsHoldEverything(t *testing.T) {
	seen := map[string]int{}
	for seed := range uint64(900) {
		c := World(seed, 8)
		w := Redraft(seed, c)
		changed := false
		for i, a := range c.World.Agreements {
			b := w.Agreements[i]
			for what, n := range map[string]int{
				"grant": len(b.Grants) - len(a.Grants), "exclusion": len(b.Exclusions) - len(a.Exclusions),
				"open": len(b.Opens) - len(a.Opens), "reading": len(b.Readings) - len(a.Readings),
				"rule": len(b.Rules) - len(a.Rules), "power": len(b.Powers) - len(a.Powers),
				"survival": len(b.Survivals) - len(a.Survivals), "extension": len(b.Extensions) - len(a.Extensions),
			} {
				switch {
				case n > 0:
					seen[what+" added"]++
				case n < 0:
					seen[what+" dropped"]++
				}
			}
			if !cmp.Equal(a, b) {
				changed = true
			}
			if a.Clause.Heading != b.Clause.Heading {
				seen["words"]++
			}
			wellFormed(t, seed, w, b)
			for _, y := range b.Grants {
				for _, x := range a.Grants {
					if x.Clause.Name == y.Clause.Name {
						noteGrant(seen, x, y)
					}
				}
			}
			noteHappening(seen, a, b)
			tallyRules(seen, a, b)
			if a.Network != nil && !cmp.Equal(a, b) {
				seen["network changed"]++
			}
			for j, x := range a.Groups {
				y := b.Groups[j]
				if x.Membership != y.Membership {
					seen["membership"]++
				}
				if !cmp.Equal(x.Is, y.Is) {
					seen["members"]++
				}
			}
			for j, x := range a.Patents {
				y := b.Patents[j]
				if !cmp.Equal(x.Where, y.Where) {
					seen["where"]++
				}
				if !cmp.Equal(x.Add, y.Add) {
					seen["capture"]++
				}
			}
			for j, x := range b.Readings {
				if j < len(a.Readings) && x.Affects == a.Readings[j].Affects && len(x.Options) < len(a.Readings[j].Options) {
					seen["option dropped"]++
				}
			}
		}
		if !changed {
			seen["nothing"]++
		}
	}
	for _, what := range []string{
		"grant added", "grant dropped", "exclusion added", "exclusion dropped", "open added", "open dropped", "reading added",
		"reading dropped", "option dropped", "words", "nothing", "acts", "territory", "term", "price", "provided", "membership",
		"members", "where", "capture", "rule added", "rule dropped", "power added", "power dropped", "survival added", "survival dropped",
		"extension added", "extension dropped", "rule changed", "power changed", "survival changed", "extension changed", "precedence",
		"have made", "form", "undertaken", "then", "parts", "rule about an entity added", "rule about an entity dropped", "network changed",
	} {
		if seen[what] == 0 {
			t.Errorf("%s: never in 900 drafts", what)
		}
	}
}

func noteGrant(seen map[string]int, x, y *agreement.Grant) {
	for what, same := range map[string]bool{
		"acts": cmp.Equal(x.Acts, y.Acts), "territory": cmp.Equal(x.In, y.In), "term": cmp.Equal(x.During, y.During),
		"price": x.Price == y.Price, "provided": cmp.Equal(x.Provided, y.Provided), "have made": cmp.Equal(x.HaveMadeIf, y.HaveMadeIf),
	} {
		if !same {
			seen[what]++
		}
	}
}

// noteHappening notes what changed about the clauses that act on events, where both drafts have them.
func noteHappening(seen map[string]int, a, b *agreement.Agreement) {
	after := map[string]definition{}
	for _, d := range definitions(b) {
		after[d.clause().Name] = d
	}
	for _, d := range definitions(a) {
		e, ok := after[d.clause().Name]
		if !ok || d.precedence() == nil {
			continue
		}
		if !cmp.Equal(d.precedence(), e.precedence(), cmpopts.EquateEmpty()) {
			seen["precedence"]++
		}
		if d.rule != nil && e.rule != nil && d.rule.On.Instances() {
			noteEntityRule(seen, d.rule, e.rule)
		}
		for what, same := range map[string]bool{
			"rule": cmp.Equal(d.rule, e.rule), "power": cmp.Equal(d.power, e.power),
			"survival": cmp.Equal(d.survival, e.survival), "extension": cmp.Equal(d.extension, e.extension),
		} {
			if !same {
				seen[what+" changed"]++
			}
		}
	}
}

// tallyRules notes whether there are more rules about entities, or less.
func tallyRules(seen map[string]int, a, b *agreement.Agreement) {
	switch n := entityRoom(a) - entityRoom(b); {
	case n > 0:
		seen["rule about an entity added"]++
	case n < 0:
		seen["rule about an entity dropped"]++
	}
}

// noteEntityRule notes what changed about a rule about an entity.
func noteEntityRule(seen map[string]int, x, y *agreement.Rule) {
	for what, same := range map[string]bool{
		"form": x.On.Form == y.On.Form, "undertaken": cmp.Equal(x.Undertaken, y.Undertaken), "then": cmp.Equal(x.Then, y.Then),
		"parts": cmp.Equal(x.On.By, y.On.By) && cmp.Equal(x.On.To, y.On.To),
	} {
		if !same {
			seen[what]++
		}
	}
}

func wellFormed(t *testing.T, seed uint64, w agreement.World, a *agreement.Agreement) {
	t.Helper()
	names := map[string]bool{}
	for _, d := range definitions(a) {
		if n := d.clause().Name; names[n] {
			t.Errorf("seed %d: two definitions are called %s", seed, n)
		}
		names[d.clause().Name] = true
	}
	for _, r := range a.Readings {
		wellRead(t, seed, a, r)
	}
	meeting(t, seed, w, a)
	wellNetworked(t, seed, w, a)
}

func TestEventsHoldEverything(t *testing.T) {
	seen := map[string]int{}
	for seed := range uint64(1500) {
		c := World(seed, 8)
		facts := slices.Concat(c.World.Facts, Event(seed, c))
		if control, title := (&gen{facts: facts}).values(); control > controlValues || title > titleValues {
			t.Errorf("seed %d: %d values of control, %d of title", seed, control, title)
		}
		for _, f := range facts[len(c.World.Facts):] {
			if !f.Begin.Known() {
				seen["bounded"]++
			}
			switch b := f.Body.(type) {
			case agreement.Control:
				seen[strings.Fields(f.Text)[1]]++
				if b.Millionths == whole {
					seen["whole"]++
				}
				if b.Deal != agreement.NoDeal {
					seen["deal"]++
				}
			case agreement.Assignment:
				seen["assignment"]++
				if len(b.To) > 1 {
					seen["co-owner"]++
				}
			case agreement.Finding:
				if b.Yes {
					seen["yes"]++
				} else {
					seen["no"]++
				}
			case agreement.StatusFact:
				seen["status"]++
			case agreement.PatentFact:
				seen["patent"]++
			case agreement.Presumption:
				seen["presumption"]++
			case agreement.Signature:
				seen["signature"]++
			case agreement.Event:
				seen[verbs[b.Verb]]++
			default:
				t.Errorf("seed %d: an event of another kind: %+v", seed, f)
			}
		}
	}
	for _, what := range []string{"bounded", "controls", "ceases", "whole", "assignment", "co-owner", "yes", "no", "status", "patent", "presumption", "deal"} {
		if seen[what] < 5 {
			t.Errorf("%s: %d times in 1500 events", what, seen[what])
		}
	}
	for _, what := range append(verbs[1:], "signature") {
		if seen[what] < 2 {
			t.Errorf("%s: %d times in 1500 events", what, seen[what])
		}
	}
}
