package patent

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// groups lists members by family, for comparing.
func groups(n int, name func(int) string, family func(int) string) []string {
	by := map[string][]string{}
	for i := range n {
		by[family(i)] = append(by[family(i)], name(i))
	}
	var out []string
	for _, g := range by {
		slices.Sort(g)
		out = append(out, strings.Join(g, " "))
	}
	slices.Sort(out)
	return out
}

// member reads "C: P1 P2, continuation B, child continuation D".
func member(s string) FamilyMember {
	parts := strings.Split(s, ",")
	own, claims, _ := strings.Cut(parts[0], ":")
	m := FamilyMember{Application: own, Priorities: strings.Fields(claims)}
	for _, t := range parts[1:] {
		f := strings.Fields(t)
		tie := FamilyTie{Child: f[0] == "child"}
		if tie.Child {
			f = f[1:]
		}
		tie.How, tie.To = f[0], f[1]
		m.Ties = append(m.Ties, tie)
	}
	return m
}

func TestFamilies(t *testing.T) {
	for _, c := range []struct {
		name             string
		members          string
		simple, extended string
	}{
		{"a first filing with and without itself", "A|B: A|C: A A|D: D", "A B C|D", "A B C|D"},
		{"one more priority is another family", "A: P|B: P Q|C: Q P|D: Q", "A|B C|D", "A B C D"},
		{"a continuation stays, whatever it claims", "A: P|B: A, continuation A|C: P X, division B", "A B C", "A B C"},
		{"a parent that comes later in the data", "C, continuation B|B, continuation A|A: P", "A B C", "A B C"},
		{"a parent that names its child", "A: P, child continuation B|B|C: P", "A B C", "A B C"},
		{"divided from what it continues in part", "A: P|D: P, continuation-in-part A, division A", "A|D", "A D"},
		{"a claim to a parent that is not there is none", "B: A X, division A|C: X", "B C", "B C"},
		{"a continuation-in-part founds a family", "A: P|B: P, continuation-in-part A|C, continuation B", "A|B C", "A B C"},
		{"a national stage of a first filing", "PCT|U: PCT, national-stage PCT|E, national-stage PCT", "E PCT U", "E PCT U"},
		{"a national stage claims what the international application claims", "PCT: P|U: P PCT, national-stage PCT", "PCT U", "PCT U"},
		{"two children of a parent that is not there", "B, division A|C, division A", "B C", "B C"},
		{"a provisional is a priority", "U: PRO|C: PRO|E: PRO PRO2", "C U|E", "C E U"},
		{"a provisional as a tie joins the extended family alone", "U, provisional PRO|C: PRO", "C|U", "C U"},
		{"descents in a circle", "A, continuation B|B, continuation A", "A B", "A B"},
		{"descents in a circle, behind another", "X|A, continuation B|B, continuation A", "A B|X", "A B|X"},
		{"its own parent", "A, continuation A|B", "A|B", "A|B"},
		{"empty names mean nothing", "A: |B: ", "A|B", "A|B"},
	} {
		var members []FamilyMember
		for _, s := range strings.Split(c.members, "|") {
			members = append(members, member(s))
		}
		for range 2 { // forwards and backwards
			x := Families(slices.Values(members))
			name := func(i int) string { return members[i].Application }
			if got := strings.Join(groups(x.Len(), name, x.Simple), "|"); got != c.simple {
				t.Errorf("%s: simple %s, want %s", c.name, got, c.simple)
			}
			if got := strings.Join(groups(x.Len(), name, x.Extended), "|"); got != c.extended {
				t.Errorf("%s: extended %s, want %s", c.name, got, c.extended)
			}
			slices.Reverse(members)
		}
	}
}

