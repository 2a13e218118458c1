package present

import (
	"io"
	"strings"

	"github.com/crossgrant/crossgrant/internal/owners"
	"github.com/crossgrant/crossgrant/when"
)

// NamePage is everything about one name of an owner, ready to be printed.
type NamePage struct {
	owners.Resolution
	Patents    int
	Spellings  []owners.Seen
	Candidates []owners.Candidate
	Undo       string
	KnownAt    when.Date
}

// OwnerName prints which organisation a name stands for, by which steps, and what else it may be.
func OwnerName(w io.Writer, a NamePage, st Style) error {
	p := &page{st: st}
	p.line(st.bold(Clean(a.Name)) + " " + whose(a.Resolution))
	p.gap()
	put := p.section("because")
	for _, s := range a.Steps {
		put(Clean(s.Rule.String()+": "+s.Says), 0)
	}
	if a.ID != "" && a.How == owners.Nobody {
		put("no journal gives this name, or one that the safe rules make the same, to an organisation", 0)
	}
	if a.Patents > 0 {
		p.item("patents", thousands(a.Patents)+" bear this very name", 0)
	}
	put = p.section("also")
	for i, s := range a.Spellings {
		if i == fewOwners {
			put(count(len(a.Spellings)-i, "other spelling"), 0)
			break
		}
		put(Clean(s.Name)+" ("+count(s.Patents, "patent")+")", 0)
	}
	put = p.section("perhaps")
	for _, c := range a.Candidates {
		put(Clean(strings.TrimPrefix(candidateLine(c), "perhaps ")), 0)
		for _, r := range c.Rules {
			put(r.String()+" is not enough to merge: "+lowerFirst(r.Why()), 1)
		}
	}
	if a.Undo != "" {
		p.item("undo", Clean(a.Undo), 0)
	}
	p.gap()
	p.line(strings.Repeat(" ", margin) + st.faint("known at "+a.KnownAt.String()))
	return p.flush(w)
}

func whose(r owners.Resolution) string {
	switch {
	case r.ID != "" && r.How == owners.Nobody:
		return "is an organisation of its own, " + r.ID
	case r.How == owners.Ambiguous:
		return "may be several organisations, and is kept apart as " + r.ID
	case r.How == owners.Masked:
		return "is an individual"
	case r.ID == "":
		return "is no name"
	}
	return "is " + r.ID
}

func lowerFirst(s string) string {
	if len(s) > 1 && s[1] >= 'a' && s[1] <= 'z' {
		return strings.ToLower(s[:1]) + s[1:]
	}
	return s
}

// OwnerNameJSON is the document of format crossgrant.owner-name/1.
func OwnerNameJSON(a NamePage) any {
	type spelling struct {
		Name    string `json:"name"`
		Patents int    `json:"patents"`
	}
	spellings := []spelling{}
	for _, s := range a.Spellings {
		spellings = append(spellings, spelling(s))
	}
	return struct {
		Format string `json:"format"`
		owners.Resolution
		Patents    int                `json:"patents"`
		Spellings  []spelling         `json:"spellings"`
		Candidates []owners.Candidate `json:"candidates"`
		Undo       string             `json:"undo,omitempty"`
		KnownAt    string             `json:"known_at"`
	}{"crossgrant.owner-name/1", a.Resolution, a.Patents, spellings, append([]owners.Candidate{}, a.Candidates...), a.Undo, day(a.KnownAt)}
}

// OwnerRules prints the rules by which names are compared, safe ones first, each with its reason.
func OwnerRules(w io.Writer, st Style) error {
	p := &page{st: st}
	p.line(st.bold("Rules that merge names") + ", in the order in which they are applied")
	p.gap()
	safe := true
	for _, r := range owners.AllRules() {
		if safe && !r.Safe() {
			safe = false
			p.gap()
			p.line(st.bold("Rules that make names candidates") + ", which a person decides on")
			p.gap()
		}
		p.text(st.bold(r.String()) + ": " + r.Does() + ". " + r.Why())
	}
	return p.flush(w)
}

// OwnerRulesJSON is the document of format crossgrant.owner-rules/1.
func OwnerRulesJSON() any {
	type rule struct {
		Name string `json:"name"`
		Safe bool   `json:"safe"`
		Does string `json:"does"`
		Why  string `json:"why"`
	}
	rules := []rule{}
	for _, r := range owners.AllRules() {
		rules = append(rules, rule{r.String(), r.Safe(), r.Does(), r.Why()})
	}
	return struct {
		Format string `json:"format"`
		Rules  []rule `json:"rules"`
	}{"crossgrant.owner-rules/1", rules}
}
