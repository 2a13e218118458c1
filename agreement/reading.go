package agreement

import "strings"

// Reading is a passage that can be read in more than one way. Nobody has settled which, so each of its options is one
// value of one open question ([QReading]); what it affects is what the option of the value says.
type Reading struct {
	Clause  Clause
	Says    string // the question, as a person would ask it
	Affects Name   // a group, a definition of patents or of products, a grant or an exclusion; it has one reading at most
	Options []ReadingOption
	Assumed []Assumption
}

// ReadingOption is one way to read the passage: the affected definition with one property line in place of its own.
// Exactly one of the definitions is set, and it is whole; its Clause is that of the affected definition.
type ReadingOption struct {
	Label     string // "supported claims only"
	Line      string // the property line in its one spelling: "members now or later"
	Group     *Group
	Patents   *PatentSet
	Products  *ProductSet
	Grant     *Grant
	Exclusion *Exclusion
}

// QReading asks which of its options a reading is. The admissible values are their positions.
func QReading(r *Reading) Question {
	labels := make([]string, len(r.Options))
	for i, o := range r.Options {
		labels[i] = `"` + o.Label + `"`
	}
	return Question{AskReading, r.Clause.Agreement + "/" + r.Clause.Name, "reading: " + r.Says + " " + strings.Join(labels, " or ") + "?", r.Clause.Name, r.Clause}
}

// Definition is the definition that the option holds.
func (o *ReadingOption) Definition() any {
	switch {
	case o.Group != nil:
		return o.Group
	case o.Patents != nil:
		return o.Patents
	case o.Products != nil:
		return o.Products
	case o.Grant != nil:
		return o.Grant
	case o.Exclusion != nil:
		return o.Exclusion
	}
	return nil
}
