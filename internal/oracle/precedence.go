package oracle

import "github.com/crossgrant/crossgrant/agreement"

// ranked is a clause with what it prevails over and what it yields to.
type ranked struct {
	clause agreement.Clause
	agreement.Precedence
}

// prevails reports whether c says that it stands over a, or a that it stands under c.
func (c ranked) prevails(a ranked) bool {
	return has(c.Over, a.clause.QName()) || has(a.Under, c.clause.QName())
}

// yields reports whether a clause that opposes another has to give way to it. Where each claims to prevail, that is a
// question.
func (v *view) yields(x, g ranked) bool {
	switch {
	case !g.prevails(x):
		return false
	case !x.prevails(g):
		return true
	}
	winner := 0 // the place of g among the two, by name
	if x.clause.QName() < g.clause.QName() {
		winner = 1
	}
	return v.ask(agreement.QPrecedence(x.clause, g.clause), 2) == winner
}

// may reports whether neither the grant nor, for a right by it, the extension keeps a clause from taking out of what it
// names.
func (v *view) may(x ranked, w *way, named agreement.Name) bool {
	if g := v.grant(w.granted); named == w.Clause.QName() && v.yields(x, ranked{g.Clause, g.Precedence}) {
		return false
	}
	e := w.extension
	return e == nil || !v.yields(x, ranked{e.Clause, e.Precedence})
}

// cuts reports whether an exclusion cuts the grant of a way or its extension, and prevails.
func (v *view) cuts(x *agreement.Exclusion, w *way) bool {
	for _, n := range w.source().names() {
		if has(x.Cuts, n) && v.may(ranked{x.Clause, x.Precedence}, w, n) {
			return true
		}
	}
	return false
}
