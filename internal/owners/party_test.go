package owners

import (
	"slices"
	"testing"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

func TestTitle(t *testing.T) {
	r := NewResolver(someOrgs, nil)
	p := func(role source.Role, name string) source.Party { return source.Party{Role: role, Name: name} }
	in := func(language, name string) source.Party {
		return source.Party{Role: source.Proprietor, Name: name, Language: language}
	}
	for _, c := range []struct {
		what    string
		parties []source.Party
		as      source.Role
		owners  []string
		people  int
	}{
		{"nobody", nil, "", nil, 0},
		{"an inventor and a declarant own nothing", []source.Party{p(source.Inventor, "ALPHA, ANN"), p(source.Declarant, "Corvid Labs, Inc.")}, "", nil, 0},
		{"the register before the print", []source.Party{p(source.Applicant, "Stork AG"), p(source.Assignee, "Vexil Radio Oy"), p(source.Proprietor, "CORVID LABS INC")}, source.Proprietor, []string{"corvid"}, 0},
		{"co-owners, one of them twice", []source.Party{p(source.Assignee, "Corvid Labs, Inc."), p(source.Assignee, "CORVID LABS INC"), p(source.Assignee, "Stork AG")}, source.Assignee, []string{"corvid", "stork-ag"}, 0},
		{"an inventor beside the firm", []source.Party{p(source.Applicant, "ALPHA, ANN"), p(source.Applicant, "Stork AG")}, source.Applicant, []string{"stork-ag"}, 1},
		{"an inventor by the document", []source.Party{p(source.Applicant, "Ann Alpha"), p(source.Applicant, "Stork"), p(source.Inventor, "ANN ALPHA")}, source.Applicant, []string{"unresolved-stork"}, 1},
		{"a person by the source's mark", []source.Party{{Role: source.Applicant, Name: "Ann Alpha", Individual: true}, p(source.Applicant, "Stork AG")}, source.Applicant, []string{"stork-ag"}, 1},
		{"people alone own it", []source.Party{p(source.Applicant, source.Individual), p(source.Applicant, source.Individual)}, source.Applicant, nil, 2},
		{"the form of a person's name alone decides nothing", []source.Party{p(source.Applicant, "Kline, Smith")}, source.Applicant, []string{"kline-smith"}, 0},
		{"one party in two scripts", []source.Party{in("zh", "甲乙有限公司"), in("en", "Corvid Labs, Inc.")}, source.Proprietor, []string{"corvid"}, 0},
		{"the language in which it is declared", []source.Party{in("en", "Crow Laboratory"), in("zh", "乌鸦实验室有限公司")}, source.Proprietor, []string{"corvid"}, 0},
		{"English before others", []source.Party{in("zh", "甲乙有限公司"), in("en", "Jiayi Co., Ltd.")}, source.Proprietor, []string{"jiayi-co-ltd"}, 0},
		{"without a name", []source.Party{p(source.Proprietor, ""), p(source.Applicant, "Stork AG")}, source.Applicant, []string{"stork-ag"}, 0},
	} {
		got := r.Title(c.parties)
		if got.As != c.as || !slices.Equal(got.Owners, c.owners) || got.Individuals() != c.people {
			t.Errorf("%s: %q own as %q, %d people; want %q as %q, %d", c.what, got.Owners, got.As, got.Individuals(), c.owners, c.as, c.people)
		}
		for _, n := range got.Names {
			if (n.Left != "" || n.ID == "") == slices.Contains(got.Owners, n.ID) && n.Left == "" {
				t.Errorf("%s: %q is neither an owner nor left out with a reason: %+v", c.what, n.Name, n)
			}
		}
	}
}

func TestPersonForm(t *testing.T) {
	for name, want := range map[string]bool{
		"ALPHA, ANN": true, "Alpha, Ann B.": true, "O'Neill-Alpha, Ann": true, "de la Alpha, Ann": true, "FAMILY001, GIVEN": true, "Müller, Jörg": true,
		"Corvid, Inc.": false, "Corvid Labs": false, "Boeing Company, The": false, "University of Alpha, Beta": false, "Alpha, Beta, Gamma": false,
		"Alpha, Ltd": false, "Smith & Kline, Beecham": false, ",": false, "": false, "Alpha,": false, "Alpha 3, Ann": false, "Institute, Ann": false,
		"Alpha, A B C D": false,
	} {
		if got := PersonForm(name); got != want {
			t.Errorf("PersonForm(%q) = %v", name, got)
		}
	}
}
