package patent

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
)

// familyVector is one entry of the conformance vectors on families: documents with their active priorities, and the
// families expected, each a set.
type familyVector struct {
	ID       string
	Rule     string
	Docs     map[string]json.RawMessage
	Expected map[string]json.RawMessage
	Note     string
}

// TestVectorsFamilies computes simple and extended families. What is said of families in words, or of those of other
// bodies, is recorded only.
func TestVectorsFamilies(t *testing.T) {
	var tally vectorTally
	vectors(t, &tally, "docs", func(t *testing.T, v familyVector) {
		members, names, ok := v.members()
		x := Families(slices.Values(members))
		asserted := false
		for _, kind := range slices.Sorted(maps.Keys(v.Expected)) {
			family := map[string]func(int) string{"simple": x.Simple, "extended": x.Extended}[kind]
			var want [][]string
			if !ok || family == nil || json.Unmarshal(v.Expected[kind], &want) != nil {
				t.Logf("%s: %s is recorded only: %s", v.Rule, kind, v.Expected[kind])
				continue
			}
			asserted = true
			var sets []string
			for _, g := range want {
				slices.Sort(g)
				sets = append(sets, strings.Join(g, " "))
			}
			slices.Sort(sets)
			if got := groups(x.Len(), func(i int) string { return names[i] }, family); !slices.Equal(got, sets) {
				t.Errorf("%s: %s families %q, want %q", v.Rule, kind, got, sets)
			}
		}
		if asserted {
			tally.asserted++
		} else {
			tally.recorded++
		}
	})
}

// members reads the documents. A document is called "Q (US division of P)" where its application is Q; a priority D*
// is the application D itself. A priority may say that it is not active.
func (v familyVector) members() (members []FamilyMember, names []string, ok bool) {
	for _, name := range slices.Sorted(maps.Keys(v.Docs)) {
		var claims []json.RawMessage
		if json.Unmarshal(v.Docs[name], &claims) != nil {
			return nil, nil, false
		}
		own, _, _ := strings.Cut(name, " (")
		m := FamilyMember{Application: own}
		for _, raw := range claims {
			var claim struct {
				Number   string
				Priority string
				Active   *bool
			}
			if json.Unmarshal(raw, &claim.Number) != nil && json.Unmarshal(raw, &claim) != nil {
				return nil, nil, false
			}
			if claim.Active == nil || *claim.Active {
				m.Priorities = append(m.Priorities, strings.TrimSuffix(claim.Number+claim.Priority, "*"))
			}
		}
		members, names = append(members, m), append(names, name)
	}
	return members, names, true
}
