package check_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
)

// pools are lines that blocks of a kind may have; of the keys in several, a block may have several lines.
var pools = map[string]struct {
	head    string
	must    []string
	lines   []string
	several []string
}{
	"group": {`group "D"`, []string{"is a, entities it controls (over 50%)", "members while controlled"}, []string{
		"is b", "is a, affiliates of a (at least 25%)", "members now or later", "members as of 2021-01-01", "members once in, always in", "without b", "without c", "perhaps c", "perhaps b, c",
	}, nil},
	"patents": {`patents "D"`, []string{"owned by a at time of use"}, []string{
		"owned by b on 2021-01-01", `owned by "G" at any time in "Capture"`, "licensable by b on 2021-01-01", "licensable by a at time of use", "listed p1", "listed p1, p2", "where kind is invention", "where office in US, DE", "where invention made until 2021-01-01", "where not disclosed until 2021-01-01", `where finding "x" of the patent, or priority before 2020-01-01`,
		"family continuations", "family reissues, divisionals", "except p1", "except p2", "only if office is US", `only if finding "y" of the patent`, "only if licensable without payment to others", `only if finding "licensable without payment to others" of the patent`,
	}, []string{"owned by", "licensable by", "listed", "where", "family", "except", "only if"}},
	"products": {`products "D"`, []string{"are phone"}, []string{
		"are tablet", "are phone, tablet", "on sale by b on 2021-01-01", "where brand is x", "where not category is tablet", "except tablet", "with natural evolution",
	}, []string{"are", "on sale by", "where", "except"}},
	"licence": {"licence D", []string{"from a", "to b", `under "P"`, "for phone", "acts sell", "in world", "during from 2020-01-01", "price paid-up"}, []string{
		`from "G"`, "to everyone", `to b, "G"`, "under p1", "for anything", "for phone, tablet", "acts make, sell", "in DE", "in not stated", `during "Capture"`, "during not stated",
		"price FRAND", `price royalty "R"`, "sublicence none", "sublicence not stated", `provided finding "z"`, `provided finding "w" of the product`,
	}, []string{"provided"}},
	"exclusion": {"exclusion D", []string{"cuts l", "for phone", "extent whole product"}, []string{
		"for tablet", "for anything", "except tablet", "extent that component", "under p1", "in US", "during not stated", "acts lease", `provided finding "v"`,
	}, []string{"provided"}},
}

// keyOf is the key of a line of the pools.
func keyOf(line string) string {
	for _, k := range []string{"owned by", "licensable by", "only if", "on sale by"} {
		if strings.HasPrefix(line, k) {
			return k
		}
	}
	k, _, _ := strings.Cut(line, " ")
	return k
}

// TestSubstitution holds §15 of docs/meaning.md against the text itself: an option makes the definition that the
// document would define if the line stood in the block.
func TestSubstitution(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		kind := rapid.SampledFrom([]string{"group", "patents", "products", "licence", "exclusion"}).Draw(rt, "kind")
		pool := pools[kind]
		lines := slices.Clone(pool.must)
		for _, l := range rapid.SliceOfNDistinct(rapid.SampledFrom(pool.lines), 0, 4, rapid.ID).Draw(rt, "lines") {
			if slices.Contains(pool.several, keyOf(l)) || !slices.ContainsFunc(lines, func(m string) bool { return keyOf(m) == keyOf(l) }) {
				lines = append(lines, l)
			}
		}
		options := rapid.SliceOfNDistinct(rapid.SampledFrom(slices.Concat(lines, pool.lines)), 2, 4, rapid.ID).Draw(rt, "options")
		// Which line an option replaces; nil when the options leave it open.
		replaced := func(key string) (at int, ok bool) {
			var own, repeated []int
			for i, l := range lines {
				if keyOf(l) == key {
					own = append(own, i)
					if slices.Contains(options, l) {
						repeated = append(repeated, i)
					}
				}
			}
			switch {
			case len(own) == 0:
				return -1, true
			case len(own) == 1:
				return own[0], true
			case len(repeated) == 1:
				return repeated[0], true
			}
			return 0, false
		}
		block := func(lines []string) string { return pool.head + "\n  " + strings.Join(lines, "\n  ") + "\n\n" }
		doc := func(lines []string, more string) workspace {
			text := base + block(lines) + more + "```\n"
			return load(t, []txtar.File{{Name: "deal.md", Data: []byte(text)}, {Name: "x.facts", Data: []byte(worldOfBase + "p1 is a patent in US\np2 is a patent in US\n")}})
		}
		reading := "reading r \"How?\"\n  affects    " + strings.Fields(pool.head)[1] + "\n"
		settled := true
		for i, o := range options {
			reading += map[bool]string{true: "  either", false: "  or"}[i == 0] + " \"" + string(rune('a'+i)) + "\": " + o + "\n"
			_, ok := replaced(keyOf(o))
			settled = settled && ok
		}
		w := doc(lines, reading)
		if !settled {
			if len(w.only(diag.WhichLine)) == 0 {
				rt.Fatalf("which line is replaced is open, and nobody says so\n%s%s", block(lines), reading)
			}
			return
		}
		same := cmpopts.IgnoreTypes(diag.Range{})
		for i, o := range options {
			with := slices.Clone(lines)
			if at, _ := replaced(keyOf(o)); at < 0 {
				with = append(with, o)
			} else {
				with[at] = o
			}
			plain := doc(with, "")
			if e := append(w.errors(), plain.errors()...); len(e) > 0 {
				if len(w.errors()) == 0 || slices.ContainsFunc(e, func(p diag.Problem) bool { return p.Name != diag.OptionsAlike }) {
					rt.Fatalf("%s%s%s", w.text(e), block(lines), reading)
				}
				return // two options that mean the same
			}
			r := w.world.Agreements[0].Readings[0]
			if d := cmp.Diff(lastOf(kind, plain.world.Agreements[0]), definitionOf(kind, &r.Options[i]), same); d != "" {
				rt.Fatalf("option %d is not what the text would say:\n%s\n%s%s", i, d, block(lines), reading)
			}
		}
	})
}

// lastOf is the definition of a kind that comes last.
func lastOf(kind string, a *agreement.Agreement) any {
	switch kind {
	case "group":
		return a.Groups[len(a.Groups)-1]
	case "patents":
		return a.Patents[len(a.Patents)-1]
	case "products":
		return a.Products[len(a.Products)-1]
	case "exclusion":
		return a.Exclusions[len(a.Exclusions)-1]
	}
	return a.Grants[len(a.Grants)-1]
}

// definitionOf is what the option makes of a definition of the kind.
func definitionOf(kind string, o *agreement.ReadingOption) any {
	switch kind {
	case "group":
		return o.Group
	case "patents":
		return o.Patents
	case "products":
		return o.Products
	case "exclusion":
		return o.Exclusion
	}
	return o.Grant
}
