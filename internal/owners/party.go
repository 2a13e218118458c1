package owners

import (
	"slices"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

// Title is who owns a right as far as the names of one document say it.
type Title struct {
	Owners []string    // ids, in the order of the document, each once; empty where only individuals or nobody is named
	As     source.Role // the part that decided: the strongest that the document gives
	Names  []Named     // every name of that part, and what became of it
}

// Named is a name of a document and what became of it.
type Named struct {
	Name string `json:"name"`
	ID   string `json:"id"` // empty: no owner, see Left
	How  How    `json:"how"`
	Left string `json:"left,omitempty"` // why the name is not counted among the owners
}

// Individuals counts the names that are people's.
func (t Title) Individuals() int {
	n := 0
	for _, x := range t.Names {
		if x.How == Masked {
			n++
		}
	}
	return n
}

// strongest are the parts from which owners are read, the strongest first: a register says who owns the right, a
// publication to whom it was assigned, an application who asked for it.
var strongest = []source.Role{source.Proprietor, source.Assignee, source.Applicant}

// Title reads the owners from the parties of a document. Inventors and declarants are no owners. People who stand
// among organisations as applicants are inventors for whom the law of the time wanted it, and are left out with that
// reason; where only people are named, they own the right and nobody is named.
func (r *Resolver) Title(parties []source.Party) Title {
	var t Title
	for _, role := range strongest {
		if slices.ContainsFunc(parties, func(p source.Party) bool { return p.Role == role && p.Name != "" }) {
			t.As = role
			break
		}
	}
	if t.As == "" {
		return t
	}
	language := r.language(parties, t.As)
	organisations := slices.ContainsFunc(parties, func(p source.Party) bool {
		return p.Role == t.As && p.Language == language && !p.Individual && FormOf(p.Name).Legal != ""
	})
	for _, p := range parties {
		if p.Role != t.As || p.Name == "" {
			continue
		}
		n := Named{Name: p.Name}
		switch {
		case p.Language != language:
			n.ID, n.How = r.look(p.Name)
			n.Left = "the same parties in another language"
		case p.Individual || masked(p.Name):
			n.How, n.Left = Masked, "an individual, by the mark of the source"
		case inventor(p.Name, parties):
			n.How, n.Left = Masked, "an individual: the document names the same one as an inventor"
		case organisations && PersonForm(p.Name) && !r.stated(p.Name):
			n.How, n.Left = Masked, "an individual, by the form of the name beside that of a firm: an inventor who had to apply"
		default:
			n.ID, n.How = r.look(p.Name)
		}
		t.Names = append(t.Names, n)
		if n.Left == "" && n.ID != "" && !slices.Contains(t.Owners, n.ID) {
			t.Owners = append(t.Owners, n.ID)
		}
	}
	return t
}

// language is the one of several in which the parties of a role are read: the one in which most are declared, English
// before others, then the first.
func (r *Resolver) language(parties []source.Party, role source.Role) string {
	best, most, english := "", -1, false
	var seen []string
	for _, p := range parties {
		if p.Role != role || p.Name == "" || slices.Contains(seen, p.Language) {
			continue
		}
		seen = append(seen, p.Language)
		n := 0
		for _, q := range parties {
			if q.Role == role && q.Language == p.Language {
				if _, declared := r.ID(q.Name); declared {
					n++
				}
			}
		}
		if n > most || n == most && p.Language == "en" && !english {
			best, most, english = p.Language, n, p.Language == "en"
		}
	}
	return best
}

func (r *Resolver) stated(name string) bool {
	_, declared := r.ID(name)
	return declared
}

// inventor reports whether the document names the same person as an inventor.
func inventor(name string, parties []source.Party) bool {
	key := ""
	for _, p := range parties {
		if p.Role != source.Inventor {
			continue
		}
		if key == "" {
			if key = FormOf(name).Key(); key == "" {
				return false
			}
		}
		if FormOf(p.Name).Key() == key {
			return true
		}
	}
	return false
}
