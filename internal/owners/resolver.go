package owners

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
)

// Declared is an organisation that a journal declares.
type Declared struct {
	ID      string
	Name    string // empty: the id is all that is known
	Also    []string
	Country string
	Where   string // file and line, for explanations
}

// Decision says that a name is an organisation, or is not. Of two about one name and organisation the later one counts.
type Decision struct {
	Name string
	Org  string // the id of one that is declared
	Is   bool
	By   string // who decided; empty: not stated
	Day  string // when it became known; empty: always
	At   string // file and line
}

// How says on what a resolution rests.
type How uint8

// The ways in which a name is resolved.
const (
	Nobody    How = iota // nobody declared it: it is an organisation of its own
	Stated               // a journal gives the organisation this very name, or its id
	Decided              // a decision
	Merged               // safe rules make it a name that a journal gives
	Masked               // an individual, of whom no more is known
	Ambiguous            // safe rules make it a name of several organisations: it stays apart
)

var hows = [...]string{"nobody", "stated", "decided", "merged", "individual", "ambiguous"}

// String is the word for it.
func (h How) String() string { return hows[h] }

// MarshalText writes the word.
func (h How) MarshalText() ([]byte, error) { return []byte(h.String()), nil }

// Resolution is what became of a name.
type Resolution struct {
	Name  string `json:"name"`
	ID    string `json:"id"` // of the organisation; empty: an individual, or no name at all
	How   How    `json:"how"`
	Steps []Step `json:"steps"`
}

// Step is one reason for a resolution, in the order of application.
type Step struct {
	Rule Rule   `json:"rule"`
	Says string `json:"says"`
}

// Resolver finds the organisation of a name. It does not change once it is made, and may be asked by many at once.
type Resolver struct {
	declared map[string]Declared // by id
	exact    map[string]string   // id by a name as declared; empty: of several
	keys     map[string][]claim  // by key of form
	yes      map[string]Decision // by key of the name's form
	no       map[string][]Decision
	version  string
}

// claim is a declared name.
type claim struct{ id, name string }

// NewResolver makes a resolver of what journals declare and what was decided, decisions in the order in which they
// became known. A decision about an organisation that nobody declares is left out.
func NewResolver(declared []Declared, decisions []Decision) *Resolver {
	r := &Resolver{
		declared: map[string]Declared{}, exact: map[string]string{}, keys: map[string][]claim{},
		yes: map[string]Decision{}, no: map[string][]Decision{},
	}
	for _, d := range declared {
		r.declared[d.ID] = d
	}
	for _, d := range declared {
		for _, name := range append([]string{d.Name}, d.Also...) {
			r.claim(d.ID, name)
		}
	}
	for _, d := range declared {
		r.exact[d.ID] = d.ID // an id goes before the name of another
	}
	for _, d := range decisions {
		if _, ok := r.declared[d.Org]; ok {
			r.decide(d)
		}
	}
	r.version = r.hash(declared, decisions)
	return r
}

func (r *Resolver) claim(id, name string) {
	if name == "" {
		return
	}
	if had, taken := r.exact[name]; taken && had != id {
		r.exact[name] = ""
	} else {
		r.exact[name] = id
	}
	key := FormOf(name).Key()
	if key == "" || slices.ContainsFunc(r.keys[key], func(c claim) bool { return c.id == id }) {
		return
	}
	r.keys[key] = append(r.keys[key], claim{id, name})
}

func (r *Resolver) decide(d Decision) {
	key := decisionKey(d.Name)
	if had, ok := r.yes[key]; ok && (d.Is || had.Org == d.Org) {
		delete(r.yes, key)
	}
	r.no[key] = slices.DeleteFunc(r.no[key], func(n Decision) bool { return n.Org == d.Org })
	if d.Is {
		r.yes[key] = d
	} else {
		r.no[key] = append(r.no[key], d)
	}
}

// decisionKey is what two names have in common if a decision about the one is about the other.
func decisionKey(name string) string {
	if key := FormOf(name).Key(); key != "" {
		return key
	}
	return name
}

// Key stands for all that the resolutions depend on: what is declared and decided, and the tables of this package.
func (r *Resolver) Key() string { return r.version }

