package rights

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
)

// UnknownError says that a word of a question names nothing in the world.
type UnknownError struct {
	Kind    string // organisation, product, patent, patents, country, group
	Word    string
	Suggest string // empty when none is near enough
}

// Error implements error.
func (e *UnknownError) Error() string {
	kind := e.Kind
	if kind == "patents" {
		kind = "definition of patents"
	}
	s := fmt.Sprintf("there is no %s %q", kind, e.Word)
	if e.Suggest != "" {
		s += fmt.Sprintf("; did you mean %q?", e.Suggest)
	}
	return s
}

// knownOrg finds an organisation of a question.
func (p *Program) knownOrg(id agreement.Org) (org, error) {
	if n := p.orgOf(id); n != noOrg {
		return n, nil
	}
	return noOrg, p.unknown("organisation", string(id))
}

// knownProduct accepts a declared product or a category word that anything uses.
func (p *Program) knownProduct(id string) error {
	if p.products[id] != nil || p.words[id] {
		return nil
	}
	return p.unknown("product", id)
}

func (p *Program) unknown(kind, word string) error {
	var candidates []string
	switch kind {
	case "organisation":
		// Ids first: an id and a name that differ only in case would make neither of them sure.
		if s, ok := diag.Suggest(word, p.orgs); ok {
			return &UnknownError{kind, word, s}
		}
		for a := range p.alias {
			candidates = append(candidates, a)
		}
	case "product":
		for w := range p.words {
			candidates = append(candidates, w)
		}
		for w := range p.products {
			candidates = append(candidates, w)
		}
	case "patents":
		for n := range p.sets {
			candidates = append(candidates, string(n))
		}
	case "group":
		for n := range p.groups {
			candidates = append(candidates, string(n))
		}
	case "country":
		switch strings.ToUpper(word) {
		case "UK":
			return &UnknownError{kind, word, "GB"}
		case "EL":
			return &UnknownError{kind, word, "GR"}
		}
	}
	slices.SortFunc(candidates, cmp.Compare)
	s, _ := diag.Suggest(word, candidates)
	return &UnknownError{kind, word, s}
}
