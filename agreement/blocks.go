package agreement

// Block is one definition of an agreement: a *Group, *PatentSet, *Grant and so on.
type Block struct {
	Clause  Clause
	Assumed []Assumption
	Value   interface{ Sentence() string }
}

// Blocks lists what an agreement defines, kind by kind in the order of its fields; its frame, cases and invariants are
// not among it.
func (a *Agreement) Blocks() []Block {
	var out []Block
	for _, x := range a.Named {
		out = append(out, Block{x.Clause, x.Assumed, x})
	}
	for _, x := range a.Groups {
		out = append(out, Block{x.Clause, x.Assumed, x})
	}
	for _, x := range a.Patents {
		out = append(out, Block{x.Clause, x.Assumed, x})
	}
	for _, x := range a.Products {
		out = append(out, Block{x.Clause, x.Assumed, x})
	}
	for _, x := range a.Grants {
		out = append(out, Block{x.Clause, x.Assumed, x})
	}
	for _, x := range a.Exclusions {
		out = append(out, Block{x.Clause, x.Assumed, x})
	}
	for _, x := range a.Rules {
		out = append(out, Block{x.Clause, x.Assumed, x})
	}
	for _, x := range a.Powers {
		out = append(out, Block{x.Clause, x.Assumed, x})
	}
	for _, x := range a.Survivals {
		out = append(out, Block{x.Clause, x.Assumed, x})
	}
	for _, x := range a.Extensions {
		out = append(out, Block{x.Clause, x.Assumed, x})
	}
	for _, x := range a.Allocations {
		out = append(out, Block{x.Clause, x.Assumed, x})
	}
	for _, x := range a.Encumbrances {
		out = append(out, Block{x.Clause, x.Assumed, x})
	}
	for _, x := range a.Opens {
		out = append(out, Block{x.Clause, nil, x})
	}
	for _, x := range a.Readings {
		out = append(out, Block{x.Clause, x.Assumed, x})
	}
	return out
}
