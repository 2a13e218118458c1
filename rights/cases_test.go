package rights

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/crossgrant/crossgrant/agreement"
)

// formula is a random condition over yes/no questions, for the laws of cases.
type formula struct {
	op   int // 0 question, 1 and, 2 or, 3 not
	q    string
	kids []formula
}

func genFormula(depth int) *rapid.Generator[formula] {
	return rapid.Custom(func(t *rapid.T) formula {
		op := rapid.IntRange(0, 3).Draw(t, "op")
		if depth == 0 {
			op = 0
		}
		switch op {
		case 0:
			return formula{q: rapid.SampledFrom([]string{"a", "b", "c", "d"}).Draw(t, "q")}
		case 3:
			return formula{op: 3, kids: []formula{genFormula(depth-1).Draw(t, "kid")}}
		}
		return formula{op: op, kids: []formula{genFormula(depth-1).Draw(t, "left"), genFormula(depth-1).Draw(t, "right")}}
	})
}

func (f formula) ask(cs *cases) bool {
	switch f.op {
	case 0:
		return cs.yes(agreement.QFinding(f.q, "", agreement.Clause{}))
	case 1:
		return f.kids[0].ask(cs) && f.kids[1].ask(cs)
	case 2:
		return f.kids[0].ask(cs) || f.kids[1].ask(cs)
	}
	return !f.kids[0].ask(cs)
}

func (f formula) under(v map[string]bool) bool {
	switch f.op {
	case 0:
		return v[f.q]
	case 1:
		return f.kids[0].under(v) && f.kids[1].under(v)
	case 2:
		return f.kids[0].under(v) || f.kids[1].under(v)
	}
	return !f.kids[0].under(v)
}

// kleene evaluates with every question unknown: -1 no, 0 unknown, 1 yes.
func (f formula) kleene() int {
	switch f.op {
	case 0:
		return 0
	case 1:
		return min(f.kids[0].kleene(), f.kids[1].kleene())
	case 2:
		return max(f.kids[0].kleene(), f.kids[1].kleene())
	}
	return -f.kids[0].kleene()
}

// TestCasesDecide: what the cases decide is what all sixteen values decide; the questions that matter are those whose
// turn changes the result under some value; certain implies possible; and the cases never contradict Kleene's pair.
func TestCasesDecide(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := genFormula(4).Draw(t, "formula")
		got := decide(&clock{}, f.ask)
		want := tri{certain: true}
		matters := map[string]bool{}
		names := []string{"a", "b", "c", "d"}
		for bits := range 16 {
			v := map[string]bool{}
			for i, n := range names {
				v[n] = bits>>i&1 == 1
			}
			r := f.under(v)
			want.certain = want.certain && r
			want.possible = want.possible || r
			for i, n := range names {
				w := map[string]bool{}
				for j, m := range names {
					w[m] = bits>>j&1 == 1
				}
				w[names[i]] = !w[names[i]]
				if f.under(w) != r {
					matters[n] = true
				}
			}
		}
		if got.certain != want.certain || got.possible != want.possible {
			t.Fatalf("decided %v %v, all values say %v %v", got.certain, got.possible, want.certain, want.possible)
		}
		if got.certain && !got.possible {
			t.Fatal("certain and not possible")
		}
		if len(got.open) != len(matters) {
			t.Fatalf("%d questions matter, all values say %d", len(got.open), len(matters))
		}
		if k := f.kleene(); k == 1 && !got.certain || k == -1 && got.possible {
			t.Fatalf("Kleene says %d, the cases %v %v", k, got.certain, got.possible)
		}
	})
}

// TestKleeneLaws: the three values of column tests behave as Kleene's logic does.
func TestKleeneLaws(t *testing.T) {
	values := []int8{rowNo, rowMaybe, rowYes}
	for _, a := range values {
		for _, b := range values {
			if min(a, b) != -max(-a, -b) {
				t.Errorf("De Morgan fails for %d, %d", a, b)
			}
			for _, c := range values {
				if min(a, max(b, c)) != max(min(a, b), min(a, c)) {
					t.Errorf("distribution fails for %d, %d, %d", a, b, c)
				}
			}
		}
		if -(-a) != a {
			t.Errorf("double negation fails for %d", a)
		}
	}
}

// TestTooManyCasesAreNotWorkedOut: a decision over more combinations than are run is undecided, with all its questions,
// and takes no longer than the limit allows.
func TestTooManyCasesAreNotWorkedOut(t *testing.T) {
	names := []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n"}
	got := decide(&clock{}, func(cs *cases) bool {
		yes := true
		for _, n := range names {
			yes = cs.yes(agreement.QFinding(n, "", agreement.Clause{})) && yes
		}
		return yes
	})
	if got.certain || !got.possible || len(got.open) != len(names) {
		t.Errorf("decided %v %v with %d questions; want undecided with %d", got.certain, got.possible, len(got.open), len(names))
	}
}