func (r *Resolver) hash(declared []Declared, decisions []Decision) string {
	lines := make([]string, 0, len(declared)+len(decisions))
	for _, d := range declared {
		lines = append(lines, fmt.Sprintf("%q %q %q", d.ID, d.Name, d.Also))
	}
	slices.Sort(lines) // their order changes nothing
	for _, d := range decisions {
		lines = append(lines, fmt.Sprintf("%q %q %t", d.Name, d.Org, d.Is))
	}
	h := sha256.New()
	for _, l := range append(lines, rulesData, legalData, wordsData, nativeData) {
		fmt.Fprintf(h, "%d %s", len(l), l)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// ID is the id of the organisation that a name, or another source's id, stands for, and whether a journal declares it.
// An organisation that nobody declares gets an id made of the form of its name, so that all spellings that the safe
// rules make equal share it. The id is empty for an individual of whom no more is known, and for a text without letters.
func (r *Resolver) ID(name string) (id string, declared bool) {
	id, how := r.look(name)
	return id, how == Stated || how == Decided || how == Merged
}

// Declares reports whether a journal declares an organisation of that id.
func (r *Resolver) Declares(id string) bool { _, ok := r.declared[id]; return ok }

// look is ID with what it rests on.
func (r *Resolver) look(name string) (string, How) {
	if id := r.exact[name]; id != "" && (id == name || !r.denied(decisionKey(name), id)) {
		return id, Stated
	}
	if masked(name) {
		return "", Masked
	}
	form := FormOf(name)
	key := form.Key()
	if key == "" {
		return "", Nobody
	}
	if d, ok := r.yes[key]; ok {
		return d.Org, Decided
	}
	id, several := "", false
	for _, c := range r.keys[key] {
		if r.denied(key, c.id) {
			continue
		}
		several = several || id != "" && id != c.id
		id = c.id
	}
	switch {
	case several:
		return r.own(form), Ambiguous
	case id != "":
		return id, Merged
	}
	return r.own(form), Nobody
}

// denied reports whether it was decided that names of the key are not the organisation.
func (r *Resolver) denied(key, id string) bool {
	return slices.ContainsFunc(r.no[key], func(d Decision) bool { return d.Org == id })
}

// own is the id of an organisation that nobody declares. One that happens to be the id of a declared organisation must
// not make its patents that organisation's.
func (r *Resolver) own(form Form) string {
	id := form.ID()
	if id == "" {
		return ""
	}
	if _, taken := r.declared[id]; taken {
		return "unresolved-" + id
	}
	return id
}

// Resolve says which organisation a name stands for, and why.
func (r *Resolver) Resolve(name string) Resolution {
	id, how := r.look(name)
	out := Resolution{Name: name, ID: id, How: how}
	key := FormOf(name).Key()
	for _, n := range r.no[key] {
		out.Steps = append(out.Steps, Step{ByDecision, "it was decided that this is not " + n.Org + decided(n)})
	}
	switch how {
	case Stated:
		d := r.declared[id]
		says := "a journal gives this name to " + id
		if name == id {
			says = "this is the id of " + id
		}
		out.Steps = append(out.Steps, Step{ByDeclaration, says + at(d.Where)})
	case Decided:
		out.Steps = append(out.Steps, Step{ByDecision, "it was decided that this is " + id + decided(r.yes[decisionKey(name)])})
	case Merged:
		for _, c := range r.keys[key] {
			if c.id != id {
				continue
			}
			out.Steps = append(out.Steps, steps(name, c.name)...)
			out.Steps = append(out.Steps, Step{ByDeclaration, fmt.Sprintf("a journal gives the name %q to %s%s", c.name, id, at(r.declared[id].Where))})
		}
	case Masked:
		out.Steps = append(out.Steps, Step{Damage, "the source masks an individual here: who it is cannot be told, and two masked ones are not one owner"})
	case Ambiguous:
		for _, c := range r.keys[key] {
			if !r.denied(key, c.id) {
				out.Steps = append(out.Steps, Step{ByDeclaration, fmt.Sprintf("the name %q, which is the same, belongs to %s%s", c.name, c.id, at(r.declared[c.id].Where))})
			}
		}
	}
	return out
}

// steps says by which rules a name is another.
func steps(name, other string) []Step {
	needed, ok := Same(name, other)
	if !ok {
		return nil
	}
	var out []Step
	for _, rule := range needed {
		says := rule.Does()
		if rule == NativeName {
			for _, n := range []string{name, other} {
				if latin, source, ok := nativeSource(n); ok {
					says = fmt.Sprintf("%s is %s: %s", n, latin, source)
					break
				}
			}
		}
		out = append(out, Step{rule, says})
	}
	return out
}

func decided(d Decision) string {
	s := ""
	if d.By != "" {
		s += " by " + d.By
	}
	if d.Day != "" {
		s += ", recorded " + d.Day
	}
	return s + at(d.At)
}

func at(where string) string {
	if where == "" {
		return ""
	}
	return " (" + where + ")"
}
