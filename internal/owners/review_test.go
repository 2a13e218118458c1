package owners

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestReview(t *testing.T) {
	r := NewResolver(someOrgs, []Decision{{Name: "Corvid Lab", Org: "corvid"}})
	doubts := r.Review([]Seen{
		{"Corvid Labs, Inc.", 90}, {"CORVID LABS INC", 3},
		{"Corvid Labs", 7}, {"CORVID LABS", 2}, // without a form
		{"Corvid Lab", 50}, // decided that it is not corvid
		{"VEXIL RADIO OY", 4},
		{"Stork Technologies GmbH", 10}, {"STORK TECH GMBH", 6}, {"Stork Technology GmbH", 1}, {"Stork Holdings II GmbH", 1}, {"Stork Holdings III GmbH", 1},
		{"Heron Mobile Systems AB", 5}, {"Heron Mobil Systems AB", 1}, {"Heron Mobilé Systemz GmbH", 1}, {"Heron Mobile Systems AB Linköping branch", 2},
		{"Ibis AG (formerly Corvid Labs, Inc.)", 1},
		{"Egret Ltd, 白鷺株式会社", 1}, {"白鷺株式会社", 2},
		{"南京航空航天大学", 1}, {"北京航空航天大学", 1},
		{"Like No Other SA", 100}, {"(individual)", 40},
	})
	var got strings.Builder
	for _, d := range doubts {
		fmt.Fprintf(&got, "%d %s %v:", d.Patents, d.Name, d.Spellings)
		for _, c := range d.Candidates {
			fmt.Fprintf(&got, " %s %v;", c.ID, c.Rules)
		}
		got.WriteByte('\n')
	}
	want := `50 Corvid Lab []: corvid-uk [short-word form-missing];
9 Corvid Labs [CORVID LABS]: corvid [form-missing]; corvid-uk [form-missing]; corvid-lab [short-word];
6 STORK TECH GMBH []: stork-technologies-gmbh [short-word];
4 VEXIL RADIO OY []: vexil [case]; vexil-old [punctuation];
2 Heron Mobile Systems AB Linköping branch []: heron-mobile-systems-ab [words-behind-form];
1 Egret Ltd, 白鷺株式会社 []: 白鷺-株式会社 [stated-together];
1 Heron Mobil Systems AB []: heron-mobile-systems-ab [typing-error];
1 Ibis AG (formerly Corvid Labs, Inc.) []: corvid [former-name];
1 Stork Technology GmbH []: stork-technologies-gmbh [short-word]; stork-tech-gmbh [short-word];
`
	if got.String() != want {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
}

// TestReviewFindsAll compares the index with looking at every pair.
func TestReviewFindsAll(t *testing.T) {
	words := []string{"corvid", "stork", "tech", "technology", "technologies", "labs", "laboratory", "mueller", "muller", "radio", "radyo", "international"}
	ends := []string{"", " Inc", " GmbH", " Co Ltd", " KK", " AB, Lund", ", 白鷺株式会社", " dba Corvid Inc"}
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) string {
			sep := rapid.SampledFrom([]string{" ", " ", ""}).Draw(t, "sep")
			return strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 3).Draw(t, "words"), sep) + rapid.SampledFrom(ends).Draw(t, "end")
		}), 2, 12, rapid.ID[string]).Draw(t, "names")
		var seen []Seen
		for i, n := range names {
			seen = append(seen, Seen{n, i + 1})
		}
		r := NewResolver([]Declared{{ID: "c", Name: "Corvid Inc"}}, nil)
		found := map[string]bool{}
		for _, d := range r.Review(seen) {
			for _, c := range d.Candidates {
				found[d.ID+"|"+c.ID] = true
			}
			if d.More > 0 {
				t.Skip("not all are listed")
			}
		}
		nodes := r.nodes(seen)
		for i := range nodes {
			for j := range nodes {
				a, b := nodes[i], nodes[j]
				if a.declared || a.id == b.id || len(between(a.name, b.name)) == 0 || !b.declared && (b.patents < a.patents || b.patents == a.patents && b.name > a.name) {
					continue
				}
				if !found[a.id+"|"+b.id] {
					t.Fatalf("%q may be %q by %v, and the review does not say so", a.name, b.name, between(a.name, b.name))
				}
			}
		}
	})
}

func TestList(t *testing.T) {
	r := NewResolver(someOrgs, []Decision{{Name: "Crow Labs", Org: "corvid", Is: true}})
	l := r.List([]Seen{{"Stork AG", 5}, {"STORK A.G.", 9}, {"CORVID LABS INC", 2}, {"corvid", 20}, {"Crow Labs", 1}, {"(individual)", 7}, {"Heron AB", 5}})
	var got strings.Builder
	for _, o := range l.Organisations {
		fmt.Fprintf(&got, "%s %q %v %d:", o.ID, o.Name, o.Declared, o.Patents)
		for _, n := range o.Names {
			fmt.Fprintf(&got, " %s %d %s %v;", n.Name, n.Patents, n.How, n.Rules)
		}
		got.WriteByte('\n')
	}
	want := `corvid "Corvid Labs, Inc." true 23: corvid 20 stated [declared]; CORVID LABS INC 2 merged [case punctuation]; Crow Labs 1 decided [decided];
stork-ag "STORK A.G." false 14: STORK A.G. 9 nobody []; Stork AG 5 nobody [case punctuation];
heron-ab "Heron AB" false 5: Heron AB 5 nobody [];
`
	if got.String() != want || l.Names != 6 || l.Individuals != 7 {
		t.Errorf("%d names, %d individuals\ngot\n%swant\n%s", l.Names, l.Individuals, got.String(), want)
	}
	if merges := fmt.Sprint(l.Merges); merges != "[{[case punctuation] 2 7} {[decided] 1 1}]" {
		t.Errorf("merges %s", merges)
	}
	if got := r.Candidates("Corvid Labs GmbH", []Seen{{"Corvid Labs GmbH", 1}}); len(got) != 2 || !slices.Equal(got[0].Rules, []Rule{FormDiffers}) {
		t.Errorf("candidates %+v", got)
	}
}

// BenchmarkID resolves names that differ.
func BenchmarkID(b *testing.B) {
	r := NewResolver(someOrgs, nil)
	names := madeUp(1 << 16)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		r.ID(names[i&(len(names)-1)].Name)
	}
}

// BenchmarkReview reviews a million names.
func BenchmarkReview(b *testing.B) {
	r := NewResolver(someOrgs, nil)
	names := madeUp(1_000_000)
	b.ReportAllocs()
	for b.Loop() {
		r.Review(names)
	}
}

// madeUp are names as a large portfolio has them: mostly different, some of them spellings of others.
func madeUp(n int) []Seen {
	syllables := []string{"cor", "vid", "sto", "rk", "hel", "io", "mar", "ten", "qua", "lis", "por", "zan", "bre", "uk", "nor", "tal"}
	kinds := []string{"Systems Inc.", "TECH CO LTD", "Technologies Co., Ltd.", "GmbH", "Holdings LLC", "Research Institute", "K.K.", "Electronics Corp"}
	out := make([]Seen, n)
	for i := range out {
		var b strings.Builder
		for k := i / 2; ; k /= len(syllables) {
			b.WriteString(syllables[k%len(syllables)])
			if k < len(syllables) {
				break
			}
		}
		name := b.String() + " " + kinds[(i/2)%len(kinds)]
		if i%2 == 1 {
			name = strings.ToUpper(name) + " "
		}
		out[i] = Seen{name, i%50 + 1}
	}
	return out
}
