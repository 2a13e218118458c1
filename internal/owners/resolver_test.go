package owners

import (
	"strings"
	"testing"
)

var someOrgs = []Declared{
	{ID: "corvid", Name: "Corvid Labs, Inc.", Also: []string{"CORVID LAB INC", "乌鸦实验室有限公司"}, Where: "orgs.facts:1"},
	{ID: "corvid-uk", Name: "Corvid Labs Limited"},
	{ID: "vexil", Name: "Vexil Radio Oy"},
	{ID: "vexil-old", Name: "VEXIL-RADIO OY"}, // the same form: rules cannot tell the two apart
	{ID: "stork"},
}

func TestResolve(t *testing.T) {
	for _, c := range []struct {
		decisions []Decision
		name      string
		id        string
		how       How
		says      string // the rules of the steps
	}{
		{nil, "Corvid Labs, Inc.", "corvid", Stated, "declared"},
		{nil, "corvid", "corvid", Stated, "declared"},
		{nil, "CORVID LABS INCORPORATED", "corvid", Merged, "case punctuation legal-form declared"},
		{nil, "乌鸦实验室有限公司", "corvid", Stated, "declared"},
		{nil, "Corvid Labs Ltd", "corvid-uk", Merged, "case legal-form declared"},
		{nil, "Corvid Labs", "corvid-labs", Nobody, ""},
		{nil, "Corvid Labs GmbH", "corvid-labs-gmbh", Nobody, ""},
		{nil, "Vexil Radio Oy", "vexil", Stated, "declared"},
		{nil, "VEXIL RADIO OY", "vexil-radio-oy", Ambiguous, "declared declared"},
		{nil, "Stork", "unresolved-stork", Nobody, ""},
		{nil, "stork", "stork", Stated, "declared"},
		{nil, "(individual)", "", Masked, "damage"},
		{nil, "", "", Nobody, ""},
		{nil, "---", "", Nobody, ""},
		{[]Decision{{Name: "Corvid Labs", Org: "corvid", Is: true}}, "CORVID LABS", "corvid", Decided, "decided"},
		{[]Decision{{Name: "Corvid Labs", Org: "corvid", Is: true}, {Name: "CORVID LABS", Org: "corvid"}}, "Corvid Labs", "corvid-labs", Nobody, "decided"},
		{[]Decision{{Name: "Corvid Labs", Org: "corvid"}, {Name: "Corvid Labs", Org: "corvid", Is: true}}, "Corvid Labs", "corvid", Decided, "decided"},
		{[]Decision{{Name: "Corvid Labs", Org: "corvid", Is: true}, {Name: "Corvid Labs", Org: "corvid-uk", Is: true}}, "Corvid Labs", "corvid-uk", Decided, "decided"},
		{[]Decision{{Name: "Corvid Labs", Org: "corvid", Is: true}, {Name: "Corvid Labs", Org: "corvid-uk"}}, "Corvid Labs", "corvid", Decided, "decided decided"},
		{[]Decision{{Name: "CORVID LABS INC", Org: "corvid"}}, "CORVID LABS INC", "corvid-labs-inc", Nobody, "decided"},
		{[]Decision{{Name: "CORVID LABS INC", Org: "corvid"}}, "Corvid Labs, Inc.", "corvid-labs-inc", Nobody, "decided"},
		{[]Decision{{Name: "VEXIL RADIO OY", Org: "vexil-old"}}, "VEXIL RADIO OY", "vexil", Merged, "decided case declared"},
		{[]Decision{{Name: "Corvid Labs", Org: "nobody", Is: true}}, "Corvid Labs", "corvid-labs", Nobody, ""},
	} {
		r := NewResolver(someOrgs, c.decisions)
		got := r.Resolve(c.name)
		var says []string
		for _, s := range got.Steps {
			says = append(says, s.Rule.String())
			if s.Says == "" {
				t.Errorf("%q: the step %s says nothing", c.name, s.Rule)
			}
		}
		if got.ID != c.id || got.How != c.how || strings.Join(says, " ") != c.says {
			t.Errorf("%q after %v is %q, %s, by %q; want %q, %s, by %q", c.name, c.decisions, got.ID, got.How, says, c.id, c.how, c.says)
		}
		if id, declared := r.ID(c.name); id != c.id || declared != (c.how == Stated || c.how == Decided || c.how == Merged) {
			t.Errorf("ID(%q) = %q, %v", c.name, id, declared)
		}
	}
}

// TestKey wants another key for everything that resolutions depend on, and the same for what changes none.
func TestKey(t *testing.T) {
	base := NewResolver(someOrgs, nil).Key()
	for i, r := range []*Resolver{
		NewResolver(someOrgs[1:], nil),
		NewResolver(append([]Declared{{ID: "x", Name: "X"}}, someOrgs...), nil),
		NewResolver(someOrgs, []Decision{{Name: "A", Org: "corvid", Is: true}}),
		NewResolver(someOrgs, []Decision{{Name: "A", Org: "corvid"}}),
		NewResolver(append([]Declared{{ID: "corvid", Name: "Corvid Labs, Inc."}}, someOrgs[1:]...), nil),
	} {
		if r.Key() == base {
			t.Errorf("resolver %d has the key of another", i)
		}
	}
	if NewResolver(append(append([]Declared{}, someOrgs[2:]...), someOrgs[:2]...), nil).Key() != base {
		t.Error("the order of declarations changes the key")
	}
}
