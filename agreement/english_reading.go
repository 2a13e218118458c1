package agreement

import (
	"strconv"
	"strings"
)

// Sentence says what is in doubt, and what each option makes of the definition.
func (r *Reading) Sentence() string {
	_, name := r.Affects.Split()
	s := quote(name) + " can be read in " + strconv.Itoa(len(r.Options)) + " ways"
	if r.Says != "" {
		s += " (" + strings.TrimSuffix(r.Says, ".") + ")"
	}
	for i := range r.Options {
		o := &r.Options[i]
		says := strings.TrimSuffix(o.Sentence(), ".")
		if o.Exclusion != nil {
			says = strings.ToLower(says[:1]) + says[1:]
		}
		s += map[bool]string{true: ": ", false: "; or "}[i == 0] + quote(o.Label) + ", and then " + says
	}
	return s + "."
}

// Sentence says the definition as the option makes it.
func (o *ReadingOption) Sentence() string {
	switch {
	case o.Group != nil:
		return o.Group.Sentence()
	case o.Patents != nil:
		return o.Patents.Sentence()
	case o.Products != nil:
		return o.Products.Sentence()
	case o.Grant != nil:
		return o.Grant.Sentence()
	case o.Exclusion != nil:
		return o.Exclusion.Sentence()
	}
	return o.Line + "."
}
