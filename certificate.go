package crossgrant

import (
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// Certified is an answer with all that is needed to give it again: the question whole, the answer, and what it was
// computed from, file by file.
type Certified struct {
	Answer     rights.ClearAnswer // its question names both days
	Inputs     Inputs
	Files      []InputFile
	Privileged Privileged
}

// Privileged says what part statements marked privileged have in a certified answer.
type Privileged struct {
	Statements int      // known on the day of the record; the answer was computed with them
	Files      []string // where they stand
	Included   bool     // what the answer says of them was left in
	LeftOut    int      // passages of the answer that were left out because they say something of them
}

// Certify answers as [Workspace.Clear] does, for a certificate. The answer is always computed with everything on record;
// unless privileged is set, the passages in it that say something of a privileged statement are left out.
func (w *Workspace) Certify(q rights.ClearQuestion, privileged bool) (Certified, error) {
	var c Certified
	a, err := w.Clear(q)
	if err != nil {
		return c, err
	}
	q = a.Question
	p, err := w.Program(q.KnownAt, q.WithoutPresumptions)
	if err != nil {
		return c, err
	}
	if says := p.Unrecorded(); says != "" {
		a.Notes = append(a.Notes, says)
	}
	if c.Files, err = w.InputFiles(); err != nil {
		return c, err
	}
	c.Inputs = w.Inputs(q.KnownAt)
	secrets := secretsOf(w.World())
	c.Privileged = secrets.known(q.KnownAt)
	c.Privileged.Included = privileged
	if !privileged {
		a, c.Privileged.LeftOut = secrets.withhold(a)
	}
	c.Answer = a
	return c, nil
}

// AnswerableFrom is the first day on which a question with that day of the record may be put: a workspace opened on an
// earlier one holds what was recorded since to lie in the future. The present day, where that is later.
func AnswerableFrom(knownAt, today when.Date) when.Date { return max(knownAt, today) }