// TestFamiliesAgree compares with the definitions taken literally, and in any order: the names stay the same.
func TestFamiliesAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var members []FamilyMember
		for i := range rapid.IntRange(0, 12).Draw(t, "members") {
			m := FamilyMember{Application: fmt.Sprintf("A%d", i)}
			for range rapid.IntRange(0, 3).Draw(t, "claims") {
				m.Priorities = append(m.Priorities, fmt.Sprintf("A%d", rapid.IntRange(0, 15).Draw(t, "claim")))
			}
			members = append(members, m)
		}
		set := func(m FamilyMember) string {
			s := slices.Clone(m.Priorities)
			if len(s) == 0 {
				s = []string{m.Application}
			}
			slices.Sort(s)
			return strings.Join(slices.Compact(s), "+")
		}
		touches := func(a, b FamilyMember) bool {
			return slices.ContainsFunc(append([]string{a.Application}, a.Priorities...), func(s string) bool {
				return s == b.Application || slices.Contains(b.Priorities, s)
			})
		}
		x := Families(slices.Values(members))
		component := map[string]int{}
		for i := range members {
			component[members[i].Application] = i
		}
		for changed := true; changed; {
			changed = false
			for _, a := range members {
				for _, b := range members {
					if ca, cb := component[a.Application], component[b.Application]; ca < cb && touches(a, b) {
						component[b.Application], changed = ca, true
					} else if cb < ca && touches(a, b) {
						component[a.Application], changed = cb, true
					}
				}
			}
		}
		for i, a := range members {
			for j, b := range members {
				if (x.Simple(i) == x.Simple(j)) != (set(a) == set(b)) {
					t.Fatalf("%v and %v: simple families %s and %s", a, b, x.Simple(i), x.Simple(j))
				}
				if (x.Extended(i) == x.Extended(j)) != (component[a.Application] == component[b.Application]) {
					t.Fatalf("%v and %v: extended families %s and %s", a, b, x.Extended(i), x.Extended(j))
				}
			}
		}
		order := rapid.Permutation(members).Draw(t, "order")
		y := Families(slices.Values(order))
		for i, a := range members {
			for j, b := range order {
				if a.Application == b.Application && (x.Simple(i) != y.Simple(j) || x.Extended(i) != y.Extended(j)) {
					t.Fatalf("%v: %s %s, in another order %s %s", a, x.Simple(i), x.Extended(i), y.Simple(j), y.Extended(j))
				}
			}
		}
	})
}

// TestFamilyNames keeps long sets apart by a digest and says when an extended family is doubtful.
func TestFamilyNames(t *testing.T) {
	var long, longer FamilyMember
	long.Application, longer.Application = "A", "B"
	for i := range 20 {
		long.Priorities = append(long.Priorities, fmt.Sprintf("EP2010%07d", i))
	}
	longer.Priorities = append(slices.Clone(long.Priorities), "US1")
	x := Families(slices.Values([]FamilyMember{long, longer}))
	if x.Simple(0) == x.Simple(1) || len(x.Simple(0)) > 60 || !strings.HasPrefix(x.Simple(0), "EP20100000000+19-") {
		t.Errorf("%s, %s", x.Simple(0), x.Simple(1))
	}
	if x.Extended(0) != "A" || x.Extended(1) != "A" {
		t.Errorf("extended families %s, %s", x.Extended(0), x.Extended(1))
	}
	if n, doubtful := x.ExtendedSize(0); n != 2 || doubtful {
		t.Errorf("%d, %v", n, doubtful)
	}
	y := Families(func(yield func(FamilyMember) bool) {
		for i := range hugeFamily {
			if !yield(FamilyMember{Application: fmt.Sprint("A", i), Priorities: []string{"P"}}) {
				return
			}
		}
	})
	if n, doubtful := y.ExtendedSize(7); n != hugeFamily || !doubtful {
		t.Errorf("%d, %v", n, doubtful)
	}
}

func BenchmarkFamilies(b *testing.B) {
	members := make([]FamilyMember, 100_000)
	for i := range members {
		members[i] = FamilyMember{Application: fmt.Sprintf("US2015%09d", i), Priorities: []string{fmt.Sprintf("EP2014%07d", i/5)}}
		if i%7 == 1 {
			members[i].Ties = []FamilyTie{{To: members[i-1].Application, How: "continuation"}}
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		Families(slices.Values(members))
	}
}
